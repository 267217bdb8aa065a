//! Words of Chinese text, as byte ranges.
//!
//! [`Linear`] decides of every gap between two characters whether a word ends there: a linear model over the characters
//! and character types around it (pointwise prediction, Neubig & Mori 2011), its weights laid out in one small hash table
//! (`table`), so that a text takes one look-up for each n-gram of it. The model that is shipped was trained on texts
//! segmented by another system; [`train`] makes others from any segmented corpus. [`UserDictionary`] keeps words whole.
//! [`Tagger`] gives each word its part of speech.

mod alphabet;
mod checksum;
mod corpus;
mod linear;
mod model;
mod score;
mod table;
mod tag;
mod tagger;
pub mod train;
mod user;

#[cfg(feature = "jieba")]
mod jieba;

use std::ops::Range;

pub use corpus::{TaggedWord, parse_line};
#[cfg(feature = "jieba")]
pub use jieba::Jieba;
pub use linear::Linear;
pub use model::{Model, ModelError};
pub use score::Agreement;
pub use tag::Tag;
pub use tagger::{TagTrainer, Tagger};
pub use user::{UserDictionary, UserDictionaryError};

/// Cuts running text into words.
pub trait WordSegmenter: Send + Sync {
    /// Appends the words of `text` to `out`: byte ranges into `text` in order, disjoint, never empty, on character
    /// boundaries, that leave out nothing but white space.
    fn cut(&self, text: &str, out: &mut Vec<Range<usize>>);
}
