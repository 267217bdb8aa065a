//! `baokan kwic`

use std::cmp::Ordering;
use std::fmt::Write as _;

use baokan_corpus_model::{Document, TextRange};
use baokan_segment::counts::{By, Context, Reach, context};
use baokan_segment::sentences;
use clap::{Args, ValueEnum};
use regex::Regex;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::counting::{Column, CountArgs, Counting};
use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{Collection, Pass};
use crate::error::{CliError, Exit};
use crate::lines::LineIndex;
use crate::output::write_whole;
use crate::pipeline::Stage;
use crate::style::{Paint, Style, visible};
use crate::table::{Form, Table};

/// Lists every occurrence of a pattern with what stands around it (a concordance).
///
/// The pattern is looked for in the repaired text, block by block, so that a mention that a column cut or an inner space parts
/// on the page is found; each line cites the bytes of the file that it was read from. See docs/counting.md.
#[derive(Debug, Args)]
pub(crate) struct Kwic {
    /// What to look for.
    #[arg(value_name = "PATTERN", help_heading = "Arguments")]
    pattern: String,
    /// The pattern is a regular expression (syntax of the Rust crate regex).
    #[arg(long)]
    regex: bool,
    /// So many units on each side: characters (marks count), or with --unit word words.
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(u16).range(0..=1000))]
    context: u16,
    /// What the context stays within.
    #[arg(long, value_enum, default_value_t)]
    within: Room,
    /// The order of lines; those that are equal stay in the order of the collection.
    #[arg(long, value_enum, default_value_t)]
    sort: Order,
    /// List no more than so many, after sorting; 0 for all.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    top: usize,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t)]
    format: ListForm,
    #[command(flatten)]
    count: CountArgs,
    #[command(flatten)]
    document: DocumentArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Room {
    /// The block.
    #[default]
    Block,
    /// The sentence.
    Sentence,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Order {
    /// As in the collection.
    #[default]
    Text,
    /// By what stands before, from the match outwards.
    Left,
    /// By what stands behind.
    Right,
    /// By the match, then by what stands behind.
    Node,
    /// By date, the earliest first; those without one last.
    Date,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ListForm {
    /// For people: matches under one another.
    #[default]
    Text,
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values.
    Csv,
    /// One object a line, with the whole citation.
    Jsonl,
}

impl ListForm {
    const fn table(self) -> Option<Form> {
        match self {
            Self::Text => None,
            Self::Tsv => Some(Form::Tsv),
            Self::Csv => Some(Form::Csv),
            Self::Jsonl => Some(Form::Jsonl),
        }
    }
}

/// A match.
struct Hit {
    document: String,
    date: String,
    publication: String,
    headline: String,
    /// Line and column in the file, from 1.
    place: Option<(usize, usize)>,
    left: String,
    node: String,
    right: String,
    bytes: Vec<[u32; 2]>,
    chars: Vec<[u32; 2]>,
    quote: String,
}

const COLUMNS: [&str; 9] = ["document", "date", "publication", "headline", "left", "node", "right", "bytes", "quote"];

impl Kwic {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let counting = self.count.ready()?;
        let pattern = self.compiled(&counting)?;
        let collection = Collection::open(host, &self.document, "kwic")?;
        let before = |doc: &mut Document| counting.before(doc);
        let manifest = self.document.run.manifest.as_deref();
        let pass = Pass { verbosity: host.verbosity(), again: false, manifest, last: Stage::Segment, before: &before };
        let mut hits: Vec<Hit> = Vec::new();
        let make = |_: usize, doc: &Document| Ok(self.hits(doc, &pattern, &counting));
        let mut take = |_: usize, found: Vec<Hit>| {
            hits.extend(found);
            Ok(())
        };
        let exit = collection.each(&pass, &make, &mut take)?;
        // Stable: what is equal stays in the order of the collection.
        hits.sort_by(|a, b| self.sort.compare(a, b));
        if self.top > 0 {
            hits.truncate(self.top);
        }
        let listed = match self.format.table() {
            None => aligned(&hits, host.style()).into_bytes(),
            Some(form) => table(&hits, form),
        };
        write_whole(host.out, self.document.run.output.as_deref(), &collection.origins(), &listed)?;
        Ok(exit)
    }

    fn compiled(&self, counting: &Counting) -> Result<Regex, CliError> {
        let folded = counting.folded(&self.pattern);
        let pattern = if self.regex { folded } else { regex::escape(&folded) };
        if pattern.is_empty() {
            return Err(CliError::Usage("an empty pattern is everywhere".to_owned()));
        }
        Regex::new(&pattern).map_err(|e| CliError::Usage(format!("no regular expression: {e}")))
    }

    fn hits(&self, doc: &Document, pattern: &Regex, counting: &Counting) -> Vec<Hit> {
        let text = doc.text.as_str();
        // Of the same length, so that places in one are places in the other.
        let folded = counting.folded(text);
        let by = if counting.glue().is_empty() { By::Characters } else { counting.by() };
        let reach = Reach { by, size: usize::from(self.context) };
        let mut lines = None;
        let mut hits = Vec::new();
        for block in counting.blocks(doc) {
            let block = block.as_usize();
            let found = pattern.find_iter(folded.get(block.clone()).unwrap_or(""));
            let found = found.map(|m| block.start + m.start()..block.start + m.end()).filter(|m| !m.is_empty());
            let mut rooms = None;
            for node in found {
                let room = match self.within {
                    Room::Block => block.clone(),
                    Room::Sentence => {
                        let rooms = rooms.get_or_insert_with(|| sentences(text, block.clone()));
                        let (first, last) = (
                            rooms.partition_point(|s| s.end <= node.start),
                            rooms.partition_point(|s| s.end < node.end),
                        );
                        // A match may reach over the end of a sentence.
                        let start = rooms.get(first).map_or(node.start, |s| s.start.min(node.start));
                        let end = rooms.get(last).map_or(node.end, |s| s.end.max(node.end));
                        start..end
                    }
                };
                let lines = lines.get_or_insert_with(|| LineIndex::new(doc.source().decoded()));
                hits.extend(context(text, room, node, reach).and_then(|c| hit(doc, lines, &c)));
            }
        }
        hits
    }
}

fn hit(doc: &Document, lines: &LineIndex, found: &Context) -> Option<Hit> {
    let text = doc.text.as_str();
    let range = TextRange::from_usize(found.node.clone())?;
    let target = doc.cite(range);
    let headline = doc.article_at(range).and_then(|i| doc.articles.get(i)).and_then(|a| a.headline.as_ref());
    let headline = headline
        .map_or_else(String::new, |h| h.ranges.iter().map(|r| doc.text.slice(*r)).collect::<Vec<_>>().join(" "));
    let piece = |r: &std::ops::Range<usize>| text.get(r.clone()).unwrap_or("").to_owned();
    Some(Hit {
        document: Column::Document.of(doc),
        date: doc.meta.published.as_ref().map_or_else(String::new, |m| m.value.clone()),
        publication: Column::Publication.of(doc),
        headline,
        place: target.source_ranges().first().and_then(|r| lines.place(doc.source(), *r)),
        left: piece(&found.left),
        node: piece(&found.node),
        right: piece(&found.right),
        bytes: target.source_ranges().iter().map(|r| [r.start(), r.end()]).collect(),
        chars: target.char_ranges().iter().map(|r| [r.start(), r.end()]).collect(),
        quote: target.quote().to_owned(),
    })
}

impl Order {
    fn compare(self, a: &Hit, b: &Hit) -> Ordering {
        match self {
            Self::Text => Ordering::Equal,
            Self::Left => a.left.chars().rev().cmp(b.left.chars().rev()),
            Self::Right => a.right.cmp(&b.right),
            Self::Node => (&a.node, &a.right).cmp(&(&b.node, &b.right)),
            Self::Date => (a.date.is_empty(), &a.date).cmp(&(b.date.is_empty(), &b.date)),
        }
    }
}

fn table(hits: &[Hit], form: Form) -> Vec<u8> {
    let json = form == Form::Jsonl;
    let last = if json { "target" } else { "bytes" };
    let columns = COLUMNS.iter().copied().take(COLUMNS.len() - 2).chain([last]).chain((!json).then_some("quote"));
    let mut table = Table::new(form, columns);
    for hit in hits {
        let known = |s: &String| if s.is_empty() { Value::Null } else { json!(s) };
        let mut row = vec![json!(hit.document), known(&hit.date), known(&hit.publication), known(&hit.headline)];
        row.extend([json!(hit.left), json!(hit.node), json!(hit.right)]);
        if json {
            row.push(json!({
                "source_ranges": hit.bytes, "char_ranges": hit.chars, "quote": hit.quote, "reading": hit.node,
            }));
        } else {
            row.extend([json!(hit.bytes), json!(hit.quote)]);
        }
        table.row(row);
    }
    table.take()
}

/// Matches under one another, in columns of a terminal, where a Han character takes two.
fn aligned(hits: &[Hit], style: Style) -> String {
    let flat = |s: &str| visible(&s.replace(['\n', '\r', '\t'], " ")).into_owned();
    let lefts: Vec<String> = hits.iter().map(|h| flat(&h.left)).collect();
    let places: Vec<String> = hits.iter().map(place).collect();
    let widest = |of: &[String]| of.iter().map(|s| s.width()).max().unwrap_or(0);
    let (left_width, place_width) = (widest(&lefts), widest(&places));
    let pad = |s: &str, width: usize| " ".repeat(width.saturating_sub(s.width()));
    let mut out = String::new();
    for ((hit, left), place) in hits.iter().zip(&lefts).zip(&places) {
        let node = style.paint(Paint::Strong, &flat(&hit.node));
        let (gap, indent) = (pad(place, place_width), pad(left, left_width));
        let _ = writeln!(out, "{}{gap}  {indent}{left} {node} {}", style.paint(Paint::Dim, place), flat(&hit.right));
    }
    out
}

/// `papers/a.txt:12:5`, line and column.
fn place(hit: &Hit) -> String {
    let document = visible(&hit.document);
    hit.place.map_or_else(|| document.to_string(), |(line, column)| format!("{document}:{line}:{column}"))
}
