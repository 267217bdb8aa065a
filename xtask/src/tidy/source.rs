//! What must not stand in source files.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::graph::{Package, is_library};
use crate::{list, read, root};

/// Modules of the standard library that reach out of the process.
const SYSTEM: [&str; 3] = ["fs", "env", "process"];

/// No `std::{fs,env,process}` in a library of ours but `ingest`. Tests, benches and examples are free.
pub(super) fn no_system(packages: &[Package]) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    for p in packages.iter().filter(|p| p.ours && is_library(&p.name) && p.name != "baokan-ingest") {
        let folder = p.manifest.parent().map(|m| m.join("src")).unwrap_or_default();
        for path in rust_files(&folder) {
            let found = system_modules(&read(&path)?);
            let shown = path.strip_prefix(folder.parent().unwrap_or(&folder)).unwrap_or(&path);
            wrong.extend(found.iter().map(|m| format!("{}: {} uses std::{m}", p.name, shown.display())));
        }
    }
    Ok(wrong)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = list(folder).into_iter().partition(|p| p.is_dir());
    let rust = files.into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    // Modules of unit tests may stand in files of their own.
    let rust = rust.filter(|p| p.file_stem().is_none_or(|s| s != "tests" && s != "testing"));
    rust.chain(folders.iter().filter(|f| f.file_name().is_none_or(|n| n != "tests")).flat_map(|f| rust_files(f)))
        .collect()
}

/// The forbidden modules that code names, outside comments and before its unit tests.
fn system_modules(code: &str) -> Vec<&'static str> {
    let code: String = code
        .lines()
        .take_while(|l| l.trim() != "#[cfg(test)]")
        .map(|l| l.split("//").next().unwrap_or("").to_owned() + "\n")
        .collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("std::") {
        let rest = code.get(at + 5..).unwrap_or("");
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for name in names {
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            let name = name.get(..end).unwrap_or("");
            found.extend(SYSTEM.iter().copied().find(|s| *s == name));
        }
    }
    found.dedup();
    found
}

/// The members of a `{…}` group that begins here, those of inner groups left out.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut out) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                out.push(group.get(from..i).unwrap_or("").trim());
                from = i + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    out
}

/// No tracked text names a place on somebody's machine.
pub(super) fn no_absolute_paths() -> Result<Vec<String>, String> {
    // Spelled in two halves, so that this file does not find itself.
    let homes =
        [["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["/wo", "rk/"], ["C:\\", "Users"]].map(|h| h.concat());
    let mut wrong = Vec::new();
    for file in tracked()? {
        // Cases may hold any bytes.
        let Ok(text) = std::fs::read_to_string(root().join(&file)) else { continue };
        for (number, line) in text.lines().enumerate() {
            if let Some(home) = homes.iter().find(|h| is_path(line, h)) {
                wrong.push(format!("{file}:{}: mentions {home}…", number + 1));
            }
        }
    }
    Ok(wrong)
}

/// Whether the line holds the path itself, and not the end of a longer one (`docs/work/`, an address).
fn is_path(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line.get(..at).unwrap_or("").chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_' | '/' | '~' | '}' | '*'))
    })
}

fn tracked() -> Result<Vec<String>, String> {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    match output {
        Ok(o) if o.status.success() => {
            let text = String::from_utf8_lossy(&o.stdout).into_owned();
            Ok(text.split('\0').filter(|f| !f.is_empty()).map(str::to_owned).collect())
        }
        _ => {
            eprintln!("skipped: absolute paths: this is no git checkout");
            Ok(Vec::new())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_modules_are_found_in_every_form() {
        assert_eq!(system_modules("use std::fs;"), ["fs"]);
        assert_eq!(system_modules("use std::{io::{self, Read}, env, process::Command};"), ["env", "process"]);
        assert_eq!(system_modules("let x = std::env::var(\"A\");"), ["env"]);
        assert_eq!(system_modules("use std::{\n    fmt,\n    fs::File,\n};"), ["fs"]);
        for fine in [
            "use std::fmt;",
            "// std::fs",
            "env!(\"X\")",
            "use std::io::{self};",
            "use std::{fmt, io};\n#[cfg(test)]\nuse std::fs;",
        ] {
            assert!(system_modules(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn paths_of_machines() {
        let home = ["/ho", "me/"].concat();
        assert!(is_path(&format!("see {home}someone/x"), &home));
        assert!(is_path(&format!("\"{home}x\""), &home));
        assert!(!is_path(&format!("example.org{home}x"), &home));
        assert!(!is_path("at home", &home));
    }
}
