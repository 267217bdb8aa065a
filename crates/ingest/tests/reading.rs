//! Laws of the decoding map, and what becomes of bad input.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

mod texts;

use std::fs;
use std::path::PathBuf;

use baokan_corpus_model::{MetaOrigin, Severity, SourceRange};
use baokan_ingest::{
    Encoding, Evidence, GivenMetadata, IngestError, Ingested, InputRef, ReadOptions, plan, read_bytes,
};
use proptest::prelude::*;
use texts::{ENGLISH, HANS, HANT, HONG_KONG, encode};

fn read(bytes: impl Into<Vec<u8>>) -> Result<Ingested, IngestError> {
    read_bytes(bytes.into(), "page.txt", &ReadOptions::default())
}

fn read_as(bytes: impl Into<Vec<u8>>, encoding: Encoding) -> Result<Ingested, IngestError> {
    read_bytes(bytes.into(), "page.txt", &ReadOptions { encoding: Some(encoding), ..ReadOptions::default() })
}

fn codes(file: &Ingested) -> Vec<&str> {
    file.diagnostics.iter().map(|d| d.code.as_ref()).collect()
}

fn reference(encoding: Encoding) -> &'static encoding_rs::Encoding {
    encoding_rs::Encoding::for_label(encoding.label().as_bytes()).unwrap()
}

/// Every character's bytes decode to that character, and the characters' bytes together are the file.
fn check_map(file: &Ingested, encoding: Encoding) {
    let source = &file.source;
    let text = source.decoded();
    let mark = encoding.byte_order_mark();
    let start = if source.bytes().starts_with(mark) { mark.len() as u32 } else { 0 };
    let (whole, _) = reference(encoding).decode_without_bom_handling(&source.bytes()[start as usize..]);
    assert_eq!(text, whole, "{encoding}");
    let bad: Vec<SourceRange> = source.undecodable().collect();
    let mut next = start;
    for (i, c) in text.char_indices() {
        let range = source.locate(i as u32, (i + c.len_utf8()) as u32);
        assert_eq!(range.start(), next, "{encoding}: {c:?}");
        assert!(!range.is_empty());
        next = range.end();
        assert_eq!(source.read(range), Some(c.encode_utf8(&mut [0; 4]) as &str));
        let (alone, faulty) = reference(encoding).decode_without_bom_handling(&source.bytes()[range.as_usize()]);
        if bad.iter().any(|b| b.contains(range)) {
            assert!(faulty && c == '\u{FFFD}', "{encoding}: {c:?}");
        } else if !matches!(c, '\u{CA}' | '\u{EA}' | '\u{304}' | '\u{30C}') || encoding != Encoding::Big5 {
            // Four codes of Big5 stand for two characters; those share the bytes.
            assert_eq!((alone.as_ref(), faulty), (c.encode_utf8(&mut [0; 4]) as &str, false), "{encoding}");
        }
    }
    assert_eq!(next as usize, source.bytes().len(), "{encoding}");
}

#[test]
fn every_encoding_with_and_without_mark() {
    for text in HANS.iter().chain(HANT).chain(HONG_KONG) {
        for &encoding in Encoding::ALL {
            let Some(bytes) = encode(text, encoding) else { continue };
            let file = read(bytes.clone()).unwrap();
            assert_eq!((file.source.body(), file.source.encoding()), (*text, encoding.label()));
            assert_eq!(codes(&file), Vec::<&str>::new());
            check_map(&file, encoding);
            if !encoding.byte_order_mark().is_empty() {
                let marked = [encoding.byte_order_mark(), &bytes].concat();
                let file = read(marked.clone()).unwrap();
                assert_eq!((file.source.body(), file.detection.encoding), (*text, encoding));
                assert_eq!(file.detection.evidence, Evidence::ByteOrderMark);
                check_map(&file, encoding);
                assert_eq!(read_as(marked, encoding).unwrap().source.body(), *text);
            }
        }
    }
}

#[test]
fn all_of_big5_and_the_bmp_of_gb18030() {
    let mut bytes: Vec<u8> = Vec::new();
    for lead in 0x81..=0xFEu8 {
        for trail in (0x40..=0x7E).chain(0xA1..=0xFE) {
            bytes.extend([lead, trail]);
            // An ASCII character brings a reader back into step after a code that is not assigned.
            bytes.push(b' ');
        }
    }
    // Private and unassigned codes make the file look bad; text around them keeps it readable.
    let padding = encode(&HANT.concat(), Encoding::Big5).unwrap().repeat(40);
    bytes.extend(&padding);
    check_map(&read_as(bytes, Encoding::Big5).unwrap(), Encoding::Big5);

    let bmp: String = ('\u{1}'..='\u{FFFF}').filter(|c| !c.is_control()).collect();
    let bytes = encode(&bmp, Encoding::Gb18030).unwrap_or_else(|| {
        // A few private characters have no code of their own.
        let known = bmp.chars().filter(|c| encode(c.encode_utf8(&mut [0; 4]), Encoding::Gb18030).is_some());
        encode(&known.collect::<String>(), Encoding::Gb18030).unwrap()
    });
    check_map(&read_as(bytes, Encoding::Gb18030).unwrap(), Encoding::Gb18030);
}

#[test]
fn undecodable_bytes_are_on_record_and_a_genuine_mark_is_not() {
    let mut bytes = HANS[0].as_bytes().to_vec();
    bytes.extend("原文有\u{FFFD}号。".as_bytes());
    let before = bytes.len() as u32;
    bytes.extend(b"\xE6\x8A");
    let file = read(bytes).unwrap();
    assert_eq!(file.source.decoded().matches('\u{FFFD}').count(), 2);
    assert_eq!(file.source.undecodable().collect::<Vec<_>>(), [SourceRange::new(before, before + 2)]);
    assert_eq!(codes(&file), ["undecodable-bytes"]);
    assert_eq!(file.diagnostics[0].source, Some(SourceRange::new(before, before + 2)));
    check_map(&file, Encoding::Utf8);
}

#[test]
fn a_file_cut_in_mid_character_loses_that_character_only() {
    for &encoding in &[Encoding::Utf8, Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be] {
        for text in HANT {
            let mut bytes = encode(text, encoding).unwrap();
            bytes.pop();
            let file = read(bytes).unwrap();
            let last = text.chars().next_back().unwrap();
            assert_eq!(file.source.body(), format!("{}\u{FFFD}", text.strip_suffix(last).unwrap()), "{encoding}");
            assert_eq!(codes(&file), ["undecodable-bytes"]);
        }
    }
}

#[test]
fn line_ends_and_controls_stay() {
    let text = "一\r\n二\r三\n四\x0C五\u{B}六\t七\u{20087}e\u{301}";
    let file = read(text).unwrap();
    assert_eq!(file.source.body(), text);
    assert_eq!(codes(&file), Vec::<&str>::new());

    let text = format!("{}\0{}\x01", HANS[0], HANS[1]);
    for &encoding in &[Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le] {
        let file = read(encode(&text, encoding).unwrap()).unwrap();
        assert_eq!(file.source.body(), text, "{encoding}");
        assert_eq!(codes(&file), ["nul-character", "control-character"]);
        let place = file.diagnostics[0].source.unwrap();
        assert_eq!(file.source.read(place), Some("\0"));
    }
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    assert!(matches!(read(b"%PDF-1.4\n%\xE2\xE3".as_slice()), Err(IngestError::Unsupported { .. })));
    assert!(matches!(read(b"\x1F\x8B\x08\x00abc".as_slice()), Err(IngestError::BadPacking { .. })));
    assert!(matches!(read(vec![0; 4096]), Err(IngestError::NotText { at: 0, .. })));
    // Noise of three kinds: bytes of any value, small numbers, large numbers.
    let mut state = 1u64;
    let mut random = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    for mask in [0xFF, 0x1F, 0x3F] {
        for len in [100, 1000, 100_000] {
            let noise: Vec<u8> = (0..len).map(|_| random() & mask).collect();
            let got = read(noise);
            assert!(
                matches!(got, Err(IngestError::NotText { .. } | IngestError::Noise { .. })),
                "{mask:x} {len} {got:?}"
            );
        }
    }
    let message = read([b"abc".as_slice(), &[0; 64]].concat()).unwrap_err().to_string();
    assert!(message.contains("page.txt"), "{message}");
}

#[test]
fn empty_files_are_documents_without_text() {
    for bytes in [b"".as_slice(), b"\xEF\xBB\xBF", b"\n\n", b"\xFF\xFE", b"---\ntitle: x\n---\n"] {
        let file = read(bytes).unwrap();
        assert_eq!(codes(&file), ["empty-text"], "{bytes:?}");
        assert_eq!(file.into_document().source().bytes(), bytes);
    }
}

#[test]
fn a_given_encoding_is_obeyed() {
    let bytes = encode(HANS[2], Encoding::Gb18030).unwrap();
    let file = read_as(bytes.clone(), Encoding::Gb18030).unwrap();
    assert_eq!((file.source.body(), file.detection.evidence), (HANS[2], Evidence::Given));
    assert!(matches!(read_as(bytes, Encoding::Utf8), Err(IngestError::NotText { at: 0, .. })));
    let marked = encode(&format!("\u{FEFF}{}", ENGLISH[0]), Encoding::Utf8).unwrap();
    assert!(codes(&read_as(marked, Encoding::Windows1252).unwrap()).contains(&"doubtful-encoding"));
}

#[test]
fn a_file_of_two_encodings_keeps_what_can_be_read() {
    let other = encode(HANS[1], Encoding::Gb18030).unwrap();
    let file = read([HANS[0].as_bytes(), &other, HANS[2].as_bytes()].concat()).unwrap();
    assert!(file.source.body().starts_with(HANS[0]) && file.source.body().ends_with(HANS[2]));
    assert_eq!(codes(&file), ["undecodable-bytes"]);
    check_map(&file, Encoding::Utf8);
}

#[test]
fn other_alphabets_are_doubted() {
    let (russian, _, _) =
        encoding_rs::WINDOWS_1251.encode("Сегодня в Пекине открылась сессия собрания народных представителей.");
    let file = read(russian.into_owned());
    assert!(file.is_err() || codes(&file.unwrap()).contains(&"doubtful-encoding"));
}

#[test]
fn english_is_unchanged() {
    for text in ENGLISH {
        let file = read(*text).unwrap();
        assert_eq!((file.source.body(), file.detection.evidence), (*text, Evidence::Ascii));
        assert_eq!(codes(&file), Vec::<&str>::new());
    }
}

#[test]
fn front_matter_is_metadata_and_no_body() {
    let text =
        "---\npublished: 2024年3月5日\npublication: 某某日报\nplace: 广州\nauthor: 张三\n---\n# 标题\n\n正文。\n";
    for &encoding in &[Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Be] {
        let given = GivenMetadata { place: Some("深圳".into()), ..GivenMetadata::default() };
        let options = ReadOptions { encoding: Some(encoding), given, ..ReadOptions::default() };
        let bytes = [encoding.byte_order_mark(), &encode(text, encoding).unwrap()].concat();
        let file = read_bytes(bytes, "page.md", &options).unwrap();
        let source = &file.source;
        assert_eq!((source.body(), source.media_type()), ("# 标题\n\n正文。\n", "text/markdown"));
        let published = file.meta.published.as_ref().unwrap();
        assert_eq!(published.value, "2024-03-05");
        let MetaOrigin::FrontMatter(at) = published.origin else { panic!("{published:?}") };
        assert_eq!(source.read(at), Some("2024年3月5日"));
        assert_eq!(file.meta.place.as_ref().unwrap().origin, MetaOrigin::Flag);
        assert_eq!(codes(&file), ["overridden-metadata", "unused-metadata"]);
        assert_eq!(source.read(file.front_matter.unwrap()).map(|b| b.ends_with("---\n")), Some(true));
        assert_eq!(source.read(file.regions[0].source), Some("# 标题"));
    }
}

#[test]
fn a_malformed_block_leaves_the_text_whole() {
    let text = "---\ntitle: x\n没有冒号的一行\n---\n正文。\n";
    let file = read(text).unwrap();
    assert_eq!((file.source.body(), file.front_matter), (text, None));
    assert_eq!(codes(&file), ["malformed-front-matter"]);
    assert_eq!(file.source.read(file.diagnostics[0].source.unwrap()), Some("没有冒号的一行"));
    assert_eq!(file.diagnostics[0].severity, Severity::Warning);
}

/// A folder that is removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("baokan-ingest-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn folders_come_sorted_and_without_strangers() {
    let scratch = Scratch::new("sorted");
    for name in ["b.txt", "a/z.MD", "a/.hidden.txt", ".git/c.txt", "a.markdown", "c.pdf", "d.text", "甲.txt"] {
        scratch.write(name, "文");
    }
    // Markup and JSON may be anything.
    scratch.write("e.json", "[{\"box\": [1, 2, 3, 4], \"text\": \"文\"}]");
    scratch.write("e.xml", "<alto/>");
    scratch.write("f.json", "{\"name\": \"x\"}");
    scratch.write("f.xml", "<rss/>");
    scratch.write("g.txt.gz", "");
    let names: Vec<String> = plan([&scratch.0])
        .into_iter()
        .map(|i| i.unwrap().path().unwrap().strip_prefix(&scratch.0).unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["a/z.MD", "a.markdown", "b.txt", "d.text", "e.json", "e.xml", "g.txt.gz", "甲.txt"]);
    // Named twice, read once; named outright, any extension.
    let twice = plan([scratch.0.join("b.txt"), scratch.0.clone(), scratch.0.join("c.pdf")]);
    assert_eq!(twice.len(), 9);
    assert_eq!(twice[0].as_ref().unwrap().path(), Some(scratch.0.join("b.txt").as_path()));
}

#[test]
fn one_bad_input_does_not_stop_the_rest() {
    let scratch = Scratch::new("bad");
    let good = scratch.write("good.txt", "报");
    fs::create_dir_all(scratch.0.join("empty")).unwrap();
    let paths = [scratch.0.join("none.txt"), scratch.0.join("empty"), good.clone(), good.join("below.txt")];
    let planned = plan(&paths);
    assert!(matches!(planned[0], Err(IngestError::NotFound { .. })));
    assert!(matches!(planned[1], Err(IngestError::EmptyFolder { .. })));
    assert_eq!(planned[2].as_ref().unwrap().read(&ReadOptions::default()).unwrap().source.body(), "报");
    assert!(matches!(planned[3], Err(IngestError::Unreadable { .. })));
    for error in planned.iter().filter_map(|p| p.as_ref().err()) {
        assert!(error.origin().is_some_and(|o| error.to_string().contains(o)));
    }
    // Gone between listing and reading; a folder where a file is expected.
    assert!(matches!(InputRef::file(&paths[0]).read(&ReadOptions::default()), Err(IngestError::NotFound { .. })));
    assert!(InputRef::file(&paths[1]).read(&ReadOptions::default()).is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn more_than_four_gibibytes_are_refused_unread() {
    let scratch = Scratch::new("large");
    let path = scratch.write("large.txt", "报");
    // A hole: it takes no room on the disk.
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 32).unwrap();
    assert!(matches!(InputRef::file(path).read(&ReadOptions::default()), Err(IngestError::TooLarge { .. })));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let scratch = Scratch::new("links");
    scratch.write("a/b.txt", "报");
    std::os::unix::fs::symlink(&scratch.0, scratch.0.join("a/loop")).unwrap();
    std::os::unix::fs::symlink(scratch.0.join("nowhere"), scratch.0.join("dangling.txt")).unwrap();
    let planned = plan([&scratch.0]);
    assert_eq!(planned.len(), 2);
    let dangling = planned[1].as_ref().unwrap().read(&ReadOptions::default());
    assert!(matches!(dangling, Err(IngestError::NotFound { .. })));
}

#[test]
fn ten_thousand_small_files() {
    let scratch = Scratch::new("many");
    for i in 0..10_000 {
        fs::write(scratch.0.join(format!("{i:05}.txt")), format!("第{i}号。")).unwrap();
    }
    let planned = plan([&scratch.0]);
    assert_eq!(planned.len(), 10_000);
    let options = ReadOptions::default();
    for (i, input) in planned.iter().enumerate() {
        let file = input.as_ref().unwrap().read(&options).unwrap();
        assert_eq!(file.source.body(), format!("第{i}号。"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_survives_any_encoding(text in "[ -~\n\u{A0}-\u{17F}\u{391}-\u{3C9}\u{4E00}-\u{9FFF}\u{3400}-\u{3500}，。\u{20000}-\u{20100}\u{1F600}]{0,40}") {
        for &encoding in Encoding::ALL {
            // What an encoding lacks is left out.
            let known: String =
                text.chars().filter(|c| encode(c.encode_utf8(&mut [0; 4]), encoding).is_some()).collect();
            let file = read_as(encode(&known, encoding).unwrap(), encoding).unwrap();
            check_map(&file, encoding);
            prop_assert_eq!(file.source.undecodable().count(), 0);
        }
    }

    #[test]
    fn any_bytes_are_read_exactly_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), pad in 0..3usize) {
        for &encoding in Encoding::ALL {
            // Around text, so that noise does not make it a binary file.
            let around = encode(HANT[pad], encoding).unwrap_or_else(|| ENGLISH[0].as_bytes().to_vec()).repeat(30);
            let whole = [around.as_slice(), &bytes, &around].concat();
            if let Ok(file) = read_as(whole, encoding) {
                check_map(&file, encoding);
            }
        }
        if let Ok(file) = read(bytes) {
            check_map(&file, file.detection.encoding);
        }
    }

    #[test]
    fn any_stretch_of_prose_is_found_in_any_encoding(index in 0..HANS.len(), from in 0..60usize, len in 12..80usize) {
        let text: String = HANS[index].chars().skip(from).take(len).collect();
        // UTF-16 without a mark needs so much; of ten characters one stretch in hundreds is misread.
        prop_assume!(text.chars().count() >= 12);
        for &encoding in Encoding::ALL {
            if let Some(bytes) = encode(&text, encoding) {
                let file = read(bytes).unwrap();
                prop_assert_eq!(file.source.body(), text.as_str());
            }
        }
    }
}
