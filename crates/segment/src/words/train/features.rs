//! Corpus and dictionary as numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::words::alphabet::{Alphabet, Code, OUTSIDE};
use crate::words::table::Gram;

/// The number of an n-gram; 0 is none.
pub(super) type GramId = u32;

/// Hashes the one number that an n-gram is.
#[derive(Default)]
pub(super) struct GramHasher(u64);

impl Hasher for GramHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}

type GramMap<V> = HashMap<Gram, V, BuildHasherDefault<GramHasher>>;

/// The n-grams that begin a text; none that goes beyond the end by more than a character.
fn grams(window: [Code; 3]) -> impl Iterator<Item = (usize, Gram)> {
    let [_, b, _] = window;
    let known = if b == OUTSIDE { 1 } else { 2 };
    Gram::starting(window).into_iter().enumerate().take(known)
}

/// The n-grams that words of a dictionary are or have, and the class of each.
pub(super) struct Dictionary {
    classes: Vec<(Gram, u8)>,
}

impl Dictionary {
    /// Number of classes, and the class of what is no word.
    pub(super) const CLASSES: usize = 1 + 4 * 6 * 3;

    pub(super) fn new(words: &[(String, u64, String)], alphabet: &Alphabet) -> Self {
        let mut classes: Vec<(Gram, u8)> = Vec::with_capacity(words.len());
        for (word, frequency, tag) in words {
            let often = [4, 20, 100, 500, 3000].iter().filter(|least| frequency >= *least).count();
            let group = match tag.as_bytes() {
                [b'n', b'r', ..] => 1,
                [b'n', b's' | b't' | b'z', ..] => 2,
                _ => 0,
            };
            let class = |shape: usize| (1 + (shape * 6 + often) * 3 + group) as u8;
            let codes: Vec<Code> = word.chars().take(5).map(|c| alphabet.code(c)).collect();
            let three = |a, b, c| Gram::starting([a, b, c])[1];
            match *codes.as_slice() {
                [a, b] => classes.push((Gram::starting([a, b, OUTSIDE])[0], class(0))),
                [a, b, c] => classes.push((three(a, b, c), class(1))),
                // Known by its first three characters and by its last three: both see its two ends.
                [a, b, c, d] => classes.extend([(three(a, b, c), class(2)), (three(b, c, d), class(3))]),
                _ => {}
            }
        }
        classes.sort_unstable();
        classes.dedup_by_key(|(gram, _)| *gram);
        Self { classes }
    }
}

/// A corpus in the numbers of a model.
pub(super) struct Corpus {
    /// The codes of all characters.
    pub(super) codes: Vec<Code>,
    /// Whether a word begins with the character.
    pub(super) starts: Vec<bool>,
    /// The n-grams of two and three characters that begin with the character.
    pub(super) ids: Vec<[GramId; 2]>,
    /// Where each sentence begins and ends.
    pub(super) sentences: Vec<(usize, usize)>,
    /// Of each n-gram: itself, how often it occurs, its class in the dictionary. The first is none.
    pub(super) known: Vec<(Gram, u32, u8)>,
}

impl Corpus {
    pub(super) fn new(
        characters: &[(char, bool)],
        ends: &[usize],
        alphabet: &Alphabet,
        dictionary: &Dictionary,
        least: [u32; 2],
    ) -> Self {
        let codes: Vec<Code> = characters.iter().map(|(c, _)| alphabet.code(*c)).collect();
        let begins = std::iter::once(0).chain(ends.iter().copied());
        let sentences: Vec<(usize, usize)> = begins.zip(ends.iter().copied()).collect();
        let window = |at: usize, end: usize| -> [Code; 3] {
            std::array::from_fn(|k| if at + k < end { codes.get(at + k).copied().unwrap_or(OUTSIDE) } else { OUTSIDE })
        };
        let mut counts: GramMap<(u32, u8)> = GramMap::default();
        for &(start, end) in &sentences {
            for at in start..end {
                for (_, gram) in grams(window(at, end)) {
                    counts.entry(gram).or_default().0 += 1;
                }
            }
        }
        for (gram, class) in &dictionary.classes {
            counts.entry(*gram).or_default().1 = *class;
        }
        let order = |gram: Gram| gram.order();
        let mut known: Vec<(Gram, u32, u8)> = counts.into_iter().map(|(g, (n, class))| (g, n, class)).collect();
        known.retain(|(g, n, class)| *class != 0 || least.get(order(*g)).is_none_or(|l| n >= l));
        known.sort_unstable();
        known.insert(0, (Gram::default(), 0, 0));
        let numbers: GramMap<GramId> = known.iter().zip(0..).map(|((gram, ..), id)| (*gram, id)).collect();
        let mut ids = vec![[0; 2]; codes.len()];
        for &(start, end) in &sentences {
            for at in start..end {
                for (order, gram) in grams(window(at, end)) {
                    if let Some(id) = ids.get_mut(at).and_then(|i| i.get_mut(order)) {
                        *id = numbers.get(&gram).copied().unwrap_or(0);
                    }
                }
            }
        }
        let starts = characters.iter().map(|(_, starts)| *starts).collect();
        Self { codes, starts, ids, sentences, known }
    }

    /// N-grams that have weights.
    pub(super) fn grams(&self) -> usize {
        self.known.len() - 1
    }
}
