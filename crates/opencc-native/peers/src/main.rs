//! Speed of script conversion: our engine, OpenCC, and two ports of it, on the same texts in one run.
//!
//! One thread. Engines take turns, round after round, so that whatever else the machine does hits all
//! of them. What is measured is the CPU time of the process: on a shared machine the clock on the
//! wall says more about the neighbours. MB are 10^6 bytes of input.

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs};

use baokan_corpus_model::{Document, Source};
use baokan_normalize::script::{Aligned, Config, Convert, Converter};
use baokan_normalize::{Options, Registry, Target};
use baokan_opencc_native::NativeConverter;
use cpu_time::ProcessTime;
use ferrous_opencc::config::BuiltinConfig;

const ROUNDS: usize = 25;

type Run<'a> = Box<dyn Fn(&str) -> String + 'a>;

fn main() -> Result<(), Box<dyn Error>> {
    let data = PathBuf::from(env::var_os("OPENCC_SHARE").ok_or("run `cargo xtask oracle --bench`")?);
    let (what, damaged) = text()?;
    // On a repaired text the whole stage has nothing to do but what the others do.
    let simplified = whole_stage(&damaged);
    let traditional = Converter::builtin(Config::S2t).convert(&simplified);
    for (config, text) in [(Config::T2s, &traditional), (Config::S2t, &simplified)] {
        println!("\n{config}: {what}, {:.1} MB, {ROUNDS} rounds", text.len() as f64 / 1e6);
        measure(&engines(config, &data)?, text);
    }
    println!("\nthe whole stage: the text as it came, {:.1} MB", damaged.len() as f64 / 1e6);
    measure(&engines(Config::T2s, &data)?, &damaged);
    println!("\nnothing to do: t2s on the Simplified text, {:.1} MB", simplified.len() as f64 / 1e6);
    measure(&engines(Config::T2s, &data)?, &simplified);
    Ok(())
}

/// OpenCC comes first: the others are compared with it.
fn engines(config: Config, data: &Path) -> Result<Vec<(&'static str, Run<'static>)>, Box<dyn Error>> {
    let ours = Converter::builtin(config);
    let native = NativeConverter::open(config, data)?;
    let mut fmmseg = opencc_fmmseg::OpenCC::new();
    fmmseg.set_parallel(false);
    let ferrous = ferrous_opencc::OpenCC::from_config(match config {
        Config::T2s => BuiltinConfig::T2s,
        _ => BuiltinConfig::S2t,
    })?;
    let mut engines: Vec<(&'static str, Run<'static>)> = vec![
        ("OpenCC C++", Box::new(move |text| native.convert(text).unwrap_or_default())),
        (
            "opencc-fmmseg",
            Box::new(move |text| match config {
                Config::T2s => fmmseg.t2s(text, false),
                _ => fmmseg.s2t(text, false),
            }),
        ),
        ("ferrous-opencc", Box::new(move |text| ferrous.convert(text))),
        ("baokan", Box::new(|text| ours.convert(text))),
        ("baokan, edits too", Box::new(|text| with_edits(ours, text))),
    ];
    if config == Config::T2s {
        engines.push(("baokan, all rules", Box::new(whole_stage)));
    }
    Ok(engines)
}

/// All rules and the reading of blocks, with every edit traced.
fn whole_stage(text: &str) -> String {
    let Ok(source) = Source::from_text(text, "timed") else { return String::new() };
    let mut doc = Document::new(Arc::new(source));
    Registry::builtin().normalize(&mut doc, &Options { target: Target::Hans, ..Options::default() });
    doc.text.as_str().to_owned()
}

/// The text and the list of what was changed, with both places, which no other engine can tell.
fn with_edits(converter: &Converter, text: &str) -> String {
    let (mut out, mut edits) = (String::new(), Vec::new());
    converter.convert_aligned(text, &mut out, |piece| {
        let Aligned { from, to, phrase, ambiguous } = piece;
        edits.push((from.start as u32, from.end as u32, to.start as u32, phrase, ambiguous));
    });
    black_box(edits);
    out
}

fn measure(engines: &[(&'static str, Run<'_>)], text: &str) {
    let mut times = vec![Vec::new(); engines.len()];
    let mut outputs = vec![String::new(); engines.len()];
    for _ in 0..ROUNDS {
        for ((times, output), (_, run)) in times.iter_mut().zip(&mut outputs).zip(engines) {
            let start = ProcessTime::now();
            let converted = black_box(run(black_box(text)));
            times.push(start.elapsed());
            *output = converted;
        }
    }
    let rate = |time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
    times.iter_mut().for_each(|times| times.sort());
    let best = |n: usize| rate(times[n][0]);
    println!(
        "{:<18} {:>9} {:>9} {:>9} {:>9} {:>9}  same bytes",
        "MB/s", "best", "median", "worst", "x OpenCC", "x fmmseg"
    );
    for (n, (name, _)) in engines.iter().enumerate() {
        let (median, worst) = (rate(times[n][ROUNDS / 2]), rate(times[n][ROUNDS - 1]));
        let (native, fmmseg) = (best(n) / best(0), best(n) / best(1));
        let same = if outputs[n] == outputs[0] { "yes" } else { "no" };
        println!("{name:<18} {:>9.0} {median:>9.0} {worst:>9.0} {native:>9.2} {fmmseg:>9.2}  {same}", best(n));
    }
}

/// Reports of three decades where the shared corpus is at hand, else our own cases, repeated.
fn text() -> Result<(&'static str, String), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let reports = read_all(&root.join("../shared/corpus/gwr"));
    if !reports.is_empty() {
        return Ok(("government work reports", reports));
    }
    eprintln!("no corpus beside the repository: our own cases are repeated");
    let cases = read_all(&root.join("fixtures/cases"));
    if cases.is_empty() {
        return Err("no texts".into());
    }
    Ok(("our cases, repeated", cases.repeat(2_000_000 / cases.len() + 1)))
}

/// All files `*.txt` and `input.md` below a folder, in the order of their paths.
fn read_all(folder: &Path) -> String {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    let read = |path: &PathBuf| match path.extension().and_then(|e| e.to_str()) {
        _ if path.is_dir() => read_all(path),
        Some("txt" | "md") => fs::read_to_string(path).unwrap_or_default(),
        _ => String::new(),
    };
    paths.iter().map(read).collect()
}
