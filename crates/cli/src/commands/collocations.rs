//! `baokan collocations`

use std::io::{Write as _, stderr};

use baokan_corpus_model::Document;
use baokan_segment::counts::{Measure, Span, Stream, Table as Contingency, Token, Within, bigrams, collocations};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::counting::{CountArgs, Counting};
use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{Collection, Pass};
use crate::error::{CliError, Exit};
use crate::output::write_whole;
use crate::pipeline::Stage;
use crate::report::Verbosity;
use crate::table::{Form, Table, rounded};

/// Lists what stands beside a word more often than chance would have it.
///
/// With --node its collocates within a window or in the same sentence, without it all pairs of neighbours. Listed are those
/// that stand together more often than expected, with log-likelihood, PMI, t-score, logDice, MI³ and ΔP. See
/// docs/counting.md for the tables and formulas behind them.
#[derive(Debug, Args)]
pub(crate) struct Collocations {
    /// The word whose company is looked for. With --unit word it is found where it is one or several whole words.
    #[arg(long, value_name = "PHRASE")]
    node: Option<String>,
    /// So many units to each side of the node; never beyond the sentence.
    #[arg(long, value_name = "COUNT", default_value_t = 5, conflicts_with_all = ["left", "right", "sentence"])]
    window: u16,
    /// So many to the left; with --right instead of --window.
    #[arg(long, value_name = "COUNT", requires = "right")]
    left: Option<u16>,
    /// So many to the right.
    #[arg(long, value_name = "COUNT", requires = "left")]
    right: Option<u16>,
    /// Whatever stands in the same sentence; counts sentences.
    #[arg(long, conflicts_with_all = ["left", "right"])]
    sentence: bool,
    /// Leave out what stands together less often.
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    min_count: u32,
    /// List no more than so many; 0 for all.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    top: usize,
    /// The measure that gives the order.
    #[arg(long, value_enum, default_value_t)]
    sort: By,
    /// The tables of pairs take no more than about so many MiB.
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    /// G², how sure (Dunning 1993).
    #[default]
    LogLikelihood,
    /// Pointwise mutual information, how exclusive (Church and Hanks 1990).
    Pmi,
    /// How sure, for what is frequent (Church et al. 1991).
    TScore,
    /// How exclusive, whatever the size of the collection (Rychlý 2008).
    LogDice,
    /// PMI with the cube of the count (Daille 1994).
    Mi3,
    /// ΔP of the collocate given the node (Gries 2013).
    DeltaPCollocate,
    /// ΔP of the node given the collocate.
    DeltaPNode,
    /// How often they stand together.
    Count,
}

impl By {
    const fn measure(self) -> Option<Measure> {
        Some(match self {
            Self::LogLikelihood => Measure::LogLikelihood,
            Self::Pmi => Measure::Pmi,
            Self::TScore => Measure::TScore,
            Self::LogDice => Measure::LogDice,
            Self::Mi3 => Measure::Mi3,
            Self::DeltaPCollocate => Measure::DeltaPCollocate,
            Self::DeltaPNode => Measure::DeltaPNode,
            Self::Count => return None,
        })
    }
}

/// A line of the table: its own columns, and what they have in common.
struct Row {
    words: Vec<String>,
    /// Left and right of the node.
    sides: Option<[u64; 2]>,
    documents: u64,
    table: Contingency,
}

impl Collocations {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let counting = self.count.ready()?;
        let node = self.node.as_ref().map(|n| counting.folded(n));
        if node.as_ref().is_some_and(|n| n.is_empty() || !n.chars().all(char::is_alphanumeric)) {
            return Err(CliError::Usage("--node must be letters, digits or Han characters, without marks".to_owned()));
        }
        let collection = Collection::open(host, &self.document, "collocations")?;
        let within = if node.is_some() { Within::Sentence } else { Within::Run };
        let before = |doc: &mut Document| counting.before(doc);
        let manifest = self.document.run.manifest.as_deref();
        let verbosity = host.verbosity();
        let pass = Pass { verbosity, again: false, manifest, last: Stage::Normalize, before: &before };
        let mut stream = Stream::new();
        let mut spelled = 0;
        let make = |_: usize, doc: &Document| {
            let (text, tokens) = counting.units(doc, within);
            let spelled = node.as_ref().map_or(0, |n| spelled_out(&text, doc, &counting, n));
            Ok((text, tokens, spelled))
        };
        let mut take = |_: usize, (text, tokens, found): (String, Vec<Token>, usize)| {
            spelled += found;
            let full = || CliError::Usage("more than four thousand million units: count in parts".to_owned());
            if stream.add(&text, &tokens, 0) { Ok(()) } else { Err(full()) }
        };
        let exit = collection.each(&pass, &make, &mut take)?;
        let mut rows = match &node {
            Some(node) => self.around(&stream, node, spelled, verbosity),
            None => self.pairs(&stream),
        };
        rows.retain(|r| r.table.attracted());
        self.sort(&mut rows);
        let table = self.table(&rows);
        write_whole(host.out, self.document.run.output.as_deref(), &collection.origins(), &table)?;
        Ok(exit)
    }

    fn around(&self, stream: &Stream, node: &str, spelled: usize, verbosity: Verbosity) -> Vec<Row> {
        let found = stream.find(&[node]);
        if found.len() < spelled && verbosity > Verbosity::Quiet {
            let message = format!("`{node}` stands {spelled} times, {} of them as whole words", found.len());
            let _ = writeln!(stderr(), "info: {message}");
        }
        let span = match (self.sentence, self.left, self.right) {
            (true, ..) => Span::Stretch,
            (_, Some(left), Some(right)) => Span::Window { left: left.into(), right: right.into() },
            _ => Span::Window { left: self.window.into(), right: self.window.into() },
        };
        let found = collocations(stream, &found, span, u64::from(self.min_count));
        let row = |c: &baokan_segment::counts::Collocation| Row {
            words: vec![stream.name(c.kind).to_owned()],
            sides: Some([c.left, c.right]),
            documents: c.documents,
            table: c.table,
        };
        found.iter().map(row).collect()
    }

    fn pairs(&self, stream: &Stream) -> Vec<Row> {
        let found = bigrams(stream, self.min_count, (self.memory as usize) << 20);
        let row = |p: &baokan_segment::counts::Pair| Row {
            words: [p.first, p.second].map(|k| stream.name(k).to_owned()).to_vec(),
            sides: None,
            documents: p.documents,
            table: p.table,
        };
        found.iter().map(row).collect()
    }

    /// By the measure, then by count, then by code points.
    fn sort(&self, rows: &mut Vec<Row>) {
        let score = |r: &Row| self.sort.measure().map_or(r.table.o11 as f64, |m| r.table.score(m));
        rows.sort_by(|a, b| {
            let by_count = || b.table.o11.cmp(&a.table.o11);
            score(b).total_cmp(&score(a)).then_with(by_count).then_with(|| a.words.cmp(&b.words))
        });
        if self.top > 0 {
            rows.truncate(self.top);
        }
    }

    fn table(&self, rows: &[Row]) -> Vec<u8> {
        let own: &[&str] = if self.node.is_some() { &["collocate"] } else { &["first", "second"] };
        let sides: &[&str] = if self.node.is_some() { &["left", "right"] } else { &[] };
        let columns = own.iter().chain(&["count"]).chain(sides).chain(&["documents", "r1", "c1", "n", "expected"]);
        let columns = columns.copied().chain(Measure::ALL.iter().map(|m| m.as_str()));
        let mut table = Table::new(self.format, columns);
        for row in rows {
            let Contingency { o11, r1, c1, n } = row.table;
            let mut line: Vec<Value> = row.words.iter().map(|w| json!(w)).collect();
            line.push(json!(o11));
            line.extend(row.sides.iter().flatten().map(|s| json!(s)));
            line.extend([json!(row.documents), json!(r1), json!(c1), json!(n), rounded(row.table.expected(), 3)]);
            line.extend(Measure::ALL.iter().map(|m| rounded(row.table.score(*m), 4)));
            table.row(line);
        }
        table.take()
    }
}

/// How often the characters of a phrase stand one after the other in the blocks that are read.
fn spelled_out(text: &str, doc: &Document, counting: &Counting, phrase: &str) -> usize {
    let blocks = counting.blocks(doc);
    blocks.iter().filter_map(|b| text.get(b.as_usize())).map(|b| b.matches(phrase).count()).sum()
}
