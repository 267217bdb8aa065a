//! Runs of Han characters that are followed by themselves, at once or after a comma.

use super::Twice;
use crate::chars::{self, is_break, is_han};
use crate::lexicon::is_word;

/// Bytes of a Han character of the basic plane.
const HAN: usize = 3;
/// A run of so many characters counts; shorter ones are repeated on purpose (研究研究).
const RUN: usize = 4;
/// The longest run, in characters.
const LONGEST: usize = 200;
/// A clause is so many characters at least.
const CLAUSE: usize = 4;

/// Finds doubled particles and runs inside each stretch of Han characters, and clauses doubled across a comma.
pub(super) fn runs(text: &str) -> Vec<Twice> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|r| !r.is_empty()) {
        let stretch = rest.chunks_exact(HAN).take_while(|c| matches!(c, [0xE4..=0xE9, _, _])).count();
        if stretch == 0 {
            at += 1;
            continue;
        }
        let end = at + stretch * HAN;
        if let Some(han) = bytes.get(at..end) {
            stretch_of_han(text, at, han, &mut found);
            found.extend(clause(text, at, end));
        }
        at = end;
    }
    found
}

/// Looks into one stretch that begins at `at`.
fn stretch_of_han(text: &str, at: usize, han: &[u8], found: &mut Vec<Twice>) {
    // Which characters occur, by 8 bits of each: four that stand twice leave four bits fewer than characters.
    let mut seen = [0_u64; 4];
    let mut last = 0;
    for (n, c) in han.chunks_exact(HAN).enumerate() {
        let &[a, b, c] = c else { continue };
        let code = u32::from_be_bytes([0, a, b, c]);
        if code == last {
            found.extend(particle(text, at + n * HAN));
        }
        last = code;
        if let Some(bits) = seen.get_mut(usize::from((b ^ (c >> 4)) & 3)) {
            *bits |= 1 << (c & 0x3F);
        }
    }
    let n = han.len() / HAN;
    let different: u32 = seen.iter().map(|bits| bits.count_ones()).sum();
    if n < 2 * RUN || different as usize + RUN > n {
        return;
    }
    let mut taken = 0;
    for lag in RUN..=(n / 2).min(LONGEST) {
        let shifted = han.get(lag * HAN..).unwrap_or(&[]);
        let mut same = 0;
        for (i, (a, b)) in han.chunks_exact(HAN).zip(shifted.chunks_exact(HAN)).enumerate() {
            same = if a == b { same + 1 } else { 0 };
            if same == lag && (i + 1 - lag) * HAN >= taken {
                let first = at + (i + 1 - lag) * HAN;
                let second = first + lag * HAN;
                let words = text.get(first..second).unwrap_or("");
                if !is_periodic(words) {
                    taken = (i + 1 + lag) * HAN;
                    found.push(Twice { first: first..second, second: second..second + words.len(), what: "run" });
                }
                same = 0;
            }
        }
    }
}

/// Whether the stretch from `start` to `end`, behind a comma and before the end of its clause, stands before the comma
/// too. A clause that goes on is another one: 人民代表大会、人民代表大会常务委员会.
fn clause(text: &str, start: usize, end: usize) -> Option<Twice> {
    let head = text.get(..start)?;
    let mark = head.chars().next_back().filter(|c| matches!(c, '、' | '，' | '；'))?;
    let words = text.get(start..end)?;
    let before = head.strip_suffix(mark)?;
    if words.len() < CLAUSE * HAN || !before.ends_with(words) {
        return None;
    }
    let ends = chars::after(text, end).is_none_or(|c| matches!(c, '，' | '；' | '。' | '、') || is_break(c));
    let first = before.len() - words.len()..before.len();
    (ends && !is_periodic(words)).then_some(Twice { first, second: start..end, what: "clause" })
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
