//! Personal names: characters that another use of theirs would convert.
//!
//! Nobody is looked up. A name is known by its place: a post or 记者 before it, or a mark; 说, 同志 or a mark behind it.

use crate::lexicon;

/// Surnames whose own Traditional form is not the one that their character takes otherwise (剩餘, but 余).
const SURNAMES: &[char] = &['余', '于', '范', '岳', '郁', '游', '涂', '朴', '种', '党', '咸', '台', '占'];

/// Common surnames in both scripts, before which or after which 乾 is part of a name.
const COMMON: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂\
苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎\
易常武乔喬贺賀赖賴龚龔文";

/// Words that stand before a name.
const BEFORE: &[&str] = &[
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "特派员",
    "作者",
    "编辑",
    "編輯",
    "编剧",
    "導演",
    "导演",
    "主任",
    "书记",
    "書記",
    "主席",
    "局长",
    "局長",
    "厅长",
    "廳長",
    "处长",
    "處長",
    "科长",
    "科長",
    "部长",
    "部長",
    "省长",
    "省長",
    "市长",
    "市長",
    "县长",
    "縣長",
    "区长",
    "區長",
    "乡长",
    "鄉長",
    "镇长",
    "鎮長",
    "村长",
    "村長",
    "院长",
    "院長",
    "校长",
    "校長",
    "所长",
    "所長",
    "队长",
    "隊長",
    "站长",
    "站長",
    "厂长",
    "廠長",
    "董事长",
    "董事長",
    "会长",
    "會長",
    "秘书长",
    "秘書長",
    "社长",
    "社長",
    "团长",
    "團長",
    "馆长",
    "館長",
    "总经理",
    "總經理",
    "经理",
    "經理",
    "总裁",
    "總裁",
    "委员",
    "委員",
    "代表",
    "教授",
    "研究员",
    "研究員",
    "院士",
    "专家",
    "專家",
    "学者",
    "學者",
    "博士",
    "医生",
    "醫生",
    "老师",
    "老師",
    "教师",
    "教師",
    "工程师",
    "工程師",
    "同志",
    "民警",
    "村民",
    "居民",
    "市民",
    "农民",
    "農民",
    "战士",
    "戰士",
    "学生",
    "學生",
    "选手",
    "選手",
    "演员",
    "演員",
    "作家",
    "诗人",
    "詩人",
    "画家",
    "畫家",
    "歌手",
    "律师",
    "律師",
    "主编",
    "主編",
    "负责人",
    "負責人",
    "发言人",
    "發言人",
    "总监",
    "總監",
    "小",
    "老",
];

/// Words that stand behind a surname.
const POSTS: &[&str] = &[
    "先生",
    "女士",
    "同志",
    "主任",
    "书记",
    "局长",
    "厅长",
    "处长",
    "部长",
    "省长",
    "市长",
    "县长",
    "院长",
    "校长",
    "所长",
    "队长",
    "教授",
    "院士",
    "博士",
    "老师",
    "师傅",
    "经理",
    "总裁",
    "董事长",
    "会长",
    "委员",
    "医生",
    "大夫",
    "某",
];

/// Words that stand behind a name.
const SAYS: &[&str] = &[
    "说", "表示", "介绍", "告诉", "坦言", "回忆", "透露", "解释", "笑着", "强调", "指出", "认为", "报道", "摄", "等人",
    "一行", "出席", "主持", "說", "介紹", "告訴", "回憶", "解釋", "強調", "認為", "報道", "攝",
];

/// Words that 于 introduces and no name begins with.
const NOT_GIVEN: &str = "是日昨今近本此该其这那去当前后同每各一二三四五六七八九十的和与年月不人他她它我你何";

/// Whether this character is a surname that keeps its form in Traditional, if it is one at all.
pub(super) fn keeps_its_form(c: char) -> bool {
    SURNAMES.contains(&c)
}

/// Whether the character at byte `at` of a Simplified text stands in the place of a surname.
pub(super) fn is_surname(text: &str, at: usize) -> bool {
    let mut after = text.get(at..).unwrap_or("").chars();
    let Some(surname) = after.next() else { return false };
    let rest = after.as_str();
    let before = text.get(..at).unwrap_or("");
    let open = begins(before);
    let title = is_titled(before);
    let post = POSTS.iter().any(|w| rest.starts_with(w));
    if post && surname != '于' && before.ends_with(['和', '与', '及', '同', '由', '被', '请', '向']) {
        return true;
    }
    if !open && !title {
        return false;
    }
    let familiar = before.ends_with(['小', '老']) && ends(rest);
    if familiar || post {
        return true;
    }
    let given: Vec<char> = rest.chars().take(2).collect();
    let first = given.first().copied().unwrap_or(' ');
    let word = match surname {
        '于' => NOT_GIVEN.contains(first),
        _ => lexicon::is_word(surname, first),
    };
    if !is_han(first) || word {
        return false;
    }
    // One or two characters of a given name, and then what can only follow a name.
    (1..=given.len()).any(|n| {
        let name = &given[..n];
        let end: usize = name.iter().map(|c| c.len_utf8()).sum();
        let behind = rest.get(end..).unwrap_or("");
        let said = POSTS.iter().chain(SAYS).any(|w| behind.starts_with(w));
        name.iter().all(|c| is_han(*c))
            && (said || title && ends(behind) || open && n == 2 && ends_list(before, behind))
    })
}

/// Whether 乾 at byte `at` of a Traditional text is part of a personal name (常乾棟) and so stays.
pub(super) fn is_given_qian(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let behind = text.get(at + '乾'.len_utf8()..).unwrap_or("");
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    if lexicon::is_word_in_either(last, Some('干')) || lexicon::is_word_in_either(Some('干'), behind.chars().next()) {
        return false;
    }
    let common = |c: Option<char>| c.is_some_and(|c| COMMON.contains(c));
    let head = |n: usize| before.char_indices().rev().nth(n - 1).map_or("", |(i, _)| before.get(..i).unwrap_or(""));
    let placed = |head: &str| begins(head) || is_titled(head);
    // Surname + 乾 (+ one character), or surname + one character + 乾.
    let one = behind.chars().next().map_or(0, char::len_utf8);
    let tail = |skip: usize| behind.get(skip..).is_some_and(|b| ends(b) || SAYS.iter().any(|w| b.starts_with(w)));
    (common(last) && placed(head(1)) && (tail(0) || behind.chars().next().is_some_and(is_han) && tail(one)))
        || (common(second) && last.is_some_and(is_han) && placed(head(2)) && tail(0))
}

/// A post or the like stands before, perhaps parted by a space.
fn is_titled(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}']);
    BEFORE.iter().any(|w| before.ends_with(w))
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c) || ('\u{20000}'..='\u{3FFFF}').contains(&c)
}

/// A name may begin here: nothing, a mark or a space stands before.
fn begins(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

/// A name may end here: nothing, a mark or a space stands behind.
fn ends(behind: &str) -> bool {
    behind.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// Names in a list stand between 、 or spaces.
fn ends_list(before: &str, behind: &str) -> bool {
    let mark = |c: Option<char>| matches!(c, Some('、' | ' ' | '\u{3000}' | '（' | '(' | ')' | '）'));
    mark(before.chars().next_back()) && (mark(behind.chars().next()) || behind.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{is_given_qian, is_surname};

    fn surname(text: &str, c: char) -> bool {
        is_surname(text, text.find(c).unwrap())
    }

    #[test]
    fn surnames_by_their_place() {
        for (text, c) in [
            ("记者余晓东报道", '余'),
            ("局长范志刚介绍，", '范'),
            ("本报记者 于洋 摄", '于'),
            ("，岳先生说", '岳'),
            ("党委书记游建国、", '游'),
            ("张伟、涂明亮、李强", '涂'),
            ("张伟、游本立、李强", '游'),
            ("他和岳书记出席", '岳'),
            ("“老范”", '范'),
        ] {
            assert!(surname(text, c), "{text}");
        }
        for (text, c) in [
            ("记者于昨日获悉", '于'),
            ("他，于是走了", '于'),
            ("共有十余人参加", '余'),
            ("范围扩大", '范'),
            ("剩余资金", '余'),
            ("，游客说", '游'),
        ] {
            assert!(!surname(text, c), "{text}");
        }
    }

    #[test]
    fn qian_in_names() {
        let qian = |text: &str| is_given_qian(text, text.find('乾').unwrap());
        assert!(qian("主任常乾棟介紹") || qian("主任常乾棟，"));
        assert!(qian("記者 王乾 攝") && qian("（李成乾）"));
        assert!(!qian("把衣服曬乾，") && !qian("河水乾了") && !qian("高乾旱"));
    }
}
