//! Phrase evidence over a collection: a phrase that stands once, and differs in one character from one that many
//! documents have, may be misread.
//!
//! Two passes. The first, [`Phrases::add`], takes the texts in order and counts, for every four Han characters with a
//! gap of one among them, which character stands in the gap, and in how many documents. The second,
//! [`Phrases::doubtful`], looks at a text again. Four guards stand before a finding:
//!
//! 1. *dictionary cover*: the attested character forms a common word with a neighbour, the printed one forms none;
//! 2. *loneliness*: the printed character stands once between these neighbours in the whole collection, and hardly ever
//!    beside either of them;
//! 3. *a long run attested elsewhere*: five characters of one clause, in so many other documents;
//! 4. *a clear winner*: hardly anything else stands in the gap.
//!
//! Nothing is ever changed by this: of characters in such evidence only some are wrong (DAMAGE.md, B10 and B13).
//!
//! Memory is fixed when [`Phrases`] is made. Counts are kept by hashes in tables that do not grow: in a full table a phrase
//! of one document gives way, so that a huge collection costs findings and never memory. Two phrases with one hash
//! make a phrase look less lonely, which costs findings too; a wrong hash of a gap is one in four thousand million.

mod counts;
mod doubt;

pub use counts::{Phrases, Place};
pub use doubt::{Attested, Doubt};
