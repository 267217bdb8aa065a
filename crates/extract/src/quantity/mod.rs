//! Quantities: a numeral with its unit and the words that say how exactly it is meant (`近1.5亿次`, `3-5个`, `不低于2.8万元`).

mod units;

pub use units::{Dimension, Unit};

use std::ops::Range;

use baokan_corpus_model::Approx;

use crate::chars::Chars;
use crate::numeral::{Num, NumeralKind, Rational, Script, scan as scan_numerals};

/// Which end of a range a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RangeEnd {
    /// 3 of 3—5个.
    Low,
    /// 5 of 3—5个.
    High,
}

/// A numeral with its unit, in byte offsets of the scanned text. A range yields two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// From the approximating word before to the one behind.
    pub range: Range<usize>,
    /// The numeral alone.
    pub numeral: Range<usize>,
    /// The value multiplied out, percent as 5.3; `None` when the text names a magnitude only (数十).
    pub value: Option<Rational>,
    /// Unit as printed, `%` for percent in any form, `个百分点` for points; empty when the number stands alone.
    pub unit: String,
    /// What the unit measures.
    pub dimension: Dimension,
    /// How exact.
    pub approx: Approx,
    /// The end of a range.
    pub end: Option<RangeEnd>,
    /// Script of the numeral.
    pub script: Script,
}

/// A quantity in character positions.
#[derive(Debug, Clone)]
pub(crate) struct Qty {
    pub(crate) range: Range<usize>,
    pub(crate) numeral: Range<usize>,
    pub(crate) value: Option<Rational>,
    pub(crate) unit: String,
    pub(crate) dimension: Dimension,
    pub(crate) generic: bool,
    pub(crate) approx: Approx,
    pub(crate) end: Option<RangeEnd>,
    pub(crate) script: Script,
    pub(crate) kind: NumeralKind,
    pub(crate) multiplied: bool,
}

/// All quantities of `text`, left to right; plain numbers without a unit are among them. Linear in the length of the text.
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    let cs = Chars::new(text);
    scan(&cs)
        .into_iter()
        .map(|q| Quantity {
            range: cs.bytes(&q.range),
            numeral: cs.bytes(&q.numeral),
            value: q.value,
            unit: q.unit,
            dimension: q.dimension,
            approx: q.approx,
            end: q.end,
            script: q.script,
        })
        .collect()
}

/// All quantities in character positions.
pub(crate) fn scan(cs: &Chars<'_>) -> Vec<Qty> {
    let numerals = scan_numerals(cs);
    let mut out: Vec<Qty> = Vec::with_capacity(numerals.len());
    let mut i = 0;
    while let Some(n) = numerals.get(i) {
        let floor = out.last().map_or(0, |q| q.range.end);
        // The 10万 of 16.9/10万 is a unit already.
        if n.range.start < floor {
            i += 1;
            continue;
        }
        let first = quantity(cs, n, floor);
        if let Some(next) = numerals.get(i + 1)
            && let Some(pair) = pair(cs, n, &first, next)
        {
            out.extend(pair);
            i += 2;
            continue;
        }
        // 七八十人: neighbouring digits are a range of their own.
        if let Some(upper) = first.value.and(n.upper) {
            let high = Qty { value: Some(upper), end: Some(RangeEnd::High), ..first.clone() };
            out.push(Qty { end: Some(RangeEnd::Low), approx: Approx::AtLeast, ..first });
            out.push(Qty { approx: Approx::Exact, ..high });
        } else {
            out.push(first);
        }
        i += 1;
    }
    share_points(cs, &mut out);
    out
}

/// 0.3个和2.4个百分点: the unit of the second figure is that of the first.
fn share_points(cs: &Chars<'_>, out: &mut [Qty]) {
    for i in (1..out.len()).rev() {
        let (head, tail) = out.split_at_mut(i);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first()) else { continue };
        let joined =
            a.range.end <= b.range.start && matches!(cs.slice(a.range.end..b.range.start), "、" | "和" | "及" | "与");
        if a.unit == "个" && b.dimension == Dimension::Point && joined {
            (a.unit, a.dimension, a.generic) = (b.unit.clone(), Dimension::Point, false);
        }
    }
}

/// `3-5个`, `3万至5万元`, `10%—15%`: two numerals joined by a dash or 至 / 到.
fn pair(cs: &Chars<'_>, a: &Num, first: &Qty, b: &Num) -> Option<[Qty; 2]> {
    let gap = cs.slice(first.numeral_and_unit_end()..b.range.start);
    if !matches!(gap, "-" | "－" | "—" | "–" | "~" | "～" | "〜" | "至" | "到" | "——") {
        return None;
    }
    let mut second = quantity(cs, b, b.range.start);
    // 百分之四到五: the second figure is a percentage too.
    if a.kind == NumeralKind::Percent && b.kind == NumeralKind::Number && second.unit.is_empty() {
        (second.unit, second.dimension) = (first.unit.clone(), first.dimension);
    }
    let same = first.unit.is_empty() || first.unit == second.unit;
    if second.unit.is_empty() || !same {
        return None;
    }
    let (mut low, high) = (first.value?, second.value?);
    // 3—5万元: the multiplier and the percent sign of the second stand for both.
    if first.unit.is_empty() && !a.multiplied && b.multiplied {
        let factor = high.checked_div(b.coefficient(cs)?)?;
        low = low.checked_mul(factor)?;
    }
    if low >= high {
        return None;
    }
    let range = first.range.start..second.range.end;
    let low = Qty {
        range: range.clone(),
        value: Some(low),
        unit: second.unit.clone(),
        dimension: second.dimension,
        generic: second.generic,
        approx: Approx::AtLeast,
        end: Some(RangeEnd::Low),
        ..first.clone()
    };
    Some([low, Qty { range, end: Some(RangeEnd::High), ..second }])
}

impl Qty {
    /// Where numeral and unit end, before any approximating word behind.
    fn numeral_and_unit_end(&self) -> usize {
        self.range.end
    }
}

impl Num {
    /// The number before its multiplier: 5 of 5万.
    fn coefficient(&self, cs: &Chars<'_>) -> Option<Rational> {
        let digits: String = cs
            .slice(self.range.clone())
            .chars()
            .take_while(|c| !matches!(c, '万' | '亿' | '千' | '百' | '十'))
            .collect();
        crate::numeral::numerals(&digits).first().and_then(|n| n.value)
    }
}

/// The quantity around one numeral; words before `floor` belong to the one before.
fn quantity(cs: &Chars<'_>, n: &Num, floor: usize) -> Qty {
    let (start, before) = prefix(cs, n.range.start, floor);
    let mut end = n.range.end;
    let mut approx = match (before, n.approx) {
        (Some(a), _) => a,
        (None, own) => own,
    };
    let (mut unit, mut dimension, mut generic) = (String::new(), Dimension::None, false);
    match n.kind {
        NumeralKind::Percent => (unit, dimension) = ("%".to_owned(), Dimension::Percent),
        NumeralKind::Permille => (unit, dimension) = ("‰".to_owned(), Dimension::Permille),
        NumeralKind::DigitRow => {}
        NumeralKind::Number | NumeralKind::Fraction | NumeralKind::Vague => {
            if let Some((u, stop)) = units::unit_at(cs, end).filter(|(u, _)| u.name != "成" || n.script == Script::Han)
            {
                (unit, dimension, generic, end) = (canonical(u).to_owned(), u.dimension, u.generic, stop);
                // Rates: 元/吨, 微克/立方米, 台（套）.
                if matches!(cs.get(end), Some('/' | '／'))
                    && let Some((per, stop)) = units::unit_at(cs, end + 1)
                {
                    unit = format!("{unit}/{}", per.name);
                    end = stop;
                } else if matches!(cs.get(end), Some('（' | '('))
                    && let Some((other, stop)) = units::unit_at(cs, end + 1)
                    && matches!(cs.get(stop), Some('）' | ')'))
                {
                    unit = format!("{unit}（{}）", other.name);
                    end = stop + 1;
                }
            }
        }
    }
    // 16.9/10万, 2.1/万: cases among so many people.
    if n.kind == NumeralKind::Number
        && n.script == Script::Arabic
        && let Some(length) = cs.longest_at(end, &["/10万", "／10万", "/万"])
    {
        let per = if cs.at(end + 1, "10万") { "/10万" } else { "/万" };
        (unit, dimension, end) = (per.to_owned(), Dimension::Permille, end + length);
    }
    // 1个多月, 2个多百分点.
    if unit == "个"
        && matches!(cs.get(end), Some('多' | '余'))
        && let Some((u, stop)) = units::unit_at(cs, end + 1).filter(|(u, _)| MEASURES.contains(&u.name))
    {
        (unit, dimension, generic, end, approx) = (format!("个{}", u.name), u.dimension, false, stop, Approx::Over);
    } else if unit == "个" && matches!(cs.get(end), Some('多' | '余')) && cs.at(end + 1, "月") {
        (unit, dimension, generic, end, approx) = ("个月".to_owned(), Dimension::Time, false, end + 2, Approx::Over);
    }
    let mut value = n.value;
    if unit == "成" {
        value = value.and_then(|v| v.checked_mul(Rational::integer(10)));
        if matches!(cs.get(end), Some('半')) {
            value = value.and_then(|v| v.checked_add(Rational::integer(5)));
            end += 1;
        }
        unit = "%".to_owned();
    }
    if let Some((stop, after)) = suffix(cs, end, dimension) {
        end = stop;
        if approx == Approx::Exact || before.is_none() {
            approx = after;
        }
    }
    Qty {
        range: start..end,
        numeral: n.range.clone(),
        value,
        unit,
        dimension,
        generic,
        approx,
        end: None,
        script: n.script,
        kind: n.kind,
        multiplied: n.multiplied,
    }
}

/// Units that 个 may stand before.
const MEASURES: &[&str] = &["百分点", "小时", "星期", "世纪", "工作日", "学期"];

/// One printed form for percent signs and points.
fn canonical(unit: &Unit) -> &'static str {
    match unit.name {
        "％" => "%",
        "百分点" => "个百分点",
        name => name,
    }
}

/// Words before a number that say how exactly it is meant; longer ones first.
const BEFORE: &[(&str, Approx)] = &[
    ("不低于", Approx::AtLeast),
    ("不少于", Approx::AtLeast),
    ("不小于", Approx::AtLeast),
    ("不超过", Approx::Under),
    ("不高于", Approx::Under),
    ("不多于", Approx::Under),
    ("不过", Approx::Under),
    ("至少", Approx::AtLeast),
    ("最少", Approx::AtLeast),
    ("至多", Approx::Under),
    ("最多", Approx::Under),
    ("不足", Approx::Under),
    ("不到", Approx::Under),
    ("不满", Approx::Under),
    ("低于", Approx::Under),
    ("少于", Approx::Under),
    ("高于", Approx::Over),
    ("多于", Approx::Over),
    ("超过", Approx::Over),
    ("突破", Approx::Over),
    ("将近", Approx::Nearly),
    ("接近", Approx::Nearly),
    ("大约", Approx::About),
    ("约为", Approx::About),
    ("大概", Approx::About),
    ("约", Approx::About),
    ("近", Approx::Nearly),
    ("超", Approx::Over),
    ("逾", Approx::Over),
];

/// Start of the approximating word that ends at `i`, not before `floor`.
fn prefix(cs: &Chars<'_>, i: usize, floor: usize) -> (usize, Option<Approx>) {
    for (word, approx) in BEFORE {
        if cs.ends(i, word) {
            let start = i - word.chars().count();
            // 最近3年, 附近, 签约, 合约, 高超 are other words.
            let other = match *word {
                "近" => matches!(cs.before(start), Some('最' | '附' | '邻' | '靠' | '临' | '新')),
                "约" => matches!(
                    cs.before(start),
                    Some('签' | '合' | '条' | '公' | '节' | '制' | '违' | '预' | '履' | '特')
                ),
                "超" => matches!(cs.before(start), Some('高' | '赶' | '反' | '英' | '中')),
                _ => false,
            };
            if start >= floor && !other {
                return (start, Some(*approx));
            }
        }
    }
    // 上万, 过半, 上百.
    let bare = matches!(cs.get(i), Some('百' | '千' | '万' | '亿'));
    if bare && i > floor && matches!(cs.before(i), Some('上' | '过' | '破')) {
        return (i - 1, Some(Approx::Over));
    }
    (i, None)
}

/// Words behind a quantity, with the position after them.
fn suffix(cs: &Chars<'_>, i: usize, dimension: Dimension) -> Option<(usize, Approx)> {
    const BEHIND: &[(&str, Approx)] = &[
        ("及以上", Approx::AtLeast),
        ("及以下", Approx::Under),
        ("以上", Approx::AtLeast),
        ("以下", Approx::Under),
        ("以内", Approx::Under),
        ("之内", Approx::Under),
        ("左右", Approx::About),
        ("上下", Approx::About),
        ("开外", Approx::Over),
        ("有余", Approx::Over),
    ];
    let found = BEHIND.iter().find(|(word, _)| cs.at(i, word)).map(|(word, a)| (i + word.chars().count(), *a));
    found.or_else(|| {
        let many = matches!(cs.get(i), Some('多' | '余'))
            && matches!(dimension, Dimension::Time | Dimension::Age | Dimension::Factor);
        (many && !cs.at(i, "多次") && !cs.at(i, "多来")).then_some((i + 1, Approx::Over))
    })
}

#[cfg(test)]
mod tests;
