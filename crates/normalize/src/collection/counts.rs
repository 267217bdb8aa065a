//! The first pass: what stands between which neighbours, and in how many documents.

use std::ops::Range;

use crate::chars::is_han;

/// Characters around the gap.
pub(super) const AROUND: usize = 4;

/// A place in the collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The number of the document, as given to [`Phrases::add`].
    pub document: u32,
    /// First byte, in the coordinates of the caller.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What stands in a gap between certain neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// Second hash of the neighbours; 0 where the slot is free.
    print: u32,
    /// The character that most documents have here.
    pub(super) character: u32,
    /// Documents that have it.
    pub(super) documents: u16,
    /// Times that something else stood here.
    pub(super) others: u16,
    /// Where it stood first and last.
    pub(super) first: Place,
    pub(super) last: Place,
}

/// Counts over a collection. See the module.
#[derive(Debug)]
pub struct Phrases {
    slots: Vec<Slot>,
    /// Times that a pair of characters stands in the collection, up to 255, by hash.
    pairs: Vec<u8>,
    /// The same for three.
    triples: Vec<u8>,
    characters: u64,
}

/// A clause: its characters with their places in the text.
pub(super) type Clause = [(usize, char)];

impl Phrases {
    /// Tables that take no more than this many bytes together (at least 1 MiB; they never grow).
    #[must_use]
    pub fn with_memory(bytes: usize) -> Self {
        // Three quarters for the gaps, an eighth for each of the others; all in powers of two.
        let power = |bytes: usize, of: usize| 1_usize << (bytes / of).max(2).ilog2();
        let bytes = bytes.max(1 << 20);
        Self {
            slots: vec![Slot::default(); power(bytes / 4 * 3, size_of::<Slot>())],
            pairs: vec![0; power(bytes / 8, 1)],
            triples: vec![0; power(bytes / 8, 1)],
            characters: 0,
        }
    }

    /// Bytes that the tables take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.slots.len() * size_of::<Slot>() + self.pairs.len() + self.triples.len()
    }

    /// Han characters counted so far.
    #[must_use]
    pub const fn characters(&self) -> u64 {
        self.characters
    }

    /// Counts the text of a document. Every document comes once, under a number of its own. `place` turns a range of
    /// bytes of the text into what evidence shall cite.
    pub fn add(&mut self, document: u32, text: &str, place: impl Fn(Range<usize>) -> (u32, u32)) {
        clauses(text, |clause| {
            self.characters += clause.len() as u64;
            for pair in clause.windows(2) {
                bump(&mut self.pairs, hash(pair.iter().map(|c| c.1)));
            }
            for triple in clause.windows(3) {
                bump(&mut self.triples, hash(triple.iter().map(|c| c.1)));
            }
            for phrase in clause.windows(AROUND + 1) {
                for gap in 1..AROUND {
                    self.note(document, phrase, gap, &place);
                }
            }
        });
    }

    fn note(&mut self, document: u32, phrase: &Clause, gap: usize, place: &impl Fn(Range<usize>) -> (u32, u32)) {
        let Some(&(_, c)) = phrase.get(gap) else { return };
        let (print, at) = self.find(phrase, gap);
        let here = || {
            let (start, end) = place(span(phrase));
            Place { document, start, end }
        };
        let Some(slot) = self.slots.get_mut(at) else { return };
        if slot.print != print {
            // What one document has gives way to what comes later; what several have stays.
            if slot.documents <= 1 {
                let here = here();
                *slot = Slot { print, character: c as u32, documents: 1, others: 0, first: here, last: here };
            }
        } else if slot.character == c as u32 {
            if slot.last.document != document {
                slot.documents = slot.documents.saturating_add(1);
                slot.last = here();
            }
        } else if slot.documents <= 1 && slot.others >= 1 {
            // The first to come was not what most have.
            let here = here();
            *slot = Slot { character: c as u32, documents: 1, first: here, last: here, ..*slot };
        } else {
            slot.others = slot.others.saturating_add(1);
        }
    }

    /// Second hash, and the slot for these neighbours: of the four that they may have, theirs, else a free one, else the
    /// one that fewest documents have.
    fn find(&self, phrase: &Clause, gap: usize) -> (u32, usize) {
        let around = phrase.iter().enumerate().map(|(i, c)| if i == gap { '\0' } else { c.1 });
        let hash = hash(around);
        let print = (hash >> 32) as u32 | 1;
        let mask = self.slots.len() - 1;
        let base = hash as usize & mask & !3;
        let weight = |at: usize| match self.slots.get(at) {
            Some(slot) if slot.print == print => (0, 0),
            Some(slot) if slot.print == 0 => (1, 0),
            Some(slot) => (2, slot.documents),
            None => (3, 0),
        };
        (print, (base..base + 4).min_by_key(|at| weight(*at)).unwrap_or(base))
    }

    /// What is known of the gap.
    pub(super) fn slot(&self, phrase: &Clause, gap: usize) -> Option<&Slot> {
        let (print, at) = self.find(phrase, gap);
        self.slots.get(at).filter(|slot| slot.print == print)
    }

    /// How often a pair stands in the collection, at most: up to 255.
    pub(super) fn pair(&self, a: char, b: char) -> u8 {
        look(&self.pairs, hash([a, b].into_iter()))
    }

    /// The same for three characters.
    pub(super) fn triple(&self, a: char, b: char, c: char) -> u8 {
        look(&self.triples, hash([a, b, c].into_iter()))
    }
}

/// Bytes of the text from the first character of a phrase to the end of the last.
pub(super) fn span(phrase: &Clause) -> Range<usize> {
    let start = phrase.first().map_or(0, |c| c.0);
    start..phrase.last().map_or(start, |c| c.0 + c.1.len_utf8())
}

/// Hands on every run of Han characters that is long enough for a phrase.
pub(super) fn clauses(text: &str, mut each: impl FnMut(&Clause)) {
    let mut clause: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if is_han(c) {
            clause.push((at, c));
            continue;
        }
        if clause.len() > 1 {
            each(&clause);
        }
        clause.clear();
    }
}

fn hash(chars: impl Iterator<Item = char>) -> u64 {
    let mixed = chars.fold(0x243F_6A88_85A3_08D3_u64, |h, c| {
        (h.rotate_left(23) ^ u64::from(c as u32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ mixed >> 29
}

fn bump(table: &mut [u8], hash: u64) {
    let mask = table.len() - 1;
    if let Some(n) = table.get_mut(hash as usize & mask) {
        *n = n.saturating_add(1);
    }
}

fn look(table: &[u8], hash: u64) -> u8 {
    table.get(hash as usize & (table.len() - 1)).copied().unwrap_or(0)
}
