//! Stops and dashes: 。 read as · or o, —— read as 一一, marks read twice.

use baokan_corpus_model::{EditKind, Safety, TextRange};

use super::super::ocr;
use crate::chars::{self, is_gap, is_han, is_stop};
use crate::engine::{Class, Proposals, RuleContext};
use crate::layout::simplified;

/// Verbs that go with 一一 in its own meaning: one by one.
const EACH: &str = "列举对應应介绍紹说說明解答回核实實登记記点點检檢查告知指出道数數看问問过過握谢謝做作照";
/// Longest subtitle, in bytes.
const SUBTITLE: usize = 120;

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    dashes(cx, out);
    points(cx, out);
    rings(cx, out);
    degrees(cx, out);
    doubled(cx, out);
}

/// 一一 at the beginning of a subtitle.
fn dashes(cx: &RuleContext<'_>, out: &mut Proposals) {
    for (at, found) in cx.text.match_indices("一一") {
        let first = cx.text.get(..at).unwrap_or("").trim_end_matches(is_gap);
        let line = chars::line_at(cx.text, at);
        let words = cx.text.get(line.clone()).unwrap_or("");
        let after = chars::after(cx.text, at + found.len());
        let subtitle = first.len() <= line.start && words.len() <= SUBTITLE && !words.contains('。');
        if subtitle && after.is_some_and(|c| is_han(c) && c != '一' && !EACH.contains(c)) {
            out.edit(900, "a subtitle begins with a dash")
                .safety(Safety::Safe)
                .replace(TextRange::at(at as u32, found.len() as u32), "——")
                .done();
        }
    }
}

/// Characters so far from the next mark on either side are a clause, and not part of a name.
const CLAUSE: usize = 8;
/// The same where an engine gave boxes, in a line with other stops: titles of columns and pages have none.
const PHRASE: usize = 4;

/// Characters that foreign names are written with (the tables of the Xinhua agency's translation office, the commonest).
const NAMES: &str = "丁万丝丰丹乌乔于亚亨代伊休伦伯佐佩侯保克兰兹内冈凯列利别加努劳勃勒华南博卜卡卢厄古史叶吉哈喀因图圣坎坚坦埃基塔塞夏多夫夸奇奥姆姜威娜孔宁安宗宾密富尔尤\
尼山巴布希帕平库庞延廷弗张彭彼德恩恰戈戴托扬拉提敦文斯施日旺昂昆易普曼朗本朱杜杰林查柴根格桑梅楚欧武比毕毛汉汤沃沙法波泰泽洛津海涅温滕潘热特狄玛珀珍琳\
琴琼瑞瓦申登皮盖福科穆米索约纳纽绍维罗考耶肖肯胡舍艾芬苏若英茨茹荣莉莎莫莱菲萨蒂蒙蓬西詹让许诺谢豪贝贡费贾赞赫路辛达迈迪逊道里金钱门阿陀隆雄雅雷霍韦顿\
香马高鲁鲍麦默齐龙";

/// `·` between two clauses, or at the end of a line.
fn points(cx: &RuleContext<'_>, out: &mut Proposals) {
    let printed = ocr::is_printed(cx.doc);
    for (at, mark) in cx.text.match_indices('·') {
        let clause = |c: &char| is_han(*c) || c.is_ascii_digit();
        let head = chars::tail(cx.text.get(..at).unwrap_or(""), 60);
        let tail = chars::head(cx.text.get(at + mark.len()..).unwrap_or(""), 60);
        let (before, after) = (head.chars().rev().take_while(clause).count(), tail.chars().take_while(clause).count());
        let ends = tail.is_empty() || tail.starts_with(['\n', '\r', '”', '」']);
        // In names the parts are short; a title in 《》 may be long.
        let clauses = head.ends_with(is_han) && before >= CLAUSE && (ends || after >= CLAUSE);
        let phrases = || {
            let line = cx.text.get(chars::line_at(cx.text, at)).unwrap_or("");
            let begins = before >= PHRASE && head.ends_with(is_han) || head.ends_with(['”', '」', '）']);
            begins && (ends || after >= PHRASE) && line.contains(is_stop)
        };
        if (clauses || printed && phrases())
            && !in_name(head, tail)
            && !crate::rules::ocr_noise::is_awaited(head, '《', '》')
        {
            let range = TextRange::at(at as u32, mark.len() as u32);
            out.edit(if ends { 850 } else { 750 }, "a full stop that hangs too high").replace(range, "。").done();
        }
    }
}

/// Whether a point may part a foreign name or a date: 卡尔·马克思, 一二·九.
fn in_name(head: &str, tail: &str) -> bool {
    let simple = |c: Option<char>| c.map(simplified);
    let both = (simple(head.chars().next_back()), simple(tail.chars().next()));
    let (Some(l), Some(r)) = both else { return false };
    let number = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c);
    NAMES.contains(l) && NAMES.contains(r) || number(l) && number(r)
}

/// A ring at the end of a sentence: `o`, or a degree without figure.
fn degrees(cx: &RuleContext<'_>, out: &mut Proposals) {
    for (at, mark) in cx.text.match_indices('°') {
        let head = cx.text.get(..at).unwrap_or("");
        let tail = cx.text.get(at + mark.len()..).unwrap_or("");
        let ends = tail.is_empty() || tail.starts_with(['\n', '\r', '”', '」']);
        if ends && head.ends_with(|c: char| is_han(c) || matches!(c, '%' | '％' | '”' | '」')) {
            out.edit(850, "a full stop read as a degree")
                .replace(TextRange::at(at as u32, mark.len() as u32), "。")
                .done();
        }
    }
}

/// `o` at the end of a sentence.
fn rings(cx: &RuleContext<'_>, out: &mut Proposals) {
    for &at in cx.scan.of(Class::AsciiWord) {
        let at = at as usize;
        let tail = cx.text.get(at + 1..).unwrap_or("");
        let ring = matches!(cx.text.as_bytes().get(at), Some(b'o' | b'O'));
        let lone = tail.is_empty() || tail.starts_with(['\n', '\r', '”', '」']);
        let head = chars::tail(cx.text.get(..at).unwrap_or(""), 60);
        // 【 beside it is the left half of the same ring.
        let text = head.trim_end_matches(['【', '[', ' ', '\u{3000}']);
        let clause =
            text.chars().rev().take_while(|c| !chars::is_break(*c)).take_while(|c| is_han(*c) || is_stop(*c)).count();
        if ring && lone && clause > 0 && (clause >= CLAUSE || text.len() < head.len()) {
            let from = at - (head.len() - text.len());
            out.edit(800, "a full stop read as a letter")
                .replace(TextRange::new(from as u32, at as u32 + 1), "。")
                .done();
        }
    }
}

/// The same stop twice, and the same particle twice where two lines meet.
fn doubled(cx: &RuleContext<'_>, out: &mut Proposals) {
    for mark in ['，', '、', '；', '：'] {
        for (at, m) in cx.text.match_indices(mark) {
            let rest = cx.text.get(at + m.len()..).unwrap_or("");
            let text = rest.trim_start_matches(is_gap);
            if text.starts_with(mark) {
                let end = cx.text.len() - text.len() + m.len();
                let range = TextRange::new((at + m.len()) as u32, end as u32);
                out.edit(850, "the same mark twice").kind(EditKind::Duplicate).replace(range, "").done();
            }
        }
    }
    for (pair, before, after) in PARTICLES {
        for (at, _) in cx.text.match_indices(pair) {
            let l = chars::before(cx.text, at);
            let r = chars::after(cx.text, at + pair.len());
            let word = l.is_some_and(|c| before.contains(c)) || r.is_some_and(|c| after.contains(c));
            if l.is_some_and(is_han) && r.is_some_and(is_han) && !word {
                let half = (pair.len() / 2) as u32;
                let range = TextRange::at(at as u32 + half, half);
                out.edit(850, "the same particle twice").kind(EditKind::Duplicate).replace(range, "").done();
            }
        }
    }
}

/// Particles that are never doubled, except beside these characters.
const PARTICLES: &[(&str, &str, &str)] = &[
    ("和和", "暖乐樂热熱柔平", "气氣美睦平顺順乐樂暖"),
    ("的的", "目标標有", "确確士"),
    ("与与", "", ""),
    ("與與", "", ""),
    ("在在", "实實", "在"),
    ("及及", "", "时時"),
];
