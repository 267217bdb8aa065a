//! Which character of gold each character of a system's text is, whatever the order of the pieces.

use std::collections::{BinaryHeap, HashMap};

/// The shortest piece that is looked for anywhere in gold, in characters.
const PIECE: usize = 4;
/// The longest gap between two neighbouring pieces that is compared by edit distance, in characters.
const BRIDGE: usize = 48;

/// The alignment of a system's text with gold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alignment {
    /// For each character of the system's text, where it stands in gold, if it is right.
    pub(super) gold: Vec<Option<usize>>,
    /// Wrong, missing and surplus characters. A piece that has moved is none.
    pub(super) errors: usize,
}

/// Aligns a system's text with gold: pieces in common, the longest first, then edit distance between pieces that
/// follow each other on both sides.
pub(super) fn align(system: &[char], gold: &[char]) -> Alignment {
    let pieces = pieces(system, gold);
    let mut to_gold = vec![None; system.len()];
    for &(i, j, n) in &pieces {
        for (k, slot) in to_gold.iter_mut().skip(i).take(n).enumerate() {
            *slot = Some(j + k);
        }
    }
    let mut by_gold: Vec<usize> = pieces.iter().map(|p| p.1).collect();
    by_gold.sort_unstable();
    let next: HashMap<usize, usize> = by_gold.windows(2).map(|w| (w[0], w[1])).collect();
    let covered: usize = pieces.iter().map(|p| p.2).sum();
    let (mut system_left, mut gold_left, mut errors) = (system.len() - covered, gold.len() - covered, 0);
    for pair in pieces.windows(2) {
        let ((i, j, n), (i2, j2, _)) = (pair[0], pair[1]);
        if next.get(&j) != Some(&j2) || i2 - i - n > BRIDGE || j2 - j - n > BRIDGE {
            continue;
        }
        let (a, b) = (&system[i + n..i2], &gold[j + n..j2]);
        let (distance, equal) = edit(a, b);
        errors += distance;
        system_left -= a.len();
        gold_left -= b.len();
        for (x, y) in equal {
            to_gold[i + n + x] = Some(j + n + y);
        }
    }
    Alignment { gold: to_gold, errors: errors + system_left + gold_left }
}

/// Greedy string tiling: the longest common pieces first, each character of either side used once.
/// A piece is its start in the system's text, in gold, and its length; in the system's order.
fn pieces(system: &[char], gold: &[char]) -> Vec<(usize, usize, usize)> {
    let mut index: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (j, key) in gold.windows(PIECE).enumerate() {
        index.entry(key).or_default().push(j);
    }
    // The longest first, then the earliest.
    let mut heap = BinaryHeap::new();
    let candidate = |n: usize, i: usize, j: usize| (n, std::cmp::Reverse((i, j)));
    for (i, key) in system.windows(PIECE).enumerate() {
        for &j in index.get(key).into_iter().flatten() {
            if i > 0 && j > 0 && system[i - 1] == gold[j - 1] {
                continue;
            }
            let n = system[i..].iter().zip(&gold[j..]).take_while(|(a, b)| a == b).count();
            heap.push(candidate(n, i, j));
        }
    }
    let (mut used_system, mut used_gold) = (vec![false; system.len()], vec![false; gold.len()]);
    let mut out = Vec::new();
    while let Some((n, std::cmp::Reverse((i, j)))) = heap.pop() {
        let used = |k: usize| used_system[i + k] || used_gold[j + k];
        if !(0..n).any(used) {
            used_system[i..i + n].fill(true);
            used_gold[j..j + n].fill(true);
            out.push((i, j, n));
            continue;
        }
        // What is still free of the piece comes again in its turn.
        let mut k = 0;
        while k < n {
            let from = (k..n).find(|&k| !used(k)).unwrap_or(n);
            k = (from..n).find(|&k| used(k)).unwrap_or(n);
            if k - from >= PIECE {
                heap.push(candidate(k - from, i + from, j + from));
            }
        }
    }
    out.sort_unstable();
    out
}

/// Levenshtein distance of two short texts, and the pairs of characters that an edit of that cost leaves as they are.
fn edit(a: &[char], b: &[char]) -> (usize, Vec<(usize, usize)>) {
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i * width + j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = table[(i - 1) * width + j - 1] + usize::from(a[i - 1] != b[j - 1]);
                same.min(table[(i - 1) * width + j] + 1).min(table[i * width + j - 1] + 1)
            };
        }
    }
    let (mut i, mut j, mut equal) = (a.len(), b.len(), Vec::new());
    while i > 0 && j > 0 {
        let here = table[i * width + j];
        if a[i - 1] == b[j - 1] && here == table[(i - 1) * width + j - 1] {
            (i, j) = (i - 1, j - 1);
            equal.push((i, j));
        } else if here == table[(i - 1) * width + j] + 1 {
            i -= 1;
        } else if here == table[i * width + j - 1] + 1 {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
        }
    }
    (table[a.len() * width + b.len()], equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(system: &str, gold: &str) -> (Vec<Option<usize>>, usize) {
        let chars = |s: &str| s.chars().collect::<Vec<_>>();
        let found = align(&chars(system), &chars(gold));
        (found.gold, found.errors)
    }

    #[test]
    fn moved_pieces_cost_nothing() {
        let (gold, errors) = aligned("戊己庚辛甲乙丙丁", "甲乙丙丁戊己庚辛");
        assert_eq!(errors, 0);
        assert_eq!(gold.first(), Some(&Some(4)));
    }

    #[test]
    fn gaps_are_bridged_by_edit_distance() {
        let (gold, errors) = aligned("甲乙丙丁卯己庚辛壬癸", "甲乙丙丁戊己庚辛壬癸");
        assert_eq!(errors, 1);
        assert_eq!((gold[3], gold[4], gold[5]), (Some(3), None, Some(5)));
        // Nothing in common: all of both sides is wrong.
        assert_eq!(aligned("子丑寅卯", "甲乙丙丁").1, 8);
        assert_eq!(aligned("", "甲乙"), (Vec::new(), 2));
    }

    #[test]
    fn a_character_is_used_once() {
        let (gold, errors) = aligned("甲乙丙丁甲乙丙丁", "甲乙丙丁");
        assert_eq!(gold.iter().flatten().count(), 4);
        assert_eq!(errors, 4);
    }

    #[test]
    fn edits_keep_what_is_equal() {
        let chars = |s: &str| s.chars().collect::<Vec<_>>();
        assert_eq!(edit(&chars("乙丙"), &chars("甲乙丁")), (2, vec![(0, 1)]));
    }
}
