//! Which period a figure speaks of: named in its clause, or carried over from before.
//!
//! A period holds through its paragraph until another one, 目前, or a new head (一是, 首先); with 仅 it holds for its own
//! chain of clauses only.

use std::ops::Range;

use super::clause::{Clause, Frame};
pub(crate) use super::period_signs::is_head;
use super::period_signs::{
    is_day, is_end, is_norm, is_occasion, is_plan_compared, is_postponed, is_season, is_yardstick, opening_month,
};
use crate::chars::Chars;
use crate::timex::{Expression, Part, PartialDate, Point, Resolution, Timex, Year, is_labelled};

/// A period with the expression that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    /// ISO 8601.
    pub(crate) value: String,
    /// The expression, in characters.
    pub(crate) donor: Range<usize>,
    /// What the expression means.
    pub(crate) expression: Expression,
}

/// Verbs whose date holds for their own clause only.
const FOUNDED: &[&str] =
    &["建于", "成立于", "创办于", "创建于", "创立于", "生于", "始于", "毕业于", "组建于", "开始于"];

/// Times in a row that are remembered.
const LONGEST_ROW: usize = 8;

/// What a clause says of a thing and its date, and of no figures behind it.
const BUILT: &[&str] = &[
    "动工",
    "开工",
    "竣工",
    "落成",
    "建成",
    "建成投产",
    "投产",
    "通车",
    "建成通车",
    "成立",
    "创办",
    "开业",
    "建厂",
    "建校",
    "挂牌",
    "动工兴建",
    "破土动工",
    "投入使用",
    "投入运行",
    "开工建设",
];

/// What opens a clause that tells of another time.
const OTHER_TIMES: &[&str] =
    &["过去", "以往", "从前", "原先", "下一步", "下一阶段", "下阶段", "接下来", "今后", "往后"];

/// Walks along the clauses of a block and knows the period at each place.
#[derive(Debug)]
pub(crate) struct Tracker<'t> {
    times: &'t [Timex],
    values: &'t [Resolution],
    next: usize,
    current: Option<Period>,
    /// The only chain in which the period holds.
    chain: Option<usize>,
    sentence: Option<usize>,
    /// The period before a time that dates one figure only: 由年初的12%上升到80%.
    passing: Option<Option<Period>>,
    /// The time of the first figure of such a pair, for its sentence: 人口由2014年的4万减少到1万，发生率从29%降至1%.
    source: Option<(Period, usize)>,
    /// How far the text behind the donor at the first position was searched for the end of direct speech, and how many
    /// quotations are open there.
    speech: (usize, usize, i32),
    /// Times in a row, for 2019年和2020年分别为12亿元和15亿元.
    row: Vec<Period>,
    /// Years told of in this sentence.
    years: Vec<Period>,
}

impl<'t> Tracker<'t> {
    pub(crate) fn new(times: &'t [Timex], values: &'t [Resolution]) -> Self {
        Self {
            times,
            values,
            next: 0,
            current: None,
            chain: None,
            sentence: None,
            passing: None,
            source: None,
            speech: (usize::MAX, 0, 0),
            row: Vec::new(),
            years: Vec::new(),
        }
    }

    /// As [`new`](Self::new), with the period of a sentence that the block before left unfinished.
    pub(crate) fn continuing(times: &'t [Timex], values: &'t [Resolution], current: Option<Period>) -> Self {
        Self { current, sentence: Some(0), ..Self::new(times, values) }
    }

    /// The period that the text goes on with.
    pub(crate) fn into_current(self) -> Option<Period> {
        self.current
    }

    /// The period at character `at` of `clause`. Must be asked in text order.
    pub(crate) fn at(&mut self, cs: &Chars<'_>, frame: &Frame, clause: &Clause, at: usize) -> Option<Period> {
        if let Some(before) = self.passing.take() {
            self.current = before;
        }
        while let Some((t, r)) =
            self.times.get(self.next).zip(self.values.get(self.next)).filter(|(t, _)| t.range.start < at)
        {
            if t.range.start >= clause.range.start {
                self.enter(cs, clause);
            }
            self.next += 1;
            // 创5年来最好成绩 says how long, not when.
            let record = ["最", "首", "新高", "新低", "同期"].iter().any(|w| cs.at(t.range.end, w));
            // 始建于1958年 dates a thing, not the figures behind it.
            let founded = FOUNDED.iter().any(|w| cs.ends(t.range.start, w)) && !cs.rest(t.range.end).starts_with('的');
            // 水库1960年竣工，库容2亿立方米.
            let rest = cs.slice(t.range.end..clause.range.end.max(t.range.end));
            let founded = founded || BUILT.contains(&rest.trim_start_matches("正式").trim_start_matches("全面"));
            // 由上年同期的6人降为2人: the first figure is of the same months a year before.
            let source = matches!(cs.before(t.range.start), Some('由' | '从'));
            // 去年同期为6人: so does the figure behind 为.
            let stated = t.range.start == clause.range.start
                && ["同期为", "同期是", "同期仅为", "同期只有"].iter().any(|w| cs.at(t.range.end, w));
            let source_of = source && cs.at(t.range.end, "同期的");
            if t.compared && self.passing.is_none() && (source_of || stated) {
                if let Some(before) = self.current.as_ref().and_then(|p| p.years_before(1)) {
                    self.passing = Some(self.current.replace(before));
                }
                continue;
            }
            if t.compared {
                self.compared(cs, clause, t, r, at);
            }
            if t.compared
                || record
                || founded
                || is_postponed(cs, clause, t)
                || is_labelled(frame, t)
                || is_yardstick(cs, clause, t)
                || is_occasion(cs, clause, t)
            {
                continue;
            }
            match (&r.value, &t.expression) {
                // 每月27日 says nothing of the period.
                (_, Expression::Vague) if cs.get(t.range.start) == Some('每') => {}
                // 负责人今晚表示 is when it was said; an unresolved 当日 changes nothing.
                (_, Expression::Days(_)) if cs.slice(t.range.clone()).ends_with(['晨', '早', '晚', '夜']) => {}
                (None, Expression::DayBeside(_)) => {}
                (Some(value), e) => {
                    let month = opening_month(cs, t, r);
                    // 今年秋天粮食总产量: what a season brings in is counted for the year.
                    let year = r.bounds.map(|(from, _)| PartialDate::year(from.year)).filter(|_| is_season(e));
                    // 上年 is the year before the one told of.
                    let told = self.current.as_ref().and_then(Period::end).filter(|_| cs.at(t.range.start, "上年"));
                    let year = year.or_else(|| told.map(|d| PartialDate::year(d.year - 1)));
                    let value = month.or(year).map_or_else(|| value.clone(), |d| d.to_string());
                    let fresh = Period { value, donor: t.range.clone(), expression: *e };
                    let source = source && cs.get(t.range.end) == Some('的');
                    let joined = self.row.last().is_some_and(|p| {
                        p.donor.end + 1 == t.range.start
                            && matches!(cs.get(p.donor.end), Some('、' | '和' | '与' | '及'))
                    });
                    if !joined {
                        self.row.clear();
                    }
                    if self.row.len() < LONGEST_ROW {
                        self.row.push(fresh.clone());
                    }
                    if source {
                        self.source = Some((fresh.clone(), clause.sentence));
                    }
                    // 比原定1957年385万担的水平超过13万担: the year is of the plan.
                    if (source || is_plan_compared(cs, clause, t)) && self.passing.is_none() {
                        self.passing = Some(self.current.take());
                    }
                    if fresh.value.len() == 4 && self.years.len() < LONGEST_ROW {
                        self.years.push(fresh.clone());
                    }
                    self.current = Some(fresh);
                    // 第一批自去年十一月开始，…；第二批…: when one of several began.
                    let began = matches!(cs.before(t.range.start), Some('自' | '从')) && cs.at(t.range.end, "开始");
                    let only = matches!(cs.before(t.range.start), Some('仅' | '单')) || began;
                    self.chain = only.then_some(clause.chain);
                }
                // 由现在的820万亩扩大到1000万亩: the first figure is of today.
                (None, Expression::Now) if source && cs.get(t.range.end) == Some('的') && self.passing.is_none() => {
                    self.passing = Some(self.current.take());
                }
                (None, _) => self.current = None,
            }
        }
        self.enter(cs, clause);
        self.widen(cs, clause, at);
        let inherited = self.current.as_ref().is_none_or(|p| p.donor.start < clause.range.start);
        if inherited && is_norm(cs, clause, at) {
            return None;
        }
        if let Some((t, r)) = self.behind(cs, clause).filter(|_| inherited) {
            // What is to be done by then, or was founded then, is not of that time.
            let done = !["将于", "拟于", "定于", "将在", "拟在"].iter().any(|w| cs.ends(t.range.start, w))
                && !FOUNDED.iter().any(|w| cs.ends(t.range.start, w))
                && ["结束", "完成", "完工", "竣工", "告竣"].iter().any(|w| cs.at(t.range.end, w));
            let period =
                |value: &String| Period { value: value.clone(), donor: t.range.clone(), expression: t.expression };
            return r.value.as_ref().filter(|_| done).map(period);
        }
        self.of_years(cs, clause, at).or_else(|| self.current.clone())
    }

    /// A time of comparison: 比上年的2万人增加5000人 dates its own figure; a year that another year is measured by is the first of a
    /// pair behind it, for 2012年…，是2007年的1.8倍，比重从2%提高到3%.
    fn compared(&mut self, cs: &Chars<'_>, clause: &Clause, t: &Timex, r: &Resolution, at: usize) {
        /// Characters between the time and its figure.
        const NEAR: usize = 8;
        const CHANGED: [char; 16] =
            ['，', '、', '高', '低', '多', '少', '增', '减', '升', '降', '涨', '跌', '超', '快', '慢', '好'];
        let Some(value) = opening_month(cs, t, r).map(|d| d.to_string()).or_else(|| r.value.clone()) else { return };
        let fresh = Period { value, donor: t.range.clone(), expression: t.expression };
        let adjacent = t.range.end < at && at - t.range.end <= NEAR;
        let gap = adjacent.then(|| cs.slice(t.range.end + 1..at).replace("最高", "").replace("最低", ""));
        let gap = gap.filter(|g| !g.contains(CHANGED));
        let measured = matches!(cs.before(t.range.start), Some('比' | '较'));
        if measured && cs.get(t.range.end) == Some('的') && gap.is_some() && self.passing.is_none() {
            self.passing = Some(self.current.replace(fresh));
        } else if fresh.value.len() == 4
            && matches!(t.expression, Expression::Point(Point { year: Year::Absolute(_), part: Part::Whole }))
            && self.current.as_ref().is_some_and(|p| p.value.len() == 4 && p.value > fresh.value)
        {
            self.source = Some((fresh, clause.sentence));
        }
    }

    /// 上半年…，全年增长7%: the whole year of the months told of.
    fn widen(&mut self, cs: &Chars<'_>, clause: &Clause, at: usize) {
        let Some(p) = &mut self.current else { return };
        let from = clause.range.start.max(p.donor.end);
        let Some((head, behind)) = cs.slice(from..at.max(from)).rsplit_once("全年") else { return };
        let other = head.ends_with(['比', '较', '占', '年', '今', '去'])
            || ["目标", "任务", "预算", "计划的", "计划目标", "计划任务"].iter().any(|w| behind.starts_with(w));
        let first = p.value.split('/').next().and_then(PartialDate::parse);
        if let Some((first, _)) = first.zip(p.end()).filter(|(a, b)| !other && a.year == b.year && b.month.is_some()) {
            p.value = first.year.to_string();
        }
    }

    /// The time behind the figure in its clause, for 第三批于三月二十五日结束; it dates the figure rather than the sentence before does.
    fn behind(&self, cs: &Chars<'_>, clause: &Clause) -> Option<(&Timex, &Resolution)> {
        let (t, r) = self.times.get(self.next).zip(self.values.get(self.next))?;
        let within = t.range.end <= clause.range.end && !t.compared && t.expression.is_calendar();
        let opened = self
            .current
            .as_ref()
            .is_none_or(|p| cs.slice(p.donor.end.min(clause.range.start)..clause.range.start).contains('。'));
        let told = ["于", "将在", "拟在"].iter().any(|w| cs.ends(t.range.start, w));
        (within && opened && told).then_some((t, r))
    }

    /// 1981年增长3%，1982年增长5%，两年平均增长4%: from the first to the last of the years told of. 从1998年起…，五年增加489亿元: so many
    /// years from the first.
    fn of_years(&self, cs: &Chars<'_>, clause: &Clause, at: usize) -> Option<Period> {
        const COUNTS: &str = "两三四五六七八九十";
        let current = self.current.as_ref().filter(|p| p.donor.start < clause.range.start && p.value.len() == 4)?;
        let (head, rest) = cs.slice(clause.range.start..at.max(clause.range.start)).rsplit_once('年')?;
        let last = head.chars().next_back()?;
        let count = i32::try_from(COUNTS.chars().position(|c| c == last)?).ok()? + 1;
        let head = head.strip_suffix(last)?;
        if head.ends_with(|c: char| c == '第' || COUNTS.contains(c) || "一二〇零百".contains(c)) {
            return None;
        }
        let year = current.end()?.year;
        let opens = |words: &[&str]| words.iter().any(|w| rest.starts_with(w));
        let since = cs.at(current.donor.end, "起") || cs.ends(current.donor.end, "起");
        if since && opens(&["增加", "减少", "共", "累计", "合计", "总计", "来共", "来累计", "间共", "新增"])
        {
            let value = format!("{year}/{}", year + count);
            return Some(Period { value, ..current.clone() });
        }
        let first = PartialDate::year(year - count).to_string();
        let whole = head.is_empty() && opens(&["平均", "年均", "合计", "累计", "共", "总计"]);
        let told = whole && self.years.iter().any(|p| p.value == first);
        told.then(|| Period { value: format!("{first}/{}", current.value), ..current.clone() })
    }

    /// The time of figure `i` of the `count` of a clause that says 分别, if as many times stand in a row in its sentence.
    pub(crate) fn of_row(&self, cs: &Chars<'_>, clause: &Clause, i: usize, count: usize) -> Option<Period> {
        /// Characters between the row and its figures.
        const NEAR: usize = 40;
        let last = self.row.last().filter(|_| count > 1 && self.row.len() == count)?;
        let gap = last.donor.end..clause.range.end;
        let near = gap.len() <= NEAR + clause.range.len() && !cs.slice(gap.clone()).contains('。');
        (near && cs.slice(gap).contains("分别")).then(|| self.row.get(i).cloned())?
    }

    /// Whether a time expression begins at `at`.
    fn is_time(&self, at: usize) -> bool {
        self.times.binary_search_by_key(&at, |t| t.range.start).is_ok()
    }

    /// The period of one figure of a pair (由A增加到B): 一九七一年到一九七八年 gives its first and its last year, 1986年同1978年相比
    /// (with `against` the year behind) the other year to the first, and a pair before it in the sentence its own.
    pub(crate) fn of_pair(
        &self,
        period: Option<Period>,
        first: bool,
        against: Option<&str>,
        at: usize,
    ) -> Option<Period> {
        // The first figure has a time of its own.
        if self.passing.is_some() {
            return period;
        }
        let of_source = || {
            let (source, sentence) = self.source.as_ref()?;
            (Some(*sentence) == self.sentence && source.donor.end < at).then(|| source.clone())
        };
        let Some(current) = period else { return of_source().filter(|_| first) };
        if let Expression::Range(Point { part: Part::Whole, .. }, _) = current.expression
            && let Some((from, to)) = current.value.split_once('/')
        {
            let value = if first { from } else { to }.to_owned();
            return Some(Period { value, ..current });
        }
        let other = || match against.and_then(|a| a.strip_prefix("since:")) {
            Some(year) => Some(Period { value: year.to_owned(), ..current.clone() }),
            None => of_source(),
        };
        if first { other().or(Some(current)) } else { Some(current) }
    }

    /// From the first to the last year of a pair that the sentence told of: 从2007年的…上升到2012年的…，年均增长25.5%.
    pub(crate) fn between(&self, period: Option<Period>) -> Option<Period> {
        let current = period?;
        let years = |p: &Period| p.value.len() == 4;
        let from = self.source.as_ref().filter(|(s, sentence)| Some(*sentence) == self.sentence && years(s));
        Some(match from {
            Some((from, _)) if years(&current) && from.value < current.value => {
                Period { value: format!("{}/{}", from.value, current.value), ..current }
            }
            _ => current,
        })
    }

    /// Whether direct speech that `donor` lies in ends between it and `start`.
    fn leaves_speech(&mut self, cs: &Chars<'_>, donor: &Range<usize>, start: usize) -> bool {
        if self.speech.0 != donor.start {
            self.speech = (donor.start, donor.end, 0);
        }
        let (_, from, mut depth) = self.speech;
        let mut left = false;
        for i in from..start {
            match cs.get(i) {
                Some('“') => depth += 1,
                Some('”') => {
                    depth -= 1;
                    left |= depth < 0 && matches!(cs.before(i), Some('。' | '！' | '？'));
                }
                _ => {}
            }
        }
        self.speech = (donor.start, from.max(start), depth);
        left
    }

    /// A new sentence with a head, or the end of a chain under 仅, ends the period.
    fn enter(&mut self, cs: &Chars<'_>, clause: &Clause) {
        if self.sentence != Some(clause.sentence) {
            self.sentence = Some(clause.sentence);
            self.years.clear();
            // A single day is when something happened: it does not date the next sentence; a state at the end of a year or
            // month does not either, unless all is counted up to it (截至3月底).
            let once = |p: &Period| {
                is_day(&p.expression)
                    || is_end(&p.expression) && !matches!(cs.before(p.donor.start), Some('到' | '至' | '止' | '迄'))
            };
            // 其中 goes on with what was counted.
            let goes_on = ["其中，", "其中：", "其中,"].iter().any(|w| cs.at(clause.range.start, w));
            if !goes_on && self.current.as_ref().is_some_and(|p| once(p) && p.donor.start < clause.range.start) {
                self.current = None;
            }
        }
        let donor = self.current.as_ref().map(|p| p.donor.clone()).filter(|d| d.start < clause.range.start);
        if let Some(donor) = donor {
            let start = clause.range.start;
            // 他说：“…”: direct speech is not dated by what was told before it.
            let speech =
                start > 1 && cs.before(start) == Some('“') && cs.get(start - 2) == Some('：') && donor.end < start;
            // …；二是…; “…今年1月至5月，…。”某市发动群众: what somebody says has its own time; 过去…: once.
            let once = OTHER_TIMES.iter().any(|w| cs.at(start, w)) && !self.is_time(start);
            if is_head(cs, start) || once || speech || self.leaves_speech(cs, &donor, start) {
                self.current = None;
            }
        }
        if self.chain.is_some_and(|c| c != clause.chain) {
            self.current = None;
            self.chain = None;
        }
    }
}

impl Period {
    /// The last day, month or year.
    fn end(&self) -> Option<PartialDate> {
        PartialDate::parse(self.value.rsplit('/').next()?)
    }

    /// The same days, months or years, so many years before.
    fn years_before(&self, years: i32) -> Option<Self> {
        let before = |part: &str| {
            let d = PartialDate::parse(part)?;
            Some(PartialDate { year: d.year - years, ..d }.to_string())
        };
        let parts: Option<Vec<String>> = self.value.split('/').map(before).collect();
        Some(Self { value: parts?.join("/"), ..self.clone() })
    }
}
