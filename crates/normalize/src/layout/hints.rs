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
    /// Which regions go on in the next one.
    goes_on: Vec<bool>,
    /// The boxes have put the text in order.
    ordered: bool,
}

impl<'d> Hints<'d> {
    pub(crate) fn new(doc: &'d Document) -> Self {
        let ordered = doc.text.edits_by("interleaved-columns") > 0;
        let column = Columns::of(doc);
        let count = column.boxes.len();
        let fills = (0..count).map(|i| column.fills(i)).collect();
        let goes_on = (0..count).map(|i| column.goes_on(i)).collect();
        Self { doc, at: 0, boxed: boxed(doc), fills, goes_on, ordered }
    }

    /// The hint that holds the first character of a line.
    pub(crate) fn of(&mut self, line: TextRange, first: char) -> Option<Hint> {
        let regions = &self.doc.regions;
        if regions.is_empty() {
            return None;
        }
        let at = self.source_of(TextRange::at(line.start(), first.len_utf8() as u32))?;
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

impl Hints<'_> {
    /// The byte of the file that a character was read from.
    fn source_of(&self, char: TextRange) -> Option<u32> {
        let text = &self.doc.text;
        if text.layers() > 0 {
            return Some(text.source_ranges(char).first()?.start());
        }
        let body = text.source().body_start();
        Some(text.source().locate(body + char.start(), body + char.end()).start())
    }

    /// Whether there is anything that [`Self::goes_on`] could say: only where the engine's order stayed.
    pub(crate) fn has_columns(&self) -> bool {
        !self.ordered && self.goes_on.contains(&true)
    }

    /// Whether boxes show that the text goes on from the last character of one line to the first of the next.
    pub(crate) fn goes_on(&self, last: TextRange, next: TextRange) -> bool {
        let region = |char: TextRange| {
            let at = self.source_of(char)?;
            let regions = &self.doc.regions;
            let i = regions.partition_point(|r| r.source.start() <= at).checked_sub(1)?;
            regions.get(i).filter(|r| at < r.source.end()).map(|_| i)
        };
        match (region(last), region(next)) {
            (Some(a), Some(b)) => b == a + 1 && self.goes_on.get(a) == Some(&true),
            _ => false,
        }
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

/// The boxes of the lines in the order of the file, which is the engine's.
struct Columns {
    /// By region; `None` for what is no line.
    boxes: Vec<Option<[i32; 4]>>,
    /// Height of most lines.
    usual: i64,
}

impl Columns {
    fn of(doc: &Document) -> Self {
        const ENOUGH: usize = 8;
        let boxes: Vec<Option<[i32; 4]>> =
            doc.regions.iter().map(|r| r.bbox.filter(|_| r.kind == RegionKind::Line)).collect();
        let mut heights: Vec<i64> = boxes.iter().flatten().map(|b| off(b[3], b[1])).collect();
        if heights.len() < ENOUGH {
            return Self { boxes: Vec::new(), usual: 0 };
        }
        heights.sort_unstable();
        let usual = heights.get(heights.len() / 2).copied().unwrap_or(0);
        Self { boxes, usual }
    }

    fn line(&self, i: Option<usize>) -> Option<[i32; 4]> {
        self.boxes.get(i?).copied().flatten()
    }

    /// Whether a box is of no more than the usual height, and some characters long.
    fn is_running(&self, b: [i32; 4]) -> bool {
        4 * off(b[3], b[1]) <= 5 * self.usual && off(b[2], b[0]) >= 5 * self.usual
    }

    /// Whether a line has both its edges where the line before or behind it has them, and is no higher than most.
    fn fills(&self, i: usize) -> bool {
        let Some(a) = self.line(Some(i)).filter(|a| self.is_running(*a)) else { return false };
        [i.checked_sub(1), i.checked_add(1)]
            .into_iter()
            .filter_map(|n| self.line(n))
            .any(|b| self.is_running(b) && off(a[0], b[0]) <= self.usual && off(a[2], b[2]) <= self.usual)
    }

    /// Whether a line reaches the end of its column and the next one begins directly below, not set in.
    fn goes_on(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (self.line(Some(i)), self.line(i.checked_add(1))) else { return false };
        let usual = self.usual;
        let below = i64::from(b[1]) - i64::from(a[3]);
        let above = self.line(i.checked_sub(1)).filter(|p| off(p[0], a[0]) <= 3 * usual && p[3] <= a[3]);
        let edge = i64::from(above.map_or(b[2], |p| p[2].max(b[2])));
        self.is_running(a)
            && 4 * off(b[3], b[1]) <= 5 * usual
            && (-usual / 2..usual).contains(&below)
            && i64::from(a[2]) + usual / 2 >= edge
            && i64::from(b[0]) <= i64::from(a[0]) + usual / 2
            && i64::from(b[0]) + 3 * usual >= i64::from(a[0])
            // Nothing but the line above or below shows where the column ends.
            && (off(a[2], b[2]) <= usual || above.is_some_and(|p| off(a[2], p[2]) <= usual))
    }
}

fn off(a: i32, b: i32) -> i64 {
    (i64::from(a) - i64::from(b)).abs()
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
