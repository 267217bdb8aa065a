//! Which quoted phrases are set phrases. Form decides first (numbered, algebraic, parallel), then the words around: a verb
//! that governs set phrases before it, a noun that classes them behind it. Scare quotes, speech, complaints, names of
//! campaigns and of platforms are left out.

use std::ops::Range;
use std::sync::LazyLock;

use super::arity;
use crate::names::lexicon::Lexicon;
use crate::names::quotes::{self, Quoted};
use crate::names::text::{all_han, back, before, forth, head, is_han, len, rows, tail, words};

/// The kinds of the data model.
pub(super) const NUMBERED: &str = "numbered";
pub(super) const ALGEBRAIC: &str = "algebraic";
pub(super) const ENUMERATION: &str = "enumeration";
pub(super) const LABEL: &str = "label";
pub(super) const SLOGAN: &str = "slogan";

struct Contexts {
    verbs: Lexicon,
    heads: Lexicon,
    figures: Lexicon,
}

static CONTEXTS: LazyLock<Contexts> = LazyLock::new(|| {
    let (mut verbs, mut heads) = (Vec::new(), Vec::new());
    for row in rows(include_str!("../../data/formulation_contexts.tsv")) {
        if let [word, kind, ..] = row[..] {
            if kind == "verb" { &mut verbs } else { &mut heads }.push(word);
        }
    }
    let figures = Lexicon::new(words(include_str!("../../data/scare_quotes.tsv")));
    Contexts { verbs: Lexicon::new(verbs), heads: Lexicon::new(heads), figures }
});

/// Heads of campaigns and of systems: a label before one is part of that name.
const CAMPAIGNS: &[&str] =
    &["行动", "专项", "计划", "活动", "工程", "战役", "会战", "攻坚", "运动", "竞赛", "比武", "主题"];
const SYSTEMS: &[&str] = &[
    "平台",
    "系统",
    "小程序",
    "APP",
    "公众号",
    "热线",
    "模块",
    "中心",
    "工作室",
    "专班",
    "实验室",
    "指挥部",
    "队伍",
    "义警",
    "应用",
    "服务台",
    "软件",
    "网站",
    "客户端",
    "栏目",
    "基地",
    "学院",
    "公司",
    "品牌店",
    "站点",
    "窗口",
    "号",
];
/// Longest set phrase in characters; longer ones are sentences.
const LONGEST: usize = 60;

/// The kind of a quoted phrase, or `None` when it is no set phrase.
pub(super) fn kind(text: &str, stretch: &Range<usize>, q: &Quoted) -> Option<&'static str> {
    let name = text.get(q.inner.clone())?;
    let n = len(name);
    if !q.closed
        || !(2..=LONGEST).contains(&n)
        || name.contains(['。', '！', '？', '；', '…', '《', '：'])
        || is_speech(text, stretch, q, name)
    {
        return None;
    }
    if CONTEXTS.figures.exact(name).is_some() || name.starts_with(['，', '、']) {
        return None;
    }
    let rest = tail(text, q.outer.end);
    let near = text.get(q.outer.end..forth(text, q.outer.end, 8)).unwrap_or("");
    let governed = is_governed(text, stretch, q);
    let headed = is_headed(near);
    let han = name.chars().filter(|c| is_han(*c)).count();
    if name.contains(['+', '＋']) {
        return (n > 2).then_some(ALGEBRAIC);
    }
    if han == 0 {
        // 1333, 3+7: digits alone are a phrase only where a noun classes them (“1333”总体布局).
        let plain = name.chars().all(|c| c.is_ascii_digit());
        return (plain && (2..=5).contains(&n) && headed && !is_campaign(rest)).then_some(NUMBERED);
    }
    if is_title_like(name) || is_plan_period(name) {
        return None;
    }
    let numbered = arity::is_numbered(name) && !is_false_numeral(name);
    // “头雁领航、群雁齐飞”工程: a parallel slogan stays one where a campaign is called by it.
    let sizes: Vec<usize> = quotes::clauses(name).iter().map(|p| len(p)).collect();
    let counts = name.starts_with(|c| crate::names::text::numeral(c).is_some() || "百千万".contains(c));
    let parallel = !counts && sizes.len() > 1 && sizes.iter().all(|l| *l >= 4 && Some(l) == sizes.first());
    if is_campaign(rest) && !numbered && !parallel || is_campaign_name(name) {
        return None;
    }
    let parts = quotes::clauses(name);
    if parts.len() > 1 {
        let widest = parts.iter().map(|p| len(p)).max().unwrap_or(0);
        let least = parts.iter().map(|p| len(p)).min().unwrap_or(0);
        // Most of a long list alike is as good: 鼓励兼并、规范破产、下岗分流和实施再就业工程.
        let alike = parts.iter().filter(|p| parts.first().is_some_and(|f| len(f) == len(p))).count();
        let vouched = governed && headed && widest <= least * 3;
        let near_equal =
            vouched || widest <= least + 3 || widest <= least * 2 || alike >= 3 && alike * 4 >= parts.len() * 3;
        if parts.iter().all(|p| arity::leading(p).is_some()) {
            return (numbered || governed || headed).then_some(NUMBERED);
        }
        let complaint = ["等问题", "等现象", "等乱象", "等顽疾", "等情况"].iter().any(|w| near.starts_with(w));
        let bare = parts.iter().all(|p| len(p) < 2);
        // 以“奖、贷、助、补”为主要内容: what is done, one character each.
        if bare && parts.len() > 2 && parts.iter().all(|p| all_han(p)) && (headed || governed && near.starts_with('为'))
        {
            return Some(ENUMERATION);
        }
        return (near_equal && !complaint && !bare && least >= 1 && widest >= 2 && (governed || headed || n >= 8))
            .then_some(SLOGAN);
    }
    if numbered && (n > 2 || all_han(name)) {
        return (governed || headed || n <= 12).then_some(NUMBERED);
    }
    // 所谓“…”, 制造“…”: somebody else's phrase, held up to be refused.
    let left = text.get(back(text, q.outer.start, 3).max(stretch.start)..q.outer.start).unwrap_or("");
    if ["所谓", "所谓的", "反对", "制造", "鼓吹", "妄图", "叫嚣", "搞"].iter().any(|w| left.ends_with(w))
    {
        return None;
    }
    let acts = n >= 4
        && ["是", "成为", "已成", "依然", "仍然", "尚未", "在", "落地", "深入人心", "蔚然成风"]
            .iter()
            .any(|w| near.starts_with(w));
    let governed = governed || acts;
    // 首违不罚: what a verb governs and a noun classes is no complaint.
    let plain = governed && headed && name.contains('不');
    if n < 3 || is_complaint(name, near) && !plain || is_system(rest) {
        return None;
    }
    if name.contains('-') && han > 3 {
        return governed.then_some(ENUMERATION);
    }
    if n <= 8 { (governed || headed).then_some(LABEL) } else { (governed || headed).then_some(SLOGAN) }
}

/// Whether the phrase is somebody's words: a cue before it, or the marks of speech in it.
fn is_speech(text: &str, stretch: &Range<usize>, q: &Quoted, name: &str) -> bool {
    let left = text.get(back(text, q.outer.start, 6).max(stretch.start)..q.outer.start).unwrap_or("");
    let cue = left.ends_with('：')
        || ["说，", "道，", "示，", "出，", "绍，", "调，", "称，", "强调的", "指出的", "说的"]
            .iter()
            .any(|w| left.ends_with(w));
    let personal = ["我们", "你们", "咱", "您", "谢谢", "俺"].iter().any(|w| name.contains(w))
        || name.starts_with(['我', '你']) && len(name) > 6;
    // A block that is one sentence in marks.
    let whole = q.outer.start == stretch.start && q.depth == 0 && len(name) > 16 && quotes::parts(name).len() < 3;
    cue && len(name) > 6 || personal || whole
}

/// Whether a verb that governs set phrases stands before the phrase, at most a few characters off, in the same clause; or
/// another quoted phrase of the same run, whose verb is this one's verb.
fn is_governed(text: &str, stretch: &Range<usize>, q: &Quoted) -> bool {
    let from = back(text, q.outer.start, 40).max(stretch.start);
    let mut left = text.get(from..q.outer.start).unwrap_or("");
    // Skip the members of the run before it.
    while let Some(run) = strip_quoted(left) {
        left = run;
    }
    let clause = left.rfind(['。', '，', '；', '！', '？', '：', '”', '\n', '、']).map_or(left, |i| {
        let c = left.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
        left.get(i + c..).unwrap_or("")
    });
    // The last verb of the clause, with at most nine characters between it and the phrase.
    let n = len(clause);
    let chars: Vec<(usize, char)> = clause.char_indices().collect();
    (n.saturating_sub(13)..n).any(|i| {
        (1..=4).any(|l| {
            let end = chars.get(i + l).map_or(clause.len(), |(b, _)| *b);
            let start = chars.get(i).map_or(clause.len(), |(b, _)| *b);
            i + l <= n
                && n - (i + l) <= 9
                && (l > 1 || i + l == n)
                && clause.get(start..end).is_some_and(|w| CONTEXTS.verbs.exact(w).is_some())
        })
    })
}

/// The text before a quoted span that ends `left`, with the separator that follows it.
fn strip_quoted(left: &str) -> Option<&str> {
    let inner = left.trim_end_matches(['、', '和', '与']);
    let body = inner.strip_suffix('”').map(|s| (s, '“')).or_else(|| inner.strip_suffix('’').map(|s| (s, '‘')))?;
    Some(head(body.0, body.0.rfind(body.1)?))
}

/// Whether a noun that classes set phrases follows, directly or after 的 or 等 and a few characters.
fn is_headed(near: &str) -> bool {
    let mut rest = near.trim_start_matches(['”', '’']);
    for particle in ["的", "等", "这一", "这个", "重大", "总体", "基本"] {
        rest = rest.strip_prefix(particle).unwrap_or(rest);
    }
    let chars: Vec<(usize, char)> = rest.char_indices().collect();
    (0..=4usize).any(|i| {
        let start = chars.get(i).map_or(rest.len(), |(b, _)| *b);
        let clean = rest.get(..start).is_some_and(|s| s.chars().all(is_han));
        clean
            && (2..=4usize).any(|l| {
                let end = chars.get(i + l).map_or(rest.len(), |(b, _)| *b);
                rest.get(start..end).is_some_and(|w| CONTEXTS.heads.exact(w).is_some() && len(w) == l)
            })
    })
}

/// Names of laws, plans, papers and meetings: they have their own records.
fn is_title_like(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "计划",
        "规划",
        "纲要",
        "条例",
        "办法",
        "决定",
        "意见",
        "方案",
        "法案",
        "问题",
        "問題",
        "会议",
        "全会",
        "大会",
        "座谈会",
    ];
    name.starts_with("关于") || ENDS.iter().any(|w| name.ends_with(w)) && !arity::is_numbered(name)
}

/// 七五, 十四五: the period of a plan.
fn is_plan_period(name: &str) -> bool {
    let n = len(name);
    (2..=3).contains(&n) && name.ends_with('五') && name.chars().all(|c| crate::names::text::numeral(c).is_some())
}

fn is_campaign(rest: &str) -> bool {
    let rest = rest.strip_prefix('等').unwrap_or(rest);
    let rest = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || crate::names::text::numeral(c).is_some() || c == '大' || c == '项'
    });
    // “某某”主题|教育 is a campaign, “某某”主题 by itself a subject.
    let subject = rest
        .strip_prefix("主题")
        .is_some_and(|r| !["教育", "实践", "活动", "党日", "宣传"].iter().any(|w| r.starts_with(w)));
    !subject && CAMPAIGNS.iter().any(|w| rest.starts_with(w))
}

fn is_campaign_name(name: &str) -> bool {
    ["行动", "专项整治", "攻坚战", "工程", "运动"].iter().any(|w| name.ends_with(w))
        && !arity::is_numbered(name)
        && !name.contains('、')
}

fn is_system(rest: &str) -> bool {
    SYSTEMS.iter().any(|w| rest.starts_with(w))
}

/// Words that begin with a numeral character and count nothing.
fn is_false_numeral(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "一起",
        "一样",
        "一定",
        "一般",
        "一直",
        "一致",
        "一时",
        "一线",
        "一流",
        "一体",
        "一旦",
        "一切",
        "一些",
        "一手",
        "一路",
        "一场",
        "一次",
        "一份",
        "一种",
        "一位",
        "一名",
        "十分",
        "十足",
        "二维码",
        "一站式",
        "十佳",
        "十四五",
        "十三五",
        "十二五",
        "十五五",
    ];
    WORDS.iter().any(|w| name.starts_with(w)) && len(name) <= 8
}

/// 落不细, 跟不上, 看护难: what is wrong, not what is proclaimed.
fn is_complaint(name: &str, near: &str) -> bool {
    let n = len(name);
    const WRONG: &[&str] = &["问题", "难题", "现象", "乱象", "顽疾", "等问题", "等难题", "等现象", "案件", "事件"];
    let negative = name.contains('不') || name.ends_with(['难', '乱', '差', '慢', '怕', '懒']);
    n <= 4 && (negative || WRONG.iter().any(|w| near.starts_with(w)))
}

/// The measured numeral before a quoted phrase (六个“必须坚持”): where it begins.
pub(super) fn counted(text: &str, stretch: &Range<usize>, q: &Quoted) -> Option<usize> {
    let measure = before(text, q.outer.start).filter(|c| matches!(c, '个' | '大' | '项' | '种' | '条'))?;
    let at = q.outer.start - measure.len_utf8();
    let start = back(text, at, 2).max(stretch.start);
    let digits = text.get(start..at)?;
    let from = digits
        .char_indices()
        .find(|(i, _)| arity::leading(digits.get(*i..).unwrap_or("")).is_some_and(|(_, l)| i + l == digits.len()))?
        .0;
    let name = text.get(q.inner.clone())?;
    (len(name) >= 3 && len(name) <= 8 && !arity::is_numbered(name)).then_some(start + from)
}

/// The kind of a phrase that stands in a run with an accepted one: its form alone must do.
pub(super) fn kind_in_run(text: &str, q: &Quoted) -> Option<&'static str> {
    let name = text.get(q.inner.clone())?;
    let n = len(name);
    let fine = q.closed && (3..=12).contains(&n) && name.chars().all(is_han) && CONTEXTS.figures.exact(name).is_none();
    (fine && !is_complaint(name, "") && !is_campaign(tail(text, q.outer.end)) && !is_campaign_name(name))
        .then_some(LABEL)
}
