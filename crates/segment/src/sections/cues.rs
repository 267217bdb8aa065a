//! What may open a section, in text order.

use std::collections::HashMap;

use baokan_corpus_model::BlockKind;

use super::marker::{Marker, Style, marker};
use super::{Body, speakers};

/// Longest line, in characters, that may be a head.
pub(super) const HEAD_MAX: usize = 40;

/// What a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A number.
    Number(Marker),
    /// A head without a number.
    Head,
    /// A speaker: bytes of the name and of the name with its colon.
    Turn { name: usize, skip: usize },
}

/// A place where a section may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Byte of the text.
    pub(super) at: usize,
    /// Position of its block in the run.
    pub(super) block: usize,
    /// Whether it opens its block.
    pub(super) at_start: bool,
    /// Whether its block is a heading.
    pub(super) heading: bool,
    /// Whether it has the form of one: short and without an end mark.
    pub(super) line: bool,
    /// Level of that heading, from 1; 0 when unknown.
    pub(super) level: u8,
    pub(super) what: What,
}

/// The cues of a run of blocks.
pub(super) fn cues(bodies: &[Body<'_>]) -> Vec<Cue> {
    let turns = speakers::turns(bodies);
    let contents = contents(bodies);
    let levels = trusted_levels(bodies);
    let mut out = Vec::new();
    // 第一章 on one line, its title on the next: that is no head of its own.
    let mut untitled = false;
    for (block, body) in bodies.iter().enumerate().filter(|(i, _)| !contents.contains(i)) {
        let lead = body.text.len() - body.text.trim_start().len();
        let text = body.text.get(lead..).unwrap_or("");
        let heading = body.kind == BlockKind::Heading;
        let cue = |at: usize, at_start: bool, what| Cue {
            at: body.start() + at,
            block,
            at_start,
            heading,
            line: at_start && (heading || is_line(text)),
            level: if heading { levels(body.level) } else { 0 },
            what,
        };
        let mut from = lead;
        let number = marker(text);
        let titles_above = std::mem::replace(
            &mut untitled,
            number.is_some_and(|m| m.style.is_named() && text.get(m.skip..).is_none_or(|t| t.trim().is_empty())),
        );
        if let Some(m) = number {
            out.push(cue(lead, true, What::Number(m)));
            from += m.skip;
        } else if heading && titles_above && short(text) {
            from = body.text.len();
        } else if heading {
            out.push(cue(lead, true, What::Head));
        } else if let Some((name, skip)) = turns.get(&block).copied() {
            out.push(cue(lead, true, What::Turn { name, skip }));
            from += skip;
            // 答：一是……
            if let Some(m) = body.text.get(from..).and_then(marker) {
                out.push(cue(from, false, What::Number(m)));
            }
        }
        if !heading {
            inline(body.text, from, &mut |at, m| out.push(cue(at, false, What::Number(m))));
        }
    }
    out
}

/// Levels that can be believed. One head alone, deeper than the others, was rather set or read a little smaller.
fn trusted_levels(bodies: &[Body<'_>]) -> impl Fn(u8) -> u8 {
    let mut counts = [0usize; 256];
    for body in bodies.iter().filter(|b| b.kind == BlockKind::Heading && b.level > 0) {
        counts[usize::from(body.level)] += 1;
    }
    let top = counts.iter().position(|n| *n > 0).unwrap_or(0);
    move |level| if counts.get(usize::from(level)) == Some(&1) && usize::from(level) > top { 0 } else { level }
}

/// Whether a block has the form of a head.
fn is_line(text: &str) -> bool {
    short(text)
        && !text.trim_end().ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '”' | '》' | '）' | ')' | '」'))
}

/// Whether a line is short enough for a head.
pub(super) fn short(text: &str) -> bool {
    text.chars().nth(HEAD_MAX).is_none()
}

/// Numbers behind a mark inside a block.
fn inline(text: &str, from: usize, found: &mut impl FnMut(usize, Marker)) {
    let Some(rest) = text.get(from..) else { return };
    for (i, c) in rest.char_indices() {
        let strong = matches!(c, '：' | '；' | '。' | ':' | ';' | '！' | '？' | '”' | '\n');
        if !strong && !matches!(c, '，' | ',') {
            continue;
        }
        let behind = i + c.len_utf8();
        let Some(after) = rest.get(behind..) else { continue };
        let next = after.trim_start_matches([' ', '\u{3000}']);
        let Some(m) = marker(next) else { continue };
        // Behind a comma only words count; 12:30 is a time.
        let fits = match m.style {
            Style::Part | Style::Subpart | Style::Chapter | Style::Section => false,
            // Clauses that a copy ran together: 。 第十二条 空域的划设
            Style::Clause => c == '。' && next.len() < after.len() && m.skip > m.len,
            Style::Is | Style::Among | Style::First => true,
            Style::Digit | Style::DigitBracket => strong && !matches!(c, ':'),
            _ => strong,
        };
        if fits {
            found(from + behind + (after.len() - next.len()), m);
        }
    }
}

/// The lines of a table of contents: short numbered lines behind 目录 that come again as heads.
fn contents(bodies: &[Body<'_>]) -> std::collections::HashSet<usize> {
    let mut out = std::collections::HashSet::new();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let Some(start) = bodies.iter().position(|b| matches!(letters(b.text).as_str(), "目录" | "目錄" | "目次"))
    else {
        return out;
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for body in bodies.iter().skip(start).filter(|b| short(b.text)) {
        *seen.entry(letters(body.text)).or_default() += 1;
    }
    out.insert(start);
    for (i, body) in bodies.iter().enumerate().skip(start + 1) {
        // A line of contents may be a whole contents in one block.
        let listed = short(body.text) && seen.get(&letters(body.text)).is_some_and(|n| *n > 1);
        if !listed {
            break;
        }
        // The first line that was seen already is the first head.
        if out.iter().any(|j| bodies.get(*j).is_some_and(|b| letters(b.text) == letters(body.text))) {
            break;
        }
        out.insert(i);
    }
    out
}
