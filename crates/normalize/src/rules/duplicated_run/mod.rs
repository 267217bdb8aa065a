//! Words, clauses and paragraphs that stand twice where once was meant.

mod runs;

use std::collections::HashMap;
use std::ops::Range;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, is_han};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct DuplicatedRun;

const META: RuleMeta = RuleMeta {
    name: "duplicated-run",
    kind: EditKind::Duplicate,
    pass: Pass::Quotes,
    safety: Safety::Suggest,
    summary: "A word, clause, line or paragraph that stands twice; only reported, since true repeats exist.",
    doc: include_str!("rule.md"),
};

/// A paragraph of so many bytes is not repeated by chance.
const PARAGRAPH: usize = 240;

/// So many places of a document are reported one by one.
const SHOWN: usize = 12;

/// A stretch and its repetition, as bytes of the text.
#[derive(Debug)]
pub(super) struct Twice {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
    pub(super) what: &'static str,
}

impl Rule for DuplicatedRun {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() {
            return;
        }
        let mut found = runs::runs(cx.text);
        lines(cx, &mut found);
        found.sort_by_key(|t| (t.second.start, std::cmp::Reverse(t.second.end)));
        // What lies in a repeated paragraph is repeated with it.
        let (mut end, mut kept) = (0, Vec::new());
        for twice in found {
            if twice.second.start >= end {
                end = twice.second.end;
                kept.push(twice);
            }
        }
        for (i, twice) in kept.iter().enumerate().take(SHOWN) {
            // Where each begins: what was moved or joined is no one stretch of the file.
            let place = |r: &Range<usize>| {
                let source = cx.doc.text.source_ranges(TextRange::new(r.start as u32, r.end as u32));
                source.first().map_or(0, |s| s.start())
            };
            let words = cx.text.get(twice.second.clone()).unwrap_or("");
            let shown: String = words.chars().take(16).collect();
            let dots = if shown.len() < words.len() { "…" } else { "" };
            let (first, second) = (place(&twice.first), place(&twice.second));
            let more = if i + 1 == SHOWN && kept.len() > SHOWN {
                format!("; {} more places", kept.len() - SHOWN)
            } else {
                String::new()
            };
            let range = TextRange::new(twice.second.start as u32, twice.second.end as u32);
            let what = twice.what;
            let message = format!("{what} twice: {shown}{dots} at bytes {first} and {second} of the file{more}");
            out.flag("duplicated-run", range, message);
        }
    }
}

/// Long lines that stand twice anywhere, and short ones that stand twice in a row.
fn lines(cx: &RuleContext<'_>, found: &mut Vec<Twice>) {
    let mut start = 0;
    let mut last: Range<usize> = 0..0;
    let mut seen: HashMap<(usize, &str, &str), Range<usize>> = HashMap::new();
    let ends = cx.scan.of(Class::Newline).iter().map(|n| *n as usize).chain([cx.text.len()]);
    for end in ends {
        let raw = cx.text.get(start..end).unwrap_or("");
        let line = raw.trim_matches(|c| chars::is_gap(c) || chars::is_break(c));
        let at = start + (raw.len() - raw.trim_start_matches(|c| chars::is_gap(c) || chars::is_break(c)).len());
        let here = at..at + line.len();
        start = end + 1;
        if line.is_empty() {
            continue;
        }
        let before = std::mem::replace(&mut last, here.clone());
        if line.len() >= PARAGRAPH {
            // Two paragraphs of one length, head and tail are compared in full.
            let key = (line.len(), chars::head(line, 24), chars::tail(line, 24));
            match seen.get(&key) {
                Some(first) if cx.text.get(first.clone()) == Some(line) => {
                    found.push(Twice { first: first.clone(), second: here, what: "paragraph" });
                }
                Some(_) => {}
                None => {
                    seen.insert(key, here);
                }
            }
        } else if cx.text.get(before.clone()) == Some(line) && line.chars().filter(|c| is_han(*c)).count() >= 4 {
            found.push(Twice { first: before, second: here, what: "line" });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{Document, Source};

    use crate::{Options, Registry};

    fn flags(text: &str) -> Vec<String> {
        let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
        let rule = super::DuplicatedRun;
        Registry::default().with(&rule).repair(&mut doc, &Options::default());
        assert_eq!(doc.text.as_str(), text);
        doc.diagnostics.into_iter().map(|d| d.message).collect()
    }

    #[test]
    fn repeats_are_reported_with_both_places() {
        let found = flags("形成多元共治、多元共治的格局");
        assert_eq!(found, Vec::<String>::new(), "the second is part of a longer one");
        assert_eq!(flags("坚持多元共治、多元共治，"), ["clause twice: 多元共治 at bytes 6 and 21 of the file"]);
        assert_eq!(flags("推进农业机械农业机械更新"), ["run twice: 农业机械 at bytes 6 and 18 of the file"]);
        assert_eq!(flags("经济的的发展"), ["word twice: 的 at bytes 6 and 9 of the file"]);
        assert_eq!(flags("春耕生产开始\n春耕生产开始\n"), ["line twice: 春耕生产开始 at bytes 0 and 19 of the file"]);
        let paragraph = "记者从农业农村部门获悉，各地抓住有利天气组织春耕生产，农资供应充足，农机全部检修完毕，进度快于去年。\
            据气象部门预报，今后一周晴好天气居多，有利于播种，各地要加强田间管理，确保种足种好，为全年丰收打下基础。";
        assert_eq!(flags(&format!("{paragraph}\n编者按\n{paragraph}")).len(), 1);
    }

    #[test]
    fn true_repeats_are_not() {
        for right in [
            "认认真真、一点一点、好好学习，人人有责，层层落实，研究研究再说。",
            "以发展生产为目的的合作社，为了了解情况，现在在城里，的的确确是是非非，实实在在地干。",
            "前进！前进！前进！",
            "由人民法院移送人民检察院，人民检察院应当受理。",
            "全国人民代表大会、全国人民代表大会常务委员会",
            "第一章　总则\n第二章　附则\n第一章　总则\n",
            "哈哈哈哈哈哈哈哈",
            "100010001000",
        ] {
            assert_eq!(flags(right), Vec::<String>::new(), "{right}");
        }
    }
}
