//! Articles of a page: where they begin, what is title and byline, which are parts of a feature.
//!
//! A line opens an article when it has the form of a title and something confirms it: a byline behind it, a dateline behind
//! it, the end of the article before it (a note on the author, the makers' names), its rank among the headings, or that it
//! is the first thing on the page. A head within a text has none of these.

mod build;
mod feature;
mod line;
mod title;

use std::collections::HashSet;

use baokan_corpus_model::{BlockKind, Confidence, Document};

use crate::Segmenter;
use build::{Draft, article};
use line::{Line, Part};
use title::{Opening, opening, signature};

/// Fills [`Document::articles`], and settles the kinds of blocks that the article makes clear.
#[derive(Clone, Copy, Debug, Default)]
pub struct Articles;

impl Segmenter for Articles {
    fn segment(&self, doc: &mut Document) {
        let lines = Line::all(doc);
        let mut drafts = draft(&lines);
        feature::gather(&mut drafts, &lines);
        let mut retyped = Vec::new();
        let heads: HashSet<usize> = drafts.iter().filter_map(|d| d.parent).collect();
        let articles =
            drafts.iter().enumerate().map(|(k, d)| article(d, &lines, heads.contains(&k), &mut retyped)).collect();
        for r in retyped {
            if let Some(block) = doc.blocks.get_mut(r.index) {
                block.kind = r.kind;
                block.rule = r.rule.into();
                block.confidence = Confidence::per_mille(900);
            }
        }
        doc.articles = articles;
    }
}

/// Distributes the lines over articles.
fn draft(lines: &[Line<'_>]) -> Vec<Draft> {
    let levels_rank = levels_rank(lines);
    let mut out: Vec<Draft> = Vec::new();
    let mut current = Draft::default();
    // The article that the last line belongs to by its place.
    let mut group = None;
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        let border = line.group.is_some() && line.group != group;
        // Where boxes show an article to begin, any title is its title; within it a writer must sign another one.
        let opens = |o: &Opening| match group {
            _ if border => !line.section,
            Some(_) if line.group.is_some() => {
                o.sure && o.well_signed && !line.section && current.is_signed() && current.has_body(lines)
            }
            _ => opens_article(lines, i, o, &current, levels_rank),
        };
        // A byline that stood behind a caption is no title.
        let taken = current.opening.used.binary_search(&i).is_ok();
        let open = if taken { None } else { opening(lines, i).filter(opens) };
        if border {
            group = line.group;
            // A column that goes on in mid-sentence is no article of its own.
            if open.is_none() && has_text(lines, &current) && !is_cut(lines, &current) {
                finish(&mut out, std::mem::take(&mut current));
            }
        }
        if let Some(open) = open {
            let next = open.next;
            let between: Vec<usize> = (i..next).filter(|k| open.used.binary_search(k).is_err()).collect();
            // What stands before the first title of a page (running heads) belongs to its first article.
            let before = if border && !has_text(lines, &current) {
                // Nor is a title with nothing below it an article, where boxes show the next one.
                let mut before = current.opening.used.clone();
                before.append(&mut current.lines);
                before.sort_unstable();
                current = Draft::default();
                before
            } else if current.opening.headline.is_none() && !current.has_body(lines) && !current.is_signed() {
                std::mem::take(&mut current.lines)
            } else {
                Vec::new()
            };
            finish(&mut out, std::mem::take(&mut current));
            current = Draft { opening: open, parent: None, lines: before };
            current.lines.extend(between);
            i = next;
            continue;
        }
        if taken {
            // It is named already.
        } else if begins_report(lines, line, &current) {
            // Its title was lost, or stands elsewhere.
            finish(&mut out, std::mem::take(&mut current));
            current.lines.push(i);
        } else if line.part == Part::Signature {
            i += displaced_signature(lines, i, &mut current, &mut out);
            continue;
        } else {
            current.lines.push(i);
        }
        i += 1;
    }
    finish(&mut out, current);
    own_once(&mut out, lines.len());
    out
}

/// A byline that two titles could claim, one above a picture and one below, stays with the first.
fn own_once(drafts: &mut [Draft], lines: usize) {
    let mut owned = vec![false; lines];
    let mut claim = |i: &usize| owned.get_mut(*i).is_some_and(|o| !std::mem::replace(o, true));
    for draft in drafts {
        draft.opening.used.retain(&mut claim);
        draft.lines.retain(&mut claim);
    }
}

/// Whether a second report begins without a title: 本报讯 stands at the head of each.
fn begins_report(lines: &[Line<'_>], line: &Line<'_>, current: &Draft) -> bool {
    let text = || current.lines.iter().filter_map(|i| lines.get(*i)).filter(|l| l.part == Part::Body);
    line.part == Part::Body
        && line.group.is_none()
        && line.heads_report()
        && text().any(Line::heads_report)
        && text().next_back().is_some_and(Line::is_ended)
}

/// Whether a draft is more than what stands before the first title of a page.
fn has_text(lines: &[Line<'_>], draft: &Draft) -> bool {
    // 图片新闻: a title and the words under its picture.
    const PICTURE: usize = 16;
    let pictured =
        || draft.lines.iter().filter_map(|i| lines.get(*i)).any(|l| l.part == Part::Caption && l.chars >= PICTURE);
    draft.is_signed() || draft.has_body(lines) || (draft.opening.headline.is_some() && pictured())
}

/// Whether the last running text of a draft stops in mid-sentence.
fn is_cut(lines: &[Line<'_>], draft: &Draft) -> bool {
    let last = draft.lines.iter().rev().filter_map(|i| lines.get(*i)).find(|l| l.part == Part::Body);
    last.is_some_and(|l| l.kind == BlockKind::Paragraph && !l.is_ended())
}

fn finish(out: &mut Vec<Draft>, draft: Draft) {
    if !draft.is_empty() || draft.is_signed() {
        out.push(draft);
    }
}

/// A byline without a title above it: the current article's, if it has none yet; else the first line of an article whose
/// title was lost. Gives the number of lines taken.
fn displaced_signature(lines: &[Line<'_>], at: usize, current: &mut Draft, out: &mut Vec<Draft>) -> usize {
    let Some((byline, used)) = signature(lines, at, false) else {
        current.lines.push(at);
        return 1;
    };
    // 本报评论员 without a name stays a block of its own. A post and a name alone may be the torn end of a sentence.
    let sure = byline.marked || lines.get(at).is_some_and(|l| l.kind == BlockKind::Byline);
    if byline.entries.is_empty() || !sure {
        current.lines.push(at);
        return 1;
    }
    let start = lines.get(at).map_or(0, |l| l.range.start());
    if current.is_signed() && current.has_body(lines) {
        let last_line = lines.get(at + used..).is_none_or(|rest| !rest.iter().any(|l| l.part == Part::Body));
        if !last_line {
            let recalled = recall_title(lines, current);
            finish(out, std::mem::replace(current, recalled));
        }
    }
    current.opening.bylines.push((byline, start));
    current.opening.used.extend(at..at + used);
    used
}

/// A title a few lines above a byline, with a lead between them, and the lines since: taken back from the article before.
fn recall_title(lines: &[Line<'_>], current: &mut Draft) -> Draft {
    const LEAD: usize = 3;
    let from = current.lines.len().saturating_sub(LEAD + 1);
    let title = |k: &usize| lines.get(*k).is_some_and(|l| l.part == Part::Title { sure: true } && !l.is_numbered());
    let Some(at) = current.lines.iter().skip(from).position(title).map(|p| p + from) else { return Draft::default() };
    let Some(open) = current.lines.get(at).and_then(|k| opening(lines, *k)) else { return Draft::default() };
    let tail = current.lines.split_off(at);
    let rest = tail.into_iter().filter(|k| open.used.binary_search(k).is_err()).collect();
    Draft { opening: open, parent: None, lines: rest }
}

/// Whether the title read at line `at` opens an article.
fn opens_article(lines: &[Line<'_>], at: usize, open: &Opening, current: &Draft, levels_rank: bool) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let first = current.opening.headline.is_none() && !current.has_body(lines) && !current.is_signed();
    if open.is_signed() && (first || (open.sure || open.well_signed) && stands_free(lines, at)) {
        return true;
    }
    if line.notice {
        return true;
    }
    if line.is_numbered() {
        return false;
    }
    let next = lines.iter().skip(open.next).find(|l| !matches!(l.part, Part::Caption | Part::Credit | Part::Furniture));
    let Some(next) = next else { return false };
    if next.opens_report() || (open.sure && next.part == Part::EditorNote) {
        return true;
    }
    if first {
        // By form alone, the text behind a title must be longer than the title.
        return open.sure || (next.chars > line.chars * 2 && matches!(next.part, Part::Body | Part::EditorNote));
    }
    if !open.sure {
        return false;
    }
    // The name of a column and a title below it.
    if line.rubric && open.used.len() > 1 && (current.is_signed() || current.has_body(lines)) {
        return true;
    }
    let closed = current
        .lines
        .iter()
        .rev()
        .filter_map(|k| lines.get(*k))
        .find(|l| !matches!(l.part, Part::Caption | Part::Furniture))
        .is_some_and(|l| l.part == Part::AuthorNote || (l.part == Part::Credit && names_editor(l)));
    let ranks = levels_rank && open.level > 0 && current.opening.level >= open.level && current.has_body(lines);
    closed || ranks
}

/// Whether a title does not go on a sentence of the line before it. Where that is left open, a mark of Markdown is wanted, or
/// the spaces between the phrases of a title, or the length of one.
fn stands_free(lines: &[Line<'_>], at: usize) -> bool {
    const LENGTH: usize = 8;
    let before = at.checked_sub(1).and_then(|k| lines.get(k));
    let Some(line) = lines.get(at) else { return false };
    before.is_none_or(|b| b.part != Part::Body || b.is_ended())
        || line.level > 0
        || line.text.trim().contains(char::is_whitespace)
        || (line.kind == BlockKind::Heading && line.chars >= LENGTH)
}

fn names_editor(line: &Line<'_>) -> bool {
    use baokan_corpus_model::Role;
    line.byline.entries.iter().any(|e| e.role == Role::Editor)
}

/// Whether levels tell titles from heads within a text: both signed titles and unsigned heads occur, and every signed title
/// ranks above every unsigned one that is deeper than it, with none on the same level.
fn levels_rank(lines: &[Line<'_>]) -> bool {
    let mut titles = 0u32;
    let mut deeper = false;
    let mut top = u8::MAX;
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.kind == BlockKind::Heading && l.level > 0) {
        if signature(lines, i + 1, true).is_some() {
            titles += 1;
            top = top.min(line.level);
        }
    }
    for line in lines.iter().filter(|l| l.kind == BlockKind::Heading) {
        deeper |= line.level > top;
    }
    titles > 0 && deeper
}

#[cfg(test)]
pub(crate) mod tests;
