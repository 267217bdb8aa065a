//! Weeks and days of the week: 上周五, 本周, 下下周末, 星期一; and windows: 前1周, 未来两天, 后1年.

use super::digits::small;
use super::{Expression, Options, Span};
use crate::chars::Chars;

/// 周, 星期 or 礼拜 at `i`: its length.
fn week_word(cs: &Chars<'_>, i: usize) -> Option<usize> {
    cs.longest_at(i, &["星期", "礼拜", "禮拜", "周", "週"])
}

/// 一 to 六, 日, 天 and 末 behind 周: 1 to 7, and 8 for the weekend.
fn day(cs: &Chars<'_>, i: usize) -> Option<u8> {
    let c = cs.get(i)?;
    match "一二三四五六日天末".chars().position(|d| d == c)? {
        n @ 0..=6 => u8::try_from(n + 1).ok(),
        7 => Some(7),
        _ => Some(8),
    }
}

/// 上周, 本周, 下下周 with or without a day; 星期一 alone.
pub(super) fn week(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Expression, usize)> {
    let mut j = i;
    let mut offset = None;
    match cs.get(i)? {
        c @ ('上' | '下') => {
            let sign = if c == '上' { -1 } else { 1 };
            let mut steps = 0;
            while cs.get(j) == Some(c) && steps < 3 {
                (steps, j) = (steps + 1, j + 1);
            }
            j += usize::from(cs.at(j, "一")) * usize::from(cs.at(j + 1, "个") || cs.at(j + 1, "個"));
            j += usize::from(matches!(cs.get(j), Some('个' | '個')));
            offset = Some(sign * steps);
        }
        '本' | '这' | '這' => {
            j += 1;
            j += usize::from(matches!(cs.get(j), Some('个' | '個')));
            offset = Some(0);
        }
        '最' if options.everything() => {
            j += cs.longest_at(i, &["最后一个的", "最后一个"])?;
        }
        _ => {}
    }
    // 大会上周某某说.
    if offset == Some(-1) && cs.before(i).is_some_and(|c| "议会场".contains(c)) {
        return None;
    }
    let word = week_word(cs, j)?;
    // 一周三次, 每周五, 早上周边, 周末 of any week.
    if cs.before(i).is_some_and(|c| "每逢早晚以一二三四五六七八九十两隔0123456789".contains(c)) {
        return None;
    }
    let end = j + word;
    match (offset, day(cs, end)) {
        (Some(week), Some(8)) => Some((Expression::Weekend(week), end + 1)),
        // 本周三次 counts, 上周一家 too.
        (Some(_), Some(1..=6))
            if !options.everything() && cs.get(end + 1).is_some_and(|c| "个家次名场项起条天".contains(c)) =>
        {
            Some((Expression::Week(offset?), end))
        }
        (Some(week), Some(day)) => Some((Expression::Weekday(Some(week), day), end + 1)),
        (Some(week), None) => {
            let other = cs.get(end).is_some_and(|c| "边围岁年刊期长转密到而末遭身折".contains(c));
            (!other).then_some((Expression::Week(week), end))
        }
        // 星期六和星期日 are no days of the calendar, nor 第三个星期日.
        (None, Some(1..=7))
            if !options.everything()
                && (cs.before(i).is_some_and(|c| "个和、至到及".contains(c))
                    || cs.get(end + 1).is_some_and(|c| "和、为至到及".contains(c))) =>
        {
            None
        }
        (None, Some(day @ 1..=7)) if options.everything() || word == 2 => {
            Some((Expression::Weekday(None, day), end + 1))
        }
        _ => None,
    }
}

/// 前1周, 上2个月, 后1年, 下1天, 未来两天, 今后三年.
pub(super) fn window(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Expression, usize)> {
    let (word, ahead) = [("未来", true), ("今后", true), ("前", false), ("上", false), ("后", true), ("下", true)]
        .into_iter()
        .find(|(word, _)| cs.at(i, word))?;
    let from = i + word.chars().count();
    if from == i + 1 && (!options.everything() || cs.before(i).is_some_and(|c| "以之年月日天此目最然史".contains(c)))
    {
        return None;
    }
    let (count, end) = small(cs, from).filter(|(n, _)| *n > 0)?;
    let (unit, length) = [
        ("个星期", Span::Week),
        ("个月", Span::Month),
        ("周", Span::Week),
        ("月", Span::Month),
        ("年", Span::Year),
        ("天", Span::Day),
        ("日", Span::Day),
    ]
    .into_iter()
    .find(|(word, _)| cs.at(end, word))
    .map(|(word, unit)| (unit, word.chars().count()))?;
    if cs.get(end + length).is_some_and(|c| "年级代期内前后".contains(c) && from == i + 1) {
        return None;
    }
    Some((Expression::Window { unit, count: u16::try_from(count).ok()?, ahead }, end + length))
}

/// 十月的第一周.
pub(super) fn week_of_month(cs: &Chars<'_>, i: usize) -> Option<(Expression, usize)> {
    let (m, end) = super::digits::small_in(cs, i, 1, 12).filter(|(_, end)| cs.at(*end, "月"))?;
    let from = end + 1 + usize::from(cs.at(end + 1, "的"));
    if !cs.at(from, "第") {
        return None;
    }
    let (n, end) = super::digits::small_in(cs, from + 1, 1, 5)?;
    let end = end + usize::from(matches!(cs.get(end), Some('个' | '個')));
    let word = week_word(cs, end).filter(|_| day(cs, end + 1).is_none() || cs.at(end, "星期"))?;
    Some((Expression::WeekOfMonth(m, n), end + word))
}
