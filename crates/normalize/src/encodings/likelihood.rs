//! How unlikely characters are in Chinese press text, in tenths of a nat: enough to tell prose from bytes read wrongly.
//!
//! How common a Han character is is judged by the number of common words that it stands in (`data/words`) and by its rank
//! in GB 2312 and Big5; the classes and their costs are estimates. Only large differences count: prose stays about 70 a
//! character, what comes of a wrong encoding lies around 120 to 150.

use std::sync::LazyLock;

use super::Charset;
use crate::lexicon;
use crate::script::{Config, Converter};

/// What a common word of two characters takes off.
const WORD: i32 = 25;

/// Words that stand alone and are common, whatever the number of longer words that they are part of.
const FUNCTION_WORDS: &str = "的了是在不和有我他这们你她它也就都而与及或被把对为以于从向将但很还又再没着过地得之其此\
    所最更则因由且若虽即却只才并已能会可要上下中到等个年月日";

struct Table {
    costs: Box<[u8]>,
    simple: Box<[u16]>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut costs: Box<[u8]> = (0..=u16::MAX).map(by_block).collect();
    let mut simple: Box<[u16]> = (0..=u16::MAX).collect();
    // Each character on a line of its own, so that no phrase is found.
    let han: String = ('\u{4E00}'..='\u{9FFF}').flat_map(|c| [c, '\n']).collect();
    for (c, s) in ('\u{4E00}'..='\u{9FFF}').zip(Converter::builtin(Config::T2s).convert(&han).lines()) {
        let s = s.chars().next().unwrap_or(c);
        if let (Some(slot), Ok(s)) = (simple.get_mut(c as usize), u16::try_from(s as u32)) {
            *slot = s;
        }
    }
    let mut set = |c: char, cost: u8| {
        if let Some(slot) = costs.get_mut(c as usize) {
            *slot = cost.min(*slot);
        }
    };
    for (leads, charset) in [(0xB0..=0xD7, Charset::Gbk), (0xA4..=0xC6, Charset::Big5)] {
        for lead in leads {
            let all = (0x40..=0xFE_u8).filter(|t| charset == Charset::Big5 || *t >= 0xA1);
            all.filter_map(|trail| charset.pair(lead, trail)).filter(|c| is_han(*c)).for_each(|c| set(c, 110));
        }
    }
    let words = lexicon::words_by_character();
    for (c, s) in ('\u{4E00}'..='\u{9FFF}').filter_map(|c| Some((c, *simple.get(c as usize)?))) {
        match words.get(usize::from(s)).copied().unwrap_or(0) {
            0 => {}
            1..=5 => set(c, 105),
            6..=19 => set(c, 92),
            20..=49 => set(c, 80),
            _ => set(c, 70),
        }
    }
    FUNCTION_WORDS.chars().for_each(|c| set(c, 60));
    "，。、：；？！“”《》（）\u{3000}".chars().for_each(|c| set(c, 50));
    "‘’—…·「」『』〈〉【】〔〕□■●○◆◇▲△★☆※→〇％".chars().for_each(|c| set(c, 75));
    Table { costs, simple }
});

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// What the block alone tells. Scripts that come in whole runs are cheap: a Russian or Japanese word is no damage.
const fn by_block(c: u16) -> u8 {
    match c {
        0x0A | 0x0D | 0x20 | 0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A => 50,
        0x09 | 0x0C | 0x21..=0x7E => 65,
        0x00..=0x1F | 0x7F..=0x9F => 150,
        0xC0..=0xFF => 95,
        0xA0..=0xBF => 96,
        0x370..=0x52F => 62,
        0x0100..=0x036F | 0x530..=0x05FF => 100,
        0x2010..=0x203F => 70,
        0x2460..=0x257F => 62,
        0x2040..=0x2BFF => 95,
        0x3041..=0x312F => 62,
        0x3000..=0x3040 | 0x3130..=0x33FF => 105,
        0x4E00..=0x9FFF => 150,
        0xAC00..=0xD7AF => 80,
        0xFE30..=0xFE6F => 100,
        0xFF01..=0xFF5E => 80,
        _ => 170,
    }
}

/// The cost of one character.
pub(crate) fn cost(c: char) -> i32 {
    match TABLE.costs.get(c as usize) {
        Some(cost) => i32::from(*cost),
        None if matches!(c as u32, 0x1F000..=0x1FAFF) => 80,
        None => 170,
    }
}

/// The cost of a text, with common words taken into account, and its number of characters.
pub(crate) fn cost_of(text: &str) -> (i32, i32) {
    let simple = |c: char| TABLE.simple.get(c as usize).and_then(|s| char::from_u32(u32::from(*s))).unwrap_or(c);
    let (mut sum, mut count, mut last) = (0_i32, 0_i32, None);
    for c in text.chars() {
        sum = sum.saturating_add(cost(c));
        count = count.saturating_add(1);
        let now = is_han(c).then(|| simple(c));
        let word = last.zip(now).is_some_and(|(a, b)| lexicon::is_word(a, b));
        // A character belongs to one word only.
        (sum, last) = if word { (sum - WORD, None) } else { (sum, now) };
    }
    (sum, count)
}

#[cfg(test)]
mod tests {
    use super::cost_of;

    #[test]
    fn prose_is_cheap_and_garbage_is_not() {
        let mean = |text: &str| {
            let (sum, count) = cost_of(text);
            sum / count
        };
        for prose in ["记者从农业农村部获悉，全国粮食总产量比上年增长", "記者從農業部獲悉，全國糧食總產量比上年增長"]
        {
            assert!(mean(prose) < 75, "{prose} {}", mean(prose));
        }
        for garbage in ["鍏ㄥ競鏄ュ皬楹﹂暱鍔胯壇濂", "笆濉逼陂湫垂臂谅"] {
            assert!(mean(garbage) > 105, "{garbage} {}", mean(garbage));
        }
    }
}
