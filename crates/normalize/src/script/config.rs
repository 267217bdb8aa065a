//! The sixteen conversions of OpenCC and their steps.

use std::fmt;
use std::str::FromStr;

use super::dictionary;

/// A conversion, under the name that OpenCC gives it.
///
/// `s` is Simplified, `t` Traditional in OpenCC's own standard, `tw` and `hk` the standards of
/// Taiwan and Hong Kong, `jp` Japanese; a final `p` exchanges regional vocabulary as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // The names are OpenCC's; each is spelt out above.
pub enum Config {
    S2t,
    S2tw,
    S2twp,
    S2hk,
    S2hkp,
    T2s,
    T2tw,
    T2hk,
    T2jp,
    Tw2s,
    Tw2sp,
    Tw2t,
    Hk2s,
    Hk2sp,
    Hk2t,
    Jp2t,
}

impl Config {
    /// All conversions.
    pub const ALL: [Config; 16] = [
        Config::S2t,
        Config::S2tw,
        Config::S2twp,
        Config::S2hk,
        Config::S2hkp,
        Config::T2s,
        Config::T2tw,
        Config::T2hk,
        Config::T2jp,
        Config::Tw2s,
        Config::Tw2sp,
        Config::Tw2t,
        Config::Hk2s,
        Config::Hk2sp,
        Config::Hk2t,
        Config::Jp2t,
    ];

    /// OpenCC's name, as in `s2twp`.
    pub fn name(self) -> &'static str {
        match self {
            Config::S2t => "s2t",
            Config::S2tw => "s2tw",
            Config::S2twp => "s2twp",
            Config::S2hk => "s2hk",
            Config::S2hkp => "s2hkp",
            Config::T2s => "t2s",
            Config::T2tw => "t2tw",
            Config::T2hk => "t2hk",
            Config::T2jp => "t2jp",
            Config::Tw2s => "tw2s",
            Config::Tw2sp => "tw2sp",
            Config::Tw2t => "tw2t",
            Config::Hk2s => "hk2s",
            Config::Hk2sp => "hk2sp",
            Config::Hk2t => "hk2t",
            Config::Jp2t => "jp2t",
        }
    }

    /// The steps as `configs.tsv` lists them.
    pub(super) fn steps(self) -> Steps {
        let mut steps = Steps::default();
        for row in dictionary::CONFIGS.lines() {
            let mut columns = row.split('\t');
            if columns.next() != Some(self.name()) {
                continue;
            }
            match (columns.next(), columns.next()) {
                (Some("normalize"), Some(group)) => steps.normalize = Some(group),
                (Some("segment"), Some(group)) => steps.segment = Some(group),
                (_, Some(group)) => steps.convert.push(group),
                _ => {}
            }
        }
        steps
    }
}

/// The groups of dictionaries that a conversion applies one after the other.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// Applied to the whole text before anything else.
    pub(super) normalize: Option<&'static str>,
    /// Cuts the text into segments; the chain converts each by itself.
    pub(super) segment: Option<&'static str>,
    /// The chain.
    pub(super) convert: Vec<&'static str>,
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The name is none of OpenCC's sixteen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown script conversion {0:?}; known are s2t, t2s, s2tw, tw2s and twelve more")]
pub struct UnknownConfig(String);

impl FromStr for Config {
    type Err = UnknownConfig;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = Config::ALL.into_iter();
        all.find(|config| config.name() == name).ok_or_else(|| UnknownConfig(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for config in Config::ALL {
            assert_eq!(config.to_string().parse(), Ok(config));
        }
        assert!("s2x".parse::<Config>().is_err());
    }

    #[test]
    fn the_table_holds_these_sixteen_and_only_existing_dictionaries() {
        for row in dictionary::CONFIGS.lines().filter(|row| !row.starts_with('#')) {
            let (name, rest) = row.split_once('\t').unwrap();
            name.parse::<Config>().unwrap();
            for dictionary in rest.split_once('\t').unwrap().1.split(['|', '+']) {
                assert!(dictionary::rows(dictionary).next().is_some(), "{dictionary}");
            }
        }
        for config in Config::ALL {
            let steps = config.steps();
            assert!(steps.normalize.is_some() && !steps.convert.is_empty(), "{config}");
            // The engine takes segments of two characters and more only.
            for dictionary in steps.segment.iter().flat_map(|group| group.split('+')) {
                assert!(dictionary::rows(dictionary).all(|row| row.character().is_none()), "{dictionary}");
            }
        }
    }
}
