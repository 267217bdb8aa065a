//! What is counted: characters or words, and where a sequence of them is broken off.

use std::ops::Range;

use crate::sentences;
use crate::words::WordSegmenter;

/// What a unit is.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// Every letter and digit by itself; for Chinese that is the Han character.
    Characters,
    /// The words of this segmenter.
    Words(&'a dyn WordSegmenter),
}

impl std::fmt::Debug for By<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if matches!(self, Self::Characters) { "Characters" } else { "Words" })
    }
}

/// What a sequence of units may not reach beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// A stretch without marks and white space.
    #[default]
    Run,
    /// A sentence; marks and white space inside it are passed over.
    Sentence,
    /// A block; all marks are passed over.
    Block,
}

/// A unit as bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Whether a new stretch begins here: no sequence holds this unit and the one before it.
    pub opens: bool,
}

impl Token {
    /// The bytes.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Appends the units of a block to `out`, in text order. The first one opens a stretch.
///
/// A block that is out of bounds or cuts a character has no units, nor has what lies beyond 4 GiB.
pub fn units(text: &str, block: Range<usize>, by: By<'_>, within: Within, out: &mut Vec<Token>) {
    let Some(slice) = text.get(block.clone()) else { return };
    if u32::try_from(block.end).is_err() {
        return;
    }
    // Ends of sentences, as offsets into the slice; a run ends at every mark, so that it needs none.
    let ends: Vec<usize> = match within {
        Within::Sentence => sentences(slice, 0..slice.len()).into_iter().map(|s| s.end).collect(),
        Within::Run | Within::Block => Vec::new(),
    };
    let mut next_end = ends.into_iter().peekable();
    let mut opens = true;
    let mut push = |at: Range<usize>, counted: bool| {
        while next_end.next_if(|end| *end <= at.start).is_some() {
            opens = true;
        }
        if counted {
            // The whole block lies within 4 GiB.
            out.push(Token { start: (block.start + at.start) as u32, end: (block.start + at.end) as u32, opens });
            opens = false;
        } else if within == Within::Run {
            opens = true;
        }
    };
    match by {
        By::Characters => {
            for (i, c) in slice.char_indices() {
                push(i..i + c.len_utf8(), c.is_alphanumeric());
            }
        }
        By::Words(segmenter) => {
            let mut words = Vec::new();
            segmenter.cut(slice, &mut words);
            let mut before = 0;
            for word in words {
                // Between words there is white space only.
                if word.start > before {
                    push(before..word.start, false);
                }
                before = word.end;
                let counted = slice.get(word.clone()).is_some_and(|w| w.contains(char::is_alphanumeric));
                push(word, counted);
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Words of two characters, marks alone: enough to test with.
    pub(in crate::counts) struct Twos;

    impl WordSegmenter for Twos {
        fn cut(&self, text: &str, out: &mut Vec<Range<usize>>) {
            let mut open: Option<(usize, usize)> = None;
            for (i, c) in text.char_indices() {
                let end = i + c.len_utf8();
                match open {
                    Some((start, 1)) if c.is_alphanumeric() => {
                        out.push(start..end);
                        open = None;
                    }
                    Some((start, _)) => {
                        out.push(start..i);
                        open = None;
                    }
                    None => {}
                }
                if c.is_alphanumeric() {
                    let used = out.last().is_some_and(|r| r.end == end);
                    if !used {
                        open = Some((i, 1));
                    }
                } else if !c.is_whitespace() {
                    out.push(i..end);
                }
            }
            if let Some((start, _)) = open {
                out.push(start..text.len());
            }
        }
    }

    fn shown(text: &str, by: By<'_>, within: Within) -> String {
        let mut tokens = Vec::new();
        units(text, 0..text.len(), by, within, &mut tokens);
        tokens.iter().map(|t| format!("{}{}", if t.opens { "|" } else { " " }, &text[t.range()])).collect()
    }

    #[test]
    fn marks_part_runs_and_are_passed_over_in_sentences() {
        let text = "抓春耕，促生产。5G 来了！";
        assert_eq!(shown(text, By::Characters, Within::Run), "|抓 春 耕|促 生 产|5 G|来 了");
        assert_eq!(shown(text, By::Characters, Within::Sentence), "|抓 春 耕 促 生 产|5 G 来 了");
        assert_eq!(shown(text, By::Characters, Within::Block), "|抓 春 耕 促 生 产 5 G 来 了");
        assert_eq!(shown(text, By::Words(&Twos), Within::Run), "|抓春 耕|促生 产|5G|来了");
        assert_eq!(shown(text, By::Words(&Twos), Within::Sentence), "|抓春 耕 促生 产|5G 来了");
    }

    #[test]
    fn a_block_that_cuts_a_character_has_no_units() {
        let mut out = Vec::new();
        units("春耕", 1..6, By::Characters, Within::Run, &mut out);
        units("春耕", 0..9, By::Characters, Within::Run, &mut out);
        assert!(out.is_empty());
        units("春耕", 3..6, By::Characters, Within::Run, &mut out);
        assert_eq!(out, [Token { start: 3, end: 6, opens: true }]);
    }
}
