//! Words between quotation or title marks.

use std::ops::Range;

use baokan_corpus_model::TextRange;

/// Pairs of marks.
const PAIRS: &[(char, char)] = &[('《', '》'), ('〈', '〉'), ('「', '」'), ('『', '』'), ('“', '”'), ('‘', '’')];

/// Quoted words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted<'t> {
    /// First byte of the words.
    pub(super) start: u32,
    /// The words without their marks.
    pub(super) words: &'t str,
}

impl Quoted<'_> {
    /// Where the words stand.
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start, self.start + self.words.len() as u32)
    }

    /// The same words in a text that has `by` bytes more before them.
    pub(super) fn moved(self, by: u32) -> Self {
        Self { start: self.start + by, ..self }
    }
}

/// Splits the bytes `from..to` of `text` into what is wholly between a pair of marks, and the rest.
///
/// A mark just before `from` or just behind `to` counts.
pub(super) fn quoted(text: &str, from: usize, to: usize) -> (Vec<Quoted<'_>>, Vec<Range<usize>>) {
    let from = text.get(..from).map_or(from, |t| {
        let mark = t.chars().next_back().filter(|c| PAIRS.iter().any(|(open, _)| open == c));
        from - mark.map_or(0, char::len_utf8)
    });
    let to = to + text.get(to..).and_then(|t| t.chars().next()).filter(|c| is_close(*c)).map_or(0, char::len_utf8);
    let (mut quotes, mut rest) = (Vec::new(), Vec::new());
    let mut done = from;
    let mut at = from;
    // All marks begin with one of two bytes.
    let next = |at: usize| Some(at + memchr::memchr2(0xE2, 0xE3, text.as_bytes().get(at..to)?)?);
    while let Some(c) = next(at).and_then(|mark| {
        at = mark;
        text.get(mark..to)?.chars().next()
    }) {
        let start = at + c.len_utf8();
        let close = PAIRS.iter().find(|(open, _)| *open == c).map(|(_, close)| *close);
        let end = close.and_then(|close| text.get(start..to)?.find(close));
        if let Some(words) = end.and_then(|end| text.get(start..start + end)) {
            if done < at {
                rest.push(done..at);
            }
            quotes.push(Quoted { start: start as u32, words });
            at = start + words.len() + close.map_or(0, char::len_utf8);
            done = at;
        } else {
            at = start;
        }
    }
    if done < to {
        rest.push(done..to);
    }
    (quotes, rest)
}

fn is_close(c: char) -> bool {
    PAIRS.iter().any(|(_, close)| *close == c)
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotations_are_cut_out() {
        let text = "他说《紅樓夢》和“後漢書”。";
        let from = text.find('紅').unwrap();
        let to = text.find('和').unwrap();
        let (quotes, rest) = quoted(text, from, to);
        assert_eq!(quotes.iter().map(|q| q.words).collect::<Vec<_>>(), ["紅樓夢"]);
        assert!(rest.is_empty());
        let (quotes, rest) = quoted(text, from, text.len());
        assert_eq!(quotes.len(), 2);
        assert_eq!(rest.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), ["和", "。"]);
        let open = "“農業";
        assert!(quoted(open, 3, open.len()).0.is_empty());
    }
}
