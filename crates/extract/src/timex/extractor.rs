//! The `dates` records.

use baokan_corpus_model::{BlockKind, Date, Document, Field, Meta, MetaOrigin, Origin, Record, Status, TextRange};

use super::{Expression, PartialDate, Resolution, Timex, infer_reference};
use crate::chars::Chars;
use crate::{Context, Extractor};

/// Fills in the date of publication, when nothing gives it, with the latest date that the text names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Published;

impl Extractor for Published {
    fn name(&self) -> &'static str {
        "published"
    }

    fn extract(&self, doc: &mut Document, cx: &Context<'_>) {
        if doc.meta.published.is_some() {
            return;
        }
        if let Some((date, range)) = infer(doc, cx) {
            let how = format!("the latest date that the text names: {}", doc.text.slice(range));
            doc.meta.published = Some(Meta { value: date.to_string(), origin: MetaOrigin::Inferred(how) });
        }
    }
}

/// Dates, periods and durations, resolved against the date of publication; each distinct expression once an article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates;

impl Extractor for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn extract(&self, doc: &mut Document, cx: &Context<'_>) {
        let mut found = Vec::new();
        for article in 0..doc.articles.len() {
            found.extend(in_article(doc, article, cx));
        }
        doc.records.dates.extend(found);
    }
}

/// The blocks of an article that hold running text: index into the document's blocks and range.
pub(crate) fn text_blocks(doc: &Document, article: usize) -> Vec<TextRange> {
    let Some(article) = doc.articles.get(article) else { return Vec::new() };
    let text = |kind: BlockKind| !matches!(kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Furniture);
    article.blocks.iter().filter_map(|b| doc.blocks.get(*b)).filter(|(_, b)| text(b.kind)).map(|(r, _)| r).collect()
}

/// What dates without a year are resolved against, and where that comes from.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// The date of publication, as far as it is known.
    pub(crate) date: PartialDate,
    /// Metadata, or the expression of the text that gives it away.
    pub(crate) origin: Origin,
}

/// The date of publication, narrowed by (or, without one, taken from) the latest date that the text names.
pub(crate) fn reference(doc: &Document, cx: &Context<'_>) -> Option<Reference> {
    let published = doc.meta.published.as_ref();
    let date = published.and_then(|m| PartialDate::parse(&m.value));
    let stated = date.filter(|_| published.is_some_and(|m| !matches!(m.origin, MetaOrigin::Inferred(_))));
    let metadata = |date| Reference { date, origin: Origin::Metadata("published".into()) };
    if let Some(date) = stated.filter(|d| d.month.is_some()) {
        return Some(metadata(date));
    }
    let inferred = infer(doc, cx).filter(|(i, _)| stated.is_none_or(|s| s.year == i.year));
    let inferred = inferred.map(|(date, donor)| Reference { date, origin: Origin::Inherited(donor) });
    inferred.or_else(|| date.map(metadata))
}

/// The date that the text itself gives away, with the expression that does.
pub fn infer(doc: &Document, cx: &Context<'_>) -> Option<(PartialDate, TextRange)> {
    let text = doc.text.as_str();
    let blocks: Vec<TextRange> = (0..doc.articles.len()).flat_map(|a| text_blocks(doc, a)).collect();
    let texts: Vec<&str> = blocks.iter().map(|r| text.get(r.as_usize()).unwrap_or("")).collect();
    let in_bytes = |range: &TextRange| {
        let block = cx.block(*range);
        block.times.iter().map(|t| Timex { range: block.cs.bytes(&t.range), ..t.clone() }).collect()
    };
    let times: Vec<Vec<Timex>> = blocks.iter().map(in_bytes).collect();
    let parts: Vec<(&str, &[Timex])> = texts.iter().zip(&times).map(|(t, x)| (*t, x.as_slice())).collect();
    let (date, block, range) = infer_reference(&parts)?;
    let start = blocks.get(block)?.as_usize().start;
    Some((date, TextRange::from_usize(start + range.start..start + range.end)?))
}

/// Characters behind a time within which 上年 and 上年同期 are meant beside it.
const NEAR: usize = 120;

fn in_article(doc: &Document, article: usize, cx: &Context<'_>) -> Vec<Record<Date>> {
    let mut out: Vec<Record<Date>> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let reference = cx.reference(doc);
    for block in text_blocks(doc, article) {
        let scanned = cx.block(block);
        let (cs, frame, times) = (&scanned.cs, scanned.frame(), &scanned.times);
        let values = scanned.values(reference.map(|r| r.date));
        // The last time that is told of, which 上年同期 and 比上月 are counted from.
        let mut told: Option<(PartialDate, PartialDate)> = None;
        let mut told_at = 0;
        for (t, r) in times.iter().zip(values) {
            let (mut r, mut range) = (r.clone(), t.range.clone());
            let told_here = told.filter(|_| t.range.start - told_at <= NEAR);
            if let Some((value, end)) = counterpart(cs, t, &r, told_here) {
                (r.value, range.end) = (Some(value), end);
            } else if cs.at(t.range.end, "同期") || cs.at(t.range.end, "同月") {
                continue;
            }
            if !t.compared && t.expression.is_calendar() {
                (told, told_at) = (r.bounds.or(told), t.range.end);
            }
            let quote = cs.slice(range.clone());
            let beside = matches!(t.expression, Expression::SinceFixed(_));
            // 今天 of a text whose day nobody knows.
            let near = matches!(
                t.expression,
                Expression::DayBeside(_) | Expression::Days(_) | Expression::DayRange(..) | Expression::Weekday(..)
            );
            if near && r.value.is_none() {
                continue;
            }
            if !t.expression.is_calendar() || beside || frame.in_label(t.range.start) && r.value.is_none() {
                continue;
            }
            // 五年累计投入 tells how long, and only the report which years.
            let bare = quote.ends_with('年') && !quote.starts_with(['过', '近', '最', '这', '這']);
            if matches!(t.expression, Expression::Years { .. }) && bare {
                continue;
            }
            // 《规划（2018—2022年）》 is a name.
            if enclosed(cs, range.start, '《', '》') {
                continue;
            }
            // “今天我们翻了身”: said of these times.
            if matches!(quote, "今天" | "今日") && enclosed(cs, range.start, '“', '”') {
                continue;
            }
            if !seen.insert((quote.to_owned(), r.value.clone())) {
                continue;
            }
            let bytes = cs.bytes(&range);
            let start = block.as_usize().start;
            let Some(range) = TextRange::from_usize(start + bytes.start..start + bytes.end) else { continue };
            // What is not said comes from the reference.
            let origin = match reference {
                Some(r) if t.expression.leans_on_reference() => r.origin.clone(),
                _ => Origin::Text(range),
            };
            let fact = Date { value: r.value.clone().map(|value| Field { value, origin }) };
            let status = if fact.value.is_none() { Status::Unresolved } else { r.status };
            out.push(Record { status, ..doc.record(article, range, "dates", fact) });
        }
    }
    out
}

/// Whether `at` lies between two marks of one line.
fn enclosed(cs: &Chars<'_>, at: usize, open: char, close: char) -> bool {
    const LONGEST: usize = 80;
    let before = (1..=LONGEST).map_while(|n| cs.get(at.checked_sub(n)?));
    before.take_while(|c| *c != close && *c != '\n').any(|c| c == open)
}

/// What 上年同期 and 比上月 mean beside the months that are told of (of a single day nothing is certain): the same months a
/// year before, the month before. With the
/// position after the expression.
fn counterpart(
    cs: &Chars<'_>,
    t: &Timex,
    r: &Resolution,
    told: Option<(PartialDate, PartialDate)>,
) -> Option<(String, usize)> {
    let (from, to) = told?;
    // 上年 is the year before the one told of.
    if cs.slice(t.range.clone()) == "上年" && !cs.at(t.range.end, "同") {
        return Some(((to.year - 1).to_string(), t.range.end));
    }
    let (from, to) = Some((from, to))
        .filter(|(from, to)| from.month.is_some() && to.month.is_some() && (from.day.is_none() || from != to))?;
    if let Expression::MonthOffset(offset, None) = t.expression {
        let month = PartialDate { day: None, ..from }.plus_months(offset)?;
        return (t.compared && from == to && from.day.is_none()).then(|| (month.to_string(), t.range.end));
    }
    if !cs.at(t.range.end, "同期") && !cs.at(t.range.end, "同月") {
        return None;
    }
    let (year, _) = r.bounds.filter(|(a, b)| a == b && a.month.is_none())?;
    let shift = from.year - year.year;
    let before = |d: PartialDate| match (d.month, d.day) {
        (Some(month), Some(day)) => PartialDate::day(d.year - shift, month, day),
        _ => Some(PartialDate { year: d.year - shift, ..d }),
    };
    let (from, to) = (before(from)?, before(to)?);
    let value = if from == to { from.to_string() } else { format!("{from}/{to}") };
    (shift > 0).then_some((value, t.range.end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::document;

    #[track_caller]
    fn check(published: &str, text: &str, expect: &[(&str, &str)]) {
        let mut doc = document(published, &[text]);
        let copy = doc.text.as_str().to_owned();
        Dates.extract(&mut doc, &crate::Context::new(&copy));
        let found: Vec<(String, String)> = doc
            .records
            .dates
            .iter()
            .map(|d| {
                let value = d.fact.value.as_ref().map_or("?", |v| v.value.as_str());
                (d.target.quote().to_owned(), value.to_owned())
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_same_time_of_another_year_or_month() {
        let text = "上半年产钢5万吨，比上年同期增长3%";
        check("2024-07-16", text, &[("上半年", "2024-01/2024-06"), ("上年同期", "2023-01/2023-06")]);
        let text = "6月份价格下降，比上月低2%，比去年同月高1%";
        check("2024-07-16", text, &[("6月份", "2024-06"), ("上月", "2024-05"), ("去年同月", "2023-06")]);
        // Nothing tells which part of the year is meant.
        check("2024-07-16", "今年产钢5万吨，比去年同期增长3%", &[("今年", "2024")]);
        check("2024-07-16", "7月15日卸货，比上年同期多", &[("7月15日", "2024-07-15")]);
        check("2024-07-16", "上月产钢5万吨", &[("上月", "2024-06")]);
    }

    #[test]
    fn today_is_the_day_of_the_dateline() {
        let text = "新华社某地5月7日电 代表团今天到达，昨日已出发";
        check("1979-05-08", text, &[("5月7日", "1979-05-07"), ("今天", "1979-05-07"), ("昨日", "1979-05-06")]);
        // Without a dateline, or with one of another time, it is the day of print.
        check("1979-05-08", "本报讯 代表团今天到达", &[("今天", "1979-05-08")]);
        check("1979-05-08", "新华社某地3月7日电 今天到达", &[("3月7日", "1979-03-07"), ("今天", "1979-05-08")]);
        check("1979-05-08", "5月6日供电恢复，今天到达", &[("5月6日", "1979-05-06"), ("今天", "1979-05-08")]);
    }

    #[test]
    fn what_is_to_come_lies_ahead() {
        check("1984-09-20", "办法从十月一日起施行", &[("十月一日", "1984-10-01")]);
        check("1984-09-20", "大会将于十一月召开", &[("十一月", "1984-11")]);
        check("1979-05-08", "代表团定于九日离京", &[("九日", "1979-05-09")]);
        check("1984-12-20", "赛会定于3月5日开幕", &[("3月5日", "1985-03-05")]);
        // In force already, or too far ahead for a rule that is reported.
        check("1984-09-20", "办法已从十月一日起施行", &[("十月一日", "1983-10-01")]);
        check("1984-12-20", "办法从十月一日起施行", &[("十月一日", "1984-10-01")]);
        check("1984-09-20", "从十月一日起下雨", &[("十月一日", "1983-10-01")]);
    }
}
