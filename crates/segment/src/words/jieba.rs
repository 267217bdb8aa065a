//! jieba-rs behind our trait, for comparison and for work that must agree with jieba.

use std::ops::Range;

use jieba_rs::Jieba as Engine;

use super::WordSegmenter;

/// The segmenter of jieba-rs: its dictionary, and its hidden Markov model for what the dictionary does not know.
///
/// Loading takes some tenths of a second and memory for a dictionary of 350,000 words; make one and keep it.
#[derive(Clone, Debug)]
pub struct Jieba {
    engine: Engine,
    hmm: bool,
}

impl Default for Jieba {
    fn default() -> Self {
        Self::new()
    }
}

impl Jieba {
    /// The built-in dictionary, with the model for unknown words.
    #[must_use]
    pub fn new() -> Self {
        Self { engine: Engine::new(), hmm: true }
    }

    /// The built-in dictionary alone.
    #[must_use]
    pub fn without_model() -> Self {
        Self { engine: Engine::new(), hmm: false }
    }

    /// Adds words to the dictionary, so that they stay whole where they are likely.
    pub fn add_words<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        for word in words {
            self.engine.add_word(word, None, None);
        }
    }
}

impl WordSegmenter for Jieba {
    fn cut(&self, text: &str, out: &mut Vec<Range<usize>>) {
        let mut at = 0;
        for word in self.engine.cut(text, self.hmm) {
            // The words are slices of the text, one after the other.
            let range = at..at + word.word.len();
            at = range.end;
            let Some(piece) = text.get(range.clone()) else { return };
            let trimmed = piece.trim();
            if !trimmed.is_empty() {
                let start = range.start + (piece.len() - piece.trim_start().len());
                out.push(start..start + trimmed.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_exact_and_leave_out_white_space_only() {
        let segmenter = Jieba::new();
        for text in ["全国粮食产量达1.3亿吨。\n\n  “好”！ GDP 增长 5%", "", " ", "𠮷野家\u{3000}e\u{301}", "\r\n；；"]
        {
            let mut words = Vec::new();
            segmenter.cut(text, &mut words);
            let mut before = 0;
            for word in &words {
                assert!(word.start < word.end && text[before..word.start].trim().is_empty(), "{text:?} {word:?}");
                before = word.end;
            }
            assert!(text[before..].trim().is_empty(), "{text:?}");
        }
    }
}
