//! Which script a text is written in, from characters that only one of the scripts has.
//!
//! Most Han characters are common to both. A character speaks for Traditional if OpenCC's
//! dictionaries always simplify it and never produce it on the Simplified side, and the reverse.
//! 乾, 后, 里, 著 and their like occur in both and say nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use baokan_corpus_model::{Script, ScriptReading};

use super::dictionary::{only_char, rows};

/// Counts of characters, by what they say about the script.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detection {
    /// Characters that only Simplified text has.
    pub hans: usize,
    /// Characters that only Traditional text has.
    pub hant: usize,
    /// All Han characters, those of both scripts included.
    pub han: usize,
}

impl Detection {
    /// Share of Traditional characters among those that tell the scripts apart, in thousandths;
    /// `None` without evidence.
    pub fn hant_per_mille(&self) -> Option<u32> {
        let evidence = self.hans + self.hant;
        (evidence > 0).then(|| (self.hant as u64 * 1000 / evidence as u64) as u32)
    }

    /// The verdict: `Mixed` if the rarer script has at least a tenth of the evidence, `Unknown`
    /// without evidence. Callers with other needs judge by the counts.
    pub fn script(&self) -> Script {
        let evidence = self.hans + self.hant;
        if evidence == 0 {
            Script::Unknown
        } else if self.hans.min(self.hant) * 10 >= evidence {
            Script::Mixed
        } else if self.hant > self.hans {
            Script::Hant
        } else {
            Script::Hans
        }
    }

    /// The verdict with what it was judged by, as documents and sentences carry it. The share is 0 or 1000 only where
    /// one of the scripts is absent.
    pub fn reading(&self) -> ScriptReading {
        let least = u32::from(self.hant > 0);
        let most = 1000 - u32::from(self.hans > 0);
        let share = self.hant_per_mille().map(|share| share.clamp(least, most) as u16);
        ScriptReading { script: self.script(), hant_per_mille: share }
    }
}

impl std::ops::AddAssign for Detection {
    fn add_assign(&mut self, other: Self) {
        self.hans += other.hans;
        self.hant += other.hant;
        self.han += other.han;
    }
}

/// Counts the evidence of a text in one pass, about a nanosecond a character.
pub fn detect(text: &str) -> Detection {
    let classes = &*CLASSES;
    let mut found = Detection::default();
    for c in text.chars() {
        let class = classes.of(c);
        found.han += usize::from(class != 0);
        found.hans += usize::from(class == HANS);
        found.hant += usize::from(class == HANT);
    }
    found
}

/// What a character tells about the script of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// It is no Han character.
    NotHan,
    /// Both scripts have it.
    Nothing,
    /// Only Simplified text has it.
    Hans,
    /// Only Traditional text has it.
    Hant,
}

/// What this character tells about the script of its text.
pub(crate) fn tells(c: char) -> Tells {
    match CLASSES.of(c) {
        HANS => Tells::Hans,
        HANT => Tells::Hant,
        SHARED => Tells::Nothing,
        _ => Tells::NotHan,
    }
}

/// A stretch of Traditional text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HantSpan {
    /// First byte.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
    /// Characters in it that only Traditional text has; one alone is weak evidence.
    pub hant: u32,
}

/// The Traditional stretches of a text that mixes scripts, sorted and disjoint.
///
/// A line is cut at every character that only Simplified text has. Each part with a Traditional
/// character is a stretch; towards a Simplified character it gives up what lies beyond the nearest
/// punctuation mark, if there is one, since that belongs to the Simplified sentence.
///
/// Offsets are `u32`; texts of 4 GiB and more are not supported.
pub fn hant_spans(text: &str) -> Vec<HantSpan> {
    let classes = &*CLASSES;
    let mut spans = Vec::new();
    let mut run = Run::default();
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        match classes.of(c) {
            HANS => {
                spans.extend(run.close(run.mark.unwrap_or(at)));
                run = Run { start: next, after_hans: true, ..Run::default() };
            }
            HANT => {
                run.hant += 1;
                run.mark = None;
            }
            _ if c == '\n' => {
                spans.extend(run.close(at));
                run = Run { start: next, ..Run::default() };
            }
            0 if !c.is_alphanumeric() => run.punctuation(at, next),
            _ => {}
        }
    }
    spans.extend(run.close(text.len()));
    spans
}

/// The stretch that [`hant_spans`] is reading.
#[derive(Default)]
struct Run {
    start: usize,
    /// A Simplified character stands before `start`.
    after_hans: bool,
    hant: u32,
    /// The first punctuation mark after the last Traditional character.
    mark: Option<usize>,
}

impl Run {
    fn punctuation(&mut self, at: usize, next: usize) {
        if self.hant > 0 {
            self.mark.get_or_insert(at);
        } else if self.after_hans {
            self.start = next;
        }
    }

    fn close(&self, end: usize) -> Option<HantSpan> {
        let (start, end) = (self.start as u32, end as u32);
        (self.hant > 0).then_some(HantSpan { start, end, hant: self.hant })
    }
}

/// A Han character that both scripts use; 0 is any other character.
const SHARED: u8 = 1;
/// A Han character of Simplified text only.
const HANS: u8 = 2;
/// A Han character of Traditional text only.
const HANT: u8 = 3;

/// The class of each character: a byte a code point of the basic plane, a list beyond it.
struct Classes {
    bmp: Box<[u8]>,
    astral: BTreeMap<char, u8>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(Classes::build);

impl Classes {
    #[inline]
    fn of(&self, c: char) -> u8 {
        match self.bmp.get(c as usize) {
            Some(&class) => class,
            None if !('\u{20000}'..='\u{3FFFF}').contains(&c) => 0,
            None => self.astral.get(&c).copied().unwrap_or(SHARED),
        }
    }

    fn build() -> Classes {
        let keys = |name| rows(name).filter_map(|row| row.character()).collect::<BTreeSet<char>>();
        let outputs = |name| {
            let candidates = rows(name).flat_map(|row| row.candidates.split(' '));
            candidates.filter_map(only_char).collect::<BTreeSet<char>>()
        };
        let (simplified, traditional) = (keys("STCharacters"), keys("TSCharacters"));
        let (to_traditional, to_simplified) = (outputs("STCharacters"), outputs("TSCharacters"));

        let mut bmp = vec![0; 0x1_0000].into_boxed_slice();
        for block in [0x3400..=0x4DBF, 0x4E00..=0x9FFF, 0xF900..=0xFAFF] {
            bmp[block].fill(SHARED);
        }
        let mut astral = BTreeMap::new();
        let mut set = |c: char, class: u8| match bmp.get_mut(c as usize) {
            Some(entry) => *entry = class,
            None => drop(astral.insert(c, class)),
        };
        // A key that is an output on its own side, or a key on the other side, is at home in both.
        // Forms of print that Taiwan and Hong Kong share with the mainland (群, 峰, 税) are no sign either.
        let regional = &outputs("TWVariants") | &outputs("HKVariants");
        let only_hans = simplified.difference(&traditional).filter(|c| !to_traditional.contains(c));
        for &c in only_hans.filter(|c| !regional.contains(c)) {
            set(c, HANS);
        }
        for &c in traditional.difference(&simplified).filter(|c| !to_simplified.contains(c)) {
            set(c, HANT);
        }
        Classes { bmp, astral }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_scripts_apart() {
        for (text, script) in [
            ("全省农业生产形势稳定", Script::Hans),
            ("全省農業生產形勢穩定", Script::Hant),
            ("他引用了原文：“農業生產形勢穩定”，记者认为这说明问题", Script::Mixed),
            ("十月一日，北京、天津、上海三地共有一千人出席", Script::Unknown),
            ("plain English, 2024", Script::Unknown),
            ("", Script::Unknown),
        ] {
            assert_eq!(detect(text).script(), script, "{text}");
        }
    }

    #[test]
    fn characters_of_both_scripts_say_nothing() {
        let found = detect("乾后里面著台干于");
        assert_eq!((found.hans, found.hant, found.han), (0, 0, 8));
        assert_eq!(found.hant_per_mille(), None);
        assert_eq!(detect("记記記").hant_per_mille(), Some(666));
    }

    #[test]
    fn spans_cover_traditional_stretches_and_stop_at_simplified_text() {
        let text = "据报道，今日上午。會議在北京召開，他看著大家。记者了解到\n國家統計局\n全部简体";
        let spans: Vec<&str> = hant_spans(text).iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
        assert_eq!(spans, ["會議在北京召開", "國家統計局"]);
        assert!(hant_spans("没有繁体字的句子").iter().all(|s| s.hant > 0));
        assert_eq!(hant_spans("全文一行，說明如下。看著。").len(), 1);
    }
}
