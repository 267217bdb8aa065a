//! Stretches of days: weeks, windows before and after the reference.

use super::calendar::PartialDate;
use super::{Expression, Preference, Span};

/// First and last day of a week, window or day of the week against a reference that is known to the day.
pub(super) fn stretch(
    expression: &Expression,
    reference: PartialDate,
    prefer: Preference,
) -> Option<(PartialDate, PartialDate)> {
    let today = i32::from(reference.weekday()?);
    let day = |offset: i32| reference.plus_days(offset);
    let both = |d: Option<PartialDate>| d.map(|d| (d, d));
    match *expression {
        Expression::Week(w) => {
            let monday = 1 - today + 7 * w;
            day(monday).zip(day(monday + 6))
        }
        Expression::Weekend(w) => {
            let monday = 1 - today + 7 * w;
            day(monday + 5).zip(day(monday + 6))
        }
        Expression::Weekday(Some(w), d) => both(day(i32::from(d) - today + 7 * w)),
        Expression::Weekday(None, d) => {
            let here = i32::from(d) - today;
            both(match prefer {
                Preference::Past => day(if here >= 0 { here - 7 } else { here }),
                Preference::Future => day(if here <= 0 { here + 7 } else { here }),
            })
        }
        Expression::Window { unit, count, ahead } => window(reference, unit, i32::from(count), ahead),
        Expression::Years { count, .. } => window(reference, Span::Year, i32::from(count), false),
        Expression::Months(count) => window(reference, Span::Month, i32::from(count), false),
        _ => None,
    }
}

/// 今后三年 and 未来两个月 in whole years and months, as plans count: three years from this one on, or in the second half of
/// a year from the next one on. Days and weeks as they are.
pub(super) fn planned(
    unit: Span,
    count: i32,
    ahead: bool,
    reference: PartialDate,
) -> Option<(PartialDate, PartialDate)> {
    let month = PartialDate { day: None, ..reference };
    match (unit, ahead) {
        (Span::Year, true) => {
            let first = reference.year + i32::from(reference.month.is_some_and(|m| m > 6));
            Some((PartialDate::year(first), PartialDate::year(first + count - 1)))
        }
        (Span::Year, false) => Some((PartialDate::year(reference.year - count), PartialDate::year(reference.year))),
        (Span::Month, true) => Some((month, month.plus_months(count)?)),
        (Span::Month, false) => Some((month.plus_months(-count)?, month)),
        (Span::Day | Span::Week, _) => window(reference, unit, count, ahead),
    }
}

/// So many units up to the day before the reference, or from the day after it.
fn window(reference: PartialDate, unit: Span, count: i32, ahead: bool) -> Option<(PartialDate, PartialDate)> {
    let shift = |from: PartialDate, n: i32| match unit {
        Span::Day => from.plus_days(n),
        Span::Week => from.plus_days(7 * n),
        Span::Month => from.same_day(n),
        Span::Year => from.same_day(12 * n),
    };
    if ahead {
        let from = reference.plus_days(1)?;
        Some((from, shift(from, count)?.plus_days(-1)?))
    } else {
        Some((shift(reference, -count)?, reference.plus_days(-1)?))
    }
}

/// 十月的第一周: the week of the n-th Monday of a month.
pub(super) fn week_of_month(year: i32, month: u8, n: u8) -> Option<(PartialDate, PartialDate)> {
    let first = PartialDate::day(year, month, 1)?;
    let monday = (8 - i32::from(first.weekday()?)) % 7;
    let from = first.plus_days(monday + 7 * (i32::from(n) - 1))?;
    Some((from, from.plus_days(6)?))
}
