//! Whether a line goes on in another: points for and against, each with its reason.
//!
//! The points are rough logarithms of odds, in thirds: 3 is "rather yes", 9 "beyond doubt". They were set by reading
//! pages, not by fitting; the rule counts as sure what has two independent signs.

use super::facts::{Facts, Tail, is_closer};
use super::heading::is_numbered;
use super::key::{fold, folded};
use crate::chars::{self, is_han};
use crate::lexicon::is_word;

/// From so many points on two lines are one sentence.
pub(crate) const JOIN: i16 = 3;

/// The reason of a cut inside brackets or quotation marks.
pub(crate) const CLOSED_BELOW: &str = "a mark opened before is closed after";

/// The reason of a cut behind a word such as 的 or 和.
pub(crate) const LEADS_ON: &str = "it ends in a word that leads on";

/// How a page sets its paragraphs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Profile {
    /// Most paragraphs begin with white space.
    pub(crate) indented: bool,
    /// Line breaks between most paragraphs: 1 none, 2 a blank line.
    pub(crate) breaks: u16,
}

/// What speaks for and against two lines being one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seam {
    /// Points; see [`JOIN`].
    pub(crate) points: i16,
    /// The strongest reason at the end of the first line.
    pub(crate) tail: &'static str,
    /// The strongest reason at the beginning of the second.
    pub(crate) head: &'static str,
    /// Nothing but the missing end mark speaks for it.
    pub(crate) weak: bool,
    /// A word is broken over it.
    pub(crate) broken: bool,
    /// The points of the beginning of the second line alone.
    pub(crate) onset: i16,
}

/// Words that a line cannot end in when its sentence is over, and the words that only look so.
const FUNCTION: &[(char, &[&str])] = &[
    ('的', &["目的", "标的", "有的", "是的", "似的"]),
    ('和', &["饱和", "温和", "谐和", "缓和", "共和", "总和", "平和", "祥和", "柔和", "讲和", "随和", "中和", "亲和"]),
    ('与', &["参与", "给与", "赠与", "授与", "付与"]),
    ('及', &["普及", "涉及", "顾及", "推及", "埃及", "危及", "遍及", "波及", "触及", "论及", "提及", "企及"]),
    ('或', &[]),
    ('把', &["火把", "一把", "几把"]),
    ('被', &["棉被"]),
    ('并', &["合并", "吞并", "兼并"]),
    ('使', &["大使", "天使", "特使", "公使", "行使", "驱使", "迫使"]),
    ('从', &["服从", "随从", "盲从", "听从", "顺从"]),
    ('而', &["然而", "进而", "从而"]),
    ('于', &["对于", "关于", "终于", "等于", "低于", "高于"]),
];

/// Beginnings of paragraphs: what hardly ever goes on from a broken word.
const STARTS: &[&str] = &[
    "本报",
    "新华社",
    "据新华社",
    "中新社",
    "记者",
    "据了解",
    "据悉",
    "据介绍",
    "据统计",
    "据报道",
    "近年来",
    "近日",
    "日前",
    "近期",
    "目前",
    "当前",
    "同时",
    "此外",
    "另外",
    "与此同时",
    "对此",
    "为此",
    "因此",
    "下一步",
    "接下来",
    "随后",
    "当天",
    "当日",
    "昨日",
    "昨天",
    "今日",
    "今年",
    "去年",
    "今后",
    "会议",
    "会上",
    "与会",
    "一段时间",
    "不仅如此",
    "其实",
    "事实上",
    "值得",
    "如今",
    "然而",
    "但是",
    "不过",
    "我们要",
    "同志们",
    "各位",
];

/// Words of one character that stand alone before a comma: 是，好，
const LONE: &str = "是对好不看啊哦嗯唉如但故即而且按嘿哎哇瞧听噢哈唔";

/// Weighs two lines. `a` and `b` are their texts; breaks and indentation of the second come with its facts.
pub(crate) fn weigh(a: &str, fa: &Facts, b: &str, fb: &Facts, page: Profile) -> Seam {
    let mut seam = Seam::default();
    let marks_only = fb.han == 0 && fb.chars <= 4 && !fb.last.is_ascii_alphanumeric();
    if !(fa.is_chinese() || fa.han >= 8) || !(fb.is_chinese() || marks_only) || glue_unknown(fa.last, fb.first) {
        seam.points = -20;
        return seam;
    }
    let code = marks_only && matches!(fb.first, ']' | '}' | '%');
    if code || chars::bars(a) > 1 || chars::bars(b) > 1 {
        seam.points = -20;
        return seam;
    }
    let marked = is_first_of_none(b, fb);
    if !marked && matches!(fa.tail, Tail::Stop | Tail::Colon) {
        seam.points = -9;
        return seam;
    }
    let (tail, tail_reason) = tail_points(a, fa, fb);
    let (mut head, mut head_reason) = head_points(b, fb);
    if fa.last.is_ascii_digit() && are_rows(fa, fb) {
        (head, head_reason) = (head.min(-3), "rows of a table");
    } else if fa.last.is_ascii_digit() && (fb.first.is_ascii_digit() || is_fraction(b)) {
        (head, head_reason) = (head.max(6), "a number is broken between them");
    } else if fa.last.is_ascii_digit() && COUNTED.contains(fb.first) {
        (head, head_reason) = (head.max(4), "a number is parted from what it counts");
    }
    if fa.tail == Tail::Comma {
        // After a comma a series may begin: 原因有二，¶一是….
        head = head.max(-4);
    }
    let mut points = tail + head;
    if page.indented {
        points += if fb.indent { -7 } else { 2 };
    }
    if page.breaks >= 2 {
        if fb.breaks == 1 {
            points += 2;
        } else if fb.breaks > page.breaks + 1 {
            points -= 3;
        }
    }
    if is_verse(a, fa, b, fb) {
        points -= 12;
    }
    let word = broken_word(a, b);
    points += word;
    (seam.tail, seam.head, seam.points) = (tail_reason, head_reason, points);
    if word > 0 && head <= 3 {
        seam.head = "a word is broken between them";
    }
    seam.onset = head;
    seam.broken = word >= 6;
    seam.weak = tail <= 3 && head <= 0 && word < 6;
    seam
}

/// Two short lines without marks, of which the first ends with a figure: rows of a table, 1 甲厂 24.8 above 2 乙厂 24.5.
fn are_rows(fa: &Facts, fb: &Facts) -> bool {
    const ROW: u32 = 24;
    let bare = |f: &Facts| f.chars <= ROW && f.stops + f.commas == 0 && f.tail == Tail::Bare;
    bare(fa) && bare(fb)
}

/// Whether the line begins with a mark that begins no line. ’98 is a year.
fn is_first_of_none(b: &str, fb: &Facts) -> bool {
    let year = matches!(fb.first, '’' | '\'')
        && b.chars().skip(1).take(2).filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count() == 2;
    (is_closer(fb.first) || FIRST_MARKS.contains(fb.first)) && !year
}

/// What follows figures.
const COUNTED: &str = "万亿千百元余多％%人名个件起次项家条吨米亩户公平岁年月日时分";

/// .7%
fn is_fraction(b: &str) -> bool {
    b.strip_prefix(['.', '．', '％', '%']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}

/// What common words say about the seam.
///
/// Cut at random, a third of all sentences have a word over the cut whose characters are part of no other; among
/// paragraphs that do not belong together one in five hundred looks so. (That the first ends in a broken word which the
/// second does not complete says little: names and words of three characters look so too.)
fn broken_word(a: &str, b: &str) -> i16 {
    let mut back = a.chars().rev().map(fold);
    let mut on = b.chars().map(fold);
    let (Some(a1), Some(b1)) = (back.next(), on.next()) else { return 0 };
    let held = back.next().is_some_and(|a2| is_word(a2, a1));
    let goes_on = on.next().is_some_and(|b2| is_word(b1, b2));
    match (is_word(a1, b1), held, goes_on) {
        (true, false, false) => 6,
        (true, true, true) => 0,
        (true, _, _) => 2,
        _ => 0,
    }
}

/// Marks that no line begins with, beside those that close.
const FIRST_MARKS: &str = "，。、；：？！,;:?!%％‰℃…";

/// Between Latin letters a space may have stood, or none: nobody knows.
fn glue_unknown(last: char, first: char) -> bool {
    last.is_ascii_alphabetic() && first.is_ascii_alphabetic()
}

fn tail_points(a: &str, fa: &Facts, fb: &Facts) -> (i16, &'static str) {
    if is_signed_off(a) {
        return (-9, "a name after the last sentence");
    }
    if fa.chars <= 3 && fa.tail == Tail::Bare && is_ordinal(a) {
        return (6, "it is the number of a member of a series, without its text");
    }
    match fa.tail {
        Tail::Opening => (9, "it ends with an opening mark"),
        Tail::Comma if is_address(a, fa) => (-9, "an address to the audience"),
        // 主任，¶副主任若干人，: a list of short items.
        Tail::Comma if fa.chars <= 14 && fb.chars <= 14 => (0, "it ends with a comma"),
        Tail::Comma => (6, "it ends with a comma"),
        _ if fa.closed_by(fb) && fa.tail != Tail::Stop => (8, CLOSED_BELOW),
        Tail::Stop => (-9, ""),
        Tail::Colon => (-7, ""),
        Tail::Bare if ends_in_function_word(a, fa) && !is_judgement(a, fa) => (6, LEADS_ON),
        Tail::Bare if fa.stops > 0 => (3, "its last sentence has no end mark"),
        Tail::Bare if fa.in_bracket() => (3, "a bracket is open at its end"),
        // 打好春耕主动仗 某县县长 何大川: gaps stand in titles.
        Tail::Bare if fa.stops == 0 && fa.gaps > 0 && fa.commas == 0 => (-5, "it has no end mark"),
        Tail::Bare if fa.commas > 0 && is_told(a) => (1, "its sentence has no end mark"),
        Tail::Bare if fa.chars > 60 && fa.commas > 1 => (-1, "it has no end mark"),
        Tail::Bare => (-3, "it has no end mark"),
        Tail::Closer if fa.stops > 0 && !matches!(fa.last, '）' | ')' | '】') => {
            (-1, "its last sentence ends with a closing mark only")
        }
        Tail::Closer => (-6, ""),
    }
}

/// The points of a line that does not depend on the one above it: how much it begins as no sentence begins.
pub(crate) fn onset(b: &str, fb: &Facts) -> i16 {
    if fb.is_chinese() || is_first_of_none(b, fb) { head_points(b, fb).0 } else { 0 }
}

fn head_points(b: &str, fb: &Facts) -> (i16, &'static str) {
    let first = fb.first;
    if is_first_of_none(b, fb) {
        return (9, "the next begins with a mark that cannot begin a line");
    }
    let mut chars = b.chars();
    let (_, second) = (chars.next(), chars.next().unwrap_or(' '));
    let start: String = folded(&b.chars().take(16).collect::<String>());
    if is_numbered(&start) || is_ordinal(&start) {
        return (-9, "the next is numbered");
    }
    if is_marked(b) {
        return (-9, "the next begins with the mark of a list");
    }
    if matches!(
        first,
        '—' | '□' | '■' | '●' | '◆' | '◎' | '▲' | '△' | '★' | '※' | '•' | '·' | '①'..='⑳' | '*' | '#' | '|'
    ) {
        return (-9, "the next begins with a mark of its own");
    }
    if matches!((first, second), ('的', c) if !"确士".contains(c)) || matches!(first, '们' | '吗' | '吧') {
        return (6, "the next begins with a word that never begins a sentence");
    }
    if is_han(first) && ("、。；”;".contains(second) || ("，,".contains(second) && !LONE.contains(fold(first)))) {
        return (6, "the next begins with the end of a word");
    }
    if let Some(points) = number_head(&start) {
        return points;
    }
    // 跃进。1981年: a word and a stop are the rest of a sentence; behind a paragraph that is closed they stay an exclamation.
    if b.chars().take(2).all(is_han) && matches!(b.chars().nth(2), Some('。' | '；')) && fb.chars > 8 {
        return (6, "the next begins with the end of a sentence");
    }
    if STARTS.iter().any(|s| start.starts_with(s)) {
        return (-3, "the next begins like a paragraph");
    }
    if matches!(first, '“' | '「' | '『' | '【' | '《') {
        return (-2, "the next begins with an opening mark");
    }
    if fb.tail == Tail::Bare && fb.chars <= 28 && fb.stops == 0 && fb.commas == 0 {
        return (-4, "the next is short and has no end mark");
    }
    (0, "")
}

/// `- 甲`, `* 甲`, `+ 甲`, `[x] 甲`, `3. 甲`: how plain text marks the items of a list.
pub(crate) fn is_marked(line: &str) -> bool {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - numbered.len();
    let apart = |rest: &str| rest.starts_with([' ', '\t']);
    line.strip_prefix(['-', '*', '+', '>', '•']).is_some_and(apart)
        || line.starts_with("[ ]")
        || line.starts_with("[x]")
        || ((1..=2).contains(&digits) && numbered.strip_prefix(['.', ')']).is_some_and(apart))
}

/// 一是, 首先，第二，一要: members of a series.
pub(crate) fn is_ordinal(start: &str) -> bool {
    let mut chars = start.chars();
    let (a, b, c) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let figure = |c| "一二三四五六七八九十".contains(c);
    (figure(a) && matches!(b, '是' | '要' | '则' | '曰'))
        || (figure(a) && figure(b) && matches!(c, '是' | '要'))
        || (a == '第' && figure(b) && is_member(start))
        || ["首先,", "其次,", "再次,", "最后,", "此外,", "一方面,", "另一方面,"].iter().any(|w| start.starts_with(w))
}

/// 第十九条, 第二，: what follows the number.
fn is_member(start: &str) -> bool {
    let rest = start.trim_start_matches('第').trim_start_matches(|c| "一二三四五六七八九十百".contains(c));
    rest.starts_with([',', '、', '条', '章', '节', ' ', '是'])
}

/// A figure at the beginning: with a year or a day it is how paragraphs begin, with anything counted it is not.
fn number_head(start: &str) -> Option<(i16, &'static str)> {
    let rest =
        start.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '多' | '余' | '万' | '亿'));
    if rest.len() == start.len() || !start.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(match rest.chars().next() {
        Some('年' | '月' | '日' | '时' | '点' | '世' | '后' | ':' | '-' | '/' | '至' | '岁') => {
            (-2, "the next begins with a date")
        }
        Some(c) if is_han(c) || matches!(c, '%' | '℃') => (3, "the next begins with a count"),
        _ => (0, ""),
    })
}

fn ends_in_function_word(a: &str, fa: &Facts) -> bool {
    let last = fold(fa.last);
    let before = a.chars().rev().nth(1).map_or(' ', fold);
    FUNCTION.iter().any(|(c, not)| *c == last && !not.iter().any(|w| w.starts_with(before)))
}

/// Whether the line tells what somebody says or what has happened, as titles do not.
fn is_told(a: &str) -> bool {
    let a = folded(a);
    [
        "指出,",
        "表示,",
        "认为,",
        "介绍,",
        "强调,",
        "说,",
        "告诉记者",
        "了解到",
        "据悉",
        "据介绍",
        "其中,",
        "比如,",
        "例如,",
        "以来,",
    ]
    .iter()
    .any(|w| a.contains(w))
}

/// 形势是好的: here 的 ends the sentence.
fn is_judgement(a: &str, fa: &Facts) -> bool {
    let clause = a.rsplit(['，', '。', '；', ',']).next().unwrap_or(a);
    fa.last == '的' && clause.contains('是')
}

/// 各位代表， 同志们，: short lines that address the audience.
fn is_address(a: &str, fa: &Facts) -> bool {
    let a = if fa.chars <= 16 { folded(a) } else { return false };
    ["同志们", "朋友们", "代表", "委员", "先生", "女士", "同学们", "主席", "阁下", "战友们", "乡亲们", "来宾", "嘉宾"]
        .iter()
        .any(|w| a.trim_end_matches([',', '、']).ends_with(w))
}

/// …。 张三: a gap after the last stop, and a few characters.
fn is_signed_off(a: &str) -> bool {
    if ["—编者", "－编者", "—编辑", "—本报编辑部"].iter().any(|s| a.ends_with(s)) {
        return true;
    }
    let mut after = 0;
    let mut gap = false;
    for c in a.chars().rev().take(14) {
        if c.is_whitespace() {
            gap = true;
        } else if matches!(c, '。' | '！' | '？' | '”') {
            return gap && (2..=10).contains(&after);
        } else if is_han(c) || matches!(c, '（' | '）' | '(' | ')' | '、') {
            after += 1;
            gap = false;
        } else {
            return false;
        }
    }
    false
}

/// Two lines of verse: both short, both ending in a mark, equally long.
fn is_verse(a: &str, fa: &Facts, b: &str, fb: &Facts) -> bool {
    // 雪，以严冬为父 above 雪，以暖春为母
    let parallel = fa.chars == fb.chars && fa.chars <= 18 && fa.stops == 0 && a.chars().take(2).eq(b.chars().take(2));
    parallel
        || fa.chars == fb.chars
            && fa.chars <= 18
            && fa.tail != Tail::Bare
            && matches!(fb.tail, Tail::Stop | Tail::Comma | Tail::Colon)
            && fa.stops == 0
            && fb.stops == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(a: &str, b: &str) -> i16 {
        weigh(a, &Facts::of(a, 2, false), b, &Facts::of(b, 2, false), Profile::default()).points
    }

    #[test]
    fn halves_of_sentences() {
        for (a, b) in [
            ("县里开了会。会议要求抓好农", "田水利建设。"),
            ("縣裡開了會。會議要求抓好農", "田水利建設。"),
            ("会议要求抓好农", "田，修好水利。"),
            ("各乡各村都要根据《", "某县良种条例》办事。"),
            ("各乡各村都要根据《某县良种", "条例》办事。"),
            ("县里开了会，要求各乡各村抓好的", "工作都要落实。"),
            ("县里开了会。全县推广良种12", "00亩。"),
        ] {
            assert!(points(a, b) >= JOIN, "{a} | {b}: {}", points(a, b));
        }
    }

    #[test]
    fn neighbours_that_do_not_belong_together() {
        for (a, b) in [
            ("推广良种不误农时", "各乡都行动起来，播种了两万亩早稻。"),
            ("县里开了会。会议要求抓好", "一是推广良种。"),
            ("县里开了会。会议要求抓好", "——推广良种。"),
            ("各乡都行动起来。 何大川", "县里开了会。"),
            ("同志们，", "今天我们开会。"),
            ("主任，", "副主任三人，"),
            ("春风又绿江南岸，", "明月何时照我还。"),
            ("总的形势是很好的", "国家的经济实力得到增强。"),
            ("use Deep", "Seek for it"),
            ("县里开了会。", "各乡都行动起来。"),
            // Rows of tables, lists, verse, years, signatures, what was typed.
            ("1某某电器24.82", "2某某股份24.53"),
            ("| 甲厂 | 水泥 |", "| 乙厂 | 钢材 |"),
            ("县里开了会。会议要求抓好农", "- 田水利建设"),
            ("雪，以严冬为父", "雪，以暖春为母"),
            ("工厂今年已售出三千台。（何大川）", "’97科技大事评出"),
            ("欢迎各位读者多多来稿。———编者", "从南到北走一趟，看看各地的变化。"),
            ("这本书不错，字大，纸也好~", "买来送给孩子，他很喜欢。"),
        ] {
            assert!(points(a, b) < JOIN, "{a} | {b}: {}", points(a, b));
        }
    }
}
