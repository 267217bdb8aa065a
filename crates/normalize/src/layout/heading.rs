//! Lines that may be titles: what speaks for it in the line itself. The neighbours decide.

use super::facts::{Facts, Tail};
use super::notice::opens_report;
use super::page::{after_date, is_occasion};
use super::place;
use super::seam::is_ordinal;
use super::words::{is_post, may_be_name};

/// Why a line may be a title, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Title {
    /// 第一章 总则.
    Chapter,
    /// 一、… or （一）… without a stop.
    Numbered,
    /// 今日谈: the name of a column, above a title.
    Rubric,
    /// 停水公告: an announcement that names its kind.
    Notice,
    /// Two or more phrases parted by gaps.
    Phrases,
    /// ——某县改革纪实: a subtitle when it stands below a title.
    Dash,
    /// ——1983年6月6日在某会议上, 访某县县长 何大川: below a title, where, when and with whom something was said.
    Occasion,
    /// Large by its box, or set apart, on a page that is read badly: level 1 for a headline, 2 beside one, 3 in the text.
    Boxed(u8),
    /// One short phrase.
    Short,
    /// Two or three short clauses.
    Clauses,
}

impl Title {
    /// The name of the sign.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Numbered => "numbered-title",
            Self::Rubric => "rubric",
            Self::Notice => "notice",
            Self::Phrases => "parted-phrases",
            Self::Dash => "dash-below-title",
            Self::Occasion => "occasion-below-title",
            Self::Boxed(3) => place::SECTION,
            Self::Boxed(_) => "large-letters",
            Self::Short => "short-phrase",
            Self::Clauses => "short-clauses",
        }
    }

    /// How sure the sign is, when the neighbours agree.
    pub(crate) fn confidence(self) -> u16 {
        match self {
            Self::Chapter => 980,
            Self::Numbered | Self::Dash | Self::Occasion => 900,
            Self::Rubric | Self::Notice | Self::Phrases => 850,
            Self::Boxed(_) => 800,
            Self::Short => 750,
            Self::Clauses => 650,
        }
    }
}

/// Longest title in characters.
pub(crate) const LONGEST: u32 = 48;
/// Longest title of one phrase.
const SHORT: u32 = 28;
/// Longest title of two or three clauses.
const CLAUSES: u32 = 34;

/// Names that many papers give to columns of opinion.
const RUBRICS: &[&str] = &[
    "一家之言",
    "人民论坛",
    "今日谈",
    "今日论坛",
    "仲音",
    "声音",
    "大家谈",
    "快评",
    "微评",
    "思想纵横",
    "新论",
    "新语",
    "时评",
    "本报社论",
    "本报评论员文章",
    "杂谈",
    "杂感",
    "漫笔",
    "漫谈",
    "百家言",
    "社会纵横",
    "社论",
    "社评",
    "短评",
    "短论",
    "纵横谈",
    "编辑部文章",
    "街谈巷议",
    "言论",
    "评论员观察",
    "读者来信",
    "读者论坛",
    "金台随感",
    "钟声",
    "锐评",
    "随感",
    "随笔",
];

const FIGURES: &str = "一二三四五六七八九十百零〇0123456789";

/// Reads a line in the form of [`super::key`].
pub(crate) fn read(key: &str, f: &Facts) -> Option<Title> {
    if f.chars > LONGEST || f.is_open() || f.han < 2 || f.stops > 0 || f.han * 3 < f.chars {
        return None;
    }
    match f.tail {
        Tail::Bare | Tail::Closer => {}
        // A question or a cry may be a title; a statement is not, and …… and —— lead on.
        Tail::Stop if matches!(f.last, '？' | '！' | '?' | '!') && f.commas == 0 => {}
        _ => return None,
    }
    if RUBRICS.contains(&key) {
        return Some(Title::Rubric);
    }
    if is_occasion(key) || is_interview(key) {
        return Some(Title::Occasion);
    }
    if after_date(key).is_some() || is_contact(key) || opens_report(key) {
        return None;
    }
    match unit(key) {
        Some('条' | '款' | '项') => return None,
        Some(_) => return Some(Title::Chapter),
        None => {}
    }
    let asked = f.tail == Tail::Stop;
    if is_numbered(key) && !asked && f.commas <= 2 {
        return Some(Title::Numbered);
    }
    if key.starts_with("——") {
        return (!asked && f.commas == 0).then_some(Title::Dash);
    }
    if f.gaps > 0 && f.commas == 0 && is_phrases(key) {
        return Some(Title::Phrases);
    }
    if asked || key.starts_with('(') || f.in_bracket() || f.gaps > 2 {
        return None;
    }
    // A name before a colon is common in titles; a longer introduction is a sentence.
    let colon = key.find(':').is_none_or(|at| key.get(..at).is_some_and(|b| b.chars().count() <= 8));
    if f.commas == 0 && f.colons <= 1 && f.chars <= SHORT {
        // Formulas, and the number of a member of a series, are none.
        let none = key.contains(['=', '×', '÷']) || (f.chars <= 3 && is_ordinal(key));
        return (colon && !none).then_some(Title::Short);
    }
    (f.colons == 0 && f.commas <= 2 && f.chars <= CLAUSES && !opens_with_time(key)).then_some(Title::Clauses)
}

/// 上半年，全市…: a time set off by a comma opens a sentence and no title.
fn opens_with_time(key: &str) -> bool {
    const TIMES: &[&str] = &[
        "今年",
        "去年",
        "前年",
        "目前",
        "近日",
        "日前",
        "昨日",
        "昨天",
        "今天",
        "当天",
        "近年来",
        "此前",
        "随后",
        "同时",
        "据悉",
        "上半年",
        "下半年",
        "一季度",
        "前三季度",
        "连日来",
        "截至",
    ];
    let opening = key.split(',').next().unwrap_or(key);
    TIMES.iter().any(|t| opening.starts_with(t)) && opening.chars().count() <= 8
}

/// The unit in 第三章, 第1节, 第三条 at the beginning, when a gap or the end follows it; 条 may go on without one.
fn unit(key: &str) -> Option<char> {
    let rest = key.strip_prefix('第')?;
    let after = rest.trim_start_matches(|c| FIGURES.contains(c));
    if after.len() == rest.len() {
        return None;
    }
    let unit = after.chars().next().filter(|c| "编章节篇卷部回讲条款项".contains(*c))?;
    let tail = after.strip_prefix("部分").unwrap_or_else(|| after.get(unit.len_utf8()..).unwrap_or(""));
    let parted = tail.is_empty() || tail.starts_with([' ', ':', '、']) || after.starts_with("部分") || unit == '条';
    parted.then_some(unit)
}

/// 一、 （一） 1. 1、 (1) ① at the beginning.
pub(crate) fn is_numbered(key: &str) -> bool {
    let bracketed = key.strip_prefix('(');
    let rest = bracketed.unwrap_or(key);
    if rest.starts_with(|c| matches!(c, '①'..='⑳' | '㈠'..='㈩' | '⒈'..='⒛' | '⑴'..='⒇')) {
        return true;
    }
    let after = rest.trim_start_matches(|c| FIGURES.contains(c));
    let len = rest.len() - after.len();
    if len == 0 || len > 9 {
        return false;
    }
    let arabic = rest.starts_with(|c: char| c.is_ascii_digit());
    match (bracketed, after.chars().next()) {
        (Some(_), Some(')')) => true,
        (None, Some('、')) => true,
        (None, Some('.')) => !after.get(1..).unwrap_or("").starts_with(|c: char| c.is_ascii_digit()),
        (None, Some(')')) => arabic,
        _ => false,
    }
}

/// Phrases of a title: two to four, none a single character, and more than a list of names.
fn is_phrases(key: &str) -> bool {
    let mut count = 0;
    let mut long = 0;
    for phrase in key.split(' ') {
        let chars = phrase.chars().count();
        if chars < 2 {
            return false;
        }
        count += 1;
        long += usize::from(chars >= 4);
    }
    (2..=4).contains(&count) && (long >= 2 || (count == 2 && long == 1 && key.chars().count() >= 8))
}

/// 访某县县委书记 何大川, 专访某某大学教授何大川: whom the reporter asked.
pub(super) fn is_interview(key: &str) -> bool {
    const OPENS: &[&str] = &["访", "专访", "对话"];
    let bare = key.trim_start_matches(['—', '-', ' ']);
    let asked = OPENS.iter().find_map(|o| bare.strip_prefix(o));
    asked.is_some_and(|who| {
        let (post, name) = who.rsplit_once(' ').unwrap_or((who, ""));
        (post.split(['、', ' ']).any(is_post) && may_be_name(name)) || is_post(who)
    })
}

/// Lines with an address or a number to call.
fn is_contact(key: &str) -> bool {
    if !key.bytes().any(|b| matches!(b, b':' | b'.')) {
        return false;
    }
    ["地址:", "电话:", "邮编:", "传真:", "邮箱:", "网址:", "联系人:", "联系电话:", "热线:", "http", "www."]
        .iter()
        .any(|w| key.contains(w))
}

#[cfg(test)]
mod tests {
    use super::super::key::folded;
    use super::*;

    fn title(line: &str) -> Option<Title> {
        read(&folded(line), &Facts::of(line, 2, false))
    }

    #[test]
    fn titles() {
        for (line, kind) in [
            ("第一章 总则", Some(Title::Chapter)),
            ("第二部分 任务", Some(Title::Chapter)),
            ("目 录", Some(Title::Short)),
            ("一、关于农业", Some(Title::Numbered)),
            ("（三）深化改革，扩大开放", Some(Title::Numbered)),
            ("1.优化服务", Some(Title::Numbered)),
            ("清渠润田 “一把手”管水管出新气象", Some(Title::Phrases)),
            ("——某县农业用水综合改革纪实", Some(Title::Dash)),
            ("——1983年6月6日在某会议上", Some(Title::Occasion)),
            ("访某县县委书记、县长 何大川", Some(Title::Occasion)),
            ("访贫问苦暖人心", Some(Title::Short)),
            ("服务不打烊", Some(Title::Short)),
            ("从“等病人”到“上门看”", Some(Title::Short)),
            ("甲某：春耕不误农时", Some(Title::Short)),
            ("坚持改革创新，为现代化提供不竭动力", Some(Title::Clauses)),
            ("上半年，全市进出口", None),
            ("第三条 本法所称农业", None),
            ("群众所需，改革所向。", None),
            ("各位代表：", None),
            ("2024年3月5日在某会议上", None),
            ("（以下简称会议", None),
            ("2.5亿元投资落地", Some(Title::Short)),
            ("地址：某市某路1号", None),
            ("一、春耕开始了。", None),
            ("谁来种地？", None),
            ("靠谁种地 怎么种地？", Some(Title::Phrases)),
            ("The end", None),
        ] {
            assert_eq!(title(line), kind, "{line}");
        }
    }
}
