//! Places in an order: 居全国第3位, 进入前10名, 由第四位上升到第三位, 跃居首位.

use std::borrow::Cow;
use std::ops::Range;

use baokan_corpus_model::Approx;

use super::accept::{from_to, is_ordinal};
use super::clause::Clause;
use super::indicator::{phrase_before, source_word};
use super::phrase::{Indicator, Phrase};
use super::read::ClauseReader;
use super::words::RANKS;
use crate::chars::Chars;
use crate::numeral::{NumeralKind, Rational, Script};
use crate::quantity::{Dimension, Qty};

impl ClauseReader<'_> {
    /// 安全指数进入全省第一方阵: what stands before the verb of ranking.
    pub(super) fn ranked(&self, q: &Qty, before: Range<usize>, previous: Option<&Indicator>) -> Option<Phrase> {
        let cs = self.block.cs;
        // 由第四位上升为第三位: what stands before 由.
        if let Some(source) = source_word(cs, &before).filter(|_| from_to(cs, self.times, q.range.end).is_some()) {
            let (phrase, subject) = phrase_before(cs, self.block.frame, before.start..source, self.times);
            return if phrase.is_empty() {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        let verb = rank_verb(cs, self.clause, q)?;
        // 以38枚金牌、27枚银牌名列…: what stands before 以.
        if before.start > self.clause.range.start
            && let Some(by) = self.accepted.iter().map(|o| o.range.start).find(|at| cs.ends(*at, "以")).map(|at| at - 1)
            && by > self.clause.range.start
            && by < verb
        {
            let (phrase, subject) = phrase_before(cs, self.block.frame, self.clause.range.start..by, self.times);
            if !phrase.is_empty() {
                return Some(Phrase::here(cs, phrase, subject));
            }
        }
        // 在全省22个法院中排名第3位: what stands before 在.
        let among = cs.before(verb).is_some_and(|c| "中里内".contains(c));
        if before.start > self.clause.range.start
            && among
            && let Some(at) = (self.clause.range.start..before.start).rev().find(|i| cs.get(*i) == Some('在'))
        {
            let (phrase, subject) = phrase_before(cs, self.block.frame, self.clause.range.start..at, self.times);
            return if phrase.is_empty() {
                previous.map(Phrase::inherited)
            } else {
                Some(Phrase::here(cs, phrase, subject))
            };
        }
        if verb < before.start {
            return previous.map(Phrase::inherited);
        }
        let (phrase, subject) = phrase_before(cs, self.block.frame, before.start..verb, self.times);
        // 代表团以38枚奖牌位列…: by what it ranks.
        let by = phrase.clone().find(|i| {
            *i > phrase.start && cs.get(*i) == Some('以') && cs.get(i + 1).is_some_and(|c| c.is_ascii_digit())
        });
        let phrase = by.map_or(phrase.clone(), |end| phrase.start..end);
        // 中国队在男子接力中名列…: where it ranks.
        let contest = cs.before(phrase.end).is_some_and(|c| "中上里内".contains(c));
        let at = phrase.clone().skip(1).find(|i| contest && cs.get(*i) == Some('在'));
        let phrase = at.map_or(phrase.clone(), |end| phrase.start..end);
        // 由第四位上升为第三位: told of what came before.
        if phrase.is_empty() || matches!(cs.get(phrase.start), Some('由' | '从')) {
            previous.map(Phrase::inherited)
        } else {
            Some(Phrase::here(cs, phrase, subject))
        }
    }
}

/// Start of the verb of ranking before 第N.
pub(super) fn rank_verb(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> Option<usize> {
    if !(is_ordinal(cs, q) || is_first(cs, q) || is_top(cs, q)) {
        return None;
    }
    const WITHIN: usize = 12;
    let end = q.numeral.start.checked_sub(usize::from(!is_first(cs, q)))?;
    let from = end.saturating_sub(WITHIN).max(clause.range.start);
    (from..end).rev().find_map(|i| RANKS.at(cs, i).filter(|n| i + n <= end).map(|_| i)).map(|mut at| {
        // 提升到, of which 升到 is a verb of its own.
        while let Some(n) = RANKS.at(cs, at)
            && at > from
            && RANKS.at(cs, at - 1) == Some(n + 1)
        {
            at -= 1;
        }
        // 位居, 名列: the verb begins one character before.
        at - usize::from(at > from && matches!(cs.before(at), Some('位' | '名' | '稳' | '排' | '跃' | '并')))
    })
}

/// Whether an ordinal is a place in an order: 居全省第3位, 进入第一方阵.
pub(super) fn is_rank(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    let last = q.range.end == clause.range.end;
    let unit =
        matches!(q.unit.as_str(), "位" | "名" | "方阵" | "梯队" | "强") || q.unit.is_empty() && last && !q.multiplied;
    // 进入全国前10名; 前三名选手 are people.
    let ordinal = is_ordinal(cs, q) || is_first(cs, q) || is_top(cs, q) && last;
    ordinal && q.value.is_some() && unit && rank_verb(cs, clause, q).is_some()
}

/// 前10名, 前三: a place among the first.
pub(super) fn is_top(cs: &Chars<'_>, q: &Qty) -> bool {
    matches!(cs.before(q.numeral.start), Some('前')) && matches!(q.unit.as_str(), "位" | "名" | "强" | "")
}

/// 首 of 首位 behind a verb of ranking.
pub(super) fn is_first(cs: &Chars<'_>, q: &Qty) -> bool {
    cs.slice(q.numeral.clone()) == "首"
}

/// The quantities with those that are told in words: 首位 is the first place.
pub(super) fn with_first<'q>(cs: &Chars<'_>, quantities: &'q [Qty]) -> Cow<'q, [Qty]> {
    /// Behind them 首位 is a place: 居世界首位.
    const WITHIN: usize = 8;
    let ranked = |at: usize| {
        let from = at.saturating_sub(WITHIN);
        (from..at)
            .rev()
            .take_while(|i| !cs.get(*i).is_some_and(|c| "，。；、：".contains(c)))
            .any(|i| matches!(cs.get(i), Some('居' | '列')) || cs.at(i, "排在") || cs.at(i, "占据"))
    };
    let firsts: Vec<usize> = (0..cs.len())
        .filter(|i| {
            cs.get(*i) == Some('首') && cs.get(i + 1) == Some('位') && cs.get(i + 2) != Some('置') && ranked(*i)
        })
        .collect();
    if firsts.is_empty() {
        return Cow::Borrowed(quantities);
    }
    let mut all = quantities.to_vec();
    all.extend(firsts.into_iter().map(|at| Qty {
        range: at..at + 2,
        numeral: at..at + 1,
        amount: at..at + 2,
        value: Some(Rational::integer(1)),
        unit: "位".to_owned(),
        dimension: Dimension::Count,
        generic: false,
        approx: Approx::Exact,
        end: None,
        script: Script::Han,
        kind: NumeralKind::Number,
        multiplied: false,
        rate: false,
    }));
    all.sort_by_key(|q| q.numeral.start);
    Cow::Owned(all)
}
