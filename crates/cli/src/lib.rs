//! The program `baokan`: the stages put together, and nothing that a stage could do itself.
//!
//! [`run`] is the whole command line. [`pipeline`] takes one document through the stages, for tests and tools;
//! [`render`] makes the listings. The stages themselves are re-exported, so that one dependency is enough.
//!
//! Invariants: composition lives here and nowhere else; standard output holds data only; a document that fails never
//! stops a run; what is written does not depend on the number of jobs.

mod alignment;
mod args;
mod batch;
mod commands;
mod config;
mod driver;
mod error;
mod external;
mod host;
mod lines;
mod manifest;
mod nearest;
mod output;
pub mod pipeline;
mod plugin;
pub mod render;
mod report;
mod style;
mod table;
pub mod words;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use baokan_corpus_model as corpus_model;
pub use baokan_export as export;
pub use baokan_extract as extract;
pub use baokan_ingest as ingest;
pub use baokan_normalize as normalize;
pub use baokan_segment as segment;

pub use crate::commands::schema::schema_json;
pub use crate::error::{CliError, Exit};

use crate::args::{Cli, Command};
use crate::host::Host;

/// Runs a command line, program name first, on the standard streams.
pub fn run<A: Into<OsString> + Clone>(args: impl IntoIterator<Item = A>) -> ExitCode {
    run_with(args, Vec::new(), &mut io::stdout().lock(), io::stdout().is_terminal())
}

/// Runs a command line with other surroundings.
///
/// `default_inputs` are read when no file is named; `out` stands in for standard output, `out_is_terminal` says whether
/// colours fit. Failures and findings go to standard error.
pub fn run_with<A: Into<OsString> + Clone>(
    args: impl IntoIterator<Item = A>,
    default_inputs: Vec<PathBuf>,
    out: &mut dyn Write,
    out_is_terminal: bool,
) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors and go to standard output.
            let _ = if error.use_stderr() { error.print() } else { write!(out, "{}", error.render()) };
            return ExitCode::from(error.exit_code() as u8);
        }
    };
    host::log(&cli.global);
    let mut host = Host { out, out_is_terminal, default_inputs, global: cli.global };
    match dispatch(&cli.command, &mut host).and_then(|code| host.out.flush().map(|()| code).map_err(CliError::from)) {
        Ok(code) => code,
        Err(CliError::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(Exit::Usage as u8)
        }
    }
}

/// The command line as clap knows it, for generated documentation.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

fn dispatch(command: &Command, host: &mut Host<'_>) -> Result<ExitCode, CliError> {
    let exit = match command {
        Command::Export(c) => c.run(host),
        Command::Normalize(c) => c.run(host),
        Command::Segment(c) => c.run(host),
        Command::Extract(c) => c.run(host),
        Command::Diff(c) => c.run(host),
        Command::Trace(c) => c.run(host),
        Command::Evidence(c) => c.run(host),
        Command::Ngrams(c) => c.run(host),
        Command::Kwic(c) => c.run(host),
        Command::Collocations(c) => c.run(host),
        Command::Words(c) => c.run(host),
        Command::TrainWords(c) => c.run(host),
        Command::Track(c) => c.run(host),
        Command::Rules(c) => c.run(host),
        Command::Explain(c) => c.run(host),
        Command::Config(c) => c.run(host),
        Command::Schema(c) => c.run(host),
        Command::Plugins(c) => c.run(host),
        Command::External(args) => {
            let clap = Cli::command();
            let builtin: Vec<&str> = clap.get_subcommands().map(clap::Command::get_name).collect();
            return plugin::run(args, &builtin);
        }
    }?;
    Ok(ExitCode::from(exit as u8))
}
