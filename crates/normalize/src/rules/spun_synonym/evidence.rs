//! Whether a document was spun, and what shows it.

use std::collections::BTreeMap;

use super::table::{Class, Reading, TABLE};

/// A spun text has at least so many different marks of the spinner,
const MARKS: usize = 2;
/// so much weight in different strings, a mark weighing two and an odd word one,
const KINDS: usize = 6;
/// and a weight of one at least in so many bytes, each string weighing as often as it occurs.
const DENSITY: usize = 3000;
/// The message names so many strings.
const NAMED: usize = 8;

/// The strings that betray the spinner, with their counts.
pub(super) struct Evidence {
    /// The string, what it stands for, how often it occurs.
    strings: Vec<(&'static str, &'static str, usize)>,
    marks: usize,
    kinds: usize,
    weight: usize,
    bytes: usize,
}

impl Evidence {
    /// Judges the document as a whole, by words that no author writes. A text without such words costs one pass.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut counts: BTreeMap<&'static str, (&'static str, usize, usize)> = BTreeMap::new();
        for row in TABLE.marks(text) {
            counts.entry(row.spun).or_insert((row.original.unwrap_or(""), 0, 2)).1 += 1;
        }
        let marks = counts.len();
        if marks < MARKS {
            return None;
        }
        for (start, end, row) in TABLE.find(text) {
            if row.class == Class::Odd && TABLE.read(row, text, start, end) != Reading::Right {
                counts.entry(row.spun).or_insert((row.original.unwrap_or(""), 0, 1)).1 += 1;
            }
        }
        let kinds: usize = counts.values().map(|(_, _, each)| each).sum();
        let weight: usize = counts.values().map(|(_, n, each)| n * each).sum();
        if kinds < KINDS || weight * DENSITY < text.len() {
            return None;
        }
        let mut strings: Vec<_> = counts.into_iter().map(|(spun, (original, n, _))| (spun, original, n)).collect();
        strings.sort_by_key(|(spun, _, n)| (std::cmp::Reverse(*n), *spun));
        Some(Self { strings, marks, kinds, weight, bytes: text.len() })
    }

    /// For the reader: the strings, how often they and their originals occur, and by what rule that is enough.
    pub(super) fn message(&self, survivors: impl Fn(&str) -> usize) -> String {
        let named: Vec<String> = self
            .strings
            .iter()
            .take(NAMED)
            .map(|(spun, original, n)| format!("{spun} {n} ({original} {})", survivors(original)))
            .collect();
        format!(
            "spun text: {}{}; {} strings that no press text has (of {MARKS} needed) and {} odd words weigh {} (of {KINDS} \
             needed); a weight of one in {} bytes (of {DENSITY} allowed)",
            named.join(", "),
            if self.strings.len() > NAMED { " and others" } else { "" },
            self.marks,
            self.strings.len() - self.marks,
            self.kinds,
            self.bytes / self.weight.max(1),
        )
    }
}
