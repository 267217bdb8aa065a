//! Which way a figure went, and against what, where the verb before it does not say.

use std::ops::Range;

use baokan_corpus_model::Direction;

use super::indicator::{source_word, trim_start};
use super::read::{ClauseReader, Found};
use super::words::{DOWN, LINKS, UP};
use crate::quantity::Qty;

impl ClauseReader<'_> {
    /// 比全国平均水平快2天, 高于同业0.5个百分点: compared with others, and with no other time or plan.
    pub(super) fn sets_aside(&self, comparison: &Range<usize>) -> bool {
        const TIMES: &[&str] = &[
            "年", "月", "同期", "同比", "环比", "计划", "预算", "定额", "目标", "过去", "以前", "原", "往", "改革",
            "解放", "前", "历史",
        ];
        let words = self.block.cs.slice(comparison.clone());
        let against = ["高于", "低于", "快于", "慢于"].iter().any(|w| words.contains(w));
        let differs = words.starts_with(['比', '较'])
            && words.ends_with(['高', '低', '多', '少', '快', '慢', '出'])
            && words.chars().count() > 2;
        let changed =
            UP.before(self.block.cs, comparison.end).is_some() || DOWN.before(self.block.cs, comparison.end).is_some();
        (against || differs && !changed) && !TIMES.iter().any(|w| words.contains(w))
    }

    /// 是过去的40多倍, 相当于解放前的两倍.
    pub(super) fn of_the_past(&self, q: &Qty) -> bool {
        const PAST: &[&str] =
            &["过去的", "以前的", "原来的", "解放前的", "战前的", "改革前的", "建国初期的", "解放初期的", "上年同期的"];
        self.block.cs.longest_before(q.range.start, PAST).is_some()
    }

    /// 办理时间压缩至2天, 满意度提高到98%: verbs that tell the way even where the figure before is not told. Others (增加到, 扩大到)
    /// only say what is reached.
    pub(super) fn reached(&self, q: &Qty) -> Option<bool> {
        const UPWARDS: &[&str] = &["提高到", "提高至"];
        const DOWNWARDS: &[&str] = &[
            "压缩到",
            "压缩至",
            "压缩为",
            "压减到",
            "压减至",
            "压减为",
            "缩短到",
            "缩短至",
            "缩短为",
            "缩减至",
            "缩减到",
            "降至",
        ];
        let cs = self.block.cs;
        let up = || cs.longest_before(q.range.start, UPWARDS).map(|_| true);
        cs.longest_before(q.range.start, DOWNWARDS).map(|_| false).or_else(up)
    }

    /// The direction of 增加到5401亿斤 behind a clause that opens with 从.
    pub(super) fn risen_from(&self, before: &Range<usize>, from: Option<&Found>) -> Option<Direction> {
        let cs = self.block.cs;
        let from = from.filter(|o| o.clause.end + 1 == self.clause.range.start && o.direction.is_none())?;
        let source = source_word(cs, &(from.clause.start..from.number.start)).is_some();
        let verb = trim_start(cs, before.clone()).start;
        let up = UP.at(cs, verb).map(|n| (n, Direction::Increase));
        let word = up.or_else(|| DOWN.at(cs, verb).map(|n| (n, Direction::Decrease)));
        let (n, direction) = word.filter(|_| source)?;
        matches!(cs.get(verb + n), Some('到' | '至' | '为')).then_some(direction)
    }

    /// 二十六个科室精简为十四个: whether number `i` is what the one before became.
    pub(super) fn becomes(&self, i: usize, q: &Qty) -> bool {
        const VERBS: &[&str] = &["精简", "发展", "合并", "整合", "调整"];
        let cs = self.block.cs;
        let Some(from) = i.checked_sub(1).and_then(|j| self.accepted.get(j)) else { return false };
        let Some(n) = LINKS.before(cs, q.range.start).filter(|n| *n > 2 && from.range.end + n < q.range.start) else {
            return false;
        };
        let verb = q.range.start - n;
        let told = UP.at(cs, verb).or_else(|| DOWN.at(cs, verb)).or_else(|| cs.longest_at(verb, VERBS)).is_some();
        let listed = (from.range.end..verb).any(|i| cs.get(i) == Some('、'));
        told && !listed && matches!(cs.before(q.range.start), Some('为' | '到' | '至'))
    }
}
