//! Measures the scanners on one thread: `speed FILE…`, in MB (10^6 bytes) a second, the fastest of five runs.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use baokan_extract::{numeral, quantity, timex};

/// Counts what it finds in a paragraph.
type Scanner = fn(&str) -> usize;

fn main() -> std::io::Result<()> {
    let texts: Vec<String> = std::env::args().skip(1).map(std::fs::read_to_string).collect::<std::io::Result<_>>()?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let scanners: [(&str, Scanner); 4] = [
        ("numerals", |t| numeral::numerals(t).len()),
        ("quantities", |t| quantity::quantities(t).len()),
        ("times", |t| timex::timexes(t).len()),
        ("durations", |t| timex::durations(t).len()),
    ];
    for (name, scan) in scanners {
        let mut best = f64::INFINITY;
        let mut found = 0;
        for _ in 0..5 {
            let start = Instant::now();
            // By paragraph, as the pipeline does.
            found = texts.iter().flat_map(|t| t.lines()).map(scan).sum();
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!("{name:10} {:7.1} MB/s  {found} found in {:.1} MB", bytes as f64 / 1e6 / best, bytes as f64 / 1e6);
    }
    Ok(())
}
