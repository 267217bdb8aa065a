//! HTML tags, comments and entities.

use super::{delete, put};
use crate::chars;
use crate::engine::Proposals;

/// Tags that begin or end a line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "tr",
    "ul",
    "ol",
    "dl",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "thead",
    "section",
    "article",
    "blockquote",
    "center",
    "header",
    "footer",
    "figure",
    "figcaption",
    "pre",
    "hr",
    "br",
];

/// Tags that stand within a line.
const INLINE: &[&str] = &[
    "a",
    "b",
    "i",
    "u",
    "s",
    "em",
    "strong",
    "span",
    "font",
    "img",
    "small",
    "big",
    "sup",
    "sub",
    "code",
    "mark",
    "del",
    "ins",
    "cite",
    "label",
    "nobr",
    "wbr",
    "td",
    "th",
    "o:p",
    "st1:personname",
    "video",
    "iframe",
    "input",
    "button",
];

/// Elements that are no text at all, with their ends.
const OPAQUE: [(&str, &str, &str); 2] = [("script", "</script>", "</SCRIPT>"), ("style", "</style>", "</STYLE>")];

/// What is remembered from tag to tag, so that each stretch of text is searched once.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// Where the last tag that breaks a line ended: the next one at the same place breaks no further line.
    last_break: Option<usize>,
    comment: NextEnd,
    opaque: [NextEnd; OPAQUE.len()],
}

/// The next place where something ends, once it has been looked for.
#[derive(Debug, Default)]
struct NextEnd(Option<Option<usize>>);

impl NextEnd {
    /// End of the first of these strings at or behind `at`. Calls go from left to right.
    fn after(&mut self, text: &str, at: usize, needles: &[&str]) -> Option<usize> {
        if let Some(known) = self.0
            && known.is_none_or(|end| end > at)
        {
            return known;
        }
        let rest = text.get(at..).unwrap_or("").as_bytes();
        let ends = needles.iter().filter_map(|n| memchr::memmem::find(rest, n.as_bytes()).map(|i| at + i + n.len()));
        let found = ends.min();
        self.0 = Some(found);
        found
    }
}

/// Looks at a `<`. Returns up to where the text is dealt with.
pub(super) fn tag(text: &str, at: usize, tags: &mut Tags, out: &mut Proposals) -> usize {
    let rest = text.get(at..).unwrap_or("");
    if rest.starts_with("<!--") {
        let Some(end) = tags.comment.after(text, at, &["-->"]) else { return at };
        delete(out, at, end, 980, "HTML comment");
        return end;
    }
    let body = rest.get(1..).unwrap_or("");
    let (closing, body) = body.strip_prefix('/').map_or((false, body), |b| (true, b));
    let name_len = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b':').count();
    let name = body.get(..name_len).unwrap_or("").to_ascii_lowercase();
    let Some(len) = tag_length(rest) else { return at };
    if !body.get(name_len..).is_some_and(|t| t.starts_with(['>', '/', ' ', '\t', '\n'])) {
        return at;
    }
    let end = at + len;
    let known = |list: &[&str]| list.contains(&name.as_str());
    let opaque = OPAQUE.iter().zip(&mut tags.opaque).find(|((n, ..), _)| *n == name);
    if let Some(((_, small, large), next)) = opaque
        && !closing
    {
        let stop = next.after(text, at, &[small, large]).unwrap_or(end);
        delete(out, at, stop, 980, "HTML element that is no text");
        return stop;
    }
    if (name == "sup" || name == "sub")
        && !closing
        && let Some((digits, stop)) = small_digits(text, end, &name)
    {
        put(out, at, stop, &digits, 950, "HTML superscript or subscript");
        return stop;
    }
    if known(BLOCKS) {
        let broken =
            tags.last_break.replace(end).is_some_and(|stop| text.get(stop..at).is_some_and(|t| t.trim().is_empty()))
                && name != "br";
        let at_edge = broken
            || chars::before(text, at).is_none_or(chars::is_break)
            || chars::after(text, end).is_none_or(chars::is_break);
        put(out, at, end, if at_edge { "" } else { "\n" }, 980, "HTML tag that breaks the line");
    } else if matches!(name.as_str(), "td" | "th") {
        let last = text.get(end..).is_some_and(|t| t.trim_start().starts_with("</"));
        put(out, at, end, if closing && !last { "\t" } else { "" }, 980, "HTML table cell");
    } else if known(INLINE)
        || matches!(name.as_str(), "script" | "style" | "html" | "body" | "head" | "meta" | "link" | "title")
    {
        delete(out, at, end, 980, "HTML tag");
    } else {
        return at;
    }
    end
}

/// Up to the closing `>`; quoted attributes may hold one.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (i, b) in rest.bytes().enumerate().take(600).skip(1) {
        match (quote, b) {
            (None, b'>') => return Some(i + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    None
}

/// `<sup>2</sup>`: ² keeps what the digit meant.
fn small_digits(text: &str, from: usize, name: &str) -> Option<(String, usize)> {
    let rest = text.get(from..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest.get(digits..)?;
    let close = tail.get(..name.len() + 3).filter(|t| t.eq_ignore_ascii_case(&format!("</{name}>")))?;
    if !(1..=3).contains(&digits) {
        return None;
    }
    const SUP: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const SUB: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let table = if name == "sup" { SUP } else { SUB };
    let small = rest.get(..digits)?.bytes().filter_map(|b| table.get(usize::from(b - b'0'))).collect();
    Some((small, from + digits + close.len()))
}

/// Named entities that scraped press text has; sorted.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("copy", "©"),
    ("deg", "°"),
    ("divide", "÷"),
    ("emsp", "\u{3000}"),
    ("ensp", " "),
    ("euro", "€"),
    ("frac12", "½"),
    ("ge", "≥"),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("le", "≤"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("minus", "−"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("permil", "‰"),
    ("plusmn", "±"),
    ("pound", "£"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("sect", "§"),
    ("shy", ""),
    ("sup2", "²"),
    ("sup3", "³"),
    ("thinsp", " "),
    ("times", "×"),
    ("trade", "™"),
    ("yen", "¥"),
    ("zwj", ""),
    ("zwnj", ""),
];

/// Looks at an `&`.
pub(super) fn entity(text: &str, at: usize, out: &mut Proposals) {
    let rest = text.get(at + 1..).unwrap_or("");
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |n| (n, 16));
        let len = digits.bytes().take_while(|b| (*b as char).is_digit(radix)).count();
        let code = digits.get(..len).and_then(|d| u32::from_str_radix(d, radix).ok());
        let prefix = 1 + 1 + usize::from(radix == 16) + len;
        let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) else { return };
        if (1..=7).contains(&len) && text.as_bytes().get(at + prefix) == Some(&b';') {
            let c = if c == '\u{A0}' { ' ' } else { c };
            put(out, at, at + prefix + 1, c.encode_utf8(&mut [0; 4]), 980, "HTML entity");
        }
        return;
    }
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..len).unwrap_or("");
    let Ok(i) = ENTITIES.binary_search_by_key(&name, |(n, _)| n) else { return };
    let Some((name, with)) = ENTITIES.get(i) else { return };
    let ended = rest.as_bytes().get(len) == Some(&b';');
    // Copies that lost their semicolons are only sure for the space, which no address has.
    if ended || *name == "nbsp" {
        put(out, at, at + 1 + len + usize::from(ended), with, 980, "HTML entity");
    }
}
