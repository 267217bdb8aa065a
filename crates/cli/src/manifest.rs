//! What became of each document of a run.

use serde::Serialize;

use crate::pipeline::Failure;

/// The manifest of a run, as JSON. It holds no times, so that the same run gives the same manifest.
#[derive(Debug, Serialize)]
pub(crate) struct Manifest<'a> {
    pub(crate) schema: &'static str,
    pub(crate) version: &'static str,
    pub(crate) command: &'static str,
    pub(crate) settings: serde_json::Value,
    pub(crate) done: usize,
    pub(crate) failed: usize,
    pub(crate) documents: &'a [Entry],
}

/// One document.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) status: Status,
    /// BLAKE3 of the bytes, when they could be read.
    pub(crate) id: Option<String>,
    pub(crate) bytes: Option<usize>,
    pub(crate) encoding: Option<String>,
    pub(crate) edits: usize,
    pub(crate) infos: usize,
    pub(crate) warnings: usize,
    pub(crate) errors: usize,
    pub(crate) failure: Option<FailureEntry>,
}

/// Whether a document came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    Done,
    Failed,
}

/// Why it did not.
#[derive(Debug, Serialize)]
pub(crate) struct FailureEntry {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Entry {
    /// The entry of a document that failed.
    pub(crate) fn failed(path: String, failure: Failure) -> Self {
        Self {
            path,
            status: Status::Failed,
            id: None,
            bytes: None,
            encoding: None,
            edits: 0,
            infos: 0,
            warnings: 0,
            errors: 0,
            failure: Some(FailureEntry { code: failure.code, message: failure.message }),
        }
    }
}
