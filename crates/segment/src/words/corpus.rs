//! Segmented corpora: words separated by blanks.

/// A word of a corpus, and its part of speech where the corpus gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaggedWord<'a> {
    /// The word.
    pub word: &'a str,
    /// What follows the last slash.
    pub tag: Option<&'a str>,
}

/// The words of a line: separated by white space, as in the corpora of the SIGHAN bakeoffs (`人民 生活`).
///
/// With `tagged`, a word ends at its last slash (`人民/n`), brackets around compounds (`[中央/n 电台/n]nt`) and the number of
/// the paragraph that begins a line of the corpus of Peking University (`19980101-01-001-001/m`) are taken off.
pub fn parse_line(line: &str, tagged: bool) -> impl Iterator<Item = TaggedWord<'_>> {
    let items = line.trim_start_matches('\u{FEFF}').split_whitespace().enumerate();
    items.filter_map(move |(i, item)| {
        if !tagged {
            return Some(TaggedWord { word: item, tag: None });
        }
        if i == 0 && is_paragraph_number(item) {
            return None;
        }
        let Some(slash) = item.rfind('/').filter(|at| *at > 0) else {
            return Some(TaggedWord { word: item, tag: None });
        };
        let (word, tag) = (item.get(..slash)?, item.get(slash + 1..)?);
        // A bracket that is itself the word stays.
        let word = word.strip_prefix('[').filter(|w| !w.is_empty()).unwrap_or(word);
        let tag = tag.split(']').next().filter(|t| !t.is_empty());
        Some(TaggedWord { word, tag })
    })
}

fn is_paragraph_number(item: &str) -> bool {
    let number = item.strip_suffix("/m").unwrap_or(item);
    number.len() >= 15 && number.starts_with(|c: char| c.is_ascii_digit()) && number.split('-').count() == 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str, tagged: bool) -> Vec<&str> {
        parse_line(line, tagged).map(|w| w.word).collect()
    }

    #[test]
    fn plain_and_tagged_lines() {
        assert_eq!(words("\u{FEFF}人民  生活　水平\n", false), ["人民", "生活", "水平"]);
        let line = "20240101-01-001-001/m  [全市/n  人民/n]nt  1/2/m  //w  [/w";
        assert_eq!(words(line, true), ["全市", "人民", "1/2", "/", "["]);
        assert_eq!(parse_line(line, true).nth(1).and_then(|w| w.tag), Some("n"));
        assert_eq!(words("甲/乙", false), ["甲/乙"]);
    }
}
