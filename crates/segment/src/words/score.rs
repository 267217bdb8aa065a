//! How well two ways of cutting a text agree.

use std::ops::{AddAssign, Range};

/// Counts of words, and of those that both cut in the same place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Words of the reference.
    pub expected: usize,
    /// Words found.
    pub found: usize,
    /// Words found with both edges as in the reference.
    pub right: usize,
}

impl Agreement {
    /// Compares two lists of words of one text; both are in order.
    #[must_use]
    pub fn of(expected: &[Range<usize>], found: &[Range<usize>]) -> Self {
        let (mut right, mut others) = (0, expected.iter().peekable());
        for word in found {
            while others.next_if(|o| o.start < word.start).is_some() {}
            right += usize::from(others.peek().is_some_and(|o| *o == word));
        }
        Self { expected: expected.len(), found: found.len(), right }
    }

    /// The share of the reference's words that were found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.expected)
    }

    /// The share of the words found that are words of the reference.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.expected + self.found)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.expected += other.expected;
        self.found += other.found;
        self.right += other.right;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_right_with_both_edges() {
        let score = Agreement::of(&[0..2, 2..4, 4..5], &[0..1, 1..2, 2..4, 4..5]);
        assert_eq!(score, Agreement { expected: 3, found: 4, right: 2 });
        assert!((score.f1() - 4.0 / 7.0).abs() < 1e-9);
        assert_eq!(Agreement::of(&[], &[]).f1(), 1.0);
    }
}
