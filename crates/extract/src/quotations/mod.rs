//! Words ascribed to a speaker: direct speech, over several paragraphs too, with its cue before or behind it; and reported
//! speech after 强调， and 指出，. Scare quotes and titles have no cue and no sentence in them.

mod speaker;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{BlockKind, Confidence, Field, Quotation, Record};

pub(crate) use self::speaker::Known;
use self::speaker::speaker;
use crate::names::page::{Page, Stretch};
use crate::names::quotes::{self, Quoted};
use crate::names::text::{after, back, before, forth, head, len, tail, words};

static CUES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut list: Vec<&str> = words(include_str!("../../data/speech_cues.tsv")).collect();
    list.sort_by_key(|w| std::cmp::Reverse(w.len()));
    list
});

/// Shortest words in marks that are taken for speech when a cue stands beside them, in characters.
const SHORTEST: usize = 4;
/// Most characters between the marks and a cue behind them.
const BEHIND: usize = 60;

/// Who says a proverb: nobody.
const PROVERBS: &[&str] =
    &["俗话", "常言", "古话", "老话", "古语", "古人", "谚语", "民谚", "农谚", "民谣", "有道是", "诗", "常"];

/// A quotation before it becomes a record.
struct Found {
    words: Range<usize>,
    speaker: Option<(String, Range<usize>)>,
    cue: Option<Range<usize>>,
    direct: bool,
    article: usize,
}

/// The quotations of a page, in text order.
pub(crate) fn extract(page: &Page<'_>, known: &Known<'_>) -> Vec<Record<Quotation>> {
    let mut found: Vec<Found> = Vec::new();
    let mut run: Option<usize> = None; // a speech that the paragraph before left open
    for (index, (stretch, spans)) in page.quoted().enumerate() {
        if matches!(stretch.kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Heading) {
            continue;
        }
        let first = found.len();
        for q in spans.iter().filter(|q| q.depth == 0) {
            // A speech of several paragraphs opens each with a mark and closes the last.
            if let Some(last) = run.take().and_then(|i| found.get_mut(i))
                && q.outer.start == stretch.range.start
                && last.article == stretch.article
            {
                last.words.end = q.inner.end;
                if !q.closed {
                    run = Some(first - 1);
                }
                continue;
            }
            if let Some(f) = direct(page, index, stretch, q, known, &found) {
                if !q.closed {
                    run = Some(found.len());
                }
                found.push(f);
            }
        }
        reported(page, stretch, spans, known, &mut found);
    }
    answers(page, known, &mut found);
    found.sort_by_key(|f| f.words.start);
    found.into_iter().map(|f| record(page, f)).collect()
}

fn record(page: &Page<'_>, f: Found) -> Record<Quotation> {
    let cue = f.cue.map(|r| Field::text(page.slice(&r).to_owned(), Page::text_range(&r)));
    let speaker = f.speaker.map(|(name, r)| {
        // 侯 振 清: spaces that set a name are no part of it.
        let name = if name.is_ascii() { name } else { name.split_whitespace().collect() };
        let same = page.slice(&r) == name;
        let range = Page::text_range(&r);
        if same { Field::text(name, range) } else { Field::inherited(name, range) }
    });
    let sure = speaker.is_some() && cue.is_some();
    let words = Page::text_range(&f.words);
    let fact = Quotation { speaker, cue, direct: f.direct, words };
    let rule = if f.direct { "quotation/direct" } else { "quotation/reported" };
    let mut record = page.document.record(f.article, words, rule, fact);
    record.confidence = Confidence::per_mille(if sure { 900 } else { 650 });
    record
}

/// Direct speech: a cue before the marks or behind them, or a whole sentence in marks.
fn direct(
    page: &Page<'_>,
    index: usize,
    stretch: &Stretch,
    q: &Quoted,
    known: &Known<'_>,
    found: &[Found],
) -> Option<Found> {
    let text = page.text;
    let words = page.slice(&q.inner);
    let n = len(words);
    if n < SHORTEST {
        return None;
    }
    let made =
        |speaker, cue, words: Range<usize>| Some(Found { words, speaker, cue, direct: true, article: stretch.article });
    if let Some(cue) = cue_before(text, &stretch.range, q.outer.start) {
        if PROVERBS.iter().any(|w| text.get(stretch.range.start..cue.start).is_some_and(|t| t.ends_with(w))) {
            return None;
        }
        let attributive = text.get(cue.end..q.outer.start) == Some("的");
        let list = quotes::parts(words).len() > 1 && !words.contains('，');
        if attributive && (list || n < 10) {
            return None; // 提出的“甲、乙、丙”: a phrase
        }
        let speaker = speaker(page, &sentence(text, &stretch.range, cue.start), known, found, stretch.article);
        // 某某说，“…”: a few words will do where a person says them; 提出“…” is a phrase.
        let said = text.get(cue.end..q.outer.start).is_some_and(|s| s.ends_with('：') || s.ends_with('，') && n >= 6);
        if n < 10 && !ends_sentence(words) && !said {
            return None;
        }
        // 某地提出“…”: a phrase that nobody says is no speech.
        return if speaker.is_some() || ends_sentence(words) {
            made(speaker, Some(cue), q.inner.clone())
        } else {
            None
        };
    }
    let sentence_like = ends_sentence(words) || words.ends_with('，') || words.contains('。');
    if !sentence_like {
        return whole_block(page, index, stretch, q, known);
    }
    // 某某很激动：“…”: no verb of speaking, but a person and a colon.
    if ends_sentence(words) && before(text, q.outer.start) == Some('：') {
        let clause = sentence(text, &stretch.range, q.outer.start - '：'.len_utf8());
        let from = known.people.partition_point(|p| p.range.start < clause.start);
        let named = known.people.get(from..)?.iter().take_while(|p| p.range.end <= clause.end).last();
        if let Some(p) = named {
            return made(Some((page.slice(&p.range).to_owned(), p.range.clone())), None, q.inner.clone());
        }
    }
    // Words that a colon brought in are not brought in again by the cue of the words behind them.
    let led = before(text, q.outer.start) == Some('：') && ends_sentence(words);
    if !led && let Some((clause, cue)) = cue_behind(text, &stretch.range, q.outer.end) {
        let speaker = speaker(page, &clause, known, found, stretch.article);
        if speaker.is_some() {
            return made(speaker, Some(cue), q.inner.clone());
        }
    }
    // “…。”某地村民某某心有余悸。: words that open a paragraph, and one person in the sentence behind them.
    if ends_sentence(words)
        && q.outer.start == stretch.range.start
        && let Some(p) = told_behind(page, stretch, q.outer.end, known)
    {
        return made(Some((page.slice(&p).to_owned(), p)), None, q.inner.clone());
    }
    // Words with a full stop inside the marks are speech even where nobody is named.
    let spoken = n >= 8
        && ends_sentence(words)
        && ["我", "你", "您", "咱", "请", "！", "？", "吗", "呢", "吧"].iter().any(|w| words.contains(w));
    if spoken { made(None, None, q.inner.clone()) } else { None }
}

/// The one person whom the sentence behind the marks names.
fn told_behind(page: &Page<'_>, stretch: &Stretch, at: usize, known: &Known<'_>) -> Option<Range<usize>> {
    let end = forth(page.text, at, 2 * BEHIND).min(stretch.range.end);
    let rest = page.text.get(at..end)?;
    let stop = at + rest.find(['。', '！', '？', '“', '\n'])?;
    let from = known.people.partition_point(|p| p.range.start < at);
    let mut named = known.people.get(from..)?.iter().take_while(|p| p.range.end <= stop);
    let first = named.next()?;
    named.next().is_none().then(|| first.range.clone())
}

/// The answers of an interview: paragraphs that open with the name of a person and a colon, where others open with 记者：or 问：.
fn answers(page: &Page<'_>, known: &Known<'_>, found: &mut Vec<Found>) {
    let asked: BTreeSet<usize> = page
        .stretches
        .iter()
        .filter(|s| {
            ["记者：", "问：", "主持人：", "本刊记者：", "本报记者："]
                .iter()
                .any(|w| page.slice(&s.range).starts_with(w))
        })
        .map(|s| s.article)
        .collect();
    for s in page.stretches.iter().filter(|s| asked.contains(&s.article) && s.kind == BlockKind::Paragraph) {
        let own = page.slice(&s.range);
        let Some((name, words)) = own.get(..own.len().min(forth(own, 0, 12))).and_then(|h| h.split_once('：')) else {
            continue;
        };
        let start = s.range.start + name.len() + '：'.len_utf8();
        if len(words) < 3 || !known.names(page, name, s.article) {
            continue;
        }
        let words = start..s.range.end;
        // What is quoted within an answer is part of it.
        found.retain(|f| !(words.start <= f.words.start && f.words.end <= words.end && f.speaker.is_none()));
        let speaker = Some((name.to_owned(), s.range.start..s.range.start + name.len()));
        found.push(Found { words, speaker, cue: None, direct: true, article: s.article });
    }
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['。', '！', '？', '…'])
}

/// The cue right before byte `at`: 说：, 表示，, 强调的.
fn cue_before(text: &str, stretch: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let left = text.get(stretch.start..at)?;
    let bare = left.strip_suffix(['：', '，', ':', '的']).unwrap_or(left);
    let marked = bare.len() < left.len();
    let end = stretch.start + bare.len();
    CUES.iter()
        .find(|c| bare.ends_with(**c) && (marked || len(c) == 1 || ["说", "道"].iter().any(|w| c.ends_with(w))))
        .map(|c| end - c.len()..end)
        .filter(|_| marked || bare.ends_with('说') || bare.ends_with('道'))
}

/// The clause and cue behind the marks: ”某某说。 or ”那天，某某在电话里说，
fn cue_behind(text: &str, stretch: &Range<usize>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let end = forth(text, at, BEHIND).min(stretch.end);
    let rest = text.get(at..end)?;
    let rest = rest.get(..rest.find(['。', '！', '？', '；', '“', '\n']).unwrap_or(rest.len()))?;
    let mut start = 0;
    for (n, clause) in rest.split_inclusive(['，', '：']).enumerate() {
        let body = clause.trim_end_matches(['，', '：']);
        // The cue ends the clause, or little follows it (告诉记者).
        let ends = [0, 1, 2].map(|n| head(body, back(body, body.len(), n)));
        let found = CUES.iter().filter_map(|c| {
            let i = ends.iter().find_map(|e| e.strip_suffix(*c))?.len();
            (i > 0).then_some((i, c.len()))
        });
        if let Some((i, l)) = found.min_by_key(|(i, l)| (*i, std::cmp::Reverse(*l))) {
            let from = at + start;
            return Some((from..from + i, from + i..from + i + l));
        }
        if n == 2 {
            break;
        }
        start += clause.len();
    }
    None
}

/// The sentence that ends at byte `at`, from the last full stop or closing mark.
fn sentence(text: &str, stretch: &Range<usize>, at: usize) -> Range<usize> {
    let from = back(text, at, 80).max(stretch.start);
    let left = text.get(from..at).unwrap_or("");
    let cut = left.rfind(['。', '！', '？', '；', '”', '\n']);
    let start = cut.map_or(from, |i| from + i + left.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
    start..at
}

/// A block that is nothing but words in marks belongs to the speech, message or words of command that the block before or
/// behind it tells of.
fn whole_block(page: &Page<'_>, index: usize, stretch: &Stretch, q: &Quoted, known: &Known<'_>) -> Option<Found> {
    const SPEECH: &[&str] = &["讲话", "训词", "致辞", "贺信", "回信", "批示", "强调", "指出", "寄语", "题词", "指示"];
    let alone =
        q.outer.start == stretch.range.start && q.closed && len(page.slice(&(q.outer.end..stretch.range.end))) <= 1;
    if !alone || stretch.kind != BlockKind::Paragraph {
        return None;
    }
    let neighbours = [index.checked_sub(1), Some(index + 1)];
    for s in neighbours.into_iter().flatten().filter_map(|i| page.stretches.get(i)) {
        if s.article != stretch.article || !SPEECH.iter().any(|w| page.slice(&s.range).contains(w)) {
            continue;
        }
        let from = known.people.partition_point(|p| p.range.end <= s.range.start);
        if let Some(p) = known.people.get(from).filter(|p| p.range.end <= s.range.end) {
            let speaker = Some((page.slice(&p.range).to_owned(), p.range.clone()));
            return Some(Found { words: q.inner.clone(), speaker, cue: None, direct: true, article: stretch.article });
        }
    }
    None
}

/// Reported speech: somebody 强调， or 指出， and then the sentence.
fn reported(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], known: &Known<'_>, found: &mut Vec<Found>) {
    let text = page.text;
    let slice = page.slice(&stretch.range);
    for cue in ["强调", "指出"] {
        for (i, _) in slice.match_indices(cue) {
            let at = stretch.range.start + i;
            let cue_end = at + cue.len();
            let mark = after(text, cue_end).filter(|c| *c == '，' || *c == '：');
            let Some(mark) = mark else { continue };
            let start = cue_end + mark.len_utf8();
            // Inside somebody's speech it is part of that speech.
            if tail(text, start).starts_with('“')
                || quotes::within(spans, &(at..cue_end), |_| true)
                || before(text, at) == Some('”')
            {
                continue;
            }
            let rest = text.get(start..stretch.range.end).unwrap_or("");
            let end = start + rest.find(['。', '！', '？']).unwrap_or(rest.len());
            let clause = sentence(text, &stretch.range, at);
            let speaker = speaker(page, &clause, known, found, stretch.article);
            if speaker.is_some() && len(page.slice(&(start..end))) >= 8 {
                found.push(Found {
                    words: start..end,
                    speaker,
                    cue: Some(at..cue_end),
                    direct: false,
                    article: stretch.article,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[track_caller]
    fn check(lines: &[&str], want: &[(Option<&str>, &str)]) {
        let doc = extracted("2022", lines);
        let found: Vec<(Option<&str>, &str)> = doc
            .records
            .quotations
            .iter()
            .map(|r| (r.fact.speaker.as_ref().map(|f| f.value.as_str()), doc.text.slice(r.fact.words)))
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn cues_stand_before_and_behind() {
        check(
            &["村支书罗大山说：“渠修好了，心里踏实。”", "“再也不用抢水了。”村民李桂香高兴地说，“今年准是好收成。”"],
            &[
                (Some("罗大山"), "渠修好了，心里踏实。"),
                (Some("李桂香"), "再也不用抢水了。"),
                (Some("李桂香"), "今年准是好收成。"),
            ],
        );
    }

    #[test]
    fn speakers_behind_their_posts_and_without_a_cue() {
        check(
            &["“路要先修，”县委书记罗立本说，“修好了再谈别的。”", "州总理朔恩茨认为：“合作对大家都好。”"],
            &[
                (Some("罗立本"), "路要先修，"),
                (Some("罗立本"), "修好了再谈别的。"),
                (Some("朔恩茨"), "合作对大家都好。"),
            ],
        );
        check(&["俗话说：“靠山吃山，靠水吃水。”"], &[]);
    }

    #[test]
    fn a_speech_of_several_paragraphs() {
        check(&["县长谭立新说：“先说水利。", "“再说种子。”"], &[(Some("谭立新"), "先说水利。\n“再说种子。")]);
    }

    #[test]
    fn reported_speech() {
        check(
            &["全县农业工作会议昨天召开。会议强调，要把水利摆在首位，早动手早安排。县水利局有关负责人表示满意。"],
            &[(Some("全县农业工作会议"), "要把水利摆在首位，早动手早安排")],
        );
    }

    #[test]
    fn answers_of_an_interview() {
        check(
            &["——访水利厅副厅长罗大山", "记者：今年旱情如何？", "罗大山：总的说是偏轻，局部偏重。"],
            &[(Some("罗大山"), "总的说是偏轻，局部偏重。")],
        );
    }

    #[test]
    fn whoever_the_next_sentence_names() {
        check(&["“今年的枣子甜得很。”站在树下，村民李桂香笑得合不拢嘴。"], &[(Some("李桂香"), "今年的枣子甜得很。")]);
        check(
            &["最高人民法院督导组在江苏检查时强调，要加快这些案件的执行进度。"],
            &[(Some("最高人民法院督导组"), "要加快这些案件的执行进度")],
        );
    }

    #[test]
    fn scare_quotes_and_titles_are_no_speech() {
        check(&["“一户一策”落地见效，破解“看病难”。提出的“三不变”原则得到落实，他写了《渠水长流》。"], &[]);
    }
}
