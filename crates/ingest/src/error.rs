//! What can go wrong with one input. Each error names the file, and the byte where there is one.

use std::io;

use crate::Encoding;

/// One input could not be read. The others are not concerned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// There is no such file or folder.
    #[error("{origin}: no such file or folder")]
    NotFound {
        /// Path as given.
        origin: String,
    },
    /// The system refuses to read it.
    #[error("{origin}: cannot be read: {error}")]
    Unreadable {
        /// Path as given or found.
        origin: String,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// Longer than positions of 32 bits reach.
    #[error("{origin}: more than 4 GiB, which a document may not have; split the file")]
    TooLarge {
        /// Path as given or found.
        origin: String,
    },
    /// A folder without a text file in it.
    #[error(
        "{origin}: no text file (.txt, .md, .html, .hocr, .jsonl and the like) and no page of an OCR engine in this folder"
    )]
    EmptyFolder {
        /// Path as given.
        origin: String,
    },
    /// A format for which there is no reader.
    #[error("{origin}: this is {format}, for which there is no reader")]
    Unsupported {
        /// Path as given or found.
        origin: String,
        /// What the first bytes show, with article: `a PDF file`.
        format: &'static str,
    },
    /// A file that stands among the pages of an issue, and holds none.
    #[error(
        "{origin}: its name goes on with the page numbers, but it does not begin like the result of an OCR engine; name the file to read it all the same"
    )]
    NoPage {
        /// Path as found.
        origin: String,
    },
    /// Packed data that nothing can be unpacked from.
    #[error("{origin}: broken {packing} data: {why}")]
    BadPacking {
        /// Path as given or found.
        origin: String,
        /// `gzip` or `zstd`.
        packing: &'static str,
        /// What the decoder says.
        why: String,
    },
    /// Packed data that grow beyond reason.
    #[error(
        "{origin}: unpacks to more than {most} bytes, which is out of proportion; unpack it by hand if it is sound"
    )]
    Unpacked {
        /// Path as given or found.
        origin: String,
        /// The limit in bytes.
        most: u64,
    },
    /// A line of a JSON Lines file that is no document.
    #[error("{origin}: {why}")]
    BadRecord {
        /// Path and line: `papers.jsonl:12`.
        origin: String,
        /// What is wrong with it.
        why: String,
    },
    /// Too much in it belongs to no text.
    #[error(
        "{origin}: not text: {share} % of it is control characters or undecodable as {encoding}, from byte {at} on"
    )]
    NotText {
        /// Path as given or found.
        origin: String,
        /// First byte that belongs to no text.
        at: u64,
        /// Such bytes in a hundred.
        share: u8,
        /// The encoding given or found.
        encoding: Encoding,
    },
    /// Every encoding gives noise: a binary file, or text in an encoding that is not known here.
    #[error("{origin}: not text in any known encoding: even as {best} it reads as noise, from byte {at} on")]
    Noise {
        /// Path as given or found.
        origin: String,
        /// First byte that is not ASCII text.
        at: u64,
        /// The least unlikely encoding.
        best: Encoding,
    },
    /// An encoding label that is not known.
    #[error(
        "unknown encoding `{label}`; known are UTF-8, GB18030 (GBK, GB2312), Big5, UTF-16LE, UTF-16BE, windows-1252"
    )]
    UnknownEncoding {
        /// As given.
        label: String,
    },
    /// A value for `published` that is no date.
    #[error("`{value}` is no date of publication; write YYYY, YYYY-MM or YYYY-MM-DD")]
    BadDate {
        /// As given.
        value: String,
    },
    /// Reader and data model disagree: a defect of this program.
    #[error("{origin}: internal error: {message}")]
    Internal {
        /// Path as given or found.
        origin: String,
        /// What the data model says.
        message: String,
    },
}

impl IngestError {
    /// The error of the system, told apart by what the user can do about it.
    pub(crate) fn io(origin: &str, error: io::Error) -> Self {
        let origin = origin.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { origin },
            _ => Self::Unreadable { origin, error },
        }
    }

    /// The input that the error belongs to; `None` for errors of options.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::NotFound { origin }
            | Self::EmptyFolder { origin }
            | Self::Unreadable { origin, .. }
            | Self::TooLarge { origin }
            | Self::Unsupported { origin, .. }
            | Self::NoPage { origin }
            | Self::BadPacking { origin, .. }
            | Self::Unpacked { origin, .. }
            | Self::BadRecord { origin, .. }
            | Self::NotText { origin, .. }
            | Self::Noise { origin, .. }
            | Self::Internal { origin, .. } => Some(origin),
            Self::UnknownEncoding { .. } | Self::BadDate { .. } => None,
        }
    }
}
