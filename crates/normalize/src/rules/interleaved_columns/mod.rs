//! Columns that an engine read across, put in order again by the boxes of their lines.

mod page;

use baokan_corpus_model::{EditKind, Safety};

use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::geometry;

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct InterleavedColumns;

const META: RuleMeta = RuleMeta {
    name: "interleaved-columns",
    kind: EditKind::Reorder,
    pass: Pass::Order,
    safety: Safety::Unsafe,
    summary: "Columns that the engine read straight across, line by line.",
    doc: include_str!("rule.md"),
};

impl Rule for InterleavedColumns {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        // Boxes tell where lines stood on the page. Once they are in order, the boxes have nothing more to say.
        if cx.doc.text.edits_by(META.name) > 0 {
            return;
        }
        for page in page::pages(cx.doc) {
            let printed = page.printed(cx.text);
            if let Some(order) = geometry::read_with(&printed, &page.marks) {
                page.put_in_order(cx.text, &order, out);
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
