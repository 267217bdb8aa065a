//! `baokan evidence`

use std::fmt::Write as _;
use std::path::PathBuf;

use baokan_corpus_model::{Document, SourceRange, TextRange};
use baokan_normalize::collection::{Doubt, Phrases, Place};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::json_failure;
use crate::Host;
use crate::args::{InputArgs, RepairArgs, RunArgs};
use crate::batch::{inputs, origin};
use crate::config::Settings;
use crate::driver;
use crate::error::{CliError, Exit};
use crate::output::{Framing, Sink};
use crate::pipeline::{Failure, Stage, fenced, process};
use crate::report::Reporter;

/// Lists phrases that stand once in a collection and differ in one character from one that many documents have.
///
/// Reads all documents twice, in the same order: first it counts phrases over the collection, then it looks for lonely
/// ones. Nothing is changed; each finding cites the places that speak against it. See docs/evidence.md.
#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// The form of the list.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// So many documents must have a phrase before it speaks against another.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    documents: u16,
    /// The tables of phrases take no more than so many MiB. What a full table has no room for is not found.
    #[arg(long, value_name = "MIB", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=65536))]
    memory: u32,
    /// Files or folders; see `export` for what is read.
    #[arg(value_name = "FILE", help_heading = "Arguments")]
    files: Vec<PathBuf>,
    /// Documents at a time [default: one for each core]. What comes out does not depend on it.
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// Write to this file, or one file for each document into this folder (one that exists, or ends in `/`).
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    repair: RepairArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table for people: one finding a line.
    #[default]
    Table,
    /// One finding a line, as JSON.
    Jsonl,
}

/// A finding as JSON. Ranges are half-open, in bytes of the files.
#[derive(Serialize)]
struct Row<'a> {
    document: &'a str,
    bytes: Vec<[u32; 2]>,
    text: &'a str,
    suggestion: &'a str,
    character: Change,
    documents: u16,
    others: u16,
    evidence: Vec<Cited<'a>>,
}

/// The doubtful character.
#[derive(Serialize)]
struct Change {
    bytes: Vec<[u32; 2]>,
    printed: char,
    attested: char,
}

/// A place where the attested phrase stands.
#[derive(Serialize)]
struct Cited<'a> {
    document: &'a str,
    bytes: [u32; 2],
}

impl Evidence {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let run = RunArgs { jobs: self.jobs, ..RunArgs::default() };
        let settings = Settings::new(&host.global, &self.input, &self.repair, &run)?;
        let inputs = inputs(host, &settings, &self.files, "evidence")?;
        if inputs.iter().any(|i| i.as_ref().is_ok_and(|i| i.path().is_none())) {
            return Err(CliError::Usage("`evidence` reads its files twice, and standard input only once".to_owned()));
        }
        let origins: Vec<&str> = inputs.iter().map(origin).collect();
        let plan = settings.plan();
        let read = |i: usize| {
            fenced(|| match inputs.get(i) {
                Some(Ok(input)) => process(input, &plan, Stage::Normalize),
                Some(Err(error)) => Err(Failure::ingest(error)),
                None => Err(Failure { code: "internal-error", message: "no such input".to_owned() }),
            })
        };

        let mut reporter = Reporter::new(host.verbosity(), 2 * inputs.len());
        let mut failed = vec![false; inputs.len()];
        let mut phrases = Phrases::with_memory((self.memory as usize) << 20);
        let count = |i: usize, outcome: Result<Document, Failure>| {
            reporter.step();
            match outcome {
                Ok(doc) => {
                    phrases.add(i as u32, doc.text.as_str(), |range| {
                        TextRange::from_usize(range).map_or((0, 0), |r| place(&doc, r))
                    });
                }
                Err(failure) => {
                    reporter.failure(origins.get(i).copied().unwrap_or(""), &failure);
                    failed.get_mut(i).into_iter().for_each(|f| *f = true);
                }
            }
            Ok::<(), CliError>(())
        };
        driver::in_order(inputs.len(), settings.jobs(), read, count)?;

        let find = |i: usize| {
            if failed.get(i).copied().unwrap_or(true) {
                return Ok(Vec::new());
            }
            read(i).and_then(|doc| {
                let doubts = phrases.doubtful(doc.text.as_str(), self.documents);
                self.render(&doc, &doubts, i, &origins)
            })
        };
        let mut sink = Sink::open(host.out, self.output.as_deref(), &origins, Framing::Plain, self.extension())?;
        let hand_on = |i: usize, outcome: Result<Vec<u8>, Failure>| {
            reporter.step();
            match outcome {
                Ok(rows) => sink.take(i, &rows),
                Err(failure) => {
                    // It was there the first time.
                    reporter.failure(origins.get(i).copied().unwrap_or(""), &failure);
                    Ok(())
                }
            }
        };
        driver::in_order(inputs.len(), settings.jobs(), find, hand_on)?;
        sink.close()?;
        let lost = failed.iter().filter(|f| **f).count();
        reporter.finish(inputs.len() - lost, lost);
        Ok(if lost > 0 { Exit::SomeFailed } else { Exit::Done })
    }

    const fn extension(&self) -> &'static str {
        match self.format {
            Form::Table => "evidence.txt",
            Form::Jsonl => "evidence.jsonl",
        }
    }

    fn render(&self, doc: &Document, doubts: &[Doubt], at: usize, origins: &[&str]) -> Result<Vec<u8>, Failure> {
        let origin = |i: usize| origins.get(i).copied().unwrap_or("");
        let ranges = |range: &std::ops::Range<usize>| {
            let range = TextRange::from_usize(range.clone()).unwrap_or_else(|| TextRange::new(0, 0));
            doc.text.source_ranges(range).iter().map(pair).collect::<Vec<_>>()
        };
        let cite = |p: &Place| Cited { document: origin(p.document as usize), bytes: [p.start, p.end] };
        let mut out = Vec::new();
        for doubt in doubts {
            let attested = &doubt.attested;
            let row = Row {
                document: origin(at),
                bytes: ranges(&doubt.range),
                text: &doubt.printed,
                suggestion: &attested.phrase,
                character: Change { bytes: ranges(&doubt.at), printed: doubt.character, attested: attested.character },
                documents: attested.documents,
                others: attested.others,
                evidence: attested.places.iter().map(cite).collect(),
            };
            match self.format {
                Form::Jsonl => serde_json::to_writer(&mut out, &row).map_err(|e| json_failure(&e))?,
                Form::Table => out.extend(line(&row).into_bytes()),
            }
            out.push(b'\n');
        }
        Ok(out)
    }
}

/// A finding as a line for people.
fn line(row: &Row<'_>) -> String {
    let start = row.character.bytes.first().map_or(0, |r| r[0]);
    let (printed, attested) = (row.character.printed, row.character.attested);
    let mut line = format!("{}:{start}  {printed}→{attested}  {}  {}", row.document, row.text, row.suggestion);
    let _ = write!(line, "  in {} documents:", row.documents);
    for cited in &row.evidence {
        let _ = write!(line, " {}:{}", cited.document, cited.bytes[0]);
    }
    line
}

/// First and last byte of a stretch in the file.
fn place(doc: &Document, range: TextRange) -> (u32, u32) {
    let source = doc.text.source_ranges(range);
    (source.first().map_or(0, |r| r.start()), source.last().map_or(0, |r| r.end()))
}

const fn pair(range: &SourceRange) -> [u32; 2] {
    [range.start(), range.end()]
}
