//! Points of the calendar and ranges of two: 2023年底, 今年1至9月, 2019—2023年, 3月1日至5日.

use super::digits::{arabic, ascii_digit, dash, han, han_digit, small_in, year_number};
use super::{Expression, Part, PartialDate, Point, Year};
use crate::chars::Chars;

/// Points, ranges of two points, and 以来.
pub(super) fn calendar(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    // 2019—2023年: the first year has no 年 of its own.
    if let Some((from, end)) = year_number(cs, i)
        && let Some(next) = dash(cs, end)
        && let Some((Year::Absolute(to), end)) = year(cs, next)
        && from < to
    {
        let whole = |y| Point { year: Year::Absolute(y), part: Part::Whole };
        return Some((Expression::Range(whole(from), whole(to)), end));
    }
    let (first, last, end) = point(cs, i, false)?;
    if let Some(last) = last {
        return Some((Expression::Range(first, last), end));
    }
    if let Some(next) = dash(cs, end)
        && let Some((second, None, stop)) = point(cs, next, true)
        && fits(first, second)
    {
        return Some((Expression::Range(first, second), stop));
    }
    for word in ["以来", "至今", "迄今"] {
        if cs.at(end, word) {
            return Some((Expression::Since(first), end + 2));
        }
    }
    Some((Expression::Point(first), end))
}

/// One end of a calendar expression: point, its own second part if it is a range of months or days, position after it.
fn point(cs: &Chars<'_>, i: usize, after_dash: bool) -> Option<(Point, Option<Point>, usize)> {
    let named = year(cs, i);
    let (y, from) = named.unwrap_or((Year::Missing, i));
    if let Some((part, end)) = part_of_year(cs, from, named.is_some()) {
        return Some((Point { year: y, part }, None, end));
    }
    // 每月27日 recurs; 第5月 counts.
    let counted = named.is_none() && cs.before(i).is_some_and(|c| "第每个".contains(c));
    if !counted && let Some((first, last, end)) = month(cs, from) {
        let last = last.map(|part| Point { year: Year::Missing, part });
        return Some((Point { year: y, part: first }, last, end));
    }
    if named.is_some() {
        return Some((Point { year: y, part: Part::Whole }, None, from));
    }
    let (part, end) = day_alone(cs, i, after_dash)?;
    Some((Point { year: Year::Missing, part }, None, end))
}

/// Whether two points are of one kind, so that a dash between them makes a range (2023年 至 2024年, not 2023年 至 9日).
fn fits(a: Point, b: Point) -> bool {
    let rank = |p: Part| match p {
        Part::Whole | Part::Start | Part::End => 0,
        Part::Half(_) | Part::Quarter(_) | Part::FirstQuarters(_) | Part::FirstMonths(_) => 1,
        Part::Month(_) | Part::MonthEnd(_) | Part::Third(..) => 2,
        Part::Day(..) | Part::DayOnly(_) => 3,
    };
    let years = |p: Point| p.year != Year::Missing;
    rank(a.part) == rank(b.part) && !matches!(a.part, Part::DayOnly(_)) || years(a) && years(b)
}

/// 2024年, 08年, 今年, 去年.
fn year(cs: &Chars<'_>, i: usize) -> Option<(Year, usize)> {
    if let Some((y, end)) = year_number(cs, i).filter(|(_, end)| cs.at(*end, "年")) {
        let end = end + 1;
        if cs.at(end, "代") {
            return None;
        }
        return Some((Year::Absolute(y), end + usize::from(cs.at(end, "度") && !cs.at(end, "度假"))));
    }
    if let Some((y, end)) = arabic(cs, i, 2).filter(|(y, end)| end - i == 2 && *y < 10 && cs.at(*end, "年")) {
        return Some((Year::Absolute(2000 + i32::try_from(y).ok()?), end + 1));
    }
    let (offset, length) = match cs.get(i)? {
        '今' => (0, 2),
        '去' => (-1, 2),
        '前' => (-2, 2),
        '明' => (1, 2),
        '后' => (2, 2),
        '上' => (-1, 2),
        '本' if cs.at(i, "本年度") => return Some((Year::Relative(0), i + 3)),
        _ => return None,
    };
    let after = cs.get(i + length);
    let before = cs.before(i);
    // 如今年轻, 之前年度, 文明年会, 过去年代, 以上年龄 hold the word by chance.
    let chance = matches!(after, Some('轻' | '龄' | '迈' | '代' | '纪' | '均' | '会' | '货' | '薪'))
        || match cs.get(i) {
            Some('前' | '后') => {
                before.is_some_and(|c| "以之然最今此提往目当先事多0123456789".contains(c) || han_digit(c).is_some())
            }
            Some('明') => before.is_some_and(|c| "文说证透光发表声鲜".contains(c)),
            Some('去') => before.is_some_and(|c| "过下失".contains(c)),
            Some('上') => before.is_some_and(|c| "以史路社岁".contains(c)),
            _ => false,
        };
    (cs.at(i + 1, "年") && !chance).then_some((Year::Relative(offset), i + length))
}

/// 上半年, 一季度, 前三季度, 年底, 年初.
fn part_of_year(cs: &Chars<'_>, i: usize, after_year: bool) -> Option<(Part, usize)> {
    for (word, part) in [("上半年", Part::Half(1)), ("下半年", Part::Half(2))] {
        if cs.at(i, word) {
            return Some((part, i + 3));
        }
    }
    if cs.at(i, "前")
        && let Some((q, end)) =
            small_in(cs, i + 1, 2, 3).filter(|(_, end)| cs.at(*end, "季度") || cs.at(*end, "个季度"))
    {
        return Some((Part::FirstQuarters(q), end + if cs.at(end, "季") { 2 } else { 3 }));
    }
    if (cs.at(i, "前") || cs.at(i, "头"))
        && !cs.before(i).is_some_and(|c| "此之目以提".contains(c))
        && let Some((m, end)) = small_in(cs, i + 1, 2, 11).filter(|(_, end)| cs.at(*end, "个月"))
    {
        return Some((Part::FirstMonths(m), end + 2));
    }
    let ordinal = usize::from(cs.at(i, "第"));
    if let Some((q, end)) = small_in(cs, i + ordinal, 1, 4).filter(|(_, end)| cs.at(*end, "季度")) {
        // 三季度末 is its last day.
        if cs.at(end + 2, "末") {
            return Some((Part::MonthEnd(q * 3), end + 3));
        }
        return Some((Part::Quarter(q), end + 2));
    }
    if after_year {
        let twice = usize::from(cs.at(i, "年"));
        let next = cs.get(i + twice + 1);
        match cs.get(i + twice) {
            Some('底' | '末') if !matches!(next, Some('气' | '线' | '蕴' | '数')) => {
                return Some((Part::End, i + twice + 1));
            }
            Some('初')
                if !matches!(
                    next,
                    Some(
                        '步' | '中'
                            | '级'
                            | '心'
                            | '期'
                            | '次'
                            | '夏'
                            | '冬'
                            | '秋'
                            | '春'
                            | '一'
                            | '二'
                            | '三'
                            | '高'
                    )
                ) =>
            {
                return Some((Part::Start, i + twice + 1));
            }
            Some('中') if twice == 1 => return Some((Part::Whole, i + 2)),
            _ => {}
        }
    } else {
        for (word, part) in [("年底", Part::End), ("年末", Part::End), ("岁末", Part::End), ("年初", Part::Start)]
        {
            if cs.at(i, word)
                && !cs
                    .before(i)
                    .is_some_and(|c| ascii_digit(c).is_some() || han_digit(c).is_some() || "每历当近几".contains(c))
            {
                return Some((part, i + 2));
            }
        }
    }
    None
}

/// 5月, 5月14日, 5月中旬, 5月底, 1至9月 (as two months).
pub(super) fn month(cs: &Chars<'_>, i: usize) -> Option<(Part, Option<Part>, usize)> {
    if cs.at(i, "元月") {
        return Some((Part::Month(1), None, i + 2));
    }
    let (m, end) = small_in(cs, i, 1, 12)?;
    // 三四月间 names no month.
    if cs.get(i).is_some_and(|c| han_digit(c).is_some()) && cs.before(i).is_some_and(|c| han_digit(c).is_some()) {
        return None;
    }
    // 1至9月, 1—9月.
    if !cs.at(end, "月") {
        let dash = dash(cs, end)?;
        let (last, end) = small_in(cs, dash, 1, 12).filter(|(_, end)| cs.at(*end, "月"))?;
        let end = end + 1 + usize::from(cs.at(end + 1, "份"));
        return (last > m).then_some((Part::Month(m), Some(Part::Month(last)), end));
    }
    let end = end + 1;
    // 三月三 is a festival.
    if han(cs, i).is_some() && cs.get(i) == cs.get(end) && !cs.at(end + 1, "日") {
        return None;
    }
    if let Some((d, after)) = small_in(cs, end, 1, 31).filter(|(_, after)| cs.at(*after, "日") || cs.at(*after, "号"))
    {
        return Some((Part::Day(m, d), None, after + 1));
    }
    // 3月1—5日.
    if let Some((d, after)) = small_in(cs, end, 1, 31)
        && let Some(from) = dash(cs, after)
        && let Some((last, stop)) = small_in(cs, from, 1, 31).filter(|(l, stop)| *l > d && cs.at(*stop, "日"))
    {
        return Some((Part::Day(m, d), Some(Part::Day(m, last)), stop + 1));
    }
    for (word, part) in [
        ("上旬", Part::Third(m, 1)),
        ("中旬", Part::Third(m, 2)),
        ("下旬", Part::Third(m, 3)),
        ("底", Part::MonthEnd(m)),
    ] {
        if cs.at(end, word) {
            return Some((part, None, end + word.chars().count()));
        }
    }
    if cs.at(end, "末") {
        return Some((Part::MonthEnd(m), None, end + 1));
    }
    if cs.at(end, "初") && !cs.at(end, "初步") {
        return Some((Part::Month(m), None, end + 1));
    }
    Some((Part::Month(m), None, end + usize::from(cs.at(end, "份"))))
}

/// 14日 without a month, where a newspaper gives the day alone: at the start of a clause or behind 于, 在, 从, 至.
fn day_alone(cs: &Chars<'_>, i: usize, after_dash: bool) -> Option<(Part, usize)> {
    let (d, end) = arabic(cs, i, 2).filter(|(d, _)| (1..=31).contains(d))?;
    let opens = after_dash || cs.before(i).is_none_or(|c| "，。；、：（(“\n　京沪于从在自截".contains(c));
    let duration = ["内", "以", "之", "前", "后", "游", "间", "来"].iter().any(|w| cs.at(end + 1, w));
    (cs.at(end, "日") && opens && !duration).then(|| u8::try_from(d).ok().map(|d| (Part::DayOnly(d), end + 1)))?
}

/// 2024-05-14, 2024/5/14, 2024.5.14.
pub(super) fn slashed(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let (y, end) = year_number(cs, i)?;
    let sign = cs.get(end).filter(|c| matches!(c, '-' | '/' | '.' | '－' | '／'))?;
    let digits = |at: usize| {
        let (mut value, mut j) = (0u32, at);
        while let Some(d) = cs.get(j).and_then(ascii_digit).filter(|_| j - at < 3) {
            value = value * 10 + d;
            j += 1;
        }
        (j > at && j - at <= 2).then_some((u8::try_from(value).ok()?, j))
    };
    let (m, end) = digits(end + 1)?;
    if cs.get(end) != Some(sign) {
        return None;
    }
    let (d, end) = digits(end + 1)?;
    PartialDate::day(y, m, d)?;
    Some((Expression::Point(Point { year: Year::Absolute(y), part: Part::Day(m, d) }), end))
}
