//! Figures that another is measured against: 比上年的120亿元增长10%, 比预算数280亿元少8亿元, 恢复到2019年同期的八成.

use std::ops::Range;

use super::indicator::trim_start;
use super::read::ClauseReader;
use super::words::{DOWN, UP};
use crate::quantity::Dimension;
use crate::timex::{Resolution, Timex};

impl ClauseReader<'_> {
    /// The time of a figure that a change is measured from: 比上年的120亿元增长10%.
    pub(super) fn yardstick(&self, i: usize) -> Option<(&Timex, &Resolution)> {
        let cs = self.block.cs;
        let q = self.accepted.get(i)?;
        let end = q.range.start.checked_sub(1).filter(|_| cs.ends(q.range.start, "的"))?;
        let (time, value) = self.dated.iter().rev().find(|(t, _)| t.compared && t.range.end <= end)?;
        let touches = matches!(cs.slice(time.range.end..end), "" | "同期");
        let told = cs.ends(time.range.start, "比") || cs.ends(time.range.start, "较");
        let changed = UP.at(cs, q.range.end).is_some() || DOWN.at(cs, q.range.end).is_some();
        (touches && told && changed).then_some((*time, *value))
    }

    /// 比预算数280亿元少8亿元, 比原定1957年270万担的水平超过28万担: whether number `i` is what the next is measured from, and
    /// whether that one tells of more.
    pub(super) fn compared_number(&self, i: usize) -> Option<bool> {
        const MORE: &[&str] = &["多", "多出", "超", "超过", "超出", "高", "高出"];
        const LESS: &[&str] = &["少", "少支", "少收", "低", "短", "差", "只差", "仅差"];
        let cs = self.block.cs;
        let (q, next) = self.accepted.get(i).zip(self.accepted.get(i + 1))?;
        let lead = trim_start(cs, self.clause.range.start..q.range.start);
        let opens = matches!(cs.get(lead.start), Some('比' | '较'))
            && !matches!(cs.get(lead.start + 1), Some('重' | '例' | '率' | '值'));
        if !opens
            || q.unit != next.unit && !matches!(next.dimension, Dimension::Percent | Dimension::Factor)
            || q.range.end > next.numeral.start
        {
            return None;
        }
        let between = cs.slice(q.range.end..next.numeral.start);
        let verb = ["的水平", "的计划", "的", "左右"].iter().find_map(|w| between.strip_prefix(w)).unwrap_or(between);
        let verb = verb.trim_end_matches(['了', '约', '近']);
        let at = next.numeral.start - between.chars().count() + (between.chars().count() - verb.chars().count());
        let start = (q.range.end..next.numeral.start).find(|k| cs.at(*k, verb)).unwrap_or(at);
        if MORE.contains(&verb) || UP.at(cs, start) == Some(verb.chars().count()) {
            Some(true)
        } else {
            (LESS.contains(&verb) || DOWN.at(cs, start) == Some(verb.chars().count())).then_some(false)
        }
    }

    /// 吞吐量恢复至2019年同期的八成, 是2015年的1.7倍: where the yardstick begins.
    pub(super) fn compared_level(&self, before: &Range<usize>) -> Option<usize> {
        let cs = self.block.cs;
        let end = before.end.checked_sub(1).filter(|_| cs.ends(before.end, "的"))?;
        let time =
            self.times.iter().rev().find(|t| t.compared && t.range.end <= end && t.range.start >= before.start)?;
        let at = time.range.start;
        let word = cs.longest_before(at, &["比", "较", "即比"]).unwrap_or(0);
        matches!(cs.slice(time.range.end..end), "" | "同期" | "同期水平" | "同月" | "全年" | "水平")
            .then_some(at.saturating_sub(word).max(before.start))
    }
}
