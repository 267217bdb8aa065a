//! Named spots that are no divisions: 沿江街道, 双桥村, 白塔机场, 湿地公园. The class word ends the name; the name begins at
//! the place before it, after a preposition, or at a mark, and is short.

use std::ops::Range;
use std::sync::LazyLock;

use super::resolve::Places;
use super::spot::Kind;
use crate::names::boundary;
use crate::names::lexicon::Lexicon;
use crate::names::page::Page;
use crate::names::text::{all_han, before, head, is_han, len, numeral, rows, words};

/// A class word of spots.
struct Class {
    /// Fewest and most characters of the proper part.
    proper: (usize, usize),
    /// The name takes the city before it in (萧山国际机场 alone is rare: 杭州萧山国际机场).
    with_city: bool,
    /// A place must stand directly before it, since the class word is met in common nouns as well.
    after_place: bool,
}

struct Classes {
    words: Lexicon,
    list: Vec<Class>,
}

static CLASSES: LazyLock<Option<Classes>> = LazyLock::new(|| {
    let (mut words, mut list) = (Vec::new(), Vec::new());
    for row in rows(include_str!("../../data/landmarks.tsv")) {
        if let [word, fewest, most, flags, ..] = row[..] {
            words.push(word);
            list.push(Class {
                proper: (fewest.parse().ok()?, most.parse().ok()?),
                with_city: flags.contains("city"),
                after_place: flags.contains("after"),
            });
        }
    }
    Some(Classes { words: Lexicon::new(words), list })
});

/// Words that open or close the proper part of no named spot.
static COMMON: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../data/landmark_common.tsv")).collect());

/// Whether a preposition or verb of place stands before byte `at`.
fn is_located(text: &str, at: usize) -> bool {
    const WORDS: &[&str] = &["在", "到", "位于", "走进", "来到", "赴", "抵达", "前往", "地处", "途经", "坐落于"];
    WORDS.iter().any(|w| head(text, at).ends_with(w))
}

/// 两条, 三个, 七大: a number, not a name.
fn counted(proper: &str) -> bool {
    let mut chars = proper.chars();
    chars.next().is_some_and(|c| numeral(c).is_some())
        && chars.next().is_some_and(|c| "个座条处家大级省市县区次片批".contains(c))
}

/// The named spots of a page with their articles, in text order.
pub(super) fn landmarks(page: &Page<'_>, places: &Places) -> Vec<(Range<usize>, usize)> {
    let Some(classes) = CLASSES.as_ref() else { return Vec::new() };
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for stretch in &page.stretches {
        let slice = page.slice(&stretch.range);
        for m in classes.words.find_iter(slice) {
            let Some(class) = classes.list.get(m.number) else { continue };
            let (class_start, end) = (stretch.range.start + m.range.start, stretch.range.start + m.range.end);
            let floor = found.last().map_or(stretch.range.start, |(r, _)| r.end).max(stretch.range.start);
            let floor = floor.min(class_start);
            let run = boundary::run_start(page.text, floor, class_start, class.proper.1 + 24);
            let near = places.within(&(run..class_start));
            // 雷山县|西江|镇: a river that gives a town its name is no place of its own there.
            let place = match near {
                [.., a, b]
                    if b.chain.range.end == class_start
                        && a.chain.range.end == b.chain.range.start
                        && a.chain.kind == Kind::Division =>
                {
                    Some(a)
                }
                _ => near.last(),
            };
            let cut = boundary::cuts(page.text, &(run..class_start)).last().copied();
            let from_place = place.map(|p| p.chain.range.end).filter(|p| cut.is_none_or(|c| c <= *p));
            let mut start = from_place.or(cut).unwrap_or(run);
            if let Some(p) =
                place.filter(|p| Some(p.chain.range.end) == from_place && len(page.slice(&(start..class_start))) == 1)
            {
                start = p.chain.last().filter(|m| m.short).map_or(start, |m| m.range.start); // 天台|山: the mountain's name
            }
            let proper = page.slice(&(start..class_start));
            // 在龙泉乡: a preposition of place does as well as a place, if the name is short.
            // 农|村, 城|镇, 乡|镇: common nouns.
            let rural = match page.slice(&(class_start..end)) {
                "村" => {
                    proper.ends_with(['农', '乡', '山', '渔', '城'])
                        || len(proper) == 1 && "全邻进驻到离回下出入治整新老大小中".contains(proper)
                }
                "镇" | "乡" => proper.ends_with([
                    '城', '乡', '村', '市', '集', '酷', '血', '下', '回', '返', '离', '还', '故', '同', '家', '本',
                    '他', '异',
                ]),
                _ => false,
            };
            let chained = found.last().is_some_and(|(r, _)| r.end == start);
            let short = len(proper) <= if class.after_place { 3 } else { 4 };
            // 东镇乡红光农业社…, at the head of a clause: two or three characters that are no word.
            let opens = matches!(page.slice(&(class_start..end)), "乡" | "镇")
                && (2..=3).contains(&len(proper))
                && crate::names::text::before(page.text, start).is_none_or(|c| !is_han(c))
                && !super::spot::is_common_word(proper)
                && !crate::names::text::after(page.text, end).is_some_and(|c| "村镇愁亲音间压定静痛守".contains(c))
                && !boundary::is_word(proper);
            // 友谊关口岸是…: a port of entry at the head of a clause.
            let port = page.slice(&(class_start..end)) == "口岸"
                && (2..=4).contains(&len(proper))
                && before(page.text, start).is_none_or(|c| !is_han(c))
                && !boundary::is_word(proper);
            // 进入某某乡
            let entered = matches!(page.slice(&(class_start..end)), "乡" | "镇")
                && ["进入", "深入"].iter().any(|w| head(page.text, start).ends_with(w))
                && !super::spot::is_common_word(proper);
            let opens = opens || port || entered;
            // 四川盆地 is a name that the gazetteer has.
            let known = places.within(&(run..end)).last();
            if known.is_some_and(|p| p.chain.range.end == end && p.chain.range.start < class_start) {
                continue;
            }
            let located =
                chained || from_place.is_some() || opens || cut == Some(start) && short && is_located(page.text, start);
            let split = |c: char| {
                // 残酷镇|压, 新村|镇
                page.slice(&(class_start..end)) == "镇" && "压静定痛守".contains(c) || "级化长干官民".contains(c)
            };
            let right = crate::names::text::after(page.text, end).is_none_or(|c| !is_han(c) || !split(c));
            // 五美、高桥|两|乡: a number of them, not a name.
            let rural = rural
                || proper.ends_with(|c| numeral(c).is_some_and(|n| n > 1) || "几数各多".contains(c))
                    && len(page.slice(&(class_start..end))) == 1;
            if !right
                || !all_han(proper)
                || !(class.proper.0..=class.proper.1).contains(&len(proper))
                || COMMON.iter().any(|w| proper.starts_with(w) || proper.ends_with(w))
                || !located
                || rural
                || before(page.text, start) == Some('“')
                || counted(proper)
            {
                continue;
            }
            let start = match place {
                Some(p) if class.with_city && from_place.is_some() => {
                    p.chain.last().map_or(start, |member| member.range.start)
                }
                _ => start,
            };
            found.push((start..end, stretch.article));
        }
    }
    found
}
