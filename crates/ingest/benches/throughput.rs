//! MB of file per second of one processor: `cargo bench -p baokan-ingest`, or `… -- FILE` for a UTF-8 file of your own.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/clock.rs"]
mod clock;
#[path = "../tests/texts/mod.rs"]
mod texts;

use std::hint::black_box;

use baokan_ingest::{Encoding, ReadOptions, detect, read_bytes, regions};

/// Bytes of UTF-8 that each measurement works on.
const SIZE: usize = 32 << 20;

fn main() {
    let own = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let sample = match own {
        Some(path) => std::fs::read_to_string(path).unwrap(),
        None => texts::HANT.iter().map(|t| format!("## 小標題\n\n{t}\n\n")).collect(),
    };
    let text = sample.repeat(SIZE.div_ceil(sample.len()));
    println!("{:<14}{:>8}{:>12}{:>12}{:>12}{:>12}", "encoding", "MB", "detect", "read", "read 1 % bad", "regions");
    for &encoding in Encoding::ALL {
        let Some(bytes) = texts::encode(&text, encoding) else { continue };
        let mut damaged = bytes.clone();
        damaged.iter_mut().skip(100).step_by(200).for_each(|b| *b = 0xFF);
        let given = ReadOptions::default();
        let options = ReadOptions { encoding: Some(encoding), ..given };
        let file = read_bytes(bytes.clone(), "bench", &options).unwrap();
        println!(
            "{:<14}{:>8.1}{:>12.0}{:>12.0}{:>12.0}{:>12.0}",
            encoding.label(),
            bytes.len() as f64 / 1e6,
            rate(bytes.len(), || (), |()| _ = black_box(detect(&bytes))),
            rate(bytes.len(), || bytes.clone(), |b| drop(black_box(read_bytes(b, "bench", &ReadOptions::default())))),
            rate(bytes.len(), || damaged.clone(), |b| drop(black_box(read_bytes(b, "bench", &options)))),
            rate(bytes.len(), || (), |()| drop(black_box(regions(&file.source)))),
        );
    }
}

/// The best of five, in MB/s.
fn rate<T>(bytes: usize, input: impl Fn() -> T, work: impl Fn(T)) -> f64 {
    let best = (0..5).map(|_| {
        let input = input();
        let start = clock::clock();
        work(input);
        clock::clock() - start
    });
    // The system counts in ticks; what takes less than one is faster than can be told here.
    bytes as f64 / 1e6 / best.fold(f64::MAX, f64::min).max(1e-3)
}
