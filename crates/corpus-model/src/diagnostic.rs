//! What went wrong or was doubtful, with its place. Broken text is the input, not an error.

use std::borrow::Cow;

use crate::names::Severity;
use crate::range::SourceRange;

/// One finding about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave.
    pub severity: Severity,
    /// Stable name of the kind of finding (`undecodable-bytes`, `nul-byte`, `truncated-end`).
    pub code: Cow<'static, str>,
    /// For people.
    pub message: String,
    /// Where in the file, when it has a place.
    pub source: Option<SourceRange>,
}

impl Diagnostic {
    /// A finding without a place.
    #[must_use]
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code: Cow::Borrowed(code), message: message.into(), source: None }
    }

    /// The same finding at this place.
    #[must_use]
    pub fn at(mut self, source: SourceRange) -> Self {
        self.source = Some(source);
        self
    }
}
