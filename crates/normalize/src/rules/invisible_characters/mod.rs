//! Characters that cannot be seen.

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct InvisibleCharacters;

const META: RuleMeta = RuleMeta {
    name: "invisible-characters",
    kind: EditKind::Invisible,
    pass: Pass::Noise,
    safety: Safety::Safe,
    summary: "Zero-width, control and other characters that cannot be seen.",
    doc: include_str!("rule.md"),
};

impl Rule for InvisibleCharacters {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        for &at in cx.scan.of(Class::Invisible) {
            let Some(c) = cx.text.get(at as usize..).and_then(|t| t.chars().next()) else { continue };
            let range = TextRange::at(at, c.len_utf8() as u32);
            out.edit(1000, format!("U+{:04X}", c as u32)).replace(range, "").done();
        }
    }
}
