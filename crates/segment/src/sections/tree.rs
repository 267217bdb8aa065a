//! From chains to sections: kinds, titles, ranges and who stands inside whom.

use std::collections::{HashMap, HashSet};

use baokan_corpus_model::{Document, Section, SectionKind, SectionNumber, TextRange};

use super::chain::{Link, links};
use super::cues::{HEAD_MAX, What, cues};
use super::marker::Style;
use super::{Body, Run};

/// Longest title that is the first sentence of its paragraph, in characters.
const RUN_IN_MAX: usize = 40;

/// What the head of a section looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A line of its own.
    Line,
    /// The first sentence of the paragraph.
    RunIn,
    /// None.
    Bare,
}

/// The sections of a run in text order, each before the ones inside it; parents are positions in the list.
pub(super) fn sections(doc: &Document, run: &Run<'_>) -> Vec<(TextRange, Section)> {
    let end = run.bodies.last().map_or(0, |b| b.range.as_usize().end);
    let links = links(&cues(&run.bodies), end);
    let reader = Reader { doc, bodies: &run.bodies, links: &links };
    let forms: Vec<Form> = links.iter().enumerate().map(|(i, l)| reader.form(i, l)).collect();
    let chains = chains(&links);
    let lists: HashSet<usize> =
        chains.iter().filter(|(_, chain)| reader.is_list(chain, &forms)).map(|(id, _)| *id).collect();
    let mut drafts: Vec<(TextRange, Section)> = Vec::with_capacity(links.len());
    for (i, link) in links.iter().enumerate() {
        let chain = chains.get(&link.chain).map_or(&[][..], Vec::as_slice);
        let listed = lists.contains(&link.chain);
        let end = if listed { reader.item_end(i, link, chain) } else { reader.section_end(i, link, chain, &forms) };
        let Some(range) = trimmed(doc, link.cue.at, end) else { continue };
        // Members of a list have no heads, whatever one of them looks like.
        let form = forms.get(i).copied().filter(|_| !listed).unwrap_or(Form::Bare);
        let section = Section {
            kind: kind(link, form, listed),
            article: run.article,
            parent: None,
            level: 1,
            number: reader.number(link),
            title: reader.title(link, form, range).filter(|t| range.contains(*t)),
        };
        drafts.push((range, section));
    }
    nest(drafts)
}

/// The links of each chain, by their positions.
fn chains(links: &[Link]) -> HashMap<usize, Vec<usize>> {
    let mut out: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, link) in links.iter().enumerate() {
        out.entry(link.chain).or_default().push(i);
    }
    out
}

fn kind(link: &Link, form: Form, listed: bool) -> SectionKind {
    match link.cue.what {
        What::Head => SectionKind::Head,
        What::Turn { .. } => SectionKind::Turn,
        What::Number(m) => match m.style {
            Style::Part => SectionKind::Part,
            Style::Subpart => SectionKind::Subpart,
            Style::Chapter => SectionKind::Chapter,
            Style::Section => SectionKind::Section,
            Style::Clause => SectionKind::Clause,
            _ if listed => SectionKind::Item,
            _ => match form {
                Form::Line => SectionKind::Head,
                Form::RunIn => SectionKind::RunIn,
                Form::Bare => SectionKind::Item,
            },
        },
    }
}

/// Sets parents and levels by containment. What would cut the section around it ends with that.
fn nest(mut drafts: Vec<(TextRange, Section)>) -> Vec<(TextRange, Section)> {
    let mut open: Vec<(usize, TextRange)> = Vec::new();
    for (i, (range, section)) in drafts.iter_mut().enumerate() {
        while open.last().is_some_and(|(_, r)| r.end() <= range.start()) {
            open.pop();
        }
        if let Some((_, around)) = open.last()
            && range.end() > around.end()
        {
            *range = TextRange::new(range.start(), around.end());
            section.title = section.title.filter(|t| range.contains(*t));
            section.number = section.number.filter(|n| range.contains(n.range));
        }
        section.parent = open.last().map(|(p, _)| *p);
        section.level = u8::try_from(open.len() + 1).unwrap_or(u8::MAX);
        open.push((i, *range));
    }
    drafts
}

/// The range without white space at its ends; `None` when nothing is left.
fn trimmed(doc: &Document, start: usize, end: usize) -> Option<TextRange> {
    let text = doc.text.as_str().get(start..end)?;
    let front = text.len() - text.trim_start().len();
    TextRange::from_usize(start + front..start + text.trim_end().len()).filter(|r| r.start() < r.end())
}

struct Reader<'a> {
    doc: &'a Document,
    bodies: &'a [Body<'a>],
    links: &'a [Link],
}

impl Reader<'_> {
    fn text(&self) -> &str {
        self.doc.text.as_str()
    }

    /// Where the words behind the number begin.
    fn behind(link: &Link) -> usize {
        link.cue.at
            + match link.cue.what {
                What::Number(m) => m.skip,
                What::Turn { skip, .. } => skip,
                What::Head => 0,
            }
    }

    /// Where the block of a link ends.
    fn block_end(&self, link: &Link) -> usize {
        self.bodies.get(link.cue.block).map_or(link.closed, |b| b.range.as_usize().end)
    }

    fn form(&self, i: usize, link: &Link) -> Form {
        let What::Number(m) = link.cue.what else { return Form::Line };
        if link.cue.heading {
            return Form::Line;
        }
        if !link.cue.at_start {
            return Form::Bare;
        }
        let rest = self.text().get(Self::behind(link)..self.block_end(link)).unwrap_or("").trim_end();
        let short = rest.chars().nth(HEAD_MAX).is_none();
        let marks = ['。', '；', '：', '，', ';', ':', ',', '！', '？', '”', '、'];
        // （一）加强农业。 with its text in the paragraphs below.
        let one = rest.strip_suffix('。').unwrap_or(rest);
        if short && !one.contains('。') && !one.ends_with(marks) {
            // Something stands below it that is not the next of its kind: a list of short items has no heads.
            let next = self.links.get(i + 1);
            let below = link.cue.block + 1 < self.bodies.len()
                && next.is_none_or(|n| n.chain != link.chain || n.cue.block > link.cue.block + 1);
            return if below || m.style.is_named() { Form::Line } else { Form::Bare };
        }
        if m.style.is_item() {
            return Form::Bare;
        }
        if self.opening(link, self.block_end(link)).is_some() { Form::RunIn } else { Form::Bare }
    }

    /// The first sentence behind the number when it is short and others follow before `end`.
    fn opening(&self, link: &Link, end: usize) -> Option<TextRange> {
        let start = Self::behind(link);
        let within = TextRange::from_usize(link.cue.at..end)?;
        let before = TextRange::from_usize(self.bodies.get(link.cue.block)?.start()..end)?;
        // The sentence that holds the number may have begun before it.
        let first = self.doc.sentences.within(before).find(|(r, ())| r.end() > within.start())?.0;
        let title = self.text().get(start..first.as_usize().end)?;
        let bare = title.trim_end_matches(['。', '！', '.', '．']);
        let fits = first.as_usize().end < end
            && title.ends_with(['。', '！', '.', '．'])
            && bare.chars().nth(RUN_IN_MAX).is_none()
            && !bare.trim().is_empty()
            && !self.text().get(first.as_usize().end..end)?.trim().is_empty();
        fits.then(|| trimmed(self.doc, start, start + bare.len()))?
    }

    /// Whether a chain lists items and has no heads below which text stands.
    fn is_list(&self, chain: &[usize], forms: &[Form]) -> bool {
        let members = || chain.iter().filter_map(|i| self.links.get(*i));
        if members().any(|l| !matches!(l.cue.what, What::Number(m) if !m.style.is_named())) {
            return false;
        }
        let heads = chain.iter().filter(|i| forms.get(**i).is_some_and(|f| *f != Form::Bare)).count();
        members().any(|l| !l.cue.at_start) || heads * 2 <= chain.len()
    }

    /// Where a member of a list ends: before the next one, the last with its paragraph; within a paragraph the last has one
    /// sentence if the one before it has no more.
    fn item_end(&self, i: usize, link: &Link, chain: &[usize]) -> usize {
        let place = chain.binary_search(&i).unwrap_or(0);
        if let Some(next) = chain.get(place + 1).and_then(|n| self.links.get(*n)) {
            return next.cue.at;
        }
        let end = self.block_end(link);
        let Some(before) = place.checked_sub(1).and_then(|p| chain.get(p)).and_then(|p| self.links.get(*p)) else {
            return end;
        };
        if link.cue.at_start || before.cue.block != link.cue.block {
            return end;
        }
        let ends_within = |from: usize, to: usize| {
            let start = self.bodies.get(link.cue.block).map_or(from, Body::start);
            let range = TextRange::from_usize(start..to);
            range.map(|r| {
                self.doc.sentences.within(r).filter(|(s, ())| s.as_usize().end > from && s.as_usize().end <= to).count()
            })
        };
        let sentence =
            TextRange::from_usize(self.bodies.get(link.cue.block).map_or(0, Body::start)..end).and_then(|r| {
                self.doc
                    .sentences
                    .within(r)
                    .find(|(s, ())| s.as_usize().end > link.cue.at)
                    .map(|(s, ())| s.as_usize().end)
            });
        match (ends_within(before.cue.at, link.cue.at), sentence) {
            // The end of the last sentence before the next number counts as one.
            (Some(count), Some(one)) if count <= 1 => one,
            _ => end,
        }
    }

    /// Where a section ends: where something closed it. Nothing tells the end of the last one from the closing words of the
    /// article; where heads open their paragraphs and each section before has the same number of blocks, so has the last.
    fn section_end(&self, i: usize, link: &Link, chain: &[usize], forms: &[Form]) -> usize {
        let item = matches!(link.cue.what, What::Number(m) if m.style.is_item());
        let loose = item || (forms.get(i) == Some(&Form::RunIn));
        if !loose || chain.last() != Some(&i) {
            return link.closed;
        }
        let blocks: Vec<usize> = chain.iter().filter_map(|k| self.links.get(*k)).map(|l| l.cue.block).collect();
        let mut sizes = blocks.windows(2).filter_map(|w| w.last()?.checked_sub(*w.first()?));
        let Some(first) = sizes.next() else { return link.closed };
        let same = sizes.all(|n| n == first) && (first == 1 || blocks.len() > 2);
        let last = link.cue.block + first.max(1) - 1;
        match self.bodies.get(last).filter(|_| same) {
            Some(body) => body.range.as_usize().end.min(link.closed),
            None => link.closed,
        }
    }

    fn number(&self, link: &Link) -> Option<SectionNumber> {
        let (len, sub) = match link.cue.what {
            What::Number(m) => (m.len, m.sub),
            What::Turn { name, .. } => (name, None),
            What::Head => return None,
        };
        let range = TextRange::from_usize(link.cue.at..link.cue.at + len)?;
        Some(SectionNumber { range, value: link.value, sub })
    }

    fn title(&self, link: &Link, form: Form, range: TextRange) -> Option<TextRange> {
        if matches!(link.cue.what, What::Turn { .. }) {
            return None;
        }
        let clause = matches!(link.cue.what, What::Number(m) if m.style == Style::Clause);
        let start = Self::behind(link);
        if clause && !link.cue.heading {
            // 第五条　【适用范围】
            let rest = self.text().get(start..self.block_end(link))?;
            let inner = rest.strip_prefix('【').and_then(|r| r.split_once('】')).map(|(inner, _)| inner)?;
            return trimmed(self.doc, start + '【'.len_utf8(), start + '【'.len_utf8() + inner.len());
        }
        match form {
            Form::Line => {
                let named = matches!(link.cue.what, What::Number(m) if m.style.is_named());
                let end = self.block_end(link);
                let rest = self.text().get(start..end)?.trim_end();
                let bare = if link.cue.heading { rest } else { rest.trim_end_matches('。') };
                trimmed(self.doc, start, start + bare.len()).or_else(|| self.title_below(link).filter(|_| named))
            }
            Form::RunIn => self.opening(link, self.block_end(link)),
            Form::Bare => self.opening(link, range.as_usize().end.min(self.block_end(link))),
        }
    }

    /// The title of 第一章 when it stands on the next line.
    fn title_below(&self, link: &Link) -> Option<TextRange> {
        let body = self.bodies.get(link.cue.block + 1)?;
        let text = body.text.trim();
        let short = text.chars().nth(HEAD_MAX / 2).is_none() && !text.ends_with(['。', '；', '：', '，']);
        let numbered = super::marker::marker(text).is_some();
        (short && !numbered && body.range.as_usize().end <= link.closed.max(self.block_end(link)))
            .then(|| trimmed(self.doc, body.start(), body.range.as_usize().end))?
    }
}
