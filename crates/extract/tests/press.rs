//! Our own suites: press text with the numbers and times that it states, and with none.

use baokan_extract::numeral::{NumeralKind, Rational, numerals};
use baokan_extract::quantity::quantities;
use baokan_extract::timex::{Options, PartialDate, resolve_text};

/// Rows of a suite, without comments.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// Compares all rows and lists those that differ.
fn check(table: &str, texts: usize, read: impl Fn(&[&str]) -> Vec<String>) {
    let mut wrong = Vec::new();
    for row in rows(table) {
        assert_eq!(row.len(), texts + 2, "columns of {row:?}");
        let found = read(&row[..texts]);
        let found = if found.is_empty() { "-".to_owned() } else { found.join("|") };
        if found != row[texts] {
            wrong.push(format!("{}: {found}, not {} ({})", row[..texts].join(" "), row[texts], row[texts + 1]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn number(value: Rational) -> String {
    let decimal = value.to_f64().to_string();
    // What has no end as a decimal is told as a fraction.
    let ends = [2, 5].iter().fold(value.denominator(), |mut d, p| {
        while d % p == 0 {
            d /= p;
        }
        d
    });
    if ends == 1 && decimal.len() < 16 { decimal } else { format!("{}/{}", value.numerator(), value.denominator()) }
}

#[test]
fn numerals_of_the_press() {
    check(include_str!("press/numerals.tsv"), 1, |row| {
        numerals(row[0])
            .into_iter()
            .map(|n| {
                let value = match (n.value, n.kind) {
                    (None, _) => "?".to_owned(),
                    (Some(v), NumeralKind::Fraction) => format!("{}/{}", v.numerator(), v.denominator()),
                    (Some(v), NumeralKind::Percent) => format!("{}%", number(v)),
                    (Some(v), _) => number(v),
                };
                format!("{}={value}", &row[0][n.range])
            })
            .collect()
    });
}

#[test]
fn quantities_of_the_press() {
    check(include_str!("press/quantities.tsv"), 1, |row| {
        quantities(row[0])
            .into_iter()
            .filter(|q| !q.unit.is_empty())
            .map(|q| format!("{} {} {}", q.value.map_or("?".to_owned(), number), q.unit, q.approx.as_str()))
            .collect()
    });
}

#[test]
fn times_of_the_press() {
    check(include_str!("press/times.tsv"), 2, |row| {
        let reference = PartialDate::parse(row[0]);
        resolve_text(row[1], reference, Options::default())
            .into_iter()
            .filter(|(t, _)| t.expression.is_calendar())
            .map(|(t, r)| format!("{}={}", &row[1][t.range], r.value.as_deref().unwrap_or("?")))
            .collect()
    });
}
