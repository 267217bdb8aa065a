//! Conversion between Simplified and Traditional Chinese, with exact alignment, and detection.
//!
//! The dictionaries, the sixteen conversions and their rules are OpenCC's (release 1.4.2,
//! Apache-2.0); the engine is ours, because OpenCC and its ports return a string only, and a
//! corpus has to know which bytes became which characters. The result equals OpenCC's: all 556
//! checks of its own test cases run in `tests/script_opencc.rs`.
//!
//! ```
//! use baokan_normalize::script::{Config, Converter};
//!
//! let converter = Converter::builtin(Config::T2s);
//! assert_eq!(converter.convert("發展農業"), "发展农业");
//!
//! let mut changes = Vec::new();
//! converter.edits("發展農業", |c| changes.push((c.start, c.end, c.to.to_owned())));
//! assert_eq!(changes[0], (0, 3, "发".to_owned()));
//! ```
//!
//! How it is built: [`Converter`] holds a normalization, a segmentation and a chain of compiled
//! groups of dictionaries (`compile`, `matcher`). Where one step is enough, the text is walked once,
//! sixty-four characters at a time (`window`, `scan`), and nothing but the output is allocated.
//! Otherwise each segment goes through the chain, and the alignments of the steps are composed
//! (`alignment`). `docs/script.md` tells more, and how fast it is.

mod alignment;
mod ambiguity;
mod compile;
mod config;
mod convert;
mod converter;
mod detect;
mod dictionary;
mod ids;
#[cfg(test)]
mod laws;
mod matcher;
mod openings;
mod scan;
mod sentences;
mod window;

pub use ambiguity::TO_SIMPLIFIED as AMBIGUOUS_TO_SIMPLIFIED;
pub(crate) use ambiguity::choices;
pub use config::{Config, UnknownConfig};
pub use convert::Convert;
pub use converter::{Aligned, Change, Converter};
pub use detect::{Detection, HantSpan, detect, hant_spans};
pub(crate) use detect::{Tells, tells};
pub use sentences::read_sentences;
