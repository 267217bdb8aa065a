//! Runs of Han characters that are followed by themselves, at once or after a comma.

use super::Twice;
use crate::chars::{self, is_break, is_han};
use crate::lexicon::is_word;

/// Bytes of a Han character of the basic plane.
const HAN: usize = 3;
/// A run of so many characters is compared; shorter ones are repeated on purpose (研究研究).
const GRAM: usize = 3;
/// The longest run, in bytes: longer ones are clauses of lists.
const LONGEST: usize = 600;
/// A clause is so many characters at least.
const CLAUSE: usize = 4;

/// Finds runs by the place where their first three characters stood last: one look at a small table a character.
pub(super) fn runs(text: &str) -> Vec<Twice> {
    const BITS: u32 = 12;
    let bytes = text.as_bytes();
    let mut last = vec![u32::MAX; 1 << BITS];
    let mut found = Vec::new();
    let is_lead = |at: usize| bytes.get(at).is_some_and(|b| (0xE4..=0xE9).contains(b));
    let (mut at, mut run) = (0, 0_usize);
    // `run`: Han characters in a row that end at `at`.
    while at < bytes.len() {
        if !is_lead(at) {
            run = 0;
            at += 1;
            continue;
        }
        run += 1;
        if run > 1 && bytes.get(at - HAN..at) == bytes.get(at..at + HAN) {
            found.extend(particle(text, at));
        }
        at += HAN;
        if run < GRAM {
            continue;
        }
        let start = at - GRAM * HAN;
        let Some(key) = bytes.get(start..start + 8).and_then(|b| <[u8; 8]>::try_from(b).ok()) else { break };
        let slot = u64::from_le_bytes(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS);
        let Some(slot) = last.get_mut(slot as usize) else { break };
        let before = std::mem::replace(slot, start as u32) as usize;
        let lag = start.wrapping_sub(before);
        if before >= start || !(GRAM * HAN..=LONGEST).contains(&lag) {
            continue;
        }
        if let Some(twice) = twice(text, before, start) {
            // The second may be the first of a third.
            at = twice.second.end.max(at);
            run = 0;
            found.push(twice);
        }
    }
    found
}

/// Whether what stands at `first` stands at `second` again, right behind itself or behind a comma.
fn twice(text: &str, first: usize, second: usize) -> Option<Twice> {
    let (unit, rest) = (text.get(first..second)?, text.get(second..)?);
    let mark = unit.chars().next_back().filter(|c| matches!(c, '、' | '，' | '；'));
    let words = mark.map_or(unit, |m| unit.strip_suffix(m).unwrap_or(unit));
    let count = words.chars().count();
    if !rest.starts_with(words) || !words.chars().all(is_han) || is_periodic(words) {
        return None;
    }
    let end = second + words.len();
    let after = chars::after(text, end);
    let what = match mark {
        // A clause that goes on is another one: 人民代表大会、人民代表大会常务委员会.
        Some(_) => {
            let ends = after.is_none_or(|c| matches!(c, '，' | '；' | '。' | '、') || is_break(c));
            (count >= CLAUSE && ends).then_some("clause")?
        }
        None => (count > GRAM).then_some("run")?,
    };
    Some(Twice { first: first..first + words.len(), second: second..end, what })
}

/// 一步一步一步: a shorter unit, repeated.
fn is_periodic(words: &str) -> bool {
    (1..=words.len() / (2 * HAN)).map(|n| n * HAN).any(|period| {
        words.len().is_multiple_of(period) && words.as_bytes().chunks(period).all(|c| words.as_bytes().starts_with(c))
    })
}

/// Particles and prepositions that are never doubled.
const PARTICLES: &str = "的了在是和与为对将被把于及并而从由也";

/// A doubled particle, the second of which stands at `middle`. One of the two may belong to a word beside it (目的的,
/// 为了了解), and 实实在在 doubles both halves.
fn particle(text: &str, middle: usize) -> Option<Twice> {
    let c = chars::after(text, middle).filter(|c| PARTICLES.contains(*c))?;
    let (start, end) = (middle - HAN, middle + HAN);
    let mut left = text.get(..start)?.chars().rev();
    let mut right = text.get(end..)?.chars();
    let (before, after) = (left.next().filter(|c| is_han(*c))?, right.next().filter(|c| is_han(*c))?);
    let in_word = is_word(before, c) || is_word(c, after) || before == c || after == c;
    let reduplicated = left.next() == Some(before) || right.next() == Some(after);
    let twice = Twice { first: start..middle, second: middle..end, what: "word" };
    (!in_word && !reduplicated).then_some(twice)
}
