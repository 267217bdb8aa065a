//! JSON Lines: a file of many documents, one a line, read line by line.
//!
//! The file is looked through once for where its lines begin; of its content no more is in memory than the lines that
//! are being worked on. Packed files are unpacked as they are read, and again from the start when somebody goes back.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::boxes;
use crate::compressed::{Packing, inner_name};
use crate::format::extension;
use crate::json::{self, Value};
use crate::{IngestError, MAX_BYTES};

/// Extensions of such files.
pub(crate) const EXTENSIONS: &[&str] = &["jsonl", "ndjson"];

/// So many lines of a packed file wait for those who asked for later ones first.
const MOST_WAITING: usize = 256;

/// The first line of a file that has not the name is looked for in so many bytes.
const LONGEST_FIRST: u64 = 1 << 20;

/// Where the bytes are.
#[derive(Clone)]
pub(crate) enum Content {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
}

/// A file of lines, and where each begins.
pub(crate) struct LineFile {
    content: Content,
    packing: Option<Packing>,
    origin: String,
    /// Start, length without line end, and number from 1 of each line that is not blank.
    lines: Vec<Line>,
    cursor: Mutex<Option<Cursor>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) start: u64,
    pub(crate) len: u64,
    pub(crate) number: u64,
}

/// How far a packed file has been read.
struct Cursor {
    reader: Box<dyn BufRead + Send>,
    at: u64,
    /// The line that comes next.
    next: usize,
    waiting: BTreeMap<usize, Vec<u8>>,
}

/// Whether a file is one document a line: by its name or, of those that begin with a brace, by its first two lines.
pub(crate) fn is_json_lines(name: &str, head: &[u8]) -> bool {
    let named = EXTENSIONS.contains(&extension(inner_name(name)).as_str());
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if !head.starts_with(b"{") {
        return named && head.first().is_none_or(|b| *b != b'[');
    }
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else { return named };
    let Ok(first) = std::str::from_utf8(first) else { return named };
    match json::parse(first) {
        // Lines of one page, each with its box, are no documents.
        (Some(value @ Value::Object(_)), None, end) if end == first.len() => {
            (named || second.is_some_and(|l| l.starts_with(b"{"))) && !boxes::is_boxes(first, &value)
        }
        _ => named,
    }
}

impl Content {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Disk(path) => Box::new(File::open(path)?),
            Self::Memory(bytes) => Box::new(io::Cursor::new(Arc::clone(bytes))),
        })
    }

    fn len(&self) -> io::Result<u64> {
        Ok(match self {
            Self::Disk(path) => std::fs::metadata(path)?.len(),
            Self::Memory(bytes) => bytes.len() as u64,
        })
    }
}

/// The same for a file that is not read yet: more of it is looked at only where the first byte allows it.
pub(crate) fn holds_lines(name: &str, content: &Content) -> bool {
    let first = head(content, 512);
    let brace = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&first).trim_ascii_start().starts_with(b"{");
    is_json_lines(name, &if brace { head(content, LONGEST_FIRST) } else { first })
}

/// The first unpacked bytes of a file, `most` at most; what can be read of them.
fn head(content: &Content, most: u64) -> Vec<u8> {
    let mut head = Vec::new();
    let packed = content.open().and_then(|mut file| {
        let mut magic = [0; 4];
        let len = file.read(&mut magic)?;
        Ok(Packing::of(magic.get(..len).unwrap_or(&[])))
    });
    if let Ok(reader) = packed.and_then(|packing| open(content, packing)) {
        let _ = reader.take(most).read_to_end(&mut head);
    }
    head
}

fn open(content: &Content, packing: Option<Packing>) -> io::Result<Box<dyn BufRead + Send>> {
    let file = content.open()?;
    Ok(match packing {
        None => Box::new(BufReader::with_capacity(1 << 16, file)),
        Some(packing) => Box::new(BufReader::with_capacity(1 << 16, packing.reader(file))),
    })
}

impl LineFile {
    /// Looks through a file for its lines. A fault behind the first of them is given beside what stands before it.
    pub(crate) fn scan(content: Content, origin: &str) -> Result<(Self, Option<IngestError>), IngestError> {
        let failed = |error: io::Error| IngestError::io(origin, error);
        let mut magic = [0; 4];
        let read = content.open().and_then(|mut file| file.read(&mut magic)).map_err(failed)?;
        let packing = Packing::of(magic.get(..read).unwrap_or(&[]));
        let most = match packing {
            Some(_) => Packing::most(content.len().map_err(failed)?),
            None => u64::MAX,
        };
        let mut reader = open(&content, packing).map_err(failed)?;
        let mut scan = Scan::default();
        let fault = loop {
            let chunk = match reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    break Some(match packing {
                        Some(packing) => IngestError::BadPacking {
                            origin: origin.to_owned(),
                            packing: packing.name(),
                            why: format!("{error}; the lines before it are read"),
                        },
                        None => failed(error),
                    });
                }
            };
            if chunk.is_empty() {
                break None;
            }
            scan.take(chunk);
            let used = chunk.len();
            reader.consume(used);
            if scan.at > most {
                break Some(IngestError::Unpacked { origin: origin.to_owned(), most });
            }
        };
        if fault.is_none() || packing.is_some() {
            scan.end();
        }
        let file = Self { content, packing, origin: origin.to_owned(), lines: scan.lines, cursor: Mutex::new(None) };
        Ok((file, fault))
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.content {
            Content::Disk(path) => Some(path),
            Content::Memory(_) => None,
        }
    }

    pub(crate) const fn packing(&self) -> Option<Packing> {
        self.packing
    }

    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The bytes of the line at this index, without line end.
    pub(crate) fn read(&self, index: usize) -> Result<Vec<u8>, IngestError> {
        let failed = |error: io::Error| IngestError::io(&self.origin, error);
        let too_large = || IngestError::TooLarge { origin: self.origin.clone() };
        let line = *self.lines.get(index).ok_or_else(too_large)?;
        if line.len > MAX_BYTES {
            return Err(too_large());
        }
        if self.packing.is_some() {
            return self.unpack(index).map_err(failed);
        }
        match &self.content {
            Content::Memory(bytes) => {
                let (from, to) = (line.start as usize, (line.start + line.len) as usize);
                Ok(bytes.get(from..to).unwrap_or(&[]).to_vec())
            }
            Content::Disk(path) => {
                let mut file = File::open(path).map_err(failed)?;
                file.seek(SeekFrom::Start(line.start)).map_err(failed)?;
                let mut bytes = Vec::with_capacity(line.len as usize);
                file.take(line.len).read_to_end(&mut bytes).map_err(failed)?;
                Ok(bytes)
            }
        }
    }

    /// Lines are asked for nearly in order, by several threads: those passed over wait.
    fn unpack(&self, index: usize) -> io::Result<Vec<u8>> {
        let mut slot = self.cursor.lock().unwrap_or_else(PoisonError::into_inner);
        let back = slot.as_ref().is_none_or(|c| c.next > index && !c.waiting.contains_key(&index));
        if back {
            *slot =
                Some(Cursor { reader: open(&self.content, self.packing)?, at: 0, next: 0, waiting: BTreeMap::new() });
        }
        let Some(cursor) = slot.as_mut() else { return Ok(Vec::new()) };
        if let Some(bytes) = cursor.waiting.remove(&index) {
            return Ok(bytes);
        }
        while let Some(line) = self.lines.get(cursor.next).filter(|_| cursor.next <= index) {
            let gap = line.start.saturating_sub(cursor.at);
            io::copy(&mut cursor.reader.by_ref().take(gap), &mut io::sink())?;
            let mut bytes = Vec::new();
            cursor.reader.by_ref().take(line.len).read_to_end(&mut bytes)?;
            cursor.at = line.start + line.len;
            cursor.next += 1;
            if cursor.next == index + 1 {
                return Ok(bytes);
            }
            cursor.waiting.insert(cursor.next - 1, bytes);
            if cursor.waiting.len() > MOST_WAITING {
                cursor.waiting.pop_first();
            }
        }
        Ok(Vec::new())
    }
}

impl fmt::Debug for LineFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineFile").field("origin", &self.origin).field("lines", &self.lines.len()).finish()
    }
}

impl PartialEq for LineFile {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin
    }
}

impl Eq for LineFile {}

/// Finds lines in a stream.
#[derive(Default)]
struct Scan {
    lines: Vec<Line>,
    at: u64,
    start: u64,
    number: u64,
    /// The open line has more than white space.
    full: bool,
    /// The last byte before here was a carriage return.
    returned: bool,
}

impl Scan {
    fn take(&mut self, chunk: &[u8]) {
        let mut rest = chunk;
        while let Some(found) = memchr::memchr(b'\n', rest) {
            let (line, behind) = rest.split_at(found);
            self.grow(line);
            self.end();
            self.at += 1;
            (self.start, self.full, self.returned) = (self.at, false, false);
            rest = behind.get(1..).unwrap_or(&[]);
        }
        self.grow(rest);
    }

    fn grow(&mut self, piece: &[u8]) {
        self.at += piece.len() as u64;
        self.full |= piece.iter().any(|b| !b.is_ascii_whitespace());
        self.returned = piece.last().map_or(self.returned, |b| *b == b'\r');
    }

    fn end(&mut self) {
        self.number += 1;
        if self.full {
            let len = self.at - self.start - u64::from(self.returned);
            self.lines.push(Line { start: self.start, len, number: self.number });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_across_chunks() {
        let mut scan = Scan::default();
        for chunk in [&b"{\"a\""[..], b":1}\r", b"\n\n  \n{", b"}"] {
            scan.take(chunk);
        }
        scan.end();
        let found: Vec<_> = scan.lines.iter().map(|l| (l.start, l.len, l.number)).collect();
        assert_eq!(found, [(0, 7, 1), (13, 2, 4)]);
    }

    #[test]
    fn recognised() {
        assert!(is_json_lines("a.jsonl.gz", b"anything"));
        assert!(is_json_lines("-", b"{\"text\": \"\xE4\xB8\x80\"}\n{\"text\": "));
        assert!(!is_json_lines("a.json", b"{\"text\": 1}\n"));
        assert!(!is_json_lines("a.json", b"{\n\"text\": 1}\n{"));
        assert!(!is_json_lines("a.json", b"{\"text\": \"x\", \"box\": [1,2,3,4]}\n{}"));
        assert!(!is_json_lines("a.jsonl", b"[{\"type\": 1}]"));
    }
}
