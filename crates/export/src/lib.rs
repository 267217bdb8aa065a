//! Writers for baokan documents.
//!
//! The contract is [`baokan_corpus_model::wire::v1`]; this crate only says how documents follow one another in a stream.

use std::io::{self, Write};

use baokan_corpus_model::Document;
use baokan_corpus_model::wire::v1;

/// Why writing failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The stream could not be written.
    #[error("cannot write the export")]
    Io(#[from] io::Error),
}

/// A stream of documents in one format. One concrete trait: more formats implement it.
pub trait Exporter {
    /// Writes one document.
    ///
    /// # Errors
    /// When the stream cannot be written.
    fn document(&mut self, doc: &v1::Document) -> Result<(), ExportError>;

    /// Ends the stream; without it the output is not whole.
    ///
    /// # Errors
    /// When the stream cannot be written.
    fn finish(&mut self) -> Result<(), ExportError>;
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Indented JSON: one object for one document, an array of objects for several.
    Json,
    /// One object a line.
    Jsonl,
}

impl Format {
    /// All formats with their names on the command line.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Json, "json"), (Self::Jsonl, "jsonl")];

    /// A writer of this format. `several` says that more than one document may come: JSON needs to know before the first.
    pub fn writer<'w>(self, out: impl Write + 'w, several: bool) -> Box<dyn Exporter + 'w> {
        match self {
            Self::Json => Box::new(Json { out, several, count: 0 }),
            Self::Jsonl => Box::new(Jsonl { out }),
        }
    }
}

/// The wire form of a document; what every writer takes, so that it is made once, in the worker.
#[must_use]
pub fn wire(doc: &Document) -> v1::Document {
    v1::Document::from(doc)
}

struct Json<W> {
    out: W,
    several: bool,
    count: usize,
}

impl<W: Write> Exporter for Json<W> {
    fn document(&mut self, doc: &v1::Document) -> Result<(), ExportError> {
        if self.several {
            self.out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
        }
        self.count += 1;
        serde_json::to_writer_pretty(&mut self.out, doc).map_err(io::Error::from)?;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        match (self.several, self.count) {
            (true, 0) => self.out.write_all(b"[]\n")?,
            (true, _) => self.out.write_all(b"\n]\n")?,
            (false, 0) => {}
            (false, _) => self.out.write_all(b"\n")?,
        }
        Ok(self.out.flush()?)
    }
}

struct Jsonl<W> {
    out: W,
}

impl<W: Write> Exporter for Jsonl<W> {
    fn document(&mut self, doc: &v1::Document) -> Result<(), ExportError> {
        serde_json::to_writer(&mut self.out, doc).map_err(io::Error::from)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::Source;
    use baokan_corpus_model::wire::Checked;

    use super::*;

    fn doc() -> v1::Document {
        wire(&Document::new(Arc::new(Source::from_text("报刊", "a.txt").unwrap())))
    }

    fn written(format: Format, several: bool, n: usize) -> String {
        let mut out = Vec::new();
        let mut w = format.writer(&mut out, several);
        for _ in 0..n {
            w.document(&doc()).unwrap();
        }
        w.finish().unwrap();
        drop(w);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_object_or_an_array_or_lines() {
        assert_eq!(Checked::read(&written(Format::Json, false, 1)).unwrap().document(), &doc());
        let array: Vec<v1::Document> = serde_json::from_str(&written(Format::Json, true, 2)).unwrap();
        assert_eq!(array, [doc(), doc()]);
        assert_eq!(serde_json::from_str::<Vec<v1::Document>>(&written(Format::Json, true, 0)).unwrap(), []);
        let lines = written(Format::Jsonl, true, 2);
        assert_eq!(lines.lines().count(), 2);
        assert!(lines.lines().all(|l| Checked::read(l).is_ok()));
    }
}
