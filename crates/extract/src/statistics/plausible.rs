//! Figures that cannot be right as printed. They are kept as they stand, and the reason is told beside them.
//!
//! Each bound holds by definition (a part is no larger than its whole, a day has 24 hours) or by a fact with room to spare (the
//! area of China); none is a guess at what is usual.

use baokan_corpus_model::{Direction, Measure};

use super::read::Found;
use crate::chars::Chars;
use crate::numeral::Rational;
use crate::quantity::{Qty, measured};

/// All land of the earth, in square metres.
const LAND: f64 = 149e12;
/// China with its inland waters, in square metres.
const CHINA: f64 = 9.7e12;
/// People alive, rounded up.
const PEOPLE: f64 = 9e9;
/// Oldest age that anybody is known to have reached, rounded up.
const OLDEST: f64 = 125.0;

/// Rates that are parts of a whole by definition: none exceeds 100 %. Those that may (完成率, 入学率, 产销率, 负债率, 普及率 by
/// the hundred heads, 床位使用率) are not among them.
const PARTS: &[&str] = &[
    "合格率",
    "优良率",
    "优秀率",
    "及格率",
    "覆盖率",
    "绿化率",
    "参保率",
    "参合率",
    "治愈率",
    "死亡率",
    "病死率",
    "成活率",
    "存活率",
    "失业率",
    "就业率",
    "贫困发生率",
    "满意率",
    "满意度",
    "识字率",
    "文盲率",
    "城镇化率",
    "城市化率",
    "出勤率",
    "到场率",
    "占有率",
    "阳性率",
    "知晓率",
    "投票率",
    "入住率",
    "利用率",
    "回收率",
    "上座率",
    "中签率",
    "接种率",
    "占比",
    "比重",
];

/// What may fall below nothing: a profit that turns into a loss falls by more than 100 %.
const SIGNED: &[&str] =
    &["利润", "净利", "盈利", "收益", "顺差", "盈余", "效益", "现金流", "余额", "增速", "增长", "增量"];

/// Why a figure cannot be right by itself.
pub(super) fn implausible(cs: &Chars<'_>, q: &Qty, found: &Found) -> Option<&'static str> {
    let v = found.value?;
    let indicator = found.indicator.text.as_str();
    let level = !matches!(found.measure, Measure::Change | Measure::Rank);
    let percent = q.unit == "%";
    // 占年计划的106%: how far it is met.
    let plan = || ["计划", "预算", "任务", "定额", "指标"].iter().any(|w| indicator.contains(w));
    let part = || found.measure == Measure::Share && !plan() || level && PARTS.iter().any(|w| indicator.ends_with(w));
    let whole =
        q.unit.is_empty() && q.value.is_some_and(|x| x > Rational::integer(1)) && found.measure == Measure::Share;
    if (percent && v > 100.0 || whole) && part() {
        return Some("a share above 100 %");
    }
    if q.unit == "‰" && v > 1000.0 {
        return Some("a rate above 1000 ‰");
    }
    if found.measure == Measure::Change && found.direction == Some(Direction::Decrease) {
        let signed = || SIGNED.iter().any(|w| indicator.contains(w));
        if percent && v > 100.0 && !signed() {
            return Some("a decrease by more than 100 %");
        }
        if q.unit == "倍" && v >= 1.0 && !signed() {
            return Some("a decrease by the whole or more");
        }
    }
    if v < 0.0 && found.measure == Measure::Count {
        return Some("a negative count");
    }
    if let Some(m) = measured(&q.unit).filter(|m| m.base == "m2") {
        let area = v * m.factor.to_f64();
        if area > LAND {
            return Some("more than all land of the earth");
        }
        if area > CHINA {
            return Some("larger than China");
        }
    }
    if matches!(q.unit.as_str(), "人" | "名" | "口") && v > PEOPLE {
        return Some("more people than there are");
    }
    if q.unit == "岁" && level && v > OLDEST {
        return Some("older than anybody has become");
    }
    if matches!(found.measure, Measure::Duration | Measure::Level) {
        return longer_than_its_span(cs, q, v);
    }
    None
}

/// 每天工作25小时, 每年13个月: how often one day or year holds the unit, for what one person or machine does.
fn longer_than_its_span(cs: &Chars<'_>, q: &Qty, v: f64) -> Option<&'static str> {
    const WITHIN: usize = 8;
    if !matches!(q.unit.as_str(), "小时" | "个小时" | "分钟" | "个月" | "月" | "天") {
        return None;
    }
    let before = cs.slice(q.range.start.saturating_sub(WITHIN)..q.range.start);
    let (span, behind) = ["每天", "每日", "一天", "每昼夜", "每年", "一年", "每周", "每月"]
        .iter()
        .filter_map(|w| before.rfind(w).map(|at| (*w, &before[at + w.len()..])))
        .max_by_key(|(_, behind)| std::cmp::Reverse(behind.len()))?;
    // 每天共节约300小时: of many together.
    if behind.contains(['，', '。', '、', '；', '共', '累', '总', '计', '省', '约', '加', '少']) {
        return None;
    }
    let most = match (span.chars().next_back()?, q.unit.as_str()) {
        ('天' | '日' | '夜', "小时" | "个小时") => 24.0,
        ('天' | '日' | '夜', "分钟") => 1440.0,
        ('年', "个月" | "月") => 12.0,
        ('年', "天") => 366.0,
        ('周', "天") => 7.0,
        ('周', "小时" | "个小时") => 168.0,
        ('月', "天") => 31.0,
        _ => return None,
    };
    (v > most).then_some("more than its span of time holds")
}

/// Why `found`, told in the order `told`, cannot be right beside the figures of its sentence before it.
pub(super) fn contradicts(cs: &Chars<'_>, found: &Found, risen: bool, before: &[Found]) -> Option<&'static str> {
    let v = found.value?;
    let same = |o: &&Found| o.unit == found.unit && o.indicator.text == found.indicator.text;
    // 由5%提高到3%.
    // 分辨率由1100米提高到250米: better is less.
    let better =
        || ["分辨率", "精度", "水平", "能力", "等级", "名次", "排名"].iter().any(|w| found.indicator.text.contains(w));
    if risen && found.measure != Measure::Rank && !better() {
        let from = before.last().filter(same)?.value?;
        return match found.direction {
            Some(Direction::Increase) if v < from => Some("lower than the figure it rose from"),
            Some(Direction::Decrease) if v > from => Some("higher than the figure it fell from"),
            _ => None,
        };
    }
    // 造林30万亩，其中经济林35万亩: larger than every figure of its kind before it.
    let counted = |f: &Found| {
        matches!(f.measure, Measure::Count | Measure::Money | Measure::Area)
            && f.direction.is_none()
            && f.unit.is_some()
    };
    if !counted(found) || !cs.at(found.clause.start, "其中") {
        return None;
    }
    // 居民人均收入2万元，其中城镇居民3万元: a mean lies between its parts.
    const MEANS: &[&str] = &["均", "每", "可支配收入", "最高", "最大", "价"];
    let mean = |f: &Found| MEANS.iter().any(|w| f.indicator.text.contains(w));
    if mean(found) || before.iter().any(|o| o.unit == found.unit && mean(o)) {
        return None;
    }
    let whole = before
        .iter()
        .filter(|o| counted(o) && o.unit == found.unit && o.clause.start < found.clause.start)
        .filter_map(|o| o.value)
        .reduce(f64::max)?;
    (v > whole).then_some("a part larger than its whole")
}

/// Why a figure cannot be true of a division of this name. The largest of each class: Xinjiang, Naqu, Ruoqiang by area;
/// Guangdong, Chongqing, Pudong by people; all with room to spare.
pub(super) fn too_large_for(place: &str, indicator: &str, unit: Option<&str>, v: f64) -> Option<&'static str> {
    let (area, people) = if place.ends_with(['省', '区']) && !is_county_level(place) {
        (1.7e12, 150e6)
    } else if place.ends_with(['市', '州', '盟']) {
        (0.6e12, 40e6)
    } else if is_county_level(place) {
        (0.25e12, 10e6)
    } else {
        return None;
    };
    let unit = unit?;
    if let Some(m) = measured(unit).filter(|m| m.base == "m2")
        && ["总面积", "土地面积", "国土面积", "辖区面积", "区域面积", "幅员", "占地"]
            .iter()
            .any(|w| indicator.contains(w))
        && v * m.factor.to_f64() > area
    {
        return Some("larger than any division of its class");
    }
    let inhabitants = ["总人口", "常住人口", "户籍人口", "农业人口", "城镇人口"].iter().any(|w| indicator.ends_with(w));
    (inhabitants && matches!(unit, "人" | "口") && v > people)
        .then_some("more people than any division of its class has")
}

/// 县, 旗, and 区 below a city.
fn is_county_level(place: &str) -> bool {
    place.ends_with(['县', '旗']) || place.ends_with('区') && !place.ends_with("自治区")
}

#[cfg(test)]
mod tests {
    use crate::statistics::figures;

    /// The reason of the last figure.
    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let found = figures(text, None);
        let last = found.last().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(last.implausible.as_deref(), expect, "{text}: {last:?}");
    }

    #[test]
    fn shares_and_falls_end_at_the_whole() {
        check("女职工占职工总数的142%", Some("a share above 100 %"));
        check("抽检合格率达109.8%", Some("a share above 100 %"));
        check("完成年计划的108%", None);
        check("产销率为101.2%", None);
        check("事故起数同比下降120%", Some("a decrease by more than 100 %"));
        check("企业利润同比下降120%", None);
        check("事故起数同比上升120%", None);
        check("出生率为1120‰", Some("a rate above 1000 ‰"));
    }

    #[test]
    fn areas_and_spans() {
        check("总面积5820万平方公里", Some("larger than China"));
        check("总面积150亿亩", Some("larger than China"));
        check("总面积5820平方公里", None);
        check("平均每天工作26小时", Some("more than its span of time holds"));
        check("平均每天工作12小时", None);
    }

    #[test]
    fn parts_and_ways() {
        check("居民人均可支配收入20733元，其中城镇居民27561元", None);
        check("全县造林30万亩，其中经济林35万亩", Some("a part larger than its whole"));
        check("全县造林30万亩，其中经济林25万亩", None);
        check("逾期率由3%下降到5%", Some("higher than the figure it fell from"));
        check("入学率由93%提高到98%", None);
        check("综合实力由全省第8位上升到第5位", None);
    }
}
