//! Scores an exported document against a gold file. The measures and their names are those of the scorer that gold files
//! are made for; counts of gold and system are left out, since floors are set on rates.

mod align;
mod distance;
mod page;
mod records;
mod text;
mod words;

use serde_json::Value;

pub(crate) use page::{means, page};
pub(crate) use words::words;

/// One figure between 0 and 1. All are better when higher, but for `cer`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
}

impl Figure {
    fn new(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value }
    }
}

/// All figures of a document.
pub(crate) fn score(gold: &Value, doc: &Value) -> Vec<Figure> {
    let mut figures = text::figures(gold, doc);
    figures.extend(records::figures(gold, doc));
    figures
}

/// Harmonic mean of precision and recall: hits, what the system gave, what gold has.
fn f1(hits: usize, system: usize, gold: usize) -> f64 {
    let precision = if system > 0 { hits as f64 / system as f64 } else { f64::from(u8::from(gold == 0)) };
    let recall = if gold > 0 { hits as f64 / gold as f64 } else { 1.0 };
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// The members of an array; none when it is no array.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A string, or the `text` of an object.
fn text_of(value: &Value) -> &str {
    value.as_str().or_else(|| value["text"].as_str()).unwrap_or("")
}

/// Without white space.
fn flat(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Letters only: width folded, spaces, quotes and title marks dropped. For comparing names, never text.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '“' | '”' | '‘' | '’' | '"' | '\'' | '《' | '》' | '·' | '＂' | '＇' => {}
            c if c.is_whitespace() => {}
            '\u{ff01}'..='\u{ff5e}' => out.extend(char::from_u32(c as u32 - 0xfee0)),
            '①'..='⑳' => out.push_str(&(c as u32 - 0x245f).to_string()),
            '…' => out.push_str("..."),
            '℃' => out.push_str("°C"),
            '㎡' => out.push_str("m2"),
            c => out.push(c),
        }
    }
    out.to_lowercase()
}

/// Share of the shorter string that the longest common stretch covers, after folding.
fn overlap(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (fold(a).chars().collect(), fold(b).chars().collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut best = 0;
    let mut before = vec![0usize; b.len() + 1];
    for x in &a {
        let mut row = vec![0; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            row[j + 1] = if x == y { before[j] + 1 } else { 0 };
            best = best.max(row[j + 1]);
        }
        before = row;
    }
    best as f64 / a.len().min(b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        assert_eq!(fold("“１＋６＋Ｎ”  模式"), "1+6+n模式");
        assert_eq!(flat(" 三\u{3000}年\n"), "三年");
    }

    #[test]
    fn overlap_is_of_the_shorter() {
        assert!((overlap("疏浚河道2582公里", "河道2582") - 1.0).abs() < 1e-9);
        assert!((overlap("甲乙丙丁", "乙丙戊己") - 0.5).abs() < 1e-9);
        assert_eq!(overlap("", "甲"), 0.0);
    }

    #[test]
    fn rates() {
        assert_eq!(f1(0, 0, 0), 1.0);
        assert_eq!(f1(0, 0, 3), 0.0);
        assert!((f1(1, 2, 1) - 2.0 / 3.0).abs() < 1e-9);
    }
}
