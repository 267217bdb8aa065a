//! Stretches of years: 过去五年, 20世纪80年代, “十四五”时期, 党的二十大以来.

use super::digits::{arabic, han, han_digit, small, year_number};
use super::{Expression, Options, Part, PartialDate, Point, Year};
use crate::chars::Chars;

/// 过去五年, 近三年来, 5年来, 近三个月.
pub(super) fn years(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Expression, usize)> {
    let lead = ["过去的", "过去", "最近", "近", "这"].iter().find(|w| cs.at(i, w)).copied();
    let from = i + lead.map_or(0, |w| w.chars().count());
    let count = |at| arabic(cs, at, 3).or_else(|| han(cs, at));
    let (n, mut end) = count(from)?;
    let more = cs.at(end, "多") || cs.at(end, "余");
    end += usize::from(more);
    // 七八年前 and 几十年来 are rough counts.
    let tens = cs.get(i).is_some_and(|c| "十百千".contains(c));
    let rough = |c: char| han_digit(c).is_some() || "十百千".contains(c) || tens && "几数".contains(c);
    if lead.is_none() && cs.before(i).is_some_and(rough) {
        return None;
    }
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
    // 三年多来.
    let more = more || cs.at(end, "多来") || cs.at(end, "多以来");
    end += usize::from(cs.at(end, "多来") || cs.at(end, "多以来"));
    // 三年前 is a year; 30年前 is a figure of speech, but a year all the same.
    if lead.is_none() && !more && cs.at(end, "前") && !cs.at(end, "前的今天") && n <= 60 {
        let year = Year::Relative(-i32::try_from(n).ok()?);
        return Some((Expression::Point(Point { year, part: Part::Whole }), end + 1));
    }
    let tail = ["以来", "来"].iter().find(|w| cs.at(end, w)).map(|w| w.chars().count());
    // 近5年年均: what is told of each of these years.
    let closes = cs.get(end).is_none_or(|c| "，。；、间内里中".contains(c))
        || ["年均", "平均", "每年"].iter().any(|w| cs.at(end, w));
    let told = match lead {
        Some(w) if w.starts_with("过去") => true,
        Some("最近" | "近") => tail.is_some() || closes || options.everything(),
        Some(_) => tail.is_some(),
        // 五年累计, 五年中: of the years that a report is about.
        None if counted(cs, i, end) => true,
        // 5年来; a longer count of years is told so too, but 2019年来 is a year and a verb.
        None => tail.is_some() && n <= 200,
    };
    let end = end + tail.unwrap_or(0);
    let count = u16::try_from(n).ok()?;
    let open = tail.is_some() || !(past || lead.is_none() && counted(cs, i, end));
    told.then_some((Expression::Years { count, open }, end))
}

/// 五年累计投入, 三年中 at the head of a clause: the years before this one.
fn counted(cs: &Chars<'_>, i: usize, end: usize) -> bool {
    let heads = cs.before(i).is_none_or(|c| "，。；：、\n　”".contains(c));
    heads && ["累计", "中", "间", "共"].iter().any(|w| cs.at(end, w)) && !cs.at(end, "中期") && !cs.at(end, "中学")
}

/// 1980年代, 20世纪80年代, 上世纪90年代初, 八十年代; 八十年代以来.
pub(super) fn decade(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let (expression, end) = decade_alone(cs, i)?;
    if !cs.at(end, "以来") {
        return Some((expression, end));
    }
    // 七十年代末以来.
    let late = if cs.before(end) == Some('末') { 9 } else { 0 };
    let since = match expression {
        Expression::Decade(first) => {
            let year = Year::Absolute(first + i32::from(late));
            Expression::Since(Point { year, part: Part::Whole })
        }
        Expression::ShortDecade(tens, before) => Expression::SinceDecade(tens + late, before),
        other => return Some((other, end)),
    };
    Some((since, end + 2))
}

fn decade_alone(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let tail = |end: usize| {
        let long = cs.longest_at(end, &["初期", "中期", "后期", "末期", "前期", "中叶"]);
        end + long.unwrap_or_else(|| usize::from(matches!(cs.get(end), Some('初' | '末')) && !cs.at(end, "初步")))
    };
    if let Some((y, end)) = year_number(cs, i).filter(|(y, end)| y % 10 == 0 && cs.at(*end, "年代")) {
        return Some((Expression::Decade(y), tail(end + 2)));
    }
    let tens = |at: usize| {
        small(cs, at)
            .filter(|(t, end)| *t >= 10 && *t % 10 == 0 && cs.at(*end, "年代") && !cs.at(*end, "年代表"))
            .and_then(|(t, end)| u8::try_from(t).ok().map(|t| (t, tail(end + 2))))
    };
    // 五六十年代: two neighbouring decades.
    let two = |at: usize| {
        let (a, b) = (cs.get(at).and_then(han_digit)?, cs.get(at + 1).and_then(han_digit)?);
        let decades = a > 0 && b == a + 1 && cs.at(at + 2, "十年代") && !cs.at(at + 2, "十年代表");
        decades.then(|| Some((u8::try_from(a * 10).ok()?, u8::try_from(b * 10).ok()?, tail(at + 5))))?
    };
    let decades = |at: usize, century: Option<i32>, before: bool| {
        two(at).map(|(from, to, end)| (Expression::Decades { from, to, century, before }, end))
    };
    if let Some(found) = decades(i, None, false) {
        return Some(found);
    }
    if cs.at(i, "本世纪") {
        return tens(i + 3).map(|(t, end)| (Expression::ThisCentury(t), end));
    }
    for word in ["上世纪", "上个世纪"] {
        if cs.at(i, word) {
            let from = i + word.chars().count();
            if let Some(found) = decades(from, None, true) {
                return Some(found);
            }
            return Some(
                tens(from).map_or((Expression::Vague, from), |(t, end)| (Expression::ShortDecade(t, true), end)),
            );
        }
    }
    let (n, end) = small(cs, i)?;
    if cs.at(end, "世纪") && n >= 10 {
        let from = end + 2;
        let century = (i32::try_from(n).ok()? - 1) * 100;
        if let Some(found) = decades(from, Some(century), false) {
            return Some(found);
        }
        return Some(
            tens(from).map_or((Expression::Vague, from), |(t, end)| (Expression::Decade(century + i32::from(t)), end)),
        );
    }
    tens(i).map(|(t, end)| (Expression::ShortDecade(t, false), end))
}

/// “十四五”时期 and 党的二十大以来: named stretches of known dates.
pub(super) fn fixed(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let open = usize::from(matches!(cs.get(i), Some('“' | '‘')));
    for (name, first, last) in PLANS {
        let mut end = i + open + name.chars().count();
        if !cs.at(i + open, name) {
            continue;
        }
        let closed = matches!(cs.get(end), Some('”' | '’'));
        end += usize::from(closed);
        // 六五计划期间.
        if let Some(n) = cs.longest_at(end, &["计划期间", "计划时期"]) {
            return Some((Expression::Fixed(*first, *last), end + n));
        }
        // 十五 and 一五 are numbers too, and so is the end of 初五: a short name without marks must be a stretch of time.
        let apart = !cs.before(i).is_some_and(|c| "月初周第十".contains(c)) && *name != "十五";
        let stretch = cs.at(end, "时期") || cs.at(end, "期间");
        if !closed && name.chars().count() < 3 && !(apart && stretch) {
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
    // 第一个五年计划期间, 第六个五年计划的头两年.
    if cs.at(i, "第")
        && let Some((n, end)) = small(cs, i + 1).filter(|(_, end)| cs.at(*end, "个五年计划"))
        && let Some((_, first, last)) = PLANS.iter().rev().nth(usize::try_from(n).ok()?.checked_sub(1)?)
        && let Some(tail) = cs.longest_at(end + 5, &["期间", "时期", "期内"])
    {
        return Some((Expression::Fixed(*first, *last), end + 5 + tail));
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

/// Five-year plans, the last one first: name, first and last year.
pub(super) const PLANS: &[(&str, i32, i32)] = &[
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

/// The names of the events.
pub(super) fn events() -> impl Iterator<Item = &'static str> + Clone {
    EVENTS.iter().map(|(name, _)| *name)
}

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
