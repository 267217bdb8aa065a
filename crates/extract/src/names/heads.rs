//! Tables of head words.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::text::rows;

/// Head words with what the table says of each.
pub(crate) struct Heads {
    words: Lexicon,
    classes: Vec<&'static str>,
}

impl Heads {
    /// Reads a table of two columns; a missing second column is empty.
    pub(crate) fn new(table: &'static str) -> Option<Self> {
        let (words, classes): (Vec<&str>, Vec<&'static str>) =
            rows(table).map(|row| (row.first().copied().unwrap_or(""), row.get(1).copied().unwrap_or(""))).unzip();
        Some(Self { words: Lexicon::new(words), classes })
    }

    /// The head words of `text[range]` with their classes, leftmost and longest.
    pub(crate) fn find<'a>(
        &'a self,
        text: &'a str,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, &'static str)> + 'a {
        let start = range.start;
        let slice = text.get(range.clone()).unwrap_or("");
        self.words
            .find_iter(slice)
            .filter_map(move |m| Some((start + m.range.start..start + m.range.end, *self.classes.get(m.number)?)))
    }

    /// The class of the longest head word that ends `s`.
    pub(crate) fn ending<'a>(&self, s: &'a str) -> Option<(&'static str, &'a str)> {
        // The last match need not be the longest that ends here: try from each of the last eight characters.
        let starts: Vec<usize> = s.char_indices().rev().take(8).map(|(i, _)| i).collect();
        starts.into_iter().rev().find_map(|i| {
            let tail = s.get(i..)?;
            Some((*self.classes.get(self.words.exact(tail)?)?, tail))
        })
    }

    /// Whether `s` is made of words of the table alone.
    pub(crate) fn covers(&self, s: &str) -> bool {
        self.words.covers(s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_the_longest() {
        let heads = Heads::new("行动\ta\n专项行动\tb\n").unwrap();
        assert_eq!(heads.ending("清源专项行动"), Some(("b", "专项行动")));
        assert_eq!(heads.ending("清源"), None);
    }
}
