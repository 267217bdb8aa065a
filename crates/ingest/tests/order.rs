//! The reading order that files declare: what moves, and that every character still cites its bytes.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

use baokan_corpus_model::{Document, RegionKind, TextRange};
use baokan_ingest::{ReadOptions, read_bytes};

fn document(text: &str, name: &str) -> Document {
    read_bytes(text.as_bytes().to_vec(), name, &ReadOptions::default()).unwrap().into_document()
}

/// Every character of the ordered text still names the bytes that say it.
fn check(doc: &Document) {
    let text = doc.text.as_str();
    for (i, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let range = TextRange::new(i as u32, (i + c.len_utf8()) as u32);
        let [at] = doc.text.source_ranges(range)[..] else { panic!("{c:?} has not one place") };
        assert_eq!(&doc.source().bytes()[at.as_usize()], c.to_string().as_bytes());
    }
    let mut undone = doc.text.clone();
    undone.pop_layer();
    assert_eq!(undone.as_str(), doc.source().body());
}

fn page(order: &str, regions: &[(&str, &str)]) -> String {
    let region = |(id, text): &(&str, &str)| {
        format!(
            "<TextRegion id='{id}'><TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>\n"
        )
    };
    let regions: String = regions.iter().map(region).collect();
    format!(
        "<PcGts><Page imageWidth='9' imageHeight='9'><ReadingOrder>{order}</ReadingOrder>\n{regions}</Page></PcGts>"
    )
}

const FIVE: &[(&str, &str)] = &[("a", "甲"), ("b", "乙"), ("c", "丙"), ("d", "丁"), ("e", "戊")];

#[test]
fn page_xml_groups() {
    for (order, expected) in [
        // By index, not by place in the file; `x` is not there, and `e`, which is not named, stays behind `d`.
        (
            "<OrderedGroup id='g'><RegionRefIndexed index='2' regionRef='a'/><RegionRefIndexed index='0' regionRef='c'/>\
             <RegionRefIndexed index='1' regionRef='x'/><RegionRefIndexed index='3' regionRef='b'/>\
             <RegionRefIndexed index='4' regionRef='d'/></OrderedGroup>",
            "丙甲乙丁戊",
        ),
        // A group without an order keeps that of the file, but goes where it is put.
        (
            "<OrderedGroup id='g'><UnorderedGroupIndexed id='h' index='1'><RegionRef regionRef='b'/><RegionRef regionRef='a'/>\
             </UnorderedGroupIndexed><OrderedGroupIndexed id='i' index='0'><RegionRefIndexed index='1' regionRef='d'/>\
             <RegionRefIndexed index='0' regionRef='e'/></OrderedGroupIndexed><RegionRefIndexed index='2' regionRef='c'/></OrderedGroup>",
            "戊丁甲乙丙",
        ),
        ("<UnorderedGroup id='g'><RegionRef regionRef='e'/><RegionRef regionRef='a'/></UnorderedGroup>", "甲乙丙丁戊"),
        ("", "甲乙丙丁戊"),
        // Cut inside of a group; not closed.
        (
            "<OrderedGroup><RegionRefIndexed index='1' regionRef='a'/><RegionRefIndexed regionRef='b' index='0'/>",
            "乙丙丁戊甲",
        ),
    ] {
        let doc = document(&page(order, FIVE), "page.xml");
        let words: String = doc.text.as_str().split_whitespace().collect();
        assert_eq!(words, expected, "{order}");
        if doc.text.layers() > 0 {
            check(&doc);
            assert!(doc.text.edits_by("declared-reading-order") > 0);
        } else {
            assert_eq!(expected, "甲乙丙丁戊");
        }
    }
}

#[test]
fn nested_regions_and_deep_groups() {
    let regions = "<TextRegion id='a'><TextLine><TextEquiv><Unicode>甲</Unicode></TextEquiv></TextLine>\
        <TextRegion id='aa'><TextEquiv><Unicode>子</Unicode></TextEquiv></TextRegion></TextRegion>\
        <TextRegion id='b'><TextEquiv><Unicode>乙</Unicode></TextEquiv></TextRegion>";
    let order = "<OrderedGroup><RegionRefIndexed index='0' regionRef='b'/><RegionRefIndexed index='1' regionRef='a'/></OrderedGroup>";
    let file = format!("<PcGts><Page><ReadingOrder>{order}</ReadingOrder>{regions}</Page></PcGts>");
    // The nested region has no place of its own and goes with the one around it.
    let doc = document(&file, "a.xml");
    assert_eq!(doc.text.as_str().split_whitespace().collect::<String>(), "乙甲子");
    check(&doc);
    let deep = "<OrderedGroup index='1'>".repeat(100_000);
    let doc = document(&page(&deep, FIVE), "a.xml");
    assert_eq!(doc.text.as_str().split_whitespace().collect::<String>(), "甲乙丙丁戊");
}

#[test]
fn pages_keep_their_breaks() {
    let one = page(
        "<OrderedGroup><RegionRefIndexed index='1' regionRef='a'/><RegionRefIndexed index='0' regionRef='b'/></OrderedGroup>",
        &FIVE[..2],
    );
    let two = page(
        "<OrderedGroup><RegionRefIndexed index='1' regionRef='c'/><RegionRefIndexed index='0' regionRef='d'/></OrderedGroup>",
        &FIVE[2..4],
    );
    let both = one.replace("</PcGts>", "") + two.trim_start_matches("<PcGts>");
    let doc = document(&both, "a.xml");
    assert_eq!(doc.text.as_str(), "乙\n\n甲\n\x0C丁\n\n丙");
    check(&doc);
}

#[test]
fn docling_body() {
    let file = r##"{"schema_name": "DoclingDocument",
 "body": {"self_ref": "#/body", "children": [{"$ref": "#/groups/0"}, {"$ref": "#/tables/0"}, {"$ref": "#/texts/1"}, {"$ref": "#/texts/99"}, {"$ref": "#/body"}]},
 "furniture": {"children": []},
 "groups": [{"children": [{"$ref": "#/texts/3"}, {"$ref": "#/texts/0"}, {"$ref": "#/groups/0"}]}],
 "texts": [{"label": "text", "text": "甲", "prov": [{"page_no": 1}]}, {"label": "text", "text": "乙", "prov": [{"page_no": 2}]},
  {"label": "page_footer", "content_layer": "furniture", "text": "页脚", "prov": [{"page_no": 2}]},
  {"label": "section_header", "text": "题", "prov": [{"page_no": 1}]}, {"label": "caption", "text": "表一", "prov": [{"page_no": 1}]}],
 "tables": [{"captions": [{"cref": "#/texts/4"}], "prov": [{"page_no": 1}], "data": {"table_cells": [{"text": "年", "start_row_offset_idx": 0}]}}]}"##;
    let doc = document(file, "a.json");
    assert_eq!(doc.text.as_str(), "题\n\n甲\n\n年\n\n表一\n\x0C乙\n\n页脚");
    check(&doc);
}

#[test]
fn paddle_blocks() {
    let file = r#"{"input_path": "x.png", "page_index": null, "parsing_res_list": [
 {"block_label": "header", "block_content": "第三版", "block_bbox": [0, 0, 9, 9], "block_id": 9, "block_order": null},
 {"block_label": "text", "block_content": "正文一\n二行", "block_bbox": [1, 2, 3, 4], "block_id": 0, "block_order": 3},
 {"block_label": "image", "block_content": "", "block_bbox": [5, 6, 7, 8], "block_order": null},
 {"block_label": "table", "block_content": "<table><tr><td>年</td><td>吨</td></tr></table>", "block_bbox": [1, 2, 3, 4], "block_order": 4},
 {"block_label": "doc_title", "block_content": "标题", "block_bbox": [1, 1, 3, 2], "block_order": 1},
 {"block_label": "paragraph_title", "block_content": "小题", "block_bbox": [1, 1, 3, 2], "block_order": 2}],
 "overall_ocr_res": {"rec_texts": ["不要"], "rec_boxes": [[1, 2, 3, 4]]}}"#;
    let ingested = read_bytes(file.as_bytes().to_vec(), "a.json", &ReadOptions::default()).unwrap();
    let kinds: Vec<RegionKind> = ingested.regions.iter().map(|r| r.kind).collect();
    assert!(
        kinds.contains(&RegionKind::Heading(1))
            && kinds.contains(&RegionKind::TableRow)
            && kinds.contains(&RegionKind::Image)
    );
    let doc = ingested.into_document();
    assert_eq!(
        doc.text.as_str().split_whitespace().collect::<Vec<_>>(),
        ["第三版", "标题", "小题", "正文一", "二行", "年", "吨"]
    );
    assert!(doc.text.layers() == 1);
}

#[test]
fn mineru_page_by_page() {
    let file = r#"[[{"type": "title", "content": {"title_content": [{"type": "text", "content": "春耕"}], "level": 2}, "bbox": [1, 2, 3, 4]},
  {"type": "paragraph", "content": {"paragraph_content": [{"type": "text", "content": "本报讯"}, {"type": "text", "content": "今天。"}]}, "bbox": [1, 5, 3, 9]}],
 [{"type": "list", "content": {"list_type": "text_list", "list_items": [{"item_type": "text", "item_content": [{"type": "text", "content": "一"}]},
   {"item_type": "text", "item_content": [{"type": "text", "content": "二"}]}]}},
  {"type": "image", "content": {"image_source": {"path": "a.jpg"}, "image_caption": [{"type": "text", "content": "图一"}]}, "bbox": [1, 2, 3, 4]},
  {"type": "table", "content": {"html": "<table><tr><td>年</td></tr></table>", "table_caption": []}},
  {"type": "page_number", "content": {"page_number_content": [{"type": "text", "content": "2"}]}}]]"#;
    let ingested = read_bytes(file.as_bytes().to_vec(), "a_content_list_v2.json", &ReadOptions::default()).unwrap();
    assert_eq!(ingested.source.decoded(), "春耕\n\n本报讯今天。\n\x0C一\n二\n\n图一\n\n年\n\n2");
    let heading = &ingested.regions[0];
    assert_eq!((heading.kind, heading.bbox, heading.page), (RegionKind::Heading(2), Some([1, 2, 3, 4]), Some(1)));
    let file = r#"{"pdf_info": [{"preproc_blocks": [{"type": "text", "lines": [{"spans": [{"content": "不要"}]}]}], "page_idx": 0, "page_size": [9, 9],
  "discarded_blocks": [{"type": "discarded", "lines": [{"bbox": [0, 0, 9, 1], "spans": [{"content": "页眉", "score": 0.5}]}]}],
  "para_blocks": [{"type": "title", "bbox": [1, 2, 3, 4], "lines": [{"bbox": [1, 2, 3, 4], "spans": [{"type": "text", "content": "春耕", "score": 0.9}]}]},
   {"type": "image", "blocks": [{"type": "image_body", "bbox": [5, 6, 7, 8], "lines": [{"spans": [{"type": "image"}]}]},
     {"type": "image_caption", "lines": [{"bbox": [5, 8, 7, 9], "spans": [{"content": "图一"}]}]}]},
   {"type": "text", "lines": [{"bbox": [1, 5, 3, 6], "spans": [{"content": "本报讯"}]}, {"bbox": [1, 6, 3, 7], "spans": [{"content": "今天。"}]}]}]}],
 "_version_name": "2.0.0"}"#;
    let ingested = read_bytes(file.as_bytes().to_vec(), "a_middle.json", &ReadOptions::default()).unwrap();
    assert_eq!(ingested.source.decoded(), "页眉\n\n春耕\n\n图一\n\n本报讯\n今天。");
    let last = ingested.regions.last().unwrap();
    assert_eq!((last.kind, last.bbox, last.page), (RegionKind::Line, Some([1, 6, 3, 7]), Some(1)));
}
