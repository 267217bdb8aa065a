//! Recognition of time expressions. Each scanner looks at one place, a bounded way ahead; the longest match wins.

use std::sync::LazyLock;

use super::digits::{ascii_digit, han_digit, small_in};
use super::points::{bare_years, calendar, month};
use super::spells::{decade, fixed, years};
use super::{
    Expression, Extent, Options, Part, Point, Timex, Year, daytime, eras, lunar, numeric, seasons, spells, weeks,
};
use crate::chars::Chars;
use crate::charset::CharSet;

/// What most characters are told by that no expression begins there.
struct Openers {
    /// The characters at which an expression may begin.
    first: CharSet,
    /// Those that need a number behind them: 近三年, 前5个月, 第一季度.
    counted: CharSet,
    /// The first two characters of words, folded together.
    pairs: Box<[u64; 1024]>,
    /// Digits and places.
    numbers: CharSet,
    /// What stands behind the numbers of an expression.
    behind: CharSet,
}

static OPENERS: LazyLock<Openers> = LazyLock::new(|| {
    const DIGITS: &str = "0123456789０１２３４５６７８９〇零○一二三四五六七八九十廿卅两兩";
    const COUNTED: &str = "近这這前头後后上下第周週“‘";
    // Heads of expressions that no table below lists.
    const HEADS: &[&str] = &[
        "今年", "同年", "当年", "次年", "翌年", "去年", "前年", "明年", "后年", "上年", "本年", "上半", "下半", "年底",
        "年末", "岁末", "年初", "元月", "过去", "最近", "最后", "上世", "上个", "上個", "本世", "上周", "上週", "上星",
        "上礼", "上禮", "上上", "上一", "下周", "下週", "下星", "下礼", "下禮", "下下", "下个", "下個", "下一", "本周",
        "本週", "本星", "本礼", "这周", "這週", "这个", "這個", "这星", "星期", "礼拜", "禮拜", "周日", "周天", "週日",
        "未来", "今后", "今春", "今夏", "今秋", "今冬", "去春", "去夏", "去秋", "去冬", "明春", "明夏", "明秋", "明冬",
        "农历", "農曆", "阴历", "陰曆", "旧历", "夏历", "正月", "冬月", "腊月", "臘月", "大年", "党的",
    ];
    let words = || WORDS.iter().map(|(w, _)| *w);
    let all = HEADS.iter().copied().chain(words()).chain(eras::names()).chain(spells::events());
    let first: String = all.clone().filter_map(|w| w.chars().next()).collect();
    let mut pairs = Box::new([0u64; 1024]);
    for word in all {
        let mut chars = word.chars();
        if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
            let at = pair(a, b);
            if let Some(bits) = pairs.get_mut(at >> 6) {
                *bits |= 1 << (at & 63);
            }
        }
    }
    Openers {
        first: CharSet::of([DIGITS, COUNTED, first.as_str()]),
        counted: CharSet::of([COUNTED]),
        pairs,
        numbers: CharSet::of([DIGITS, "百千"]),
        behind: CharSet::of(["年月日号季个個世大届五多余時时期以末计”’-－—–~～至到./／星周週、OoＯ"]),
    }
});

/// A number below 65 536 for two characters; others may share it.
fn pair(a: char, b: char) -> usize {
    ((a as usize).wrapping_mul(0x9E5) ^ b as usize) & 0xFFFF
}

impl Openers {
    /// Whether an expression of the press may begin at `i`, or else where to look next.
    fn opens(&self, cs: &Chars<'_>, i: usize, c: char) -> Result<(), usize> {
        if self.numbers.has(c) {
            let mut end = i + 1;
            while cs.get(end).is_some_and(|c| self.numbers.has(c)) {
                end += 1;
            }
            return if cs.get(end).is_some_and(|c| self.behind.has(c)) { Ok(()) } else { Err(end) };
        }
        let Some(next) = cs.get(i + 1) else { return Err(i + 1) };
        let at = pair(c, next);
        let word = self.pairs.get(at >> 6).is_some_and(|bits| bits >> (at & 63) & 1 == 1);
        if word || self.counted.has(c) && self.numbers.has(next) { Ok(()) } else { Err(i + 1) }
    }
}

/// All expressions, in character positions.
pub(super) fn scan(cs: &Chars<'_>, options: Options) -> Vec<Timex> {
    if let Some(cs) = cs.simplified() {
        return scan(&cs, options);
    }
    let openers = &*OPENERS;
    let mut out: Vec<Timex> = Vec::new();
    let mut i = 0;
    while let Some(c) = cs.get(i) {
        if !openers.first.has(c) {
            i += 1;
            continue;
        }
        if !options.everything()
            && let Err(next) = openers.opens(cs, i, c)
        {
            i = next;
            continue;
        }
        match at(cs, i, c, options) {
            Some((expression, end)) if end > i => {
                let compared = is_compared(cs, i, end);
                let floor = out.last().map_or(0, |t| t.range.end);
                let start =
                    if options.extent == Extent::WithPrepositions { lead(cs, i, floor, &expression) } else { i };
                out.push(Timex { range: start..end, expression, compared });
                i = end;
            }
            // A run of digits that is no date is passed whole.
            _ => {
                let digits = ascii_digit(c).is_some();
                i += 1;
                while digits && cs.get(i).is_some_and(|c| ascii_digit(c).is_some()) {
                    i += 1;
                }
            }
        }
    }
    out
}

/// Where a range begins with its preposition.
fn lead(cs: &Chars<'_>, i: usize, floor: usize, expression: &Expression) -> usize {
    let between = cs.before(i) == Some('在');
    let from =
        matches!(cs.before(i), Some('从' | '自' | '由')) || between && cs.ends(i, "在") && is_between(expression);
    if matches!(expression, Expression::Range(..)) && from && i > floor { i - 1 } else { i }
}

/// Ranges that 在 may introduce: those of two years.
fn is_between(expression: &Expression) -> bool {
    matches!(expression, Expression::Range(a, b) if a.part == Part::Whole && b.part == Part::Whole)
}

/// 较2019年, 比去年, 去年同期: something is compared with this time.
fn is_compared(cs: &Chars<'_>, start: usize, end: usize) -> bool {
    let before =
        ["较", "比", "相比于", "对比", "相较于", "相较"].iter().any(|w| cs.ends(start, w)) && !cs.ends(start, "占比");
    let restored = ["恢复到", "恢复至", "相当于"].iter().any(|w| cs.ends(start, w)) && cs.at(end, "的");
    let after = restored || cs.at(end, "同期") || cs.at(end, "同月") || cs.at(end, "相比") || is_multiple(cs, end);
    let beside = matches!(cs.before(start), Some('与' | '同' | '和'));
    before || after || beside && (cs.at(end, "比") || meets(cs, end))
}

/// 与1990年第四次普查相比: 相比 not far behind, in one clause.
fn meets(cs: &Chars<'_>, end: usize) -> bool {
    const WITHIN: usize = 14;
    let clause = (end..end + WITHIN).take_while(|i| cs.get(*i).is_some_and(|c| !"，。；：、“”\n".contains(c)));
    clause.into_iter().any(|i| cs.at(i, "相比"))
}

/// 是2015年的1.7倍: a multiple of what was then.
fn is_multiple(cs: &Chars<'_>, end: usize) -> bool {
    const WITHIN: usize = 10;
    cs.at(end, "的")
        && (end + 1..end + WITHIN)
            .find(|i| {
                !cs.get(*i).is_some_and(|c| {
                    c == '.'
                        || c == '多'
                        || c == '近'
                        || c == '约'
                        || c == '点'
                        || ascii_digit(c).is_some()
                        || han_digit(c).is_some()
                        || c == '十'
                })
            })
            .is_some_and(|i| i > end + 1 && cs.get(i) == Some('倍'))
}

/// The longest expression at `i`.
fn at(cs: &Chars<'_>, i: usize, c: char, options: Options) -> Option<(Expression, usize)> {
    let everything = options.everything();
    let arabic = ascii_digit(c).is_some();
    let number = arabic || matches!(c, '十' | '廿' | '卅') || han_digit(c).is_some();
    let mut best: Option<(Expression, usize)> = None;
    // Of two of one length the later one stands.
    let mut offer = |found: Option<(Expression, usize)>| {
        best = found.filter(|(_, end)| best.as_ref().is_none_or(|(_, longest)| end >= longest)).or(best);
    };
    if arabic {
        offer(if everything { bare_years(cs, i) } else { None });
        offer(numeric::date(cs, i, everything));
    }
    offer(calendar(cs, i, options));
    offer(years(cs, i, options));
    if number || matches!(c, '上' | '本') {
        offer(decade(cs, i));
    }
    if !arabic {
        offer(fixed(cs, i));
    }
    if !arabic || everything {
        offer(lunar::date(cs, i, options));
    }
    if !number {
        offer(word(cs, i, options));
        offer(if everything { None } else { seasons::short(cs, i) });
        offer(weeks::week(cs, i, options));
        offer(weeks::window(cs, i, options));
    } else if everything {
        offer(weeks::week_of_month(cs, i));
    }
    best
}

const THIS_YEAR: Point = Point { year: Year::Relative(0), part: Part::Whole };

const NEXT_YEAR: Point = Point { year: Year::Relative(1), part: Part::Whole };

/// Words that name a time by themselves; longer ones first where they share a beginning.
const WORDS: &[(&str, Expression)] = &[
    ("岁末年初", Expression::TurnOfYear),
    ("年末岁初", Expression::TurnOfYear),
    ("年终岁初", Expression::TurnOfYear),
    ("截至目前", Expression::Now),
    ("截止目前", Expression::Now),
    ("到目前为止", Expression::Now),
    ("目前", Expression::Now),
    ("当前", Expression::Now),
    ("如今", Expression::Now),
    ("现在", Expression::Now),
    ("眼下", Expression::Now),
    ("现阶段", Expression::Now),
    ("迄今", Expression::Now),
    ("年内", Expression::Point(THIS_YEAR)),
    ("今明两年", Expression::Range(THIS_YEAR, NEXT_YEAR)),
    ("近几年", Expression::Vague),
    ("近些年", Expression::Vague),
    ("近年来", Expression::Vague),
    ("近年", Expression::Vague),
    ("多年来", Expression::Vague),
    ("近日", Expression::Vague),
    ("日前", Expression::Vague),
    ("近期", Expression::Vague),
    ("最近", Expression::Vague),
    ("不久前", Expression::Vague),
    ("每年", Expression::Vague),
    ("每月", Expression::Vague),
    ("当月", Expression::MonthBeside(0)),
    ("同月", Expression::MonthBeside(0)),
    ("次月", Expression::MonthBeside(1)),
    ("明后两年", Expression::Range(NEXT_YEAR, Point { year: Year::Relative(2), part: Part::Whole })),
    ("今明两天", Expression::DayRange(0, 1)),
    ("今明两日", Expression::DayRange(0, 1)),
    ("明后两天", Expression::DayRange(1, 2)),
    ("明后两日", Expression::DayRange(1, 2)),
    ("当日", Expression::DayBeside(0)),
    ("同日", Expression::DayBeside(0)),
    ("次日", Expression::DayBeside(1)),
    ("翌日", Expression::DayBeside(1)),
    ("本季度", Expression::QuarterOffset(0)),
    ("上季度", Expression::QuarterOffset(-1)),
    ("下季度", Expression::QuarterOffset(1)),
    ("今晨", Expression::Days(0)),
    ("今早", Expression::Days(0)),
    ("今晚", Expression::Days(0)),
    ("今夜", Expression::Days(0)),
    ("昨晚", Expression::Days(-1)),
    ("昨夜", Expression::Days(-1)),
    ("明晨", Expression::Days(1)),
    ("明晚", Expression::Days(1)),
    ("昨日", Expression::Days(-1)),
    ("昨天", Expression::Days(-1)),
    ("今日", Expression::Days(0)),
    ("今天", Expression::Days(0)),
    ("前天", Expression::Days(-2)),
    ("前日", Expression::Days(-2)),
    ("明天", Expression::Days(1)),
    ("明日", Expression::Days(1)),
    ("后天", Expression::Days(2)),
    ("後天", Expression::Days(2)),
    ("大后天", Expression::Days(3)),
    ("大前天", Expression::Days(-3)),
    ("本月", Expression::MonthOffset(0, None)),
    ("上个月", Expression::MonthOffset(-1, None)),
    ("上月", Expression::MonthOffset(-1, None)),
    ("下个月", Expression::MonthOffset(1, None)),
    ("下月", Expression::MonthOffset(1, None)),
];

fn word(cs: &Chars<'_>, i: usize, options: Options) -> Option<(Expression, usize)> {
    // 去年本月十日.
    let last_year = cs.at(i, "去年本月") || cs.at(i, "去年上月");
    let from = i + 2 * usize::from(last_year);
    let (word, expression) = WORDS.iter().find(|(w, _)| cs.at(from, w))?;
    let mut expression = *expression;
    let mut end = from + word.chars().count();
    if let Expression::MonthOffset(offset, day) = expression
        && last_year
    {
        expression = Expression::MonthOffset(offset - 12, day);
    }
    if options.everything() && *word == "最近" {
        return Some((Expression::Days(0), end));
    }
    // 本月10日.
    if let Expression::MonthOffset(offset, None) = expression
        && let Some((d, stop)) = small_in(cs, end, 1, 31).filter(|(_, stop)| cs.at(*stop, "日"))
    {
        (expression, end) = (Expression::MonthOffset(offset, Some(d)), stop + 1);
    }
    // 本月初, 上月底, 本月中旬.
    if let Expression::MonthOffset(offset, None) = expression
        && !options.everything()
    {
        const TAILS: &[(&str, u8)] = &[("上旬", 1), ("中旬", 2), ("下旬", 3), ("初", 1), ("底", 4), ("末", 4)];
        if let Some((tail, part)) = TAILS.iter().find(|(w, _)| cs.at(end, w) && !cs.at(end, "初步")) {
            (expression, end) = (Expression::MonthPart(offset, *part), end + tail.chars().count());
        }
    }
    // 今天下午, 次日凌晨, 昨晚8时: what is told of the day belongs to it.
    if !options.everything() && matches!(expression, Expression::Days(_) | Expression::DayBeside(_)) {
        end = daytime::tail(cs, end);
    }
    // 每月27日, 每年5月, 每年六月至九月 recur as a whole.
    if word.starts_with('每') {
        let recurring = |at: usize| {
            let day = || small_in(cs, at, 1, 31).filter(|(_, e)| cs.at(*e, "日")).map(|(_, e)| e + 1);
            month(cs, at, options).map(|(_, _, e)| e).or_else(day)
        };
        end = recurring(end + usize::from(cs.at(end, "的"))).unwrap_or(end);
        while matches!(cs.get(end), Some('至' | '到' | '和' | '、'))
            && let Some(stop) = recurring(end + 1)
        {
            end = stop;
        }
    }
    // 日前 inside 今日前, 目前 inside 面目前行, 今天 inside 当今天下.
    let chance = match *word {
        "日前" => cs
            .before(i)
            .is_some_and(|c| c == '今' || c == '昨' || ascii_digit(c).is_some() || han_digit(c).is_some() || c == '十'),
        "今天" | "今日" => cs.before(i) == Some('当') || ["下", "说法", "头条"].iter().any(|w| cs.at(end, w)),
        // 前日本首相, 后天性, 明日香, 以后天然.
        "前日" => cs.at(end, "本") || cs.before(i).is_some_and(|c| "以之此目生提年月".contains(c)),
        "后天" | "明日" => {
            cs.get(end).is_some_and(|c| "性形的香花然气下津期".contains(c))
                || cs.before(i).is_some_and(|c| "以之此然今往最文先".contains(c))
        }
        "目前" => cs.before(i).is_some_and(|c| "面盲项题科".contains(c)),
        // 发现在, 体现在.
        "现在" => cs.before(i).is_some_and(|c| "发体出呈实表兑展再显".contains(c)),
        // 去年同月 is a comparison.
        "同月" => cs.before(i) == Some('年'),
        // 应当日夜, 每当日出, 同日本, 不可同日而语.
        "当日" | "同日" => {
            cs.get(end).is_some_and(|c| "本语元军方而益常报夜出落子历期".contains(c))
                || cs.before(i).is_some_and(|c| "应每适相担充不如会共".contains(c))
        }
        "次日" => cs.before(i).is_some_and(|c| {
            ascii_digit(c).is_some() || han_digit(c).is_some() || "十百千万几数多每首本上下再初依".contains(c)
        }),
        // 三年内 is a length of time.
        "年内" => cs.before(i).is_some_and(|c| {
            ascii_digit(c).is_some() || han_digit(c).is_some() || "十百千几数多余半周当同前今本明去每全年".contains(c)
        }),
        // 《今晚报》.
        "今晚" => cs.at(end, "报"),
        "上季度" | "下季度" | "本季度" => cs.before(i).is_some_and(|c| "以之".contains(c)),
        "上月" => cs.at(end, "球"),
        _ => false,
    };
    (!chance).then_some((expression, end))
}
