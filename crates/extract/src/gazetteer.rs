//! A user's list of names: a table of tab-separated columns `name`, `type`, `code`, `from`, `to`, `note`.
//!
//! `from` and `to` are years, both included; an empty field is open. A name may have several rows for several times. The
//! row that is valid in the year of the document counts; of a place whose time is over the nearest
//! row gives the code, with the status `historical`. Lines that begin with `#`, and a first line that begins with
//! `name`, are passed over.

use std::collections::HashMap;

use baokan_corpus_model::{Document, Status};

use crate::extractor::Lent;
use crate::names::lexicon::Lexicon;
use crate::names::page::Page;
use crate::proposal::{Proposal, ProposedKind, admit};
use crate::{Context, Extractor};

/// A list of names, found in every document.
#[derive(Debug)]
pub struct UserGazetteer {
    rule: String,
    words: Lexicon,
    /// The rows of each word.
    rows: Vec<Vec<Row>>,
}

#[derive(Clone, Debug)]
struct Row {
    kind: ProposedKind,
    code: Option<String>,
    from: Option<u16>,
    to: Option<u16>,
}

impl Row {
    /// How many years the row is away from being valid.
    fn distance(&self, year: u16) -> u16 {
        let early = self.from.map_or(0, |from| from.saturating_sub(year));
        early.max(self.to.map_or(0, |to| year.saturating_sub(to)))
    }
}

/// What is wrong with a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct GazetteerError {
    /// From 1.
    pub line: usize,
    /// For people.
    pub message: String,
}

impl UserGazetteer {
    /// Reads a table. `label` stands in the rule of each record: `gazetteer/LABEL`.
    ///
    /// # Errors
    /// At the first line without a name and a type that we know, or with a year that is none.
    pub fn parse(table: &str, label: &str) -> Result<Self, GazetteerError> {
        let mut order: Vec<String> = Vec::new();
        let mut by_name: HashMap<String, Vec<Row>> = HashMap::new();
        for (i, text) in table.trim_start_matches('\u{feff}').lines().enumerate() {
            let columns: Vec<&str> = text.split('\t').map(str::trim).collect();
            let name = columns.first().copied().unwrap_or("");
            if text.trim().is_empty() || text.starts_with('#') || i == 0 && name == "name" {
                continue;
            }
            let wrong = |message: String| GazetteerError { line: i + 1, message };
            let column = |n: usize| columns.get(n).copied().filter(|c| !c.is_empty() && *c != "-");
            let year = |n: usize| {
                let parsed = column(n).map(str::parse::<u16>).transpose();
                parsed.map_err(|_| wrong(format!("`{}` is no year", column(n).unwrap_or(""))))
            };
            if name.chars().count() < 2 {
                return Err(wrong("a name has at least two characters".to_owned()));
            }
            let kind = column(1).ok_or_else(|| wrong(format!("`{name}` has no type")))?;
            let kind = kind.parse().map_err(|e: crate::proposal::NoSuchKind| wrong(e.to_string()))?;
            let row = Row { kind, code: column(2).map(str::to_owned), from: year(3)?, to: year(4)? };
            by_name.entry(name.to_owned()).or_insert_with(|| {
                order.push(name.to_owned());
                Vec::new()
            });
            by_name.entry(name.to_owned()).and_modify(|rows| rows.push(row));
        }
        let rows = order.iter().map(|name| by_name.remove(name).unwrap_or_default()).collect();
        Ok(Self { rule: format!("gazetteer/{label}"), words: Lexicon::new(&order), rows })
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Extractor for UserGazetteer {
    fn name(&self) -> &'static str {
        "gazetteer"
    }

    fn names_places(&self) -> bool {
        true
    }

    fn extract(&self, doc: &mut Document, cx: &Context<'_>) {
        let page = Page::new(doc);
        let mut proposals = Vec::new();
        for stretch in &page.stretches {
            for hit in self.words.find_iter(page.slice(&stretch.range)) {
                let range = stretch.range.start + hit.range.start..stretch.range.start + hit.range.end;
                let rows = self.rows.get(hit.number).map_or(&[][..], Vec::as_slice);
                let nearest = rows.iter().min_by_key(|r| page.year.map_or(0, |year| r.distance(year)));
                let Some(row) = nearest else { continue };
                let valid = |r: &&Row| page.year.is_none_or(|year| r.distance(year) == 0);
                let status = match rows.iter().filter(valid).count() {
                    0 if row.kind == ProposedKind::Place => Status::Historical,
                    0 => continue,
                    1 => Status::Resolved,
                    _ => Status::Ambiguous,
                };
                let code = row.code.clone().filter(|_| status != Status::Ambiguous);
                if row.kind == ProposedKind::Place {
                    let name = page.slice(&range).to_owned();
                    cx.lend(Lent { range: range.clone(), name, code: code.clone() });
                }
                proposals.push(Proposal { kind: row.kind, range, name: None, code, status });
            }
        }
        drop(page);
        // Ranges come from matching, so that none is refused but in furniture that no article has.
        let _refused = admit(doc, &self.rule, proposals);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Registry;
    use crate::names::testing::document;

    const TABLE: &str = "name\ttype\tcode\tfrom\tto\tnote\n# ours\n青石公社\tplace\tX1\t1958\t1983\tnow 青石镇\n青石镇\tplace\tX2\t1984\t\t\n渔事通\tsystem:platform\n";

    #[test]
    fn names_are_found_with_the_row_of_the_year() {
        let list = UserGazetteer::parse(TABLE, "fishing").unwrap();
        let registry = Registry::builtin().with(list);
        assert_eq!(registry.names().nth(2), Some("gazetteer"));
        for (year, want) in [("1970", Status::Resolved), ("2005", Status::Historical)] {
            let mut doc = document(year, &["青石公社的渔民出海，渔事通上线。"]);
            registry.extract(&mut doc);
            let place = doc.records.places.iter().find(|p| p.fact.name == "青石公社").unwrap();
            assert_eq!((place.status, place.rule.as_ref()), (want, "gazetteer/fishing"));
            assert_eq!(place.fact.adcode.as_ref().map(|c| c.value.as_str()), Some("X1"));
            assert_eq!(doc.records.systems.len(), 1);
        }
    }

    #[test]
    fn places_of_the_list_are_places_of_statistics() {
        let list = UserGazetteer::parse(TABLE, "fishing").unwrap();
        let mut doc = document("1970", &["青石公社今年有社员三百人，捕鱼二万吨。"]);
        Registry::builtin().with(list).extract(&mut doc);
        let places: Vec<_> =
            doc.records.statistics.iter().map(|s| s.fact.place.as_ref().map(|p| p.value.as_str())).collect();
        assert_eq!(places, [Some("青石公社"), Some("青石公社")]);
    }

    #[test]
    fn wrong_lines_are_named() {
        let wrong = |table: &str| UserGazetteer::parse(table, "x").unwrap_err().line;
        assert_eq!(wrong("甲乙\tplace\n丙丁\tperson\n"), 2);
        assert_eq!(wrong("甲乙\n"), 1);
        assert_eq!(wrong("甲乙\tplace\t-\tsoon\n"), 1);
    }
}
