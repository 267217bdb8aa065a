//! The times of a text in a row: a date that says no year takes it from the date before it.

use baokan_corpus_model::Status;

use super::scan::scan;
use super::{
    Expression, Options, Part, PartialDate, Point, Preference, Resolution, Timex, Year, dateline, prefer, resolve_with,
};
use crate::chars::Chars;
use crate::statistics::Frame;

/// All time expressions of `text` with their values against `reference` (the date of publication) and against one another, as
/// the extractors read them, line by line: in 2019年5月动工，同年10月竣工 and 2019年5月动工，6月停工 the second date is of 2019. A
/// year holds for its sentence, a month or day for the text that follows; what something is compared with (较2019年) holds for
/// nothing. 今天 and 昨日 are counted from the day of a dateline (新华社某地5月7日电), if there is one; 将于5月1日 and 自5月1日起施行 lie
/// ahead, whatever `options` prefer. Linear in the length of the text.
#[must_use]
pub fn resolve_text(text: &str, reference: Option<PartialDate>, options: Options) -> Vec<(Timex, Resolution)> {
    let mut out = Vec::new();
    let (mut start, mut today) = (0, None);
    for line in text.split_inclusive('\n') {
        let cs = if options.everything() { Chars::folded(line) } else { Chars::new(line) };
        let times = scan(&cs, options);
        today = dateline(&cs, &times, reference).or(today);
        let values = resolve_all_with(&cs, &Frame::new(&cs), &times, reference, today, options);
        out.extend(times.into_iter().zip(values).map(|(t, r)| {
            let range = cs.bytes(&t.range);
            (Timex { range: start + range.start..start + range.end, ..t }, r)
        }));
        start += line.len();
    }
    out
}

/// Expressions of a block with their values: a year missing in one comes from the one before it.
pub(crate) fn resolve_all(
    cs: &Chars<'_>,
    frame: &Frame,
    times: &[Timex],
    reference: Option<PartialDate>,
    today: Option<PartialDate>,
) -> Vec<Resolution> {
    resolve_all_with(cs, frame, times, reference, today, Options::default())
}

/// As [`resolve_all`], into the future or in days where the options say so.
pub(crate) fn resolve_all_with(
    cs: &Chars<'_>,
    frame: &Frame,
    times: &[Timex],
    reference: Option<PartialDate>,
    today: Option<PartialDate>,
    options: Options,
) -> Vec<Resolution> {
    let mut anchor: Option<(PartialDate, usize)> = None;
    let mut clauses = frame.clauses.iter().peekable();
    let mut sentence = 0;
    // The day told of last, for 当日 and 次日.
    let mut day: Option<PartialDate> = None;
    times
        .iter()
        .map(|t| {
            while let Some(c) = clauses.next_if(|c| c.range.start <= t.range.start) {
                sentence = c.sentence;
            }
            // A year holds for its sentence, a day or month for the story that goes on behind it.
            let near = anchor.filter(|(a, s)| *s == sentence || a.month.is_some()).map(|(a, _)| a);
            let near = match anchor {
                Some((a, s)) if s == sentence && !cs.ends(t.range.start, "早在") => {
                    near.map(|_| next_year(&t.expression, a, reference).unwrap_or(a))
                }
                _ => near,
            };
            // 去年…，今年…: 5月 behind 今年 is this year's; a comparison gives no year.
            let near = if matches!(t.expression, Expression::DayBeside(_)) { day } else { near };
            let asked = options.prefer == Preference::Future;
            let prefer = if asked { Preference::Future } else { prefer(cs, t, reference) };
            let options = Options { prefer, ..options };
            // What lies ahead is not of the year told of before.
            let day_only = matches!(t.expression, Expression::Point(Point { part: Part::DayOnly(_), .. }));
            let ahead =
                options.prefer == Preference::Future && !day_only && reference.is_some_and(|r| r.month.is_some());
            let near = near.filter(|a| !ahead || reference.is_none_or(|r| a.year >= r.year));
            let mut r = if reference.is_some()
                && today.is_some()
                && matches!(t.expression, Expression::Days(_) | Expression::DayRange(..))
            {
                resolve_with(&t.expression, today, near, options)
            } else {
                resolve_with(&t.expression, reference, near, options)
            };
            if let Some((from, to)) = r.bounds.filter(|_| !t.compared) {
                day = Some(from).filter(|d| from == to && d.day.is_some());
            }
            if let Some(a) =
                r.anchor.filter(|_| !t.compared && !cs.ends(t.range.start, "从") && !cs.ends(t.range.start, "自"))
            {
                anchor = Some((a, sentence));
            }
            if is_labelled(frame, t) {
                r.status = Status::Unresolved;
            }
            r
        })
        .collect()
}

/// 去年12月启动…2月20日结束: a day of an earlier month behind `anchor` is of the year after it, if that is not yet to come.
fn next_year(expression: &Expression, anchor: PartialDate, reference: Option<PartialDate>) -> Option<PartialDate> {
    let (Expression::Point(p) | Expression::Range(p, _) | Expression::Since(p)) = expression else { return None };
    let (Year::Missing, Part::Day(m, d)) = (p.year, p.part) else { return None };
    let turned = PartialDate::day(anchor.year + 1, m, d)?;
    let past = reference.filter(|r| r.year > turned.year || r.month.is_some() && turned.cut_to(*r) <= *r);
    (anchor.month.is_some_and(|from| m < from) && past.is_some()).then_some(PartialDate { year: turned.year, ..anchor })
}

/// Whether an expression lies inside a label; “十三五”时期 only begins with one and means what it says.
pub(crate) fn is_labelled(frame: &Frame, t: &Timex) -> bool {
    frame.in_label(t.range.start) && frame.in_label(t.range.end.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found = resolve_text(text, PartialDate::parse("2024-05-14"), Options::default());
        let found: Vec<String> = found.into_iter().map(|(_, r)| r.value.unwrap_or_else(|| "?".to_owned())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_date_gives_its_year() {
        check("2019年5月动工，同年10月竣工，次年3月验收", &["2019-05", "2019-10", "2020-03"]);
        check("5月7日发车，次日到达，当日返回", &["2024-05-07", "2024-05-08", "2024-05-08"]);
        check("5月7日发车，6月停运，当日返回", &["2024-05-07", "2024-06", "?"]);
        check("新华社某地5月7日电 今天开工，昨日奠基", &["2024-05-07", "2024-05-07", "2024-05-06"]);
        check("新规自10月1日起施行，展览将于6月开幕", &["2024-10-01", "2024-06"]);
        check("比赛当日本队领先，不可同日而语", &[]);
        check("2019年动工，6月停工。7月复工", &["2019", "2019-06", "2019-07"]);
        check("2019年动工。6月停工", &["2019", "2023-06"]);
        check("较2019年增长，4月又增长", &["2019", "2024-04"]);
        check("2019年5月降雨，当月停工，3日复工", &["2019-05", "2019-05", "2019-05-03"]);
    }

    #[track_caller]
    fn in_order(reference: &str, text: &str, expect: &[&str]) {
        let cs = Chars::new(text);
        let times = scan(&cs, Options::default());
        let found = resolve_all(&cs, &Frame::new(&cs), &times, PartialDate::parse(reference), None);
        let found: Vec<&str> = found.iter().map(|r| r.value.as_deref().unwrap_or("?")).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_day_behind_december_is_of_the_next_year() {
        let text = "前年11月中旬动工的水库已于3月20日蓄水";
        in_order("2021-04-26", text, &["2019-11-11/2019-11-20", "2020-03-20"]);
        let text = "去年11月中旬动工的水库已于3月20日蓄水";
        in_order("2021-04-26", text, &["2020-11-11/2020-11-20", "2021-03-20"]);
        in_order("2021-03-20", text, &["2020-11-11/2020-11-20", "2021-03-20"]);
        in_order("2021-03-02", text, &["2020-11-11/2020-11-20", "2020-03-20"]);
        in_order("2021-04-26", "去年2月动工的水库于3月20日蓄水", &["2020-02", "2020-03-20"]);
    }

    #[test]
    fn a_quoted_plan_has_its_years() {
        let cs = Chars::new("“十三五”时期修路");
        let times = scan(&cs, Options::default());
        let found = resolve_all(&cs, &Frame::new(&cs), &times, None, None);
        assert_eq!((found[0].value.as_deref(), found[0].status), (Some("2016/2020"), Status::Resolved));
    }
}
