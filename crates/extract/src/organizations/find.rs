//! Finds organizations: fixed names, and head words with a place or a proper part before them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::names::boundary;
use crate::names::page::{Page, Stretch};
use crate::names::quotes;
use crate::names::text::{after, before, is_han, len, rows, tail, words};
use crate::places::spot::Kind;
use crate::places::{Mention as PlaceMention, Places};

/// An organization as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Article it stands in.
    pub(crate) article: usize,
    /// The place chain that opens it.
    pub(crate) place: Option<Range<usize>>,
    /// Whether places inside it are part of its name only (武汉大学, 北京晚报).
    pub(crate) hides_place: bool,
    /// Head word of the last part.
    pub(crate) head: &'static str,
}

/// What the table says of a head word.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    place: bool,
    proper: bool,
    cont: bool,
    after: bool,
    informal: bool,
    media: bool,
    fixed: bool,
    station: bool,
}

struct Heads {
    automaton: AhoCorasick,
    words: Vec<&'static str>,
    flags: Vec<Flags>,
    common: AhoCorasick,
}

static HEADS: LazyLock<Option<Heads>> = LazyLock::new(|| {
    let (mut patterns, mut flags) = (Vec::new(), Vec::new());
    for name in words(include_str!("../../data/organizations.tsv")) {
        patterns.push(name);
        flags.push(Flags { fixed: true, ..Flags::default() });
    }
    for row in rows(include_str!("../../data/organization_heads.tsv")) {
        if let [word, list, ..] = row[..] {
            let has = |flag: &str| list.split(' ').any(|f| f == flag);
            patterns.push(word);
            flags.push(Flags {
                place: has("place"),
                proper: has("proper") || has("proper2"),
                cont: has("cont"),
                after: has("after"),
                informal: has("informal"),
                media: has("media"),
                fixed: false,
                station: has("proper2"),
            });
        }
    }
    let build = |list: &[&str]| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(list).ok();
    let common: Vec<&str> = words(include_str!("../../data/organization_common.tsv")).collect();
    Some(Heads { automaton: build(&patterns)?, common: build(&common)?, words: patterns, flags })
});

/// Most characters between two parts of one name (公安厅|刑事侦查|总队).
const GAP: usize = 8;
/// Most characters of the proper part.
const PROPER: usize = 16;
/// Characters that end names of villages, towns and natural features.
const GEO: &str = "村山河江湖城镇乡街路桥港湾洲岛坪塘岭门关口堡寨屯庄店铺市坡沟泉溪井冲坝坊里滩浦圩墩岗坑田家东西南北";

/// The organizations of a page in text order. Titles 《…》 are left out: the body that a decision names in its title is
/// cited where the text speaks of it.
pub(crate) fn find(page: &Page<'_>, places: &Places) -> Vec<Mention> {
    let mut list = Vec::new();
    for stretch in &page.stretches {
        let titles = quotes::titles(page.text, &stretch.range);
        in_stretch(page, places, stretch, &titles, &mut list);
    }
    list
}

fn in_stretch(page: &Page<'_>, places: &Places, stretch: &Stretch, titles: &[Range<usize>], list: &mut Vec<Mention>) {
    let Some(heads) = HEADS.as_ref() else { return };
    let text = page.text;
    let mut floor = stretch.range.start;
    let from = list.len();
    for m in heads.automaton.find_iter(page.slice(&stretch.range)) {
        let range = stretch.range.start + m.start()..stretch.range.start + m.end();
        let i = titles.partition_point(|t| t.end <= range.start);
        let in_title = titles.get(i).is_some_and(|t| t.start <= range.start);
        let (Some(flags), Some(head)) =
            (heads.flags.get(m.pattern().as_usize()), heads.words.get(m.pattern().as_usize()))
        else {
            continue;
        };
        if in_title {
            continue;
        }
        if flags.cont || flags.after || flags.fixed && range.len() <= 9 {
            // Goes on the name before it: 福建省公安厅 | 治安 | 总队.
            if let Some(last) = list.get_mut(from..).and_then(<[Mention]>::last_mut)
                && goes_on(text, last, &range)
            {
                last.range.end = range.end;
                last.head = head;
                floor = range.end;
                continue;
            }
        }
        if flags.fixed {
            // A longer name may hold a fixed one (中国银行|业协会); the head word that follows decides then.
            if after(text, range.end).is_some_and(|c| "业网系".contains(c) || c == '门' && head.ends_with('部')) {
                continue;
            }
            list.push(Mention { range: range.clone(), article: stretch.article, place: None, hides_place: true, head });
            floor = range.end;
            continue;
        }
        if let Some(mention) = begins(page, places, stretch.article, heads, *flags, head, &range, floor) {
            floor = mention.range.end;
            list.push(mention);
        }
    }
}

/// Whether the head word at `range` goes on the name `last`: a short proper part between, no mark, no verb.
fn goes_on(text: &str, last: &Mention, range: &Range<usize>) -> bool {
    let Some(gap) = text.get(last.range.end..range.start) else { return false };
    let n = len(gap);
    (n > 0 || range.start == last.range.end && last.head != "公安")
        && n <= GAP
        && (n > 0 || text.get(range.clone()) != Some(last.head))
        && gap.chars().all(is_han)
        && boundary::cuts(text, &(last.range.end..range.start)).is_empty()
        && !gap.contains(['长', '副', '书', '原', '新'])
        && !gap.starts_with(['党', '主', '负', '正', '民', '干', '警', '人'])
}

/// A name whose first head word stands at `range`.
#[expect(clippy::too_many_arguments, reason = "one call, all of it needed")]
fn begins(
    page: &Page<'_>,
    places: &Places,
    article: usize,
    heads: &Heads,
    flags: Flags,
    head: &'static str,
    range: &Range<usize>,
    floor: usize,
) -> Option<Mention> {
    let text = page.text;
    let run = boundary::run_start(text, floor, range.start, PROPER + 12);
    let inside_place = |at: &usize| {
        places.within(&(run..range.start)).iter().any(|p| p.chain.range.start < *at && *at < p.chain.range.end)
    };
    let mut cut = boundary::cuts(text, &(run..range.start)).into_iter().rfind(|c| !inside_place(c)).unwrap_or(run);
    // 上杭…国家政治保卫局: what calls itself national begins there, whatever town stands before it.
    if let Some(at) = ["国家", "中国", "中华", "中央"].iter().filter_map(|w| text.get(cut..range.start)?.rfind(w)).max()
        && places.within(&(cut..range.start)).iter().all(|p| p.chain.kind == Kind::Division)
    {
        cut += at;
    }
    if before(text, range.start).is_some_and(|c| "副正原".contains(c)) || before(text, cut) == Some('”') {
        return None;
    }
    let place: Option<&PlaceMention> = places.within(&(cut..range.start)).first();
    let made = |start: usize, place: Option<&PlaceMention>| {
        // 武汉大学, 北京晚报 name no place; 沅陵县第一中学 does.
        let short = place.is_none_or(|p| p.chain.last().is_some_and(|m| m.short));
        let hides_place = (!flags.place && !flags.informal && !flags.station || flags.media) && short;
        let place = place.map(|p| p.chain.range.clone());
        Some(Mention { range: start..range.end, article, place, hides_place, head })
    };
    if flags.informal {
        let p = place.filter(|p| p.chain.range.end == range.start)?;
        let name = text.get(p.chain.range.start..range.end)?;
        let known = acts(tail(text, range.end)) || again(text, name, range.end);
        return if known { made(p.chain.range.start, place) } else { None };
    }
    let start = match place {
        // 中国, 中共, 国家 may stand before the place; anything else is not part of the name.
        Some(p) if matches!(text.get(cut..p.chain.range.start), Some("中国" | "中共" | "共青团")) => cut,
        Some(p) => p.chain.range.start,
        None => cut,
    };
    let proper_start = place.map_or(start, |p| p.chain.range.end);
    let proper = text.get(proper_start..range.start)?;
    let n = len(proper);
    if n > PROPER || !proper.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || c == '·') {
        return None;
    }
    let named =
        n >= 2 && !is_common(heads, proper) && !proper.starts_with(|c| crate::names::text::numeral(c).is_some());
    if flags.media {
        let marked = before(text, range.start.min(start)) == Some('《');
        return if place.is_some() && n == 0 || marked { made(start, place) } else { None };
    }
    if flags.place
        && let Some(p) = place
    {
        let single = len(head) == 1;
        // 浙江省厅: a one-character head needs a field of work before it (交通|局), or it is 委 after a full division name.
        let full = p.chain.last().is_some_and(|m| !m.short);
        let enough = if single { n >= 2 || head == "委" && n == 0 && full } else { n > 0 || full || len(head) > 2 };
        return if enough && (n == 0 || named || n <= 6) { made(start, place) } else { None };
    }
    let enough = match (flags.station, place) {
        // 秀水派出所, without a place before it: its own name must look like one.
        (true, None) => n <= 3 && proper.ends_with(|c| GEO.contains(c)) && !proper.contains(['各', '本', '该', '全']),
        _ => n <= 12 && !proper.contains(['各', '该', '名', '某', '每', '这', '那', '们']),
    };
    (flags.proper && named && enough).then(|| made(start, place)).flatten()
}

/// Whether an informal name comes again soon; one look ahead of bounded length keeps the search linear.
fn again(text: &str, name: &str, end: usize) -> bool {
    let ahead = crate::names::text::forth(text, end, 1500);
    text.get(end..ahead).is_some_and(|t| t.contains(name))
}

/// Whether the words after an informal name (贵阳交警) show that it acts.
fn acts(rest: &str) -> bool {
    const VERBS: &[&str] = &[
        "机关", "深入", "坚决", "坚持", "贯彻", "落实", "立足", "聚焦", "积极", "全面", "全力", "全警", "牢记", "创新",
        "推出", "推行", "推进", "推动", "既", "将", "在", "以", "把", "通过", "组织", "开展", "启动", "发布", "提醒",
        "通报", "部署", "联合", "持续", "始终", "严格", "依法", "紧盯", "紧扣", "围绕", "打造", "破获", "抓获", "查处",
        "成功", "迅速", "连续", "先后", "共", "结合", "着力", "充分", "不断", "主动", "按照", "对", "为", "与", "从",
        "出动", "提前", "针对", "建立", "依托", "率先", "探索",
    ];
    VERBS.iter().any(|v| rest.starts_with(v))
}

/// Whether a proper part is made of common words only.
fn is_common(heads: &Heads, proper: &str) -> bool {
    heads.common.find_iter(proper).map(|m| m.len()).sum::<usize>() == proper.len()
}

/// The distinct strings of the fixed list, for other finders.
pub(crate) fn is_fixed(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| words(include_str!("../../data/organizations.tsv")).collect());
    NAMES.contains(name)
}
