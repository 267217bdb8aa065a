//! A text with random access by character: the scanners look both ways from a number.

use std::ops::Range;

/// The characters of a text with their byte offsets. Positions below are character indices unless named otherwise.
#[derive(Debug)]
pub(crate) struct Chars<'a> {
    /// The text itself.
    pub(crate) text: &'a str,
    chars: Vec<char>,
    /// Byte offset of each character, and of the end.
    starts: Vec<usize>,
}

impl<'a> Chars<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 3 + 1);
        let mut starts = Vec::with_capacity(text.len() / 3 + 2);
        for (at, c) in text.char_indices() {
            chars.push(c);
            starts.push(at);
        }
        starts.push(text.len());
        Self { text, chars, starts }
    }

    /// The text without the blanks that stand inside numerals and dates (`十 余 万`, `2009 年`): those between two
    /// Chinese characters, or between one and a digit. Positions still give the bytes of the whole text.
    pub(crate) fn folded(text: &'a str) -> Self {
        let han = |c: char| matches!(c, '\u{3007}' | '\u{3400}'..='\u{9FFF}');
        let digit = |c: char| "一二三四五六七八九".contains(c);
        let plain = Self::new(text);
        let mut out =
            Self { text, chars: Vec::with_capacity(plain.len()), starts: Vec::with_capacity(plain.len() + 1) };
        let mut i = 0;
        while let Some(c) = plain.get(i) {
            let mut j = i;
            while matches!(plain.get(j), Some(' ' | '\u{3000}' | '\u{a0}')) {
                j += 1;
            }
            let arabic = |c: char| matches!(c, '0'..='9' | '０'..='９');
            // 1 9 9 3 年: digits one by one, before a Chinese character.
            let single = || {
                let first = !plain.before(i.wrapping_sub(1)).is_some_and(|c| arabic(c) || matches!(c, '.' | ','));
                first && plain.get(j + 1).is_some_and(|c| c == ' ' || han(c))
            };
            let joins = |a: char, b: char| match (arabic(a), arabic(b)) {
                (true, true) => single(),
                (true, false) => han(b) && !digit(b) || matches!(b, '%' | '％'),
                (false, true) => han(a) && !digit(a),
                (false, false) => han(a) && han(b),
            };
            if j > i && out.chars.last().zip(plain.get(j)).is_some_and(|(a, b)| joins(*a, b)) {
                i = j;
                continue;
            }
            for k in i..j.max(i + 1) {
                out.chars.push(plain.get(k).unwrap_or(c));
                out.starts.push(plain.byte(k));
            }
            i = j.max(i + 1);
        }
        out.starts.push(text.len());
        out
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
        self.starts.get(i).copied().unwrap_or(self.text.len())
    }

    /// Byte range of a character range.
    pub(crate) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
        let end = last.and_then(|last| Some(self.byte(last) + self.get(last)?.len_utf8()));
        self.byte(range.start)..end.unwrap_or_else(|| self.byte(range.end))
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
        self.chars.get(i..).is_some_and(|rest| word.chars().enumerate().all(|(k, c)| rest.get(k) == Some(&c)))
    }

    /// Whether `word` ends at `i`.
    pub(crate) fn ends(&self, i: usize, word: &str) -> bool {
        self.chars.get(..i).is_some_and(|head| {
            let mut head = head.iter().rev();
            word.chars().rev().all(|c| head.next() == Some(&c))
        })
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
