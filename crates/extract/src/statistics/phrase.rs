//! Chooses the indicator of a number among the phrase before it, the noun behind it and the figure before it.

use std::ops::Range;

use super::accept::{from_to, is_rate_base};
use super::edges::{is_hollow_phrase, tidy};
use super::indicator::{Change, is_hollow, is_place, phrase_after, phrase_before, source_word, trim_end, trim_start};
use super::ranks::rank_verb;
use super::read::{ClauseReader, cs_within};
use super::trend::is_measured;
use super::words::{DOWN, LINKS, NOUN_STOPS, PERSONS, TARGETS, UP};
use crate::chars::Chars;
use crate::numeral::NumeralKind;
use crate::quantity::{Dimension, Qty};

/// What names the thing counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Indicator {
    /// The phrase.
    pub(crate) text: String,
    /// Where it stands, in characters: in the number's own clause, or in an earlier one.
    pub(crate) range: Range<usize>,
    /// It was taken over from an earlier figure.
    pub(crate) inherited: bool,
}

/// An indicator with what else its phrase says.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) indicator: Indicator,
    /// Who did or had it, in characters.
    pub(super) subject: Option<Range<usize>>,
    /// The figure is a part of a whole.
    pub(super) share: bool,
}

impl Phrase {
    /// The phrase at `range` of the number's own clause.
    pub(super) fn here(cs: &Chars<'_>, range: Range<usize>, subject: Option<Range<usize>>) -> Self {
        let text = cs.slice(range.clone()).to_owned();
        Self { indicator: Indicator { text, range, inherited: false }, subject, share: false }
    }

    /// The indicator of the figure before.
    pub(super) fn inherited(previous: &Indicator) -> Self {
        let share = names_share(&previous.text);
        Self { indicator: Indicator { inherited: true, ..previous.clone() }, subject: None, share }
    }

    fn share(self) -> Self {
        Self { share: true, ..self }
    }
}

/// Links that say how high something stands.
const STATES: &[&str] = &["为", "达", "达到", "超过", "突破", "稳定在", "保持在", "控制在", "维持在"];

impl ClauseReader<'_> {
    /// The indicator of a change: what stands before its verb, else the noun behind the number (增加100个岗位), else the
    /// figure before (…220起，同比上升23.6%).
    pub(super) fn changed(&self, change: &Change, i: usize, q: &Qty, previous: Option<&Indicator>) -> Option<Phrase> {
        let cs = self.block.cs;
        let (mut phrase, subject) = phrase_before(cs, self.block.frame, change.rest.clone(), self.times);
        phrase.end = self.without_term(&phrase);
        // 近5年年均减少1.1万人: the time is not what changed.
        if self.times.iter().any(|t| t.range.start <= phrase.start && phrase.end <= t.range.end) {
            phrase.end = phrase.start;
        }
        // 浙江增长5%: of what the figure before told.
        if let Some(p) = previous.filter(|_| is_place(cs.slice(phrase.clone()))) {
            return Some(Phrase::inherited(p));
        }
        let after = self.after(i, q);
        // 需要增加两千万匹棉布, 一次性增加6万亿元限额: the noun stands behind.
        let tidied = tidy(cs, phrase.clone(), self.times, self.quantities);
        let named =
            !phrase.is_empty() && (previous.is_some() && is_hollow(cs, &after) || !is_hollow_phrase(cs.slice(tidied)));
        if named {
            return Some(Phrase::here(cs, phrase, subject));
        }
        if !matches!(q.dimension, Dimension::Percent | Dimension::Point | Dimension::Permille) && !is_hollow(cs, &after)
        {
            return Some(Phrase::here(cs, phrase_after(cs, self.block.frame, after, false), None));
        }
        previous.map(Phrase::inherited)
    }

    /// The indicator of a figure that is neither a change nor a rank.
    pub(super) fn plain(&self, i: usize, q: &Qty, previous: Option<&Indicator>) -> Option<Phrase> {
        let (cs, frame) = (self.block.cs, self.block.frame);
        // 9批410名民警: stacked numbers share the phrase around the stack.
        let touching = |a: usize, b: usize| {
            self.accepted
                .get(a)
                .zip(self.accepted.get(b))
                .is_some_and(|(a, b)| a.range.end == b.range.start || a.range == b.range)
        };
        let first = (0..=i).rev().take_while(|j| *j == i || touching(*j, j + 1)).last().unwrap_or(i);
        let last = (i..self.accepted.len()).take_while(|j| *j == i || touching(j - 1, *j)).last().unwrap_or(i);
        let mut before = self.accepted.get(first).map(|q| self.before(first, q))?;
        let rises = from_to(cs, self.times, q.range.end).is_some();
        if rises && let Some(source) = source_word(cs, &before) {
            before.end = source;
        }
        if let Some(compared) = self.compared_level(&before) {
            before.end = compared;
        }
        if let Some(base) = self.quantities.iter().find(|o| o.range.end == before.end && is_rate_base(cs, o)) {
            before.end = (base.range.start - 1).max(before.start);
        }
        let mut after = self.accepted.get(last).map(|q| self.after(last, q))?;
        // 22个法院中排名第3位: the verb of ranking is no part of the noun.
        if let Some(verb) = self.neighbour(last, true).and_then(|n| rank_verb(cs, self.clause, n))
            && after.contains(&verb)
        {
            after.end = verb - usize::from(verb > after.start && cs.before(verb).is_some_and(|c| "中里内".contains(c)));
        }
        let (mut phrase, subject) = phrase_before(cs, frame, before.clone(), self.times);
        phrase.end = self.without_term(&phrase);
        phrase = self.without_lead(phrase);
        // 对1200余户困难家庭…: what stands behind the number is counted.
        const TOWARDS: &[&str] = &["对", "向", "给", "让", "把", "被"];
        const NOUNS: &[&str] = &[
            "校对", "针对", "面对", "应对", "核对", "结对", "绝对", "相对", "派对", "方向", "走向", "流向", "去向",
            "供给",
        ];
        let towards =
            cs.longest_before(before.end, TOWARDS).is_some() && cs.longest_before(before.end, NOUNS).is_none();
        if towards && !is_hollow(cs, &after) {
            phrase.end = phrase.start;
        }
        // 比预算数280亿元少8亿元: a figure of the same thing.
        if self.compared_number(i).is_some()
            && let Some(p) = previous
        {
            return Some(Phrase::inherited(p));
        }
        // 五年新增2600公里, 为年计划的108%: of what is told before.
        let bare = matches!(
            cs.slice(phrase.clone()),
            "新增" | "净增" | "年计划" | "计划" | "全年计划" | "原计划" | "去年全年"
        );
        if bare
            && is_hollow(cs, &after)
            && let Some(p) = previous
        {
            return Some(Phrase::inherited(p));
        }
        // 比上年的120亿元增长10%: a figure of the same thing.
        if self.yardstick(i).is_some() {
            return if phrase.is_empty() {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        // 其中595个已经建成投产: some of those told before.
        let state =
            cs.longest_at(after.start, &["已经", "已", "正在", "都", "均", "是"]).is_some() && !is_hollow(cs, &after);
        if phrase.is_empty()
            && state
            && let Some(p) = previous
        {
            return Some(Phrase::inherited(p));
        }
        // 稳定在万亿斤以上并逐年增加: what follows says more of the same.
        if phrase.is_empty()
            && matches!(cs.get(after.start), Some('并' | '且' | '而'))
            && let Some(p) = previous
        {
            return Some(Phrase::inherited(p));
        }
        // 海拔二千八百米以上的山口, 12公里内有桥10座, 月成洞180米的最高纪录: what stands before is measured.
        let space = matches!(q.dimension, Dimension::Length | Dimension::Area);
        if space && cs.ends(before.end, "海拔") && !is_hollow(cs, &after) {
            let own = before.end - 2..before.end;
            return Some(Phrase::here(cs, own, subject));
        }
        if !phrase.is_empty() && (space && cs_within(cs, q) > 0 || sets_record(cs, &after)) {
            return Some(Phrase::here(cs, behind_deed(cs, phrase), subject));
        }
        // 15分钟内调集车辆30台: what was done in that time.
        let within = cs_within(cs, q);
        if phrase.is_empty() && within > 0 && q.dimension == Dimension::Time && after.start + within < after.end {
            return Some(Phrase::here(cs, after.start + within..after.end, None));
        }
        // 完成4200户、1.7万人搬迁: two counts of one noun.
        if phrase.is_empty()
            && q.dimension == Dimension::Count
            && let Some(j) = self.accepted.iter().position(|o| o.range.start == q.range.end + 1)
            && let Some(n) = self.accepted.get(j).filter(|n| n.dimension == Dimension::Count)
            && matches!(cs.get(q.range.end), Some('、' | '和'))
        {
            let noun = phrase_after(cs, frame, self.after(j, n), true);
            if noun.len() >= 2 && !is_hollow(cs, &noun) {
                return Some(Phrase::here(cs, noun, subject));
            }
        }
        // 棉布三百万米和轻工业品, 一千斤或者稍多一点: the list goes on, the number counts what stands before it.
        let goes_on = ["和", "及", "与", "以及", "或者", "或"].iter().any(|w| cs.at(after.start, w));
        if goes_on && !phrase.is_empty() && self.neighbour(i, true).is_none() && !cs.ends(before.end, "的") {
            return Some(Phrase::here(cs, phrase, subject));
        }
        // 从120亿元增加到172亿元, without a name of its own: told of what came before.
        if rises && phrase.is_empty() {
            return previous.map(Phrase::inherited);
        }
        // 集体经济收入10万元以上的村由36个增加到142个: nothing stands behind a number that rises.
        if rises
            && source_word(cs, &(before.start..q.range.start)).is_some()
            && q.kind != NumeralKind::Percent
            && names_no_share(cs, &phrase)
        {
            let where_only = previous.filter(|_| is_place(cs.slice(phrase.clone())));
            return Some(where_only.map_or_else(|| Phrase::here(cs, phrase, subject), Phrase::inherited));
        }
        // 连续9年稳定在…: the state of what is told.
        let on = cs.longest_before(q.range.start, &["连续", "连续第"]);
        if let Some(on) = on.filter(|_| q.dimension == Dimension::Time) {
            let end = before.end.saturating_sub(on).max(before.start);
            let (phrase, subject) = phrase_before(cs, frame, before.start..end, self.times);
            let scope = phrase.len() <= 2 && !is_measured(cs, phrase.end) || is_place(cs.slice(phrase.clone()));
            if !scope && self.keeps_a_state(q) {
                return Some(Phrase::here(cs, phrase, subject));
            }
            // 连续4个月下降: the fall itself is what lasts.
            let verb = UP.at(cs, q.range.end).or_else(|| DOWN.at(cs, q.range.end));
            if let Some(n) = verb.filter(|n| q.range.end + n == after.end && *n >= 2) {
                return Some(Phrase::here(cs, q.range.end..q.range.end + n, subject));
            }
            if let Some(p) = previous.filter(|_| self.keeps_a_state(q)) {
                return Some(Phrase::inherited(p));
            }
        }
        if (matches!(q.dimension, Dimension::Percent | Dimension::Permille) || q.kind == NumeralKind::Fraction)
            && let Some(share) = self.share(&phrase, previous)
        {
            return Some(share);
        }
        // 一家6口人.
        let heads = q.unit == "口" && cs.slice(after.clone()) == "人";
        if is_hollow(cs, &after) || heads && !phrase.is_empty() {
            let where_only = previous.is_some() && is_place(cs.slice(phrase.clone()));
            return if phrase.is_empty() || where_only {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        // 县里组织农技人员300名下乡: who sends them is the subject.
        let sent = (phrase.start + 1..phrase.end).find(|i| {
            ["组织", "动员", "发动", "带领"].iter().any(|w| cs.ends(*i, w))
                && i + 2 <= phrase.end
                && names_people(cs, phrase.end)
        });
        if let Some(at) = sent
            && cs.longest_at(at, &["部", "机构", "工作"]).is_none()
        {
            let lead = trim_start(cs, phrase.start..at - 2);
            let subject = subject.or((lead.len() >= 2).then_some(lead));
            return Some(Phrase::here(cs, at..phrase.end, subject));
        }
        if !phrase.is_empty() && self.names_metric(last, q, &phrase, &before, &after) {
            return Some(Phrase::here(cs, phrase, subject));
        }
        let after = if self.neighbour(last, true).is_some() { trim_end(cs, after, &LINKS) } else { after };
        let noun = phrase_after(cs, frame, after, phrase.is_empty());
        if noun.is_empty() {
            return if phrase.is_empty() {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        // 符合标准的50个村, 工作体系共10个部分: modifier or whole before, noun behind.
        let own = self.neighbour(i, false).is_none_or(|p| before.start > p.range.end);
        let modifier = own && cs.ends(before.end, "的") && phrase.len() <= 10;
        let whole = cs.ends(before.end, "共") && q.generic && noun.len() <= 2;
        if !phrase.is_empty() && (modifier || whole) {
            let text =
                format!("{}{}{}", cs.slice(phrase.clone()), if modifier { "的" } else { "" }, cs.slice(noun.clone()));
            let indicator = Indicator { text, range: phrase.start..noun.end, inherited: false };
            return Some(Phrase { indicator, subject, share: false });
        }
        // 九成的农户参加了合作社: a part of the farmers.
        // 8%的增长率 is what the rate is.
        let named =
            ["率", "目标", "要求", "速度", "水平", "幅度", "标准", "涨幅", "降幅"].iter().any(|w| cs.ends(noun.end, w));
        let part = q.dimension == Dimension::Percent && cs.get(q.range.end) == Some('的') && !named;
        let phrase = Phrase::here(cs, noun, subject);
        Some(if part { phrase.share() } else { phrase })
    }

    /// The phrase without adverbs and times at its edges. Where nothing is left, the figure tells of what came before.
    pub(super) fn tidied(&self, phrase: Phrase, previous: Option<&Indicator>) -> Phrase {
        let (cs, own) = (self.block.cs, &phrase.indicator);
        if own.inherited || own.text != cs.slice(own.range.clone()) {
            return phrase;
        }
        let range = tidy(cs, own.range.clone(), self.times, self.quantities);
        if is_hollow_phrase(cs.slice(range.clone())) {
            return previous.map_or(phrase, Phrase::inherited);
        }
        let Phrase { subject, share, .. } = phrase;
        Phrase { share, ..Phrase::here(cs, range, subject) }
    }

    /// 稳定在, 保持 and verbs of change behind 连续N年.
    fn keeps_a_state(&self, q: &Qty) -> bool {
        let (cs, at) = (self.block.cs, q.range.end);
        const KEEPS: &[&str] =
            &["稳定", "保持", "超过", "突破", "位居", "居", "达到", "实现", "获", "维持", "丰收", "丰产"];
        at >= self.clause.range.end
            || cs.longest_at(at, KEEPS).is_some()
            || UP.at(cs, at).is_some()
            || DOWN.at(cs, at).is_some()
    }

    /// 五年内新建项目690个: the phrase without the stretch of time that opens it.
    fn without_lead(&self, phrase: Range<usize>) -> Range<usize> {
        let cs = self.block.cs;
        let term = self.quantities.iter().find(|q| q.dimension == Dimension::Time && q.range.start == phrase.start);
        // 五年新增.
        if let Some(q) = term.filter(|q| cs.at(q.range.end, "新增") || cs.at(q.range.end, "累计")) {
            return trim_start(cs, q.range.end..phrase.end);
        }
        match term
            .filter(|q| q.range.end + 2 < phrase.end && matches!(cs.get(q.range.end), Some('内' | '间' | '来' | '中')))
        {
            Some(q) => trim_start(cs, q.range.end + 1..phrase.end),
            None => phrase,
        }
    }

    /// End of the phrase without a term behind it: 力争两年 of 力争两年发展到3000人, 在24小时内 of 水位在24小时内上涨.
    fn without_term(&self, phrase: &Range<usize>) -> usize {
        let cs = self.block.cs;
        let end =
            phrase.end - usize::from(phrase.len() > 1 && matches!(cs.before(phrase.end), Some('内' | '里' | '间')));
        let term = self
            .quantities
            .iter()
            .find(|q| q.dimension == Dimension::Time && q.range.end == end && q.range.start >= phrase.start);
        term.map_or(phrase.end, |q| {
            // 钢产量前三年…, 在24小时内.
            const OPENING: &[&str] = &["在", "于", "前", "后", "头", "近", "最近", "今后", "过去", "这"];
            let word = cs.longest_before(q.range.start, OPENING).unwrap_or(0);
            let at = q.range.start.saturating_sub(word).max(phrase.start);
            trim_end(cs, phrase.start..at, &TARGETS).end
        })
    }

    /// 占比42%, 占派出所民警数的54.9%, …比重达30%.
    fn share(&self, phrase: &Range<usize>, previous: Option<&Indicator>) -> Option<Phrase> {
        let cs = self.block.cs;
        let part = phrase
            .clone()
            .rev()
            .find(|i| cs.get(*i) == Some('占') && !cs.get(i + 1).is_some_and(|c| "地用领道据".contains(c)));
        if let Some(at) = part {
            if at > phrase.start {
                return Some(Phrase::here(cs, phrase.clone(), None).share());
            }
            let tail = cs.slice(phrase.clone());
            // 占全部经费的12%，占教育经费的54%: both are parts of the same.
            let base = previous.map(|p| match p.text.find('占') {
                Some(at) if p.inherited && at > 0 => {
                    Indicator { text: p.text.get(..at).unwrap_or_default().to_owned(), ..p.clone() }
                }
                _ => p.clone(),
            });
            return Some(match &base {
                // 占预算数的…，占预算数的…: the figure before was a share itself.
                Some(p) if !p.text.ends_with(tail) && !p.text.starts_with('占') => {
                    let indicator =
                        Indicator { text: format!("{}{tail}", p.text), range: p.range.clone(), inherited: true };
                    Phrase { indicator, subject: None, share: true }
                }
                _ => Phrase::here(cs, phrase.clone(), None).share(),
            });
        }
        names_share(cs.slice(phrase.clone())).then(|| Phrase::here(cs, phrase.clone(), None).share())
    }

    /// Whether the phrase before the number, and not the noun behind it, is what the number measures.
    fn names_metric(
        &self,
        i: usize,
        q: &Qty,
        phrase: &Range<usize>,
        before: &Range<usize>,
        after: &Range<usize>,
    ) -> bool {
        const METRICS: &str = "率额量值费数积入出款债券贴税润失资金产本价比重口度长高速角温";
        let cs = self.block.cs;
        let ends = cs.before(phrase.end).is_some_and(|c| METRICS.contains(c))
            && (cs.before(phrase.end) != Some('出')
                || ["支出", "产出", "输出", "付出"].iter().any(|w| cs.ends(phrase.end, w)));
        let linked = before.end > phrase.end;
        let counted = q.dimension == Dimension::Count;
        // 产量稳定在万亿斤以上并…: a state, told of what stands before.
        let state = linked && STATES.iter().any(|w| cs.ends(before.end, w)) && !counted;
        let joined = matches!(cs.get(after.start), Some('并' | '且' | '而'));
        // 出口到46个国家: what is counted stands behind a generic classifier.
        // 产量还有百分之七十的县没有达到: the counties.
        let some = q.dimension == Dimension::Percent && cs.ends(before.end, "有") && cs.get(after.start) == Some('的');
        let metric = ends && (linked && !q.generic || !counted) && !some || state || joined;
        // 裁员100万的任务.
        let bare = q.dimension == Dimension::None && q.multiplied;
        let of = (counted || bare) && !linked && cs.get(after.start) == Some('的');
        let verb = NOUN_STOPS.at(cs, after.start).is_some();
        // 抓获58名涉案3亿元: the text between belongs to the next number, which ends its item.
        // 二十六个科室精简为十四个.
        let becomes = LINKS.before(cs, after.end).is_some_and(|n| n > 2 && after.start + n < after.end);
        let done =
            becomes || cs.slice(after.clone()).contains(['已', '共', '均']) || PERSONS.at(cs, after.start).is_some();
        let next = !done
            && self.neighbour(i, true).is_some_and(|n| {
                let own = self.accepted.iter().position(|o| o.range == n.range).map(|j| self.after(j, n));
                after.end == n.range.start && own.is_some_and(|o| is_hollow(cs, &o))
            });
        // 包头市10个旗县区: a place before the number is where, not what.
        let place = cs.before(phrase.end).is_some_and(|c| "省市县区州盟旗镇乡村国".contains(c));
        // 组织农技人员300名下乡: people are named before their number.
        let people = counted
            && !linked
            && matches!(q.unit.as_str(), "名" | "人")
            && names_people(cs, phrase.end)
            && PERSONS.at(cs, after.start).is_none();
        let jubilee = q.unit == "周年" && phrase.len() >= 2;
        metric || of || people || verb && !place || next && !place || jubilee
    }
}

/// 的全线最高纪录, 的好成绩: behind the number stands only how good it is.
fn sets_record(cs: &Chars<'_>, after: &Range<usize>) -> bool {
    const LONGEST: usize = 10;
    cs.get(after.start) == Some('的')
        && after.len() <= LONGEST
        && ["纪录", "记录", "成绩", "水平", "佳绩", "高产"].iter().any(|w| cs.ends(after.end, w))
}

/// 月成洞 of 这个营创造了月成洞.
fn behind_deed(cs: &Chars<'_>, phrase: Range<usize>) -> Range<usize> {
    const DEEDS: &[&str] = &["创造了", "创造", "创下了", "创下", "取得了", "取得", "刷新了", "实现了"];
    let cut = phrase.clone().rev().find_map(|i| cs.longest_at(i, DEEDS).map(|n| i + n));
    cut.filter(|at| at + 2 <= phrase.end).map_or(phrase.start, |at| at)..phrase.end
}

/// Whether a phrase names no part of a whole.
fn names_no_share(cs: &Chars<'_>, phrase: &Range<usize>) -> bool {
    let text = cs.slice(phrase.clone());
    !text.contains('占') && !names_share(text)
}

/// Whether an indicator is a part of a whole by name.
fn names_share(indicator: &str) -> bool {
    ["比重", "比例", "份额", "占有率", "占比"].iter().any(|w| indicator.ends_with(w))
}

/// Whether a word for people ends at `i`.
fn names_people(cs: &Chars<'_>, i: usize) -> bool {
    const PEOPLE: &[&str] = &[
        "人员",
        "员工",
        "职工",
        "干部",
        "党员",
        "队员",
        "社员",
        "医生",
        "护士",
        "教师",
        "专家",
        "学生",
        "战士",
        "民兵",
        "志愿者",
        "代表",
        "师傅",
        "群众",
        "民工",
    ];
    PEOPLE.iter().any(|w| cs.ends(i, w))
}
