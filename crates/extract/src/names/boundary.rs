//! Where a name begins. Chinese writes no spaces and no capitals: the right end of a name is its head word (局, 行动, 机制);
//! the left end is the nearest mark, or the nearest word after which a name may begin (a verb that governs it, a
//! preposition, a conjunction). The words are in `data/left_edges.tsv` and
//! `data/verbs.tsv`; `data/common_words.tsv` keeps them from being found inside other words.

use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::text::{is_han, rows, words};

/// The words of the table and which of them cut.
struct Edges {
    words: Lexicon,
    cuts: Vec<bool>,
}

static EDGES: LazyLock<Edges> = LazyLock::new(|| {
    let table = include_str!("../../data/left_edges.tsv");
    let (mut patterns, mut cuts) = (Vec::new(), Vec::new());
    for row in rows(table) {
        if let [word, action, ..] = row[..] {
            patterns.push(word);
            cuts.push(action == "cut");
        }
    }
    for verb in words(include_str!("../../data/verbs.tsv")) {
        patterns.push(verb);
        cuts.push(true);
    }
    for word in words(include_str!("../../data/common_words.tsv")) {
        patterns.push(word);
        cuts.push(false);
    }
    Edges { words: Lexicon::new(patterns), cuts }
});

/// Ends of the words in `text[range]` after which a name may begin, in order.
pub(crate) fn cuts(text: &str, range: &Range<usize>) -> Vec<usize> {
    let Some(slice) = text.get(range.clone()) else { return Vec::new() };
    EDGES
        .words
        .find_iter(slice)
        .filter(|m| EDGES.cuts.get(m.number).copied().unwrap_or(false))
        .map(|m| range.start + m.range.end)
        .collect()
}

/// Whether `word` is one of the words of the tables, cutting or not: such a word opens no name.
pub(crate) fn is_word(word: &str) -> bool {
    EDGES.words.exact(word).is_some()
}

/// Where the run of letters that ends at byte `end` begins: no punctuation, no white space, at most `longest` characters.
/// Never before `floor`.
pub(crate) fn run_start(text: &str, floor: usize, end: usize, longest: usize) -> usize {
    let mut start = end;
    for (i, c) in super::text::head(text, end).char_indices().rev().take(longest) {
        if i < floor || !(is_han(c) || c.is_ascii_alphanumeric() || c == '·') {
            break;
        }
        start = i;
    }
    start
}

/// Where a name whose head word ends at `end` begins: after the last word that cuts, but so that the name keeps its head.
/// `head` is the beginning of the head word; the search does not go before `floor`.
pub(crate) fn name_start(text: &str, floor: usize, head: usize, longest: usize) -> usize {
    let start = run_start(text, floor, head, longest);
    cuts(text, &(start..head)).into_iter().rfind(|cut| *cut <= head).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, head: &str, name: &str) {
        let at = text.rfind(head).unwrap();
        let start = name_start(text, 0, at, 30);
        assert_eq!(&text[start..at + head.len()], name);
    }

    #[test]
    fn verbs_and_prepositions_end_before_the_name() {
        check("各地深入推进清剿毒品攻坚行动", "行动", "清剿毒品攻坚行动");
        check("由农业农村部门会同财政部门", "部门", "财政部门");
        check("，建立健全河湖长制", "制", "河湖长制");
    }

    #[test]
    fn words_that_hold_a_preposition_do_not_cut() {
        check("会见全国和平统一促进会", "促进会", "全国和平统一促进会");
        check("成立数据要素交易中心", "中心", "数据要素交易中心");
    }
}
