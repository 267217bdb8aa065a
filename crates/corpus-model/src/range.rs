//! Half-open byte ranges, one type per coordinate system, so that mixing them does not compile.

use std::fmt;
use std::ops::Range;

macro_rules! range_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name {
            start: u32,
            end: u32,
        }

        impl $name {
            /// A range from `start` up to, not including, `end`.
            /// An `end` before `start` gives the empty range at `start`.
            #[must_use]
            pub const fn new(start: u32, end: u32) -> Self {
                Self { start, end: if end < start { start } else { end } }
            }

            /// The range of `len` bytes at `start`, ending at `u32::MAX` at the latest.
            #[must_use]
            pub const fn at(start: u32, len: u32) -> Self {
                Self { start, end: start.saturating_add(len) }
            }

            /// The same range from `usize` bounds; `None` beyond 4 GiB.
            #[must_use]
            pub fn from_usize(range: Range<usize>) -> Option<Self> {
                let (start, end) = (u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?);
                Some(Self::new(start, end))
            }

            /// First byte.
            #[must_use]
            pub const fn start(self) -> u32 {
                self.start
            }

            /// First byte after the range.
            #[must_use]
            pub const fn end(self) -> u32 {
                self.end
            }

            /// Length in bytes.
            #[must_use]
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether the range holds no byte.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether `other` lies wholly inside.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share at least one byte.
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest range that holds both.
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The same bounds as `usize`, for slicing.
            #[must_use]
            pub const fn as_usize(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }
    };
}

range_type! {
    /// Bytes of the file as it arrived, in its own encoding.
    SourceRange
}
range_type! {
    /// Bytes of the current (repaired, UTF-8) text.
    TextRange
}
range_type! {
    /// Code points of the decoded file, byte order mark not counted: what Python and R count in.
    CharRange
}
