//! Whether the citations of an export hold: what is said to stand in the file is read from the file again, by offsets
//! alone, without any of the code that made them.

use std::path::{Path, PathBuf};

use baokan::pipeline::Plan;
use serde_json::Value;

use crate::eval::export;
use crate::score::Figure;
use crate::{cases, list, root, shared};

/// How many citations were looked at, and those that do not hold.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) citations: usize,
    pub(crate) wrong: Vec<String>,
}

/// Where a page or column cut parts a mention.
const CUT: &str = "¶";

/// The sets of plain texts that are checked: our articles and cases, and what lies in `shared`.
fn sets() -> Vec<(&'static str, Vec<PathBuf>)> {
    let own = list(&root().join("fixtures/records")).into_iter().map(|d| d.join("input.txt"));
    let mut sets = vec![("records", own.collect()), ("cases", cases())];
    if let Some(shared) = shared::folder("samples, OCR pages and reports") {
        let pages = list(&shared.join("ocr"))
            .into_iter()
            .flat_map(|p| ["s1/tesseract.txt", "s2/tesseract.txt", "s1/vlm.md", "s2/vlm.md"].map(|s| p.join(s)));
        sets.push(("samples", list(&shared.join("samples"))));
        sets.push(("ocr", pages.collect()));
        sets.push(("reports", list(&shared.join("corpus/gwr"))));
    }
    for (_, paths) in &mut sets {
        paths.retain(|p| p.is_file() && p.extension().is_some_and(|e| e == "txt" || e == "md"));
    }
    sets
}

/// The share of citations that hold, by set; those that do not are printed.
pub(crate) fn figures() -> Result<Vec<(String, Vec<Figure>)>, String> {
    let mut all = Vec::new();
    for (name, paths) in sets() {
        let mut sum = Checked::default();
        for path in &paths {
            check(path, &mut sum)?;
        }
        eprintln!("citations of {name}: {} in {} texts, {} wrong", sum.citations, paths.len(), sum.wrong.len());
        sum.wrong.iter().take(5).for_each(|w| eprintln!("  {w}"));
        let value = 1.0 - sum.wrong.len() as f64 / sum.citations.max(1) as f64;
        all.push((format!("citations/{name}"), vec![Figure { name: "hold".to_owned(), value }]));
    }
    Ok(all)
}

/// Exports a text and reads every citation of its records again. Files in other encodings than UTF-8 are passed over:
/// their quotes are no bytes of the file.
fn check(path: &Path, sum: &mut Checked) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
    let doc = export(path, &Plan::default())?;
    walk(&doc["records"], "records", &text, sum);
    Ok(())
}

fn walk(value: &Value, at: &str, text: &str, sum: &mut Checked) {
    match value {
        Value::Object(map) => {
            if map.contains_key("source_ranges") {
                sum.citations += 1;
                if let Err(why) = holds(value, text) {
                    sum.wrong.push(format!("{at}: {why}"));
                }
            }
            for (key, inner) in map {
                walk(inner, key, text, sum);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| walk(inner, at, text, sum)),
        _ => {}
    }
}

/// Whether bytes and code points of the file are what the quote says.
fn holds(citation: &Value, text: &str) -> Result<(), String> {
    let pairs = |key: &str| {
        let list = citation[key].as_array().into_iter().flatten();
        list.filter_map(|p| Some((p[0].as_u64()? as usize, p[1].as_u64()? as usize))).collect::<Vec<_>>()
    };
    let quote = citation["quote"].as_str().ok_or("no quote")?;
    let bytes = pairs("source_ranges");
    let printed: Option<Vec<&str>> = bytes.iter().map(|(a, b)| text.get(*a..*b)).collect();
    let printed = printed.ok_or("a range cuts a character")?.join(CUT);
    if printed != quote {
        return Err(format!("bytes hold {printed:?}, not {quote:?}"));
    }
    let bom = usize::from(text.starts_with('\u{feff}'));
    let counted = |at: usize| text.get(..at).map(|head| head.chars().count().saturating_sub(bom));
    let chars: Option<Vec<_>> = bytes.iter().map(|(a, b)| Some((counted(*a)?, counted(*b)?))).collect();
    if chars != Some(pairs("char_ranges")) {
        return Err(format!("{quote:?} stands at other code points"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_citation_of_our_articles_samples_pages_and_reports_holds() {
        for (set, figures) in figures().unwrap() {
            assert!(figures.iter().all(|f| f.value == 1.0), "{set}");
        }
    }

    #[test]
    fn a_moved_citation_is_found_out() {
        let text = "甲乙丙丁";
        let cite = |bytes: [u64; 2], chars: [u64; 2], quote: &str| serde_json::json!({ "source_ranges": [bytes], "char_ranges": [chars], "quote": quote });
        assert_eq!(holds(&cite([3, 9], [1, 3], "乙丙"), text), Ok(()));
        assert!(holds(&cite([0, 6], [0, 2], "乙丙"), text).is_err());
        assert!(holds(&cite([3, 9], [0, 2], "乙丙"), text).is_err());
        assert!(holds(&cite([1, 6], [0, 2], "乙丙"), text).is_err());
    }
}
