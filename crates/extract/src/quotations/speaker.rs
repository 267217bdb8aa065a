//! Who says it: a person, a pronoun for the last speaker, a role, a meeting by its full name.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use baokan_corpus_model::BlockKind;

use super::Found;
use crate::names::boundary;
use crate::names::page::{Page, Stretch};
use crate::names::text::{back, forth, is_han, len, tail};
use crate::organizations;
use crate::people;
use crate::places::Places;

/// Words that end the names of meetings.
const MEETINGS: &[&str] =
    &["座谈会", "会议", "大会", "全会", "推进会", "现场会", "部署会", "动员会", "电视电话会", "工作会", "交流会"];
/// Words that part the time of a meeting from its name (年初召开的|全国海关工作会议).
const HELD: &[&str] = &["召开的", "举行的", "开幕的", "闭幕的"];
/// How many paragraphs are searched for the full name of a meeting.
const NEAR: usize = 40;

/// What the finder needs of the other finders.
pub(crate) struct Known<'a> {
    /// People, in text order.
    pub(crate) people: &'a [people::Mention],
    /// Bodies, in text order.
    pub(crate) bodies: &'a [organizations::Mention],
    /// Places.
    pub(crate) places: &'a Places,
    /// The articles that name each person.
    articles: HashMap<&'a str, BTreeSet<usize>>,
    /// What each article abbreviates: the short form and the full one.
    aliases: HashMap<usize, Vec<(&'a str, Range<usize>)>>,
}

impl<'a> Known<'a> {
    /// Gathers them.
    pub(crate) fn new(
        page: &Page<'a>,
        people: &'a [people::Mention],
        bodies: &'a [organizations::Mention],
        places: &'a Places,
    ) -> Self {
        let mut articles: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for p in people {
            articles.entry(page.slice(&p.range)).or_default().insert(p.article);
        }
        Self { people, bodies, places, articles, aliases: aliases(page) }
    }
}

impl Known<'_> {
    /// Whether the article, or the feature that it is part of, names a person so.
    pub(super) fn names(&self, page: &Page<'_>, name: &str, article: usize) -> bool {
        self.articles.get(name).is_some_and(|list| list.iter().any(|a| page.same_article(*a, article)))
    }
}

/// Who speaks in a clause: a person, a pronoun for the last speaker, a role, or the short subject as printed.
pub(super) fn speaker(
    page: &Page<'_>,
    clause: &Range<usize>,
    known: &Known<'_>,
    found: &[Found],
    article: usize,
) -> Option<(String, Range<usize>)> {
    let text = page.text;
    let subject = last_clause(text, clause);
    let printed = page.slice(&subject).trim_end_matches(|c: char| !is_han(c));
    let last = || found.iter().rev().find(|f| f.article == article).and_then(|f| f.speaker.clone());
    let from = known.people.partition_point(|p| p.range.end <= clause.start);
    let people: Vec<_> = known.people.get(from..)?.iter().take_while(|p| p.range.end <= clause.end).collect();
    if ["他", "她", "其", "他还", "她还"]
        .iter()
        .any(|p| printed == *p || printed.strip_prefix(p).is_some_and(|r| len(r) <= 6 && !r.starts_with('的')))
        && !printed.starts_with("其他")
    {
        let near = people.last().map(|p| (page.slice(&p.range).to_owned(), p.range.clone()));
        // The person named last before the words, if that was after the last speaker.
        let i = known.people.partition_point(|p| p.range.end <= clause.start);
        let named = i.checked_sub(1).and_then(|j| known.people.get(j)).filter(|p| p.article == article);
        let spoke = found.last().map_or(0, |f| f.words.start);
        let named = named.filter(|p| p.range.start > spoke).map(|p| (page.slice(&p.range).to_owned(), p.range.clone()));
        return near.or(named).or_else(last);
    }
    if let Some(p) = people.iter().rfind(|p| p.range.start >= subject.start).or(people.last()) {
        return Some((page.slice(&p.range).to_owned(), p.range.clone()));
    }
    // A name that the article has introduced (说到底是谁: 叶某说).
    let introduced = |name: &&str| known.names(page, name, article);
    let name = (2..=12).rev().filter_map(|n| printed.get(..forth(printed, 0, n))).find(introduced);
    if let Some(name) = name {
        return Some((name.to_owned(), subject.start..subject.start + name.len()));
    }
    if let Some(meeting) = meeting(page, &subject, known, article) {
        return Some(meeting);
    }
    if let Some(group) = group(page, &subject, known) {
        return Some(group);
    }
    if let Some(role) = people::role(page, known.places, known.bodies, clause) {
        // 县委书记某某某: a name that the finder of people did not take.
        let behind = role.end..subject.end.max(role.end);
        let name = page.slice(&behind).trim_end_matches(['，', '：']);
        if let Some(n) = leading_name(name, false).filter(|n| *n < name.len()) {
            return Some((page.slice(&(role.end..role.end + n)).to_owned(), role.end..role.end + n));
        }
        let named = (2..=6).contains(&len(name))
            && name.chars().all(|c| is_han(c) || c == '·')
            && boundary::cuts(text, &behind).is_empty()
            && !boundary::is_word(name)
            && !name.ends_with(['人', '者', '员', '们', '长', '地', '着', '时', '上', '中', '后']);
        if named && people::fills(name) {
            return Some((name.to_owned(), role.end..role.end + name.len()));
        }
        return Some((page.slice(&role).to_owned(), role));
    }
    // 某某某在座谈会上, 某队主帅某某尔: a name that nothing else vouches for.
    if let Some(n) = leading_name(printed, true).filter(|n| *n < printed.len()) {
        return Some((page.slice(&(subject.start..subject.start + n)).to_owned(), subject.start..subject.start + n));
    }
    let foreign = people::foreign_tail(printed);
    let foreign = foreign.map(|n| subject.start + printed.len() - n..subject.start + printed.len());
    if let Some(name) = foreign.filter(|r| known.places.within(&subject).iter().all(|p| p.chain.range.end <= r.start)) {
        return Some((page.slice(&name).to_owned(), name));
    }
    // 列宁一再, 某地多次: adverbs of the cue are no part of the subject; 但是应该 is none at all.
    const ADVERBS: &[&str] = &[
        "一再",
        "多次",
        "反复",
        "再次",
        "再三",
        "一再地",
        "反复地",
        "又",
        "还",
        "也",
        "都",
        "曾",
        "曾经",
        "明确",
        "深刻",
        "特别",
        "着重",
        "最后",
        "郑重",
        "严肃",
        "同时",
        "接着",
        "日前",
        "近日",
        "今天",
        "昨天",
    ];
    const MODAL: &[&str] =
        &["应该", "必须", "应当", "需要", "要", "可以", "值得", "不能", "能够", "只能", "一文中", "这里"];
    let mut printed = printed;
    while let Some(rest) = ADVERBS.iter().find_map(|w| printed.strip_suffix(w)) {
        printed = rest;
    }
    if MODAL.iter().any(|w| printed.ends_with(w)) {
        return None;
    }
    // 七十岁的王奶奶: the subject stands behind its attribute.
    let at = printed.rfind('的').map_or(0, |i| i + '的'.len_utf8());
    let (subject, printed) = (subject.start + at..subject.end, printed.get(at..).unwrap_or(""));
    if let Some(n) = leading_name(printed, true).filter(|n| *n < printed.len()) {
        return Some((page.slice(&(subject.start..subject.start + n)).to_owned(), subject.start..subject.start + n));
    }
    let short = (2..=14).contains(&len(printed)) && printed.chars().all(is_han);
    let vague = [
        "也",
        "还",
        "都",
        "就",
        "并",
        "再",
        "有人",
        "常",
        "可以",
        "不能",
        "应该",
        "同时",
        "此外",
        "另外",
        "因此",
        "所以",
        "这",
        "那",
        "如果",
        "必须",
        "要",
        "着力",
        "深入",
        "坚持",
        "进一步",
        "明确",
        "我们",
    ];
    (short && !vague.iter().any(|w| printed.starts_with(w)))
        .then(|| (printed.to_owned(), subject.start..subject.start + printed.len()))
}

/// A body, or the party that it has sent, before an adverbial of place or time: 最高人民法院调研组|到某地调研时.
fn group(page: &Page<'_>, subject: &Range<usize>, known: &Known<'_>) -> Option<(String, Range<usize>)> {
    const SENT: &[&str] =
        &["调研组", "督导组", "督查组", "检查组", "考察组", "工作组", "专家组", "验收组", "巡视组", "巡察组"];
    const ON: &[&str] = &["到", "在", "赴", "来", "深入"];
    let i = known.bodies.partition_point(|b| b.range.start < subject.start);
    let body = known.bodies.get(i).filter(|b| b.range.start == subject.start && b.range.end <= subject.end)?;
    let rest = page.slice(&(body.range.end..subject.end));
    let sent = SENT.iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len());
    let on = tail(rest, sent);
    let adverbial =
        ON.iter().any(|w| on.starts_with(w)) && on.trim_end_matches(['，', '：']).ends_with(['时', '中', '上', '后']);
    let range = body.range.start..body.range.end + sent;
    adverbial.then(|| (page.slice(&range).to_owned(), range))
}

/// Bytes of the Chinese name that opens a subject, when what follows it is an adverbial: 在会上, 指着老树, 激动地.
fn leading_name(subject: &str, frequent: bool) -> Option<usize> {
    const ON: &[&str] = &[
        "在", "对", "向", "于", "就", "笑", "激动", "高兴", "感慨", "自豪", "兴奋", "流泪", "流着", "哽咽", "一边",
        "近日", "日前", "今天", "昨天", "今年", "不无", "深情", "动情", "无奈", "坚定", "连声", "接着", "最后", "首先",
    ];
    [3, 2].iter().find_map(|n| {
        let end = forth(subject, 0, *n);
        let rest = tail(subject, end);
        let on = ON.iter().any(|w| rest.starts_with(w)) || rest.chars().nth(1) == Some('着') || rest.is_empty();
        (on && people::is_name(subject.get(..end)?, frequent)).then_some(end)
    })
}

/// The part of a clause behind its last comma.
fn last_clause(text: &str, clause: &Range<usize>) -> Range<usize> {
    let own = text.get(clause.clone()).unwrap_or("");
    let trimmed = own.trim_end_matches(['，', '：']);
    let start = trimmed.rfind(['，', '、', '：']).map_or(clause.start, |i| {
        clause.start + i + own.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8)
    });
    start..clause.start + trimmed.len()
}

/// 会议 by its full name: what the article abbreviates so (以下简称会议), or the meeting that it named last.
fn meeting(
    page: &Page<'_>,
    subject: &Range<usize>,
    known: &Known<'_>,
    article: usize,
) -> Option<(String, Range<usize>)> {
    let text = page.text;
    let printed = page.slice(subject);
    let word = MEETINGS.iter().find(|w| printed.ends_with(**w))?;
    if len(printed) > 6 {
        let at = HELD.iter().filter_map(|w| printed.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
        return Some((tail(printed, at).to_owned(), subject.start + at..subject.end));
    }
    let named = |range: &Range<usize>| Some((page.slice(range).to_owned(), range.clone()));
    if let Some((_, range)) = known.aliases.get(&article).and_then(|list| list.iter().find(|(alias, _)| alias == word))
    {
        return named(range);
    }
    let before = |s: &&Stretch| s.range.start <= subject.start && s.kind != BlockKind::Heading;
    for s in page.of_article(article).rev().filter(before).take(NEAR) {
        let limit = s.range.end.min(subject.start);
        let from = back(text, limit, 1000).max(s.range.start);
        // 会议 also stands for a 推进会 or a 座谈会.
        let own = text.get(from..limit)?;
        let words = MEETINGS.iter().filter(|w| *w == word || *word == "会议");
        let near = words.flat_map(|w| own.rmatch_indices(w).take(NEAR)).filter_map(|(i, w)| {
            let end = from + i + w.len();
            let start = boundary::name_start(text, s.range.start, from + i, 24);
            (len(page.slice(&(start..end))) > len(w) + 2).then_some(start..end)
        });
        if let Some(range) = near.max_by_key(|r| r.end) {
            return named(&range);
        }
    }
    named(subject)
}

/// What the articles abbreviate: 某某会议（以下简称会议）.
fn aliases<'a>(page: &Page<'a>) -> HashMap<usize, Vec<(&'a str, Range<usize>)>> {
    const CUE: &str = "（以下简称";
    let mut found: HashMap<usize, Vec<(&str, Range<usize>)>> = HashMap::new();
    for s in &page.stretches {
        for (i, _) in page.slice(&s.range).match_indices(CUE) {
            let end = s.range.start + i;
            let short = tail(page.text, end + CUE.len()).trim_start_matches('“');
            let Some(short) = short.get(..short.find(['）', '”']).filter(|n| *n < 60).unwrap_or(0)) else {
                continue;
            };
            let start = boundary::name_start(page.text, s.range.start, end, 30);
            found.entry(s.article).or_default().push((short, start..end));
        }
    }
    found
}
