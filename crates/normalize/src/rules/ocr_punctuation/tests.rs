use crate::rules::testing::{same, turns};

/// A page with noise, so that every reading is open.
fn page(text: &str) -> String {
    format!(
        "入冬以来，县里的水利工地上机器\n轰鸣，三千多名干部群众正在清理\n干渠。今年计划改造渠道，新建泵\n站十三座，可以新增灌溉面积五万\n亩，改善灌溉面积十二万亩，受益\n的有七个乡镇，六十八个村的村民\n在县水利局的工地上，看着机器的\n声音，大家都说这是多年来最好的\n一个冬天，冬天里有春天的样子。\n{text}"
    )
}

/// The same with two pieces of noise.
fn noisy(text: &str) -> String {
    page(text).replace("轰鸣", "| 轰鸣").replace("站十三", "| 站十三")
}

#[track_caller]
fn reads(before: &str, after: &str) {
    turns(&noisy(before), &page(after));
}

#[test]
fn figures() {
    turns("二O二三年和二00八年", "二〇二三年和二〇〇八年");
    turns("于2O24年和l949年召开", "于2024年和1949年召开");
    turns("增长63.59%0。", "增长63.5%。");
    turns("占比达到58%0，", "占比达到58%，");
    reads("投入1:86亿元", "投入1.86亿元");
    same("比例为1:50万，时间是12:30");
    same("氢氧化钠和O形圈，H2O和CO2");
}

#[test]
fn dashes_and_one_by_one() {
    reads("一一临江县推进改革纪实", "——临江县推进改革纪实");
    reads("一一对应的关系", "一一对应的关系");
}

#[test]
fn full_stops() {
    reads("他们在工地上一干就是三个多月·\n", "他们在工地上一干就是三个多月。\n");
    reads("作者是卡尔·马克思", "作者是卡尔·马克思");
    reads("每年的3·15晚会和一二·九运动", "每年的3·15晚会和一二·九运动");
    same("他们在工地上一干就是三个多月·\n");
}

#[test]
fn particles() {
    reads("在丰收和和希望的田野上", "在丰收和希望的田野上");
    reads("一家人和和美美过年", "一家人和和美美过年");
    same("在丰收和和希望的田野上");
}

#[test]
fn quotation_marks() {
    reads("田“一把手\"管水管出新气象", "田“一把手”管水管出新气象");
    reads("从“等水来”到<找水去\"的变化", "从“等水来”到“找水去”的变化");
    same("田“一把手\"管水管出新气象");
}

/// The same where an engine gave boxes, and no noise.
#[track_caller]
fn printed(before: &str, after: &str) {
    let lines = [([0, 0, 900, 30], before.to_owned()), ([0, 60, 900, 90], "县里的工作已经作了安排。".to_owned())];
    let mut doc = crate::rules::interleaved_columns::tests::boxed(&lines);
    crate::Registry::builtin().normalize(&mut doc, &crate::Options::default());
    // What ends in a comma goes on in the next line.
    assert!(doc.text.as_str().starts_with(after), "{}", doc.text.as_str());
}

#[test]
fn stops_of_pages_with_boxes() {
    printed("全乡都加入了行列·去年以来，又有三户。", "全乡都加入了行列。去年以来，又有三户。");
    printed("他说，“大家一起干”·村里的人都笑了。", "他说，“大家一起干”。村里的人都笑了。");
    printed("今年的产量提高了三成，去年提高了63.5%°", "今年的产量提高了三成，去年提高了63.5%。");
    for same in [
        "会议引用了卡尔·马克思的名言，全场鼓掌。",
        "今天凌晨，苏共中央总书记列昂尼德·勃列日涅夫同志逝世。",
        "纪念一二·九运动，学生走上街头。",
        "聚焦全国两会·代表委员履职故事",
        "气温升到35°C，比去年高2°。",
    ] {
        printed(same, same);
    }
}
