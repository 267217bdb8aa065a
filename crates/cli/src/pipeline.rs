//! The stages in their order, over one document, with a fence around defects of ours.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use baokan_corpus_model::{Diagnostic, Document, Severity};
use baokan_extract::Registry;
use baokan_ingest::{IngestError, InputRef, ReadOptions};
use baokan_normalize::Options;

use crate::config::Settings;
use crate::error::CliError;

/// How far a document goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Text as it stands in the file.
    Ingest,
    /// Repaired text and blocks.
    Normalize,
    /// Articles and sentences.
    Segment,
    /// Records.
    Extract,
}

/// Bytes of text beyond which a document gets no records. Each record carries its citations, so a text that is nothing
/// but figures takes some hundred times its size; a newspaper page has 30 KB, a whole book 2 MB.
const RECORDS_LIMIT: u32 = 16 << 20;

/// What the stages go by.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// How to read.
    pub read: ReadOptions,
    /// How to repair.
    pub normalize: Options,
    /// What reads records.
    pub extract: Registry,
}

impl Plan {
    /// What a configuration file asks for; the defaults without one.
    ///
    /// # Errors
    /// When the file cannot be read or a value does not mean anything.
    pub fn from_config(path: Option<&Path>) -> Result<Self, CliError> {
        Ok(Settings::from_file(path)?.plan())
    }
}

/// Why a document did not come through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Stable name of the kind of failure: `unreadable`, `internal-error`.
    pub code: &'static str,
    /// For people; names no input.
    pub message: String,
}

impl Failure {
    /// A failure of the reader, without the name of the input, which stands beside it.
    pub(crate) fn ingest(error: &IngestError) -> Self {
        let code = match error {
            IngestError::NotFound { .. } => "not-found",
            IngestError::TooLarge { .. } => "too-large",
            IngestError::EmptyFolder { .. } => "empty-folder",
            IngestError::Unsupported { .. } => "unsupported-format",
            IngestError::NotText { .. } | IngestError::Noise { .. } => "not-text",
            IngestError::BadRecord { .. } => "bad-record",
            IngestError::Internal { .. } => "internal-error",
            _ => "unreadable",
        };
        let message = error.to_string();
        let bare = error.origin().and_then(|o| message.strip_prefix(o)?.strip_prefix(": "));
        Self { code, message: bare.unwrap_or(&message).to_owned() }
    }
}

/// Reads an input and takes it through the stages up to and including `last`.
///
/// # Errors
/// When the input cannot be read. Broken text is no error.
pub fn process(input: &InputRef, plan: &Plan, last: Stage) -> Result<Document, Failure> {
    let mut doc = input.read(&plan.read).map_err(|e| Failure::ingest(&e))?.into_document();
    advance(&mut doc, plan, last);
    Ok(doc)
}

/// Takes a document that was just read through the stages up to and including `last`.
pub fn advance(doc: &mut Document, plan: &Plan, last: Stage) {
    let span = tracing::info_span!("document", id = %doc.source().id());
    let _entered = span.enter();
    if last >= Stage::Normalize {
        tracing::info_span!("normalize").in_scope(|| baokan_normalize::normalize(doc, &plan.normalize));
    }
    if last >= Stage::Segment {
        tracing::info_span!("segment").in_scope(|| {
            baokan_segment::segment(doc);
            baokan_normalize::script::read_sentences(doc);
        });
    }
    if last >= Stage::Extract {
        if doc.text.len() > RECORDS_LIMIT {
            let message = format!("no records: more than {} MiB in one document; split the file", RECORDS_LIMIT >> 20);
            doc.diagnostics.push(Diagnostic::new(Severity::Error, "too-large-for-records", message));
            return;
        }
        tracing::info_span!("extract").in_scope(|| plan.extract.extract(doc));
    }
}

thread_local! {
    /// Where the last panic inside the fence happened; `Some` only while the fence is up.
    static FENCED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it, which is a defect of ours, becomes a failure of this one document.
///
/// The message of the panic is not shown: it may hold text of the corpus. The place in our code is.
pub(crate) fn fenced<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = info.location().map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
            let fenced =
                FENCED.with(|f| f.try_borrow_mut().is_ok_and(|mut f| f.as_mut().map(|f| *f = place).is_some()));
            if !fenced {
                before(info);
            }
        }));
    });
    FENCED.with(|f| f.replace(Some(String::new())));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let place = FENCED.with(RefCell::take).unwrap_or_default();
    result.unwrap_or_else(|_| {
        let message = format!("a defect of baokan at {place}; the document is left out, please report it");
        Err(Failure { code: "internal-error", message })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_one_failure_and_shows_no_text() {
        let failure = fenced::<()>(|| panic!("secret text")).unwrap_err();
        assert_eq!(failure.code, "internal-error");
        assert!(failure.message.contains("pipeline.rs:"), "{}", failure.message);
        assert!(!failure.message.contains("secret"));
        assert_eq!(fenced(|| Ok(1)), Ok(1));
    }

    #[test]
    fn failures_do_not_repeat_the_name_of_the_input() {
        let failure = process(&InputRef::file("no/such.txt"), &Plan::default(), Stage::Ingest).unwrap_err();
        assert_eq!((failure.code, failure.message.as_str()), ("not-found", "no such file or folder"));
    }
}
