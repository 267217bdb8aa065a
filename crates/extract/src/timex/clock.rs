//! Times of day: 上午10时30分, 下午3点半, 20时, 晚8时许, 9:30.

use std::ops::Range;

use super::digits::small;
use crate::chars::Chars;

/// A time of day in byte offsets of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// From the part of the day (上午) to the minutes.
    pub range: Range<usize>,
    /// Hour, 0 to 24.
    pub hour: u8,
    /// Minute; `None` when only the hour is told.
    pub minute: Option<u8>,
}

impl Clock {
    /// As in TIMEX3: `T10`, `T10:30`.
    #[must_use]
    pub fn iso(&self) -> String {
        match self.minute {
            Some(minute) => format!("T{:02}:{minute:02}", self.hour),
            None => format!("T{:02}", self.hour),
        }
    }
}

/// Parts of the day, and whether twelve hours are added to an hour up to eleven.
const PARTS: &[(&str, bool)] = &[
    ("上午", false),
    ("早上", false),
    ("早晨", false),
    ("清晨", false),
    ("凌晨", false),
    ("中午", true),
    ("下午", true),
    ("傍晚", true),
    ("晚上", true),
    ("晚间", true),
    ("深夜", true),
    ("当晚", true),
    ("早", false),
    ("晚", true),
];

/// All times of day of `text`, left to right. Linear in the length of the text.
///
/// 点 tells a time only behind a part of the day or before 半, 整, 许, 左右 and minutes: 三点要求 are three points.
#[must_use]
pub fn clocks(text: &str) -> Vec<Clock> {
    let cs = Chars::new(text);
    let cs = cs.simplified().unwrap_or(cs);
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(c) = cs.get(i) {
        let number = c.is_ascii_digit() || "０１２３４５６７８９零一二三四五六七八九十廿".contains(c);
        let part = if matches!(c, '上' | '早' | '清' | '凌' | '中' | '下' | '傍' | '晚' | '深' | '当') {
            PARTS.iter().find(|(word, _)| cs.at(i, word))
        } else {
            None
        };
        if !number && part.is_none() {
            i += 1;
            continue;
        }
        let found = time(&cs, i, part);
        let mut end = found.as_ref().map_or(i + 1, |(_, end)| *end);
        if found.is_none() && number {
            // Numbers are passed whole.
            while cs.get(end).is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十百千万".contains(c))
            {
                end += 1;
            }
        }
        if let Some(((hour, minute), stop)) = found {
            out.push(Clock { range: cs.bytes(&(i..stop)), hour, minute });
        }
        i = end;
    }
    out
}

/// The time at `i`, with the position after it.
fn time(cs: &Chars<'_>, i: usize, part: Option<&(&str, bool)>) -> Option<((u8, Option<u8>), usize)> {
    let from = i + part.map_or(0, |(word, _)| word.chars().count());
    let (hour, end) = small(cs, from).filter(|(h, _)| *h <= 24)?;
    let hour = u8::try_from(hour).ok()?;
    let hour = if part.is_some_and(|(_, later)| *later) && (1..12).contains(&hour) { hour + 12 } else { hour };
    let minutes =
        |at: usize| small(cs, at).filter(|(m, _)| *m < 60).and_then(|(m, end)| Some((u8::try_from(m).ok()?, end)));
    // 9:30, but not 3:2 and 1:25000.
    if matches!(cs.get(end), Some(':' | '：')) {
        let (m, stop) = minutes(end + 1).filter(|(_, stop)| *stop == end + 3)?;
        let longer = cs.get(stop).is_some_and(|c| c.is_ascii_digit() || matches!(c, ':' | '：' | '.'));
        return (!longer && !matches!(cs.before(i), Some(':' | '：'))).then_some(((hour, Some(m)), stop));
    }
    let hours = cs.at(end, "时") && !cs.get(end + 1).is_some_and(|c| "期代候间节段常而".contains(c));
    if !hours && !cs.at(end, "点") {
        return None;
    }
    let stop = end + 1;
    if let Some((m, last)) = minutes(stop).filter(|(_, last)| cs.at(*last, "分")) {
        return Some(((hour, Some(m)), last + 1));
    }
    if cs.at(stop, "半") {
        return Some(((hour, Some(30)), stop + 1));
    }
    if cs.at(stop, "整") && !cs.at(stop, "整改") && !cs.at(stop, "整治") {
        return Some(((hour, Some(0)), stop + 1));
    }
    let rough = ["许", "左右", "钟"].iter().any(|w| cs.at(stop, w));
    let stop = stop + usize::from(cs.at(stop, "钟"));
    // 一时 is an adverb, 三时 too few; 20时 and 上午十时 are times.
    let told = part.is_some() || rough || hours && end - from >= 2;
    told.then_some(((hour, None), stop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = clocks(text);
        let found: Vec<(&str, String)> = found.iter().map(|c| (&text[c.range.clone()], c.iso())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn hours_and_minutes() {
        check("1949年10月1日上午10时", &[("上午10时", "T10")]);
        check("下午3点半到晚8时许", &[("下午3点半", "T15:30"), ("晚8时", "T20")]);
        check("20时30分、9:30、八点钟", &[("20时30分", "T20:30"), ("9:30", "T09:30"), ("八点钟", "T08")]);
        check("中午十二点整", &[("中午十二点整", "T12:00")]);
    }

    #[test]
    fn points_and_ratios_are_no_times() {
        check("三点要求，一时之间，比分3:2，比例尺1:25000，新时期，一点九倍，30时代", &[]);
    }
}
