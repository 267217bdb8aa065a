//! Places: divisions of China with their GB/T 2260 codes, countries and regions, and named spots (streets' offices,
//! villages, airports, scenic areas).
//!
//! A chain of nested divisions is one place with the code of its last member. The code is the one in force in the year of
//! the document; names of the past keep their last code and the status `historical`.

pub(crate) mod gazetteer;
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
        let name = places.form(m, page.text).to_owned();
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
        let rule = if matches!(m.chain.kind, Kind::Division | Kind::Past) { "place/division" } else { "place/region" };
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

#[cfg(test)]
mod tests {
    use baokan_corpus_model::Status;

    use crate::names::testing::extracted;

    #[track_caller]
    fn check(year: &str, lines: &[&str], want: &[(&str, Option<&str>, Status)]) {
        let doc = extracted(year, lines);
        let found: Vec<(&str, Option<&str>, Status)> = doc
            .records
            .places
            .iter()
            .map(|r| (r.fact.name.as_str(), r.fact.adcode.as_ref().map(|f| f.value.as_str()), r.status))
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn a_place_is_named_in_its_fullest_form() {
        check(
            "2022",
            &["湖南省衡阳市财政局下发通知。", "通知要求，衡阳各县抓紧落实。"],
            &[("湖南省衡阳市", Some("430400"), Status::Resolved)],
        );
    }

    #[test]
    fn codes_follow_the_year_of_the_document() {
        check("2010", &["三山区的渡口已经停运。"], &[("三山区", Some("340208"), Status::Resolved)]);
        check("2023", &["三山区的渡口已经停运。"], &[("三山区", Some("340208"), Status::Historical)]);
    }

    #[test]
    fn divisions_of_the_past_have_no_code() {
        check(
            "1951",
            &["平原省新乡专区各县开展互助。", "新乡专区今年麦收很好。"],
            &[("平原省新乡专区", None, Status::Historical)],
        );
        check("1956", &["唐山的工人提前完成任务。"], &[("唐山", Some("130200"), Status::Resolved)]);
    }

    #[test]
    fn a_name_of_several_divisions_needs_its_city() {
        check("2023", &["鼓楼区的商户都来了。"], &[("鼓楼区", None, Status::Ambiguous)]);
        check(
            "2023",
            &["徐州夜市开张，鼓楼区的商户都来了。"],
            &[("徐州", Some("320300"), Status::Resolved), ("鼓楼区", Some("320302"), Status::Resolved)],
        );
    }

    #[test]
    fn words_are_no_places_without_evidence() {
        check("2023", &["各地开展平安建设，弘扬和平友好的传统，盘活资源，互助合作。"], &[]);
        check(
            "2023",
            &["客商来自泸溪、凤凰和吉首。", "湘西州的茶叶外销。"],
            &[
                ("泸溪", Some("433122"), Status::Resolved),
                ("凤凰", Some("433123"), Status::Resolved),
                ("吉首", Some("433101"), Status::Resolved),
                ("湘西州", Some("433100"), Status::Resolved),
            ],
        );
    }

    #[test]
    fn spots_are_read_behind_a_place() {
        let doc = extracted("2023", &["浙江省安吉县天荒坪镇余村的游客中心，农村电商红火，旅游景区客满。"]);
        let names: Vec<&str> = doc.records.places.iter().map(|r| r.fact.name.as_str()).collect();
        assert_eq!(names, ["浙江省安吉县", "天荒坪镇", "余村"]);
    }
}
