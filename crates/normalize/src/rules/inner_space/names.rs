//! Names of persons in bylines and credits: 记者 郑 艺.

use baokan_corpus_model::Safety;

use super::line::Line;
use crate::chars::{self, is_gap, is_han};

/// Common surnames of one character (the two hundred commonest of the census counts, and those of the 百家姓 that papers
/// meet). Facts, collected by us.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由郑";

/// Words that say what the persons named after them did.
const ROLES: &[&str] = &[
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "特派员",
    "撰稿",
    "摄影",
    "攝影",
    "摄",
    "编辑",
    "編輯",
    "责编",
    "责任编辑",
    "美编",
    "主编",
    "校对",
    "编审",
    "统筹",
    "策划",
    "整理",
    "作者",
    "撰文",
    "文字",
    "制图",
    "设计",
    "译者",
    "供图",
    "供稿",
    "报道",
    "局长",
    "书记",
    "主任",
    "市长",
    "厅长",
    "县长",
    "区长",
    "院长",
    "校长",
    "处长",
    "科长",
    "部长",
    "队长",
    "政委",
    "所长",
    "总编辑",
    "审核",
    "监制",
    "翻译",
];

/// Words of two characters that stand where a given name could.
const NO_NAMES: &[&str] = &[
    "报道", "報道", "摄影", "攝影", "整理", "供稿", "供图", "撰稿", "文图", "摄制", "制图", "通讯", "记者", "编译",
    "综合",
];

/// Whether a credit begins here: 新华社记者 李某 摄.
pub(super) fn is_credit_start(rest: &str) -> bool {
    let head: String = rest.chars().take(12).collect();
    ["记者", "記者", "通讯员", "新华社", "本报", "中新社", "摄", "攝", "（"].iter().any(|w| head.contains(w))
        && !head.contains(['，', '。'])
}

/// A space between two Han characters that parts a surname from a given name.
/// `None`: no opinion.
pub(super) fn judge(text: &str, start: usize, end: usize, line: &Line) -> Option<(u16, Safety, &'static str)> {
    let line_head = chars::tail(text.get(line.range.start..start)?, 160);
    let line_tail = chars::head(text.get(end..line.range.end)?, 160);
    let bound = |c: Option<char>| c.is_none_or(|c| !is_han(c));
    // The Han run on the left, back to a space, a mark or the start.
    let left = line_head.rsplit(|c| !is_han(c)).next()?;
    let right = line_tail.split(|c| !is_han(c)).next()?;
    let (left_chars, right_chars) = (left.chars().count(), right.chars().count());
    let outer = line_head.get(..line_head.len() - left.len())?;
    let behind = line_tail.get(right.len()..)?;
    if let Some(found) = in_prose(left, right, outer, behind, line) {
        return Some(found);
    }
    if !bound(behind.chars().next()) || left_chars != 1 {
        return None;
    }
    if let Some(found) = second_half(left, right, outer, line) {
        return Some(found);
    }
    let surname = left.chars().all(|c| SURNAMES.contains(c));
    if !surname || right_chars == 0 || right_chars > 2 || NO_NAMES.contains(&right) {
        return None;
    }
    let credited = is_credit(line, outer, behind);
    match right_chars {
        1 if right != "摄" && right != "攝" && credited => {
            Some((950, Safety::Unsafe, "surname and given name in a credit"))
        }
        1 if right != "摄" && right != "攝" && list_of_names(line_head, line_tail) => {
            Some((900, Safety::Unsafe, "surname and given name in a list of names"))
        }
        2 if credited => Some((900, Safety::Unsafe, "surname and given name in a credit")),
        _ => None,
    }
}

/// 县委书记侯 某 清向记者说: a name of three characters set apart in running text, behind a post.
fn in_prose(left: &str, right: &str, outer: &str, behind: &str, line: &Line) -> Option<(u16, Safety, &'static str)> {
    const WHY: &str = "the characters of a name behind a post";
    let posted = |run: &str| {
        let post = run.chars().next_back().filter(|c| SURNAMES.contains(*c)).and_then(|c| run.strip_suffix(c));
        post.is_some_and(|p| ROLES.iter().any(|r| p.ends_with(r)))
    };
    let single = |s: &str| s.chars().count() == 1;
    let first = posted(left) && single(right) && behind.starts_with(is_gap) && behind.trim_start().starts_with(is_han);
    let stem = outer.trim_end_matches(is_gap);
    let second = single(left) && stem.len() < outer.len() && posted(stem.rsplit(|c| !is_han(c)).next()?);
    (line.running && (first || second)).then_some((900, Safety::Unsafe, WHY))
}

/// 张 三 丰: the space between the two characters of the given name.
fn second_half(left: &str, right: &str, outer: &str, line: &Line) -> Option<(u16, Safety, &'static str)> {
    let single = |s: &str| s.chars().count() == 1;
    if !single(left) || !single(right) || right == "摄" || right == "攝" {
        return None;
    }
    let stem = outer.trim_end_matches(is_gap);
    let surname = stem.chars().next_back().filter(|c| SURNAMES.contains(*c))?;
    let before = stem.get(..stem.len() - surname.len_utf8())?;
    let alone = !before.chars().next_back().is_some_and(is_han);
    let parted = outer.ends_with(is_gap);
    (alone && parted && is_credit(line, before, "")).then_some((
        900,
        Safety::Unsafe,
        "surname and given name in a credit",
    ))
}

/// The text before the name ends with a role, with only names in between, or the name is followed by 摄 or 报道.
fn is_credit(line: &Line, outer: &str, behind: &str) -> bool {
    let tail = behind.trim_start_matches(is_gap);
    if ["摄", "攝", "报道", "报导", "供图", "供稿", "文/图", "整理"].iter().any(|w| tail.starts_with(w)) {
        return true;
    }
    if line.running && tail.chars().next().is_some_and(is_han) {
        return false;
    }
    // Only the last sentence counts.
    let clause = outer.rsplit(['。', '，', '；']).next().unwrap_or(outer);
    let mut words = clause
        .split(|c: char| is_gap(c) || matches!(c, '、' | '：' | ':' | '(' | '（'))
        .filter(|w| !w.is_empty())
        .rev();
    words.by_ref().take(8).find(|w| !chars_of_name(w)).is_some_and(|w| ROLES.iter().any(|r| w.ends_with(r)))
}

fn chars_of_name(word: &str) -> bool {
    let n = word.chars().count();
    n == 1 || (n <= 3 && word.chars().next().is_some_and(|c| SURNAMES.contains(c)) && !ROLES.contains(&word))
}

/// Most other tokens of the line look like names too.
fn list_of_names(head: &str, tail: &str) -> bool {
    let (mut names, mut others) = (0, 0);
    for token in head.split(is_token_end).chain(tail.split(is_token_end)).filter(|t| !t.is_empty()) {
        let n = token.chars().count();
        let first = token.chars().next().is_some_and(|c| SURNAMES.contains(c));
        if first && (2..=3).contains(&n) {
            names += 1;
        } else if n > 1 {
            others += 1;
        }
    }
    names >= 3 && names > 2 * others
}

fn is_token_end(c: char) -> bool {
    is_gap(c) || matches!(c, '、' | '，') || chars::is_break(c)
}
