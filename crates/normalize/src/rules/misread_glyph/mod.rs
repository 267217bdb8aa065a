//! Characters that OCR misread, repaired where dictionary, document and known runs agree on one reading.

mod entering;
mod hash;
mod idioms;
mod levels;
mod page;
mod runs;

use baokan_corpus_model::{EditKind, Safety};

pub(crate) use runs::{attested_firmly, attested_over, is_function};

use super::ocr;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct MisreadGlyph;

const META: RuleMeta = RuleMeta {
    name: "misread-glyph",
    kind: EditKind::Glyph,
    // Words that a column cut are whole by now.
    pass: Pass::Quotes,
    safety: Safety::Unsafe,
    summary: "A character that makes no word, where one other reading makes a known run.",
    doc: include_str!("rule.md"),
};

/// So many Simplified characters in a Traditional page show that the engine does not know the others.
const MIXED: usize = 8;

impl Rule for MisreadGlyph {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        // A text that was typed has misprints too, but its strange words are mostly meant: a page with headings and lists
        // may have been read by a model, and is proposed to; only damage of a page proves that it was.
        let read = ocr::is_read(cx);
        if !cx.scan.has_han() || !read && cx.doc.regions.is_empty() {
            return;
        }
        for (at, first, idiom) in idioms::lost_halves(cx.text) {
            out.edit(850, format!("{idiom} lost its first half")).replace(at, first).done();
        }
        for range in levels::misread(cx.text) {
            out.edit(800, "one level in a series of levels").replace(range, "级").done();
        }
        if read {
            for range in entering::misread(cx.text) {
                out.edit(850, "a verb that goes with 入 and makes no word with 人").replace(range, "入").done();
            }
        }
        let lacking = ocr::is_printed(cx.doc) && lacks_characters(cx);
        for found in page::misreads(cx.text, ocr::is_noisy(cx), lacking) {
            let evidence = format!("{} is no word here; {} is ({})", found.printed, found.reading, found.why);
            let proven = found.proven && read;
            let safety = if proven { Safety::Unsafe } else { Safety::Suggest };
            let confidence = if proven { 900 } else { 600 };
            out.edit(confidence, evidence).safety(safety).replace(found.range, &found.reading).done();
        }
    }
}

fn lacks_characters(cx: &RuleContext<'_>) -> bool {
    let text = &cx.doc.text;
    let of_script = |edit| text.edit(edit).is_some_and(|e| e.rule == "foreign-script");
    text.sites().iter().filter(|s| of_script(s.edit)).nth(MIXED - 1).is_some()
}

#[cfg(test)]
mod tests;
