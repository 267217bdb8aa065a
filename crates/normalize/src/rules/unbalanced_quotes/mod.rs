//! Quotation marks that are missing, doubled, wrongly faced or not nested.

mod marks;

use std::collections::HashSet;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::chars;
use crate::engine::{Class, Pass, Proposals, Rule, RuleContext, RuleMeta};
use crate::layout::{Line, Tail};
use marks::{Fault, Mark, WIDTH, faults, is_balanced, is_label, says};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct UnbalancedQuotes;

const META: RuleMeta = RuleMeta {
    name: "unbalanced-quotes",
    kind: EditKind::Quote,
    pass: Pass::Quotes,
    safety: Safety::Unsafe,
    summary: "Quotation marks that are missing, doubled, wrongly faced or not nested.",
    doc: include_str!("rule.md"),
};

/// A label that a mark was lost from has at most so many characters up to the end of its clause.
const CLAUSE: usize = 12;

impl Rule for UnbalancedQuotes {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if cx.scan.of(Class::Quote).is_empty() {
            return;
        }
        let marked: Vec<(&str, Vec<Mark>)> = cx
            .lines
            .iter()
            .map(|l| cx.text.get(l.range.as_usize()).unwrap_or(""))
            .map(|words| (words, marks::marks(words)))
            .collect();
        if marked.iter().all(|(_, m)| is_balanced(m)) {
            return;
        }
        let page = Page::read(&marked);
        for (i, (words, marks)) in marked.iter().enumerate() {
            if is_balanced(marks) {
                continue;
            }
            let Some(line) = cx.lines.get(i) else { continue };
            for fault in faults(words, marks) {
                let open_above = i
                    .checked_sub(1)
                    .and_then(|p| marked.get(p))
                    .is_some_and(|(_, m)| m.last().is_some_and(|m| m.opens));
                repair(&Place { line, words, next: marked.get(i + 1), open_above }, fault, &page, out);
            }
        }
    }
}

/// What the document shows of its own use of quotation marks.
struct Page<'t> {
    /// Quoted names.
    labels: HashSet<&'t str>,
    /// Pairs ‘ ’ inside “ ”.
    nested: usize,
}

impl<'t> Page<'t> {
    fn read(lines: &[(&'t str, Vec<Mark>)]) -> Self {
        let mut page = Self { labels: HashSet::new(), nested: 0 };
        for (words, marks) in lines {
            // In a line that does not balance neighbours still pair as long as they face each other.
            for pair in marks.windows(2) {
                let [open, close] = pair else { continue };
                if !open.opens || close.opens {
                    continue;
                }
                let inner = words.get(open.at + WIDTH..close.at).unwrap_or("");
                page.nested += inner.matches('‘').count().min(inner.matches('’').count());
                if is_label(inner) && !inner.contains('，') {
                    page.labels.insert(inner);
                }
            }
        }
        page
    }

    /// Whether a name stands in quotation marks elsewhere.
    fn knows(&self, name: &str) -> bool {
        self.labels.contains(name)
    }
}

/// A line, and the one below it.
struct Place<'a> {
    line: &'a Line,
    words: &'a str,
    next: Option<&'a (&'a str, Vec<Mark>)>,
    /// The line above leaves a quotation open.
    open_above: bool,
}

impl Place<'_> {
    fn mark(&self, m: Mark) -> TextRange {
        TextRange::at(self.line.range.start() + m.at as u32, WIDTH as u32)
    }

    fn point(&self, at: usize) -> TextRange {
        TextRange::at(self.line.range.start() + at as u32, 0)
    }
}

fn repair(place: &Place<'_>, fault: Fault, page: &Page<'_>, out: &mut Proposals) {
    match fault {
        Fault::Nested(open, close) => {
            let proven = page.nested >= 2;
            out.edit(if proven { 850 } else { 500 }, "inside a quotation the document sets ‘ ’")
                .safety(if proven { Safety::Unsafe } else { Safety::Suggest })
                .replace(place.mark(open), "‘")
                .replace(place.mark(close), "’")
                .done();
        }
        Fault::OpenSpeech(m) => open_speech(place, m, out),
        Fault::OpenLabel(m) => open_label(place, m, page, out),
        Fault::StrayInSpeech(m) => {
            if !lost_opening(place, m, page, out) {
                out.edit(700, "a closing mark without an opening one inside a quotation that is closed further on")
                    .replace(place.mark(m), "")
                    .done();
            }
        }
        Fault::Stray(m) => {
            lost_opening(place, m, page, out);
        }
        Fault::FacesWrong(m) => {
            let (why, mark) = if m.opens {
                ("an opening mark where a quoted name ends", "”")
            } else {
                ("a closing mark where a quoted name begins", "“")
            };
            out.edit(850, why).replace(place.mark(m), mark).done();
        }
        Fault::Doubled(m) => {
            out.edit(850, "the same mark twice").replace(place.mark(m), "").done();
        }
    }
}

/// A speech goes to the end of its paragraph, unless the next paragraph goes on with it.
fn open_speech(place: &Place<'_>, m: Mark, out: &mut Proposals) {
    if place.line.facts.tail != Tail::Stop || !says(place.words, m) || place.words.ends_with(['—', '…']) {
        return;
    }
    let goes_on = place.next.is_some_and(|(words, marks)| {
        let first = marks.first();
        first.is_some_and(|f| !f.opens) || words.starts_with(['“', '‘', '「', '（', '—'])
    });
    // 修改为：“…: a quotation of several paragraphs, as in statutes.
    let quotes_text = place.words.get(..m.at).is_some_and(|b| b.ends_with(['：', ':']));
    if goes_on || place.next.is_none() {
        return;
    }
    out.edit(if quotes_text { 600 } else { 750 }, "a speech that is not closed; the next paragraph is the writer's")
        .safety(if quotes_text { Safety::Suggest } else { Safety::Unsafe })
        .replace(place.point(place.words.len()), "”")
        .done();
}

/// A label goes to the end of its clause, or as far as the same name is quoted elsewhere.
fn open_label(place: &Place<'_>, m: Mark, page: &Page<'_>, out: &mut Proposals) {
    let from = m.at + WIDTH;
    let rest = place.words.get(from..).unwrap_or("");
    let end =
        rest.find(|c: char| chars::is_stop(c) || chars::is_closing(c) || matches!(c, '“' | '…' | '—' | ',' | ';'));
    let Some(end) = end else { return };
    let clause = rest.get(..end).unwrap_or("");
    if !clause.contains(chars::is_han) {
        return;
    }
    let length = clause.chars().count();
    if length == 0 {
        return;
    }
    // The longest name at the beginning of the clause that is quoted elsewhere.
    let known = clause
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .rev()
        .find(|to| clause.get(..*to).is_some_and(|n| n.chars().count() >= 2 && page.knows(n)));
    let (to, confidence, safety, why) = match known {
        Some(to) if to == end => (to, 950, Safety::Unsafe, "the same name is quoted elsewhere in the document"),
        // 甲2.0 is a name made of 甲.
        Some(to) if clause.get(to..).is_some_and(|v| v.bytes().all(|b| b.is_ascii())) => {
            (end, 850, Safety::Unsafe, "the name without its number is quoted elsewhere in the document")
        }
        Some(to) => (to, 850, Safety::Unsafe, "the same name is quoted elsewhere in the document"),
        None if length <= CLAUSE => (end, 500, Safety::Suggest, "a quoted name that may end with its clause"),
        None => return,
    };
    // A single mark stands where the double one should.
    let at = from + to;
    let single = if rest.get(to..).is_some_and(|r| r.starts_with('’')) { WIDTH } else { 0 };
    let place = TextRange::at(place.line.range.start() + at as u32, single as u32);
    out.edit(confidence, why).safety(safety).replace(place, "”").done();
}

/// Before a closing mark stands a name that is quoted elsewhere: its opening mark was lost.
fn lost_opening(place: &Place<'_>, m: Mark, page: &Page<'_>, out: &mut Proposals) -> bool {
    let before = place.words.get(..m.at).unwrap_or("");
    let from = before
        .char_indices()
        .rev()
        .take(20)
        .map(|(i, _)| i)
        .filter(|i| before.get(*i..).is_some_and(|n| n.chars().count() >= 2 && page.knows(n)));
    // The longest one; it must not begin inside another quotation, nor inside a path or a foreign word.
    let Some(from) = from.last().filter(|i| !before.get(*i..).unwrap_or("").contains(['“', '”'])) else {
        return false;
    };
    let name = before.get(from..).unwrap_or("");
    // The opening mark that stands at the end of the line above, or a straight one.
    let opened = place.open_above && m.at == place.words.find(['“', '”']).unwrap_or(0);
    if opened || !name.contains(chars::is_han) || before.get(..from).is_some_and(|b| b.ends_with(['"', '/', '\''])) {
        return false;
    }
    out.edit(900, "the same name is quoted elsewhere in the document").replace(place.point(from), "“").done();
    true
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::all_turn;

    const ELSEWHERE: &str = "各乡都参加了“良种工程”，很受欢迎。";

    #[track_caller]
    fn turns(before: &str, after: &str) {
        all_turn(&format!("{ELSEWHERE}\n\n{before}\n\n{ELSEWHERE}"), &format!("{ELSEWHERE}\n\n{after}\n\n{ELSEWHERE}"));
    }

    #[test]
    fn names_that_are_quoted_elsewhere() {
        turns("县里推广“良种工程，建设“种子银行”。", "县里推广“良种工程”，建设“种子银行”。");
        turns("县里推广“良种工程建设，开办“种子银行”。", "县里推广“良种工程”建设，开办“种子银行”。");
        turns("县里推广良种工程”，建设“种子银行”。", "县里推广“良种工程”，建设“种子银行”。");
        turns("县里推广“良种工程’，建设“种子银行”。", "县里推广“良种工程”，建设“种子银行”。");
    }

    #[test]
    fn the_line_breaks_behind_the_opening_mark() {
        turns("县里推广的是“\n良种工程”，见下文。", "县里推广的是“良种工程”，见下文。");
    }

    #[test]
    fn wrong_faces_and_doubles() {
        turns("县里推广“高产田“，建设“种子银行”。", "县里推广“高产田”，建设“种子银行”。");
        turns("县里推广”高产田”，建设“种子银行”。", "县里推广“高产田”，建设“种子银行”。");
        turns("县里推广““高产田”，建设“种子银行”。", "县里推广“高产田”，建设“种子银行”。");
    }

    #[test]
    fn speeches() {
        let nested = "他说：“县里的‘种子银行’和‘农机超市’都办起来了。”";
        turns(
            &format!("{nested}\n\n局长说，“要办好“种子银行”，还要办好“农机超市”。"),
            &format!("{nested}\n\n局长说，“要办好‘种子银行’，还要办好‘农机超市’。”"),
        );
        turns(
            "“今年县里要在各乡各村推广早稻、晚稻和再生稻”等良种，一个村也不能少。”局长说。",
            "“今年县里要在各乡各村推广早稻、晚稻和再生稻等良种，一个村也不能少。”局长说。",
        );
    }

    #[test]
    fn without_proof_nothing_is_done() {
        for line in [
            // A place that nothing proves; a speech of several paragraphs; half a speech.
            "县里推广“丰收计划，建设“种子银行”。",
            "局长说：“今年要推广良种。\n\n“明年要修好水渠。”",
            "局长说：“今年要推广良种。\n\n明年要修好水渠。”他还说要管好农机。",
            "今年要推广良种。”局长说，“明年要修好水渠。”",
            "县里推广“高产田”和‘良种田’。",
            // A path; a name inside the name of a chapter.
            "see the sheet /usr/良种工程” and “种子银行”.",
            "参见““良种工程”办法”，以及“种子银行”。",
        ] {
            turns(line, line);
        }
    }
}
