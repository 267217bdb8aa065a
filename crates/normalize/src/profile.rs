//! Profiles: three printed lists of rules, from "as it was printed" to "as it was meant".

use std::str::FromStr;

use baokan_corpus_model::Safety;

use crate::options::Target;

/// How much is repaired when the user says nothing else.
///
/// Each profile is a list of rules, a script, and the gravest safety that an edit may have; what a milder profile does,
/// a stronger one does too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// As it was printed: only what no printer set is taken away (invisible characters, markup, bytes read in a wrong
    /// encoding, line breaks of columns). Characters, script, width, quotation marks and page heads stay.
    Archive,
    /// As it was meant, wherever that is proven.
    #[default]
    Standard,
    /// As it was most likely meant: suggestions are made too.
    Repair,
}

/// What no printer set.
const ARCHIVE: &[&str] = &[
    "mojibake",
    "interleaved-columns",
    "invisible-characters",
    "compatibility-forms",
    "stray-markup",
    "wrong-block-order",
    "hard-wrap",
    "split-sentence",
];

/// What [`Profile::Standard`] adds.
const STANDARD: &[&str] = &[
    "ocr-noise",
    "pinyin-gloss",
    "injected-spam",
    "foreign-script",
    "spun-synonym",
    "half-width-punctuation",
    "ocr-punctuation",
    "misread-glyph",
    "inner-space",
    "foreign-conjunction",
    "caption-in-body",
    "page-furniture",
    "continued-article",
    "fused-byline",
    "misread-heading",
    "unbalanced-quotes",
    "duplicated-run",
];

/// What [`Profile::Repair`] adds: no rule of its own yet, but the suggestions of all.
const REPAIR: &[&str] = &[];

impl Profile {
    /// All profiles, the mildest first.
    pub const ALL: [Self; 3] = [Self::Archive, Self::Standard, Self::Repair];

    /// The name on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Standard => "standard",
            Self::Repair => "repair",
        }
    }

    /// One sentence for lists.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Archive => "as it was printed: only what no printer set goes",
            Self::Standard => "as it was meant, wherever that is proven",
            Self::Repair => "as it was most likely meant: suggestions are made too",
        }
    }

    /// The mildest profile that runs one of our rules; `None` for a rule that is not ours, which every profile runs.
    #[must_use]
    pub fn of(rule: &str) -> Option<Self> {
        let lists = [(Self::Archive, ARCHIVE), (Self::Standard, STANDARD), (Self::Repair, REPAIR)];
        lists.into_iter().find(|(_, list)| list.contains(&rule)).map(|(profile, _)| profile)
    }

    /// Whether the profile runs the rule.
    #[must_use]
    pub fn runs(self, rule: &str) -> bool {
        Self::of(rule).is_none_or(|mildest| mildest <= self)
    }

    /// The script that the text shall have.
    #[must_use]
    pub const fn target(self) -> Target {
        match self {
            Self::Archive => Target::Keep,
            Self::Standard | Self::Repair => Target::Auto,
        }
    }

    /// The gravest safety that an edit may have.
    #[must_use]
    pub const fn safety(self) -> Safety {
        Safety::Unsafe
    }

    /// Whether suggestions are applied.
    #[must_use]
    pub const fn suggestions(self) -> bool {
        matches!(self, Self::Repair)
    }
}

impl FromStr for Profile {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|p| p.as_str() == s);
        found.ok_or_else(|| format!("`{s}` is no profile: archive, standard or repair"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BUILTIN;

    #[test]
    fn every_rule_stands_in_one_list() {
        let mut listed: Vec<&str> = [ARCHIVE, STANDARD, REPAIR].concat();
        let mut rules: Vec<&str> = BUILTIN.iter().map(|r| r.meta().name).collect();
        listed.sort_unstable();
        rules.sort_unstable();
        assert_eq!(listed, rules);
    }

    #[test]
    fn names() {
        for profile in Profile::ALL {
            assert_eq!(profile.as_str().parse(), Ok(profile));
        }
        assert!("strong".parse::<Profile>().unwrap_err().contains("standard"));
        assert!(Profile::Archive.runs("a-rule-of-theirs") && !Profile::Archive.runs("foreign-script"));
    }
}
