//! Settles conflicts and applies what is left as one layer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use baokan_corpus_model::{Document, EditId, LayerError, Safety, TextRange, Withheld};

use super::never::Never;
use super::proposal::{Op, Proposals};
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
    let mut accepted: Vec<u32> = Vec::with_capacity(proposals.len());
    let mut refused: Vec<(u32, &'static str)> = Vec::new();
    let never = Never::of(doc.text.as_str(), proposals.len(), &options.never);
    for i in 0..proposals.len() {
        let Some(why) = proposals.why(i) else { continue };
        if let Some(reason) = proposals.ops(i).find_map(|op| forbids(&never, why.rule(), op)) {
            refused.push((i as u32, reason));
        } else if why.safety == Safety::Suggest && !options.suggestions {
            refused.push((i as u32, "a suggestion; not asked for"));
        } else if why.safety > options.safety && why.safety != Safety::Suggest {
            refused.push((i as u32, "less safe than the profile allows"));
        } else {
            accepted.push(i as u32);
        }
    }
    drop(never);
    // Nearly all proposals stand alone: only those that meet another one are ranked.
    let contested = contested(proposals, &accepted);
    if !contested.is_empty() {
        let (mut order, alone): (Vec<u32>, Vec<u32>) = accepted.iter().partition(|i| contested.contains(i));
        accepted = alone;
        order.sort_by_cached_key(|i| rank(proposals, *i as usize));
        let mut taken = Taken::default();
        for i in order {
            let mut ops = proposals.ops(i as usize);
            if !ops.clone().all(|op| free(&taken, &op)) {
                refused.push((i, "a better proposal for the same place was made"));
                continue;
            }
            ops.by_ref().for_each(|op| {
                taken.take(op.claims());
                if let Op::Move { to, .. } = op {
                    taken.take(TextRange::new(to, to));
                }
            });
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

/// Why an operation may not happen. What is moved as a whole is not changed: a move may only not part a string.
fn forbids(never: &Never<'_>, rule: &str, op: Op<'_>) -> Option<&'static str> {
    match op {
        Op::Replace { range, .. } => never.forbids(rule, range),
        Op::Move { range, to } => {
            [range.start(), range.end(), to].into_iter().find_map(|at| never.forbids(rule, TextRange::new(at, at)))
        }
    }
}

/// The places that proposals claim, with the number of each.
fn claims<'p>(proposals: &'p Proposals, wanted: &'p [u32]) -> impl Iterator<Item = (u32, u32, u32)> + 'p {
    wanted.iter().flat_map(|&i| {
        proposals.ops(i as usize).flat_map(move |op| {
            let to = match op {
                Op::Move { to, .. } => Some((to, to, i)),
                Op::Replace { .. } => None,
            };
            std::iter::once((op.claims().start(), op.claims().end(), i)).chain(to)
        })
    })
}

/// The proposals that claim a place which another one claims too, found by one sweep over the sorted places.
fn contested(proposals: &Proposals, wanted: &[u32]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    // One rule alone proposes from left to right.
    let mut last: Option<(u32, u32)> = None;
    let in_order = claims(proposals, wanted).all(|(start, end, _)| {
        last.replace((start, end)).is_none_or(|(before, reach)| reach <= start && before < start)
    });
    if in_order {
        return found;
    }
    let mut claims: Vec<(u32, u32, u32)> = claims(proposals, wanted).collect();
    claims.sort_unstable();
    // The claim that reaches furthest so far, and the last point of insertion.
    let (mut reach, mut owner, mut point) = (0, u32::MAX, None);
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

fn free(taken: &Taken, op: &Op<'_>) -> bool {
    match *op {
        Op::Replace { range, .. } => taken.free(range),
        Op::Move { range, to } => taken.free(range) && taken.free(TextRange::new(to, to)),
    }
}

/// Safer first, then surer, then longer, then by name and place: the order is the same on every machine.
fn rank(all: &Proposals, i: usize) -> (Option<Safety>, Reverse<u16>, Reverse<u32>, &'static str, u32) {
    let why = all.why(i);
    let len = all.ops(i).map(|o| o.claims().len()).max().unwrap_or(0);
    let start = all.ops(i).map(|o| o.claims().start()).min().unwrap_or(0);
    let sure = why.map_or(0, |w| w.confidence.get());
    (why.map(|w| w.safety), Reverse(sure), Reverse(len), why.map_or("", |w| w.rule()), start)
}

/// What was withheld already: place, rule, and what would have been put there.
pub(crate) type Known = HashSet<(u32, u32, String, String)>;

fn withhold(doc: &mut Document, proposals: &Proposals, refused: &[(u32, &'static str)], known: &mut Known) {
    for &(i, reason) in refused {
        let Some(why) = proposals.why(i as usize) else { continue };
        for op in proposals.ops(i as usize) {
            let (range, after) = match op {
                Op::Replace { range, text } => (range, text.to_owned()),
                Op::Move { range, .. } => (range, doc.text.slice(range).to_owned()),
            };
            let withheld = Withheld {
                edit: why.to_edit(),
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
enum Step<'p> {
    Replace { range: TextRange, text: &'p str },
    Skip { range: TextRange },
    Take { range: TextRange },
}

/// Proposals of one replacement each that come from left to right need no sorting. `false` when they do not.
fn apply_in_order(doc: &mut Document, proposals: &Proposals, accepted: &[u32]) -> Result<bool, LayerError> {
    let single = |i: &u32| {
        let mut ops = proposals.ops(*i as usize);
        match (proposals.why(*i as usize), ops.next(), ops.next()) {
            (Some(_), Some(Op::Replace { range, text }), None) => Some((*i as usize, range, text)),
            _ => None,
        }
    };
    let mut at = 0;
    for i in accepted {
        match single(i) {
            Some((_, range, _)) if range.start() >= at && !range.is_empty() => at = range.end(),
            _ => return Ok(false),
        }
    }
    let mut revision = doc.text.revise();
    // The first edit of each description.
    let mut firsts: Vec<Option<EditId>> = Vec::new();
    for (i, range, text) in accepted.iter().filter_map(single) {
        let number = proposals.why_number(i);
        if firsts.len() <= number {
            firsts.resize(number + 1, None);
        }
        let Some((first, why)) = firsts.get_mut(number).zip(proposals.why(i)) else { continue };
        let id = match *first {
            Some(first) => revision.edit_like(first),
            None => *first.insert(revision.edit(why.to_edit())),
        };
        revision.replace(range, text, id);
    }
    revision.commit().map(|()| true)
}

fn apply(doc: &mut Document, proposals: &Proposals, accepted: &[u32]) -> Result<(), LayerError> {
    if apply_in_order(doc, proposals, accepted)? {
        return Ok(());
    }
    let mut steps: Vec<(u32, u8, u32, u32, Step<'_>)> = Vec::with_capacity(accepted.len());
    for &i in accepted {
        for op in proposals.ops(i as usize) {
            match op {
                // At one place insertions come before what replaces the place, and both before what is moved there.
                Op::Replace { range, text } => {
                    let filled = u8::from(!range.is_empty());
                    steps.push((range.start(), filled, range.end(), i, Step::Replace { range, text }));
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
    let mut ids: Vec<Option<EditId>> = vec![None; proposals.len()];
    // Edits are numbered in the order of their first place.
    for (at, _, _, i, step) in steps {
        let Some((why, slot)) = proposals.why(i as usize).zip(ids.get_mut(i as usize)) else { continue };
        let id = *slot.get_or_insert_with(|| revision.edit(why.to_edit()));
        match step {
            Step::Replace { range, text } => revision.replace(range, text, id),
            Step::Skip { range } => revision.skip(range),
            Step::Take { range } => {
                revision.copy_to(at);
                revision.take(range, id);
            }
        }
    }
    revision.commit()
}
