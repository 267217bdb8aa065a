//! Set phrases (提法) with their members: numbered (六个必须坚持), algebraic (专业+机制+大数据), contracted enumerations (四专两合力),
//! fixed quoted labels and parallel slogans. The exact form is the datum: variants are linked, never merged.

mod accept;
mod arity;
mod expand;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{BlockKind, Confidence, Field, Formulation, Record};

use self::expand::Name;
use crate::hash::{HashMap, HashSet};
use crate::names::lexicon::Lexicon;
use crate::names::page::Page;
use crate::names::quotes::{self, Quoted};
use crate::names::text::{bare, is_han, is_shorter, len, words};

/// A set phrase at one place.
struct Found {
    name: Range<usize>,
    kind: &'static str,
    article: usize,
    members: Vec<Range<usize>>,
    arity: Option<u32>,
    rule: &'static str,
}

static KNOWN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(words(include_str!("../../data/formulations.tsv"))));

/// The set phrases of a page: one record for each phrase and article.
pub(crate) fn extract(page: &Page<'_>) -> Vec<Record<Formulation>> {
    let mut found: Vec<Found> = Vec::new();
    for (index, spans) in page.spans.iter().enumerate() {
        in_quotes(page, index, spans, &mut found);
        unquoted(page, index, spans, &mut found);
    }
    found.sort_by_key(|f| (f.name.start, f.name.end));
    records(page, &found)
}

/// Nouns that count any list.
const GENERIC: &[&str] =
    &["环节", "方面", "层面", "阶段", "步骤", "维度", "要素", "关口", "字", "场所", "地区", "部分"];

/// Phrases between quotation marks, and numbered nouns that count a quoted list.
fn in_quotes(page: &Page<'_>, index: usize, spans: &[Quoted], found: &mut Vec<Found>) {
    let Some(stretch) = page.stretches.get(index) else { return };
    let text = page.text;
    let mut accepted: Option<&Quoted> = None;
    // The kind of the span that was looked at last, ahead of its turn.
    let mut ahead = (usize::MAX, None);
    for (i, q) in spans.iter().enumerate() {
        if accepted.is_some_and(|a| a.outer.start < q.outer.start && q.outer.end <= a.outer.end) {
            continue; // inside a phrase that is one already
        }
        let article = stretch.article;
        if let Some(noun) = expand::numbered_noun(text, &stretch.range, q) {
            // The list is the members of what follows.
            let inner = page.slice(&q.inner);
            let name = Name { text: page.slice(&noun), outer: noun.clone(), arity: arity::arity(page.slice(&noun)) };
            let members = expand::members(page, index, spans, &name);
            // “引、育、用、留”四个环节: a noun that any list may have leaves the list itself as the phrase.
            if members.len() > 1 && GENERIC.iter().any(|w| name.text.ends_with(w)) {
                found.push(Found {
                    name: q.inner.clone(),
                    kind: accept::ENUMERATION,
                    article,
                    members: Vec::new(),
                    arity: None,
                    rule: "formulation/quoted",
                });
                continue;
            }
            // “预防、打击、救助”三位一体, “领航、启航、远航”三航: the list is a phrase beside its short form.
            // “事前、事中、事后”三步法: the noun is a method and has a record of its own.
            let method = name.text.ends_with(['法', '制']) && len(name.text) > 3;
            if members.len() > 1 && (name.text.contains("位一体") || len(name.text) == 2 || method) {
                let (name, kind, members) = (q.inner.clone(), accept::SLOGAN, Vec::new());
                found.push(Found { name, kind, article, members, arity: None, rule: "formulation/quoted" });
            }
            if members.len() > 1 && !inner.is_empty() {
                found.push(Found {
                    name: noun,
                    kind: accept::NUMBERED,
                    article,
                    members,
                    arity: name.arity,
                    rule: "formulation/numbered-noun",
                });
                continue;
            }
        }
        if let Some(start) = accept::counted(text, &stretch.range, q) {
            let outer = start..q.outer.end;
            let name = Name { text: page.slice(&outer), outer: outer.clone(), arity: arity::arity(page.slice(&outer)) };
            let members = expand::members(page, index, spans, &name);
            let heading = stretch.kind == BlockKind::Heading;
            if heading || !members.is_empty() {
                found.push(Found {
                    name: outer,
                    kind: accept::NUMBERED,
                    article,
                    members,
                    arity: name.arity,
                    rule: "formulation/counted",
                });
                continue;
            }
        }
        let mut kind = if ahead.0 == i { ahead.1 } else { accept::kind(text, &stretch.range, q) };
        let next = spans.get(i + 1).filter(|n| quotes::joined(text, q, n));
        let mut leads = || {
            ahead = (i + 1, next.and_then(|n| accept::kind(text, &stretch.range, n)));
            ahead.1.is_some()
        };
        if kind.is_none() && (next.is_some() && leads() || joins_accepted(page, spans, i, accepted)) {
            kind = accept::kind_in_run(text, q);
        }
        if kind.is_none() && expand::is_contracted(text, &stretch.range, q) {
            kind = Some(accept::ENUMERATION);
        }
        let Some(kind) = kind else { continue };
        if is_members_of_next(text, spans, i) {
            continue;
        }
        let name = page.slice(&q.inner);
        let announced = arity::arity(name);
        let members =
            expand::members(page, index, spans, &Name { text: name, outer: q.outer.clone(), arity: announced });
        found.push(Found {
            name: q.inner.clone(),
            kind,
            article,
            members,
            arity: announced,
            rule: "formulation/quoted",
        });
        accepted = Some(q);
    }
}

/// Whether the span stands in a run with the one that was accepted last (“甲”“乙”“丙”).
fn joins_accepted(page: &Page<'_>, spans: &[Quoted], i: usize, accepted: Option<&Quoted>) -> bool {
    let before = i.checked_sub(1).and_then(|j| spans.get(j));
    accepted.zip(before).is_some_and(|(a, b)| a == b && spans.get(i).is_some_and(|q| quotes::joined(page.text, b, q)))
}

/// “甲、乙、丙”“三项工程”: a list right before the numbered phrase that it spells out is no phrase of its own.
fn is_members_of_next(text: &str, spans: &[Quoted], i: usize) -> bool {
    let (Some(q), Some(next)) = (spans.get(i), spans.get(i + 1)) else { return false };
    let between = text.get(q.outer.end..next.outer.start).unwrap_or("x");
    let n = quotes::parts(text.get(q.inner.clone()).unwrap_or("")).len();
    matches!(between, "" | "的")
        && n > 1
        && arity::arity(text.get(next.inner.clone()).unwrap_or("")) == u32::try_from(n).ok()
}

/// Phrases that need no marks: those known to all, and sums of numbers (1+6+N).
fn unquoted(page: &Page<'_>, index: usize, spans: &[Quoted], found: &mut Vec<Found>) {
    let Some(stretch) = page.stretches.get(index) else { return };
    let slice = page.slice(&stretch.range);
    let covered = |r: &Range<usize>| quotes::within(spans, r, |q| is_shorter(page.slice(&q.inner), 40));
    let mut push = |name: Range<usize>, kind: &'static str, rule: &'static str| {
        let announced = arity::arity(page.slice(&name));
        let members = expand::members(
            page,
            index,
            spans,
            &Name { text: page.slice(&name), outer: name.clone(), arity: announced },
        );
        found.push(Found { name, kind, article: stretch.article, members, arity: announced, rule });
    };
    for m in KNOWN.find_iter(slice) {
        let range = stretch.range.start + m.range.start..stretch.range.start + m.range.end;
        if !covered(&range) {
            push(range, accept::NUMBERED, "formulation/known");
        }
    }
    for range in parallel(page.text, &stretch.range) {
        if !covered(&range) {
            push(range, accept::SLOGAN, "formulation/parallel");
        }
    }
    // 1+6+N, 5+2: digits and single capitals, with two plus signs at least.
    let is_term = |b: u8| b.is_ascii_digit() || matches!(b, b'N' | b'X' | b'+');
    let mut start = None;
    for (i, b) in slice.bytes().chain(std::iter::once(b' ')).enumerate() {
        if is_term(b) {
            start.get_or_insert(i);
        } else if let Some(from) = start.take() {
            let sum = slice.get(from..i).unwrap_or("");
            let range = stretch.range.start + from..stretch.range.start + i;
            let terms: Vec<&str> = sum.split('+').collect();
            if terms.len() > 2 && terms.iter().all(|t| !t.is_empty() && t.len() < 4) && !covered(&range) {
                push(range, accept::ALGEBRAIC, "formulation/sum");
            }
        }
    }
}

/// 坚持政治建军、科技强军、依法治军: three or more pieces of four characters that end alike, behind the verb that holds them up.
fn parallel(text: &str, stretch: &Range<usize>) -> Vec<Range<usize>> {
    const VERBS: &[&str] = &["坚持", "突出", "贯彻", "践行"];
    const PIECE: usize = 4;
    let slice = text.get(stretch.clone()).unwrap_or("");
    let mut found = Vec::new();
    for (i, verb) in VERBS.iter().flat_map(|v| slice.match_indices(v)) {
        let start = i + verb.len();
        let rest = slice.get(start..).unwrap_or("");
        let list = rest.get(..rest.find(|c: char| !is_han(c) && c != '、').unwrap_or(rest.len())).unwrap_or("");
        let pieces: Vec<&str> = list.split('、').collect();
        let ends: Vec<(Option<char>, Option<char>)> =
            pieces.iter().map(|p| (p.chars().nth(PIECE - 1), p.chars().nth(PIECE - 2))).collect();
        let alike = ends.iter().all(|e| Some(e.0) == ends.first().map(|f| f.0));
        // 北京大学、清华大学、南开大学: one word under three names.
        let varied = ends.iter().any(|e| Some(e.1) != ends.first().map(|f| f.1));
        if pieces.len() > 2 && pieces.iter().all(|p| len(p) == PIECE) && alike && varied {
            found.push(stretch.start + start..stretch.start + start + list.len());
        }
    }
    found.sort_by_key(|r| r.start);
    found
}

/// One record for each phrase and article, with the members that any mention gives; variants linked.
fn records(page: &Page<'_>, found: &[Found]) -> Vec<Record<Formulation>> {
    let mut list: Vec<Record<Formulation>> = Vec::new();
    let mut seen: HashMap<(usize, String), usize> = HashMap::default();
    for f in found {
        let name = page.slice(&f.name);
        let index = *seen.entry((f.article, bare(name))).or_insert_with(|| {
            let fact = Formulation {
                name: name.to_owned(),
                kind: Cow::Borrowed(f.kind),
                expansion: Vec::new(),
                arity_ok: None,
                variants: Vec::new(),
            };
            let mut record = page.document.record(f.article, Page::text_range(&f.name), f.rule, fact);
            let sure = f.kind != accept::LABEL;
            record.confidence = Confidence::per_mille(if sure { 900 } else { 750 });
            list.push(record);
            list.len() - 1
        });
        if let Some(record) = list.get_mut(index)
            && record.fact.expansion.is_empty()
            && !f.members.is_empty()
        {
            let member = |r: &Range<usize>| Field::text(page.slice(r).to_owned(), Page::text_range(r));
            record.fact.expansion = f.members.iter().map(member).collect();
            let digits = name.chars().all(|c| c.is_ascii_digit());
            let announced = f.arity.map(|n| n as usize).or_else(|| digits.then_some(name.len()));
            record.fact.arity_ok = announced.map(|n| n == f.members.len());
        }
    }
    link(&mut list);
    list
}

/// Links phrases of which one holds the other and is at most twice as long (两个40%, 两个40%以上).
fn link(list: &mut [Record<Formulation>]) {
    let names: HashSet<String> = list.iter().map(|r| r.fact.name.clone()).collect();
    let mut near: HashMap<&str, BTreeSet<&str>> = HashMap::default();
    // Which lengths in characters occur, one bit each: only stretches of such a length are looked up.
    let bit = |n: usize| 1u128 << n.min(127);
    let lengths = names.iter().fold(0, |set, name| set | bit(len(name)));
    for long in &names {
        // Every stretch of a name that is shorter and not too short: names are short, however many there are.
        let ends: Vec<usize> = long.char_indices().map(|(i, _)| i).chain(std::iter::once(long.len())).collect();
        let n = ends.len() - 1;
        for k in (n.div_ceil(2)..n).filter(|k| lengths & bit(*k) != 0) {
            for (from, to) in ends.iter().zip(ends.iter().skip(k)) {
                let short = long.get(*from..*to).and_then(|s| names.get(s));
                if let Some(short) = short.filter(|s| s.chars().any(is_han)) {
                    near.entry(short).or_default().insert(long);
                    near.entry(long).or_default().insert(short);
                }
            }
        }
    }
    for record in list {
        let variants = near.get(record.fact.name.as_str());
        record.fact.variants = variants.into_iter().flatten().map(|v| (*v).to_owned()).collect();
    }
}

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[track_caller]
    fn check(lines: &[&str], want: &[(&str, &str, &[&str], Option<bool>)]) {
        let doc = extracted("2022", lines);
        let found: Vec<(&str, &str, Vec<&str>, Option<bool>)> = doc
            .records
            .formulations
            .iter()
            .map(|r| {
                let members = r.fact.expansion.iter().map(|f| f.value.as_str()).collect();
                (r.fact.name.as_str(), r.fact.kind.as_ref(), members, r.fact.arity_ok)
            })
            .collect();
        let want: Vec<(&str, &str, Vec<&str>, Option<bool>)> =
            want.iter().map(|(n, k, m, a)| (*n, *k, m.to_vec(), *a)).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn members_before_the_name() {
        check(
            &["乡里开展送种子、送农机、送技术、送信贷等“四送”活动。"],
            &[("四送", "numbered", &["送种子", "送农机", "送技术", "送信贷"], Some(true))],
        );
        check(
            &["坚持“管水源、管渠系、管用量、修旧闸、建新闸”的“三管一修一建”工作法。"],
            &[("三管一修一建", "numbered", &["管水源", "管渠系", "管用量", "修旧闸", "建新闸"], Some(true))],
        );
    }

    #[test]
    fn a_numbered_noun_behind_a_quoted_list() {
        check(
            &["建设“粮仓、果园、牧场”三大基地。"],
            &[("三大基地", "numbered", &["粮仓", "果园", "牧场"], Some(true))],
        );
    }

    #[test]
    fn members_in_list_items_and_behind_the_name() {
        check(
            &["落实三个“必须抓好”：", "——必须抓好春耕，不误农时。", "——必须抓好水利，早修早备。", "——必须抓好畜牧。"],
            &[("三个“必须抓好”", "numbered", &["必须抓好春耕", "必须抓好水利", "必须抓好畜牧"], Some(true))],
        );
        check(
            &["推行“两查三看”（查账目、查库存、看苗情、看墒情、看长势）。"],
            &[("两查三看", "numbered", &["查账目", "查库存", "看苗情", "看墒情", "看长势"], Some(true))],
        );
    }

    #[test]
    fn members_of_mixed_lists_and_of_definitions() {
        check(
            &["反对形式主义、官僚主义、享乐主义和奢靡之风这“四风”。"],
            &[("四风", "numbered", &["形式主义", "官僚主义", "享乐主义", "奢靡之风"], Some(true))],
        );
        check(
            &["推行“两清一改”，即清渠、清塘，改旱地。"],
            &[("两清一改", "numbered", &["清渠", "清塘", "改旱地"], Some(true))],
        );
        check(
            &["有人鼓吹“二少一多”（指对公家要少，对自己要多）、“单门风”和“顺水风”。"],
            &[
                ("二少一多", "numbered", &["对公家要少", "对自己要多"], Some(false)),
                ("单门风", "label", &[], None),
                ("顺水风", "label", &[], None),
            ],
        );
    }

    #[test]
    fn members_that_the_name_spells_or_sums_up() {
        check(
            &["实现3小时内放水、6小时内到田、12小时内灌完的“3612”目标。"],
            &[("3612", "numbered", &["3小时内放水", "6小时内到田", "12小时内灌完"], Some(false))],
        );
        check(
            &["推行种子、肥料、农机、植保“四统一”服务。"],
            &[("四统一", "numbered", &["种子", "肥料", "农机", "植保"], Some(true))],
        );
        check(
            &["农场坚持科技强农、质量兴农、依法护农，产量上升。"],
            &[("科技强农、质量兴农、依法护农", "slogan", &[], None)],
        );
        check(&["坚持北京大学、清华大学、南开大学联合办学。"], &[]);
    }

    #[test]
    fn sums_and_slogans() {
        check(
            &["构建“1+4+N”帮扶体系，“1”即县农技站，“4”即四支服务队，“N”即各村能手。"],
            &[("1+4+N", "algebraic", &["县农技站", "四支服务队", "各村能手"], None)],
        );
        check(
            &["坚持“先修渠、后种田”的原则，落实“一户一策”，用好“农机+农艺”。"],
            &[
                ("先修渠、后种田", "slogan", &[], None),
                ("一户一策", "numbered", &[], None),
                ("农机+农艺", "algebraic", &[], None),
            ],
        );
    }

    #[test]
    fn scare_quotes_speech_and_complaints_are_left_out() {
        check(&["他说：“我们村今年丰收了。”解决“看病难”问题，当好“领头雁”，“严”字当头，反对“搞特权”。"], &[]);
        check(&["开展“清渠”专项行动，建成“渠管家”平台，落实“十四五”规划。"], &[]);
    }

    #[test]
    fn variants_are_linked_not_merged() {
        let doc = extracted("2022", &["推广“稻田画”模式，打造“稻田画2.0”模式。"]);
        let linked: Vec<(&str, Vec<&str>)> = doc
            .records
            .formulations
            .iter()
            .map(|r| (r.fact.name.as_str(), r.fact.variants.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(linked, [("稻田画", vec!["稻田画2.0"]), ("稻田画2.0", vec!["稻田画"])]);
    }
}
