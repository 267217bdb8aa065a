//! What is kept of each tracked name while a collection is read: counts, first and last mention, variants.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};

/// A place that a table cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Date of the document; empty when it is not known.
    pub(super) date: String,
    /// The document.
    pub(super) document: String,
    /// Bytes of the file.
    pub(super) bytes: Vec<[u32; 2]>,
}

/// The mentions of a name in one document.
#[derive(Clone, Debug)]
pub(super) struct Mentions {
    pub(super) count: usize,
    pub(super) first: Vec<[u32; 2]>,
    pub(super) last: Vec<[u32; 2]>,
}

/// What a document is told apart by.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) document: String,
    pub(super) date: String,
    /// The values of --by.
    pub(super) group: Vec<String>,
}

/// What is known of a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) mentions: usize,
    pub(super) documents: usize,
    pub(super) first: Option<Place>,
    pub(super) last: Option<Place>,
    /// Mentions and documents by the values of --by.
    pub(super) groups: BTreeMap<Vec<String>, (usize, usize)>,
}

impl Tally {
    /// Adds a document; documents come in the order of the collection.
    pub(super) fn add(&mut self, card: &Card, found: &Mentions) {
        self.mentions += found.count;
        self.documents += 1;
        let group = self.groups.entry(card.group.clone()).or_default();
        (group.0, group.1) = (group.0 + found.count, group.1 + 1);
        let place = |bytes: &Vec<[u32; 2]>| Place {
            date: card.date.clone(),
            document: card.document.clone(),
            bytes: bytes.clone(),
        };
        // A document without a date is first or last only among its like. Of equals the earlier in the collection is
        // first, the later last.
        let key = |date: &str| (date.is_empty(), date.to_owned());
        if self.first.as_ref().is_none_or(|f| key(&card.date) < key(&f.date)) {
            self.first = Some(place(&found.first));
        }
        let later = |l: &Place| (!card.date.is_empty(), &card.date) >= (!l.date.is_empty(), &l.date);
        if self.last.as_ref().is_none_or(later) {
            self.last = Some(place(&found.last));
        }
    }
}

/// Finds names in a text, the longest where several begin at one place.
pub(super) struct Finder {
    automaton: AhoCorasick,
    /// For each name, whether it counts between quotation marks only.
    marked: Vec<bool>,
}

impl Finder {
    /// A finder of names; `marked` says of each whether only mentions between quotation marks count. `None` when there are
    /// more names than an automaton holds.
    pub(super) fn new(names: &[String], marked: Vec<bool>) -> Option<Self> {
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok()?;
        Some(Self { automaton, marked })
    }

    /// Calls `sink` with the number of each name found in `text` and the bytes where it stands.
    pub(super) fn find(&self, text: &str, mut sink: impl FnMut(usize, std::ops::Range<usize>)) {
        for m in self.automaton.find_iter(text) {
            let (before, after) = (text[..m.start()].chars().next_back(), text[m.end()..].chars().next());
            let name = &text[m.range()];
            let quoted =
                before.is_some_and(|c| "“‘「『\"".contains(c)) && after.is_some_and(|c| "”’」』\"".contains(c));
            let number = m.pattern().as_usize();
            // 八七 is not in 一九八七年.
            let cut = |outer: Option<char>, inner: Option<char>| {
                outer.is_some_and(is_numeral) && inner.is_some_and(is_numeral)
            };
            let whole = !cut(before, name.chars().next()) && !cut(after, name.chars().next_back());
            if whole && (quoted || !self.marked.get(number).copied().unwrap_or(false)) {
                sink(number, m.range());
            }
        }
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(c)
}

/// Links exact forms that look like one phrase: the same but for marks, or one holds the other, which has at least `least`
/// characters, and is no more than twice as long. Never merged. For each name the numbers of its variants, ascending.
pub(super) fn variants(names: &[String], least: usize) -> Vec<Vec<usize>> {
    let bare: Vec<String> = names.iter().map(|n| n.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, name) in bare.iter().enumerate().filter(|(_, b)| !b.is_empty()) {
        same.entry(name).or_default().push(i);
    }
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    let mut link = |a: usize, b: usize| {
        if a != b {
            linked[a].push(b);
            linked[b].push(a);
        }
    };
    let forms: Vec<&str> = same.keys().copied().collect();
    let Ok(automaton) = AhoCorasick::new(&forms) else { return linked };
    for (form, members) in &same {
        for (n, a) in members.iter().enumerate() {
            members.iter().skip(n + 1).for_each(|b| link(*a, *b));
        }
        for m in automaton.find_overlapping_iter(form) {
            let inner = forms.get(m.pattern().as_usize()).copied().unwrap_or("");
            let long_enough = inner.chars().count() >= least && form.chars().count() <= 2 * inner.chars().count();
            if inner.len() < form.len() && long_enough {
                let others = same.get(inner).into_iter().flatten();
                others.for_each(|b| members.iter().for_each(|a| link(*a, *b)));
            }
        }
    }
    for list in &mut linked {
        list.sort_unstable();
        list.dedup();
    }
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(of: &[&str]) -> Vec<String> {
        of.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn the_longest_form_counts_and_no_number_is_cut() {
        let forms = names(&["三个统一", "三个统一方针", "八七", "老样子"]);
        let finder = Finder::new(&forms, vec![false, false, true, true]).unwrap();
        let text = "坚持三个统一方针和三个统一，一九八七年“八七”计划不是老样子，是“老样子”。";
        let mut found = Vec::new();
        finder.find(text, |n, r| found.push((n, text[..r.start].chars().count())));
        assert_eq!(found, [(1, 2), (0, 9), (2, 20), (3, 33)]);
        let finder = Finder::new(&names(&["八七"]), vec![false]).unwrap();
        finder.find("一九八七年", |_, _| panic!("cut a number"));
    }

    #[test]
    fn variants_differ_in_marks_or_hold_each_other() {
        let forms = names(&["深挖、广种", "深挖，广种", "三个统一", "三个统一方针", "三个统一的总的方针政策", "广种"]);
        let linked = |least| variants(&forms, least);
        assert_eq!(linked(2), [vec![1, 5], vec![0, 5], vec![3], vec![2], vec![], vec![0, 1]]);
        assert_eq!(linked(3)[0], [1]);
    }

    #[test]
    fn first_and_last_go_by_date_and_then_by_order() {
        let mut tally = Tally::default();
        for (document, date) in [("b", "1957"), ("x", ""), ("a", "1956-03"), ("c", "1957")] {
            let card = Card { document: document.to_owned(), date: date.to_owned(), group: vec![] };
            tally.add(&card, &Mentions { count: 2, first: vec![[0, 1]], last: vec![[5, 6]] });
        }
        let at = |p: &Option<Place>| p.as_ref().map(|p| (p.document.clone(), p.bytes[0]));
        assert_eq!((tally.mentions, tally.documents), (8, 4));
        assert_eq!(at(&tally.first), Some(("a".to_owned(), [0, 1])));
        assert_eq!(at(&tally.last), Some(("c".to_owned(), [5, 6])));
    }
}
