//! The `statistics` records.

use baokan_corpus_model::{BlockKind, Document, Field, Record, Statistic, TextRange};

use super::period::Period;
use super::place::{Home, Known, Placer, of_article};
use super::plausible::too_large_for;
use super::{Figure, analyse};
use crate::timex::text_blocks;
use crate::{Context, Extractor};

/// Numbers with an indicator. Reads the places that were found before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Statistics;

impl Extractor for Statistics {
    fn name(&self) -> &'static str {
        "statistics"
    }

    fn extract(&self, doc: &mut Document, cx: &Context<'_>) {
        let known = Known::of(doc, cx.settled(), &cx.lent());
        let mut found = Vec::new();
        for article in 0..doc.articles.len() {
            if is_statute(doc, article) {
                continue;
            }
            let mut home = of_article(doc, article, &known);
            let first = found.len();
            let mut carried = None;
            for (block, kind) in running(doc, article) {
                let fresh = found.len() == first;
                // A picture stands in the middle of a sentence.
                let beside = kind == BlockKind::Caption;
                let given = if beside { None } else { carried.take() };
                let (figures, last) = in_block(doc, article, block, cx, &known, home.as_ref(), given);
                found.extend(figures);
                if !beside {
                    carried = last;
                }
                // An article whose first figure is of the whole country goes on so where it names no other place.
                let place = found.get(first).filter(|_| fresh).and_then(|r: &Record<Statistic>| r.fact.place.as_ref());
                home = home.or_else(|| known.nation(place?));
            }
        }
        doc.records.statistics.extend(found);
    }
}

/// A period with the expression that gives it, which stands in the block before.
type Carried = (Period, TextRange);

/// Blocks of running text with their kinds.
fn running(doc: &Document, article: usize) -> Vec<(TextRange, BlockKind)> {
    let Some(a) = doc.articles.get(article) else { return Vec::new() };
    let texts = text_blocks(doc, article);
    let all = a.blocks.iter().filter_map(|b| doc.blocks.get(*b)).map(|(r, b)| (r, b.kind));
    let mut texts = texts.into_iter().peekable();
    all.filter(|(r, _)| texts.next_if_eq(r).is_some()).collect()
}

/// Whether a block breaks off in mid-sentence.
fn breaks_off(text: &str) -> bool {
    let text = text.trim_end();
    text.contains('，')
        && !text.ends_with(['。', '！', '？', '；', '：', '”', '）', '…', '.', '!', '?', ';', ':', '"', ')'])
}

/// Whether an article is the text of a law or regulation: several of its paragraphs, and a tenth of them, open with 第…条. What
/// it says of fines, thresholds and terms are norms, and no statistics.
fn is_statute(doc: &Document, article: usize) -> bool {
    const FEWEST: usize = 3;
    let blocks = text_blocks(doc, article);
    let text = doc.text.as_str();
    let provisions = blocks.iter().filter(|b| opens_provision(text.get(b.as_usize()).unwrap_or(""))).count();
    provisions >= FEWEST && provisions * 10 >= blocks.len()
}

/// 第十二条 …, 第12条 ….
fn opens_provision(block: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    block.trim_start().strip_prefix('第').is_some_and(|rest| {
        let behind = rest.trim_start_matches(number);
        let digits = rest.len() - behind.len();
        (1..=18).contains(&digits)
            && behind.strip_prefix(['条', '條']).is_some_and(|r| {
                // 第五条规定: speaks of a provision.
                !r.starts_with(['的', '和', '与', '及', '至', '到', '、', '第', '，', '》']) && !r.starts_with("规定")
            })
    })
}

fn in_block(
    doc: &Document,
    article: usize,
    block: TextRange,
    cx: &Context<'_>,
    known: &Known,
    home: Option<&Home>,
    carried: Option<Carried>,
) -> (Vec<Record<Statistic>>, Option<Carried>) {
    let text = cx.text().get(block.as_usize()).unwrap_or("");
    let start = block.as_usize().start;
    let range = |r: &std::ops::Range<usize>| TextRange::from_usize(start + r.start..start + r.end).unwrap_or_default();
    let (given, donor) = carried.map_or((None, None), |(p, donor)| (Some(p), Some(donor)));
    let mut out = Vec::new();
    let analysis = analyse(&cx.block(block), cx.reference(doc).map(|r| r.date), given);
    let mentions = known.within(block);
    let state_report = super::place::is_state_report(doc, article);
    let placer = Placer { home, known, mentions, block: &analysis, text: cx.text(), start, article, state_report };
    for f in &analysis.figures {
        let place = placer.of(f).or_else(|| {
            let given = doc.meta.place.as_ref()?;
            Some(Field { value: given.value.clone(), origin: baokan_corpus_model::Origin::Metadata("place".into()) })
        });
        let mut fact = statistic(f, text, place, range, donor);
        if fact.implausible.is_none() {
            fact.implausible = too_large(&fact).map(str::to_owned);
        }
        out.push(doc.record(article, range(&f.clause), "statistics", fact));
    }
    let last = analysis.last.filter(|_| breaks_off(text)).and_then(|p| {
        let donor = if p.donor.is_empty() { donor? } else { range(&p.donor) };
        Some((Period { donor: 0..0, ..p }, donor))
    });
    (out, last)
}

/// Why a figure cannot be true of its place.
fn too_large(fact: &Statistic) -> Option<&'static str> {
    let unit = fact.unit.as_ref().map(|u| u.value.as_str());
    let (place, value) = (fact.place.as_ref()?, fact.value.as_ref()?.value);
    too_large_for(&place.value, &fact.indicator.value, unit, value)
}

fn statistic(
    f: &Figure,
    text: &str,
    place: Option<Field<String>>,
    range: impl Fn(&std::ops::Range<usize>) -> TextRange,
    carried: Option<TextRange>,
) -> Statistic {
    let number = range(&f.number);
    let clause = &f.clause;
    let indicator = if f.indicator_inherited {
        Field::inherited(f.indicator.clone(), range(&f.indicator_range))
    } else {
        Field::text(f.indicator.clone(), range(&f.indicator_range))
    };
    let period = f.period.as_ref().map(|(value, donor)| {
        if let Some(carried) = carried.filter(|_| donor.is_empty()) {
            return Field::inherited(value.clone(), carried);
        }
        let own = donor.start >= clause.start;
        if own { Field::text(value.clone(), range(donor)) } else { Field::inherited(value.clone(), range(donor)) }
    });
    Statistic {
        indicator,
        value: f.value.map(|v| Field::text(v, number)),
        unit: f.unit.clone().map(|u| Field::text(u, number)),
        measure: f.measure,
        direction: f.direction.map(|d| Field::text(d, range(clause))),
        basis: f.basis.clone().map(|b| Field::text(b, range(clause))),
        approx: f.approx,
        period,
        place,
        subject: f.subject.as_ref().and_then(|s| text.get(s.clone()).map(|t| Field::text(t.to_owned(), range(s)))),
        modality: f.modality,
        implausible: f.implausible.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::document;

    #[test]
    fn a_period_runs_on_over_a_break_in_mid_sentence() {
        let periods = |blocks: &[&str]| -> Vec<Option<String>> {
            let mut doc = document("2024-08-20", blocks);
            let copy = doc.text.as_str().to_owned();
            Statistics.extract(&mut doc, &Context::new(&copy));
            doc.records.statistics.iter().map(|s| s.fact.period.as_ref().map(|p| p.value.clone())).collect()
        };
        let half = Some("2024-01/2024-06".to_owned());
        assert_eq!(periods(&["上半年，全市进出口", "总额514亿美元，同比增长27%。"]), [half.clone(), half]);
        assert_eq!(periods(&["上半年，全市出口平稳。", "进口总额514亿美元。"]), [None]);
    }
}
