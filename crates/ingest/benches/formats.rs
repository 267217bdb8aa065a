//! Pages and MB per second of one processor, format by format: `cargo bench -p baokan-ingest --bench formats`, or
//! `… -- FILE…` for files of your own, each read again and again.
//!
//! A page is made up: 150 lines of 20 characters, each character a word with a box, as tesseract writes them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/clock.rs"]
mod clock;

use std::fmt::Write as _;
use std::hint::black_box;

use baokan_ingest::{ReadOptions, plan, read_bytes};

const LINES: usize = 150;
const CHARS: &str = "春耕开始以后，农民们在田里忙着播种水稻。";

fn main() {
    let own: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    println!("{:<24}{:>10}{:>10}{:>12}", "format", "KB a page", "MB/s", "pages/s");
    if own.is_empty() {
        for (name, page) in pages() {
            measure(name, page.as_bytes());
        }
        json_lines();
    }
    for path in own {
        measure(&path, &std::fs::read(&path).unwrap());
    }
}

/// Reads one page as often as half a second allows, order and all.
fn measure(name: &str, bytes: &[u8]) {
    let start = clock::clock();
    let mut pages = 0u32;
    while (clock::clock() - start) < 0.5 {
        let file = read_bytes(bytes.to_vec(), name, &ReadOptions::default()).unwrap();
        drop(black_box(file.into_document()));
        pages += 1;
    }
    row(name, bytes.len(), f64::from(pages) / (clock::clock() - start));
}

fn row(name: &str, bytes: usize, pages: f64) {
    let name = name.rsplit('/').next().unwrap_or(name);
    println!("{name:<24}{:>10.1}{:>10.1}{pages:>12.0}", bytes as f64 / 1e3, pages * bytes as f64 / 1e6);
}

/// Documents of a file of many, with listing.
fn json_lines() {
    let line = format!("{{\"title\": \"春耕\", \"date\": \"2024-03-05\", \"text\": \"{}\"}}\n", CHARS.repeat(LINES));
    let path = std::env::temp_dir().join(format!("baokan-bench-{}.jsonl", std::process::id()));
    std::fs::write(&path, line.repeat(2000)).unwrap();
    let start = clock::clock();
    let inputs = plan([&path]);
    for input in &inputs {
        drop(black_box(input.as_ref().unwrap().read(&ReadOptions::default()).unwrap().into_document()));
    }
    row("page.jsonl (2,000)", line.len(), inputs.len() as f64 / (clock::clock() - start));
    let _ = std::fs::remove_file(&path);
}

fn pages() -> Vec<(&'static str, String)> {
    let [mut hocr, mut alto, mut xml, mut order] = [const { String::new() }; 4];
    let [mut boxes, mut docling, mut body, mut mineru, mut paddle] = [const { String::new() }; 5];
    let mut text = String::new();
    for i in 0..LINES {
        let (x, y) = (40 + i / 50 * 600, 40 + i % 50 * 30);
        let (right, bottom) = (x + 500, y + 26);
        let _ =
            writeln!(hocr, "<span class='ocr_line' id='line_{i}' title=\"bbox {x} {y} {right} {bottom}; x_size 26\">");
        let _ = writeln!(alto, "<TextLine HPOS=\"{x}\" VPOS=\"{y}\" WIDTH=\"500\" HEIGHT=\"26\">");
        for (n, c) in CHARS.chars().enumerate() {
            let left = x + n * 25;
            let _ = writeln!(
                hocr,
                "<span class='ocrx_word' title='bbox {left} {y} {} {bottom}; x_wconf 91'>{c}</span>",
                left + 24
            );
            let _ = writeln!(
                alto,
                "<String HPOS=\"{left}\" VPOS=\"{y}\" WIDTH=\"24\" HEIGHT=\"26\" WC=\"0.91\" CONTENT=\"{c}\"/><SP WIDTH=\"1\"/>"
            );
        }
        hocr.push_str("</span>\n");
        alto.push_str("</TextLine>\n");
        let _ = writeln!(order, "<RegionRefIndexed index=\"{}\" regionRef=\"r{i}\"/>", (i * 7) % LINES);
        let _ = writeln!(
            xml,
            "<TextRegion id=\"r{i}\"><Coords points=\"{x},{y} {right},{y} {right},{bottom} {x},{bottom}\"/><TextLine><Coords points=\"{x},{y} {right},{bottom}\"/><TextEquiv conf=\"0.9\"><Unicode>{CHARS}</Unicode></TextEquiv></TextLine></TextRegion>"
        );
        let comma = if i > 0 { "," } else { "" };
        let _ = writeln!(
            boxes,
            "{comma}{{\"box\": [[{x}.0, {y}.0], [{right}.0, {y}.0], [{right}.0, {bottom}.0], [{x}.0, {bottom}.0]], \"text\": \"{CHARS}\", \"score\": 0.98}}"
        );
        let _ = writeln!(
            docling,
            "{comma}{{\"label\": \"text\", \"text\": \"{CHARS}\", \"prov\": [{{\"page_no\": 1, \"bbox\": {{\"l\": {x}, \"t\": {y}, \"r\": {right}, \"b\": {bottom}}}}}]}}"
        );
        let _ = writeln!(body, "{comma}{{\"$ref\": \"#/texts/{}\"}}", (i * 7) % LINES);
        let _ = writeln!(
            mineru,
            "{comma}{{\"type\": \"text\", \"text\": \"{CHARS}\", \"bbox\": [{x}, {y}, {right}, {bottom}], \"page_idx\": 0}}"
        );
        let _ = writeln!(
            paddle,
            "{comma}{{\"block_label\": \"text\", \"block_content\": \"{CHARS}\", \"block_bbox\": [{x}, {y}, {right}, {bottom}], \"block_order\": {}}}",
            (i * 7) % LINES
        );
        let _ = writeln!(text, "{CHARS}");
    }
    vec![
        ("page.txt", text.clone()),
        ("page.html", format!("<!DOCTYPE html><html><body><p>{}</p></body></html>", text.replace('\n', "</p>\n<p>"))),
        (
            "page.hocr",
            format!("<html><body><div class='ocr_page' title='bbox 0 0 2000 1600'>{hocr}</div></body></html>"),
        ),
        (
            "page.alto.xml",
            format!(
                "<alto><Layout><Page WIDTH=\"2000\" HEIGHT=\"1600\"><TextBlock>{alto}</TextBlock></Page></Layout></alto>"
            ),
        ),
        (
            "page.page.xml",
            format!(
                "<PcGts><Page imageWidth=\"2000\" imageHeight=\"1600\"><ReadingOrder><OrderedGroup>{order}</OrderedGroup></ReadingOrder>{xml}</Page></PcGts>"
            ),
        ),
        ("rapidocr.json", format!("[{boxes}]")),
        (
            "docling.json",
            format!(
                "{{\"schema_name\": \"DoclingDocument\", \"body\": {{\"children\": [{body}]}}, \"texts\": [{docling}]}}"
            ),
        ),
        ("content_list.json", format!("[{mineru}]")),
        ("parsing_res_list.json", format!("{{\"parsing_res_list\": [{paddle}]}}")),
    ]
}
