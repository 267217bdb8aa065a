//! Text, titles, bylines, blocks and repairs.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use serde_json::Value;

use super::distance::distance;
use super::{Figure, f1, flat, fold, items, text_of};

/// Blocks whose text counts as the body.
const BODY: [&str; 6] = ["paragraph", "heading", "list_item", "editor_note", "author_note", "caption"];

type Blocks = Vec<(String, String)>;

pub(super) fn figures(gold: &Value, doc: &Value) -> Vec<Figure> {
    let (g, s) = (blocks(gold), blocks(doc));
    let (gold_body, body) = (body(&g), body(&s));
    let mut out =
        vec![Figure::new("cer", distance(&gold_body, &body) as f64 / gold_body.chars().count().max(1) as f64)];
    let headlines = |d: &Value| {
        let all: Vec<String> = items(&d["articles"]).map(|a| fold(text_of(&a["headline"]))).collect();
        all.into_iter().filter(|h| !h.is_empty()).collect::<Vec<_>>()
    };
    let bylines = |d: &Value| {
        let all = items(&d["articles"]).flat_map(|a| items(&a["byline"]));
        all.map(|b| (text_of(&b["name"]).to_owned(), text_of(&b["role"]).to_owned())).collect::<Vec<_>>()
    };
    out.push(Figure::new("headlines", bag(headlines(doc), headlines(gold))));
    out.push(Figure::new("bylines", bag(bylines(doc), bylines(gold))));
    out.push(Figure::new("block_boundaries", bag(boundaries(&s), boundaries(&g))));
    out.push(Figure::new("block_types", bag(s.concat(), g.concat())));
    out.extend(repairs(gold, doc, &s));
    out
}

/// Type and text of the blocks of each article, white space dropped.
fn blocks(doc: &Value) -> Vec<Blocks> {
    let block = |b: &Value| (text_of(&b["type"]).to_owned(), flat(text_of(b)));
    items(&doc["articles"])
        .map(|a| items(&a["blocks"]).map(block).filter(|(_, text)| !text.is_empty()).collect())
        .collect()
}

fn is_body(block: &&(String, String)) -> bool {
    BODY.contains(&block.0.as_str())
}

fn body(articles: &[Blocks]) -> String {
    articles.iter().flatten().filter(is_body).map(|(_, text)| text.as_str()).collect()
}

/// A boundary of blocks, named by the six characters before it and the six after it.
fn boundaries(articles: &[Blocks]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for article in articles {
        let texts: Vec<&String> = article.iter().filter(is_body).map(|(_, text)| text).collect();
        for pair in texts.windows(2) {
            let from = pair[0].char_indices().rev().nth(5).map_or(0, |(i, _)| i);
            out.push((pair[0][from..].to_owned(), pair[1].chars().take(6).collect()));
        }
    }
    out
}

/// F1 of two bags.
fn bag<T: Hash + Eq>(system: Vec<T>, gold: Vec<T>) -> f64 {
    let (n_system, n_gold) = (system.len(), gold.len());
    let mut left: HashMap<T, usize> = HashMap::new();
    for g in gold {
        *left.entry(g).or_default() += 1;
    }
    let mut hits = 0;
    for s in system {
        if let Some(n) = left.get_mut(&s).filter(|n| **n > 0) {
            *n -= 1;
            hits += 1;
        }
    }
    f1(hits, n_system, n_gold)
}

/// By kind of edit: the share of gold's contexts that stand in the text.
fn repairs(gold: &Value, doc: &Value, blocks: &[Blocks]) -> Vec<Figure> {
    let mut whole = String::new();
    for (article, blocks) in items(&doc["articles"]).zip(blocks) {
        whole += &flat(text_of(&article["headline"]));
        whole += &flat(text_of(&article["subheadline"]));
        whole.extend(blocks.iter().map(|(_, text)| text.as_str()));
    }
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for edit in items(&gold["edits"]).filter(|e| e["level"].as_u64().is_some_and(|l| l <= 2)) {
        let context = text_of(&edit["context"]);
        if !context.is_empty() {
            let (done, all) = kinds.entry(text_of(&edit["kind"])).or_default();
            *all += 1;
            *done += usize::from(whole.contains(&flat(context)));
        }
    }
    kinds.iter().map(|(kind, (done, all))| Figure::new(format!("repairs.{kind}"), *done as f64 / *all as f64)).collect()
}
