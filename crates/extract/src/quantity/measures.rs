//! Units of the same kind in terms of one another: 1 斤 is 0.5 kg, 1 亩 is 2000/3 m².

use crate::numeral::Rational;

/// A unit as a multiple of the base unit of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// `m`, `m2`, `m3`, `kg`, `s`, `J`, `W`, `Hz`, `B` (bytes), or an ISO 4217 code.
    pub base: &'static str,
    /// How many of the base unit.
    pub factor: Rational,
}

/// What a unit is in terms of its base unit; `None` for classifiers and units whose size differs from place to place or
/// from time to time (月, 年). Traditional units are those fixed in 1930 and 1959.
#[must_use]
pub fn measured(unit: &str) -> Option<Measured> {
    let at = TABLE.binary_search_by(|(name, ..)| (*name).cmp(unit)).ok()?;
    let (_, base, numerator, denominator) = TABLE.get(at)?;
    Some(Measured { base, factor: Rational::new(*numerator, *denominator)? })
}

/// Sorted by the bytes of the name: name, base unit, numerator and denominator of the factor.
const TABLE: &[(&str, &str, i128, i128)] = &[
    ("\"", "m", 127, 5000),
    ("'", "m", 381, 1250),
    ("CM", "m", 1, 100),
    ("GW", "W", 1_000_000_000, 1),
    ("KG", "kg", 1, 1),
    ("KM", "m", 1000, 1),
    ("L", "m3", 1, 1000),
    ("MW", "W", 1_000_000, 1),
    ("cm", "m", 1, 100),
    ("feet", "m", 381, 1250),
    ("feets", "m", 381, 1250),
    ("foot", "m", 381, 1250),
    ("foots", "m", 381, 1250),
    ("g", "kg", 1, 1000),
    ("ha", "m2", 10_000, 1),
    ("inch", "m", 127, 5000),
    ("inches", "m", 127, 5000),
    ("kW", "W", 1000, 1),
    ("kWh", "J", 3_600_000, 1),
    ("kg", "kg", 1, 1),
    ("km", "m", 1000, 1),
    ("m", "m", 1, 1),
    ("mL", "m3", 1, 1_000_000),
    ("mg", "kg", 1, 1_000_000),
    ("mile", "m", 201_168, 125),
    ("miles", "m", 201_168, 125),
    ("ml", "m3", 1, 1_000_000),
    ("mm", "m", 1, 1000),
    ("μg", "kg", 1, 1_000_000_000),
    ("丈", "m", 10, 3),
    ("两", "kg", 1, 20),
    ("个小时", "s", 3600, 1),
    ("亩", "m2", 2000, 3),
    ("人民币", "CNY", 1, 1),
    ("仙", "HKD", 1, 100),
    ("元", "CNY", 1, 1),
    ("元人民币", "CNY", 1, 1),
    ("兆瓦", "W", 1_000_000, 1),
    ("兆瓦时", "J", 3_600_000_000, 1),
    ("兆赫", "Hz", 1_000_000, 1),
    ("兆赫兹", "Hz", 1_000_000, 1),
    ("克", "kg", 1, 1000),
    ("克拉", "kg", 1, 5000),
    ("公分", "m", 1, 100),
    ("公吨", "kg", 1000, 1),
    ("公尺", "m", 1, 1),
    ("公担", "kg", 100, 1),
    ("公斤", "kg", 1, 1),
    ("公方", "m3", 1, 1),
    ("公里", "m", 1000, 1),
    ("公顷", "m2", 10_000, 1),
    ("分", "CNY", 1, 100),
    ("分米", "m", 1, 10),
    ("分钟", "s", 60, 1),
    ("千克", "kg", 1, 1),
    ("千瓦", "W", 1000, 1),
    ("千瓦时", "J", 3_600_000, 1),
    ("千米", "m", 1000, 1),
    ("千赫", "Hz", 1000, 1),
    ("千赫兹", "Hz", 1000, 1),
    ("升", "m3", 1, 1000),
    ("厘米", "m", 1, 100),
    ("吉瓦", "W", 1_000_000_000, 1),
    ("吋", "m", 127, 5000),
    ("吨", "kg", 1000, 1),
    ("呎", "m", 381, 1250),
    ("圆", "CNY", 1, 1),
    ("块", "CNY", 1, 1),
    ("块钱", "CNY", 1, 1),
    ("天", "s", 86_400, 1),
    ("字节", "B", 1, 1),
    ("寸", "m", 1, 30),
    ("小时", "s", 3600, 1),
    ("尺", "m", 1, 3),
    ("市担", "kg", 50, 1),
    ("市斤", "kg", 1, 2),
    ("平方公尺", "m2", 1, 1),
    ("平方公里", "m2", 1_000_000, 1),
    ("平方千米", "m2", 1_000_000, 1),
    ("平方厘米", "m2", 1, 10_000),
    ("平方米", "m2", 1, 1),
    ("平方英里", "m2", 40_468_564_224, 15_625),
    ("平米", "m2", 1, 1),
    ("度", "J", 3_600_000, 1),
    ("微克", "kg", 1, 1_000_000_000),
    ("微米", "m", 1, 1_000_000),
    ("担", "kg", 50, 1),
    ("斤", "kg", 1, 2),
    ("日元", "JPY", 1, 1),
    ("日圆", "JPY", 1, 1),
    ("日本钱", "JPY", 1, 100),
    ("标准立方米", "m3", 1, 1),
    ("比特", "bit", 1, 1),
    ("毛", "CNY", 1, 10),
    ("毫", "HKD", 1, 10),
    ("毫克", "kg", 1, 1_000_000),
    ("毫升", "m3", 1, 1_000_000),
    ("毫秒", "s", 1, 1000),
    ("毫米", "m", 1, 1000),
    ("海里", "m", 1852, 1),
    ("港元", "HKD", 1, 1),
    ("港币", "HKD", 1, 1),
    ("焦耳", "J", 1, 1),
    ("瓦", "W", 1, 1),
    ("瓦时", "J", 3600, 1),
    ("磅", "kg", 45_359_237, 100_000_000),
    ("秒", "s", 1, 1),
    ("立方", "m3", 1, 1),
    ("立方公尺", "m3", 1, 1),
    ("立方厘米", "m3", 1, 1_000_000),
    ("立方米", "m3", 1, 1),
    ("米", "m", 1, 1),
    ("纳米", "m", 1, 1_000_000_000),
    ("美元", "USD", 1, 1),
    ("美分", "USD", 1, 100),
    ("美圆", "USD", 1, 1),
    ("美金", "USD", 1, 1),
    ("英吋", "m", 127, 5000),
    ("英寸", "m", 127, 5000),
    ("英尺", "m", 381, 1250),
    ("英里", "m", 201_168, 125),
    ("蚊", "HKD", 1, 1),
    ("角", "CNY", 1, 10),
    ("赫兹", "Hz", 1, 1),
    ("里", "m", 500, 1),
    ("顷", "m2", 200_000, 3),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted() {
        assert!(TABLE.windows(2).all(|w| w[0].0 < w[1].0));
    }

    #[test]
    fn a_catty_is_half_a_kilogram() {
        assert_eq!(measured("斤"), Some(Measured { base: "kg", factor: Rational::new(1, 2).unwrap() }));
        assert_eq!(measured("个"), None);
    }
}
