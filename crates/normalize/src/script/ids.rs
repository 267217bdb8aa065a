//! Ideographic description sequences: `⿰釒只` describes one character, so its parts are not converted.
//!
//! Bounds as in OpenCC: an operator may open at most [`MAX_DEPTH`] levels and [`MAX_CHARS`] characters.

const MAX_DEPTH: usize = 16;
const MAX_CHARS: usize = 64;

/// Number of operands of an ideographic description character, 0 for any other character.
pub(super) fn arity(c: char) -> usize {
    match c {
        '⿲' | '⿳' => 3,
        '⿾' | '⿿' => 1,
        '⿰'..='⿿' => 2,
        _ => 0,
    }
}

/// Length in bytes of the complete sequence at the start of `text`, if there is one.
pub(super) fn sequence_len(text: &str) -> Option<usize> {
    // A sequence is complete when as many operands have been read as were asked for. `open` holds
    // what each unfinished operator still lacks.
    let mut open = [0usize; MAX_DEPTH];
    let mut depth = 0;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count >= MAX_CHARS || depth >= MAX_DEPTH {
            return None;
        }
        let operands = arity(c);
        if operands > 0 {
            open[depth] = operands;
            depth += 1;
            continue;
        }
        while depth > 0 {
            open[depth - 1] -= 1;
            if open[depth - 1] > 0 {
                break;
            }
            depth -= 1;
        }
        if depth == 0 {
            return (count > 0).then_some(at + c.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_complete_sequences_only() {
        assert_eq!(sequence_len("⿰釒只只"), Some("⿰釒只".len()));
        assert_eq!(sequence_len("⿱艹⿰釒只干"), Some("⿱艹⿰釒只".len()));
        assert_eq!(sequence_len("⿳一口⿰人人三"), Some("⿳一口⿰人人".len()));
        assert_eq!(sequence_len("⿾人人"), Some("⿾人".len()));
        assert_eq!(sequence_len("⿰釒"), None);
        assert_eq!(sequence_len("釒只"), None);
        assert_eq!(sequence_len(""), None);
        assert_eq!(sequence_len(&"⿰".repeat(200)), None);
    }

    #[test]
    fn depth_is_bounded() {
        // Sixteen levels count the operand's own, so fifteen operators deep is the most.
        let nested = |n: usize| "⿰".repeat(n) + &"木".repeat(n + 1);
        assert_eq!(sequence_len(&nested(15)), Some(nested(15).len()));
        assert_eq!(sequence_len(&nested(16)), None);
    }
}
