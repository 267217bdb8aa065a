//! Marks that OCR confuses with other marks, letters and figures.

mod brackets;
mod numbers;
mod stops;

use baokan_corpus_model::{EditKind, Safety};

use super::ocr;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct OcrPunctuation;

const META: RuleMeta = RuleMeta {
    name: "ocr-punctuation",
    kind: EditKind::Glyph,
    pass: Pass::Characters,
    safety: Safety::Unsafe,
    summary: "Marks that OCR confuses with other marks, letters and figures: · for 。, 一一 for ——, 二O二三.",
    doc: include_str!("rule.md"),
};

impl Rule for OcrPunctuation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() {
            return;
        }
        numbers::zeros(cx, out);
        numbers::letters(cx, out);
        numbers::per_cent(cx, out);
        // What follows may be meant on a clean page.
        if ocr::is_noisy(cx) {
            numbers::points(cx, out);
            brackets::propose(cx, out);
            stops::propose(cx, out);
        } else if ocr::is_printed(cx.doc) {
            stops::propose(cx, out);
        }
    }
}

#[cfg(test)]
mod tests;
