//! The date that a document prints about itself: in a masthead (新湖南报 一九五一年四月十六日 第二版), beneath a title (——1956年6月15日
//! 在第一届全国人民代表大会第三次会议上), beside a source (来源：某报 2019-03-05 09:30), or as a line by itself.

use baokan_corpus_model::{Document, TextRange};

use super::extractor::text_blocks;
use super::{Expression, Part, PartialDate, Point, Year, scan_chars};
use crate::chars::Chars;

/// Bytes of a line that may be a masthead.
const LONGEST: usize = 240;

/// The first such date, with its place.
pub(super) fn printed(doc: &Document) -> Option<(PartialDate, TextRange)> {
    let text = doc.text.as_str();
    let mut bodies: Vec<TextRange> = (0..doc.articles.len()).flat_map(|a| text_blocks(doc, a)).collect();
    bodies.sort_by_key(|r| r.as_usize().start);
    let mut bodies = bodies.into_iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        while bodies.next_if(|b| b.as_usize().end <= from).is_some() {}
        let line = line.trim_end();
        let body = bodies.peek().is_some_and(|b| b.as_usize().start < from + line.len());
        // A title may stand in one line with the masthead; running text ends with a stop.
        // ——1964年12月21日在…会议上 may have been joined with what follows.
        let line = if line.trim_start().starts_with("——") { head(line) } else { line };
        if line.len() > LONGEST
            || body && line.contains(['。', '；', '！', '？'])
            || !line.contains(['年', '-', '.', '/'])
        {
            continue;
        }
        if let Some((date, range)) = in_line(line) {
            return Some((date, TextRange::from_usize(from + range.start..from + range.end)?));
        }
    }
    None
}

/// The first characters of a line.
fn head(line: &str) -> &str {
    const CHARS: usize = 24;
    line.char_indices().nth(CHARS).map_or(line, |(end, _)| line.get(..end).unwrap_or(line))
}

fn in_line(line: &str) -> Option<(PartialDate, std::ops::Range<usize>)> {
    let cs = Chars::new(line);
    scan_chars(&cs).into_iter().find_map(|t| {
        let Expression::Point(Point { year: Year::Absolute(year), part }) = t.expression else { return None };
        let (before, after) = (cs.slice(0..t.range.start), cs.rest(t.range.end));
        let date = match part {
            Part::Day(m, d) => {
                PartialDate::day(year, m, d).filter(|_| heads(before) && (follows(after) || occasion(before, after)))
            }
            // 半月谈 1983年第5期.
            Part::Whole => issue(after).then(|| PartialDate::year(year)),
            _ => None,
        }?;
        (1900..2100).contains(&year).then(|| (date, cs.bytes(&t.range)))
    })
}

/// Whether what stands before a date is the name of a paper, a label, or nothing.
fn heads(before: &str) -> bool {
    const NAMES: &[char] = &[
        '报', '報', '刊', '志', '誌', '社', '网', '網', '讯', '》', '版', '期', '：', ':', '—', '（', '(', '|', '｜',
        '・', '·',
    ];
    const LABELS: &[&str] = &["发布时间", "时间", "日期", "发表于", "原载"];
    let before = before.trim_end();
    before.is_empty() || before.ends_with(NAMES) || LABELS.iter().any(|l| before.ends_with(l))
}

/// Whether what stands behind a date is the rest of a masthead, an occasion, or nothing.
fn follows(after: &str) -> bool {
    const NEXT: &[char] = &['）', ')', '|', '｜', '·'];
    const WORDS: &[&str] = &["第", "星期", "周", "农历", "农曆", "来源", "版", "头版", "编辑", "总第"];
    let spaced = after.starts_with([' ', '　']);
    let after = after.trim_start();
    after.is_empty()
        || after.starts_with(NEXT) && after.chars().count() <= 40
        || WORDS.iter().any(|w| after.starts_with(w))
        || spaced && after.starts_with(|c: char| c.is_ascii_digit() || "ABCD".contains(c))
}

/// ——1981年10月20日在全省劳动模范大会上, but not a caption (2023年4月14日在码头).
fn occasion(before: &str, after: &str) -> bool {
    after.starts_with(['在', '于'])
        && (before.trim_end().ends_with(['—', '（', '(']) || after.contains("会议") || after.contains("大会"))
}

fn issue(after: &str) -> bool {
    let after = after.trim_start();
    let number = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c);
    after.strip_prefix('第').is_some_and(|rest| {
        let behind = rest.trim_start_matches(number);
        behind.len() < rest.len() && behind.starts_with('期')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: Option<&str>) {
        let found = in_line(line).map(|(d, _)| d.to_string());
        assert_eq!(found.as_deref(), expect, "{line}");
    }

    #[test]
    fn mastheads_and_lines_beneath_titles() {
        check("前进报　一九五三年七月九日　第三版", Some("1953-07-09"));
        check("《海河晚报》 2003年8月6日 05版", Some("2003-08-06"));
        check("——一九八一年十月二十日在全省劳动模范大会上", Some("1981-10-20"));
        check("来源：某某网 2016-03-07 08:15", Some("2016-03-07"));
        check("（2011年6月30日）", Some("2011-06-30"));
        check("学习月刊 1983年第5期", Some("1983"));
        check("2009年4月3日 星期五 农历三月初八", Some("2009-04-03"));
    }

    #[test]
    fn dates_of_other_lines() {
        check("回忆1949年10月1日的北京", None);
        check("1976年7月28日唐山地震纪实", None);
        check("2008年工作总结", None);
        check("8月6日 05版", None);
        check("2023年4月14日在某港码头，民警登船检查", None);
        check("2020年8月26日,某市民警在码头巡查", None);
    }
}
