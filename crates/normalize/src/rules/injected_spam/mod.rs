//! Link texts and advertising that a copying site put into the text.

mod lines;
mod table;

use baokan_corpus_model::{EditKind, Safety, Script, TextRange};

use crate::chars::{self, is_gap, is_han};
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::lexicon::is_word;
use crate::script::{Config, Converter, detect};
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
    /// What it advertises.
    family: &'static str,
    /// The characters around it are one word without it: 公包养安.
    splits_word: bool,
    /// It stands before a clause to which it does not belong.
    opens_clause: bool,
    /// It stands between two sentences, or at an end of its line, alone.
    alone: bool,
    /// A word beside it makes it part of the sentence: 被包养, 包养情妇.
    companion: Companion,
    /// It is Traditional, the text Simplified.
    other_script: bool,
}

/// A link text of so many characters is put together of several words.
const COMPOSITE: usize = 5;
/// What stands before the name of a thing, in both scripts.
const LEADS: &str =
    "的在个個家类類种種为為是叫和与與及或名该該某多些类款对對于於用把被将將从從到给給向以之由过過找上做搞查看有";
/// What stands after the name of a thing.
const FOLLOWS: &str = "的是在上等和与與及或站友被为為有也都就等来來之中里裡内內";

/// Words of reports on the trade, in both scripts.
const TRADE: [&str; 12] =
    ["情妇", "情婦", "卖淫", "賣淫", "嫖娼", "援交", "涉黄", "涉黃", "干爹", "乾爹", "包二奶", "色情"];

fn speaks_of_the_trade(text: &str) -> bool {
    TRADE.iter().any(|word| text.contains(word))
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
        let mut found = TABLE.find(cx.text).peekable();
        if found.peek().is_none() {
            return;
        }
        // Of the revision: earlier passes may have brought text to light.
        let hant = detect(cx.text).script() == Script::Hant;
        let mut hits: Vec<Hit> = found.map(|(start, end, of)| Hit::new(cx, hant, start, end, of)).collect();
        lines::advertising(cx.text, &mut hits, out);
        let links = hits.iter().filter(|h| h.class != Class::Word).count();
        let broken_links = hits.iter().filter(|h| h.class != Class::Word && h.is_broken()).count();
        // One link text with a companion, or the trade's other words, and the text may be about the trade.
        let on_the_trade = hits.iter().any(|h| h.companion == Companion::Strong) || speaks_of_the_trade(cx.text);
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
                Class::Link if hit.alone && hit.companion == Companion::None && !on_the_trade => {
                    Some((880, "stands alone between sentences that have nothing to do with it"))
                }
                Class::Link | Class::Base if hit.other_script && hit.companion == Companion::None && !on_the_trade => {
                    Some((900, "in another script than the text"))
                }
                Class::Link if hit.is_foreign(cx.text) && !on_the_trade => Some((
                    860,
                    "a link text in a sentence of which it is no part, in a text that does not speak of the trade",
                )),
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
    fn new(cx: &RuleContext<'_>, hant: bool, start: usize, end: usize, (class, family): (Class, &'static str)) -> Self {
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
        // Latin names stand in sentences of their own: 称 Sugar Daddy 为.
        let named = lexeme.starts_with(|c: char| c.is_ascii())
            && (left.is_some_and(|c| LEADS.contains(c)) || right.is_some_and(|c| FOLLOWS.contains(c)));
        let splits_word = pair(left, right) && !fits && !named;
        let opens_clause = left.is_none_or(|c| chars::is_stop(c) || chars::ends_sentence(c) || ",;:?!".contains(c))
            && right.is_some_and(is_han);
        let edge = |c: char| chars::is_break(c) || chars::ends_sentence(c);
        let alone = left.is_none_or(edge) && right.is_none_or(edge);
        let same_line = |c: &char| !chars::is_break(*c);
        let head: Vec<char> = text.get(..start).unwrap_or("").chars().rev().take(8).take_while(same_line).collect();
        let head: String = head.into_iter().rev().collect();
        let tail: String = text.get(end..).unwrap_or("").chars().take(8).take_while(same_line).collect();
        let (plain_head, plain_tail) = (simplified(head.clone()), simplified(tail.clone()));
        let quoted = left.is_some_and(chars::is_opening) && right.is_some_and(chars::is_closing);
        let plain = simplified(lexeme.to_owned());
        let other_script = !hant && plain != lexeme && plain_head == head && plain_tail == tail;
        let companion = if quoted { Companion::Strong } else { TABLE.companion(&plain, &plain_head, &plain_tail) };
        Self { start, end, class, family, splits_word, opens_clause, alone, companion, other_script }
    }

    fn is_broken(&self) -> bool {
        self.companion != Companion::Strong
            && (self.splits_word || self.class == Class::Link && self.opens_clause && self.companion == Companion::None)
    }

    /// Stands between two Han characters, is itself put together of several words, and the word before it does not lead
    /// up to a name: 农业|甜心花园包养网|技术, but not 某|包养网站.
    fn is_foreign(&self, text: &str) -> bool {
        let lexeme = text.get(self.start..self.end).unwrap_or("");
        let (left, right) = (chars::before_gap(text, self.start), chars::after_gap(text, self.end));
        self.companion == Companion::None
            && lexeme.chars().count() >= COMPOSITE
            && left.is_some_and(|c| is_han(c) && !LEADS.contains(c))
            && right.is_some_and(|c| is_han(c) && !FOLLOWS.contains(c))
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
    fn link_texts_in_whole_sentences() {
        turns(
            "今年全市粮食產量再創新高，農業包養網站推薦技術推廣體系不斷完善。",
            "今年全市粮食产量再创新高，农业技术推广体系不断完善。",
        );
        turns(
            "县里召开会议，部署秋粮收购工作。包養網\n会后，大家分头行动。",
            "县里召开会议，部署秋粮收购工作。\n会后，大家分头行动。",
        );
        turns("他Malaysia Sugar說，產業發展ZA Escorts很快。", "他说，产业发展很快。");
        same("近日，网信部门关闭了一批包养网站推荐页面，涉嫌组织卖淫的三人被刑事拘留。");
        turns(
            "区里出台扶持包養網措施，帮助企业渡过难关，稳定就业岗位。",
            "区里出台扶持措施，帮助企业渡过难关，稳定就业岗位。",
        );
        same("一些网络小说把这种人称Sugar Daddy为“干爹”，误导青少年。");
        same("这家名为甜心花园包养网的平台被责令关停。");
    }

    #[test]
    fn reports_on_crime_stay() {
        same("犯罪嫌疑人在群里发布“代开发票加微信”的广告，先后骗取货款三十万元。");
        same("民警提醒，凡是让你扫码进群、下载客户端、先刷单后返利的，都是诈骗。");
        same("多名官员因长期包养情妇被查，包养、嫖娼等问题在通报中并列。");
        same("该赌博网站以注册送彩金、首存优惠为诱饵，吸引网民投注六合彩、时时彩，涉案金额过亿元。");
        same("反诈宣传员走进校园，讲解网贷平台、代写论文、刷单返利等骗局。");
    }

    #[test]
    fn invitations() {
        turns("代开发票 刻章办证 加微信13800000000\n秋粮收购工作全面展开。", "\n秋粮收购工作全面展开。");
        assert_eq!(diagnostics("秋粮收购工作全面展开。\n扫码关注本报公众号"), ["possible-spam"]);
        assert_eq!(diagnostics("市民可扫码关注“某地发布”公众号查询，也可拨打热线。"), [""; 0]);
    }

    #[test]
    fn doubtful_words_are_flagged() {
        assert_eq!(diagnostics("谈到包养一事实，大家都摇头。"), [""; 0]);
        assert_eq!(diagnostics("农业包养技术不断进步。"), ["possible-spam"]);
    }
}
