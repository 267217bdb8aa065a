//! Sections of an article as a tree of spans: parts, chapters and clauses of a statute, heads with and without numbers, heads
//! that open a paragraph, members of enumerations, turns of an interview.
//!
//! A number alone proves nothing: 一、 may stand in 一、二季度, 1. in a date, 第三， in prose. So cues are gathered first
//! ([`cues`]), then linked into chains that count 1, 2, 3 ([`chain`]); what stays alone and has no other proof falls away.
//! From the chains come ranges, titles and kinds ([`tree`]).

mod chain;
mod cues;
mod marker;
mod speakers;
mod tree;

use baokan_corpus_model::{BlockKind, Document, SpanLayer, TextRange};

use crate::Segmenter;

/// Fills [`Document::sections`]. Needs articles and sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sections;

impl Segmenter for Sections {
    fn segment(&self, doc: &mut Document) {
        let mut layer = SpanLayer::new();
        for run in runs(doc) {
            // Where each node of the run went; a node that was refused takes those inside it along.
            let mut places: Vec<Option<usize>> = Vec::new();
            for (range, mut section) in tree::sections(doc, &run) {
                let parent = section.parent.map(|p| places.get(p).copied().flatten());
                section.parent = parent.flatten();
                let place = layer.len();
                let added = parent != Some(None) && layer.push(range, section).is_ok();
                places.push(added.then_some(place));
            }
        }
        doc.sections = layer;
    }
}

/// A block of running text, a head or a list item.
#[derive(Clone, Debug)]
struct Body<'a> {
    range: TextRange,
    text: &'a str,
    kind: BlockKind,
    level: u8,
}

impl Body<'_> {
    /// Byte of the text at which the block begins.
    fn start(&self) -> usize {
        self.range.as_usize().start
    }
}

/// Neighbouring blocks of one article: no section reaches over blocks of another.
struct Run<'a> {
    article: usize,
    bodies: Vec<Body<'a>>,
}

fn runs(doc: &Document) -> Vec<Run<'_>> {
    let mut owner = vec![None; doc.blocks.len()];
    for (i, article) in doc.articles.iter().enumerate() {
        for block in &article.blocks {
            if let Some(slot) = owner.get_mut(*block) {
                *slot = Some(i);
            }
        }
    }
    let mut runs: Vec<Run<'_>> = Vec::new();
    let ranges: Vec<TextRange> = doc.blocks.iter().map(|(r, _)| r).collect();
    for (i, (range, block)) in doc.blocks.iter().enumerate() {
        let Some(article) = owner.get(i).copied().flatten() else { continue };
        if runs.last().is_none_or(|r| r.article != article) {
            runs.push(Run { article, bodies: Vec::new() });
        }
        let holds_others = ranges.get(i + 1).is_some_and(|next| range.contains(*next));
        if let Some(run) = runs.last_mut().filter(|_| block.kind.is_body() && !holds_others) {
            run.bodies.push(Body { range, text: doc.text.slice(range), kind: block.kind, level: block.level });
        }
    }
    runs
}

#[cfg(test)]
mod tests;
