//! Dates of the Chinese calendar: 农历正月初一, 2015年农历十月初一, 大年三十, 神龙二年正月初一.

use super::digits::{han, han_digit, small_in};
use super::points::year;
use super::{Expression, Options, Part, Point, Year};
use crate::chars::Chars;

/// A date of the Chinese calendar at `i`. Without 农历 it must show by 正月, 腊月, 初 or 廿.
pub(super) fn date(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Expression, usize)> {
    let mark = |at: usize| cs.longest_at(at, &["农历", "農曆", "阴历", "陰曆", "旧历", "夏历"]).unwrap_or(0);
    let first = mark(i);
    let (y, from) = year(cs, i + first, options).unwrap_or((Year::Missing, i + first));
    // Its year is worth more to the press than a day that it cannot place: 2015年农历正月初一.
    let number = cs.get(i).is_some_and(|c| c.is_ascii_digit() || han_digit(c).is_some());
    if number && y != Year::Missing && !options.everything() {
        return None;
    }
    let second = mark(from);
    let from = from + second;
    let (m, d, shows, end) = month_and_day(cs, from)?;
    (shows || first + second > 0).then_some((Expression::Lunar(Point { year: y, part: Part::Day(m, d) }), end))
}

/// Month, day, whether they can be of no other calendar, and the position after them.
fn month_and_day(cs: &Chars<'_>, i: usize) -> Option<(u8, u8, bool, usize)> {
    if let Some(n) = cs.longest_at(i, &["大年初", "年初"])
        && n == 3
        && let Some((d, end)) = small_in(cs, i + n, 1, 10)
    {
        return Some((1, d, true, end));
    }
    // New Year's Eve is the thirtieth as people count, of whichever month.
    if let Some(n) = cs.longest_at(i, &["大年三十"]) {
        return Some((1, 30, true, i + n));
    }
    let (m, named, end) = match cs.get(i)? {
        '正' => (1, true, i + 1),
        '冬' => (11, true, i + 1),
        '腊' | '臘' => (12, true, i + 1),
        _ => {
            let (m, end) = han(cs, i).filter(|(m, _)| (1..=12).contains(m))?;
            (u8::try_from(m).ok()?, false, end)
        }
    };
    if !cs.at(end, "月") {
        return None;
    }
    let from = end + 1;
    if cs.at(from, "初") {
        let (d, end) = han(cs, from + 1).filter(|(d, _)| (1..=10).contains(d))?;
        return Some((m, u8::try_from(d).ok()?, true, end));
    }
    if cs.at(from, "廿") {
        let (d, end) = han(cs, from + 1).filter(|(d, _)| *d < 10).unwrap_or((0, from + 1));
        return Some((m, u8::try_from(20 + d).ok()?, true, end));
    }
    let (d, end) = han(cs, from).filter(|(d, end)| (1..=30).contains(d) && !cs.at(*end, "日"))?;
    Some((m, u8::try_from(d).ok()?, named, end))
}
