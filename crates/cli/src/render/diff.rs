//! Before and after in one: the lines of the repaired text that something was done to.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use baokan_corpus_model::{Document, SourceRange, TextRange};

use crate::alignment::{Stretch, stretches};
use crate::lines::LineIndex;
use crate::style::{Paint, Style, shorten, visible};

/// Characters of untouched text shown on either side of a change.
const CONTEXT: usize = 12;

/// Every touched line of the repaired text: where it stands in the file, the changes inside it, and the rules that made
/// them. Nothing when nothing was done.
pub(crate) fn diff(doc: &Document, style: Style) -> String {
    let source = doc.source();
    let index = LineIndex::new(source.decoded());
    let mut out = String::new();
    let mut line: Vec<(Stretch, String)> = Vec::new();
    let mut finish = |line: &mut Vec<(Stretch, String)>| {
        if line.iter().any(|(s, _)| !s.is_untouched()) {
            let first = line.iter().map(|(s, _)| s.source).find(|r| !r.is_empty());
            let place = first.and_then(|r: SourceRange| index.place(source, r));
            let (row, column) = place.unwrap_or((1, 1));
            let place = format!("{}:{row}:{column}", visible(source.origin()));
            let _ = writeln!(out, "{}", style.paint(Paint::Dim, &place));
            let _ = writeln!(out, "  {}", changes(doc, line, style));
            let _ = writeln!(out, "  {}", style.paint(Paint::Name, &rules(doc, line)));
        }
        line.clear();
    };
    for stretch in stretches(&doc.text, doc.text.range()) {
        if stretch.is_deleted() {
            line.push((stretch, String::new()));
            continue;
        }
        let text = doc.text.slice(stretch.text).to_owned();
        let mut at = stretch.text.start();
        let mut parts = text.split('\n').peekable();
        while let Some(part) = parts.next() {
            let more = parts.peek().is_some();
            let range = TextRange::at(at, part.len() as u32);
            at = range.end() + 1;
            // A line break that was put in belongs to the line that it ends.
            let shown = if more && !stretch.exact { format!("{part}\n") } else { part.to_owned() };
            if !shown.is_empty() {
                // The part's own place in the file, not that of the whole stretch, which may span many lines.
                let own = doc.text.source_ranges(range).first().copied().unwrap_or(stretch.source);
                let source = if stretch.exact { own } else { stretch.source };
                line.push((Stretch { source, ..stretch.clone() }, shown));
            }
            if more {
                finish(&mut line);
            }
        }
    }
    finish(&mut line);
    out
}

/// The line with its changes marked and long untouched runs cut.
fn changes(doc: &Document, line: &[(Stretch, String)], style: Style) -> String {
    let mut out = String::new();
    for (s, text) in line {
        let before = doc.source().read(s.source).unwrap_or("");
        if s.is_untouched() {
            out.push_str(&shorten(&visible(text), CONTEXT));
        } else if s.exact {
            out.push_str(&style.change("", &shorten(text, CONTEXT)));
        } else {
            out.push_str(&style.change(before, text));
        }
    }
    out
}

/// `inner-space ×2, split-sentence`.
fn rules(doc: &Document, line: &[(Stretch, String)]) -> String {
    let mut ids: Vec<_> = line.iter().flat_map(|(s, _)| s.edits.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for edit in ids.into_iter().filter_map(|id| doc.text.edit(id)) {
        *count.entry(edit.rule.into_owned()).or_default() += 1;
    }
    let name = |(rule, n): (String, usize)| if n == 1 { rule } else { format!("{rule} ×{n}") };
    count.into_iter().map(name).collect::<Vec<_>>().join(", ")
}
