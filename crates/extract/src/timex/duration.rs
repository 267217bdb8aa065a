//! Durations: 三年半, 8天20小时, 一个半小时, 半天, 两年零三个月.
//!
//! A duration is told in months and in seconds, because a month has no fixed number of days.

use std::ops::Range;

use super::Options;
use crate::chars::Chars;
use crate::numeral::{self, Num, NumeralKind, Rational};

/// A length of time in byte offsets of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// Where it stands.
    pub range: Range<usize>,
    /// Years and months, in months: 三年半 is 42.
    pub months: Rational,
    /// Weeks, days, hours, minutes and seconds, in seconds.
    pub seconds: Rational,
    /// ISO 8601: `P3.5Y`, `P8DT20H`.
    pub iso: String,
}

impl Duration {
    /// The length in seconds where a year has 365 and a month 30 days.
    #[must_use]
    pub fn in_seconds(&self) -> Option<Rational> {
        let years = Rational::integer(self.months.checked_div(Rational::integer(12))?.floor());
        let months = self.months.checked_add(years.checked_mul(Rational::integer(-12))?)?;
        let whole = self.months.checked_div(Rational::integer(12))?;
        // 三年半 is three and a half times 365 days; 一年三个月 is 365 and 90.
        let days = if self.iso.contains('M') && !self.iso.starts_with("PT") {
            years.checked_mul(Rational::integer(365))?.checked_add(months.checked_mul(Rational::integer(30))?)?
        } else {
            whole.checked_mul(Rational::integer(365))?
        };
        days.checked_mul(Rational::integer(86_400))?.checked_add(self.seconds)
    }
}

/// A unit of time: its words, its letter in ISO 8601, months or seconds.
struct Unit {
    words: &'static [&'static str],
    letter: &'static str,
    months: i128,
    seconds: i128,
}

const UNITS: &[Unit] = &[
    Unit { words: &["年"], letter: "Y", months: 12, seconds: 0 },
    Unit { words: &["个月"], letter: "M", months: 1, seconds: 0 },
    Unit { words: &["个星期", "个礼拜", "星期", "周"], letter: "W", months: 0, seconds: 604_800 },
    Unit { words: &["天", "日"], letter: "D", months: 0, seconds: 86_400 },
    Unit { words: &["个小时", "个钟头", "个钟", "小时", "时"], letter: "H", months: 0, seconds: 3600 },
    Unit { words: &["分钟", "分"], letter: "M", months: 0, seconds: 60 },
    Unit { words: &["秒钟", "秒"], letter: "S", months: 0, seconds: 1 },
];

/// All durations of `text`, left to right. Linear in the length of the text. Whether 三年 is a length of time or part of a
/// name (三年行动) is not asked.
#[must_use]
pub fn durations(text: &str) -> Vec<Duration> {
    durations_with(text, Options::default())
}

/// All durations of `text`; with everything, also those of speech (個半鐘, 分半, 五分半鐘) and blanks inside.
#[must_use]
pub fn durations_with(text: &str, options: Options) -> Vec<Duration> {
    let numbers = options.numerals();
    let cs = numbers.chars(text);
    let cs = cs.simplified().unwrap_or(cs);
    let numerals = numeral::scan_with(&cs, numbers);
    let mut out: Vec<Duration> = Vec::new();
    let mut from = 0;
    let mut i = 0;
    while i < cs.len() {
        // A duration begins with a numeral, with 半, or in speech with 个半 and 分半.
        let next = numerals.get(from).map_or(cs.len(), |n| n.range.start);
        let opens = matches!(cs.get(i), Some('半' | '个' | '分'));
        if i < next && !opens {
            i += 1;
            continue;
        }
        let rest = numerals.get(from..).unwrap_or(&[]);
        let Some((range, parts)) = whole(&cs, i, rest, options) else {
            i += 1;
            while numerals.get(from).is_some_and(|n| n.range.start < i) {
                from += 1;
            }
            continue;
        };
        i = range.end;
        while numerals.get(from).is_some_and(|n| n.range.start < i) {
            from += 1;
        }
        out.extend(duration(cs.bytes(&range), &parts));
    }
    out
}

/// A number of units.
type Part = (Rational, usize);

/// Words between two parts.
const LINKS: &[&str] = &["又", "零", "多", "余", "余又", "多又"];

/// The parts of a duration at `i`, from larger to smaller or joined by 又 and 零.
fn whole(cs: &Chars<'_>, i: usize, numerals: &[Num], options: Options) -> Option<(Range<usize>, Vec<Part>)> {
    let mut numerals = numerals.iter().skip_while(|n| n.range.start < i).peekable();
    let mut parts: Vec<Part> = Vec::new();
    let mut end = i;
    loop {
        let gap = if parts.is_empty() { 0 } else { cs.longest_at(end, LINKS).unwrap_or(0) };
        // 两年零三个月: 零三 is a row of digits to the numerals.
        let zero = (gap > 0 && cs.before(end + gap) == Some('零'))
            .then(|| numeral::parse_at(cs, end + gap, options.numerals()))
            .flatten();
        let number = zero.as_ref().or_else(|| numerals.peek().copied().filter(|n| n.range.start == end + gap));
        let found = match number {
            Some(n) => part(cs, n, options),
            None => unnumbered(cs, end + gap, options),
        };
        let Some((value, unit, stop)) = found.filter(|(_, unit, _)| !parts.iter().any(|(_, u)| u == unit)) else {
            break;
        };
        parts.push((value, unit));
        end = stop;
        while numerals.peek().is_some_and(|n| n.range.start < end) {
            numerals.next();
        }
    }
    (!parts.is_empty()).then_some((i..end, parts))
}

/// The unit at `i`, with the position after it.
fn unit(cs: &Chars<'_>, i: usize) -> Option<(usize, usize)> {
    let found = UNITS.iter().enumerate().filter_map(|(k, u)| Some((k, i + cs.longest_at(i, u.words)?)));
    let (k, end) = found.max_by_key(|(_, end)| *end)?;
    let next = cs.get(end);
    let other = match cs.get(end - 1)? {
        '年' => next.is_some_and(|c| "代级度轻龄薪报货华底初末月".contains(c)),
        '周' => next.is_some_and(|c| "年岁边刊末一二三四五六日".contains(c)),
        '星' | '期' => next.is_some_and(|c| "一二三四五六日天".contains(c)),
        '天' => next.is_some_and(|c| "然气津空堂下".contains(c)),
        '日' => next.is_some_and(|c| "报元本".contains(c)),
        '分' => next.is_some_and(|c| "之成子别部工".contains(c)),
        '时' => next.is_some_and(|c| "期代候".contains(c)),
        _ => false,
    };
    (!other).then_some((k, end))
}

/// A numeral with its unit: 三年半, 三个半月, 五分半鐘.
fn part(cs: &Chars<'_>, n: &Num, options: Options) -> Option<(Rational, usize, usize)> {
    if !matches!(n.kind, NumeralKind::Number | NumeralKind::Fraction) || cs.before(n.range.start) == Some('第') {
        return None;
    }
    let value = n.value?;
    let half = Rational::new(1, 2)?;
    let from = n.range.end;
    // 一个半小时.
    if matches!(cs.get(from), Some('个')) && cs.get(from + 1) == Some('半') {
        let (k, end) = counted(cs, from + 2)?;
        return Some((value.checked_add(half)?, k, end));
    }
    let (k, mut end) = unit(cs, from)?;
    // A year and a day of the calendar are none: 2024年, 5月14日.
    let dated = match UNITS.get(k)?.letter {
        "Y" => value >= Rational::integer(1000) || cs.get(from).is_some() && starts_zero(cs, n),
        "D" => cs.at(from, "日") && matches!(cs.before(n.range.start), Some('月')),
        _ => false,
    };
    let clock = !options.everything() && (cs.at(from, "时") || cs.at(from, "分")) && end == from + 1;
    if dated || clock {
        return None;
    }
    let mut value = value;
    if cs.get(end) == Some('半') {
        value = value.checked_add(half)?;
        end += 1 + usize::from(matches!(cs.get(end + 1), Some('钟')));
    }
    Some((value, k, end))
}

/// 08年 is a year.
fn starts_zero(cs: &Chars<'_>, n: &Num) -> bool {
    n.range.len() > 1 && matches!(cs.get(n.range.start), Some('0' | '零' | '〇'))
}

/// A unit that 个半 counts: 小时, 月, 星期.
fn counted(cs: &Chars<'_>, i: usize) -> Option<(usize, usize)> {
    let letter = |l: &str, hours: bool| UNITS.iter().position(|u| u.letter == l && (u.seconds == 3600) == hours);
    if cs.at(i, "月") {
        return Some((letter("M", false)?, i + 1));
    }
    if matches!(cs.get(i), Some('钟')) {
        return Some((letter("H", true)?, i + 1));
    }
    unit(cs, i)
}

/// 半小时, 半个月, and in speech 个半小时, 分半.
fn unnumbered(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Rational, usize, usize)> {
    if cs.get(i) == Some('半') && !cs.before(i).is_some_and(|c| "一多大前后上下过年月天分".contains(c)) {
        let from = i + 1 + usize::from(matches!(cs.get(i + 1), Some('个')));
        let (k, end) = if from > i + 1 {
            counted(cs, from)?
        } else {
            unit(cs, from).filter(|_| !cs.at(from, "分") || cs.at(from, "分钟"))?
        };
        return Some((Rational::new(1, 2)?, k, end));
    }
    if !options.everything() || i > 0 && cs.before(i).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let more = Rational::new(3, 2)?;
    if matches!(cs.get(i), Some('个')) && cs.get(i + 1) == Some('半') {
        let (k, end) = counted(cs, i + 2)?;
        return Some((more, k, end));
    }
    if cs.at(i, "分半") {
        let minute = UNITS.iter().position(|u| u.seconds == 60)?;
        return Some((more, minute, i + 2 + usize::from(matches!(cs.get(i + 2), Some('钟')))));
    }
    None
}

/// The sum of the parts.
fn duration(range: Range<usize>, parts: &[Part]) -> Option<Duration> {
    let (mut months, mut seconds) = (Rational::integer(0), Rational::integer(0));
    let (mut date, mut time) = (String::new(), String::new());
    let mut sorted: Vec<&Part> = parts.iter().collect();
    sorted.sort_by_key(|(_, unit)| *unit);
    for (value, unit) in sorted {
        let unit = UNITS.get(*unit)?;
        months = months.checked_add(value.checked_mul(Rational::integer(unit.months))?)?;
        seconds = seconds.checked_add(value.checked_mul(Rational::integer(unit.seconds))?)?;
        let clock = unit.months == 0 && unit.seconds <= 3600;
        let text = if clock { &mut time } else { &mut date };
        text.push_str(&value.to_f64().to_string());
        text.push_str(unit.letter);
    }
    let iso = if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") };
    Some(Duration { range, months, seconds, iso })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = durations(text);
        let found: Vec<(&str, &str)> = found.iter().map(|d| (&text[d.range.clone()], d.iso.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn parts_add_up() {
        check("工期三年半，历时8天20小时", &[("三年半", "P3.5Y"), ("8天20小时", "P8DT20H")]);
        check("一个半小时、半个月、半天", &[("一个半小时", "PT1.5H"), ("半个月", "P0.5M"), ("半天", "P0.5D")]);
        check("两年零三个月", &[("两年零三个月", "P2Y3M")]);
    }

    #[test]
    fn dates_are_no_durations() {
        check("2024年5月14日上午9时30分，第三天，三年级，五分之一", &[]);
    }
}
