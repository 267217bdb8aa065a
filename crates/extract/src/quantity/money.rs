//! Currencies: their codes (ISO 4217), and signs and names that stand before the number.

use crate::chars::Chars;

/// Units of money and their codes. 元 alone is the yuan of the mainland.
const CODES: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("元人民币", "CNY"),
    ("圆", "CNY"),
    ("块", "CNY"),
    ("块钱", "CNY"),
    ("角", "CNY"),
    ("毛", "CNY"),
    ("分", "CNY"),
    ("美元", "USD"),
    ("美圆", "USD"),
    ("美金", "USD"),
    ("美刀", "USD"),
    ("美分", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("日本钱", "JPY"),
    ("日圆", "JPY"),
    ("韩元", "KRW"),
    ("港元", "HKD"),
    ("元港币", "HKD"),
    ("港币", "HKD"),
    ("澳门元", "MOP"),
    ("新台币", "TWD"),
    ("台币", "TWD"),
    ("澳元", "AUD"),
    ("加元", "CAD"),
    ("新加坡元", "SGD"),
    ("瑞士法郎", "CHF"),
    ("卢布", "RUB"),
    ("卢比", "INR"),
    ("泰铢", "THB"),
    ("越南盾", "VND"),
    ("奈拉", "NGN"),
    ("蚊", "HKD"),
    ("毫", "HKD"),
    ("仙", "HKD"),
];

/// The code of a unit of money, if it has one.
pub(super) fn code(unit: &str) -> Option<&'static str> {
    let unit = unit.split(['/', '（']).next().unwrap_or(unit);
    CODES.iter().find(|(name, _)| *name == unit).map(|(_, code)| *code)
}

/// A sign or name before the number, and where it begins.
pub(super) struct Sign {
    pub(super) start: usize,
    /// The unit that it stands for when none follows.
    pub(super) unit: &'static str,
}

/// Longer ones first where one ends with another.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "美元"),
    ("HK$", "港元"),
    ("NT$", "新台币"),
    ("S$", "新加坡元"),
    ("￥", "元"),
    ("¥", "元"),
    ("$", "$"),
    ("＄", "$"),
    ("€", "欧元"),
    ("£", "英镑"),
    ("人民币", "元"),
    ("人民幣", "元"),
    ("港币", "港元"),
    ("港幣", "港元"),
    ("新台币", "新台币"),
    ("新臺幣", "新台币"),
];

/// The sign or name of a currency that ends at `i`, not before `floor`.
pub(super) fn prefix(cs: &Chars<'_>, i: usize, floor: usize) -> Option<Sign> {
    // One look tells that none stands there.
    if !matches!(cs.before(i), Some('$' | '＄' | '￥' | '¥' | '€' | '£' | '币' | '幣')) {
        return None;
    }
    let (word, unit) = SIGNS.iter().find(|(word, _)| cs.ends(i, word))?;
    let start = i - word.chars().count();
    (start >= floor).then_some(Sign { start, unit })
}
