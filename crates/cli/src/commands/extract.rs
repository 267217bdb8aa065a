//! `baokan extract`

use baokan_corpus_model::Document;
use baokan_export::wire;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value};

use super::json_failure;
use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{self, Job};
use crate::error::{CliError, Exit};
use crate::output::Framing;
use crate::pipeline::{Failure, Stage};
use crate::render;

/// Lists the records: statistics, set phrases, names, places, dates, quotations.
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// The form of the list.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    document: DocumentArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    #[default]
    Text,
    /// One record a line, with `document` (id of the document), `path` and `record` (its kind).
    Jsonl,
}

impl Extract {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let job = Job {
            command: "extract",
            last: Stage::Extract,
            framing: Framing::Plain,
            extension: if self.format == Form::Jsonl { "records.jsonl" } else { "records.txt" },
            render: &|doc| match self.format {
                Form::Text => Ok(render::records(doc).into_bytes()),
                Form::Jsonl => json_lines(doc),
            },
        };
        batch::run(host, &self.document, &job)
    }
}

fn json_lines(doc: &Document) -> Result<Vec<u8>, Failure> {
    let doc = wire(doc);
    let all = serde_json::to_value(&doc.records).map_err(|e| json_failure(&e))?;
    let mut out = Vec::new();
    for (kind, list) in all.as_object().into_iter().flatten() {
        for record in list.as_array().into_iter().flatten().filter_map(Value::as_object) {
            let mut row = Map::new();
            row.insert("document".to_owned(), Value::from(doc.id.as_str()));
            row.insert("path".to_owned(), Value::from(doc.source.path.as_str()));
            row.insert("record".to_owned(), Value::from(kind.as_str()));
            row.extend(record.clone());
            serde_json::to_writer(&mut out, &row).map_err(|e| json_failure(&e))?;
            out.push(b'\n');
        }
    }
    Ok(out)
}
