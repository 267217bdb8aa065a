//! The lexemes and what may stand beside them.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::Companion;
use crate::phrases::Phrases;

/// How sure a lexeme alone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Link text that the press hardly has.
    Link,
    /// The bare verb of such link texts, which reports on corruption have.
    Base,
    /// A word that the press has too.
    Word,
    /// An invitation, which is spam or page furniture when a line holds nothing else.
    Call,
}

pub(super) struct Table {
    forms: Phrases,
    /// Class and family of each form.
    classes: Vec<(Class, &'static str)>,
    /// Lexeme, whether it is asked for before it, word.
    companions: Vec<(&'static str, bool, &'static str)>,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows = |text: &'static str| text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let (mut forms, mut classes): (Vec<Cow<'static, str>>, Vec<_>) = (Vec::new(), Vec::new());
    for row in rows(include_str!("lexemes.tsv")) {
        let mut columns = row.split('\t');
        let lexeme = columns.next().unwrap_or("");
        let class = match columns.next() {
            Some("link") => Class::Link,
            Some("base") => Class::Base,
            Some("call") => Class::Call,
            _ => Class::Word,
        };
        let family = columns.next().unwrap_or("");
        forms.extend(lexeme.split('/').map(Cow::from));
        if let Some((simplified, traditional)) = lexeme.split_once('/') {
            forms.extend(mixed(simplified, traditional).into_iter().map(Cow::from));
        }
        classes.resize(forms.len(), (class, family));
    }
    let mut companions = Vec::new();
    for row in rows(include_str!("companions.tsv")) {
        let mut columns = row.split('\t');
        let (lexeme, side) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
        companions.extend(columns.next().unwrap_or("").split('|').map(|w| (lexeme, side == "before", w)));
    }
    Table { forms: Phrases::new(forms), classes, companions }
});

/// Forms that are half converted, as copies of copies have them: 包养網.
fn mixed(simplified: &str, traditional: &str) -> Vec<String> {
    let pairs: Vec<(char, char)> = simplified.chars().zip(traditional.chars()).collect();
    let differing = pairs.iter().filter(|(s, t)| s != t).count();
    let alike = pairs.len() == simplified.chars().count() && pairs.len() == traditional.chars().count();
    if !alike || !(2..=4).contains(&differing) {
        return Vec::new();
    }
    let form = |mask: u32| {
        let mut bit = 0;
        let choose = |&(s, t): &(char, char)| {
            if s == t {
                return s;
            }
            bit += 1;
            if mask >> (bit - 1) & 1 == 1 { t } else { s }
        };
        pairs.iter().map(choose).collect()
    };
    (1..(1 << differing) - 1).map(form).collect()
}

impl Table {
    /// Lexemes in a text, from left to right, the longest first: start, end, class and family.
    pub(super) fn find<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, (Class, &'static str))> + use<'t> {
        self.forms.find(text).filter_map(|(start, end, number)| Some((start, end, *self.classes.get(number)?)))
    }

    /// What beside the lexeme makes it part of its sentence; all in Simplified.
    pub(super) fn companion(&self, lexeme: &str, head: &str, tail: &str) -> Companion {
        let mut found = Companion::None;
        for (of, before, word) in &self.companions {
            if *of == lexeme && if *before { head.ends_with(word) } else { tail.starts_with(word) } {
                let strong = word.chars().count() > 1 || matches!(*word, "被" | "遭");
                if strong {
                    return Companion::Strong;
                }
                found = Companion::Weak;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn the_tables_are_well_formed() {
        assert_eq!(TABLE.find("包养網包養網").count(), 2);
        assert_eq!(TABLE.find("包养網").map(|(start, end, _)| (start, end)).collect::<Vec<_>>(), [(0, 9)]);
        assert_eq!(super::mixed("包养网", "包養網"), ["包養网", "包养網"]);
        let mut seen = std::collections::BTreeSet::new();
        for row in include_str!("lexemes.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 3, "{row}");
            assert!(["link", "base", "word", "call"].contains(&columns[1]), "{row}");
            assert!(columns[0].split('/').all(|f| seen.insert(f)), "twice: {row}");
        }
    }
}
