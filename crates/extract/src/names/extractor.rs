//! The extractor of names and set phrases.

use baokan_corpus_model::Document;

use super::page::Page;
use crate::quotations::{self, Known};
use crate::{Extractor, campaigns, documents, formulations, organizations, people, places, systems};

/// Places, organizations, people, set phrases, campaigns, systems, documents,
/// quotations. Each needs what the ones before it found (a post
/// the body, a body the place), so that they are read in one go over one layout of the page.
pub struct Names;

impl Extractor for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn extract(&self, doc: &mut Document) {
        let page = Page::new(doc);
        let spots = places::places(&page);
        let mut bodies = organizations::find(&page, &spots);
        let hidden: Vec<_> = bodies.iter().filter(|b| b.hides_place).map(|b| b.range.clone()).collect();
        let places = places::extract(&page, &spots, &hidden);
        let persons = people::find(&page, &spots, &bodies);
        let people = people::extract(&page, &persons);
        let systems = systems::extract(&page, &bodies);
        let quotations = quotations::extract(&page, &Known::new(&page, &persons, &bodies, &spots));
        bodies.extend(people::implied_bodies(&page, &persons));
        bodies.sort_by_key(|b| (b.range.start, b.range.end));
        let organizations = organizations::extract(&page, &spots, &bodies);
        let formulations = formulations::extract(&page);
        let campaigns = campaigns::extract(&page);
        let documents = documents::extract(&page);
        let records = &mut doc.records;
        records.places.extend(places);
        records.organizations.extend(organizations);
        records.people.extend(people);
        records.formulations.extend(formulations);
        records.campaigns.extend(campaigns);
        records.systems.extend(systems);
        records.documents.extend(documents);
        records.quotations.extend(quotations);
    }
}
