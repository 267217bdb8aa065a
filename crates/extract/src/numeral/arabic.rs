//! Numerals that begin with an Arabic digit: `1.5亿`, `65,320`, `3万5千`, `900余万`, `１２`.

use super::{Num, NumeralKind, Rational, Script, han};
use baokan_corpus_model::Approx;

use crate::chars::Chars;

/// Value of an Arabic digit of either width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// A run of digits at `i` as a whole number, with the position after it. `None` without digits or beyond 27 of them.
pub(super) fn integer(cs: &Chars<'_>, i: usize) -> Option<(Rational, usize)> {
    let (mut value, mut j) = (0i128, i);
    while let Some(d) = cs.get(j).and_then(digit) {
        if j - i >= 27 {
            return None;
        }
        value = value * 10 + i128::from(d);
        j += 1;
    }
    (j > i).then(|| (Rational::integer(value), j))
}

/// Digits with thousands separators and decimals.
fn decimal(cs: &Chars<'_>, i: usize) -> Option<(Rational, usize)> {
    let (mut value, mut j) = integer(cs, i)?;
    // Groups of three behind a first group of at most three.
    if j - i <= 3 {
        while matches!(cs.get(j), Some(',')) {
            let Some((group, end)) = integer(cs, j + 1) else { break };
            if end - j != 4 || j - i > 24 {
                break;
            }
            value = value.checked_mul(Rational::integer(1000))?.checked_add(group)?;
            j = end;
        }
    }
    if matches!(cs.get(j), Some('.' | '．')) && cs.get(j + 1).and_then(digit).is_some() {
        let (fraction, end) = integer(cs, j + 1)?;
        let places = u32::try_from(end - j - 1).ok()?;
        // 1.2.3 is a section number or a version, not a value.
        if matches!(cs.get(end), Some('.' | '．')) && cs.get(end + 1).and_then(digit).is_some() {
            return None;
        }
        let scale = Rational::new(1, 10i128.checked_pow(places)?)?;
        value = value.checked_add(fraction.checked_mul(scale)?)?;
        j = end;
    }
    Some((value, j))
}

/// The numeral that starts with the digit at `i`.
pub(super) fn parse(cs: &Chars<'_>, i: usize) -> Option<Num> {
    let (mut value, mut j) = decimal(cs, i)?;
    let mut approx = Approx::Exact;
    let mut multiplied = false;
    // Lower parts follow with ever smaller multipliers: 1亿5000万, 3万5千.
    let mut limit: Option<i128> = None;
    let mut part = value;
    loop {
        let tail = han::multipliers(cs, j);
        if let Some(m) = limit {
            let factor = tail.as_ref().map_or(1, |t| t.factor);
            let whole = part.checked_mul(Rational::integer(factor))?;
            if factor >= m || whole >= Rational::integer(m) {
                break;
            }
            value = value.checked_add(whole)?;
        } else {
            value = part.checked_mul(Rational::integer(tail.as_ref().map_or(1, |t| t.factor)))?;
        }
        let Some(tail) = tail else { break };
        multiplied = true;
        j = tail.end;
        if tail.more {
            approx = Approx::Over;
        }
        limit = Some(tail.factor);
        let from = j + usize::from(matches!(cs.get(j), Some('零')));
        match decimal(cs, from) {
            Some((next, end)) if tail.factor >= 1000 => {
                let following = han::multipliers(cs, end).map_or(1, |t| t.factor);
                let fits = next
                    .checked_mul(Rational::integer(following))
                    .is_some_and(|v| following < tail.factor && v < Rational::integer(tail.factor));
                if !fits {
                    break;
                }
                part = next;
                j = end;
            }
            _ => break,
        }
    }
    if let Some(end) = han::more(cs, j) {
        approx = Approx::Over;
        j = end;
    }
    Some(Num {
        range: i..j,
        value: Some(value),
        upper: None,
        kind: NumeralKind::Number,
        script: Script::Arabic,
        approx,
        multiplied,
    })
}
