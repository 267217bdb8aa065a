//! The words of bylines and credits: what one does, for whom, and with what post. The table is `data/byline_words.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use baokan_corpus_model::Role;

const TABLE: &str = include_str!("../../data/byline_words.tsv");

/// Where a word of work stands to the names it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before them only: 记者 张三.
    Before,
    /// Before or after them: 摄影 张三, 张三 摄影.
    Either,
}

/// A word that says what somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    /// As printed.
    pub(super) word: &'static str,
    /// The work.
    pub(super) role: Role,
    /// A second work of the same person, for 文/图 and its kind.
    pub(super) also: Option<Role>,
    /// Whether the word itself is a position worth keeping (统筹), and not just the role's usual name (编辑).
    pub(super) position: bool,
    /// Where it stands.
    pub(super) side: Side,
}

/// Words that are looked for whole, or at either end of a longer one.
#[derive(Debug, Default)]
pub(super) struct Words {
    set: HashSet<&'static str>,
    /// Length of the longest, in bytes.
    longest: usize,
}

impl Words {
    fn insert(&mut self, word: &'static str) {
        self.longest = self.longest.max(word.len());
        self.set.insert(word);
    }

    pub(super) fn contains(&self, text: &str) -> bool {
        self.set.contains(text)
    }

    /// The longest of the words that ends `text`.
    pub(super) fn suffix(&self, text: &str) -> Option<&'static str> {
        let from = text.len().saturating_sub(self.longest);
        (from..text.len()).find_map(|i| self.set.get(text.get(i..)?).copied())
    }

    /// The longest of the words that begins `text`.
    pub(super) fn prefix(&self, text: &str) -> Option<&'static str> {
        (1..=self.longest.min(text.len())).rev().find_map(|i| self.set.get(text.get(..i)?).copied())
    }

    /// All of them, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.set.iter().copied()
    }
}

/// The whole table.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    works: HashMap<&'static str, Work>,
    /// The words of `works`.
    pub(super) work_words: Words,
    /// 记者, 通讯员, 编辑: words of work that take modifiers and a house before them.
    pub(super) heads: Words,
    /// 首席, 特约.
    pub(super) modifiers: Words,
    /// 本报, 新华社.
    pub(super) houses: Words,
    /// 日报, 客户端.
    pub(super) house_endings: Words,
    /// 市长, 教授.
    pub(super) posts: Words,
    /// 大学, 公安局.
    pub(super) bodies: Words,
    /// 报道, 综合.
    pub(super) idle: Words,
    /// 资料图片.
    pub(super) sources: Words,
}

impl Lexicon {
    /// The word of work that is exactly `text`.
    pub(super) fn work(&self, text: &str) -> Option<&Work> {
        self.works.get(text)
    }

    fn insert(&mut self, class: &str, word: &'static str, rest: &[&str]) {
        match class {
            "work" => {
                if let Some(work) = read_work(word, rest) {
                    self.works.insert(word, work);
                    self.work_words.insert(word);
                }
            }
            "head" => self.heads.insert(word),
            "modifier" => self.modifiers.insert(word),
            "house" => self.houses.insert(word),
            "house-ending" => self.house_endings.insert(word),
            "post" => self.posts.insert(word),
            "body" => self.bodies.insert(word),
            "idle" => self.idle.insert(word),
            _ => self.sources.insert(word),
        }
    }
}

fn read_work(word: &'static str, rest: &[&str]) -> Option<Work> {
    let [roles, side, position] = rest else { return None };
    let mut roles = roles.split('+');
    let role = roles.next()?.parse().ok()?;
    let also = roles.next().and_then(|r| r.parse().ok());
    let side = if *side == "either" { Side::Either } else { Side::Before };
    Some(Work { word, role, also, position: *position == "position", side })
}

/// The table, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        if let (Some(class), Some(word)) = (fields.next(), fields.next()) {
            lexicon.insert(class, word, &fields.collect::<Vec<_>>());
        }
    }
    lexicon
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let mut seen = HashSet::new();
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert!(seen.insert((fields[0], fields[1])), "twice: {line}");
            if fields[0] == "work" {
                assert!(read_work("", &fields[2..]).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn works_are_found_by_their_word() {
        assert_eq!(LEXICON.work("摄").map(|w| w.role), Some(Role::Photographer));
        assert_eq!(LEXICON.work("统筹").map(|w| w.position), Some(true));
        assert_eq!(LEXICON.work("编辑").map(|w| w.position), Some(false));
        assert_eq!(LEXICON.work("文/图").and_then(|w| w.also), Some(Role::Photographer));
        assert!(LEXICON.work("市长").is_none());
        assert_eq!(LEXICON.posts.suffix("某市副市长"), Some("长"));
        assert_eq!(LEXICON.work_words.prefix("摄影报道"), Some("摄影报道"));
    }
}
