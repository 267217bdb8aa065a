//! Marks within a line: emphasis, links and images, escapes, formulas that are plain numbers.

use std::ops::Range;

use baokan_corpus_model::{Safety, TextRange};

use super::{delete, delete_pair};
use crate::chars::{self, is_han, is_wide_mark};
use crate::engine::Proposals;

/// A run of one delimiter.
#[derive(Clone, Copy)]
struct Run {
    at: usize,
    len: usize,
    mark: char,
}

/// Paired `**`, `*`, `***`, `__`, `_`, `~~` and `` ` `` around Chinese text.
pub(super) fn emphasis(text: &str, line: Range<usize>, marks: &[char], out: &mut Proposals) {
    let runs = runs(text, line.clone());
    for &mark in marks {
        for len in 1..=3 {
            let mut open: Option<Run> = None;
            for run in runs.iter().filter(|r| r.mark == mark && r.len == len) {
                let close = *run;
                if let Some(o) = open
                    && can_close(text, &close)
                {
                    if is_emphasis(text, &o, &close) {
                        let whole = o.at == line.start;
                        let safety = if whole || len > 1 { Safety::Safe } else { Safety::Unsafe };
                        delete_pair(
                            out,
                            (o.at, o.at + len),
                            (close.at, close.at + len),
                            950,
                            safety,
                            "Markdown emphasis",
                        );
                        open = None;
                    } else {
                        open = can_open(text, &close).then_some(close);
                    }
                } else if can_open(text, &close) {
                    open = Some(close);
                }
            }
        }
    }
}

fn runs(text: &str, line: Range<usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let bytes = text.as_bytes();
    let mut i = line.start;
    while i < line.end {
        let b = bytes.get(i).copied().unwrap_or(0);
        if !matches!(b, b'*' | b'_' | b'~' | b'`') {
            i += 1;
            continue;
        }
        let len = bytes.get(i..line.end).unwrap_or(&[]).iter().take_while(|x| **x == b).count();
        // **甲****乙**: the end of one and the start of the next.
        if len == 4 && b == b'*' {
            runs.extend([Run { at: i, len: 2, mark: '*' }, Run { at: i + 2, len: 2, mark: '*' }]);
        } else {
            runs.push(Run { at: i, len, mark: b as char });
        }
        i += len;
    }
    runs
}

fn can_open(text: &str, run: &Run) -> bool {
    let escaped = chars::before(text, run.at) == Some('\\');
    !escaped
        && chars::after(text, run.at + run.len)
            .is_some_and(|c| !c.is_whitespace() && !chars::is_stop(c) && !chars::is_closing(c) && c != run.mark)
}

fn can_close(text: &str, run: &Run) -> bool {
    chars::before(text, run.at).is_some_and(|c| !c.is_whitespace() && c != '\\' && !chars::is_opening(c))
}

fn is_emphasis(text: &str, open: &Run, close: &Run) -> bool {
    let content = text.get(open.at + open.len..close.at).unwrap_or("");
    let chinese = content.contains(|c| is_han(c) || is_wide_mark(c));
    let bold = open.mark == '*' && open.len >= 2;
    let words = bold && content.contains(char::is_alphabetic);
    if !chinese && !words {
        return false;
    }
    let (left, right) = (chars::before(text, open.at), chars::after(text, close.at + close.len));
    let edge = |c: Option<char>| c.is_none_or(|c| !is_han(c) && !c.is_alphanumeric());
    // *.deb and foo_*.tar.gz stand for names of files.
    let suffix = |at: usize| {
        let mut rest = text.get(at..).unwrap_or("").chars();
        rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_alphanumeric())
    };
    if open.mark == '*' && open.len == 1 && (suffix(open.at + 1) || suffix(close.at + 1)) {
        return false;
    }
    match (open.mark, open.len) {
        // *ST甲 and *ST乙 are shares; 长*宽*高 is a product; 王*明 hides a name.
        ('*' | '_', 1) => edge(left) && edge(right) && !content.starts_with("ST") && !content.contains(open.mark),
        // 张**与李** hides names. Emphasis has a border on one side, or is longer than such a gap.
        ('*', 2) => {
            edge(left) || edge(right) && !left.is_some_and(|c| c.is_ascii_digit()) || content.chars().count() >= 6
        }
        ('*', 3) => edge(left) || edge(right),
        ('_', _) => edge(left) && edge(right),
        // 真好~~不错~~ was typed for a drawl.
        ('~', n) => n == 2 && edge(left),
        // `甲' is quoted as in manuals; 真好``不错`` was typed for a drawl.
        ('`', 1) => !content.contains('\''),
        ('`', _) => edge(left) && edge(right) || content.contains(|c: char| c.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// `[text](address)` gives text; `![caption](address)` gives the caption if it says something.
pub(super) fn link(text: &str, at: usize, out: &mut Proposals) {
    const FAR: usize = 900;
    let rest = text.get(at + 1..).unwrap_or("");
    let Some(close) = find_near(rest, b']', FAR) else { return };
    let Some(target) = rest.get(close + 1..).and_then(|t| t.strip_prefix('(')) else { return };
    let Some(end) = find_near(target, b')', FAR) else { return };
    let (label, address) = (rest.get(..close).unwrap_or(""), target.get(..end).unwrap_or(""));
    if label.contains('[') || !is_address(address) {
        return;
    }
    let label_end = at + 1 + close;
    let stop = label_end + 2 + end + 1;
    let image = chars::before(text, at) == Some('!');
    if image && !says_something(label) {
        return delete(out, at - 1, stop, 950, "Markdown image");
    }
    let start = if image { at - 1 } else { at };
    let why = if image { "Markdown image; its caption stays" } else { "Markdown link" };
    out.edit(950, why)
        .safety(Safety::Safe)
        .replace(TextRange::new(start as u32, at as u32 + 1), "")
        .replace(TextRange::new(label_end as u32, stop as u32), "")
        .done();
}

/// The byte, if it comes in the same line and not too far away.
fn find_near(text: &str, byte: u8, far: usize) -> Option<usize> {
    let near = text.as_bytes().get(..far.min(text.len()))?;
    memchr::memchr2(byte, b'\n', near).filter(|i| near.get(*i) == Some(&byte))
}

/// Web address, path, anchor, or nothing at all; [注](见下页) has none.
fn is_address(s: &str) -> bool {
    let url = s.split(' ').next().unwrap_or("");
    s.is_empty()
        || ["http", "ftp", "mailto:", "www.", "/", "./", "../", "#", "javascript:", "data:", "file:"]
            .iter()
            .any(|p| url.starts_with(p))
        || (!url.is_empty() && url.is_ascii() && (url.contains('/') || url.contains('.')))
}

/// A caption, not 图片1 or image.
fn says_something(label: &str) -> bool {
    let han = label.chars().filter(|c| is_han(*c)).count();
    let generic = ["图片", "图像", "插图", "配图", "照片", "圖片", "缩略图", "二维码", "头像", "logo", "image", "img"];
    han >= 4 && !(generic.iter().any(|g| label.to_ascii_lowercase().contains(g)) && han <= 6)
}

/// `\*` and the like: the backslash goes. Paths and LaTeX keep theirs.
pub(super) fn escape(text: &str, at: usize, out: &mut Proposals) {
    let before = chars::before(text, at);
    let after = chars::after(text, at + 1);
    let path = before.is_some_and(|c| c.is_ascii_alphabetic() || c == ':' || c == '\\');
    if path {
        return;
    }
    let plain = after.is_some_and(|c| "*_#>%$&~|`".contains(c));
    let counted = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| ".)-+".contains(c));
    if plain || counted {
        delete(out, at, at + 1, 950, "Markdown escape");
    }
    // A backslash at the end of a line breaks it.
    if after.is_none_or(chars::is_break) && before.is_some_and(|c| is_han(c) || is_wide_mark(c)) {
        delete(out, at, at + 1, 900, "Markdown line break");
    }
}

/// `$42\%$`: a plain number set as a formula.
pub(super) fn formula(text: &str, at: usize, out: &mut Proposals) {
    let rest = text.get(at + 1..).unwrap_or("");
    let Some(end) = find_near(rest, b'$', 24) else { return };
    let content = rest.get(..end).unwrap_or("");
    let plain = content.starts_with(|c: char| c.is_ascii_digit())
        && content.ends_with(|c: char| c.is_ascii_digit() || c == '%')
        && content.bytes().all(|b| b.is_ascii_digit() || b".,%\\+-".contains(&b));
    // US$5,000$ does not exist; $5 and $6 are two prices with a word between.
    if plain
        && !chars::before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '$')
        && !rest.get(end + 1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric()))
    {
        delete_pair(out, (at, at + 1), (at + 1 + end, at + 2 + end), 900, Safety::Unsafe, "number set as a formula");
        if let Some(i) = content.find("\\%") {
            delete(out, at + 1 + i, at + 2 + i, 950, "LaTeX escape");
        }
    }
}
