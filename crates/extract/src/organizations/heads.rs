//! The tables of organizations: head words with what each asks of the words before it, bodies known by name, common words.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::names::boundary;
use crate::names::lexicon::Lexicon;
use crate::names::text::{numeral, rows, words};
use crate::places::spot;

/// A head word at its place.
pub(super) struct Head {
    pub(super) range: Range<usize>,
    pub(super) word: &'static str,
    pub(super) flags: Flags,
}

/// What the table says of a head word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub(super) place: bool,
    pub(super) proper: bool,
    pub(super) cont: bool,
    pub(super) after: bool,
    pub(super) informal: bool,
    pub(super) media: bool,
    pub(super) fixed: bool,
    pub(super) station: bool,
    pub(super) name: bool,
    pub(super) firm: bool,
    pub(super) numbered: bool,
    pub(super) commune: bool,
    pub(super) paged: bool,
    pub(super) delegation: bool,
    pub(super) gap: bool,
}

pub(super) struct Heads {
    pub(super) automaton: Lexicon,
    pub(super) words: Vec<&'static str>,
    pub(super) flags: Vec<Flags>,
    common: Lexicon,
}

pub(super) static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let (mut patterns, mut flags) = (Vec::new(), Vec::new());
    for name in words(include_str!("../../data/organizations.tsv")) {
        patterns.push(name);
        flags.push(Flags { fixed: true, ..Flags::default() });
    }
    for row in rows(include_str!("../../data/organization_heads.tsv")) {
        if let [word, list, ..] = row[..] {
            let has = |flag: &str| list.split(' ').any(|f| f == flag);
            patterns.push(word);
            flags.push(Flags {
                place: has("place"),
                proper: has("proper") || has("proper2"),
                cont: has("cont"),
                after: has("after"),
                informal: has("informal"),
                media: has("media"),
                fixed: false,
                station: has("proper2"),
                name: has("name"),
                firm: has("firm"),
                numbered: has("numbered"),
                commune: has("commune"),
                paged: has("paged"),
                delegation: has("delegation"),
                gap: has("gap"),
            });
        }
    }
    let common = Lexicon::new(words(include_str!("../../data/organization_common.tsv")));
    Heads { automaton: Lexicon::new(&patterns), common, words: patterns, flags }
});

/// Verbs that say what a body does, right before its head word.
pub(super) const NOMINAL: &[&str] = &[
    "修复", "推广", "管理", "服务", "监测", "防治", "检验", "检测", "评估", "鉴定", "交易", "指挥", "处置", "调度",
    "救助", "培训", "研究", "设计", "规划", "咨询", "开发", "建设", "保护", "监督", "监察", "执法", "控制", "预防",
    "检修", "检查", "巡视", "审计", "保健", "接待", "配送", "储备", "采购", "仲裁", "调解", "援助", "考试", "认证",
    "传播", "促进", "发展", "普查", "调查", "登记", "招生", "清理",
];
/// What makes a school one of a kind.
pub(super) const KINDS: &[&str] = &[
    "重点", "高等", "公立", "民办", "私立", "定点", "综合", "部分", "专科", "著名", "知名", "一流", "本地", "当地",
    "部属", "省属", "市属", "县级", "有关", "多所", "几所", "所有", "大", "商业", "国有", "中小",
];
/// Characters that end names of villages, towns and natural features.
pub(super) const GEO: &str =
    "村山河江湖城镇乡街路桥港湾洲岛坪塘岭门关口堡寨屯庄店铺市坡沟泉溪井冲坝坊里滩浦圩墩岗坑田家东西南北";

/// 两级医院, 三所学校: a number and what it counts.
pub(super) fn graded(proper: &str) -> bool {
    let mut chars = proper.chars().peekable();
    while let Some(c) = chars.next() {
        if numeral(c).is_some() && chars.peek().is_some_and(|n| "级所家个类种座地市县省大".contains(*n)) {
            return true;
        }
    }
    false
}

/// Whether a proper part is made of common words only.
pub(super) fn is_common(proper: &str) -> bool {
    HEADS.common.covers(proper)
}

/// Whether a proper part opens with a common word, so that it is a kind or the end of a clause.
pub(super) fn opens_common(proper: &str) -> bool {
    let first = HEADS.common.at(proper, 0).is_some();
    let two: String = proper.chars().take(2).collect();
    first || spot::is_common_word(&two) || boundary::is_word(&two)
}

static KNOWN: LazyLock<HashMap<&'static str, Option<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../../data/organizations.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1).copied())))
        .collect()
});

/// Whether the name is in the list of known bodies.
pub(crate) fn is_fixed(name: &str) -> bool {
    KNOWN.contains_key(name)
}

/// The full name of a known abbreviation.
pub(crate) fn in_full(name: &str) -> Option<&'static str> {
    KNOWN.get(name).copied().flatten()
}

/// Whether `s` begins with a name of the fixed list.
pub(crate) fn is_fixed_start(s: &str) -> bool {
    s.char_indices().skip(2).take(12).any(|(i, _)| is_fixed(crate::names::text::head(s, i)))
}
