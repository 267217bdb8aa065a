//! One case of a suite.

use std::ops::Range;

use baokan::extract::timex::PartialDate;
use serde_json::Value;

/// A case in the neutral form of `shared/specs`.
pub(super) struct Case {
    pub(super) id: String,
    pub(super) suite: String,
    pub(super) task: String,
    pub(super) dim: String,
    pub(super) input: String,
    pub(super) reference: Option<PartialDate>,
    /// Half-open code points, and what the suite says of them.
    pub(super) spans: Vec<(Range<usize>, Value)>,
}

impl Case {
    pub(super) fn read(line: &str) -> Option<Self> {
        let case: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| case.get(key)?.as_str().map(str::to_owned);
        let spans = case.get("spans")?.as_array()?.iter().map(|span| {
            let at = |key: &str| usize::try_from(span.get(key)?.as_u64()?).ok();
            Some((at("start")?..at("end")?, span.get("value").cloned().unwrap_or(Value::Null)))
        });
        Some(Self {
            id: text("id")?,
            suite: text("suite")?,
            task: text("task")?,
            dim: case.get("dims")?.get(0)?.as_str()?.to_owned(),
            input: text("input")?,
            reference: text("reference_time").and_then(|t| PartialDate::parse(&t)),
            spans: spans.collect::<Option<_>>()?,
        })
    }

    /// Code points of a byte range of the input.
    pub(super) fn chars(&self, bytes: &Range<usize>) -> Range<usize> {
        let count = |to: usize| self.input.get(..to).unwrap_or("").chars().count();
        count(bytes.start)..count(bytes.end)
    }

    /// What the suite wants, for people.
    pub(super) fn wanted(&self) -> String {
        let text = |r: &Range<usize>| self.input.chars().skip(r.start).take(r.len()).collect::<String>();
        self.spans.iter().map(|(r, v)| format!("{} {v}", text(r))).collect::<Vec<_>>().join(" | ")
    }

    /// Compares what was found, as code points with a value, one by one with what is wanted.
    pub(super) fn judge<T: std::fmt::Debug>(
        &self,
        found: &[(Range<usize>, T)],
        same: impl Fn(&T, &Value) -> bool,
    ) -> super::Verdict {
        let right = found.len() == self.spans.len()
            && found.iter().zip(&self.spans).all(|((at, value), (span, wanted))| at == span && same(value, wanted));
        if right { super::Verdict::Right } else { super::Verdict::Wrong(format!("{found:?}")) }
    }
}

/// Numbers as suites write them: strings or numbers, 15 digits.
pub(super) fn close(ours: f64, theirs: &Value) -> bool {
    let theirs = theirs.as_f64().or_else(|| theirs.as_str()?.trim_end_matches('%').parse().ok());
    theirs.is_some_and(|t| (ours - t).abs() <= 1e-12 * t.abs().max(1e-9).max(t.abs() * 1e2))
}
