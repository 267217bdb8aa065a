//! Sixty-four characters at a time: decoded, looked up, and sorted into bit masks.
//!
//! The loops here have no branch that the processor cannot foresee, so that it works on many
//! characters at once; what has to be decided one by one is left to the few bits that are set.

use super::matcher::{AMBIGUOUS, CHANGE, IDS, LONG, Matcher, PREFIX, Slot, VALUE, character};

/// Characters in a full window: the bits of a mask.
pub(super) const WIDTH: usize = 64;

/// Characters that may open a phrase, from which on all are asked at once instead of one by one.
const MANY: u32 = 16;

/// A stretch of the text. The lowest bit of each mask is its first character.
#[derive(Debug)]
pub(super) struct Window {
    /// Number of characters.
    pub(super) len: usize,
    /// First byte of each, relative to the window, and the end of the last one.
    starts: [u16; WIDTH + 1],
    /// Code points, and the two behind the window; 0 behind the text.
    chars: [u32; WIDTH + 2],
    entries: [u32; WIDTH],
    /// What becomes of each character; see [`Window::convert`].
    converted: [u32; WIDTH],
    /// For each character of `opens`, where the search for its pair begins: fetched for all at
    /// once, because each may have to come from far.
    slots: [Slot; WIDTH],
    /// Characters that change by themselves.
    pub(super) changes: u64,
    /// Characters that probably open a phrase.
    pub(super) opens: u64,
    /// Those of `opens` whose phrase may have three characters or more.
    pub(super) longer: u64,
    /// Characters that open a description sequence, or whose output is longer.
    pub(super) special: u64,
    /// After [`Window::convert`]: characters that belong to a key of two or more, and those of them
    /// that are not its first one.
    keyed: u64,
    continued: u64,
}

impl Window {
    pub(super) fn new() -> Window {
        Window {
            len: 0,
            starts: [0; WIDTH + 1],
            chars: [0; WIDTH + 2],
            entries: [0; WIDTH],
            converted: [0; WIDTH],
            slots: [Slot::default(); WIDTH],
            changes: 0,
            opens: 0,
            longer: 0,
            special: 0,
            keyed: 0,
            continued: 0,
        }
    }

    /// Reads the window that begins at `at`; its length in bytes.
    #[inline]
    pub(super) fn read(&mut self, matcher: &Matcher, bytes: &[u8], at: usize) -> usize {
        match bytes[at..].first_chunk() {
            Some(block) => self.look_up(matcher, bytes, at, |rel| decode_inside(block, rel)),
            None => self.look_up(matcher, bytes, at, |rel| decode(bytes, at + rel)),
        }
    }

    /// Does the work; `decode` takes offsets relative to the window.
    #[inline(always)]
    fn look_up(
        &mut self,
        matcher: &Matcher,
        bytes: &[u8],
        at: usize,
        decode_at: impl Fn(usize) -> (u32, usize),
    ) -> usize {
        let (mut end, mut len, mut seen) = (0, 0, 0);
        let (mut changes, mut prefixes) = (0u64, 0u64);
        while len < WIDTH {
            let (c, size) = decode_at(end);
            if size == 0 {
                break;
            }
            let entry = matcher.entry(c);
            self.starts[len] = end as u16;
            self.chars[len] = c;
            self.entries[len] = entry;
            seen |= entry;
            changes = changes >> 1 | u64::from(entry >> CHANGE.ilog2()) << 63;
            prefixes = prefixes >> 1 | u64::from(entry >> PREFIX.ilog2()) << 63;
            end += size;
            len += 1;
        }
        // The masks were filled from above.
        let unused = (WIDTH - len) as u32;
        (changes, prefixes) = (changes.unbounded_shr(unused), prefixes.unbounded_shr(unused));
        self.len = len;
        self.starts[len] = end as u16;
        let (next, size) = decode(bytes, at + end);
        self.chars[len] = next;
        self.chars[len + 1] = decode(bytes, at + end + size).0;
        self.changes = changes;
        self.special = if seen & (IDS | LONG) == 0 { 0 } else { self.having(IDS | LONG) };
        (self.opens, self.longer) = match prefixes.count_ones() {
            0 => (0, 0),
            MANY.. => self.ask_all(matcher, prefixes),
            _ => self.ask(matcher, prefixes),
        };
        let mut opens = self.opens;
        while opens != 0 {
            let i = opens.trailing_zeros() as usize % WIDTH;
            opens &= opens - 1;
            self.slots[i] = matcher.first_slot(self.chars[i], self.chars[i + 1]);
        }
        end
    }

    /// Works out what becomes of each character by itself.
    pub(super) fn convert(&mut self) {
        (self.keyed, self.continued) = (0, 0);
        for ((to, &c), &entry) in self.converted.iter_mut().zip(&self.chars).zip(&self.entries) {
            // Masked: a branch on something that holds for every third character costs more.
            let mask = 0u32.wrapping_sub(entry >> CHANGE.ilog2() & 1);
            *to = c ^ (c ^ entry & VALUE) & mask;
        }
    }

    fn ask_all(&self, matcher: &Matcher, prefixes: u64) -> (u64, u64) {
        let (mut pairs, mut triples) = (0, 0);
        for i in 0..WIDTH {
            let answer = matcher.openings.look(self.chars[i], self.chars[i + 1], self.chars[i + 2]);
            pairs = pairs >> 1 | answer.pair << 63;
            triples = triples >> 1 | answer.triple << 63;
        }
        ((pairs | triples) & prefixes, triples)
    }

    fn ask(&self, matcher: &Matcher, mut prefixes: u64) -> (u64, u64) {
        let (mut pairs, mut triples) = (0, 0);
        while prefixes != 0 {
            let i = prefixes.trailing_zeros() as usize % WIDTH;
            prefixes &= prefixes - 1;
            let answer = matcher.openings.look(self.chars[i], self.chars[i + 1], self.chars[i + 2]);
            pairs |= (answer.pair & 1) << i;
            triples |= (answer.triple & 1) << i;
        }
        (pairs | triples, triples)
    }

    /// The characters whose entries have one of `flags`.
    #[cold]
    fn having(&self, flags: u32) -> u64 {
        let entries = self.entries[..self.len].iter();
        entries.enumerate().fold(0, |mask, (i, entry)| mask | u64::from(entry & flags != 0) << i)
    }

    /// First byte of a character, or the end of the window, relative to its beginning.
    #[inline(always)]
    pub(super) fn start(&self, i: usize) -> usize {
        usize::from(self.starts[i])
    }

    /// The first character from `i` on that does not begin before `byte`, relative to the window.
    #[inline(always)]
    pub(super) fn reach(&self, mut i: usize, byte: usize) -> usize {
        while i < self.len && self.start(i) < byte {
            i += 1;
        }
        i
    }

    #[inline(always)]
    pub(super) fn entry(&self, i: usize) -> u32 {
        self.entries[i]
    }

    /// A character and the one behind it.
    #[inline(always)]
    pub(super) fn pair(&self, i: usize) -> (u32, u32) {
        (self.chars[i], self.chars[i + 1])
    }

    /// Length of both in bytes.
    #[inline(always)]
    pub(super) fn pair_len(&self, i: usize) -> usize {
        let (first, second) = self.pair(i);
        character(first).len_utf8() + character(second).len_utf8()
    }

    #[inline(always)]
    pub(super) fn third(&self, i: usize) -> u32 {
        self.chars[i + 2]
    }

    /// The slot where the search for the pair that begins with a character of `opens` begins.
    #[inline(always)]
    pub(super) fn slot(&self, i: usize) -> Slot {
        self.slots[i]
    }

    /// After [`Self::convert`]: a key has decided what becomes of two characters.
    #[inline(always)]
    pub(super) fn put_pair(&mut self, i: usize, to: [u32; 2]) {
        self.converted[i..i + 2].copy_from_slice(&to);
        self.keyed |= 3 << i;
        self.continued |= 2 << i;
    }

    /// After [`Self::convert`]: a key has decided what becomes of the characters from `i` to `end`,
    /// which are as many as `to` has.
    #[inline(always)]
    pub(super) fn put(&mut self, i: usize, end: usize, to: &str) {
        self.converted[i..end].iter_mut().zip(to.chars()).for_each(|(slot, c)| *slot = u32::from(c));
        let key = u64::MAX << i & !(u64::MAX << end);
        self.keyed |= key;
        self.continued |= key & key << 1;
    }

    /// After [`Self::convert`]: some characters in a row.
    #[inline(always)]
    pub(super) fn run(&self, from: usize, to: usize) -> Run<'_> {
        Run { window: self, from, to }
    }
}

/// Some characters in a row; none of them belongs to a key that is reported by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    window: &'a Window,
    from: usize,
    to: usize,
}

/// What changes within a [`Run`]: characters counted from its first one.
#[derive(Debug)]
pub(super) struct RunChange {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Bytes of what becomes of them.
    pub(super) bytes: usize,
    pub(super) phrase: bool,
    pub(super) ambiguous: bool,
}

impl Run<'_> {
    /// What becomes of the characters.
    #[inline(always)]
    pub(super) fn converted(&self) -> impl Iterator<Item = char> {
        self.window.converted[self.from..self.to].iter().map(|&c| character(c))
    }

    /// First byte of a character, relative to the run; for the last one plus one, the end.
    #[inline(always)]
    pub(super) fn start(&self, i: usize) -> usize {
        self.window.start(self.from + i) - self.window.start(self.from)
    }

    /// The changes from left to right; neighbours are one change where one key covers both.
    #[inline(always)]
    pub(super) fn changes(&self, mut change: impl FnMut(RunChange)) {
        let window = self.window;
        let pairs = window.chars[self.from..self.to].iter().zip(&window.converted[self.from..self.to]);
        let differs = pairs.rev().fold(0u64, |mask, (c, to)| mask << 1 | u64::from(c != to));
        let (keyed, continued) = (window.keyed >> self.from, window.continued >> self.from);
        let mut starts = differs & !(differs << 1 & continued);
        while starts != 0 {
            let from = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            let more = (differs & continued).unbounded_shr(from as u32 + 1).trailing_ones() as usize;
            let phrase = keyed >> from & 1 != 0;
            let ambiguous = !phrase && window.entry(self.from + from) & AMBIGUOUS != 0;
            let to = from + 1 + more;
            let bytes =
                window.converted[self.from + from..self.from + to].iter().map(|&c| character(c).len_utf8()).sum();
            change(RunChange { from, to, bytes, phrase, ambiguous });
        }
    }
}

/// Decodes the character at `at`: code point and length in bytes; length 0 at the end.
///
/// The bytes are those of a `str` and `at` is a boundary, so only the lead byte needs a look.
#[inline(always)]
pub(super) fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let low = |b: u8| u32::from(b & 0x3F);
    match bytes.get(at..).unwrap_or_default() {
        [a, b, c, ..] if a & 0xF0 == 0xE0 => (u32::from(a & 0x0F) << 12 | low(*b) << 6 | low(*c), 3),
        [a, ..] if *a < 0x80 => (u32::from(*a), 1),
        [a, b, ..] if a & 0xE0 == 0xC0 => (u32::from(a & 0x1F) << 6 | low(*b), 2),
        [a, b, c, d, ..] => (u32::from(a & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d), 4),
        _ => (0, 0),
    }
}

/// The most that a window takes: three bytes are read at the place of its last character at least.
const BLOCK: usize = 4 * WIDTH + 3;

/// [`decode`] inside a block that is long enough for a window, without asking for the end.
#[inline(always)]
fn decode_inside(block: &[u8; BLOCK], at: usize) -> (u32, usize) {
    // No character of a window begins behind 4 * 63; saying so leaves all checks out.
    let at = at & (4 * WIDTH - 1);
    let (a, low) = (block[at], |n: usize| u32::from(block[at + n] & 0x3F));
    match a {
        0xE0..=0xEF => (u32::from(a & 0x0F) << 12 | low(1) << 6 | low(2), 3),
        0..0x80 => (u32::from(a), 1),
        0x80..0xE0 => (u32::from(a & 0x1F) << 6 | low(1), 2),
        0xF0.. => (u32::from(a & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4),
    }
}
