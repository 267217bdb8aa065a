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
struct Mapped {
    text: String,
    runs: Vec<Run>,
    /// Next byte of the file.
    source: usize,
}

impl Mapped {
    fn new(source: usize) -> Self {
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

    fn finish(mut self) -> Option<Decoding> {
        u32::try_from(self.text.len()).ok()?;
        self.text.shrink_to_fit();
        self.runs.shrink_to_fit();
        Some(Decoding::Mapped { text: self.text, runs: self.runs })
    }

    /// Notes the runs of a stretch that decoded without fault: `bytes` gave the text from `text` on.
    fn walk(&mut self, mut bytes: &[u8], text: usize, width: impl Fn(&[u8], &[u8]) -> u8) {
        let decoded = std::mem::take(&mut self.text);
        let mut chars = decoded.as_bytes().get(text..).unwrap_or(&[]);
        while let [lead, ..] = chars {
            let text_step = utf8_width(*lead);
            let source_step = width(bytes, chars);
            let begin = decoded.len() - chars.len();
            let mut units = 0;
            // Most time is spent here: one look at either side a character.
            loop {
                units += 1;
                chars = chars.get(usize::from(text_step)..).unwrap_or(&[]);
                bytes = bytes.get(usize::from(source_step)..).unwrap_or(&[]);
                match chars {
                    [next, ..] if utf8_width(*next) == text_step && width(bytes, chars) == source_step => {}
                    _ => break,
                }
            }
            self.run(begin, units, source_step, text_step, false);
        }
        self.text = decoded;
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
        let text = out.text.len();
        out.text.push_str(chunk.valid());
        out.walk(chunk.valid().as_bytes(), text, |_, text| text.first().map_or(1, |&lead| utf8_width(lead)));
        if !chunk.invalid().is_empty() {
            out.fault(chunk.invalid().len());
        }
    }
}

fn legacy(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    width: impl Fn(&[u8], &[u8]) -> u8,
    out: &mut Mapped,
) {
    // Han characters grow from two bytes to three; whatever needs more is asked for when it shows.
    out.text.reserve(bytes.len() + bytes.len() / 2 + 16);
    let mut stretch = 0;
    while stretch < bytes.len() {
        // A decoder for each stretch: these encodings carry no state across a fault.
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let (mut read, text) = (stretch, out.text.len());
        let fault = loop {
            let input = bytes.get(read..).unwrap_or(&[]);
            let (result, n) = decoder.decode_to_string_without_replacement(input, &mut out.text, true);
            read += n;
            match result {
                DecoderResult::InputEmpty => break None,
                DecoderResult::OutputFull => out.text.reserve(input.len() - n + 64),
                DecoderResult::Malformed(len, beyond) => {
                    let end = read - usize::from(beyond);
                    break Some(end - usize::from(len)..end);
                }
            }
        };
        let good = fault.as_ref().map_or(bytes.len(), |f| f.start);
        out.walk(bytes.get(stretch..good).unwrap_or(&[]), text, &width);
        let Some(fault) = fault else { break };
        out.fault(fault.len());
        stretch = fault.end;
    }
}
