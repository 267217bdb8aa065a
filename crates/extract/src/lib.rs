//! The facts that official papers state, each with its citation.
//!
//! Extractors run in the order of [`BUILTIN`], because later ones read what earlier ones found: places and dates first,
//! statistics and quotations last. None of them changes text.

pub mod campaigns;
mod chars;
mod charset;
pub mod documents;
mod extractor;
pub mod formulations;
pub mod gazetteer;
mod names;
pub mod numeral;
pub mod organizations;
pub mod people;
pub mod places;
pub mod proposal;
pub mod quantity;
pub mod quotations;
mod registry;
pub mod statistics;
pub mod systems;
pub mod timex;

use baokan_corpus_model::Document;

pub use extractor::{Context, Extractor};
pub use names::extractor::Names;
pub use registry::Registry;

/// Our own extractors, in the order in which they run.
pub const BUILTIN: &[&dyn Extractor] = &[&timex::Published, &Names, &timex::Dates, &statistics::Statistics];

/// Fills `doc.records` with our own extractors.
pub fn extract(doc: &mut Document) {
    extract_with(BUILTIN, doc);
}

/// Fills `doc.records` with these extractors, in this order.
pub fn extract_with(extractors: &[&dyn Extractor], doc: &mut Document) {
    let text = doc.text.as_str().to_owned();
    let cx = Context::new(&text);
    for e in extractors {
        tracing::debug!(extractor = e.name());
        e.extract(doc, &cx);
    }
}
