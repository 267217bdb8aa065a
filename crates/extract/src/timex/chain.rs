//! The times of a text in a row: a date that says no year takes it from the date before it.

use super::{Expression, Options, PartialDate, Resolution, Timex, resolve_with, timexes_with};

/// All time expressions of `text` with their values against `reference` (the date of publication) and against one another:
/// in 2019年5月动工，同年10月竣工 and 2019年5月动工，6月停工 the second date is of 2019. A year holds for its sentence, a month
/// or day for the text that follows; what something is compared with (较2019年) holds for nothing. Linear in the length of
/// the text.
#[must_use]
pub fn resolve_text(text: &str, reference: Option<PartialDate>, options: Options) -> Vec<(Timex, Resolution)> {
    let mut anchor: Option<PartialDate> = None;
    let mut day: Option<PartialDate> = None;
    let mut at = 0;
    timexes_with(text, options)
        .into_iter()
        .map(|t| {
            let between = text.get(at..t.range.start).unwrap_or("");
            if between.contains(['。', '！', '？', '\n']) {
                anchor = anchor.filter(|a| a.month.is_some());
            }
            at = t.range.start;
            let near = if matches!(t.expression, Expression::DayBeside(_)) { day } else { anchor };
            let r = resolve_with(&t.expression, reference, near, options);
            if let Some((from, to)) = r.bounds.filter(|_| !t.compared) {
                day = Some(from).filter(|d| from == to && d.day.is_some());
            }
            let from = text.get(..t.range.start).is_some_and(|head| head.ends_with(['从', '自']));
            if !t.compared && !from {
                anchor = r.anchor.or(anchor);
            }
            (t, r)
        })
        .collect()
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
        check("比赛当日本队领先，不可同日而语", &[]);
        check("2019年动工，6月停工。7月复工", &["2019", "2019-06", "2019-07"]);
        check("2019年动工。6月停工", &["2019", "2023-06"]);
        check("较2019年增长，4月又增长", &["2019", "2024-04"]);
        check("2019年5月降雨，当月停工，3日复工", &["2019-05", "2019-05", "2019-05-03"]);
    }
}
