//! What is known of the publication: from flags, else from front matter; each value says which.

use baokan_corpus_model::{Diagnostic, Meta, MetaOrigin, Metadata, Severity, SourceRange};

use crate::Published;
use crate::front_matter::Entry;

/// Metadata that the caller knows, for all inputs of a run. They win over front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenMetadata {
    /// When it was published.
    pub published: Option<Published>,
    /// The paper, magazine or agency.
    pub publication: Option<String>,
    /// Where it is published or speaks of.
    pub place: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Where the copy was taken from.
    pub url: Option<String>,
}

/// Joins flags and front matter. What loses or cannot be used is reported and, if from the file, kept as `extra`.
pub(crate) fn settle(given: &GivenMetadata, entries: Vec<(SourceRange, Entry)>, out: &mut Vec<Diagnostic>) -> Metadata {
    let flag = |value: Option<String>| value.map(|value| Meta { value, origin: MetaOrigin::Flag });
    let mut meta = Metadata {
        published: flag(given.published.map(|p| p.to_string())),
        publication: flag(given.publication.clone()),
        place: flag(given.place.clone()),
        title: flag(given.title.clone()),
        url: flag(given.url.clone()),
        extra: Vec::new(),
    };
    for (at, Entry { key, value, nested, .. }) in entries {
        let slot = match key.as_str() {
            "published" => &mut meta.published,
            "publication" => &mut meta.publication,
            "place" => &mut meta.place,
            "title" => &mut meta.title,
            "url" => &mut meta.url,
            _ => {
                let message = format!("front matter key `{key}` is not used");
                out.push(Diagnostic::new(Severity::Info, "unused-metadata", message).at(at));
                meta.extra.push((key, value));
                continue;
            }
        };
        if value.is_empty() {
            continue;
        }
        match usable(&key, &value, nested) {
            Err(why) => out.push(Diagnostic::new(Severity::Warning, "bad-metadata", why).at(at)),
            Ok(read) => match slot {
                None => {
                    *slot = Some(Meta { value: read, origin: MetaOrigin::FrontMatter(at) });
                    continue;
                }
                // The same said twice needs no words.
                Some(kept) if kept.value == read => continue,
                Some(kept) => {
                    let winner = match kept.origin {
                        MetaOrigin::Flag => "the flag",
                        _ => "an earlier line",
                    };
                    let message = format!("`{key}` of the front matter gives way to {winner}");
                    out.push(Diagnostic::new(Severity::Warning, "overridden-metadata", message).at(at));
                }
            },
        }
        meta.extra.push((key, value));
    }
    meta
}

/// The value in the form that the data model wants, or why it cannot be used.
fn usable(key: &str, value: &str, nested: bool) -> Result<String, String> {
    if nested {
        return Err(format!("`{key}` must be one value, not a list or map"));
    }
    match key {
        "published" => value.parse::<Published>().map(|p| p.to_string()).map_err(|e| e.to_string()),
        _ => Ok(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, value: &str) -> (SourceRange, Entry) {
        (SourceRange::new(4, 9), Entry { key: key.into(), value: value.into(), nested: false, at: 4..9 })
    }

    #[test]
    fn a_flag_wins_and_the_loser_is_named() {
        let given = GivenMetadata { place: Some("广州".into()), url: Some("u".into()), ..GivenMetadata::default() };
        let mut out = Vec::new();
        let meta = settle(&given, vec![entry("place", "深圳"), entry("url", "u"), entry("title", "标题")], &mut out);
        assert_eq!(meta.place, Some(Meta { value: "广州".into(), origin: MetaOrigin::Flag }));
        assert_eq!(meta.title.unwrap().origin, MetaOrigin::FrontMatter(SourceRange::new(4, 9)));
        assert_eq!(meta.extra, [("place".to_owned(), "深圳".to_owned())]);
        assert_eq!(out.iter().map(|d| d.code.as_ref()).collect::<Vec<_>>(), ["overridden-metadata"]);
    }

    #[test]
    fn bad_and_unknown_values_are_kept() {
        let mut out = Vec::new();
        let entries = vec![entry("published", "去年"), entry("published", "2024年3月5日"), entry("author", "张三")];
        let meta = settle(&GivenMetadata::default(), entries, &mut out);
        assert_eq!(meta.published.unwrap().value, "2024-03-05");
        assert_eq!(meta.extra.len(), 2);
        assert_eq!(out.iter().map(|d| d.code.as_ref()).collect::<Vec<_>>(), ["bad-metadata", "unused-metadata"]);
    }
}
