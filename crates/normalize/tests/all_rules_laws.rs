//! Laws of the whole stage with every rule on: what is repaired stays repaired, and every character has its bytes.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use baokan_corpus_model::{Document, Source};
use baokan_normalize::{Options, Profile, Registry, Target};
use proptest::prelude::*;

/// Lines as pages have them, each with the damage of one family.
const LINES: &[&str] = &[
    "# 让路更宽 让水灯更清 让灯更亮",
    "今年以来，镇里办实事，为的是让路更宽、让水更清、让灯更亮。",
    "村民说，要的就是让路更宽、让水更清、让灯更亮。",
    "各地加快推进高标准农田建设，把水利设施修到田间地",
    "头，让农民看得见、用得上。",
    "图为农技人员在田间查看麦苗长势。 李某 摄",
    "第3版 要闻 2023年5月6日 星期六",
    "责任编辑：王某某",
    "本报记者 张某 通讯员 李某某",
    "市农业农村局副局长 郑 艺",
    "据介绍,全市粮食播种面积达到 120 万亩,比上年增长3.5%.",
    "他说:\"要把饭碗端在自己手里\".",
    "全会强调，必须坚持“党的全面领导，必须坚持以人民为中心”的发展思想”。",
    "經濟(jīng)發展與關(guān)鍵技術，習(xí)慣養成。",
    "農業農村部發佈數據顯示，糧食產量穩步增長。",
    "廣年夜農平易近包養網積極介入，周全推動任務，果斷保護社會平安。",
    "加快成長新質出产力，不竭晉陞辦事程度。",
    "鍏ㄥ浗鍚勫湴鍔犲揩鎺ㄨ繘。",
    "ä¸\u{AD}å›½å†œä¸š",
    "锟斤拷锟斤拷",
    "（一）加强组织领导 and 统筹协调。",
    "二O二三年，全县农民人均收入1.2万元·",
    "| 品种 | 产量 |",
    "|---|---|",
    "&ldquo;三农&rdquo;工作<br>取得实效",
    "多元共治、多元共治，形成合力。",
    "~ _ | SS ' .",
    "",
    "\u{3000}\u{3000}据了解，\u{200B}该项目总投资1．5亿元。",
    "GDP and CPI are English words.",
    "转第4版",
    "上接第1版",
    "⽂件要求，⼀是加强监测。",
];

fn pages() -> impl Strategy<Value = String> {
    let lines = proptest::collection::vec(0..LINES.len(), 0..14);
    // Columns cut anywhere: some lines are broken once more.
    (lines, any::<u64>()).prop_map(|(lines, seed)| {
        let mut page = String::new();
        for (n, i) in lines.into_iter().enumerate() {
            let line = LINES[i];
            let cut = seed.rotate_left(n as u32 * 7) as usize % (line.chars().count() * 4 + 1);
            match line.char_indices().nth(cut) {
                Some((at, _)) if at > 0 => {
                    page.push_str(&line[..at]);
                    page.push('\n');
                    page.push_str(&line[at..]);
                }
                _ => page.push_str(line),
            }
            page.push('\n');
        }
        page
    })
}

fn options() -> impl Strategy<Value = Options> {
    let targets = (0..Target::ALL.len()).prop_map(|i| Target::ALL[i].0);
    let profiles = (0..Profile::ALL.len()).prop_map(|i| Profile::ALL[i]);
    (targets, profiles).prop_map(|(target, profile)| Options { target, ..Options::of(profile) })
}

fn repaired(text: &str, options: &Options) -> Document {
    let mut doc = Document::new(Arc::new(Source::from_text(text, "law").unwrap()));
    Registry::builtin().normalize(&mut doc, options);
    doc
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repairing_twice_is_repairing_once(text in pages(), options in options()) {
        let once = repaired(&text, &options);
        prop_assert!(!once.diagnostics.iter().any(|d| d.code == "bad-proposal" || d.code == "no-fixed-point"), "{:?}", once.diagnostics);
        let twice = repaired(once.text.as_str(), &options);
        prop_assert_eq!(twice.text.as_str(), once.text.as_str());
    }

    #[test]
    fn every_character_has_its_bytes_and_layers_come_off(text in pages(), options in options()) {
        common::traced(repaired(&text, &options))?;
    }
}

/// A join that settles a doubt about another place: what waited for the doubt is done in the same run.
#[test]
fn a_settled_doubt_holds_nothing_back() {
    let page = "头，让农民看得\n见、用得上。\n各地加快推进高标准农田建设，把水利设施修到田间地\n\
                二〇二三年，全县农民人均收入1.2万\n元·\n";
    let options = Options::of(Profile::Archive);
    let once = repaired(page, &options);
    assert!(once.text.as_str().contains("看得见"), "{}", once.text.as_str());
    assert!(!once.diagnostics.iter().any(|d| d.code == "doubtful-block-order"), "{:?}", once.diagnostics);
    assert_eq!(repaired(once.text.as_str(), &options).text.as_str(), once.text.as_str());
}
