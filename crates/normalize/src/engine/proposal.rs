//! Proposed edits, stored compactly: script conversion alone proposes one for every third character.

use std::borrow::Cow;

use baokan_corpus_model::{Confidence, Edit, EditKind, Safety, TextRange};

/// One proposal: all its operations happen, or none does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proposal {
    pub(crate) rule: u16,
    pub(crate) kind: EditKind,
    pub(crate) safety: Safety,
    pub(crate) confidence: Confidence,
    evidence: u32,
    ops: (u32, u32),
}

/// What a proposal does to one place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    /// Puts a piece of the arena in the place of a range.
    Replace { range: TextRange, text: (u32, u32) },
    /// Takes a range from its place and puts it before `to`.
    Move { range: TextRange, to: u32 },
}

impl Op {
    /// Bytes that the operation needs for itself.
    pub(crate) fn claims(&self) -> TextRange {
        match *self {
            Self::Replace { range, .. } | Self::Move { range, .. } => range,
        }
    }
}

/// Where rules put what they propose.
#[derive(Debug, Default)]
pub struct Proposals {
    rows: Vec<Proposal>,
    ops: Vec<Op>,
    arena: String,
    evidence: Vec<Cow<'static, str>>,
    names: Vec<&'static str>,
    current: Option<(u16, EditKind, Safety)>,
    flags: Vec<Flag>,
}

/// Something that a rule saw and will not repair.
#[derive(Debug)]
pub(crate) struct Flag {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) range: TextRange,
}

/// A proposal in the making; see [`Proposals::edit`].
#[derive(Debug)]
pub struct Draft<'p> {
    all: &'p mut Proposals,
    confidence: u16,
    safety: Option<Safety>,
    kind: Option<EditKind>,
    evidence: Cow<'static, str>,
    first: usize,
}

impl Proposals {
    /// The engine says whose proposals follow.
    pub(crate) fn begin(&mut self, name: &'static str, kind: EditKind, safety: Safety) {
        let rule = self.names.iter().position(|n| *n == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        self.current = Some((rule as u16, kind, safety));
    }

    /// Proposes to put `with` in the place of `range`: certain, with the rule's own kind and safety, no further evidence.
    /// An empty `with` deletes, an empty range inserts.
    pub fn replace(&mut self, range: TextRange, with: &str) {
        self.edit(1000, "").replace(range, with).done();
    }

    /// Begins a proposal of one or more operations, so sure (0 to 1000), for this reason.
    pub fn edit(&mut self, confidence: u16, evidence: impl Into<Cow<'static, str>>) -> Draft<'_> {
        let first = self.ops.len();
        Draft { all: self, confidence, safety: None, kind: None, evidence: evidence.into(), first }
    }

    /// Reports something that cannot be repaired or must not be: one diagnostic for each kind and place.
    /// Rules that find many such places report the first one, with their number in the message.
    pub fn flag(&mut self, code: &'static str, range: TextRange, message: impl Into<String>) {
        self.flags.push(Flag { code, message: message.into(), range });
    }

    /// How many proposals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was proposed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn flags(&self) -> &[Flag] {
        &self.flags
    }

    pub(crate) fn rows(&self) -> &[Proposal] {
        &self.rows
    }

    pub(crate) fn ops(&self, p: &Proposal) -> &[Op] {
        self.ops.get(p.ops.0 as usize..p.ops.1 as usize).unwrap_or(&[])
    }

    pub(crate) fn text(&self, at: (u32, u32)) -> &str {
        self.arena.get(at.0 as usize..at.1 as usize).unwrap_or("")
    }

    pub(crate) fn name(&self, p: &Proposal) -> &'static str {
        self.names.get(p.rule as usize).copied().unwrap_or("")
    }

    pub(crate) fn to_edit(&self, p: &Proposal) -> Edit {
        Edit {
            rule: Cow::Borrowed(self.name(p)),
            kind: p.kind,
            safety: p.safety,
            confidence: p.confidence,
            evidence: self.evidence.get(p.evidence as usize).cloned().unwrap_or_default(),
        }
    }
}

impl Draft<'_> {
    /// Another safety than the rule's.
    #[must_use]
    pub fn safety(mut self, safety: Safety) -> Self {
        self.safety = Some(safety);
        self
    }

    /// Another kind than the rule's.
    #[must_use]
    pub fn kind(mut self, kind: EditKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Puts `with` in the place of `range`.
    #[must_use]
    pub fn replace(self, range: TextRange, with: &str) -> Self {
        let start = self.all.arena.len() as u32;
        self.all.arena.push_str(with);
        let text = (start, self.all.arena.len() as u32);
        self.all.ops.push(Op::Replace { range, text });
        self
    }

    /// Takes `range` from its place and puts it before the byte `to`, which lies outside the range.
    #[must_use]
    pub fn move_to(self, range: TextRange, to: u32) -> Self {
        self.all.ops.push(Op::Move { range, to });
        self
    }

    /// Hands the proposal in.
    pub fn done(self) {
        let all = self.all;
        let Some((rule, kind, safety)) = all.current else { return };
        if all.ops.len() == self.first {
            return;
        }
        let evidence = match all.evidence.iter().rev().take(32).position(|e| *e == self.evidence) {
            Some(back) => all.evidence.len() - 1 - back,
            None => {
                all.evidence.push(self.evidence);
                all.evidence.len() - 1
            }
        };
        all.rows.push(Proposal {
            rule,
            kind: self.kind.unwrap_or(kind),
            safety: self.safety.unwrap_or(safety),
            confidence: Confidence::per_mille(self.confidence),
            evidence: evidence as u32,
            ops: (self.first as u32, all.ops.len() as u32),
        });
    }
}
