//! A filter that refuses nearly all places at which no phrase matches.

/// Mixes a pair; the upper bits are the good ones.
pub(super) fn pair_hash(first: u32, second: u32) -> u32 {
    (first.wrapping_mul(0x9E37_79B1) ^ second).wrapping_mul(0x85EB_CA6B)
}

/// A set of openings of phrases, which may answer yes for one that it does not hold.
///
/// The pair chooses a word and a bit of it, the third character a second bit of the same word.
#[derive(Debug)]
pub(super) struct Openings {
    /// A power of two of words. In the largest table two of 64 bits are set on average, so that
    /// one wrong opening in thirty passes.
    words: Vec<u64>,
}

/// What the set says, each in the lowest bit: the pair may be a key, the triple may open one.
#[derive(Clone, Copy)]
pub(super) struct Answer {
    pub(super) pair: u64,
    pub(super) triple: u64,
}

impl Openings {
    const MAX_LOG: u32 = 15;

    pub(super) fn with_capacity(members: usize) -> Openings {
        let log = members.next_power_of_two().ilog2().min(Self::MAX_LOG);
        Openings { words: vec![0; 1 << log] }
    }

    pub(super) fn insert(&mut self, first: u32, second: u32, third: Option<u32>) {
        let hash = pair_hash(first, second);
        let bit = third.map_or(pair_bit(hash), |third| triple_bit(hash, third));
        let word = self.word(hash);
        self.words[word] |= 1 << bit;
    }

    #[inline(always)]
    pub(super) fn look(&self, first: u32, second: u32, third: u32) -> Answer {
        let hash = pair_hash(first, second);
        let word = self.words[self.word(hash)];
        Answer { pair: word >> pair_bit(hash), triple: word >> triple_bit(hash, third) }
    }

    /// Bytes that the set takes.
    pub(super) fn table_bytes(&self) -> usize {
        size_of_val(&*self.words)
    }

    #[inline(always)]
    fn word(&self, hash: u32) -> usize {
        (hash >> (32 - Self::MAX_LOG)) as usize & (self.words.len() - 1)
    }
}

#[inline(always)]
fn pair_bit(hash: u32) -> u32 {
    hash >> 8 & 63
}

#[inline(always)]
fn triple_bit(hash: u32, third: u32) -> u32 {
    (hash ^ third).wrapping_mul(0xC2B2_AE35) >> 26
}
