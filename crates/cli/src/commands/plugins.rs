//! `baokan plugins`

use clap::Args;

use crate::Host;
use crate::error::{CliError, Exit};
use crate::plugin;

/// Lists the programs `baokan-NAME` on PATH, which run as `baokan NAME`.
#[derive(Debug, Args)]
pub(crate) struct Plugins {}

impl Plugins {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        for (name, path) in plugin::installed() {
            writeln!(host.out, "{name}  {}", path.display())?;
        }
        Ok(Exit::Done)
    }
}
