//! Ranges of two numbers and units that two numbers share.

use super::read::quantity;
use super::{Dimension, Qty, RangeEnd};
use crate::chars::Chars;
use crate::numeral::{Num, NumeralKind, Options, Rational, digit_value};
use baokan_corpus_model::Approx;

/// 0.3个和2.4个百分点: the unit of the second figure is that of the first.
pub(super) fn share_points(cs: &Chars<'_>, out: &mut [Qty]) {
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
pub(super) fn pair(
    cs: &Chars<'_>,
    a: &Num,
    first: &Qty,
    b: &Num,
    behind: &[Num],
    options: Options,
) -> Option<[Qty; 2]> {
    let gap = cs.slice(first.range.end..b.range.start);
    if !beside(cs, a, first, b, gap) && !matches!(gap, "-" | "－" | "—" | "–" | "~" | "～" | "〜" | "至" | "到" | "——")
    {
        return None;
    }
    let mut second = quantity(cs, b, behind, b.range.start, options);
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
    let amount = first.amount.start..second.amount.end;
    let low = Qty {
        range: range.clone(),
        amount: amount.clone(),
        value: Some(low),
        unit: second.unit.clone(),
        dimension: second.dimension,
        generic: second.generic,
        approx: Approx::AtLeast,
        end: Some(RangeEnd::Low),
        ..first.clone()
    };
    Some([low, Qty { range, amount, end: Some(RangeEnd::High), ..second }])
}

/// 两、三倍, 四、五十亿元: neighbouring digits, the unit behind the second. Months, days and grades are lists of their own.
fn beside(cs: &Chars<'_>, a: &Num, first: &Qty, b: &Num, gap: &str) -> bool {
    let digit = |i: usize| cs.get(i).and_then(digit_value).filter(|_| !cs.get(i).is_some_and(|c| c.is_ascii_digit()));
    let neighbours = || digit(a.range.start).zip(digit(b.range.start)).is_some_and(|(a, b)| a > 0 && b == a + 1);
    gap == "、"
        && first.unit.is_empty()
        && a.range.len() == 1
        && first.range == a.range
        && !matches!(cs.before(a.range.start), Some('第' | '十' | '百' | '、'))
        && !cs.get(b.range.end).is_some_and(|c| "年月日号级班期批届、".contains(c))
        && neighbours()
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
