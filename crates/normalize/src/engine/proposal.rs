//! Proposed edits, stored compactly: script conversion alone proposes one for every third character.

use std::borrow::Cow;

use baokan_corpus_model::{Confidence, Edit, EditKind, Safety, TextRange};

/// One proposal: all its operations happen, or none does. 8 bytes, since there may be millions.
#[derive(Clone, Copy, Debug)]
struct Row {
    why: u32,
    /// Its first operation; they end where those of the next proposal begin.
    ops: u32,
}

/// What many proposals have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Why {
    rule: &'static str,
    kind: EditKind,
    pub(crate) safety: Safety,
    pub(crate) confidence: Confidence,
    evidence: Cow<'static, str>,
}

/// What a proposal does to one place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op<'p> {
    /// Puts a text in the place of a range.
    Replace { range: TextRange, text: &'p str },
    /// Takes a range from its place and puts it before `to`.
    Move { range: TextRange, to: u32 },
}

impl Op<'_> {
    /// Bytes that the operation needs for itself.
    pub(crate) fn claims(&self) -> TextRange {
        match *self {
            Self::Replace { range, .. } | Self::Move { range, .. } => range,
        }
    }
}

/// An operation as it is stored, in 16 bytes.
#[derive(Clone, Copy, Debug)]
struct Stored {
    range: TextRange,
    /// Where its text begins in the arena, also for moves, which have none; it ends where that of the next one begins.
    text: u32,
    /// Where a moved range goes; [`HERE`] for what is replaced.
    to: u32,
}

/// No byte of a text stands there: a text has fewer than 4 GiB.
const HERE: u32 = u32::MAX;

/// Where rules put what they propose.
#[derive(Debug, Default)]
pub struct Proposals {
    rows: Vec<Row>,
    ops: Vec<Stored>,
    arena: String,
    whys: Vec<Why>,
    /// Operations of proposals that were handed in.
    handed_in: usize,
    current: Option<(&'static str, EditKind, Safety)>,
    flags: Vec<Flag>,
}

/// Something that a rule saw and will not repair.
#[derive(Debug)]
pub(crate) struct Flag {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) range: TextRange,
    /// Whether it is said of this revision only; see [`Proposals::doubt`].
    pub(crate) passing: bool,
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
        self.current = Some((name, kind, safety));
    }

    /// Proposes to put `with` in the place of `range`: certain, with the rule's own kind and safety, no further evidence.
    /// An empty `with` deletes, an empty range inserts.
    pub fn replace(&mut self, range: TextRange, with: &str) {
        self.edit(1000, "").replace(range, with).done();
    }

    /// Begins a proposal of one or more operations, so sure (0 to 1000), for this reason.
    pub fn edit(&mut self, confidence: u16, evidence: impl Into<Cow<'static, str>>) -> Draft<'_> {
        // What an abandoned draft left behind.
        self.ops.truncate(self.handed_in);
        let first = self.ops.len();
        Draft { all: self, confidence, safety: None, kind: None, evidence: evidence.into(), first }
    }

    /// Reports something that cannot be repaired or must not be: one diagnostic for each kind and place.
    /// Rules that find many such places report the first one, with their number in the message.
    pub fn flag(&mut self, code: &'static str, range: TextRange, message: impl Into<String>) {
        self.flags.push(Flag { code, message: message.into(), range, passing: false });
    }

    /// As [`Proposals::flag`], of something that a later repair may settle: it is taken back when the rule no longer sees
    /// it. Other rules may act upon it.
    pub fn doubt(&mut self, code: &'static str, range: TextRange, message: impl Into<String>) {
        self.flags.push(Flag { code, message: message.into(), range, passing: true });
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

    /// What the `i`-th proposal has in common with others.
    pub(crate) fn why(&self, i: usize) -> Option<&Why> {
        self.whys.get(self.rows.get(i)?.why as usize)
    }

    /// The number of what the `i`-th proposal has in common with others.
    pub(crate) fn why_number(&self, i: usize) -> usize {
        self.rows.get(i).map_or(0, |r| r.why as usize)
    }

    /// The operations of the `i`-th proposal.
    pub(crate) fn ops(&self, i: usize) -> impl Iterator<Item = Op<'_>> + Clone {
        let first = |i: usize| self.rows.get(i).map_or(self.handed_in, |r| r.ops as usize);
        (first(i)..first(i + 1)).filter_map(|k| {
            let op = self.ops.get(k)?;
            Some(if op.to == HERE {
                let end = self.ops.get(k + 1).map_or(self.arena.len(), |o| o.text as usize);
                Op::Replace { range: op.range, text: self.arena.get(op.text as usize..end).unwrap_or("") }
            } else {
                Op::Move { range: op.range, to: op.to }
            })
        })
    }
}

impl Why {
    /// The name of the rule.
    pub(crate) fn rule(&self) -> &'static str {
        self.rule
    }

    pub(crate) fn to_edit(&self) -> Edit {
        Edit {
            rule: Cow::Borrowed(self.rule),
            kind: self.kind,
            safety: self.safety,
            confidence: self.confidence,
            evidence: self.evidence.clone(),
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
        let text = self.all.arena.len() as u32;
        self.all.arena.push_str(with);
        self.all.ops.push(Stored { range, text, to: HERE });
        self
    }

    /// Takes `range` from its place and puts it before the byte `to`, which lies outside the range.
    #[must_use]
    pub fn move_to(self, range: TextRange, to: u32) -> Self {
        let text = self.all.arena.len() as u32;
        self.all.ops.push(Stored { range, text, to });
        self
    }

    /// Hands the proposal in.
    pub fn done(self) {
        let all = self.all;
        let Some((rule, kind, safety)) = all.current else { return };
        if all.ops.len() == self.first {
            return;
        }
        let why = Why {
            rule,
            kind: self.kind.unwrap_or(kind),
            safety: self.safety.unwrap_or(safety),
            confidence: Confidence::per_mille(self.confidence),
            evidence: self.evidence,
        };
        // Runs of proposals with one reason are common.
        let at = match all.whys.iter().rev().take(16).position(|w| *w == why) {
            Some(back) => all.whys.len() - 1 - back,
            None => {
                all.whys.push(why);
                all.whys.len() - 1
            }
        };
        all.rows.push(Row { why: at as u32, ops: self.first as u32 });
        all.handed_in = all.ops.len();
    }
}
