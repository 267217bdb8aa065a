//! From an expression to an ISO 8601 value.

use baokan_corpus_model::Status;

use super::calendar::{PartialDate, days_in_month};
use super::{Expression, Lunar, Options, Part, Point, Preference, Windows, Year, windows};

/// The value of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// ISO 8601 date or interval; `None` when the reference does not suffice.
    pub value: Option<String>,
    /// How far it is settled.
    pub status: Status,
    /// The year, and the month if named, for expressions that follow in the same sentence without their own.
    pub anchor: Option<PartialDate>,
    /// First and last day, month or year that `value` names, equal for a point.
    pub bounds: Option<(PartialDate, PartialDate)>,
}

impl Resolution {
    /// First and last day, both included: 2024-05 is the first to the thirty-first.
    #[must_use]
    pub fn days(&self) -> Option<(PartialDate, PartialDate)> {
        let (from, to) = self.bounds?;
        from.first_day().zip(to.last_day())
    }
}

/// First and last day, month or year of a stretch.
type Stretch = (PartialDate, PartialDate);

/// Resolves `expression` against a `reference` date. `anchor` is a date named before in the same sentence: a missing year is
/// taken from it first, and only then so that the date lies in the past of the reference.
#[must_use]
pub fn resolve(expression: &Expression, reference: Option<PartialDate>, anchor: Option<PartialDate>) -> Resolution {
    resolve_with(expression, reference, anchor, Options::default())
}

/// As [`resolve`], into the future or in days where the options say so.
#[must_use]
pub fn resolve_with(
    expression: &Expression,
    reference: Option<PartialDate>,
    anchor: Option<PartialDate>,
    options: Options,
) -> Resolution {
    let mut ambiguous = false;
    let cx = Context { reference, anchor, prefer: options.prefer };
    let stretch = match *expression {
        Expression::Point(p) => point(p, cx, &mut ambiguous),
        Expression::Range(a, b) => range(a, b, cx, &mut ambiguous),
        Expression::Since(p) => {
            let from = point(p, cx, &mut ambiguous);
            from.zip(reference).and_then(|((from, _), to)| {
                // 年底以来 began a year ago.
                let before = (p.year == Year::Missing).then(|| PartialDate { year: from.year - 1, ..from });
                let this = Some(from).filter(|_| p.part != Part::End || p.year != Year::Missing);
                this.and_then(|from| since(from, to)).or_else(|| since(before?, to))
            })
        }
        Expression::MonthBeside(offset) => {
            anchor.and_then(|a| PartialDate { day: None, ..a }.plus_months(offset)).map(|m| (m, m))
        }
        Expression::DayBeside(offset) => anchor.and_then(|a| a.plus_days(offset)).map(|d| (d, d)),
        Expression::DayRange(from, to) => reference.and_then(|r| r.plus_days(from).zip(r.plus_days(to))),
        Expression::QuarterOffset(offset) => reference.and_then(|r| {
            let first =
                PartialDate { month: Some((r.month? - 1) / 3 * 3 + 1), day: None, ..r }.plus_months(3 * offset)?;
            Some((first, first.plus_months(2)?))
        }),
        Expression::Years { .. } | Expression::Months(_) if options.windows == Windows::Rolling => {
            reference.and_then(|r| windows::stretch(expression, r, options.prefer))
        }
        Expression::Window { unit, count, ahead } if options.windows == Windows::Calendar => {
            ambiguous = true;
            reference.and_then(|r| windows::planned(unit, i32::from(count), ahead, r))
        }
        Expression::Week(_) | Expression::Weekend(_) | Expression::Weekday(..) | Expression::Window { .. } => {
            ambiguous = matches!(expression, Expression::Weekday(None, _) | Expression::Window { .. });
            reference.and_then(|r| windows::stretch(expression, r, options.prefer))
        }
        Expression::WeekOfMonth(m, n) => {
            ambiguous = true;
            reference.and_then(|r| windows::week_of_month(cx.missing_year(Part::Month(m), r), m, n))
        }
        Expression::Lunar(p) if options.lunar == Lunar::AsWritten => lunar(p, cx, &mut ambiguous),
        Expression::ThisCentury(tens) => reference.map(|r| {
            let from = r.year / 100 * 100 + i32::from(tens);
            (PartialDate::year(from), PartialDate::year(from + 9))
        }),
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
            cx.century(tens, before).map(|c| decades(c, tens, tens))
        }
        Expression::SinceDecade(year, before) => {
            ambiguous = !before;
            let from = cx.century(year, before).map(|c| PartialDate::year(c + i32::from(year)));
            from.zip(reference).and_then(|(from, to)| since(from, to))
        }
        Expression::Decades { from, to, century, before } => {
            ambiguous = century.is_none() && !before;
            century.or_else(|| cx.century(from, before)).map(|c| decades(c, from, to))
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
        Expression::MonthPart(offset, part) => reference
            .and_then(|r| PartialDate { day: None, ..r }.plus_months(offset))
            .and_then(|m| third(m.year, m.month?, part)),
        Expression::Now | Expression::Vague | Expression::Season(_) | Expression::Lunar(_) => None,
    };
    let status = match (&stretch, ambiguous) {
        (None, _) => Status::Unresolved,
        (Some(_), true) => Status::Ambiguous,
        (Some(_), false) => Status::Resolved,
    };
    let value = stretch.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}/{to}") });
    Resolution { value, status, anchor: stretch.and_then(|(from, _)| anchor_of(expression, from)), bounds: stretch }
}

/// What an expression that begins at `from` gives to those behind it: its year, and its month if it names one.
fn anchor_of(expression: &Expression, from: PartialDate) -> Option<PartialDate> {
    let (Expression::Point(p) | Expression::Range(p, _) | Expression::Since(p)) = expression else { return None };
    let named =
        matches!(p.part, Part::Month(_) | Part::Day(..) | Part::DayOnly(_) | Part::Third(..) | Part::MonthEnd(_));
    Some(if named { from } else { PartialDate::year(from.year) })
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
        // 同年: of the date named before.
        Year::Beside(_) | Year::Missing => None,
    }
}

/// What a point is resolved against.
#[derive(Clone, Copy)]
struct Context {
    reference: Option<PartialDate>,
    anchor: Option<PartialDate>,
    prefer: Preference,
}

/// From the first year of one decade of a century to the last of another.
fn decades(century: i32, from: u8, to: u8) -> Stretch {
    (PartialDate::year(century + i32::from(from)), PartialDate::year(century + i32::from(to) + 9))
}

impl Context {
    /// The first year of the century of 80年代: the last such decade that has begun (or the next one), or of the century
    /// before this one.
    fn century(self, tens: u8, before: bool) -> Option<i32> {
        let r = self.reference?;
        let this = r.year / 100 * 100;
        // 九十年代 in a paper of 1986 are those to come; 三十年代 in one of 2024 are still the 1930s.
        const SOON: i32 = 10;
        let near = tens >= 70 && this + i32::from(tens) - r.year <= SOON;
        let begun = this + i32::from(tens) <= r.year || near;
        Some(match (before, self.prefer) {
            (true, _) => this - 100,
            (_, Preference::Past) => {
                if begun {
                    this
                } else {
                    this - 100
                }
            }
            (_, Preference::Future) => {
                if begun {
                    this + 100
                } else {
                    this
                }
            }
        })
    }

    /// The year that puts a date without one into the past (or future) of the reference. Halves and quarters are planned as
    /// often as they are reported, so they keep the year of the reference.
    fn missing_year(self, part: Part, r: PartialDate) -> i32 {
        // How the part stands to the reference: whether it lies after or before today.
        let order = match (part, r.month) {
            (Part::Month(m) | Part::Third(m, _) | Part::MonthEnd(m), Some(now)) => m.cmp(&now),
            (Part::Day(m, d), Some(now)) => {
                m.cmp(&now).then(r.day.map_or(std::cmp::Ordering::Equal, |today| d.cmp(&today)))
            }
            _ => std::cmp::Ordering::Equal,
        };
        let step = match self.prefer {
            Preference::Past => -1,
            Preference::Future => 1,
        };
        let away = if step < 0 { order.is_gt() } else { order.is_lt() };
        let year = r.year + if away { step } else { 0 };
        // 29 February is of the nearest year that has one.
        match part {
            Part::Day(2, 29) => (0..8).map(|n| year + n * step).find(|y| days_in_month(*y, 2) == 29).unwrap_or(year),
            _ => year,
        }
    }
}

/// First and last date of a point, each in the precision of the text.
fn point(p: Point, cx: Context, ambiguous: &mut bool) -> Option<Stretch> {
    let Context { reference, anchor, .. } = cx;
    let y = match p.year {
        Year::Missing => match (anchor, reference) {
            (Some(a), _) => a.year,
            (None, Some(r)) => cx.missing_year(p.part, r),
            (None, None) => return None,
        },
        Year::Beside(offset) => anchor?.year + offset,
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
            let base = month.or(reference).filter(|r| r.month.is_some())?;
            // 28日 in a paper of the 3rd is of the month before.
            let step = if cx.prefer == Preference::Past { -1 } else { 1 };
            let away = |today: u8| if step < 0 { d > today } else { d < today };
            // 28日开幕，3日闭幕 runs into the next month, if that has come already.
            let next = || {
                let m = PartialDate { day: None, ..base }.plus_months(1)?;
                PartialDate::day(m.year, m.month?, d).zip(reference.filter(|r| r.day.is_some()))
            };
            let turned = month.is_some()
                && base.day.is_some_and(|before| before >= 21 && d <= 10)
                && next().is_some_and(|(next, today)| next <= today && today.plus_days(-31).is_some_and(|p| p <= next));
            let first = if turned {
                1
            } else if month.is_none() && base.day.is_some_and(away) {
                step
            } else {
                0
            };
            let of = |n: i32| {
                let m = PartialDate { day: None, ..base }.plus_months(n)?;
                PartialDate::day(m.year, m.month?, d)
            };
            // A month that has no such day is passed over.
            both(if month.is_some() { of(first) } else { (0..3).find_map(|n| of(first + n * step)) })
        }
        Part::Third(m, part) => third(y, m, part),
        Part::MonthEnd(m) => third(y, m, 4),
        Part::Half(h) => months(y, if h == 1 { 1 } else { 7 }, if h == 1 { 6 } else { 12 }),
        Part::Quarter(q) => months(y, q * 3 - 2, q * 3),
        Part::FirstQuarters(q) => months(y, 1, q * 3),
        Part::FirstMonths(m) => months(y, 1, m),
        Part::Start => {
            *ambiguous = true;
            both(PartialDate::month(y, 1))
        }
        Part::End => both(PartialDate::day(y, 12, 31)),
        Part::Season(season) => {
            // 今冬 in January began last year.
            let begun =
                p.year == Year::Relative(0) && season == 4 && reference.is_some_and(|r| r.month.is_some_and(|m| m < 4));
            let from = PartialDate::month(if begun { y - 1 } else { y }, season.saturating_mul(3))?;
            Some((from, from.plus_months(2)?))
        }
    }
}

/// The ten days 1 to 3 of a month, or (4) its last day.
fn third(y: i32, m: u8, part: u8) -> Option<Stretch> {
    let (from, to) = match part {
        1 => (1, 10),
        2 => (11, 20),
        3 => (21, days_in_month(y, m)),
        _ => (days_in_month(y, m), days_in_month(y, m)),
    };
    PartialDate::day(y, m, from).zip(PartialDate::day(y, m, to))
}

fn months(y: i32, from: u8, to: u8) -> Option<Stretch> {
    PartialDate::month(y, from).zip(PartialDate::month(y, to))
}

/// A date of the Chinese calendar, in its own months and days.
fn lunar(p: Point, cx: Context, ambiguous: &mut bool) -> Option<Stretch> {
    let Part::Day(m, d) = p.part else { return None };
    let y = match p.year {
        Year::Missing => cx.missing_year(p.part, cx.reference?),
        said => year(said, cx.reference)?,
    };
    *ambiguous |= p.year == Year::Missing;
    let date = PartialDate { year: y, month: Some(m), day: Some(d) };
    Some((date, date))
}

/// 今年1月至9月: the second point takes from the first what it does not say.
fn range(a: Point, b: Point, cx: Context, ambiguous: &mut bool) -> Option<Stretch> {
    let (from, _) = point(a, cx, ambiguous)?;
    // The year missing in front stands behind: 12月至2024年2月 is of the year before, which the text rarely says.
    let (_, mut to) = point(b, Context { anchor: Some(from), ..cx }, ambiguous)?;
    if to < from && b.year == Year::Missing {
        to.year += 1;
    }
    (from <= to).then_some((from, to))
}
