//! Statistics: numbers with an indicator, a period and a place, read clause by clause.
//!
//! There is no word model behind it. A clause is cut at punctuation and at its numbers; what a number counts follows from
//! where it stands in its item and from closed classes of words (see [`words`]); the tables are general and short.

mod accept;
mod clause;
mod compared;
mod direction;
mod edges;
mod extractor;
mod genre;
mod indicator;
mod measure;
mod period;
mod period_signs;
mod phrase;
mod place;
mod plausible;
mod ranks;
mod read;
mod series;
mod subject;
mod trend;
mod words;

pub use extractor::Statistics;

pub(crate) use clause::Frame;

use std::ops::Range;

use baokan_corpus_model::{Approx, Direction, Measure, Modality};

use self::period::Period;
use crate::chars::Chars;
use crate::extractor::{Scanned, scanned};
use crate::timex::PartialDate;

/// A statistic read from one block, in byte offsets of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The clause that states it.
    pub clause: Range<usize>,
    /// The number with its unit and the words that say how exact it is; without a value, the words of the change.
    pub number: Range<usize>,
    /// What is counted.
    pub indicator: String,
    /// Where the indicator stands.
    pub indicator_range: Range<usize>,
    /// The indicator was taken over from an earlier figure.
    pub indicator_inherited: bool,
    /// Multiplied out; `None` when the text gives a direction only.
    pub value: Option<f64>,
    /// Unit without multiplier.
    pub unit: Option<String>,
    /// What is measured.
    pub measure: Measure,
    /// For changes.
    pub direction: Option<Direction>,
    /// `year_on_year`, `month_on_month`, `since:2019`.
    pub basis: Option<String>,
    /// How exact.
    pub approx: Approx,
    /// ISO 8601 period with the expression that gives it.
    pub period: Option<(String, Range<usize>)>,
    /// Who did or had it.
    pub subject: Option<Range<usize>>,
    /// Result, aim or expectation.
    pub modality: Modality,
    /// Why it cannot be right as printed.
    pub implausible: Option<String>,
}

/// All statistics of a block of text, in text order. `reference` is the date of publication as far as it is known. Linear in
/// the length of the text.
#[must_use]
pub fn figures(text: &str, reference: Option<PartialDate>) -> Vec<Figure> {
    analyse(&scanned(text), reference, None).figures
}

/// A clause in byte offsets, with what the search for places needs to know of it.
#[derive(Debug)]
pub(crate) struct Lead {
    /// The clause.
    pub(crate) range: Range<usize>,
    /// Where its connectives and time expressions end: a place that begins here is the place of the clause.
    pub(crate) head: usize,
    /// Number of its sentence.
    pub(crate) sentence: usize,
}

/// What a block holds.
#[derive(Debug)]
pub(crate) struct Analysis {
    pub(crate) figures: Vec<Figure>,
    /// Clauses in text order.
    pub(crate) clauses: Vec<Lead>,
    /// Byte ranges of quoted labels and titles.
    pub(crate) labels: Vec<Range<usize>>,
    /// The period that the block ends with.
    pub(crate) last: Option<Period>,
}

/// Reads a block. `carried` is the period of a sentence that the block before left unfinished, with an empty donor.
pub(crate) fn analyse(scan: &Scanned<'_>, reference: Option<PartialDate>, carried: Option<Period>) -> Analysis {
    let (cs, frame, times) = (&scan.cs, scan.frame(), scan.times.as_slice());
    let values = scan.values(reference);
    let quantities = ranks::with_first(cs, scan.quantities());
    let block = read::Block { cs, frame, times, values, quantities: &quantities, reference };
    let (found, last) = read::read(&block, carried);
    let last = last.map(|p| Period { donor: if p.donor.is_empty() { 0..0 } else { cs.bytes(&p.donor) }, ..p });
    let figures = found.into_iter().map(|f| figure(cs, f)).collect();
    let clauses = frame
        .clauses
        .iter()
        .map(|c| {
            let head = indicator::lead_end(cs, c.range.clone(), read::within(times, &c.range, |t| t.range.start));
            Lead { range: cs.bytes(&c.range), head: cs.byte(head), sentence: c.sentence }
        })
        .collect();
    Analysis { figures, clauses, last, labels: frame.labels().map(|l| cs.bytes(&l)).collect() }
}

fn figure(cs: &Chars<'_>, f: read::Found) -> Figure {
    Figure {
        clause: cs.bytes(&f.clause),
        number: cs.bytes(&f.number),
        indicator_range: cs.bytes(&f.indicator.range),
        indicator_inherited: f.indicator.inherited,
        indicator: f.indicator.text,
        value: f.value,
        unit: f.unit,
        measure: f.measure,
        direction: f.direction,
        basis: f.basis,
        approx: f.approx,
        period: f.period.map(|p| (p.value, if p.donor.is_empty() { 0..0 } else { cs.bytes(&p.donor) })),
        subject: f.subject.map(|s| cs.bytes(&s)),
        modality: f.modality,
        implausible: f.implausible,
    }
}

#[cfg(test)]
mod decades_tests;
#[cfg(test)]
mod lists_tests;
#[cfg(test)]
mod period_tests;
#[cfg(test)]
mod press_tests;
#[cfg(test)]
mod tests;
