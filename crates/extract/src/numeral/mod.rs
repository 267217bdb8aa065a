//! Numerals of Chinese text in every form that the press prints: `1.5亿`, `65320余`, `三分之一`, `百分之五`, `廿三`, `壹佰`,
//! `两百多`, `十几`, `二〇二四`, full-width digits, thousands separators.
//!
//! The grammar is written from the language (units fall within a section of four places, 万 and 亿 close a section, 余 多 几
//! stand before or after a multiplier); words that merely contain a numeral (四川, 一定) are listed in `never.tsv`.

mod arabic;
mod fraction;
mod han;
pub(crate) mod lone;
mod notation;
mod parse;
mod places;
mod rational;

pub(crate) use arabic::wide_thousands;
pub use parse::{Strictness, digits, parse};
pub use rational::Rational;

use std::ops::Range;
use std::sync::LazyLock;

use baokan_corpus_model::Approx;

use crate::chars::Chars;
use crate::charset::CharSet;

/// The script in which a numeral is written; `1亿五千万` counts as Arabic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// 0–9, half or full width.
    Arabic,
    /// 一二三, 十百千, 壹贰叁, 廿.
    Han,
}

/// What kind of value a numeral spells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumeralKind {
    /// A number with places or a decimal point: 1.5亿, 三千二百.
    Number,
    /// A row of Chinese digits without places, as in years: 二〇二四.
    DigitRow,
    /// 三分之一, 1/3, 一又二分之一.
    Fraction,
    /// 百分之五: the value is the percentage.
    Percent,
    /// 千分之三: the value is the number of thousandths.
    Permille,
    /// 数十, 几百万: no value.
    Vague,
}

/// What counts as a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// What newspapers print. Blanks end a numeral, 3M is a company and 百三 a name.
    #[default]
    Press,
    /// Also what people type and say: blanks inside numerals (`十 余 万`), 百三 and 萬九, `40k`, `2e5`, `2^5`, `.5`, `1 4/3`,
    /// `16/5`, full-width thousands (`４，５６５`), 壹 and 零 alone.
    Everything,
}

/// Whether nouns for so many things multiply a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Collectives {
    /// 三打 and 两双 are 3 and 2 with a unit.
    #[default]
    Units,
    /// 三打 is 36; 两双 is 2 with a unit.
    Dozens,
    /// 三打 is 36, 两双 and 两对 are 4.
    All,
}

/// How text is read. The default is that of the press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// What counts as a numeral.
    pub scope: Scope,
    /// Whether 打, 双 and 对 multiply.
    pub collectives: Collectives,
}

/// One numeral, in byte offsets of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Byte range, multipliers and inner 余 / 多 / 几 included.
    pub range: Range<usize>,
    /// The value multiplied out; `None` for [`NumeralKind::Vague`].
    pub value: Option<Rational>,
    /// The upper value of neighbouring digits: 七八十 is 70 to 80.
    pub upper: Option<Rational>,
    /// Kind of value.
    pub kind: NumeralKind,
    /// Script.
    pub script: Script,
    /// `Over` for 余 多 几, `About` for neighbouring digits, else `Exact`.
    pub approx: Approx,
    /// The byte range of the numerator of a fraction: 五 of 百分之五.
    pub numerator: Option<Range<usize>>,
    /// The denominator is a bare round number (百分之, 万分之, 百万分之), so that this is a rate: 一万分之三 is a fraction.
    pub rate: bool,
    /// 第 stands before it.
    pub ordinal: bool,
}

/// Value of a Chinese digit.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    places::digit(c)
}

/// A numeral in character positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Num {
    pub(crate) range: Range<usize>,
    pub(crate) value: Option<Rational>,
    pub(crate) upper: Option<Rational>,
    pub(crate) kind: NumeralKind,
    pub(crate) script: Script,
    pub(crate) approx: Approx,
    /// A multiplier (万, 亿 …) is part of the numeral.
    pub(crate) multiplied: bool,
    pub(crate) numerator: Option<Range<usize>>,
    pub(crate) rate: bool,
}

impl Num {
    /// An exact number without multiplier.
    pub(crate) fn plain(range: Range<usize>, value: Rational, script: Script) -> Self {
        Self {
            range,
            value: Some(value),
            upper: None,
            kind: NumeralKind::Number,
            script,
            approx: Approx::Exact,
            multiplied: false,
            numerator: None,
            rate: false,
        }
    }
}

/// All numerals of `text` as the press prints them, left to right, none overlapping. Linear in the length of the text.
#[must_use]
pub fn numerals(text: &str) -> Vec<Numeral> {
    numerals_with(text, Options::default())
}

/// All numerals of `text`, left to right, none overlapping. Linear in the length of the text.
///
/// A lone Chinese digit is a numeral only where the words beside it make it one (三个, “五”, 不是一), and not in 一看 or
/// 五部门.
#[must_use]
pub fn numerals_with(text: &str, options: Options) -> Vec<Numeral> {
    let cs = options.chars(text);
    let cs = cs.simplified().unwrap_or(cs);
    let mut all = scan_with(&cs, options);
    all.retain(|n| lone::stands(&cs, n, options));
    all.into_iter()
        .map(|n| Numeral {
            range: cs.bytes(&n.range),
            value: n.value,
            upper: n.upper,
            kind: n.kind,
            script: n.script,
            approx: n.approx,
            numerator: n.numerator.map(|r| cs.bytes(&r)),
            rate: n.rate,
            ordinal: cs.before(n.range.start) == Some('第'),
        })
        .collect()
}

impl Options {
    /// The characters of a text under these options.
    pub(crate) fn chars(self, text: &str) -> Chars<'_> {
        match self.scope {
            Scope::Press => Chars::new(text),
            Scope::Everything => Chars::folded(text),
        }
    }

    fn everything(self) -> bool {
        self.scope == Scope::Everything
    }
}

/// All numerals of the press but halves, of Simplified characters, in character positions, lone digits included.
pub(crate) fn scan(cs: &Chars<'_>) -> Vec<Num> {
    let mut all = scan_with(cs, Options::default());
    // Halves are told too loosely for statistics.
    all.retain(|n| !(n.script == Script::Han && n.range.len() <= 2 && cs.slice(n.range.clone()).contains('半')));
    all
}

/// All numerals of Simplified characters, in character positions, lone digits included.
pub(crate) fn scan_with(cs: &Chars<'_>, options: Options) -> Vec<Num> {
    let words = &*NEVER;
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(c) = cs.get(i) {
        if !words.first.has(c) {
            i += 1;
            continue;
        }
        // 花一番功夫 counts nothing, 翻一番 does.
        let doubled = cs.at(i, "一番") && (cs.ends(i, "翻") || cs.ends(i, "翻了"));
        if let Some(end) = words.end(cs, i).filter(|_| !doubled) {
            i = end;
            continue;
        }
        match parse_at(cs, i, options) {
            Some(n) => {
                i = n.range.end.max(i + 1);
                out.push(n);
            }
            None => i = skip(cs, i),
        }
    }
    out
}

/// The longest numeral that starts at `i`.
pub(crate) fn parse_at(cs: &Chars<'_>, i: usize, options: Options) -> Option<Num> {
    let start = i;
    let i = i + sign(cs, i, options);
    let c = cs.get(i)?;
    let mut n = if arabic::digit(c).is_some() {
        // A digit inside a Latin word or a code (PM2, A320, %20) is a name.
        if cs.before(i).is_some_and(|b| b.is_ascii_alphabetic() || b == '%' || arabic::digit(b).is_some()) {
            return None;
        }
        arabic::parse(cs, i, options).or_else(|| notation::piece(cs, i, options))?
    } else if let Some(n) = notation::half(cs, i, options) {
        n
    } else if options.everything()
        && let Some(n) = notation::unwritten(cs, i)
    {
        n
    } else {
        han::parse(cs, i)?
    };
    n = notation::multiples(cs, n, options);
    n = fraction::read(cs, n, options);
    if !options.everything() && is_bare(cs, &n) {
        return None;
    }
    if i > start {
        n.value = n.value.map(Rational::negate);
        n.range.start = start;
    }
    Some(n)
}

/// Length of a minus sign at `i`, or of 负.
fn sign(cs: &Chars<'_>, i: usize, options: Options) -> usize {
    // 增速为-3.8% is below zero; the dash of 5元-8元 and 2019-2023 is none.
    const LINKS: &str = "为是达到至约率速幅温值比";
    let before = cs.before(i);
    let blank = usize::from(options.everything() && cs.get(i + 1) == Some(' '));
    match cs.get(i) {
        Some('-' | '－' | '−') => {
            let signs = before.is_some_and(|b| matches!(b, '-' | '－' | '−' | '^'));
            let word = before.is_some_and(|b| b.is_alphanumeric() && !LINKS.contains(b));
            if signs || word { 0 } else { 1 + blank }
        }
        // 减负12.6亿元, 胜负: part of another word.
        Some('负' | '負') if !before.is_some_and(|c| "减減担肩欠胜勝抱自背辜".contains(c)) => 1 + blank,
        _ => 0,
    }
}

/// A lone character that is a numeral only in company: 百 in 百姓, 万 in 万象, 伍 in a name.
fn is_bare(cs: &Chars<'_>, n: &Num) -> bool {
    const COMPANY: &str = "近上超过逾约数达破成足";
    if n.range.len() != 1 {
        return false;
    }
    match cs.get(n.range.start) {
        Some('百' | '千' | '万' | '亿' | '萬' | '億' | '兆') => {
            !cs.before(n.range.start).is_some_and(|c| COMPANY.contains(c))
        }
        Some(c) => "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟弌○零〇".contains(c),
        None => true,
    }
}

/// After a failed parse: past a whole run of digits and letters, so that long codes stay linear.
fn skip(cs: &Chars<'_>, i: usize) -> usize {
    let code = |j: usize| cs.get(j).is_some_and(|c| arabic::digit(c).is_some() || c.is_ascii_alphanumeric());
    let mut j = i + 1;
    if code(i) {
        while code(j) || matches!(cs.get(j), Some('.')) && code(j + 1) {
            j += 1;
        }
    }
    j
}

/// Every character at which a numeral may begin.
const STARTS: &str = "0123456789０１２３４５６７８９-－−.负負\
                      〇零○一壹弌二贰貳两兩俩倆三叁參四肆五伍六陆陸七柒八捌九玖\
                      十拾百佰千仟万萬亿億兆廿卅卌半数數几幾对對";

/// Words that hold a numeral and are none.
struct Never {
    /// Sorted by first character, longer ones first: word, and what makes it a numeral when it stands behind.
    words: Vec<(Box<[char]>, &'static str)>,
    /// Their first characters, and those of numerals.
    first: CharSet,
}

static NEVER: LazyLock<Never> = LazyLock::new(|| {
    let rows = || include_str!("never.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let mut words = Vec::new();
    let mut firsts = vec![STARTS];
    for row in rows() {
        let mut columns = row.split('\t');
        let word = columns.next().unwrap_or("");
        words.push((word.chars().collect::<Box<[char]>>(), columns.nth(1).unwrap_or("")));
        firsts.push(word.get(..word.chars().next().map_or(0, char::len_utf8)).unwrap_or(""));
    }
    words.sort_by(|(a, _), (b, _)| a.first().cmp(&b.first()).then(b.len().cmp(&a.len())));
    Never { words, first: CharSet::of(firsts) }
});

impl Never {
    /// End of a word that starts at `i`.
    fn end(&self, cs: &Chars<'_>, i: usize) -> Option<usize> {
        let first = cs.get(i);
        let from = self.words.partition_point(|(word, _)| word.first().copied() < first);
        self.words
            .get(from..)?
            .iter()
            .take_while(|(word, _)| word.first().copied() == first)
            .find(|(word, unless)| {
                let here = word.iter().enumerate().all(|(k, c)| cs.get(i + k) == Some(*c));
                here && !cs.get(i + word.len()).is_some_and(|c| unless.contains(c))
            })
            .map(|(word, _)| i + word.len())
    }
}

#[cfg(test)]
mod tests;
