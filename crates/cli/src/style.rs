//! Colours for a terminal, and characters that can be seen.

use std::borrow::Cow;

/// Paints when the output is a terminal or the user asked for colours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Whether to paint at all.
    pub(crate) colour: bool,
}

/// What a stretch of output is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paint {
    /// What stood there before.
    Before,
    /// What stands there now.
    After,
    /// Names of rules and kinds.
    Name,
    /// Places, counts, and what matters less.
    Dim,
    /// Titles.
    Strong,
}

impl Style {
    /// The text, painted where colours are on.
    pub(crate) fn paint(self, paint: Paint, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Before => "31;9",
            Paint::After => "32",
            Paint::Name => "36",
            Paint::Dim => "2",
            Paint::Strong => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// A change within a line: what was, what is.
    pub(crate) fn change(self, before: &str, after: &str) -> String {
        let (before, after) = (visible(before), visible(after));
        if self.colour {
            return self.paint(Paint::Before, &before) + &self.paint(Paint::After, &after);
        }
        let mut out = String::new();
        if !before.is_empty() {
            out.push_str(&format!("[-{before}-]"));
        }
        if !after.is_empty() {
            out.push_str(&format!("{{+{after}+}}"));
        }
        out
    }
}

/// The text with everything visible that a terminal would obey or hide: line breaks as `¶`, other control characters as
/// their pictures, zero-width and private-use characters as `<U+200B>`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\r' => {}
            '\n' => out.push('¶'),
            '\0'..='\x1f' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\x7f' => out.push('␡'),
            c if is_hidden(c) => out.push_str(&format!("<U+{:04X}>", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// At most `keep` characters from each end, with the number of characters left out between.
pub(crate) fn shorten(text: &str, keep: usize) -> Cow<'_, str> {
    let head = text.char_indices().nth(keep).map_or(text.len(), |(i, _)| i);
    let tail = text.char_indices().rev().nth(keep.saturating_sub(1)).map_or(0, |(i, _)| i);
    if tail <= head + 3 {
        return Cow::Borrowed(text);
    }
    let (head, tail) = (text.get(..head).unwrap_or(""), text.get(tail..).unwrap_or(""));
    Cow::Owned(format!("{head}…{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_show() {
        assert_eq!(visible("新\u{200b}华\x1b[31m社\r\n"), "新<U+200B>华␛[31m社¶");
        assert!(matches!(visible("为期 3 年"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_runs_are_cut_in_the_middle() {
        assert_eq!(shorten("一二三四五六七八九十", 3), "一二三…八九十");
        assert_eq!(shorten("一二三四五六七", 3), "一二三四五六七");
        assert_eq!(shorten("", 3), "");
    }
}
