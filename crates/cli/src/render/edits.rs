//! The repaired text, then what was done to it, then what was not done.

use std::fmt::Write as _;

use baokan_corpus_model::Document;
use baokan_corpus_model::wire::v1;

use super::place;
use crate::lines::LineIndex;
use crate::style::{shorten, visible};

/// Characters shown from each end of a long stretch.
const KEEP: usize = 12;

/// The repaired text; one line for each edit, with its place in the file; then what was proposed and withheld.
#[must_use]
pub fn edits(doc: &Document) -> String {
    let wire = v1::Document::from(doc);
    let lines = LineIndex::new(doc.source().decoded());
    let mut out = doc.text.as_str().to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    let _ = writeln!(out, "\n──── edits: {}", wire.edits.len());
    for e in &wire.edits {
        let change = if e.moved { format!("moved {}", shown(&e.after)) } else { change(&e.before, &e.after) };
        let at = place(&lines, &e.target);
        let _ = write!(out, "{at} {} ({}, {}, {}) {change}", e.rule, e.kind, e.safety, e.confidence);
        line_end(&mut out, &e.evidence);
    }
    if !wire.withheld.is_empty() {
        let _ = writeln!(out, "\n──── withheld: {}", wire.withheld.len());
    }
    for w in &wire.withheld {
        let (at, change) = (place(&lines, &w.target), change(&w.before, &w.after));
        let _ = write!(out, "{at} {} ({}, {}, {}) {change} — {}", w.rule, w.kind, w.safety, w.confidence, w.reason);
        line_end(&mut out, &w.evidence);
    }
    for d in &doc.diagnostics {
        let _ = writeln!(out, "\n{}[{}] {}", d.severity, d.code, visible(&d.message));
    }
    out
}

fn line_end(out: &mut String, evidence: &str) {
    let _ = if evidence.is_empty() { writeln!(out) } else { writeln!(out, "  # {}", visible(evidence)) };
}

fn change(before: &str, after: &str) -> String {
    match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("+{}", shown(after)),
        (_, true) => format!("-{}", shown(before)),
        _ => format!("{} → {}", shown(before), shown(after)),
    }
}

/// In corner quotes, so that spaces at the ends can be seen.
fn shown(text: &str) -> String {
    format!("「{}」", shorten(&visible(text), KEEP))
}
