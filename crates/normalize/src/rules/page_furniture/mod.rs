//! Page heads, page numbers and jump lines between the two halves of a sentence.

use baokan_corpus_model::{EditKind, Safety};

use super::caption_in_body::lift;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct PageFurniture;

const META: RuleMeta = RuleMeta {
    name: "page-furniture",
    kind: EditKind::Furniture,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "A page head, page number or jump line between the two halves of a sentence.",
    doc: include_str!("rule.md"),
};

impl Rule for PageFurniture {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        lift(cx, out, false);
    }
}
