//! Where articles begin: titles, bylines, datelines.

use baokan_corpus_model::BlockKind;

use super::ends::End;
use crate::layout::{JOIN, Line, Maybe, Tail};

/// What the lines of a page are to articles, by line.
pub(super) struct Marks {
    /// Titles; also those that do not pass for one because a sentence is open above them.
    pub(super) titles: Vec<bool>,
    /// An article begins here: a title above a byline or dateline, or one of these without a title.
    pub(super) openings: Vec<bool>,
    /// The next opening below has no title.
    untitled: Vec<bool>,
}

impl Marks {
    /// Reads the lines once.
    pub(super) fn of(text: &str, lines: &[Line], ends: &[End]) -> Self {
        let titles = titles(lines, ends);
        let openings = openings(text, lines, &titles);
        let mut untitled = vec![false; lines.len()];
        let mut next = false;
        for i in (0..lines.len()).rev() {
            if let Some(u) = untitled.get_mut(i) {
                *u = next;
            }
            if openings.get(i) == Some(&true) {
                next = titles.get(i) != Some(&true);
            }
        }
        Self { titles, openings, untitled }
    }

    /// Whether the next article below a line begins without a title: with a byline or dateline in mid-text.
    pub(super) fn opens_below(&self, line: usize) -> bool {
        self.untitled.get(line) == Some(&true)
    }
}

/// Titles; also those that do not pass for one because a sentence is open above them.
fn titles(lines: &[Line], ends: &[End]) -> Vec<bool> {
    let mut found: Vec<bool> = lines.iter().map(|l| l.kind == BlockKind::Heading).collect();
    // A title that only seems to go on, since what stands below it begins in mid-sentence.
    for i in 0..lines.len() {
        let above = i.checked_sub(1).and_then(|p| lines.get(p)).is_none_or(|l| l.kind == BlockKind::Heading);
        let seems =
            |l: &Line| l.flows() && matches!(l.maybe, Maybe::Title(_)) && l.facts.commas == 0 && l.next.points >= JOIN;
        if above
            && lines.get(i).is_some_and(seems)
            && let Some(f) = found.get_mut(i)
        {
            *f = true;
        }
    }
    for end in ends.iter().filter(|e| e.cut_off) {
        for i in end.line + 1..lines.len() {
            let Some(line) = lines.get(i).filter(|l| l.flows() && matches!(l.maybe, Maybe::Title(_))) else { break };
            let below = lines.get(i + 1);
            let body = below.is_some_and(|b| {
                matches!(b.kind, BlockKind::Heading | BlockKind::Byline)
                    || b.flows()
                        && (b.facts.tail == Tail::Stop || b.facts.stops > 0 || matches!(b.maybe, Maybe::Title(_)))
            });
            if !body || line.next.points >= JOIN {
                break;
            }
            if let Some(f) = found.get_mut(i) {
                *f = true;
            }
        }
    }
    found
}

/// Lines at which an article begins: a title above a byline or dateline, or one of these without a title.
fn openings(text: &str, lines: &[Line], is_title: &[bool]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut titles: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        let next_flows = || lines.iter().skip(i + 1).find(|l| l.kind != BlockKind::Byline && !l.interrupts());
        let opens = match line.kind {
            _ if is_title.get(i) == Some(&true) => {
                titles.get_or_insert(i);
                continue;
            }
            BlockKind::Byline => {
                let inside = i.checked_sub(1).and_then(|p| lines.get(p)).is_some_and(|l| l.kind == BlockKind::Byline);
                !inside && next_flows().is_some_and(Line::flows)
            }
            _ => line.flows() && is_dateline(text.get(line.range.as_usize()).unwrap_or("")),
        };
        let at = titles.take().unwrap_or(i);
        let below_byline =
            at == i && i.checked_sub(1).and_then(|p| lines.get(p)).is_some_and(|l| l.kind == BlockKind::Byline);
        if opens
            && !below_byline
            && let Some(o) = found.get_mut(at)
        {
            *o = true;
        }
    }
    found
}

/// 本报讯, 新华社北京1月5日电: how a report begins.
fn is_dateline(line: &str) -> bool {
    if ![
        "本报",
        "新华社",
        "据新华社",
        "中新社",
        "中新网",
        "人民网",
        "新华网",
        "本刊",
        "本網",
        "本網",
        "新華社",
        "本報",
        "中央社",
    ]
    .iter()
    .any(|w| line.starts_with(w))
    {
        return false;
    }
    let head: String = line.chars().take(28).collect();
    let Some(at) = head.find(['电', '讯', '電', '訊']) else { return false };
    let before = head.get(..at).unwrap_or("");
    let after = head.get(at..).and_then(|r| r.chars().nth(1)).unwrap_or(' ');
    !before.contains(['，', '。', '、', '“', '：'])
        && (after.is_whitespace() || "（(:：，".contains(after) || before.contains('日') || before == "本报")
}
