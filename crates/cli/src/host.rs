//! The surroundings of a command: where output goes, and what stands in for files that were not named.

use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;

use crate::args::{Color, Global};
use crate::report::Verbosity;
use crate::style::Style;

/// The surroundings of a command.
pub(crate) struct Host<'a> {
    /// Standard output, or what stands in for it.
    pub(crate) out: &'a mut dyn Write,
    /// Whether that is a terminal.
    pub(crate) out_is_terminal: bool,
    /// What to read when no file is named.
    pub(crate) default_inputs: Vec<PathBuf>,
    /// Options of every command.
    pub(crate) global: Global,
}

impl Host<'_> {
    /// Colours for the output.
    pub(crate) fn style(&self) -> Style {
        let wanted = match self.global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => self.out_is_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        Style { colour: wanted }
    }

    /// How much to say on standard error.
    pub(crate) fn verbosity(&self) -> Verbosity {
        match (self.global.quiet, self.global.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, 0) => Verbosity::Normal,
            (false, _) => Verbosity::Verbose,
        }
    }
}

/// Sends what the stages log to standard error. `BAOKAN_LOG` says what, else the number of `-v` does.
pub(crate) fn log(global: &Global) {
    let default = match (global.quiet, global.verbose) {
        (true, _) => "error",
        (false, 0 | 1) => "warn",
        (false, 2) => "debug",
        (false, _) => "trace",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("BAOKAN_LOG").unwrap_or_else(|_| default.into());
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .without_time();
    // A second run in one process (tests) keeps the first one's log.
    let _ = subscriber.try_init();
}
