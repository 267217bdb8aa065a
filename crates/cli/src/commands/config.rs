//! `baokan config`

use clap::{Args, Subcommand};

use crate::Host;
use crate::args::{InputArgs, RepairArgs, RunArgs};
use crate::config::Settings;
use crate::error::{CliError, Exit};

/// Shows the configuration.
#[derive(Debug, Args)]
pub(crate) struct Config {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Prints the settings that a run here would go by, and where each comes from.
    Show {
        #[command(flatten)]
        input: InputArgs,
        #[command(flatten)]
        repair: RepairArgs,
    },
}

impl Config {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let ConfigCommand::Show { input, repair } = &self.command;
        let settings = Settings::new(&host.global, input, repair, &RunArgs::default())?;
        host.out.write_all(settings.to_toml().as_bytes())?;
        Ok(Exit::Done)
    }
}
