//! Markdown, HTML and LaTeX left over in the text.

mod blocks;
mod html;
mod inline;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, LineCursor};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct StrayMarkup;

const META: RuleMeta = RuleMeta {
    name: "stray-markup",
    kind: EditKind::Markup,
    pass: Pass::Noise,
    safety: Safety::Unsafe,
    summary: "Markdown marks, HTML tags and entities that are no part of the text.",
    doc: include_str!("rule.md"),
};

impl Rule for StrayMarkup {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        // An English document in Markdown is no business of ours.
        if !cx.scan.has_han() {
            return;
        }
        let (text, bytes) = (cx.text, cx.text.as_bytes());
        let mut cursor = LineCursor::default();
        let mut fences = blocks::Fences::default();
        let mut tags = html::Tags::default();
        let mut done = 0;
        for &at in cx.scan.of(Class::AsciiMarkup) {
            let at = at as usize;
            match bytes.get(at) {
                Some(b'<') if at >= done => done = html::tag(text, at, &mut tags, out).max(done),
                Some(b'&') if at >= done => html::entity(text, at, out),
                // In a line without a Chinese word stands code.
                Some(b'\\') if text.get(chars::line_at(text, at)).is_some_and(|l| l.contains(chars::is_han)) => {
                    inline::escape(text, at, out);
                }
                Some(b'$') => inline::formula(text, at, out),
                _ => {}
            }
            let (line, fresh) = cursor.at(text, at);
            if fresh {
                blocks::line(text, line.clone(), &mut fences, out);
                inline::emphasis(text, line, &['*', '_', '`'], out);
            }
        }
        fences.finish(text, out);
        let mut cursor = LineCursor::default();
        for &at in cx.scan.of(Class::AsciiMark) {
            let at = at as usize;
            if bytes.get(at) == Some(&b'[') {
                inline::link(text, at, out);
            } else if bytes.get(at..at + 2) == Some(b"~~") {
                let (line, fresh) = cursor.at(text, at);
                if fresh {
                    inline::emphasis(text, line, &['~'], out);
                }
            }
        }
    }
}

fn delete(out: &mut Proposals, from: usize, to: usize, certainty: u16, why: &'static str) {
    put(out, from, to, "", certainty, why);
}

fn put(out: &mut Proposals, from: usize, to: usize, with: &str, certainty: u16, why: &'static str) {
    if from < to {
        let range = TextRange::new(from as u32, to as u32);
        out.edit(certainty, why).safety(Safety::Safe).replace(range, with).done();
    }
}

/// Two marks that go together.
fn delete_pair(
    out: &mut Proposals,
    open: (usize, usize),
    close: (usize, usize),
    certainty: u16,
    safety: Safety,
    why: &'static str,
) {
    out.edit(certainty, why)
        .safety(safety)
        .replace(TextRange::new(open.0 as u32, open.1 as u32), "")
        .replace(TextRange::new(close.0 as u32, close.1 as u32), "")
        .done();
}

#[cfg(test)]
mod tests;
