//! A text with random access by character: the scanners look both ways from a number.

use std::ops::Range;
use std::sync::LazyLock;

use crate::charset::CharSet;
use crate::hash::HashMap;

/// Traditional characters of numbers, units and times with their Simplified forms; 參 stays, since it is a numeral.
struct Pairs {
    set: CharSet,
    map: HashMap<char, char>,
}

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| {
    const PAIRS: &str = "個个來来過过後后時时間间號号兩两週周禮礼農农曆历陰阴舊旧臘腊紀纪當当這这餘余從从與与現现開开數数幾几點点鐘钟國国\
                     黨党華华緒绪慶庆統统萬万億亿順顺啟启禎祯約约達达將将內内於于陸陆隊队進进單单樣样經经邊边頭头線线體体會会軍军續续\
                     無无處处級级齡龄輕轻計计劃划屆届歲岁師师電电訊讯報报發发佈布閉闭舉举晉晋較较對对雙双畝亩頃顷噸吨臺台輛辆條条項项\
                     戶户層层幣币錢钱銭钱場场塊块張张筆笔課课輪轮門门頁页顆颗馬马鎊镑種种類类釐厘裏里裡里歐欧盧卢濟济贊赞標标準准組组\
                     節节盞盏盤盘針针韓韩學学辦办車车貨货棟栋樁桩減减負负擔担勝胜連连屬属圓圆隻只艦舰顧顾導导員员廠厂縣县鄉乡鎮镇";
    let chars: Vec<char> = PAIRS.chars().collect();
    let pairs: Vec<(char, char)> = chars.chunks_exact(2).filter_map(|p| Some((*p.first()?, *p.get(1)?))).collect();
    let set: String = pairs.iter().map(|(from, _)| *from).collect();
    Pairs { set: CharSet::of([set.as_str()]), map: pairs.into_iter().collect() }
});

/// The Simplified form of a character of numbers, units and times.
pub(crate) fn simplified(c: char) -> char {
    if PAIRS.set.has(c) { PAIRS.map.get(&c).copied().unwrap_or(c) } else { c }
}

/// The characters of a text with their byte offsets. Positions below are character indices unless named otherwise.
#[derive(Debug)]
pub(crate) struct Chars<'a> {
    /// The text itself.
    pub(crate) text: &'a str,
    chars: Vec<char>,
    /// Byte offset of each character, and of the end.
    starts: Vec<u32>,
}

impl<'a> Chars<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 3 + 1);
        let mut starts = Vec::with_capacity(text.len() / 3 + 2);
        for (at, c) in text.char_indices() {
            chars.push(c);
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { text, chars, starts }
    }

    /// The text without the blanks that stand inside numerals and dates (`十 余 万`, `2009 年`): those between two
    /// Chinese characters, or between one and a digit. Positions still give the bytes of the whole text.
    pub(crate) fn folded(text: &'a str) -> Self {
        let han = |c: char| matches!(c, '\u{3007}' | '\u{3400}'..='\u{9FFF}');
        let digit = |c: char| "一二三四五六七八九".contains(c);
        let plain = Self::new(text);
        let mut out =
            Self { text, chars: Vec::with_capacity(plain.len()), starts: Vec::with_capacity(plain.len() + 1) };
        let mut i = 0;
        while let Some(c) = plain.get(i) {
            let mut j = i;
            while matches!(plain.get(j), Some(' ' | '\u{3000}' | '\u{a0}')) {
                j += 1;
            }
            let arabic = |c: char| matches!(c, '0'..='9' | '０'..='９');
            // 1 9 9 3 年: digits one by one, before a Chinese character.
            let single = || {
                let first = !plain.before(i.wrapping_sub(1)).is_some_and(|c| arabic(c) || matches!(c, '.' | ','));
                first && plain.get(j + 1).is_some_and(|c| c == ' ' || han(c))
            };
            let joins = |a: char, b: char| match (arabic(a), arabic(b)) {
                (true, true) => single(),
                (true, false) => han(b) && !digit(b) || matches!(b, '%' | '％'),
                (false, true) => han(a) && !digit(a),
                (false, false) => han(a) && han(b),
            };
            if j > i && out.chars.last().zip(plain.get(j)).is_some_and(|(a, b)| joins(*a, b)) {
                i = j;
                continue;
            }
            for k in i..j.max(i + 1) {
                out.chars.push(plain.get(k).unwrap_or(c));
                out.starts.push(u32::try_from(plain.byte(k)).unwrap_or(u32::MAX));
            }
            i = j.max(i + 1);
        }
        out.starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        out
    }

    /// The same text in Simplified characters, as far as numbers and times need them; `None` when nothing would change.
    /// Positions and bytes stay those of the text.
    pub(crate) fn simplified(&self) -> Option<Self> {
        let first = self.chars.iter().position(|c| PAIRS.set.has(*c))?;
        let mut chars = self.chars.clone();
        for c in chars.iter_mut().skip(first) {
            *c = simplified(*c);
        }
        Some(Self { text: self.text, chars, starts: self.starts.clone() })
    }

    /// Number of characters.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at `i`, or `None` past the end.
    pub(crate) fn get(&self, i: usize) -> Option<char> {
        self.chars.get(i).copied()
    }

    /// The character before `i`.
    pub(crate) fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|j| self.get(j))
    }

    /// Byte offset of character `i`; the end of the text for anything beyond.
    pub(crate) fn byte(&self, i: usize) -> usize {
        self.starts.get(i).map_or(self.text.len(), |b| *b as usize)
    }

    /// Byte range of a character range.
    pub(crate) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
        let end = last.and_then(|last| Some(self.byte(last) + self.get(last)?.len_utf8()));
        self.byte(range.start)..end.unwrap_or_else(|| self.byte(range.end))
    }

    /// The text of a character range; empty when the range is not ordered.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(&range)).unwrap_or("")
    }

    /// The text from `i` on.
    pub(crate) fn rest(&self, i: usize) -> &'a str {
        self.text.get(self.byte(i)..).unwrap_or("")
    }

    /// Whether `word` stands at `i`.
    pub(crate) fn at(&self, i: usize, word: &str) -> bool {
        self.chars.get(i..).is_some_and(|rest| word.chars().enumerate().all(|(k, c)| rest.get(k) == Some(&c)))
    }

    /// Whether `word` ends at `i`.
    pub(crate) fn ends(&self, i: usize, word: &str) -> bool {
        self.chars.get(..i).is_some_and(|head| {
            let mut head = head.iter().rev();
            word.chars().rev().all(|c| head.next() == Some(&c))
        })
    }

    /// Length in characters of the longest of `words` that stands at `i`.
    pub(crate) fn longest_at(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|w| self.at(i, w)).map(|w| w.chars().count()).max()
    }

    /// Length in characters of the longest of `words` that ends at `i`.
    pub(crate) fn longest_before(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|w| self.ends(i, w)).map(|w| w.chars().count()).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplified_characters_stay() {
        // Scanners simplify until nothing changes.
        assert!(PAIRS.map.values().all(|to| !PAIRS.set.has(*to)));
        assert!(Chars::new("五个月来").simplified().is_none());
        let text = "五個月來";
        let cs = Chars::new(text).simplified().unwrap();
        assert!(cs.at(0, "五个月来"));
        assert_eq!(cs.slice(1..3), "個月");
    }

    #[test]
    fn folding_drops_blanks_inside_numbers_only() {
        let fold = |text: &str| {
            let cs = Chars::folded(text);
            (0..cs.len()).filter_map(|i| cs.get(i)).collect::<String>()
        };
        assert_eq!(fold("十 余 万"), "十余万");
        assert_eq!(fold("2009 年 到 2010 年"), "2009年到2010年");
        assert_eq!(fold("1 9 9 3 年"), "1993年");
        assert_eq!(fold("12 34 号, a b"), "12 34号, a b");
        let cs = Chars::folded("共 5 人");
        assert_eq!(cs.bytes(&(0..2)), 0..5);
    }
}
