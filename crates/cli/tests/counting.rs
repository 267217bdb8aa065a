//! The commands that count, on small collections whose figures can be checked by eye.

// Helpers of tests may fail a test.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Three documents: plain, with an inner space and a column cut in mid-word, and Traditional under front matter.
const FILES: &[(&str, &str)] = &[
    ("a-1956.txt", "　　各地抓紧春耕生产。春耕不误农时，生产不误春耕！\n"),
    (
        "b-1957.txt",
        "　　近 日，今年的春耕生产开始了，各县都派干部下乡。县委要求各社抓紧检查春\n\n耕生产准备工作，帮助社员解决种子和农具的困难。\n",
    ),
    (
        "c.txt",
        "---\npublished: 1958-03-02\npublication: 双桥日报\n---\n　　農業發展很快，農村發展也很快。農民說，春耕一天也不能耽誤，臺灣同胞也關心春耕。\n",
    ),
];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[track_caller]
fn run(folder: &TempDir, args: &[&str], code: i32) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baokan"));
    let out = command.args(args).arg("--no-config").current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
    let (stdout, stderr) = (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap());
    assert_eq!(out.status.code(), Some(code), "{args:?}\n{stdout}\n{stderr}");
    (stdout, stderr)
}

#[track_caller]
fn ok(folder: &TempDir, args: &[&str]) -> String {
    run(folder, args, 0).0
}

#[test]
fn ngrams_are_counted_over_the_repaired_text() {
    let folder = folder();
    // 春耕: three in a, two in b (one of them cut by the column), two in c; 106 characters in all.
    let table = ok(&folder, &["ngrams", "-n", "2", "--top", "3", "--script", "keep", "."]);
    assert_eq!(
        table,
        "n\tngram\tcount\tdocuments\tper_million\n2\t春耕\t7\t3\t66037.736\n2\t生产\t4\t2\t37735.849\n2\t耕生\t3\t2\t28301.887\n"
    );
    let range = ok(&folder, &["ngrams", "-n", "2..4", "--min-count", "3", "--script", "keep", "."]);
    let grams: Vec<&str> = range.lines().skip(1).filter_map(|l| l.split('\t').nth(1)).collect();
    assert_eq!(grams, ["春耕", "生产", "春耕生", "春耕生产", "耕生", "耕生产"]);
}

#[test]
fn groups_are_rows_or_columns() {
    let folder = folder();
    let args =
        ["ngrams", "--phrase", "春耕", "--phrase", "干部", "--by", "year", "--date-from-name", "--script", "keep", "."];
    let long = ok(&folder, &args);
    let rows: Vec<Vec<&str>> = long.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(rows[0], ["n", "ngram", "year", "count", "documents", "per_million", "total"]);
    let counts: Vec<_> = rows[1..].iter().map(|r| (r[1], r[2], r[3])).collect();
    assert_eq!(
        counts,
        [
            ("春耕", "1956", "3"),
            ("春耕", "1957", "2"),
            ("春耕", "1958", "2"),
            ("干部", "1956", "0"),
            ("干部", "1957", "1"),
            ("干部", "1958", "0")
        ]
    );
    let wide = ok(&folder, &[&args[..], &["--wide", "--format", "csv"]].concat());
    assert_eq!(wide.lines().next(), Some("n,ngram,count,documents,per_million,1956,1957,1958"));
    assert!(wide.contains("\n2,春耕,7,3,") && wide.contains(",3,2,2\n"), "{wide}");
    let paper = ok(&folder, &["ngrams", "--phrase", "春耕", "--by", "publication,month", "."]);
    assert!(paper.contains("\t双桥日报\t1958-03\t2\t1\t"), "{paper}");
}

#[test]
fn places_are_bytes_of_the_file_across_damage() {
    let folder = folder();
    let args = ["ngrams", "--phrase", "近日", "--phrase", "春耕", "--where", "9", "--format", "jsonl", "b-1957.txt"];
    let out = ok(&folder, &args);
    let rows: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let bytes = fs::read(folder.path().join("b-1957.txt")).unwrap();
    let read = |v: &Value| {
        let piece = |r: &Value| {
            let [start, end] = [0, 1].map(|i| r[i].as_u64().unwrap() as usize);
            String::from_utf8(bytes[start..end].to_vec()).unwrap()
        };
        v["bytes"].as_array().unwrap().iter().map(piece).collect::<Vec<_>>()
    };
    let places: Vec<Vec<String>> = rows.iter().flat_map(|r| r["where"].as_array().unwrap()).map(read).collect();
    let want: [&[&str]; 3] = [&["近 日"], &["春耕"], &["春", "耕"]];
    assert_eq!(places, want);
}

#[test]
fn counts_do_not_depend_on_jobs_nor_on_memory() {
    let folder = folder();
    let one = ok(&folder, &["ngrams", "-n", "1..8", "--min-count", "1", "--top", "0", "--jobs", "1", "."]);
    let other =
        ok(&folder, &["ngrams", "-n", "1..8", "--min-count", "1", "--top", "0", "--jobs", "3", "--memory", "1", "."]);
    assert_eq!(one, other);
    assert!(one.lines().count() > 100);
}

#[test]
fn traditional_forms_count_with_simplified_ones_when_folded() {
    let folder = folder();
    let count = |more: &[&str]| {
        let out = ok(&folder, &[&["ngrams", "--phrase", "发展", "--script", "keep"], more, &["c.txt"]].concat());
        out.lines().nth(1).unwrap().split('\t').nth(2).unwrap().to_owned()
    };
    assert_eq!((count(&[]), count(&["--fold"])), ("0".to_owned(), "2".to_owned()));
    let lines = ok(&folder, &["kwic", "发展", "--fold", "--script", "keep", "--format", "tsv", "c.txt"]);
    assert!(lines.contains("\t發展\t") && lines.lines().count() == 3, "{lines}");
}

#[test]
fn concordance_for_people() {
    let folder = folder();
    let list = ok(&folder, &["kwic", "春耕", "--context", "4", "--script", "keep", "."]);
    let columns: Vec<usize> = list.lines().map(|l| unicode_width(l.split(" 春耕").next().unwrap())).collect();
    assert!(columns.len() == 7 && columns.iter().all(|c| *c == columns[0]), "{list}");
}

/// Columns of a terminal: two for what is not ASCII, which is enough here.
fn unicode_width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn concordance_as_a_table_sorted_by_what_follows() {
    let folder = folder();
    let args = [
        "kwic",
        "春耕",
        "--context",
        "3",
        "--sort",
        "right",
        "--date-from-name",
        "--script",
        "keep",
        "--format",
        "tsv",
    ];
    let table = ok(&folder, &[&args[..], &["."]].concat());
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(rows[0], ["document", "date", "publication", "headline", "left", "node", "right", "bytes", "quote"]);
    let right: Vec<&str> = rows[1..].iter().map(|r| r[6]).collect();
    let mut sorted = right.clone();
    sorted.sort_unstable();
    assert_eq!(right, sorted);
    // As printed: with the mark of the cut.
    let quotes: Vec<&str> = rows[1..].iter().filter(|r| r[0].contains("b-1957")).map(|r| r[8]).collect();
    assert_eq!(quotes, ["春¶耕", "春耕"]);
    assert!(rows[1..].iter().all(|r| r[1].len() >= 4), "{table}");
    let json = ok(&folder, &["kwic", "--regex", "^近.", "--format", "jsonl", "b-1957.txt"]);
    let row: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!((row["target"]["quote"].as_str(), row["target"]["reading"].as_str()), (Some("近 日"), Some("近日")));
}

#[test]
fn context_ends_with_the_sentence_when_asked() {
    let folder = folder();
    let list = ok(&folder, &["kwic", "不误农时", "--within", "sentence", "--format", "tsv", "a-1956.txt"]);
    let row: Vec<&str> = list.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!(&row[4..7], ["春耕", "不误农时", "，生产不误春耕！"]);
}

#[test]
fn collocates_stand_in_a_window_or_a_sentence() {
    let folder = folder();
    let table =
        ok(&folder, &["collocations", "--node", "春耕", "--window", "2", "--min-count", "2", "--script", "keep", "."]);
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(&rows[0][..9], ["collocate", "count", "left", "right", "documents", "r1", "c1", "n", "expected"]);
    // 生产 follows 春耕 once in a and twice in b; 不误 stands behind it once and before it once.
    let row = |word: &str| rows.iter().find(|r| r[0] == word).map(|r| r[1..5].to_vec());
    assert_eq!(row("产"), Some(vec!["3", "0", "3", "2"]));
    assert_eq!(row("误"), Some(vec!["2", "1", "1", "1"]));
    let pairs = ok(&folder, &["collocations", "--min-count", "3", "--sort", "count", "."]);
    let first: Vec<&str> = pairs.lines().nth(1).unwrap().split('\t').take(3).collect();
    assert_eq!(first, ["春", "耕", "7"]);
    let same = ok(&folder, &["collocations", "--node", "农时", "--sentence", "--min-count", "1", "a-1956.txt"]);
    assert!(same.contains("\n误\t1\t1\t1\t1\t1\t1\t2\t"), "{same}");
}

#[test]
fn wrong_use_is_told() {
    let folder = folder();
    for (args, says) in [
        (vec!["ngrams", "-n", "9", "."], "is no length"),
        (vec!["ngrams", "--where", "1", "-"], "reads its files twice"),
        (vec!["kwic", "--regex", "(", "."], "no regular expression"),
        (vec!["kwic", "", "."], "an empty pattern"),
        (vec!["collocations", "--node", "春，耕", "."], "--node must be"),
        (vec!["ngrams", ".", "-o", "out/"], "is a folder"),
        (vec!["ngrams", "--blocks", "advert", "."], "is no kind of block"),
    ] {
        let (_, err) = run(&folder, &args, 2);
        assert!(err.contains(says), "{args:?}: {err}");
    }
}

#[cfg(feature = "jieba")]
#[test]
fn words_are_units_too() {
    let folder = folder();
    let table = ok(&folder, &["ngrams", "-n", "1..2", "--unit", "word", "--min-count", "2", "a-1956.txt"]);
    // jieba takes 春耕生产 for one word.
    assert!(table.contains("\n1\t春耕\t2\t1\t"), "{table}");
    let lines = ok(&folder, &["kwic", "春耕", "--unit", "word", "--context", "1", "--format", "tsv", "a-1956.txt"]);
    let left: Vec<&str> = lines.lines().skip(1).filter_map(|l| l.split('\t').nth(4)).collect();
    assert_eq!(left, ["抓紧", "春耕生产。", "误"]);
}

/// Whole outputs, for the eye; `BAOKAN_BLESS=1 cargo test -p baokan --test counting` writes them anew.
#[test]
fn whole_outputs() {
    let cases: [(&str, &[&str]); 5] = [
        ("ngrams-by-year.tsv", &["ngrams", "-n", "2..3", "--top", "4", "--by", "year", "--date-from-name", "."]),
        ("ngrams-where.csv", &["ngrams", "-n", "4", "--top", "4", "--where", "3", "--format", "csv", "."]),
        ("kwic.txt", &["kwic", "春耕", "--context", "6", "--sort", "date", "--date-from-name", "."]),
        ("kwic.jsonl", &["kwic", "[春农]耕?", "--regex", "--context", "3", "--format", "jsonl", "--sort", "node", "."]),
        ("collocations.tsv", &["collocations", "--node", "春耕", "--window", "3", "--min-count", "2", "."]),
    ];
    let folder = folder();
    for (name, args) in cases {
        let got = ok(&folder, args);
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/counting").join(name);
        if std::env::var_os("BAOKAN_BLESS").is_some() {
            fs::write(&path, &got).unwrap();
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(got, want, "{name}");
    }
}
