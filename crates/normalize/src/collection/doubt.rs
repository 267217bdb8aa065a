//! The second pass: lonely phrases beside attested ones.

use std::ops::Range;

use super::counts::{AROUND, Clause, Phrases, Place, clauses, span};
use crate::lexicon::is_word;

/// Something else in the gap is borne with once for so many documents that have the winner.
const CLEAR: u16 = 5;

/// Characters of the collection for which one more pair is taken for chance.
const CHANCE: u64 = 2_000_000;

/// Characters that stand for many others by right: numerals, particles, directions, pronouns.
const CHANGING: &str = "〇零一二三四五六七八九十百千万亿两几数半多少每各某该本此这那其他她它的地得了着过之在是有和与及或而且也都又\
    不未非没无已将要会能可应须上下左右前后内外中东西南北年月日时分元角甲乙丙丁戊己庚辛大小新旧高低男女老第我你您们";

/// The phrase that the collection has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// The phrase.
    pub phrase: String,
    /// The character in the gap.
    pub character: char,
    /// Documents that have it.
    pub documents: u16,
    /// Times that anything else stands in the gap, what is doubted included.
    pub others: u16,
    /// Where it stands: the first place, and the last.
    pub places: Vec<Place>,
}

/// A character that may be misread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The phrase, as bytes of the text.
    pub range: Range<usize>,
    /// The character in it.
    pub at: Range<usize>,
    /// The phrase as printed.
    pub printed: String,
    /// The character as printed.
    pub character: char,
    /// What the collection has.
    pub attested: Attested,
}

impl Phrases {
    /// The doubtful characters of a text that was counted, from left to right; `documents`: how many others must have the
    /// phrase at least.
    #[must_use]
    pub fn doubtful(&self, text: &str, documents: u16) -> Vec<Doubt> {
        let mut found = Vec::new();
        clauses(text, |clause| {
            for middle in 1..clause.len().saturating_sub(1) {
                found.extend(self.doubt(clause, middle, documents));
            }
        });
        // Of two doubts about neighbours the better attested one stands: one misread character spoils both phrases.
        let mut kept: Vec<Doubt> = Vec::new();
        for doubt in found {
            match kept.last_mut() {
                Some(last) if doubt.at.start <= last.at.end => {
                    if doubt.attested.documents > last.attested.documents {
                        *last = doubt;
                    }
                }
                _ => kept.push(doubt),
            }
        }
        kept
    }

    fn doubt(&self, clause: &Clause, middle: usize, documents: u16) -> Option<Doubt> {
        let &[(_, before), (at, c), (_, after)] = clause.get(middle - 1..middle + 2)? else { return None };
        let rare = u8::try_from(2 + self.characters() / CHANCE).unwrap_or(u8::MAX).min(20);
        let lonely = self.triple(before, c, after) <= 1 && self.pair(before, c) <= rare && self.pair(c, after) <= rare;
        if !lonely || CHANGING.contains(c) || is_word(before, c) || is_word(c, after) {
            return None;
        }
        // All phrases that hold the character with something on both sides.
        let first = middle.saturating_sub(AROUND - 1);
        let phrases = (first..middle).filter_map(|start| Some((clause.get(start..=start + AROUND)?, middle - start)));
        let clear = phrases.filter_map(|(phrase, gap)| {
            let slot = self.slot(phrase, gap)?;
            let winner = char::from_u32(slot.character).filter(|w| *w != c && !CHANGING.contains(*w))?;
            let wins = slot.documents >= documents && slot.others <= 1 + slot.documents / CLEAR;
            let in_dictionary = is_word(before, winner) || is_word(winner, after);
            (wins && in_dictionary).then_some((slot, winner, phrase))
        });
        // The first of those that most documents have.
        let (slot, winner, phrase) = clear.reduce(|a, b| if b.0.documents > a.0.documents { b } else { a })?;
        let range = span(phrase);
        let places = if slot.first == slot.last { vec![slot.first] } else { vec![slot.first, slot.last] };
        Some(Doubt {
            at: at..at + c.len_utf8(),
            printed: phrase.iter().map(|c| c.1).collect(),
            character: c,
            attested: Attested {
                phrase: phrase.iter().map(|p| if p.0 == at { winner } else { p.1 }).collect(),
                character: winner,
                documents: slot.documents,
                others: slot.others,
                places,
            },
            range,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Phrases;

    fn counted(texts: &[&str]) -> Phrases {
        let mut phrases = Phrases::with_memory(1 << 20);
        for (i, text) in texts.iter().enumerate() {
            phrases.add(i as u32, text, |r| (r.start as u32, r.end as u32));
        }
        phrases
    }

    const RIGHT: &str = "各地要切实加强农田水利建设，确保丰收。";

    #[test]
    fn a_lonely_misreading_of_an_attested_phrase() {
        let wrong = "去年切实加强农田水和建设。切实加强农田氷利建设。";
        let phrases = counted(&[RIGHT, RIGHT, wrong, RIGHT]);
        let found = phrases.doubtful(wrong, 3);
        assert_eq!(found.len(), 1, "和 may stand for much else: {found:?}");
        let doubt = &found[0];
        assert_eq!((doubt.character, doubt.attested.character), ('氷', '水'));
        assert_eq!(&wrong[doubt.at.clone()], "氷");
        assert_eq!(&wrong[doubt.range.clone()], doubt.printed);
        assert_eq!(doubt.attested.documents, 3);
        let places: Vec<u32> = doubt.attested.places.iter().map(|p| p.document).collect();
        assert_eq!(places, [0, 3]);
        assert!(doubt.attested.places.iter().all(|p| RIGHT[p.start as usize..p.end as usize] == doubt.attested.phrase));
        assert!(phrases.doubtful(RIGHT, 3).is_empty());
        assert!(phrases.doubtful(wrong, 4).is_empty(), "too few documents");
    }

    #[test]
    fn another_word_and_a_repeated_one_are_right() {
        let other = "切实加强农田道路建设，切实加强农村水利建设，农机水利建设";
        assert!(counted(&[RIGHT, RIGHT, RIGHT, other]).doubtful(other, 3).is_empty());
        let twice = "切实加强农田氷利建设，切实加强农田氷利建设";
        assert!(counted(&[RIGHT, RIGHT, RIGHT, twice]).doubtful(twice, 3).is_empty());
        // What comes first does not win by coming first.
        let phrases = counted(&["切实加强农田氷利建设", RIGHT, RIGHT, RIGHT, RIGHT]);
        assert_eq!(phrases.doubtful("切实加强农田氷利建设", 3).len(), 1);
    }

    #[test]
    fn memory_is_bounded() {
        for megabytes in [1, 3, 100] {
            assert!(Phrases::with_memory(megabytes << 20).bytes() <= megabytes << 20);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn findings_lie_in_the_text(texts in proptest::collection::vec("[农田水利建设氷和，。a\\n]{0,60}", 0..8)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let phrases = counted(&texts);
            for text in &texts {
                for doubt in phrases.doubtful(text, 1) {
                    prop_assert_eq!(&text[doubt.range.clone()], &doubt.printed);
                    prop_assert!(doubt.range.start <= doubt.at.start && doubt.at.end <= doubt.range.end);
                    prop_assert_ne!(&doubt.printed, &doubt.attested.phrase);
                    for place in &doubt.attested.places {
                        let there = texts[place.document as usize].get(place.start as usize..place.end as usize);
                        prop_assert_eq!(there, Some(doubt.attested.phrase.as_str()));
                    }
                }
            }
        }
    }
}
