//! Whether a run of characters may be a person's name.
//!
//! Names are recognised only to find who signed; nothing is looked up about a person.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::sentence::is_han;

/// Family names, and words that begin like a name and are none.
const TABLE: &str = include_str!("../../data/names.tsv");

struct Names {
    single: HashSet<char>,
    double: HashSet<&'static str>,
    never: HashSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { single: HashSet::new(), double: HashSet::new(), never: HashSet::new() };
    for (class, word) in TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
        let mut chars = word.chars();
        match (class, chars.next(), chars.next()) {
            ("family", Some(c), None) => {
                names.single.insert(c);
            }
            ("family", ..) => {
                names.double.insert(word);
            }
            _ => {
                names.never.insert(word);
            }
        }
    }
    names
});

/// Whether a character is a family name of its own.
pub(super) fn is_surname(c: char) -> bool {
    NAMES.single.contains(&c)
}

/// Whether `text` has the form of a Chinese name: a known family name and one or two more characters, or three and four
/// with a double family name, or a name in parts joined by the middle dot. Inner spaces are not expected here.
pub(super) fn is_name(text: &str) -> bool {
    if is_dotted_name(text) {
        return true;
    }
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let count = 1 + chars.count();
    if !text.chars().all(is_name_char) || NAMES.never.contains(text) {
        return false;
    }
    match count {
        2 | 3 if is_surname(first) => true,
        3 | 4 if text.get(..6).is_some_and(|d| NAMES.double.contains(d)) => true,
        _ => false,
    }
}

/// Whether `text` may be a name where the place already says that one stands there (after 记者).
pub(super) fn may_be_name(text: &str) -> bool {
    let count = text.chars().count();
    is_name(text) || ((2..=4).contains(&count) && text.chars().all(is_name_char) && !NAMES.never.contains(text))
}

/// 阿依古丽·买买提, 让·雅克: parts of Han joined by the middle dot.
fn is_dotted_name(text: &str) -> bool {
    let mut parts = 0;
    for part in text.split(['·', '•', '・', '‧']) {
        let count = part.chars().count();
        if !(1..=8).contains(&count) || !part.chars().all(|c| is_name_char(c) && !RUBRIC.contains(c)) {
            return false;
        }
        parts += 1;
    }
    parts >= 2
}

/// Characters of the names of columns (本期关注·基层治理, 局长访谈) that no transliterated name holds.
const RUBRIC: &str = "访談谈关注觀观察视點点专專題题聚焦稿论論坛壇栏欄新闻报報综濟济农農业業工法治党黨建基层層改革发發展想化教育健会社评評期刊号县縣市省区區乡鄉镇村厂院局长版";

/// Han without numerals' circle and kana marks; numerals do occur in names (丁一).
fn is_name_char(c: char) -> bool {
    is_han(c) && !matches!(c, '々' | '〇' | '的' | '了' | '在' | '是' | '与' | '及')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_form() {
        for name in ["王芳", "李建国", "欧阳明", "诸葛小明", "阿依古丽·买买提", "劉德海", "丁一"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in ["王", "安全", "乡村振兴", "我们", "全国人大", "", "王a", "张的", "··"] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn a_place_for_a_name_takes_rare_ones() {
        assert!(may_be_name("亓昕"));
        assert!(may_be_name("扎西卓玛"));
        assert!(!may_be_name("报道"));
        assert!(!may_be_name("某某市人民政府"));
    }
}
