//! Synonyms that an article spinner forced into the text.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use table::{Class, TABLE};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct SpunSynonym;

const META: RuleMeta = RuleMeta {
    name: "spun-synonym",
    kind: EditKind::Spun,
    pass: Pass::Spun,
    safety: Safety::Unsafe,
    summary: "Synonyms that an article spinner put in by a fixed table: 年夜 for 大.",
    doc: include_str!("rule.md"),
};

/// A text is spun when it has so many different marks of the spinner,
const KINDS: usize = 3;
/// so many marks in all,
const MARKS: usize = 5;
/// and one at least in so many bytes.
const DENSITY: usize = 6000;

impl Rule for SpunSynonym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() || !is_spun(cx.text) {
            return;
        }
        // Whether the usual word survives anywhere in the text: the table is applied everywhere or nowhere.
        let mut survives: BTreeMap<&str, bool> = BTreeMap::new();
        for (start, end, row) in TABLE.find(cx.text) {
            if row.class == Class::Keep || !row.applies(cx.text, start, end) {
                continue;
            }
            let range = TextRange::new(start as u32, end as u32);
            let draft = match row.class {
                Class::Mark => out.edit(970, "no press text has this word; the text is spun"),
                Class::Always => out.edit(900, "odd word in a spun text"),
                _ if !*survives.entry(row.original).or_insert_with(|| cx.text.contains(row.original)) => {
                    out.edit(850, "the word it stands for does not occur in this spun text")
                }
                _ => out.edit(400, "may be spun; the word it would stand for occurs as well").safety(Safety::Suggest),
            };
            draft.replace(range, row.original).done();
        }
    }
}

/// A spun document is detected as a whole, by words that no author writes.
fn is_spun(text: &str) -> bool {
    let (mut kinds, mut count) = (BTreeSet::new(), 0);
    for mark in TABLE.marks(text) {
        kinds.insert(mark);
        count += 1;
    }
    kinds.len() >= KINDS && count >= MARKS && count * DENSITY >= text.len()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{repaired, same, turns};

    #[test]
    fn a_spun_text() {
        turns(
            "廣年夜農平易近積極發展糧食生產，明白標的目的，周全推進農業任務，立異軌制，確保食物平安。年夜豆種植面積增添。",
            "广大农民积极发展粮食生产，明白方向，全面推进农业工作，创新制度，确保食品安全。大豆种植面积增加。",
        );
    }

    #[test]
    fn texts_of_authors_stay() {
        same("除夕夜，一家人围坐吃年夜饭。老支书平易近人，大年夜还在值班，祝大家平安健康。");
        same("他为人平易近人，年夜饭后完成了周全的安排，保证供给，任务艰巨。");
    }

    #[test]
    fn what_is_ambiguous_is_listed() {
        let doc = repaired("廣年夜農平易近明白標的目的，軌制立異，國度年夜事。深化農村改革，鄉村改造。");
        assert!(doc.text.as_str().ends_with("深化农村改革，乡村改造。"), "{}", doc.text.as_str());
        assert!(doc.withheld.iter().any(|w| w.before == "改造"));
    }
}
