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

/// A bracket, and what stands outside of it: spaces and further brackets of its kind are not counted, so that nested
/// ones are decided together.
#[derive(Clone, Copy)]
struct Bracket {
    at: usize,
    half: bool,
    outside: Option<char>,
    /// How many Han characters of the line came before it.
    han: usize,
}

/// Round brackets of one line.
fn round(text: &str, line: std::ops::Range<usize>, out: &mut Proposals) {
    let line_text = text.get(line.clone()).unwrap_or("");
    let mut behind: Vec<Option<char>> = Vec::new();
    let mut next = None;
    for c in line_text.chars().rev() {
        match c {
            ')' | '）' => behind.push(next),
            c if is_gap(c) => {}
            c => next = Some(c),
        }
    }
    let mut open: Vec<Bracket> = Vec::new();
    let (mut han, mut last) = (0, None);
    for (i, c) in line_text.char_indices() {
        let at = line.start + i;
        match c {
            '(' | '（' => open.push(Bracket { at, half: c == '(', outside: last, han }),
            ')' | '）' => {
                let close = Bracket { at, half: c == ')', outside: behind.pop().flatten(), han };
                match open.pop() {
                    Some(open) => pair(text, open, close, out),
                    None if close.half => lonely_close(text, line.start, close, out),
                    None => {}
                }
                last = Some(c);
            }
            c if is_gap(c) => {}
            c => {
                han += usize::from(is_han(c));
                last = Some(c);
            }
        }
    }
    // An opening bracket whose partner is beyond a cut of the column.
    for bracket in open {
        let inside = chars::after_gap(text, bracket.at + 1);
        if bracket.half && side(bracket.outside) == Side::Chinese && inside.is_some_and(is_han) {
            replace(out, bracket.at, "（", 900);
        }
    }
}

fn pair(text: &str, open: Bracket, close: Bracket, out: &mut Proposals) {
    match (open.half, close.half) {
        (false, false) => return,
        // 在(0,1)内 and (3, 5) are intervals and points.
        (true, true) if is_pair_of_numbers(text.get(open.at + 1..close.at).unwrap_or("")) => return,
        // One of the two is full width already.
        (true, false) => return replace(out, open.at, "（", 980),
        (false, true) => return replace(out, close.at, "）", 980),
        (true, true) => {}
    }
    let content = text.get(open.at + 1..close.at).unwrap_or("");
    let operator = |c: Option<char>| c.is_some_and(|c| "=+-*/×÷^−".contains(c));
    if content.is_empty() || operator(open.outside) || operator(close.outside) || open.outside == Some(']') {
        return;
    }
    let (l, r) = (side(open.outside), side(close.outside));
    let short_number = content.len() <= 3 && content.bytes().all(|b| b.is_ascii_alphanumeric());
    let certainty = if close.han > open.han {
        if l == Side::Letter && r == Side::Letter {
            return;
        }
        1000
    } else if l == Side::Chinese && matches!(r, Side::Chinese | Side::Edge | Side::Number)
        || l == Side::Edge && r == Side::Chinese && short_number
    {
        950
    } else {
        return;
    };
    out.edit(certainty, EVIDENCE)
        .safety(Safety::Safe)
        .replace(TextRange::at(open.at as u32, 1), "（")
        .replace(TextRange::at(close.at as u32, 1), "）")
        .done();
}

/// 0,1 or −2, x: what stands in the brackets of an interval or a point.
fn is_pair_of_numbers(content: &str) -> bool {
    let parts: Vec<&str> = content.split(',').map(str::trim).collect();
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | '∞' | 'x' | 'y' | 'n' | '−');
    (2..=3).contains(&parts.len()) && parts.iter().all(|p| !p.is_empty() && p.len() <= 6 && p.chars().all(figure))
}

/// A closing bracket whose partner is beyond a cut. `1)` and `一)` at the start of a line number a list.
fn lonely_close(text: &str, line_start: usize, close: Bracket, out: &mut Proposals) {
    let at = close.at;
    let head = chars::tail(text.get(line_start..at).unwrap_or(""), 60);
    let left = head.chars().next_back();
    let r = side(close.outside);
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

fn replace(out: &mut Proposals, at: usize, with: &str, certainty: u16) {
    out.edit(certainty, EVIDENCE).safety(Safety::Safe).replace(TextRange::at(at as u32, 1), with).done();
}
