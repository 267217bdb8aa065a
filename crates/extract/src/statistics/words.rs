//! Closed classes of words around a number, from `words.tsv`.

use std::sync::LazyLock;

use crate::chars::Chars;
use crate::hash::HashMap;

/// One class of words, found by their first or last character.
#[derive(Debug, Default)]
pub(crate) struct Words {
    by_first: HashMap<char, Vec<Word>>,
    by_last: HashMap<char, Vec<Word>>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    text: &'static str,
    chars: usize,
    not_before: &'static str,
}

impl Words {
    fn of(class: &str) -> Self {
        let mut words = Self::default();
        for line in include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(own), Some(text), Some(not)) = (columns.next(), columns.next(), columns.next()) else { continue };
            let (Some(first), Some(last)) = (text.chars().next(), text.chars().last()) else { continue };
            if own == class {
                let word = Word { text, chars: text.chars().count(), not_before: if not == "-" { "" } else { not } };
                words.by_first.entry(first).or_default().push(word);
                words.by_last.entry(last).or_default().push(word);
            }
        }
        words
    }

    /// Length in characters of the longest word at `i`.
    pub(crate) fn at(&self, cs: &Chars<'_>, i: usize) -> Option<usize> {
        let free = |w: &&Word| cs.at(i, w.text) && !cs.get(i + w.chars).is_some_and(|c| w.not_before.contains(c));
        self.by_first.get(&cs.get(i)?)?.iter().filter(free).map(|w| w.chars).max()
    }

    /// Length in characters of the longest word that ends at `i`.
    pub(crate) fn before(&self, cs: &Chars<'_>, i: usize) -> Option<usize> {
        self.by_last.get(&cs.before(i)?)?.iter().filter(|w| cs.ends(i, w.text)).map(|w| w.chars).max()
    }

    /// Whether any of the words stands in the range.
    pub(crate) fn within(&self, cs: &Chars<'_>, mut range: std::ops::Range<usize>) -> bool {
        range.any(|i| self.at(cs, i).is_some())
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $class:literal),+ $(,)?) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<Words> = LazyLock::new(|| Words::of($class));)+

        #[cfg(test)]
        const CLASSES: &[&str] = &[$($class),+];
    };
}

classes! {
    /// Between indicator and number: 民警总数**为**2582名.
    LINKS = "link",
    /// Verbs of rising, directly before a number.
    UP = "up",
    /// Verbs of falling.
    DOWN = "down",
    /// Between indicator and a verb of change: 同比, 平均.
    COMPARED = "compared",
    /// At the head of a clause, before the indicator.
    HEADS = "head",
    /// Places at the head of an indicator that stand for the place of the text.
    SCOPES = "scope",
    /// Adverbs between subject and verb: what stands before them is the subject.
    ADVERBS = "adverb",
    /// Behind a number, they end its noun phrase: 50个派出所**全部**推行.
    NOUN_STOPS = "noun_stop",
    /// Behind a number without being what is counted.
    HOLLOW = "hollow",
    /// Nouns after a generic classifier that count points of the text itself: 四个方面, 三个问题.
    LIST_NOUNS = "list_noun",
    /// Verbs that put something into an order, before 第N.
    RANKS = "rank",
    /// Make a figure an aim.
    TARGETS = "target",
    /// Make a figure an expectation.
    FORECASTS = "forecast",
    /// Casualties and seizures: there even two or three are counted.
    CASUALTIES = "casualty",
    /// Words that end like a link and are none: 行为, 供应.
    KEPT = "kept",
    /// Kinds of people: with them a round number counts (百万职工).
    PERSONS = "person",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_every_class_is_used() {
        let lines: Vec<&str> = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')).collect();
        assert!(lines.windows(2).all(|w| w[0] < w[1]), "rows are not sorted");
        for line in lines {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 && CLASSES.contains(&columns[0]), "{line}");
        }
    }

    #[test]
    fn longest_word_wins() {
        let cs = Chars::new("案件数累计达到");
        assert_eq!(LINKS.before(&cs, cs.len()), Some(4));
        assert_eq!(HEADS.at(&Chars::new("在校学生"), 0), None);
    }
}
