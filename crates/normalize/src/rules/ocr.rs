//! Whether a document was read by an OCR engine, as far as the document itself shows it.

use baokan_corpus_model::{Document, RegionKind};

use crate::chars::is_han;
use crate::engine::RuleContext;

/// What only a page that was read from print needs.
const READ: &[&str] = &[
    "ocr-noise",
    "ocr-punctuation",
    "split-sentence",
    "hard-wrap",
    "caption-in-body",
    "page-furniture",
    "foreign-conjunction",
];

/// One such repair in so many bytes shows a page that was read; any long text has one by chance.
const BYTES: usize = 10_000;

/// Noise was found between the lines: single marks may be noise too.
pub(crate) fn is_noisy(cx: &RuleContext<'_>) -> bool {
    cx.doc.text.edits_by("ocr-noise") > 0
}

/// The document has the damage of a page read by an engine or a model: columns cut in mid-sentence, noise, foreign words.
pub(crate) fn is_read(cx: &RuleContext<'_>) -> bool {
    if is_printed(cx.doc) {
        return true;
    }
    let repairs: usize = READ.iter().map(|rule| cx.doc.text.edits_by(rule)).sum();
    repairs > 0 && repairs * BYTES >= cx.text.len()
}

/// An engine gave the boxes of printed lines.
pub(crate) fn is_printed(doc: &Document) -> bool {
    doc.regions.iter().any(|r| r.kind == RegionKind::Line && r.bbox.is_some())
}

/// Most Han characters stand apart from each other by one space: no one types so, an engine does.
pub(crate) fn is_spaced(text: &str) -> bool {
    let (mut apart, mut together) = (0usize, 0usize);
    let (mut last, mut before) = ('\n', '\n');
    for c in text.chars() {
        if is_han(c) {
            apart += usize::from(last == ' ' && is_han(before));
            together += usize::from(is_han(last));
        }
        (before, last) = (last, c);
    }
    apart > together && apart >= SPACED
}

/// Fewer such places may be a title set wide.
const SPACED: usize = 20;
