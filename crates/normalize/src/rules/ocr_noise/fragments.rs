//! Whole lines of noise.

use super::Piece;
use super::page::Page;
use crate::chars::{ends_sentence, is_closing, is_han, is_stop};
use crate::lexicon::is_word;

/// Longest line of noise, in characters.
const LONGEST: usize = 10;
/// Longest line of noise that mixes letters and Han characters.
const MIXED: usize = 14;
/// Longest run of letters that may be noise.
const LETTERS: usize = 4;
/// So many lines of foreign text make a page bilingual.
const FOREIGN: usize = 4;

/// Abbreviations, units and numerals that stand alone on a line where a table or a heading is meant.
const MEANT: &[&str] = &[
    "AI", "APP", "App", "CBD", "CEO", "CPI", "DNA", "ETC", "GDP", "GPS", "II", "III", "IP", "IT", "IV", "IX", "KTV",
    "LED", "NBA", "PMI", "PPI", "PPP", "QQ", "TV", "UN", "VI", "VII", "VIP", "VR", "WTO", "XI", "XII", "cm", "kg",
    "km", "kW", "MW", "mm", "mg", "ml", "PM", "AM", "QR", "END", "The", "the", "By", "by", "and", "of", "No", "NO",
];

/// Characters that say something alone on a line.
const SPEAKING: &str = "摄攝图圖文上中下左右完注按续續序跋目一二三四五六七八九十壹贰叁甲乙丙丁戊答问問";

/// How sure each row is noise, 0 for the others. `boxed`: whether a reader put the lines together from boxes.
pub(super) fn rows(page: &Page<'_>, boxed: bool) -> Vec<u16> {
    // Readers of boxes set every wide gap as three blanks; engines that write text set as many as there is room for.
    let gap = if boxed { "   " } else { "    " };
    let foreign = page.rows.iter().filter(|r| r.han == 0 && r.chars > LONGEST).count();
    let known = page.latin();
    let mut noise: Vec<u16> = (0..page.rows.len())
        .map(|i| {
            let Some(row) = page.rows.get(i).filter(|r| r.chars <= MIXED) else { return 0 };
            let words = page.words(row);
            if row.han == 0 {
                let short = row.chars <= LONGEST;
                return if short { without_han(page, i, words, foreign < FOREIGN, |w| known.contains(w)) } else { 0 };
            }
            // Directly below a line that is cut stands its end.
            let goes_on = row.blank == 0 && page.near(i, -1).is_some_and(|r| page.is_open(r));
            if goes_on
                || foreign >= FOREIGN
                || !(is_mixture(words, row.han, |w| known.contains(w)) || is_scattered(words, gap))
            {
                return 0;
            }
            850
        })
        .collect();
    // A character alone, and parted from what stands around it.
    let single = |i: usize| page.rows.get(i).is_some_and(|r| r.han == 1 && r.chars <= 2);
    for i in 0..page.rows.len() {
        let Some(row) = page.rows.get(i).filter(|_| single(i)) else { continue };
        let speaks =
            page.words(row).contains(|c| SPEAKING.contains(c) || matches!(c, '。' | '！' | '？' | '”' | '」' | '：'));
        // Three in a row are a headline set from top to bottom.
        let run =
            (0..i).rev().take_while(|k| single(*k)).count() + (i..page.rows.len()).take_while(|k| single(*k)).count();
        let gap = |k: usize| page.rows.get(k).is_none_or(|r| r.blank > 0);
        let first = i + 1 - (0..=i).rev().take_while(|k| single(*k)).count();
        let last = i + (i..page.rows.len()).take_while(|k| single(*k)).count() - 1;
        let above = first.checked_sub(1).and_then(|k| noise.get(k)).is_none_or(|n| *n > 0) || gap(first);
        let below = noise.get(last + 1).is_none_or(|n| *n > 0) || gap(last + 1);
        if !speaks
            && run < 3
            && above
            && below
            && let Some(n) = noise.get_mut(i)
        {
            *n = 800;
        }
    }
    noise
}

/// A line of marks, or of letters that are no word.
fn without_han(page: &Page<'_>, i: usize, words: &str, chinese: bool, known: impl Fn(&str) -> bool) -> u16 {
    // Cells of a table.
    let cells = words.matches('|').count() > 1 && words.contains(char::is_alphabetic);
    if cells || words.contains(|c: char| c.is_numeric()) {
        return 0;
    }
    let mut letters = 0;
    for word in words.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        if !word.is_ascii() || word.len() > LETTERS || MEANT.contains(&word) || known(word) {
            return 0;
        }
        letters += word.len();
    }
    if letters > 0 {
        return if chinese { 920 } else { 0 };
    }
    // ——, *** and ……… part sections; a stop may have slipped from the end of the line above.
    let mut marks = words.chars();
    let first = marks.next();
    let uniform = marks.all(|c| Some(c) == first) && words.chars().count() > 1;
    let closing = words.chars().count() <= 4 && words.chars().all(|c| is_stop(c) || ends_sentence(c) || is_closing(c));
    let slipped = (words.chars().count() <= 2 || closing)
        && page.rows.get(i).is_some_and(|r| r.blank == 0)
        && first.is_some_and(|c| is_stop(c) || ends_sentence(c) || is_closing(c) || ",.;:?!)".contains(c))
        && page.near(i, -1).is_some_and(|r| !page.words(r).ends_with(|c| is_stop(c) || ends_sentence(c)));
    let dust = |c: char| c.is_whitespace() || "|¦_~^\\.,'\"`-:;?!*<>{}[]()=+、，。：；？！“”‘’·°′".contains(c);
    if !uniform && !slipped && words.chars().all(dust) || words == "||" { 920 } else { 0 }
}

/// Latin letters that are no word among a few Han characters that are none either.
fn is_mixture(words: &str, han: usize, known: impl Fn(&str) -> bool) -> bool {
    let mut odd = false;
    for word in words.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()) {
        if word.len() > LETTERS || known(word) || MEANT.contains(&word) || word.chars().all(|c| c.is_ascii_uppercase())
        {
            return false;
        }
        odd = true;
    }
    let pairs = words.chars().zip(words.chars().skip(1)).filter(|(a, b)| is_han(*a) && is_han(*b));
    odd && han <= 6 && !words.contains(['。', '，']) && pairs.clone().all(|(a, b)| !is_word(a, b))
}

/// A few characters far apart that are no word together.
fn is_scattered(words: &str, gap: &str) -> bool {
    let han = || words.chars().filter(|c| !c.is_whitespace());
    words.contains(gap)
        && (2..=4).contains(&han().count())
        && han().all(is_han)
        && han().zip(han().skip(1)).all(|(a, b)| !is_word(a, b))
}

/// The lines as pieces, with the breaks that go with them: the wider one of the two gaps stays.
pub(super) fn pieces(page: &Page<'_>, noise: &[u16]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < noise.len() {
        let run = noise.iter().skip(i).take_while(|n| **n > 0).count();
        if run == 0 {
            i += 1;
            continue;
        }
        let end = i + run;
        let (Some(first), Some(last)) = (page.rows.get(i), page.rows.get(end - 1)) else { break };
        let sure = noise.iter().skip(i).take(run).copied().max().unwrap_or(0);
        let (above, below) = (i.checked_sub(1).and_then(|p| page.rows.get(p)), page.rows.get(end));
        let (from, to) = match (above, below) {
            (Some(a), Some(b)) if first.blank < b.blank => (a.to, last.to),
            (_, Some(b)) => (first.from, b.from),
            (Some(a), None) => (a.to, last.to),
            (None, None) => (first.from, last.to),
        };
        let marks = page.rows.iter().skip(i).take(run).all(|r| r.han == 0);
        let why =
            if marks { "marks or letters that are no word, alone on a line" } else { "a fragment alone on a line" };
        out.push(Piece::new(from, to, sure, why));
        i = end;
    }
    out
}
