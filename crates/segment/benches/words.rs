//! Words a second: our segmenter and jieba-rs over the same texts in one run, on one thread.
//!
//! `cargo bench -p baokan-segment --features jieba --bench words [-- FILE…]`. Without files: statutes and work reports of the shared
//! corpus, or a small text of our own where that is not at hand. MB are 10^6 bytes of input; time is what the thread has run,
//! and the fastest of several runs counts.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;
use std::{env, fs};

use baokan_segment::words::{Linear, Model, WordSegmenter};

fn main() {
    // cargo gives `--bench` along.
    let files: Vec<PathBuf> = env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let sets = if files.is_empty() { sets() } else { vec![("files".to_owned(), read(&files))] };
    let (load, model) = best(5, || Model::from_bytes(Linear::SHIPPED_MODEL));
    let Ok(model) = model else { return report("the shipped model cannot be read") };
    let size = Linear::SHIPPED_MODEL.len() as f64 / 1e6;
    report(&format!("model {size:.2} MB, {} n-grams, loaded in {:.1} ms", model.grams(), load * 1e3));
    let ours = Linear::new(model.into());
    let jieba = jieba_rs::Jieba::new();
    report(&format!("{:12} {:>7} {:>12} {:>12} {:>7}", "text", "MB", "ours MB/s", "jieba MB/s", "ratio"));
    for (name, text) in sets {
        let megabytes = text.len() as f64 / 1e6;
        let mut words = Vec::new();
        let mut rates = [0.0f64; 2];
        // In turns, so that both meet the same machine.
        for _ in 0..5 {
            let (ours, _) = best(2, || {
                words.clear();
                ours.cut(black_box(&text), &mut words);
                words.len()
            });
            let (theirs, _) = best(1, || text.lines().map(|l| jieba.cut(black_box(l), true).len()).sum::<usize>());
            rates = [rates[0].max(megabytes / ours), rates[1].max(megabytes / theirs)];
        }
        let [ours, theirs] = rates;
        report(&format!("{name:12} {megabytes:>7.2} {ours:>12.1} {theirs:>12.1} {:>7.2}", ours / theirs));
    }
}

fn sets() -> Vec<(String, String)> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = |name: &str, most: usize| -> String {
        let entries = fs::read_dir(shared.join(name)).into_iter().flatten();
        let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        files.sort();
        files.truncate(most);
        read(&files)
    };
    let (statutes, reports) = (folder("laws", 3), folder("gwr", 60));
    if statutes.is_empty() {
        // Small enough for the caches, which favours a dictionary.
        return vec![("own text".to_owned(), include_str!("../tests/words.txt").replace(' ', "").repeat(200))];
    }
    let sets = [("statutes", statutes), ("reports", reports)];
    sets.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect()
}

fn read(files: &[PathBuf]) -> String {
    files.iter().filter_map(|f| fs::read_to_string(f).ok()).collect()
}

/// The seconds of the fastest run, and what the last one gave.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> (f64, T) {
    let timed = |run: &mut dyn FnMut() -> T| {
        let start = clock();
        let result = run();
        (clock() - start, result)
    };
    let mut best = timed(&mut run);
    for _ in 1..runs {
        let (seconds, result) = timed(&mut run);
        best = (best.0.min(seconds), result);
    }
    best
}

/// Seconds that this thread has run, so that other work on the machine does not count; by the wall where Linux is not.
fn clock() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let on_cpu = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = on_cpu.and_then(|s| s.split_whitespace().next()?.parse::<f64>().ok());
    nanos.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}

#[allow(clippy::print_stdout)] // A benchmark's output is its purpose.
fn report(line: &str) {
    println!("{line}");
}
