//! The engine: rules propose, conflicts are settled, what is left becomes one layer a pass.

mod never;
mod proposal;
mod resolve;
mod rule;
mod scan;

use std::collections::BTreeMap;

use baokan_corpus_model::{Diagnostic, Document, Severity, SourceRange};

pub use proposal::{Draft, Proposals};
pub use rule::{Pass, Rule, RuleContext, RuleMeta};
pub use scan::{Class, Scan};

use resolve::Known;

use crate::layout::{self, Line};
use crate::options::Options;
use crate::script;

/// A pass runs again until its rules propose nothing new; so often at the most.
const ROUNDS: usize = 8;

/// So often the list of passes is gone through at the most.
const CIRCLES: usize = 6;

/// The rules in force, by pass.
#[derive(Clone, Default)]
pub struct Registry<'r> {
    rules: Vec<&'r dyn Rule>,
}

impl<'r> Registry<'r> {
    /// Our own rules.
    #[must_use]
    pub fn builtin() -> Self {
        Self { rules: crate::rules::BUILTIN.to_vec() }
    }

    /// One rule more.
    #[must_use]
    pub fn with(mut self, rule: &'r dyn Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// All rules in the order of the registry.
    #[must_use]
    pub fn rules(&self) -> &[&'r dyn Rule] {
        &self.rules
    }

    /// Repairs a document: first its text, then blocks are read off it.
    pub fn normalize(&self, doc: &mut Document, options: &Options) {
        let mut view = self.run(doc, options);
        view.read_lines(doc);
        doc.blocks = layout::to_blocks(&view.lines);
    }

    /// Repairs the text alone: every pass in order. Text changes by named edits only.
    ///
    /// What a later pass repairs may show an earlier one something new, so the passes go on in a circle until each of
    /// them has seen the final text and proposed nothing: normalising the result again changes nothing. On a clean
    /// text that is one round.
    pub fn repair(&self, doc: &mut Document, options: &Options) {
        self.run(doc, options);
    }

    /// Repairs the text and returns what was seen of its last revision.
    fn run(&self, doc: &mut Document, options: &Options) -> View {
        let reading = script::detect(doc.text.as_str()).reading();
        (doc.script, doc.hant_per_mille) = (reading.script, reading.hant_per_mille);
        let mut view = View::new(doc);
        let by_pass = |pass| self.rules.iter().copied().filter(move |r: &&dyn Rule| r.meta().pass == pass);
        let passes: Vec<(Pass, Vec<&dyn Rule>)> = Pass::ALL
            .into_iter()
            .map(|pass| (pass, by_pass(pass).filter(|r| !options.refuses(r.meta().name)).collect()))
            .filter(|(_, rules): &(Pass, Vec<&dyn Rule>)| !rules.is_empty())
            .collect();
        let mut known = Known::default();
        let mut doubts = Doubts::new();
        let mut quiet = 0;
        for (pass, rules) in passes.iter().cycle().take(passes.len() * CIRCLES) {
            let (layers, before) = (doc.text.layers(), doubts.get(pass).cloned().unwrap_or_default());
            if !run(*pass, rules, doc, options, &mut view, &mut known, &mut doubts) {
                break;
            }
            // Where doubts were settled the other passes look once more.
            let same = doc.text.layers() == layers && doubts.get(pass).is_none_or(|d| *d == before);
            quiet = if same { quiet + 1 } else { 1 };
            if quiet == passes.len() {
                break;
            }
        }
        view
    }
}

/// What the passes see of a revision; looked at once, and again only when the text has changed.
struct View {
    scan: Scan,
    lines: Vec<Line>,
    /// The number of layers of the revision whose lines these are.
    lines_of: Option<usize>,
}

impl View {
    fn new(doc: &Document) -> Self {
        Self { scan: Scan::new(doc.text.as_str()), lines: Vec::new(), lines_of: None }
    }

    fn read_lines(&mut self, doc: &Document) {
        let revision = Some(doc.text.layers());
        if self.lines_of != revision {
            (self.lines, self.lines_of) = (layout::lines(doc), revision);
        }
    }
}

/// Runs a pass until it proposes nothing new. `false` when it does not come to rest.
fn run(
    pass: Pass,
    rules: &[&dyn Rule],
    doc: &mut Document,
    options: &Options,
    view: &mut View,
    known: &mut Known,
    doubts: &mut Doubts,
) -> bool {
    for round in 0..ROUNDS {
        if pass >= Pass::Blocks {
            view.read_lines(doc);
        }
        let lines: &[Line] = if pass >= Pass::Blocks { &view.lines } else { &[] };
        let mut proposals = Proposals::default();
        let cx = RuleContext { doc, text: doc.text.as_str(), scan: &view.scan, lines, script: doc.script, options };
        for rule in rules {
            let meta = rule.meta();
            proposals.begin(meta.name, meta.kind, meta.safety);
            rule.propose(&cx, &mut proposals);
        }
        report(doc, pass, &proposals, doubts);
        match resolve::settle(doc, &proposals, options, known) {
            Ok(0) => return true,
            Ok(n) => {
                tracing::debug!(pass = pass.as_str(), round, applied = n);
                view.scan = Scan::new(doc.text.as_str());
            }
            Err(e) => {
                // A rule proposed an impossible range: its fault, not the document's. The text is unchanged.
                let message = format!("pass {} was not applied: {e}", pass.as_str());
                doc.diagnostics.push(Diagnostic::new(Severity::Error, "bad-proposal", message));
                return true;
            }
        }
    }
    let message = format!("pass {} still proposes edits after {ROUNDS} rounds", pass.as_str());
    doc.diagnostics.push(Diagnostic::new(Severity::Warning, "no-fixed-point", message));
    false
}

/// The doubts of each pass about the revision that it saw last: code and place.
type Doubts = BTreeMap<Pass, Vec<(&'static str, Option<SourceRange>)>>;

/// Turns flags into diagnostics; a pass that runs again flags the same again. Doubts that are no longer seen are taken
/// back, so that a rule that listens to them hears in the last round what it would hear in a first one over that text.
fn report(doc: &mut Document, pass: Pass, proposals: &Proposals, doubts: &mut Doubts) {
    let mut seen = Vec::new();
    for flag in proposals.flags() {
        let source = doc.text.source_ranges(flag.range).first().copied();
        if flag.passing {
            seen.push((flag.code, source));
        }
        if !doc.diagnostics.iter().any(|d| d.code == flag.code && d.source == source) {
            let mut found = Diagnostic::new(Severity::Info, flag.code, flag.message.clone());
            found.source = source;
            doc.diagnostics.push(found);
        }
    }
    let before = doubts.entry(pass).or_default();
    let settled = |code: &str, source| {
        before.iter().any(|b| b.0 == code && b.1 == source) && !seen.iter().any(|s| s.0 == code && s.1 == source)
    };
    if *before != seen {
        doc.diagnostics.retain(|d| !settled(&d.code, d.source));
        *before = seen;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{EditKind, Safety, Source, TextRange};

    use super::*;

    /// Swaps the first two lines and changes a character of the third.
    struct Swap;
    const SWAP: RuleMeta = RuleMeta {
        name: "swap",
        kind: EditKind::Reorder,
        pass: Pass::Layout,
        safety: Safety::Safe,
        summary: "",
        doc: "",
    };
    impl Rule for Swap {
        fn meta(&self) -> &'static RuleMeta {
            &SWAP
        }
        fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
            if cx.text.starts_with("乙\n甲\n") {
                out.edit(900, "甲 before 乙").move_to(TextRange::new(0, 4), 8).done();
                out.replace(TextRange::new(8, 11), "丙");
                out.edit(100, "loses").replace(TextRange::new(8, 11), "丁").done();
            }
        }
    }

    #[test]
    fn moves_and_conflicts() {
        let mut doc = Document::new(Arc::new(Source::from_text("乙\n甲\n两", "t").unwrap()));
        Registry::default().with(&Swap).normalize(&mut doc, &Options::default());
        assert_eq!(doc.text.as_str(), "甲\n乙\n丙");
        assert_eq!(doc.withheld.len(), 1);
        assert_eq!(doc.text.source_ranges(TextRange::new(4, 7)), [baokan_corpus_model::SourceRange::new(0, 3)]);
        doc.text.pop_layer();
        assert_eq!(doc.text.as_str(), "乙\n甲\n两");
    }
}
