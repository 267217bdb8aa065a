//! Short words for tests of rules.

use std::sync::Arc;

use baokan_corpus_model::{Document, Source};

use crate::{Options, normalize};

/// A document with this text, repaired by all rules.
pub(crate) fn repaired(text: &str) -> Document {
    repaired_with(text, &Options::default())
}

/// A document with this text, repaired under these options.
pub(crate) fn repaired_with(text: &str, options: &Options) -> Document {
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    normalize(&mut doc, options);
    doc
}

/// All rules together make `after` of `before`.
#[track_caller]
pub(crate) fn turns(before: &str, after: &str) {
    assert_eq!(repaired(before).text.as_str(), after, "from {before:?}");
    assert_eq!(repaired(after).text.as_str(), after, "not stable: {after:?}");
}

/// No rule changes the text.
#[track_caller]
pub(crate) fn same(text: &str) {
    turns(text, text);
}

/// Codes of what is reported, in order.
pub(crate) fn diagnostics(text: &str) -> Vec<String> {
    repaired(text).diagnostics.into_iter().map(|d| d.code.into_owned()).collect()
}
