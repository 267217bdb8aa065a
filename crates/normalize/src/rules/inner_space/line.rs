//! What a line with spaces looks like.

use std::ops::Range;

use crate::chars::{self, is_gap, is_han};

/// Facts of one line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) range: Range<usize>,
    /// It has clause or sentence marks: a sentence, not a heading, a byline, a table row or a list of names.
    pub(super) running: bool,
    /// Spaces stand between most of its Han characters.
    pub(super) letter_spaced: bool,
    /// Number of Han characters.
    han: usize,
    /// It starts with 图 3 or 表 2: the space after the number stays.
    figure: bool,
}

/// Headings of two characters that are often set with a space between them.
const SPACED_HEADINGS: &[&str] = &[
    "总则",
    "附则",
    "分则",
    "目录",
    "目次",
    "前言",
    "序言",
    "绪论",
    "导言",
    "导语",
    "引言",
    "正文",
    "结语",
    "后记",
    "附录",
    "附件",
    "摘要",
    "通知",
    "通告",
    "公告",
    "通报",
    "决定",
    "决议",
    "命令",
    "批复",
    "启事",
    "讣告",
    "声明",
    "更正",
    "简讯",
    "要闻",
    "社论",
    "短评",
    "编后",
    "编者按",
    "罚则",
    "细则",
];

impl Line {
    pub(super) fn new(text: &str, range: Range<usize>) -> Self {
        let line = text.get(range.clone()).unwrap_or("");
        let (mut han, mut gaps, mut marks) = (0usize, 0usize, 0usize);
        let mut last = '\n';
        let mut before_gap = '\n';
        for c in line.chars() {
            if is_han(c) {
                han += 1;
                gaps += usize::from(is_gap(last) && is_han(before_gap));
            }
            marks += usize::from(matches!(c, '。' | '，' | '；' | '！' | '？'));
            marks += usize::from(matches!(c, ',' | ';' | '!' | '?') && is_han(last));
            if !is_gap(c) {
                before_gap = c;
            }
            last = c;
        }
        let figure = line.trim_start().starts_with(['图', '表', '圖']) && {
            let rest = line.trim_start().get('图'.len_utf8()..).unwrap_or("").trim_start();
            rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        };
        Self { range, running: marks > 0, letter_spaced: gaps >= 5 && gaps * 2 > han, han, figure }
    }

    /// The number or word before the space labels what follows: 图 3 民警…, A 公司 at the very start.
    pub(super) fn is_label(&self, head: &str, number: bool) -> bool {
        self.figure && number && head.trim_start().chars().count() <= 2
    }

    /// What stands before the space is such a label's first half: 图 1, or a dateline of its own.
    pub(super) fn is_label_word(&self, before: &str) -> bool {
        self.figure && before.trim_start().chars().count() <= 1
    }

    /// The line begins with a bracket that closes right here: （本报记者 …） or “…” as a title.
    pub(super) fn opens_with_bracket(&self, before: &str) -> bool {
        let head = before.trim_start();
        head.starts_with(chars::is_opening)
            && head.chars().filter(|c| chars::is_closing(*c)).count() == 1
            && head.ends_with(chars::is_closing)
    }

    /// 总 则, with or without 第一章 before it.
    pub(super) fn is_spaced_heading(&self, text: &str) -> bool {
        if self.running || self.han > 10 {
            return false;
        }
        let line = text.get(self.range.clone()).unwrap_or("").trim();
        // A number of the chapter stands apart.
        let body = match line.split_once(is_gap) {
            Some((head, rest)) if head.starts_with('第') => rest.trim_start_matches(is_gap),
            _ => line,
        };
        let joined: String = body.chars().filter(|c| !is_gap(*c)).collect();
        body.split(is_gap).filter(|t| !t.is_empty()).all(|t| t.chars().count() == 1)
            && SPACED_HEADINGS.contains(&joined.as_str())
    }
}
