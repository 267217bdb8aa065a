//! `--` for ——.

use baokan_corpus_model::{Safety, TextRange};

use super::{Side, side};
use crate::chars;
use crate::engine::{Class, Proposals, RuleContext};

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    let bytes = cx.text.as_bytes();
    let mut done = 0;
    for &at in cx.scan.of(Class::AsciiMarkup) {
        let at = at as usize;
        if at < done || bytes.get(at) != Some(&b'-') {
            continue;
        }
        let run = bytes.get(at..).unwrap_or(&[]).iter().take_while(|b| **b == b'-').count();
        done = at + run;
        if !(2..=4).contains(&run) {
            continue;
        }
        let (l, r) = (side(chars::before_gap(cx.text, at)), side(chars::after_gap(cx.text, done)));
        let between = matches!(
            (l, r),
            (Side::Chinese, Side::Chinese | Side::Number | Side::Edge) | (Side::Edge | Side::Number, Side::Chinese)
        );
        // A table's ruling stands between bars, not here; `-->` closes a comment.
        if between {
            let range = TextRange::new(at as u32, done as u32);
            out.edit(950, "ASCII hyphens for ——").safety(Safety::Safe).replace(range, "——").done();
        }
    }
}
