//! Documents for people to read: listings for the terminal, which are the snapshots of the fixtures too.

mod diff;
mod edits;
mod records;
mod segments;
mod trace;

pub(crate) use diff::diff;
pub use edits::edits;
pub use records::records;
pub use segments::segments;
pub(crate) use trace::trace;

use baokan_corpus_model::wire::v1;

use crate::lines::LineIndex;

/// `12:5` for the place where a target begins; `-` when it has none.
fn place(lines: &LineIndex, target: &v1::Target) -> String {
    target.char_ranges.first().map_or_else(
        || "-".to_owned(),
        |r| {
            let (line, column) = lines.line_column(r[0]);
            format!("{line}:{column}")
        },
    )
}
