//! What stands together elsewhere in the document.

use std::collections::HashMap;

use crate::chars::is_han;

/// Two or three characters that stand together elsewhere in the document: evidence that a break fell inside a word.
#[derive(Debug, Default)]
pub(crate) struct Bonds {
    counts: HashMap<[char; 3], u32>,
    /// One bit for the pairs that are asked for, by [`slot`].
    pairs: Vec<u64>,
}

/// A number below 2¹⁶ for a pair; most pairs of a text have one of their own.
fn slot(a: char, b: char) -> usize {
    ((a as usize).wrapping_mul(0x9E5) ^ (b as usize).wrapping_mul(0x2D7)) & 0xFFFF
}

/// Characters that stand beside any other.
const COMMON: &str = "的一是在了和有不为这上个中大国人以到们来时地要就出会可也对生能而年过后作里用所然多经去同部其些主样心本\
前但因只从想实无力它与长把民第公此已使又及被等新加高下行发工业政进全方法成动";

impl Bonds {
    /// Notes the pairs and triples over a seam.
    pub(crate) fn ask(&mut self, a: &str, b: &str) {
        self.pairs.resize(0x1_0000 / 64, 0);
        let keys = keys(a, b);
        // The pair over the seam is in each of the three.
        let Some([x, y, _]) = keys.first().copied().flatten() else { return };
        for key in keys.into_iter().flatten() {
            self.counts.insert(key, 0);
        }
        for (x, y) in [(x, y)].into_iter().chain(keys.iter().flatten().map(|k| (k[1], k[2]))) {
            let slot = slot(x, y);
            if let Some(word) = self.pairs.get_mut(slot / 64) {
                *word |= 1 << (slot % 64);
            }
        }
    }

    /// Counts them all in one walk.
    pub(crate) fn count(&mut self, text: &str) {
        if self.counts.is_empty() {
            return;
        }
        let mut last = [' ', ' '];
        for c in text.chars() {
            if is_han(c) {
                let slot = slot(last[1], c);
                if self.pairs.get(slot / 64).is_none_or(|w| w & (1 << (slot % 64)) == 0) {
                    last = [last[1], c];
                    continue;
                }
                for key in [[last[1], c, ' '], [last[0], last[1], c]] {
                    if let Some(n) = self.counts.get_mut(&key) {
                        *n += 1;
                    }
                }
                last = [last[1], c];
            } else {
                last = [' ', ' '];
            }
        }
    }

    /// Whether the characters over the seam are one word as far as the document shows.
    pub(crate) fn holds(&self, a: &str, b: &str) -> bool {
        let [pair, before, after] = keys(a, b);
        let n = |k: Option<[char; 3]>| k.and_then(|k| self.counts.get(&k)).copied().unwrap_or(0);
        let rare = pair.is_some_and(|p| !COMMON.contains(p[0]) || !COMMON.contains(p[1]));
        n(before) + n(after) > 0 || n(pair) >= if rare { 1 } else { 4 }
    }
}

/// The pair over the seam, and the triples with one more character before or after.
fn keys(a: &str, b: &str) -> [Option<[char; 3]>; 3] {
    let mut back = a.chars().rev();
    let mut on = b.chars();
    let (a1, a2, b1, b2) = (back.next(), back.next(), on.next(), on.next());
    let han = |c: Option<char>| c.filter(|c| is_han(*c));
    let (a1, a2, b1, b2) = (han(a1), han(a2), han(b1), han(b2));
    let pair = a1.zip(b1).map(|(x, y)| [x, y, ' ']);
    let before = a2.zip(a1).zip(b1).map(|((x, y), z)| [x, y, z]);
    let after = a1.zip(b1).zip(b2).map(|((x, y), z)| [x, y, z]);
    [pair, before, after]
}
