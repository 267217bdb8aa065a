//! What more than one file of laws asks.

use baokan_corpus_model::{Document, TextRange};
use proptest::prelude::*;

/// Every character leads to bytes of the source on character boundaries; what is called exact is the same there, and what
/// is not names its edits; taking all layers off gives the source back.
pub(crate) fn traced(mut doc: Document) -> Result<(), TestCaseError> {
    for (at, c) in doc.text.as_str().char_indices() {
        let range = TextRange::at(at as u32, c.len_utf8() as u32);
        let traced = doc.text.trace(range);
        prop_assert!(!traced.is_empty());
        for t in traced {
            let printed = doc.source().read(t.source);
            prop_assert!(printed.is_some());
            if t.exact {
                prop_assert_eq!(printed, Some(doc.text.slice(range)));
            } else {
                prop_assert!(!t.edits.is_empty());
            }
        }
    }
    while doc.text.pop_layer().is_some() {}
    prop_assert_eq!(doc.text.as_str(), doc.source().body());
    Ok(())
}
