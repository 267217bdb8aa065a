//! Compilation of a group of dictionaries into a [`Matcher`].

use std::collections::BTreeMap;

use super::ambiguity;
use super::dictionary::{self, only_char};
use super::ids;
use super::matcher::{
    ALIGNED, AMBIGUOUS, CHANGE, FLAGS_SHIFT, GUARDED, HAS_TWO, IDS, INDEX_BITS, INLINE, KEY, LAST, LONG, Matcher,
    PREFIX, Phrase, SAME, Slot, TIER_SHIFT, VALUE, pair_key, slot_of,
};
use super::openings::Openings;

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

/// Collects the rows of all dictionaries of a group.
#[derive(Default)]
struct Builder {
    texts: Vec<&'static str>,
    not_before: &'static str,
    /// Single characters: code point, entry without [`PREFIX`].
    singles: Vec<(u32, u32)>,
    longs: Vec<Phrase>,
    /// First two characters, phrase.
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
            let mut phrase =
                Phrase { at: row.at as u32, third: 0, dictionary, key_len, to_len, flags: (tier as u8) << 4 };
            if row.key == to {
                phrase.flags |= SAME;
            }
            if !row.not_before.is_empty() {
                phrase.flags |= GUARDED;
                self.not_before = row.not_before;
            }
            let mut key = row.key.chars().map(u32::from);
            match (key.next(), key.next()) {
                (Some(first), Some(second)) => {
                    if row.key.chars().count() == to.chars().count() {
                        phrase.flags |= ALIGNED;
                    }
                    phrase.third = key.next().unwrap_or(0);
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
        let mut astral = BTreeMap::<u32, u32>::new();
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
        let slot_count = (distinct * 3 / 2).next_power_of_two().max(2);
        let mut slots = vec![Slot::default(); slot_count];
        let mut openings = Openings::with_capacity(self.pairs.len());
        let mut phrases = Vec::with_capacity(self.pairs.len());
        for group in self.pairs.chunk_by(|a, b| a.0 == b.0) {
            let pair = group[0].0;
            let (first, second) = ((pair >> 21) as u32, pair as u32 & VALUE);
            set(first, PREFIX);
            for (_, phrase) in group {
                openings.insert(first, second, phrase.third());
            }
            let mut slot = slot_of(first, second, slot_count - 1);
            while slots[slot].word != 0 {
                slot = (slot + 1) & (slot_count - 1);
            }
            let word = pair << (INDEX_BITS + 1) | self.add_group(group, &mut phrases);
            slots[slot] = Slot { word, two: self.inline(word, &phrases) };
        }
        let ascii_is_idle = bmp.iter().take(0x80).all(|&entry| entry == 0);
        Matcher {
            ascii_is_idle,
            entries: boxed_table(bmp),
            astral: astral.into_iter().collect(),
            openings,
            slots,
            phrases,
            longs: self.longs,
            texts: self.texts,
            not_before: self.not_before,
        }
    }

    /// What a slot holds of the phrase that is the pair itself: see [`Slot::two`].
    fn inline(&self, word: u64, phrases: &[Phrase]) -> u64 {
        let Some(two) = phrases.get((word & (HAS_TWO - 1)) as usize).filter(|_| word & HAS_TWO != 0) else { return 0 };
        let text = self.texts[usize::from(two.dictionary)];
        let to = &text[two.at as usize + usize::from(two.key_len) + 1..][..usize::from(two.to_len)];
        let mut to = to.chars().map(u64::from);
        match (to.next(), to.next(), to.next()) {
            (Some(a), Some(b), None) => a | b << 21 | INLINE | u64::from(two.flags) << FLAGS_SHIFT,
            _ => 0,
        }
    }

    /// Appends the phrases of one pair; the index of the first, with [`HAS_TWO`] where it applies.
    fn add_group(&self, group: &[(u64, Phrase)], phrases: &mut Vec<Phrase>) -> u64 {
        let mut word = phrases.len() as u64;
        let mut group: Vec<Phrase> = group.iter().map(|&(_, phrase)| phrase).collect();
        let one_tier = group.iter().all(|p| p.tier() == group[0].tier());
        if one_tier && let Some(two) = group.iter().position(|p| p.third().is_none()) {
            group.truncate(two + 1);
            group.rotate_right(1);
            word |= HAS_TWO;
        }
        if let Some(last) = group.last_mut() {
            last.flags |= LAST;
        }
        phrases.append(&mut group);
        word
    }
}

/// The slice as an array, so that a 16-bit index needs no check.
fn boxed_table(slice: Box<[u32]>) -> Box<[u32; 0x1_0000]> {
    match slice.try_into() {
        Ok(table) => table,
        Err(_) => Box::new([0; 0x1_0000]),
    }
}
