//! What the words beside a time say of it: a yardstick, an occasion, a norm, a part of the calendar.

use super::clause::Clause;
use crate::chars::Chars;
use crate::timex::{Expression, Part, PartialDate, Point, Resolution, Timex};

/// 达到一九五七年的水平: how high, and not when.
pub(super) fn is_yardstick(cs: &Chars<'_>, clause: &Clause, t: &Timex) -> bool {
    const BEFORE: usize = 10;
    const BEHIND: usize = 8;
    let end = (t.range.end + BEHIND).min(clause.range.end);
    let level = cs.at(t.range.end, "的")
        && cs.slice(t.range.end..end.max(t.range.end)).contains("水平")
        && !(t.range.end..end).any(|i| cs.get(i).is_some_and(|c| c.is_ascii_digit()));
    let head = cs.slice(t.range.start.saturating_sub(BEFORE).max(clause.range.start)..t.range.start);
    level && ["达到", "超过", "接近", "恢复", "相当于", "高于", "低于"].iter().any(|w| head.contains(w))
}

/// 针对8月的三场台风: the time of an occasion, not of what is counted.
pub(super) fn is_occasion(cs: &Chars<'_>, clause: &Clause, t: &Timex) -> bool {
    let start = clause.range.start;
    let answers = ["针对", "面对", "应对", "根据", "按照", "吸取"].iter().any(|w| cs.at(start, w));
    answers && cs.get(t.range.end) == Some('的')
}

/// 比五年计划原定1957年385万担的水平: a time that dates the figure of a plan which the next one is measured by.
pub(super) fn is_plan_compared(cs: &Chars<'_>, clause: &Clause, t: &Timex) -> bool {
    const BEFORE: usize = 12;
    let head = cs.slice(t.range.start.saturating_sub(BEFORE).max(clause.range.start)..t.range.start);
    let number = cs
        .get(t.range.end)
        .is_some_and(|c| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c));
    let compared = head.contains('比') && !["比重", "比例", "占比", "比率"].iter().any(|w| head.contains(w));
    compared && number
}

/// 订单已排到明年一季度: how far something reaches, at the end of its clause.
pub(super) fn is_postponed(cs: &Chars<'_>, clause: &Clause, t: &Timex) -> bool {
    const VERBS: &[&str] =
        &["排", "推迟", "延迟", "延期", "延长", "顺延", "延续", "持续", "提前", "推后", "拖", "追溯", "沿用"];
    let head = cs.slice(clause.range.start.min(t.range.start)..t.range.start);
    let verb = head.strip_suffix(['到', '至']);
    t.range.end >= clause.range.end && verb.is_some_and(|head| VERBS.iter().any(|v| head.ends_with(v)))
}

/// 三月初统计: a figure is of the month.
pub(super) fn opening_month(cs: &Chars<'_>, t: &Timex, r: &Resolution) -> Option<PartialDate> {
    let month = r.bounds.map(|(from, _)| PartialDate { day: None, ..from });
    month.filter(|_| cs.before(t.range.end) == Some('初') && is_third(&t.expression))
}

/// 按每户3万元补助, 总产量应该有七千亿斤: a rate or a norm has no time but its own.
pub(super) fn is_norm(cs: &Chars<'_>, clause: &Clause, at: usize) -> bool {
    let head = cs.slice(clause.range.start..at.max(clause.range.start));
    ["按每", "按照每", "按人均", "按户均"].iter().any(|w| head.contains(w))
        || ["应该有", "应当有"].iter().any(|w| head.ends_with(w))
}

/// Spring, summer or autumn; winter is of two years.
pub(super) fn is_season(expression: &Expression) -> bool {
    matches!(expression, Expression::Point(Point { part: Part::Season(1..=3), .. }))
}

/// The end of a year or month.
pub(super) fn is_end(expression: &Expression) -> bool {
    matches!(expression, Expression::Point(Point { part: Part::End | Part::MonthEnd(_), .. }))
}

pub(super) fn is_day(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Point(Point { part: Part::Day(..) | Part::DayOnly(_), .. })
            | Expression::Days(_)
            | Expression::DayBeside(_)
            | Expression::DayRange(..)
    )
}

/// Ten days of a month.
pub(super) fn is_third(expression: &Expression) -> bool {
    matches!(expression, Expression::Point(Point { part: Part::Third(..), .. }))
}

/// 一是, 二要, （三）, 首先: a sentence that opens a new point.
pub(crate) fn is_head(cs: &Chars<'_>, at: usize) -> bool {
    let numeral = |i: usize| cs.get(i).is_some_and(|c| "一二三四五六七八九十".contains(c));
    let mut i = at;
    let bracket = matches!(cs.get(i), Some('（' | '('));
    i += usize::from(bracket);
    let first = i;
    while numeral(i) && i < first + 3 {
        i += 1;
    }
    let listed = i > first
        && match cs.get(i) {
            Some('是' | '要') => !bracket,
            Some('、') => !bracket,
            Some('）' | ')') => bracket,
            _ => false,
        };
    listed || ["首先", "其次", "再次", "另一方面", "一方面"].iter().any(|w| cs.at(at, w))
}
