//! gzip (RFC 1952) and Zstandard (RFC 8878) around a file.
//!
//! What is inside is read as if it had come unpacked; positions then count its bytes.

use std::io::{self, BufRead, BufReader, Read};

use crate::{IngestError, MAX_BYTES};

/// Unpacked data may be so many times as long as packed: DEFLATE reaches 1032, newspapers about 5.
const MOST_TIMES: u64 = 200;
/// So much may be unpacked from however little.
const ALWAYS: u64 = 16 << 20;

/// A way of packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstandard,
}

/// What was inside.
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    /// Why there may be more that could not be unpacked.
    pub(crate) fault: Option<String>,
}

impl Packing {
    /// By the first bytes.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstandard),
            _ => None,
        }
    }

    /// The name that media types and messages use.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstandard => "zstd",
        }
    }

    /// So many bytes may come out of so many packed ones.
    pub(crate) fn most(packed: u64) -> u64 {
        packed.saturating_mul(MOST_TIMES).max(ALWAYS)
    }

    /// Unpacks as it is read.
    pub(crate) fn reader(self, from: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        let from = BufReader::with_capacity(1 << 16, from);
        match self {
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(from)),
            Self::Zstandard => Box::new(Frames { state: FrameState::Between(from) }),
        }
    }

    /// Unpacks all members or frames.
    ///
    /// # Errors
    /// When nothing can be unpacked, or so much that it must be an attack.
    pub(crate) fn unpack(self, packed: &[u8], origin: &str) -> Result<Unpacked, IngestError> {
        let most = Self::most(packed.len() as u64).min(MAX_BYTES);
        let mut out = Unpacked { bytes: Vec::new(), fault: None };
        match self {
            Self::Gzip => out.take(flate2::bufread::MultiGzDecoder::new(packed), most),
            Self::Zstandard => {
                let mut rest = packed;
                // Frames may follow one another; after the last comes nothing.
                while !rest.is_empty() && out.fault.is_none() && out.bytes.len() as u64 <= most {
                    match ruzstd::decoding::StreamingDecoder::new(&mut rest) {
                        Ok(frame) => out.take(frame, most),
                        Err(error) => out.fault = Some(error.to_string()),
                    }
                }
            }
        }
        if out.bytes.len() as u64 > most {
            return Err(IngestError::Unpacked { origin: origin.to_owned(), most });
        }
        match out.fault {
            Some(why) if out.bytes.is_empty() => {
                Err(IngestError::BadPacking { origin: origin.to_owned(), packing: self.name(), why })
            }
            fault => Ok(Unpacked { fault, bytes: out.bytes }),
        }
    }
}

/// Zstandard frames, one after the other.
struct Frames<R: Read> {
    state: FrameState<R>,
}

enum FrameState<R: Read> {
    Between(R),
    Inside(Box<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, FrameState::Done) {
                FrameState::Done => return Ok(0),
                FrameState::Between(mut from) => {
                    if from.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let frame = ruzstd::decoding::StreamingDecoder::new(from)
                        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
                    self.state = FrameState::Inside(Box::new(frame));
                }
                FrameState::Inside(mut frame) => {
                    let len = frame.read(out)?;
                    if len > 0 || out.is_empty() {
                        self.state = FrameState::Inside(frame);
                        return Ok(len);
                    }
                    self.state = FrameState::Between(frame.into_inner());
                }
            }
        }
    }
}

impl Unpacked {
    /// What could be read before a fault stays.
    fn take(&mut self, from: impl Read, most: u64) {
        let left = (most + 1).saturating_sub(self.bytes.len() as u64);
        if let Err(error) = from.take(left).read_to_end(&mut self.bytes) {
            self.fault = Some(error.to_string());
        }
    }
}

/// The name of the file inside: without `.gz` or `.zst`.
pub(crate) fn inner_name(origin: &str) -> &str {
    let packed = |end: &str| {
        let cut = origin.len().checked_sub(end.len())?;
        origin.get(cut..).filter(|tail| tail.eq_ignore_ascii_case(end)).and_then(|_| origin.get(..cut))
    };
    packed(".gz").or_else(|| packed(".zst")).unwrap_or(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(inner_name("a.xml.GZ"), "a.xml");
        assert_eq!(inner_name("a.zst"), "a");
        assert_eq!(inner_name("版"), "版");
    }
}
