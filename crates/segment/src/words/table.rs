//! The weights of n-grams: a hash table of cache lines.
//!
//! A line holds eight n-grams: eight fingerprints of 16 bits and eight rows of six weights. An n-gram can stand in one
//! line only, so that a look-up touches one cache line and compares eight fingerprints at once; what does not fit is
//! left out, least weight first. An absent n-gram is taken for another with a probability of about 8 in 65,536: noise
//! that a sum of many weights bears.

use super::alphabet::{Code, number};

/// N-grams that may stand in a line.
const SLOTS: usize = 8;
/// Gaps that an n-gram has a weight for: from the one before the character before it, counted from its start.
pub(super) const WIDTH: usize = 6;
/// Bytes of a line in a model file.
pub(super) const LINE_BYTES: usize = 64;

/// Weights for the gaps around an n-gram.
pub(super) type Row = [i8; WIDTH];

/// Eight n-grams: their rows, each weight plus 128 as a byte, and behind them their fingerprints, 0 where none is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
struct Line([u8; LINE_BYTES]);

/// Where the fingerprints of a line begin.
const MARKS: usize = SLOTS * WIDTH;

impl Line {
    const EMPTY: Self = {
        let mut bytes = [128; LINE_BYTES];
        let mut i = MARKS;
        while i < LINE_BYTES {
            bytes[i] = 0;
            i += 1;
        }
        Self(bytes)
    };

    /// The fingerprints, four and four in the 16-bit lanes of two numbers.
    #[inline(always)]
    fn marks(&self) -> [u64; 2] {
        let [.., a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = self.0;
        [u64::from_le_bytes([a, b, c, d, e, f, g, h]), u64::from_le_bytes([i, j, k, l, m, n, o, p])]
    }

    /// The slot that has the fingerprint, or any, and all ones, or 0 where none has it. Without branches, since whether an
    /// n-gram is there is hard to foretell.
    #[inline(always)]
    fn slot(&self, mark: u16) -> (usize, u64) {
        // The lowest lane that is zero after the comparison has the lowest bit of what is left.
        let wanted = u64::from(mark) * LOW;
        let zero = |lanes: u64| lanes.wrapping_sub(LOW) & !lanes & HIGH;
        let [first, second] = self.marks().map(|marks| zero(marks ^ wanted));
        let found = first >> 8 | second;
        let bit = found.trailing_zeros();
        ((bit / 16 + bit / 8 % 2 * 4) as usize % SLOTS, u64::from(found != 0).wrapping_neg())
    }

    /// The row in a slot, as [`Table::get`] gives it.
    #[inline(always)]
    fn row(&self, slot: usize) -> u64 {
        let at = slot % SLOTS * WIDTH;
        let bytes = self.0.get(at..at + 8).and_then(|b| b.first_chunk::<8>());
        u64::from_le_bytes(bytes.copied().unwrap_or_default()) & ROW_MASK
    }
}

/// The lowest and the highest bit of each 16-bit lane.
const LOW: u64 = 0x0001_0001_0001_0001;
const HIGH: u64 = LOW << 15;
/// The bytes of a row.
const ROW_MASK: u64 = (1 << (8 * WIDTH)) - 1;

/// An n-gram of two or three characters, as one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Gram(u64);

impl Gram {
    /// The n-grams of two and three characters that begin a text.
    #[inline(always)]
    pub(super) fn starting([a, b, c]: [Code; 3]) -> [Self; 2] {
        let two = number(a) | number(b) << 13;
        let three = two | number(c) << 26;
        [Self(two | 1 << 60), Self(three | 2 << 60)]
    }

    /// 0 for two characters, 1 for three.
    pub(super) fn order(self) -> usize {
        (self.0 >> 60) as usize - usize::from(self.0 >> 60 > 0)
    }

    /// A number that looks random.
    #[inline(always)]
    fn hash(self) -> u64 {
        let hash = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    }
}

/// The line among so many for a hash, and the fingerprint, which is never 0.
#[inline(always)]
fn place(hash: u64, lines: usize) -> (usize, u16) {
    ((((hash >> 32) * lines as u64) >> 32) as usize, ((hash >> 16) as u16).max(1))
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
        let mut table = Self { lines: vec![Line::EMPTY; lines.max(1)] };
        let mut lost = 0;
        for (gram, row) in grams {
            let (line, mark) = place(gram.hash(), table.lines.len());
            let Some(line) = table.lines.get_mut(line) else { continue };
            // Two n-grams of one fingerprint in one line cannot be told apart: the first stays.
            let (slot, free) = line.slot(0);
            if line.slot(mark).1 != 0 || free == 0 {
                lost += 1;
                continue;
            }
            let (rows, marks) = line.0.split_at_mut(MARKS);
            rows.iter_mut().skip(slot * WIDTH).zip(row).for_each(|(byte, weight)| *byte = weight as u8 ^ 128);
            marks.iter_mut().skip(slot * 2).zip(mark.to_le_bytes()).for_each(|(byte, mark)| *byte = mark);
        }
        (table, lost)
    }

    /// The weights under a hash, each plus 128, one a byte, the first lowest.
    #[inline(always)]
    fn get(&self, hash: u64) -> u64 {
        let (line, mark) = place(hash, self.lines.len());
        let Some(line) = self.lines.get(line) else { return ABSENT };
        let (slot, found) = line.slot(mark);
        line.row(slot) & found | ABSENT & !found
    }

    /// Adds to `rows`, for each character of `codes` but the last two, the weights of the n-grams that it begins.
    ///
    /// In two passes: the hashes first, so that the look-ups wait for nothing but memory and overlap.
    pub(super) fn look_up(&self, codes: &[Code], hashes: &mut Vec<[u64; 2]>, rows: &mut Vec<Rows>) {
        hashes.clear();
        hashes.extend(codes.windows(3).map(|window| match *window {
            [a, b, c] => Gram::starting([a, b, c]).map(Gram::hash),
            _ => [0; 2],
        }));
        rows.extend(hashes.iter().map(|[two, three]| {
            let (a, b) = (self.get(*two), self.get(*three));
            Rows { even: (a & EVEN) + (b & EVEN), odd: (a >> 8 & EVEN) + (b >> 8 & EVEN) }
        }));
    }

    /// The lines as they stand in a model file.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        self.lines.iter().for_each(|line| out.extend(line.0));
    }

    /// Reads lines; `bytes` beyond the last whole line are left out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        Self { lines: bytes.as_chunks::<LINE_BYTES>().0.iter().map(|chunk| Line(*chunk)).collect() }
    }

    /// Lines that it has.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// N-grams that it holds.
    pub(super) fn len(&self) -> usize {
        let marks = self.lines.iter().flat_map(Line::marks);
        marks.map(|m| (0..4).filter(|lane| m >> (16 * lane) & 0xFFFF != 0).count()).sum()
    }
}

/// The sum of two rows, in the form in which [`Sums`] takes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    even: u64,
    odd: u64,
}

/// Weights of neighbouring gaps, added up in 16-bit lanes of two numbers: the first, third… gap in one, the others in the
/// other. So a row of bytes is added by two operations, and going on by a gap exchanges the two.
///
/// Every weight has an offset that makes it positive; [`Sums::OFFSET`] is what they come to for one gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    even: u64,
    odd: u64,
}

const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
/// What is added to the weight of a character; it cannot be larger.
const CHARACTER_OFFSET: i16 = 1 << 12;

impl Sums {
    /// The offsets in a sum to which six characters and two times six n-grams have given.
    const OFFSET: i32 = 6 * CHARACTER_OFFSET as i32 + 12 * 128;

    /// The sums at the beginning of a text, as if characters without weight went before.
    pub(super) fn start() -> Self {
        let mut sums = Self::default();
        let nothing = Self::of([0; WIDTH]);
        let absent = Rows { even: 2 * (ABSENT & EVEN), odd: 2 * (ABSENT >> 8 & EVEN) };
        for _ in 0..=WIDTH {
            sums.next(nothing, absent);
        }
        sums
    }

    /// The weights of a character, ready to be added.
    pub(super) fn of(weights: [i16; WIDTH]) -> Self {
        let limit = CHARACTER_OFFSET - 1;
        let [a, b, c, d, e, f] = weights.map(|w| (w.clamp(-limit, limit) + CHARACTER_OFFSET) as u64);
        Self { even: a | c << 16 | e << 32, odd: b | d << 16 | f << 32 }
    }

    /// What [`of`](Self::of) was given, cut to its limits.
    pub(super) fn weights(self) -> [i16; WIDTH] {
        let lane = |sums: u64, at: u32| (sums >> (16 * at) & 0xFFFF) as i16 - CHARACTER_OFFSET;
        std::array::from_fn(|i| lane(if i % 2 == 0 { self.even } else { self.odd }, i as u32 / 2))
    }

    /// Adds the weights of a character for the gaps at hand, returns the sum of the first of them, which is complete,
    /// goes on to the next gap, and adds the weights of n-grams from there on.
    #[inline(always)]
    pub(super) fn next(&mut self, character: Self, rows: Rows) -> i32 {
        let even = self.even + character.even;
        let odd = self.odd + character.odd;
        self.even = odd + rows.even;
        self.odd = (even >> 16) + rows.odd;
        (even & 0xFFFF) as i32 - Self::OFFSET
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_comes_out() {
        let grams: Vec<(Gram, Row)> = (0..500u16)
            .flat_map(|i| Gram::starting([i, i + 1, i + 2]).map(|g| (g, [i as i8, -128, 127, 0, 5, -(i as i8 / 2)])))
            .collect();
        let (table, lost) = Table::new(270, grams.iter().copied());
        assert!(lost < 30, "{lost}");
        assert_eq!(table.len(), grams.len() - lost);
        let right = grams.iter().filter(|(gram, row)| table.get(gram.hash()) == bytes_of(*row)).count();
        assert!(right + lost + 2 >= grams.len(), "{right}");
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        assert_eq!(bytes.len(), table.lines() * LINE_BYTES);
        assert_eq!(Table::read(&bytes), table);
    }

    fn bytes_of(row: Row) -> u64 {
        row.iter().rev().fold(0, |bytes, w| bytes << 8 | (i64::from(*w) + 128) as u64)
    }

    #[test]
    fn absent_weighs_nothing() {
        let (table, _) = Table::new(4, std::iter::empty());
        assert_eq!(table.get(Gram::starting([1, 2, 3])[0].hash()), bytes_of([0; WIDTH]));
    }

    #[test]
    fn sums_are_those_of_the_weights() {
        let characters =
            [[1, -20, 300, 4095, -4095, 6], [9, 8, -7, 6, 5, -4], [0, 0, 0, 1, 1, 1], [-3, 2, -1, 0, 7, 8]];
        let rows: [Row; 4] =
            [[127, -127, 3, 4, 5, 6], [-1, 2, -3, 4, -5, 6], [0; 6], [100, 100, 100, -100, -100, -100]];
        let mut expected = [0i32; 12];
        let mut sums = Sums::start();
        let mut found = Vec::new();
        for i in 0..12 {
            let (character, row) =
                (characters.get(i).copied().unwrap_or_default(), rows.get(i).copied().unwrap_or_default());
            for k in 0..WIDTH {
                // Gaps from two before the character, and from one before it for n-grams; the first place is gap -2.
                expected.iter_mut().skip(i + k).take(1).for_each(|e| *e += i32::from(character[k]));
                expected.iter_mut().skip(i + 1 + k).take(1).for_each(|e| *e += i32::from(row[k]));
            }
            let row = bytes_of(row);
            let absent = |row: u64| (row & EVEN) + (ABSENT & EVEN);
            found.push(sums.next(Sums::of(character), Rows { even: absent(row), odd: absent(row >> 8) }));
        }
        assert_eq!(found, expected);
    }
}
