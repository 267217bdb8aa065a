//! Articles, blocks and sentences.

use std::fmt::Write as _;

use baokan_corpus_model::Document;
use baokan_corpus_model::wire::v1;

use super::place;
use crate::lines::LineIndex;
use crate::style::visible;

/// The document's articles with titles and bylines, the tree of their sections, their blocks with name, type and place in
/// the file, and a numbered line for each sentence.
#[must_use]
pub fn segments(doc: &Document) -> String {
    let wire = v1::Document::from(doc);
    let lines = LineIndex::new(doc.source().decoded());
    let mut out = String::new();
    header(&mut out, &wire);
    for (n, article) in wire.articles.iter().enumerate() {
        let parent = article.parent.as_ref().and_then(|p| wire.articles.iter().position(|a| a.id == *p));
        let part = parent.map_or_else(String::new, |p| format!(", part of {}", p + 1));
        let _ = writeln!(out, "\narticle {}{part}", n + 1);
        let titles =
            [("kicker", &article.kicker), ("headline", &article.headline), ("subheadline", &article.subheadline)];
        for (name, title) in titles {
            if let Some(t) = title {
                let _ = writeln!(out, "  {name} [{}] {}", place(&lines, &t.target), visible(&t.text));
            }
        }
        for b in &article.byline {
            let more: Vec<&str> = [b.affiliation.as_deref(), b.position.as_deref()].into_iter().flatten().collect();
            let _ = writeln!(out, "  {} [{}] {} {}", b.role, place(&lines, &b.target), b.name, more.join(" "));
        }
        for section in wire.sections.iter().filter(|s| s.article == article.id) {
            outline(&mut out, section);
        }
        for block in &article.blocks {
            let name = block.name.as_deref().map_or_else(String::new, |n| format!(" {n}"));
            let _ = writeln!(out, "  {}{name} [{}]", block.r#type, place(&lines, &block.target));
            for (n, sentence) in sentences(block).iter().enumerate() {
                // Only a sentence in another script than its document is worth a word.
                let other = block.scripts.get(n).map(|s| s.script.as_str());
                let other = other.filter(|s| *s != wire.source.script && *s != "unknown");
                let other = other.map_or(String::new(), |s| format!("  # {s}"));
                let _ = writeln!(out, "    {} {}{other}", n + 1, visible(sentence));
            }
        }
    }
    // No line ends in a space: editors and snapshots would not agree about it.
    out.lines().map(|l| l.trim_end().to_owned() + "\n").collect()
}

/// A line of the tree of sections: kind, number and title, and the sentences from which to which it goes.
fn outline(out: &mut String, section: &v1::Section) {
    let indent = "  ".repeat(usize::from(section.level));
    let number = section.number.as_ref().map_or("", |n| n.text.as_str());
    let title = section.title.as_ref().map_or("", |t| t.text.as_str());
    let ends = [section.first.as_deref(), section.last.as_deref()].map(|n| n.unwrap_or("?"));
    let words = format!("{} {}", visible(number), visible(title));
    let _ = writeln!(out, "{indent}{} {} ({}–{})", section.kind, words.trim(), ends[0], ends[1]);
}

/// What is known of the document.
pub(super) fn header(out: &mut String, wire: &v1::Document) {
    let source = &wire.source;
    let share = match (source.script.as_str(), source.hant_per_mille) {
        ("mixed", Some(share)) => format!(" ({}.{} % Traditional)", share / 10, share % 10),
        _ => String::new(),
    };
    let _ = writeln!(out, "{} · {} · {}{share}", visible(&source.path), source.encoding, source.script);
    let known = [
        ("published", &wire.published),
        ("publication", &wire.metadata.publication),
        ("place", &wire.metadata.place),
        ("title", &wire.metadata.title),
        ("url", &wire.metadata.url),
    ];
    for (name, meta) in known {
        if let Some(m) = meta {
            let _ = writeln!(out, "{name}: {} ({})", visible(&m.value), m.origin);
        }
    }
}

/// The sentences of a block; the whole block where none are marked.
fn sentences(block: &v1::Block) -> Vec<String> {
    if block.sentences.is_empty() {
        return vec![block.text.clone()];
    }
    let chars: Vec<char> = block.text.chars().collect();
    let slice = |r: &[u32; 2]| chars.get(r[0] as usize..r[1] as usize).map(|c| c.iter().collect::<String>());
    block.sentences.iter().filter_map(slice).collect()
}
