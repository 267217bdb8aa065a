//! The encodings that Chinese press files come in, and the label each goes by.

use std::fmt;
use std::str::FromStr;

use crate::IngestError;

/// A character encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, and ASCII as its part.
    Utf8,
    /// GB18030, with GBK, GB2312 (EUC-CN) and code page 936 as its parts.
    Gb18030,
    /// Big5 with the Hong Kong supplement (HKSCS) and code page 950.
    Big5,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252 with Latin-1: English copy with curly quotation marks.
    Windows1252,
}

impl Encoding {
    /// Every encoding, the likeliest first.
    pub const ALL: &'static [Self] =
        &[Self::Utf8, Self::Gb18030, Self::Big5, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// The label in the spelling of the WHATWG Encoding Standard's names (`UTF-8`, `GB18030`, `Big5`, …).
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The byte order mark in this encoding; empty where there is none.
    #[must_use]
    pub const fn byte_order_mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Gb18030 => b"\x84\x31\x95\x33",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Big5 | Self::Windows1252 => b"",
        }
    }

    /// The encoding that the file's first bytes declare.
    #[must_use]
    pub fn from_byte_order_mark(bytes: &[u8]) -> Option<Self> {
        Self::ALL.iter().copied().find(|e| {
            let mark = e.byte_order_mark();
            !mark.is_empty() && bytes.starts_with(mark)
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// Reads the labels in common use, in any case, with `-`, `_` or neither: `utf8`, `GBK`, `cp936`, `big5-hkscs`, `utf-16le`.
impl FromStr for Encoding {
    type Err = IngestError;

    fn from_str(label: &str) -> Result<Self, IngestError> {
        let plain: String = label.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        match plain.as_str() {
            "utf8" | "ascii" | "usascii" => Ok(Self::Utf8),
            "gb18030" | "gbk" | "gb2312" | "euccn" | "cp936" | "936" | "windows936" | "xgbk" => Ok(Self::Gb18030),
            "big5" | "big5hkscs" | "cp950" | "950" | "windows950" | "xxbig5" | "cnbig5" => Ok(Self::Big5),
            // Without a byte order the label means the order of the machines that it mostly comes from.
            "utf16" | "utf16le" | "ucs2" | "unicode" => Ok(Self::Utf16Le),
            "utf16be" | "unicodefffe" => Ok(Self::Utf16Be),
            "windows1252" | "cp1252" | "1252" | "latin1" | "iso88591" => Ok(Self::Windows1252),
            _ => Err(IngestError::UnknownEncoding { label: label.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back() {
        for e in Encoding::ALL {
            assert_eq!(e.label().parse::<Encoding>().unwrap(), *e);
        }
        assert_eq!("GB_2312".parse::<Encoding>().unwrap(), Encoding::Gb18030);
        assert_eq!("Big5-HKSCS".parse::<Encoding>().unwrap(), Encoding::Big5);
        assert!("klingon".parse::<Encoding>().unwrap_err().to_string().contains("klingon"));
    }

    #[test]
    fn marks_are_told_apart() {
        for e in Encoding::ALL.iter().filter(|e| !e.byte_order_mark().is_empty()) {
            assert_eq!(Encoding::from_byte_order_mark(e.byte_order_mark()), Some(*e));
        }
        assert_eq!(Encoding::from_byte_order_mark(b"plain"), None);
    }
}
