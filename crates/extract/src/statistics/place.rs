//! Where a figure belongs: the place of the signed post above the article, else a place named before the number.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use baokan_corpus_model::{Document, Field, Origin, Role, TextRange};

use super::{Analysis, Figure};

/// The places that the document is known to name, ready to be found again.
pub(super) struct Known {
    finder: Option<AhoCorasick>,
    /// Fullest form of each pattern.
    names: Vec<String>,
}

/// A place met in the text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Bytes of the document's text.
    pub(super) range: Range<usize>,
    /// In its fullest form.
    pub(super) name: String,
}

/// 全国 and its like are places of their own.
const NATIONAL: &[&str] = &["全国", "我国"];

impl Known {
    /// Places from `doc.records.places`, in their full and in their last part (福建省漳州市, 漳州市).
    pub(super) fn of(doc: &Document) -> Self {
        let mut patterns: Vec<(String, String)> =
            NATIONAL.iter().map(|w| ((*w).to_owned(), "全国".to_owned())).collect();
        for record in &doc.records.places {
            let name = &record.fact.name;
            for form in forms(name) {
                if !patterns.iter().any(|(p, _)| *p == form) {
                    patterns.push((form, name.clone()));
                }
            }
        }
        let (forms, names): (Vec<String>, Vec<String>) = patterns.into_iter().unzip();
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms).ok();
        Self { finder, names }
    }

    /// All mentions in a range of the text, in order.
    pub(super) fn mentions(&self, text: &str, range: TextRange) -> Vec<Mention> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let start = range.as_usize().start;
        let Some(part) = text.get(range.as_usize()) else { return Vec::new() };
        finder
            .find_iter(part)
            .filter_map(|m| {
                let name = self.names.get(m.pattern().as_usize())?.clone();
                Some(Mention { range: start + m.start()..start + m.end(), name })
            })
            .collect()
    }
}

/// A place name and its last division: 福建省漳州市 → 福建省漳州市, 漳州市, 漳州.
fn forms(name: &str) -> Vec<String> {
    let mut out = vec![name.to_owned()];
    let chars: Vec<char> = name.chars().collect();
    let ends = |c: &char| matches!(c, '省' | '市' | '区' | '县' | '州' | '盟' | '旗');
    let cut = chars.iter().rev().skip(2).position(ends).map(|p| chars.len() - 2 - p);
    let last: String = chars.iter().skip(cut.unwrap_or(0)).collect();
    if last.chars().count() >= 3 {
        out.push(last.clone());
        let bare: String = last.chars().take(last.chars().count() - 1).collect();
        if last.ends_with(['省', '市']) {
            out.push(bare);
        }
    }
    out.dedup();
    out
}

/// The place of a signed article: where its author holds office, else the place that its headline names.
pub(super) fn of_article(doc: &Document, article: usize, known: &Known) -> Option<Mention> {
    let article = doc.articles.get(article)?;
    let entry = article.byline.iter().find(|b| b.role == Role::Author)?;
    let text = doc.text.as_str();
    let printed = known.mentions(text, entry.range).into_iter().next();
    // The post may stand apart from the name.
    let apart = || {
        let position = entry.position.as_deref()?;
        let at = known.finder.as_ref()?.find(position)?;
        Some(Mention { range: entry.range.as_usize(), name: known.names.get(at.pattern().as_usize())?.clone() })
    };
    let headline =
        || article.headline.iter().flat_map(|t| &t.ranges).find_map(|r| known.mentions(text, *r).into_iter().next());
    printed.or_else(apart).or_else(headline)
}

/// The place of a figure in a block that begins at byte `start` of the text; `figure` and `block` are in offsets of the
/// block, `mentions` in those of the text.
///
/// With a place of the article only a division inside it overrides; cities merely visited never do. Without one, a place
/// named before the number counts, or one that heads an earlier clause of the sentence.
pub(super) fn of_figure(
    home: Option<&Mention>,
    mentions: &[Mention],
    block: &Analysis,
    (text, start): (&str, usize),
    figure: &Figure,
) -> Option<Field<String>> {
    let clauses = &block.clauses;
    let own = clauses.partition_point(|c| c.range.start <= figure.clause.start).checked_sub(1)?;
    let sentence = clauses.get(own)?.sentence;
    let first = clauses.get(..own)?.iter().rposition(|c| c.sentence != sentence).map_or(0, |i| i + 1);
    let from = clauses.get(first)?.range.start + start;
    let heads = |m: &Mention| {
        let at = m.range.start - start;
        let clause = clauses.partition_point(|c| c.range.start <= at).checked_sub(1).and_then(|i| clauses.get(i));
        clause.is_some_and(|c| c.head == at)
    };
    let labelled = |m: &Mention| {
        let at = m.range.start - start;
        let i = block.labels.partition_point(|l| l.end <= at);
        block.labels.get(i).is_some_and(|l| l.start <= at)
    };
    let low = mentions.partition_point(|m| m.range.start < from);
    let high = mentions.partition_point(|m| m.range.end <= start + figure.number.start);
    let here = |m: &Mention| m.range.start >= start + figure.clause.start;
    let near = mentions
        .get(low..high.max(low))?
        .iter()
        .rev()
        .find(|m| !labelled(m) && !is_one_of_many(block, text, start, m) && (here(m) || heads(m)));
    let field = |m: &Mention, own: bool| {
        let range = TextRange::from_usize(m.range.clone())?;
        Some(Field { value: m.name.clone(), origin: if own { Origin::Text(range) } else { Origin::Inherited(range) } })
    };
    match (home, near) {
        (Some(home), Some(m)) if heads(m) && m.name.len() > home.name.len() && m.name.starts_with(&home.name) => {
            field(m, here(m))
        }
        (Some(home), _) => field(home, false),
        (None, Some(m)) => field(m, here(m)),
        (None, None) => None,
    }
}

/// 31个省和新疆生产建设兵团报告98例, 江苏、浙江等地降水200毫米: a place that is named beside others, or is part of another
/// name, is not where the figure belongs, unless its number stands next to it (江苏45例).
fn is_one_of_many(block: &Analysis, text: &str, start: usize, m: &Mention) -> bool {
    let (Some(before), Some(after)) = (m.range.start.checked_sub(start), m.range.end.checked_sub(start)) else {
        return false;
    };
    let (head, tail) = (text.get(..before).unwrap_or(""), text.get(after..).unwrap_or(""));
    if tail.starts_with("生产建设兵团") {
        return true;
    }
    let counted = block.figures.binary_search_by_key(&after, |f| f.number.start).is_ok();
    let joined = head.ends_with(['、', '和', '及', '与'])
        || tail.starts_with(['、', '和', '及', '与'])
        || tail.starts_with("等地");
    joined && !counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name() {
        assert_eq!(forms("福建省漳州市"), ["福建省漳州市", "漳州市", "漳州"]);
        assert_eq!(forms("江西省"), ["江西省", "江西"]);
    }
}
