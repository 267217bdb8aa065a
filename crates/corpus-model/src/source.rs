//! The file as it arrived, and the exact map from its characters to its bytes.

use std::fmt;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::range::{CharRange, SourceRange};

/// BLAKE3 of the bytes: same file, same id, on every machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId([u8; 32]);

impl SourceId {
    /// The id of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The raw hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceId({self})")
    }
}

/// A stretch of decoded characters that all take the same number of bytes on both sides.
/// It lasts until the next run begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte in the file.
    pub source: u32,
    /// First byte in the decoded text.
    pub text: u32,
    /// Bytes of the file per character; at least 1.
    pub source_step: u8,
    /// UTF-8 bytes per character; 1 to 4.
    pub text_step: u8,
    /// The bytes could not be decoded; each unit became U+FFFD.
    pub undecodable: bool,
}

/// How the file's bytes became characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoding {
    /// The file is valid UTF-8; decoded text and bytes are the same but for a byte order mark.
    Utf8,
    /// Anything else: the decoded text and its map.
    Mapped {
        /// The whole decoded text, byte order mark left out.
        text: String,
        /// Runs in order, the first at text offset 0; they cover the text.
        runs: Vec<Run>,
    },
}

/// Why a [`Source`] could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// Positions are 32 bits wide.
    #[error("{0} bytes are more than the 4 GiB that a document may have")]
    TooLarge(usize),
    /// [`Decoding::Utf8`] was claimed.
    #[error("not UTF-8 at byte {0}")]
    NotUtf8(usize),
    /// The map does not fit text or bytes.
    #[error("decoding map is wrong at run {0}")]
    BadMap(usize),
    /// The body does not start on a character.
    #[error("body cannot start at byte {0} of the decoded text")]
    BadBody(u32),
    /// The parts overlap, stand out of order, or end behind the source.
    #[error("part {0} of the source does not follow the one before it, or ends outside")]
    BadPart(usize),
}

/// A stretch of a source that was taken from a file: one page file of an issue, one line of a JSON Lines file.
///
/// A source without parts is a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Path or name of the file.
    pub origin: String,
    /// Media type of the file.
    pub media_type: String,
    /// Label of the encoding that this part was read in.
    pub encoding: String,
    /// Line of the file that the part is, from 1.
    pub line: Option<u64>,
    /// Number of the page that the part begins with, from 1, when it is one of several.
    pub page: Option<u32>,
    /// Byte of the file at which the part begins; files may be longer than a source.
    pub start: u64,
    /// Bytes of the source that the part is.
    pub at: SourceRange,
}

impl Part {
    /// The bytes of the file behind the bytes of the source that lie in this part; `None` when none do.
    #[must_use]
    pub fn in_file(&self, range: SourceRange) -> Option<(u64, u64)> {
        let (from, to) = (range.start().max(self.at.start()), range.end().min(self.at.end()));
        let file = |at: u32| self.start + u64::from(at - self.at.start());
        (from < to || (range.is_empty() && from == to)).then(|| (file(from), file(to)))
    }
}

/// What holds bytes and decoded text; for UTF-8 they are one.
enum Content {
    Utf8 { text: String, bom: usize },
    Mapped { bytes: Vec<u8>, text: String, runs: Vec<Run> },
}

/// An immutable file: bytes, where they came from, and how they read.
pub struct Source {
    content: Content,
    origin: String,
    media_type: String,
    encoding: String,
    body: u32,
    parts: Vec<Part>,
    id: SourceId,
    sha256: OnceLock<String>,
    checkpoints: OnceLock<Vec<u32>>,
}

/// Code points are counted once every so many bytes of decoded text.
const CHECKPOINT: usize = 256;
const BOM: &[u8] = b"\xEF\xBB\xBF";

impl Source {
    /// Makes a source from bytes and the way they were decoded.
    ///
    /// `origin` is the path or name to report, `encoding` the label of the encoding (`UTF-8`, `GB18030`, …).
    ///
    /// # Errors
    /// When the file is too large, or `decoding` does not describe `bytes`.
    pub fn new(
        bytes: Vec<u8>,
        origin: impl Into<String>,
        media_type: impl Into<String>,
        encoding: impl Into<String>,
        decoding: Decoding,
    ) -> Result<Self, SourceError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(SourceError::TooLarge(bytes.len()));
        }
        let id = SourceId::of(&bytes);
        let content = match decoding {
            Decoding::Utf8 => {
                let bom = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
                let text = String::from_utf8(bytes).map_err(|e| SourceError::NotUtf8(e.utf8_error().valid_up_to()))?;
                Content::Utf8 { text, bom }
            }
            Decoding::Mapped { text, runs } => {
                check_runs(&bytes, &text, &runs)?;
                Content::Mapped { bytes, text, runs }
            }
        };
        Ok(Self {
            content,
            origin: origin.into(),
            media_type: media_type.into(),
            encoding: encoding.into(),
            body: 0,
            parts: Vec::new(),
            id,
            sha256: OnceLock::new(),
            checkpoints: OnceLock::new(),
        })
    }

    /// A UTF-8 text that is in memory already; for tests and embedders.
    ///
    /// # Errors
    /// When it is longer than 4 GiB.
    pub fn from_text(text: impl Into<String>, origin: impl Into<String>) -> Result<Self, SourceError> {
        Self::new(text.into().into_bytes(), origin, "text/plain", "UTF-8", Decoding::Utf8)
    }

    /// Says that the article text begins at this byte of the decoded text (after front matter).
    ///
    /// # Errors
    /// When no character starts there.
    pub fn with_body(mut self, start: u32) -> Result<Self, SourceError> {
        if !self.decoded().is_char_boundary(start as usize) {
            return Err(SourceError::BadBody(start));
        }
        self.body = start;
        Ok(self)
    }

    /// Says which stretches were taken from which files. What lies between parts is in none of them.
    ///
    /// # Errors
    /// When parts are not in order, overlap, or end outside.
    pub fn with_parts(mut self, parts: Vec<Part>) -> Result<Self, SourceError> {
        let len = self.bytes().len() as u64;
        let mut end = 0;
        for (i, part) in parts.iter().enumerate() {
            if part.at.start() < end || u64::from(part.at.end()) > len {
                return Err(SourceError::BadPart(i));
            }
            end = part.at.end();
        }
        self.parts = parts;
        Ok(self)
    }

    /// The stretches that were taken from files, in order; none when the source is a whole file.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts that hold bytes of a range, in order.
    pub fn parts_in(&self, range: SourceRange) -> impl Iterator<Item = &Part> + '_ {
        let first = self.parts.partition_point(|p| p.at.end() <= range.start());
        let parts = self.parts.get(first..).unwrap_or(&[]);
        parts.iter().take_while(move |p| p.at.start() < range.end())
    }

    /// SHA-256, in hex, of the bytes of a part.
    #[must_use]
    pub fn sha256_of(&self, part: &Part) -> String {
        hex(&Sha256::digest(self.bytes().get(part.at.as_usize()).unwrap_or(&[])))
    }

    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Utf8 { text, .. } => text.as_bytes(),
            Content::Mapped { bytes, .. } => bytes,
        }
    }

    /// The whole decoded text without byte order mark.
    #[must_use]
    pub fn decoded(&self) -> &str {
        match &self.content {
            Content::Utf8 { text, bom } => text.get(*bom..).unwrap_or(""),
            Content::Mapped { text, .. } => text,
        }
    }

    /// The decoded text from where the body begins; revision 0 of a [`crate::Text`].
    #[must_use]
    pub fn body(&self) -> &str {
        self.decoded().get(self.body as usize..).unwrap_or("")
    }

    /// Where the body begins, in bytes of the decoded text.
    #[must_use]
    pub fn body_start(&self) -> u32 {
        self.body
    }

    /// Path or name to report.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// For example `text/plain`, `text/markdown`.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// Label of the encoding.
    #[must_use]
    pub fn encoding(&self) -> &str {
        &self.encoding
    }

    /// Hash of the bytes.
    #[must_use]
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// SHA-256 of the bytes in hex, computed when first asked for.
    #[must_use]
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| hex(&Sha256::digest(self.bytes())))
    }

    /// The stretches of the file that could not be decoded.
    pub fn undecodable(&self) -> impl Iterator<Item = SourceRange> + '_ {
        let runs: &[Run] = match &self.content {
            Content::Utf8 { .. } => &[],
            Content::Mapped { runs, .. } => runs,
        };
        runs.iter().enumerate().filter(|(_, r)| r.undecodable).map(move |(i, r)| {
            let text_end = runs.get(i + 1).map_or(self.decoded().len(), |n| n.text as usize);
            let units = (text_end - r.text as usize) / usize::from(r.text_step).max(1);
            SourceRange::at(r.source, (units * usize::from(r.source_step)) as u32)
        })
    }

    /// The file's bytes behind a range of the decoded text, given in bytes on character boundaries.
    #[must_use]
    pub fn locate(&self, start: u32, end: u32) -> SourceRange {
        match &self.content {
            Content::Utf8 { bom, .. } => SourceRange::new(start + *bom as u32, end + *bom as u32),
            Content::Mapped { bytes, runs, .. } => {
                if start == end {
                    let at = locate_point(runs, start);
                    return SourceRange::new(at, at);
                }
                // The end is the end of the last character, not the start of the next: nothing between is claimed.
                let end = locate_point_end(runs, end).min(bytes.len() as u32);
                SourceRange::new(locate_point(runs, start), end)
            }
        }
    }

    /// The decoded text behind a range of the file's bytes; `None` when the range cuts a character or lies outside.
    #[must_use]
    pub fn read(&self, range: SourceRange) -> Option<&str> {
        match &self.content {
            Content::Utf8 { text, .. } => text.get(range.as_usize()),
            Content::Mapped { text, runs, .. } => {
                let start = unlocate(runs, range.start(), text.len())?;
                let end = unlocate(runs, range.end(), text.len())?;
                text.get(start..end)
            }
        }
    }

    /// The code points of the decoded file that a range of bytes holds; `None` when it cuts a character.
    #[must_use]
    pub fn chars(&self, range: SourceRange) -> Option<CharRange> {
        let (start, end) = match &self.content {
            Content::Utf8 { text, bom } => {
                text.get(range.as_usize())?;
                (range.start() as usize).checked_sub(*bom).zip((range.end() as usize).checked_sub(*bom))?
            }
            Content::Mapped { text, runs, .. } => {
                (unlocate(runs, range.start(), text.len())?, unlocate(runs, range.end(), text.len())?)
            }
        };
        Some(CharRange::new(self.count_chars(start)?, self.count_chars(end)?))
    }

    /// Code points before this byte of the decoded text.
    fn count_chars(&self, byte: usize) -> Option<u32> {
        let text = self.decoded();
        let marks = self.checkpoints.get_or_init(|| {
            let mut marks = Vec::with_capacity(text.len() / CHECKPOINT + 1);
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(CHECKPOINT) {
                marks.push(count);
                count += starts(chunk);
            }
            marks
        });
        let block = byte / CHECKPOINT;
        let base = marks.get(block).or(marks.last()).copied().unwrap_or(0);
        let from = block.min(marks.len().saturating_sub(1)) * CHECKPOINT;
        Some(base + starts(text.as_bytes().get(from..byte)?))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("origin", &self.origin)
            .field("encoding", &self.encoding)
            .field("bytes", &self.bytes().len())
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.encoding == other.encoding && self.body == other.body
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Code points that begin in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b & 0xC0) != 0x80).count() as u32
}

fn run_at(runs: &[Run], text: u32) -> Option<&Run> {
    runs.get(runs.partition_point(|r| r.text <= text).checked_sub(1)?)
}

fn locate_point(runs: &[Run], text: u32) -> u32 {
    run_at(runs, text).map_or(0, |r| r.source + (text - r.text) / u32::from(r.text_step) * u32::from(r.source_step))
}

fn locate_point_end(runs: &[Run], text: u32) -> u32 {
    // Look at the run of the last byte before the end.
    run_at(runs, text.saturating_sub(1))
        .map_or(0, |r| r.source + (text - r.text) / u32::from(r.text_step) * u32::from(r.source_step))
}

/// Byte of the decoded text that this byte of the file starts or, at the end of a run, ends.
fn unlocate(runs: &[Run], source: u32, text_len: usize) -> Option<usize> {
    let i = runs.partition_point(|r| r.source <= source);
    let Some(r) = i.checked_sub(1).and_then(|i| runs.get(i)) else {
        return (text_len == 0 || source == 0).then_some(0);
    };
    let end = runs.get(i).map_or(text_len, |n| n.text as usize);
    let offset = source - r.source;
    if !offset.is_multiple_of(u32::from(r.source_step)) {
        return None;
    }
    let at = r.text as usize + (offset / u32::from(r.source_step)) as usize * usize::from(r.text_step);
    (at <= end).then_some(at)
}

fn check_runs(bytes: &[u8], text: &str, runs: &[Run]) -> Result<(), SourceError> {
    let mut text_at = 0usize;
    let mut source_at = 0usize;
    for (i, r) in runs.iter().enumerate() {
        let bad = SourceError::BadMap(i);
        if r.text as usize != text_at || (r.source as usize) < source_at || r.source_step == 0 || r.text_step == 0 {
            return Err(bad);
        }
        let end = runs.get(i + 1).map_or(text.len(), |n| n.text as usize);
        let stretch = text.get(text_at..end).ok_or(bad.clone())?;
        if stretch.is_empty() || stretch.chars().any(|c| c.len_utf8() != usize::from(r.text_step)) {
            return Err(bad);
        }
        source_at = r.source as usize + stretch.len() / usize::from(r.text_step) * usize::from(r.source_step);
        if source_at > bytes.len() {
            return Err(bad);
        }
        text_at = end;
    }
    if text_at == text.len() { Ok(()) } else { Err(SourceError::BadMap(runs.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_bom_counts_from_the_first_character() {
        let s = Source::new(b"\xEF\xBB\xBF\xE6\x8A\xA5a".to_vec(), "x", "text/plain", "UTF-8", Decoding::Utf8).unwrap();
        assert_eq!(s.decoded(), "报a");
        assert_eq!(s.locate(0, 3), SourceRange::new(3, 6));
        assert_eq!(s.read(SourceRange::new(3, 6)), Some("报"));
        assert_eq!(s.chars(SourceRange::new(6, 7)), Some(CharRange::new(1, 2)));
        assert_eq!(s.read(SourceRange::new(4, 6)), None);
    }

    #[test]
    fn mapped_source_answers_both_ways() {
        // GB18030: 报 = B1 A8, a = 61, broken byte FF
        let runs = vec![
            Run { source: 0, text: 0, source_step: 2, text_step: 3, undecodable: false },
            Run { source: 2, text: 3, source_step: 1, text_step: 1, undecodable: false },
            Run { source: 3, text: 4, source_step: 1, text_step: 3, undecodable: true },
        ];
        let d = Decoding::Mapped { text: "报a\u{FFFD}".into(), runs };
        let s = Source::new(b"\xB1\xA8a\xFF".to_vec(), "x", "text/plain", "GB18030", d).unwrap();
        assert_eq!(s.locate(0, 3), SourceRange::new(0, 2));
        assert_eq!(s.locate(3, 7), SourceRange::new(2, 4));
        assert_eq!(s.read(SourceRange::new(0, 3)), Some("报a"));
        assert_eq!(s.read(SourceRange::new(1, 3)), None);
        assert_eq!(s.chars(SourceRange::new(2, 4)), Some(CharRange::new(1, 3)));
        assert_eq!(s.undecodable().collect::<Vec<_>>(), [SourceRange::new(3, 4)]);
    }

    #[test]
    fn a_map_that_does_not_fit_is_refused() {
        let d = Decoding::Mapped {
            text: "报".into(),
            runs: vec![Run { source: 0, text: 0, source_step: 2, text_step: 2, undecodable: false }],
        };
        assert_eq!(Source::new(b"\xB1\xA8".to_vec(), "x", "t", "GB18030", d).map(|_| ()), Err(SourceError::BadMap(0)));
    }
}
