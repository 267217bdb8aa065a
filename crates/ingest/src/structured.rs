//! Files that hold text among markup: which reader takes which.

use baokan_corpus_model::{Diagnostic, Region, Severity, Source};

use crate::decode::Mapped;
use crate::extraction::{Extracted, Extraction};
use crate::json::{self, Value};
use crate::order::Order;
use crate::{alto, boxes, docling, hocr, html, mineru, mineru_pages, paddle, page_xml};

/// The text, its map and hints.
pub(crate) struct Structured {
    pub(crate) media_type: &'static str,
    pub(crate) text: Mapped,
    pub(crate) regions: Vec<Region>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The order that the file declares, when it is another.
    pub(crate) order: Option<Order>,
    /// Metadata of the file's own.
    pub(crate) head: Vec<html::Found>,
}

/// Formats of markup, by their first element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    Hocr,
    Alto,
    Page,
    Html,
}

/// So much of a file is looked at to recognise it, in bytes.
const HEAD: usize = 4096;

/// Reads a decoded file if it is in one of the forms that hold more than text; `None` when it is plain text.
pub(crate) fn read(raw: &Source, extension: &str, out: &mut Vec<Diagnostic>) -> Option<Structured> {
    let text = raw.decoded();
    let mut extraction = Extraction::new(raw);
    let mut head = Vec::new();
    let media_type = match text.trim_start().as_bytes() {
        [b'<', ..] => match markup(text, extension)? {
            Markup::Hocr => {
                hocr::read(&mut extraction);
                "text/vnd.hocr+html"
            }
            Markup::Alto => {
                alto::read(&mut extraction);
                "application/alto+xml"
            }
            Markup::Html => {
                head = html::read(&mut extraction);
                "text/html"
            }
            Markup::Page => {
                page_xml::read(&mut extraction);
                "application/page+xml"
            }
        },
        [b'[' | b'{', ..] => {
            let media_type = read_json(text, &mut extraction);
            if media_type.is_none() && extension == "json" {
                let message = "JSON in no form that is known; read as plain text";
                out.push(Diagnostic::new(Severity::Warning, "unknown-json", message));
            }
            media_type?
        }
        _ => return None,
    };
    let extracted = extraction.finish();
    let Extracted { text, regions, diagnostics, order } = extracted;
    Some(Structured { media_type, text, regions, diagnostics, order, head })
}

/// Text may begin with a bracket too: what is no JSON, or holds no line with a box, is left alone.
fn read_json(text: &str, out: &mut Extraction<'_>) -> Option<&'static str> {
    let mut first = text.trim_start().get(1..)?.trim_start().bytes();
    if !matches!(first.next()?, b'[' | b'{' | b'"') {
        return None;
    }
    let (value, fault, end) = json::parse(text);
    let value: Value = value?;
    if docling::is_docling(text, &value) {
        docling::read(&value, out);
    } else if mineru::is_content_list(text, &value) {
        mineru::read(&value, out);
    } else if mineru_pages::is_content_list(text, &value) {
        mineru_pages::read_content_list(&value, out);
    } else if mineru_pages::is_middle(text, &value) {
        mineru_pages::read_middle(&value, out);
    } else if paddle::is_layout(text, &value) {
        paddle::read(&value, out);
    } else if boxes::is_boxes(text, &value) {
        boxes::read(&value, out);
    } else {
        return None;
    }
    if let Some(fault) = fault {
        let message = format!("broken JSON: {}; what stands before is read", fault.why);
        out.warn("truncated-file", message, fault.at..fault.at);
    } else if let Some(rest) = text.get(end..).filter(|rest| !rest.trim().is_empty()) {
        out.warn("trailing-data", "something stands behind the JSON; it is not read", end..end + rest.len());
    }
    Some("application/json")
}

fn markup(text: &str, extension: &str) -> Option<Markup> {
    let head = (HEAD..HEAD + 4).find_map(|end| text.get(..end)).unwrap_or(text);
    if head.contains("ocr_page") || head.contains("ocr-system") || head.contains("ocr-capabilities") {
        return Some(Markup::Hocr);
    }
    let doctype = head.trim_start().get(..14).is_some_and(|d| d.eq_ignore_ascii_case("<!doctype html"));
    if doctype || matches!(extension, "html" | "htm") {
        return Some(Markup::Html);
    }
    // A document type may be long.
    let first = crate::markup::Events::new(text).find_map(|event| match event {
        crate::markup::Event::Start(tag) => Some(tag.name),
        _ => None,
    })?;
    match first {
        "alto" => Some(Markup::Alto),
        "PcGts" => Some(Markup::Page),
        name if name.eq_ignore_ascii_case("html") => Some(Markup::Html),
        _ => None,
    }
}
