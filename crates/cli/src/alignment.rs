//! The repaired text beside the file: stretch by stretch, what is the same and what was done.

use std::collections::BTreeMap;

use baokan_corpus_model::{EditId, SourceRange, Text, TextRange};

/// A stretch of repaired text with one history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Bytes of the repaired text; empty for what was deleted.
    pub(crate) text: TextRange,
    /// Bytes of the file; empty for what was put in.
    pub(crate) source: SourceRange,
    /// The text is what the file says there. With edits, it was moved.
    pub(crate) exact: bool,
    /// Edits that made or moved it, oldest first.
    pub(crate) edits: Vec<EditId>,
}

impl Stretch {
    /// Whether the stretch was deleted.
    pub(crate) fn is_deleted(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing was ever done to it.
    pub(crate) fn is_untouched(&self) -> bool {
        self.exact && self.edits.is_empty()
    }
}

/// The stretches of a range of the repaired text in its order. What was deleted stands behind what it stood behind in
/// the file; with the whole text as range, everything of the file is there.
pub(crate) fn stretches(text: &Text, range: TextRange) -> Vec<Stretch> {
    let mut kept: Vec<Stretch> = Vec::new();
    for (at, c) in text.slice(range).char_indices() {
        let next = trace(text, TextRange::at(range.start() + at as u32, c.len_utf8() as u32));
        match kept.last_mut() {
            Some(last) if continues(last, &next) => {
                last.text = last.text.cover(next.text);
                last.source = last.source.cover(next.source);
            }
            _ => kept.push(next),
        }
    }
    let mut behind = deletions(text, &kept, range == text.range());
    let mut out = behind.remove(&None).unwrap_or_default();
    for (i, stretch) in kept.into_iter().enumerate() {
        out.push(stretch);
        out.extend(behind.remove(&Some(i)).unwrap_or_default());
    }
    out
}

/// The history of one character.
fn trace(text: &Text, range: TextRange) -> Stretch {
    let mut found: Option<Stretch> = None;
    for t in text.trace(range).into_iter().filter(|t| !t.deleted) {
        match &mut found {
            None => found = Some(Stretch { text: range, source: t.source, exact: t.exact, edits: t.edits }),
            Some(s) => {
                s.source = s.source.cover(t.source);
                s.exact &= t.exact;
                s.edits.extend(t.edits.into_iter().filter(|e| !s.edits.contains(e)).collect::<Vec<_>>());
            }
        }
    }
    found.unwrap_or(Stretch { text: range, source: SourceRange::default(), exact: false, edits: Vec::new() })
}

fn continues(last: &Stretch, next: &Stretch) -> bool {
    let flows = if last.exact { last.source.end() == next.source.start() } else { last.source == next.source };
    last.exact == next.exact && last.edits == next.edits && flows
}

/// Deleted stretches, by the kept stretch that they stand behind; `None` before all. Unless `whole`, only those between
/// kept ones.
fn deletions(text: &Text, kept: &[Stretch], whole: bool) -> BTreeMap<Option<usize>, Vec<Stretch>> {
    let mut ends: Vec<(u32, usize)> = kept.iter().enumerate().map(|(i, s)| (s.source.end(), i)).collect();
    ends.sort_unstable();
    let last = kept.iter().map(|s| s.source.start()).max();
    let mut found: Vec<Stretch> = Vec::new();
    for site in text.sites().into_iter().filter(|s| s.after.is_empty()) {
        for source in site.source.into_iter().filter(|r| !r.is_empty()) {
            let at = TextRange::default();
            found.push(Stretch { text: at, source, exact: false, edits: vec![site.edit] });
        }
    }
    found.sort_by_key(|s| (s.source, s.edits.clone()));
    let mut behind: BTreeMap<Option<usize>, Vec<Stretch>> = BTreeMap::new();
    for stretch in found {
        let before = ends.partition_point(|(end, _)| *end <= stretch.source.start());
        let place = before.checked_sub(1).and_then(|i| ends.get(i)).map(|(_, i)| *i);
        // Behind a kept stretch or behind what was deleted behind it, and before another kept one.
        let touches = |i: usize| kept.get(i).is_some_and(|k| k.source.end() == stretch.source.start());
        let inside = last.is_some_and(|last| stretch.source.end() <= last)
            && place.is_some_and(|i| touches(i) || behind.contains_key(&Some(i)));
        if !whole && !inside {
            continue;
        }
        let list = behind.entry(place).or_default();
        match list.last_mut() {
            Some(l) if l.edits == stretch.edits && l.source.end() == stretch.source.start() => {
                l.source = l.source.cover(stretch.source);
            }
            _ => list.push(stretch),
        }
    }
    behind
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{Edit, EditKind, Source};

    use super::*;

    fn repaired() -> Text {
        let mut text = Text::new(Arc::new(Source::from_text("\u{feff}为期 3 年,任务\n乙甲", "t").unwrap()));
        let mut r = text.revise();
        let space = r.edit(Edit::safe("space", EditKind::Space));
        r.replace(TextRange::new(6, 7), "", space);
        r.replace(TextRange::new(8, 9), "", space);
        let width = r.edit(Edit::safe("width", EditKind::Width));
        r.replace(TextRange::new(12, 13), "，", width);
        let spun = r.edit(Edit::safe("spun", EditKind::Spun));
        r.replace(TextRange::new(13, 19), "工作", spun);
        r.commit().unwrap();
        let at = text.as_str().find('乙').unwrap() as u32;
        let mut r = text.revise();
        let order = r.edit(Edit::safe("order", EditKind::Reorder));
        r.copy_to(at);
        r.take(TextRange::at(at + 3, 3), order);
        r.copy_to(at + 3);
        r.skip(TextRange::at(at + 3, 3));
        r.commit().unwrap();
        text
    }

    #[test]
    fn every_byte_of_the_body_is_in_one_stretch() {
        let text = repaired();
        assert_eq!(text.as_str(), "为期3年，工作\n甲乙");
        let all = stretches(&text, text.range());
        let mut sources: Vec<SourceRange> = all.iter().map(|s| s.source).collect();
        sources.sort_unstable();
        assert_eq!(sources.first().unwrap().start(), 3);
        assert!(sources.windows(2).all(|w| w[0].end() == w[1].start()), "{sources:?}");
        assert_eq!(sources.last().unwrap().end() as usize, text.source().bytes().len());
        let shown: String = all.iter().map(|s| text.slice(s.text)).collect();
        assert_eq!(shown, text.as_str());
        for s in all.iter().filter(|s| s.exact) {
            assert_eq!(text.source().read(s.source), Some(text.slice(s.text)));
        }
        let spun = all.iter().find(|s| text.slice(s.text) == "工作").unwrap();
        assert_eq!(text.source().read(spun.source), Some("任务"));
        let moved = all.iter().find(|s| text.slice(s.text) == "甲").unwrap();
        assert!(moved.exact && !moved.is_untouched());
    }

    #[test]
    fn a_part_shows_only_its_own_deletions() {
        let text = repaired();
        let part = stretches(&text, TextRange::new(3, 7));
        let sources: Vec<_> = part.iter().map(|s| text.source().read(s.source).unwrap()).collect();
        assert_eq!(sources, ["期", " ", "3"]);
        assert!(part[1].is_deleted());
    }
}
