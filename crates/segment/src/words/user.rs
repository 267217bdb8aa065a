//! Dictionaries of users.

use std::collections::HashMap;

use super::tag::Tag;

/// Why a dictionary cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserDictionaryError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl std::fmt::Display for UserDictionaryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for UserDictionaryError {}

/// Words that are kept whole wherever they stand.
///
/// The format is jieba's: a word a line, and after it, if wanted, its frequency and its part of speech, parted by blanks.
/// A part of speech that [`Tag::parse`] knows is the tag of the word for a [`Tagger`](super::Tagger). Unlike in jieba, a word is kept whole whatever its frequency. Where two words of the
/// dictionary overlap in a text, the longer is kept; of two equally long the more frequent; of these the first.
#[derive(Clone, Debug, Default)]
pub struct UserDictionary {
    /// A trie: the node behind a node and a character.
    next: HashMap<(u32, char), u32>,
    /// Of each node, the frequency of the word that ends there.
    words: Vec<Option<u64>>,
    /// The tags of words that have one, by node.
    tags: HashMap<u32, Tag>,
}

/// A word of the dictionary found in a line, in characters.
struct Found {
    start: usize,
    end: usize,
    frequency: u64,
}

impl UserDictionary {
    /// Reads a dictionary.
    ///
    /// # Errors
    /// At the first line that is not a word with its frequency and part of speech.
    pub fn parse(text: &str) -> Result<Self, UserDictionaryError> {
        let mut dictionary = Self::default();
        dictionary.extend_from(text)?;
        Ok(dictionary)
    }

    /// Adds the words of another dictionary.
    ///
    /// # Errors
    /// As [`parse`](Self::parse); the words before the wrong line are there.
    pub fn extend_from(&mut self, text: &str) -> Result<(), UserDictionaryError> {
        for (i, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let wrong = |message: String| UserDictionaryError { line: i + 1, message };
            let mut cells = line.split_whitespace();
            let Some(word) = cells.next() else { continue };
            // As in jieba, the frequency may be left out before the part of speech.
            let (frequency, tag) = match (cells.next(), cells.next()) {
                (None, _) => (0, None),
                (Some(f), tag) => match f.parse() {
                    Ok(number) => (number, tag),
                    Err(_) if tag.is_none() && f.chars().all(|c| c.is_ascii_alphabetic()) => (0, Some(f)),
                    Err(_) => return Err(wrong(format!("`{f}` is no frequency: write `{word} 10 n`"))),
                },
            };
            if let Some(tag) = tag.filter(|t| !t.chars().all(|c| c.is_ascii_alphanumeric())) {
                return Err(wrong(format!("`{tag}` is no part of speech")));
            }
            if let Some(more) = cells.next() {
                return Err(wrong(format!(
                    "`{more}` is one field too many: a word, its frequency, its part of speech"
                )));
            }
            let node = self.insert_node(word, frequency);
            match tag.and_then(Tag::parse) {
                Some(tag) => self.tags.insert(node, tag),
                None => self.tags.remove(&node),
            };
        }
        Ok(())
    }

    /// Adds a word; the frequency of one that is there already is replaced.
    pub fn insert(&mut self, word: &str, frequency: u64) {
        self.insert_node(word, frequency);
    }

    /// The tag that the dictionary gives a word.
    pub(super) fn tag(&self, word: &str) -> Option<Tag> {
        if self.tags.is_empty() {
            return None;
        }
        let mut characters = word.chars().filter(|c| !c.is_whitespace());
        let node = characters.try_fold(0, |node, c| self.next.get(&(node, c)).copied())?;
        self.tags.get(&node).copied()
    }

    fn insert_node(&mut self, word: &str, frequency: u64) -> u32 {
        if self.words.is_empty() {
            self.words.push(None);
        }
        let mut node = 0;
        for c in word.chars().filter(|c| !c.is_whitespace()) {
            let fresh = self.words.len() as u32;
            node = *self.next.entry((node, c)).or_insert(fresh);
            if node == fresh {
                self.words.push(None);
            }
        }
        if let Some(word) = self.words.get_mut(node as usize).filter(|_| node != 0) {
            *word = Some(frequency);
        }
        node
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    /// Makes the words in `line` whole: `cuts[i]` says whether a word ends before character `i`.
    pub(super) fn keep_whole(&self, line: &str, cuts: &mut [bool]) {
        let characters: Vec<char> = line.chars().collect();
        let mut found: Vec<Found> = Vec::new();
        for start in 0..characters.len() {
            let mut node = 0;
            for (end, c) in characters.iter().enumerate().skip(start) {
                let Some(next) = self.next.get(&(node, *c)) else { break };
                node = *next;
                if let Some(frequency) = self.words.get(node as usize).copied().flatten() {
                    found.push(Found { start, end: end + 1, frequency });
                }
            }
        }
        found.sort_by_key(|f| (std::cmp::Reverse((f.end - f.start, f.frequency)), f.start));
        let mut taken = vec![false; characters.len()];
        for Found { start, end, .. } in found {
            let Some(place) = taken.get_mut(start..end).filter(|p| p.iter().all(|t| !t)) else { continue };
            place.fill(true);
            for (i, cut) in cuts.iter_mut().enumerate().take(end + 1).skip(start) {
                *cut = i == start || i == end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(dictionary: &str, line: &str) -> Vec<usize> {
        let mut cuts = vec![false; line.chars().count() + 1];
        UserDictionary::parse(dictionary).unwrap().keep_whole(line, &mut cuts);
        (0..cuts.len()).filter(|i| cuts[*i]).collect()
    }

    #[test]
    fn the_longest_then_the_most_frequent_word() {
        assert_eq!(whole("雪亮工程 5 nz\n雪亮", "实施雪亮工程"), [2, 6]);
        assert_eq!(whole("甲乙 3\n乙丙 4", "甲乙丙"), [1, 3]);
        assert_eq!(whole("甲乙 4\n乙丙 4", "甲乙丙"), [0, 2]);
        assert_eq!(whole("甲乙\n乙丙丁", "甲乙丙丁"), [1, 4]);
        assert_eq!(whole("", "甲乙"), [0; 0]);
    }

    #[test]
    fn wrong_lines_are_named() {
        for (text, line) in [("好词 10\n坏 x1 n", 2), ("坏 1 n v", 1), ("坏 1 名词", 1), ("坏 -3", 1)] {
            assert_eq!(UserDictionary::parse(text).unwrap_err().line, line, "{text}");
        }
        assert!(UserDictionary::parse("\u{FEFF}一带一路 100 nz\n\n云计算\n网格员 n\n").is_ok());
    }
}
