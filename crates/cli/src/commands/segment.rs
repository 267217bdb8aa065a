//! `baokan segment`

use clap::Args;

use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{self, Job};
use crate::error::{CliError, Exit};
use crate::output::Framing;
use crate::pipeline::Stage;
use crate::render;

/// Lists articles, the tree of their sections, blocks and numbered sentences, each with its place in the file.
#[derive(Debug, Args)]
pub(crate) struct Segment {
    #[command(flatten)]
    document: DocumentArgs,
}

impl Segment {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let job = Job {
            command: "segment",
            last: Stage::Segment,
            framing: Framing::Plain,
            extension: "segments.txt",
            render: &|doc| Ok(render::segments(doc).into_bytes()),
        };
        batch::run(host, &self.document, &job)
    }
}
