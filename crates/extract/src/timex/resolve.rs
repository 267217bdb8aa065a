//! From an expression to an ISO 8601 value.

use baokan_corpus_model::Status;

use super::calendar::{PartialDate, days_in_month};
use super::{Expression, Part, Point, Year};

/// The value of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// ISO 8601 date or interval; `None` when the reference does not suffice.
    pub value: Option<String>,
    /// How far it is settled.
    pub status: Status,
    /// The year, and the month if named, for expressions that follow in the same sentence without their own.
    pub anchor: Option<PartialDate>,
}

/// First and last day, month or year of a stretch.
type Stretch = (PartialDate, PartialDate);

/// Resolves `expression` against a `reference` date. `anchor` is a date named before in the same sentence: a missing year is
/// taken from it first, and only then so that the date lies in the past of the reference.
#[must_use]
pub fn resolve(expression: &Expression, reference: Option<PartialDate>, anchor: Option<PartialDate>) -> Resolution {
    let mut ambiguous = false;
    let stretch = match *expression {
        Expression::Point(p) => point(p, reference, anchor, &mut ambiguous),
        Expression::Range(a, b) => range(a, b, reference, anchor, &mut ambiguous),
        Expression::Since(p) => {
            point(p, reference, anchor, &mut ambiguous).zip(reference).and_then(|((from, _), to)| since(from, to))
        }
        Expression::Years { count, open } => {
            ambiguous = true;
            reference.map(|r| {
                let from = r.year - i32::from(count);
                (PartialDate::year(from), PartialDate::year(if open { r.year } else { r.year - 1 }))
            })
        }
        Expression::Months(count) => reference.and_then(|r| {
            ambiguous = true;
            let last = PartialDate { day: None, ..r };
            Some((last.plus_months(-i32::from(count))?, last))
        }),
        Expression::Decade(first) => Some((PartialDate::year(first), PartialDate::year(first + 9))),
        Expression::ShortDecade(tens, before) => {
            ambiguous = !before;
            let century = match reference {
                Some(r) if before => Some((r.year / 100 - 1) * 100),
                // 80年代 alone: the last such decade that has begun.
                Some(r) => {
                    let this = r.year / 100 * 100;
                    Some(if this + i32::from(tens) <= r.year { this } else { this - 100 })
                }
                None => None,
            };
            century.map(|c| (PartialDate::year(c + i32::from(tens)), PartialDate::year(c + i32::from(tens) + 9)))
        }
        Expression::Fixed(from, to) => Some((PartialDate::year(from), PartialDate::year(to))),
        Expression::SinceFixed(from) => reference.and_then(|to| since(from, to)),
        Expression::TurnOfYear => reference.and_then(|r| {
            let first = if r.month.is_some_and(|m| m >= 11) { r.year } else { r.year - 1 };
            Some((PartialDate::month(first, 12)?, PartialDate::month(first + 1, 1)?))
        }),
        Expression::Days(offset) => reference.and_then(|r| r.plus_days(offset)).map(|d| (d, d)),
        Expression::MonthOffset(offset, day) => reference
            .and_then(|r| PartialDate { day: None, ..r }.plus_months(offset))
            .and_then(|m| day.map_or(Some(m), |d| PartialDate::day(m.year, m.month?, d)))
            .map(|d| (d, d)),
        Expression::Now | Expression::Vague => None,
    };
    let status = match (&stretch, ambiguous) {
        (None, _) => Status::Unresolved,
        (Some(_), true) => Status::Ambiguous,
        (Some(_), false) => Status::Resolved,
    };
    let value = stretch.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}/{to}") });
    let names_year = matches!(expression, Expression::Point(_) | Expression::Range(..) | Expression::Since(_));
    Resolution { value, status, anchor: stretch.filter(|_| names_year).map(|(from, _)| from) }
}

/// From a date up to the reference, in the precision of the start.
fn since(from: PartialDate, to: PartialDate) -> Option<Stretch> {
    let to = to.cut_to(from);
    (from <= to || to.month.is_none() && from.year <= to.year).then_some((from, to))
}

fn year(year: Year, reference: Option<PartialDate>) -> Option<i32> {
    match year {
        Year::Absolute(y) => Some(y),
        Year::Relative(offset) => reference.map(|r| r.year + offset),
        Year::Missing => None,
    }
}

/// First and last date of a point, each in the precision of the text.
fn point(
    p: Point,
    reference: Option<PartialDate>,
    anchor: Option<PartialDate>,
    ambiguous: &mut bool,
) -> Option<Stretch> {
    let y = match p.year {
        Year::Missing => match (anchor, reference) {
            (Some(a), _) => a.year,
            (None, Some(r)) => past_year(p.part, r),
            (None, None) => return None,
        },
        said => year(said, reference)?,
    };
    let both = |d: Option<PartialDate>| d.map(|d| (d, d));
    match p.part {
        Part::Whole => both(Some(PartialDate::year(y))),
        Part::Month(m) => both(PartialDate::month(y, m)),
        Part::Day(m, d) => both(PartialDate::day(y, m, d)),
        Part::DayOnly(d) => {
            let month = anchor.filter(|a| a.month.is_some());
            *ambiguous |= month.is_none();
            match month.or(reference) {
                Some(PartialDate { year, month: Some(m), day }) => {
                    // 28日 in a paper of the 3rd is of the month before.
                    let later = month.is_none() && day.is_some_and(|today| d > today);
                    let base = PartialDate::month(year, m)?.plus_months(if later { -1 } else { 0 })?;
                    both(PartialDate::day(base.year, base.month?, d))
                }
                _ => None,
            }
        }
        Part::Third(m, third) => {
            let last = match third {
                1 => 10,
                2 => 20,
                _ => days_in_month(y, m),
            };
            PartialDate::day(y, m, third.saturating_sub(1) * 10 + 1).zip(PartialDate::day(y, m, last))
        }
        Part::MonthEnd(m) => both(PartialDate::day(y, m, days_in_month(y, m))),
        Part::Half(h) => months(y, if h == 1 { 1 } else { 7 }, if h == 1 { 6 } else { 12 }),
        Part::Quarter(q) => months(y, q * 3 - 2, q * 3),
        Part::FirstQuarters(q) => months(y, 1, q * 3),
        Part::FirstMonths(m) => months(y, 1, m),
        Part::Start => {
            *ambiguous = true;
            both(PartialDate::month(y, 1))
        }
        Part::End => both(PartialDate::day(y, 12, 31)),
    }
}

fn months(y: i32, from: u8, to: u8) -> Option<Stretch> {
    PartialDate::month(y, from).zip(PartialDate::month(y, to))
}

/// The year that puts a date without one into the past of the reference. Halves and quarters are planned as often as they
/// are reported, so they keep the year of the reference.
fn past_year(part: Part, r: PartialDate) -> i32 {
    let later = match (part, r.month) {
        (Part::Month(m) | Part::Third(m, _) | Part::MonthEnd(m), Some(now)) => m > now,
        (Part::Day(m, d), Some(now)) => m > now || m == now && r.day.is_some_and(|today| d > today),
        _ => false,
    };
    r.year - i32::from(later)
}

/// 今年1月至9月: the second point takes from the first what it does not say.
fn range(
    a: Point,
    b: Point,
    reference: Option<PartialDate>,
    anchor: Option<PartialDate>,
    ambiguous: &mut bool,
) -> Option<Stretch> {
    let (from, _) = point(a, reference, anchor, ambiguous)?;
    // The year missing in front stands behind: 12月至2024年2月 is of the year before, which the text rarely says.
    let (_, mut to) = point(b, reference, Some(from), ambiguous)?;
    if to < from && b.year == Year::Missing {
        to.year += 1;
    }
    (from <= to).then_some((from, to))
}
