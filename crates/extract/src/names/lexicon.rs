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
    /// How many bits stand before each sixty-four.
    before: Box<[u32]>,
    /// Words by hash, the longest first.
    entries: Vec<Entry>,
    /// Where the words of each hash that occurs begin.
    starts: Vec<u32>,
    /// Whether some words are single characters.
    single: bool,
}

#[derive(Debug)]
struct Entry {
    hash: u32,
    /// The first two characters.
    pair: (char, char),
    /// The third, kept here so that most words of a pair are told from the text without a look at `rest`.
    third: char,
    /// What follows them.
    rest: Box<str>,
    number: usize,
}

impl Entry {
    /// Bytes behind the pair.
    fn length(&self) -> usize {
        if self.third == NONE { 0 } else { self.third.len_utf8() + self.rest.len() }
    }
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
            let pair = (first, second.unwrap_or(NONE));
            let third = chars.next().unwrap_or(NONE);
            entries.push(Entry { hash: hash(pair.0, pair.1), pair, third, rest: chars.as_str().into(), number });
        }
        let longer = |e: &Entry| (e.hash, e.pair, std::cmp::Reverse(e.length()), e.third);
        entries.sort_by(|a, b| (longer(a), &a.rest).cmp(&(longer(b), &b.rest)).then(a.number.cmp(&b.number)));
        entries.dedup_by(|b, a| a.pair == b.pair && a.third == b.third && a.rest == b.rest);
        let mut seen = vec![0u64; 1 << (BITS - 6)].into_boxed_slice();
        let mut starts = Vec::new();
        let mut last = None;
        for (at, e) in (0..).zip(&entries) {
            if last.replace(e.hash) != Some(e.hash) {
                starts.push(at);
                if let Some(bits) = seen.get_mut(e.hash as usize / 64) {
                    *bits |= 1 << (e.hash % 64);
                }
            }
        }
        starts.push(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        let mut sum = 0;
        let before = seen.iter().map(|bits| {
            sum += bits.count_ones();
            sum - bits.count_ones()
        });
        let before = before.collect();
        Self { seen, before, entries, starts, single }
    }

    /// The words of a hash.
    fn of(&self, hash: u32) -> &[Entry] {
        let word = hash as usize / 64;
        let Some((bits, before)) = self.seen.get(word).zip(self.before.get(word)) else { return &[] };
        if bits >> (hash % 64) & 1 == 0 {
            return &[];
        }
        let i = (before + (bits & ((1 << (hash % 64)) - 1)).count_ones()) as usize;
        let at = |i: usize| self.starts.get(i).map_or(0, |n| *n as usize);
        self.entries.get(at(i)..at(i + 1)).unwrap_or(&[])
    }

    /// Whether a word may begin with these two characters; most pairs are turned away here.
    fn may_open(&self, first: char, second: Option<char>) -> bool {
        let known = |hash: u32| self.seen.get(hash as usize / 64).is_some_and(|b| b >> (hash % 64) & 1 == 1);
        second.is_some_and(|s| known(hash(first, s))) || self.single && known(hash(first, NONE))
    }

    /// The longest word that opens with these two characters, `rest` being what stands behind them.
    fn opening(&self, first: char, second: Option<char>, rest: &str) -> Option<(usize, usize)> {
        if let Some(second) = second {
            let two = first.len_utf8() + second.len_utf8();
            let mut behind = rest.chars();
            let third = behind.next();
            let fits = |e: &&Entry| {
                e.pair == (first, second)
                    && (e.third == NONE || Some(e.third) == third && behind.as_str().starts_with(&*e.rest))
            };
            if let Some(e) = self.of(hash(first, second)).iter().find(fits) {
                return Some((two + e.length(), e.number));
            }
        }
        if !self.single {
            return None;
        }
        let alone = self.of(hash(first, NONE)).iter().find(|e| e.pair == (first, NONE));
        alone.map(|e| (first.len_utf8(), e.number))
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
                if self.may_open(first, second)
                    && let Some((length, number)) = self.opening(first, second, chars.as_str())
                {
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
        let mut chars = text.get(at..)?.chars();
        let (first, second) = (chars.next()?, chars.next());
        let (length, number) = self.opening(first, second, chars.as_str())?;
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
