//! What a run says on standard error: failures, findings, progress, and a last line.

use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;
use std::time::Duration;

use baokan_corpus_model::{Diagnostic, Document, Severity};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::lines::LineIndex;
use crate::pipeline::Failure;
use crate::style::visible;

/// More findings than this are counted, not shown.
const MOST: usize = 200;

/// So many files that are passed over are named.
const NAMED: usize = 5;

/// The lowest severity that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// Talks to the user while a run goes on.
pub(crate) struct Reporter {
    verbosity: Verbosity,
    bar: ProgressBar,
    shown: usize,
    hidden: usize,
}

impl Reporter {
    /// A reporter for a run over so many documents. There is a progress bar only for several, and only on a terminal.
    pub(crate) fn new(verbosity: Verbosity, documents: usize) -> Self {
        let bar = if documents > 1 && verbosity > Verbosity::Quiet && stderr().is_terminal() {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {elapsed}, {eta} left");
            let bar = ProgressBar::with_draw_target(Some(documents as u64), ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(200));
            style.map_or_else(|_| bar.clone(), |s| bar.clone().with_style(s))
        } else {
            ProgressBar::hidden()
        };
        Self { verbosity, bar, shown: 0, hidden: 0 }
    }

    /// One document is done with.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    /// A document did not come through.
    pub(crate) fn failure(&mut self, origin: &str, failure: &Failure) {
        self.say(&format!("error[{}]: {}: {}", failure.code, visible(origin), failure.message));
    }

    /// The findings of a document that are grave enough to be shown.
    pub(crate) fn findings(&mut self, origin: &str, findings: &[Finding]) {
        let lowest = match self.verbosity {
            Verbosity::Quiet => return,
            Verbosity::Normal => Severity::Warning,
            Verbosity::Verbose => Severity::Info,
        };
        for f in findings.iter().filter(|f| f.severity >= lowest) {
            if self.shown == MOST {
                self.hidden += 1;
                continue;
            }
            self.shown += 1;
            let place = f.line_column.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
            self.say(&format!("{}[{}]: {}{place}: {}", f.severity, f.code, visible(origin), visible(&f.message)));
        }
    }

    /// Files in folders that are not read.
    pub(crate) fn passed_over(&mut self, files: &[PathBuf]) {
        if self.verbosity == Verbosity::Quiet || files.is_empty() {
            return;
        }
        let names: Vec<String> = files.iter().take(NAMED).map(|f| visible(&f.to_string_lossy()).into_owned()).collect();
        let more = if files.len() > NAMED { ", …" } else { "" };
        let what = if files.len() == 1 { "1 file is".to_owned() } else { format!("{} files are", files.len()) };
        self.say(&format!("warning[passed-over]: {what} in no format that is read here: {}{more}", names.join(", ")));
    }

    /// The last line: what became of the run.
    pub(crate) fn finish(mut self, done: usize, failed: usize) {
        self.bar.finish_and_clear();
        if self.hidden > 0 {
            let message = format!("{} findings more; `--manifest FILE` counts them by document", self.hidden);
            self.say(&message);
        }
        if failed > 0 && done + failed > 1 && self.verbosity > Verbosity::Quiet {
            self.say(&format!("{done} documents done, {failed} failed"));
        }
    }

    fn say(&mut self, line: &str) {
        // Nobody to tell when standard error is closed.
        self.bar.suspend(|| {
            let _ = writeln!(stderr(), "{line}");
        });
    }
}

/// A finding, with its place as an editor counts.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    pub(crate) code: String,
    message: String,
    line_column: Option<(usize, usize)>,
}

/// The findings of a document, in the order of the document's own list.
pub(crate) fn findings(doc: &Document) -> Vec<Finding> {
    if doc.diagnostics.is_empty() {
        return Vec::new();
    }
    let lines = LineIndex::new(doc.source().decoded());
    let place = |d: &Diagnostic| lines.place(doc.source(), d.source?);
    let finding = |d: &Diagnostic| Finding {
        severity: d.severity,
        code: d.code.to_string(),
        message: d.message.clone(),
        line_column: place(d),
    };
    doc.diagnostics.iter().map(finding).collect()
}
