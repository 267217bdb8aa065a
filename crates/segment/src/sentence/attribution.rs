//! What may follow a closing quotation mark without beginning a new sentence.
//!
//! A quoted question, exclamation or statement is often followed by the clause that says who spoke (“谁？”他问。), or is
//! itself a part of the sentence around it (一句“辛苦了！”让他红了眼眶). Both are told from a new sentence by the words that
//! follow, within one short clause.

use super::marks::is_han;

/// Verbs of saying that end a reporting clause, Simplified and Traditional. 指出, 强调 and the like are apart, since after
/// them a comma usually opens a new report (会议指出，…).
const SAYING: &[&str] = &[
    "说", "說", "道", "问", "問", "答", "喊", "叫", "嚷", "吼", "叹", "嘆", "骂", "罵", "劝", "勸", "念", "唱", "解释",
    "解釋", "回忆", "回憶", "感慨", "感叹", "感嘆", "坦言", "直言", "表示", "介绍", "介紹", "讲述", "講述", "回应",
    "回應", "补充", "補充", "承认", "承認", "透露", "回答", "追问", "追問", "反问", "反問", "自问", "自問", "提醒",
    "叮嘱", "叮囑", "嘱咐", "囑咐", "鼓励", "鼓勵", "呼吁", "呼籲", "写道", "寫道", "评价", "評價", "总结", "總結",
    "分析", "建议", "建議", "发问", "發問", "惊呼", "驚呼", "高呼", "宣布", "宣佈", "宣告", "保证", "保證", "承诺",
    "承諾", "抱怨", "嘀咕", "调侃", "調侃", "打趣", "自嘲", "点赞", "點讚", "称赞", "稱讚", "赞叹", "讚嘆", "致辞",
    "发言",
];
/// Verbs of official statement: they end a reporting clause, but with a comma after them they open a new sentence.
const STATING: &[&str] = &[
    "指出", "强调", "強調", "要求", "提出", "认为", "認為", "称", "稱", "声明", "聲明", "主张", "主張", "重申", "明确",
    "明確", "告诫", "告誡", "勉励", "勉勵", "寄语", "寄語", "断言", "斷言", "预测", "預測",
];
/// What may stand behind the verb of saying without changing what the clause is.
const AFTER_VERB: &[&str] = &["道", "着", "著", "到", "起来", "起來"];
/// Openings of a clause that reports anew and does not look back.
const NOT_LOOKING_BACK: &[&str] = &[
    "据",
    "據",
    "按",
    "对此",
    "對此",
    "为此",
    "為此",
    "正如",
    "如果",
    "有人",
    "也有人",
    "还有人",
    "另一",
    "与此同时",
    "这就是说",
    "這就是說",
    "也就是说",
    "也就是說",
    "就是说",
    "换句话说",
    "換句話說",
    "总的来说",
    "具体来说",
    "一般来说",
    "可以说",
    "应该说",
    "比如说",
    "俗话说",
    "俗話說",
    "常言道",
    "老话说",
    "古人说",
    "简单地说",
    "相对来说",
    "如果说",
    "不用说",
    "据说",
];
/// Things that state but do not speak: with a comma after the verb they open a new sentence.
const STATING_SUBJECTS: &[&str] = &[
    "会议", "會議", "全会", "全會", "大会", "大會", "通知", "意见", "意見", "报告", "報告", "文件", "公报", "公報",
    "纲要", "綱要", "方案", "规划", "規劃", "社论", "社論", "文章", "声明", "聲明", "决定", "決定", "》",
];
/// Words that carry the sentence on past a quotation of any kind.
const CARRYING_ON: &[&str] =
    &["的", "等", "之", "地", "而言", "来说", "來說", "为题", "為題", "一词", "一詞", "一语", "一語"];
/// Words that look like those above and do begin a sentence.
const NOT_CARRYING_ON: &[&str] =
    &["的确", "的確", "等到", "等待", "等候", "等他", "等我", "等她", "之后", "之後", "之前", "地处", "地處", "地方"];
/// Words that make a quoted question or exclamation the subject of what follows.
const PREDICATES: &[&str] = &[
    "是",
    "成了",
    "成为",
    "成為",
    "已成",
    "已经",
    "已經",
    "让",
    "讓",
    "令",
    "使",
    "道出",
    "说出",
    "說出",
    "喊出",
    "响起",
    "響起",
    "响彻",
    "響徹",
    "回荡",
    "迴盪",
    "传遍",
    "傳遍",
    "此起彼伏",
    "这句",
    "這句",
    "这声",
    "這聲",
    "这番",
    "這番",
    "一句",
    "一声",
    "一聲",
    "声声",
    "聲聲",
    "不绝于耳",
    "不絕於耳",
    "正是",
    "就是",
    "也是",
    "曾是",
    "既是",
];
/// Longest reporting clause looked at, in characters. Posts are long: 某某省某某市某某局某某处有关负责人在会后表示.
const CLAUSE_MAX: usize = 48;

/// Whether `rest`, the text behind a quotation with an end mark inside, says who spoke.
pub(super) fn reports(rest: &str) -> bool {
    let mut end = rest.len();
    let mut stop = None;
    for (count, (i, c)) in rest.char_indices().enumerate() {
        if count == CLAUSE_MAX {
            return false;
        }
        if is_clause_end(c) {
            (end, stop) = (i, Some(c));
            break;
        }
    }
    let clause = rest[..end].trim();
    if clause.is_empty() || starts_with_any(clause, NOT_LOOKING_BACK) {
        return false;
    }
    // 说着, 说完 carry the action on within the same sentence.
    let head: String = clause.chars().take(10).collect();
    if ["说着", "說著", "说完", "說完", "说罢", "說罷", "喊着", "喊著", "笑着对", "边说", "邊說"]
        .iter()
        .any(|w| head.contains(w))
    {
        return stop != Some('：');
    }
    let bare = AFTER_VERB.iter().find_map(|t| clause.strip_suffix(t)).filter(|b| !b.is_empty()).unwrap_or(clause);
    let told = clause.contains("告诉") || clause.contains("告訴");
    let saying = told || ends_with_any(clause, SAYING) || ends_with_any(bare, SAYING);
    let stating = ends_with_any(clause, STATING);
    match stop {
        // The clause leads on to the next quotation, or to nothing that can be judged.
        Some('：' | ':' | '“' | '「' | '『' | '"' | '、') => false,
        Some('，' | ',') => {
            let quote_follows = rest[end..].chars().nth(1).is_some_and(|c| matches!(c, '“' | '「' | '『' | '"'));
            if quote_follows {
                saying || stating
            } else {
                saying && !STATING_SUBJECTS.iter().any(|s| clause.contains(s))
            }
        }
        _ => saying || stating,
    }
}

/// Whether `rest` carries on the sentence in which any quotation stands: “加油！”的喊声.
pub(super) fn carries_on(rest: &str) -> bool {
    starts_with_any(rest, CARRYING_ON) && !starts_with_any(rest, NOT_CARRYING_ON)
}

/// Whether `rest` has a quoted question or exclamation as its subject: “怎么办？”成了一道难题.
pub(super) fn predicates(rest: &str) -> bool {
    starts_with_any(rest, PREDICATES)
}

fn is_clause_end(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '！'
            | '？'
            | '；'
            | '：'
            | '、'
            | '…'
            | '—'
            | '\n'
            | ','
            | '!'
            | '?'
            | ';'
            | ':'
            | '“'
            | '「'
            | '『'
            | '"'
    )
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.strip_suffix(w).is_some_and(|before| before.is_empty() || before.ends_with(reasonable)))
}

/// A verb is looked for behind Han, Latin, or a closing bracket (李某（化名）说).
fn reasonable(c: char) -> bool {
    is_han(c) || c.is_alphanumeric() || matches!(c, '）' | ')' | '》' | '”' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_of_saying_looks_back() {
        for rest in [
            "他问。",
            "老周说，",
            "县农业农村局有关负责人在接受采访时表示。",
            "她笑着说，“",
            "大夫告诉记者。",
            "校长说着打开了门。",
        ] {
            assert!(reports(rest), "{rest}");
        }
    }

    #[test]
    fn a_new_sentence_does_not() {
        for rest in
            ["老周说：“", "会议指出，要", "据介绍，", "第二天，", "他走了。", "", "《纲要》提出，到", "大家都笑了起"]
        {
            assert!(!reports(rest), "{rest}");
        }
    }
}
