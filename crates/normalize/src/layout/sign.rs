//! Lines that are made of names, posts and words for work: bylines and credits.

use crate::chars::is_han;

use super::heading;
use super::page::after_date;
use super::words::{Class, all, is, is_body, is_house, is_name, is_post, may_be_name};

/// What a line of names is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Who wrote: 本报记者 and names; □ and a name; a post and a name.
    Byline(&'static str),
    /// Who took the picture or made the page.
    Credit(&'static str),
    /// Nothing but names: a byline where the neighbours agree.
    Names,
    /// Nothing but posts: the first half of a byline when a name follows on the next line.
    Post,
}

/// Longest line of this kind, in characters of the look-up form.
const LONGEST: usize = 80;

/// What a word of such a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    House,
    Writer,
    Maker,
    Source,
    Name,
    Post,
    Body,
    Idle,
    /// One Han character: part of a name that was spread out.
    Single,
    Other,
}

#[derive(Debug, Default)]
struct Tally {
    houses: u32,
    writers: u32,
    makers: u32,
    sources: u32,
    names: u32,
    posts: u32,
    bodies: u32,
    /// The last word is a name.
    name_last: bool,
    /// A post or body after the first name.
    mixed: bool,
    /// The last word is a post.
    post_last: bool,
}

/// Reads a line in the form of [`super::key`]. `None` when it holds anything but names and words of the trade.
pub(crate) fn read(key: &str) -> Option<Sign> {
    if key.len() > LONGEST * 3 {
        return None;
    }
    // 访某县县长 何大川: who answers, not who wrote.
    if heading::is_interview(key) {
        return None;
    }
    let dashed = key.trim_start_matches(['—', '-', ' ']);
    if dashed.len() < key.len() && matches!(dashed, "编者" | "编辑部" | "本刊编辑部" | "本报编辑部" | "编辑")
    {
        return Some(Sign::Byline("editors"));
    }
    // 本報專訊: in the place of a name. 本报讯 by itself is the torn beginning of a report.
    if REPORTS.contains(&key.trim_matches(['(', ')', ' '])) {
        return Some(Sign::Byline("house-report"));
    }
    let body = key.trim_start_matches(is_bullet).trim();
    let marked = body.len() < key.trim_start_matches(['(', ' ']).len();
    if let Some(sign) = labelled(body) {
        return Some(sign);
    }
    let mut t = tally(body)?;
    if t.names > 0 && is_shot_misread(body) {
        t.makers += 1;
    }
    if (t.makers > 0 && t.names > 0) || t.sources > 0 {
        return Some(Sign::Credit("makers-and-names"));
    }
    if t.makers > 0 {
        return None;
    }
    if t.writers > 0 && t.posts + t.bodies <= t.names + t.writers && (t.names > 0 || t.houses > 0) {
        return Some(Sign::Byline(if t.names > 0 { "writers-and-names" } else { "writers" }));
    }
    if t.writers > 0 {
        return None;
    }
    if t.names > 0 && t.name_last && !t.mixed {
        if marked {
            return Some(Sign::Byline("marked-name"));
        }
        if t.posts > 0 || (t.bodies > 0 && t.names <= 2) {
            return Some(Sign::Byline("post-and-name"));
        }
        if t.houses == 0 {
            return Some(Sign::Names);
        }
    }
    (t.names == 0 && t.posts > 0 && t.post_last && t.houses == 0).then_some(Sign::Post)
}

/// What the head of a web page says, in any order.
const WEB_HEADS: &[&str] =
    &["来源:", "发布时间:", "发表时间:", "发稿时间:", "稿源:", "点击:", "浏览次数:", "阅读次数:"];

/// Marks before a byline.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '□' | '■'
            | '◎'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '▲'
            | '△'
            | '▪'
            | '▌'
            | '★'
            | '☆'
            | '*'
            | '|'
            | '◤'
            | '·'
    )
}

/// 责任编辑：…: after such a word and a colon anything short may follow. So it may in the head of a web page.
fn labelled(body: &str) -> Option<Sign> {
    let at = body.find(':')?;
    let heads = WEB_HEADS.iter().filter(|w| body.contains(**w)).count();
    let leads = WEB_HEADS.iter().any(|w| body.starts_with(w)) || body.starts_with("本文来源:");
    if heads > 0 && (leads || heads > 1 || after_date(body).is_some()) && !body.contains(['。', ',', '!']) {
        return Some(Sign::Credit("web-head"));
    }
    let (label, rest) = (body.get(..at)?, body.get(at + 1..)?);
    let label = label.trim_matches(['(', ' ']);
    let plain = !rest.contains(['。', ',', '?', '!', ';']) && rest.chars().count() <= 60;
    let made = is(Class::Maker, label) || label.split(['/', '、', ' ']).all(|l| is(Class::Maker, l));
    (made && plain && !rest.trim().is_empty()).then_some(Sign::Credit("label"))
}

fn tally(body: &str) -> Option<Tally> {
    let mut t = Tally::default();
    let mut singles = 0;
    let mut after_role = false;
    let merged;
    let body = if body.contains("文/图") || body.contains("图/文") {
        merged = body.replace("文/图", "文图").replace("图/文", "文图");
        merged.as_str()
    } else {
        body
    };
    let gathered = spread(body);
    let body = gathered.as_deref().unwrap_or(body);
    let tokens = body.split(is_break).filter(|t| !t.is_empty());
    for token in tokens.flat_map(parted) {
        let (first, second) = classify(token, after_role);
        for word in std::iter::once(first).chain(second) {
            if word == Word::Single && singles == 0 {
                singles = 1;
                continue;
            }
            if word != Word::Single && singles > 0 {
                // Two or three single characters in a row are a name: 郑 艺.
                if !(2..=6).contains(&singles) {
                    return None;
                }
                singles = 0;
                t.names += 1;
                t.name_last = true;
            }
            match word {
                Word::House => t.houses += 1,
                Word::Writer => t.writers += 1,
                Word::Maker => t.makers += 1,
                Word::Source => t.sources += 1,
                Word::Name => t.names += 1,
                Word::Post | Word::Body => {
                    t.mixed |= t.names > 0;
                    t.posts += u32::from(word == Word::Post);
                    t.bodies += u32::from(word == Word::Body);
                }
                Word::Single => singles += 1,
                Word::Idle => continue,
                Word::Other => return None,
            }
            t.name_last = word == Word::Name;
            t.post_last = word == Word::Post;
            after_role = matches!(word, Word::Writer | Word::Maker) || (after_role && word == Word::Name);
        }
    }
    // 本报记者 何大川 呈: a sign that the engine made of dirt, or of 摄.
    let signed = t.writers > 0 && t.houses > 0 || is_shot_misread(body);
    let stray = singles == 1 && signed && t.names > 0 && t.name_last;
    if singles > 0 && !stray {
        if !(2..=6).contains(&singles) {
            return None;
        }
        t.names += 1;
        t.name_last = true;
    }
    Some(t)
}

/// 甲某某 报: whether the last word, after a name of two characters or more, is one that engines read for 摄.
fn is_shot_misread(body: &str) -> bool {
    const READ_FOR: &[&str] = &["报", "撮", "揭", "捐", "掇", "据", "揖", "挫", "拨"];
    let mut words = body.rsplit(is_break).filter(|w| !w.is_empty());
    let last = words.next().is_some_and(|w| READ_FOR.contains(&w));
    last && words.next().is_some_and(|w| w.chars().count() >= 2)
}

/// Whole lines that stand for a byline.
const REPORTS: &[&str] = &[
    "本报专讯",
    "本报特讯",
    "本报专电",
    "本报综合报道",
    "本报综合消息",
    "本报综合",
    "综合报道",
    "本报专题报道",
    "专题报道",
    "本报记者综合报道",
    "本报综合讯",
    "本报编辑部",
    "新华社评论员",
    "本刊评论员",
];

/// Words that say who wrote, which names may touch on both sides.
const ROLES: &[&str] = &["记者", "通讯员", "评论员", "特派员"];

/// 本 报 记 者 何 川: a line spread out character by character, put together when such a word comes out.
fn spread(body: &str) -> Option<String> {
    let single = |t: &str| t.chars().count() == 1;
    let long = body.split(is_break).filter(|t| !t.is_empty() && !single(t)).count();
    if long > 0 || body.len() > LONGEST {
        return None;
    }
    let text: String = body.chars().filter(|c| *c != ' ').collect();
    ROLES.iter().any(|r| text.contains(r)).then_some(text)
}

/// The words of a token that holds several without a gap: 本报记者何大川通讯员李三.
fn parted(token: &str) -> Vec<&str> {
    let Some(end) = ROLES.iter().filter_map(|r| Some(token.find(r)? + r.len())).min() else { return vec![token] };
    let (head, mut rest) = token.split_at(end);
    if rest.is_empty() || writer(head).is_none() {
        return vec![token];
    }
    let mut out = vec![head];
    while let Some(at) = ROLES.iter().filter_map(|r| rest.find(r)).min() {
        // The word's house and modifiers belong to it, the names before them do not.
        let modified = |from: usize| rest.get(from..at).is_some_and(|m| m.is_empty() || is_modified(m));
        let Some((names, cut)) = (0..=at)
            .filter(|i| rest.is_char_boundary(*i) && modified(*i))
            .find_map(|i| Some((names_of(rest.get(..i)?)?, i)))
        else {
            return vec![token];
        };
        out.extend(names);
        let len = ROLES.iter().filter(|r| rest.get(at..).is_some_and(|t| t.starts_with(**r))).map(|r| r.len()).max();
        let end = at + len.unwrap_or(0);
        out.extend(rest.get(cut..end));
        rest = rest.get(end..).unwrap_or("");
    }
    match names_of(rest) {
        Some(names) => out.extend(names),
        None if rest.is_empty() => {}
        // 本报记者何大川摄, and what is no byline.
        None if out.len() == 1 => return vec![token],
        None => out.push(rest),
    }
    out
}

/// 本报, 特约, 本报特约: what may stand before a word of work.
fn is_modified(words: &str) -> bool {
    let mut rest = words;
    while let Some(r) = all(Class::Modifier).iter().find_map(|m| rest.strip_suffix(m)) {
        rest = r;
    }
    rest.is_empty() || is(Class::House, rest)
}

/// Names without anything between them, each with a known family name: 何大川李三.
fn names_of(text: &str) -> Option<Vec<&str>> {
    const NAMES: usize = 4;
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).take(NAMES * 3 + 2).collect();
    let count = starts.len() - 1;
    if !(2..=NAMES * 3).contains(&count) {
        return None;
    }
    // The rest that can be parted from each place on, longest name first, from the end.
    let mut size = vec![None; count + 1];
    for at in (0..count).rev() {
        size[at] = [3, 2, 4].into_iter().find(|n| {
            let end = at + n;
            end <= count
                && (end == count || size[end].is_some())
                && text.get(starts[at]..starts[end]).is_some_and(is_name)
        });
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < count {
        let n = size[at]?;
        out.push(text.get(starts[at]..starts[at + n])?);
        at += n;
    }
    Some(out)
}

fn is_break(c: char) -> bool {
    matches!(c, ' ' | '、' | ',' | '/' | '|' | ':' | ';' | '(' | ')' | '&' | '.')
}

/// What a token is; a token may hold two words (记者张三, 张三摄).
fn classify(token: &str, after_role: bool) -> (Word, Option<Word>) {
    let mut chars = token.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    let word = if is(Class::Idle, token) {
        Word::Idle
    } else if is(Class::Source, token) {
        Word::Source
    } else if is(Class::Maker, token) {
        Word::Maker
    } else if let Some(housed) = writer(token) {
        return (Word::Writer, housed.then_some(Word::House));
    } else if let Some(c) = single {
        if is_han(c) { Word::Single } else { Word::Other }
    } else if is_name(token) {
        Word::Name
    } else if let Some((first, second)) = fused(token) {
        return (first, Some(second));
    } else if is_post(token) {
        Word::Post
    } else if is_body(token) {
        Word::Body
    } else if is_house(token) {
        Word::House
    } else if token.ends_with("报道") && token.chars().count() <= 6 {
        Word::Idle
    } else if after_role && may_be_name(token) && token.chars().count() <= 3 {
        Word::Name
    } else {
        Word::Other
    };
    (word, None)
}

/// 记者, 本报特约评论员, 人民日报记者; and whether it says whose.
fn writer(token: &str) -> Option<bool> {
    if is(Class::Writer, token) {
        return Some(false);
    }
    let mut rest = ["记者", "通讯员", "评论员", "观察员", "特派员", "撰稿人", "撰稿", "编辑"]
        .iter()
        .find_map(|w| token.strip_suffix(w))?;
    let mut modified = false;
    while let Some(r) = all(Class::Modifier).iter().find_map(|m| rest.strip_suffix(m)) {
        modified |= is(Class::House, rest);
        rest = r;
    }
    if rest.is_empty() {
        return Some(modified || token.len() > "记者".len());
    }
    // 驻京记者, 本报驻京记者, 河北记者.
    let at = all(Class::House).iter().find_map(|h| rest.strip_prefix(h)).unwrap_or(rest);
    let place = (at.starts_with('驻') && at.chars().count() <= 8) || rest.chars().count() <= 3;
    (is_house(rest) || place).then_some(true)
}

/// Two words written together: 本报记者张三; 张三摄; 张三文.
fn fused(token: &str) -> Option<(Word, Word)> {
    for role in ["记者", "通讯员", "评论员"] {
        if let Some(at) = token.find(role) {
            let (head, name) = token.split_at(at + role.len());
            return (writer(head).is_some() && may_be_name(name) && name.chars().count() <= 4)
                .then_some((Word::Writer, Word::Name));
        }
    }
    for work in ["摄影报道", "供图", "摄影", "整理", "绘", "摄", "文", "图", "译"] {
        if token.strip_suffix(work).is_some_and(is_name) {
            let made = matches!(work, "供图" | "摄影" | "绘" | "摄" | "图");
            return Some((Word::Name, if made { Word::Maker } else { Word::Writer }));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::key::folded;
    use super::*;

    #[test]
    fn bylines() {
        for line in [
            "□ 本报记者 何大川",
            "本报记者何大川通讯员李三",
            "本报记者何大川李三江本报特约通讯员王四",
            "本 报 记 者 何 大 川",
            "本報特派記者／何大川",
            "本報記者.何大川 呈",
            "本報專訊",
            "本报记者 何大川 通讯员 李三",
            "本報記者 蔡某",
            "新华社记者何大川、李三",
            "新华社记者 何大川 李三 王四",
            "人民日报记者 何大川 李三",
            "本报特约评论员",
            "本报评论员 何大川",
            "■何大川",
            "◎ 何 川",
            "文/何大川",
            "本报记者 何大川 文/图",
            "作者：何大川",
            "（记者 何大川 李三）",
            "某省某市市委书记 何大川",
            "某省某市副市长、公安局长 何大川",
            "某某大学 教授 何大川",
            "本报驻某地记者 何大川",
            "本报记者 何大川 北京报道",
            "——编者",
            "本报记者 阿不都·热合曼",
        ] {
            assert!(matches!(read(&folded(line)), Some(Sign::Byline(_))), "{line} {:?}", read(&folded(line)));
        }
    }

    #[test]
    fn credits() {
        for line in [
            "本报通讯员 何大川 李三 摄",
            "新华社记者 何大川 摄",
            "何大川摄",
            "新华社发（何大川 摄）",
            "制图/何大川",
            "责任编辑 何大川",
            "责任编辑：何大川 版式：李三",
            "编辑：何大川、李三、王四",
            "文字记者：何大川",
            "海报设计：何大川",
            "统筹：何大川、李三",
            "来源：某某网 2024-05-06",
            "资料图片",
            "攝影：何大川",
            "本版责编：何大川 美编：李三 校对：王四",
        ] {
            assert!(matches!(read(&folded(line)), Some(Sign::Credit(_))), "{line} {:?}", read(&folded(line)));
        }
    }

    #[test]
    fn halves_and_other_lines() {
        assert_eq!(read("某省某市委副书记、公安局长"), Some(Sign::Post));
        assert_eq!(read("何大川"), Some(Sign::Names));
        assert_eq!(read("何大川 李三"), Some(Sign::Names));
        for line in [
            "记者从市交通局获悉，线路已经开通。",
            "记者：您怎么看这个问题？",
            "清渠润田 管水出新气象",
            "要闻",
            "编辑",
            "图书馆里的一天",
            "市长热线 情系万家",
            "城市书房 点亮万家灯火",
            "国务院",
            "各位代表：",
            "第一章 总则",
            "春耕开始",
            "数据：增长5%，创新高",
            "",
        ] {
            let sign = read(&folded(line));
            assert!(!matches!(sign, Some(Sign::Byline(_) | Sign::Credit(_))), "{line} {sign:?}");
        }
    }
}
