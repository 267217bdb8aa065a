//! Puts a page in order by its boxes: `cargo run -p baokan-normalize --example reading_order -- FILE…`.
//!
//! Each line of a file is a printed line: left, top, right, bottom, text, parted by tabs. Prints the time that the order
//! took, then each block after repair with its kind and the sign that decided.
#![allow(clippy::print_stdout)]

use std::sync::Arc;
use std::time::Instant;

use baokan_corpus_model::{Document, Region, RegionKind, Source, SourceRange};
use baokan_normalize::layout::geometry::{PrintedLine, read};
use baokan_normalize::{Options, normalize};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let page = std::fs::read_to_string(&path)?;
        let rows: Vec<([i32; 4], &str)> = page.lines().filter_map(row).collect();
        let printed: Vec<PrintedLine<'_>> = rows.iter().map(|&(bbox, text)| PrintedLine { bbox, text }).collect();
        let start = Instant::now();
        let order = read(&printed);
        println!("# {path}: {} lines, {:?}", rows.len(), start.elapsed());
        if order.is_none() {
            println!("# the engine's order stays");
        }
        let text: String = rows.iter().map(|(_, t)| format!("{t}\n")).collect();
        let mut doc = Document::new(Arc::new(Source::from_text(text, path.as_str())?));
        let mut at = 0;
        for &(bbox, t) in &rows {
            let source = SourceRange::new(at, at + t.len() as u32);
            at = source.end() + 1;
            let kind = RegionKind::Line;
            doc.regions.push(Region { source, kind, page: Some(1), bbox: Some(bbox), confidence: None });
        }
        normalize(&mut doc, &Options::default());
        for (range, block) in doc.blocks.iter() {
            println!("{}\t{}\t{}", block.kind, block.rule, doc.text.slice(range));
        }
    }
    Ok(())
}

fn row(line: &str) -> Option<([i32; 4], &str)> {
    let mut cells = line.splitn(5, '\t');
    let mut number = || cells.next()?.parse().ok();
    let bbox = [number()?, number()?, number()?, number()?];
    Some((bbox, cells.next()?))
}
