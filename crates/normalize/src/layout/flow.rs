//! Where the text of a cut line goes on: on the next line, or beyond the captions that stand between.

use super::context::profile;
use super::seam::weigh;
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
pub(crate) fn links(text: &str, lines: &[Line]) -> Vec<Link> {
    let page = profile(lines);
    let words = |l: &Line| text.get(l.range.as_usize()).unwrap_or("");
    let mut found = Vec::new();
    for (from, a) in lines.iter().enumerate() {
        if !a.flows() || a.full {
            continue;
        }
        let Some(b) = lines.get(from + 1) else { break };
        if b.flows() {
            if a.next.points >= JOIN && !b.full {
                found.push(Link { from, to: from + 1, seam: a.next });
            }
            continue;
        }
        let between = lines.iter().skip(from + 1).take(BETWEEN + 1).take_while(|l| l.interrupts()).count();
        let to = from + between + 1;
        if (1..=BETWEEN).contains(&between)
            && let Some(b) = lines.get(to).filter(|b| b.flows() && !b.full)
        {
            let seam = weigh(words(a), &a.facts, words(b), &b.facts, page);
            if seam.points >= JOIN {
                found.push(Link { from, to, seam });
            }
        }
    }
    found
}

/// The chains that the links make: runs of links where each begins at the line at which the one before it ends.
pub(crate) fn chains(links: &[Link]) -> impl Iterator<Item = &[Link]> {
    links.chunk_by(|a, b| a.to == b.from)
}
