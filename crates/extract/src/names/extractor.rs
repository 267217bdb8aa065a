//! The extractor of names and set phrases.

use baokan_corpus_model::Document;

use super::page::Page;
use crate::extractor::Settled;
use crate::quotations::{self, Known};
use crate::{Context, Extractor, campaigns, documents, formulations, organizations, people, places, systems};

/// Places, organizations, people, set phrases, campaigns, systems, documents,
/// quotations. Each needs what the ones before it found (a post
/// the body, a body the place), so that they are read in one go over one layout of the page.
pub struct Names;

impl Extractor for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn extract(&self, doc: &mut Document, cx: &Context<'_>) {
        let page = Page::new(doc);
        let spots = places::places(&page);
        let mut bodies = organizations::find(&page, &spots);
        let hidden: Vec<_> = bodies.iter().filter(|b| b.hides_place).map(|b| b.range.clone()).collect();
        let place_records = places::extract(&page, &spots, &hidden);
        let persons = people::find(&page, &spots, &bodies);
        let people = people::extract(&page, &persons);
        let systems = systems::extract(&page, &spots, &bodies);
        let quotations = quotations::extract(&page, &Known::new(&page, &persons, &bodies, &spots));
        bodies.extend(people::implied_bodies(&page, &spots, &persons));
        bodies.sort_by_key(|b| (b.range.start, b.range.end));
        let organizations = organizations::extract(&page, &spots, &bodies);
        let formulations = formulations::extract(&page);
        let campaigns = campaigns::extract(&page);
        let documents = documents::extract(&page);
        let stretches = page.stretches;
        let records = &mut doc.records;
        records.places.extend(place_records);
        records.organizations.extend(organizations);
        records.people.extend(people);
        records.formulations.extend(formulations);
        records.campaigns.extend(campaigns);
        records.systems.extend(systems);
        records.documents.extend(documents);
        records.quotations.extend(quotations);
        // A factory stands where its name says; a university or a paper may be anywhere.
        let movable = bodies.iter().filter(|b| b.hides_place && !b.head.ends_with(['厂', '矿', '场', '田']));
        let hidden = movable.map(|b| b.range.clone()).collect();
        cx.settle(Settled { places: spots, hidden, stretches });
    }
}

#[cfg(test)]
mod tests {
    use baokan_corpus_model::{Document, Field, Origin};
    use proptest::prelude::*;

    use crate::names::testing::extracted;
    use crate::names::text::bare;

    /// Pieces that the finders look for, to be thrown together at random.
    const PIECES: &[&str] = &[
        "湖南省",
        "衡阳",
        "鼓楼区",
        "和平",
        "县",
        "市长",
        "公安局",
        "委员会",
        "第一",
        "中学",
        "有限公司",
        "“",
        "”",
        "‘",
        "’",
        "《",
        "》",
        "（",
        "）",
        "、",
        "，",
        "。",
        "：",
        "！",
        "1+4+N",
        "12345",
        "三个",
        "四",
        "专项行动",
        "平台",
        "机制",
        "意见",
        "条例",
        "办法",
        "谭立新",
        "王芳",
        "说",
        "强调",
        "指出，",
        "会议",
        "等人",
        "总统",
        "马卡里奥斯",
        "与",
        "的",
        "在",
        "推进",
        "落实",
        "坚持",
        "及其实施细则",
        "村",
        "街道",
        "——",
        "abc",
        "😀",
        "é",
        "\u{3000}",
        " ",
        "1",
        "２",
        "一",
        "行动",
        "即",
        "等",
        "相关负责人",
        "他",
    ];

    fn check_field(doc: &Document, field: &Field<String>) -> Result<(), TestCaseError> {
        if let Origin::Text(range) = field.origin {
            prop_assert_eq!(doc.text.slice(range), field.value.as_str());
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// Whatever the text, what is recorded stands in the text where the record says.
        #[test]
        fn records_are_what_the_text_prints(picks in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 1..40), 1..5)) {
            let lines: Vec<String> = picks.iter().map(|p| p.iter().map(|i| PIECES[*i]).collect()).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let doc = extracted("2022", &lines);
            let r = &doc.records;
            for f in &r.formulations {
                prop_assert_eq!(bare(doc.text.slice(f.range)), bare(&f.fact.name));
                for m in &f.fact.expansion {
                    check_field(&doc, m)?;
                }
            }
            for c in &r.campaigns {
                prop_assert_eq!(doc.text.slice(c.range), c.fact.name.as_str());
            }
            for s in &r.systems {
                prop_assert_eq!(doc.text.slice(s.range), s.fact.name.as_str());
            }
            for p in &r.people {
                let printed: String = doc.text.slice(p.range).split_whitespace().collect();
                prop_assert_eq!(printed.as_str(), p.fact.name.as_str());
                for position in &p.fact.positions {
                    check_field(&doc, position)?;
                }
            }
            for q in &r.quotations {
                prop_assert!(doc.text.range().contains(q.fact.words));
                if let Some(speaker) = &q.fact.speaker {
                    check_field(&doc, speaker)?;
                }
            }
            for record in &r.places {
                prop_assert!(!record.fact.name.is_empty());
                prop_assert!(record.target.verify(doc.source()).is_ok());
            }
        }

        /// Any text at all is taken without a panic.
        #[test]
        fn any_text_is_taken(text in "\\PC{0,200}") {
            let _ = extracted("2022", &[text.as_str()]);
        }
    }
}
