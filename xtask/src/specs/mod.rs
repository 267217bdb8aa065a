//! The test suites of peers (`shared/specs`): numbers and times against Recognizers-Text, duckling and cn2an.
//!
//! A case counts when spans and values are those that the suite wants, in its own conventions where our API has an option
//! for them (`docs/numbers.md`); nothing here knows a sentence of a suite.

mod case;
mod numbers;
mod times;

use std::collections::BTreeMap;
use std::path::Path;

use case::Case;

use crate::floors::Floors;
use crate::{list, root, shared};

const FLOORS: &str = "fixtures/specs/floors.tsv";

/// Judges one case of a group.
type Judge = fn(&Case) -> Verdict;

/// What became of a case: right, or what was found instead.
enum Verdict {
    Right,
    Wrong(String),
}

/// Groups of cases: suite, dimensions, judge, and cases of the best peer that were measured.
const GROUPS: &[(&str, &[&str], Judge)] = &[
    ("recognizers-text", &["NumberModel"], numbers::number),
    ("recognizers-text", &["PercentModel"], numbers::percent),
    ("recognizers-text", &["CurrencyModel"], numbers::currency),
    ("recognizers-text", &["DimensionModel"], numbers::dimension),
    ("recognizers-text", &["OrdinalModel"], numbers::ordinal),
    ("recognizers-text", &["DateExtractor"], times::date_spans),
    ("recognizers-text", &["DatePeriodExtractor"], times::period_spans),
    ("recognizers-text", &["DateParser"], times::dates),
    ("recognizers-text", &["DatePeriodParser"], times::periods),
    ("recognizers-text", &["DurationExtractor", "DurationParser"], times::durations),
    ("duckling", &["Numeral"], numbers::duckling_numeral),
    ("duckling", &["AmountOfMoney"], numbers::duckling_quantity),
    ("duckling", &["Distance"], numbers::duckling_quantity),
    ("duckling", &["Quantity"], numbers::duckling_quantity),
    ("duckling", &["Duration"], times::duckling_duration),
    ("cn2an", &["strict_data_dict", "error_strict_datas"], numbers::strict),
    ("cn2an", &["normal_data_dict", "smart_data_dict", "error_normal_datas", "error_smart_datas"], numbers::lenient),
    ("cn2an", &["direct_data_dict"], numbers::digits),
];

/// Scores the suites; fails when a group is below its floor. `--all` prints the cases that fail.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let Some(shared) = shared::folder("peer suites") else { return Ok(()) };
    let path = root().join(FLOORS);
    let floors = Floors::load(&path)?;
    let mut raised = floors.clone();
    let mut below = Vec::new();
    let cases = load(&shared.join("specs"))?;
    for (suite, dims, judge) in GROUPS {
        let cases: Vec<&Case> = cases
            .iter()
            .filter(|c| c.suite == *suite && c.task != "transform" && dims.contains(&c.dim.as_str()))
            .collect();
        let name = dims.first().copied().unwrap_or_default();
        let mut right = 0usize;
        let mut empty = (0usize, 0usize);
        for case in &cases {
            let verdict = judge(case);
            let ok = matches!(verdict, Verdict::Right);
            right += usize::from(ok);
            if case.spans.is_empty() {
                empty = (empty.0 + usize::from(ok), empty.1 + 1);
            }
            if let Verdict::Wrong(found) = verdict
                && has("--all")
            {
                println!("  {} {:?}: {found}, not {}", case.id, case.input, case.wanted());
            }
        }
        let none = if empty.1 > 0 { format!(", without result {}/{}", empty.0, empty.1) } else { String::new() };
        println!("{suite} {}: {right}/{}{none}", dims.join(" + "), cases.len());
        below.extend(floors.check(suite, name, right as f64));
        raised.raise(suite, name, right as f64);
    }
    if !below.is_empty() {
        return Err(below.join("\n"));
    }
    if has("--update") && raised != floors {
        raised.save(&path)?;
        eprintln!("raised {FLOORS}");
    }
    Ok(())
}

fn load(folder: &Path) -> Result<Vec<Case>, String> {
    let mut cases = BTreeMap::new();
    for path in list(folder).iter().filter(|p| p.extension().is_some_and(|e| e == "jsonl")) {
        for line in crate::read(path)?.lines().filter(|l| !l.trim().is_empty()) {
            let case = Case::read(line).ok_or_else(|| format!("{}: a line is no case", path.display()))?;
            cases.insert(case.id.clone(), case);
        }
    }
    Ok(cases.into_values().collect())
}
