//! Dates, periods and durations.
use super::Verdict;
use super::case::Case;
pub(super) fn date_spans(_: &Case) -> Verdict {
    Verdict::Wrong(String::new())
}
pub(super) fn period_spans(_: &Case) -> Verdict {
    Verdict::Wrong(String::new())
}
pub(super) fn dates(_: &Case) -> Verdict {
    Verdict::Wrong(String::new())
}
pub(super) fn periods(_: &Case) -> Verdict {
    Verdict::Wrong(String::new())
}
pub(super) fn durations(_: &Case) -> Verdict {
    Verdict::Wrong(String::new())
}
pub(super) fn duckling_duration(_: &Case) -> Verdict {
    Verdict::Wrong(String::new())
}
