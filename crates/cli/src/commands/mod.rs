//! The commands, one module each: its flags, and little more than a call.

pub(crate) mod collocations;
pub(crate) mod config;
mod counting;
pub(crate) mod diff;
pub(crate) mod evidence;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod kwic;
pub(crate) mod ngrams;
pub(crate) mod normalize;
pub(crate) mod plugins;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod segment;
pub(crate) mod trace;
pub(crate) mod track;
pub(crate) mod train_words;
pub(crate) mod words;

use std::path::Path;

use baokan_corpus_model::Document;

use crate::Host;
use crate::args::{RunArgs, SingleArgs};
use crate::batch::inputs_behind;
use crate::config::Settings;
use crate::error::CliError;
use crate::pipeline::{Failure, Stage, fenced, process};
use crate::report::{Reporter, findings};

/// Takes one file through the stages, for commands that look at a single document. `None` when it failed; that is said
/// on standard error.
fn single(host: &Host<'_>, file: &Path, args: &SingleArgs, last: Stage) -> Result<Option<Document>, CliError> {
    let settings = Settings::new(&host.global, &args.input, &args.repair, &RunArgs::default())?;
    let plan = settings.plan();
    let mut reporter = Reporter::new(host.verbosity(), 1);
    if file.is_dir() && !settings.issue() {
        return Err(CliError::Usage(format!("{} is a folder; this command looks at one file", file.display())));
    }
    let mut found = inputs_behind(&settings, &[file.to_owned()]);
    let input = match (found.pop(), found.len()) {
        (Some(Ok(input)), 0) => input,
        (Some(Err(error)), 0) => {
            reporter.failure(&file.to_string_lossy(), &Failure::ingest(&error));
            return Ok(None);
        }
        (None, _) => return Err(CliError::Usage(format!("{} holds no document", file.display()))),
        (Some(_), more) => {
            let message = format!("{0} holds {1} documents; name one: {0}:LINE", file.display(), more + 1);
            return Err(CliError::Usage(message));
        }
    };
    match fenced(|| process(&input, &plan, last)) {
        Ok(doc) => {
            reporter.findings(input.origin(), &findings(&doc));
            Ok(Some(doc))
        }
        Err(failure) => {
            reporter.failure(input.origin(), &failure);
            Ok(None)
        }
    }
}

/// A failure of ours in writing JSON.
fn json_failure(error: &serde_json::Error) -> Failure {
    Failure { code: "internal-error", message: format!("the export failed: {error}") }
}
