//! Marks that a whole line is made of or begins with.

use std::ops::Range;

use super::{delete, put};
use crate::chars::{self, is_gap, is_han};
use crate::engine::Proposals;

/// Markdown reads a line that is set in further as code.
const INDENT: usize = 3;

/// `# apt-get install …`: what is typed at the prompt of a shell.
fn is_command(body: &str) -> bool {
    let words = body.trim_start_matches('#').trim_start();
    body.starts_with("# ") && words.starts_with(|c: char| c.is_ascii_lowercase() || c == '/') && !words.contains(is_han)
}

const HEADING: [&str; 7] = [
    "",
    "Markdown heading, level 1",
    "Markdown heading, level 2",
    "Markdown heading, level 3",
    "Markdown heading, level 4",
    "Markdown heading, level 5",
    "Markdown heading, level 6",
];

/// Fences of code blocks, which models like to put around whole pages.
#[derive(Debug, Default)]
pub(super) struct Fences {
    lines: Vec<Range<usize>>,
}

impl Fences {
    /// Fences go in pairs, and only those around Chinese text.
    pub(super) fn finish(self, text: &str, out: &mut Proposals) {
        for pair in self.lines.chunks_exact(2) {
            let [open, close] = pair else { continue };
            let inside = text.get(open.end..close.start).unwrap_or("");
            let (han, all) = inside.chars().fold((0usize, 0usize), |(h, n), c| (h + usize::from(is_han(c)), n + 1));
            if han * 3 >= all && han > 0 {
                for line in [open, close] {
                    delete(out, line.start, line.end, 950, "fence of a code block around Chinese text");
                }
            }
        }
    }
}

/// Looks at a line that has a character of markup.
pub(super) fn line(text: &str, line: Range<usize>, fences: &mut Fences, out: &mut Proposals) {
    let whole = text.get(line.clone()).unwrap_or("").trim_end();
    let body = whole.trim_start_matches(|c| is_gap(c) || c == '\t');
    let start = line.start + (whole.len() - body.len());
    let end = line.start + whole.len();
    let Some(&first) = body.as_bytes().first() else { return };
    match first {
        // Further in stands code: # apt-get install, # a comment.
        b'#' if whole.len() - body.len() <= INDENT && !is_command(body) => heading(body, start, out),
        b'>' => quotation(text, body, start, line, out),
        b'`' if fence(body) => fences.lines.push(start..end),
        b'-' | b'=' | b'*' | b'_' if is_rule(body) => delete(out, start, end, 980, "ruled line"),
        b'|' | b'-' | b':' if is_table_rule(body) => table(text, line, start..end, out),
        _ => {}
    }
}

/// `## Title`, `##Title` and `## Title ##`. `#Topic#` and `#1` are no headings.
fn heading(body: &str, start: usize, out: &mut Proposals) {
    let level = body.bytes().take_while(|b| *b == b'#').count();
    let Some(why) = HEADING.get(level) else { return };
    let rest = body.get(level..).unwrap_or("");
    let title = rest.trim_start_matches(is_gap);
    let spaced = title.len() < rest.len();
    let glued = level >= 2
        && title.starts_with(|c| is_han(c) || chars::is_opening(c) || chars::is_wide_mark(c))
        && !title.contains('#');
    if title.is_empty() {
        // A mark without a title; the text may stand on the next line.
        if level >= 2 {
            delete(out, start, start + level, 900, why);
        }
        return;
    }
    if !spaced && !glued {
        return;
    }
    delete(out, start, start + body.len() - title.len(), 1000, why);
    let bare = title.trim_end_matches('#');
    if bare.len() < title.len() && bare.ends_with(is_gap) && !bare.trim_end().is_empty() {
        delete(out, start + body.len() - title.len() + bare.trim_end().len(), start + body.len(), 950, why);
    }
}

/// `> text`. `>5%` is a comparison, and so may be `> 5%` that stands alone.
fn quotation(text: &str, body: &str, start: usize, line: Range<usize>, out: &mut Proposals) {
    let quoted = body.trim_start_matches(|c| c == '>' || is_gap(c));
    let marks = body.len() - quoted.len();
    let neighbour =
        |range: Option<Range<usize>>| range.and_then(|r| text.get(r)).is_some_and(|l| l.trim_start().starts_with('>'));
    let in_block = || {
        let above = line.start.checked_sub(1).map(|at| chars::line_at(text, at));
        let below = (line.end < text.len()).then(|| chars::line_at(text, line.end + 1));
        neighbour(above) || neighbour(below)
    };
    let first = quoted.chars().next();
    let words =
        first.is_some_and(|c| is_han(c) || chars::is_opening(c) || matches!(c, '*' | '#' | '—' | '□' | '（' | '('));
    let apart = body.get(1..).is_some_and(|r| r.starts_with(is_gap));
    if words || ((apart || quoted.is_empty()) && in_block()) {
        delete(out, start, start + marks, 950, "Markdown quotation");
    }
}

/// ``` or ```markdown.
fn fence(body: &str) -> bool {
    body.strip_prefix("```").is_some_and(|info| info.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'`'))
}

/// Three or more of - = * with or without spaces, or exactly three of _: longer ones are blanks to be filled in.
fn is_rule(body: &str) -> bool {
    let mut marks = body.chars().filter(|c| !is_gap(*c));
    let Some(first) = marks.next() else { return false };
    let count = 1 + body.chars().filter(|c| !is_gap(*c)).skip(1).take_while(|c| *c == first).count();
    marks.all(|c| c == first) && if first == '_' { count == 3 } else { count >= 3 }
}

/// |---|:--:|
fn is_table_rule(body: &str) -> bool {
    body.contains('|') && body.contains("--") && body.chars().all(|c| matches!(c, '|' | '-' | ':') || is_gap(c))
}

/// A table is known by the rule under its head. Its cells are parted by tabs then.
fn table(text: &str, line: Range<usize>, rule: Range<usize>, out: &mut Proposals) {
    let row = |r: &Range<usize>| text.get(r.clone()).is_some_and(|l| l.contains('|'));
    let Some(head) = line.start.checked_sub(1).map(|at| chars::line_at(text, at)).filter(row) else { return };
    delete(out, rule.start, rule.end, 980, "rule of a Markdown table");
    cells(text, head, out);
    let mut at = line.end;
    while at < text.len() {
        let next = chars::line_at(text, at + 1);
        if !row(&next) {
            break;
        }
        at = next.end;
        cells(text, next, out);
    }
}

fn cells(text: &str, line: Range<usize>, out: &mut Proposals) {
    let row = text.get(line.clone()).unwrap_or("");
    for (i, _) in row.match_indices('|') {
        let head = row.get(..i).unwrap_or("").trim_end_matches(is_gap);
        let tail = row.get(i + 1..).unwrap_or("");
        let rest = tail.trim_start_matches(is_gap);
        let (from, to) = (line.start + head.len(), line.start + row.len() - rest.len());
        if head.is_empty() || head.ends_with('\\') && i > 0 && head.len() == i {
            // The first bar opens the row; \| is a character of the text.
            if head.is_empty() {
                delete(out, from, to, 950, "bar of a Markdown table");
            }
        } else if rest.trim_end().is_empty() {
            delete(out, from, line.start + i + 1, 950, "bar of a Markdown table");
        } else if !head.ends_with('|') {
            put(out, from, to, "\t", 950, "bar of a Markdown table");
        } else {
            put(out, line.start + i, line.start + i + 1, "\t", 950, "bar of a Markdown table");
        }
    }
}
