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

/// 16 bytes; the length of the output is the distance to the next piece.
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

/// Pieces in output order, and the input text of the replaced ones, so that the layer can be taken off.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) pieces: Vec<Piece>,
    /// What stood in each replaced piece, in output order.
    pub(crate) before: String,
    pub(crate) in_len: u32,
    pub(crate) out_len: u32,
    pub(crate) first_edit: u32,
}

impl Layer {
    pub(crate) fn out_end(&self, i: usize) -> u32 {
        self.pieces.get(i + 1).map_or(self.out_len, |p| p.out_start)
    }

    /// Index of the first piece that holds, or stands at, this output byte.
    pub(crate) fn piece_at(&self, out: u32) -> usize {
        // The last piece that starts at or before `out`, then back over empty ones at the same place.
        let i = self.pieces.partition_point(|p| p.out_start < out);
        if self.pieces.get(i).is_some_and(|p| p.out_start == out) { i } else { i.saturating_sub(1) }
    }

    /// The input text, given the output text.
    pub(crate) fn undo(&self, output: &str) -> String {
        let mut order: Vec<(u32, usize, usize)> = Vec::with_capacity(self.pieces.len());
        let mut before = 0usize;
        for (i, p) in self.pieces.iter().enumerate() {
            order.push((p.in_start, i, before));
            if matches!(p.out(), Out::Replaced(_)) {
                before += p.in_len as usize;
            }
        }
        order.sort_unstable();
        let mut text = String::with_capacity(self.in_len as usize);
        for (_, i, at) in order {
            let Some(p) = self.pieces.get(i) else { continue };
            let slice = match p.out() {
                Out::Replaced(_) => self.before.get(at..at + p.in_len as usize),
                _ => output.get(p.out_start as usize..(p.out_start + p.in_len) as usize),
            };
            text.push_str(slice.unwrap_or(""));
        }
        text
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
    moved: bool,
}

impl Pieces {
    pub(crate) fn new(input: &str, first_edit: u32) -> Self {
        let layer = Layer { in_len: input.len() as u32, first_edit, ..Layer::default() };
        Self { layer, out: String::with_capacity(input.len()), cursor: 0, error: None, moved: false }
    }

    fn fail(&mut self, e: LayerError) {
        self.error.get_or_insert(e);
    }

    fn push(&mut self, input: TextRange, out: Out, text: &str) {
        if u32::try_from(self.out.len() + text.len()).is_err() {
            return self.fail(LayerError::TooLarge);
        }
        // Neighbouring copies are one piece.
        if let (Out::Copied, Some(last)) = (out, self.layer.pieces.last_mut())
            && last.by == 0
            && last.in_start + last.in_len == input.start()
        {
            last.in_len += input.len();
        } else {
            self.layer.pieces.push(Piece::new(self.out.len() as u32, input, out));
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
                self.moved = true;
                self.push(range, Out::Moved(edit), s);
            }
            None => self.fail(LayerError::Boundary(range)),
        }
    }

    /// Leaves out a stretch that was or will be taken elsewhere.
    pub(crate) fn skip(&mut self, input: &str, range: TextRange) {
        self.copy_to(input, range.start());
        self.moved = true;
        self.cursor = range.end().max(self.cursor);
    }

    pub(crate) fn finish(mut self, input: &str) -> Result<(Layer, String), LayerError> {
        self.copy_to(input, input.len() as u32);
        if let Some(e) = self.error {
            return Err(e);
        }
        self.layer.out_len = self.out.len() as u32;
        if self.moved {
            check_partition(&self.layer)?;
        }
        Ok((self.layer, self.out))
    }
}

/// In-order building cannot break the partition; with moved pieces it must be looked at.
fn check_partition(layer: &Layer) -> Result<(), LayerError> {
    let mut ranges: Vec<TextRange> = layer.pieces.iter().map(Piece::input).filter(|r| !r.is_empty()).collect();
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
