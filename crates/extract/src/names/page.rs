//! A document as the finders of names read it: blocks in reading order, titles and bylines among them.

use std::ops::Range;

use baokan_corpus_model::{BlockKind, Document, TextRange};

use super::quotes::{self, Quoted};
use crate::hash::HashMap;

/// A stretch of text that is read in one go; no name crosses its borders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Bytes of the current text.
    pub(crate) range: Range<usize>,
    /// What it is; titles are headings.
    pub(crate) kind: BlockKind,
    /// Index of its article.
    pub(crate) article: usize,
}

/// A document as the finders read it.
pub(crate) struct Page<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its current text.
    pub(crate) text: &'a str,
    /// What is read, in reading order, each stretch once.
    pub(crate) stretches: Vec<Stretch>,
    /// Year of publication.
    pub(crate) year: Option<u16>,
    /// The quoted spans of each stretch.
    pub(crate) spans: Vec<Vec<Quoted>>,
    /// The titles 《…》 of each stretch.
    pub(crate) titles: Vec<Vec<Range<usize>>>,
    /// Indices of the stretches of each article.
    by_article: HashMap<usize, Vec<usize>>,
}

impl<'a> Page<'a> {
    /// Lays out a document. Furniture is left out: a page number's neighbour is no evidence.
    pub(crate) fn new(document: &'a Document) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (article, a) in document.articles.iter().enumerate() {
            let titles = [&a.kicker, &a.headline, &a.subheadline];
            for range in titles.into_iter().flatten().flat_map(|t| &t.ranges) {
                stretches.push(Stretch { range: range.as_usize(), kind: BlockKind::Heading, article });
            }
            for entry in &a.byline {
                stretches.push(Stretch { range: entry.range.as_usize(), kind: BlockKind::Byline, article });
            }
            for (range, block) in a.blocks.iter().filter_map(|b| document.blocks.get(*b)) {
                if block.kind != BlockKind::Furniture {
                    stretches.push(Stretch { range: range.as_usize(), kind: block.kind, article });
                }
            }
        }
        if document.articles.is_empty() {
            for (range, block) in document.blocks.iter() {
                stretches.push(Stretch { range: range.as_usize(), kind: block.kind, article: 0 });
            }
            if document.blocks.is_empty() {
                let range = document.text.range().as_usize();
                stretches.push(Stretch { range, kind: BlockKind::Paragraph, article: 0 });
            }
        }
        // A stretch that lies in another (a title that is a block as well) is read once, in the longer form.
        let order = |s: &Stretch| (s.range.start, std::cmp::Reverse(s.range.end));
        stretches.sort_by_key(order);
        let mut end = 0;
        stretches.retain(|s| {
            let fresh = s.range.end > end && s.range.start >= end;
            end = end.max(s.range.end);
            fresh && !s.range.is_empty()
        });
        let year = document.meta.published.as_ref().and_then(|m| m.value.get(..4)?.parse().ok());
        let mut by_article: HashMap<usize, Vec<usize>> = HashMap::default();
        for (i, s) in stretches.iter().enumerate() {
            by_article.entry(s.article).or_default().push(i);
        }
        let text = document.text.as_str();
        let spans = stretches.iter().map(|s| quotes::quoted(text, &s.range)).collect();
        let titles = stretches.iter().map(|s| quotes::titles(text, &s.range)).collect();
        Self { document, text, stretches, year, spans, titles, by_article }
    }

    /// The stretches with their quoted spans, in text order.
    pub(crate) fn quoted(&self) -> impl Iterator<Item = (&Stretch, &[Quoted])> {
        self.stretches.iter().zip(self.spans.iter().map(Vec::as_slice))
    }

    /// The stretches of an article, in text order.
    pub(crate) fn of_article(&self, article: usize) -> impl DoubleEndedIterator<Item = &Stretch> {
        self.by_article.get(&article).into_iter().flatten().filter_map(|i| self.stretches.get(*i))
    }

    /// The text of a byte range.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The same range in the type of the data model. Offsets come from matching, so that they fit.
    pub(crate) fn text_range(range: &Range<usize>) -> TextRange {
        TextRange::from_usize(range.clone()).unwrap_or_default()
    }

    /// The article and, for parts of a feature, the feature: what may lend a place or a speaker.
    pub(crate) fn same_article(&self, a: usize, b: usize) -> bool {
        let parent = |i: usize| self.document.articles.get(i).and_then(|x| x.parent);
        a == b || parent(a) == Some(b) || parent(b) == Some(a)
    }
}
