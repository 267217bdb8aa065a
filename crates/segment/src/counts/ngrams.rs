//! All n-grams that are frequent enough, exactly, in bounded memory.
//!
//! Level by level: an n-gram is the pair of its first n − 1 units, which has a number already, and its last unit. One that
//! is frequent has a frequent beginning and a frequent end, so that all others are left out before they cost anything (the
//! a-priori property). Where the table of a level would outgrow its bound, the level is counted in several passes, each
//! over the pairs of one hash class; that costs time and changes nothing else.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::RangeInclusive;

use super::{BREAK, Stream};

/// Longest n-gram that is counted.
pub const NGRAM_MAX: usize = 8;
/// What a kind of n-gram takes in the table of its level, with its share of free slots: measured, rounded up.
const ENTRY_BYTES: usize = 48;
/// Stands where no frequent n-gram begins.
const NONE: u32 = u32::MAX;

/// A kind of n-gram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ngram {
    /// Its units.
    pub n: usize,
    /// Place in the stream of its first occurrence.
    pub first: usize,
    /// Occurrences.
    pub count: u32,
    /// Documents that have it.
    pub documents: u32,
}

/// Multiplies and folds: the keys are numbers that we gave ourselves.
#[derive(Default)]
struct Fold(u64);

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_u64(u64::from(*b) ^ self.0);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = mix(key);
    }
}

/// Half of a 64 × 64 bit product folded onto the other.
fn mix(key: u64) -> u64 {
    let product = u128::from(key ^ 0x9E37_79B9_7F4A_7C15) * u128::from(0xD6E8_FEB8_6659_FD93u64);
    (product as u64) ^ ((product >> 64) as u64)
}

/// A kind while its level is counted.
#[derive(Clone, Copy)]
struct Entry {
    first: u32,
    count: u32,
    documents: u32,
    last: u32,
}

/// The n-grams of the lengths asked for (1 to [`NGRAM_MAX`]) that occur at least `min_count` times, short ones first, each
/// length by first occurrence. The tables take no more than about `memory` bytes.
#[must_use]
pub fn ngrams(stream: &Stream, n: RangeInclusive<usize>, min_count: u32, memory: usize) -> Vec<Ngram> {
    let units = stream.entries();
    let min_count = min_count.max(1);
    let mut out = Vec::new();
    let (kept, mut ids) = first_level(stream, min_count);
    let singles = ids.clone();
    if n.contains(&1) {
        out.extend(kept);
    }
    for length in 2..=(*n.end()).min(NGRAM_MAX) {
        let mut next = vec![NONE; units.len()];
        let level = Level { stream, singles: &singles, ids: &ids, length, min_count };
        let kept = level.count(&mut next, level.passes(memory));
        if kept.is_empty() {
            break;
        }
        if n.contains(&length) {
            out.extend(kept);
        }
        ids = next;
    }
    out
}

/// Units: they have numbers.
fn first_level(stream: &Stream, min_count: u32) -> (Vec<Ngram>, Vec<u32>) {
    let mut entries = vec![Entry::EMPTY; stream.kinds()];
    let mut document = 0;
    for (at, unit) in stream.entries().iter().enumerate() {
        document = stream.document_from(document, at);
        if let Some(entry) = entries.get_mut(*unit as usize) {
            entry.see(at, document);
        }
    }
    let frequent = |unit: &u32| entries.get(*unit as usize).is_some_and(|e| e.count >= min_count);
    let ids = stream.entries().iter().map(|unit| if frequent(unit) { *unit } else { NONE }).collect();
    let mut kept: Vec<Ngram> = entries.iter().filter(|e| e.count >= min_count).map(|e| e.ngram(1)).collect();
    kept.sort_unstable_by_key(|k| k.first);
    (kept, ids)
}

/// n-grams of one length, to be counted from those one shorter.
struct Level<'a> {
    stream: &'a Stream,
    /// The frequent unit at each place.
    singles: &'a [u32],
    /// The number of the frequent n-gram, one shorter, that begins at each place.
    ids: &'a [u32],
    length: usize,
    min_count: u32,
}

impl Level<'_> {
    /// Places where an n-gram of this length may begin.
    fn places(&self) -> usize {
        self.ids.len().saturating_sub(self.length - 1)
    }

    /// The pair that names the n-gram here. Its beginning, its end and its last unit must be frequent; a break is not.
    fn key(&self, at: usize) -> Option<u64> {
        let head = *self.ids.get(at).filter(|id| **id != NONE)?;
        self.ids.get(at + 1).filter(|id| **id != NONE)?;
        let last = *self.singles.get(at + self.length - 1).filter(|id| **id != NONE)?;
        Some(u64::from(head) << 32 | u64::from(last))
    }

    /// Passes that keep the table within so many bytes, were every n-gram another one.
    fn passes(&self, memory: usize) -> u64 {
        let candidates = (0..self.places()).filter(|at| self.key(*at).is_some()).count();
        candidates.saturating_mul(ENTRY_BYTES).div_ceil(memory.max(1 << 20)).max(1) as u64
    }

    /// Counts; `next` gets the number of the frequent n-gram that begins at each place.
    fn count(&self, next: &mut [u32], passes: u64) -> Vec<Ngram> {
        let mut kept: Vec<Ngram> = Vec::new();
        for pass in 0..passes {
            let mut table: HashMap<u64, u32, BuildHasherDefault<Fold>> = HashMap::default();
            let mut entries: Vec<Entry> = Vec::new();
            // Numbers of this pass lie above those of the passes before it until rare kinds have fallen out.
            let base = kept.len() as u32;
            let mut document = 0;
            for (at, slot) in next.iter_mut().enumerate().take(self.places()) {
                let Some(key) = self.key(at) else { continue };
                if passes > 1 && (mix(key) >> 40) % passes != pass {
                    continue;
                }
                document = self.stream.document_from(document, at);
                let number = *table.entry(key).or_insert_with(|| {
                    entries.push(Entry::EMPTY);
                    entries.len() as u32 - 1
                });
                if let Some(entry) = entries.get_mut(number as usize) {
                    entry.see(at, document);
                }
                *slot = base + number;
            }
            drop(table);
            let mut numbers = vec![NONE; entries.len()];
            for (number, entry) in numbers.iter_mut().zip(&entries).filter(|(_, e)| e.count >= self.min_count) {
                *number = kept.len() as u32;
                kept.push(entry.ngram(self.length));
            }
            for number in next.iter_mut().filter(|n| **n != NONE && **n >= base) {
                *number = numbers.get((*number - base) as usize).copied().unwrap_or(NONE);
            }
        }
        kept.sort_unstable_by_key(|k| k.first);
        kept
    }
}

impl Entry {
    const EMPTY: Self = Self { first: NONE, count: 0, documents: 0, last: NONE };

    fn see(&mut self, at: usize, document: usize) {
        // Places and documents of a stream fit.
        let (at, document) = (at as u32, document as u32);
        if self.count == 0 {
            self.first = at;
        }
        self.count += 1;
        if self.last != document {
            self.last = document;
            self.documents += 1;
        }
    }

    fn ngram(self, n: usize) -> Ngram {
        Ngram { n, first: self.first as usize, count: self.count, documents: self.documents }
    }
}

const _: () = assert!(BREAK == NONE);

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::super::Within;
    use super::super::stream::tests::stream;
    use super::*;

    fn shown(s: &Stream, found: &[Ngram]) -> Vec<(String, u32, u32)> {
        found.iter().map(|g| (s.text(g.first, g.n, ""), g.count, g.documents)).collect()
    }

    #[test]
    fn counts_by_hand() {
        let s = stream(&["春耕春耕，春", "春耕"], false, Within::Run);
        let all = shown(&s, &ngrams(&s, 1..=2, 1, 1 << 20));
        let want = [("春", 4, 2), ("耕", 3, 2), ("春耕", 3, 2), ("耕春", 1, 1)];
        assert_eq!(all, want.map(|(t, c, d)| (t.to_owned(), c, d)));
        assert_eq!(shown(&s, &ngrams(&s, 3..=3, 1, 1 << 20)).len(), 2);
        assert_eq!(shown(&s, &ngrams(&s, 1..=8, 3, 1 << 20)).len(), 3);
        assert!(ngrams(&Stream::new(), 1..=8, 1, 1).is_empty());
    }

    proptest! {
        /// Against counting in a plain map, over several passes as well as one.
        #[test]
        fn equal_to_counting_naively(texts in prop::collection::vec("[天地人，]{0,40}", 0..6), min in 1u32..4, passes in 1u64..4) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let s = stream(&texts, false, Within::Run);
            let mut want: BTreeMap<String, (u32, BTreeSet<usize>)> = BTreeMap::new();
            for (d, text) in texts.iter().enumerate() {
                for run in text.split('，') {
                    let chars: Vec<char> = run.chars().collect();
                    for n in 1..=4 {
                        for w in chars.windows(n) {
                            let e = want.entry(w.iter().collect()).or_default();
                            e.0 += 1;
                            e.1.insert(d);
                        }
                    }
                }
            }
            want.retain(|_, v| v.0 >= min);
            let want: Vec<_> = want.into_iter().map(|(t, (c, d))| (t, c, d.len() as u32)).collect();
            let mut got = shown(&s, &ngrams(&s, 1..=4, min, 1 << 20));
            got.sort();
            prop_assert_eq!(&got, &want);
            // In passes that no small text would need.
            let (_, singles) = first_level(&s, min);
            let level = Level { stream: &s, singles: &singles, ids: &singles, length: 2, min_count: min };
            let one = level.count(&mut vec![NONE; s.entries().len()], 1);
            let many = level.count(&mut vec![NONE; s.entries().len()], passes);
            prop_assert_eq!(one, many);
        }

        /// The counts of one length add up to the places where a sequence of that length fits.
        #[test]
        fn counts_add_up(text in "[天地人，。]{0,60}", n in 1usize..5) {
            let s = stream(&[&text], false, Within::Run);
            let sum: u32 = ngrams(&s, n..=n, 1, 1 << 20).iter().map(|g| g.count).sum();
            let room: usize = text.split(['，', '。']).map(|r| (r.chars().count() + 1).saturating_sub(n)).sum();
            prop_assert_eq!(sum as usize, room);
        }
    }
}
