use std::sync::Arc;

use proptest::prelude::*;

use baokan_corpus_model::{Block, BlockKind, Confidence, Document, Role, Source, TextRange, Title};

/// A document of one block a line. A line may begin with its kind: `# ` to `### ` headings with that level, `h ` a heading
/// of unknown level, `c ` caption, `k ` credit, `f ` furniture, `n ` editors' note, `y ` byline; else it is a paragraph.
pub(crate) fn document(page: &str) -> Document {
    let mut text = String::new();
    let mut group = None;
    let mut blocks = Vec::new();
    for line in page.lines().filter(|l| !l.trim().is_empty()) {
        let line = line.trim();
        let (mark, rest) = line.split_once(' ').unwrap_or(("", line));
        // 1>: what follows stands in the first article of the page by its boxes.
        if let Some(n) = line.strip_suffix('>').and_then(|n| n.parse().ok()) {
            group = Some(n);
            continue;
        }
        let (kind, level, words) = match mark {
            "#" | "##" | "###" => (BlockKind::Heading, mark.len() as u8, rest),
            "h" => (BlockKind::Heading, 0, rest),
            "c" => (BlockKind::Caption, 0, rest),
            "k" => (BlockKind::Credit, 0, rest),
            "f" => (BlockKind::Furniture, 0, rest),
            "n" => (BlockKind::EditorNote, 0, rest),
            "y" => (BlockKind::Byline, 0, rest),
            "a" | "r" => (BlockKind::Heading, 0, rest),
            _ => (BlockKind::Paragraph, 0, line),
        };
        let start = text.len() as u32;
        text.push_str(words);
        let rule = match mark {
            "a" => "notice",
            "r" => "rubric",
            _ => "test",
        };
        let block = Block { kind, level, confidence: Confidence::per_mille(500), rule: rule.into(), group };
        blocks.push((TextRange::new(start, text.len() as u32), block));
        text.push('\n');
    }
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    doc.blocks = blocks.into_iter().collect();
    crate::segment(&mut doc);
    doc
}

fn title(doc: &Document, t: &Option<Title>) -> String {
    t.as_ref().map_or_else(String::new, |t| t.ranges.iter().map(|r| doc.text.slice(*r)).collect::<Vec<_>>().join(" "))
}

/// One line an article: parent, kicker | headline | subheadline, who, and the kinds of its blocks.
fn outline(doc: &Document) -> Vec<String> {
    doc.articles
        .iter()
        .map(|a| {
            let who: Vec<String> = a
                .byline
                .iter()
                .map(|b| {
                    assert!(doc.text.slice(b.range).contains(b.name.chars().next().unwrap()));
                    format!(
                        "{}/{}/{}/{}",
                        b.name,
                        b.role,
                        b.affiliation.as_deref().unwrap_or("-"),
                        b.position.as_deref().unwrap_or("-")
                    )
                })
                .collect();
            let kinds: Vec<&str> =
                a.blocks.iter().filter_map(|i| doc.blocks.get(*i)).map(|(_, b)| b.kind.as_str()).collect();
            format!(
                "{}{} | {} | {} [{}] {}",
                a.parent.map_or(String::new(), |p| format!("<{p} ")),
                title(doc, &a.kicker),
                title(doc, &a.headline),
                title(doc, &a.subheadline),
                who.join(" "),
                kinds.join(" ")
            )
        })
        .collect()
}

#[test]
fn a_page_of_signed_articles() {
    let doc = document(
        "f 05版 农业
         ## 春耕2023
         # 看这些“新农具”怎样下田
         □ 本报记者 秦大川
         春分刚过，青溪县的田野上机声隆隆。
         ### 三个“不误”
         县里提前备好种子化肥。
         c 图① 3月2日，农机手在检修机具。
         本报通讯员 林小雨 高峰 摄
         制图/郑艺
         # 守好一库清水
         □ 李青山
         清溪水库是三县的水缸。
         （作者系某省青溪县水务局局长，本报记者秦大川、本报通讯员林小雨整理）
         ## 修路 修渠 修民心
         ### 交通部门将打通断头路
         去年修路四十里。
         □ 本报记者 高峰
         路通了，村里来了客商。",
    );
    assert_eq!(
        outline(&doc),
        [
            "春耕2023 | 看这些“新农具”怎样下田 |  [秦大川/reporter/本报/- 林小雨/photographer/本报/通讯员 高峰/photographer/本报/通讯员 郑艺/graphics/-/-] furniture byline paragraph heading paragraph caption credit credit",
            " | 守好一库清水 |  [李青山/author/-/某省青溪县水务局局长 秦大川/compiler/本报/记者 林小雨/compiler/本报/通讯员] paragraph author_note",
            " | 修路 修渠 修民心 | 交通部门将打通断头路 [高峰/reporter/本报/-] paragraph byline paragraph",
        ]
    );
}

#[test]
fn a_feature_and_its_parts() {
    let doc = document(
        "h 藏粮于地 藏粮于技
         近年来，各地狠抓耕地保护。本刊约请四位同志撰文，现予刊发。
         ——编者
         守牢红线 建好“米袋子” 夯实粮食安全根基 某省甲市副市长、农业农村局长 秦大川
         甲市耕地面积稳定在百万亩以上。
         “藏”字为先 “技”字为要
         加快建设高标准农田
         某省乙市委副书记
         林小雨
         乙市把种业放在首位。
         一、抓好种子。种子是农业的芯片。
         以水定地为路径
         推进旱作节水农业
         y 某省丙市农业农村局
         y 局长
         y 高峰
         丙市十年九旱。
         责任编辑 郑艺",
    );
    let lines = outline(&doc);
    assert_eq!(lines[0], " | 藏粮于地 藏粮于技 |  [郑艺/editor/-/-] editor_note byline credit");
    assert_eq!(
        lines[1],
        "<0  | 守牢红线 建好“米袋子” 夯实粮食安全根基 |  [秦大川/author/-/某省甲市副市长、农业农村局长] paragraph"
    );
    assert_eq!(
        lines[2],
        "<0  | “藏”字为先 “技”字为要 加快建设高标准农田 |  [林小雨/author/-/某省乙市委副书记] paragraph paragraph"
    );
    assert_eq!(doc.articles[2].headline.as_ref().unwrap().ranges.len(), 2);
    assert_eq!(lines[3], "<0  | 以水定地为路径 推进旱作节水农业 |  [高峰/author/-/某省丙市农业农村局局长] paragraph");
}

#[test]
fn a_web_copy_without_a_headline() {
    let doc = document(
        "“把饭碗端牢”。
         五年来，各地粮食连年丰收。
         h 坚持科技兴农，让种子更强
         育种中心里，灯光彻夜不灭。
         2023年9月2日，农民在某县收割水稻。新华社发（李 川 摄）
         c 2023年9月9日，农机在作业。新华社记者 秦大川 摄
         丰收的画卷正徐徐展开。
         文字记者：林小雨
         编辑：高峰、郑艺
         海报设计：王小丫
         统筹：赵青",
    );
    assert_eq!(
        outline(&doc),
        [concat!(
            " |  |  [李川/photographer/-/- 秦大川/photographer/新华社/记者 林小雨/reporter/-/- 高峰/editor/-/- 郑艺/editor/-/- ",
            "王小丫/graphics/-/海报设计 赵青/editor/-/统筹] paragraph paragraph heading paragraph caption caption paragraph credit credit credit credit"
        )]
    );
}

#[test]
fn a_report_without_titles_is_one_article() {
    let doc = document("各位代表：\n现在，我代表政府作报告。\nh 一、工作回顾\n过去一年，成绩很大。\n二是改革。");
    assert_eq!(outline(&doc), [" |  |  [] paragraph paragraph heading paragraph paragraph"]);
}

#[test]
fn a_speech_with_occasion_and_speaker() {
    let doc = document(
        "h 工作报告\n1998年3月5日在某省第九届人民代表大会第一次会议上\n秦大川\n各位代表：\n现在，我作工作报告，请予审议，并请各位委员提出意见。",
    );
    assert_eq!(
        outline(&doc),
        [" | 工作报告 | 1998年3月5日在某省第九届人民代表大会第一次会议上 [秦大川/author/-/-] paragraph paragraph"]
    );
}

#[test]
fn titles_above_and_below_a_headline() {
    let page =
        |titles: &str| outline(&document(&format!("{titles}\n去年，全县春耕开始得早，各乡镇都派了技术员下乡。")));
    assert_eq!(
        page("h 冬春水利建设特别报道\nh 向渗漏渠道“亮剑” 为万亩良田“解渴”"),
        ["冬春水利建设特别报道 | 向渗漏渠道“亮剑” 为万亩良田“解渴” |  [] paragraph"]
    );
    assert_eq!(
        page("h 我县第三次农业普查结果公布\nh 全县耕地41.6万亩 水田占到52%"),
        [" | 我县第三次农业普查结果公布 | 全县耕地41.6万亩 水田占到52% [] paragraph"]
    );
    assert_eq!(
        page("h 清水润田促增收\nh 访某县水利局局长 何大川"),
        [" | 清水润田促增收 | 访某县水利局局长 何大川 [] paragraph"]
    );
    // Two lines of one headline.
    assert_eq!(
        page("h 以水网重塑农业格局\nh 加快丘陵地区现代灌区建设"),
        [" | 以水网重塑农业格局 加快丘陵地区现代灌区建设 |  [] paragraph"]
    );
}

#[test]
fn short_news_with_datelines() {
    let doc = document(
        "h 我省新建三座水库
         本报讯（记者 秦大川 通讯员 林小雨）记者昨日从省水利厅获悉，三座水库已经开工建设。
         h 两市结成帮扶对子
         新华社某市3月5日电（记者高峰）记者5日从某市获悉，两市签订了对口帮扶的协议。",
    );
    assert_eq!(
        outline(&doc),
        [
            " | 我省新建三座水库 |  [秦大川/reporter/本报/- 林小雨/correspondent/-/-] paragraph",
            " | 两市结成帮扶对子 |  [高峰/reporter/新华社/-] paragraph",
        ]
    );
}

#[test]
fn a_dash_opens_the_subheadline() {
    let doc = document("h 荒山变青山\n——青溪县造林纪实\n本报记者 秦大川 通讯员 林小雨\n三月的青溪，满目新绿。");
    assert_eq!(
        outline(&doc),
        [" | 荒山变青山 | ——青溪县造林纪实 [秦大川/reporter/本报/- 林小雨/correspondent/-/-] byline paragraph"]
    );
}

#[test]
fn heads_within_a_text_open_nothing() {
    let doc = document(
        "# 荒山变青山
         本报记者 秦大川
         三月的青溪，满目新绿。
         h 从砍树到种树
         老林场转了型。
         ## 从卖木材到卖风景
         游客多了。",
    );
    assert_eq!(
        outline(&doc),
        [" | 荒山变青山 |  [秦大川/reporter/本报/-] byline paragraph heading paragraph heading paragraph"]
    );
}

#[test]
fn every_block_stands_somewhere_and_once() {
    let doc = document("h 甲标题\n乙方说了话。\n□ 秦大川\n说完了。\n□ 林小雨\n又说。");
    let mut seen: Vec<usize> = doc.articles.iter().flat_map(|a| a.blocks.iter().copied()).collect();
    seen.sort_unstable();
    assert_eq!(seen, [1, 3, 5]);
    assert_eq!(doc.articles[0].byline.iter().filter(|b| b.role == Role::Author).count(), 1);
}

#[test]
fn a_torn_line_is_no_headline() {
    let doc = document("h 渔港换了新貌\n清早的渔港人声鼎沸，\nh 分类到\n本报记者 秦大川\n位，称重，装车。");
    assert_eq!(outline(&doc), [" | 渔港换了新貌 |  [秦大川/reporter/本报/-] paragraph heading byline paragraph"]);
}

#[test]
fn title_and_byline_on_one_line() {
    let doc = document("# 荒山变青山 □ 本报记者 秦大川\n三月的青溪，满目新绿。");
    assert_eq!(outline(&doc), [" | 荒山变青山 |  [秦大川/reporter/本报/-] paragraph"]);
}

#[test]
fn an_empty_document_has_no_articles() {
    assert!(document("").articles.is_empty());
}

#[test]
fn a_lead_between_title_and_byline() {
    let doc = document(
        "h 荒山变青山
         □ 本报记者 秦大川
         三月的青溪，满目新绿。
         h 小村办起大集市
         核心提示：青溪村把闲置晒场改成集市，村民增收有了新路子。
         □ 本报记者 林小雨
         逢五逢十，青溪村热闹非凡。",
    );
    assert_eq!(
        outline(&doc),
        [
            " | 荒山变青山 |  [秦大川/reporter/本报/-] byline paragraph",
            " | 小村办起大集市 |  [林小雨/reporter/本报/-] paragraph byline paragraph",
        ]
    );
}

#[test]
fn the_head_of_a_web_page() {
    let doc = document(
        "青溪县推进农村饮水工程建设
         2024-05-16 10:23 来源：某某新闻网 作者：秦大川
         近日，记者从青溪县水务局了解到，全县农村饮水工程建设全面铺开，预计年底前完工通水。",
    );
    assert_eq!(outline(&doc), [" | 青溪县推进农村饮水工程建设 |  [秦大川/author/-/-] credit paragraph"]);
}

#[test]
fn turns_of_an_interview_are_no_bylines() {
    let doc =
        document("h 对话青溪县委书记\n□ 本报记者 秦大川\n记者：请问县里怎么抓春耕？\n县委书记：种子先行。\n记者：谢谢");
    assert_eq!(outline(&doc), [" | 对话青溪县委书记 |  [秦大川/reporter/本报/-] byline paragraph paragraph paragraph"]);
}

fn pages() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "# 荒山变青山",
        "## 春耕2023",
        "h 修路 修渠 修民心",
        "小村办起大集市",
        "——青溪县造林纪实",
        "□ 本报记者 秦大川",
        "y 林小雨",
        "秦大川",
        "某省某市市长",
        "某省某市市长 高峰",
        "深耕沃土 守护粮仓 某省某市市长 高峰",
        "三月的青溪，满目新绿。",
        "本报讯（记者 秦大川）三月的青溪，满目新绿，游客纷至沓来。",
        "一、抓好种子",
        "n 编者按：本刊约请几位同志撰文。",
        "——编者",
        "c 图① 农机手在检修机具。新华社记者 秦大川 摄",
        "k 责任编辑 郑艺",
        "f 05版 农业",
        "（作者系某省某市市长，本报记者秦大川整理）",
        "（完）",
    ]);
    prop::collection::vec(line, 0..24).prop_map(|v| v.join("\n"))
}

proptest! {
    #[test]
    fn every_block_is_title_byline_or_body_of_one_article(page in pages()) {
        let doc = document(&page);
        let mut owner = vec![0u32; doc.blocks.len()];
        for (k, a) in doc.articles.iter().enumerate() {
            prop_assert!(a.parent.is_none_or(|p| p < k));
            prop_assert!(a.blocks.is_sorted());
            a.blocks.iter().for_each(|b| owner[*b] += 1);
            for r in [&a.kicker, &a.headline, &a.subheadline].into_iter().flatten().flat_map(|t| &t.ranges) {
                prop_assert!(a.range.contains(*r));
            }
        }
        prop_assert!(owner.iter().all(|n| *n <= 1));
        for ((range, _), n) in doc.blocks.iter().zip(&owner) {
            // What is in no article's blocks was read as its title or byline.
            prop_assert!(*n == 1 || doc.articles.iter().any(|a| a.range.contains(range)));
        }
    }
}

#[test]
fn boxes_say_where_articles_begin() {
    let doc = document(
        "f 03版
         1>
         # 青溪县果园丰收
         今年青溪县的苹果又是一个丰收年。
         h 订单早签下了
         果农们九月就同客商签了合同。
         2>
         ## 稳住面积
         # 晚稻开镰
         收割机开进了田里，稻谷当天就能烘干入仓。
         3>
         这一栏的下半句接着说，全县的水渠也修通了。",
    );
    assert_eq!(
        outline(&doc),
        [
            " | 青溪县果园丰收 |  [] furniture paragraph heading paragraph",
            "稳住面积 | 晚稻开镰 |  [] paragraph",
            " |  |  [] paragraph",
        ]
    );
}

#[test]
fn a_column_that_goes_on_in_mid_sentence_begins_no_article() {
    let doc = document(
        "1>
         # 晚稻开镰
         收割机开进了田里，稻谷当天
         2>
         就能烘干入仓。
         3>
         # 停水公告
         4>
         # 果园丰收
         今年青溪县的苹果又是一个丰收年。",
    );
    assert_eq!(outline(&doc), [" | 晚稻开镰 |  [] paragraph paragraph", " | 果园丰收 |  [] heading paragraph"]);
}

#[test]
fn a_report_is_no_head_of_a_feature() {
    let doc = document(
        "# 瓷器首次展出
         本报讯 青溪博物馆的瓷器展昨日开幕，展期五个月，免费开放。
         # 修路 修渠 修民心
         本报记者 高峰
         去年修路四十里。
         # 守好一库清水
         本报记者 李青山
         清溪水库是三县的水缸。",
    );
    assert!(doc.articles.iter().all(|a| a.parent.is_none()));
    assert!(doc.blocks.iter().all(|(_, b)| b.kind != BlockKind::EditorNote));
}

#[test]
fn announcements_are_articles_of_their_own() {
    let doc = document(
        "h 乡镇修渠忙
         y 本报记者 秦大川
         本报讯 入冬以来，青溪县新修水渠四十里。
         a 停电公告
         因线路检修，本周六全天青溪镇停电。
         青溪县供电公司
         a 遗失声明
         秦某某遗失车辆行驶证一本，声明作废。
         a 招聘启事
         青溪中学招聘语文教师两名。",
    );
    let heads: Vec<String> = doc.articles.iter().map(|a| title(&doc, &a.headline)).collect();
    assert_eq!(heads, ["乡镇修渠忙", "停电公告", "遗失声明", "招聘启事"]);
    assert_eq!(doc.articles[1].blocks.len(), 2);
}

#[test]
fn the_name_of_a_column_begins_an_article() {
    let doc = document(
        "h 老井新泉
         y 本报记者 秦大川
         村里的井有一百年了，水还是那样清，四邻八乡
         r 今日谈
         h 少开会 多下田
         会议多了，下田的日子就少了。",
    );
    let heads: Vec<String> = doc.articles.iter().map(|a| title(&doc, &a.headline)).collect();
    assert_eq!(heads[0], "老井新泉", "{:?}", outline(&doc));
    assert_eq!(doc.articles.len(), 2);
}

#[test]
fn a_second_report_begins_an_article() {
    let doc = document(
        "h 乡镇修渠忙
         本报讯 入冬以来，青溪县新修水渠四十里，受益农田三万亩。
         县里还为每条渠派了专人管护。
         本报讯 记者昨日获悉，青溪至河口的公路月底通车，全长六十里。
         沿线群众出行时间缩短一半。",
    );
    assert_eq!(doc.articles.len(), 2);
    assert_eq!(doc.articles[1].headline, None);
    // Words about telephones and papers are no head of a report.
    let doc = document(
        "h 本报改版
         本报讯 自下月起，本报每周增出两版，刊登读者来信和各地见闻。
         本报电话和地址不变，读者来信仍寄编辑部，谢谢大家支持。",
    );
    assert_eq!(doc.articles.len(), 1);
}

/// The letters of a text that stand in no block of an article, no title and no mention of a person.
fn lost(doc: &Document) -> String {
    let mut kept = vec![false; doc.text.as_str().len()];
    let blocks: Vec<TextRange> = doc.blocks.iter().map(|(r, _)| r).collect();
    for a in doc.articles.iter() {
        let titles = [&a.kicker, &a.headline, &a.subheadline].into_iter().flatten().flat_map(|t| t.ranges.iter());
        let own = a.blocks.iter().map(|i| &blocks[*i]);
        for r in titles.chain(own).chain(a.byline.iter().map(|e| &e.range)) {
            kept[r.as_usize()].fill(true);
        }
    }
    doc.text.as_str().char_indices().filter(|(i, c)| c.is_alphanumeric() && !kept[*i]).map(|(_, c)| c).collect()
}

#[test]
fn a_line_that_names_nobody_is_kept() {
    for sign in ["本报评论员", "本報專訊", "本报记者曹照琴谢国明王尧", "摄影报道）", "缪合林", "本报记者 李舸杨文道"]
    {
        for mark in ["", "y "] {
            let page = format!(
                "# 春耕备耕工作有序展开\n{mark}{sign}\n做好今年的春耕工作，关键在于早安排，早落实。各级干部要深入田间地头。\n要把力量用在解决突出问题上。"
            );
            let doc = document(&page);
            assert_eq!(lost(&doc), "", "{mark}{sign}: {:?}", outline(&doc));
        }
    }
}

#[test]
fn a_title_behind_a_caption_is_nobodys_post() {
    let doc = document(
        "# 荒山变青山
         c 图① 农机手在检修机具。新华社记者 秦大川 摄
         小村办起大集市
         y 林小雨
         □ 本报记者 秦大川",
    );
    let mut owner = vec![0; doc.blocks.len()];
    doc.articles.iter().flat_map(|a| &a.blocks).for_each(|b| owner[*b] += 1);
    assert!(owner.iter().all(|n| *n <= 1), "{:?}", outline(&doc));
}
