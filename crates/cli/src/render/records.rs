//! Records, one line each.

use std::fmt::Write as _;

use baokan_corpus_model::Document;
use baokan_corpus_model::wire::v1;

use super::{place, segments::header};
use crate::lines::LineIndex;
use crate::style::{shorten, visible};

/// Characters shown from each end of a long quote.
const KEEP: usize = 24;
/// Stands between the fields of a record.
const SEPARATOR: &str = " · ";

/// The document's records by kind: place in the file, what was read, and the words that it was read from.
#[must_use]
pub fn records(doc: &Document) -> String {
    let wire = v1::Document::from(doc);
    let mut list = Listing { out: String::new(), lines: LineIndex::new(doc.source().decoded()) };
    header(&mut list.out, &wire);
    let r = &wire.records;
    list.kind("statistics", &r.statistics, |s| (&s.target, statistic(s), &s.status));
    list.kind("formulations", &r.formulations, |f| (&f.target, formulation(f), &f.status));
    list.kind("campaigns", &r.campaigns, |c| (&c.target, c.name.clone(), &c.status));
    list.kind("systems", &r.systems, |s| (&s.target, format!("{} · {}", s.name, s.r#type), &s.status));
    list.kind("documents", &r.documents, |d| (&d.target, d.title.clone(), &d.status));
    list.kind("people", &r.people, |p| (&p.target, named(&p.name, &p.positions), &p.status));
    list.kind("organizations", &r.organizations, |o| (&o.target, named(&o.name, &o.variants), &o.status));
    list.kind("places", &r.places, |p| {
        let code = p.adcode.as_ref().map_or_else(|| p.candidates.join(" or "), Clone::clone);
        (&p.target, joined(&[&p.name, &code]), &p.status)
    });
    list.kind("dates", &r.dates, |d| (&d.target, d.value.clone().unwrap_or_else(|| "?".to_owned()), &d.status));
    list.kind("quotations", &r.quotations, |q| {
        let form = if q.direct { "direct" } else { "reported" };
        let speaker = q.speaker.as_deref().unwrap_or("?");
        (&q.target, joined(&[speaker, q.cue.as_deref().unwrap_or(""), form]), &q.status)
    });
    list.out
}

struct Listing {
    out: String,
    lines: LineIndex,
}

impl Listing {
    /// A heading with the count, then a line for each record.
    fn kind<'r, T>(
        &mut self,
        name: &str,
        records: &'r [T],
        line: impl Fn(&'r T) -> (&'r v1::Target, String, &'r String),
    ) {
        if records.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n{name}: {}", records.len());
        for record in records {
            let (target, fact, status) = line(record);
            let status = if status == "resolved" { String::new() } else { format!(" ({status})") };
            let quote = visible(&target.reading);
            // What the words say already is not said again.
            let is_said = fact.split(SEPARATOR).next() == Some(&*quote);
            let quote = if is_said { String::new() } else { format!(" ← {}", shorten(&quote, KEEP)) };
            let _ = writeln!(self.out, "  [{}] {}{status}{quote}", place(&self.lines, target), visible(&fact));
        }
    }
}

fn statistic(s: &v1::Statistic) -> String {
    let value = s.value.map_or_else(|| "?".to_owned(), |v| v.to_string());
    let amount = format!("{} = {value}{}", s.indicator, s.unit.as_deref().unwrap_or(""));
    let approx = if s.approx == "exact" { "" } else { &s.approx };
    let modality = if s.modality == "reported" { "" } else { &s.modality };
    let optional = [&s.direction, &s.basis, &s.period, &s.place, &s.subject].map(|f| f.as_deref().unwrap_or(""));
    let [direction, basis, period, place, subject] = optional;
    let implausible = s.implausible.as_ref().map_or_else(String::new, |why| format!("implausible: {why}"));
    joined(&[&amount, &s.measure, direction, basis, approx, period, place, subject, modality, &implausible])
}

fn formulation(f: &v1::Formulation) -> String {
    let members = if f.expansion.is_empty() { String::new() } else { format!("= {}", f.expansion.join(" + ")) };
    let arity = if f.arity_ok == Some(false) { "numeral and members differ" } else { "" };
    let variants = if f.variants.is_empty() { String::new() } else { format!("like {}", f.variants.join(", ")) };
    joined(&[&f.name, &f.kind, &members, arity, &variants])
}

fn named(name: &str, more: &[String]) -> String {
    joined(&[name, &more.join(", ")])
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(SEPARATOR)
}
