//! MinerU's `content_list.json`: a list of blocks in reading order, boxes in thousandths of the page.

use std::ops::Range;

use baokan_corpus_model::RegionKind;

use crate::boxes::corners;
use crate::extraction::{Extraction, Gap};
use crate::json::{Value, unescape};
use crate::table;

/// Whether this is such a list: typed items, with the number of their page.
pub(crate) fn is_content_list(text: &str, value: &Value) -> bool {
    let Some(items) = value.array() else { return false };
    let typed = |item: &Value| item.get(text, "type").is_some_and(|t| t.string().is_some());
    // The last item may be cut.
    items.iter().take(items.len().max(2) - 1).all(typed)
        && items.iter().any(|item| item.get(text, "page_idx").is_some())
}

/// Takes the words of every item, with those of pictures and tables.
pub(crate) fn read(value: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    for item in value.array().unwrap_or(&[]) {
        let Value::Object(fields) = item else { continue };
        let Some(type_at) = item.get(text, "type").and_then(Value::string) else { continue };
        if let Some(page) = item.get(text, "page_idx").and_then(Value::number).filter(|n| (0.0..1e6).contains(n)) {
            out.page_once(page as u32 + 1);
        }
        let bbox = item.get(text, "bbox").and_then(|b| out.bbox(corners(b), type_at.clone()));
        let level = item.get(text, "text_level").and_then(Value::number).filter(|n| (1.0..=6.0).contains(n));
        if text.get(type_at.clone()) == Some("image") {
            out.mark(type_at.clone(), RegionKind::Image, bbox);
        }
        for (key, value) in fields {
            let key = text.get(key.clone()).unwrap_or("");
            let kind = match key {
                "text" => level.map_or(RegionKind::Block, |level| RegionKind::Heading(level as u8)),
                "image_caption" | "img_caption" | "image_footnote" | "img_footnote" => RegionKind::Image,
                "table_caption" | "table_footnote" | "code_caption" => RegionKind::Block,
                "table_body" => RegionKind::TableRow,
                "list_items" => RegionKind::ListItem,
                "code_body" => RegionKind::Code,
                _ => continue,
            };
            out.gap(Gap::Block);
            for at in strings(value) {
                out.gap(if kind == RegionKind::ListItem { Gap::Line } else { Gap::Block });
                let chars = unescape(text, at, &mut |at| out.bad_escape(at));
                if kind == RegionKind::TableRow {
                    table::read(&chars, bbox, out);
                } else {
                    out.text(chars);
                }
                out.close(kind, bbox, None);
            }
        }
    }
}

/// A string, or a list of strings.
fn strings(value: &Value) -> Vec<Range<usize>> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::string).collect(),
        value => value.string().into_iter().collect(),
    }
}
