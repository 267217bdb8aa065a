//! Days, months and years of the Gregorian calendar, as far as dates of newspapers need them.

use std::fmt;

/// A calendar date known to the day, the month or the year. Prints as ISO 8601 (`2024`, `2024-05`, `2024-05-14`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Year, 1–9999.
    pub year: i32,
    /// Month, 1–12.
    pub month: Option<u8>,
    /// Day, 1–31; only with a month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// A year.
    #[must_use]
    pub const fn year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month, or `None` when it does not exist.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A day, or `None` when it does not exist (30 February).
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        real.then_some(Self { year, month: Some(month), day: Some(day) })
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(iso: &str) -> Option<Self> {
        let mut parts = iso.trim().splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let Some(month) = parts.next() else { return Some(Self::year(year)) };
        let month = month.parse().ok()?;
        match parts.next() {
            None => Self::month(year, month),
            Some(day) => Self::day(year, month, day.get(..2).unwrap_or(day).parse().ok()?),
        }
    }

    /// The same date cut to the precision of `other`.
    #[must_use]
    pub fn cut_to(self, other: Self) -> Self {
        let month = self.month.filter(|_| other.month.is_some());
        let day = self.day.filter(|_| other.day.is_some() && month.is_some());
        Self { year: self.year, month, day }
    }

    /// The date `days` later (earlier when negative); `None` unless the day is known.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let (mut year, mut month) = (self.year, self.month?);
        let mut day = i32::from(self.day?) + days;
        while day < 1 {
            (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
            day += i32::from(days_in_month(year, month));
        }
        while day > i32::from(days_in_month(year, month)) {
            day -= i32::from(days_in_month(year, month));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        Self::day(year, month, u8::try_from(day).ok()?)
    }

    /// The day of the week, 1 for Monday to 7; `None` unless the day is known.
    #[must_use]
    pub fn weekday(self) -> Option<u8> {
        // Sakamoto's method.
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let (month, day) = (self.month?, self.day?);
        let y = if month < 3 { self.year - 1 } else { self.year };
        let shift = SHIFT.get(usize::from(month) - 1)?;
        let sunday = (y + y / 4 - y / 100 + y / 400 + shift + i32::from(day)).rem_euclid(7);
        u8::try_from(if sunday == 0 { 7 } else { sunday }).ok()
    }

    /// The same day `months` later (earlier when negative), or the last of a month that is too short for it.
    #[must_use]
    pub fn same_day(self, months: i32) -> Option<Self> {
        let there = self.plus_months(months)?;
        let month = there.month?;
        Self::day(there.year, month, self.day?.min(days_in_month(there.year, month)))
    }

    /// The first day of a year, month or day.
    #[must_use]
    pub fn first_day(self) -> Option<Self> {
        Self::day(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day of a year, month or day.
    #[must_use]
    pub fn last_day(self) -> Option<Self> {
        let month = self.month.unwrap_or(12);
        Self::day(self.year, month, self.day.unwrap_or_else(|| days_in_month(self.year, month)))
    }

    /// The month `months` later (earlier when negative), without the day; `None` unless the month is known.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let count = self.year.checked_mul(12)?.checked_add(i32::from(self.month?) - 1)?.checked_add(months)?;
        Self::month(count.div_euclid(12), u8::try_from(count.rem_euclid(12) + 1).ok()?)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Length of a month.
#[must_use]
pub const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_reads() {
        for iso in ["2024", "2024-05", "2024-02-29"] {
            assert_eq!(PartialDate::parse(iso).map(|d| d.to_string()).as_deref(), Some(iso));
        }
        assert_eq!(PartialDate::parse("2023-02-29"), None);
        assert_eq!(PartialDate::parse("24"), None);
    }

    #[test]
    fn knows_the_day_of_the_week() {
        let day = |s: &str| PartialDate::parse(s).and_then(PartialDate::weekday);
        assert_eq!([day("2024-01-01"), day("2000-02-29"), day("1949-10-01")], [Some(1), Some(2), Some(6)]);
        assert_eq!(day("2024-05"), None);
        let d = PartialDate::parse("2024-03-31").unwrap();
        assert_eq!(d.same_day(-1), PartialDate::parse("2024-02-29"));
    }

    #[test]
    fn steps_over_borders() {
        let d = |s: &str| PartialDate::parse(s).unwrap();
        assert_eq!(d("2024-03-01").plus_days(-1), Some(d("2024-02-29")));
        assert_eq!(d("2023-12-31").plus_days(1), Some(d("2024-01-01")));
        assert_eq!(d("2024-01").plus_months(-1), Some(d("2023-12")));
    }
}
