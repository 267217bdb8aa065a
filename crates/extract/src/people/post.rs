//! Posts and occupations: the word, and the phrase that it ends (浙江省|财政厅|副厅长).

use std::ops::Range;
use std::sync::LazyLock;

use super::office;
use crate::names::boundary;
use crate::names::lexicon::Lexicon;
use crate::names::page::Page;
use crate::names::text::{after, back, before, head, is_han, len, rows, tail};
use crate::organizations;
use crate::places::Places;
use crate::places::spot::Kind;

/// What the table says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) before: bool,
    pub(crate) after: bool,
    pub(crate) post: bool,
    pub(crate) title: bool,
    pub(crate) foreign: bool,
    pub(crate) weak: bool,
    pub(crate) alone: bool,
}

struct Posts {
    words: Lexicon,
    flags: Vec<Flags>,
}

static POSTS: LazyLock<Posts> = LazyLock::new(|| {
    let (mut patterns, mut flags) = (Vec::new(), Vec::new());
    for row in rows(include_str!("../../data/positions.tsv")) {
        if let [word, list, ..] = row[..] {
            let has = |flag: &str| list.split(' ').any(|f| f == flag);
            patterns.push(word);
            flags.push(Flags {
                before: has("before"),
                after: has("after"),
                post: has("post"),
                title: has("title"),
                foreign: has("foreign"),
                weak: has("weak"),
                alone: has("alone"),
            });
        }
    }
    Posts { words: Lexicon::new(patterns), flags }
});

/// The words for posts and occupations in a stretch.
pub(crate) fn posts(page: &Page<'_>, stretch: &Range<usize>) -> Vec<(Range<usize>, Flags)> {
    POSTS
        .words
        .find_iter(page.slice(stretch))
        .filter_map(|m| Some((stretch.start + m.range.start..stretch.start + m.range.end, *POSTS.flags.get(m.number)?)))
        .collect()
}

/// Whether `s` ends in a post.
fn ends_in_post(s: &str) -> bool {
    POSTS.words.find_iter(s).any(|m| m.range.end == s.len() && POSTS.flags.get(m.number).is_some_and(|f| f.post))
}

/// The end of a list of posts of which one ends at `end` (研究员|、博士生导师）).
pub(crate) fn whole(text: &str, end: usize) -> usize {
    const LONGEST: usize = 30;
    let rest = text.get(end..crate::names::text::forth(text, end, LONGEST)).unwrap_or("");
    let more: usize = rest.chars().take_while(|c| is_han(*c) || *c == '、').map(char::len_utf8).sum();
    let list = rest.get(..more).unwrap_or("");
    let fits = list.starts_with('、') && !list.ends_with('、') && ends_in_post(list);
    if fits { end + more } else { end }
}

/// One post of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// As printed.
    pub(crate) range: Range<usize>,
    /// The place that it takes from the post before it (湖南省衡阳市|水利局长).
    pub(crate) place: Option<Range<usize>>,
    /// The division that a post named from its seat belongs to, in its fullest form (县委书记); `place` says where the text
    /// names it.
    pub(crate) home: Option<String>,
}

/// The posts of the phrase that ends at byte `end`, which ends in a post: several when they are parted by 、.
pub(crate) fn phrase(
    page: &Page<'_>,
    places: &Places,
    bodies: &[organizations::Mention],
    floor: usize,
    end: usize,
) -> Vec<Post> {
    let text = page.text;
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut at = end;
    loop {
        let start = start(text, places, bodies, floor, at);
        if start >= at {
            break;
        }
        list.push(start..at);
        // A list of posts goes on to the left: 国务院总理、党组书记.
        let Some(mark) = before(text, start).filter(|c| *c == '、' || *c == '，' && signs(text, start)) else {
            break;
        };
        let left = start - mark.len_utf8();
        let run = boundary::run_start(text, floor, left, 30);
        // 孙某为团长、副部长高某: the post on the left is somebody else's.
        let run_text = text.get(run..left).unwrap_or("");
        let other = ["为", "担任", "当选"]
            .iter()
            .any(|w| run_text.rfind(w).map(|i| len(tail(run_text, i + w.len()))).is_some_and(|n| (2..=4).contains(&n)));
        if other || list.len() >= 6 || !ends_in_post(text.get(run..left).unwrap_or("")) {
            break;
        }
        at = left;
    }
    list.reverse();
    let list = inherit(page, places, bodies, list);
    office::completed(page, bodies, list)
}

/// Whether the line that byte `at` stands in has nothing but a list before it, so that a comma may part posts (…县委常委、政法委
/// 书记，县人民检察院检察长).
fn signs(text: &str, at: usize) -> bool {
    const LONGEST: usize = 40;
    let left = text.get(back(text, at, LONGEST)..at).unwrap_or("");
    let line = left.rfind('\n').map(|i| tail(left, i + 1)).or((at == left.len()).then_some(left));
    let seat = after(text, at).is_some_and(|c| "省市县区州旗".contains(c));
    seat && line.is_some_and(|l| l.chars().all(|c| is_han(c) || c == '、' || c == '，'))
}

/// Where one post begins: at the body or place that opens it, or after the last word that cuts.
fn start(text: &str, places: &Places, bodies: &[organizations::Mention], floor: usize, end: usize) -> usize {
    const LONGEST: usize = 40;
    const LEAD: &[&str] =
        &["伟大", "敬爱的", "时任", "现任", "新任", "历任", "前任", "原任", "相关", "有关", "名叫", "记者", "通讯员"];
    let run = boundary::run_start(text, floor, end, LONGEST);
    let i = bodies.partition_point(|b| b.range.end <= run);
    let body = bodies.get(i..).unwrap_or(&[]).iter().take_while(|b| b.range.start < end).last();
    let inside = |at: &usize| {
        body.is_some_and(|b| b.range.start < *at && *at <= b.range.end)
            || places.within(&(run..end)).iter().any(|p| p.chain.range.start < *at && *at < p.chain.range.end)
    };
    let word = head(text, end).char_indices().rev().nth(1).map_or(end, |(i, _)| i);
    let cut = boundary::cuts(text, &(run..end)).into_iter().rfind(|c| *c <= word && !inside(c)).unwrap_or(run);
    let mut at = match body {
        Some(b) if b.range.start >= cut || b.range.end >= cut => {
            // 某某共和国|外交部长, 埃及|外交部长: the country belongs to the post.
            let named = places.within(&(cut..b.range.start)).iter().find(|p| p.chain.range.end == b.range.start);
            if let Some(p) = named.filter(|p| p.chain.kind == Kind::Country && p.chain.range.start >= floor) {
                return p.chain.range.start;
            }
            let left = text.get(cut.max(floor)..b.range.start).unwrap_or("");
            let country = left.ends_with('国') && len(left) <= 14 && left.chars().all(is_han);
            if country { cut.max(floor) } else { b.range.start.max(floor) }
        }
        _ => places.within(&(cut..end)).first().map_or(cut, |p| {
            let left = text.get(cut..p.chain.range.start).unwrap_or("");
            if matches!(left, "中国驻" | "驻" | "中共" | "中国") { cut } else { p.chain.range.start }
        }),
    };
    while let Some(rest) = text.get(at..end).and_then(|s| LEAD.iter().find_map(|w| s.strip_prefix(w))) {
        at = end - rest.len();
    }
    // 国务委员|兼|外交部长: one post in print.
    if before(text, at) == Some('兼') {
        let left = at - '兼'.len_utf8();
        let from = boundary::run_start(text, floor, left, 12);
        if left > floor && ends_in_post(text.get(from..left).unwrap_or("")) {
            let first = text.get(from..left).map_or(left, |run| left - run.len());
            let cut = boundary::cuts(text, &(first..left)).into_iter().rfind(|c| *c < left).unwrap_or(first);
            at = cut.max(floor);
        }
    }
    if body.is_none_or(|b| b.range.start < at) {
        at += office::lead(text.get(at..end).unwrap_or(""));
    }
    // 以外贸部副部长…为团长; but 以色列.
    if let Some(rest) =
        text.get(at..end).and_then(|s| s.strip_prefix('以')).filter(|s| !s.starts_with(['色', '上', '下']))
    {
        at = end - rest.len();
    }
    // 该县农业局局长, 该大队党支部书记.
    if at >= floor + '该'.len_utf8() && before(text, at) == Some('该') {
        at -= '该'.len_utf8();
    }
    at
}

/// Whether a post is one of a body that has a place (副市长, 果树研究所所长); 总工程师 and 党组书记 are of the body before them.
fn is_local(post: &str) -> bool {
    const OF_THE_BODY: &[&str] = &[
        "工程师",
        "委员",
        "导师",
        "成员",
        "党组书记",
        "党组副书记",
        "党委书记",
        "党委副书记",
        "第一书记",
        "纪检组长",
        "研究员",
        "教授",
        "顾问",
        "院士",
        "代表",
        "法人",
        "发言人",
        "审判员",
        "检察员",
        "经济师",
        "会计师",
        "董事长",
        "董事",
        "总经理",
        "总编辑",
        "主编",
        "主席",
        "主任医师",
        "设计师",
        "总指挥",
        "指挥长",
        "组长",
        "秘书长",
        "企业家",
        "巡视员",
        "调研员",
        "督察长",
        "理事",
        "会长",
        "首席专家",
    ];
    // 党组书记、厅长: a bare title is of the body before it too.
    let bare = len(post.trim_start_matches('副')) <= 2
        && !post.ends_with(['省', '市', '县', '区', '州', '盟', '旗', '乡', '镇', '村'])
        && !["省长", "市长", "县长", "区长", "州长", "盟长", "旗长"].iter().any(|w| post.ends_with(w));
    !bare && (office::body(post).is_some() || !OF_THE_BODY.iter().any(|w| post.ends_with(w)))
}

/// A post that leaves its division to the reader (县委书记, 副市长): that of the article, if it is about one.
fn seated(page: &Page<'_>, places: &Places, range: &Range<usize>) -> Option<Post> {
    const OTHERS: &[&str] = &["代表", "委员", "军区", "劳模", "级", "直", "劳动模范"];
    let own = page.slice(range);
    let mut chars = own.trim_start_matches('副').chars();
    let class = chars.next().filter(|c| "省市县区州旗".contains(*c))?;
    let next = chars.next()?;
    if next == '委' && own.contains("委员") || OTHERS.iter().any(|w| own.contains(w)) || "内外里域民".contains(next)
    {
        return None;
    }
    let i = page.stretches.partition_point(|s| s.range.end <= range.start);
    let article = page.stretches.get(i)?.article;
    let code = places.home(article, class)?;
    let home = places.fullest.get(&code)?.clone();
    // The first mention in the article lends the place.
    let from = page.of_article(article).next()?.range.start;
    let i = places.mentions.partition_point(|m| m.chain.range.start < from);
    let donor = places.mentions.get(i..)?.iter().take(2000).find_map(|m| {
        let at = m.chain.range.start;
        let printed = at..at + home.len();
        (page.text.get(printed.clone()) == Some(home.as_str()))
            .then_some(printed)
            .or_else(|| (m.code == Some(code)).then(|| m.chain.range.clone()))
    })?;
    Some(Post { range: range.clone(), place: Some(donor), home: Some(home) })
}

/// A seated post without its class word, which the name of the division brings; 县长 and 副县长 keep theirs.
pub(crate) fn without_class(post: &str) -> &str {
    let mut chars = post.chars();
    let class = chars.next().is_some_and(|c| "省市县区州旗".contains(c));
    let rest = chars.as_str();
    if class && !rest.starts_with('长') { rest } else { post }
}

/// Bytes of the class word that opens `post` and ends `place` already (英德市|市人大常委会主任); 市长 keeps it.
fn doubled(place: &str, post: &str) -> usize {
    let mut chars = post.chars();
    let class = chars.next().filter(|c| "省市县区州盟旗".contains(*c) && place.ends_with(*c));
    let own = chars.next().is_some_and(|c| c != '长' && c != '委') && !chars.as_str().is_empty();
    class.filter(|_| own).map_or(0, char::len_utf8)
}

/// Whether the post is one of another state or of a body of several states, whose holders have names of any form.
pub(crate) fn is_abroad(page: &Page<'_>, places: &Places, post: &Range<usize>) -> bool {
    const WORLD: &[&str] = &[
        "联合国",
        "世界",
        "国际",
        "欧盟",
        "欧洲",
        "北约",
        "东盟",
        "非盟",
        "阿盟",
        "亚洲",
        "安理会",
        "世贸",
        "世卫",
        "亚奥理事会",
        "外务",
        "教皇",
        "国务卿",
    ];
    let name = page.slice(post);
    // 中国驻英国大使 is Chinese, 英国驻华大使 is not.
    let lead = places.within(post).iter().find(|p| p.chain.range.start >= post.start);
    let foreign = lead.is_some_and(|p| {
        p.chain.kind == Kind::Country
            && !page.slice(&(post.start..p.chain.range.start)).contains(['驻', '中', '华'])
            && p.chain.range.end < post.end
    });
    let court = ["部长会议", "最高苏维埃", "大呼拉尔", "外交大臣", "国防大臣"].iter().any(|w| name.contains(w));
    foreign || court || WORLD.iter().any(|w| name.starts_with(w))
}

/// A post without a place of its own takes the place of the first post, unless it names a central body.
fn inherit(page: &Page<'_>, places: &Places, bodies: &[organizations::Mention], list: Vec<Range<usize>>) -> Vec<Post> {
    let own = |r: &Range<usize>| {
        let place = places.starting_at(r.start)?.chain.range.clone();
        let i = bodies.partition_point(|b| b.range.end <= r.start);
        let hidden =
            bodies.get(i).is_some_and(|b| b.hides_place && b.range.start <= place.start && place.end <= b.range.end);
        (!hidden && place.end < r.end).then_some(place)
    };
    let donor = list.first().and_then(own);
    let central = |s: &str| {
        ["中央", "中共", "国家", "全国", "中国", "国务院", "党"].iter().any(|w| s.starts_with(w))
            || organizations::is_fixed_start(s)
    };
    list.into_iter()
        .enumerate()
        .map(|(i, range)| {
            let free =
                i > 0 && own(&range).is_none() && places.within(&range).is_empty() && !central(page.slice(&range));
            let place = if free && is_local(page.slice(&range)) { donor.clone() } else { None };
            let twice = place.as_ref().map_or(0, |p| doubled(page.slice(p), page.slice(&range)));
            let range = range.start + twice..range.end;
            match place {
                None => seated(page, places, &range).unwrap_or(Post { range, place, home: None }),
                Some(_) => Post { range, place, home: None },
            }
        })
        .collect()
}
