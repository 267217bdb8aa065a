//! Reading JSON back: what is wrong with it is said, not guessed away.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::v1;
use crate::citation::{CUT, verify};
use crate::names::{
    Approx, BlockKind, Direction, EditKind, Measure, Modality, Role, Safety, Script, SectionKind, Severity, Status,
    SystemKind,
};
use crate::range::{CharRange, SourceRange};
use crate::source::Source;

/// Why JSON was refused, with the path of the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct WireError {
    /// For example `records.statistics[3].target`.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

/// A document read from JSON that holds what the contract promises.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked(v1::Document);

impl Checked {
    /// Reads one document from JSON text.
    ///
    /// # Errors
    /// When it is no JSON of this schema, or breaks a promise of the contract.
    pub fn read(json: &str) -> Result<Self, WireError> {
        let doc: v1::Document = serde_json::from_str(json).map_err(|e| WireError {
            path: format!("line {} column {}", e.line(), e.column()),
            message: e.to_string(),
        })?;
        Self::try_from(doc)
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &v1::Document {
        &self.0
    }

    /// The document, to be owned.
    #[must_use]
    pub fn into_document(self) -> v1::Document {
        self.0
    }

    /// Checks every citation against the file.
    ///
    /// # Errors
    /// The first citation that does not hold.
    pub fn verify(&self, source: &Source) -> Result<(), WireError> {
        if source.sha256() != self.0.source.sha256 {
            return Err(WireError { path: "source.sha256".into(), message: "this is another file".into() });
        }
        targets(&self.0).try_for_each(|(path, t)| {
            let ranges: Vec<SourceRange> = t.source_ranges.iter().map(|r| SourceRange::new(r[0], r[1])).collect();
            let chars: Vec<CharRange> = t.char_ranges.iter().map(|r| CharRange::new(r[0], r[1])).collect();
            verify(source, &ranges, &chars, &t.quote).map_err(|e| WireError { path, message: e.to_string() })
        })
    }
}

impl TryFrom<v1::Document> for Checked {
    type Error = WireError;

    fn try_from(doc: v1::Document) -> Result<Self, WireError> {
        let fail = |path: &str, message: String| Err(WireError { path: path.into(), message });
        if doc.schema != v1::SCHEMA {
            return fail("schema", format!("`{}` is not `{}`", doc.schema, v1::SCHEMA));
        }
        name::<Script>("source.script", &doc.source.script)?;
        check_articles(&doc)?;
        check_sections(&doc)?;
        check_edits(&doc)?;
        check_records(&doc)?;
        for (i, d) in doc.diagnostics.iter().enumerate() {
            name::<Severity>(&format!("diagnostics[{i}].severity"), &d.severity)?;
        }
        check_parts(&doc.source)?;
        for (path, t) in targets(&doc) {
            check_target(&path, t, doc.source.bytes)?;
            t.places.iter().enumerate().try_for_each(|(i, p)| check_place(&format!("{path}.places[{i}]"), p, &doc))?;
        }
        Ok(Self(doc))
    }
}

fn name<T: FromStr>(path: &str, value: &str) -> Result<(), WireError>
where
    T::Err: std::fmt::Display,
{
    value.parse::<T>().map(|_| ()).map_err(|e| WireError { path: path.into(), message: e.to_string() })
}

fn check_target(path: &str, t: &v1::Target, bytes: u64) -> Result<(), WireError> {
    let fail = |message: String| Err(WireError { path: path.into(), message });
    if t.source_ranges.len() != t.char_ranges.len() {
        return fail("source_ranges and char_ranges differ in number".into());
    }
    if let Some(r) = t.source_ranges.iter().find(|r| r[0] > r[1] || u64::from(r[1]) > bytes) {
        return fail(format!("{}..{} is not inside the file", r[0], r[1]));
    }
    if let Some(r) = t.char_ranges.iter().find(|r| r[0] > r[1]) {
        return fail(format!("{}..{} is no range", r[0], r[1]));
    }
    if t.quote.is_empty() && t.source_ranges.iter().any(|r| r[0] < r[1]) {
        return fail("no quote for a range that is not empty".into());
    }
    if t.quote.matches(CUT).count() + 1 < t.source_ranges.len() {
        return fail("fewer parts in the quote than ranges".into());
    }
    Ok(())
}

/// Parts stand in order inside the source.
fn check_parts(source: &v1::Source) -> Result<(), WireError> {
    let mut end = 0;
    for (i, p) in source.parts.iter().enumerate() {
        let [from, to] = p.source_range;
        if from < end || to < from || u64::from(to) > source.bytes {
            let message = format!("{from}..{to} is out of order or outside");
            return Err(WireError { path: format!("source.parts[{i}]"), message });
        }
        end = to;
    }
    Ok(())
}

/// A place names a part of the source and bytes of it, a page, and a box that is one.
fn check_place(path: &str, place: &v1::Position, doc: &v1::Document) -> Result<(), WireError> {
    let fail = |message: String| Err(WireError { path: path.to_owned(), message });
    if place.page == Some(0) {
        return fail("pages count from 1".to_owned());
    }
    if let Some([left, top, right, bottom]) = place.bbox.filter(|[l, t, r, b]| l > r || t > b) {
        return fail(format!("{left},{top},{right},{bottom} is no box"));
    }
    if place.path.is_none() && place.line.is_none() && place.bytes.is_none() {
        return Ok(());
    }
    let holds = |p: &&v1::Part| {
        let len = u64::from(p.source_range[1].saturating_sub(p.source_range[0]));
        let inside = |[from, to]: [u64; 2]| p.start <= from && from <= to && to <= p.start.saturating_add(len);
        Some(p.path.as_str()) == place.path.as_deref() && p.line == place.line && place.bytes.is_none_or(inside)
    };
    if doc.source.parts.iter().find(holds).is_none() {
        return fail("no part of the source holds it".to_owned());
    }
    Ok(())
}

fn check_articles(doc: &v1::Document) -> Result<(), WireError> {
    let mut ids = HashSet::new();
    for (i, a) in doc.articles.iter().enumerate() {
        let path = format!("articles[{i}]");
        if let Some(p) = &a.parent
            && !ids.contains(p.as_str())
        {
            return Err(WireError { path, message: format!("parent {p} does not stand before it") });
        }
        if !ids.insert(a.id.as_str()) {
            return Err(WireError { path, message: format!("id {} is taken", a.id) });
        }
        for (j, b) in a.byline.iter().enumerate() {
            name::<Role>(&format!("{path}.byline[{j}].role"), &b.role)?;
        }
        for (j, b) in a.blocks.iter().enumerate() {
            let path = format!("{path}.blocks[{j}]");
            name::<BlockKind>(&format!("{path}.type"), &b.r#type)?;
            let chars = b.text.chars().count() as u32;
            let mut at = 0;
            for s in &b.sentences {
                if s[0] < at || s[1] <= s[0] || s[1] > chars {
                    return Err(WireError { path, message: format!("sentence {}..{} is out of order", s[0], s[1]) });
                }
                at = s[1];
            }
            if !b.scripts.is_empty() && b.scripts.len() != b.sentences.len() {
                let message = format!("{} scripts for {} sentences", b.scripts.len(), b.sentences.len());
                return Err(WireError { path, message });
            }
            for (k, s) in b.scripts.iter().enumerate() {
                name::<Script>(&format!("{path}.scripts[{k}].script"), &s.script)?;
            }
        }
    }
    Ok(())
}

/// Sections name their article, stand behind the one around them, one level deeper and inside it.
fn check_sections(doc: &v1::Document) -> Result<(), WireError> {
    let articles: HashSet<&str> = doc.articles.iter().map(|a| a.id.as_str()).collect();
    let mut known: HashMap<&str, &v1::Section> = HashMap::new();
    for (i, s) in doc.sections.iter().enumerate() {
        let path = format!("sections[{i}]");
        name::<SectionKind>(&format!("{path}.kind"), &s.kind)?;
        let fail = |message: String| Err(WireError { path: path.clone(), message });
        if !articles.contains(s.article.as_str()) {
            return fail(format!("no article {}", s.article));
        }
        if s.source_ranges.len() != s.char_ranges.len() {
            return fail("source_ranges and char_ranges differ in number".into());
        }
        let outside = |r: &&[u32; 2]| r[0] > r[1] || u64::from(r[1]) > doc.source.bytes;
        if let Some(r) = s.source_ranges.iter().find(outside) {
            return fail(format!("{}..{} is not inside the file", r[0], r[1]));
        }
        match s.parent.as_deref().map(|p| (p, known.get(p))) {
            None if s.level == 1 => {}
            None => return fail(format!("level {} without a section around it", s.level)),
            Some((p, None)) => return fail(format!("parent {p} does not stand before it")),
            Some((p, Some(around))) => {
                if around.article != s.article || s.level != around.level.saturating_add(1) {
                    return fail(format!("is not one level below {p} in its article"));
                }
                let inside = |r: &[u32; 2]| around.source_ranges.iter().any(|a| a[0] <= r[0] && r[1] <= a[1]);
                if !s.source_ranges.iter().all(inside) {
                    return fail(format!("is not inside {p}"));
                }
            }
        }
        if known.insert(s.id.as_str(), s).is_some() {
            return fail(format!("id {} is taken", s.id));
        }
    }
    Ok(())
}

fn check_edits(doc: &v1::Document) -> Result<(), WireError> {
    for (i, e) in doc.edits.iter().enumerate() {
        let path = format!("edits[{i}]");
        name::<EditKind>(&format!("{path}.kind"), &e.kind)?;
        name::<Safety>(&format!("{path}.safety"), &e.safety)?;
        if e.rule.is_empty() || e.confidence > 1000 {
            return Err(WireError { path, message: "an edit needs a rule and a confidence of 0 to 1000".into() });
        }
    }
    for (i, w) in doc.withheld.iter().enumerate() {
        name::<EditKind>(&format!("withheld[{i}].kind"), &w.kind)?;
        name::<Safety>(&format!("withheld[{i}].safety"), &w.safety)?;
    }
    Ok(())
}

fn check_records(doc: &v1::Document) -> Result<(), WireError> {
    let articles: HashSet<&str> = doc.articles.iter().map(|a| a.id.as_str()).collect();
    let mut ids = HashSet::new();
    macro_rules! shared {
        ($list:ident) => {
            for (i, r) in doc.records.$list.iter().enumerate() {
                let path = format!("records.{}[{i}]", stringify!($list));
                if !articles.contains(r.article.as_str()) {
                    return Err(WireError { path, message: format!("no article {}", r.article) });
                }
                if !ids.insert(r.id.as_str()) {
                    return Err(WireError { path, message: format!("id {} is taken", r.id) });
                }
                name::<Status>(&format!("{path}.status"), &r.status)?;
            }
        };
    }
    shared!(statistics);
    shared!(formulations);
    shared!(campaigns);
    shared!(systems);
    shared!(documents);
    shared!(people);
    shared!(organizations);
    shared!(places);
    shared!(dates);
    shared!(quotations);
    for (i, s) in doc.records.statistics.iter().enumerate() {
        let path = format!("records.statistics[{i}]");
        name::<Measure>(&path, &s.measure)?;
        name::<Approx>(&path, &s.approx)?;
        name::<Modality>(&path, &s.modality)?;
        s.direction.as_deref().map_or(Ok(()), |d| name::<Direction>(&path, d))?;
    }
    for (i, s) in doc.records.systems.iter().enumerate() {
        name::<SystemKind>(&format!("records.systems[{i}].type"), &s.r#type)?;
    }
    Ok(())
}

/// Every target of a document, with its path.
fn targets(doc: &v1::Document) -> impl Iterator<Item = (String, &v1::Target)> {
    let mut all: Vec<(String, &v1::Target)> = Vec::new();
    for (i, a) in doc.articles.iter().enumerate() {
        for (n, t) in [("kicker", &a.kicker), ("headline", &a.headline), ("subheadline", &a.subheadline)] {
            all.extend(t.iter().map(|t| (format!("articles[{i}].{n}.target"), &t.target)));
        }
        all.extend(a.byline.iter().enumerate().map(|(j, b)| (format!("articles[{i}].byline[{j}].target"), &b.target)));
        all.extend(a.blocks.iter().enumerate().map(|(j, b)| (format!("articles[{i}].blocks[{j}].target"), &b.target)));
    }
    for (i, s) in doc.sections.iter().enumerate() {
        all.extend(s.title.iter().map(|t| (format!("sections[{i}].title.target"), &t.target)));
    }
    all.extend(doc.edits.iter().enumerate().map(|(i, e)| (format!("edits[{i}].target"), &e.target)));
    all.extend(doc.withheld.iter().enumerate().map(|(i, e)| (format!("withheld[{i}].target"), &e.target)));
    macro_rules! list {
        ($($list:ident),*) => {$(
            for (i, r) in doc.records.$list.iter().enumerate() {
                let path = format!("records.{}[{i}]", stringify!($list));
                for o in &r.origins {
                    all.extend(o.target.iter().map(|t| (format!("{path}.origins.{}", o.field), t)));
                }
                all.push((format!("{path}.target"), &r.target));
            }
        )*};
    }
    list!(statistics, formulations, campaigns, systems, documents, people, organizations, places, dates, quotations);
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Article, Block, Document, ScriptReading};
    use crate::edit::Confidence;
    use crate::range::TextRange;

    /// A document of one article with one block of two sentences.
    fn document() -> Document {
        let mut doc = Document::new(Arc::new(Source::from_text("這是。这是。", "t").unwrap()));
        let all = doc.text.range();
        let block = Block {
            kind: BlockKind::Paragraph,
            level: 0,
            confidence: Confidence::per_mille(900),
            rule: "".into(),
            group: None,
        };
        doc.blocks.push(all, block).unwrap();
        doc.sentences.push(TextRange::new(0, 9), ()).unwrap();
        doc.sentences.push(TextRange::new(9, 18), ()).unwrap();
        doc.articles.push(Article { blocks: vec![0], range: all, ..Article::default() });
        (doc.script, doc.hant_per_mille) = (Script::Mixed, Some(500));
        doc.sentence_scripts = vec![
            ScriptReading { script: Script::Hant, hant_per_mille: Some(1000) },
            ScriptReading { script: Script::Hans, hant_per_mille: Some(0) },
        ];
        doc
    }

    #[test]
    fn scripts_of_sentences_are_read_back_and_checked() {
        let json = serde_json::to_string(&v1::Document::from(&document())).unwrap();
        let read = Checked::read(&json).unwrap().into_document();
        assert_eq!(read.source.hant_per_mille, Some(500));
        let scripts = &read.articles[0].blocks[0].scripts;
        assert_eq!(scripts.iter().map(|s| s.script.as_str()).collect::<Vec<_>>(), ["Hant", "Hans"]);
        let mut short = read.clone();
        short.articles[0].blocks[0].scripts.pop();
        assert!(Checked::try_from(short).unwrap_err().message.contains("1 scripts for 2 sentences"));
        let mut wrong = read;
        wrong.articles[0].blocks[0].scripts[0].script = "Latin".into();
        assert!(Checked::try_from(wrong).unwrap_err().path.ends_with("scripts[0].script"));
    }

    #[test]
    fn sections_are_named_read_back_and_checked() {
        use crate::document::{Section, SectionNumber};
        let mut doc = document();
        let section = |parent: Option<usize>, level, number: TextRange| Section {
            kind: SectionKind::Item,
            article: 0,
            parent,
            level,
            number: Some(SectionNumber { range: number, value: 2, sub: None }),
            title: None,
        };
        doc.sections.push(TextRange::new(0, 18), section(None, 1, TextRange::new(0, 3))).unwrap();
        doc.sections.push(TextRange::new(9, 18), section(Some(0), 2, TextRange::new(9, 12))).unwrap();
        assert_eq!(doc.sentence_name(TextRange::new(12, 15)).as_deref(), Some("a1.p1.s2"));
        let json = serde_json::to_string(&v1::Document::from(&doc)).unwrap();
        let read = Checked::read(&json).unwrap().into_document();
        assert_eq!(read.articles[0].blocks[0].name.as_deref(), Some("a1.p1"));
        let [outer, inner] = &read.sections[..] else { panic!("{:?}", read.sections) };
        assert_eq!((outer.parent.as_deref(), inner.parent.as_ref()), (None, Some(&outer.id)));
        assert_eq!(inner.number.as_ref().map(|n| (n.text.as_str(), n.value)), Some(("这", 2)));
        assert_eq!((inner.first.as_deref(), inner.last.as_deref()), (Some("a1.p1.s2"), Some("a1.p1.s2")));
        assert_eq!((inner.source_ranges[0], inner.char_ranges[0]), ([9, 18], [3, 6]));
        let wrong = |change: &dyn Fn(&mut Vec<v1::Section>)| {
            let mut wrong = read.clone();
            change(&mut wrong.sections);
            Checked::try_from(wrong).unwrap_err().to_string()
        };
        assert!(wrong(&|s| s.reverse()).contains("does not stand before it"));
        assert!(wrong(&|s| s[1].id = s[0].id.clone()).contains("is taken"));
        assert!(wrong(&|s| s[1].level = 3).contains("not one level below"));
        assert!(wrong(&|s| s[0].source_ranges = vec![[0, 9]]).contains("is not inside"));
        assert!(wrong(&|s| s[0].source_ranges = vec![[0, 99]]).contains("not inside the file"));
        assert!(wrong(&|s| s[0].article = "x".into()).contains("no article"));
        assert!(wrong(&|s| s[0].kind = "x".into()).contains("SectionKind"));
    }

    #[test]
    fn places_name_file_page_and_box() {
        use crate::document::{Region, RegionKind};
        use crate::source::Part;
        let part = |origin: &str, start, at| Part {
            origin: origin.into(),
            media_type: "text/plain".into(),
            encoding: "UTF-8".into(),
            line: None,
            page: None,
            start,
            at,
        };
        // Two files, `這是。` and `这是。`, the second from its byte 100 on.
        let source = Source::from_text("這是。这是。", "issue").unwrap();
        let parts = vec![part("1.txt", 0, SourceRange::new(0, 9)), part("2.txt", 100, SourceRange::new(9, 18))];
        let mut doc = document();
        doc.text = crate::text::Text::new(Arc::new(source.with_parts(parts).unwrap()));
        let line = |at, page, bbox| Region {
            source: at,
            kind: RegionKind::Line,
            page: Some(page),
            bbox: Some(bbox),
            confidence: None,
        };
        doc.regions =
            vec![line(SourceRange::new(0, 9), 1, [1, 2, 30, 4]), line(SourceRange::new(9, 12), 2, [1, 2, 3, 4])];
        let wire = v1::Document::from(&doc);
        let places = &wire.articles[0].blocks[0].target.places;
        let told: Vec<_> =
            places.iter().map(|p| (p.path.as_deref().unwrap(), p.bytes.unwrap(), p.page, p.bbox)).collect();
        assert_eq!(
            told,
            [("1.txt", [0, 9], Some(1), Some([1, 2, 30, 4])), ("2.txt", [100, 103], Some(2), Some([1, 2, 3, 4]))]
        );
        let read = Checked::read(&serde_json::to_string(&wire).unwrap()).unwrap().into_document();
        assert_eq!(read, wire);
        let wrong = |change: &dyn Fn(&mut v1::Position)| {
            let mut wrong = wire.clone();
            change(&mut wrong.articles[0].blocks[0].target.places[1]);
            Checked::try_from(wrong).unwrap_err().to_string()
        };
        assert!(wrong(&|p| p.bytes = Some([0, 3])).contains("places[1]: no part"));
        assert!(wrong(&|p| p.path = Some("3.txt".into())).contains("no part"));
        assert!(wrong(&|p| p.page = Some(0)).contains("from 1"));
        assert!(wrong(&|p| p.bbox = Some([3, 0, 1, 0])).contains("no box"));
        let mut wrong = wire.clone();
        wrong.source.parts.reverse();
        assert!(Checked::try_from(wrong).unwrap_err().path.starts_with("source.parts"));
        // Without geometry and parts nothing is added to the contract.
        let plain = serde_json::to_value(v1::Document::from(&document())).unwrap();
        assert!(plain["articles"][0]["blocks"][0]["target"].get("places").is_none());
        assert!(plain["source"].get("parts").is_none());
    }

    #[test]
    fn files_from_before_the_scripts_are_read() {
        let mut json = serde_json::to_value(v1::Document::from(&document())).unwrap();
        json["source"].as_object_mut().unwrap().remove("hant_per_mille");
        json["articles"][0]["blocks"][0].as_object_mut().unwrap().remove("scripts");
        let read = Checked::read(&json.to_string()).unwrap().into_document();
        assert!(read.articles[0].blocks[0].scripts.is_empty());
    }
}
