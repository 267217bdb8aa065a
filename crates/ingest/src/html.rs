//! HTML: the main text of a page, and what its `<meta>` elements say of it.
//!
//! The main text is `<article>` or `<main>` where there is one with most of the page's words; else the whole body without
//! navigation, scripts and side matter. Nothing is guessed beyond that: a line too many can
//! be taken out later, a line too few is lost.

use std::ops::Range;

use baokan_corpus_model::{RegionKind, SourceRange};

use crate::extraction::{Extraction, Gap};
use crate::front_matter::Entry;
use crate::markup::{Event, Events, Tag};
use crate::references::{unescape, verbatim};

/// Elements whose words are no part of the text.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "select", "button", "iframe", "nav", "footer", "aside",
    "textarea",
];
/// Those that end a line, and most of them a block.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "blockquote",
    "section",
    "article",
    "main",
    "header",
    "figure",
    "figcaption",
    "pre",
    "hr",
    "dl",
    "dt",
    "dd",
    "form",
    "center",
    "body",
    "td",
    "th",
    "caption",
];
/// A piece of metadata, with its place in the file.
pub(crate) type Found = (SourceRange, Entry);

/// Takes the main text, and gives what the head says.
pub(crate) fn read(out: &mut Extraction<'_>) -> Vec<Found> {
    let text = out.file();
    let main = main_part(text);
    let mut head = Head::default();
    let mut block = Block::default();
    let mut events = Events::new(text);
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                match name.as_str() {
                    "meta" => head.meta(&tag, out),
                    "title" if !tag.empty => {
                        events.skip_to_end("title");
                        head.add("title", 1, tag.at.end..events.position(), out);
                    }
                    name if SKIPPED.contains(&name) && !tag.empty => events.skip_to_end(tag.name),
                    _ if !main.contains(&tag.at.start) => {}
                    "br" => {
                        block.close(out);
                        out.gap(Gap::Line);
                    }
                    "img" => {
                        block.close(out);
                        out.mark(tag.at.clone(), RegionKind::Image, None);
                    }
                    "strong" | "b" => block.bold += 1,
                    name => block.edge(name, kind(name), out),
                }
            }
            Event::End(name) => match name.to_ascii_lowercase().as_str() {
                "strong" | "b" => block.bold = block.bold.saturating_sub(1),
                name => block.edge(name, None, out),
            },
            Event::Text(at) if main.contains(&at.start) => {
                let chars = unescape(text, at, &mut |at| out.bad_escape(at));
                block.weigh(&chars);
                out.flowing(chars);
            }
            Event::Verbatim(at) if main.contains(&at.start) => out.flowing(verbatim(text, at)),
            Event::Text(_) | Event::Verbatim(_) => {}
            Event::Declarations(at) => {
                out.warn("declarations-ignored", "the document type declares things that are not read", at);
            }
            Event::Cut(at) => {
                out.warn("truncated-file", "the file ends inside a tag; what stands before it is read", at)
            }
        }
    }
    block.close(out);
    head.found.into_iter().map(|(_, found)| found).collect()
}

/// The block that is being read.
#[derive(Default)]
struct Block {
    kind: Option<RegionKind>,
    /// Open elements of bold type.
    bold: u32,
    plain: bool,
    has_bold: bool,
}

impl Block {
    fn weigh(&mut self, chars: &[(char, Range<usize>)]) {
        if chars.iter().any(|(c, _)| !c.is_whitespace()) {
            (self.has_bold, self.plain) = (self.has_bold | (self.bold > 0), self.plain | (self.bold == 0));
        }
    }

    /// An element begins or ends that ends what stands before.
    fn edge(&mut self, name: &str, kind: Option<RegionKind>, out: &mut Extraction<'_>) {
        match name {
            // Cells of one row stay on one line.
            "td" | "th" => out.gap(Gap::Space),
            name if BLOCKS.contains(&name) => {
                self.close(out);
                out.gap(if matches!(name, "li" | "tr" | "dt" | "dd") { Gap::Line } else { Gap::Block });
                self.kind = kind;
            }
            _ => {}
        }
    }

    fn close(&mut self, out: &mut Extraction<'_>) {
        let bold = self.has_bold && !self.plain;
        let kind = self.kind.unwrap_or(if bold { RegionKind::Strong } else { RegionKind::Block });
        out.close(kind, None, None);
        *self = Self { bold: self.bold, kind: self.kind, ..Self::default() };
    }
}

fn kind(name: &str) -> Option<RegionKind> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(RegionKind::Heading(level - b'0')),
        b"li" => Some(RegionKind::ListItem),
        b"tr" => Some(RegionKind::TableRow),
        b"blockquote" => Some(RegionKind::BlockQuote),
        b"figcaption" => Some(RegionKind::Image),
        _ => None,
    }
}

/// The first `<article>` or `<main>` if it has more than half of the page's words, else the whole file.
fn main_part(text: &str) -> Range<usize> {
    let mut events = Events::new(text);
    let (mut all, mut within, mut depth) = (0, 0, 0u32);
    let mut part: Option<(&str, Range<usize>)> = None;
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if SKIPPED.contains(&name.as_str()) && !tag.empty || name == "title" {
                    events.skip_to_end(tag.name);
                } else if part.is_none() && matches!(name.as_str(), "article" | "main") {
                    (part, depth) = (Some((tag.name, tag.at.start..text.len())), 1);
                } else if depth > 0 && part.as_ref().is_some_and(|(open, _)| open.eq_ignore_ascii_case(&name)) {
                    depth += 1;
                }
            }
            Event::End(name) => {
                if let Some((open, at)) = part.as_mut().filter(|_| depth > 0)
                    && open.eq_ignore_ascii_case(name)
                {
                    depth -= 1;
                    if depth == 0 {
                        at.end = events.position();
                    }
                }
            }
            Event::Text(at) => {
                let words = text.get(at).unwrap_or("").bytes().filter(|b| !b.is_ascii_whitespace()).count();
                all += words;
                within += if depth > 0 { words } else { 0 };
            }
            _ => {}
        }
    }
    part.map(|(_, at)| at).filter(|_| within * 2 > all).unwrap_or(0..text.len())
}

/// Names of `<meta>`, the key that they stand for, and how good they are: a lower number wins.
const NAMES: &[(&str, &str, u8)] = &[
    ("article:published_time", "published", 0),
    ("datepublished", "published", 0),
    ("pubdate", "published", 1),
    ("publishdate", "published", 1),
    ("publish_date", "published", 1),
    ("publishtime", "published", 1),
    ("dc.date.issued", "published", 1),
    ("dc.date", "published", 2),
    ("og:release_date", "published", 2),
    ("date", "published", 3),
    ("author", "author", 0),
    ("article:author", "author", 1),
    ("dc.creator", "author", 1),
    ("og:title", "title", 0),
    ("og:site_name", "publication", 0),
    ("og:url", "url", 0),
];

/// What the head of the page says, the best for each key.
#[derive(Default)]
struct Head {
    found: Vec<(u8, Found)>,
}

impl Head {
    fn meta(&mut self, tag: &Tag<'_>, out: &mut Extraction<'_>) {
        let name = ["name", "property", "itemprop"].iter().find_map(|key| tag.value(key)).unwrap_or("");
        let known = NAMES.iter().find(|(known, ..)| name.eq_ignore_ascii_case(known));
        if let (Some((_, key, rank)), Some(at)) = (known, tag.place("content")) {
            self.add(key, *rank, at, out);
        }
    }

    fn add(&mut self, key: &str, rank: u8, at: Range<usize>, out: &mut Extraction<'_>) {
        let chars = unescape(out.file(), at.clone(), &mut |at| out.bad_escape(at));
        let written: String = chars.into_iter().map(|(c, _)| c).collect();
        let mut value = written.trim();
        if key == "published" {
            // 2024-03-05T08:00:00+08:00: the day is what counts.
            value = value.split(['T', ' ']).next().unwrap_or(value);
        }
        if value.is_empty() {
            return;
        }
        let entry = Entry { key: key.to_owned(), value: value.to_owned(), nested: false, at: at.clone() };
        let found = (rank, (out.locate(&at), entry));
        match self.found.iter_mut().find(|(_, (_, known))| known.key == key) {
            Some(known) if known.0 > rank => *known = found,
            Some(_) => {}
            None => self.found.push(found),
        }
    }
}
