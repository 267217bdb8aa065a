//! What looks like a figure in text that is not press: ingredients, tables, addresses, examination papers, foreign sentences.

use std::ops::Range;

use super::read::Found;
use crate::chars::Chars;
use crate::quantity::Qty;

/// 八角、桂皮: the spice, or corners; a price has its goods or its yuan before it. 6层603室: an address.
pub(super) fn is_no_amount(cs: &Chars<'_>, clause: &Range<usize>, q: &Qty) -> bool {
    let open = q.range.start == clause.start || cs.before(q.range.start).is_some_and(|c| "、 　和与".contains(c));
    let corners = open && q.range.len() == 2 && cs.before(q.range.end) == Some('角') && q.numeral.len() == 1;
    let digit = |i: usize| cs.get(i).is_some_and(|c| c.is_ascii_digit());
    let mut room = q.range.end;
    while digit(room) {
        room += 1;
    }
    let address = room > q.range.end && matches!(cs.get(room), Some('室' | '号' | '房'));
    corners && !matches!(cs.get(q.range.end), Some('钱' | '票' | '五' | '分')) || address
}

/// Where a mark of a list at the beginning of a line ends (3. 最大容量, • 缓存).
pub(super) fn list_mark(cs: &Chars<'_>, start: usize) -> Option<usize> {
    if start > 0 && cs.before(start) != Some('\n') {
        return None;
    }
    let mut at = start;
    while cs.get(at).is_some_and(|c| c.is_ascii_digit()) && at < start + 3 {
        at += 1;
    }
    let numbered = at > start && matches!(cs.get(at), Some('.' | '．' | '、')) && !cs.get(at + 1)?.is_ascii_digit();
    let bullet = at == start && cs.get(at).is_some_and(|c| "*•●■◆·-".contains(c)) && cs.get(at + 1)?.is_whitespace();
    (numbered || bullet).then_some(at + 1 - start)
}

/// Whether an indicator names what is counted: not a number of a table's row, not an option of a question (B. 6℃), not a single
/// character that is no noun; and its clause is not a sentence in Latin letters.
pub(super) fn is_named(cs: &Chars<'_>, found: &Found) -> bool {
    const NO_NOUNS: &str = "打兑走合折";
    let name = found.indicator.text.trim();
    let han = |s: &str| s.chars().any(crate::names::text::is_han);
    let numeric = |word: &str| {
        let digits = word.trim_start_matches(['-', '+']);
        digits.contains(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c))
    };
    let mut words = name.split_whitespace().peekable();
    let row = words.any(numeric) && name.contains(char::is_whitespace);
    let lone = name.chars().count() == 1 && NO_NOUNS.contains(name);
    let latin = name.bytes().filter(u8::is_ascii_alphabetic).count() >= 2;
    let clause = cs.slice(found.clause.clone());
    let foreign = !han(clause) && clause.split_whitespace().filter(|w| w.len() > 1 && !numeric(w)).count() > 3;
    !row && !lone && (han(name) || latin) && !foreign
}

#[cfg(test)]
mod tests {
    use crate::statistics::figures;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, f64)]) {
        let found = figures(text, None);
        let found: Vec<(&str, f64)> = found.iter().filter_map(|f| Some((f.indicator.as_str(), f.value?))).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn spices_and_addresses_are_no_amounts() {
        check("原料：肋排500克，八角2个，桂皮3块。", &[("肋排", 500.0), ("八角", 2.0), ("桂皮", 3.0)]);
        check("地址：解放路218号办公楼6层603室", &[]);
    }

    #[test]
    fn marks_of_lists_are_no_part_of_an_indicator() {
        check("3. 最大容量为8公斤", &[("最大容量", 8.0)]);
        check("* 缓存大小为256公斤", &[("缓存大小", 256.0)]);
    }

    #[test]
    fn rows_options_and_foreign_sentences_have_no_figures() {
        check("600018 东海港口 5.67 -0.35% 0.89% 12.3", &[]);
        check("A. 10℃　B. 6℃　C. -6℃", &[]);
        check("Wheat output rose by 15% in 1964", &[]);
    }
}
