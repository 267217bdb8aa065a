//! Character and entity references of XML and HTML. Only predefined names are known; what a file declares is not read.

use std::ops::Range;

use crate::escapes::{self, Escape};

/// The characters of a stretch with references read, each with its place. References that are not known stay as they
/// stand and are given to `bad`.
pub(crate) fn unescape(text: &str, at: Range<usize>, bad: &mut dyn FnMut(Range<usize>)) -> Vec<(char, Range<usize>)> {
    escapes::read(text, at, '&', reference, bad)
}

/// The characters of a stretch as they stand.
pub(crate) fn verbatim(text: &str, at: Range<usize>) -> impl Iterator<Item = (char, Range<usize>)> + '_ {
    let start = at.start;
    let chars = text.get(at).unwrap_or("").char_indices();
    chars.map(move |(i, c)| (c, start + i..start + i + c.len_utf8()))
}

/// No name or number in use is longer.
const LONGEST: usize = 32;

fn reference(rest: &str) -> Escape {
    let head = rest.as_bytes().get(..LONGEST.min(rest.len())).unwrap_or(&[]);
    let Some(end) = memchr::memchr(b';', head) else { return Escape::None };
    let Some(name) = rest.get(1..end) else { return Escape::None };
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok(),
            None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok(),
            _ => None,
        },
        None if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| u32::from(*c))
        }
        None => return Escape::None,
    };
    // A reference to NUL or half a pair stands for nothing.
    match code.filter(|code| *code != 0).and_then(char::from_u32) {
        Some(c) => Escape::To(c, end + 1),
        None => Escape::Unknown(end + 1),
    }
}

/// The five of XML, and those of HTML that Chinese pages use.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("permil", '‰'),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("sect", '§'),
    ("para", '¶'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("shy", '\u{AD}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let text = "&amp;&#x4E2d;&#25253;&nbsp;&foo;&#0;&#xD800; AT&T;";
        let mut bad = Vec::new();
        let chars = unescape(text, 0..text.len(), &mut |at| bad.push(&text[at]));
        assert_eq!(chars.iter().map(|(c, _)| *c).collect::<String>(), "&中报\u{A0}&foo;&#0;&#xD800; AT&T;");
        assert_eq!(&text[chars[1].1.clone()], "&#x4E2d;");
        assert_eq!(bad, ["&foo;", "&#0;", "&#xD800;", "&T;"]);
    }
}
