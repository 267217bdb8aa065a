//! Characters that cannot be seen.

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars;
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct InvisibleCharacters;

const META: RuleMeta = RuleMeta {
    name: "invisible-characters",
    kind: EditKind::Invisible,
    pass: Pass::Noise,
    safety: Safety::Safe,
    summary: "Zero-width, control and other characters that cannot be seen.",
    doc: include_str!("rule.md"),
};

/// What to do with a character of [`Class::Invisible`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It means nothing; the evidence says what it is.
    Delete(&'static str),
    /// It means something here.
    Keep,
    /// It may stand for something that is lost; the code says what kind it is.
    Flag(usize),
}

/// What is flagged: code and name.
const FLAGS: [(&str, &str); 3] = [
    ("private-use-character", "private-use character, whose glyph is lost with its font"),
    ("c1-control", "C1 control, perhaps what is left of wrongly decoded bytes"),
    ("annotation-mark", "interlinear annotation mark"),
];

/// So many different characters of a kind are named.
const NAMED: usize = 8;

impl Rule for InvisibleCharacters {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        let mut flagged: [(u32, Option<TextRange>, Vec<char>); FLAGS.len()] = Default::default();
        let mut left: Option<(usize, Option<char>)> = None;
        for &at in cx.scan.of(Class::Invisible) {
            let at = at as usize;
            let Some(c) = chars::after(cx.text, at) else { continue };
            let end = at + c.len_utf8();
            // A run of invisible characters is judged by what stands around the run.
            let before = match left {
                Some((stop, seen)) if stop == at => seen,
                _ => chars::before(cx.text, at),
            };
            left = Some((end, before));
            let range = TextRange::new(at as u32, end as u32);
            match judge(c, before, cx.text.get(end..).unwrap_or("")) {
                Verdict::Delete(evidence) => out.edit(1000, evidence).replace(range, "").done(),
                Verdict::Keep => {}
                Verdict::Flag(i) => {
                    if let Some((count, first, seen)) = flagged.get_mut(i) {
                        *count += 1;
                        first.get_or_insert(range);
                        if seen.len() <= NAMED && !seen.contains(&c) {
                            seen.push(c);
                        }
                    }
                }
            }
        }
        for ((count, first, seen), (code, name)) in flagged.into_iter().zip(FLAGS) {
            if let Some(range) = first {
                let mut codes: Vec<String> = seen.iter().map(|c| format!("U+{:04X}", *c as u32)).collect();
                if codes.len() > NAMED {
                    codes.truncate(NAMED);
                    codes.push("and others".to_owned());
                }
                out.flag(code, range, format!("{count} × {name}: {}", codes.join(", ")));
            }
        }
    }
}

fn judge(c: char, before: Option<char>, rest: &str) -> Verdict {
    // Joiners may stand in a row; look beyond them.
    let after = || rest.chars().take(8).find(|c| !is_zero_width(*c));
    let beside = |test: fn(char) -> bool| before.is_some_and(test) || after().is_some_and(test);
    match c {
        '\u{FEFF}' => Verdict::Delete("byte order mark in mid-text"),
        '\u{AD}' => Verdict::Delete("soft hyphen"),
        '\u{80}'..='\u{9F}' => Verdict::Flag(1),
        '\u{0}'..='\u{1F}' | '\u{7F}' => Verdict::Delete("control character"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Verdict::Flag(0),
        '\u{FFF9}'..='\u{FFFB}' => Verdict::Flag(2),
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            if beside(is_right_to_left) {
                Verdict::Keep
            } else {
                Verdict::Delete("direction mark without right-to-left text")
            }
        }
        _ if beside(needs_joiners) => Verdict::Keep,
        _ => Verdict::Delete("zero-width character"),
    }
}

const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{34F}')
}

const fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// Emoji, and scripts in which a zero-width character changes how letters join or where words part: Arabic, Syriac, the
/// scripts of India, Tibetan, Mongolian, Thai, Lao, Khmer, Burmese and their neighbours.
const fn needs_joiners(c: char) -> bool {
    matches!(
        c as u32,
        0x590..=0x10FF | 0x1700..=0x18AF | 0x1900..=0x1CFF | 0xA800..=0xABFF | 0xFB1D..=0xFDFF | 0xFE00..=0xFE0F
        | 0xFE70..=0xFEFE | 0x2600..=0x27BF | 0x2190..=0x21FF | 0x2B00..=0x2BFF | 0x10800..=0x11FFF
        | 0x1E800..=0x1EFFF | 0x1F000..=0x1FAFF | 0xE0000..=0xE01EF
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{diagnostics, same, turns};

    #[test]
    fn zero_width_and_control_characters_go() {
        turns("新华\u{200B}社\u{FEFF}北京\u{AD}电", "新华社北京电");
        turns("第\u{200E}一\u{202C}条\u{0}甲\u{8}乙", "第一条甲乙");
        turns("一\n\u{200B}\n二", "一\n\n二");
        turns("与B\u{200B}2\u{200D}\u{200C}B平台", "与B2B平台");
    }

    #[test]
    fn joiners_stay_where_they_mean_something() {
        same("一家人👨\u{200D}👩\u{200D}👧出行");
        same("维吾尔文می\u{200C}خواهم一例");
        same("英格兰🏴\u{E0067}\u{E0062}\u{E007F}队");
        same("阿拉伯文\u{200F}سلام\u{200F}一词");
    }

    #[test]
    fn what_may_stand_for_something_is_flagged_once() {
        same("朱\u{E1A2}基与\u{E1A3}\u{92}");
        assert_eq!(diagnostics("朱\u{E1A2}基与\u{E1A3}\u{92}"), ["private-use-character", "c1-control"]);
    }
}
