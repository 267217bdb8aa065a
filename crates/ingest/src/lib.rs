//! Readers for Chinese press text: files, folders and standard input become [`Source`](baokan_corpus_model::Source)s.
//!
//! ```
//! use baokan_ingest::{ReadOptions, read_bytes};
//!
//! # fn main() -> Result<(), baokan_ingest::IngestError> {
//! // 本报讯 in GB18030, with a byte that is none.
//! let bytes = b"\xB1\xBE\xB1\xA8\xD1\xB6\xFF\xA1\xA3".to_vec();
//! let file = read_bytes(bytes, "page.txt", &ReadOptions::default())?;
//! assert_eq!(file.source.encoding(), "GB18030");
//! assert_eq!(file.source.body(), "本报讯\u{FFFD}。");
//! // 讯 was read from bytes 4 and 5, and what could not be read is on record.
//! assert_eq!(file.source.locate(6, 9).as_usize(), 4..6);
//! assert_eq!(file.source.undecodable().next().map(|r| r.as_usize()), Some(6..7));
//! # Ok(())
//! # }
//! ```
//!
//! [`plan`] lists the inputs behind paths without reading them; [`InputRef::read`] reads one. So a caller decides how many
//! are in memory and on which threads, and an input that fails is one error value.
//!
//! Text is read as it stands; of formats that hold more than text (OCR results in hOCR, ALTO, PAGE-XML or JSON) the text is taken, one line
//! for each printed line, with page, box and the engine's confidence as a [`Region`](baokan_corpus_model::Region).
//!
//! Nothing is altered here: line ends, NUL, stray marks and a U+FFFD of the file's own stay as they are. Front matter is
//! left out of the body, but is still in the source.

mod alto;
mod boxes;
mod compressed;
mod decode;
mod detect;
mod docling;
mod encoding;
mod error;
mod escapes;
mod extraction;
mod format;
mod front_matter;
mod hocr;
mod html;
mod inputs;
mod issue;
mod json;
mod json_lines;
mod markup;
mod metadata;
mod mineru;
mod mineru_pages;
mod order;
mod paddle;
mod page_xml;
mod published;
mod read;
mod reading_order;
mod record;
mod references;
mod regions;
mod spaces;
mod structured;
mod table;

pub use detect::{Detection, Evidence, detect};
pub use encoding::Encoding;
pub use error::IngestError;
pub use inputs::{EXTENSIONS, InputRef, passed_over, plan, plan_issues};
pub use metadata::GivenMetadata;
pub use published::Published;
pub use read::{Ingested, ReadOptions, read_bytes};
pub use regions::regions;

/// The longest file that is read, in bytes: positions are 32 bits wide.
pub const MAX_BYTES: u64 = u32::MAX as u64;
