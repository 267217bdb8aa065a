//! OpenCC itself as the judge of our script conversion: fetch it, build against it, compare.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;

/// The release whose dictionaries we carry; the Python package has the C++ library inside.
const PACKAGE: &str = "opencc==1.4.2";
const USAGE: &str = "usage: cargo xtask oracle [--install | --bench]";

/// Installs OpenCC below `target/` and compares our engine with it; `--bench` compares speed instead.
///
/// # Errors
/// OpenCC cannot be installed, or some conversion differs from OpenCC's by a byte.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let mode = match args {
        [] => "",
        [one] if one == "--install" || one == "--bench" => one,
        _ => return Err(USAGE.to_owned()),
    };
    let target = target()?;
    let opencc = install(&target)?;
    match mode {
        "--install" => Ok(()),
        "--bench" => {
            println!("speed, one thread, same texts: our engine and its peers");
            let manifest = root().join("crates/opencc-native/peers/Cargo.toml");
            let mut cargo = cargo(&opencc, &target.join("oracle/peers"));
            run_to_end(cargo.args(["run", "--quiet", "--release", "--manifest-path"]).arg(manifest))
        }
        _ => {
            println!(
                "comparing: OpenCC's cases, its dictionaries, fixtures, shared texts where present, random texts;"
            );
            println!("both engines must give the same bytes in all sixteen conversions");
            let test = ["test", "--release", "--package", "baokan-opencc-native", "--features", "native"];
            run_to_end(cargo(&opencc, &target).args(test))?;
            println!("no difference");
            Ok(())
        }
    }
}

/// Where cargo builds this workspace, as an absolute path.
pub(crate) fn target() -> Result<PathBuf, String> {
    let metadata = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    let output =
        Command::new("cargo").args(metadata).current_dir(root()).output().map_err(|e| format!("cargo: {e}"))?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|e| format!("metadata: {e}"))?;
    metadata["target_directory"].as_str().map(PathBuf::from).ok_or_else(|| "cargo names no target folder".to_owned())
}

/// The folder of the C++ library: `include`, `lib64` or `lib`, `share/opencc`.
fn install(target: &Path) -> Result<PathBuf, String> {
    let venv = target.join("oracle/venv");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if let Ok(folder) = library(&python) {
        println!("OpenCC: {PACKAGE} stands in {}", venv.display());
        return Ok(folder);
    }
    println!("OpenCC: installing {PACKAGE} from the Python package index into {}", venv.display());
    let create = ["-m", "venv", "--clear"];
    run_to_end(Command::new("python3").args(create).arg(&venv))
        .map_err(|e| format!("{e}\nneeds Python 3 with its module venv (Debian: apt install python3-venv)"))?;
    run_to_end(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--no-deps", PACKAGE]))?;
    library(&python)
}

/// Asks the environment's Python where the package lies, and which version it is.
fn library(python: &Path) -> Result<PathBuf, String> {
    const ASK: &str = "import importlib.metadata as m, importlib.util as u\n\
        print('opencc==' + m.version('opencc'))\n\
        print(u.find_spec('opencc').submodule_search_locations[0])";
    let output = Command::new(python).args(["-c", ASK]).output().map_err(|e| format!("{}: {e}", python.display()))?;
    let answer = String::from_utf8_lossy(&output.stdout);
    match answer.lines().collect::<Vec<_>>()[..] {
        [PACKAGE, folder] => {
            let folder = Path::new(folder).join("clib");
            match folder.join("include").is_dir() {
                true => Ok(folder),
                false => Err(format!("{PACKAGE} has no C++ library for this system")),
            }
        }
        _ => Err(format!("{PACKAGE} is not installed")),
    }
}

/// Cargo with what the build script of `opencc-rust` and our tests want to know.
fn cargo(opencc: &Path, target: &Path) -> Command {
    let libraries = ["lib64", "lib"].map(|name| opencc.join(name)).into_iter().find(|folder| folder.is_dir());
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target)
        .env("OPENCC_LIB_DIRS", libraries.unwrap_or_default())
        .env("OPENCC_INCLUDE_DIRS", opencc.join("include"))
        .env("OPENCC_LIBS", "opencc:marisa")
        .env("OPENCC_STATIC", "1")
        .env("OPENCC_DYLIB_STDCPP", "1")
        .env("OPENCC_SHARE", opencc.join("share/opencc"));
    cargo
}

/// Runs a command; the error names it.
pub(crate) fn run_to_end(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}
