//! The rules, one folder each: `mod.rs` (what it does), `rule.md` (what it is for), tables beside them.

mod caption_in_body;
mod compatibility_forms;
mod continued_article;
mod duplicated_run;
mod foreign_conjunction;
mod foreign_script;
mod fused_byline;
mod half_width_punctuation;
mod hard_wrap;
mod injected_spam;
mod inner_space;
mod interleaved_columns;
mod invisible_characters;
mod misread_glyph;
mod misread_heading;
mod mojibake;
mod ocr;
mod ocr_noise;
mod ocr_punctuation;
mod page_furniture;
mod pinyin_gloss;
mod split_sentence;
mod spun_synonym;
mod stray_markup;
#[cfg(test)]
pub(crate) mod testing;
mod unbalanced_quotes;
mod wrong_block_order;

use crate::engine::Rule;

/// Our own rules, visible and greppable.
pub const BUILTIN: &[&dyn Rule] = &[
    &mojibake::Mojibake,
    &interleaved_columns::InterleavedColumns,
    &invisible_characters::InvisibleCharacters,
    &compatibility_forms::CompatibilityForms,
    &stray_markup::StrayMarkup,
    &ocr_noise::OcrNoise,
    &pinyin_gloss::PinyinGloss,
    &injected_spam::InjectedSpam,
    &foreign_script::ForeignScript,
    &spun_synonym::SpunSynonym,
    &half_width_punctuation::HalfWidthPunctuation,
    &ocr_punctuation::OcrPunctuation,
    &inner_space::InnerSpace,
    &misread_glyph::MisreadGlyph,
    &foreign_conjunction::ForeignConjunction,
    &continued_article::ContinuedArticle,
    &wrong_block_order::WrongBlockOrder,
    &hard_wrap::HardWrap,
    &split_sentence::SplitSentence,
    &caption_in_body::CaptionInBody,
    &page_furniture::PageFurniture,
    &fused_byline::FusedByline,
    &misread_heading::MisreadHeading,
    &unbalanced_quotes::UnbalancedQuotes,
    &duplicated_run::DuplicatedRun,
];

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{Document, Source};

    use super::BUILTIN;
    use super::testing::{all_turn, turns};
    use crate::{Options, Pass, Registry};

    /// The fenced blocks of a kind, in order.
    fn fenced<'d>(doc: &'d str, kind: &str) -> Vec<&'d str> {
        let open = format!("```{kind}\n");
        doc.split(open.as_str()).skip(1).filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block)).collect()
    }

    #[test]
    fn the_examples_of_every_rule_are_true() {
        for rule in BUILTIN {
            let meta = rule.meta();
            let (before, after) = (fenced(meta.doc, "before"), fenced(meta.doc, "after"));
            // A rule that only reports shows a report.
            let shown = fenced(meta.doc, "report");
            let reports = !shown.is_empty();
            for (text, report) in shown.into_iter().filter_map(|s| s.split_once("\n")) {
                let registry = Registry::default().with(*rule);
                let mut doc = Document::new(Arc::new(Source::from_text(text, "rule.md").unwrap()));
                registry.repair(&mut doc, &Options::default());
                let said: Vec<&str> = doc.diagnostics.iter().map(|d| d.message.as_str()).collect();
                assert_eq!(said, [report], "{}", meta.name);
            }
            // A rule on boxes shows boxes.
            let boxes = fenced(meta.doc, "boxes");
            for (boxes, order) in boxes.iter().zip(fenced(meta.doc, "order")) {
                let lines = boxes.lines().map(|line| {
                    let mut cells = line.splitn(5, ' ');
                    let bbox = [(); 4].map(|()| cells.next().unwrap().parse().unwrap());
                    (bbox, cells.next().unwrap().to_owned())
                });
                let mut doc = super::interleaved_columns::tests::boxed(&lines.collect::<Vec<_>>());
                Registry::default().with(*rule).repair(&mut doc, &Options::default());
                let lines: Vec<&str> = doc.text.as_str().lines().filter(|l| !l.is_empty()).collect();
                assert_eq!(lines.join("\n"), order, "{}", meta.name);
            }
            let reports = reports || !boxes.is_empty();
            assert!(!before.is_empty() || reports, "{} has no example", meta.name);
            assert_eq!(before.len(), after.len(), "{}", meta.name);
            for (before, after) in before.into_iter().zip(after) {
                assert_ne!(before, after, "{}", meta.name);
                // What a rule on lines shows is the result of all rules; a rule on characters leaves lines alone.
                if meta.pass < Pass::Layout {
                    turns(before, after);
                } else {
                    all_turn(before, after);
                }
            }
        }
    }

    #[test]
    fn every_rule_is_documented() {
        for rule in BUILTIN {
            let meta = rule.meta();
            assert!(meta.doc.starts_with(&format!("# {}\n", meta.name)), "{}", meta.name);
            for section in ["What it finds", "Why it harms", "Example", "When it is wrong", "Safety"] {
                assert!(meta.doc.contains(&format!("**{section}")), "{}: {section}", meta.name);
            }
        }
    }
}
