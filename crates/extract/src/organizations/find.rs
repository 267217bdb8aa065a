//! Finds organizations: fixed names, and head words with a place or a proper part before them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::names::boundary;
use crate::names::lexicon::Lexicon;
use crate::names::page::{Page, Stretch};
use crate::names::text::{after, before, head as head_of, is_han, len, numeral, rows, tail, words};
use crate::people;
use crate::places::spot::{self, Kind};
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

/// A head word at its place.
struct Head {
    range: Range<usize>,
    word: &'static str,
    flags: Flags,
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
    name: bool,
}

struct Heads {
    automaton: Lexicon,
    words: Vec<&'static str>,
    flags: Vec<Flags>,
    common: Lexicon,
}

static HEADS: LazyLock<Heads> = LazyLock::new(|| {
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
                name: has("name"),
            });
        }
    }
    let common = Lexicon::new(words(include_str!("../../data/organization_common.tsv")));
    Heads { automaton: Lexicon::new(&patterns), common, words: patterns, flags }
});

/// Most characters between two parts of one name (公安厅|刑事侦查|总队).
const GAP: usize = 8;
/// Most characters of the proper part.
const PROPER: usize = 16;
/// Verbs that say what a body does, right before its head word.
const NOMINAL: &[&str] = &[
    "修复", "推广", "管理", "服务", "监测", "防治", "检验", "检测", "评估", "鉴定", "交易", "指挥", "处置", "调度",
    "救助", "培训", "研究", "设计", "规划", "咨询", "开发", "建设", "保护", "监督", "监察", "执法", "控制", "预防",
    "保健", "接待", "配送", "储备", "采购", "仲裁", "调解", "援助", "考试", "认证", "传播", "促进", "发展",
];
/// What makes a school one of a kind.
const KINDS: &[&str] = &[
    "重点", "高等", "公立", "民办", "私立", "定点", "综合", "部分", "专科", "著名", "知名", "一流", "本地", "当地",
    "部属", "省属", "市属", "县级", "有关", "多所", "几所", "所有", "大", "商业", "国有", "中小",
];
/// Characters that end names of villages, towns and natural features.
const GEO: &str = "村山河江湖城镇乡街路桥港湾洲岛坪塘岭门关口堡寨屯庄店铺市坡沟泉溪井冲坝坊里滩浦圩墩岗坑田家东西南北";

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
        let in_title = titles.get(i).is_some_and(|t| t.start <= range.start);
        let (Some(flags), Some(word)) = (heads.flags.get(m.number), heads.words.get(m.number)) else {
            continue;
        };
        if in_title {
            continue;
        }
        if flags.cont || flags.after {
            // Goes on the name before it: 福建省公安厅 | 治安 | 总队.
            if let Some(last) = list.get_mut(from..).and_then(<[Mention]>::last_mut)
                && goes_on(text, last, &range)
                && !(flags.after && is_common(text.get(last.range.end..range.start).unwrap_or("")))
            {
                last.range.end = range.end;
                last.head = word;
                floor = range.end;
                continue;
            }
        }
        if flags.fixed {
            // A longer name may hold a fixed one (中国银行|业协会); the head word that follows decides then.
            if after(text, range.end).is_some_and(|c| "业网系".contains(c) || c == '门' && word.ends_with('部')) {
                continue;
            }
            floor = range.end;
            let article = stretch.article;
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

/// Whether the head word at `range` goes on the name `last`: a short proper part between, no mark, no verb.
fn goes_on(text: &str, last: &Mention, range: &Range<usize>) -> bool {
    let Some(gap) = text.get(last.range.end..range.start) else { return false };
    let n = len(gap);
    n <= GAP
        && !graded(gap)
        && (n > 0 || text.get(range.clone()).is_some_and(|word| !last.head.ends_with(word)))
        && last.local.is_none()
        && gap.chars().all(is_han)
        && !gap.ends_with(['报', '商', '设', '送', '须'])
        && boundary::cuts(text, &(last.range.end..range.start)).is_empty()
        && !gap.contains(['长', '副', '书', '原', '新'])
        && !gap.starts_with(['党', '主', '负', '正', '民', '干', '警', '人'])
}

/// A name whose first head word stands at `head`; the search goes back no farther than `floor`.
fn begins(page: &Page<'_>, places: &Places, article: usize, head: &Head, floor: usize) -> Option<Mention> {
    let (text, flags) = (page.text, head.flags);
    let run = boundary::run_start(text, floor, head.range.start, PROPER + 12);
    let around = places.within(&(run..head.range.end));
    let inside_place = |at: &usize| around.iter().any(|p| p.chain.range.start < *at && *at < p.chain.range.end);
    let cuts = boundary::cuts(text, &(run..head.range.start));
    // 生态修复|中心, 技术推广|站: a verb right before the head is part of the name.
    let nominal = |c: &usize| *c == head.range.start && NOMINAL.iter().any(|w| head_of(text, *c).ends_with(w));
    let mut cut = cuts.into_iter().rfind(|c| !inside_place(c) && !nominal(c)).unwrap_or(run);
    // 某县…国家税务局: what calls itself national begins there, whatever town stands before it.
    let national =
        ["国家", "中国", "中华", "全国", "中央"].iter().filter_map(|w| text.get(cut..head.range.start)?.rfind(w));
    let national = national.max().filter(|_| around.iter().all(|p| p.chain.kind == Kind::Division));
    cut += national.unwrap_or(0);
    let at = around.iter().position(|p| p.chain.range.start >= cut);
    let behind = around.get(at.unwrap_or(around.len())..).unwrap_or(&[]);
    let place: Option<&PlaceMention> = if flags.station { behind.last() } else { behind.first() };
    // 衡阳市委: the class word of the place is the first half of the head word.
    let head_start = place.map_or(head.range.start, |p| p.chain.range.end.max(head.range.start));
    if head_start > head.range.end || before(text, head_start).is_some_and(|c| "副正原".contains(c)) {
        return None;
    }
    let start = match place {
        // 中国, 中共 may stand before the place; anything else is not part of the name.
        Some(p) if matches!(text.get(cut..p.chain.range.start), Some("中国" | "中共" | "共青团")) => cut,
        Some(p) => p.chain.range.start,
        None => cut,
    };
    let proper = text.get(place.map_or(start, |p| p.chain.range.end)..head_start)?;
    let full = place.is_some_and(|p| p.chain.kind == Kind::Division && p.chain.last().is_some_and(|m| !m.short));
    let n = len(proper);
    if n > PROPER || !proper.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || c == '·') {
        return None;
    }
    let named = n >= 2 && !is_common(proper) && !proper.starts_with(|c: char| c.is_ascii_digit()) && !graded(proper);
    let clean = !proper.contains([
        '各', '该', '名', '某', '每', '这', '那', '们', '本', '些', '只', '曾', '但', '却', '仅', '或', '把', '被',
        '让', '给', '并', '的', '再',
    ]);
    // 苏州大学, 上海体育学院, 北京银行: a place and a field of study are name enough; of 山西省|农业|科学研究所 too.
    // 社|办小学, 除正规大学, 一九五四年比…医院, 户企业集团: no names.
    if proper.ends_with('办')
        || proper.starts_with(['除', '户', '比', '队', '纠'])
        || proper.contains("年比")
        || place.is_none() && ["正规", "厂矿", "工矿"].iter().any(|w| proper.starts_with(w))
    {
        return None;
    }
    let school = place.is_some()
        && (matches!(head.word, "大学" | "学院" | "银行" | "职业学院")
            || full && n >= 2 && ["研究所", "研究院", "科学院", "设计院"].iter().any(|w| head.word.ends_with(w)))
        && n <= 10
        && clean
        && !KINDS.iter().any(|w| proper.starts_with(w));
    let fits = if school {
        true
    } else if flags.informal {
        n == 0
            && place.is_some()
            && text
                .get(start..head.range.end)
                .is_some_and(|name| acts(tail(text, head.range.end)) || again(text, name, head.range.end))
    } else if flags.media {
        place.is_some() && n == 0 || before(text, start) == Some('《') && n <= 4
    } else if flags.place && place.is_some() {
        // 浙江省厅: a one-character head needs a field of work before it (交通|局), or it is 委 after a full division name.
        let single = len(text.get(head_start..head.range.end)?) == 1;
        let enough = if single {
            n >= 2 || head.word.ends_with('委') && n == 0 && full
        } else {
            n > 0 || full || len(head.word) > 2 || head.word == "海关"
        };
        enough && (n == 0 || named || n <= 6)
    } else if flags.station && place.is_none() {
        // 秀水派出所, without a place before it: its own name must look like one.
        let village = named && clean && n <= 3 && proper.ends_with(|c| GEO.contains(c));
        (village || national.is_some() && !proper.starts_with("全国")) && !proper.contains(['级', '式'])
    } else if flags.station && n == 0 {
        len(head.word) > 3
    } else if flags.proper {
        let quoted = before(text, start) == Some('”');
        // 云盖寺镇卫生院, 东镇乡红光农业社: a town or village opens it.
        let town = proper.char_indices().skip(2).take(4).any(|(i, c)| {
            "镇乡村".contains(c) && !head_of(proper, i).ends_with(['农', '乡', '城', '村', '小', '集']) && clean
        });
        let sure = place.is_some() || national.is_some() || town || flags.name && !opens_common(proper) && !quoted;
        // A clique is called after its head (某某集团); a firm is not.
        let clique = head.word == "集团" && place.is_none() && (n > 4 || people::is_name(proper, true));
        named && clean && n <= 12 && sure && !clique
    } else {
        false
    };
    // 武汉大学, 北京晚报 name no place; 沅陵县第一中学 does.
    let hides_place = (!flags.place && !flags.informal && !flags.station || flags.media) && !full;
    let place = place.map(|p| p.chain.range.clone());
    fits.then_some(Mention { range: start..head.range.end, article, place, hides_place, head: head.word, local: None })
}

/// A body named from the seat of the article's own division: 县水利局 is 临江县水利局 where the article is about that county.
fn local(page: &Page<'_>, places: &Places, article: usize, head: &Head, floor: usize) -> Option<Mention> {
    let text = page.text;
    if !head.flags.place || head.flags.informal {
        return None;
    }
    let run = boundary::run_start(text, floor, head.range.start, 10);
    let start = boundary::cuts(text, &(run..head.range.start)).last().copied().unwrap_or(run);
    // 自治区商务厅: printed so for want of another short form.
    if let Some(rest) = text.get(start..head.range.start).and_then(|s| s.strip_prefix("自治区"))
        && (1..=8).contains(&len(rest))
        && !graded(rest)
        && rest.chars().all(is_han)
    {
        let range = start..head.range.end;
        return Some(Mention { range, article, place: None, hides_place: false, head: head.word, local: None });
    }
    let class = after(text, start).filter(|c| "省市县区州旗".contains(*c))?;
    let field = text.get(start + class.len_utf8()..head.range.start)?;
    let n = len(field);
    if n > 8
        || n < 2 && len(head.word) < 3
        || !field.chars().all(is_han)
        || field.starts_with(['级', '区', '县', '市', '直', '属', '委', '里', '内', '局', '厅', '域', '副'])
    {
        return None;
    }
    let code = places.home(article, class)?;
    let name = format!("{}{}", places.fullest.get(&code)?, text.get(start + class.len_utf8()..head.range.end)?);
    let range = start..head.range.end;
    Some(Mention { range, article, place: None, hides_place: false, head: head.word, local: Some(name) })
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

/// 两级医院, 三所学校: a number and what it counts.
fn graded(proper: &str) -> bool {
    let mut chars = proper.chars().peekable();
    while let Some(c) = chars.next() {
        if numeral(c).is_some() && chars.peek().is_some_and(|n| "级所家个类种座地市县省".contains(*n)) {
            return true;
        }
    }
    false
}

/// Whether a proper part is made of common words only.
fn is_common(proper: &str) -> bool {
    HEADS.common.covers(proper)
}

/// Whether a proper part opens with a common word, so that it is a kind or the end of a clause.
fn opens_common(proper: &str) -> bool {
    let first = HEADS.common.at(proper, 0).is_some();
    let two: String = proper.chars().take(2).collect();
    first || spot::is_common_word(&two) || boundary::is_word(&two)
}

static KNOWN: LazyLock<HashMap<&'static str, Option<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../../data/organizations.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1).copied())))
        .collect()
});

/// Whether the name is in the list of known bodies.
pub(crate) fn is_fixed(name: &str) -> bool {
    KNOWN.contains_key(name)
}

/// The full name of a known abbreviation.
pub(crate) fn in_full(name: &str) -> Option<&'static str> {
    KNOWN.get(name).copied().flatten()
}

/// Whether `s` begins with a name of the fixed list.
pub(crate) fn is_fixed_start(s: &str) -> bool {
    s.char_indices().skip(2).take(12).any(|(i, _)| is_fixed(crate::names::text::head(s, i)))
}
