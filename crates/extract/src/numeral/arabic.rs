//! Numerals that begin with an Arabic digit: `1.5亿`, `65,320`, `3万5千`, `900余万`, `１２`.

use super::{Num, Options, Rational, Script, han, notation, places};
use baokan_corpus_model::Approx;

use crate::chars::Chars;
use crate::quantity::{Dimension, units};

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
fn decimal(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Rational, usize)> {
    let (mut value, mut j) = integer(cs, i)?;
    // Groups of three behind a first group of at most three.
    if j - i <= 3 && separated(cs, i, j, options) {
        let mark = cs.get(j);
        while cs.get(j) == mark {
            let Some((group, end)) = integer(cs, j + 1) else { break };
            if end - j != 4 || j - i > 24 {
                break;
            }
            value = value.checked_mul(Rational::integer(1000))?.checked_add(group)?;
            j = end;
        }
    }
    let point = matches!(cs.get(j), Some('.' | '．')) || raised_point(cs, j);
    if point && cs.get(j + 1).and_then(digit).is_some() {
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

/// Whether the dot at `j` is a decimal point set high, as in 19·5％ and 3·7万吨, and not that of a day (1·23专项, 5·12地震).
fn raised_point(cs: &Chars<'_>, j: usize) -> bool {
    if !matches!(cs.get(j), Some('·' | '・' | '•')) {
        return false;
    }
    let Some((_, end)) = integer(cs, j + 1) else { return false };
    let measured = || {
        units::unit_at(cs, end).is_some_and(|(u, _)| {
            !matches!(u.dimension, Dimension::Count | Dimension::Time | Dimension::Age | Dimension::None)
        })
    };
    cs.get(end).is_some_and(|c| "万亿萬億".contains(c)) || measured()
}

/// Whether the mark at `j` parts thousands: a comma, a narrow blank, or an ordinary blank that does so twice.
fn separated(cs: &Chars<'_>, i: usize, j: usize, options: Options) -> bool {
    let wide = |at: usize| matches!(cs.get(at), Some('０'..='９'));
    match cs.get(j) {
        Some(',' | '\u{2009}' | '\u{202f}' | '\u{a0}') => true,
        // The full-width comma parts clauses, except in a text set wide throughout.
        Some('，') => wide_thousands(cs, j) || options.everything() && (i..j).all(wide) && (j + 1..j + 4).all(wide),
        Some(' ') => {
            let group =
                |at: usize| cs.get(at) == Some(' ') && integer(cs, at + 1).is_some_and(|(_, end)| end == at + 4);
            !options.everything() && group(j) && group(j + 4) && cs.before(i).is_none_or(|c| c != ' ')
        }
        _ => false,
    }
}

/// Whether the full-width comma at `i` parts thousands, as in a text set wide throughout (１３，３１０万): one to three digits
/// before it, exactly three behind it, all of them wide; or three zeros behind it.
pub(crate) fn wide_thousands(cs: &Chars<'_>, i: usize) -> bool {
    let wide = |at: usize| matches!(cs.get(at), Some('０'..='９'));
    let any = |at: usize| cs.get(at).and_then(digit).is_some();
    let head = (1..=4).take_while(|n| i.checked_sub(*n).is_some_and(any)).count();
    let group = (1..=3).all(|n| any(i + n)) && !any(i + 4);
    let leads = head > 0 && i.checked_sub(head).is_some_and(|at| head == 3 || !matches!(cs.get(at), Some('0' | '０')));
    // A decimal has no thousands behind it.
    let pointed = i.checked_sub(head + 1).is_some_and(|at| matches!(cs.get(at), Some('.' | '．' | '·')));
    let all_wide = i.checked_sub(1).is_some_and(wide) && (1..=3).all(|n| wide(i + n));
    let zeros = (1..=3).all(|n| matches!(cs.get(i + n), Some('0' | '０')));
    group && (1..=3).contains(&head) && leads && !pointed && (all_wide || zeros)
}

/// A part of a number of falling places: 5千 of 3万5千, 四千 of 200亿零四千230.
struct Part {
    value: Rational,
    end: usize,
    /// Parts behind it must be smaller than this.
    limit: i128,
}

/// The part at `i`, behind a multiplier.
fn part(cs: &Chars<'_>, i: usize, options: Options) -> Option<Part> {
    let from = i + usize::from(matches!(cs.get(i), Some('零')));
    if let Some((value, end)) = decimal(cs, from, options) {
        return Some(Part { value, end, limit: 1 });
    }
    let section = han::section(cs, from).filter(|s| !s.single || from > i)?;
    Some(Part {
        value: Rational::integer(i128::from(section.value)),
        end: section.end,
        limit: i128::from(section.limit),
    })
}

/// The numeral that starts with the digit at `i`.
pub(super) fn parse(cs: &Chars<'_>, i: usize, options: Options) -> Option<Num> {
    let (value, end) = decimal(cs, i, options)?;
    if options.everything()
        && let Some((value, end)) = notation::scaled(cs, value, end)
    {
        return Some(Num::plain(i..end, value, Script::Arabic));
    }
    let mut approx = Approx::Exact;
    let mut multiplied = false;
    // 7万5千4百: `total` holds what a myriad has closed, `group` what stands behind it.
    let (mut total, mut group) = (Rational::integer(0), Rational::integer(0));
    let (mut place, mut myriad) = (i128::MAX, i128::MAX);
    let mut next = Part { value, end, limit: 1 };
    let mut j = i;
    loop {
        let tail = places::multipliers(cs, next.end);
        let (p, m) = tail.as_ref().map_or((1, 1), |t| (t.place, t.myriad));
        let added = next.value.checked_mul(Rational::integer(p))?;
        // A date behind the number is none of its parts.
        let dated = j > i && tail.is_none() && cs.get(next.end).is_some_and(|c| "年月日号时".contains(c));
        if p >= place || added >= Rational::integer(place) || m > 1 && m >= myriad || dated {
            break;
        }
        group = group.checked_add(added)?;
        j = next.end;
        place = if p > 1 { p } else { next.limit };
        if m > 1 {
            total = total.checked_add(group.checked_mul(Rational::integer(m))?)?;
            group = Rational::integer(0);
            (place, myriad) = (m, m);
        }
        let Some(tail) = tail else {
            if place > 1
                && let Some(more) = part(cs, j, options)
            {
                next = more;
                continue;
            }
            break;
        };
        multiplied = true;
        j = tail.end;
        if tail.more {
            approx = Approx::Over;
        }
        // 10.1万零100 is no number.
        if !value.is_integer() || p * m < if options.everything() { 100 } else { 1000 } {
            break;
        }
        match part(cs, j, options) {
            Some(more) => next = more,
            None => break,
        }
    }
    if let Some(end) = places::more(cs, j) {
        approx = Approx::Over;
        j = end;
    }
    let value = total.checked_add(group)?;
    Some(Num { approx, multiplied, ..Num::plain(i..j, value, Script::Arabic) })
}
