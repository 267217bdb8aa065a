//! A JSON scanner that keeps where each string stands. Broken files give what could be read up to the fault.
//!
//! RFC 8259, with the numbers that Python writes (`NaN`, `Infinity`) read as NaN.

use std::ops::Range;

use crate::escapes::{self, Escape};

/// Arrays and objects nested deeper than this are a fault: no page needs it, and the stack is not for files to fill.
const DEEPEST: usize = 64;

/// A value; strings and keys as the bytes between their quotation marks, escapes unread.
#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    /// `null`, `true`, `false`.
    Word,
    /// With the place at which it is written.
    Number(f64, Range<usize>),
    String(Range<usize>),
    Array(Vec<Value>),
    /// In file order.
    Object(Vec<(Range<usize>, Value)>),
}

/// Where and why reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) why: &'static str,
}

/// Reads one value; what follows it is left.
pub(crate) fn parse(text: &str) -> (Option<Value>, Option<Fault>, usize) {
    let mut scan = Scan { text, at: 0, fault: None };
    let value = scan.value(0);
    (value, scan.fault, scan.at)
}

impl Value {
    /// The value of a key, the first if there are several.
    pub(crate) fn get(&self, text: &str, key: &str) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter().find(|(at, _)| text.get(at.clone()) == Some(key)).map(|(_, value)| value)
    }

    pub(crate) fn string(&self) -> Option<Range<usize>> {
        if let Self::String(at) = self { Some(at.clone()) } else { None }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        if let Self::Number(n, _) = self { Some(*n) } else { None }
    }

    pub(crate) fn array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    fault: Option<Fault>,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn fail<T>(&mut self, why: &'static str) -> Option<T> {
        self.fault.get_or_insert(Fault { at: self.at.min(self.text.len()), why });
        None
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return self.fail("nested too deeply");
        }
        match self.peek() {
            Some(b'[') => Some(Value::Array(self.list(depth, b']', |scan| scan.value(depth + 1)))),
            Some(b'{') => Some(Value::Object(self.list(depth, b'}', |scan| {
                let key = match scan.peek() {
                    Some(b'"') => scan.string()?,
                    Some(_) => return scan.fail("a key is missing"),
                    None => return scan.fail("the file ends too early"),
                };
                match scan.peek() {
                    Some(b':') => scan.at += 1,
                    Some(_) => return scan.fail("no colon behind a key"),
                    None => return scan.fail("the file ends too early"),
                }
                Some((key, scan.value(depth + 1)?))
            }))),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => self.word(),
            Some(_) => self.fail("this is no value"),
            None => self.fail("the file ends too early"),
        }
    }

    /// Items up to the closing bracket or the first fault.
    fn list<T>(&mut self, _depth: usize, close: u8, item: impl Fn(&mut Self) -> Option<T>) -> Vec<T> {
        self.at += 1;
        let mut items = Vec::new();
        if self.peek() == Some(close) {
            self.at += 1;
            return items;
        }
        loop {
            items.extend(item(self));
            if self.fault.is_some() {
                return items;
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b) if b == close => {
                    self.at += 1;
                    return items;
                }
                Some(_) => self.fault = Some(Fault { at: self.at, why: "no comma between two items" }),
                None => self.fault = Some(Fault { at: self.at, why: "the file ends too early" }),
            }
            if self.fault.is_some() {
                return items;
            }
        }
    }

    /// At a quotation mark. A string that is never closed is kept up to the end of the file.
    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..)?) {
            at += found;
            if bytes.get(at) == Some(&b'"') {
                self.at = at + 1;
                return Some(start..at);
            }
            at += 2;
            // An escaped character of several bytes: go on behind it.
            while at < bytes.len() && !self.text.is_char_boundary(at) {
                at += 1;
            }
            if at > bytes.len() {
                break;
            }
        }
        self.at = bytes.len();
        self.fault.get_or_insert(Fault { at: start - 1, why: "a string is not closed" });
        Some(start..bytes.len())
    }

    fn word(&mut self) -> Option<Value> {
        let rest = self.text.get(self.at..)?;
        let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.')).count();
        let word = rest.get(..len)?;
        let at = self.at..self.at + len;
        self.at = at.end;
        match word {
            "null" | "true" | "false" => Some(Value::Word),
            "NaN" | "Infinity" | "-Infinity" => Some(Value::Number(f64::NAN, at)),
            // Rust reads words such as `inf` too.
            _ if word.bytes().any(|b| b.is_ascii_digit()) => match word.parse() {
                Ok(number) => Some(Value::Number(number, at)),
                Err(_) => self.fail("this is no number"),
            },
            _ => self.fail("this is no value"),
        }
    }
}

/// The characters of a string as written between its quotation marks, each with its place. What is no escape stays as
/// it stands; half a surrogate pair is U+FFFD. Both are given to `bad`.
pub(crate) fn unescape(text: &str, at: Range<usize>, bad: &mut dyn FnMut(Range<usize>)) -> Vec<(char, Range<usize>)> {
    escapes::read(text, at, '\\', escape, bad)
}

fn escape(rest: &str) -> Escape {
    let simple = match rest.as_bytes().get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unit(rest).unwrap_or(Escape::Unknown(1)),
        _ => return Escape::Unknown(1),
    };
    Escape::To(simple, 2)
}

/// `\u` with four digits, or two of them for one character.
fn unit(rest: &str) -> Option<Escape> {
    let high = hex4(rest, 2)?;
    if let Some(c) = char::from_u32(high) {
        return Some(Escape::To(c, 6));
    }
    let low = if rest.get(6..8) == Some("\\u") { hex4(rest, 8) } else { None };
    let pair = low.filter(|low| high < 0xDC00 && (0xDC00..0xE000).contains(low));
    Some(match pair.and_then(|low| char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))) {
        Some(c) => Escape::To(c, 12),
        None => Escape::Lossy('\u{FFFD}', 6),
    })
}

fn hex4(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_place() {
        let text = r#" {"a": [1.5, -2e3, "x\"\u4e2d", null], "b\\": {}} "#;
        let (value, fault, _) = parse(text);
        let value = value.unwrap();
        assert_eq!(fault, None);
        let items = value.get(text, "a").unwrap().array().unwrap();
        assert_eq!((items[0].number(), items[1].number()), (Some(1.5), Some(-2000.0)));
        let at = items[2].string().unwrap();
        assert_eq!(&text[at.clone()], r#"x\"\u4e2d"#);
        let chars = unescape(text, at, &mut |_| panic!());
        assert_eq!(chars.iter().map(|(c, _)| *c).collect::<String>(), "x\"中");
        assert_eq!(&text[chars[2].1.clone()], r"\u4e2d");
    }

    #[test]
    fn broken_files_give_what_was_read() {
        for (text, why) in [
            (r#"[{"text": "一"}, {"text": "二"#, "a string is not closed"),
            (r#"[{"text": "一"}, {"#, "the file ends too early"),
            (r#"[{"text": "一"} 3"#, "no comma between two items"),
            (r#"["一\"#, "a string is not closed"),
        ] {
            let (value, fault, _) = parse(text);
            assert_eq!(fault.unwrap().why, why, "{text}");
            assert!(!value.unwrap().array().unwrap().is_empty());
        }
        let deep = "[".repeat(100_000);
        assert_eq!(parse(&deep).1.unwrap().why, "nested too deeply");
    }

    #[test]
    fn halves_and_strange_escapes_are_reported() {
        let text = r"\ud83d\ude00\ud83dx\q\uFFFD";
        let mut bad = Vec::new();
        let chars = unescape(text, 0..text.len(), &mut |at| bad.push(text[at].to_owned()));
        assert_eq!(chars.iter().map(|(c, _)| *c).collect::<String>(), "😀\u{FFFD}x\\q\u{FFFD}");
        assert_eq!(bad, [r"\ud83d", "\\"]);
    }
}
