//! What ends a command, and the exit code that says so.

use std::io;
use std::path::PathBuf;

/// A command could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
    /// The command line asks for something that does not exist or does not fit together.
    #[error("{0}")]
    Usage(String),
    /// The configuration file is wrong.
    #[error("{path}: {message}", path = .path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column where known.
        message: String,
    },
    /// An output could not be written.
    #[error("cannot write {to}: {error}")]
    Write {
        /// File, folder or `standard output`.
        to: String,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// Whoever reads our output has had enough.
    #[error("the reader of the output went away")]
    BrokenPipe,
}

impl CliError {
    /// An error of writing, told apart by whether anybody is still reading.
    pub(crate) fn write(to: impl Into<String>, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Write { to: to.into(), error },
        }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::write("standard output", error)
    }
}

/// How a command ended; the discriminants are the exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// Done, with findings at or above `--fail-on`.
    Findings = 1,
    /// Wrong use or configuration, or an output that cannot be written; nothing or not all was done.
    Usage = 2,
    /// Some documents failed; the others were done.
    SomeFailed = 3,
}
