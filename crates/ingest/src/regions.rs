//! Hints from Markdown, line by line. Nothing is removed: the marks are in the text and in the range of the hint.
//!
//! The scan follows CommonMark where that is safe on broken text, and departs where press files do: it takes `##标题`
//! without a space for a heading, but not `#话题#`; it knows no indented code, since paragraphs are indented; a code fence
//! that is never closed, or that holds Markdown, as vision models like to wrap whole pages, hides nothing.

use std::ops::Range;

use baokan_corpus_model::{Region, RegionKind, Source};

use crate::front_matter::Lines;

/// The hints of a file's body, in file order, none overlapping another.
///
/// Pages are numbered from 1 when the file has form feeds.
#[must_use]
pub fn regions(source: &Source) -> Vec<Region> {
    let (text, base) = (source.body(), source.body_start());
    let paged = memchr::memchr(b'\x0C', text.as_bytes()).is_some();
    let mut page = 1;
    let hints = hints(text);
    hints
        .into_iter()
        .map(|(at, kind)| {
            // Positions in a `Source` fit 32 bits.
            let region = source.locate(base + at.start as u32, base + at.end as u32);
            let on = paged.then_some(page);
            if text.get(at) == Some("\x0C") {
                page += 1;
            }
            Region { source: region, kind, page: on, bbox: None, confidence: None }
        })
        .collect()
}

/// Line hints of a text, as ranges of its bytes.
fn hints(text: &str) -> Vec<(Range<usize>, RegionKind)> {
    let mut scan = Scan { text, found: Vec::new(), fence: None, above: None };
    for at in (Lines { text, at: 0 }) {
        let mut start = at.start;
        for piece in text.get(at).unwrap_or("").split_inclusive('\x0C') {
            let line = piece.trim_end_matches('\x0C');
            scan.line(trimmed(line, start));
            start += piece.len();
            if line.len() < piece.len() {
                scan.found.push((start - 1..start, RegionKind::PageBreak));
                scan.above = None;
            }
        }
    }
    scan.finish()
}

struct Scan<'a> {
    text: &'a str,
    found: Vec<(Range<usize>, RegionKind)>,
    fence: Option<Fence>,
    /// The line above, if it has text and no mark: the title of an underline.
    above: Option<Range<usize>>,
}

impl Scan<'_> {
    fn line(&mut self, at: Range<usize>) {
        let line = self.text.get(at.clone()).unwrap_or("");
        let above = self.above.take();
        let kind = match &self.fence {
            _ if line.is_empty() => return,
            Some(open) if open.closes(line) => {
                self.fence = None;
                Some(RegionKind::Code)
            }
            Some(open) if !open.markdown => Some(RegionKind::Code),
            _ => match Fence::open(line) {
                Some(open) => {
                    // A fence inside one that holds Markdown does not nest: rare, and its lines stay readable.
                    self.fence = Some(Fence { first: self.found.len() + 1, ..open });
                    Some(RegionKind::Code)
                }
                None => line_kind(line),
            },
        };
        match (kind, above) {
            (Some(kind), _) => self.found.push((at, kind)),
            (None, Some(above)) if is_underline(line) => {
                self.found.push((above.start..at.end, RegionKind::Heading(1)));
            }
            (None, _) => self.above = Some(at),
        }
    }

    fn finish(mut self) -> Vec<(Range<usize>, RegionKind)> {
        // A fence that was never closed is stray, and what looked like code is read again as text.
        if let Some(open) = self.fence.filter(|f| !f.markdown) {
            let stray = self.found.split_off(open.first.min(self.found.len()));
            self.found.extend(stray.into_iter().filter_map(|(at, kind)| match kind {
                RegionKind::Code => line_kind(self.text.get(at.clone()).unwrap_or("")).map(|kind| (at, kind)),
                kind => Some((at, kind)),
            }));
        }
        self.found
    }
}

/// The line without white space at its ends.
fn trimmed(line: &str, start: usize) -> Range<usize> {
    let left = line.len() - line.trim_start().len();
    let len = line.trim().len();
    start + left..start + left + len
}

/// What a line is by its own marks. `line` has no white space at its ends and is not empty.
fn line_kind(line: &str) -> Option<RegionKind> {
    let bytes = line.as_bytes();
    match bytes.first()? {
        b'#' => heading(line),
        b'>' => Some(RegionKind::BlockQuote),
        b'!' if is_image(line) => Some(RegionKind::Image),
        b'<' if is_image_tag(line) => Some(RegionKind::Image),
        b'|' if line.len() > 1 && line.matches('|').count() > 1 => Some(RegionKind::TableRow),
        b'-' | b'*' | b'_' if is_rule(bytes) => Some(RegionKind::PageBreak),
        b'-' | b'+' | b'*' if bytes.get(1).is_some_and(u8::is_ascii_whitespace) => Some(RegionKind::ListItem),
        b'*' | b'_' if is_strong(line) => Some(RegionKind::Strong),
        b'0'..=b'9' if is_numbered(bytes) => Some(RegionKind::ListItem),
        _ => None,
    }
}

fn heading(line: &str) -> Option<RegionKind> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let title = line.get(level..)?;
    // Without a space one mark is a hashtag, and so is what is closed by another.
    let marked = title.starts_with([' ', '\t', '\u{3000}']) || (level > 1 && !title.contains('#'));
    (marked && (1..=6).contains(&level) && !title.trim().is_empty()).then_some(RegionKind::Heading(level as u8))
}

/// Three or more of one mark, with spaces between at most.
fn is_rule(line: &[u8]) -> bool {
    let Some(mark) = line.first() else { return false };
    line.iter().filter(|b| *b == mark).count() >= 3 && line.iter().all(|b| b == mark || *b == b' ')
}

/// `====` below a title.
fn is_underline(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|b| b == b'=')
}

/// The whole line in one pair of `**` or `__`.
fn is_strong(line: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        let inner = line.strip_prefix(mark).and_then(|l| l.strip_suffix(mark));
        inner.is_some_and(|inner| !inner.trim().is_empty() && !inner.contains(mark))
    })
}

/// `![words](address)`, alone on its line.
fn is_image(line: &str) -> bool {
    line.starts_with("![") && line.ends_with(')') && line.contains("](")
}

fn is_image_tag(line: &str) -> bool {
    line.get(..4).is_some_and(|tag| tag.eq_ignore_ascii_case("<img")) && line.ends_with('>')
}

/// `1. ` or `1) `, nine digits at most.
fn is_numbered(line: &[u8]) -> bool {
    let digits = line.iter().take_while(|b| b.is_ascii_digit()).count();
    matches!(line.get(digits..), Some([b'.' | b')', b' ' | b'\t', ..])) && digits <= 9
}

/// An open code fence.
struct Fence {
    mark: u8,
    len: usize,
    /// The fence holds a page, not code.
    markdown: bool,
    /// Number of hints found up to the fence itself.
    first: usize,
}

impl Fence {
    fn open(line: &str) -> Option<Self> {
        let mark = *line.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
        let len = line.bytes().take_while(|b| *b == mark).count();
        let info = line.get(len..)?.trim();
        let markdown = ["markdown", "md", "text", "txt", "plaintext"].iter().any(|m| info.eq_ignore_ascii_case(m));
        (len >= 3 && !info.contains('`')).then_some(Self { mark, len, markdown, first: 0 })
    }

    fn closes(&self, line: &str) -> bool {
        line.len() >= self.len && line.bytes().all(|b| b == self.mark)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(&str, RegionKind)> {
        hints(text).into_iter().map(|(at, kind)| (&text[at], kind)).collect()
    }

    #[test]
    fn headings() {
        use RegionKind::Heading;
        assert_eq!(
            kinds("# 一\n  ## 二 ##\n####四\n#话题#\n##话题##\n#标签\n#######七\n#\n## \n主标题\n======\n\n====\n"),
            [("# 一", Heading(1)), ("## 二 ##", Heading(2)), ("####四", Heading(4)), ("主标题\n======", Heading(1))]
        );
    }

    #[test]
    fn other_lines() {
        use RegionKind::{BlockQuote, Image, ListItem, PageBreak, Strong, TableRow};
        let text = "**小标题**\r\n> 引文\n- 一\n* 二\n1. 三\n12) 四\n1.5万吨\n-5度\n![图](a.jpg)\n![图\n<img src='a'>\n\
                    | 年 | 吨 |\n|-\n---\n* * *\n**粗**和**细**\n*斜*\n___\n—— 破折号";
        assert_eq!(
            kinds(text),
            [
                ("**小标题**", Strong),
                ("> 引文", BlockQuote),
                ("- 一", ListItem),
                ("* 二", ListItem),
                ("1. 三", ListItem),
                ("12) 四", ListItem),
                ("![图](a.jpg)", Image),
                ("<img src='a'>", Image),
                ("| 年 | 吨 |", TableRow),
                ("---", PageBreak),
                ("* * *", PageBreak),
                ("___", PageBreak),
            ]
        );
    }

    #[test]
    fn fences() {
        use RegionKind::{Code, Heading};
        assert_eq!(
            kinds("```\n# a\nb\n```\n# c"),
            [("```", Code), ("# a", Code), ("b", Code), ("```", Code), ("# c", Heading(1))]
        );
        assert_eq!(kinds("```markdown\n# a\nb\n```\n"), [("```markdown", Code), ("# a", Heading(1)), ("```", Code)]);
        assert_eq!(kinds("```\n# a\nb\n"), [("```", Code), ("# a", Heading(1))]);
        assert_eq!(kinds("~~~ md\n# a\n```\n"), [("~~~ md", Code), ("# a", Heading(1)), ("```", Code)]);
    }

    #[test]
    fn pages() {
        let source = Source::from_text("一\x0C# 二\n三\n\x0C\n# 四", "x").unwrap();
        let found: Vec<_> =
            regions(&source).into_iter().map(|r| (source.read(r.source).unwrap(), r.kind, r.page)).collect();
        assert_eq!(
            found,
            [
                ("\x0C", RegionKind::PageBreak, Some(1)),
                ("# 二", RegionKind::Heading(1), Some(2)),
                ("\x0C", RegionKind::PageBreak, Some(2)),
                ("# 四", RegionKind::Heading(1), Some(3)),
            ]
        );
    }

    proptest! {
        #[test]
        fn in_order_and_apart(text in "(#{1,3}|\\*\\*|- |> |```|~~~|\\||=+|---|\x0C|\r|\n| |报|a){0,60}") {
            let found = hints(&text);
            for (at, _) in &found {
                prop_assert!(text.get(at.clone()).is_some_and(|s| !s.is_empty()));
            }
            prop_assert!(found.windows(2).all(|w| w[0].0.end <= w[1].0.start));
        }
    }
}
