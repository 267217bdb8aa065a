//! Names that are not of the Chinese form: transliterations, parts joined with ·, names of two words, Japanese names.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::name::{Follower, follower, is_transliteration, never};
use crate::names::boundary;
use crate::names::text::{after, forth, is_han, len, numeral, tail, words};
use crate::places::spot::is_common_word;

/// Most characters of one part of a name.
const PART: usize = 9;
/// Characters of Uighur and Kazakh names that other transliterations do not use.
const TURKIC: &str = "买提合依力江别孜吐逊衣布麦";
/// Most parts.
const PARTS: usize = 5;

static UNITS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../data/name_units.tsv")).collect());

static JAPANESE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../data/japanese_surnames.tsv")).collect());

/// End of a name whose parts are joined with `·` (买买提·吐尔逊) and that begins at byte `start`. The parts before the last
/// end at their `·`; the last one ends where no character of transliterations follows, or else at the first word that may stand
/// behind a name.
pub(crate) fn dotted_at(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    for _ in 0..PARTS {
        let rest = tail(text, at);
        let part = |c: &char| is_han(*c) && (!never(*c) || *c == '得' || is_transliteration(*c));
        let n = rest.chars().take(PART).take_while(part).count();
        let end = forth(text, at, n);
        if n == 0 || !matches!(after(text, end), Some('·' | '•' | '・')) {
            break;
        }
        at = end + after(text, end).map_or(0, char::len_utf8);
    }
    if at == start {
        return None;
    }
    let run = tail(text, at)
        .chars()
        .take(PART)
        .take_while(|c| TURKIC.contains(*c) || is_transliteration(*c) && *c != '·')
        .count();
    let whole = forth(text, at, run);
    if run > 0 && follower(text, whole).is_some() {
        // …·古久里|夫人
        let wife = text.get(..whole).filter(|t| t.ends_with('夫') && tail(text, whole).starts_with('人'));
        return Some(wife.map_or(whole, |t| t.len() - '夫'.len_utf8()));
    }
    (2..=PART).map(|n| forth(text, at, n)).find(|end| ends(text, *end)).or_else(|| (run > 0).then_some(whole))
}

/// Whether a name may end at byte `end`.
fn ends(text: &str, end: usize) -> bool {
    follower(text, end).is_some() || dated(text, end)
}

/// Whether a date begins at byte `at` (里根|二十六日).
pub(super) fn dated(text: &str, at: usize) -> bool {
    let rest = tail(text, at);
    let digits: usize = rest.chars().take(4).take_while(|c| numeral(*c).is_some()).map(char::len_utf8).sum();
    digits > 0 && rest.get(digits..).is_some_and(|r| r.starts_with(['日', '月', '时']))
}

/// End of a name of two or three words of Tibet, Mongolia or the Yi (扎西|顿珠, 巴图|苏和) at byte `start`.
pub(crate) fn units_at(text: &str, start: usize) -> Option<usize> {
    let (mut at, mut n) = (start, 0);
    while n < 3 {
        let unit = [4, 3, 2].into_iter().map(|k| forth(text, at, k)).find(|e| text.get(at..*e).is_some_and(is_unit));
        let Some(end) = unit else { break };
        (at, n) = (end, n + 1);
    }
    (n >= 2).then_some(at)
}

fn is_unit(word: &str) -> bool {
    UNITS.contains(word)
}

/// End of a name of a frequent Japanese surname and one to three further characters at byte `start`.
pub(crate) fn japanese_at(text: &str, start: usize) -> Option<usize> {
    let surname = forth(text, start, 2);
    if !text.get(start..surname).is_some_and(|s| JAPANESE.contains(s)) {
        return None;
    }
    let fits = |end: &usize| {
        let given = text.get(surname..*end).unwrap_or("");
        ends(text, *end) && !given.chars().any(|c| never(c) || !is_han(c)) && !is_word(given)
    };
    [2, 1, 3].into_iter().map(|n| forth(text, surname, n)).find(fits)
}

/// End of the name at byte `start` behind the post of another state, whatever its form: a Japanese surname and a given name, or
/// what reaches to the first mark or word that may stand behind a name. `chinese` is the reading as a Chinese name, which
/// holds for names that end there in a mark or a word of two characters (金日成|接见).
pub(crate) fn abroad_at(text: &str, start: usize, chinese: Option<usize>) -> Option<usize> {
    const LONGEST: usize = 7;
    if let Some(end) = japanese_at(text, start) {
        return Some(end);
    }
    let surname = forth(text, start, 2);
    if text.get(start..surname).is_some_and(|s| JAPANESE.contains(s)) {
        return ends(text, surname).then_some(surname);
    }
    let strong = |end: usize| match follower(text, end) {
        Some(Follower::Word(n)) => n > 1,
        Some(Follower::Mark) => true,
        None => false,
    };
    if let Some(end) = chinese.filter(|end| strong(*end)) {
        return Some(end);
    }
    let n = tail(text, start).chars().take(LONGEST).take_while(|c| is_han(*c) && !never(*c)).count();
    // To the mark, or to a word of two characters; a lone 和 or 说 may be part of the name (德|同, 及) only where nothing else is.
    let function = |end: usize| after(text, end).is_some_and(|c| "为和与同对在向就将已也由从说称率是的".contains(c));
    let end = (2..=n).map(|k| forth(text, start, k)).find(|end| strong(*end) || function(*end) || dated(text, *end));
    let end = end.or_else(|| (2..=n).map(|k| forth(text, start, k)).find(|end| ends(text, *end)))?;
    let name = text.get(start..end)?;
    let chars: Vec<char> = name.chars().collect();
    let tied = chars.windows(2).any(|w| is_word(&w.iter().collect::<String>()));
    // At least half of it is of characters that transliterations use.
    let foreign = chars.iter().filter(|c| is_transliteration(**c)).count() * 2 >= chars.len();
    (!tied && foreign && !is_word(name) && len(name) <= LONGEST).then_some(end)
}

fn is_word(word: &str) -> bool {
    is_common_word(word) || boundary::is_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(find: impl Fn(&str) -> Option<usize>, text: &str, name: &str) {
        assert_eq!(find(text).and_then(|end| text.get(..end)), Some(name));
    }

    #[test]
    fn dotted_names_end_at_verbs() {
        check(|t| dotted_at(t, 0), "买买提·吐尔逊种植核桃", "买买提·吐尔逊");
        check(|t| dotted_at(t, 0), "伊万·彼得罗维奇·西多罗夫在工厂", "伊万·彼得罗维奇·西多罗夫");
        check(|t| dotted_at(t, 0), "穆罕默德·谢胡分别致电", "穆罕默德·谢胡");
        assert_eq!(dotted_at("谢胡致电", 0), None);
    }

    #[test]
    fn names_of_two_words() {
        check(|t| units_at(t, 0), "扎西顿珠说", "扎西顿珠");
        assert_eq!(units_at("扎西说", 0), None);
    }

    #[test]
    fn names_behind_foreign_posts() {
        check(|t| abroad_at(t, 0, None), "田中角荣和外务大臣", "田中角荣");
        check(|t| abroad_at(t, 0, None), "素帕猜、", "素帕猜");
        check(|t| abroad_at(t, 0, None), "里根二十六日在", "里根");
    }
}
