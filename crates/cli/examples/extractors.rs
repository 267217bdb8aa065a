//! Measures the extractors on texts that have been repaired and segmented: `extractors [--runs N] [--grow] FILE…`.
//!
//! Prints MB (10^6 bytes of repaired text) a second of all extractors together, by the time that they have the processor, and
//! the share of each. `--grow` takes each file as a seed, repeats it to 1, 2, 4 and 8 MB, and
//! prints the time for each size: what is linear doubles.
#![allow(clippy::print_stdout)]

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use baokan::corpus_model::{Article, Block, BlockKind, Confidence, Document, Source, TextRange};
use baokan::extract::{BUILTIN, Context, Extractor};
use baokan::ingest::{ReadOptions, read_bytes};
use baokan::normalize::{Options, normalize};
use baokan::segment::segment;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let (mut runs, mut grow, mut files) = (15u32, false, Vec::new());
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
    let documents: Vec<Document> = files.iter().map(|f| prepared(std::fs::read(f)?)).collect::<Result<_, _>>()?;
    let bytes: usize = documents.iter().map(|d| d.text.as_str().len()).sum();
    let (mut least, mut shares) = (Duration::MAX, vec![Duration::ZERO; BUILTIN.len()]);
    for _ in 0..BATCHES {
        let (before, start) = (on_cpu(), Instant::now());
        // A copy each time, which is small beside the work: documents that all lie ready would be far from the processor.
        for doc in (0..runs).flat_map(|_| &documents) {
            shares.iter_mut().zip(once(&mut doc.clone())).for_each(|(sum, time)| *sum += time);
        }
        let spent = on_cpu().zip(before).map_or(start.elapsed(), |(after, before)| after - before);
        least = least.min(spent / runs);
    }
    let all: Duration = shares.iter().sum();
    let cell = |(e, t): (&&dyn Extractor, &Duration)| {
        format!("{} {:.0} %", e.name(), 100.0 * t.as_secs_f64() / all.as_secs_f64().max(1e-9))
    };
    let cells: Vec<String> = BUILTIN.iter().zip(&shares).map(cell).collect();
    let rate = bytes as f64 / 1e6 / least.as_secs_f64().max(1e-9);
    println!("{rate:.2} MB/s  {:.2} MB in {} texts  {}", bytes as f64 / 1e6, files.len(), cells.join("  "));
    Ok(())
}

/// How often the runs are repeated; the fastest counts.
const BATCHES: usize = 5;

/// The time that this process has had a processor for, where the system tells: the machine may be busy with other work.
fn on_cpu() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// A text as the stages before leave it.
fn prepared(bytes: Vec<u8>) -> Result<Document, Failure> {
    let mut doc = read_bytes(bytes, "text.txt", &ReadOptions::default())?.into_document();
    normalize(&mut doc, &Options::default());
    segment(&mut doc);
    Ok(doc)
}

/// The time of each extractor; whoever asks first for what they share pays for it.
fn once(doc: &mut Document) -> Vec<Duration> {
    let text = doc.text.as_str().to_owned();
    let cx = Context::new(&text);
    let run = |e: &&dyn Extractor| {
        let start = Instant::now();
        e.extract(doc, &cx);
        start.elapsed()
    };
    BUILTIN.iter().map(run).collect()
}

/// The time of all extractors over one article of growing size, a block for each line of the file: a file of one line makes
/// one block.
fn growth(file: &str) -> Result<(), Failure> {
    let seed = std::fs::read_to_string(file)?;
    let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy().into_owned();
    for size in [1, 2, 4, 8] {
        let times = seed.len().max(1);
        let text = seed.repeat((size * 1_000_000usize).div_ceil(times));
        let mut doc = article(text)?;
        let start = Instant::now();
        let each = once(&mut doc);
        let cells = BUILTIN.iter().zip(&each).map(|(e, t)| format!("{} {:.2}", e.name(), t.as_secs_f64()));
        let cells: Vec<_> = cells.collect();
        println!("{name:16} {size:3} MB {:8.2} s  {}", start.elapsed().as_secs_f64(), cells.join("  "));
    }
    Ok(())
}

/// One article whose paragraphs are the lines of the text.
fn article(text: String) -> Result<Document, Failure> {
    let mut doc = Document::new(Arc::new(Source::from_text(text.clone(), "text.txt")?));
    let mut article = Article { range: doc.text.range(), ..Article::default() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = TextRange::from_usize(start..start + line.trim_end().len()).ok_or("too long")?;
        let (confidence, rule) = (Confidence::per_mille(1000), Cow::Borrowed("given"));
        article.blocks.push(doc.blocks.len());
        doc.blocks.push(range, Block { kind: BlockKind::Paragraph, level: 0, confidence, rule, group: None })?;
        start += line.len();
    }
    doc.articles.push(article);
    Ok(doc)
}
