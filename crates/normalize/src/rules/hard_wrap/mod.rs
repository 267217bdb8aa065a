//! Text with a line break at the end of every printed line.

use baokan_corpus_model::{EditKind, Safety};

use super::split_sentence::gap;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{Line, Tail};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct HardWrap;

const META: RuleMeta = RuleMeta {
    name: "hard-wrap",
    kind: EditKind::Join,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "A line break at the end of every printed line.",
    doc: include_str!("rule.md"),
};

/// First lines of paragraphs are set in by two characters: four half-widths.
const INDENT: u32 = 3;

impl Rule for HardWrap {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        for pair in cx.lines.windows(2) {
            let [a, b] = pair else { continue };
            if !a.full || !a.flows() || !b.flows() {
                continue;
            }
            let Some((confidence, why)) = goes_on(a, b) else { continue };
            let latin = a.facts.last.is_ascii_alphabetic() && b.facts.first.is_ascii_alphabetic();
            out.edit(confidence, why).replace(gap(a, b), if latin { " " } else { "" }).done();
        }
    }
}

/// Whether the full line `a` goes on in `b`, how sure, and why.
fn goes_on(a: &Line, b: &Line) -> Option<(u16, &'static str)> {
    let below = b.facts.breaks == 1;
    if matches!(a.facts.tail, Tail::Bare | Tail::Comma | Tail::Opening | Tail::Closer) {
        // A short line that ends nothing is a title or the noise of a picture.
        let body = b.full || matches!(b.facts.tail, Tail::Stop | Tail::Comma | Tail::Colon);
        return (body && !b.facts.indent).then_some((900, "a full line without end mark in hard-wrapped text"));
    }
    // A sentence ends with the line: the paragraph goes on when the next line is neither set in nor parted.
    let flush = b.facts.width + INDENT > a.facts.width;
    (below && b.full && flush && !b.facts.indent).then_some((800, "a full line, and the next one is not set in"))
}
