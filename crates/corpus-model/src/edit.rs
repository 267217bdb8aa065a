//! Edits: what was changed, by which rule, how sure, and why.

use std::borrow::Cow;

use crate::names::{EditKind, Safety};

/// An edit within one [`crate::Text`]; ids count from 0 in the order of application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditId(pub(crate) u32);

impl EditId {
    /// The position in the order of application.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Certainty in thousandths, 0 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

impl Confidence {
    /// No doubt at all.
    pub const CERTAIN: Self = Self(1000);

    /// So many thousandths; more than 1000 counts as 1000.
    #[must_use]
    pub const fn per_mille(n: u16) -> Self {
        Self(if n > 1000 { 1000 } else { n })
    }

    /// The thousandths.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// What is known of an edit. Where it happened is in the layers of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Name of the rule; names the defect (`split-sentence`).
    pub rule: Cow<'static, str>,
    /// What was done.
    pub kind: EditKind,
    /// What may happen if it is wrong.
    pub safety: Safety,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// Why, in words a reader can check; may be empty when the rule says it all.
    pub evidence: Cow<'static, str>,
}

impl Edit {
    /// A safe, certain edit without further evidence.
    #[must_use]
    pub const fn safe(rule: &'static str, kind: EditKind) -> Self {
        Self {
            rule: Cow::Borrowed(rule),
            kind,
            safety: Safety::Safe,
            confidence: Confidence::CERTAIN,
            evidence: Cow::Borrowed(""),
        }
    }

    /// The same edit with this evidence.
    #[must_use]
    pub fn because(mut self, evidence: impl Into<Cow<'static, str>>) -> Self {
        self.evidence = evidence.into();
        self
    }

    /// The same edit, this sure.
    #[must_use]
    pub const fn confidence(mut self, per_mille: u16) -> Self {
        self.confidence = Confidence::per_mille(per_mille);
        self
    }

    /// The same edit with this safety.
    #[must_use]
    pub const fn safety(mut self, safety: Safety) -> Self {
        self.safety = safety;
        self
    }
}

/// The edits of a text, stored in 4 bytes each: what is the same for many is stored once.
#[derive(Clone, Debug, Default)]
pub(crate) struct EditTable {
    /// For each edit its row.
    edits: Vec<u32>,
    rows: Vec<Row>,
    strings: Vec<Cow<'static, str>>,
    last: [u32; 2],
}

/// Rows are looked for among so many of the last ones.
const RECENT: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    rule: u32,
    evidence: u32,
    confidence: u16,
    kind: EditKind,
    safety: Safety,
}

impl EditTable {
    pub(crate) fn len(&self) -> usize {
        self.edits.len()
    }

    pub(crate) fn push(&mut self, edit: Edit) -> EditId {
        let id = EditId(self.edits.len() as u32);
        let rule = self.intern(edit.rule, 0);
        let evidence = self.intern(edit.evidence, 1);
        let row = Row { rule, evidence, confidence: edit.confidence.get(), kind: edit.kind, safety: edit.safety };
        let recent = self.rows.iter().rev().take(RECENT).position(|r| *r == row);
        let at = recent.map_or(self.rows.len(), |back| self.rows.len() - 1 - back);
        if recent.is_none() {
            self.rows.push(row);
        }
        self.edits.push(at as u32);
        id
    }

    /// One more edit that is described as an earlier one is.
    pub(crate) fn push_like(&mut self, other: EditId) -> EditId {
        let id = EditId(self.edits.len() as u32);
        let row = self.edits.get(other.index()).copied().unwrap_or(0);
        self.edits.push(row);
        id
    }

    pub(crate) fn get(&self, id: EditId) -> Option<Edit> {
        let row = self.rows.get(*self.edits.get(id.index())? as usize)?;
        let string = |i: u32| self.strings.get(i as usize).cloned().unwrap_or_default();
        Some(Edit {
            rule: string(row.rule),
            kind: row.kind,
            safety: row.safety,
            confidence: Confidence::per_mille(row.confidence),
            evidence: string(row.evidence),
        })
    }

    /// How many of the edits a rule made. The names are few, so that the edits are walked over only when it made any.
    pub(crate) fn count_of(&self, name: &str) -> usize {
        if !self.strings.iter().any(|s| s == name) {
            return 0;
        }
        let named = |r: &&Row| self.strings.get(r.rule as usize).is_some_and(|s| s == name);
        self.rows.iter().filter(named).count()
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.edits.truncate(len);
    }

    /// Runs of equal strings are common (one rule, one reason), so looking at the last one of its column
    /// and at the recent few finds nearly all of them without a map.
    fn intern(&mut self, s: Cow<'static, str>, column: usize) -> u32 {
        let hint = self.last.get(column).copied().unwrap_or(0);
        if self.strings.get(hint as usize).is_some_and(|x| *x == s) {
            return hint;
        }
        let recent = self.strings.len().saturating_sub(64);
        let found = self.strings.iter().skip(recent).position(|x| *x == s).map(|i| (recent + i) as u32);
        let at = found.unwrap_or_else(|| {
            self.strings.push(s);
            self.strings.len() as u32 - 1
        });
        if let Some(slot) = self.last.get_mut(column) {
            *slot = at;
        }
        at
    }
}
