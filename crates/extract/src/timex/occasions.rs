//! The year that a text gives away without naming it: 今年是“十四五”收官之年, 今年是新中国成立75周年, “亮剑2021”专项行动.

use std::ops::Range;

use super::spells::PLANS;

/// What is counted from, and its first year.
const FOUNDINGS: &[(&str, i32)] = &[
    ("新中国成立", 1949),
    ("中华人民共和国成立", 1949),
    ("建国", 1949),
    ("建党", 1921),
    ("中国共产党成立", 1921),
    ("建军", 1927),
    ("改革开放", 1978),
    ("抗日战争胜利", 1945),
    ("抗战胜利", 1945),
    ("红军长征胜利", 1936),
    ("香港回归", 1997),
    ("澳门回归", 1999),
];

/// Bytes of a clause behind 之年 or before a count of years.
const NEAR: usize = 120;

/// Years with the bytes that say them.
pub(super) fn years(text: &str) -> Vec<(i32, Range<usize>)> {
    let mut out = Vec::new();
    // One search for what all these words end in.
    let said =
        |at: &usize| matches!(text.get(..*at).and_then(|t| t.chars().next_back()), Some('之' | '局' | '官' | '周'));
    let ends: Vec<usize> = text.match_indices('年').map(|(i, _)| i).filter(said).map(|i| i + '年'.len_utf8()).collect();
    let all = |word: &'static str| ends.iter().filter_map(move |end| Some(text.get(..*end)?.strip_suffix(word)?.len()));
    for (word, last) in [("开局之年", false), ("开局年", false), ("收官之年", true), ("收官年", true)] {
        for at in all(word) {
            let from = back(text, at);
            let clause = text.get(from..at).unwrap_or("");
            // The name that stands nearest: “十三五”收官之年，“十四五”开局之年.
            let plan = PLANS
                .iter()
                .filter(|(name, ..)| name.chars().count() == 3)
                .filter_map(|p| clause.rfind(p.0).map(|i| (i, p)))
                .max_by_key(|(i, _)| *i);
            if let Some((i, (_, first, end))) = plan
                && !clause.contains(['将', '即'])
            {
                out.push((if last { *end } else { *first }, from + i..at + word.len()));
            }
        }
    }
    for at in all("周年") {
        let from = back(text, at);
        let clause = text.get(from..at).unwrap_or("");
        let digits = clause.chars().rev().take_while(char::is_ascii_digit).count();
        let Some((head, count)) = clause.split_at_checked(clause.len() - digits) else { continue };
        let Some(count) = count.parse::<i32>().ok().filter(|n| (1..=200).contains(n)) else { continue };
        let founding = FOUNDINGS.iter().find(|(name, _)| head.ends_with(name));
        if let Some((_, first)) = founding.filter(|_| head.contains("今年")) {
            out.push((first + count, from..at + "周年".len()));
        }
    }
    // “亮剑2021”专项行动; “健康中国2030” is an aim.
    for (at, mark) in text.match_indices('”') {
        let name = text.get(..at).unwrap_or("");
        let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
        if digits != 4 {
            continue;
        }
        let year = name.get(name.len() - digits..).and_then(|y| y.parse::<i32>().ok());
        let behind: String = text.get(at + mark.len()..).unwrap_or("").chars().take(8).collect();
        let action = ["行动", "攻坚", "战役", "会战", "整治", "演习"].iter().any(|w| behind.contains(w));
        let plan = ["规划", "纲要", "计划", "战略"].iter().any(|w| behind.contains(w));
        if let Some(year) = year.filter(|y| (1980..2100).contains(y) && action && !plan) {
            out.push((year, at - digits..at));
        }
    }
    out
}

/// Where the sentence part before `at` begins, not further back than a clause is long.
fn back(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at).unwrap_or("");
    head.rfind(['。', '；', '！', '？', '\n'])
        .map_or(from, |i| from + i + head.get(i..).and_then(|h| h.chars().next()).map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[i32]) {
        let found: Vec<i32> = years(text).into_iter().map(|(y, _)| y).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn occasions_say_the_year() {
        check("今年是“十二五”规划的收官之年。", &[2015]);
        check("站在“十三五”开局之年的起点上", &[2016]);
        check("今年是新中国成立60周年。", &[2009]);
        check("开展“清网2014”专项行动，落实“制造强国2025”战略", &[2014]);
        check("去年庆祝建国50周年，“健康2030”规划，开局之年", &[]);
    }
}
