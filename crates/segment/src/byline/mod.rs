//! Bylines and credits of the Chinese press: who wrote, photographed, drew, edited.
//!
//! A line is cut into words (house, word of work, name, post), which are then read from left to right: a word of work before
//! names speaks of those that follow, one behind names of those before it (本报记者 甲 乙 摄). Nothing here knows a document.

mod caption;
mod dateline;
mod lex;
mod names;
mod note;
mod parse;
mod words;

use std::ops::Range;

use baokan_corpus_model::Role;

pub use caption::photo_credits;
pub use dateline::{closing, dateline};
pub use note::{AuthorPost, Note, author_note};
pub use parse::{Byline, parse, signed_suffix};

/// One person named in a byline. Ranges are bytes of the parsed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As printed, inner spaces removed.
    pub name: String,
    /// Where the name stands, inner spaces included.
    pub name_range: Range<usize>,
    /// What they did.
    pub role: Role,
    /// 本报, 新华社 …, as printed.
    pub affiliation: Option<String>,
    /// A post (某市市长), or the word of work where it is not the role's own (摄 by a 记者; 统筹).
    pub position: Option<String>,
    /// The mention: from the word of work, house or post before the first name of a group to the end of the name.
    pub range: Range<usize>,
}

#[cfg(test)]
mod tests;
