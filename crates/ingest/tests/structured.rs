//! Readers of hOCR, ALTO, boxes JSON and the like: what is taken, where from, and what becomes of bad input.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

use std::fs;
use std::io::Write as _;
use std::path::Path;

use baokan_corpus_model::{MetaOrigin, Region, RegionKind};
use baokan_ingest::{Encoding, IngestError, Ingested, ReadOptions, read_bytes};
use proptest::prelude::*;

const HOCR: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><title>不是正文</title><meta name='ocr-system' content='x' /></head><body>
 <div class='ocr_page' title='image "a.png"; bbox 0 0 900 1200; ppageno 0'>
  <div class='ocr_photo' title='bbox 5 5 50 50'></div>
  <p class='ocr_par' title="bbox 10 20 400 80">
   <span class='ocr_line' title="bbox 10 20 400 50; x_size 30">
    <span class='ocrx_word' title='bbox 10 20 90 50; x_wconf 90'>春耕</span>
    <span class='ocrx_word' title='bbox 92 20 180 50; x_wconf 80'>A&amp;B</span>
    <span class='ocrx_word' title='bbox 215 20 300 50; x_wconf 70'>开&#x59CB;</span>
   </span>
   <span class='ocr_line' title="bbox 10 52 400 80"><span class='ocrx_word'>第二行</span></span>
  </p>
  <p class='ocr_par'><span class='ocr_line' title="bbox -1 1e99 2 3"><span>又一段</span></span></p>
 </div>
 <div class='ocr_page' title='bbox 0 0 900 1200; ppageno 1'><span class='ocr_line'>次页</span></div>
</body></html>"#;

const ALTO: &str = r#"<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>
<Page WIDTH="900" HEIGHT="1200"><PrintSpace><TextBlock ID="b">
<TextLine HPOS="10" VPOS="20" WIDTH="390" HEIGHT="30">
<String CONTENT="春耕" WC="0.9" HPOS="10"/><SP WIDTH="-3"/><String WC="0.5" CONTENT="&quot;开始&#34;"/><SP WIDTH="40"/><String CONTENT="了"/></TextLine>
<TextLine><String CONTENT="wheat"/><String CONTENT="field"/><HYP CONTENT="-"/></TextLine></TextBlock>
<Illustration HPOS="1" VPOS="2" WIDTH="3" HEIGHT="4"/>
<TextBlock><TextLine HPOS="NaN" VPOS="1" WIDTH="1" HEIGHT="1"><String CONTENT="后"/></TextLine></TextBlock></PrintSpace></Page>
<Page><PrintSpace><TextBlock><TextLine><String CONTENT="次页"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"#;

const RAPIDOCR: &str = r#"[{"box": [[59.0, 50.4], [118.0, 50.0], [118.6, 84.0], [59.0, 84.0]], "text": "要\u95fb", "score": 0.97},
 {"box": [[1, 2], [3, 2], [3, 4], [1, 4]], "text": "第\"二\"行", "score": 1}]"#;

const PAGE: &str = r#"<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Metadata><Creator>不是正文</Creator></Metadata><Page imageWidth="900" imageHeight="1200">
<TextRegion type="heading"><Coords points="1,2 30,2 30,40 1,40"/><TextLine><Coords points="10,20 400,20 400,50"/>
 <Word><TextEquiv><Unicode>不要</Unicode></TextEquiv></Word>
 <TextEquiv index="0" conf="0.8"><Unicode>春耕&amp;开始</Unicode></TextEquiv><TextEquiv index="1"><Unicode>又读</Unicode></TextEquiv></TextLine>
 <TextEquiv><Unicode>也不要</Unicode></TextEquiv></TextRegion>
<TextRegion><TextLine><Coords points="1,2 x,y"/><Word><TextEquiv><Unicode>wheat</Unicode></TextEquiv></Word>
 <Word><Glyph><TextEquiv><Unicode>f</Unicode></TextEquiv></Glyph><Glyph><TextEquiv><Unicode><![CDATA[i&]]></Unicode></TextEquiv></Glyph></Word></TextLine>
 <TextLine><TextEquiv><Unicode>第二行</Unicode></TextEquiv></TextLine></TextRegion>
<ImageRegion><Coords><Point x="1" y="2"/><Point x="3" y="4"/></Coords></ImageRegion>
<SeparatorRegion><Coords points="5,6 7,8"/></SeparatorRegion>
<TextRegion><Coords points="1,2 3,4"/><TextEquiv><Unicode>整段</Unicode></TextEquiv></TextRegion></Page></PcGts>"#;

const MINERU: &str = r#"[{"type": "text", "text": "春耕开始", "text_level": 1, "bbox": [1, 2, 3, 4], "page_idx": 0},
 {"type": "image", "img_path": "a.jpg", "image_caption": ["图为\u6625耕"], "image_footnote": [], "bbox": [5, 6, 7, 8], "page_idx": 0},
 {"type": "text", "text": "本报讯 \"今天\"。", "page_idx": 0},
 {"type": "list", "list_items": ["一", "二"], "page_idx": 2},
 {"type": "table", "table_caption": ["产量"], "page_idx": 2, "bbox": [1, 2, 3, 4],
  "table_body": "<table><tr><td>年</td><td colspan=\"2\">A&amp;B</td></tr><tr><td>2024</td><td>3 < 5</td></tr></table>"}]"#;

const DOCLING: &str = r##"{"schema_name": "DoclingDocument", "version": "1.5.0", "name": "不是正文",
 "body": {"self_ref": "#/body", "children": [{"$ref": "#/texts/0"}]},
 "texts": [{"self_ref": "#/texts/0", "label": "section_header", "level": 2, "orig": "不要", "text": "春耕开始",
   "prov": [{"page_no": 1, "bbox": {"l": 10.0, "t": 1100.0, "r": 20, "b": 1080, "coord_origin": "BOTTOMLEFT"}}]},
  {"label": "text", "orig": "正文", "prov": [{"page_no": 2, "bbox": {"l": 1, "t": 2, "r": 3, "b": 4, "coord_origin": "TOPLEFT"}}]}],
 "pictures": [{"label": "picture", "prov": [{"page_no": 2, "bbox": {"l": 1, "t": 2, "r": 3, "b": 4}}]}],
 "tables": [{"label": "table", "prov": [], "data": {"table_cells": [{"text": "年", "start_row_offset_idx": 0},
   {"text": "吨", "start_row_offset_idx": 0}, {"text": "2024", "start_row_offset_idx": 1}], "grid": [[{"text": "年"}]]}}],
 "pages": {"1": {"size": {"width": 900.0, "height": 1200.0}, "page_no": 1}}}"##;

fn read(text: &str, name: &str) -> Ingested {
    read_bytes(text.as_bytes().to_vec(), name, &ReadOptions::default()).unwrap()
}

fn codes(file: &Ingested) -> Vec<&str> {
    file.diagnostics.iter().map(|d| d.code.as_ref()).collect()
}

/// Words, page, box and confidence.
type Line<'f> = (&'f str, Option<u32>, Option<[i32; 4]>, Option<u16>);

fn lines(file: &Ingested) -> Vec<Line<'_>> {
    let lines = file.regions.iter().filter(|r| r.kind == RegionKind::Line);
    lines.map(|r| (file.source.read(r.source).unwrap(), r.page, r.bbox, r.confidence.map(|c| c.get()))).collect()
}

/// Characters follow each other in the file, each has bytes of its own, and the model reads them back.
fn check_map(file: &Ingested) {
    let source = &file.source;
    let mut next = 0;
    for (i, c) in source.decoded().char_indices() {
        let at = source.locate(i as u32, (i + c.len_utf8()) as u32);
        assert!(at.start() >= next && !at.is_empty(), "{c:?} at {at}");
        assert_eq!(source.read(at), Some(c.encode_utf8(&mut [0; 4]) as &str));
        next = at.end();
    }
    assert!(next as usize <= source.bytes().len());
    let starts: Vec<u32> = file.regions.iter().map(|r: &Region| r.source.start()).collect();
    assert!(starts.is_sorted());
}

/// Every character that is written out in the file cites exactly its own bytes; the others are escapes or layout.
fn check_bytes(file: &Ingested) {
    let source = &file.source;
    for (i, c) in source.decoded().char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let at = source.locate(i as u32, (i + c.len_utf8()) as u32).as_usize();
        let written = std::str::from_utf8(&source.bytes()[at]).unwrap();
        assert!(written == c.to_string() || written.starts_with(['&', '\\']), "{c:?} from {written:?}");
    }
}

#[test]
fn hocr() {
    let file = read(HOCR, "page.hocr");
    assert_eq!(file.source.decoded(), "春耕A&B 开始\n第二行\n\n又一段\n\x0C次页");
    assert_eq!(file.source.media_type(), "text/vnd.hocr+html");
    assert_eq!(
        lines(&file),
        [
            ("春耕A&B 开始", Some(1), Some([10, 20, 400, 50]), Some(800)),
            ("第二行", Some(1), Some([10, 52, 400, 80]), None),
            ("又一段", Some(1), None, None),
            ("次页", Some(2), None, None),
        ]
    );
    let of = |kind| file.regions.iter().filter(|r| r.kind == kind).map(|r| (r.page, r.bbox)).collect::<Vec<_>>();
    assert_eq!(of(RegionKind::Image), [(Some(1), Some([5, 5, 50, 50]))]);
    assert_eq!(of(RegionKind::Page).len(), 2);
    assert_eq!(of(RegionKind::PageBreak), [(Some(1), None)]);
    assert_eq!(codes(&file), ["bad-box"]);
    check_map(&file);
    check_bytes(&file);
}

#[test]
fn alto() {
    let file = read(ALTO, "page.xml");
    assert_eq!(file.source.decoded(), "春耕\"开始\" 了\nwheat field-\n\n后\n\x0C次页");
    assert_eq!(lines(&file)[0], ("春耕\"开始\" 了", Some(1), Some([10, 20, 400, 50]), Some(633)));
    assert_eq!(lines(&file)[2], ("后", Some(1), None, None));
    assert!(file.regions.iter().any(|r| r.kind == RegionKind::Image && r.bbox == Some([1, 2, 4, 6])));
    assert_eq!(codes(&file), ["bad-box"]);
    check_map(&file);
    check_bytes(&file);
}

#[test]
fn boxes() {
    let file = read(RAPIDOCR, "page.json");
    assert_eq!(file.source.decoded(), "要闻\n第\"二\"行");
    assert_eq!(
        lines(&file),
        [("要闻", None, Some([59, 50, 119, 84]), Some(970)), ("第\"二\"行", None, Some([1, 2, 3, 4]), Some(1000)),]
    );
    check_map(&file);
    check_bytes(&file);
    for (form, expected) in [
        (r#"[[[[1,2],[3,2],[3,4],[1,4]], "一", 0.5], [[1,2,3,4], "二", "0.5"]]"#, "一\n二"),
        (r#"[[[[[1,2],[3,2],[3,4],[1,4]], ["一", 0.5]]]]"#, "一"),
        (r#"[[[[1,2,3,4], ["一", 0.5]]], [[[1,2,3,4], ["二", 0.5]], [[1,2,3,4], ["三", 0.5]]]]"#, "一\n\x0C二\n三"),
        (
            r#"{"res": {"page_index": null, "rec_texts": ["一", "二"], "rec_scores": [1, 0.5],
            "dt_polys": [], "rec_polys": [[[1,2],[3,2],[3,4],[1,4]], [[1,2],[3,2],[3,4],[1,4]]]}}"#,
            "一\n二",
        ),
        (
            r#"{"pages": [{"page": 3, "lines": [{"text": "一", "bbox": [1,2,3,4]}]},
            {"page": 4, "lines": [{"bbox": [1,2,3,4], "text": "二"}]}]}"#,
            "一\n\x0C二",
        ),
        // Surya: characters inside of a line are not read again.
        (
            r#"{"x": [{"text_lines": [{"polygon": [[1,2],[3,2],[3,4],[1,4]], "confidence": 0.9, "text": "一", "bbox": [1,2,3,4],
            "chars": [{"text": "一", "bbox": [1,2,3,4]}]}], "page": 1}]}"#,
            "一",
        ),
        (r#"{"txts": ["一"], "boxes": [[NaN, 2, 3, 4]], "scores": [7]}"#, "一"),
    ] {
        let file = read(form, "page.json");
        assert_eq!(file.source.decoded(), expected, "{form}");
        assert!(lines(&file).iter().all(|l| l.2 == Some([1, 2, 3, 4])) || codes(&file) == ["bad-box"], "{form}");
        check_map(&file);
    }
}

fn kinds(file: &Ingested, wanted: RegionKind) -> Vec<(&str, Option<[i32; 4]>)> {
    let found = file.regions.iter().filter(|r| r.kind == wanted);
    found.map(|r| (file.source.read(r.source).unwrap_or(""), r.bbox)).collect()
}

#[test]
fn page_xml() {
    let file = read(PAGE, "page.xml");
    assert_eq!(file.source.decoded(), "春耕&开始\n\nwheat fi&\n第二行\n\n整段");
    assert_eq!(kinds(&file, RegionKind::Heading(1)), [("春耕&开始", Some([10, 20, 400, 50]))]);
    assert_eq!(lines(&file), [("wheat fi&", Some(1), None, None), ("第二行", Some(1), None, None)]);
    assert_eq!(kinds(&file, RegionKind::Block), [("整段", Some([1, 2, 3, 4]))]);
    assert_eq!(kinds(&file, RegionKind::Image), [("", Some([1, 2, 3, 4]))]);
    assert_eq!(kinds(&file, RegionKind::Rule), [("", Some([5, 6, 7, 8]))]);
    assert_eq!(codes(&file), ["bad-box"]);
    check_map(&file);
    check_bytes(&file);
}

#[test]
fn mineru() {
    let file = read(MINERU, "a_content_list.json");
    assert_eq!(
        file.source.decoded(),
        "春耕开始\n\n图为春耕\n\n本报讯 \"今天\"。\n\x0C一\n二\n\n产量\n\n年 A&B\n2024 3 < 5"
    );
    assert_eq!(kinds(&file, RegionKind::Heading(1)), [("春耕开始", Some([1, 2, 3, 4]))]);
    let pictures = kinds(&file, RegionKind::Image);
    assert_eq!((pictures.len(), pictures[1]), (2, ("图为春耕", Some([5, 6, 7, 8]))));
    assert_eq!(kinds(&file, RegionKind::TableRow).iter().map(|r| r.0).collect::<Vec<_>>(), ["年 A&B", "2024 3 < 5"]);
    assert_eq!(file.regions.last().unwrap().page, Some(3));
    assert_eq!(codes(&file), ["missing-page"]);
    check_map(&file);
}

#[test]
fn docling() {
    let file = read(DOCLING, "page.json");
    assert_eq!(file.source.decoded(), "春耕开始\n\x0C正文\n\n年 吨\n2024");
    assert_eq!(kinds(&file, RegionKind::Heading(2)), [("春耕开始", Some([10, 100, 20, 120]))]);
    assert_eq!(kinds(&file, RegionKind::Block), [("正文", Some([1, 2, 3, 4]))]);
    assert_eq!(kinds(&file, RegionKind::TableRow).len(), 2);
    assert!(codes(&file).is_empty(), "{:?}", file.diagnostics);
    check_map(&file);
    check_bytes(&file);
}

const HTML: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>春耕开始_某报</title>
<meta name="author" content="某记者"><meta property="article:published_time" content="2024-03-05T08:00:00+08:00">
<meta name=date content=2023-01-01><style>p > a { }</style></head><body><nav><a href=/>首页</a></nav>
<h1>春耕&mdash;开始</h1>
<p>　　本报讯
 今天，<b>三</b>个村<br>开始 春耕。</p><p><strong>小标题</strong></p><ul><li>一<li>二</ul>
<table><tr><td>年<td>吨</tr><tr><td>2024</td><td>3</td></tr></table><img src="a.jpg"><aside>没有收完
<script>if (a < b) document.write("</p>广告")</script></body></html>"#;

#[test]
fn html() {
    let file = read(HTML, "page.html");
    let text = "春耕—开始\n\n　　本报讯今天，三个村\n开始 春耕。\n\n小标题\n\n一\n二\n\n年 吨\n2024 3\n\n没有收完";
    assert_eq!(file.source.decoded(), text);
    assert_eq!(kinds(&file, RegionKind::Heading(1)), [("春耕—开始", None)]);
    assert_eq!(kinds(&file, RegionKind::Strong), [("小标题", None)]);
    assert_eq!(kinds(&file, RegionKind::ListItem).len(), 2);
    assert_eq!(kinds(&file, RegionKind::Image).len(), 1);
    assert_eq!(file.meta.title.as_ref().unwrap().value, "春耕开始_某报");
    let published = file.meta.published.as_ref().unwrap();
    assert_eq!(published.value, "2024-03-05");
    assert!(matches!(published.origin, MetaOrigin::FrontMatter(at) if HTML[at.as_usize()].starts_with("2024-03-05T")));
    assert_eq!(file.meta.extra, [("author".to_owned(), "某记者".to_owned())]);
    assert!(codes(&file).is_empty(), "{:?}", file.diagnostics);
    check_map(&file);
    check_bytes(&file);
    let main = "<html><body><div>栏目</div><article><p>正文在这里，长得多。</p></article><div>推荐</div></body></html>";
    assert_eq!(read(main, "a.html").source.decoded(), "正文在这里，长得多。");
    let unclosed = format!("<html>{}一", "<nav><script>".repeat(50_000));
    assert_eq!(read(&unclosed, "a.html").source.decoded(), "一");
}

#[test]
fn declared_encodings_are_weighed() {
    let prose = "春耕开始以后，农民们在田里忙着播种，记者在现场看到了这样的景象。".repeat(3);
    let page = format!("<html><meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>{prose}</p></html>");
    let gbk = encoding_rs::GB18030.encode(&page).0.to_vec();
    let file = read_bytes(gbk, "a.html", &ReadOptions::default()).unwrap();
    assert_eq!((file.source.decoded(), codes(&file).len()), (prose.as_str(), 0));
    let file = read(&page, "a.html");
    assert_eq!((file.source.decoded(), codes(&file)), (prose.as_str(), vec!["wrong-charset"]));
}

#[test]
fn plain_text_stays_plain() {
    for text in
        ["[图片]一篇报道", "[[1]] 注", "<b>正文</b>", "{\"a\": 1}", "[{\"text\": \"无框\"}]", "<", "[", "[\"一\"]"]
    {
        assert_eq!(read(text, "page.txt").source.decoded(), text);
    }
    assert_eq!(codes(&read("{\"a\": 1}", "page.json")), ["unknown-json"]);
}

#[test]
fn other_encodings() {
    for (name, text) in [("page.hocr", HOCR), ("page.xml", ALTO), ("page.json", RAPIDOCR)] {
        let expected = read(text, name).source.decoded().to_owned();
        let (gbk, _, _) = encoding_rs::GB18030.encode(text);
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for (bytes, encoding) in
            [(gbk.to_vec(), Some(Encoding::Gb18030)), (utf16, None), (marked, Some(Encoding::Utf8))]
        {
            let file = read_bytes(bytes, name, &ReadOptions { encoding, ..ReadOptions::default() }).unwrap();
            assert_eq!(file.source.decoded(), expected);
            check_map(&file);
        }
    }
}

#[test]
fn undecodable_bytes_stay_on_record() {
    let mut bytes = encoding_rs::GB18030.encode(RAPIDOCR).0.to_vec();
    let at = bytes.windows(2).position(|w| w == encoding_rs::GB18030.encode("行").0.as_ref()).unwrap();
    bytes[at] = 0xFF;
    let options = ReadOptions { encoding: Some(Encoding::Gb18030), ..ReadOptions::default() };
    let file = read_bytes(bytes, "page.json", &options).unwrap();
    let bad: Vec<_> = file.source.undecodable().map(|r| (r.start() as usize, r.len())).collect();
    assert_eq!(bad, [(at, 2)]);
    check_map(&file);
    let file = read(r#"[{"box": [1,2,3,4], "text": "一\ud800二"}]"#, "page.json");
    assert_eq!((file.source.decoded(), codes(&file)), ("一\u{FFFD}二", vec!["bad-escape"]));
    assert_eq!(file.source.undecodable().count(), 1);
}

#[test]
fn hostile_files_do_no_harm() {
    let bomb = r#"<!DOCTYPE alto [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
        <alto><Page><TextLine><String CONTENT="&b;&x;"/></TextLine></Page></alto>"#;
    let file = read(bomb, "page.xml");
    assert_eq!(file.source.decoded(), "&b;&x;");
    assert_eq!(codes(&file), ["declarations-ignored", "bad-escape"]);
    // Boxes without end, on one page, and elements that are never closed.
    let many = format!("[{}]", vec![r#"{"box": [-1e308, 1, 2, 1e308], "text": "字"}"#; 20_000].join(","));
    let file = read(&many, "page.json");
    assert_eq!((lines(&file).len(), codes(&file)), (20_000, vec!["bad-box"]));
    let open = format!("<html><body class='ocr_page'>{}", "<span class='ocr_line'>字".repeat(20_000));
    let file = read(&open, "page.hocr");
    assert_eq!((lines(&file).len(), codes(&file)), (20_000, vec!["truncated-file"]));
    let deep = format!("<PcGts><Page>{}", "<Word><TextEquiv><Unicode>字".repeat(20_000));
    assert_eq!(codes(&read(&deep, "page.xml")), ["nested-too-deeply", "truncated-file", "empty-text"]);
    let ends = format!("{}{}", open, "</p></b></div>".repeat(20_000));
    assert_eq!(lines(&read(&ends, "page.hocr")).len(), 20_000);
}

#[test]
fn cut_files_keep_what_stands_before() {
    let files = [
        (HOCR, "page.hocr"),
        (ALTO, "page.xml"),
        (RAPIDOCR, "page.json"),
        (PAGE, "page.xml"),
        (MINERU, "page.json"),
        (DOCLING, "page.json"),
    ];
    for (text, name) in files {
        let whole = read(text, name);
        for end in (0..text.len()).filter(|i| text.is_char_boundary(*i)) {
            let Ok(file) = read_bytes(text.as_bytes()[..end].to_vec(), name, &ReadOptions::default()) else { continue };
            if file.source.media_type() == whole.source.media_type() {
                assert!(end + 1 >= text.len() || codes(&file).contains(&"truncated-file"), "{name} {end}");
                check_map(&file);
            }
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn packed_files() {
    let whole = read(ALTO, "page.xml");
    for (packed, end) in [(gzip(ALTO.as_bytes()), "gzip"), (zstd(ALTO.as_bytes()), "zstd")] {
        // Twice: members follow one another.
        let twice = [packed.clone(), packed.clone()].concat();
        let file = read_bytes(packed.clone(), "page.xml.gz", &ReadOptions::default()).unwrap();
        assert_eq!((file.source.bytes(), &file.regions), (ALTO.as_bytes(), &whole.regions));
        assert_eq!(file.source.media_type(), format!("application/alto+xml; compression={end}"));
        assert_eq!(codes(&file), ["bad-box", "unpacked"]);
        let file = read_bytes(twice, "x", &ReadOptions::default()).unwrap();
        assert_eq!(file.source.bytes().len(), 2 * ALTO.len());
        for len in 4..packed.len() {
            match read_bytes(packed[..len].to_vec(), "x", &ReadOptions::default()) {
                Ok(file) => assert!(codes(&file).contains(&"truncated-file"), "{len} {:?}", file.diagnostics),
                Err(error) => {
                    assert!(matches!(error, IngestError::BadPacking { .. } | IngestError::NotText { .. }), "{error}")
                }
            }
        }
    }
    let bomb = gzip(&vec![b' '; 64 << 20]);
    assert!(matches!(read_bytes(bomb, "x", &ReadOptions::default()), Err(IngestError::Unpacked { .. })));
    let twofold = gzip(&gzip(b"text"));
    assert!(matches!(read_bytes(twofold, "x", &ReadOptions::default()), Err(IngestError::Unsupported { .. })));
    let markdown = read_bytes(gzip("# 一".as_bytes()), "a.md.gz", &ReadOptions::default()).unwrap();
    assert_eq!(markdown.source.media_type(), "text/markdown; compression=gzip");
}

/// What stands far behind a line is parted from it, by both readers alike.
#[test]
fn wide_gaps_stay_wide() {
    let words = [(0, "水库"), (60, "今年"), (120, "放水"), (400, "SS")];
    let hocr: String =
        words.map(|(x, w)| format!("<span class='ocrx_word' title='bbox {x} 0 {} 28'>{w}</span> ", x + 56)).concat();
    let alto = words
        .map(|(x, w)| format!("<String HPOS='{x}' VPOS='0' WIDTH='56' HEIGHT='28' CONTENT='{w}'/>"))
        .join("<SP WIDTH='4'/>")
        .replace("'放水'/><SP WIDTH='4'/>", "'放水'/><SP WIDTH='224'/>");
    for (text, name) in [
        (format!("<div class='ocr_page'><span class='ocr_line' title='bbox 0 0 456 28'>{hocr}</span></div>"), "a.hocr"),
        (
            format!("<alto><Page><TextLine HPOS='0' VPOS='0' WIDTH='456' HEIGHT='28'>{alto}</TextLine></Page></alto>"),
            "a.xml",
        ),
    ] {
        let file = read(&text, name);
        assert_eq!(file.source.decoded(), "水库今年放水   SS", "{name}");
        check_map(&file);
    }
}

/// Real files of the engines, where they are at hand.
#[test]
fn engines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/ocr");
    if !root.is_dir() {
        eprintln!("no engine files here; skipped");
        return;
    }
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for page in fs::read_dir(root).unwrap() {
        for severity in ["s1", "s2"] {
            let folder = page.as_ref().unwrap().path().join(severity);
            let engine = fs::read_to_string(folder.join("tesseract.txt")).unwrap();
            for name in ["tesseract.hocr", "tesseract.alto.xml"] {
                let file = read(&fs::read_to_string(folder.join(name)).unwrap(), name);
                assert_eq!(words(file.source.decoded()), words(&engine), "{folder:?} {name}");
                assert!(file.diagnostics.is_empty(), "{:?}", file.diagnostics);
                assert!(lines(&file).iter().all(|l| l.1 == Some(1) && l.2.is_some() && l.3.is_some()));
                check_map(&file);
            }
            let file = read(&fs::read_to_string(folder.join("rapidocr.json")).unwrap(), "rapidocr.json");
            assert!(file.diagnostics.is_empty() && lines(&file).iter().all(|l| l.2.is_some() && l.3.is_some()));
            check_map(&file);
            check_bytes(&file);
        }
    }
}

proptest! {
    /// Any words in any form come back, each from its own bytes.
    #[test]
    fn words_come_back(words in prop::collection::vec("[一-龥A-Za-z0-9<&\"'\\\\，。😀]{1,8}", 1..6), numeric in any::<bool>()) {
        let escape = |word: &str| -> String {
            word.chars().map(|c| match c {
                c if numeric => format!("&#x{:X};", c as u32),
                '<' => "&lt;".into(), '&' => "&amp;".into(), '"' => "&quot;".into(), c => c.to_string(),
            }).collect()
        };
        let json = |word: &str| -> String {
            word.chars().map(|c| match c {
                c if numeric => c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect(),
                '"' => "\\\"".into(), '\\' => "\\\\".into(), c => c.to_string(),
            }).collect()
        };
        let all = |f: &dyn Fn(&String) -> String| words.iter().map(f).collect::<Vec<_>>();
        let hocr = all(&|w| format!("<span class='ocr_line' title='bbox 1 2 3 4'>{}</span>", escape(w))).concat();
        let alto = all(&|w| format!("<TextLine><String CONTENT=\"{}\"/></TextLine>", escape(w))).concat();
        let boxes = all(&|w| format!("{{\"box\": [1,2,3,4], \"text\": \"{}\"}}", json(w))).join(",");
        for (text, name) in [
            (format!("<html><div class='ocr_page'>{hocr}</div></html>"), "a.hocr"),
            (format!("<alto><Page>{alto}</Page></alto>"), "a.xml"),
            (format!("[{boxes}]"), "a.json"),
        ] {
            let file = read(&text, name);
            prop_assert_eq!(file.source.decoded(), words.join("\n"));
            check_map(&file);
            check_bytes(&file);
        }
    }

    /// Noise in markup and JSON is no cause to panic.
    #[test]
    fn noise(text in "[<>&;#x\"'\\[\\]{}:, \\\\a-c一=/!-]{0,80}", kind in 0..3usize) {
        let text = [
            format!("<html class='ocr_page'>{text}"),
            format!("<alto><Page><TextLine><String CONTENT=\"一{text}"),
            format!("[{{\"box\": [1,2,3,4], \"text\": \"一{text}"),
        ][kind].clone();
        if let Ok(file) = read_bytes(text.into_bytes(), "a.json", &ReadOptions::default()) {
            check_map(&file);
        }
    }
}
