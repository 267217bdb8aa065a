//! Prints the statistics and dates of paragraphs, one JSON-like line each: `figures [YYYY[-MM[-DD]]] < paragraphs.txt`.
//! A line `@NAME` sets the article that the next lines belong to.
use std::io::{BufRead, Write};

use baokan_extract::statistics::figures;
use baokan_extract::timex::{PartialDate, resolve, timexes};

fn main() -> std::io::Result<()> {
    let reference = std::env::args().nth(1).and_then(|a| PartialDate::parse(&a));
    let mut out = std::io::stdout().lock();
    let mut article = String::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if let Some(name) = line.strip_prefix('@') {
            article = name.to_owned();
            continue;
        }
        for f in figures(&line, reference) {
            let part = |r: &std::ops::Range<usize>| line.get(r.clone()).unwrap_or("");
            writeln!(
                out,
                "S\t{article}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                part(&f.clause),
                f.indicator,
                f.value.map_or_else(|| "null".to_owned(), |v| v.to_string()),
                f.unit.as_deref().unwrap_or(""),
                f.measure,
                f.direction.map_or("", |d| d.as_str()),
                f.basis.as_deref().unwrap_or(""),
                f.approx,
                f.period.as_ref().map_or("", |(v, _)| v),
                f.subject.as_ref().map_or("", part),
                f.modality,
                f.implausible.as_deref().unwrap_or("")
            )?;
        }
        for t in timexes(&line).into_iter().filter(|t| t.expression.is_calendar()) {
            let value = resolve(&t.expression, reference, None).value.unwrap_or_default();
            writeln!(out, "D\t{article}\t{}\t{value}", line.get(t.range).unwrap_or(""))?;
        }
    }
    Ok(())
}
