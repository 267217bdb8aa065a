//! Script conversion and repair of broken Chinese press text, each edit with its evidence.
//!
//! The only stage that changes text. Rules look at a revision and propose; the engine settles conflicts and applies what
//! is left as one layer a pass (see [`Pass`]). What was not applied is kept with its reason.

mod chars;
pub mod collection;
mod encodings;
mod engine;
pub mod layout;
mod lexicon;
mod options;
mod phrases;
mod profile;
mod rules;
pub mod script;

use baokan_corpus_model::Document;

pub use engine::{Class, Draft, Pass, Proposals, Registry, Rule, RuleContext, RuleMeta, Scan};
pub use options::{Options, Target};
pub use profile::Profile;
pub use rules::BUILTIN;

/// Repairs a document with our own rules.
pub fn normalize(doc: &mut Document, options: &Options) {
    Registry::builtin().normalize(doc, options);
}
