//! `baokan explain`

use baokan_normalize::BUILTIN;
use clap::Args;

use crate::Host;
use crate::config::no_such_rule;
use crate::error::{CliError, Exit};

/// Explains a rule: what it finds, why that harms, when the rule is wrong.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Name of the rule; `baokan rules` lists them.
    rule: String,
}

impl Explain {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let Some(meta) = BUILTIN.iter().map(|r| r.meta()).find(|m| m.name == self.rule) else {
            return Err(CliError::Usage(no_such_rule(&self.rule)));
        };
        host.out.write_all(meta.doc.as_bytes())?;
        Ok(Exit::Done)
    }
}
