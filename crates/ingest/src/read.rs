//! From bytes to a [`Source`] with metadata, hints and findings.

use std::sync::Arc;

use baokan_corpus_model::{
    Decoding, Diagnostic, Document, Metadata, Region, Severity, Source, SourceError, SourceRange,
};

use crate::compressed::{Packing, inner_name};
use crate::decode::decode;
use crate::detect::{Detection, detect};
use crate::format::{Format, extension, recognise};
use crate::front_matter::{FrontMatter, front_matter};
use crate::metadata::{GivenMetadata, settle};
use crate::order::Order;
use crate::regions::regions;
use crate::structured;
use crate::{Encoding, Evidence, IngestError, MAX_BYTES};

/// How to read inputs.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding, if it is known; otherwise it is detected.
    pub encoding: Option<Encoding>,
    /// Metadata known beforehand. They win over front matter.
    pub given: GivenMetadata,
    /// The column of JSON Lines that holds the text; guessed by its name when not given.
    pub text_column: Option<String>,
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
    /// The reading orders that files declare, where they are not those of the files.
    pub(crate) orders: Vec<Order>,
}

impl Ingested {
    /// A document for the next stages.
    #[must_use]
    pub fn into_document(self) -> Document {
        let mut document = Document::new(self.source);
        Order::apply(&self.orders, &mut document.text);
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
    let Some(packing) = Packing::of(&bytes) else { return read_plain(bytes, origin, None, options) };
    let unpacked = packing.unpack(&bytes, origin)?;
    drop(bytes);
    let mut file = read_plain(unpacked.bytes, origin, Some(packing), options)?;
    let message = format!("unpacked from {}; positions count the bytes of the unpacked file", packing.name());
    file.diagnostics.push(Diagnostic::new(Severity::Info, "unpacked", message));
    if let Some(fault) = unpacked.fault {
        let len = file.source.bytes().len() as u32;
        let message = format!("broken {} data: {fault}; what stands before is read", packing.name());
        let end = SourceRange::new(len, len);
        file.diagnostics.push(Diagnostic::new(Severity::Warning, "truncated-file", message).at(end));
    }
    Ok(file)
}

/// A file that is not packed (any more).
fn read_plain(
    bytes: Vec<u8>,
    origin: &str,
    packing: Option<Packing>,
    options: &ReadOptions,
) -> Result<Ingested, IngestError> {
    let name = if packing.is_some() { inner_name(origin) } else { origin };
    match recognise(name, &bytes) {
        Format::Unsupported(format) => Err(IngestError::Unsupported { origin: origin.to_owned(), format }),
        Format::Text(media_type) => read_text(bytes, origin, media_type, packing, options),
    }
}

/// The media type, with the packing that it came in.
pub(crate) fn full_type(media_type: &str, packing: Option<Packing>) -> String {
    match packing {
        Some(packing) => format!("{media_type}; compression={}", packing.name()),
        None => media_type.to_owned(),
    }
}

/// Decodes a file and looks whether it is text.
pub(crate) fn open(
    bytes: Vec<u8>,
    origin: &str,
    media_type: &str,
    options: &ReadOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Source, Detection), IngestError> {
    let detection = match options.encoding {
        Some(encoding) => Detection { encoding, evidence: Evidence::Given },
        None => weigh_declared(detect(&bytes), declared(&bytes), diagnostics),
    };
    let encoding = detection.encoding;
    let decoding = match detection.evidence {
        Evidence::Ascii | Evidence::ValidUtf8 => Decoding::Utf8,
        _ => decode(&bytes, encoding).ok_or_else(|| IngestError::TooLarge { origin: origin.to_owned() })?,
    };
    let source =
        Source::new(bytes, origin, media_type, encoding.label(), decoding).map_err(|error| failed(origin, error))?;
    check_text(&source, &detection, diagnostics)?;
    report_encoding(&detection, &source, diagnostics);
    Ok((source, detection))
}

fn failed(origin: &str, error: SourceError) -> IngestError {
    match error {
        SourceError::TooLarge(_) => IngestError::TooLarge { origin: origin.to_owned() },
        other => IngestError::Internal { origin: origin.to_owned(), message: other.to_string() },
    }
}

fn read_text(
    bytes: Vec<u8>,
    origin: &str,
    media_type: &'static str,
    packing: Option<Packing>,
    options: &ReadOptions,
) -> Result<Ingested, IngestError> {
    let mut diagnostics = Vec::new();
    let (source, detection) = open(bytes, origin, &full_type(media_type, packing), options, &mut diagnostics)?;
    let encoding = detection.encoding;

    if let Some(found) =
        structured::read(&source, &extension(packing.map_or(origin, |_| inner_name(origin))), &mut diagnostics)
    {
        let decoding = found.text.finish().ok_or_else(|| IngestError::TooLarge { origin: origin.to_owned() })?;
        let (bytes, label) = (source.bytes().to_vec(), encoding.label());
        let source = Source::new(bytes, origin, full_type(found.media_type, packing), label, decoding)
            .map_err(|error| failed(origin, error))?;
        diagnostics.extend(found.diagnostics);
        report_empty(&source, &mut diagnostics);
        // The data model has no place for authors of whole files.
        let (authors, head): (Vec<_>, Vec<_>) = found.head.into_iter().partition(|(_, entry)| entry.key == "author");
        let mut meta = settle(&options.given, head, &mut diagnostics);
        meta.extra.extend(authors.into_iter().map(|(_, entry)| (entry.key, entry.value)));
        tracing::debug!(origin, %encoding, media_type = found.media_type, regions = found.regions.len(), "ingested");
        let (source, regions, orders) = (Arc::new(source), found.regions, found.order.into_iter().collect());
        return Ok(Ingested { source, meta, front_matter: None, regions, diagnostics, detection, orders });
    }

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
    let source = source.with_body(body).map_err(|error| failed(origin, error))?;
    report_empty(&source, &mut diagnostics);
    let regions = regions(&source);
    tracing::debug!(origin, %encoding, regions = regions.len(), diagnostics = diagnostics.len(), "ingested");
    Ok(Ingested {
        source: Arc::new(source),
        meta,
        front_matter: block,
        regions,
        diagnostics,
        detection,
        orders: Vec::new(),
    })
}

pub(crate) fn report_empty(source: &Source, out: &mut Vec<Diagnostic>) {
    if source.body().trim().is_empty() {
        out.push(Diagnostic::new(Severity::Warning, "empty-text", "the file holds no text"));
    }
}

/// The declared encoding decides where the bytes leave it open; where they do not, they are believed.
fn weigh_declared(found: Detection, declared: Option<Encoding>, out: &mut Vec<Diagnostic>) -> Detection {
    match declared {
        Some(encoding) if encoding != found.encoding && found.evidence != Evidence::Ascii => {
            if found.is_doubtful() {
                return Detection { encoding, evidence: Evidence::Declared };
            }
            let message = format!("the file declares {encoding}, but reads as {}; so it is read", found.encoding);
            out.push(Diagnostic::new(Severity::Warning, "wrong-charset", message));
            found
        }
        _ => found,
    }
}

/// The encoding that XML or HTML declares at its beginning.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(2048))?;
    if head.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let head = head.to_ascii_lowercase();
    let label = |key: &[u8]| {
        let at = memchr::memmem::find(&head, key)? + key.len();
        let rest = head.get(at..)?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
        let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
        std::str::from_utf8(rest.get(..len)?).ok()?.parse().ok()
    };
    let declaration = if head.starts_with(b"<?xml") { label(b"encoding=") } else { None };
    declaration.or_else(|| label(b"charset="))
}

/// Doubts about the encoding.
fn report_encoding(detection: &Detection, source: &Source, out: &mut Vec<Diagnostic>) {
    let Detection { encoding, evidence } = detection;
    let doubt = match evidence {
        Evidence::Likelihood { runner_up, .. } if detection.is_doubtful() => {
            format!("read as {encoding}, but {runner_up} is possible too; the option `encoding` decides")
        }
        // Windows-1252 gives a letter for nearly any byte, so that any other alphabet passes for it.
        Evidence::Likelihood { .. } if *encoding == Encoding::Windows1252 => {
            let text = source.decoded();
            let (foreign, chars) = text.chars().fold((0u64, 0), |(n, all), c| (n + u64::from(!c.is_ascii()), all + 1));
            if percent(foreign, chars) < 10 {
                return;
            }
            format!("read as {encoding}, but with many letters that are not English; the option `encoding` decides")
        }
        Evidence::Given => {
            let found = detect(source.bytes());
            // ASCII reads alike in all of them.
            if found.encoding == *encoding || found.is_doubtful() || found.evidence == Evidence::Ascii {
                return;
            }
            format!("read as {encoding} as told, but it looks like {}", found.encoding)
        }
        _ => return,
    };
    out.push(Diagnostic::new(Severity::Warning, "doubtful-encoding", doubt));
}

/// More control characters in a hundred characters than this: not text.
const MOST_CONTROLS: u64 = 10;
/// More undecodable bytes in a hundred bytes than this: not text in this encoding.
const MOST_DAMAGE: u64 = 50;

/// So few faults do not make a binary file, however short it is.
const FEW: u64 = 3;

/// Finds what does not belong into text: reports it, or refuses the file when there is too much.
fn check_text(source: &Source, detection: &Detection, out: &mut Vec<Diagnostic>) -> Result<(), IngestError> {
    let text = source.decoded().as_bytes();
    let place = |i: usize| source.locate(i as u32, i as u32 + 1);
    let chars = count(text, |b| (b & 0xC0) != 0x80);
    let controls = count(text, is_control);
    // Looking for a place is slow beside counting, and seldom needed.
    let find = |wanted: fn(u8) -> bool| text.iter().position(|b| wanted(*b)).map(place);
    let first_control = if controls > 0 { find(is_control) } else { None };
    let (places, damage) = source.undecodable().fold((0u64, 0), |(n, sum), r| (n + 1, sum + u64::from(r.len())));
    let first_damage = source.undecodable().next();

    let (of_chars, of_bytes) = (percent(controls, chars), percent(damage, source.bytes().len() as u64));
    if controls + damage > FEW && (of_chars > MOST_CONTROLS || of_bytes > MOST_DAMAGE) {
        let at = [first_control, first_damage].into_iter().flatten().map(SourceRange::start).min().unwrap_or(0);
        return Err(IngestError::NotText {
            origin: source.origin().to_owned(),
            at: u64::from(at),
            share: of_chars.max(of_bytes) as u8,
            encoding: detection.encoding,
        });
    }
    if detection.is_noise(chars as usize) {
        let at = encoding_rs::Encoding::ascii_valid_up_to(source.bytes());
        return Err(IngestError::Noise { origin: source.origin().to_owned(), at: at as u64, best: detection.encoding });
    }
    if let Some(first) = first_damage {
        let mixed = if damage > 20 && of_bytes > 0 { "; the file may mix encodings" } else { "" };
        let message = format!(
            "undecodable as {}: {damage} bytes in all, {places} stretches, from byte {} on; they read as U+FFFD{mixed}",
            detection.encoding,
            first.start(),
        );
        out.push(Diagnostic::new(Severity::Warning, "undecodable-bytes", message).at(first));
    }
    let nuls = if controls > 0 { memchr::memchr_iter(0, text).count() as u64 } else { 0 };
    if let Some(first) = (nuls > 0).then(|| memchr::memchr(0, text)).flatten().map(place) {
        let message = format!("{nuls} NUL characters in the text; the first at byte {}", first.start());
        out.push(Diagnostic::new(Severity::Warning, "nul-character", message).at(first));
    }
    if let Some(first) = (controls > nuls).then(|| find(|b| b != 0 && is_control(b))).flatten() {
        let message =
            format!("{} control characters in the text; the first at byte {}", controls - nuls, first.start());
        out.push(Diagnostic::new(Severity::Info, "control-character", message).at(first));
    }
    Ok(())
}

/// At most 100.
fn percent(part: u64, whole: u64) -> u64 {
    (part * 100 / whole.max(1)).min(100)
}

/// C0 controls that no text file has; tab, line ends, vertical tab, form feed and the end mark of DOS are common.
fn is_control(byte: u8) -> bool {
    let common = (0x09..=0x0D).contains(&byte) | (byte == 0x1A);
    (byte < 0x20) & !common | (byte == 0x7F)
}

/// Bytes of a kind. Sums of one byte width let the compiler compare many bytes at once.
fn count(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> u64 {
    bytes.chunks(128).map(|chunk| u64::from(chunk.iter().map(|b| u8::from(wanted(*b))).sum::<u8>())).sum()
}
