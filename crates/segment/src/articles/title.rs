//! Titles: which lines open an article, and which of them is kicker, headline, subheadline.

use baokan_corpus_model::{BlockKind, TextRange, Title};

use super::line::{Line, Part};
use crate::byline::{self, Byline};
use crate::sentence::is_han;

/// Most lines that a title has, kicker and subheadline included.
const TITLE_LINES: usize = 6;
/// Longest kicker that is known by its length alone, in characters.
const KICKER: usize = 9;
/// Lines of other kinds (a picture's caption, a date) that may stand between title and byline.
const BETWEEN: usize = 3;

/// The lines that open an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    pub(super) kicker: Option<Title>,
    pub(super) headline: Option<Title>,
    pub(super) subheadline: Option<Title>,
    /// Who signs, in the coordinates of the text.
    pub(super) bylines: Vec<(Byline, u32)>,
    /// Positions of the lines that titles and byline were taken from, ascending.
    pub(super) used: Vec<usize>,
    /// Smallest level of the headline's lines; 0 when unknown.
    pub(super) level: u8,
    /// Whether the byline says itself that it is one, by a sign, 记者, or a post; bare names do not.
    pub(super) well_signed: bool,
    /// Whether every title line is a heading by its kind.
    pub(super) sure: bool,
    /// The first line after titles and byline.
    pub(super) next: usize,
}

impl Opening {
    pub(super) fn is_signed(&self) -> bool {
        !self.bylines.is_empty()
    }
}

/// Reads titles and byline from line `at` on. `None` when no title stands there.
pub(super) fn opening(lines: &[Line<'_>], at: usize) -> Option<Opening> {
    let mut titles: Vec<(usize, TextRange)> = Vec::new();
    let mut open = Opening { sure: true, ..Opening::default() };
    let mut i = at;
    let group = lines.get(at).and_then(|l| l.group);
    while let Some(line) = lines.get(i).filter(|_| titles.len() < TITLE_LINES) {
        if !titles.is_empty() && signature(lines, i, true).is_some() {
            break;
        }
        let dashed = is_dashed(line) && !titles.is_empty() && line.chars <= 50 && !line.is_ended();
        let sure = match line.part {
            Part::Title { sure } => sure,
            Part::Body if dashed => false,
            _ => break,
        };
        // Nor does an announcement share its title.
        if (line.is_numbered() || line.section || line.notice) && !titles.is_empty() {
            break;
        }
        if group.is_some() && line.group.is_some() && line.group != group {
            break;
        }
        // Below a title that boxes show, a torn line of running text is none.
        if group.is_some() && !titles.is_empty() && !sure && !dashed && line.text.contains(['，', ',', '；', '：']) {
            break;
        }
        open.sure &= sure || dashed;
        // Title and byline run together on one line.
        if let Some((cut, byline)) = byline::signed_suffix(line.text) {
            let end = line.range.start() + line.text[..cut].trim_end().len() as u32;
            titles.push((i, TextRange::new(line.range.start(), end)));
            open.bylines.push((byline, line.range.start()));
            i += 1;
            break;
        }
        titles.push((i, line.range));
        i += 1;
        if line.notice {
            break;
        }
    }
    if titles.is_empty() || !(open.sure || believable(lines, &titles)) {
        return None;
    }
    open.used.extend(titles.iter().map(|(k, _)| *k));
    open.next = i;
    collect_signatures(lines, &mut open);
    let well = |(b, _): &(Byline, u32)| b.marked || b.entries.iter().any(|e| e.position.is_some());
    open.well_signed = open.bylines.iter().any(well);
    assign(lines, &titles, &mut open);
    Some(open)
}

/// Lines that only have the form of a title: few, and together without a comma, which torn lines of running text have.
fn believable(lines: &[Line<'_>], titles: &[(usize, TextRange)]) -> bool {
    const LINES: usize = 4;
    let comma = |k: usize| lines.get(k).is_some_and(|l| l.text.contains(['，', ',', '；', '：']));
    titles.len() == 1 || (titles.len() <= LINES && !titles.iter().any(|(k, _)| comma(*k)))
}

/// Bylines right behind the title, or behind a caption or a date.
fn collect_signatures(lines: &[Line<'_>], open: &mut Opening) {
    let mut i = open.next;
    if open.bylines.is_empty() {
        let between = lines
            .iter()
            .skip(i)
            .take(BETWEEN)
            .take_while(|l| matches!(l.part, Part::Caption | Part::Credit | Part::Furniture));
        let skip = between.count();
        // Far from the title a line with the form of one is the next title, even where it could be somebody's post.
        let titled = lines.get(i + skip).is_some_and(|l| matches!(l.part, Part::Title { .. }));
        if signature(lines, i, true).is_none() && !titled && signature(lines, i + skip, true).is_some() {
            i += skip;
        }
    }
    while let Some((byline, used)) = signature(lines, i, open.bylines.is_empty()) {
        let start = lines.get(i).map_or(0, |l| l.range.start());
        open.used.extend(i..i + used);
        open.bylines.push((byline, start));
        i += used;
        if i == open.next + used {
            open.next = i;
        }
    }
}

/// The byline at line `at`, and how many lines it takes. Ranges count from the beginning of that line.
/// Bare names are believed only right under a title.
pub(super) fn signature(lines: &[Line<'_>], at: usize, under_title: bool) -> Option<(Byline, usize)> {
    let line = lines.get(at)?;
    if line.is_open_post() && (under_title || line.part == Part::Signature) {
        return post_and_name(lines, at);
    }
    if line.part == Part::Signature || (under_title && line.labels_writer()) {
        return Some((line.byline.clone(), 1));
    }
    if !under_title {
        return None;
    }
    let believed = |l: &Line<'_>| l.is_bare_names() && (l.kind != BlockKind::Heading || l.byline.entries.len() == 1);
    (believed(line) && !matches!(line.part, Part::Caption | Part::Credit)).then(|| (line.byline.clone(), 1))
}

/// A post on one or two lines, and its holder on the next. They are read as one line, so that the post falls to the name.
fn post_and_name(lines: &[Line<'_>], at: usize) -> Option<(Byline, usize)> {
    const POST_LINES: usize = 2;
    const GAP: u32 = 16;
    let mut joined = String::new();
    let mut end = lines.get(at)?.range.start();
    for (k, line) in lines.iter().skip(at).take(POST_LINES + 1).enumerate() {
        let gap = line.range.start().checked_sub(end).filter(|g| *g <= GAP)?;
        joined.extend(std::iter::repeat_n(' ', gap as usize));
        joined.push_str(line.text);
        end = line.range.end();
        if line.is_bare_names() {
            let byline = byline::parse(&joined);
            return (byline.whole && !byline.entries.is_empty()).then_some((byline, k + 1));
        }
        if !line.is_open_post() {
            return None;
        }
    }
    None
}

/// Which title line is what. Levels decide where they differ; else a dash opens the subheadline, a short first line above a
/// long one is the kicker, and all the rest is one headline.
fn assign(lines: &[Line<'_>], titles: &[(usize, TextRange)], open: &mut Opening) {
    let mut seen: Vec<String> = Vec::new();
    let titles: Vec<(&Line<'_>, TextRange)> = titles
        .iter()
        .filter_map(|(k, r)| Some((lines.get(*k)?, *r)))
        // A title that was read twice is taken once.
        .filter(|(l, _)| {
            let letters: String = l.text.chars().filter(|c| is_han(*c) || c.is_alphanumeric()).collect();
            let new = !seen.contains(&letters);
            seen.push(letters);
            new
        })
        .collect();
    let level = titles.iter().map(|(l, _)| l.level).filter(|l| *l > 0).min().unwrap_or(0);
    let first = headline_start(&titles, level);
    let mut last = first + 1;
    while let Some((line, _)) = titles.get(last) {
        let deeper = level > 0 && line.level > level;
        let figures = || titles.get(last - 1).is_some_and(|(above, _)| is_told_in_figures(above.text, line.text));
        if figures()
            || is_dashed(line)
            || deeper
            || is_occasion(line.text)
            || is_account(line.text)
            || is_interview(line.text)
        {
            break;
        }
        last += 1;
    }
    let take = |from: usize, to: usize| {
        let ranges: Vec<TextRange> = titles.iter().take(to).skip(from).map(|(_, r)| *r).collect();
        (!ranges.is_empty()).then_some(Title { ranges })
    };
    open.kicker = take(0, first);
    open.headline = take(first, last);
    open.subheadline = take(last, titles.len());
    open.level = level;
}

/// The first line of the headline; lines before it are the kicker.
fn headline_start(titles: &[(&Line<'_>, TextRange)], level: u8) -> usize {
    if titles.len() < 2 {
        return 0;
    }
    // A heading above a larger one.
    if level > 0
        && let Some(at) = titles.iter().position(|(l, _)| l.level == level)
        && at > 0
    {
        return at;
    }
    let (Some((a, _)), Some((b, _))) = (titles.first(), titles.get(1)) else { return 0 };
    let same_level = a.level == b.level;
    let one_phrase = !a.text.trim().contains(char::is_whitespace);
    usize::from(
        same_level
            && one_phrase
            && (is_rubric(a.text) || (a.chars <= KICKER && b.chars * 2 >= a.chars * 3))
            && !is_dashed(b)
            && !is_occasion(b.text)
            && !is_interview(b.text)
            && !is_account(b.text),
    )
}

/// ——某县推进改革纪实.
fn is_dashed(line: &Line<'_>) -> bool {
    // The dash of a subheadline is often read as the figure one, in whole or in part.
    let dash = |c: char| matches!(c, '—' | '─' | '―' | '-' | '－' | '一' | '–');
    let mut chars = line.text.chars();
    match (chars.next(), chars.next()) {
        (Some('—'), _) => true,
        (Some(a), Some(b)) => dash(a) && dash(b),
        _ => false,
    }
}

/// 某某宣传月特别报道, 局长访谈, 防汛一线见闻: a line above the headline that says to what series or kind it belongs.
fn is_rubric(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "特别报道",
        "專題報道",
        "系列报道",
        "专题报道",
        "访谈",
        "訪談",
        "笔谈",
        "筆談",
        "见闻",
        "見聞",
        "专栏",
        "專欄",
        "专题",
        "特稿",
        "特刊",
        "巡礼",
        "进行时",
        "一线",
        "观察",
        "聚焦",
        "关注",
        "调研行",
        "走基层",
        "大家谈",
    ];
    const LENGTH: usize = 18;
    let text = text.trim();
    text.chars().count() <= LENGTH && !text.contains(char::is_whitespace) && ENDS.iter().any(|e| text.ends_with(e))
}

/// 去年粮食总产突破三亿斤, 全省总人口4287.9万: a line below a headline that says it in figures. Headlines of several lines go on in
/// phrases instead.
fn is_told_in_figures(above: &str, text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十0123456789０１２３４５６７８９";
    let counted = |t: &str| {
        let units = ["亿", "億", "万", "萬", "%", "％", "个百分点", "倍"];
        units.iter().any(|u| t.contains(u)) && t.chars().filter(|c| NUMERALS.contains(*c)).count() > 0
    };
    counted(text) && !counted(above)
}

/// 访某县县委书记 何大川: a line below the headline that says who answers, with the post set apart from the name.
fn is_interview(text: &str) -> bool {
    let text = text.trim();
    ["访", "訪", "专访", "專訪", "对话", "對話"].iter().any(|w| text.starts_with(w))
        && text.contains(char::is_whitespace)
}

/// 某县推进改革纪实: a line below the headline that says what kind of account follows; its dash was lost.
fn is_account(text: &str) -> bool {
    const LENGTH: usize = 9;
    const ENDS: &[&str] = &[
        "纪实", "紀實", "纪事", "紀事", "侧记", "側記", "散记", "散記", "见闻", "見聞", "观察", "觀察", "调查", "調查",
        "述评", "述評", "综述", "綜述", "扫描", "掃描", "札记", "札記",
    ];
    ENDS.iter().any(|e| text.trim().ends_with(e)) && text.chars().count() >= LENGTH
}

/// （某年某月某日在某会议上） or the same without brackets: when and where a speech was given.
fn is_occasion(text: &str) -> bool {
    let bare = text.trim().trim_start_matches(['（', '(']);
    let date = bare.chars().take(14).collect::<String>();
    let dated = (date.contains('年') && date.contains('月'))
        && bare.starts_with(|c: char| c.is_ascii_digit() || "一二〇○１２".contains(c));
    dated || ((text.starts_with('（') || text.starts_with('(')) && (text.ends_with('）') || text.ends_with(')')))
}
