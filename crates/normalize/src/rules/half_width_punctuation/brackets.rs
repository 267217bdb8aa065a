//! `( )` and `<< >>`, decided by pairs.

use baokan_corpus_model::{Safety, TextRange};

use super::{Side, side};
use crate::chars::{self, LineCursor, is_gap, is_han};
use crate::engine::{Class, Proposals, RuleContext};

const EVIDENCE: &str = "ASCII bracket in Chinese text";

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    let mut cursor = LineCursor::default();
    for &at in cx.scan.of(Class::AsciiMark) {
        let at = at as usize;
        if !matches!(cx.text.as_bytes().get(at), Some(b'(' | b')')) {
            continue;
        }
        let (line, fresh) = cursor.at(cx.text, at);
        if fresh {
            round(cx.text, line, out);
        }
    }
    titles(cx, out);
}

/// Round brackets of one line.
fn round(text: &str, line: std::ops::Range<usize>, out: &mut Proposals) {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let line_text = text.get(line.clone()).unwrap_or("");
    for (i, c) in line_text.char_indices() {
        let at = line.start + i;
        match c {
            '(' | '（' => open.push((at, c == '(')),
            ')' | '）' => {
                let half = c == ')';
                match open.pop() {
                    Some((from, from_half)) => pair(text, (from, from_half), (at, half), out),
                    None if half => lonely_close(text, line.start, at, out),
                    None => {}
                }
            }
            _ => {}
        }
    }
    // An opening bracket whose partner is beyond a cut of the column.
    for (at, half) in open {
        let left = before_bracket(text, at);
        if half && side(left) == Side::Chinese && chars::after_gap(text, at + 1).is_some_and(is_han) {
            replace(out, at, "（", 900);
        }
    }
}

fn pair(text: &str, (from, from_half): (usize, bool), (to, to_half): (usize, bool), out: &mut Proposals) {
    let (open_len, close_len) =
        (if from_half { 1 } else { '（'.len_utf8() }, if to_half { 1 } else { '）'.len_utf8() });
    let content = text.get(from + open_len..to).unwrap_or("");
    let (left, right) = (before_bracket(text, from), chars::after_gap(text, to + close_len));
    match (from_half, to_half) {
        (false, false) => return,
        // One of the two is full width already.
        (true, false) => return replace(out, from, "（", 980),
        (false, true) => return replace(out, to, "）", 980),
        (true, true) => {}
    }
    let operator = |c: Option<char>| c.is_some_and(|c| "=+-*/×÷^−]".contains(c));
    if operator(left) || operator(right.filter(|c| *c != ']')) {
        return;
    }
    let (l, r) = (side(left), side(right));
    let certainty = if content.contains(is_han) {
        if l == Side::Letter && r == Side::Letter {
            return;
        }
        1000
    } else if l == Side::Chinese && matches!(r, Side::Chinese | Side::Edge | Side::Number) {
        950
    } else if l == Side::Edge
        && r == Side::Chinese
        && content.len() <= 3
        && content.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        950
    } else {
        return;
    };
    if content.is_empty() {
        return;
    }
    out.edit(certainty, EVIDENCE)
        .safety(Safety::Safe)
        .replace(TextRange::at(from as u32, 1), "（")
        .replace(TextRange::at(to as u32, 1), "）")
        .done();
}

/// A closing bracket whose partner is beyond a cut. `1)` and `一)` at the start of a line number a list.
fn lonely_close(text: &str, line_start: usize, at: usize, out: &mut Proposals) {
    let head = text.get(line_start..at).unwrap_or("");
    let left = head.chars().next_back();
    let r = side(chars::after_gap(text, at + 1));
    if head.trim_start().chars().count() > 3 && left.is_some_and(is_han) && matches!(r, Side::Chinese | Side::Edge) {
        replace(out, at, "）", 900);
    }
}

/// `<<` and `>>` around a title.
fn titles(cx: &RuleContext<'_>, out: &mut Proposals) {
    let bytes = cx.text.as_bytes();
    let double = |at: usize, b: u8| {
        bytes.get(at..at + 2).is_some_and(|two| two == [b, b])
            && bytes.get(at + 2) != Some(&b)
            && (at == 0 || bytes.get(at - 1) != Some(&b))
    };
    let mut open: Option<usize> = None;
    for &at in cx.scan.of(Class::AsciiMarkup) {
        let at = at as usize;
        if double(at, b'<') {
            open = Some(at);
        } else if double(at, b'>')
            && let Some(from) = open.take()
        {
            let content = cx.text.get(from + 2..at).unwrap_or("");
            let short = content.len() <= 180 && !content.contains(chars::is_break);
            if short
                && content.starts_with(|c| is_han(c) || c == '“')
                && content.ends_with(|c| is_han(c) || "”）)".contains(c))
            {
                out.edit(980, "ASCII marks around a title")
                    .safety(Safety::Safe)
                    .replace(TextRange::at(from as u32, 2), "《")
                    .replace(TextRange::at(at as u32, 2), "》")
                    .done();
            }
        }
    }
}

/// What stands before an opening bracket, spaces not counted.
fn before_bracket(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.trim_end_matches(is_gap).chars().next_back()
}

fn replace(out: &mut Proposals, at: usize, with: &str, certainty: u16) {
    out.edit(certainty, EVIDENCE).safety(Safety::Safe).replace(TextRange::at(at as u32, 1), with).done();
}
