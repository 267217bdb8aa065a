//! Articles, sections and sentences of Chinese press text, as byte spans over the repaired text.
//!
//! `segment` comes after `normalize`, which has put the text in order and said of every block what it is. It changes no
//! character: it groups blocks into articles and features, takes titles and bylines apart, reads who is named in bylines,
//! credits, captions and notes, and finds the sentences. It trusts the kind of a block where that is sure, and looks at the
//! words where a title or a byline is at stake.
//!
//! [`sentences`] and [`byline`] are pure functions over `&str` and can be used by themselves.

mod articles;
pub mod byline;
pub mod counts;
mod masthead;
mod sections;
mod sentence;
pub mod words;

use baokan_corpus_model::{Document, SpanLayer, TextRange};

pub use articles::Articles;
pub use masthead::Masthead;
pub use sections::Sections;
pub use sentence::sentences;

/// Adds spans to a document. Never changes its text.
pub trait Segmenter: Send + Sync {
    /// Fills what this segmenter is for; what an earlier run left there is replaced.
    fn segment(&self, doc: &mut Document);
}

/// Fills [`Document::sentences`]: the sentences of every block, in text order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sentences;

impl Segmenter for Sentences {
    fn segment(&self, doc: &mut Document) {
        let text = doc.text.as_str();
        let blocks: Vec<TextRange> = doc.blocks.iter().map(|(r, _)| r).collect();
        let mut layer = SpanLayer::new();
        for (i, block) in blocks.iter().enumerate() {
            // A block that holds others has its sentences in them.
            if blocks.get(i + 1).is_some_and(|next| block.contains(*next)) {
                continue;
            }
            for range in sentences(text, block.as_usize()) {
                if let Some(range) = TextRange::from_usize(range) {
                    // Blocks come in order and are disjoint here, so that no span is refused.
                    let _ = layer.push(range, ());
                }
            }
        }
        doc.sentences = layer;
    }
}

/// The segmenters in their order.
pub const BUILTIN: &[&dyn Segmenter] = &[&Articles, &Masthead, &Sentences, &Sections];

/// Segments a normalised document: articles, the date and paper that the page names, then sentences, then sections.
pub fn segment(doc: &mut Document) {
    for segmenter in BUILTIN {
        segmenter.segment(doc);
    }
}
