//! A reader for the JSON of other projects' data files: trailing commas and `//` comments pass.
//!
//! Only what the code generators need; nothing that users write goes through it.

/// A JSON value; numbers and literals keep their spelling.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Bare(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The field `name` of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.fields().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The elements of a list; nothing for other values.
    pub(super) fn items(&self) -> impl Iterator<Item = &Value> {
        let items: &[Value] = if let Value::List(items) = self { items } else { &[] };
        items.iter()
    }

    /// The fields of an object in file order; nothing for other values.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &Value)> {
        let fields: &[(String, Value)] = if let Value::Object(fields) = self { fields } else { &[] };
        fields.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The string, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }
}

/// Parses one value; the error names the byte offset.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.skip();
    if reader.at < text.len() { Err(reader.error("text after the value")) } else { Ok(value) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// Nesting allowed; data files have four levels or five.
const MAX_DEPTH: usize = 64;

impl<'a> Reader<'a> {
    fn error(&self, what: &str) -> String {
        format!("{what} at byte {}", self.at)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn eat(&mut self, c: char) -> bool {
        self.skip();
        let found = self.rest().starts_with(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        if depth > MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        if self.eat('{') {
            let mut fields = Vec::new();
            while !self.eat('}') {
                let key = self.string()?;
                if !self.eat(':') {
                    return Err(self.error("expected `:`"));
                }
                fields.push((key, self.value(depth + 1)?));
                self.separator('}')?;
            }
            return Ok(Value::Object(fields));
        }
        if self.eat('[') {
            let mut items = Vec::new();
            while !self.eat(']') {
                items.push(self.value(depth + 1)?);
                self.separator(']')?;
            }
            return Ok(Value::List(items));
        }
        if self.rest().starts_with('"') {
            return self.string().map(Value::Text);
        }
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || ",]}".contains(c)).unwrap_or(rest.len());
        if end == 0 {
            return Err(self.error("expected a value"));
        }
        let bare = rest[..end].to_owned();
        self.at += end;
        Ok(Value::Bare(bare))
    }

    /// A comma, or the closing mark that follows (left in place).
    fn separator(&mut self, close: char) -> Result<(), String> {
        if self.eat(',') || self.rest().starts_with(close) { Ok(()) } else { Err(self.error("expected `,`")) }
    }

    fn string(&mut self) -> Result<String, String> {
        if !self.eat('"') {
            return Err(self.error("expected a string"));
        }
        let mut out = String::new();
        loop {
            let Some(c) = self.next() else { return Err(self.error("unclosed string")) };
            match c {
                '"' => return Ok(out),
                '\\' => out.push(self.escape()?),
                c => out.push(c),
            }
        }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn escape(&mut self) -> Result<char, String> {
        match self.next() {
            Some('n') => Ok('\n'),
            Some('t') => Ok('\t'),
            Some('r') => Ok('\r'),
            Some('u') => {
                let high = self.hex()?;
                if let Some(c) = char::from_u32(high) {
                    return Ok(c);
                }
                if !self.rest().starts_with("\\u") {
                    return Err(self.error("lone surrogate"));
                }
                self.at += 2;
                let low = self.hex()?;
                let pair = [high as u16, low as u16];
                match char::decode_utf16(pair).next() {
                    Some(Ok(c)) => Ok(c),
                    _ => Err(self.error("bad surrogate pair")),
                }
            }
            Some(c @ ('"' | '\\' | '/')) => Ok(c),
            _ => Err(self.error("unknown escape")),
        }
    }

    fn hex(&mut self) -> Result<u32, String> {
        let digits = self.rest().get(..4).ok_or_else(|| self.error("short escape"))?;
        let code = u32::from_str_radix(digits, 16).map_err(|_| self.error("bad escape"))?;
        self.at += 4;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_trailing_commas_comments_and_escapes() {
        let value = parse("{ // note\n \"a\": [1, true,], \"b\": \"x\\u4e2d\\ud840\\udc00\\n\", }").unwrap();
        assert_eq!(value.get("a").unwrap().items().count(), 2);
        assert_eq!(value.get("b").unwrap().text(), Some("x中𠀀\n"));
    }

    #[test]
    fn refuses_broken_input() {
        for text in ["{", "[1 2]", "\"abc", "{\"a\" 1}", "\"\\ud800\"", "1 2", "", "[[[["] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
