//! Cues that count: 一、 二、 三、 of one list make a chain.

use std::collections::HashMap;

use super::cues::{Cue, What};
use super::marker::{LAST, Marker, Style};

/// So many blocks may lie between two members of an enumeration.
const ITEM_GAP: usize = 8;
/// So many blocks may lie between two paragraphs that open with ——.
const DASH_GAP: usize = 2;
/// So many numbers of a list may have been lost.
const LOST_MAX: u32 = 2;
/// So many clauses may have been left out of a statute.
const LOST_CLAUSES: u32 = 30;

/// A cue that belongs to a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) cue: Cue,
    pub(super) chain: usize,
    /// Its value: of a number that number, else its place in the chain.
    pub(super) value: u32,
    /// Byte of the text where something closed it; the end of the run where nothing did.
    pub(super) closed: usize,
}

/// Links the cues into chains and drops what proves to be none. Links are in text order.
pub(super) fn links(cues: &[Cue], end: usize) -> Vec<Link> {
    let first = prune(Machine::new(end).run(cues));
    // A false number closes what it should not: with those gone, everything is read once more.
    let kept: Vec<Cue> = first.iter().map(|l| l.cue).collect();
    if kept.len() == cues.len() { first } else { prune(Machine::new(end).run(&kept)) }
}

/// What stands open.
#[derive(Clone, Copy, Debug)]
struct Open {
    style: Option<Style>,
    turn: bool,
    heading: bool,
    line: bool,
    level: u8,
    value: u32,
    block: usize,
    link: usize,
}

struct Machine {
    end: usize,
    open: Vec<Open>,
    links: Vec<Link>,
    chains: usize,
    /// The last clause: clauses are counted through chapters.
    clause: Option<usize>,
}

impl Machine {
    fn new(end: usize) -> Self {
        Self { end, open: Vec::new(), links: Vec::new(), chains: 0, clause: None }
    }

    fn run(mut self, cues: &[Cue]) -> Vec<Link> {
        for cue in cues {
            match cue.what {
                What::Head => self.head(cue),
                What::Turn { .. } => self.turn(cue),
                What::Number(m) => self.number(cue, m),
            }
        }
        self.links
    }

    /// Closes everything from this place of the stack on.
    fn close(&mut self, from: usize, at: usize) {
        for open in self.open.drain(from.min(self.open.len())..) {
            if let Some(link) = self.links.get_mut(open.link) {
                link.closed = at;
            }
        }
    }

    /// The first that is open and for which this holds.
    fn first(&self, test: impl Fn(&Open) -> bool) -> Option<usize> {
        self.open.iter().position(test)
    }

    fn push(&mut self, cue: &Cue, style: Option<Style>, value: u32, chain: Option<usize>) {
        let chain = chain.unwrap_or_else(|| {
            self.chains += 1;
            self.chains - 1
        });
        let link = self.links.len();
        self.links.push(Link { cue: *cue, chain, value, closed: self.end });
        self.open.push(Open {
            style,
            turn: matches!(cue.what, What::Turn { .. }),
            heading: cue.heading,
            line: cue.line,
            level: cue.level,
            value,
            block: cue.block,
            link,
        });
    }

    /// An unmarked head closes heads of its rank and below; where ranks are unknown, the unmarked heads before it.
    fn head(&mut self, cue: &Cue) {
        let level = cue.level;
        let ranked = |o: &Open| level > 0 && o.level >= level;
        let unmarked = |o: &Open| o.heading && o.style.is_none();
        let alike = |o: &Open| unmarked(o) && (level == 0 || o.level == 0 || o.level == level);
        // Numbers that open paragraphs do not outlast a head, nor do turns.
        let from = self
            .first(|o| ranked(o))
            .or_else(|| self.open.iter().rposition(alike))
            .or_else(|| self.first(|o| !o.heading));
        self.close(from.unwrap_or(self.open.len()), cue.at);
        self.push(cue, None, 0, None);
    }

    fn turn(&mut self, cue: &Cue) {
        let before = self.first(|o| o.turn).map(|p| (p, self.open.get(p).map_or(0, |o| o.link)));
        let from = before.map(|(p, _)| p).or_else(|| self.first(|o| !o.heading));
        self.close(from.unwrap_or(self.open.len()), cue.at);
        let last = before.and_then(|(_, link)| self.links.get(link).copied());
        self.push(cue, None, last.map_or(1, |l| l.value + 1), last.map(|l| l.chain));
    }

    fn number(&mut self, cue: &Cue, m: Marker) {
        // 一、 may stand within 一、: as a paragraph below a head. The innermost list that counts on is meant.
        let same = |o: &&(usize, Open)| o.1.style == Some(m.style);
        let open: Vec<(usize, Open)> = self.open.iter().copied().enumerate().rev().collect();
        let alike = open.iter().filter(same).filter(|(_, o)| o.line == cue.line);
        let others = open.iter().filter(same).filter(|(_, o)| o.line != cue.line);
        if let Some((p, last, value)) = alike.chain(others).find_map(|(p, o)| Some((*p, *o, next(o, cue, &m)?))) {
            let chain = self.links.get(last.link).map(|l| l.chain);
            self.close(p, cue.at);
            self.push_number(cue, m.style, value, chain);
            return;
        }
        let same = open.iter().find(same).copied();
        // Clauses go on through chapters.
        if m.style == Style::Clause
            && let Some(last) = self.clause.and_then(|i| self.links.get(i)).copied()
            && same.is_none()
            && clause_follows(last.value, &m)
        {
            self.close_deeper(cue, m.style);
            self.push_number(cue, m.style, m.value, Some(last.chain));
            return;
        }
        let begins = m.value <= 1 || (cue.at_start && !m.style.is_item());
        if !begins || (same.is_some() && m.value > 1 && !cue.heading) {
            return;
        }
        // A list that begins anew stands beside the one before it; among paragraphs, within the head above it.
        if let Some((p, _)) = same.filter(|(_, o)| cue.line || !o.line) {
            self.close(p, cue.at);
        }
        self.close_deeper(cue, m.style);
        self.push_number(cue, m.style, m.value.max(1), None);
    }

    fn push_number(&mut self, cue: &Cue, style: Style, value: u32, chain: Option<usize>) {
        if style == Style::Clause {
            self.clause = Some(self.links.len());
        }
        self.push(cue, Some(style), value, chain);
    }

    /// Closes what is of lower rank than a number of this style.
    fn close_deeper(&mut self, cue: &Cue, style: Style) {
        if style.is_item() || !cue.at_start {
            return;
        }
        let ranked = |o: &Open| o.style.is_none() && cue.level > 0 && o.level >= cue.level;
        let spoken = |o: &Open| o.turn && (cue.heading || style.is_named());
        let below = |o: &Open| o.style.is_some_and(|s| s > style) && (cue.line || !o.line);
        let from = self.first(|o| below(o) || ranked(o) || spoken(o));
        self.close(from.unwrap_or(self.open.len()), cue.at);
    }
}

fn clause_follows(last: u32, m: &Marker) -> bool {
    (m.value > last && m.value <= last + LOST_CLAUSES) || (m.value == last && m.sub.is_some())
}

/// The value of a cue in the chain of what is open, if it goes on there.
fn next(open: &Open, cue: &Cue, m: &Marker) -> Option<u32> {
    let gap = cue.block - open.block.min(cue.block);
    let near = match m.style {
        _ if !cue.at_start => gap == 0,
        Style::Dash => gap <= DASH_GAP,
        s if s.is_item() => gap <= ITEM_GAP || (open.line && cue.line),
        _ => true,
    };
    if !near {
        return None;
    }
    let expected = open.value + 1;
    let fits = match m.style {
        Style::Dash => return Some(expected),
        Style::First if m.value == LAST => return (open.value >= 2).then_some(expected),
        Style::Clause if cue.at_start => clause_follows(open.value, m),
        _ if m.value == expected => true,
        s if !s.is_item() && cue.at_start => m.value > expected && m.value <= expected + LOST_MAX,
        _ => false,
    };
    fits.then_some(m.value)
}

/// Drops links whose chain is none: a single number without proof.
fn prune(links: Vec<Link>) -> Vec<Link> {
    let mut members: HashMap<usize, usize> = HashMap::new();
    for link in &links {
        *members.entry(link.chain).or_default() += 1;
    }
    let proven = |l: &Link| match l.cue.what {
        What::Head | What::Turn { .. } => true,
        What::Number(_) if l.cue.heading => true,
        // 第二章　组织: on a line of its own, said by its words.
        What::Number(m) => {
            members.get(&l.chain).is_some_and(|n| *n > 1)
                || (m.style.is_named() && m.style != Style::Clause && l.cue.at_start)
        }
    };
    links.into_iter().filter(proven).collect()
}
