//! The reading order that a file declares, where it is not the order in which the file has the text.
//!
//! The text of a source follows the bytes of its file, so that every position can be looked up both ways. Another order
//! is made by moving, as any later stage would: the moves are the first layer of the document's text, they name their
//! reason, and they can be undone.

use baokan_corpus_model::{Edit, EditKind, Revision, Text, TextRange};

/// Name of the edit; see `docs/formats.md`.
pub(crate) const RULE: &str = "declared-reading-order";

/// A stretch of text that keeps together: a region, an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Where it stands in the text.
    pub(crate) at: TextRange,
    /// What the reader calls it.
    pub(crate) key: u32,
    /// Number of its page.
    pub(crate) page: Option<u32>,
}

/// An order other than that of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// All units in the order of the text.
    units: Vec<Unit>,
    /// Indices into `units`, in reading order.
    sequence: Vec<usize>,
    /// Where the file says so.
    declared: &'static str,
}

impl Order {
    /// Sorts units by the rank that the file gives to their keys. A unit without a rank stays behind the one before it.
    /// `None` when that is the order of the file.
    pub(crate) fn new(units: Vec<Unit>, rank: impl Fn(u32) -> Option<usize>, declared: &'static str) -> Option<Self> {
        let mut last = None;
        let mut ranked: Vec<(Option<usize>, usize)> = Vec::with_capacity(units.len());
        for (i, unit) in units.iter().enumerate() {
            last = rank(unit.key).or(last);
            ranked.push((last, i));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        let sequence: Vec<usize> = ranked.into_iter().map(|(_, i)| i).collect();
        (!sequence.is_sorted()).then_some(Self { units, sequence, declared })
    }

    /// The same order for a text that stands `by` bytes further on and begins with this page.
    pub(crate) fn shift(mut self, by: u32, first: u32) -> Self {
        for unit in &mut self.units {
            unit.at = TextRange::at(unit.at.start().saturating_add(by), unit.at.len());
            unit.page = unit.page.map(|page| page.saturating_add(first).saturating_sub(1));
        }
        self
    }

    /// Moves the units of a text that has no layer yet, as few of them as possible. Orders stand apart and rise.
    pub(crate) fn apply(orders: &[Self], text: &mut Text) {
        let steps: Vec<_> = orders.iter().map(|order| order.pieces(text.as_str())).collect();
        let mut revision = text.revise();
        for (order, pieces) in orders.iter().zip(steps) {
            order.arrange(pieces, &mut revision);
        }
        // An order that cannot be made leaves the text in that of the file.
        if let Err(error) = revision.commit() {
            tracing::warn!(%error, "the declared order was not taken");
        }
    }

    /// Units and the gaps between them, in reading order.
    fn pieces(&self, text: &str) -> Vec<TextRange> {
        let mut gaps = Gaps::new(text, &self.units);
        let mut pieces: Vec<TextRange> = Vec::with_capacity(self.units.len() * 2);
        let mut before: Option<&Unit> = None;
        for unit in self.sequence.iter().filter_map(|i| self.units.get(*i)) {
            pieces.extend(before.and_then(|before| gaps.between(before, unit)));
            pieces.push(unit.at);
            before = Some(unit);
        }
        pieces
    }

    fn arrange(&self, pieces: Vec<TextRange>, revision: &mut Revision<'_>) {
        let (Some(first), Some(last)) = (self.units.first(), self.units.last()) else { return };
        let stays = longest_rise(&pieces);
        revision.copy_to(first.at.start());
        let mut at = first.at.start();
        for (piece, stays) in pieces.into_iter().zip(stays) {
            if stays {
                revision.skip(TextRange::new(at, piece.start()));
                revision.copy_to(piece.end());
                at = piece.end();
            } else {
                let why = format!("the file declares this order ({})", self.declared);
                let edit = revision.edit(Edit::safe(RULE, EditKind::Reorder).because(why));
                revision.take(piece, edit);
            }
        }
        revision.skip(TextRange::new(at, last.at.end()));
    }
}

/// The line ends and form feeds between units: there are as many as before, each where it fits best.
struct Gaps {
    /// Between two pages, and all others; the next one last.
    pages: Vec<TextRange>,
    others: Vec<TextRange>,
}

impl Gaps {
    fn new(text: &str, units: &[Unit]) -> Self {
        let gaps = units.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(TextRange::new(a.at.end(), b.at.start())),
            _ => None,
        });
        let is_page = |gap: &TextRange| text.get(gap.as_usize()).is_some_and(|gap| gap.contains('\x0C'));
        let (mut pages, mut others): (Vec<_>, Vec<_>) = gaps.partition(is_page);
        pages.reverse();
        others.reverse();
        Self { pages, others }
    }

    fn between(&mut self, before: &Unit, after: &Unit) -> Option<TextRange> {
        let (wanted, rest) = match before.page != after.page {
            true => (&mut self.pages, &mut self.others),
            false => (&mut self.others, &mut self.pages),
        };
        wanted.pop().or_else(|| rest.pop())
    }
}

/// Which of the pieces belong to the longest sequence that rises (by patience sorting, in n log n).
fn longest_rise(pieces: &[TextRange]) -> Vec<bool> {
    // The last piece of the best sequence of each length, and what stands before each piece in its sequence.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(pieces.len()));
    for (i, piece) in pieces.iter().enumerate() {
        let length = ends.partition_point(|e| pieces.get(*e).is_some_and(|p| p.start() < piece.start()));
        before.push(length.checked_sub(1).and_then(|n| ends.get(n)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut stays = vec![false; pieces.len()];
    let mut at = ends.last().copied();
    while let Some(i) = at {
        if let Some(stays) = stays.get_mut(i) {
            *stays = true;
        }
        at = before.get(i).copied().flatten();
    }
    stays
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::Source;
    use proptest::prelude::*;

    use super::*;

    fn ordered(words: &str, pages: &[u32], ranks: &[Option<usize>]) -> Text {
        let mut text = Text::new(Arc::new(Source::from_text(words, "x").unwrap()));
        let mut units = Vec::new();
        let mut at = 0;
        for (key, word) in words.split_inclusive(['\n', '\x0C']).filter(|w| !w.trim().is_empty()).enumerate() {
            let start = words[at..].find(word).unwrap() + at;
            at = start + word.trim_end().len();
            let page = pages.get(key).copied();
            units.push(Unit { at: TextRange::new(start as u32, at as u32), key: key as u32, page });
        }
        if let Some(order) = Order::new(units, |key| ranks.get(key as usize).copied().flatten(), "test") {
            Order::apply(&[order], &mut text);
        }
        text
    }

    #[test]
    fn units_move_and_gaps_stay_where_they_fit() {
        let text = ordered("甲\n\x0C乙\n丙", &[1, 2, 1], &[Some(0), Some(2), Some(1)]);
        assert_eq!(text.as_str(), "甲\n丙\n\x0C乙");
        assert_eq!(text.revisions()[0], "甲\n\x0C乙\n丙");
        let text = ordered("甲\n乙\n丙\n丁", &[1; 4], &[Some(3), None, Some(1), Some(0)]);
        assert_eq!(text.as_str(), "丁\n丙\n甲\n乙");
        assert_eq!(ordered("甲\n乙", &[1; 2], &[None, None]).layers(), 0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(ranks in prop::collection::vec(prop::option::of(0usize..9), 1..12), pages in prop::collection::vec(1u32..3, 12)) {
            let words: Vec<String> = (0..ranks.len()).map(|i| format!("第{i}段")).collect();
            let text = ordered(&words.join("\n"), &pages, &ranks);
            let mut found: Vec<&str> = text.as_str().split('\n').collect();
            prop_assert_eq!(found.len(), words.len());
            found.sort_unstable();
            let mut words = words;
            words.sort();
            prop_assert_eq!(found, words);
        }
    }
}
