//! Idioms of four characters that lost their first half.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use baokan_corpus_model::TextRange;

use crate::chars::{self, is_han};
use crate::lexicon::is_word;

/// Second halves that nothing else is written with, and their idioms: idioms of jieba's dictionary whose second half
/// is in no other word of it, and in the official texts of `data/runs` stands inside the idiom only.
static HALVES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("idioms.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).collect()
});

static MATCHER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(HALVES.iter().map(|(half, _)| *half)).ok());

/// A place where the first half is missing, and what is missing.
pub(super) fn lost_halves(text: &str) -> Vec<(TextRange, &'static str, &'static str)> {
    let Some(matcher) = MATCHER.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    for m in matcher.find_iter(text) {
        let Some((half, idiom)) = HALVES.get(m.pattern().as_usize()) else { continue };
        // At the beginning of a clause, and the clause goes on.
        let begins = chars::before(text, m.start()).is_some_and(|c| matches!(c, '，' | '、' | '；' | '。'));
        let next = chars::after(text, m.end());
        let goes_on = next.is_some_and(|n| is_han(n) && half.chars().next_back().is_some_and(|h| !is_word(h, n)));
        if begins
            && goes_on
            && let Some(first) = idiom.strip_suffix(half)
        {
            found.push((TextRange::new(m.start() as u32, m.start() as u32), first, *idiom));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::lost_halves;

    #[test]
    fn at_the_beginning_of_a_clause() {
        let lost = |text: &str| lost_halves(text).into_iter().map(|(_, first, _)| first).collect::<Vec<_>>();
        assert_eq!(lost("打基础、利长远，以恒改作风。"), ["持之"]);
        assert!(lost("打基础、利长远，持之以恒改作风。").is_empty());
        assert!(lost("贵在坚持以恒心办事。").is_empty());
        assert!(lost("只要，以恒心办事，就能成功。").is_empty());
    }
}
