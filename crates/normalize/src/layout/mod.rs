//! Lines and blocks: what each line of the page is, and which lines belong together.

use baokan_corpus_model::{Block, BlockKind, Confidence, Document, SpanLayer, TextRange};

/// A line of the current revision, blank lines left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without its line break and without white space at either end.
    pub range: TextRange,
    /// What it most likely is.
    pub kind: BlockKind,
    /// For headings: the level of the mark that it had, 0 when it had none.
    pub level: u8,
    /// How sure the kind is.
    pub confidence: Confidence,
    /// The sign that decided.
    pub rule: &'static str,
}

/// Lines of the current revision with their likely kind.
#[must_use]
pub fn lines(doc: &Document) -> Vec<Line> {
    let text = doc.text.as_str();
    let mut at = 0usize;
    let mut out = Vec::new();
    for raw in text.split_inclusive('\n') {
        let start = at + (raw.len() - raw.trim_start().len());
        let end = at + raw.trim_end().len();
        if start < end {
            out.push(Line {
                range: TextRange::new(start as u32, end as u32),
                kind: BlockKind::Paragraph,
                level: 0,
                confidence: Confidence::per_mille(500),
                rule: "default",
            });
        }
        at += raw.len();
    }
    out
}

/// The blocks of a repaired document: one a line.
#[must_use]
pub fn blocks(doc: &Document) -> SpanLayer<Block> {
    lines(doc)
        .into_iter()
        .map(|l| {
            let block = Block { kind: l.kind, level: l.level, confidence: l.confidence, rule: l.rule.into() };
            (l.range, block)
        })
        .collect()
}
