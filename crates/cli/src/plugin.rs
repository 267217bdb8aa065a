//! Commands of others: `baokan foo` runs `baokan-foo` from PATH.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::error::CliError;
use crate::nearest::hint;

/// What a plugin's file name begins with.
const PREFIX: &str = "baokan-";
/// In this variable a plugin finds the program that started it.
const SELF: &str = "BAOKAN";

/// Name and path of every plugin on PATH; the first of a name wins, as in a shell.
pub(crate) fn installed() -> BTreeMap<String, PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found = BTreeMap::new();
    for file in std::env::split_paths(&path).filter_map(|folder| folder.read_dir().ok()).flatten().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let name = name.strip_suffix(std::env::consts::EXE_SUFFIX).unwrap_or(&name);
        if let Some(name) = name.strip_prefix(PREFIX).filter(|n| !n.is_empty())
            && is_program(&file.path())
        {
            found.entry(name.to_owned()).or_insert_with(|| file.path());
        }
    }
    found
}

/// Runs a plugin with what is left of the command line and hands its exit code on.
pub(crate) fn run(args: &[OsString], builtin: &[&str]) -> Result<ExitCode, CliError> {
    let name = args.first().map(|a| a.to_string_lossy().into_owned()).unwrap_or_default();
    let installed = installed();
    let Some(path) = installed.get(&name) else {
        let known = builtin.iter().copied().chain(installed.keys().map(String::as_str));
        let message = format!("there is no command `{name}`, and no `{PREFIX}{name}` on PATH{}", hint(&name, known));
        return Err(CliError::Usage(message));
    };
    let mut command = Command::new(path);
    command.args(args.iter().skip(1));
    if let Ok(own) = std::env::current_exe() {
        command.env(SELF, own);
    }
    let status = command.status().map_err(|e| CliError::Usage(format!("{} does not run: {e}", path.display())))?;
    // Killed by a signal: there is no code to hand on.
    let code = status.code().and_then(|c| u8::try_from(c).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
