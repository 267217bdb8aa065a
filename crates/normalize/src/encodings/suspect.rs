//! Characters that text read in a wrong encoding is made of. They are rare in right text, so that rules which look for
//! such damage have next to nothing to walk there.

use std::sync::LazyLock;

use super::{Bytes, Charset};
use crate::chars;
use crate::lexicon;

/// A set of characters of the basic plane, one bit each.
pub(crate) struct Set(Box<[u64]>);

impl Set {
    fn put(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(c as usize >> 6) {
            *word |= 1 << (c as usize & 63);
        }
    }

    /// Whether the character with this code point is in the set.
    pub(crate) fn has(&self, c: usize) -> bool {
        self.0.get(c >> 6).is_some_and(|word| word >> (c & 63) & 1 == 1)
    }
}

/// What debuggers fill memory with, and what U+FFFD and the byte order mark read like as GBK.
const REMAINS: [char; 4] = ['锟', '烫', '屯', '锘'];

static SUSPECTS: LazyLock<Set> = LazyLock::new(|| {
    let mut set = Set(vec![0; 1 << 10].into_boxed_slice());
    let words = lexicon::words_by_character();
    let mut known = Set(vec![0; 1 << 10].into_boxed_slice());
    for (leads, charset) in [(0xB0..=0xD7, Charset::Gbk), (0xA4..=0xC6, Charset::Big5)] {
        for lead in leads {
            let all = (0x40..=0xFE_u8).filter(|t| charset == Charset::Big5 || *t >= 0xA1);
            all.filter_map(|trail| charset.pair(lead, trail)).for_each(|c| known.put(c));
        }
    }
    for c in '\u{4E00}'..='\u{9FFF}' {
        let in_words = words.get(c as usize).is_some_and(|n| *n > 0);
        if is_lead_of_utf8(c) || !in_words && !known.has(c as usize) {
            set.put(c);
        }
    }
    REMAINS.iter().for_each(|c| set.put(*c));
    set
});

/// Traditional forms of characters of common words; some of them are suspect, and yet print in every second line.
static TRADITIONAL: LazyLock<Set> = LazyLock::new(|| {
    let mut set = Set(vec![0; 1 << 10].into_boxed_slice());
    let words = lexicon::words_by_character();
    for c in '\u{4E00}'..='\u{9FFF}' {
        let simple = crate::layout::simplified(c);
        if simple != c && words.get(simple as usize).is_some_and(|n| *n > 0) {
            set.put(c);
        }
    }
    set
});

/// Whether suspect characters, one of which stands at each of these places, are what a line of Traditional text has:
/// all of them common forms, and few.
pub(crate) fn are_traditional(line: &str, offset: usize, suspects: &[u32]) -> bool {
    let common = |at: &u32| {
        let c = chars::after(line, (*at as usize).saturating_sub(offset));
        c.is_some_and(|c| TRADITIONAL.has(c as usize))
    };
    suspects.len() * 24 < line.len() && suspects.iter().all(common)
}

/// The set of suspect Han characters. Letters of Latin-1 are suspect too; see [`crate::engine::Class::Suspect`].
pub(crate) fn suspects() -> &'static Set {
    &SUSPECTS
}

/// Whether GBK reads this character from the first two bytes of a UTF-8 sequence of three or four.
pub(crate) fn is_lead_of_utf8(c: char) -> bool {
    match Charset::Gbk.bytes(c) {
        Some(Bytes::Two(0xE2..=0xE9 | 0xEF, trail)) => (0x80..=0xBF).contains(&trail),
        Some(Bytes::Two(0xF0, trail)) => (0x90..=0xBF).contains(&trail),
        _ => false,
    }
}

/// Whether the character that ends at this byte is what is left of a UTF-8 sequence, with a mark for the lost byte right
/// behind it (鈥?): no rule may take the one for a rare character, or the other for punctuation.
pub(crate) fn is_cut_sequence(text: &str, end: usize) -> bool {
    // Most characters are followed by another one of theirs: one byte decides.
    if !matches!(text.as_bytes().get(end), Some(b'?' | 0xEE | 0xEF)) {
        return false;
    }
    let gone = |c: char| matches!(c, '?' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}');
    chars::after(text, end).is_some_and(gone) && chars::before(text, end).is_some_and(is_lead_of_utf8)
}

#[cfg(test)]
mod tests {
    use super::suspects;

    #[test]
    fn suspects_are_rare_characters() {
        for c in "鈥锛鐨涓鏄锟癹濂".chars() {
            assert!(suspects().has(c as usize), "{c}");
        }
        for c in "的中国農業發展農產，浙".chars() {
            assert!(!suspects().has(c as usize), "{c}");
        }
    }
}
