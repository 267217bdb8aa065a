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
    // A sentence that stands alone in its line is no section's title.
    let open = matches!(f.tail, Tail::Bare | Tail::Closer) || matches!(f.last, '？' | '！' | '?' | '!');
    if order && f.chars <= TITLE && (level < 3 || (f.chars <= 60 && f.stops == 0 && open)) {
        line.set(BlockKind::Heading, if level == 3 { 900 } else { 980 }, Title::Boxed(level).sign());
        line.level = level;
    } else if !order
        && f.chars <= TITLE
        && may_be_title(line)
        && !line.report
        && line.maybe != Maybe::Title(Title::Notice)
    {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{BlockKind, Document, Region, RegionKind, Source, SourceRange};

    use crate::{Options, Registry};

    /// One column as an engine gives it: left, top, right and words of each line; letters are 30 high.
    fn page(lines: &[(i32, i32, i32, &str)]) -> Document {
        let text: String = lines.iter().map(|l| format!("{}\n", l.3)).collect();
        let mut doc = Document::new(Arc::new(Source::from_text(text, "boxes").unwrap()));
        let mut at = 0;
        for (left, top, right, words) in lines {
            let source = SourceRange::new(at, at + words.len() as u32);
            at = source.end() + 1;
            let bbox = Some([*left, *top, *right, top + 30]);
            doc.regions.push(Region { source, kind: RegionKind::Line, page: Some(1), bbox, confidence: None });
        }
        Registry::builtin().normalize(&mut doc, &Options::default());
        doc
    }

    #[test]
    fn lines_that_fill_their_column_go_on_and_are_no_titles() {
        let doc = page(&[
            (160, 100, 580, "县水利部门先后召开座谈会"),
            (100, 140, 580, "入户走访两千多户确定分类分档的"),
            (100, 180, 580, "水价粮食作物每立方米少收一角"),
            (100, 220, 400, "群众都说这个办法好。"),
            (160, 260, 580, "渠道修好以后放水的时间短了"),
            (100, 300, 580, "一半每亩地能省下三十立方米水"),
            (100, 340, 580, "村里还请了专人看护闸门每天"),
            (100, 380, 300, "巡查两次。"),
        ]);
        assert_eq!(
            doc.text.as_str().trim_end(),
            "县水利部门先后召开座谈会入户走访两千多户确定分类分档的水价粮食作物每立方米少收一角群众都说这个办法好。\n\
             渠道修好以后放水的时间短了一半每亩地能省下三十立方米水村里还请了专人看护闸门每天巡查两次。"
        );
        assert!(doc.blocks.iter().all(|(_, b)| b.kind == BlockKind::Paragraph && b.group.is_none()));
    }
}
