//! Records.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::{Figure, f1, flat, fold, items, overlap, text_of};

pub(super) fn figures(gold: &Value, doc: &Value) -> Vec<Figure> {
    let records = |kind: &str| items(&doc["records"][kind]).collect::<Vec<_>>();
    let optional = |kind: &str| items(&gold["optional"][kind]).map(text_of).collect::<Vec<_>>();
    let mut out = statistics(&records("statistics"), &list(gold, "statistics"), &optional("statistics"));
    out.extend(formulations(&records("formulations"), &list(gold, "formulations"), &optional("formulations")));
    for (figure, kind, key, with) in [
        ("campaigns", "campaigns", "name", None),
        ("systems", "systems", "name", None),
        ("documents", "documents", "title", None),
        ("organizations", "organizations", "name", None),
        ("places", "places", "name", None),
        ("places_with_code", "places", "name", Some("adcode")),
        ("people", "people", "name", None),
    ] {
        let name = |r: &&Value| (fold(text_of(&r[key])), with.map(|w| r[w].clone().to_string()));
        let gold_names: HashSet<_> = list(gold, kind).iter().map(name).collect();
        let neutral: HashSet<String> = optional(kind).iter().map(|o| fold(o)).collect();
        let counts = |n: &(String, Option<String>)| gold_names.contains(n) || !neutral.contains(&n.0);
        let names: HashSet<_> = records(kind).iter().map(name).filter(counts).collect();
        out.push(Figure::new(figure, f1(names.intersection(&gold_names).count(), names.len(), gold_names.len())));
    }
    out.push(positions(&records("people"), &list(gold, "people")));
    out.push(dates(&records("dates"), &list(gold, "dates"), &optional("dates")));
    out.extend(quotations(&records("quotations"), &list(gold, "quotations"), &optional("quotations")));
    out
}

fn list<'a>(gold: &'a Value, kind: &str) -> Vec<&'a Value> {
    items(&gold[kind]).collect()
}

/// A number to six places, also where it is written as text.
fn number(value: &Value) -> Option<i128> {
    let n = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Some((n * 1e6).round() as i128)
}

/// Null, empty text and nothing at all are the same.
fn given<'a>(record: &'a Value, field: &str) -> Option<&'a str> {
    record[field].as_str().filter(|t| !t.is_empty())
}

/// Pairs by value and clause, then compares the other fields of the pairs.
fn statistics(system: &[&Value], gold: &[&Value], optional: &[&str]) -> Vec<Figure> {
    let mut used = HashSet::new();
    let mut pairs = Vec::new();
    for g in gold {
        let mut best: Option<(f64, usize)> = None;
        for (j, s) in system.iter().enumerate() {
            let shared = overlap(text_of(&s["quote"]), text_of(&g["quote"]));
            if used.contains(&j) || number(&s["value"]) != number(&g["value"]) || shared < 0.6 {
                continue;
            }
            let unit = given(s, "unit") == given(g, "unit");
            let indicator = fold(text_of(&s["indicator"])) == fold(text_of(&g["indicator"]));
            let score = shared + 0.5 * f64::from(u8::from(unit)) + 0.5 * f64::from(u8::from(indicator));
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, j));
            }
        }
        if let Some((_, j)) = best {
            used.insert(j);
            pairs.push((*g, system[j]));
        }
    }
    let is_neutral = |s: &Value| optional.iter().any(|q| overlap(text_of(&s["quote"]), q) >= 0.8);
    let neutral = system.iter().enumerate().filter(|(j, s)| !used.contains(j) && is_neutral(s)).count();
    let n_system = system.len() - neutral;
    let mut out = vec![Figure::new("statistics", f1(pairs.len(), n_system, gold.len()))];
    let n = pairs.len().max(1) as f64;
    let same_indicator = |g: &Value, s: &Value| overlap(text_of(&g["indicator"]), text_of(&s["indicator"])) >= 0.75;
    let right = pairs.iter().filter(|(g, s)| same_indicator(g, s)).count();
    out.push(Figure::new("statistics.indicator", right as f64 / n));
    for field in ["unit", "measure", "direction", "basis", "approx", "period", "place"] {
        let right = pairs.iter().filter(|(g, s)| given(g, field) == given(s, field)).count();
        out.push(Figure::new(format!("statistics.{field}"), right as f64 / n));
    }
    let core = ["unit", "direction", "basis", "period", "place"];
    let whole = |g: &Value, s: &Value| core.iter().all(|f| given(g, f) == given(s, f)) && same_indicator(g, s);
    let whole = pairs.iter().filter(|(g, s)| whole(g, s)).count();
    out.push(Figure::new("statistics.whole_record", f1(whole, n_system, gold.len())));
    out
}

fn formulations(system: &[&Value], gold: &[&Value], optional: &[&str]) -> Vec<Figure> {
    // Members of one name are gathered, each once.
    let gather = |records: &[&Value]| {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for r in records {
            let members = names.entry(fold(text_of(&r["name"]))).or_default();
            for m in items(&r["expansion"]).map(|m| fold(text_of(m))) {
                if !members.contains(&m) {
                    members.push(m);
                }
            }
        }
        names
    };
    let (s, g) = (gather(system), gather(gold));
    let neutral: HashSet<String> = optional.iter().map(|o| fold(o)).collect();
    let hits: Vec<&String> = s.keys().filter(|n| g.contains_key(*n)).collect();
    let counted = s.keys().filter(|n| g.contains_key(*n) || !neutral.contains(*n)).count();
    let mut out = vec![Figure::new("formulations", f1(hits.len(), counted, g.len()))];
    // Only names that do not hold their own members.
    let spelt_out =
        |n: &str, members: &[String]| !members.is_empty() && !members.iter().all(|m| n.contains(m.as_str()));
    let wanted: Vec<_> = g.iter().filter(|(n, m)| spelt_out(n, m)).collect();
    let none = Vec::new();
    let found = |n: &str| s.get(n).unwrap_or(&none);
    let right = wanted.iter().filter(|(n, m)| found(n) == *m).count();
    let differing = wanted.iter().filter(|(n, m)| !found(n).is_empty() && found(n) != *m).count();
    let invented = hits.iter().filter(|n| g[**n].is_empty() && spelt_out(n, found(n))).count();
    out.push(Figure::new("formulations.expansion", f1(right, right + differing + invented, wanted.len())));
    out
}

fn positions(system: &[&Value], gold: &[&Value]) -> Figure {
    let posts = |people: &[&Value]| {
        let of = |p: &Value| {
            let name = fold(text_of(&p["name"]));
            items(&p["positions"]).map(|x| (name.clone(), fold(text_of(x)))).collect::<Vec<_>>()
        };
        people.iter().flat_map(|p| of(p)).collect::<BTreeSet<_>>()
    };
    let (s, g) = (posts(system), posts(gold));
    Figure::new("positions", f1(s.intersection(&g).count(), s.len(), g.len()))
}

fn dates(system: &[&Value], gold: &[&Value], optional: &[&str]) -> Figure {
    let key = |d: &&Value| (flat(text_of(&d["quote"])), given(d, "value").map(str::to_owned));
    let g: HashSet<_> = gold.iter().map(key).collect();
    let neutral: HashSet<String> = optional.iter().map(|q| flat(q)).collect();
    let s: HashSet<_> = system.iter().map(key).filter(|k| g.contains(k) || !neutral.contains(&k.0)).collect();
    Figure::new("dates", f1(g.intersection(&s).count(), s.len(), g.len()))
}

fn quotations(system: &[&Value], gold: &[&Value], optional: &[&str]) -> Vec<Figure> {
    let by_words = |list: &[&Value]| {
        let row = |q: &&Value| {
            let last: Vec<char> = fold(text_of(&q["last"])).chars().collect();
            let first: String = fold(text_of(&q["first"])).chars().take(8).collect();
            let last: String = last[last.len().saturating_sub(8)..].iter().collect();
            ((first, last), fold(text_of(&q["speaker"])))
        };
        list.iter().map(row).collect::<BTreeMap<_, _>>()
    };
    let (mut s, g) = (by_words(system), by_words(gold));
    let neutral: Vec<String> = optional.iter().map(|q| fold(q)).collect();
    s.retain(|k, _| g.contains_key(k) || !neutral.iter().any(|q| !k.0.is_empty() && q.contains(&k.0)));
    let hits: Vec<_> = s.iter().filter(|(k, _)| g.contains_key(*k)).collect();
    let speakers = hits.iter().filter(|(k, speaker)| g[*k] == **speaker).count();
    vec![
        Figure::new("quotations", f1(hits.len(), s.len(), g.len())),
        Figure::new("quotations.speaker", speakers as f64 / hits.len().max(1) as f64),
    ]
}
