//! When a text was published and in which paper, where the page prints it: in its head or foot, in a line of its own, in the
//! note of a source, below the title of a speech, in a dateline.
//!
//! What the file's metadata says comes first. Then the signs count in the order of [`Sign`]; those of one sign must agree, or
//! nothing is said, since the file then holds more than one day's paper. A guess from the dates in the text is not made here.

mod date;

use baokan_corpus_model::{Block, BlockKind, Diagnostic, Document, Meta, MetaOrigin, Severity, SourceRange, TextRange};

use crate::Segmenter;
use date::{PrintedDate, dates};

/// Fills `published` and `publication` of [`Document::meta`] where nothing has given them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Masthead;

/// Longest line that is looked at whole, in characters.
const LINE: usize = 90;
/// So much of a paragraph is looked at for its dateline, in characters.
const DATELINE: usize = 40;
/// Datelines so many days apart are of one paper.
const NEAR: u32 = 10;

/// What prints a date, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// 某某日报 2024年8月11日 第3版: the head or foot of a page.
    Head,
    /// （原载《某某日报》1998年3月5日）: the last line says where the text was taken from.
    Source,
    /// 发布时间：2021-06-25, or a line that holds a date and nothing else.
    Line,
    /// ——1983年6月6日在某会议上: below a title.
    Occasion,
    /// 某社某地1998年8月23日电.
    Dateline,
}

impl Segmenter for Masthead {
    fn segment(&self, doc: &mut Document) {
        let found = find(doc);
        if doc.meta.publication.is_none()
            && let Some((name, range)) = paper(doc, &found)
            && let Some(source) = source(doc, range)
        {
            doc.meta.publication = Some(Meta { value: name, origin: MetaOrigin::Text(source) });
        }
        if doc.meta.published.is_some() {
            return;
        }
        let Some(sign) = found.iter().map(|f| f.sign).min() else { return };
        let of_sign: Vec<&Found> = found.iter().filter(|f| f.sign == sign).collect();
        let (Some(least), Some(best)) =
            (of_sign.iter().map(|f| f.date.days()).min(), of_sign.iter().max_by_key(|f| f.date))
        else {
            return;
        };
        // Reports of one page were sent within days; the paper came out after the last.
        let one = of_sign.iter().all(|f| f.date.agrees(best.date))
            || (sign == Sign::Dateline && best.date.days() - least <= NEAR);
        let Some(at) = source(doc, best.range) else { return };
        if one {
            doc.meta.published = Some(Meta { value: best.date.to_string(), origin: MetaOrigin::Text(at) });
        } else {
            let message = "the page names several dates of publication; none is taken for the whole file";
            doc.diagnostics.push(Diagnostic::new(Severity::Info, "several-dates", message).at(at));
        }
    }
}

/// A date with its sign.
struct Found {
    sign: Sign,
    date: PrintedDate,
    /// The date.
    range: TextRange,
    /// The line it stands in.
    line: TextRange,
}

fn find(doc: &Document) -> Vec<Found> {
    let mut out = Vec::new();
    let text = doc.text.as_str();
    let mut look = |line: TextRange, read: &dyn Fn(&str) -> Read| {
        let words = text.get(line.as_usize()).unwrap_or("");
        let Some((sign, date, at)) = read(words) else { return };
        let start = line.as_usize().start;
        if let Some(range) = TextRange::from_usize(start + at.start..start + at.end) {
            out.push(Found { sign, date, range, line });
        }
    };
    for (range, block) in doc.blocks.iter() {
        look(range, &|words| in_block(words, block));
    }
    for article in &doc.articles {
        let titles = [&article.headline, &article.subheadline].into_iter().flatten();
        for range in titles.flat_map(|t| &t.ranges) {
            look(*range, &|words| issue(words).or_else(|| occasion(words)));
        }
        let texts: Vec<TextRange> = article
            .blocks
            .iter()
            .filter_map(|b| doc.blocks.get(*b))
            .filter(|(_, b)| flows(b))
            .map(|(r, _)| r)
            .collect();
        if let Some(first) = texts.first() {
            look(*first, &dateline);
        }
        for last in texts.iter().rev().take(2) {
            look(*last, &source_note);
        }
    }
    out
}

fn flows(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Furniture | BlockKind::Byline | BlockKind::Credit | BlockKind::Caption)
}

type Read = Option<(Sign, PrintedDate, std::ops::Range<usize>)>;

/// A line that is page furniture, or a date and what belongs to it.
fn in_block(words: &str, block: &Block) -> Read {
    if words.chars().nth(LINE).is_some() || words.contains("创刊") || words.contains("創刊") {
        return None;
    }
    let all = dates(words);
    let (date, at) = all.first().cloned()?;
    if block.kind == BlockKind::Furniture {
        return Some((Sign::Head, date, at));
    }
    if let Some(issue) = issue(words) {
        return Some(issue);
    }
    date.day?;
    if all.len() > 1 || block.kind == BlockKind::Caption {
        return None;
    }
    let (before, after) = (words.get(..at.start)?.trim(), words.get(at.end..)?.trim());
    let marked = ["时间", "時間", "日期", "来源", "來源", "发布", "發布", "发表"].iter().any(|w| words.contains(w));
    let alone = before.trim_matches(['（', '(', '【', '[']).is_empty() && after.chars().all(|c| !is_word(c));
    let stopped = words.contains(['。', '！', '？', '，']);
    if stopped {
        return None;
    }
    let before = before.trim_matches(['《', '》', ' ', '\u{3000}']);
    let headed = name(before).is_some_and(|n| n == (0..before.len())) && after.chars().all(|c| !is_word(c));
    let sign = if headed { Sign::Head } else { Sign::Line };
    (marked || alone || headed).then_some((sign, date, at))
}

/// 《某刊》 2023年8月号, 《某刊》2016年第3期（总第9期）: a magazine and its issue, and nothing else.
fn issue(words: &str) -> Read {
    let (date, at) = dates(words).into_iter().next()?;
    let title = quoted(words)?;
    let before = words.get(..at.start)?.trim();
    let after = words.get(at.end..)?.trim();
    let alone = before.starts_with('《')
        && before.ends_with('》')
        && title.end + '》'.len_utf8() == words.get(..at.start)?.trim_end().len();
    let numbered =
        after.contains(['号', '號', '期']) && after.chars().all(|c| !is_word(c) || "号號期总總刊".contains(c));
    (alone && numbered).then_some((Sign::Head, date, at))
}

/// Characters that say more than a weekday, a time of day or the number of a page.
fn is_word(c: char) -> bool {
    c.is_alphabetic() && !"星期周礼拜一二三四五六七八九十日天时分秒上下午第版".contains(c)
}

/// ——1983年6月6日在某会议上, （一九八三年六月六日在某会议上的讲话）.
fn occasion(words: &str) -> Read {
    let bare = words.trim_start_matches(['—', '-', '－', '─', '（', '(', '〔', '［', '[', ' ', '\u{3000}']);
    let lead = words.len() - bare.len();
    let (date, at) = dates(bare).into_iter().next()?;
    let after = bare.get(at.end..)?.trim_start();
    (date.day.is_some() && at.start == 0 && after.starts_with(['在', '于', '於'])).then_some((
        Sign::Occasion,
        date,
        at.start + lead..at.end + lead,
    ))
}

/// 某社某地1998年8月23日电, 本报某地2021年6月24日讯.
fn dateline(words: &str) -> Read {
    const HOUSES: &[&str] =
        &["新华社", "新華社", "中新社", "中新网", "本报", "本報", "本刊", "本社", "本台", "本网", "据新华社", "中央社"];
    let bare = words.trim_start_matches(['【', '（', '(', '〔', '[', ' ', '\u{3000}']);
    let lead = words.len() - bare.len();
    if !HOUSES.iter().any(|h| bare.starts_with(h)) {
        return None;
    }
    let end = bare.char_indices().nth(DATELINE).map_or(bare.len(), |(i, _)| i);
    let head = bare.get(..end)?;
    let (date, at) = dates(head).into_iter().next()?;
    let sent = head.get(at.end..)?.trim_start().starts_with(['电', '電', '讯', '訊', '专', '專']);
    (date.day.is_some() && sent).then_some((Sign::Dateline, date, at.start + lead..at.end + lead))
}

/// （原载《某某日报》1998年3月5日第1版） at the end of a text.
fn source_note(words: &str) -> Read {
    let body = words.trim_end().strip_suffix(['）', ')'])?;
    let open = body.rfind(['（', '('])?;
    let note = body.get(open..)?;
    if note.chars().nth(LINE / 2).is_some() || name(note).is_none() {
        return None;
    }
    let (date, at) = dates(note).into_iter().next()?;
    Some((Sign::Source, date, at.start + open..at.end + open))
}

/// The paper that the lines with the dates of one sign name, when they name one.
fn paper(doc: &Document, found: &[Found]) -> Option<(String, TextRange)> {
    let text = doc.text.as_str();
    let mut names = found.iter().filter(|f| f.sign <= Sign::Line).filter_map(|f| {
        let line = text.get(f.line.as_usize())?;
        let at = if f.sign == Sign::Head { quoted(line).or_else(|| name(line)) } else { name(line) }?;
        let start = f.line.as_usize().start;
        Some((f.sign, TextRange::from_usize(start + at.start..start + at.end)?))
    });
    let (sign, first) = names.next()?;
    let value = doc.text.slice(first);
    names.all(|(s, r)| s != sign || doc.text.slice(r) == value).then(|| (value.to_owned(), first))
}

/// The name of a paper in a line: 《某某日报》, or the line's first word.
fn name(line: &str) -> Option<std::ops::Range<usize>> {
    const ENDS: &[&str] =
        &["报", "報", "刊", "参考消息", "參考消息", "每日电讯", "每日電訊", "杂志", "雜誌", "网", "網"];
    let fits = |name: &str| {
        let own = ["本报", "本報", "本刊", "日报", "日報", "晚报", "月刊", "周刊", "本网", "该报"].contains(&name);
        (3..=12).contains(&name.chars().count()) && ENDS.iter().any(|e| name.ends_with(e)) && !own
    };
    if let Some(at) = quoted(line).filter(|at| line.get(at.clone()).is_some_and(fits)) {
        return Some(at);
    }
    let lead = line.len() - line.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let from =
        ["来源：", "来源:", "來源：", "來源:"].iter().find_map(|w| Some(line.find(w)? + w.len())).unwrap_or(lead);
    let rest = line.get(from..)?;
    let len = rest.find(|c: char| !c.is_alphabetic() || "〇一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
    Some(from..from + len).filter(|at| line.get(at.clone()).is_some_and(fits))
}

/// The first title 《…》 of a line, without its marks.
fn quoted(line: &str) -> Option<std::ops::Range<usize>> {
    let from = line.find('《')? + '《'.len_utf8();
    let len = line.get(from..)?.find('》')?;
    Some(from..from + len)
}

/// Where a stretch of the text stands in the file.
fn source(doc: &Document, range: TextRange) -> Option<SourceRange> {
    let traced = doc.text.trace(range);
    let mut places = traced.iter().map(|t| t.source);
    let first = places.next()?;
    Some(places.fold(first, |all, next| if next.start() >= all.start() { all.cover(next) } else { all }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::tests::document;

    #[track_caller]
    fn check(page: &str, published: Option<&str>, publication: Option<&str>) {
        let mut doc = document(page);
        crate::segment(&mut doc);
        let value = |m: &Option<Meta>| m.as_ref().map(|m| m.value.clone());
        assert_eq!(value(&doc.meta.published).as_deref(), published, "{page}");
        assert_eq!(value(&doc.meta.publication).as_deref(), publication, "{page}");
    }

    #[test]
    fn heads_of_pages() {
        check("f 大江日报 2016年9月3日 第4版\n# 春耕\n春耕开始了。", Some("2016-09-03"), Some("大江日报"));
        check("f 《大江报》 二〇一六年九月三日\n# 春耕\n2018年，春耕开始了。", Some("2016-09-03"), Some("大江报"));
        check("f 《大江》2016年第3期（总第9期）\n# 春耕\n春耕开始了。", Some("2016"), Some("大江"));
        check("f 大江 2016年第3期\n# 春耕\n春耕开始了。", Some("2016"), None);
        check("# 《大江》 2016年9月号\n春耕开始了。", Some("2016-09"), Some("大江"));
        check("# 《大江》2016年第9期评述\n春耕开始了。", None, None);
        // Two days' papers in one file; the day a paper was founded.
        check(
            "f 大江日报 2016年9月3日\n# 春耕\n春耕。\nf 大江日报 2016年9月4日\n# 秋收\n秋收。",
            None,
            Some("大江日报"),
        );
        check("f 大江日报 1949年8月1日创刊\n# 春耕\n春耕开始了。", None, None);
        check(
            "f 大江日报 2016年9月3日\nf 2016年9月 责任编辑 李三\n# 春耕\n春耕。",
            Some("2016-09-03"),
            Some("大江日报"),
        );
    }

    #[test]
    fn lines_notes_and_datelines() {
        check("# 春耕\n发布时间：2021-06-25 10:20 来源：大江网\n春耕开始了。", Some("2021-06-25"), Some("大江网"));
        check("前进报　一九五三年七月九日　第三版\n# 春耕\n春耕开始了。", Some("1953-07-09"), Some("前进报"));
        check("# 春耕\n回忆1949年10月1日的北京\n春耕开始了。", None, None);
        check("# 春耕\n（2011年6月30日）\n春耕开始了。", Some("2011-06-30"), None);
        check("# 1976年7月28日地震纪实\n春耕开始了。", None, None);
        check("# 春耕\n2021年6月25日 星期五\n春耕开始了。", Some("2021-06-25"), None);
        check("# 春耕\n春耕开始了。（原载《大江日报》1998年3月5日第1版）", Some("1998-03-05"), Some("大江日报"));
        check("# 工作报告\nh ——1983年6月6日在某省人民代表大会上\n各位代表：春耕开始了。", Some("1983-06-06"), None);
        check("# 春耕\n新华社武汉1998年8月23日电 春耕开始了。", Some("1998-08-23"), None);
        check("# 春耕\n1998年8月23日，春耕开始了。\n秋收在1999年1月1日。", None, None);
        check("# 春耕\n本报讯 1998年8月23日春耕开始了。", None, None);
    }

    #[test]
    fn a_flag_comes_first() {
        let mut doc = document("f 大江日报 2016年9月3日\n# 春耕\n春耕。");
        doc.meta.published = Some(Meta { value: "1999".into(), origin: MetaOrigin::Flag });
        crate::segment(&mut doc);
        assert_eq!(doc.meta.published.as_ref().map(|m| m.value.as_str()), Some("1999"));
    }
}
