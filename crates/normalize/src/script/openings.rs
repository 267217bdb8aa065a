//! A filter that refuses nearly all places at which no phrase matches.

/// Mixes a pair of code points; the upper bits are the good ones.
#[inline(always)]
pub(super) fn pair_hash(first: u32, second: u32) -> u64 {
    (u64::from(first) << 21 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A set of openings of phrases, which may answer yes for one that it does not hold.
///
/// A pair chooses a word. A key of two characters sets two bits of it; a longer one sets one bit
/// for its pair and one for its first three characters.
#[derive(Debug)]
pub(super) struct Openings {
    /// A power of two of words. In the largest table two or three of 64 bits are set on average,
    /// so that one wrong opening in some hundreds passes.
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
        let word = self.word(hash);
        self.words[word] |= match third {
            None => 1 << bit(hash, 15) | 1 << bit(hash, 21),
            Some(third) => 1 << bit(hash, 27) | 1 << bit(triple_hash(hash, third), 0),
        };
    }

    #[inline(always)]
    pub(super) fn look(&self, first: u32, second: u32, third: u32) -> Answer {
        let hash = pair_hash(first, second);
        let word = self.words[self.word(hash)];
        Answer {
            pair: word >> bit(hash, 15) & word >> bit(hash, 21),
            triple: word >> bit(hash, 27) & word >> bit(triple_hash(hash, third), 0),
        }
    }

    /// Bytes that the set takes.
    pub(super) fn table_bytes(&self) -> usize {
        size_of_val(&*self.words)
    }

    #[inline(always)]
    fn word(&self, hash: u64) -> usize {
        (hash >> (64 - Self::MAX_LOG)) as usize & (self.words.len() - 1)
    }
}

/// A number below 64 from the six bits of a hash that lie `skip` below the highest.
#[inline(always)]
fn bit(hash: u64, skip: u32) -> u64 {
    hash >> (58 - skip) & 63
}

#[inline(always)]
fn triple_hash(hash: u64, third: u32) -> u64 {
    (hash >> 20 ^ u64::from(third)).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
}
