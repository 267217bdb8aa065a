//! From bytes to a [`Source`] with metadata, hints and findings.

use std::sync::Arc;

use baokan_corpus_model::{
    Decoding, Diagnostic, Document, Metadata, Region, Severity, Source, SourceError, SourceRange,
};

use crate::decode::decode;
use crate::detect::{DOUBTFUL, Detection, detect};
use crate::format::{Format, recognise};
use crate::front_matter::{FrontMatter, front_matter};
use crate::metadata::{GivenMetadata, settle};
use crate::regions::regions;
use crate::{Encoding, Evidence, IngestError, MAX_BYTES};

/// How to read inputs.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding, if it is known; otherwise it is detected.
    pub encoding: Option<Encoding>,
    /// Metadata known beforehand. They win over front matter.
    pub given: GivenMetadata,
}

/// A file as read.
#[derive(Clone, Debug)]
pub struct Ingested {
    /// Bytes, decoded text, and where the body begins.
    pub source: Arc<Source>,
    /// Metadata from flags and front matter.
    pub meta: Metadata,
    /// The front matter with its two rules, when there is some; it is not part of the body.
    pub front_matter: Option<SourceRange>,
    /// Hints from the body's Markdown, in file order.
    pub regions: Vec<Region>,
    /// Findings, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// The encoding and how it was found.
    pub detection: Detection,
}

impl Ingested {
    /// A document for the next stages.
    #[must_use]
    pub fn into_document(self) -> Document {
        let mut document = Document::new(self.source);
        document.meta = self.meta;
        document.regions = self.regions;
        document.diagnostics = self.diagnostics;
        document
    }
}

/// Reads a file that is in memory. `origin` is the path or name to report; its extension tells the media type.
///
/// # Errors
/// When the bytes are no text, or too many.
pub fn read_bytes(bytes: Vec<u8>, origin: &str, options: &ReadOptions) -> Result<Ingested, IngestError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(IngestError::TooLarge { origin: origin.to_owned() });
    }
    match recognise(origin, &bytes) {
        Format::Unsupported(format) => Err(IngestError::Unsupported { origin: origin.to_owned(), format }),
        Format::Text(media_type) => read_text(bytes, origin, media_type, options),
    }
}

fn read_text(
    bytes: Vec<u8>,
    origin: &str,
    media_type: &'static str,
    options: &ReadOptions,
) -> Result<Ingested, IngestError> {
    let detection = match options.encoding {
        Some(encoding) => Detection { encoding, evidence: Evidence::Given },
        None => detect(&bytes),
    };
    let encoding = detection.encoding;
    let decoding = match detection.evidence {
        Evidence::Ascii | Evidence::ValidUtf8 => Decoding::Utf8,
        _ => decode(&bytes, encoding).ok_or_else(|| IngestError::TooLarge { origin: origin.to_owned() })?,
    };
    let source = Source::new(bytes, origin, media_type, encoding.label(), decoding).map_err(|error| match error {
        SourceError::TooLarge(_) => IngestError::TooLarge { origin: origin.to_owned() },
        other => IngestError::Internal { origin: origin.to_owned(), message: other.to_string() },
    })?;

    let mut diagnostics = Vec::new();
    report_encoding(&detection, &source, &mut diagnostics);
    check_text(&source, &mut diagnostics)?;

    let at = |range: &std::ops::Range<usize>| source.locate(range.start as u32, range.end as u32);
    let mut entries = Vec::new();
    let mut body = 0;
    let mut block = None;
    match front_matter(source.decoded()) {
        FrontMatter::None => {}
        FrontMatter::Block { entries: found, body: start } => {
            entries = found.into_iter().map(|entry| (at(&entry.at), entry)).collect();
            block = Some(at(&(0..start)));
            body = start as u32;
        }
        FrontMatter::Malformed { line, at: place, why } => diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                "malformed-front-matter",
                format!("line {line} of what looks like front matter: {why}; all of it is read as text"),
            )
            .at(at(&place)),
        ),
    }
    let meta = settle(&options.given, entries, &mut diagnostics);
    let source = source
        .with_body(body)
        .map_err(|error| IngestError::Internal { origin: origin.to_owned(), message: error.to_string() })?;
    if source.body().trim().is_empty() {
        diagnostics.push(Diagnostic::new(Severity::Warning, "empty-text", "the file holds no text"));
    }
    let regions = regions(&source);
    tracing::debug!(origin, %encoding, regions = regions.len(), diagnostics = diagnostics.len(), "ingested");
    Ok(Ingested { source: Arc::new(source), meta, front_matter: block, regions, diagnostics, detection })
}

/// Says what was found, and doubts.
fn report_encoding(detection: &Detection, source: &Source, out: &mut Vec<Diagnostic>) {
    let Detection { encoding, evidence } = detection;
    if let Evidence::Likelihood { margin, runner_up } = evidence
        && *margin < DOUBTFUL
    {
        out.push(Diagnostic::new(
            Severity::Warning,
            "doubtful-encoding",
            format!("read as {encoding}; {runner_up} fits almost as well; the option `encoding` decides"),
        ));
    }
    let declared = Encoding::from_byte_order_mark(source.bytes());
    if let Some(declared) = declared.filter(|d| d != encoding) {
        let mark = SourceRange::at(0, declared.byte_order_mark().len() as u32);
        out.push(
            Diagnostic::new(
                Severity::Warning,
                "byte-order-mark",
                format!("read as {encoding} as told, but the byte order mark is that of {declared}"),
            )
            .at(mark),
        );
    }
}

/// More than so many controls and undecodable sequences in a hundred characters: not text.
const MOST_FAULTS: u64 = 10;

/// Finds what does not belong into text: reports it, or refuses the file when there is too much.
fn check_text(source: &Source, out: &mut Vec<Diagnostic>) -> Result<(), IngestError> {
    let text = source.decoded();
    let bytes = text.as_bytes();
    let controls = bytes.iter().filter(|b| is_control(**b)).count() as u64;
    let chars = bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u64;
    let (mut places, mut damaged) = (0u64, 0u64);
    for range in source.undecodable() {
        places += 1;
        damaged += u64::from(range.len());
    }
    // At least one fault is not yet a binary file, however short.
    let faults = controls + damaged;
    let first_control = bytes.iter().position(|b| is_control(*b)).map(|i| source.locate(i as u32, i as u32 + 1));
    let first_damage = source.undecodable().next();
    if faults > 1 && faults * 100 > chars.max(1) * MOST_FAULTS {
        let starts = [first_control, first_damage].into_iter().flatten().map(SourceRange::start);
        return Err(IngestError::NotText {
            origin: source.origin().to_owned(),
            at: u64::from(starts.min().unwrap_or(0)),
            share: u8::try_from((faults * 100 / chars.max(1)).min(100)).unwrap_or(100),
        });
    }
    if let Some(first) = first_damage {
        let message = format!(
            "{damaged} bytes in {places} places are no {}; they read as U+FFFD, the first at byte {}",
            source.encoding(),
            first.start(),
        );
        out.push(Diagnostic::new(Severity::Warning, "undecodable-bytes", message).at(first));
    }
    let nuls = memchr::memchr_iter(0, bytes).count();
    if let Some(i) = memchr::memchr(0, bytes) {
        let first = source.locate(i as u32, i as u32 + 1);
        let message = format!("{nuls} NUL characters, kept; the first at byte {}", first.start());
        out.push(Diagnostic::new(Severity::Warning, "nul-character", message).at(first));
    }
    let others = controls - nuls as u64;
    if others > 0 {
        let message = format!("{others} control characters, kept");
        let mut finding = Diagnostic::new(Severity::Info, "control-character", message);
        finding.source =
            bytes.iter().position(|b| *b != 0 && is_control(*b)).map(|i| source.locate(i as u32, i as u32 + 1));
        out.push(finding);
    }
    Ok(())
}

/// C0 controls that no text file has; tab, line ends, vertical tab, form feed and the end mark of DOS are common.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0E..=0x19 | 0x1B..=0x1F | 0x7F)
}
