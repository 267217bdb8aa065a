//! What a line is by its place and size on the page.

use baokan_corpus_model::BlockKind;

use super::facts::Tail;
use super::geometry::Role;
use super::heading::Title;
use super::{Line, Maybe};

/// The sign of a section's title; it is no part of a headline above it.
pub(crate) const SECTION: &str = "section-by-place";
/// Longest title, in characters.
const TITLE: u32 = 80;
/// Longest line of a page head or foot, in characters.
const EDGE: u32 = 40;
/// Longest line of names below a headline, in characters.
const NAMES: u32 = 40;

/// Words that say who wrote, in both scripts.
const WRITERS: &[&str] = &["记者", "記者", "通讯员", "通訊員", "评论员", "評論員", "特派员", "特派員", "撰稿"];

/// What words have not settled, the place does.
///
/// Where the boxes put the page in `order`, they are clean and are believed. Else they are what an engine saw on a page
/// that it may have read badly, and size speaks for a title only where the words around let it.
pub(super) fn by_role(line: &mut Line, words: &str, role: Role, order: bool) {
    if line.kind != BlockKind::Paragraph {
        return;
    }
    let f = line.facts;
    let level = match role {
        Role::Headline => 1,
        Role::Kicker | Role::Subheadline => 2,
        Role::Section => 3,
        Role::Caption if order => return line.set(BlockKind::Caption, 700, "picture-text"),
        // One sentence, where the words above and below do not need it.
        Role::Caption if f.stops <= 1 && f.commas <= 1 && f.tail == Tail::Stop => {
            line.maybe = Maybe::Pictured;
            return;
        }
        Role::Furniture if f.chars <= EDGE && f.stops == 0 && f.tail != Tail::Stop => {
            return line.set(BlockKind::Furniture, 800, "page-edge");
        }
        Role::Centred if f.chars <= NAMES && f.stops == 0 && WRITERS.iter().any(|w| words.contains(w)) => {
            return line.set(BlockKind::Byline, 850, "names-below-headline");
        }
        _ => return,
    };
    if order && f.chars <= TITLE && (level < 3 || (f.chars <= 60 && f.stops == 0 && f.tail < Tail::Comma)) {
        line.set(BlockKind::Heading, if level == 3 { 900 } else { 980 }, Title::Boxed(level).sign());
        line.level = level;
    } else if !order && f.chars <= TITLE && may_be_title(line) {
        line.maybe = Maybe::Title(Title::Boxed(level));
    }
}

/// A line that fills its column is no title of one phrase.
pub(super) fn fills_column(line: &mut Line) {
    if matches!(line.maybe, Maybe::Title(Title::Short | Title::Clauses | Title::Boxed(_))) {
        line.maybe = Maybe::Sure;
    }
}

/// Whether nothing in the words of a line speaks against a title.
fn may_be_title(line: &Line) -> bool {
    let f = &line.facts;
    f.han >= 4
        && f.han * 2 >= f.chars
        && (f.stops == 0 || (f.stops == 1 && matches!(f.last, '？' | '！' | '?' | '!')))
        && f.commas <= 2
        && f.colons <= 1
        && matches!(f.tail, Tail::Bare | Tail::Closer | Tail::Stop)
        && !line.full
}
