//! Whether a document was read by an OCR engine, as far as the document itself shows it.

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

/// Noise was found between the lines: single marks may be noise too.
pub(crate) fn is_noisy(cx: &RuleContext<'_>) -> bool {
    repaired_by(cx, &["ocr-noise"])
}

/// The document has the damage of a page read by an engine or a model: columns cut in mid-sentence, noise, foreign words.
pub(crate) fn is_read(cx: &RuleContext<'_>) -> bool {
    repaired_by(cx, READ)
}

fn repaired_by(cx: &RuleContext<'_>, rules: &[&str]) -> bool {
    rules.iter().any(|rule| cx.doc.text.was_changed_by(rule))
}
