//! Words of a table, found in a text leftmost and longest.
//!
//! Chinese words are told apart by their first two characters: of the four million pairs that thousands of words could begin
//! with, a table has some thousands. A bit map of hashed pairs turns away nearly every place of the text at the
//! cost of one look-up, and only the others are compared with words. An automaton that walks bytes (Aho–Corasick) takes
//! three steps a character and jumps about in megabytes of states; on these tables it is some ten times as slow.

use std::ops::Range;

/// Bits of the hash of a pair.
const BITS: u32 = 16;

/// A set of words with their numbers.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// One bit for each hash of two characters that a word begins with, and of one character that is a word.
    seen: Box<[u64]>,
    /// Words by hash, the longest first.
    entries: Vec<Entry>,
    /// Where the words of each hash begin.
    starts: Vec<u32>,
    /// Whether some words are single characters.
    single: bool,
}

#[derive(Debug)]
struct Entry {
    hash: u32,
    word: Box<str>,
    number: usize,
}

/// A word at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Bytes of the searched text.
    pub(crate) range: Range<usize>,
    /// Number of the word in the order given.
    pub(crate) number: usize,
}

fn hash(first: char, second: char) -> u32 {
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D) >> (32 - BITS)
}

/// Stands for the second character of a word that has none.
const NONE: char = '\0';

impl Lexicon {
    /// Numbers the words in the order given; of equal words the first counts.
    pub(crate) fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut single = false;
        for (number, word) in words.into_iter().enumerate() {
            let mut chars = word.as_ref().chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next();
            single |= second.is_none();
            entries.push(Entry { hash: hash(first, second.unwrap_or(NONE)), word: word.as_ref().into(), number });
        }
        let longer = |e: &Entry| (e.hash, std::cmp::Reverse(e.word.len()));
        entries.sort_by(|a, b| (longer(a), &a.word).cmp(&(longer(b), &b.word)).then(a.number.cmp(&b.number)));
        entries.dedup_by(|b, a| a.word == b.word);
        let mut seen = vec![0u64; 1 << (BITS - 6)].into_boxed_slice();
        let mut starts = vec![0u32; (1 << BITS) + 1];
        for e in &entries {
            if let Some(bits) = seen.get_mut(e.hash as usize / 64) {
                *bits |= 1 << (e.hash % 64);
            }
            if let Some(n) = starts.get_mut(e.hash as usize + 1) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for n in &mut starts {
            sum += *n;
            *n = sum;
        }
        Self { seen, entries, starts, single }
    }

    fn of(&self, hash: u32) -> &[Entry] {
        let known = self.seen.get(hash as usize / 64).is_some_and(|b| b >> (hash % 64) & 1 == 1);
        if !known {
            return &[];
        }
        let at = |i: usize| self.starts.get(i).map_or(0, |n| *n as usize);
        self.entries.get(at(hash as usize)..at(hash as usize + 1)).unwrap_or(&[])
    }

    /// The longest word that opens `rest`, which begins with these two characters.
    fn opening(&self, rest: &str, first: char, second: Option<char>) -> Option<(usize, usize)> {
        let long = second.map_or(&[][..], |s| self.of(hash(first, s)));
        let fits = |e: &&Entry| rest.starts_with(&*e.word);
        let found = long.iter().find(fits);
        let found = found.or_else(|| if self.single { self.of(hash(first, NONE)).iter().find(fits) } else { None });
        found.map(|e| (e.word.len(), e.number))
    }

    /// The words of `text`, leftmost and longest, never overlapping.
    pub(crate) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let mut chars = text.get(at..)?.chars();
            let mut first = chars.next()?;
            loop {
                let second = chars.next();
                let start = at;
                if let Some((length, number)) = self.opening(text.get(start..)?, first, second) {
                    at = start + length;
                    return Some(Hit { range: start..at, number });
                }
                at += first.len_utf8();
                first = second?;
            }
        })
    }

    /// The longest word that begins at byte `at`.
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<Hit> {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let (length, number) = self.opening(rest, chars.next()?, chars.next())?;
        Some(Hit { range: at..at + length, number })
    }

    /// The number of the longest word that opens `word`, if it is all of it.
    pub(crate) fn exact(&self, word: &str) -> Option<usize> {
        self.at(word, 0).filter(|h| h.range.end == word.len()).map(|h| h.number)
    }

    /// Whether `text` is made of words alone, read from the left, the longest first.
    pub(crate) fn covers(&self, text: &str) -> bool {
        self.find_iter(text).map(|h| h.range.len()).sum::<usize>() == text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_of_the_leftmost() {
        let words = Lexicon::new(["公安局", "公安", "安局长", "局", "长"]);
        let found: Vec<(usize, usize)> = words.find_iter("市公安局长").map(|h| (h.range.start, h.number)).collect();
        assert_eq!(found, [(3, 0), (12, 4)]);
        assert_eq!((words.exact("公安"), words.exact("公")), (Some(1), None));
        assert!(words.covers("公安局局长") && !words.covers("市公安"));
    }

    proptest! {
        /// The same words as a search that tries all of them everywhere.
        #[test]
        fn as_a_plain_search_does(words in prop::collection::vec("[甲乙丙a]{1,4}", 1..20), text in "[甲乙丙丁a]{0,40}") {
            let lexicon = Lexicon::new(&words);
            let mut at = 0;
            let mut want = Vec::new();
            while at < text.len() {
                let rest = &text[at..];
                match words.iter().filter(|w| rest.starts_with(w.as_str())).map(String::len).max() {
                    Some(n) => {
                        want.push(at..at + n);
                        at += n;
                    }
                    None => at += rest.chars().next().map_or(1, char::len_utf8),
                }
            }
            let found: Vec<_> = lexicon.find_iter(&text).map(|h| h.range).collect();
            prop_assert_eq!(found, want);
        }
    }
}
