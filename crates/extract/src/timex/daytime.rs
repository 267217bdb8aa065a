//! The part of a day and the hour that belong to a date: 5月12日14时28分, 七月二十八日凌晨, 8月20日夜.

use super::digits::{dash, small_in};
use crate::chars::Chars;

/// Parts of a day.
const PARTS: &[&str] = &[
    "上午", "中午", "下午", "傍晚", "晚上", "晚间", "凌晨", "清晨", "早晨", "早上", "深夜", "午夜", "午后", "夜间",
    "夜里",
];

/// Parts of one character, and what begins another word with it.
const SHORT: &[(char, &str)] = &[
    ('晚', "报会宴餐稻婚点期些年育上间"),
    ('夜', "校班大市景总间里以"),
    ('晨', "报练跑光星"),
    ('早', "稻报餐已就在日期上晨点些熟"),
];

/// Where the time of day behind a date at `end` ends: part of the day, hour, minute.
pub(super) fn tail(cs: &Chars<'_>, end: usize) -> usize {
    let end = part(cs, end);
    let Some(end) = clock(cs, end) else { return end };
    // 4月30日0时至24时.
    dash(cs, end).and_then(|next| clock(cs, next)).unwrap_or(end)
}

fn part(cs: &Chars<'_>, end: usize) -> usize {
    if let Some(n) = cs.longest_at(end, PARTS) {
        return end + n;
    }
    let short = SHORT
        .iter()
        .any(|(word, other)| cs.get(end) == Some(*word) && !cs.get(end + 1).is_some_and(|c| other.contains(c)));
    end + usize::from(short)
}

/// 16时, 零时, 14时28分, 3点半, 十时许.
fn clock(cs: &Chars<'_>, i: usize) -> Option<usize> {
    let hour = if cs.at(i, "零") || cs.at(i, "○") || cs.at(i, "〇") { i + 1 } else { small_in(cs, i, 0, 24)?.1 };
    // 10:30.
    if matches!(cs.get(hour), Some(':' | '：')) {
        return small_in(cs, hour + 1, 0, 59).map(|(_, end)| end).filter(|end| *end == hour + 3);
    }
    let point = cs.at(hour, "点") && !cs.get(hour + 1).is_some_and(|c| "要意建共原".contains(c));
    let told = cs.at(hour, "时") && !cs.get(hour + 1).is_some_and(|c| "期代候间节段".contains(c));
    if !point && !told {
        return None;
    }
    let end = hour + 1 + usize::from(cs.at(hour + 1, "钟"));
    let end = small_in(cs, end, 0, 59).filter(|(_, stop)| cs.at(*stop, "分")).map_or(end, |(_, stop)| stop + 1);
    let rough = ["许", "半", "整", "左右"].iter().find(|w| cs.at(end, w) && !cs.at(end, "整个"));
    Some(end + rough.map_or(0, |w| w.chars().count()))
}
