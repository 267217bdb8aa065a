//! Prints the records of a marked-up text as tab-separated lines, to look at the extractors without the other stages.
//!
//! Input (a file or standard input), one block a line: `article` begins an article (after a tab `part` for a part of the
//! feature before it); `published<TAB>2024-05`; `headline<TAB>text`; `author<TAB>post<TAB>name`;
//! any block kind (`paragraph<TAB>text`); a line without a tab is a paragraph.
//! Output: kind, article, name, further fields of the kind.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::sync::Arc;

use baokan_corpus_model::{
    Article, Block, BlockKind, BylineEntry, Confidence, Document, Meta, MetaOrigin, Role, Source, TextRange, Title,
};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut input = String::new();
    match std::env::args().nth(1) {
        Some(path) => input = std::fs::read_to_string(path)?,
        None => drop(std::io::stdin().read_to_string(&mut input)?),
    }
    let mut doc = build(&input)?;
    baokan_extract::extract(&mut doc);
    let mut out = std::io::stdout().lock();
    print(&doc, &mut out)?;
    Ok(())
}

/// Lays the lines out as a document that has been through the earlier stages.
fn build(input: &str) -> Result<Document, Failure> {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut published = None;
    for line in input.lines() {
        let (kind, rest) =
            line.split_once('\t').unwrap_or(if line == "article" { (line, "") } else { ("paragraph", line) });
        match kind {
            "article" => spans.push((kind, TextRange::at(u32::try_from(text.len())?, 0), rest)),
            "published" => published = Some(rest.to_owned()),
            _ => {
                let start = text.len();
                text.push_str(&rest.replace('\t', " "));
                let range = TextRange::from_usize(start..text.len()).ok_or("too long")?;
                text.push('\n');
                spans.push((kind, range, rest));
            }
        }
    }
    let mut doc = Document::new(Arc::new(Source::from_text(text, "records")?));
    doc.meta.published = published.map(|value| Meta { value, origin: MetaOrigin::Flag });
    let mut feature = None;
    for (kind, range, rest) in spans {
        if kind == "article" {
            let parent = if rest == "part" { feature } else { None };
            if parent.is_none() {
                feature = Some(doc.articles.len());
            }
            doc.articles.push(Article { parent, range, ..Article::default() });
            continue;
        }
        if doc.articles.is_empty() {
            doc.articles.push(Article { range, ..Article::default() });
        }
        let index = doc.blocks.len();
        let Some(article) = doc.articles.last_mut() else { continue };
        article.range = article.range.cover(range);
        match kind {
            "headline" => article.headline = Some(Title { ranges: vec![range] }),
            "author" => {
                let (post, name) = rest.split_once('\t').unwrap_or(("", rest));
                article.byline.push(BylineEntry {
                    name: name.to_owned(),
                    role: Role::Author,
                    affiliation: None,
                    position: (!post.is_empty()).then(|| post.to_owned()),
                    range,
                });
            }
            _ => {
                let kind = kind.parse().unwrap_or(BlockKind::Paragraph);
                let block = Block {
                    kind,
                    level: 0,
                    confidence: Confidence::per_mille(1000),
                    rule: Cow::Borrowed("given"),
                    group: None,
                };
                doc.blocks.push(range, block)?;
                article.blocks.push(index);
            }
        }
    }
    Ok(doc)
}

fn print(doc: &Document, out: &mut impl Write) -> std::io::Result<()> {
    let r = &doc.records;
    let join = |fields: &[baokan_corpus_model::Field<String>]| -> String {
        fields.iter().map(|f| f.value.as_str()).collect::<Vec<_>>().join("|")
    };
    for p in &r.places {
        let code = p.fact.adcode.as_ref().map_or("-", |f| f.value.as_str());
        writeln!(out, "places\t{}\t{}\t{code}\t{}", p.article, p.fact.name, p.status)?;
    }
    for o in &r.organizations {
        writeln!(out, "organizations\t{}\t{}\t{}", o.article, o.fact.name, o.fact.variants.join("|"))?;
    }
    for p in &r.people {
        writeln!(out, "people\t{}\t{}\t{}", p.article, p.fact.name, join(&p.fact.positions))?;
    }
    for s in &r.statistics {
        let value = s.fact.value.as_ref().map_or("-".into(), |v| v.value.to_string());
        let place = s.fact.place.as_ref().map_or("-", |f| f.value.as_str());
        writeln!(out, "statistics\t{}\t{value}\t{place}\t{}", s.article, doc.text.slice(s.range))?;
    }
    for f in &r.formulations {
        let arity = f.fact.arity_ok.map_or("-".into(), |b| b.to_string());
        let f = (f.article, &f.fact.name, &f.fact.kind, join(&f.fact.expansion), arity);
        writeln!(out, "formulations\t{}\t{}\t{}\t{}\t{}", f.0, f.1, f.2, f.3, f.4)?;
    }
    for c in &r.campaigns {
        writeln!(out, "campaigns\t{}\t{}", c.article, c.fact.name)?;
    }
    for s in &r.systems {
        writeln!(out, "systems\t{}\t{}\t{}", s.article, s.fact.name, s.fact.kind)?;
    }
    for d in &r.documents {
        writeln!(out, "documents\t{}\t{}", d.article, d.fact.title)?;
    }
    for q in &r.quotations {
        let speaker = q.fact.speaker.as_ref().map_or("-", |f| f.value.as_str());
        let words = doc.text.slice(q.fact.words).replace('\n', "¶");
        writeln!(out, "quotations\t{}\t{speaker}\t{words}", q.article)?;
    }
    Ok(())
}
