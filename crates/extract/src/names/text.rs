//! Small helpers over text by byte offset, and the reading of tables.

/// The rows of a table: lines that are neither empty nor comments, split at tabs.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The words of a table's column, the first by default for lists of words.
pub(crate) fn words(table: &'static str) -> impl Iterator<Item = &'static str> {
    rows(table).filter_map(|row| row.first().copied())
}

/// The character that ends at byte `at`.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that begins at byte `at`.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The text before byte `at`; empty when `at` cuts a character.
pub(crate) fn head(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or("")
}

/// The text from byte `at`; empty when `at` cuts a character.
pub(crate) fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// A Chinese character (the blocks that the press uses, 〇 included).
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether every character is Chinese, and there is one.
pub(crate) fn all_han(s: &str) -> bool {
    !s.is_empty() && s.chars().all(is_han)
}

/// A Chinese numeral character that may open a numbered phrase.
pub(crate) fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// Number of characters.
pub(crate) fn len(s: &str) -> usize {
    s.chars().count()
}

/// Whether `s` has fewer than `n` characters; of a long text only the beginning is looked at.
pub(crate) fn is_shorter(s: &str, n: usize) -> bool {
    s.len() < n || s.chars().nth(n - 1).is_none()
}

/// Byte offset of the character `n` places before byte `at`, or of the beginning.
pub(crate) fn back(text: &str, at: usize, n: usize) -> usize {
    if n == 0 {
        return at;
    }
    let bytes = head(text, at).as_bytes();
    bytes.iter().enumerate().rev().filter(|(_, b)| !is_continuation(**b)).nth(n - 1).map_or(0, |(i, _)| i)
}

/// Byte offset of the end of the character `n` places after byte `at`, or of the end.
pub(crate) fn forth(text: &str, at: usize, n: usize) -> usize {
    let bytes = tail(text, at).as_bytes();
    bytes.iter().enumerate().filter(|(_, b)| !is_continuation(**b)).nth(n).map_or(text.len(), |(i, _)| at + i)
}

/// Whether a byte stands inside a character of UTF-8.
const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Letters only: quotation and title marks and white space dropped. Names are compared in this form, never printed in it.
pub(crate) fn bare(s: &str) -> String {
    s.chars()
        .filter(|c| {
            !matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '《' | '》' | '「' | '」' | '『' | '』' | '·')
                && !c.is_whitespace()
        })
        .collect()
}
