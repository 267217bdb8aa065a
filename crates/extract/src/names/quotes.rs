//! Quoted spans and titles, nested or not.

use std::ops::Range;

use super::text;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// With the marks.
    pub(crate) outer: Range<usize>,
    /// Without the marks.
    pub(crate) inner: Range<usize>,
    /// 0 for a span that stands in no other.
    pub(crate) depth: u8,
    /// Whether it is closed in the same block; a speech of several paragraphs leaves all but its last open.
    pub(crate) closed: bool,
    /// Number of the span around it.
    parent: Option<usize>,
}

/// How deep spans may nest before the rest is taken as plain text.
const DEEPEST: usize = 4;

fn closer(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// The quoted spans of `text[range]`, by where they open. An opener without its closer reaches to the end of the span around
/// it or of the range, so that all spans together are no longer than the range times the levels.
pub(crate) fn quoted(text: &str, range: &Range<usize>) -> Vec<Quoted> {
    let mut found = Vec::new();
    let slice = text.get(range.clone()).unwrap_or("");
    // Most stretches have no marks, and a search for one character is many times as fast as a look at each.
    if !['“', '‘', '「', '『'].iter().any(|c| slice.contains(*c)) {
        return found;
    }
    let mut open: Vec<(usize, usize, char)> = Vec::new(); // index into `found`, start, the closer
    for (i, c) in slice.char_indices() {
        let at = range.start + i;
        if let Some(close) = closer(c) {
            if open.len() < DEEPEST {
                let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
                let parent = open.last().map(|(index, ..)| *index);
                open.push((found.len(), at, close));
                let (outer, inner) = (at..range.end, at + c.len_utf8()..range.end);
                found.push(Quoted { outer, inner, depth, closed: false, parent });
            }
        } else if let Some(level) = open.iter().rposition(|(_, _, close)| *close == c) {
            // An inner span that was never closed ends with the outer one.
            for (index, ..) in open.drain(level + 1..) {
                if let Some(span) = found.get_mut(index) {
                    (span.outer.end, span.inner.end) = (at, at);
                }
            }
            if let Some((index, _, _)) = open.pop()
                && let Some(span) = found.get_mut(index)
            {
                span.outer.end = at + c.len_utf8();
                span.inner.end = at;
                span.closed = true;
            }
        }
    }
    found
}

/// The titles 《…》 of `text[range]`, inner ranges, outermost only.
pub(crate) fn titles(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0usize, 0);
    let slice = text.get(range.clone()).unwrap_or("");
    if !slice.contains('《') {
        return found;
    }
    for (i, c) in slice.char_indices() {
        let at = range.start + i;
        match c {
            '《' => {
                if depth == 0 {
                    start = at + c.len_utf8();
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 && start < at {
                    found.push(start..at);
                }
            }
            '。' | '\n' => depth = 0,
            _ => {}
        }
    }
    found
}

/// Whether the quoted span is a run's member: another quoted span touches it, with nothing or 、 or 和 between.
pub(crate) fn joined(page: &str, a: &Quoted, b: &Quoted) -> bool {
    let between = page.get(a.outer.end..b.outer.start).unwrap_or("x");
    // “甲”（…）、“乙”: a note in brackets belongs to the member before it.
    let between = between
        .strip_prefix('（')
        .and_then(|note| note.split_once('）'))
        .filter(|(note, _)| !note.contains(['。', '“']))
        .map_or(between, |(_, rest)| rest);
    matches!(between, "" | "、" | "和" | "及" | "以及" | "与")
}

/// Whether a closed span that `fits` holds the range. Only the last span that opens before it and those around that one can.
pub(crate) fn within(spans: &[Quoted], range: &Range<usize>, fits: impl Fn(&Quoted) -> bool) -> bool {
    let last = spans.partition_point(|q| q.outer.start <= range.start).checked_sub(1);
    let around = std::iter::successors(last.and_then(|i| spans.get(i)), |q| spans.get(q.parent?));
    around.into_iter().any(|q| q.closed && range.end <= q.outer.end && fits(q))
}

/// Parts of a list, at 、 or failing that at ， or at a space between Chinese words; one part when there is no separator.
/// Separators inside inner marks do not count.
pub(crate) fn parts(s: &str) -> Vec<&str> {
    for separators in [['、', '、'], ['，', '；'], [' ', '　']] {
        if !s.contains(separators) {
            continue;
        }
        let list = split_outside(s, &separators);
        if list.len() > 1 {
            return list;
        }
    }
    vec![s]
}

/// Splits at `separators` that stand outside quotation marks and brackets.
pub(crate) fn split_outside<'a>(s: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut list, mut depth, mut start) = (Vec::new(), 0i32, 0);
    for (i, c) in s.char_indices() {
        match c {
            '“' | '‘' | '（' | '《' => depth += 1,
            '”' | '’' | '）' | '》' => depth -= 1,
            _ if depth <= 0 && separators.contains(&c) => {
                list.push(text::head(s, i).get(start..).unwrap_or(""));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    list.push(text::tail(s, start));
    list.retain(|part| !part.is_empty());
    list
}

/// Parts of a phrase at ， where that parts it, else as `parts`: 依靠甲、乙，团结丙，中立丁 has three.
pub(crate) fn clauses(s: &str) -> Vec<&str> {
    const LONGEST: usize = 12;
    let list = split_outside(s, &['，', '；']);
    if list.len() > 1 && list.iter().all(|p| p.chars().count() <= LONGEST) { list } else { parts(s) }
}

/// Parts of a list that has `n` of them, at whatever separators make so many: 、 alone, or all of them, or the last 和 as well.
pub(crate) fn parts_of(s: &str, n: usize) -> Option<Vec<&str>> {
    let plain = parts(s);
    if plain.len() == n {
        return Some(plain);
    }
    let clauses = split_outside(s, &['，', '；']);
    if clauses.len() == n {
        return Some(clauses);
    }
    let all = split_outside(s, &['、', '，', '；']);
    if all.len() == n {
        return Some(all);
    }
    for list in [plain, all] {
        let (Some(last), true) = (list.last(), list.len() + 1 == n) else { continue };
        if let Some((a, b)) = ["以及", "和", "与", "及"].iter().find_map(|w| last.rsplit_once(*w))
            && a.chars().count() > 1
            && b.chars().count() > 1
        {
            let mut list = list.clone();
            list.truncate(list.len() - 1);
            list.extend([a, b]);
            return Some(list);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nests_and_survives_missing_marks() {
        let t = "甲“乙‘丙’丁”戊“己";
        let spans = quoted(t, &(0..t.len()));
        let inner: Vec<(&str, u8, bool)> = spans.iter().map(|q| (&t[q.inner.clone()], q.depth, q.closed)).collect();
        assert_eq!(inner, [("乙‘丙’丁", 0, true), ("丙", 1, true), ("己", 0, false)]);
        let t = "甲“乙‘丙”丁";
        let spans = quoted(t, &(0..t.len()));
        let inner: Vec<(&str, bool)> = spans.iter().map(|q| (&t[q.inner.clone()], q.closed)).collect();
        assert_eq!(inner, [("乙‘丙", true), ("丙", false)]);
    }

    #[test]
    fn all_spans_together_are_no_longer_than_the_text_times_the_levels() {
        for marks in ["“‘”", "“", "“‘「『", "“‘’”", "‘”“"] {
            let text = marks.repeat(1000);
            let sum: usize = quoted(&text, &(0..text.len())).iter().map(|q| q.outer.len()).sum();
            assert!(sum <= DEEPEST * text.len(), "{marks}: {sum}");
        }
    }

    #[test]
    fn lists_split_outside_marks() {
        assert_eq!(parts("甲乙、“丙、丁”、戊"), ["甲乙", "“丙、丁”", "戊"]);
        assert_eq!(parts("先算账，后花钱"), ["先算账", "后花钱"]);
    }

    #[test]
    fn lists_split_where_they_are_as_long_as_they_should() {
        assert_eq!(clauses("依靠甲乙、丙，团结丁"), ["依靠甲乙、丙", "团结丁"]);
        assert_eq!(parts_of("讲文明、讲礼貌，语言美", 3), Some(vec!["讲文明", "讲礼貌", "语言美"]));
        assert_eq!(parts_of("形式主义、享乐主义和奢靡之风", 3), Some(vec!["形式主义", "享乐主义", "奢靡之风"]));
        assert_eq!(parts_of("甲、乙", 3), None);
    }

    #[test]
    fn titles_nest() {
        let t = "依照《关于实施〈甲法〉的规定》和《《乙法》释义》办";
        let names: Vec<&str> = titles(t, &(0..t.len())).into_iter().map(|r| &t[r]).collect();
        assert_eq!(names, ["关于实施〈甲法〉的规定", "《乙法》释义"]);
    }
}
