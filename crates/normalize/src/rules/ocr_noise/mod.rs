//! What an OCR engine reads out of rules, pictures and dust: lone marks and letters.

mod edges;
mod fragments;
mod inside;
mod page;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use super::ocr::is_printed;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use page::Page;
pub(super) use page::{is_awaited, will_close};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct OcrNoise;

const META: RuleMeta = RuleMeta {
    name: "ocr-noise",
    kind: EditKind::Glyph,
    pass: Pass::Noise,
    safety: Safety::Unsafe,
    summary: "Lone marks and letters that OCR read out of rules, pictures and dust.",
    doc: include_str!("rule.md"),
};

/// A page with fewer pieces of noise is not touched: each alone may be meant.
const PIECES: usize = 3;
/// So many suffice when no text of the press has them: a lone `|`, letters that are no word.
const SURE: usize = 2;

/// A piece of noise.
#[derive(Debug)]
pub(crate) struct Piece {
    range: TextRange,
    confidence: u16,
    why: &'static str,
    /// No clean text has the like.
    proves: bool,
}

impl Piece {
    fn new(from: usize, to: usize, confidence: u16, why: &'static str) -> Self {
        Self { range: TextRange::new(from as u32, to as u32), confidence, why, proves: true }
    }
}

impl Rule for OcrNoise {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        let Some(page) = Page::read(cx.text, cx.scan) else { return };
        let noise = fragments::rows(&page, is_printed(cx.doc));
        let mut pieces = fragments::pieces(&page, &noise);
        // A run of lines is one piece.
        let more = noise.iter().filter(|n| **n > 0).count() - pieces.len();
        edges::find(&page, &noise, &mut pieces);
        inside::find(&page, cx.scan, &mut pieces);
        let proofs = pieces.iter().filter(|p| p.proves).count() + more;
        let sure = pieces.iter().filter(|p| p.proves && p.confidence >= 900).count();
        if proofs + inside::signs(&page, cx.scan) < PIECES && sure < SURE {
            return;
        }
        // A program that wraps text sets commas at the beginnings of lines: they are noise beside other noise only.
        let stops = pieces.len() - pieces.iter().filter(|p| p.proves).count();
        let wrapped = stops > 2 * (proofs + PIECES);
        for p in pieces.into_iter().filter(|p| p.proves || !wrapped) {
            out.edit(p.confidence, p.why).replace(p.range, "").done();
        }
    }
}

#[cfg(test)]
mod tests;
