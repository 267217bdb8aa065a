//! Dates, periods and durations.

use baokan::extract::timex::{
    Duration, Expression, Extent, Lunar, Options, Part, PartialDate, Point, Preference, Resolution, Scope, Timex,
    Windows, durations_with, resolve_with, timexes_with,
};

use super::Verdict;
use super::case::{Case, close};

/// The conventions of Recognizers-Text.
const OPTIONS: Options = Options {
    scope: Scope::Everything,
    prefer: Preference::Past,
    windows: Windows::Rolling,
    extent: Extent::WithPrepositions,
    lunar: Lunar::AsWritten,
};

fn found(case: &Case) -> impl Iterator<Item = Timex> {
    timexes_with(&case.input, OPTIONS)
        .into_iter()
        .filter(|t| !matches!(t.expression, Expression::Now | Expression::Vague))
}

/// Whether an expression is a day; the rest are periods.
fn is_day(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Point(Point { part: Part::Day(..) | Part::DayOnly(_), .. })
            | Expression::Lunar(_)
            | Expression::Days(_)
            | Expression::Weekday(..)
            | Expression::MonthOffset(_, Some(_))
    )
}

fn spans(case: &Case, day: bool) -> Verdict {
    let found: Vec<_> =
        found(case).filter(|t| is_day(&t.expression) == day).map(|t| (case.chars(&t.range), ())).collect();
    case.judge(&found, |(), _| true)
}

pub(super) fn date_spans(case: &Case) -> Verdict {
    spans(case, true)
}

pub(super) fn period_spans(case: &Case) -> Verdict {
    spans(case, false)
}

/// Resolved into the past and into the future.
fn both(case: &Case, t: &Timex) -> [Resolution; 2] {
    [Preference::Past, Preference::Future]
        .map(|prefer| resolve_with(&t.expression, case.reference, None, Options { prefer, ..OPTIONS }))
}

/// A day as the suite writes it; what does not exist is the first day of the first year.
fn day(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "0001-01-01".to_owned(), |d| d.to_string())
}

pub(super) fn dates(case: &Case) -> Verdict {
    let found: Vec<_> = found(case)
        .filter(|t| is_day(&t.expression))
        .map(|t| (case.chars(&t.range), both(case, &t).map(|r| day(r.bounds.map(|(from, _)| from)))))
        .collect();
    case.judge(&found, |ours, theirs| {
        ["PastResolution", "FutureResolution"]
            .iter()
            .zip(ours)
            .all(|(key, ours)| theirs[key]["date"].as_str() == Some(ours))
    })
}

/// Where a period begins and ends: behind its last day, but a range of two points where the second one begins.
fn bounds(t: &Timex, r: &Resolution) -> Option<[String; 2]> {
    let (from, to) = r.days()?;
    let end = match t.expression {
        Expression::Range(..) => r.bounds?.1.first_day()?,
        _ => to.plus_days(1)?,
    };
    Some([from, end].map(|d| d.to_string()))
}

pub(super) fn periods(case: &Case) -> Verdict {
    let found: Vec<_> = found(case)
        .filter(|t| !is_day(&t.expression))
        .map(|t| (case.chars(&t.range), both(case, &t).map(|r| bounds(&t, &r))))
        .collect();
    case.judge(&found, |ours, theirs| {
        ["PastResolution", "FutureResolution"].iter().zip(ours).all(|(key, ours)| {
            let wanted = ["startDate", "endDate"].map(|end| theirs[key][end].as_str().map(str::to_owned));
            match ours {
                Some(ours) => wanted == ours.clone().map(Some),
                None => wanted == [None, None],
            }
        })
    })
}

pub(super) fn durations(case: &Case) -> Verdict {
    let found: Vec<_> = durations_with(&case.input, OPTIONS).into_iter().map(|d| (case.chars(&d.range), d)).collect();
    case.judge(&found, |ours, theirs| {
        let seconds = theirs["PastResolution"]["duration"].as_str();
        // The extractor's cases have no values.
        seconds.is_none_or(|s| ours.in_seconds().is_some_and(|o| o.to_f64().to_string() == s))
    })
}

pub(super) fn duckling_duration(case: &Case) -> Verdict {
    let found: Vec<_> = durations_with(&case.input, OPTIONS).into_iter().map(|d| (case.chars(&d.range), d)).collect();
    case.judge(&found, |ours, theirs| {
        let value = match theirs["unit"].as_str() {
            Some("year") => months(ours, 12.0),
            Some("month") => months(ours, 1.0),
            Some("day") => seconds(ours, 86_400.0),
            Some("hour") => seconds(ours, 3600.0),
            Some("minute") => seconds(ours, 60.0),
            Some("second") => seconds(ours, 1.0),
            _ => None,
        };
        value.is_some_and(|v| close(v, &theirs["value"]))
    })
}

fn months(d: &Duration, each: f64) -> Option<f64> {
    (d.seconds.to_f64() == 0.0).then(|| d.months.to_f64() / each)
}

/// Parts of months count thirty days a month there.
fn seconds(d: &Duration, each: f64) -> Option<f64> {
    Some((d.months.to_f64() * 30.0 * 86_400.0 + d.seconds.to_f64()) / each)
}
