//! The small numbers that dates are made of, in either script.

use crate::chars::Chars;

pub(super) fn ascii_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

pub(super) fn han_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|p| u32::try_from(p).ok()).or(match c {
        '零' | '○' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

/// An Arabic number of at most `width` digits, alone: no digit, letter or point beside it.
pub(super) fn arabic(cs: &Chars<'_>, i: usize, width: usize) -> Option<(u32, usize)> {
    let (mut value, mut j) = (0, i);
    while let Some(d) = cs.get(j).and_then(ascii_digit) {
        if j - i == width {
            return None;
        }
        value = value * 10 + d;
        j += 1;
    }
    let glued = cs.before(i).is_some_and(|c| c.is_ascii_alphanumeric() || ascii_digit(c).is_some() || c == '.');
    (j > i && !glued).then_some((value, j))
}

/// A Chinese number below one hundred: 三, 十二, 二十一.
pub(super) fn han(cs: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    let tens = cs.get(i).and_then(han_digit).filter(|d| *d > 0);
    // 廿三日 in old papers.
    if let Some(tens) = cs.get(i).and_then(|c| "廿卅".chars().position(|t| t == c)) {
        let one = cs.get(i + 1).and_then(han_digit).filter(|d| *d > 0);
        let value = (u32::try_from(tens).ok()? + 2) * 10 + one.unwrap_or(0);
        return Some((value, i + 1 + usize::from(one.is_some())));
    }
    let (mut value, mut j) = match (tens, cs.get(i + usize::from(tens.is_some()))) {
        (Some(t), Some('十')) => (t * 10, i + 2),
        (None, Some('十')) => (10, i + 1),
        (Some(t), _) => return Some((t, i + 1)),
        _ => return None,
    };
    if let Some(d) = cs.get(j).and_then(han_digit).filter(|d| *d > 0) {
        value += d;
        j += 1;
    }
    Some((value, j))
}

/// A number below one hundred in either script.
pub(super) fn small(cs: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    arabic(cs, i, 2).or_else(|| han(cs, i))
}

pub(super) fn small_in(cs: &Chars<'_>, i: usize, low: u32, high: u32) -> Option<(u8, usize)> {
    let (n, end) = small(cs, i)?;
    (low..=high).contains(&n).then(|| u8::try_from(n).ok().map(|n| (n, end)))?
}

/// 2024 or 二〇二四, without 年.
pub(super) fn year_number(cs: &Chars<'_>, i: usize) -> Option<(i32, usize)> {
    let (value, end) = match arabic(cs, i, 4) {
        Some(found) => found,
        None => {
            let mut value = 0;
            for j in i..i + 4 {
                // Typesetters and scanners put the letter O for the zero: 二OO一年.
                let digit = match cs.get(j)? {
                    'O' | 'o' | 'Ｏ' | '０' if j > i => 0,
                    '两' => return None,
                    c => han_digit(c)?,
                };
                value = value * 10 + digit;
            }
            (value, i + 4)
        }
    };
    let plausible = end - i == 4 && (1000..=2999).contains(&value);
    plausible.then(|| i32::try_from(value).ok().map(|y| (y, end)))?
}

/// Position after a dash or 至 / 到.
pub(super) fn dash(cs: &Chars<'_>, i: usize) -> Option<usize> {
    ["——", "-", "－", "—", "–", "~", "～", "至", "到"].iter().find(|w| cs.at(i, w)).map(|w| i + w.chars().count())
}

/// A Chinese number of a year that is spelt with places (两千零四) or below one hundred (二十三).
pub(super) fn han_number(cs: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    let (thousands, mut j) =
        match (cs.get(i).and_then(|c| if c == '兩' { Some(2) } else { han_digit(c) }), cs.get(i + 1)) {
            (Some(t @ 1..=2), Some('千')) => (t * 1000, i + 2),
            _ => return han(cs, i),
        };
    j += usize::from(matches!(cs.get(j), Some('零' | '〇')));
    let Some((rest, end)) = han(cs, j) else { return Some((thousands, j)) };
    Some((thousands + rest, end))
}
