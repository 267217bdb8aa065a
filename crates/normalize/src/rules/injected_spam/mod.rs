//! Link texts and advertising that a copying site put into the text.

mod table;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, is_gap, is_han};
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::lexicon::is_word;
use crate::script::{Config, Converter};
use table::{Class, TABLE};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct InjectedSpam;

const META: RuleMeta = RuleMeta {
    name: "injected-spam",
    kind: EditKind::Spam,
    pass: Pass::Spam,
    safety: Safety::Unsafe,
    summary: "Advertising words that a copying site put into the middle of sentences.",
    doc: include_str!("rule.md"),
};

/// A lexeme in the text, with what its surroundings say.
struct Hit {
    /// The lexeme.
    start: usize,
    end: usize,
    class: Class,
    /// The characters around it are one word without it: 公包养安.
    splits_word: bool,
    /// It stands before a clause to which it does not belong.
    opens_clause: bool,
    /// A word beside it makes it part of the sentence: 被包养, 包养情妇.
    companion: Companion,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Companion {
    None,
    /// A single character, which may stand there by chance.
    Weak,
    /// A longer word, or quotation marks around the lexeme.
    Strong,
}

impl Rule for InjectedSpam {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() {
            return;
        }
        let mut hits: Vec<Hit> = TABLE.find(cx.text).map(|(s, e, class)| Hit::new(cx, s, e, class)).collect();
        if hits.is_empty() {
            return;
        }
        advertising_lines(cx.text, &mut hits, out);
        let links = hits.iter().filter(|h| h.class != Class::Word).count();
        let broken_links = hits.iter().filter(|h| h.class != Class::Word && h.is_broken()).count();
        let broken_words = hits.iter().filter(|h| h.class == Class::Word && h.splits_word).count();
        // A report on the trade uses the same words, but in sentences of its own.
        let infected = broken_links > 0 && broken_links * 8 >= links;
        let mut odd: Option<(TextRange, usize)> = None;
        for hit in &hits {
            let verdict = match hit.class {
                Class::Link | Class::Base if hit.splits_word && hit.companion != Companion::Strong => {
                    Some((970, "without it, the characters around are one word"))
                }
                Class::Link | Class::Base if infected && hit.companion != Companion::Strong => {
                    // A weak companion counts when nothing shows that this place is broken.
                    let chance = hit.companion == Companion::Weak && hit.class == Class::Base;
                    (!chance).then_some((930, "no part of its sentence, in a text with other injected words"))
                }
                Class::Link if hit.opens_clause && hit.companion == Companion::None => {
                    Some((880, "stands before a clause that it has nothing to do with"))
                }
                Class::Word
                    if hit.splits_word && hit.companion == Companion::None && (infected || broken_words >= 2) =>
                {
                    Some((930, "without it, the characters around are one word"))
                }
                _ => None,
            };
            match verdict {
                Some((certainty, why)) => {
                    let (start, end) = hit.with_gaps(cx.text);
                    out.edit(certainty, why).replace(TextRange::new(start as u32, end as u32), "").done();
                }
                None if hit.class != Class::Word && hit.companion != Companion::Strong => {
                    let range = TextRange::new(hit.start as u32, hit.end as u32);
                    odd.get_or_insert((range, 0)).1 += 1;
                }
                None => {}
            }
        }
        if let Some((range, count)) = odd {
            let word = cx.text.get(range.as_usize()).unwrap_or("");
            let message = format!("“{word}” and the like ({count}) may have been put in by a copying site");
            out.flag("possible-spam", range, message);
        }
    }
}

impl Hit {
    fn new(cx: &RuleContext<'_>, start: usize, end: usize, class: Class) -> Self {
        let text = cx.text;
        let (left, right) = (chars::before_gap(text, start), chars::after_gap(text, end));
        // The tables are Simplified; the text may be anything by now.
        let simplified = |s: String| Converter::builtin(Config::T2s).convert(&s);
        let lexeme = text.get(start..end).unwrap_or("");
        let pair = |a: Option<char>, b: Option<char>| match (a, b) {
            (Some(a), Some(b)) if is_han(a) && is_han(b) => {
                let s = simplified([a, b].iter().collect());
                let mut s = s.chars();
                s.next().zip(s.next()).is_some_and(|(a, b)| is_word(a, b))
            }
            _ => false,
        };
        // 打击|赌博 does not show that 击 and the next character belong together: a word that the press has too must not make
        // words with its neighbours itself.
        let fits =
            class != Class::Link && (pair(left, lexeme.chars().next()) || pair(lexeme.chars().next_back(), right));
        let splits_word = pair(left, right) && !fits;
        let opens_clause = left.is_none_or(|c| chars::is_stop(c) || chars::ends_sentence(c) || ",;:?!".contains(c))
            && right.is_some_and(is_han);
        let head: String = {
            let tail: Vec<char> =
                text.get(..start).unwrap_or("").chars().rev().take(8).take_while(|c| !chars::is_break(*c)).collect();
            simplified(tail.into_iter().rev().collect())
        };
        let tail =
            simplified(text.get(end..).unwrap_or("").chars().take(8).take_while(|c| !chars::is_break(*c)).collect());
        let quoted = left.is_some_and(chars::is_opening) && right.is_some_and(chars::is_closing);
        let companion =
            if quoted { Companion::Strong } else { TABLE.companion(&simplified(lexeme.to_owned()), &head, &tail) };
        Self { start, end, class, splits_word, opens_clause, companion }
    }

    fn is_broken(&self) -> bool {
        self.companion != Companion::Strong
            && (self.splits_word || self.class == Class::Link && self.opens_clause && self.companion == Companion::None)
    }

    /// Spaces on both sides came with the link.
    fn with_gaps(&self, text: &str) -> (usize, usize) {
        let head = text.get(..self.start).unwrap_or("").trim_end_matches(is_gap);
        let tail = text.get(self.end..).unwrap_or("").trim_start_matches(is_gap);
        let (start, end) = (head.len(), text.len() - tail.len());
        if start < self.start && end > self.end && head.ends_with(is_han) {
            (start, end)
        } else {
            (self.start, self.end)
        }
    }
}

/// Lines that hold little else than such lexemes; their hits are taken out of the list.
fn advertising_lines(text: &str, hits: &mut Vec<Hit>, out: &mut Proposals) {
    let mut kept = Vec::with_capacity(hits.len());
    let mut rest = hits.drain(..).peekable();
    while let Some(first) = rest.next() {
        let line = chars::line_at(text, first.start);
        let mut here = vec![first];
        while let Some(hit) = rest.next_if(|h| h.end <= line.end) {
            here.push(hit);
        }
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        let whole = text.get(line.clone()).unwrap_or("");
        let covered: usize = here.iter().map(|h| letters(text.get(h.start..h.end).unwrap_or(""))).sum();
        // 。 and ，belong to sentences, which advertising lines are not.
        let sentence = whole.contains(['。', '，']);
        if here.len() >= 3 && !sentence && covered * 10 >= letters(whole) * 6 {
            let (start, end) = (line.end - whole.trim_start().len(), line.start + whole.trim_end().len());
            out.edit(940, "a line of advertising words").replace(TextRange::new(start as u32, end as u32), "").done();
        } else {
            kept.append(&mut here);
        }
    }
    drop(rest);
    *hits = kept;
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{diagnostics, same, turns};

    #[test]
    fn in_mid_word_and_before_clauses() {
        turns(
            "農業任務包養網穩步推進。糧食生包養產連年豐收,包養站長農民收入增長。\n包養網比擬各地廣泛開展技術培訓。",
            "农业任务稳步推进。粮食生产连年丰收，农民收入增长。\n各地广泛开展技术培训。",
        );
        turns("县里组包养织农技人员下乡。", "县里组织农技人员下乡。");
        turns("加强农 包养 业技术推广。", "加强农业技术推广。");
    }

    #[test]
    fn reports_on_the_trade_stay() {
        same("法院查明，该官员长期包养情妇，并收受贿赂。");
        same("记者调查发现，多家包养网站以交友为名敛财。");
        same("有女大学生称自己“被包养”，警方提醒谨防包养骗局。");
        same("警方打掉一个网络赌博团伙，其平台包括百家乐、时时彩、六合彩等。");
        same("各地开展打击博彩网站专项行动，群众安全感提升。");
        same("彩票销售网点代销福利彩票，六合彩属于违法。");
    }

    #[test]
    fn advertising_lines_go() {
        turns("博彩网 娱乐城 百家乐 时时彩平台 六合彩开奖\n新闻正文，今年粮食丰收。", "\n新闻正文，今年粮食丰收。");
        same("百家乐、时时彩、六合彩，都是赌博。");
    }

    #[test]
    fn doubtful_words_are_flagged() {
        assert_eq!(diagnostics("谈到包养一事实，大家都摇头。"), [""; 0]);
        assert_eq!(diagnostics("农业包养技术不断进步。"), ["possible-spam"]);
    }
}
