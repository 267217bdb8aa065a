//! Stops and dashes: 。 read as · or o, —— read as 一一, marks read twice.

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, is_gap, is_han, is_stop};
use crate::engine::{Class, Proposals, RuleContext};

/// Verbs that go with 一一 in its own meaning: one by one.
const EACH: &str = "列举对應应介绍紹说說明解答回核实實登记記点點检檢查告知指出道数數看问問过過握谢謝做作照";
/// Longest subtitle, in bytes.
const SUBTITLE: usize = 120;

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    dashes(cx, out);
    points(cx, out);
    rings(cx, out);
    doubled(cx, out);
}

/// 一一 at the beginning of a subtitle.
fn dashes(cx: &RuleContext<'_>, out: &mut Proposals) {
    for (at, found) in cx.text.match_indices("一一") {
        let first = cx.text.get(..at).unwrap_or("").trim_end_matches(is_gap);
        let line = chars::line_at(cx.text, at);
        let words = cx.text.get(line.clone()).unwrap_or("");
        let after = chars::after(cx.text, at + found.len());
        let subtitle = first.len() <= line.start && words.len() <= SUBTITLE && !words.contains('。');
        if subtitle && after.is_some_and(|c| is_han(c) && c != '一' && !EACH.contains(c)) {
            out.edit(900, "a subtitle begins with a dash")
                .safety(Safety::Safe)
                .replace(TextRange::at(at as u32, found.len() as u32), "——")
                .done();
        }
    }
}

/// Characters so far from the next mark on either side are a clause, and not part of a name.
const CLAUSE: usize = 8;

/// `·` between two clauses, or at the end of a line.
fn points(cx: &RuleContext<'_>, out: &mut Proposals) {
    for (at, mark) in cx.text.match_indices('·') {
        let clause = |c: &char| is_han(*c) || c.is_ascii_digit();
        let head = chars::tail(cx.text.get(..at).unwrap_or(""), 60);
        let tail = chars::head(cx.text.get(at + mark.len()..).unwrap_or(""), 60);
        let (before, after) = (head.chars().rev().take_while(clause).count(), tail.chars().take_while(clause).count());
        let ends = tail.is_empty() || tail.starts_with(['\n', '\r', '”', '」']);
        let han = head.ends_with(is_han);
        // In names the parts are short; a title in 《》 may be long.
        if han
            && before >= CLAUSE
            && (ends || after >= CLAUSE)
            && !crate::rules::ocr_noise::is_awaited(head, '《', '》')
        {
            let range = TextRange::at(at as u32, mark.len() as u32);
            out.edit(if ends { 850 } else { 750 }, "a full stop that hangs too high").replace(range, "。").done();
        }
    }
}

/// `o` at the end of a sentence.
fn rings(cx: &RuleContext<'_>, out: &mut Proposals) {
    for &at in cx.scan.of(Class::AsciiWord) {
        let at = at as usize;
        let tail = cx.text.get(at + 1..).unwrap_or("");
        let ring = matches!(cx.text.as_bytes().get(at), Some(b'o' | b'O'));
        let lone = tail.is_empty() || tail.starts_with(['\n', '\r', '”', '」']);
        let head = chars::tail(cx.text.get(..at).unwrap_or(""), 60);
        // 【 beside it is the left half of the same ring.
        let text = head.trim_end_matches(['【', '[', ' ', '\u{3000}']);
        let clause =
            text.chars().rev().take_while(|c| !chars::is_break(*c)).take_while(|c| is_han(*c) || is_stop(*c)).count();
        if ring && lone && clause > 0 && (clause >= CLAUSE || text.len() < head.len()) {
            let from = at - (head.len() - text.len());
            out.edit(800, "a full stop read as a letter")
                .replace(TextRange::new(from as u32, at as u32 + 1), "。")
                .done();
        }
    }
}

/// The same stop twice, and the same particle twice where two lines meet.
fn doubled(cx: &RuleContext<'_>, out: &mut Proposals) {
    for mark in ['，', '、', '；', '：'] {
        for (at, m) in cx.text.match_indices(mark) {
            let rest = cx.text.get(at + m.len()..).unwrap_or("");
            let text = rest.trim_start_matches(is_gap);
            if text.starts_with(mark) {
                let end = cx.text.len() - text.len() + m.len();
                let range = TextRange::new((at + m.len()) as u32, end as u32);
                out.edit(850, "the same mark twice").kind(EditKind::Duplicate).replace(range, "").done();
            }
        }
    }
    for (pair, before, after) in PARTICLES {
        for (at, _) in cx.text.match_indices(pair) {
            let l = chars::before(cx.text, at);
            let r = chars::after(cx.text, at + pair.len());
            let word = l.is_some_and(|c| before.contains(c)) || r.is_some_and(|c| after.contains(c));
            if l.is_some_and(is_han) && r.is_some_and(is_han) && !word {
                let half = (pair.len() / 2) as u32;
                let range = TextRange::at(at as u32 + half, half);
                out.edit(850, "the same particle twice").kind(EditKind::Duplicate).replace(range, "").done();
            }
        }
    }
}

/// Particles that are never doubled, except beside these characters.
const PARTICLES: &[(&str, &str, &str)] = &[
    ("和和", "暖乐樂热熱柔平", "气氣美睦平顺順乐樂暖"),
    ("的的", "目标標有", "确確士"),
    ("与与", "", ""),
    ("與與", "", ""),
    ("在在", "实實", "在"),
    ("及及", "", "时時"),
];
