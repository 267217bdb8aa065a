//! Numerals in Chinese characters, everyday (三千二百) and financial (叁仟贰佰), with 余 / 多 / 几 and neighbouring digits.

use super::{Num, NumeralKind, Rational, Script};
use baokan_corpus_model::Approx;

use super::places::{digit, more, multipliers, myriad, opens_unit, place};
use crate::chars::Chars;

/// A value below ten thousand.
pub(super) struct Section {
    pub(super) value: u32,
    upper: Option<u32>,
    pub(super) end: usize,
    /// The lowest place that was named; 1 when a digit closed it.
    pub(super) limit: u32,
    /// 余 / 多 / 几 closed it.
    more: bool,
    /// It is one digit without a place.
    pub(super) single: bool,
}

/// Digits with falling places: 三千二百, 十五, 廿三, 一百零八, 百.
pub(super) fn section(cs: &Chars<'_>, i: usize) -> Option<Section> {
    let (mut value, mut j, mut limit) = (0u32, i, 10_000u32);
    let mut upper = None;
    let mut zero = false;
    while let Some(c) = cs.get(j) {
        if let Some(tens) = match c {
            '廿' => Some(20),
            '卅' => Some(30),
            '卌' => Some(40),
            _ => None,
        } {
            if limit <= 10 {
                break;
            }
            value += tens;
            limit = 10;
            j += 1;
        } else if let Some(p) = place(c) {
            // A place without a digit: 十 anywhere lower, 百 and 千 only at the start.
            if p >= limit || opens_unit(cs, j) || (p > 10 && j > i) {
                break;
            }
            value += p;
            limit = p;
            j += 1;
        } else if let Some(d) = digit(c) {
            if d == 0 {
                let next = cs.get(j + 1);
                let joins = next.is_some_and(|n| {
                    digit(n).is_some_and(|d| d > 0) || place(n) == Some(10) || matches!(n, '几' | '幾')
                });
                if j == i || zero || limit <= 10 || !joins {
                    break;
                }
                zero = true;
                j += 1;
                continue;
            }
            // 两 needs a place: in 三十两 it is a weight.
            if j > i && "两兩俩倆".contains(c) && cs.get(j + 1).is_none_or(|n| place(n).is_none()) {
                break;
            }
            // Neighbouring digits before a place or at the end: 三四十, 七八.
            let second = cs.get(j + 1).and_then(digit).filter(|&e| e == d + 1);
            let width = 1 + usize::from(second.is_some());
            let after = cs.get(j + width);
            match after.and_then(place) {
                Some(p) if p < limit && !opens_unit(cs, j + width) => {
                    value += d * p;
                    if let Some(e) = second {
                        upper = Some(value - d * p + e * p);
                    }
                    limit = p;
                    j += width + 1;
                    if second.is_some() {
                        break;
                    }
                    continue;
                }
                Some(_) if second.is_some() => break,
                _ => {}
            }
            if after.and_then(digit).is_some() && second.is_some() {
                break;
            }
            if zero || limit <= 10 || j == i {
                if let Some(e) = second {
                    upper = Some(value + e);
                }
                value += d;
                j += width;
            } else if limit >= 100
                // 百三 is 130 in speech only.
                && cs.get(i).and_then(place).is_none_or(|p| p == 10)
                && second.is_none()
                && !after.is_some_and(|a| digit(a).is_some() || a == '点' && decimals(cs, j + 1).is_none())
            {
                // 一百二 is 120.
                value += d * limit / 10;
                j += 1;
            }
            limit = 1;
            break;
        } else {
            break;
        }
        zero = false;
    }
    if j == i {
        return None;
    }
    let single = limit == 1 && value < 10 && upper.is_none();
    let mut closed = false;
    // 十几, 三百余万: 余 before a multiplier or a unit.
    if !single
        && limit > 1
        && let Some(end) = more(cs, j)
    {
        closed = true;
        j = end;
    }
    Some(Section { value, upper, end: j, limit, more: closed, single })
}

/// 数十, 几百, 几千万, 数以万计: a magnitude without a value.
fn vague(cs: &Chars<'_>, i: usize) -> Option<Num> {
    if !matches!(cs.get(i), Some('数' | '几' | '數' | '幾')) {
        return None;
    }
    let tail = multipliers(cs, i + 1)?;
    // 数百分比, 几千瓦: the multiplier belongs to what follows.
    if cs.at(tail.end, "分") {
        return None;
    }
    let end = more(cs, tail.end).unwrap_or(tail.end);
    Some(Num {
        value: None,
        kind: NumeralKind::Vague,
        approx: Approx::Over,
        multiplied: true,
        ..Num::plain(i..end, Rational::integer(0), Script::Han)
    })
}

/// A row of at least two digits without places: 二〇二四, 一九五五.
fn digit_row(cs: &Chars<'_>, i: usize) -> Option<Num> {
    let (mut value, mut j) = (0i128, i);
    while let Some(d) = cs.get(j).filter(|c| !matches!(c, '两' | '兩' | '俩' | '倆')).and_then(digit) {
        if j - i >= 27 {
            return None;
        }
        value = value * 10 + i128::from(d);
        j += 1;
    }
    let next = cs.get(j);
    if j - i < 2 || next.is_some_and(|c| place(c).is_some() || myriad(c).is_some()) {
        return None;
    }
    let neighbours = j - i == 2 && value % 10 == value / 10 + 1;
    if neighbours {
        return None;
    }
    Some(Num { kind: NumeralKind::DigitRow, ..Num::plain(i..j, Rational::integer(value), Script::Han) })
}

/// Decimals behind the point at `i`: value and the position after them. 三点五十 is a time.
fn decimals(cs: &Chars<'_>, i: usize) -> Option<(Rational, usize)> {
    if !matches!(cs.get(i), Some('点' | '點')) {
        return None;
    }
    let (mut value, mut j) = (0i128, i + 1);
    let arabic = cs.get(j).is_some_and(|c| super::arabic::digit(c).is_some());
    let of = |c: char| if arabic { super::arabic::digit(c) } else { digit(c) };
    while let Some(d) = cs.get(j).filter(|c| !"两兩俩倆".contains(*c)).and_then(of) {
        if j - i > 20 {
            return None;
        }
        value = value * 10 + i128::from(d);
        j += 1;
    }
    let minutes = cs.at(j, "分") && !cs.at(j, "分钟") && !cs.at(j, "分鐘");
    let clock = minutes || cs.get(j).is_some_and(|c| place(c).is_some() || matches!(c, '刻' | '半'));
    // 三点15 is a time as well.
    let hour =
        arabic && value < 60 && !cs.before(i).is_some_and(|c| place(c).is_some_and(|p| p > 10) || myriad(c).is_some());
    if j == i + 1 || hour || clock && !cs.at(j, "分之") {
        return None;
    }
    let places = u32::try_from(j - i - 1).ok()?;
    Some((Rational::new(value, 10i128.checked_pow(places)?)?, j))
}

/// The numeral in Chinese characters at `i`.
pub(super) fn parse(cs: &Chars<'_>, i: usize) -> Option<Num> {
    if let Some(n) = vague(cs, i) {
        return Some(n);
    }
    let row = digit_row(cs, i);
    let zero_point = matches!(cs.get(i), Some('零' | '〇')) && matches!(cs.get(i + 1), Some('点' | '點'));
    let (mut total, mut part, mut j, mut upper, mut approx);
    if zero_point {
        (total, part, j, upper, approx) = (0i128, Rational::integer(0), i + 1, None, Approx::Exact);
    } else {
        if let Some(row) = row {
            return Some(match decimals(cs, row.range.end) {
                Some((fraction, end)) => Num {
                    range: i..end,
                    value: row.value.and_then(|v| v.checked_add(fraction)),
                    kind: NumeralKind::Number,
                    ..row
                },
                None => row,
            });
        }
        let first = match section(cs, i) {
            Some(s) => s,
            // 万, 亿 alone: 上万, 近亿.
            None => return bare_myriad(cs, i),
        };
        total = 0;
        part = Rational::integer(i128::from(first.value));
        j = first.end;
        upper = first.upper.map(|u| Rational::integer(i128::from(u)));
        approx = if first.more { Approx::Over } else { Approx::Exact };
    }
    if let Some((fraction, end)) = decimals(cs, j) {
        part = part.checked_add(fraction)?;
        j = end;
    }
    let mut multiplied = false;
    let mut last = i128::MAX;
    let mut wan = Rational::integer(0);
    while let Some(m) = cs.get(j).and_then(myriad) {
        // 四万万 is four 亿.
        let doubled = m == 10_000 && last == 10_000 && matches!(cs.before(j), Some('万' | '萬'));
        if opens_unit(cs, j) || m >= last && !(m == 100_000_000 && total == 0 || doubled) {
            break;
        }
        multiplied = true;
        if doubled {
            wan = wan.checked_mul(Rational::integer(m))?;
            (last, j) = (100_000_000, j + 1);
            continue;
        }
        let factor = Rational::integer(m);
        upper = match upper {
            Some(u) => Some(u.checked_mul(factor)?),
            None => None,
        };
        if m == 10_000 {
            wan = wan.checked_add(part.checked_mul(factor)?)?;
        } else {
            let whole = wan.checked_add(part)?.checked_mul(factor)?;
            total = if whole.is_integer() { total.checked_add(whole.numerator())? } else { return None };
            wan = Rational::integer(0);
        }
        part = Rational::integer(0);
        last = m;
        j += 1;
        if myriad_follows(cs, j) {
            continue;
        }
        if let Some(end) = more(cs, j) {
            approx = Approx::Over;
            j = end;
            if !myriad_follows(cs, j) {
                break;
            }
            continue;
        }
        let from = j + usize::from(matches!(cs.get(j), Some('零' | '〇')));
        let Some(next) = section(cs, from) else { break };
        let lower = cs.get(next.end).and_then(myriad).is_some_and(|lower| lower < m);
        if next.single && from == j && !lower {
            // 三万五 is 35 000, but the digit may open the next phrase: only before a unit-like end.
            if cs
                .get(next.end)
                .is_some_and(|c| digit(c).is_some() || place(c).is_some() || myriad(c).is_some() || c == '点')
                || cs.get(from).is_some_and(|c| "两兩俩倆".contains(c))
            {
                break;
            }
            part = Rational::integer(i128::from(next.value)).checked_mul(Rational::integer(m / 10))?;
        } else {
            part = Rational::integer(i128::from(next.value));
        }
        if next.more {
            approx = Approx::Over;
        }
        j = next.end;
    }
    let mut value = Rational::integer(total).checked_add(wan)?.checked_add(part)?;
    // 两千万点五, 一万零十二点一五.
    if multiplied && let Some((fraction, end)) = decimals(cs, j) {
        value = value.checked_add(fraction)?;
        j = end;
    }
    if upper.is_some() && approx == Approx::Exact {
        approx = Approx::About;
    }
    Some(Num { upper, approx, multiplied, ..Num::plain(i..j, value, Script::Han) })
}

fn myriad_follows(cs: &Chars<'_>, i: usize) -> bool {
    cs.get(i).and_then(myriad).is_some()
}

/// 万, 亿, 万亿 without a number before them, as in 上万 and 近亿.
fn bare_myriad(cs: &Chars<'_>, i: usize) -> Option<Num> {
    let first = cs.get(i).and_then(myriad)?;
    if opens_unit(cs, i) {
        return None;
    }
    let (mut factor, mut j) = (first, i + 1);
    if let Some(m) = cs.get(j).and_then(myriad).filter(|_| first == 10_000) {
        factor *= m;
        j += 1;
    }
    let (end, approx) = more(cs, j).map_or((j, Approx::Exact), |end| (end, Approx::Over));
    Some(Num { approx, multiplied: true, ..Num::plain(i..end, Rational::integer(factor), Script::Han) })
}
