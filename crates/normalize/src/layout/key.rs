//! A line in the form in which signs are looked up: one script, one width, single spaces.

use std::sync::LazyLock;

/// Lines longer than this are read at both ends only, in characters.
const WHOLE: u32 = 120;
/// So much of each end.
const END: usize = 60;

/// A line folded for look-up. Traditional characters are written as Simplified (OpenCC's table of characters), full-width
/// ASCII as half-width, every gap as one space. Offsets mean nothing here.
#[derive(Debug, Default)]
pub(crate) struct Key {
    text: String,
    tail: Option<String>,
}

impl Key {
    /// Folds a line of so many characters. The buffers are used again.
    pub(crate) fn read(&mut self, line: &str, chars: u32) {
        self.text.clear();
        if chars <= WHOLE {
            self.tail = None;
            fold_into(line.chars(), &mut self.text);
        } else {
            fold_into(line.chars().take(END), &mut self.text);
            let from = line.char_indices().rev().nth(END - 1).map_or(0, |(i, _)| i);
            let mut tail = self.tail.take().unwrap_or_default();
            tail.clear();
            fold_into(line.get(from..).unwrap_or("").chars(), &mut tail);
            self.tail = Some(tail);
        }
    }

    /// The whole line, when it is short enough.
    pub(crate) fn whole(&self) -> Option<&str> {
        if self.tail.is_none() { Some(&self.text) } else { None }
    }

    /// The beginning.
    pub(crate) fn head(&self) -> &str {
        &self.text
    }

    /// The end.
    pub(crate) fn tail(&self) -> &str {
        self.tail.as_deref().unwrap_or(&self.text)
    }
}

fn fold_into(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(fold(c));
    }
}

/// Folds a text for look-up.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text.chars(), &mut out);
    out
}

/// The Simplified form by code point, 0 where nothing changes: the basic block of Han characters.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0u16; LAST - FIRST + 1];
    let rows = include_str!("../../data/opencc/TSCharacters.txt").lines().filter_map(|l| l.split_once('\t'));
    for (from, to) in rows {
        // Of several Simplified forms the first is the usual one.
        let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) else { continue };
        if from != to
            && let (Some(slot), Ok(to)) =
                ((from as usize).checked_sub(FIRST).and_then(|i| table.get_mut(i)), u16::try_from(to as u32))
        {
            *slot = to;
        }
    }
    table
});

const FIRST: usize = 0x4E00;
const LAST: usize = 0x9FFF;

/// One character of the look-up form.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '〈' | '〔' | '【' => '(',
        '〉' | '〕' | '】' => ')',
        '―' | '─' => '—',
        '丨' | '┃' | '│' => '|',
        '\u{4E00}'..='\u{9FFF}' => {
            let to = TABLE.get(c as usize - FIRST).copied().unwrap_or(0);
            if to == 0 { c } else { char::from_u32(u32::from(to)).unwrap_or(c) }
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_script_width_and_gaps() {
        assert_eq!(folded("本報記者　蔡某某 （攝）：Ａ１"), "本报记者 蔡某某 (摄):A1");
        let mut key = Key::default();
        let long = format!("图①{}新華社記者 甲某 攝", "文".repeat(200));
        key.read(&long, 212);
        assert_eq!(key.whole(), None);
        assert!(key.head().starts_with("图①文") && key.tail().ends_with("新华社记者 甲某 摄"));
    }
}
