//! Throughput of each stage and of the whole, on one thread, in MB (10^6 bytes of input) a second.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baokan::corpus_model::Document;
use baokan::export::{Format, wire};
use baokan::extract::{BUILTIN, Context};
use baokan::ingest::{ReadOptions, read_bytes};
use baokan::normalize::{Options, normalize};
use baokan::segment::segment;

use crate::{cases, list, shared};

/// Every set is run at least so long and so often; the fastest run counts.
const AT_LEAST: Duration = Duration::from_secs(2);
const RUNS: usize = 3;

/// A set of texts under a name.
struct Set {
    name: String,
    texts: Vec<Vec<u8>>,
}

/// Measures the named files, or what there is: cases, samples, OCR pages, reports, statutes.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    if cfg!(debug_assertions) {
        eprintln!("this is a build for debugging: figures mean nothing");
    }
    let sets = if args.is_empty() { sets() } else { vec![set("files", args.iter().map(PathBuf::from).collect())?] };
    println!(
        "{:14} {:>9} {:>9} {:>9} {:>9}  MB/s of each stage and its share of the time",
        "set", "texts", "MB", "texts/min", "MB/s"
    );
    for set in sets.iter().filter(|s| !s.texts.is_empty()) {
        measure(set)?;
    }
    if let Some(peak) = peak_memory() {
        println!("peak memory {peak}");
    }
    Ok(())
}

fn sets() -> Vec<Set> {
    let mut named = vec![("cases", cases().into_iter().filter(|p| p.is_file()).collect())];
    // Newspaper pages of our own, as two engines read them.
    let pages = list(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/pages"));
    for (name, file) in [("boxes", "rapidocr.json.gz"), ("hOCR", "tesseract.hocr.gz")] {
        let read = pages.iter().flat_map(|p| ["s1", "s2"].map(|s| p.join(s).join(file)));
        named.push((name, read.filter(|p| p.is_file()).collect::<Vec<_>>()));
    }
    if let Some(shared) = shared::folder("real texts") {
        named.push(("samples", list(&shared.join("samples"))));
        let pages = list(&shared.join("ocr"));
        let pages = pages.iter().flat_map(|p| ["s1", "s2"].map(|s| p.join(s).join("tesseract.txt")));
        named.push(("ocr pages", pages.collect()));
        named.push(("reports", list(&shared.join("corpus/gwr"))));
        named.push(("statutes", list(&shared.join("corpus/laws"))));
    }
    named.into_iter().filter_map(|(name, paths)| set(name, paths).map_err(|e| eprintln!("{e}")).ok()).collect()
}

fn set(name: &str, paths: Vec<PathBuf>) -> Result<Set, String> {
    let read = |p: &Path| fs::read(p).map_err(|e| format!("{}: {e}", p.display()));
    Ok(Set { name: name.to_owned(), texts: paths.iter().map(|p| read(p)).collect::<Result<_, _>>()? })
}

/// Time by stage, and by extractor.
#[derive(Clone, Default)]
struct Times {
    stages: BTreeMap<(usize, &'static str), Duration>,
}

impl Times {
    fn add<T>(&mut self, order: usize, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        *self.stages.entry((order, name)).or_default() += start.elapsed();
        result
    }

    fn total(&self) -> Duration {
        self.stages.values().sum()
    }
}

fn measure(set: &Set) -> Result<(), String> {
    let bytes: usize = set.texts.iter().map(Vec::len).sum();
    let start = Instant::now();
    let mut best: Option<Times> = None;
    let mut runs = 0;
    while runs < RUNS || (start.elapsed() < AT_LEAST && runs < 1000) {
        let mut times = Times::default();
        for text in &set.texts {
            once(text, &mut times)?;
        }
        if best.as_ref().is_none_or(|b| times.total() < b.total()) {
            best = Some(times);
        }
        runs += 1;
    }
    let best = best.unwrap_or_default();
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
    let share = |time: Duration| 100.0 * time.as_secs_f64() / best.total().as_secs_f64().max(1e-9);
    let (mb, whole) = (bytes as f64 / 1e6, rate(best.total()));
    let extractors: Vec<_> = best.stages.iter().filter(|((order, _), _)| *order >= EXTRACT).collect();
    let extract: Duration = extractors.iter().map(|(_, t)| **t).sum();
    let cell = |name: &str, t: Duration| format!("{name} {:.1} ({:.0} %)", rate(t), share(t));
    let stages = best.stages.iter().filter(|((order, _), _)| *order < EXTRACT);
    let mut cells: Vec<String> = stages.map(|((_, name), t)| cell(name, *t)).collect();
    cells.insert(cells.len().saturating_sub(1), cell("extract", extract));
    let minute = 60.0 * set.texts.len() as f64 / best.total().as_secs_f64().max(1e-9);
    println!("{:14} {:>9} {mb:>9.2} {minute:>9.0} {whole:>9.2}  {}", set.name, set.texts.len(), cells.join(", "));
    let cells: Vec<String> = extractors.iter().map(|((_, name), t)| format!("{name} {:.0} %", share(**t))).collect();
    println!("{:56}  of which {}", "", cells.join(", "));
    Ok(())
}

/// Extractors are counted from here on.
const EXTRACT: usize = 10;

fn once(text: &[u8], times: &mut Times) -> Result<(), String> {
    let bytes = text.to_vec();
    let read = times.add(0, "ingest", || read_bytes(bytes, "text.txt", &ReadOptions::default()));
    let mut doc: Document = read.map_err(|e| e.to_string())?.into_document();
    times.add(1, "normalize", || normalize(&mut doc, &Options::default()));
    times.add(2, "segment", || segment(&mut doc));
    // Extractors share what was scanned: whoever asks first pays for it.
    let text = doc.text.as_str().to_owned();
    let cx = Context::new(&text);
    for (i, extractor) in BUILTIN.iter().enumerate() {
        times.add(EXTRACT + i, extractor.name(), || extractor.extract(&mut doc, &cx));
    }
    let written = times.add(3, "export", || {
        let mut out = Vec::new();
        let mut writer = Format::Jsonl.writer(&mut out, true);
        let done = writer.document(&wire(&doc)).and_then(|()| writer.finish());
        drop(writer);
        done.map(|()| out.len())
    });
    written.map(|_| ()).map_err(|e| e.to_string())
}

/// What the system says of this process, where it says it.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(format!("{:.0} MB", kib * 1024.0 / 1e6))
}
