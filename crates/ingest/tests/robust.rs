//! Hostile, broken and merely unusual files: no panic, bounded time and memory, a finding, and no word lost that was read.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use baokan_corpus_model::{Region, RegionKind};
use baokan_ingest::{Encoding, Ingested, ReadOptions, read_bytes};
use proptest::prelude::*;

fn read(text: &str, name: &str) -> Ingested {
    read_bytes(text.as_bytes().to_vec(), name, &ReadOptions::default()).unwrap()
}

fn codes(file: &Ingested) -> Vec<&str> {
    file.diagnostics.iter().map(|d| d.code.as_ref()).collect()
}

fn boxes(file: &Ingested) -> Vec<Option<[i32; 4]>> {
    file.regions.iter().filter(|r| r.kind == RegionKind::Line).map(|r: &Region| r.bbox).collect()
}

/// Far more than is needed, even by a slow machine with a debug build; what is not linear takes minutes.
#[track_caller]
fn quick<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    result
}

const LINE: &str = "<span class='ocr_line' title='bbox 1 2 30 4'>字</span>";

#[test]
fn xml_bombs_are_plain_text() {
    let mut laughs = String::from("<!DOCTYPE alto [<!ENTITY e0 \"哈\">");
    for i in 1..30 {
        let _ = write!(laughs, "<!ENTITY e{i} \"{}\">", format!("&e{};", i - 1).repeat(10));
    }
    let quadratic = format!("<!DOCTYPE alto [<!ENTITY a \"{}\">", "哈".repeat(100_000));
    let parameter =
        "<!DOCTYPE alto [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p; <!ENTITY x SYSTEM 'http://127.0.0.1:9/'>";
    for (head, used) in [(laughs.as_str(), "&e29;"), (&quadratic, "&a;&a;"), (parameter, "&x;&p;")] {
        for body in [
            format!("<alto><Page><TextLine><String CONTENT=\"{used}\"/></TextLine></Page></alto>"),
            format!(
                "<PcGts><Page><TextRegion><TextEquiv><Unicode>{used}</Unicode></TextEquiv></TextRegion></Page></PcGts>"
            ),
        ] {
            let file = quick(|| read(&format!("{head}]>{body}"), "page.xml"));
            assert!(file.source.decoded() == used);
            assert_eq!(codes(&file), ["declarations-ignored", "bad-escape"]);
        }
    }
    let include = "<alto xmlns:xi='http://www.w3.org/2001/XInclude'><Page><xi:include href='file:///etc/hostname' parse='text'/>\
        <TextLine><String CONTENT='字'/></TextLine></Page></alto>";
    assert_eq!(read(include, "page.xml").source.decoded(), "字");
}

#[test]
fn depth_is_bounded() {
    for (text, name) in [
        (format!("<div class='ocr_page'>{}{LINE}", "<div>".repeat(300_000)), "page.hocr"),
        (
            format!("<alto><Page>{}<TextLine><String CONTENT='字'/></TextLine>", "<ComposedBlock>".repeat(300_000)),
            "page.xml",
        ),
        (format!("<PcGts><Page>{}", "<TextRegion>".repeat(300_000)), "page.xml"),
        (format!("<html><body>{}字", "<table><tr><td>".repeat(100_000)), "page.html"),
    ] {
        let file = quick(|| read(&text, name));
        let whole = if name == "page.html" { "字" } else { file.source.decoded() };
        assert!(file.source.decoded().contains(whole));
        assert!(name == "page.html" || codes(&file).contains(&"truncated-file"), "{:?}", codes(&file));
    }
    let json = format!("[{{\"text\": \"字\", \"box\": [1,2,3,4]}}, {}", "[".repeat(1_000_000));
    let file = quick(|| read(&json, "page.json"));
    assert_eq!((file.source.decoded(), codes(&file)), ("字", vec!["truncated-file"]));
}

#[test]
fn pages_of_very_many_boxes() {
    const N: usize = 100_000;
    let hocr = format!("<div class='ocr_page' title='bbox 0 0 9 9'>{}</div>", LINE.repeat(N));
    let words = format!(
        "<div class='ocr_page'><span class='ocr_line' title='bbox 1 2 30 4'>{}</span></div>",
        "<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 90'>字</span>".repeat(N)
    );
    let alto = format!(
        "<alto><Page><TextBlock>{}</TextBlock></Page></alto>",
        "<TextLine HPOS='1' VPOS='2' WIDTH='3' HEIGHT='4'><String CONTENT='字'/></TextLine>".repeat(N)
    );
    let strings = format!(
        "<alto><Page><TextLine HEIGHT='4' HPOS='1' VPOS='2' WIDTH='3'>{}</TextLine></Page></alto>",
        "<String HPOS='1' WIDTH='3' CONTENT='字'/><SP/>".repeat(N)
    );
    let page = format!(
        "<PcGts><Page><TextRegion>{}</TextRegion></Page></PcGts>",
        "<TextLine><Coords points='1,2 3,4'/><TextEquiv><Unicode>字</Unicode></TextEquiv></TextLine>".repeat(N)
    );
    let json = format!("[{}]", vec!["{\"text\":\"字\",\"box\":[1,2,3,4]}"; N].join(","));
    for (text, name) in
        [(hocr, "a.hocr"), (words, "a.hocr"), (alto, "a.xml"), (strings, "a.xml"), (page, "a.xml"), (json, "a.json")]
    {
        let file = quick(|| read(&text, name));
        assert_eq!(file.source.decoded().matches('字').count(), N);
        // The order of so many regions, too.
        quick(|| file.into_document().regions.len());
    }
    let mut order = String::new();
    let mut regions = String::new();
    for i in 0..20_000 {
        let _ = write!(order, "<RegionRefIndexed index='{}' regionRef='r{i}'/>", 20_000 - i);
        let _ = write!(regions, "<TextRegion id='r{i}'><TextEquiv><Unicode>字</Unicode></TextEquiv></TextRegion>");
    }
    let page = format!(
        "<PcGts><Page><ReadingOrder><OrderedGroup>{order}</OrderedGroup></ReadingOrder>{regions}</Page></PcGts>"
    );
    let doc = quick(|| read(&page, "a.xml").into_document());
    assert!(doc.text.edits_by("declared-reading-order") > 0);
    assert!(doc.text.edit_count() > 1000);
    assert_eq!(doc.text.as_str().len(), doc.source().body().len());
}

#[test]
fn absurd_boxes_cost_the_box_and_not_the_words() {
    let sane = Some([1, 2, 30, 4]);
    for (corners, expected) in [
        ("1 2 30 4", sane),
        ("1.4 2 30 4.2", sane),
        ("1, 2, 30, 4", sane),
        ("NaN 2 30 4", None),
        ("1e308 2 1e309 4", None),
        ("-99999999 2 30 4", None),
        ("30 2 1 4", None),
        ("1 2 30", None),
        ("", None),
    ] {
        let file = read(
            &format!("<div class='ocr_page'><span class='ocr_line' title='bbox {corners}'>字</span></div>"),
            "a.hocr",
        );
        assert_eq!((file.source.decoded(), boxes(&file)), ("字", vec![expected]), "{corners}");
        assert_eq!(codes(&file).contains(&"bad-box"), expected.is_none() && !corners.is_empty(), "{corners}");
    }
    for value in ["NaN", "1e308", "-1e308", "Infinity", "null", "\"x\"", "[[1]]"] {
        let file = read(
            &format!("[{{\"text\": \"字\", \"box\": [1, 2, 3, {value}]}}, {{\"text\": \"好\", \"box\": [1,2,3,4]}}]"),
            "a.json",
        );
        assert!(file.source.decoded().ends_with('好'), "{value}");
    }
}

#[test]
fn hocr_titles_in_any_form() {
    for title in [
        "title='x_wconf 90; bbox 1 2 30 4'",
        "title=\"image &quot;a;b.png&quot;; bbox 1 2 30 4;\"",
        "TITLE='image \"a; bbox 9 9 9 9; b.png\" ; bbox 1  2\t30 4 ; ppageno 0'",
        "title='image \"open; bbox 1 2 30 4'",
        "title=' bbox 1 2\r\n 30 4'",
    ] {
        let file = read(&format!("<div class=ocr_page><span class=\"x ocr_line y\" {title}>字</span></div>"), "a.hocr");
        assert_eq!(boxes(&file), [Some([1, 2, 30, 4])], "{title}");
    }
}

#[test]
fn alto_of_all_kinds() {
    // Tenths of a millimetre are the unit of the file, as any other; nothing is scaled.
    for unit in ["pixel", "mm10", "inch1200"] {
        let file = read(
            &format!(
                "<alto><Description><MeasurementUnit>{unit}</MeasurementUnit></Description><Layout><Page ID='p' WIDTH='2970' HEIGHT='4200'>\
                 <TextBlock ID='p'><TextLine HPOS='100.4' VPOS='20' WIDTH='300' HEIGHT='30'><String SUBS_TYPE='HypPart1' SUBS_CONTENT='wheatfield' CONTENT='wheat'/>\
                 <HYP CONTENT='-'/></TextLine><TextLine ID='p'><String SUBS_TYPE='HypPart2' SUBS_CONTENT='wheatfield' CONTENT='field'/></TextLine></TextBlock>\
                 </Page><Page/></Layout></alto>"
            ),
            "a.xml",
        );
        assert_eq!(file.source.decoded(), "wheat-\nfield");
        assert_eq!(boxes(&file), [Some([100, 20, 400, 50]), None]);
        assert!(codes(&file).is_empty());
    }
    let crlf = "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?>\r\n<alto>\r\n<Page\r\n WIDTH='9'\r\n HEIGHT='9'>\r\n<TextLine>\r\n<String\r\n CONTENT='春&#13;&#10;耕'\r\n/>\r\n</TextLine></Page></alto>";
    let file = read(crlf, "a.xml");
    assert_eq!(file.source.decoded(), "春\r\n耕");
    assert_eq!(file.source.bytes()[file.source.locate(0, 3).as_usize()], *"春".as_bytes());
}

#[test]
fn vertical_pages_keep_their_boxes() {
    let line = |x: i32, text: &str| {
        format!(
            "<span class='ocr_line' title='bbox {x} 10 {} 400; textangle 180; writing_direction vertical-rl'>{text}</span>",
            x + 30
        )
    };
    let file = read(
        &format!("<div class='ocr_page' title='bbox 0 0 900 900'>{}{}</div>", line(800, "本報訊"), line(760, "今日")),
        "a.hocr",
    );
    assert_eq!(file.source.decoded(), "本報訊\n今日");
    assert_eq!(boxes(&file), [Some([800, 10, 830, 400]), Some([760, 10, 790, 400])]);
}

#[test]
fn empty_pages_and_empty_files() {
    let file = read(
        "<div class='ocr_page' title='bbox 0 0 9 9'></div><div class='ocr_page'><span class='ocr_line'>字</span></div><div class='ocr_page'/>",
        "a.hocr",
    );
    assert_eq!(
        (file.source.decoded(), file.regions.iter().find(|r| r.kind == RegionKind::Line).unwrap().page),
        ("字", Some(2))
    );
    for (text, name) in
        [("<alto/>", "a.xml"), ("<PcGts><Page/></PcGts>", "a.xml"), ("<div class='ocr_page'/>", "a.hocr")]
    {
        assert_eq!(codes(&read(text, name)), ["empty-text"]);
    }
}

#[test]
fn mixed_encodings_keep_both_halves() {
    // A page in UTF-8 into which lines of GBK were pasted.
    let prose = "春耕开始以后，农民们在田里忙着播种。";
    let gbk = encoding_rs::GB18030.encode("另一种编码").0.to_vec();
    let mut bytes = Vec::new();
    bytes.extend_from_slice("<div class='ocr_page'>".as_bytes());
    for i in 0..20 {
        let words: &[u8] = if i == 7 { &gbk } else { prose.as_bytes() };
        bytes.extend_from_slice(b"<span class='ocr_line' title='bbox 1 2 30 4'>");
        bytes.extend_from_slice(words);
        bytes.extend_from_slice(b"</span>\n");
    }
    bytes.extend_from_slice(b"</div>");
    let file = read_bytes(bytes.clone(), "a.hocr", &ReadOptions::default()).unwrap();
    assert_eq!(file.source.encoding(), "UTF-8");
    assert_eq!(file.source.decoded().matches(prose).count(), 19);
    assert!(codes(&file).contains(&"undecodable-bytes"));
    assert_eq!(boxes(&file).len(), 20);
    let lost: u32 = file.source.undecodable().map(|r| r.len()).sum();
    assert!(lost > 0 && lost as usize <= gbk.len());
    // The same declared as something else, and told to be something else.
    for encoding in Encoding::ALL {
        let options = ReadOptions { encoding: Some(*encoding), ..ReadOptions::default() };
        let _ = read_bytes(bytes.clone(), "a.hocr", &options);
    }
}

const FILES: &[(&str, &str)] = &[
    (
        "a.hocr",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html><body><div class='ocr_page' title='bbox 0 0 9 9'><p class='ocr_par'><span class='ocr_line' title=\"bbox 1 2 30 4\"><span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 9'>春耕&amp;</span> <span class='ocrx_word'>开始</span></span></p></div></body></html>",
    ),
    (
        "a.xml",
        "<alto><Layout><Page WIDTH='9' HEIGHT='9'><TextBlock><TextLine HPOS='1' VPOS='2' WIDTH='3' HEIGHT='4'><String CONTENT='春耕&amp;'/><SP/><String CONTENT='开始'/></TextLine></TextBlock></Page></Layout></alto>",
    ),
    (
        "a.xml",
        "<PcGts><Page><ReadingOrder><OrderedGroup><RegionRefIndexed index='1' regionRef='a'/><RegionRefIndexed index='0' regionRef='b'/></OrderedGroup></ReadingOrder><TextRegion id='a'><TextLine><Coords points='1,2 3,4'/><TextEquiv><Unicode>春耕<![CDATA[&]]></Unicode></TextEquiv></TextLine></TextRegion><TextRegion id='b'><TextEquiv><Unicode>开始</Unicode></TextEquiv></TextRegion></Page></PcGts>",
    ),
    (
        "a.json",
        r#"[{"box": [[1, 2], [3, 2], [3, 4], [1, 4]], "text": "春耕\u0026", "score": 0.9}, {"box": [1, 2, 3, 4], "text": "开始"}]"#,
    ),
    (
        "a.json",
        r##"{"schema_name": "DoclingDocument", "body": {"children": [{"$ref": "#/texts/1"}, {"$ref": "#/texts/0"}]}, "texts": [{"label": "text", "text": "春耕&", "prov": [{"page_no": 1, "bbox": {"l": 1, "t": 2, "r": 3, "b": 4}}]}, {"label": "title", "text": "开始"}]}"##,
    ),
    (
        "a.json",
        r#"[{"type": "text", "text": "春耕&", "text_level": 1, "bbox": [1, 2, 3, 4], "page_idx": 0}, {"type": "table", "table_body": "<table><tr><td>开始</td></tr></table>", "page_idx": 0}]"#,
    ),
    (
        "a.json",
        r#"[[{"type": "paragraph", "content": {"paragraph_content": [{"type": "text", "content": "春耕&"}]}}, {"type": "list", "content": {"list_items": [{"item_content": [{"content": "开始"}]}]}}]]"#,
    ),
    (
        "a.json",
        r#"{"pdf_info": [{"page_idx": 0, "para_blocks": [{"type": "text", "lines": [{"bbox": [1, 2, 3, 4], "spans": [{"content": "春耕&"}, {"content": "开始"}]}]}]}]}"#,
    ),
    (
        "a.json",
        r#"{"parsing_res_list": [{"block_label": "text", "block_content": "春耕&", "block_bbox": [1, 2, 3, 4], "block_order": 2}, {"block_label": "table", "block_content": "<table><tr><td>开始</td></tr></table>", "block_order": 1}]}"#,
    ),
    (
        "a.html",
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>题</title></head><body><p>春耕&amp;</p><ul><li>开始</ul></body></html>",
    ),
    ("a.md", "---\ntitle: 题\n---\n# 春耕&\n\n开始\n"),
];

/// Positions rise, are whole characters and inside of the file.
fn check(file: &Ingested) {
    let source = &file.source;
    let mut next = 0;
    for (i, c) in source.decoded().char_indices() {
        let at = source.locate(i as u32, (i + c.len_utf8()) as u32);
        assert!(at.start() >= next && !at.is_empty());
        next = at.end();
    }
    assert!(next as usize <= source.bytes().len());
    assert!(file.regions.iter().all(|r| r.source.end() as usize <= source.bytes().len()));
}

#[test]
fn a_cut_at_any_byte_is_told_and_costs_nothing_before_it() {
    for (name, text) in FILES {
        let whole = read(text, name);
        let kept = |file: &Ingested| file.source.decoded().chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let all = kept(&whole);
        for end in 0..text.len() {
            let Ok(file) = read_bytes(text.as_bytes()[..end].to_vec(), name, &ReadOptions::default()) else { continue };
            check(&file);
            if file.source.media_type() != whole.source.media_type() {
                continue;
            }
            // What stands before the cut is read; the last character may be broken, and an escape stay as it stands.
            let words = kept(&file);
            let words = words.trim_end_matches('\u{FFFD}');
            if !name.ends_with("html") && !name.ends_with("md") {
                let told =
                    codes(&file).iter().any(|c| ["truncated-file", "undecodable-bytes", "unknown-json"].contains(c));
                assert!(told || end + 1 >= text.len(), "{name} {end} {:?}", codes(&file));
            }
            let common = all.chars().zip(words.chars()).take_while(|(a, b)| a == b).count();
            let before = text[..text.floor_char_boundary(end)].matches('春').count();
            assert!(
                common >= before.min(all.chars().position(|c| c == '春').map_or(0, |i| i + 1)),
                "{name} {end} {words}"
            );
            let _ = file.into_document();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Anything may be cut, doubled, swapped and broken.
    #[test]
    fn broken_files_are_read_or_refused(
        index in 0..FILES.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..4, any::<u8>()), 1..6),
        pack in 0u8..6,
    ) {
        let (name, text) = FILES[index];
        let mut bytes = text.as_bytes().to_vec();
        for (a, b, kind, byte) in edits {
            if bytes.is_empty() {
                break;
            }
            let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
            let (a, b) = (a.min(b), a.max(b));
            match kind {
                0 => bytes.truncate(b),
                1 => bytes[a] = byte,
                2 => { bytes.drain(a..b); }
                _ => { let part = bytes[a..b].to_vec(); bytes.splice(a..a, part); }
            }
        }
        if pack == 0 {
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gz.write_all(&bytes).unwrap();
            bytes = gz.finish().unwrap();
        }
        if let Ok(file) = read_bytes(bytes, name, &ReadOptions::default()) {
            check(&file);
            let body = file.source.body().len();
            let doc = file.into_document();
            // Nothing is lost or made by another order.
            prop_assert_eq!(doc.text.as_str().len(), body);
        }
    }
}
