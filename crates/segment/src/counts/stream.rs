//! A collection as a row of numbers.

use std::collections::{BTreeSet, HashMap};

use super::{Ngram, Token};

/// Stands in a stream where a sequence is broken off.
pub const BREAK: u32 = u32::MAX;

/// An occurrence of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which phrase: its place in the list that was looked for.
    pub phrase: usize,
    /// Place of its first unit in the stream.
    pub at: usize,
    /// Units that it takes.
    pub units: usize,
}

/// One document of a stream.
#[derive(Clone, Copy, Debug)]
struct Doc {
    /// Place of its first entry.
    start: usize,
    group: u32,
}

/// The units of a collection, document after document, each as the number of its kind; [`BREAK`] stands before every
/// stretch. Places in a stream are `u32` at most: what goes beyond is not added, and [`Stream::add`] says so.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    kinds: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    units: Vec<u32>,
    docs: Vec<Doc>,
    /// Units of each group.
    totals: Vec<u64>,
}

impl Stream {
    /// An empty stream.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document with its units, as a member of a group (a year, a paper) that the caller numbers from 0.
    /// `false`, and nothing is added, when the stream would have more than 2³² − 2 entries.
    #[must_use]
    pub fn add(&mut self, text: &str, tokens: &[Token], group: u32) -> bool {
        let room = (BREAK as usize - 1).saturating_sub(self.units.len());
        if tokens.len().saturating_mul(2) > room {
            return false;
        }
        self.docs.push(Doc { start: self.units.len(), group });
        if self.totals.len() <= group as usize {
            self.totals.resize(group as usize + 1, 0);
        }
        for token in tokens {
            let Some(word) = text.get(token.range()) else { continue };
            if token.opens {
                self.units.push(BREAK);
            }
            let unit = self.number(word);
            self.units.push(unit);
            if let Some(total) = self.totals.get_mut(group as usize) {
                *total += 1;
            }
        }
        true
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.kinds.get(word) {
            return known;
        }
        // There are no more kinds than entries.
        let new = self.names.len() as u32;
        self.kinds.insert(word.into(), new);
        self.names.push(word.into());
        new
    }

    /// All entries, breaks among them.
    #[must_use]
    pub fn entries(&self) -> &[u32] {
        &self.units
    }

    /// Number of kinds of unit (types); every entry that is no break is smaller.
    #[must_use]
    pub fn kinds(&self) -> usize {
        self.names.len()
    }

    /// The printed form of a kind; empty for a break.
    #[must_use]
    pub fn name(&self, kind: u32) -> &str {
        self.names.get(kind as usize).map_or("", |n| n)
    }

    /// The units (tokens) of the whole collection.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.totals.iter().sum()
    }

    /// The units of a group.
    #[must_use]
    pub fn group_total(&self, group: usize) -> u64 {
        self.totals.get(group).copied().unwrap_or(0)
    }

    /// Documents.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.docs.len()
    }

    /// Number of a document's group.
    #[must_use]
    pub fn group(&self, document: usize) -> usize {
        self.docs.get(document).map_or(0, |d| d.group as usize)
    }

    /// The entries of a document, as places in the stream.
    #[must_use]
    pub fn extent(&self, document: usize) -> std::ops::Range<usize> {
        let start = |i: usize| self.docs.get(i).map_or(self.units.len(), |d| d.start);
        start(document)..start(document + 1)
    }

    /// The printed form of `units` entries from `at`, with `glue` between them.
    #[must_use]
    pub fn text(&self, at: usize, units: usize, glue: &str) -> String {
        let names: Vec<&str> = self.units.get(at..at + units).unwrap_or(&[]).iter().map(|u| self.name(*u)).collect();
        names.join(glue)
    }

    /// Every occurrence of the phrases, in stream order, those that overlap too. A phrase matches where units that follow one
    /// another in one stretch are, put together, equal to it; so a phrase of several words is found however it was cut, but
    /// never across half a word. Empty phrases match nowhere.
    #[must_use]
    pub fn find(&self, phrases: &[&str]) -> Vec<Match> {
        // A phrase begins with a unit that is a prefix of it; phrases are few, prefixes of a phrase are as many as its characters.
        let mut openings: HashMap<u32, Vec<usize>> = HashMap::new();
        for (i, phrase) in phrases.iter().enumerate() {
            let ends = phrase.char_indices().map(|(at, c)| at + c.len_utf8());
            for kind in ends.filter_map(|end| self.kinds.get(phrase.get(..end)?)) {
                openings.entry(*kind).or_default().push(i);
            }
        }
        let mut found = Vec::new();
        if openings.is_empty() {
            return found;
        }
        for (at, unit) in self.units.iter().enumerate() {
            for &phrase in openings.get(unit).into_iter().flatten() {
                found.extend(self.matches(phrases[phrase], at).map(|units| Match { phrase, at, units }));
            }
        }
        found
    }

    /// Every occurrence of the n-grams, in stream order; those that begin together, short ones first. [`Match::phrase`] is the
    /// place in `ngrams`.
    #[must_use]
    pub fn occurrences(&self, ngrams: &[Ngram]) -> Vec<Match> {
        let mut wanted: HashMap<&[u32], usize> = HashMap::new();
        for (i, g) in ngrams.iter().enumerate() {
            self.units.get(g.first..g.first + g.n).and_then(|units| wanted.insert(units, i));
        }
        let lengths: BTreeSet<usize> = wanted.keys().map(|k| k.len()).collect();
        let mut found = Vec::new();
        for at in 0..self.units.len() {
            for n in &lengths {
                let Some(phrase) = self.units.get(at..at + n).and_then(|units| wanted.get(units)) else { continue };
                found.push(Match { phrase: *phrase, at, units: *n });
            }
        }
        found
    }

    /// How many units from `at` on make up the phrase, if they do.
    fn matches(&self, phrase: &str, at: usize) -> Option<usize> {
        let mut rest = phrase;
        for (n, unit) in self.units.get(at..)?.iter().enumerate() {
            if rest.is_empty() {
                return Some(n);
            }
            if *unit == BREAK {
                return None;
            }
            rest = rest.strip_prefix(self.name(*unit))?;
        }
        rest.is_empty().then(|| self.units.len() - at)
    }

    /// The documents of places that come in ascending order; each step goes on from the last.
    pub(super) fn document_from(&self, from: usize, at: usize) -> usize {
        let mut document = from;
        while self.docs.get(document + 1).is_some_and(|next| next.start <= at) {
            document += 1;
        }
        document
    }

    /// The document that holds a place of the stream.
    #[must_use]
    pub fn document_at(&self, at: usize) -> usize {
        self.docs.partition_point(|d| d.start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::units::tests::Twos;
    use super::super::{By, Within, units};
    use super::*;

    pub(in crate::counts) fn stream(texts: &[&str], words: bool, within: Within) -> Stream {
        let mut stream = Stream::new();
        for (i, text) in texts.iter().enumerate() {
            let mut tokens = Vec::new();
            units(text, 0..text.len(), if words { By::Words(&Twos) } else { By::Characters }, within, &mut tokens);
            assert!(stream.add(text, &tokens, i as u32));
        }
        stream
    }

    #[test]
    fn a_phrase_is_found_within_a_stretch_and_not_across_half_a_word() {
        let s = stream(&["春耕生产，春耕", "生产春耕"], false, Within::Run);
        let at: Vec<_> = s.find(&["春耕", "耕生", "耕春", ""]).iter().map(|m| (m.phrase, m.at, m.units)).collect();
        assert_eq!(at, [(0, 1, 2), (1, 2, 2), (0, 6, 2), (0, 11, 2)]);
        assert_eq!([s.document_at(1), s.document_at(6), s.document_at(11)], [0, 0, 1]);
        assert_eq!((s.total(), s.group_total(0), s.group_total(1)), (10, 6, 4));
        assert_eq!((s.extent(0), s.extent(1)), (0..8, 8..13));
        let words = stream(&["春耕生产，春耕", "生产春耕"], true, Within::Run);
        let at: Vec<_> = words.find(&["春耕", "耕生", "生产春耕"]).iter().map(|m| (m.phrase, m.at, m.units)).collect();
        assert_eq!(at, [(0, 1, 1), (0, 4, 1), (2, 6, 2), (0, 7, 1)]);
    }

    #[test]
    fn overlapping_matches_are_all_found() {
        let s = stream(&["人人人"], false, Within::Run);
        assert_eq!(s.find(&["人人"]).len(), 2);
    }
}
