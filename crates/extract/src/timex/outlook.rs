//! What a sentence and a dateline tell of the time that a date lies in.

use super::{Expression, Options, Part, PartialDate, Preference, Timex, Year, resolve, resolve_with};
use crate::chars::Chars;

/// Words before a date that has still to come.
const AHEAD: &[&str] =
    &["将于", "定于", "拟于", "将在", "拟在", "将从", "拟从", "将自", "定在", "预定", "将定于", "将于今年", "将在今年"];

/// What begins on a date that a rule names.
const IN_FORCE: &[&str] =
    &["施行", "执行", "实施", "实行", "生效", "试行", "推行", "启用", "开征", "停止", "取消", "停用", "开放"];

/// What is meant to be done by a date.
const AIMS: &[&str] = &[
    "计划", "争取", "力争", "预计", "保证", "确保", "准备", "打算", "务必", "必须", "要求", "可望", "有望", "预定",
    "要在", "要于", "要到", "将在", "将于", "将从", "将自", "决定", "规定",
];

/// How far ahead a date is told of that has no year, in months.
const MONTHS_AHEAD: i32 = 6;

/// Characters that are read on either side.
const NEAR: usize = 16;

/// Whether a date without a year lies ahead of the reference: 将于5月1日开幕; 自5月1日起施行, 计划到5月底完成 and 5月1日前报送
/// unless that is long to come (then it has passed already) or the clause says 已.
pub(crate) fn prefer(cs: &Chars<'_>, t: &Timex, reference: Option<PartialDate>) -> Preference {
    let (start, end) = (t.range.start, t.range.end);
    let Expression::Point(p) = t.expression else { return Preference::Past };
    let named =
        matches!(p.part, Part::Month(_) | Part::Day(..) | Part::DayOnly(_) | Part::Third(..) | Part::MonthEnd(_));
    if p.year != Year::Missing || !named {
        return Preference::Past;
    }
    if AHEAD.iter().any(|w| cs.ends(start, w)) {
        return Preference::Future;
    }
    let clause = |at: &usize| cs.get(*at).is_some_and(|c| !"。！？；\n".contains(c));
    let before = || (1..=NEAR).map_while(|n| start.checked_sub(n)).take_while(clause);
    let after = || (end..=end + NEAR).take_while(clause);
    let done = |at: usize| cs.get(at) == Some('已') || cs.at(at, "曾");
    // 按计划于5月1日完成了 has been done.
    let over = before().any(done) || after().any(|at| done(at) || cs.get(at) == Some('了'));
    if over {
        return Preference::Past;
    }
    let soon = || {
        let r = reference.filter(|r| r.month.is_some())?;
        let options = Options { prefer: Preference::Future, ..Options::default() };
        let (from, _) = resolve_with(&t.expression, reference, None, options).bounds?;
        Some((from.year - r.year) * 12 + i32::from(from.month?) - i32::from(r.month?) <= MONTHS_AHEAD)
    };
    let ahead = if cs.at(end, "起") {
        let will = before().any(|at| matches!(cs.get(at), Some('将' | '拟')));
        if will {
            return Preference::Future;
        }
        after().any(|at| cs.at(at, "将") || IN_FORCE.iter().any(|w| cs.at(at, w)))
    } else {
        let by = ["前", "以前", "之前"].iter().any(|w| cs.at(end, w)) && !cs.at(end, "前后");
        let until = matches!(cs.before(start), Some('到' | '在' | '于' | '至' | '自' | '从'));
        by || until && before().any(|at| AIMS.iter().any(|w| cs.at(at, w)))
    };
    if ahead && soon().unwrap_or(false) { Preference::Future } else { Preference::Past }
}

/// The day of a dateline (新华社北京5月7日电, 本报讯 has none) that opens a block: within the first clause, before 电 or 讯, and
/// not more than a week away from the date of publication, if that is known to the day.
pub(crate) fn dateline(cs: &Chars<'_>, times: &[Timex], reference: Option<PartialDate>) -> Option<PartialDate> {
    /// Characters before the date: agency and place.
    const HEAD: usize = 16;
    /// Days between event and print.
    const DAYS: i32 = 7;
    let t = times.first().filter(|t| t.range.start <= HEAD)?;
    let opens = (0..t.range.start).all(|i| cs.get(i).is_some_and(|c| !"，。；：！？".contains(c)));
    let agency = ["社", "报", "台", "网", "讯"].iter().any(|w| (0..t.range.start).any(|i| cs.at(i, w)));
    let wired = ["电", "讯", "专电", "专讯", "急电", "消息", "综合"].iter().any(|w| cs.at(t.range.end, w));
    if !opens || !agency || !wired || cs.at(t.range.end, "电力") {
        return None;
    }
    let (day, to) = resolve(&t.expression, reference, None).bounds?;
    let printed = reference?;
    let near = match printed.day {
        Some(_) => (0..=DAYS).any(|n| day.plus_days(n) == Some(printed)),
        None => printed.month.is_none_or(|m| Some(m) == day.month) && printed.year == day.year,
    };
    (day == to && day.day.is_some() && near).then_some(day)
}
