//! Who may depend on whom, read from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// A package of the dependency graph.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) ours: bool,
    /// Whether anything but the oracle needs it.
    pub(super) shipped: bool,
    pub(super) licence: String,
    pub(super) rust_version: Option<String>,
    pub(super) manifest: PathBuf,
    /// Name and kind (`normal`, `build`, `dev`) of what the manifest names.
    dependencies: Vec<(String, String)>,
}

/// The stages: each knows the data model and no other stage.
const STAGES: [&str; 5] = ["baokan-ingest", "baokan-normalize", "baokan-segment", "baokan-extract", "baokan-export"];
const MODEL: &str = "baokan-corpus-model";
/// OpenCC's library, for comparison only: no member of ours builds it unless told to.
const ORACLE: &str = "baokan-opencc-native";
/// Only the program may know these.
const LOUD: [&str; 4] = ["clap", "indicatif", "rayon", "tracing-subscriber"];

/// All packages that a build of the workspace may need.
pub(super) fn packages() -> Result<Vec<Package>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .current_dir(crate::root())
        .output()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|e| format!("cargo metadata: {e}"))?;
    read(&metadata).ok_or_else(|| "cargo metadata has another form than expected".to_owned())
}

fn read(metadata: &Value) -> Option<Vec<Package>> {
    let members: Vec<&str> = metadata["workspace_members"].as_array()?.iter().filter_map(Value::as_str).collect();
    let shipped = reachable(&metadata["resolve"], members.iter().copied().filter(|id| !id.contains(ORACLE)))?;
    let package = |p: &Value| {
        let dependency =
            |d: &Value| Some((d["name"].as_str()?.to_owned(), d["kind"].as_str().unwrap_or("normal").to_owned()));
        Some(Package {
            name: p["name"].as_str()?.to_owned(),
            ours: members.contains(&p["id"].as_str()?),
            shipped: shipped.contains(p["id"].as_str()?),
            licence: p["license"].as_str().unwrap_or("").to_owned(),
            rust_version: p["rust_version"].as_str().map(str::to_owned),
            manifest: PathBuf::from(p["manifest_path"].as_str()?),
            dependencies: p["dependencies"].as_array()?.iter().filter_map(dependency).collect(),
        })
    };
    metadata["packages"].as_array()?.iter().map(package).collect()
}

/// The packages that some of `roots` need, by their ids; the roots are among them.
fn reachable<'a>(resolve: &'a Value, roots: impl Iterator<Item = &'a str>) -> Option<BTreeSet<&'a str>> {
    let node = |n: &'a Value| Some((n["id"].as_str()?, n["dependencies"].as_array()?));
    let nodes: BTreeMap<&str, &Vec<Value>> = resolve["nodes"].as_array()?.iter().map(node).collect::<Option<_>>()?;
    let (mut found, mut open) = (BTreeSet::new(), roots.collect::<Vec<_>>());
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(nodes.get(id).into_iter().flat_map(|d| d.iter()).filter_map(Value::as_str));
        }
    }
    Some(found)
}

/// Whether a package is a library of ours: the data model or a stage.
pub(super) fn is_library(name: &str) -> bool {
    name == MODEL || STAGES.contains(&name)
}

/// Dependencies among our own packages form a star.
pub(super) fn star(packages: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    let ours: Vec<&str> = packages.iter().filter(|p| p.ours).map(|p| p.name.as_str()).collect();
    for p in packages.iter().filter(|p| p.ours) {
        for (to, kind) in p.dependencies.iter().filter(|(to, _)| ours.contains(&to.as_str())) {
            if !may_depend(&p.name, to) {
                wrong.push(format!("{} must not depend on {to} ({kind}): compose in the cli crate", p.name));
            }
        }
        if !is_library(&p.name) && !["baokan", "xtask", "baokan-fixtures", ORACLE].contains(&p.name.as_str()) {
            wrong.push(format!("{}: a new package needs its place in xtask/src/tidy/graph.rs", p.name));
        }
    }
    wrong
}

fn may_depend(from: &str, to: &str) -> bool {
    match from {
        MODEL => false,
        "baokan" => is_library(to),
        "xtask" | "baokan-fixtures" => to == "baokan",
        ORACLE => to == "baokan-normalize",
        stage => STAGES.contains(&stage) && to == MODEL,
    }
}

/// No library knows the terminal, threads or where a log goes.
pub(super) fn quiet(packages: &[Package]) -> Vec<String> {
    let libraries = packages.iter().filter(|p| p.ours && is_library(&p.name));
    let loud = libraries.flat_map(|p| {
        let hits = p.dependencies.iter().filter(|(to, kind)| LOUD.contains(&to.as_str()) && kind != "dev");
        hits.map(|(to, _)| format!("{} must not depend on {to}: that is for the cli crate", p.name))
    });
    loud.collect()
}

/// No dependency needs a newer toolchain than we promise; what only the oracle needs may.
pub(super) fn msrv(packages: &[Package]) -> Vec<String> {
    let ours = packages.iter().find(|p| p.ours).and_then(|p| p.rust_version.clone()).unwrap_or_default();
    let newer = packages.iter().filter(|p| p.rust_version.as_deref().is_some_and(|v| version(v) > version(&ours)));
    newer
        .filter(|p| p.shipped)
        .map(|p| {
            let needs = p.rust_version.as_deref().unwrap_or("");
            format!("{} needs Rust {needs}, we promise {ours}: take an older release or raise rust-version", p.name)
        })
        .collect()
}

fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|p| p.parse().unwrap_or(0)).collect();
    parts.resize(3, 0);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[(&str, &str)]) -> Package {
        Package {
            name: name.to_owned(),
            ours: true,
            shipped: true,
            licence: String::new(),
            rust_version: Some("1.88".to_owned()),
            manifest: PathBuf::new(),
            dependencies: dependencies.iter().map(|(n, k)| ((*n).to_owned(), (*k).to_owned())).collect(),
        }
    }

    #[test]
    fn edges_outside_the_star_are_found() {
        let model = package(MODEL, &[]);
        let extract = package("baokan-extract", &[(MODEL, "normal"), ("baokan-segment", "dev"), ("clap", "normal")]);
        let segment = package("baokan-segment", &[(MODEL, "normal"), ("rayon", "dev")]);
        let cli = package("baokan", &[("baokan-extract", "normal"), ("clap", "normal")]);
        let other = package("baokan-web", &[]);
        let all = [model, extract, segment, cli, other];
        let wrong = star(&all);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].contains("baokan-extract must not depend on baokan-segment"));
        assert_eq!(quiet(&all), ["baokan-extract must not depend on clap: that is for the cli crate"]);
    }

    #[test]
    fn what_only_the_oracle_needs_is_not_shipped() {
        let resolve = serde_json::json!({"nodes": [
            {"id": "ours", "dependencies": ["shared"]},
            {"id": "oracle", "dependencies": ["ours", "native"]},
            {"id": "native", "dependencies": []},
            {"id": "shared", "dependencies": []},
        ]});
        let found = reachable(&resolve, ["ours"].into_iter()).unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["ours", "shared"]);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("1.9") < version("1.88.0"));
        assert_eq!(version("1.88"), version("1.88.0"));
        let mut newer = package("x", &[]);
        newer.ours = false;
        newer.rust_version = Some("1.90".to_owned());
        let mut both = [package(MODEL, &[]), newer];
        assert_eq!(msrv(&both).len(), 1);
        both[1].shipped = false;
        assert_eq!(msrv(&both).len(), 0);
    }
}
