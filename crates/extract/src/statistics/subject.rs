//! Who did what is counted: 公安机关 of 公安机关破获案件1268起.
//!
//! Without a word model a subject is taken off only where both sides of the border are sure: a word that ends the name of a body
//! or of a group of people, and behind it a verb whose object is counted.

use std::ops::Range;
use std::sync::LazyLock;

use super::clause::Frame;
use super::trend::is_measured;
use crate::chars::Chars;
use crate::charset::CharSet;

/// Words that end the name of a body or a group of people.
const AGENTS: &[&str] = &[
    "机关",
    "法院",
    "检察院",
    "公司",
    "集团",
    "企业",
    "部门",
    "单位",
    "政府",
    "党委",
    "支部",
    "工会",
    "妇联",
    "团委",
    "医院",
    "学校",
    "大学",
    "中学",
    "小学",
    "银行",
    "工厂",
    "钢厂",
    "电厂",
    "机床厂",
    "矿务局",
    "公安局",
    "派出所",
    "公社",
    "合作社",
    "大队",
    "生产队",
    "支队",
    "中队",
    "民警",
    "职工",
    "工人",
    "农民",
    "社员",
    "干部",
    "群众",
    "师生",
    "学生",
    "战士",
    "官兵",
    "指战员",
    "居民",
    "村民",
    "妇女",
    "青年",
    "党员",
    "团员",
    "科技人员",
    "教师",
    "医务人员",
    "志愿者",
    "高新区",
    "开发区",
    "各地",
    "各级",
    "全体人员",
];

/// Verbs that are no part of a noun.
const DEEDS: &[&str] = &[
    "破获",
    "侦破",
    "审结",
    "受理",
    "查处",
    "查获",
    "抓获",
    "缴获",
    "化解",
    "调解",
    "走访",
    "办结",
    "执结",
    "追回",
    "挽回",
    "聚集",
    "集聚",
    "建成",
    "新建",
    "修建",
    "兴建",
    "兴修",
    "开垦",
    "打井",
    "打机井",
    "挖",
    "捐献",
    "捐赠",
    "捐款",
    "认购",
    "提出",
    "接待",
    "出动",
    "派出",
    "拨付",
    "发放",
    "下达",
    "签订",
    "收到",
    "收缴",
    "拆除",
    "救出",
    "转移",
    "疏散",
    "收治",
    "救治",
    "招收",
    "录取",
    "安置",
    "引进",
    "吸引",
    "筹集",
    "募集",
    "完成",
    "实现",
    "开展",
    "举办",
    "清理",
    "摸排",
    "排查",
    "整改",
    "立案",
    "起诉",
    "逮捕",
    "判处",
    "追缴",
    "冻结",
    "扣押",
    "捣毁",
    "打掉",
];

/// Verbs that also open nouns (生产成本): only before what is no amount.
const LOOSE: &[&str] = &[
    "生产", "销售", "种植", "出口", "进口", "收购", "运送", "发送", "培训", "安装", "购买", "投入", "投放", "配备",
    "播种", "栽植",
];

/// With what a verb begins, and a subject ends: asked once a character.
static EDGES: LazyLock<(CharSet, CharSet)> = LazyLock::new(|| {
    let first = |w: &&'static str| w.chars().next().map(String::from);
    let last = |w: &&'static str| w.chars().next_back().map(String::from);
    let opening: String = DEEDS.iter().chain(LOOSE).filter_map(first).collect();
    let closing: String = AGENTS.iter().filter_map(last).collect();
    (CharSet::of([opening.as_str()]), CharSet::of([closing.as_str()]))
});

/// Where the verb behind a subject begins.
pub(super) fn verb(cs: &Chars<'_>, frame: &Frame, range: &Range<usize>) -> Option<usize> {
    let (opening, closing) = &*EDGES;
    (range.start + 2..range.end.saturating_sub(2)).find(|i| {
        if !cs.get(*i).is_some_and(|c| opening.has(c)) || !cs.before(*i).is_some_and(|c| closing.has(c)) {
            return false;
        }
        let sure = cs.longest_at(*i, DEEDS);
        let loose = || cs.longest_at(*i, LOOSE).filter(|_| !is_measured(cs, range.end));
        sure.or_else(loose).is_some_and(|n| {
            i + n + 2 <= range.end
                && !matches!(cs.get(i + n), Some('的' | '者' | '率' | '量' | '人'))
                && cs.longest_before(*i, AGENTS).is_some_and(|a| range.start + a <= *i)
                && !frame.in_label(*i)
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::statistics::figures;

    #[track_caller]
    fn check(text: &str, subject: Option<&str>, indicator: &str) {
        let found = figures(text, None);
        let told = found.first().map(|f| (f.subject.clone().and_then(|s| text.get(s)), f.indicator.as_str()));
        assert_eq!(told, Some((subject, indicator)), "{text}");
    }

    #[test]
    fn bodies_and_their_deeds_are_parted() {
        check("全省检察机关追回赃款3.2亿元", Some("检察机关"), "追回赃款");
        check("纺织厂职工提出合理化建议312件", Some("纺织厂职工"), "提出合理化建议");
        check("企业生产成本下降8%", None, "企业生产成本");
        check("乡镇企业实现利润5亿元", Some("乡镇企业"), "利润");
    }
}
