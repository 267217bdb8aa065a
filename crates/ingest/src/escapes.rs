//! Characters with their places, of text in which a mark begins an escape: `\\u4e2d` in JSON, `&amp;` in XML.

use std::ops::Range;

/// What stands where the mark is.
pub(crate) enum Escape {
    /// It stands for this character; its length in bytes, mark included.
    To(char, usize),
    /// The same, but something is lost: half a character.
    Lossy(char, usize),
    /// It has the form of an escape and so many bytes, but is none that is known: it stays as it stands.
    Unknown(usize),
    /// It is an ordinary character.
    None,
}

/// The characters of a stretch, each with its place. `escape` looks at what begins with the mark; what is lost or not known
/// is given to `bad`.
pub(crate) fn read(
    text: &str,
    at: Range<usize>,
    mark: char,
    escape: fn(&str) -> Escape,
    bad: &mut dyn FnMut(Range<usize>),
) -> Vec<(char, Range<usize>)> {
    let written = text.get(at.clone()).unwrap_or("");
    let mut out = Vec::with_capacity(written.len() / 2);
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let start = at.start + written.len() - rest.len();
        let found = if c == mark { escape(rest) } else { Escape::None };
        let (c, len) = match found {
            Escape::To(c, len) => (c, len),
            Escape::Lossy(c, len) => {
                bad(start..start + len);
                (c, len)
            }
            Escape::Unknown(len) => {
                bad(start..start + len);
                (c, c.len_utf8())
            }
            Escape::None => (c, c.len_utf8()),
        };
        out.push((c, start..start + len));
        rest = rest.get(len..).unwrap_or("");
    }
    out
}
