//! The facts that official papers state, each with its citation.
//!
//! Extractors run in the order of [`BUILTIN`], because later ones read what earlier ones found: places and dates first,
//! statistics and quotations last. None of them changes text.
//!
//! The scanners of [`numeral`], [`quantity`] and [`timex`] need no document and may be used alone:
//!
//! ```
//! use baokan_extract::numeral::{Rational, numerals};
//! use baokan_extract::quantity::quantities;
//! use baokan_extract::timex::{Options, PartialDate, resolve_text};
//!
//! let n = numerals("粮食产量1.39万亿斤");
//! assert_eq!(n[0].value, Some(Rational::integer(1_390_000_000_000)));
//! let q = quantities("近七成");
//! assert_eq!((q[0].unit.as_str(), q[0].approx.as_str()), ("%", "nearly"));
//! let t = resolve_text("2019年5月动工，同年10月竣工", PartialDate::parse("2024-05-14"), Options::default());
//! assert_eq!(t[1].1.value.as_deref(), Some("2019-10"));
//! ```

pub mod campaigns;
mod chars;
mod charset;
pub mod documents;
mod extractor;
pub mod formulations;
pub mod gazetteer;
mod hash;
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
