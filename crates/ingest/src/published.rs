//! The date of publication, as exact as it is known.

use std::fmt;
use std::str::FromStr;

use crate::IngestError;

/// A year, a month of a year, or a day. Prints as ISO 8601 (`2024`, `2024-03`, `2024-03-05`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Published {
    /// A date of the Gregorian calendar; `None` when there is no such day, or a day without a month.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            None => 0,
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            Some(1..=12) => 31,
            Some(_) => return None,
        };
        let fits = (1000..=9999).contains(&year) && day.is_none_or(|d| (1..=days).contains(&d));
        fits.then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month from 1, if known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month from 1, if known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |m| write!(f, "-{m:02}"))?;
        self.day.map_or(Ok(()), |d| write!(f, "-{d:02}"))
    }
}

/// Reads `2024`, `2024-03`, `2024-03-05`, the same with `/` or `.`, `2024年3月5日`, and a date with a time behind it.
impl FromStr for Published {
    type Err = IngestError;

    fn from_str(value: &str) -> Result<Self, IngestError> {
        parse(value.trim()).ok_or_else(|| IngestError::BadDate { value: value.to_owned() })
    }
}

fn parse(value: &str) -> Option<Published> {
    let (year, rest) = number(value, 4..=4)?;
    let Some((mark, rest)) = take(rest, &['年', '-', '/', '.']) else {
        return rest.is_empty().then(|| Published::new(year, None, None)).flatten();
    };
    if mark == '年' && rest.is_empty() {
        return Published::new(year, None, None);
    }
    let after = if mark == '年' { '月' } else { mark };
    let (month, rest) = number(rest, 1..=2)?;
    let month = Some(u8::try_from(month).ok()?);
    let rest = match (take(rest, &[after]), after) {
        (Some(('月', "")), _) => return Published::new(year, month, None),
        (Some((_, rest)), _) => rest,
        (None, '月') => return None,
        (None, _) => return rest.is_empty().then(|| Published::new(year, month, None)).flatten(),
    };
    let (day, rest) = number(rest, 1..=2)?;
    let rest = match after {
        '月' => take(rest, &['日', '号'])?.1,
        _ => rest,
    };
    let time = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    let is_time = time.chars().all(|c| c.is_ascii_digit() || " :.+-Zz时分秒".contains(c));
    let parted = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    (is_time && parted).then(|| Published::new(year, month, Some(u8::try_from(day).ok()?))).flatten()
}

/// A number of so many ASCII digits with spaces around it, and what follows.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u16, &str)> {
    let text = text.trim_start();
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(len)?;
    let value = digits.contains(&len).then(|| number.parse().ok()).flatten()?;
    // A space is kept before a time, and dropped before 年, 月, 日.
    let trimmed = rest.trim_start();
    Some((value, if trimmed.starts_with(['年', '月', '日', '号']) { trimmed } else { rest }))
}

fn take<'a>(text: &'a str, marks: &[char]) -> Option<(char, &'a str)> {
    let mark = text.chars().next().filter(|c| marks.contains(c))?;
    Some((mark, text.get(mark.len_utf8()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (written, read) in [
            ("2024", "2024"),
            ("2024年", "2024"),
            ("2024-03", "2024-03"),
            ("2024-3-5", "2024-03-05"),
            (" 2024/03/05 ", "2024-03-05"),
            ("2024.3.5", "2024-03-05"),
            ("2024年3月", "2024-03"),
            ("2024年3月5日", "2024-03-05"),
            ("2024 年 3 月 5 日", "2024-03-05"),
            ("2024-03-05T08:30:00+08:00", "2024-03-05"),
            ("2024-03-05 08:30", "2024-03-05"),
            ("2024年3月5日 8时30分", "2024-03-05"),
            ("2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(written.parse::<Published>().map(|p| p.to_string()).ok().as_deref(), Some(read), "{written}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for written in [
            "",
            "24",
            "March",
            "2024-13",
            "2023-02-29",
            "2024-04-31",
            "2024-00",
            "2024-1-0",
            "2024-3/5",
            "2024年3",
            "20245",
            "2024-",
            "2024-03-",
            "2024-03-05abc",
            "2024年13月",
            "0999",
            "2024-03-055",
            "二〇二四年",
        ] {
            assert!(written.parse::<Published>().is_err(), "{written}");
        }
    }
}
