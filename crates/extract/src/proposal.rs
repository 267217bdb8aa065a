//! Records that come from elsewhere: from a user's list of names, or from a program in another language. They say where in
//! the text something stands; the citation is ours, and what does not fit the text is refused.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use baokan_corpus_model::{
    Campaign, Confidence, Document, Field, Formulation, NamedDocument, Organization, Place, Record, Status, System,
    SystemKind, TextRange,
};

/// What a proposed name names. People are not among them: names of persons are read from the text alone, never looked
/// up in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedKind {
    /// A place.
    Place,
    /// An organization.
    Organization,
    /// A campaign.
    Campaign,
    /// A platform, mechanism, institution or model.
    System(SystemKind),
    /// A law, plan, decision.
    Document,
    /// A set phrase.
    Formulation,
}

/// A word that names no kind of record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no type: place, organization, campaign, system, system:platform (:mechanism, :institution, :model), document, formulation"
)]
pub struct NoSuchKind(String);

impl FromStr for ProposedKind {
    type Err = NoSuchKind;

    fn from_str(word: &str) -> Result<Self, NoSuchKind> {
        let refused = || NoSuchKind(word.to_owned());
        Ok(match word {
            "place" => Self::Place,
            "organization" => Self::Organization,
            "campaign" => Self::Campaign,
            "document" => Self::Document,
            "formulation" => Self::Formulation,
            "system" => Self::System(SystemKind::Institution),
            other => Self::System(other.strip_prefix("system:").and_then(|k| k.parse().ok()).ok_or_else(refused)?),
        })
    }
}

/// A record as proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it is.
    pub kind: ProposedKind,
    /// Bytes of the document's current text.
    pub range: Range<usize>,
    /// The name in full, where the text prints a shorter one.
    pub name: Option<String>,
    /// Code of a place.
    pub code: Option<String>,
    /// How far it is settled.
    pub status: Status,
}

/// Why a proposal was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Empty, outside the text, or within a character.
    Range(Range<usize>),
    /// In no article.
    NoArticle(Range<usize>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range(r) => write!(f, "{}..{} is no stretch of whole characters of the text", r.start, r.end),
            Self::NoArticle(r) => write!(f, "{}..{} lies in no article", r.start, r.end),
        }
    }
}

/// Makes records of the proposals, under this rule; gives back what was refused.
///
/// A proposal takes the place of records of its kind that lie within it, and yields to one that goes beyond it. A name
/// that the article has already is listed once.
pub fn admit(doc: &mut Document, rule: &str, proposals: Vec<Proposal>) -> Vec<Refusal> {
    let mut refused = Vec::new();
    for p in proposals {
        let whole = !p.range.is_empty() && doc.text.as_str().get(p.range.clone()).is_some();
        let Some(range) = TextRange::from_usize(p.range.clone()).filter(|_| whole) else {
            refused.push(Refusal::Range(p.range));
            continue;
        };
        match article_at(doc, range) {
            Some(article) => add(doc, rule, article, range, p),
            None => refused.push(Refusal::NoArticle(p.range)),
        }
    }
    refused
}

/// The article whose titles or blocks hold the range.
fn article_at(doc: &Document, range: TextRange) -> Option<usize> {
    doc.articles.iter().position(|a| {
        let titles = [&a.kicker, &a.headline, &a.subheadline].into_iter().flatten().flat_map(|t| &t.ranges).copied();
        let blocks = a.blocks.iter().filter_map(|b| doc.blocks.get(*b)).map(|(r, _)| r);
        titles.chain(blocks).any(|r| r.contains(range))
    })
}

fn add(doc: &mut Document, rule: &str, article: usize, range: TextRange, p: Proposal) {
    let name = p.name.unwrap_or_else(|| doc.text.slice(range).to_owned());
    let base = doc.record(article, range, "", ());
    let rule = Cow::Owned(rule.to_owned());
    let confidence = Confidence::per_mille(900);
    macro_rules! put {
        ($list:ident, $same:expr, $fact:expr) => {{
            let list = &mut doc.records.$list;
            let same = $same;
            let known = list.iter().any(|r| r.article == article && (same(&r.fact) && r.range != range))
                || list.iter().any(|r| r.range.contains(range) && r.range != range);
            list.retain(|r| !range.contains(r.range));
            if !known {
                let Record { target, .. } = base;
                list.push(Record { article, range, target, rule, confidence, status: p.status, fact: $fact });
                list.sort_by_key(|r| (r.range.start(), r.range.end()));
            }
        }};
    }
    match p.kind {
        ProposedKind::Place => put!(
            places,
            |f: &Place| f.name == name,
            Place { name, adcode: p.code.map(Field::rule), candidates: Vec::new() }
        ),
        ProposedKind::Organization => {
            put!(organizations, |f: &Organization| f.name == name, Organization { name, variants: Vec::new() })
        }
        ProposedKind::Campaign => put!(campaigns, |f: &Campaign| f.name == name, Campaign { name }),
        ProposedKind::System(kind) => put!(systems, |f: &System| f.name == name, System { name, kind }),
        ProposedKind::Document => {
            put!(documents, |f: &NamedDocument| f.title == name, NamedDocument { title: name })
        }
        ProposedKind::Formulation => put!(
            formulations,
            |f: &Formulation| f.name == name,
            Formulation {
                name,
                kind: Cow::Borrowed("label"),
                expansion: Vec::new(),
                arity_ok: None,
                variants: Vec::new(),
            }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::extracted;

    #[test]
    fn what_does_not_fit_is_refused_and_the_rest_is_cited() {
        let mut doc = extracted("2022", &["青石湾的渔民用上了“渔事通”。"]);
        let proposal = |range| Proposal {
            kind: ProposedKind::Place,
            range,
            name: None,
            code: Some("999001".to_owned()),
            status: Status::Resolved,
        };
        let refused = admit(&mut doc, "test", vec![proposal(0..9), proposal(1..4), proposal(5..5), proposal(0..900)]);
        assert_eq!(refused, [Refusal::Range(1..4), Refusal::Range(5..5), Refusal::Range(0..900)]);
        let places: Vec<_> = doc.records.places.iter().map(|r| r.fact.name.as_str()).collect();
        assert_eq!(places, ["青石湾"]);
        assert_eq!(doc.records.places[0].target.verify(doc.source()), Ok(()));
    }

    #[test]
    fn a_longer_name_takes_the_place_of_a_shorter_one() {
        let mut doc = extracted("2022", &["记者来到湖南省衡阳市新港片区。"]);
        let text = doc.text.as_str();
        let range = text.find("湖南省").unwrap()..text.find('。').unwrap();
        let kind = ProposedKind::Place;
        let longer = Proposal { kind, range, name: None, code: None, status: Status::Resolved };
        assert!(admit(&mut doc, "test", vec![longer]).is_empty());
        let places: Vec<_> = doc.records.places.iter().map(|r| r.fact.name.as_str()).collect();
        assert_eq!(places, ["湖南省衡阳市新港片区"]);
    }

    #[test]
    fn people_are_not_taken_from_lists() {
        assert!("person".parse::<ProposedKind>().is_err());
        assert_eq!("system:platform".parse(), Ok(ProposedKind::System(SystemKind::Platform)));
    }
}
