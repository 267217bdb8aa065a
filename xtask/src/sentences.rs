//! The suite of sentence segmentation: our score by kind of text, and other splitters on the same cases.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use baokan::segment::sentences;

use crate::oracle::{run_to_end, target};
use crate::score::Figure;
use crate::{read, root};

const SUITE: &str = "crates/segment/tests/sentences.tsv";
const SCRIPT: &str = "xtask/peers/sentences.py";
/// What is installed beside the script; the two last ones without what they depend on, since one function of each is asked.
const PEERS: &[&str] = &[
    "ltp-extension==0.1.13",
    "sentencex==1.0.32",
    "PyICU==2.17",
    "pysbd==0.3.4",
    "spacy==3.8.18",
    "jionlp==1.5.31",
    "zh-sentence==0.0.5",
    "blingfire==0.1.8",
];
const BARE: &[&str] = &["hanlp==2.1.7", "harvesttext==0.8.2.1"];
const USAGE: &str = "usage: cargo xtask eval sentences [--peers]";

/// A case: a text and the places, in characters that are no white space, where a sentence ends before its end.
struct Case {
    id: String,
    kind: String,
    text: String,
    cuts: BTreeSet<usize>,
}

impl Case {
    fn parse(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, kind, case, _] = fields[..] else { return None };
        let case = case.replace("\\n", "\n");
        let cuts = inner(case.split('|').map(size));
        Some(Self { id: id.to_owned(), kind: kind.to_owned(), text: case.replace('|', ""), cuts })
    }

    /// Where our splitter cuts.
    fn ours(&self) -> BTreeSet<usize> {
        inner(sentences(&self.text, 0..self.text.len()).into_iter().map(|r| size(self.text.get(r).unwrap_or(""))))
    }
}

fn size(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn inner(sizes: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let mut at = 0;
    let mut cuts: BTreeSet<usize> = sizes.map(|n| (at += n, at).1).collect();
    cuts.remove(&at);
    cuts
}

fn suite() -> Result<Vec<Case>, String> {
    let text = read(&root().join(SUITE))?;
    let lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|l| Case::parse(l).ok_or_else(|| format!("{SUITE}: four columns wanted: {l}"))).collect()
}

/// The share of cases that are right in every cut, in all and by kind of text.
pub(crate) fn figures() -> Result<Vec<Figure>, String> {
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let cases = suite()?;
    for case in &cases {
        let right = usize::from(case.ours() == case.cuts);
        for name in ["right".to_owned(), format!("right.{}", case.kind)] {
            let (n, all) = kinds.entry(name).or_default();
            (*n, *all) = (*n + right, *all + 1);
        }
    }
    Ok(kinds.into_iter().map(|(name, (n, all))| Figure { name, value: n as f64 / all as f64 }).collect())
}

/// Prints the table of our splitter and its peers; without `--peers` ours alone, with the cases that it gets wrong.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let peers = match args {
        [] => false,
        [one] if one == "--peers" => true,
        _ => return Err(USAGE.to_owned()),
    };
    let cases = suite()?;
    let wrong: Vec<&Case> = cases.iter().filter(|c| c.ours() != c.cuts).collect();
    println!("{} cases; speed in MB/s on one thread, one case at a time", cases.len());
    println!("{:50} {:>5} {:>7} {:>9} {:>6} {:>7}", "", "right", "share", "precision", "recall", "MB/s");
    let sum = |f: &dyn Fn(&Case) -> usize| cases.iter().map(f).sum::<usize>() as f64;
    let hits = sum(&|c| c.ours().intersection(&c.cuts).count());
    let (got, want) = (sum(&|c| c.ours().len()), sum(&|c| c.cuts.len()));
    let version = format!("baokan {}", env!("CARGO_PKG_VERSION"));
    row(&version, cases.len() - wrong.len(), cases.len(), hits / got.max(1.0), hits / want.max(1.0), speed(&cases));
    for case in &wrong {
        println!("  wrong: {}", case.id);
    }
    if peers { others(&cases) } else { Ok(()) }
}

fn row(name: &str, right: usize, all: usize, precision: f64, recall: f64, speed: f64) {
    let share = right as f64 * 100.0 / all.max(1) as f64;
    println!("{name:50} {right:>5} {share:>5.1} % {precision:>9.3} {recall:>6.3} {speed:>7.2}");
}

fn speed(cases: &[Case]) -> f64 {
    let (start, mut bytes, mut found) = (Instant::now(), 0usize, 0usize);
    while start.elapsed() < Duration::from_millis(300) {
        for case in cases {
            found += sentences(&case.text, 0..case.text.len()).len();
            bytes += case.text.len();
        }
    }
    // What was found must be used, or nothing is computed.
    std::hint::black_box(found);
    bytes as f64 / start.elapsed().as_secs_f64() / 1e6
}

/// Installs the peers below the target folder and has them cut the suite.
fn others(cases: &[Case]) -> Result<(), String> {
    let python = environment()?;
    let script = root().join(SCRIPT);
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| e.to_string())?;
    let lines: String =
        cases.iter().map(|c| serde_json::json!({"text": c.text, "cuts": c.cuts}).to_string() + "\n").collect();
    child.stdin.take().ok_or("no input")?.write_all(lines.as_bytes()).map_err(|e| e.to_string())?;
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            [name, right, precision, recall, speed] => {
                let number = |s: &str| s.parse::<f64>().unwrap_or(f64::NAN);
                row(name, right.parse().unwrap_or(0), cases.len(), number(precision), number(recall), number(speed));
            }
            [name, "missing", why] => println!("{name:50} not installed: {why}"),
            // Greetings.
            _ => {}
        }
    }
    if output.status.success() { Ok(()) } else { Err(format!("{SCRIPT}: {}", output.status)) }
}

fn environment() -> Result<PathBuf, String> {
    let venv = target()?.join("peers/sentences");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = venv.join("installed");
    let wanted = [PEERS, BARE].concat().join("\n");
    if read(&done).is_ok_and(|have| have == wanted) {
        return Ok(python);
    }
    println!("installing {} peers from the Python package index into {}", PEERS.len() + BARE.len(), venv.display());
    run_to_end(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    // One that does not install on this system costs its row only.
    for peer in PEERS {
        run_to_end(Command::new(&python).args(pip).arg(peer)).unwrap_or_else(|e| println!("{peer}: {e}"));
    }
    for peer in BARE {
        run_to_end(Command::new(&python).args(pip).args(["--no-deps", peer]))
            .unwrap_or_else(|e| println!("{peer}: {e}"));
    }
    crate::write(&done, &wanted)?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_do_not_count_white_space() {
        let case = Case::parse("id\tpress\t天亮了。 |雨停了。\\n|风也停了。\twhy").unwrap();
        assert_eq!(case.cuts, BTreeSet::from([4, 8]));
        assert_eq!(case.ours(), case.cuts);
        assert!(Case::parse("id\tpress\t天亮了。").is_none());
    }
}
