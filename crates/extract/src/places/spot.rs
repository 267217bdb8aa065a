//! Finds place names in a stretch and ties nested divisions into chains (贵州 + 遵义 + 湄潭县 is one place).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::gazetteer::{Entry, GAZETTEER};
use crate::names::text::{after, before, is_han, len, numeral, rows, tail};

/// One name of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Rows of the gazetteer that fit the name and the chain; empty for countries and regions.
    pub(crate) rows: Vec<usize>,
    /// Whether the class word (省, 县) is left out.
    pub(crate) short: bool,
    /// Whether it is an ordinary word as well.
    pub(crate) word: bool,
}

/// What kind of place a chain names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A division of China.
    Division,
    /// A division that ceased before the table of divisions begins (热河省, 信阳专区): it has no code.
    Past,
    /// A country.
    Country,
    /// A region, river, mountain, city abroad.
    Region,
}

/// A chain of nested divisions, or one other place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// The whole chain.
    pub(crate) range: Range<usize>,
    /// Its members, the highest first.
    pub(crate) members: Vec<Member>,
    /// What it names.
    pub(crate) kind: Kind,
}

impl Chain {
    /// The last member, which decides the code.
    pub(crate) fn last(&self) -> Option<&Member> {
        self.members.last()
    }
}

/// Common words of two characters, and whether they count only beside another.
static STRADDLES: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    rows(include_str!("../../data/straddles.tsv")).filter_map(|row| Some((*row.first()?, row.len() > 1))).collect()
});

/// Whether `word` is a common word of two characters.
pub(crate) fn is_common_word(word: &str) -> bool {
    STRADDLES.get(word) == Some(&false)
}

/// Words that begin with a class word of divisions and follow a place as often as the class word itself: 市长, 市场, 区域.
const CLASS_WORDS: &[&str] = &[
    "市长", "市场", "市民", "市值", "市价", "市容", "县长", "区长", "州长", "省长", "区域", "区间", "区别", "盟友",
    "旗帜",
];
/// After 长 these show that it opens a name of its own (吉林省|长春, 北京市|长安街).
const LONG: &str = "江城沙春安治征期远途短效约跑兴乐宁葛汀泰泾子垣岭";

/// 检察长 柏乐山: behind a space a surname, and nothing after it. Prepositions (赴乐山) are no surnames.
fn is_given_name(text: &str, place: &Range<usize>) -> bool {
    let end = after(text, place.end).is_none_or(|c| c.is_whitespace());
    let Some(surname) =
        before(text, place.start).filter(|c| end && is_han(*c) && !"在赴到于从自驻往达抵经至和与的".contains(*c))
    else {
        return false;
    };
    let left = before(text, place.start - surname.len_utf8());
    left.is_some_and(|c| c == ' ' || c == '　') && len(text.get(place.clone()).unwrap_or("")) == 2
}

/// The chains of `text[range]`.
pub(crate) fn chains(text: &str, range: &Range<usize>, year: u16) -> Vec<Chain> {
    let Some(slice) = text.get(range.clone()) else { return Vec::new() };
    let mut list: Vec<Chain> = Vec::new();
    for (found, entry) in GAZETTEER.find(slice) {
        let mut place = range.start + found.start..range.start + found.end;
        let (rows, short, word) = match entry {
            Entry::Guard => continue,
            _ if is_torn(text, &place) => continue,
            Entry::Past => {
                let member = Member { range: place.clone(), rows: Vec::new(), short: false, word: false };
                push_past(&mut list, member);
                continue;
            }
            Entry::Country | Entry::Region => {
                let kind = if *entry == Entry::Country { Kind::Country } else { Kind::Region };
                // 京津|地区, 胶东|经济圈
                if kind == Kind::Region {
                    place.end += suffix(text, place.end, REGIONAL);
                }
                let member = Member { range: place.clone(), rows: Vec::new(), short: false, word: false };
                list.push(Chain { range: place, members: vec![member], kind });
                continue;
            }
            Entry::Full(rows) => match without_class(text, &place) {
                Some(end) => {
                    place.end = end;
                    (rows.clone(), true, len(text.get(place.clone()).unwrap_or("")) < 2)
                }
                None => (rows.clone(), false, is_generic(text.get(place.clone()).unwrap_or(""))),
            },
            Entry::Short { rows, word } => (rows.clone(), true, *word),
        };
        if short && is_given_name(text, &place) {
            continue;
        }
        // 泉州|湾, 青岛|港, 福州|都市圈
        let spot = suffix(text, place.end, SPOTS);
        if short && !word && spot > 0 {
            place.end += spot;
            let member = Member { range: place.clone(), rows: Vec::new(), short: false, word: false };
            list.push(Chain { range: place, members: vec![member], kind: Kind::Region });
            continue;
        }
        // 牡丹江专区: a class of 1949 to 1970 that the table does not have.
        if short && tail(text, place.end).starts_with("专区") {
            place.end += "专区".len();
            push_past(&mut list, Member { range: place, rows: Vec::new(), short: false, word: false });
            continue;
        }
        let county = rows.iter().all(|r| rank(*r) == 3);
        // 湖南省|长沙县: behind the name of a province its last character opens no word.
        let chained = list.last().is_some_and(|c| c.range.end == place.start && c.kind != Kind::Country);
        if short && is_street(text, place.end) || county && straddles(text, &place, short, chained) {
            continue;
        }
        let rows = in_force(rows, year);
        let member = Member { range: place.clone(), rows, short, word };
        if let Some(chain) = list.last_mut()
            && chain.range.end == place.start
            && matches!(chain.kind, Kind::Division | Kind::Past)
            && let Some(rows) = nested(chain, &member)
            && (!member.word || !member.short || ends_name(text, place.end))
        {
            narrow(chain, &rows);
            chain.range.end = place.end;
            chain.kind = Kind::Division;
            chain.members.push(Member { rows, ..member });
        } else {
            list.push(Chain { range: place, members: vec![member], kind: Kind::Division });
        }
    }
    list
}

/// What is tied to the name of a region or river and makes another of it.
const REGIONAL: &[&str] = &["地区", "经济圈", "经济带", "城市群", "都市圈", "流域", "滩区"];
/// What is tied to the short name of a city and makes the name of a spot or of a wider region.
const SPOTS: &[&str] = &["湾", "港", "经济圈", "城市群", "都市圈", "城市圈"];

/// Bytes of the one of these words that begins at byte `at` and ends a name there.
fn suffix(text: &str, at: usize, words: &[&str]) -> usize {
    let rest = tail(text, at);
    let Some(word) = words.iter().find(|w| rest.starts_with(**w)) else { return 0 };
    let next = tail(rest, word.len());
    let other = match *word {
        "港" => next.starts_with([
            '口', '元', '币', '澳', '股', '商', '城', '湾', '台', '府', '警', '人', '资', '区', '式', '独',
        ]),
        "湾" => next.starts_with(['里', '区', '仔', '村', '镇']),
        _ => false,
    };
    if other { 0 } else { word.len() }
}

/// Adds a division of the past, behind the province that it follows.
fn push_past(list: &mut Vec<Chain>, member: Member) {
    if let Some(chain) = list.last_mut()
        && chain.range.end == member.range.start
        && matches!(chain.kind, Kind::Division | Kind::Past)
    {
        chain.range.end = member.range.end;
        chain.kind = Kind::Past;
        chain.members.push(member);
    } else {
        list.push(Chain { range: member.range.clone(), members: vec![member], kind: Kind::Past });
    }
}

/// Whether a name of two characters lies across two words: its first character ends a word that the one before begins, and
/// its last begins a word with the one behind (隆|重庆|祝); or it is the last of a longer name and a side of it (珠江|西部).
fn is_torn(text: &str, place: &Range<usize>) -> bool {
    let name = text.get(place.clone()).unwrap_or("");
    let mut chars = name.chars();
    let (Some(first), Some(last), None) = (chars.next(), chars.next(), chars.next()) else { return false };
    let (left, right) = (before(text, place.start), after(text, place.end));
    // 8月5|日本报讯, 十|大连锁
    if left.is_some_and(|c| c.is_ascii_digit() || numeral(c).is_some()) && "日大".contains(first) {
        return true;
    }
    if "东西南北".contains(last) && right.is_some_and(|c| "部岸侧麓端坡翼缘".contains(c)) {
        const ON: &[&str] = &["部分", "部门", "部队", "部委", "部长", "部级", "部署", "部属", "部里"];
        return !ON.iter().any(|w| tail(text, place.end).starts_with(w));
    }
    let pair = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| {
            let mut buffer = [0; 8];
            let n = a.encode_utf8(&mut buffer).len();
            let n = n + buffer.get_mut(n..).map_or(0, |rest| b.encode_utf8(rest).len());
            buffer.get(..n).and_then(|w| std::str::from_utf8(w).ok()).is_some_and(|w| STRADDLES.contains_key(w))
        })
    };
    pair(left, Some(first)) && pair(Some(last), right)
}

/// The end of the short form where the class word belongs to the next word (南京|市长).
fn without_class(text: &str, place: &Range<usize>) -> Option<usize> {
    let name = text.get(place.clone())?;
    let class = name.chars().next_back()?;
    let end = place.end - class.len_utf8();
    let rest = tail(text, end);
    if !CLASS_WORDS.iter().any(|w| rest.starts_with(w)) {
        return None;
    }
    let second = rest.chars().nth(1)?;
    let third = rest.chars().nth(2);
    (second != '长' || !third.is_some_and(|c| LONG.contains(c))).then_some(end)
}

/// Full names that say no more than "town" or "suburb".
fn is_generic(name: &str) -> bool {
    len(name) < 3
        || matches!(
            name,
            "新城区"
                | "老城区"
                | "市中区"
                | "城中区"
                | "城东区"
                | "城西区"
                | "城北区"
                | "城南区"
                | "新市区"
                | "合作市"
                | "公安县"
                | "解放区"
                | "和平区"
        )
}

/// A street named after a place (北京路, 南京东路).
fn is_street(text: &str, end: usize) -> bool {
    let rest = tail(text, end).trim_start_matches(['东', '西', '南', '北', '中']);
    rest.starts_with('路') || rest.starts_with("大街") || rest.starts_with("大道") || rest.starts_with("巷")
}

/// Whether the name cuts a common word in two, on the left or, for a short name, on the right. Asked of counties only: the
/// names of provinces and cities are known to all.
fn straddles(text: &str, place: &Range<usize>, short: bool, chained: bool) -> bool {
    let name = text.get(place.clone()).unwrap_or("");
    let pair = |a: Option<char>, b: Option<char>| {
        let word: String = [a, b].into_iter().flatten().collect();
        is_common_word(&word)
    };
    !chained && pair(before(text, place.start), name.chars().next())
        || short && pair(name.chars().next_back(), after(text, place.end))
}

/// Whether a short name that is an ordinary word may be taken as a place here: nothing is attached to it.
fn ends_name(text: &str, end: usize) -> bool {
    after(text, end).is_none_or(|c| !is_han(c) || "的、等地人市县区州".contains(c))
}

fn rank(row: usize) -> u8 {
    GAZETTEER.get(row).map_or(3, super::gazetteer::Division::rank)
}

/// The rows in force in that year; when there is none, those nearest to it.
fn in_force(rows: Vec<usize>, year: u16) -> Vec<usize> {
    let now: Vec<usize> = rows.iter().copied().filter(|r| GAZETTEER.get(*r).is_some_and(|d| d.existed(year))).collect();
    if now.is_empty() { rows } else { now }
}

/// The rows of `member` that lie in the chain so far.
fn nested(chain: &Chain, member: &Member) -> Option<Vec<usize>> {
    let above = chain.last()?;
    if chain.kind == Kind::Past {
        // 热河省|承德市: what lay in it is not known; a full name right behind it is enough.
        let known = chain.members.iter().rev().find(|m| !m.rows.is_empty());
        let lies = |r: &&usize| {
            known
                .is_none_or(|k| k.rows.iter().filter_map(|r| GAZETTEER.get(*r)).any(|d| GAZETTEER.lies_in(**r, d.code)))
        };
        let rows: Vec<usize> = member.rows.iter().filter(lies).copied().collect();
        return (!member.short && !rows.is_empty()).then_some(rows);
    }
    let codes: Vec<u32> = above.rows.iter().filter_map(|r| Some(GAZETTEER.get(*r)?.code)).collect();
    let rows: Vec<usize> =
        member.rows.iter().copied().filter(|r| codes.iter().any(|c| GAZETTEER.lies_in(*r, *c))).collect();
    (!rows.is_empty()).then_some(rows)
}

/// Drops the readings of the chain that do not hold the new member.
fn narrow(chain: &mut Chain, below: &[usize]) {
    for member in &mut chain.members {
        let kept: Vec<usize> = member
            .rows
            .iter()
            .copied()
            .filter(|r| GAZETTEER.get(*r).is_some_and(|d| below.iter().any(|b| GAZETTEER.lies_in(*b, d.code))))
            .collect();
        if !kept.is_empty() {
            member.rows = kept;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let found = chains(text, &(0..text.len()), 2024);
        let names: Vec<&str> = found.iter().map(|c| &text[c.range.clone()]).collect();
        assert_eq!(names, want, "{found:?}");
    }

    #[test]
    fn nested_divisions_are_one_place() {
        check("记者从安徽省黄山市歙县深渡镇获悉", &["安徽省黄山市歙县"]);
        check("贵州遵义湄潭县的茶园", &["贵州遵义湄潭县"]);
        check("由南昌、九江两市承办", &["南昌", "九江"]);
    }

    #[test]
    fn class_words_of_titles_are_left_alone() {
        check("苏州市长会见客人", &["苏州"]);
        check("吉林省长春市郊", &["吉林省长春市"]);
        check("广州市场供应充足", &["广州"]);
    }

    #[test]
    fn accidents_are_no_places() {
        check("重大理论和重大同类问题，其中卫生系统", &[]);
        check("黄河南岸的淮河北部支流", &[]);
        check("南京东路和北京路", &[]);
        check("隆重庆祝建军节，5日本报讯", &[]);
        check("珠江西部与渤海南岸", &[]);
        check("江西部分地区、海南部队和隆重的重庆庆典", &["江西", "海南", "重庆"]);
    }

    #[test]
    fn divisions_of_the_past_make_chains() {
        check("热河省承德市、河南省信阳专区光山县与西康", &["热河省承德市", "河南省信阳专区光山县", "西康"]);
        check("湖南省长沙县土地改革", &["湖南省长沙县"]);
    }
}
