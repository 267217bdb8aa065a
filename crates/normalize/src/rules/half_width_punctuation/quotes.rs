//! Straight quotation marks, decided by paragraphs: all of them pair, or none is touched.

use std::ops::Range;

use baokan_corpus_model::{Safety, TextRange};

use super::{Side, side};
use crate::chars::{self, LineCursor, is_han};
use crate::engine::{Class, Proposals, RuleContext};

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    let marks = cx.scan.of(Class::AsciiQuote);
    let mut cursor = LineCursor::default();
    let mut i = 0;
    while let Some(&at) = marks.get(i) {
        let (line, _) = cursor.at(cx.text, at as usize);
        let end = marks.partition_point(|m| (*m as usize) < line.end);
        let of_line = marks.get(i..end.max(i + 1)).unwrap_or(&[]);
        i = end.max(i + 1);
        for (ascii, wide) in [(b'"', ["“", "”"]), (b'\'', ["‘", "’"])] {
            paragraph(cx.text, line.clone(), of_line, ascii, wide, out);
        }
    }
}

fn paragraph(text: &str, line: Range<usize>, marks: &[u32], ascii: u8, wide: [&str; 2], out: &mut Proposals) {
    let here: Vec<u32> = marks.iter().copied().filter(|m| text.as_bytes().get(*m as usize) == Some(&ascii)).collect();
    if here.is_empty() || here.len() % 2 == 1 {
        return;
    }
    // Where curved marks of the same kind stand too, only the Quotes pass can tell which face which.
    if text.get(line).is_some_and(|l| wide.iter().any(|w| l.contains(w))) {
        return;
    }
    let pairs = || here.chunks_exact(2).filter_map(|p| Some((*p.first()? as usize, *p.get(1)? as usize)));
    if !pairs().all(|(from, to)| faces(text, from, to)) {
        return;
    }
    for (from, to) in pairs() {
        out.edit(950, "straight quotation marks, balanced in the paragraph")
            .safety(Safety::Safe)
            .replace(TextRange::at(from as u32, 1), wide[0])
            .replace(TextRange::at(to as u32, 1), wide[1])
            .done();
    }
}

/// The first mark opens and the second one closes something Chinese.
fn faces(text: &str, from: usize, to: usize) -> bool {
    let content = text.get(from + 1..to).unwrap_or("");
    // Converters of scripts leave a space on both inner sides, or on none.
    let bare = content.trim_matches(chars::is_gap);
    if content.starts_with(chars::is_gap) != content.ends_with(chars::is_gap) {
        return false;
    }
    let (outer_left, outer_right) = (chars::before(text, from), chars::after(text, to + 1));
    let (inner_left, inner_right) = (bare.chars().next(), bare.chars().next_back());
    let opens = inner_left
        .is_some_and(|c| !c.is_whitespace() && !chars::is_stop(c) && !chars::is_closing(c) && !",.;:?!)".contains(c));
    let closes = inner_right.is_some_and(|c| !c.is_whitespace() && !chars::is_opening(c) && c != '(');
    let chinese = |c: Option<char>| side(c) == Side::Chinese;
    // 32" is a length, ="x" an attribute, it's an apostrophe.
    let outside = !outer_left.is_some_and(|c| c.is_ascii_alphanumeric() || "=\\".contains(c))
        && !outer_right.is_some_and(|c| c.is_ascii_alphanumeric());
    opens && closes && outside && (bare.contains(is_han) || (chinese(outer_left) && chinese(outer_right)))
}
