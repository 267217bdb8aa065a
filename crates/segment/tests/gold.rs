//! Titles and bylines of the shared samples against their gold, over blocks made from the lines as they stand: headings where
//! Markdown marks them, paragraphs elsewhere. The repairs of `normalize` are not needed for either.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use baokan_corpus_model::{Block, BlockKind, Confidence, Document, Source, TextRange};
use serde_json::Value;

fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: no ../shared/{path}");
    }
    text
}

fn document(raw: &str) -> Document {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in raw.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let words = line.trim_start_matches('#').trim();
        let level = (line.len() - line.trim_start_matches('#').len()) as u8;
        let kind = if level > 0 { BlockKind::Heading } else { BlockKind::Paragraph };
        let start = text.len() as u32;
        text.push_str(words);
        let block = Block { kind, level, confidence: Confidence::per_mille(500), rule: "line".into(), group: None };
        blocks.push((TextRange::new(start, text.len() as u32), block));
        text.push('\n');
    }
    let mut doc = Document::new(Arc::new(Source::from_text(text, "sample").unwrap()));
    doc.blocks = blocks.into_iter().collect();
    baokan_segment::segment(&mut doc);
    doc
}

fn f1(got: &[String], want: &[String]) -> f64 {
    let mut left: BTreeMap<&str, i32> = BTreeMap::new();
    want.iter().for_each(|w| *left.entry(w).or_default() += 1);
    let hits = got
        .iter()
        .filter(|g| {
            left.get_mut(g.as_str()).is_some_and(|n| {
                *n -= 1;
                *n >= 0
            })
        })
        .count() as f64;
    2.0 * hits / (got.len() + want.len()) as f64
}

fn letters(s: &str) -> String {
    s.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Headlines and bylines as the scorer compares them.
fn compare(name: &str) -> Option<(f64, f64)> {
    let (raw, gold) = (shared(&format!("samples/{name}.txt"))?, shared(&format!("gold/{name}.json"))?);
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let articles = gold["articles"].as_array().unwrap();
    let doc = document(&raw);
    let heads: Vec<String> = doc
        .articles
        .iter()
        .filter_map(|a| a.headline.as_ref())
        .map(|t| letters(&t.ranges.iter().map(|r| doc.text.slice(*r)).collect::<String>()))
        .collect();
    let gold_heads: Vec<String> = articles.iter().filter_map(|a| a["headline"].as_str()).map(letters).collect();
    let who: Vec<String> =
        doc.articles.iter().flat_map(|a| &a.byline).map(|b| format!("{} {}", b.name, b.role)).collect();
    let gold_who: Vec<String> = articles
        .iter()
        .flat_map(|a| a["byline"].as_array().unwrap())
        .map(|b| format!("{} {}", b["name"].as_str().unwrap(), b["role"].as_str().unwrap()))
        .collect();
    Some((f1(&heads, &gold_heads), f1(&who, &gold_who)))
}

#[test]
fn a_newspaper_page() {
    // One headline of the page is misread in print; it is not for this stage to repair.
    let Some((heads, who)) = compare("000") else { return };
    assert!(heads >= 0.75 && who >= 0.98, "headlines {heads}, bylines {who}");
}

#[test]
fn a_magazine_feature() {
    let Some((heads, who)) = compare("002") else { return };
    assert!(heads >= 0.98 && who >= 0.98, "headlines {heads}, bylines {who}");
}

#[test]
fn a_report_is_one_article() {
    let Some(raw) = shared("corpus/gwr/2025.txt") else { return };
    let doc = document(&raw);
    assert_eq!(doc.articles.len(), 1);
    assert!(doc.articles[0].headline.is_none());
    assert!(doc.sentences.len() > 300);
}
