//! Text with a line break at the end of every printed line.

use baokan_corpus_model::{EditKind, Safety};

use super::split_sentence::gap;
use crate::chars;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{Line, Tail, is_marked};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct HardWrap;

const META: RuleMeta = RuleMeta {
    name: "hard-wrap",
    kind: EditKind::Join,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "A line break at the end of every printed line.",
    doc: include_str!("rule.md"),
};

/// First lines of paragraphs are set in by two characters: four half-widths.
const INDENT: u32 = 3;

impl Rule for HardWrap {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if chars::is_data(cx.text) {
            return;
        }
        for pair in cx.lines.windows(2) {
            let [a, b] = pair else { continue };
            if !a.full || !a.flows() || !b.flows() {
                continue;
            }
            // What begins with the mark of a list begins an item.
            if is_marked(cx.text.get(b.range.as_usize()).unwrap_or("")) {
                continue;
            }
            let Some((confidence, why)) = goes_on(a, b) else { continue };
            let latin = a.facts.last.is_ascii_alphabetic() && b.facts.first.is_ascii_alphabetic();
            out.edit(confidence, why).replace(gap(a, b), if latin { " " } else { "" }).done();
        }
    }
}

/// Whether the full line `a` goes on in `b`, how sure, and why.
fn goes_on(a: &Line, b: &Line) -> Option<(u16, &'static str)> {
    let below = b.facts.breaks == 1;
    if matches!(a.facts.tail, Tail::Bare | Tail::Comma | Tail::Opening | Tail::Closer) {
        // A short line that ends nothing is a title or the noise of a picture.
        let body = b.full || matches!(b.facts.tail, Tail::Stop | Tail::Comma | Tail::Colon);
        return (body && !b.facts.indent).then_some((900, "a full line without end mark in hard-wrapped text"));
    }
    // A sentence ends with the line: the paragraph goes on when the next line is neither set in nor parted.
    let flush = b.facts.width + INDENT > a.facts.width;
    (below && b.full && flush && !b.facts.indent).then_some((800, "a full line, and the next one is not set in"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::all_turn;

    #[test]
    fn verse_without_stops_stays() {
        let poem =
            "春来县外水连天，一夜东风吹绿\n田家早起，趁雨种前川\n莫道山村无好景，桃花开遍溪边\n归来笑语，灯下说丰年\n"
                .repeat(6);
        all_turn(&poem, &poem);
    }

    #[test]
    fn items_of_a_list_stay() {
        let list = "- 各乡各村都要修好水渠，疏通干渠\n- 推广高产良种，扩大早稻播种面积\n".repeat(6);
        all_turn(&list, &list);
    }

    #[test]
    fn what_is_set_line_by_line_stays() {
        for page in [
            // English, verse, and a list are not wrapped Chinese prose.
            "The county held a meeting about\nseeds and ditches, and everyone\nwho grows rice was there to hear\nwhat the county had to say about\nthe new seeds and the old ditches\nand about the harvest of the year.",
            "春风吹过了山岗和田野\n种子落在了泥土的怀里\n我们走在长长的田埂上\n唱着一首古老的丰收歌\n太阳照着我们的肩和背\n汗水流进了金色的秋天\n粮食堆满了村里的谷仓\n孩子们笑着跑过晒谷场",
            "第一组八十五人十二分\n第二组七十三人十一分\n第三组六十九人十三分\n第四组九十一人十四分\n第五组八十八人十二分\n第六组七十五人十一分\n第七组六十二人十三分",
        ] {
            all_turn(page, page);
        }
    }

    #[test]
    fn a_first_line_that_is_set_in_begins_a_paragraph() {
        all_turn(
            "入冬以来，县里的水利工地上机器\n轰鸣，三千多名干部群众正在清理\n干渠。今年计划改造渠道，新建泵\n站十三座，可以新增灌溉面积五万\n亩，改善灌溉面积十二万亩，受益\n的有七个乡镇、六十八个行政村。\n县水利局的技术人员吃住在工\n地，每天检查工程的质量和进度，\n发现问题当场解决，不留隐患，保\n证春灌以前全部完工。",
            "入冬以来，县里的水利工地上机器轰鸣，三千多名干部群众正在清理干渠。今年计划改造渠道，新建泵站十三座，可以新增灌溉面积五万亩，改善灌溉面积十二万亩，受益的有七个乡镇、六十八个行政村。\n县水利局的技术人员吃住在工地，每天检查工程的质量和进度，发现问题当场解决，不留隐患，保证春灌以前全部完工。",
        );
    }
}
