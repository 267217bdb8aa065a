//! Dates, periods and their resolution, after the model of TIMEX3: an expression is recognised without knowing today, and
//! gets its value only against a reference date (the publication date, as far as it is known).
//!
//! Values are ISO 8601: a day, month or year, or an interval `a/b` in the precision that the text gives. A missing year is
//! taken so that the date lies in the past of the reference.

mod calendar;
mod chain;
mod clock;
mod days;
mod daytime;
mod digits;
mod duration;
mod eras;
mod extractor;
mod lunar;
mod numeric;
mod occasions;
mod options;
mod outlook;
mod points;
mod reference;
mod resolve;
mod scan;
mod seasons;
mod spells;
mod weeks;
mod windows;

pub use calendar::{PartialDate, days_in_month};
pub use chain::resolve_text;
pub(crate) use chain::{is_labelled, resolve_all};
pub use clock::{Clock, clocks};
pub use duration::{Duration, durations, durations_with};
pub use extractor::{Dates, Published, infer};
pub use options::{Extent, Lunar, Options, Preference, Scope, Windows};
pub use reference::infer_reference;
pub use resolve::{Resolution, resolve, resolve_with};

pub(crate) use outlook::{dateline, prefer};

pub(crate) use extractor::{Reference, reference, text_blocks};

use std::ops::Range;

use crate::chars::Chars;

/// The year of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// 2024年.
    Absolute(i32),
    /// 今年 is 0, 去年 is −1.
    Relative(i32),
    /// 同年 and 当年 are 0, 次年 and 翌年 1: counted from the date named before.
    Beside(i32),
    /// Not said.
    Missing,
}

/// What part of a year an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The whole year.
    Whole,
    /// 5月.
    Month(u8),
    /// 5月14日.
    Day(u8, u8),
    /// 14日, in a month named before or in that of the reference.
    DayOnly(u8),
    /// 上旬, 中旬, 下旬 (1–3) of a month.
    Third(u8, u8),
    /// 5月底.
    MonthEnd(u8),
    /// 上半年, 下半年.
    Half(u8),
    /// 一季度.
    Quarter(u8),
    /// 前三季度.
    FirstQuarters(u8),
    /// 前5个月.
    FirstMonths(u8),
    /// 年初.
    Start,
    /// 年底, 年末.
    End,
    /// 春天 is 1, 冬季 4.
    Season(u8),
}

/// A year and a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// The year.
    pub year: Year,
    /// The part.
    pub part: Part,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// What an expression means, before it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expression {
    /// A point or stretch of the calendar.
    Point(Point),
    /// 1月至9月, 2019—2023年.
    Range(Point, Point),
    /// 2023年以来.
    Since(Point),
    /// 过去N年 (not counting this one) and N年来 (up to now).
    Years {
        /// How many.
        count: u16,
        /// Up to now.
        open: bool,
    },
    /// 近三个月.
    Months(u16),
    /// 20世纪80年代: the first year of ten.
    Decade(i32),
    /// 80年代, 上世纪80年代: the first year within its century, and whether the century before this one is meant.
    ShortDecade(u8, bool),
    /// 八十年代以来: the first year within its century, and whether it is the one before.
    SinceDecade(u8, bool),
    /// 五六十年代, 20世纪七八十年代: the first years of the first and the last decade within their century, the first year
    /// of the century if it is named, and whether the one before this is meant.
    Decades {
        /// First year of the first.
        from: u8,
        /// First year of the last.
        to: u8,
        /// First year of the century.
        century: Option<i32>,
        /// 上世纪.
        before: bool,
    },
    /// “十四五”时期: fixed years.
    Fixed(i32, i32),
    /// “十四五”以来, 党的二十大以来: since a fixed month or year.
    SinceFixed(PartialDate),
    /// 岁末年初.
    TurnOfYear,
    /// 昨日 is −1.
    Days(i32),
    /// 本月 is 0, 上月 is −1; the day when one is named (本月10日).
    MonthOffset(i32, Option<u8>),
    /// 本月初 and 本月上旬 are 1, 中旬 2, 下旬 3, 上月底 4.
    MonthPart(i32, u8),
    /// 同月 and 当月 are 0, 次月 1: counted from the date named before.
    MonthBeside(i32),
    /// 当日 and 同日 are 0, 次日 and 翌日 1: counted from the day named before.
    DayBeside(i32),
    /// 今明两天 is 0 to 1, 明后两天 1 to 2.
    DayRange(i32, i32),
    /// 本季度 is 0, 上季度 −1.
    QuarterOffset(i32),
    /// 上周 is −1, 本周 0.
    Week(i32),
    /// 下周末 is 1.
    Weekend(i32),
    /// 上周五: the week, if one is named, and the day from 1 for Monday.
    Weekday(Option<i32>, u8),
    /// 十月的第一周: month and number; weeks begin on Monday.
    WeekOfMonth(u8, u8),
    /// 前1周, 未来两天: days, weeks, months or years from the reference on.
    Window {
        /// What is counted.
        unit: Span,
        /// How many.
        count: u16,
        /// Ahead of the reference, or back.
        ahead: bool,
    },
    /// 今年夏天, 去年冬季 among everything: no dates there, since seasons have none of their own.
    Season(Year),
    /// 本世纪20年代: the first year within the century of the reference.
    ThisCentury(u8),
    /// A date of the Chinese calendar.
    Lunar(Point),
    /// 目前, 当前, 截至目前.
    Now,
    /// 近年来, 日前, 每年5月: a time, but none on the calendar.
    Vague,
}

/// A time expression in byte offsets of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// The expression as printed, 以来 and the like included.
    pub range: Range<usize>,
    /// What it means.
    pub expression: Expression,
    /// It is what something is compared with (较2019年, 去年同期).
    pub compared: bool,
}

/// All time expressions of `text` as the press prints them, left to right, none overlapping. Linear in the length of the text.
#[must_use]
pub fn timexes(text: &str) -> Vec<Timex> {
    timexes_with(text, Options::default())
}

/// All time expressions of `text`, left to right, none overlapping. Linear in the length of the text.
#[must_use]
pub fn timexes_with(text: &str, options: Options) -> Vec<Timex> {
    let cs = if options.everything() { Chars::folded(text) } else { Chars::new(text) };
    scan::scan(&cs, options).into_iter().map(|t| Timex { range: cs.bytes(&t.range), ..t }).collect()
}

/// All time expressions, in character positions.
pub(crate) fn scan_chars(cs: &Chars<'_>) -> Vec<Timex> {
    scan::scan(cs, Options::default())
}

impl Expression {
    /// Whether the value needs a date of reference: nothing but absolute years and fixed events does without.
    #[must_use]
    pub const fn leans_on_reference(&self) -> bool {
        match self {
            Self::Point(p) => !matches!(p.year, Year::Absolute(_)),
            Self::Range(a, _) => !matches!(a.year, Year::Absolute(_)),
            Self::Lunar(p) => !matches!(p.year, Year::Absolute(_)),
            Self::Decade(_) | Self::Fixed(..) | Self::Decades { century: Some(_), .. } => false,
            _ => true,
        }
    }

    /// Whether the expression stands on the calendar, so that it makes a date record.
    #[must_use]
    pub const fn is_calendar(&self) -> bool {
        let beside = matches!(
            self,
            Self::Point(Point { year: Year::Beside(_), part: Part::Whole }) | Self::MonthBeside(_) | Self::DayBeside(0)
        );
        !beside && !matches!(self, Self::Now | Self::Vague | Self::Season(_) | Self::Lunar(_))
    }
}

#[cfg(test)]
mod press_tests;
#[cfg(test)]
mod tests;
