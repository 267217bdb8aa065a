//! Version 1: `"schema": "baokan.document/1"`. Plain structs, filled from a [`crate::Document`] and checked when read
//! back. Names are a contract: scorers, gold files and users read them. Fields may be added; none is renamed.
//!
//! Positions: `source_ranges` are bytes of the file as it arrived, `char_ranges` code points of the decoded file (byte
//! order mark not counted), both half-open. `sentences` are code points within the `text` of their block.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// The value of `schema`.
pub const SCHEMA: &str = "baokan.document/1";

macro_rules! wire {
    ($($(#[$meta:meta])* struct $name:ident { $($(#[$fmeta:meta])* $field:ident : $ty:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(JsonSchema))]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty),* }
    )*};
}

wire! {
    /// One document.
    struct Document {
        /// [`SCHEMA`].
        schema: String,
        /// BLAKE3 of the file, in hex.
        id: String,
        /// The file.
        source: Source,
        /// Date of publication, when it is known.
        published: Option<Meta>,
        /// What else was given with the file or found in it.
        metadata: Metadata,
        /// Articles in reading order; a feature stands before its parts.
        articles: Vec<Article>,
        /// Sections of the articles in text order, each before the ones inside it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sections: Vec<Section>,
        /// Every change of the text, in the order of application.
        edits: Vec<Edit>,
        /// Changes that were proposed and not made.
        withheld: Vec<Withheld>,
        /// What the document states.
        records: Records,
        /// What was doubtful or went wrong.
        diagnostics: Vec<Diagnostic>,
    }
    /// The file.
    struct Source {
        /// Path or name.
        path: String,
        /// Hash of the bytes, in hex.
        sha256: String,
        /// Length in bytes.
        bytes: u64,
        /// For example `text/plain`.
        media_type: String,
        /// Label of the encoding that it was read in.
        encoding: String,
        /// `Hans`, `Hant`, `mixed` or `unknown`: as it arrived.
        script: String,
        /// What `script` was judged by: of the characters that only one of the scripts has, how many in a thousand are
        /// Traditional; null where there are none, and in files written before this field.
        hant_per_mille: Option<u16>,
        /// The files that it is put together from, or the line of a file that it is; empty when it is a whole file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<Part>,
    }
    /// A stretch of the source that is a file, or a line of one. `source_ranges` count bytes of the source: the parts in
    /// order, with a line feed and a form feed between two.
    struct Part {
        /// Path or name of the file.
        path: String,
        /// Hash of the bytes of this part, in hex.
        sha256: String,
        /// For example `text/vnd.hocr+html`.
        media_type: String,
        /// Label of the encoding that it was read in.
        encoding: String,
        /// Line of the file that it is, from 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u64>,
        /// Byte of the file at which it begins.
        start: u64,
        /// Bytes of the source.
        source_range: [u32; 2],
    }
    /// A piece of metadata.
    struct Meta {
        /// The value.
        value: String,
        /// `flag`, `front_matter`, `text` or `inferred`.
        origin: String,
        /// What proves it: the words of the file, or how it was worked out.
        evidence: String,
    }
    /// Metadata other than the date.
    struct Metadata {
        /// The paper.
        publication: Option<Meta>,
        /// The place that it speaks of.
        place: Option<Meta>,
        /// A title given with the file.
        title: Option<Meta>,
        /// Where the copy was taken from.
        url: Option<Meta>,
    }
    /// Where something stands, as printed and as read.
    struct Target {
        /// Bytes of the file; several when a cut of column or page parts the mention.
        source_ranges: Vec<[u32; 2]>,
        /// The same as code points.
        char_ranges: Vec<[u32; 2]>,
        /// As printed; `¶` between ranges.
        quote: String,
        /// As repaired.
        reading: String,
        /// Where that is on paper and on disk: one entry a printed line. Empty when the reader knew neither page nor box
        /// and the source is one whole file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<Position>,
    }
    /// A place on a page or in one of several files.
    struct Position {
        /// The file, when the source has parts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// Line of that file, from 1, for JSON Lines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u64>,
        /// Bytes of that file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<[u64; 2]>,
        /// Page number, from 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<u32>,
        /// Left, top, right, bottom of the line, in the unit of the file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bbox: Option<[i32; 4]>,
    }
    /// A title.
    struct Title {
        /// As repaired; lines joined by a space.
        text: String,
        /// Where it stands.
        target: Target,
    }
    /// An article or a feature.
    struct Article {
        /// Stable for the same file.
        id: String,
        /// Id of the feature that it is part of.
        parent: Option<String>,
        /// Short line above the headline.
        kicker: Option<Title>,
        /// Headline.
        headline: Option<Title>,
        /// Line below the headline.
        subheadline: Option<Title>,
        /// Who is named.
        byline: Vec<Byline>,
        /// Its blocks in reading order.
        blocks: Vec<Block>,
    }
    /// One person named in a byline or credit.
    struct Byline {
        /// As printed, inner spaces removed.
        name: String,
        /// reporter, correspondent, author, editor, compiler, photographer or graphics.
        role: String,
        /// 本报, 新华社 and the like.
        affiliation: Option<String>,
        /// As printed.
        position: Option<String>,
        /// Where it stands.
        target: Target,
    }
    /// A block.
    struct Block {
        /// Stable for the same file.
        id: String,
        /// By order: `a2.p5` is the fifth paragraph of the second article, `a2.p5.s3` its third sentence. Paragraphs,
        /// headings and list items are counted; what is not has no name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// paragraph, heading, list_item, caption, editor_note, author_note, byline, credit or furniture.
        r#type: String,
        /// As repaired.
        text: String,
        /// Where it stands.
        target: Target,
        /// Start and end of each sentence, in code points of `text`.
        sentences: Vec<[u32; 2]>,
        /// The script of each sentence as it stands in the file, in the order of `sentences`; empty when nobody looked.
        #[serde(default)]
        scripts: Vec<SentenceScript>,
    }
    /// A section of an article: head, text and inner sections.
    struct Section {
        /// Stable for the same file: a hash over the place of its number and title.
        id: String,
        /// Id of the article.
        article: String,
        /// Id of the section around it.
        parent: Option<String>,
        /// part, subpart, chapter, section, clause, head, run_in, item or turn.
        kind: String,
        /// Depth within its article, from 1.
        level: u8,
        /// Its number.
        number: Option<SectionNumber>,
        /// Its title without the number.
        title: Option<Title>,
        /// Name of its first sentence (`a2.p5.s1`).
        first: Option<String>,
        /// Name of its last sentence.
        last: Option<String>,
        /// All of it, as bytes of the file.
        source_ranges: Vec<[u32; 2]>,
        /// The same as code points.
        char_ranges: Vec<[u32; 2]>,
    }
    /// The number of a section: it stands at the start of its `source_ranges`.
    struct SectionNumber {
        /// As repaired: `第十七条之一`, `（二）`, `三是`, `其次`, `——`; for a turn the speaker.
        text: String,
        /// 17, 2, 3; for what is not counted its place among its like, from 1.
        value: u32,
        /// 1 for 之一.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sub: Option<u32>,
    }
    /// The script of a sentence as it stands in the file.
    struct SentenceScript {
        /// `Hans`, `Hant`, `mixed`, or `unknown` when every character belongs to both scripts.
        script: String,
        /// As in `source`.
        hant_per_mille: Option<u16>,
    }
    /// A change of the text.
    struct Edit {
        /// Counts from 1 in the order of application.
        id: u32,
        /// The rule.
        rule: String,
        /// What it does.
        kind: String,
        /// safe, unsafe or suggest.
        safety: String,
        /// 0 to 1000.
        confidence: u16,
        /// What stood there in the revision that the rule saw; `¶` between several places.
        before: String,
        /// What stands there now.
        after: String,
        /// The text was moved, not changed.
        moved: bool,
        /// Where in the file.
        target: Target,
        /// Why.
        evidence: String,
    }
    /// A change that was not made.
    struct Withheld {
        /// The rule.
        rule: String,
        /// What it would do.
        kind: String,
        /// safe, unsafe or suggest.
        safety: String,
        /// 0 to 1000.
        confidence: u16,
        /// What stands there.
        before: String,
        /// What would have been put there.
        after: String,
        /// Where in the file.
        target: Target,
        /// Why the rule proposed it.
        evidence: String,
        /// Why it was not done.
        reason: String,
    }
    /// A finding.
    struct Diagnostic {
        /// info, warning or error.
        severity: String,
        /// Stable name of the kind of finding.
        code: String,
        /// For people.
        message: String,
        /// Bytes of the file.
        source_range: Option<[u32; 2]>,
    }
    /// Where the value of a field comes from.
    struct FieldOrigin {
        /// Name of the field.
        field: String,
        /// text, inherited, metadata or rule.
        origin: String,
        /// The words that it was read from or, when inherited, the donor.
        target: Option<Target>,
        /// For metadata: the key.
        key: Option<String>,
    }
    /// All records, each list in text order.
    struct Records {
        /// Numbers with an indicator.
        statistics: Vec<Statistic>,
        /// Set phrases.
        formulations: Vec<Formulation>,
        /// Campaigns.
        campaigns: Vec<Campaign>,
        /// Systems.
        systems: Vec<System>,
        /// Documents.
        documents: Vec<NamedDocument>,
        /// People, as printed, for citation only.
        people: Vec<Person>,
        /// Organizations.
        organizations: Vec<Organization>,
        /// Places.
        places: Vec<Place>,
        /// Dates and periods.
        dates: Vec<Date>,
        /// Quotations.
        quotations: Vec<Quotation>,
    }
}

macro_rules! record {
    ($($(#[$meta:meta])* struct $name:ident { $($(#[$fmeta:meta])* $field:ident : $ty:ty),* $(,)? })*) => { wire! {$(
        $(#[$meta])*
        struct $name {
            /// Stable for the same file.
            id: String,
            /// Id of the article.
            article: String,
            $($(#[$fmeta])* $field: $ty,)*
            /// The mention, as repaired.
            quote: String,
            /// Where it stands.
            target: Target,
            /// The extractor or its rule.
            rule: String,
            /// 0 to 1000.
            confidence: u16,
            /// resolved, ambiguous, historical or unresolved.
            status: String,
            /// Where each field comes from.
            origins: Vec<FieldOrigin>,
        }
    )*} };
}

record! {
    /// A number with an indicator.
    struct Statistic {
        /// The shortest phrase as printed that says what is counted.
        indicator: String,
        /// Multiplied out; null when the text gives a direction only.
        #[serde(serialize_with = "number")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
        value: Option<f64>,
        /// Without multiplier.
        unit: Option<String>,
        /// change, level, share, rank, duration, count, money, area or frequency.
        measure: String,
        /// increase or decrease.
        direction: Option<String>,
        /// year_on_year, month_on_month or since:YEAR.
        basis: Option<String>,
        /// exact, about, over, under, nearly or at_least.
        approx: String,
        /// ISO 8601.
        period: Option<String>,
        /// Fullest form.
        place: Option<String>,
        /// Who did or had it.
        subject: Option<String>,
        /// reported, target or forecast.
        modality: String,
        /// Why the figure cannot be right as printed.
        implausible: Option<String>,
    }
    /// A set phrase.
    struct Formulation {
        /// Without the surrounding marks.
        name: String,
        /// numbered, algebraic, enumeration, label or slogan.
        kind: String,
        /// Members that the text spells out.
        expansion: Vec<String>,
        /// Whether numeral and members agree.
        arity_ok: Option<bool>,
        /// Like forms in the document; never merged.
        variants: Vec<String>,
    }
    /// A campaign.
    struct Campaign {
        /// As printed.
        name: String,
    }
    /// A system.
    struct System {
        /// As printed.
        name: String,
        /// platform, mechanism, institution or model.
        r#type: String,
    }
    /// A named document.
    struct NamedDocument {
        /// Without 《》.
        title: String,
    }
    /// A person.
    struct Person {
        /// As printed.
        name: String,
        /// Posts as printed, with the place or body that they stand under.
        positions: Vec<String>,
    }
    /// An organization.
    struct Organization {
        /// Fullest form that the document gives.
        name: String,
        /// Shorter forms.
        variants: Vec<String>,
    }
    /// A place.
    struct Place {
        /// Fullest form that the document gives.
        name: String,
        /// GB/T 2260.
        adcode: Option<String>,
        /// All codes that fit, when more than one does.
        candidates: Vec<String>,
    }
    /// A date.
    struct Date {
        /// ISO 8601.
        value: Option<String>,
    }
    /// A quotation.
    struct Quotation {
        /// Who speaks.
        speaker: Option<String>,
        /// 说, 强调 …
        cue: Option<String>,
        /// Inside quotation marks.
        direct: bool,
        /// The words.
        text: String,
        /// First ten characters of the words.
        first: String,
        /// Last ten characters of the words.
        last: String,
    }
}

/// Whole numbers print without a fraction.
fn number<S: serde::Serializer>(value: &Option<f64>, s: S) -> Result<S::Ok, S::Error> {
    match *value {
        #[allow(clippy::cast_possible_truncation)]
        Some(v) if v.fract() == 0.0 && v.abs() < 9e15 => s.serialize_i64(v as i64),
        Some(v) => s.serialize_f64(v),
        None => s.serialize_none(),
    }
}
