//! The facts that a document states. Each cites the bytes it was read from, and each field says where it comes from.

use std::borrow::Cow;

use crate::citation::Citation;
use crate::edit::Confidence;
use crate::names::{Approx, Direction, Measure, Modality, Status, SystemKind};
use crate::range::TextRange;

/// Where the value of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Read in the record's own clause.
    Text(TextRange),
    /// Carried over from elsewhere in the text: the donor.
    Inherited(TextRange),
    /// Given with the file (front matter, flags): the key.
    Metadata(Cow<'static, str>),
    /// Follows from the kind of record or from a table.
    Rule,
}

/// A value with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Field<T> {
    /// A value read in the record's own clause.
    pub fn text(value: T, range: TextRange) -> Self {
        Self { value, origin: Origin::Text(range) }
    }

    /// A value carried over from `donor`.
    pub fn inherited(value: T, donor: TextRange) -> Self {
        Self { value, origin: Origin::Inherited(donor) }
    }

    /// A value that follows from the kind of record or from a table.
    pub fn rule(value: T) -> Self {
        Self { value, origin: Origin::Rule }
    }
}

/// What all records share.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<T> {
    /// Which article states it: an index into the document's articles.
    pub article: usize,
    /// The mention: for a statistic its clause, for a name the name.
    pub range: TextRange,
    /// The mention as bytes of the file.
    pub target: Citation,
    /// Name of the extractor or of its rule.
    pub rule: Cow<'static, str>,
    /// How sure.
    pub confidence: Confidence,
    /// How far it is settled.
    pub status: Status,
    /// The fact itself.
    pub fact: T,
}

/// A number with an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistic {
    /// The shortest phrase as printed that says what is counted.
    pub indicator: Field<String>,
    /// Multiplied out; `None` when the text gives a direction only.
    pub value: Option<Field<f64>>,
    /// Unit without multiplier; percent is `%`.
    pub unit: Option<Field<String>>,
    /// What is measured.
    pub measure: Measure,
    /// For changes.
    pub direction: Option<Field<Direction>>,
    /// `year_on_year`, `month_on_month`, `since:2019`.
    pub basis: Option<Field<String>>,
    /// How exact.
    pub approx: Approx,
    /// ISO 8601 date, month, year or interval.
    pub period: Option<Field<String>>,
    /// The place as printed in its fullest form.
    pub place: Option<Field<String>>,
    /// Who did or had it.
    pub subject: Option<Field<String>>,
    /// Result, aim or expectation.
    pub modality: Modality,
    /// Why the figure cannot be right as printed, when it cannot.
    pub implausible: Option<String>,
}

/// A set phrase (提法).
#[derive(Clone, Debug, PartialEq)]
pub struct Formulation {
    /// Without the surrounding marks.
    pub name: String,
    /// `numbered`, `algebraic`, `enumeration`, `label`, `slogan`.
    pub kind: Cow<'static, str>,
    /// The members that the text spells out beside the name.
    pub expansion: Vec<Field<String>>,
    /// Whether the numeral in the name equals the number of members; `None` when either is missing.
    pub arity_ok: Option<bool>,
    /// Other exact forms in the document that look like the same phrase.
    pub variants: Vec<String>,
}

/// A named operation or campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// As printed.
    pub name: String,
}

/// A named platform, mechanism, institution or model.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// As printed.
    pub name: String,
    /// What it is.
    pub kind: SystemKind,
}

/// A named law, decision, opinion or plan.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedDocument {
    /// Without 《》.
    pub title: String,
}

/// A person, as printed, for citation only.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// As printed, inner spaces removed.
    pub name: String,
    /// Posts, each with the place or body that it is printed under.
    pub positions: Vec<Field<String>>,
}

/// An organization in the fullest form that the document gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// The name.
    pub name: String,
    /// Shorter forms met in the document.
    pub variants: Vec<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// In the fullest form that the document gives.
    pub name: String,
    /// GB/T 2260 code valid at the document's date.
    pub adcode: Option<Field<String>>,
    /// All codes that fit, when more than one does.
    pub candidates: Vec<String>,
}

/// A date, period or duration.
#[derive(Clone, Debug, PartialEq)]
pub struct Date {
    /// ISO 8601 date, month, year, interval `a/b` or duration; `None` when it cannot be resolved.
    pub value: Option<Field<String>>,
}

/// Words ascribed to a speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// As printed or resolved.
    pub speaker: Option<Field<String>>,
    /// The cue (说, 强调), as printed.
    pub cue: Option<Field<String>>,
    /// Inside quotation marks.
    pub direct: bool,
    /// The words, without the marks.
    pub words: TextRange,
}

/// All records of a document, each list in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Numbers with an indicator.
    pub statistics: Vec<Record<Statistic>>,
    /// Set phrases.
    pub formulations: Vec<Record<Formulation>>,
    /// Campaigns.
    pub campaigns: Vec<Record<Campaign>>,
    /// Systems.
    pub systems: Vec<Record<System>>,
    /// Documents.
    pub documents: Vec<Record<NamedDocument>>,
    /// People.
    pub people: Vec<Record<Person>>,
    /// Organizations.
    pub organizations: Vec<Record<Organization>>,
    /// Places.
    pub places: Vec<Record<Place>>,
    /// Dates.
    pub dates: Vec<Record<Date>>,
    /// Quotations.
    pub quotations: Vec<Record<Quotation>>,
}
