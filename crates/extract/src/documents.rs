//! Named laws, decisions, opinions, plans: titles 《…》 that end in a word of office, known statutes, plans called by their period,
//! and papers that an issuing verb introduces (印发…实施方案).

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::{BlockKind, Confidence, NamedDocument, Record};

use crate::names::heads::Heads;
use crate::names::page::{Page, Stretch};
use crate::names::quotes::Quoted;
use crate::names::text::{after, back, bare, before, head, is_han, len, numeral, tail};

static HEADS: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/document_heads.tsv")));
static STATUTES: LazyLock<Option<Heads>> = LazyLock::new(|| Heads::new(include_str!("../data/statutes.tsv")));

/// Verbs that issue a paper or put one into effect.
const ISSUE: &[&str] = &[
    "出台",
    "印发",
    "制定",
    "制订",
    "制发",
    "颁布",
    "下发",
    "修订",
    "起草",
    "签署",
    "签订",
    "落实",
    "实施",
    "编制",
    "公布",
    "发布",
    "联合出台",
    "审议通过",
    "通过",
    "贯彻",
];
/// Openings of a proper part that names nothing.
const COMMON: &[&str] = &[
    "了",
    "一批",
    "一系列",
    "相关",
    "有关",
    "多项",
    "各项",
    "系列",
    "配套",
    "具体",
    "若干",
    "统一",
    "上述",
    "新的",
    "这",
    "该",
    "各类",
    "专项",
    "工作",
    "好",
    "本",
    "其",
    "国家",
    "地方",
    "相应",
    "必要",
    "切实",
    "有效",
    "严格",
    "和",
    "完善",
    "发展",
    "整改",
    "应急",
    "安全",
    "技术",
    "行业",
    "补充",
    "以下",
    "下列",
    "一些",
    "各种",
    "规章",
    "法规",
];

type Found = (Range<usize>, usize, &'static str);

/// Papers that carry another paper out; 甲法及其实施细则 names two.
const CARRIED: &[&str] = &["实施细则", "实施条例", "实施办法", "配套办法"];

/// The named documents of a page: one record for each title and article.
pub(crate) fn extract(page: &Page<'_>) -> Vec<Record<NamedDocument>> {
    let mut found: Vec<Found> = Vec::new();
    for ((stretch, spans), titles) in page.quoted().zip(&page.titles) {
        titled(page, stretch, titles, &mut found);
        quoted(page, stretch, spans, &mut found);
        statutes(page, stretch, &mut found);
        issued(page, stretch, &mut found);
        about(page, stretch, &mut found);
        numbered(page, stretch, &mut found);
        eight_rules(page, stretch, &mut found);
    }
    found.sort_by_key(|(r, _, _)| (r.start, std::cmp::Reverse(r.end)));
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    let mut records = Vec::new();
    let mut end = 0;
    for (range, article, rule) in found {
        let title = page.slice(&range);
        if range.end > end && seen.insert((article, bare(title))) {
            let fact = NamedDocument { title: title.to_owned() };
            let mut record = page.document.record(article, Page::text_range(&range), rule, fact);
            record.confidence = Confidence::per_mille(if rule == "document/issued" { 700 } else { 950 });
            records.push(record);
        }
        // 甲法及其实施细则: the second title takes its name from the first.
        let rest = tail(page.text, range.end).trim_start_matches('》');
        let carried = rest.strip_prefix("及其").and_then(|r| CARRIED.iter().find(|w| r.starts_with(**w)));
        if let Some(word) = carried {
            let whole = range.start..page.text.len() - rest.len() + "及其".len() + word.len();
            let fact = NamedDocument { title: format!("{title}{word}") };
            records.push(page.document.record(article, Page::text_range(&whole), "document/carried", fact));
        }
        end = end.max(range.end);
    }
    records
}

/// Titles in 《》 that end in a word of office, or that an issuing verb introduces. Books, films and newspapers do neither.
fn titled(page: &Page<'_>, stretch: &Stretch, titles: &[Range<usize>], found: &mut Vec<Found>) {
    let Some(heads) = HEADS.as_ref() else { return };
    for t in titles {
        let title = page.slice(t);
        let plain = title.split(['（', '(']).next().unwrap_or(title);
        let left = head(page.text, t.start - '《'.len_utf8());
        let office = heads.ending(plain).is_some() || plain.starts_with("关于");
        if office || ISSUE.iter().any(|v| left.ends_with(v)) && len(title) > 4 {
            found.push((t.clone(), stretch.article, "document/title"));
        }
    }
}

/// “十四五”规划, “十条规定”, “民营经济31条”, “三年行动计划”.
fn quoted(page: &Page<'_>, stretch: &Stretch, spans: &[Quoted], found: &mut Vec<Found>) {
    let Some(heads) = HEADS.as_ref() else { return };
    for q in spans.iter().filter(|q| q.closed) {
        let name = page.slice(&q.inner);
        let n = len(name);
        if !(2..=30).contains(&n) || name.contains(['。', '，', '、', '+']) {
            continue;
        }
        let period = n <= 3 && name.ends_with('五') && name.chars().all(|c| numeral(c).is_some());
        if period {
            let rest = tail(page.text, q.outer.end);
            if let Some(word) = ["规划纲要", "规划", "计划"].iter().find(|w| rest.starts_with(**w)) {
                found.push((q.outer.start..q.outer.end + word.len(), stretch.article, "document/plan"));
            }
            continue;
        }
        let paper = matches!(
            heads.ending(name),
            Some((
                _,
                "规定"
                    | "条例"
                    | "办法"
                    | "意见"
                    | "行动计划"
                    | "规划"
                    | "纲要"
                    | "细则"
                    | "方案"
                    | "决定"
                    | "公约"
                    | "守则"
                    | "准则"
                    | "三年行动"
            ))
        );
        let articles = name.ends_with('条')
            && name.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || numeral(c).is_some());
        // 水十条, 国八条: three characters do where they count articles.
        let least = if articles && !name.starts_with('第') && name.chars().all(is_han) { 3 } else { 4 };
        let advice = ["检察建议", "司法建议"].iter().any(|w| name.ends_with(w));
        if n >= least && (paper || articles || advice) && !name.ends_with("提意见") {
            found.push((q.inner.clone(), stretch.article, "document/quoted"));
        }
    }
}

/// Known statutes without marks.
fn statutes(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    let Some(list) = STATUTES.as_ref() else { return };
    let text = page.text;
    for (mut m, _) in list.find(text, &stretch.range) {
        const STATE: &str = "中华人民共和国";
        let right = after(text, m.end).is_none_or(|c| !"人律院官规庭学理定制医治典系令则盲".contains(c));
        let left = before(text, m.start).is_none_or(|c| c != '《' && c != '〈');
        if let Some(full) = head(text, m.start).strip_suffix(STATE).filter(|f| f.len() >= stretch.range.start) {
            m.start = full.len();
        }
        // 鞍钢宪法: the charter of a steelworks.
        let left = left && !(page.slice(&m) == "宪法" && head(text, m.start).ends_with(['钢', '厂']));
        let left = left && before(text, m.start).is_none_or(|c| c != '《' && c != '〈');
        if right && left {
            found.push((m, stretch.article, "document/statute"));
        }
    }
}

/// 出台…办法, 印发…实施方案, 落实…三十条措施: the paper that an issuing verb introduces, in the same clause.
fn issued(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    let Some(heads) = HEADS.as_ref() else { return };
    let text = page.text;
    for (m, _) in heads.find(text, &stretch.range) {
        let word = page.slice(&m);
        let counted = word == "措施" || word == "条措施";
        let strong = matches!(
            word,
            "指导意见"
                | "实施意见"
                | "若干意见"
                | "管理办法"
                | "实施办法"
                | "暂行办法"
                | "暂行规定"
                | "实施细则"
                | "实施方案"
                | "工作方案"
                | "工作指引"
                | "条例"
                | "行动计划"
                | "规划纲要"
                | "联合声明"
                | "联合公报"
        );
        if !strong && !counted || after(text, m.end).is_some_and(|c| "》〉”）".contains(c)) {
            continue;
        }
        let from = back(text, m.start, 40).max(stretch.range.start);
        let clause = text.get(from..m.start).unwrap_or("");
        let open = clause
            .rfind(['，', '。', '；', '：', '！', '？', '《', '\n'])
            .map_or(0, |i| i + clause.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
        let clause = clause.get(open..).unwrap_or("");
        let Some(verb) = ISSUE.iter().filter_map(|v| clause.rfind(v).map(|i| i + v.len())).max() else { continue };
        let mut start = from + open + verb;
        // 落实甲措施和乙措施: the second paper begins behind 和.
        if let Some((last, _, _)) = found.last()
            && last.start >= start
            && last.end <= m.start
        {
            start = last.end
                + ["和", "、", "及", "与", "以及"]
                    .iter()
                    .find(|w| tail(text, last.end).starts_with(**w))
                    .map_or(0, |w| w.len());
        }
        if ISSUE.iter().any(|v| tail(text, start).starts_with(v)) {
            continue;
        }
        let proper = page.slice(&(start..m.start));
        let number = proper
            .trim_end_matches('条')
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_digit() || numeral(c).is_some());
        // 中俄联合声明: two countries by one character each.
        let least = if matches!(word, "联合声明" | "联合公报") { 2 } else { 3 };
        let fine = (least..=30).contains(&len(proper))
            && !COMMON.iter().any(|w| proper.starts_with(w))
            && proper.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || "“”‘’".contains(c))
            && !proper.ends_with("规章")
            && !(word == "条例" && proper.contains('的'))
            && !(len(proper) == 2 && crate::names::boundary::is_word(proper))
            && (!counted
                || number && !proper.chars().next().is_some_and(|c| c.is_ascii_digit() || numeral(c).is_some()));
        if fine && !proper.ends_with("及其") {
            found.push((start..m.end, stretch.article, "document/issued"));
        }
    }
}

/// 发布关于…的决定: the title that an issuing verb introduces, up to the word of office behind 的.
fn about(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    const PAPERS: &[&str] = &[
        "若干意见",
        "实施意见",
        "指导意见",
        "若干规定",
        "若干措施",
        "暂行规定",
        "补充规定",
        "决定",
        "决议",
        "通知",
        "指示",
        "意见",
        "规定",
        "办法",
        "命令",
        "布告",
        "通告",
        "公告",
        "批复",
        "纪要",
        "方案",
        "条例",
        "建议",
        "通报",
    ];
    const LONGEST: usize = 40;
    let text = page.text;
    for (i, word) in page.slice(&stretch.range).match_indices("关于") {
        let start = stretch.range.start + i;
        let left = head(text, start).trim_end_matches('了');
        if left.len() < stretch.range.start || !ISSUE.iter().any(|v| left.ends_with(v)) {
            continue;
        }
        let end = crate::names::text::forth(text, start, LONGEST).min(stretch.range.end);
        let rest = text.get(start + word.len()..end).unwrap_or("");
        let rest =
            rest.get(..rest.find(['，', '。', '；', '：', '》', '！', '？', '“']).unwrap_or(rest.len())).unwrap_or("");
        let paper = PAPERS.iter().filter_map(|w| {
            let at = rest.find(&["的", w].concat())?;
            Some((at, std::cmp::Reverse(w.len())))
        });
        let Some((at, std::cmp::Reverse(n))) = paper.min() else { continue };
        if len(rest.get(..at).unwrap_or("")) >= 4 {
            let end = start + word.len() + at + "的".len() + n;
            found.push((start..end, stretch.article, "document/about"));
        }
    }
}

/// 中央一号文件, 2016年第12号文件, 国务院第493号令: what goes by its number.
fn numbered(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    const PAPERS: &[&str] = &["号文件", "号令", "号布告", "号公告", "号主席令"];
    let text = page.text;
    // 第一个五年计划; the title of a report on it names the report's subject.
    let plans = if stretch.kind == BlockKind::Heading { "" } else { page.slice(&stretch.range) };
    for (i, word) in plans.match_indices("个五年计划") {
        let at = stretch.range.start + i;
        let bare = head(text, at).trim_end_matches(|c: char| numeral(c).is_some());
        if let Some(left) = bare.strip_suffix('第').filter(|l| bare.len() < at && l.len() >= stretch.range.start) {
            found.push((left.len()..at + word.len(), stretch.article, "document/numbered"));
        }
    }
    for (i, _) in page.slice(&stretch.range).match_indices('号') {
        let at = stretch.range.start + i;
        let Some(paper) = PAPERS.iter().find(|w| tail(text, at).starts_with(**w)) else { continue };
        let is_digit = |c: char| c.is_ascii_digit() || numeral(c).is_some() || c == '〇';
        let left = head(text, at);
        let bare = left.trim_end_matches(is_digit);
        if bare.len() == left.len() || bare.len() < stretch.range.start {
            continue;
        }
        let ordinal = bare.strip_suffix('第').unwrap_or(bare);
        let ranked = ordinal.len() < bare.len();
        let year =
            ordinal.strip_suffix('年').map(|y| y.trim_end_matches(is_digit)).filter(|y| y.len() + 7 <= ordinal.len());
        let year = year.or_else(|| ["今年", "去年", "当年"].iter().find_map(|w| ordinal.strip_suffix(w)));
        let rest = year.unwrap_or(ordinal);
        const ISSUERS: &[&str] = &[
            "中共中央",
            "党中央",
            "中央军委",
            "中央",
            "国务院",
            "政务院",
            "省委",
            "市委",
            "县委",
            "省政府",
            "市政府",
            "县政府",
        ];
        let issuer = ISSUERS.iter().find_map(|w| rest.strip_suffix(w)).filter(|r| r.len() >= stretch.range.start);
        if issuer.is_none() && !(ranked && year.is_some()) {
            continue;
        }
        let start = issuer.unwrap_or(rest).len();
        if start >= stretch.range.start {
            found.push((start..at + paper.len(), stretch.article, "document/numbered"));
        }
    }
}

/// 中央八项规定, without marks nearly everywhere.
fn eight_rules(page: &Page<'_>, stretch: &Stretch, found: &mut Vec<Found>) {
    for (i, word) in page.slice(&stretch.range).match_indices("中央八项规定") {
        let start = stretch.range.start + i;
        let end = start + word.len();
        found.push((start..end, stretch.article, "document/known"));
    }
}

#[cfg(test)]
mod tests {
    use crate::names::testing::extracted;

    #[track_caller]
    fn check(line: &str, want: &[&str]) {
        let doc = extracted("2022", &[line]);
        let found: Vec<&str> = doc.records.documents.iter().map(|r| r.fact.title.as_str()).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn titles_and_statutes() {
        check(
            "根据《关于加快节水农业发展的意见》和水土保持法、民法典，落实“十四五”规划，他爱读《红楼梦》。",
            &["关于加快节水农业发展的意见", "水土保持法", "民法典", "“十四五”规划"],
        );
    }

    #[test]
    fn papers_that_a_verb_issues() {
        check(
            "县里出台渠道管护考核管理办法，印发相关工作方案，落实支持种粮大户十二条措施。",
            &["渠道管护考核管理办法", "支持种粮大户十二条措施"],
        );
    }

    #[test]
    fn papers_by_subject_and_number() {
        check(
            "政务院发布关于统一财政工作的决定，学习中央一号文件和国务院第493号令，执行县委1983年第5号文件。",
            &["关于统一财政工作的决定", "中央一号文件", "国务院第493号令", "县委1983年第5号文件"],
        );
        check(
            "讨论了关于春耕的问题，坐上5号车，依照中华人民共和国土地管理法，落实“水十条”，签署两国联合声明。",
            &["中华人民共和国土地管理法", "水十条", "两国联合声明"],
        );
    }

    #[test]
    fn a_charter_of_a_works_is_no_constitution() {
        check("执行宪法，学习鞍钢宪法，完成第四个五年计划。", &["宪法", "第四个五年计划"]);
    }

    #[test]
    fn a_paper_and_what_carries_it_out() {
        check("执行土地管理法及其实施条例。", &["土地管理法", "土地管理法实施条例"]);
    }
}
