//! ALTO 2 to 4: the layout format of libraries. Words stand in attributes.

use baokan_corpus_model::RegionKind;

use crate::extraction::{Extraction, Gap, Mean};
use crate::markup::{Event, Events, Tag, cut_tag};
use crate::references::unescape;
use crate::spaces::{Limits, Words};

/// Takes the `CONTENT` of each `String`.
pub(crate) fn read(out: &mut Extraction<'_>) {
    let text = out.file();
    let mut line = Line::default();
    let (mut pages, mut depth) = (0u32, 0usize);
    let mut events = Events::new(text);
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => {
                depth += usize::from(!tag.empty);
                match tag.name {
                    "Page" => {
                        pages += 1;
                        line.close(out);
                        let size = (tag.number("WIDTH"), tag.number("HEIGHT"));
                        let bbox = match size {
                            (Some(w), Some(h)) => out.bbox([0.0, 0.0, w, h], tag.at.clone()),
                            _ => None,
                        };
                        out.page(pages, Some((tag.at.clone(), bbox)));
                    }
                    "TextBlock" => {
                        line.close(out);
                        out.gap(Gap::Block);
                    }
                    "TextLine" => {
                        line.close(out);
                        out.gap(Gap::Line);
                        line.bbox = bbox(&tag, out);
                        let height = line.bbox.map_or(0, |[_, top, _, bottom]| bottom - top);
                        line.limits = survey(events.clone()).limits(height);
                    }
                    "String" => line.word(&tag, out),
                    // A hyphen that the printer put at the end of a line.
                    "HYP" => {
                        if let Some(at) = tag.place("CONTENT") {
                            let chars = unescape(text, at, &mut |at| out.bad_escape(at));
                            out.text(chars);
                        }
                    }
                    "SP" => {
                        // Engines put one between any two words; its width says whether it is a space.
                        out.gap(tag.number("WIDTH").map_or(Gap::Space, |w| line.limits.gap(w)));
                    }
                    "Illustration" | "GraphicalElement" => {
                        let kind = if tag.name == "Illustration" { RegionKind::Image } else { RegionKind::Rule };
                        let bbox = bbox(&tag, out);
                        out.mark(tag.at.clone(), kind, bbox);
                    }
                    _ => {}
                }
            }
            Event::End(name) => {
                depth = depth.saturating_sub(1);
                match name {
                    "TextLine" => line.close(out),
                    "TextBlock" => {
                        line.close(out);
                        out.gap(Gap::Block);
                    }
                    _ => {}
                }
            }
            Event::Text(_) | Event::Verbatim(_) => {}
            Event::Declarations(at) => {
                out.warn("declarations-ignored", "the document type declares things that are not read", at)
            }
            Event::Cut(at) => {
                // Words stand in attributes: those of the last tag are read as far as they go.
                if let Some(tag) = cut_tag(text, at.clone()).filter(|tag| tag.name == "String") {
                    line.word(&tag, out);
                }
                out.warn("truncated-file", "the file ends inside a tag; what stands before it is read", at)
            }
        }
    }
    line.close(out);
    if depth > 0 {
        let end = text.len();
        out.warn(
            "truncated-file",
            format!("the file ends with {depth} elements open; what it holds is read"),
            end..end,
        );
    }
}

#[derive(Default)]
struct Line {
    bbox: Option<[i32; 4]>,
    mean: Mean,
    words: usize,
    limits: Limits,
}

impl Line {
    fn word(&mut self, tag: &Tag<'_>, out: &mut Extraction<'_>) {
        let Some(at) = tag.place("CONTENT") else { return };
        if self.words > 0 {
            out.gap(Gap::Soft);
        }
        self.words += 1;
        let chars = unescape(out.file(), at, &mut |at| out.bad_escape(at));
        self.mean.add(tag.number("WC"), chars.len());
        out.text(chars);
    }

    fn close(&mut self, out: &mut Extraction<'_>) {
        let Self { bbox, mean, .. } = std::mem::take(self);
        out.close(RegionKind::Line, bbox, mean.get());
    }
}

/// The words from here to the end of the line.
fn survey(events: Events<'_>) -> Words {
    let mut words = Words::default();
    for event in events {
        match event {
            Event::Start(tag) if tag.name == "String" => {
                let (left, width) = (tag.number("HPOS"), tag.number("WIDTH"));
                if let (Some(left), Some(width)) = (left, width) {
                    words.word(left, left + width, tag.number("HEIGHT"));
                }
                words.chars(tag.value("CONTENT").unwrap_or(""));
            }
            Event::Start(tag) if matches!(tag.name, "TextLine" | "TextBlock" | "Page") => break,
            Event::End("TextLine") => break,
            _ => {}
        }
    }
    words
}

/// HPOS, VPOS, WIDTH and HEIGHT as a box; `None` when one is missing, as the schema allows.
fn bbox(tag: &Tag<'_>, out: &mut Extraction<'_>) -> Option<[i32; 4]> {
    let [left, top, width, height] = ["HPOS", "VPOS", "WIDTH", "HEIGHT"].map(|name| tag.number(name));
    let (left, top) = (left?, top?);
    out.bbox([left, top, left + width?, top + height?], tag.at.clone())
}
