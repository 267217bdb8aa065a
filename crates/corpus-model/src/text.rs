//! The current characters, and everything ever done to them.

use std::sync::Arc;

use crate::edit::{Edit, EditId, EditTable};
use crate::layer::{Layer, LayerError, Out, Pieces};
use crate::names::EditKind;
use crate::range::{SourceRange, TextRange};
use crate::source::Source;

/// Where a stretch of text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// Bytes of the file. Empty for inserted text: the place where it was put in.
    pub source: SourceRange,
    /// The text equals what the file says there, character by character.
    pub exact: bool,
    /// The file's characters here were deleted; they stand between characters that were asked for.
    pub deleted: bool,
    /// Edits that made or moved it, oldest first.
    pub edits: Vec<EditId>,
}

/// One place that an edit touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Which edit.
    pub edit: EditId,
    /// What stood there in the revision that the edit saw.
    pub before: String,
    /// What the edit put there; equals `before` when the text was only moved.
    pub after: String,
    /// The bytes of the file behind `before` (or the empty place of an insertion).
    pub source: Vec<SourceRange>,
    /// The text was moved, not changed.
    pub moved: bool,
    /// 0 for the decoding of the file, then the number of the layer.
    pub layer: usize,
}

/// A layer that was taken off, with the number of edits that went with it.
#[derive(Debug)]
pub struct RemovedLayer {
    /// How many edits it held.
    pub edits: usize,
    /// The text as it was with the layer.
    pub text: String,
}

/// Text with its history: revision 0 is the decoded body of the source; each layer makes the next one.
///
/// Laws, held by construction and by property tests:
/// every character traces to bytes of the file on character boundaries; stretches called `exact` equal the file;
/// taking layers off restores each earlier revision byte for byte; a layer that drops, splits or moves text without
/// naming an edit is refused.
#[derive(Clone, Debug)]
pub struct Text {
    source: Arc<Source>,
    /// The newest revision; empty while there is no layer and the body of the source is the text.
    pub(crate) edited: String,
    pub(crate) layers: Vec<Layer>,
    pub(crate) edits: EditTable,
    /// Undecodable stretches of the file, each with its edit.
    damage: Vec<(SourceRange, EditId)>,
}

/// A stretch on its way down through the layers.
#[derive(Clone, Debug)]
struct Seg {
    start: u32,
    end: u32,
    exact: bool,
    deleted: bool,
    edits: Vec<EditId>,
}

impl Text {
    /// Revision 0: the decoded body of `source`. Bytes that could not be decoded become edits of the rule
    /// `undecodable-bytes`.
    #[must_use]
    pub fn new(source: Arc<Source>) -> Self {
        let mut edits = EditTable::default();
        let damage = source
            .undecodable()
            .map(|range| {
                let bytes = source.bytes().get(range.as_usize()).unwrap_or(&[]);
                let hex: Vec<String> = bytes.iter().take(16).map(|b| format!("{b:02X}")).collect();
                let edit = Edit::safe("undecodable-bytes", EditKind::Encoding).because(format!(
                    "bytes {} are no {}",
                    hex.join(" "),
                    source.encoding()
                ));
                (range, edits.push(edit))
            })
            .collect();
        Self { source, edited: String::new(), layers: Vec::new(), edits, damage }
    }

    /// The current characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if self.layers.is_empty() { self.source.body() } else { &self.edited }
    }

    /// Length of the current text in bytes.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.as_str().len() as u32
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// The file behind it.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The characters of a range; empty when it is not on character boundaries.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &str {
        self.as_str().get(range.as_usize()).unwrap_or("")
    }

    /// The range of the whole text.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::new(0, self.len())
    }

    /// How many layers lie over the decoded text.
    #[must_use]
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// How many edits were made.
    #[must_use]
    pub fn edit_count(&self) -> usize {
        self.edits.len()
    }

    /// What is known of an edit.
    #[must_use]
    pub fn edit(&self, id: EditId) -> Option<Edit> {
        self.edits.get(id)
    }

    /// In how many ways a rule edited the text: edits with the same grade and evidence count once. 0 when it made none.
    #[must_use]
    pub fn edits_by(&self, rule: &str) -> usize {
        self.edits.count_of(rule)
    }

    /// Begins a new layer. Nothing happens to the text before [`Revision::commit`].
    pub fn revise(&mut self) -> Revision<'_> {
        let pieces = Pieces::new(self.as_str(), self.edits.len() as u32);
        Revision { text: self, pieces }
    }

    /// Takes the newest layer off; the text is again what it was before, byte for byte.
    pub fn pop_layer(&mut self) -> Option<RemovedLayer> {
        let layer = self.layers.pop()?;
        let before = if self.layers.is_empty() { String::new() } else { layer.undo(&self.edited) };
        let text = std::mem::replace(&mut self.edited, before);
        let edits = self.edits.len() - layer.first_edit as usize;
        self.edits.truncate(layer.first_edit as usize);
        Some(RemovedLayer { edits, text })
    }

    /// Where a range of the current text came from, in the order of the text.
    /// Stretches that were deleted between its characters are listed too, marked `deleted`.
    #[must_use]
    pub fn trace(&self, range: TextRange) -> Vec<Traced> {
        self.descend(range, self.layers.len())
            .into_iter()
            .map(|mut s| {
                let base = self.source.body_start();
                let source = self.source.locate(base + s.start, base + s.end);
                let mut exact = s.exact;
                for (bad, edit) in self.damage_in(source) {
                    if bad.overlaps(source) {
                        exact = false;
                        s.edits.insert(0, *edit);
                    }
                }
                Traced { source, exact, deleted: s.deleted, edits: s.edits }
            })
            .collect()
    }

    /// The bytes of the file that a range of the text was read from: neighbouring stretches are one range.
    /// A deletion inside is part of the range (為期 3 年), unless it holds a line break: then a cut
    /// of column or page parts the ranges.
    #[must_use]
    pub fn source_ranges(&self, range: TextRange) -> Vec<SourceRange> {
        if let Some(start) = self.untouched(range) {
            let start = self.source.body_start() + start;
            return vec![self.source.locate(start, start + range.len())];
        }
        self.merge(self.descend(range, self.layers.len()))
    }

    /// Where a range begins in the decoded body when no layer did more with it than to put it elsewhere in one piece.
    fn untouched(&self, range: TextRange) -> Option<u32> {
        if range.is_empty() {
            return None;
        }
        self.layers.iter().rev().try_fold(range.start(), |start, layer| layer.straight(start, start + range.len()))
    }

    /// All places that edits touched, oldest layer first, in text order within a layer.
    #[must_use]
    pub fn sites(&self) -> Vec<Site> {
        let mut sites = Vec::with_capacity(self.edits.len());
        let mut above: Option<String> = None;
        for (n, layer) in self.layers.iter().enumerate().rev() {
            let output = above.as_deref().unwrap_or(self.as_str());
            let mut at = 0usize;
            let mut of_layer = Vec::new();
            for (p, end) in layer.pieces() {
                let after = output.get(p.out_start as usize..end as usize).unwrap_or("");
                let (edit, before, moved) = match p.out() {
                    Out::Copied => continue,
                    Out::Moved(e) => (e, after, true),
                    Out::Replaced(e) => {
                        let before = layer.before.get(at..at + p.in_len as usize).unwrap_or("");
                        at += p.in_len as usize;
                        (e, before, false)
                    }
                };
                of_layer.push(Site {
                    edit,
                    before: before.to_owned(),
                    after: after.to_owned(),
                    source: self.merge(self.descend(p.input(), n)),
                    moved,
                    layer: n + 1,
                });
            }
            sites.push(of_layer);
            above = Some(layer.undo(output));
        }
        sites.push(
            self.damage
                .iter()
                .map(|&(range, edit)| Site {
                    edit,
                    before: String::new(),
                    after: self.source.read(range).unwrap_or("\u{FFFD}").to_owned(),
                    source: vec![range],
                    moved: false,
                    layer: 0,
                })
                .collect(),
        );
        sites.into_iter().rev().flatten().collect()
    }

    /// The text of each revision, from the decoded body to the current one.
    #[must_use]
    pub fn revisions(&self) -> Vec<String> {
        let mut all = vec![self.as_str().to_owned()];
        for layer in self.layers.iter().rev() {
            let below = layer.undo(all.last().map_or("", String::as_str));
            all.push(below);
        }
        all.reverse();
        all
    }

    /// Moves a range given in the revision before the newest layer into the current text.
    /// `None` when nothing of it is left. Moved and replaced stretches count whole.
    #[must_use]
    pub fn carry(&self, old: TextRange) -> Option<TextRange> {
        let layer = self.layers.last()?;
        let mut found: Option<TextRange> = None;
        for (p, end) in layer.pieces() {
            let input = p.input();
            if !input.overlaps(old) {
                continue;
            }
            let out = match p.out() {
                Out::Replaced(_) => TextRange::new(p.out_start, end),
                _ => {
                    let from = old.start().max(input.start()) - input.start();
                    let to = old.end().min(input.end()) - input.start();
                    TextRange::new(p.out_start + from, p.out_start + to)
                }
            };
            if !out.is_empty() {
                found = Some(found.map_or(out, |f| f.cover(out)));
            }
        }
        found
    }

    fn damage_in(&self, source: SourceRange) -> &[(SourceRange, EditId)] {
        let from = self.damage.partition_point(|(r, _)| r.end() <= source.start());
        let to = self.damage.partition_point(|(r, _)| r.start() < source.end());
        self.damage.get(from..to.max(from)).unwrap_or(&[])
    }

    /// Follows a range of the revision over `depth` layers down to the decoded body.
    fn descend(&self, range: TextRange, depth: usize) -> Vec<Seg> {
        let seg = Seg { start: range.start(), end: range.end(), exact: true, deleted: false, edits: Vec::new() };
        let mut segs = vec![seg];
        let mut down: Vec<Seg> = Vec::new();
        for layer in self.layers.get(..depth).unwrap_or(&[]).iter().rev() {
            let mut last_end = None;
            for seg in &segs {
                push_down(layer, seg, last_end == Some(seg.start), &mut down);
                last_end = Some(seg.end);
            }
            std::mem::swap(&mut segs, &mut down);
            down.clear();
        }
        segs
    }

    fn merge(&self, segs: Vec<Seg>) -> Vec<SourceRange> {
        let body = self.source.body();
        let base = self.source.body_start();
        let mut out: Vec<TextRange> = Vec::new();
        // Insertions only count when nothing else is there.
        let all_empty = segs.iter().all(|s| s.start == s.end);
        let mut cut = false;
        for s in &segs {
            if s.deleted && body.get(s.start as usize..s.end as usize).is_some_and(|t| t.contains('\n')) {
                cut = true;
                continue;
            }
            if s.start == s.end && !all_empty {
                continue;
            }
            let r = TextRange::new(s.start, s.end);
            match out.last_mut() {
                Some(last) if !cut && last.end() == r.start() => *last = last.cover(r),
                Some(last) if last.contains(r) => {}
                _ if s.deleted => continue,
                _ => out.push(r),
            }
            cut = false;
        }
        out.into_iter().map(|r| self.source.locate(base + r.start(), base + r.end())).collect()
    }
}

/// Maps one stretch of a layer's output to its input.
fn push_down(layer: &Layer, seg: &Seg, joined: bool, down: &mut Vec<Seg>) {
    let before = down.len();
    for (p, out_end) in layer.pieces_from(seg.start) {
        let out_start = p.out_start;
        if out_start > seg.end || (out_start == seg.end && seg.start < seg.end) {
            break;
        }
        let gone = out_start == out_end;
        if gone {
            // Deleted text belongs to the range only when it stands between characters of it.
            let inside = out_start > seg.start || (joined && out_start == seg.start);
            if seg.start < seg.end && (!inside || p.in_len == 0) {
                continue;
            }
            if seg.start == seg.end {
                continue;
            }
        } else if out_end <= seg.start && seg.start < seg.end {
            continue;
        }
        let mut edits = Vec::new();
        edits.extend(p.edit());
        edits.extend_from_slice(&seg.edits);
        let whole = matches!(p.out(), Out::Replaced(_));
        let (start, end) = if whole {
            (p.in_start, p.in_start + p.in_len)
        } else {
            let from = seg.start.max(out_start) - out_start;
            let to = seg.end.min(out_end) - out_start;
            (p.in_start + from, p.in_start + to)
        };
        if seg.start == seg.end {
            // An empty place: one answer, from the first piece that touches it.
            let at = if whole { if seg.start == out_start { start } else { end } } else { start };
            down.push(Seg { start: at, end: at, exact: false, deleted: seg.deleted, edits: seg.edits.clone() });
            break;
        }
        down.push(Seg { start, end, exact: seg.exact && !whole, deleted: seg.deleted || gone, edits });
    }
    if down.len() == before && seg.start == seg.end {
        down.push(Seg { start: layer.in_len, end: layer.in_len, ..seg.clone() });
    }
}

/// A layer in the making. Edits are named first, then used; what is not touched is copied.
#[derive(Debug)]
pub struct Revision<'t> {
    text: &'t mut Text,
    pieces: Pieces,
}

impl Revision<'_> {
    /// Names an edit, to be used by one or more of the operations below.
    pub fn edit(&mut self, edit: Edit) -> EditId {
        self.text.edits.push(edit)
    }

    /// Names an edit that is described just as an earlier one of this text is: cheaper where there are many.
    pub fn edit_like(&mut self, other: EditId) -> EditId {
        self.text.edits.push_like(other)
    }

    /// Puts `with` in the place of `range`; an empty range inserts, an empty `with` deletes.
    /// Calls go from left to right.
    pub fn replace(&mut self, range: TextRange, with: &str, edit: EditId) {
        self.pieces.replace(self.text.as_str(), range, with, edit);
    }

    /// Copies everything up to `end`; needed only to say where a moved piece goes.
    pub fn copy_to(&mut self, end: u32) {
        self.pieces.copy_to(self.text.as_str(), end);
    }

    /// Puts the text of `range`, which stands elsewhere, here. Its own place must be [`skip`](Self::skip)ped.
    pub fn take(&mut self, range: TextRange, edit: EditId) {
        self.pieces.take(self.text.as_str(), range, edit);
    }

    /// Copies up to `range` and leaves `range` out, because it is [`take`](Self::take)n elsewhere.
    pub fn skip(&mut self, range: TextRange) {
        self.pieces.skip(self.text.as_str(), range);
    }

    /// Applies the layer. A layer without any edit leaves the text as it is and adds nothing.
    ///
    /// # Errors
    /// When a range is not on character boundaries, is taken twice, or text would be lost; the text is unchanged then.
    pub fn commit(self) -> Result<(), LayerError> {
        let Self { text, pieces } = self;
        let first = pieces.layer.first_edit as usize;
        match pieces.finish(text.as_str()) {
            Ok((layer, out)) => {
                if layer.has_edits() {
                    text.edited = out;
                    text.layers.push(layer);
                } else {
                    text.edits.truncate(first);
                }
                Ok(())
            }
            Err(e) => {
                text.edits.truncate(first);
                Err(e)
            }
        }
    }
}
