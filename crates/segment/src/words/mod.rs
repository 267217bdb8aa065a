//! Words of Chinese text, as byte ranges.

#[cfg(feature = "jieba")]
mod jieba;

use std::ops::Range;

#[cfg(feature = "jieba")]
pub use jieba::Jieba;

/// Cuts running text into words.
pub trait WordSegmenter: Send + Sync {
    /// Appends the words of `text` to `out`: byte ranges into `text` in order, disjoint, never empty, on character
    /// boundaries, that leave out nothing but white space.
    fn cut(&self, text: &str, out: &mut Vec<Range<usize>>);
}
