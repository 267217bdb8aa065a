//! Text whose bytes were read in the wrong encoding.

mod pairs;
mod utf8;

use std::ops::Range;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, LineCursor};
use crate::encodings::{Bytes, Charset, are_traditional, is_cut_sequence};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};
use pairs::Found;

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct Mojibake;

const META: RuleMeta = RuleMeta {
    name: "mojibake",
    kind: EditKind::Mojibake,
    pass: Pass::Encoding,
    safety: Safety::Unsafe,
    summary: "Text whose bytes were read in the wrong encoding: 鈥, 锛, ä¸\u{AD}å›½, ÖÐ¹ú.",
    doc: include_str!("rule.md"),
};

/// What cannot be undone: code and words.
const LOST: (&str, &str) = ("mojibake-bytes-lost", "UTF-8 read in another encoding, with bytes lost");
const REMAINS: (&str, &str) = ("mojibake-remains", "what is left of wrongly decoded bytes, without any information");
const UNSURE: (&str, &str) = ("mojibake-unsure", "perhaps GBK read one byte off");

impl Rule for Mojibake {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        let suspects = cx.scan.of(Class::Suspect);
        let before = out.len();
        let mut lines = LineCursor::default();
        let mut unsure = Places::default();
        for (i, &at) in suspects.iter().enumerate() {
            let (line, fresh) = lines.at(cx.text, at as usize);
            if fresh {
                let rest = suspects.get(i..).unwrap_or(&[]);
                let here = rest.partition_point(|at| (*at as usize) < line.end);
                repair(cx.text, line, rest.get(..here).unwrap_or(&[]), out, &mut unsure);
            }
        }
        unsure.report(UNSURE, cx.text, out);
        // What is still there when nothing more can be undone.
        if out.len() == before {
            lost(cx, out);
            remains(cx, out);
        }
    }
}

/// Something that can be undone.
struct Undone {
    range: Range<usize>,
    text: String,
    evidence: String,
    certainty: u16,
    safety: Safety,
}

impl From<Found> for Undone {
    fn from(found: Found) -> Self {
        let certainty = if found.exact { 970 } else { 900 };
        let Found { range, text, why, .. } = found;
        Self { range, text, evidence: why.to_owned(), certainty, safety: Safety::Unsafe }
    }
}

/// Undoes what can be undone in a line; `suspects` are the places of suspect characters in it.
fn repair(text: &str, line: Range<usize>, suspects: &[u32], out: &mut Proposals, unsure: &mut Places) {
    let mut undone = stretches(text, &line, suspects);
    let covered: usize = undone.iter().map(|u| u.range.len()).sum();
    let words = text.get(line.clone()).unwrap_or("");
    // In a line of one legacy encoding read as another a few pairs may look like UTF-8.
    if covered * 4 < line.len() && !are_traditional(words, line.start, suspects) {
        let mut found = Vec::new();
        pairs::misread(words, line.start, Charset::Gbk, Charset::Big5, &mut found);
        pairs::misread(words, line.start, Charset::Big5, Charset::Gbk, &mut found);
        if undone.is_empty() {
            pairs::shifted(words, line.start, &mut found);
        }
        if found.iter().map(|f| f.range.len()).sum::<usize>() > 2 * covered {
            undone.clear();
            for f in longest(found) {
                if f.sure { undone.push(f.into()) } else { unsure.see(f.range) }
            }
        }
    }
    for u in undone {
        let range = TextRange::new(u.range.start as u32, u.range.end as u32);
        out.edit(u.certainty, u.evidence).safety(u.safety).replace(range, &u.text).done();
    }
}

/// From left to right, and of two that meet the longer one.
fn longest(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| (f.range.start, f.range.end));
    let mut kept: Vec<Found> = Vec::new();
    for f in found {
        let shorter = |last: &Found| last.range.end > f.range.start && last.range.len() < f.range.len();
        while kept.last().is_some_and(shorter) {
            kept.pop();
        }
        if kept.last().is_none_or(|last| last.range.end <= f.range.start) {
            kept.push(f);
        }
    }
    kept
}

/// UTF-8, and letters of Latin-1 that are pairs of bytes.
fn stretches(text: &str, line: &Range<usize>, suspects: &[u32]) -> Vec<Undone> {
    let mut undone: Vec<Undone> = Vec::new();
    let mut single: Vec<Found> = Vec::new();
    let (mut end, mut tried, mut in_pairs) = (line.start, line.start, false);
    for &at in suspects {
        let at = at as usize;
        let Some(c) = chars::after(text, at).filter(|_| at >= end) else { continue };
        // Letters of Latin-1 may be UTF-8 or pairs: what explains more of them is right.
        let (pairs, pairs_seen) = match is_latin(c) && at >= tried {
            true => pairs::latin_pairs(text, pairs::latin_start(text, at, end)),
            false => (None, at),
        };
        let reach = pairs.as_ref().filter(|f| f.sure).map_or(at, |f| f.range.end);
        let outer = if is_latin(c) { Charset::Latin } else { Charset::Gbk };
        let (run, seen) = if utf8::starts(outer, c) { utf8::run(text, at, outer) } else { (None, at) };
        if let Some(run) = run.filter(|run| run.range.end > reach) {
            let times = if run.depth > 1 { format!(", {} times over", run.depth) } else { String::new() };
            let evidence = format!("UTF-8 read as {}{times}", outer.name());
            let (certainty, safety) = if run.exact { (990, Safety::Safe) } else { (950, Safety::Unsafe) };
            end = run.range.end;
            undone.push(Undone { range: run.range, text: run.text, evidence, certainty, safety });
            continue;
        }
        // A short look may have ended where another one begins.
        end = end.max(if seen > at + utf8::SHORT { seen } else { end });
        tried = tried.max(pairs_seen);
        match pairs {
            Some(found) if found.sure => {
                in_pairs = true;
                end = end.max(found.range.end);
                undone.push(found.into());
            }
            Some(found) => single.push(found),
            None => {}
        }
    }
    // 1999Äê12ÔÂ: a single pair is right beside others, and so are letters that are not suspect by themselves.
    if in_pairs || single.len() > 1 {
        let mut rest: Vec<Undone> = Vec::new();
        let mut at = line.start;
        let mut known = undone.iter().map(|u| u.range.clone()).peekable();
        while let Some(c) = chars::after(text, at).filter(|_| at < line.end) {
            let next = known.peek().map_or(line.end, |r| r.start);
            if at >= next {
                at = known.next().map_or(line.end, |r| r.end).max(at);
            } else if is_latin(c) {
                let (found, seen) = pairs::latin_pairs(text, at);
                at = found.as_ref().map_or(seen, |f| f.range.end).min(next).max(at + c.len_utf8());
                rest.extend(found.filter(|f| f.range.end <= next).map(Undone::from));
            } else {
                at += c.len_utf8();
            }
        }
        undone.extend(rest);
        undone.sort_by_key(|u| u.range.start);
    }
    undone
}

const fn is_latin(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{FF}')
}

/// Places of one kind: the first, and how many.
#[derive(Default)]
struct Places {
    first: Option<Range<usize>>,
    count: usize,
}

impl Places {
    fn see(&mut self, range: Range<usize>) {
        self.count += 1;
        if self.first.as_ref().is_none_or(|f| range.start < f.start) {
            self.first = Some(range);
        }
    }

    fn report(self, (code, words): (&'static str, &str), text: &str, out: &mut Proposals) {
        let Some(first) = self.first else { return };
        let shown: String = text.get(first.clone()).unwrap_or("").chars().take(20).collect();
        let range = TextRange::new(first.start as u32, first.end as u32);
        out.flag(code, range, format!("{} × {words}; the first is {shown}", self.count));
    }
}

/// The first two bytes of a character without the third: as GBK before what stands for it (鈥?, 锛?, 銆?), as
/// Windows-1252 a letter before a sign (å°).
fn lost(cx: &RuleContext<'_>, out: &mut Proposals) {
    let mut places = Places::default();
    for &at in cx.scan.of(Class::Suspect) {
        let at = at as usize;
        let end = at + chars::after(cx.text, at).map_or(0, char::len_utf8);
        let next = chars::after(cx.text, end);
        let latin = matches!(chars::after(cx.text, at), Some('\u{E0}'..='\u{EF}'))
            && matches!(next.and_then(|c| Charset::Latin.bytes(c)), Some(Bytes::One(0x80..=0xBF)));
        if latin || is_cut_sequence(cx.text, end) {
            places.see(at..end + next.map_or(0, char::len_utf8));
        }
    }
    places.report(LOST, cx.text, out);
}

/// 锟斤拷, 烫烫烫, 屯屯屯, 锘 at the start, and U+FFFD.
fn remains(cx: &RuleContext<'_>, out: &mut Proposals) {
    const FORMS: [(&str, &str); 3] = [("锟斤拷", "锟斤拷"), ("烫烫烫", "烫"), ("屯屯屯", "屯")];
    let mut places = Places::default();
    let mut end = 0;
    for &at in cx.scan.of(Class::Suspect) {
        let at = at as usize;
        let Some(rest) = cx.text.get(at..).filter(|_| at >= end) else { continue };
        let form = FORMS.iter().find(|(form, _)| rest.starts_with(form));
        if let Some((_, unit)) = form {
            end = at + rest.len() - rest.trim_start_matches(unit).len();
            places.see(at..end);
        } else if at == 0 && rest.starts_with('锘') {
            places.see(0..'锘'.len_utf8());
        }
    }
    let undecodable: Vec<u32> = cx.doc.source().undecodable().map(|r| r.start()).collect();
    for &at in cx.scan.of(Class::Replacement) {
        let at = at as usize;
        if at >= end {
            let rest = cx.text.get(at..).unwrap_or("");
            end = at + rest.len() - rest.trim_start_matches('\u{FFFD}').len();
            // What this file's own bytes did not say is on record already.
            let source = cx.doc.text.source_ranges(TextRange::new(at as u32, end as u32));
            let start = source.first().map_or(0, |s| s.start());
            if undecodable.binary_search(&start).is_err() {
                places.see(at..end);
            }
        }
    }
    places.report(REMAINS, cx.text, out);
}

#[cfg(test)]
mod tests;
