//! How often is the encoding found? A matrix of script, encoding, length and damage.
//!
//! `cargo test -p baokan-ingest --test detection -- --nocapture` prints it.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use baokan_ingest::{Encoding, detect};
use texts::{ENGLISH, HANS, HANT, HONG_KONG, SCRAPS, encode};

/// Windows of so many characters over the texts.
fn windows<'a>(texts: &'a [&'a str], len: usize) -> impl Iterator<Item = String> + 'a {
    texts.iter().flat_map(move |t| {
        let chars: Vec<char> = t.chars().collect();
        let last = chars.len().saturating_sub(len);
        (0..=last).step_by(3).map(move |i| chars.iter().skip(i).take(len).collect()).collect::<Vec<String>>()
    })
}

const DAMAGE: &[&str] = &["clean", "end cut", "noise", "English"];

/// The same text, damaged in one of the ways above. Deterministic.
fn damaged(text: &str, encoding: Encoding, damage: &str) -> Option<Vec<u8>> {
    match damage {
        "English" => {
            let mut mixed = String::new();
            for (i, c) in text.chars().enumerate() {
                mixed.push(c);
                if i % 9 == 4 {
                    mixed.push_str(SCRAPS[(i / 9 + text.len()) % SCRAPS.len()]);
                }
            }
            encode(&mixed, encoding)
        }
        "end cut" => {
            let mut bytes = encode(text, encoding)?;
            bytes.pop();
            Some(bytes)
        }
        "noise" => {
            // One byte in about forty lost: what follows is out of step until the next ASCII character.
            let bytes = encode(text, encoding)?;
            Some(bytes.iter().enumerate().filter(|(i, _)| i % 41 != 40).map(|(_, b)| *b).collect())
        }
        _ => encode(text, encoding),
    }
}

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
    misses: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn add(&mut self, bytes: &[u8], expected: Encoding) {
        let found = detect(bytes).encoding;
        self.all += 1;
        if found == expected || (bytes.is_ascii() && !bytes.contains(&0) && found == Encoding::Utf8) {
            self.right += 1;
        } else {
            *self.misses.entry(found.label()).or_default() += 1;
        }
    }

    fn rate(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

#[test]
fn chinese_of_any_length_in_any_encoding() {
    let mut failures = Vec::new();
    let scripts: [(&str, &[&str], &[Encoding]); 3] = [
        ("Hans", HANS, &[Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be]),
        ("Hant", HANT, &[Encoding::Utf8, Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be]),
        ("Hong Kong", HONG_KONG, &[Encoding::Utf8, Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le]),
    ];
    for (script, texts, encodings) in scripts {
        for &encoding in encodings {
            for &damage in DAMAGE {
                let mut line = format!("{script:<10}{:<10}{damage:<9}", encoding.label());
                for len in [4, 8, 20, 60, 1000] {
                    let mut tally = Tally::default();
                    for text in windows(texts, len) {
                        if let Some(bytes) = damaged(&text, encoding, damage) {
                            tally.add(&bytes, encoding);
                        }
                    }
                    line += &format!("{:>4}/{:<4}", tally.right, tally.all);
                    // Out of step from the first lost byte on, a short line may hold no evidence at all.
                    let floor = match (len, damage) {
                        (0..8, _) => 0.9,
                        (8..20, _) => 0.98,
                        _ => 1.0,
                    };
                    if tally.rate() < floor || tally.all == 0 {
                        failures.push(format!(
                            "{script} {encoding} {damage} {len}: {:.4} {:?}",
                            tally.rate(),
                            tally.misses
                        ));
                    }
                }
                eprintln!("{line}");
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn english_stays_what_it_is() {
    for text in ENGLISH {
        assert_eq!(detect(text.as_bytes()).encoding, Encoding::Utf8);
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            assert_eq!(detect(&encode(text, encoding).unwrap()).encoding, encoding);
        }
        let curly = format!("“{text}” – caf\u{e9}, it’s in S\u{e3}o Paulo");
        for encoding in [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le] {
            assert_eq!(detect(&encode(&curly, encoding).unwrap()).encoding, encoding, "{curly}");
        }
        let quoted = format!("{text} (北京)");
        for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Big5] {
            assert_eq!(detect(&encode(&quoted, encoding).unwrap()).encoding, encoding, "{quoted}");
        }
    }
}

/// Real reports, where the corpus is at hand: every paragraph and every whole file.
#[test]
fn government_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/gwr");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no corpus");
        return;
    };
    let mut lines: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut files: BTreeMap<&str, Tally> = BTreeMap::new();
    for path in entries.flatten().map(|e| e.path()) {
        let text = std::fs::read_to_string(&path).unwrap();
        for &encoding in Encoding::ALL {
            if encoding == Encoding::Windows1252 {
                continue;
            }
            if let Some(bytes) = encode(&text, encoding) {
                files.entry(encoding.label()).or_default().add(&bytes, encoding);
            }
            for line in text.lines().filter(|l| l.chars().count() >= 8) {
                let short: String = line.chars().take(20).collect();
                if let Some(bytes) = encode(&short, encoding) {
                    lines.entry(encoding.label()).or_default().add(&bytes, encoding);
                }
            }
        }
    }
    for (label, tally) in &files {
        eprintln!("files {label:<10}{:>6}/{:<6}{:?}", tally.right, tally.all, tally.misses);
        assert_eq!(tally.right, tally.all, "{label}");
    }
    for (label, tally) in &lines {
        eprintln!("lines of 8 to 20 characters {label:<10}{:>6}/{:<6}{:?}", tally.right, tally.all, tally.misses);
        assert!(tally.rate() > 0.999, "{label}");
    }
}
