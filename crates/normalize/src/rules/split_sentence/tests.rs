//! What is joined, and what looks like a cut and is none.

use std::sync::Arc;

use baokan_corpus_model::{Document, Source};

use crate::rules::testing::all_turn;

#[track_caller]
fn same(text: &str) {
    all_turn(text, text);
}

#[test]
fn cuts_are_joined_without_glue() {
    // In a word; after a comma; before a mark that begins no line; in a number; in a bracket; over a link's own line.
    for (a, b) in [
        ("县里开了会。会议要求，各乡要抓好农", "田水利建设。"),
        ("各乡各村要在春耕以前抓好水利建设，", "确保全年丰收。"),
        ("县里开了会。会议通过了规划", "，各乡都要执行。"),
        ("县里开了会。全县共推广良种12", "00亩，比去年多三成。"),
        ("全县要推广“良", "种工程”，各乡都要参加。"),
        ("县里开了会。根据《", "某县良种条例》的规定，各乡要推广良种。"),
        ("县里开了会。会议要求推广良种的", "各乡都要派人参加学习。"),
    ] {
        all_turn(&format!("{a}\n\n{b}"), &format!("{a}{b}"));
    }
}

#[test]
fn lines_of_one_paragraph_with_links_on_lines_of_their_own() {
    let body = "县里的会开了三天，各乡各村的代表都参加了会议，讨论很热烈。";
    all_turn(
        &format!(
            "{body}\n\n{body}\n\n县里已经发布了《\n某县良种条例\n》，根据\n某县水利条例\n的规定，各乡都要执行。\n\n{body}"
        ),
        &format!(
            "{body}\n\n{body}\n\n县里已经发布了《某县良种条例》，根据某县水利条例的规定，各乡都要执行。\n\n{body}"
        ),
    );
}

#[test]
fn titles_bylines_and_datelines_are_not_joined() {
    let body = "县里的会开了三天，各乡各村的代表都参加了会议，讨论很热烈。";
    for title in [
        "推广良种不误农时",
        "推广良种 不误农时",
        "坚持改革创新，为丰收提供动力",
        "一、关于推广良种的几个问题",
        "第二章 良种的推广",
        "本报记者 何大川",
        "2024年3月5日在某县第一次会议上",
        "根据中央关于加快发展现代农业、扎实推进乡村全面振兴的部署，全面落实各项任务",
    ] {
        same(&format!("{body}\n\n{title}\n\n{body}"));
    }
}

#[test]
fn ends_that_only_look_open_are_left() {
    for text in [
        // A title ends the column; a list; addresses; verse; a signature; a sentence that was cut off for good.
        "县里开了会。会议要求，各乡要抓好\n\n推广良种 不误农时\n\n各乡都行动起来，一个星期就播种了两万亩早稻。",
        "会议选出：\n\n主任，\n\n副主任三人，\n\n委员九人。",
        "同志们，\n\n今天我们开会，总结去年的工作，部署今年的任务。",
        "春风又绿江南岸，\n明月何时照我还。",
        "各乡都行动起来。 何大川\n\n县里的会开了三天，各乡各村的代表都参加了会议。",
        "县里开了会。会议要求，各乡要抓好\n\n一是推广良种。各乡都行动起来。",
        "县里开了会。会议要求，各乡要抓好\n\n——推广良种。各乡都行动起来。",
        "The county held a meeting, and it\n\nwas about seeds.",
    ] {
        same(text);
    }
}

#[test]
fn a_member_of_a_series_takes_its_text_back() {
    all_turn(
        "各乡要做好三件事。一要修好水渠。水渠是农业的命脉，干渠支渠都要疏通。二要推广高产良种。\n\n高产良种要因地制宜，不能强求一律。三要管好农机。农机要及时检修。",
        "各乡要做好三件事。一要修好水渠。水渠是农业的命脉，干渠支渠都要疏通。二要推广高产良种。高产良种要因地制宜，不能强求一律。三要管好农机。农机要及时检修。",
    );
    // Each member is a head only: a list of short sentences.
    same("各乡要做好三件事。一要修好水渠。二要推广高产良种。\n\n高产良种要因地制宜，不能强求一律。");
}

#[test]
fn an_end_that_was_cut_off_is_reported() {
    let codes = |text: &str| {
        let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
        crate::normalize(&mut doc, &crate::Options::default());
        doc.diagnostics.into_iter().map(|d| d.code.into_owned()).collect::<Vec<_>>()
    };
    let cut = "县里的会开了三天，讨论很热烈。会议决定，今年推广良种三千三百";
    assert_eq!(codes(cut), ["truncated-end"]);
    assert_eq!(
        codes(&format!("{cut}\n\n推广良种 不误农时\n\n各乡都行动起来，一个星期就播种了两万亩早稻。")),
        ["truncated-end"]
    );
    assert!(codes("县里的会开了三天，讨论很热烈。会议决定，今年推广良种三千三百亩。").is_empty());
    assert!(codes("推广良种不误农时").is_empty());
}
