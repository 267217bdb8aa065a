//! Articles that go on on another page: 下转第4版, 上接第1版.

use baokan_corpus_model::{BlockKind, EditKind, RegionKind, Safety, TextRange};

use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{self, JOIN, Jump, Line, Profile, Way, weigh};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct ContinuedArticle;

const META: RuleMeta = RuleMeta {
    name: "continued-article",
    kind: EditKind::Reorder,
    pass: Pass::Blocks,
    safety: Safety::Unsafe,
    summary: "An article that goes on on another page.",
    doc: include_str!("rule.md"),
};

/// More jumps than these are a table of contents.
const JUMPS: usize = 200;
/// Titles at least so much alike are one title.
const ALIKE: usize = 60;

/// A jump line and the page on which it stands, where that is known.
struct Place {
    line: usize,
    jump: Jump,
    page: Option<String>,
    /// How many form feeds stand above it.
    leaf: usize,
    /// The number that the reader gives the page.
    number: Option<u32>,
}

impl Rule for ContinuedArticle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if cx.lines.iter().any(|l| l.full) {
            return;
        }
        // A jump inside a paragraph gets a line of its own first.
        let before = out.len();
        set_apart(cx, out);
        if out.len() > before {
            return;
        }
        let places = places(cx);
        if places.is_empty() || places.len() > JUMPS {
            return;
        }
        let (mut used, mut moved) = (together(cx, &places), false);
        for (i, head) in places.iter().enumerate().filter(|(_, p)| p.jump.way == Way::On) {
            if used.get(i) == Some(&true) {
                continue;
            }
            let mut fits = places.iter().enumerate().filter_map(|(k, tail)| {
                let free = used.get(k) == Some(&false) && tail.jump.way == Way::Back;
                free.then(|| fit(cx, head, tail)).flatten().map(|f| (f, k))
            });
            let best: Vec<(u32, usize)> = fits.by_ref().collect();
            let Some((most, k)) = best.iter().max_by_key(|(f, _)| *f).copied() else { continue };
            if best.iter().filter(|(f, _)| *f == most).count() > 1 {
                continue;
            }
            for n in [i, k] {
                if let Some(u) = used.get_mut(n) {
                    *u = true;
                }
            }
            if !moved && let Some(tail) = places.get(k) {
                moved = bring(cx, head, tail, out);
            }
        }
        for (place, used) in places.iter().zip(used) {
            let Some(line) = cx.lines.get(place.line).filter(|_| !used) else { continue };
            let message = match place.jump.way {
                Way::On => format!("goes on on page {}, which has no text that fits", place.jump.page),
                Way::Back => format!("comes from page {}, which has no text that fits", place.jump.page),
            };
            out.flag("missing-continuation", line.range, message);
        }
    }
}

fn words<'t>(cx: &RuleContext<'t>, line: &Line) -> &'t str {
    cx.text.get(line.range.as_usize()).unwrap_or("")
}

/// Puts jumps at the end or beginning of a paragraph on lines of their own.
fn set_apart(cx: &RuleContext<'_>, out: &mut Proposals) {
    for line in cx.lines.iter().filter(|l| l.flows() && l.facts.chars > 8) {
        let (first, last) = (line.facts.first, line.facts.last);
        let start = line.range.start();
        if matches!(last, '）' | ')' | '】' | ']' | '版')
            && let Some((at, _)) = layout::at_end(words(cx, line))
        {
            let at = start + at as u32;
            out.edit(950, "the jump to another page ends the paragraph")
                .kind(EditKind::Furniture)
                .replace(TextRange::new(at, at), "\n\n")
                .done();
        } else if matches!(first, '（' | '(' | '【' | '[' | '▲' | '▼' | '◀' | '◄' | '上')
            && let Some((at, _)) = layout::at_start(words(cx, line))
        {
            let at = start + at as u32;
            out.edit(950, "the jump from another page begins the paragraph")
                .kind(EditKind::Furniture)
                .replace(TextRange::new(at, at), "\n\n")
                .done();
        }
    }
}

/// Jump lines with the pages on which they stand.
fn places(cx: &RuleContext<'_>) -> Vec<Place> {
    if !cx.lines.iter().any(|l| l.rule == "jump-line") {
        return Vec::new();
    }
    let (mut page, mut leaf, mut end) = (None, 0, 0);
    let mut found = Vec::new();
    for (i, line) in cx.lines.iter().enumerate() {
        let gap = cx.text.get(end..line.range.start() as usize).unwrap_or("");
        end = line.range.end() as usize;
        let turned = gap.matches('\u{c}').count();
        if turned > 0 {
            // What the page before was called says nothing of this one.
            (leaf, page) = (leaf + turned, None);
        }
        if line.kind != BlockKind::Furniture {
            continue;
        }
        match line.rule {
            "page-head" => page = layout::page_number(words(cx, line)).or(page),
            "jump-line" => {
                if let Some(jump) = layout::jump(words(cx, line)) {
                    let number = number(cx, line);
                    found.push(Place { line: i, jump, page: page.clone(), leaf, number });
                }
            }
            _ => {}
        }
    }
    found
}

/// The page on which a line stands, as the reader counts or the names of the files say.
fn number(cx: &RuleContext<'_>, line: &Line) -> Option<u32> {
    let start = cx.doc.text.trace(line.range).first()?.source.start();
    let mut breaks = cx.doc.regions.iter().filter(|r| r.kind == RegionKind::PageBreak && r.page.is_some()).peekable();
    breaks.peek()?;
    // A break is on the page that it ends.
    breaks.find(|r| r.source.start() > start).and_then(|r| r.page)
}

/// The jumps between whose lines nothing stands but furniture: they were brought together, whatever the page heads say.
fn together(cx: &RuleContext<'_>, places: &[Place]) -> Vec<bool> {
    let mut used = vec![false; places.len()];
    for (i, pair) in places.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let between = cx.lines.get(a.line + 1..b.line).unwrap_or(&[]);
        if (a.jump.way, b.jump.way) == (Way::On, Way::Back) && between.iter().all(Line::interrupts) {
            for k in [i, i + 1] {
                if let Some(u) = used.get_mut(k) {
                    *u = true;
                }
            }
        }
    }
    used
}

/// The last running text above a jump, in the same article.
fn above(cx: &RuleContext<'_>, at: usize) -> Option<usize> {
    (0..at)
        .rev()
        .take_while(|k| cx.lines.get(*k).is_some_and(|l| l.flows() || l.interrupts()))
        .find(|k| cx.lines.get(*k).is_some_and(Line::flows))
}

/// The first running text below a jump; its repeated title may stand between.
fn below(cx: &RuleContext<'_>, at: usize) -> Option<usize> {
    let between = |l: &Line| l.flows() || l.interrupts() || l.kind == BlockKind::Heading;
    (at + 1..cx.lines.len())
        .take(4)
        .take_while(|k| cx.lines.get(*k).is_some_and(between))
        .find(|k| cx.lines.get(*k).is_some_and(Line::flows))
}

/// Whether form feeds tell where pages end.
fn places_turn(cx: &RuleContext<'_>) -> bool {
    cx.text.contains('\u{c}')
}

/// How well a tail fits a head; `None` when the pages contradict each other or nothing but the pages speaks for it.
fn fit(cx: &RuleContext<'_>, head: &Place, tail: &Place) -> Option<u32> {
    let contradicts = |jump: &Jump, page: &Option<String>| page.as_ref().is_some_and(|p| *p != jump.page);
    if tail.line <= head.line || contradicts(&head.jump, &tail.page) || contradicts(&tail.jump, &head.page) {
        return None;
    }
    // On one page nothing jumps.
    if places_turn(cx) && head.leaf == tail.leaf {
        return None;
    }
    let named = |jump: &Jump, number: Option<u32>| number.is_some_and(|n| jump.page == n.to_string());
    let counted = named(&head.jump, tail.number) || named(&tail.jump, head.number);
    let (a, b) = (above(cx, head.line)?, below(cx, tail.line)?);
    let (a_line, b_line) = (cx.lines.get(a)?, cx.lines.get(b)?);
    let (mut fa, mut fb) = (a_line.facts, b_line.facts);
    (fa.indent, fb.indent, fa.breaks, fb.breaks) = (false, false, 1, 1);
    let seam = weigh(words(cx, a_line), &fa, words(cx, b_line), &fb, Profile::default());
    // The title of the head, and the titles about the other jump.
    let title = |l: &&Line| l.kind == BlockKind::Heading || l.rule == "repeated-title";
    let mine: String = titles_above(cx, a).iter().filter_map(|k| cx.lines.get(*k)).map(|l| words(cx, l)).collect();
    let near = cx.lines.get(tail.line.saturating_sub(3)..(tail.line + 3).min(cx.lines.len())).unwrap_or(&[]);
    let alike = near.iter().filter(title).map(|l| layout::likeness(&mine, words(cx, l))).max().unwrap_or(0) >= ALIKE;
    let open = seam.points >= JOIN;
    let words = 2 * u32::from(alike) + u32::from(open) + u32::from(seam.broken);
    (open || alike).then_some(2 * words + u32::from(counted))
}

/// The titles of the article in which a line stands.
fn titles_above(cx: &RuleContext<'_>, at: usize) -> Vec<usize> {
    let is_title = |k: &usize| cx.lines.get(*k).is_some_and(|l| l.kind == BlockKind::Heading);
    let Some(last) = (0..at).rev().find(|k| is_title(k)) else { return Vec::new() };
    (0..=last).rev().take(4).take_while(is_title).collect()
}

/// Brings the tail with its jump line and its repeated title to where the head breaks off. `false` when it stands there.
fn bring(cx: &RuleContext<'_>, head: &Place, tail: &Place, out: &mut Proposals) -> bool {
    let Some(b) = below(cx, tail.line) else { return false };
    let repeated = |k: &usize| cx.lines.get(*k).is_some_and(|l| l.rule == "repeated-title");
    let first = (0..tail.line).rev().take_while(repeated).last().unwrap_or(tail.line);
    // The article ends at a title, a page head, another jump or the end of a page.
    let goes_on = |k: usize| {
        let gap = cx
            .lines
            .get(k - 1)
            .zip(cx.lines.get(k))
            .and_then(|(a, l)| cx.text.get(a.range.end() as usize..l.range.start() as usize));
        let same_page = gap.is_none_or(|g| !g.contains('\u{c}'));
        same_page
            && cx.lines.get(k).is_some_and(|l| {
                l.flows() || matches!(l.kind, BlockKind::Caption | BlockKind::Credit | BlockKind::AuthorNote)
            })
    };
    let end = (b + 1..cx.lines.len()).find(|k| !goes_on(*k)).unwrap_or(cx.lines.len());
    let between = cx.lines.get(head.line + 1..first).unwrap_or(&[]);
    if between.iter().all(Line::interrupts) {
        return false;
    }
    let (Some(h), Some(f), Some(l), Some(prior)) = (
        cx.lines.get(head.line),
        cx.lines.get(first),
        cx.lines.get(end - 1),
        first.checked_sub(1).and_then(|p| cx.lines.get(p)),
    ) else {
        return false;
    };
    // With the gap above it, so that both ends keep one; the end of a page stays, and then the gap below it goes.
    let gap = TextRange::new(prior.range.end(), f.range.start());
    let below = cx.lines.get(end).map(|n| TextRange::new(l.range.end(), n.range.start()));
    let stays = |r: &TextRange| cx.text.get(r.as_usize()).is_some_and(|g| !g.contains('\u{c}'));
    let gap = [Some(gap), below].into_iter().flatten().find(stays);
    let Some(gap) = gap else { return false };
    out.edit(
        900,
        format!("page {} and page {} name each other; title or sentence agree", tail.jump.page, head.jump.page),
    )
    .move_to(gap, h.range.end())
    .move_to(TextRange::new(f.range.start(), l.range.end()), h.range.end())
    .done();
    true
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{Document, Source};

    use crate::rules::testing::{all_turn, diagnostics};
    use crate::{Options, Registry};

    #[test]
    fn the_sentence_is_joined_and_the_furniture_follows() {
        all_turn(
            "三县水库除险加固全面完成\n\n工程昨日全面完成，群众拍手称快。各县还要抓好农（下转第4版）\n\n新建图书馆开馆迎客\n\n新建的图书馆昨日开馆，当天接待读者三千人次，座无虚席。\n\n第4版\n\n（上接第1版）田水利建设，确保灌溉用水。县里已经安排了专项资金。",
            "三县水库除险加固全面完成\n\n工程昨日全面完成，群众拍手称快。各县还要抓好农田水利建设，确保灌溉用水。县里已经安排了专项资金。\n\n（下转第4版）\n\n（上接第1版）\n\n新建图书馆开馆迎客\n\n新建的图书馆昨日开馆，当天接待读者三千人次，座无虚席。\n\n第4版",
        );
    }

    const HEAD: &str = "01版：要闻\n\n三县水库除险加固全面完成\n\n工程昨日全面完成，群众拍手称快。水利部门表示，各县还要抓好农\n\n（下转第4版）\n\n新建图书馆开馆迎客\n\n新建的图书馆昨日开馆，当天接待读者三千人次，座无虚席。";
    const TAIL: &str = "水库除险加固全面完成\n\n（上接第1版）\n\n田水利建设，确保灌溉用水。县里已经安排了专项资金。";
    const OTHER: &str =
        "公交集团调整三条线路\n\n公交集团今日起调整三条线路，方便学生和家长出行。首班车提前到五时三十分。";

    /// The sentence over the page is whole, the ends of pages stay, nothing is missed.
    fn is_mended(page: &str) {
        let mut doc = Document::new(Arc::new(Source::from_text(page, "t").unwrap()));
        Registry::builtin().repair(&mut doc, &Options::default());
        let after = doc.text.as_str().to_owned();
        assert!(after.contains("抓好农田水利建设"), "{after}");
        assert_eq!(after.matches('\u{c}').count(), page.matches('\u{c}').count(), "{after}");
        assert!(doc.diagnostics.iter().all(|d| d.code != "missing-continuation"), "{after}");
    }

    #[test]
    fn pages_are_told_by_heads_form_feeds_and_marks() {
        for head in ["04版：综合", "第4版", "A4 要闻"] {
            is_mended(&format!("{HEAD}\n\n{head}\n\n{TAIL}\n\n{OTHER}").replace("A4 要闻", "4版"));
            is_mended(&format!("{HEAD}\n\n{head}\n\n{OTHER}\n\n{TAIL}").replace("A4 要闻", "4版"));
        }
        let plain = HEAD.trim_start_matches("01版：要闻\n\n");
        is_mended(&format!("{plain}\n\u{c}\n{TAIL}\n\n{OTHER}"));
        is_mended(&format!("{plain}\n\u{c}\n{OTHER}\n\n{TAIL}"));
        is_mended(&format!("{HEAD}\n\u{c}\n04版：综合\n\n{OTHER}\n\n{TAIL}\n\u{c}\n05版：广告\n\n{OTHER}"));
    }

    #[test]
    fn nothing_jumps_on_one_page() {
        let page = format!("{HEAD}\n\n{TAIL}\n\u{c}\n{OTHER}").replace("01版：要闻\n\n", "");
        let mut doc = Document::new(Arc::new(Source::from_text(page, "t").unwrap()));
        Registry::builtin().repair(&mut doc, &Options::default());
        assert_eq!(doc.text.edits_by("continued-article"), 0);
    }

    #[test]
    fn pages_that_contradict_each_other_are_left() {
        let page = "三县水库除险加固全面完成\n\n工程昨日全面完成，群众拍手称快。各县还要抓好农\n\n（下转第4版）\n\n新建图书馆开馆迎客\n\n新建的图书馆昨日开馆，当天接待读者三千人次，座无虚席。\n\n第3版\n\n（上接第1版）\n\n田水利建设，确保灌溉用水。县里已经安排了专项资金。";
        let mut doc = Document::new(Arc::new(Source::from_text(page, "t").unwrap()));
        Registry::builtin().repair(&mut doc, &Options::default());
        assert_eq!(doc.text.edits_by("continued-article"), 0);
        assert_eq!(diagnostics(page), ["missing-continuation", "missing-continuation"]);
    }
}
