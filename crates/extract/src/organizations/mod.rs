//! Organizations, each once a document in the fullest form that the document gives. Meetings are no organizations.

pub(crate) mod find;
mod heads;
mod shape;

use std::collections::{BTreeSet, HashMap, HashSet};

use baokan_corpus_model::{Confidence, Organization, Record};

pub(crate) use self::find::{Mention, find};
pub(crate) use self::heads::is_fixed_start;
use crate::names::page::Page;
use crate::places::Places;
use crate::places::spot::Kind;

/// The fullest form of a mention: the place that opens it is written as fully as the document writes it anywhere, if the
/// mention writes the class word (衡阳市水利局 is 湖南省衡阳市水利局; 衡阳交警 stays).
pub(crate) fn fullest(page: &Page<'_>, places: &Places, mention: &Mention) -> String {
    if let Some(local) = &mention.local {
        return local.clone();
    }
    let printed = page.slice(&mention.range);
    let Some(place) = &mention.place else { return printed.to_owned() };
    let Some(p) = places.starting_at(place.start) else { return printed.to_owned() };
    let full_name = p.chain.last().is_some_and(|m| !m.short);
    let last = p.chain.last().map_or(place.clone(), |m| m.range.clone());
    let form = p.code.and_then(|code| places.fullest.get(&code));
    match form {
        Some(form) if full_name && !mention.hides_place && form.ends_with(page.slice(&last)) => {
            let head = page.slice(&(mention.range.start..place.start));
            format!("{head}{form}{}", page.slice(&(place.end..mention.range.end)))
        }
        _ => printed.to_owned(),
    }
}

/// The organizations of a page. A name that ends another name of the same article (城关派出所 in …公安局城关派出所) is a short
/// form of it and listed as its variant.
pub(crate) fn extract(page: &Page<'_>, places: &Places, mentions: &[Mention]) -> Vec<Record<Organization>> {
    let mut forms: Vec<(String, usize)> = Vec::new(); // fullest form, index of the first mention
    for (i, m) in mentions.iter().enumerate() {
        forms.push((fullest(page, places, m), i));
    }
    branches(mentions, &mut forms);
    offices(places, mentions, &mut forms);
    // Names in the order of their ends: those that end in a name stand right behind it.
    let mut ends: Vec<(String, &str)> = forms.iter().map(|(n, _)| (n.chars().rev().collect(), n.as_str())).collect();
    ends.sort();
    ends.dedup();
    let whole = |name: &str, short: bool| -> String {
        let end: String = name.chars().rev().collect();
        let from = ends.partition_point(|(e, _)| *e <= end);
        let longer = ends.iter().skip(from).take(8).take_while(|(e, _)| e.starts_with(&end));
        let longest = longer.max_by_key(|(e, _)| e.len()).filter(|_| short && !heads::is_fixed(name));
        longest.map_or(name, |(_, n)| *n).to_owned()
    };
    // 世卫组织 is 世界卫生组织 where the document prints that too.
    let all: HashSet<&str> = ends.iter().map(|(_, n)| *n).collect();
    let mut records: Vec<Record<Organization>> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (name, i) in &forms {
        let Some(m) = mentions.get(*i) else { continue };
        let full = heads::in_full(name)
            .filter(|long| all.contains(long))
            .map_or_else(|| whole(name, m.local.is_none() && !seated(places, m)), str::to_owned);
        let printed = page.slice(&m.range);
        let index = *seen.entry(full.clone()).or_insert_with(|| {
            let fact = Organization { name: full.clone(), variants: Vec::new() };
            let rule = if heads::is_fixed(&full) { "organization/known" } else { "organization/head" };
            let mut record = page.document.record(m.article, Page::text_range(&m.range), rule, fact);
            record.confidence = Confidence::per_mille(if heads::is_fixed(&full) { 950 } else { 800 });
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

/// Whether the mention opens with a division; 淮河农机专业合作社 may lie in one that another mention names.
fn seated(places: &Places, mention: &Mention) -> bool {
    let place = mention.place.as_ref().and_then(|p| places.starting_at(p.start));
    mention.place.is_some() && place.is_none_or(|p| p.chain.kind != Kind::Region)
}

/// A branch without its body (城东分局) belongs to the one body of its article that can have it.
fn branches(mentions: &[Mention], forms: &mut [(String, usize)]) {
    let mut bodies: HashMap<usize, BTreeSet<String>> = HashMap::new();
    for (name, i) in forms.iter().filter(|(n, _)| n.ends_with("公安局")) {
        if let Some(m) = mentions.get(*i) {
            bodies.entry(m.article).or_default().insert(name.clone());
        }
    }
    for (name, i) in forms {
        let branch = mentions.get(*i).filter(|m| m.head == "分局" && m.place.is_none() && name.chars().count() <= 5);
        let Some(known) = branch.and_then(|m| bodies.get(&m.article)) else { continue };
        if let (Some(body), 1) = (known.first(), known.len()) {
            *name = format!("{body}{name}");
        }
    }
}

/// 某某市局党委 is 某某市公安局党委 where the document names one such 局 of that city.
fn offices(places: &Places, mentions: &[Mention], forms: &mut [(String, usize)]) {
    let seat = |i: usize| -> Option<&String> {
        let place = mentions.get(i)?.place.clone()?;
        places.fullest.get(&places.starting_at(place.start)?.code?)
    };
    let mut fields: HashMap<String, BTreeSet<String>> = HashMap::new();
    for (name, i) in forms.iter() {
        let Some(seat) = seat(*i).cloned().or_else(|| places.seat_of(name)) else { continue };
        let field = name.strip_prefix(seat.as_str()).and_then(|r| r.strip_suffix('局')).filter(|f| !f.is_empty());
        if let Some(field) = field {
            fields.entry(seat).or_default().insert(field.to_owned());
        }
    }
    for (name, i) in forms {
        let seat = seat(*i).cloned().or_else(|| places.seat_of(name));
        let Some(seat) = seat.filter(|s| s.ends_with(['市', '县', '区'])) else { continue };
        let Some(rest) = name.strip_prefix(seat.as_str()).and_then(|r| r.strip_prefix('局')) else { continue };
        if let Some(known) = fields.get(&seat)
            && let (Some(field), 1) = (known.first(), known.len())
        {
            *name = format!("{seat}{field}局{rest}");
        }
    }
}

#[cfg(test)]
mod press_tests;

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[track_caller]
    fn check(lines: &[&str], want: &[&str]) {
        let doc = extracted("2022", lines);
        let found: Vec<&str> = doc.records.organizations.iter().map(|r| r.fact.name.as_str()).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn parts_make_one_name() {
        check(
            &["湖南省公安厅交警总队高速公路支队和衡阳海关缉私分局联合办案。"],
            &["湖南省公安厅交警总队高速公路支队", "衡阳海关缉私分局"],
        );
    }

    #[test]
    fn kinds_are_no_bodies() {
        check(&["国有商业银行、各级医疗机构和有关部门，要支持中小企业，办好县级公立医院和重点大学。"], &[]);
    }

    #[test]
    fn the_place_is_filled_in() {
        check(
            &["湖南省衡阳市衡南县去年受旱。", "县水利局组织抗旱，衡南县气象局人工增雨。"],
            &["湖南省衡阳市衡南县水利局", "湖南省衡阳市衡南县气象局"],
        );
    }

    #[test]
    fn abbreviations_join_the_full_name() {
        check(&["世界卫生组织发布报告。世卫组织说，形势好转。"], &["世界卫生组织"]);
        check(&["世卫组织说，形势好转。"], &["世卫组织"]);
    }

    #[test]
    fn universities_and_firms() {
        check(
            &["华中农业大学与江苏悦达集团有限公司签约，苏州大学附属第二医院开诊。"],
            &["华中农业大学", "江苏悦达集团有限公司", "苏州大学附属第二医院"],
        );
    }

    #[test]
    fn the_head_of_the_post_is_not_the_bodys() {
        check(
            &["临海市副市长、公安局局长李志强，临海市委书记、果树研究所所长林晓东到会。"],
            &["临海市公安局", "临海市委", "临海市果树研究所"],
        );
    }
}
