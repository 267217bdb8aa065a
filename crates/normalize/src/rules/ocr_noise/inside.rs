//! Dust inside lines.

use super::page::Page;
use super::Piece;
use crate::chars::{self, is_gap, is_han};
use crate::engine::{Class, Scan};

/// `|`, `_`, `^` and `\` between two Chinese characters of a line.
pub(super) fn find(page: &Page<'_>, scan: &Scan, out: &mut Vec<Piece>) {
    // Two in a line are cells of a table.
    let tables = page.rows.iter().filter(|r| page.words(r).matches('|').count() > 1).count();
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
