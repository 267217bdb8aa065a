//! Other code points for the same characters: radicals, compatibility ideographs, vertical and small marks.

use std::sync::LazyLock;

use baokan_corpus_model::{EditKind, TextRange};

use crate::chars::{self, is_han, is_wide_mark};
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct CompatibilityForms;

const META: RuleMeta = RuleMeta {
    name: "compatibility-forms",
    kind: EditKind::Glyph,
    pass: Pass::Noise,
    safety: baokan_corpus_model::Safety::Safe,
    summary: "Radicals and compatibility forms in the place of ordinary characters: ⼀ for 一.",
    doc: include_str!("rule.md"),
};

/// Sorted by form.
static FORMS: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| {
    let rows = include_str!("forms.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut forms: Vec<(char, &str)> = rows
        .filter_map(|row| {
            let mut fields = row.split('\t').skip(1);
            Some((fields.next()?.chars().next()?, fields.next()?))
        })
        .collect();
    forms.sort_unstable();
    forms
});

/// Marks of vertical print, small marks and half-width marks, with the ordinary mark. From the compatibility
/// decompositions of Unicode, in the width of Chinese text.
const MARKS: &str = "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰：︱—︳＿︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹇［﹈］\
    ﹐，﹑、﹒．﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹛｛﹜｝﹝〔﹞〕﹟＃﹠＆﹡＊﹢＋﹣－﹤＜﹥＞﹦＝﹨＼﹩＄﹪％﹫＠｡。｢「｣」､、･·";

impl Rule for CompatibilityForms {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        for &at in cx.scan.of(Class::Compatibility) {
            let at = at as usize;
            let Some(c) = chars::after(cx.text, at) else { continue };
            let range = TextRange::new(at as u32, (at + c.len_utf8()) as u32);
            let han_before = chars::before(cx.text, at).is_some_and(|c| is_han(c) || is_form(c));
            match c {
                '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
                    if han_before {
                        out.edit(1000, "variation selector: it chooses a glyph, not a character")
                            .kind(EditKind::Invisible)
                            .replace(range, "")
                            .done();
                    }
                }
                _ if is_form(c) => {
                    // A dictionary speaks of radicals as such; in a row they are a list of them.
                    let list = is_radical(c) && beside(cx.text, range, is_radical);
                    if let Some(ideograph) = ideograph(c).filter(|_| !list || in_prose(cx.text, range)) {
                        let name = if is_radical(c) { "radical" } else { "compatibility ideograph" };
                        out.edit(1000, name).replace(range, ideograph).done();
                    }
                }
                _ => {
                    let mut marks = MARKS.chars();
                    let mut pairs = std::iter::from_fn(|| marks.next().zip(marks.next()));
                    let chinese = beside(cx.text, range, |c| is_han(c) || is_wide_mark(c));
                    if let Some((_, mark)) = pairs.find(|(form, _)| *form == c).filter(|_| chinese) {
                        let mark = mark.encode_utf8(&mut [0; 4]).to_owned();
                        out.edit(1000, "form of a mark for vertical or narrow print")
                            .kind(EditKind::Width)
                            .replace(range, &mark)
                            .done();
                    }
                }
            }
        }
    }
}

const fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

const fn is_form(c: char) -> bool {
    is_radical(c) || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// The ordinary character; none for the twelve of the block that are ordinary themselves.
fn ideograph(c: char) -> Option<&'static str> {
    let at = FORMS.binary_search_by_key(&c, |(form, _)| *form).ok()?;
    FORMS.get(at).map(|(_, ideograph)| *ideograph)
}

/// Whether the character before or behind passes the test.
fn beside(text: &str, range: TextRange, test: impl Fn(char) -> bool) -> bool {
    let range = range.as_usize();
    chars::before(text, range.start).is_some_and(&test) || chars::after(text, range.end).is_some_and(&test)
}

/// Whether the run of radicals touches ordinary Han characters on either side.
fn in_prose(text: &str, range: TextRange) -> bool {
    let range = range.as_usize();
    let before = text.get(..range.start).and_then(|t| t.chars().rev().take(8).find(|c| !is_radical(*c)));
    let after = text.get(range.end..).and_then(|t| t.chars().take(8).find(|c| !is_radical(*c)));
    before.is_some_and(is_han) || after.is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use super::FORMS;
    use crate::rules::testing::{same, turns};

    #[test]
    fn the_table_is_whole() {
        assert!(FORMS.len() > 1300);
        assert!(FORMS.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(FORMS.iter().all(|(form, to)| to.chars().count() == 1 && !to.contains(*form)));
    }

    #[test]
    fn radicals_and_compatibility_ideographs() {
        turns("\u{2F00}心\u{2F00}意为\u{2EA0}服务，\u{2ED3}江\u{F9DD}益", "一心一意为民服务，长江利益");
        turns("\u{2F8F}动\u{2F12}量", "行动力量");
    }

    #[test]
    fn marks_of_vertical_print() {
        turns("︽人民日报︾﹐﹁今年﹂报道｡", "《人民日报》，「今年」报道。");
    }

    #[test]
    fn variation_selectors_after_han_go() {
        turns("葛\u{E0100}洲坝\u{FE00}工程", "葛洲坝工程");
        same("天气☀\u{FE0F}晴");
    }

    #[test]
    fn lists_of_radicals_stay() {
        same("\u{2F00} \u{2F01} \u{2F02}".replace(' ', "").as_str());
    }
}
