//! Alignments between a text and its converted form, and their composition over several steps.

/// One stretch that a step replaced. Between two pieces both texts are equal.
///
/// Offsets are bytes on character boundaries; pieces are sorted, disjoint and never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Range in the text before the step (before all steps, once composed).
    pub(super) from: (usize, usize),
    /// Range in the text after the step.
    pub(super) to: (usize, usize),
    pub(super) phrase: bool,
    pub(super) ambiguous: bool,
}

/// Composes `a` (text 0 to 1) with `b` (text 1 to 2) into `out` (text 0 to 2), which is cleared.
///
/// Pieces of both that overlap in text 1 become one piece: it covers exactly the union of their
/// ranges, so every boundary is one that both alignments know. Nothing is interpolated.
pub(super) fn compose(a: &[Piece], b: &[Piece], out: &mut Vec<Piece>) {
    out.clear();
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    // Ends of the last pieces taken: behind them the texts run in parallel.
    let (mut end_a, mut end_b) = ((0, 0), (0, 0));
    loop {
        let start = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => x.to.0.min(y.from.0),
            (Some(x), None) => x.to.0,
            (None, Some(y)) => y.from.0,
            (None, None) => return,
        };
        let from_start = end_a.0 + (start - end_a.1);
        let to_start = end_b.1 + (start - end_b.0);
        let mut group = Piece { from: (0, 0), to: (0, 0), phrase: false, ambiguous: false };
        let mut end = start;
        loop {
            if let Some(x) = a.next_if(|x| x.to.0 < end || x.to.0 == start) {
                end = end.max(x.to.1);
                end_a = (x.from.1, x.to.1);
                group.phrase |= x.phrase;
                group.ambiguous |= x.ambiguous;
            } else if let Some(y) = b.next_if(|y| y.from.0 < end || y.from.0 == start) {
                end = end.max(y.from.1);
                end_b = (y.from.1, y.to.1);
                group.phrase |= y.phrase;
                group.ambiguous |= y.ambiguous;
            } else {
                break;
            }
        }
        group.from = (from_start, end_a.0 + (end - end_a.1));
        group.to = (to_start, end_b.1 + (end - end_b.0));
        out.push(group);
    }
}

/// Calls `run(from, to)` for each differing stretch of two texts whose characters correspond one
/// to one; both ranges are relative to the texts' starts.
#[inline]
pub(super) fn differing_runs(from: &str, to: &str, mut run: impl FnMut((usize, usize), (usize, usize))) {
    let (mut at, mut to_at) = (0, 0);
    let mut open: Option<(usize, usize)> = None;
    for (x, y) in from.chars().zip(to.chars()) {
        if x == y {
            if let Some((start, to_start)) = open.take() {
                run((start, at), (to_start, to_at));
            }
        } else if open.is_none() {
            open = Some((at, to_at));
        }
        at += x.len_utf8();
        to_at += y.len_utf8();
    }
    if let Some((start, to_start)) = open {
        run((start, at), (to_start, to_at));
    }
}

/// What differs of a key of two characters and its output: the bytes of the key before and behind,
/// and the output's own part, written into `buffer`. The pairs must not be equal.
#[inline]
pub(super) fn differing_pair(from: [char; 2], to: [char; 2], buffer: &mut [u8; 8]) -> (usize, usize, &str) {
    let (skip, cut) = (from[0].len_utf8(), from[1].len_utf8());
    if from[0] == to[0] {
        (skip, 0, to[1].encode_utf8(buffer))
    } else if from[1] == to[1] {
        (0, cut, to[0].encode_utf8(buffer))
    } else {
        let first = to[0].encode_utf8(buffer).len();
        let end = first + to[1].encode_utf8(&mut buffer[first..]).len();
        (0, 0, std::str::from_utf8(&buffer[..end]).unwrap_or_default())
    }
}

/// The piece that a key of two characters replaces, without the one that stays; the ranges are
/// those of the whole key and of its whole output.
#[inline]
pub(super) fn pair_piece(key: (usize, usize), output: (usize, usize), from: [char; 2], to: [char; 2]) -> Piece {
    let cut = |i: usize, c: char| if from[i] == to[i] { c.len_utf8() } else { 0 };
    Piece {
        from: (key.0 + cut(0, from[0]), key.1 - cut(1, from[1])),
        to: (output.0 + cut(0, to[0]), output.1 - cut(1, to[1])),
        phrase: true,
        ambiguous: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(from: (usize, usize), to: (usize, usize)) -> Piece {
        Piece { from, to, phrase: false, ambiguous: false }
    }

    #[test]
    fn separate_pieces_stay_separate_and_overlapping_ones_join() {
        // Text 0: 12 bytes; step a replaces 3..6 by 6 bytes; step b replaces two stretches of text 1.
        let a = [piece((3, 6), (3, 9))];
        let b = [piece((0, 3), (0, 3)), piece((6, 12), (6, 9))];
        let mut out = Vec::new();
        compose(&a, &b, &mut out);
        assert_eq!(out, [piece((0, 3), (0, 3)), piece((3, 9), (3, 9))]);
        compose(&[], &b, &mut out);
        assert_eq!(out, b);
        compose(&a, &[], &mut out);
        assert_eq!(out, a);
    }

    #[test]
    fn pairs_leave_equal_characters_out() {
        let mut buffer = [0; 8];
        assert_eq!(differing_pair(['理', '发'], ['理', '髮'], &mut buffer), (3, 0, "髮"));
        assert_eq!(differing_pair(['发', '型'], ['髮', '型'], &mut buffer), (0, 3, "髮"));
        assert_eq!(differing_pair(['头', '发'], ['頭', '髮'], &mut buffer), (0, 0, "頭髮"));
    }

    #[test]
    fn runs_leave_equal_characters_out() {
        let mut runs = Vec::new();
        differing_runs("理髮和頭髮", "理发和头发", |from, to| runs.push((from, to)));
        assert_eq!(runs, [((3, 6), (3, 6)), ((9, 15), (9, 15))]);
    }
}
