//! Docling's `DoclingDocument` as JSON: typed texts and tables with page and box.
//!
//! Texts and tables are put in the order of `body`, whose children and groups refer to them; page furniture, which has
//! no place there, stays where the file has it. Boxes that count from the bottom are turned over.

use std::collections::{HashMap, HashSet};

use baokan_corpus_model::RegionKind;

use crate::extraction::{Extraction, Gap};
use crate::json::{Value, unescape};

/// Whether the object names this schema.
pub(crate) fn is_docling(text: &str, value: &Value) -> bool {
    value.get(text, "schema_name").and_then(Value::string).and_then(|at| text.get(at)) == Some("DoclingDocument")
}

/// Takes texts, tables and the places of pictures.
pub(crate) fn read(value: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    let Value::Object(fields) = value else { return };
    let mut units: HashMap<String, u32> = HashMap::new();
    let heights = heights(text, value);
    for (key, list) in fields {
        let key = text.get(key.clone()).unwrap_or("");
        if !matches!(key, "texts" | "tables" | "pictures") {
            continue;
        }
        for (index, item) in list.array().unwrap_or(&[]).iter().enumerate() {
            // The name by which others refer to it.
            let name = format!("#/{key}/{index}");
            let unit = units.len() as u32;
            out.unit(*units.entry(name).or_insert(unit));
            let provenance = item.get(text, "prov").and_then(Value::array).and_then(<[Value]>::first);
            let page = provenance.and_then(|p| p.get(text, "page_no")).and_then(Value::number);
            let page = page.filter(|n| (1.0..1e6).contains(n)).map(|n| n as u32);
            let label = item.get(text, "label").and_then(Value::string);
            let bbox = provenance.and_then(|p| p.get(text, "bbox")).and_then(|b| {
                let corners = corners(text, b, page.and_then(|page| heights.get(&page).copied()));
                out.bbox(corners, label.clone().unwrap_or(0..0))
            });
            if let Some(page) = page {
                out.page_once(page);
            }
            out.gap(Gap::Block);
            match key {
                "texts" => words(item, bbox, out),
                "tables" => table(item, bbox, out),
                _ => {
                    if let Some(label) = label {
                        out.mark(label, RegionKind::Image, bbox);
                    }
                }
            }
        }
    }
    let ranks = ranks(text, value, &units);
    if !ranks.is_empty() {
        out.order_by(|key| ranks.get(&key).copied(), "body of DoclingDocument");
    }
}

/// The rank of each unit, from the tree below `body`; references that lead nowhere or in a circle are passed over.
fn ranks(text: &str, document: &Value, units: &HashMap<String, u32>) -> HashMap<u32, usize> {
    let mut ranks = HashMap::new();
    let mut seen = HashSet::new();
    // Depth first; what is pushed last is looked at first.
    let mut waiting: Vec<(Option<&str>, &Value)> =
        document.get(text, "body").map(|body| (None, body)).into_iter().collect();
    while let Some((name, node)) = waiting.pop() {
        if let Some(unit) = name.and_then(|name| units.get(name)) {
            ranks.insert(*unit, ranks.len());
        }
        let below = waiting.len();
        for key in ["captions", "children"] {
            for child in node.get(text, key).and_then(Value::array).unwrap_or(&[]) {
                let name = ["$ref", "cref"].iter().find_map(|key| child.get(text, key)).and_then(Value::string);
                let Some(name) = name.and_then(|at| text.get(at)).filter(|name| seen.insert(*name)) else { continue };
                waiting.extend(resolve(text, document, name).map(|node| (Some(name), node)));
            }
        }
        if let Some(below) = waiting.get_mut(below..) {
            below.reverse();
        }
    }
    ranks
}

/// What a reference such as `#/texts/3` stands for.
fn resolve<'v>(text: &str, document: &'v Value, name: &str) -> Option<&'v Value> {
    let (list, index) = name.strip_prefix("#/")?.split_once('/')?;
    document.get(text, list)?.array()?.get(index.parse::<usize>().ok()?)
}

fn words(item: &Value, bbox: Option<[i32; 4]>, out: &mut Extraction<'_>) {
    let text = out.file();
    let label = item.get(text, "label").and_then(Value::string).and_then(|at| text.get(at)).unwrap_or("");
    let level = item.get(text, "level").and_then(Value::number).filter(|n| (1.0..=6.0).contains(n));
    let kind = match label {
        "title" => RegionKind::Heading(1),
        "section_header" => RegionKind::Heading(level.unwrap_or(1.0) as u8),
        "list_item" => RegionKind::ListItem,
        "caption" => RegionKind::Image,
        "code" => RegionKind::Code,
        _ => RegionKind::Block,
    };
    // `orig` is the text before docling's own repairs; `text` may be missing in cut files.
    if let Some(at) = ["text", "orig"].iter().find_map(|key| item.get(text, key)).and_then(Value::string) {
        let chars = unescape(text, at, &mut |at| out.bad_escape(at));
        out.text(chars);
        out.close(kind, bbox, None);
    }
}

fn table(item: &Value, bbox: Option<[i32; 4]>, out: &mut Extraction<'_>) {
    let text = out.file();
    let cells = item.get(text, "data").and_then(|data| data.get(text, "table_cells")).and_then(Value::array);
    let mut row = None;
    for cell in cells.unwrap_or(&[]) {
        let at = cell.get(text, "start_row_offset_idx").and_then(Value::number);
        if row != at {
            out.close(RegionKind::TableRow, bbox, None);
            out.gap(Gap::Line);
            row = at;
        }
        out.gap(Gap::Space);
        if let Some(at) = cell.get(text, "text").and_then(Value::string) {
            let chars = unescape(text, at, &mut |at| out.bad_escape(at));
            out.text(chars);
        }
    }
    out.close(RegionKind::TableRow, bbox, None);
}

/// Left, top, right, bottom, counted from the top where the page's height is known.
fn corners(text: &str, bbox: &Value, height: Option<f64>) -> [f64; 4] {
    let [left, top, right, bottom] =
        ["l", "t", "r", "b"].map(|key| bbox.get(text, key).and_then(Value::number).unwrap_or(f64::NAN));
    let origin = bbox.get(text, "coord_origin").and_then(Value::string).and_then(|at| text.get(at));
    if origin == Some("BOTTOMLEFT") {
        let height = height.unwrap_or(0.0);
        [left, height - top, right, height - bottom]
    } else {
        [left, top, right, bottom]
    }
}

/// The height of each page.
fn heights(text: &str, document: &Value) -> HashMap<u32, f64> {
    let Some(Value::Object(pages)) = document.get(text, "pages") else { return HashMap::new() };
    let height = |(key, page): &(std::ops::Range<usize>, Value)| {
        let number = text.get(key.clone())?.parse().ok()?;
        Some((number, page.get(text, "size")?.get(text, "height")?.number()?))
    };
    pages.iter().filter_map(height).collect()
}
