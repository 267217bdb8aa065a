//! From the lines of an article to the article: who is named, and what the blocks are.

use std::collections::HashMap;

use baokan_corpus_model::{Article, BlockKind, BylineEntry, Role, TextRange};

use super::feature::kind_in_head;
use super::line::{Line, Part};
use super::title::Opening;
use crate::byline::{self, Entry, Note};

/// An article in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) opening: Opening,
    pub(super) parent: Option<usize>,
    /// Positions of its lines; titles and byline are not among them.
    pub(super) lines: Vec<usize>,
}

impl Draft {
    pub(super) fn is_signed(&self) -> bool {
        self.opening.is_signed()
    }

    /// Whether there is anything that an article needs to be one.
    pub(super) fn is_empty(&self) -> bool {
        self.opening.headline.is_none() && self.lines.is_empty()
    }

    /// Whether running text has come already.
    pub(super) fn has_body(&self, lines: &[Line<'_>]) -> bool {
        let body = |l: &Line<'_>| match l.part {
            Part::EditorNote => true,
            // A page's number or the name of a section is no text.
            Part::Body => (l.is_ended() || l.chars > 16) && !l.is_running_head(),
            _ => false,
        };
        self.lines.iter().any(|i| lines.get(*i).is_some_and(body))
    }
}

/// A block whose kind the article makes clear.
pub(super) struct Retyped {
    pub(super) index: usize,
    pub(super) kind: BlockKind,
    pub(super) rule: &'static str,
}

/// Makes the article of a draft; `is_head` for the head of a feature.
pub(super) fn article(draft: &Draft, lines: &[Line<'_>], is_head: bool, retyped: &mut Vec<Retyped>) -> Article {
    let mut who = Named::default();
    for (byline, start) in &draft.opening.bylines {
        who.add_all(&byline.entries, *start);
    }
    let body: Vec<usize> = draft
        .lines
        .iter()
        .copied()
        .filter(|i| lines.get(*i).is_some_and(|l| l.part == Part::Body && l.kind == BlockKind::Paragraph))
        .collect();
    for line in draft.lines.iter().filter_map(|i| lines.get(*i)) {
        let start = line.range.start();
        match line.part {
            Part::Credit => {
                let credits = byline::photo_credits(line.text);
                let entries = if line.byline.entries.is_empty() { &credits } else { &line.byline.entries };
                who.add_all(entries, start);
                retype(line, BlockKind::Credit, "maker-named", retyped);
            }
            Part::Caption => {
                who.add_all(&byline::photo_credits(line.text), start);
                retype(line, BlockKind::Caption, "photo-credit", retyped);
            }
            Part::AuthorNote => {
                match byline::author_note(line.text) {
                    Some(note) => who.note(&note, start),
                    None => who.add_all(&line.byline.entries, start),
                }
                retype(line, BlockKind::AuthorNote, "author-note", retyped);
            }
            Part::EditorNote => retype(line, BlockKind::EditorNote, "editor-note", retyped),
            Part::EditorSign => retype(line, BlockKind::Byline, "signature", retyped),
            Part::Signature if line.byline.marked => retype(line, BlockKind::Byline, "signature", retyped),
            Part::Title { sure: false } | Part::Body if is_head => {
                retype(line, kind_in_head(Part::Body, line.kind), "editor-note", retyped);
            }
            Part::Body if Some(&line.index) == body.first() => who.add_all(&byline::dateline(line.text), start),
            Part::Title { .. } | Part::Body | Part::Furniture | Part::Signature => {}
        }
        if Some(&line.index) == body.last() {
            who.add_all(&byline::closing(line.text), start);
        }
    }
    let titles = [&draft.opening.kicker, &draft.opening.headline, &draft.opening.subheadline];
    let ranges: Vec<TextRange> = titles.into_iter().flatten().flat_map(|t| t.ranges.iter().copied()).collect();
    let mut blocks = signing_lines(draft, lines, &ranges, &who.entries, retyped);
    blocks.extend(draft.lines.iter().filter_map(|i| lines.get(*i)).map(|l| l.index));
    blocks.sort_unstable();
    let used = draft.opening.used.iter().chain(&draft.lines).filter_map(|i| lines.get(*i)).map(|l| l.range);
    Article {
        parent: draft.parent,
        kicker: draft.opening.kicker.clone(),
        headline: draft.opening.headline.clone(),
        subheadline: draft.opening.subheadline.clone(),
        byline: who.entries,
        blocks,
        range: ranges.into_iter().chain(used).reduce(TextRange::cover).unwrap_or_default(),
    }
}

/// The lines that name the reporters of an article are printed as part of it and stay among its blocks. The post and name
/// that sign an author's article belong to its title and are in its byline only; a line with words that no entry covers
/// (本报评论员, names that could not be parted) stays too, so that nothing printed is lost.
fn signing_lines(
    draft: &Draft,
    lines: &[Line<'_>],
    titles: &[TextRange],
    who: &[BylineEntry],
    retyped: &mut Vec<Retyped>,
) -> Vec<usize> {
    let reports = |e: &Entry| matches!(e.role, Role::Reporter | Role::Correspondent);
    let reported = draft.opening.bylines.iter().any(|(b, _)| b.entries.iter().any(reports));
    let Some(first) = draft.opening.bylines.iter().map(|(_, start)| *start).min() else { return Vec::new() };
    // What stands above is a title that was read twice.
    let own = |l: &&Line<'_>| {
        l.range.start() >= first
            && titles.iter().all(|t| !t.overlaps(l.range))
            && (reported || !is_covered(l, who))
            && !draft.lines.contains(&l.index)
    };
    let own: Vec<&Line<'_>> = draft.opening.used.iter().filter_map(|i| lines.get(*i)).filter(own).collect();
    own.iter().for_each(|l| retype(l, BlockKind::Byline, "reporters", retyped));
    own.iter().map(|l| l.index).collect()
}

/// Whether every letter of a line stands in the mention of a person.
fn is_covered(line: &Line<'_>, who: &[BylineEntry]) -> bool {
    let start = line.range.start();
    line.text.char_indices().filter(|(_, c)| c.is_alphanumeric()).all(|(i, _)| {
        let at = start + i as u32;
        who.iter().any(|e| e.range.start() <= at && at < e.range.end())
    })
}

fn retype(line: &Line<'_>, kind: BlockKind, rule: &'static str, out: &mut Vec<Retyped>) {
    if line.kind != kind {
        out.push(Retyped { index: line.index, kind, rule });
    }
}

/// The persons named in an article, each once for what they did.
#[derive(Default)]
struct Named {
    entries: Vec<BylineEntry>,
    /// Where a name with a role stands in `entries`.
    known: HashMap<(String, Role), usize>,
}

impl Named {
    /// Adds entries whose ranges count from byte `start` of the text.
    fn add_all(&mut self, entries: &[Entry], start: u32) {
        for e in entries {
            self.add(e, start);
        }
    }

    fn add(&mut self, e: &Entry, start: u32) {
        let key = (e.name.clone(), e.role);
        if let Some(old) = self.known.get(&key).and_then(|k| self.entries.get_mut(*k)) {
            if old.affiliation.is_none() {
                old.affiliation.clone_from(&e.affiliation);
            }
            if old.position.is_none() {
                old.position.clone_from(&e.position);
            }
            return;
        }
        self.known.insert(key, self.entries.len());
        let range = TextRange::new(start + e.range.start as u32, start + e.range.end as u32);
        self.entries.push(BylineEntry {
            name: e.name.clone(),
            role: e.role,
            affiliation: e.affiliation.clone(),
            position: e.position.clone(),
            range,
        });
    }

    /// Gives the authors their posts, and adds who else is named.
    fn note(&mut self, note: &Note, start: u32) {
        let named: Vec<&str> = note.posts.iter().filter_map(|p| p.name.as_deref()).collect();
        let mut authors: Vec<&mut BylineEntry> = self.entries.iter_mut().filter(|e| e.role == Role::Author).collect();
        let count = authors.len();
        for (k, author) in authors.iter_mut().enumerate() {
            let own = note.posts.iter().find(|p| p.name.as_deref() == Some(author.name.as_str()));
            let nth =
                if note.each { note.posts.get(k).filter(|_| note.posts.len() == count) } else { note.posts.first() };
            let Some(post) = own.or(nth.filter(|_| named.is_empty())) else { continue };
            let slot = if post.is_body { &mut author.affiliation } else { &mut author.position };
            slot.get_or_insert_with(|| post.post.clone());
        }
        for post in &note.posts {
            let Some(name) = &post.name else { continue };
            if self.entries.iter().any(|e| &e.name == name) {
                continue;
            }
            let at = start + post.range.start as u32;
            self.entries.push(BylineEntry {
                name: name.clone(),
                role: Role::Author,
                affiliation: post.is_body.then(|| post.post.clone()),
                position: (!post.is_body).then(|| post.post.clone()),
                range: TextRange::new(at, start + post.range.end as u32),
            });
        }
        self.add_all(&note.entries, start);
    }
}
