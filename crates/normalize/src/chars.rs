//! What rules ask about characters and their surroundings.

use std::ops::Range;

/// Han characters, with 〇 and 々.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c as u32, 0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x3005 | 0x3007 | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Marks that stand in Chinese text only: 。，、；：？！…—·（）《》〈〉【】〔〕「」『』％～ and full-width forms.
/// The quotation marks “ ” ‘ ’ are shared with other scripts and are not among them.
pub(crate) const fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
            | '\u{3014}'..='\u{301F}'
            | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}'
            | '\u{FF3B}'..='\u{FF40}'
            | '\u{FF5B}'..='\u{FF65}'
            | '—'
            | '…'
            | '·'
            | '‰'
    )
}

/// Marks that open something; a space after them is never meant.
pub(crate) const fn is_opening(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '“' | '‘' | '［' | '｛' | '〖')
}

/// Marks that close something; a space before them is never meant.
pub(crate) const fn is_closing(c: char) -> bool {
    matches!(c, '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '”' | '’' | '］' | '｝' | '〗')
}

/// Marks that part or end clauses.
pub(crate) const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | '？' | '！' | '．')
}

/// Marks that end a sentence.
pub(crate) const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '？' | '！' | '…')
}

/// Spaces within a line, the tab left out: it parts columns.
pub(crate) const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Line and page ends.
pub(crate) const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The character that ends right before this byte.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that begins at this byte.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The last character before this byte that is no space, within the line.
pub(crate) fn before_gap(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().rev().find(|c| !is_gap(*c) && *c != '\t').filter(|c| !is_break(*c))
}

/// The first character from this byte on that is no space, within the line.
pub(crate) fn after_gap(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().find(|c| !is_gap(*c) && *c != '\t').filter(|c| !is_break(*c))
}

/// The first byte from `at` on that is no space; stays in the line.
pub(crate) fn skip_gap(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start_matches(is_gap).len())
}

/// The line that holds this byte, without its line feed.
pub(crate) fn line_at(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', bytes.get(..at).unwrap_or(bytes)).map_or(0, |n| n + 1);
    let end = memchr::memchr(b'\n', bytes.get(at..).unwrap_or(&[])).map_or(bytes.len(), |n| at + n);
    start..end
}

/// The last bytes of a text, at most so many: what rules look back over, so that a line of any length costs its length
/// once.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or("")
}

/// The first bytes of a text, at most so many.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// Remembers the line looked at last: rules walk a text from left to right.
#[derive(Debug, Default)]
pub(crate) struct LineCursor {
    line: Range<usize>,
    known: bool,
}

impl LineCursor {
    /// The line that holds this byte, and whether it is another one than at the last call.
    pub(crate) fn at(&mut self, text: &str, at: usize) -> (Range<usize>, bool) {
        let fresh = !self.known || at < self.line.start || at > self.line.end;
        if fresh {
            self.line = line_at(text, at);
            self.known = true;
        }
        (self.line.clone(), fresh)
    }
}

/// Bars that part the columns of a table, printed or drawn.
pub(crate) fn bars(line: &str) -> usize {
    line.matches(['|', '│', '┃', '║']).count()
}

/// Whether most lines of a text are JSON or a list of strings in a program: `"key": …`, `"甲",`. Their marks are syntax.
pub(crate) fn is_data(text: &str) -> bool {
    if !(text.contains("\",") || text.contains("\":")) {
        return false;
    }
    let (mut data, mut lines) = (0usize, 0usize);
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        lines += 1;
        let quoted = line.starts_with('"') && line.len() > 1 && (line.ends_with('"') || line.ends_with("\","));
        let bracket = matches!(line.trim_end_matches(','), "{" | "}" | "[" | "]" | "[{" | "}]" | "},{");
        data += usize::from(quoted || bracket || line.contains("\":"));
    }
    data >= 3 && data * 3 > lines * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings() {
        let t = "甲 乙\n\u{3000}丙";
        assert_eq!(before(t, 3), Some('甲'));
        assert_eq!(before_gap(t, 4), Some('甲'));
        assert_eq!(after_gap(t, 3), Some('乙'));
        assert_eq!(after_gap(t, 7), None);
        assert_eq!(before_gap(t, 11), None);
        assert_eq!(line_at(t, 4), 0..7);
        assert_eq!(line_at(t, 8), 8..14);
        assert_eq!(before(t, 1), None);
        assert_eq!(skip_gap(t, 8), 11);
    }
}
