//! `baokan normalize`

use clap::Args;

use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{self, Job};
use crate::error::{CliError, Exit};
use crate::output::Framing;
use crate::pipeline::Stage;
use crate::render;

/// Writes the repaired text.
#[derive(Debug, Args)]
pub(crate) struct Normalize {
    /// Show the lines that something was done to, with the changes marked, in place of the text.
    #[arg(long, conflicts_with = "edits")]
    diff: bool,
    /// After the text, list every edit and everything that was withheld.
    #[arg(long)]
    edits: bool,
    #[command(flatten)]
    document: DocumentArgs,
}

impl Normalize {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let style = host.style();
        let job = Job {
            command: "normalize",
            last: Stage::Normalize,
            framing: Framing::Plain,
            extension: "txt",
            render: &|doc| {
                let text = match (self.diff, self.edits) {
                    (true, _) => render::diff(doc, style),
                    (_, true) => render::edits(doc),
                    _ => doc.text.as_str().to_owned(),
                };
                Ok(text.into_bytes())
            },
        };
        batch::run(host, &self.document, &job)
    }
}
