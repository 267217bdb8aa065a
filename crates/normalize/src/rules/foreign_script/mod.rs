//! Text in the other script: a Traditional copy of a Simplified text, or the reverse.

mod origin;

use baokan_corpus_model::{EditKind, Safety, Script, TextRange};

use crate::encodings;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::options::Target;
use crate::script::{Change, Config, Converter, detect, hant_spans};

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
        if !cx.scan.has_han() {
            return;
        }
        match cx.options.target {
            Target::Keep => {}
            Target::Auto if origin::is_traditional_original(cx.text) => {}
            Target::Auto => to_simplified(cx, out),
            Target::Hans => to_simplified(cx, out),
            Target::Hant => to_traditional(cx, Config::S2t, None, out),
            Target::HantTw => to_traditional(cx, Config::S2tw, Some(Config::T2tw), out),
            Target::HantHk => to_traditional(cx, Config::S2hk, Some(Config::T2hk), out),
        }
    }
}

/// The script of the revision, not of the file: what has been converted must not be converted again.
fn current(cx: &RuleContext<'_>) -> Script {
    if cx.doc.text.layers() == 0 { cx.script } else { detect(cx.text).script() }
}

fn to_simplified(cx: &RuleContext<'_>, out: &mut Proposals) {
    let converter = Converter::press_to_simplified();
    match current(cx) {
        Script::Hant => convert(cx.text, 0, converter, false, out),
        Script::Mixed => {
            for span in hant_spans(cx.text) {
                let Some(part) = cx.text.get(span.start as usize..span.end as usize) else { continue };
                // One Traditional character alone may be a name or a variant.
                convert(part, span.start, converter, span.hant < 2, out);
            }
        }
        _ => {}
    }
}

fn to_traditional(cx: &RuleContext<'_>, from_hans: Config, regional: Option<Config>, out: &mut Proposals) {
    match current(cx) {
        Script::Hans => convert(cx.text, 0, Converter::builtin(from_hans), false, out),
        Script::Mixed => {
            let mut at = 0u32;
            for line in cx.text.split_inclusive('\n') {
                let found = detect(line);
                if found.hans > found.hant {
                    convert(line, at, Converter::builtin(from_hans), found.hans < 2, out);
                }
                at += line.len() as u32;
            }
        }
        Script::Hant => {
            if let Some(config) = regional {
                convert(cx.text, 0, Converter::builtin(config), false, out);
            }
        }
        _ => {}
    }
}

/// Proposes each change of a stretch that begins at `base`.
fn convert(text: &str, base: u32, converter: &Converter, doubtful: bool, out: &mut Proposals) {
    converter.edits(text, |change| {
        if encodings::is_cut_sequence(text, change.end as usize) {
            return;
        }
        let (certainty, safety, why) = grade(&change, doubtful);
        let range = TextRange::new(base + change.start, base + change.end);
        out.edit(certainty, why).safety(safety).replace(range, change.to).done();
    });
}

const fn grade(change: &Change<'_>, doubtful: bool) -> (u16, Safety, &'static str) {
    match (change.phrase, change.ambiguous, doubtful) {
        (_, _, true) => (700, Safety::Unsafe, "a single character of the other script in its sentence"),
        (true, _, _) => (990, Safety::Safe, "phrase of the conversion dictionary"),
        (false, true, _) => (850, Safety::Unsafe, "character with several counterparts; the commonest was taken"),
        (false, false, _) => (990, Safety::Safe, "character with one counterpart"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{repaired, repaired_with, same, turns};
    use crate::{Options, Target};

    fn to(target: Target, before: &str) -> String {
        let options = Options { target, ..Options::default() };
        let once = repaired_with(before, &options).text.as_str().to_owned();
        assert_eq!(repaired_with(&once, &options).text.as_str(), once, "not stable");
        once
    }

    #[test]
    fn traditional_copy() {
        turns("農業農村部發展鄉村產業,沿著既定標準推進。", "农业农村部发展乡村产业，沿着既定标准推进。");
    }

    #[test]
    fn simplified_text_with_a_few_variants_stays() {
        same("中国农业科学院专家陶喆介绍，这一品种由著名学者乾隆年间后人培育，已经推广到十几个省份，农民增收显著。");
        let long = "我国粮食产量连续多年稳定增长，农民收入持续提高，这为经济发展提供了坚实基础。".repeat(3);
        same(&format!("{long}展览题为“漢字之美”。"));
    }

    #[test]
    fn targets() {
        assert_eq!(to(Target::Keep, "農業農村發展"), "農業農村發展");
        assert_eq!(to(Target::Hant, "农业发展里程"), "農業發展里程");
        assert_eq!(to(Target::HantTw, "农村里的台湾产业为何"), "農村裡的臺灣產業為何");
        assert_eq!(to(Target::HantHk, "农村里的产业为何"), "農村裏的產業為何");
    }

    #[test]
    fn the_script_of_the_original() {
        let taiwan = "里長表示，「推動垃圾分類，要靠居民配合。」縣政府計畫明年增設據點。";
        assert_eq!(to(Target::Auto, taiwan), taiwan);
        assert_eq!(to(Target::Auto, "國務院召開會議,部署“三農”工作。"), "国务院召开会议，部署“三农”工作。");
        assert_eq!(to(Target::Auto, "農業農村發展"), "农业农村发展");
    }

    #[test]
    fn doubtful_characters_say_so() {
        let doc = repaired("農業發展了,乾");
        let least = doc.text.sites().iter().filter_map(|s| doc.text.edit(s.edit)).map(|e| e.confidence.get()).min();
        assert!(least < Some(900), "{least:?}");
    }

    #[test]
    fn mixed_text_is_converted_where_it_is_traditional() {
        let hans = "我国粮食产量稳定增长，农民收入持续提高。";
        turns(&format!("{hans}\n農業發展為國家經濟奠定基礎。"), &format!("{hans}\n农业发展为国家经济奠定基础。"));
    }
}
