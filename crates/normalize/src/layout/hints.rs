//! The reader's hints, found again for lines of the current text.

use baokan_corpus_model::{Document, Region, RegionKind, TextRange};

use super::geometry::{self, PrintedLine, Role};

/// Walks hints and lines together. Hints are tied to bytes of the file, so they survive the deletion of the marks that
/// they come from.
pub(crate) struct Hints<'d> {
    doc: &'d Document,
    at: usize,
    /// What the boxes say of each region; empty without boxes.
    boxed: Vec<Option<RegionKind>>,
    /// The boxes have put the text in order.
    ordered: bool,
}

impl<'d> Hints<'d> {
    pub(crate) fn new(doc: &'d Document) -> Self {
        Self { doc, at: 0, boxed: boxed(doc), ordered: doc.text.edits_by("interleaved-columns") > 0 }
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
        let found = regions.get(self.at).filter(|r| r.source.start() <= at && at < r.source.end())?;
        Some(self.boxed.get(self.at).copied().flatten().unwrap_or(found.kind))
    }

    /// The page of the line asked for last, when its lines were joined by their boxes: then none of them is cut.
    pub(crate) fn joined_page(&self) -> Option<u32> {
        let found = self.doc.regions.get(self.at).filter(|r| self.ordered && r.kind == RegionKind::Line)?;
        Some(found.page.unwrap_or(0))
    }
}

/// Lines that are titles or captions by their boxes, page by page.
fn boxed(doc: &Document) -> Vec<Option<RegionKind>> {
    let is_line = |r: &Region| r.kind == RegionKind::Line && r.bbox.is_some();
    if !doc.regions.iter().any(is_line) {
        return Vec::new();
    }
    let mut out = vec![None; doc.regions.len()];
    let mut start = 0;
    for page in doc.regions.chunk_by(|a, b| a.page == b.page) {
        let lines: Vec<(usize, PrintedLine<'_>)> = page
            .iter()
            .enumerate()
            .filter(|(_, r)| is_line(r))
            .filter_map(|(n, r)| Some((start + n, PrintedLine { bbox: r.bbox?, text: doc.source().read(r.source)? })))
            .collect();
        let printed: Vec<PrintedLine<'_>> = lines.iter().map(|(_, l)| *l).collect();
        for ((n, _), role) in lines.iter().zip(geometry::roles(&printed)) {
            if let Some(slot) = out.get_mut(*n) {
                *slot = match role {
                    Some(Role::Headline) => Some(RegionKind::Heading(1)),
                    Some(Role::Section) => Some(RegionKind::Strong),
                    Some(Role::Caption) => Some(RegionKind::Image),
                    _ => None,
                };
            }
        }
        start += page.len();
    }
    out
}
