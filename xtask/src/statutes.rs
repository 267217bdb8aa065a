//! Clauses of statutes: which of those that open a line of the text are sections of the tree, at their place.

use std::collections::HashSet;
use std::path::Path;

use baokan::corpus_model::{Document, SectionKind};

use crate::list;
use crate::score::Figure;

/// Recall of the clauses (第十七条之一) of the statutes in a folder; `read` takes a file through `segment`.
pub(crate) fn clauses(folder: &Path, read: impl Fn(&Path) -> Result<Document, String>) -> Result<Vec<Figure>, String> {
    let (mut printed, mut hits) = (0usize, 0usize);
    for input in list(folder) {
        let doc = read(&input)?;
        let own = starts(doc.source().decoded());
        let sections = doc.sections.iter().filter(|(_, s)| s.kind == SectionKind::Clause);
        let chars = |range| Some(doc.cite(range).char_ranges().first()?.start() as usize);
        let got: HashSet<usize> = sections.filter_map(|(r, s)| chars(s.number.map_or(r, |n| n.range))).collect();
        (printed, hits) = (printed + own.len(), hits + own.intersection(&got).count());
    }
    Ok(vec![Figure { name: "recall".to_owned(), value: hits as f64 / printed.max(1) as f64 }])
}

/// Where a line opens with the number of a clause and a space, in characters of the text.
fn starts(text: &str) -> HashSet<usize> {
    let mut at = 0;
    let mut out = HashSet::new();
    for line in text.split_inclusive('\n') {
        if is_clause(line) {
            out.insert(at);
        }
        at += line.chars().count();
    }
    out
}

fn is_clause(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十百千零〇".contains(c);
    let Some(rest) = line.strip_prefix('第') else { return false };
    let Some(rest) = rest.trim_start_matches(numeral).strip_prefix('条') else { return false };
    let rest = rest.strip_prefix('之').map_or(rest, |r| r.trim_start_matches(numeral));
    rest.starts_with([' ', '\u{3000}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_open_lines() {
        assert_eq!(starts("第一条 甲。\n第二条之一　乙。\n第三条规定\n第 四条\n"), HashSet::from([0, 7]));
    }
}
