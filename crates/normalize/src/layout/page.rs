//! Page furniture: edition numbers, mastheads with a date, page numbers, jump lines.

use super::words::{Class, is, is_name};

/// What a line of page furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Furniture beyond doubt.
    Furniture(&'static str),
    /// The name of a section (要闻) or of a paper: furniture beside other furniture.
    Part,
    /// A full date and nothing else: furniture beside other furniture, else a dateline.
    Date,
}

/// Names of a paper's sections.
const SECTIONS: &[&str] = &[
    "要闻",
    "综合",
    "综合新闻",
    "国际",
    "国内",
    "国际新闻",
    "国内新闻",
    "地方",
    "地方新闻",
    "本地",
    "本地新闻",
    "省内",
    "市县",
    "经济",
    "财经",
    "产经",
    "社会",
    "文化",
    "体育",
    "教育",
    "科技",
    "法治",
    "法制",
    "时政",
    "理论",
    "评论",
    "副刊",
    "广告",
    "专题",
    "专版",
    "特刊",
    "周末",
    "民生",
    "健康",
    "农业",
    "三农",
    "军事",
    "生态",
    "旅游",
    "新闻",
    "头版",
    "导读",
    "时评",
    "观点",
    "读者",
    "政治",
    "党建",
    "视觉",
    "摄影",
    "影像",
    "区域",
    "城市",
    "热点",
    "焦点",
    "公益广告",
    "今日导读",
    "本版导读",
    "中国新闻",
    "港澳台",
    "台港澳",
    "环球",
    "都市",
    "生活",
    "深度",
    "调查",
    "关注",
    "特别报道",
    "新闻综合",
    "乡村",
    "农村",
    "服务",
    "便民",
    "社区",
    "政务",
    "政情",
    "政法",
    "理财",
    "金融",
    "楼市",
    "汽车",
    "证券",
    "校园",
    "娱乐",
    "文娱",
    "文史",
    "文艺",
    "读书",
    "阅读",
    "书评",
    "人物",
    "言论",
    "基层",
    "工业",
    "商业",
    "交通",
    "卫生",
    "分类广告",
    "便民信息",
    "市场",
    "消费",
    "天下",
    "两岸",
    "大湾区",
];

/// Ends of papers' names.
const PAPERS: &[&str] = &[
    "日报",
    "晚报",
    "晨报",
    "时报",
    "周报",
    "早报",
    "商报",
    "导报",
    "快报",
    "都市报",
    "周刊",
    "月刊",
    "双月刊",
    "画报",
    "报",
    "参考消息",
    "杂志",
    "每日电讯",
    "学报",
    "旬刊",
];

/// Tokens that occur in page heads and imprints only.
const IMPRINT: &[&str] = &[
    "国内统一",
    "统一刊号",
    "统一连续出版物号",
    "邮发代号",
    "代号",
    "零售价",
    "每份",
    "定价",
    "印刷",
    "广告热线",
    "新闻热线",
    "发行热线",
    "投稿邮箱",
    "邮编",
    "邮政编码",
    "电话",
    "传真",
    "E-mail",
    "Email",
    "网址",
    "http",
    "www.",
];

/// Words of an imprint; two of them in a short line are one.
const IMPRINTS: &[&str] = &[
    "国内统一",
    "统一刊号",
    "出版物号",
    "邮发代号",
    "主管主办",
    "主管、主办",
    "主管 主办",
    "零售价",
    "总第",
    "邮政编码",
    "广告热线",
    "新闻热线",
    "发行热线",
    "投稿邮箱",
];

/// Marks that engines see between the words of a page head.
const DIRT: &[char] = &['“', '”', '"', '‘', '’', '\'', '[', ']', '{', '}', '*', '^', '~', '_'];

/// Longest line of furniture, in bytes of the look-up form.
const LONGEST: usize = 180;

/// Reads a line in the form of [`super::key`].
pub(crate) fn read(key: &str) -> Option<Page> {
    // Where a text comes from is said of the text, not of the page.
    if key.len() > LONGEST || key.contains("来源") {
        return None;
    }
    let body =
        key.trim_matches(|c| matches!(c, '"' | '”' | '“' | '\'' | '|' | '·' | '.' | '-' | '—' | '_' | '~' | ' '));
    if is_jump(body) {
        return Some(Page::Furniture("jump-line"));
    }
    if is_number(body) {
        return Some(Page::Furniture("page-number"));
    }
    let clean;
    let body = if body.contains(DIRT) {
        clean = body.replace(DIRT, "");
        clean.as_str()
    } else {
        body
    };
    if is_issue(body)
        || is_numbered_issue(body)
        || is_publisher(body)
        || IMPRINTS.iter().filter(|i| body.contains(**i)).count() > 1
    {
        return Some(Page::Furniture("page-head"));
    }
    let (mut editions, mut dates, mut days, mut papers, mut sections, mut imprints, mut editors) =
        (0, 0, 0, 0, 0, 0, 0);
    let mut rest = body;
    while !rest.is_empty() {
        if let Some(len) = date(rest) {
            dates += 1;
            rest = rest.get(len..).unwrap_or("");
        } else {
            let end = rest.find(is_gap).unwrap_or(rest.len());
            // A date may follow without a gap: 某某日报2024年1月1日.
            let whole =
                rest.get(..end).is_some_and(|t| IMPRINT.iter().any(|i| t.starts_with(i)) || is(Class::Maker, t));
            let begins = |i: usize| {
                rest.is_char_boundary(i)
                    && (begins_date(rest, i) || begins_day(rest, i) || (!whole && begins_label(rest, i)))
            };
            let end = (1..end).find(|i| begins(*i)).unwrap_or(end);
            let token = rest.get(..end).unwrap_or("");
            if is_edition(token) {
                editions += 1;
            } else if is_day(token) {
                days += 1;
            } else if SECTIONS.contains(&token) {
                sections += 1;
            } else if IMPRINT.iter().any(|i| token.starts_with(i)) {
                imprints += 1;
            } else if is_paper(token) {
                papers += 1;
            } else if is(Class::Maker, token) {
                editors += 1;
            } else if !(editors > 0 && is_name(token) || imprints > 0 && token.is_ascii() || is_latin_head(token)) {
                return None;
            }
            rest = rest.get(end..).unwrap_or("");
        }
        rest = rest.trim_start_matches(is_gap);
    }
    let solid = editions > 0
        || (papers > 0 && dates + days > 0)
        || (dates > 0 && days > 0)
        || imprints > 1
        || (imprints > 0 && papers + dates + editors > 0);
    if solid {
        return Some(Page::Furniture("page-head"));
    }
    match (dates, papers + sections, editors + imprints) {
        (1, 0, 0) => Some(Page::Date),
        (0, 1.., 0) => Some(Page::Part),
        _ => None,
    }
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '|' | '/' | ':' | ',' | '、' | '·' | '(' | ')' | '.' | '-' | '—')
}

/// The length of a full date at the beginning: 2024年8月11日, 2024-08-11, 二〇二四年八月十一日.
fn date(text: &str) -> Option<usize> {
    // 民国二十七年十月十七日
    let era = ["中华民国", "民国"].iter().find_map(|e| text.strip_prefix(e));
    let (year, rest) = number(era.unwrap_or(text))?;
    let (mid, rest) = unit(rest, &["年", "-", ".", "/"])?;
    let (_, rest) = number(rest)?;
    let (_, rest) = unit(rest, &["月", "-", ".", "/"])?;
    let (_, rest) = number(rest)?;
    let rest = if mid == "年" { unit(rest, &["日", "号"])?.1 } else { rest };
    let years = year.chars().count();
    (if era.is_some() { years <= 3 } else { years == 4 }).then(|| text.len() - rest.len())
}

fn begins_date(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    (rest.starts_with(is_digit) || rest.starts_with("民国") || rest.starts_with("中华民国")) && date(rest).is_some()
}

/// 星期三, 癸卯年九月十一, 第3版: written on behind a date.
fn begins_day(text: &str, at: usize) -> bool {
    let (before, rest) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let lunar = || {
        let mut chars = rest.chars();
        chars.next().is_some_and(|c| "甲乙丙丁戊己庚辛壬癸".contains(c))
            && chars.next().is_some_and(|c| "子丑寅卯辰巳午未申酉戌亥".contains(c))
            && chars.next() == Some('年')
    };
    let edition = || {
        let token = rest.split(is_gap).next().unwrap_or("");
        rest.starts_with('第') && is_edition(token)
    };
    is_day(before) && (lunar() || edition()) || is_paper(before) && (rest.starts_with("星期") || edition())
}

/// 责任编辑 or 广告热线 and a colon, written on without a gap.
fn begins_label(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let Some(label) = rest.find(':').filter(|n| *n <= 18).and_then(|n| rest.get(..n)) else { return false };
    IMPRINT.contains(&label) || is(Class::Maker, label)
}

/// 中共某某市委主管主办: who publishes.
fn is_publisher(body: &str) -> bool {
    let end = ["主管主办", "主管 主办", "主管、主办"].iter().find_map(|w| body.strip_suffix(w));
    let bodies = ["委", "部", "社", "局", "会", "政府", "集团", "中心"];
    body.chars().count() <= 24 && end.is_some_and(|b| bodies.iter().any(|e| b.trim_end().ends_with(e)))
}

/// 党建纵横2023.09|基层: a journal's name, its month and a section.
fn is_issue(body: &str) -> bool {
    let Some(at) = body.find("20").or_else(|| body.find("19")) else { return false };
    let (before, rest) = body.split_at(at);
    let year = rest.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
    let Some(month) = rest.get(4..).and_then(|r| r.strip_prefix('.')).filter(|_| year) else { return false };
    let digits = month.bytes().take_while(u8::is_ascii_digit).count();
    let after = month.get(digits..).unwrap_or("");
    let number = month.get(..digits).and_then(|m| m.parse::<u8>().ok()).is_some_and(|m| (1..=12).contains(&m));
    let word = |w: &str| {
        let w = w.trim_matches(is_gap);
        w.chars().count() <= 8 && w.chars().all(crate::chars::is_han)
    };
    let parted = after.is_empty() || after.trim_start().starts_with('|');
    number
        && digits == 2
        && parted
        && word(before)
        && word(after)
        && before.chars().count() + after.chars().count() >= 2
}

/// 《大江》2020年第11期（总第206期）, 大江月刊 二〇二〇年第三期 第14页: a journal's name and the number of its issue.
fn is_numbered_issue(body: &str) -> bool {
    let Some(at) = body.find('年') else { return false };
    let (before, rest) = body.split_at(at);
    let Some(rest) = rest.get('年'.len_utf8()..).map(str::trim_start) else { return false };
    let year_at = before.char_indices().rev().take_while(|(_, c)| is_digit(*c)).last().map_or(before.len(), |(i, _)| i);
    let (name, year) = before.split_at(year_at);
    let name = name.trim_matches(is_gap).trim_matches(['《', '》']);
    let named = name.is_empty() || ((2..=12).contains(&name.chars().count()) && name.chars().all(crate::chars::is_han));
    let token = |t: &str| is_edition(t) || is_number(t) || SECTIONS.contains(&t);
    let mut tokens = rest.split(is_gap).filter(|t| !t.is_empty());
    year.chars().count() == 4
        && named
        && tokens.next().is_some_and(|t| {
            let month =
                t.strip_suffix("月号").or_else(|| t.strip_suffix("月刊")).is_some_and(|m| m.chars().all(is_digit));
            month || t.starts_with('第') && t.ends_with('期') && is_edition(t)
        })
        && tokens.all(token)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn unit<'a>(text: &'a str, units: &[&'static str]) -> Option<(&'static str, &'a str)> {
    units.iter().find_map(|u| text.strip_prefix(u).map(|rest| (*u, rest)))
}

/// Whether a line begins with a full date, and what follows it.
pub(crate) fn after_date(key: &str) -> Option<&str> {
    key.get(date(key)?..)
}

/// ——1964年12月21日在某会议上, （某年某月某日在某大会上的讲话）: when and where a speech was given. In dashes or brackets, and
/// with an end that no sentence goes on from.
pub(crate) fn is_occasion(key: &str) -> bool {
    const ENDS: &[&str] = &["会上", "会议上", "讲话", "发言", "报告", "演讲"];
    let bare = key.trim_start_matches(['—', '-', '(', '〔', '[']);
    let bare = bare.trim_end_matches([')', '〕', ']']);
    bare.len() < key.len()
        && after_date(bare).is_some_and(|rest| rest.starts_with('在') && ENDS.iter().any(|e| rest.ends_with(e)))
}

/// 14版, 第14版, A03版, 第1234期, 总第12号, 今日8版.
fn is_edition(token: &str) -> bool {
    let Some(rest) = token.strip_suffix(['版', '期', '号']) else {
        // A03, B2: a page of a section.
        let mut chars = token.chars();
        let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
        return letter && (2..=3).contains(&token.len()) && chars.all(|c| c.is_ascii_digit());
    };
    let core = rest.trim_start_matches("今日").trim_start_matches(['总', '共', '第', '本', '今']).trim();
    let digits = core.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let paged = token.ends_with('版') || token.starts_with(['第', '总']);
    paged
        && digits.chars().count() <= 6
        && digits.chars().any(is_digit)
        && digits.chars().all(|c| is_digit(c) || matches!(c, '百' | '千' | '万' | '?' | '？'))
}

/// 星期日, 周五, 甲辰年七月初八, 农历…: what stands beside a date.
fn is_day(token: &str) -> bool {
    let short = token.chars().count();
    let week = ["星期", "周", "礼拜"].iter().any(|w| {
        let day = token.strip_prefix(w);
        day.is_some_and(|d| ["一", "二", "三", "四", "五", "六", "日", "天"].contains(&d))
    });
    let lunar = short <= 14
        && (token.starts_with("农历")
            || token.starts_with("夏历")
            || (token.starts_with(['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'])
                && token.contains('年')));
    week || lunar || is_time(token)
}

/// 10:30 without the colon, which parts tokens: two figures.
fn is_time(token: &str) -> bool {
    token.len() == 2 && token.bytes().all(|b| b.is_ascii_digit())
}

fn is_paper(token: &str) -> bool {
    let token = token.trim_matches(['《', '》']);
    let chars = token.chars().count();
    (3..=10).contains(&chars)
        && PAPERS.iter().any(|p| token.ends_with(p))
        && token.chars().all(crate::chars::is_han)
        && !token.ends_with("本报")
}

/// RENMIN RIBAO and the like.
fn is_latin_head(token: &str) -> bool {
    token.len() >= 3 && token.bytes().all(|b| b.is_ascii_uppercase() || b == b'\'')
}

/// A page number alone: - 3 -, ·12·, 第3页, 3/8.
fn is_number(body: &str) -> bool {
    let core = body.trim_start_matches("第").trim_end_matches("页").trim();
    let plain = !core.is_empty() && core.len() <= 4 && core.bytes().all(|b| b.is_ascii_digit());
    let of = core.split_once('/').is_some_and(|(a, b)| {
        !a.is_empty()
            && !b.is_empty()
            && a.len() + b.len() <= 6
            && (a.to_owned() + b).bytes().all(|c| c.is_ascii_digit())
    });
    plain || of
}

/// 下转第4版, 上接A1版, 全文见第3版.
fn is_jump(body: &str) -> bool {
    let core = body.trim_matches(|c| {
        matches!(c, '(' | ')' | '▲' | '▼' | '→' | '←' | '>' | '<' | '。' | ' ' | '◀' | '▶' | '↑' | '↓' | '《' | '》')
    });
    let core = core.trim_start_matches("紧");
    let Some(rest) = ["下转", "上接", "接", "转", "详见", "全文见", "相关报道见", "文见", "见", "续"]
        .iter()
        .find_map(|w| core.strip_prefix(w))
    else {
        return false;
    };
    let token: String = rest.chars().filter(|c| *c != ' ').take(12).collect();
    token.len() == rest.replace(' ', "").len() && token.contains('版') && {
        let page = token.split('版').next().unwrap_or("");
        is_edition(&format!("{page}版"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::folded;
    use super::*;

    #[test]
    fn furniture() {
        for line in [
            "14版",
            "第3版",
            "A03",
            "民生某报 2024年8月11日",
            "某某日报2024年1月5日 星期五 第4版",
            "2024年4月1日 星期一",
            "要闻 2024年8月11日 星期日 02版",
            "责编 何大川 版式 李三 第3版",
            "- 12 -",
            "第 3 页",
            "（下转第4版）",
            "▲上接A1版",
            "（上接第一版）",
            "第1234期",
            "国内统一刊号：CN11-0000 邮发代号：1-1",
            "0?版",
            "求实学刊2024.05|理论",
            "某某晚报”2021年3月21日",
            "2023年10月25日星期三癸卯年九月十一",
            "国内统一连续出版物号CN 00-0000 第18432期”今日8版某某市委主管主办",
            "中華民國二十七年十月十七日第三版",
            "广告热线：0100-1234567责任编辑：何大川版式：李三",
        ] {
            assert!(matches!(read(&folded(line)), Some(Page::Furniture(_))), "{line} {:?}", read(&folded(line)));
        }
    }

    #[test]
    fn parts_dates_and_text() {
        assert_eq!(read("要闻"), Some(Page::Part));
        assert_eq!(read("某某周报"), Some(Page::Part));
        assert_eq!(read("2024年3月5日"), Some(Page::Date));
        assert_eq!(read("二〇二四年三月五日"), Some(Page::Date));
        for line in [
            "《大江》2020年第11期（总第206期）",
            "大江月刊 二〇二〇年第三期",
            "《大江》 2023年8月号",
            "2024年第3期 第14页",
        ] {
            assert_eq!(read(&folded(line)), Some(Page::Furniture("page-head")), "{line}");
        }
        for line in [
            "2024年第3期干部培训班开班",
            "2024年是关键一年。",
            "展望2024",
            "第三版修订工作启动",
            "一版面世",
            "本报评论员",
            "9.10讲话",
            "见证历史",
            "转型升级正当时",
            "同比增长2023.09亿元",
            "何大川",
            "春耕 2024年8月11日",
            "出版",
            "",
        ] {
            assert_eq!(read(&folded(line)), None, "{line}");
        }
        assert_eq!(after_date("1957年6月26日在某会议上"), Some("在某会议上"));
        for line in ["——1957年6月26日在某会议上", "（一九八三年六月六日在某大会上的讲话）"]
        {
            assert!(is_occasion(&folded(line)), "{line}");
        }
        for line in
            ["1957年6月26日在某会议上", "——1957年6月26日，某会议上", "——某会议上", "——1957年6月26日在某会上，某某"]
        {
            assert!(!is_occasion(&folded(line)), "{line}");
        }
    }
}
