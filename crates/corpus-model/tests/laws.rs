//! The laws of the data model, over random texts and random revisions.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::sync::Arc;

use baokan_corpus_model::{
    Citation, Decoding, Edit, EditKind, LayerError, Run, Source, SourceRange, Text, TextRange, UndoError,
};
use proptest::prelude::*;

/// Characters of every UTF-8 width, line ends among them.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        8 => proptest::sample::select(vec!['报', '刊', '，', '。', '领', '导']),
        2 => proptest::sample::select(vec!['a', '1', ' ', '\n', ',']),
        1 => proptest::sample::select(vec!['é', '𠀀', '\u{301}', '\u{200B}']),
    ]
}

fn words(max: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(character(), 0..max).prop_map(|v| v.into_iter().collect())
}

/// A revision in words: replacements as (start, length, text) in thousandths of the text, and perhaps one move.
#[derive(Clone, Debug)]
struct Plan {
    replacements: Vec<(u16, u16, String)>,
    moved: Option<(u16, u16, u16)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let replacement = (0u16..1000, 0u16..120, words(4));
    let moved = proptest::option::of((0u16..1000, 1u16..300, 0u16..1000));
    (proptest::collection::vec(replacement, 0..6), moved).prop_map(|(replacements, moved)| Plan { replacements, moved })
}

/// A character boundary at so many thousandths of the text.
fn boundary(text: &str, per_mille: u16) -> u32 {
    let mut at = text.len() * usize::from(per_mille.min(1000)) / 1000;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at as u32
}

/// Applies a plan: its replacements, or its move when it has one.
fn apply(text: &mut Text, plan: &Plan, n: usize) {
    let current = text.as_str().to_owned();
    let mut revision = text.revise();
    if let Some((from, len, to)) = plan.moved {
        let range = TextRange::new(boundary(&current, from), boundary(&current, from.saturating_add(len)));
        let to = boundary(&current, to);
        if range.is_empty() || (range.start() < to && to < range.end()) {
            return;
        }
        let edit = revision.edit(Edit::safe("moved", EditKind::Reorder).because(format!("step {n}")));
        if to <= range.start() {
            revision.copy_to(to);
            revision.take(range, edit);
            revision.skip(range);
        } else {
            revision.skip(range);
            revision.copy_to(to);
            revision.take(range, edit);
        }
    } else {
        let mut cursor = 0;
        let mut ranges: Vec<(TextRange, &str)> = plan
            .replacements
            .iter()
            .map(|(at, len, with)| {
                (TextRange::new(boundary(&current, *at), boundary(&current, at.saturating_add(*len))), with.as_str())
            })
            .collect();
        ranges.sort();
        for (i, (range, with)) in ranges.iter().enumerate() {
            if range.start() < cursor || (i > 0 && ranges[i - 1].0 == *range) {
                continue;
            }
            let edit = revision.edit(Edit::safe("replaced", EditKind::Glyph).because(format!("step {n}.{i}")));
            revision.replace(*range, with, edit);
            cursor = range.end();
        }
    }
    revision.commit().unwrap();
}

/// UTF-8 bytes, or the same characters in a two-byte encoding with a map.
fn source(text: &str, wide: bool) -> Arc<Source> {
    if !wide {
        return Arc::new(Source::from_text(text, "t").unwrap());
    }
    let (mut bytes, mut runs) = (Vec::new(), Vec::<Run>::new());
    for (at, c) in text.char_indices() {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units);
        let (source_step, text_step) = (units.len() as u8 * 2, c.len_utf8() as u8);
        if runs.last().is_none_or(|r| (r.source_step, r.text_step) != (source_step, text_step)) {
            runs.push(Run { source: bytes.len() as u32, text: at as u32, source_step, text_step, undecodable: false });
        }
        bytes.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    }
    let decoding = Decoding::Mapped { text: text.to_owned(), runs };
    Arc::new(Source::new(bytes, "t", "text/plain", "UTF-16LE", decoding).unwrap())
}

/// Every character comes from whole characters of the file; what is called exact is what the file says.
fn check_trace(t: &Text) -> Result<(), TestCaseError> {
    let source = t.source();
    for (at, c) in t.as_str().char_indices() {
        let traced = t.trace(TextRange::at(at as u32, c.len_utf8() as u32));
        prop_assert!(!traced.is_empty(), "{c:?} at {at} comes from nowhere");
        for s in &traced {
            prop_assert!(source.read(s.source).is_some(), "{:?} cuts a character", s.source);
            prop_assert!(s.exact || !s.edits.is_empty(), "changed without an edit");
        }
        if let [s] = traced.as_slice()
            && s.exact
        {
            prop_assert_eq!(source.read(s.source).map(str::to_owned), Some(c.to_string()));
        }
    }
    // Together the stretches are the whole text, in order.
    let mut rest = t.as_str();
    for s in t.trace(t.range()).iter().filter(|s| !s.deleted) {
        if s.exact {
            let printed = source.read(s.source).unwrap();
            let at = rest.find(printed);
            prop_assert!(at.is_some(), "{printed:?} is not in {rest:?}");
            rest = &rest[at.unwrap() + printed.len()..];
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_character_traces_and_exact_stretches_equal_the_file(
        text in words(60), wide: bool, plans in proptest::collection::vec(plan(), 0..5),
    ) {
        let source = source(&text, wide);
        let mut t = Text::new(source.clone());
        for (n, p) in plans.iter().enumerate() {
            apply(&mut t, p, n);
        }
        check_trace(&t)?;
    }

    #[test]
    fn layers_come_off_byte_for_byte(text in words(60), plans in proptest::collection::vec(plan(), 0..6)) {
        let mut t = Text::new(source(&text, false));
        let mut seen = vec![(t.as_str().to_owned(), t.edit_count())];
        for (n, p) in plans.iter().enumerate() {
            let layers = t.layers();
            apply(&mut t, p, n);
            if t.layers() > layers {
                seen.push((t.as_str().to_owned(), t.edit_count()));
            }
        }
        prop_assert_eq!(&t.revisions(), &seen.iter().map(|s| s.0.clone()).collect::<Vec<_>>());
        while let Some(removed) = t.pop_layer() {
            prop_assert_eq!(&removed.text, &seen.pop().unwrap().0);
            let (text, edits) = seen.last().unwrap();
            prop_assert_eq!((t.as_str(), t.edit_count()), (text.as_str(), *edits));
        }
        prop_assert_eq!(t.as_str(), text);
    }

    #[test]
    fn every_edit_has_its_sites_and_they_tell_before_and_after(
        text in words(40), plans in proptest::collection::vec(plan(), 0..4),
    ) {
        let mut t = Text::new(source(&text, false));
        for (n, p) in plans.iter().enumerate() {
            apply(&mut t, p, n);
        }
        let sites = t.sites();
        for i in 0..t.edit_count() {
            prop_assert!(sites.iter().any(|s| s.edit.index() == i));
        }
        let revisions = t.revisions();
        for s in &sites {
            prop_assert!(revisions[s.layer - 1].contains(&s.before));
            prop_assert!(revisions[s.layer].contains(&s.after));
        }
    }

    #[test]
    fn one_edit_can_be_taken_back(
        text in words(40), plans in proptest::collection::vec(plan(), 1..4), which in 0usize..8,
    ) {
        let mut t = Text::new(source(&text, false));
        for (n, p) in plans.iter().enumerate() {
            apply(&mut t, p, n);
        }
        prop_assume!(t.edit_count() > 0);
        let site = t.sites()[which % t.sites().len()].clone();
        let (before, edits, string) = (t.clone(), t.edit_count(), t.as_str().to_owned());
        match t.undo(site.edit) {
            Ok(()) => {
                prop_assert_eq!(t.edit_count(), edits - 1);
                let evidence = before.edit(site.edit).unwrap().evidence;
                let left = (0..t.edit_count()).filter_map(|i| t.sites().iter().find(|s| s.edit.index() == i).and_then(|s| t.edit(s.edit)));
                prop_assert!(left.into_iter().all(|e| e.evidence != evidence));
                if site.layer == before.layers() && before.sites().iter().filter(|s| s.edit == site.edit).count() == 1 && !site.moved {
                    // The newest layer: what stood there stands there again.
                    prop_assert_eq!(t.len() as usize + site.after.len(), string.len() + site.before.len());
                    prop_assert!(t.as_str().contains(&site.before));
                }
            }
            Err(UndoError::BuiltOn(later)) => {
                prop_assert!(later > site.edit);
                prop_assert_eq!(t.as_str(), string);
            }
            Err(e) => prop_assert!(false, "{e}"),
        }
        check_trace(&t)?;
        // Either way the file is still below.
        while t.pop_layer().is_some() {}
        prop_assert_eq!(t.as_str(), text);
    }

    #[test]
    fn citations_hold_against_the_file(
        text in words(60), wide: bool, plans in proptest::collection::vec(plan(), 0..4), a in 0u16..1000, len in 1u16..400,
    ) {
        let source = source(&text, wide);
        let mut t = Text::new(source.clone());
        for (n, p) in plans.iter().enumerate() {
            apply(&mut t, p, n);
        }
        let range = TextRange::new(boundary(t.as_str(), a), boundary(t.as_str(), a.saturating_add(len)));
        let c = Citation::new(&t, range);
        prop_assert_eq!(c.verify(&source), Ok(()));
        prop_assert_eq!(c.reading(), t.slice(range));
    }
}

#[test]
fn loss_and_crossing_are_refused() {
    let mut t = Text::new(Arc::new(Source::from_text("甲乙丙", "t").unwrap()));
    let mut r = t.revise();
    r.edit(Edit::safe("loses", EditKind::Reorder));
    r.skip(TextRange::new(3, 6));
    assert_eq!(r.commit(), Err(LayerError::Lost(TextRange::new(3, 6))));
    let mut r = t.revise();
    let e = r.edit(Edit::safe("twice", EditKind::Reorder));
    r.take(TextRange::new(3, 6), e);
    assert_eq!(r.commit(), Err(LayerError::Overlap(TextRange::new(3, 6))));
    let mut r = t.revise();
    let e = r.edit(Edit::safe("splits", EditKind::Glyph));
    r.replace(TextRange::new(1, 3), "x", e);
    assert!(matches!(r.commit(), Err(LayerError::Boundary(_))));
    assert_eq!((t.as_str(), t.layers(), t.edit_count()), ("甲乙丙", 0, 0));
}

#[test]
fn a_cut_parts_a_citation_and_a_space_does_not() {
    let mut t = Text::new(Arc::new(Source::from_text("绝对领\n\n导，为期 3 年。", "t").unwrap()));
    let mut r = t.revise();
    let e = r.edit(Edit::safe("split-sentence", EditKind::Join));
    r.replace(TextRange::new(9, 11), "", e);
    let e = r.edit(Edit::safe("inner-space", EditKind::Space));
    r.replace(TextRange::new(23, 24), "", e);
    r.replace(TextRange::new(25, 26), "", e);
    r.commit().unwrap();
    let at = |s: &str| {
        let i = t.as_str().find(s).unwrap();
        Citation::new(&t, TextRange::new(i as u32, (i + s.len()) as u32))
    };
    assert_eq!(at("领导").quote(), "领¶导");
    assert_eq!(at("领导").source_ranges(), [SourceRange::new(6, 9), SourceRange::new(11, 14)]);
    assert_eq!(at("3年").quote(), "3 年");
    assert_eq!(at("期").quote(), "期");
}
