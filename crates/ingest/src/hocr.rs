//! hOCR 1.2: OCR results in the `class` and `title` attributes of HTML.

use baokan_corpus_model::RegionKind;

use crate::extraction::{Extraction, Gap, Mean};
use crate::markup::{Event, Events, Tag};
use crate::references::{unescape, verbatim};
use crate::spaces::{Limits, Words};

/// Classes of one printed line.
const LINES: &[&str] = &["ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat"];
/// Classes of pictures.
const PICTURES: &[&str] = &["ocr_photo", "ocr_image", "ocr_linedrawing", "ocr_float"];

/// Takes the text between the tags.
pub(crate) fn read(out: &mut Extraction<'_>) {
    let text = out.file();
    let mut events = Events::new(text);
    let mut reader = Reader::default();
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => reader.start(&tag, &mut events, out),
            Event::End(name) => reader.end(name, out),
            Event::Text(at) => {
                // Between words: the boxes tell whether it is a space.
                if text.get(at.clone()).is_some_and(|t| t.trim_ascii().is_empty()) {
                    out.gap(Gap::Soft);
                    continue;
                }
                let chars = unescape(text, at, &mut |at| out.bad_escape(at));
                reader.weigh(chars.iter().filter(|(c, _)| !c.is_whitespace()).count());
                out.flowing(chars);
            }
            Event::Verbatim(at) => out.flowing(verbatim(text, at)),
            Event::Declarations(at) => {
                out.warn("declarations-ignored", "the document type declares things that are not read", at)
            }
            Event::Cut(at) => {
                out.warn("truncated-file", "the file ends inside a tag; what stands before it is read", at)
            }
        }
    }
    reader.close(out);
    if !reader.open.is_empty() {
        let end = text.len();
        let message = format!("the file ends with {} elements open; what it holds is read", reader.open.len());
        out.warn("truncated-file", message, end..end);
    }
}

#[derive(Default)]
struct Reader<'a> {
    /// Open elements, and what each was.
    open: Vec<(&'a str, What)>,
    bbox: Option<[i32; 4]>,
    mean: Mean,
    in_line: bool,
    word: Option<f64>,
    /// Right end of the last word.
    last_word: Option<i32>,
    limits: Limits,
    /// Number of the open page.
    page: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Line,
    /// A paragraph, an area, a page: text on either side does not touch.
    Area,
    Other,
}

impl<'a> Reader<'a> {
    fn start(&mut self, tag: &Tag<'a>, events: &mut Events<'a>, out: &mut Extraction<'_>) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if !tag.empty && (is("head") || is("script") || is("style")) {
            events.skip_to_end(tag.name);
        }
        if is("br") {
            out.gap(Gap::Line);
        }
        let class = tag.value("class").unwrap_or("");
        let has = |names: &[&str]| class.split_ascii_whitespace().any(|c| names.contains(&c));
        let title = tag.value("title").unwrap_or("");
        let mut what = What::Other;
        if has(&["ocrx_word"]) {
            self.word = property(title, "x_wconf").and_then(|v| v.parse::<f64>().ok()).map(|v| v / 100.0);
            self.space(bbox(title, tag, out), out);
        } else if has(LINES) {
            self.close(out);
            out.gap(Gap::Line);
            (self.bbox, self.in_line, what) = (bbox(title, tag, out), true, What::Line);
            let height = self.bbox.map_or(0, |[_, top, _, bottom]| bottom - top);
            self.limits = survey(events.clone(), out.file()).limits(height);
        } else if has(&["ocr_page"]) {
            self.close(out);
            // Physical pages count from 0; files that were put together may begin anew, and pages do not.
            let number = property(title, "ppageno").and_then(|v| v.parse::<u32>().ok()).map(|n| n.saturating_add(1));
            let number = number.unwrap_or(0).max(self.page.saturating_add(1));
            self.page = number;
            let bbox = bbox(title, tag, out);
            out.page(number, Some((tag.at.clone(), bbox)));
            what = What::Area;
        } else if has(&["ocr_separator"]) {
            let bbox = bbox(title, tag, out);
            out.mark(tag.at.clone(), RegionKind::Rule, bbox);
        } else if class.starts_with("ocr") || is("p") || is("div") {
            // Glyph boxes and the like are parts of a word.
            if class.starts_with("ocrx_cinfo") || (class.starts_with("ocrx") && self.in_line) {
                self.push(tag, What::Other);
                return;
            }
            if has(PICTURES) {
                let bbox = bbox(title, tag, out);
                out.mark(tag.at.clone(), RegionKind::Image, bbox);
            }
            self.close(out);
            out.gap(Gap::Block);
            what = What::Area;
        }
        self.push(tag, what);
    }

    fn push(&mut self, tag: &Tag<'a>, what: What) {
        let void = ["br", "meta", "link", "img", "hr", "input"].iter().any(|v| tag.name.eq_ignore_ascii_case(v));
        if !tag.empty && !void {
            self.open.push((tag.name, what));
        }
    }

    fn end(&mut self, name: &str, out: &mut Extraction<'_>) {
        // An end tag that nothing opened is passed over; one that closes several closes them all. Looking only so far
        // keeps it linear.
        let near = self.open.len().saturating_sub(64);
        let found = self.open.iter().skip(near).rposition(|(open, _)| open.eq_ignore_ascii_case(name));
        let Some(found) = found.map(|i| i + near) else { return };
        for (_, what) in self.open.drain(found..).collect::<Vec<_>>() {
            match what {
                What::Line => {
                    self.close(out);
                    out.gap(Gap::Line);
                }
                What::Area => {
                    self.close(out);
                    out.gap(Gap::Block);
                }
                What::Other => {}
            }
        }
    }

    /// A word begins: is there a space before it on paper?
    fn space(&mut self, bbox: Option<[i32; 4]>, out: &mut Extraction<'_>) {
        if let (Some([left, ..]), Some(last)) = (bbox, self.last_word) {
            // Without white space in the markup, and none on paper, they are one.
            let gap = self.limits.gap(f64::from(left - last));
            if gap > Gap::Soft {
                out.gap(gap);
            }
        }
        self.last_word = bbox.map(|[_, _, right, _]| right);
    }

    fn weigh(&mut self, chars: usize) {
        self.mean.add(self.word, chars);
    }

    fn close(&mut self, out: &mut Extraction<'_>) {
        out.close(RegionKind::Line, self.bbox.take(), self.mean.get());
        (self.mean, self.word, self.last_word, self.in_line) = (Mean::default(), None, None, false);
    }
}

/// The words from here to the next line.
fn survey(events: Events<'_>, text: &str) -> Words {
    let mut words = Words::default();
    for event in events {
        match event {
            Event::Start(tag) => {
                let class = tag.value("class").unwrap_or("");
                if class.contains("ocr_") || class.contains("ocrx_line") {
                    break;
                }
                if let Some([left, top, right, bottom]) =
                    tag.value("title").and_then(corners).filter(|_| class == "ocrx_word")
                {
                    words.word(left, right, Some(bottom - top));
                }
            }
            Event::Text(at) => words.chars(text.get(at).unwrap_or("")),
            _ => {}
        }
    }
    words
}

/// The words behind a property's name: `bbox 1 2 3 4; x_wconf 90`. What stands in quotation marks (the name of a file)
/// is no property.
fn property<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    // A mark that nothing closes quotes nothing.
    let paired = title.bytes().filter(|b| *b == b'"').count().is_multiple_of(2);
    let mut quoted = false;
    let parts = title.split(|c| {
        quoted ^= c == '"' && paired;
        c == ';' && !quoted
    });
    parts.into_iter().find_map(|p| {
        let rest = p.trim().strip_prefix(name)?;
        rest.starts_with(|c: char| c.is_ascii_whitespace()).then_some(rest.trim())
    })
}

fn bbox(title: &str, tag: &Tag<'_>, out: &mut Extraction<'_>) -> Option<[i32; 4]> {
    out.bbox(corners(title)?, tag.at.clone())
}

fn corners(title: &str) -> Option<[f64; 4]> {
    let mut corners = [f64::NAN; 4];
    let mut numbers = property(title, "bbox")?
        .split([' ', '\t', '\n', '\r', ','])
        .filter(|n| !n.is_empty())
        .map(|n| n.parse().unwrap_or(f64::NAN));
    corners.iter_mut().for_each(|c| *c = numbers.next().unwrap_or(f64::NAN));
    Some(corners)
}
