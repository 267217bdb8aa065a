//! The table of units and classifiers.

use std::sync::LazyLock;

use crate::chars::{Chars, simplified};
use crate::hash::HashMap;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Classifiers: 个, 名, 起, 人次.
    Count,
    /// 元, 美元.
    Money,
    /// 亩, 公顷, 平方公里.
    Area,
    /// 公里, 米.
    Length,
    /// 吨, 公斤.
    Mass,
    /// 立方米, 升.
    Volume,
    /// 千瓦时.
    Energy,
    /// 千瓦.
    Power,
    /// Other physical units: ℃, 分贝.
    Physical,
    /// 字节, GB.
    Data,
    /// 年, 天, 小时.
    Time,
    /// 岁.
    Age,
    /// %, 成.
    Percent,
    /// 个百分点.
    Point,
    /// ‰.
    Permille,
    /// 倍, 番.
    Factor,
    /// No unit stands there.
    None,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// As printed.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// Also counts members of lists and abstract things (个, 项, 大).
    pub generic: bool,
    not_before: &'static str,
    chars: usize,
    /// Read only where spoken units are wanted (五块, 5分).
    spoken: bool,
}

/// The longest unit of the press at character `i`, with the position after it. Traditional forms (萬元, 公頃) are read as the
/// Simplified ones.
pub(crate) fn unit_at(cs: &Chars<'_>, i: usize) -> Option<(&'static Unit, usize)> {
    unit_in(cs, i, false)
}

/// The longest unit at character `i`, spoken ones if wanted, with the position after it.
pub(crate) fn unit_in(cs: &Chars<'_>, i: usize, spoken: bool) -> Option<(&'static Unit, usize)> {
    let rows = TABLE.get(&simplified(cs.get(i)?))?;
    let here = |u: &Unit| u.name.chars().enumerate().all(|(k, c)| cs.get(i + k).map(simplified) == Some(c));
    rows.iter().filter(|u| spoken || !u.spoken).filter(|u| here(u)).map(|u| (u, i + u.chars)).find(|(u, end)| {
        // A Latin unit must end its word; a Chinese one must not open another.
        let next = cs.get(*end);
        if u.name.is_ascii() {
            !next.is_some_and(|c| c.is_ascii_alphanumeric())
        } else {
            !next.map(simplified).is_some_and(|c| u.not_before.contains(c))
        }
    })
}

fn dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "count" => Dimension::Count,
        "money" => Dimension::Money,
        "area" => Dimension::Area,
        "length" => Dimension::Length,
        "mass" => Dimension::Mass,
        "volume" => Dimension::Volume,
        "energy" => Dimension::Energy,
        "power" => Dimension::Power,
        "physical" => Dimension::Physical,
        "data" => Dimension::Data,
        "time" => Dimension::Time,
        "age" => Dimension::Age,
        "percent" => Dimension::Percent,
        "point" => Dimension::Point,
        "permille" => Dimension::Permille,
        "factor" => Dimension::Factor,
        _ => return None,
    })
}

fn row(line: &'static str) -> Option<Unit> {
    let mut columns = line.split('\t');
    let name = columns.next()?;
    let dimension = dimension(columns.next()?)?;
    let not_before = columns.next().filter(|c| *c != "-").unwrap_or("");
    let kind = columns.next();
    let (generic, spoken) = (kind == Some("generic"), kind == Some("spoken"));
    Some(Unit { name, dimension, generic, not_before, chars: name.chars().count(), spoken })
}

/// Units by first character, longest first.
static TABLE: LazyLock<HashMap<char, Vec<Unit>>> = LazyLock::new(|| {
    let mut map: HashMap<char, Vec<Unit>> = HashMap::default();
    for unit in include_str!("units.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(row) {
        if let Some(first) = unit.name.chars().next() {
            map.entry(first).or_default().push(unit);
        }
    }
    for units in map.values_mut() {
        units.sort_by_key(|u| (std::cmp::Reverse(u.chars), !u.spoken));
    }
    map
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_whole() {
        let lines: Vec<&str> = include_str!("units.tsv").lines().filter(|l| !l.starts_with('#')).collect();
        assert!(lines.iter().all(|l| row(l).is_some()), "a row does not parse");
        assert!(lines.windows(2).all(|w| w[0].split('\t').next() <= w[1].split('\t').next()), "rows are not sorted");
    }

    #[test]
    fn a_unit_does_not_open_a_word() {
        let unit = |s: &str| unit_at(&Chars::new(s), 0).map(|(u, _)| u.name);
        assert_eq!(unit("家企业"), Some("家"));
        assert_eq!(unit("家庭"), None);
        assert_eq!(unit("人口"), None);
        assert_eq!(unit("个百分点"), Some("个百分点"));
        assert_eq!(unit("km的"), Some("km"));
        assert_eq!(unit("GBT"), None);
    }
}
