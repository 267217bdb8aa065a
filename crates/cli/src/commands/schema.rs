//! `baokan schema`

use baokan_corpus_model::wire::schema_v1;
use clap::Args;

use crate::Host;
use crate::error::{CliError, Exit};

/// Prints the JSON schema of an exported document.
#[derive(Debug, Args)]
pub(crate) struct Schema {}

impl Schema {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        host.out.write_all(schema_json().as_bytes())?;
        Ok(Exit::Done)
    }
}

/// The schema of `baokan.document/1`, as `docs/schema` holds it.
#[must_use]
pub fn schema_json() -> String {
    serde_json::to_string_pretty(&schema_v1()).unwrap_or_default() + "\n"
}
