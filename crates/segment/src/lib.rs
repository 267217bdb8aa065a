//! Articles, blocks and sentences of Chinese press text, as byte spans over the repaired text.

mod sentence;

pub use sentence::sentences;
