use std::sync::Arc;

use baokan_corpus_model::{Block, BlockKind, Confidence, Document, Section, Source, TextRange};
use proptest::prelude::*;

/// A document of one article: a line a block, `#` for a heading and its level.
fn document(lines: &[&str]) -> Document {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in lines {
        let words = line.trim_start_matches('#');
        let level = (line.len() - words.len()) as u8;
        let kind = if level > 0 { BlockKind::Heading } else { BlockKind::Paragraph };
        let start = text.len() as u32;
        text.push_str(words.trim());
        let block = Block { kind, level, confidence: Confidence::per_mille(900), rule: "test".into(), group: None };
        if text.len() as u32 > start {
            blocks.push((TextRange::new(start, text.len() as u32), block));
        }
        text.push('\n');
    }
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    doc.blocks = blocks.into_iter().collect();
    let article = baokan_corpus_model::Article {
        blocks: (0..doc.blocks.len()).collect(),
        range: doc.text.range(),
        ..Default::default()
    };
    doc.articles.push(article);
    use crate::Segmenter;
    crate::Sentences.segment(&mut doc);
    super::Sections.segment(&mut doc);
    doc
}

/// One line a section: indent, kind, value, title or `-`, and the last characters of its text.
fn outline(doc: &Document) -> Vec<String> {
    let line = |(range, s): (TextRange, &Section)| {
        let title = s.title.map_or("-", |t| doc.text.slice(t));
        let value = s.number.map_or_else(String::new, |n| format!(" {}", n.value));
        let text = doc.text.slice(range);
        let last: String = text.chars().skip(text.chars().count().saturating_sub(4)).collect();
        format!("{}{}{value} {title} …{last}", "  ".repeat(usize::from(s.level) - 1), s.kind)
    };
    doc.sections.iter().map(line).collect()
}

#[track_caller]
fn check(lines: &[&str], want: &[&str]) {
    assert_eq!(outline(&document(lines)), want);
}

#[test]
fn a_statute() {
    check(
        &[
            "#养蜂管理办法",
            "##第一章　总则",
            "第一条 为了规范养蜂活动，制定本办法。",
            "第二条 有下列情形之一的，予以警告：",
            "（一）未登记的；",
            "（二）隐瞒疫情的。",
            "前款规定适用于单位。",
            "##第二章　附则",
            "第二条之一 县级人民政府可以制定细则。",
            "第三条 本办法自公布之日起施行。",
        ],
        &[
            "head 养蜂管理办法 …起施行。",
            "  chapter 1 总则 …于单位。",
            "    clause 1 - …本办法。",
            "    clause 2 - …于单位。",
            "      item 1 - …登记的；",
            "      item 2 - …疫情的。",
            "  chapter 2 附则 …起施行。",
            "    clause 2 - …定细则。",
            "    clause 3 - …起施行。",
        ],
    );
    let doc = document(&["第二条 甲。", "第二条之一 乙。", "第三条 丙。"]);
    let subs: Vec<_> = doc.sections.iter().map(|(_, s)| s.number.unwrap().sub).collect();
    assert_eq!(subs, [None, Some(1), None]);
}

#[test]
fn heads_that_open_their_paragraph() {
    check(
        &[
            "一、加强领导。各级负责人要上手。",
            "村干部要带头。",
            "二、强化督查。做到三点：一是勤查；二是严查；三是细查。月底通报。",
            "三、落实保障。资金要到位。",
        ],
        &[
            "run_in 1 加强领导 …要带头。",
            "run_in 2 强化督查 …底通报。",
            "  item 1 - …是勤查；",
            "  item 2 - …是严查；",
            "  item 3 - …是细查。",
            "run_in 3 落实保障 …要到位。",
        ],
    );
}

#[test]
fn clauses_that_a_copy_ran_together() {
    check(
        &["第一条 甲。 第二条 乙。 第三条 丙，依照第九条 处理。", "第四条 丁。"],
        &["clause 1 - …条 甲。", "clause 2 - …条 乙。", "clause 3 - … 处理。", "clause 4 - …条 丁。"],
    );
}

#[test]
fn closing_words_are_no_part_of_the_last_section() {
    check(
        &["一、加强领导。各级要上手。", "二、强化督查。每月通报。", "同志们，让我们行动起来，共创明天。"],
        &["run_in 1 加强领导 …要上手。", "run_in 2 强化督查 …月通报。"],
    );
}

#[test]
fn heads_on_their_own_line_with_lists_below() {
    check(
        &[
            "一、总体要求",
            "坚持稳中求进。",
            "（一）指导思想。",
            "以服务果农为宗旨。",
            "（二）基本原则。",
            "——坚持自愿。农户自己做主。",
            "——坚持有偿。",
            "二、重点任务",
            "1.修好水渠。",
            "2.管好水站。",
        ],
        &[
            "head 1 总体要求 …持有偿。",
            "  head 1 指导思想 …为宗旨。",
            "  head 2 基本原则 …持有偿。",
            "    item 1 坚持自愿 …己做主。",
            "    item 2 - …持有偿。",
            "head 2 重点任务 …好水站。",
            "  item 1 - …好水渠。",
            "  item 2 - …好水站。",
        ],
    );
}

#[test]
fn items_over_sentences_and_paragraphs() {
    check(
        &["要抓三件事。第一，抓种子。今年换良种。第二，抓肥料。用农家肥。第三，抓水利。渠要通。", "大家行动起来。"],
        &["item 1 抓种子 …换良种。", "item 2 抓肥料 …农家肥。", "item 3 抓水利 …渠要通。"],
    );
    check(
        &["一是摸清底数。", "二是建好台账。", "三是管好资金。", "过去一年，成效明显。"],
        &["item 1 - …清底数。", "item 2 - …好台账。", "item 3 - …好资金。"],
    );
    check(
        &["首先要统一思想，其次要健全机制，最后要抓好落实。散会。"],
        &["item 1 - …一思想，", "item 2 - …全机制，", "item 3 - …好落实。"],
    );
    check(
        &["步骤为：①选种；②育苗；③移栽。随后管护。"],
        &["item 1 - …①选种；", "item 2 - …②育苗；", "item 3 - …③移栽。"],
    );
}

#[test]
fn what_only_looks_like_a_number() {
    for lines in [
        &["一、二季度平稳，三、四季度回升。"][..],
        &["第三，他没有来。", "大家都在等。"],
        &["1.5万吨粮食入库。", "2.3万吨外运。"],
        &["2024.5.1开工。", "2024.6.1完工。"],
        &["一是一，二是二，不能含糊。"],
        &["第三章写道，春天来了。", "第五条规定很清楚。"],
        &["三、这里不是开头。", "后面没有了。"],
        &["时间：周一上午。", "地点：村委会。", "时间：周二上午。", "地点：小学。"],
        &["钢：一百吨。", "煤：二百吨。", "钢：三百吨。", "煤：四百吨。"],
    ] {
        assert_eq!(outline(&document(lines)), Vec::<String>::new(), "{lines:?}");
    }
}

#[test]
fn an_interview() {
    check(
        &[
            "春耕时节，记者来到河东村。",
            "记者：今年种什么？",
            "老周：种辣椒。",
            "辣椒价钱好。",
            "记者：谁来收？",
            "老周：合作社收。一是现款，二是上门。",
        ],
        &[
            "turn 1 - …种什么？",
            "turn 2 - …价钱好。",
            "turn 3 - …谁来收？",
            "turn 4 - …是上门。",
            "  item 1 - …是现款，",
            "  item 2 - …是上门。",
        ],
    );
    check(&["问：政策变了吗？", "答：没有变。"], &["turn 1 - …变了吗？", "turn 2 - …没有变。"]);
}

#[test]
fn unmarked_heads_and_lists_within_lists() {
    check(
        &["##看产业", "果园挂满果。", "##看生活", "一、修路。路通了。", "二、通水。水来了。", "##看前景", "明年更好。"],
        &[
            "head 看产业 …挂满果。",
            "head 看生活 …水来了。",
            "  run_in 1 修路 …路通了。",
            "  run_in 2 通水 …水来了。",
            "head 看前景 …年更好。",
        ],
    );
    // 一、 as paragraphs below （一） below 一、
    check(
        &[
            "一、工业",
            "（一）钢铁问题",
            "一、要提高质量，不能只看数量。",
            "二、要节约原料，不能大手大脚。",
            "（二）机械问题",
            "机械要更新。",
            "二、农业",
            "农业要丰收。",
        ],
        &[
            "head 1 工业 …要更新。",
            "  head 1 钢铁问题 …手大脚。",
            "    item 1 - …看数量。",
            "    item 2 - …手大脚。",
            "  head 2 机械问题 …要更新。",
            "head 2 农业 …要丰收。",
        ],
    );
}

#[test]
fn contents_and_titles_on_the_next_line() {
    check(
        &["目　录", "第一章 总则", "第二章 附则", "第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"],
        &["chapter 1 总则 …条 甲。", "  clause 1 - …条 甲。", "chapter 2 附则 …条 乙。", "  clause 2 - …条 乙。"],
    );
    let doc = document(&["#第一章", "#总则", "甲县制定本办法。"]);
    assert_eq!(outline(&doc), ["chapter 1 总则 …本办法。"]);
}

/// Lines of what matters, in any order.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let piece = prop::sample::select(vec![
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "①",
        "②",
        "一是",
        "二是",
        "第一，",
        "第二，",
        "首先，",
        "其次，",
        "最后，",
        "——",
        "第一章　",
        "第二章　",
        "第一条 ",
        "第二条 ",
        "第二条之一",
        "问：",
        "答：",
        "记者：",
        "加强领导",
        "。",
        "；",
        "：",
        "？",
        "，",
        "”",
        "“",
        "汉",
        "𠮷",
        " ",
        "#",
        "##",
        "目录",
    ]);
    let line = prop::collection::vec(piece, 0..8).prop_map(|v| v.concat());
    prop::collection::vec(line, 0..24)
}

proptest! {
    #[test]
    fn sections_are_a_tree(lines in prop_oneof![lines(), prop::collection::vec(any::<String>(), 0..6)]) {
        let lines: Vec<String> = lines.into_iter().map(|l| l.replace('\n', " ")).collect();
        let refs: Vec<&str> = lines.iter().map(String::as_str).collect();
        let doc = document(&refs);
        let all: Vec<(TextRange, &Section)> = doc.sections.iter().collect();
        for (i, (range, s)) in all.iter().enumerate() {
            prop_assert!(range.start() < range.end());
            let around = s.parent.map(|p| all[p]);
            prop_assert!(s.parent.is_none_or(|p| p < i));
            prop_assert_eq!(u32::from(s.level), around.map_or(1, |(_, a)| u32::from(a.level) + 1));
            prop_assert!(around.is_none_or(|(r, _)| r.contains(*range)));
            prop_assert!(s.number.is_none_or(|n| range.contains(n.range) && n.value > 0));
            prop_assert!(s.title.is_none_or(|t| range.contains(t) && !doc.text.slice(t).trim().is_empty()));
            // Nested or disjoint, and nobody between a section and its parent holds it.
            for (j, (other, _)) in all.iter().enumerate().take(i) {
                let (nested, apart) = (other.contains(*range), other.end() <= range.start());
                prop_assert!(nested || apart);
                prop_assert!(!nested || s.parent.is_some_and(|p| p >= j));
            }
        }
        // The wire accepts what the model made, and ids are unique.
        let wire = baokan_corpus_model::wire::v1::Document::from(&doc);
        prop_assert!(baokan_corpus_model::wire::Checked::try_from(wire).is_ok());
    }
}
