//! A document on its way through the stages.

use std::borrow::Cow;
use std::sync::Arc;

use crate::citation::Citation;
use crate::diagnostic::Diagnostic;
use crate::edit::{Confidence, Edit};
use crate::names::{BlockKind, Role, Script, SectionKind};
use crate::range::{SourceRange, TextRange};
use crate::record::{Record, Records};
use crate::source::{Part, Source};
use crate::span::SpanLayer;
use crate::text::Text;

/// Where a piece of metadata comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetaOrigin {
    /// A command-line flag.
    Flag,
    /// YAML front matter or the head of an HTML page, at this place of the file.
    FrontMatter(SourceRange),
    /// The text itself; the words that prove it.
    Text(SourceRange),
    /// Worked out; how, in words.
    Inferred(String),
}

/// A piece of metadata and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The value.
    pub value: String,
    /// Where it comes from.
    pub origin: MetaOrigin,
}

/// What is known of the publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub published: Option<Meta>,
    /// The paper, magazine or agency.
    pub publication: Option<Meta>,
    /// Where it is published or speaks of (全市, 全省 resolve against it).
    pub place: Option<Meta>,
    /// Title given with the file.
    pub title: Option<Meta>,
    /// Where the copy was taken from.
    pub url: Option<Meta>,
    /// Keys of the front matter that we do not use, as written.
    pub extra: Vec<(String, String)>,
}

/// What a reader says about a stretch of the file before anything is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The stretch.
    pub source: SourceRange,
    /// What kind of hint it is.
    pub kind: RegionKind,
    /// Page number, from 1, when the file has pages.
    pub page: Option<u32>,
    /// Left, top, right, bottom in the unit of the file, when the file has geometry.
    pub bbox: Option<[i32; 4]>,
    /// What the engine says of its reading.
    pub confidence: Option<Confidence>,
}

/// Where a mention stands: in which file, on which page, in which box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The file, when the source is put together from files or a part of one.
    pub path: Option<String>,
    /// Line of that file, from 1, when the source is one line of it.
    pub line: Option<u64>,
    /// Bytes of that file, half-open.
    pub bytes: Option<(u64, u64)>,
    /// Page number, from 1.
    pub page: Option<u32>,
    /// Left, top, right, bottom of the line in the unit of the file.
    pub bbox: Option<[i32; 4]>,
}

/// So many regions are looked at for a page number: pages have more lines, but each line has its own.
const LOOK_BACK: usize = 64;

/// Kinds of hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegionKind {
    /// A line marked as heading, with its level from 1. The range holds the mark too.
    Heading(u8),
    /// A line set wholly in bold.
    Strong,
    /// A line of a block quotation.
    BlockQuote,
    /// A line that begins with a list mark.
    ListItem,
    /// A picture.
    Image,
    /// A line of a table.
    TableRow,
    /// A line of code or verbatim text.
    Code,
    /// A form feed or rule between pages.
    PageBreak,
    /// A line as the engine saw it.
    Line,
    /// A paragraph as the engine saw it.
    Block,
    /// A page with its own box; the range holds the mark that opens it and no text.
    Page,
    /// A printed rule between columns or articles; the range holds no text.
    Rule,
}

/// A block of the text, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// For headings: 1 for the largest; 0 when unknown.
    pub level: u8,
    /// How sure the kind is.
    pub confidence: Confidence,
    /// Why it was taken for that: the name of the sign that decided.
    pub rule: Cow<'static, str>,
    /// The article that the geometry of the page proves it to belong to: blocks of one number are one article, blocks of
    /// two are two. `None` where no boxes say so. Not part of the wire format: there the articles themselves are.
    pub group: Option<u32>,
}

/// A title, possibly of several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its lines in order.
    pub ranges: Vec<TextRange>,
}

/// One person named in a byline or credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BylineEntry {
    /// As printed, inner spaces removed.
    pub name: String,
    /// What they did.
    pub role: Role,
    /// 本报, 新华社 …, as printed.
    pub affiliation: Option<String>,
    /// 记者, 通讯员 or a post, as printed.
    pub position: Option<String>,
    /// The mention, name and position.
    pub range: TextRange,
}

/// An article, or a feature that holds articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Index of the feature that it is part of.
    pub parent: Option<usize>,
    /// Short line above the headline.
    pub kicker: Option<Title>,
    /// Headline.
    pub headline: Option<Title>,
    /// Line below the headline.
    pub subheadline: Option<Title>,
    /// Who is named.
    pub byline: Vec<BylineEntry>,
    /// Indices into the document's blocks, in reading order.
    pub blocks: Vec<usize>,
    /// All of it, titles and bylines too.
    pub range: TextRange,
}

/// The number of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionNumber {
    /// The words that say it, with the marks that belong to them: 第十七条之一, （二）, 三是, 其次; for a turn the speaker.
    pub range: TextRange,
    /// Its value: 17, 2, 3; for what is not counted (——, a speaker) its place among its like, from 1.
    pub value: u32,
    /// 之一, 之二 behind the number of a clause that was put in later.
    pub sub: Option<u32>,
}

/// A section of an article. Its range in [`Document::sections`] holds head, text and inner sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Index of the article.
    pub article: usize,
    /// Index of the section around it; stands before it.
    pub parent: Option<usize>,
    /// Depth within its article, from 1.
    pub level: u8,
    /// Its number, when it has one.
    pub number: Option<SectionNumber>,
    /// Its title without the number.
    pub title: Option<TextRange>,
}

/// An edit that was proposed and not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// What would have been done.
    pub edit: Edit,
    /// What stands there.
    pub before: String,
    /// What would have been put there.
    pub after: String,
    /// Where.
    pub source: Vec<SourceRange>,
    /// Why it was not done.
    pub reason: Cow<'static, str>,
}

/// The number of a paragraph: prints as `a2.p5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphNumber {
    /// Place of the article in the document, from 1.
    pub article: u32,
    /// Place of the paragraph in the article, from 1.
    pub paragraph: u32,
}

impl std::fmt::Display for ParagraphNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a{}.p{}", self.article, self.paragraph)
    }
}

/// The script of a stretch and what it was judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScriptReading {
    /// The verdict.
    pub script: Script,
    /// Of the characters that only one of the scripts has, how many in a thousand are Traditional; `None` without any.
    pub hant_per_mille: Option<u16>,
}

impl Default for ScriptReading {
    fn default() -> Self {
        Self { script: Script::Unknown, hant_per_mille: None }
    }
}

/// A document on its way through the stages. `normalize` fills text, blocks and withheld edits, `segment` articles and
/// sentences, `extract` records.
#[derive(Clone, Debug)]
pub struct Document {
    /// What is known of the publication.
    pub meta: Metadata,
    /// Hints of the reader, in file order.
    pub regions: Vec<Region>,
    /// The text and its history. Only `normalize` changes it.
    pub text: Text,
    /// The script the file is written in.
    pub script: Script,
    /// What [`Self::script`] was judged by; see [`ScriptReading::hant_per_mille`].
    pub hant_per_mille: Option<u16>,
    /// Blocks in reading order.
    pub blocks: SpanLayer<Block>,
    /// Edits that were proposed and not made.
    pub withheld: Vec<Withheld>,
    /// Articles in reading order; a feature stands before its parts.
    pub articles: Vec<Article>,
    /// Sections of the articles, each before the ones inside it; nested or disjoint.
    pub sections: SpanLayer<Section>,
    /// Sentences in text order.
    pub sentences: SpanLayer<()>,
    /// The script that each of [`Self::sentences`] has in the file, in the same order; empty when nobody looked.
    pub sentence_scripts: Vec<ScriptReading>,
    /// Facts.
    pub records: Records,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document as it comes from a reader.
    #[must_use]
    pub fn new(source: Arc<Source>) -> Self {
        Self {
            meta: Metadata::default(),
            regions: Vec::new(),
            text: Text::new(source),
            script: Script::Unknown,
            hant_per_mille: None,
            blocks: SpanLayer::new(),
            withheld: Vec::new(),
            articles: Vec::new(),
            sections: SpanLayer::new(),
            sentences: SpanLayer::new(),
            sentence_scripts: Vec::new(),
            records: Records::default(),
            diagnostics: Vec::new(),
        }
    }

    /// The file behind it.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        self.text.source()
    }

    /// Cites a range of the current text.
    #[must_use]
    pub fn cite(&self, range: TextRange) -> Citation {
        Citation::new(&self.text, range)
    }

    /// The reader's hint that covers the place where a text range begins, if there is one.
    #[must_use]
    pub fn region_at(&self, range: TextRange) -> Option<&Region> {
        let at = self.text.source_ranges(range).first()?.start();
        let i = self.regions.partition_point(|r| r.source.start() <= at);
        self.regions.get(i.checked_sub(1)?).filter(|r| at < r.source.end())
    }

    /// Where bytes of the source stand on paper and on disk: one place for each line that the reader saw, or each page
    /// where it saw no lines. Empty when there is neither page nor box nor part to tell of.
    #[must_use]
    pub fn places(&self, ranges: &[SourceRange]) -> Vec<Position> {
        let mut found: Vec<Position> = Vec::new();
        for range in ranges.iter().copied() {
            if self.source().parts().is_empty() {
                self.places_in(range, None, &mut found);
            }
            for part in self.source().parts_in(range) {
                let (start, end) = (range.start().max(part.at.start()), range.end().min(part.at.end()));
                self.places_in(SourceRange::new(start, end), Some(part), &mut found);
            }
        }
        found
    }

    /// The places of a range that lies in one part.
    fn places_in(&self, range: SourceRange, part: Option<&Part>, out: &mut Vec<Position>) {
        let behind = self.regions.partition_point(|r| r.source.start() <= range.start());
        let before = behind.saturating_sub(1);
        // What no region holds stands on the page of the region before it.
        let page = self.regions.get(..behind).and_then(|r| {
            let inside = |r: &&Region| part.is_none_or(|p| p.at.start() <= r.source.start());
            let near = r.iter().rev().take(LOOK_BACK).take_while(inside).find(|r| r.page.is_some())?;
            let turned = near.kind == RegionKind::PageBreak && near.source.end() <= range.start();
            near.page.map(|page| page.saturating_add(u32::from(turned)))
        });
        let page = page.or(part.and_then(|p| p.page));
        let touched = self.regions.get(before..).unwrap_or(&[]).iter();
        let touched = touched.take_while(|r| r.source.start() < range.end()).filter(|r| r.source.overlaps(range));
        let from = out.len();
        let mut add = |place: Position| {
            // Lines without boxes are told by their page once.
            let known = out
                .get(from..)
                .and_then(<[Position]>::last)
                .is_some_and(|last: &Position| last.bbox == place.bbox && last.page == place.page);
            if !known && (part.is_some() || place.page.is_some() || place.bbox.is_some()) {
                out.push(place);
            }
        };
        let place = |page, bbox, at: SourceRange| Position {
            path: part.map(|p| p.origin.clone()),
            line: part.and_then(|p| p.line),
            bytes: part.and_then(|p| p.in_file(at)),
            page,
            bbox,
        };
        let boxed = touched.filter(|r| r.bbox.is_some() && r.kind != RegionKind::Page);
        let mut any = false;
        for region in boxed {
            any = true;
            let at = SourceRange::new(range.start().max(region.source.start()), range.end().min(region.source.end()));
            add(place(region.page.or(page), region.bbox, at));
        }
        if !any {
            add(place(page, None, range));
        }
    }

    /// The article that holds this range.
    #[must_use]
    pub fn article_at(&self, range: TextRange) -> Option<usize> {
        let inside = |a: &Article| a.blocks.iter().any(|b| self.blocks.get(*b).is_some_and(|(r, _)| r.contains(range)));
        self.articles.iter().position(inside).or_else(|| self.articles.iter().rposition(|a| a.range.contains(range)))
    }

    /// For each block its article and its number among the paragraphs of it, both from 1: paragraphs, heads and list items
    /// are counted in reading order, so that a head mistaken for a paragraph shifts no number. Titles, captions, notes,
    /// bylines, credits and furniture are not counted.
    #[must_use]
    pub fn paragraph_numbers(&self) -> Vec<Option<ParagraphNumber>> {
        let mut numbers = vec![None; self.blocks.len()];
        for (i, article) in self.articles.iter().enumerate() {
            let mut count = 0;
            for block in &article.blocks {
                let kind = self.blocks.get(*block).map(|(_, b)| b.kind);
                if kind.is_some_and(BlockKind::is_body)
                    && let Some(slot) = numbers.get_mut(*block)
                {
                    count += 1;
                    *slot = Some(ParagraphNumber { article: i as u32 + 1, paragraph: count });
                }
            }
        }
        numbers
    }

    /// The name by which the sentence that holds the start of `range` is cited: `a2.p5.s3`, the third sentence of the
    /// fifth paragraph of the second article. `None` outside of paragraphs. Looks at all blocks: for many names, use
    /// [`Self::paragraph_numbers`].
    #[must_use]
    pub fn sentence_name(&self, range: TextRange) -> Option<String> {
        let at = TextRange::new(range.start(), range.start());
        let numbers = self.paragraph_numbers();
        let (block, number) = self
            .blocks
            .iter()
            .zip(&numbers)
            .filter_map(|((r, _), n)| Some((r, (*n)?)))
            .find(|(r, _)| r.contains(at))?;
        let sentences = self.sentences.within(block).take_while(|(s, ())| s.start() <= at.start()).count();
        Some(format!("{number}.s{}", sentences.max(1)))
    }

    /// A record of a fact mentioned at `range`.
    #[must_use]
    pub fn record<T>(&self, article: usize, range: TextRange, rule: &'static str, fact: T) -> Record<T> {
        Record {
            article,
            range,
            target: self.cite(range),
            rule: Cow::Borrowed(rule),
            confidence: Confidence::per_mille(900),
            status: crate::names::Status::Resolved,
            fact,
        }
    }

    /// A stable id: a letter and a hash over the bytes of the file that the thing was read from.
    /// It does not move when another rule repairs something elsewhere.
    #[must_use]
    pub fn stable_id(&self, prefix: &str, ranges: &[SourceRange]) -> String {
        stable_id(prefix, ranges)
    }
}

/// See [`Document::stable_id`].
#[must_use]
pub fn stable_id(prefix: &str, ranges: &[SourceRange]) -> String {
    // FNV-1a, 64 bits: short, stable across versions and machines; collisions within one document are what counts.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut eat = |bytes: &[u8]| {
        for b in bytes {
            hash = (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    eat(prefix.as_bytes());
    for r in ranges {
        eat(&r.start().to_le_bytes());
        eat(&r.end().to_le_bytes());
    }
    format!("{prefix}{:010x}", hash >> 24)
}
