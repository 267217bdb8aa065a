//! The members of a set phrase, where the text spells them out beside it: before the name, in a quoted or plain list; behind
//! it, in brackets or after a colon; in the list items that it counts; or contracted in the name itself (编导摄 from 编剧 …).

use std::ops::Range;

use baokan_corpus_model::BlockKind;

use crate::names::boundary;
use crate::names::page::Page;
use crate::names::quotes::{self, Quoted};
use crate::names::text::{back, before, forth, head, is_han, len, tail};

/// What is to be expanded.
pub(super) struct Name<'a> {
    /// The name without its marks.
    pub(super) text: &'a str,
    /// Where it stands, marks and numeral included.
    pub(super) outer: Range<usize>,
    /// How many members it announces.
    pub(super) arity: Option<u32>,
}

/// How far a list is looked for on either side of its name, in characters.
const REACH: usize = 300;
/// Most characters of one member.
const MEMBER: usize = 30;

/// The members of the name at `name.outer`, as byte ranges; empty when the text gives none. `spans` are the quoted spans of
/// the stretch, `index` the place of the stretch in the page.
pub(super) fn members(page: &Page<'_>, index: usize, spans: &[Quoted], name: &Name<'_>) -> Vec<Range<usize>> {
    let Some(stretch) = page.stretches.get(index) else { return Vec::new() };
    if name.text.contains('%') {
        return Vec::new(); // 两个50%: shares, not members
    }
    let text = page.text;
    let fits = |list: &Vec<Range<usize>>| list.len() > 1 && name.arity.is_none_or(|n| list.len() == n as usize);
    let quoted = quoted_before(text, spans, name).filter(fits);
    quoted
        .or_else(|| algebra_before(text, &stretch.range, name).filter(fits))
        .or_else(|| spelled(text, &stretch.range, name))
        .or_else(|| name.arity.and_then(|n| plain_before(text, &stretch.range, name, n as usize)))
        .or_else(|| behind(text, &stretch.range, name).filter(|l| name.arity.is_some() && fits(l)))
        .or_else(|| meant(text, &stretch.range, name))
        .or_else(|| {
            let sum = |l: &Vec<Range<usize>>| l.len() == terms(name.text) || Some(l.len()) == digits(name.text);
            behind(text, &stretch.range, name).filter(sum)
        })
        .or_else(|| name.arity.and_then(|n| list_items(page, index, name, n as usize)))
        .or_else(|| name.arity.and_then(|n| quoted_near(text, spans, name, n as usize)))
        .or_else(|| explained(text, stretch.range.end, spans, name))
        .or_else(|| {
            // A question names it, the answer explains it: the terms stand in the next block.
            let next = page.stretches.get(index + 1).filter(|s| s.article == stretch.article)?;
            explained(text, next.range.end, page.spans.get(index + 1)?, name)
        })
        .or_else(|| contracted(text, &stretch.range, name))
        .unwrap_or_default()
}

/// Ranges of the parts of a list that begins at byte `start`.
fn ranges(list: &str, start: usize, parts: &[&str]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut out = Vec::new();
    for part in parts {
        let Some(i) = tail(list, at).find(part) else { continue };
        let from = at + i;
        at = from + part.len();
        out.push(start + from..start + at);
    }
    out
}

/// “甲、乙、丙”的“NAME”; “甲”“乙”等“NAME”.
fn quoted_before(text: &str, spans: &[Quoted], name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    let before_name = spans.partition_point(|s| s.outer.start < name.outer.start);
    let i = spans.get(..before_name)?.iter().rposition(|s| s.closed && s.outer.end <= name.outer.start)?;
    let last = spans.get(i)?;
    let between = text.get(last.outer.end..name.outer.start)?;
    let inner = text.get(last.inner.clone())?;
    let linked = between.is_empty() || between.starts_with(['的', '等']) || between == "这";
    if !linked {
        return None;
    }
    let parts = if inner.contains('+') { quotes::split_outside(inner, &['+']) } else { quotes::parts(inner) };
    if parts.len() > 1 && len(between) <= 7 && between.chars().all(is_han) {
        // Without a numeral only 的 ties the list to the name.
        if name.arity.is_some() || between.starts_with('的') && !name.text.contains(['+', '、']) {
            return Some(ranges(inner, last.inner.start, &parts));
        }
    }
    if between == "等" || between == "等的" {
        let mut from = i;
        while from > 0
            && i - from < 20
            && spans
                .get(from - 1)
                .zip(spans.get(from))
                .is_some_and(|(a, b)| quotes::joined(text, a, b) && a.depth == b.depth)
        {
            from -= 1;
        }
        if from < i {
            return Some(spans.get(from..=i)?.iter().map(|s| s.inner.clone()).collect());
        }
    }
    None
}

/// 甲+乙+丙的“3+7+N”.
fn algebra_before(text: &str, stretch: &Range<usize>, name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    if !name.text.contains('+') {
        return None;
    }
    let k = quotes::split_outside(name.text, &['+']).len();
    let begin = back(text, name.outer.start, REACH).max(stretch.start);
    let left = text.get(begin..name.outer.start)?.strip_suffix('的')?;
    let from = left
        .rfind(['。', '，', '；', '、', '：'])
        .map_or(0, |i| i + left.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
    let clause = left.get(from..)?;
    let parts = quotes::split_outside(clause, &['+']);
    if k < 2 || parts.len() != k {
        return None;
    }
    let mut list = ranges(clause, begin + from, &parts);
    let first = list.first_mut()?;
    let quote = text.get(first.clone())?.find('“').map(|i| first.start + i);
    first.start = quote.unwrap_or_else(|| trimmed(text, first, &[]));
    Some(list)
}

/// 2小时到场、4小时查清、24小时追到的“2424”: members that begin with the digits that the name is made of.
fn spelled(text: &str, stretch: &Range<usize>, name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    if name.text.len() < 3 || !name.text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let begin = back(text, name.outer.start, REACH).max(stretch.start);
    let left = text.get(begin..name.outer.start)?;
    let left = left.strip_suffix('的').or_else(|| left.strip_suffix('等')).unwrap_or(left);
    let open = left.rfind(['。', '，', '；', '：', '！', '？', '”']);
    let from = open.map_or(0, |i| i + left.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
    let list = left.get(from..)?;
    let mut members = ranges(list, begin + from, &quotes::parts(list));
    let first = members.first_mut()?;
    first.start += text.get(first.clone())?.find(|c: char| c.is_ascii_digit())?;
    let mut digits = String::new();
    for m in &members {
        digits.extend(text.get(m.clone())?.chars().take_while(char::is_ascii_digit));
    }
    (members.len() > 1 && digits == name.text).then_some(members)
}

/// 甲、乙、丙“NAME”, with or without 等: as many members as the name announces, counted back from it.
fn plain_before(text: &str, stretch: &Range<usize>, name: &Name<'_>, n: usize) -> Option<Vec<Range<usize>>> {
    let begin = back(text, name.outer.start, REACH).max(stretch.start);
    let left = text.get(begin..name.outer.start)?;
    let left = ["等", "的", "这"].iter().find_map(|w| left.strip_suffix(*w)).unwrap_or(left);
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut end = left.len();
    let joint = conjunction(left, n);
    while list.len() < n {
        let from = left.get(..end)?.rfind(['、', '；', '，', '。', '：', '！', '？', '”']);
        let from = joint.filter(|j| *j < end && from.is_none_or(|f| *j > f)).or(from);
        // “一老一小”多、…: marks inside the first member.
        let marked = from.filter(|i| list.len() + 1 == n && tail(left, *i).starts_with('”'));
        let from = match marked.and_then(|i| head(left, i).rfind('“')) {
            Some(open) => before(left, open).map(|c| open - c.len_utf8()),
            None => from,
        };
        let mark = from.and_then(|i| left.get(i..)?.chars().next());
        let start = from.map_or(0, |i| i + mark.map_or(0, char::len_utf8));
        if start >= end || len(left.get(start..end)?) > MEMBER {
            return None;
        }
        list.push(begin + start..begin + end);
        let last = list.len() == n;
        match mark {
            Some('、' | '；' | '和') if !last => end = from?,
            // The list must be long enough before the sentence ends, and not go on to the left.
            _ if last && mark != Some('、') => break,
            _ => return None,
        }
    }
    list.reverse();
    let others: Vec<&str> = list.iter().skip(1).filter_map(|r| text.get(r.clone())).collect();
    let first = list.first()?.clone();
    let start = trimmed(text, &first, &others);
    let one = text.get(start..first.end)?;
    let longest = others.iter().map(|s| len(s)).max().unwrap_or(0);
    // A first member that is far longer than the others has words before it that are not its own.
    if one.is_empty() || len(one) > longest + 4 || others.is_empty() {
        return None;
    }
    let shortest = others.iter().map(|s| len(s)).min().unwrap_or(0).min(len(one));
    let odd =
        longest > 6 * shortest.max(1) || others.iter().any(|s| s.contains(char::is_whitespace) || s.contains('“'));
    // Two words parted by 、 stand before many a phrase: they must look alike to be its members.
    let pair = n == 2
        && (len(one) != longest || !others.iter().any(|s| s.chars().any(|c| one.contains(c) || name.text.contains(c))));
    if odd || pair {
        return None;
    }
    list.first_mut()?.start = start;
    Some(list)
}

/// Where the 和 stands that parts two members of a list of `n`, when 、 alone make one too few: 甲、乙和丙, 甲、乙和丙、丁.
fn conjunction(left: &str, n: usize) -> Option<usize> {
    let open = left.rfind(['，', '。', '；', '：', '！', '？', '”']).unwrap_or(0);
    let list = left.get(open..)?;
    if n < 3 || list.matches('、').count() + 2 != n {
        return None;
    }
    // Not in the first piece, which holds the words before the list as well.
    let first = open + list.find('、')?;
    left.rmatch_indices('和').map(|(i, _)| i).take_while(|i| *i > first).find(|i| {
        let one = head(left, *i).rsplit('、').next().unwrap_or("");
        let two = tail(left, i + '和'.len_utf8()).split('、').next().unwrap_or("");
        len(one) > 1 && len(two) > 1
    })
}

/// Where the first member of a plain list begins, once the words before the list are cut off.
fn trimmed(text: &str, first: &Range<usize>, others: &[&str]) -> usize {
    let own = text.get(first.clone()).unwrap_or("");
    let lengths: Vec<usize> = others.iter().map(|s| len(s)).collect();
    if own.starts_with('“') {
        return first.start;
    }
    // 建立|甲包片、乙包所的“两包”: the verb that sets the list up stands before it, where the members are built alike.
    const SET_UP: &[&str] = &["建立", "构建", "推行", "实行", "落实", "坚持", "呈现", "健全", "完善", "打造", "实施"];
    let joint = |s: &str| s.chars().rev().nth(1);
    if let Some(verb) = SET_UP.iter().find(|v| own.starts_with(**v))
        && others.iter().all(|o| len(o) > 3 && joint(o) == joint(own))
        && others.iter().any(|o| len(own) - len(verb) <= len(o) + 4)
    {
        return first.start + verb.len();
    }
    if let Some(l) = lengths.first().copied()
        && lengths.iter().all(|x| *x == l)
        && len(own) >= l
    {
        return back(text, first.end, l);
    }
    // 进社区、进学校: the members begin alike.
    if let Some(c) = others.first().and_then(|s| s.chars().next())
        && others.len() > 1
        && others.iter().all(|s| s.starts_with(c))
        && let Some(i) = own.rfind(c)
    {
        return first.start + i;
    }
    let stated = ["存在", "包括", "包含", "具有", "涵盖", "涉及", "形成"];
    let stated = stated.iter().filter_map(|w| own.rfind(w).map(|i| first.start + i + w.len())).max();
    let cut = boundary::cuts(text, first).into_iter().rfind(|c| *c < first.end);
    stated.max(cut).filter(|at| *at < first.end).unwrap_or(first.start)
}

/// “NAME”（甲、乙）, “NAME”：甲、乙。, “NAME”，即甲、乙
fn behind(text: &str, stretch: &Range<usize>, name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    // “五个三”工作法，即…: the noun that classes the phrase may stand between.
    let rest = text.get(name.outer.end..stretch.end)?;
    let noun = rest.char_indices().take(7).enumerate().find(|(_, (_, c))| !is_han(*c));
    let classed = noun.filter(|(n, _)| (2..=6).contains(n) && !rest.starts_with('即'));
    let from = name.outer.end + classed.map_or(0, |(_, (bytes, _))| bytes);
    let rest = text.get(from..stretch.end)?;
    let (opening, close): (&str, &[char]) = ["，即", "即", "：", "，包括", "，也就是", "，以"]
        .iter()
        .find(|w| rest.starts_with(**w))
        .map(|w| (*w, &['。', '；', '\n'][..]))
        .or_else(|| rest.starts_with('（').then_some(("（", &['）', '。'][..])))?;
    let start = from + opening.len();
    let limit = forth(text, name.outer.end, REACH).min(stretch.end);
    let body = text.get(start..limit)?;
    let body = head(body, body.find(close).unwrap_or(body.len()));
    let body = body.trim_end_matches('等');
    // （指甲、乙）: what defines the phrase makes its members even where it counts otherwise.
    let meant = ["指的是", "是指", "指", "即", "就是"].iter().find_map(|w| body.strip_prefix(*w));
    let start = start + (body.len() - meant.map_or(body.len(), str::len));
    let body = meant.unwrap_or(body);
    let announced = name.arity.map_or(terms(name.text), |n| n as usize);
    // 即甲、乙、丙，推动…: the list may end before the sentence does.
    let short = body.split('，').next().map(quotes::parts).filter(|list| announced > 1 && list.len() == announced);
    let sum = digits(name.text).and_then(|n| quotes::parts_of(body, n));
    let counted = || Some(announced).filter(|n| *n > 1).and_then(|n| quotes::parts_of(body, n));
    let parts = short.or_else(counted).or(sum).unwrap_or_else(|| {
        // 对甲、乙要和，对丙要少: clauses that begin alike are the members, with the lists inside them.
        let long = quotes::split_outside(body, &['，', '；']);
        if long.len() > 1 && long.len() < 5 && long.iter().all(|p| p.chars().next() == body.chars().next()) {
            return long;
        }
        let list = quotes::clauses(body);
        let alike = list.iter().all(|p| p.chars().next() == body.chars().next());
        if alike { list } else { quotes::parts(body) }
    });
    if parts.iter().any(|p| len(p) > MEMBER) {
        return None;
    }
    let mut list: Vec<Range<usize>> = ranges(body, start, &parts).into_iter().map(|r| noun_of(text, r)).collect();
    // 热心、耐心、用心|赢得好评: the members end alike, the last one too.
    let ends: Vec<Option<char>> =
        list.iter().map(|r| text.get(r.clone()).and_then(|s| s.chars().next_back())).collect();
    if let Some((Some(c), others)) = ends.split_first().and_then(|(c, rest)| Some((*c, rest.split_last()?.1)))
        && others.iter().all(|o| *o == Some(c))
        && list.len() > 2
        && let Some(last) = list.last_mut()
        && let Some(i) = text.get(last.clone()).and_then(|own| own.find(c))
    {
        last.end = last.start + i + c.len_utf8();
    } else if opening == "，以" {
        return None;
    }
    // 司法确认|无缝衔接: what is said of the whole list.
    const WHOLE: &[&str] = &["无缝衔接", "有机结合", "相结合", "有机衔接", "协同联动", "一体推进"];
    if let Some(last) = list.last_mut()
        && let Some(own) = text.get(last.clone())
        && let Some(rest) = WHOLE.iter().find_map(|w| own.strip_suffix(w)).filter(|r| !r.is_empty())
    {
        last.end = last.start + rest.len();
    }
    Some(list)
}

/// “NAME”（指甲，乙）: a definition, whatever the name counts.
fn meant(text: &str, stretch: &Range<usize>, name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    let rest = tail(text, name.outer.end);
    (name.arity.is_some() && ["（指", "（即", "（是指"].iter().any(|w| rest.starts_with(w)))
        .then(|| behind(text, stretch, name))
        .flatten()
        .filter(|l| l.len() > 1)
}

/// What the numbers of a sum come to, when it is made of numbers alone: 3+1 has four members.
fn digits(name: &str) -> Option<usize> {
    let sum: usize = name.split('+').map(|t| t.parse::<usize>().ok().filter(|n| *n < 20)).sum::<Option<usize>>()?;
    name.contains('+').then_some(sum)
}

/// How many terms a sum has; 0 when it is none.
fn terms(name: &str) -> usize {
    if name.contains('+') { name.split('+').filter(|t| !t.is_empty()).count() } else { 0 }
}

/// “1+3+N”…，“1”即甲，“3”即乙: the terms of a sum or of a row of digits, each explained behind the name in the same sentence.
fn explained(text: &str, floor: usize, spans: &[Quoted], name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    let is_sum = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || c == '+') && len(s) > 2;
    if !is_sum(name.text) {
        return None;
    }
    let from = spans.partition_point(|s| s.outer.start < name.outer.end);
    let limit = forth(text, name.outer.end, REACH).min(floor);
    let sentence = text.get(name.outer.end..limit)?;
    let mut stop = sentence.find(['。', '；']).unwrap_or(sentence.len());
    // …模式。“1”即…: the terms may be explained in the sentence behind.
    if let Some(next) = sentence.get(stop..).and_then(|s| s.strip_prefix('。')).filter(|s| s.starts_with('“')) {
        stop = sentence.len() - next.len() + next.find('。').unwrap_or(next.len());
    }
    let end = name.outer.end + stop;
    let mut list = Vec::new();
    for q in spans.get(from..)?.iter().filter(|q| q.depth == 0 && q.outer.end < end).take(12) {
        let term = text.get(q.inner.clone())?;
        let rest = text.get(q.outer.end..end)?;
        let cue = ["，即", "即", "是指", "代表", "就是", "指", "是"].iter().find(|c| rest.starts_with(**c));
        let (Some(cue), Some(_)) = (cue, term.chars().next().filter(char::is_ascii_alphanumeric)) else { continue };
        let start = q.outer.end + cue.len();
        let body = text.get(start..end)?;
        let stop = body.find(['，', '；']).unwrap_or(body.len());
        let body = body.get(..stop)?;
        let parts = quotes::parts(body);
        // “甲、乙”两大…、“丙、丁”两大…: each part is named by its noun.
        let nouns: Vec<Range<usize>> = ranges(body, start, &parts).into_iter().map(|r| noun_of(text, r)).collect();
        if parts.len() > 1 && body.contains('”') {
            list.extend(nouns);
        } else {
            list.push(start..start + body.len());
        }
    }
    (list.len() > 1).then_some(list)
}

/// The numbered noun behind the marks of a part (“甲、乙”两大理念 is 两大理念), or the part.
fn noun_of(text: &str, part: Range<usize>) -> Range<usize> {
    let own = text.get(part.clone()).unwrap_or("");
    let behind = own.rfind('”').map(|i| i + '”'.len_utf8()).filter(|i| *i < own.len());
    behind.map_or(part.clone(), |i| part.start + i..part.end)
}

/// The list items that follow a counted name: as many as it counts, each named by its first clause or sentence.
fn list_items(page: &Page<'_>, index: usize, name: &Name<'_>, n: usize) -> Option<Vec<Range<usize>>> {
    let article = page.stretches.get(index)?.article;
    let behind = page.stretches.get(index + 1..)?;
    let skipped = behind.iter().take(4).take_while(|s| s.kind != BlockKind::ListItem && s.article == article).count();
    let items: Vec<_> = behind.iter().skip(skipped).take_while(|s| s.kind == BlockKind::ListItem).collect();
    if items.len() != n || items.first()?.article != article {
        return None;
    }
    let stem = name.text.rsplit('“').next().unwrap_or(name.text).trim_end_matches('”');
    let bodies: Vec<Range<usize>> = items
        .iter()
        .map(|s| {
            let item = page.slice(&s.range);
            let body = item.trim_start_matches(|c: char| !is_han(c) && c != '“');
            s.range.end - body.len()..s.range.end
        })
        .collect();
    let repeated = bodies.iter().all(|b| page.slice(b).starts_with(stem));
    let stops: &[char] = if repeated { &['，', '。', '；'] } else { &['。', '；', '！'] };
    Some(
        bodies
            .into_iter()
            .map(|b| {
                let body = page.slice(&b);
                b.start..b.start + body.find(stops).unwrap_or(body.len())
            })
            .collect(),
    )
}

/// “甲、乙、丙”等要素，创立“NAME”: a quoted list of the right length in the same sentence.
fn quoted_near(text: &str, spans: &[Quoted], name: &Name<'_>, n: usize) -> Option<Vec<Range<usize>>> {
    let before_name = spans.partition_point(|s| s.outer.start < name.outer.start);
    let last = spans.get(..before_name)?.iter().rfind(|s| s.closed && s.outer.end <= name.outer.start)?;
    let between = text.get(last.outer.end..name.outer.start)?;
    let inner = text.get(last.inner.clone())?;
    let parts = quotes::parts(inner);
    (n > 2 && parts.len() == n && len(between) <= 16 && !between.contains(['。', '；', '”']))
        .then(|| ranges(inner, last.inner.start, &parts))
}

/// 工师匠 from 技工、技师、工匠: a list before it whose members end in the characters of the name.
fn contracted(text: &str, stretch: &Range<usize>, name: &Name<'_>) -> Option<Vec<Range<usize>>> {
    if name.arity.is_some() || !(3 * 3..=6 * 4).contains(&name.text.len()) {
        return None; // by bytes, before anything is counted
    }
    let chars: Vec<char> = name.text.chars().collect();
    if !(3..=6).contains(&chars.len()) || !chars.iter().all(|c| is_han(*c)) {
        return None;
    }
    let from = back(text, name.outer.start, 400).max(stretch.start);
    let left = text.get(from..name.outer.start)?;
    // The last member but one ends before 、; its neighbours are read from there.
    let anchor = chars.get(chars.len() - 2).copied();
    for (i, _) in left.rmatch_indices('、').filter(|(i, _)| before(left, *i) == anchor) {
        let mut list: Vec<Range<usize>> = Vec::new();
        let mut end = i;
        let last = end + '、'.len_utf8();
        let tail_end = left
            .get(last..)?
            .char_indices()
            .take(8)
            .find(|(_, c)| Some(c) == chars.last())
            .map(|(j, c)| last + j + c.len_utf8())?;
        list.push(last..tail_end);
        for c in chars.iter().rev().skip(1) {
            let body = left.get(..end)?;
            if !body.ends_with(*c) {
                list.clear();
                break;
            }
            let start = body
                .rfind(['、', '，', '。', '；', '：', '“', '”', '的'])
                .map_or(0, |j| j + left.get(j..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
            list.push(start..end);
            end = start.saturating_sub('、'.len_utf8());
        }
        if list.len() == chars.len() {
            list.reverse();
            let at = |r: &Range<usize>| from + r.start..from + r.end;
            let mut list: Vec<Range<usize>> = list.iter().map(at).collect();
            let first = list.first_mut()?;
            first.start = boundary::cuts(text, first).into_iter().rfind(|c| *c < first.end).unwrap_or(first.start);
            return list.iter().all(|r| (2..=8).contains(&len(text.get(r.clone()).unwrap_or("")))).then_some(list);
        }
    }
    None
}

/// Whether the characters of a quoted name stand for the members of a list before it.
pub(super) fn is_contracted(text: &str, stretch: &Range<usize>, q: &Quoted) -> bool {
    let name = Name { text: text.get(q.inner.clone()).unwrap_or(""), outer: q.outer.clone(), arity: None };
    q.closed && contracted(text, stretch, &name).is_some()
}

/// A numbered noun behind a quoted list (“共富、共治、生态”三大警务, “创新、规范”6种理念): the range of the noun, when its numeral is
/// the number of parts.
pub(super) fn numbered_noun(text: &str, stretch: &Range<usize>, list: &Quoted) -> Option<Range<usize>> {
    let inner = text.get(list.inner.clone())?;
    let mut at = list.outer.end;
    for particle in ["这", "的", "等"] {
        if tail(text, at).starts_with(particle) {
            at += particle.len();
        }
    }
    let rest = text.get(at..stretch.end)?;
    let (n, l) = super::arity::leading(rest)?;
    let parts = quotes::parts(inner);
    if parts.len() < 2 || parts.len() != n as usize {
        return None;
    }
    // The noun: up to a mark, a verb or 建设, six characters at most beyond the numeral.
    let body = at + l;
    let run = forth(text, body, 8).min(stretch.end);
    let mut end = text.get(body..run)?.find(|c: char| !is_han(c)).map_or(run, |i| body + i);
    for stop in ["建设为", "建设", "为", "等", "的", "和", "是", "，", "要", "已", "在", "对", "方面"]
    {
        if let Some(i) = text.get(body..end).and_then(|s| s.find(stop)).filter(|i| *i > 0) {
            end = body + i;
        }
    }
    if let Some(cut) = boundary::cuts(text, &(body..end)).first() {
        let word_start = back(text, *cut, 2);
        end = if word_start > body { word_start } else { end };
    }
    // “领航、启航、远航”三航人才工程: the numeral and the character that all parts end in.
    if let Some(c) = text.get(body..end).and_then(|s| s.chars().next())
        && parts.iter().all(|p| p.ends_with(c) && len(p) > 1)
        && len(text.get(body..end)?) > 1
    {
        return Some(at..body + c.len_utf8());
    }
    let noun = text.get(body..end)?;
    let plain = len(noun) >= 2 && len(noun) <= 7 && before(text, at) != Some('第');
    (plain && !noun.starts_with(['年', '月', '日', '时', '次', '人', '名'])).then_some(at..end)
}
