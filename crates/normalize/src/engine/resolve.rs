//! Settles conflicts and applies what is left as one layer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use baokan_corpus_model::{Document, EditId, LayerError, Safety, TextRange, Withheld};

use super::never::Never;
use super::proposal::{Op, Proposal, Proposals};
use crate::options::Options;

/// Places that are taken: ranges that do not overlap, and points where something is put in.
#[derive(Default)]
struct Taken {
    /// Start → end, never empty.
    ranges: BTreeMap<u32, u32>,
    points: BTreeSet<u32>,
}

impl Taken {
    /// Something may be put in at the edge of a range, not inside it, and only once at one place.
    fn free(&self, r: TextRange) -> bool {
        if r.is_empty() {
            let around = self.ranges.range(..r.start()).next_back();
            return !self.points.contains(&r.start()) && around.is_none_or(|(_, end)| *end <= r.start());
        }
        let before = self.ranges.range(..r.end()).next_back();
        before.is_none_or(|(_, end)| *end <= r.start()) && self.points.range(r.start() + 1..r.end()).next().is_none()
    }

    fn take(&mut self, r: TextRange) {
        if r.is_empty() {
            self.points.insert(r.start());
        } else {
            self.ranges.insert(r.start(), r.end());
        }
    }
}

/// Decides, applies, and notes what was withheld. Returns how many proposals were applied.
pub(crate) fn settle(
    doc: &mut Document,
    proposals: &Proposals,
    options: &Options,
    known: &mut Known,
) -> Result<usize, LayerError> {
    let rows = proposals.rows();
    let mut accepted: Vec<usize> = Vec::with_capacity(rows.len());
    let mut refused: Vec<(usize, &'static str)> = Vec::new();
    let never = Never::of(doc.text.as_str(), rows.len(), &options.never);
    for (i, p) in rows.iter().enumerate() {
        let mut ops = proposals.ops(p).iter();
        if let Some(why) = ops.find_map(|op| never.forbids(proposals.name(p), op.claims())) {
            refused.push((i, why));
        } else if p.safety == Safety::Suggest && !options.suggestions {
            refused.push((i, "a suggestion; not asked for"));
        } else if p.safety > options.safety {
            refused.push((i, "less safe than the profile allows"));
        } else {
            accepted.push(i);
        }
    }
    // Nearly all proposals stand alone: only those that meet another one are ranked.
    let contested = contested(proposals, &accepted);
    if !contested.is_empty() {
        let (mut order, alone): (Vec<usize>, Vec<usize>) = accepted.iter().partition(|i| contested.contains(i));
        accepted = alone;
        order.sort_by(|a, b| match (rows.get(*a), rows.get(*b)) {
            (Some(a), Some(b)) => rank(proposals, a).cmp(&rank(proposals, b)),
            _ => a.cmp(b),
        });
        let mut taken = Taken::default();
        for i in order {
            let Some(p) = rows.get(i) else { continue };
            let ops = proposals.ops(p);
            if !ops.iter().all(|op| free(&taken, op)) {
                refused.push((i, "a better proposal for the same place was made"));
                continue;
            }
            for op in ops {
                taken.take(op.claims());
                if let Op::Move { to, .. } = op {
                    taken.take(TextRange::new(*to, *to));
                }
            }
            accepted.push(i);
        }
    }
    withhold(doc, proposals, &refused, known);
    if accepted.is_empty() {
        return Ok(0);
    }
    apply(doc, proposals, &accepted)?;
    Ok(accepted.len())
}

/// The proposals that claim a place which another one claims too, found by one sweep over the sorted places.
fn contested(proposals: &Proposals, wanted: &[usize]) -> BTreeSet<usize> {
    let mut claims: Vec<(u32, u32, usize)> = Vec::with_capacity(wanted.len());
    for &i in wanted {
        let Some(p) = proposals.rows().get(i) else { continue };
        for op in proposals.ops(p) {
            let r = op.claims();
            claims.push((r.start(), r.end(), i));
            if let Op::Move { to, .. } = *op {
                claims.push((to, to, i));
            }
        }
    }
    let mut found = BTreeSet::new();
    // One rule alone proposes from left to right.
    let ordered = |pair: &[(u32, u32, usize)]| matches!(pair, [(s, e, _), (next, ..)] if e <= next && s < next);
    if claims.windows(2).all(ordered) {
        return found;
    }
    claims.sort_unstable();
    // The claim that reaches furthest so far, and the last point of insertion.
    let (mut reach, mut owner, mut point) = (0, usize::MAX, None);
    for (start, end, i) in claims {
        if start < reach {
            found.extend([owner, i]);
        }
        if start == end
            && let Some((at, other)) = point.replace((start, i))
            && at == start
        {
            found.extend([other, i]);
        }
        if end > reach {
            (reach, owner) = (end, i);
        }
    }
    found
}

fn free(taken: &Taken, op: &Op) -> bool {
    match *op {
        Op::Replace { range, .. } => taken.free(range),
        Op::Move { range, to } => taken.free(range) && taken.free(TextRange::new(to, to)),
    }
}

/// Safer first, then surer, then longer, then by name and place: the order is the same on every machine.
fn rank<'a>(all: &'a Proposals, p: &Proposal) -> (Safety, Reverse<u16>, Reverse<u32>, &'a str, u32) {
    let ops = all.ops(p);
    let len = ops.iter().map(|o| o.claims().len()).max().unwrap_or(0);
    let start = ops.iter().map(|o| o.claims().start()).min().unwrap_or(0);
    (p.safety, Reverse(p.confidence.get()), Reverse(len), all.name(p), start)
}

/// What was withheld already: place, rule, and what would have been put there.
pub(crate) type Known = HashSet<(u32, u32, String, String)>;

fn withhold(doc: &mut Document, proposals: &Proposals, refused: &[(usize, &'static str)], known: &mut Known) {
    for &(i, reason) in refused {
        let Some(p) = proposals.rows().get(i) else { continue };
        for op in proposals.ops(p) {
            let (range, after) = match *op {
                Op::Replace { range, text } => (range, proposals.text(text).to_owned()),
                Op::Move { range, .. } => (range, doc.text.slice(range).to_owned()),
            };
            let withheld = Withheld {
                edit: proposals.to_edit(p),
                before: doc.text.slice(range).to_owned(),
                after,
                source: doc.text.source_ranges(range),
                reason: reason.into(),
            };
            // A pass that runs again proposes the same again.
            let place = withheld.source.first().map_or((0, 0), |r| (r.start(), r.end()));
            if known.insert((place.0, place.1, withheld.edit.rule.to_string(), withheld.after.clone())) {
                doc.withheld.push(withheld);
            }
        }
    }
}

/// One step of the new layer, ordered by where it happens.
enum Step {
    Replace { range: TextRange, text: (u32, u32) },
    Skip { range: TextRange },
    Take { range: TextRange },
}

/// Proposals of one replacement each that come from left to right need no sorting. `false` when they do not.
fn apply_in_order(doc: &mut Document, proposals: &Proposals, accepted: &[usize]) -> Result<bool, LayerError> {
    let single = |i: &usize| match proposals.rows().get(*i).map(|p| (p, proposals.ops(p))) {
        Some((p, &[Op::Replace { range, text }])) => Some((p, range, text)),
        _ => None,
    };
    let mut at = 0;
    for i in accepted {
        match single(i) {
            Some((_, range, _)) if range.start() >= at && !range.is_empty() => at = range.end(),
            _ => return Ok(false),
        }
    }
    let mut revision = doc.text.revise();
    for (p, range, text) in accepted.iter().filter_map(single) {
        let id = revision.edit(proposals.to_edit(p));
        revision.replace(range, proposals.text(text), id);
    }
    revision.commit().map(|()| true)
}

fn apply(doc: &mut Document, proposals: &Proposals, accepted: &[usize]) -> Result<(), LayerError> {
    if apply_in_order(doc, proposals, accepted)? {
        return Ok(());
    }
    let mut steps: Vec<(u32, u8, u32, usize, Step)> = Vec::with_capacity(accepted.len());
    for &i in accepted {
        let Some(p) = proposals.rows().get(i) else { continue };
        for op in proposals.ops(p) {
            match *op {
                // At one place insertions come before what replaces the place, and both before what is moved there.
                Op::Replace { range, text } => {
                    steps.push((
                        range.start(),
                        u8::from(!range.is_empty()),
                        range.end(),
                        i,
                        Step::Replace { range, text },
                    ));
                }
                Op::Move { range, to } => {
                    steps.push((to, 0, to, i, Step::Take { range }));
                    steps.push((range.start(), 1, range.end(), i, Step::Skip { range }));
                }
            }
        }
    }
    steps.sort_by_key(|s| (s.0, s.1, s.2, s.3));
    let mut revision = doc.text.revise();
    let mut ids: Vec<Option<EditId>> = vec![None; proposals.rows().len()];
    // Edits are numbered in the order of their first place.
    for (at, _, _, i, step) in steps {
        let Some(p) = proposals.rows().get(i) else { continue };
        let Some(slot) = ids.get_mut(i) else { continue };
        let id = *slot.get_or_insert_with(|| revision.edit(proposals.to_edit(p)));
        match step {
            Step::Replace { range, text } => revision.replace(range, proposals.text(text), id),
            Step::Skip { range } => revision.skip(range),
            Step::Take { range } => {
                revision.copy_to(at);
                revision.take(range, id);
            }
        }
    }
    revision.commit()
}
