//! What an extractor is, and the order in which ours run.

use baokan_corpus_model::Document;

/// Reads records of one kind (or a few) off a repaired, segmented document.
///
/// An extractor never changes text. It may read the records of those that ran before it (statistics read dates and
/// places), and adds its own with [`Document::record`], which makes the citation.
pub trait Extractor: Send + Sync {
    /// Stable name, printed in each record's `rule`.
    fn name(&self) -> &'static str;

    /// Adds its records to `doc.records`.
    fn extract(&self, doc: &mut Document);
}
