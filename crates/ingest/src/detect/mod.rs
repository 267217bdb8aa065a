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
    },
}

/// Margins below this, odds of about 150 to 1, are reported as doubtful.
pub(crate) const DOUBTFUL: u32 = 5;

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

    let mut costs: Vec<(u32, Encoding)> = Encoding::ALL
        .iter()
        .filter_map(|&encoding| Some((cost_of(sample, encoding, whole)? + prior(encoding), encoding)))
        .collect();
    costs.sort_unstable();
    match costs.as_slice() {
        [(cost, encoding), (next, runner_up), ..] => Detection {
            encoding: *encoding,
            evidence: Evidence::Likelihood { margin: (next - cost) / 8, runner_up: *runner_up },
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

/// −8 ln of the likelihood of the sample in this encoding; `whole`: the sample ends where the file ends.
fn cost_of(sample: &[u8], encoding: Encoding, whole: bool) -> Option<u32> {
    let decoded = decode(sample, encoding)?;
    let (text, runs): (&str, &[Run]) = match &decoded {
        Decoding::Utf8 => (std::str::from_utf8(sample).ok()?, &[]),
        Decoding::Mapped { text, runs } => (text, runs),
    };
    let mut cost: u32 = text.chars().map(model::cost).sum();
    // What could not be decoded reads as U+FFFD and is charged as what it is, byte by byte.
    let replacement = model::cost('\u{FFFD}');
    for (i, run) in runs.iter().enumerate().filter(|(_, r)| r.undecodable) {
        let end = runs.get(i + 1).map_or(text.len(), |n| n.text as usize);
        let units = ((end - run.text as usize) / '\u{FFFD}'.len_utf8()) as u32;
        let last = whole && i + 1 == runs.len() && units == 1;
        let fault = if last { model::CUT } else { model::FAULT * u32::from(run.source_step) };
        cost = (cost + units * fault).saturating_sub(units * replacement);
    }
    Some(cost)
}
