//! A scanner for XML and HTML that keeps the place of every tag, attribute and character.
//!
//! It reads no DTD, expands no entity but the predefined ones and character references, and opens nothing: entity bombs
//! and external entities are plain text here. Tags need not match, so that cut files and sloppy engines are read too.
//! Time is linear in the input.

use std::ops::Range;

/// A piece of a file.
#[derive(Debug, PartialEq)]
pub(crate) enum Event<'a> {
    Start(Tag<'a>),
    End(&'a str),
    /// Characters between tags, references unread.
    Text(Range<usize>),
    /// Characters of a CDATA section: no references in it.
    Verbatim(Range<usize>),
    /// A document type with declarations of its own, which are not read.
    Declarations(Range<usize>),
    /// The file ends inside a tag, comment or section that begins here.
    Cut(Range<usize>),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    text: &'a str,
    /// Local name, without prefix, as written.
    pub(crate) name: &'a str,
    /// The whole tag.
    pub(crate) at: Range<usize>,
    attributes: Range<usize>,
    /// `<x/>`
    pub(crate) empty: bool,
}

impl<'a> Tag<'a> {
    /// Where the value of an attribute stands; its prefix and the case of its name do not count.
    pub(crate) fn place(&self, name: &str) -> Option<Range<usize>> {
        let mut rest = self.attributes.clone();
        while let Some((key, value)) = next_attribute(self.text, &mut rest) {
            if local(key).eq_ignore_ascii_case(name) {
                return Some(value);
            }
        }
        None
    }

    /// The value of an attribute as written.
    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        self.text.get(self.place(name)?)
    }

    /// The value as a number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.value(name).map(|v| v.trim().parse().unwrap_or(f64::NAN))
    }
}

/// The start tag that a file is cut in, with the attributes that are whole or begun.
pub(crate) fn cut_tag(text: &str, at: Range<usize>) -> Option<Tag<'_>> {
    let inner = text.get(at.start + 1..at.end)?;
    let name_len = inner.bytes().take_while(|b| !b.is_ascii_whitespace() && *b != b'/').count();
    let name = local(inner.get(..name_len)?);
    let opens = name.starts_with(|c: char| c.is_ascii_alphabetic());
    opens.then(|| Tag { text, name, at: at.clone(), attributes: at.start + 1 + name_len..at.end, empty: true })
}

/// One attribute, and on to the next. Values without quotation marks end at white space.
fn next_attribute<'a>(text: &'a str, rest: &mut Range<usize>) -> Option<(&'a str, Range<usize>)> {
    let bytes = text.as_bytes();
    let space = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
    let skip = |from: usize, wanted: &dyn Fn(&u8) -> bool| {
        from + bytes.get(from..rest.end).unwrap_or(&[]).iter().take_while(|b| wanted(b)).count()
    };
    let start = skip(rest.start, &space);
    let end = skip(start, &|b| !space(b) && *b != b'=');
    if start >= rest.end {
        return None;
    }
    let name = text.get(start..end).unwrap_or("");
    let equals = skip(end, &|b: &u8| b.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') || equals >= rest.end {
        *rest = end.max(start + 1)..rest.end;
        return Some((name, end..end));
    }
    let value = skip(equals + 1, &|b: &u8| b.is_ascii_whitespace());
    let range = match bytes.get(value).filter(|_| value < rest.end) {
        Some(quote @ (b'"' | b'\'')) => {
            let close = skip(value + 1, &|b| b != quote);
            *rest = (close + 1).min(rest.end)..rest.end;
            value + 1..close
        }
        _ => {
            let close = skip(value, &|b: &u8| !b.is_ascii_whitespace());
            *rest = close..rest.end;
            value..close
        }
    };
    Some((name, range))
}

/// Reads a file event by event.
#[derive(Clone)]
pub(crate) struct Events<'a> {
    text: &'a str,
    at: usize,
    /// No quotation mark in a tag counts any more: one was never closed.
    quotes_broken: bool,
    /// Names that no end tag follows any more.
    unclosed: Vec<&'a str>,
}

impl<'a> Events<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, quotes_broken: false, unclosed: Vec::new() }
    }

    /// Where the next event begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Goes on at the end tag of this name, whatever stands before it (scripts); where there is none, nothing is passed
    /// over.
    pub(crate) fn skip_to_end(&mut self, name: &'a str) {
        // What is not found once is not looked for again: the file is not searched to its end for every tag.
        if self.unclosed.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return;
        }
        let mut from = self.at;
        while let Some(found) = self.offset_of(b"</", from) {
            from = found + 2;
            let tag = self.text.as_bytes().get(from..from + name.len());
            if tag.is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes())) {
                self.at = found;
                return;
            }
        }
        self.unclosed.push(name);
    }

    fn offset_of(&self, needle: &[u8], from: usize) -> Option<usize> {
        memchr::memmem::find(self.text.as_bytes().get(from..)?, needle).map(|i| from + i)
    }

    /// What begins with `<` here and ends with `close`.
    fn section(&mut self, skip: usize, close: &[u8]) -> Result<Range<usize>, Event<'a>> {
        let start = self.at;
        match self.offset_of(close, (start + skip).min(self.text.len())) {
            Some(end) => {
                self.at = end + close.len();
                Ok(start + skip..end)
            }
            None => Err(self.cut()),
        }
    }

    fn cut(&mut self) -> Event<'a> {
        let start = self.at;
        self.at = self.text.len();
        Event::Cut(start..self.text.len())
    }

    /// The `>` that closes the tag here.
    fn tag_end(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        if !self.quotes_broken {
            loop {
                let found = memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..).unwrap_or(&[]));
                let Some(found) = found.map(|i| at + i) else { break };
                match bytes.get(found) {
                    Some(b'>') | None => return Some(found),
                    Some(quote) => match memchr::memchr(*quote, bytes.get(found + 1..).unwrap_or(&[])) {
                        Some(close) => at = found + close + 2,
                        None => break,
                    },
                }
            }
        }
        let end = memchr::memchr(b'>', bytes.get(self.at..)?).map(|i| self.at + i);
        self.quotes_broken |= end.is_some();
        end
    }

    /// `<!DOCTYPE …>` with its declarations.
    fn document_type(&mut self) -> Option<Event<'a>> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let (mut at, mut inside) = (start, None);
        loop {
            match bytes.get(at) {
                None => return Some(self.cut()),
                Some(quote @ (b'"' | b'\'')) => {
                    at += memchr::memchr(*quote, bytes.get(at + 1..).unwrap_or(&[])).map_or(0, |i| i + 1);
                }
                Some(b'[') => inside = inside.or(Some(at)),
                Some(b']') => {
                    self.at = self.offset_of(b">", at).map_or(bytes.len(), |i| i + 1);
                    return Some(Event::Declarations(inside.unwrap_or(start)..at + 1));
                }
                Some(b'>') if inside.is_none() => {
                    self.at = at + 1;
                    return None;
                }
                _ => {}
            }
            at += 1;
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
            let start = self.at;
            if !is_tag(rest.as_bytes()) {
                // A `<` that opens nothing is text.
                let mut len = 1;
                while let Some(found) = memchr::memchr(b'<', rest.as_bytes().get(len..).unwrap_or(&[])) {
                    len += found;
                    if is_tag(rest.as_bytes().get(len..).unwrap_or(&[])) {
                        break;
                    }
                    len += 1;
                    if len >= rest.len() {
                        break;
                    }
                }
                let found = rest.as_bytes().get(len) == Some(&b'<');
                self.at = if found { start + len } else { self.text.len() };
                return Some(Event::Text(start..self.at));
            }
            if rest.starts_with("<!--") {
                match self.section(4, b"-->") {
                    Ok(_) => continue,
                    Err(cut) => return Some(cut),
                }
            }
            if rest.starts_with("<![CDATA[") {
                return Some(self.section(9, b"]]>").map_or_else(|cut| cut, Event::Verbatim));
            }
            if rest.starts_with("<!") {
                match self.document_type() {
                    Some(event) => return Some(event),
                    None => continue,
                }
            }
            let Some(end) = self.tag_end() else { return Some(self.cut()) };
            self.at = end + 1;
            let inner = self.text.get(start + 1..end).unwrap_or("");
            if inner.starts_with('?') {
                continue;
            }
            if let Some(name) = inner.strip_prefix('/') {
                return Some(Event::End(local(name.trim())));
            }
            let name_len = inner.bytes().take_while(|b| !b.is_ascii_whitespace() && *b != b'/').count();
            let name = local(inner.get(..name_len).unwrap_or(""));
            let empty = inner.ends_with('/');
            return Some(Event::Start(Tag {
                text: self.text,
                name,
                at: start..end + 1,
                attributes: start + 1 + name_len..end - usize::from(empty),
                empty,
            }));
        }
    }
}

fn is_tag(bytes: &[u8]) -> bool {
    matches!(bytes, [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'/' | b'!' | b'?', ..])
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Vec<String> {
        Events::new(text)
            .map(|e| match e {
                Event::Start(tag) => format!("<{}{}", tag.name, if tag.empty { "/" } else { "" }),
                Event::End(name) => format!("/{name}"),
                Event::Text(at) => text[at].to_owned(),
                Event::Verbatim(at) => format!("={}", &text[at]),
                Event::Declarations(_) => "[]".to_owned(),
                Event::Cut(at) => format!("cut {}", at.start),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_sections() {
        let text = "<?xml version='1.0'?><!DOCTYPE a><a:b c='>' d=e>一 < 二<!-- <x> --><br/><![CDATA[&<]]></a:b>";
        assert_eq!(events(text), ["<b", "一 < 二", "<br/", "=&<", "/b"]);
        let Some(Event::Start(tag)) = Events::new(text).next() else { panic!() };
        assert_eq!((tag.value("C"), tag.value("d"), tag.value("x")), (Some(">"), Some("e"), None));
    }

    #[test]
    fn declarations_are_not_read() {
        let bomb = "<!DOCTYPE l [<!ENTITY a \"]>\"><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///x'>]><l>&b;&c;</l>";
        assert_eq!(events(bomb), ["[]", "<l", "&b;&c;", "/l"]);
    }

    #[test]
    fn cut_files_and_open_quotes_end() {
        assert_eq!(events("<a>一<b c='"), ["<a", "一", "cut 6"]);
        assert_eq!(events("<a>一<!-- "), ["<a", "一", "cut 6"]);
        assert_eq!(events("<a c='>一</a>二"), ["<a", "一", "/a", "二"]);
        assert_eq!(events("<"), ["<"]);
        assert_eq!(events("a<"), ["a<"]);
        assert_eq!(events(&"<a b='".repeat(50_000)).len(), 1);
        assert_eq!(events(&"<!DOCTYPE \"".repeat(50_001)).len(), 1);
    }
}
