//! Quantities: a numeral with its unit and the words that say how exactly it is meant (`近1.5亿次`, `3-5个`, `不低于2.8万元`,
//! `三成五`, `人民币8亿元`, `3斤5两`).

mod approx;
mod compound;
mod measures;
mod money;
mod pair;
mod read;
pub(crate) mod units;

pub use measures::{Measured, measured};
pub use units::{Dimension, Unit};

use std::ops::Range;

use baokan_corpus_model::Approx;

use crate::chars::Chars;
use crate::numeral::{self, NumeralKind, Options, Rational, Script};

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
    /// The numeral with its unit and the sign or name of its currency (人民币50元), without approximating words.
    pub amount: Range<usize>,
    /// The value multiplied out, percent as 5.3; `None` when the text names a magnitude only (数十).
    pub value: Option<Rational>,
    /// Unit as printed, `%` for percent in any form, `个百分点` for points; empty when the number stands alone.
    pub unit: String,
    /// What the unit measures.
    pub dimension: Dimension,
    /// ISO 4217 code of the currency, where the unit is one.
    pub currency: Option<&'static str>,
    /// How exact.
    pub approx: Approx,
    /// The end of a range.
    pub end: Option<RangeEnd>,
    /// Script of the numeral.
    pub script: Script,
    /// Kind of the numeral.
    pub kind: NumeralKind,
    /// The numeral is a rate (百分之, 万分之): see [`crate::numeral::Numeral::rate`].
    pub rate: bool,
    /// 第 stands before it: 第三位.
    pub ordinal: bool,
}

/// A quantity in character positions.
#[derive(Debug, Clone)]
pub(crate) struct Qty {
    pub(crate) range: Range<usize>,
    pub(crate) numeral: Range<usize>,
    pub(crate) amount: Range<usize>,
    pub(crate) value: Option<Rational>,
    pub(crate) unit: String,
    pub(crate) dimension: Dimension,
    pub(crate) generic: bool,
    pub(crate) approx: Approx,
    pub(crate) end: Option<RangeEnd>,
    pub(crate) script: Script,
    pub(crate) kind: NumeralKind,
    pub(crate) multiplied: bool,
    pub(crate) rate: bool,
}

/// All quantities of `text` as the press prints them, left to right; plain numbers without a unit are among them. Linear in
/// the length of the text.
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    quantities_with(text, Options::default())
}

/// All quantities of `text`, left to right; plain numbers without a unit are among them. Linear in the length of the text.
///
/// Under [`Scope::Everything`](crate::numeral::Scope::Everything) spoken units are read too (五块, 两毛五, 三米九, 5分, 8').
#[must_use]
pub fn quantities_with(text: &str, options: Options) -> Vec<Quantity> {
    let cs = options.chars(text);
    let cs = cs.simplified().unwrap_or(cs);
    let numerals = numeral::scan_with(&cs, options);
    let alone = |q: &Qty| q.dimension == Dimension::None && !q.rate;
    let mut lone =
        numerals.iter().filter(|n| !numeral::lone::stands(&cs, n, options)).map(|n| n.range.start).peekable();
    let mut all = read::scan(&cs, &numerals, options);
    all.retain(|q| {
        while lone.next_if(|at| *at < q.numeral.start).is_some() {}
        !(alone(q) && lone.peek() == Some(&q.numeral.start))
    });
    all.into_iter()
        .map(|q| Quantity {
            range: cs.bytes(&q.range),
            numeral: cs.bytes(&q.numeral),
            amount: cs.bytes(&q.amount),
            value: q.value,
            currency: (q.dimension == Dimension::Money).then(|| money::code(&q.unit)).flatten(),
            unit: q.unit,
            dimension: q.dimension,
            approx: q.approx,
            end: q.end,
            script: q.script,
            kind: q.kind,
            rate: q.rate,
            ordinal: cs.before(q.numeral.start) == Some('第'),
        })
        .collect()
}

/// All quantities in character positions.
pub(crate) fn scan(cs: &Chars<'_>) -> Vec<Qty> {
    match cs.simplified() {
        Some(cs) => read::scan(&cs, &numeral::scan(&cs), Options::default()),
        None => read::scan(cs, &numeral::scan(cs), Options::default()),
    }
}

#[cfg(test)]
mod tests;
