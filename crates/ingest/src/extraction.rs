//! Text taken out of a file that holds more than text (markup, JSON): every character keeps the bytes that it was read
//! from, and each line its box.
//!
//! Spaces, line ends and form feeds that the layout calls for cite the markup between two stretches of text, so that no
//! character is without bytes.

use std::ops::Range;

use baokan_corpus_model::{Confidence, Diagnostic, Region, RegionKind, Severity, Source, SourceRange, TextRange};

use crate::decode::Mapped;
use crate::order::{Order, Unit};

/// What stands between two stretches of text, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// White space of the markup: a space between Latin words, nothing beside Han.
    Soft,
    /// A space as printed.
    Space,
    /// A gap that parts what stands on one line.
    Wide,
    /// The end of a line.
    Line,
    /// The end of a paragraph or area.
    Block,
    /// The end of a page.
    Page,
}

impl Gap {
    fn marks(self) -> &'static [char] {
        match self {
            Self::Soft | Self::Space => &[' '],
            Self::Wide => &[' '; 3],
            Self::Line => &['\n'],
            Self::Block => &['\n', '\n'],
            Self::Page => &['\n', '\x0C'],
        }
    }
}

/// Text, map and regions while they grow. Positions are bytes of the decoded file, and must not go backwards.
pub(crate) struct Extraction<'s> {
    raw: &'s Source,
    undecodable: Vec<SourceRange>,
    out: Mapped,
    gap: Option<Gap>,
    /// Behind the last character taken.
    end: usize,
    last: Option<char>,
    /// Bytes of the file that the open line has so far.
    open: Option<(u32, u32)>,
    page: Option<u32>,
    /// The page before it.
    left: Option<u32>,
    /// Pages around a hole in the numbers.
    missing: Vec<(u32, u32)>,
    regions: Vec<Region>,
    diagnostics: Vec<Diagnostic>,
    bad_boxes: (u32, Option<SourceRange>),
    bad_escapes: (u32, Option<SourceRange>),
    units: Vec<Unit>,
    /// The key of the unit that the next text belongs to.
    key: Option<u32>,
    order: Option<Order>,
}

/// What an extraction gives.
pub(crate) struct Extracted {
    pub(crate) text: Mapped,
    pub(crate) regions: Vec<Region>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The order that the file declares, when it is another.
    pub(crate) order: Option<Order>,
}

impl<'s> Extraction<'s> {
    pub(crate) fn new(raw: &'s Source) -> Self {
        Self {
            raw,
            undecodable: raw.undecodable().collect(),
            out: Mapped::new(0),
            gap: None,
            end: 0,
            last: None,
            open: None,
            page: None,
            left: None,
            missing: Vec::new(),
            regions: Vec::new(),
            diagnostics: Vec::new(),
            bad_boxes: (0, None),
            bad_escapes: (0, None),
            units: Vec::new(),
            key: None,
            order: None,
        }
    }

    /// The decoded file.
    pub(crate) fn file(&self) -> &'s str {
        self.raw.decoded()
    }

    /// Asks for at least this gap before the next text.
    pub(crate) fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(Some(gap));
    }

    /// Begins a page with this number, from 1. `mark` opens it in the file.
    pub(crate) fn page(&mut self, number: u32, mark: Option<(Range<usize>, Option<[i32; 4]>)>) {
        if let Some(before) = self.page {
            // Tables may come behind all pages: going back is no new page.
            self.gap(if number > before { Gap::Page } else { Gap::Block });
            if number > before.saturating_add(1) {
                self.missing.push((before, number));
            }
        }
        (self.page, self.left) = (Some(number), self.page);
        if let Some((at, bbox @ Some(_))) = mark {
            self.mark(at, RegionKind::Page, bbox);
        }
    }

    /// Begins a page unless it is the open one.
    pub(crate) fn page_once(&mut self, number: u32) {
        if self.page != Some(number) {
            self.page(number, None);
        }
    }

    /// Says which unit of the reading order the text from here on belongs to.
    pub(crate) fn unit(&mut self, key: u32) {
        self.key = Some(key);
    }

    /// Puts the units in the order of these ranks; `declared` says where the file has it.
    pub(crate) fn order_by(&mut self, rank: impl Fn(u32) -> Option<usize>, declared: &'static str) {
        self.order = Order::new(std::mem::take(&mut self.units), rank, declared);
    }

    /// The keys of the units so far, in the order of the text.
    pub(crate) fn unit_keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.units.iter().map(|unit| unit.key)
    }

    /// Notes something that has no text: a picture, a rule.
    pub(crate) fn mark(&mut self, at: Range<usize>, kind: RegionKind, bbox: Option<[i32; 4]>) {
        let source = self.locate(&at);
        self.regions.push(Region { source, kind, page: self.page, bbox, confidence: None });
    }

    /// Takes characters, each with its place.
    pub(crate) fn text(&mut self, chars: impl IntoIterator<Item = (char, Range<usize>)>) {
        for (c, at) in chars {
            self.push(c, at);
        }
    }

    /// The same for text in which white space is layout of the markup: a line end there is no space.
    pub(crate) fn flowing(&mut self, chars: impl IntoIterator<Item = (char, Range<usize>)>) {
        let (mut space, mut broken) = (false, false);
        for (c, at) in chars {
            match c {
                '\n' | '\r' | '\t' => broken = true,
                ' ' => space = true,
                c => {
                    if space || broken {
                        self.gap(if broken { Gap::Soft } else { Gap::Space });
                    }
                    (space, broken) = (false, false);
                    self.push(c, at);
                }
            }
        }
        if space || broken {
            self.gap(if broken || !self.has_text() { Gap::Soft } else { Gap::Space });
        }
    }

    /// Takes one character.
    pub(crate) fn push(&mut self, c: char, at: Range<usize>) {
        let source = self.locate(&at);
        if at.start < self.end || source.is_empty() {
            return;
        }
        self.separate(c, at.start);
        let lost = c == '\u{FFFD}' && {
            let i = self.undecodable.partition_point(|r| r.start() <= source.start());
            let inside = i.checked_sub(1).and_then(|i| self.undecodable.get(i)).is_some_and(|r| r.contains(source));
            // A longer way to write it is an escape for half a character.
            inside || self.file().get(at.clone()).is_some_and(is_half)
        };
        self.book(c);
        self.out.character(c, source.as_usize(), lost);
        self.end = at.end;
        self.last = Some(c);
        let start = self.open.map_or(source.start(), |(start, _)| start);
        self.open = Some((start, source.end()));
    }

    /// Adds the character that comes next to its unit.
    fn book(&mut self, c: char) {
        let Some(key) = self.key else { return };
        let start = self.out.text.len() as u32;
        let end = start + c.len_utf8() as u32;
        match self.units.last_mut() {
            Some(unit) if unit.key == key => unit.at = TextRange::new(unit.at.start(), end),
            _ => self.units.push(Unit { at: TextRange::new(start, end), key, page: self.page }),
        }
    }

    /// Writes what must stand before `next`, citing the markup since the last text.
    fn separate(&mut self, next: char, until: usize) {
        let Some(gap) = self.gap.take() else { return };
        let Some(last) = self.last else { return };
        if gap == Gap::Soft && (is_wide(last) || is_wide(next)) {
            return;
        }
        let between = self.file().get(self.end..until).unwrap_or("");
        let mut places = between.char_indices();
        for mark in gap.marks() {
            let Some((i, c)) = places.next() else { return };
            let source = self.locate(&(self.end + i..self.end + i + c.len_utf8()));
            self.out.character(*mark, source.as_usize(), false);
            if *mark == '\x0C' {
                let page = self.page.map(|p| p.saturating_sub(1));
                self.regions.push(Region { source, kind: RegionKind::PageBreak, page, bbox: None, confidence: None });
            }
        }
    }

    /// Whether the open line has text.
    fn has_text(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the open line, if it has text, with what the engine says of it.
    pub(crate) fn close(&mut self, kind: RegionKind, bbox: Option<[i32; 4]>, confidence: Option<Confidence>) {
        if let Some((start, end)) = self.open.take() {
            let source = SourceRange::new(start, end);
            self.regions.push(Region { source, kind, page: self.page, bbox, confidence });
        }
    }

    /// A box from its corners; absurd ones are counted and left out. Numbers that are no numbers are NaN.
    pub(crate) fn bbox(&mut self, corners: [f64; 4], at: Range<usize>) -> Option<[i32; 4]> {
        let [left, top, right, bottom] = corners;
        let sane = corners.iter().all(|v| v.is_finite() && v.abs() <= FARTHEST) && left <= right && top <= bottom;
        if !sane {
            let place = self.locate(&at);
            self.bad_boxes.0 = self.bad_boxes.0.saturating_add(1);
            self.bad_boxes.1.get_or_insert(place);
        }
        sane.then(|| corners.map(|v| v.round() as i32))
    }

    /// Counts an escape or reference that could not be read.
    pub(crate) fn bad_escape(&mut self, at: Range<usize>) {
        let place = self.locate(&at);
        self.bad_escapes.0 = self.bad_escapes.0.saturating_add(1);
        self.bad_escapes.1.get_or_insert(place);
    }

    /// Adds a finding at a place of the decoded file.
    pub(crate) fn warn(&mut self, code: &'static str, message: impl Into<String>, at: Range<usize>) {
        let place = self.locate(&at);
        self.diagnostics.push(Diagnostic::new(Severity::Warning, code, message.into()).at(place));
    }

    /// The bytes of the file behind a stretch of the decoded one.
    pub(crate) fn locate(&self, at: &Range<usize>) -> SourceRange {
        // Positions in a `Source` fit 32 bits.
        self.raw.locate(at.start as u32, at.end as u32)
    }

    pub(crate) fn finish(mut self) -> Extracted {
        let page = self.page;
        self.close(RegionKind::Line, None, None);
        if let Some((before, after)) = self.missing.first() {
            let holes = self.missing.len();
            let message = format!("page {after} follows page {before}; {holes} such holes in all");
            self.diagnostics.push(Diagnostic::new(Severity::Warning, "missing-page", message));
        }
        if let (n, Some(first)) = self.bad_boxes {
            let message =
                format!("{n} boxes are no boxes (no numbers, too large, or turned round); their lines are kept");
            self.diagnostics.push(Diagnostic::new(Severity::Warning, "bad-box", message).at(first));
        }
        if let (n, Some(first)) = self.bad_escapes {
            let message = format!(
                "{n} escapes or entity references cannot be read; they are kept as they stand or read as U+FFFD"
            );
            self.diagnostics.push(Diagnostic::new(Severity::Warning, "bad-escape", message).at(first));
        }
        // Regions are looked up by where they begin.
        self.regions.sort_by_key(|r| (r.source.start(), r.source.end()));
        tracing::debug!(?page, regions = self.regions.len(), "extracted");
        Extracted { text: self.out, regions: self.regions, diagnostics: self.diagnostics, order: self.order }
    }
}

/// No page reaches farther, in any unit.
const FARTHEST: f64 = 1e7;

fn is_half(written: &str) -> bool {
    written.len() == 6 && written.get(..3).is_some_and(|s| s.eq_ignore_ascii_case("\\ud"))
}

/// Characters that no space stands beside: Han and the marks and forms that go with it.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Mean of confidences, weighted by characters.
#[derive(Clone, Copy, Default)]
pub(crate) struct Mean {
    sum: f64,
    weight: f64,
}

impl Mean {
    /// `value` is from 0 to 1; others are left out.
    pub(crate) fn add(&mut self, value: Option<f64>, weight: usize) {
        if let Some(value) = value.filter(|v| (0.0..=1.0).contains(v)) {
            self.sum += value * weight as f64;
            self.weight += weight as f64;
        }
    }

    pub(crate) fn get(self) -> Option<Confidence> {
        (self.weight > 0.0).then(|| Confidence::per_mille((self.sum / self.weight * 1000.0).round() as u16))
    }
}
