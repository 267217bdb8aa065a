//! A line in the form in which signs are looked up: one script, one width, single spaces.

use std::sync::LazyLock;

/// Lines longer than this are read at both ends only, in characters.
const WHOLE: u32 = 120;
/// So much of each end.
const END: usize = 60;

/// A line folded for look-up. Traditional characters that occur in our word lists are written as Simplified, full-width
/// ASCII as half-width, every gap as one space. Offsets mean nothing here.
#[derive(Debug, Default)]
pub(crate) struct Key {
    text: String,
    tail: Option<String>,
}

impl Key {
    /// Folds a line of so many characters. The buffers are used again.
    pub(crate) fn read(&mut self, line: &str, chars: u32) {
        self.text.clear();
        if chars <= WHOLE {
            self.tail = None;
            fold_into(line.chars(), &mut self.text);
        } else {
            fold_into(line.chars().take(END), &mut self.text);
            let from = line.char_indices().rev().nth(END - 1).map_or(0, |(i, _)| i);
            let mut tail = self.tail.take().unwrap_or_default();
            tail.clear();
            fold_into(line.get(from..).unwrap_or("").chars(), &mut tail);
            self.tail = Some(tail);
        }
    }

    /// The whole line, when it is short enough.
    pub(crate) fn whole(&self) -> Option<&str> {
        if self.tail.is_none() { Some(&self.text) } else { None }
    }

    /// The beginning.
    pub(crate) fn head(&self) -> &str {
        &self.text
    }

    /// The end.
    pub(crate) fn tail(&self) -> &str {
        self.tail.as_deref().unwrap_or(&self.text)
    }
}

fn fold_into(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(fold(c));
    }
}

/// Folds a text for look-up.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text.chars(), &mut out);
    out
}

/// Traditional characters of our own word lists, each with the Simplified one, sorted.
const SIMPLIFIED: &str = "來来係系們们則则劃划劉刘務务區区協协參参吳吴呂吕員员問问喬乔單单嚴严國国圖图團团執执報报塗涂孫孙學学寧宁審审寫写專专對对導导師师廠厂廣广廳厅張张採采據据攝摄數数時时書书會会東东條条楊杨歐欧湯汤溫温濟济\
為为爲为現现畢毕畫画發发監监盧卢稱称竇窦筆笔節节範范簡简籌筹紀纪結结統统經经綜综網网編编練练縣县總总繪绘繫系羅罗習习聞闻聯联聲声聶聂職职莊庄華华萬万葉叶蔣蒋蕭萧蘇苏蘭兰處处號号裏里裡里製制見见視视觀观\
計计訊讯記记設设許许評评話话論论謝谢譚谭譯译責责費费賀贺資资賈贾賴赖趙赵輯辑轉转農农這这連连週周郵邮鄉乡鄒邹鄔邬鄧邓鄭郑醫医錢钱鍾钟鎮镇鐘钟長长閻阎關关陳陈陸陆陽阳隊队際际電电韋韦韓韩頁页頻频顏颜顧顾\
館馆馬马馮冯駱骆體体魯鲁鮑鲍黃黄齊齐龍龙龐庞龔龚";

/// The Simplified form by code point, 0 where nothing changes: the basic block of Han characters.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0u16; LAST - FIRST + 1];
    let mut chars = SIMPLIFIED.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if let Some(slot) = (from as usize).checked_sub(FIRST).and_then(|i| table.get_mut(i)) {
            *slot = to as u32 as u16;
        }
    }
    table
});

const FIRST: usize = 0x4E00;
const LAST: usize = 0x9FFF;

/// One character of the look-up form.
fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '〈' | '〔' | '【' => '(',
        '〉' | '〕' | '】' => ')',
        '―' | '─' => '—',
        '丨' | '┃' | '│' => '|',
        '\u{4E00}'..='\u{9FFF}' => {
            let to = TABLE.get(c as usize - FIRST).copied().unwrap_or(0);
            if to == 0 { c } else { char::from_u32(u32::from(to)).unwrap_or(c) }
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_script_width_and_gaps() {
        assert_eq!(folded("本報記者　蔡某某 （攝）：Ａ１"), "本报记者 蔡某某 (摄):A1");
        let mut key = Key::default();
        let long = format!("图①{}新華社記者 甲某 攝", "文".repeat(200));
        key.read(&long, 212);
        assert_eq!(key.whole(), None);
        assert!(key.head().starts_with("图①文") && key.tail().ends_with("新华社记者 甲某 摄"));
    }
}
