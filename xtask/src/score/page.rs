//! Scores the export of a page against gold: characters, paragraph boundaries, reading order, articles. The text is aligned
//! whatever its order, so that a wrong order does not count as wrong characters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::align::{Alignment, align};
use super::{Figure, items, text_of};

/// How far a boundary may stand from gold's, in characters.
const NEAR: usize = 3;
/// Where an article may begin at the latest, in characters from the beginning of gold's.
const ARTICLE_START: usize = 60;

/// `cer`, `para_f`, `flow`, `tau`, `art_f` and `art_b3` of an export.
pub(crate) fn page(gold: &Value, doc: &Value) -> Vec<Figure> {
    let gold = Gold::read(gold);
    let system = System::read(doc);
    let alignment = align(&system.text, &gold.text);
    // Characters that are right, in the system's order: where, and where in gold.
    let right: Vec<(usize, usize)> = alignment.gold.iter().enumerate().filter_map(|(h, g)| g.map(|g| (h, g))).collect();
    let figures = [
        ("cer", alignment.errors as f64 / gold.text.len().max(1) as f64),
        ("para_f", paragraphs(&gold, &system, &right)),
        ("flow", flow(&gold, &alignment)),
        ("tau", order(&gold, &right)),
        ("art_f", article_starts(&gold, &system, &right)),
        ("art_b3", grouping(&gold, &system, &right)),
    ];
    // Four places, as the shared folder's scorer gives them.
    figures.into_iter().map(|(name, value)| Figure::new(name, (value * 1e4).round() / 1e4)).collect()
}

/// The means of the figures of several pages, by name.
pub(crate) fn means(pages: &[Vec<Figure>]) -> Vec<Figure> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for figure in pages.iter().flatten() {
        *sums.entry(&figure.name).or_default() += figure.value;
    }
    sums.into_iter().map(|(name, sum)| Figure::new(name, sum / pages.len() as f64)).collect()
}

/// What a character of gold belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Owner {
    article: usize,
    block: usize,
    caption: bool,
}

/// The blocks of gold, one after the other, without white space.
#[derive(Debug, Default)]
struct Gold {
    text: Vec<char>,
    owner: Vec<Owner>,
    /// Where each block begins, captions aside; the beginning of the page is none.
    starts: BTreeSet<usize>,
    /// The last character of each block.
    ends: BTreeSet<usize>,
    articles: Vec<usize>,
}

impl Gold {
    fn read(gold: &Value) -> Self {
        let mut out = Self::default();
        for (article, a) in items(&gold["articles"]).enumerate() {
            out.articles.push(out.text.len());
            for (block, b) in items(&a["blocks"]).enumerate() {
                let text = visible(text_of(b));
                if text.is_empty() {
                    continue;
                }
                let caption = b["type"] == "caption";
                if !caption && !out.text.is_empty() {
                    out.starts.insert(out.text.len());
                }
                out.owner.extend(text.iter().map(|_| Owner { article, block, caption }));
                out.text.extend(text);
                out.ends.insert(out.text.len() - 1);
            }
        }
        out
    }

    /// The article at a position.
    fn article(&self, at: usize) -> usize {
        self.articles.partition_point(|s| *s <= at).saturating_sub(1)
    }
}

/// An export's titles and blocks, one after the other, page furniture left out.
#[derive(Debug, Default)]
struct System {
    text: Vec<char>,
    blocks: Vec<usize>,
    articles: Vec<usize>,
}

impl System {
    fn read(doc: &Value) -> Self {
        let mut out = Self::default();
        for a in items(&doc["articles"]) {
            let titles = ["kicker", "headline", "subheadline"].map(|k| &a[k]);
            let blocks = items(&a["blocks"]).filter(|b| b["type"] != "furniture");
            let mut is_first = true;
            for text in titles.into_iter().chain(blocks).map(|b| visible(text_of(b))).filter(|t| !t.is_empty()) {
                if is_first {
                    out.articles.push(out.text.len());
                }
                is_first = false;
                out.blocks.push(out.text.len());
                out.text.extend(text);
            }
        }
        out
    }
}

/// The characters that can be seen.
fn visible(text: &str) -> Vec<char> {
    let hidden = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    text.chars().filter(|c| !hidden(*c)).collect()
}

/// The nearest member of a set.
fn near(at: usize, set: &BTreeSet<usize>) -> Option<usize> {
    let around = set.range(at.saturating_sub(NEAR)..=at + NEAR);
    around.copied().min_by_key(|s| (s.abs_diff(at), *s > at))
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// F1 of paragraph boundaries. Where a caption is put is not judged, nor a boundary amid what gold does not have.
fn paragraphs(gold: &Gold, system: &System, right: &[(usize, usize)]) -> f64 {
    const REACH: usize = 6;
    let (mut hits, mut wrong) = (BTreeSet::new(), 0);
    for &start in system.blocks.iter().skip(1) {
        let at = right.partition_point(|(h, _)| *h < start);
        let next = right.get(at).filter(|(h, _)| h - start <= REACH).map(|r| r.1);
        let before = at.checked_sub(1).and_then(|i| right.get(i)).filter(|(h, _)| start - h <= REACH).map(|r| r.1);
        let is_caption = |g: Option<usize>| g.is_some_and(|g| gold.owner[g].caption);
        if (next.is_none() && before.is_none()) || is_caption(next) {
            continue;
        }
        if let Some(hit) = next.and_then(|g| near(g, &gold.starts)) {
            hits.insert(hit);
            continue;
        }
        if is_caption(before) || next.is_some_and(|g| g <= NEAR) {
            continue;
        }
        match before.and_then(|g| near(g, &gold.ends)) {
            Some(end) if gold.starts.contains(&(end + 1)) => _ = hits.insert(end + 1),
            Some(_) => {}
            None => wrong += 1,
        }
    }
    harmonic(share(hits.len(), hits.len() + wrong), share(hits.len(), gold.starts.len()))
}

/// The share of characters of a block that are followed, some way on, by the character that gold has there.
fn flow(gold: &Gold, alignment: &Alignment) -> f64 {
    const STEP: usize = 5;
    const AHEAD: usize = 15;
    const SLACK: usize = 25;
    let mut place = vec![None; gold.text.len()];
    for (h, g) in alignment.gold.iter().enumerate() {
        if let Some(slot) = g.and_then(|g| place.get_mut(g)) {
            *slot = Some(h);
        }
    }
    let (mut good, mut all) = (0, 0);
    for from in (0..gold.text.len().saturating_sub(AHEAD)).step_by(STEP) {
        let to = from + AHEAD;
        if let (true, Some(a), Some(b)) = (gold.owner[from] == gold.owner[to], place[from], place[to]) {
            all += 1;
            good += usize::from(a < b && b - a <= SLACK);
        }
    }
    share(good, all)
}

/// Kendall's tau of the order inside each article, captions aside, weighted by the article's length.
fn order(gold: &Gold, right: &[(usize, usize)]) -> f64 {
    const EVERY: usize = 3;
    const LEAST: usize = 10;
    let (mut sum, mut weight) = (0.0, 0);
    for article in 0..gold.articles.len() {
        let own = |g: &usize| gold.owner[*g].article == article && !gold.owner[*g].caption;
        let places: Vec<usize> = right.iter().map(|r| r.1).filter(own).collect();
        if places.len() > LEAST {
            let some: Vec<usize> = places.iter().copied().step_by(EVERY).collect();
            sum += tau(&some) * places.len() as f64;
            weight += places.len();
        }
    }
    sum / weight.max(1) as f64
}

fn tau(places: &[usize]) -> f64 {
    let n = places.len();
    if n < 2 {
        return 1.0;
    }
    let (mut inversions, mut seen) = (0, Vec::with_capacity(n));
    for p in places {
        let at = seen.partition_point(|s| s <= p);
        inversions += seen.len() - at;
        seen.insert(at, *p);
    }
    1.0 - 4.0 * inversions as f64 / (n * (n - 1)) as f64
}

/// F1 of the beginnings of articles.
fn article_starts(gold: &Gold, system: &System, right: &[(usize, usize)]) -> f64 {
    let (mut hits, mut wrong) = (BTreeSet::new(), 0);
    for start in &system.articles {
        let Some((_, at)) = right.get(right.partition_point(|(h, _)| h < start)) else { continue };
        let article = gold.article(*at);
        let is_start = gold.articles.get(article).is_some_and(|s| at - s <= ARTICLE_START);
        wrong += usize::from(!(is_start && hits.insert(article)));
    }
    harmonic(share(hits.len(), hits.len() + wrong), share(hits.len(), gold.articles.len()))
}

/// B-cubed F1 of the grouping of characters into articles.
fn grouping(gold: &Gold, system: &System, right: &[(usize, usize)]) -> f64 {
    let (mut pairs, mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (h, g) in right {
        let (a, b) = (system.articles.partition_point(|s| s <= h), gold.owner[*g].article);
        *pairs.entry((a, b)).or_insert(0usize) += 1;
        *ours.entry(a).or_insert(0usize) += 1;
        *theirs.entry(b).or_insert(0usize) += 1;
    }
    let mean = |whole: &dyn Fn(&(usize, usize)) -> usize| {
        let sum: f64 = pairs.iter().map(|(pair, n)| (n * n) as f64 / whole(pair) as f64).sum();
        sum / right.len().max(1) as f64
    };
    harmonic(mean(&|pair| ours[&pair.0]), mean(&|pair| theirs[&pair.1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const FIRST: &str = "今年早稻种植面积稳定在四十二万亩，比去年增加两成。";
    const SECOND: &str = "县里派出农技人员一百三十六名下沉到村，每人包联十户！";

    fn gold() -> Value {
        json!({"articles": [
            {"blocks": [{"type": "headline", "text": "双季晚稻开镰"}, {"type": "p", "text": FIRST}, {"type": "p", "text": SECOND}]},
            {"blocks": [{"type": "headline", "text": "停水公告"}, {"type": "p", "text": "因管道改造施工，定于今晚停止供水，请储水备用。"}]},
        ]})
    }

    fn figure(doc: &Value, name: &str) -> f64 {
        page(&gold(), doc).into_iter().find(|f| f.name == name).unwrap().value
    }

    fn export(articles: &[(&str, &[&str])]) -> Value {
        let block = |t: &&str| json!({"type": "paragraph", "text": t});
        let article = |(headline, blocks): &(&str, &[&str])| json!({"headline": headline, "blocks": blocks.iter().map(block).collect::<Vec<_>>()});
        json!({"articles": articles.iter().map(article).collect::<Vec<_>>()})
    }

    const NOTICE: &[&str] = &["因管道改造施工，定于今晚停止供水，请储水备用。"];

    #[test]
    fn gold_itself_is_perfect() {
        let doc = export(&[("双季晚稻开镰", &[FIRST, SECOND]), ("停水公告", NOTICE)]);
        for f in page(&gold(), &doc) {
            assert_eq!(f.value, if f.name == "cer" { 0.0 } else { 1.0 }, "{}", f.name);
        }
    }

    #[test]
    fn order_and_grouping_are_no_wrong_characters() {
        let doc = export(&[("双季晚稻开镰", &[SECOND, FIRST, "停水公告", NOTICE[0]])]);
        assert_eq!(figure(&doc, "cer"), 0.0);
        assert_eq!(figure(&doc, "flow"), 1.0);
        assert!(figure(&doc, "tau") < 0.8);
        assert!((figure(&doc, "art_f") - 2.0 / 3.0).abs() < 1e-4);
        assert!(figure(&doc, "art_b3") < 0.9);
    }

    #[test]
    fn a_break_within_a_paragraph_is_wrong() {
        let cut = FIRST.char_indices().nth(12).unwrap().0;
        let doc = export(&[("双季晚稻开镰", &[&FIRST[..cut], &FIRST[cut..], SECOND]), ("停水公告", NOTICE)]);
        // Four of five boundaries.
        assert!((figure(&doc, "para_f") - 2.0 * 0.8 / 1.8).abs() < 1e-4);
        assert_eq!(figure(&doc, "art_f"), 1.0);
    }

    #[test]
    fn furniture_that_is_left_in_counts_as_characters() {
        let mut doc = export(&[("双季晚稻开镰", &[FIRST, SECOND]), ("停水公告", NOTICE)]);
        let head = json!({"type": "furniture", "text": "第三版"});
        doc["articles"][0]["blocks"].as_array_mut().unwrap().insert(0, head);
        assert_eq!(figure(&doc, "cer"), 0.0);
        doc["articles"][0]["blocks"][0]["type"] = json!("paragraph");
        assert!(figure(&doc, "cer") > 0.0);
    }

    #[test]
    fn nothing_scores_nothing() {
        for f in page(&gold(), &json!({})).into_iter().filter(|f| f.name != "cer") {
            assert_eq!(f.value, 0.0, "{}", f.name);
        }
    }
}
