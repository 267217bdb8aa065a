//! Values of several parts: 三成五, 七折半, 3斤5两, 五元三角, 三年半, 三米九.

use super::{Dimension, Qty, measures, units};
use crate::chars::Chars;
use crate::numeral::{Num, NumeralKind, Options, Rational, Scope, digit_value};

/// 成 and 折 as percent, with the digit or 半 behind them.
pub(super) fn tenths(cs: &Chars<'_>, q: &mut Qty) {
    let small = q.value.is_some_and(|v| v <= Rational::integer(10));
    let ten = match q.unit.as_str() {
        "成" => true,
        // 九九折, 75折.
        "折" => small,
        _ => return,
    };
    let half_price = q.unit == "折" && cs.slice(q.numeral.clone()) == "半";
    q.unit = "%".to_owned();
    let factor = if half_price { 100 } else { 10 };
    if ten {
        q.value = q.value.and_then(|v| v.checked_mul(Rational::integer(factor)));
    }
    let end = q.amount.end;
    let more = match cs.get(end) {
        Some('半') => Some(5),
        // 三成五, but not 三成五个.
        Some(c) if "一二三四五六七八九".contains(c) && ends_number(cs, end + 1) => digit_value(c),
        _ => None,
    };
    if let Some(more) = more {
        q.value = q.value.and_then(|v| v.checked_add(Rational::integer(i128::from(more))));
        q.amount.end += 1;
    }
}

/// Whether neither a number goes on at `i` nor a unit stands there.
fn ends_number(cs: &Chars<'_>, i: usize) -> bool {
    let number = cs.get(i).is_some_and(|c| digit_value(c).is_some() || "十百千万亿多几点成".contains(c));
    !number && units::unit_at(cs, i).is_none()
}

/// Smaller units of the same kind right behind (五元三角, 3斤5两), 半 (一吨半), and in speech a bare digit (三米九, 两块五).
pub(super) fn parts(cs: &Chars<'_>, q: &mut Qty, behind: &[Num], options: Options) {
    let counted = matches!(
        q.dimension,
        Dimension::None | Dimension::Percent | Dimension::Point | Dimension::Permille | Dimension::Count
    ) && q.unit != "番";
    if counted || q.kind != NumeralKind::Number {
        return;
    }
    let everything = options.scope == Scope::Everything;
    // Years and months are not split: 三年半 is a duration.
    let splits = !matches!(q.dimension, Dimension::Time | Dimension::Age | Dimension::Money);
    if splits
        && cs.get(q.amount.end) == Some('半')
        && cs.get(q.amount.end + 1).is_none_or(|c| !"个年月天小径数".contains(c))
        && let Some(value) = Rational::new(1, 2).and_then(|half| q.value?.checked_add(half))
    {
        q.value = Some(value);
        q.amount.end += 1;
        return;
    }
    // 三亩二分: the 分 of land is a tenth of a 亩.
    if q.unit == "亩"
        && let Some(tenths) = cs.get(q.amount.end).and_then(digit_value).filter(|d| (1..=9).contains(d))
        && cs.at(q.amount.end + 1, "分")
        && !cs.at(q.amount.end + 1, "分之")
    {
        if let Some(value) = Rational::new(i128::from(tenths), 10).and_then(|t| q.value?.checked_add(t)) {
            q.value = Some(value);
            q.amount.end += 2;
        }
        return;
    }
    // 四角二分: the 分 of money, which is a unit of its own in speech only.
    if matches!(q.unit.as_str(), "元" | "角")
        && let Some(cents) = cs.get(q.amount.end).and_then(digit_value).filter(|d| (1..=9).contains(d))
        && cs.at(q.amount.end + 1, "分")
        && !cs.get(q.amount.end + 2).is_some_and(|c| "之钟".contains(c))
    {
        let parts = if q.unit == "元" { 100 } else { 10 };
        if let Some(value) = Rational::new(i128::from(cents), parts).and_then(|t| q.value?.checked_add(t)) {
            q.value = Some(value);
            q.amount.end += 2;
        }
        return;
    }
    let Some(mut last) = measures::measured(&q.unit) else { return };
    let whole = last;
    let mut behind = behind.iter();
    loop {
        let end = q.amount.end;
        let gap = usize::from(matches!(cs.get(end), Some('零' | '又')));
        let Some(n) = behind.find(|n| n.range.start >= end) else { break };
        // 零四 is read as a row of digits.
        let zero = gap == 1 && n.kind == NumeralKind::DigitRow && n.range.start == end && n.range.len() == 2;
        let bare = zero || n.range.len() == 1 && n.kind == NumeralKind::Number && !n.multiplied;
        let here = zero || n.range.start == end + gap && n.kind == NumeralKind::Number;
        let Some(value) = n.value.filter(|_| here) else { break };
        let part = match units::unit_in(cs, n.range.end, everything) {
            Some((unit, stop)) => measures::measured(unit.name)
                .filter(|m| m.base == last.base && m.factor < last.factor)
                .map(|m| (m, value.checked_mul(m.factor), stop)),
            // 三块零四 is 3.04.
            None if everything && bare && ends_number(cs, n.range.end) => {
                let share = Rational::new(1, if gap == 1 { 100 } else { 10 });
                let value = share.and_then(|s| value.checked_mul(s)?.checked_mul(last.factor));
                Some((last, value, n.range.end))
            }
            None => None,
        };
        let Some((unit, Some(value), stop)) = part else { break };
        let Some(sum) = value.checked_div(whole.factor).and_then(|v| q.value?.checked_add(v)) else { break };
        q.value = Some(sum);
        q.amount.end = stop;
        if unit == last {
            break;
        }
        last = unit;
    }
}
