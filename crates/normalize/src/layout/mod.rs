//! Lines and blocks: what each line of the page is, and which lines belong together.
//!
//! A line is looked at three times: by itself (what it is made of), beside its neighbours (a phrase above a paragraph is a
//! title, a name below a post is a byline), and across its end (whether the next line goes on with its sentence). The
//! reader's hints decide where there are any. Every step is one walk over the lines.

mod bonds;
mod context;
mod continued;
mod facts;
mod flow;
pub mod geometry;
mod heading;
mod hints;
mod key;
mod note;
mod notice;
mod page;
mod picture;
mod place;
mod seam;
mod sign;
mod words;
mod wrap;

use baokan_corpus_model::{Block, BlockKind, Confidence, Document, RegionKind, SpanLayer, TextRange};

pub(crate) use bonds::Bonds;
pub(crate) use continued::{Jump, Way, at_end, at_start, jump, likeness, page_number};
pub(crate) use facts::{Facts, Tail};
pub(crate) use flow::{Link, chains, links};
pub(crate) use key::{fold as simplified, folded};
pub(crate) use seam::{CLOSED_BELOW, JOIN, LEADS_ON, Profile, Seam, is_marked, is_ordinal, onset, weigh};
pub(crate) use sign::{Sign, read as read_sign};

use heading::Title;
use hints::Hints;
use key::Key;
use note::Note;
use page::Page;

/// A line of the current revision, blank lines left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without its line break and without white space at either end.
    pub range: TextRange,
    /// What it most likely is.
    pub kind: BlockKind,
    /// For headings: the level of the mark that it had, 0 when it had none.
    pub level: u8,
    /// How sure the kind is.
    pub confidence: Confidence,
    /// The sign that decided.
    pub rule: &'static str,
    /// The article that it belongs to by its place on the page, where boxes prove it.
    pub group: Option<u32>,
    /// Its counts.
    pub(crate) facts: Facts,
    /// What else it may be; settled by the neighbours.
    pub(crate) maybe: Maybe,
    /// Boxes show that the line below it goes on with it.
    pub(crate) goes_on: bool,
    /// It fills its column in hard-wrapped text.
    pub(crate) full: bool,
    /// Boxes said which lines belong to it.
    pub(crate) joined: bool,
    /// It begins with the head of a report (本报讯): nothing goes on in it.
    pub(crate) report: bool,
    /// Whether the next line goes on with its sentence.
    pub(crate) next: Seam,
}

/// What a line may be when its neighbours agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Maybe {
    /// Nothing else.
    #[default]
    Sure,
    /// A title.
    Title(Title),
    /// A byline: nothing but names.
    Names,
    /// A byline: nothing but posts.
    Post,
    /// A section's or a paper's name.
    Part,
    /// A date.
    Date,
    /// One sentence of what a picture shows.
    Scene,
    /// Words under a picture, by its place.
    Pictured,
    /// Begins with —— or another list mark.
    Item,
}

impl Line {
    fn set(&mut self, kind: BlockKind, confidence: u16, rule: &'static str) {
        self.kind = kind;
        self.confidence = Confidence::per_mille(confidence);
        self.rule = rule;
        self.maybe = Maybe::Sure;
    }

    /// Whether it is running text, which may be cut.
    pub(crate) fn flows(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::EditorNote | BlockKind::AuthorNote)
            && !matches!(self.rule, "table-row" | "code" | "dateline")
    }

    /// Whether it may stand in the middle of a sentence that goes on below it.
    pub(crate) fn interrupts(&self) -> bool {
        matches!(self.kind, BlockKind::Caption | BlockKind::Credit | BlockKind::Furniture)
    }
}

/// Lines of the current revision with their likely kind.
#[must_use]
pub fn lines(doc: &Document) -> Vec<Line> {
    let text = doc.text.as_str();
    let mut hints = Hints::new(doc);
    let mut key = Key::default();
    let mut pages = Vec::new();
    let mut lines: Vec<Line> = facts::scan(text)
        .map(|(range, facts)| {
            let mut line = Line {
                range,
                kind: BlockKind::Paragraph,
                level: 0,
                confidence: Confidence::per_mille(900),
                rule: "running-text",
                group: None,
                facts,
                maybe: Maybe::Sure,
                goes_on: false,
                full: false,
                joined: false,
                report: heads_report(doc.text.slice(range), facts.first),
                next: Seam::default(),
            };
            by_itself(&mut line, doc.text.slice(range), &mut key);
            let hint = hints.of(range, facts.first);
            if let Some(hint) = hint {
                by_hint(&mut line, hint.kind);
                line.group = hint.group;
                if let Some(role) = hint.role {
                    place::by_role(&mut line, doc.text.slice(range), role, hint.joined_page.is_some());
                }
                if hint.role == Some(geometry::Role::Body) && line.maybe == Maybe::Title(Title::Clauses) {
                    line.maybe = Maybe::Sure;
                }
                if hint.fills && hint.joined_page.is_none() {
                    place::fills_column(&mut line);
                }
            }
            pages.push(hint.and_then(|h| h.joined_page));
            line.joined = pages.last().is_some_and(Option::is_some);
            line
        })
        .collect();
    if hints.has_columns() {
        let ends: Vec<(TextRange, TextRange)> = lines.iter().map(ends).collect();
        for (line, pair) in lines.iter_mut().zip(ends.windows(2)) {
            line.goes_on = matches!(pair, [a, b] if hints.goes_on(a.1, b.0));
        }
    }
    wrap::mark(&mut lines);
    continued::jumps(text, &mut lines);
    // Repeated titles stand in the middle of a sentence.
    continued::titles(text, &mut lines);
    context::settle(text, &mut lines);
    continued::titles(text, &mut lines);
    // Where boxes said which lines belong together, words do not know better; but a sentence may go on overleaf, and words
    // prove that a paragraph of one article was torn.
    let torn: Vec<bool> = lines
        .windows(2)
        .enumerate()
        .map(|(i, p)| matches!(p, [a, b] if is_torn(a, b)) || continued::jumps_over(&lines, i))
        .collect();
    for ((line, page), torn) in lines.iter_mut().zip(pages.windows(2)).zip(torn) {
        if matches!(page, [Some(a), Some(b)] if a == b) && torn {
            line.full = false;
        } else if matches!(page, [Some(a), Some(b)] if a == b) {
            line.next = Seam { points: line.next.points.min(JOIN - 9), ..Seam::default() };
            line.full = false;
        }
    }
    lines
}

/// Whether a paragraph of an article stops in mid-sentence and the next one goes on with it.
fn is_torn(a: &Line, b: &Line) -> bool {
    let text = |l: &Line| l.kind == BlockKind::Paragraph && l.maybe == Maybe::Sure && !l.report;
    let open = matches!(a.facts.tail, Tail::Bare | Tail::Comma | Tail::Opening);
    a.group.is_some()
        && a.group == b.group
        && text(a)
        && text(b)
        && open
        && a.facts.chars.max(b.facts.chars) > 12
        && !b.facts.indent
        && a.next.points >= JOIN
        && (!a.next.weak || a.next.broken)
}

/// Whether a line begins with 本报讯 and the like.
fn heads_report(words: &str, first: char) -> bool {
    const FIRST: &str = "本新中据據法路【〔[（(";
    let head = || words.char_indices().nth(40).map_or(words, |(end, _)| words.get(..end).unwrap_or(""));
    FIRST.contains(first) && notice::opens_report(&key::folded(head()))
}

/// First and last character of a line.
fn ends(line: &Line) -> (TextRange, TextRange) {
    let (first, last) = (line.facts.first.len_utf8() as u32, line.facts.last.len_utf8() as u32);
    (TextRange::at(line.range.start(), first), TextRange::new(line.range.end().saturating_sub(last), line.range.end()))
}

/// What a line is by its own words. Most lines are running text, and that shows without folding them.
fn by_itself(line: &mut Line, words: &str, key: &mut Key) {
    let f = line.facts;
    if f.han == 0 && f.chars > 12 {
        return;
    }
    let plain = f.stops == 0 && f.commas == 0;
    // 0？版: the figure of a page number was not read.
    let short = (plain && f.chars <= 80) || (f.last == '版' && f.chars <= 6);
    let title = f.stops == 0 && f.chars <= heading::LONGEST && f.tail != Tail::Comma && f.tail != Tail::Opening;
    let begins = BEGINNINGS.contains(f.first);
    let ends = ENDS.contains(f.last);
    if !(short || title || begins || ends) {
        return;
    }
    key.read(words, f.chars);
    if begins {
        match note::read(key.head(), key.tail(), f.chars) {
            Some(Note::Editor) => return line.set(BlockKind::EditorNote, 950, "editor-note"),
            Some(Note::Author) => return line.set(BlockKind::AuthorNote, 950, "author-note"),
            None => {}
        }
    }
    if let Some(whole) = key.whole().filter(|_| short) {
        // A longer run of Han characters alone is no page head.
        if f.han < f.chars || f.chars <= 12 || f.gaps > 0 {
            match page::read(whole) {
                Some(Page::Furniture(sign)) => return line.set(BlockKind::Furniture, 950, sign),
                Some(Page::Part) => line.maybe = Maybe::Part,
                Some(Page::Date) => line.maybe = Maybe::Date,
                None => {}
            }
        }
        if line.maybe == Maybe::Sure && f.tail != Tail::Stop {
            match sign::read(whole) {
                Some(Sign::Byline(sign)) => return line.set(BlockKind::Byline, 950, sign),
                Some(Sign::Credit(sign)) => return line.set(BlockKind::Credit, 950, sign),
                Some(Sign::Names) => line.maybe = Maybe::Names,
                Some(Sign::Post) => line.maybe = Maybe::Post,
                None => {}
            }
        }
    }
    if (begins || ends || f.colons > 0)
        && let Some(sign) = picture::read(key.head(), key.tail(), f.chars)
    {
        return line.set(BlockKind::Caption, 950, sign);
    }
    if line.maybe != Maybe::Sure {
        return;
    }
    if is_item(key.head()) {
        line.maybe = Maybe::Item;
    }
    let Some(whole) = key.whole() else { return };
    if notice::is_notice(whole) {
        line.maybe = Maybe::Title(Title::Notice);
    } else if let Some(title) = heading::read(whole, &f) {
        line.maybe = Maybe::Title(title);
    } else if plain && f.tail == Tail::Stop && picture::is_scene(whole) {
        line.maybe = Maybe::Scene;
    } else if f.stops == 0 && f.tail == Tail::Bare && f.chars <= 60 && page::after_date(whole).is_some() {
        line.rule = "dateline";
    }
}

/// First characters of notes, captions and list items, in both scripts.
const BEGINNINGS: &str = "图圖上下左右中题題大小附主照如插资資（(【[〔■□◆●※*编編按开開栏欄作本第通▲△▼↑→←↓◀▶◎★◇○•▪—-";

/// Last characters of photo credits, in both scripts.
const ENDS: &str = "摄攝影图圖绘繪照片发發文）)";

/// —— and bullets at the beginning of an item.
fn is_item(key: &str) -> bool {
    (key.starts_with("——") && !key.starts_with("———"))
        || key.starts_with(['●', '◆', '■', '•', '★', '◎', '▲', '▪', '◇', '○', '※'])
}

/// What the reader saw decides, except that a photo credit set as a title is still one.
fn by_hint(line: &mut Line, hint: RegionKind) {
    let plain = line.kind == BlockKind::Paragraph;
    let short = line.facts.chars <= 60 && line.facts.tail != Tail::Comma;
    match hint {
        RegionKind::Heading(level) if plain && line.facts.chars <= 120 => {
            line.set(BlockKind::Heading, 980, "heading-mark");
            line.level = level;
        }
        RegionKind::Strong if plain && short && line.facts.tail != Tail::Stop && line.facts.stops == 0 => {
            line.set(BlockKind::Heading, 900, "bold-line");
        }
        RegionKind::ListItem if plain => line.set(BlockKind::ListItem, 900, "list-mark"),
        RegionKind::Image if plain => line.set(BlockKind::Caption, 700, "picture-text"),
        RegionKind::TableRow => line.set(BlockKind::Paragraph, 900, "table-row"),
        RegionKind::Code => line.set(BlockKind::Paragraph, 900, "code"),
        _ => {}
    }
}

/// The blocks of a repaired document: one a line.
#[must_use]
pub fn blocks(doc: &Document) -> SpanLayer<Block> {
    to_blocks(&lines(doc))
}

/// One block a line.
pub(crate) fn to_blocks(lines: &[Line]) -> SpanLayer<Block> {
    lines
        .iter()
        .map(|l| {
            let block =
                Block { kind: l.kind, level: l.level, confidence: l.confidence, rule: l.rule.into(), group: l.group };
            (l.range, block)
        })
        .collect()
}
