//! Hard-wrapped text: one printed line a text line.

use super::Line;
use super::facts::Tail;

/// A printed line has company when two others so near are as wide.
const NEAR: usize = 6;
/// As wide: within so many half-widths (a mark that hangs, a figure).
const SAME: u32 = 2;
/// First lines of paragraphs are narrower by so many half-widths: two characters.
const SET_IN: std::ops::RangeInclusive<u32> = 3..=6;
/// Narrowest and widest column, in half-widths.
const COLUMN: std::ops::RangeInclusive<u32> = 16..=96;
/// So many such lines prove that the text is wrapped.
const PROOF: usize = 6;

/// Marks the lines that fill their column. No line is marked where the text is not hard-wrapped as a whole: many lines
/// end in mid-sentence, have neighbours of their own width and hold punctuation inside, which verse and tables do not.
pub(crate) fn mark(lines: &mut [Line]) {
    let fits = |l: &Line| COLUMN.contains(&l.facts.width) && l.facts.is_chinese();
    let (mut open, mut inner, mut long) = (0usize, 0usize, 0usize);
    // Widths of the lines that have company, 0 for the others.
    let mut widths = vec![0u32; lines.len()];
    for (i, line) in lines.iter().enumerate() {
        if !fits(line) {
            long += usize::from(line.facts.width > *COLUMN.end());
            continue;
        }
        let around = lines.get(i.saturating_sub(NEAR)..(i + NEAR + 1).min(lines.len())).unwrap_or(&[]);
        let company = around.iter().filter(|o| fits(o) && o.facts.width.abs_diff(line.facts.width) <= SAME).count();
        // The line itself is one of them.
        if company < 3 {
            continue;
        }
        if let Some(w) = widths.get_mut(i) {
            *w = line.facts.width;
        }
        let f = &line.facts;
        if matches!(f.tail, Tail::Bare | Tail::Opening) {
            open += 1;
            inner += usize::from(f.stops + f.commas + f.pauses > 0);
        }
    }
    let proven = open >= PROOF && inner * 2 >= open && open * 4 >= lines.len() && long * 4 <= lines.len();
    if !proven {
        return;
    }
    // The column's width at a line: the widest of the two lines before and after it.
    let column = |i: usize| {
        let near = widths.get(i.saturating_sub(2)..(i + 3).min(widths.len())).unwrap_or(&[]);
        near.iter().copied().max().unwrap_or(0)
    };
    let full: Vec<bool> =
        (0..lines.len()).map(|i| widths.get(i).is_some_and(|w| *w > 0 && w + SAME >= column(i))).collect();
    // The lines that do not fill a column end paragraphs; in verse as many of them as of the others end nothing.
    let bare = |l: &Line| fits(l) && l.facts.tail == Tail::Bare;
    let count = |filled: bool| lines.iter().zip(&full).filter(|(l, f)| **f == filled && bare(l)).count();
    // Prose ends a sentence every other line; a book of poems set without stops has none.
    let sentences: usize = lines.iter().map(|l| l.facts.stops as usize + usize::from(l.facts.tail == Tail::Stop)).sum();
    if count(false) >= count(true) || sentences * 8 < count(true) {
        return;
    }
    for i in 0..lines.len() {
        let mut marked = full.get(i) == Some(&true);
        if let (false, Some(line), Some(next)) = (marked, lines.get(i), lines.get(i + 1)) {
            // The first line of a paragraph, set in.
            let begins = i
                .checked_sub(1)
                .and_then(|p| lines.get(p))
                .is_none_or(|a| !a.flows() || a.facts.is_closed() || matches!(a.maybe, super::Maybe::Title(_)));
            marked = fits(line)
                && begins
                && full.get(i + 1) == Some(&true)
                && SET_IN.contains(&column(i).saturating_sub(line.facts.width))
                && (next.facts.breaks == 1 || line.facts.commas > 0);
        }
        // A title may be as wide as its column.
        marked &= !lines.get(i + 1).is_some_and(|n| n.report);
        if let Some(line) = lines.get_mut(i) {
            line.full = marked;
        }
    }
}
