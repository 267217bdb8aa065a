//! Articles, blocks and sentences of Chinese press text, as byte spans over the repaired text.

pub mod byline;
mod sentence;

pub use sentence::sentences;
