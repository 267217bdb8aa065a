//! Where the text of a cut line goes on: on the next line, or beyond the captions that stand between.

use super::{JOIN, Line, Seam};

/// So many captions, credits and page heads may stand between two halves.
const BETWEEN: usize = 8;

/// A line and the line that goes on with its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The first half.
    pub(crate) from: usize,
    /// The second half; `from + 1` unless something stands between.
    pub(crate) to: usize,
    /// What speaks for it.
    pub(crate) seam: Seam,
}

impl Link {
    /// Whether the halves are neighbours.
    pub(crate) fn is_direct(&self) -> bool {
        self.to == self.from + 1
    }
}

/// All links, in order. Each line is the second half of one line at most.
pub(crate) fn links(lines: &[Line]) -> Vec<Link> {
    let mut found = Vec::new();
    for (from, a) in lines.iter().enumerate() {
        if !a.flows() || a.full {
            continue;
        }
        let between = lines.iter().skip(from + 1).take(BETWEEN + 1).take_while(|l| l.interrupts()).count();
        let to = from + between + 1;
        if between <= BETWEEN && a.next.points >= JOIN && lines.get(to).is_some_and(|b| b.flows() && !b.full) {
            found.push(Link { from, to, seam: a.next });
        }
    }
    found
}

/// The chains that the links make: runs of links where each begins at the line at which the one before it ends.
pub(crate) fn chains(links: &[Link]) -> impl Iterator<Item = &[Link]> {
    links.chunk_by(|a, b| a.to == b.from)
}
