//! Turns Simplified texts into Traditional ones, has the stage turn them back, and counts what did not come back.
//!
//! `cargo run --release -p baokan-normalize --example round_trip -- [--via s2t] [--only CHARACTER] [--show N] FILES…`
//! prints, by pair of characters (as it was, as it came back), how often, with up to N contexts; the difference between
//! the forms of a paper and of OpenCC counts as well, so that the list shows every loss. `--via` takes s2t, s2tw, s2hk.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::sync::Arc;

use baokan_corpus_model::{Document, Script, Source};
use baokan_normalize::script::{Config, Converter, detect};
use baokan_normalize::{Options, Registry, Target};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut via, mut only, mut show, mut files) = (Config::S2t, None, 3, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--via" => via = args.next().unwrap_or_default().parse()?,
            "--only" => only = args.next().and_then(|a| a.chars().next()),
            "--show" => show = args.next().unwrap_or_default().parse()?,
            _ => files.push(arg),
        }
    }
    let options = Options { target: Target::Hans, only: vec!["foreign-script".to_owned()], ..Options::default() };
    let registry = Registry::builtin();
    let mut lost: BTreeMap<(char, char), (usize, Vec<String>)> = BTreeMap::new();
    let (mut chars, mut wrong) = (0, 0);
    for file in &files {
        let before = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
        if detect(&before).script() != Script::Hans {
            println!("{file}: not Simplified, left out");
            continue;
        }
        let hant = Converter::builtin(via).convert(&before);
        let mut doc = Document::new(Arc::new(Source::from_text(hant, file.as_str())?));
        registry.repair(&mut doc, &options);
        let (was, is): (Vec<char>, Vec<char>) = (before.chars().collect(), doc.text.as_str().chars().collect());
        chars += was.len();
        if was.len() != is.len() {
            println!("{file}: {} characters became {}", was.len(), is.len());
        }
        for (i, (a, b)) in was.iter().zip(&is).enumerate().filter(|(_, (a, b))| a != b) {
            wrong += 1;
            let (count, contexts) = lost.entry((*a, *b)).or_default();
            *count += 1;
            if contexts.len() < show && only.is_none_or(|c| c == *a || c == *b) {
                contexts.push(was[i.saturating_sub(8)..(i + 8).min(was.len())].iter().collect());
            }
        }
        for d in &doc.diagnostics {
            println!("{file}: {} {}", d.code, d.message);
        }
    }
    let mut lost: Vec<_> = lost.into_iter().collect();
    lost.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((a, b), (count, contexts)) in lost {
        println!("{count:7} {a}→{b}  {}", contexts.join(" | ").replace(['\n', '\r'], "⏎"));
    }
    println!("{wrong} of {chars} characters ({:.5} %) did not come back", wrong as f64 * 100.0 / chars as f64);
    Ok(())
}
