//! Series of the levels of administration: 部级…、省级…、市级….

use baokan_corpus_model::TextRange;

use crate::chars::{self, is_han};

/// The levels from above. Two in a row prove a series.
const LEVELS: [&str; 6] = ["部", "省", "市", "县", "乡", "村"];

/// A word beside a level that should be a level too: 省纪统筹、市级负责 for 省级统筹、市级负责. The items are equally long
/// and stand side by side, and the levels follow each other.
pub(super) fn misread(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('、') {
        let tail = chars::head(text.get(at + mark.len()..).unwrap_or(""), 48);
        let mut heads = tail.chars();
        let (Some(level), Some('级')) = (heads.next(), heads.next()) else { continue };
        let Some(rank) = LEVELS.iter().position(|l| l.starts_with(level)).filter(|r| *r > 0) else { continue };
        let head = chars::tail(text.get(..at).unwrap_or(""), 48);
        let item: Vec<char> = head.chars().rev().take_while(|c| is_han(*c)).collect();
        let next = tail.chars().take_while(|c| is_han(*c)).count();
        let (Some(first), Some(second)) = (item.len().checked_sub(1), item.len().checked_sub(2)) else { continue };
        let above = LEVELS.get(rank - 1).zip(item.get(first)).is_some_and(|(l, c)| l.starts_with(*c));
        let longer = tail.get(next * 3..).is_some_and(|t| t.starts_with('、'));
        if above && item.len() == next && next >= 4 && longer && item.get(second).is_some_and(|c| *c != '级') {
            let from = at - (second + 1) * 3;
            found.push(TextRange::new(from as u32, from as u32 + 3));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::misread;

    #[test]
    fn a_level_in_a_series_of_levels() {
        assert_eq!(misread("实行省纸统筹、市级负责、县抓落实").len(), 0);
        assert_eq!(misread("省纪统筹、市级负责、县抓落实").len(), 1);
        assert_eq!(misread("省级统筹、市级负责、县抓落实").len(), 0);
        assert_eq!(misread("市场监管、市级负责、县抓落实").len(), 0);
        assert_eq!(misread("省长办公会、市级负责").len(), 0);
    }
}
