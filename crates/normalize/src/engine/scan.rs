//! One look over the text per revision: where the unusual characters are. Rules walk these lists, so that a rule costs
//! what it finds, not a pass over the text.

use crate::encodings::suspects;

/// Classes of characters that some rule cares for. Ordinary Han characters and full-width marks are in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// `\n` (and the `\n` of `\r\n`).
    Newline,
    /// `\r`, form feed, vertical tab, U+2028, U+2029, U+0085: other line and page ends.
    OtherBreak,
    /// Space and tab.
    Space,
    /// U+3000, U+00A0, U+2000–U+200A, U+202F, U+205F: other spaces.
    WideSpace,
    /// Zero-width and format characters, soft hyphens, byte order marks, private use, C0 and C1 controls.
    Invisible,
    /// `, . ; : ? ! ( ) [ ] % ~` and other ASCII punctuation that is not markup.
    AsciiMark,
    /// `* # _ > < & | = - + @ / \ ^ $ {} `` ` ``: ASCII characters that markup is made of.
    AsciiMarkup,
    /// `"` and `'`.
    AsciiQuote,
    /// First byte of a run of ASCII letters.
    AsciiWord,
    /// First byte of a run of ASCII digits.
    AsciiNumber,
    /// “ ” ‘ ’ 「 」 『 』 ＂ ＇.
    Quote,
    /// U+FFFD.
    Replacement,
    /// Full-width ASCII forms: letters and digits (Ａ １).
    WideAlnum,
    /// Han characters so rare that they may come of a wrong encoding, and the letters of Latin-1.
    Suspect,
    /// Compatibility ideographs, radicals, vertical and small forms, variation selectors: other code points for the same
    /// characters.
    Compatibility,
}

const CLASSES: usize = Class::Compatibility as usize + 1;

/// The byte positions of each class, ascending.
#[derive(Debug, Default)]
pub struct Scan {
    at: [Vec<u32>; CLASSES],
    /// Whether there is any non-ASCII character that is a Han character.
    han: bool,
}

/// What an ASCII byte is; `None` for the classes that start runs and for nothing.
const fn ascii_class(b: u8) -> Option<Class> {
    Some(match b {
        b'\n' => Class::Newline,
        b'\r' | 0x0B | 0x0C => Class::OtherBreak,
        b' ' | b'\t' => Class::Space,
        0..=0x1F | 0x7F => Class::Invisible,
        b',' | b'.' | b';' | b':' | b'?' | b'!' | b'(' | b')' | b'[' | b']' | b'%' | b'~' => Class::AsciiMark,
        b'"' | b'\'' => Class::AsciiQuote,
        b'a'..=b'z' | b'A'..=b'Z' => Class::AsciiWord,
        b'0'..=b'9' => Class::AsciiNumber,
        _ => Class::AsciiMarkup,
    })
}

const ASCII: [Option<Class>; 128] = {
    let mut table = [None; 128];
    let mut b = 0;
    while b < 128 {
        table[b] = ascii_class(b as u8);
        b += 1;
    }
    table
};

fn wide_class(c: char) -> Option<Class> {
    Some(match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::OtherBreak,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{1680}' => Class::WideSpace,
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}'
        | '\u{F0000}'..='\u{10FFFF}' => Class::Invisible,
        '\u{2018}'..='\u{201F}' | '\u{300C}'..='\u{300F}' | '\u{FF02}' | '\u{FF07}' => Class::Quote,
        '\u{FFFD}' => Class::Replacement,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => Class::WideAlnum,
        '×' | '÷' => return None,
        '¡' | 'À'..='ÿ' => Class::Suspect,
        '\u{2E80}'..='\u{2FDF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF61}'..='\u{FF65}'
        | '\u{2F800}'..='\u{2FA1F}'
        | '\u{E0100}'..='\u{E01EF}' => Class::Compatibility,
        _ => return None,
    })
}

impl Scan {
    /// Looks over the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut scan = Self::default();
        let bytes = text.as_bytes();
        let suspects = suspects();
        let mut last = None;
        let mut i = 0;
        while let Some(&b) = bytes.get(i) {
            // Three-byte characters from U+3400 to U+9FFF: nothing to note but the very rare ones.
            if (0xE4..=0xE9).contains(&b) || (b == 0xE3 && bytes.get(i + 1).is_some_and(|b| *b >= 0x90)) {
                if let Some(&[second, third]) = bytes.get(i + 1..i + 3)
                    && suspects.has(usize::from(b & 15) << 12 | usize::from(second & 63) << 6 | usize::from(third & 63))
                {
                    scan.note(Class::Suspect, i);
                }
                scan.han = true;
                last = None;
                i += 3;
                continue;
            }
            if b < 0x80 {
                let class = ASCII.get(b as usize).copied().flatten();
                if let Some(c) = class
                    && !(last == class && matches!(c, Class::AsciiWord | Class::AsciiNumber))
                {
                    scan.note(c, i);
                }
                last = class;
                i += 1;
                continue;
            }
            last = None;
            let Some(c) = text.get(i..).and_then(|t| t.chars().next()) else { break };
            if let Some(class) = wide_class(c) {
                scan.note(class, i);
            } else if (0x20000..0x40000).contains(&(c as u32)) {
                scan.han = true;
            }
            i += c.len_utf8();
        }
        scan
    }

    fn note(&mut self, class: Class, at: usize) {
        if let Some(list) = self.at.get_mut(class as usize) {
            list.push(at as u32);
        }
    }

    /// Byte positions of the characters (for words and numbers: of the runs) of a class.
    #[must_use]
    pub fn of(&self, class: Class) -> &[u32] {
        self.at.get(class as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the text has Han characters at all.
    #[must_use]
    pub fn has_han(&self) -> bool {
        self.han
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_class_at_its_byte() {
        let s = Scan::new("报 “a1,b”\u{200B}\n１\u{3000}𠀀");
        assert_eq!(s.of(Class::Space), [3]);
        assert_eq!(s.of(Class::Quote), [4, 11]);
        assert_eq!(s.of(Class::AsciiWord), [7, 10]);
        assert_eq!(s.of(Class::AsciiNumber), [8]);
        assert_eq!(s.of(Class::AsciiMark), [9]);
        assert_eq!(s.of(Class::Invisible), [14]);
        assert_eq!(s.of(Class::Newline), [17]);
        assert_eq!(s.of(Class::WideAlnum), [18]);
        assert_eq!(s.of(Class::WideSpace), [21]);
        assert!(s.has_han());
        let s = Scan::new("报鈥é⼀\u{F900}·×");
        assert_eq!(s.of(Class::Suspect), [3, 6]);
        assert_eq!(s.of(Class::Compatibility), [8, 11]);
        assert!(!Scan::new("plain English, nothing else.").has_han());
    }
}
