//! Contributor tasks. Every pipeline command is handed to `baokan::run_with`, so that `cargo xtask export` and
//! `baokan export` are one program.
//!
//! Keep the dependencies few: whoever runs the main job compiles this package.

// Tasks talk to people.
#![allow(clippy::print_stdout)]

mod bench;
mod citations;
mod codegen;
mod codegen_opencc;
mod codegen_places;
mod eval;
mod floors;
mod new;
mod oracle;
mod pages;
mod score;
mod sentences;
mod shared;
mod specs;
mod statutes;
mod tidy;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A contributor task.
struct Task {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<(), String>,
}

const TASKS: &[Task] = &[
    Task {
        name: "tidy",
        usage: "",
        about: "checks the rules of the house: the star of crates, quiet libraries, licences, MSRV, rule folders, paths",
        run: tidy::run,
    },
    Task {
        name: "codegen",
        usage: "[--check]",
        about: "makes generated files: schemas, docs/cli.md, docs/rules.md, data tables; --check only compares",
        run: codegen::run,
    },
    Task {
        name: "eval",
        usage: "[words | --pages | --citations] [--update] [--all] | specs | sentences [--peers]",
        about: "scores what has gold (cases, suites, OCR pages, shared samples) against fixtures/floors.tsv; --update raises floors, --pages lists OCR pages, --citations only reads every citation again, `words` scores word segmenters only; `specs` scores the suites of peers (shared/specs); `sentences` shows the suite of sentences, with other splitters beside ours (needs Python 3)",
        run: eval::run,
    },
    Task {
        name: "bench",
        usage: "[FILE…]",
        about: "throughput of each stage and of the whole on one thread, and where the time goes",
        run: bench::run,
    },
    Task {
        name: "oracle",
        usage: "[--install | --bench]",
        about: "compares script conversion with OpenCC's own library, byte by byte; --bench compares the speed; needs Python 3",
        run: oracle::run,
    },
    Task {
        name: "pages",
        usage: "--draw",
        about: "draws newspaper pages with gold, and has them read by OCR engines, into fixtures/pages; needs Python 3, tesseract, fonts",
        run: pages::run,
    },
    Task { name: "new-case", usage: "NAME", about: "makes a folder in fixtures/cases", run: new::case },
    Task { name: "new-rule", usage: "NAME", about: "makes the folder of a rule of normalize", run: new::rule },
    Task { name: "ci", usage: "", about: "runs what must hold before a change lands (.ci/run)", run: ci },
];

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let name = args.first().map(|a| a.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(task) = TASKS.iter().find(|t| t.name == name) {
        let args: Vec<String> = args.iter().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
        return match (task.run)(&args) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                eprintln!("{name}: {message}");
                ExitCode::FAILURE
            }
        };
    }
    if matches!(name.as_str(), "" | "help" | "--help" | "-h") && args.len() <= 1 {
        eprintln!("Contributor tasks:");
        for Task { name, usage, about, .. } in TASKS {
            eprintln!("  {:20} {about}", format!("{name} {usage}"));
        }
        eprintln!("\nAll other commands are those of baokan:\n");
    }
    let args = [OsString::from("cargo xtask")].into_iter().chain(args);
    baokan::run_with(args, cases(), &mut io::stdout().lock(), io::stdout().is_terminal())
}

fn ci(_: &[String]) -> Result<(), String> {
    let status = Command::new("bash").arg(".ci/run").current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("failed: {status}")),
        Err(error) => Err(format!("bash does not run: {error}")),
    }
}

/// The root of the workspace, relative to the caller's folder where it is below it.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let here = std::env::current_dir().unwrap_or_default();
    match root.strip_prefix(here) {
        Ok(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Ok(below) => below.to_owned(),
        Err(_) => root.to_owned(),
    }
}

/// The inputs of the repository's own cases, in the order of their names; not of those that show what cannot be read.
fn cases() -> Vec<PathBuf> {
    let root = root();
    let folder = if root == Path::new(".") { PathBuf::from("fixtures/cases") } else { root.join("fixtures/cases") };
    let input = |case: &PathBuf| list(case).into_iter().find(|p| p.file_stem().is_some_and(|s| s == "input"));
    list(&folder).iter().filter(|case| !case.join("failures.snap").exists()).filter_map(input).collect()
}

/// What stands in a folder, by name; nothing when there is no such folder.
fn list(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort_unstable();
    paths
}

/// Reads a text file; the error names it.
fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let write = || {
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, text)
    };
    write().map_err(|e: io::Error| format!("{}: {e}", path.display()))
}
