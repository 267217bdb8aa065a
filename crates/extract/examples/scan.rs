//! Prints what the scanners find in each line of standard input: line number, kind, start and end in characters, text, value.
use std::io::{BufRead, Write};

use baokan_extract::{numeral, quantity, timex};

fn main() -> std::io::Result<()> {
    let reference = std::env::args().nth(1).and_then(|a| timex::PartialDate::parse(&a));
    let mut out = std::io::stdout().lock();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        let mut print = |kind: &str, range: std::ops::Range<usize>, value: String| {
            let head = line.get(..range.start).unwrap_or("").chars().count();
            let part = line.get(range).unwrap_or("");
            writeln!(out, "{number}\t{kind}\t{head}\t{}\t{part}\t{value}", head + part.chars().count())
        };
        for n in numeral::numerals(&line) {
            print("numeral", n.range, n.value.map_or(String::new(), |v| v.to_f64().to_string()))?;
        }
        for q in quantity::quantities(&line) {
            let value = q.value.map_or(String::new(), |v| v.to_f64().to_string());
            print("quantity", q.range, format!("{value} {}", q.unit))?;
        }
        for t in timex::timexes(&line) {
            print("timex", t.range, timex::resolve(&t.expression, reference, None).value.unwrap_or_default())?;
        }
    }
    Ok(())
}
