//! One character of the other script in a sentence: converted where the document or a common word bears it out.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use baokan_corpus_model::{Safety, TextRange};

use super::report::{Kind, Report};
use crate::engine::Proposals;
use crate::lexicon;
use crate::script::{Change, Config, Converter, Tells, tells};

/// Traditional or variant characters that names and terms in Simplified text keep (the list of standard characters of
/// 2013 has most of them, for names or in one sense).
const IN_NAMES: &str = "乾徵於著瞭夥麽藉濛昇陞甦甯邨氾勣剋祕迺鉅逕谿吒頫訢颺鍾澂龢犇讎噁椏綵硃濬叡鎔溼扞脩劄託諮祇沈喆堃淼皙瞋嶽穀薑範鬱遊樑拚";

/// A Simplified form of the same character must stand so often elsewhere to prove that the document writes it so.
const ELSEWHERE: usize = 2;

/// One character of the other script.
#[derive(Debug)]
pub(super) struct Stray {
    range: TextRange,
    to: char,
    /// It with its neighbour before, and with the one behind, as they would be in Simplified.
    words: [Option<[char; 2]>; 2],
    /// A phrase of the dictionaries decides, in this direction or on the way back.
    phrase: bool,
    /// Names keep it.
    in_names: bool,
    /// The dictionary leaves a choice.
    open: bool,
}

impl Stray {
    /// The characters of a change, proposed for words at `base` of `text`, that only Traditional text has.
    pub(super) fn of(text: &str, base: u32, change: &Change<'_>) -> Option<Self> {
        let range = TextRange::new(base + change.start, base + change.end);
        let before = text.get(range.as_usize())?;
        let mut both = before.chars().zip(change.to.chars());
        let (from, to) = both.next().filter(|(from, _)| tells(*from) == Tells::Hant)?;
        if both.next().is_some() || before.chars().count() != change.to.chars().count() {
            return None;
        }
        let han = |c: &char| matches!(tells(*c), Tells::Nothing | Tells::Hans);
        let prev = text.get(..range.start() as usize)?.chars().next_back().filter(han);
        let next = text.get(range.end() as usize..)?.chars().next().filter(han);
        Some(Self {
            range,
            to,
            words: [prev.map(|p| [p, to]), next.map(|n| [to, n])],
            phrase: change.phrase || comes_back(text, range, from, to),
            in_names: IN_NAMES.contains(from),
            open: change.ambiguous,
        })
    }

    fn words(&self) -> impl Iterator<Item = &[char; 2]> {
        self.words.iter().flatten()
    }
}

/// Characters on each side of a stray that a phrase with it may reach over.
const REACH: usize = 3;

/// Whether the words around a stray, written in Simplified, hold a phrase of the dictionaries that turns it into what
/// stands there: 首当其冲 has 衝.
fn comes_back(text: &str, range: TextRange, from: char, to: char) -> bool {
    let (start, end) = (range.start() as usize, range.end() as usize);
    let han = |c: &char| tells(*c) != Tells::NotHan;
    let mut before: Vec<char> = text.get(..start).unwrap_or("").chars().rev().take(REACH).take_while(han).collect();
    before.reverse();
    let mut words: String = before.iter().collect();
    let at = words.len();
    words.push(to);
    words.extend(text.get(end..).unwrap_or("").chars().take(REACH).take_while(han));
    let mut found = false;
    Converter::builtin(Config::S2t).edits(&words, |change| {
        let (from_byte, to_byte) = (change.start as usize, change.end as usize);
        if change.phrase && (from_byte..to_byte).contains(&at) {
            let skipped = words.get(from_byte..at).map_or(0, |t| t.chars().count());
            found = change.to.chars().nth(skipped) == Some(from);
        }
    });
    found
}

/// Proposes what is borne out, and notes the others.
pub(super) fn settle(text: &str, strays: &[Stray], report: &mut Report, out: &mut Proposals) {
    if strays.is_empty() {
        return;
    }
    let seen = occurrences(text, strays);
    let times = |key: &str| seen.get(key).copied().unwrap_or(0);
    for stray in strays {
        let common = stray.words().find(|[a, b]| lexicon::is_word(*a, *b));
        let elsewhere = stray.words().map(|w| w.iter().collect::<String>()).find(|w| times(w) > 0);
        let found = if stray.in_names {
            elsewhere.map(|w| (850, format!("{w} stands elsewhere in the document")))
        } else if stray.phrase {
            Some((900, "phrase of the conversion dictionary".to_owned()))
        } else if let Some(w) = elsewhere {
            Some((900, format!("{w} stands elsewhere in the document")))
        } else if let Some(w) = common {
            Some((850, format!("makes the common word {}", w.iter().collect::<String>())))
        } else if !stray.open && times(stray.to.encode_utf8(&mut [0; 4])) >= ELSEWHERE {
            Some((750, "the document has the Simplified form of this character elsewhere".to_owned()))
        } else {
            None
        };
        let to = stray.to.encode_utf8(&mut [0; 4]).to_owned();
        match found {
            Some((certainty, why)) => out.edit(certainty, why).safety(Safety::Unsafe).replace(stray.range, &to).done(),
            None => {
                let from = text.get(stray.range.as_usize()).unwrap_or("");
                let what = format!("{from}: alone in a Simplified sentence, {to} in Simplified; kept");
                report.note(Kind::Stray, &what, text, stray.range);
            }
        }
    }
}

/// How often the Simplified forms of the strays, and the words that they would make, stand in the text.
fn occurrences(text: &str, strays: &[Stray]) -> BTreeMap<String, usize> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for stray in strays {
        seen.insert(stray.to.to_string(), 0);
        seen.extend(stray.words().map(|w| (w.iter().collect(), 0)));
    }
    let keys: Vec<String> = seen.keys().cloned().collect();
    keys.iter().cloned().zip(count(text, &keys)).collect()
}

/// Which of these words stand in the text.
pub(super) fn which_occur(text: &str, words: &[String]) -> Vec<bool> {
    count(text, words).into_iter().map(|n| n > 0).collect()
}

/// How often each of these words stands in the text, in one pass.
fn count(text: &str, words: &[String]) -> Vec<usize> {
    let mut counts = vec![0; words.len()];
    if words.is_empty() {
        return counts;
    }
    if let Ok(automaton) = AhoCorasick::new(words) {
        for found in automaton.find_overlapping_iter(text) {
            if let Some(count) = counts.get_mut(found.pattern().as_usize()) {
                *count += 1;
            }
        }
    }
    counts
}
