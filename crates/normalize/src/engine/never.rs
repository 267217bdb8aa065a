//! What must not be changed: `data/never.tsv`, and what the user protects.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use baokan_corpus_model::TextRange;

/// A string that stays as it is.
#[derive(Debug)]
struct Row {
    text: &'static str,
    /// Names of rules with commas; `*` is all.
    rules: &'static str,
    reason: &'static str,
}

struct Table {
    rows: Vec<Row>,
    find: Option<AhoCorasick>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows: Vec<Row> = include_str!("../../data/never.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Row { text: cells.next()?, rules: cells.next()?, reason: cells.next()? })
        })
        .collect();
    let find = finder(rows.iter().map(|r| r.text));
    Table { rows, find }
});

fn finder<'t>(texts: impl Iterator<Item = &'t str>) -> Option<AhoCorasick> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts.filter(|t| !t.is_empty())).ok()
}

/// Why an edit may not happen, for the lists of what was withheld.
pub(super) const BY_TABLE: &str = "the string stands in never.tsv";
pub(super) const BY_USER: &str = "the string is protected by the user";

/// The places of one revision that may not be changed.
#[derive(Default)]
pub(super) struct Never {
    /// By the table, in order; they do not overlap.
    table: Vec<(TextRange, &'static Row)>,
    /// By the user, in order; they do not overlap.
    user: Vec<TextRange>,
}

impl Never {
    /// Looks for the strings of the table and of the user.
    pub(super) fn of(text: &str, user: &[String]) -> Self {
        let range = |m: &aho_corasick::Match| TextRange::new(m.start() as u32, m.end() as u32);
        let mut never = Self::default();
        if let Some(find) = &TABLE.find {
            let row = |m: aho_corasick::Match| Some((range(&m), TABLE.rows.get(m.pattern().as_usize())?));
            never.table = find.find_iter(text).filter_map(row).collect();
        }
        if !user.is_empty()
            && let Some(find) = finder(user.iter().map(String::as_str))
        {
            never.user = find.find_iter(text).map(|m| range(&m)).collect();
        }
        never
    }

    /// Why this rule may not change this range; `None` when it may. Something may be put in beside a string, not inside.
    pub(super) fn forbids(&self, rule: &str, range: TextRange) -> Option<&'static str> {
        let touches = |r: TextRange| {
            if range.is_empty() {
                r.start() < range.start() && range.start() < r.end()
            } else {
                r.start() < range.end()
            }
        };
        let from = self.user.partition_point(|r| r.end() <= range.start());
        if self.user.get(from).is_some_and(|r| touches(*r)) {
            return Some(BY_USER);
        }
        let from = self.table.partition_point(|(r, _)| r.end() <= range.start());
        let near = self.table.get(from..).unwrap_or(&[]).iter().take_while(|(r, _)| touches(*r));
        let applies = |row: &Row| row.rules.split(',').any(|name| name == "*" || name == rule);
        near.into_iter().any(|(_, row)| applies(row)).then_some(BY_TABLE)
    }
}

/// The strings of the table with the reason of each, for tests and lists.
#[cfg(test)]
pub(crate) fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.rows.iter().map(|r| (r.text, r.rules, r.reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{repaired, repaired_with, same};
    use crate::{BUILTIN, Options};

    #[test]
    fn the_table_is_in_order_and_every_row_has_rules_and_a_reason() {
        let lines = include_str!("../../data/never.tsv").lines().filter(|l| !l.starts_with('#'));
        assert!(lines.clone().is_sorted() && lines.count() == rows().count());
        for (text, rules, reason) in rows() {
            assert!(!text.is_empty() && !reason.is_empty(), "{text}");
            let known = |name: &str| name == "*" || BUILTIN.iter().any(|r| r.meta().name == name);
            assert!(rules.split(',').all(known), "{text}: {rules}");
        }
    }

    #[test]
    fn nothing_of_the_table_is_changed() {
        for (text, ..) in rows() {
            same(&format!("会上还提到了{text}的情况，大家都很关心。"));
        }
    }

    #[test]
    fn what_the_user_protects_stays_and_is_listed() {
        let text = "農業發展銀行公布數據，農民增收。";
        let options = Options { never: vec!["農業發展銀行".to_owned()], ..Options::default() };
        let doc = repaired_with(text, &options);
        assert_eq!(doc.text.as_str(), "農業發展銀行公布数据，农民增收。");
        assert!(doc.withheld.iter().all(|w| w.reason == BY_USER) && !doc.withheld.is_empty());
        assert_eq!(repaired(text).text.as_str(), "农业发展银行公布数据，农民增收。");
    }

    #[test]
    fn beside_is_free_and_inside_is_not() {
        let never = Never::of("见显著成效", &[]);
        let at = |a, b| never.forbids("foreign-script", TextRange::new(a, b));
        assert_eq!((at(3, 3), at(6, 6), at(9, 9)), (None, Some(BY_TABLE), None));
        assert_eq!((at(0, 3), at(0, 6), at(9, 12)), (None, Some(BY_TABLE), None));
        assert_eq!(never.forbids("inner-space", TextRange::new(3, 6)), None);
    }
}
