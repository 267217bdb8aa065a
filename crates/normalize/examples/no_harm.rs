//! Runs every rule over texts that should need little repair and counts what it would change.
//!
//! `cargo run --release -p baokan-normalize --example no_harm -- [--characters] [--show RULE] [--every N] [--out DIR]
//! [--via CONVERSION] [--script TARGET] [--without RULE] FILES…`
//! prints, by rule: edits, changed characters, and their share of the text in thousandths of a per cent; with `--show`
//! also every N-th edit of the rule (of every rule, with `--show all`) in its context; with `--characters` only the rules before the layout pass run; with
//! `--out` the repaired texts are written. `--via s2t` (s2tw, s2hk) turns the texts into Traditional first, as a control
//! for the target `--script keep`, `auto` or `hant`, under which a right Traditional text must stay as it is. JSON files are read as gold files: the texts of their blocks.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use baokan_corpus_model::{Document, Source};
use baokan_normalize::script::Converter;
use baokan_normalize::{Options, Pass, Registry};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut show, mut every, mut out, mut files) = (None, 1, None, Vec::new());
    let mut via: Option<&Converter> = None;
    let registry = Registry::builtin();
    let mut options = Options::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--show" => show = args.next(),
            "--out" => out = args.next(),
            "--characters" => {
                let early = registry.rules().iter().filter(|r| r.meta().pass < Pass::Layout);
                options.only = early.map(|r| r.meta().name.to_owned()).collect();
            }
            "--via" => via = Some(Converter::builtin(args.next().unwrap_or_default().parse()?)),
            "--script" => options.target = args.next().unwrap_or_default().parse()?,
            "--without" => options.disabled.extend(args.next()),
            "--every" => every = args.next().unwrap_or_default().parse()?,
            _ => files.push(arg),
        }
    }
    let mut by_rule: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut chars, mut bytes, mut seconds, mut seen) = (0usize, 0usize, 0f64, 0usize);
    for file in &files {
        let raw = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
        let text = if file.ends_with(".json") { gold_text(&raw) } else { raw };
        let text = via.map_or(text.clone(), |via| via.convert(&text));
        chars += text.chars().filter(|c| !c.is_whitespace()).count();
        bytes += text.len();
        let mut doc = Document::new(Arc::new(Source::from_text(text, file.as_str())?));
        let start = Instant::now();
        registry.repair(&mut doc, &options);
        seconds += start.elapsed().as_secs_f64();
        if let Some(folder) = &out {
            let name = std::path::Path::new(file).file_name().unwrap_or_default();
            std::fs::write(std::path::Path::new(folder).join(name), doc.text.as_str())?;
        }
        let body = doc.source().body().to_owned();
        for site in doc.text.sites() {
            let Some(edit) = doc.text.edit(site.edit) else { continue };
            let count = by_rule.entry(format!("{} {}", edit.rule, edit.safety)).or_default();
            count.0 += 1;
            count.1 += site.before.chars().count().max(site.after.chars().count());
            if show.as_deref().is_some_and(|rule| rule == "all" || rule == &*edit.rule) {
                seen += 1;
                if seen % every == 0 {
                    let (from, to) =
                        (site.source.first().map_or(0, |r| r.start()), site.source.last().map_or(0, |r| r.end()));
                    let head: String = body.get(..from as usize).unwrap_or("").chars().rev().take(14).collect();
                    let head: String = head.chars().rev().collect();
                    let tail: String = body.get(to as usize..).unwrap_or("").chars().take(14).collect();
                    let line = format!("{head}[{}→{}]{tail}", site.before, site.after).replace('\n', "⏎");
                    let reason = format!("{}, {}, {}", edit.confidence.get(), edit.safety, edit.evidence);
                    println!("{file}:{from} {}: {line}   ({reason})", edit.rule);
                }
            }
        }
        for d in &doc.diagnostics {
            println!("{file}: {} {}", d.code, d.message);
        }
    }
    println!("{chars} characters, {:.1} MB/s", bytes as f64 / 1e6 / seconds);
    for (rule, (edits, changed)) in by_rule {
        println!("{rule:40} {edits:8} edits {changed:8} characters {:10.4} ‰", changed as f64 * 1e3 / chars as f64);
    }
    Ok(())
}

/// The texts of a gold file's blocks, one a line, without a JSON parser: a `"text": "…"` field each.
fn gold_text(json: &str) -> String {
    let mut out = String::new();
    for part in json.split("\"text\": \"").skip(1) {
        let mut escaped = false;
        for c in part.chars() {
            match c {
                '"' if !escaped => break,
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                'n' if escaped => out.push('\n'),
                c => out.push(c),
            }
            escaped = false;
        }
        out.push('\n');
    }
    out
}
