//! Which quantities are statistics. Numbers in names, dates, list marks, modifiers and counts of the text's own points are not.

use baokan_corpus_model::Approx;

use super::clause::{Clause, Frame};
use super::words::{CASUALTIES, DOWN, LIST_NOUNS, PERSONS, UP};
use crate::chars::Chars;
use crate::numeral::{NumeralKind, Rational, Script};
use crate::quantity::{Dimension, Qty};
use crate::timex::Timex;

/// Whether `q` may be a statistic by itself; small Chinese numbers beside an accepted one are looked at later.
pub(crate) fn accepts(cs: &Chars<'_>, frame: &Frame, clause: &Clause, times: &[Timex], q: &Qty) -> bool {
    q.value.is_some()
        && !frame.in_label(q.numeral.start)
        && !times.iter().any(|t| t.range.start < q.range.end && q.numeral.start < t.range.end)
        && !in_code(cs, q)
        && !is_sport(cs, q)
        && !is_rate_base(cs, q)
        && !is_norm(cs, clause, q)
        && !is_class(cs, clause, q)
        && !is_torn(cs, q)
        && !super::genre::is_no_amount(cs, &clause.range, q)
        && !is_article(cs, q)
        && !is_ordinal(cs, q)
        && match q.dimension {
            Dimension::None => plain(cs, clause, times, q),
            Dimension::Time => time(cs, clause, q),
            Dimension::Age => {
                ["年龄", "寿命", "龄"].iter().any(|w| cs.slice(clause.range.start..q.range.start).contains(w))
            }
            Dimension::Count => count(cs, clause, q),
            Dimension::Factor => q.script == Script::Arabic || !q.generic,
            _ => true,
        }
}

/// 一个, 一次: hardly more than an article; 一倍, 一个百分点 and 翻一番 tell an amount.
fn is_article(cs: &Chars<'_>, q: &Qty) -> bool {
    q.script == Script::Han
        && q.kind == NumeralKind::Number
        && !q.multiplied
        && !matches!(q.dimension, Dimension::Factor | Dimension::Point)
        && !is_doubling(cs, q)
        && q.value == Some(Rational::integer(1))
}

/// 翻一番, 翻了两番: so many doublings.
pub(crate) fn is_doubling(cs: &Chars<'_>, q: &Qty) -> bool {
    const BEFORE: &[&str] = &["翻", "翻了", "再翻", "再翻了", "翻上"];
    q.unit == "番" && cs.longest_before(q.range.start, BEFORE).is_some()
}

/// 第3位: an ordinal; 连续第3年 is a length of time.
pub(crate) fn is_ordinal(cs: &Chars<'_>, q: &Qty) -> bool {
    matches!(cs.before(q.numeral.start), Some('第')) && !cs.ends(q.numeral.start, "连续第")
}

/// 1+6+N, 7×24, 1·23, 1:1, 2023-525: the number is part of a code, a formula or a time of day.
fn in_code(cs: &Chars<'_>, q: &Qty) -> bool {
    const SIGNS: &str = "+＋×·•:∶/／*#№=〔[";
    let before = cs.before(q.numeral.start);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let colon = before == Some('：') && digit(cs.get(q.numeral.start.wrapping_sub(2)));
    let dashed = matches!(before, Some('-' | '－' | '–' | '~'))
        && q.end.is_none()
        && cs.get(q.numeral.start.wrapping_sub(2)).is_some_and(char::is_alphanumeric);
    // 收入之比为3.1∶1.
    let ratio = is_ratio(cs, q);
    let letter = cs.get(q.numeral.end).is_some_and(|c| c.is_ascii_alphabetic()) && q.dimension == Dimension::None;
    let behind = cs.get(q.range.end).is_some_and(|c| "+＋×·•:∶".contains(c))
        || cs.get(q.range.end) == Some('-') && cs.get(q.range.end + 1).is_some_and(|c| c.is_ascii_alphanumeric());
    colon || dashed || letter || behind && !ratio || before.is_some_and(|c| SIGNS.contains(c))
}

/// 3.1∶1 behind 比, 比例 or 比值 and a link: a ratio to one.
pub(crate) fn is_ratio(cs: &Chars<'_>, q: &Qty) -> bool {
    const LINKED: &[&str] = &["为", "是", "达", "达到", "约为", "至", "到"];
    const NAMED: &[&str] = &["比", "比例", "比值", "比率"];
    let one = matches!(cs.get(q.numeral.end), Some(':' | '：' | '∶')) && cs.get(q.numeral.end + 1) == Some('1');
    let more = |c: char| c.is_alphanumeric() || ".．:∶：".contains(c);
    let ends = one && !cs.get(q.numeral.end + 2).is_some_and(more);
    let link = cs.longest_before(q.range.start, LINKED);
    ends && q.dimension == Dimension::None
        && link.is_some_and(|n| {
            cs.longest_before(q.range.start - n, NAMED).is_some() && !cs.ends(q.range.start - n, "同比")
        })
}

/// 每50公斤113元: the amount that a price is told for.
pub(crate) fn is_rate_base(cs: &Chars<'_>, q: &Qty) -> bool {
    // 百万吨死亡率, 万元产值能耗: by what a rate is reckoned.
    const RATES: &[&str] = &[
        "死亡率",
        "伤亡率",
        "事故率",
        "故障率",
        "产值能耗",
        "增加值能耗",
        "能耗",
        "GDP",
        "国内生产总值能耗",
        "生产总值能耗",
    ];
    let round = cs.slice(q.numeral.clone()).chars().all(|c| "十百千万亿".contains(c));
    if round && cs.longest_at(q.range.end, RATES).is_some() {
        return true;
    }
    matches!(cs.before(q.range.start), Some('每')) && !matches!(q.dimension, Dimension::Percent | Dimension::None)
}

/// 000万马力, ０００元: the rest of a number that was torn at its comma or line.
fn is_torn(cs: &Chars<'_>, q: &Qty) -> bool {
    let digits = cs.slice(q.numeral.clone());
    digits.starts_with(['0', '０']) && !digits.contains(['.', '．', '点']) && digits.chars().count() > 1
}

/// 处5万元以上20万元以下罚款, 货值不足1万元的: what a law lays down, not what somebody counted.
fn is_norm(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    const PENALTIES: &[&str] = &["罚款", "罚金", "拘留", "有期徒刑", "滞纳金", "违约金"];
    let bounded = matches!(q.approx, Approx::AtLeast | Approx::Under | Approx::Over) || q.end.is_some();
    if !bounded {
        return false;
    }
    let behind = cs.slice(q.range.end..clause.range.end);
    let before = cs.slice(clause.range.start..q.range.start);
    let penalty = PENALTIES.iter().any(|w| behind.contains(w)) && before.contains('处');
    let condition = behind == "的" && !before.contains("占") && !before.contains("其中");
    penalty || condition
}

/// 死亡10人以上事故3起, 投资1亿元以上的项目120个: the bound names a class, and its members are counted behind it.
fn is_class(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    let bound = ["以上", "以下", "以内"].iter().any(|w| cs.ends(q.range.end, w));
    let share = matches!(q.dimension, Dimension::Percent | Dimension::Permille | Dimension::Factor | Dimension::Point);
    if !bound || share || q.range.end >= clause.range.end {
        return false;
    }
    let behind = cs.slice(q.range.end..clause.range.end);
    let grade = ["事故", "火灾", "案件", "灾害", "地震"]
        .iter()
        .any(|w| behind.find(w).is_some_and(|at| at <= "的特别重大".len()));
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    grade || behind.starts_with('的') && !behind.contains('、') && behind.contains(digit)
}

/// 100米决赛, 6米72, 12个篮板: a race, a mark and what one player did are results, not statistics.
fn is_sport(cs: &Chars<'_>, q: &Qty) -> bool {
    const RACES: &[&str] = &[
        "决赛",
        "半决赛",
        "预赛",
        "比赛",
        "赛跑",
        "短跑",
        "长跑",
        "跑",
        "栏",
        "接力",
        "自由泳",
        "蝶泳",
        "蛙泳",
        "仰泳",
        "混合泳",
        "障碍",
        "跳台",
        "跳板",
        "步枪",
        "手枪",
        "冠军",
        "亚军",
        "季军",
        "纪录",
        "金牌",
        "项目",
        "蹼泳",
        "赛艇",
        "速滑",
        "个人",
        "单人",
        "双人",
        "级",
    ];
    const DEEDS: &[&str] = &[
        "篮板",
        "助攻",
        "抢断",
        "盖帽",
        "进球",
        "失误",
        "角球",
        "任意球",
        "黄牌",
        "红牌",
        "球",
        "比分",
        "射门",
        "犯规",
    ];
    let length = matches!(q.dimension, Dimension::Length);
    let mark = matches!(q.dimension, Dimension::Length | Dimension::Time | Dimension::Count)
        && matches!(q.unit.as_str(), "米" | "秒" | "分")
        && cs.get(q.range.end).is_some_and(|c| c.is_ascii_digit());
    // 1分42秒.
    let mark = mark
        || q.unit == "秒"
            && cs.before(q.numeral.start) == Some('分')
            && cs.get(q.numeral.start.wrapping_sub(2)).is_some_and(|c| c.is_ascii_digit());
    let spot = length && cs.at(q.range.end, "处") && !cs.at(q.range.end, "处理");
    let deed = q.dimension == Dimension::Count
        && matches!(q.unit.as_str(), "个" | "次" | "记" | "张" | "粒")
        && !q.multiplied
        && cs
            .longest_at(q.range.end, DEEDS)
            .is_some_and(|n| !cs.get(q.range.end + n).is_some_and(|c| "场迷队员馆".contains(c)));
    // 59公斤级, 万吨级: a class of size.
    let class = matches!(q.dimension, Dimension::Length | Dimension::Mass | Dimension::Volume | Dimension::Energy)
        && cs.get(q.range.end) == Some('级');
    class || mark || spot || deed || length && cs.longest_at(q.range.end, RACES).is_some()
}

/// A number without a unit.
fn plain(cs: &Chars<'_>, clause: &Clause, times: &[Timex], q: &Qty) -> bool {
    if is_ratio(cs, q) {
        return true;
    }
    if q.kind == NumeralKind::Fraction {
        // 1/3 of a page number or 3/5 of a score cannot be told; 三分之一 can.
        return q.script == Script::Han || cs.get(q.range.end) == Some('的');
    }
    if q.multiplied {
        // 270.9万, 16万巡防力量; 百万 alone is a figure of speech unless it counts people (百万职工).
        let round = q.script == Script::Han && cs.slice(q.numeral.clone()).chars().all(|c| "百千万亿".contains(c));
        let people = || (q.range.end..q.range.end + 5).any(|i| PERSONS.at(cs, i).is_some());
        return q.kind == NumeralKind::Number
            && if round {
                // 千百万人民 is no million.
                q.numeral.len() == 2
                    && people()
                    && !cs.before(q.numeral.start).is_some_and(|c| "千百成上亿万".contains(c))
            } else {
                q.script == Script::Arabic || q.numeral.len() > 2
            };
    }
    if q.script == Script::Han || q.kind == NumeralKind::DigitRow {
        return false;
    }
    // Indexes and ratios: 指数为102.5, 由1.2上升至2.8.
    let at = q.range.start;
    let from = (cs.ends(at, "由") || cs.ends(at, "从")) && from_to(cs, times, q.range.end).is_some();
    let linked = ["为", "达", "达到", "至", "到", "降至", "升至"].iter().any(|w| cs.ends(at, w));
    let decimal = q.value.is_some_and(|v| !v.is_integer());
    let year = q.value.and_then(Rational::to_u32).is_some_and(|v| (1900..2100).contains(&v));
    from || linked
        && ends_item(cs, clause, q.range.end)
        && !year
        && (decimal || q.approx != Approx::Exact || cs.slice(clause.range.clone()).contains("数"))
}

/// After the first figure of 由A上升至B: position after 至, and the direction. 由甲年的A上升到乙年的B names the second time.
pub(crate) fn from_to(cs: &Chars<'_>, times: &[Timex], i: usize) -> Option<(usize, Option<bool>)> {
    let up = UP.at(cs, i).map(|n| (n, Some(true)));
    let down = || DOWN.at(cs, i).map(|n| (n, Some(false)));
    let other =
        || cs.longest_at(i, &["发展", "调整", "变", "延长", "延伸", "推迟", "提前", "精简", "扩充"]).map(|n| (n, None));
    let (verb, direction) = up.or_else(down).or_else(other).unwrap_or((0, None));
    let to = i + verb;
    if !matches!(cs.get(to), Some('至' | '到' | '为')) {
        return None;
    }
    let end = to + 1;
    let dated = times
        .iter()
        .find(|t| t.range.start == end)
        .and_then(|t| Some(t.range.end + cs.longest_at(t.range.end, &["的", "预算的", "计划的"])?));
    Some((dated.unwrap_or(end), direction))
}

/// Durations that measure something, not modifiers (3年以上的, 5分钟内) or names (三年行动, 24小时值守).
fn time(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    let behind = cs.rest(q.range.end);
    if q.unit.ends_with("周年") || matches!(q.unit.as_str(), "学时" | "课时") || opens_deed(cs, clause, q) {
        return true;
    }
    let modifier = matches!(q.approx, Approx::AtLeast | Approx::Under) && !ends_item(cs, clause, q.range.end)
        || [
            "内",
            "前",
            "后",
            "间",
            "期",
            "来",
            "之",
            "制",
            "一",
            "起",
            "行动",
            "攻坚",
            "计划",
            "任务",
            "不间断",
            "值",
            "在线",
            "服务",
            "热线",
            "全",
            "警",
            "月",
            "级",
            "生活",
            "快速",
            "通勤",
            "经济",
            "圈",
            "响应",
        ]
        .iter()
        .any(|w| behind.starts_with(w));
    let before = cs.slice(clause.range.start..q.range.start);
    let each =
        ["每", "前", "后", "第", "头", "满", "不出"].iter().any(|w| before.ends_with(w)) && !before.ends_with("连续第");
    if modifier || each {
        return false;
    }
    /// Directly before the number, whatever follows.
    const DIRECT: &[&str] = &[
        "连续", "历时", "历经", "长达", "为期", "经过", "通过", "累计", "平均", "耗时", "用时", "制定", "编制", "坚持",
        "奋斗", "已有",
    ];
    /// Anywhere before a number that ends its item.
    const METRICS: &[&str] = &[
        "时间", "时长", "期限", "工期", "缩短", "延长", "压缩", "提前", "节省", "节约", "周期", "工龄", "党龄", "耗时",
        "用时", "平均", "历时", "连续", "减少", "增加", "推迟", "天数", "寿命", "时效", "时数", "时长", "飞行", "运行",
        "在轨", "驻留", "停留", "航行", "持续",
    ];
    let last = ends_item(cs, clause, q.range.end) && METRICS.iter().any(|w| before.contains(w));
    /// Metrics of time and words behind which even few are told.
    const TERMS: &[&str] = &["工期", "寿命", "期限", "周期", "任期", "学制", "连续", "连续第", "历时", "长达", "为期"];
    // 够吃两年, 距离年终还有两个月.
    let from = q.range.start.saturating_sub(3).max(clause.range.start);
    let suffices =
        (from..q.range.start).any(|i| cs.get(i) == Some('够') && !matches!(cs.before(i), Some('能' | '足' | '不')));
    let remains = ["还有", "仅有", "只有", "仅剩", "只剩", "还剩"].iter().any(|w| before.ends_with(w))
        && before.trim_start_matches(['现', '在', '目', '前']).starts_with('距');
    let told = last
        || suffices
        || remains
        || TERMS.iter().any(|w| before.ends_with(w))
        || DIRECT.iter().any(|w| before.ends_with(w))
        || q.approx == Approx::Nearly && behind.starts_with('的');
    // 连续三年: even few are told.
    let few = || {
        (suffices || remains || TERMS.iter().any(|w| before.ends_with(w)))
            && q.value.is_some_and(|v| v > Rational::integer(1))
    };
    told && (q.script == Script::Arabic || big(q) || few())
}

/// 15分钟内调集车辆30台, 在10天内搭建板房200套: the time that a deed took, with its result behind it. What falls or comes in a time
/// (24小时内降雨量) is measured, not done.
fn opens_deed(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    const MEASURED: &[&str] =
        &["量", "雨", "降", "达", "累计", "平均", "最", "新增", "超", "率", "速", "升", "涨", "发生", "出现", "计"];
    let units = ["分钟", "小时", "天", "个小时", "昼夜", "个昼夜"];
    let head = super::indicator::trim_start(cs, clause.range.start..q.range.start);
    let within = super::read::cs_within(cs, q);
    let opens = head.is_empty() || cs.ends(q.range.start, "在");
    if !opens || within == 0 || !units.contains(&q.unit.as_str()) || q.script == Script::Han && !big(q) {
        return false;
    }
    let start = q.range.end + within;
    let Some(end) = (start..clause.range.end).find(|i| cs.get(*i).is_some_and(|c| c.is_ascii_digit())) else {
        return false;
    };
    let deed = cs.slice(start..end);
    (2..=16).contains(&(end - start)) && !MEASURED.iter().any(|w| deed.contains(w)) && !deed.starts_with(['的', '，'])
}

/// Things counted by a classifier.
fn count(cs: &Chars<'_>, clause: &Clause, q: &Qty) -> bool {
    if q.unit == "番" {
        return is_doubling(cs, q);
    }
    // 十六字方针, 3000多字.
    if q.unit == "字" && !(ends_item(cs, clause, q.range.end) && big(q)) {
        return false;
    }
    if q.generic && LIST_NOUNS.at(cs, q.range.end).is_some() && q.value.is_some_and(|v| v <= Rational::integer(20)) {
        return false;
    }
    if q.script == Script::Han && !big(q) {
        let matters =
            !q.generic && q.value != Some(Rational::integer(1)) && CASUALTIES.within(cs, clause.range.clone());
        return matters && matches!(q.unit.as_str(), "人" | "名" | "例" | "艘" | "架" | "辆" | "支");
    }
    // 3路公交车, 兵分3路.
    if q.unit == "路" && !q.value.is_some_and(|v| v > Rational::integer(20)) {
        return false;
    }
    // 十三条措施 and 民营经济31条 are names; so is 服务发展30条措施.
    if q.unit == "条" {
        // 修渠道三百五十六条 counts.
        let few = q.value.is_some_and(|v| v <= Rational::integer(20)) || !ends_item(cs, clause, q.range.end);
        let named = q.script == Script::Han && !q.multiplied && few || is_measure_name(cs, q);
        let alone = ends_item(cs, clause, q.range.end)
            && q.value.is_some_and(|v| v <= Rational::integer(100))
            && !q.multiplied
            && cs.get(q.range.end) == Some('”');
        return !named && !alone;
    }
    // 二十届三中全会 is an ordinal; 千万家 a figure of speech.
    let ordinal = q.unit == "届" && !ends_item(cs, clause, q.range.end);
    let round = q.script == Script::Han
        && q.approx == Approx::Exact
        && cs.slice(q.numeral.clone()).chars().all(|c| "百千万亿".contains(c));
    if q.unit == "大" && q.script == Script::Han || q.unit == "面" || ordinal || round {
        return false;
    }
    !counts_quoted_list(cs, q)
}

/// 经济高质量发展30条措施: a noun, not a verb, stands before the number.
fn is_measure_name(cs: &Chars<'_>, q: &Qty) -> bool {
    const VERBS: &[&str] = &[
        "出台", "推出", "制定", "实施", "发布", "印发", "落实", "提出", "采取", "研究", "明确", "形成", "细化", "包括",
        "共", "等", "了", "的", "项", "类",
    ];
    let behind = cs.rest(q.range.end);
    ["措施", "举措", "意见", "规定", "政策", "禁令"].iter().any(|w| behind.starts_with(w))
        && cs.longest_before(q.range.start, VERBS).is_none()
}

/// “创新、主动、规范”3种理念: the number counts the members of the label before it.
fn counts_quoted_list(cs: &Chars<'_>, q: &Qty) -> bool {
    if !matches!(cs.before(q.range.start), Some('”' | '’')) || !q.generic {
        return false;
    }
    let head = cs.slice(q.range.start.saturating_sub(80)..q.range.start - 1);
    let Some(inner) = head.rsplit(['“', '‘']).next() else { return false };
    let members = inner.split(['、', '，']).count();
    q.value.and_then(Rational::to_u32).and_then(|v| usize::try_from(v).ok()) == Some(members)
}

/// Above ten: Chinese numerals up to ten mostly belong to names and figures of speech.
fn big(q: &Qty) -> bool {
    q.multiplied || q.value.is_some_and(|v| v > Rational::integer(10))
}

/// Whether an item ends at `i`.
fn ends_item(cs: &Chars<'_>, clause: &Clause, i: usize) -> bool {
    i >= clause.range.end || matches!(cs.get(i), Some('、' | '）' | ')'))
}
