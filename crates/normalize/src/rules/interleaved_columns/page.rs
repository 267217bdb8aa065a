//! Pages of a document as boxes, and an order as moves of text.

use baokan_corpus_model::{Document, Region, RegionKind, TextRange};

use crate::engine::{Draft, Proposals};
use crate::layout::geometry::{Mark, MarkKind, PageOrder, Piece, PrintedLine};

/// Lines of the text that stand on one page.
pub(super) struct Page {
    lines: Vec<Line>,
    /// Its rules and pictures.
    pub(super) marks: Vec<Mark>,
}

/// A line of the text, white space at either end left out.
struct Line {
    range: TextRange,
    bbox: [i32; 4],
}

/// The pages of a document whose reader gave boxes; none where it gave none.
pub(super) fn pages(doc: &Document) -> Vec<Page> {
    let mut regions: Vec<(&Region, [i32; 4])> =
        doc.regions.iter().filter(|r| r.kind == RegionKind::Line).filter_map(|r| Some((r, r.bbox?))).collect();
    if regions.is_empty() {
        return Vec::new();
    }
    regions.sort_by_key(|(r, _)| r.source.start());
    let mut out: Vec<(Option<u32>, Page)> = Vec::new();
    let mut apart = true;
    let mut start = 0;
    for raw in doc.text.as_str().split_inclusive(['\n', '\u{c}']) {
        let words = raw.trim();
        let from = start + (raw.len() - raw.trim_start().len()) as u32;
        start += raw.len() as u32;
        if words.is_empty() {
            continue;
        }
        let range = TextRange::at(from, words.len() as u32);
        match region_of(doc, &regions, range) {
            Some((region, bbox)) => {
                let line = Line { range, bbox };
                match out.last_mut() {
                    Some((page, last)) if !apart && *page == region.page => last.lines.push(line),
                    _ => out.push((region.page, Page { lines: vec![line], marks: marks(doc, region.page) })),
                }
                apart = false;
            }
            None => apart = true,
        }
    }
    out.into_iter().map(|(_, page)| page).filter(|page| page.lines.len() > 1).collect()
}

/// What stands on a page beside its lines.
fn marks(doc: &Document, page: Option<u32>) -> Vec<Mark> {
    let mark = |r: &Region| {
        let kind = match r.kind {
            RegionKind::Rule => MarkKind::Rule,
            RegionKind::Image => MarkKind::Picture,
            _ => return None,
        };
        Some(Mark { bbox: r.bbox?, kind })
    };
    doc.regions.iter().filter(|r| r.page == page).filter_map(mark).collect()
}

/// The box in which a line of the text begins.
fn region_of<'d>(
    doc: &Document,
    regions: &[(&'d Region, [i32; 4])],
    line: TextRange,
) -> Option<(&'d Region, [i32; 4])> {
    let text = &doc.text;
    let first = text.slice(line).chars().next()?;
    let first = TextRange::at(line.start(), first.len_utf8() as u32);
    let at = if text.layers() == 0 {
        let body = text.source().body_start();
        text.source().locate(body + first.start(), body + first.end()).start()
    } else {
        text.source_ranges(first).first()?.start()
    };
    let n = regions.partition_point(|(r, _)| r.source.start() <= at);
    regions.get(n.checked_sub(1)?).copied().filter(|(r, _)| at < r.source.end())
}

impl Page {
    /// Its lines with their boxes.
    pub(super) fn printed<'t>(&self, text: &'t str) -> Vec<PrintedLine<'t>> {
        let words = |l: &Line| text.get(l.range.as_usize()).unwrap_or("");
        self.lines.iter().map(|l| PrintedLine { bbox: l.bbox, text: words(l) }).collect()
    }

    /// Proposes the order as one edit: all of it happens, or nothing.
    ///
    /// The longest run of pieces that are in order already stays; the others are moved between them. Lines of one block
    /// lose the break between them, blocks get one, articles two.
    pub(super) fn put_in_order(&self, text: &str, order: &PageOrder, out: &mut Proposals) {
        let mut pieces: Vec<(Piece, &'static str)> = Vec::new();
        for blocks in std::iter::once(&order.furniture).chain(&order.articles) {
            for block in blocks {
                pieces.extend(block.pieces.iter().map(|p| (*p, "")));
                if let Some(last) = pieces.last_mut() {
                    last.1 = "\n";
                }
            }
            if let Some(last) = pieces.last_mut() {
                last.1 = "\n\n";
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.1 = "";
        }
        let stays = in_order(&pieces.iter().map(|(p, _)| (p.line, p.from)).collect::<Vec<_>>());
        let moved = stays.iter().filter(|s| !**s).count();
        let split = pieces.len().saturating_sub(self.lines.len());
        let evidence = format!(
            "the boxes of {} lines: {} articles, {moved} pieces elsewhere, {split} lines over a gutter",
            self.lines.len(),
            order.articles.len(),
        );
        let mut draft = out.edit(900, evidence);
        let Some(mut anchor) = self.lines.first().map(|l| l.range.start()) else { return };
        for ((piece, wanted), stays) in pieces.into_iter().zip(stays) {
            let Some(line) = self.lines.get(piece.line) else { continue };
            let printed = TextRange::new(line.range.start() + piece.from as u32, line.range.start() + piece.to as u32);
            // Blanks where a line is cut were the gutter.
            let range = trimmed(text, printed);
            let before = TextRange::new(printed.start(), range.start());
            if !before.is_empty() {
                draft = draft.replace(before, "");
            }
            // The white space behind the line, when it belongs to this piece.
            let next = self.lines.get(piece.line + 1).filter(|_| printed.end() == line.range.end());
            let gap = TextRange::new(range.end(), next.map_or(printed.end(), |n| n.range.start()));
            let white = text.get(gap.as_usize()).unwrap_or("");
            let kept = if wanted.starts_with(white) { gap.end() } else { range.end() };
            let mut missing = wanted;
            if kept == gap.end() {
                missing = wanted.get(white.len()..).unwrap_or("");
            } else {
                draft = draft.replace(gap, "");
            }
            let whole = TextRange::new(range.start(), kept);
            if stays {
                anchor = gap.end();
            } else {
                draft = draft.move_to(whole, anchor);
            }
            draft = put(draft, anchor, missing);
        }
        draft.done();
    }
}

/// A range without white space at its ends; what is nothing else stays.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let words = text.get(range.as_usize()).unwrap_or("");
    let start = range.start() + (words.len() - words.trim_start().len()) as u32;
    let len = words.trim().len() as u32;
    if len == 0 { range } else { TextRange::at(start, len) }
}

fn put<'p>(draft: Draft<'p>, at: u32, text: &str) -> Draft<'p> {
    if text.is_empty() { draft } else { draft.replace(TextRange::new(at, at), text) }
}

/// Marks a longest rising subsequence of distinct keys.
fn in_order(keys: &[(usize, usize)]) -> Vec<bool> {
    // For each length, the index of the smallest key that ends a rising subsequence of that length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(keys.len());
    for (n, key) in keys.iter().enumerate() {
        let at = ends.partition_point(|e| keys.get(*e).is_some_and(|k| k < key));
        before.push(at.checked_sub(1).and_then(|b| ends.get(b).copied()));
        match ends.get_mut(at) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut stays = vec![false; keys.len()];
    let mut at = ends.last().copied();
    while let Some(n) = at {
        if let Some(s) = stays.get_mut(n) {
            *s = true;
        }
        at = before.get(n).copied().flatten();
    }
    stays
}
