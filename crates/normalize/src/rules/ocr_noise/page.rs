//! The printed lines of a page that an OCR engine read line by line.

use std::collections::HashSet;

use crate::chars::{self, is_gap, is_han};
use crate::engine::{Class, Scan};

/// Shortest printed line of a column, in bytes: six Han characters.
const LINE: usize = 18;
/// Longest, in bytes: wider than any column of the press.
const COLUMN: usize = 160;
/// So many lines must end in mid-sentence.
const OPEN: usize = 8;

/// One printed line, blank lines left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// First byte of the line, white space included.
    pub(crate) from: usize,
    /// Behind the line feed.
    pub(crate) to: usize,
    /// First byte that is no white space.
    pub(crate) start: usize,
    /// Behind the last byte that is no white space.
    pub(crate) end: usize,
    /// Han characters.
    pub(crate) han: usize,
    /// Characters, white space left out.
    pub(crate) chars: usize,
    /// Blank lines above.
    pub(crate) blank: usize,
}

/// A page set in columns, each printed line on a line of its own.
#[derive(Debug)]
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    pub(crate) rows: Vec<Row>,
}

impl<'t> Page<'t> {
    /// Reads a page. `None` when the text is not set line by line; running text shows that by the distances between its
    /// line feeds, without being read.
    pub(crate) fn read(text: &'t str, scan: &Scan) -> Option<Self> {
        if !scan.has_han() || !is_wrapped(text, scan.of(Class::Newline)) {
            return None;
        }
        let mut rows = Vec::new();
        let (mut from, mut blank) = (0, 0);
        for raw in text.split_inclusive('\n') {
            let to = from + raw.len();
            let line = raw.trim();
            if line.is_empty() {
                blank += 1;
            } else {
                let start = from + raw.len() - raw.trim_start().len();
                let (mut han, mut chars) = (0, 0);
                for c in line.chars().filter(|c| !c.is_whitespace()) {
                    chars += 1;
                    han += usize::from(is_han(c));
                }
                rows.push(Row { from, to, start, end: start + line.len(), han, chars, blank });
                blank = 0;
            }
            from = to;
        }
        let page = Self { text, rows };
        if page.is_grid() {
            return None;
        }
        let inner = |r: &&Row| page.words(r).contains(['，', '。', '、', ',', '；', '」', '”']);
        let open = page.rows.iter().filter(|r| page.is_open(r));
        let (open, punctuated) = open.fold((0, 0), |(n, p), r| (n + 1, p + usize::from(inner(&r))));
        // Verse and tables have no marks inside their lines.
        (open >= OPEN && punctuated * 2 >= open).then_some(page)
    }

    /// Rows of a table that is drawn with bars: nothing there is dust.
    fn is_grid(&self) -> bool {
        const ROWS: usize = 5;
        let row = |r: &&Row| {
            let words = self.words(r);
            r.chars > 6 && chars::bars(words) > 2 && words.ends_with(['|', '│']) && words.starts_with(['|', '│'])
        };
        self.rows.iter().filter(row).count() >= ROWS
    }

    /// The words of a line.
    pub(crate) fn words(&self, row: &Row) -> &'t str {
        self.text.get(row.start..row.end).unwrap_or("")
    }

    /// The line ends in mid-sentence: with a Han character, and it is no short title.
    pub(crate) fn is_open(&self, row: &Row) -> bool {
        row.chars >= LINE / 3 && self.words(row).chars().next_back().is_some_and(is_han)
    }

    /// The row at a distance from another.
    pub(crate) fn near(&self, i: usize, d: isize) -> Option<&Row> {
        i.checked_add_signed(d).and_then(|n| self.rows.get(n))
    }

    /// Latin words in lines that have Han characters: what stands in the text is no noise elsewhere.
    pub(crate) fn latin(&self) -> HashSet<&'t str> {
        let lines = self.rows.iter().filter(|r| r.han > 3).map(|r| self.words(r));
        lines.flat_map(|l| l.split(|c: char| !c.is_ascii_alphabetic())).filter(|w| w.len() > 1).collect()
    }
}

/// Most lines are as short as those of a column, and many end with a Han character. Looks at the ends of lines only.
fn is_wrapped(text: &str, feeds: &[u32]) -> bool {
    let bytes = text.as_bytes();
    let (mut lines, mut long, mut open, mut from) = (0usize, 0usize, 0usize, 0usize);
    for &feed in feeds {
        let to = feed as usize;
        let len = to.saturating_sub(from);
        if len >= LINE {
            lines += 1;
            long += usize::from(len > COLUMN);
            // All common Han characters begin with one of these bytes.
            let last = to.checked_sub(3).and_then(|at| bytes.get(at));
            open += usize::from(last.is_some_and(|b| (0xE4..=0xE9).contains(b)));
        }
        from = to + 1;
    }
    open >= OPEN && open * 4 >= lines && long * 10 <= lines
}

/// What is left of a text behind white space at its beginning.
pub(crate) fn behind_gap(text: &str) -> &str {
    text.trim_start_matches(|c| is_gap(c) || c == '\t')
}

/// What is left of a text before white space at its end.
pub(crate) fn before_gap(text: &str) -> &str {
    text.trim_end_matches(|c| is_gap(c) || c == '\t')
}

/// Whether the quotation or bracket that this mark closes was opened in the text before, and not closed since.
pub(crate) fn is_awaited(head: &str, open: char, close: char) -> bool {
    let mut closed = 0usize;
    for c in chars::tail(head, 600).chars().rev() {
        if c == close {
            closed += 1;
        } else if c == open {
            if closed == 0 {
                return true;
            }
            closed -= 1;
        }
    }
    false
}

/// Whether the text goes on to close a mark that was opened before it, with no other one opened between.
pub(crate) fn will_close(tail: &str, open: char, close: char) -> bool {
    chars::head(tail, 600).chars().find(|c| *c == open || *c == close) == Some(close)
}
