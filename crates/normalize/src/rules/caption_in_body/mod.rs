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

#[cfg(test)]
mod tests {
    use crate::rules::testing::all_turn;

    #[test]
    fn everything_that_stands_in_a_paragraph_follows_it() {
        all_turn(
            "县里开了会。会议要求，各乡要抓好农\n\n图① 农民在查看水渠。\n\n新华社记者 何大川 摄\n\n田水利建设，推广良\n\n第4版\n\n种工程，确保丰收。\n\n各乡都行动起来。",
            "县里开了会。会议要求，各乡要抓好农田水利建设，推广良种工程，确保丰收。\n\n图① 农民在查看水渠。\n\n新华社记者 何大川 摄\n\n第4版\n\n各乡都行动起来。",
        );
    }

    #[test]
    fn a_caption_between_paragraphs_stays() {
        let page = "县里开了会，要求各乡抓好农田水利建设。\n\n图① 农民在查看水渠。\n\n各乡都行动起来。";
        all_turn(page, page);
        // A title closes the article: what is below belongs to another.
        let page = "县里开了会。会议要求，各乡要抓好农\n\n图① 农民在查看水渠。\n\n推广良种 不误农时\n\n田水利建设。";
        all_turn(page, page);
    }

    #[test]
    fn a_scene_between_two_halves_is_a_caption() {
        all_turn(
            "县里开了会。会议通过了《良种\n\n农民在田间查看水渠。\n\n条例》，各乡都要执行。",
            "县里开了会。会议通过了《良种条例》，各乡都要执行。\n\n农民在田间查看水渠。",
        );
    }
}
