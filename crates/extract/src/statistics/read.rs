//! Reads the statistics of one block.

use std::ops::Range;

use baokan_corpus_model::{Approx, Direction, Measure, Modality};

use super::accept::{accepts, from_to, is_ordinal};
use super::clause::{Clause, Frame};
use super::indicator::{above, change, phrase_before, source_word, trim_start};
use super::measure::{basis, implausible, measure, modality};
use super::period::{Period, Tracker};
use super::phrase::{Indicator, Phrase, is_rank};
use super::series::Series;
use crate::chars::Chars;
use crate::numeral::{Rational, Script};
use crate::quantity::{Dimension, Qty};
use crate::timex::{Expression, PartialDate, Resolution, Timex};

/// A statistic in character positions of its block.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) clause: Range<usize>,
    pub(crate) number: Range<usize>,
    pub(crate) indicator: Indicator,
    pub(crate) value: f64,
    pub(crate) unit: Option<String>,
    pub(crate) measure: Measure,
    pub(crate) direction: Option<Direction>,
    pub(crate) basis: Option<String>,
    pub(crate) approx: Approx,
    pub(crate) period: Option<Period>,
    pub(crate) subject: Option<Range<usize>>,
    pub(crate) modality: Modality,
    pub(crate) implausible: Option<String>,
}

/// Everything that is known of a block.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    pub(crate) cs: &'a Chars<'a>,
    pub(crate) frame: &'a Frame,
    pub(crate) times: &'a [Timex],
    pub(crate) values: &'a [Resolution],
    pub(crate) quantities: &'a [Qty],
    pub(crate) reference: Option<PartialDate>,
}

/// The part of `items` whose start lies in `range`.
pub(super) fn within<'a, T>(items: &'a [T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> &'a [T] {
    let from = items.partition_point(|t| start(t) < range.start);
    let to = items.partition_point(|t| start(t) < range.end);
    items.get(from..to.max(from)).unwrap_or(&[])
}

/// Figures of one sentence that are remembered for those behind them.
const LONGEST_SENTENCE: usize = 64;

/// 主要预期目标是：what follows in the sentence is aimed at.
fn states_aim(cs: &Chars<'_>, clause: &Range<usize>) -> bool {
    let words = cs.slice(clause.clone());
    words.contains("目标") && ["目标", "是", "为", "如下"].iter().any(|w| words.ends_with(w))
}

/// 计划新建…，改造提升280万亩: a clause that goes on with another work of the same plan.
fn continues_plan(cs: &Chars<'_>, clause: &Clause) -> bool {
    const WORKS: &[&str] = &[
        "新建",
        "改建",
        "扩建",
        "改扩建",
        "改造",
        "修建",
        "建设",
        "建成",
        "新增",
        "新开",
        "培育",
        "引进",
        "培训",
        "发展",
        "推广",
        "种植",
        "打造",
        "创建",
        "整治",
        "治理",
        "完成",
        "投放",
        "投入",
        "增加",
        "力争",
        "带动",
        "修复",
        "更新",
    ];
    const TOLD: &[&str] = &["已", "实际", "目前", "完成了", "同比", "去年", "上年"];
    let words = cs.slice(clause.range.clone());
    cs.longest_at(trim_start(cs, clause.range.clone()).start, WORKS).is_some()
        && !TOLD.iter().any(|w| words.contains(w))
}

/// 完成计划104%: how far a plan is met; what follows is told of the thing before.
fn is_progress(indicator: &str) -> bool {
    indicator.contains("完成") && ["计划", "任务", "目标"].iter().any(|w| indicator.ends_with(w))
}

/// All statistics of a block, in text order.
pub(crate) fn read(block: &Block<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut tracker = Tracker::new(block.times, block.values);
    let mut sentence = usize::MAX;
    // Indicators of the sentence so far, the latest last.
    let mut recent: Vec<Indicator> = Vec::new();
    let mut aim = false;
    // 与上年相比，…: what the changes behind are measured against.
    let mut against: Option<String> = None;
    // The clause before told of a plan, and the chain goes on.
    let (mut planned, mut chain) = (false, 0);
    for clause in &block.frame.clauses {
        if clause.sentence != sentence {
            sentence = clause.sentence;
            recent.clear();
            aim = false;
            against = None;
        }
        if clause.chain != chain {
            (planned, chain) = (false, clause.chain);
        }
        let reader = ClauseReader::new(block, clause);
        let mut plans = false;
        for i in 0..reader.accepted.len() {
            let Some(q) = reader.accepted.get(i) else { continue };
            let period = tracker.at(block.cs, block.frame, clause, q.range.start);
            if let Some(mut found) = reader.statistic(i, period, &recent) {
                if (aim || planned && continues_plan(block.cs, clause)) && found.modality == Modality::Reported {
                    found.modality = Modality::Target;
                }
                if found.basis.is_none() && found.measure == Measure::Change {
                    found.basis.clone_from(&against);
                }
                plans |= found.modality == Modality::Target;
                if !found.indicator.inherited && !is_progress(&found.indicator.text) && recent.len() < LONGEST_SENTENCE
                {
                    recent.push(found.indicator.clone());
                }
                if super::genre::is_named(block.cs, &found) {
                    out.push(found);
                }
            }
        }
        if !reader.accepted.is_empty() {
            planned = plans;
        }
        // 财政收入稳步增长，从120亿元增加到172亿元: the topic of a clause without figures.
        if reader.accepted.is_empty()
            && recent.len() < LONGEST_SENTENCE
            && let Some(topic) = reader.topic()
        {
            recent.push(topic);
        }
        let words = block.cs.slice(clause.range.clone());
        if reader.accepted.is_empty() && (words.ends_with("相比") || matches!(words, "同比" | "环比")) {
            let period = tracker.at(block.cs, block.frame, clause, clause.range.end);
            against = basis(block.cs, &clause.range, &reader.dated, period.as_ref());
        }
        // Periods named in clauses without figures count as well.
        aim |= states_aim(block.cs, &clause.range);
        let _ = tracker.at(block.cs, block.frame, clause, clause.range.end);
    }
    out
}

/// Everything that is known of a clause.
pub(super) struct ClauseReader<'a> {
    pub(super) block: &'a Block<'a>,
    pub(super) clause: &'a Clause,
    /// Time expressions of the clause.
    pub(super) times: &'a [Timex],
    /// The same with their values.
    pub(super) dated: Vec<(&'a Timex, &'a Resolution)>,
    /// All quantities of the clause.
    pub(super) quantities: &'a [Qty],
    /// Quantities that are statistics, ranks among them.
    pub(super) accepted: Vec<&'a Qty>,
    /// A分别为1个、2个 and the like.
    series: Option<Series>,
}

impl<'a> ClauseReader<'a> {
    fn new(block: &'a Block<'a>, clause: &'a Clause) -> Self {
        let quantities = within(block.quantities, &clause.range, |q| q.numeral.start);
        let times = within(block.times, &clause.range, |t| t.range.start);
        let from = block.times.partition_point(|t| t.range.start < clause.range.start);
        let dated = times.iter().zip(block.values.iter().skip(from)).collect();
        let good = |q: &Qty| accepts(block.cs, block.frame, clause, times, q) || is_rank(block.cs, clause, q);
        let mut keep: Vec<bool> = quantities.iter().map(good).collect();
        // 两类22条, 两批300人: a small Chinese number beside a figure is one too.
        for i in 0..quantities.len() {
            let Some(q) = quantities.get(i) else { continue };
            let beside =
                quantities.get(i + 1).is_some_and(|n| n.range.start == q.range.end && n.script == Script::Arabic);
            let small = q.script == Script::Han
                && q.dimension == Dimension::Count
                && q.value.is_some()
                && !is_ordinal(block.cs, q);
            if beside && small && keep.get(i + 1) == Some(&true) && !block.frame.in_label(q.numeral.start) {
                mark(&mut keep, i);
            }
        }
        // 由1.2上升至2.8, 由4小时缩短至1.5小时: with one figure of the pair the other counts too.
        for (i, pair) in quantities.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let joined = from_to(block.cs, times, a.range.end).is_some_and(|(at, _)| at == b.range.start);
            let values = a.value.is_some() && b.value.is_some() && !block.frame.in_label(a.numeral.start);
            let told = source_word(block.cs, &(clause.range.start..a.range.start)).is_some() && a.unit == b.unit;
            if joined && values && (keep.get(i) == Some(&true) || told && keep.get(i + 1) == Some(&true)) {
                mark(&mut keep, i);
                mark(&mut keep, i + 1);
            }
        }
        let accepted: Vec<&Qty> = quantities.iter().zip(&keep).filter(|(_, k)| **k).map(|(q, _)| q).collect();
        let series = Series::find(block, clause, &accepted);
        Self { block, clause, times, dated, quantities, accepted, series }
    }

    /// What a clause without figures says the rise or fall of.
    fn topic(&self) -> Option<Indicator> {
        const LONGEST: usize = 15;
        let cs = self.block.cs;
        let told = change(cs, &self.clause.range, self.times)?;
        let (range, _) = phrase_before(cs, self.block.frame, told.rest, self.times);
        let text = cs.slice(range.clone()).to_owned();
        (2..=LONGEST).contains(&range.len()).then_some(Indicator { text, range, inherited: false })
    }

    /// Text before number `i`, from the last border.
    pub(super) fn before(&self, i: usize, q: &Qty) -> Range<usize> {
        let start = self.neighbour(i, false).map_or(self.clause.range.start, |p| {
            let gap = p.range.end..q.range.start;
            self.block.frame.items(self.block.cs, gap.clone()).next().map_or(gap.start, |at| at + 1)
        });
        start..q.range.start.max(start)
    }

    /// Text behind number `i`, up to the next border.
    pub(super) fn after(&self, i: usize, q: &Qty) -> Range<usize> {
        let end = self.neighbour(i, true).map_or(self.clause.range.end, |n| {
            let gap = q.range.end..n.range.start.max(q.range.end);
            self.block.frame.items(self.block.cs, gap.clone()).next().unwrap_or(gap.end)
        });
        q.range.end..end.max(q.range.end)
    }

    /// The nearest statistic before or behind number `i` that is not the other end of the same range.
    pub(super) fn neighbour(&self, i: usize, behind: bool) -> Option<&'a Qty> {
        let q = self.accepted.get(i)?;
        let other = |o: &&&Qty| o.range != q.range;
        if behind {
            self.accepted.iter().skip(i + 1).take(2).find(other).copied()
        } else {
            self.accepted.iter().take(i).rev().take(2).find(other).copied()
        }
    }

    fn statistic(&self, i: usize, mut period: Option<Period>, recent: &[Indicator]) -> Option<Found> {
        let cs = self.block.cs;
        let q = *self.accepted.get(i)?;
        let before = self.before(i, q);
        let rank = is_ordinal(cs, q);
        let previous = recent.last();
        let series = self.series.as_ref().filter(|s| s.holds(i));
        // 由A上升至B: the second figure is told of the same thing and carries the direction.
        let risen = i
            .checked_sub(1)
            .and_then(|j| self.accepted.get(j))
            .and_then(|a| from_to(cs, self.times, a.range.end))
            .filter(|(at, _)| *at == q.range.start);
        let told = match series {
            Some(s) => s.change.clone(),
            None if rank || risen.is_some() => None,
            None => change(cs, &before, self.times)
                .or_else(|| above(cs, &before).filter(|_| q.dimension == Dimension::Point)),
        };
        let phrase = match (series, &told) {
            (Some(s), _) => s.phrase(cs, i, recent)?,
            (None, _) if rank => self.ranked(q, before.clone(), previous)?,
            (None, None) if risen.is_some() && previous.is_some() => Phrase::inherited(previous?),
            (None, Some(change)) => self.changed(change, i, q, previous)?,
            (None, None) => self.plain(i, q, previous)?,
        };
        let phrase = self.tidied(phrase, previous);
        if phrase.indicator.text.is_empty() {
            return None;
        }
        let measure = match (&told, phrase.share) {
            _ if rank => Measure::Rank,
            (Some(_), _) => Measure::Change,
            // 达到全国总数的40%.
            (None, _)
                if q.dimension == Dimension::Percent
                    && ["总数的", "总量的", "总额的", "总人口的", "总面积的", "总产量的", "总户数的"]
                        .iter()
                        .any(|w| cs.ends(q.range.start, w)) =>
            {
                Measure::Share
            }
            (None, true) if matches!(q.dimension, Dimension::Percent | Dimension::Permille) => Measure::Share,
            (None, _) => measure(cs, q, &phrase.indicator.text),
        };
        // 连续7年 is a period of its own.
        if self.is_standing(i, q) || q.dimension == Dimension::Time && cs.ends(q.range.start, "连续") {
            period = None;
        }
        if let Some((t, value)) = self.yardstick(i).and_then(|(t, r)| r.value.clone().map(|v| (t, v))) {
            period = Some(Period { value, donor: t.range.clone(), expression: t.expression });
        }
        let mut modality = modality(cs, self.clause, q, period.as_ref(), self.block.reference);
        if let Some(term) = self.term(q).filter(|_| modality != Modality::Reported) {
            period = Some(term);
            modality = Modality::Target;
        }
        let up = told.as_ref().map(|c| c.up).or_else(|| risen.and_then(|(_, up)| up));
        Some(Found {
            clause: self.clause.range.clone(),
            number: q.range.clone(),
            value: q.value?.to_f64(),
            unit: (!q.unit.is_empty()).then(|| q.unit.clone()),
            measure,
            direction: up.map(|up| if up { Direction::Increase } else { Direction::Decrease }),
            basis: told
                .as_ref()
                .map(|c| c.comparison.clone())
                .or_else(|| {
                    // 恢复至2019年同期的八成: a level told against another time.
                    let rated = matches!(q.dimension, Dimension::Percent | Dimension::Factor) && !rank;
                    rated.then(|| self.compared_level(&before)).flatten().map(|at| at..before.end)
                })
                .and_then(|words| basis(cs, &words, &self.dated, period.as_ref()))
                .or_else(|| {
                    let (t, _) = i.checked_sub(1).and_then(|j| self.yardstick(j)).filter(|_| told.is_some())?;
                    let same = cs.longest_at(t.range.end, &["同期"]).unwrap_or(0);
                    basis(cs, &(t.range.start..t.range.end + same), &self.dated, period.as_ref())
                }),
            approx: q.approx,
            period,
            subject: phrase.subject,
            modality,
            implausible: implausible(q, measure),
            indicator: phrase.indicator,
        })
    }

    /// 31个省份已开通…: a state reached, not something that happened in the period told before.
    fn is_standing(&self, i: usize, q: &Qty) -> bool {
        const WITHIN: usize = 16;
        let cs = self.block.cs;
        let after = self.after(i, q);
        let head = trim_start(cs, self.clause.range.start..q.range.start).is_empty();
        head && !q.unit.is_empty() && cs.slice(after.start..after.end.min(after.start + WITHIN)).contains('已')
    }

    /// 力争两年发展到3000人: the term counts from the reference.
    fn term(&self, q: &Qty) -> Option<Period> {
        let reference = self.block.reference?;
        let years = self
            .quantities
            .iter()
            .take_while(|o| o.range.start < q.range.start)
            .filter(|o| o.unit == "年" && o.range.end <= q.range.start);
        let last = years.last()?;
        let span = last.value.and_then(Rational::to_u32).filter(|y| (1..=30).contains(y))?;
        let between = self.block.frame.items(self.block.cs, last.range.end..q.range.start).next().is_none();
        if !between || !self.block.cs.get(last.range.end).is_some_and(|c| "发达实完基力建增提内左，".contains(c))
        {
            return None;
        }
        let value = PartialDate::year(reference.year + i32::try_from(span).ok()?).to_string();
        Some(Period { value, donor: last.range.clone(), expression: Expression::Now })
    }
}

fn mark(keep: &mut [bool], i: usize) {
    if let Some(k) = keep.get_mut(i) {
        *k = true;
    }
}
