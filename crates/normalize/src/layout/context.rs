//! What a line is beside its neighbours.

use std::collections::HashMap;

use baokan_corpus_model::{BlockKind, TextRange};

use super::bonds::Bonds;
use super::facts::Tail;
use super::heading::Title;
use super::seam::{CLOSED_BELOW, JOIN, Profile, Seam, weigh};
use super::{Line, Maybe};

/// A paragraph above which a short phrase is a title has at least so many characters.
const BODY: u32 = 30;
/// Lines of so many characters show how a page sets its paragraphs.
const LONG: u32 = 20;
/// An editor's note that is signed ——编者 has at most so many paragraphs.
const NOTE: usize = 4;

/// Settles what the lines may be. Each step is one walk.
pub(super) fn settle(text: &str, lines: &mut [Line]) {
    let page = profile(lines);
    posts_and_names(lines);
    page_heads(lines);
    captions(text, lines, page);
    seams(text, lines, page);
    items(lines);
    titles(lines, page);
    notes(lines);
    let flows: Vec<bool> = beyond(lines).into_iter().map(|b| lines.get(b).is_some_and(Line::flows)).collect();
    for (i, line) in lines.iter_mut().enumerate() {
        // What a title, a byline or the end of the page cuts off goes nowhere.
        if !(line.flows() && flows.get(i + 1) == Some(&true)) {
            line.next = Seam { points: i16::MIN, ..Seam::default() };
        }
    }
}

/// How the page sets its paragraphs, from its long lines.
pub(crate) fn profile(lines: &[Line]) -> Profile {
    let (mut long, mut indented) = (0usize, 0usize);
    let mut breaks = [0usize; 5];
    for line in lines.iter().filter(|l| l.facts.chars >= LONG) {
        long += 1;
        indented += usize::from(line.facts.indent);
        if line.facts.breaks > 0
            && let Some(n) = breaks.get_mut(usize::from(line.facts.breaks).min(4))
        {
            *n += 1;
        }
    }
    let usual = (1..5).max_by_key(|b| (breaks.get(*b).copied().unwrap_or(0), std::cmp::Reverse(*b))).unwrap_or(1);
    Profile { indented: long >= 4 && indented * 2 > long, breaks: usual as u16 }
}

/// A post on one line and a name on the next are a byline; so is a name below a title.
fn posts_and_names(lines: &mut [Line]) {
    for i in 0..lines.len() {
        let above = i.checked_sub(1).and_then(|p| lines.get(p)).map(|l| (l.kind, l.maybe));
        let dated =
            i.checked_sub(1).and_then(|p| lines.get(p)).is_some_and(|l| l.maybe == Maybe::Date || l.rule == "dateline");
        let below = lines.get(i + 1).map(|l| (l.kind, l.maybe, l.facts.chars));
        let Some(line) = lines.get_mut(i) else { continue };
        match (line.maybe, above, below) {
            (Maybe::Post, _, Some((_, Maybe::Names, _))) => line.set(BlockKind::Byline, 950, "post-above-name"),
            (Maybe::Names, Some((BlockKind::Byline, _)), _) => line.set(BlockKind::Byline, 950, "name-below-post"),
            (
                Maybe::Names,
                Some((BlockKind::Heading, _) | (_, Maybe::Title(_))),
                Some((BlockKind::Paragraph, _, n)),
            ) if n >= BODY => {
                line.set(BlockKind::Byline, 850, "name-below-title");
            }
            // 周某某 below the date of a speech and above its address.
            (Maybe::Names, _, _) if dated => line.set(BlockKind::Byline, 750, "name-below-date"),
            (Maybe::Names, Some(_), Some((_, Maybe::Date, _))) => line.rule = "signature",
            _ => {}
        }
    }
    // What looks like a name, or a post, may be the short title that it is otherwise.
    for line in lines.iter_mut() {
        let f = &line.facts;
        if matches!(line.maybe, Maybe::Names | Maybe::Post) && line.rule != "signature" {
            let bare = f.tail == Tail::Bare && f.gaps == 0 && f.chars <= 28;
            line.maybe = if bare { Maybe::Title(Title::Short) } else { Maybe::Sure };
        }
    }
}

/// Names of sections and papers, and dates, are furniture beside other furniture.
fn page_heads(lines: &mut [Line]) {
    for i in (0..lines.len()).chain((0..lines.len()).rev()) {
        if !lines.get(i).is_some_and(|l| matches!(l.maybe, Maybe::Part | Maybe::Date)) {
            continue;
        }
        let near = |d: isize| {
            let other = i.checked_add_signed(d).and_then(|n| lines.get(n));
            other.is_some_and(|l| l.kind == BlockKind::Furniture && l.rule == "page-head")
        };
        let beside = near(-1) || near(1);
        let Some(line) = lines.get_mut(i) else { continue };
        if beside {
            line.set(BlockKind::Furniture, 850, "page-head");
        }
    }
    for line in lines.iter_mut() {
        match line.maybe {
            Maybe::Date => line.rule = "dateline",
            Maybe::Part if line.facts.chars <= 28 => line.maybe = Maybe::Title(Title::Short),
            _ => {}
        }
    }
}

/// Weighs every pair of neighbours that may flow into each other.
fn seams(text: &str, lines: &mut [Line], page: Profile) {
    let words = |r: TextRange| text.get(r.as_usize()).unwrap_or("");
    let mut bonds = Bonds::default();
    let mut asked = Vec::new();
    let beyond = beyond(lines);
    for i in 0..lines.len().saturating_sub(1) {
        let (Some(a), Some(next)) = (lines.get(i), beyond.get(i + 1)) else { continue };
        let Some(b) = lines.get(*next) else { continue };
        // Full lines of hard-wrapped text are joined for other reasons.
        if !(a.flows() && b.flows()) || (a.full && !a.joined) || b.report {
            continue;
        }
        let mut seam = weigh(words(a.range), &a.facts, words(b.range), &b.facts, page);
        let title = |l: &Line| {
            matches!(l.maybe, Maybe::Title(Title::Phrases | Title::Numbered | Title::Chapter | Title::Notice))
        };
        if seam.onset < 9 && (title(a) || title(b) || b.maybe == Maybe::Date) {
            seam.points -= 6;
        }
        // Only where the balance may tip is the document asked, and never for a few characters of a table.
        let balanced = (JOIN - 4..=JOIN).contains(&seam.points) && matches!(a.facts.tail, Tail::Bare | Tail::Closer);
        if balanced && a.facts.chars > 8 {
            bonds.ask(words(a.range), words(b.range));
            asked.push((i, *next));
        }
        if let Some(a) = lines.get_mut(i) {
            a.next = seam;
        }
    }
    bonds.count(text);
    for (i, next) in asked {
        let (Some(a), Some(b)) = (lines.get(i), lines.get(next)) else { continue };
        if bonds.holds(words(a.range), words(b.range))
            && let Some(a) = lines.get_mut(i)
        {
            a.next.points += 4;
            a.next.weak = false;
            a.next.head = "what would stand together stands together elsewhere in the document";
        }
    }
    in_columns(lines);
    cut_openings(lines, page);
    broken_paragraphs(lines, page);
    verse(lines);
    careless(lines, page);
}

/// Where boxes show that a line fills its column and the next stands below it without an indent, an open sentence goes on.
fn in_columns(lines: &mut [Line]) {
    for i in 0..lines.len().saturating_sub(1) {
        let flows = lines.get(i + 1).is_some_and(Line::flows);
        if let Some(line) = lines.get_mut(i)
            && line.goes_on
            && flows
            && line.flows()
            && !line.facts.is_closed()
            && line.next.points < JOIN + 3
        {
            line.next.points = JOIN + 3;
            line.next.weak = false;
            line.next.head = "the line fills its column, and the next stands below it";
        }
    }
}

/// Longest line of verse, in characters.
const VERSE: u32 = 18;

/// Where the lines around are all short and fill no column, lines that end nothing are verse or a list.
fn verse(lines: &mut [Line]) {
    const NEAR: usize = 3;
    let short = |l: &Line| l.facts.chars <= VERSE && l.facts.is_chinese() && !l.full;
    for i in 0..lines.len().saturating_sub(1) {
        let around = lines.get(i.saturating_sub(NEAR)..(i + NEAR + 2).min(lines.len())).unwrap_or(&[]);
        let pair = lines.get(i..i + 2).is_some_and(|p| p.iter().all(short));
        if !pair || around.len() < 2 * NEAR || around.iter().filter(|l| short(l)).count() + 1 < around.len() {
            continue;
        }
        if let Some(line) = lines.get_mut(i)
            && line.next.points >= JOIN
            && line.next.onset < 9
        {
            line.next.points = line.next.points.saturating_sub(6);
        }
    }
}

/// Where people leave out the last full stop, a missing one proves no cut. A cut breaks a word in one of three cases: a
/// document with many lines that end nothing and hardly a broken word between them was typed so.
fn careless(lines: &mut [Line], page: Profile) {
    const ENOUGH: usize = 6;
    // Where blank lines part the paragraphs, a pair that none parts is one paragraph, however it was typed.
    let parted = |below: &Line| page.breaks < 2 || below.facts.breaks >= page.breaks;
    let cut = |l: &Line| l.flows() && !l.full && l.next.points >= JOIN;
    let bare = |l: &Line| cut(l) && (l.next.weak || l.facts.tail == Tail::Comma && l.next.onset <= 0 && !l.next.broken);
    let pairs = || lines.windows(2).filter_map(|p| Some((p.first()?, p.get(1)?)));
    let open = pairs().filter(|(a, b)| parted(b) && bare(a)).count();
    let broken = pairs().filter(|(a, b)| parted(b) && cut(a) && a.next.broken).count();
    if open < ENOUGH || broken * 4 >= open {
        return;
    }
    // Nor do the other signs that any two remarks may have by chance: a last 的, words that stand together elsewhere.
    let unproven = |l: &Line| {
        cut(l) && !l.next.broken && l.next.onset <= 3 && l.next.tail != CLOSED_BELOW && l.facts.tail != Tail::Opening
    };
    let found: Vec<usize> =
        pairs().enumerate().filter(|(_, (a, b))| parted(b) && unproven(a)).map(|(i, _)| i).collect();
    for i in found {
        if let Some(line) = lines.get_mut(i) {
            line.next.points = JOIN - 1;
        }
    }
}

/// For each line the first one from it on that interrupts nothing.
fn beyond(lines: &[Line]) -> Vec<usize> {
    let mut next = vec![lines.len(); lines.len()];
    let mut at = lines.len();
    for (i, line) in lines.iter().enumerate().rev() {
        if !line.interrupts() {
            at = i;
        }
        if let Some(n) = next.get_mut(i) {
            *n = at;
        }
    }
    next
}

/// Longer lines than this without a stop are no titles on a page that is known to be cut.
const TITLE: u32 = 34;

/// Paragraphs that are cut in their first sentence, and look like long titles: where at least twice as many paragraphs of
/// the page are cut beyond doubt, these are too.
fn cut_openings(lines: &mut [Line], page: Profile) {
    let doubtful = |a: &Line, b: &Line| {
        let f = &a.facts;
        a.flows()
            && b.flows()
            && f.tail == Tail::Bare
            && f.stops == 0
            && f.chars > TITLE
            && a.next.onset >= 0
            && !(page.indented && b.facts.indent)
            && f.gaps == 0
            && f.commas > 0
            && (JOIN - 8..JOIN).contains(&a.next.points)
            && b.facts.chars > TITLE
    };
    let pairs = || lines.windows(2).filter_map(|p| Some((p.first()?, p.get(1)?)));
    let proven = pairs()
        .filter(|(a, b)| a.flows() && a.next.points >= JOIN + 3 && !a.next.weak && b.facts.breaks >= page.breaks)
        .count();
    let open = pairs().filter(|(a, b)| doubtful(a, b)).count();
    if open == 0 || proven < open * 2 {
        return;
    }
    let found: Vec<usize> = pairs().enumerate().filter(|(_, (a, b))| doubtful(a, b)).map(|(i, _)| i).collect();
    for i in found {
        if let Some(line) = lines.get_mut(i) {
            line.next.points = JOIN;
            line.next.weak = true;
            line.next.head = "most lines without end mark on this page are cut";
        }
    }
}

/// Where blank lines part the paragraphs, lines directly below each other are one paragraph when one of the breaks is
/// proven: links and notes in a web page are set on lines of their own.
fn broken_paragraphs(lines: &mut [Line], page: Profile) {
    if page.breaks < 2 {
        return;
    }
    let mut start = 0;
    for i in 0..lines.len() {
        let last = lines.get(i + 1).is_none_or(|n| n.facts.breaks != 1);
        if !last {
            continue;
        }
        let end = i;
        let ends = lines.get(end).is_some_and(|l| l.facts.tail == Tail::Stop);
        if let Some(run) = lines.get_mut(start..=end).filter(|r| r.len() > 1 && ends)
            && run.iter().all(Line::flows)
        {
            let inner = run.len() - 1;
            let proven = run.iter().take(inner).any(|l| l.next.points >= JOIN + 3 && !l.next.weak);
            let open = |l: &Line| l.facts.tail != Tail::Stop || l.facts.last == '—';
            if proven && run.iter().take(inner).all(open) {
                for line in run.iter_mut().take(inner).filter(|l| l.next.points > -8 && l.next.points < JOIN) {
                    line.next.points = JOIN;
                    line.next.head = "no blank line parts them, as it does paragraphs";
                }
            }
        }
        start = i + 1;
    }
}

/// One sentence of a scene is a caption beside a caption, between two halves of a sentence, and in a page that has sure
/// captions. So are sentences of one clause and the same length that stand alone all over the page.
fn captions(text: &str, lines: &mut [Line], page: Profile) {
    let words = |r: TextRange| text.get(r.as_usize()).unwrap_or("");
    let sure = lines.iter().any(|l| l.kind == BlockKind::Caption && l.rule == "photo-credit");
    let wrapped = lines.iter().any(|l| l.full);
    let alone = |l: &Line| {
        let f = &l.facts;
        l.kind == BlockKind::Paragraph
            && f.tail == Tail::Stop
            && f.last == '。'
            && f.is_one_phrase()
            && f.pauses == 0
            && f.han == f.chars - 1
            && (6..=15).contains(&f.chars)
    };
    // Such sentences are captions on a page of the press only, and when most of them have one length.
    let press = lines.iter().any(|l| l.interrupts() || l.kind == BlockKind::Byline);
    let mut lengths: HashMap<u32, u32> = HashMap::new();
    for line in lines.iter().filter(|l| press && alone(l)) {
        *lengths.entry(line.facts.chars).or_default() += 1;
    }
    let all: u32 = lengths.values().sum();
    for i in 0..lines.len() {
        let pictured = |l: &Line| l.kind == BlockKind::Paragraph && l.maybe == Maybe::Pictured;
        let may = |l: &Line| l.kind == BlockKind::Paragraph && (l.maybe == Maybe::Scene || alone(l)) || pictured(l);
        if wrapped || !lines.get(i).is_some_and(may) {
            continue;
        }
        let neighbour = |d: isize| i.checked_add_signed(d).and_then(|n| lines.get(n));
        let beside = [-1, 1].into_iter().any(|d| neighbour(d).is_some_and(|l| l.kind == BlockKind::Caption));
        let above_closed = neighbour(-1).is_none_or(|l| !l.flows() || l.facts.is_closed());
        let verse = [-1, 1].into_iter().any(|d| {
            let me = neighbour(0).map(|l| l.facts.chars);
            neighbour(d).is_some_and(|l| alone(l) && Some(l.facts.chars) == me)
        });
        // Where the line above is cut: does it go on here, or below?
        let weighed = |n: isize| {
            let (a, b) = (neighbour(-1)?, neighbour(n)?);
            (a.flows() && !a.facts.is_closed() && b.flows())
                .then(|| weigh(words(a.range), &a.facts, words(b.range), &b.facts, page).points)
        };
        let placed = neighbour(0).is_some_and(pictured);
        let scene = placed || neighbour(0).is_some_and(|l| l.maybe == Maybe::Scene && l.kind == BlockKind::Paragraph);
        let (here, below) = if scene { (weighed(0), weighed(1)) } else { (None, None) };
        let Some(line) = lines.get_mut(i) else { continue };
        let goes_on_here = here.is_some_and(|p| p >= JOIN && below.is_none_or(|b| b < JOIN));
        let goes_on_below = below.is_some_and(|b| b > JOIN && here.is_none_or(|h| b > h));
        if scene && !goes_on_here && (beside || sure || goes_on_below || (placed && above_closed)) {
            line.set(BlockKind::Caption, if beside || goes_on_below { 800 } else { 700 }, "one-scene");
        } else if alone(line)
            && above_closed
            && !verse
            && lengths.get(&line.facts.chars).is_some_and(|n| *n >= 3 && *n * 2 > all)
        {
            line.set(BlockKind::Caption, 650, "equal-lengths");
        }
    }
}

/// Items of a list: marked lines in company, or after a colon.
fn items(lines: &mut [Line]) {
    for i in 0..lines.len() {
        if !lines.get(i).is_some_and(|l| l.maybe == Maybe::Item) {
            continue;
        }
        let item = |l: &Line| l.maybe == Maybe::Item || l.rule == "list-item";
        let near = |d: isize| i.checked_add_signed(d).and_then(|n| lines.get(n));
        let company = [-2, -1, 1, 2].into_iter().any(|d| near(d).is_some_and(item));
        let announced = near(-1).is_some_and(|l| l.facts.tail == Tail::Colon);
        let Some(line) = lines.get_mut(i) else { continue };
        if line.maybe == Maybe::Item && line.kind == BlockKind::Paragraph {
            if company || announced {
                line.set(BlockKind::ListItem, if company { 950 } else { 850 }, "list-item");
            } else if line.facts.chars > 12 {
                line.set(BlockKind::ListItem, 600, "list-item");
            }
        }
    }
}

/// Titles: what may be one, where the text around lets it.
fn titles(lines: &mut [Line], page: Profile) {
    let mut i = 0;
    while i < lines.len() {
        let is_title = |l: &Line| l.kind == BlockKind::Paragraph && matches!(l.maybe, Maybe::Title(_)) && !l.full;
        if !lines.get(i).is_some_and(is_title) {
            i += 1;
            continue;
        }
        let run = lines.iter().skip(i).take_while(|l| is_title(l)).count();
        for k in i..i + run {
            if let Some(title) = title_at(lines, k, run, page)
                && let Some(line) = lines.get_mut(k)
            {
                line.set(BlockKind::Heading, title.confidence(), title.sign());
                if let Title::Boxed(level) = title {
                    line.level = level;
                }
                let below = (title == Title::Rubric).then(|| lines.get_mut(k + 1)).flatten();
                if let Some(named) = below.filter(|b| b.maybe == Maybe::Sure && b.kind == BlockKind::Paragraph) {
                    named.set(BlockKind::Heading, 750, "below-rubric");
                }
            } else if let Some(line) = lines.get_mut(k)
                && let Maybe::Title(mark @ (Title::Dash | Title::Occasion)) = line.maybe
            {
                match mark {
                    Title::Dash => line.maybe = Maybe::Item,
                    // Nothing goes on from it, whatever word its last character makes with the next.
                    _ => (line.maybe, line.rule) = (Maybe::Sure, "dateline"),
                }
            }
        }
        i += run;
    }
}

/// Whether a short line is who announces: below it stands the next announcement, or the date.
fn signs_off(line: &Line, below: Option<&Line>) -> bool {
    line.maybe == Maybe::Title(Title::Short)
        && below.is_some_and(|b| b.rule == "notice" || matches!(b.maybe, Maybe::Title(Title::Notice) | Maybe::Date))
}

/// Whether a line below the name of a column is its title, though a mark in it was lost: short, and text or a name below.
fn is_named(line: &Line, below: Option<&Line>) -> bool {
    let f = &line.facts;
    let phrase = (5..=24).contains(&f.chars) && f.stops == 0 && f.commas == 0 && f.tail != Tail::Stop;
    let text = |b: &Line| b.kind == BlockKind::Byline || b.maybe == Maybe::Names || b.facts.chars >= BODY || b.full;
    line.kind == BlockKind::Paragraph && phrase && !line.full && f.is_chinese() && below.is_some_and(text)
}

/// Whether the line is a title; `run` lines in a row may be one.
fn title_at(lines: &[Line], i: usize, run: usize, page: Profile) -> Option<Title> {
    let line = lines.get(i)?;
    let Maybe::Title(title) = line.maybe else { return None };
    let above = i.checked_sub(1).and_then(|p| lines.get(p));
    let below = lines.get(i + 1);
    // The line above goes on here, or this line goes on below: it is half a sentence. Two lines of one title do so too.
    let large =
        |l: Option<&Line>| l.is_some_and(|l| matches!(l.maybe, Maybe::Title(Title::Boxed(1 | 2))) || l.level > 0);
    let own = matches!(title, Title::Boxed(1 | 2));
    let cut_below = line.next.points >= JOIN && !(own && large(below));
    let cut_above = above.is_some_and(|a| a.flows() && a.next.points >= JOIN) && !(own && large(above));
    if title == Title::Rubric {
        let named = |l: &Line| l.kind == BlockKind::Heading || matches!(l.maybe, Maybe::Title(_));
        return below.is_some_and(|b| named(b) || is_named(b, lines.get(i + 2))).then_some(Title::Rubric);
    }
    if title == Title::Notice {
        // The end of the announcement above it, a name or a number to call, is not closed.
        let stands = above.is_none_or(|a| !a.flows() || a.facts.is_closed() || (!cut_above && !a.full));
        let roomy = line.facts.breaks > 1 || below.is_some_and(|b| b.facts.breaks > 1);
        return (below.is_some() && (stands || (roomy && page.breaks < 2))).then_some(title);
    }
    let below_title = above.is_some_and(|a| a.kind == BlockKind::Heading);
    if title == Title::Occasion {
        return below_title.then_some(title);
    }
    if cut_below || cut_above {
        return None;
    }
    match title {
        Title::Chapter | Title::Rubric | Title::Notice | Title::Occasion => Some(title),
        Title::Dash => below_title.then_some(title),
        // Numbered lines in a row without text between are a list or a table of contents.
        Title::Numbered => {
            let company = |l: Option<&Line>| l.is_some_and(|l| l.maybe == Maybe::Title(Title::Numbered));
            (!company(below) && !above.is_some_and(|a| a.maybe == Maybe::Title(Title::Numbered))).then_some(title)
        }
        Title::Boxed(_) => {
            let stands = below_title || above.is_none_or(|a| !a.flows() || a.facts.is_closed() || large(Some(a)));
            stands.then_some(title)
        }
        Title::Phrases => (run <= 4).then_some(title),
        Title::Short | Title::Clauses => {
            if run > 3 || signs_off(line, below) || line.facts.tail == Tail::Stop {
                return None;
            }
            // Where blank lines part paragraphs, or lines are wrapped, a title has room around it.
            let wrapped = below.is_some_and(|b| b.full);
            let roomy = line.facts.breaks != 1 && below.is_some_and(|b| b.facts.breaks != 1);
            let free = roomy || (page.breaks < 2 && !wrapped);
            let stands =
                below_title || above.is_none_or(|a| !a.flows() || a.facts.is_closed() || a.maybe != Maybe::Sure);
            // Titles of several lines: what counts is the text below the last of them.
            let text = lines.iter().skip(i).find(|l| !matches!(l.maybe, Maybe::Title(_)))?;
            let body = match text.kind {
                BlockKind::Byline | BlockKind::Heading | BlockKind::EditorNote => true,
                BlockKind::Caption | BlockKind::ListItem => true,
                BlockKind::Paragraph => {
                    text.facts.is_chinese()
                        && text.rule != "dateline"
                        && (text.facts.chars >= BODY
                            || text.full
                            || text.goes_on
                            || text.facts.tail == Tail::Colon
                            // 记者：某县怎么做？ opens a part of an interview.
                            || (text.facts.colons > 0 && text.facts.tail == Tail::Stop))
                }
                _ => false,
            };
            let room = free || matches!(text.kind, BlockKind::Byline | BlockKind::Heading);
            (room && stands && body).then_some(title)
        }
    }
}

/// The paragraphs above ——编者 and the one below the words 编者按 are the note.
fn notes(lines: &mut [Line]) {
    for i in 0..lines.len() {
        let Some(line) = lines.get(i) else { continue };
        if line.kind == BlockKind::Byline && line.rule == "editors" {
            let note = lines.iter().take(i).rev().take_while(|l| l.kind == BlockKind::Paragraph).count();
            if note <= NOTE {
                for l in lines.iter_mut().take(i).rev().take(note) {
                    l.set(BlockKind::EditorNote, 950, "signed-by-editors");
                }
            }
        } else if line.kind == BlockKind::EditorNote
            && line.facts.chars <= 8
            && let Some(next) = lines.get_mut(i + 1)
            && next.kind == BlockKind::Paragraph
        {
            next.set(BlockKind::EditorNote, 900, "below-editors-word");
        }
    }
}
