//! What a number counts: the phrase before it, behind it, or in the clause before.
//!
//! Without a word model the phrase is found from the structure of the clause and from closed classes. A number that ends its
//! item is preceded by what it counts (民警总数为2582名, 化解矛盾735起); one with a noun behind it counts that noun (下设6支队伍).

use std::ops::Range;

use super::clause::Frame;
use super::words::{ADVERBS, COMPARED, DOWN, HEADS, HOLLOW, KEPT, LINKS, NOUN_STOPS, SCOPES, UP, Words};
use crate::chars::Chars;
use crate::timex::Timex;

/// The head of a phrase in which a change is told: 案件数 of 案件数较2019年同比下降.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// What is left before the words of change.
    pub(crate) rest: Range<usize>,
    /// Up or down.
    pub(crate) up: bool,
    /// The comparison, from its first word to the verb.
    pub(crate) comparison: Range<usize>,
}

/// Within so many characters behind 翻 stands 番: 翻了近两番.
const DOUBLINGS: usize = 6;

/// Whether `before` ends in a verb of change, and what stands before it.
pub(crate) fn change(cs: &Chars<'_>, before: &Range<usize>, times: &[Timex]) -> Option<Change> {
    const BETWEEN: &[&str] = &["了", "约", "近", "超过", "超", "达到", "达", "为", "高达", "仅", "："];
    let end = trim_words(cs, before.clone(), BETWEEN).end;
    // 人员减少幅度在百分之二十左右, 增长幅度为5%.
    let amount = trim_words(cs, before.clone(), &["在", "是", "为", "达", "达到", "约", "约为", "超过"]).end;
    let verb = amount.checked_sub(2).filter(|v| cs.ends(amount, "幅度") && *v > before.start);
    if let Some(v) = verb.filter(|v| UP.before(cs, *v).is_some() || DOWN.before(cs, *v).is_some()) {
        return change(cs, &(before.start..v), times)
            .map(|c| Change { comparison: c.comparison.start..before.end, ..c });
    }
    // 精简为11个, 延长到20年: a state, reached by a change.
    let linked = LINKS.before(cs, before.end).filter(|n| *n > 2);
    if matches!(cs.before(before.end), Some('为' | '到' | '至')) && linked.is_some_and(|n| before.end - n < end) {
        return None;
    }
    let doubled = cs.ends(end, "翻") && (before.end..before.end + DOUBLINGS).any(|i| cs.get(i) == Some('番'));
    // 多了12亿元, 少了3起.
    let more = || {
        let told =
            cs.at(end, "了") && !cs.before(end.wrapping_sub(1)).is_some_and(|c| "许至不大更最很太众".contains(c));
        cs.before(end).filter(|_| told)
    };
    let (up, length) = match (UP.before(cs, end), DOWN.before(cs, end)) {
        _ if doubled => (true, 1),
        (None, None) if more() == Some('多') => (true, 1),
        (None, None) if more() == Some('少') => (false, 1),
        (Some(u), d) if d.is_none_or(|d| d <= u) => (true, u),
        (_, Some(d)) => (false, d),
        _ => return difference(cs, before.start..end),
    };
    let mut verb = end.checked_sub(length).filter(|v| *v >= before.start)?;
    // 比上年净增252万名; 新增 alone is a count.
    let net = length == 1 && matches!(cs.before(verb), Some('净' | '新')) && verb > before.start;
    if net
        && (before.start..verb)
            .any(|i| matches!(cs.get(i), Some('比' | '较')) && times.iter().any(|t| t.range.start == i + 1))
    {
        verb -= 1;
    }
    // 增 and 升 alone end other words: 新增, 公升.
    if length == 1 && !doubled && cs.before(verb).is_some_and(|c| "新公毫净倍递激下跃晋".contains(c)) {
        return None;
    }
    // 改造提升280万亩: a verb of work, not of change.
    if cs.at(verb, "提升")
        && ["改造", "优化", "整治", "完善", "巩固", "修复", "建设", "更新", "提质", "改建"]
            .iter()
            .any(|w| cs.ends(verb, w))
    {
        return None;
    }
    // 空气质量改善8.1%, but 改善28万户居民的住房: only a rate improves by its figure. What pollutes improves by falling.
    let improved = cs.at(verb, "改善");
    if improved && !is_rate(cs, before.end) {
        return None;
    }
    let falls = improved && ["浓度", "颗粒物", "PM"].iter().any(|w| cs.slice(before.start..verb).contains(w));
    let up = up && !falls;
    let mut rest = before.start..verb;
    let mut first = verb;
    loop {
        let trimmed = trim_end(cs, rest.clone(), &COMPARED);
        // 较2019年, 比上年, 比去年同期: back to the word of comparison.
        let compared = times
            .iter()
            .rev()
            .find(|t| t.compared && t.range.start >= rest.start && t.range.end <= trimmed.end)
            .filter(|t| {
                matches!(
                    cs.slice(t.range.end..trimmed.end),
                    "" | "同期"
                        | "同月"
                        | "计划"
                        | "预算"
                        | "决算"
                        | "计划数"
                        | "预算数"
                        | "决算数"
                        | "末"
                        | "底"
                        | "年"
                        | "相比"
                        | "同期相比"
                        | "末相比"
                        | "底相比"
                        | "同月相比"
                )
            })
            .map(|t| t.range.start);
        // 比上年棉纱增长13%: the thing stands behind the comparison.
        if let Some((thing, at)) = behind_comparison(cs, &trimmed, times).filter(|_| compared.is_none()) {
            first = at;
            rest = thing;
            break;
        }
        let start = compared.or_else(|| comparison_word(cs, &trimmed));
        match start {
            Some(at) => {
                let at = ["相比于", "相较于", "相较", "较", "比", "与", "和", "同"]
                    .iter()
                    .find(|w| cs.ends(at, w))
                    .map_or(at, |w| at - w.chars().count());
                first = at.max(rest.start);
                rest = rest.start..first;
            }
            None if trimmed.end < rest.end => {
                first = trimmed.end;
                rest = trimmed;
            }
            None => break,
        }
    }
    Some(Change { rest, up, comparison: first..end })
}

/// A thing between 比上年 at the head of a range and its end, and where the comparison begins.
fn behind_comparison(cs: &Chars<'_>, range: &Range<usize>, times: &[Timex]) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 12;
    const NO_THING: &[&str] = &[
        "的", "同期", "同月", "末", "底", "初", "前", "后", "度", "全年", "水平", "实际", "平均", "人均", "又", "还",
        "也", "都", "相比", "约", "大约", "大幅", "大大", "有所", "略有", "分别", "只", "仅",
    ];
    /// What the figures of the other year are called: no thing, but the yardstick itself.
    const YARDSTICKS: &[&str] = &["决算数", "预算数", "实际数", "计划数", "执行数", "完成数", "决算", "预算", "计划"];
    let time = times.iter().find(|t| t.compared && t.range.start >= range.start && t.range.end < range.end)?;
    let at = time.range.start.checked_sub(1).filter(|_| matches!(cs.before(time.range.start), Some('比' | '较')))?;
    let thing = time.range.end..range.end;
    let head = trim_start(cs, range.start..at.max(range.start));
    let dated = head.is_empty() || times.iter().any(|t| t.range.start <= head.start && head.end <= t.range.end);
    let named = thing.len() <= LONGEST
        && cs.longest_at(thing.start, NO_THING).is_none()
        && COMPARED.before(cs, thing.end).is_none()
        && ADVERBS.at(cs, thing.start).is_none()
        && LINKS.at(cs, thing.start).is_none();
    let thing = if YARDSTICKS.contains(&cs.slice(thing.clone())) { at..at } else { thing };
    (dated && named).then_some((thing, at))
}

/// Whether the number at `i` is a percentage.
fn is_rate(cs: &Chars<'_>, i: usize) -> bool {
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".．".contains(c);
    let end = (i..cs.len()).find(|j| !cs.get(*j).is_some_and(digits)).unwrap_or(i);
    cs.at(i, "百分之") || matches!(cs.get(end), Some('%' | '％')) || cs.at(end, "个百分点")
}

/// 高于全国平均水平3.2个百分点.
pub(crate) fn above(cs: &Chars<'_>, before: &Range<usize>) -> Option<Change> {
    let at = before.clone().rev().find(|i| cs.longest_at(*i, &["高于", "低于", "快于", "慢于"]).is_some())?;
    let up = matches!(cs.get(at), Some('高' | '快'));
    Some(Change { rest: before.start..at, up, comparison: at..before.end })
}

/// 比全国平均水平高2.3个百分点, 比上年少12起.
fn difference(cs: &Chars<'_>, range: Range<usize>) -> Option<Change> {
    const WITHIN: usize = 28;
    // 高出, 多出.
    let end = range.end - usize::from(range.len() > 2 && cs.ends(range.end, "出"));
    let verb = end.checked_sub(1).filter(|v| *v > range.start)?;
    let up = match cs.get(verb)? {
        '高' | '多' | '快' => true,
        '低' | '少' | '慢' => false,
        _ => return None,
    };
    let at = (range.start.max(verb.saturating_sub(WITHIN))..verb).rev().find(|i| {
        matches!(cs.get(*i), Some('比'))
            && !cs.before(*i).is_some_and(|c| "占同环案对评性".contains(c))
            && !cs.get(i + 1).is_some_and(|c| "重例率值分较赛".contains(c))
    })?;
    (at + 2 < range.end).then_some(Change { rest: range.start..at, up, comparison: at..range.end })
}

/// Start of a comparison without a year of its own that ends the range: 较高峰期, 比计划.
fn comparison_word(cs: &Chars<'_>, range: &Range<usize>) -> Option<usize> {
    const WITHIN: usize = 8;
    let from = range.end.saturating_sub(WITHIN).max(range.start);
    (from..range.end).rev().find(|i| {
        let ends_phrase = *i + 1 < range.end;
        match cs.get(*i) {
            Some('较') => ends_phrase && cs.get(i + 1) != Some('大') && cs.before(*i) != Some('比'),
            Some('比') => {
                ends_phrase
                    && !matches!(cs.before(*i), Some('占' | '同' | '环' | '案' | '对' | '评' | '可' | '性'))
                    && cs.get(i + 1).is_some_and(|c| "上去前计预原同".contains(c))
            }
            _ => false,
        }
    })
}

/// The phrase before a number, links behind it and adverbs before it taken off, and the subject before such an adverb.
pub(crate) fn phrase_before(
    cs: &Chars<'_>,
    frame: &Frame,
    before: Range<usize>,
    times: &[Timex],
) -> (Range<usize>, Option<Range<usize>>) {
    let range = after_time(cs, without_time(cs, trim_end(cs, before, &LINKS), times), times);
    // 以播种面积计算, 按可比价格计算: how it is reckoned, not what.
    if cs.ends(range.end, "计算") && cs.slice(range.clone()).starts_with(['以', '按', '用', '从']) {
        return (range.start..range.start, None);
    }
    // 舟山、宁波等地降水量: where, not what.
    let range = after_places(cs, range);
    let Some((adverb, verb)) = adverb(cs, frame, range.clone()) else {
        let range = trim_start(cs, range);
        // 公安机关破获案件: who, and what.
        return match super::subject::verb(cs, frame, &range) {
            Some(at) => (at..range.end, Some(range.start..at)),
            None => (range, None),
        };
    };
    let start = lead_end(cs, range.start..adverb, &[]);
    let subject = trim_end(cs, start..adverb, &ADVERBS);
    (trim_start(cs, verb..range.end), (subject.len() >= 2).then_some(subject))
}

/// 通车里程今年将达…, 上升到一九八七年的…: the phrase without the time that ends it.
fn without_time(cs: &Chars<'_>, mut range: Range<usize>, times: &[Timex]) -> Range<usize> {
    while let Some(t) = times.iter().rev().find(|t| t.range.end == range.end && t.range.start >= range.start) {
        let word = cs.longest_before(t.range.start, &["在", "于", "截至", "截止"]).unwrap_or(0);
        range = trim_end(cs, range.start..t.range.start.saturating_sub(word).max(range.start), &LINKS);
    }
    range
}

/// The phrase behind a number. `whole` keeps what is said of the noun as well (2.5万名民警因公负伤).
pub(crate) fn phrase_after(cs: &Chars<'_>, frame: &Frame, after: Range<usize>, whole: bool) -> Range<usize> {
    let mut range = after;
    while let Some(n) = cs.longest_at(range.start, &["的", "多", "余", "了"]).filter(|n| range.start + n <= range.end)
    {
        range.start += n;
    }
    range = trim_words(cs, range, &["的情况下", "情况下", "以及", "等", "的", "）", "（", "和", "及", "与", "并"]);
    // 5万亩小麦平均亩产…: the metric behind the noun belongs to the next number.
    let metric = (range.start + 1..range.end)
        .find(|i| !frame.in_label(*i) && !cs.at(*i, "平均分") && cs.longest_at(*i, METRICS).is_some());
    if let Some(end) = metric {
        range.end = end;
    }
    if whole {
        // 贫困人口全部脱贫: behind the adverb stands only what is said of them.
        const SAID: &[&str] =
            &["全部", "全都", "全线", "均已", "都已", "均", "正在", "相继", "陆续", "先后", "已经", "已"];
        let kept = |i: usize| KEPT.within(cs, i.saturating_sub(1)..i + 1);
        let said = (range.start + 2..range.end)
            .find(|i| !frame.in_label(*i) && cs.longest_at(*i, SAID).is_some() && !kept(*i) && !cs.ends(i + 1, "平均"));
        return said.map_or(range.clone(), |end| range.start..end);
    }
    // 以中高级教官为主体的蓝军团队: the noun stands behind 的.
    let particle = range
        .clone()
        .rev()
        .find(|i| cs.get(*i) == Some('的') && !frame.in_label(*i) && i + 2 < range.end && *i > range.start);
    if let Some(at) = particle.filter(|_| cs.get(range.start).is_some_and(|c| "以由对向从在为".contains(c))) {
        range.start = at + 1;
    }
    let stop = (range.start + 1..range.end).find(|i| !frame.in_label(*i) && NOUN_STOPS.at(cs, *i).is_some());
    stop.map_or(range.clone(), |end| range.start..end)
}

/// Words that open the name of a measured quantity.
const METRICS: &[&str] =
    &["平均", "亩产", "单产", "人均", "户均", "亩均", "年产值", "总产量", "总产值", "总投资", "总面积", "报告新增"];

/// Whether nothing behind the number says what is counted.
pub(crate) fn is_hollow(cs: &Chars<'_>, after: &Range<usize>) -> bool {
    let mut at = after.start;
    while at < after.end {
        match HOLLOW.at(cs, at) {
            Some(n) => at += n,
            None => return cs.slice(at..after.end).chars().all(|c| "）)”’ 　、和及与并且".contains(c)),
        }
    }
    true
}

/// Takes words of a class off the end of a range, again and again.
pub(crate) fn trim_end(cs: &Chars<'_>, mut range: Range<usize>, words: &Words) -> Range<usize> {
    let blank = |i: usize| cs.before(i).is_some_and(char::is_whitespace).then_some(1);
    while let Some(n) = words.before(cs, range.end).or_else(|| blank(range.end)) {
        let kept = KEPT.before(cs, range.end).is_some_and(|k| k > n);
        if kept || range.start + n > range.end {
            break;
        }
        range.end -= n;
    }
    range
}

/// Takes some words off the end of a range, again and again.
fn trim_words(cs: &Chars<'_>, mut range: Range<usize>, words: &[&str]) -> Range<usize> {
    while let Some(n) = cs.longest_before(range.end, words).filter(|n| range.start + n <= range.end) {
        range.end -= n;
    }
    range
}

/// Takes connectives, prepositions, adverbs and 全市 off the start of a range.
pub(crate) fn trim_start(cs: &Chars<'_>, mut range: Range<usize>) -> Range<usize> {
    loop {
        let mark = cs.get(range.start).is_some_and(|c| "、）)”的".contains(c) || c.is_whitespace()).then_some(1);
        // （一）工业支出.
        let listed = || {
            let head = matches!(cs.get(range.start), Some('（' | '('));
            let close = (range.start + 2..range.start + 5).find(|i| matches!(cs.get(*i), Some('）' | ')')));
            close
                .filter(|_| {
                    head && cs.get(range.start + 1).is_some_and(|c| "一二三四五六七八九十0123456789".contains(c))
                })
                .map(|i| i + 1 - range.start)
                .or_else(|| super::genre::list_mark(cs, range.start))
        };
        let scope = || SCOPES.at(cs, range.start).filter(|n| range.start + n < range.end);
        match HEADS.at(cs, range.start).or_else(scope).or(mark).or_else(listed) {
            Some(n) if range.start + n <= range.end => range.start += n,
            _ => return range,
        }
    }
}

/// Where connectives and time expressions at the head of a clause end.
pub(crate) fn lead_end(cs: &Chars<'_>, clause: Range<usize>, times: &[Timex]) -> usize {
    let mut at = clause.start;
    while at < clause.end {
        let time = times.iter().find(|t| t.range.start == at).map(|t| t.range.len());
        match time.or_else(|| HEADS.at(cs, at)) {
            Some(n) => at += n,
            None => break,
        }
    }
    at.min(clause.end)
}

/// Cuts a range behind the last time expression that stands in it as an adverbial.
fn after_time(cs: &Chars<'_>, range: Range<usize>, times: &[Timex]) -> Range<usize> {
    let last = times
        .iter()
        .rev()
        .find(|t| t.range.start >= range.start && t.range.end < range.end && cs.get(t.range.start) != Some('每'));
    last.map_or(range.clone(), |t| {
        // 年底前, 2023年间.
        let beyond = cs.get(t.range.end + 1);
        let told = |c: char| "增减有计完建新生投发修收支出".contains(c);
        let middle = cs.get(t.range.end) == Some('中')
            && (beyond == Some('共') && cs.get(t.range.end + 2).is_some_and(told)
                || !beyond.is_some_and(|c| "国央小学等医心东西部外共层级".contains(c)));
        let more = usize::from(middle || cs.get(t.range.end).is_some_and(|c| "前后间起内".contains(c)));
        t.range.end + more..range.end
    })
}

/// Cuts a range behind a list of places: 等地, 等省份.
fn after_places(cs: &Chars<'_>, range: Range<usize>) -> Range<usize> {
    const LISTS: &[&str] = &["等地区", "等地", "等省份", "等省市", "等省区市", "等市县"];
    let cut = range.clone().rev().find_map(|i| cs.longest_at(i, LISTS).map(|n| i + n)).filter(|end| *end < range.end);
    cut.map_or(range.start, |end| end + usize::from(cs.get(end) == Some('的')))..range.end
}

/// Whether a phrase only says where: 扬州市, 云南, 局地.
pub(crate) fn is_place(phrase: &str) -> bool {
    /// Divisions printed without their class, and words for a part of the land.
    const BARE: &[&str] = &[
        "北京",
        "天津",
        "上海",
        "重庆",
        "河北",
        "山西",
        "辽宁",
        "吉林",
        "黑龙江",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
        "河南",
        "湖北",
        "湖南",
        "广东",
        "海南",
        "四川",
        "贵州",
        "云南",
        "陕西",
        "甘肃",
        "青海",
        "台湾",
        "内蒙古",
        "广西",
        "西藏",
        "宁夏",
        "新疆",
        "香港",
        "澳门",
        "局地",
        "局部",
        "局部地区",
        "部分地区",
        "个别地区",
    ];
    let length = phrase.chars().count();
    let division = |c: char| "省市县区州盟旗".contains(c);
    BARE.contains(&phrase)
        || (2..=8).contains(&length)
            && phrase.ends_with(division)
            && ![
                "城市",
                "超市",
                "上市",
                "都市",
                "地区",
                "园区",
                "社区",
                "景区",
                "小区",
                "灾区",
                "林区",
                "牧区",
                "山区",
                "矿区",
                "库区",
                "校区",
                "辖区",
                "城区",
                "厂区",
                "街区",
                "片区",
                "病区",
                "赛区",
                "展区",
                "学区",
                "老区",
                "特区",
                "试验区",
                "综试区",
                "示范区",
                "先行区",
                "先导区",
                "开发区",
                "保护区",
                "自贸区",
                "保税区",
                "合作区",
                "经济区",
                "功能区",
                "工业区",
                "集聚区",
                "聚集区",
                "服务区",
                "棚户区",
                "国家级新区",
                "贫困县",
                "示范县",
                "试点县",
                "百强县",
                "大县",
                "强县",
                "示范市",
                "试点市",
            ]
            .iter()
            .any(|w| phrase.ends_with(w))
            && !phrase.starts_with(|c: char| "各覆涉建辖下有个共".contains(c))
}

/// Start of 由 or 从 in 由去年的58%提高到97%; the phrase before it is the indicator.
pub(crate) fn source_word(cs: &Chars<'_>, before: &Range<usize>) -> Option<usize> {
    before.clone().rev().find(|i| matches!(cs.get(*i), Some('由' | '从')) && cs.get(i + 1) != Some('于'))
}

/// The last adverb that parts subject and verb (…部门**共**办理案件): its start and its end.
fn adverb(cs: &Chars<'_>, frame: &Frame, range: Range<usize>) -> Option<(usize, usize)> {
    const COMPOUNDS: &str = "公一总中同建享产青和识治性用合国处";
    (range.start..range.end).rev().find_map(|i| {
        // 31个省报告新增病例98例: who reports is not what is counted.
        if cs.at(i, "报告") && ["新增", "确诊", "本土", "境外", "无症状"].iter().any(|w| cs.at(i + 2, w)) {
            return (i > range.start && !frame.in_label(i)).then_some((i, i + 2));
        }
        // 项目计划总投资12亿元.
        if cs.at(i, "计划") && ["总投资", "投资", "新建", "建设", "改造", "培训", "招"].iter().any(|w| cs.at(i + 2, w))
        {
            return (!frame.in_label(i)).then_some((i, i + 2));
        }
        // 企业实现利润总额5亿元, 民航完成运输量…: the result is counted.
        if (cs.at(i, "实现") || cs.at(i, "完成"))
            && cs.before(range.end).is_some_and(|c| "额量值润入".contains(c))
            && i + 4 <= range.end
        {
            return (!frame.in_label(i) && cs.get(i + 2) != Some('了')).then_some((i, i + 2));
        }
        let n = ADVERBS.at(cs, i)?;
        let glued = cs.get(i) == Some('共')
            && (cs.before(i).is_some_and(|c| COMPOUNDS.contains(c))
                || cs.get(i + 1).is_some_and(|c| COMPOUNDS.contains(c)));
        let even = cs.get(i) == Some('均')
            && cs.before(i).is_some_and(|c| "平人年日月户亩生师班村校社乡县家店次周队".contains(c));
        (!glued && !even && !frame.in_label(i) && i + n + 2 <= range.end).then_some((i, i + n))
    })
}
