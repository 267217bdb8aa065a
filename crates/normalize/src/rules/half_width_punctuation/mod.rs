//! ASCII punctuation in Chinese sentences.

mod brackets;
mod dashes;
mod quotes;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, LineCursor, is_han, is_wide_mark};
use crate::encodings;
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct HalfWidthPunctuation;

const META: RuleMeta = RuleMeta {
    name: "half-width-punctuation",
    kind: EditKind::Width,
    pass: Pass::Characters,
    safety: Safety::Unsafe,
    summary: "ASCII commas, brackets, quotation marks and the like in Chinese sentences.",
    doc: include_str!("rule.md"),
};

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// A Han character or a mark of Chinese text.
    Chinese,
    /// A digit.
    Number,
    /// A letter of another script.
    Letter,
    /// The line begins or ends.
    Edge,
    /// Anything else: % ) " and so on.
    Other,
}

fn side(c: Option<char>) -> Side {
    match c {
        None => Side::Edge,
        Some(c) if chars::is_break(c) => Side::Edge,
        Some(c) if is_han(c) || is_wide_mark(c) || matches!(c, '“' | '”' | '‘' | '’') => Side::Chinese,
        Some(c) if c.is_ascii_digit() => Side::Number,
        Some(c) if c.is_alphabetic() => Side::Letter,
        Some(_) => Side::Other,
    }
}

/// What is asked of a line only once.
#[derive(Default)]
struct LineFacts {
    cursor: LineCursor,
    address: Option<bool>,
    chinese: Option<bool>,
}

impl LineFacts {
    fn move_to(&mut self, text: &str, at: usize) -> std::ops::Range<usize> {
        let (line, fresh) = self.cursor.at(text, at);
        if fresh {
            (self.address, self.chinese) = (None, None);
        }
        line
    }

    /// The mark is part of a web or mail address.
    fn in_address(&mut self, text: &str, at: usize) -> bool {
        let line = self.move_to(text, at);
        let line_text = text.get(line.clone()).unwrap_or("");
        if !*self.address.get_or_insert_with(|| line_text.contains("://") || line_text.contains("www.")) {
            return false;
        }
        let head = chars::tail(text.get(line.start..at).unwrap_or(""), 400);
        let token = head.rsplit(|c: char| c.is_whitespace() || is_wide_mark(c)).next().unwrap_or("");
        token.contains("://") || token.contains("www.")
    }

    /// Most of what the line says is Chinese: a foreign word counts like a Han character.
    fn is_chinese(&mut self, text: &str, at: usize) -> bool {
        let line = self.move_to(text, at);
        *self.chinese.get_or_insert_with(|| {
            let (mut han, mut words, mut inside) = (0u32, 0u32, false);
            for c in text.get(line).unwrap_or("").chars() {
                let letter = c.is_ascii_alphabetic();
                words += u32::from(letter && !inside);
                inside = letter;
                han += u32::from(is_han(c));
            }
            han > 2 * words
        })
    }
}

impl Rule for HalfWidthPunctuation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() || chars::is_data(cx.text) {
            return;
        }
        let mut facts = LineFacts::default();
        let mut stops = StopEvidence::default();
        let mut done = 0;
        for &at in cx.scan.of(Class::AsciiMark) {
            let at = at as usize;
            if at < done {
                continue;
            }
            done = match cx.text.as_bytes().get(at) {
                Some(b @ (b',' | b';' | b':' | b'?' | b'!')) => clause_mark(cx.text, at, *b, &mut facts, out),
                Some(b'.') => full_stop(cx.text, at, &mut facts, &mut stops, out),
                Some(b'~') => tilde(cx.text, at, out),
                _ => at,
            };
        }
        brackets::propose(cx, out);
        quotes::propose(cx, out);
        dashes::propose(cx, out);
    }
}

/// `, ; : ? !`. Returns up to where the text is dealt with.
fn clause_mark(text: &str, at: usize, mark: u8, facts: &mut LineFacts, out: &mut Proposals) -> usize {
    if encodings::is_cut_sequence(text, at) {
        return at + 1;
    }
    let head = text.get(..at).unwrap_or("");
    // `?!` is judged by what stands before the run.
    let left = head.trim_end_matches(['?', '!']);
    let gapless = left.trim_end_matches(chars::is_gap);
    let before = gapless.chars().next_back();
    let next = chars::skip_gap(text, at + 1);
    let after = chars::after(text, next);
    let (l, r) = (side(before), side(after));
    let certainty = match (l, r) {
        (Side::Chinese, Side::Chinese | Side::Edge) => 1000,
        (Side::Chinese, _) => 990,
        (Side::Number | Side::Letter | Side::Other, Side::Chinese) => 980,
        // 下降5.3%, at the end of a column; 90%, 2020年.
        (Side::Number | Side::Letter, Side::Edge) | (Side::Other, Side::Edge) if facts.is_chinese(text, at) => 950,
        (Side::Other, Side::Number) if matches!(before, Some('%' | '‰' | '℃')) && facts.is_chinese(text, at) => 950,
        _ => return at + 1,
    };
    // “Tools”, “View” in an English sentence: the curved marks are no proof.
    let curved = |c: Option<char>| matches!(c, Some('“' | '”' | '‘' | '’' | '…'));
    let foreign = |c: Option<char>| c.is_none_or(|c| !is_han(c) && !is_wide_mark(c)) || curved(c);
    if (curved(before) || curved(after)) && foreign(before) && foreign(after) && !facts.is_chinese(text, at) {
        return at + 1;
    }
    if mark == b':' && matches!(after, Some(')' | '(' | '-' | '/')) || (mark == b';' && is_entity(head)) {
        return at + 1;
    }
    if facts.in_address(text, at) && !(l != Side::Chinese && r == Side::Chinese && mark != b'?' && mark != b':') {
        return at + 1;
    }
    let wide = match mark {
        b',' => "，",
        b';' => "；",
        b':' => "：",
        b'?' => "？",
        _ => "！",
    };
    // The space before the mark is damage only in front of the mark itself, not of a run.
    let start = if left.len() == at { gapless.len() } else { at };
    let start = if gapless.is_empty() || gapless.ends_with(chars::is_break) { at } else { start };
    let end = if r == Side::Edge { at + 1 } else { next };
    let range = TextRange::new(start as u32, end as u32);
    out.edit(certainty, "ASCII mark beside Chinese text").safety(Safety::Safe).replace(range, wide).done();
    end
}

/// `&nbsp` stands before the semicolon.
fn is_entity(head: &str) -> bool {
    let name = head.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    name.len() < head.len() && name.ends_with(['&', '#'])
}

/// How often `.` stands where 。 would, and how often 。 does.
#[derive(Default)]
struct StopEvidence {
    counts: Option<(usize, usize)>,
}

impl StopEvidence {
    /// The page writes `.` for 。: so often at least, and not much rarer than 。 itself. On other pages a dot after a
    /// character is a speck of dirt.
    fn page_uses_dots(&mut self, text: &str, at_least: usize) -> bool {
        let (dots, stops) = *self.counts.get_or_insert_with(|| {
            let ends = |at: usize| chars::after(text, at + 1).is_none_or(|c| is_han(c) || chars::is_break(c));
            let dots = memchr::memchr_iter(b'.', text.as_bytes())
                .filter(|at| chars::before(text, *at).is_some_and(is_han) && ends(*at))
                .count();
            (dots, text.matches('。').count())
        });
        dots >= at_least && dots * 2 >= stops
    }
}

/// `.` for 。 and `...` for ……. Returns up to where the text is dealt with.
fn full_stop(text: &str, at: usize, facts: &mut LineFacts, stops: &mut StopEvidence, out: &mut Proposals) -> usize {
    let dots = text.as_bytes().get(at..).unwrap_or(&[]).iter().take_while(|b| **b == b'.').count();
    let end = at + dots;
    let (before, after) = (chars::before(text, at), chars::after(text, end));
    let (l, r) = (side(before), side(after));
    let line = facts.move_to(text, at);
    let range = TextRange::new(at as u32, end as u32);
    if (3..=6).contains(&dots) {
        // Longer runs lead the eye to a page number.
        if (l == Side::Chinese && r != Side::Number) || (l == Side::Edge && r == Side::Chinese) {
            out.edit(950, "ASCII dots for ……").safety(Safety::Safe).replace(range, "……").done();
        }
        return end;
    }
    if dots != 1 || !before.is_some_and(|c| is_han(c) || chars::is_closing(c)) || facts.in_address(text, at) {
        return end;
    }
    let closes = r == Side::Edge || after.is_some_and(chars::is_closing);
    let head = chars::tail(text.get(line.start..at).unwrap_or(""), 200);
    let clause = head.rsplit(is_wide_mark).next().unwrap_or("");
    // 一. and 第一章. number something.
    let numbers = clause.chars().count() < 4 || clause.chars().all(|c| "一二三四五六七八九十第章节条".contains(c));
    if closes && head.chars().count() >= 8 && (!numbers || head.len() > clause.len()) && stops.page_uses_dots(text, 0) {
        out.edit(950, "ASCII full stop at the end of a Chinese sentence")
            .safety(Safety::Safe)
            .replace(range, "。")
            .done();
    } else if after.is_some_and(is_han) && !numbers && !in_foreign_name(before, after) && stops.page_uses_dots(text, 3)
    {
        out.edit(800, "the page writes . for 。").replace(range, "。").done();
    }
    end
}

/// Both characters are typical of names in transcription: 约翰.史密斯.
fn in_foreign_name(before: Option<char>, after: Option<char>) -> bool {
    const SOUNDS: &str = "阿埃艾安奥巴贝本比波伯布查达德迪蒂丁多尔菲费弗福盖戈格哈海赫亨霍基吉加杰卡凯科克库拉莱劳勒雷里利林隆卢鲁伦罗洛马麦曼梅门米密莫穆纳娜尼诺帕佩皮普奇恰乔琼萨塞桑瑟莎舍史斯苏索塔泰汤特廷托瓦威韦维沃乌西希夏谢休雅亚扬伊因约扎泽詹朱兹姆翰";
    let sound = |c: Option<char>| c.is_some_and(|c| SOUNDS.contains(c));
    sound(before) && sound(after)
}

/// `~` between numbers with Han units: 3月~5月.
fn tilde(text: &str, at: usize, out: &mut Proposals) -> usize {
    let (l, r) = (chars::before(text, at), chars::after(text, at + 1));
    let part = |c: Option<char>| c.is_some_and(|c| is_han(c) || c.is_ascii_digit() || c == '%');
    if part(l) && part(r) && (l.is_some_and(is_han) || r.is_some_and(is_han)) {
        let range = TextRange::new(at as u32, at as u32 + 1);
        out.edit(950, "ASCII tilde beside Chinese text").safety(Safety::Safe).replace(range, "～").done();
    }
    at + 1
}

#[cfg(test)]
mod tests;
