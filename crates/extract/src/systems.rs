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
use crate::names::text::{after, back, bare, before, forth, head, is_han, is_shorter, len, numeral, tail};
use crate::organizations;
use crate::places::Places;

static HEADS: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/system_heads.tsv")));
static KNOWN: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/systems.tsv")));
static COMMON: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/system_common.tsv")));

/// Numbers that everyone calls: emergency and public service lines.
const HOTLINES: &[&str] = &[
    "110", "119", "120", "122", "12345", "12306", "12309", "12315", "12328", "12333", "12348", "12366", "12367",
    "12368", "12389", "96110",
];

/// What a line to be called is called, besides the heads of platforms.
const LINES: &[&str] = &["举报电话", "服务电话", "咨询电话", "投诉电话", "监督电话", "救助电话", "专线", "指挥中心"];

/// Most members of a run of quoted names before one head.
const RUN: usize = 8;

type Found = (Range<usize>, usize, SystemKind, &'static str);

/// The systems of a page: one record for each name and article. What is an organization (`bodies`) is none.
pub(crate) fn extract(page: &Page<'_>, places: &Places, bodies: &[organizations::Mention]) -> Vec<Record<System>> {
    let mut found: Vec<Found> = Vec::new();
    for (stretch, spans) in page.quoted() {
        quoted(page, stretch, spans, &mut found);
        known(page, stretch, &mut found);
        plain(page, stretch, spans, &mut found);
        hotlines(page, places, stretch, &mut found);
        circles(page, stretch, &mut found);
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
        let behind = tail(text, q.outer.end);
        let counted = counted && !behind.starts_with("一体") && whole_of(behind) == 0;
        let head = head.filter(|(m, _)| !(counted || numbered && page.slice(m) == "队伍"));
        // “事前、事中、事后”三步护苗法: a method that is called by what it counts.
        if counted && let Some(method) = method_behind(text, &stretch.range, q.outer.end) {
            found.push((method, stretch.article, SystemKind::Mechanism, "system/quoted"));
            continue;
        }
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
            // 12316“三农”服务热线: the number belongs to the line.
            let digits = text
                .get(stretch.range.start..start)
                .map_or(0, |t| t.len() - t.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            let line = (3..=5).contains(&digits) && page.slice(&head).ends_with("热线");
            let start = if line { start - digits } else { start };
            found.push((start..head.end, stretch.article, kind(class), "system/quoted"));
            continue;
        }
        // Inside marks these endings make a name as well: “首席记者制”, “爱心岗”.
        const SHORT: &[(&str, &str)] = &[
            ("制", "mechanism"),
            ("岗", "institution"),
            ("铺", "institution"),
            ("驿", "institution"),
            ("法庭", "institution"),
        ];
        let short = || SHORT.iter().find(|(w, _)| name.ends_with(w)).map(|(w, c)| (*c, *w));
        let short = || short().filter(|(_, head)| !(numbered && *head == "制"));
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

/// 三步护苗法 behind the list that it counts: a numeral, two to six characters and 法 before a mark.
fn method_behind(text: &str, stretch: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let end = forth(text, at, 8).min(stretch.end);
    let run = text.get(at..end)?;
    let run = run.get(..run.find(|c: char| !is_han(c)).unwrap_or(run.len()))?;
    let marked = after(text, at + run.len()).is_none_or(|c| !is_han(c));
    let named = (4..=8).contains(&len(run)) && run.ends_with('法') && !run.ends_with("办法") && !run.ends_with("方法");
    (marked && named).then(|| at..at + run.len())
}

fn kind(class: &str) -> SystemKind {
    class.parse().unwrap_or(SystemKind::Institution)
}

/// The head word behind a quoted name: at most twelve characters of attributes between, no mark, no verb.
fn head_behind(text: &str, stretch: &Range<usize>, at: usize, heads: &Heads) -> Option<(Range<usize>, &'static str)> {
    let mut from = at;
    from += whole_of(tail(text, from));
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
    // The last head that attributes alone part from the marks: 时空大数据|应用|实验室. Behind 和 another name begins.
    let mut heads = heads
        .find(text, &window)
        .filter(|(m, _)| ends_here(text, m) && text.get(from..m.start).is_some_and(is_attribute));
    let mut last = heads.next()?;
    for next in heads {
        if text.get(last.0.end..next.0.start).is_none_or(|gap| gap.starts_with(['和', '与', '及', '或'])) {
            break;
        }
        last = next;
    }
    let (head, class) = last;
    // 等 leaves the named things behind: “甲”等平台 names no platform.
    let after_list = text.get(at..from).is_some_and(|s| s.contains('等'));
    (!after_list).then_some((head, class))
}

/// Bytes of 一体化, 五位一体的 at the beginning of `rest`, which tie a list in marks to the head behind.
fn whole_of(rest: &str) -> usize {
    let bare = rest.trim_start_matches(|c: char| numeral(c).is_some_and(|n| n > 2));
    let bare = if bare.len() < rest.len() { bare.strip_prefix('位').unwrap_or(rest) } else { rest };
    // 一体 alone (一体化) is an attribute like any other.
    bare.strip_prefix("一体").filter(|_| bare.len() < rest.len()).map_or(0, |behind| rest.len() - behind.len())
}

/// Whether the words between a quoted name and its head can be attributes: short, without verbs of the clause.
fn is_attribute(s: &str) -> bool {
    const CLAUSE: &[&str] = &[
        "是",
        "即",
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
        "城市",
        "任务",
        "工作",
        "地带",
        "内容",
        // 防汛指挥部|指挥长: a post.
        "指挥长",
        "总指挥",
        "副指挥",
        "副主任",
        "秘书长",
    ];
    let rest = tail(text, head.end);
    // 信访工作|法治化
    if text.get(head.clone()).is_some_and(|w| w.ends_with('法')) && rest.starts_with(['治', '律', '规', '制', '院'])
    {
        return false;
    }
    !ON.iter().any(|w| rest.starts_with(w))
}

/// Systems that everybody knows by name.
fn known(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    let Some(known) = KNOWN.as_ref() else { return };
    for (m, class) in known.find(page.text, &stretch.range) {
        found.push((m, stretch.article, kind(class), "system/known"));
    }
}

/// Names without marks: a proper part that is not made of common words, behind a verb or at a mark.
fn plain(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], found: &mut Vec<Found>) {
    let Some(heads) = HEADS.as_ref() else { return };
    let text = page.text;
    let mut floor = stretch.range.start;
    let mut next = 0;
    let known = found.len() - found.iter().rev().take_while(|f| f.3 == "system/known").count();
    let known: Vec<Range<usize>> = found.get(known..).unwrap_or(&[]).iter().map(|f| f.0.clone()).collect();
    for (m, class) in heads.find(text, &stretch.range) {
        while spans.get(next).is_some_and(|q| q.outer.end <= m.start) {
            next += 1;
        }
        let in_label = spans.get(next).is_some_and(|q| q.outer.start < m.start && is_shorter(page.slice(&q.inner), 30));
        if in_label || !ends_here(text, &m) {
            continue;
        }
        // 家庭联产承包责任制|为中心: a known name stands as it is.
        let i = known.partition_point(|k| k.end < m.end);
        if known.get(i).is_some_and(|k| k.start <= m.start) {
            floor = m.end;
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
        let mut start = cut.unwrap_or(run);
        if start == floor && floor > stretch.range.start {
            // 甲平台和国家乙系统: behind a name the conjunction is no part of the next.
            let rest = page.slice(&(start..m.start));
            start += ["以及", "和", "与", "及"].iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len());
        }
        if !(class == "platform" && opens_platform(page.slice(&(start..m.start)))) {
            start += lead(page.slice(&(start..m.start)));
        }
        if before(text, start) != Some('”') && is_name(text, start, &m, class) {
            found.push((start..m.end, stretch.article, kind(class), "system/plain"));
            floor = m.end;
        }
    }
}

/// Heads that are met in too many common nouns to make a name without marks.
const LOOSE: &[&str] = &[
    "系统",
    "阵地",
    "基地",
    "战队",
    "团队",
    "队伍",
    "制度",
    "格局",
    "联盟",
    "服务网",
    "大数据",
    "模式",
    "应用",
    "信息网",
    "政务服务网",
    "APP",
    "App",
];
/// With these a platform's name opens, whatever its head: 全国机动车缉查布控系统, 智慧社区管理系统.
const OPENERS: &[&str] = &["全国", "国家", "智慧", "数字", "中国"];
/// What an information system does; 全国公安系统 is no such system.
const TASKS: &[&str] = &[
    "管理", "结算", "信息", "监测", "查询", "监控", "布控", "预警", "调度", "指挥", "登记", "申报", "直报", "交易",
    "支付", "追溯", "识别", "导航", "定位", "分析", "共享", "评价", "控制", "服务",
];
/// Who a system of offices is called after: 人民陪审员制度, 科技特派员制度.
const OFFICES: &[&str] = &["员", "代表", "医生", "教师", "法官", "检察官", "官", "顾问", "律师"];
/// Heads that are names in themselves, whatever stands before them.
const OWN: &[&str] = &["指挥室", "研判室", "会客厅", "体验馆", "警务站"];
/// Verbs that set a system up.
const FOUND: &[&str] =
    &["构建", "建立", "完善", "打造", "健全", "形成", "创新", "推进", "制定", "成立", "启动", "启用"];

/// 全国…, 智慧…: the opening of a platform's name, with enough behind it.
fn opens_platform(proper: &str) -> bool {
    OPENERS.iter().any(|w| proper.starts_with(w)) && len(proper) >= 4
}

/// Whether the proper part makes a name of a head that is otherwise too common.
fn is_proper(proper: &str, head: &str) -> bool {
    match head {
        // 智慧检务系统: nothing but an information system is called so.
        "系统" if len(proper) >= 4 && ["智慧", "数字"].iter().any(|w| proper.starts_with(w)) => true,
        "实验室" => len(proper) >= 4 && proper.starts_with("国家"),
        "系统" | "信息网" | "大数据" => {
            opens_platform(proper) && (head != "系统" || TASKS.iter().any(|w| proper.ends_with(w)))
        }
        "平台" => opens_platform(proper) && len(proper) >= 6,
        "政务服务网" => (2..=4).contains(&len(proper)),
        "制度" if proper.starts_with("数字") => (4..=8).contains(&len(proper)),
        "制度" => (4..=8).contains(&len(proper)) && OFFICES.iter().any(|w| proper.ends_with(w)),
        "负责制" => (2..=6).contains(&len(proper)) && proper.ends_with(['长', '员', '人', '警', '师']),
        _ => false,
    }
}

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
    let refused = proper.starts_with(['各', '该', '这', '其', '本', '每', '两', '一']);
    if is_proper(proper, head) && proper.chars().all(is_han) && n <= 16 {
        return !refused;
    }
    // 出|口退税机制, 自|我约束机制: the cut went through a word. 拖拉机制|造: so does the head.
    let split: String = before(text, start).into_iter().chain(proper.chars().next()).collect();
    let torn = crate::places::spot::is_common_word(&split) || after(text, m.end) == Some('造');
    let phrase = ["一批", "厂矿", "大部分", "有利于", "促进", "级疾", "劣汰"].iter().any(|w| proper.contains(w))
        || proper.starts_with(['和', '并', '及', '与', '或', '为', '等'])
        || ["目前", "改革", "剥离", "维护", "稳定", "多种", "机制和", "问题"].iter().any(|w| proper.starts_with(w));
    if torn || phrase {
        return false;
    }
    (least..=14).contains(&n)
        && !matches!(head, "负责制" | "承包制")
        && proper.chars().all(is_han)
        && !LOOSE.contains(&head)
        && !(model || listed || plain && is_common(proper))
        && !proper.ends_with('副')
        && !refused
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

/// 15分钟便民生活圈, 一刻钟养老服务圈: a circle that is measured by time.
fn circles(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    const LONGEST: usize = 8;
    let slice = page.slice(&stretch.range);
    for (i, unit) in ["分钟", "刻钟", "小时"].iter().flat_map(|u| slice.match_indices(u)) {
        let at = stretch.range.start + i;
        let left = head(page.text, at);
        let start = left.trim_end_matches(|c: char| c.is_ascii_digit() || numeral(c).is_some()).len();
        let from = at + unit.len();
        let rest = page.slice(&(from..forth(page.text, from, LONGEST + 1).min(stretch.range.end)));
        let proper = rest.find('圈').and_then(|n| rest.get(..n));
        let named =
            proper.is_some_and(|p| len(p) >= 2 && p.chars().all(is_han) && !p.contains(['的', '内', '了', '跑']));
        if let Some(p) = proper.filter(|_| named && start < at && start >= stretch.range.start) {
            let range = start..from + p.len() + '圈'.len_utf8();
            found.push((range, stretch.article, SystemKind::Model, "system/circle"));
        }
    }
}

/// 12345政务服务热线; a bare number where it is no quantity.
fn hotlines(page: &Page<'_>, places: &Places, stretch: &Stretch, found: &mut Vec<Found>) {
    let (Some(heads), text) = (HEADS.as_ref(), page.text) else { return };
    let slice = page.slice(&stretch.range);
    let mut i = 0;
    while let Some(offset) = slice.get(i..).and_then(|s| s.bytes().position(|b| b.is_ascii_digit())) {
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
        } else if let Some(line) = LINES
            .iter()
            .filter_map(|w| text.get(window.clone())?.find(w).filter(|i| *i <= 12).map(|i| i + w.len()))
            .min()
        {
            found.push((range.start..range.end + line, stretch.article, SystemKind::Platform, "system/hotline"));
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
    fn names_of_offices_and_of_the_state() {
        check(
            "推行人民陪审员制度，实行厂长负责制、河长制，“粮袋子”县长负责制见效，开通12309举报电话。",
            &["人民陪审员制度", "厂长负责制", "河长制", "“粮袋子”县长负责制", "12309举报电话"],
        );
        check(
            "接入全国一体化政务服务平台和国家异地就医结算系统，全国公安系统表彰先进，“阳光田”机制和技术员制度。",
            &["全国一体化政务服务平台", "国家异地就医结算系统", "“阳光田”机制"],
        );
    }

    #[test]
    fn circles_and_methods() {
        check(
            "建成10分钟便民就餐圈，推行“春播种、夏除草、秋收割”三步护田法，升级智慧农技系统。",
            &["10分钟便民就餐圈", "三步护田法", "智慧农技系统"],
        );
        check("推进信访工作法治化，防汛抗旱指挥部指挥长在跑了20分钟的圈后表示。", &[]);
    }

    #[test]
    fn common_nouns() {
        check("完善长效机制，健全服务体系，优化管理系统，以经济建设为中心。", &[]);
    }
}
