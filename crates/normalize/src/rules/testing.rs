//! Short words for tests of rules.

use std::sync::Arc;

use baokan_corpus_model::{Document, Source};

use crate::rules::BUILTIN;
use crate::{Options, Pass, Registry};

/// A document with this text, repaired by the rules on characters: lines stay as they are.
pub(crate) fn repaired(text: &str) -> Document {
    repaired_with(text, &Options::default())
}

/// A document with this text, repaired by the rules on characters under these options.
pub(crate) fn repaired_with(text: &str, options: &Options) -> Document {
    let early = BUILTIN.iter().filter(|r| r.meta().pass < Pass::Layout);
    let registry = early.fold(Registry::default(), |registry, rule| registry.with(*rule));
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    registry.repair(&mut doc, options);
    doc
}

/// The rules on characters make `after` of `before`, and leave `after` alone.
#[track_caller]
pub(crate) fn turns(before: &str, after: &str) {
    assert_eq!(repaired(before).text.as_str(), after, "from {before:?}");
    assert_eq!(repaired(after).text.as_str(), after, "not stable: {after:?}");
}

/// All rules together make `after` of `before`, and leave `after` alone.
#[track_caller]
pub(crate) fn all_turn(before: &str, after: &str) {
    let text = |text: &str| {
        let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
        Registry::builtin().repair(&mut doc, &Options::default());
        doc.text.as_str().to_owned()
    };
    assert_eq!(text(before), after, "from {before:?}");
    assert_eq!(text(after), after, "not stable: {after:?}");
}

/// No rule on characters changes the text.
#[track_caller]
pub(crate) fn same(text: &str) {
    turns(text, text);
}

/// Codes of what is reported, in order.
pub(crate) fn diagnostics(text: &str) -> Vec<String> {
    repaired(text).diagnostics.into_iter().map(|d| d.code.into_owned()).collect()
}
