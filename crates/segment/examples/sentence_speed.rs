//! Times the sentence splitter: `cargo run --release -p baokan-segment --example sentence_speed -- FILES…`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    for path in std::env::args().skip(1) {
        text.push_str(&std::fs::read_to_string(path)?);
    }
    // One block a line, as paragraphs are.
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(at..at + line.len());
        at += line.len();
    }
    let mut best = f64::MAX;
    let mut count = 0;
    for _ in 0..5 {
        let start = Instant::now();
        count = blocks.iter().map(|b| baokan_segment::sentences(&text, b.clone()).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!(
        "{} bytes, {} blocks, {count} sentences, {:.0} MB/s",
        text.len(),
        blocks.len(),
        text.len() as f64 / best / 1e6
    );
    Ok(())
}
