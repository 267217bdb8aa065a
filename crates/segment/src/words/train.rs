//! Training: from a segmented corpus to a [`Model`].
//!
//! Every gap between two characters of the corpus is an example. A logistic regression over the characters, n-grams and
//! character kinds around it is fitted by stochastic gradient descent with a rate of its own for each weight (AdaGrad,
//! Duchi et al. 2011). Words of a dictionary share weights by length, frequency and class, which the words that the corpus
//! lacks have as well (Neubig et al. 2011); in the model they are merged with those of the n-grams, so that the
//! dictionary costs nothing when text is cut.

mod features;
mod fit;

use super::alphabet::{Alphabet, FIRST_FREE, NUMBERS, fold};
use super::model::Model;
use features::{Corpus, Dictionary};

/// What a training may be told.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// How often the corpus is gone through.
    pub epochs: usize,
    /// The step of the descent.
    pub rate: f32,
    /// N-grams of two and three characters that occur less often are left out, unless they are words of the dictionary.
    pub least: [u32; 2],
    /// The size of the model's table in bytes; what does not fit is left out, least weight first.
    pub table_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 3, rate: 0.2, least: [2, 4], table_bytes: 1_500_000 }
    }
}

/// What became of a training.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// Sentences and words of the corpus.
    pub sentences: usize,
    /// Words of the corpus.
    pub words: usize,
    /// Features that were weighed.
    pub grams: usize,
    /// Features that found no place in the table.
    pub lost: usize,
    /// Characters that the model tells apart.
    pub characters: usize,
    /// The share of gaps decided wrongly in the last round, before each was learnt from.
    pub wrong: f64,
}

/// Why nothing was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrainError {
    /// The corpus has no gap within a word, or none between words: it is not segmented.
    NotSegmented,
}

impl std::fmt::Display for TrainError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotSegmented => write!(f, "the corpus has no words separated by blanks"),
        }
    }
}

impl std::error::Error for TrainError {}

/// Takes a corpus, and makes a model of it.
#[derive(Clone, Debug, Default)]
pub struct Trainer {
    options: Options,
    /// The characters of all sentences, and of each whether a word ends before it.
    characters: Vec<(char, bool)>,
    /// Where each sentence ends.
    ends: Vec<usize>,
    words: usize,
    dictionary: Vec<(String, u64, String)>,
}

impl Trainer {
    /// A trainer without a corpus.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    /// Adds a sentence.
    pub fn sentence<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        for word in words {
            let before = self.characters.len();
            let letters = word.chars().filter(|c| !c.is_whitespace());
            self.characters.extend(letters.enumerate().map(|(i, c)| (c, i == 0)));
            self.words += usize::from(self.characters.len() > before);
        }
        if self.ends.last().copied().unwrap_or(0) < self.characters.len() {
            self.ends.push(self.characters.len());
        }
    }

    /// Adds a word of a dictionary, with its frequency and part of speech (which may be empty).
    pub fn dictionary_word(&mut self, word: &str, frequency: u64, tag: &str) {
        self.dictionary.push((word.to_owned(), frequency, tag.to_owned()));
    }

    /// Trains. `report` is called after each round with its number, from 1, and the share of gaps decided wrongly in it.
    ///
    /// # Errors
    /// When the corpus is empty or not segmented.
    pub fn train(&self, mut report: impl FnMut(usize, f64)) -> Result<(Model, Summary), TrainError> {
        let starts = self.characters.iter().filter(|(_, starts)| *starts).count();
        if starts <= self.ends.len() || starts == self.characters.len() {
            return Err(TrainError::NotSegmented);
        }
        let alphabet = self.alphabet();
        let dictionary = Dictionary::new(&self.dictionary, &alphabet);
        let corpus = Corpus::new(&self.characters, &self.ends, &alphabet, &dictionary, self.options.least);
        let mut weights = fit::Weights::new(&corpus, &dictionary);
        let mut wrong = 0.0;
        for epoch in 0..self.options.epochs.max(1) {
            wrong = weights.round(&corpus, epoch as u64, self.options.rate);
            report(epoch + 1, wrong);
        }
        let (characters, kinds, table, lost) = weights.quantise(&corpus, &dictionary, self.options.table_bytes);
        let summary = Summary {
            sentences: self.ends.len(),
            words: self.words,
            grams: corpus.grams(),
            lost,
            characters: alphabet.entries().len(),
            wrong,
        };
        Ok((Model { alphabet, characters, kinds, table }, summary))
    }

    /// Numbers for the characters of corpus and dictionary, the most frequent first.
    fn alphabet(&self) -> Alphabet {
        let variants = variants();
        let whole = |c: char| variants.binary_search_by_key(&c, |v| v.0).map_or(c, |i| variants[i].1);
        let own = |c: char| !c.is_whitespace() && !c.is_ascii_alphanumeric();
        let mut counts = std::collections::BTreeMap::<char, usize>::new();
        for (c, _) in &self.characters {
            *counts.entry(whole(fold(*c))).or_default() += 1;
        }
        for c in self.dictionary.iter().flat_map(|(word, ..)| word.chars()) {
            *counts.entry(whole(fold(c))).or_default() += 1;
        }
        // What occurs once teaches how to treat what does not occur.
        let mut ranked: Vec<(char, usize)> = counts.into_iter().filter(|(c, n)| *n > 1 && own(*c)).collect();
        ranked.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), *c));
        ranked.truncate(NUMBERS - usize::from(FIRST_FREE));
        let ranked = ranked.iter().zip(FIRST_FREE..);
        let mut entries: Vec<(char, u16)> = ranked.map(|((c, _), number)| (*c, number)).collect();
        entries.sort_unstable();
        let number = |c: char| entries.binary_search_by_key(&c, |e| e.0).ok().map(|i| entries[i].1);
        let others: Vec<(char, u16)> = variants
            .iter()
            .filter(|(from, _)| number(*from).is_none() && (*from as u32) < 0x1_0000)
            .filter_map(|(from, to)| Some((*from, number(*to)?)))
            .collect();
        entries.extend(others);
        entries.retain(|(c, _)| (*c as u32) < 0x1_0000);
        entries.sort_unstable();
        Alphabet::new(entries)
    }
}

/// Characters that are taken for another one, sorted.
fn variants() -> Vec<(char, char)> {
    let rows = include_str!("../../data/variants.tsv").lines().filter(|row| !row.starts_with('#'));
    let mut pairs: Vec<(char, char)> = rows
        .filter_map(|row| {
            let (from, to) = row.split_once('\t')?;
            Some((from.chars().next()?, to.chars().next()?))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests;
