use super::*;
use proptest::prelude::*;

/// Lines, who is named, and why the case is there.
const SUITE: &str = include_str!("../../tests/bylines.tsv");

fn show(b: &Byline) -> String {
    let dash = |o: &Option<String>| o.clone().unwrap_or_else(|| "-".into());
    b.entries
        .iter()
        .map(|e| format!("{}/{}/{}/{}", e.name, e.role, dash(&e.affiliation), dash(&e.position)))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn suite_of_bylines() {
    let mut wrong = Vec::new();
    for line in SUITE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [text, want, reason] = fields[..] else { panic!("three columns wanted: {line}") };
        let got = parse(text);
        if show(&got) != want || !got.whole {
            wrong.push(format!("{text} ({reason})\n  want {want}\n  got  {} whole={}", show(&got), got.whole));
        }
        for e in &got.entries {
            assert_eq!(text[e.name_range.clone()].replace([' ', '　'], ""), e.name);
            assert!(e.range.start <= e.name_range.start && e.name_range.end <= e.range.end);
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn prose_and_headings_are_no_bylines() {
    for text in [
        "山乡巨变看今朝",
        "保护优先 绿色发展",
        "他说，今年收成好。",
        "从“等”到“上门”",
        "服务不打烊",
        "一、总体要求",
        "记者在现场看到，机器轰鸣。",
        "编辑部的故事",
        "成果共享 责任共担",
        "摄影展今日开幕",
    ] {
        let b = parse(text);
        assert!(!b.whole || b.entries.is_empty(), "{text}: {b:?}");
    }
}

#[test]
fn a_post_waits_for_its_name() {
    let b = parse("某省某市公安局常务副局长");
    assert!(b.whole && b.entries.is_empty());
    assert_eq!(b.open_post, Some(0.."某省某市公安局常务副局长".len()));
}

#[test]
fn a_signature_at_the_end_of_a_title() {
    let line = "深耕沃土 守护粮仓 某省某市副市长、农业农村局长 秦大川";
    let (at, b) = signed_suffix(line).unwrap();
    assert_eq!(&line[..at], "深耕沃土 守护粮仓 ");
    assert_eq!(show(&b), "秦大川/author/-/某省某市副市长、农业农村局长");
    let line = "夜市火起来 □ 本报记者 秦大川";
    let (at, b) = signed_suffix(line).unwrap();
    assert_eq!(&line[..at], "夜市火起来 ");
    assert_eq!(show(&b), "秦大川/reporter/本报/-");
    assert!(signed_suffix("深耕沃土 守护粮仓 建设强县").is_none());
    assert!(signed_suffix("争当人民满意的好所长 我们在行动").is_none());
}

proptest! {
    #[test]
    fn no_line_breaks_the_reader(line in prop_oneof![any::<String>(), pieces()]) {
        let check = |e: &Entry| line.get(e.range.clone()).is_some() && line.get(e.name_range.clone()).is_some();
        prop_assert!(parse(&line).entries.iter().all(check));
        prop_assert!(photo_credits(&line).iter().all(check));
        prop_assert!(dateline(&line).iter().all(check));
        prop_assert!(closing(&line).iter().all(check));
        if let Some(n) = author_note(&line) {
            prop_assert!(n.entries.iter().all(check));
            prop_assert!(n.posts.iter().all(|p| line.get(p.range.clone()) == Some(p.post.as_str())));
        }
        if let Some((at, b)) = signed_suffix(&line) {
            prop_assert!(line.is_char_boundary(at) && b.entries.iter().all(check));
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "本报",
        "记者",
        "通讯员",
        "摄",
        "文",
        "/",
        "图",
        " ",
        "　",
        "、",
        "，",
        "：",
        "（",
        "）",
        "(",
        "王",
        "小",
        "明",
        "李四",
        "□",
        "口",
        "市长",
        "公安局",
        "系",
        "作者",
        "分别",
        "整理",
        "电",
        "讯",
        "新华社",
        "发",
        "。",
        "\n",
        "·",
        "a",
        "驻",
        "编辑",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

#[test]
fn a_stray_sign_behind_the_names_is_passed_over() {
    let byline = parse("本報記者.何大川 呈");
    assert!(byline.whole && byline.marked);
    assert_eq!(byline.entries.len(), 1);
    assert_eq!(byline.entries[0].name, "何大川");
    assert!(!parse("记者 走进社区 呈").whole);
}
