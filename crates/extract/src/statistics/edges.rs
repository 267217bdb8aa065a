//! The edges of an indicator: what stands there and says nothing of the thing counted.
//!
//! Adverbs and modal verbs (粮食产量仍然, 要再铺管网), calendar times (工业总产值一九七七年) and stretches of years (五年铺轨里程)
//! are taken off; the period is read from the time expression itself, wherever it stands.

use std::ops::Range;

use super::indicator::trim_start;
use super::words::KEPT;
use crate::chars::Chars;
use crate::quantity::{Dimension, Qty};
use crate::timex::Timex;

/// Adverbs and modal verbs that stand between a subject and its verb.
const LAST: &[&str] = &[
    "仍然",
    "依然",
    "总共",
    "一共",
    "已经",
    "预计",
    "估计",
    "大约",
    "累计",
    "将要",
    "就要",
    "还要",
    "必须",
    "必须争取",
    "争取",
    "力争",
    "连年",
    "逐年",
    "逐步",
    "现已",
    "只",
    "才",
    "也",
    "都",
    "均",
    "已",
    "将",
    "仍",
    "再",
    "还",
    "又",
    "就",
    "则",
    "要",
    "现",
    "可望",
    "平均每年",
    "每年平均",
    "却以",
    "仍以",
    "正以",
    "将以",
    "却以每",
    "仍以每",
    "正以每",
    "将以每",
    "却",
];

/// Words that end in one of them and are none.
const LAST_KEPT: &[&str] = &[
    "平均", "人均", "户均", "亩均", "日均", "年均", "月均", "首都", "成都", "古都", "故都", "实现", "体现", "出现",
    "发现", "表现", "兑现", "变现", "呈现", "重要", "主要", "需要", "纪要", "概要", "摘要", "首要", "必要", "人才",
    "刚才", "英才", "成才", "船只", "规则", "原则", "细则", "守则", "准则", "法则", "总则", "附则", "名将", "干将",
    "成就", "造就", "归还", "偿还", "退还", "返还", "不再", "早已", "而已", "冷却", "忘却", "退却", "建都", "迁都",
    "东都",
];

/// The same at the beginning, with the characters behind which they are other words.
const FIRST: &[(&str, &str)] = &[
    ("要再", "生就"),
    ("再使", ""),
    ("再把", ""),
    ("要求", "的书高是"),
    ("大约", ""),
    ("大概", ""),
    ("可", "能以靠信见观行持耕燃比支变再采用利吸回降控口塑编乐"),
    ("还要", ""),
    ("将要", ""),
    ("再", "生就保融贷出入投创"),
    ("力争使", ""),
    ("要把", ""),
    ("要使", ""),
    ("拟安排", ""),
    ("要", "花素求点道闻案地职塞害领员紧目件"),
    ("就要", ""),
    ("才", "能艺华干"),
    ("只", "数有"),
    ("可能", ""),
    ("现", "有代金在场行货役实状存任钞汇价"),
    ("拟", "定建"),
    ("由于", ""),
    ("因为", ""),
    ("累计", ""),
    ("预计", ""),
    ("估计", ""),
    ("共建成", ""),
    ("仍然", ""),
    ("依然", ""),
    ("已经", ""),
];

/// What is left of an indicator without any thing in it.
const HOLLOW: &[&str] = &[
    "平均",
    "平均每年",
    "每年",
    "年平均",
    "每年平均",
    "降到",
    "升到",
    "上升到",
    "下降到",
    "增加到",
    "减少到",
    "提高到",
    "降低到",
    "发展到",
    "扩大到",
    "比较",
    "作比较",
    "可能",
    "需要",
    "由过去",
    "等于",
    "上升",
    "增加到了",
    "还多",
    "还",
    "比",
    "年",
    "年计划",
    "计划",
    "预算",
    "一次性",
    "一举",
    "进一步",
    "扣除物价因素",
    "同比",
    "环比",
    "实际",
    "差",
    "只差",
    "数",
    "中",
    "此一项",
    "仅此一项",
    "这一项",
    "此项",
    "这项",
    "其",
    "它",
    "它们",
    "这",
    "这个",
];

/// Whether a phrase names no thing.
pub(super) fn is_hollow_phrase(phrase: &str) -> bool {
    /// 扣除物价上升因素: how it is reckoned.
    const REMOVED: &[&str] = &["因素", "因素后", "影响", "影响后"];
    let reckoned = ["扣除", "剔除"].iter().any(|w| phrase.starts_with(w));
    /// 在去年增产的基础上: from where it starts.
    const FROM: &[&str] = &["基础上", "情况下", "条件下", "前提下"];
    let year = |c: char| c.is_ascii_digit() || "一二三四五六七八九〇○零".contains(c);
    if FROM.iter().any(|w| phrase.ends_with(w)) || phrase.chars().all(year) {
        return true;
    }
    phrase.is_empty() || HOLLOW.contains(&phrase) || reckoned && REMOVED.iter().any(|w| phrase.ends_with(w))
}

/// The range without the words and times at its edges; it may come out empty.
pub(super) fn tidy(cs: &Chars<'_>, range: Range<usize>, times: &[Timex], quantities: &[Qty]) -> Range<usize> {
    let mut range = caused(cs, &range).unwrap_or(range.start)..range.end;
    loop {
        let start = first(cs, &range, quantities);
        let end = last(cs, &(start..range.end), times);
        if (start..end) == range {
            return range;
        }
        range = start..end.max(start);
    }
}

/// 用二十年时间使工农业总产值…, 努力把人口…: where the thing stands behind 使 and 把.
fn caused(cs: &Chars<'_>, range: &Range<usize>) -> Option<usize> {
    let mut at = (range.start + 1..range.end).filter(|i| match cs.get(*i) {
        Some('使') => {
            !cs.get(i + 1).is_some_and(|c| "用馆命团得节者".contains(c))
                && !cs.before(*i).is_some_and(|c| "大公即行驱出特天".contains(c))
        }
        Some('把') => {
            !cs.get(i + 1).is_some_and(|c| "关握手控脉".contains(c))
                && !cs.before(*i).is_some_and(|c| "火一".contains(c))
        }
        _ => false,
    });
    let start = at.next_back()? + 1;
    (start < range.end).then(|| trim_start(cs, start..range.end).start).filter(|s| *s < range.end)
}

/// Where the range begins behind one word or stretch of years.
fn first(cs: &Chars<'_>, range: &Range<usize>, quantities: &[Qty]) -> usize {
    let word = FIRST.iter().find(|(w, not)| {
        cs.at(range.start, w) && !cs.get(range.start + w.chars().count()).is_some_and(|c| not.contains(c))
    });
    // 共建成投产项目: only the adverb goes.
    let length = |w: &str| if w == "共建成" { 1 } else { w.chars().count() };
    if let Some((w, _)) = word.filter(|(w, _)| range.start + length(w) < range.end) {
        // 要把全年物价涨幅…: what stands at the head of a clause stands behind the verb as well.
        return trim_start(cs, range.start + length(w)..range.end).start;
    }
    years(cs, range, quantities).unwrap_or(range.start)
}

/// 五年全国铁路投资, 这五年农民收入, 五年合计财政支出: where the thing begins behind the years.
fn years(cs: &Chars<'_>, range: &Range<usize>, quantities: &[Qty]) -> Option<usize> {
    /// Behind them the years belong to a name or say how long something lasts.
    const NAMED: &str = "级制期计规行龄度以代多前后的之余产";
    const SUMS: &[&str] = &["合计", "累计", "总共", "一共", "共", "来", "内", "间", "中", "里"];
    let demonstrative =
        cs.longest_at(range.start, &["这", "过去", "今后", "前", "后", "头", "近", "最近"]).unwrap_or(0);
    let at = range.start + demonstrative;
    let term = quantities.iter().find(|q| q.dimension == Dimension::Time && q.range.start == at && q.unit == "年")?;
    let end = term.range.end;
    if end >= range.end || cs.get(end).is_some_and(|c| NAMED.contains(c)) {
        return None;
    }
    let start = end + cs.longest_at(end, SUMS).unwrap_or(0);
    let start = start + usize::from(cs.get(start) == Some('的'));
    (start + 2 <= range.end).then_some(start)
}

/// Verbs and adverbs behind 计划 where it is a verb itself.
const PLANNED: &[&str] = &["安排", "达", "增", "平均", "比", "将", "要", "每年", "减", "下降", "提高"];

/// Where the range ends before one word or time.
fn last(cs: &Chars<'_>, range: &Range<usize>, times: &[Timex]) -> usize {
    const BEFORE: &[&str] = &["截至", "截止", "在", "于", "到", "从", "由", "比", "较"];
    let end = range.end;
    let time =
        times.iter().rev().find(|t| t.range.end == end && t.range.start >= range.start && t.expression.is_calendar());
    if let Some(t) = time {
        let word = cs.longest_before(t.range.start, BEFORE).unwrap_or(0);
        return t.range.start.saturating_sub(word).max(range.start);
    }
    // 粮食产量计划达到…: the verb, not the plan itself.
    // 生猪饲养量要求达到…, 每亩产量平均…: behind the name of an amount they are verb and adverb.
    let behind_amount = ["要求", "平均"].iter().any(|w| {
        cs.ends(end, w) && end.checked_sub(2).and_then(|i| cs.before(i)).is_some_and(|c| "值额积量数产".contains(c))
    });
    if behind_amount && end - 2 > range.start {
        return end - 2;
    }
    let plans = cs.ends(end, "计划")
        && cs.longest_at(end, PLANNED).is_some()
        && end.checked_sub(2).and_then(|i| cs.before(i)).is_some_and(|c| "值额积量数入率产".contains(c));
    if plans && end - 2 > range.start {
        return end - 2;
    }
    let kept = cs.longest_before(end, LAST_KEPT).is_some() || KEPT.before(cs, end).is_some_and(|n| n > 1);
    match cs.longest_before(end, LAST).filter(|n| (!kept || *n > 1) && range.start + n <= end) {
        Some(n) => end - n,
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use crate::statistics::figures;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = figures(text, None).into_iter().map(|f| f.indicator).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn adverbs_at_the_edges_go() {
        check("煤炭产量仍然比上年增长5.2%。", &["煤炭产量"]);
        check("同我国通航的港口总数现已达到35个。", &["同我国通航的港口总数"]);
        check("明年要再铺管网120公里。", &["铺管网"]);
    }

    #[test]
    fn years_and_times_go() {
        check("工业总产值一九七七年比一九七六年增长百分之十四点三。", &["工业总产值"]);
        check("粮食产量计划达到三百二十万吨，钢增产12万吨。", &["粮食产量", "钢"]);
        check("五年全省水利投资3562亿元。", &["全省水利投资"]);
    }

    #[test]
    fn words_that_end_alike_stay() {
        check("首都居民平均用水量120升，引进人才300人。", &["首都居民平均用水量", "引进人才"]);
    }
}
