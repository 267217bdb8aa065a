//! MinerU's files page by page: `content_list_v2.json`, typed blocks of typed spans, and `middle.json`, blocks of lines.

use std::ops::Range;

use baokan_corpus_model::RegionKind;

use crate::boxes::corners;
use crate::extraction::{Extraction, Gap, Mean};
use crate::json::{Value, unescape};
use crate::table;

/// Whether this is a list of pages, each a list of blocks with a type and an object `content`.
pub(crate) fn is_content_list(text: &str, value: &Value) -> bool {
    let Some(pages) = value.array() else { return false };
    let block = |item: &Value| {
        item.get(text, "type").is_some_and(|t| t.string().is_some())
            && matches!(item.get(text, "content"), Some(Value::Object(_)))
    };
    let first = |page: &Value| page.array().is_some_and(|items| items.first().is_none_or(block));
    pages.iter().all(first) && pages.iter().any(|page| page.array().is_some_and(|items| !items.is_empty()))
}

/// Takes the blocks of all pages; boxes are thousandths of the page.
pub(crate) fn read_content_list(value: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    for (i, page) in value.array().unwrap_or(&[]).iter().enumerate() {
        let items = page.array().unwrap_or(&[]);
        if !items.is_empty() {
            out.page_once(i as u32 + 1);
        }
        for item in items {
            let Some(type_at) = item.get(text, "type").and_then(Value::string) else { continue };
            let bbox = item.get(text, "bbox").and_then(|b| out.bbox(corners(b), type_at.clone()));
            let content = item.get(text, "content");
            let level = content.and_then(|c| c.get(text, "level")).and_then(Value::number);
            let kind = match text.get(type_at.clone()).unwrap_or("") {
                "title" => RegionKind::Heading(level.filter(|n| (1.0..=6.0).contains(n)).unwrap_or(1.0) as u8),
                "list" => RegionKind::ListItem,
                "code" | "algorithm" => RegionKind::Code,
                "image" | "chart" => {
                    out.mark(type_at, RegionKind::Image, bbox);
                    RegionKind::Image
                }
                _ => RegionKind::Block,
            };
            if let Some(content) = content {
                out.gap(Gap::Block);
                fields(content, kind, bbox, out);
            }
        }
    }
}

/// The words of a block: its captions, items and spans.
fn fields(content: &Value, kind: RegionKind, bbox: Option<[i32; 4]>, out: &mut Extraction<'_>) {
    let text = out.file();
    let Value::Object(fields) = content else { return };
    for (key, value) in fields {
        match (text.get(key.clone()).unwrap_or(""), value) {
            ("html" | "table_body", Value::String(at)) => {
                out.gap(Gap::Block);
                let chars = unescape(text, at.clone(), &mut |at| out.bad_escape(at));
                table::read(&chars, bbox, out);
            }
            ("list_items", Value::Array(items)) => {
                for item in items {
                    out.gap(Gap::Line);
                    match item {
                        Value::String(at) => words(at.clone(), out),
                        item => self::fields(item, kind, bbox, out),
                    }
                    out.close(kind, bbox, None);
                }
            }
            (key, value) if key.ends_with("_content") || key.ends_with("_caption") || key.ends_with("_footnote") => {
                out.gap(if key == "item_content" { Gap::Line } else { Gap::Block });
                match value {
                    Value::String(at) => words(at.clone(), out),
                    value => value.array().unwrap_or(&[]).iter().for_each(|span| {
                        let span = span.string().or_else(|| span.get(text, "content").and_then(Value::string));
                        out.gap(Gap::Soft);
                        span.into_iter().for_each(|at| words(at, out));
                    }),
                }
                out.close(kind, bbox, None);
            }
            _ => {}
        }
    }
}

fn words(at: Range<usize>, out: &mut Extraction<'_>) {
    let chars = unescape(out.file(), at, &mut |at| out.bad_escape(at));
    out.text(chars);
}

/// Whether this has pages of blocks of lines.
pub(crate) fn is_middle(text: &str, value: &Value) -> bool {
    value.get(text, "pdf_info").is_some_and(|pages| pages.array().is_some())
}

/// Takes the lines of all pages.
pub(crate) fn read_middle(value: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    let pages = value.get(text, "pdf_info").and_then(Value::array).unwrap_or(&[]);
    for (i, page) in pages.iter().enumerate() {
        let index = page.get(text, "page_idx").and_then(Value::number).filter(|n| (0.0..1e6).contains(n));
        out.page_once(index.map_or(i as u32, |n| n as u32) + 1);
        let Value::Object(fields) = page else { continue };
        let has = |name: &str| page.get(text, name).and_then(Value::array).is_some_and(|blocks| !blocks.is_empty());
        // What was there before paragraphs were made is the same text once more.
        let main = if has("para_blocks") { "para_blocks" } else { "preproc_blocks" };
        for (key, blocks) in fields {
            let key = text.get(key.clone()).unwrap_or("");
            if key == main || key == "discarded_blocks" {
                blocks.array().unwrap_or(&[]).iter().for_each(|block| read_block(block, out));
            }
        }
    }
}

/// A block: lines, or blocks of its own.
fn read_block(block: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    let type_at = block.get(text, "type").and_then(Value::string).unwrap_or(0..0);
    let level = block.get(text, "level").and_then(Value::number).filter(|n| (1.0..=6.0).contains(n));
    let kind = match text.get(type_at.clone()).unwrap_or("") {
        "title" => RegionKind::Heading(level.unwrap_or(1.0) as u8),
        "image_caption" | "image_footnote" => RegionKind::Image,
        "image_body" => {
            let bbox = block.get(text, "bbox").and_then(|b| out.bbox(corners(b), type_at.clone()));
            out.mark(type_at.clone(), RegionKind::Image, bbox);
            RegionKind::Image
        }
        "code_body" => RegionKind::Code,
        _ => RegionKind::Line,
    };
    out.gap(Gap::Block);
    for line in block.get(text, "lines").and_then(Value::array).unwrap_or(&[]) {
        let bbox = line.get(text, "bbox").and_then(|b| out.bbox(corners(b), type_at.clone()));
        out.gap(Gap::Line);
        let mut mean = Mean::default();
        for span in line.get(text, "spans").and_then(Value::array).unwrap_or(&[]) {
            out.gap(Gap::Soft);
            if let Some(at) = span.get(text, "content").and_then(Value::string) {
                mean.add(span.get(text, "score").and_then(Value::number), at.len());
                words(at, out);
            } else if let Some(at) = span.get(text, "html").and_then(Value::string) {
                let chars = unescape(text, at, &mut |at| out.bad_escape(at));
                table::read(&chars, bbox, out);
            }
        }
        out.close(kind, bbox, mean.get());
    }
    block.get(text, "blocks").and_then(Value::array).unwrap_or(&[]).iter().for_each(|block| read_block(block, out));
}
