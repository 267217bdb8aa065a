//! A new order as one edit, and doubts as diagnostics.

use baokan_corpus_model::TextRange;

use super::ends::Link;
use super::order::{NewOrder, Segment};
use crate::engine::{Proposals, RuleContext};
use crate::layout::Line;

/// The code of what is reported and left.
pub(crate) const DOUBT: &str = "doubtful-block-order";

/// Something that is put in order: a segment, or the gap behind one.
#[derive(Clone, Copy)]
struct Item {
    range: TextRange,
    /// Its place before.
    place: usize,
}

/// Proposes the order as one edit: all of it happens, or nothing. The gaps between segments keep their order; of the
/// segments those move that weigh least.
pub(super) fn propose(cx: &RuleContext<'_>, new: &NewOrder, out: &mut Proposals) {
    let range = |s: &Segment| {
        let (first, last) = (cx.lines.get(s.from)?, cx.lines.get(s.to.checked_sub(1)?)?);
        Some(TextRange::new(first.range.start(), last.range.end()))
    };
    let mut old: Vec<TextRange> = new.segments.iter().filter_map(range).collect();
    old.sort_by_key(|r| r.start());
    let gaps: Vec<TextRange> = old
        .windows(2)
        .filter_map(|w| w.first().zip(w.get(1)))
        .map(|(a, b)| TextRange::new(a.end(), b.start()))
        .collect();
    let mut items: Vec<Item> = Vec::new();
    for (i, range) in new.segments.iter().filter_map(range).enumerate() {
        items.push(Item { range, place: 2 * old.partition_point(|o| o.start() < range.start()) });
        items.extend(gaps.get(i).map(|gap| Item { range: *gap, place: 2 * i + 1 }));
    }
    let Some(first) = new.links.first() else { return };
    let evidence = format!("{}: {}", seam(cx, first), new.signs());
    let signs: u32 = new.links.iter().map(|l| l.signs.count()).sum();
    let mut draft = out.edit((900 + 10 * signs).min(980) as u16, evidence);
    let Some(mut anchor) = old.first().map(|r| r.start()) else { return };
    for (item, stays) in items.iter().zip(staying(&items)) {
        if stays {
            anchor = item.range.end();
        } else if !item.range.is_empty() {
            draft = draft.move_to(item.range, anchor);
        }
    }
    draft.done();
}

/// Says where halves of a sentence stand apart, and why they are left there.
pub(super) fn report(cx: &RuleContext<'_>, link: &Link, reason: &str, out: &mut Proposals) {
    let Some(from) = cx.lines.get(link.from) else { return };
    out.doubt(DOUBT, from.range, format!("{}: {}; {reason}", seam(cx, link), link.signs.words()));
    // The second half too, so that nothing else is joined to it.
    if let Some(to) = cx.lines.get(link.to) {
        out.doubt(DOUBT, to.range, format!("{}, as far as the words tell", seam(cx, link)));
    }
}

/// …全省通办 goes on with 项目，…
fn seam(cx: &RuleContext<'_>, link: &Link) -> String {
    let words = |l: Option<&Line>| l.and_then(|l| cx.text.get(l.range.as_usize())).unwrap_or("");
    let end: Vec<char> = words(cx.lines.get(link.from)).chars().rev().take(8).collect();
    let end: String = end.into_iter().rev().collect();
    let head: String = words(cx.lines.get(link.to)).chars().take(8).collect();
    format!("…{end} goes on with {head}…")
}

/// Marks the rising run of places that weighs most; what is not in it moves.
fn staying(items: &[Item]) -> Vec<bool> {
    let mut weight: Vec<u32> = Vec::with_capacity(items.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for item in items {
        let best = (0..weight.len())
            .filter(|k| items.get(*k).is_some_and(|o| o.place < item.place))
            .max_by_key(|k| weight.get(*k).copied());
        weight.push(item.range.len() + 1 + best.and_then(|k| weight.get(k).copied()).unwrap_or(0));
        before.push(best);
    }
    let mut stays = vec![false; items.len()];
    let mut at = (0..items.len()).max_by_key(|k| weight.get(*k).copied());
    while let Some(k) = at {
        if let Some(s) = stays.get_mut(k) {
            *s = true;
        }
        at = before.get(k).copied().flatten();
    }
    stays
}
