//! Quotation marks of a line, read from left to right into labels, speeches and what does not fit.

use crate::chars;
use crate::layout::folded;

/// Longest label, in characters: 枫桥经验 is one, a sentence is not.
const LABEL: usize = 20;

/// A mark with its place in the line, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) opens: bool,
}

/// “ and ” take three bytes.
pub(super) const WIDTH: usize = 3;

/// What is wrong in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A pair inside a speech that is set with the marks of the speech.
    Nested(Mark, Mark),
    /// A speech that is not closed in the line.
    OpenSpeech(Mark),
    /// A label that is not closed.
    OpenLabel(Mark),
    /// A closing mark inside a speech, which closes nothing.
    StrayInSpeech(Mark),
    /// A closing mark outside, not after the end of a sentence.
    Stray(Mark),
    /// An opening mark where a label ends, or a closing one where it begins.
    FacesWrong(Mark),
    /// The same mark twice.
    Doubled(Mark),
}

/// All marks “ ” of a line.
pub(super) fn marks(line: &str) -> Vec<Mark> {
    line.match_indices(['“', '”']).map(|(at, m)| Mark { at, opens: m == "“" }).collect()
}

/// Whether the marks alternate, beginning with one that opens and ending with one that closes.
pub(super) fn is_balanced(marks: &[Mark]) -> bool {
    marks.len().is_multiple_of(2) && marks.iter().enumerate().all(|(i, m)| m.opens == i.is_multiple_of(2))
}

/// Reads the marks of a line.
pub(super) fn faults(line: &str, marks: &[Mark]) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut speech: Option<Mark> = None;
    let mut i = 0;
    while let Some(&m) = marks.get(i) {
        let next = marks.get(i + 1).copied();
        let label = next.is_some_and(|n| is_label(between(line, m, n)));
        match (m.opens, speech, next) {
            // ““甲”之乙”: a quoted name inside another, both closed.
            (true, None, Some(n)) if n.opens && n.at == m.at + WIDTH && closes_twice(marks, i) => i += 4,
            (true, _, Some(n)) if n.opens && n.at == m.at + WIDTH => {
                found.push(Fault::Doubled(m));
                i += 1;
            }
            (false, _, Some(n)) if !n.opens && n.at == m.at + WIDTH => {
                found.push(Fault::Doubled(m));
                i += 1;
            }
            // A label, alone or in a speech.
            (true, _, Some(n)) if !n.opens && label && !(speech.is_none() && says(line, m) && ends(line, n)) => {
                if speech.is_some() {
                    found.push(Fault::Nested(m, n));
                }
                i += 2;
            }
            (true, None, Some(n)) if n.opens && label && !says(line, m) && faces_back(line, n, marks.get(i + 2)) => {
                found.push(Fault::FacesWrong(n));
                i += 2;
            }
            (true, None, _) if begins_speech(line, m) => {
                speech = Some(m);
                i += 1;
            }
            // A long quotation that is closed.
            (true, None, Some(n)) if !n.opens => i += 2,
            (true, None, _) => {
                found.push(Fault::OpenLabel(m));
                i += 1;
            }
            (true, Some(_), _) => {
                found.push(Fault::OpenLabel(m));
                i += 1;
            }
            (false, Some(_), _) => {
                // The mark that closes the speech stands after a sentence; one that does not closes nothing when a
                // better one follows before anything opens.
                if !ends(line, m) && next.is_some_and(|n| !n.opens && ends(line, n)) {
                    found.push(Fault::StrayInSpeech(m));
                } else {
                    speech = None;
                }
                i += 1;
            }
            // ”甲”: the first one should open.
            (false, None, Some(n)) if !n.opens && label && !ends(line, m) && faces_on(line, m) => {
                found.push(Fault::FacesWrong(m));
                i += 2;
            }
            (false, None, _) => {
                if !ends(line, m) {
                    found.push(Fault::Stray(m));
                }
                i += 1;
            }
        }
    }
    if let Some(m) = speech {
        found.push(Fault::OpenSpeech(m));
    }
    found
}

/// Two marks that open, then two that close.
fn closes_twice(marks: &[Mark], i: usize) -> bool {
    marks.get(i + 2..i + 4).is_some_and(|two| two.iter().all(|m| !m.opens))
}

fn between(line: &str, from: Mark, to: Mark) -> &str {
    line.get(from.at + WIDTH..to.at).unwrap_or("")
}

/// A few words without the end of a sentence.
pub(super) fn is_label(words: &str) -> bool {
    let mut chars = 0;
    for c in words.chars() {
        chars += 1;
        if chars > LABEL || matches!(c, '。' | '！' | '？' | '；' | '：' | '“' | '”') {
            return false;
        }
    }
    chars > 0
}

/// Whether a sentence ends before the mark, or the clause with the mark: …。” and …”，
fn ends(line: &str, m: Mark) -> bool {
    chars::before(line, m.at).is_some_and(|c| matches!(c, '。' | '！' | '？' | '…' | '—' | '；' | '，' | '’'))
}

/// Whether somebody says what the mark opens: 说：“ or 表示，“.
pub(super) fn says(line: &str, m: Mark) -> bool {
    let before = line.get(..m.at).unwrap_or("");
    let Some(clause) = before.strip_suffix(['：', '，', ':', ',']) else { return false };
    let last: String = clause.chars().rev().take(4).collect();
    let last = folded(&last.chars().rev().collect::<String>());
    before.ends_with(['：', ':'])
        || [
            "说",
            "道",
            "表示",
            "介绍",
            "指出",
            "强调",
            "认为",
            "称",
            "告诉记者",
            "坦言",
            "写道",
            "问",
            "答",
            "回忆",
            "讲",
        ]
        .iter()
        .any(|v| last.ends_with(v))
}

/// Whether the mark opens a speech: somebody says it, or it begins the paragraph; and it holds more than a label.
fn begins_speech(line: &str, m: Mark) -> bool {
    m.at == 0 || says(line, m)
}

/// Whether an opening mark stands where a label ends: what follows it is a mark or the next opening mark is not closed
/// without it.
fn faces_back(line: &str, m: Mark, next: Option<&Mark>) -> bool {
    let after = chars::after(line, m.at + WIDTH);
    let before = chars::before(line, m.at);
    before.is_some_and(chars::is_han)
        && (after.is_none_or(|c| chars::is_stop(c) || chars::is_closing(c)) || next.is_none_or(|n| n.opens))
}

/// Whether a closing mark stands where a label begins: a word goes on behind it.
fn faces_on(line: &str, m: Mark) -> bool {
    chars::after(line, m.at + WIDTH).is_some_and(|c| chars::is_han(c) || c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let found = faults(line, &marks(line));
        let names: Vec<&str> = found
            .iter()
            .map(|f| match f {
                Fault::Nested(..) => "nested",
                Fault::OpenSpeech(_) => "open speech",
                Fault::OpenLabel(_) => "open label",
                Fault::StrayInSpeech(_) => "stray in speech",
                Fault::Stray(_) => "stray",
                Fault::FacesWrong(_) => "faces wrong",
                Fault::Doubled(_) => "doubled",
            })
            .collect();
        assert_eq!(names, expected, "{line}");
    }

    #[test]
    fn reads_lines() {
        check("推广“早稻”和“晚稻”。", &[]);
        check("他说：“春耕开始了。”大家说：“好。”", &[]);
        check("“春耕开始了。”他说，“大家都在忙。”", &[]);
        check("他说：“要推广“早稻”，要快。”", &["nested"]);
        check("他说，“要推广“早稻”，要快。", &["nested", "open speech"]);
        check("打造“丰收2.0，推广“早稻”。", &["open label"]);
        check("“今年全县要在各乡各村推广早稻、晚稻和再生稻”等品种，要快。”他说。", &["stray in speech"]);
        check("推广早稻”和“晚稻”。", &["stray"]);
        check("推广“早稻“，种好“晚稻”。", &["faces wrong"]);
        check("推广”早稻”，种好“晚稻”。", &["faces wrong"]);
        check("推广““早稻”。", &["doubled"]);
        check("见““早稻”的种法”一节。", &[]);
        check("开始了。”他说，“大家都在忙。”", &[]);
    }
}
