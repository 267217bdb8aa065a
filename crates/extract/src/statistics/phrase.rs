//! Chooses the indicator of a number among the phrase before it, the noun behind it and the figure before it.

use std::ops::Range;

use super::clause::Clause;
use super::indicator::{Change, change, is_hollow, phrase_after, phrase_before, trim_end, trim_start};
use super::read::{Block, ClauseReader};
use super::words::{NOUN_STOPS, RANKS};
use crate::chars::Chars;
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
    fn inherited(previous: &Indicator) -> Self {
        Self { indicator: Indicator { inherited: true, ..previous.clone() }, subject: None, share: false }
    }

    fn share(self) -> Self {
        Self { share: true, ..self }
    }
}

impl ClauseReader<'_> {
    /// The indicator of a change: what stands before its verb, else the noun behind the number (增加100个岗位), else the
    /// figure before (…220起，同比上升23.6%).
    pub(super) fn changed(&self, change: &Change, i: usize, q: &Qty, previous: Option<&Indicator>) -> Option<Phrase> {
        let cs = self.block.cs;
        let (phrase, subject) = phrase_before(cs, self.block.frame, change.rest.clone(), self.times);
        if !phrase.is_empty() {
            return Some(Phrase::here(cs, phrase, subject));
        }
        let after = self.after(i, q);
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
        let before = self.accepted.get(first).map(|q| self.before(first, q))?;
        let after = self.accepted.get(last).map(|q| self.after(last, q))?;
        let (phrase, subject) = phrase_before(cs, frame, before.clone(), self.times);
        if matches!(q.dimension, Dimension::Percent | Dimension::Permille)
            && let Some(share) = self.share(&phrase, previous)
        {
            return Some(share);
        }
        if is_hollow(cs, &after) {
            return if phrase.is_empty() {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        if !phrase.is_empty() && self.names_metric(last, q, &phrase, &before, &after) {
            return Some(Phrase::here(cs, phrase, subject));
        }
        let noun = phrase_after(cs, frame, after, phrase.is_empty());
        if noun.is_empty() {
            return if phrase.is_empty() {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        // 符合标准的50个村, 工作体系共10个部分: modifier or whole before, noun behind.
        let modifier = cs.ends(before.end, "的") && phrase.len() <= 10;
        let whole = cs.ends(before.end, "共") && q.generic && noun.len() <= 2;
        if !phrase.is_empty() && (modifier || whole) {
            let text =
                format!("{}{}{}", cs.slice(phrase.clone()), if modifier { "的" } else { "" }, cs.slice(noun.clone()));
            let indicator = Indicator { text, range: phrase.start..noun.end, inherited: false };
            return Some(Phrase { indicator, subject, share: false });
        }
        Some(Phrase::here(cs, noun, subject))
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
            return Some(match previous {
                Some(p) => {
                    let indicator =
                        Indicator { text: format!("{}{tail}", p.text), range: p.range.clone(), inherited: true };
                    Phrase { indicator, subject: None, share: true }
                }
                None => Phrase::here(cs, phrase.clone(), None).share(),
            });
        }
        let words = cs.slice(phrase.clone());
        let named = ["比重", "比例", "份额", "占有率"].iter().any(|w| words.ends_with(w));
        named.then(|| Phrase::here(cs, phrase.clone(), None).share())
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
        const METRICS: &str = "率额量值费数积入比重口金资产价长度高速";
        let cs = self.block.cs;
        let metric = cs.before(phrase.end).is_some_and(|c| METRICS.contains(c))
            && (before.end > phrase.end || q.dimension != Dimension::Count);
        let money = q.dimension == Dimension::Money && phrase.len() >= 3;
        let verb = cs.longest_at(after.start, NOUN_STOPS).is_some();
        // 抓获58名涉案3亿元: the text between belongs to the next number, which ends its item.
        let next = self.neighbour(i, true).is_some_and(|n| {
            let own = self.accepted.iter().position(|o| o.range == n.range).map(|j| self.after(j, n));
            after.end == n.range.start && own.is_some_and(|o| is_hollow(cs, &o))
        });
        metric || money || verb || next
    }

    /// 安全指数进入全省第一方阵: what stands before the verb of ranking.
    pub(super) fn ranked(&self, q: &Qty, before: Range<usize>, previous: Option<&Indicator>) -> Option<Phrase> {
        let cs = self.block.cs;
        let verb = rank_verb(cs, self.clause, q)?;
        if verb < before.start {
            return previous.map(Phrase::inherited);
        }
        let (phrase, subject) = phrase_before(cs, self.block.frame, before.start..verb, self.times);
        let phrase = trim_end(cs, phrase, &["总量", "位", "名", "稳"].get(1..).unwrap_or(&[]));
        if phrase.is_empty() { previous.map(Phrase::inherited) } else { Some(Phrase::here(cs, phrase, subject)) }
    }
}

/// Start of the verb of ranking before 第N.
fn rank_verb(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> Option<usize> {
    const WITHIN: usize = 12;
    let end = q.numeral.start.checked_sub(1)?;
    let from = end.saturating_sub(WITHIN).max(clause.range.start);
    (from..end).rev().find_map(|i| cs.longest_at(i, RANKS).filter(|n| i + n <= end).map(|_| i)).map(|at| {
        // 位居, 名列: the verb begins one character before.
        at - usize::from(at > from && matches!(cs.before(at), Some('位' | '名' | '稳' | '排')))
    })
}

/// Whether an ordinal is a place in an order: 居全省第3位, 进入第一方阵.
pub(super) fn is_rank(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    let unit = matches!(q.unit.as_str(), "位" | "名" | "方阵" | "梯队")
        || q.unit.is_empty() && q.range.end == clause.range.end && !q.multiplied;
    matches!(cs.before(q.numeral.start), Some('第')) && q.value.is_some() && unit && rank_verb(cs, clause, q).is_some()
}

/// 甲、乙、丙分别为1个、2个、3个: names and numbers in the same order.
#[derive(Debug)]
pub(super) struct Series {
    first: usize,
    names: Vec<Range<usize>>,
    /// The verb of change that all share.
    pub(super) change: Option<Change>,
}

impl Series {
    /// The series of a clause, when there are as many names as numbers.
    pub(super) fn find(block: &Block<'_>, clause: &Clause, accepted: &[&Qty]) -> Option<Self> {
        let cs = block.cs;
        let start = accepted.first()?.range.start;
        let at = (clause.range.start..start).find(|i| cs.at(*i, "分别") && !block.frame.in_label(*i))?;
        let joined = |a: &Qty, b: &Qty| matches!(cs.slice(a.range.end..b.range.start), "、" | "和" | "及" | "与");
        let run = 1 + accepted.windows(2).take_while(|w| matches!(w, [a, b] if joined(a, b))).count();
        let times = super::read::within(block.times, &clause.range, |t| t.range.start);
        let whole = at..start;
        let change = change(cs, &(clause.range.start..start), times);
        let from =
            times.iter().rev().find(|t| t.range.end <= at && !t.compared).map_or(clause.range.start, |t| t.range.end);
        let end = change.as_ref().map_or(at, |c| c.rest.end.min(at));
        let list = trim_start(cs, from..end.max(from));
        let mut names = Vec::new();
        let mut open = list.start;
        for i in list.clone() {
            if matches!(cs.get(i), Some('、' | '和' | '及' | '与')) && !block.frame.in_label(i) {
                names.push(open..i);
                open = i + 1;
            }
        }
        names.push(open..list.end);
        let fits = run >= 2 && names.len() == run && names.iter().all(|n| !n.is_empty()) && whole.end > whole.start;
        fits.then_some(Self { first: 0, names, change })
    }

    /// The name that belongs to number `i`.
    pub(super) fn member(&self, i: usize) -> Option<Range<usize>> {
        self.names.get(i.checked_sub(self.first)?).cloned()
    }
}
