//! The spinner's table, read backwards.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// When a substitution is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// No press text has this; it betrays the spinner.
    Mark,
    /// In a spun text, at once.
    Always,
    /// In a spun text that does not have the word it stands for at all.
    Zero,
    /// A longer word that is right as it is.
    Keep,
}

/// One row of `substitutions.tsv`.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) spun: &'static str,
    pub(super) original: &'static str,
    pub(super) class: Class,
    /// Text before or after the word that makes it right: `(word, it stands before)`.
    unless: Vec<(&'static str, bool)>,
}

pub(super) struct Table {
    rows: Vec<Row>,
    /// The marks alone: nearly all texts have none, and are looked through for nothing else.
    marks: Option<AhoCorasick>,
    all: Option<AhoCorasick>,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("substitutions.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let rows: Vec<Row> = lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (spun, original) = (columns.next()?, columns.next()?);
            let class = match columns.next()? {
                "mark" => Class::Mark,
                "always" => Class::Always,
                "zero" => Class::Zero,
                _ => Class::Keep,
            };
            let unless = columns.next().unwrap_or("").split('|').filter(|u| u.len() > 1);
            let unless = unless.map(|u| (u.trim_matches('_'), u.ends_with('_'))).collect();
            Some(Row { spun, original, class, unless })
        })
        .collect();
    let automaton = |wanted: &mut dyn Iterator<Item = &'static str>| {
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(wanted)
            .ok()
    };
    let marks = automaton(&mut rows.iter().filter(|r| r.class == Class::Mark).map(|r| r.spun));
    let all = automaton(&mut rows.iter().map(|r| r.spun));
    Table { rows, marks, all }
});

impl Table {
    /// The marks of a text: place and string, those left out that a neighbour makes right.
    pub(super) fn marks<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.marks.iter().flat_map(move |a| a.find_iter(text)).filter_map(move |m| {
            let word = text.get(m.range())?;
            let row = self.rows.iter().find(|r| r.spun == word)?;
            row.applies(text, m.start(), m.end()).then_some(word)
        })
    }

    /// All strings of the table in a text, from left to right, the longest first.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, &'t Row)> {
        self.all.iter().flat_map(move |a| {
            a.find_iter(text).filter_map(|m| Some((m.start(), m.end(), self.rows.get(m.pattern().as_usize())?)))
        })
    }
}

impl Row {
    /// Nothing beside the word makes it right.
    pub(super) fn applies(&self, text: &str, start: usize, end: usize) -> bool {
        let (head, tail) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        !self.unless.iter().any(|(word, before)| if *before { head.ends_with(word) } else { tail.starts_with(word) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, TABLE};

    #[test]
    fn the_table_is_well_formed() {
        assert!(TABLE.marks.is_some() && TABLE.all.is_some());
        for pair in TABLE.rows.windows(2) {
            assert!(pair[0].spun < pair[1].spun, "not sorted, or twice: {}", pair[1].spun);
        }
        for row in &TABLE.rows {
            assert_eq!(row.class == Class::Keep, row.spun == row.original, "{}", row.spun);
        }
    }
}
