//! `baokan words` and `baokan train-words` as a user runs them.

// Helpers of tests may fail a test.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baokan"));
    let out = command.args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn words_of_a_file_with_their_bytes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "\u{FEFF}公安部通报，\n\n派出所").unwrap();
    let (code, out, _) = run(folder.path(), &["words", "a.txt"]);
    assert_eq!((code, out.as_str()), (Some(0), "公安部 通报 ，\n\n派出所\n"));
    let (_, out, _) = run(folder.path(), &["words", "--format", "tsv", "a.txt"]);
    assert_eq!(out, "公安部\t3\t12\n通报\t12\t18\n，\t18\t21\n派出所\t23\t32\n");
    let (_, out, _) = run(folder.path(), &["words", "--format", "json", "a.txt"]);
    assert!(out.contains(r#"{"file":"a.txt","line":3,"words":[{"text":"派出所","start":23,"end":32}]}"#), "{out}");
}

#[test]
fn words_with_their_tags() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "人民的平安乡村。\n").unwrap();
    fs::write(folder.path().join("user.txt"), "平安乡村 10 nz\n").unwrap();
    let (code, out, _) = run(folder.path(), &["words", "--tags", "--user-dict", "user.txt", "a.txt"]);
    assert_eq!((code, out.as_str()), (Some(0), "人民/n 的/u 平安乡村/nz 。/w\n"));
    let (_, out, _) = run(folder.path(), &["words", "--tags", "--format", "tsv", "a.txt"]);
    assert!(out.starts_with("人民\t0\t6\tn\n的\t6\t9\tu\n"), "{out}");
    let (_, out, _) = run(folder.path(), &["words", "--tags", "--format", "json", "a.txt"]);
    assert!(out.contains(r#"{"text":"的","start":6,"end":9,"tag":"u"}"#), "{out}");
}

#[test]
fn a_bad_file_or_dictionary_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), "通报").unwrap();
    fs::write(folder.path().join("bad.txt"), b"\xD6\xD0\n").unwrap();
    fs::write(folder.path().join("user.txt"), "雪亮工程 10\n平安 x1 n\n").unwrap();
    let (code, out, err) = run(folder.path(), &["words", "bad.txt", "good.txt"]);
    assert_eq!((code, out.as_str()), (Some(3), "通报\n"));
    assert!(err.contains("bad.txt: line 1 is not UTF-8"), "{err}");
    let (code, _, err) = run(folder.path(), &["words", "--user-dict", "user.txt", "good.txt"]);
    assert!(code == Some(2) && err.contains("user.txt:2:"), "{err}");
    let (code, _, err) = run(folder.path(), &["words", "--model", "good.txt", "good.txt"]);
    assert!(code == Some(2) && err.contains("no model"), "{err}");
}

#[test]
fn a_model_is_trained_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = "人民/n 的/u 生活/n 提高/v 了/u\n我们/r 的/u 水平/n 提高/v 了/u\n".repeat(20);
    fs::write(folder.path().join("corpus.txt"), corpus).unwrap();
    fs::write(folder.path().join("text.txt"), "人民的水平提高了").unwrap();
    let train = ["train-words", "corpus.txt", "--tagged", "--test", "corpus.txt", "--size", "0.1", "-o", "my.model"];
    let (code, out, err) = run(folder.path(), &train);
    assert!(code == Some(0) && out.starts_with("corpus.txt\tF1 1.0000"), "{out}{err}");
    let (_, out, _) = run(folder.path(), &["words", "--model", "my.model", "text.txt"]);
    assert_eq!(out, "人民 的 水平 提高 了\n");
    let (code, _, err) = run(folder.path(), &["train-words", "text.txt", "-o", "none.model"]);
    assert!(code == Some(2) && err.contains("no words separated"), "{err}");
}
