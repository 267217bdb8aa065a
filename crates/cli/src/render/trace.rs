//! Where a stretch of repaired text came from.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use baokan_corpus_model::{Document, EditId, SourceRange, TextRange};

use crate::alignment::{Stretch, stretches};
use crate::lines::LineIndex;
use crate::style::{Paint, Style, shorten, visible};

/// Characters shown from each end of a long stretch.
const KEEP: usize = 20;

/// A line for each stretch of the range (its bytes in the file, line and column, what was done), the edits with their
/// evidence, and the lines of the file with the stretches marked.
pub(crate) fn trace(doc: &Document, range: TextRange, style: Style) -> String {
    let source = doc.source();
    let index = LineIndex::new(source.decoded());
    let stretches = stretches(&doc.text, range);
    let mut out = String::new();
    let title = format!("bytes {range} of the repaired text");
    let _ = writeln!(out, "{}: {}", style.paint(Paint::Strong, &title), shown(doc.text.slice(range)));
    for s in &stretches {
        let (line, column) = index.place(source, s.source).unwrap_or((0, 0));
        let place = format!("{} {line}:{column}", s.source);
        let _ = writeln!(out, "  {} {}", style.paint(Paint::Dim, &place), what(doc, s, style));
    }
    for id in edit_ids(&stretches) {
        let Some(e) = doc.text.edit(id) else { continue };
        let name = style.paint(Paint::Name, &e.rule);
        let number = id.index() + 1;
        let _ = write!(out, "  edit {number}: {name} ({}, {}, {})", e.kind, e.safety, e.confidence.get());
        let _ = if e.evidence.is_empty() { writeln!(out) } else { writeln!(out, ": {}", visible(&e.evidence)) };
    }
    if let Some(snippet) = snippet(doc, &stretches, style) {
        let _ = writeln!(out, "{snippet}");
    }
    out
}

fn what(doc: &Document, s: &Stretch, style: Style) -> String {
    let printed = doc.source().read(s.source).unwrap_or("");
    let read = doc.text.slice(s.text);
    let numbers: Vec<String> = s.edits.iter().map(|e| (e.index() + 1).to_string()).collect();
    let by = if numbers.is_empty() { String::new() } else { format!(" by edit {}", numbers.join(", ")) };
    match (s.exact, s.is_deleted(), s.source.is_empty()) {
        (true, ..) if s.edits.is_empty() => format!("as printed {}", shown(read)),
        (true, ..) => format!("moved {}{by}", shown(read)),
        (_, true, _) => format!("deleted {}{by}", style.change(printed, "")),
        (_, _, true) => format!("put in {}{by}", style.change("", read)),
        _ => format!("changed {}{by}", style.change(printed, read)),
    }
}

fn shown(text: &str) -> String {
    format!("「{}」", shorten(&visible(text), KEEP))
}

/// Edits in the order of application, each once.
fn edit_ids(stretches: &[Stretch]) -> Vec<EditId> {
    let mut ids: Vec<EditId> = stretches.iter().flat_map(|s| s.edits.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The lines of the file with the stretches underlined.
fn snippet(doc: &Document, stretches: &[Stretch], style: Style) -> Option<String> {
    let source = doc.source();
    let decoded = source.decoded();
    // Marks count in bytes of the decoded text.
    let at = |range: SourceRange| -> Option<std::ops::Range<usize>> {
        let chars = source.chars(range)?;
        let byte = |n: u32| decoded.char_indices().nth(n as usize).map_or(decoded.len(), |(i, _)| i);
        Some(byte(chars.start())..byte(chars.end()))
    };
    let mut marks = Vec::new();
    for s in stretches {
        let label = match s.edits.last().and_then(|e| doc.text.edit(*e)) {
            Some(edit) => edit.rule.into_owned(),
            None => String::new(),
        };
        marks.push((at(s.source)?, label, s.is_untouched()));
    }
    let title = Level::NOTE.primary_title("as printed");
    let annotations = marks.iter().map(|(range, label, same)| {
        let kind = if *same { AnnotationKind::Context } else { AnnotationKind::Primary };
        let mark = kind.span(range.clone());
        if label.is_empty() { mark } else { mark.label(label.as_str()) }
    });
    let snippet = Snippet::source(decoded).path(source.origin()).annotations(annotations);
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    Some(renderer.render(&[title.element(snippet)]))
}
