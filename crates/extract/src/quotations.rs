//! Words ascribed to a speaker: direct speech, over several paragraphs too, with its cue before or behind it; and reported
//! speech after 强调， and 指出，. Scare quotes and titles have no cue and no sentence in them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{BlockKind, Confidence, Field, Quotation, Record};

use crate::names::boundary;
use crate::names::page::{Page, Stretch};
use crate::names::quotes::{self, Quoted};
use crate::names::text::{after, back, before, forth, is_han, len, tail, words};
use crate::organizations;
use crate::people;
use crate::places::Places;

static CUES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut list: Vec<&str> = words(include_str!("../data/speech_cues.tsv")).collect();
    list.sort_by_key(|w| std::cmp::Reverse(w.len()));
    list
});

/// Shortest words in marks that are taken for speech when a cue stands beside them, in characters.
const SHORTEST: usize = 4;
/// Most characters between the marks and a cue behind them.
const BEHIND: usize = 60;

/// Words that end the names of meetings.
const MEETINGS: &[&str] = &["座谈会", "会议", "大会", "全会"];
/// How many paragraphs are searched for the full name of a meeting.
const NEAR: usize = 40;

/// What the finder needs of the other finders.
pub(crate) struct Known<'a> {
    /// People, in text order.
    pub(crate) people: &'a [people::Mention],
    /// Bodies, in text order.
    pub(crate) bodies: &'a [organizations::Mention],
    /// Places.
    pub(crate) places: &'a Places,
    /// The articles that name each person.
    articles: HashMap<&'a str, BTreeSet<usize>>,
    /// What each article abbreviates: the short form and the full one.
    aliases: HashMap<usize, Vec<(&'a str, Range<usize>)>>,
}

impl<'a> Known<'a> {
    /// Gathers them.
    pub(crate) fn new(
        page: &Page<'a>,
        people: &'a [people::Mention],
        bodies: &'a [organizations::Mention],
        places: &'a Places,
    ) -> Self {
        let mut articles: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for p in people {
            articles.entry(page.slice(&p.range)).or_default().insert(p.article);
        }
        Self { people, bodies, places, articles, aliases: aliases(page) }
    }
}

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
    for (index, stretch) in page.stretches.iter().enumerate() {
        if matches!(stretch.kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Heading) {
            continue;
        }
        let spans = quotes::quoted(page.text, &stretch.range);
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
        reported(page, stretch, &spans, known, &mut found);
    }
    found.sort_by_key(|f| f.words.start);
    found.into_iter().map(|f| record(page, f)).collect()
}

fn record(page: &Page<'_>, f: Found) -> Record<Quotation> {
    let cue = f.cue.map(|r| Field::text(page.slice(&r).to_owned(), Page::text_range(&r)));
    let speaker = f.speaker.map(|(name, r)| {
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
    if let Some((clause, cue)) = cue_behind(text, &stretch.range, q.outer.end) {
        let speaker = speaker(page, &clause, known, found, stretch.article);
        if speaker.is_some() {
            return made(speaker, Some(cue), q.inner.clone());
        }
    }
    // Words with a full stop inside the marks are speech even where nobody is named.
    let spoken = n >= 8
        && ends_sentence(words)
        && ["我", "你", "您", "咱", "请", "！", "？", "吗", "呢", "吧"].iter().any(|w| words.contains(w));
    if spoken { made(None, None, q.inner.clone()) } else { None }
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
        let found = CUES.iter().filter_map(|c| {
            // The cue ends the clause, or little follows it (告诉记者).
            let i = body.rfind(c)?;
            (i > 0 && len(body.get(i + c.len()..)?) <= 2).then_some((i, c.len()))
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

/// Who speaks in a clause: a person, a pronoun for the last speaker, a role, or the short subject as printed.
fn speaker(
    page: &Page<'_>,
    clause: &Range<usize>,
    known: &Known<'_>,
    found: &[Found],
    article: usize,
) -> Option<(String, Range<usize>)> {
    let text = page.text;
    let subject = last_clause(text, clause);
    let printed = page.slice(&subject).trim_end_matches(|c: char| !is_han(c));
    let last = || found.iter().rev().find(|f| f.article == article).and_then(|f| f.speaker.clone());
    let from = known.people.partition_point(|p| p.range.end <= clause.start);
    let people: Vec<_> = known.people.get(from..)?.iter().take_while(|p| p.range.end <= clause.end).collect();
    if ["他", "她", "其", "他还", "她还"]
        .iter()
        .any(|p| printed == *p || printed.strip_prefix(p).is_some_and(|r| len(r) <= 6))
        && !printed.starts_with("其他")
    {
        let near = people.last().map(|p| (page.slice(&p.range).to_owned(), p.range.clone()));
        // The person named last before the words, if that was after the last speaker.
        let i = known.people.partition_point(|p| p.range.end <= clause.start);
        let named = i.checked_sub(1).and_then(|j| known.people.get(j)).filter(|p| p.article == article);
        let spoke = found.last().map_or(0, |f| f.words.start);
        let named = named.filter(|p| p.range.start > spoke).map(|p| (page.slice(&p.range).to_owned(), p.range.clone()));
        return near.or(named).or_else(last);
    }
    if let Some(p) = people.iter().rfind(|p| p.range.start >= subject.start).or(people.last()) {
        return Some((page.slice(&p.range).to_owned(), p.range.clone()));
    }
    // A name that the article has introduced (说到底是谁: 叶某说).
    let introduced =
        |name: &&str| known.articles.get(*name).is_some_and(|list| list.iter().any(|a| page.same_article(*a, article)));
    let name = (2..=4).rev().filter_map(|n| printed.get(..forth(printed, 0, n))).find(introduced);
    if let Some(name) = name {
        return Some((name.to_owned(), subject.start..subject.start + name.len()));
    }
    if let Some(meeting) = meeting(page, &subject, known, article) {
        return Some(meeting);
    }
    if let Some(role) = people::role(page, known.places, known.bodies, clause) {
        return Some((page.slice(&role).to_owned(), role));
    }
    // 七十岁的王奶奶: the subject stands behind its attribute.
    let at = printed.rfind('的').map_or(0, |i| i + '的'.len_utf8());
    let (subject, printed) = (subject.start + at..subject.end, printed.get(at..).unwrap_or(""));
    let short = (2..=14).contains(&len(printed)) && printed.chars().all(is_han);
    let vague = [
        "也",
        "还",
        "都",
        "就",
        "并",
        "再",
        "有人",
        "常",
        "可以",
        "不能",
        "应该",
        "同时",
        "此外",
        "另外",
        "因此",
        "所以",
        "这",
        "那",
        "如果",
        "必须",
        "要",
        "着力",
        "深入",
        "坚持",
        "进一步",
        "明确",
        "我们",
    ];
    (short && !vague.iter().any(|w| printed.starts_with(w)))
        .then(|| (printed.to_owned(), subject.start..subject.start + printed.len()))
}

/// The part of a clause behind its last comma.
fn last_clause(text: &str, clause: &Range<usize>) -> Range<usize> {
    let own = text.get(clause.clone()).unwrap_or("");
    let trimmed = own.trim_end_matches(['，', '：']);
    let start = trimmed.rfind(['，', '、', '：']).map_or(clause.start, |i| {
        clause.start + i + own.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8)
    });
    start..clause.start + trimmed.len()
}

/// 会议 by its full name: what the article abbreviates so (以下简称会议), or the meeting that it named last.
fn meeting(
    page: &Page<'_>,
    subject: &Range<usize>,
    known: &Known<'_>,
    article: usize,
) -> Option<(String, Range<usize>)> {
    let text = page.text;
    let printed = page.slice(subject);
    let word = MEETINGS.iter().find(|w| printed.ends_with(**w))?;
    if len(printed) > 6 {
        return Some((printed.to_owned(), subject.clone()));
    }
    let named = |range: &Range<usize>| Some((page.slice(range).to_owned(), range.clone()));
    if let Some((_, range)) = known.aliases.get(&article).and_then(|list| list.iter().find(|(alias, _)| alias == word))
    {
        return named(range);
    }
    let before = |s: &&Stretch| s.range.start <= subject.start && s.kind != BlockKind::Heading;
    for s in page.of_article(article).rev().filter(before).take(NEAR) {
        let limit = s.range.end.min(subject.start);
        let from = back(text, limit, 1000).max(s.range.start);
        for (i, w) in text.get(from..limit)?.rmatch_indices(word).take(NEAR) {
            let end = from + i + w.len();
            let start = boundary::name_start(text, s.range.start, from + i, 24);
            if len(page.slice(&(start..end))) > len(word) + 2 {
                return named(&(start..end));
            }
        }
    }
    named(subject)
}

/// What the articles abbreviate: 某某会议（以下简称会议）.
fn aliases<'a>(page: &Page<'a>) -> HashMap<usize, Vec<(&'a str, Range<usize>)>> {
    const CUE: &str = "（以下简称";
    let mut found: HashMap<usize, Vec<(&str, Range<usize>)>> = HashMap::new();
    for s in &page.stretches {
        for (i, _) in page.slice(&s.range).match_indices(CUE) {
            let end = s.range.start + i;
            let short = tail(page.text, end + CUE.len()).trim_start_matches('“');
            let Some(short) = short.get(..short.find(['）', '”']).filter(|n| *n < 60).unwrap_or(0)) else {
                continue;
            };
            let start = boundary::name_start(page.text, s.range.start, end, 30);
            found.entry(s.article).or_default().push((short, start..end));
        }
    }
    found
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
    fn scare_quotes_and_titles_are_no_speech() {
        check(&["“一户一策”落地见效，破解“看病难”。提出的“三不变”原则得到落实，他写了《渠水长流》。"], &[]);
    }
}
