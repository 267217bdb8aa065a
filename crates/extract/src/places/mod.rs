//! Places: divisions of China with their GB/T 2260 codes, countries and regions, and named spots (streets' offices,
//! villages, airports, scenic areas).
//!
//! A chain of nested divisions is one place with the code of its last member. The code is the one in force in the year of
//! the document; names of the past keep their last code and the status `historical`.

mod gazetteer;
mod landmark;
pub(crate) mod resolve;
pub(crate) mod spot;

use std::collections::HashSet;

use baokan_corpus_model::{Confidence, Field, Place, Record, Status};

pub(crate) use self::resolve::{Mention, Places, places};
use self::spot::Kind;
use crate::names::page::Page;

/// The places of a page, each once, at its first mention, in text order. `hidden` are stretches whose places are part of
/// another name (武汉大学, 北京晚报) and no place of their own.
pub(crate) fn extract(page: &Page<'_>, places: &Places, hidden: &[std::ops::Range<usize>]) -> Vec<Record<Place>> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut records = Vec::new();
    for m in &places.mentions {
        let range = &m.chain.range;
        let i = hidden.partition_point(|h| h.end <= range.start);
        if hidden.get(i).is_some_and(|h| h.start <= range.start && range.end <= h.end) {
            continue;
        }
        let printed = page.slice(range).to_owned();
        let name = m.code.and_then(|code| places.fullest.get(&code)).cloned().unwrap_or(printed);
        let key = m.code.map_or_else(|| name.clone(), |code| code.to_string());
        if !seen.insert(key) {
            continue;
        }
        let code = |code: u32| format!("{code:06}");
        let place = Place {
            name,
            adcode: m.code.map(|c| Field::rule(code(c))),
            candidates: if m.code.is_some() { Vec::new() } else { m.candidates.iter().map(|c| code(*c)).collect() },
        };
        let rule = if m.chain.kind == Kind::Division { "place/division" } else { "place/region" };
        let mut record = page.document.record(m.article, Page::text_range(range), rule, place);
        record.status = m.status;
        record.confidence = Confidence::per_mille(if m.status == Status::Ambiguous { 600 } else { 950 });
        records.push(record);
    }
    for (range, article) in landmark::landmarks(page, places) {
        let name = page.slice(&range).to_owned();
        if seen.insert(name.clone()) {
            let place = Place { name, adcode: None, candidates: Vec::new() };
            let mut record = page.document.record(article, Page::text_range(&range), "place/landmark", place);
            record.confidence = Confidence::per_mille(800);
            records.push(record);
        }
    }
    records.sort_by_key(|r| (r.range.start(), r.range.end()));
    records
}
