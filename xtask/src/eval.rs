//! Accuracy: cases and shared samples that have gold are scored and held against the floors.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use baokan::corpus_model::{Document, Source};
use baokan::export::wire;
use baokan::ingest::InputRef;
use baokan::normalize::script::{Config, Converter};
use baokan::normalize::{Options, Registry, Target};
use baokan::pipeline::{Plan, Stage, process};
use serde_json::Value;

use crate::citations;
use crate::floors::Floors;
use crate::score::{Figure, score, words as score_words};
use crate::{cases, list, pages, read, root, sentences, shared, statutes};

const FLOORS: &str = "fixtures/floors.tsv";

/// Sentences cut into words by hand, by the name of their rows. The second set was first read by a program when the model
/// was done: its figures are the fairer ones.
const WORDS: &[(&str, &str)] = &[
    ("words", "crates/segment/tests/gold/words.txt"),
    ("words-held-out", "crates/segment/tests/gold/words-held-out.txt"),
];

/// Scores everything; fails when a figure is below its floor. `--update` raises floors, `--all` prints every figure,
/// `--pages` scores nothing but OCR pages, and prints each; `--citations` reads nothing but every citation again; `words`
/// scores nothing but the word segmenters of this build. `specs` scores the test suites of peers instead, `sentences`
/// shows the suite of sentences.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    match args.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        Some(("specs", rest)) => return crate::specs::run(rest),
        Some(("sentences", rest)) => return sentences::run(rest),
        _ => {}
    }
    let known = ["--update", "--all", "--pages", "--citations", "words"];
    if let Some(wrong) = args.iter().find(|a| !known.contains(&a.as_str())) {
        let usage = "cargo xtask eval [words | --pages | --citations] [--update] [--all] | specs | sentences [--peers]";
        return Err(format!("`{wrong}`: usage: {usage}"));
    }
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let path = root().join(FLOORS);
    let floors = Floors::load(&path)?;
    let mut raised = floors.clone();
    let mut wrong = Vec::new();
    let all = if has("words") {
        words()?
    } else if has("--pages") {
        each_page()?
    } else if has("--citations") {
        citations::figures()?
    } else {
        measured()?
    };
    for (document, figures) in all {
        let shown: Vec<&Figure> = figures.iter().filter(|f| has("--all") || !f.name.contains('.')).collect();
        let shown: Vec<String> = shown.iter().map(|f| format!("{} {:.3}", f.name, f.value)).collect();
        println!("{document}: {}", shown.join(" · "));
        for f in &figures {
            wrong.extend(floors.check(&document, &f.name, f.value));
            raised.raise(&document, &f.name, f.value);
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    if has("--update") && raised != floors {
        raised.save(&path)?;
        eprintln!("raised {FLOORS}");
    }
    Ok(())
}

/// All documents with their figures.
fn measured() -> Result<Vec<(String, Vec<Figure>)>, String> {
    let mut all = Vec::new();
    for input in cases() {
        let gold = input.with_file_name("gold.json");
        if gold.is_file() {
            let name = input.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
            all.push((format!("cases/{name}"), against(&input, &gold)?));
        }
    }
    all.push(("sentences".to_owned(), sentences::figures()?));
    // Articles written for the records: one folder each, with the text and its gold.
    for folder in list(&root().join("fixtures/records")) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        all.push((format!("records/{name}"), against(&folder.join("input.txt"), &folder.join("gold.json"))?));
    }
    all.extend(words()?);
    all.extend(citations::figures()?);
    all.extend(pages::scores("pages", &pages::folder())?.means);
    let Some(shared) = shared::folder("samples, OCR pages and statutes") else { return Ok(all) };
    for gold in list(&shared.join("gold")).iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let name = gold.file_stem().unwrap_or_default().to_string_lossy();
        let input = shared.join("samples").join(format!("{name}.txt"));
        all.push((format!("samples/{name}"), against(&input, gold)?));
    }
    let ocr = pages::scores("ocr", &shared.join("ocr"))?;
    all.extend(ocr.pages.into_iter().chain(ocr.means));
    all.push(("laws".to_owned(), harm(&shared.join("corpus/laws"))?));
    let segmented = |input: &Path| document(input, &Plan::default(), Stage::Segment);
    all.push(("laws-clauses".to_owned(), statutes::clauses(&shared.join("corpus/laws"), segmented)?));
    all.push(("laws-hant".to_owned(), traditional(&shared.join("corpus/laws"))?));
    Ok(all)
}

/// Every word segmenter of this build on the sentences cut by hand.
fn words() -> Result<Vec<(String, Vec<Figure>)>, String> {
    let segmenters = baokan::words::segmenters()?;
    let mut all = Vec::new();
    for (row, file) in WORDS {
        let gold = read(&root().join(file))?;
        all.extend(segmenters.iter().map(|(name, s)| (format!("{row}/{name}"), score_words(&gold, s.as_ref()))));
    }
    Ok(all)
}

/// OCR pages one by one, and their means.
fn each_page() -> Result<Vec<(String, Vec<Figure>)>, String> {
    let mut sets = vec![pages::scores("pages", &pages::folder())?];
    if let Some(shared) = shared::folder("OCR pages") {
        sets.push(pages::scores("ocr", &shared.join("ocr"))?);
    }
    let (pages, means): (Vec<_>, Vec<_>) = sets.into_iter().map(|s| (s.pages, s.means)).unzip();
    Ok(pages.into_iter().chain(means).flatten().collect())
}

/// What a case asks for: its `case.toml`, or the defaults.
fn plan(input: &Path) -> Result<Plan, String> {
    let config = input.with_file_name("case.toml");
    Plan::from_config(config.is_file().then_some(config.as_path())).map_err(|e| e.to_string())
}

fn document(input: &Path, plan: &Plan, last: Stage) -> Result<Document, String> {
    process(&InputRef::file(input), plan, last).map_err(|f| format!("{}: {}", input.display(), f.message))
}

pub(crate) fn export(input: &Path, plan: &Plan) -> Result<Value, String> {
    serde_json::to_value(wire(&document(input, plan, Stage::Extract)?)).map_err(|e| e.to_string())
}

pub(crate) fn parsed(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

fn against(input: &Path, gold: &Path) -> Result<Vec<Figure>, String> {
    Ok(score(&parsed(gold)?, &export(input, &plan(input)?)?))
}

/// A control for script conversion, made of Simplified statutes: as Traditional text they must stay as they are under
/// the targets `keep` and `hant`, and come back under `hans`. Characters per million that do not; the width of marks and
/// spaces is another matter, so that only Han characters count.
fn traditional(folder: &Path) -> Result<Vec<Figure>, String> {
    // Every fourth file is enough.
    let files: Vec<_> = list(folder).into_iter().step_by(4).collect();
    let is_han = |c: &char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    let han = |text: &str| text.chars().filter(is_han).collect::<Vec<char>>();
    let differ = |a: &[char], b: &[char]| a.len().abs_diff(b.len()) + a.iter().zip(b).filter(|(a, b)| a != b).count();
    let (mut characters, mut wrong) = (0usize, [0usize; 3]);
    for input in files {
        let hans = read(&input)?;
        let hant = Converter::press_to_traditional(Config::S2tw).convert(&hans);
        characters += han(&hans).len();
        let wanted = [(Target::Keep, &hant), (Target::Hant, &hant), (Target::Hans, &hans)];
        for ((target, text), wrong) in wanted.into_iter().zip(&mut wrong) {
            let source = Source::from_text(hant.clone(), input.display().to_string()).map_err(|e| e.to_string())?;
            let mut doc = Document::new(Arc::new(source));
            let options = Options { target, only: vec!["foreign-script".to_owned()], ..Options::default() };
            Registry::builtin().repair(&mut doc, &options);
            *wrong += differ(&han(doc.text.as_str()), &han(text));
        }
    }
    let figure = |(name, n): (&str, usize)| Figure {
        name: format!("edits_per_million_{name}"),
        value: n as f64 * 1e6 / characters.max(1) as f64,
    };
    Ok(["keep", "hant", "round_trip"].into_iter().zip(wrong).map(figure).collect())
}

/// Edits per million characters of clean text, in all and by rule. It should need none.
fn harm(folder: &Path) -> Result<Vec<Figure>, String> {
    let mut edits: BTreeMap<String, usize> = BTreeMap::new();
    let mut characters = 0;
    for input in list(folder) {
        let doc = document(&input, &Plan::default(), Stage::Normalize)?;
        characters += doc.source().decoded().chars().count();
        let mut seen = HashSet::new();
        for edit in doc.text.sites().iter().filter(|s| seen.insert(s.edit)).filter_map(|s| doc.text.edit(s.edit)) {
            *edits.entry(edit.rule.into_owned()).or_default() += 1;
        }
    }
    let per_million = |n: usize| n as f64 * 1e6 / characters.max(1) as f64;
    let all = Figure { name: "edits_per_million".to_owned(), value: per_million(edits.values().sum()) };
    let rule =
        |(rule, n): (&String, &usize)| Figure { name: format!("edits_per_million.{rule}"), value: per_million(*n) };
    Ok([all].into_iter().chain(edits.iter().map(rule)).collect())
}
