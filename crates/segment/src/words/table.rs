//! The weights of n-grams: a hash table of cache lines.
//!
//! A line holds eight n-grams: eight fingerprints of 16 bits and eight rows of six weights. An n-gram can stand in one
//! line only, so that a look-up touches one cache line and compares eight fingerprints at once; what does not fit is
//! left out, least weight first. An absent n-gram is taken for another with a probability of about 8 in 65,536: noise
//! that a sum of many weights bears.

use std::ops::Range;

use super::alphabet::{Code, number};

/// N-grams that may stand in a line.
const SLOTS: usize = 8;
/// Gaps that an n-gram has a weight for: from the one before the character before it, counted from its start.
pub(super) const WIDTH: usize = 6;
/// Bytes of a line in a model file.
pub(super) const LINE_BYTES: usize = 64;

/// Weights for the gaps around an n-gram.
pub(super) type Row = [i8; WIDTH];

/// Eight n-grams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
struct Line {
    marks: [u16; SLOTS],
    rows: [Row; SLOTS],
}

/// An n-gram of two to four characters, as one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Gram(u64);

impl Gram {
    /// The n-grams of two, three and four characters that begin a text.
    pub(super) fn starting([a, b, c, d]: [Code; 4]) -> [Self; 3] {
        let two = number(a) | number(b) << 13;
        let three = two | number(c) << 26;
        let four = three | number(d) << 39;
        [Self(two | 1 << 60), Self(three | 2 << 60), Self(four | 3 << 60)]
    }

    /// 0 for two characters, 1 for three, 2 for four.
    pub(super) fn order(self) -> usize {
        (self.0 >> 60) as usize - usize::from(self.0 >> 60 > 0)
    }

    /// The line among so many, and the fingerprint, which is never 0.
    fn place(self, lines: usize) -> (usize, u16) {
        let hash = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hash = (hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        ((((hash >> 32) * lines as u64) >> 32) as usize, ((hash >> 16) as u16).max(1))
    }
}

/// The weights of n-grams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    lines: Vec<Line>,
}

/// A row as a number: each weight plus 128 in a byte of its own.
const ABSENT: u64 = 0x0000_8080_8080_8080;

impl Table {
    /// A table of so many lines. Of the n-grams that fall into one line, those first in `grams` are kept.
    ///
    /// Returns the table and how many n-grams found no place.
    pub(super) fn new(lines: usize, grams: impl Iterator<Item = (Gram, Row)>) -> (Self, usize) {
        let empty = Line { marks: [0; SLOTS], rows: [[-128; WIDTH]; SLOTS] };
        let mut table = Self { lines: vec![empty; lines.max(1)] };
        let mut lost = 0;
        for (gram, row) in grams {
            let (line, mark) = gram.place(table.lines.len());
            let Some(line) = table.lines.get_mut(line) else { continue };
            // Two n-grams of one fingerprint in one line cannot be told apart: the first stays.
            let free = line.marks.iter().position(|m| *m == 0 || *m == mark).filter(|i| line.marks[*i] == 0);
            match free {
                Some(slot) => {
                    line.marks[slot] = mark;
                    // Weights are kept with an offset of 128, so that a look-up need not extend signs.
                    line.rows[slot] = row.map(|w| w ^ -128);
                }
                None => lost += 1,
            }
        }
        (table, lost)
    }

    /// The weights of an n-gram, each plus 128, one a byte, the first lowest.
    #[inline]
    pub(super) fn get(&self, gram: Gram) -> u64 {
        let (line, mark) = gram.place(self.lines.len());
        let Some(line) = self.lines.get(line) else { return ABSENT };
        let mut found = 0u32;
        for (i, m) in line.marks.iter().enumerate() {
            found |= u32::from(*m == mark) << i;
        }
        let [a, b, c, d, e, f] = line.rows[found.trailing_zeros() as usize % SLOTS].map(|w| w as u8);
        let row = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]);
        if found == 0 { ABSENT } else { row }
    }

    /// The lines as they stand in a model file.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for line in &self.lines {
            out.extend(line.marks.iter().flat_map(|m| m.to_le_bytes()));
            out.extend(line.rows.iter().flatten().map(|w| *w as u8));
        }
    }

    /// Reads lines; `bytes` beyond the last whole line are left out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let lines = bytes.as_chunks::<LINE_BYTES>().0.iter().map(|chunk| {
            let mut line = Line { marks: [0; SLOTS], rows: [[0; WIDTH]; SLOTS] };
            let (marks, rows) = chunk.split_at(2 * SLOTS);
            for (mark, bytes) in line.marks.iter_mut().zip(marks.as_chunks::<2>().0) {
                *mark = u16::from_le_bytes(*bytes);
            }
            for (row, bytes) in line.rows.iter_mut().zip(rows.as_chunks::<WIDTH>().0) {
                *row = bytes.map(|b| b as i8);
            }
            line
        });
        Self { lines: lines.collect() }
    }

    /// Lines that it has.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// N-grams that it holds.
    pub(super) fn len(&self) -> usize {
        self.lines.iter().flat_map(|l| l.marks).filter(|m| *m != 0).count()
    }
}

/// Sums of rows: the weights of even gaps and of odd ones, in 16 bits each.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    even: u64,
    odd: u64,
}

const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

impl Sums {
    /// Adds a row as [`Table::get`] gives it.
    #[inline]
    pub(super) fn add(&mut self, row: u64) {
        self.even += row & EVEN;
        self.odd += row >> 8 & EVEN;
    }

    /// The sums after `rows` additions, less the offset.
    #[inline]
    pub(super) fn weights(self, rows: i32) -> [i32; WIDTH] {
        let lane = |sums: u64, at: Range<u32>| (sums >> at.start & 0xFFFF) as i32 - 128 * rows;
        [
            lane(self.even, 0..16),
            lane(self.odd, 0..16),
            lane(self.even, 16..32),
            lane(self.odd, 16..32),
            lane(self.even, 32..48),
            lane(self.odd, 32..48),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_comes_out() {
        let grams: Vec<(Gram, Row)> = (0..500u16)
            .flat_map(|i| {
                Gram::starting([i, i + 1, i + 2, i + 3]).map(|g| (g, [i as i8, -128, 127, 0, 5, -(i as i8 / 2)]))
            })
            .collect();
        let (table, lost) = Table::new(400, grams.iter().copied());
        assert!(lost < 30, "{lost}");
        assert_eq!(table.len(), grams.len() - lost);
        let mut right = 0;
        for (gram, row) in &grams {
            let mut sums = Sums::default();
            sums.add(table.get(*gram));
            sums.add(ABSENT);
            right += usize::from(sums.weights(2) == row.map(i32::from));
        }
        assert!(right + lost + 2 >= grams.len(), "{right}");
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        assert_eq!(bytes.len(), table.lines() * LINE_BYTES);
        assert_eq!(Table::read(&bytes), table);
    }

    #[test]
    fn absent_weighs_nothing() {
        let (table, _) = Table::new(4, std::iter::empty());
        let mut sums = Sums::default();
        sums.add(table.get(Gram::starting([1, 2, 3, 4])[0]));
        assert_eq!(sums.weights(1), [0; WIDTH]);
    }
}
