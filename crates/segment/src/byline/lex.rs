//! Cuts a byline into the words that it is made of.

use std::ops::Range;

use super::names::{is_name, is_surname, may_be_name};
use super::words::{LEXICON, Work};
use crate::sentence::is_han;

/// What parts a word from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: they are written together.
    None,
    /// White space.
    Space,
    /// 、，；
    Comma,
    /// / or ｜
    Slash,
    /// ：
    Colon,
    /// A bracket.
    Bracket,
}

/// A word of a byline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 本报, 新华社.
    House,
    /// 记者, 摄, 责任编辑; the position as printed where it says more than the role; the house before it.
    Work {
        /// What is done.
        work: &'static Work,
        /// 首席记者, 统筹.
        position: Option<String>,
        /// 本报 in 本报记者.
        house: Option<String>,
    },
    /// A person's name, inner spaces removed.
    Name(String),
    /// Words that end in a post: 某市副市长.
    Post,
    /// Words that end in the name of a body: 某大学.
    Body,
    /// 报道, 资料图片: nothing to do with persons.
    Idle,
    /// Anything else.
    Unknown,
}

/// A word with its place in the line and what stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    pub(super) gap: Gap,
}

/// The words of `line`, which begins at byte `at` of the text that ranges count in.
pub(super) fn lex(line: &str, at: usize) -> Vec<Word> {
    let raw = merge_slashes(line, split(line));
    let mut words = Vec::with_capacity(raw.len());
    let mut i = 0;
    while let Some((range, gap)) = raw.get(i).cloned() {
        let singles = raw[i..]
            .iter()
            .enumerate()
            .take_while(|(k, (r, g))| is_single(&line[r.clone()]) && (*k == 0 || *g == Gap::Space))
            .count();
        if singles >= SPREAD && spread_line(line, &raw[i..i + singles], &mut words) {
            i += singles;
        } else if singles >= 2 {
            spaced_names(line, &raw[i..i + singles], &mut words);
            i += singles;
        } else {
            lex_token(line, range, gap, &mut words);
            i += 1;
        }
    }
    for w in &mut words {
        w.range = w.range.start + at..w.range.end + at;
    }
    words
}

type Raw = (Range<usize>, Gap);

/// So many single characters in a row may be a whole byline that was spread out: 本 报 记 者 何 晴.
const SPREAD: usize = 5;

/// Cuts at white space and punctuation.
fn split(line: &str) -> Vec<Raw> {
    let mut out = Vec::new();
    let mut gap = Gap::None;
    let mut start = None;
    for (i, c) in line.char_indices() {
        let kind = match c {
            '、' | '，' | ',' | '；' | ';' | '。' | '.' | '&' | '＆' => Some(Gap::Comma),
            '/' | '／' | '|' | '｜' | '丨' => Some(Gap::Slash),
            '：' | ':' => Some(Gap::Colon),
            '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '〔' | '〕' => Some(Gap::Bracket),
            _ if c.is_whitespace() => Some(Gap::Space),
            _ => None,
        };
        match (kind, start) {
            (None, None) => start = Some(i),
            (None, Some(_)) => {}
            (Some(kind), begun) => {
                if let Some(s) = begun {
                    out.push((s..i, gap));
                    (start, gap) = (None, Gap::None);
                }
                // Punctuation weighs more than the spaces around it.
                if gap == Gap::None || gap == Gap::Space {
                    gap = kind;
                }
            }
        }
    }
    if let Some(s) = start {
        out.push((s..line.len(), gap));
    }
    out
}

/// 文/图 is one word.
fn merge_slashes(line: &str, raw: Vec<Raw>) -> Vec<Raw> {
    let mut out: Vec<Raw> = Vec::with_capacity(raw.len());
    for (range, gap) in raw {
        if gap == Gap::Slash
            && let Some((last, _)) = out.last_mut()
            && LEXICON.work(&line[last.start..range.end].replace('／', "/")).is_some()
        {
            last.end = range.end;
            continue;
        }
        out.push((range, gap));
    }
    out
}

fn is_single(token: &str) -> bool {
    let mut chars = token.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if is_han(c))
}

/// A byline spread out character by character, with a word of work in it: read without the spaces.
fn spread_line(line: &str, run: &[Raw], words: &mut Vec<Word>) -> bool {
    let text: String = run.iter().map(|(r, _)| &line[r.clone()]).collect();
    if !LEXICON.heads.iter().any(|h| text.contains(h)) {
        return false;
    }
    let mut found = Vec::new();
    let gap = run.first().map_or(Gap::None, |(_, g)| *g);
    lex_token(&text, 0..text.len(), gap, &mut found);
    // Han characters of the basic planes all have three bytes; where one has not, the words are left alone.
    let place = |at: usize| run.get(at / 3).map(|(r, _)| r.clone());
    if text.len() != run.len() * 3 || found.iter().any(|w| w.kind == Kind::Unknown) {
        return false;
    }
    for mut word in found {
        let (Some(first), Some(last)) = (place(word.range.start), place(word.range.end.saturating_sub(1))) else {
            return false;
        };
        word.range = first.start..last.end;
        words.push(word);
    }
    true
}

/// Names whose characters are spread out to fill the line: 郑 艺, 王 小 明; a single word of work may follow (郑 艺 摄).
fn spaced_names(line: &str, run: &[Raw], words: &mut Vec<Word>) {
    let char_at = |k: usize| run.get(k).and_then(|(r, _)| line[r.clone()].chars().next());
    let is_work = |k: usize| run.get(k).is_some_and(|(r, _)| LEXICON.work(&line[r.clone()]).is_some());
    let mut i = 0;
    while let Some((range, gap)) = run.get(i).cloned() {
        let left = run.len() - i;
        let name = left >= 2 && char_at(i).is_some_and(is_surname) && !matches!(char_at(i + 1), Some('摄' | '攝'));
        let taken = if !name {
            1
        } else if left == 3 && !is_work(i + 2) {
            3
        } else {
            2
        };
        if name {
            let end = run[i + taken - 1].0.end;
            let text: String = line[range.start..end].chars().filter(|c| !c.is_whitespace()).collect();
            words.push(Word { kind: Kind::Name(text), range: range.start..end, gap });
        } else {
            lex_token(line, range, gap, words);
        }
        i += taken;
    }
}

/// One token, which may hold several words: 本报记者何晴整理.
fn lex_token(line: &str, range: Range<usize>, gap: Gap, words: &mut Vec<Word>) {
    let text = &line[range.clone()];
    let after_work = words
        .iter()
        .rev()
        .take_while(|w| matches!(w.kind, Kind::Work { .. } | Kind::Name(_) | Kind::Idle))
        .any(|w| matches!(w.kind, Kind::Work { .. }));
    let sourced = words.last().is_some_and(|w| w.kind == Kind::Idle && line[w.range.clone()].ends_with('源'));
    let mut push = |kind: Kind, range: Range<usize>, gap: Gap| words.push(Word { kind, range, gap });
    let words_of = &*LEXICON;
    let idle = words_of.idle.contains(text) || words_of.sources.contains(text) || is_source(text) || is_time(text);
    if idle || (sourced && is_house(text)) {
        return push(Kind::Idle, range, gap);
    }
    if let Some(work) = words_of.work(text) {
        let position = work.position.then(|| text.to_owned());
        return push(Kind::Work { work, position, house: None }, range, gap);
    }
    if is_house(text) {
        return push(Kind::House, range, gap);
    }
    // 何晴通讯员李三: another word of work behind the names.
    if let Some(cut) = inner_head(text, after_work) {
        lex_token(line, range.start..range.start + cut, gap, words);
        return lex_token(line, range.start + cut..range.end, Gap::None, words);
    }
    if let Some((kind, len)) = headed_work(text) {
        let rest = range.start + len..range.end;
        push(kind, range.start..rest.start, gap);
        if !rest.is_empty() {
            lex_token(line, rest, Gap::None, words);
        }
        return;
    }
    // 记者：… may be a turn in an interview.
    let loose = after_work && gap != Gap::Colon;
    let name = |t: &str| is_name(t) || (loose && may_be_name(t));
    let named_post = words_of.posts.suffix(text).is_some_and(|p| p.len() > 3);
    // 摄影张三; the longest word first.
    let lead = words_of.work_words.prefix(text).filter(|w| w.len() > 3).and_then(|w| words_of.work(w));
    if let Some(work) = lead
        && is_name(&text[work.word.len()..])
    {
        let cut = range.start + work.word.len();
        let position = work.position.then(|| work.word.to_owned());
        push(Kind::Work { work, position, house: None }, range.start..cut, gap);
        return push(Kind::Name(line[cut..range.end].to_owned()), cut..range.end, Gap::None);
    }
    // 张三摄. Of the words of one character only this one cannot end a name.
    let tail = words_of.work_words.suffix(text).filter(|w| w.len() > 3 || matches!(*w, "摄" | "攝"));
    if let Some(work) = tail.and_then(|w| words_of.work(w)) {
        let cut = range.end - work.word.len();
        if name(&line[range.start..cut]) {
            push(Kind::Name(line[range.start..cut].to_owned()), range.start..cut, gap);
            let position = work.position.then(|| work.word.to_owned());
            return push(Kind::Work { work, position, house: None }, cut..range.end, Gap::None);
        }
    }
    // 张三李四摄, 张三文李四摄.
    if loose && let Some(before) = text.strip_suffix(['摄', '攝']) {
        let parts = joined_names(before).or_else(|| words_and_pictures(before));
        if let Some(parts) = parts {
            let (mut at, mut gap) = (range.start, gap);
            for part in parts.into_iter().chain([&text[before.len()..]]) {
                let kind = words_of.work(part).map_or_else(
                    || Kind::Name(part.to_owned()),
                    |work| Kind::Work { work, position: work.position.then(|| part.to_owned()), house: None },
                );
                push(kind, at..at + part.len(), gap);
                (at, gap) = (at + part.len(), Gap::None);
            }
            return;
        }
    }
    if let Some(idle) = words_of.idle.suffix(text)
        && name(&text[..text.len() - idle.len()])
    {
        let cut = range.end - idle.len();
        push(Kind::Name(line[range.start..cut].to_owned()), range.start..cut, gap);
        return push(Kind::Idle, cut..range.end, Gap::None);
    }
    if loose && let Some(names) = joined_names(text) {
        let (mut at, mut gap) = (range.start, gap);
        for name in names {
            push(Kind::Name(name.to_owned()), at..at + name.len(), gap);
            (at, gap) = (at + name.len(), Gap::None);
        }
        return;
    }
    if name(text) && !named_post {
        return push(Kind::Name(text.to_owned()), range, gap);
    }
    if text.len() > 3 && words_of.posts.suffix(text).is_some() {
        return push(Kind::Post, range, gap);
    }
    if text.len() > 3 && words_of.bodies.suffix(text).is_some() {
        return push(Kind::Body, range, gap);
    }
    if let Some(cut) = post_and_name(text) {
        let cut = range.start + cut;
        push(Kind::Post, range.start..cut, gap);
        return push(Kind::Name(line[cut..range.end].to_owned()), cut..range.end, Gap::None);
    }
    push(Kind::Unknown, range, gap);
}

/// 新华社发, 某某供图, 来源: says where a picture or text comes from, without a name.
fn is_source(text: &str) -> bool {
    let house = |t: &str| is_house(t) || LEXICON.bodies.suffix(t).is_some();
    text == "来源"
        || ["发", "發", "供图", "供稿", "提供", "图片"].iter().any(|e| text.strip_suffix(e).is_some_and(house))
}

/// 2024-05-16, 10, 2024年5月16日: the date and hour of a web page.
fn is_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '年' | '月' | '日' | '时' | '分'))
        && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether `text` is the name of a paper, agency, station or site.
fn is_house(text: &str) -> bool {
    let count = text.chars().count();
    LEXICON.houses.contains(text)
        || ((3..=14).contains(&count)
            && LEXICON.house_endings.suffix(text).is_some()
            && text.chars().all(|c| is_han(c) || c == '·')
            && LEXICON.idle.suffix(text).is_none())
}

/// A word of work with modifiers and a house before it, at the start of `text`: 人民日报驻法国首席记者.
/// Gives the word and its length in bytes.
fn headed_work(text: &str) -> Option<(Kind, usize)> {
    // Every head ends in one of these.
    if !text.contains(['者', '员', '員', '人', '辑', '輯']) {
        return None;
    }
    let (at, head) = LEXICON.heads.iter().filter_map(|h| Some((text.find(h)?, h))).min()?;
    let len = at + head.len();
    let before = text[..at].strip_prefix("据").unwrap_or(&text[..at]);
    let mut house = before;
    if let Some((h, _)) = before.split_once('驻') {
        house = h;
    } else {
        while let Some(modifier) = LEXICON.modifiers.suffix(house) {
            house = &house[..house.len() - modifier.len()];
        }
    }
    // Names that could not be parted, and the house of the next writer behind them.
    if LEXICON.houses.suffix(house).is_some_and(|h| h.len() + 6 <= house.len())
        && house.chars().next().is_some_and(is_surname)
    {
        return None;
    }
    let known = house.is_empty() || is_house(house) || LEXICON.bodies.suffix(house).is_some() || house.ends_with("站");
    if !known || house.chars().count() > 20 {
        return None;
    }
    let printed = &text[at - (before.len() - house.len())..len];
    let base = LEXICON
        .work(printed)
        .or_else(|| printed.contains("摄影").then(|| LEXICON.work("摄影记者")).flatten())
        .or_else(|| LEXICON.work(head))?;
    let position = if base.word == printed { base.position } else { printed != head };
    Some((
        Kind::Work {
            work: base,
            position: position.then(|| printed.to_owned()),
            house: (!house.is_empty()).then(|| house.to_owned()),
        },
        len,
    ))
}

/// Names and a second word of work written together: the byte where that word, its house and modifiers begin.
fn inner_head(text: &str, after_work: bool) -> Option<usize> {
    if !after_work || !text.contains(['者', '员', '員', '人', '辑', '輯']) {
        return None;
    }
    let at = LEXICON.heads.iter().filter_map(|h| text.find(h)).min().filter(|at| *at > 0)?;
    let mut cut = at;
    loop {
        let before = &text[..cut];
        // A house first: the end of 新华社 may look like a name.
        let house = LEXICON.houses.suffix(before);
        if house.is_none() && (is_name(before) || joined_names(before).is_some()) {
            return Some(cut);
        }
        let word = house.or_else(|| LEXICON.modifiers.suffix(before))?;
        cut -= word.len();
        if cut == 0 {
            return None;
        }
    }
}

/// Two or three names without anything between them, where there is one way to part them, or one that gives each three
/// characters, as most names have.
fn joined_names(text: &str) -> Option<Vec<&str>> {
    const LONGEST: usize = 9;
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).take(LONGEST + 2).collect();
    let count = starts.len() - 1;
    if !(4..=LONGEST).contains(&count) || is_name(text) {
        return None;
    }
    let part = |sizes: &[usize]| -> Option<Vec<&str>> {
        let mut at = 0;
        let mut out = Vec::with_capacity(sizes.len());
        for size in sizes {
            let name = text.get(*starts.get(at)?..*starts.get(at + size)?).filter(|n| is_name(n))?;
            out.push(name);
            at += size;
        }
        Some(out)
    };
    if count.is_multiple_of(3)
        && let Some(names) = part(&vec![3; count / 3])
    {
        return Some(names);
    }
    let mut ways: Vec<Vec<usize>> = Vec::new();
    for a in 2..=4 {
        for b in 2..=4 {
            if a + b == count {
                ways.push(vec![a, b]);
            }
            ways.extend((2..=4).filter(|c| a + b + c == count).map(|c| vec![a, b, c]));
        }
    }
    let mut found = ways.iter().filter_map(|w| part(w));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// 张三文李四, of 张三文李四摄: who wrote, 文, who took the pictures; where there is one way to read it so.
fn words_and_pictures(text: &str) -> Option<Vec<&str>> {
    let mut ways = text.match_indices('文').filter_map(|(i, word)| {
        let (writer, other) = (&text[..i], &text[i + word.len()..]);
        (is_name(writer) && is_name(other)).then(|| vec![writer, word, other])
    });
    let first = ways.next()?;
    ways.next().is_none().then_some(first)
}

/// 某市公安局副局长林某某, the space lost: the byte where the name begins.
fn post_and_name(text: &str) -> Option<usize> {
    let starts: Vec<usize> = text.char_indices().rev().take(4).map(|(i, _)| i).collect();
    [2, 1, 3].iter().filter_map(|k| starts.get(*k).copied()).find(|i| {
        let (post, name) = text.split_at(*i);
        post.chars().count() >= 3 && LEXICON.posts.suffix(post).is_some() && is_name(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(line: &str) -> Vec<String> {
        lex(line, 0)
            .into_iter()
            .map(|w| match w.kind {
                Kind::Work { work, position, house } => {
                    format!(
                        "{}{}:{}",
                        house.map_or(String::new(), |h| h + "+"),
                        work.word,
                        position.unwrap_or_default()
                    )
                }
                Kind::Name(n) => format!("={n}"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn words_written_together_come_apart() {
        assert_eq!(kinds("本报记者何晴整理"), ["本报+记者:", "=何晴", "整理:"]);
        assert_eq!(kinds("南方日报驻京首席记者 郑 艺"), ["南方日报+记者:驻京首席记者", "=郑艺"]);
        assert_eq!(kinds("李明摄"), ["=李明", "摄:"]);
        assert_eq!(kinds("文/图 赵云"), ["文/图:", "=赵云"]);
        assert_eq!(kinds("某省某市副市长、公安局长张大为"), ["Post", "Post", "=张大为"]);
    }

    #[test]
    fn words_of_work_are_found_where_no_space_parts_them() {
        assert_eq!(kinds("本报记者何晴明通讯员李三"), ["本报+记者:", "=何晴明", "通讯员:", "=李三"]);
        assert_eq!(kinds("本报记者何晴明王小川"), ["本报+记者:", "=何晴明", "=王小川"]);
        assert_eq!(
            kinds("本报记者何晴明王小川本报通讯员李三"),
            ["本报+记者:", "=何晴明", "=王小川", "本报+通讯员:", "=李三"]
        );
        assert_eq!(kinds("本 报 记 者 何 晴 明"), ["本报+记者:", "=何晴明"]);
        assert_eq!(kinds("本報記者／何晴明"), ["本報+記者:", "=何晴明"]);
        assert!(kinds("记者走进田间地头看春耕").contains(&"Unknown".to_owned()));
    }

    #[test]
    fn prose_is_unknown() {
        assert!(kinds("今年的粮食又获丰收").contains(&"Unknown".to_owned()));
    }
}
