//! Dates in figures: 2024-05-14, 2024/5/14, 2024.5.14, and among everything 13.5.2015, 3-7-07, 12/1, 2010 01 29.

use super::digits::{ascii_digit, dash, year_number};
use super::{Expression, Part, PartialDate, Point, Year};
use crate::chars::Chars;

/// Up to `width` digits, with the position after them.
fn digits(cs: &Chars<'_>, at: usize, width: usize) -> Option<(u32, usize)> {
    let (mut value, mut j) = (0u32, at);
    while let Some(d) = cs.get(j).and_then(ascii_digit).filter(|_| j - at <= width) {
        value = value * 10 + d;
        j += 1;
    }
    (j > at && j - at <= width).then_some((value, j))
}

/// Digits at `at`, behind the sign that stands at `at - 1`.
fn behind(cs: &Chars<'_>, end: usize, sign: char, width: usize) -> Option<(u32, usize)> {
    if cs.get(end) != Some(sign) { None } else { digits(cs, end + 1, width) }
}

fn point(y: i32, m: u32, d: u32) -> Option<Expression> {
    let date = PartialDate::day(y, u8::try_from(m).ok()?, u8::try_from(d).ok()?)?;
    let part = Part::Day(date.month?, date.day?);
    Some(Expression::Point(Point { year: Year::Absolute(y), part }))
}

/// The year of two digits: 07 is 2007, 89 is 1989.
pub(super) fn century(two: u32) -> Option<i32> {
    i32::try_from(if two < 50 { 2000 + two } else { 1900 + two }).ok()
}

/// A date in figures at `i`, or a range of two.
pub(super) fn date(cs: &Chars<'_>, i: usize, everything: bool) -> Option<(Expression, usize)> {
    if !everything && year_number(cs, i).is_none() {
        return None;
    }
    let glued = cs.before(i).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'));
    let (first, end) = single(cs, i, everything && !glued)?;
    let second = dash(cs, end).and_then(|next| single(cs, next, everything));
    if let (Expression::Point(a), Some((Expression::Point(b), stop))) = (first, second)
        && a.year != Year::Missing
        && b.year != Year::Missing
    {
        return Some((Expression::Range(a, b), stop));
    }
    Some((first, end))
}

fn single(cs: &Chars<'_>, i: usize, everything: bool) -> Option<(Expression, usize)> {
    if let Some((y, end)) = year_number(cs, i) {
        let sign = cs.get(end).filter(|c| matches!(c, '-' | '/' | '.' | '－' | '／') || *c == ' ' && everything)?;
        let (m, end) = behind(cs, end, sign, 2)?;
        let (d, end) = behind(cs, end, sign, 2)?;
        return Some((point(y, m, d)?, end));
    }
    if !everything {
        return None;
    }
    let (a, first) = digits(cs, i, 2)?;
    let sign = cs.get(first).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (b, second) = behind(cs, first, sign, 2)?;
    let Some((c, end)) = behind(cs, second, sign, 4) else {
        // 12/1: a month and a day. 3.5 and 3-5 are other things, and so is 1/2.
        let (m, d) = (u8::try_from(a).ok()?, u8::try_from(b).ok()?);
        let more = cs.get(second).is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '%'));
        let fraction = a < b || m > 12 || !(1..=31).contains(&d);
        let point = Point { year: Year::Missing, part: Part::Day(m, d) };
        return (sign == '/' && !more && !fraction && PartialDate::day(2000, m, d).is_some())
            .then_some((Expression::Point(point), second));
    };
    let year = end - second - 1;
    if year == 4 {
        return Some((point(i32::try_from(c).ok()?, b, a)?, end));
    }
    if year != 2 && year != 1 {
        return None;
    }
    // A year is not written with one digit, so that 27-7-3 begins with it and 3-7-27 ends with it.
    let leading = (first - i == 2).then(|| point(century(a)?, b, c)).flatten();
    Some((leading.or_else(|| point(century(c).filter(|_| year == 2)?, b, a))?, end))
}
