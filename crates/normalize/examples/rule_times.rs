//! Where the time of the stage goes: throughput of every rule alone, of reading lines, and of all together.
//!
//! `cargo run --release -p baokan-normalize --example rule_times -- [--clean] [--hant] [--one NAME] FILES…`
//! reads all files as one text each; `--clean` measures on their repaired texts, on which nothing is left to do;
//! `--hant` on copies converted to Traditional; `--one` measures one line of the list only. Figures are MB (10^6 bytes) a second.
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
    // The best time of each text, added up: that hides what else the machine does.
    let documents = texts.iter().map(|t| document(t)).collect::<Result<Vec<_>, _>>()?;
    let time = |name: &str, work: &dyn Fn(Document)| {
        if one.as_deref().is_some_and(|one| one != name) {
            return;
        }
        let mut best = vec![Duration::MAX; documents.len()];
        let (begin, mut runs) = (Instant::now(), 0);
        while runs < 5 || begin.elapsed() < Duration::from_secs(1) {
            for (document, best) in documents.iter().zip(&mut best) {
                let document = document.clone();
                let start = Instant::now();
                work(document);
                *best = start.elapsed().min(*best);
            }
            runs += 1;
        }
        println!("{name:24} {:8.1}", bytes as f64 / 1e6 / best.iter().sum::<Duration>().as_secs_f64());
    };
    time("scan", &|d| drop(black_box(Scan::new(d.text.as_str()))));
    time("detect", &|d| {
        black_box(detect(d.text.as_str()));
    });
    time("lines", &|d| drop(black_box(layout::lines(&d))));
    for rule in registry.rules() {
        let name = rule.meta().name;
        let options = Options { only: vec![name.to_owned()], ..Options::default() };
        time(name, &|mut d| registry.repair(&mut d, &options));
    }
    time("all", &|mut d| registry.normalize(&mut d, &Options::default()));
    Ok(())
}

fn document(text: &str) -> Result<Document, Box<dyn std::error::Error>> {
    Ok(Document::new(Arc::new(Source::from_text(text, "timed")?)))
}
