//! Days without a month (定于九日, 负责人9日表示) and festivals of the Gregorian calendar (今年元旦).

use super::digits::{arabic, han, han_digit};
use super::{Options, Part};
use crate::chars::Chars;

/// 今年元旦, 去年国庆节, 今年“五一”: festivals of the Gregorian calendar. A holiday of several days is more than its day.
pub(super) fn festival(cs: &Chars<'_>, i: usize) -> Option<(Part, usize)> {
    const NAMES: &[(&str, u8, u8)] = &[
        ("元旦", 1, 1),
        ("三八", 3, 8),
        ("五一", 5, 1),
        ("六一", 6, 1),
        ("七一", 7, 1),
        ("八一", 8, 1),
        ("国庆", 10, 1),
    ];
    let open = usize::from(matches!(cs.get(i), Some('“' | '‘')));
    let (name, m, d) = NAMES.iter().find(|(name, ..)| cs.at(i + open, name))?;
    let end = i + open + name.chars().count();
    let end = end + usize::from(open > 0 && matches!(cs.get(end), Some('”' | '’')));
    let end = end + usize::from(cs.at(end, "节") && !cs.at(end, "节日"));
    let longer = ["期间", "假", "长假", "黄金周", "小长假", "前后"].iter().any(|w| cs.at(end, w));
    // 五一 is also the beginning of other words and numbers.
    let marked = open > 0 || matches!(*name, "元旦" | "国庆") || cs.before(end) == Some('节');
    (marked && !longer).then_some((Part::Day(*m, *d), end))
}

/// What is said of a day that stands without its month.
const TOLD: &[&str] = &[
    "上午", "中午", "下午", "晚", "凌晨", "早", "清晨", "傍晚", "深夜", "电", "讯", "表示", "说", "称", "宣布", "发布",
    "公布", "报道", "指出", "强调", "透露", "介绍", "通报", "致电", "会见", "抵达", "启程", "举行", "召开", "开幕",
    "闭幕", "揭晓", "签署", "通过", "当天", "晨", "夜", "从", "在", "向", "对", "由", "就", "离", "到达", "乘", "获悉",
    "证实", "发表", "结束", "开始", "开庭", "发出", "电话", "战胜", "以",
];

/// 负责人9日表示, 会议5日上午开幕, 代表团九日从北京启程; but 为期3日在京举行, 有一日在路上.
fn said_of(cs: &Chars<'_>, start: usize, end: usize) -> bool {
    let counted = |c: char| "期时历共达连每第续月限隔整有某任首另几数十百足逾超".contains(c);
    cs.at(end, "日") && cs.longest_at(end + 1, TOLD).is_some() && !cs.before(start).is_some_and(counted)
}

/// 14日 without a month, where a newspaper gives the day alone: at the start of a clause or behind 于, 在, 从, 至.
pub(super) fn alone(cs: &Chars<'_>, i: usize, after_dash: bool, options: Options) -> Option<(Part, usize)> {
    let planned = ["定于", "将于", "拟于", "已于", "截至", "截止"].iter().any(|w| cs.ends(i, w));
    let starts = cs.before(i).is_none_or(|c| "，。；：\n　".contains(c));
    // 定于九日启程; ，七日上午，: a day in characters needs more beside it than one in figures.
    let part = |end: usize| {
        let parts = ["，", "上午", "中午", "下午", "晚上", "清晨", "凌晨", "傍晚"];
        starts && cs.longest_at(end + 1, &parts).is_some()
    };
    let spelt = || {
        han(cs, i)
            .filter(|(_, end)| after_dash || planned || part(*end) || said_of(cs, i, *end))
            .filter(|_| cs.before(i).is_none_or(|c| han_digit(c).is_none()))
    };
    let (d, end) = arabic(cs, i, 2).or_else(spelt).filter(|(d, _)| (1..=31).contains(d))?;
    let before = cs.before(i);
    let opens = after_dash || planned || before.is_none_or(|c| "，。；、：（(“\n　京沪于从在自截".contains(c));
    // 不少于30日 is a length of time.
    let least = before == Some('于') && i > 1 && cs.get(i - 2).is_some_and(|c| "少多低高大小超短长".contains(c));
    let told = said_of(cs, i, end);
    // 截至23日.
    let opens = opens || cs.ends(i, "截至") || cs.ends(i, "截止到");
    let opens = opens && !least || told;
    let free = options.everything() && !before.is_some_and(|c| "第每".contains(c));
    let duration = ["内", "以", "之", "前", "后", "游", "间", "来"].iter().any(|w| cs.at(end + 1, w));
    let day = cs.at(end, "日") && (opens || free) || cs.at(end, "号") && free && arabic(cs, i, 2).is_some();
    (day && !duration).then(|| u8::try_from(d).ok().map(|d| (Part::DayOnly(d), end + 1)))?
}
