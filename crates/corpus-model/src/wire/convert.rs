//! From the model to the wire.

use std::collections::HashMap;

use super::v1;
use crate::citation::{CUT, Citation};
use crate::document::{
    Article, Document, Meta, MetaOrigin, ParagraphNumber, Position, ScriptReading, Title, stable_id,
};
use crate::range::{SourceRange, TextRange};
use crate::record::{Field, Origin, Record};
use crate::source::{Part, Source};

impl From<&Document> for v1::Document {
    fn from(doc: &Document) -> Self {
        let source = doc.source();
        let names = doc.paragraph_numbers();
        let articles = articles(doc, &names);
        let ids: Vec<String> = articles.iter().map(|a| a.id.clone()).collect();
        Self {
            schema: v1::SCHEMA.to_owned(),
            id: source.id().to_string(),
            source: v1::Source {
                path: source.origin().to_owned(),
                sha256: source.sha256().to_owned(),
                bytes: source.bytes().len() as u64,
                media_type: source.media_type().to_owned(),
                encoding: source.encoding().to_owned(),
                script: doc.script.to_string(),
                hant_per_mille: doc.hant_per_mille,
                parts: parts(source),
            },
            published: doc.meta.published.as_ref().map(|m| meta(doc, m)),
            metadata: v1::Metadata {
                publication: doc.meta.publication.as_ref().map(|m| meta(doc, m)),
                place: doc.meta.place.as_ref().map(|m| meta(doc, m)),
                title: doc.meta.title.as_ref().map(|m| meta(doc, m)),
                url: doc.meta.url.as_ref().map(|m| meta(doc, m)),
            },
            sections: sections(doc, &ids, &names),
            articles,
            edits: edits(doc),
            withheld: withheld(doc),
            records: records(doc, &ids),
            diagnostics: doc
                .diagnostics
                .iter()
                .map(|d| v1::Diagnostic {
                    severity: d.severity.to_string(),
                    code: d.code.to_string(),
                    message: d.message.clone(),
                    source_range: d.source.map(|r| [r.start(), r.end()]),
                })
                .collect(),
        }
    }
}

fn meta(doc: &Document, m: &Meta) -> v1::Meta {
    // What stands outside of the text (a column, a tag) is shown as the file has it.
    let bytes = |r: &SourceRange| std::str::from_utf8(doc.source().bytes().get(r.as_usize())?).ok();
    let read = |r: &SourceRange| doc.source().read(*r).or_else(|| bytes(r)).unwrap_or("").to_owned();
    let (origin, evidence) = match &m.origin {
        MetaOrigin::Flag => ("flag", "given on the command line".to_owned()),
        MetaOrigin::FrontMatter(r) => ("front_matter", read(r)),
        MetaOrigin::Text(r) => ("text", read(r)),
        MetaOrigin::Inferred(how) => ("inferred", how.clone()),
    };
    v1::Meta { value: m.value.clone(), origin: origin.to_owned(), evidence }
}

fn pairs<'a>(ranges: impl IntoIterator<Item = &'a SourceRange>) -> Vec<[u32; 2]> {
    ranges.into_iter().map(|r| [r.start(), r.end()]).collect()
}

fn parts(source: &Source) -> Vec<v1::Part> {
    let wire = |p: &Part| v1::Part {
        path: p.origin.clone(),
        sha256: source.sha256_of(p),
        media_type: p.media_type.clone(),
        encoding: p.encoding.clone(),
        line: p.line,
        start: p.start,
        source_range: [p.at.start(), p.at.end()],
    };
    source.parts().iter().map(wire).collect()
}

fn places(doc: &Document, ranges: &[SourceRange]) -> Vec<v1::Position> {
    let wire = |p: Position| v1::Position {
        path: p.path,
        line: p.line,
        bytes: p.bytes.map(|(start, end)| [start, end]),
        page: p.page,
        bbox: p.bbox,
    };
    doc.places(ranges).into_iter().map(wire).collect()
}

fn target(doc: &Document, c: &Citation) -> v1::Target {
    v1::Target {
        source_ranges: pairs(c.source_ranges()),
        char_ranges: c.char_ranges().iter().map(|r| [r.start(), r.end()]).collect(),
        quote: c.quote().to_owned(),
        reading: c.reading().to_owned(),
        places: places(doc, c.source_ranges()),
    }
}

/// A target from places in the file, where there is no range of the current text.
fn target_at(doc: &Document, ranges: &[SourceRange], reading: &str) -> v1::Target {
    let source = doc.source();
    v1::Target {
        source_ranges: pairs(ranges),
        char_ranges: ranges.iter().filter_map(|r| source.chars(*r)).map(|r| [r.start(), r.end()]).collect(),
        quote: crate::citation::quote(source, ranges).unwrap_or_default(),
        reading: reading.to_owned(),
        places: places(doc, ranges),
    }
}

fn title(doc: &Document, t: &Title) -> v1::Title {
    let c = Citation::of(&doc.text, &t.ranges);
    v1::Title { text: c.reading().to_owned(), target: target(doc, &c) }
}

/// Ids that stay the same when something else in the document is repaired; equal ones are numbered.
#[derive(Default)]
struct Ids(HashMap<String, u32>);

impl Ids {
    fn next(&mut self, prefix: &str, ranges: &[SourceRange]) -> String {
        let id = stable_id(prefix, ranges);
        let n = self.0.entry(id.clone()).or_insert(0);
        *n += 1;
        if *n == 1 { id } else { format!("{id}-{n}") }
    }
}

fn articles(doc: &Document, names: &[Option<ParagraphNumber>]) -> Vec<v1::Article> {
    let mut ids = Ids::default();
    let mut out: Vec<v1::Article> = Vec::with_capacity(doc.articles.len());
    for a in &doc.articles {
        out.push(v1::Article {
            id: ids.next("a", &anchor(doc, a)),
            parent: a.parent.and_then(|p| out.get(p)).map(|p| p.id.clone()),
            kicker: a.kicker.as_ref().map(|t| title(doc, t)),
            headline: a.headline.as_ref().map(|t| title(doc, t)),
            subheadline: a.subheadline.as_ref().map(|t| title(doc, t)),
            byline: a
                .byline
                .iter()
                .map(|b| v1::Byline {
                    name: b.name.clone(),
                    role: b.role.to_string(),
                    affiliation: b.affiliation.clone(),
                    position: b.position.clone(),
                    target: target(doc, &doc.cite(b.range)),
                })
                .collect(),
            blocks: a.blocks.iter().filter_map(|i| block(doc, *i, names, &mut ids)).collect(),
        });
    }
    out
}

/// What an article is known by: its headline or, without one, its first block.
fn anchor(doc: &Document, a: &Article) -> Vec<SourceRange> {
    let first = a.headline.as_ref().and_then(|t| t.ranges.first().copied());
    let first = first.or_else(|| a.blocks.first().and_then(|i| doc.blocks.get(*i)).map(|(r, _)| r));
    doc.text.source_ranges(first.unwrap_or(a.range))
}

fn sections(doc: &Document, articles: &[String], names: &[Option<ParagraphNumber>]) -> Vec<v1::Section> {
    let mut ids = Ids::default();
    let mut out: Vec<v1::Section> = Vec::with_capacity(doc.sections.len());
    for (range, s) in doc.sections.iter() {
        let head = [s.number.map(|n| n.range), s.title].into_iter().flatten().reduce(TextRange::cover);
        let ranges = doc.text.source_ranges(range);
        let (first, last) = ends(doc, names, range);
        out.push(v1::Section {
            id: ids.next("h", &doc.text.source_ranges(head.unwrap_or(range))),
            article: articles.get(s.article).cloned().unwrap_or_default(),
            parent: s.parent.and_then(|p| out.get(p)).map(|p| p.id.clone()),
            kind: s.kind.to_string(),
            level: s.level,
            number: s.number.map(|n| v1::SectionNumber {
                text: doc.text.slice(n.range).to_owned(),
                value: n.value,
                sub: n.sub,
            }),
            title: s.title.map(|t| title(doc, &Title { ranges: vec![t] })),
            first,
            last,
            source_ranges: pairs(&ranges),
            char_ranges: ranges.iter().filter_map(|r| doc.source().chars(*r)).map(|r| [r.start(), r.end()]).collect(),
        });
    }
    out
}

/// The names of the first and the last sentence of a section.
fn ends(doc: &Document, names: &[Option<ParagraphNumber>], range: TextRange) -> (Option<String>, Option<String>) {
    // A section may begin and end within a block.
    let mut touched = doc.blocks.indices_within(range);
    touched.start = touched.start.saturating_sub(1);
    let name = |i: usize, last: bool| {
        let (block, _) = doc.blocks.get(i).filter(|(r, _)| r.overlaps(range))?;
        let number = (*names.get(i)?)?;
        let at = |s: &TextRange| if last { s.start() < range.end() } else { s.start() <= range.start() };
        let count = doc.sentences.within(block).take_while(|(s, ())| at(s)).count();
        Some(format!("{number}.s{}", count.max(1)))
    };
    (touched.clone().find_map(|i| name(i, false)), touched.rev().find_map(|i| name(i, true)))
}

fn block(doc: &Document, index: usize, names: &[Option<ParagraphNumber>], ids: &mut Ids) -> Option<v1::Block> {
    let (range, b) = doc.blocks.get(index)?;
    let c = doc.cite(range);
    Some(v1::Block {
        id: ids.next("b", c.source_ranges()),
        name: names.get(index).copied().flatten().map(|n| n.to_string()),
        r#type: b.kind.to_string(),
        text: c.reading().to_owned(),
        target: target(doc, &c),
        sentences: sentences(doc, range),
        scripts: scripts(doc, range),
    })
}

fn scripts(doc: &Document, block: TextRange) -> Vec<v1::SentenceScript> {
    let readings = doc.sentence_scripts.get(doc.sentences.indices_within(block)).unwrap_or(&[]);
    let wire =
        |r: &ScriptReading| v1::SentenceScript { script: r.script.to_string(), hant_per_mille: r.hant_per_mille };
    readings.iter().map(wire).collect()
}

fn sentences(doc: &Document, block: TextRange) -> Vec<[u32; 2]> {
    let count = |from: u32, to: u32| doc.text.slice(TextRange::new(from, to)).chars().count() as u32;
    let (mut at, mut chars) = (block.start(), 0);
    let mut out = Vec::new();
    for (r, ()) in doc.sentences.within(block) {
        chars += count(at, r.start());
        let end = chars + count(r.start(), r.end());
        out.push([chars, end]);
        (at, chars) = (r.end(), end);
    }
    out
}

fn edits(doc: &Document) -> Vec<v1::Edit> {
    let sites = doc.text.sites();
    let mut by_edit: Vec<Vec<&crate::text::Site>> = vec![Vec::new(); doc.text.edit_count()];
    for s in &sites {
        if let Some(list) = by_edit.get_mut(s.edit.index()) {
            list.push(s);
        }
    }
    let join = |list: &[&crate::text::Site], f: fn(&crate::text::Site) -> &str| {
        list.iter().map(|s| f(s)).collect::<Vec<_>>().join(CUT)
    };
    by_edit
        .iter()
        .enumerate()
        .filter_map(|(i, list)| {
            let edit = doc.text.edit(list.first()?.edit)?;
            let ranges: Vec<SourceRange> = list.iter().flat_map(|s| s.source.iter().copied()).collect();
            let after = join(list, |s| &s.after);
            Some(v1::Edit {
                id: i as u32 + 1,
                rule: edit.rule.into_owned(),
                kind: edit.kind.to_string(),
                safety: edit.safety.to_string(),
                confidence: edit.confidence.get(),
                before: join(list, |s| &s.before),
                moved: list.iter().any(|s| s.moved),
                target: target_at(doc, &ranges, &after),
                after,
                evidence: edit.evidence.into_owned(),
            })
        })
        .collect()
}

fn withheld(doc: &Document) -> Vec<v1::Withheld> {
    doc.withheld
        .iter()
        .map(|w| v1::Withheld {
            rule: w.edit.rule.to_string(),
            kind: w.edit.kind.to_string(),
            safety: w.edit.safety.to_string(),
            confidence: w.edit.confidence.get(),
            before: w.before.clone(),
            after: w.after.clone(),
            target: target_at(doc, &w.source, &w.after),
            evidence: w.edit.evidence.to_string(),
            reason: w.reason.to_string(),
        })
        .collect()
}

/// Gathers the origins of a record's fields.
struct Origins<'d> {
    doc: &'d Document,
    out: Vec<v1::FieldOrigin>,
}

impl Origins<'_> {
    fn note<T>(&mut self, name: &str, f: &Field<T>) {
        let cite = |r: &TextRange| Some(target(self.doc, &self.doc.cite(*r)));
        let (origin, target, key) = match &f.origin {
            Origin::Text(r) => ("text", cite(r), None),
            Origin::Inherited(r) => ("inherited", cite(r), None),
            Origin::Metadata(key) => ("metadata", None, Some(key.to_string())),
            Origin::Rule => ("rule", None, None),
        };
        self.out.push(v1::FieldOrigin { field: name.to_owned(), origin: origin.to_owned(), target, key });
    }

    fn take<T: Clone>(&mut self, name: &str, f: &Option<Field<T>>) -> Option<T> {
        let f = f.as_ref()?;
        self.note(name, f);
        Some(f.value.clone())
    }

    fn all(&mut self, name: &str, list: &[Field<String>]) -> Vec<String> {
        list.iter()
            .map(|f| {
                self.note(name, f);
                f.value.clone()
            })
            .collect()
    }
}

/// Fills a wire record: its own fields from the closure, the shared ones from the record.
macro_rules! records {
    ($doc:expr, $articles:expr, $list:expr, $prefix:literal, $kind:ident, |$r:ident, $o:ident| { $($field:ident : $value:expr),* $(,)? }) => {{
        let mut ids = Ids::default();
        $list.iter().map(|$r| {
            #[allow(unused_mut, reason = "not every kind of record has fields with an origin")]
            let mut $o = Origins { doc: $doc, out: Vec::new() };
            $(let $field = $value;)*
            v1::$kind {
                id: ids.next($prefix, $r.target.source_ranges()),
                article: article_id($articles, $r),
                $($field,)*
                quote: $r.target.reading().to_owned(),
                target: target($doc, &$r.target),
                rule: $r.rule.to_string(),
                confidence: $r.confidence.get(),
                status: $r.status.to_string(),
                origins: $o.out,
            }
        }).collect()
    }};
}

fn article_id<T>(articles: &[String], r: &Record<T>) -> String {
    articles.get(r.article).cloned().unwrap_or_default()
}

fn records(doc: &Document, articles: &[String]) -> v1::Records {
    let r = &doc.records;
    v1::Records {
        statistics: records!(doc, articles, r.statistics, "s", Statistic, |r, o| {
            indicator: { o.note("indicator", &r.fact.indicator); r.fact.indicator.value.clone() },
            value: o.take("value", &r.fact.value),
            unit: o.take("unit", &r.fact.unit),
            measure: r.fact.measure.to_string(),
            direction: o.take("direction", &r.fact.direction).map(|d| d.to_string()),
            basis: o.take("basis", &r.fact.basis),
            approx: r.fact.approx.to_string(),
            period: o.take("period", &r.fact.period),
            place: o.take("place", &r.fact.place),
            subject: o.take("subject", &r.fact.subject),
            modality: r.fact.modality.to_string(),
            implausible: r.fact.implausible.clone(),
        }),
        formulations: records!(doc, articles, r.formulations, "f", Formulation, |r, o| {
            name: r.fact.name.clone(),
            kind: r.fact.kind.to_string(),
            expansion: o.all("expansion", &r.fact.expansion),
            arity_ok: r.fact.arity_ok,
            variants: r.fact.variants.clone(),
        }),
        campaigns: records!(doc, articles, r.campaigns, "c", Campaign, |r, o| { name: r.fact.name.clone() }),
        systems: records!(doc, articles, r.systems, "y", System, |r, o| {
            name: r.fact.name.clone(),
            r#type: r.fact.kind.to_string(),
        }),
        documents: records!(doc, articles, r.documents, "d", NamedDocument, |r, o| { title: r.fact.title.clone() }),
        people: records!(doc, articles, r.people, "p", Person, |r, o| {
            name: r.fact.name.clone(),
            positions: o.all("positions", &r.fact.positions),
        }),
        organizations: records!(doc, articles, r.organizations, "o", Organization, |r, o| {
            name: r.fact.name.clone(),
            variants: r.fact.variants.clone(),
        }),
        places: records!(doc, articles, r.places, "l", Place, |r, o| {
            name: r.fact.name.clone(),
            adcode: o.take("adcode", &r.fact.adcode),
            candidates: r.fact.candidates.clone(),
        }),
        dates: records!(doc, articles, r.dates, "t", Date, |r, o| { value: o.take("value", &r.fact.value) }),
        quotations: records!(doc, articles, r.quotations, "q", Quotation, |r, o| {
            speaker: o.take("speaker", &r.fact.speaker),
            cue: o.take("cue", &r.fact.cue),
            direct: r.fact.direct,
            text: doc.text.slice(r.fact.words).to_owned(),
            first: doc.text.slice(r.fact.words).chars().take(10).collect::<String>(),
            last: last(doc.text.slice(r.fact.words), 10),
        }),
    }
}

fn last(s: &str, n: usize) -> String {
    let from = s.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
    s.get(from..).unwrap_or("").to_owned()
}
