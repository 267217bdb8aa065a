//! Sentences, clauses and quoted labels of one block: the frame inside which an indicator belongs to its number.

use std::ops::Range;

use crate::chars::Chars;

/// A clause: what stands between commas, semicolons, colons, dashes and full stops.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// Characters, without the mark that closes it.
    pub(crate) range: Range<usize>,
    /// Number of its sentence within the block.
    pub(crate) sentence: usize,
    /// Number of its chain: sentences are parted into chains by semicolons.
    pub(crate) chain: usize,
}

/// Clauses of a block, and what lies in quoted labels and titles.
#[derive(Debug)]
pub(crate) struct Frame {
    /// In text order.
    pub(crate) clauses: Vec<Clause>,
    /// For each character, whether it lies inside a label: “两队一室”, 《意见》.
    label: Vec<bool>,
}

/// Longest clause, in characters.
const LONGEST_CLAUSE: usize = 400;

/// Longest label, in characters; what is longer is direct speech or a lost closing mark.
const LONGEST_LABEL: usize = 60;

impl Frame {
    pub(crate) fn new(cs: &Chars<'_>) -> Self {
        let label = labels(cs);
        let inside = |i: usize| label.get(i).copied().unwrap_or(false);
        let mut clauses = Vec::new();
        let (mut start, mut sentence, mut chain) = (0, 0, 0);
        for i in 0..=cs.len() {
            let rank = match cs.get(i) {
                None => 3,
                Some(_) if inside(i) => 0,
                Some(c) => boundary(cs, i, c),
            };
            // A text without marks is cut somewhere, so that work stays linear.
            if rank == 0 && i - start >= LONGEST_CLAUSE {
                clauses.push(Clause { range: start..i, sentence, chain });
                start = i;
            }
            if rank == 0 {
                continue;
            }
            let blank = |j: usize| cs.get(j).is_some_and(char::is_whitespace);
            while start < i && blank(start) {
                start += 1;
            }
            let mut end = i;
            while end > start && blank(end - 1) {
                end -= 1;
            }
            if start < end {
                clauses.push(Clause { range: start..end, sentence, chain });
            }
            start = i + 1;
            chain += usize::from(rank >= 2);
            sentence += usize::from(rank == 3);
        }
        Self { clauses, label }
    }

    /// Whether character `i` lies inside a label.
    pub(crate) fn in_label(&self, i: usize) -> bool {
        self.label.get(i).copied().unwrap_or(false)
    }

    /// Labels in text order; neighbours that touch count as one.
    pub(crate) fn labels(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut i = 0;
        std::iter::from_fn(move || {
            let start = i + self.label.get(i..)?.iter().position(|l| *l)?;
            i = self.label.get(start..)?.iter().position(|l| !*l).map_or(self.label.len(), |n| start + n);
            Some(start..i)
        })
    }

    /// Positions of the 、 of a range that part its items (not those inside labels).
    pub(crate) fn items<'a>(
        &'a self,
        cs: &'a Chars<'_>,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = usize> + 'a {
        range.filter(|i| cs.get(*i) == Some('、') && !self.in_label(*i) && !in_name(cs, *i))
    }
}

/// Whether a block opens with the name of a house, as datelines do.
fn is_house(cs: &Chars<'_>) -> bool {
    ["新华社", "新華社", "本报", "本報", "中新社", "本刊", "据新华社"].iter().any(|w| cs.at(0, w))
}

/// 1 for a comma, 2 for a semicolon, 3 for the end of a sentence, 0 for anything else.
fn boundary(cs: &Chars<'_>, i: usize, c: char) -> u8 {
    match c {
        '。' | '！' | '？' | '!' | '?' | '\n' => 3,
        '；' | ';' => 2,
        // 新华社武汉5月1日电 全国铁路…: the dateline is no part of the sentence.
        c if c.is_whitespace() => {
            u8::from(i < 40 && matches!(cs.before(i), Some('电' | '電' | '讯' | '訊')) && is_house(cs))
        }
        // １２，０００: a wide comma that parts thousands.
        '，' if thousands(cs, i) => 0,
        '，' | '：' | '“' | '”' | '…' => 1,
        ',' | ':' => {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            u8::from(!(digit(cs.before(i)) && digit(cs.get(i + 1))))
        }
        '—' => u8::from(cs.get(i + 1) == Some('—') || cs.before(i) == Some('—')),
        '（' | '(' => u8::from(!closing(cs, i).is_some_and(|end| is_part_of_name(cs, i, end))),
        '）' | ')' => u8::from(!opening(cs, i).is_some_and(|start| is_part_of_name(cs, start, i))),
        _ => 0,
    }
}

/// Whether the comma at `i` parts thousands: between wide digits, three of them behind it, or before 000.
fn thousands(cs: &Chars<'_>, i: usize) -> bool {
    crate::numeral::wide_thousands(cs, i)
}

/// Longest parentheses that can be part of a name.
const LONGEST_PARENTHESES: usize = 12;

fn closing(cs: &Chars<'_>, i: usize) -> Option<usize> {
    (i + 1..=i + LONGEST_PARENTHESES).find(|j| matches!(cs.get(*j), Some('）' | ')')))
}

fn opening(cs: &Chars<'_>, i: usize) -> Option<usize> {
    (i.saturating_sub(LONGEST_PARENTHESES)..i).rev().find(|j| matches!(cs.get(*j), Some('（' | '(')))
}

/// Whether `i` lies in parentheses that are part of a name.
fn in_name(cs: &Chars<'_>, i: usize) -> bool {
    opening(cs, i)
        .is_some_and(|open| closing(cs, open).is_some_and(|close| close > i && is_part_of_name(cs, open, close)))
}

/// Short parentheses, and longer ones that only list names: 公安（分）局, 省（自治区、直辖市）.
fn is_part_of_name(cs: &Chars<'_>, open: usize, close: usize) -> bool {
    let lists = |c: char| c == '、' || c.is_alphabetic() && !c.is_ascii();
    close <= open + 5
        || cs.slice(open + 1..close).contains('、')
            && cs.slice(open + 1..close).chars().all(lists)
            && cs.get(close + 1).is_some_and(char::is_alphabetic)
}

/// Marks the characters of labels, quotation marks included.
fn labels(cs: &Chars<'_>) -> Vec<bool> {
    let mut label = vec![false; cs.len()];
    let mut i = 0;
    while let Some(open) = cs.get(i) {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            '《' => '》',
            '「' => '」',
            _ => {
                i += 1;
                continue;
            }
        };
        let mut depth = 0usize;
        let end = (i..cs.len().min(i + LONGEST_LABEL)).find(|j| {
            let c = cs.get(*j);
            depth += usize::from(c == Some(open));
            depth -= usize::from(c == Some(close));
            depth == 0
        });
        match end {
            Some(end) if open == '《' || is_label(cs.slice(i + 1..end)) => {
                label.get_mut(i..=end).into_iter().flatten().for_each(|l| *l = true);
                i = end + 1;
            }
            _ => i += 1,
        }
    }
    label
}

/// A name, slogan or term, not a sentence that somebody says.
fn is_label(inner: &str) -> bool {
    if inner.contains(['。', '！', '？', '；']) {
        return false;
    }
    let lengths: Vec<usize> = inner.split('，').map(|p| p.chars().count()).collect();
    let (low, high) = (lengths.iter().min().copied().unwrap_or(0), lengths.iter().max().copied().unwrap_or(0));
    lengths.len() == 1 || high <= low + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let cs = Chars::new(text);
        let found: Vec<&str> = Frame::new(&cs).clauses.into_iter().map(|c| cs.slice(c.range)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn labels_hide_their_marks() {
        check("推行“一村一警，一格一员”制度，成效好。", &["推行“一村一警，一格一员”制度", "成效好"]);
        check("他说：“买了100辆车，明天就要用。”", &["他说", "买了100辆车", "明天就要用"]);
    }

    #[test]
    fn names_and_numbers_stay_whole() {
        check("县（区）公安（分）局1,200人", &["县（区）公安（分）局1,200人"]);
        check("增产（上年同期为5吨以上）的", &["增产", "上年同期为5吨以上", "的"]);
    }

    #[test]
    fn chains_and_sentences() {
        let cs = Chars::new("甲，乙；丙。丁");
        let found: Vec<(usize, usize)> = Frame::new(&cs).clauses.iter().map(|c| (c.sentence, c.chain)).collect();
        assert_eq!(found, [(0, 0), (0, 0), (0, 1), (1, 2)]);
    }
}
