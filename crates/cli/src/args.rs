//! The command line as data. Help, completion and `docs/cli.md` are made from it.

use std::ffi::OsString;
use std::path::PathBuf;

use baokan_corpus_model::{Safety, Severity};
use baokan_normalize::{Profile, Target};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;

/// Clean, segmented, cited data from broken Chinese press text.
///
/// Reads text, web pages, OCR results and JSON Lines (UTF-8, GB18030, Big5, UTF-16), repairs what OCR, scraping and spinning broke, finds articles and
/// sentences, and extracts facts. Every character and every fact cites the bytes that it came from.
#[derive(Debug, Parser)]
#[command(name = "baokan", version, max_term_width = 110, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 done · 1 findings at or above --fail-on · 2 wrong use, configuration or output · \
                        3 some documents failed.\nThe environment variable BAOKAN_LOG sets what is logged \
                        (`debug`, `baokan_normalize=trace`)."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "General options")]
pub(crate) struct Global {
    /// Read this configuration instead of the nearest baokan.toml here or in a folder above.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration file.
    #[arg(long, global = true, conflicts_with = "config")]
    pub(crate) no_config: bool,
    /// Say more: findings of little weight; twice for the log of the stages.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Say less: nothing but failures.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Colours.
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Export(commands::export::Export),
    Normalize(commands::normalize::Normalize),
    Segment(commands::segment::Segment),
    Extract(commands::extract::Extract),
    Diff(commands::diff::Diff),
    Trace(commands::trace::Trace),
    Evidence(commands::evidence::Evidence),
    Ngrams(commands::ngrams::Ngrams),
    Kwic(commands::kwic::Kwic),
    Collocations(commands::collocations::Collocations),
    Words(commands::words::Words),
    TrainWords(commands::train_words::TrainWords),
    Track(commands::track::Track),
    Rules(commands::rules::Rules),
    Explain(commands::explain::Explain),
    Config(commands::config::Config),
    Schema(commands::schema::Schema),
    Plugins(commands::plugins::Plugins),
    /// Runs `baokan-NAME` from PATH.
    #[command(external_subcommand)]
    External(Vec<OsString>),
}

/// What to read, and what is known of it.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// The encoding of the files; detected when not given.
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,
    /// When the text was published: YYYY, YYYY-MM or YYYY-MM-DD. Dates and periods resolve against it.
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// The paper, magazine or agency.
    #[arg(long, value_name = "NAME")]
    pub(crate) publication: Option<String>,
    /// Where it is published or speaks of; 全市 and 全省 resolve against it.
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// Title given with the text.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Where the copy was taken from.
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// The column of JSON Lines that holds the text [default: text, content, body, 正文 or the like].
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    /// Read the page files of each folder as one document, in the order of their numbers; files that are named one by one
    /// are one document together.
    #[arg(long)]
    pub(crate) issue: bool,
}

/// What to repair.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Repair")]
pub(crate) struct RepairArgs {
    /// How much to repair: archive (as it was printed), standard (as it was meant, where that is proven), or repair (as
    /// it was most likely meant); `baokan rules` shows which rules each runs [default: standard].
    #[arg(long, value_name = "PROFILE", value_parser = parse_profile)]
    pub(crate) profile: Option<Profile>,
    /// The script wanted: auto (a Traditional copy of a mainland text becomes Simplified, what was written in Traditional
    /// stays), hans, hant, hant-tw, hant-hk, or keep [default: that of the
    /// profile: keep for archive, else auto].
    #[arg(long, value_name = "SCRIPT", value_parser = parse_target)]
    pub(crate) script: Option<Target>,
    /// Leave this rule out; may be given several times, or as a list with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) disable: Vec<String>,
    /// Run this rule and no other that is not named so too.
    #[arg(long, value_name = "RULE", value_delimiter = ',', conflicts_with = "disable")]
    pub(crate) only: Vec<String>,
    /// Make edits no less safe than this: safe or unsafe [default: unsafe].
    #[arg(long, value_name = "LEVEL", value_parser = parse_safety)]
    pub(crate) safety: Option<Safety>,
    /// Never change this string, a name say; may be given several times.
    #[arg(long, value_name = "STRING")]
    pub(crate) never: Vec<String>,
    /// Make also the edits that are mere suggestions.
    #[arg(long)]
    pub(crate) suggestions: bool,
}

/// How to run over many files, and where to put what comes out.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct RunArgs {
    /// Files, folders, `-` for standard input, or `FILE:LINE` for one document of a JSON Lines file.
    ///
    /// Read are plain text, Markdown, HTML, hOCR, ALTO, PAGE-XML, the JSON of rapidocr, PaddleOCR, MinerU and Docling, and JSON Lines,
    /// also packed with gzip or Zstandard. Folders are searched for .txt, .text, .md, .markdown, .html, .htm, .hocr, .jsonl, .ndjson,
    /// and for .json and .xml files of these kinds.
    #[arg(value_name = "FILE", help_heading = "Arguments")]
    pub(crate) files: Vec<PathBuf>,
    /// Documents at a time [default: one for each core]. What comes out does not depend on it.
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// A list of names to find: tab-separated name, type (place, organization, campaign, system, document, formulation),
    /// code, first and last year, note; may be given several times.
    #[arg(long, value_name = "FILE", help_heading = "Records")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// Ask the program `baokan-NAME` on PATH for records of each document too; may be given several times.
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    pub(crate) extractor: Vec<String>,
    /// Write to this file, or one file for each document into this folder (one that exists, or ends in `/`).
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Write what became of each document to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
    /// Exit with 1 when a document has a finding of this severity or graver: info, warning, error or never
    /// [default: never].
    #[arg(long, value_name = "SEVERITY", value_parser = parse_fail_on)]
    pub(crate) fail_on: Option<FailOn>,
}

/// What all commands that read documents share.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct DocumentArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) repair: RepairArgs,
}

/// What commands that look at one document share.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SingleArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) repair: RepairArgs,
}

/// From which severity on findings make the command fail; `None` is never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FailOn(pub(crate) Option<Severity>);

pub(crate) fn parse_profile(value: &str) -> Result<Profile, String> {
    value.parse()
}

pub(crate) fn parse_target(value: &str) -> Result<Target, String> {
    value.parse()
}

pub(crate) fn parse_safety(value: &str) -> Result<Safety, String> {
    match value.parse() {
        Ok(level @ (Safety::Safe | Safety::Unsafe)) => Ok(level),
        _ => Err(format!("`{value}` is no level: safe or unsafe (for suggestions: --suggestions)")),
    }
}

pub(crate) fn parse_fail_on(value: &str) -> Result<FailOn, String> {
    match value.parse() {
        Ok(severity) => Ok(FailOn(Some(severity))),
        Err(_) if value == "never" => Ok(FailOn(None)),
        Err(_) => Err(format!("`{value}` is no severity: info, warning, error or never")),
    }
}
