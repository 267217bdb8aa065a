//! The marks of Chinese punctuation, told apart by their bytes.
//!
//! Nearly all of a Chinese text is three-byte Han characters whose lead byte no mark shares, so that the scanner steps
//! over them without decoding.

/// What stands at one place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Anything that has no say in where a sentence ends.
    Other,
    /// `\n`.
    Newline,
    /// 。！？ and their kin: ends a sentence unless something speaks against it.
    Stop,
    /// … (one character; the usual …… is two).
    Ellipsis,
    /// — (one character; the usual —— is two).
    Dash,
    /// `.` or ．: full stop, decimal point, list dot, part of a name or an address.
    Dot,
    /// Half-width `!` or `?`.
    Bang,
    /// Opens a pair.
    Open(Pair),
    /// Closes a pair.
    Close(Pair),
    /// The straight `"`, which has no face.
    Straight,
    /// The straight `'`: a quotation mark or an apostrophe.
    Apostrophe,
}

/// The paired marks, one value a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// “ ” and 〝 〞
    Double,
    /// ‘ ’
    Single,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
    /// 《 》
    Title,
    /// 〈 〉
    Angle,
    /// （ ） and ( )
    Round,
    /// 【 】
    Lens,
    /// 〔 〕
    Shell,
    /// ［ ］ and [ ]
    Square,
    /// < > around a title
    Less,
    /// " "
    Straight,
    /// ' '
    Apostrophe,
}

impl Pair {
    /// Whether the pair holds what somebody says, and not a title or an aside.
    pub(super) const fn is_quote(self) -> bool {
        matches!(
            self,
            Self::Double | Self::Single | Self::Corner | Self::WhiteCorner | Self::Straight | Self::Apostrophe
        )
    }
}

/// The mark at byte `i` and its length in bytes. `i` is in bounds and on a character boundary.
#[inline]
pub(super) fn mark(bytes: &[u8], i: usize) -> (Mark, usize) {
    use Pair::{Angle, Corner, Double, Lens, Less, Round, Shell, Single, Square, Title, WhiteCorner};
    let Some(&lead) = bytes.get(i) else { return (Mark::Other, 1) };
    let tail = || match bytes.get(i + 1..i + 3) {
        Some(&[b, c]) => (b, c),
        _ => (0, 0),
    };
    match lead {
        b'\n' => (Mark::Newline, 1),
        b'.' => (Mark::Dot, 1),
        b'!' | b'?' => (Mark::Bang, 1),
        b'"' => (Mark::Straight, 1),
        b'\'' => (Mark::Apostrophe, 1),
        b'<' => (Mark::Open(Less), 1),
        b'>' => (Mark::Close(Less), 1),
        b'(' => (Mark::Open(Round), 1),
        b')' => (Mark::Close(Round), 1),
        b'[' => (Mark::Open(Square), 1),
        b']' => (Mark::Close(Square), 1),
        0..=0x7F => (Mark::Other, 1),
        0xE2 => {
            let mark = match tail() {
                (0x80, 0x94 | 0x95) => Mark::Dash,
                (0x80, 0x98) => Mark::Open(Single),
                (0x80, 0x99) => Mark::Close(Single),
                (0x80, 0x9C) => Mark::Open(Double),
                (0x80, 0x9D) => Mark::Close(Double),
                (0x80, 0xA6) => Mark::Ellipsis,
                // ‼ ⁇ ⁈ ⁉
                (0x80, 0xBC) | (0x81, 0x87..=0x89) => Mark::Stop,
                _ => Mark::Other,
            };
            (mark, 3)
        }
        0xE3 => {
            let mark = match tail() {
                (0x80, 0x82) => Mark::Stop,
                (0x80, 0x88) => Mark::Open(Angle),
                (0x80, 0x89) => Mark::Close(Angle),
                (0x80, 0x8A) => Mark::Open(Title),
                (0x80, 0x8B) => Mark::Close(Title),
                (0x80, 0x8C) => Mark::Open(Corner),
                (0x80, 0x8D) => Mark::Close(Corner),
                (0x80, 0x8E) => Mark::Open(WhiteCorner),
                (0x80, 0x8F) => Mark::Close(WhiteCorner),
                (0x80, 0x90) => Mark::Open(Lens),
                (0x80, 0x91) => Mark::Close(Lens),
                (0x80, 0x94) => Mark::Open(Shell),
                (0x80, 0x95) => Mark::Close(Shell),
                (0x80, 0x9D) => Mark::Open(Double),
                (0x80, 0x9E | 0x9F) => Mark::Close(Double),
                _ => Mark::Other,
            };
            (mark, 3)
        }
        0xEF => {
            let mark = match tail() {
                (0xBC, 0x81 | 0x9F) | (0xBD, 0xA1) => Mark::Stop,
                (0xBC, 0x82) => Mark::Straight,
                (0xBC, 0x88) => Mark::Open(Round),
                (0xBC, 0x89) => Mark::Close(Round),
                (0xBC, 0x8E) => Mark::Dot,
                (0xBC, 0xBB) => Mark::Open(Square),
                (0xBC, 0xBD) => Mark::Close(Square),
                (0xB8..=0xB9, _) => return (presentation_form(tail()), 3),
                _ => Mark::Other,
            };
            (mark, 3)
        }
        0xE0..=0xEE => (Mark::Other, 3),
        0xF0..=0xFF => (Mark::Other, 4),
        _ => (Mark::Other, 2),
    }
}

/// The vertical and small forms of the marks (U+FE10 to U+FE6B), by their second and third byte.
const fn presentation_form(tail: (u8, u8)) -> Mark {
    use Pair::{Angle, Corner, Lens, Round, Shell, Title, WhiteCorner};
    match tail {
        // ︒ ︕ ︖ ﹖ ﹗
        (0xB8, 0x92 | 0x95 | 0x96) | (0xB9, 0x96 | 0x97) => Mark::Stop,
        (0xB8, 0x99) => Mark::Ellipsis,
        (0xB8, 0xB1) => Mark::Dash,
        (0xB9, 0x92) => Mark::Dot,
        (0xB8, 0xB5) | (0xB9, 0x99) => Mark::Open(Round),
        (0xB8, 0xB6) | (0xB9, 0x9A) => Mark::Close(Round),
        (0xB8, 0xB9) => Mark::Open(Shell),
        (0xB8, 0xBA) => Mark::Close(Shell),
        (0xB8, 0xBB) => Mark::Open(Lens),
        (0xB8, 0xBC) => Mark::Close(Lens),
        (0xB8, 0xBD) => Mark::Open(Title),
        (0xB8, 0xBE) => Mark::Close(Title),
        (0xB8, 0xBF) => Mark::Open(Angle),
        (0xB9, 0x80) => Mark::Close(Angle),
        (0xB9, 0x81) => Mark::Open(Corner),
        (0xB9, 0x82) => Mark::Close(Corner),
        (0xB9, 0x83) => Mark::Open(WhiteCorner),
        (0xB9, 0x84) => Mark::Close(WhiteCorner),
        _ => Mark::Other,
    }
}

/// Whether a character is Han (or kana, which stands beside it in names).
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FA}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is a digit, half- or full-width.
pub(crate) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether a character may stand in a list number: digits, Chinese numerals, 第, circled numbers and brackets.
pub(crate) const fn is_numeral(c: char) -> bool {
    is_digit(c)
        || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇' | '第')
        || matches!(c, '①'..='⑳' | '㈠'..='㈩' | '⑴'..='⒇' | '（' | '）' | '(' | ')')
}

/// Raised digits: note marks.
pub(super) const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Picture signs of chat and web text with what modifies them. Signs that open list items (●, ★, ✅) are not among them.
pub(super) const fn is_picture(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}' | '❤')
}

/// Marks that part a sentence and do not end it. After them no sentence can begin.
pub(super) const fn is_inner(c: char) -> bool {
    matches!(
        c,
        '，' | '、' | '；' | '：' | ',' | ';' | ':' | '·' | '︐' | '︑' | '︓' | '︔' | '﹐' | '﹑' | '﹔' | '﹕'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_by_bytes_are_marks_by_character() {
        for (text, want) in [
            ("。", Mark::Stop),
            ("！", Mark::Stop),
            ("？", Mark::Stop),
            ("｡", Mark::Stop),
            ("…", Mark::Ellipsis),
            ("—", Mark::Dash),
            ("．", Mark::Dot),
            ("“", Mark::Open(Pair::Double)),
            ("』", Mark::Close(Pair::WhiteCorner)),
            ("〕", Mark::Close(Pair::Shell)),
            ("］", Mark::Close(Pair::Square)),
            ("︒", Mark::Stop),
            ("︖", Mark::Stop),
            ("﹂", Mark::Close(Pair::Corner)),
            ("︽", Mark::Open(Pair::Title)),
            ("︿", Mark::Open(Pair::Angle)),
            ("﹀", Mark::Close(Pair::Angle)),
            ("〞", Mark::Close(Pair::Double)),
            ("＂", Mark::Straight),
            ("︐", Mark::Other),
            ("、", Mark::Other),
            ("汉", Mark::Other),
            ("，", Mark::Other),
            ("é", Mark::Other),
            ("𠮷", Mark::Other),
        ] {
            assert_eq!(mark(text.as_bytes(), 0), (want, text.len()), "{text}");
        }
    }
}
