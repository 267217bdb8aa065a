//! `三分之一`, `百分之五`, `1/3`, `一又二分之一`, `1 4/3`: what may follow a number to make it a fraction.

use super::{Num, NumeralKind, Options, Rational, Script, arabic, han, notation};
use crate::chars::Chars;

/// The fraction that begins with the number `n`, or `n` itself.
pub(super) fn read(cs: &Chars<'_>, n: Num, options: Options) -> Num {
    let end = n.range.end;
    if cs.at(end, "分之") {
        return parts(cs, &n, options).unwrap_or(n);
    }
    let whole = matches!(n.kind, NumeralKind::Number | NumeralKind::DigitRow);
    // 三又二分之一.
    if whole
        && cs.get(end) == Some('又')
        && let Some(value) = n.value
        && let Some(denominator) = number(cs, end + 1, options)
        && let Some(part) = parts(cs, &denominator, options)
        && let Some(value) = part.value.and_then(|p| value.checked_add(p))
    {
        return Num { range: n.range.start..part.range.end, value: Some(value), ..part };
    }
    if n.script == Script::Arabic && !n.multiplied && whole {
        return slash(cs, &n, options).unwrap_or(n);
    }
    n
}

/// A number in either script.
fn number(cs: &Chars<'_>, i: usize, options: Options) -> Option<Num> {
    let n = if arabic::digit(cs.get(i)?).is_some() { arabic::parse(cs, i, options)? } else { han::parse(cs, i)? };
    Some(notation::multiples(cs, n, options))
}

/// `A分之B` behind the denominator `a`.
fn parts(cs: &Chars<'_>, a: &Num, options: Options) -> Option<Num> {
    if !cs.at(a.range.end, "分之") {
        return None;
    }
    let top = a.range.end + 2;
    let negative = matches!(cs.get(top), Some('负' | '負'));
    let b = number(cs, top + usize::from(negative), options)?;
    let numerator = if negative { b.value?.negate() } else { b.value? };
    let denominator = a.value?;
    let rate = a.range.clone().all(|i| cs.get(i).is_some_and(|c| "百千万亿佰仟萬億".contains(c)));
    let (value, kind) = match denominator.to_u32() {
        Some(100) if rate => (numerator, NumeralKind::Percent),
        Some(1000) if rate => (numerator, NumeralKind::Permille),
        _ => (numerator.checked_div(denominator)?, NumeralKind::Fraction),
    };
    // 百分之二三十 is a range.
    let scale = if kind == NumeralKind::Fraction { denominator } else { Rational::integer(1) };
    let upper = b.upper.and_then(|u| u.checked_div(scale)).filter(|_| !negative);
    Some(Num {
        range: a.range.start..b.range.end,
        value: Some(value),
        upper,
        kind,
        script: b.script,
        approx: b.approx,
        multiplied: false,
        numerator: Some(top..b.range.end),
        rate,
    })
}

/// `a/b` behind the number `a`, and `w a/b` behind the whole number `w`.
fn slash(cs: &Chars<'_>, n: &Num, options: Options) -> Option<Num> {
    let end = n.range.end;
    // The 4/3 of 1 4/3.
    if options.everything() && cs.get(end) == Some(' ') {
        let (a, j) = arabic::integer(cs, end + 1)?;
        let part = slash(cs, &Num::plain(end + 1..j, a, Script::Arabic), options)?;
        let value = n.value?.checked_add(part.value?)?;
        return Some(Num { range: n.range.start..part.range.end, value: Some(value), ..part });
    }
    if !matches!(cs.get(end), Some('/' | '／')) || matches!(cs.before(n.range.start), Some('/' | '／')) {
        return None;
    }
    let (b, stop) = arabic::integer(cs, end + 1)?;
    // 2024/5/14, 16.9/10万.
    if cs.get(stop).is_some_and(|c| matches!(c, '/' | '／' | '.' | '-' | '万') || c.is_ascii_alphabetic()) {
        return None;
    }
    let a = n.value?;
    if !options.everything() && a >= b {
        return None;
    }
    let value = a.checked_div(b)?;
    Some(Num { range: n.range.start..stop, value: Some(value), kind: NumeralKind::Fraction, ..n.clone() })
}
