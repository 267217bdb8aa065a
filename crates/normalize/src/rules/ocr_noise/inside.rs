//! Dust inside lines.

use super::Piece;
use super::page::Page;
use crate::chars::{self, is_gap, is_han};
use crate::engine::{Class, Scan};

/// `|`, `_`, `^` and `\` between two Chinese characters of a line, and a point behind a wide gap.
pub(super) fn find(page: &Page<'_>, scan: &Scan, out: &mut Vec<Piece>) {
    // Two in a line are cells of a table.
    let tables = page.rows.iter().filter(|r| page.words(r).matches('|').count() > 1).count();
    for &at in scan.of(Class::AsciiMark).iter().filter(|at| page.text.as_bytes().get(**at as usize) == Some(&b'.')) {
        let at = at as usize;
        let head = page.text.get(..at).unwrap_or("");
        let gap = head.len() - head.trim_end_matches(is_gap).len();
        let word = chars::before_gap(page.text, at).is_some_and(|c| is_han(c) || chars::is_wide_mark(c));
        if gap >= 3 && word && chars::after(page.text, at + 1).is_some_and(is_han) {
            out.push(Piece::new(at, at + 1, 850, "a point behind a wide gap"));
        }
    }
    for &at in scan.of(Class::AsciiMarkup) {
        let at = at as usize;
        let dust = match page.text.as_bytes().get(at) {
            Some(b'|') => tables < 3,
            Some(b'_' | b'^' | b'\\') => true,
            _ => false,
        };
        if !dust {
            continue;
        }
        let head = page.text.get(..at).unwrap_or("");
        let tail = page.text.get(at + 1..).unwrap_or("");
        let from = head.trim_end_matches(is_gap).len();
        let to = page.text.len() - tail.trim_start_matches(is_gap).len();
        let text = |c: Option<char>| c.is_some_and(|c| is_han(c) || chars::is_wide_mark(c));
        if text(chars::before(page.text, from)) && text(chars::after(page.text, to)) {
            out.push(Piece::new(from, to, 920, "a rule or dust between two characters"));
        }
    }
}

/// Brackets of programs beside Chinese characters: no noise themselves, but a sign of OCR.
pub(super) fn signs(page: &Page<'_>, scan: &Scan) -> usize {
    let odd = |at: &&u32| {
        let at = **at as usize;
        matches!(page.text.as_bytes().get(at), Some(b'{' | b'}' | b'[' | b']' | b'<' | b'>'))
            && (chars::before(page.text, at).is_some_and(is_han) != chars::after(page.text, at + 1).is_some_and(is_han))
    };
    scan.of(Class::AsciiMarkup).iter().chain(scan.of(Class::AsciiMark)).filter(odd).count()
}
