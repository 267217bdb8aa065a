//! Headings of parallel phrases, one of which the body prints otherwise.

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

/// Headings of a document that are looked at; each costs a search through the text.
const HEADINGS: usize = 64;

impl Rule for MisreadHeading {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        let phrases_of = |line: &TextRange| -> Vec<TextRange> { phrases(cx.text, *line) };
        let headings = cx.lines.iter().filter(|l| l.kind == BlockKind::Heading).map(|l| l.range);
        for line in headings.map(|r| phrases_of(&r)).filter(|p| p.len() >= 3).take(HEADINGS) {
            for odd in 1..line.len() {
                if let Some((reading, times)) = counterpart(cx.text, &line, odd)
                    && let Some(range) = line.get(odd)
                {
                    let safety = if times > 1 { Safety::Unsafe } else { Safety::Suggest };
                    let evidence = format!("the text prints this series with {reading}, {times} times");
                    out.edit(900, evidence).safety(safety).replace(*range, reading).done();
                }
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

/// What the body prints for the phrase at `odd`, when it prints all the others beside it, and how often.
fn counterpart<'t>(text: &'t str, line: &[TextRange], odd: usize) -> Option<(&'t str, usize)> {
    let of = |r: &TextRange| text.get(r.as_usize()).unwrap_or("");
    let before: String = line.get(..odd)?.iter().flat_map(|r| [of(r), "、"]).collect();
    let after: String = line.get(odd + 1..)?.iter().flat_map(|r| ["、", of(r)]).collect();
    let printed = of(line.get(odd)?);
    let mut found: Option<(&str, usize)> = None;
    let mut rest = text;
    while let Some(i) = rest.find(&before) {
        rest = rest.get(i + before.len()..)?;
        let end = rest.find(|c| is_stop(c) || c.is_whitespace() || "”’》）".contains(c)).unwrap_or(rest.len());
        let (phrase, behind) = rest.split_at_checked(end)?;
        if !behind.starts_with(&after) {
            continue;
        }
        match found {
            // The body prints it so too: the heading may be right after all.
            _ if phrase == printed => return None,
            Some((known, n)) if known == phrase => found = Some((known, n + 1)),
            Some(_) => return None,
            None => found = Some((phrase, 1)),
        }
    }
    found.filter(|(phrase, _)| alike(phrase, printed))
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
