//! Runs of Han characters that are followed by themselves, at once or after a comma.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

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
        words.len() % period == 0 && words.as_bytes().chunks(period).all(|c| words.as_bytes().starts_with(c))
    })
}

/// Particles and prepositions that are never doubled.
const PARTICLES: [&str; 18] = [
    "的的", "了了", "在在", "是是", "和和", "与与", "为为", "对对", "将将", "被被", "把把", "于于", "及及", "并并",
    "而而", "从从", "由由", "也也",
];

/// Doubled particles. One of the two may belong to a word beside it (目的的, 为了了解), and 实实在在 doubles both halves.
pub(super) fn particles(text: &str, found: &mut Vec<Twice>) {
    static DOUBLED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(PARTICLES).ok());
    let Some(doubled) = DOUBLED.as_ref() else { return };
    for m in doubled.find_iter(text) {
        let middle = m.start() + HAN;
        let Some(c) = chars::after(text, middle) else { continue };
        let (before, after) = (chars::before(text, m.start()), chars::after(text, m.end()));
        let head = text.get(..m.start()).unwrap_or("");
        let tail = text.get(m.end()..).unwrap_or("");
        let mut left = head.chars().rev();
        let mut right = tail.chars();
        let reduplicated = |pair: (Option<char>, Option<char>)| matches!(pair, (Some(a), Some(b)) if a == b && is_han(a));
        if before.is_none_or(|b| !is_han(b) || is_word(b, c) || b == c)
            || after.is_none_or(|a| !is_han(a) || is_word(c, a) || a == c)
            || reduplicated((left.next(), left.next()))
            || reduplicated((right.next(), right.next()))
        {
            continue;
        }
        found.push(Twice { first: m.start()..middle, second: middle..m.end(), what: "word" });
    }
}
