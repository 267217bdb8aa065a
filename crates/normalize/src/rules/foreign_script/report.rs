//! What the rule leaves to the reader: one finding for each distinct string, with its number and where it stands first.

use std::collections::BTreeMap;

use baokan_corpus_model::TextRange;

use crate::engine::Proposals;

/// Distinct strings of one kind that are reported one by one; the others are only counted.
const MOST: usize = 100;

/// Contexts that a finding shows.
const CONTEXTS: usize = 4;

/// Characters of context on each side.
const AROUND: usize = 4;

/// Kinds of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A character with several counterparts, and no phrase that decides.
    Undecided,
    /// A character of the other script, alone in its sentence.
    Stray,
    /// Words of the other script between quotation or title marks.
    Quotation,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Undecided => "undecided-script",
            Self::Stray => "stray-script",
            Self::Quotation => "foreign-script-quotation",
        }
    }
}

#[derive(Debug)]
struct Entry {
    count: usize,
    first: TextRange,
    contexts: Vec<String>,
}

/// Findings in the making.
#[derive(Debug, Default)]
pub(super) struct Report {
    entries: BTreeMap<(Kind, String), Entry>,
}

impl Report {
    /// Notes the place `range` of `text`; `what` says which string and what became of it, the same for all its places.
    pub(super) fn note(&mut self, kind: Kind, what: &str, text: &str, range: TextRange) {
        let context = |entry: &mut Entry| {
            if entry.contexts.len() < CONTEXTS && kind != Kind::Quotation {
                let around = around(text, range);
                if !entry.contexts.contains(&around) {
                    entry.contexts.push(around);
                }
            }
        };
        if let Some(entry) = self.entries.get_mut(&(kind, what.to_owned())) {
            entry.count += 1;
            return context(entry);
        }
        let mut entry = Entry { count: 1, first: range, contexts: Vec::new() };
        context(&mut entry);
        self.entries.insert((kind, what.to_owned()), entry);
    }

    /// Hands the findings in, each kind in the order of the text.
    pub(super) fn hand_in(self, out: &mut Proposals) {
        let mut entries: Vec<_> = self.entries.into_iter().collect();
        entries.sort_by_key(|((kind, _), entry)| (*kind, entry.first.start()));
        for of_kind in entries.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
            for ((kind, what), entry) in of_kind.iter().take(MOST) {
                let times = if entry.count > 1 { format!(" ({} times)", entry.count) } else { String::new() };
                let mut contexts = entry.contexts.join(" | ");
                if !contexts.is_empty() {
                    contexts.insert_str(0, ": ");
                }
                out.flag(kind.code(), entry.first, format!("{what}{times}{contexts}"));
            }
            if let Some(((kind, _), entry)) = of_kind.get(MOST) {
                out.flag(kind.code(), entry.first, format!("and {} more", of_kind.len() - MOST));
            }
        }
    }
}

/// The place with a few characters of its line on each side.
fn around(text: &str, range: TextRange) -> String {
    let (from, to) = (range.start() as usize, range.end() as usize);
    let visible = |c: &char| !c.is_whitespace();
    let mut out: Vec<char> = text.get(..from).unwrap_or("").chars().rev().take_while(visible).take(AROUND).collect();
    out.reverse();
    out.extend(text.get(from..to).unwrap_or("").chars());
    out.extend(text.get(to..).unwrap_or("").chars().take_while(visible).take(AROUND));
    out.into_iter().collect()
}
