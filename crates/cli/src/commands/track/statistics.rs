//! Statistics as a tidy table: one row a figure, one column a field.

use baokan_corpus_model::Document;
use baokan_export::wire;
use serde_json::{Value, json};

use crate::batch::{Collection, Pass};
use crate::commands::json_failure;
use crate::error::{CliError, Exit};
use crate::table::{Form, Table};

/// Fields of the record, as the schema names them.
const FIELDS: [&str; 16] = [
    "indicator",
    "value",
    "unit",
    "measure",
    "direction",
    "basis",
    "approx",
    "period",
    "place",
    "subject",
    "modality",
    "implausible",
    "status",
    "confidence",
    "rule",
    "quote",
];

/// The table of all statistics whose indicator is wanted.
pub(super) fn table(
    collection: &Collection,
    pass: &Pass<'_>,
    form: Form,
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Result<(Vec<u8>, Exit), CliError> {
    let columns = ["document", "date", "publication", "headline", "id"].into_iter().chain(FIELDS);
    let mut table = Table::new(form, columns.chain(["bytes", "printed"]));
    let make = |_: usize, doc: &Document| {
        let wire = wire(doc);
        let all = serde_json::to_value(&wire.records.statistics).map_err(|e| json_failure(&e))?;
        let date = wire.published.as_ref().map(|m| m.value.clone());
        let publication = doc.meta.publication.as_ref().map(|m| m.value.clone());
        let headline = |id: &Value| {
            let article = wire.articles.iter().find(|a| Some(a.id.as_str()) == id.as_str())?;
            article.headline.as_ref().map(|h| h.text.clone())
        };
        let row = |record: &Value| {
            let mut row = vec![json!(wire.source.path), json!(date), json!(publication)];
            row.extend([json!(headline(&record["article"])), record["id"].clone()]);
            row.extend(FIELDS.iter().map(|f| record[*f].clone()));
            row.extend([record["target"]["source_ranges"].clone(), record["target"]["quote"].clone()]);
            row
        };
        let is_wanted = |r: &&Value| r["indicator"].as_str().is_some_and(wanted);
        Ok(all.as_array().into_iter().flatten().filter(is_wanted).map(row).collect::<Vec<_>>())
    };
    let mut take = |_: usize, rows: Vec<Vec<Value>>| {
        rows.into_iter().for_each(|r| table.row(r));
        Ok(())
    };
    let exit = collection.each(pass, &make, &mut take)?;
    Ok((table.take(), exit))
}
