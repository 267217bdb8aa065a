//! `baokan track` on a small collection.

// Helpers of tests may fail a test.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const FILES: &[(&str, &str)] = &[
    (
        "1981.txt",
        "　　县委要求各单位开展“五查五看”活动。五查五看要落到实处，不搞“花架子”。去年全县粮食产量达到3.2亿斤，比上年增长5.4%。\n",
    ),
    (
        "1985.txt",
        "　　会议提出继续坚持“五查五看”，把五查五看活动引向深入，坚决反对花架子。全县粮食产量达到3.6亿斤，增长2.1%。\n",
    ),
    ("undated.txt", "　　干部群众说，五查五看查出了干劲。\n"),
];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Rows as lists of cells, the names of columns first.
#[track_caller]
fn rows(folder: &TempDir, args: &[&str]) -> Vec<Vec<String>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baokan"));
    command.args(["track", "--no-config", "--date-from-name", "."]).args(args).current_dir(folder.path());
    let out = command.stdin(Stdio::null()).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|c| c == name).unwrap();
    rows[1..].iter().map(|r| r[at].clone()).collect()
}

#[test]
fn every_mention_of_a_stated_phrase_counts() {
    let folder = folder();
    let found = rows(&folder, &["--matching", "^五查五看$"]);
    assert_eq!(column(&found, "name"), ["五查五看"]);
    // Twice, twice, and once where nothing marks it as a phrase.
    assert_eq!(column(&found, "count"), ["5"]);
    assert_eq!(column(&found, "documents"), ["3"]);
    assert_eq!(column(&found, "first_date"), ["1981"]);
    assert_eq!(column(&found, "last_date"), ["1985"]);
    let cited = |column_name: &str, file: &str| {
        let range = column(&found, column_name)[0].clone();
        let (start, end) = range.split_once('-').unwrap();
        let bytes = fs::read(folder.path().join(file)).unwrap();
        String::from_utf8(bytes[start.parse().unwrap()..end.parse().unwrap()].to_vec()).unwrap()
    };
    assert_eq!(cited("first_bytes", "1981.txt"), "五查五看");
    assert_eq!(cited("last_bytes", "1985.txt"), "五查五看");
}

#[test]
fn a_row_for_each_year_with_zeros() {
    let folder = folder();
    let found = rows(&folder, &["--matching", "^五查五看$", "--by", "year"]);
    assert_eq!(column(&found, "year"), ["", "1981", "1985"]);
    assert_eq!(column(&found, "count"), ["1", "2", "2"]);
    assert_eq!(column(&found, "group_documents"), ["1", "1", "1"]);
}

#[test]
fn indicators_and_the_tidy_table_agree() {
    let folder = folder();
    let indicators = rows(&folder, &["--what", "indicators", "--matching", "^粮食产量$"]);
    assert_eq!(
        (column(&indicators, "count"), column(&indicators, "documents")),
        (vec!["4".to_owned()], vec!["2".to_owned()])
    );
    let table = rows(&folder, &["--what", "statistics", "--matching", "^粮食产量$"]);
    assert_eq!(column(&table, "value"), ["320000000", "5.4", "360000000", "2.1"]);
    assert_eq!(column(&table, "unit"), ["斤", "%", "斤", "%"]);
    assert_eq!(column(&table, "direction"), ["", "increase", "", "increase"]);
    assert_eq!(column(&table, "date"), ["1981", "1981", "1985", "1985"]);
    assert!(column(&table, "bytes").iter().all(|b| b.contains('-')));
}

#[test]
fn what_is_read_twice_is_no_stream() {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_baokan"));
    let out = command.args(["track", "-"]).current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn a_name_counts_the_same_whatever_else_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ribao")).unwrap();
    let text =
        "　　推行“三查两改”，落实“三查两改”工作法。各队的三查两改有成效。\n\n　　“三查两改、四比五看”活动全面开展。\n";
    fs::write(folder.path().join("ribao/1981.txt"), text).unwrap();
    let all = rows(&folder, &["--publication-from-folder", "--by", "publication"]);
    let one = rows(&folder, &["--matching", "^三查两改$", "--publication-from-folder", "--by", "publication"]);
    assert!(all.contains(&one[1]), "{one:?} {all:?}");
    assert_eq!(one.len(), 2);
    assert_eq!(column(&one, "publication"), ["ribao"]);
}
