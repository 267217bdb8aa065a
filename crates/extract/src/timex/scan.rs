//! Recognition of time expressions. Each scanner looks at one place, a bounded way ahead; the longest match wins.

use super::{Expression, Part, PartialDate, Point, Timex, Year};
use crate::chars::Chars;

/// All expressions, in character positions.
pub(super) fn scan(cs: &Chars<'_>) -> Vec<Timex> {
    let mut out: Vec<Timex> = Vec::new();
    let mut i = 0;
    while i < cs.len() {
        let found = match cs.get(i) {
            Some(c) if starts_expression(c) => at(cs, i),
            _ => None,
        };
        match found {
            Some((expression, end)) if end > i => {
                let compared = is_compared(cs, i, end);
                out.push(Timex { range: i..end, expression, compared });
                i = end;
            }
            // A run of digits that is no date is passed whole.
            _ => {
                let digits = cs.get(i).is_some_and(|c| ascii_digit(c).is_some());
                i += 1;
                while digits && cs.get(i).is_some_and(|c| ascii_digit(c).is_some()) {
                    i += 1;
                }
            }
        }
    }
    out
}

/// A cheap test, so that most characters cost one comparison.
fn starts_expression(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
        || "〇零○一二三四五六七八九十两今去前头明后上下本过近最多目当如现眼截迄昨岁年末不日每元“‘改新党同次翌至每"
            .contains(c)
}

/// 较2019年, 比去年, 去年同期: something is compared with this time.
fn is_compared(cs: &Chars<'_>, start: usize, end: usize) -> bool {
    let before =
        ["较", "比", "相比于", "对比", "相较于", "相较"].iter().any(|w| cs.ends(start, w)) && !cs.ends(start, "占比");
    let after = cs.at(end, "同期") || cs.at(end, "同月") || cs.at(end, "相比");
    before || after || matches!(cs.before(start), Some('与' | '同' | '和')) && (cs.at(end, "相比") || cs.at(end, "比"))
}

/// The longest expression at `i`.
fn at(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    [slashed(cs, i), calendar(cs, i), years(cs, i), decade(cs, i), fixed(cs, i), word(cs, i)]
        .into_iter()
        .flatten()
        .max_by_key(|(_, end)| *end)
}

fn ascii_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn han_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|p| u32::try_from(p).ok()).or(match c {
        '零' | '○' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

/// An Arabic number of at most `width` digits, alone: no digit, letter or point beside it.
fn arabic(cs: &Chars<'_>, i: usize, width: usize) -> Option<(u32, usize)> {
    let (mut value, mut j) = (0, i);
    while let Some(d) = cs.get(j).and_then(ascii_digit) {
        if j - i == width {
            return None;
        }
        value = value * 10 + d;
        j += 1;
    }
    let glued = cs.before(i).is_some_and(|c| c.is_ascii_alphanumeric() || ascii_digit(c).is_some() || c == '.');
    (j > i && !glued).then_some((value, j))
}

/// A Chinese number below one hundred: 三, 十二, 二十一.
fn han(cs: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    let tens = cs.get(i).and_then(han_digit).filter(|d| *d > 0);
    let (mut value, mut j) = match (tens, cs.get(i + usize::from(tens.is_some()))) {
        (Some(t), Some('十')) => (t * 10, i + 2),
        (None, Some('十')) => (10, i + 1),
        (Some(t), _) => return Some((t, i + 1)),
        _ => return None,
    };
    if let Some(d) = cs.get(j).and_then(han_digit).filter(|d| *d > 0) {
        value += d;
        j += 1;
    }
    Some((value, j))
}

/// A number below one hundred in either script.
fn small(cs: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    arabic(cs, i, 2).or_else(|| han(cs, i))
}

fn small_in(cs: &Chars<'_>, i: usize, low: u32, high: u32) -> Option<(u8, usize)> {
    let (n, end) = small(cs, i)?;
    (low..=high).contains(&n).then(|| u8::try_from(n).ok().map(|n| (n, end)))?
}

/// 2024 or 二〇二四, without 年.
fn year_number(cs: &Chars<'_>, i: usize) -> Option<(i32, usize)> {
    let (value, end) = match arabic(cs, i, 4) {
        Some(found) => found,
        None => {
            let mut value = 0;
            for j in i..i + 4 {
                value = value * 10 + cs.get(j).filter(|c| *c != '两').and_then(han_digit)?;
            }
            (value, i + 4)
        }
    };
    let plausible = end - i == 4 && (1000..=2999).contains(&value);
    plausible.then(|| i32::try_from(value).ok().map(|y| (y, end)))?
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
fn month(cs: &Chars<'_>, i: usize) -> Option<(Part, Option<Part>, usize)> {
    if cs.at(i, "元月") {
        return Some((Part::Month(1), None, i + 2));
    }
    let (m, end) = small_in(cs, i, 1, 12)?;
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

/// Position after a dash or 至 / 到.
fn dash(cs: &Chars<'_>, i: usize) -> Option<usize> {
    ["——", "-", "－", "—", "–", "~", "～", "至", "到"].iter().find(|w| cs.at(i, w)).map(|w| i + w.chars().count())
}

/// 14日 without a month, where a newspaper gives the day alone: at the start of a clause or behind 于, 在, 从, 至.
fn day_alone(cs: &Chars<'_>, i: usize, after_dash: bool) -> Option<(Part, usize)> {
    let (d, end) = arabic(cs, i, 2).filter(|(d, _)| (1..=31).contains(d))?;
    let opens = after_dash || cs.before(i).is_none_or(|c| "，。；、：（(“\n　京沪于从在自截".contains(c));
    let duration = ["内", "以", "之", "前", "后", "游", "间", "来"].iter().any(|w| cs.at(end + 1, w));
    (cs.at(end, "日") && opens && !duration).then(|| u8::try_from(d).ok().map(|d| (Part::DayOnly(d), end + 1)))?
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

/// Points, ranges of two points, and 以来.
fn calendar(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
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

/// 过去五年, 近三年来, 5年来, 近三个月.
fn years(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let lead = ["过去的", "过去", "最近", "近", "这"].iter().find(|w| cs.at(i, w)).copied();
    let from = i + lead.map_or(0, |w| w.chars().count());
    let count = |at| arabic(cs, at, 3).or_else(|| han(cs, at));
    let (n, mut end) = count(from)?;
    let more = cs.at(end, "多") || cs.at(end, "余");
    end += usize::from(more);
    let past = lead.is_some_and(|w| w.starts_with("过去"));
    if cs.at(end, "个月") {
        end += 2;
        let tail = cs.at(end, "来") || cs.at(end, "以来");
        let open = past || lead == Some("最近") || lead == Some("近") && tail;
        let stop = end + if cs.at(end, "以来") { 2 } else { usize::from(cs.at(end, "来")) };
        return open.then(|| u16::try_from(n).ok().map(|n| (Expression::Months(n), stop)))?;
    }
    if !cs.at(end, "年") || cs.at(end, "年代") || cs.at(end, "年级") || cs.before(i).is_some_and(|c| "第每".contains(c))
    {
        return None;
    }
    end += 1;
    // 三年前 is a year; 30年前 is a figure of speech, but a year all the same.
    if lead.is_none() && !more && cs.at(end, "前") && !cs.at(end, "前的今天") && n <= 60 {
        let year = Year::Relative(-i32::try_from(n).ok()?);
        return Some((Expression::Point(Point { year, part: Part::Whole }), end + 1));
    }
    let tail = ["以来", "来"].iter().find(|w| cs.at(end, w)).map(|w| w.chars().count());
    let closes = cs.get(end).is_none_or(|c| "，。；、间内里中".contains(c));
    let told = match lead {
        Some(w) if w.starts_with("过去") => true,
        Some("最近" | "近") => tail.is_some() || closes,
        Some(_) => tail.is_some(),
        // 5年来; a longer count of years is told so too, but 2019年来 is a year and a verb.
        None => tail.is_some() && n <= 200,
    };
    let end = end + tail.unwrap_or(0);
    let count = u16::try_from(n).ok()?;
    told.then_some((Expression::Years { count, open: !past || tail.is_some() }, end))
}

/// 1980年代, 20世纪80年代, 上世纪90年代初, 八十年代.
fn decade(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let tail = |end: usize| end + usize::from(matches!(cs.get(end), Some('初' | '末')) && !cs.at(end, "初步"));
    if let Some((y, end)) = year_number(cs, i).filter(|(y, end)| y % 10 == 0 && cs.at(*end, "年代")) {
        return Some((Expression::Decade(y), tail(end + 2)));
    }
    let tens = |at: usize| {
        small(cs, at)
            .filter(|(t, end)| *t >= 10 && *t % 10 == 0 && cs.at(*end, "年代"))
            .and_then(|(t, end)| u8::try_from(t).ok().map(|t| (t, tail(end + 2))))
    };
    for word in ["上世纪", "上个世纪"] {
        if cs.at(i, word) {
            let from = i + word.chars().count();
            return Some(
                tens(from).map_or((Expression::Vague, from), |(t, end)| (Expression::ShortDecade(t, true), end)),
            );
        }
    }
    let (n, end) = small(cs, i)?;
    if cs.at(end, "世纪") && n >= 10 {
        let from = end + 2;
        let century = (i32::try_from(n).ok()? - 1) * 100;
        return Some(
            tens(from).map_or((Expression::Vague, from), |(t, end)| (Expression::Decade(century + i32::from(t)), end)),
        );
    }
    tens(i).map(|(t, end)| (Expression::ShortDecade(t, false), end))
}

/// “十四五”时期 and 党的二十大以来: named stretches of known dates.
fn fixed(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let open = usize::from(matches!(cs.get(i), Some('“' | '‘')));
    for (name, first, last) in PLANS {
        let mut end = i + open + name.chars().count();
        if !cs.at(i + open, name) {
            continue;
        }
        let closed = matches!(cs.get(end), Some('”' | '’'));
        end += usize::from(closed);
        // 十五 and 一五 are numbers too: unmarked names need both digits and 五.
        if !closed && name.chars().count() < 3 {
            continue;
        }
        for word in ["时期", "期间"] {
            if cs.at(end, word) {
                return Some((Expression::Fixed(*first, *last), end + 2));
            }
        }
        if cs.at(end, "以来") {
            return Some((Expression::SinceFixed(PartialDate::year(*first)), end + 2));
        }
        if cs.at(end, "末") {
            return Some((Expression::Fixed(*last, *last), end + 1));
        }
    }
    for (name, date) in EVENTS {
        let party = if cs.at(i, "党的") { 2 } else { 0 };
        if cs.at(i + party, name) {
            let end = i + party + name.chars().count();
            let end = end + if cs.at(end, "召开") { 2 } else { 0 };
            return cs.at(end, "以来").then_some((Expression::SinceFixed(*date), end + 2));
        }
    }
    None
}

/// Five-year plans: name, first and last year.
const PLANS: &[(&str, i32, i32)] = &[
    ("十五五", 2026, 2030),
    ("十四五", 2021, 2025),
    ("十三五", 2016, 2020),
    ("十二五", 2011, 2015),
    ("十一五", 2006, 2010),
    ("十五", 2001, 2005),
    ("九五", 1996, 2000),
    ("八五", 1991, 1995),
    ("七五", 1986, 1990),
    ("六五", 1981, 1985),
    ("五五", 1976, 1980),
    ("四五", 1971, 1975),
    ("三五", 1966, 1970),
    ("二五", 1958, 1962),
    ("一五", 1953, 1957),
];

const fn event(year: i32, month: u8) -> PartialDate {
    PartialDate { year, month: Some(month), day: None }
}

/// Events that the press counts from.
const EVENTS: &[(&str, PartialDate)] = &[
    ("二十大", event(2022, 10)),
    ("十九大", event(2017, 10)),
    ("十八大", event(2012, 11)),
    ("十七大", event(2007, 10)),
    ("十六大", event(2002, 11)),
    ("十五大", event(1997, 9)),
    ("十四大", event(1992, 10)),
    ("十三大", event(1987, 10)),
    ("十二大", event(1982, 9)),
    ("十一届三中全会", event(1978, 12)),
    ("改革开放", event(1978, 12)),
    ("新中国成立", event(1949, 10)),
];

const THIS_YEAR: Point = Point { year: Year::Relative(0), part: Part::Whole };
const NEXT_YEAR: Point = Point { year: Year::Relative(1), part: Part::Whole };

/// Words that name a time by themselves; longer ones first where they share a beginning.
const WORDS: &[(&str, Expression)] = &[
    ("岁末年初", Expression::TurnOfYear),
    ("年末岁初", Expression::TurnOfYear),
    ("年终岁初", Expression::TurnOfYear),
    ("截至目前", Expression::Now),
    ("截止目前", Expression::Now),
    ("到目前为止", Expression::Now),
    ("目前", Expression::Now),
    ("当前", Expression::Now),
    ("如今", Expression::Now),
    ("现在", Expression::Now),
    ("眼下", Expression::Now),
    ("现阶段", Expression::Now),
    ("迄今", Expression::Now),
    ("今明两年", Expression::Range(THIS_YEAR, NEXT_YEAR)),
    ("近几年", Expression::Vague),
    ("近些年", Expression::Vague),
    ("近年来", Expression::Vague),
    ("近年", Expression::Vague),
    ("多年来", Expression::Vague),
    ("近日", Expression::Vague),
    ("日前", Expression::Vague),
    ("近期", Expression::Vague),
    ("最近", Expression::Vague),
    ("不久前", Expression::Vague),
    ("每年", Expression::Vague),
    ("每月", Expression::Vague),
    ("当年", Expression::Vague),
    ("同年", Expression::Vague),
    ("次年", Expression::Vague),
    ("翌年", Expression::Vague),
    ("昨日", Expression::Days(-1)),
    ("昨天", Expression::Days(-1)),
    ("今日", Expression::Days(0)),
    ("今天", Expression::Days(0)),
    ("前天", Expression::Days(-2)),
    ("明天", Expression::Days(1)),
    ("本月", Expression::MonthOffset(0, None)),
    ("上个月", Expression::MonthOffset(-1, None)),
    ("上月", Expression::MonthOffset(-1, None)),
    ("下个月", Expression::MonthOffset(1, None)),
    ("下月", Expression::MonthOffset(1, None)),
];

fn word(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let (word, expression) = WORDS.iter().find(|(w, _)| cs.at(i, w))?;
    let mut expression = *expression;
    let mut end = i + word.chars().count();
    // 本月10日.
    if let Expression::MonthOffset(offset, None) = expression
        && let Some((d, stop)) = small_in(cs, end, 1, 31).filter(|(_, stop)| cs.at(*stop, "日"))
    {
        (expression, end) = (Expression::MonthOffset(offset, Some(d)), stop + 1);
    }
    // 每月27日, 每年5月 recur as a whole.
    if word.starts_with('每')
        && let Some((_, _, stop)) = month(cs, end).or_else(|| {
            small_in(cs, end, 1, 31).filter(|(_, e)| cs.at(*e, "日")).map(|(_, e)| (Part::Whole, None, e + 1))
        })
    {
        end = stop;
    }
    // 日前 inside 今日前, 目前 inside 面目前行, 今天 inside 当今天下.
    let chance = match *word {
        "日前" => cs
            .before(i)
            .is_some_and(|c| c == '今' || c == '昨' || ascii_digit(c).is_some() || han_digit(c).is_some() || c == '十'),
        "今天" | "今日" => cs.before(i) == Some('当') || cs.at(end, "下"),
        "目前" => cs.before(i).is_some_and(|c| "面盲项题科".contains(c)),
        "上月" => cs.at(end, "球"),
        _ => false,
    };
    (!chance).then_some((expression, end))
}

/// 2024-05-14, 2024/5/14, 2024.5.14.
fn slashed(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
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
