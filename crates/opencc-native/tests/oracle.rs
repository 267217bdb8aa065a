//! Our engine against OpenCC itself: the same bytes for the same text in all sixteen conversions.
//!
//! `cargo xtask oracle` runs this; the folder of OpenCC's data comes in `OPENCC_SHARE`.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test fails by panicking, helpers included.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use baokan_normalize::script::{Config, Convert, Converter};
use baokan_opencc_native::{NativeConverter, NativeError};
use proptest::prelude::*;

/// A configuration under both engines.
struct Pair {
    config: Config,
    ours: &'static Converter,
    native: NativeConverter,
}

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let data = std::env::var_os("OPENCC_SHARE").map(PathBuf::from);
    let data = data.expect("OPENCC_SHARE names the folder of OpenCC's data: run `cargo xtask oracle`");
    let pair = |config| Pair {
        config,
        ours: Converter::builtin(config),
        native: NativeConverter::open(config, &data).unwrap_or_else(|e| panic!("{e}")),
    };
    Config::ALL.into_iter().map(pair).collect()
});

/// The first difference of the two engines on a text, if there is one: the line and both outputs.
fn difference(text: &str) -> Option<String> {
    PAIRS.iter().find_map(|Pair { config, ours, native }| {
        let (ours, native) = (ours.convert(text), native.convert(text).unwrap());
        if ours == native {
            return None;
        }
        let lines = text.lines().zip(ours.lines().zip(native.lines()));
        let line = lines.into_iter().find(|(_, (ours, native))| ours != native);
        Some(match line {
            Some((text, (ours, native))) => format!("{config}: {text:?}\n  ours   {ours:?}\n  OpenCC {native:?}"),
            None => format!("{config}: the outputs differ in their line breaks"),
        })
    })
}

/// Compares whole files; `None` when the folder does not exist.
fn compare_files(folder: &Path) -> Option<usize> {
    let mut files = 0;
    let mut folders = vec![folder.to_owned()];
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // Pictures and the like are no texts; U+0000 is the one character that OpenCC refuses.
            let Ok(text) = fs::read_to_string(&path) else { continue };
            if let Some(difference) = difference(&text.replace('\0', " ")) {
                panic!("{}: {difference}", path.display());
            }
            files += 1;
        }
    }
    eprintln!("{files} files");
    Some(files)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn opencc_own_cases() {
    let cases = fs::read_to_string(workspace().join("crates/normalize/tests/data/opencc/cases.tsv")).unwrap();
    let mut inputs = 0;
    for row in cases.lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [id, config, input, expected] = columns[..] else { panic!("{row}") };
        // The case says what one conversion gives; the others are compared on its input as well.
        let pair = PAIRS.iter().find(|p| p.config.name() == config).unwrap();
        assert_eq!(pair.native.convert(input).unwrap(), expected, "{id}: OpenCC fails its own case");
        if let Some(difference) = difference(input) {
            panic!("{id}: {difference}");
        }
        inputs += 1;
    }
    assert!(inputs > 500, "only {inputs} cases were read");
}

#[test]
fn our_fixtures() {
    assert!(compare_files(&workspace().join("fixtures")).is_some_and(|files| files > 0));
}

#[test]
fn every_row_of_every_dictionary() {
    // Keys, all candidates, and what lies between them: 120,000 rows.
    assert!(compare_files(&workspace().join("crates/normalize/data")).is_some_and(|files| files > 20));
}

#[test]
fn samples_and_scanned_pages() {
    compare_files(&workspace().join("../shared/samples"));
    compare_files(&workspace().join("../shared/ocr"));
}

#[test]
fn corpora() {
    compare_files(&workspace().join("../shared/corpus/gwr"));
    compare_files(&workspace().join("../shared/corpus/laws"));
}

#[test]
fn what_opencc_refuses_is_an_error() {
    let missing = NativeConverter::open(Config::T2s, Path::new("there is no such folder"));
    assert!(matches!(missing, Err(NativeError::Open { config: Config::T2s, .. })));
    assert!(matches!(PAIRS[0].native.convert("漢\0字"), Err(NativeError::Nul)));
}

/// Keys and candidates of all dictionaries.
static WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let folder = workspace().join("crates/normalize/data/opencc");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let words = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let rows = text.lines().filter(|row| !row.starts_with('#'));
        rows.flat_map(|row| row.split(['\t', ' '])).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    paths.iter().map(words).collect()
});

/// Whole words, their beginnings and their ends, one dictionary as likely as another.
fn word() -> impl Strategy<Value = String> {
    let index = any::<prop::sample::Index>;
    (index(), index(), index(), 0..5u8).prop_map(|(dictionary, row, cut, part)| {
        let word = dictionary.get(&WORDS[..]).as_slice();
        let word: Vec<char> = row.get(word).chars().collect();
        let cut = cut.index(word.len() + 1);
        match part {
            0 => word[..cut].iter().collect(),
            1 => word[cut..].iter().collect(),
            _ => word.iter().collect(),
        }
    })
}

/// Ideographs: the commonest block, the extensions, compatibility ideographs, radicals.
const HAN: &[RangeInclusive<char>] = &[
    '\u{4E00}'..='\u{9FFF}',
    '\u{3400}'..='\u{4DBF}',
    '\u{20000}'..='\u{2A6DF}',
    '\u{2A700}'..='\u{323AF}',
    '\u{F900}'..='\u{FAFF}',
    '\u{2F800}'..='\u{2FA1F}',
    '\u{2E80}'..='\u{2FDF}',
];

/// Description characters, selectors, joiners, marks: what engines tend to treat on the way.
const SPECIAL: &[RangeInclusive<char>] = &[
    '\u{2FF0}'..='\u{2FFF}',
    '\u{31EF}'..='\u{31EF}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{E0100}'..='\u{E01EF}',
    '\u{200B}'..='\u{200F}',
    '\u{3000}'..='\u{303F}',
    '\u{FEFF}'..='\u{FEFF}',
];

/// One of the ranges, each as likely as another, and a character of it.
fn one_of(ranges: &'static [RangeInclusive<char>]) -> impl Strategy<Value = String> {
    let range = prop::sample::select(ranges);
    range.prop_flat_map(|range| prop::char::range(*range.start(), *range.end())).prop_map(String::from)
}

fn other() -> impl Strategy<Value = String> {
    let any = any::<char>().prop_filter("U+0000 is refused", |&c| c != '\0');
    prop_oneof![
        4 => one_of(HAN),
        4 => one_of(SPECIAL),
        2 => "[ -~\n\r\t]{1,20}",
        1 => any.prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![6 => word(), 3 => other()];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// An ideographic description sequence, or what remains of one, around and inside words.
fn described() -> impl Strategy<Value = String> {
    let part = prop_oneof![5 => one_of(&SPECIAL[..1]), 3 => one_of(&HAN[..1]), 1 => word(), 1 => other()];
    prop::collection::vec(part, 0..90).prop_map(|parts| parts.concat())
}

/// How many texts of each kind are tried; more with `ORACLE_CASES`.
fn cases() -> ProptestConfig {
    let cases = std::env::var("ORACLE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn words_and_strange_characters(text in text()) {
        prop_assert_eq!(difference(&text), None);
    }

    #[test]
    fn description_sequences(text in described()) {
        prop_assert_eq!(difference(&text), None);
    }
}
