//! Where the time of the stage goes: throughput of every rule alone, of reading blocks, and of all together.
//!
//! `cargo run --release -p baokan-normalize --example rule_times -- [--clean] [--hant] [--one NAME] FILES…`
//! reads all files as one text each; `--clean` measures on their repaired texts, on which nothing is left to do;
//! `--hant` on copies converted to Traditional; `--one` measures one line of the list only. Figures are MB (10^6 bytes) a second, the best of several runs.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use baokan_corpus_model::{Document, Source};
use baokan_normalize::script::{Config, Converter, detect};
use baokan_normalize::{Options, Registry, Scan, layout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut clean, mut hant, mut one, mut texts) = (false, false, None, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--clean" => clean = true,
            "--hant" => hant = true,
            "--one" => one = args.next(),
            file => texts.push(String::from_utf8_lossy(&std::fs::read(file)?).into_owned()),
        }
    }
    let registry = Registry::builtin();
    if clean {
        for text in &mut texts {
            let mut doc = document(text)?;
            registry.repair(&mut doc, &Options::default());
            *text = doc.text.as_str().to_owned();
        }
    }
    if hant {
        texts = texts.iter().map(|t| Converter::builtin(Config::S2t).convert(t)).collect();
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{:24} {:>8.1} MB in {} texts", "", bytes as f64 / 1e6, texts.len());
    let time = |name: &str, work: &mut dyn FnMut()| {
        if one.as_deref().is_some_and(|one| one != name) {
            return;
        }
        let (begin, mut best, mut runs) = (Instant::now(), Duration::MAX, 0);
        while runs < 3 || begin.elapsed() < Duration::from_millis(700) {
            let start = Instant::now();
            work();
            best = best.min(start.elapsed());
            runs += 1;
        }
        println!("{name:24} {:8.1}", bytes as f64 / 1e6 / best.as_secs_f64());
    };
    let documents = texts.iter().map(|t| document(t)).collect::<Result<Vec<_>, _>>()?;
    time("copy", &mut || {
        black_box(documents.clone());
    });
    time("scan", &mut || documents.iter().for_each(|d| drop(black_box(Scan::new(d.text.as_str())))));
    time("detect", &mut || {
        documents.iter().for_each(|d| {
            black_box(detect(d.text.as_str()));
        });
    });
    time("lines", &mut || documents.iter().for_each(|d| drop(black_box(layout::lines(d)))));
    time("blocks", &mut || documents.iter().for_each(|d| drop(black_box(layout::blocks(d)))));
    for rule in registry.rules() {
        let name = rule.meta().name;
        let options = Options { only: vec![name.to_owned()], ..Options::default() };
        time(name, &mut || documents.clone().iter_mut().for_each(|d| registry.repair(d, &options)));
    }
    time("all", &mut || documents.clone().iter_mut().for_each(|d| registry.normalize(d, &Options::default())));
    Ok(())
}

fn document(text: &str) -> Result<Document, Box<dyn std::error::Error>> {
    Ok(Document::new(Arc::new(Source::from_text(text, "timed")?)))
}
