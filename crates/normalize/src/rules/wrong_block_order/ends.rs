//! Ends and beginnings of blocks that are not whole, and which of them belong together.

use std::collections::{HashMap, HashSet};

use baokan_corpus_model::BlockKind;

use super::marks::Marks;
use crate::chars::is_han;
use crate::layout::{self, Bonds, Facts, JOIN, Line, Maybe, Profile, Seam, Tail, weigh};
use crate::rules::misread_glyph::{attested_firmly, attested_over, is_function};

/// A block that ends in mid-sentence, and does not visibly go on below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) line: usize,
    /// Nothing stands below it that could go on with its sentence.
    pub(super) cut_off: bool,
}

/// What speaks for two blocks being halves of one sentence; one bit a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// A quotation mark or bracket is opened before and closed after.
    pub(super) const QUOTE: u16 = 1;
    /// A word is broken over the seam.
    pub(super) const WORD: u16 = 1 << 1;
    /// The first half ends in a mark or word that leads on.
    pub(super) const TAIL: u16 = 1 << 2;
    /// The second half begins as no sentence begins.
    pub(super) const ONSET: u16 = 1 << 3;
    /// What would stand together stands together elsewhere in the document.
    pub(super) const BOND: u16 = 1 << 4;
    /// The first half is cut off where it stands.
    pub(super) const CUT_OFF: u16 = 1 << 5;
    /// No other halves are left.
    pub(super) const LEFT: u16 = 1 << 6;
    /// A run of characters known from other texts stands over the seam.
    pub(super) const PHRASE: u16 = 1 << 7;
    /// One that begins or ends with a word of one character, or a word that such a one may only seem to break.
    pub(super) const LOOSE: u16 = 1 << 8;

    fn set(&mut self, sign: u16, when: bool) {
        if when {
            self.0 |= sign;
        }
    }

    pub(super) const fn has(self, sign: u16) -> bool {
        self.0 & sign != 0
    }

    /// Whether they prove that the halves belong together: two signs in the words of which one is not found by chance, or
    /// one of these and the place.
    pub(super) const fn prove(self, opening: bool) -> bool {
        match (self.0 & Self::WORDS).count_ones() {
            0 => false,
            1 if self.has(Self::QUOTE) => opening && self.has(Self::CUT_OFF),
            1 => self.decide() && (opening || self.has(Self::LEFT) || self.has(Self::CUT_OFF)),
            _ => self.decide(),
        }
    }

    /// The signs that are in the words.
    const WORDS: u16 = Self::QUOTE | Self::WORD | Self::TAIL | Self::ONSET | Self::BOND | Self::PHRASE | Self::LOOSE;

    /// Whether one is among them that few other halves would have: a phrase, a word, or a pair of quotation marks.
    pub(super) const fn decide(self) -> bool {
        let loose = Self::LOOSE | Self::BOND;
        self.has(Self::WORD)
            || self.has(Self::PHRASE) && !(self.has(Self::TAIL) && (self.0 & Self::WORDS).count_ones() == 2)
            || self.has(Self::QUOTE) && (self.0 & Self::WORDS).count_ones() > 1
            || self.0 & loose == loose && !self.has(Self::TAIL)
    }

    /// Whether the second half cannot be whole: it begins as no sentence begins, or closes what it did not open.
    pub(super) const fn torn(self) -> bool {
        self.has(Self::ONSET) || self.has(Self::QUOTE)
    }

    /// How many there are.
    pub(super) const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The signs of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// In words, for the evidence of an edit.
    pub(super) fn words(self) -> String {
        const NAMES: [(u16, &str); 9] = [
            (Signs::QUOTE, "a mark opened before is closed after"),
            (Signs::WORD, "a word is broken between them"),
            (Signs::PHRASE, "a phrase known from other texts stands over the seam"),
            (Signs::LOOSE, "a common run stands over the seam"),
            (Signs::TAIL, "the first ends in what leads on"),
            (Signs::ONSET, "the second begins as no sentence begins"),
            (Signs::BOND, "what then stands together stands together elsewhere in the document"),
            (Signs::CUT_OFF, "nothing else can go on with the first"),
            (Signs::LEFT, "no other halves are left"),
        ];
        let found: Vec<&str> = NAMES.into_iter().filter(|(bit, _)| self.has(*bit)).map(|(_, name)| name).collect();
        found.join("; ")
    }
}

/// An end and the beginning that goes on with it, elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// As [`Seam::points`].
    pub(super) points: i16,
    pub(super) signs: Signs,
    /// The second half is known by nothing but its place: the first block below a title.
    pub(super) placed: bool,
}

impl Link {
    /// Whether it is proven by its words alone, and much better than chance.
    pub(super) const fn is_firm(&self) -> bool {
        self.points >= FIRM && self.signs.prove(false) && self.signs.decide()
    }
}

/// So many points, as [`Seam::points`], need no place.
const FIRM: i16 = 15;

/// A beginning that may be a second half.
#[derive(Clone, Copy, Debug)]
struct Head {
    line: usize,
    /// It begins as no sentence begins, or closes a quotation that it did not open.
    open: bool,
    /// The line above it, where that ends in mid-sentence.
    below: Option<usize>,
}

/// So many points, as [`Seam::points`], make a link.
const LINKED: i16 = 8;
/// So much better than the second best.
const CLEAR: i16 = 4;
/// Points for a phrase known from other texts, and for one of the document.
const PHRASE: i16 = 6;
const BONDED: i16 = 4;
/// So many candidates to either side of an end are weighed, and so far away, in lines.
const NEAR: usize = 24;
const FAR: usize = 120;
/// More links than these in one document are not those of a page.
const LINKS: usize = 256;
/// Shorter lines are no blocks of running text.
const SHORTEST: u32 = 8;

/// Blocks that end in mid-sentence where nothing proves that the next goes on.
pub(super) fn open_ends(text: &str, lines: &[Line]) -> Vec<End> {
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let f = &line.facts;
        let unfinished = match f.tail {
            Tail::Bare | Tail::Comma | Tail::Opening => true,
            Tail::Closer => f.is_open(),
            Tail::Stop | Tail::Colon => false,
        };
        let half = is_half_title(lines, i);
        if !unfinished || !(line.flows() || half) || f.chars < SHORTEST || !f.is_chinese() {
            continue;
        }
        if half {
            found.push(End { line: i, cut_off: true });
            continue;
        }
        let goes_on = line.next.points >= JOIN;
        // A title that only seems to go on, since what stands below it begins in mid-sentence.
        if goes_on && matches!(line.maybe, Maybe::Title(_)) && f.commas == 0 {
            continue;
        }
        if goes_on && !is_bare(&line.next) {
            continue;
        }
        if goes_on
            && let Some(next) = lines.iter().skip(i + 1).find(|l| !l.interrupts())
            && phrase_over(words(text, line), words(text, next))
        {
            continue;
        }
        found.push(End { line: i, cut_off: !goes_on });
    }
    found
}

/// A short line below a paragraph and above a title passes for a title too, and may be the beginning of a paragraph that
/// is cut in its first sentence.
pub(super) fn is_half_title(lines: &[Line], i: usize) -> bool {
    let is = |k: Option<usize>, wanted: fn(&Line) -> bool| k.and_then(|k| lines.get(k)).is_some_and(wanted);
    is(Some(i), |l| l.kind == BlockKind::Heading && matches!(l.rule, "short-clauses" | "short-phrase"))
        && is(i.checked_sub(1), |l| l.flows() && l.facts.is_closed())
        && is(Some(i + 1), |l| l.kind == BlockKind::Heading)
}

/// Nothing speaks for the seam that would not speak for many others too: the first line is open, the second begins open.
fn is_bare(seam: &Seam) -> bool {
    let anyone = seam.onset >= 6 || seam.onset < 0 || (seam.onset == 0 && seam.head.is_empty());
    anyone && !seam.broken && seam.tail != layout::CLOSED_BELOW
}

fn words<'t>(text: &'t str, line: &Line) -> &'t str {
    text.get(line.range.as_usize()).unwrap_or("")
}

/// The characters at a seam, Simplified, those of the first half in reading order.
fn at_seam(a: &str, b: &str) -> Option<([char; 3], [char; 3])> {
    let mut back = a.chars().rev().map(layout::simplified);
    let mut on = b.chars().map(layout::simplified);
    let (a1, a2, a3) = (back.next()?, back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    let (b1, b2, b3) = (on.next()?, on.next().unwrap_or(' '), on.next().unwrap_or(' '));
    (is_han(a1) && is_han(b1)).then_some(([a3, a2, a1], [b1, b2, b3]))
}

/// Whether a run of four characters known from other texts stands over the seam.
fn phrase_over(a: &str, b: &str) -> bool {
    at_seam(a, b).is_some_and(|(a, b)| attested_over(a, b))
}

/// Whether an end stands so near that the line may be its second half.
fn is_near(ends: &[End], line: usize) -> bool {
    let next = ends.partition_point(|e| e.line < line.saturating_sub(FAR));
    ends.get(next).is_some_and(|e| e.line <= line + FAR)
}

/// Beginnings that may be second halves.
fn heads(text: &str, lines: &[Line], ends: &[End], marks: &Marks) -> Vec<Head> {
    let mut is_end = vec![false; lines.len()];
    for end in ends {
        if let Some(e) = is_end.get_mut(end.line) {
            *e = true;
        }
    }
    let mut found = Vec::new();
    // The line above, captions and page heads left out.
    let mut above: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        if line.interrupts() {
            continue;
        }
        let before = above.replace(i).and_then(|a| lines.get(a).map(|l| (a, l)));
        if !line.flows() || line.facts.chars < 4 || !is_near(ends, i) {
            continue;
        }
        let (mut first, mut below) = (true, None);
        if let Some((a, b)) = before.filter(|(_, b)| b.flows()) {
            first = false;
            below = Some(a).filter(|a| is_end.get(*a) == Some(&true));
            // It goes on with the line above, unless that is a title which it only seems to go on with.
            let title = matches!(b.maybe, Maybe::Title(_)) && b.facts.commas == 0;
            if b.next.points >= JOIN && below.is_none() && !title {
                continue;
            }
        }
        let onset = begins_open(words(text, line), &line.facts);
        let open = onset && (before.is_some() || !closes_first(words(text, line)));
        // Without a title above it, it may be that title, run together with what stood below.
        let title = |b: &Line| matches!(b.maybe, Maybe::Title(_)) && b.facts.commas == 0 && b.next.points >= JOIN;
        first |= before.is_some_and(|(_, b)| title(b));
        first &= before.is_some_and(|(_, b)| matches!(b.kind, BlockKind::Heading | BlockKind::Byline) || title(b))
            && (line.facts.stops > 0 || line.facts.tail == Tail::Stop)
            && marks.opens_below(i);
        if open || first || below.is_some() {
            found.push(Head { line: i, open, below });
        }
    }
    found
}

/// Whether a block begins as no sentence begins, or closes a quotation that it did not open.
pub(super) fn begins_open(line: &str, facts: &Facts) -> bool {
    layout::onset(line, facts) >= 6 || (facts.closes_quote() && closes_first(line))
}

/// Whether a closing quotation mark stands before any opening one.
fn closes_first(line: &str) -> bool {
    line.chars().find(|c| matches!(c, '“' | '”')) == Some('”')
}

/// What [`links`] finds.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) found: Vec<Link>,
    /// Ends that are left and go on nowhere, by line.
    pub(super) lone: Vec<usize>,
    /// Halves that fit an end that is left, but not alone.
    pub(super) contested: Vec<Link>,
}

/// Links between ends and beginnings that stand apart, each the best of both sides, and clearly so; and the ends that are
/// left and go on nowhere.
pub(super) fn links(text: &str, lines: &[Line], ends: &[End], marks: &Marks) -> Links {
    let heads = heads(text, lines, ends, marks);
    let mut pairs: Vec<(Link, bool)> = Vec::new();
    let mut bonds = Bonds::default();
    for end in ends {
        let at = heads.partition_point(|h| h.line <= end.line);
        let near = heads.get(at.saturating_sub(NEAR)..(at + NEAR).min(heads.len())).unwrap_or(&[]);
        for head in near.iter().filter(|h| h.line.abs_diff(end.line) <= FAR && h.line != end.line) {
            let (Some(a), Some(b)) = (lines.get(end.line), lines.get(head.line)) else { continue };
            let (wa, wb) = (words(text, a), words(text, b));
            let mut link = weighed(a, wa, b, wb);
            (link.from, link.to) = (end.line, head.line);
            link.signs.set(Signs::CUT_OFF, end.cut_off);
            link.placed = !head.open && head.below.is_none();
            if link.points >= JOIN {
                pairs.push((link, link.points >= LINKED - BONDED));
            }
        }
    }
    // The text is walked only where a pair may be the best of both sides by what else it holds.
    let plain: Vec<Link> = pairs.iter().map(|(l, _)| *l).collect();
    if contended(&plain) {
        for (link, _) in pairs.iter().filter(|(_, asks)| *asks) {
            if let (Some(a), Some(b)) = (lines.get(link.from), lines.get(link.to)) {
                bonds.ask(words(text, a), words(text, b));
            }
        }
    } else {
        pairs.iter_mut().for_each(|(_, asks)| *asks = false);
    }
    if pairs.iter().any(|(_, asked)| *asked) {
        bonds.count(text);
        for (link, _) in pairs.iter_mut().filter(|(_, asked)| *asked) {
            let (Some(a), Some(b)) = (lines.get(link.from), lines.get(link.to)) else { continue };
            if bonds.holds(words(text, a), words(text, b)) {
                link.points += BONDED;
                link.signs.set(Signs::BOND, true);
            }
        }
    }
    let all: Vec<Link> = pairs.into_iter().map(|(link, _)| link).collect();
    // Captions and page heads between halves are lifted by other rules.
    let apart = |l: &Link| !lines.get(l.from + 1..l.to).is_some_and(|between| between.iter().all(Line::interrupts));
    let mut found = best(&all);
    // What goes on on another page moves with its jump line and its title.
    found.retain(|l| {
        apart(l) && !(is_jump(lines, l.from + 1) && l.to.checked_sub(1).is_some_and(|k| is_jump(lines, k)))
    });
    stable(text, lines, ends, &mut found);
    if found.len() > LINKS {
        return Links::default();
    }
    if !found.is_empty() {
        let second = leftovers(text, lines, ends, &heads, &all, &found);
        found.extend(second.into_iter().filter(apart));
        found.sort_by_key(|l| l.from);
    }
    let mut lone: Vec<usize> = lone_ends(lines, ends, &found).into_iter().map(|e| e.line).collect();
    lone.extend(robbed(lines, &found));
    let contested = contested(&all, &lone, &found);
    Links { found, lone, contested }
}

/// Whether a line is a jump to or from another page.
fn is_jump(lines: &[Line], i: usize) -> bool {
    lines.get(i).is_some_and(|l| l.rule == "jump-line")
}

/// The best half of each end that is left, where it fits well and another fits too.
fn contested(all: &[Link], lone: &[usize], found: &[Link]) -> Vec<Link> {
    let best = |side: &dyn Fn(&Link) -> bool| all.iter().filter(|l| side(l)).max_by_key(|l| l.points).copied();
    lone.iter()
        .filter_map(|from| best(&|l| l.from == *from))
        .filter(|l| l.is_firm() && l.from + 1 != l.to && !found.iter().any(|f| f.to == l.to))
        .filter(|l| best(&|o| o.to == l.to).is_some_and(|o| o.points == l.points))
        .collect()
}

fn weighed(a: &Line, wa: &str, b: &Line, wb: &str) -> Link {
    let (mut fa, mut fb) = (a.facts, b.facts);
    // How the halves are set where they stand says nothing.
    (fa.indent, fb.indent, fa.breaks, fb.breaks) = (false, false, 1, 1);
    let seam = weigh(wa, &fa, wb, &fb, Profile::default());
    let mut link = Link { from: 0, to: 0, points: seam.points, signs: Signs::default(), placed: false };
    let chars = at_seam(wa, wb).filter(|_| seam.points >= LINKED - PHRASE);
    let phrase = chars.is_some_and(|(a, b)| attested_firmly(a, b));
    if phrase {
        link.points += if seam.broken { PHRASE / 2 } else { PHRASE };
    }
    link.signs.set(Signs::PHRASE, phrase);
    let word = seam.broken && chars.is_some_and(|(a, b)| !is_function(a[2]) && !is_function(b[0]));
    link.signs.set(Signs::WORD, word);
    link.signs.set(Signs::LOOSE, !phrase && !word && (seam.broken || chars.is_some_and(|(a, b)| attested_over(a, b))));
    link.signs.set(Signs::QUOTE, fa.closed_by(&fb));
    link.signs.set(Signs::ONSET, seam.onset >= 6);
    link.signs.set(Signs::TAIL, matches!(fa.tail, Tail::Comma | Tail::Opening) || seam.tail == layout::LEADS_ON);
    link
}

/// Whether any pair could be the best of both sides and decided, if its characters stood together elsewhere too.
fn contended(all: &[Link]) -> bool {
    let (mut by_from, mut by_to) = (HashMap::new(), HashMap::new());
    for link in all {
        let (from, to) = (by_from.entry(link.from).or_insert(i16::MIN), by_to.entry(link.to).or_insert(i16::MIN));
        (*from, *to) = ((*from).max(link.points), (*to).max(link.points));
    }
    all.iter().any(|l| {
        let top = by_from.get(&l.from) == Some(&l.points) && by_to.get(&l.to) == Some(&l.points);
        top && l.points >= LINKED - BONDED && l.from + 1 != l.to
    })
}

/// The links that are the best of both their sides by a clear margin.
fn best(all: &[Link]) -> Vec<Link> {
    let (mut by_from, mut by_to) = (HashMap::new(), HashMap::new());
    for link in all {
        by_from.entry(link.from).or_insert_with(Two::default).note(link.points);
        by_to.entry(link.to).or_insert_with(Two::default).note(link.points);
    }
    let clear = |two: Option<&Two>, points: i16| two.is_some_and(|t| t.first == points && t.second + CLEAR <= points);
    let decided = |l: &Link| l.signs.decide() || l.signs.has(Signs::BOND) || l.signs.has(Signs::QUOTE);
    all.iter()
        .filter(|l| l.points >= LINKED && l.from + 1 != l.to && decided(l))
        .filter(|l| clear(by_from.get(&l.from), l.points) && clear(by_to.get(&l.to), l.points))
        .copied()
        .collect()
}

/// Lines in mid-text that pass for titles, and seemed to go on with what is now taken away from below them.
fn robbed(lines: &[Line], found: &[Link]) -> Vec<usize> {
    let above = |i: usize| (0..i).rev().find(|k| lines.get(*k).is_some_and(|l| !l.interrupts()));
    let text = |i: usize| lines.get(i).is_some_and(Line::flows);
    let is_open =
        |i: usize| lines.get(i).is_some_and(|l| matches!(l.facts.tail, Tail::Bare | Tail::Comma | Tail::Opening));
    let taken = found.iter().filter_map(|l| above(l.to));
    taken
        .filter(|k| text(*k) && is_open(*k) && above(*k).is_some_and(text) && !found.iter().any(|l| l.from == *k))
        .collect()
}

/// Keeps the links of which no two do better with their second halves exchanged. An end without a link goes on with the
/// line below it, where anything does.
fn stable(text: &str, lines: &[Line], ends: &[End], found: &mut Vec<Link>) {
    let below = |i: usize| (i + 1..lines.len()).find(|k| lines.get(*k).is_some_and(|l| !l.interrupts()));
    let points = |from: usize, to: usize| {
        let (Some(a), Some(b)) = (lines.get(from), lines.get(to)) else { return i16::MIN / 4 };
        weighed(a, words(text, a), b, words(text, b)).points
    };
    let all = found.clone();
    found.retain(|link| {
        let first = ends.partition_point(|e| e.line + FAR < link.from);
        let near = ends.iter().skip(first).take_while(|e| e.line <= link.from + FAR).take(2 * NEAR);
        near.filter(|e| e.line != link.from).all(|e| {
            let other = all.iter().find(|o| o.from == e.line).map(|o| o.to);
            let Some(to) = other.or_else(|| below(e.line).filter(|_| !e.cut_off)) else { return true };
            if to == link.to {
                return true;
            }
            let now = points(link.from, link.to) + points(e.line, to);
            now >= points(link.from, to) + points(e.line, link.to) + CLEAR
        })
    });
}

/// Ends that are not linked and do not go on where they stand: the next is cut off from them, or belongs to another.
fn lone_ends(lines: &[Line], ends: &[End], found: &[Link]) -> Vec<End> {
    let (from, to): (HashSet<usize>, HashSet<usize>) = found.iter().map(|l| (l.from, l.to)).unzip();
    let below = |i: usize| (i + 1..lines.len()).find(|k| lines.get(*k).is_some_and(|l| !l.interrupts()));
    let robbed = |e: &End| below(e.line).is_some_and(|b| to.contains(&b));
    let lone = |e: &&End| !from.contains(&e.line) && (e.cut_off || robbed(e));
    // A short line without marks may be a title, but none that the next line seemed to go on with.
    let text = |e: &&End| {
        !e.cut_off
            || !is_half_title(lines, e.line)
                && lines
                    .get(e.line)
                    .is_some_and(|l| l.facts.stops + l.facts.commas > 0 || !matches!(l.maybe, Maybe::Title(_)))
    };
    ends.iter().filter(lone).filter(text).copied().collect()
}

/// Once some blocks are known to stand apart from their halves, less proves it for what is left: an end and a beginning
/// that have nobody else near them, or any block below that goes on with an end clearly better than all others.
fn leftovers(text: &str, lines: &[Line], ends: &[End], heads: &[Head], all: &[Link], found: &[Link]) -> Vec<Link> {
    let lone = lone_ends(lines, ends, found);
    let (from, to): (HashSet<usize>, HashSet<usize>) = found.iter().map(|l| (l.from, l.to)).unzip();
    let left = |h: &&Head| !to.contains(&h.line) && (h.open || h.below.is_some_and(|b| from.contains(&b)));
    let orphans: Vec<usize> = heads.iter().filter(left).map(|h| h.line).collect();
    let near = |a: usize, b: usize| a.abs_diff(b) <= FAR / 2;
    let mut second = Vec::new();
    for end in lone.iter().take(LINKS) {
        let mut mine = orphans.iter().filter(|o| near(**o, end.line));
        if let (Some(head), None) = (mine.next(), mine.next())
            && lone.iter().filter(|e| near(e.line, *head)).count() == 1
        {
            if let Some(link) = all.iter().find(|l| (l.from, l.to) == (end.line, *head) && l.points >= JOIN) {
                let mut link = *link;
                link.signs.set(Signs::LEFT, true);
                link.placed = false;
                second.push(link);
            }
            continue;
        }
        if orphans.iter().any(|o| near(*o, end.line)) {
            continue;
        }
        let Some(a) = lines.get(end.line) else { continue };
        let below = (end.line + 2..lines.len().min(end.line + FAR / 2)).filter(|i| !to.contains(i));
        let weighed = below.filter_map(|i| {
            let b = lines.get(i).filter(|b| b.flows() && b.facts.stops + b.facts.commas > 0)?;
            let above_goes_on = lines.get(i - 1).is_some_and(|l| l.flows() && l.next.points >= JOIN);
            let mut link = weighed(a, words(text, a), b, words(text, b));
            (link.from, link.to) = (end.line, i);
            link.signs.set(Signs::CUT_OFF, end.cut_off);
            (!above_goes_on).then_some(link)
        });
        let candidates: Vec<Link> = weighed.collect();
        let Some(link) = candidates.iter().max_by_key(|l| l.points) else { continue };
        let clear = candidates.iter().filter(|l| l.points + CLEAR > link.points).count() == 1;
        if clear && link.points >= LINKED && link.signs.decide() {
            second.push(*link);
        }
    }
    second.sort_by_key(|l| l.to);
    second.dedup_by_key(|l| l.to);
    second
}

/// The best and the second best.
struct Two {
    first: i16,
    second: i16,
}

impl Default for Two {
    fn default() -> Self {
        Self { first: i16::MIN / 2, second: i16::MIN / 2 }
    }
}

impl Two {
    fn note(&mut self, points: i16) {
        if points > self.first {
            (self.first, self.second) = (points, self.first);
        } else {
            self.second = self.second.max(points);
        }
    }
}
