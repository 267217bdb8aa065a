//! Lines and columns, as an editor counts them.

use baokan_corpus_model::{Source, SourceRange};

/// Where the lines of a text begin, in code points.
pub(crate) struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Counts once; a look-up is a binary search.
    pub(crate) fn new(text: &str) -> Self {
        let breaks = text.chars().zip(1u32..).filter(|(c, _)| *c == '\n').map(|(_, next)| next);
        Self { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Line and column from 1, the column in characters.
    pub(crate) fn line_column(&self, position: u32) -> (usize, usize) {
        let line = self.starts.partition_point(|s| *s <= position);
        let start = line.checked_sub(1).and_then(|l| self.starts.get(l)).copied().unwrap_or(0);
        (line, (position - start) as usize + 1)
    }

    /// `12:5` for the start of a range of the file.
    pub(crate) fn place(&self, source: &Source, range: SourceRange) -> Option<(usize, usize)> {
        source.chars(range).map(|chars| self.line_column(chars.start()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_count_from_one() {
        let lines = LineIndex::new("报\n刊物\n\n");
        let places = [0, 1, 2, 3, 5, 6].map(|p| lines.line_column(p));
        assert_eq!(places, [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (4, 1)]);
    }
}
