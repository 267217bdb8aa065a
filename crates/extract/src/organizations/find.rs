//! Finds organizations: fixed names, and head words with a place or a proper part before them.

use std::ops::Range;

use super::heads::{Flags, HEADS, Head, NOMINAL, graded, is_common};
use super::shape::Shape;
use crate::names::boundary;
use crate::names::page::{Page, Stretch};
use crate::names::text::{after, back, before, head as head_of, is_han, len, tail};
use crate::places::spot::{Kind, Member};
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
    /// Its name in full where the text leaves the place to the reader (县水利局).
    pub(crate) local: Option<String>,
}

impl Mention {
    /// A body that a post implies (公安局长 of a city).
    pub(crate) fn implied(range: Range<usize>, article: usize, name: String) -> Self {
        Self { range, article, place: None, hides_place: false, head: "", local: Some(name) }
    }
}

/// Most characters between two parts of one name (公安厅|刑事侦查|总队).
const GAP: usize = 8;
/// Most characters of the proper part.
const PROPER: usize = 16;
/// A firm with a bracket in its name: 某某（集团）有限公司.
fn bracketed(page: &Page<'_>, places: &Places, article: usize, head: &Head, floor: usize) -> Option<Mention> {
    let text = page.text;
    let from = back(text, head.range.start, 8).max(floor);
    let open = from + text.get(from..head.range.start)?.rfind('（')?;
    let run = boundary::run_start(text, floor, open, PROPER);
    let start = boundary::cuts(text, &(run..open)).last().copied().unwrap_or(run);
    let place = places.within(&(start..open)).first().map(|p| p.chain.range.clone());
    let start = place.as_ref().map_or(start, |p| p.start);
    let name = text.get(start..open)?;
    let fits = (2..=12).contains(&len(name)) && name.chars().all(is_han) && !is_common(name);
    let range = start..head.range.end;
    fits.then_some(Mention { range, article, place: None, hides_place: true, head: head.word, local: None })
}

/// What may stand before the place of a body.
const LEADS: &[&str] = &["中国", "中共", "共青团", "武警", "国网", "国家电网", "国家税务总局", "人民银行", "新华社"];
/// Words that open the name of a body of the whole country or of the state.
const NATIONAL: &[&str] = &["首都", "国家", "中国", "中华", "全国", "中央", "国网", "解放军", "武警", "首都"];

/// The organizations of a page in text order. Titles 《…》 are left out: the body that a decision names in its title is
/// cited where the text speaks of it.
pub(crate) fn find(page: &Page<'_>, places: &Places) -> Vec<Mention> {
    let mut list = Vec::new();
    for (stretch, titles) in page.stretches.iter().zip(&page.titles) {
        in_stretch(page, places, stretch, titles, &mut list);
    }
    list
}

fn in_stretch(page: &Page<'_>, places: &Places, stretch: &Stretch, titles: &[Range<usize>], list: &mut Vec<Mention>) {
    let heads = &*HEADS;
    let text = page.text;
    let mut floor = stretch.range.start;
    let from = list.len();
    for m in heads.automaton.find_iter(page.slice(&stretch.range)) {
        let range = stretch.range.start + m.range.start..stretch.range.start + m.range.end;
        let i = titles.partition_point(|t| t.end <= range.start);
        // 自治区|委员会: the short head is the beginning of the long one.
        let long =
            tail(text, range.end).starts_with("员会") && text.get(range.clone()).is_some_and(|w| w.ends_with('委'));
        let range = range.start..range.end + if long { "员会".len() } else { 0 };
        let in_title = titles.get(i).is_some_and(|t| t.start <= range.start);
        let (Some(flags), Some(word)) = (heads.flags.get(m.number), heads.words.get(m.number)) else {
            continue;
        };
        // 《海关总署关于…的措施》: the body that gives a document its title is named; others in titles are its matter.
        let gives = || {
            let title = titles.get(i).map_or(0, |t| t.start);
            ["关于", "印发"].iter().any(|w| tail(text, range.end).starts_with(w)) && range.start >= title
        };
        if in_title && !gives() {
            continue;
        }
        if in_title {
            floor = floor.max(titles.get(i).map_or(0, |t| t.start));
        }
        // 吉林化学工业公司|染料厂: works of a firm.
        let works = word.ends_with(['厂', '矿'])
            && list.get(from..).and_then(<[Mention]>::last).is_some_and(|m| {
                ["公司", "集团", "总厂", "管理局", "矿务局"].iter().any(|w| page.slice(&m.range).ends_with(w))
            });
        if flags.cont || flags.after || works || word.starts_with("中央") {
            // Goes on the name before it: 福建省公安厅 | 治安 | 总队.
            if let Some(last) = list.get_mut(from..).and_then(<[Mention]>::last_mut)
                && goes_on(text, last, &range, *flags, word)
                && !(flags.after && is_common(text.get(last.range.end..range.start).unwrap_or("")))
            {
                // 省公安厅|交警总队: what is read from its seat goes on in its full form too.
                if let Some(name) = &mut last.local {
                    name.push_str(text.get(last.range.end..range.end).unwrap_or(""));
                }
                last.range.end = range.end;
                last.head = word;
                floor = range.end;
                continue;
            }
        }
        if flags.fixed {
            // A longer name may hold a fixed one (中国银行|业协会); the head word that follows decides then.
            if after(text, range.end).is_some_and(|c| {
                "业网系".contains(c)
                    || c == '理' && word.ends_with('办')
                    || c == '门' && word.ends_with('部')
                    || word.ends_with('钢') && "琴笔材板筋管丝化铁".contains(c)
            }) {
                continue;
            }
            // 集中|办理, 全国|办: two characters that stand by themselves only.
            let pair = *word == "中办" && tail(text, range.end).starts_with("、国办");
            if matches!(*word, "中办" | "国办")
                && !pair
                && before(text, range.start).is_some_and(|c| is_han(c) && !"由是经据和与及以在".contains(c))
            {
                continue;
            }
            floor = range.end;
            let article = stretch.article;
            // 埃及|外交部: another state's.
            let range = match country_before(places, range.start) {
                Some(start) if word.ends_with(['部', '院', '局', '党']) => start..range.end,
                _ => range,
            };
            list.push(Mention { range, article, place: None, hides_place: true, head: word, local: None });
            continue;
        }
        let head = Head { range, word, flags: *flags };
        let found = begins(page, places, stretch.article, &head, floor);
        if let Some(mention) = found.or_else(|| local(page, places, stretch.article, &head, floor)) {
            floor = mention.range.end;
            list.push(mention);
        }
    }
}

/// Where a foreign country's name that ends at byte `end` begins.
fn country_before(places: &Places, end: usize) -> Option<usize> {
    const LONGEST: usize = 45; // bytes
    let around = places.within(&(end.saturating_sub(LONGEST)..end));
    around.iter().find(|p| p.chain.range.end == end && p.chain.kind == Kind::Country).map(|p| p.chain.range.start)
}

/// Whether the head word at `range` goes on the name `last`: a short proper part between, no mark, no verb.
fn goes_on(text: &str, last: &Mention, range: &Range<usize>, flags: Flags, word: &str) -> bool {
    /// Words that part two bodies: 刑侦支队|联合|青羊区公安分局.
    const PARTED: &[&str] = &["联合", "会同", "协同", "携手", "联手", "配合", "驻地"];
    /// What a body of government never ends a firm's name with.
    const STATE: &[char] = &['部', '委', '府', '厅', '队', '处', '会', '署', '校', '学', '社', '关', '站', '国'];
    let Some(gap) = text.get(last.range.end..range.start) else { return false };
    if gap.len() > GAP * '𠀀'.len_utf8() {
        return false; // more characters than a gap may have
    }
    let whole = text.get(last.range.clone()).unwrap_or("");
    let n = len(gap);
    if word.starts_with("中央") && !flags.cont {
        // 朝鲜劳动党|中央委员会
        return n == 0 && word != "中央" && whole.ends_with(['党', '团']) && word.ends_with("委员会");
    }
    // 省委党组|书记: the party group is named for its post alone, the body is what counts.
    let led = |s: &str| ["书记", "副书记", "成员", "委员", "常委"].iter().any(|w| s.starts_with(w));
    if (word.starts_with('党') || word == "团委") && led(tail(text, range.end)) {
        return false;
    }
    // 南宁海关所属|友谊关海关
    if word == "海关" && !gap.starts_with("所属") {
        return false;
    }
    // 茅台酒厂（集团）|有限责任公司
    let gap = if flags.firm {
        gap.strip_prefix('（').and_then(|g| g.split_once('）')).map_or(gap, |(_, g)| g)
    } else {
        gap
    };
    // 国务院第七次全国人口普查|领导小组
    let state = whole == "国务院"
        && gap.contains("全国")
        && ["小组", "办公室", "委员会", "指挥部"].iter().any(|w| word.ends_with(w));
    n <= if state { 2 * GAP } else { GAP }
        && (!flags.firm || !whole.ends_with(STATE))
        && (!flags.gap || n > 0)
        && !graded(gap)
        && (n > 0 || text.get(range.clone()).is_some_and(|word| !last.head.ends_with(word)))
        && gap.chars().all(|c| is_han(c) || c.is_ascii_digit() && word.ends_with('队'))
        && !gap.ends_with(['报', '商', '设', '送', '须'])
        && !PARTED.iter().any(|w| gap.contains(w))
        && (boundary::cuts(text, &(range.start - gap.len()..range.start)).is_empty() || is_staff(gap))
        && !gap.contains(['长', '副', '书', '原', '新', '该', '各', '某', '把', '被', '的', '这', '本'])
        && !matches!(gap, "县" | "市" | "省" | "区" | "基层" | "有关" | "所属" | "下属")
        && (!gap.starts_with(['党', '主', '负', '正', '民', '干', '警', '人'])
            || ["人事", "人才", "民政", "民一", "民二", "民三", "民事"].iter().any(|w| gap.starts_with(w)))
}

/// 检修|公司, 执法检查|组: what a part of a body does, though it is a verb elsewhere.
fn is_staff(gap: &str) -> bool {
    NOMINAL.iter().any(|w| gap.ends_with(w)) && (len(gap) <= 4 || gap.contains("全国"))
}

/// A name whose first head word stands at `head`; the search goes back no farther than `floor`.
fn begins(page: &Page<'_>, places: &Places, article: usize, head: &Head, floor: usize) -> Option<Mention> {
    let (text, flags) = (page.text, head.flags);
    let run = boundary::run_start(text, floor, head.range.start, PROPER + 12);
    let around = places.within(&(run..head.range.end));
    let inside_place = |at: &usize| around.iter().any(|p| p.chain.range.start < *at && *at < p.chain.range.end);
    let cuts = boundary::cuts(text, &(run..head.range.start));
    // 天津港（集团）|有限公司: the name goes on before the bracket.
    if flags.firm && before(text, head.range.start) == Some('）') {
        return bracketed(page, places, article, head, floor);
    }
    let nominal = |c: &usize| is_nominal(text, head, *c);
    let mut cut = cuts.into_iter().rfind(|c| !inside_place(c) && !nominal(c)).unwrap_or(run);
    // 某县…国家税务局: what calls itself national begins there, whatever town stands before it.
    let lead = text.get(cut..head.range.start).unwrap_or("");
    let opens = |i: &usize| {
        let rest = tail(lead, *i);
        rest.starts_with(['首', '国', '中', '全', '解', '武']) && NATIONAL.iter().any(|w| rest.starts_with(w))
    };
    let national = lead
        .char_indices()
        .map(|(i, _)| i)
        .rfind(opens)
        .filter(|_| around.iter().all(|p| p.chain.kind == Kind::Division));
    cut += national.unwrap_or(0);
    let national = national.is_some() || is_pair(text.get(cut..head.range.start).unwrap_or(""));
    let at = around.iter().position(|p| p.chain.range.start >= cut);
    let behind = around.get(at.unwrap_or(around.len())..).unwrap_or(&[]);
    let place: Option<&PlaceMention> = if flags.station { behind.last() } else { behind.first() };
    // 中国铁路成都局|集团有限公司: a firm of the state, whose seat is inside its name.
    let of_state = |p: &&PlaceMention| {
        let lead = text.get(cut..p.chain.range.start).unwrap_or("");
        flags.firm && lead.starts_with("中国") && (3..=6).contains(&len(lead))
    };
    let place = place.filter(|p| !of_state(p));
    // 衡阳市委: the class word of the place is the first half of the head word.
    let head_start = place.map_or(head.range.start, |p| p.chain.range.end.max(head.range.start));
    if head_start > head.range.end || before(text, head_start).is_some_and(|c| "副正原".contains(c)) {
        return None;
    }
    let start = match place {
        // 中国, 中共 may stand before the place; anything else is not part of the name.
        Some(p) if text.get(cut..p.chain.range.start).is_some_and(|lead| LEADS.contains(&lead)) => cut,
        Some(p) => p.chain.range.start,
        None => cut,
    };
    let proper = text.get(place.map_or(start, |p| p.chain.range.end)..head_start)?;
    // 黔东南州 is short for an autonomous prefecture and keeps its class word.
    let full = place.is_some_and(|p| {
        let long = |m: &Member| {
            !m.short || {
                let s = page.slice(&m.range);
                s.ends_with(['州', '盟']) && len(s) > 2
            }
        };
        p.chain.kind == Kind::Division && p.chain.last().is_some_and(long)
    });
    let n = len(proper);
    if n > PROPER || !proper.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || c == '·') {
        return None;
    }
    let range = start..head.range.end;
    let shape = Shape { page, head, proper, place, range, head_start, full, national };
    let fits = shape.fits();
    // 武汉大学, 北京晚报 name no place; 沅陵县第一中学 does.
    let hides_place = (!flags.place && !flags.informal && !flags.station || flags.media) && !full;
    let place = place.map(|p| p.chain.range.clone());
    fits.then_some(Mention { range: start..head.range.end, article, place, hides_place, head: head.word, local: None })
}

/// 生态修复|中心, 技术推广|站: a verb right before the head is part of the name.
fn is_nominal(text: &str, head: &Head, cut: usize) -> bool {
    cut == head.range.start && NOMINAL.iter().any(|w| head_of(text, cut).ends_with(w))
}

/// Short heads that a seat's class word alone makes a name of (省|妇联).
const LOCAL: &[&str] = &["妇联", "文联", "科协", "残联", "侨联", "作协", "政协", "纪委", "法院", "政府"];
/// Committees that a seat's class word is half the name of.
const COMMITTEES: &[&str] = &["省委", "市委", "县委", "区委", "州委", "旗委"];

/// 中美|友好协会, 日中|…: two countries, one of them China.
fn is_pair(name: &str) -> bool {
    let mut chars = name.chars();
    let (Some(a), Some(b)) = (chars.next(), chars.next()) else { return false };
    let country = |c: char| "中美日苏俄英法德印朝韩越缅巴罗阿蒙捷波匈保意加澳".contains(c);
    a != b && (a == '中' || b == '中') && country(a) && country(b)
}

/// A body named from the seat of the article's own division: 县水利局 is 临江县水利局 where the article is about that county.
fn local(page: &Page<'_>, places: &Places, article: usize, head: &Head, floor: usize) -> Option<Mention> {
    let text = page.text;
    if !head.flags.place || head.flags.informal {
        return None;
    }
    let run = boundary::run_start(text, floor, head.range.start, 10);
    let cuts = boundary::cuts(text, &(run..head.range.start));
    let start = cuts.into_iter().rfind(|c| !is_nominal(text, head, *c)).unwrap_or(run);
    let of = |class: char| {
        let code = places.home(article, class).or_else(|| places.nearest(text, start, class))?;
        places.fullest.get(&code)
    };
    // 省委 by itself is that of the article's province.
    if start == head.range.start && COMMITTEES.contains(&head.word) {
        let led = text.get(head.range.end..).is_some_and(|t| t.starts_with(['书', '副', '常', '员', '候']));
        let home = of(head.word.chars().next()?).filter(|_| !led)?;
        let (range, name) = (head.range.clone(), format!("{home}委"));
        return Some(Mention { range, article, place: None, hides_place: false, head: head.word, local: Some(name) });
    }
    // 自治区商务厅: printed so for want of another short form.
    let seats = ["自治区", "专署", "行署"];
    if let Some(rest) = text.get(start..head.range.start).and_then(|s| seats.iter().find_map(|w| s.strip_prefix(w)))
        && (1..=8).contains(&len(rest))
        && !graded(rest)
        && rest.chars().all(is_han)
    {
        let range = start..head.range.end;
        return Some(Mention { range, article, place: None, hides_place: false, head: head.word, local: None });
    }
    let class = after(text, start).filter(|c| "省市县区州旗".contains(*c))?;
    // 省委: the committee itself, where the text tells of which province. A post or an office behind it is read with it.
    if start == head.range.start && len(head.word) == 2 && head.word.ends_with('委') {
        let follows = ["书记", "副书记", "常委", "委员", "办", "党校", "、", "和省", "和市", "和县"];
        let home = places.home(article, class).and_then(|code| places.fullest.get(&code))?;
        let lone = !follows.iter().any(|w| tail(text, head.range.end).starts_with(w));
        let (range, name) = (head.range.clone(), format!("{home}委"));
        let mention = Mention { range, article, place: None, hides_place: false, head: head.word, local: Some(name) };
        return lone.then_some(mention);
    }
    let field = text.get(start + class.len_utf8()..head.range.start)?;
    let n = len(field);
    // 县局党委 is completed with the bodies of the page.
    let office = head.word.starts_with('党') && matches!(field, "局" | "厅" | "院");
    if !office
        && (n > 8
            || n < 2 && len(head.word) < 3 && !LOCAL.contains(&head.word)
            || !field.chars().all(is_han)
            || field.starts_with(['级', '区', '县', '市', '直', '属', '委', '里', '内', '局', '厅', '域', '副']))
    {
        return None;
    }
    let range = start..head.range.end;
    let home = of(class);
    // Where the text does not say which province or county it is, the name stays as printed.
    let rest = text.get(start + class.len_utf8()..head.range.end)?;
    let name = match home {
        Some(home) => format!("{home}{rest}"),
        None if (n >= 2 || class == '省' && (len(head.word) > 2 || LOCAL.contains(&head.word)))
            && head.word.ends_with(['局', '厅', '部', '委', '院', '联', '协']) =>
        {
            page.slice(&range).to_owned()
        }
        None => return None,
    };
    Some(Mention { range, article, place: None, hides_place: false, head: head.word, local: Some(name) })
}
