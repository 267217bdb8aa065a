//! What the user may ask of the stage.

use std::str::FromStr;

use baokan_corpus_model::Safety;

use crate::profile::Profile;

/// Which script the text shall have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Simplified.
    Hans,
    /// Traditional, OpenCC's standard.
    Hant,
    /// Traditional as in Taiwan.
    HantTw,
    /// Traditional as in Hong Kong.
    HantHk,
    /// As it is.
    Keep,
    /// That of the original: a Traditional copy of a mainland text becomes Simplified again, a text that was written in
    /// Traditional stays.
    #[default]
    Auto,
}

impl Target {
    /// All targets with their names on the command line.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Hans, "hans"),
        (Self::Hant, "hant"),
        (Self::HantTw, "hant-tw"),
        (Self::HantHk, "hant-hk"),
        (Self::Keep, "keep"),
        (Self::Auto, "auto"),
    ];
}

impl FromStr for Target {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(_, name)| *name == s);
        found.map(|(t, _)| *t).ok_or_else(|| format!("`{s}` is no script: hans, hant, hant-tw, hant-hk, keep or auto"))
    }
}

/// Options of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The list of rules that run.
    pub profile: Profile,
    /// The script wanted.
    pub target: Target,
    /// Edits less safe than this are withheld.
    pub safety: Safety,
    /// Apply suggestions too.
    pub suggestions: bool,
    /// Rules that shall not run.
    pub disabled: Vec<String>,
    /// When not empty: only these rules run, whatever the profile.
    pub only: Vec<String>,
    /// Strings that no rule may change, beside those of `data/never.tsv`.
    pub never: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self::of(Profile::default())
    }
}

impl Options {
    /// Those of a profile.
    #[must_use]
    pub const fn of(profile: Profile) -> Self {
        Self {
            profile,
            target: profile.target(),
            safety: profile.safety(),
            suggestions: profile.suggestions(),
            disabled: Vec::new(),
            only: Vec::new(),
            never: Vec::new(),
        }
    }

    /// Whether a rule may not run.
    #[must_use]
    pub fn refuses(&self, rule: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|r| r == rule);
        named(&self.disabled) || if self.only.is_empty() { !self.profile.runs(rule) } else { !named(&self.only) }
    }
}
