//! Measures the extractors on texts that have been repaired and segmented: `extractors [--runs N] [--grow] FILE…`.
//!
//! Prints MB (10^6 bytes of repaired text) a second for each extractor and for all together; of N runs of each document the
//! fastest counts, since the machine may be busy. `--grow` takes each file as a seed, repeats it to 1, 2, 4 and 8 MB, and
//! prints the time for each size: what is linear doubles.
#![allow(clippy::print_stdout)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use baokan::corpus_model::{Document, Source};
use baokan::extract::{BUILTIN, Context};
use baokan::ingest::{ReadOptions, read_bytes};
use baokan::normalize::{Options, normalize};
use baokan::segment::segment;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let (mut runs, mut grow, mut files) = (15, false, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--runs" => runs = args.next().ok_or("--runs needs a number")?.parse()?,
            "--grow" => grow = true,
            _ => files.push(arg),
        }
    }
    if grow {
        return files.iter().try_for_each(|file| growth(file));
    }
    let mut total = vec![Duration::ZERO; BUILTIN.len()];
    let mut bytes = 0;
    for file in &files {
        let document = prepared(std::fs::read(file)?)?;
        bytes += document.text.as_str().len();
        let mut best: Option<Vec<Duration>> = None;
        for _ in 0..runs {
            let times = once(document.clone());
            let sum = |t: &[Duration]| t.iter().sum::<Duration>();
            if best.as_ref().is_none_or(|b| sum(&times) < sum(b)) {
                best = Some(times);
            }
        }
        total.iter_mut().zip(best.unwrap_or_default()).for_each(|(sum, time)| *sum += time);
    }
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
    let cells = BUILTIN.iter().zip(&total).map(|(e, t)| format!("{} {:.1}", e.name(), rate(*t)));
    let all: Duration = total.iter().sum();
    println!("all {:.2} MB/s  {:.2} MB  {}", rate(all), bytes as f64 / 1e6, cells.collect::<Vec<_>>().join("  "));
    Ok(())
}

/// A text as the stages before leave it.
fn prepared(bytes: Vec<u8>) -> Result<Document, Failure> {
    let mut doc = read_bytes(bytes, "text.txt", &ReadOptions::default())?.into_document();
    normalize(&mut doc, &Options::default());
    segment(&mut doc);
    Ok(doc)
}

/// The time of each extractor; whoever asks first for what they share pays for it.
fn once(mut doc: Document) -> Vec<Duration> {
    let text = doc.text.as_str().to_owned();
    let cx = Context::new(&text);
    let run = |e: &&dyn baokan::extract::Extractor| {
        let start = Instant::now();
        e.extract(&mut doc, &cx);
        start.elapsed()
    };
    BUILTIN.iter().map(run).collect()
}

/// The time of all extractors over one block of growing size, as no earlier stage has cut it, and over lines.
fn growth(file: &str) -> Result<(), Failure> {
    let seed = std::fs::read_to_string(file)?;
    let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy().into_owned();
    for size in [1, 2, 4, 8] {
        let times = seed.len().max(1);
        let text = seed.repeat((size * 1_000_000usize).div_ceil(times));
        let start = Instant::now();
        let each = once(Document::new(Arc::new(Source::from_text(text, "text.txt")?)));
        let cells = BUILTIN.iter().zip(&each).map(|(e, t)| format!("{} {:.2}", e.name(), t.as_secs_f64()));
        let cells: Vec<_> = cells.collect();
        println!("{name:16} {size:3} MB {:8.2} s  {}", start.elapsed().as_secs_f64(), cells.join("  "));
    }
    Ok(())
}
