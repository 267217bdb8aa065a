//! The extractors of names.

use baokan_corpus_model::Document;

use super::page::Page;
use crate::{Extractor, campaigns, documents, formulations, organizations, people, places, systems};

/// Places, organizations, people and quotations: each needs the ones before it, so that they are read in one go.
pub struct Names;

impl Extractor for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn extract(&self, doc: &mut Document) {
        let page = Page::new(doc);
        let found = places::places(&page);
        let mut bodies = organizations::find(&page, &found);
        let hidden: Vec<_> = bodies.iter().filter(|b| b.hides_place).map(|b| b.range.clone()).collect();
        let place_records = places::extract(&page, &found, &hidden);
        let persons = people::find(&page, &found, &bodies);
        let person_records = people::extract(&page, &persons);
        bodies.extend(people::implied_bodies(&page, &persons));
        bodies.sort_by_key(|b| (b.range.start, b.range.end));
        let body_records = organizations::extract(&page, &found, &bodies);
        doc.records.people.extend(person_records);
        doc.records.places.extend(place_records);
        doc.records.organizations.extend(body_records);
    }
}

/// Set phrases and the named things of policy: formulations, campaigns, systems, documents.
pub struct Phrases;

impl Extractor for Phrases {
    fn name(&self) -> &'static str {
        "phrases"
    }

    fn extract(&self, doc: &mut Document) {
        let page = Page::new(doc);
        let formulations = formulations::extract(&page);
        let campaigns = campaigns::extract(&page);
        let systems = systems::extract(&page);
        let documents = documents::extract(&page);
        doc.records.formulations.extend(formulations);
        doc.records.campaigns.extend(campaigns);
        doc.records.systems.extend(systems);
        doc.records.documents.extend(documents);
    }
}
