//! Looks for characters that the four guards agree on.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use baokan_corpus_model::TextRange;

use super::runs::{Known, is_single, windows};
use crate::lexicon;
use crate::script::{Config, Converter, Tells, detect, tells};

/// A character that was misread, in the characters of the text.
pub(super) struct Misread {
    pub(super) range: TextRange,
    pub(super) printed: String,
    pub(super) reading: String,
    pub(super) why: String,
    /// All guards agree; else it is a suggestion.
    pub(super) proven: bool,
}

/// A run of Han characters: where it begins, as printed, and in Simplified characters.
struct Run {
    at: usize,
    printed: Vec<char>,
    simple: Vec<char>,
}

/// Shorter runs say too little.
const SHORTEST: usize = 4;
/// When more than one character in so many makes no word, the dictionary does not know this kind of text: lists of names,
/// classical Chinese, dialect.
const STRANGE: usize = 8;
/// Half points for a repair and its lead over the next candidate, when the two characters look alike.
const ALIKE: (u32, u32) = (8, 4);
/// The same when they do not: abbreviations and new words make no word of the dictionary either.
const UNLIKE: (u32, u32) = (13, 9);
/// The same for suggestions.
const ALIKE_PERHAPS: (u32, u32) = (8, 2);
const UNLIKE_PERHAPS: (u32, u32) = (11, 6);
/// The same for characters that the engine of the page does not know.
const LACKED: (u32, u32) = (6, 2);

/// Only the basic plane's main block: all that the tables know.
fn is_han(c: char) -> bool {
    matches!(c as u32, 0x4E00..=0x9FFF)
}

/// All misread characters of a text, from left to right.
/// `noisy`: the page has other noise of an engine. `lacking`: the engine knows few Traditional characters.
pub(super) fn misreads(text: &str, noisy: bool, lacking: bool) -> Vec<Misread> {
    let known = Known::get();
    let found = detect(text);
    let runs = runs(text, found.hant > 0);
    let mut doubtful = Vec::new();
    let mut all = 0;
    for (n, run) in runs.iter().enumerate() {
        all += run.simple.len();
        // Whether each character is known beside the one before it; there is none before the first.
        let mut before = None;
        for (i, c) in run.simple.iter().enumerate() {
            let after = run.simple.get(i..i + 2).map(|pair| known.is_pair(pair));
            let beside = [std::mem::replace(&mut before, after), after];
            // A character that may stand alone is in doubt only where it fits neither of its neighbours.
            let strange = if is_single(*c) { !beside.contains(&Some(true)) } else { beside.contains(&Some(false)) };
            if strange && !known.is_covered(&run.simple, i) {
                doubtful.push((n, i));
            }
        }
    }
    // An engine that lacks characters leaves many out: only its own look-alikes are asked for then.
    let strange = all > 200 && doubtful.len() * STRANGE > all;
    if doubtful.is_empty() || (strange && !lacking) {
        return Vec::new();
    }
    let hant = found.hant > found.hans;
    let document = Document { text, hant, lacking: lacking && hant, strange, ..Document::count(&runs) };
    doubtful.into_iter().filter_map(|(n, i)| read(runs.get(n)?, i, known, &document, noisy)).collect()
}

/// The runs of Han characters of a text.
fn runs(text: &str, hant: bool) -> Vec<Run> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_han) {
        let tail = rest.get(start..).unwrap_or("");
        let len = tail.find(|c| !is_han(c)).unwrap_or(tail.len());
        let (run, after) = tail.split_at_checked(len).unwrap_or((tail, ""));
        let at = text.len() - tail.len();
        rest = after;
        if len < SHORTEST * 3 {
            continue;
        }
        let printed: Vec<char> = run.chars().collect();
        let simple: Vec<char> =
            if hant { Converter::builtin(Config::T2s).convert(run).chars().collect() } else { printed.clone() };
        // A word that the conversion makes longer or shorter cannot be compared.
        if simple.len() == printed.len() {
            out.push(Run { at, printed, simple });
        }
    }
    out
}

/// How often the document prints its runs of two to four characters.
struct Document<'t> {
    text: &'t str,
    counts: HashMap<u64, u32, BuildHasherDefault<Mixer>>,
    /// It is printed in Traditional characters.
    hant: bool,
    /// The engine does not know all of them.
    lacking: bool,
    /// Many of its characters make no word.
    strange: bool,
}

/// Packed characters spread over 64 bits by one multiplication: the keys are no one's choice, and there are many.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }
    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

fn pack(run: &[char]) -> u64 {
    run.iter().fold(0, |n, c| n << 16 | u64::from(*c as u32 & 0xFFFF))
}

impl Document<'_> {
    fn count(runs: &[Run]) -> Self {
        let mut counts: HashMap<u64, u32, BuildHasherDefault<Mixer>> = HashMap::default();
        for run in runs {
            for n in [2, 3, 4] {
                for w in run.simple.windows(n) {
                    *counts.entry(pack(w)).or_insert(0) += 1;
                }
            }
        }
        Self { text: "", counts, hant: false, lacking: false, strange: false }
    }

    /// Whether a Traditional character stands nowhere in what an engine read that does not know all of them: it takes
    /// another that looks like it, and always the same.
    fn lacks(&self, c: char) -> bool {
        let absent = || memchr::memmem::find(self.text.as_bytes(), c.encode_utf8(&mut [0; 4]).as_bytes()).is_none();
        self.lacking && tells(c) == Tells::Hant && absent()
    }

    fn times(&self, run: &[char]) -> u32 {
        self.counts.get(&pack(run)).copied().unwrap_or(0)
    }
}

/// A doubtful character, and what may stand there.
struct Place<'d> {
    run: &'d Run,
    i: usize,
    known: &'d Known,
    document: &'d Document<'d>,
    /// The run with the reading in its place.
    trial: Vec<char>,
    /// Only characters that the engine lacks are asked for.
    strict: bool,
}

impl Place<'_> {
    /// Whether a reading is known beside both neighbours. The pairs of the document itself count for look-alikes only:
    /// it coins words of its own.
    fn fits(&mut self, c: char, alike: bool) -> bool {
        if let Some(slot) = self.trial.get_mut(self.i) {
            *slot = c;
        }
        windows(&self.trial, self.i, 2).all(|w| self.known.is_pair(w) || alike && self.document.times(w) > 0)
    }

    fn weigh(&mut self, c: char, alike: bool) -> Option<Reading> {
        let fits = self.fits(c, alike);
        let (known, document, trial, i) = (self.known, self.document, &self.trial, self.i);
        let word = known.word_over(trial, i);
        if !fits && word < 3 {
            return None;
        }
        let lacked = alike && document.lacking && in_script_of(self.run, i, c).is_some_and(|c| document.lacks(c));
        if self.strict && !lacked {
            return None;
        }
        // The document prints it so between the same neighbours.
        let times = trial.get(i.wrapping_sub(1)..i + 2).map_or(0, |w| document.times(w));
        let between = times >= 2 && (alike || word >= 3);
        if is_single(*self.run.simple.get(i)?) && !between && !lacked {
            return None;
        }
        let fours = known.fours_over(trial, i);
        let elsewhere = windows(trial, i, 4).filter(|w| document.times(w) > 0).count();
        let by_word = match word {
            4.. => 6,
            3 => 4,
            2 => 1,
            _ => 0,
        };
        let points = by_word
            + 2 * fours.min(3) as u32
            + 3 * elsewhere.min(2) as u32
            + 4 * u32::from(between)
            + 3 * u32::from(alike)
            + 2 * u32::from(fits);
        let points = if fits { points } else { points.min(ALIKE.0 - 1) };
        Some(Reading { c, points, word, fours, elsewhere, alike, lacked })
    }
}

/// What speaks for a reading.
struct Reading {
    c: char,
    points: u32,
    word: usize,
    fours: usize,
    elsewhere: usize,
    alike: bool,
    /// The engine that read the page cannot print it.
    lacked: bool,
}

/// The one reading of a doubtful character, if there is one.
fn read(run: &Run, i: usize, known: &Known, document: &Document<'_>, noisy: bool) -> Option<Misread> {
    let printed = *run.simple.get(i)?;
    // What the document prints so elsewhere too is meant.
    let again = windows(&run.simple, i, 3).any(|w| document.times(w) > 1);
    if again && !document.lacking {
        return None;
    }
    let before = i.checked_sub(1).and_then(|p| run.simple.get(p));
    let after = run.simple.get(i + 1);
    let mut candidates: Vec<char> = before.into_iter().flat_map(|b| lexicon::seconds(*b)).collect();
    candidates.extend(after.into_iter().flat_map(|a| lexicon::firsts(*a)));
    candidates.sort_unstable();
    candidates.dedup();
    let mut place = Place { run, i, known, document, trial: run.simple.clone(), strict: again || document.strange };
    let mut readings: Vec<Reading> = Vec::new();
    let mut others: Vec<char> = Vec::new();
    for c in candidates.into_iter().filter(|c| *c != printed) {
        let alike = known.are_alike(printed, c, document.hant);
        if alike || place.fits(c, false) {
            readings.extend(place.weigh(c, alike));
        } else {
            others.push(c);
        }
    }
    // What neither looks alike nor fits is no reading, only a rival to one.
    if readings.iter().any(|r| r.points >= ALIKE.0 || r.lacked && r.points >= LACKED.0) {
        readings.extend(others.into_iter().filter_map(|c| place.weigh(c, false)));
    }
    readings.sort_by_key(|r| (std::cmp::Reverse(r.points), r.c));
    let best = readings.first()?;
    let lead = best.points - readings.get(1).map_or(0, |r| r.points).min(best.points);
    let (sure, perhaps) = if best.alike { (ALIKE, ALIKE_PERHAPS) } else { (UNLIKE, UNLIKE_PERHAPS) };
    let reaches = |least: (u32, u32)| best.points >= least.0 && lead >= least.1;
    // The longest word may reach over the border of two: 不负责|换台 is no 不负责任. What does not even look
    // alike is for the reader to decide, unless the page is noisy and prints the reading elsewhere.
    let proven = reaches(sure) && (best.alike || noisy && best.elsewhere > 0) && !again && !document.strange;
    // What the engine cannot print is likely, but half of such readings are wrong: a suggestion.
    if !(proven || reaches(perhaps) || best.lacked && reaches(LACKED)) {
        return None;
    }
    let reading = in_script_of(run, i, best.c)?;
    let start = run.at + i * 3;
    let why = format!(
        "{}{}{}",
        if best.word > 0 { "a word" } else { "a known pair" },
        if best.fours > 0 { ", in known runs" } else { "" },
        if best.elsewhere > 0 { ", printed so elsewhere in the document" } else { "" }
    );
    let word = |c: char| {
        let from = i.saturating_sub(1);
        run.printed.iter().enumerate().skip(from).take(3).map(|(k, p)| if k == i { c } else { *p }).collect::<String>()
    };
    let printed_char = *run.printed.get(i)?;
    Some(Misread {
        range: TextRange::new(start as u32, (start + printed_char.len_utf8()) as u32),
        printed: word(printed_char),
        reading: reading.to_string(),
        why: format!("{why}: {}", word(reading)),
        proven,
    })
}

/// A Simplified reading in the script of the run. `None` when the characters around would come back otherwise: then the
/// run mixes variants, and nothing is certain.
fn in_script_of(run: &Run, i: usize, reading: char) -> Option<char> {
    if run.printed == run.simple {
        return Some(reading);
    }
    let trial: String = run.simple.iter().enumerate().map(|(k, c)| if k == i { reading } else { *c }).collect();
    let back: Vec<char> = Converter::builtin(Config::S2t).convert(&trial).chars().collect();
    let near = i.saturating_sub(3)..(i + 4).min(run.printed.len());
    let same =
        back.len() == run.printed.len() && near.clone().filter(|k| *k != i).all(|k| back.get(k) == run.printed.get(k));
    if same { back.get(i).copied().filter(|c| c.len_utf8() == 3) } else { None }
}
