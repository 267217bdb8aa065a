//! Digits set apart one by one: 1 9 9 3 年.

use baokan_corpus_model::{Safety, TextRange};

use super::line::Line;
use crate::chars::{self, is_han};
use crate::engine::Proposals;

/// What the page has shown so far.
#[derive(Debug, Default)]
pub(super) struct Spaced {
    /// Runs of three digits or more that were taken for one number.
    seen: usize,
}

impl Spaced {
    /// Looks at the run of spaced digits that the gap at `at` belongs to. Returns up to where the text is dealt with.
    pub(super) fn propose(&mut self, text: &str, at: usize, line: &Line, out: &mut Proposals) -> usize {
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let point = |c: char| matches!(c, '．' | '.' | '·');
        let head = text.get(line.range.start..at).unwrap_or("");
        let first = head.chars().next_back().map_or(0, char::len_utf8);
        let before = head.get(..head.len() - first).and_then(|h| h.chars().next_back());
        let mut gaps: Vec<TextRange> = Vec::new();
        let (mut count, mut end, mut single) = (1, at, !before.is_some_and(|c| digit(c) || point(c)));
        // 1 0 ．0 6: a point may stand between two of the digits, with or without spaces.
        let mut after_point = false;
        loop {
            let next = chars::skip_gap(text, end);
            let Some(c) = chars::after(text, next) else { break };
            if digit(c) {
                if next == end && !after_point {
                    single = false;
                }
                count += 1;
                after_point = false;
            } else if point(c) && !after_point && chars::after_gap(text, next + c.len_utf8()).is_some_and(digit) {
                after_point = true;
            } else {
                break;
            }
            if next > end {
                gaps.push(TextRange::new(end as u32, next as u32));
            }
            end = next + c.len_utf8();
        }
        let follows = chars::after_gap(text, end);
        let counted = follows.is_some_and(|c| is_han(c) || "%％‰℃".contains(c));
        let dated = follows.is_some_and(|c| "年月日万亿元个名户亩%％‰".contains(c));
        // 见图2 8个公社: the first may number what stands before it.
        let numbered = before
            .is_none_or(|c| "图圖表第附式注题題例页頁号號".contains(c) || !is_han(c) && !"，、；：。".contains(c));
        let context = line.running && single && (counted || before.is_some_and(is_han));
        if context && (count >= 3 || (count == 2 && dated && (self.seen > 0 || !numbered))) {
            self.seen += usize::from(count >= 3);
            let mut draft = out.edit(950, "digits of one number set apart").safety(Safety::Unsafe);
            for gap in gaps {
                draft = draft.replace(gap, "");
            }
            draft.done();
        }
        end
    }
}
