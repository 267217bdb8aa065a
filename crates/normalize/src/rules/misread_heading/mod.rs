//! Headings of parallel phrases, one of which the body prints otherwise.

use aho_corasick::AhoCorasick;
use baokan_corpus_model::{BlockKind, EditKind, Safety, TextRange};

use crate::chars::is_stop;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct MisreadHeading;

const META: RuleMeta = RuleMeta {
    name: "misread-heading",
    kind: EditKind::Glyph,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "A phrase of a heading that the body prints otherwise, in the same series.",
    doc: include_str!("rule.md"),
};

/// Headings of a document that are looked at.
const HEADINGS: usize = 1024;

impl Rule for MisreadHeading {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        let lines = cx.lines.iter().filter(|l| l.kind == BlockKind::Heading).map(|l| phrases(cx.text, l.range));
        let mut headings: Vec<Heading<'_>> = lines
            .filter(|phrases| phrases.len() >= 3)
            .take(HEADINGS)
            .map(|phrases| {
                let words = phrases.iter().map(|r| cx.text.get(r.as_usize()).unwrap_or("")).collect();
                Heading { readings: vec![Reading::None; phrases.len()], phrases, words }
            })
            .collect();
        // A series is found by its first phrase: one walk for all headings.
        let firsts = headings.iter().map(|h| format!("{}、", h.words.first().unwrap_or(&"")));
        let Ok(find) = AhoCorasick::new(firsts) else { return };
        if headings.is_empty() {
            return;
        }
        for m in find.find_overlapping_iter(cx.text) {
            if let Some(heading) = headings.get_mut(m.pattern().as_usize()) {
                heading.compare(cx.text.get(m.end()..).unwrap_or(""));
            }
        }
        for heading in &headings {
            for ((range, printed), reading) in heading.phrases.iter().zip(&heading.words).zip(&heading.readings) {
                if let Reading::Other(other, times) = *reading
                    && alike(other, printed)
                {
                    let safety = if times > 1 { Safety::Unsafe } else { Safety::Suggest };
                    let evidence = format!("the text prints this series with {other}, {times} times");
                    out.edit(900, evidence).safety(safety).replace(*range, other).done();
                }
            }
        }
    }
}

/// What the body prints for one phrase of a heading where it prints all the others beside it.
#[derive(Clone, Copy)]
enum Reading<'t> {
    /// Nothing yet.
    None,
    /// Another phrase, so many times.
    Other(&'t str, usize),
    /// The same, or now this and now that: the heading may be right after all.
    Open,
}

struct Heading<'t> {
    phrases: Vec<TextRange>,
    words: Vec<&'t str>,
    readings: Vec<Reading<'t>>,
}

impl<'t> Heading<'t> {
    /// Reads on behind the first phrase and its 、; one of the others may be printed otherwise.
    fn compare(&mut self, mut body: &'t str) {
        for odd in 1..self.words.len() {
            let end = body.find(|c| is_stop(c) || c.is_whitespace() || "”’》）".contains(c)).unwrap_or(body.len());
            let Some((phrase, behind)) = body.split_at_checked(end) else { return };
            let mut rest = self.words.get(odd + 1..).unwrap_or(&[]).iter();
            let all = rest.try_fold(behind, |text, word| text.strip_prefix('、')?.strip_prefix(word));
            let (Some(&printed), Some(reading)) = (self.words.get(odd), self.readings.get_mut(odd)) else { return };
            if all.is_some() {
                *reading = match *reading {
                    _ if phrase == printed => Reading::Open,
                    Reading::None => Reading::Other(phrase, 1),
                    Reading::Other(known, n) if known == phrase => Reading::Other(known, n + 1),
                    _ => Reading::Open,
                };
            }
            // The next one can be odd only where this one is printed as the heading has it.
            match body.strip_prefix(printed).and_then(|b| b.strip_prefix('、')) {
                Some(next) => body = next,
                None => return,
            }
        }
    }
}

/// The phrases of a heading: what its spaces part.
fn phrases(text: &str, line: TextRange) -> Vec<TextRange> {
    let Some(s) = text.get(line.as_usize()) else { return Vec::new() };
    let mut at = line.start();
    s.split([' ', '\u{3000}'])
        .filter_map(|p| {
            let range = TextRange::at(at, p.len() as u32);
            at = s
                .get((range.end() - line.start()) as usize..)?
                .chars()
                .next()
                .map_or(range.end(), |c| range.end() + c.len_utf8() as u32);
            (!p.is_empty()).then_some(range)
        })
        .collect()
}

/// Nearly of one length, with a character in common.
fn alike(a: &str, b: &str) -> bool {
    let (m, n) = (a.chars().count(), b.chars().count());
    m > 1 && m.abs_diff(n) <= 1 && a.chars().any(|c| b.contains(c))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::all_turn;

    const BODY: &str = "让路更宽、让水更清、让灯更亮。";

    fn page(heading: &str, end: &str) -> String {
        format!("# {heading}\n\n今年以来，镇里办实事，为的是{BODY}\n\n村民说，要的就是{BODY}{end}\n")
    }

    fn repaired(heading: &str) -> String {
        page(heading, "").trim_start_matches("# ").to_owned()
    }

    #[test]
    fn the_series_of_the_body_repairs_the_heading() {
        all_turn(&page("让路更宽 让水灯更清 让灯更亮", ""), &repaired("让路更宽 让水更清 让灯更亮"));
        all_turn(&page("让路更宽 让水更清 让灯亮", ""), &repaired("让路更宽 让水更清 让灯更亮"));
    }

    #[test]
    fn a_play_on_words_and_two_readings_stay() {
        all_turn(&page("让路更宽 把心放宽 让灯更亮", ""), &repaired("让路更宽 把心放宽 让灯更亮"));
        let two = "也有人说，要的是让路更宽、让水更美、让灯更亮。";
        let heading = "让路更宽 让水灯更清 让灯更亮";
        all_turn(&page(heading, two), page(heading, two).trim_start_matches("# "));
    }
}
