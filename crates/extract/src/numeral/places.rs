//! Digits, places (十 百 千), myriads (万 亿 兆), and what stands between or behind them.

use crate::chars::Chars;

/// Value of a Chinese digit.
pub(crate) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' | '俩' | '倆' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 十, 百, 千 and their financial forms.
pub(super) fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// 万, 亿, 兆.
pub(super) fn myriad(c: char) -> Option<i128> {
    Some(match c {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Whether the multiplier at `i` begins a unit (千瓦, 百帕, 兆瓦) instead of multiplying. 三千米 is 3000 metres, 3千米 too.
pub(super) fn opens_unit(cs: &Chars<'_>, i: usize) -> bool {
    let Some(next) = cs.get(i + 1) else { return false };
    match cs.get(i) {
        Some('千') => {
            let arabic = cs.before(i).is_some_and(|c| super::arabic::digit(c).is_some());
            "瓦克伏帕赫焦".contains(next)
                || next == '米' && arabic
                || next == '卡' && cs.get(i + 2) != Some('车')
                || next == '牛' && !cs.get(i + 2).is_some_and(|c| "羊群棚只头".contains(c))
                || ["安时", "安培", "比特", "字节"].iter().any(|w| cs.at(i + 1, w))
        }
        Some('百') => next == '帕',
        Some('兆') => "瓦伏帕赫焦比字".contains(next),
        _ => false,
    }
}

/// Multipliers behind a number.
pub(super) struct Multipliers {
    /// 十, 百 or 千; 1 without.
    pub(super) place: i128,
    /// The product of 万, 亿 and 兆; 1 without.
    pub(super) myriad: i128,
    /// Position after them.
    pub(super) end: usize,
    /// 余, 多 or 几 stood before one of them.
    pub(super) more: bool,
}

/// `万`, `亿`, `余万`, `多亿`, `千万`, `万亿`, `万万` at `i`.
pub(super) fn multipliers(cs: &Chars<'_>, i: usize) -> Option<Multipliers> {
    let (mut out, mut stage, mut last) = (Multipliers { place: 1, myriad: 1, end: i, more: false }, 0, 1);
    loop {
        let j = out.end;
        let skip = usize::from(matches!(cs.get(j), Some('余' | '餘' | '多' | '几' | '幾' | '來' | '来')));
        let Some(c) = cs.get(j + skip) else { break };
        let (value, next) = match (place(c), myriad(c)) {
            (Some(p), _) => (i128::from(p), 1),
            (_, Some(m)) => (m, if m == 10_000 { 2 } else { 3 }),
            _ => break,
        };
        // 万万 is one 亿.
        let doubled = value == 10_000 && last == 10_000 && skip == 0;
        if next <= stage && !doubled || opens_unit(cs, j + skip) {
            break;
        }
        if next == 1 {
            out.place = value;
        } else {
            out.myriad *= value;
        }
        out.more |= skip == 1;
        (stage, last) = (if doubled { 3 } else { next }, value);
        out.end = j + skip + 1;
    }
    (out.end > i).then_some(out)
}

/// Position after a trailing 余, 多 or 几 at `i`; 来 only behind 十.
pub(super) fn more(cs: &Chars<'_>, i: usize) -> Option<usize> {
    let next = cs.get(i + 1);
    match cs.get(i)? {
        '余' | '餘' if next != Some('额') => Some(i + 1),
        // 多次, 多种 and 多项 of their own never follow a numeral.
        '多' if next.is_some() => Some(i + 1),
        '几' | '幾' if next.is_some() && !matches!(next, Some('何' | '乎')) => Some(i + 1),
        '来' if matches!(cs.before(i), Some('十' | '百')) && next == Some('个') => Some(i + 1),
        _ => None,
    }
}
