//! Several page files as one document: an issue of a paper.
//!
//! The source is put together from the files, in the order of their numbers, with a line feed and a form feed between
//! two; its parts say which bytes are whose, so that a citation can name the file. Page numbers come from the names of the
//! files where these count pages, else from counting.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use baokan_corpus_model::{Diagnostic, Metadata, Part, Region, RegionKind, Severity, Source, SourceRange};

use crate::decode::Mapped;
use crate::inputs::{InputRef, PageFile};
use crate::order::Order;
use crate::read::{Ingested, ReadOptions, report_empty};
use crate::{IngestError, MAX_BYTES};

/// Stands between two parts; in no file.
const BETWEEN: &[u8] = b"\n\x0C";

/// No paper has more pages; a larger number in a name is a date or a call number.
const MOST_PAGES: u64 = 2000;

/// Reads page files, given in order, as one document with this name.
pub(crate) fn read(files: &[PageFile], origin: &str, options: &ReadOptions) -> Result<Ingested, IngestError> {
    let mut pages: Vec<(usize, Ingested)> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut first_error = None;
    for (i, file) in files.iter().enumerate() {
        let read = if file.holds_text {
            InputRef::file(&file.path).read(options)
        } else {
            Err(IngestError::NoPage { origin: file.path.to_string_lossy().into_owned() })
        };
        match read {
            Ok(page) => pages.push((i, page)),
            Err(error) => {
                diagnostics.push(Diagnostic::new(Severity::Error, "unreadable-page", error.to_string()));
                first_error.get_or_insert(error);
            }
        }
    }
    let Some((_, first)) = pages.first() else {
        return Err(first_error.unwrap_or(IngestError::EmptyFolder { origin: origin.to_owned() }));
    };
    let detection = first.detection;
    let label = shared(&pages, |page| page.source.encoding()).unwrap_or("mixed").to_owned();
    let media_type = shared(&pages, |page| page.source.media_type()).unwrap_or("multipart/mixed").to_owned();
    let counts: Vec<u32> = pages.iter().map(|(_, page)| page_count(page)).collect();
    let single = |(i, _): &(usize, Ingested), count: &u32| {
        *count == 1 || files.get(*i).is_none_or(|file| number(&file.path).is_none())
    };
    let numbers = numbers(files).filter(|_| pages.iter().zip(&counts).all(|(page, count)| single(page, count)));
    diagnostics.extend(numbers.as_deref().and_then(holes));
    let unnumbered = numbers.as_ref().map_or(&[][..], |numbers| files.get(numbers.len()..).unwrap_or_default());
    diagnostics.extend(unnumbered.iter().filter(|file| file.holds_text).map(|file| {
        let name = file.path.to_string_lossy();
        let message = format!("{name}: no page number in its name; it stands behind the numbered pages");
        Diagnostic::new(Severity::Warning, "unnumbered-page", message)
    }));

    let too_large = || IngestError::TooLarge { origin: origin.to_owned() };
    let mut whole = Whole::default();
    let mut next = 1;
    let behind = numbers.as_ref().and_then(|numbers| numbers.last()).map_or(1, |last| last.saturating_add(1));
    for ((i, page), count) in pages.into_iter().zip(counts) {
        let number = numbers.as_ref().and_then(|numbers| numbers.get(i)).copied().unwrap_or(next.max(behind));
        if whole.bytes.len() as u64 + page.source.bytes().len() as u64 + BETWEEN.len() as u64 > MAX_BYTES {
            return Err(too_large());
        }
        whole.add(page, number);
        next = number.saturating_add(count);
    }
    diagnostics.append(&mut whole.diagnostics);
    let internal = |error: baokan_corpus_model::SourceError| IngestError::Internal {
        origin: origin.to_owned(),
        message: error.to_string(),
    };
    let decoding = whole.text.unwrap_or_else(|| Mapped::new(0)).finish().ok_or_else(too_large)?;
    let source = Source::new(whole.bytes, origin, media_type, label, decoding)
        .and_then(|source| source.with_parts(whole.parts))
        .map_err(internal)?;
    report_empty(&source, &mut diagnostics);
    Ok(Ingested {
        source: Arc::new(source),
        meta: whole.meta,
        front_matter: None,
        regions: whole.regions,
        diagnostics,
        detection,
        orders: whole.orders,
    })
}

/// The document while it grows.
#[derive(Default)]
struct Whole {
    bytes: Vec<u8>,
    text: Option<Mapped>,
    parts: Vec<Part>,
    regions: Vec<Region>,
    meta: Metadata,
    diagnostics: Vec<Diagnostic>,
    orders: Vec<Order>,
    last_page: u32,
}

impl Whole {
    /// Adds a file whose first page has this number. The caller has made sure that positions fit 32 bits.
    fn add(&mut self, page: Ingested, number: u32) {
        let text = self.text.get_or_insert_with(|| Mapped::new(0));
        if !self.parts.is_empty() {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(BETWEEN);
            for (i, mark) in BETWEEN.iter().enumerate() {
                text.character(char::from(*mark), start + i..start + i + 1, false);
            }
            let at = SourceRange::at((start + 1) as u32, 1);
            let page = Some(self.last_page);
            self.regions.push(Region { source: at, kind: RegionKind::PageBreak, page, bbox: None, confidence: None });
        }
        let source = &page.source;
        let base = self.bytes.len();
        let moved = |at: SourceRange| SourceRange::at(base as u32 + at.start(), at.len());
        self.orders.extend(page.orders.into_iter().map(|order| order.shift(text.text.len() as u32, number)));
        let lost: Vec<SourceRange> = source.undecodable().collect();
        for (i, c) in source.body().char_indices() {
            let start = source.body_start() + i as u32;
            let at = source.locate(start, start + c.len_utf8() as u32);
            let inside = |at: SourceRange| {
                let i = lost.partition_point(|r| r.start() <= at.start());
                i.checked_sub(1).and_then(|i| lost.get(i)).is_some_and(|r| r.contains(at))
            };
            text.character(c, base + at.as_usize().start..base + at.as_usize().end, c == '\u{FFFD}' && inside(at));
        }
        self.regions.extend(page.regions.into_iter().map(|region| Region {
            source: moved(region.source),
            page: match (region.kind, region.page) {
                // A rule of Markdown turns no page.
                (RegionKind::PageBreak, None) => None,
                (_, page) => Some(number.saturating_add(page.unwrap_or(1).saturating_sub(1))),
            },
            ..region
        }));
        self.diagnostics.extend(page.diagnostics.into_iter().map(|finding| Diagnostic {
            message: format!("{}: {}", source.origin(), finding.message),
            source: finding.source.map(moved),
            ..finding
        }));
        self.merge(page.meta);
        self.bytes.extend_from_slice(source.bytes());
        self.last_page = self.regions.iter().rev().find_map(|r| r.page).unwrap_or(number).max(number);
        self.parts.push(Part {
            origin: source.origin().to_owned(),
            media_type: source.media_type().to_owned(),
            encoding: source.encoding().to_owned(),
            line: None,
            page: Some(number),
            start: 0,
            at: SourceRange::at(base as u32, source.bytes().len() as u32),
        });
    }

    /// What the first file with an opinion says holds for the issue.
    fn merge(&mut self, page: Metadata) {
        let meta = &mut self.meta;
        let slots = [
            (&mut meta.published, page.published),
            (&mut meta.publication, page.publication),
            (&mut meta.place, page.place),
            (&mut meta.title, page.title),
            (&mut meta.url, page.url),
        ];
        for (slot, value) in slots {
            if slot.is_none() {
                *slot = value;
            }
        }
        for entry in page.extra {
            if !meta.extra.contains(&entry) {
                meta.extra.push(entry);
            }
        }
    }
}

/// What all pages say alike.
fn shared<'p>(pages: &'p [(usize, Ingested)], of: impl Fn(&'p Ingested) -> &'p str) -> Option<&'p str> {
    let (_, first) = pages.first()?;
    pages.iter().all(|(_, page)| of(page) == of(first)).then(|| of(first))
}

fn page_count(page: &Ingested) -> u32 {
    let turned = page.regions.iter().map(|r| match r.kind {
        // The region of a break is on the page that it ends; rules of Markdown have no number.
        RegionKind::PageBreak => r.page.map_or(1, |p| p.saturating_add(1)),
        _ => r.page.unwrap_or(1),
    });
    turned.max().unwrap_or(1).max(1)
}

/// Where the last number of a name stands.
fn number_at(stem: &str) -> Option<Range<usize>> {
    let end = stem.rfind(|c: char| c.is_ascii_digit())? + 1;
    let digits = stem.get(..end)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    Some(end - digits..end)
}

/// The number of a page in the name of its file.
fn number(path: &Path) -> Option<u64> {
    let stem = stem(path);
    stem.get(number_at(&stem)?)?.parse().ok().filter(|n| *n <= MOST_PAGES)
}

/// Whether the names of most files have the number of a page; the others are notes, covers, lists.
fn mostly_numbered(files: &[PageFile]) -> bool {
    2 * files.iter().filter(|file| number(&file.path).is_some()).count() > files.len()
}

/// The numbers of pages in the names of files, when most have one and these all differ and rise; files without one stand
/// last and have no say.
fn numbers(files: &[PageFile]) -> Option<Vec<u32>> {
    let found: Vec<u64> = files.iter().map_while(|file| number(&file.path)).collect();
    let rises = found.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    // Some count from 0.
    let first = u64::from(found.first() == Some(&0));
    (rises && mostly_numbered(files)).then(|| found.iter().filter_map(|n| u32::try_from(n + first).ok()).collect())
}

/// A finding when numbers are passed over.
fn holes(numbers: &[u32]) -> Option<Diagnostic> {
    let mut missing: Vec<String> = Vec::new();
    for pair in numbers.windows(2) {
        if let [a, b] = pair {
            match b - a {
                1 => {}
                2 => missing.push((a + 1).to_string()),
                _ => missing.push(format!("{}–{}", a + 1, b - 1)),
            }
        }
    }
    let message = format!("no file for page {}", missing.join(", "));
    (!missing.is_empty()).then(|| Diagnostic::new(Severity::Warning, "missing-page", message))
}

/// The name without extensions.
fn stem(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    name.split('.').next().unwrap_or("").to_owned()
}

/// Sorts page files as people do (9 before 10); of several forms of one page the one that tells most is kept.
pub(crate) fn in_order(files: &mut Vec<PageFile>) {
    let rank = |path: &Path| {
        let name = path.to_string_lossy();
        let extension = crate::format::extension(crate::compressed::inner_name(&name));
        PREFERRED.iter().position(|e| *e == extension).unwrap_or(PREFERRED.len())
    };
    files.sort_by(|a, b| {
        let (a, b) = (&a.path, &b.path);
        natural(&stem(a), &stem(b)).then_with(|| rank(a).cmp(&rank(b))).then_with(|| a.cmp(b))
    });
    files.dedup_by(|next, kept| next.path.parent() == kept.path.parent() && stem(&next.path) == stem(&kept.path));
    if mostly_numbered(files) {
        files.sort_by_key(|file| number(&file.path).is_none());
    }
}

/// Of some other files those that are named like pages of which there is no file, but for the number.
pub(crate) fn like_pages(files: &[PageFile], others: Vec<PathBuf>) -> Vec<PathBuf> {
    let shape = |path: &Path| {
        let (name, at) = (stem(path), number_at(&stem(path))?);
        Some((name.get(..at.start)?.to_owned(), name.get(at.end..)?.to_owned()))
    };
    let shapes: HashSet<_> = files.iter().filter_map(|file| shape(&file.path)).collect();
    let stems: HashSet<String> = files.iter().map(|file| stem(&file.path)).collect();
    let is_page = |path: &PathBuf| {
        number(path).is_some() && shape(path).is_some_and(|s| shapes.contains(&s)) && !stems.contains(&stem(path))
    };
    others.into_iter().filter(is_page).collect()
}

/// Formats of a page, the one with most geometry and structure first.
const PREFERRED: &[&str] = &["hocr", "xml", "json", "html", "htm", "md", "markdown", "txt", "text"];

/// Compares names with numbers in them by the value of the numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let (n, m) = (digits(a), digits(b));
        if n > 0 && m > 0 {
            let ((x, rest_a), (y, rest_b)) = (a.split_at(n), b.split_at(m));
            let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
            let order = x.len().cmp(&y.len()).then_with(|| x.cmp(y));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (rest_a, rest_b);
            continue;
        }
        let (mut x, mut y) = (a.chars(), b.chars());
        match (x.next(), y.next()) {
            (None, None) => return Ordering::Equal,
            (Some(c), Some(d)) if c == d => (a, b) = (x.as_str(), y.as_str()),
            (c, d) => return c.cmp(&d),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<PageFile> {
        names.iter().map(|name| PageFile { path: PathBuf::from(name), holds_text: true }).collect()
    }

    #[test]
    fn people_count_so() {
        let mut files = paths(&["p10.hocr", "p9.txt", "p9.hocr", "封面.hocr", "p1.json.gz"]);
        in_order(&mut files);
        assert_eq!(files, paths(&["p1.json.gz", "p9.hocr", "p10.hocr", "封面.hocr"]));
        assert_eq!(natural("a007", "a7b"), Ordering::Less);
    }

    #[test]
    fn numbers_of_pages() {
        assert_eq!(numbers(&paths(&["rmrb_19650101_02.hocr", "rmrb_19650101_04.hocr"])), Some(vec![2, 4]));
        assert_eq!(numbers(&paths(&["0.json", "1.json"])), Some(vec![1, 2]));
        assert_eq!(numbers(&paths(&["第1版.txt", "第3版.txt"])), Some(vec![1, 3]));
        assert_eq!(numbers(&paths(&["19650101.txt", "19650102.txt"])), None);
        assert_eq!(numbers(&paths(&["a.txt", "2.txt"])), None);
        assert_eq!(numbers(&paths(&["1.txt", "1a.txt"])), None);
        assert_eq!(holes(&[2, 4, 5, 9]).unwrap().message, "no file for page 3, 6–8");
        assert_eq!(holes(&[2, 3]), None);
    }

    #[test]
    fn files_without_a_number_have_no_say() {
        let mut files = paths(&["README.md", "p1.txt", "p4.txt", "p2.txt"]);
        in_order(&mut files);
        assert_eq!(files, paths(&["p1.txt", "p2.txt", "p4.txt", "README.md"]));
        assert_eq!(numbers(&files), Some(vec![1, 2, 4]));
        // As many with as without: the numbers may be anything.
        let mut files = paths(&["p1.txt", "说明.txt", "目录.txt", "p2.txt"]);
        in_order(&mut files);
        assert_eq!(numbers(&files), None);
    }

    #[test]
    fn broken_files_are_known_by_their_names() {
        let others = ["p2.json", "p6.json", "p1.xml", "meta_6.json", "p1965010112.json", "config.json"];
        let found = like_pages(&paths(&["p1.txt", "p2.hocr"]), others.iter().map(PathBuf::from).collect());
        assert_eq!(found, [PathBuf::from("p6.json")]);
    }
}
