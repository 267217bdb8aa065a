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
use crate::names::text::{after, back, bare, before, forth, is_han, is_shorter, len, numeral, tail};
use crate::organizations;
use crate::places::Places;

static HEADS: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/system_heads.tsv")));
static COMMON: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/system_common.tsv")));

/// Numbers that everyone calls: emergency and public service lines.
const HOTLINES: &[&str] = &[
    "110", "119", "120", "122", "12345", "12306", "12309", "12315", "12328", "12333", "12348", "12366", "12367",
    "12368", "12389", "96110",
];

/// Most members of a run of quoted names before one head.
const RUN: usize = 8;

type Found = (Range<usize>, usize, SystemKind, &'static str);

/// The systems of a page: one record for each name and article. What is an organization (`bodies`) is none.
pub(crate) fn extract(page: &Page<'_>, places: &Places, bodies: &[organizations::Mention]) -> Vec<Record<System>> {
    let mut found: Vec<Found> = Vec::new();
    for (stretch, spans) in page.quoted() {
        quoted(page, stretch, spans, &mut found);
        plain(page, stretch, spans, &mut found);
        hotlines(page, places, stretch, &mut found);
    }
    found.sort_by_key(|(r, _, _, _)| (r.start, std::cmp::Reverse(r.end)));
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    let mut records = Vec::new();
    let mut end = 0;
    for (range, article, kind, rule) in found {
        let name = page.slice(&range);
        let i = bodies.partition_point(|b| b.range.end <= range.start);
        let body = rule == "system/plain" && bodies.get(i).is_some_and(|b| b.range.start < range.end);
        if range.end > end && !body && seen.insert((article, bare(name))) {
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
        // The run that the head belongs to begins at its first member; a list before 的 belongs to it too.
        let mut first = i;
        while let Some((a, b)) = first.checked_sub(1).and_then(|j| spans.get(j)).zip(spans.get(first)) {
            let tied = text.get(a.outer.end..b.outer.start) == Some("的") && is_shorter(page.slice(&b.inner), 7);
            if !quotes::joined(text, a, b) && !tied || a.depth != b.depth || first + RUN <= i {
                break;
            }
            first -= 1;
        }
        let start = spans.get(first).map_or(q.outer.start, |s| s.outer.start);
        // “甲中心、乙中心”两大中心: each member is a name.
        let parts = quotes::parts(name);
        if parts.len() > 1 && parts.iter().all(|p| heads.ending(p).is_some_and(|(_, h)| p.len() > h.len() + 3)) {
            let mut at = q.inner.start;
            for part in parts {
                let start = tail(text, at).find(part).map_or(at, |i| at + i);
                let class = heads.ending(part).map_or("institution", |(c, _)| c);
                at = start + part.len();
                found.push((start..at, stretch.article, kind(class), "system/quoted"));
            }
            continue;
        }
        let numbered = name.chars().next().is_some_and(|c| numeral(c).is_some());
        let counted = after(text, q.outer.end).is_some_and(|c| numeral(c).is_some() || c.is_ascii_digit());
        let head = head_behind(text, &stretch.range, q.outer.end, heads);
        let counted = counted && !tail(text, q.outer.end).starts_with("一体");
        let head = head.filter(|(m, _)| !(counted || numbered && page.slice(m) == "队伍"));
        // “甲”“乙”等机制模式: each is one.
        if ["等机制", "等模式", "等工作机制", "等工作模式", "等制度"]
            .iter()
            .any(|w| tail(text, q.outer.end).starts_with(w))
            && n <= 12
        {
            found.push((q.inner.clone(), stretch.article, SystemKind::Model, "system/listed"));
            continue;
        }
        if let Some((head, class)) = head {
            found.push((start..head.end, stretch.article, kind(class), "system/quoted"));
            continue;
        }
        // Inside marks these endings make a name as well: “首席记者制”, “爱心岗”.
        const SHORT: &[(&str, &str)] =
            &[("制", "mechanism"), ("岗", "institution"), ("铺", "institution"), ("驿", "institution")];
        let short = || SHORT.iter().find(|(w, _)| name.ends_with(w)).map(|(w, c)| (*c, *w));
        if let Some((class, head)) = heads.ending(name).or_else(short) {
            let proper = name.strip_suffix(head).unwrap_or("");
            // “三种机制” counts some and names none.
            let counts = numbered && proper.chars().nth(1).is_some_and(|c| "个种项类大套级".contains(c));
            if !counts && len(proper) >= 2 && n <= 14 && !name.contains(['、', '，', '+']) {
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
    // The last head that attributes alone part from the marks: 时空大数据|应用|实验室.
    let (head, class) = heads
        .find(text, &window)
        .filter(|(m, _)| ends_here(text, m) && text.get(from..m.start).is_some_and(is_attribute))
        .last()?;
    // 等 leaves the named things behind: “甲”等平台 names no platform.
    let after_list = text.get(at..from).is_some_and(|s| s.contains('等'));
    (!after_list).then_some((head, class))
}

/// Whether the words between a quoted name and its head can be attributes: short, without verbs of the clause.
fn is_attribute(s: &str) -> bool {
    const CLAUSE: &[&str] = &[
        "是",
        "了",
        "在",
        "把",
        "被",
        "将",
        "要",
        "的",
        "向",
        "对",
        "让",
        "使",
        "成为",
        "推进",
        "推动",
        "全市",
        "全省",
        "工作中",
        "良好",
        "过硬",
        "改革",
        "优良",
    ];
    len(s) <= 14 && !CLAUSE.iter().any(|w| s.contains(w))
}

/// Whether the head ends a name here: what follows is no further noun that it would only modify.
fn ends_here(text: &str, head: &Range<usize>) -> bool {
    const ON: &[&str] = &[
        "体系",
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
        while spans.get(next).is_some_and(|q| q.outer.end <= m.start) {
            next += 1;
        }
        let in_label = spans.get(next).is_some_and(|q| q.outer.start < m.start && is_shorter(page.slice(&q.inner), 30));
        if in_label || !ends_here(text, &m) {
            continue;
        }
        // A head may stand inside a longer name (联合实验室|管理平台): the later head decides.
        if let Some((range, _, _, "system/plain")) = found.last_mut()
            && range.end == floor
            && (floor..m.start).len() <= 9
            && text.get(floor..m.start).is_some_and(|gap| gap.chars().all(|c| is_han(c) && !"和与及的".contains(c)))
            && kind(class) != SystemKind::Model
        {
            range.end = m.end;
            floor = m.end;
            continue;
        }
        let run = boundary::run_start(text, floor, m.start, 16);
        let cut = boundary::cuts(text, &(run..m.start)).last().copied();
        let start = cut.unwrap_or(run);
        let start = start + lead(page.slice(&(start..m.start)));
        if before(text, start) != Some('”') && is_name(text, start, &m, class) {
            found.push((start..m.end, stretch.article, kind(class), "system/plain"));
            floor = m.end;
        }
    }
}

/// Heads that are met in too many common nouns to make a name without marks.
const LOOSE: &[&str] = &["系统", "阵地", "基地", "战队", "队伍", "制度", "格局", "联盟", "服务网", "大数据", "模式"];
/// Heads that are names in themselves, whatever stands before them.
const OWN: &[&str] = &["指挥室", "研判室", "会客厅", "体验馆", "警务站"];
/// Verbs that set a system up.
const FOUND: &[&str] =
    &["构建", "建立", "完善", "打造", "健全", "形成", "创新", "推进", "制定", "成立", "启动", "启用"];

/// Whether the words from `start` up to the head are the proper part of a name.
fn is_name(text: &str, start: usize, m: &Range<usize>, class: &str) -> bool {
    let (Some(proper), Some(head)) = (text.get(start..m.start), text.get(m.clone())) else { return false };
    let n = len(proper);
    let founded = FOUND.iter().any(|v| text.get(..start).is_some_and(|t| t.ends_with(v)));
    let least = match class {
        "mechanism" | "institution" => 2,
        "platform" => 3,
        _ => 4,
    };
    // Common words together make a name where they are many: a body called after its field, a mechanism that is set up.
    let plain = match class {
        "institution" => n < 4 && !OWN.contains(&head),
        "mechanism" => n < 6 || !founded,
        _ => true,
    };
    // Models are called by what they are for (城乡治理体系); a verb that sets one up makes a name of it.
    let model = kind(class) == SystemKind::Model && !founded;
    let listed = before(text, start) == Some('、') && proper.split("运行").next().is_some_and(|p| p.ends_with('化'));
    // 出|口退税机制, 自|我约束机制: the cut went through a word. 拖拉机制|造: so does the head.
    let split: String = before(text, start).into_iter().chain(proper.chars().next()).collect();
    let torn = crate::places::spot::is_common_word(&split) || after(text, m.end) == Some('造');
    let phrase = ["一批", "厂矿", "大部分", "有利于", "促进", "级疾", "劣汰"].iter().any(|w| proper.contains(w))
        || proper.starts_with(['和', '并', '及', '与', '或', '为', '等']);
    if torn || phrase {
        return false;
    }
    (least..=14).contains(&n)
        && proper.chars().all(is_han)
        && !LOOSE.contains(&head)
        && !(model || listed || plain && is_common(proper))
        && !proper.ends_with('副')
        && !proper.starts_with(['各', '该', '这', '其', '本', '每', '两', '一'])
}

/// Bytes of the words that open a proper part and do not belong to it: 全市, 市县两级, 好.
fn lead(proper: &str) -> usize {
    const WORDS: &[&str] = &[
        "好",
        "起",
        "着",
        "出",
        "把",
        "何一个",
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "各地",
        "首个",
        "首家",
        "一批",
        "一个",
        "自主研发的",
    ];
    let level = ["两级", "三级", "四级", "五级"].iter().filter_map(|w| proper.find(w).map(|i| i + w.len())).max();
    let mut at = level.unwrap_or(0);
    while let Some(rest) = proper.get(at..).and_then(|s| WORDS.iter().find_map(|w| s.strip_prefix(w))) {
        at = proper.len() - rest.len();
    }
    at
}

/// 12345政务服务热线; a bare number where it is no quantity.
fn hotlines(page: &Page<'_>, places: &Places, stretch: &Stretch, found: &mut Vec<Found>) {
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
        // 贵阳110: the office of that city.
        let near = places.within(&(back(text, range.start, 12)..range.start));
        let city = near.last().filter(|p| p.chain.range.end == range.start);
        if let Some((m, _)) = head {
            found.push((range.start..m.end, stretch.article, SystemKind::Platform, "system/hotline"));
        } else if let Some(city) = city {
            let whole = city.chain.range.start..range.end;
            found.push((whole, stretch.article, SystemKind::Institution, "system/hotline"));
        } else if (matches!(after(text, range.end), Some('与' | '和' | '、' | '接' | '警' | '报'))
            || matches!(before(text, range.start), Some('与' | '和')))
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

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[track_caller]
    fn check(line: &str, want: &[&str]) {
        let doc = extracted("2022", &[line]);
        let found: Vec<&str> = doc.records.systems.iter().map(|r| r.fact.name.as_str()).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn quoted_names_with_their_heads() {
        check(
            "建立“渠长+网格”巡查机制，开通“农事通”服务平台，推行“先看后付”新模式。",
            &["“渠长+网格”巡查机制", "“农事通”服务平台", "“先看后付”新模式"],
        );
    }

    #[test]
    fn names_without_marks() {
        check(
            "县里建立河湖警长工作机制，启用智慧灌溉调度平台，拨打12345政务服务热线。",
            &["河湖警长工作机制", "智慧灌溉调度平台", "12345政务服务热线"],
        );
    }

    #[test]
    fn common_nouns() {
        check("完善长效机制，健全服务体系，优化管理系统，以经济建设为中心。", &[]);
    }
}
