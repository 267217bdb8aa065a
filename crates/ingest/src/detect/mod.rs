//! Which encoding is this? Decode a sample with every candidate and ask how likely each result is as press text.
//!
//! A byte order mark or valid UTF-8 settles most files. For the rest the candidates compete: the likelihood of the sample
//! under a model of single characters ([`model`]), with undecodable bytes as rare accidents. Since an encoding maps
//! characters to bytes one to one, these likelihoods can be compared although the candidates read different numbers of
//! characters. A difference of ten nats, odds of 20 000 to 1, takes two or three Han characters.

mod frequent;
mod model;

use baokan_corpus_model::{Decoding, Run};

use crate::Encoding;
use crate::decode::decode;

/// An encoding and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detection {
    /// The encoding.
    pub encoding: Encoding,
    /// How it was found.
    pub evidence: Evidence,
}

/// How the encoding was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// The caller said so.
    Given,
    /// The file begins with a byte order mark.
    ByteOrderMark,
    /// XML or HTML declares it, and the bytes alone leave it open.
    Declared,
    /// Nothing but ASCII, which reads alike in all but UTF-16.
    Ascii,
    /// The whole file is valid UTF-8, with characters of three or more bytes.
    ValidUtf8,
    /// It reads best so.
    Likelihood {
        /// How much likelier than the next best candidate, in nats (natural logarithm of the odds).
        margin: u32,
        /// The next best candidate.
        runner_up: Encoding,
        /// Mean improbability of a character of the best reading, in tenths of a nat: 60 to 90 for Chinese and English
        /// prose, about 150 for text read in the wrong encoding and for noise.
        surprise: u32,
    },
}

impl Detection {
    /// Odds of less than about 150 to 1, or a reading that is hardly prose.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        matches!(self.evidence, Evidence::Likelihood { margin, surprise, .. } if margin < 5 || surprise > NOISE)
    }

    /// No encoding makes sense of the file: with this many characters prose stays far below.
    pub(crate) fn is_noise(&self, chars: usize) -> bool {
        matches!(self.evidence, Evidence::Likelihood { surprise, .. } if surprise > NOISE && chars >= 30)
    }
}

/// Tenths of a nat a character. Twenty characters of prose stay below 100, noise and text in encodings that are not
/// known lie around 145.
const NOISE: u32 = 120;

/// Bytes that the candidates compete on, from the first that is not ASCII.
const SAMPLE: usize = 64 * 1024;

/// Finds the encoding of a file.
#[must_use]
pub fn detect(bytes: &[u8]) -> Detection {
    if let Some(encoding) = Encoding::from_byte_order_mark(bytes) {
        return Detection { encoding, evidence: Evidence::ByteOrderMark };
    }
    let ascii = encoding_rs::Encoding::ascii_valid_up_to(bytes);
    let nul = memchr::memchr(0, bytes);
    if ascii == bytes.len() && nul.is_none() {
        return Detection { encoding: Encoding::Utf8, evidence: Evidence::Ascii };
    }
    // Three bytes in a row rarely fit UTF-8 by chance, two do more often; NUL may mean UTF-16.
    let rest = bytes.get(ascii..).unwrap_or(&[]);
    if nul.is_none() && rest.iter().any(|b| *b >= 0xE0) && std::str::from_utf8(rest).is_ok() {
        return Detection { encoding: Encoding::Utf8, evidence: Evidence::ValidUtf8 };
    }
    // An even start keeps UTF-16 in step; the bytes before are ASCII, so no other encoding is cut.
    let start = nul.map_or(ascii, |nul| nul.min(ascii)) & !1;
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or(&[]);
    let whole = start + sample.len() == bytes.len();

    // ASCII with NUL reads alike in all but UTF-16.
    let alike = sample.is_ascii();
    let mut costs: Vec<(u32, Encoding, u32)> = Encoding::ALL
        .iter()
        .filter(|e| !alike || matches!(e, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be))
        .filter_map(|&encoding| {
            let (cost, chars) = cost_of(sample, encoding, whole)?;
            Some((cost + prior(encoding), encoding, cost * 10 / 8 / chars.max(1)))
        })
        .collect();
    costs.sort_unstable();
    match costs.as_slice() {
        [(cost, encoding, surprise), (next, runner_up, _), ..] => Detection {
            encoding: *encoding,
            evidence: Evidence::Likelihood { margin: (next - cost) / 8, runner_up: *runner_up, surprise: *surprise },
        },
        _ => Detection { encoding: Encoding::Utf8, evidence: Evidence::Ascii },
    }
}

/// How rare the encoding is among press files that carry no mark and are not plain UTF-8, in eighths of a nat.
const fn prior(encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => 0,
        Encoding::Gb18030 => 4 * 8,
        Encoding::Big5 => 5 * 8,
        Encoding::Utf16Le => 6 * 8,
        Encoding::Utf16Be => 8 * 8,
        Encoding::Windows1252 => 8 * 8,
    }
}

/// −8 ln of the likelihood of the sample in this encoding, and its characters; `whole`: the sample ends where the file
/// ends.
fn cost_of(sample: &[u8], encoding: Encoding, whole: bool) -> Option<(u32, u32)> {
    let decoded = decode(sample, encoding)?;
    let (text, runs): (&str, &[Run]) = match &decoded {
        Decoding::Utf8 => (std::str::from_utf8(sample).ok()?, &[]),
        Decoding::Mapped { text, runs } => (text, runs),
    };
    let (mut cost, chars) = text.chars().fold((0, 0), |(sum, n), c| (sum + model::cost(c), n + 1));
    // What could not be decoded reads as U+FFFD and is charged as what it is, byte by byte.
    let replacement = model::cost('\u{FFFD}');
    for (i, run) in runs.iter().enumerate().filter(|(_, r)| r.undecodable) {
        let end = runs.get(i + 1).map_or(text.len(), |n| n.text as usize);
        let units = ((end - run.text as usize) / '\u{FFFD}'.len_utf8()) as u32;
        let last = whole && i + 1 == runs.len() && units == 1;
        let fault = if last { model::CUT } else { model::FAULT * u32::from(run.source_step) };
        cost = (cost + units * fault).saturating_sub(units * replacement);
    }
    Some((cost, chars))
}
