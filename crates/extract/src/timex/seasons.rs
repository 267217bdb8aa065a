//! Seasons of a named year: 今年春天, 一九五〇年冬季, 去冬今春, 今冬明春.
//!
//! Spring is March to May, and so on, as the weather service reckons; winter begins in December of the year that it is named after.

use super::{Expression, Part, Point, Year};
use crate::chars::Chars;

const NAMES: &str = "春夏秋冬";

/// What a lone 春, 夏, 秋 or 冬 is part of: 春节, 春耕, 夏粮, 秋收, 冬修.
const WORDS_OF: &str = "节耕播种运晚收粮茶蚕小大麦训游装令营衣暖灌汛旱雨雷修泳假征税闱闲景色荒忙肥管菜熟作奥考招闹联光风寒眠防交城兰波林花水";

/// A season behind a year: 春天, 春季 or 春 by itself. With the position after it.
pub(super) fn season(cs: &Chars<'_>, i: usize) -> Option<(Part, usize)> {
    let number = position(cs, i)?;
    let end = match cs.get(i + 1) {
        Some('天' | '季') => i + 2,
        Some(c) if WORDS_OF.contains(c) => return None,
        _ => i + 1,
    };
    Some((Part::Season(number), end))
}

/// 1 for spring to 4 for winter.
fn position(cs: &Chars<'_>, i: usize) -> Option<u8> {
    let c = cs.get(i)?;
    NAMES.chars().position(|s| s == c).and_then(|p| u8::try_from(p + 1).ok())
}

/// 去冬, 今春, 去冬今春, 今冬明春, with or without 以来.
pub(super) fn short(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let first = one(cs, i)?;
    if let Some(second) = one(cs, i + 2)
        && order(first) < order(second)
    {
        return Some((Expression::Range(first, second), i + 4));
    }
    if cs.at(i + 2, "以来") {
        return Some((Expression::Since(first), i + 4));
    }
    Some((Expression::Point(first), i + 2))
}

fn one(cs: &Chars<'_>, i: usize) -> Option<Point> {
    let offset = match cs.get(i)? {
        '今' => 0,
        '去' => -1,
        '明' => 1,
        _ => return None,
    };
    // 明春 and 今秋, but 今春节 and 失去冬天.
    let chance = cs.before(i).is_some_and(|c| "当古如失过".contains(c)) || cs.at(i + 2, "节");
    let part = Part::Season(position(cs, i + 1).filter(|_| !chance)?);
    Some(Point { year: Year::Relative(offset), part })
}

fn order(p: Point) -> (i32, u8) {
    match (p.year, p.part) {
        (Year::Relative(y), Part::Season(s)) => (y, s),
        _ => (0, 0),
    }
}
