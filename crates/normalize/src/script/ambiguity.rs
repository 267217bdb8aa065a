//! Characters whose conversion is a choice: one form on this side, several on the other.
//!
//! A phrase settles the choice (乾隆 keeps 乾, 乾淨 takes 干); a character that no phrase covers
//! gets the first candidate, and its change says `ambiguous`.
//!
//! Simplified to Traditional, every character with several candidates in `STCharacters` counts
//! (发: 發 or 髮). Traditional to Simplified, OpenCC lists many second candidates that nobody
//! writes (买 or 𧹒); only those count whose second candidate occurs in a phrase on the Simplified
//! side. That list is [`TO_SIMPLIFIED`]; a test derives it anew from the dictionaries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::dictionary::{Row, rows};

/// Traditional characters with more than one Simplified form in real use. `t2s` changes them to the
/// likeliest one, and reports the change as ambiguous where no phrase decides.
pub const TO_SIMPLIFIED: &[char] = &[
    '乾', '剋', '劄', '勣', '吒', '噁', '夥', '徵', '扞', '於', '昇', '椏', '氾', '畫', '祕', '箚', '脩', '蒐', '薹',
    '袷', '託', '訢', '諮', '讎', '谿', '貲', '逕', '釐', '鉅', '鍊', '鍾', '鑪', '陞', '頫', '颺', '餘', '麼', '麽',
];

/// Whether the default candidate of `row` is only the likeliest of several.
pub(super) fn is_open(dictionary: &str, row: &Row) -> bool {
    if dictionary == "TSCharacters" {
        return row.character().is_some_and(|c| TO_SIMPLIFIED.contains(&c));
    }
    row.candidates.contains(' ')
}

/// The forms that a character can take in the other script, separated by spaces, the default first; `None` for a
/// character that has no choice.
pub(crate) fn choices(c: char, to_simplified: bool) -> Option<&'static str> {
    static TABLES: LazyLock<[BTreeMap<char, &'static str>; 2]> = LazyLock::new(|| {
        ["STCharacters", "TSCharacters"].map(|name| {
            let several = rows(name).filter(|row| row.candidates.contains(' '));
            several.filter_map(|row| Some((row.character()?, row.candidates))).collect()
        })
    });
    TABLES[usize::from(to_simplified)].get(&c).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::dictionary::rows;
    use super::*;

    #[test]
    fn the_list_follows_from_the_dictionaries() {
        let mut used = BTreeSet::new();
        rows("STPhrases").for_each(|row| used.extend(row.key.chars()));
        rows("TSPhrases").for_each(|row| used.extend(row.default().chars()));
        let open = |row: &Row| {
            row.default() != row.key && row.candidates.split(' ').skip(1).any(|c| c.chars().all(|c| used.contains(&c)))
        };
        let expected: String = rows("TSCharacters").filter(open).map(|row| row.key).collect();
        assert_eq!(TO_SIMPLIFIED.iter().collect::<String>(), expected);
    }
}
