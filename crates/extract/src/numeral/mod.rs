//! Numerals of Chinese text in every form that the press prints: `1.5亿`, `65320余`, `三分之一`, `百分之五`, `廿三`, `壹佰`,
//! `两百多`, `十几`, `二〇二四`, full-width digits, thousands separators.
//!
//! The grammar is written from the language (units fall within a section of four places, 万 and 亿 close a section, 余 多 几
//! stand before or after a multiplier); words that merely contain a numeral (四川, 一定) are listed in `never.tsv`.

mod arabic;
mod han;
mod rational;

pub use rational::Rational;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::Approx;

use crate::chars::Chars;

/// The script in which a numeral is written; `1亿五千万` counts as Arabic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// 0–9, half or full width.
    Arabic,
    /// 一二三, 十百千, 壹贰叁, 廿.
    Han,
}

/// What kind of value a numeral spells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumeralKind {
    /// A number with places or a decimal point: 1.5亿, 三千二百.
    Number,
    /// A row of Chinese digits without places, as in years: 二〇二四.
    DigitRow,
    /// 三分之一, 1/3.
    Fraction,
    /// 百分之五: the value is the percentage.
    Percent,
    /// 千分之三: the value is the number of thousandths.
    Permille,
    /// 数十, 几百万: no value.
    Vague,
}

/// One numeral, in byte offsets of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Byte range, multipliers and inner 余 / 多 / 几 included.
    pub range: Range<usize>,
    /// The value multiplied out; `None` for [`NumeralKind::Vague`].
    pub value: Option<Rational>,
    /// The upper value of neighbouring digits: 七八十 is 70 to 80.
    pub upper: Option<Rational>,
    /// Kind of value.
    pub kind: NumeralKind,
    /// Script.
    pub script: Script,
    /// `Over` for 余 多 几, `About` for neighbouring digits, else `Exact`.
    pub approx: Approx,
}

/// A numeral in character positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Num {
    pub(crate) range: Range<usize>,
    pub(crate) value: Option<Rational>,
    pub(crate) upper: Option<Rational>,
    pub(crate) kind: NumeralKind,
    pub(crate) script: Script,
    pub(crate) approx: Approx,
    /// A multiplier (万, 亿 …) is part of the numeral.
    pub(crate) multiplied: bool,
}

/// All numerals of `text`, left to right, none overlapping. Linear in the length of the text.
#[must_use]
pub fn numerals(text: &str) -> Vec<Numeral> {
    let cs = Chars::new(text);
    scan(&cs)
        .into_iter()
        .map(|n| Numeral {
            range: cs.bytes(&n.range),
            value: n.value,
            upper: n.upper,
            kind: n.kind,
            script: n.script,
            approx: n.approx,
        })
        .collect()
}

/// All numerals in character positions.
pub(crate) fn scan(cs: &Chars<'_>) -> Vec<Num> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < cs.len() {
        if let Some(end) = never_word(cs, i) {
            i = end;
            continue;
        }
        match parse_at(cs, i) {
            Some(n) => {
                i = n.range.end.max(i + 1);
                out.push(n);
            }
            None => i = skip(cs, i),
        }
    }
    out
}

/// The longest numeral that starts at `i`.
fn parse_at(cs: &Chars<'_>, i: usize) -> Option<Num> {
    let c = cs.get(i)?;
    let start = i;
    let (negative, i) = match c {
        '-' | '－' | '−' if !cs.before(i).is_some_and(|b| b.is_alphanumeric()) => (true, i + 1),
        // 减负12.6亿元, 胜负: part of another word.
        '负' | '負' if !cs.before(i).is_some_and(|c| "减減担肩欠胜勝抱自背辜".contains(c)) => {
            (true, i + 1)
        }
        _ => (false, i),
    };
    let mut n = if arabic::digit(cs.get(i)?).is_some() {
        // A digit inside a Latin word or a code (PM2, A320) is a name.
        if cs.before(i).is_some_and(|b| b.is_ascii_alphabetic() || arabic::digit(b).is_some()) {
            return None;
        }
        arabic::parse(cs, i)?
    } else {
        han::parse(cs, i)?
    };
    n = fraction(cs, n);
    if is_bare(cs, &n) {
        return None;
    }
    if negative {
        n.value = n.value.map(Rational::negate);
        n.range.start = start;
    }
    Some(n)
}

/// A lone character that is a numeral only in company: 百 in 百姓, 万 in 万象, 伍 in a name.
fn is_bare(cs: &Chars<'_>, n: &Num) -> bool {
    const COMPANY: &str = "近上超过逾约数达破成足";
    if n.range.len() != 1 {
        return false;
    }
    match cs.get(n.range.start) {
        Some('百' | '千' | '万' | '亿' | '萬' | '億' | '兆') => {
            !cs.before(n.range.start).is_some_and(|c| COMPANY.contains(c))
        }
        Some(c) => "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟弌○零〇".contains(c),
        None => true,
    }
}

/// After a failed parse: past a whole run of digits and letters, so that long codes stay linear.
fn skip(cs: &Chars<'_>, i: usize) -> usize {
    let code = |j: usize| cs.get(j).is_some_and(|c| arabic::digit(c).is_some() || c.is_ascii_alphanumeric());
    let mut j = i + 1;
    if code(i) {
        while code(j) || matches!(cs.get(j), Some('.')) && code(j + 1) {
            j += 1;
        }
    }
    j
}

/// `A分之B` and `a/b`, when they follow the number `n`.
fn fraction(cs: &Chars<'_>, n: Num) -> Num {
    let end = n.range.end;
    if cs.at(end, "分之") {
        let top = end + 2;
        let negative = matches!(cs.get(top), Some('负' | '負'));
        let from = top + usize::from(negative);
        let parsed = match cs.get(from) {
            Some(c) if arabic::digit(c).is_some() => arabic::parse(cs, from),
            Some(_) => han::parse(cs, from),
            None => None,
        };
        let (Some(b), Some(a)) = (parsed, n.value) else { return n };
        let Some(mut numerator) = b.value else { return n };
        if negative {
            numerator = numerator.negate();
        }
        let (value, kind) = match a.to_u32() {
            Some(100) => (Some(numerator), NumeralKind::Percent),
            Some(1000) => (Some(numerator), NumeralKind::Permille),
            _ => (numerator.checked_div(a), NumeralKind::Fraction),
        };
        if value.is_none() {
            return n;
        }
        return Num {
            range: n.range.start..b.range.end,
            value,
            upper: None,
            kind,
            script: b.script,
            approx: b.approx,
            multiplied: false,
        };
    }
    if matches!(cs.get(end), Some('/' | '／'))
        && n.script == Script::Arabic
        && !n.multiplied
        && !matches!(cs.before(n.range.start), Some('/' | '／'))
        && let Some(b) = arabic::integer(cs, end + 1)
        && !cs.get(b.1).is_some_and(|c| matches!(c, '/' | '／' | '.' | '-' | '万') || c.is_ascii_alphabetic())
        && let Some(a) = n.value
        && a < b.0
        && let Some(value) = a.checked_div(b.0)
    {
        return Num { range: n.range.start..b.1, value: Some(value), kind: NumeralKind::Fraction, ..n };
    }
    n
}

/// End of a word of `never.tsv` that starts at `i`.
fn never_word(cs: &Chars<'_>, i: usize) -> Option<usize> {
    let words = NEVER.get(&cs.get(i)?)?;
    // 一点九倍 is a decimal, 一点 alone a figure of speech.
    let decimal = |w: &str| {
        w.ends_with('点') && cs.get(i + w.chars().count()).is_some_and(|c| "零一二三四五六七八九".contains(c))
    };
    words.iter().find(|w| cs.at(i, w) && !decimal(w)).map(|w| i + w.chars().count())
}

/// Words that hold a numeral and are none, by first character, longest first.
static NEVER: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut map: HashMap<char, Vec<&'static str>> = HashMap::new();
    for word in include_str!("never.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()) {
        if let Some(first) = word.chars().next() {
            map.entry(first).or_default().push(word);
        }
    }
    for words in map.values_mut() {
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    }
    map
});

#[cfg(test)]
mod tests;
