//! Points of the calendar and ranges of two: 2023年底, 今年1至9月, 2019—2023年, 3月1日至5日.

use super::digits::{arabic, ascii_digit, dash, han, han_digit, han_number, small_in, year_number};
use super::numeric::century;
use super::{Expression, Options, Part, Point, Year, eras};
use super::{Extent, days, daytime, seasons, weeks};
use crate::chars::Chars;
use crate::quantity::units;

/// Points, ranges of two points, and 以来.
pub(super) fn calendar(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Expression, usize)> {
    // 2019—2023年: the first year has no 年 of its own.
    if let Some((from, end)) = year_number(cs, i)
        && let Some(next) = dash(cs, end)
        && let Some((Year::Absolute(to), end)) = year(cs, next, options)
        && from < to
    {
        let whole = |y| Point { year: Year::Absolute(y), part: Part::Whole };
        return Some((Expression::Range(whole(from), whole(to)), end));
    }
    let (first, last, end) = point(cs, i, false, options)?;
    if let Some(last) = last {
        return Some((Expression::Range(first, last), end));
    }
    if let Some(next) = dash(cs, end)
        && let Some((second, None, stop)) = point(cs, next, true, options)
        && fits(first, second)
    {
        return Some((Expression::Range(first, second), stop));
    }
    for word in ["以来", "至今", "迄今"] {
        if cs.at(end, word) {
            return Some((Expression::Since(first), end + 2));
        }
    }
    // 今年夏天: a season has no dates.
    if options.everything()
        && first.part == Part::Whole
        && let Some(n) = cs.longest_at(end, &["春天", "夏天", "秋天", "冬天", "春季", "夏季", "秋季", "冬季"])
    {
        return Some((Expression::Season(first.year), end + n));
    }
    if let Some(found) = between(cs, first, end, options) {
        return Some(found);
    }
    // 10月12日，星期一.
    let weekday = usize::from(matches!(cs.get(end), Some('，' | ',' | '（' | '(')));
    if options.everything()
        && matches!(first.part, Part::Day(..))
        && let Some((_, stop)) =
            weeks::week(cs, end + weekday, options).filter(|(e, _)| matches!(e, Expression::Weekday(None, _)))
    {
        return Some((Expression::Point(first), stop));
    }
    Some((Expression::Point(first), end))
}

/// 2007年与2009年之间, 2010年之后2018年之前: a range, without the words that close it.
fn between(cs: &Chars<'_>, first: Point, end: usize, options: Options) -> Option<(Expression, usize)> {
    if cs.at(end, "与") || cs.at(end, "和") {
        let (second, None, stop) = point(cs, end + 1, true, options)? else { return None };
        let closed = cs.longest_at(stop, &["之间", "间", "期间"])?;
        let stop = if options.extent == Extent::WithPrepositions { stop + closed } else { stop };
        return fits(first, second).then_some((Expression::Range(first, second), stop));
    }
    let after = cs.longest_at(end, &["之后", "以后"])?;
    let (second, None, stop) = point(cs, end + after, true, options)? else { return None };
    let before = cs.longest_at(stop, &["之前", "以前"])?;
    fits(first, second).then_some((Expression::Range(first, second), stop + before))
}

/// 2016到2018, 2018: years without 年.
pub(super) fn bare_years(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let year = |at: usize| {
        let (y, end) = arabic(cs, at, 4).filter(|(y, end)| end - at == 4 && (1500..=2100).contains(y))?;
        let counted = units::unit_at(cs, end).is_some()
            || cs.get(end).is_some_and(|c| "万亿千百余多.,，%/".contains(c) || c.is_ascii_alphanumeric());
        (!counted)
            .then(|| i32::try_from(y).ok().map(|y| (Point { year: Year::Absolute(y), part: Part::Whole }, end)))?
    };
    let (first, end) = year(i)?;
    if let Some((second, stop)) = dash(cs, end).and_then(year) {
        return Some((Expression::Range(first, second), stop));
    }
    Some((Expression::Point(first), end))
}

/// One end of a calendar expression: point, its own second part if it is a range of months or days, position after it.
fn point(cs: &Chars<'_>, i: usize, after_dash: bool, options: Options) -> Option<(Point, Option<Point>, usize)> {
    let named = year(cs, i, options);
    let (y, from) = named.unwrap_or((Year::Missing, i));
    if let Some((part, end)) = part_of_year(cs, from, named.is_some()) {
        return Some((Point { year: y, part }, None, end));
    }
    if named.is_some()
        && !options.everything()
        && let Some((part, end)) = seasons::season(cs, from).or_else(|| days::festival(cs, from))
    {
        return Some((Point { year: y, part }, None, end));
    }
    // 每月27日 recurs; 第5月 counts.
    // 第二年1月 is of a year that is not named; 上一月 and 满一月 are no January.
    let some_year = i > 1 && cs.get(i - 2).is_some_and(|c| han_digit(c).is_some() || "几多数每".contains(c));
    let lone =
        |c: char| "第每个".contains(c) || c == '年' && some_year || cs.at(i, "一月") && "上下后满近逾约".contains(c);
    let counted = named.is_none() && cs.before(i).is_some_and(lone);
    if !counted && let Some((first, last, end)) = month(cs, from, options) {
        let last = last.map(|part| Point { year: Year::Missing, part });
        let end = if matches!(first, Part::Day(..)) { with_hour(cs, end, options) } else { end };
        return Some((Point { year: y, part: first }, last, end));
    }
    if named.is_some() {
        return Some((Point { year: y, part: Part::Whole }, None, from));
    }
    let (part, end) = days::alone(cs, i, after_dash, options)?;
    Some((Point { year: Year::Missing, part }, None, with_hour(cs, end, options)))
}

/// The press tells the hour of a day with it: 23日16时.
fn with_hour(cs: &Chars<'_>, end: usize, options: Options) -> usize {
    if options.everything() { end } else { daytime::tail(cs, end) }
}

/// Whether two points are of one kind, so that a dash between them makes a range (2023年 至 2024年, not 2023年 至 9日).
fn fits(a: Point, b: Point) -> bool {
    let rank = |p: Part| match p {
        Part::Whole | Part::Start | Part::End => 0,
        Part::Half(_) | Part::Quarter(_) | Part::FirstQuarters(_) | Part::FirstMonths(_) | Part::Season(_) => 1,
        Part::Month(_) | Part::MonthEnd(_) | Part::Third(..) => 2,
        Part::Day(..) | Part::DayOnly(_) => 3,
    };
    let years = |p: Point| p.year != Year::Missing;
    rank(a.part) == rank(b.part) && !matches!(a.part, Part::DayOnly(_)) || years(a) && years(b)
}

/// 2024年, 08年, 九八年, 18年10月, 民国三年, 今年, 去年.
pub(super) fn year(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Year, usize)> {
    if let Some((y, end)) = year_number(cs, i).filter(|(_, end)| cs.at(*end, "年")) {
        let end = end + 1;
        if cs.at(end, "代") {
            return None;
        }
        return Some((Year::Absolute(y), end + usize::from(cs.at(end, "度") && !cs.at(end, "度假"))));
    }
    if let Some(found) = short_year(cs, i) {
        return Some(found);
    }
    if let Some(found) = eras::year(cs, i) {
        return Some(found);
    }
    if options.everything()
        && let Some((y, end)) = spelt_year(cs, i)
    {
        return Some((Year::Absolute(y), end));
    }
    let beside = [("同年", 0), ("当年", 0), ("次年", 1), ("翌年", 1)].into_iter().find(|(w, _)| cs.at(i, w));
    if let Some((_, offset)) = beside {
        // 想当年, 同年级, 不同年份.
        let chance = cs.before(i).is_some_and(|c| "想不相".contains(c))
            || cs.get(i + 2).is_some_and(|c| "级龄份轻代".contains(c));
        return (!chance).then_some((Year::Beside(offset), i + 2));
    }
    let (offset, length) = match cs.get(i)? {
        '今' => (0, 2),
        '去' => (-1, 2),
        '前' => (-2, 2),
        '明' => (1, 2),
        '后' => (2, 2),
        '上' => (-1, 2),
        '本' if cs.at(i, "本年度") => return Some((Year::Relative(0), i + 3)),
        // 本年5月 is of the year that is told of, which may be an earlier one; 本年 alone tells nothing more.
        '本' if cs.at(i, "本年") => {
            let month = small_in(cs, i + 2, 1, 12).is_some_and(|(_, at)| cs.at(at, "月") || dash(cs, at).is_some());
            return month.then_some((Year::Missing, i + 2));
        }
        _ => return None,
    };
    let after = cs.get(i + length);
    let before = cs.before(i);
    // 如今年轻, 之前年度, 文明年会, 过去年代, 以上年龄 hold the word by chance.
    let chance = matches!(after, Some('轻' | '龄' | '级' | '金' | '迈' | '代' | '纪' | '均' | '会' | '货' | '薪'))
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

/// A year of two digits: 08年 and 〇八年, 九八年, and any that a month follows (18年10月).
fn short_year(cs: &Chars<'_>, i: usize) -> Option<(Year, usize)> {
    let absolute = |two: u32, end: usize| Some((Year::Absolute(century(two)?), end));
    if let Some((y, end)) = arabic(cs, i, 2).filter(|(_, end)| end - i == 2 && cs.at(*end, "年")) {
        let month = || small_in(cs, end + 1, 1, 12).is_some_and(|(_, at)| cs.at(at, "月"));
        return if y < 10 || month() { absolute(y, end + 1) } else { None };
    }
    let (a, b) = (cs.get(i).and_then(han_digit)?, cs.get(i + 1).and_then(han_digit)?);
    // 七八年 is seven or eight years, and so is 三五年; a row of more digits is no year of two.
    let year = cs.at(i + 2, "年")
        && (a == 0 || a >= 5 && b != a + 1)
        && cs.get(i) != Some('两')
        && !cs.before(i).is_some_and(|c| han_digit(c).is_some() || "十百千万第几数".contains(c))
        && !cs.get(i + 3).is_some_and(|c| "来多级制期以之后前内间里中代".contains(c));
    if year { absolute(a * 10 + b, i + 3) } else { None }
}

/// 789年, 三六七年, 两千零四年: years that the press does not write so.
fn spelt_year(cs: &Chars<'_>, i: usize) -> Option<(i32, usize)> {
    let three = || {
        let digit = |at: usize| cs.get(at).and_then(|c| ascii_digit(c).or_else(|| han_digit(c)));
        let alone =
            digit(i + 3).is_none() && !cs.before(i).is_some_and(|c| c.is_ascii_digit() || han_digit(c).is_some());
        alone.then(|| Some((digit(i)? * 100 + digit(i + 1)? * 10 + digit(i + 2)?, i + 3)))?
    };
    let (y, end) = three().or_else(|| han_number(cs, i).filter(|(y, _)| *y >= 1000))?;
    cs.at(end, "年").then(|| i32::try_from(y).ok().map(|y| (y, end + 1)))?
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
        && !cs.before(i).is_some_and(|c| "此之目以提满届终止".contains(c))
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
pub(super) fn month(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Part, Option<Part>, usize)> {
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
        // 一、二月份 are two months in a row.
        let pair = cs.at(end, "、") && small_in(cs, end + 1, m.into(), 12).is_some_and(|(last, _)| last == m + 1);
        let dash = if pair { end + 1 } else { dash(cs, end)? };
        let (last, end) = small_in(cs, dash, 1, 12).filter(|(_, end)| cs.at(*end, "月"))?;
        let end = end + 1 + usize::from(cs.at(end + 1, "份"));
        return (last > m).then_some((Part::Month(m), Some(Part::Month(last)), end));
    }
    let end = end + 1;
    // 十月革命, 十月社会主义革命: events with a name.
    if cs.at(end, "革命") || cs.at(end, "社会主义革命") {
        return None;
    }
    // 三月三 is a festival; 二月二十八日 is a day.
    if han(cs, i).zip(han(cs, end)).is_some_and(|((m, _), (d, after))| m == d && !cs.at(after, "日")) {
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
    // 八月十五, where it cannot be the mid-autumn day of the other calendar.
    if options.everything()
        && let Some((d, after)) = han(cs, end).filter(|(d, after)| {
            (1..=31).contains(d)
                && !cs.get(*after).is_some_and(|c| "个日号至到天年月-—".contains(c) || han_digit(c).is_some())
        })
    {
        return Some((Part::Day(m, u8::try_from(d).ok()?), None, after));
    }
    for (word, first) in [("上中旬", 1), ("中上旬", 1), ("中下旬", 2)] {
        if cs.at(end, word) {
            return Some((Part::Third(m, first), Some(Part::Third(m, first + 1)), end + 3));
        }
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
        return Some((Part::Third(m, 1), None, end + 1));
    }
    Some((Part::Month(m), None, end + usize::from(cs.at(end, "份"))))
}
