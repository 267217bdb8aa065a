//! A whole string as one number, for columns of tables and sums of money: 壹拾壹元伍角, 一百零八, 100万三千.

use super::{NumeralKind, Options, Rational, Scope, arabic, places, scan_with};
use crate::chars::Chars;

/// How carefully a number must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// Each digit with its place: not 一百二, 百十一 or 一二三.
    Strict,
    /// As people write: 一百二 is 120, 一二三 is 123.
    Lenient,
}

/// The value of a string that is one exact number and nothing else, or a sum of money (壹拾壹元整, 三元五角).
#[must_use]
pub fn parse(text: &str, strictness: Strictness) -> Option<Rational> {
    let text = text.trim();
    let mut rest = text.strip_suffix(['整', '正']).unwrap_or(text);
    if rest.len() < text.len() && !rest.ends_with(['元', '圆', '圓', '角', '分']) {
        return None;
    }
    let (mut total, mut any) = (Rational::integer(0), false);
    for (units, share) in [(["元", "圆", "圓"], 1), (["角", "毛", "毫"], 10), (["分", "分", "分"], 100)] {
        let Some((head, tail)) = units.iter().find_map(|u| rest.split_once(u)) else { continue };
        // 三分之一 is no money.
        if tail.starts_with('之') {
            continue;
        }
        let part = number(head, strictness)?.checked_div(Rational::integer(share))?;
        total = total.checked_add(part)?;
        (rest, any) = (tail, true);
    }
    match (any, rest.is_empty()) {
        (true, true) => Some(total),
        (true, false) => None,
        (false, _) => number(rest, strictness),
    }
}

fn number(text: &str, strictness: Strictness) -> Option<Rational> {
    let options = Options { scope: Scope::Everything, ..Options::default() };
    let cs = options.chars(text);
    let cs = cs.simplified().unwrap_or(cs);
    let found = scan_with(&cs, options);
    let [n] = found.as_slice() else { return None };
    let whole = n.range == (0..cs.len()) && n.kind != NumeralKind::Vague && n.upper.is_none();
    let exact = n.approx == baokan_corpus_model::Approx::Exact || n.kind == NumeralKind::DigitRow;
    let fine = strictness == Strictness::Lenient || is_strict(&cs);
    n.value.filter(|_| whole && exact && fine)
}

/// Whether each Chinese digit of the whole part has its place.
fn is_strict(cs: &Chars<'_>) -> bool {
    let sign = usize::from(matches!(cs.get(0), Some('负' | '負' | '-')));
    let end = (sign..cs.len()).find(|i| matches!(cs.get(*i), Some('点' | '點'))).unwrap_or(cs.len());
    let digit = |i: usize| cs.get(i).and_then(places::digit);
    let large = |i: usize| cs.get(i).is_some_and(|c| "百佰千仟万萬亿億兆".contains(c));
    if large(sign) {
        return false;
    }
    let doubled = (sign + 1..end).any(|i| digit(i).is_some() && digit(i - 1).is_some_and(|d| d > 0));
    let open = end >= sign + 2 && digit(end - 1).is_some_and(|d| d > 0) && large(end - 2);
    !doubled && !open
}

/// The digits of a number that is read out one by one (二〇〇二, 幺八九, 零零三), as a string of 0–9, with `-` and `.`.
#[must_use]
pub fn digits(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.chars().enumerate() {
        out.push(match c {
            '负' | '負' | '-' if i == 0 => '-',
            '点' | '點' | '.' if i > 0 && !out.contains('.') => '.',
            '幺' => '1',
            c => char::from_digit(arabic::digit(c).or_else(|| places::digit(c))?, 10)?,
        });
    }
    out.ends_with(|c: char| c.is_ascii_digit()).then_some(out)
}
