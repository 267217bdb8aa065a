//! The rules of the house that a program can check. Each finding says what to do.

mod graph;
mod licence;
mod source;

use crate::{list, read, root};

/// Runs all checks and reports all findings.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    if !args.is_empty() {
        return Err("usage: cargo xtask tidy".to_owned());
    }
    let packages = graph::packages()?;
    let checks: [(&str, Vec<String>); 8] = [
        ("the star of crates", graph::star(&packages)),
        ("quiet libraries", graph::quiet(&packages)),
        ("no files, environment or processes in libraries", source::no_system(&packages)?),
        ("licences", licence::check(&packages)),
        ("oldest toolchain", graph::msrv(&packages)),
        ("manifests", manifests(&packages)?),
        ("rule folders", rules()?),
        ("no absolute paths", source::no_absolute_paths()?),
    ];
    let mut findings = 0;
    for (name, wrong) in &checks {
        println!("{} {name}", if wrong.is_empty() { "ok  " } else { "FAIL" });
        for w in wrong {
            println!("     {w}");
        }
        findings += wrong.len();
    }
    if findings == 0 { Ok(()) } else { Err(format!("{findings} findings")) }
}

/// Every package takes lints, edition and oldest toolchain from the workspace.
fn manifests(packages: &[graph::Package]) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    for p in packages.iter().filter(|p| p.ours) {
        let manifest = read(&p.manifest)?;
        let has = |line: &str| manifest.lines().any(|l| l.trim() == line);
        let lints =
            manifest.split("[lints]").nth(1).is_some_and(|rest| rest.trim_start().starts_with("workspace = true"));
        if !lints {
            wrong.push(format!("{}: add [lints] workspace = true", p.name));
        }
        for key in ["version", "edition", "rust-version", "license"] {
            if !has(&format!("{key}.workspace = true")) {
                wrong.push(format!("{}: write {key}.workspace = true", p.name));
            }
        }
    }
    Ok(wrong)
}

/// One folder a rule, with the rule's name and a page that has all sections.
fn rules() -> Result<Vec<String>, String> {
    const SECTIONS: [&str; 5] =
        ["**What it finds.**", "**Why it harms.**", "**Example**", "**When it is wrong.**", "**Safety.**"];
    let home = root().join("crates/normalize/src/rules");
    let mut wrong = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    for path in list(&home).into_iter().filter(|p| p.is_dir()) {
        let folder = path.file_name().unwrap_or_default().to_string_lossy().replace('_', "-");
        match read(&path.join("rule.md")) {
            Err(_) => wrong.push(format!("{folder}: there is no rule.md")),
            Ok(page) => {
                if page.lines().next() != Some(format!("# {folder}").as_str()) {
                    wrong.push(format!("{folder}: rule.md must begin with `# {folder}`"));
                }
                let missing = SECTIONS.iter().filter(|s| !page.contains(*s));
                wrong.extend(missing.map(|s| format!("{folder}: rule.md lacks {s}")));
                // A rule that proposes no edit shows what it reports.
                let example = page.contains("```before") && page.contains("```after");
                let other = page.contains("```report") || (page.contains("```boxes") && page.contains("```order"));
                if !example && !other {
                    wrong.push(format!(
                        "{folder}: rule.md needs a ```before and an ```after, a ```report, or ```boxes and an ```order"
                    ));
                }
            }
        }
        folders.push(folder);
    }
    for meta in baokan::normalize::BUILTIN.iter().map(|r| r.meta()) {
        if !folders.iter().any(|f| f == meta.name) {
            wrong.push(format!("{}: no folder of this name in rules/", meta.name));
        }
        folders.retain(|f| f != meta.name);
    }
    wrong.extend(folders.iter().map(|f| format!("{f}: the folder is not in BUILTIN")));
    Ok(wrong)
}
