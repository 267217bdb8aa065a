//! 入 read as 人 behind a verb: 收人 for 收入, 加人 for 加入.

use baokan_corpus_model::TextRange;

use crate::chars;
use crate::layout::simplified;
use crate::lexicon;

/// Verbs that make a word with 入 and none with 人. In 17 MB of statutes and 8 million characters of press and other text
/// they stand before 人 three times in 签收人 and once each in 竞投人 and 进人, under the conditions below.
const VERBS: &str = "收投加深进進纳納介输輸注融列步迈邁植陷卷并併汇匯嵌";
/// With these before it the verb is another word's end.
const WORDS: &str = "签簽竞競验驗";

/// Places where 人 should be 入: the verb before it is no part of another word (接收人), and what follows makes no word
/// with 人 (收人民币).
pub(super) fn misread(text: &str) -> impl Iterator<Item = TextRange> {
    text.match_indices('人').filter_map(move |(at, c)| {
        let head = text.get(..at).unwrap_or("");
        let mut back = head.chars().rev();
        let verb = back.next().filter(|v| VERBS.contains(*v))?;
        let before = back.next();
        let after = chars::after(text, at + c.len());
        let bound = before.is_some_and(|b| WORDS.contains(b) || lexicon::is_word(simplified(b), simplified(verb)))
            || after.is_some_and(|a| lexicon::is_word('人', simplified(a)));
        (!bound).then(|| TextRange::at(at as u32, c.len() as u32))
    })
}

#[cfg(test)]
mod tests {
    use super::misread;

    #[test]
    fn verbs_that_enter() {
        for text in ["农民收人增加", "縣政府投人經費", "會員平均收人提高三成", "他加人了合作社", "列人计划"]
        {
            assert_eq!(misread(text).count(), 1, "{text}");
        }
        for text in ["接收人和签收人", "加人民币", "引进人才", "投资人", "吸引人", "参加人应当", "促进人的发展"]
        {
            assert_eq!(misread(text).count(), 0, "{text}");
        }
    }
}
