//! `baokan diff`

use std::path::PathBuf;

use clap::Args;

use super::single;
use crate::Host;
use crate::args::SingleArgs;
use crate::error::{CliError, Exit};
use crate::pipeline::Stage;
use crate::render;

/// Shows before and after of every line that something was done to, with the rules that did it.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The file, or `-` for standard input.
    file: PathBuf,
    #[command(flatten)]
    single: SingleArgs,
}

impl Diff {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let Some(doc) = single(host, &self.file, &self.single, Stage::Normalize)? else {
            return Ok(Exit::SomeFailed);
        };
        host.out.write_all(render::diff(&doc, host.style()).as_bytes())?;
        Ok(Exit::Done)
    }
}
