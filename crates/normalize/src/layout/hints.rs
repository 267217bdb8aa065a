//! The reader's hints, found again for lines of the current text.

use baokan_corpus_model::{Document, RegionKind, TextRange};

/// Walks hints and lines together. Hints are tied to bytes of the file, so they survive the deletion of the marks that
/// they come from.
pub(crate) struct Hints<'d> {
    doc: &'d Document,
    at: usize,
}

impl<'d> Hints<'d> {
    pub(crate) fn new(doc: &'d Document) -> Self {
        Self { doc, at: 0 }
    }

    /// The hint that holds the first character of a line.
    pub(crate) fn of(&mut self, line: TextRange, first: char) -> Option<RegionKind> {
        let regions = &self.doc.regions;
        if regions.is_empty() {
            return None;
        }
        let text = &self.doc.text;
        let first = TextRange::at(line.start(), first.len_utf8() as u32);
        let at = if text.layers() == 0 {
            let body = text.source().body_start();
            text.source().locate(body + first.start(), body + first.end()).start()
        } else {
            text.source_ranges(first).first()?.start()
        };
        // Lines follow each other in the file too, unless one was moved.
        if regions.get(self.at).is_none_or(|r| r.source.start() > at) {
            self.at = regions.partition_point(|r| r.source.start() <= at).saturating_sub(1);
        }
        while regions.get(self.at + 1).is_some_and(|r| r.source.start() <= at) {
            self.at += 1;
        }
        regions.get(self.at).filter(|r| r.source.start() <= at && at < r.source.end()).map(|r| r.kind)
    }
}
