//! Reads the statistics of one block.

use std::ops::Range;

use baokan_corpus_model::{Approx, Direction, Measure, Modality};

use super::accept::{accepts, from_to, is_ordinal};
use super::clause::{Clause, Frame};
use super::edges::tidy;
use super::indicator::{Change, above, change, phrase_before, source_word, trim_start};
use super::measure::{basis, measure, modality};
use super::period::{Period, Tracker};
use super::phrase::{Indicator, Phrase};
use super::plausible::{contradicts, implausible};
use super::ranks::{is_first, is_rank, is_top};
use super::series::Series;
use super::trend::is_measured;
use super::words::{DOWN, UP, Words};
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
    /// None for a change told without a figure.
    pub(crate) value: Option<f64>,
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
    // The end is looked at first: few clauses have it.
    if !matches!(cs.before(clause.end), Some('标' | '是' | '为' | '下')) {
        return false;
    }
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

/// 工业总产值 of 工业总产值完成年度计划103%.
fn planned_thing(cs: &Chars<'_>, indicator: &Indicator) -> Option<Indicator> {
    let at = indicator.range.clone().find(|i| cs.at(*i, "完成"))?;
    let range = indicator.range.start..at;
    is_progress(&indicator.text).then_some(())?;
    (range.len() >= 2).then(|| Indicator { text: cs.slice(range.clone()).to_owned(), range, inherited: false })
}

fn is_verb(cs: &Chars<'_>, range: &Range<usize>, verbs: &Words) -> bool {
    verbs.at(cs, range.start) == Some(range.len())
}

/// 比上年棉纱增长13%，呢绒增长12%: a comparison before the thing itself holds for the things behind as well.
fn heads_list(block: &Block<'_>, clause: &Clause, found: &Found) -> bool {
    let thing = found.indicator.range.start;
    let times = within(block.times, &clause.range, |t| t.range.start);
    found.measure == Measure::Change
        && !found.indicator.inherited
        && found.basis.as_ref().is_some_and(|b| b.starts_with("since:"))
        && times.iter().any(|t| t.compared && t.range.end == thing)
}

/// 与1990年人口普查相比, 同一九八○年比较: a clause that only says what is compared with.
fn is_comparison(words: &str) -> bool {
    ["相比", "比较", "相比较", "对比"].iter().any(|w| words.ends_with(w))
}

/// 1952年有19万人，1957年有44万人，即增加一倍多: the first of two figures of the same thing is what the change starts from.
fn told_between(cs: &Chars<'_>, change: &Found, told_before: &[Found]) -> Option<String> {
    let clause = cs.slice(change.clause.clone());
    let yearly = ["每年", "年均", "年平均", "逐年", "每月", "递增", "递减"].iter().any(|w| clause.contains(w));
    let (first, last) = match told_before {
        [.., a, b] => (a, b),
        _ => return None,
    };
    let level = |f: &Found| f.measure != Measure::Change && f.unit == last.unit;
    let year = |f: &Found| f.period.as_ref().and_then(|p| PartialDate::parse(&p.value)).map(|p| p.year);
    let alike = level(first)
        && level(last)
        && change.indicator.inherited
        && first.indicator.text == last.indicator.text
        && last.indicator.text == change.indicator.text;
    // 平均每年增长8%: a rate of its own.
    let grown = !yearly && (matches!(change.unit.as_deref(), Some("%" | "倍")) || change.unit == last.unit);
    let (from, to) = (year(first)?, year(last)?);
    (alike && grown && from < to && year(change) == Some(to)).then(|| format!("since:{from}"))
}

/// All statistics of a block, in text order, and the period that it ends with. `carried` is that of the block before, if it
/// breaks off in mid-sentence.
pub(crate) fn read(block: &Block<'_>, carried: Option<Period>) -> (Vec<Found>, Option<Period>) {
    let mut out: Vec<Found> = Vec::new();
    let mut tracker = match carried {
        Some(_) => Tracker::continuing(block.times, block.values, carried),
        None => Tracker::new(block.times, block.values),
    };
    let mut sentence = usize::MAX;
    // Where the figures of the sentence begin.
    let mut opened = 0;
    // Indicators of the sentence so far, the latest last.
    let mut recent: Vec<Indicator> = Vec::new();
    let mut aim = false;
    // 与上年相比，…: what the changes behind are measured against.
    let mut against: Option<String> = None;
    // The clause before told of a plan, and the chain goes on.
    let (mut planned, mut chain) = (false, 0);
    for (number, clause) in block.frame.clauses.iter().enumerate() {
        if clause.sentence != sentence {
            sentence = clause.sentence;
            opened = out.len();
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
            let mut period = tracker.at(block.cs, block.frame, clause, q.range.start);
            if let Some(own) = tracker.of_row(block.cs, clause, i, reader.accepted.len()) {
                period = Some(own);
            } else if let Some(first) = reader.end_of_pair(i) {
                period = tracker.of_pair(period, first, against.as_deref(), q.range.start);
            } else if ["年均", "年平均"].iter().any(|w| block.cs.slice(reader.before(i, q)).contains(w)) {
                period = tracker.between(period);
            }
            let told_before = out.get(out.len().saturating_sub(LONGEST_SENTENCE).max(opened)..).unwrap_or(&[]);
            // 达到了7200亿斤, at the head of a sentence: of what the sentence before told by the same unit.
            let told = reader.statistic(i, period.clone(), &recent, told_before).or_else(|| {
                let same_unit = |o: &&Found| o.unit.as_deref().is_some_and(|u| u == q.unit);
                let last = out.last().filter(|_| recent.is_empty()).filter(same_unit)?;
                reader.statistic(i, period, std::slice::from_ref(&last.indicator), told_before)
            });
            if let Some(mut found) = told {
                if (aim || planned && continues_plan(block.cs, clause)) && found.modality == Modality::Reported {
                    found.modality = Modality::Target;
                }
                if found.basis.is_none() && found.measure == Measure::Change {
                    found.basis = against.clone().or_else(|| told_between(block.cs, &found, told_before));
                }
                plans |= found.modality == Modality::Target;
                let part = found.indicator.text.contains('占');
                let fresh = part && recent.iter().all(|r| r.text != found.indicator.text);
                // 连续4个月下降: what fell is still the thing before.
                let trend = found.measure == Measure::Duration
                    && (is_verb(block.cs, &found.indicator.range, &UP)
                        || is_verb(block.cs, &found.indicator.range, &DOWN));
                if against.is_none() && heads_list(block, clause, &found) {
                    against.clone_from(&found.basis);
                }
                if (!found.indicator.inherited || fresh)
                    && !trend
                    && !is_progress(&found.indicator.text)
                    && recent.len() < LONGEST_SENTENCE
                {
                    recent.push(found.indicator.clone());
                } else if let Some(what) =
                    planned_thing(block.cs, &found.indicator).filter(|_| !found.indicator.inherited)
                    && recent.len() < LONGEST_SENTENCE
                {
                    recent.push(what);
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
            && let Some(topic) = reader
                .topic()
                .or_else(|| (recent.is_empty() || reader.opens_note()).then(|| reader.named())?)
                .or_else(|| block.frame.clauses.get(number + 1).and_then(|next| reader.set_off(next)))
        {
            recent.push(topic);
        }
        if reader.accepted.is_empty() {
            let period = tracker.at(block.cs, block.frame, clause, clause.range.end);
            out.extend(reader.trends(period.as_ref(), against.as_deref()));
        }
        let words = block.cs.slice(clause.range.clone());
        if reader.accepted.is_empty()
            && (is_comparison(words) || words.contains("如下") || matches!(words, "同比" | "环比"))
        {
            let period = tracker.at(block.cs, block.frame, clause, clause.range.end);
            against =
                basis(block.cs, &clause.range, &reader.dated, period.as_ref()).or_else(|| reader.compared_with(words));
        }
        // 一九五七年比一九五二年将有如下增长：what the changes behind the colon are measured against.
        if reader.accepted.is_empty() && block.cs.get(clause.range.end) == Some('：') {
            let compared = reader.times.iter().find(|t| t.compared).map(|t| t.range.clone());
            if let Some(time) = compared {
                let period = tracker.at(block.cs, block.frame, clause, clause.range.end);
                against = basis(block.cs, &(time.start.saturating_sub(1)..time.end), &reader.dated, period.as_ref());
            }
        }
        // Periods named in clauses without figures count as well.
        aim |= states_aim(block.cs, &clause.range);
        let _ = tracker.at(block.cs, block.frame, clause, clause.range.end);
    }
    (out, tracker.into_current())
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
            let joined = from_to(block.cs, times, a.range.end).is_some_and(|(at, _)| reaches(block.cs, at, b));
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

    /// Whether number `i` is the first (true) or the second (false) figure of 由A增加到B.
    fn end_of_pair(&self, i: usize) -> Option<bool> {
        let cs = self.block.cs;
        let joined = |a: usize| {
            let (from, to) = self.accepted.get(a).zip(self.accepted.get(a + 1))?;
            from_to(cs, self.times, from.range.end).filter(|(at, _)| *at == to.range.start)
        };
        if joined(i).is_some() {
            return Some(true);
        }
        i.checked_sub(1).and_then(joined).map(|_| false)
    }

    /// What a clause without figures says the rise or fall of.
    fn topic(&self) -> Option<Indicator> {
        const LONGEST: usize = 15;
        let cs = self.block.cs;
        let told = change(cs, &self.clause.range, self.times)?;
        let (range, _) = phrase_before(cs, self.block.frame, told.rest, self.times);
        let range = tidy(cs, range, self.times, self.quantities);
        let text = cs.slice(range.clone()).to_owned();
        let told = (2..=LONGEST).contains(&range.len()) && !text.ends_with(['没', '不', '未', '能']);
        told.then_some(Indicator { text, range, inherited: false })
    }

    /// 各部门基本建设的投资额，按可比部分计算，只比…增加了9％: a clause that only names an amount.
    fn named(&self) -> Option<Indicator> {
        const LONGEST: usize = 25;
        let cs = self.block.cs;
        if !is_measured(cs, self.clause.range.end) {
            return None;
        }
        let (range, _) = phrase_before(cs, self.block.frame, self.clause.range.clone(), self.times);
        let range = tidy(cs, range, self.times, self.quantities);
        let text = cs.slice(range.clone()).to_owned();
        let told =
            text.contains(['了', '把', '使', '应', '须', '要']) || text.contains("可能") || text.contains("前提");
        let names = range.end == self.clause.range.end && !told;
        (names && (2..=LONGEST).contains(&range.len())).then_some(Indicator { text, range, inherited: false })
    }

    /// 高等学校的学生，一九五二年有十九万人: a topic set off by a comma, of which the next clause tells by a time and a number.
    fn set_off(&self, next: &Clause) -> Option<Indicator> {
        const LONGEST: usize = 25;
        const ADVERBIAL: &str = "中里内后前时下上间来外说看起讲论面点今往果之";
        let cs = self.block.cs;
        let opens = self.clause.range.start == 0
            || cs.before(self.clause.range.start).is_some_and(|c| "。；！？\n　 ".contains(c));
        if !opens
            || !matches!(cs.get(self.clause.range.end), Some('，' | ','))
            || next.sentence != self.clause.sentence
            || !self.times.is_empty()
            || !self.quantities.is_empty()
        {
            return None;
        }
        let lead = trim_start(cs, next.range.clone()).start;
        let at = [next.range.start, lead, lead + 1];
        let dated = within(self.block.times, &next.range, |t| t.range.start);
        dated.iter().find(|t| at.contains(&t.range.start) && t.expression.is_calendar())?;
        let reader = ClauseReader::new(self.block, next);
        let q = *reader.accepted.first()?;
        let before = reader.before(0, q);
        let told = change(cs, &before, reader.times);
        let hollow = told.is_some() || super::indicator::is_hollow(cs, &reader.after(0, q));
        let rest = told.map_or(before, |c| c.rest);
        let (phrase, _) = phrase_before(cs, self.block.frame, rest, reader.times);
        let phrase = tidy(cs, phrase, reader.times, reader.quantities);
        if !hollow || !super::edges::is_hollow_phrase(cs.slice(phrase)) {
            return None;
        }
        let (range, _) = phrase_before(cs, self.block.frame, self.clause.range.clone(), self.times);
        let range = tidy(cs, range, self.times, self.quantities);
        let text = cs.slice(range.clone()).to_owned();
        let names = range.end == self.clause.range.end
            && (2..=LONGEST).contains(&range.len())
            && !text.starts_with(['按', '从', '以', '用', '在', '对', '根', '就', '据'])
            && !text.contains(['了', '把', '使', '应', '须', '要', '是', '：', '、'])
            && !cs.before(range.end).is_some_and(|c| ADVERBIAL.contains(c))
            && super::words::SCOPES.at(cs, range.start) != Some(range.len())
            && !super::indicator::is_place(&text);
        names.then_some(Indicator { text, range, inherited: false })
    }

    /// 与1990年第四次人口普查相比: the time behind 与.
    fn compared_with(&self, words: &str) -> Option<String> {
        let cs = self.block.cs;
        let with = |t: &Timex| cs.before(t.range.start).is_some_and(|c| "与和同跟".contains(c));
        let (_, value) = self.dated.iter().find(|(t, _)| with(t)).filter(|_| is_comparison(words))?;
        value.value.as_ref().map(|v| format!("since:{}", v.split('/').next().unwrap_or(v)))
    }

    /// Whether a note in parentheses stands behind the clause: 占总人口比重（城镇化率）为63%.
    fn opens_note(&self) -> bool {
        matches!(self.block.cs.get(self.clause.range.end), Some('（' | '('))
    }

    /// Text before number `i`, from the last border.
    pub(super) fn before(&self, i: usize, q: &Qty) -> Range<usize> {
        let start = self.neighbour(i, false).map_or(self.clause.range.start, |p| {
            let gap = p.range.end..q.range.start;
            // 十二公里内有桥梁十座: where it stands.
            let within = cs_within(self.block.cs, p);
            self.block.frame.items(self.block.cs, gap.clone()).next().map_or(gap.start + within, |at| at + 1)
        });
        start..q.range.start.max(start)
    }

    /// Text behind number `i`, up to the next border.
    pub(super) fn after(&self, i: usize, q: &Qty) -> Range<usize> {
        // 田七亩半、水牛一头: the list goes on without a figure.
        let listed = self.block.cs.get(q.range.end) == Some('、') && !self.block.frame.in_label(q.range.end);
        let last = if listed { q.range.end } else { self.clause.range.end };
        let end = self.neighbour(i, true).map_or(last, |n| {
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

    fn statistic(
        &self,
        i: usize,
        mut period: Option<Period>,
        recent: &[Indicator],
        told_before: &[Found],
    ) -> Option<Found> {
        let cs = self.block.cs;
        let q = *self.accepted.get(i)?;
        let before = self.before(i, q);
        let rank = is_ordinal(cs, q) || is_top(cs, q) || is_first(cs, q);
        let series = self.series.as_ref().filter(|s| s.holds(i));
        // 由A上升至B: the second figure is told of the same thing and carries the direction.
        let risen = (0..i)
            .rev()
            .filter_map(|j| self.accepted.get(j))
            .find(|a| a.range != q.range)
            .and_then(|a| from_to(cs, self.times, a.range.end))
            .filter(|(at, _)| reaches(cs, *at, q));
        // 占本年支出的12％，比上年增长18％: what grew is not the share, unless it grew by points.
        let shared = |p: &&Indicator| p.inherited && p.text.contains('占');
        let base = recent.last().filter(shared).filter(|_| q.dimension != Dimension::Point && risen.is_none());
        let previous = base.and_then(|_| recent.iter().rev().find(|p| !shared(p))).or(recent.last());
        let apart = i.checked_sub(1).and_then(|j| self.compared_number(j));
        let told = match series {
            Some(s) => s.change.clone(),
            None if rank || risen.is_some() => None,
            None if apart.is_some() => {
                let comparison = self.clause.range.start..q.numeral.start;
                apart.map(|up| Change { rest: comparison.start..comparison.start, up, comparison })
            }
            None => change(cs, &before, self.times)
                .or_else(|| above(cs, &before).filter(|_| q.dimension == Dimension::Point)),
        };
        // 持续下跌近5个月: how long it lasts, not by how much.
        let lasting = told.as_ref().filter(|_| q.dimension == Dimension::Time).and_then(|c| lasting(cs, c));
        let told = told.filter(|_| lasting.is_none());
        let phrase = match (series, &told) {
            _ if lasting.is_some() => Phrase::here(cs, lasting?, None),
            (Some(s), _) => s.phrase(cs, i, recent)?,
            (None, _) if rank && risen.is_some() && previous.is_some() => Phrase::inherited(previous?),
            (None, _) if rank => self.ranked(q, before.clone(), previous)?,
            (None, None) if risen.is_some() && previous.is_some() => Phrase::inherited(previous?),
            (None, Some(change)) => self.changed(change, i, q, previous)?,
            (None, None) => self.plain(i, q, previous)?,
        };
        let mut phrase = self.tidied(phrase, previous);
        // 分别占66.5%和33.5%.
        phrase.share |= series.is_some() && self.accepted.first().is_some_and(|q| cs.ends(q.range.start, "占"));
        // 家庭户50万户，平均每户3.7人: the heads are no households.
        if phrase.indicator.inherited
            && told.is_none()
            && let Some(n) = cs.longest_before(q.range.start, PER_UNIT)
            && told_before.last().is_some_and(|o| o.unit.is_some() && o.unit != unit_of(q))
            && q.dimension == Dimension::Count
            && before.end - before.start == n
        {
            phrase = Phrase::here(cs, before.clone(), None);
        }
        if phrase.indicator.text.is_empty() {
            return None;
        }
        // 高于全国平均水平3.2个百分点: a difference, and no change.
        let aside = told.as_ref().is_some_and(|c| self.sets_aside(&c.comparison));
        let measure = match (&told, phrase.share) {
            _ if rank => Measure::Rank,
            _ if aside => measure(cs, q, &phrase.indicator.text),
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
        let own = q.dimension == Dimension::Time && q.unit.contains('年') && cs.ends(q.range.start, "连续");
        if self.is_standing(i, q) || own {
            period = None;
        }
        // 庆祝建厂70周年: counted from long before what is told.
        if q.unit == "周年" {
            period = period.filter(|p| !p.donor.is_empty() && p.donor.start >= self.clause.range.start);
        }
        if let Some((t, value)) = self.yardstick(i).and_then(|(t, r)| r.value.clone().map(|v| (t, v))) {
            period = Some(Period { value, donor: t.range.clone(), expression: t.expression });
        }
        let mut modality = modality(cs, self.clause, q, period.as_ref(), self.block.reference);
        if let Some(term) = self.term(q).filter(|_| modality != Modality::Reported) {
            period = Some(term);
            modality = Modality::Target;
        }
        // 由七万人发展到十九万人: the numbers tell the way.
        let compared = || {
            let from = self.accepted.get(i.checked_sub(1)?).filter(|a| a.unit == q.unit && !rank)?.value?;
            q.value.filter(|v| *v != from).map(|v| v > from)
        };
        // What stands before the first number of a series holds for all.
        let opening = match self.accepted.first().filter(|_| series.is_some()) {
            Some(first) => self.before(0, first),
            None => before.clone(),
        };
        // 是1978年的4.2倍: grown since.
        let multiple = told.is_none()
            && q.dimension == Dimension::Factor
            && q.value.is_some_and(|v| v > Rational::integer(1))
            && (self.compared_level(&opening).is_some() || self.of_the_past(q));
        let measure = if multiple { Measure::Change } else { measure };
        let up = told
            .as_ref()
            .filter(|_| !aside)
            .map(|c| c.up)
            .or_else(|| risen.and_then(|(_, up)| up.or_else(compared)))
            .or_else(|| compared().filter(|_| told.is_none() && self.becomes(i, q)))
            .or_else(|| self.reached(q).filter(|_| !rank && told.is_none()));
        // What is aimed at does not lie in years that are over, unless the clause says so.
        let over = |p: &Period| {
            let end = p.value.rsplit('/').next().and_then(PartialDate::parse);
            end.zip(self.block.reference).is_some_and(|(end, now)| end.year < now.year)
        };
        if modality != Modality::Reported {
            period = period.filter(|p| p.donor.start >= self.clause.range.start || !over(p));
        }
        let before_range = before.clone();
        let mut found = Found {
            clause: self.clause.range.clone(),
            number: q.range.clone(),
            value: Some(q.value?.to_f64()),
            unit: (!q.unit.is_empty()).then(|| q.unit.clone()),
            measure,
            direction: up
                .or(multiple.then_some(true))
                .map(|up| if up { Direction::Increase } else { Direction::Decrease }),
            basis: told
                .as_ref()
                .map(|c| c.comparison.clone())
                .or_else(|| {
                    // 恢复至2019年同期的八成: a level told against another time.
                    let rated = matches!(q.dimension, Dimension::Percent | Dimension::Factor) && !rank;
                    rated.then(|| self.compared_level(&opening)).flatten().map(|at| at..opening.end)
                })
                .and_then(|words| basis(cs, &words, &self.dated, period.as_ref()))
                .or_else(|| {
                    let (t, _) = i.checked_sub(1).and_then(|j| self.yardstick(j)).filter(|_| told.is_some())?;
                    let same = cs.longest_at(t.range.end, &["同期"]).unwrap_or(0);
                    basis(cs, &(t.range.start..t.range.end + same), &self.dated, period.as_ref())
                }),
            approx: if apart.is_some() { Approx::Exact } else { q.approx },
            period,
            subject: phrase.subject,
            modality,
            implausible: None,
            indicator: phrase.indicator,
        };
        // 万分之二: told as 0.02 %.
        if cs.at(q.numeral.start, "万分之") && found.unit.is_none() {
            found.value = q.value.and_then(|v| v.checked_mul(Rational::integer(100))).map(Rational::to_f64);
            found.unit = Some("%".to_owned());
            found.measure = if phrase.share { Measure::Share } else { Measure::Level };
        }
        // 至少培养2名.
        let least = ["至少", "最少", "起码"].iter().any(|w| {
            let from = q.range.start.saturating_sub(4).max(before_range.start);
            (from..q.range.start).any(|i| cs.at(i, w))
        });
        if least && found.approx == Approx::Exact {
            found.approx = Approx::AtLeast;
        }
        // 从3496亿斤，增加到5401亿斤: a pair over two clauses.
        if found.direction.is_none() && !rank {
            found.direction = self.risen_from(&before_range, told_before.last().filter(|o| o.unit == found.unit));
        }
        let reason = implausible(cs, q, &found).or_else(|| contradicts(cs, &found, risen.is_some(), told_before));
        found.implausible = reason.map(str::to_owned);
        Some(found)
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

/// Whether a number stands at `at`, or an ordinal with the scope of its order: 世界第二位.
fn reaches(cs: &Chars<'_>, at: usize, q: &Qty) -> bool {
    const SCOPES: &[&str] =
        &["第", "世界第", "全国第", "全省第", "全市第", "全县第", "全球第", "亚洲第", "居第", "居世界第", "居全国第"];
    at == q.range.start || is_ordinal(cs, q) && at <= q.range.start && SCOPES.contains(&cs.slice(at..q.range.start))
}

/// Distributive phrases that name a mean by themselves.
const PER_UNIT: &[&str] = &["平均每户", "平均每村", "平均每乡", "平均每县", "平均每校", "平均每班", "平均每家"];

/// The verb of 持续下跌, behind the word for going on.
fn lasting(cs: &Chars<'_>, change: &Change) -> Option<Range<usize>> {
    let words = change.comparison.clone();
    let on = ["持续", "连续", "一直", "不断"];
    let verb = words.clone().rev().find(|i| on.iter().any(|w| cs.ends(*i, w)))?;
    (verb + 2 <= words.end).then_some(verb..words.end)
}

/// Length of 内 and the like behind a length, an area or a time.
pub(super) fn cs_within(cs: &Chars<'_>, q: &Qty) -> usize {
    const WITHIN: &[&str] = &["内", "之内", "以内", "范围内", "范围之内", "的范围内"];
    if !matches!(q.dimension, Dimension::Length | Dimension::Area | Dimension::Time) {
        return 0;
    }
    cs.longest_at(q.range.end, WITHIN).unwrap_or(0)
}

fn unit_of(q: &Qty) -> Option<String> {
    (!q.unit.is_empty()).then(|| q.unit.clone())
}

fn mark(keep: &mut [bool], i: usize) {
    if let Some(k) = keep.get_mut(i) {
        *k = true;
    }
}
