//! Changes told without a figure: 发案数、投诉数同比分别下降.
//!
//! One record for each thing, without a value. The test is strict, since a sentence of praise or advice (效率明显提高,
//! 降低风险) is no statistic: the clause ends in the verb, says what it compares with, and what changes is named by a word for
//! a count, a rate, money or an index. 持平 tells neither a value nor a direction, and makes no record.

use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{Approx, Direction, Measure};

use super::indicator::{Change, change, phrase_before};
use super::measure::{basis, modality_of_trend};
use super::period::Period;
use super::phrase::Indicator;
use super::read::{ClauseReader, Found};
use super::series::split;
use crate::chars::Chars;
use crate::charset::CharSet;

/// Words that end the name of something counted or measured.
const MEASURED: &[&str] = &[
    "率",
    "数",
    "量",
    "额",
    "值",
    "费",
    "价",
    "指数",
    "价格",
    "物价",
    "房价",
    "油价",
    "收入",
    "支出",
    "投资",
    "成本",
    "利润",
    "税收",
    "面积",
    "人口",
    "比重",
    "比例",
    "增速",
    "增幅",
    "降幅",
    "规模",
    "工资",
    "单产",
    "总产",
    "亩产",
    "库存",
    "能耗",
    "物耗",
    "电耗",
    "水耗",
    "密度",
    "浓度",
    "强度",
    "满意度",
    "余额",
    "存款",
    "贷款",
    "储蓄",
    "顺差",
    "逆差",
    "赤字",
    "债务",
    "案件",
    "警情",
    "事故",
    "发案",
    "病例",
    "出口",
    "进口",
    "产能",
    "次数",
    "总数",
    "人次",
    "投诉",
    "伤亡",
    "天数",
];

/// The same letters at the end of words for other things.
const NOT_MEASURED: &[&str] =
    &["效率", "胆量", "力量", "质量", "能量", "价值", "评价", "代价", "度数", "多数", "少数", "变数", "容量"];

/// Words that make a clause a wish, a task, a doubt or a denial.
const NOT_TOLD: &[&str] = &[
    "进一步",
    "努力",
    "促进",
    "推动",
    "确保",
    "力争",
    "争取",
    "力求",
    "务必",
    "防止",
    "避免",
    "防范",
    "要求",
    "应当",
    "必须",
    "如果",
    "假如",
    "是否",
    "能否",
    "可能",
    "并非",
    "希望",
    "需要",
];

/// Words behind the verb that add nothing.
const BEHIND: &[&str] = &["了", "趋势", "态势", "的趋势", "的态势", "明显", "较多", "较快"];

/// What the comparison must say.
const COMPARISONS: &[&str] = &["同比", "环比", "同期", "比", "较"];

/// Longest name of one thing, in characters.
const LONGEST: usize = 20;

impl ClauseReader<'_> {
    /// The changes without figures that the clause tells; `against` is a comparison told in the clause before.
    pub(super) fn trends(&self, period: Option<&Period>, against: Option<&str>) -> Vec<Found> {
        let cs = self.block.cs;
        let Some(told) = self.told(against) else { return Vec::new() };
        let words = cs.slice(told.comparison.clone());
        let denied = words.contains(['不', '未', '没', '要', '应', '须']);
        if denied || NOT_TOLD.iter().any(|w| cs.slice(self.clause.range.clone()).contains(w)) {
            return Vec::new();
        }
        let own = COMPARISONS.iter().any(|w| words.contains(w));
        let basis = if own { basis(cs, &told.comparison, &self.dated, period) } else { against.map(str::to_owned) };
        let Some(basis) = basis else { return Vec::new() };
        let (phrase, subject) = phrase_before(cs, self.block.frame, told.rest.clone(), self.times);
        if phrase.is_empty() || !is_measured(cs, phrase.end) {
            return Vec::new();
        }
        let all = ["分别", "均", "都", "双双", "各"].iter().any(|w| words.contains(w));
        let names = split(self.block, phrase, if all { "、和及与" } else { "、" });
        if names.iter().any(|n| !(2..=LONGEST).contains(&n.len())) {
            return Vec::new();
        }
        let modality = modality_of_trend(cs, self.clause, period, self.block.reference);
        let found = |range: Range<usize>| Found {
            clause: self.clause.range.clone(),
            number: told.comparison.clone(),
            indicator: Indicator { text: cs.slice(range.clone()).to_owned(), range, inherited: false },
            value: None,
            unit: None,
            measure: Measure::Change,
            direction: Some(if told.up { Direction::Increase } else { Direction::Decrease }),
            basis: Some(basis.clone()),
            approx: Approx::Exact,
            period: period.cloned(),
            subject: subject.clone(),
            modality,
            implausible: None,
        };
        names.into_iter().map(found).collect()
    }

    /// The change that ends the clause, when no number stands in it.
    fn told(&self, against: Option<&str>) -> Option<Change> {
        let cs = self.block.cs;
        let free = |r: &Range<usize>| self.times.iter().any(|t| t.range.start <= r.start && r.end <= t.range.end);
        if self.quantities.iter().any(|q| !free(&q.numeral)) {
            return None;
        }
        // The verb stands at the end, and without a comparison nothing is told.
        let head = cs.slice(self.clause.range.clone());
        if against.is_none() && !head.contains(['同', '环', '比', '较']) {
            return None;
        }
        let mut range = self.clause.range.clone();
        while let Some(n) = cs.longest_before(range.end, BEHIND).filter(|n| range.start + n < range.end) {
            range.end -= n;
        }
        change(cs, &range, self.times)
    }
}

/// Whether a word for something counted or measured ends at `i`.
pub(super) fn is_measured(cs: &Chars<'_>, i: usize) -> bool {
    static LAST: LazyLock<CharSet> = LazyLock::new(|| {
        let last: String = MEASURED.iter().filter_map(|w| w.chars().next_back()).collect();
        CharSet::of([last.as_str()])
    });
    if !cs.before(i).is_some_and(|c| LAST.has(c)) {
        return false;
    }
    cs.longest_before(i, MEASURED).is_some() && cs.longest_before(i, NOT_MEASURED).is_none()
}
