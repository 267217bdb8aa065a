//! Reporters named in the opening words of a report, or in brackets at its end.

use baokan_corpus_model::Role;

use super::Entry;
use super::parse::parse;

/// The opening words that are looked at, in characters.
const OPENING: usize = 80;
/// The closing words that are looked at, in characters.
const CLOSING: usize = 60;

/// Reporters in a dateline: 新华社北京1月5日电（记者甲、乙）; 本报讯（记者 甲 通讯员 乙）; 本报某地1月5日电 记者甲报道.
/// A reporter without a house of their own belongs to the one that opens the line. Ranges are bytes of `paragraph`.
#[must_use]
pub fn dateline(paragraph: &str) -> Vec<Entry> {
    let limit = paragraph.char_indices().nth(OPENING).map_or(paragraph.len(), |(i, _)| i);
    let head = &paragraph[..limit];
    let lead =
        head.len() - head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '【' | '（' | '(')).len();
    let Some(house) = [
        "本报",
        "本報",
        "本刊",
        "本台",
        "本网",
        "新华社",
        "新華社",
        "中新社",
        "中新网",
        "人民网",
        "新华网",
        "央视网",
        "光明网",
        "据新华社",
    ]
    .iter()
    .find(|h| head[lead..].starts_with(**h)) else {
        return Vec::new();
    };
    let after_house = lead + house.len();
    let Some((at, sign)) =
        head[after_house..].char_indices().find(|(_, c)| matches!(c, '电' | '電' | '讯' | '訊' | '。' | '，'))
    else {
        return Vec::new();
    };
    if matches!(sign, '。' | '，') {
        return Vec::new();
    }
    let from = after_house + at + sign.len_utf8();
    let rest = &head[from..];
    let skip =
        rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '】' | '）' | ')')).len();
    let rest = &rest[skip..];
    let (start, len) = if let Some(open) = rest.chars().next().filter(|c| matches!(c, '（' | '(')) {
        let inner = &rest[open.len_utf8()..];
        let Some(close) = inner.find(['）', ')']) else { return Vec::new() };
        (from + skip + open.len_utf8(), close)
    } else if rest.starts_with("记者") || rest.starts_with("記者") || rest.starts_with("通讯员") {
        let told = rest.find("报道").or_else(|| rest.find("報道")).filter(|e| *e < 90);
        let Some(end) = told.or_else(|| names_before_gap(rest)) else { return Vec::new() };
        (from + skip, end)
    } else {
        return Vec::new();
    };
    let byline = parse(&paragraph[start..start + len]);
    if !byline.whole || byline.entries.is_empty() {
        return Vec::new();
    }
    let house = house.trim_start_matches('据');
    let mut entries = byline.shifted(start).entries;
    for e in &mut entries {
        // A bare name in the bracket of a dateline is a reporter's.
        if e.role == Role::Author && e.position.is_none() {
            e.role = Role::Reporter;
        }
        if e.role == Role::Reporter {
            e.affiliation.get_or_insert_with(|| house.to_owned());
        }
    }
    entries
}

/// 记者何大川 李三 全国农业工作会议…: a blank ends the names, the last one behind which all before it are names.
fn names_before_gap(rest: &str) -> Option<usize> {
    let ends = rest.char_indices().take(CLOSING).filter(|(_, c)| c.is_whitespace()).map(|(i, _)| i);
    let named = |end: &usize| {
        let byline = parse(&rest[..*end]);
        byline.whole && !byline.entries.is_empty()
    };
    ends.filter(named).last()
}

/// Reporters in brackets at the very end of a report: …。（记者 甲 乙）; （参与采写：甲、乙）; （甲）.
/// A bare name must have the form of one. Ranges are bytes of `paragraph`.
#[must_use]
pub fn closing(paragraph: &str) -> Vec<Entry> {
    let trimmed = paragraph.trim_end();
    let Some(body) = trimmed.strip_suffix(['）', ')']) else { return Vec::new() };
    let from = body.char_indices().rev().nth(CLOSING).map_or(0, |(i, _)| i);
    let Some(open) = body[from..].rfind(['（', '(']).map(|p| from + p) else { return Vec::new() };
    let start = open + body[open..].chars().next().map_or(1, char::len_utf8);
    // An aside inside the last sentence is none: the sentence must be over.
    if !body[..open].trim_end().ends_with(['。', '！', '？', '”', '…', '」']) && !body[..open].trim().is_empty()
    {
        return Vec::new();
    }
    let byline = parse(&body[start..]);
    if byline.whole && byline.open_post.is_none() { byline.shifted(start).entries } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(entries: Vec<Entry>) -> Vec<(String, Role, Option<String>)> {
        entries.into_iter().map(|e| (e.name, e.role, e.affiliation)).collect()
    }

    #[test]
    fn datelines() {
        let r = |n: &str, h: &str| (n.to_owned(), Role::Reporter, Some(h.to_owned()));
        assert_eq!(
            read(dateline("新华社北京1月5日电（记者何大川、李三）国务院近日印发通知。")),
            [r("何大川", "新华社"), r("李三", "新华社")]
        );
        assert_eq!(read(dateline("本报昆明6月24日讯 记者何大川 全国农业工作会议今天召开。")), [r("何大川", "本报")]);
        assert_eq!(read(dateline("本报讯 记者从会上获悉 全国农业工作会议今天召开。")), []);
        assert_eq!(
            read(dateline("本报讯（记者 何大川 通讯员 李三）昨日，")),
            [r("何大川", "本报"), ("李三".into(), Role::Correspondent, None)]
        );
        assert_eq!(read(dateline("本报兰州3月1日电 记者何大川报道：春耕开始。")), [r("何大川", "本报")]);
        assert!(read(dateline("本报讯 昨日，春耕开始。")).is_empty());
        assert!(read(dateline("新华社是国家通讯社（简称新华社）。")).is_empty());
    }

    #[test]
    fn closings() {
        assert_eq!(read(closing("春耕开始了。（记者 何大川 李三）")).len(), 2);
        assert_eq!(read(closing("春耕开始了。（何大川）")), [("何大川".into(), Role::Author, None)]);
        assert!(closing("春耕开始了（见图）。").is_empty());
        assert!(closing("春耕开始了。（完）").is_empty());
        assert!(closing("全县种了三种作物（含小麦）").is_empty());
    }
}
