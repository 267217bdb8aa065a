//! One step of a conversion: a group of dictionaries compiled for lookup at speed.
//!
//! At each position the dictionaries are asked in order; the first that knows any prefix of the
//! rest of the text wins with its longest key (OpenCC's `short_circuit`). A union of dictionaries
//! counts as one. In the compiled form each key carries the number of its tier in that order.
//!
//! * `entries`: one word a code point of the basic plane: replacement, flags. Zero means: nothing
//!   starts here and nothing changes, which is the answer for most characters of most texts.
//! * `openings`: a bit set over the keys of two characters and the first three characters of longer
//!   ones, small enough for the second-level cache. It refuses nearly every place where no phrase
//!   matches, with one load and no branch.
//! * `slots`: an open-addressing table from a pair to its phrases, which stand side by side.
//!
//! Keys and outputs are not copied: a phrase points into the text of its dictionary.

use super::ids;
use super::openings::{Openings, pair_hash};

/// Low 21 bits of an entry: the replacement, or the index of a [`Phrase`] for [`LONG`].
pub(super) const VALUE: u32 = 0x1F_FFFF;
/// The character by itself is a key with another character as output.
pub(super) const CHANGE: u32 = 1 << 21;
/// Some longer key starts with this character.
pub(super) const PREFIX: u32 = 1 << 22;
/// The dictionary offers several candidates for the character.
pub(super) const AMBIGUOUS: u32 = 1 << 23;
/// The character is a key whose output is not one character; the value indexes `longs`.
pub(super) const LONG: u32 = 1 << 24;
/// The character opens an ideographic description sequence.
pub(super) const IDS: u32 = 1 << 25;
/// The character is a key by itself (perhaps one that stays as it is).
pub(super) const KEY: u32 = 1 << 26;
pub(super) const TIER_SHIFT: u32 = 28;

/// A key of two or more characters (or one whose output is longer), 8 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// Offset of the key in its dictionary; a tab and the output follow it.
    pub(super) at: u32,
    pub(super) dictionary: u8,
    pub(super) key_len: u8,
    pub(super) to_len: u8,
    /// [`SAME`], [`ALIGNED`], [`LAST`], [`GUARDED`] and the tier in the upper half.
    pub(super) flags: u8,
}

/// The output equals the key: the phrase only keeps its characters from being converted.
pub(super) const SAME: u8 = 1;
/// Key and output have the same number of characters.
pub(super) const ALIGNED: u8 = 2;
/// The last phrase of its pair.
pub(super) const LAST: u8 = 4;
/// The phrase does not count before the characters of [`Matcher::not_before`].
pub(super) const GUARDED: u8 = 8;

impl Phrase {
    pub(super) fn tier(self) -> u32 {
        u32::from(self.flags >> 4)
    }
}

/// What a dictionary does at one place of the text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Hit<'a> {
    /// One character becomes another one.
    Char {
        /// The replacement.
        to: char,
        /// Other replacements are possible; see [`super::ambiguity`].
        ambiguous: bool,
    },
    /// A key of the dictionaries is replaced as a whole.
    Phrase {
        /// The replacement.
        to: &'a str,
        /// Both sides have the same number of characters, which correspond one to one.
        aligned: bool,
    },
    /// A key of the first tier, whatever becomes of it: a segment.
    Segment,
}

/// What [`Matcher::scan`] reports: whatever changes.
pub(super) const CHANGES: u8 = 0;
/// Whatever changes, and every character outside of phrases even if it stays: where many change,
/// writing all of them is cheaper than guessing which.
pub(super) const EVERY: u8 = 1;
/// The keys of the first tier of two characters and more, as the segmentation of a text.
pub(super) const SEGMENTS: u8 = 2;

/// A compiled group of dictionaries.
#[derive(Debug)]
pub(super) struct Matcher {
    pub(super) entries: Box<[u32; 0x1_0000]>,
    /// Entries of characters beyond the basic plane, sorted.
    pub(super) astral: Vec<(u32, u32)>,
    pub(super) openings: Openings,
    /// The first two characters of a group of phrases (42 bits), [`HAS_TWO`], and the index of the
    /// first phrase of the group. Zero: a free slot.
    pub(super) slots: Vec<u64>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) longs: Vec<Phrase>,
    pub(super) texts: Vec<&'static str>,
    /// One set for all guarded phrases of the group.
    pub(super) not_before: &'static str,
    /// Most characters open some phrase, as in dictionaries from Simplified to Traditional.
    pub(super) dense: bool,
}

/// The first phrase of the group is the pair itself; the others follow, the longest first. Without
/// this bit all phrases are ordered by tier, then the longest first.
pub(super) const HAS_TWO: u64 = 1 << 21;
pub(super) const INDEX_BITS: u32 = 21;

pub(super) fn pair_key(first: u32, second: u32) -> u64 {
    u64::from(first) << 21 | u64::from(second)
}

impl Matcher {
    /// Bytes that the compiled tables take, without the dictionaries' text.
    pub(super) fn table_bytes(&self) -> usize {
        size_of_val(&*self.entries)
            + size_of_val(&*self.astral)
            + self.openings.table_bytes()
            + size_of_val(&*self.slots)
            + size_of_val(&*self.phrases)
            + size_of_val(&*self.longs)
    }

    /// Whether [`EVERY`] is the faster way to convert `text`: judged by its first thousand characters.
    pub(super) fn changes_much(&self, text: &str) -> bool {
        let sample = text.chars().take(1000);
        let (all, changed) = sample
            .fold((0, 0), |(all, changed), c| (all + 1, changed + usize::from(self.entry(u32::from(c)) & CHANGE != 0)));
        changed * 8 > all
    }

    /// Calls `hit(start, end, what)` for each key found in `text`, from left to right; `REPORT` is
    /// one of [`CHANGES`], [`EVERY`], [`SEGMENTS`]. Ranges are bytes of `text`.
    #[inline(always)]
    pub(super) fn scan<'a, const REPORT: u8>(&'a self, text: &str, hit: impl FnMut(usize, usize, Hit<'a>)) {
        if self.dense || REPORT == EVERY {
            self.scan_as::<REPORT, true>(text, hit);
        } else {
            self.scan_as::<REPORT, false>(text, hit);
        }
    }

    #[inline(always)]
    fn scan_as<'a, const REPORT: u8, const DENSE: bool>(
        &'a self,
        text: &str,
        mut hit: impl FnMut(usize, usize, Hit<'a>),
    ) {
        let bytes = text.as_bytes();
        let acts = match REPORT {
            SEGMENTS => IDS,
            EVERY => IDS | LONG,
            _ => IDS | LONG | CHANGE,
        };
        // A window of three characters; each is decoded once.
        let mut at = 0;
        let (mut first, mut len) = decode(bytes, at);
        let (mut second, mut second_len) = decode(bytes, at + len);
        while len > 0 {
            let mut end = at + len;
            let (third, third_len) = decode(bytes, end + second_len);
            let entry = self.entry(first);
            if DENSE || entry != 0 {
                // One test for all that can happen: in dense groups it is the only branch that the
                // processor cannot foresee.
                let answer = self.openings.look(first, second, third);
                let opens = entry & ((answer.pair | answer.triple) as u32 & 1) << PREFIX.ilog2();
                if entry & acts | opens != 0 {
                    let phrase = match opens {
                        0 => None,
                        _ => self.phrase(bytes, at, end + second_len, (first, second), answer.triple & 1 != 0),
                    };
                    let mut jump = true;
                    match phrase {
                        Some(phrase) if entry & KEY == 0 || phrase.tier() <= entry >> TIER_SHIFT => {
                            end = at + usize::from(phrase.key_len);
                            if REPORT == SEGMENTS {
                                if phrase.tier() == 0 {
                                    hit(at, end, Hit::Segment);
                                }
                            } else if phrase.flags & SAME == 0 {
                                hit(at, end, self.replacement(phrase));
                            }
                        }
                        _ if entry & IDS != 0 => end = at + ids::sequence_len(&text[at..]).unwrap_or(len),
                        _ => {
                            jump = false;
                            if REPORT != SEGMENTS && entry & LONG != 0 {
                                hit(at, end, self.replacement(self.longs[(entry & VALUE) as usize]));
                            } else if REPORT == EVERY || REPORT == CHANGES && entry & CHANGE != 0 {
                                hit(at, end, replaced(first, entry));
                            }
                        }
                    }
                    if jump {
                        at = end;
                        (first, len) = decode(bytes, at);
                        (second, second_len) = decode(bytes, at + len);
                        continue;
                    }
                } else if REPORT == EVERY {
                    hit(at, end, replaced(first, entry));
                }
            }
            at = end;
            (first, len) = (second, second_len);
            (second, second_len) = (third, third_len);
        }
    }

    #[inline(always)]
    fn entry(&self, c: u32) -> u32 {
        match self.entries.get(c as usize) {
            Some(&entry) => entry,
            None => self.astral.binary_search_by_key(&c, |&(key, _)| key).map_or(0, |found| self.astral[found].1),
        }
    }

    /// The best phrase at `at` whose first two characters are `pair` and end at `rest`. Unless
    /// `longer`, a phrase of three characters and more is out of the question.
    #[inline]
    fn phrase(&self, bytes: &[u8], at: usize, rest: usize, pair: (u32, u32), longer: bool) -> Option<Phrase> {
        let key = pair_key(pair.0, pair.1);
        let mask = self.slots.len() - 1;
        let mut slot = pair_hash(pair.0, pair.1) as usize & mask;
        let word = loop {
            let word = self.slots[slot];
            if word >> (INDEX_BITS + 1) == key {
                break word;
            }
            if word == 0 {
                return None;
            }
            slot = (slot + 1) & mask;
        };
        let mut index = (word & (HAS_TWO - 1)) as usize;
        let mut two = None;
        if word & HAS_TWO != 0 {
            let phrase = self.phrases[index];
            two = Some(phrase).filter(|p| p.flags & GUARDED == 0 || self.unguarded(bytes, rest));
            if !longer || phrase.flags & LAST != 0 {
                return two;
            }
            index += 1;
        }
        let prefix = rest - at;
        let tail = bytes.get(rest..).unwrap_or_default();
        loop {
            let phrase = self.phrases[index];
            let text = self.texts[usize::from(phrase.dictionary)].as_bytes();
            let key_at = phrase.at as usize;
            let wanted = &text[key_at + prefix..key_at + usize::from(phrase.key_len)];
            if tail.starts_with(wanted)
                && (phrase.flags & GUARDED == 0 || self.unguarded(bytes, at + usize::from(phrase.key_len)))
            {
                return Some(phrase);
            }
            if phrase.flags & LAST != 0 {
                return two;
            }
            index += 1;
        }
    }

    /// Whether no character of `not_before` stands at `at`.
    fn unguarded(&self, bytes: &[u8], at: usize) -> bool {
        let (next, _) = decode(bytes, at);
        !self.not_before.chars().any(|c| u32::from(c) == next)
    }

    fn replacement(&self, phrase: Phrase) -> Hit<'_> {
        let text = self.texts[usize::from(phrase.dictionary)];
        let start = phrase.at as usize + usize::from(phrase.key_len) + 1;
        let to = &text[start..start + usize::from(phrase.to_len)];
        Hit::Phrase { to, aligned: phrase.flags & ALIGNED != 0 }
    }
}

/// What the entry makes of a single character.
#[inline(always)]
fn replaced<'a>(c: u32, entry: u32) -> Hit<'a> {
    let to = if entry & CHANGE != 0 { entry & VALUE } else { c };
    let to = char::from_u32(to).unwrap_or(char::REPLACEMENT_CHARACTER);
    Hit::Char { to, ambiguous: entry & AMBIGUOUS != 0 }
}

/// Decodes the character at `at`: code point and length in bytes; length 0 at the end.
///
/// The bytes are those of a `str` and `at` is a boundary, so only the lead byte needs a look.
#[inline(always)]
fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let low = |b: u8| u32::from(b & 0x3F);
    match bytes.get(at..).unwrap_or_default() {
        [a, b, c, ..] if a & 0xF0 == 0xE0 => (u32::from(a & 0x0F) << 12 | low(*b) << 6 | low(*c), 3),
        [a, ..] if *a < 0x80 => (u32::from(*a), 1),
        [a, b, ..] if a & 0xE0 == 0xC0 => (u32::from(a & 0x1F) << 6 | low(*b), 2),
        [a, b, c, d, ..] => (u32::from(a & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d), 4),
        _ => (0, 0),
    }
}
