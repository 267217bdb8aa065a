//! Which period a figure speaks of: named in its clause, or carried over from before.
//!
//! A period holds through its paragraph until another one, 目前, or a new head (一是, 首先); with 仅 it holds for its own
//! chain of clauses only.

use std::ops::Range;

use baokan_corpus_model::Status;

use super::clause::{Clause, Frame};
use crate::chars::Chars;
use crate::timex::{
    Expression, Options, Part, PartialDate, Point, Preference, Resolution, Timex, Year, prefer, resolve_with,
};

/// A period with the expression that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    /// ISO 8601.
    pub(crate) value: String,
    /// The expression, in characters.
    pub(crate) donor: Range<usize>,
    /// What the expression means.
    pub(crate) expression: Expression,
}

/// Expressions of a block with their values: a year missing in one comes from the one before it.
pub(crate) fn resolve_all(
    cs: &Chars<'_>,
    frame: &Frame,
    times: &[Timex],
    reference: Option<PartialDate>,
    today: Option<PartialDate>,
) -> Vec<Resolution> {
    let mut anchor: Option<(PartialDate, usize)> = None;
    let mut clauses = frame.clauses.iter().peekable();
    let mut sentence = 0;
    // The day told of last, for 当日 and 次日.
    let mut day: Option<PartialDate> = None;
    times
        .iter()
        .map(|t| {
            while let Some(c) = clauses.next_if(|c| c.range.start <= t.range.start) {
                sentence = c.sentence;
            }
            // A year holds for its sentence, a day or month for the story that goes on behind it.
            let near = anchor.filter(|(a, s)| *s == sentence || a.month.is_some()).map(|(a, _)| a);
            let near = match anchor {
                Some((a, s)) if s == sentence && !cs.ends(t.range.start, "早在") => {
                    near.map(|_| next_year(&t.expression, a, reference).unwrap_or(a))
                }
                _ => near,
            };
            // 去年…，今年…: 5月 behind 今年 is this year's; a comparison gives no year.
            let near = if matches!(t.expression, Expression::DayBeside(_)) { day } else { near };
            let options = Options { prefer: prefer(cs, t, reference), ..Options::default() };
            // What lies ahead is not of the year told of before.
            let day_only = matches!(t.expression, Expression::Point(Point { part: Part::DayOnly(_), .. }));
            let ahead =
                options.prefer == Preference::Future && !day_only && reference.is_some_and(|r| r.month.is_some());
            let near = near.filter(|a| !ahead || reference.is_none_or(|r| a.year >= r.year));
            let mut r = if reference.is_some()
                && today.is_some()
                && matches!(t.expression, Expression::Days(_) | Expression::DayRange(..))
            {
                resolve_with(&t.expression, today, near, options)
            } else {
                resolve_with(&t.expression, reference, near, options)
            };
            if let Some((from, to)) = r.bounds.filter(|_| !t.compared) {
                day = Some(from).filter(|d| from == to && d.day.is_some());
            }
            if let Some(a) =
                r.anchor.filter(|_| !t.compared && !cs.ends(t.range.start, "从") && !cs.ends(t.range.start, "自"))
            {
                anchor = Some((a, sentence));
            }
            if is_labelled(frame, t) {
                r.status = Status::Unresolved;
            }
            r
        })
        .collect()
}

/// 去年12月启动…2月20日结束: a day of an earlier month behind `anchor` is of the year after it, if that is not yet to come.
fn next_year(expression: &Expression, anchor: PartialDate, reference: Option<PartialDate>) -> Option<PartialDate> {
    let (Expression::Point(p) | Expression::Range(p, _) | Expression::Since(p)) = expression else { return None };
    let (Year::Missing, Part::Day(m, d)) = (p.year, p.part) else { return None };
    let turned = PartialDate::day(anchor.year + 1, m, d)?;
    let past = reference.filter(|r| r.year > turned.year || r.month.is_some() && turned.cut_to(*r) <= *r);
    (anchor.month.is_some_and(|from| m < from) && past.is_some()).then_some(PartialDate { year: turned.year, ..anchor })
}

/// Whether an expression lies inside a label; “十三五”时期 only begins with one and means what it says.
fn is_labelled(frame: &Frame, t: &Timex) -> bool {
    frame.in_label(t.range.start) && frame.in_label(t.range.end.saturating_sub(1))
}

/// Verbs whose date holds for their own clause only.
const FOUNDED: &[&str] =
    &["建于", "成立于", "创办于", "创建于", "创立于", "生于", "始于", "毕业于", "组建于", "开始于"];

/// Walks along the clauses of a block and knows the period at each place.
#[derive(Debug)]
pub(crate) struct Tracker<'t> {
    times: &'t [Timex],
    values: &'t [Resolution],
    next: usize,
    current: Option<Period>,
    /// The only chain in which the period holds.
    chain: Option<usize>,
    sentence: Option<usize>,
    /// The period before a time that dates one figure only: 由年初的12%上升到80%.
    passing: Option<Option<Period>>,
}

impl<'t> Tracker<'t> {
    pub(crate) fn new(times: &'t [Timex], values: &'t [Resolution]) -> Self {
        Self { times, values, next: 0, current: None, chain: None, sentence: None, passing: None }
    }

    /// The period at character `at` of `clause`. Must be asked in text order.
    pub(crate) fn at(&mut self, cs: &Chars<'_>, frame: &Frame, clause: &Clause, at: usize) -> Option<Period> {
        if let Some(before) = self.passing.take() {
            self.current = before;
        }
        while let Some((t, r)) =
            self.times.get(self.next).zip(self.values.get(self.next)).filter(|(t, _)| t.range.start < at)
        {
            if t.range.start >= clause.range.start {
                self.enter(cs, clause);
            }
            self.next += 1;
            // 创5年来最好成绩 says how long, not when.
            let record = ["最", "首", "新高", "新低", "同期"].iter().any(|w| cs.at(t.range.end, w));
            // 始建于1958年 dates a thing, not the figures behind it.
            let founded = FOUNDED.iter().any(|w| cs.ends(t.range.start, w)) && !cs.rest(t.range.end).starts_with('的');
            if t.compared || record || founded || is_labelled(frame, t) {
                continue;
            }
            match (&r.value, &t.expression) {
                // 每月27日 says nothing of the period.
                (_, Expression::Vague) if cs.get(t.range.start) == Some('每') => {}
                // 负责人今晚表示 is when it was said; an unresolved 当日 changes nothing.
                (_, Expression::Days(_)) if cs.slice(t.range.clone()).ends_with(['晨', '早', '晚', '夜']) => {}
                (None, Expression::DayBeside(_)) => {}
                (Some(value), e) => {
                    // 三月初统计: a figure is of the month.
                    let month = r.bounds.map(|(from, _)| PartialDate { day: None, ..from });
                    let month = month.filter(|_| cs.before(t.range.end) == Some('初') && is_third(e));
                    let value = month.map_or_else(|| value.clone(), |m| m.to_string());
                    let source =
                        matches!(cs.before(t.range.start), Some('由' | '从')) && cs.get(t.range.end) == Some('的');
                    if source && self.passing.is_none() {
                        self.passing = Some(self.current.take());
                    }
                    self.current = Some(Period { value, donor: t.range.clone(), expression: *e });
                    self.chain = matches!(cs.before(t.range.start), Some('仅' | '单')).then_some(clause.chain);
                }
                (None, _) => self.current = None,
            }
        }
        self.enter(cs, clause);
        self.current.clone()
    }

    /// A new sentence with a head, or the end of a chain under 仅, ends the period.
    fn enter(&mut self, cs: &Chars<'_>, clause: &Clause) {
        if self.sentence != Some(clause.sentence) {
            self.sentence = Some(clause.sentence);
            if is_head(cs, clause.range.start)
                && self.current.as_ref().is_none_or(|p| p.donor.start < clause.range.start)
            {
                self.current = None;
            }
            // A single day is when something happened: it does not date the next sentence.
            if self.current.as_ref().is_some_and(|p| is_day(&p.expression) && p.donor.start < clause.range.start) {
                self.current = None;
            }
        }
        if self.chain.is_some_and(|c| c != clause.chain) {
            self.current = None;
            self.chain = None;
        }
    }
}

fn is_day(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Point(Point { part: Part::Day(..) | Part::DayOnly(_), .. })
            | Expression::Days(_)
            | Expression::DayBeside(_)
            | Expression::DayRange(..)
    )
}

/// Ten days of a month.
fn is_third(expression: &Expression) -> bool {
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
    listed || ["首先", "其次", "再次", "此外", "另一方面", "一方面"].iter().any(|w| cs.at(at, w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reference: &str, text: &str, expect: &[&str]) {
        let cs = Chars::new(text);
        let times = crate::timex::scan_chars(&cs);
        let found = resolve_all(&cs, &Frame::new(&cs), &times, PartialDate::parse(reference), None);
        let found: Vec<&str> = found.iter().map(|r| r.value.as_deref().unwrap_or("?")).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_day_behind_december_is_of_the_next_year() {
        let text = "前年11月中旬动工的水库已于3月20日蓄水";
        check("2021-04-26", text, &["2019-11-11/2019-11-20", "2020-03-20"]);
        let text = "去年11月中旬动工的水库已于3月20日蓄水";
        check("2021-04-26", text, &["2020-11-11/2020-11-20", "2021-03-20"]);
        check("2021-03-20", text, &["2020-11-11/2020-11-20", "2021-03-20"]);
        check("2021-03-02", text, &["2020-11-11/2020-11-20", "2020-03-20"]);
        check("2021-04-26", "去年2月动工的水库于3月20日蓄水", &["2020-02", "2020-03-20"]);
    }

    #[test]
    fn a_quoted_plan_has_its_years() {
        let cs = Chars::new("“十三五”时期修路");
        let times = crate::timex::scan_chars(&cs);
        let found = resolve_all(&cs, &Frame::new(&cs), &times, None, None);
        assert_eq!((found[0].value.as_deref(), found[0].status), (Some("2016/2020"), Status::Resolved));
    }
}
