//! Taking back one edit and keeping what came after it.

use crate::edit::{Edit, EditId};
use crate::layer::{Layer, LayerError, Out, Piece, Pieces};
use crate::range::TextRange;
use crate::text::Text;

/// Why an edit could not be taken back by itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UndoError {
    /// There is no such edit, or it describes the file (undecodable bytes) and not a change.
    #[error("no edit {} that could be taken back", .0.index())]
    Unknown(EditId),
    /// A later edit changed or moved what this one made; it must be taken back first.
    #[error("edit {} builds on it", .0.index())]
    BuiltOn(EditId),
    /// The rebuilt layer was refused.
    #[error(transparent)]
    Layer(#[from] LayerError),
}

/// Stretches of an old revision that stand, unchanged, somewhere in the new one; sorted by old place.
#[derive(Debug, Default)]
struct Map(Vec<Stretch>);

#[derive(Clone, Copy, Debug)]
struct Stretch {
    old: u32,
    new: u32,
    len: u32,
}

impl Map {
    fn identity(len: u32) -> Self {
        Self(vec![Stretch { old: 0, new: 0, len }])
    }

    fn add(&mut self, s: Stretch) {
        match self.0.last_mut() {
            Some(l) if l.old + l.len == s.old && l.new + l.len == s.new => l.len += s.len,
            _ => self.0.push(s),
        }
    }

    /// The same range in the new revision, when it stands there in one piece.
    fn range(&self, r: TextRange) -> Option<TextRange> {
        // For an empty place the stretch that ends there is as good as the one that begins there.
        let i = self.0.partition_point(|s| s.old + s.len < r.end());
        let s = self.0.get(i)?;
        (s.old <= r.start()).then(|| TextRange::at(s.new + (r.start() - s.old), r.len()))
    }

    /// The parts of a range that stand in the new revision.
    fn parts(&self, r: TextRange) -> impl Iterator<Item = Stretch> + '_ {
        let from = self.0.partition_point(|s| s.old + s.len <= r.start());
        self.0.get(from..).unwrap_or(&[]).iter().take_while(move |s| s.old < r.end()).map(move |s| {
            let start = s.old.max(r.start());
            let end = (s.old + s.len).min(r.end());
            Stretch { old: start, new: s.new + (start - s.old), len: end - start }
        })
    }
}

/// What a layer did, kept while it is rebuilt.
struct Saved {
    layer: Layer,
    /// Its pieces, each with the end of its output.
    pieces: Vec<(Piece, u32)>,
    output: String,
    edits: Vec<Edit>,
}

impl Text {
    /// Takes back one edit, wherever in the history it is; later edits stay, unless they build on it.
    ///
    /// Ids of later edits move down by one.
    ///
    /// # Errors
    /// When a later edit touches what this one made; the text is unchanged then.
    pub fn undo(&mut self, edit: EditId) -> Result<(), UndoError> {
        let mut work = self.clone();
        work.undo_in_place(edit)?;
        *self = work;
        Ok(())
    }

    fn undo_in_place(&mut self, edit: EditId) -> Result<(), UndoError> {
        let at = self.layers.iter().position(|l| l.has_edit(edit));
        let at = at.ok_or(UndoError::Unknown(edit))?;
        let mut saved = Vec::new();
        while self.layers.len() > at {
            let Some(layer) = self.layers.last().cloned() else { break };
            let first = layer.first_edit as usize;
            let edits = (first..self.edits.len()).filter_map(|i| self.edits.get(EditId(i as u32))).collect();
            let Some(removed) = self.pop_layer() else { break };
            let pieces = layer.pieces().collect();
            saved.push(Saved { layer, pieces, output: removed.text, edits });
        }
        let mut map = Map::identity(self.len());
        for s in saved.into_iter().rev() {
            map = self.redo(&s, edit, &map)?;
        }
        Ok(())
    }

    /// Builds a layer anew over the present text, without the edit `skip`.
    fn redo(&mut self, saved: &Saved, skip: EditId, map: &Map) -> Result<Map, UndoError> {
        let first = self.edits.len() as u32;
        let old_first = saved.layer.first_edit;
        let mut ids = vec![None; saved.edits.len()];
        for (i, e) in saved.edits.iter().enumerate() {
            if EditId(old_first + i as u32) != skip {
                let id = self.edits.push(e.clone());
                if let Some(slot) = ids.get_mut(i) {
                    *slot = Some(id);
                }
            }
        }
        let new_id = |old: EditId| ids.get((old.0 - old_first) as usize).copied().flatten();
        let translate = |r: TextRange, by: EditId| map.range(r).ok_or(UndoError::BuiltOn(by));

        let mut ops = Vec::with_capacity(saved.pieces.len());
        for (i, (p, _)) in saved.pieces.iter().enumerate() {
            let (Out::Replaced(old) | Out::Moved(old)) = p.out() else { continue };
            if let Some(id) = new_id(old) {
                let moved = matches!(p.out(), Out::Moved(_));
                ops.push(Op { range: translate(p.input(), old)?, piece: i, id, old, moved });
            }
        }
        let mut moved: Vec<TextRange> = ops.iter().filter(|o| o.moved).map(|o| o.range).collect();
        moved.sort_unstable();
        if moved.is_empty() {
            // What was in order before need not be so any more, when a move was taken back below.
            ops.sort_by_key(|o| (o.range, o.piece));
        }

        let mut pieces = Pieces::new(self.as_str(), first);
        let mut placed = Vec::with_capacity(ops.len());
        for op in &ops {
            let anchor = if op.moved { place_before(saved, op, &translate)? } else { op.range.start() };
            if anchor < pieces.cursor {
                return Err(UndoError::BuiltOn(op.old));
            }
            copy_around(&mut pieces, self.as_str(), anchor, &moved);
            placed.push((op.piece, pieces.out.len() as u32));
            if op.moved {
                pieces.take(self.as_str(), op.range, op.id);
            } else {
                let out = op.piece_out(&saved.pieces);
                pieces.replace(self.as_str(), op.range, saved.output.get(out).unwrap_or(""), op.id);
            }
        }
        placed.sort_unstable();
        copy_around(&mut pieces, self.as_str(), self.as_str().len() as u32, &moved);
        let (layer, out) = pieces.finish(self.as_str())?;
        let map = compose(&saved.pieces, &layer, map, &placed);
        if layer.has_edits() {
            self.layers.push(layer);
            self.edited = out;
        }
        Ok(map)
    }
}

/// An operation of the old layer, with its range in the new input.
struct Op {
    range: TextRange,
    piece: usize,
    id: EditId,
    old: EditId,
    moved: bool,
}

impl Op {
    fn piece_out(&self, pieces: &[(Piece, u32)]) -> std::ops::Range<usize> {
        pieces.get(self.piece).map_or(0..0, |(p, end)| p.out_start as usize..*end as usize)
    }
}

/// A moved piece goes where the text that stood before it ends.
fn place_before(
    saved: &Saved,
    op: &Op,
    translate: &impl Fn(TextRange, EditId) -> Result<TextRange, UndoError>,
) -> Result<u32, UndoError> {
    let before = saved.pieces.get(..op.piece).unwrap_or(&[]);
    match before.iter().rev().find(|(q, _)| !matches!(q.out(), Out::Moved(_))) {
        Some((q, _)) => translate(TextRange::at(q.input().end(), 0), op.old).map(TextRange::end),
        None => Ok(0),
    }
}

/// Copies up to `end`, leaving out what is moved elsewhere.
fn copy_around(pieces: &mut Pieces, text: &str, end: u32, moved: &[TextRange]) {
    for m in moved.iter().filter(|m| m.start() >= pieces.cursor && m.end() <= end).copied().collect::<Vec<_>>() {
        pieces.skip(text, m);
    }
    if pieces.cursor < end {
        pieces.copy_to(text, end);
    }
}

/// Where the output of the old layer stands in the output of the new one.
fn compose(old: &[(Piece, u32)], new: &Layer, map: &Map, placed: &[(usize, u32)]) -> Map {
    // Copied and moved stretches of the new layer, by input.
    let mut by_input: Vec<(u32, u32, u32)> = new
        .pieces()
        .map(|(p, _)| p)
        .filter(|p| !matches!(p.out(), Out::Replaced(_)))
        .map(|p| (p.in_start, p.in_len, p.out_start))
        .collect();
    by_input.sort_unstable();
    let mut out = Map::default();
    for (i, (p, end)) in old.iter().enumerate() {
        if matches!(p.out(), Out::Replaced(_)) {
            let len = end - p.out_start;
            if let Ok(at) = placed.binary_search_by_key(&i, |(i, _)| *i)
                && let Some((_, new)) = placed.get(at)
                && len > 0
            {
                out.add(Stretch { old: p.out_start, new: *new, len });
            }
            continue;
        }
        for part in map.parts(p.input()) {
            let from = by_input.partition_point(|(s, l, _)| s + l <= part.new);
            for (start, len, at) in by_input.get(from..).unwrap_or(&[]).iter().take_while(|b| b.0 < part.new + part.len)
            {
                let lo = (*start).max(part.new);
                let hi = (start + len).min(part.new + part.len);
                let old_at = p.out_start + (part.old - p.in_start) + (lo - part.new);
                out.add(Stretch { old: old_at, new: at + (lo - start), len: hi - lo });
            }
        }
    }
    out
}
