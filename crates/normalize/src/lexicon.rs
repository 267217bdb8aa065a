//! Common words of two characters, as evidence that two characters belong together.
//!
//! The table (`data/words`, with source and licence) is Simplified; for Traditional characters ask after conversion.

use std::sync::LazyLock;

use crate::script::{Config, Converter};

/// A character that begins so many words of the table is common.
const COMMON: usize = 8;

/// Sorted; two characters of the basic plane packed into one number.
static PAIRS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut pairs = Vec::new();
    for line in include_str!("../data/words/pairs.txt").lines() {
        let mut chars = line.chars();
        let Some(first) = chars.next() else { continue };
        pairs.extend(chars.filter_map(|second| pack(first, second)));
    }
    pairs.sort_unstable();
    pairs
});

fn pack(a: char, b: char) -> Option<u32> {
    let (a, b) = (u32::from(u16::try_from(a as u32).ok()?), u32::from(u16::try_from(b as u32).ok()?));
    Some(a << 16 | b)
}

/// Whether the two characters are a common word.
pub(crate) fn is_word(a: char, b: char) -> bool {
    pack(a, b).is_some_and(|p| PAIRS.binary_search(&p).is_ok())
}

/// The same for characters of either script; a place without character makes no word.
pub(crate) fn is_word_in_either(a: Option<char>, b: Option<char>) -> bool {
    let simple = |c: char| Converter::builtin(Config::T2s).convert(c.encode_utf8(&mut [0; 4])).chars().next();
    matches!((a.and_then(simple), b.and_then(simple)), (Some(a), Some(b)) if is_word(a, b))
}

/// In how many words of the table each character of the basic plane stands, by code point.
pub(crate) fn words_by_character() -> Vec<u16> {
    let mut counts = vec![0_u16; 1 << 16];
    for pair in PAIRS.iter() {
        for unit in [pair >> 16, pair & 0xFFFF] {
            if let Some(n) = counts.get_mut(unit as usize) {
                *n = n.saturating_add(1);
            }
        }
    }
    counts
}

/// The same with the characters of each pair exchanged.
static REVERSED: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut pairs: Vec<u32> = PAIRS.iter().map(|p| p.rotate_left(16)).collect();
    pairs.sort_unstable();
    pairs
});

/// The characters that end a common word of two beginning with this one.
pub(crate) fn seconds(first: char) -> impl Iterator<Item = char> {
    partners(&PAIRS, first)
}

/// The characters that begin a common word of two ending with this one.
pub(crate) fn firsts(second: char) -> impl Iterator<Item = char> {
    partners(&REVERSED, second)
}

fn partners(pairs: &'static [u32], c: char) -> impl Iterator<Item = char> {
    let from = pack(c, '\0').unwrap_or(u32::MAX);
    let start = pairs.partition_point(|p| *p < from);
    let same = pairs.iter().skip(start).take_while(move |p| **p >> 16 == from >> 16);
    same.filter_map(|p| char::from_u32(*p & 0xFFFF))
}

/// Whether the character begins so many common words that every reader knows it.
pub(crate) fn is_common(c: char) -> bool {
    // The table is Simplified.
    let simple = Converter::builtin(Config::T2s).convert(c.encode_utf8(&mut [0; 4]));
    let Some(from) = simple.chars().next().and_then(|c| pack(c, '\0')) else { return false };
    let start = PAIRS.partition_point(|p| *p < from);
    let end = PAIRS.partition_point(|p| *p < from.saturating_add(1 << 16));
    end - start >= COMMON
}

#[cfg(test)]
mod tests {
    use super::{is_common, is_word};

    #[test]
    fn common_characters() {
        assert!(is_common('经') && is_common('關') && is_common('发'));
        assert!(!is_common('蠡') && !is_common('甪') && !is_common('郫'));
    }

    #[test]
    fn words() {
        assert!(is_word('获', '悉') && is_word('群', '众') && is_word('近', '日'));
        assert!(!is_word('条', '国') && !is_word('悟', '注') && !is_word('𠀀', '众') && !is_word('a', 'b'));
    }
}
