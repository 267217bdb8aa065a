//! English function words that a vision model wrote for Chinese ones.

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, LineCursor, is_gap, is_han};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct ForeignConjunction;

const META: RuleMeta = RuleMeta {
    name: "foreign-conjunction",
    kind: EditKind::Codeswitch,
    pass: Pass::Characters,
    safety: Safety::Unsafe,
    summary: "“and” and other English function words between Chinese characters.",
    doc: include_str!("rule.md"),
};

/// English, Chinese, certainty, safety. A word with several likely originals is only suggested.
const WORDS: &[(&str, &str, u16, Safety)] = &[
    ("and", "和", 950, Safety::Unsafe),
    ("or", "或", 900, Safety::Unsafe),
    ("of", "的", 600, Safety::Suggest),
    ("with", "与", 500, Safety::Suggest),
    ("in", "在", 500, Safety::Suggest),
    ("to", "到", 400, Safety::Suggest),
    ("for", "为", 400, Safety::Suggest),
    ("by", "由", 400, Safety::Suggest),
    ("from", "从", 500, Safety::Suggest),
    ("but", "但", 500, Safety::Suggest),
    ("is", "是", 500, Safety::Suggest),
    ("the", "", 400, Safety::Suggest),
];

impl Rule for ForeignConjunction {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        let mut cursor = LineCursor::default();
        let mut plain: Option<bool> = None;
        for &at in cx.scan.of(Class::AsciiWord) {
            let at = at as usize;
            let Some(&(word, to, certainty, safety)) = WORDS.iter().find(|(w, ..)| word_at(cx.text, at, w)) else {
                continue;
            };
            let (head, tail) = (cx.text.get(..at).unwrap_or(""), cx.text.get(at + word.len()..).unwrap_or(""));
            let (head, rest) = (head.trim_end_matches(is_gap), tail.trim_start_matches(is_gap));
            let (Some(l), Some(r)) = (head.chars().next_back(), rest.chars().next()) else { continue };
            if !is_han(l) || !is_han(r) {
                continue;
            }
            let (line, fresh) = cursor.at(cx.text, at);
            if fresh {
                plain = None;
            }
            // One English word in a sentence. Headlines, brands and song titles have no ，or 。, and where a line has other
            // English words its author may have meant this one.
            let line_text = cx.text.get(line).unwrap_or("");
            if !*plain.get_or_insert_with(|| is_plain_sentence(line_text)) {
                continue;
            }
            let range = TextRange::new(head.len() as u32, (cx.text.len() - rest.len()) as u32);
            out.edit(certainty, "English function word between Chinese words").safety(safety).replace(range, to).done();
        }
    }
}

/// Whether a text begins or ends with one of the words: other rules leave the spaces around it to this one.
pub(super) fn is_at_edge(text: &str, at_start: bool) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let word = if at_start {
        text.get(..text.len() - text.trim_start_matches(letter).len())
    } else {
        text.get(text.trim_end_matches(letter).len()..)
    };
    word.is_some_and(|word| WORDS.iter().any(|(w, ..)| *w == word))
}

/// The whole run of letters at `at` is this word.
fn word_at(text: &str, at: usize, word: &str) -> bool {
    text.get(at..)
        .and_then(|t| t.strip_prefix(word))
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && !chars::before(text, at).is_some_and(|c| c.is_ascii_alphanumeric())
}

/// A Chinese sentence in which lower-case English words are rare.
fn is_plain_sentence(line: &str) -> bool {
    let marks = line.chars().any(|c| matches!(c, '，' | '。' | '；')) || line.contains(", ") || line.contains(',');
    let (mut han, mut lower, mut inside) = (0usize, 0usize, false);
    for c in line.chars() {
        han += usize::from(is_han(c));
        let letter = c.is_ascii_lowercase();
        lower += usize::from(letter && !inside);
        inside = letter;
    }
    marks && han >= 12 * lower
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{repaired, same, turns};

    #[test]
    fn and_between_chinese_words() {
        turns("整合乡镇卫生院 and 村卫生室的力量，组建服务团队。", "整合乡镇卫生院和村卫生室的力量，组建服务团队。");
        turns("凡单位or个人均可参加，请于月底前报名。", "凡单位或个人均可参加，请于月底前报名。");
    }

    #[test]
    fn names_titles_and_english_stay() {
        same("你 and 我");
        same("歌曲《你and我》");
        same("研究与开发（R and D）");
        same("Smith and 王合著");
        same("Press and 社会 and 国家，state and society。");
        same("品牌Andes公司，品牌Bandai公司，产品线覆盖全国各地。");
    }

    #[test]
    fn ambiguous_words_are_suggested_only() {
        let doc = repaired("全面提升基层 of 治理水平，让群众满意。");
        assert!(doc.text.as_str().contains("of"));
        assert_eq!(doc.withheld.len(), 1);
    }
}
