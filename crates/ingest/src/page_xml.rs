//! PAGE-XML: the format of transcription tools (Transkribus, eScriptorium, OCR-D).
//!
//! Words may be written for a region, its lines, their words and glyphs, all at once: those of the line are taken, else
//! those of its parts, else those of the region.

use std::ops::Range;

use baokan_corpus_model::RegionKind;

use crate::boxes::hull;
use crate::extraction::{Extraction, Gap, Mean};
use crate::markup::{Event, Events, Tag};
use crate::reading_order::ReadingOrder;
use crate::references::{unescape, verbatim};

/// Takes the `Unicode` of each line.
pub(crate) fn read(out: &mut Extraction<'_>) {
    let text = out.file();
    let mut reader = Reader::default();
    for event in Events::new(text) {
        match event {
            Event::Start(tag) => {
                reader.order.start(&tag);
                reader.start(tag, out);
            }
            Event::End(name) => {
                reader.order.end(name);
                reader.end(name, out);
            }
            Event::Text(at) => reader.piece(at, false),
            Event::Verbatim(at) => reader.piece(at, true),
            Event::Declarations(at) => {
                out.warn("declarations-ignored", "the document type declares things that are not read", at);
            }
            Event::Cut(at) => {
                out.warn("truncated-file", "the file ends inside a tag; what stands before it is read", at)
            }
        }
    }
    if !reader.open.is_empty() {
        let end = text.len();
        out.warn("truncated-file", "the file ends with elements open; what it holds is read", end..end);
    }
    while let Some(Element { name, .. }) = reader.open.last() {
        let name = *name;
        reader.end(name, out);
    }
    reader.order.settle(out);
}

/// Pages nest a dozen elements deep; more is broken, and would take time without bound.
const DEEPEST: usize = 64;

/// Elements that are kept while open.
fn counts(name: &str) -> bool {
    is_region(name)
        || matches!(name, "PcGts" | "Page" | "TextLine" | "Word" | "Glyph" | "TextEquiv" | "Unicode" | "Coords")
}

fn is_region(name: &str) -> bool {
    name.ends_with("Region")
}

/// An open element, and what its content says.
struct Element<'a> {
    name: &'a str,
    tag: Tag<'a>,
    /// Corners from `Coords`.
    points: Vec<(Option<f64>, Option<f64>)>,
    words: Vec<Piece>,
    confidence: Option<f64>,
    /// A text of its own was seen; further ones are second thoughts of the engine.
    own: bool,
    /// Lines in it had text.
    lines: bool,
}

/// A stretch of text; whether it is free of references, and whether it begins a word.
struct Piece {
    at: Range<usize>,
    verbatim: bool,
    first: bool,
}

#[derive(Default)]
struct Reader<'a> {
    open: Vec<Element<'a>>,
    pages: u32,
    /// Some elements were nested too deeply.
    too_deep: bool,
    order: ReadingOrder<'a>,
}

impl<'a> Reader<'a> {
    fn start(&mut self, tag: Tag<'a>, out: &mut Extraction<'_>) {
        match tag.name {
            "Page" => {
                self.pages += 1;
                let size = (tag.number("imageWidth"), tag.number("imageHeight"));
                let bbox = match size {
                    (Some(w), Some(h)) => out.bbox([0.0, 0.0, w, h], tag.at.clone()),
                    _ => None,
                };
                out.page(self.pages, Some((tag.at.clone(), bbox)));
            }
            "Coords" => {
                let points = tag.value("points").unwrap_or("").split_ascii_whitespace();
                let points =
                    points.map(|p| p.split_once(',').map_or((None, None), |(x, y)| (x.parse().ok(), y.parse().ok())));
                if let Some(owner) = self.open.last_mut() {
                    owner.points.extend(points);
                }
            }
            // The form of 2010.
            "Point" => {
                let at = (tag.number("x"), tag.number("y"));
                if let Some(owner) = self.open.iter_mut().rev().find(|e| e.name != "Coords") {
                    owner.points.push(at);
                }
            }
            _ => {}
        }
        if counts(tag.name) && !tag.empty {
            if self.open.len() >= DEEPEST {
                if !self.too_deep {
                    out.warn(
                        "nested-too-deeply",
                        "elements nest too deeply from here on; what is below is not read",
                        tag.at,
                    );
                }
                self.too_deep = true;
                return;
            }
            let (name, confidence) = (tag.name, tag.number("conf"));
            let (points, words) = (Vec::new(), Vec::new());
            self.open.push(Element { name, tag, points, words, confidence, own: false, lines: false });
        }
    }

    fn piece(&mut self, at: Range<usize>, verbatim: bool) {
        if let Some(unicode) = self.open.last_mut().filter(|e| e.name == "Unicode") {
            unicode.words.push(Piece { at, verbatim, first: false });
        }
    }

    fn end(&mut self, name: &str, out: &mut Extraction<'_>) {
        if !counts(name) {
            return;
        }
        // Pages nest a few elements deep; what is deeper is broken and not looked for.
        let near = self.open.len().saturating_sub(64);
        let Some(found) = self.open.iter().skip(near).rposition(|e| e.name == name).map(|i| i + near) else { return };
        while self.open.len() > found {
            if let Some(element) = self.open.pop() {
                self.finish(element, out);
            }
        }
    }

    /// Hands on what an element holds: to the one around it, or to the text.
    fn finish(&mut self, mut element: Element<'a>, out: &mut Extraction<'_>) {
        match element.name {
            "Unicode" | "TextEquiv" => {
                if let Some(owner) = self.open.last_mut() {
                    let words = std::mem::take(&mut element.words);
                    if element.name == "Unicode" {
                        owner.words.extend(words);
                    } else if !owner.own && !words.is_empty() {
                        // It replaces what came from the parts.
                        (owner.words, owner.own) = (words, true);
                        owner.confidence = element.confidence.or(owner.confidence);
                    }
                }
            }
            "Word" | "Glyph" => {
                if let Some(owner) = self.open.last_mut().filter(|o| !o.own) {
                    for (i, mut piece) in element.words.drain(..).enumerate() {
                        piece.first |= i == 0 && element.name == "Word";
                        owner.words.push(piece);
                    }
                }
            }
            "TextLine" => {
                let region = self.open.iter_mut().rev().find(|e| is_region(e.name));
                let mut kind = RegionKind::Line;
                if let Some(region) = region {
                    region.lines |= !element.words.is_empty();
                    kind = line_kind(&region.tag);
                }
                out.gap(Gap::Line);
                self.order.unit(self.open.iter().map(|e| &e.tag), None, out);
                take(element, kind, out);
            }
            "Coords" | "Page" | "PcGts" => {}
            _ => {
                let textless = element.words.is_empty() && !element.lines;
                let kind = match element.name {
                    "SeparatorRegion" => Some(RegionKind::Rule),
                    "TextRegion" | "TableRegion" => None,
                    _ => Some(RegionKind::Image),
                };
                if let (true, Some(kind)) = (textless, kind) {
                    let bbox = bbox(&element, out);
                    out.mark(element.tag.at, kind, bbox);
                } else if !element.lines {
                    let kind = match line_kind(&element.tag) {
                        RegionKind::Line => RegionKind::Block,
                        kind => kind,
                    };
                    out.gap(Gap::Block);
                    self.order.unit(self.open.iter().map(|e| &e.tag), Some(&element.tag), out);
                    take(element, kind, out);
                } else if let Some(around) = self.open.iter_mut().rev().find(|e| is_region(e.name)) {
                    around.lines = true;
                }
                out.gap(Gap::Block);
            }
        }
    }
}

fn line_kind(region: &Tag<'_>) -> RegionKind {
    match region.value("type") {
        Some("heading") => RegionKind::Heading(1),
        Some("caption") => RegionKind::Image,
        _ => RegionKind::Line,
    }
}

fn bbox(element: &Element<'_>, out: &mut Extraction<'_>) -> Option<[i32; 4]> {
    if element.points.is_empty() {
        return None;
    }
    out.bbox(hull(element.points.iter().copied()), element.tag.at.clone())
}

/// Takes the words of an element as one line or block.
fn take(element: Element<'_>, kind: RegionKind, out: &mut Extraction<'_>) {
    let text = out.file();
    for piece in &element.words {
        if piece.first {
            out.gap(Gap::Soft);
        }
        if piece.verbatim {
            out.text(verbatim(text, piece.at.clone()));
        } else {
            let chars = unescape(text, piece.at.clone(), &mut |at| out.bad_escape(at));
            out.text(chars);
        }
    }
    let mut mean = Mean::default();
    mean.add(element.confidence, 1);
    let bbox = bbox(&element, out);
    out.close(kind, bbox, mean.get());
}
