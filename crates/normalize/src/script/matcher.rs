//! One step of a conversion: a group of dictionaries compiled for lookup at speed.
//!
//! At each position the dictionaries are asked in order; the first that knows any prefix of the
//! rest of the text wins with its longest key (OpenCC's `short_circuit`). A union of dictionaries
//! counts as one. In the compiled form each key carries the number of its tier in that order.
//!
//! * `entries`: one word a code point of the basic plane: replacement, flags. Zero means: nothing
//!   starts here and nothing changes, which is the answer for most characters of most texts.
//! * `filter`: a bit set over hashed pairs of characters, small enough for the second-level cache;
//!   it refuses nearly all pairs that open no phrase.
//! * `slots`: an open-addressing table from a pair to its phrases, which stand side by side ordered
//!   by (tier, longest first). The first that fits is the match.
//!
//! Keys and outputs are not copied: a phrase points into the text of its dictionary.

use super::ambiguity;
use super::dictionary::{self, only_char};
use super::ids;

/// Low 21 bits of an entry: the replacement, or the index of a [`Phrase`] for [`LONG`].
const VALUE: u32 = 0x1F_FFFF;
/// The character by itself is a key with another character as output.
const CHANGE: u32 = 1 << 21;
/// Some longer key starts with this character.
const PREFIX: u32 = 1 << 22;
/// The dictionary offers several candidates for the character.
const AMBIGUOUS: u32 = 1 << 23;
/// The character is a key whose output is not one character; the value indexes `longs`.
const LONG: u32 = 1 << 24;
/// The character opens an ideographic description sequence.
const IDS: u32 = 1 << 25;
/// The character is a key by itself (perhaps one that stays as it is).
const KEY: u32 = 1 << 26;
const TIER_SHIFT: u32 = 28;

/// A key of two or more characters (or one whose output is longer), 8 bytes.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    /// Offset of the key in its dictionary; a tab and the output follow it.
    at: u32,
    dictionary: u8,
    key_len: u8,
    to_len: u8,
    /// [`SAME`], [`ALIGNED`], [`LAST`] and the tier in the upper half.
    flags: u8,
}

/// The output equals the key: the phrase only keeps its characters from being converted.
const SAME: u8 = 1;
/// Key and output have the same number of characters.
const ALIGNED: u8 = 2;
/// The last phrase of its pair.
const LAST: u8 = 4;

impl Phrase {
    fn tier(self) -> u32 {
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
    /// A key that stays as it is. Segmentation needs to see it, conversion does not.
    Kept,
}

/// A compiled group of dictionaries.
#[derive(Debug)]
pub(super) struct Matcher {
    entries: Box<[u32; 0x1_0000]>,
    /// Entries of characters beyond the basic plane, sorted.
    astral: Vec<(u32, u32)>,
    filter: Vec<u64>,
    slots: Vec<u64>,
    phrases: Vec<Phrase>,
    longs: Vec<Phrase>,
    texts: Vec<&'static str>,
}

/// The filter has 2^20 bits at most: with 40,000 pairs about one in 25 wrong pairs passes.
const MAX_FILTER_LOG: u32 = 20;
/// A slot is the pair in the upper 42 bits, the index of its first phrase plus one in the lower 22.
const SLOT_VALUE_BITS: u32 = 22;

fn pair_key(first: u32, second: u32) -> u64 {
    u64::from(first) << 21 | u64::from(second)
}

/// Mixes a pair; the upper bits are the good ones.
fn pair_hash(first: u32, second: u32) -> u32 {
    (first.wrapping_mul(0x9E37_79B1) ^ second).wrapping_mul(0x85EB_CA6B)
}

impl Matcher {
    /// Compiles a group written as in `configs.tsv`: `A+B|C`.
    pub(super) fn compile(group: &str) -> Matcher {
        let mut builder = Builder::default();
        for (tier, union) in group.split('|').enumerate() {
            for name in union.split('+') {
                builder.add(name, tier as u32);
            }
        }
        builder.finish()
    }

    /// Bytes that the compiled tables take, without the dictionaries' text.
    pub(super) fn table_bytes(&self) -> usize {
        size_of_val(&*self.entries)
            + size_of_val(&*self.astral)
            + size_of_val(&*self.filter)
            + size_of_val(&*self.slots)
            + size_of_val(&*self.phrases)
            + size_of_val(&*self.longs)
    }

    /// Calls `hit(start, end, what)` for each key found in `text`, from left to right.
    ///
    /// Ranges are bytes of `text`. Keys that change nothing are reported only with `KEPT`.
    #[inline(always)]
    pub(super) fn scan<'a, const KEPT: bool>(&'a self, text: &str, mut hit: impl FnMut(usize, usize, Hit<'a>)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (first, len) = decode(bytes, at);
            let entry = self.entry(first);
            let end = at + len;
            if entry == 0 {
                at = end;
                continue;
            }
            if entry & PREFIX != 0
                && end < bytes.len()
                && let (second, second_len) = decode(bytes, end)
                && self.may_open(first, second)
                && let Some(phrase) = self.phrase(bytes, at, end + second_len, first, second)
                && (entry & KEY == 0 || phrase.tier() <= entry >> TIER_SHIFT)
            {
                let end = at + usize::from(phrase.key_len);
                if phrase.flags & SAME == 0 {
                    hit(at, end, self.replacement(phrase));
                } else if KEPT {
                    hit(at, end, Hit::Kept);
                }
                at = end;
                continue;
            }
            at = end;
            if entry & CHANGE != 0 {
                let to = char::from_u32(entry & VALUE).unwrap_or(char::REPLACEMENT_CHARACTER);
                let ambiguous = entry & AMBIGUOUS != 0;
                hit(end - len, end, Hit::Char { to, ambiguous });
            } else if entry & (LONG | IDS) != 0 {
                if entry & LONG != 0 {
                    let phrase = self.longs[(entry & VALUE) as usize];
                    hit(end - len, end, self.replacement(phrase));
                } else if let Some(length) = ids::sequence_len(&text[end - len..]) {
                    at = end - len + length;
                }
            } else if KEPT && entry & KEY != 0 {
                hit(end - len, end, Hit::Kept);
            }
        }
    }

    #[inline(always)]
    fn entry(&self, c: u32) -> u32 {
        match self.entries.get(c as usize) {
            Some(&entry) => entry,
            None => self.astral.binary_search_by_key(&c, |&(key, _)| key).map_or(0, |found| self.astral[found].1),
        }
    }

    #[inline(always)]
    fn may_open(&self, first: u32, second: u32) -> bool {
        // The length is a power of two of at least one word, hence the masks stay inside.
        let bit = pair_hash(first, second) >> (32 - MAX_FILTER_LOG);
        let word = (bit as usize >> 6) & (self.filter.len() - 1);
        self.filter[word] >> (bit & 63) & 1 != 0
    }

    /// The best phrase at `at` whose first two characters are the given ones and end at `rest`.
    #[inline(never)]
    fn phrase(&self, bytes: &[u8], at: usize, rest: usize, first: u32, second: u32) -> Option<Phrase> {
        let key = pair_key(first, second);
        let mask = self.slots.len() - 1;
        let mut slot = pair_hash(first, second) as usize & mask;
        let mut index = loop {
            let word = self.slots[slot];
            if word == 0 {
                return None;
            }
            if word >> SLOT_VALUE_BITS == key {
                break (word & ((1 << SLOT_VALUE_BITS) - 1)) as usize - 1;
            }
            slot = (slot + 1) & mask;
        };
        let prefix = rest - at;
        let tail = &bytes[rest..];
        loop {
            let phrase = self.phrases[index];
            let text = self.texts[usize::from(phrase.dictionary)].as_bytes();
            let key_at = phrase.at as usize;
            let wanted = &text[key_at + prefix..key_at + usize::from(phrase.key_len)];
            if tail.starts_with(wanted) {
                return Some(phrase);
            }
            if phrase.flags & LAST != 0 {
                return None;
            }
            index += 1;
        }
    }

    fn replacement(&self, phrase: Phrase) -> Hit<'_> {
        let text = self.texts[usize::from(phrase.dictionary)];
        let start = phrase.at as usize + usize::from(phrase.key_len) + 1;
        let to = &text[start..start + usize::from(phrase.to_len)];
        Hit::Phrase { to, aligned: phrase.flags & ALIGNED != 0 }
    }
}

/// Decodes the character at `at`: code point and length in bytes. The text is valid UTF-8.
#[inline(always)]
fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let low = |b: u8| u32::from(b & 0x3F);
    match bytes[at..] {
        [a, ..] if a < 0x80 => (u32::from(a), 1),
        [a, b, c, ..] if a & 0xF0 == 0xE0 => (u32::from(a & 0x0F) << 12 | low(b) << 6 | low(c), 3),
        [a, b, ..] if a & 0xE0 == 0xC0 => (u32::from(a & 0x1F) << 6 | low(b), 2),
        [a, b, c, d, ..] => (u32::from(a & 0x07) << 18 | low(b) << 12 | low(c) << 6 | low(d), 4),
        _ => (u32::from(char::REPLACEMENT_CHARACTER), 1),
    }
}

/// Collects the rows of all dictionaries of a group.
#[derive(Default)]
struct Builder {
    texts: Vec<&'static str>,
    /// Single characters: code point, entry without [`PREFIX`].
    singles: Vec<(u32, u32)>,
    longs: Vec<Phrase>,
    /// Pair, phrase; in the order of the dictionaries.
    pairs: Vec<(u64, Phrase)>,
}

impl Builder {
    fn add(&mut self, name: &str, tier: u32) {
        let dictionary = self.texts.len() as u8;
        self.texts.push(dictionary::text(name));
        for row in dictionary::rows(name) {
            let to = row.default();
            // Lengths beyond a byte do not occur; a test compares every row with the result.
            let (Ok(key_len), Ok(to_len)) = (row.key.len().try_into(), to.len().try_into()) else {
                continue;
            };
            let mut phrase = Phrase { at: row.at as u32, dictionary, key_len, to_len, flags: (tier as u8) << 4 };
            if row.key == to {
                phrase.flags |= SAME;
            }
            let mut key = row.key.chars().map(u32::from);
            match (key.next(), key.next()) {
                (Some(first), Some(second)) => {
                    if row.key.chars().count() == to.chars().count() {
                        phrase.flags |= ALIGNED;
                    }
                    self.pairs.push((pair_key(first, second), phrase));
                }
                (Some(only), None) => {
                    let flags = KEY | tier << TIER_SHIFT;
                    let entry = match only_char(to) {
                        Some(to) if u32::from(to) == only => flags,
                        Some(to) if ambiguity::is_open(name, &row) => flags | CHANGE | AMBIGUOUS | u32::from(to),
                        Some(to) => flags | CHANGE | u32::from(to),
                        None => {
                            self.longs.push(phrase);
                            flags | LONG | (self.longs.len() - 1) as u32
                        }
                    };
                    self.singles.push((only, entry));
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Matcher {
        // Stable sorts: of equal keys in one tier the earlier dictionary wins.
        self.pairs.sort_by_key(|(pair, p)| (*pair, p.tier(), u8::MAX - p.key_len));
        self.singles.sort_by_key(|&(c, entry)| (c, entry >> TIER_SHIFT));
        self.singles.dedup_by_key(|&mut (c, _)| c);

        let mut bmp = vec![0u32; 0x1_0000].into_boxed_slice();
        let mut astral = std::collections::BTreeMap::<u32, u32>::new();
        let mut set = |c: u32, bits: u32| match bmp.get_mut(c as usize) {
            Some(entry) => *entry |= bits,
            None => *astral.entry(c).or_default() |= bits,
        };
        for &(c, entry) in &self.singles {
            set(c, entry);
        }
        for c in ('\u{2FF0}'..='\u{2FFF}').filter(|&c| ids::arity(c) > 0) {
            set(u32::from(c), IDS);
        }
        let distinct = self.pairs.chunk_by(|a, b| a.0 == b.0).count();
        let slot_count = (distinct * 2).next_power_of_two().max(2);
        let filter_log = (distinct * 24).next_power_of_two().ilog2().clamp(6, MAX_FILTER_LOG);
        let mut slots = vec![0u64; slot_count];
        let mut filter = vec![0u64; 1 << (filter_log - 6)];
        let mut phrases = Vec::with_capacity(self.pairs.len());
        for group in self.pairs.chunk_by(|a, b| a.0 == b.0) {
            let pair = group[0].0;
            let (first, second) = ((pair >> 21) as u32, pair as u32 & VALUE);
            set(first, PREFIX);
            let hash = pair_hash(first, second);
            let bit = hash >> (32 - MAX_FILTER_LOG);
            let word = (bit as usize >> 6) & (filter.len() - 1);
            filter[word] |= 1 << (bit & 63);
            let mut slot = hash as usize & (slot_count - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (slot_count - 1);
            }
            slots[slot] = pair << SLOT_VALUE_BITS | (phrases.len() + 1) as u64;
            phrases.extend(group.iter().map(|&(_, phrase)| phrase));
            if let Some(last) = phrases.last_mut() {
                last.flags |= LAST;
            }
        }
        Matcher {
            entries: boxed_table(bmp),
            astral: astral.into_iter().collect(),
            filter,
            slots,
            phrases,
            longs: self.longs,
            texts: self.texts,
        }
    }
}

/// The slice as an array, so that a 16-bit index needs no check.
fn boxed_table(slice: Box<[u32]>) -> Box<[u32; 0x1_0000]> {
    match slice.try_into() {
        Ok(table) => table,
        Err(_) => Box::new([0; 0x1_0000]),
    }
}
