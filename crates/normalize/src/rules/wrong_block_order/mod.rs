//! Blocks that a layout put in the wrong order: columns swapped, halves of a sentence apart.

mod ends;
mod marks;
mod moves;
mod order;
#[cfg(test)]
mod tests;

pub(crate) use moves::DOUBT;

use baokan_corpus_model::{BlockKind, EditKind, RegionKind, Safety};

use crate::chars;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{Line, Maybe};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct WrongBlockOrder;

const META: RuleMeta = RuleMeta {
    name: "wrong-block-order",
    kind: EditKind::Reorder,
    pass: Pass::Blocks,
    safety: Safety::Unsafe,
    summary: "Blocks of an article in the wrong order, as broken sentences prove.",
    doc: include_str!("rule.md"),
};

/// Fewer lines than this have no order that could be wrong.
const LINES: usize = 4;

/// Whether the text is that of a page: it has titles or bylines, and its paragraphs end as sentences do, except where they
/// are cut.
fn is_prose(lines: &[Line], ends: usize, links: usize) -> bool {
    let flowing = lines.iter().filter(|l| l.flows()).count();
    let titled = lines
        .iter()
        .any(|l| matches!(l.kind, BlockKind::Heading | BlockKind::Byline) || matches!(l.maybe, Maybe::Title(_)));
    titled && (ends * 4 <= flowing || ends <= links * 3)
}

impl Rule for WrongBlockOrder {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        // Lines that fill a column are joined first; where boxes told the order, words do not know better.
        if cx.lines.len() < LINES || cx.lines.iter().any(|l| l.full) {
            return;
        }
        let ends = ends::open_ends(cx.text, cx.lines);
        let boxed = || cx.doc.regions.iter().any(|r| r.kind == RegionKind::Line && r.bbox.is_some());
        if ends.is_empty() || chars::is_data(cx.text) || boxed() {
            return;
        }
        let marks = marks::Marks::of(cx.text, cx.lines, &ends);
        let ends::Links { found: links, lone, contested } = ends::links(cx.text, cx.lines, &ends, &marks);
        if links.is_empty() && contested.is_empty() || !is_prose(cx.lines, ends.len(), links.len()) {
            return;
        }
        // Where many lines end in mid-sentence, some fit by chance.
        let rare = ends.len() * 8 <= cx.lines.iter().filter(|l| l.flows()).count();
        for link in contested.iter().filter(|l| rare && l.signs.torn()) {
            moves::report(cx, link, "another second half fits too", out);
        }
        for found in order::orders(cx.text, cx.lines, &ends, &marks, &links, &lone) {
            match found {
                order::Found::Proven(new) => moves::propose(cx, &new, out),
                // One sign is found in any text.
                order::Found::Doubtful(link, _) if !link.signs.prove(false) || !link.signs.decide() => {}
                // What begins as any sentence may is whole where it stands.
                order::Found::Doubtful(link, _) if !link.signs.torn() => {}
                order::Found::Doubtful(link, reason) => moves::report(cx, &link, reason, out),
            }
        }
    }
}
