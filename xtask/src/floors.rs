//! `fixtures/floors.tsv`: what accuracy must not fall below. Floors rise, and never fall.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::{read, write};

const HEADER: &str = "\
# What accuracy must not fall below: document, figure, floor (for cer and edits: ceiling).
# Raised by `cargo xtask eval --update`, which refuses to lower one; lowering is done by hand, with the reason in the commit.
";

/// Document and figure.
type Key = (String, String);

/// The floors, by document and figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Floors(BTreeMap<Key, f64>);

impl Floors {
    /// Reads the table; there are no floors where there is no file.
    pub(crate) fn load(path: &Path) -> Result<Self, String> {
        if path.exists() { Self::parse(&read(path)?) } else { Ok(Self::default()) }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut floors = BTreeMap::new();
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [document, figure, floor] = fields[..] else {
                return Err(format!("line {}: three columns are wanted", number + 1));
            };
            let floor = floor.parse().map_err(|_| format!("line {}: `{floor}` is no number", number + 1))?;
            floors.insert((document.to_owned(), figure.to_owned()), floor);
        }
        Ok(Self(floors))
    }

    /// Writes the table, sorted.
    pub(crate) fn save(&self, path: &Path) -> Result<(), String> {
        let mut text = HEADER.to_owned();
        for ((document, figure), floor) in &self.0 {
            let _ = writeln!(text, "{document}\t{figure}\t{floor}");
        }
        write(path, &text)
    }

    /// Why this value is not good enough, if it is not.
    pub(crate) fn check(&self, document: &str, figure: &str, value: f64) -> Option<String> {
        let floor = *self.0.get(&(document.to_owned(), figure.to_owned()))?;
        let wrong = if is_ceiling(figure) { value > floor + SLACK } else { value < floor - SLACK };
        let word = if is_ceiling(figure) { "above the ceiling" } else { "below the floor" };
        wrong.then(|| format!("{document} {figure} = {value:.4} is {word} {floor}"))
    }

    /// Raises the floor to this value, rounded to the easier side so that noise in the last places is no failure.
    /// Does nothing when the floor is higher already.
    pub(crate) fn raise(&mut self, document: &str, figure: &str, value: f64) {
        let new = if is_ceiling(figure) { (value * 1e3).ceil() / 1e3 } else { (value * 1e2).floor() / 1e2 };
        let floor = self.0.entry((document.to_owned(), figure.to_owned())).or_insert(new);
        *floor = if is_ceiling(figure) { floor.min(new) } else { floor.max(new) };
    }
}

/// For figures whose last digits come from division.
const SLACK: f64 = 1e-9;

/// Figures that are better when lower.
fn is_ceiling(figure: &str) -> bool {
    figure == "cer" || figure.starts_with("edits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_only_rise() {
        let mut floors = Floors::parse("# x\nd\tcer\t0.02\nd\tdates\t0.9\n").unwrap();
        assert_eq!(floors.check("d", "dates", 0.9), None);
        assert!(floors.check("d", "dates", 0.89).unwrap().contains("below"));
        assert!(floors.check("d", "cer", 0.021).unwrap().contains("above"));
        assert_eq!(floors.check("d", "people", 0.0), None);
        floors.raise("d", "dates", 0.5);
        floors.raise("d", "cer", 0.5);
        assert!(floors.check("d", "dates", 0.89).is_some());
        floors.raise("d", "dates", 0.957);
        floors.raise("d", "cer", 0.0123);
        assert_eq!(floors, Floors::parse("d\tcer\t0.013\nd\tdates\t0.95").unwrap());
        assert!(Floors::parse("d cer 1").is_err());
    }
}
