//! `baokan ngrams`

use std::collections::HashMap;
use std::ops::RangeInclusive;

use baokan_corpus_model::{Document, TextRange};
use baokan_segment::counts::{Match, NGRAM_MAX, Ngram, Stream, Token, ngrams};
use clap::Args;
use serde_json::{Value, json};

use super::counting::{Bounds, Column, CountArgs, Counting};
use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{Collection, Pass};
use crate::error::{CliError, Exit};
use crate::output::write_whole;
use crate::pipeline::Stage;
use crate::report::Verbosity;
use crate::table::{Form, Table, rounded};

/// Counts sequences of characters or words over a collection.
///
/// What is counted is the repaired text, body blocks only. A table comes out, the most frequent first, those of one
/// frequency in the order of their code points: length, sequence, occurrences, documents that have it, and occurrences in a
/// million units. With --by the rows stand for each year, paper or document, zeros included. See docs/counting.md.
#[derive(Debug, Args)]
pub(crate) struct Ngrams {
    /// The lengths that are counted, 1 to 8: `2`, or `2..4` for two to four.
    #[arg(short = 'n', long = "n", value_name = "N", value_parser = parse_lengths, default_value = "2")]
    lengths: RangeInclusive<usize>,
    /// Count this phrase and nothing else; may be given several times.
    #[arg(long, value_name = "PHRASE", conflicts_with_all = ["lengths", "min_count", "min_documents", "top"])]
    phrase: Vec<String>,
    /// Leave out what occurs less often.
    #[arg(long, value_name = "COUNT", default_value_t = 2)]
    min_count: u32,
    /// Leave out what fewer documents have.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    min_documents: u32,
    /// List no more than so many, the most frequent; 0 for all.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    top: usize,
    /// A row for each value of these columns; may be given several times, or as a list with commas.
    #[arg(long, value_enum, value_name = "COLUMN", value_delimiter = ',')]
    by: Vec<Column>,
    /// With --by: one row a sequence, with a column of counts for each value.
    #[arg(long, requires = "by")]
    wide: bool,
    /// What a sequence may not reach beyond.
    #[arg(long, value_enum, default_value_t)]
    within: Bounds,
    /// Cite so many places for each sequence, in the order of the collection. Files are read a second time for it.
    #[arg(long = "where", value_name = "COUNT", default_value_t = 0)]
    places: usize,
    /// The tables of sequences take no more than about so many MiB; what does not fit is counted in further passes over the
    /// units in memory (which take 12 bytes each).
    #[arg(long, value_name = "MIB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=65536))]
    memory: u32,
    /// The form of the table.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    count: CountArgs,
    #[command(flatten)]
    document: DocumentArgs,
}

fn parse_lengths(value: &str) -> Result<RangeInclusive<usize>, String> {
    let number = |s: &str| s.parse().ok().filter(|n| (1..=NGRAM_MAX).contains(n));
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    match (number(first), number(last.strip_prefix('=').unwrap_or(last))) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(format!("`{value}` is no length from 1 to {NGRAM_MAX} and no range of them such as 2..4")),
    }
}

/// A sequence that is listed.
struct Row {
    text: String,
    units: usize,
    count: u32,
    documents: u32,
    /// The n-gram; `None` for a phrase that was asked for.
    gram: Option<Ngram>,
    /// Filled when asked for.
    places: Vec<Value>,
}

/// Occurrences and documents of a row in a group.
#[derive(Clone, Copy, Default)]
struct Cell {
    count: u32,
    documents: u32,
    /// One more than the last document.
    last: usize,
}

/// The units of a collection and what its documents are told apart by.
struct Gathered {
    stream: Stream,
    /// The values of --by, for each group.
    groups: Vec<Vec<String>>,
    /// Which input each document of the stream is.
    inputs: Vec<usize>,
}

impl Ngrams {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let counting = self.count.ready()?;
        let collection = Collection::open(host, &self.document, "ngrams")?;
        if self.places > 0 && !collection.is_rereadable() {
            return Err(CliError::Usage("`--where` reads its files twice, and standard input only once".to_owned()));
        }
        let origins = collection.origins();
        let verbosity = host.verbosity();
        let output = self.document.run.output.as_deref();
        let before = |doc: &mut Document| counting.before(doc);
        let manifest = self.document.run.manifest.as_deref();
        let pass = Pass { verbosity, again: false, manifest, last: Stage::Normalize, before: &before };
        let (gathered, exit) = self.gather(&collection, &counting, &pass)?;

        let (mut rows, found) = if self.phrase.is_empty() {
            let rows = self.rows(&gathered.stream, &counting);
            let grams: Vec<Ngram> = rows.iter().filter_map(|r| r.gram).collect();
            let wanted = !self.by.is_empty() || self.places > 0;
            (rows, if wanted { gathered.stream.occurrences(&grams) } else { Vec::new() })
        } else {
            phrases(&gathered.stream, &self.phrase, &counting)
        };
        if self.places > 0 {
            let again = Pass { verbosity: Verbosity::Quiet, again: true, manifest: None, ..pass };
            self.cite(&collection, &counting, &again, &gathered, &found, &mut rows)?;
        }
        let table = self.table(&gathered, &rows, &found);
        write_whole(host.out, output, &origins, &table)?;
        Ok(exit)
    }

    /// Reads the collection.
    fn gather(
        &self,
        collection: &Collection,
        counting: &Counting,
        pass: &Pass<'_>,
    ) -> Result<(Gathered, Exit), CliError> {
        let mut gathered = Gathered { stream: Stream::new(), groups: Vec::new(), inputs: Vec::new() };
        let mut known: HashMap<Vec<String>, u32> = HashMap::new();
        let make = |_: usize, doc: &Document| {
            let key: Vec<String> = self.by.iter().map(|c| c.of(doc)).collect();
            Ok((counting.units(doc, self.within.within()), key))
        };
        let mut take = |i: usize, ((text, tokens), key): ((String, Vec<Token>), Vec<String>)| {
            let next = known.len() as u32;
            let group = *known.entry(key).or_insert_with_key(|key| {
                gathered.groups.push(key.clone());
                next
            });
            gathered.inputs.push(i);
            let room = gathered.stream.add(&text, &tokens, group);
            let full = || CliError::Usage("more than four thousand million units: count in parts".to_owned());
            if room { Ok(()) } else { Err(full()) }
        };
        let exit = collection.each(pass, &make, &mut take)?;
        Ok((gathered, exit))
    }

    /// What is listed, in its order.
    fn rows(&self, stream: &Stream, counting: &Counting) -> Vec<Row> {
        let mut found = ngrams(stream, self.lengths.clone(), self.min_count, (self.memory as usize) << 20);
        found.retain(|g| g.documents >= self.min_documents);
        let text = |g: &Ngram| stream.text(g.first, g.n, counting.glue());
        if self.top > 0 && found.len() > self.top {
            // Only those of the last frequency that gets in need their text to be told apart.
            let mut counts: Vec<u32> = found.iter().map(|g| g.count).collect();
            let (_, least, _) = counts.select_nth_unstable_by(self.top - 1, |a, b| b.cmp(a));
            let least = *least;
            found.retain(|g| g.count >= least);
        }
        let row = |g: &Ngram| Row {
            text: text(g),
            units: g.n,
            count: g.count,
            documents: g.documents,
            gram: Some(*g),
            places: Vec::new(),
        };
        let mut rows: Vec<Row> = found.iter().map(row).collect();
        rows.sort_by(|a, b| (b.count, &a.text).cmp(&(a.count, &b.text)));
        if self.top > 0 {
            rows.truncate(self.top);
        }
        rows
    }

    /// Fills the places of rows from a second reading.
    fn cite(
        &self,
        collection: &Collection,
        counting: &Counting,
        pass: &Pass<'_>,
        gathered: &Gathered,
        found: &[Match],
        rows: &mut [Row],
    ) -> Result<(), CliError> {
        let stream = &gathered.stream;
        let mut left = vec![self.places; rows.len()];
        let mut wanted: HashMap<usize, Vec<Match>> = HashMap::new();
        for m in found {
            let Some(left) = left.get_mut(m.phrase).filter(|l| **l > 0) else { continue };
            *left -= 1;
            let document = stream.document_at(m.at);
            let at = m.at - stream.extent(document).start;
            let input = gathered.inputs.get(document).copied().unwrap_or(0);
            wanted.entry(input).or_default().push(Match { at, ..*m });
        }
        let make = |i: usize, doc: &Document| {
            let Some(matches) = wanted.get(&i) else { return Ok(Vec::new()) };
            // The layout of the stream: a break before every unit that opens a stretch.
            let (_, tokens) = counting.units(doc, self.within.within());
            let laid_out: Vec<Option<Token>> =
                tokens.iter().flat_map(|t| t.opens.then_some(None).into_iter().chain([Some(*t)])).collect();
            let place = |m: &Match| {
                let first = laid_out.get(m.at).copied().flatten()?;
                let last = laid_out.get(m.at + m.units - 1).copied().flatten()?;
                let source = doc.text.source_ranges(TextRange::new(first.start, last.end));
                let bytes: Vec<[u32; 2]> = source.iter().map(|r| [r.start(), r.end()]).collect();
                Some((m.phrase, self.place(doc.source().origin(), &bytes)))
            };
            Ok(matches.iter().filter_map(place).collect::<Vec<_>>())
        };
        let mut take = |_: usize, places: Vec<(usize, Value)>| {
            for (row, place) in places {
                rows.get_mut(row).into_iter().for_each(|r| r.places.push(place.clone()));
            }
            Ok(())
        };
        collection.each(pass, &make, &mut take).map(|_| ())
    }

    fn place(&self, origin: &str, bytes: &[[u32; 2]]) -> Value {
        if self.format == Form::Jsonl {
            return json!({ "document": origin, "bytes": bytes });
        }
        let ranges: Vec<String> = bytes.iter().map(|[start, end]| format!("{start}-{end}")).collect();
        Value::from(format!("{origin}:{}", ranges.join("+")))
    }

    fn table(&self, gathered: &Gathered, rows: &[Row], found: &[Match]) -> Vec<u8> {
        let stream = &gathered.stream;
        let cells = by_group(found, |at| {
            let document = stream.document_at(at);
            (document, stream.group(document))
        });
        // Groups in the order of their values.
        let mut order: Vec<usize> = (0..gathered.groups.len()).collect();
        order.sort_by(|a, b| gathered.groups.get(*a).cmp(&gathered.groups.get(*b)));
        let values = |group: usize| gathered.groups.get(group).map_or(&[][..], Vec::as_slice);
        let cell = |row: usize, group: usize| cells.get(&(row, group)).copied().unwrap_or_default();
        let long = !self.by.is_empty() && !self.wide;

        let mut columns: Vec<String> = vec!["n".to_owned(), "ngram".to_owned()];
        if long {
            columns.extend(self.by.iter().map(|c| c.as_str().to_owned()));
        }
        columns.extend(["count", "documents", "per_million"].map(str::to_owned));
        if long {
            columns.push("total".to_owned());
        }
        if self.wide {
            columns.extend(order.iter().map(|g| values(*g).join("|")));
        }
        if self.places > 0 {
            columns.push("where".to_owned());
        }
        let mut table = Table::new(self.format, columns);
        for (i, row) in rows.iter().enumerate() {
            let head = || vec![json!(row.units), json!(row.text)];
            let places = || (self.places > 0).then(|| row.places.iter().cloned().collect::<Value>());
            if long {
                for group in &order {
                    let (cell, total) = (cell(i, *group), stream.group_total(*group));
                    let mut line = head();
                    line.extend(values(*group).iter().map(|v| json!(v)));
                    line.extend([
                        json!(cell.count),
                        json!(cell.documents),
                        per_million(cell.count, total),
                        json!(total),
                    ]);
                    line.extend(places());
                    table.row(line);
                }
                continue;
            }
            let mut line = head();
            line.extend([json!(row.count), json!(row.documents), per_million(row.count, stream.total())]);
            if self.wide {
                line.extend(order.iter().map(|g| json!(cell(i, *g).count)));
            }
            line.extend(places());
            table.row(line);
        }
        table.take()
    }
}

/// Occurrences in a million units.
fn per_million(count: u32, total: u64) -> Value {
    if total == 0 { Value::Null } else { rounded(f64::from(count) * 1e6 / total as f64, 3) }
}

/// Phrases as rows, in the order in which they were given, and where they occur.
fn phrases(stream: &Stream, phrases: &[String], counting: &Counting) -> (Vec<Row>, Vec<Match>) {
    // Marks and spaces are no units; a phrase is found without them where the stretch allows it.
    let bare = |p: &String| counting.folded(p).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let row = |p: &String| {
        let text = bare(p);
        Row { units: text.chars().count(), text, count: 0, documents: 0, gram: None, places: Vec::new() }
    };
    let mut rows: Vec<Row> = phrases.iter().map(row).collect();
    let texts: Vec<&str> = rows.iter().map(|r| r.text.as_str()).collect();
    let found = stream.find(&texts);
    for ((row, _), cell) in by_group(&found, |at| (stream.document_at(at), 0)) {
        if let Some(row) = rows.get_mut(row) {
            (row.count, row.documents) = (cell.count, cell.documents);
        }
    }
    (rows, found)
}

/// Counts matches by phrase and group; `group` says in which document a place lies, and in which group that is.
fn by_group(found: &[Match], group: impl Fn(usize) -> (usize, usize)) -> HashMap<(usize, usize), Cell> {
    let mut cells: HashMap<(usize, usize), Cell> = HashMap::new();
    for m in found {
        let (document, group) = group(m.at);
        let cell = cells.entry((m.phrase, group)).or_default();
        cell.count += 1;
        if cell.last != document + 1 {
            cell.last = document + 1;
            cell.documents += 1;
        }
    }
    cells
}
