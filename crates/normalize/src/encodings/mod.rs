//! Legacy encodings as tables of single characters, for text that was read in the wrong one.
//!
//! The tables are those of the WHATWG Encoding Standard, taken from `encoding_rs` when they are first needed. Text of a
//! document is decoded once, by ingest; here characters are only turned back into the bytes that they were read from.

mod likelihood;
mod suspect;

use std::sync::LazyLock;

use encoding_rs::{BIG5, GB18030, WINDOWS_1252};

pub(crate) use likelihood::{cost, cost_of};
pub(crate) use suspect::{are_traditional, is_cut_sequence, suspects};

/// The bytes of one character in a legacy encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bytes {
    /// One byte.
    One(u8),
    /// A pair.
    Two(u8, u8),
}

/// An encoding in which bytes were wrongly read, or should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    /// GBK with its private area; the single byte 0x80 is €.
    Gbk,
    /// Big5 with the extensions of the WHATWG standard.
    Big5,
    /// Windows-1252, with C1 controls where it has holes.
    Latin,
}

impl Charset {
    /// The printed name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Gbk => "GBK",
            Self::Big5 => "Big5",
            Self::Latin => "Windows-1252",
        }
    }

    /// The bytes from which this encoding reads the character; `None` when it has no such character, and for ASCII.
    pub(crate) fn bytes(self, c: char) -> Option<Bytes> {
        if c.is_ascii() {
            return None;
        }
        match self {
            Self::Gbk if c == '€' => Some(Bytes::One(0x80)),
            Self::Gbk => GBK.bytes(c),
            Self::Big5 => BIG_FIVE.bytes(c),
            Self::Latin => LATIN.iter().position(|l| *l == c).map(|at| Bytes::One(0x80 + at as u8)),
        }
    }

    /// The character that a pair of bytes means; `None` for Windows-1252 and where nothing is assigned.
    pub(crate) fn pair(self, lead: u8, trail: u8) -> Option<char> {
        match self {
            Self::Gbk => GBK.pair(lead, trail),
            Self::Big5 => BIG_FIVE.pair(lead, trail),
            Self::Latin => None,
        }
    }
}

/// An encoding of two bytes a character, both ways.
struct Pairs {
    /// Characters by lead byte from 0x81 and trail byte from 0x40; 0 where nothing is assigned.
    chars: Box<[u16]>,
    /// Pairs by character of the basic plane; 0 where there is none.
    bytes: Box<[u16]>,
}

const LEADS: usize = 0xFE - 0x81 + 1;
const TRAILS: usize = 0xFE - 0x40 + 1;

static GBK: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(GB18030));
static BIG_FIVE: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(BIG5));
static LATIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all: Vec<u8> = (0x80..=0xFF).collect();
    WINDOWS_1252.decode_without_bom_handling(&all).0.chars().collect()
});

impl Pairs {
    fn new(encoding: &'static encoding_rs::Encoding) -> Self {
        let mut table =
            Self { chars: vec![0; LEADS * TRAILS].into_boxed_slice(), bytes: vec![0; 1 << 16].into_boxed_slice() };
        for lead in 0x81..=0xFE_u8 {
            for trail in (0x40..=0x7E).chain(0x80..=0xFE_u8) {
                let pair = [lead, trail];
                let (text, bad) = encoding.decode_without_bom_handling(&pair);
                let mut chars = text.chars();
                let (Some(c), None, false) = (chars.next(), chars.next(), bad) else { continue };
                let (Ok(unit), Some(at)) = (u16::try_from(c as u32), index(lead, trail)) else { continue };
                if let Some(slot) = table.chars.get_mut(at) {
                    *slot = unit;
                }
                // Where two pairs mean one character, the first is the one that is written.
                if let Some(slot) = table.bytes.get_mut(usize::from(unit)).filter(|b| **b == 0) {
                    *slot = u16::from_be_bytes(pair);
                }
            }
        }
        table
    }

    fn bytes(&self, c: char) -> Option<Bytes> {
        let [lead, trail] = self.bytes.get(c as usize).filter(|b| **b != 0)?.to_be_bytes();
        Some(Bytes::Two(lead, trail))
    }

    fn pair(&self, lead: u8, trail: u8) -> Option<char> {
        let unit = *self.chars.get(index(lead, trail)?)?;
        char::from_u32(u32::from(unit)).filter(|c| *c != '\0')
    }
}

fn index(lead: u8, trail: u8) -> Option<usize> {
    let (lead, trail) = (lead.checked_sub(0x81)?, trail.checked_sub(0x40)?);
    Some(usize::from(lead) * TRAILS + usize::from(trail)).filter(|at| *at < LEADS * TRAILS)
}

#[cfg(test)]
mod tests {
    use super::{Bytes, Charset};

    #[test]
    fn there_and_back() {
        assert_eq!(Charset::Gbk.bytes('中'), Some(Bytes::Two(0xD6, 0xD0)));
        assert_eq!(Charset::Gbk.pair(0xD6, 0xD0), Some('中'));
        assert_eq!(Charset::Gbk.bytes('€'), Some(Bytes::One(0x80)));
        assert_eq!(Charset::Big5.pair(0xA4, 0xA4), Some('中'));
        assert_eq!(Charset::Latin.bytes('œ'), Some(Bytes::One(0x9C)));
        assert_eq!(Charset::Gbk.bytes('a'), None);
        assert_eq!(Charset::Gbk.pair(0x80, 0x40), None);
    }
}
