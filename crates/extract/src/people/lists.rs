//! People shown by the words around them alone: lists of names and speakers that open a clause.

use std::ops::Range;

use super::{Mention, foreign, name};
use crate::names::page::{Page, Stretch};
use crate::names::text::{after, back, before, forth, is_han, len, tail};
use crate::places::Places;

/// The next member of a list of names.
pub(super) fn listed(text: &str, at: usize) -> Option<Range<usize>> {
    let separator = after(text, at).filter(|c| *c == '、')?;
    let start = at + separator.len_utf8();
    let end = foreign::dotted_at(text, start)
        .or_else(|| foreign::units_at(text, start))
        .or_else(|| name::chinese_at(text, start, true))
        // In a list of names a rare surname counts as well, if three characters are left alone by what follows.
        .or_else(|| name::chinese_at(text, start, false).filter(|end| len(text.get(start..*end).unwrap_or("")) == 3))?;
    let verb = matches!(name::follower(text, end), Some(name::Follower::Word(n)) if n > 1);
    let ends =
        matches!(after(text, end), Some('、' | '，' | '。' | '等' | '和' | '出' | '参' | '以' | '在' | '；') | None);
    (ends || verb).then_some(start..end)
}

/// Words for people that end a list of names.
const PEOPLE: &[&str] = &[
    "人",
    "同志",
    "选手",
    "运动员",
    "专家",
    "代表",
    "烈士",
    "领导",
    "球员",
    "队员",
    "名将",
    "作家",
    "演员",
    "艺术家",
    "教授",
    "委员",
    "劳模",
    "老一辈",
    "先生",
    "学者",
    "小将",
    "老将",
    "战士",
    "教师",
    "医生",
    "社员",
    "农民",
    "工人",
];

/// Names shown by what follows: 甲、乙等人, 甲、乙、丙等, or a frequent name that opens a clause and speaks.
pub(super) fn beside_words(page: &Page<'_>, places: &Places, stretch: &Stretch, list: &mut Vec<Mention>) {
    let text = page.text;
    let Some(slice) = text.get(stretch.range.clone()) else { return };
    for (i, etc) in slice.match_indices('等') {
        let mut end = stretch.range.start + i;
        let told = PEOPLE.iter().any(|w| tail(text, end + etc.len()).starts_with(w));
        // Few 等 end a list of names: a 、 stands one name before them.
        if !told && !text.get(back(text, end, 5)..end).is_some_and(|s| s.chars().any(|c| c == '、')) {
            continue;
        }
        let members = list.len();
        while let Some(start) = name::before_title(text, stretch.range.start, end, false) {
            if places.starting_at(start).is_some() {
                break;
            }
            let (article, range) = (stretch.article, start..end);
            list.push(Mention { range, article, posts: Vec::new(), rule: "person/list" });
            if before(text, start) != Some('、') {
                break;
            }
            end = start - '、'.len_utf8();
        }
        // Without a word for people three names are asked for.
        if !told && list.len() < members + 3 {
            list.truncate(members);
        }
    }
    // ”某某说 / 。某某表示，
    let mut open = true;
    for (i, c) in slice.char_indices() {
        if open && is_han(c) {
            let start = stretch.range.start + i;
            // The verb is looked for first: few clauses have one there.
            let end = forth(text, start, 3);
            if end <= stretch.range.end
                && let Some(verb) = name::speech(text, end)
                && after(text, end + verb.len()).is_some_and(|c| matches!(c, '，' | '：' | '。' | '“'))
                && name::chinese_at(text, start, true) == Some(end)
            {
                list.push(Mention {
                    range: start..end,
                    article: stretch.article,
                    posts: Vec::new(),
                    rule: "person/speech",
                });
            }
        }
        open = matches!(c, '”' | '。' | '！' | '？' | '，' | '；');
    }
}
