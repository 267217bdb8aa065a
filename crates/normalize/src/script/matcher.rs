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
//! * `slots`: an open-addressing table from a pair to its phrases, which stand side by side. A key
//!   of two characters with two characters as output stands in its slot itself: most keys that a
//!   text has are such.
//!
//! Keys and outputs are not copied: a phrase points into the text of its dictionary. How a text is
//! walked is told in `scan` and `window`.

use super::openings::{Openings, pair_hash};
use super::scan::Hit;
use super::window::{Window, decode};

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

/// A key of two or more characters (or one whose output is longer), 12 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// Offset of the key in its dictionary; a tab and the output follow it.
    pub(super) at: u32,
    /// The third character of the key, or 0.
    pub(super) third: u32,
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
    /// The third character of the key, if it has one: no key holds U+0000.
    pub(super) fn third(self) -> Option<u32> {
        (self.third != 0).then_some(self.third)
    }

    pub(super) fn tier(self) -> u32 {
        u32::from(self.flags >> 4)
    }

    pub(super) fn is_aligned(self) -> bool {
        self.flags & ALIGNED != 0
    }
}

/// The phrases of one pair of characters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    /// The pair (42 bits), [`HAS_TWO`], and the index of the first phrase. Zero: free.
    pub(super) word: u64,
    /// The output of the phrase that is the pair itself, if [`INLINE`]: two characters of 21 bits,
    /// the first one in the lower bits, the phrase's flags above [`INLINE`].
    pub(super) two: u64,
}

/// [`Slot::two`] holds an output.
pub(super) const INLINE: u64 = 1 << 42;
/// Where the flags of the phrase stand in [`Slot::two`].
pub(super) const FLAGS_SHIFT: u32 = 43;

impl Slot {
    fn flags(self) -> u8 {
        (self.two >> FLAGS_SHIFT) as u8
    }
}

/// A key in the text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found {
    /// Two characters that become two others: [`Slot::two`].
    Pair(u64),
    Phrase(Phrase),
}

impl Found {
    fn flags(&self) -> u8 {
        match self {
            Found::Pair(two) => (two >> FLAGS_SHIFT) as u8,
            Found::Phrase(phrase) => phrase.flags,
        }
    }

    /// The rank of the dictionary among those of the group.
    pub(super) fn tier(&self) -> u32 {
        u32::from(self.flags() >> 4)
    }

    /// The output is the key.
    pub(super) fn is_same(&self) -> bool {
        self.flags() & SAME != 0
    }
}

/// A compiled group of dictionaries.
#[derive(Debug)]
pub(super) struct Matcher {
    pub(super) entries: Box<[u32; 0x1_0000]>,
    /// Entries of characters beyond the basic plane, sorted.
    pub(super) astral: Vec<(u32, u32)>,
    pub(super) openings: Openings,
    /// A power of two of slots.
    pub(super) slots: Vec<Slot>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) longs: Vec<Phrase>,
    pub(super) texts: Vec<&'static str>,
    /// One set for all guarded phrases of the group.
    pub(super) not_before: &'static str,
    /// Nothing changes in a stretch of ASCII, and no key begins in it.
    pub(super) ascii_is_idle: bool,
}

/// The first phrase of the group is the pair itself; the others follow, the longest first. Without
/// this bit all phrases are ordered by tier, then the longest first.
pub(super) const HAS_TWO: u64 = 1 << 21;
pub(super) const INDEX_BITS: u32 = 21;

pub(super) fn pair_key(first: u32, second: u32) -> u64 {
    u64::from(first) << 21 | u64::from(second)
}

/// Where the search for a pair begins; `mask` is the number of slots less one.
#[inline(always)]
pub(super) fn slot_of(first: u32, second: u32, mask: usize) -> usize {
    (pair_hash(first, second) >> 40) as usize & mask
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

    #[inline(always)]
    pub(super) fn entry(&self, c: u32) -> u32 {
        match self.entries.get(c as usize) {
            Some(&entry) => entry,
            None => self.astral.binary_search_by_key(&c, |&(key, _)| key).map_or(0, |found| self.astral[found].1),
        }
    }

    /// The best key that begins with character `i` of the window, at byte `start` of `text`.
    #[inline]
    pub(super) fn find(&self, text: &str, start: usize, window: &Window, i: usize) -> Option<Found> {
        if window.opens >> i & 1 == 0 {
            return None;
        }
        let (first, second) = window.pair(i);
        let key = pair_key(first, second);
        let mut slot = window.slot(i);
        if slot.word >> (INDEX_BITS + 1) != key {
            slot = self.search(slot, first, second)?;
        }
        let longer = window.longer >> i & 1 != 0;
        if slot.two & INLINE != 0 && (!longer || slot.flags() & LAST != 0) && slot.flags() & GUARDED == 0 {
            return Some(Found::Pair(slot.two));
        }
        let third = if longer { Some(window.third(i)) } else { None };
        self.phrase(text.as_bytes(), start, start + window.pair_len(i), slot, third).map(Found::Phrase)
    }

    /// The slot in which the search for a pair begins.
    #[inline(always)]
    pub(super) fn first_slot(&self, first: u32, second: u32) -> Slot {
        let mask = self.slots.len() - 1;
        self.slots[slot_of(first, second, mask) & mask]
    }

    /// The slot of a pair whose first slot holds another one, or is free.
    fn search(&self, mut slot: Slot, first: u32, second: u32) -> Option<Slot> {
        let mask = self.slots.len() - 1;
        let mut at = slot_of(first, second, mask);
        while slot.word != 0 {
            at = (at + 1) & mask;
            slot = self.slots[at];
            if slot.word >> (INDEX_BITS + 1) == pair_key(first, second) {
                return Some(slot);
            }
        }
        None
    }

    /// The best phrase at `at` among those of a slot, whose pair ends at `rest`. Without a
    /// `third` character a longer phrase is out of the question.
    fn phrase(&self, bytes: &[u8], at: usize, rest: usize, slot: Slot, third: Option<u32>) -> Option<Phrase> {
        let mut index = (slot.word & (HAS_TWO - 1)) as usize;
        let mut two = None;
        if slot.word & HAS_TWO != 0 {
            let phrase = self.phrases[index];
            two = Some(phrase).filter(|p| p.flags & GUARDED == 0 || self.unguarded(bytes, rest));
            if third.is_none() || phrase.flags & LAST != 0 {
                return two;
            }
            index += 1;
        }
        let prefix = rest - at;
        let tail = bytes.get(rest..).unwrap_or_default();
        // A key of three characters has matched when its third one has.
        let three = third.map_or(prefix, |third| prefix + character(third).len_utf8());
        loop {
            let phrase = self.phrases[index];
            if (phrase.third == 0 || third == Some(phrase.third))
                && (usize::from(phrase.key_len) <= three || tail.starts_with(&self.key(phrase)[prefix..]))
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

    fn key(&self, phrase: Phrase) -> &[u8] {
        let text = self.texts[usize::from(phrase.dictionary)].as_bytes();
        &text[phrase.at as usize..][..usize::from(phrase.key_len)]
    }

    /// Whether no character of `not_before` stands at `at`.
    fn unguarded(&self, bytes: &[u8], at: usize) -> bool {
        let (next, _) = decode(bytes, at);
        !self.not_before.chars().any(|c| u32::from(c) == next)
    }

    /// What a phrase becomes.
    pub(super) fn output(&self, phrase: Phrase) -> &str {
        let text = self.texts[usize::from(phrase.dictionary)];
        let start = phrase.at as usize + usize::from(phrase.key_len) + 1;
        &text[start..start + usize::from(phrase.to_len)]
    }

    pub(super) fn replacement(&self, phrase: Phrase) -> Hit<'_> {
        Hit::Phrase { to: self.output(phrase), aligned: phrase.is_aligned() }
    }
}

/// A code point that came out of a text or a dictionary as a character.
#[inline(always)]
pub(super) fn character(c: u32) -> char {
    char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER)
}
