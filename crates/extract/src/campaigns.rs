//! Named operations and campaigns: “某某”专项行动, 某某攻坚战. A kind of action (执法行动, 水利工程) is no campaign; a name is.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{Campaign, Confidence, Record};

use crate::names::boundary;
use crate::names::heads::Heads;
use crate::names::page::{Page, Stretch};
use crate::names::quotes::{self, Quoted};
use crate::names::text::{bare, before, forth, is_han, is_shorter, len, numeral, tail};

static HEADS: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/campaign_heads.tsv")));
static KNOWN: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/campaigns.tsv")));

/// Words that may stand between a quoted name and its head without being part of the name.
const FILLERS: &[&str] = &[
    "专项", "集中", "统一", "系列", "联合", "主题", "创建", "攻坚", "大", "春季", "夏季", "秋季", "冬季", "宣传",
    "打击", "整治", "等", "类", "项", "工作", "专案",
];
/// Words that make no name: 军事行动, 具体行动, 联合行动.
const COMMON: &[&str] = &[
    "军事",
    "具体",
    "实际",
    "联合",
    "一致",
    "统一",
    "集体",
    "共同",
    "有关",
    "相关",
    "各类",
    "系列",
    "专项",
    "救援",
    "救灾",
    "维和",
    "抗议",
    "自发",
    "单边",
    "多边",
    "国际",
    "全球",
    "执法",
    "采取",
    "作战",
    "后续",
    "下步",
    "重大",
    "重要",
    "日常",
    "大型",
    "各项",
    "上述",
    "等",
    "一系列",
    "多次",
    "多项",
    "此次",
    "本次",
    "这次",
    "该",
    "群众",
    "政府",
    "企业",
    "个人",
    "自愿",
    "自由",
    "秘密",
    "恐怖",
    "敌对",
    "反抗",
    "罢工",
    "实践",
    "减排",
    "气候",
    "保护",
    "开展",
    "组织",
    "整治",
    "清查",
    "搜救",
    "营救",
    "爱国",
];
/// Most members of a run of quoted names (“甲”“乙”计划).
const RUN: usize = 8;
/// Verbs that conduct a campaign; the name begins behind the last of them even where 和 stands inside it.
const CONDUCT: &[&str] = &[
    "开展", "推进", "实施", "启动", "组织", "部署", "抓好", "打好", "打赢", "掀起", "参加", "配合", "发起", "以", "在",
];

/// Words before a quoted name that speak of a vice: 所谓“…工程”, 杜绝“…工程”.
const SCARE: &[&str] =
    &["所谓", "所谓的", "杜绝", "严禁", "防止", "避免", "反对", "拒绝", "大搞", "不搞", "热衷", "热衷于"];
/// Works that exist for show, or badly: names of a vice wherever they stand.
const VICES: &[&str] = &["面子", "形象", "政绩", "豆腐渣", "半拉子", "胡子", "烂尾"];

/// The campaigns of a page: one record for each name and article.
pub(crate) fn extract(page: &Page<'_>) -> Vec<Record<Campaign>> {
    let mut found: Vec<(Range<usize>, usize, &'static str)> = Vec::new();
    for (stretch, spans) in page.quoted() {
        quoted(page, stretch, spans, &mut found);
        plain(page, stretch, spans, &mut found);
    }
    found.sort_by_key(|(r, _, _)| (r.start, r.end));
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    let mut records = Vec::new();
    for (range, article, rule) in found {
        let name = page.slice(&range);
        if seen.insert((article, bare(name))) {
            let fact = Campaign { name: name.to_owned() };
            let mut record = page.document.record(article, Page::text_range(&range), rule, fact);
            record.confidence = Confidence::per_mille(if rule == "campaign/plain" { 700 } else { 900 });
            records.push(record);
        }
    }
    records
}

/// Quoted names before a head (“清源”专项行动) or with the head inside the marks (“清源行动”).
fn quoted(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], found: &mut Vec<(Range<usize>, usize, &'static str)>) {
    let Some(heads) = HEADS.as_ref() else { return };
    for (i, q) in spans.iter().enumerate() {
        let name = page.slice(&q.inner);
        let n = len(name);
        if !q.closed || n == 0 || n > 30 || name.contains(['。', '；', '！']) || is_vice(page.text, q, name) {
            continue;
        }
        if KNOWN.as_ref().is_some_and(|known| known.ending(name).is_some_and(|(_, whole)| whole == name)) {
            found.push((q.inner.clone(), stretch.article, "campaign/known"));
            continue;
        }
        if let Some((_, head)) = heads.ending(name) {
            let proper = name.strip_suffix(head).unwrap_or("");
            let counted = proper.chars().next().is_some_and(|c| numeral(c).is_some() || c.is_ascii_digit());
            let paper = name.ends_with("行动计划") || name.ends_with("发展计划") || name.ends_with("五年计划");
            if len(proper) >= 2 && !counted && !paper && !is_common(proper) && n <= 16 && !proper.contains('的') {
                found.push((q.inner.clone(), stretch.article, "campaign/quoted"));
                continue;
            }
        }
        // “甲”“乙”计划: the head belongs to both.
        let mut last = i;
        while last < i + RUN
            && spans.get(last).zip(spans.get(last + 1)).is_some_and(|(a, b)| quotes::joined(page.text, a, b))
        {
            last += 1;
        }
        let Some(end) = spans.get(last).map(|s| s.outer.end) else { continue };
        let Some((head, filler)) = head_behind(page.text, &stretch.range, end, heads) else { continue };
        let phrase =
            name.chars().next().is_some_and(|c| numeral(c).is_some()) && name.chars().all(is_han) || name.contains('+');
        let rest = page.slice(&(end..head.end));
        let named = rest.starts_with("行动") || rest.starts_with("专项行动");
        if phrase && !(named && name.chars().all(is_han)) || rest.contains("计划") && name.ends_with("年") {
            continue;
        }
        if filler {
            found.push((q.inner.clone(), stretch.article, "campaign/quoted"));
        } else if last == i {
            found.push((q.outer.start..head.end, stretch.article, "campaign/quoted-long"));
        }
    }
}

/// “面子工程”, and what the word before the marks calls bad.
fn is_vice(text: &str, quoted: &Quoted, name: &str) -> bool {
    let scared = text.get(..quoted.outer.start).is_some_and(|t| SCARE.iter().any(|w| t.ends_with(w)));
    scared || VICES.contains(&name) || name.strip_suffix("工程").is_some_and(|n| VICES.contains(&n))
}

/// The head word behind byte `at`, with at most six Chinese characters before it, and whether these are fillers.
fn head_behind(text: &str, stretch: &Range<usize>, at: usize, heads: &Heads) -> Option<(Range<usize>, bool)> {
    let end = forth(text, at, 12).min(stretch.end);
    let window = at..text.get(at..end)?.find(|c: char| !is_han(c) && !c.is_ascii_digit()).map_or(end, |i| at + i);
    if tail(text, at).starts_with('的') {
        return None;
    }
    let mut last: Option<Range<usize>> = None;
    for (m, class) in heads.find(text, &window) {
        let known = matches!(class, "行动" | "战" | "整治" | "斗争" | "教育" | "工程" | "计划" | "活动" | "专项");
        // 专项|行动 follow each other; a later head must touch the one before it.
        if known && last.as_ref().is_none_or(|l| l.end == m.start) {
            last = Some(last.map_or(m.clone(), |l| l.start..m.end));
        }
    }
    let Some(head) = last else { return practice(text, at, &window) };
    let mut between = text.get(at..head.start)?;
    let gap = len(between);
    while let Some(rest) = FILLERS.iter().find_map(|f| between.strip_prefix(f)).or_else(|| {
        let c = between.chars().next().filter(|c| c.is_ascii_digit() || numeral(*c).is_some())?;
        between.get(c.len_utf8()..)
    }) {
        between = rest;
    }
    let activity = text.get(head.clone()).is_some_and(|h| h == "活动");
    let filler = between.is_empty();
    // “甲、乙”三个一号工程: the head belongs to a number of its own.
    let list = text.get(at..head.start).is_some_and(|s| s.starts_with('等'));
    const ACTS: &[&str] =
        &["阅读", "宣传", "教育", "实践", "志愿服务", "创建", "征文", "评选", "竞赛", "系列", "互助", "慰问"];
    let act = activity && text.get(at..head.start).is_some_and(|s| ACTS.iter().any(|w| s.ends_with(w)));
    let own = !list && tail(text, at).chars().next().is_some_and(|c| numeral(c).is_some() || c.is_ascii_digit());
    let clean = filler || boundary::cuts(text, &(at..head.start)).is_empty();
    (gap <= 6 && !own && !(activity && gap > 0 && !act) && (clean || act)).then_some((head, filler || act))
}

/// “某某”主题实践: longer names of activities keep their words.
fn practice(text: &str, at: usize, window: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let word = "主题实践";
    let i = text.get(window.clone())?.find(word)?;
    Some((at + i..at + i + word.len(), false))
}

/// Names without marks: those of the list, and names before a head that stand behind a verb that conducts a campaign.
fn plain(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], found: &mut Vec<(Range<usize>, usize, &'static str)>) {
    let (Some(heads), Some(known)) = (HEADS.as_ref(), KNOWN.as_ref()) else { return };
    let text = page.text;
    let in_marks = |r: &Range<usize>| quotes::within(spans, r, |q| is_shorter(page.slice(&q.inner), 30));
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (m, _) in known.find(text, &stretch.range) {
        if !in_marks(&m) {
            taken.push(m.clone());
            found.push((m, stretch.article, "campaign/known"));
        }
    }
    let mut floor = stretch.range.start;
    for (m, class) in heads.find(text, &stretch.range) {
        let free = !in_marks(&m) && !overlaps(&taken, &m);
        let named = matches!(class, "行动" | "战" | "整治" | "斗争" | "教育");
        let from = floor;
        floor = m.end;
        if !free
            || !named
            || tail(text, m.end)
                .starts_with(['计', '方', '纲', '者', '力', '自', '能', '不', '队', '略', '态', '员', '机', '用'])
            || page.slice(&m) == "行动" && before(text, m.start).is_some_and(|c| "进实运执履推试现流".contains(c))
            || before(text, m.start) == Some('”')
        {
            continue;
        }
        let run = boundary::run_start(text, from, m.start, 24);
        let slice = text.get(run..m.start).unwrap_or("");
        let verb = CONDUCT.iter().filter_map(|v| slice.rfind(v).map(|i| run + i + v.len())).max();
        let cut = boundary::cuts(text, &(run..m.start)).last().copied();
        let start = match (verb, cut) {
            (Some(v), Some(c)) if c > v && page.slice(&(v..c)).ends_with(['和', '与', '及']) => v,
            (v, c) => v.max(c).unwrap_or(run),
        };
        let proper = page.slice(&(start..m.start));
        let n = len(proper);
        let least = if page.slice(&m) == "行动" { 4 } else { 2 };
        // 集中打击和专项斗争: two kinds of action, no name.
        let paired = proper.split_once('和').is_some_and(|(p, _)| heads.ending(p).is_some() || is_common(p));
        if (least..=18).contains(&n)
            && proper.chars().all(is_han)
            && !proper.ends_with("目标")
            && !paired
            && !["的", "军事", "处置", "思想", "力量打"].iter().any(|w| proper.contains(w))
            && !is_common(proper)
            && (verb.is_some() || cut == Some(start) || start == run)
            && !(class == "战" && matches!(before(text, start), Some('、' | '”')))
        {
            found.push((start..m.end, stretch.article, "campaign/plain"));
        }
    }
}

/// Whether the proper part opens or closes with a word that makes no name.
fn is_common(proper: &str) -> bool {
    COMMON.iter().any(|w| proper.starts_with(w) && len(proper) <= len(w) + 2 || proper == *w)
        || proper.starts_with(['各', '该', '这', '其', '本', '每', '某'])
}

/// Whether one of the ranges, which are in order and disjoint, overlaps `range`.
fn overlaps(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let i = ranges.partition_point(|r| r.end <= range.start);
    ranges.get(i).is_some_and(|r| r.start < range.end)
}

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[track_caller]
    fn check(line: &str, want: &[&str]) {
        let doc = extracted("2022", &[line]);
        let found: Vec<&str> = doc.records.campaigns.iter().map(|r| r.fact.name.as_str()).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn quoted_names() {
        check(
            "开展“清渠”专项行动和“护苗2022”等3项行动，实施“暖房工程”，启动“头雁”“归雁”计划。",
            &["清渠", "护苗2022", "暖房工程", "头雁", "归雁"],
        );
    }

    #[test]
    fn names_without_marks() {
        check(
            "县里深入推进农村饮水安全问题集中整治，打赢蓝天保卫战，响应爱国卫生运动。",
            &["农村饮水安全问题集中整治", "蓝天保卫战", "爱国卫生运动"],
        );
    }

    #[test]
    fn vices() {
        check("不少地方搞过所谓“亮化工程”，有的成了“豆腐渣工程”，要严禁“盆景工程”。", &[]);
        check("县里实施“暖房工程”。", &["暖房工程"]);
    }

    #[test]
    fn kinds_of_action() {
        check("采取军事行动，进行动态监测，建设水利工程，落实“三年行动计划”，搞好各项活动。", &[]);
    }
}
