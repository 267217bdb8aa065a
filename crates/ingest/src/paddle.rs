//! Layout results of PaddleOCR (PP-StructureV3, PaddleOCR-VL): `parsing_res_list`, typed blocks with their reading order.
//!
//! The same file has the lines of its engine as `overall_ocr_res`; blocks know the order and say all of it again, so that
//! lines are not read twice.

use std::collections::HashMap;

use baokan_corpus_model::RegionKind;

use crate::boxes::corners;
use crate::extraction::{Extraction, Gap};
use crate::json::{Value, unescape};
use crate::table;

/// Whether there is a list of blocks in it.
pub(crate) fn is_layout(text: &str, value: &Value) -> bool {
    let mut pages = Vec::new();
    find(text, value, None, &mut pages);
    !pages.is_empty()
}

/// Takes the blocks of all pages.
pub(crate) fn read(value: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    let mut pages = Vec::new();
    find(text, value, None, &mut pages);
    let several = pages.len() > 1;
    // Rank of each block by page and declared order; blocks without one stay where they are.
    let mut ranks: HashMap<u32, usize> = HashMap::new();
    let mut declared: Vec<(usize, f64, u32)> = Vec::new();
    let mut unit = 0u32;
    for (i, (number, blocks)) in pages.into_iter().enumerate() {
        if let Some(page) = number.or(several.then_some(i as u32 + 1)) {
            out.page_once(page);
        }
        for block in blocks {
            let order = block.get(text, "block_order").and_then(Value::number).filter(|n| n.is_finite());
            declared.extend(order.map(|order| (i, order, unit)));
            out.unit(unit);
            unit += 1;
            read_block(block, out);
        }
    }
    declared.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    ranks.extend(declared.into_iter().enumerate().map(|(rank, (.., unit))| (unit, rank)));
    out.order_by(|unit| ranks.get(&unit).copied(), "block_order of PaddleOCR");
}

type Page<'v> = (Option<u32>, &'v [Value]);

/// The lists of blocks, each with the number of its page.
fn find<'v>(text: &str, value: &'v Value, page: Option<u32>, out: &mut Vec<Page<'v>>) {
    match value {
        Value::Object(fields) => {
            let index = value.get(text, "page_index").and_then(Value::number).filter(|n| (0.0..1e6).contains(n));
            let page = index.map(|n| n as u32 + 1).or(page);
            match value.get(text, "parsing_res_list").and_then(Value::array) {
                Some(blocks) => out.push((page, blocks)),
                None => fields.iter().for_each(|(_, field)| find(text, field, page, out)),
            }
        }
        Value::Array(items) => items.iter().for_each(|item| find(text, item, page, out)),
        _ => {}
    }
}

fn read_block(block: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    let Some(label_at) = ["block_label", "label"].iter().find_map(|key| block.get(text, key)).and_then(Value::string)
    else {
        return;
    };
    let label = text.get(label_at.clone()).unwrap_or("");
    let bbox = ["block_bbox", "bbox"].iter().find_map(|key| block.get(text, key));
    let bbox = bbox.and_then(|b| out.bbox(corners(b), label_at.clone()));
    let content = ["block_content", "content"].iter().find_map(|key| block.get(text, key)).and_then(Value::string);
    let content = content.filter(|at| !at.is_empty());
    let kind = match label {
        "doc_title" => RegionKind::Heading(1),
        "paragraph_title" => RegionKind::Heading(2),
        "figure_title" | "chart_title" | "figure_table_chart_title" | "vision_footnote" => RegionKind::Image,
        "table" => RegionKind::TableRow,
        "image" | "chart" | "seal" | "figure" | "header_image" | "footer_image" => {
            out.mark(label_at, RegionKind::Image, bbox);
            RegionKind::Image
        }
        "algorithm" => RegionKind::Code,
        _ => RegionKind::Block,
    };
    let Some(at) = content else { return };
    out.gap(Gap::Block);
    let chars = unescape(text, at, &mut |at| out.bad_escape(at));
    match kind {
        RegionKind::TableRow => table::read(&chars, bbox, out),
        _ => {
            out.text(chars);
            out.close(kind, bbox, None);
        }
    }
}
