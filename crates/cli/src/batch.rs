//! A command over many documents: list, work in parallel, hand on in order, sum up.

use std::path::PathBuf;

use baokan_corpus_model::{Document, Severity};
use baokan_ingest::{IngestError, InputRef, passed_over, plan, plan_issues};

use crate::Host;
use crate::args::DocumentArgs;
use crate::config::Settings;
use crate::driver;
use crate::error::{CliError, Exit};
use crate::manifest::{Entry, Manifest, Status};
use crate::output::{Framing, Sink};
use crate::pipeline::{Failure, Plan, Stage, fenced, process};
use crate::report::{Finding, Reporter, findings};

/// What a command does with each document.
pub(crate) struct Job<'a> {
    /// Name of the command.
    pub(crate) command: &'static str,
    /// How far documents go.
    pub(crate) last: Stage,
    /// How results stand in one stream.
    pub(crate) framing: Framing,
    /// Extension of files in an output folder.
    pub(crate) extension: &'a str,
    /// Makes the result from a document.
    pub(crate) render: &'a (dyn Fn(&Document) -> Result<Vec<u8>, Failure> + Sync),
}

/// A document that came through.
struct Done {
    result: Vec<u8>,
    findings: Vec<Finding>,
    entry: Entry,
}

/// Runs a job over the documents that the arguments name.
pub(crate) fn run(host: &mut Host<'_>, args: &DocumentArgs, job: &Job<'_>) -> Result<Exit, CliError> {
    let settings = Settings::new(&host.global, &args.input, &args.repair, &args.run)?;
    let inputs = inputs(host, &settings, &args.run.files, job.command)?;
    let origins: Vec<&str> = inputs.iter().map(origin).collect();
    let plan = settings.plan();
    let work = |i: usize| {
        fenced(|| {
            let input = inputs.get(i).and_then(|i| i.as_ref().ok());
            let error = inputs.get(i).and_then(|i| i.as_ref().err());
            match (input, error) {
                (Some(input), _) => one(input, &plan, job),
                (None, Some(error)) => Err(Failure::ingest(error)),
                (None, None) => Err(Failure { code: "internal-error", message: "no such input".to_owned() }),
            }
        })
    };

    let mut reporter = Reporter::new(host.verbosity(), inputs.len());
    if !settings.issue() {
        reporter.passed_over(&passed_over(&args.run.files));
    }
    let mut entries: Vec<Entry> = Vec::with_capacity(inputs.len());
    let mut gravest: Option<Severity> = None;
    let mut sink = Sink::open(host.out, args.run.output.as_deref(), &origins, job.framing, job.extension)?;
    let hand_on = |i: usize, outcome: Result<Done, Failure>| {
        let origin = origins.get(i).copied().unwrap_or("");
        reporter.step();
        match outcome {
            Ok(done) => {
                gravest = gravest.max(done.findings.iter().map(|f| f.severity).max());
                reporter.findings(origin, &done.findings);
                entries.push(done.entry);
                sink.take(i, &done.result)
            }
            Err(failure) => {
                reporter.failure(origin, &failure);
                entries.push(Entry::failed(origin.to_owned(), failure));
                Ok(())
            }
        }
    };
    let outcome = driver::in_order(inputs.len(), settings.jobs(), work, hand_on);
    let failed = entries.iter().filter(|e| e.status == Status::Failed).count();
    reporter.finish(entries.len() - failed, failed);
    // The manifest is written even when the output could not be: it says how far the run came.
    if let Some(path) = &args.run.manifest {
        let manifest = Manifest {
            schema: "baokan.run/1",
            version: env!("CARGO_PKG_VERSION"),
            command: job.command,
            settings: settings.to_json(),
            done: entries.len() - failed,
            failed,
            documents: &entries,
        };
        let json = serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n";
        std::fs::write(path, json).map_err(|e| CliError::write(path.to_string_lossy(), e))?;
    }
    outcome?;
    sink.close()?;
    Ok(match settings.fail_on().0 {
        _ if failed > 0 => Exit::SomeFailed,
        Some(limit) if gravest >= Some(limit) => Exit::Findings,
        _ => Exit::Done,
    })
}

/// One document, from bytes to its result.
fn one(input: &InputRef, plan: &Plan, job: &Job<'_>) -> Result<Done, Failure> {
    let doc = process(input, plan, job.last)?;
    let result = (job.render)(&doc)?;
    let findings = findings(&doc);
    let count = |s: Severity| findings.iter().filter(|f| f.severity == s).count();
    let entry = Entry {
        path: input.origin().to_owned(),
        status: Status::Done,
        id: Some(doc.source().id().to_string()),
        bytes: Some(doc.source().bytes().len()),
        encoding: Some(doc.source().encoding().to_owned()),
        edits: doc.text.edit_count(),
        infos: count(Severity::Info),
        warnings: count(Severity::Warning),
        errors: count(Severity::Error),
        failure: None,
    };
    Ok(Done { result, findings, entry })
}

/// The inputs behind the paths, or the host's own when there are none.
pub(crate) fn inputs(
    host: &Host<'_>,
    settings: &Settings,
    files: &[PathBuf],
    command: &str,
) -> Result<Vec<Result<InputRef, IngestError>>, CliError> {
    let files = if files.is_empty() { &host.default_inputs } else { files };
    if files.is_empty() {
        let message = format!("`{command}` needs files, folders, or `-` for standard input");
        return Err(CliError::Usage(message));
    }
    Ok(inputs_behind(settings, files))
}

/// The inputs behind paths.
pub(crate) fn inputs_behind(settings: &Settings, files: &[PathBuf]) -> Vec<Result<InputRef, IngestError>> {
    if settings.issue() { plan_issues(files) } else { plan(files) }
}

/// What to call an input.
pub(crate) fn origin(input: &Result<InputRef, IngestError>) -> &str {
    match input {
        Ok(input) => input.origin(),
        Err(error) => error.origin().unwrap_or("?"),
    }
}
