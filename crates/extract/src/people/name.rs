//! What a person's name looks like, and where it ends.
//!
//! A name is a surname of our table and one or two further characters that given names have; or a transliteration where a
//! post that foreigners hold stands before it. Its end shows in what follows: a mark, or a word of
//! `data/name_followers.tsv`. Nothing is a name by itself: the callers bring a post, a verb of speaking or a byline.

use std::sync::LazyLock;

use crate::hash::{HashMap, HashSet};
use crate::names::text::{after, before, forth, head, is_han, len, rows, tail};

/// The tables.
struct Tables {
    /// Surnames and how much they prove.
    surnames: HashMap<&'static str, Surname>,
    never: HashSet<char>,
    transliteration: HashSet<char>,
    /// Ordinary words, and whether they are frequent.
    not_names: HashMap<&'static str, bool>,
    /// Word, and whether it is a verb of speaking; by first character.
    followers: HashMap<char, Vec<(&'static str, bool)>>,
}

/// How much a surname proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surname {
    /// Frequent, hardly anything but a surname before two characters.
    Common,
    /// Frequent, and the beginning of everyday words.
    Mixed,
    /// Only beside a post.
    Rare,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut surnames = HashMap::default();
    for row in rows(include_str!("../../data/surnames.tsv")) {
        if let [name, class, ..] = row[..] {
            let class = match class {
                "common" => Surname::Common,
                "mixed" => Surname::Mixed,
                _ => Surname::Rare,
            };
            surnames.insert(name, class);
        }
    }
    let (mut never, mut transliteration) = (HashSet::default(), HashSet::default());
    for row in rows(include_str!("../../data/name_characters.tsv")) {
        if let [set, characters, ..] = row[..] {
            let target = if set == "never" { &mut never } else { &mut transliteration };
            target.extend(characters.chars());
        }
    }
    let mut followers: HashMap<char, Vec<(&'static str, bool)>> = HashMap::default();
    for row in rows(include_str!("../../data/name_followers.tsv")) {
        if let [word, class, ..] = row[..]
            && let Some(first) = word.chars().next()
        {
            followers.entry(first).or_default().push((word, class == "speech"));
        }
    }
    let not_names = rows(include_str!("../../data/not_names.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1) == Some(&"often"))))
        .collect();
    Tables { surnames, never, transliteration, not_names, followers }
});

/// What stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Follower {
    /// A word that may stand behind a name; its length in characters.
    Word(usize),
    /// A mark, a space, a digit, or the end.
    Mark,
}

/// The longest follower at byte `at`.
pub(crate) fn follower(text: &str, at: usize) -> Option<Follower> {
    match after(text, at) {
        Some(c) if is_han(c) => {
            let rest = tail(text, at);
            let list = TABLES.followers.get(&c).map_or(&[][..], Vec::as_slice);
            let listed = list.iter().filter(|(w, _)| rest.starts_with(w)).map(|(w, _)| len(w)).max();
            let verb = text.get(at..forth(text, at, 2)).filter(|w| crate::names::boundary::is_word(w)).map(len);
            // …说，“: nothing else can end so.
            let speaks = speech(text, at).filter(|w| after(text, at + w.len()).is_some_and(|c| "，：“".contains(c)));
            listed.max(verb).max(speaks.map(|w| len(w) + 2)).map(Follower::Word)
        }
        _ => Some(Follower::Mark),
    }
}

/// Whether no Chinese name holds the character.
pub(super) fn never(c: char) -> bool {
    TABLES.never.contains(&c)
}

/// Whether transliterations use the character.
pub(super) fn is_transliteration(c: char) -> bool {
    TABLES.transliteration.contains(&c)
}

/// The verb of speaking at byte `at`, the longest.
pub(crate) fn speech(text: &str, at: usize) -> Option<&'static str> {
    let rest = tail(text, at);
    let list = TABLES.followers.get(&after(text, at)?)?;
    list.iter().filter(|(w, speech)| *speech && rest.starts_with(w)).map(|(w, _)| *w).max_by_key(|w| w.len())
}

/// Whether `s` is a whole Chinese name: surname, then one or two characters. `frequent` asks for a frequent surname.
pub(crate) fn is_name(s: &str, frequent: bool) -> bool {
    let chars: Vec<char> = s.chars().collect();
    let surname = |n: usize| {
        let word: String = chars.iter().take(n).collect();
        TABLES.surnames.get(word.as_str()).is_some_and(|class| *class != Surname::Rare || !frequent)
    };
    let given = |n: usize| {
        let rest = chars.get(n..).unwrap_or(&[]);
        (1..=2).contains(&rest.len())
            && (rest.iter().all(|c| is_han(*c) && !TABLES.never.contains(c))
                || GIVEN.contains(&rest.iter().collect::<String>().as_str())
                || matches!(rest, [a, b] if "有得本再更名从自其".contains(*a) && LUCKY.contains(*b)))
    };
    let fits = (2..=3).contains(&chars.len()) && surname(1) && given(1)
        || (3..=4).contains(&chars.len()) && surname(2) && given(2);
    fits && !is_ordinary(s, frequent)
}

/// What given names wish for behind a function word (有田, 得胜, 本善).
const LUCKY: &str = "田才福德根志国林财贵良仁义祥金龙海堂武文清旺庆昌盛胜宝荣玉云峰善华新明亮禄寿喜康魁山树珍芳兰";

/// Given names that are words as well.
const GIVEN: &[&str] = &[
    "建国", "建军", "建设", "建华", "建新", "建业", "建立", "建功", "国庆", "国强", "国栋", "国防", "胜利", "和平",
    "解放", "援朝", "跃进", "向阳", "向东", "向前", "向荣", "向明", "向华", "向红", "光明", "光荣", "光辉", "明亮",
    "明星", "爱国", "爱民", "爱华", "保国", "保卫", "振兴", "振华", "长征", "红军", "新华", "新民", "新生", "前进",
    "东方", "东升", "东风", "立新", "立功", "志愿", "志气", "永远", "永恒", "太平", "平安", "安全", "安定", "安宁",
    "春雷", "春风", "春光", "秋实", "丰收", "丰年", "富强", "富贵", "有才", "成功", "成才", "成林", "成龙", "文化",
    "文学", "文明", "学习", "学军", "大海", "大力", "大明", "大山", "海洋", "海燕", "海鸥", "红梅", "红旗", "红星",
    "玉兰", "玉石", "金山", "金星", "银河", "长江", "黄河", "泰山", "高峰", "高山", "雪梅", "雪花", "秀丽", "美丽",
    "晓风", "清泉", "清明", "天明", "天才", "福利", "正义", "正直", "忠诚", "忠实", "诚实", "友谊", "团结", "进步",
    "进军", "凯旋", "凯歌", "英雄", "英明", "英勇", "勇敢", "勇士", "卫星", "卫国", "卫民", "星光", "朝阳", "朝霞",
    "彩霞", "彩云", "彩虹", "白云", "云峰", "峰会", "思想", "思考", "思源", "理想", "宏伟", "宏大", "伟大", "杰出",
    "俊杰", "如意", "吉祥", "顺利", "康复", "健康", "健全", "自强", "自立", "致远", "致富", "为民", "利民", "惠民",
    "重庆", "北京",
];

/// Whether a candidate is an ordinary word, or a surname before one. A strict look also refuses a word and one character more.
fn is_ordinary(s: &str, strict: bool) -> bool {
    let first: String = s.chars().take(1).collect();
    let two: String = s.chars().take(2).collect();
    let three: String = s.chars().take(3).collect();
    let inner: String = s.chars().skip(1).collect();
    let words = &TABLES.not_names;
    let class = TABLES.surnames.get(first.as_str()).copied().unwrap_or(Surname::Common); // else a double surname
    let known = words.contains_key(two.as_str())
        || class != Surname::Common
            && (crate::places::spot::is_common_word(&two) || crate::names::boundary::is_word(&two));
    let odd = len(s) == 3 && known && !TABLES.surnames.contains_key(two.as_str());
    // 任协助, 何干涉: a surname of everyday words before a word.
    let clause = (strict || class != Surname::Common)
        && len(&inner) == 2
        && !GIVEN.contains(&inner.as_str())
        && (crate::places::spot::is_common_word(&inner) || crate::names::boundary::is_word(&inner));
    let plain = len(s) == 2 && (crate::places::spot::is_common_word(s) || crate::names::boundary::is_word(s));
    words.contains_key(s)
        || plain
        || words.contains_key(three.as_str())
        || odd && (strict || class != Surname::Common)
        || clause
}

/// A name of two characters that is a seldom word as well (洪峰): taken only with a post before it and a verb behind it.
fn is_seldom_word(s: &str) -> bool {
    let first: String = s.chars().take(1).collect();
    TABLES.not_names.get(s) == Some(&false)
        && len(s) == 2
        && TABLES.surnames.get(first.as_str()) == Some(&Surname::Common)
        && s.chars().all(|c| !TABLES.never.contains(&c))
}

/// End of the Chinese name at byte `start`; the length whose follower fits best, the longer one when both do.
pub(crate) fn chinese_at(text: &str, start: usize, frequent: bool) -> Option<usize> {
    (2..=4)
        .map(|n| forth(text, start, n))
        .filter(|end| is_name(text.get(start..*end).unwrap_or(""), frequent))
        .filter_map(|end| Some((follower(text, end)?, end)))
        // 沈图|同日本…: a name seldom ends in 同, and then a preposition stands there.
        .filter(|(f, end)| *f == Follower::Mark || before(text, *end) != Some('同'))
        .max()
        .map(|(_, end)| end)
        .or_else(|| {
            let end = forth(text, start, 2);
            // 某某将作说明: an adverb or preposition of the predicate shows the end as well.
            let verb = matches!(follower(text, end), Some(Follower::Word(n)) if n > 1)
                || after(text, end).is_some_and(|c| "将向就".contains(c));
            (!frequent && verb && is_seldom_word(text.get(start..end)?)).then_some(end)
        })
        .or_else(|| by_shape(text, start, frequent))
}

/// A name of three characters with a rare surname whose end a mark or a word of two characters shows, and that holds no word.
pub(crate) fn rare_at(text: &str, start: usize) -> Option<usize> {
    let end = forth(text, start, 3);
    /// Rare surnames that are everyday verbs and particles.
    const VERBS: &str = "干扶揭撒支战查植展相谈从代农连满过要应计解用";
    let name = text.get(start..end).filter(|s| is_name(s, false) && !s.starts_with(|c| VERBS.contains(c)))?;
    let is_word = |s: &str| crate::places::spot::is_common_word(s) || crate::names::boundary::is_word(s);
    let chars: Vec<char> = name.chars().collect();
    let tied = chars.windows(2).any(|w| is_word(&w.iter().collect::<String>()));
    let shown = match follower(text, end)? {
        Follower::Mark => true,
        Follower::Word(n) => n > 1,
    };
    (shown && !tied).then_some(end)
}

/// Whether the name at `start..end` shows by itself that it is one: a mark or a word of two characters ends it. Two characters
/// before a lone 的, 给 or 当 are as often the middle of a sentence (学生|时给, 专家|时应).
pub(crate) fn is_shown(text: &str, start: usize, end: usize) -> bool {
    let name = text.get(start..end).unwrap_or("");
    let first: String = name.chars().take(1).collect();
    let common = matches!(TABLES.surnames.get(first.as_str()), Some(Surname::Common | Surname::Mixed));
    match follower(text, end) {
        Some(Follower::Mark) => true,
        Some(Follower::Word(n)) => n > 1 || common && len(name) > 2,
        None => TABLES.surnames.get(first.as_str()) == Some(&Surname::Common),
    }
}

/// Whether what follows the surname is a word (程|建设), so that the name may be the end of one word and the next.
pub(crate) fn is_plain(name: &str) -> bool {
    let given: String = name.chars().skip(1).collect();
    crate::places::spot::is_common_word(&given) || crate::names::boundary::is_word(&given)
}

/// Whether a word of the tables stands at byte `at`.
pub(crate) fn is_wordy(text: &str, at: usize) -> bool {
    let two = text.get(at..forth(text, at, 2)).unwrap_or("");
    crate::places::spot::is_common_word(two) || crate::names::boundary::is_word(two)
}

/// Whether the candidate at `start..end` falls apart into words with its right neighbour: 符合|国家, 项已|作出.
pub(crate) fn falls_apart(text: &str, start: usize, end: usize) -> bool {
    let is_word = |s: &str| crate::places::spot::is_common_word(s) || crate::names::boundary::is_word(s);
    let name = text.get(start..end).unwrap_or("");
    let (Some(last), Some(next)) = (name.chars().last(), after(text, end).filter(|c| is_han(*c))) else { return false };
    let two: String = name.chars().take(2).collect();
    let seam: String = [last, next].iter().collect();
    len(name) == 3 && is_word(&two) && is_word(&seam)
}

/// A name that no known follower ends (某某带领…): a frequent surname and two characters that make no word with one another
/// nor with what stands behind them. Names of three characters are ten times as frequent as those of two, so that
/// the shorter reading is not tried.
fn by_shape(text: &str, start: usize, frequent: bool) -> Option<usize> {
    let end = forth(text, start, 3);
    let name = text.get(start..end)?;
    let surname: String = name.chars().take(1).collect();
    let fit = match TABLES.surnames.get(surname.as_str()) {
        Some(Surname::Common) => true,
        Some(Surname::Mixed) => !frequent,
        _ => false,
    };
    let is_word = |s: &str| crate::places::spot::is_common_word(s) || crate::names::boundary::is_word(s);
    let chars: Vec<char> = name.chars().chain(after(text, end)).collect();
    let tied = chars.windows(2).skip(usize::from(fit)).any(|w| is_word(&w.iter().collect::<String>()));
    (fit && is_name(name, true) && !tied && len(name) == 3).then_some(end)
}

/// End of the transliterated name at byte `start`: `least` to two dozen characters of
/// transliterations, `·` between its parts.
pub(crate) fn foreign_at(text: &str, start: usize, least: usize) -> Option<usize> {
    let mut end = start;
    for (n, c) in tail(text, start).chars().enumerate() {
        if n >= 24 || !TABLES.transliteration.contains(&c) || c == '·' && n == 0 {
            break;
        }
        end += c.len_utf8();
    }
    let mut name = text.get(start..end)?.trim_end_matches('·');
    // 撒切尔|夫人
    if tail(text, start + name.len()).starts_with('人') {
        name = name.strip_suffix('夫').unwrap_or(name);
    }
    let end = start + name.len();
    // 可基于, 可在: a modal verb, not a name.
    let ordinary = TABLES.not_names.get(name) == Some(&true)
        || name.starts_with('可') && name.ends_with('于')
        || crate::places::spot::is_common_word(name)
        || crate::names::boundary::is_word(name);
    let ends = follower(text, end).is_some() || super::foreign::dated(text, end);
    (len(name) >= least && !ordinary && ends).then_some(end)
}

/// End of a name printed with spaces between its characters (侯 振 清) at byte `start`.
pub(crate) fn spaced_at(text: &str, start: usize) -> Option<usize> {
    let chars: Vec<char> = tail(text, start).chars().take(6).collect();
    let n = match chars[..] {
        [a, ' ' | '\u{3000}', b, ' ' | '\u{3000}', c, ..] if is_han(a) && is_han(b) && is_han(c) => 5,
        // 侯 振清
        [a, ' ' | '\u{3000}', b, c, ..]
            if is_han(a) && is_name(&[a, b, c].iter().collect::<String>(), true) && ended(text, start, 4) =>
        {
            4
        }
        [a, ' ' | '\u{3000}', b, ..] if is_han(a) && is_han(b) => 3,
        _ => return None,
    };
    let name: String = chars.iter().take(n).filter(|c| is_han(**c)).collect();
    let end = forth(text, start, n);
    (is_name(&name, false) && follower(text, end).is_some()).then_some(end)
}

/// Whether a follower stands `n` characters behind byte `start`.
fn ended(text: &str, start: usize, n: usize) -> bool {
    follower(text, forth(text, start, n)).is_some()
}

/// Bytes of the transliterated name that ends `s` behind other words, three to eight characters.
pub(crate) fn foreign_tail(s: &str) -> Option<usize> {
    let name = s.char_indices().rev().take_while(|(_, c)| TABLES.transliteration.contains(c)).last()?.0;
    let n = len(tail(s, name));
    (name > 0 && (3..=8).contains(&n) && !tail(s, name).starts_with('·')).then(|| s.len() - name)
}

/// Whether `s`, which fills the room between a post and a verb of speaking, can be a name there: any surname before one or two
/// characters, or mostly characters of transliterations.
pub(crate) fn fills(s: &str) -> bool {
    let n = len(s);
    let surname = |k: usize| s.char_indices().nth(k).is_some_and(|(i, _)| TABLES.surnames.contains_key(head(s, i)));
    let sounds = s.chars().filter(|c| TABLES.transliteration.contains(c)).count();
    (2..=3).contains(&n) && surname(1) || (3..=4).contains(&n) && surname(2) || n >= 2 && sounds * 3 >= n * 2
}

/// The name that ends at byte `end` (习近平|总书记). Three characters before two: a title leaves no doubt about the end, so that
/// the beginning decides. `floor` is where the stretch begins.
pub(crate) fn before_title(text: &str, floor: usize, end: usize, strong: bool) -> Option<usize> {
    for n in [3, 2, 4] {
        let start = crate::names::text::back(text, end, n);
        let Some(name) = text.get(start..end).filter(|_| start >= floor) else { continue };
        let inner: String = name.chars().skip(1).collect();
        let open = before(text, start).is_none_or(|c| !is_han(c))
            || crate::names::boundary::cuts(text, &(crate::names::text::back(text, start, 4).max(floor)..start)).last()
                == Some(&start);
        let plain = n == 3 && strong && !crate::places::spot::is_common_word(&inner);
        let title = inner.starts_with(['总', '副', '主', '委', '部', '局', '院', '处']) && n > 2;
        if len(name) == n && is_name(name, true) && !title && (open || plain) {
            return Some(start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, start: &str, name: &str) {
        let at = text.find(start).unwrap() + start.len();
        let end = chinese_at(text, at, false).unwrap_or(at);
        assert_eq!(&text[at..end], name);
    }

    #[test]
    fn the_follower_shows_the_end() {
        check("县水利局局长秦立新介绍说", "局长", "秦立新");
        check("外长王强调研时指出", "外长", "王强");
        check("校长欧阳明珠表示", "校长", "欧阳明珠");
        check("负责人高度重视", "负责人", "");
        check("主任任务是", "主任", "");
    }

    #[test]
    fn transliterations_end_at_other_characters() {
        let t = "总统马卡里奥斯在会谈中说";
        let at = "总统".len();
        assert_eq!(foreign_at(t, at, 2).map(|e| &t[at..e]), Some("马卡里奥斯"));
    }
}
