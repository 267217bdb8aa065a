//! People with their posts, only as printed, for citation. No name is guessed: a post, a verb of speaking or a byline must
//! stand beside it.

mod foreign;
mod lists;
mod name;
mod office;
mod post;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use baokan_corpus_model::{BlockKind, Confidence, Field, Person, Record, Role};

pub(crate) use self::name::{fills, foreign_tail, is_name};
use self::post::Post;
use crate::names::page::{Page, Stretch};
use crate::names::text::{after, before, forth, is_han, len, tail};
use crate::organizations;
use crate::places::Places;

/// A person as mentioned once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The name.
    pub(crate) range: Range<usize>,
    /// Article it stands in.
    pub(crate) article: usize,
    /// Posts beside it.
    pub(crate) posts: Vec<Post>,
    /// What showed that it is a name.
    pub(crate) rule: &'static str,
}

/// The people of a page, in text order.
pub(crate) fn find(page: &Page<'_>, places: &Places, bodies: &[organizations::Mention]) -> Vec<Mention> {
    let mut list: Vec<Mention> = Vec::new();
    for stretch in &page.stretches {
        match stretch.kind {
            BlockKind::Byline | BlockKind::Credit | BlockKind::AuthorNote => {
                signed(page, places, bodies, stretch, &mut list)
            }
            _ => {
                beside_posts(page, places, bodies, stretch, &mut list);
                lists::beside_words(page, places, stretch, &mut list);
            }
        }
    }
    list.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.posts.len())));
    list.dedup_by(|b, a| b.range.start < a.range.end);
    lengthen(page, &mut list);
    list
}

/// 种粮大户梁守|成就到了地头, where 梁守成 is named elsewhere on the page: the longer name is meant.
fn lengthen(page: &Page<'_>, list: &mut [Mention]) {
    let names: HashSet<String> = list.iter().map(|m| page.slice(&m.range).to_owned()).filter(|n| len(n) == 3).collect();
    for m in list.iter_mut().filter(|m| len(page.slice(&m.range)) == 2) {
        let next = after(page.text, m.range.end).map_or(0, char::len_utf8);
        let longer = m.range.start..m.range.end + next;
        if page.text.get(longer.clone()).is_some_and(|name| names.contains(name)) {
            m.range = longer;
        }
    }
}

/// Names before and behind posts.
fn beside_posts(
    page: &Page<'_>,
    places: &Places,
    bodies: &[organizations::Mention],
    stretch: &Stretch,
    list: &mut Vec<Mention>,
) {
    let text = page.text;
    let article = stretch.article;
    let mut end_of_last = stretch.range.start;
    for (word, flags) in post::posts(page, &stretch.range) {
        if flags.before {
            let at = word.end + spaces(tail(text, word.end));
            // A place opens no name: 居民|江阴…, 市民|张家口….
            let place = places.starting_at(at).is_some_and(|p| p.chain.last().is_some_and(|m| !m.word));
            let chinese = name::chinese_at(text, at, flags.weak).filter(|_| !place);
            // Behind a word for any number of people a bare shape proves little: it needs its end shown, or a second mention.
            let chinese = chinese.or_else(|| name::rare_at(text, at)).filter(|end| {
                !name::falls_apart(text, at, *end)
                    && (!flags.weak || name::is_shown(text, at, *end) || named_again(text, at..*end))
            });
            // 电|工程|建设: the role is the beginning of another word; but 学生|于海涛 is shown by its end.
            let joint: String = before(text, word.end).into_iter().chain(after(text, at)).collect();
            let full = chinese.is_some_and(|end| {
                let name = text.get(at..end).unwrap_or("");
                len(name) == 3 && name::is_shown(text, at, end) && !name::is_plain(name) && joined(page, text, at..end)
            });
            if flags.weak && at == word.end && !full && crate::places::spot::is_common_word(&joint) {
                continue;
            }
            // What goes on in a word that the tables know is seldom a name: the post is read only when one is found.
            let wordy = chinese.is_none() && name::is_wordy(text, at);
            let posts = if flags.alone {
                vec![Post { range: word.clone(), place: None, home: None }]
            } else if flags.post && !wordy && is_han_at(text, at) {
                post::phrase(page, places, bodies, end_of_last, word.end)
            } else {
                Vec::new()
            };
            let abroad = flags.post && posts.last().is_some_and(|p| post::is_abroad(page, places, &p.range));
            let least = if flags.foreign || abroad { 2 } else { 3 };
            let transliterated =
                name::foreign_at(text, at, least).filter(|_| flags.post && (flags.foreign || abroad || !flags.weak));
            // 卢卡申科 also begins like a Chinese name; the longer reading is right. Parts with · and names of two known words leave
            // no doubt; behind a foreign post anything up to the next mark or verb may be one.
            let sure = foreign::dotted_at(text, at)
                .or_else(|| foreign::units_at(text, at))
                .or_else(|| name::spaced_at(text, at));
            let found = sure
                .or_else(|| transliterated.or_else(|| foreign::abroad_at(text, at, chinese)).filter(|_| abroad))
                .or_else(|| chinese.filter(|end| name::is_shown(text, at, *end)))
                .or_else(|| chinese.max(transliterated))
                .or_else(|| foreign::japanese_at(text, at).filter(|_| flags.post))
                .filter(|end| *end <= stretch.range.end && !place);
            if let Some(end) = found {
                let posts = if flags.post && posts.is_empty() {
                    post::phrase(page, places, bodies, end_of_last, word.end)
                } else {
                    posts
                };
                let rule = if flags.post { "person/post" } else { "person/occupation" };
                list.push(Mention { range: at..end, article, posts: posts.clone(), rule });
                end_of_last = end;
                // 副主席甲、乙、丙: the others hold the same post.
                while let Some(next) = lists::listed(text, end_of_last).filter(|r| r.end <= stretch.range.end) {
                    end_of_last = next.end;
                    list.push(Mention { range: next, article, posts: posts.clone(), rule });
                }
                continue;
            }
        }
        // 国家元首某某|亲王: who has a post already is not named after the title again.
        let named = list.last().is_some_and(|m| m.range.end == word.start && !m.posts.is_empty());
        if flags.after && word.start >= end_of_last && !named {
            let strong = flags.title
                || matches!(page.slice(&word), "总书记" | "主席" | "总理" | "部长" | "委员长" | "院士" | "教授");
            if let Some(start) = name::before_title(text, end_of_last, word.start, strong) {
                let in_body = {
                    let i = bodies.partition_point(|b| b.range.end <= start);
                    bodies.get(i).is_some_and(|b| b.range.start < word.start)
                };
                if !in_body {
                    let posts = if flags.post {
                        vec![Post { range: word.clone(), place: None, home: None }]
                    } else {
                        Vec::new()
                    };
                    list.push(Mention { range: start..word.start, article, posts, rule: "person/title" });
                    end_of_last = word.end;
                }
            }
        }
    }
}

/// Whether 和 and another post stand behind the name (…学生于海涛和作曲家…), or it comes again.
fn joined(page: &Page<'_>, text: &str, name: Range<usize>) -> bool {
    let next = after(text, name.end).filter(|c| matches!(c, '和' | '与' | '、')).map(|c| name.end + c.len_utf8());
    let post = next.is_some_and(|at| {
        post::posts(page, &(at..forth(text, at, 6))).first().is_some_and(|(word, _)| word.start == at)
    });
    post || named_again(text, name)
}

/// Whether the same name opens a clause soon behind its first mention.
fn named_again(text: &str, name: Range<usize>) -> bool {
    const WITHIN: usize = 900; // characters
    let rest = text.get(name.end..forth(text, name.end, WITHIN)).unwrap_or("");
    let Some(word) = text.get(name) else { return false };
    rest.match_indices(word).any(|(i, _)| {
        let opens = rest.get(..i).and_then(|s| s.chars().next_back()).is_some_and(|c| !is_han(c));
        opens && rest.get(i + word.len()..).is_some_and(|s| name::follower(s, 0).is_some())
    })
}

/// Whether a Chinese character stands at byte `at`.
fn is_han_at(text: &str, at: usize) -> bool {
    after(text, at).is_some_and(is_han)
}

/// Bytes of the space between a post and a name, one character at most.
fn spaces(rest: &str) -> usize {
    rest.chars().next().filter(|c| *c == ' ' || *c == '\u{3000}').map_or(0, char::len_utf8)
}

/// Names of bylines come from the segmenter; here the posts that stand in the byline's own text are read.
fn signed(
    page: &Page<'_>,
    places: &Places,
    bodies: &[organizations::Mention],
    stretch: &Stretch,
    list: &mut Vec<Mention>,
) {
    let Some(article) = page.document.articles.get(stretch.article) else { return };
    for entry in article.byline.iter().filter(|e| e.role == Role::Author) {
        let range = entry.range.as_usize();
        if !(stretch.range.start <= range.start && range.end <= stretch.range.end) {
            continue;
        }
        let text = page.slice(&range);
        let (Some(post), Some(at)) = (&entry.position, text.rfind(&entry.name)) else { continue };
        // The post stands beside the name, or in the note on the author (作者系…).
        let notes = page.of_article(stretch.article).filter(|s| s.kind == BlockKind::AuthorNote);
        let posts = std::iter::once(&range)
            .chain(notes.map(|s| &s.range))
            .find_map(|r| page.slice(r).find(post.as_str()).map(|p| (r.start + p, r.start + p + post.len())))
            .map(|(start, end)| post::phrase(page, places, bodies, start, post::whole(page.text, end)))
            .unwrap_or_default();
        let start = range.start + at;
        list.push(Mention {
            range: start..start + entry.name.len(),
            article: stretch.article,
            posts,
            rule: "person/byline",
        });
    }
}

/// The role that the clause names last (公司相关负责人, 当地居民), with the body before it.
pub(crate) fn role(
    page: &Page<'_>,
    places: &Places,
    bodies: &[organizations::Mention],
    clause: &Range<usize>,
) -> Option<Range<usize>> {
    let (word, _) = post::posts(page, clause).into_iter().rfind(|(_, f)| f.before)?;
    let mut start =
        post::phrase(page, places, bodies, clause.start, word.end).first().map_or(word.start, |p| p.range.start);
    // 某局有关负责人: the attribute and the body before it belong to the role.
    let left = page.slice(&(clause.start..start));
    if let Some(rest) = ["相关", "有关"].iter().find_map(|w| left.strip_suffix(w)) {
        let end = clause.start + rest.len();
        let i = bodies.partition_point(|b| b.range.end < end);
        let body = bodies.get(i).filter(|b| b.range.end == end && b.range.start >= clause.start);
        start = body.map_or(end, |b| b.range.start);
    }
    Some(start..word.end)
}

/// The printed form of a post with the place that it inherits.
pub(crate) fn post_name(page: &Page<'_>, post: &Post) -> String {
    let own = page.slice(&post.range);
    if let Some(home) = &post.home {
        // 县委书记 is 某某县委书记, 县长 is 某某县县长.
        return format!("{home}{}", post::without_class(own));
    }
    post.place.as_ref().map_or_else(|| own.to_owned(), |place| format!("{}{own}", page.slice(place)))
}

/// The bodies that posts imply: who is 公安局长 of a city heads its 公安局. Only posts that inherit their place are read so; the
/// others name their body in print.
pub(crate) fn implied_bodies(page: &Page<'_>, places: &Places, mentions: &[Mention]) -> Vec<organizations::Mention> {
    let mut list = Vec::new();
    for m in mentions {
        for p in m.posts.iter().filter(|p| p.place.is_some()) {
            let donor = p.place.as_ref().and_then(|r| Some((places.starting_at(r.start)?, r.end)));
            // 某法院党组书记、院长: the body itself lends the name, and is listed already.
            if donor.is_some_and(|(place, end)| place.chain.range.end < end && p.home.is_none()) {
                continue;
            }
            let full = donor.and_then(|(place, _)| places.fullest.get(&place.code?));
            if let Some(home) = &p.home {
                // 县委书记: of the committee.
                let rest = post::without_class(page.slice(&p.range));
                if rest.starts_with('委') && !rest.starts_with("委员") {
                    let range = p.range.start..forth(page.text, p.range.start, 2);
                    list.push(organizations::Mention::implied(range, m.article, format!("{home}委")));
                }
                continue;
            }
            if donor.is_none() {
                continue; // the body itself lends the name
            }
            // 副省长、防汛抗旱指挥部指挥长: the body stands in the post.
            if let Some(n) = office::body(page.slice(&p.range)) {
                let range = p.range.start..p.range.start + n;
                let place = full.map_or_else(|| p.place.as_ref().map_or("", |r| page.slice(r)), String::as_str);
                let name = format!("{place}{}", page.slice(&range));
                list.push(organizations::Mention::implied(range, m.article, name));
                continue;
            }
            let name = full.map_or_else(|| post_name(page, p), |place| format!("{place}{}", page.slice(&p.range)));
            let body =
                name.strip_suffix('长').filter(|b| b.ends_with(['局', '厅', '院', '委', '所']) && !b.ends_with("副局"));
            if let Some(body) = body.filter(|b| !b.contains('副')) {
                // 果树研究所|所长: the head printed twice belongs to the post.
                let mut back = body.chars().rev();
                let twice = back.next().filter(|c| back.next() == Some(*c)).map_or(0, char::len_utf8);
                let body = body.get(..body.len() - twice).unwrap_or(body);
                let range = p.range.start..p.range.end - '长'.len_utf8() - twice;
                list.push(organizations::Mention::implied(range, m.article, body.to_owned()));
            }
        }
    }
    list
}

/// One record a person and article, with all posts met there.
pub(crate) fn extract(page: &Page<'_>, mentions: &[Mention]) -> Vec<Record<Person>> {
    let mut records: Vec<Record<Person>> = Vec::new();
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    for m in mentions {
        // 侯 振 清: spaces that set a name are no part of it.
        let name: String = page.slice(&m.range).split_whitespace().collect();
        let index = *seen.entry((m.article, name.clone())).or_insert_with(|| {
            let fact = Person { name: name.clone(), positions: Vec::new() };
            let mut record = page.document.record(m.article, Page::text_range(&m.range), m.rule, fact);
            let sure = matches!(m.rule, "person/post" | "person/byline" | "person/title");
            record.confidence = Confidence::per_mille(if sure { 950 } else { 800 });
            records.push(record);
            records.len() - 1
        });
        let Some(record) = records.get_mut(index) else { continue };
        for post in &m.posts {
            let value = post_name(page, post);
            if !record.fact.positions.iter().any(|p| p.value == value) {
                let field = match &post.place {
                    Some(place) => Field::inherited(value, Page::text_range(place)),
                    None => Field::text(value, Page::text_range(&post.range)),
                };
                record.fact.positions.push(field);
            }
        }
    }
    shorten(&mut records);
    records
}

/// Drops a post that only ends another post of the same person (总书记 beside 中共中央总书记).
fn shorten(records: &mut [Record<Person>]) {
    const MOST: usize = 200; // a namesake of half a library is left as it is
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for r in records.iter() {
        all.entry(r.fact.name.clone()).or_default().extend(r.fact.positions.iter().map(|p| p.value.clone()));
    }
    for r in records {
        let Some(posts) = all.get(&r.fact.name).filter(|posts| posts.len() <= MOST) else { continue };
        r.fact.positions.retain(|p| !posts.iter().any(|q| q.len() > p.value.len() && q.ends_with(&p.value)));
    }
}

#[cfg(test)]
mod press_tests;

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[test]
    fn the_longer_name_of_the_page_is_meant() {
        check(
            &["种粮大户梁守成就到了地头。", "村民梁守成说：“田里的活等不得。”"],
            &[("梁守成", &["种粮大户", "村民"])],
        );
    }

    #[track_caller]
    fn check(lines: &[&str], want: &[(&str, &[&str])]) {
        let doc = extracted("2022", lines);
        let found: Vec<(&str, Vec<&str>)> = doc
            .records
            .people
            .iter()
            .map(|r| (r.fact.name.as_str(), r.fact.positions.iter().map(|p| p.value.as_str()).collect()))
            .collect();
        let want: Vec<(&str, Vec<&str>)> = want.iter().map(|(n, p)| (*n, p.to_vec())).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn a_post_stands_before_the_name() {
        check(
            &["衡南县农业农村局副局长罗晓峰介绍，全科医生唐小梅忙着出诊。"],
            &[("罗晓峰", &["衡南县农业农村局副局长"]), ("唐小梅", &["全科医生"])],
        );
    }

    #[test]
    fn a_second_post_takes_the_place_of_the_first() {
        check(
            &["湖南省衡阳市副市长、水利局长 | 谭立新", "汛期将至。"],
            &[("谭立新", &["湖南省衡阳市副市长", "湖南省衡阳市水利局长"])],
        );
    }

    #[test]
    fn foreigners_and_titles_behind_the_name() {
        check(
            &["法国总统德斯坦会见周培源教授，秘书长瓦尔德海姆在座。"],
            &[("德斯坦", &["法国总统"]), ("周培源", &["教授"]), ("瓦尔德海姆", &["秘书长"])],
        );
    }

    #[test]
    fn words_behind_a_post_are_no_names() {
        check(&["局长高度重视，主任任务繁重，部长级会议召开，书记安排生产，负责人成长很快。"], &[]);
        check(&["妇女儿童、退休工人、农民工和任何人都受到保护。"], &[]);
    }

    #[test]
    fn a_list_before_et_al() {
        check(&["任弼时、林伯渠、吴玉章等同志出席。"], &[("任弼时", &[]), ("林伯渠", &[]), ("吴玉章", &[])]);
    }
}
