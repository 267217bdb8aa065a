//! The date of a document that does not state one, from the dates that it mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use super::calendar::PartialDate;
use super::{Expression, Part, Point, Timex, Year, occasions};

/// Words before a year that make it an aim and not a time already reached.
const AIMS: &[&str] = &["到", "至", "力争", "争取", "确保", "预计", "计划", "届时", "面向", "—", "-", "～"];

/// Verbs of founding and birth that 于 and a year may follow: what began then (始建于1958年) says nothing about when it is told.
const ORIGINS: &[char] =
    &['建', '创', '創', '立', '生', '办', '辦', '设', '設', '辟', '闢', '始', '毕', '修', '筑', '築'];

/// A date, and the block and the bytes in it of the expression that gives it away.
pub(super) type Guess = (PartialDate, usize, Range<usize>);

/// Guesses when a text was published, and says which expression proves it: the latest year that it speaks of without aiming
/// at it, narrowed to the latest month that it names in that year. `None` when it names no year.
///
/// A year far ahead of the others that is named now and then is an aim too (2010 in a report of 1997): it must
/// be named half as often as the commonest year, or follow a year that is named.
///
/// The year in which something was founded or somebody born counts for nothing: it may lie any time back.
///
/// `texts` are the blocks in order, with their expressions in byte offsets; the answer names block and byte range. The guess
/// is a lower bound: a page may be printed after the last event that it tells.
#[must_use]
pub fn infer_reference(texts: &[(&str, &[Timex])]) -> Option<Guess> {
    // A text that speaks of nothing but plans is dated by them.
    let told = guess(texts, true).or_else(|| guess(texts, false));
    match (told, floor(texts)) {
        (Some(told), Some(floor)) if floor.0.year > told.0.year => Some(floor),
        (None, floor) => floor,
        (told, _) => told,
    }
}

/// Earliest year that a text can be of, with the words that say so: 今年是“十四五”收官之年 and 今年是建国35周年 say the year, 较2020年 is said
/// after it, and “亮剑2021”行动 is named after its year.
fn floor(texts: &[(&str, &[Timex])]) -> Option<Guess> {
    let mut best: Option<Guess> = None;
    let mut offer = |year: i32, block: usize, range: Range<usize>| {
        if best.as_ref().is_none_or(|(d, ..)| d.year < year) {
            best = Some((PartialDate::year(year), block, range));
        }
    };
    for (block, (text, expressions)) in texts.iter().enumerate() {
        for t in *expressions {
            if let Expression::Point(Point { year: Year::Absolute(y), part: Part::Whole }) = t.expression
                && t.compared
                && (1900..2100).contains(&y)
            {
                offer(y + 1, block, t.range.clone());
            }
        }
        for (year, range) in occasions::years(text) {
            offer(year, block, range);
        }
    }
    best
}

fn guess(texts: &[(&str, &[Timex])], told: bool) -> Option<Guess> {
    // For each year how often it is named, and the latest date in it.
    let mut years: BTreeMap<i32, (usize, Guess)> = BTreeMap::new();
    let mut bare: Vec<(u8, usize, Range<usize>, Option<i32>)> = Vec::new();
    // How often the years are named that are planned for.
    let mut planned: BTreeMap<i32, usize> = BTreeMap::new();
    let mut this_year = false;
    for (block, (text, expressions)) in texts.iter().enumerate() {
        // The year that the block spoke of last; none, when it is that of the text.
        let mut told_of = None;
        for t in *expressions {
            let before = text.get(..t.range.start).unwrap_or("");
            if t.compared || AIMS.iter().any(|w| before.ends_with(w)) || is_origin(before) {
                continue;
            }
            if let Expression::Years { .. } = t.expression {
                told_of = Some(0);
            }
            if let Some((year, month)) = past_months(&t.expression).filter(|_| !(told && is_planned(text, t))) {
                // What was counted up to a month is told in the next.
                let year = match year {
                    Year::Absolute(y) => Some(y),
                    Year::Missing => told_of,
                    _ => None,
                };
                bare.push(((month + 1).min(12), block, t.range.clone(), year));
            }
            let (Expression::Point(p) | Expression::Since(p)) = t.expression else { continue };
            match p.year {
                Year::Absolute(year) => told_of = Some(year),
                Year::Relative(0) => (told_of, this_year) = (None, true),
                Year::Relative(_) => told_of = Some(0),
                _ => {}
            }
            if told && is_planned(text, t) {
                if let Year::Absolute(year) = p.year {
                    *planned.entry(year).or_default() += 1;
                }
                continue;
            }
            let month = match p.part {
                Part::Month(m) | Part::Day(m, _) | Part::Third(m, _) | Part::MonthEnd(m) => Some(m),
                _ => None,
            };
            match p.year {
                Year::Absolute(year) if (1900..2100).contains(&year) && p.part != Part::End => {
                    let date = PartialDate { year, month, day: None };
                    let here = (date, block, t.range.clone());
                    let (count, latest) = years.entry(year).or_insert_with(|| (0, here.clone()));
                    *count += 1;
                    if date > latest.0 {
                        *latest = here;
                    }
                }
                Year::Missing | Year::Relative(0) if !is_future(text, t) => {
                    if let Some(m) = month {
                        bare.push((m, block, t.range.clone(), told_of));
                    }
                }
                _ => {}
            }
        }
    }
    let most = years.values().map(|(count, _)| *count).max()?;
    let reached = |(year, (count, _)): &(&i32, &(usize, _))| count * 2 >= most || years.contains_key(&(**year - 1));
    let (_, (_, (mut date, mut block, mut range))) =
        years.iter().rev().find(reached).map(|(year, found)| (*year, found.clone()))?;
    // 今年 of a report that tells of last year and plans for the year after it.
    if this_year && planned.get(&(date.year + 1)).is_some_and(|n| *n > 1) {
        date = PartialDate::year(date.year + 1);
    }
    // Months without a year are of the year of publication, if the text has not just spoken of another.
    let own = |year: &Option<i32>| year.is_none_or(|y| y == date.year);
    if let Some((m, b, r, _)) = bare.into_iter().filter(|(.., year)| own(year)).max_by_key(|(m, ..)| *m)
        && date.month.is_none()
    {
        date.month = Some(m);
        (block, range) = (b, r);
    }
    Some((date, block, range))
}

/// 今年1月至9月, 2023年前三季度: the year and the last month of a stretch that is over before the year is.
fn past_months(expression: &Expression) -> Option<(Year, u8)> {
    let (year, last) = match *expression {
        Expression::Range(a, Point { year: Year::Missing, part: Part::Month(m) }) => (a.year, m),
        Expression::Point(Point { year, part: Part::FirstQuarters(q) }) => (year, q.checked_mul(3)?),
        Expression::Point(Point { year, part: Part::FirstMonths(m) }) => (year, m),
        _ => return None,
    };
    let own = matches!(year, Year::Absolute(_) | Year::Relative(0) | Year::Missing);
    (own && last < 12).then_some((year, last))
}

/// 始建于, 成立於: what stands before the year in which something began.
fn is_origin(before: &str) -> bool {
    before.strip_suffix(['于', '於']).is_some_and(|verb| verb.ends_with(ORIGINS))
}

/// Words in the clause of a year that make it an aim: １９９７年７月１日我国将恢复, 制定2010年的远景目标.
const PLANS: &[&str] = &[
    "将", "争取", "力争", "计划", "规划", "预计", "远景", "准备", "到时", "以前", "之前", "届时", "草案", "设想",
    "展望",
];

/// Bytes that are read on either side of a year.
const NEAR: usize = 48;

fn is_planned(text: &str, t: &Timex) -> bool {
    const STOPS: [char; 7] = ['。', '，', '；', '！', '？', '\n', '：'];
    let mut from = t.range.start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (t.range.end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = text.get(from..t.range.start).unwrap_or("").rsplit(STOPS).next().unwrap_or("");
    let after = text.get(t.range.end..to).unwrap_or("").split(STOPS).next().unwrap_or("");
    PLANS.iter().any(|w| before.contains(w) || after.contains(w))
}

/// 将于5月1日 lies ahead.
fn is_future(text: &str, t: &Timex) -> bool {
    let before = text.get(..t.range.start).unwrap_or("");
    ["将于", "拟于", "定于", "将在"].iter().any(|w| before.ends_with(w))
        || matches!(t.expression, Expression::Point(Point { part: Part::Half(2), .. }))
}
