//! Laws of lines, blocks and the rules on layout, over random mixtures of the lines that pages are made of.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use baokan_corpus_model::{Document, Source};
use baokan_normalize::{Options, Registry, layout};
use proptest::prelude::*;

/// Lines and halves of lines.
const LINES: &[&str] = &[
    "春耕以来，全县各乡镇精心组织，早稻播种面积比去年增加了两万亩，进度快于往年。",
    "会议认真总结了去年的工作。会议要求，各县要把粮食生产摆在首要位置，抓好农",
    "田水利建设，确保全年丰收。",
    "县里先后召开座谈会二十六场，听取了各方面的意见。工作人员入户走访",
    "2100户，确定了分类分档的水价。",
    "，接着又通过了几个重要的文件。",
    "的规定，先后完成了各项任务。",
    "今年一月至九月，共推广良种12",
    "00亩，新建泵站13座。",
    "疏通水渠 选好良种 全力夺取粮食丰收",
    "疏通水渠 选好良种 全力夺取粮食丰收 某省某县副县长、农业局长 何大川",
    "推广良种不误农时",
    "坚持改革创新，为丰收提供动力",
    "第一章 总则",
    "第三条 本办法所称良种，是指经过审定的品种。",
    "一、关于农业",
    "（二）关于水利",
    "□ 本报记者 何大川",
    "本报记者 何大川 通讯员 李三",
    "某省某市副市长",
    "何大川",
    "——编者",
    "——修好水渠。疏通干渠，加固堤坝，保证灌溉。",
    "——选好良种。在“早稻”上选高产种，推广面积二十万亩。",
    "在“晚稻”上选抗寒种，推广面积十八万亩。",
    "一要修好水渠。水渠是命脉。二要选好良种。",
    "选好良种就是要因地制宜。三要管好农机。",
    "编者按：春耕开始了。",
    "（作者系某市某局局长，本报记者何大川整理）",
    "图① 1月30日，某县农民在查看水渠。",
    "图为农民在查看水渠。 本报通讯员 何大川 摄",
    "农民在田间查看水渠。",
    "新华社记者 何大川 摄",
    "责任编辑 何大川",
    "14版",
    "要闻",
    "某某日报 2024年3月5日 星期二",
    "（下转第4版）",
    "2024年3月5日",
    "各位代表：",
    "同志们，",
    "春风又绿江南岸，",
    "明月何时照我还。",
    "他说：“要推广“早稻”，要快。",
    "开始了。”他说，“大家都在忙。”",
    "打造“丰收2.0，推广“早稻”。",
    "推广”早稻”，种好“晚稻“。",
    "“早稻”和‘晚稻’",
    "入冬以来，县里的水利工地上",
    "机器轰鸣，三千多名干部群众",
    "正在清理干渠。今年计划改造",
    "渠道二百一十四公里，新建泵",
    "站十三座，可以新增灌溉面积",
    "（下转第4版）",
    "（上接第1版）",
    "The quick brown fox jumps",
    "over the lazy dog, and DeepSeek",
    "”",
    "。",
    "《",
    "根据《",
    "良种条例",
    "》的规定，",
    "a",
    "1",
    "\u{3000}\u{3000}我们要抓好春耕。",
    "| a | b |",
    "## 推广良种",
    "**推广良种**",
    "- 推广良种",
];

const BREAKS: &[&str] = &["\n", "\n", "\n\n", "\n\n", "\n\n", "\r\n", "\n\n\n", "\n \n"];

fn pages() -> impl Strategy<Value = String> {
    let line = (prop::sample::select(LINES), prop::sample::select(BREAKS));
    prop::collection::vec(line, 0..24).prop_map(|v| v.into_iter().flat_map(|(l, b)| [l, b]).collect())
}

fn document(text: &str) -> Document {
    Document::new(Arc::new(Source::from_text(text, "page").unwrap()))
}

fn repaired(text: &str) -> Document {
    let mut doc = document(text);
    Registry::builtin().normalize(&mut doc, &Options::default());
    doc
}

/// What stands on the page, whatever its order: letters and figures.
fn letters(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    all.sort_unstable();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_second_run_changes_nothing(page in pages()) {
        let once = repaired(&page);
        let twice = repaired(once.text.as_str());
        prop_assert_eq!(once.text.as_str(), twice.text.as_str());
        prop_assert!(once.diagnostics.iter().all(|d| d.code != "bad-proposal" && d.code != "no-fixed-point"));
    }

    #[test]
    fn no_word_is_lost_and_every_layer_comes_off(page in pages()) {
        // What OCR reads out of dust is no word, and goes.
        let options = Options { disabled: vec!["ocr-noise".to_owned()], ..Options::default() };
        let mut doc = document(&page);
        Registry::builtin().normalize(&mut doc, &options);
        prop_assert_eq!(letters(doc.text.as_str()), letters(&page));
        while doc.text.pop_layer().is_some() {}
        prop_assert_eq!(doc.text.as_str(), page.as_str());
    }

    #[test]
    fn lines_are_the_text_and_blocks_are_the_lines(page in pages()) {
        let doc = repaired(&page);
        let text = doc.text.as_str();
        let lines = layout::lines(&doc);
        let expected: Vec<&str> = text.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect();
        let found: Vec<&str> = lines.iter().map(|l| doc.text.slice(l.range)).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(doc.blocks.len(), lines.len());
    }

    #[test]
    fn anything_at_all_is_survived(text in "\\PC{0,200}", broken in "[“”‘’「」《》（）。，、：；—…\n 　0-9一二三第图摄版]{0,120}") {
        let doc = repaired(&(text + &broken));
        prop_assert!(doc.diagnostics.iter().all(|d| d.code != "bad-proposal"));
    }
}
