//! Readings that a script converter printed after characters: 經(jīng)濟.

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars::{self, is_gap, is_han};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::lexicon;
use crate::script::detect;

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct PinyinGloss;

const META: RuleMeta = RuleMeta {
    name: "pinyin-gloss",
    kind: EditKind::Gloss,
    pass: Pass::Noise,
    safety: Safety::Unsafe,
    summary: "Readings in brackets after common characters, left by a script converter.",
    doc: include_str!("rule.md"),
};

/// So many glosses on common characters show that a converter made them.
const ENOUGH: usize = 3;

/// A character with a reading in brackets behind it.
struct Gloss {
    /// Brackets, reading, and spaces around them.
    range: TextRange,
    /// Its reading has a tone mark.
    toned: bool,
    /// The character exists in Traditional text only: no author glosses it for his readers.
    traditional: bool,
    /// Every reader knows the character.
    common: bool,
}

impl Rule for PinyinGloss {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() {
            return;
        }
        let ascii = cx.scan.of(Class::AsciiMark).iter().filter_map(|at| gloss(cx.text, *at as usize));
        let wide =
            cx.scan.of(Class::AsciiWord).iter().filter_map(|at| gloss(cx.text, wide_bracket(cx.text, *at as usize)?));
        let glosses: Vec<Gloss> = ascii.chain(wide).collect();
        let made = glosses.iter().filter(|g| g.toned && (g.traditional || g.common)).count();
        for g in &glosses {
            let verdict = match (g.toned, g.traditional, g.common) {
                (true, true, _) | (true, _, true) if made >= ENOUGH => {
                    (980, Safety::Safe, "reading after a common character, as at many places of the text")
                }
                // 們(men): an unstressed syllable has no tone mark.
                (false, true, _) if made >= ENOUGH => (900, Safety::Unsafe, "reading after a Traditional character"),
                (true, true, true) => (850, Safety::Unsafe, "reading after a common Traditional character"),
                _ => continue,
            };
            let (certainty, safety, why) = verdict;
            out.edit(certainty, why).safety(safety).replace(g.range, "").done();
        }
    }
}

/// The full-width bracket right before a run of letters, with at most one letter that is no ASCII between.
fn wide_bracket(text: &str, word: usize) -> Option<usize> {
    let head = text.get(..word)?;
    let head = head.strip_suffix(|c: char| vowel(c).is_some()).unwrap_or(head);
    head.strip_suffix('（').map(str::len)
}

/// The gloss whose opening bracket stands at `at`.
fn gloss(text: &str, at: usize) -> Option<Gloss> {
    let rest = text.get(at..)?;
    let inner = rest.strip_prefix('(').or_else(|| rest.strip_prefix('（'))?;
    let head = text.get(..at)?.trim_end_matches(is_gap);
    let glossed = head.chars().next_back().filter(|c| is_han(*c))?;
    let body = inner.trim_start_matches(is_gap);
    let len = body.find(|c: char| !c.is_ascii_lowercase() && vowel(c).is_none())?;
    let (syllable, tail) = (body.get(..len)?, body.get(len..)?.trim_start_matches(is_gap));
    let end = tail.strip_prefix(')').or_else(|| tail.strip_prefix('）'))?;
    let tones = reading(syllable)?;
    let stop = text.len() - end.len();
    // A gap behind the bracket came with it: 經 (jīng) 濟.
    let spaced = head.len() < at && end.starts_with(is_gap);
    let stop = if spaced { chars::skip_gap(text, stop) } else { stop };
    Some(Gloss {
        range: TextRange::new(head.len() as u32, stop as u32),
        toned: tones == 1,
        traditional: detect(glossed.encode_utf8(&mut [0; 4])).hant == 1,
        common: lexicon::is_common(glossed),
    })
}

/// The plain vowel under a tone mark, or ü.
const fn vowel(c: char) -> Option<char> {
    Some(match c {
        'ā' | 'á' | 'ǎ' | 'à' | 'ɑ' | 'ă' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'v',
        _ => return None,
    })
}

/// Number of tone marks if this is one syllable of pinyin: an initial, then a final.
fn reading(syllable: &str) -> Option<usize> {
    let tones = syllable.chars().filter(|c| vowel(*c).is_some() && !matches!(c, 'ü' | 'ɑ')).count();
    let plain: String = syllable.chars().map(|c| vowel(c).unwrap_or(c)).collect();
    const INITIALS: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s",
        "y", "w", "",
    ];
    const FINALS: [&str; 38] = [
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "er", "ia", "ie", "iao",
        "iu", "ian", "in", "iang", "ing", "iong", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ve", "ue", "van",
        "vn", "io", "ueng",
    ];
    let is_syllable = INITIALS.iter().any(|i| plain.strip_prefix(i).is_some_and(|f| FINALS.contains(&f)));
    (is_syllable && tones <= 1).then_some(tones)
}

#[cfg(test)]
mod tests {
    use super::reading;
    use crate::rules::testing::{same, turns};

    #[test]
    fn syllables() {
        assert_eq!(reading("jīng"), Some(1));
        assert_eq!(reading("men"), Some(0));
        assert_eq!(reading("lǜ"), Some(1));
        assert_eq!(reading("app"), None);
        assert_eq!(reading("dìèr"), None);
    }

    #[test]
    fn glosses_of_a_converter() {
        turns(
            "經(jīng)濟發(fā)展的關(guān)鍵在于產(chǎn)業(yè)，我們(men)要抓實(shí)。",
            "经济发展的关键在于产业，我们要抓实。",
        );
        turns("经(jīng)济、发（fā）展、关 (guān) 键、产(chǎn)业，抓实。", "经济、发展、关键、产业，抓实。");
    }

    #[test]
    fn glosses_of_an_author_stay() {
        same("蠡（lí）县位于河北省，郫（pí）都、甪（lù）直、歙（shè）县都是地名。");
        same("行（xíng）政与行（háng）业读音不同。");
        same("采用新技术（app）和标准（ISO）。");
    }
}
