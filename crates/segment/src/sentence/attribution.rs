//! What may follow a closing quotation mark without beginning a new sentence.
//!
//! A quoted question, exclamation or statement is often followed by the clause that says who spoke (“谁？”他问。), or is
//! itself a part of the sentence around it (一句“辛苦了！”让他红了眼眶). Both are told from a new sentence by the words that
//! follow, within one short clause.

use super::marks::is_han;

/// Verbs of saying that end a reporting clause, Simplified and Traditional. 指出, 强调 and the like are apart, since after
/// them a comma usually opens a new report (会议指出，…).
const SAYING: &[&str] = &[
    "说",
    "說",
    "道",
    "问",
    "問",
    "答",
    "喊",
    "叫",
    "嚷",
    "吼",
    "叹",
    "嘆",
    "骂",
    "罵",
    "劝",
    "勸",
    "念",
    "唱",
    "解释",
    "解釋",
    "回忆",
    "回憶",
    "感慨",
    "感叹",
    "感嘆",
    "坦言",
    "直言",
    "表示",
    "介绍",
    "介紹",
    "讲述",
    "講述",
    "回应",
    "回應",
    "补充",
    "補充",
    "承认",
    "承認",
    "透露",
    "回答",
    "追问",
    "追問",
    "反问",
    "反問",
    "自问",
    "自問",
    "提醒",
    "叮嘱",
    "叮囑",
    "嘱咐",
    "囑咐",
    "鼓励",
    "鼓勵",
    "呼吁",
    "呼籲",
    "写道",
    "寫道",
    "评价",
    "評價",
    "总结",
    "總結",
    "分析",
    "建议",
    "建議",
    "发问",
    "發問",
    "惊呼",
    "驚呼",
    "高呼",
    "宣布",
    "宣佈",
    "宣告",
    "保证",
    "保證",
    "承诺",
    "承諾",
    "抱怨",
    "嘀咕",
    "调侃",
    "調侃",
    "打趣",
    "自嘲",
    "点赞",
    "點讚",
    "称赞",
    "稱讚",
    "赞叹",
    "讚嘆",
    "致辞",
    "发言",
    "催促",
    "央求",
    "恳求",
    "懇求",
    "哀求",
    "命令",
    "吩咐",
    "警告",
    "质问",
    "質問",
    "责问",
    "責問",
    "嘟囔",
    "附和",
    "插话",
    "插話",
    "安慰",
    "劝慰",
    "勸慰",
    "埋怨",
    "惊叫",
    "驚叫",
    "欢呼",
    "歡呼",
    "反驳",
    "反駁",
    "辩解",
    "辯解",
    "发誓",
    "發誓",
    "表态",
    "表態",
    "异口同声",
    "異口同聲",
    "脱口而出",
    "脫口而出",
    "低语",
    "低語",
];
/// Ends of a clause that tells how a speech broke off.
const BREAKING_OFF: &[&str] = &[
    "语塞",
    "語塞",
    "哽咽",
    "欲言又止",
    "说不下去",
    "說不下去",
    "说不出话",
    "說不出話",
    "说不出话来",
    "說不出話來",
    "顿了顿",
    "頓了頓",
    "结结巴巴",
    "結結巴巴",
    "支支吾吾",
    "吞吞吐吐",
    "泣不成声",
    "泣不成聲",
];
/// Ends of a clause in which nobody speaks, though a verb of saying stands there.
const SILENCE: &[&str] = &["没说", "沒說", "不说", "不說", "没问", "沒問", "不问", "不問", "不答", "没答", "沒答"];
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
    "一连串",
    "一連串",
    "一系列",
    "这些",
    "這些",
    "这样的",
    "這樣的",
];
/// What sums up a list that was cut short: 挖渠、修路……什么苦都吃过.
const SUMMING_UP: &[&str] = &[
    "什么",
    "什麼",
    "样样",
    "樣樣",
    "件件",
    "处处",
    "處處",
    "个个",
    "個個",
    "无一",
    "無一",
    "无不",
    "無不",
    "应有尽有",
    "應有盡有",
    "不一而足",
    "不胜枚举",
    "不勝枚舉",
    "一批",
    "一大批",
    "一系列",
    "一连串",
    "一連串",
    "这些",
    "這些",
    "这一切",
    "這一切",
    "种种",
    "種種",
    "诸如此类",
    "諸如此類",
    "凡此种种",
    "凡此種種",
    "每一",
];
/// Longest reporting clause looked at, in characters. Posts are long: 某某省某某市某某局某某处有关负责人在会后表示.
const CLAUSE_MAX: usize = 48;

/// Longest opening, in characters, that may stand before the clause that says who spoke: 远远地，有人喊.
const OPENING_MAX: usize = 6;
/// Longest clause of action between two halves of a speech, in characters.
const ACTION_MAX: usize = 14;
/// How far, in characters, the second half of a speech is looked through for its end.
const HALF_MAX: usize = 80;

/// The clause at the start of `rest`, untrimmed, and the mark behind it; `None` when it is longer than a clause may be.
fn clause_of(rest: &str) -> Option<(&str, Option<char>)> {
    let mut ended = rest.char_indices().take(CLAUSE_MAX + 1);
    match ended.by_ref().find(|(_, c)| is_clause_end(*c)) {
        Some((i, c)) => Some((&rest[..i], Some(c))),
        None => (rest.char_indices().nth(CLAUSE_MAX).is_none()).then_some((rest, None)),
    }
}

/// Whether `rest`, the text behind a quotation with an end mark inside, says who spoke.
pub(super) fn reports(rest: &str) -> bool {
    let Some((whole, stop)) = clause_of(rest) else { return false };
    let end = whole.len();
    let clause = whole.trim();
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
            let behind = rest[end..].trim_start_matches(['，', ',']);
            if behind.starts_with(['“', '「', '『', '"']) {
                saying || stating || (clause.chars().count() <= ACTION_MAX && is_half(behind))
            } else {
                (saying && !STATING_SUBJECTS.iter().any(|s| clause.contains(s)))
                    || (clause.chars().count() <= OPENING_MAX && ends_in_saying(behind))
            }
        }
        _ => saying || stating,
    }
}

/// Whether the clause at the start of `rest` ends its sentence with a verb of saying: what was said stands before it.
fn ends_in_saying(rest: &str) -> bool {
    clause_of(rest).is_some_and(|(clause, stop)| {
        let clause = clause.trim();
        matches!(stop, Some('。')) && ends_with_any(clause, SAYING) && !SILENCE.iter().any(|w| clause.ends_with(w))
    })
}

/// Whether `rest`, at an opening mark, is a speech that ends with an end mark of its own, and not a quoted term.
fn is_half(rest: &str) -> bool {
    let mut before = '“';
    for c in rest.chars().skip(1).take(HALF_MAX) {
        match c {
            '”' | '」' | '』' | '"' => return matches!(before, '。' | '！' | '？' | '…' | '!' | '?'),
            '\n' => return false,
            _ => before = c,
        }
    }
    false
}

/// Whether `rest` tells how the speech before it broke off: “这、这……”他一时语塞.
pub(super) fn breaks_off(rest: &str) -> bool {
    clause_of(rest).is_some_and(|(clause, _)| ends_with_any(clause.trim(), BREAKING_OFF))
}

/// Whether `rest` sums up the list before an ellipsis.
pub(super) fn sums_up(rest: &str) -> bool {
    starts_with_any(rest, SUMMING_UP) || one_by_one(rest)
}

/// 一个个, 一声声, 一幕幕.
fn one_by_one(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('一') && chars.next().is_some_and(|c| is_han(c) && chars.next() == Some(c))
}

/// Whether `rest` carries on the sentence in which any quotation stands: “加油！”的喊声.
pub(super) fn carries_on(rest: &str) -> bool {
    starts_with_any(rest, CARRYING_ON) && !starts_with_any(rest, NOT_CARRYING_ON)
}

/// Whether `rest` has a quoted question or exclamation as its subject: “怎么办？”成了一道难题.
pub(super) fn predicates(rest: &str) -> bool {
    starts_with_any(rest, PREDICATES) || one_by_one(rest)
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
            "远远地，有人喊。",
            "他一拍桌子，“不行！”",
            "校长说着打开了门。",
        ] {
            assert!(reports(rest), "{rest}");
        }
    }

    #[test]
    fn a_new_sentence_does_not() {
        for rest in [
            "老周说：“",
            "会议指出，要",
            "据介绍，",
            "第二天，",
            "他走了。",
            "",
            "《纲要》提出，到",
            "大家都笑了起",
            "如今，“一把手”要带头。",
            "他走了，谁也没说。",
        ] {
            assert!(!reports(rest), "{rest}");
        }
    }
}
