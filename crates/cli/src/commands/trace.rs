//! `baokan trace`

use std::path::PathBuf;

use baokan_corpus_model::{Document, TextRange};
use clap::Args;

use super::single;
use crate::Host;
use crate::args::SingleArgs;
use crate::error::{CliError, Exit};
use crate::pipeline::Stage;
use crate::render;

/// Shows where a stretch of the repaired text stands in the file, and what was done to it.
#[derive(Debug, Args)]
pub(crate) struct Trace {
    /// The file, or `-` for standard input.
    file: PathBuf,
    /// The stretch, as bytes of the repaired text; the end is not part of it.
    #[arg(value_name = "START..END", value_parser = parse_range)]
    range: (u32, u32),
    /// The stretch is given in characters (code points), not bytes.
    #[arg(long)]
    chars: bool,
    #[command(flatten)]
    single: SingleArgs,
}

fn parse_range(value: &str) -> Result<(u32, u32), String> {
    let (start, end) = value.split_once("..").ok_or("write START..END, for example 120..150")?;
    match (start.parse(), end.parse()) {
        (Ok(start), Ok(end)) if start < end => Ok((start, end)),
        _ => Err("write two numbers, the smaller first, for example 120..150".to_owned()),
    }
}

impl Trace {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let Some(doc) = single(host, &self.file, &self.single, Stage::Normalize)? else {
            return Ok(Exit::SomeFailed);
        };
        let range = self.text_range(&doc)?;
        host.out.write_all(render::trace(&doc, range, host.style()).as_bytes())?;
        Ok(Exit::Done)
    }

    fn text_range(&self, doc: &Document) -> Result<TextRange, CliError> {
        let (start, end) = self.range;
        let text = doc.text.as_str();
        if self.chars {
            let byte = |n: u32| text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(n as usize);
            let found = byte(start).zip(byte(end)).and_then(|(s, e)| TextRange::from_usize(s..e));
            let length = || text.chars().count();
            return found.ok_or_else(|| CliError::Usage(format!("the repaired text has {} characters", length())));
        }
        if end as usize > text.len() {
            return Err(CliError::Usage(format!("the repaired text has {} bytes", text.len())));
        }
        for at in [start, end] {
            let at = at as usize;
            if !text.is_char_boundary(at) {
                let floor = (0..at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
                let message = format!("byte {at} is inside a character, which begins at byte {floor}; see --chars");
                return Err(CliError::Usage(message));
            }
        }
        Ok(TextRange::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        assert_eq!(parse_range("3..6"), Ok((3, 6)));
        for wrong in ["3", "6..3", "3..3", "a..b", "3..", "-1..2"] {
            assert!(parse_range(wrong).is_err(), "{wrong}");
        }
    }
}
