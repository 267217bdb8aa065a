//! Characters as the small numbers that a model counts with.

/// What kind of character it is; the model learns about combinations of them, and some gaps are decided by them alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Kind {
    /// White space, and what is outside the text.
    Blank = 0,
    Han = 1,
    /// 〇一二三…十百千万亿.
    Numeral = 2,
    Digit = 3,
    Latin = 4,
    /// Punctuation that is always a word by itself.
    Mark = 5,
    /// Other signs: %, the decimal point, dashes, ellipses.
    Sign = 6,
    /// Kana, Hangul, Cyrillic and the like.
    Letter = 7,
}

impl Kind {
    /// The kind of a character after [`fold`].
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            'a'..='z' => Self::Latin,
            '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿' => {
                Self::Numeral
            }
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                Self::Han
            }
            '，' | '。' | '、' | '；' | '？' | '！' | '“' | '”' | '‘' | '’' | '（' | '）' | '《' | '》' | '〈'
            | '〉' | '【' | '】' | '「' | '」' | '『' | '』' | '〔' | '〕' | '(' | ')' | '[' | ']' | '"' | '?'
            | '!' | ';' => Self::Mark,
            _ if c.is_whitespace() => Self::Blank,
            _ if c.is_alphabetic() => Self::Letter,
            _ => Self::Sign,
        }
    }
}

/// A character with the width and case of its common form: full-width ASCII becomes ASCII, Latin letters lower case.
/// Marks that Chinese text sets in full width keep it, and their half-width twins stay what they are.
pub(super) fn fold(c: char) -> char {
    let narrow = match c {
        '，' | '；' | '？' | '！' | '（' | '）' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '○' | '◯' => '〇',
        _ => c,
    };
    narrow.to_ascii_lowercase()
}

/// A character's number and kind in 16 bits: the number below, the kind in the upper three.
pub(super) type Code = u16;

const NUMBER_BITS: u32 = 13;
/// Numbers are below this.
pub(super) const NUMBERS: usize = 1 << NUMBER_BITS;
/// What is outside the text.
pub(super) const OUTSIDE: Code = 0;
/// Numbers of characters that a model does not know, and of those that it does not tell apart, by kind: 0 to 7.
pub(super) const FIRST_FREE: u16 = 8;

/// The number of a code.
pub(super) fn number(code: Code) -> u64 {
    u64::from(code) & (NUMBERS as u64 - 1)
}

/// The kind of a code, as a number.
pub(super) fn kind(code: Code) -> u16 {
    code >> NUMBER_BITS
}

/// Which character has which number. Unknown characters share the number of their kind.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    /// The code of every character of the Basic Multilingual Plane.
    codes: Vec<Code>,
    /// What the table was made from, sorted by character.
    entries: Vec<(char, u16)>,
}

impl Alphabet {
    /// An alphabet of these characters with their numbers, sorted by character. Characters outside the Basic
    /// Multilingual Plane and numbers out of range are not held.
    pub(super) fn new(entries: Vec<(char, u16)>) -> Self {
        // By default a character is taken for the folded one; that one may have a number.
        let code = |number: u16, c: char| -> Code { number | (Kind::of(c) as u16) << NUMBER_BITS };
        let mut own = vec![0u16; 1 << 16];
        for &(c, number) in &entries {
            if let Some(cell) = own.get_mut(c as usize).filter(|_| usize::from(number) < NUMBERS) {
                *cell = number;
            }
        }
        let codes = (0..=0xFFFFu32).map(|point| {
            let Some(c) = char::from_u32(point) else { return OUTSIDE };
            let folded = fold(c);
            let number = [c, folded].iter().filter_map(|c| own.get(*c as usize)).find(|n| **n != 0).copied();
            // A variant has the number of the character that it stands for, and counts as of its kind.
            let kind = Kind::of(folded);
            code(number.unwrap_or(kind as u16), folded)
        });
        let codes = codes.collect();
        Self { codes, entries }
    }

    /// The characters with a number of their own, sorted.
    pub(super) fn entries(&self) -> &[(char, u16)] {
        &self.entries
    }

    /// The code of a character.
    pub(super) fn code(&self, c: char) -> Code {
        match self.codes.get(c as usize) {
            Some(code) => *code,
            None => {
                let kind = Kind::of(c) as u16;
                kind | kind << NUMBER_BITS
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_cases_and_unknown_characters() {
        let alphabet = Alphabet::new(vec![('国', 8), ('國', 8), ('%', 9)]);
        assert_eq!(alphabet.code('国'), alphabet.code('國'));
        assert_eq!(alphabet.code('％'), alphabet.code('%'));
        assert_eq!(alphabet.code('３'), alphabet.code('7'), "digits are one class");
        assert_eq!(alphabet.code('Ａ'), alphabet.code('z'));
        assert_eq!(alphabet.code('𠀀'), alphabet.code('龘'), "unknown characters of a kind are one");
        assert_eq!(kind(alphabet.code('。')), Kind::Mark as u16);
        assert_eq!(kind(alphabet.code('\u{3000}')), Kind::Blank as u16);
        assert_eq!(alphabet.code('\n'), OUTSIDE);
    }
}
