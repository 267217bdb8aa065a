//! Quotation marks read as brackets of programs, as J, or as strokes.

use baokan_corpus_model::TextRange;

use crate::chars::{self, is_gap, is_han};
use crate::engine::{Class, Proposals, RuleContext};
use crate::rules::ocr_noise::{is_awaited, will_close};

/// Longest quoted label, in bytes.
const LABEL: usize = 48;

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    for class in [Class::AsciiMark, Class::AsciiMarkup] {
        for &at in cx.scan.of(class) {
            opening(cx.text, at as usize, out);
        }
    }
    straight(cx, out);
    let corners = cx.text.matches('「').count();
    if corners < 3 {
        return;
    }
    for &at in cx.scan.of(Class::AsciiWord) {
        let at = at as usize;
        let head = cx.text.get(..at).unwrap_or("");
        let tail = cx.text.get(at + 1..).unwrap_or("");
        let lone = matches!(cx.text.as_bytes().get(at), Some(b'J' | b'j'))
            && head.chars().next_back().is_some_and(|c| is_han(c) || chars::is_stop(c))
            && tail.chars().next().is_none_or(|c| is_han(c) || chars::is_stop(c) || chars::is_break(c));
        if lone && is_awaited(head, '「', '」') {
            out.edit(850, "closes a quotation that is open").replace(TextRange::at(at as u32, 1), "」").done();
        }
    }
    if cx.text.matches('“').count() * 3 < corners {
        strokes(cx, out);
    }
}

/// `[`, `{` and `<` before a Chinese character, when the text goes on to close a quotation that nothing opens.
fn opening(text: &str, at: usize, out: &mut Proposals) {
    let odd = |c: char| matches!(c, '[' | '{' | '<');
    let head = text.get(..at).unwrap_or("");
    let tail = text.get(at..).unwrap_or("");
    let run = tail.len() - tail.trim_start_matches(odd).len();
    if run == 0 || run > 2 || head.ends_with(odd) {
        return;
    }
    let inner = tail.get(run..).unwrap_or("").trim_start_matches(is_gap);
    let range = TextRange::new(at as u32, (text.len() - inner.len()) as u32);
    if !inner.starts_with(is_han) || head.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return;
    }
    let near = chars::head(inner, 600);
    if near.split(['」', '\u{201D}']).next().is_some_and(|label| label.contains([']', '}', '>'])) {
        return;
    }
    if will_close(inner, '「', '」') && !near.split('」').next().is_some_and(|q| q.contains("\n\n")) {
        out.edit(850, "opens a quotation that is closed below").replace(range, "「").done();
    } else if tail.starts_with('<')
        && let Some(end) = inner.find(['"', '\u{201D}'])
        && end <= LABEL
        && inner.get(..end).is_some_and(|label| label.chars().all(is_han))
    {
        let draft = out.edit(850, "opens a quotation that is closed below").replace(range, "“");
        let close = (text.len() - inner.len() + end) as u32;
        if inner.get(end..).is_some_and(|t| t.starts_with('"')) {
            draft.replace(TextRange::at(close, 1), "”").done();
        } else {
            draft.done();
        }
    }
}

/// A straight mark whose partner in the line is a curved one.
fn straight(cx: &RuleContext<'_>, out: &mut Proposals) {
    for &at in cx.scan.of(Class::AsciiQuote) {
        let at = at as usize;
        if cx.text.as_bytes().get(at) != Some(&b'"') {
            continue;
        }
        let line = chars::line_at(cx.text, at);
        let head = cx.text.get(line.start..at).unwrap_or("");
        let tail = cx.text.get(at + 1..line.end).unwrap_or("");
        // 32" is a length.
        if head.ends_with(|c: char| c.is_ascii_alphanumeric()) || head.contains('"') || tail.contains('"') {
            continue;
        }
        let curved = if is_awaited(head, '“', '”') {
            "”"
        } else if will_close(tail, '“', '”') {
            "“"
        } else {
            continue;
        };
        out.edit(850, "its partner in the line is curved").replace(TextRange::at(at as u32, 1), curved).done();
    }
}

/// A straight mark alone between two Chinese characters, on a page that quotes with 「」: a comma that hangs too high.
fn strokes(cx: &RuleContext<'_>, out: &mut Proposals) {
    let marks = cx.scan.of(Class::AsciiQuote);
    for (i, &at) in marks.iter().enumerate() {
        let near = |n: Option<usize>| n.and_then(|n| marks.get(n)).is_some_and(|m| m.abs_diff(at) < 60);
        if near(i.checked_sub(1)) || near(Some(i + 1)) {
            continue;
        }
        let at = at as usize;
        let head = cx.text.get(..at).unwrap_or("").trim_end_matches(is_gap);
        let tail = cx.text.get(at + 1..).unwrap_or("");
        if head.ends_with(is_han) && tail.starts_with(is_han) {
            let range = TextRange::new(head.len() as u32, at as u32 + 1);
            out.edit(700, "a mark alone between characters; the page quotes with 「」").replace(range, "，").done();
        }
    }
}
