//! Puts pages in order by their boxes: `cargo run -p baokan-normalize --example reading_order -- FILE|FOLDER…`.
//!
//! Each line of a file is a printed line: left, top, right, bottom, text, parted by tabs; of a folder, all files that end
//! in `.tsv` are read. Prints the time that the order took and how many articles there are, then each block after repair
//! with its kind and the sign that decided; with `--order`, each block as geometry alone has it: article, role, text.
#![allow(clippy::print_stdout)]

use std::sync::Arc;
use std::time::Instant;

use baokan_corpus_model::{Document, Region, RegionKind, Source, SourceRange};
use baokan_normalize::layout::geometry::{Piece, PrintedLine, read, read_anew};
use baokan_normalize::{Options, normalize};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    for path in paths.iter().flat_map(|p| files(p)) {
        let page = std::fs::read_to_string(&path)?;
        let rows: Vec<([i32; 4], &str)> = page.lines().filter_map(row).collect();
        let printed: Vec<PrintedLine<'_>> = rows.iter().map(|&(bbox, text)| PrintedLine { bbox, text }).collect();
        let start = Instant::now();
        let order = read(&printed);
        let took = start.elapsed();
        let stays = if order.is_none() { ", the engine's order stays" } else { "" };
        let order = order.unwrap_or_else(|| read_anew(&printed));
        println!("# {path}: {} lines, {took:?}, {} articles{stays}", rows.len(), order.articles.len());
        if options.iter().any(|o| o == "--order") {
            for (n, block) in order.articles.iter().enumerate().flat_map(|(n, a)| a.iter().map(move |b| (n, b))) {
                let words = |p: &Piece| rows.get(p.line).and_then(|r| r.1.get(p.from..p.to)).unwrap_or("");
                println!("{n}\t{:?}\t{}", block.role, block.pieces.iter().map(words).collect::<String>());
            }
            continue;
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

/// The file, or the pages in a folder by their names.
fn files(path: &str) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(path) else { return vec![path.to_owned()] };
    let names = folder.filter_map(|e| Some(e.ok()?.path().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.filter(|n| n.ends_with(".tsv")).collect();
    names.sort_unstable();
    names
}

fn row(line: &str) -> Option<([i32; 4], &str)> {
    let mut cells = line.splitn(5, '\t');
    let mut number = || cells.next()?.parse().ok();
    let bbox = [number()?, number()?, number()?, number()?];
    Some((bbox, cells.next()?))
}
