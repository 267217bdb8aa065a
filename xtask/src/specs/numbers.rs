//! Numbers, percentages, money and measures.

use baokan::corpus_model::Approx;
use baokan::extract::numeral::{self, Collectives, NumeralKind, Options, Rational, Scope, Strictness, numerals_with};
use baokan::extract::quantity::{Dimension, Quantity, RangeEnd, measured, quantities_with};
use serde_json::Value;

use super::Verdict;
use super::case::{Case, close};

fn options(collectives: Collectives) -> Options {
    Options { scope: Scope::Everything, collectives }
}

pub(super) fn number(case: &Case) -> Verdict {
    let found: Vec<_> = numerals_with(&case.input, options(Collectives::Dozens))
        .into_iter()
        .filter_map(|n| {
            // Its model of numbers reads the number of a percentage only.
            let percent = matches!(n.kind, NumeralKind::Percent | NumeralKind::Permille);
            let range = n.numerator.clone().filter(|_| percent).unwrap_or(n.range);
            Some((case.chars(&range), n.value?.to_f64()))
        })
        // Nor a number with a percent sign.
        .filter(|(at, _)| !matches!(case.input.chars().nth(at.end), Some('%' | '％')))
        .collect();
    case.judge(&found, |ours, theirs| close(*ours, &theirs["value"]))
}

pub(super) fn ordinal(case: &Case) -> Verdict {
    let found: Vec<_> = numerals_with(&case.input, options(Collectives::Units))
        .into_iter()
        .filter(|n| n.ordinal)
        .filter_map(|n| {
            let at = case.chars(&n.range);
            Some((at.start - 1..at.end, n.value?.to_f64()))
        })
        .collect();
    case.judge(&found, |ours, theirs| close(*ours, &theirs["value"]))
}

pub(super) fn percent(case: &Case) -> Verdict {
    let found: Vec<_> = quantities_with(&case.input, options(Collectives::Units))
        .into_iter()
        .filter_map(|q| {
            let value = q.value?.to_f64();
            let value = match q.dimension {
                Dimension::Percent | Dimension::Point => value,
                Dimension::Permille if q.unit == "‰" => value / 10.0,
                _ if q.rate => value * 100.0,
                _ => return None,
            };
            Some((case.chars(&q.amount), value))
        })
        .collect();
    case.judge(&found, |ours, theirs| close(*ours, &theirs["value"]))
}

pub(super) fn currency(case: &Case) -> Verdict {
    let found: Vec<_> = quantities_with(&case.input, options(Collectives::Units))
        .into_iter()
        .filter(|q| q.dimension == Dimension::Money)
        .filter_map(|q| Some((case.chars(&q.amount), (q.value?.to_f64(), q.currency))))
        .collect();
    // Signs and coins without a country have no code in either.
    case.judge(&found, |(ours, code), theirs| {
        close(*ours, &theirs["value"]) && *code == theirs.get("isoCurrency").and_then(Value::as_str)
    })
}

/// Names of units in the suites, and ours.
const UNITS: &[(&str, &str)] = &[
    ("Mu", "亩"),
    ("Kilogram", "公斤"),
    ("Gram", "克"),
    ("Microgram", "微克"),
    ("Centimeter", "厘米"),
    ("Centimetre", "厘米"),
    ("Meter", "米"),
    ("Metre", "米"),
    ("Kilometer", "公里"),
    ("Kilometre", "公里"),
    ("Foot", "英尺"),
    ("Inch", "英寸"),
    ("Mile", "英里"),
    ("Ton", "吨"),
    ("Jin", "斤"),
    ("Liang", "两"),
    ("Kilobit", "千比特"),
    ("Megabyte", "兆字节"),
    ("Kilobyte", "千字节"),
    ("Megahertz", "兆赫兹"),
    ("Hertz", "赫兹"),
    ("Kilowatt", "千瓦"),
    ("Kilocalorie", "千卡"),
    ("Cent", "分"),
    ("Dollar", "元"),
    ("CNY", "元"),
    ("HKD", "港元"),
];

fn ours(name: &Value) -> Option<&'static str> {
    UNITS.iter().find(|(theirs, _)| name.as_str() == Some(theirs)).map(|(_, ours)| *ours)
}

pub(super) fn dimension(case: &Case) -> Verdict {
    let found: Vec<_> = quantities_with(&case.input, options(Collectives::Units))
        .into_iter()
        .filter(|q| {
            use Dimension::{Area, Data, Energy, Length, Mass, Physical, Power, Volume};
            matches!(q.dimension, Length | Area | Mass | Volume | Data | Power | Energy | Physical)
        })
        .filter_map(|q| Some((case.chars(&q.amount), (q.value?.to_f64(), q.unit))))
        .collect();
    case.judge(&found, |(value, unit), theirs| {
        let wanted = ours(&theirs["unit"]);
        let same = wanted.is_some_and(|w| w == unit || measured(w).is_some() && measured(w) == measured(unit));
        same && close(*value, &theirs["value"])
    })
}

/// The one span of a case of duckling is its whole input.
fn whole(case: &Case, q: &Quantity) -> bool {
    case.spans.iter().any(|(span, _)| *span == case.chars(&q.range))
}

pub(super) fn duckling_numeral(case: &Case) -> Verdict {
    let options = options(Collectives::All);
    // The general classifier belongs to the number there.
    let found: Vec<_> = quantities_with(&case.input, options)
        .into_iter()
        .filter(|q| matches!(q.unit.as_str(), "" | "个"))
        .filter_map(|q| Some((case.chars(&q.amount), q.value?.to_f64())))
        .collect();
    case.judge(&found, |ours, theirs| close(*ours, &theirs["value"]))
}

/// A value in the unit that the suite asks for.
fn converted(value: Rational, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(value.to_f64());
    }
    let (a, b) = (measured(from)?, measured(to)?);
    // Cents and dollars of no country: ours are those of the mainland, or of Hong Kong where it has words of its own.
    let same = a.base == b.base || matches!((a.base, b.base), ("CNY", "HKD") | ("HKD", "CNY"));
    value.checked_mul(a.factor)?.checked_div(b.factor).filter(|_| same).map(Rational::to_f64)
}

pub(super) fn duckling_quantity(case: &Case) -> Verdict {
    let all = quantities_with(&case.input, options(Collectives::Units));
    let Some((_, wanted)) = case.spans.first() else { return Verdict::Wrong("no span".to_owned()) };
    let Some(unit) = ours(&wanted["unit"]) else { return Verdict::Wrong("unknown unit".to_owned()) };
    let value = |q: &Quantity| converted(q.value?, &q.unit, unit);
    let same = |q: Option<&Quantity>, theirs: &Value| match q.and_then(value) {
        Some(ours) => close(ours, theirs),
        None => theirs.is_null() && q.is_none(),
    };
    let right = if wanted["type"] == "interval" {
        match all.as_slice() {
            [low, high] if whole(case, low) && low.end == Some(RangeEnd::Low) => {
                same(Some(low), &wanted["from"]) && same(Some(high), &wanted["to"])
            }
            [q] if whole(case, q) && q.approx == Approx::AtLeast => same(Some(q), &wanted["from"]),
            [q] if whole(case, q) && q.approx == Approx::Under => same(Some(q), &wanted["to"]),
            _ => false,
        }
    } else {
        matches!(all.as_slice(), [q] if whole(case, q) && same(Some(q), &wanted["value"]))
    };
    if right { Verdict::Right } else { Verdict::Wrong(format!("{all:?}")) }
}

fn parsed(case: &Case, strictness: Strictness) -> Verdict {
    let ours = numeral::parse(&case.input, strictness).map(Rational::to_f64);
    let right = match (ours, case.spans.first()) {
        (Some(ours), Some((_, theirs))) => close(ours, theirs),
        (None, None) => true,
        _ => false,
    };
    if right { Verdict::Right } else { Verdict::Wrong(format!("{ours:?}")) }
}

pub(super) fn strict(case: &Case) -> Verdict {
    parsed(case, Strictness::Strict)
}

pub(super) fn lenient(case: &Case) -> Verdict {
    parsed(case, Strictness::Lenient)
}

pub(super) fn digits(case: &Case) -> Verdict {
    let ours = numeral::digits(&case.input);
    let theirs = case.spans.first().and_then(|(_, v)| v.as_str());
    if ours.as_deref() == theirs { Verdict::Right } else { Verdict::Wrong(format!("{ours:?}")) }
}
