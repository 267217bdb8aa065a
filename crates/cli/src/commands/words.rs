//! `baokan words`

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use baokan_segment::words::{Linear, Model, Tag, Tagger, UserDictionary, WordSegmenter};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::Host;
use crate::error::{CliError, Exit};

/// Cuts text into words, line by line.
///
/// The text is taken as it is, in UTF-8; to repair it first, send it through `baokan normalize`.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Files, or `-` for standard input [default: standard input].
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The segmenter.
    #[arg(long, value_enum, default_value_t)]
    backend: Backend,
    /// A model made by `baokan train-words` instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Words to keep whole, in the format of jieba's user dictionaries: a word a line, and after it, if wanted, its
    /// frequency and part of speech. Of overlapping words the longer is kept, then the more frequent.
    #[arg(long, value_name = "FILE")]
    user_dict: Vec<PathBuf>,
    /// Give each word its part of speech, in the tags of Baidu's LAC (docs/words.md): `word/tag`, a column, or a field. A
    /// word to which --user-dict gives one of these tags has that one.
    #[arg(long)]
    tags: bool,
    /// How to write the words.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The segmenters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Backend {
    /// Our own.
    #[default]
    Baokan,
    /// jieba-rs with its own dictionary, for comparison and compatibility.
    #[cfg(feature = "jieba")]
    Jieba,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line of words separated by blanks for each line of the input.
    #[default]
    Plain,
    /// A word a line, with its first byte in the file and the one after its last, separated by tabs.
    Tsv,
    /// A JSON object for each line that has words: file, line, and the words with their bytes in the file.
    Json,
}

impl Words {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let segmenter = self.segmenter()?;
        let tagger = self.tagger()?;
        let standard_input = [PathBuf::from("-")];
        let files = match (self.files.as_slice(), host.default_inputs.as_slice()) {
            ([], []) => &standard_input,
            ([], defaults) => defaults,
            (files, _) => files,
        }
        .to_vec();
        let mut exit = Exit::Done;
        for file in &files {
            let opened: io::Result<Box<dyn BufRead>> = match file.to_str() {
                Some("-") => Ok(Box::new(io::stdin().lock())),
                _ => File::open(file).map(|f| Box::new(BufReader::with_capacity(1 << 16, f)) as Box<dyn BufRead>),
            };
            let done = match opened {
                Ok(input) => self.cut(&file.to_string_lossy(), input, segmenter.as_ref(), tagger.as_ref(), host.out)?,
                Err(error) => Err(error.to_string()),
            };
            if let Err(message) = done {
                let _ = writeln!(io::stderr(), "error: {}: {message}", file.display());
                exit = Exit::SomeFailed;
            }
        }
        Ok(exit)
    }

    /// Cuts one file. The outer error is one of writing, the inner one of reading.
    fn cut(
        &self,
        name: &str,
        mut input: Box<dyn BufRead>,
        segmenter: &dyn WordSegmenter,
        tagger: Option<&Tagger>,
        out: &mut dyn Write,
    ) -> Result<Result<(), String>, CliError> {
        let (mut bytes, mut words, mut line) = (Vec::new(), Vec::new(), Vec::new());
        let mut tags = Vec::new();
        let (mut start, mut number) = (0, 0);
        loop {
            bytes.clear();
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => return Ok(Ok(())),
                Ok(_) => number += 1,
                Err(error) => return Ok(Err(error.to_string())),
            }
            let Ok(text) = std::str::from_utf8(&bytes) else {
                return Ok(Err(format!("line {number} is not UTF-8; `baokan normalize` reads other encodings")));
            };
            let marked = text.len();
            let text = if start == 0 { text.trim_start_matches('\u{FEFF}') } else { text };
            start += marked - text.len();
            words.clear();
            segmenter.cut(text, &mut words);
            tags.clear();
            if let Some(tagger) = tagger {
                tagger.tag(text, &words, &mut tags);
            }
            line.clear();
            self.format.write(&mut line, text, (&words, &tags), &Place { file: name, number, start });
            out.write_all(&line)?;
            start += text.len();
        }
    }

    fn segmenter(&self) -> Result<Box<dyn WordSegmenter>, CliError> {
        match self.backend {
            Backend::Baokan => self.linear(),
            #[cfg(feature = "jieba")]
            Backend::Jieba => self.jieba(),
        }
    }

    fn linear(&self) -> Result<Box<dyn WordSegmenter>, CliError> {
        let segmenter = match &self.model {
            Some(file) => {
                let model = Model::from_bytes(&read(file)?);
                Linear::new(Arc::new(model.map_err(|e| CliError::Usage(format!("{}: {e}", file.display())))?))
            }
            None => Linear::shipped().map_err(|e| CliError::Usage(format!("the built-in model: {e}")))?,
        };
        let words = self.dictionary()?;
        Ok(if words.is_empty() { Box::new(segmenter) } else { Box::new(segmenter.with_dictionary(words)) })
    }

    fn tagger(&self) -> Result<Option<Tagger>, CliError> {
        if !self.tags {
            return Ok(None);
        }
        let tagger = Tagger::shipped().map_err(|e| CliError::Usage(format!("the built-in model of tags: {e}")))?;
        Ok(Some(tagger.with_dictionary(self.dictionary()?)))
    }

    /// The words of all dictionaries of the user.
    fn dictionary(&self) -> Result<UserDictionary, CliError> {
        let mut words = UserDictionary::default();
        for file in &self.user_dict {
            let wrong = |line: usize, message: &str| CliError::Usage(format!("{}:{line}: {message}", file.display()));
            let bytes = read(file)?;
            let text = std::str::from_utf8(&bytes).map_err(|e| {
                let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
                wrong(1 + before.iter().filter(|b| **b == b'\n').count(), "this is not UTF-8")
            })?;
            words.extend_from(text).map_err(|e| wrong(e.line, &e.message))?;
        }
        Ok(words)
    }

    #[cfg(feature = "jieba")]
    fn jieba(&self) -> Result<Box<dyn WordSegmenter>, CliError> {
        if self.model.is_some() || !self.user_dict.is_empty() {
            let message = "`--model` and `--user-dict` are for `--backend baokan`";
            return Err(CliError::Usage(message.to_owned()));
        }
        Ok(Box::new(baokan_segment::words::Jieba::new()))
    }
}

/// Where a line stands.
struct Place<'a> {
    file: &'a str,
    number: usize,
    /// Its first byte in the file.
    start: usize,
}

impl Format {
    /// Writes the words of a line with their tags, if there are any.
    fn write(self, out: &mut Vec<u8>, text: &str, (words, tags): (&[Range<usize>], &[Tag]), place: &Place<'_>) {
        let tags = tags.iter().map(|t| Some(t.name())).chain(std::iter::repeat(None));
        let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
        match self {
            Self::Plain => {
                for (i, (range, tag)) in words.iter().zip(tags).enumerate() {
                    out.extend((i > 0).then_some(b' '));
                    out.extend(word(range).bytes());
                    if let Some(tag) = tag {
                        out.extend([b"/", tag.as_bytes()].concat());
                    }
                }
                out.push(b'\n');
            }
            Self::Tsv => {
                for (range, tag) in words.iter().zip(tags) {
                    let (start, end) = (place.start + range.start, place.start + range.end);
                    out.extend(format!("{}\t{start}\t{end}", word(range)).bytes());
                    if let Some(tag) = tag {
                        out.extend([b"\t", tag.as_bytes()].concat());
                    }
                    out.push(b'\n');
                }
            }
            Self::Json if words.is_empty() => {}
            Self::Json => {
                let words: Vec<_> = words
                    .iter()
                    .zip(tags)
                    .map(|(r, tag)| {
                        let mut word =
                            json!({"text": word(r), "start": place.start + r.start, "end": place.start + r.end});
                        if let (Some(tag), Some(fields)) = (tag, word.as_object_mut()) {
                            fields.insert("tag".to_owned(), tag.into());
                        }
                        word
                    })
                    .collect();
                let line = json!({"file": place.file, "line": place.number, "words": words});
                out.extend(line.to_string().bytes());
                out.push(b'\n');
            }
        }
    }
}

/// Reads a file that the user named as an option.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, CliError> {
    std::fs::read(file).map_err(|e| CliError::Usage(format!("cannot read {}: {e}", file.display())))
}
