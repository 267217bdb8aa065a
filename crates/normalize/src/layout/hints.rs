//! The reader's hints, found again for lines of the current text.

use baokan_corpus_model::{Document, Region, RegionKind, SourceRange, TextRange};

use super::geometry::{self, Mark, MarkKind, Place, PrintedLine, Role};
use crate::chars::is_han;

/// What reader and boxes say of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    /// What the reader saw.
    pub(crate) kind: RegionKind,
    /// What it is by its place and size on the page.
    pub(crate) role: Option<Role>,
    /// The article that it belongs to by its place, numbered over all pages.
    pub(crate) group: Option<u32>,
    /// It is as wide as a line beside it and no higher than most: running text that fills its column.
    pub(crate) fills: bool,
    /// The page, when its lines were joined by their boxes: then none of them is cut.
    pub(crate) joined_page: Option<u32>,
}

/// Walks hints and lines together. Hints are tied to bytes of the file, so they survive the deletion of the marks that
/// they come from.
pub(crate) struct Hints<'d> {
    doc: &'d Document,
    at: usize,
    /// What the boxes say of each region; empty without boxes. Articles are numbered over all pages.
    boxed: Vec<Option<Place>>,
    /// Which regions fill their column; empty without boxes.
    fills: Vec<bool>,
    /// The boxes have put the text in order.
    ordered: bool,
}

impl<'d> Hints<'d> {
    pub(crate) fn new(doc: &'d Document) -> Self {
        let ordered = doc.text.edits_by("interleaved-columns") > 0;
        Self { doc, at: 0, boxed: boxed(doc), fills: fills(doc), ordered }
    }

    /// The hint that holds the first character of a line.
    pub(crate) fn of(&mut self, line: TextRange, first: char) -> Option<Hint> {
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
        let place = self.boxed.get(self.at).copied().flatten();
        // The second half of a line that was read over a gutter has another place than the first.
        let head = SourceRange::new(found.source.start(), at);
        let place = place.filter(|_| self.doc.source().read(head).is_none_or(|h| !h.contains(is_han)));
        let joined_page = (self.ordered && found.kind == RegionKind::Line).then(|| found.page.unwrap_or(0));
        // On a page whose order stays as the engine gave it, boxes prove no more than the engine did.
        let group = place.filter(|_| joined_page.is_some()).and_then(|p| u32::try_from(p.article?).ok());
        let fills = self.fills.get(self.at).copied().unwrap_or(false);
        Some(Hint { kind: found.kind, role: place.map(|p| p.role), group, fills, joined_page })
    }
}

/// The place of each region that is a line with a box, page by page.
fn boxed(doc: &Document) -> Vec<Option<Place>> {
    let is_line = |r: &Region| r.kind == RegionKind::Line && r.bbox.is_some();
    if !doc.regions.iter().any(is_line) {
        return Vec::new();
    }
    let mut out = vec![None; doc.regions.len()];
    let (mut start, mut articles) = (0, 0);
    for page in doc.regions.chunk_by(|a, b| a.page == b.page) {
        let lines: Vec<(usize, PrintedLine<'_>)> = page
            .iter()
            .enumerate()
            .filter(|(_, r)| is_line(r))
            .filter_map(|(n, r)| Some((start + n, PrintedLine { bbox: r.bbox?, text: doc.source().read(r.source)? })))
            .collect();
        let printed: Vec<PrintedLine<'_>> = lines.iter().map(|(_, l)| *l).collect();
        let mut last = articles;
        for ((n, _), place) in lines.iter().zip(geometry::places(&printed, &marks(page))) {
            let place = place.map(|p| Place { article: p.article.map(|a| a + articles), ..p });
            last = last.max(place.and_then(|p| p.article).map_or(0, |a| a + 1));
            if let Some(slot) = out.get_mut(*n) {
                *slot = place;
            }
        }
        articles = last;
        start += page.len();
    }
    out
}

/// Lines with both edges where the line before or behind them in the file has them, and of no more than the usual height.
fn fills(doc: &Document) -> Vec<bool> {
    let boxes: Vec<Option<[i32; 4]>> =
        doc.regions.iter().map(|r| r.bbox.filter(|_| r.kind == RegionKind::Line)).collect();
    let mut heights: Vec<i32> = boxes.iter().flatten().map(|[_, top, _, bottom]| bottom - top).collect();
    if heights.len() < 8 {
        return Vec::new();
    }
    heights.sort_unstable();
    let usual = i64::from(heights.get(heights.len() / 2).copied().unwrap_or(0));
    let same = |a: [i32; 4], b: [i32; 4]| {
        let off = |a: i32, b: i32| (i64::from(a) - i64::from(b)).abs();
        let high = |b: [i32; 4]| 4 * off(b[3], b[1]) <= 5 * usual;
        let long = off(a[2], a[0]) >= 5 * usual;
        high(a) && high(b) && long && off(a[0], b[0]) <= usual && off(a[2], b[2]) <= usual
    };
    let beside = |i: usize, n: Option<usize>| {
        let (a, b) = (boxes.get(i).copied().flatten(), n.and_then(|n| boxes.get(n).copied().flatten()));
        a.zip(b).is_some_and(|(a, b)| same(a, b))
    };
    (0..boxes.len()).map(|i| beside(i, i.checked_sub(1)) || beside(i, Some(i + 1))).collect()
}

/// Rules and pictures of a page.
fn marks(page: &[Region]) -> Vec<Mark> {
    page.iter()
        .filter_map(|r| {
            let kind = match r.kind {
                RegionKind::Rule => MarkKind::Rule,
                RegionKind::Image => MarkKind::Picture,
                _ => return None,
            };
            Some(Mark { bbox: r.bbox?, kind })
        })
        .collect()
}
