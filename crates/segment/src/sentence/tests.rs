use super::sentences;
use proptest::prelude::*;

/// The suite: id, kind of text, the case with `|` where a sentence ends and `\n` for a line break, and the reason.
const SUITE: &str = include_str!("../../tests/sentences.tsv");
/// Cases that the splitter is known to get wrong; docs/segment.md lists them with the reasons.
const KNOWN_WRONG: &[&str] = &[];

fn split(text: &str) -> Vec<&str> {
    sentences(text, 0..text.len()).into_iter().map(|r| &text[r]).collect()
}

#[test]
fn suite_of_reasoned_cases() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in SUITE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, _, case, reason] = fields[..] else { panic!("four columns wanted: {line}") };
        let case = case.replace("\\n", "\n");
        let want: Vec<&str> = case.split('|').map(str::trim).collect();
        let text = case.replace('|', "");
        let got = split(&text);
        count += 1;
        if (got != want) != KNOWN_WRONG.contains(&id) {
            wrong.push(format!("{id} ({reason})\n   want {want:?}\n   got  {got:?}"));
        }
    }
    assert!(count >= 240, "the suite has shrunk to {count}");
    assert!(KNOWN_WRONG.len() * 20 <= count, "less than 95 % are right");
    assert!(wrong.is_empty(), "{} of {count} are not as known:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn ranges_are_into_the_whole_text() {
    let text = "题目。正文一。正文二。尾";
    let block = "题目。".len()..text.len() - "尾".len();
    let got: Vec<_> = sentences(text, block).into_iter().map(|r| &text[r]).collect();
    assert_eq!(got, ["正文一。", "正文二。"]);
}

#[test]
fn a_range_that_is_none_has_no_sentences() {
    assert!(sentences("汉字。", 1..3).is_empty());
    assert!(sentences("汉字。", 0..99).is_empty());
    assert!(sentences("", 0..0).is_empty());
}

/// Texts of the marks that matter, in any order.
fn marks() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "。",
        "！",
        "？",
        "…",
        "……",
        "——",
        "“",
        "”",
        "‘",
        "’",
        "「",
        "」",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "[",
        "1",
        "]",
        "\"",
        ".",
        "．",
        "!",
        "?",
        "，",
        "：",
        "；",
        " ",
        "\n",
        "\n\n",
        "　",
        "他问",
        "说",
        "的",
        "会议指出",
        "a",
        "Mr",
        "http://a.cn/",
        "3",
        "一",
        "汉",
        "𠮷",
        "é",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn nothing_but_white_space_is_left_out(text in prop_oneof![marks(), any::<String>()]) {
        let ranges = sentences(&text, 0..text.len());
        let mut at = 0;
        for r in &ranges {
            prop_assert!(text[at..r.start].trim().is_empty(), "gap {:?}", &text[at..r.start]);
            prop_assert!(!r.is_empty());
            prop_assert_eq!(text[r.clone()].trim(), &text[r.clone()]);
            at = r.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn a_block_is_split_as_if_it_were_alone(before in marks(), text in marks(), after in marks()) {
        let whole = format!("{before}{text}{after}");
        let (a, b) = (before.len(), before.len() + text.len());
        let inside: Vec<_> = sentences(&whole, a..b).into_iter().map(|r| r.start - a..r.end - a).collect();
        prop_assert_eq!(inside, sentences(&text, 0..text.len()));
    }
}
