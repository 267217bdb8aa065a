//! YAML front matter: a block of `key: value` lines between two `---` lines at the very start of a file.
//!
//! A reader of its own for the flat part of YAML that such blocks use: plain, quoted and block values, comments. It is
//! stricter than YAML on what counts as a block, since a press page may begin with a rule as well, and milder on values:
//! `title: 【图解】两会` or `title: 要闻: 某某` mean what they look like. Lists and nested maps are kept as written.

use std::ops::Range;

/// A block may have so many bytes; a closing rule further down belongs to the text.
const LONGEST: usize = 64 * 1024;

/// What the start of a text holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FrontMatter {
    /// No block: the text begins at once.
    None,
    /// A block, and where the body begins.
    Block { entries: Vec<Entry>, body: usize },
    /// It begins like a block, but line `line` (from 1) at these bytes is none of its kind; all of it is body.
    Malformed { line: usize, at: Range<usize>, why: &'static str },
}

/// One key with its value. Ranges are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// Without quotation marks and comments; lists and maps as written.
    pub(crate) value: String,
    /// The value is a list or map.
    pub(crate) nested: bool,
    /// Where the value stands, marks included; where it would stand if there is none.
    pub(crate) at: Range<usize>,
}

/// Reads the block at the start of a text.
pub(crate) fn front_matter(text: &str) -> FrontMatter {
    let mut lines = Lines { text, at: 0 };
    if lines.next().is_none_or(|l| !is_rule(slice(text, &l), "---")) {
        return FrontMatter::None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut fault: Option<(usize, Range<usize>, &'static str)> = None;
    let mut meant = false;
    for (i, at) in lines.by_ref().enumerate().take_while(|(_, at)| at.start < LONGEST) {
        let (number, line) = (i + 2, slice(text, &at));
        if is_rule(line, "---") || is_rule(line, "...") {
            return match fault {
                // A rule, perhaps a heading, a rule: an ordinary page.
                _ if !meant => FrontMatter::None,
                Some((line, at, why)) => FrontMatter::Malformed { line, at, why },
                None => FrontMatter::Block { entries, body: lines.at },
            };
        }
        meant |= looks_like_key(line);
        let step = if fault.is_none() { entry(text, at.clone(), &mut entries) } else { Ok(()) };
        fault = fault.or(step.err().map(|why| (number, at, why)));
    }
    // No closing rule. With a key before anything else it was meant as a block.
    if entries.first().is_some_and(|e| e.key.is_ascii()) {
        return FrontMatter::Malformed { line: 1, at: 0..3, why: "it is not closed by a line `---`" };
    }
    FrontMatter::None
}

/// An ASCII name and a colon: what a block has and a page between two rules has not.
fn looks_like_key(line: &str) -> bool {
    let name = |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    line.split_once(':').is_some_and(|(key, rest)| name(key) && (rest.is_empty() || rest.starts_with([' ', '\t'])))
}

fn is_rule(line: &str, rule: &str) -> bool {
    line.trim_end() == rule
}

/// Adds what a line says, or says why it is none of the block.
fn entry(text: &str, at: Range<usize>, entries: &mut Vec<Entry>) -> Result<(), &'static str> {
    let line = slice(text, &at);
    let content = line.trim();
    if content.is_empty() || content.starts_with('#') {
        return Ok(());
    }
    if line.starts_with([' ', '\t', '-']) {
        let open = entries.last_mut().ok_or("a value without a key")?;
        let indent = line.len() - line.trim_start().len();
        continuation(open, content, at.start + indent..at.end);
        return Ok(());
    }
    let (key, rest) = line.split_once(':').ok_or("neither `key: value` nor a comment")?;
    let key = key.trim_end();
    let plain = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    if key.is_empty() || key.len() > 64 || !key.chars().all(plain) {
        return Err("the part before the colon is no key");
    }
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        return Err("no space behind the colon");
    }
    let written = rest.trim();
    let start = at.end - rest.len() + (rest.len() - rest.trim_start().len());
    let value = scalar(written)?;
    let len = value.as_ref().map_or(0, |(_, len)| *len);
    entries.push(Entry {
        key: key.to_owned(),
        value: value.map(|(value, _)| value).unwrap_or_default(),
        nested: false,
        at: start..start + len,
    });
    Ok(())
}

/// An indented line or a list item below a key.
fn continuation(open: &mut Entry, content: &str, at: Range<usize>) {
    if open.at.is_empty() {
        open.at.start = at.start;
    }
    let glue = match open.value.as_str() {
        // A block value begins with its marker, which is no part of it.
        "|" | "|-" | "|+" | ">" | ">-" | ">+" => {
            open.value.clear();
            ""
        }
        "" => {
            open.nested = content.starts_with(['-', '[', '{']) || content.contains(": ");
            ""
        }
        _ => "\n",
    };
    open.value.push_str(glue);
    open.value.push_str(content);
    open.at.end = at.end;
}

/// The value and the bytes that it takes as written; `None` for an empty one.
fn scalar(written: &str) -> Result<Option<(String, usize)>, &'static str> {
    let mut chars = written.char_indices();
    let Some((_, quote @ ('"' | '\''))) = chars.next() else {
        let end = written.find(" #").or_else(|| written.find("\t#")).unwrap_or(written.len());
        let end = if written.starts_with('#') { 0 } else { end };
        let value = written.get(..end).unwrap_or("").trim_end();
        return Ok(match value {
            "" | "~" | "null" => None,
            _ => Some((value.to_owned(), value.len())),
        });
    };
    let mut value = String::new();
    while let Some((i, c)) = chars.next() {
        match c {
            '\'' if quote == '\'' && chars.as_str().starts_with('\'') => {
                chars.next();
                value.push('\'');
            }
            '\\' if quote == '"' => match chars.next().map(|(_, c)| c) {
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some(c @ ('"' | '\\' | '/')) => value.push(c),
                _ => return Err("an unknown escape in a quoted value"),
            },
            c if c == quote => {
                let rest = chars.as_str().trim_start();
                if !rest.is_empty() && !rest.starts_with('#') {
                    return Err("something stands behind the closing quotation mark");
                }
                return Ok(Some((value, i + 1)));
            }
            c => value.push(c),
        }
    }
    Err("a quotation mark is not closed")
}

fn slice<'a>(text: &'a str, at: &Range<usize>) -> &'a str {
    text.get(at.clone()).unwrap_or("")
}

/// Lines without their ends (LF, CRLF or CR), as ranges.
pub(crate) struct Lines<'a> {
    pub(crate) text: &'a str,
    /// Where the next line begins.
    pub(crate) at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).filter(|r| !r.is_empty())?;
        let len = memchr::memchr2(b'\n', b'\r', rest);
        let end = len.map_or(self.text.len(), |len| start + len);
        self.at = match rest.get(end - start..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            Some([_, ..]) => end + 1,
            _ => end,
        };
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(String, String)> {
        match front_matter(text) {
            FrontMatter::Block { entries, .. } => entries.into_iter().map(|e| (e.key, e.value)).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn plain_quoted_and_commented() {
        let text = "---\n# about the copy\npublished: 2024-03-05  # Tuesday\ntitle: \"两会\\\"特刊\\\"\"\nplace: '广州''南沙'\n\
                    url: https://example.com/a?b=1#top\npublication: 羊城早报\nempty:\nnone: ~\n---\n正文";
        assert_eq!(
            values(text),
            pairs(&[
                ("published", "2024-03-05"),
                ("title", "两会\"特刊\""),
                ("place", "广州'南沙"),
                ("url", "https://example.com/a?b=1#top"),
                ("publication", "羊城早报"),
                ("empty", ""),
                ("none", ""),
            ])
        );
    }

    #[test]
    fn ranges_hold_the_value_as_written() {
        let text = "---\ntitle:  'a b' # c\nplace:\t广州 # d\n---\nx";
        let FrontMatter::Block { entries, body } = front_matter(text) else { panic!() };
        assert_eq!(entries.iter().map(|e| &text[e.at.clone()]).collect::<Vec<_>>(), ["'a b'", "广州"]);
        assert_eq!(&text[body..], "x");
    }

    #[test]
    fn every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["---", "title: x", "---", "body", ""].join(end);
            let FrontMatter::Block { entries, body } = front_matter(&text) else { panic!("{text:?}") };
            assert_eq!((entries[0].value.as_str(), &text[body..]), ("x", format!("body{end}").as_str()));
        }
        assert!(matches!(front_matter("---\ntitle: x\n---"), FrontMatter::Block { body: 16, .. }));
        assert!(matches!(front_matter("---\ntitle: x\n...\n"), FrontMatter::Block { .. }));
    }

    #[test]
    fn lists_and_blocks_are_kept() {
        let text = "---\ntags:\n  - 经济\n- 农业\ntitle: >\n  一行\n  又一行\nplace: 广州\n---\n";
        assert_eq!(values(text), pairs(&[("tags", "- 经济\n- 农业"), ("title", "一行\n又一行"), ("place", "广州")]));
    }

    #[test]
    fn ordinary_pages_have_none() {
        for text in [
            "",
            "正文",
            "---",
            "---\n\n正文。\n\n---\n\n又一篇。",
            "---\n# 标题\n---\n正文",
            "---\n---\n正文",
            "---\n责任编辑: 张三\n---\n正文",
            "\n---\ntitle: x\n---\n",
            "----\ntitle: x\n----\n",
            "---\n本报讯 今天下午……",
            "---\n本报讯 今天下午……\nSource: Xinhua\n",
        ] {
            assert_eq!(front_matter(text), FrontMatter::None, "{text}");
        }
    }

    #[test]
    fn malformed_blocks_are_named() {
        for (text, expected) in [
            ("---\ntitle: x\n正文从这里开始。", 1),
            ("---\ntitle: x\n一句没有冒号的话\n---\n", 3),
            ("---\ntitle: \"x\n---\n", 2),
            ("---\nplace: y\ntitle: \"x\n---\n", 3),
            ("---\nplace: y\ntitle:x\n---\n", 3),
            ("---\nplace: y\ntitle: 'x' y\n---\n", 3),
            ("---\nplace: y\ntitle: \"\\q\"\n---\n", 3),
        ] {
            match front_matter(text) {
                FrontMatter::Malformed { line, .. } => assert_eq!(line, expected, "{text}"),
                FrontMatter::None => assert_eq!(expected, 0, "{text}"),
                block => panic!("{block:?}"),
            }
        }
    }
}
