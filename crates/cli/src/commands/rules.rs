//! `baokan rules`

use baokan_normalize::{BUILTIN, Pass, Profile, RuleMeta};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::Host;
use crate::args::parse_profile;
use crate::error::{CliError, Exit};
use crate::style::Paint;

/// Lists the rules in the order in which they run.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The form of the list.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// Only the rules that this profile runs: archive, standard or repair.
    #[arg(long, value_name = "PROFILE", value_parser = parse_profile)]
    profile: Option<Profile>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Form {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    pass: &'static str,
    kind: &'static str,
    safety: &'static str,
    /// The mildest profile that runs it.
    profile: &'static str,
    summary: &'static str,
}

impl Rules {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let rows: Vec<Row> = in_order().filter(|m| self.profile.is_none_or(|p| p.runs(m.name))).map(row).collect();
        match self.format {
            Form::Json => {
                let json = serde_json::to_string_pretty(&rows).unwrap_or_default();
                writeln!(host.out, "{json}")?;
            }
            Form::Text => {
                let style = host.style();
                let width = rows.iter().map(|r| r.name.len()).max().unwrap_or(0);
                for r in rows {
                    let name = style.paint(Paint::Name, &format!("{:width$}", r.name));
                    writeln!(
                        host.out,
                        "{name}  {:10}  {:10}  {:7}  {:8}  {}",
                        r.pass, r.kind, r.safety, r.profile, r.summary
                    )?;
                }
            }
        }
        Ok(Exit::Done)
    }
}

/// The rules by pass, and within a pass in the order of the registry.
fn in_order() -> impl Iterator<Item = &'static RuleMeta> {
    Pass::ALL.into_iter().flat_map(|pass| BUILTIN.iter().map(|r| r.meta()).filter(move |m| m.pass == pass))
}

fn row(m: &'static RuleMeta) -> Row {
    Row {
        name: m.name,
        pass: m.pass.as_str(),
        kind: m.kind.as_str(),
        safety: m.safety.as_str(),
        profile: Profile::of(m.name).unwrap_or_default().as_str(),
        summary: m.summary,
    }
}
