//! Figures: 〇 and 0 read as letters, % and the decimal point.

use baokan_corpus_model::{Safety, TextRange};

use crate::chars::{self, is_han, is_wide_mark};
use crate::engine::{Class, Proposals, RuleContext};

/// 二O二三年: O, o or 0 among Chinese figures is 〇.
pub(super) fn zeros(cx: &RuleContext<'_>, out: &mut Proposals) {
    for class in [Class::AsciiWord, Class::AsciiNumber] {
        for &at in cx.scan.of(class) {
            let at = at as usize;
            let tail = cx.text.get(at..).unwrap_or("");
            let len = tail.len() - tail.trim_start_matches(['O', 'o', '0']).len();
            if !(1..=2).contains(&len) {
                continue;
            }
            let (l, r) = (chars::before(cx.text, at), chars::after(cx.text, at + len));
            let figure = |c: Option<char>| c.is_some_and(|c| "〇一二三四五六七八九".contains(c));
            // 二0年 may be 二十年; only years go on with a figure or have two before.
            let year = figure(r) || (r == Some('年') && figures_before(cx.text, at) >= 3 - len);
            if figure(l) && year {
                let zero = if len == 1 { "〇" } else { "〇〇" };
                out.edit(960, "among Chinese figures")
                    .safety(Safety::Safe)
                    .replace(TextRange::at(at as u32, len as u32), zero)
                    .done();
            }
        }
    }
}

fn figures_before(text: &str, at: usize) -> usize {
    let head = chars::tail(text.get(..at).unwrap_or(""), 16);
    head.chars().rev().take_while(|c| "〇一二三四五六七八九Oo0".contains(*c)).count()
}

/// 2O24年, l949年: letters inside a year.
pub(super) fn letters(cx: &RuleContext<'_>, out: &mut Proposals) {
    for &at in cx.scan.of(Class::AsciiWord) {
        let at = at as usize;
        if !matches!(cx.text.as_bytes().get(at), Some(b'O' | b'o' | b'l' | b'I')) {
            continue;
        }
        let part = |c: char| c.is_ascii_digit() || "OolI".contains(c);
        let head = chars::tail(cx.text.get(..at).unwrap_or(""), 8);
        let from = at - (head.len() - head.trim_end_matches(part).len());
        let token = cx.text.get(from..).unwrap_or("");
        let token = token.get(..token.find(|c| !part(c)).unwrap_or(token.len())).unwrap_or("");
        let before = chars::before(cx.text, from);
        let year: String = token
            .chars()
            .map(|c| {
                if matches!(c, 'O' | 'o') {
                    '0'
                } else if c.is_ascii_digit() {
                    c
                } else {
                    '1'
                }
            })
            .collect();
        let figures = token.chars().filter(char::is_ascii_digit).count();
        let plain = !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        let known = ["18", "19", "20"].iter().any(|c| year.starts_with(c)) && token.len() == 4 && figures >= 2;
        // Each letter of the year is found; the first one speaks for all.
        let first = token.find(|c: char| !c.is_ascii_digit()) == Some(at - from);
        if known && plain && first && cx.text.get(from + 4..).is_some_and(|t| t.starts_with('年')) {
            out.edit(950, "letters in a year")
                .safety(Safety::Safe)
                .replace(TextRange::at(from as u32, 4), &year)
                .done();
        }
    }
}

/// `%0` for %, and 9%0: the ring, the stroke and the other ring read one by one.
pub(super) fn per_cent(cx: &RuleContext<'_>, out: &mut Proposals) {
    let bytes = cx.text.as_bytes();
    for &at in cx.scan.of(Class::AsciiMark) {
        let at = at as usize;
        if bytes.get(at) != Some(&b'%') || bytes.get(at + 1) != Some(&b'0') {
            continue;
        }
        let number = bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit);
        let after = chars::after(cx.text, at + 2);
        let closed = after.is_none_or(|c| is_han(c) || is_wide_mark(c) || chars::is_break(c) || matches!(c, ',' | ';'));
        if !number || !closed {
            continue;
        }
        // 63.59%0: a ring before the stroke too, since the press gives one decimal.
        let ring = bytes.get(at.wrapping_sub(1)) == Some(&b'9')
            && bytes.get(at.wrapping_sub(2)).is_some_and(u8::is_ascii_digit)
            && bytes.get(at.wrapping_sub(3)) == Some(&b'.');
        let from = if ring { at - 1 } else { at };
        out.edit(if ring { 750 } else { 900 }, "a per cent sign read in parts")
            .replace(TextRange::new(from as u32, at as u32 + 2), "%")
            .done();
    }
}

/// 1:86亿 for 1.86亿: no time and no ratio is counted in 亿.
pub(super) fn points(cx: &RuleContext<'_>, out: &mut Proposals) {
    let bytes = cx.text.as_bytes();
    for &at in cx.scan.of(Class::AsciiMark) {
        let at = at as usize;
        if bytes.get(at) != Some(&b':') || !bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let tail = cx.text.get(at + 1..).unwrap_or("");
        let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let unit = tail.get(digits..).unwrap_or("").starts_with(['亿', '億', '%']);
        if (1..=2).contains(&digits) && unit {
            out.edit(850, "a colon in a number").replace(TextRange::at(at as u32, 1), ".").done();
        }
    }
}
