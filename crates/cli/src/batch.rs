//! A command over many documents: list, work in parallel, hand on in order, sum up.

use std::path::{Path, PathBuf};

use baokan_corpus_model::{Document, Severity};
use baokan_ingest::{IngestError, InputRef, passed_over, plan, plan_issues};

use crate::Host;
use crate::args::DocumentArgs;
use crate::config::Settings;
use crate::driver;
use crate::error::{CliError, Exit};
use crate::manifest::{Entry, Manifest, Status};
use crate::output::{Framing, Sink};
use crate::pipeline::{Failure, Plan, Stage, advance, fenced};
use crate::report::{Finding, Reporter, Verbosity, findings};

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
struct Done<R> {
    result: R,
    findings: Vec<Finding>,
    entry: Entry,
}

/// Runs a job over the documents that the arguments name.
pub(crate) fn run(host: &mut Host<'_>, args: &DocumentArgs, job: &Job<'_>) -> Result<Exit, CliError> {
    let collection = Collection::open(host, args, job.command)?;
    let (verbosity, origins) = (host.verbosity(), collection.origins());
    let mut sink = Sink::open(host.out, args.run.output.as_deref(), &origins, job.framing, job.extension)?;
    let pass =
        Pass { verbosity, again: false, manifest: args.run.manifest.as_deref(), last: job.last, before: &|_| () };
    let exit = collection.each(&pass, &|_, doc| (job.render)(doc), &mut |i, result| sink.take(i, &result))?;
    sink.close()?;
    Ok(exit)
}

/// The documents that the arguments of a command name.
pub(crate) struct Collection {
    command: &'static str,
    settings: Settings,
    inputs: Vec<Result<InputRef, IngestError>>,
    /// Files in folders that are in no format that is read.
    passed_over: Vec<PathBuf>,
}

/// How to go over a collection.
pub(crate) struct Pass<'a> {
    pub(crate) verbosity: Verbosity,
    /// Whether the collection has been read before in this run: failures have been reported.
    pub(crate) again: bool,
    /// Where to say what became of each document.
    pub(crate) manifest: Option<&'a Path>,
    /// How far documents go.
    pub(crate) last: Stage,
    /// What is done to a document between reading and repair.
    pub(crate) before: &'a (dyn Fn(&mut Document) + Sync),
}

impl Collection {
    /// Finds the inputs behind the paths, or the host's own when there are none.
    pub(crate) fn open(host: &Host<'_>, args: &DocumentArgs, command: &'static str) -> Result<Self, CliError> {
        let settings = Settings::new(&host.global, &args.input, &args.repair, &args.run)?;
        let inputs = inputs(host, &settings, &args.run.files, command)?;
        let passed_over = if settings.issue() { Vec::new() } else { passed_over(&args.run.files) };
        Ok(Self { command, settings, inputs, passed_over })
    }

    /// What to call each input.
    pub(crate) fn origins(&self) -> Vec<&str> {
        self.inputs.iter().map(origin).collect()
    }

    /// Whether every document can be read a second time.
    pub(crate) fn is_rereadable(&self) -> bool {
        self.inputs.iter().all(|i| i.as_ref().map_or(true, |i| i.path().is_some()))
    }

    /// Takes every document through the stages, makes something of it on a worker and hands that on in order. A document
    /// that fails is told of and left out; an error of `take` ends the run.
    pub(crate) fn each<R: Send>(
        &self,
        pass: &Pass<'_>,
        make: &(dyn Fn(usize, &Document) -> Result<R, Failure> + Sync),
        take: &mut dyn FnMut(usize, R) -> Result<(), CliError>,
    ) -> Result<Exit, CliError> {
        let (settings, inputs) = (&self.settings, &self.inputs);
        let origins = self.origins();
        let plan = settings.plan();
        let work = |i: usize| {
            fenced(|| {
                let input = inputs.get(i).and_then(|i| i.as_ref().ok());
                let error = inputs.get(i).and_then(|i| i.as_ref().err());
                match (input, error) {
                    (Some(input), _) => one(input, &plan, pass, &|doc| make(i, doc)),
                    (None, Some(error)) => Err(Failure::ingest(error)),
                    (None, None) => Err(Failure { code: "internal-error", message: "no such input".to_owned() }),
                }
            })
        };

        let mut reporter = Reporter::new(pass.verbosity, inputs.len());
        reporter.passed_over(&self.passed_over);
        let mut entries: Vec<Entry> = Vec::with_capacity(inputs.len());
        let mut gravest: Option<Severity> = None;
        let hand_on = |i: usize, outcome: Result<Done<R>, Failure>| {
            let origin = origins.get(i).copied().unwrap_or("");
            reporter.step();
            match outcome {
                Ok(done) => {
                    gravest = gravest.max(done.findings.iter().map(|f| f.severity).max());
                    reporter.findings(origin, &done.findings);
                    entries.push(done.entry);
                    take(i, done.result)
                }
                Err(failure) => {
                    if !pass.again {
                        reporter.failure(origin, &failure);
                    }
                    entries.push(Entry::failed(origin.to_owned(), failure));
                    Ok(())
                }
            }
        };
        let outcome = driver::in_order(inputs.len(), settings.jobs(), work, hand_on);
        let failed = entries.iter().filter(|e| e.status == Status::Failed).count();
        reporter.finish(entries.len() - failed, failed);
        // The manifest is written even when the output could not be: it says how far the run came.
        if let Some(path) = pass.manifest {
            let manifest = Manifest {
                schema: "baokan.run/1",
                version: env!("CARGO_PKG_VERSION"),
                command: self.command,
                settings: settings.to_json(),
                done: entries.len() - failed,
                failed,
                documents: &entries,
            };
            let json = serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n";
            std::fs::write(path, json).map_err(|e| CliError::write(path.to_string_lossy(), e))?;
        }
        outcome?;
        Ok(match settings.fail_on().0 {
            _ if failed > 0 => Exit::SomeFailed,
            Some(limit) if gravest >= Some(limit) => Exit::Findings,
            _ => Exit::Done,
        })
    }
}

/// One document, from bytes to its result.
fn one<R>(
    input: &InputRef,
    plan: &Plan,
    pass: &Pass<'_>,
    make: &dyn Fn(&Document) -> Result<R, Failure>,
) -> Result<Done<R>, Failure> {
    let mut doc = input.read(&plan.read).map_err(|e| Failure::ingest(&e))?.into_document();
    (pass.before)(&mut doc);
    advance(&mut doc, plan, pass.last);
    let result = make(&doc)?;
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
