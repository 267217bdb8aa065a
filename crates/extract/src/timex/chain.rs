//! The times of a text in a row: a date that says no year takes it from the date before it.

use super::scan::scan;
use super::{Options, PartialDate, Resolution, Timex, dateline};
use crate::chars::Chars;
use crate::statistics::{Frame, resolve_all_with};

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
}
