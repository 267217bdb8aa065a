//! `baokan export`

use baokan_export::{Format, wire};
use clap::Args;

use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{self, Job};
use crate::error::{CliError, Exit};
use crate::output::Framing;
use crate::pipeline::{Failure, Stage};

/// Runs all stages and writes documents with articles, edits and records.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The format: json (one object, or an array of them for several inputs) or jsonl (one object a line).
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = parse_format)]
    format: Format,
    #[command(flatten)]
    document: DocumentArgs,
}

fn parse_format(value: &str) -> Result<Format, String> {
    let found = Format::ALL.iter().find(|(_, name)| *name == value);
    let names = || Format::ALL.map(|(_, name)| name).join(" or ");
    found.map(|(format, _)| *format).ok_or_else(|| format!("`{value}` is no format: {}", names()))
}

impl Export {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let framing = if self.format == Format::Json { Framing::JsonArray } else { Framing::Plain };
        let extension = Format::ALL.iter().find(|(f, _)| *f == self.format).map_or("json", |(_, name)| name);
        let job = Job {
            command: "export",
            last: Stage::Extract,
            framing,
            extension,
            render: &|doc| {
                let mut out = Vec::new();
                let failed = |e: baokan_export::ExportError| Failure {
                    code: "internal-error",
                    message: format!("the export failed: {e}"),
                };
                let mut writer = self.format.writer(&mut out, false);
                writer.document(&wire(doc)).and_then(|()| writer.finish()).map_err(failed)?;
                drop(writer);
                Ok(out)
            },
        };
        batch::run(host, &self.document, &job)
    }
}
