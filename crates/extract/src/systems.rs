//! Named platforms, mechanisms, institutions and models: a quoted name with its head (“一键办”服务平台), a quoted name that holds
//! the head (“城市大脑”), a head with a proper part before it (林长巡查机制), hotlines by number.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{Confidence, Record, System, SystemKind};

use crate::names::boundary;
use crate::names::heads::Heads;
use crate::names::page::{Page, Stretch};
use crate::names::quotes::{self, Quoted};
use crate::names::text::{after, bare, before, forth, is_han, len, tail};

static HEADS: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/system_heads.tsv")));
static COMMON: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/system_common.tsv")));

/// Numbers that everyone calls: emergency and public service lines.
const HOTLINES: &[&str] = &[
    "110", "119", "120", "122", "12345", "12306", "12309", "12315", "12328", "12333", "12348", "12366", "12367",
    "12368", "12389", "96110",
];

type Found = (Range<usize>, usize, SystemKind, &'static str);

/// The systems of a page: one record for each name and article.
pub(crate) fn extract(page: &Page<'_>) -> Vec<Record<System>> {
    let mut found: Vec<Found> = Vec::new();
    for stretch in &page.stretches {
        let spans = quotes::quoted(page.text, &stretch.range);
        quoted(page, stretch, &spans, &mut found);
        plain(page, stretch, &spans, &mut found);
        hotlines(page, stretch, &mut found);
    }
    found.sort_by_key(|(r, _, _, _)| (r.start, std::cmp::Reverse(r.end)));
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    let mut records = Vec::new();
    let mut end = 0;
    for (range, article, kind, rule) in found {
        let name = page.slice(&range);
        if range.end > end && seen.insert((article, bare(name))) {
            let fact = System { name: name.to_owned(), kind };
            let mut record = page.document.record(article, Page::text_range(&range), rule, fact);
            record.confidence = Confidence::per_mille(if rule == "system/plain" { 700 } else { 900 });
            records.push(record);
        }
        end = end.max(range.end);
    }
    records
}

/// Quoted names, alone or with what follows up to the head.
fn quoted(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], found: &mut Vec<Found>) {
    let Some(heads) = HEADS.as_ref() else { return };
    let text = page.text;
    for (i, q) in spans.iter().enumerate() {
        let name = page.slice(&q.inner);
        let n = len(name);
        if !q.closed || n == 0 || n > 60 || name.contains(['。', '；', '！', '：']) {
            continue;
        }
        // The run that the head belongs to begins at its first member.
        let mut first = i;
        while first > 0
            && spans
                .get(first - 1)
                .zip(Some(q))
                .is_some_and(|(a, _)| spans.get(first).is_some_and(|b| quotes::joined(text, a, b)))
        {
            first -= 1;
        }
        let start = spans.get(first).map_or(q.outer.start, |s| s.outer.start);
        if let Some((head, class)) = head_behind(text, &stretch.range, q.outer.end, heads) {
            found.push((start..head.end, stretch.article, kind(class), "system/quoted"));
            continue;
        }
        if let Some((class, head)) = heads.ending(name) {
            let proper = name.strip_suffix(head).unwrap_or("");
            if len(proper) >= 2 && n <= 14 && !is_common(proper) && !name.contains(['、', '，', '+']) {
                found.push((q.inner.clone(), stretch.article, kind(class), "system/quoted"));
            }
        }
    }
}

fn kind(class: &str) -> SystemKind {
    class.parse().unwrap_or(SystemKind::Institution)
}

/// The head word behind a quoted name: at most twelve characters of attributes between, no mark, no verb.
fn head_behind(text: &str, stretch: &Range<usize>, at: usize, heads: &Heads) -> Option<(Range<usize>, &'static str)> {
    let mut from = at;
    for particle in ["的", "驱动的", "等"] {
        if tail(text, from).starts_with(particle) {
            from += particle.len();
        }
    }
    let end = forth(text, from, 20).min(stretch.end);
    let window = from..text
        .get(from..end)?
        .find(|c: char| !is_han(c) && c != '.' && !c.is_ascii_alphanumeric())
        .map_or(end, |i| from + i);
    let (head, class) = heads.find(text, &window).filter(|(m, _)| ends_here(text, m)).take(1).next()?;
    // 等 leaves the named things behind: “甲”等平台 names no platform.
    let after_list = text.get(at..from).is_some_and(|s| s.contains('等'));
    let attributes = from..head.start;
    let clean = boundary::cuts(text, &attributes).into_iter().all(|c| c > head.start);
    (!after_list && len(text.get(attributes.clone())?) <= 14 && clean).then_some((head, class))
}

/// Whether the head ends a name here: what follows is no further noun that it would only modify.
fn ends_here(text: &str, head: &Range<usize>) -> bool {
    const ON: &[&str] = &[
        "标准",
        "人员",
        "成员",
        "工作人员",
        "负责人",
        "主任",
        "办公室",
        "平台",
        "系统",
        "模块",
        "机制",
        "中心",
        "项目",
        "管理办法",
    ];
    let rest = tail(text, head.end);
    !ON.iter().any(|w| rest.starts_with(w))
}

/// Names without marks: a proper part that is not made of common words, behind a verb or at a mark.
fn plain(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], found: &mut Vec<Found>) {
    let Some(heads) = HEADS.as_ref() else { return };
    let text = page.text;
    let mut floor = stretch.range.start;
    let mut next = 0;
    for (m, class) in heads.find(text, &stretch.range) {
        let from = floor;
        floor = m.end;
        while spans.get(next).is_some_and(|q| q.outer.end <= m.start) {
            next += 1;
        }
        let in_label = spans.get(next).is_some_and(|q| q.outer.start < m.start && len(page.slice(&q.inner)) < 30);
        if in_label || !ends_here(text, &m) {
            continue;
        }
        let run = boundary::run_start(text, from, m.start, 16);
        let cut = boundary::cuts(text, &(run..m.start)).last().copied();
        let start = cut.unwrap_or(run);
        let proper = page.slice(&(start..m.start));
        let n = len(proper);
        let least = match class {
            "mechanism" | "institution" => 2,
            "platform" => 3,
            _ => 4,
        };
        let opens = before(text, start) != Some('”');
        let fine = (least..=14).contains(&n) && proper.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric()) && opens;
        let head = page.slice(&m);
        let loose =
            matches!(head, "阵地" | "基地" | "队伍" | "项目" | "品牌" | "制度" | "格局" | "联盟" | "服务网" | "大数据");
        if fine && !loose && !is_common(proper) && !proper.starts_with(['各', '该', '这', '其', '本', '每', '两', '一'])
        {
            found.push((start..m.end, stretch.article, kind(class), "system/plain"));
        }
    }
}

/// 12345政务服务热线; a bare number where it is no quantity.
fn hotlines(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    let (Some(heads), text) = (HEADS.as_ref(), page.text) else { return };
    let slice = page.slice(&stretch.range);
    let mut i = 0;
    while let Some(offset) = slice.get(i..).and_then(|s| s.find(|c: char| c.is_ascii_digit())) {
        let start = i + offset;
        let digits = slice.get(start..).map_or(0, |s| s.bytes().take_while(u8::is_ascii_digit).count());
        i = start + digits;
        let number = slice.get(start..i).unwrap_or("");
        let range = stretch.range.start + start..stretch.range.start + i;
        if !HOTLINES.contains(&number)
            || before(text, range.start)
                .is_some_and(|c| c == '.' || c == '-' || c == '第' || c == '约' || c == '近' || c == '超')
        {
            continue;
        }
        let end = forth(text, range.end, 10).min(stretch.range.end);
        let window = range.end
            ..text.get(range.end..end).and_then(|s| s.find(|c: char| !is_han(c))).map_or(end, |j| range.end + j);
        let head = heads
            .find(text, &window)
            .next()
            .filter(|(m, class)| *class == "platform" && boundary::cuts(text, &(range.end..m.start)).is_empty());
        if let Some((m, _)) = head {
            found.push((range.start..m.end, stretch.article, SystemKind::Platform, "system/hotline"));
        } else if matches!(after(text, range.end), Some('与' | '和' | '、' | '接' | '警' | '报'))
            && !tail(text, range.end).starts_with("、1")
        {
            found.push((range, stretch.article, SystemKind::Platform, "system/hotline"));
        }
    }
}

/// Whether a proper part is made of common words alone.
fn is_common(proper: &str) -> bool {
    COMMON.as_ref().is_some_and(|c| c.covers(proper))
}
