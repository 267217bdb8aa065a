//! The program as a user runs it: exit codes, standard streams, one bad file among good ones.

// Helpers of tests may fail a test.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "村卫生室添了新设备\n\n　　本报讯 六月三日，双桥乡十二个村卫生室领到了心电图机。\n";

/// A folder with a few files, in which the program runs.
struct Bench(TempDir);

impl Bench {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = bench.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baokan"));
        command.args(args).current_dir(self.0.path()).env_remove("BAOKAN_LOG");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).stdin(Stdio::null()).output().unwrap()
    }

    #[track_caller]
    fn check(&self, args: &[&str], code: i32) -> (String, String) {
        let out = self.run(args);
        let (stdout, stderr) = (text(&out.stdout), text(&out.stderr));
        assert_eq!(out.status.code(), Some(code), "{args:?}\n{stdout}\n{stderr}");
        (stdout, stderr)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn one_document_is_an_object_several_are_an_array_and_jsonl_is_a_line_each() {
    let bench = Bench::new(&[("a.txt", GOOD.as_bytes()), ("sub/b.md", GOOD.as_bytes())]);
    let (one, _) = bench.check(&["export", "--format", "json", "a.txt"], 0);
    assert_eq!(json(&one)["schema"], "baokan.document/1");
    let (two, _) = bench.check(&["export", "."], 0);
    let paths: Vec<_> = json(&two).as_array().unwrap().iter().map(|d| d["source"]["path"].clone()).collect();
    assert_eq!(paths, ["./a.txt", "./sub/b.md"]);
    let (lines, _) = bench.check(&["export", "--format", "jsonl", "sub", "a.txt"], 0);
    let paths: Vec<_> = lines.lines().map(|l| json(l)["source"]["path"].clone()).collect();
    assert_eq!(paths, ["sub/b.md", "a.txt"]);
}

#[test]
fn a_bad_file_fails_alone_and_the_manifest_names_it() {
    let bench = Bench::new(&[("a.txt", GOOD.as_bytes()), ("b.txt", b"%PDF-1.7\n"), ("c.txt", b"")]);
    let args = ["export", "--format", "jsonl", "a.txt", "b.txt", "gone.txt", "c.txt", "--manifest", "run.json"];
    let (out, err) = bench.check(&args, 3);
    assert_eq!(out.lines().count(), 2);
    assert!(
        err.contains("error[unsupported-format]: b.txt: ") && err.contains("error[not-found]: gone.txt: "),
        "{err}"
    );
    assert!(err.contains("warning[empty-text]: c.txt"), "{err}");
    let run = json(&fs::read_to_string(bench.path("run.json")).unwrap());
    assert_eq!((run["done"].as_u64(), run["failed"].as_u64()), (Some(2), Some(2)));
    let status: Vec<_> = run["documents"].as_array().unwrap().iter().map(|d| d["status"].as_str().unwrap()).collect();
    assert_eq!(status, ["done", "failed", "failed", "done"]);
    assert_eq!(run["documents"][1]["failure"]["code"], "unsupported-format");
}

#[test]
fn what_comes_out_does_not_depend_on_jobs() {
    let files: Vec<(String, String)> =
        (0..60).map(|i| (format!("{i:02}.txt"), GOOD.repeat(1 + (i * 37) % 50))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    let bench = Bench::new(&files);
    for format in ["json", "jsonl"] {
        let (one, _) = bench.check(&["export", "--format", format, "--jobs", "1", "."], 0);
        for jobs in ["2", "7"] {
            let (many, _) = bench.check(&["export", "--format", format, "-j", jobs, "."], 0);
            assert!(one == many, "{format} differs at --jobs {jobs}");
        }
    }
}

#[test]
fn standard_input() {
    let bench = Bench::new(&[]);
    let mut child = bench.command(&["normalize", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(GOOD.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    assert!(text(&out.stdout).contains("双桥乡十二个村卫生室"));
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let long = GOOD.repeat(2000);
    let bench = Bench::new(&[("a.txt", long.as_bytes()), ("b.txt", long.as_bytes())]);
    let mut child =
        bench.command(&["normalize", "a.txt", "b.txt"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn wrong_use_is_2_and_says_what_was_meant() {
    let bench = Bench::new(&[("a.txt", GOOD.as_bytes()), ("bad.toml", b"scirpt = 'hans'")]);
    let hint = |args: &[&str], words: &str| {
        let (out, err) = bench.check(args, 2);
        assert!(out.is_empty() && err.contains(words), "{args:?}: {err}");
    };
    hint(&["exprot"], "did you mean `export`");
    hint(&["export"], "needs files");
    hint(&["export", "--format", "docx", "a.txt"], "json or jsonl");
    hint(&["normalize", "--disable", "invisible-character", "a.txt"], "did you mean `invisible-characters`");
    hint(&["normalize", "--script", "latin", "a.txt"], "hant-tw");
    hint(&["normalize", "--published", "gestern", "a.txt"], "YYYY-MM-DD");
    hint(&["normalize", "--encoding", "klingon", "a.txt"], "GB18030");
    hint(&["--config", "bad.toml", "normalize", "a.txt"], "bad.toml");
    hint(&["trace", "a.txt", "1..3"], "inside a character");
    hint(&["trace", "a.txt", "0..99999"], "bytes");
    hint(&["trace", "a.txt", "3..1"], "START..END");
    hint(&["explain", "no-such-rule"], "there is no rule");
    hint(&["normalize", "a.txt", "-o", "a.txt"], "overwrite");
    assert_eq!(fs::read_to_string(bench.path("a.txt")).unwrap(), GOOD);
}

#[test]
fn findings_fail_the_run_when_asked() {
    let bench = Bench::new(&[("empty.txt", b"\n")]);
    bench.check(&["export", "empty.txt"], 0);
    bench.check(&["export", "--fail-on", "error", "empty.txt"], 0);
    bench.check(&["export", "--fail-on", "warning", "empty.txt"], 1);
    let (_, quiet) = bench.check(&["-q", "export", "--fail-on", "warning", "empty.txt"], 1);
    assert!(quiet.is_empty(), "{quiet}");
    fs::write(bench.path("baokan.toml"), "fail-on = \"info\"\n").unwrap();
    bench.check(&["export", "empty.txt"], 1);
    bench.check(&["--no-config", "export", "empty.txt"], 0);
}

#[test]
fn encodings_are_found_or_given() {
    // 春耕备耕 in GBK, with a sentence after it to tell by.
    let gbk = b"\xb4\xba\xb8\xfb\xb1\xb8\xb8\xfb\xa3\xac\xc5\xa9\xca\xb1\xb2\xbb\xb5\xc8\xc8\xcb\xa1\xa3";
    let bench = Bench::new(&[("a.txt", gbk), ("cut.txt", &GOOD.as_bytes()[..40])]);
    let (out, _) = bench.check(&["normalize", "--encoding", "gbk", "a.txt"], 0);
    assert!(out.starts_with("春耕备耕，农时不等人。"), "{out}");
    let (out, _) = bench.check(&["export", "--encoding", "gbk", "a.txt"], 0);
    assert_eq!(json(&out)["source"]["encoding"], "GB18030");
    // A file that ends inside a character: nothing is lost, and it is said.
    let (out, err) = bench.check(&["export", "cut.txt"], 0);
    assert!(err.contains("undecodable-bytes"), "{err}");
    assert!(json(&out)["edits"].as_array().unwrap().iter().any(|e| e["kind"] == "encoding"));
}

#[test]
fn flags_beat_front_matter_and_say_so() {
    let page = format!("---\npublished: 2003-06-04\nplace: 云南省大理市\n---\n{GOOD}");
    let bench = Bench::new(&[("a.md", page.as_bytes())]);
    let (out, _) = bench.check(&["export", "--published", "2004", "--title", "题", "a.md"], 0);
    let doc = json(&out);
    assert_eq!((&doc["published"]["value"], &doc["published"]["origin"]), (&"2004".into(), &"flag".into()));
    assert_eq!(doc["metadata"]["place"]["origin"], "front_matter");
    assert_eq!(doc["metadata"]["title"]["value"], "题");
}

#[test]
fn outputs_go_where_they_are_sent() {
    let bench = Bench::new(&[("in/x/a.txt", GOOD.as_bytes()), ("in/b.txt", GOOD.as_bytes())]);
    bench.check(&["export", "in", "-o", "out/"], 0);
    for file in ["out/x/a.json", "out/b.json"] {
        assert_eq!(json(&fs::read_to_string(bench.path(file)).unwrap())["schema"], "baokan.document/1");
    }
    let (out, _) = bench.check(&["normalize", "in/b.txt", "--output", "b.out"], 0);
    assert!(out.is_empty() && Path::exists(&bench.path("b.out")));
    let (_, err) = bench.check(&["normalize", "in/b.txt", "--output", "no/such/folder/b.out"], 2);
    assert!(err.contains("cannot write"), "{err}");
}

#[test]
fn looking_at_one_document() {
    let bench = Bench::new(&[("a.txt", "新华\u{200b}社北京\n".as_bytes())]);
    let (diff, _) = bench.check(&["diff", "a.txt"], 0);
    assert!(diff.contains("新华[-<U+200B>-]社北京") && diff.contains("invisible-characters"), "{diff}");
    let (trace, _) = bench.check(&["trace", "--chars", "a.txt", "1..3"], 0);
    assert!(trace.contains("6..9 1:3 deleted") && trace.contains("9..12 1:4 as printed 「社」"), "{trace}");
    let (colour, _) = bench.check(&["--color", "always", "diff", "a.txt"], 0);
    assert!(colour.contains("\x1b["));
    let (list, _) = bench.check(&["segment", "a.txt"], 0);
    assert!(list.starts_with("a.txt · UTF-8"));
    bench.check(&["extract", "a.txt"], 0);
    bench.check(&["diff", "gone.txt"], 3);
}

#[test]
fn rules_explain_themselves() {
    let bench = Bench::new(&[]);
    let (rules, _) = bench.check(&["rules", "--format", "json"], 0);
    for rule in json(&rules).as_array().unwrap() {
        let name = rule["name"].as_str().unwrap();
        let (page, _) = bench.check(&["explain", name], 0);
        assert!(page.starts_with(&format!("# {name}\n")), "{name}");
    }
    let (config, _) = bench.check(&["config", "show", "--script", "keep"], 0);
    assert!(config.contains("script = \"keep\"  # flag"));
    let (schema, _) = bench.check(&["schema"], 0);
    assert!(json(&schema)["properties"]["articles"].is_object());
}

#[cfg(unix)]
#[test]
fn plugins_run_and_their_exit_code_is_handed_on() {
    use std::os::unix::fs::PermissionsExt;
    let script = "#!/bin/sh\necho \"$1 from ${BAOKAN##*/}\"\nexit 7\n";
    let bench = Bench::new(&[("bin/baokan-greet", script.as_bytes())]);
    let plugin = bench.path("bin/baokan-greet");
    fs::set_permissions(&plugin, fs::Permissions::from_mode(0o755)).unwrap();
    let run = |args: &[&str]| bench.command(args).env("PATH", bench.path("bin")).output().unwrap();
    let out = run(&["greet", "hello"]);
    assert_eq!((out.status.code(), text(&out.stdout).as_str()), (Some(7), "hello from baokan\n"));
    assert!(text(&run(&["plugins"]).stdout).starts_with("greet  "));
    assert!(text(&run(&["gret"]).stderr).contains("did you mean `greet`"));
}

#[test]
fn evidence_cites_what_speaks_against_a_lonely_phrase() {
    let right = "各地要切实加强农田水利建设，确保丰收。\n".as_bytes();
    let wrong = "\u{FEFF}去年，切实加强农田氷利建设。\n".as_bytes();
    let bench = Bench::new(&[("a.txt", right), ("b.txt", right), ("c.txt", wrong), ("d.txt", right)]);
    let (table, _) = bench.check(&["evidence", "."], 0);
    assert_eq!(table.lines().count(), 1, "{table}");
    let (rows, _) = bench.check(&["evidence", ".", "--format", "jsonl", "--jobs", "3"], 0);
    let row = json(rows.trim());
    assert!(row["document"].as_str().unwrap().ends_with("c.txt"), "{row}");
    let at = &row["character"]["bytes"][0];
    let bytes = |r: &Value| r[0].as_u64().unwrap() as usize..r[1].as_u64().unwrap() as usize;
    assert_eq!(&wrong[bytes(at)], "氷".as_bytes());
    assert_eq!(row["documents"], 3);
    for place in row["evidence"].as_array().unwrap() {
        assert_eq!(&right[bytes(&place["bytes"])], row["suggestion"].as_str().unwrap().as_bytes());
    }
    let (again, _) = bench.check(&["evidence", ".", "--format", "jsonl", "--jobs", "1"], 0);
    assert_eq!(again, rows, "the number of jobs changes nothing");
    bench.check(&["evidence", "."], 0);
    let (none, _) = bench.check(&["evidence", ".", "--documents", "4"], 0);
    assert_eq!(none, "");
    bench.check(&["evidence", "-"], 2);
    bench.check(&["evidence", "missing.txt", "a.txt"], 3);
}

#[test]
fn json_lines_are_documents_of_their_own() {
    let lines = "{\"title\": \"春耕\", \"text\": \"本报讯 六月三日，双桥乡领到了心电图机12台。\"}\n{\"text\"\n{\"story\": \"又一篇。\"}\n";
    let bench = Bench::new(&[("a.jsonl", lines.as_bytes())]);
    let (out, err) = bench.check(&["export", "--format", "jsonl", "a.jsonl"], 3);
    let docs: Vec<Value> = out.lines().map(json).collect();
    assert_eq!(docs.len(), 1);
    assert_eq!(docs[0]["source"]["path"], "a.jsonl:1");
    assert_eq!(docs[0]["metadata"]["title"]["evidence"], "春耕");
    let part = &docs[0]["source"]["parts"][0];
    assert_eq!(
        (&part["path"], &part["line"], &part["start"]),
        (&Value::from("a.jsonl"), &Value::from(1), &Value::from(0))
    );
    let block = &docs[0]["articles"][0]["blocks"][0]["target"]["places"][0];
    assert_eq!((&block["path"], &block["line"]), (&Value::from("a.jsonl"), &Value::from(1)));
    assert!(err.contains("error[bad-record]: a.jsonl:2") && err.contains("a.jsonl:3"), "{err}");
    let (out, _) = bench.check(&["normalize", "--text-column", "story", "a.jsonl:3"], 0);
    assert_eq!(out.trim(), "又一篇。");
    let (_, err) = bench.check(&["diff", "a.jsonl"], 2);
    assert!(err.contains("a.jsonl holds 3 documents; name one: a.jsonl:LINE"), "{err}");
    let (_, err) = bench.check(&["normalize", "-o", "a.jsonl", "a.jsonl"], 2);
    assert!(err.contains("overwrite"), "{err}");
}

#[test]
fn an_issue_is_one_document() {
    let bench = Bench::new(&[("day/2.txt", "次版的正文在这里。\n".as_bytes()), ("day/1.txt", GOOD.as_bytes())]);
    let (out, _) = bench.check(&["export", "--issue", "day"], 0);
    let doc = json(&out);
    let names: Vec<&str> =
        doc["source"]["parts"].as_array().unwrap().iter().map(|p| p["path"].as_str().unwrap()).collect();
    assert!(names[0].ends_with("1.txt") && names[1].ends_with("2.txt") && names.len() == 2);
    assert!(out.contains("\"page\": 2"));
    let config = "issue = true\n";
    let bench = Bench::new(&[("baokan.toml", config.as_bytes()), ("day/2.txt", b"x"), ("day/1.txt", GOOD.as_bytes())]);
    let (out, _) = bench.check(&["export", "--format", "jsonl", "day"], 0);
    assert_eq!(out.lines().count(), 1);
}

#[test]
fn records_cite_page_and_box() {
    let (a, b) = ("本报讯 六月三日，双桥乡领到了", "心电图机12台。");
    let hocr = format!(
        "<div class='ocr_page' title='bbox 0 0 900 900'><p class='ocr_par'><span class='ocr_line' title='bbox 10 20 400 50'>{a}</span>\n\
         <span class='ocr_line' title='bbox 10 52 200 82'>{b}</span></p></div>"
    );
    let line = |top: u32, right: u32, words: &str| {
        format!(
            "<TextLine HPOS='10' VPOS='{top}' WIDTH='{}' HEIGHT='30'><String CONTENT='{words}'/></TextLine>",
            right - 10
        )
    };
    let alto = format!(
        "<alto><Layout><Page WIDTH='900' HEIGHT='900'><TextBlock>{}{}</TextBlock></Page></Layout></alto>",
        line(20, 400, a),
        line(52, 200, b)
    );
    let boxes = format!(
        "[{{\"box\": [[10,20],[400,20],[400,50],[10,50]], \"text\": \"{a}\", \"score\": 0.9, \"page\": 1}},\
          {{\"box\": [[10,52],[200,52],[200,82],[10,82]], \"text\": \"{b}\", \"score\": 0.9, \"page\": 1}}]"
    );
    let boxes = format!("{{\"page\": 1, \"lines\": {boxes}}}");
    let bench = Bench::new(&[("a.hocr", hocr.as_bytes()), ("a.xml", alto.as_bytes()), ("a.json", boxes.as_bytes())]);
    for name in ["a.hocr", "a.xml", "a.json"] {
        let (out, _) = bench.check(&["export", name], 0);
        let doc = json(&out);
        let all = doc["records"]["statistics"].as_array().unwrap();
        let places = all[0]["target"]["places"].as_array().unwrap();
        assert_eq!(places[0]["page"], 1, "{name} {places:?}");
        let bbox: Vec<i64> =
            places.last().unwrap()["bbox"].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect();
        assert_eq!(bbox, [10, 52, 200, 82], "{name}");
        assert!(places[0].get("path").is_none());
        let (rows, _) = bench.check(&["extract", "--format", "jsonl", name], 0);
        assert!(rows.lines().any(|row| json(row)["target"]["places"][0]["page"] == 1), "{name}");
    }
}

#[test]
fn files_in_folders_that_are_not_read_are_named() {
    let place = Bench::new(&[("in/a.txt", GOOD.as_bytes()), ("in/broken.json", b"{\"pages\":[{\"boxes\":[")]);
    let (_, stderr) = place.check(&["normalize", "in"], 0);
    assert!(
        stderr.contains("warning[passed-over]: 1 file is in no format") && stderr.contains("broken.json"),
        "{stderr}"
    );
    let (_, stderr) = place.check(&["normalize", "in/a.txt"], 0);
    assert!(!stderr.contains("passed-over"), "{stderr}");
}
