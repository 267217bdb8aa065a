//! Offices: the title of a post and the kind of body that has it, so that a bare title is told of the body that it belongs to
//! (某某局党组书记、局长; 公司总经理 where the text has named one firm).

use std::ops::Range;

use super::post::Post;
use crate::names::page::Page;
use crate::names::text::{back, forth, len};
use crate::organizations;

/// Titles and how the bodies end that have them; none for those of any body. Longer ones first.
const TITLES: &[(&str, &[&str])] = &[
    ("总工程师", &[]),
    ("总经济师", &[]),
    ("总会计师", &[]),
    ("政治委员", &["队", "军区", "部", "局", "厅", "师", "团", "军", "院"]),
    ("党组成员", &[]),
    ("党委委员", &[]),
    ("检察长", &["检察院"]),
    ("董事长", FIRMS),
    ("总经理", FIRMS),
    ("理事长", &["会", "社", "中心"]),
    ("秘书长", &["会", "政协", "办公厅", "委", "国务院", "政府"]),
    ("指挥长", &["指挥部"]),
    ("总指挥", &["指挥部"]),
    ("总裁", FIRMS),
    ("经理", FIRMS),
    ("主任", &["委", "会", "办公室", "办公厅", "办", "中心", "部", "室", "科", "处", "站", "所"]),
    ("主席", &["政协", "会", "妇联", "文联", "科协", "残联", "侨联", "作协", "工商联"]),
    ("书记", &[]),
    ("政委", &["队", "军区", "部", "局", "厅", "师", "团", "军", "院"]),
    ("总队长", &["总队"]),
    ("支队长", &["支队"]),
    ("大队长", &["大队"]),
    ("中队长", &["中队"]),
    ("行长", &["行"]),
    ("校长", &["校", "学", "学院", "中", "小"]),
    ("会长", &["会", "商会", "协会"]),
];
const FIRMS: &[&str] = &["公司", "集团", "银行", "厂", "矿", "农场"];
/// What may stand before a title and is no body.
const RANKS: &[&str] = &["常务", "第一", "执行", "名誉", "党委", "党组", "党支部", "党总支", "副", "代", "总"];
/// Party departments, which are a committee's (市委常委、组织部部长).
const DEPARTMENTS: &[&str] = &["政法委", "组织部", "宣传部", "统战部"];

/// The title that ends a post: what stands before it, and how the bodies end that have it.
fn title(post: &str) -> Option<(&str, Vec<&'static str>)> {
    let listed = TITLES.iter().find_map(|(w, ends)| Some((post.strip_suffix(w)?, ends.to_vec())));
    // 局长 of a 局, 站长 of a 站; 省长 and 市长 are of no body.
    let (mut rest, ends) = listed.or_else(|| {
        const CLASSES: &[&str] = &[
            "局", "厅", "部", "院", "所", "处", "科", "关", "署", "司", "社", "台", "站", "队", "厂", "矿", "场", "馆",
            "会", "组",
        ];
        let rest = post.strip_suffix('长')?;
        CLASSES.iter().find_map(|c| Some((rest.strip_suffix(c)?, vec![*c])))
    })?;
    while let Some(r) = RANKS.iter().find_map(|w| rest.strip_suffix(w)) {
        rest = r;
    }
    Some((rest, ends))
}

/// Whether a post is a title alone (党组书记, 常务副局长), and how the bodies end that have it.
fn bare(post: &str) -> Option<Vec<&'static str>> {
    title(post).filter(|(rest, _)| rest.is_empty()).map(|(_, ends)| ends)
}

/// Bytes of the body that opens a post (防汛抗旱指挥部|指挥长).
pub(super) fn body(post: &str) -> Option<usize> {
    let (rest, ends) = title(post)?;
    (len(rest) > 2 && ends.iter().any(|e| rest.ends_with(e))).then_some(rest.len())
}

/// The posts of one person with bare titles told of their body. `list` as `post::phrase` gives it.
pub(super) fn completed(page: &Page<'_>, bodies: &[organizations::Mention], list: Vec<Post>) -> Vec<Post> {
    let body_of = |post: &Range<usize>| {
        let i = bodies.partition_point(|b| b.range.end <= post.start);
        bodies.get(i).filter(|b| b.range.start == post.start && b.range.end < post.end)
    };
    let mut last: Option<&organizations::Mention> = None;
    let fill = |p: Post| {
        let own = page.slice(&p.range);
        if let Some(b) = body_of(&p.range) {
            last = Some(b);
            return p;
        }
        let fits = |b: &&organizations::Mention| {
            let name = page.slice(&b.range);
            let department = name.ends_with('委') && DEPARTMENTS.iter().any(|w| own.starts_with(w));
            department || bare(own).is_some_and(|ends| ends.is_empty() || ends.iter().any(|e| name.ends_with(e)))
        };
        match last.filter(fits) {
            Some(b) => Post { place: Some(b.range.clone()), home: b.local.clone(), ..p },
            None => p,
        }
    };
    let list = meant(page, bodies, list);
    list.into_iter().map(fill).collect()
}

/// What a body is called once it has been named, and how its name ends.
const SHORT: &[(&str, &[&str])] = &[
    ("公司", &["公司"]),
    ("集团", &["集团"]),
    ("医院", &["医院"]),
    ("学校", &["学校", "大学", "学院", "中学", "小学"]),
    ("局", &["局"]),
    ("院", &["院"]),
    ("厂", &["厂"]),
    ("校", &["学校", "大学", "学院", "中学", "小学"]),
];

/// The first post of a list where it names its body by its kind (公司总经理, 局党组书记) or not at all (厂长): that body which
/// the article has named shortly before, or the only works that it has named.
fn meant(page: &Page<'_>, bodies: &[organizations::Mention], mut list: Vec<Post>) -> Vec<Post> {
    const WITHIN: usize = 1500; // characters
    let Some(first) = list.first().filter(|p| p.place.is_none() && p.home.is_none()) else { return list };
    let own = page.slice(&first.range);
    let kind = |w: &str| own.strip_prefix(w).is_some_and(|rest| bare(rest).is_some());
    let works = own.trim_start_matches('副') == "厂长";
    let short = SHORT.iter().find(|(w, _)| kind(w)).map(|(w, ends)| (w.len(), *ends));
    let Some((skip, ends)) = short.or(works.then_some((0, &["厂"][..]))) else { return list };
    let i = bodies.partition_point(|b| b.range.end <= first.range.start);
    let article = page.stretches.partition_point(|s| s.range.end <= first.range.start);
    let article = page.stretches.get(article).map(|s| s.article);
    let from = back(page.text, first.range.start, WITHIN);
    let near = bodies.get(..i).unwrap_or(&[]).iter().rev().take_while(|b| b.range.start >= from);
    let mut fits =
        near.filter(|b| Some(b.article) == article && ends.iter().any(|e| page.slice(&b.range).ends_with(e)));
    let Some(donor) = fits.next() else { return list };
    if works && fits.any(|b| page.slice(&b.range) != page.slice(&donor.range)) {
        return list;
    }
    let start = first.range.start + skip;
    let (place, home) = (donor.range.clone(), donor.local.clone());
    let rest: Vec<Post> = list.split_off(1);
    let end = list.first().map_or(start, |p| p.range.end);
    let mut filled = vec![Post { range: start..end, place: Some(place.clone()), home: home.clone() }];
    filled.extend(rest.into_iter().map(|p| {
        let ends = bare(page.slice(&p.range));
        let of = ends.is_some_and(|e| e.is_empty() || e.iter().any(|e| page.slice(&place).ends_with(e)));
        if of && p.home.is_none() { Post { place: Some(place.clone()), home: home.clone(), ..p } } else { p }
    }));
    filled
}

/// Bytes of what opens a post and is none: 就…等话题对话|局党组书记.
pub(super) fn lead(post: &str) -> usize {
    const MET: &[&str] = &["对话", "采访", "专访", "约请", "邀请", "访问", "走访", "请教", "会见", "拜访"];
    let end = MET.iter().filter_map(|w| post.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    if end > 0 && forth(post, end, 2) < post.len() { end } else { 0 }
}
