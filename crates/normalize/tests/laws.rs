//! Laws of the rules on characters, over random mixtures of Chinese, foreign text and damage.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use baokan_corpus_model::{Document, Source};
use baokan_normalize::{Options, Pass, Registry, Target};
use proptest::prelude::*;

/// Pieces that texts are made of: words, marks of all kinds, and every sort of damage that a rule looks for.
const PIECES: &[&str] = &[
    "今年",
    "农业",
    "生产",
    "发展",
    "第三条",
    "一、",
    "记者",
    "郑",
    "艺",
    "摄",
    "群众",
    "的",
    "和",
    "年",
    "月",
    "，",
    "。",
    "、",
    "：",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "——",
    "……",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u{3000}",
    "\t",
    "\r\n",
    ",",
    ", ",
    ".",
    "...",
    ";",
    ":",
    "?",
    "!",
    "(",
    ")",
    "\"",
    "'",
    "~",
    "--",
    "<<",
    ">>",
    "1",
    "9",
    "3.5",
    "1,234",
    "10:30",
    "42%",
    "and",
    " and ",
    "or",
    "PKI",
    "Windows Server",
    "http://a.cn/b?c=1,2",
    "#",
    "## ",
    "**",
    "*",
    "_",
    "> ",
    "---",
    "|",
    "|---|",
    "`",
    "```",
    "[甲](http://a.cn)",
    "![](x.png)",
    "<br>",
    "<p>",
    "</p>",
    "<b",
    "&nbsp;",
    "&ldquo;",
    "&amp;",
    "&",
    "\\",
    "$",
    "$3\\%$",
    "\u{200B}",
    "\u{200D}",
    "\u{FEFF}",
    "\u{AD}",
    "\0",
    "\u{E000}",
    "\u{92}",
    "👨\u{200D}👩",
    "包養",
    "包养网",
    "包養網比擬",
    "博彩",
    "六合彩",
    "農業",
    "發展",
    "後",
    "裡",
    "乾",
    "著",
    "國家",
    "台灣",
    "毛澤东",
    "毛泽东",
    "這",
    "这",
    "《紅樓夢》",
    "红楼梦",
    "「",
    "」",
    "里長",
    "着",
    "濛",
    "衝",
    "首当其",
    "于",
    "余",
    "頭发",
    "𠀀",
    "e\u{301}",
    "سلام",
    "①",
    "１９",
    "．",
    "％",
    "鈥?",
    "鈥檚",
    "鍏ㄥ競",
    "鍐滀笟绋充骇",
    "銆?",
    "ÖÐ¹úÅ©Òµ",
    "å›½",
    "â€",
    "é",
    "锟斤拷",
    "笆濉逼陂湫垂臂谅",
    "\u{E5E5}",
    "婀",
    "€",
    "⼀",
    "\u{F9DD}",
    "\u{FE00}",
    "︵",
    "\u{FFFD}",
];

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..PIECES.len()).prop_map(|i| PIECES[i]), 0..60).prop_map(|v| v.concat())
}

fn characters() -> Registry<'static> {
    let early = Registry::builtin();
    early.rules().iter().filter(|r| r.meta().pass < Pass::Layout).fold(Registry::default(), |all, r| all.with(*r))
}

fn repaired(text: &str, options: &Options) -> Document {
    let mut doc = Document::new(Arc::new(Source::from_text(text, "law").unwrap()));
    characters().repair(&mut doc, options);
    doc
}

fn targets() -> impl Strategy<Value = Target> {
    (0..Target::ALL.len()).prop_map(|i| Target::ALL[i].0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repairing_twice_is_repairing_once(text in texts(), target in targets(), suggestions in any::<bool>()) {
        let options = Options { target, suggestions, safety: baokan_corpus_model::Safety::Suggest, ..Options::default() };
        let once = repaired(&text, &options);
        prop_assert!(!once.diagnostics.iter().any(|d| d.code == "bad-proposal" || d.code == "no-fixed-point"), "{:?}", once.diagnostics);
        let twice = repaired(once.text.as_str(), &options);
        prop_assert_eq!(twice.text.as_str(), once.text.as_str());
    }

    #[test]
    fn every_character_has_its_bytes_and_layers_come_off(text in texts()) {
        common::traced(repaired(&text, &Options::default()))?;
    }

    #[test]
    fn text_without_han_characters_comes_through(text in "[ -~\\n]{0,200}") {
        let doc = repaired(&text, &Options::default());
        prop_assert_eq!(doc.text.as_str(), text.as_str());
    }

    #[test]
    fn any_characters_at_all(text in "\\PC{0,80}") {
        let once = repaired(&text, &Options::default());
        let twice = repaired(once.text.as_str(), &Options::default());
        prop_assert_eq!(twice.text.as_str(), once.text.as_str());
    }
}

#[test]
fn clean_text_is_left_alone() {
    let clean = "记者从农业农村部获悉，2023年全国粮食总产量13908.2亿斤，比上年增长1.3%。\n\
        “这一成绩来之不易。”该部负责人说：“我们将落实好《粮食安全保障法》，坚持‘藏粮于地、藏粮于技’。”\n\
        本报记者 张某 王某某 摄\n\
        English words such as GDP, WTO and “B2B” stay; so do 3*4=12, a_b, 1:1, 10:30 and http://example.com/?a=1,2.\n\
        第三条 国家鼓励发展职业教育（含技工教育），具体办法由省、自治区、直辖市规定。\n\
        坚持农业优先 注重科技兴农 推进乡村振兴\n";
    let doc = repaired(clean, &Options::default());
    assert_eq!(doc.text.as_str(), clean);
    assert_eq!(doc.text.edit_count(), 0);
}
