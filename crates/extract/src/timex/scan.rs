//! Recognition of time expressions. Each scanner looks at one place, a bounded way ahead; the longest match wins.

use super::digits::{ascii_digit, han_digit, small_in};
use super::points::{calendar, month, slashed};
use super::spells::{decade, fixed, years};
use super::{Expression, Part, Point, Timex, Year};
use crate::chars::Chars;

/// All expressions, in character positions.
pub(super) fn scan(cs: &Chars<'_>) -> Vec<Timex> {
    let mut out: Vec<Timex> = Vec::new();
    let mut i = 0;
    while i < cs.len() {
        let found = match cs.get(i) {
            Some(c) if starts_expression(c) => at(cs, i),
            _ => None,
        };
        match found {
            Some((expression, end)) if end > i => {
                let compared = is_compared(cs, i, end);
                out.push(Timex { range: i..end, expression, compared });
                i = end;
            }
            // A run of digits that is no date is passed whole.
            _ => {
                let digits = cs.get(i).is_some_and(|c| ascii_digit(c).is_some());
                i += 1;
                while digits && cs.get(i).is_some_and(|c| ascii_digit(c).is_some()) {
                    i += 1;
                }
            }
        }
    }
    out
}

/// A cheap test, so that most characters cost one comparison.
fn starts_expression(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
        || "〇零○一二三四五六七八九十两今去前头明后上下本过近最多目当如现眼截迄昨岁年末不日每元“‘改新党同次翌至每"
            .contains(c)
}

/// 较2019年, 比去年, 去年同期: something is compared with this time.
fn is_compared(cs: &Chars<'_>, start: usize, end: usize) -> bool {
    let before =
        ["较", "比", "相比于", "对比", "相较于", "相较"].iter().any(|w| cs.ends(start, w)) && !cs.ends(start, "占比");
    let restored = ["恢复到", "恢复至", "相当于"].iter().any(|w| cs.ends(start, w)) && cs.at(end, "的");
    let after = restored || cs.at(end, "同期") || cs.at(end, "同月") || cs.at(end, "相比") || is_multiple(cs, end);
    before || after || matches!(cs.before(start), Some('与' | '同' | '和')) && (cs.at(end, "相比") || cs.at(end, "比"))
}

/// 是2015年的1.7倍: a multiple of what was then.
fn is_multiple(cs: &Chars<'_>, end: usize) -> bool {
    const WITHIN: usize = 10;
    cs.at(end, "的")
        && (end + 1..end + WITHIN)
            .find(|i| {
                !cs.get(*i).is_some_and(|c| {
                    c == '.'
                        || c == '多'
                        || c == '近'
                        || c == '约'
                        || c == '点'
                        || ascii_digit(c).is_some()
                        || han_digit(c).is_some()
                        || c == '十'
                })
            })
            .is_some_and(|i| i > end + 1 && cs.get(i) == Some('倍'))
}

/// The longest expression at `i`.
fn at(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    [slashed(cs, i), calendar(cs, i), years(cs, i), decade(cs, i), fixed(cs, i), word(cs, i)]
        .into_iter()
        .flatten()
        .max_by_key(|(_, end)| *end)
}

const THIS_YEAR: Point = Point { year: Year::Relative(0), part: Part::Whole };

const NEXT_YEAR: Point = Point { year: Year::Relative(1), part: Part::Whole };

/// Words that name a time by themselves; longer ones first where they share a beginning.
const WORDS: &[(&str, Expression)] = &[
    ("岁末年初", Expression::TurnOfYear),
    ("年末岁初", Expression::TurnOfYear),
    ("年终岁初", Expression::TurnOfYear),
    ("截至目前", Expression::Now),
    ("截止目前", Expression::Now),
    ("到目前为止", Expression::Now),
    ("目前", Expression::Now),
    ("当前", Expression::Now),
    ("如今", Expression::Now),
    ("现在", Expression::Now),
    ("眼下", Expression::Now),
    ("现阶段", Expression::Now),
    ("迄今", Expression::Now),
    ("今明两年", Expression::Range(THIS_YEAR, NEXT_YEAR)),
    ("近几年", Expression::Vague),
    ("近些年", Expression::Vague),
    ("近年来", Expression::Vague),
    ("近年", Expression::Vague),
    ("多年来", Expression::Vague),
    ("近日", Expression::Vague),
    ("日前", Expression::Vague),
    ("近期", Expression::Vague),
    ("最近", Expression::Vague),
    ("不久前", Expression::Vague),
    ("每年", Expression::Vague),
    ("每月", Expression::Vague),
    ("当年", Expression::Vague),
    ("同年", Expression::Vague),
    ("次年", Expression::Vague),
    ("翌年", Expression::Vague),
    ("昨日", Expression::Days(-1)),
    ("昨天", Expression::Days(-1)),
    ("今日", Expression::Days(0)),
    ("今天", Expression::Days(0)),
    ("前天", Expression::Days(-2)),
    ("明天", Expression::Days(1)),
    ("本月", Expression::MonthOffset(0, None)),
    ("上个月", Expression::MonthOffset(-1, None)),
    ("上月", Expression::MonthOffset(-1, None)),
    ("下个月", Expression::MonthOffset(1, None)),
    ("下月", Expression::MonthOffset(1, None)),
];

fn word(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let (word, expression) = WORDS.iter().find(|(w, _)| cs.at(i, w))?;
    let mut expression = *expression;
    let mut end = i + word.chars().count();
    // 本月10日.
    if let Expression::MonthOffset(offset, None) = expression
        && let Some((d, stop)) = small_in(cs, end, 1, 31).filter(|(_, stop)| cs.at(*stop, "日"))
    {
        (expression, end) = (Expression::MonthOffset(offset, Some(d)), stop + 1);
    }
    // 每月27日, 每年5月 recur as a whole.
    if word.starts_with('每')
        && let Some((_, _, stop)) = month(cs, end).or_else(|| {
            small_in(cs, end, 1, 31).filter(|(_, e)| cs.at(*e, "日")).map(|(_, e)| (Part::Whole, None, e + 1))
        })
    {
        end = stop;
    }
    // 日前 inside 今日前, 目前 inside 面目前行, 今天 inside 当今天下.
    let chance = match *word {
        "日前" => cs
            .before(i)
            .is_some_and(|c| c == '今' || c == '昨' || ascii_digit(c).is_some() || han_digit(c).is_some() || c == '十'),
        "今天" | "今日" => cs.before(i) == Some('当') || cs.at(end, "下"),
        "目前" => cs.before(i).is_some_and(|c| "面盲项题科".contains(c)),
        "上月" => cs.at(end, "球"),
        _ => false,
    };
    (!chance).then_some((expression, end))
}
