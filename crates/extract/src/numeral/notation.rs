//! Ways of writing that the press does not use: `40k`, `2e5`, `2^5`, `.5`, 百三, 半百, 一半, 三打.

use super::{Collectives, Num, NumeralKind, Options, Rational, Script, arabic, places};
use crate::chars::Chars;
use crate::quantity::{Dimension, units};

/// `2e5`, `2^5`, `40k`, `3M` behind the decimal number that ends at `j`: value and position after it.
pub(super) fn scaled(cs: &Chars<'_>, value: Rational, j: usize) -> Option<(Rational, usize)> {
    let power = |value: Rational, exponent: u32, negative: bool| {
        let mut out = Rational::integer(1);
        for _ in 0..exponent {
            out = out.checked_mul(value)?;
        }
        if negative { Rational::integer(1).checked_div(out) } else { Some(out) }
    };
    let exponent = |mut i: usize| {
        let mut negative = false;
        while let Some(c) = cs.get(i).filter(|c| matches!(c, '+' | '-' | '－' | '＋')) {
            negative = matches!(c, '-' | '－') && !negative;
            i += 1;
        }
        let (n, end) = arabic::integer(cs, i)?;
        Some((n.to_u32().filter(|n| *n <= 38)?, negative, end))
    };
    let word_ends = |i: usize| !cs.get(i).is_some_and(|c| c.is_ascii_alphanumeric());
    match cs.get(j)? {
        '^' => exponent(j + 1).and_then(|(n, negative, end)| Some((power(value, n, negative)?, end))),
        'e' | 'E' => exponent(j + 1)
            .filter(|(.., end)| word_ends(*end))
            .and_then(|(n, negative, end)| Some((value.checked_mul(power(Rational::integer(10), n, negative)?)?, end))),
        c => {
            let blank = usize::from(c == ' ');
            let factor = match cs.get(j + blank)? {
                'k' | 'K' | 'Ｋ' | 'ｋ' => 1000,
                'M' | 'Ｍ' => 1_000_000,
                'G' | 'Ｇ' => 1_000_000_000,
                _ => return None,
            };
            let end = j + blank + 1;
            word_ends(end).then(|| value.checked_mul(Rational::integer(factor)).map(|v| (v, end)))?
        }
    }
}

/// A number that begins without its digit: `.5`, 百三 (130), 萬九 (19 000), 百二萬, 零十, 半百.
pub(super) fn unwritten(cs: &Chars<'_>, i: usize) -> Option<Num> {
    let plain = |end: usize, value: Rational| Some(Num::plain(i..end, value, Script::Han));
    if cs.get(i) == Some('.') && !cs.before(i).is_some_and(|b| b == '.' || arabic::digit(b).is_some()) {
        let (digits, end) = arabic::integer(cs, i + 1)?;
        let places = u32::try_from(end - i - 1).ok()?;
        let value = digits.checked_div(Rational::integer(10i128.checked_pow(places)?))?;
        let (value, end) = scaled(cs, value, end).unwrap_or((value, end));
        return Some(Num::plain(i..end, value, Script::Arabic));
    }
    for (word, value) in [("半百", 50), ("零十", 10)] {
        if cs.at(i, word) {
            return plain(i + 2, Rational::integer(value));
        }
    }
    if matches!(cs.get(i), Some('零' | '〇' | '○'))
        && !cs.get(i + 1).is_some_and(|c| c == '点' || c == '點' || places::digit(c).is_some())
    {
        return plain(i + 1, Rational::integer(0));
    }
    let unit = match cs.get(i)? {
        '百' => 100,
        '千' => 1000,
        '万' | '萬' => 10_000,
        _ => return None,
    };
    let digit = i128::from(cs.get(i + 1).filter(|c| "一二三四五六七八九".contains(*c)).and_then(places::digit)?);
    let value = unit + digit * unit / 10;
    match cs.get(i + 2) {
        Some('万' | '萬') if unit < 10_000 => plain(i + 3, Rational::integer(value * 10_000)),
        Some(c) if places::digit(c).is_some() || places::multipliers(cs, i + 2).is_some() || c == '点' => None,
        _ => plain(i + 2, Rational::integer(value)),
    }
}

/// 一半, 半数, 半年, 半个: one half; and the five tenths of 打对折.
pub(super) fn half(cs: &Chars<'_>, i: usize, options: Options) -> Option<Num> {
    if !matches!(cs.get(i), Some('一' | '半' | '对' | '對')) {
        return None;
    }
    let half = Rational::new(1, 2)?;
    let plain = |end: usize, value: Rational| Some(Num::plain(i..end, value, Script::Han));
    if cs.at(i, "一半半") && options.everything() {
        return plain(i + 3, half);
    }
    if cs.at(i, "一半") || cs.at(i, "半数") {
        return plain(i + 2, half);
    }
    let c = cs.get(i).filter(|c| matches!(c, '半' | '对' | '對'))?;
    let (unit, _) = units::unit_at(cs, i + 1)?;
    if c != '半' {
        return if unit.name == "折" && cs.before(i) == Some('打') {
            plain(i + 1, Rational::integer(5))
        } else {
            None
        };
    }
    // 上半年, 大半个, 三年半 and 一个半小时 are other things; 半场 and 半面 are words.
    let part = cs.before(i).is_some_and(|c| "上下前后大小多少过个年月天".contains(c));
    let whole = matches!(unit.dimension, Dimension::Time | Dimension::Mass | Dimension::Length | Dimension::Percent)
        || unit.name == "个";
    if !part && whole { plain(i + 1, half) } else { None }
}

/// One of the numbers of `2222.2222.22222`, which is none as a whole.
pub(super) fn piece(cs: &Chars<'_>, i: usize, options: Options) -> Option<Num> {
    let (value, end) = arabic::integer(cs, i).filter(|_| options.everything())?;
    Some(Num::plain(i..end, value, Script::Arabic))
}

/// 三打, 两双 as the options say, and 1半.
pub(super) fn multiples(cs: &Chars<'_>, n: Num, options: Options) -> Num {
    let end = n.range.end;
    let factor = match (cs.get(end), options.collectives) {
        (Some('打'), Collectives::Dozens | Collectives::All) => Rational::integer(12),
        (Some('双' | '雙' | '对' | '對'), Collectives::All) => Rational::integer(2),
        (Some('半'), _) if options.everything() && n.script == Script::Arabic && n.range.len() == 1 => {
            match Rational::new(1, 2) {
                Some(half) => half,
                None => return n,
            }
        }
        _ => return n,
    };
    let Some(value) = n.value.filter(|_| n.kind == NumeralKind::Number).and_then(|v| v.checked_mul(factor)) else {
        return n;
    };
    Num { range: n.range.start..end + 1, value: Some(value), ..n }
}
