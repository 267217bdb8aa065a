//! Contributor tasks. Every pipeline command is handed to `baokan::run_with`, so that `cargo xtask export` and
//! `baokan export` are one program.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    baokan::run_with(
        [OsString::from("cargo xtask")].into_iter().chain(args),
        cases(),
        &mut io::stdout().lock(),
        io::stdout().is_terminal(),
    )
}

/// The root of the workspace, relative to the caller's folder where it is below it.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let here = std::env::current_dir().unwrap_or_default();
    root.strip_prefix(here).map_or_else(|_| root.to_owned(), Path::to_owned)
}

/// The inputs of the repository's own cases, in the order of their names.
fn cases() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(root().join("fixtures/cases"))
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|case| std::fs::read_dir(case.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "input"))
        .collect();
    found.sort_unstable();
    found
}
