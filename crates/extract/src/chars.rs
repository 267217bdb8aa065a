//! A text with random access by character: the scanners look both ways from a number.

use std::ops::Range;

/// The characters of a text with their byte offsets. Positions below are character indices unless named otherwise.
#[derive(Debug)]
pub(crate) struct Chars<'a> {
    /// The text itself.
    pub(crate) text: &'a str,
    chars: Vec<char>,
    /// Byte offset of each character, and of the end.
    starts: Vec<u32>,
}

impl<'a> Chars<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 3 + 1);
        let mut starts = Vec::with_capacity(text.len() / 3 + 2);
        for (at, c) in text.char_indices() {
            chars.push(c);
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { text, chars, starts }
    }

    /// Number of characters.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at `i`, or `None` past the end.
    pub(crate) fn get(&self, i: usize) -> Option<char> {
        self.chars.get(i).copied()
    }

    /// The character before `i`.
    pub(crate) fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|j| self.get(j))
    }

    /// Byte offset of character `i`; the end of the text for anything beyond.
    pub(crate) fn byte(&self, i: usize) -> usize {
        self.starts.get(i).map_or(self.text.len(), |b| *b as usize)
    }

    /// Byte range of a character range.
    pub(crate) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.byte(range.start)..self.byte(range.end)
    }

    /// The text of a character range; empty when the range is not ordered.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(&range)).unwrap_or("")
    }

    /// The text from `i` on.
    pub(crate) fn rest(&self, i: usize) -> &'a str {
        self.text.get(self.byte(i)..).unwrap_or("")
    }

    /// Whether `word` stands at `i`.
    pub(crate) fn at(&self, i: usize, word: &str) -> bool {
        self.rest(i).starts_with(word)
    }

    /// Whether `word` ends at `i`.
    pub(crate) fn ends(&self, i: usize, word: &str) -> bool {
        self.text.get(..self.byte(i)).is_some_and(|head| head.ends_with(word))
    }

    /// Length in characters of the longest of `words` that stands at `i`.
    pub(crate) fn longest_at(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|w| self.at(i, w)).map(|w| w.chars().count()).max()
    }

    /// Length in characters of the longest of `words` that ends at `i`.
    pub(crate) fn longest_before(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|w| self.ends(i, w)).map(|w| w.chars().count()).max()
    }
}
