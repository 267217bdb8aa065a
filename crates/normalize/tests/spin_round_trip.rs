//! Spins clean texts by a table of originals, blind to word borders, and measures what the rules undo.
//!
//! `cargo test -p baokan-normalize --test spin_round_trip -- --nocapture` prints, for each text: substitutions made,
//! recovered, left or wrong, and characters that were right and were changed. This measures guards and ambiguity (many
//! originals to one substitute, matches across word borders, rows that are not in use). `SPIN_SHOW=1` lists them. It does not measure how much
//! of a real spinner's table is known: `tests/data/spin/forward.tsv` was written by us, too.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use std::path::Path;
use std::sync::Arc;

use baokan_corpus_model::{Document, Source};
use baokan_normalize::script::{Config, Converter};
use baokan_normalize::{Options, Pass, Registry, Target};

/// The rules before layout make this of the text.
fn repaired(text: &str) -> Document {
    let registry = Registry::builtin();
    let early = registry.rules().iter().filter(|r| r.meta().pass < Pass::Layout).map(|r| r.meta().name.to_owned());
    let options = Options { target: Target::Hans, only: early.collect(), ..Options::default() };
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    registry.repair(&mut doc, &options);
    doc
}

/// Rows of the spinner's table that are in use: a page shows a part of it only.
fn rows(seed: usize) -> Vec<(&'static str, &'static str)> {
    let rows = include_str!("data/spin/forward.tsv").lines().filter(|l| !l.starts_with('#'));
    let rows = rows.filter_map(|l| l.split_once('\t')).enumerate();
    // The characters that give a spun text away are in every version of the table that we have seen.
    rows.filter(|(i, _)| *i < 2 || (i * 7919 + seed * 104_729) % 10 < 7).map(|(_, row)| row).collect()
}

type Row = (&'static str, &'static str);

/// The spun text, for each character of the clean text the substitution that took it, if any, and the substitutions.
fn spin(clean: &str, rows: &[Row]) -> (String, Vec<Option<usize>>, Vec<Row>) {
    let (mut spun, mut taken, mut rest, mut made) = (String::new(), Vec::new(), clean, Vec::new());
    while let Some(c) = rest.chars().next() {
        let longest = rows.iter().filter(|(o, _)| rest.starts_with(o)).max_by_key(|(o, _)| o.len());
        if let Some(row @ (original, substitute)) = longest {
            spun.push_str(substitute);
            taken.extend(original.chars().map(|_| Some(made.len())));
            made.push(*row);
            rest = &rest[original.len()..];
        } else {
            spun.push(c);
            taken.push(None);
            rest = &rest[c.len_utf8()..];
        }
    }
    (spun, taken, made)
}

/// For each character of `a`, whether a shortest edit script to `b` keeps it (Myers 1986).
fn kept(a: &[char], b: &[char]) -> Vec<bool> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let offset = n + m + 1;
    let mut best = vec![0isize; (2 * offset + 1) as usize];
    let mut trace = Vec::new();
    'search: for d in 0..=n + m {
        trace.push(best[(offset - d - 1) as usize..=(offset + d + 1) as usize].to_vec());
        for k in (-d..=d).step_by(2) {
            let at = |i: isize| best[(offset + i) as usize];
            let mut x = if k == -d || (k != d && at(k - 1) < at(k + 1)) { at(k + 1) } else { at(k - 1) + 1 };
            while x < n && x - k < m && a[x as usize] == b[(x - k) as usize] {
                x += 1;
            }
            best[(offset + k) as usize] = x;
            if x >= n && x - k >= m {
                break 'search;
            }
        }
    }
    let mut kept = vec![false; a.len()];
    let (mut x, mut y) = (n, m);
    for (d, row) in trace.iter().enumerate().rev() {
        let d = d as isize;
        let at = |i: isize| row[(i + d + 1) as usize];
        let k = x - y;
        let from = if k == -d || (k != d && at(k - 1) < at(k + 1)) { k + 1 } else { k - 1 };
        let start = if d == 0 { 0 } else { at(from) };
        while x > start && y > start - from && x > 0 && y > 0 && a[(x - 1) as usize] == b[(y - 1) as usize] {
            x -= 1;
            y -= 1;
            kept[x as usize] = true;
        }
        (x, y) = (start, start - from);
    }
    kept
}

#[derive(Debug, Default)]
struct Score {
    substitutions: usize,
    recovered: usize,
    characters: usize,
    spoilt: usize,
}

fn measure(name: &str, text: &str, seed: usize, traditional: bool) -> Score {
    let clean = repaired(text).text.as_str().to_owned();
    let (mut spun, taken, made) = spin(&clean, &rows(seed));
    if traditional {
        spun = Converter::builtin(Config::S2t).convert(&spun);
    }
    let doc = repaired(&spun);
    let (a, b): (Vec<char>, Vec<char>) = (clean.chars().collect(), doc.text.as_str().chars().collect());
    let kept = kept(&a, &b);
    let mut score = Score { characters: a.len(), ..Score::default() };
    let mut lost = vec![false; made.len()];
    for (keep, by) in kept.iter().zip(&taken) {
        match by {
            Some(i) => lost[*i] |= !keep,
            None => score.spoilt += usize::from(!keep),
        }
    }
    score.substitutions = lost.len();
    score.recovered = lost.iter().filter(|l| !**l).count();
    let share = score.recovered as f64 * 100.0 / score.substitutions.max(1) as f64;
    let spoilt = score.spoilt as f64 * 100.0 / score.characters.max(1) as f64;
    eprintln!(
        "{name:14} {seed} {:>5} substitutions, {share:.1} % recovered; {spoilt:.3} % of the other characters spoilt",
        score.substitutions
    );
    if std::env::var_os("SPIN_SHOW").is_some() {
        for (row, _) in made.iter().zip(&lost).filter(|(_, lost)| **lost) {
            eprintln!("    lost   {} → {}", row.0, row.1);
        }
        for i in (0..a.len()).filter(|i| taken[*i].is_none() && !kept[*i]) {
            eprintln!("    spoilt {}", a[i.saturating_sub(5)..(i + 5).min(a.len())].iter().collect::<String>());
        }
    }
    score
}

fn sum(scores: Vec<Score>) -> Score {
    scores.into_iter().fold(Score::default(), |a, b| Score {
        substitutions: a.substitutions + b.substitutions,
        recovered: a.recovered + b.recovered,
        characters: a.characters + b.characters,
        spoilt: a.spoilt + b.spoilt,
    })
}

#[test]
fn our_own_paragraphs() {
    let text = include_str!("data/spin/clean.txt");
    let total = sum((0..4).map(|seed| measure("own", text, seed, seed % 2 == 0)).collect());
    assert!(total.recovered * 100 >= total.substitutions * 85, "{total:?}");
    assert!(total.spoilt * 1000 <= total.characters, "{total:?}");
}

#[test]
fn clean_paragraphs_stay() {
    let text = include_str!("data/spin/clean.txt");
    assert_eq!(repaired(text).text.as_str(), text);
}

#[test]
fn government_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/gwr");
    if !folder.is_dir() {
        eprintln!("skipped: no shared corpus");
        return;
    }
    let mut scores = Vec::new();
    for (seed, name) in ["1999", "2005", "2013", "2025"].iter().enumerate() {
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).unwrap();
        let piece: String = text.chars().skip(2000).take(5000).collect();
        scores.push(measure(name, &piece, seed, seed % 2 == 1));
    }
    let total = sum(scores);
    assert!(total.recovered * 100 >= total.substitutions * 82, "{total:?}");
    assert!(total.spoilt * 1000 <= total.characters, "{total:?}");
}

/// Texts that nobody spun are never taken for spun, in either script: 今朝, 任务, 平安 and 成长 are good words.
#[test]
fn nothing_is_spun_in_government_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/gwr");
    if !folder.is_dir() {
        eprintln!("skipped: no shared corpus");
        return;
    }
    for name in ["1957", "1975", "1985", "1995", "2003", "2025"] {
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).unwrap();
        for config in [None, Some(Config::S2t), Some(Config::S2twp)] {
            let text = config.map_or_else(|| text.clone(), |c| Converter::builtin(c).convert(&text));
            let doc = repaired(&text);
            let rules: Vec<String> = doc
                .text
                .sites()
                .into_iter()
                .filter_map(|site| doc.text.edit(site.edit))
                .map(|edit| edit.rule.to_string())
                .filter(|rule| matches!(rule.as_str(), "spun-synonym" | "injected-spam"))
                .collect();
            assert!(rules.is_empty(), "{name} {config:?}");
            assert!(doc.diagnostics.iter().all(|d| d.code != "spun-text"), "{name} {config:?}");
        }
    }
}
