//! How many members a numbered phrase announces: 四专两合力 has 4 + 2, 六个必须坚持 6.

use crate::names::text::numeral;

/// Measure words that may stand between the numeral and the noun.
const MEASURES: &str = "个大项种条类级方重层次点位步";

/// A numeral at the beginning of `s`: its value and its length in bytes. Digits of up to two places or one Chinese numeral
/// (十二 included).
pub(super) fn leading(s: &str) -> Option<(u32, usize)> {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return if digits <= 2 { s.get(..digits)?.parse().ok().map(|n| (n, digits)) } else { None };
    }
    let mut chars = s.chars();
    let first = chars.next()?;
    let value = numeral(first)?;
    match chars.next() {
        Some('十') if value < 10 => Some((value * 10, first.len_utf8() * 2)),
        Some(next) if value == 10 && numeral(next).is_some_and(|n| n < 10) => {
            Some((10 + numeral(next).unwrap_or(0), first.len_utf8() + next.len_utf8()))
        }
        _ => Some((value, first.len_utf8())),
    }
}

/// Whether `s` begins with a numeral and a noun, with or without a measure word, and is no common word like 一起.
pub(super) fn is_numbered(s: &str) -> bool {
    let Some((_, n)) = leading(s) else { return false };
    s.get(n..)
        .is_some_and(|rest| rest.chars().next().is_some_and(|c| crate::names::text::is_han(c) || c.is_ascii_digit()))
}

/// The number of members that the name announces; `None` when it announces none or one.
pub(super) fn arity(name: &str) -> Option<u32> {
    // 3+1: the sum, where all terms are numbers (not 1+3+N).
    if name.contains('+') {
        return name.split('+').map(|t| t.parse::<u32>().ok().filter(|n| *n < 20)).sum::<Option<u32>>();
    }
    let parts: Vec<&str> = name.split(['，', '、']).collect();
    let mut sum = 0;
    for part in &parts {
        sum += part_arity(part)?;
    }
    (sum >= 2).then_some(sum)
}

fn part_arity(part: &str) -> Option<u32> {
    let bare = part.trim_start_matches(['“', '‘']);
    let (first, n) = leading(bare)?;
    let rest = bare.get(n..)?;
    let mut chars = rest.chars();
    if chars.next().is_some_and(|c| MEASURES.contains(c)) {
        return Some(first); // 三个一号工程: the second numeral belongs to the noun
    }
    // 四专两合力, 三组一中心: every numeral announces members, unless all are one (一村一警).
    let mut values = vec![first];
    // 六统一: a word that ends in 一 counts nothing.
    let counted = ["统一", "专一", "合一", "第一"].iter().find_map(|w| rest.strip_suffix(w)).unwrap_or(rest);
    values.extend(counted.chars().filter_map(numeral).filter(|n| *n < 10));
    if values.iter().all(|v| *v == 1) {
        return None;
    }
    Some(values.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_add_up() {
        assert_eq!(arity("四专两合力"), Some(6));
        assert_eq!(arity("三个一号工程"), Some(3));
        assert_eq!(arity("两个坚持，三个不变"), Some(5));
        assert_eq!(arity("一村一警"), None);
        assert_eq!(arity("十二项制度"), Some(12));
        assert_eq!(arity("五统一"), Some(5));
        assert_eq!(arity("四统一分"), Some(5));
        assert_eq!(arity("2+3"), Some(5));
        assert_eq!(arity("2+3+N"), None);
        assert_eq!(arity("枫桥经验"), None);
    }
}
