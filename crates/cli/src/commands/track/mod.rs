//! `baokan track`

mod statistics;
mod tally;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use baokan_corpus_model::{BlockKind, Document, Meta, MetaOrigin, TextRange};
use clap::{Args, ValueEnum};
use regex::Regex;
use serde_json::{Value, json};

use super::counting::{Column, Counting};
use crate::Host;
use crate::args::DocumentArgs;
use crate::batch::{Collection, Pass};
use crate::error::{CliError, Exit};
use crate::output::write_whole;
use crate::pipeline::Stage;
use crate::report::Verbosity;
use crate::table::{Form, Table};
use tally::{Card, Finder, Mentions, Place, Tally, variants};

/// Follows set phrases and indicators through a collection: first and last mention, counts by year and paper.
///
/// For named things (formulations, campaigns, systems, documents) the collection is read twice: first for the names that are
/// stated somewhere, then for every mention of them. Of forms that hold one another the longest counts. A label (a phrase
/// known by its quotation marks only) and a name of two characters count between quotation marks only. For indicators, every
/// figure is a mention. See docs/track.md.
#[derive(Debug, Args)]
pub(crate) struct Track {
    /// What to follow.
    #[arg(long, value_enum, default_value_t)]
    what: What,
    /// Instead of one row a name, a row for each value of these columns, with zeros; may be given several times, or as a list
    /// with commas.
    #[arg(long, value_enum, value_name = "COLUMN", value_delimiter = ',')]
    by: Vec<Column>,
    /// List only names that this regular expression matches. They count as they do without it: not inside longer names.
    #[arg(long, value_name = "REGEX")]
    matching: Option<String>,
    /// Leave out what is mentioned less often.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    min_count: usize,
    /// Leave out what fewer documents mention.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    min_documents: usize,
    /// List no more than so many, the most often mentioned; 0 for all.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    top: usize,
    /// Take a Traditional form for its Simplified one, character by character.
    #[arg(long)]
    fold: bool,
    /// Take the date of a document that has none from its name: 1954.txt, rmrb-1957-06-08.txt, 19570608_2.txt.
    #[arg(long)]
    date_from_name: bool,
    /// Take the paper of a document that names none from the folder that it lies in: rmrb/1957-06-08.txt.
    #[arg(long)]
    publication_from_folder: bool,
    /// The form of the table.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    document: DocumentArgs,
}

/// What is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum What {
    /// Set phrases (提法).
    #[default]
    Formulations,
    /// Named operations and campaigns.
    Campaigns,
    /// Named platforms, mechanisms, institutions and models.
    Systems,
    /// Laws, decisions, plans.
    Documents,
    /// What statistics are about.
    Indicators,
    /// Every statistic: one row a figure, one column a field, with its citation.
    Statistics,
}

/// A name as one document states it.
struct Stated {
    name: String,
    kind: String,
    expansion: Vec<String>,
}

/// A name over the collection.
#[derive(Default)]
struct Known {
    /// How often each kind, or for indicators each unit, is stated.
    kinds: BTreeMap<String, usize>,
    /// Documents that state it.
    stated: usize,
    expansion: Vec<String>,
    tally: Tally,
}

/// What is mentioned, and what the documents are.
#[derive(Default)]
struct Inventory {
    names: BTreeMap<String, Known>,
    /// Documents in each group.
    groups: BTreeMap<Vec<String>, usize>,
}

/// Where names are looked for: everywhere but in running heads and credits.
const BLOCKS: [BlockKind; 6] = [
    BlockKind::Paragraph,
    BlockKind::Heading,
    BlockKind::ListItem,
    BlockKind::Caption,
    BlockKind::EditorNote,
    BlockKind::AuthorNote,
];

impl Track {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let matching = self.matching.as_deref().map(Regex::new).transpose();
        let matching = matching.map_err(|e| CliError::Usage(format!("no regular expression: {e}")))?;
        let counting = Counting::of_blocks(&BLOCKS, self.fold, self.date_from_name);
        let collection = Collection::open(host, &self.document, "track")?;
        let named = !matches!(self.what, What::Indicators | What::Statistics);
        if named && !collection.is_rereadable() {
            return Err(CliError::Usage("`track` reads its files twice, and standard input only once".to_owned()));
        }
        let before = |doc: &mut Document| {
            counting.before(doc);
            if self.publication_from_folder && doc.meta.publication.is_none() {
                doc.meta.publication = folder(doc.source().origin());
            }
        };
        let manifest = self.document.run.manifest.as_deref();
        let pass = Pass { verbosity: host.verbosity(), again: false, manifest, last: Stage::Extract, before: &before };
        let wanted = |name: &str| matching.as_ref().is_none_or(|m| m.is_match(name));
        let (table, exit) = if self.what == What::Statistics {
            statistics::table(&collection, &pass, self.format, &wanted)?
        } else {
            let mut inventory = Inventory::default();
            let exit = if named {
                let exit = self.stated(&collection, &counting, &pass, &mut inventory)?;
                let again =
                    Pass { verbosity: Verbosity::Quiet, again: true, manifest: None, last: Stage::Normalize, ..pass };
                self.mentioned(&collection, &counting, &again, &mut inventory)?;
                exit
            } else {
                self.indicators(&collection, &counting, &pass, &wanted, &mut inventory)?
            };
            (self.table(&inventory, &wanted), exit)
        };
        write_whole(host.out, self.document.run.output.as_deref(), &collection.origins(), &table)?;
        Ok(exit)
    }

    /// First reading: which names are stated anywhere.
    fn stated(
        &self,
        collection: &Collection,
        counting: &Counting,
        pass: &Pass<'_>,
        inventory: &mut Inventory,
    ) -> Result<Exit, CliError> {
        let make = |_: usize, doc: &Document| {
            let mut names: Vec<Stated> = self.names(doc);
            names.iter_mut().for_each(|s| s.name = counting.folded(&s.name));
            Ok(names)
        };
        let mut take = |_: usize, names: Vec<Stated>| {
            let mut seen: HashMap<String, ()> = HashMap::new();
            for stated in names {
                let known = inventory.names.entry(stated.name.clone()).or_default();
                *known.kinds.entry(stated.kind).or_default() += 1;
                known.stated += usize::from(seen.insert(stated.name, ()).is_none());
                if known.expansion.is_empty() {
                    known.expansion = stated.expansion;
                }
            }
            Ok(())
        };
        collection.each(pass, &make, &mut take)
    }

    fn names(&self, doc: &Document) -> Vec<Stated> {
        let bare =
            |name: &str, kind: &str| Stated { name: name.to_owned(), kind: kind.to_owned(), expansion: Vec::new() };
        let records = &doc.records;
        match self.what {
            What::Formulations => {
                let stated = |f: &baokan_corpus_model::Formulation| Stated {
                    expansion: f.expansion.iter().map(|e| e.value.clone()).collect(),
                    ..bare(&f.name, &f.kind)
                };
                records.formulations.iter().map(|r| stated(&r.fact)).collect()
            }
            What::Campaigns => records.campaigns.iter().map(|r| bare(&r.fact.name, "campaign")).collect(),
            What::Systems => records.systems.iter().map(|r| bare(&r.fact.name, r.fact.kind.as_str())).collect(),
            What::Documents => records.documents.iter().map(|r| bare(&r.fact.title, "document")).collect(),
            What::Indicators | What::Statistics => Vec::new(),
        }
    }

    /// Second reading: every mention of them.
    fn mentioned(
        &self,
        collection: &Collection,
        counting: &Counting,
        pass: &Pass<'_>,
        inventory: &mut Inventory,
    ) -> Result<(), CliError> {
        let names: Vec<String> = inventory.names.keys().cloned().collect();
        let label = |k: &Known| k.kinds.len() == 1 && k.kinds.contains_key("label");
        let short = |name: &str| name.chars().count() <= 2;
        let marked = inventory.names.iter().map(|(name, k)| label(k) || short(name)).collect();
        let Some(finder) = Finder::new(&names, marked) else {
            return Err(CliError::Usage("too many names for one run: take the collection in parts".to_owned()));
        };
        let make = |_: usize, doc: &Document| {
            let text = counting.folded(doc.text.as_str());
            let mut found: BTreeMap<usize, Vec<TextRange>> = BTreeMap::new();
            for block in counting.blocks(doc) {
                let Some(piece) = text.get(block.as_usize()) else { continue };
                finder.find(piece, |name, at| {
                    let start = block.start() as usize;
                    let range = TextRange::from_usize(start + at.start..start + at.end);
                    found.entry(name).or_default().extend(range);
                });
            }
            let found: Vec<(usize, Mentions)> = found.into_iter().map(|(n, at)| (n, mentions(doc, &at))).collect();
            Ok((self.card(doc), found))
        };
        let mut take = |_: usize, (card, found): (Card, Vec<(usize, Mentions)>)| {
            *inventory.groups.entry(card.group.clone()).or_default() += 1;
            for (name, mentions) in found {
                if let Some(known) = names.get(name).and_then(|n| inventory.names.get_mut(n)) {
                    known.tally.add(&card, &mentions);
                }
            }
            Ok(())
        };
        collection.each(pass, &make, &mut take).map(|_| ())
    }

    /// The one reading for indicators: every figure is a mention.
    fn indicators(
        &self,
        collection: &Collection,
        counting: &Counting,
        pass: &Pass<'_>,
        wanted: &(dyn Fn(&str) -> bool + Sync),
        inventory: &mut Inventory,
    ) -> Result<Exit, CliError> {
        let make = |_: usize, doc: &Document| {
            let mut found: BTreeMap<String, (Vec<TextRange>, Vec<String>)> = BTreeMap::new();
            for record in &doc.records.statistics {
                let name = counting.folded(&record.fact.indicator.value);
                if wanted(&name) {
                    let entry = found.entry(name).or_default();
                    entry.0.push(record.range);
                    entry.1.extend(record.fact.unit.as_ref().map(|u| u.value.clone()));
                }
            }
            let found: Vec<(String, Mentions, Vec<String>)> =
                found.into_iter().map(|(name, (at, units))| (name, mentions(doc, &at), units)).collect();
            Ok((self.card(doc), found))
        };
        let mut take = |_: usize, (card, found): (Card, Vec<(String, Mentions, Vec<String>)>)| {
            *inventory.groups.entry(card.group.clone()).or_default() += 1;
            for (name, mentions, units) in found {
                let known = inventory.names.entry(name).or_default();
                known.tally.add(&card, &mentions);
                known.stated += 1;
                units.into_iter().for_each(|u| *known.kinds.entry(u).or_default() += 1);
            }
            Ok(())
        };
        collection.each(pass, &make, &mut take)
    }

    fn card(&self, doc: &Document) -> Card {
        Card {
            document: Column::Document.of(doc),
            date: doc.meta.published.as_ref().map_or_else(String::new, |m| m.value.clone()),
            group: self.by.iter().map(|c| c.of(doc)).collect(),
        }
    }

    fn table(&self, inventory: &Inventory, wanted: &dyn Fn(&str) -> bool) -> Vec<u8> {
        let names: Vec<String> = inventory.names.keys().cloned().collect();
        // 产量 is a part of half of all indicators.
        let linked = variants(&names, if self.what == What::Indicators { 3 } else { 2 });
        let enough = |k: &Known| k.tally.mentions >= self.min_count.max(1) && k.tally.documents >= self.min_documents;
        // Names are in the order of code points, so that a stable sort by mentions settles the rest.
        let mut rows: Vec<(usize, (&String, &Known))> =
            inventory.names.iter().enumerate().filter(|(_, (name, k))| enough(k) && wanted(name)).collect();
        rows.sort_by_key(|(_, (_, k))| std::cmp::Reverse(k.tally.mentions));
        if self.top > 0 {
            rows.truncate(self.top);
        }
        let second = if self.what == What::Indicators { "units" } else { "kind" };
        if !self.by.is_empty() {
            let by = self.by.iter().map(|c| c.as_str());
            let columns = ["name", second].into_iter().chain(by).chain(["count", "documents", "group_documents"]);
            let mut table = Table::new(self.format, columns);
            for (_, (name, known)) in &rows {
                for (group, total) in &inventory.groups {
                    let (count, documents) = known.tally.groups.get(group).copied().unwrap_or_default();
                    let mut row = vec![json!(name), self.kinds(known)];
                    row.extend(group.iter().map(|v| json!(v)));
                    row.extend([json!(count), json!(documents), json!(total)]);
                    table.row(row);
                }
            }
            return table.take();
        }
        let columns = [
            "name",
            second,
            "count",
            "documents",
            "stated",
            "first_date",
            "first_document",
            "first_bytes",
            "last_date",
            "last_document",
            "last_bytes",
            "expansion",
            "variants",
        ];
        let mut table = Table::new(self.format, columns);
        for (number, (name, known)) in rows {
            let mut row =
                vec![json!(name), self.kinds(known), json!(known.tally.mentions), json!(known.tally.documents)];
            row.push(json!(known.stated));
            for place in [&known.tally.first, &known.tally.last] {
                let text = |of: fn(&Place) -> &String| {
                    place.as_ref().map(of).filter(|s| !s.is_empty()).map_or(Value::Null, |s| json!(s))
                };
                row.extend([text(|p| &p.date), text(|p| &p.document)]);
                row.push(place.as_ref().map_or(Value::Null, |p| json!(p.bytes)));
            }
            let others = linked.get(number).into_iter().flatten().filter_map(|i| names.get(*i));
            row.extend([json!(known.expansion), others.map(|n| json!(n)).collect::<Value>()]);
            table.row(row);
        }
        table.take()
    }

    /// The kind that is stated most often; for indicators all units.
    fn kinds(&self, known: &Known) -> Value {
        let mut kinds: Vec<(&String, &usize)> = known.kinds.iter().collect();
        kinds.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        if self.what == What::Indicators {
            return kinds.into_iter().map(|(k, _)| json!(k)).collect();
        }
        kinds.first().map_or(Value::Null, |(k, _)| json!(k))
    }
}

/// The name of the folder that a file lies in.
fn folder(origin: &str) -> Option<Meta> {
    let name = Path::new(origin).parent()?.file_name()?;
    let origin = MetaOrigin::Inferred("the name of the folder".to_owned());
    Some(Meta { value: name.to_string_lossy().into_owned(), origin })
}

/// How many mentions, and the bytes of the first and the last. Ranges come in text order.
fn mentions(doc: &Document, at: &[TextRange]) -> Mentions {
    let bytes = |range: Option<&TextRange>| {
        let source = range.map(|r| doc.text.source_ranges(*r)).unwrap_or_default();
        source.iter().map(|r| [r.start(), r.end()]).collect()
    };
    Mentions { count: at.len(), first: bytes(at.first()), last: bytes(at.last()) }
}
