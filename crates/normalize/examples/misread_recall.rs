//! Plants misreads into clean texts and counts what `misread-glyph` finds, and what it spoils.
//!
//! `cargo run --release -p baokan-normalize --example misread_recall -- [--show] FILES…`: give files that the tables of
//! `data/runs` were not made from. Half of the misreads look alike, half are any common character.
#![allow(clippy::print_stdout)]

use std::sync::Arc;

use baokan_corpus_model::{Document, Region, RegionKind, Source, SourceRange};
use baokan_normalize::{Options, Registry};

/// One character in so many is misread.
const RATE: u64 = 250;

/// A small generator of numbers: the same run on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }
}

fn repaired(text: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut doc = Document::new(Arc::new(Source::from_text(text, "page")?));
    // A reader's hint: the document was read from a page.
    let source = SourceRange::new(0, 0);
    doc.regions.push(Region { source, kind: RegionKind::Strong, page: None, bbox: None, confidence: None });
    let options = Options { only: vec!["misread-glyph".to_owned()], ..Options::default() };
    Registry::builtin().repair(&mut doc, &options);
    Ok(doc.text.as_str().to_owned())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let table = include_str!("../data/runs/lookalikes.txt");
    let rows: Vec<Vec<char>> = table.lines().map(|l| l.chars().collect()).collect();
    let mut dice = Dice(7);
    let mut show = false;
    let (mut chars, mut planted, mut right, mut wrong, mut harmed) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for file in std::env::args().skip(1) {
        if file == "--show" {
            show = true;
            continue;
        }
        let clean = std::fs::read_to_string(&file)?;
        chars += clean.chars().count();
        let spared = repaired(&clean)?;
        for (i, (a, b)) in clean.chars().zip(spared.chars()).enumerate().filter(|(_, (a, b))| a != b) {
            harmed += 1;
            if show {
                let near: String = clean.chars().skip(i.saturating_sub(6)).take(13).collect();
                println!("{file}: {a} → {b} in {near}");
            }
        }
        let mut misread = String::with_capacity(clean.len());
        for c in clean.chars() {
            let row = rows.iter().find(|r| dice.0.is_multiple_of(RATE) && r.first() == Some(&c));
            let _ = dice.below(2);
            let other = match row {
                Some(row) if dice.below(2) == 0 => row.get(1 + dice.below(8) as usize),
                Some(_) => rows.get(dice.below(rows.len() as u64) as usize).and_then(|r| r.first()),
                None => None,
            };
            misread.push(*other.unwrap_or(&c));
        }
        let result = repaired(&misread)?;
        for ((a, m), r) in clean.chars().zip(misread.chars()).zip(result.chars()) {
            planted += usize::from(a != m);
            right += usize::from(a != m && r == a);
            wrong += usize::from(m != r && r != a);
        }
    }
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    println!("{chars} characters, {harmed} harmed in clean text ({:.4} %)", share(harmed, chars) * 100.0);
    println!(
        "{planted} planted, {right} repaired, {wrong} wrongly: precision {:.3}, recall {:.3}",
        share(right, right + wrong),
        share(right, planted)
    );
    Ok(())
}
