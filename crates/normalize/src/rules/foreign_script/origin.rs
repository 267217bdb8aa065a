//! Whether a Traditional text was written so, or is a copy of a mainland text.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::chars::is_han;
use crate::phrases::Phrases;

/// Quotation marks and words of the Traditional press: institutions, and words for which the mainland has others.
const TRADITIONAL: &[&str] = &[
    "「",
    "『",
    "立法院",
    "行政院",
    "縣政府",
    "市政府表示",
    "鄉公所",
    "鎮公所",
    "區公所",
    "里長",
    "鄉長",
    "立委",
    "議員",
    "民國",
    "教育部長",
    "國小",
    "國中",
    "資訊",
    "網路",
    "軟體",
    "影片",
    "品質",
    "計畫",
    "透過",
    "公噸",
    "志工",
    "民眾",
    "業者",
    "警方",
    "捷運",
    "計程車",
    "機車",
    "台灣",
    "臺灣",
    "新台幣",
    "新臺幣",
    "港府",
    "特首",
    "立法會",
    "港元",
    "市民大眾",
    "巴士",
    "滬深",
    "本澳",
    "本港",
    "財政預算案",
    "公屋",
    "行政長官",
    "颱風警報",
    "民進黨",
    "國民政府",
    "立院",
    "本縣",
    "里民",
];

/// Quotation marks and words of the mainland press in Traditional letters.
const MAINLAND: &[&str] = &[
    "“",
    "‘",
    "《",
    "新華社",
    "人民日報",
    "習近平",
    "總書記",
    "中共",
    "黨委",
    "黨中央",
    "國務院",
    "全國人大",
    "公安",
    "民警",
    "派出所",
    "黨員",
    "幹部",
    "干部",
    "群眾",
    "網絡",
    "信息",
    "軟件",
    "視頻",
    "質量",
    "水平",
    "社會主義",
    "改革開放",
    "現代化",
    "高質量發展",
    "扶貧",
    "鄉村振興",
    "村委會",
    "社區民警",
    "我國",
    "我省",
    "我市",
    "平方公里",
    "萬元",
    "于",
    "为",
    "并",
];

/// Words that hold one of the signs without being it (全國中小學, 我國小麥, 公里長).
const OTHERS: &[&str] =
    &["全國中", "我國中", "中國中", "各國中", "全國小", "我國小", "中國小", "公里長", "萬里長", "千里長", "會議員"];

/// The words of two and more characters; where one of [`OTHERS`] is found, what it holds is not.
static WORDS: LazyLock<Phrases> = LazyLock::new(|| {
    let words = TRADITIONAL.iter().chain(MAINLAND).copied();
    Phrases::new(words.chain(OTHERS.iter().copied()))
});

/// Which press a Traditional text speaks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// Signs of the Traditional press with their numbers, the commonest first.
    traditional: Vec<(&'static str, usize)>,
    /// The same of the mainland press.
    mainland: Vec<(&'static str, usize)>,
}

impl Origin {
    /// Counts the signs in one pass, through spaces between characters.
    pub(super) fn of(text: &str) -> Self {
        let text = &*together(text);
        let mut counts = vec![0usize; TRADITIONAL.len() + MAINLAND.len()];
        for (_, _, number) in WORDS.find(text) {
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
        for (word, count) in TRADITIONAL.iter().chain(MAINLAND).zip(&mut counts) {
            if word.chars().nth(1).is_none() {
                *count = memchr::memmem::find_iter(text.as_bytes(), word).count();
            }
        }
        let (traditional, mainland) = counts.split_at(TRADITIONAL.len());
        let seen = |words: &[&'static str], counts: &[usize]| {
            let mut seen: Vec<_> = words.iter().copied().zip(counts.iter().copied()).filter(|(_, n)| *n > 0).collect();
            seen.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            seen
        };
        Self { traditional: seen(TRADITIONAL, traditional), mainland: seen(MAINLAND, mainland) }
    }

    /// The text speaks like the Traditional press and not like the mainland's.
    pub(super) fn is_traditional(&self) -> bool {
        let sum = |signs: &[(&str, usize)]| signs.iter().map(|(_, n)| n).sum::<usize>();
        sum(&self.traditional) > sum(&self.mainland)
    }

    /// The signs in words: 「 × 12, 立法院 × 2 against “ × 1.
    pub(super) fn evidence(&self) -> String {
        let list = |signs: &[(&str, usize)]| {
            let shown: Vec<String> = signs.iter().take(4).map(|(w, n)| format!("{w} × {n}")).collect();
            if shown.is_empty() { "nothing".to_owned() } else { shown.join(", ") }
        };
        format!("{} against {}", list(&self.traditional), list(&self.mainland))
    }
}

/// The text without spaces between its Han characters.
fn together(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
        if head.ends_with(is_han) && tail.starts_with(is_han) {
            out.push_str(text.get(from..at).unwrap_or(""));
            from = at + 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn words_that_only_hold_a_sign_do_not_count() {
        assert!(Origin::of("縣裡的國小和國中，里長說").is_traditional());
        assert!(!Origin::of("全國中小學，我國小麥，中國中央電視臺，三十公里長的堤壩，本週").is_traditional());
    }
}
