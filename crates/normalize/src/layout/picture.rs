//! Captions: words under or beside a picture.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::sign::{self, Sign};
use super::words::{Class, all};

/// What only a caption begins with.
const OPENINGS: &[&str] = &[
    "图为",
    "图:",
    "上图:",
    "下图:",
    "左图:",
    "右图:",
    "中图:",
    "题图:",
    "大图:",
    "小图:",
    "附图:",
    "主图:",
    "上图为",
    "下图为",
    "左图为",
    "右图为",
    "题图为",
    "大图为",
    "小图为",
    "图片说明",
    "图说:",
    "图片为",
    "照片为",
    "如图",
    "插图:",
    "图片:",
    "资料图:",
    "资料图片:",
];

/// Verbs of what people are seen doing in press photographs, in the form of [`super::key`].
const SEEN: &[&str] = &[
    "参加",
    "检修",
    "查看",
    "学习",
    "练习",
    "采摘",
    "执勤",
    "巡逻",
    "巡查",
    "乘坐",
    "协助",
    "走访",
    "讲解",
    "表演",
    "演奏",
    "参观",
    "体验",
    "选购",
    "作业",
    "施工",
    "装卸",
    "收割",
    "播种",
    "展示",
    "阅读",
    "慰问",
    "宣传",
    "检查",
    "驶过",
    "驶出",
    "驶入",
    "飞过",
    "亮相",
    "合影",
    "游玩",
    "游览",
    "观看",
    "欣赏",
    "晾晒",
    "插秧",
    "耕作",
    "喂养",
    "捕捞",
    "装配",
    "焊接",
    "调试",
    "巡检",
    "抢修",
    "义诊",
    "授课",
    "上课",
    "比赛",
    "训练",
    "拍照",
    "打卡",
    "跳舞",
    "整理",
    "搬运",
    "分拣",
    "打包",
    "直播",
    "种植",
    "修剪",
    "浇水",
    "施肥",
    "采茶",
    "制作",
    "编织",
    "拔河",
    "划龙舟",
    "赏花",
    "登山",
    "骑行",
    "投票",
    "领取",
    "排队",
    "测量",
    "护送",
    "救援",
    "挥手",
    "交谈",
    "握手",
    "看书",
];

/// Words that a reporter's sentence has and a caption has not.
const TOLD: &[&str] = &[
    "这",
    "那",
    "我",
    "你",
    "他",
    "她",
    "它",
    "其",
    "此",
    "也",
    "却",
    "已",
    "曾",
    "将",
    "是",
    "应当",
    "必须",
    "不",
    "没",
    "如何",
    "怎么",
    "为什么",
    "说",
    "表示",
    "认为",
    "成为",
    "有关",
    "问题",
    "因此",
    "所以",
    "然而",
    "但",
];

/// Longest caption that is known by its credit, in characters.
const LONGEST: u32 = 400;

/// Whether a line that is no credit is a caption by its own words. `head` and `tail` are in the form of [`super::key`] and may be the same.
pub(crate) fn read(head: &str, tail: &str, chars: u32) -> Option<&'static str> {
    if chars > LONGEST {
        return None;
    }
    if begins(head) {
        return Some("picture-opening");
    }
    let credit = credit_at(tail)?;
    // What is left before the credit must be more than the credit's own affiliation.
    let before = tail.get(..credit)?.trim_end_matches([' ', '(', '。']);
    (before.chars().count() >= 4 || chars > 60).then_some("photo-credit")
}

fn begins(head: &str) -> bool {
    let head = head.trim_start_matches(['▲', '△', '▼', '↑', '→', '←', '↓', '(', '◀', '▶', '■', ' ']);
    if OPENINGS.iter().any(|o| head.starts_with(o)) {
        return true;
    }
    // 图① 图1 图一: a number and then a gap, a mark or a word; 图1至图3 too. Not 图3D or 图一乐.
    let Some(rest) = head.strip_prefix('图') else { return false };
    let mut chars = rest.chars();
    match chars.next() {
        Some('①'..='⑳' | '㈠'..='㈩') => true,
        Some(c) if c.is_ascii_digit() || "一二三四五六七八九十".contains(c) => {
            let after = chars.find(|c| !c.is_ascii_digit());
            matches!(after, Some(' ' | ':' | '、' | '.' | ')' | '为' | '至' | '-' | '—'))
        }
        _ => false,
    }
}

/// Where the credit begins that ends a line: the longest end of it that reads as one.
fn credit_at(tail: &str) -> Option<usize> {
    let core = tail.trim_end_matches(['。', ')', ' ', '(']);
    let signed =
        ["摄", "摄影", "供图", "制图", "绘", "图", "照片", "发", "图片", "/文", "影"].iter().any(|w| core.ends_with(w));
    let parted = tail.bytes().any(|b| matches!(b, b':' | b'/'));
    let labelled =
        parted && (tail.contains("摄影:") || tail.contains("摄:") || tail.contains("图/") || tail.contains("摄/"));
    if !signed && !labelled {
        return None;
    }
    let starts = tail.char_indices().filter_map(|(i, c)| match c {
        '。' | '!' | '?' | ' ' | ')' | '”' | '(' | ':' => Some((i + c.len_utf8(), c)),
        _ => None,
    });
    for (at, mark) in starts {
        let rest = tail.get(at..)?.trim_matches(['。', ' ', '(', ')']);
        if rest.chars().count() < 2 || rest.chars().count() > 50 {
            continue;
        }
        // A gap inside a name or before a plain word proves nothing; a credit that begins there must say its trade.
        let picture = all(Class::Source).iter().any(|s| rest.starts_with(s))
            || (matches!(sign::read(rest), Some(Sign::Credit(_))) && mark != ':');
        if picture {
            return Some(at);
        }
    }
    None
}

/// Whether a sentence alone on its line reads like a caption: one clause of a scene, nothing told about it.
/// Such lines are captions only where something else agrees.
pub(crate) fn is_scene(key: &str) -> bool {
    let body = key.trim_end_matches('。');
    let chars = body.chars().count();
    (6..=28).contains(&chars)
        && !body.contains(['。', ',', ';', ':', '!', '?', '、', '“', '”', '…', '—'])
        && SCENES.as_ref().is_some_and(|(told, seen)| seen.is_match(body) && !told.is_match(body))
}

/// The two lists, told and seen, each as one automaton.
static SCENES: LazyLock<Option<(AhoCorasick, AhoCorasick)>> =
    LazyLock::new(|| AhoCorasick::new(TOLD).ok().zip(AhoCorasick::new(SEEN).ok()));

#[cfg(test)]
mod tests {
    use super::super::key::folded;
    use super::*;

    fn caption(line: &str) -> Option<&'static str> {
        let key = folded(line);
        read(&key, &key, key.chars().count() as u32)
    }

    #[test]
    fn captions() {
        for line in [
            "图① 1月30日，某县民警在景区巡查。",
            "图1：果农在剪枝。",
            "图为某县果园一角。",
            "上图：果农在剪枝。",
            "2023年9月29日，某派出所民警在船闸执勤。新华社发（何大川 摄）",
            "果农在剪枝。 何大川 摄",
            "果农在剪枝。新华社记者 何大川 摄",
            "图为村民在查看管道。 本报通讯员 何大川 摄",
            "果园一角 何大川/摄",
            "漁民整理漁獲。 林某某 攝",
            "果园一角（资料图片）",
            "▲果农在剪枝。何大川 摄",
        ] {
            assert!(caption(line).is_some(), "{line}");
        }
    }

    #[test]
    fn no_captions() {
        for line in [
            "图书馆里坐满了人。",
            "图一时痛快是不行的。",
            "摄影爱好者在拍摄日出。",
            "他发",
            "改革正在蓄势待发",
            "春耕开始了。",
            "规划已经绘制。新的蓝图",
            "大家都在说：发",
        ] {
            assert_eq!(caption(line), None, "{line}");
        }
        assert!(is_scene("小读者参加亲子故事会。") && is_scene("水利技术人员检修渠首闸门。"));
        assert!(!is_scene("这一天终于来了。") && !is_scene("改变正在发生。") && !is_scene("他在参加会议。"));
    }
}
