//! How fast one rule looks over texts in which it finds nothing.
//!
//! `cargo run --release -p baokan-normalize --example rule_speed -- RULE FILES…` prints MB/s of the rule alone: the time of
//! a run with it less that of a run without any rule, the best of five.
#![allow(clippy::print_stdout)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use baokan_corpus_model::{Document, Source};
use baokan_normalize::{Options, Registry};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let mut text = String::new();
    for file in args {
        text.push_str(&String::from_utf8_lossy(&std::fs::read(file)?));
    }
    let builtin = Registry::builtin();
    let rule = builtin.rules().iter().find(|r| r.meta().name == name).ok_or("no such rule")?;
    let source = Arc::new(Source::from_text(text.as_str(), "text")?);
    let best = |registry: &Registry<'_>| {
        let times = (0..5).map(|_| {
            let mut doc = Document::new(Arc::clone(&source));
            let start = Instant::now();
            registry.repair(&mut doc, &Options::default());
            start.elapsed()
        });
        times.min().unwrap_or(Duration::ZERO)
    };
    let (with, without) = (best(&Registry::default().with(*rule)), best(&Registry::default()));
    let alone = with.saturating_sub(without).as_secs_f64();
    println!("{name}: {:.0} MB/s alone ({:.1} MB)", text.len() as f64 / 1e6 / alone.max(1e-9), text.len() as f64 / 1e6);
    Ok(())
}
