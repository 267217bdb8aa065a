//! One revision step: a partition of its input into copied, replaced and moved pieces.

use crate::edit::EditId;
use crate::range::TextRange;

/// Why a revision was refused. Nothing may be dropped, split or moved without a named edit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayerError {
    /// A range ends beyond the text or inside a character.
    #[error("{0} is not on character boundaries of the text")]
    Boundary(TextRange),
    /// Two pieces claim the same bytes, or a copied piece stands out of order.
    #[error("{0} is taken twice or out of order")]
    Overlap(TextRange),
    /// Bytes that no piece takes.
    #[error("{0} was dropped without an edit")]
    Lost(TextRange),
    /// The new text would not fit 32-bit positions.
    #[error("the new text is longer than 4 GiB")]
    TooLarge,
}

/// What became of a stretch of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Out {
    Copied,
    Replaced(EditId),
    Moved(EditId),
}

/// 16 bytes; where the output ends follows from the next piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) out_start: u32,
    pub(crate) in_start: u32,
    pub(crate) in_len: u32,
    /// 0 copied; otherwise (edit + 1) * 2, plus 1 when moved.
    by: u32,
}

impl Piece {
    fn new(out_start: u32, input: TextRange, out: Out) -> Self {
        let by = match out {
            Out::Copied => 0,
            Out::Replaced(e) => (e.0 + 1) << 1,
            Out::Moved(e) => ((e.0 + 1) << 1) | 1,
        };
        Self { out_start, in_start: input.start(), in_len: input.len(), by }
    }

    pub(crate) fn input(&self) -> TextRange {
        TextRange::at(self.in_start, self.in_len)
    }

    pub(crate) fn out(&self) -> Out {
        match (self.by >> 1, self.by & 1) {
            (0, _) => Out::Copied,
            (e, 0) => Out::Replaced(EditId(e - 1)),
            (e, _) => Out::Moved(EditId(e - 1)),
        }
    }

    pub(crate) fn edit(&self) -> Option<EditId> {
        (self.by != 0).then(|| EditId((self.by >> 1) - 1))
    }
}

/// What was edited, in output order, and the input text of the replaced pieces, so that the layer can be taken off.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// Where nothing was moved: the replaced pieces alone; what stands between them was copied. Otherwise all pieces.
    stored: Vec<Piece>,
    moved: bool,
    /// What stood in each replaced piece, in output order.
    pub(crate) before: String,
    pub(crate) in_len: u32,
    pub(crate) out_len: u32,
    pub(crate) first_edit: u32,
}

impl Layer {
    /// All pieces in output order, none of the copied ones empty, each with the end of its output.
    pub(crate) fn pieces(&self) -> PieceIter<'_> {
        PieceIter { layer: self, next: 0, in_at: 0, out_at: 0 }
    }

    /// The pieces from the first one on that holds, or stands at, this output byte.
    pub(crate) fn pieces_from(&self, out: u32) -> impl Iterator<Item = (Piece, u32)> {
        let next = self.stored.partition_point(|p| p.out_start < out).saturating_sub(1);
        let (in_at, out_at) = match next.checked_sub(1).and_then(|i| Some((i, self.stored.get(i)?))) {
            Some((i, p)) => (p.in_start + p.in_len, self.stored_end(i)),
            None => (0, 0),
        };
        let mut pieces = PieceIter { layer: self, next, in_at, out_at };
        loop {
            let mut ahead = pieces.clone();
            let (Some((p, _)), Some((following, _))) = (ahead.next(), ahead.next()) else { break };
            if p.out_start >= out || following.out_start > out {
                break;
            }
            pieces.next();
        }
        pieces
    }

    /// Where the output bytes `start..end` begin in the input, if they lie in one piece that was copied or moved.
    pub(crate) fn straight(&self, start: u32, end: u32) -> Option<u32> {
        let next = self.stored.partition_point(|p| p.out_start <= start);
        let until = self.stored.get(next).map_or(self.out_len, |p| p.out_start);
        let Some(last) = next.checked_sub(1) else {
            // Before the first edit.
            return (!self.moved && end <= until).then_some(start);
        };
        let piece = self.stored.get(last)?;
        if self.moved {
            let whole = matches!(piece.out(), Out::Replaced(_));
            return (!whole && end <= until).then(|| piece.in_start + (start - piece.out_start));
        }
        let copied = self.stored_end(last);
        (start >= copied && end <= until).then(|| piece.in_start + piece.in_len + (start - copied))
    }

    /// Whether any edit is left in the layer.
    pub(crate) fn has_edits(&self) -> bool {
        self.stored.iter().any(|p| p.by != 0)
    }

    /// Whether this edit is one of the layer's.
    pub(crate) fn has_edit(&self, edit: EditId) -> bool {
        self.stored.iter().any(|p| p.edit() == Some(edit))
    }

    /// Where the output of a stored piece ends.
    fn stored_end(&self, i: usize) -> u32 {
        let (next_out, next_in) =
            self.stored.get(i + 1).map_or((self.out_len, self.in_len), |p| (p.out_start, p.in_start));
        match self.stored.get(i) {
            // What stands between the two was copied, and is as long in the output as in the input.
            Some(p) if !self.moved => next_out.saturating_sub(next_in.saturating_sub(p.in_start + p.in_len)),
            _ => next_out,
        }
    }

    /// Stores every piece: the order will not tell any more what was copied.
    fn store_all(&mut self, in_len: u32, out_len: u32) {
        if !self.moved {
            (self.in_len, self.out_len) = (in_len, out_len);
            self.stored = self.pieces().map(|(p, _)| p).collect();
            self.moved = true;
        }
    }

    /// The input text, given the output text.
    pub(crate) fn undo(&self, output: &str) -> String {
        let mut order: Vec<(u32, u32, &str)> = Vec::new();
        let mut text = String::with_capacity(self.in_len as usize);
        let mut before = 0usize;
        for (n, (p, _)) in self.pieces().enumerate() {
            let slice = match p.out() {
                Out::Replaced(_) => {
                    let at = before;
                    before += p.in_len as usize;
                    self.before.get(at..before)
                }
                _ => output.get(p.out_start as usize..(p.out_start + p.in_len) as usize),
            };
            if self.moved {
                order.push((p.in_start, n as u32, slice.unwrap_or("")));
            } else {
                text.push_str(slice.unwrap_or(""));
            }
        }
        order.sort_unstable();
        text.extend(order.into_iter().map(|(.., slice)| slice));
        text
    }
}

/// See [`Layer::pieces`].
#[derive(Clone, Debug)]
pub(crate) struct PieceIter<'l> {
    layer: &'l Layer,
    /// The next stored piece, and where the last one ended.
    next: usize,
    in_at: u32,
    out_at: u32,
}

impl Iterator for PieceIter<'_> {
    type Item = (Piece, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let stored = self.layer.stored.get(self.next).copied();
        let gap = stored.map_or(self.layer.out_len, |p| p.out_start).saturating_sub(self.out_at);
        if gap > 0 && !self.layer.moved {
            let copied = Piece::new(self.out_at, TextRange::at(self.in_at, gap), Out::Copied);
            self.in_at += gap;
            self.out_at += gap;
            return Some((copied, self.out_at));
        }
        let piece = stored?;
        self.in_at = piece.in_start + piece.in_len;
        self.out_at = self.layer.stored_end(self.next);
        self.next += 1;
        Some((piece, self.out_at))
    }
}

/// Collects the pieces of a revision; see [`crate::Text::revise`].
#[derive(Debug)]
pub(crate) struct Pieces {
    pub(crate) layer: Layer,
    pub(crate) out: String,
    /// Input bytes already taken by in-order pieces.
    pub(crate) cursor: u32,
    pub(crate) error: Option<LayerError>,
}

impl Pieces {
    pub(crate) fn new(input: &str, first_edit: u32) -> Self {
        let layer = Layer { in_len: input.len() as u32, first_edit, ..Layer::default() };
        Self { layer, out: String::with_capacity(input.len()), cursor: 0, error: None }
    }

    fn fail(&mut self, e: LayerError) {
        self.error.get_or_insert(e);
    }

    fn push(&mut self, input: TextRange, out: Out, text: &str) {
        if u32::try_from(self.out.len() + text.len()).is_err() {
            return self.fail(LayerError::TooLarge);
        }
        let moved = self.layer.moved;
        // Neighbouring copies are one piece.
        match (out, self.layer.stored.last_mut()) {
            (Out::Copied, _) if !moved => {}
            (Out::Copied, Some(last)) if last.by == 0 && last.in_start + last.in_len == input.start() => {
                last.in_len += input.len();
            }
            _ => self.layer.stored.push(Piece::new(self.out.len() as u32, input, out)),
        }
        self.out.push_str(text);
    }

    /// Takes over what stands between the cursor and `end`.
    pub(crate) fn copy_to(&mut self, input: &str, end: u32) {
        let range = TextRange::new(self.cursor, end);
        if end < self.cursor {
            return self.fail(LayerError::Overlap(TextRange::new(end, self.cursor)));
        }
        if range.is_empty() {
            return;
        }
        match input.get(range.as_usize()) {
            Some(s) => self.push(range, Out::Copied, s),
            None => self.fail(LayerError::Boundary(range)),
        }
        self.cursor = end;
    }

    pub(crate) fn replace(&mut self, input: &str, range: TextRange, with: &str, edit: EditId) {
        self.copy_to(input, range.start());
        match input.get(range.as_usize()) {
            Some(s) => {
                self.layer.before.push_str(s);
                self.push(range, Out::Replaced(edit), with);
            }
            None => self.fail(LayerError::Boundary(range)),
        }
        self.cursor = range.end();
    }

    pub(crate) fn take(&mut self, input: &str, range: TextRange, edit: EditId) {
        match input.get(range.as_usize()) {
            Some(s) => {
                self.layer.store_all(self.cursor, self.out.len() as u32);
                self.push(range, Out::Moved(edit), s);
            }
            None => self.fail(LayerError::Boundary(range)),
        }
    }

    /// Leaves out a stretch that was or will be taken elsewhere.
    pub(crate) fn skip(&mut self, input: &str, range: TextRange) {
        self.copy_to(input, range.start());
        self.layer.store_all(self.cursor, self.out.len() as u32);
        self.cursor = range.end().max(self.cursor);
    }

    pub(crate) fn finish(mut self, input: &str) -> Result<(Layer, String), LayerError> {
        self.copy_to(input, input.len() as u32);
        if let Some(e) = self.error {
            return Err(e);
        }
        (self.layer.in_len, self.layer.out_len) = (input.len() as u32, self.out.len() as u32);
        if self.layer.moved {
            check_partition(&self.layer)?;
        }
        Ok((self.layer, self.out))
    }
}

/// In-order building cannot break the partition; with moved pieces it must be looked at.
fn check_partition(layer: &Layer) -> Result<(), LayerError> {
    let mut ranges: Vec<TextRange> = layer.pieces().map(|(p, _)| p.input()).filter(|r| !r.is_empty()).collect();
    ranges.sort_unstable();
    let mut at = 0;
    for r in ranges {
        if r.start() > at {
            return Err(LayerError::Lost(TextRange::new(at, r.start())));
        }
        if r.start() < at {
            return Err(LayerError::Overlap(TextRange::new(r.start(), at.min(r.end()))));
        }
        at = r.end();
    }
    if at < layer.in_len { Err(LayerError::Lost(TextRange::new(at, layer.in_len))) } else { Ok(()) }
}
