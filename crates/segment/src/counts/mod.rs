//! Counting: n-grams, concordances and collocations over the repaired text.
//!
//! Everything here is pure: texts and spans go in, counts and spans come out. [`units`] cuts a block into what is counted,
//! characters or words; a [`Stream`] holds the units of a whole collection as numbers; [`ngrams`] counts every n-gram that is
//! frequent enough, [`Stream::find`] finds chosen phrases; [`collocations`] and [`bigrams`] set up contingency tables, and
//! [`Table`] holds the measures of association; [`context`] gives the words around a match for a concordance.
//!
//! What is a unit: a character, or a word, that has at least one letter or digit (`char::is_alphanumeric`, which takes in Han
//! characters and Chinese numerals). Marks and white space are never counted; [`Within`] says what they part.
//!
//! Memory: a [`Stream`] takes 4 bytes a unit and [`ngrams`] 8 more, beside a table whose size the caller limits.

mod association;
mod collocations;
mod concordance;
mod ngrams;
mod stream;
mod units;

pub use association::{Measure, Table};
pub use collocations::{Collocation, Pair, Span, bigrams, collocations};
pub use concordance::{Context, Reach, context};
pub use ngrams::{NGRAM_MAX, Ngram, ngrams};
pub use stream::{BREAK, Match, Stream};
pub use units::{By, Token, Within, units};
