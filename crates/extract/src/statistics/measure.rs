//! What kind of figure a number is, and against what it is compared.

use std::ops::Range;

use baokan_corpus_model::{Measure, Modality};

use super::clause::Clause;
use super::period::Period;
use super::words::{FORECASTS, TARGETS};
use crate::chars::Chars;
use crate::numeral::NumeralKind;
use crate::quantity::{Dimension, Qty};
use crate::timex::{Expression, PartialDate, Resolution, Timex};

/// The measure of a number that is neither change, share nor rank.
pub(crate) fn measure(cs: &Chars<'_>, q: &Qty, indicator: &str) -> Measure {
    if q.unit.contains('/') {
        return Measure::Level;
    }
    match q.dimension {
        Dimension::Money => Measure::Money,
        Dimension::Area => Measure::Area,
        Dimension::Time => Measure::Duration,
        // 收于3458.23点: an index.
        Dimension::Count
            if q.unit == "点" && (q.value.is_some_and(|v| !v.is_integer()) || indicator.contains('指')) =>
        {
            Measure::Level
        }
        Dimension::Mass | Dimension::Volume if per_area(cs, q.range.start) || per_head(indicator) => Measure::Level,
        Dimension::Count if matches!(q.unit.as_str(), "次" | "班次" | "趟") && per_time(cs, q.range.start) => {
            Measure::Frequency
        }
        Dimension::Count if by_rate(cs, q, indicator) => Measure::Level,
        Dimension::Count => Measure::Count,
        Dimension::None if q.kind == NumeralKind::Fraction => Measure::Share,
        Dimension::None if q.multiplied => Measure::Count,
        Dimension::Length | Dimension::Mass | Dimension::Volume | Dimension::Energy if !is_level(indicator) => {
            Measure::Count
        }
        _ => Measure::Level,
    }
}

/// 每年3次, 每天对京津地区观测60次以上.
fn per_time(cs: &Chars<'_>, at: usize) -> bool {
    const WITHIN: usize = 14;
    const SPANS: &[&str] = &["每年", "每月", "每周", "每天", "每日", "每季度", "每小时"];
    let border = |c: char| "，。；、：".contains(c) || c.is_ascii_digit();
    (at.saturating_sub(WITHIN)..=at)
        .rev()
        .take_while(|i| *i == at || !cs.get(*i).is_some_and(border))
        .any(|i| cs.longest_before(i, SPANS).is_some())
}

/// 单产每亩426.6公斤.
fn per_area(cs: &Chars<'_>, at: usize) -> bool {
    const EACH: &[&str] = &["每亩", "每公顷", "每人", "每亩平均", "每人平均", "平均每人", "平均每亩"];
    let at = at - cs.longest_before(at, &["至少", "约", "近", "达", "达到", "只有", "仅有", "有"]).unwrap_or(0);
    cs.longest_before(at, EACH).is_some()
}

/// 每亩平均产量, 平均每人口粮.
fn per_head(indicator: &str) -> bool {
    let average = indicator.contains("平均");
    ["每亩", "每人", "每户", "每公顷"].iter().any(|w| {
        let beside = || indicator.contains(&format!("平均{w}")) || indicator.contains(&format!("{w}平均"));
        indicator.starts_with(w) || average && beside()
    })
}

/// 每千人口医师3.2人, 平均每户3.7人: so many for each of something.
fn by_rate(cs: &Chars<'_>, q: &Qty, indicator: &str) -> bool {
    const EACH: &[&str] = &["每百人", "每千人", "每万人", "每十万人", "每百户", "平均每户", "平均每村", "平均每乡"];
    let each = indicator.strip_prefix("平均每").or_else(|| indicator.strip_prefix('每'));
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万亿".contains(c);
    each.is_some_and(|rest| {
        let thing = rest.trim_start_matches(number);
        thing.starts_with(['户', '村', '乡', '县']) || thing.len() < rest.len() && thing.starts_with(['人', '个', '台'])
    }) || cs.longest_before(q.range.start, EACH).is_some()
}

/// Indicators of a state: 平均浓度, 总装机.
fn is_level(indicator: &str) -> bool {
    [
        "平均",
        "人均",
        "户均",
        "亩均",
        "浓度",
        "密度",
        "高度",
        "深度",
        "温度",
        "气温",
        "装机",
        "单产",
        "亩产",
        "强度",
        "时速",
        "海拔",
        "水位",
        "降水量",
        "降雨量",
        "分辨率",
        "精度",
        "误差",
        "总重",
        "净重",
        "自重",
        "直径",
        "口径",
        "宽度",
        "厚度",
        "射程",
        "雨量",
    ]
    .iter()
    .any(|w| indicator.contains(w))
}

/// The basis of a change: as printed in its comparison, or the start of a period that is still running.
pub(crate) fn basis(
    cs: &Chars<'_>,
    comparison: &Range<usize>,
    times: &[(&Timex, &Resolution)],
    period: Option<&Period>,
) -> Option<String> {
    let words = cs.slice(comparison.clone());
    if ["同比", "上年同期", "去年同期", "上一年同期"].iter().any(|w| words.contains(w)) {
        return Some("year_on_year".to_owned());
    }
    if ["环比", "比上月", "较上月", "比上季度", "较上季度"].iter().any(|w| words.contains(w)) {
        return Some("month_on_month".to_owned());
    }
    let named =
        times.iter().find(|(t, _)| t.compared && t.range.start >= comparison.start && t.range.end <= comparison.end);
    if let Some((t, r)) = named {
        // 上年 is the year before the period told of, not before the paper.
        let told = period
            .and_then(|p| PartialDate::parse(p.value.split('/').next()?))
            .filter(|_| cs.at(t.range.start, "上年"));
        if let Some(p) = told {
            return Some(format!("since:{}", p.year - 1));
        }
        return r.value.as_ref().map(|v| format!("since:{}", v.split('/').next().unwrap_or(v)));
    }
    let compared = words.contains('较') || words.contains('比');
    // 比上一年: the year before the one told of.
    if words.contains("上一年") {
        let told = period.and_then(|p| PartialDate::parse(p.value.split('/').next()?));
        return told.map(|p| format!("since:{}", p.year - 1));
    }
    let open = period.filter(|p| {
        matches!(p.expression, Expression::Since(_) | Expression::SinceFixed(_) | Expression::Years { open: true, .. })
    });
    open.filter(|_| !compared).and_then(|p| p.value.split('/').next().map(|from| format!("since:{from}")))
}

/// Result, aim or expectation.
pub(crate) fn modality(
    cs: &Chars<'_>,
    clause: &Clause,
    q: &Qty,
    period: Option<&Period>,
    reference: Option<PartialDate>,
) -> Modality {
    let before = clause.range.start..q.range.start;
    if FORECASTS.within(cs, before.clone()) {
        return Modality::Forecast;
    }
    let aimed = before.into_iter().any(|i| TARGETS.at(cs, i).is_some_and(|n| !is_yardstick(cs, clause, i, n, q)))
        || cs.slice(q.range.clone()).starts_with("不低于");
    let ahead =
        period.and_then(|p| PartialDate::parse(p.value.rsplit('/').next()?)).zip(reference).is_some_and(|(p, now)| {
            p.year > now.year && !matches!(period.map(|p| p.expression), Some(Expression::TurnOfYear))
        });
    if aimed || ahead { Modality::Target } else { Modality::Reported }
}

/// Result or expectation of a change without a figure.
pub(crate) fn modality_of_trend(
    cs: &Chars<'_>,
    clause: &Clause,
    period: Option<&Period>,
    reference: Option<PartialDate>,
) -> Modality {
    let ahead = period
        .and_then(|p| PartialDate::parse(p.value.rsplit('/').next()?))
        .zip(reference)
        .is_some_and(|(p, now)| p.year > now.year);
    let expected = ahead || FORECASTS.within(cs, clause.range.clone());
    if expected { Modality::Forecast } else { Modality::Reported }
}

/// 完成全年目标任务的63.5%, 比计划增加3天: the plan is what the result is measured by.
fn is_yardstick(cs: &Chars<'_>, clause: &Clause, at: usize, length: usize, q: &Qty) -> bool {
    const WITHIN: usize = 8;
    let plan = ["计划", "目标", "规划", "预期目标"].iter().any(|w| cs.at(at, w));
    let head = cs.slice(at.saturating_sub(WITHIN).max(clause.range.start)..at);
    let done = head.contains("完成") && !["力争", "确保", "要"].iter().any(|w| head.contains(w));
    let compared = ["比", "较", "超", "超过", "原", "原定", "超过原定"].iter().any(|w| head.ends_with(w))
        || cs.slice(at + length..q.range.start.max(at + length)) == "的";
    plan && (done || compared || cs.at(at + length, "数的") || cs.at(at + length, "任务的"))
}
