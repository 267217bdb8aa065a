//! Stand-off layers: articles, blocks, sentences and tokens point into the text and never change it.

use crate::range::TextRange;

/// Why a span was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpanError {
    /// It begins before the last one.
    #[error("span {new} begins before {last}")]
    Unsorted {
        /// The refused span.
        new: TextRange,
        /// The last one in the layer.
        last: TextRange,
    },
    /// It cuts an earlier one.
    #[error("span {new} cuts {old}")]
    Crossing {
        /// The refused span.
        new: TextRange,
        /// The span that it would cut.
        old: TextRange,
    },
}

/// Spans in text order (longer first where they begin together), nested or disjoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanLayer<T> {
    items: Vec<(TextRange, T)>,
    /// Indices of the spans that are still open at the end, outermost first.
    open: Vec<usize>,
}

impl<T> Default for SpanLayer<T> {
    fn default() -> Self {
        Self { items: Vec::new(), open: Vec::new() }
    }
}

impl<T> SpanLayer<T> {
    /// An empty layer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a span at the end.
    ///
    /// # Errors
    /// When it is out of order or cuts an earlier one; the layer is unchanged then.
    pub fn push(&mut self, range: TextRange, value: T) -> Result<(), SpanError> {
        if let Some((last, _)) = self.items.last()
            && (range.start(), std::cmp::Reverse(range.end())) < (last.start(), std::cmp::Reverse(last.end()))
        {
            return Err(SpanError::Unsorted { new: range, last: *last });
        }
        while let Some((old, _)) = self.open.last().and_then(|i| self.items.get(*i)) {
            if old.end() <= range.start() {
                self.open.pop();
            } else if old.contains(range) {
                break;
            } else {
                return Err(SpanError::Crossing { new: range, old: *old });
            }
        }
        self.open.push(self.items.len());
        self.items.push((range, value));
        Ok(())
    }

    /// How many spans.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The span at a position of the layer.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<(TextRange, &T)> {
        self.items.get(index).map(|(r, v)| (*r, v))
    }

    /// The value at a position of the layer, to be changed in place.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.items.get_mut(index).map(|(_, v)| v)
    }

    /// All spans in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (TextRange, &T)> + ExactSizeIterator {
        self.items.iter().map(|(r, v)| (*r, v))
    }

    /// The spans that begin inside `range`.
    pub fn within(&self, range: TextRange) -> impl DoubleEndedIterator<Item = (TextRange, &T)> {
        self.items.get(self.indices_within(range)).unwrap_or(&[]).iter().map(|(r, v)| (*r, v))
    }

    /// The indices of the spans that begin inside `range`.
    #[must_use]
    pub fn indices_within(&self, range: TextRange) -> std::ops::Range<usize> {
        let from = self.items.partition_point(|(r, _)| r.start() < range.start());
        let to = self.items.partition_point(|(r, _)| r.start() < range.end());
        from..to.max(from)
    }
}

impl<T> FromIterator<(TextRange, T)> for SpanLayer<T> {
    /// Sorts first; spans that would cut an earlier one are left out.
    fn from_iter<I: IntoIterator<Item = (TextRange, T)>>(iter: I) -> Self {
        let mut items: Vec<_> = iter.into_iter().collect();
        items.sort_by_key(|(r, _)| (r.start(), std::cmp::Reverse(r.end())));
        let mut layer = Self::new();
        for (r, v) in items {
            let _ = layer.push(r, v);
        }
        layer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_and_unsorted_spans_are_refused() {
        let mut l = SpanLayer::new();
        l.push(TextRange::new(0, 10), 'a').unwrap();
        l.push(TextRange::new(2, 5), 'b').unwrap();
        assert!(matches!(l.push(TextRange::new(4, 8), 'x'), Err(SpanError::Crossing { .. })));
        l.push(TextRange::new(5, 8), 'c').unwrap();
        assert!(matches!(l.push(TextRange::new(1, 2), 'x'), Err(SpanError::Unsorted { .. })));
        l.push(TextRange::new(10, 12), 'd').unwrap();
        let inside: Vec<char> = l.within(TextRange::new(2, 10)).map(|(_, v)| *v).collect();
        assert_eq!(inside, ['b', 'c']);
    }
}
