//! Who speaks in an interview: 问：, 答：, 记者：, 李某某：.

use std::collections::HashMap;

use baokan_corpus_model::BlockKind;

use super::Body;
use crate::sentence::is_han;

/// Longest name of a speaker, in characters.
const NAME_MAX: usize = 12;
/// Fields of a notice, which look like speakers.
const FIELDS: &[&str] = &[
    "时间",
    "地点",
    "电话",
    "地址",
    "邮箱",
    "网址",
    "联系人",
    "主办",
    "承办",
    "协办",
    "名称",
    "单位",
    "价格",
    "票价",
    "备注",
    "注",
    "说明",
    "附件",
    "来源",
    "编辑",
    "责编",
    "作者",
    "图",
    "文",
    "摄影",
    "报名",
    "咨询",
    "热线",
    "传真",
    "邮编",
    "姓名",
    "性别",
    "年龄",
    "职务",
    "日期",
    "编号",
    "標題",
    "時間",
    "地點",
    "電話",
    "链接",
    "背景",
    "点评",
    "提示",
    "例如",
    "第一",
    "第二",
];

/// The blocks of a run that open with a speaker, and the bytes of the name and of the name with its colon, both from the
/// first letter on. Empty unless speakers take turns.
pub(super) fn turns(bodies: &[Body<'_>]) -> HashMap<usize, (usize, usize)> {
    let labels: Vec<(usize, &str, usize, bool)> = bodies
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind == BlockKind::Paragraph || b.kind == BlockKind::ListItem)
        .filter_map(|(i, b)| {
            label(b.text.trim_start()).map(|(name, skip)| (i, name, skip, b.text.contains(['？', '?'])))
        })
        .collect();
    let mut counts: HashMap<&str, (usize, bool)> = HashMap::new();
    for (_, name, _, asks) in &labels {
        let (n, asked) = counts.entry(name).or_default();
        (*n, *asked) = (*n + 1, *asked || *asks);
    }
    let has = |name: &str| counts.contains_key(name);
    let asked = counts.iter().any(|(name, (_, asked))| *asked && asks_for_a_living(name));
    // Without a word that says so: two who speak more than once, in turns, and ask.
    let repeated = counts.values().filter(|(n, _)| *n > 1).count() > 1;
    let questions = labels.iter().filter(|(.., asks)| *asks).count();
    let pairs = labels.iter().zip(labels.iter().skip(1));
    let turns = pairs.filter(|((a, one, ..), (b, other, ..))| b - a == 1 && one != other).count();
    let several = repeated && questions * 3 >= labels.len() && turns * 4 >= labels.len() * 3 - 3;
    let interview = (has("问") && has("答")) || (has("問") && has("答")) || (asked && labels.len() > 1);
    if !interview && !several {
        return HashMap::new();
    }
    // In an interview who speaks once may be a guest; elsewhere a speaker speaks twice.
    let mut out = HashMap::new();
    let mut before = None;
    for (i, name, skip, _) in labels {
        let known =
            counts.get(name).is_some_and(|(n, _)| *n > 1) || asks_for_a_living(name) || matches!(name, "答" | "A");
        let follows = interview && before == Some(i.wrapping_sub(1));
        if known || follows {
            out.insert(i, (name.len(), skip));
            before = Some(i);
        }
    }
    out
}

fn asks_for_a_living(name: &str) -> bool {
    matches!(name, "问" | "問" | "Q" | "提问" | "提問" | "主持人" | "網友" | "网友")
        || name.ends_with("记者")
        || name.ends_with("記者")
}

/// The name before a colon, if it may be a speaker's, and the bytes with the colon.
fn label(text: &str) -> Option<(&str, usize)> {
    let (end, colon) = text.char_indices().take(NAME_MAX + 1).find(|(_, c)| matches!(c, '：' | ':'))?;
    let name = text.get(..end)?.trim_end();
    let fits = !name.is_empty()
        && name.chars().all(|c| is_han(c) || c.is_ascii_alphabetic() || matches!(c, '·' | ' ' | '（' | '）'))
        && !FIELDS.contains(&name)
        && !["说", "道", "指出", "表示", "强调", "認為", "认为", "要求", "如下", "問題", "说道"]
            .iter()
            .any(|w| name.ends_with(w));
    fits.then(|| (name, end + colon.len_utf8()))
}
