//! Years counted from the beginning of a reign or of the Republic: 民国二十三年, 光绪二十四年, 昭和 is not ours.
//!
//! First years from general reference knowledge; a year beyond the end of an era is computed all the same, as the press
//! and old documents do (雍正十六年).

use super::Year;
use super::digits::{arabic, han_number};
use crate::chars::Chars;

/// Name and first year.
const ERAS: &[(&str, i32)] = &[
    ("中华民国", 1912),
    ("民国", 1912),
    ("民國", 1912),
    ("宣统", 1909),
    ("光绪", 1875),
    ("同治", 1862),
    ("咸丰", 1851),
    ("道光", 1821),
    ("嘉庆", 1796),
    ("乾隆", 1736),
    ("雍正", 1723),
    ("康熙", 1662),
    ("顺治", 1644),
    ("崇祯", 1628),
    ("天启", 1621),
    ("万历", 1573),
    ("隆庆", 1567),
    ("嘉靖", 1522),
    ("正德", 1506),
    ("弘治", 1488),
    ("成化", 1465),
    ("正统", 1436),
    ("宣德", 1426),
    ("永乐", 1403),
    ("洪武", 1368),
    ("至正", 1341),
    ("至元", 1264),
    ("靖康", 1126),
    ("宣和", 1119),
    ("元丰", 1078),
    ("熙宁", 1068),
    ("嘉祐", 1056),
    ("庆历", 1041),
    ("景德", 1004),
    ("天宝", 742),
    ("开元", 713),
    ("神龙", 705),
    ("永徽", 650),
    ("贞观", 627),
    ("武德", 618),
];

/// The names of the eras.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    ERAS.iter().map(|(name, _)| *name)
}

/// 民国二十三年, 康熙20年, 神龙元年.
pub(super) fn year(cs: &Chars<'_>, i: usize) -> Option<(Year, usize)> {
    let (name, first) = ERAS.iter().find(|(name, _)| cs.at(i, name))?;
    let from = i + name.chars().count();
    let (n, end) =
        if cs.at(from, "元年") { (1, from + 1) } else { arabic(cs, from, 2).or_else(|| han_number(cs, from))? };
    let n = i32::try_from(n).ok().filter(|n| (1..=99).contains(n))?;
    // 民国三年级 is a class, 正统十年来 no reign.
    let year = cs.at(end, "年") && !cs.get(end + 1).is_some_and(|c| "级来".contains(c));
    year.then_some((Year::Absolute(first + n - 1), end + 1))
}
