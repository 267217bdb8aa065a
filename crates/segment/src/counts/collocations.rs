//! What stands beside a word more often than chance would have it.
//!
//! Around a node, *surface* co-occurrence: the table counts places in the collection. r1 is the number of places in reach of
//! an occurrence of the node (a place in reach of two counts once), c1 the occurrences of the collocate, n all places; the
//! places of the node itself belong to neither. By sentences, *textual* co-occurrence: the table counts stretches of the
//! stream (sentences, if it was made so), however often the two stand in one. Without a node, pairs of neighbours: r1 counts
//! pairs that begin with the first, c1 pairs that end with the second, n all pairs. See Evert (2008).

use std::collections::HashMap;

use super::{BREAK, Match, Stream, Table, ngrams};

/// How far from the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many units to the left and to the right, within the stretch.
    Window {
        /// To the left.
        left: usize,
        /// To the right.
        right: usize,
    },
    /// The whole stretch.
    Stretch,
}

/// A collocate of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collocation {
    /// The kind of unit; [`Stream::name`] prints it.
    pub kind: u32,
    /// Occurrences in reach that stand before the nearest node; in a stretch, before the first.
    pub left: u64,
    /// Occurrences in reach behind it.
    pub right: u64,
    /// Documents where the two stand together.
    pub documents: u64,
    /// The table.
    pub table: Table,
}

/// Two neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// First unit.
    pub first: u32,
    /// Second unit.
    pub second: u32,
    /// Documents that have the pair.
    pub documents: u64,
    /// The table.
    pub table: Table,
}

/// What is known of a collocate while it is counted.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    left: u64,
    right: u64,
    documents: u64,
    last: usize,
    /// Stretches that have both.
    together: u64,
    stretch: usize,
}

/// The collocates of a node, given by its occurrences (as [`Stream::find`] lists them for one phrase), that stand in its
/// reach at least `min_count` times, in the order of their numbers.
#[must_use]
pub fn collocations(stream: &Stream, nodes: &[Match], span: Span, min_count: u64) -> Vec<Collocation> {
    let entries = stream.entries();
    let mut is_node = vec![false; entries.len()];
    for m in nodes {
        is_node.get_mut(m.at..m.at + m.units).into_iter().flatten().for_each(|n| *n = true);
    }
    let mut tallies: HashMap<u32, Tally> = HashMap::new();
    let (mut in_reach, mut with_node, mut stretches) = (0u64, 0u64, 0u64);
    // For each kind, the places that are no node, or the stretches that have it.
    let mut totals: Vec<u64> = vec![0; stream.kinds()];
    let mut seen: Vec<usize> = vec![usize::MAX; if span == Span::Stretch { stream.kinds() } else { 0 }];
    let (mut document, mut next_match) = (0, 0);
    let mut start = 0;
    while start < entries.len() {
        if entries[start] == BREAK {
            start += 1;
            continue;
        }
        let len = entries[start..].iter().position(|e| *e == BREAK).unwrap_or(entries.len() - start);
        let (end, id) = (start + len, start);
        stretches += 1;
        document = stream.document_from(document, start);
        let first = next_match;
        while nodes.get(next_match).is_some_and(|m| m.at < end) {
            next_match += 1;
        }
        let here = nodes.get(first..next_match).unwrap_or(&[]);
        with_node += u64::from(!here.is_empty());
        // The last node at or before a place, and the first behind it, go along.
        let mut behind = 0;
        for at in start..end {
            if is_node[at] {
                continue;
            }
            let kind = entries[at];
            match span {
                Span::Window { .. } => totals[kind as usize] += 1,
                Span::Stretch if seen[kind as usize] != id => {
                    seen[kind as usize] = id;
                    totals[kind as usize] += 1;
                }
                Span::Stretch => {}
            }
            while here.get(behind).is_some_and(|m| m.at < at) {
                behind += 1;
            }
            let before = behind.checked_sub(1).and_then(|i| here.get(i)).map(|m| at - (m.at + m.units - 1));
            let after = here.get(behind).map(|m| m.at - at);
            let (left, right) = match span {
                // Left of a node that comes, right of one that was; in reach of both, the nearer counts.
                Span::Window { left, right } => {
                    let (after, before) = (after.filter(|d| *d <= left), before.filter(|d| *d <= right));
                    let nearer = after.is_some_and(|a| before.is_none_or(|b| a < b));
                    (nearer, !nearer && before.is_some())
                }
                Span::Stretch => (before.is_none() && after.is_some(), before.is_some()),
            };
            if !left && !right {
                continue;
            }
            in_reach += 1;
            let tally =
                tallies.entry(kind).or_insert(Tally { last: usize::MAX, stretch: usize::MAX, ..Tally::default() });
            tally.left += u64::from(left);
            tally.right += u64::from(right);
            if tally.last != document {
                tally.last = document;
                tally.documents += 1;
            }
            if tally.stretch != id {
                tally.stretch = id;
                tally.together += 1;
            }
        }
        start = end;
    }
    let n = if span == Span::Stretch { stretches } else { totals.iter().sum() };
    let table = |kind: u32, tally: &Tally| {
        let c1 = totals.get(kind as usize).copied().unwrap_or(0);
        match span {
            Span::Window { .. } => Table { o11: tally.left + tally.right, r1: in_reach, c1, n },
            Span::Stretch => Table { o11: tally.together, r1: with_node, c1, n },
        }
    };
    let mut out: Vec<Collocation> = tallies
        .iter()
        .map(|(kind, t)| Collocation {
            kind: *kind,
            left: t.left,
            right: t.right,
            documents: t.documents,
            table: table(*kind, t),
        })
        .filter(|c| c.table.o11 >= min_count.max(1))
        .collect();
    out.sort_unstable_by_key(|c| c.kind);
    out
}

/// All pairs of neighbours in one stretch that occur at least `min_count` times, by first occurrence.
/// `memory` bounds the table, as in [`ngrams`].
#[must_use]
pub fn bigrams(stream: &Stream, min_count: u32, memory: usize) -> Vec<Pair> {
    let entries = stream.entries();
    let (mut firsts, mut seconds) = (vec![0u64; stream.kinds()], vec![0u64; stream.kinds()]);
    let mut n = 0;
    for pair in entries.windows(2) {
        if let [first, second] = *pair
            && first != BREAK
            && second != BREAK
        {
            firsts[first as usize] += 1;
            seconds[second as usize] += 1;
            n += 1;
        }
    }
    let pair = |g: &super::Ngram| {
        let (first, second) = (entries[g.first], entries[g.first + 1]);
        let table = Table { o11: u64::from(g.count), r1: firsts[first as usize], c1: seconds[second as usize], n };
        Pair { first, second, documents: u64::from(g.documents), table }
    };
    ngrams(stream, 2..=2, min_count, memory).iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Within;
    use super::super::stream::tests::stream;
    use super::*;

    fn of(s: &Stream, node: &str, span: Span) -> Vec<(String, u64, u64, Table)> {
        let found = collocations(s, &s.find(&[node]), span, 1);
        found.iter().map(|c| (s.name(c.kind).to_owned(), c.left, c.right, c.table)).collect()
    }

    #[test]
    fn a_window_by_hand() {
        // Units: 抓 春 耕 抓 水 | 水 土. Node 春; one to each side.
        let s = stream(&["抓春耕抓水。水土"], false, Within::Sentence);
        let got = of(&s, "春", Span::Window { left: 1, right: 1 });
        // Places in reach: 抓 and 耕. All places but the node: 6.
        let table = |c1| Table { o11: 1, r1: 2, c1, n: 6 };
        assert_eq!(got, [("抓".to_owned(), 1, 0, table(2)), ("耕".to_owned(), 0, 1, table(1))]);
    }

    #[test]
    fn a_place_in_reach_of_two_nodes_counts_once_and_goes_to_the_nearer() {
        let s = stream(&["春天地春"], false, Within::Sentence);
        let got = of(&s, "春", Span::Window { left: 2, right: 2 });
        let table = Table { o11: 1, r1: 2, c1: 1, n: 2 };
        assert_eq!(got, [("天".to_owned(), 0, 1, table), ("地".to_owned(), 1, 0, table)]);
    }

    #[test]
    fn sentences_by_hand() {
        let s = stream(&["天地天。天人。地人。"], false, Within::Sentence);
        // 3 sentences, 2 with 天; 人 in 2, 1 with 天; 地 in 2, 1 with 天.
        let got = of(&s, "天", Span::Stretch);
        let table = Table { o11: 1, r1: 2, c1: 2, n: 3 };
        assert_eq!(got, [("地".to_owned(), 0, 1, table), ("人".to_owned(), 0, 1, table)]);
    }

    #[test]
    fn neighbours_by_hand() {
        let s = stream(&["春耕春耕，春播"], false, Within::Run);
        let got: Vec<_> = bigrams(&s, 1, 1 << 20)
            .into_iter()
            .map(|p| (s.name(p.first).to_owned(), s.name(p.second).to_owned(), p.table))
            .collect();
        let table = |o11, r1, c1| Table { o11, r1, c1, n: 4 };
        let want = [("春", "耕", table(2, 3, 2)), ("耕", "春", table(1, 1, 1)), ("春", "播", table(1, 3, 1))];
        assert_eq!(got, want.map(|(a, b, t)| (a.to_owned(), b.to_owned(), t)));
    }

    proptest! {
        /// What is in reach adds up, and no cell of a table is negative.
        #[test]
        fn tables_hold(text in "[天地人和。]{0,60}", left in 0usize..4, right in 0usize..4) {
            let s = stream(&[&text], false, Within::Sentence);
            for node in ["天", "天地", "和和"] {
                for span in [Span::Window { left, right }, Span::Stretch] {
                    let found = collocations(&s, &s.find(&[node]), span, 1);
                    for c in &found {
                        let t = c.table;
                        prop_assert!(t.o11 <= t.r1 && t.o11 <= t.c1 && t.r1 + t.c1 <= t.n + t.o11, "{node} {span:?} {t:?}");
                    }
                    if let (Span::Window { .. }, Some(c)) = (span, found.first()) {
                        prop_assert_eq!(found.iter().map(|c| c.table.o11).sum::<u64>(), c.table.r1);
                    }
                }
            }
        }
    }
}
