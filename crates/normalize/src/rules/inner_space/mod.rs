//! Spaces inside Chinese text that mean nothing.

mod digits;
mod line;
mod names;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, LineCursor, is_gap, is_han};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::lexicon::is_word;
use crate::rules::foreign_conjunction;
use line::Line;

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct InnerSpace;

const META: RuleMeta = RuleMeta {
    name: "inner-space",
    kind: EditKind::Space,
    pass: Pass::Characters,
    safety: Safety::Unsafe,
    summary: "Spaces inside Chinese text that mean nothing: 为期 3 年.",
    doc: include_str!("rule.md"),
};

/// How sure, how safe, and why a space may go.
type Verdict = Option<(u16, Safety, &'static str)>;

const fn safe(certainty: u16, why: &'static str) -> Verdict {
    Some((certainty, Safety::Safe, why))
}

const fn likely(certainty: u16, why: &'static str) -> Verdict {
    Some((certainty, Safety::Unsafe, why))
}

impl Rule for InnerSpace {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() || chars::is_data(cx.text) {
            return;
        }
        let text = cx.text;
        let mut cursor = LineCursor::default();
        let mut line = Line::default();
        let mut digits = digits::Spaced::default();
        let mut done = 0;
        for at in merged(cx.scan.of(Class::Space), cx.scan.of(Class::WideSpace)) {
            if at < done {
                continue;
            }
            let end = chars::skip_gap(text, at);
            done = end.max(at + 1);
            // Leading and trailing spaces indent and pad; they are outside of every block. Tabs part columns.
            let (Some(l), Some(r)) = (chars::before(text, at), chars::after(text, end)) else { continue };
            if end == at || chars::is_break(l) || chars::is_break(r) || l == '\t' || r == '\t' {
                continue;
            }
            // By far the commonest space of clean text: 第三条 国家….
            if is_han(l) && is_han(r) && text.get(..at).is_some_and(ends_ordinal) {
                continue;
            }
            let (range, fresh) = cursor.at(text, at);
            if fresh {
                line = Line::new(text, range);
            }
            let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
            if digit(l) && (digit(r) || "．.·".contains(r)) {
                done = digits.propose(text, at, &line, out).max(done);
                continue;
            }
            let gap = Gap { start: at, end, l, r };
            let verdict = gap.judge(text, &line);
            if let Some((certainty, safety, why)) = verdict {
                let range = TextRange::new(at as u32, end as u32);
                out.edit(certainty, why).safety(safety).replace(range, "").done();
            }
        }
    }
}

/// Both lists in one ascending order.
fn merged<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = usize> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        let next = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x < y => (&mut i, x),
            (Some(x), None) => (&mut i, x),
            (_, Some(y)) => (&mut j, y),
            (None, None) => return None,
        };
        *next.0 += 1;
        Some(*next.1 as usize)
    })
}

/// A run of spaces between two characters of one line.
struct Gap {
    start: usize,
    end: usize,
    l: char,
    r: char,
}

/// Letters and digits that Chinese text sets without spaces around them.
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Signs that belong to the number before them.
fn ends_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '%' | '％' | '‰' | '℃' | '°')
}

/// Measure words and units that follow a number at once.
const MEASURES: &str = "年月日号时点分秒天周岁个名人位户家口件起宗项条次届期批类种型级层座栋间所处辆艘架台套部册本篇张份元角万亿千百十余多吨斤公克米里亩顷倍成度例班组队支只头匹株棵场轮道章节款版页字集路路线楼室站段";

impl Gap {
    fn judge(&self, text: &str, line: &Line) -> Verdict {
        let &Self { l, r, .. } = self;
        // Windows, not the whole line: a line may be the whole text.
        let before = chars::tail(text.get(line.range.start..self.start)?, 240);
        let after = chars::head(text.get(self.end..line.range.end)?, 600);
        // A blank to be filled in: （　　）.
        if chars::is_opening(l) && chars::is_closing(r) {
            return None;
        }
        let chinese = |c: char| is_han(c) || chars::is_wide_mark(c);
        if chars::is_stop(r) || (chars::is_closing(r) && (chinese(l) || ends_number(l))) {
            return if r == '：' && line.letter_spaced { None } else { safe(1000, "space before a closing mark") };
        }
        if (chars::is_opening(l) && (chinese(r) || is_token(r) || chars::is_opening(r))) && !matches!(l, '【') {
            return safe(1000, "space after an opening mark");
        }
        if chars::ends_sentence(l) {
            return self.after_sentence(line, after);
        }
        if matches!(l, '，' | '、' | '；' | '：') {
            return if line.running && !starts_item(after) {
                safe(980, "space after a mark in running text")
            } else {
                None
            };
        }
        if (is_token(l) || ends_number(l)) && is_han(r) {
            return self.number_then_han(before, line);
        }
        if is_han(l) && is_token(r) {
            return self.han_then_token(before, after, line);
        }
        if ends_number(l) && matches!(r, '%' | '％' | '‰' | '℃') {
            return if line.running { safe(980, "space before the sign of a number") } else { None };
        }
        if chars::is_closing(l) && (is_han(r) || chars::is_opening(r)) || is_han(l) && chars::is_opening(r) {
            return self.beside_brackets(before, after, line);
        }
        if is_han(l) && is_han(r) {
            return self.between_han(text, before, line);
        }
        None
    }

    /// 。 今年: the space is left of a line end. What comes after the last sentence of a line may be a credit.
    fn after_sentence(&self, line: &Line, after: &str) -> Verdict {
        let goes_on = after.contains(['。', '！', '？'])
            && !starts_item(after)
            && (is_han(self.r) || chars::is_opening(self.r) || is_token(self.r));
        let narrow = self.end - self.start <= '\u{3000}'.len_utf8();
        if line.running && goes_on && narrow && !names::is_credit_start(after) {
            likely(900, "space after a sentence in running text")
        } else {
            None
        }
    }

    /// 3 年, PKI 违规, 42% 的.
    fn number_then_han(&self, before: &str, line: &Line) -> Verdict {
        let token_start = before.trim_end_matches(|c: char| is_token(c) || ".,%％‰℃°+-/×".contains(c)).len();
        let head = before.get(..token_start)?.trim_end_matches(is_gap);
        let number = ends_number(self.l);
        let measured = number && MEASURES.contains(self.r);
        if head.is_empty() {
            // 2 适用范围 numbers a heading; 10 个旗县 goes on from the column before.
            return if measured && line.running {
                likely(900, "space between a number and its measure word")
            } else {
                None
            };
        }
        if line.is_label(head, number) || foreign_conjunction::is_at_edge(before, false) {
            return None;
        }
        if measured && (is_han(head.chars().next_back()?) || line.running) {
            return safe(980, "space between a number and its measure word");
        }
        if line.running { safe(970, "space between a number or foreign word and Chinese") } else { None }
    }

    /// 为期 3, 使用 PKI.
    fn han_then_token(&self, before: &str, after: &str, line: &Line) -> Verdict {
        if starts_item(after)
            || ends_ordinal(before)
            || line.is_label_word(before)
            || foreign_conjunction::is_at_edge(after, true)
        {
            return None;
        }
        if line.running {
            return safe(980, "space between Chinese and a number or foreign word");
        }
        // In a heading only a number that is spaced off from its measure word too: 建设 3 年.
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || ".%".contains(c));
        let unit = rest.trim_start_matches(is_gap);
        let spaced = rest.len() < after.len() && unit.len() < rest.len() && unit.starts_with(|c| MEASURES.contains(c));
        if spaced { likely(900, "number spaced off on both sides") } else { None }
    }

    fn beside_brackets(&self, before: &str, after: &str, line: &Line) -> Verdict {
        let goes_on = after.contains(['。', '，', '；', '！', '？']);
        // 本报讯 “…”, 【记者】 …: the head of a report. A bracket that the line begins with belongs to no sentence.
        let head = before.chars().count() <= 12 || line.opens_with_bracket(before);
        let dateline = before.ends_with(['讯', '电', '】']);
        if line.running && goes_on && !head && !dateline && !matches!(self.l, '》' | '】') {
            likely(900, "space beside a bracket in running text")
        } else {
            None
        }
    }

    fn between_han(&self, text: &str, before: &str, line: &Line) -> Verdict {
        if line.letter_spaced && line.running && self.end - self.start <= '\u{3000}'.len_utf8() {
            return likely(900, "the line is set with spaces between all characters");
        }
        if let Some(verdict) = names::judge(text, self.start, self.end, line) {
            return Some(verdict);
        }
        if !ends_ordinal(before) && line.is_spaced_heading(text) {
            return safe(950, "heading of two characters set with a space between");
        }
        if line.running && is_word(self.l, self.r) && !ends_ordinal(before) {
            return likely(900, "the characters on both sides are one word");
        }
        None
    }
}

/// 2. or 第五条 or （三） or 一、 or ① begins an item; the space before it is all that is left of a line end.
fn starts_item(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['（', '(', '第']);
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    let tail = rest.trim_start_matches(number);
    if tail.len() == rest.len() {
        return rest.starts_with(|c| ('①'..='⓿').contains(&c));
    }
    let mut marks = tail.chars();
    match marks.next() {
        Some('、' | '．' | '）' | ')' | '条' | '章' | '节' | '款' | '编') => true,
        Some('.') => !marks.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// 第三条 or 第三条之一 numbers the sentence that follows.
fn ends_ordinal(before: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    let inserted = before.trim_end_matches(number);
    let before = inserted.strip_suffix('之').unwrap_or(before);
    let Some(head) = before.strip_suffix(['条', '章', '节', '款', '项', '编', '目', '回', '讲', '集', '部'])
    else {
        return false;
    };
    let stem = head.trim_end_matches(number);
    stem.len() < head.len() && stem.ends_with('第')
}

#[cfg(test)]
mod tests;
