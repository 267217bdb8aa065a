//! Files of many documents, and documents of many files.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use baokan_corpus_model::{Document, MetaOrigin, SourceRange, TextRange};
use baokan_ingest::{IngestError, Ingested, InputRef, ReadOptions, plan, plan_issues};

/// A folder of its own for each test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("baokan-collections-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(input: &Result<InputRef, IngestError>) -> Result<Ingested, IngestError> {
    input.as_ref().unwrap().read(&ReadOptions::default())
}

const LINES: &str = "{\"id\": 7, \"title\": \"春耕\", \"date\": \"2024-03-05 08:00\", \"source\": \"羊城早报\", \"author\": [\"甲\", \"乙\"], \"text\": \"第一段。\\n第\\u4e8c段。\"}\r\n\
    \n{\"text\": \"坏\n{\"content\": [\"一\", \"二\"], \"publish_time\": \"去年\"}\n[1]\n{\"title\": \"没有正文\"}\n{\"正文\": \"末行\"}";

#[test]
fn one_document_a_line() {
    let scratch = Scratch::new("lines");
    let path = scratch.write("a.jsonl", LINES.as_bytes());
    let inputs = plan([&path]);
    let names: Vec<String> =
        inputs.iter().map(|i| i.as_ref().unwrap().origin().replace(path.to_str().unwrap(), "a")).collect();
    assert_eq!(names, ["a:1", "a:3", "a:4", "a:5", "a:6", "a:7"]);
    let first = read(&inputs[0]).unwrap();
    assert_eq!(first.source.decoded(), "第一段。\n第二段。");
    assert_eq!(first.meta.title.as_ref().unwrap().value, "春耕");
    assert_eq!(first.meta.published.as_ref().unwrap().value, "2024-03-05");
    assert_eq!(first.meta.publication.as_ref().unwrap().value, "羊城早报");
    let extra: Vec<_> = first.meta.extra.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(extra, [("id", "7"), ("author", "甲；乙")]);
    let Some(MetaOrigin::FrontMatter(at)) = first.meta.title.as_ref().map(|m| m.origin.clone()) else { panic!() };
    assert_eq!(&first.source.bytes()[at.as_usize()], "春耕".as_bytes());
    // Lines that are no documents say so, with file and line, and the others are not concerned.
    for (i, why) in [(1, "a string is not closed"), (3, "no JSON object"), (4, "names one of: title")] {
        let error = read(&inputs[i]).unwrap_err();
        assert!(matches!(error, IngestError::BadRecord { .. }));
        assert!(error.to_string().contains(why) && error.to_string().contains(".jsonl:"), "{error}");
    }
    let third = read(&inputs[2]).unwrap();
    assert_eq!(third.source.decoded(), "一\n\n二");
    assert!(third.diagnostics.iter().any(|d| d.code == "bad-metadata"));
    assert_eq!(read(&inputs[5]).unwrap().source.decoded(), "末行");
}

#[test]
fn a_citation_names_the_line_and_the_bytes_of_the_file() {
    let scratch = Scratch::new("cite");
    let path = scratch.write("a.jsonl", LINES.as_bytes());
    let doc: Document = read(&plan([&path])[5]).unwrap().into_document();
    let places = doc.places(doc.cite(TextRange::new(3, 6)).source_ranges());
    assert_eq!(places.len(), 1);
    assert_eq!((places[0].line, places[0].path.as_deref()), (Some(7), path.to_str()));
    let (from, to) = places[0].bytes.unwrap();
    assert_eq!(&LINES.as_bytes()[from as usize..to as usize], "行".as_bytes());
}

#[test]
fn columns_and_single_lines_are_named() {
    let scratch = Scratch::new("column");
    let path = scratch.write("a.ndjson", "{\"text\": \"摘要\", \"story\": \"正文\"}\n{\"text\": \"x\"}\n".as_bytes());
    let options = ReadOptions { text_column: Some("story".into()), ..ReadOptions::default() };
    let inputs = plan([&path]);
    let first = inputs[0].as_ref().unwrap().read(&options).unwrap();
    assert_eq!(first.source.decoded(), "正文");
    assert_eq!(first.meta.extra, [("text".to_owned(), "摘要".to_owned())]);
    assert!(inputs[1].as_ref().unwrap().read(&options).unwrap_err().to_string().contains("no text in column `story`"));
    let one = plan([format!("{}:2", path.display())]);
    assert_eq!(read(&one[0]).unwrap().source.decoded(), "x");
    assert!(plan([format!("{}:3", path.display())])[0].is_err());
}

#[test]
fn packed_lines_are_read_in_any_order() {
    let scratch = Scratch::new("packed");
    let text: String = (0..2000).map(|i| format!("{{\"text\": \"第{i}篇\"}}\n")).collect();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    let gz = gz.finish().unwrap();
    let inputs = plan([scratch.write("a.jsonl.gz", &gz)]);
    assert_eq!(inputs.len(), 2000);
    for i in [0, 5, 3, 4, 1999, 0, 700, 1] {
        assert_eq!(read(&inputs[i]).unwrap().source.decoded(), format!("第{i}篇"));
    }
    let zst = ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    // Two frames, one after the other.
    let inputs = plan([scratch.write("a.jsonl.zst", &[zst.clone(), zst].concat())]);
    assert_eq!(inputs.len(), 4000);
    assert_eq!(read(&inputs[3999]).unwrap().source.decoded(), "第1999篇");
    // Cut: what stands before is there, and the fault is named.
    let inputs = plan([scratch.write("cut.jsonl.gz", &gz[..gz.len() / 2])]);
    assert!(inputs.len() > 2 && inputs.last().unwrap().is_err());
    assert_eq!(read(&inputs[0]).unwrap().source.decoded(), "第0篇");
    // A bomb: refused while it is listed.
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 64 << 20]).unwrap();
    let inputs = plan([scratch.write("bomb.jsonl.gz", &bomb.finish().unwrap())]);
    assert!(matches!(inputs.last().unwrap(), Err(IngestError::Unpacked { .. })));
}

#[test]
fn a_folder_is_an_issue() {
    let scratch = Scratch::new("issue");
    let hocr = |word: &str| {
        format!(
            "<div class='ocr_page' title='bbox 0 0 9 9'><span class='ocr_line' title='bbox 1 2 3 4'>{word}</span></div>"
        )
    };
    scratch.write("1965/p10.hocr", hocr("第十").as_bytes());
    scratch.write("1965/p2.hocr", hocr("第二").as_bytes());
    scratch.write("1965/p2.txt", "同页".as_bytes());
    scratch.write("1965/p1.txt", b"---\ntitle: x\n---\n\xB5\xDA\xD2\xBB\xB0\xE6");
    scratch.write("1965/p3.txt", b"%PDF-1.7");
    scratch.write("other/only.txt", "独页".as_bytes());
    let inputs = plan_issues([&scratch.0]);
    assert_eq!(inputs.len(), 2);
    let issue = read(&inputs[0]).unwrap();
    assert_eq!(issue.source.decoded(), "第一版\n\x0C第二\n\x0C第十");
    assert_eq!((issue.source.encoding(), issue.source.media_type()), ("mixed", "multipart/mixed"));
    assert_eq!(issue.meta.title.as_ref().unwrap().value, "x");
    let codes: Vec<&str> = issue.diagnostics.iter().map(|d| d.code.as_ref()).collect();
    assert!(codes.contains(&"unreadable-page") && codes.contains(&"missing-page"), "{codes:?}");
    let message = &issue.diagnostics.iter().find(|d| d.code == "missing-page").unwrap().message;
    assert_eq!(message, "no file for page 4–9");
    let names: Vec<_> = issue.source.parts().iter().map(|p| p.origin.rsplit(['/', '\\']).next().unwrap()).collect();
    assert_eq!(names, ["p1.txt", "p2.hocr", "p10.hocr"]);
    let doc = issue.into_document();
    let cite = |word: &str| {
        let at = doc.text.as_str().find(word).unwrap() as u32;
        doc.places(doc.cite(TextRange::at(at, word.len() as u32)).source_ranges())
    };
    let first = cite("第一");
    assert_eq!((first[0].page, first[0].bbox, first[0].bytes), (Some(1), None, Some((17, 21))));
    let tenth = &cite("第十")[0];
    assert_eq!((tenth.page, tenth.bbox), (Some(10), Some([1, 2, 3, 4])));
    let (from, to) = tenth.bytes.unwrap();
    let file = fs::read(tenth.path.as_deref().unwrap()).unwrap();
    assert_eq!(&file[from as usize..to as usize], "第十".as_bytes());
    // What stands between two files is in neither.
    let between = doc.source().parts()[0].at.end();
    assert!(doc.places(&[SourceRange::at(between, 1)]).is_empty());
    // Two files that are named are one issue; one is itself.
    let named = plan_issues([scratch.0.join("1965/p2.hocr"), scratch.0.join("1965/p10.hocr")]);
    assert_eq!(read(&named[0]).unwrap().source.decoded(), "第二\n\x0C第十");
    assert!(read(&inputs[1]).unwrap().source.parts().is_empty());
}

#[test]
fn no_page_of_an_issue_is_left_out_in_silence() {
    let scratch = Scratch::new("left-out");
    scratch.write("p1.txt", "首页".as_bytes());
    scratch.write("p2.txt", "次页".as_bytes());
    scratch.write("p2.json", b"[[[");
    scratch.write("p6.json", b"[[[");
    scratch.write("config.json", b"{}");
    scratch.write("README.md", "说明\x0C第二页".as_bytes());
    let issue = read(&plan_issues([&scratch.0])[0]).unwrap();
    assert_eq!(issue.source.decoded(), "首页\n\x0C次页\n\x0C说明\x0C第二页");
    let said = |code: &str| {
        let all = issue.diagnostics.iter().filter(|d| d.code == code).map(|d| d.message.as_ref());
        all.collect::<Vec<&str>>()
    };
    assert!(matches!(said("unreadable-page")[..], [message] if message.contains("p6.json: ")));
    assert!(matches!(said("unnumbered-page")[..], [message] if message.contains("README.md: ")));
    assert_eq!(said("missing-page"), ["no file for page 3–5"]);
    let pages: Vec<_> = issue.source.parts().iter().map(|part| part.page).collect();
    assert_eq!(pages, [Some(1), Some(2), Some(7)]);
    // One page and a broken one are an issue as well.
    let scratch = Scratch::new("left-out-2");
    scratch.write("1.txt", "首页".as_bytes());
    scratch.write("2.json", b"[[[");
    let issue = read(&plan_issues([&scratch.0])[0]).unwrap();
    assert_eq!(issue.diagnostics.iter().filter(|d| d.code == "unreadable-page").count(), 1);
}

#[test]
fn rules_inside_of_a_page_turn_none() {
    let scratch = Scratch::new("rules");
    scratch.write("1.md", "首页\n\n---\n\n首页之二".as_bytes());
    scratch.write("2.md", "次页\x0C三页".as_bytes());
    scratch.write("9.md", "末页".as_bytes());
    let doc = read(&plan_issues([&scratch.0])[0]).unwrap().into_document();
    let page = |word: &str| {
        let at = doc.text.as_str().find(word).unwrap() as u32;
        doc.places(doc.cite(TextRange::at(at, word.len() as u32)).source_ranges())[0].page
    };
    // A file of two pages: names do not count pages then.
    let found = ["首页", "首页之二", "次页", "三页", "末页"].map(page);
    assert_eq!(found, [Some(1), Some(1), Some(2), Some(3), Some(4)]);
}

#[test]
fn orders_of_pages_hold_in_an_issue() {
    let scratch = Scratch::new("orders");
    let page = |a: &str, b: &str| {
        format!(
            "<PcGts><Page imageWidth='9' imageHeight='9'><ReadingOrder><OrderedGroup><RegionRefIndexed index='0' regionRef='b'/>\
             <RegionRefIndexed index='1' regionRef='a'/></OrderedGroup></ReadingOrder>\
             <TextRegion id='a'><TextEquiv><Unicode>{a}</Unicode></TextEquiv></TextRegion>\
             <TextRegion id='b'><TextEquiv><Unicode>{b}</Unicode></TextEquiv></TextRegion></Page></PcGts>"
        )
    };
    scratch.write("1.xml", page("乙", "甲").as_bytes());
    scratch.write("2.txt", "其间".as_bytes());
    scratch.write("3.xml", page("丁", "丙").as_bytes());
    let doc = read(&plan_issues([&scratch.0])[0]).unwrap().into_document();
    assert_eq!(doc.text.as_str(), "甲\n\n乙\n\x0C其间\n\x0C丙\n\n丁");
    assert_eq!(doc.places(doc.cite(TextRange::new(0, 3)).source_ranges())[0].page, Some(1));
}
