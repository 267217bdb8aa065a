//! The dictionaries as text, compiled into the library.
//!
//! `data/opencc` holds OpenCC 1.4.2's own files, unchanged (Apache-2.0; see `data/opencc/README.md`).
//! `data/baokan_phrases*.tsv` are ours and never take part in a conversion that claims to be OpenCC's.
//! Both have the same form: key, tab, candidates, of which the first is used; ours may have a third
//! column with characters before which the key does not count.

/// Steps of the sixteen conversions: config, step, dictionaries.
pub(super) const CONFIGS: &str = include_str!("../../data/opencc/configs.tsv");

/// Our own phrases for press text, on top of OpenCC's.
pub(super) const PRESS: &str = "baokan_phrases";

/// Our own phrases for press text that is turned into Traditional.
pub(super) const PRESS_HANT: &str = "baokan_phrases_hant";

macro_rules! opencc {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/opencc/", $name, ".txt")))),*]
    };
}

/// OpenCC's dictionary files by name.
const OPENCC: &[(&str, &str)] = opencc![
    "CJK_Compatibility_Ideographs",
    "HKPhrases",
    "HKPhrasesRev",
    "HKVariants",
    "HKVariantsPhrases",
    "HKVariantsRev",
    "HKVariantsRevPhrases",
    "JPShinjitaiCharacters",
    "JPShinjitaiCharactersRev",
    "JPShinjitaiPhrases",
    "STCharacters",
    "STPhrases",
    "STPhrases_GeneratedFromRegionalPhrases",
    "TSCharacters",
    "TSCharactersExt",
    "TSPhrases",
    "TWPhrases",
    "TWPhrasesRev",
    "TWVariants",
    "TWVariantsPhrases",
    "TWVariantsRev",
    "TWVariantsRevPhrases",
];

/// The text of a dictionary; empty for a name that does not exist (a test rules that out).
pub(super) fn text(name: &str) -> &'static str {
    if name == PRESS {
        return include_str!("../../data/baokan_phrases.tsv");
    }
    if name == PRESS_HANT {
        return include_str!("../../data/baokan_phrases_hant.tsv");
    }
    OPENCC.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

/// One line of a dictionary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Where the key starts in the text of the dictionary, in bytes.
    pub(super) at: usize,
    pub(super) key: &'static str,
    /// All candidates, separated by spaces, the default first.
    pub(super) candidates: &'static str,
    /// The key does not count before one of these characters (our own phrases only).
    pub(super) not_before: &'static str,
}

impl Row {
    /// The candidate that conversion uses.
    pub(super) fn default(&self) -> &'static str {
        let end = self.candidates.find(' ').unwrap_or(self.candidates.len());
        &self.candidates[..end]
    }

    /// The key as a single character, if it is one.
    pub(super) fn character(&self) -> Option<char> {
        only_char(self.key)
    }
}

/// The character of a string that has exactly one.
pub(super) fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.as_str().is_empty())
}

/// All rows of a dictionary in file order; comments and blank lines are skipped.
pub(super) fn rows(name: &str) -> impl Iterator<Item = Row> + use<> {
    let text = text(name);
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let at = start;
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
            start = end + 1;
            let line = text[at..end].trim_end_matches('\r');
            if line.starts_with('#') {
                continue;
            }
            let mut columns = line.split('\t');
            if let (Some(key), Some(candidates)) = (columns.next(), columns.next())
                && !key.is_empty()
                && !candidates.is_empty()
            {
                let not_before = columns.next().unwrap_or_default();
                return Some(Row { at, key, candidates, not_before });
            }
        }
        None
    })
}
