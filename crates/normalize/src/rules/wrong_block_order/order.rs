//! From links between halves to an order of segments, and whether it leaves nothing open.

use std::collections::{BTreeSet, HashMap};

use baokan_corpus_model::BlockKind;

use super::ends::{End, Link, Signs, begins_open, is_half_title};
use super::marks::Marks;
use crate::layout::{JOIN, Line, Maybe, Tail};

/// Lines `from..to` that stay together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A new order of neighbouring segments, and the links that prove it.
#[derive(Clone, Debug)]
pub(super) struct NewOrder {
    /// In the new order; together they are one stretch of lines.
    pub(super) segments: Vec<Segment>,
    pub(super) links: Vec<Link>,
    /// A byline or dateline stood in mid-text and opens the article now.
    pub(super) opening: bool,
}

/// What became of the links of one stretch.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Proven(NewOrder),
    /// Two halves belong together, but no order is proven by them.
    Doubtful(Link, &'static str),
}

/// More segments than these in one stretch are no order but chaos.
const SEGMENTS: usize = 64;

/// Orders that the links ask for, one for each stretch of lines that they change.
pub(super) fn orders(
    text: &str,
    lines: &[Line],
    ends: &[End],
    marks: &Marks,
    links: &[Link],
    lone: &[usize],
) -> Vec<Found> {
    let Marks { titles, openings, .. } = marks;
    let (links, mut found) = consistent(links, openings);
    if links.is_empty() {
        return found;
    }
    let segments = segments(lines, &links, openings, titles);
    let order = in_chains(&segments, &links);
    let page = Page { text, lines, ends, openings, titles, links: &links, lone };
    // Stretches in which the order only changes inside.
    let (mut start, mut furthest) = (0, 0);
    for (i, s) in order.iter().enumerate() {
        furthest = furthest.max(*s);
        if furthest != i {
            continue;
        }
        let stretch = order.get(start..=i).unwrap_or(&[]);
        start = i + 1;
        if stretch.len() > 1 {
            found.push(page.judge(stretch, &segments));
        }
    }
    found
}

/// Drops links that no order can satisfy, and says why.
fn consistent(links: &[Link], openings: &[bool]) -> (Vec<Link>, Vec<Found>) {
    let (mut kept, mut doubtful) = (Vec::new(), Vec::new());
    let opening = |from: usize, to: usize| (from..to).any(|i| openings.get(i) == Some(&true));
    for link in links {
        let back = link.to < link.from;
        // The second half stands above the first: where does the article begin?
        if back && !opening(link.to + 1, link.from + 1) && !links.iter().any(|o| (link.to..link.from).contains(&o.from))
        {
            if !link.placed {
                doubtful.push(Found::Doubtful(
                    *link,
                    "the second half stands above the first, and nothing shows where the text between begins",
                ));
            }
            continue;
        }
        // Several reports under one title: which of them goes on above?
        if back && (link.to + 1..=link.from).filter(|i| openings.get(*i) == Some(&true)).count() > 1 {
            doubtful.push(Found::Doubtful(*link, "more than one article begins between the halves"));
            continue;
        }
        // Only its place tells that it is a second half: then the byline must stand below it.
        if link.placed && !(back && opening(link.to + 1, link.from + 1)) {
            continue;
        }
        kept.push(*link);
    }
    (kept, doubtful)
}

/// Cuts the lines where links end and begin, and where what goes with a second half ends.
fn segments(lines: &[Line], links: &[Link], openings: &[bool], titles: &[bool]) -> Vec<Segment> {
    let mut cuts: BTreeSet<usize> = BTreeSet::from([0]);
    for link in links {
        cuts.extend([link.from + 1, link.to]);
    }
    let title = |i: usize| titles.get(i) == Some(&true);
    for link in links {
        let end = cuts.range(link.to + 1..).next().copied().unwrap_or(lines.len());
        let at_link = links.iter().any(|o| o.from + 1 == end || o.to == end);
        // What stands between the halves has a title: it is an article of its own.
        let own = title(link.from + 1) || openings.get(link.from + 1) == Some(&true);
        let shared = links.iter().any(|o| o.to == link.from + 1);
        let next = (link.to + 1..end).find(|i| openings.get(*i) == Some(&true));
        if link.to < link.from || own || at_link || shared {
            // Another article begins below the second half.
            cuts.extend(next.or_else(|| (link.to + 1..end).find(|i| own && !at_link && title(*i))));
        } else {
            // Nothing shows what else goes with it.
            cuts.insert(link.to + 1);
        }
    }
    cuts.remove(&lines.len());
    let starts: Vec<usize> = cuts.into_iter().collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(from, to)| Segment { from: *from, to }).collect()
}

/// The order in which each segment is followed by the one that goes on with it, and nothing else changes.
fn in_chains(segments: &[Segment], links: &[Link]) -> Vec<usize> {
    let by_start: HashMap<usize, usize> = segments.iter().enumerate().map(|(i, s)| (s.from, i)).collect();
    let by_end: HashMap<usize, usize> = segments.iter().enumerate().map(|(i, s)| (s.to, i)).collect();
    let mut next = vec![None; segments.len()];
    let mut is_second = vec![false; segments.len()];
    for link in links {
        let (Some(a), Some(b)) = (by_end.get(&(link.from + 1)), by_start.get(&link.to)) else { continue };
        if let (Some(n), Some(s)) = (next.get_mut(*a), is_second.get_mut(*b)) {
            (*n, *s) = (Some(*b), true);
        }
    }
    let mut order = Vec::with_capacity(segments.len());
    let mut placed = vec![false; segments.len()];
    // Circles of links have no beginning; they are placed last, as they stand.
    for start in (0..segments.len()).filter(|i| is_second.get(*i) == Some(&false)).chain(0..segments.len()) {
        let mut at = Some(start);
        while let Some(i) = at {
            match placed.get_mut(i) {
                Some(p) if !*p => *p = true,
                _ => break,
            }
            order.push(i);
            at = next.get(i).copied().flatten();
        }
    }
    order
}

struct Page<'p> {
    text: &'p str,
    lines: &'p [Line],
    ends: &'p [End],
    openings: &'p [bool],
    titles: &'p [bool],
    /// Ends that go on nowhere.
    lone: &'p [usize],
    links: &'p [Link],
}

impl Page<'_> {
    /// Whether the new order of a stretch is proven.
    fn judge(&self, stretch: &[usize], all: &[Segment]) -> Found {
        let segments: Vec<Segment> = stretch.iter().filter_map(|i| all.get(*i).copied()).collect();
        let inside = |line: usize| segments.iter().any(|s| (s.from..s.to).contains(&line));
        let links: Vec<Link> = self.links.iter().filter(|l| inside(l.from) || inside(l.to)).copied().collect();
        let Some(first) = links.iter().max_by_key(|l| l.points).copied() else {
            // A segment is moved by nothing of its own.
            let line = segments.first().map_or(0, |s| s.from);
            let link = self.links.iter().find(|l| l.to >= line).or(self.links.first()).copied();
            return match link {
                Some(link) => Found::Doubtful(link, "the order that would join them is not clear"),
                None => Found::Proven(NewOrder { segments: Vec::new(), links: Vec::new(), opening: false }),
            };
        };
        let doubt = |reason| Found::Doubtful(first, reason);
        if segments.len() > SEGMENTS {
            return doubt("too many pieces");
        }
        let (start, end) =
            (segments.iter().map(|s| s.from).min().unwrap_or(0), segments.iter().map(|s| s.to).max().unwrap_or(0));
        const NEAR: usize = 40;
        if self
            .lone
            .iter()
            .any(|i| (start.saturating_sub(NEAR)..end + NEAR).contains(i) && !links.iter().any(|l| l.from == *i))
        {
            return doubt("another sentence near them is open too");
        }
        // Between the halves stands what has no title, and near it what may be the first half of that.
        let untitled = links.iter().any(|l| {
            let between = l.from + 1;
            l.from < l.to
                && !links.iter().any(|o| o.to == between)
                && self.titles.get(between) != Some(&true)
                && self.openings.get(between) != Some(&true)
        });
        let half = |i: &usize| is_half_title(self.lines, *i) && !links.iter().any(|l| l.from == *i);
        let near = start.saturating_sub(NEAR)..(end + NEAR).min(self.lines.len());
        if untitled && near.clone().any(|i| half(&i)) {
            return doubt("a title near them may be half a sentence");
        }
        // Or what belongs to an end that only seems to go on.
        let seeming = |e: &&End| near.contains(&e.line) && !links.iter().any(|l| l.from == e.line || l.to == e.line);
        if untitled && self.ends.iter().any(|e| seeming(&e)) {
            return doubt("another sentence near them is open too");
        }
        // A title that was not known as one.
        let paragraph =
            |i: usize| self.lines.get(i).is_some_and(|l| !l.flows() || l.facts.stops > 0 || l.facts.tail == Tail::Stop);
        if untitled
            && links
                .iter()
                .any(|l| l.from < l.to && !paragraph(l.from + 1) && !links.iter().any(|o| o.to == l.from + 1))
        {
            return doubt("what stands between them may be an article of its own");
        }
        // Every seam that is new must be whole.
        let mut above = start.checked_sub(1);
        let mut opening = false;
        for segment in &segments {
            let linked = above.is_some_and(|a| links.iter().any(|l| l.from == a && l.to == segment.from));
            let old = above.map_or(segment.from == 0, |a| a + 1 == segment.from);
            if !linked && !old && !self.is_whole(above, Some(segment.from)) {
                return doubt("the new order would leave a sentence open");
            }
            let in_text = segment.from.checked_sub(1).and_then(|p| self.lines.get(p)).is_some_and(Line::flows);
            let new = above.and_then(|a| self.lines.get(a)).is_none_or(|l| !l.flows());
            opening |= !old
                && in_text
                && new
                && self.openings.get(segment.from) == Some(&true)
                && self.titles.get(segment.from) != Some(&true);
            above = segment.to.checked_sub(1);
        }
        let linked = links.iter().any(|l| Some(l.from) == above && l.to == end);
        if !linked && above != end.checked_sub(1) && !self.is_whole(above, (end < self.lines.len()).then_some(end)) {
            return doubt("the new order would leave a sentence open");
        }
        let proven = links.iter().filter(|l| l.signs.prove(opening)).count();
        // Links that depend on each other prove each other: an order that closes all that is open.
        let closed = links.len() == 2
            && links.iter().all(|l| l.signs.has(Signs::LEFT) || l.is_firm())
            && !self.ends.iter().any(|e| seeming(&e));
        if proven < links.len().min(2) && !(closed && links.iter().any(|l| l.is_firm()))
            || !links.iter().any(|l| l.signs.decide() || opening && l.signs.has(Signs::QUOTE))
            || links.iter().any(|l| l.placed) && !opening
        {
            return doubt("one sign alone speaks for it");
        }
        Found::Proven(NewOrder { segments, links, opening })
    }

    /// Whether line `b` may stand below line `a`, and nothing is open between them.
    fn is_whole(&self, a: Option<usize>, b: Option<usize>) -> bool {
        let (a, b) = (a.and_then(|i| Some((i, self.lines.get(i)?))), b.and_then(|i| Some((i, self.lines.get(i)?))));
        if let Some((i, a)) = a {
            let open = self.ends.binary_search_by_key(&i, |e| e.line).is_ok()
                || a.flows() && a.next.points >= JOIN && !(matches!(a.maybe, Maybe::Title(_)) && a.facts.commas == 0);
            let is_title = |i: usize| self.titles.get(i) == Some(&true);
            let title = is_title(i) && b.is_none_or(|(k, _)| is_title(k));
            if open && !is_title(i) || title {
                return false;
            }
        }
        let Some((_, b)) = b else { return true };
        // A byline in mid-text, a second half without a first.
        let byline =
            b.kind == BlockKind::Byline && a.is_some_and(|(i, a)| a.flows() && self.titles.get(i) != Some(&true));
        let torn = b.flows() && begins_open(self.text.get(b.range.as_usize()).unwrap_or(""), &b.facts);
        !byline && !torn && b.maybe != Maybe::Names
    }
}

impl NewOrder {
    /// The evidence in words.
    pub(super) fn signs(&self) -> String {
        let mut all = Signs::default();
        for link in &self.links {
            all = all.and(link.signs);
        }
        let mut words = all.words();
        if self.opening {
            words.push_str("; the byline or dateline that stood in mid-text opens the article");
        }
        words
    }
}
