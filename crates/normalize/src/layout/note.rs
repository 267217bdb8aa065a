//! Notes of editors and on authors.

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// 编者按 and its kind.
    Editor,
    /// （作者系…）.
    Author,
}

const EDITOR: &[&str] = &[
    "编者按",
    "编者的话",
    "编者语",
    "编者注",
    "编者附记",
    "编前",
    "编后",
    "编余",
    "编辑手记",
    "编辑寄语",
    "开栏的话",
    "开栏语",
    "开栏寄语",
    "按语",
    "主持人语",
    "主持人按",
    "栏目主持",
    "本报编者",
    "本刊编者",
];

const AUTHOR: &[&str] = &[
    "作者系",
    "作者是",
    "作者为",
    "作者单位",
    "作者简介",
    "作者均",
    "作者分别",
    "作者现",
    "作者曾",
    "作者来自",
    "作者工作单位",
    "作者供职",
    "作者:系",
    "作者介绍",
    "本文作者",
    "本版作者",
    "作者、",
    "作者就职",
    "第一作者",
    "通讯作者",
];

/// Reads a line in the form of [`super::key`].
pub(crate) fn read(head: &str, tail: &str, chars: u32) -> Option<Note> {
    let bracketed = head.starts_with('(') && tail.ends_with([')', '。']) && chars <= 300;
    let body = head.trim_start_matches(['(', '■', '□', '◆', '●', '*', '※', '[', ' ', '◎', '▲']);
    if let Some(word) = EDITOR.iter().find(|w| body.starts_with(**w)) {
        let rest = body.get(word.len()..).unwrap_or("");
        // 编者按: and 编者按 … are notes; 编前会 is a meeting.
        let ends = rest.is_empty() || rest.starts_with([':', ' ', ')', ']', '|', ',', '.', '—', '/', '“']);
        return (ends || word.starts_with("编者")).then_some(Note::Editor);
    }
    let said = AUTHOR.iter().any(|w| body.starts_with(w));
    if said && chars <= 300 && (bracketed || !body.starts_with("作者是") && !body.starts_with("作者、")) {
        return Some(Note::Author);
    }
    let signs = ["整理)", "供稿)", "作者", "摘自", "选自", "原载", "节选", "摘编", "执笔", "原标题"];
    (bracketed && chars <= 160 && !head.contains('。') && signs.iter().any(|s| tail.contains(s) || head.contains(s)))
        .then_some(Note::Author)
}

#[cfg(test)]
mod tests {
    use super::super::key::folded;
    use super::*;

    fn note(line: &str) -> Option<Note> {
        let key = folded(line);
        read(&key, &key, key.chars().count() as u32)
    }

    #[test]
    fn notes() {
        for line in [
            "编者按：春耕开始了。",
            "【编者按】春耕开始了。",
            "编者按 春耕开始了。",
            "编者的话",
            "■编者按",
            "开栏的话：",
        ] {
            assert_eq!(note(line), Some(Note::Editor), "{line}");
        }
        for line in [
            "（作者系某市某局局长，本报记者何大川整理）",
            "（作者單位：某縣某中心）",
            "作者简介：何大川，某大学教授。",
            "作者系某大学教授",
            "（本文原载某某杂志2024年第5期）",
            "（本报记者何大川、李三采访整理）",
        ] {
            assert_eq!(note(line), Some(Note::Author), "{line}");
        }
        for line in
            ["编前会上大家发言。", "作者是位老农民，写了很多诗。", "（一）春耕", "（完）", "（以下简称会议）在京召开。"]
        {
            assert_eq!(note(line), None, "{line}");
        }
    }
}
