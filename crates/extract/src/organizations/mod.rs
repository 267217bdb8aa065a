//! Organizations, each once a document in the fullest form that the document gives. Meetings are no organizations.

pub(crate) mod find;

use std::collections::HashMap;

use baokan_corpus_model::{Confidence, Organization, Record};

pub(crate) use self::find::{Mention, find, is_fixed_start};
use crate::names::page::Page;
use crate::places::Places;

/// The fullest form of a mention: the place that opens it is written as fully as the document writes it anywhere, if the
/// mention writes the class word (武汉市公安局 is 湖北省武汉市公安局; 厦门公安 stays).
pub(crate) fn fullest(page: &Page<'_>, places: &Places, mention: &Mention) -> String {
    if let Some(local) = &mention.local {
        return local.clone();
    }
    let printed = page.slice(&mention.range);
    let Some(place) = &mention.place else { return printed.to_owned() };
    let Some(p) = places.starting_at(place.start) else { return printed.to_owned() };
    let full_name = p.chain.last().is_some_and(|m| !m.short);
    let form = p.code.and_then(|code| places.fullest.get(&code));
    match form {
        Some(form) if full_name && !mention.hides_place => {
            let head = page.slice(&(mention.range.start..place.start));
            format!("{head}{form}{}", page.slice(&(place.end..mention.range.end)))
        }
        _ => printed.to_owned(),
    }
}

/// The organizations of a page. A name that ends another name of the same article (秀山派出所 in …公安局秀山派出所) is a short
/// form of it and listed as its variant.
pub(crate) fn extract(page: &Page<'_>, places: &Places, mentions: &[Mention]) -> Vec<Record<Organization>> {
    let mut forms: Vec<(String, usize)> = Vec::new(); // fullest form, index of the first mention
    for (i, m) in mentions.iter().enumerate() {
        forms.push((fullest(page, places, m), i));
    }
    // A branch without its body (城东分局) belongs to the one body of its article that can have it.
    for i in 0..forms.len() {
        let Some((name, at)) = forms.get(i).cloned() else { continue };
        let Some(m) = mentions.get(at).filter(|m| m.head == "分局" && m.place.is_none() && name.chars().count() <= 5)
        else {
            continue;
        };
        let mut bodies: Vec<&str> = forms
            .iter()
            .filter(|(n, j)| n.ends_with("公安局") && mentions.get(*j).is_some_and(|x| x.article == m.article))
            .map(|(n, _)| n.as_str())
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        if let [body] = bodies[..] {
            let long = format!("{body}{name}");
            if let Some(form) = forms.get_mut(i) {
                form.0 = long;
            }
        }
    }
    for i in 0..forms.len() {
        if let Some(long) = office(page, places, mentions, &forms, i)
            && let Some(form) = forms.get_mut(i)
        {
            form.0 = long;
        }
    }
    // Names in the order of their ends: those that end in a name stand right behind it.
    let mut ends: Vec<(String, &str)> = forms.iter().map(|(n, _)| (n.chars().rev().collect(), n.as_str())).collect();
    ends.sort();
    ends.dedup();
    let whole = |name: &str, short: bool| -> String {
        let end: String = name.chars().rev().collect();
        let from = ends.partition_point(|(e, _)| *e <= end);
        let longer = ends.iter().skip(from).take(8).take_while(|(e, _)| e.starts_with(&end));
        let longest = longer.max_by_key(|(e, _)| e.len()).filter(|_| short && !find::is_fixed(name));
        longest.map_or(name, |(_, n)| *n).to_owned()
    };
    let mut records: Vec<Record<Organization>> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (name, i) in &forms {
        let Some(m) = mentions.get(*i) else { continue };
        let full = whole(name, m.place.is_none() && m.local.is_none());
        let printed = page.slice(&m.range);
        let index = *seen.entry(full.clone()).or_insert_with(|| {
            let fact = Organization { name: full.clone(), variants: Vec::new() };
            let rule = if find::is_fixed(&full) { "organization/known" } else { "organization/head" };
            let mut record = page.document.record(m.article, Page::text_range(&m.range), rule, fact);
            record.confidence = Confidence::per_mille(if find::is_fixed(&full) { 950 } else { 800 });
            records.push(record);
            records.len() - 1
        });
        if let Some(record) = records.get_mut(index)
            && printed != full
            && !record.fact.variants.iter().any(|v| v == printed)
        {
            record.fact.variants.push(printed.to_owned());
        }
    }
    records
}

/// 某某市局党委 is 某某市公安局党委 where the document names one such 局 of that city.
fn office(
    page: &Page<'_>,
    places: &Places,
    mentions: &[Mention],
    forms: &[(String, usize)],
    i: usize,
) -> Option<String> {
    let (name, at) = forms.get(i)?;
    let place = mentions.get(*at)?.place.clone()?;
    let code = places.starting_at(place.start)?.code?;
    let seat = places.fullest.get(&code)?;
    let rest = name.strip_prefix(seat.as_str())?.strip_prefix('局')?;
    if !page.slice(&place).ends_with(['市', '县', '区']) {
        return None;
    }
    let field = |n: &str| {
        n.strip_prefix(seat.as_str()).and_then(|r| r.strip_suffix('局')).filter(|f| !f.is_empty()).map(str::to_owned)
    };
    let mut fields: Vec<String> = forms.iter().filter_map(|(n, _)| field(n)).collect();
    fields.sort();
    fields.dedup();
    match &fields[..] {
        [field] => Some(format!("{seat}{field}局{rest}")),
        _ => None,
    }
}
