//! The numbers that open sections and items: 第三章, 第十七条之一, 一、, （二）, 3., （4）, ⑤, 一是, 第一，, 其二, 首先.

use crate::sentence::{is_digit, is_han};

/// How a section is marked. The order is that of the usual nesting, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// 第一编, 第一篇, 第一部分
    Part,
    /// 第一分编
    Subpart,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Clause,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// 1. and 1、
    Digit,
    /// （1） and 1）
    DigitBracket,
    /// ①
    Circled,
    /// 一是, and 一要 where each item begins so
    Is,
    /// 第一，
    Ordinal,
    /// 其一
    Among,
    /// 首先，其次，最后
    First,
    /// ——
    Dash,
}

impl Style {
    /// Whether the number counts the parts of a statute or a book: its words leave no doubt.
    pub(super) const fn is_named(self) -> bool {
        matches!(self, Self::Part | Self::Subpart | Self::Chapter | Self::Section | Self::Clause)
    }

    /// Whether it opens members of an enumeration and never a section with a head.
    pub(super) const fn is_item(self) -> bool {
        matches!(self, Self::Is | Self::Ordinal | Self::Among | Self::First | Self::Dash)
    }
}

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    /// Its value; `LAST` for 最后, 0 for ——.
    pub(super) value: u32,
    /// 之一, 之二.
    pub(super) sub: Option<u32>,
    /// Bytes of the number with the marks that belong to it.
    pub(super) len: usize,
    /// Bytes from the start to what follows: white space and ， too.
    pub(super) skip: usize,
}

/// The value of 最后, which ends a list of any length.
pub(super) const LAST: u32 = u32::MAX;
/// No list of the press is longer; 1954 is a year.
const DIGITS_MAX: usize = 2;

/// The number that `text` begins with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let found = match first {
        '第' => named(text).or_else(|| ordinal(text)),
        '（' | '(' | '﹙' => bracketed(text),
        '其' => among(text).or_else(|| in_words(text)),
        '首' | '再' | '最' | '然' => in_words(text),
        '—' => dash(text),
        '①'..='⑳' => one_sign(first, '①', Style::Circled),
        '㈠'..='㈩' => one_sign(first, '㈠', Style::HanBracket),
        '⑴'..='⒇' => one_sign(first, '⑴', Style::DigitBracket),
        '⒈'..='⒛' => one_sign(first, '⒈', Style::Digit),
        c if is_digit(c) => digits(text),
        c if han_digit(c).is_some() => han(text),
        _ => None,
    }?;
    let rest = text.get(found.len..)?;
    let skip = text.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '，' | ',')).len();
    Some(Marker { skip, ..found })
}

fn plain(style: Style, value: u32, len: usize) -> Option<Marker> {
    (value > 0).then_some(Marker { style, value, sub: None, len, skip: len })
}

fn one_sign(sign: char, first: char, style: Style) -> Option<Marker> {
    plain(style, (sign as u32) - (first as u32) + 1, sign.len_utf8())
}

/// 第十七条之一, 第二章, 第一分编, 第三部分.
fn named(text: &str) -> Option<Marker> {
    let after = text.strip_prefix('第')?;
    let (value, len) = numeral(after)?;
    let unit = after.get(len..)?;
    let units = [
        ("部分", Style::Part),
        ("分编", Style::Subpart),
        ("編", Style::Part),
        ("编", Style::Part),
        ("篇", Style::Part),
        ("章", Style::Chapter),
        ("节", Style::Section),
        ("節", Style::Section),
        ("条", Style::Clause),
        ("條", Style::Clause),
    ];
    let (word, style) = units.into_iter().find(|(word, _)| unit.starts_with(word))?;
    let mut end = '第'.len_utf8() + len + word.len();
    let mut sub = None;
    if let Some((n, len)) = text.get(end..).and_then(|t| t.strip_prefix('之')).and_then(numeral) {
        (sub, end) = (Some(n), end + '之'.len_utf8() + len);
    }
    let next = text.get(end..)?.chars().next();
    // 第三章写道 is prose; 第十二条规定 too. A clause may follow without a space where a sequence proves it.
    let free = next.is_none_or(|c| c.is_whitespace() || matches!(c, '：' | ':' | '【' | '　'));
    (free || style == Style::Clause).then_some(Marker { style, value, sub, len: end, skip: end })
}

/// 第一，… and 第一是….
fn ordinal(text: &str) -> Option<Marker> {
    let after = text.strip_prefix('第')?;
    let (value, len) = numeral(after)?;
    let end = '第'.len_utf8() + len;
    let next = after.get(len..)?.chars().next()?;
    let is_one = matches!(next, '，' | ',' | '、' | '：' | '是' | '要');
    if !is_one || value > 20 {
        return None;
    }
    plain(Style::Ordinal, value, if matches!(next, '是' | '要' | '、') { end + next.len_utf8() } else { end })
}

/// （一） and （1）.
fn bracketed(text: &str) -> Option<Marker> {
    let open = text.chars().next()?.len_utf8();
    let inner = text.get(open..)?;
    let (value, len) = numeral(inner)?;
    let close = inner.get(len..)?.chars().next().filter(|c| matches!(c, '）' | ')' | '﹚'))?;
    let style = if inner.starts_with(is_digit) { Style::DigitBracket } else { Style::HanBracket };
    (value <= 99).then(|| plain(style, value, open + len + close.len_utf8()))?
}

/// 其一, 其二.
fn among(text: &str) -> Option<Marker> {
    let (value, len) = numeral(text.strip_prefix('其')?)?;
    let end = '其'.len_utf8() + len;
    let next = text.get(end..)?.chars().next()?;
    (value <= 10 && matches!(next, '，' | ',' | '、' | '：' | '是')).then(|| plain(Style::Among, value, end))?
}

/// 首先, 其次, 再次, 最后.
fn in_words(text: &str) -> Option<Marker> {
    const WORDS: &[(&str, u32)] =
        &[("首先", 1), ("其次", 2), ("再次", 3), ("然后", 3), ("然後", 3), ("最后", LAST), ("最後", LAST)];
    let (word, value) = WORDS.iter().find(|(w, _)| text.starts_with(w))?;
    let next = text.get(word.len()..)?.chars().next()?;
    matches!(next, '，' | ',' | '、' | '是' | '要').then(|| plain(Style::First, *value, word.len()))?
}

/// —— before a Chinese word or a quotation.
fn dash(text: &str) -> Option<Marker> {
    let rest = text.trim_start_matches('—');
    let len = text.len() - rest.len();
    let next = rest.trim_start().chars().next()?;
    (len >= 2 * '—'.len_utf8() && (is_han(next) || is_digit(next) || matches!(next, '“' | '「' | '《')))
        .then_some(Marker { style: Style::Dash, value: 0, sub: None, len, skip: len })
}

/// 1. 1． 1、 1） and 1) ; not 1.5, 2025. or 3、4号.
fn digits(text: &str) -> Option<Marker> {
    let (value, len) = numeral(text)?;
    if text.chars().take_while(|c| is_digit(*c)).count() > DIGITS_MAX {
        return None;
    }
    let after = text.get(len..)?;
    let dot = after.chars().next()?;
    let style = match dot {
        '.' | '．' | '、' => Style::Digit,
        '）' | ')' => Style::DigitBracket,
        _ => return None,
    };
    let next = after.get(dot.len_utf8()..)?.chars().next();
    let goes_on =
        next.is_some_and(|c| is_digit(c) || (dot != '、' && c.is_ascii_alphanumeric()) || matches!(c, '%' | '％'));
    (!goes_on).then(|| plain(style, value, len + dot.len_utf8()))?
}

/// 一、 一． and 一是; not 一、二季度.
fn han(text: &str) -> Option<Marker> {
    let (value, len) = numeral(text)?;
    let after = text.get(len..)?;
    let mark = after.chars().next()?;
    let next = after.get(mark.len_utf8()..)?.chars().next();
    match mark {
        '、' | '．' | '.' => {
            let goes_on = next.is_some_and(|c| han_digit(c).is_some() && !begins_word(after, mark));
            (value <= 99 && !goes_on).then(|| plain(Style::Han, value, len + mark.len_utf8()))?
        }
        '是' | '要' => {
            // 一是一，二是二; 三是个数
            let goes_on = next
                .is_none_or(|c| han_digit(c).is_some_and(|_| mark == '是') || matches!(c, '个' | '個' | '非' | '否'));
            (value <= 20 && !goes_on).then(|| plain(Style::Is, value, len + mark.len_utf8()))?
        }
        _ => None,
    }
}

/// Whether the numeral behind 一、 is no second number: 一、三年来的斗争, 二、十年成就.
fn begins_word(after: &str, mark: char) -> bool {
    let Some(rest) = after.get(mark.len_utf8()..) else { return false };
    let Some((_, len)) = numeral(rest) else { return true };
    let next = rest.get(len..).and_then(|r| r.chars().next());
    next.is_some_and(|c| matches!(c, '年' | '个' | '個' | '项' | '項' | '大' | '是' | '要' | '方' | '切' | '些'))
        || rest.starts_with("一年")
}

/// The value of a Chinese or Arabic number at the start, and its bytes.
pub(super) fn numeral(text: &str) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    if is_digit(first) {
        let mut value = 0u32;
        let mut len = 0;
        for c in text.chars().take_while(|c| is_digit(*c)).take(5) {
            let d = if c.is_ascii_digit() { c as u32 - '0' as u32 } else { c as u32 - '０' as u32 };
            value = value * 10 + d;
            len += c.len_utf8();
        }
        return Some((value, len));
    }
    let (mut total, mut digit, mut len) = (0u32, 0u32, 0usize);
    for c in text.chars().take(9) {
        match (han_digit(c), c) {
            (Some(10), _) => (total, digit) = (total + digit.max(1) * 10, 0),
            (Some(d), _) => digit = d,
            (None, '百') => (total, digit) = (total + digit.max(1) * 100, 0),
            (None, '千') => (total, digit) = (total + digit.max(1) * 1000, 0),
            _ => break,
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((total + digit, len))
}

const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_sections_and_items() {
        for (text, style, value, number) in [
            ("第三章　总则", Style::Chapter, 3, "第三章"),
            ("第一百二十条之一 资助", Style::Clause, 120, "第一百二十条之一"),
            ("第一分编 通则", Style::Subpart, 1, "第一分编"),
            ("第二部分", Style::Part, 2, "第二部分"),
            ("一、总体要求", Style::Han, 1, "一、"),
            ("一、三年来的斗争", Style::Han, 1, "一、"),
            ("十二、附件", Style::Han, 12, "十二、"),
            ("（三）加强领导", Style::HanBracket, 3, "（三）"),
            ("3.加强领导", Style::Digit, 3, "3."),
            ("１．加强领导", Style::Digit, 1, "１．"),
            ("(4) 加强", Style::DigitBracket, 4, "(4)"),
            ("5）加强", Style::DigitBracket, 5, "5）"),
            ("⑥加强", Style::Circled, 6, "⑥"),
            ("二是加强", Style::Is, 2, "二是"),
            ("三要加强", Style::Is, 3, "三要"),
            ("第一，要稳", Style::Ordinal, 1, "第一"),
            ("其二，要准", Style::Among, 2, "其二"),
            ("其次，要快", Style::First, 2, "其次"),
            ("——要快", Style::Dash, 0, "——"),
        ] {
            let m = marker(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((m.style, m.value, &text[..m.len]), (style, value, number), "{text}");
        }
        assert_eq!(marker("第一百二十条之一 资助").unwrap().sub, Some(1));
    }

    #[test]
    fn what_looks_like_one() {
        for text in [
            "一、二季度平稳",
            "1.5万吨",
            "2025.6.30",
            "1、2号机组",
            "第三章写道",
            "三是个数",
            "一是一",
            "第一书记",
            "其中一项",
            "首先进的",
            "（本报讯）",
            "（2025）",
            "—短",
            "12月",
            "一带一路",
            "最后一班岗",
            "3.5%",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
