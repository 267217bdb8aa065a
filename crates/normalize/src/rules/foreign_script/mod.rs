//! Text in the other script: a Traditional copy of a Simplified text, or the reverse.
//!
//! Which lines are in which script (`stretches`), what is done with them (`simplified`, `traditional`), what is spared
//! (`names`, `measures`, `quotes`, `strays`, `origin`), and what is left to the reader (`report`).

mod measures;
mod names;
mod origin;
mod quotes;
mod report;
mod simplified;
mod strays;
mod stretches;
#[cfg(test)]
mod tests;
mod traditional;

use std::borrow::Cow;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use super::ocr;
use crate::chars::is_han;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::options::Target;
use crate::script::{Change, Config, Detection, choices, detect};

use origin::Origin;
use simplified::ToSimplified;
use stretches::stretches;
use traditional::ToTraditional;

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct ForeignScript;

const META: RuleMeta = RuleMeta {
    name: "foreign-script",
    kind: EditKind::Script,
    pass: Pass::Script,
    safety: Safety::Unsafe,
    summary: "Text in another script than the one wanted.",
    doc: include_str!("rule.md"),
};

impl Rule for ForeignScript {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() || cx.options.target == Target::Keep {
            return;
        }
        match cx.options.target {
            Target::Keep => {}
            Target::Hans | Target::Auto => to_simplified(cx, out),
            Target::Hant => to_traditional(cx, Config::S2t, None, out),
            Target::HantTw => to_traditional(cx, Config::S2tw, Some(Config::T2tw), out),
            Target::HantHk => to_traditional(cx, Config::S2hk, Some(Config::T2hk), out),
        }
    }
}

fn to_simplified(cx: &RuleContext<'_>, out: &mut Proposals) {
    // The engine has looked at the text as it arrived; the share is 0 only where there is nothing.
    if cx.doc.text.layers() == 0 && cx.doc.hant_per_mille.is_none_or(|share| share == 0) {
        return;
    }
    let stretches = stretches(cx.text);
    let mut found = Detection::default();
    stretches.iter().for_each(|s| found += s.found);
    if found.hant == 0 || is_japanese_or_korean(cx.text) {
        return;
    }
    let auto = cx.options.target == Target::Auto;
    if auto && found.hant >= found.hans {
        let whole = TextRange::new(0, cx.text.len() as u32);
        // What stands on paper in Traditional was printed so. Engines trained on Simplified print put characters of it
        // into such pages; the press does not.
        if ocr::is_printed(cx.doc) || ocr::is_spaced(cx.doc.source().body()) {
            kept(whole, "it was read from print", 1, out);
            return ToTraditional::new(cx.text, Config::S2t, None).propose_strays(out);
        }
        let origin = Origin::of(cx.text);
        if origin.is_traditional() {
            return kept(whole, &origin.evidence(), 1, out);
        }
    }
    ToSimplified::new(cx.text, found, auto).propose(stretches, out);
}

/// Whether a text has so many kana or Hangul that its Han characters are Japanese or Korean: 開発 and 休職 are no
/// Traditional Chinese.
fn is_japanese_or_korean(text: &str) -> bool {
    let (mut han, mut other) = (0usize, 0usize);
    for c in text.chars() {
        han += usize::from(is_han(c));
        other += usize::from(matches!(c, '\u{3041}'..='\u{30FA}' | '\u{AC00}'..='\u{D7A3}'));
    }
    other * 2 > han
}

fn to_traditional(cx: &RuleContext<'_>, from_hans: Config, regional: Option<Config>, out: &mut Proposals) {
    let found = detect(cx.text);
    if found.hans > 0 || regional.is_some() && found.hant > 0 {
        ToTraditional::new(cx.text, from_hans, regional).propose(out);
    }
}

/// Says that lines stay Traditional because they were written so; `places` such stretches, of which this is the first.
fn kept(range: TextRange, evidence: &str, places: usize, out: &mut Proposals) {
    let more = if places > 1 { format!(" (the first of {places} places)") } else { String::new() };
    let message = format!("kept in Traditional, as it was written: {evidence}{more}; `--script hans` converts it");
    out.flag("traditional-original", range, message);
}

/// How sure a change is. `open`: the dictionary leaves a choice, and nothing else decides it.
fn grade(change: &Change<'_>, before: &str, to_simplified: bool, open: bool) -> (u16, Safety, Cow<'static, str>) {
    if open {
        let several = before.chars().next().and_then(|c| choices(c, to_simplified)).unwrap_or(change.to);
        let why = format!("no phrase decides between {}; the commonest was taken", several.replace(' ', " or "));
        return (850, Safety::Unsafe, why.into());
    }
    match (change.phrase, change.ambiguous) {
        (true, _) => (990, Safety::Safe, "phrase of the conversion dictionary".into()),
        (false, true) => (950, Safety::Unsafe, "character whose other counterparts are rare here".into()),
        (false, false) => (990, Safety::Safe, "character with one counterpart".into()),
    }
}
