//! Extractors in any language: a program `baokan-NAME` on PATH that reads a document and proposes records.
//!
//! One run a document, JSON Lines both ways. We write two lines and close:
//! `{"baokan":"records/1"}` and `{"text":…,"published":…,"articles":[{"headline":…,"blocks":[{"type":…,"start":…,"end":…}]}]}`.
//! The program answers `{"baokan":"records/1","offsets":"bytes"}` (or `"chars"`, code points), then one line a record:
//! `{"type":"place","start":0,"end":9,"name":…,"code":…}` with the types of a gazetteer. It may not change text; what it
//! proposes passes the checks of our own records. A program that fails or dawdles costs a diagnostic, not the document.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use baokan_corpus_model::{Diagnostic, Document, Severity, Status};
use baokan_extract::proposal::{Proposal, admit};
use baokan_extract::{Context, Extractor};
use serde_json::{Value, json};

/// Version of what is said.
const PROTOCOL: &str = "records/1";
/// How long a program may take over one document.
const PATIENCE: Duration = Duration::from_secs(60);
/// Most bytes of an answer.
const LONGEST: u64 = 64 << 20;

/// A program that proposes records.
#[derive(Debug)]
pub(crate) struct External {
    name: String,
    path: PathBuf,
    patience: Duration,
}

impl External {
    pub(crate) fn new(name: &str, path: PathBuf) -> Self {
        Self { name: name.to_owned(), path, patience: PATIENCE }
    }

    /// Runs the program over a document; its answer as text.
    fn answer(&self, doc: &Document) -> Result<String, String> {
        let mut command = Command::new(&self.path);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|e| format!("does not run: {e}"))?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let question = format!("{}\n{}\n", json!({ "baokan": PROTOCOL }), document(doc));
        // Writing and reading side by side: neither pipe can fill up and stop the other.
        let writer = std::thread::spawn(move || stdin.map(|mut s| s.write_all(question.as_bytes())));
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut text = String::new();
            let read = stdout.map(|s| s.take(LONGEST).read_to_string(&mut text));
            drop(sender.send(read.transpose().map(|_| text).map_err(|e| e.to_string())));
        });
        let answer = receiver.recv_timeout(self.patience);
        if answer.is_err() {
            drop(child.kill());
        }
        let status = child.wait().map_err(|e| e.to_string())?;
        drop(writer.join());
        let answer = answer.map_err(|_| format!("took more than {} s", self.patience.as_secs()))??;
        if status.success() { Ok(answer) } else { Err(format!("ended with {status}")) }
    }
}

impl Extractor for External {
    fn name(&self) -> &'static str {
        "external"
    }

    fn extract(&self, doc: &mut Document, _: &Context<'_>) {
        let wrong = match self.answer(doc).and_then(|answer| proposals(&answer, doc.text.as_str())) {
            Ok(proposals) => {
                let refused = admit(doc, &format!("external/{}", self.name), proposals);
                refused.first().map(|first| format!("{} records refused; the first: {first}", refused.len()))
            }
            Err(message) => Some(message),
        };
        if let Some(message) = wrong {
            let message = format!("extractor `{}`: {message}", self.name);
            doc.diagnostics.push(Diagnostic::new(Severity::Warning, "external-extractor", message));
        }
    }
}

/// What the program is told.
fn document(doc: &Document) -> Value {
    let block = |i: &usize| {
        let (range, block) = doc.blocks.get(*i)?;
        Some(json!({ "type": block.kind.as_str(), "start": range.start(), "end": range.end() }))
    };
    let headline = |a: &baokan_corpus_model::Article| {
        let parts: Vec<&str> = a.headline.iter().flat_map(|t| &t.ranges).map(|r| doc.text.slice(*r)).collect();
        (!parts.is_empty()).then(|| parts.concat())
    };
    let articles: Vec<Value> = doc
        .articles
        .iter()
        .map(|a| json!({ "headline": headline(a), "blocks": a.blocks.iter().filter_map(block).collect::<Vec<_>>() }))
        .collect();
    json!({
        "text": doc.text.as_str(),
        "published": doc.meta.published.as_ref().map(|p| p.value.as_str()),
        "articles": articles,
    })
}

/// Reads an answer.
fn proposals(answer: &str, text: &str) -> Result<Vec<Proposal>, String> {
    let mut lines = answer.lines().filter(|l| !l.trim().is_empty());
    let parse = |line: &str| serde_json::from_str::<Value>(line).map_err(|e| format!("answers no JSON: {e}"));
    let hello = parse(lines.next().ok_or("answers nothing")?)?;
    if hello["baokan"] != PROTOCOL {
        return Err(format!("does not speak {PROTOCOL}"));
    }
    let chars: Option<Vec<usize>> = match hello["offsets"].as_str() {
        Some("chars") => Some(text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()),
        Some("bytes") | None => None,
        Some(other) => return Err(format!("counts in `{other}`, not in bytes or chars")),
    };
    let mut list = Vec::new();
    for (n, line) in lines.enumerate() {
        let record = parse(line)?;
        let wrong = |what: &str| format!("record {}: {what}", n + 1);
        let at = |key: &str| -> Result<usize, String> {
            let n = record[key].as_u64().and_then(|n| usize::try_from(n).ok()).ok_or_else(|| wrong(key))?;
            // An offset behind the text stays one, and is refused with the rest.
            Ok(chars.as_ref().map_or(n, |c| c.get(n).copied().unwrap_or(usize::MAX)))
        };
        let kind = record["type"].as_str().ok_or_else(|| wrong("no type"))?;
        let kind = kind.parse().map_err(|e| wrong(&format!("{e}")))?;
        let given = |key: &str| record[key].as_str().map(str::to_owned);
        let range = at("start")?..at("end")?;
        list.push(Proposal { kind, range, name: given("name"), code: given("code"), status: Status::Resolved });
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_bytes_and_in_characters() {
        let hello = r#"{"baokan":"records/1","offsets":"chars"}"#;
        let answer = format!("{hello}\n{}\n", r#"{"type":"place","start":1,"end":3,"code":"X"}"#);
        let found = proposals(&answer, "甲乙丙").unwrap();
        assert_eq!((found[0].range.clone(), found[0].code.as_deref()), (3..9, Some("X")));
        assert!(proposals("", "甲").is_err());
        assert!(proposals(r#"{"baokan":"records/9"}"#, "甲").is_err());
        let person = answer.replace("place", "person");
        assert!(proposals(&person, "甲乙丙").unwrap_err().contains("no type"), "people are not taken from programs");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_proposes_and_one_that_fails_costs_a_diagnostic() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = |name: &str, body: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, format!("#!/bin/sh\ncat >/dev/null\n{body}\n")).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
            External { patience: Duration::from_secs(1), ..External::new(name, path) }
        };
        let good = program(
            "good",
            "echo '{\"baokan\":\"records/1\"}'; echo '{\"type\":\"campaign\",\"start\":0,\"end\":12}'; \
             echo '{\"type\":\"campaign\",\"start\":1,\"end\":2}'",
        );
        let text = "碧海清滩开始了。";
        let source = baokan_corpus_model::Source::from_text(text, "t").unwrap();
        let mut doc = Document::new(std::sync::Arc::new(source));
        crate::pipeline::advance(&mut doc, &crate::pipeline::Plan::default(), crate::pipeline::Stage::Segment);
        let run = |e: &External, doc: &mut Document| e.extract(doc, &Context::new(text));
        run(&good, &mut doc);
        assert_eq!(doc.records.campaigns.iter().map(|c| c.fact.name.as_str()).collect::<Vec<_>>(), ["碧海清滩"]);
        assert_eq!(doc.records.campaigns[0].rule, "external/good");
        assert_eq!(doc.diagnostics.iter().filter(|d| d.code == "external-extractor").count(), 1);
        for bad in [program("bad", "exit 3"), program("slow", "exec sleep 5"), program("mute", "true")] {
            let before = doc.diagnostics.len();
            run(&bad, &mut doc);
            assert_eq!(doc.diagnostics.len(), before + 1, "{}", bad.name);
        }
    }
}
