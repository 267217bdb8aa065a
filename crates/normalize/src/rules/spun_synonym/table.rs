//! The spinner's table, read backwards.

use std::sync::LazyLock;

use crate::lexicon::is_word;
use crate::phrases::Phrases;

/// When a substitution is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// No press text has this; it betrays the spinner.
    Mark,
    /// Hardly any press text has this; many of them together betray the spinner.
    Odd,
    /// In a spun text, at once.
    Always,
    /// In a spun text that does not have the word it stands for at all.
    Zero,
    /// Never by itself; it is listed.
    Maybe,
    /// Only in the contexts given.
    Cue,
    /// A longer string that is right as it is.
    Keep,
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "mark" => Self::Mark,
            "odd" => Self::Odd,
            "always" => Self::Always,
            "zero" => Self::Zero,
            "maybe" => Self::Maybe,
            "cue" => Self::Cue,
            "keep" => Self::Keep,
            _ => return None,
        })
    }

    /// Undone wherever it stands in a spun text.
    pub(super) const fn is_sure(self) -> bool {
        matches!(self, Self::Mark | Self::Odd | Self::Always)
    }
}

/// What stands before and after a string; an empty side may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Context {
    before: &'static str,
    after: &'static str,
}

impl Context {
    fn parse(text: &'static str) -> Option<Self> {
        let (before, after) = text.split_once('_')?;
        (!before.is_empty() || !after.is_empty()).then_some(Self { before, after })
    }

    fn holds(self, head: &str, tail: &str) -> bool {
        head.ends_with(self.before) && tail.starts_with(self.after)
    }
}

/// Verbs that 掉 completes: 丢掉, 忘掉.
const DROP: &str = "丢失改除去甩忘扔砍卖吃抹废关拆换跑输干花用拿删推毁逃死辞抛放减省擦洗取抵打摔裁洗赢漏";
/// Verbs after which 至 is “to”: 送至公安机关.
const TO: &str = "送转寄交报发投汇移回赶调运带押往通涉乃延传甚以直升扩及诉邮引";

/// One row of `substitutions.tsv`.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) spun: &'static str,
    /// What it stood for where nothing else decides; `None` for the classes cue and keep.
    pub(super) original: Option<&'static str>,
    pub(super) class: Class,
    /// Contexts in which the string is right.
    unless: Vec<Context>,
    /// A character before it that makes it right.
    never_after: &'static str,
    /// Contexts in which it stood for something else.
    when: Vec<(&'static str, Vec<Context>)>,
}

/// What is to be done with a string of the table at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is right here.
    Right,
    /// The context says what it stood for.
    Stood(&'static str),
    /// The class decides.
    Open,
}

pub(super) struct Table {
    rows: Vec<Row>,
    /// The marks alone: nearly all texts have none, and are looked through for nothing else.
    marks: Phrases,
    of_marks: Vec<usize>,
    all: Phrases,
}

/// So many bytes on each side are looked at for contexts.
const WINDOW: usize = 36;

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("substitutions.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let rows: Vec<Row> = lines.filter_map(Row::parse).collect();
    let of_marks: Vec<usize> =
        rows.iter().enumerate().filter(|(_, r)| r.class == Class::Mark).map(|(i, _)| i).collect();
    let marks = Phrases::new(of_marks.iter().filter_map(|i| rows.get(*i)).map(|r| r.spun));
    let all = Phrases::new(rows.iter().map(|r| r.spun));
    Table { rows, marks, of_marks, all }
});

impl Table {
    /// The marks of a text, those left out that their context makes right. One pass over the text.
    pub(super) fn marks<'t>(&'static self, text: &'t str) -> impl Iterator<Item = &'static Row> + use<'t> {
        self.marks.find(text).filter_map(move |(start, end, number)| {
            let row = self.of_marks.get(number).and_then(|i| self.rows.get(*i))?;
            (row.read_plainly(text, start, end) != Reading::Right).then_some(row)
        })
    }

    /// All strings of the table in a text, from left to right, the longest first.
    pub(super) fn find<'t>(
        &'static self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, &'static Row)> + use<'t> {
        self.all.find(text).filter_map(|(start, end, number)| Some((start, end, self.rows.get(number)?)))
    }

    /// What the string of a row stands for at a place of a spun text, as its neighbours say. They may be spun
    /// themselves, so they are read as printed and with every likely substitution undone.
    pub(super) fn read(&'static self, row: &Row, text: &str, start: usize, end: usize) -> Reading {
        let (head, tail) = (window_before(text, start), window_after(text, end));
        let (plain_head, plain_tail) = (self.plain(head), self.plain(tail));
        for (h, t) in [(head, tail), (plain_head.as_str(), plain_tail.as_str())] {
            if let reading @ Reading::Stood(_) = row.read_in(h, t) {
                return reading;
            }
        }
        match row.read_in(head, tail) {
            Reading::Open => row.read_in(&plain_head, &plain_tail),
            reading => reading,
        }
    }

    /// A piece of text with all likely substitutions undone, for reading contexts.
    fn plain(&'static self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (start, end, row) in self.find(text) {
            if let Some(original) = row.original.filter(|_| row.class.is_sure() || row.class == Class::Zero) {
                out.push_str(text.get(done..start).unwrap_or(""));
                out.push_str(original);
                done = end;
            }
        }
        out.push_str(text.get(done..).unwrap_or(""));
        out
    }
}

fn window_before(text: &str, start: usize) -> &str {
    let from = (start.saturating_sub(WINDOW)..=start).find(|i| text.is_char_boundary(*i)).unwrap_or(start);
    text.get(from..start).unwrap_or("")
}

fn window_after(text: &str, end: usize) -> &str {
    let to = (end..=(end + WINDOW).min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(end);
    text.get(end..to).unwrap_or("")
}

impl Row {
    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (spun, class) = (columns.next()?, Class::named(columns.next()?)?);
        let original = columns.next().filter(|o| !matches!(*o, "-" | "=" | ""));
        let mut never_after = "";
        let mut unless = Vec::new();
        for context in columns.next().unwrap_or("").split('|') {
            match context {
                "@drop" => never_after = DROP,
                "@to" => never_after = TO,
                _ => unless.extend(Context::parse(context)),
            }
        }
        let when = columns.next().unwrap_or("").split(';').filter_map(|part| {
            let (original, contexts) = part.split_once('=')?;
            Some((original, contexts.split('|').filter_map(Context::parse).collect()))
        });
        let when = when.collect();
        Some(Self { spun, original, class, unless, never_after, when })
    }

    /// As [`Table::read`], by the text as it is printed.
    fn read_plainly(&self, text: &str, start: usize, end: usize) -> Reading {
        self.read_in(window_before(text, start), window_after(text, end))
    }

    /// All that the string may have stood for, the likeliest first.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.original.into_iter().chain(self.when.iter().map(|(o, _)| *o).filter(|o| Some(*o) != self.original))
    }

    fn read_in(&self, head: &str, tail: &str) -> Reading {
        let stood = self.when.iter().find(|(_, contexts)| contexts.iter().any(|c| c.holds(head, tail)));
        if let Some((original, _)) = stood {
            return Reading::Stood(original);
        }
        let verb = head.chars().next_back().is_some_and(|c| self.never_after.contains(c));
        if verb || self.unless.iter().any(|c| c.holds(head, tail)) || self.straddles(head, tail) {
            return Reading::Right;
        }
        Reading::Open
    }

    /// The two characters belong to two other words: 中国|民航 has no 国民.
    fn straddles(&self, head: &str, tail: &str) -> bool {
        let mut chars = self.spun.chars();
        let (Some(first), Some(last), None) = (chars.next(), chars.next(), chars.next()) else { return false };
        let (Some(left), Some(right)) = (head.chars().next_back(), tail.chars().next()) else { return false };
        is_word(left, first) && is_word(last, right)
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Reading, TABLE};

    #[test]
    fn the_table_is_well_formed() {
        let lines = include_str!("substitutions.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        assert_eq!(lines.count(), TABLE.rows.len(), "a line was not understood");
        for pair in TABLE.rows.windows(2) {
            assert!(pair[0].spun < pair[1].spun, "not sorted, or twice: {}", pair[1].spun);
        }
        for row in &TABLE.rows {
            assert_ne!(row.original, Some(row.spun), "{}", row.spun);
            assert!(row.when.iter().all(|(o, c)| *o != row.spun && !c.is_empty()), "{}", row.spun);
            match row.class {
                Class::Keep => assert!(row.original.is_none() && row.unless.is_empty(), "{}", row.spun),
                Class::Cue => assert!(row.original.is_none() && !row.when.is_empty(), "{}", row.spun),
                _ => assert!(row.original.is_some(), "{}", row.spun),
            }
        }
    }

    #[test]
    fn neighbours_decide() {
        let read = |before: &str, spun: &str, after: &str| {
            let row = TABLE.rows.iter().find(|r| r.spun == spun).unwrap();
            let text = format!("{before}{spun}{after}");
            TABLE.read(row, &text, before.len(), before.len() + spun.len())
        };
        assert_eq!(read("担负起历史", "任务", "。"), Reading::Stood("使命"));
        assert_eq!(read("中", "国民", "航局"), Reading::Right);
        assert_eq!(read("打击", "守法", "犯法行动"), Reading::Stood("违法"));
        assert_eq!(read("平易近族", "决裂", ""), Reading::Stood("分裂"));
    }
}
