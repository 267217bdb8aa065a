//! Figures told in the order of their names: 甲、乙分别为1个、2个.

use std::ops::Range;

use super::clause::Clause;
use super::indicator::{Change, change, trim_start};
use super::phrase::{Indicator, Phrase};
use super::read::Block;
use crate::chars::Chars;
use crate::quantity::{Dimension, Qty};

/// The parts of a list between these marks, those inside labels left alone.
pub(super) fn split(block: &Block<'_>, list: Range<usize>, marks: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut open = list.start;
    for i in list.clone() {
        if block.cs.get(i).is_some_and(|c| marks.contains(c)) && !block.frame.in_label(i) {
            names.push(open..i);
            open = i + 1;
        }
    }
    names.push(open..list.end);
    names
}

/// Part `i` of a topic that names `run` things.
fn topic_part(cs: &Chars<'_>, topic: &Indicator, i: usize, run: usize) -> Option<Indicator> {
    let mut parts = Vec::new();
    let mut open = topic.range.start;
    for at in topic.range.clone().filter(|at| matches!(cs.get(*at), Some('、' | '和' | '及' | '与'))) {
        parts.push(open..at);
        open = at + 1;
    }
    parts.push(open..topic.range.end);
    let range = parts.get(i).filter(|p| parts.len() == run && p.len() >= 2)?.clone();
    Some(Indicator { text: cs.slice(range.clone()).to_owned(), range, inherited: false })
}

/// 受灾人口 of 甲、乙两省受灾人口.
fn of_places(cs: &Chars<'_>, list: &Range<usize>) -> Option<Range<usize>> {
    let counted = |i: usize| {
        cs.get(i).is_some_and(|c| "两二三四五六七八九".contains(c))
            && cs.get(i + 1).is_some_and(|c| "省市县区国地州镇乡村".contains(c))
            && !cs.get(i + 2).is_some_and(|c| "、和及与".contains(c))
    };
    let at = list.clone().find(|i| cs.get(*i) == Some('、'))?;
    let at = (at..list.end.saturating_sub(3)).find(|i| counted(*i))?;
    let rest = at + 2..list.end;
    let parted = rest.clone().any(|i| matches!(cs.get(i), Some('、' | '和' | '及' | '与')));
    (!parted).then_some(rest)
}

/// 甲、乙、丙分别为1个、2个、3个: names and numbers in the same order.
#[derive(Debug)]
pub(super) struct Series {
    /// How many numbers belong to it, from the first of the clause on.
    run: usize,
    /// One name for each number; the whole list for all when they do not match; empty when the names stand before the clause.
    names: Vec<Range<usize>>,
    /// The verb of change that all share.
    pub(super) change: Option<Change>,
}

impl Series {
    /// The series of a clause with 分别.
    pub(super) fn find(block: &Block<'_>, clause: &Clause, accepted: &[&Qty]) -> Option<Self> {
        let cs = block.cs;
        let start = accepted.first()?.range.start;
        let at = (clause.range.start..start).find(|i| cs.at(*i, "分别") && !block.frame.in_label(*i));
        let joined = |a: &Qty, b: &Qty| matches!(cs.slice(a.range.end..b.range.start), "、" | "和" | "及" | "与");
        let run = 1 + accepted.windows(2).take_while(|w| matches!(w, [a, b] if joined(a, b))).count();
        if run < 2 {
            return None;
        }
        let times = super::read::within(block.times, &clause.range, |t| t.range.start);
        let change = change(cs, &(clause.range.start..start), times);
        // 同比提升0.6个和1.1个百分点: of what was told in this order before.
        let Some(at) = at else {
            let rates = accepted.iter().take(run).all(|q| matches!(q.dimension, Dimension::Percent | Dimension::Point));
            let bare = change.as_ref().is_some_and(|c| trim_start(cs, c.rest.clone()).is_empty());
            return (rates && bare).then(|| Self { run, names: Vec::new(), change });
        };
        let from =
            times.iter().rev().find(|t| t.range.end <= at && !t.compared).map_or(clause.range.start, |t| t.range.end);
        let end = change.as_ref().map_or(at, |c| c.rest.end.min(at));
        let list = trim_start(cs, from..end.max(from));
        let split = |marks: &str| {
            let names = split(block, list.clone(), marks);
            (names.len() == run && names.iter().all(|n| !n.is_empty())).then_some(names)
        };
        // 甲、乙两省受灾人口分别…: one thing, told of two places.
        if let Some(thing) = of_places(cs, &list) {
            return Some(Self { run, names: vec![thing; run], change });
        }
        // A和B、C和D分别…: 、 alone may part the names.
        let names = split("、和及与")
            .or_else(|| split("、"))
            .or_else(|| split("和及与"))
            .unwrap_or_else(|| if list.is_empty() { Vec::new() } else { vec![list.clone(); run] });
        Some(Self { run, names, change })
    }

    /// Whether number `i` belongs to the series.
    pub(super) const fn holds(&self, i: usize) -> bool {
        i < self.run
    }

    /// The indicator of number `i`: its name, or that of the figure at the same place among those `recent` ones told before.
    pub(super) fn phrase(&self, cs: &Chars<'_>, i: usize, recent: &[Indicator]) -> Option<Phrase> {
        if let Some(name) = self.names.get(i) {
            return Some(Phrase::here(cs, name.clone(), None));
        }
        // 农村居民收入和城镇居民收入，2000年分别达到…: one topic that names them all.
        if let Some(topic) = recent.last().filter(|_| recent.len() < self.run)
            && let Some(name) = topic_part(cs, topic, i, self.run)
        {
            return Some(Phrase::inherited(&name));
        }
        let first = recent.len().checked_sub(self.run).unwrap_or(recent.len().saturating_sub(1));
        recent.get(first + i).or(recent.last()).map(Phrase::inherited)
    }
}
