//! Bytes to characters, with the exact place of every character in the file.
//!
//! Decoding itself is `encoding_rs` (the WHATWG Encoding Standard) or, for UTF-8, the standard library. This module adds
//! the map: after each stretch that decoded without a fault it walks text and bytes side by side and notes runs of
//! characters of one width. Bytes that no character could be read from give one U+FFFD for each faulty sequence and a run
//! marked `undecodable`; a U+FFFD that the file itself holds stays an ordinary character.

use baokan_corpus_model::{Decoding, Run};
use encoding_rs::DecoderResult;

use crate::Encoding;

/// What a stretch of bad bytes reads as.
const REPLACEMENT: &str = "\u{FFFD}";

/// Decodes a whole file. A byte order mark of this encoding at its start belongs to no character.
///
/// Positions must fit 32 bits; the caller has made sure that the file is no longer than that. `None` when the decoded
/// text is.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> Option<Decoding> {
    if encoding == Encoding::Utf8 && std::str::from_utf8(bytes).is_ok() {
        return Some(Decoding::Utf8);
    }
    let mark = encoding.byte_order_mark();
    let start = if !mark.is_empty() && bytes.starts_with(mark) { mark.len() } else { 0 };
    let mut out = Mapped::new(start);
    let body = bytes.get(start..).unwrap_or(&[]);
    match encoding {
        Encoding::Utf8 => utf8(body, &mut out),
        Encoding::Gb18030 => legacy(body, encoding_rs::GB18030, gb18030_width, &mut out),
        Encoding::Big5 => legacy(body, encoding_rs::BIG5, big5_width, &mut out),
        Encoding::Utf16Le => legacy(body, encoding_rs::UTF_16LE, utf16_width, &mut out),
        Encoding::Utf16Be => legacy(body, encoding_rs::UTF_16BE, utf16_width, &mut out),
        Encoding::Windows1252 => legacy(body, encoding_rs::WINDOWS_1252, |_, _| 1, &mut out),
    }
    out.finish()
}

// Bytes of the file behind one character: from the bytes and the decoded text, both from this character on.

fn gb18030_width(bytes: &[u8], _: &[u8]) -> u8 {
    match bytes {
        [0..=0x80, ..] => 1,
        [_, b'0'..=b'9', ..] => 4,
        _ => 2,
    }
}

fn big5_width(bytes: &[u8], text: &[u8]) -> u8 {
    match (bytes, text) {
        ([0..=0x7F, ..], _) => 1,
        // Four codes stand for a letter and a combining macron or caron: one byte is booked to either.
        ([0x88, 0x62 | 0x64 | 0xA3 | 0xA5, ..], _) | (_, [0xCC, 0x84 | 0x8C, ..]) => 1,
        _ => 2,
    }
}

fn utf16_width(_: &[u8], text: &[u8]) -> u8 {
    if text.first().is_some_and(|&lead| utf8_width(lead) == 4) { 4 } else { 2 }
}

/// The decoded text and its map while they grow.
pub(crate) struct Mapped {
    pub(crate) text: String,
    runs: Vec<Run>,
    /// Next byte of the file.
    source: usize,
}

impl Mapped {
    pub(crate) fn new(source: usize) -> Self {
        Self { text: String::new(), runs: Vec::new(), source }
    }

    /// Adds `units` characters of one width at the current place of the file, `text` being where they begin.
    fn run(&mut self, text: usize, units: usize, source_step: u8, text_step: u8, undecodable: bool) {
        if units == 0 {
            return;
        }
        let same = self.runs.last().is_some_and(|r| {
            let chars = (text - r.text as usize) / usize::from(r.text_step);
            r.source_step == source_step
                && r.text_step == text_step
                && r.undecodable == undecodable
                && r.source as usize + chars * usize::from(source_step) == self.source
        });
        if !same {
            // Both fit: the file is at most 4 GiB, and `finish` refuses a longer text.
            self.runs.push(Run { source: self.source as u32, text: text as u32, source_step, text_step, undecodable });
        }
        self.source += units * usize::from(source_step);
    }

    /// Adds one U+FFFD for a faulty sequence of `len` bytes.
    fn fault(&mut self, len: usize) {
        let text = self.text.len();
        self.text.push_str(REPLACEMENT);
        self.run(text, 1, u8::try_from(len).unwrap_or(u8::MAX), REPLACEMENT.len() as u8, true);
    }

    /// Adds one character that was read from these bytes of the file; they lie behind all that were taken before and
    /// are 1 to 255.
    pub(crate) fn character(&mut self, c: char, at: std::ops::Range<usize>, undecodable: bool) {
        let text = self.text.len();
        self.text.push(c);
        self.source = at.start;
        self.run(text, 1, u8::try_from(at.len()).unwrap_or(u8::MAX), c.len_utf8() as u8, undecodable);
    }

    pub(crate) fn finish(mut self) -> Option<Decoding> {
        u32::try_from(self.text.len()).ok()?;
        self.text.shrink_to_fit();
        self.runs.shrink_to_fit();
        Some(Decoding::Mapped { text: self.text, runs: self.runs })
    }

    /// Adds text that was decoded from the start of `bytes` without fault, and notes its runs. Returns the bytes used.
    fn walk(&mut self, bytes: &[u8], decoded: &str, width: impl Fn(&[u8], &[u8]) -> u8) -> usize {
        let base = self.text.len();
        let source = self.source;
        self.text.push_str(decoded);
        let (mut rest, mut chars) = (bytes, decoded.as_bytes());
        while let [lead, ..] = chars {
            let text_step = utf8_width(*lead);
            let source_step = width(rest, chars);
            let begin = base + decoded.len() - chars.len();
            let mut units = 0;
            // Most time is spent here: one look at either side a character.
            loop {
                units += 1;
                chars = chars.get(usize::from(text_step)..).unwrap_or(&[]);
                rest = rest.get(usize::from(source_step)..).unwrap_or(&[]);
                match chars {
                    [next, ..] if utf8_width(*next) == text_step && width(rest, chars) == source_step => {}
                    _ => break,
                }
            }
            self.run(begin, units, source_step, text_step, false);
        }
        self.source - source
    }
}

/// Bytes of the UTF-8 character that begins with this byte.
const fn utf8_width(lead: u8) -> u8 {
    match lead {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

fn utf8(bytes: &[u8], out: &mut Mapped) {
    out.text.reserve(bytes.len());
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        out.walk(valid.as_bytes(), valid, |_, text| text.first().map_or(1, |&lead| utf8_width(lead)));
        if !chunk.invalid().is_empty() {
            out.fault(chunk.invalid().len());
        }
    }
}

/// Decoded at a time: a piece that stays in the cache while its runs are noted.
const PIECE: usize = 16 * 1024;

fn legacy(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    width: impl Fn(&[u8], &[u8]) -> u8,
    out: &mut Mapped,
) {
    // Han characters grow from two bytes to three.
    out.text.reserve(bytes.len() + bytes.len() / 2);
    let mut piece = String::with_capacity(PIECE);
    let mut at = 0;
    while at < bytes.len() {
        // A decoder for each stretch between faults: these encodings carry no state across one.
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let (mut read, mut walked) = (at, at);
        at = loop {
            piece.clear();
            let (result, n) =
                decoder.decode_to_string_without_replacement(bytes.get(read..).unwrap_or(&[]), &mut piece, true);
            read += n;
            walked += out.walk(bytes.get(walked..).unwrap_or(&[]), &piece, &width);
            match result {
                DecoderResult::InputEmpty => break bytes.len(),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(len, beyond) => {
                    out.fault(usize::from(len));
                    break read - usize::from(beyond);
                }
            }
        };
    }
}
