//! Captions and credits between the two halves of a sentence.

use baokan_corpus_model::{BlockKind, EditKind, Safety, TextRange};

use super::split_sentence::{confidence, gap, reasons, safety};
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{Line, Link, chains, links};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct CaptionInBody;

const META: RuleMeta = RuleMeta {
    name: "caption-in-body",
    kind: EditKind::Join,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "Captions or credits between the two halves of a sentence.",
    doc: include_str!("rule.md"),
};

impl Rule for CaptionInBody {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        lift(cx, out, true);
    }
}

/// Joins the halves and puts what stood between them below the paragraph: one proposal a paragraph.
/// `captions`: paragraphs with a caption or credit inside; else those with nothing but page furniture.
pub(crate) fn lift(cx: &RuleContext<'_>, out: &mut Proposals, captions: bool) {
    let all = links(cx.lines);
    for chain in chains(&all) {
        let apart = || chain.iter().filter(|l| !l.is_direct());
        let between = |l: &Link| cx.lines.get(l.from + 1..l.to).unwrap_or(&[]);
        let has_caption = apart().any(|l| between(l).iter().any(|b: &Line| b.kind != BlockKind::Furniture));
        let Some(first) = apart().next() else { continue };
        let Some(end) = chain.last().and_then(|l| cx.lines.get(l.to)).map(|l| l.range.end()) else { continue };
        if has_caption != captions {
            continue;
        }
        let seam = apart().map(|l| l.seam).min_by_key(|s| s.points).unwrap_or(first.seam);
        let mut draft = out.edit(confidence(&seam), reasons(&seam)).safety(safety(&seam));
        for link in apart() {
            let (Some(a), Some(last), Some(b)) =
                (cx.lines.get(link.from), cx.lines.get(link.to - 1), cx.lines.get(link.to))
            else {
                continue;
            };
            draft = draft.move_to(TextRange::new(a.range.end(), last.range.end()), end).replace(gap(last, b), "");
        }
        draft.done();
    }
}
