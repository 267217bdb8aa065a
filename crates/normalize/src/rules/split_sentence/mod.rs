//! Paragraphs cut by a column or a page.

mod series;
#[cfg(test)]
mod tests;

use baokan_corpus_model::{EditKind, Safety, SourceRange, TextRange};

use crate::chars;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{CLOSED_BELOW, Line, Link, Seam, Tail, links};
use crate::rules::wrong_block_order::DOUBT;

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct SplitSentence;

const META: RuleMeta = RuleMeta {
    name: "split-sentence",
    kind: EditKind::Join,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "A paragraph cut by a column or page break, even inside a word.",
    doc: include_str!("rule.md"),
};

impl Rule for SplitSentence {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if chars::is_data(cx.text) {
            return;
        }
        let links = links(cx.lines);
        let doubts = doubts(cx);
        for link in links.iter().filter(|l| l.is_direct() && !is_doubtful(cx, &doubts, l)) {
            let (Some(a), Some(b)) = (cx.lines.get(link.from), cx.lines.get(link.to)) else { continue };
            out.edit(confidence(&link.seam), reasons(&link.seam))
                .safety(safety(&link.seam))
                .replace(gap(a, b), "")
                .done();
        }
        series::propose(cx, out);
        // What is still to be joined may be the other half.
        if links.is_empty() && !cx.lines.iter().any(|l| l.full) {
            report_ends(cx, out);
        }
    }
}

/// So many lines around a doubt are beside it.
const BESIDE: usize = 12;

/// Where halves of sentences were found that belong to others, and could not be brought to them.
fn doubts(cx: &RuleContext<'_>) -> Vec<SourceRange> {
    cx.doc.diagnostics.iter().filter(|d| d.code == DOUBT).filter_map(|d| d.source).collect()
}

/// Whether nothing but its place speaks for a join with a half that belongs to another.
fn is_doubtful(cx: &RuleContext<'_>, doubts: &[SourceRange], link: &Link) -> bool {
    if doubts.is_empty() || link.seam.broken || link.seam.tail == CLOSED_BELOW {
        return false;
    }
    let touches = |i: usize| {
        cx.lines.get(i).is_some_and(|line| {
            let traced = cx.doc.text.trace(line.range);
            doubts.iter().any(|d| traced.iter().any(|t| t.source.start() < d.end() && d.start() < t.source.end()))
        })
    };
    // Beside one, what is not beyond doubt waits too.
    let reach = if link.seam.points < 9 { BESIDE } else { 0 };
    (link.from.saturating_sub(reach)..=link.to + reach).any(touches)
}

/// Paragraphs that break off and go on nowhere: said, not repaired.
fn report_ends(cx: &RuleContext<'_>, out: &mut Proposals) {
    let broken = |l: &&Line| {
        let f = &l.facts;
        // A line before others that flow was weighed; only what a title, a byline or the end of the page cuts off is left.
        l.flows()
            && !l.full
            && l.next.points == i16::MIN
            && (f.stops > 0 || f.tail == Tail::Comma)
            && matches!(f.tail, Tail::Bare | Tail::Comma | Tail::Opening)
            && f.is_chinese()
            && f.chars > 20
    };
    let found: Vec<&Line> = cx.lines.iter().filter(broken).collect();
    if let Some(first) = found.first() {
        let end: String = cx.text.get(first.range.as_usize()).unwrap_or("").chars().rev().take(8).collect();
        let end: String = end.chars().rev().collect();
        let message = format!("{} paragraphs end in mid-sentence; the first with …{end}", found.len());
        out.flag("truncated-end", first.range, message);
    }
}

/// What stands between two lines.
pub(crate) fn gap(a: &Line, b: &Line) -> TextRange {
    TextRange::new(a.range.end(), b.range.start())
}

/// Points as thousandths.
pub(crate) fn confidence(seam: &Seam) -> u16 {
    (700 + 30 * seam.points.max(0)).min(990) as u16
}

/// Two independent signs make it safe.
pub(crate) fn safety(seam: &Seam) -> Safety {
    if seam.weak || seam.points < 6 { Safety::Unsafe } else { Safety::Safe }
}

/// Both reasons in words.
pub(crate) fn reasons(seam: &Seam) -> String {
    let (tail, head) = (seam.tail, seam.head);
    match (tail.is_empty(), head.is_empty()) {
        (false, false) => format!("{tail}; {head}"),
        (false, true) => tail.to_owned(),
        _ => head.to_owned(),
    }
}
