//! What must not be changed: `data/never.tsv`, and what the user protects.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use baokan_corpus_model::TextRange;

use crate::phrases::Phrases;

/// A string that stays as it is.
#[derive(Debug)]
struct Row {
    text: String,
    /// The bytes of it that stay; all of it where nothing is in brackets.
    kept: Vec<(usize, usize)>,
    /// Names of rules with commas; `*` is all but the conversion of scripts.
    rules: &'static str,
    /// The reason, as it is told where an edit was withheld.
    reason: String,
}

struct Table {
    rows: Vec<Row>,
    find: Phrases,
    /// Bytes of the longest string.
    longest: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows: Vec<Row> = include_str!("../../data/never.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (text, rules, reason) = (cells.next()?, cells.next()?, cells.next()?);
            let (text, kept) = unbracket(text);
            Some(Row { text, kept, rules, reason: format!("never.tsv: {reason}") })
        })
        .collect();
    let find = Phrases::new(rows.iter().map(|r| r.text.clone()));
    let longest = rows.iter().map(|r| r.text.len()).max().unwrap_or(0);
    Table { rows, find, longest }
});

/// The string without its brackets, and what stood in them.
fn unbracket(cell: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut kept) = (String::new(), Vec::new());
    for (n, part) in cell.split(['[', ']']).enumerate() {
        if n % 2 == 1 {
            kept.push((text.len(), text.len() + part.len()));
        }
        text.push_str(part);
    }
    if kept.is_empty() {
        kept.push((0, text.len()));
    }
    (text, kept)
}

/// Why an edit may not happen that the user forbids, for the lists of what was withheld.
pub(super) const BY_USER: &str = "the string is protected by the user";

/// Looks whether an edit cuts into a string that may not be changed.
pub(super) struct Never<'t> {
    table: Strings<'t, &'static Phrases>,
    user: Option<Strings<'t, AhoCorasick>>,
}

impl<'t> Never<'t> {
    /// Guards a revision, of which so many edits are proposed, with the strings of the table and of the user.
    pub(super) fn of(text: &'t str, edits: usize, user: &[String]) -> Self {
        let longest = user.iter().map(String::len).max().unwrap_or(0);
        let user = if longest > 0 { AhoCorasick::new(user.iter().filter(|t| !t.is_empty())).ok() } else { None };
        Self {
            table: Strings::new(text, &TABLE.find, TABLE.longest, edits),
            user: user.map(|find| Strings::new(text, find, longest, edits)),
        }
    }

    /// Why this rule may not change this range; `None` when it may. Something may be put in beside a string, not inside.
    pub(super) fn forbids(&self, rule: &str, range: TextRange) -> Option<&'static str> {
        let mut by_user = false;
        if let Some(user) = &self.user {
            user.touched(range, |_, at| by_user |= cuts(range, at));
        }
        if by_user {
            return Some(BY_USER);
        }
        let mut by_table = None;
        self.table.touched(range, |i, (first, _)| {
            let named = |name| name == rule || (name == "*" && rule != SCRIPT);
            let applies = |row: &&Row| {
                row.rules.split(',').any(named)
                    && row.kept.iter().any(|(from, to)| cuts(range, (first + from, first + to)))
            };
            by_table = by_table.or(TABLE.rows.get(i).filter(applies));
        });
        by_table.map(|row| row.reason.as_str())
    }
}

/// Strings of one list in one text. Around a few edits only their neighbourhood is read, for many the whole text once.
struct Strings<'t, F> {
    text: &'t str,
    find: F,
    /// Bytes of the longest string.
    longest: usize,
    /// All places, by their ends, where the whole text was read.
    places: Option<Vec<(usize, usize, usize)>>,
}

/// Start, end and number of each string in a text.
trait Find {
    fn find(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)>;
}

impl Find for &'static Phrases {
    fn find(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
        Phrases::find(self, text)
    }
}

impl Find for AhoCorasick {
    fn find(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
        self.find_iter(text).map(|m| (m.start(), m.end(), m.pattern().as_usize()))
    }
}

impl<'t, F: Find> Strings<'t, F> {
    fn new(text: &'t str, find: F, longest: usize, edits: usize) -> Self {
        let places = (edits.saturating_mul(2 * longest) > text.len()).then(|| find.find(text).collect());
        Self { text, find, longest, places }
    }

    /// Names the strings that a range cuts into, by number, and the places of these.
    fn touched(&self, range: TextRange, mut found: impl FnMut(usize, (usize, usize))) {
        let (start, end) = (range.start() as usize, range.end() as usize);
        if let Some(places) = &self.places {
            let from = places.partition_point(|(_, last, _)| *last <= start);
            let near = places.iter().skip(from).take_while(|(_, last, _)| *last < end + self.longest);
            let near = near.filter(|(first, last, _)| cuts(range, (*first, *last)));
            near.for_each(|(first, last, i)| found(*i, (*first, *last)));
            return;
        }
        let boundary = |mut at: usize| {
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = boundary(start.saturating_sub(self.longest));
        let near = self.text.get(from..boundary((end + self.longest).min(self.text.len()))).unwrap_or("");
        for (first, last, i) in self.find.find(near) {
            let at = (first + from, last + from);
            if cuts(range, at) {
                found(i, at);
            }
        }
    }
}

/// The rule that converts scripts: what it may not change stands under its name.
const SCRIPT: &str = "foreign-script";

/// Whether an edit of a range changes something of this place.
fn cuts(range: TextRange, (first, last): (usize, usize)) -> bool {
    let (start, end) = (range.start() as usize, range.end() as usize);
    start < last && if start == end { first < start } else { first < end }
}

/// The strings of the table with the reason of each, for tests and lists.
#[cfg(test)]
pub(crate) fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.rows.iter().map(|r| (r.text.as_str(), r.rules, r.reason.as_str()))
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
        for edits in [1, 1000] {
            beside_and_inside(&Never::of("见显著成效", edits, &[]));
        }
    }

    fn beside_and_inside(never: &Never<'_>) {
        let at = |a, b| never.forbids("foreign-script", TextRange::new(a, b));
        let why = Some("never.tsv: read zhù; it stays in Simplified");
        assert_eq!((at(6, 6), at(6, 9), at(9, 9)), (None, why, None));
        // 显 is not in brackets.
        assert_eq!((at(0, 3), at(3, 9), at(9, 12)), (None, why, None));
        assert_eq!(at(3, 6), None);
        assert_eq!(never.forbids("inner-space", TextRange::new(6, 9)), None);
    }
}
