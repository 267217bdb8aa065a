//! Notes on the author: （作者系某大学教授，本报记者甲、通讯员乙整理）.

use std::ops::Range;

use super::Entry;
use super::parse::parse;

/// What a note says about one author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorPost {
    /// Name, where the note gives it; else the n-th author of the article is meant.
    pub name: Option<String>,
    /// Post or body as printed: 某大学教授.
    pub post: String,
    /// Where it stands in the note.
    pub range: Range<usize>,
    /// 作者单位: a body and no post.
    pub is_body: bool,
}

/// What a note on the author says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Posts of the authors, in order.
    pub posts: Vec<AuthorPost>,
    /// Whether the posts are given one an author (分别系); else all authors have all of them.
    pub each: bool,
    /// Others named: who wrote it down, who took part.
    pub entries: Vec<Entry>,
}

const SUBJECTS: &[&str] = &["本文作者", "作者", "笔者", "本文第一作者", "第一作者", "受访者", "撰稿人"];
const COPULAS: &[&str] = &[
    "单位：",
    "单位:",
    "简介：",
    "简介:",
    "分别系",
    "分别为",
    "分别是",
    "均系",
    "均为",
    "系",
    "为",
    "是",
    "：",
    ":",
    "单位",
    "現任",
    "现任",
    "任",
];

/// Reads a note on the author. `None` when the line is none.
/// Ranges are bytes of `line`.
#[must_use]
pub fn author_note(line: &str) -> Option<Note> {
    let open = line.len()
        - line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '【' | '*' | '①')).len();
    let close = line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '）' | ')' | '】' | '。')).len();
    let inner = line.get(open..close)?;
    let subject = SUBJECTS.iter().filter(|s| inner.starts_with(**s)).max_by_key(|s| s.len())?;
    let mut note = Note::default();
    let mut at = open + subject.len();
    // 作者甲系…: the name stands between.
    let (name_len, copula) = (0..=5).find_map(|k| {
        let cut = line[at..close].char_indices().nth(k).map(|(i, _)| i)?;
        COPULAS.iter().find(|c| line[at + cut..close].starts_with(**c)).map(|c| (cut, *c))
    })?;
    let name = line[at..at + name_len].trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'));
    if !name.is_empty() && !super::names::may_be_name(name) {
        return None;
    }
    at += name_len + copula.len();
    // The post runs to the first comma or semicolon, and no sentence is a post.
    let len = line[at..close].find(['，', ',', '；', ';', '。']).unwrap_or(close - at);
    if len == 0 || len > 240 {
        return None;
    }
    // 作者：甲 乙 names the authors and nothing else.
    let names = parse(&line[at..at + len]);
    let bare = names.entries.iter().all(|e| e.position.is_none() && e.affiliation.is_none());
    if copula.starts_with(['：', ':']) && names.whole && bare && names.open_post.is_none() {
        note.entries = names.shifted(at).entries;
        return Some(note);
    }
    note.each = copula.starts_with("分别");
    let is_body = copula.starts_with("单位");
    let spans: Vec<Range<usize>> =
        if note.each { split_at(line, at..at + len, '、') } else { std::iter::once(at..at + len).collect() };
    for (k, range) in spans.into_iter().enumerate() {
        let range = trimmed(line, range);
        let name = (k == 0 && !name.is_empty()).then(|| name.to_owned());
        note.posts.push(AuthorPost { name, post: line[range.clone()].to_owned(), range, is_body });
    }
    let rest = at + len;
    if rest < close {
        let byline = parse(&line[rest..close]);
        if byline.marked {
            note.entries = byline.shifted(rest).entries;
        }
    }
    Some(note)
}

fn split_at(line: &str, range: Range<usize>, sep: char) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for (i, c) in line[range.clone()].char_indices().filter(|(_, c)| *c == sep) {
        out.push(start..range.start + i);
        start = range.start + i + c.len_utf8();
    }
    out.push(start..range.end);
    out
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let piece = &line[range.clone()];
    let start = range.start
        + (piece.len() - piece.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':')).len());
    start..start + line[start..range.end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use baokan_corpus_model::Role;

    #[test]
    fn a_post_and_those_who_wrote_it_down() {
        let line = "（作者系某省农科院水稻所研究员，本报记者何大川、本报通讯员李三整理）";
        let note = author_note(line).unwrap();
        assert_eq!(note.posts[0].post, "某省农科院水稻所研究员");
        assert_eq!(&line[note.posts[0].range.clone()], "某省农科院水稻所研究员");
        let got: Vec<_> = note
            .entries
            .iter()
            .map(|e| (e.name.as_str(), e.role, e.affiliation.as_deref(), e.position.as_deref()))
            .collect();
        assert_eq!(
            got,
            [
                ("何大川", Role::Compiler, Some("本报"), Some("记者")),
                ("李三", Role::Compiler, Some("本报"), Some("通讯员"))
            ]
        );
    }

    #[test]
    fn other_forms() {
        let body = author_note("(作者单位: 某县融媒体中心)").unwrap();
        assert!(body.posts[0].is_body);
        assert_eq!(body.posts[0].post, "某县融媒体中心");
        let each = author_note("（作者分别为某大学教授、某大学副教授）").unwrap();
        assert_eq!(each.posts.len(), 2);
        assert!(each.each);
        let both = author_note("（作者为某大学教授、博士生导师）").unwrap();
        assert_eq!(both.posts[0].post, "某大学教授、博士生导师");
        let named = author_note("作者何大川系某报评论员").unwrap();
        assert_eq!(named.posts[0].name.as_deref(), Some("何大川"));
        let bare = author_note("（作者：何大川 李三）").unwrap();
        assert_eq!(bare.entries.len(), 2);
        assert!(bare.posts.is_empty());
        assert!(author_note("作者在书中写道，春天来了。").is_none());
        assert!(author_note("（完）").is_none());
    }
}
