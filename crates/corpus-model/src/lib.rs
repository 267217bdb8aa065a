//! The data model of baokan: text whose every character cites the bytes it came from.
//!
//! ```
//! use std::sync::Arc;
//! use baokan_corpus_model::{Edit, EditKind, Source, SourceRange, Text, TextRange};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let source = Arc::new(Source::from_text("为期 3 年", "page.txt")?);
//! let mut text = Text::new(source);
//! let mut revision = text.revise();
//! let edit = revision.edit(Edit::safe("inner-space", EditKind::Space));
//! revision.replace(TextRange::new(6, 7), "", edit);
//! revision.replace(TextRange::new(8, 9), "", edit);
//! revision.commit()?;
//! assert_eq!(text.as_str(), "为期3年");
//! // 3年 was printed as "3 年":
//! assert_eq!(text.source_ranges(TextRange::new(6, 10)), [SourceRange::new(7, 12)]);
//! text.pop_layer();
//! assert_eq!(text.as_str(), "为期 3 年");
//! # Ok(())
//! # }
//! ```
//!
//! Invariants: no I/O, no regular expressions, no tables, no logging; core types do not derive serde (see [`wire`]).

mod citation;
mod diagnostic;
mod document;
mod edit;
mod layer;
mod names;
mod range;
mod record;
mod source;
mod span;
mod text;
mod undo;
pub mod wire;

pub use citation::{CUT, Citation, CitationError, quote, verify};
pub use diagnostic::Diagnostic;
pub use document::{
    Article, Block, BylineEntry, Document, Meta, MetaOrigin, Metadata, ParagraphNumber, Position, Region, RegionKind,
    ScriptReading, Section, SectionNumber, Title, Withheld, stable_id,
};
pub use edit::{Confidence, Edit, EditId};
pub use layer::LayerError;
pub use names::{
    Approx, BlockKind, Direction, EditKind, Measure, Modality, Role, Safety, Script, SectionKind, Severity, Status,
    SystemKind, UnknownName,
};
pub use range::{CharRange, SourceRange, TextRange};
pub use record::{
    Campaign, Date, Field, Formulation, NamedDocument, Organization, Origin, Person, Place, Quotation, Record, Records,
    Statistic, System,
};
pub use source::{Decoding, Part, Run, Source, SourceError, SourceId};
pub use span::{SpanError, SpanLayer};
pub use text::{RemovedLayer, Revision, Site, Text, Traced};
pub use undo::UndoError;
