//! Reading one numeral with what stands around it.

use baokan_corpus_model::Approx;

use super::approx::{prefix, suffix};
use super::units::{self, Unit};
use super::{Dimension, Qty, RangeEnd, compound, money, pair};
use crate::chars::Chars;
use crate::numeral::{Num, NumeralKind, Options, Rational, Scope, Script};

/// All quantities around these numerals, left to right.
pub(super) fn scan(cs: &Chars<'_>, numerals: &[Num], options: Options) -> Vec<Qty> {
    let mut out: Vec<Qty> = Vec::with_capacity(numerals.len());
    let mut i = 0;
    while let Some(n) = numerals.get(i) {
        let floor = out.last().map_or(0, |q| q.range.end);
        // The 10万 of 16.9/10万 is a unit already, the 5 of 3斤5两 a part.
        if n.range.start < floor {
            i += 1;
            continue;
        }
        let first = quantity(cs, n, numerals.get(i + 1..).unwrap_or(&[]), floor, options);
        let behind = i + 1 + numerals.get(i + 1..).unwrap_or(&[]).partition_point(|m| m.range.start < first.amount.end);
        if let Some(next) = numerals.get(behind)
            && let Some(pair) = pair::pair(cs, n, &first, next, numerals.get(behind + 1..).unwrap_or(&[]), options)
        {
            out.extend(pair);
            i = behind + 1;
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
        i = behind;
    }
    pair::share_points(cs, &mut out);
    out
}

/// A unit behind a number.
struct Found {
    unit: String,
    dimension: Dimension,
    generic: bool,
    end: usize,
}

/// The quantity around one numeral; `behind` are the numerals after it; words before `floor` belong to the one before.
pub(super) fn quantity(cs: &Chars<'_>, n: &Num, behind: &[Num], floor: usize, options: Options) -> Qty {
    let sign = money::prefix(cs, n.range.start, floor);
    let from = sign.as_ref().map_or(n.range.start, |s| s.start);
    let (start, before) = prefix(cs, from, floor);
    let mut q = Qty {
        range: start..n.range.end,
        numeral: n.range.clone(),
        amount: from..n.range.end,
        value: n.value,
        unit: String::new(),
        dimension: Dimension::None,
        generic: false,
        approx: before.unwrap_or(n.approx),
        end: None,
        script: n.script,
        kind: n.kind,
        multiplied: n.multiplied,
        rate: n.rate,
    };
    match n.kind {
        NumeralKind::Percent => (q.unit, q.dimension) = ("%".to_owned(), Dimension::Percent),
        NumeralKind::Permille => (q.unit, q.dimension) = ("‰".to_owned(), Dimension::Permille),
        _ => {
            if let Some(found) = unit(cs, n, options) {
                (q.unit, q.dimension, q.generic) = (found.unit, found.dimension, found.generic);
                q.amount.end = found.end;
            }
        }
    }
    if let Some(sign) = sign
        && (q.dimension == Dimension::None || q.unit == "元")
    {
        (q.unit, q.dimension) = (sign.unit.to_owned(), Dimension::Money);
    }
    // 1个多月, 2个多百分点.
    let end = q.amount.end;
    if q.unit == "个" && matches!(cs.get(end), Some('多' | '余')) {
        const MEASURES: &[&str] = &["百分点", "小时", "星期", "世纪", "工作日", "学期"];
        if let Some((u, stop)) = units::unit_at(cs, end + 1).filter(|(u, _)| MEASURES.contains(&u.name)) {
            (q.unit, q.dimension, q.generic) = (format!("个{}", u.name), u.dimension, false);
            (q.amount.end, q.approx) = (stop, Approx::Over);
        } else if cs.at(end + 1, "月") {
            (q.unit, q.dimension, q.generic) = ("个月".to_owned(), Dimension::Time, false);
            (q.amount.end, q.approx) = (end + 2, Approx::Over);
        }
    }
    // 零下12摄氏度.
    if matches!(q.unit.as_str(), "摄氏度" | "℃" | "度")
        && q.amount.start >= floor + 2
        && cs.ends(q.amount.start, "零下")
    {
        q.value = q.value.map(Rational::negate);
        q.amount.start -= 2;
        q.range.start = q.range.start.min(q.amount.start);
    }
    compound::tenths(cs, &mut q);
    compound::parts(cs, &mut q, behind, options);
    q.range.end = q.amount.end;
    if let Some((stop, after)) = suffix(cs, q.amount.end, q.dimension) {
        q.range.end = stop;
        if q.approx == Approx::Exact || before.is_none() {
            q.approx = after;
        }
    }
    q
}

/// The unit behind `n`, rates (元/吨, /10万) and alternatives (台（套）) included.
fn unit(cs: &Chars<'_>, n: &Num, options: Options) -> Option<Found> {
    let end = n.range.end;
    // 16.9/10万, 2.1/万: cases among so many people.
    if n.kind == NumeralKind::Number
        && n.script == Script::Arabic
        && let Some(length) = cs.longest_at(end, &["/10万", "／10万", "/万"])
    {
        let per = if cs.at(end + 1, "10万") { "/10万" } else { "/万" };
        return Some(Found { unit: per.to_owned(), dimension: Dimension::Permille, generic: false, end: end + length });
    }
    let row = n.kind == NumeralKind::DigitRow;
    let everything = options.scope == Scope::Everything;
    // 5 km.
    let blank = usize::from(everything && cs.get(end) == Some(' '));
    let (u, stop) = units::unit_in(cs, end + blank, everything).filter(|(u, _)| fits(cs, n, u))?;
    if row && u.name != "折" {
        return None;
    }
    let mut found = Found { unit: canonical(u).to_owned(), dimension: u.dimension, generic: u.generic, end: stop };
    if matches!(cs.get(stop), Some('/' | '／'))
        && let Some((per, stop)) = units::unit_at(cs, stop + 1)
    {
        found.unit = format!("{}/{}", found.unit, per.name);
        found.end = stop;
    } else if matches!(cs.get(stop), Some('（' | '('))
        && let Some((other, stop)) = units::unit_at(cs, stop + 1)
        && matches!(cs.get(stop), Some('）' | ')'))
    {
        found.unit = format!("{}（{}）", found.unit, other.name);
        found.end = stop + 1;
        // 台（套）次.
        if cs.get(found.end) == Some('次') {
            found.unit.push('次');
            found.end += 1;
        }
    }
    Some(found)
}

/// Tenths are of small numbers: 9成 but not 2024成, 7.5折 and 九九折 but not 十折.
fn fits(cs: &Chars<'_>, n: &Num, unit: &Unit) -> bool {
    let digits = n.range.clone().all(|i| cs.get(i).is_some_and(|c| !"十百千万亿".contains(c)));
    match unit.name {
        "成" => !n.multiplied && n.value.is_some_and(|v| v <= Rational::integer(10)),
        "折" => digits && n.value.is_some_and(|v| v < Rational::integer(100) && v != Rational::integer(10)),
        _ => true,
    }
}

/// One printed form for percent signs and points.
fn canonical(unit: &Unit) -> &'static str {
    match unit.name {
        "％" => "%",
        "百分点" => "个百分点",
        name => name,
    }
}
