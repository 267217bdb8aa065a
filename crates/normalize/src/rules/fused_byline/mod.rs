//! A headline and the byline below it, run together in one line.

use baokan_corpus_model::{BlockKind, EditKind, Safety, TextRange};

use crate::chars;
use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{Line, Sign, Tail, folded, read_sign};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct FusedByline;

const META: RuleMeta = RuleMeta {
    name: "fused-byline",
    kind: EditKind::Furniture,
    pass: Pass::Layout,
    safety: Safety::Unsafe,
    summary: "A headline and the byline below it run together in one line.",
    doc: include_str!("rule.md"),
};

/// Longest line, and shortest headline before the byline, in characters.
const LONGEST: u32 = 100;
const HEADLINE: usize = 7;

impl Rule for FusedByline {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        for line in cx.lines.iter().filter(|l| may_hold(l)) {
            let words = cx.text.get(line.range.as_usize()).unwrap_or("");
            // A row of a table has bars too.
            let Some((gap, sign)) = seam(words).filter(|_| chars::bars(words) < 2) else { continue };
            let at = line.range.start();
            let confidence = if line.kind == BlockKind::Heading { 950 } else { 900 };
            out.edit(confidence, format!("a headline, then {sign}"))
                .replace(TextRange::new(at + gap.start, at + gap.end), "\n")
                .done();
        }
    }
}

fn may_hold(line: &Line) -> bool {
    let f = &line.facts;
    matches!(line.kind, BlockKind::Heading | BlockKind::Paragraph)
        && f.gaps > 0
        && f.stops == 0
        && f.chars <= LONGEST
        && f.tail == Tail::Bare
        && f.is_chinese()
}

struct Gap {
    start: u32,
    end: u32,
}

/// The gap after which a byline stands, and what proves it.
fn seam(line: &str) -> Option<(Gap, &'static str)> {
    let mut from = 0;
    while let Some(start) = line.get(from..)?.find(char::is_whitespace).map(|i| from + i) {
        let rest = line.get(start..)?.trim_start();
        let end = line.len() - rest.len();
        from = end;
        let headline = line.get(..start)?;
        let title = folded(headline);
        // A dateline, a list of posts or a sentence before it is no headline.
        let plain = title.chars().count() >= HEADLINE
            && !title.ends_with(['电', '讯', ':', ',', '、', ';'])
            && read_sign(&title).is_none();
        if !plain {
            continue;
        }
        let proof = match read_sign(&folded(rest)) {
            Some(Sign::Byline("post-and-name")) if !rest.contains([',', '，']) => "a post and a name",
            Some(Sign::Byline("writers-and-names")) => "reporters and their names",
            Some(Sign::Byline("marked-name")) => "the mark of a byline and a name",
            _ => continue,
        };
        return Some((Gap { start: start as u32, end: end as u32 }, proof));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::all_turn;

    #[test]
    fn bylines_of_all_kinds() {
        for (title, byline) in [
            ("疏通水渠 选好良种", "本报记者 何大川 通讯员 李三"),
            ("推广良种不误农时", "□ 何大川"),
            ("推广良种不误农时", "某某大学教授 何大川"),
        ] {
            all_turn(&format!("{title} {byline}"), &format!("{title}\n{byline}"));
        }
    }

    #[test]
    fn other_gaps_stay() {
        for line in [
            "疏通水渠 选好良种 不误农时",
            "本报北京3月5日电 记者 何大川",
            "某省某市副市长 何大川 某省某市副市长 李三",
            "果农在剪枝 本报记者 何大川 摄",
            "某县县委通讯组 某某日报记者",
            "各乡都行动起来。 本报记者 何大川",
            "| 某某软件说明书 |V:2 | 何大川",
            "某某软件说明书改变 某县县长，何大川",
        ] {
            all_turn(line, line);
        }
    }
}
