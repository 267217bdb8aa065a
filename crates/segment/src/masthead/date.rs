//! Full dates as papers print them beside their names.

use std::fmt;
use std::ops::Range;

/// A year, a month of a year, or a day. Prints as ISO 8601; an earlier one is smaller, a year alone before its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PrintedDate {
    pub(super) year: u16,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

impl PrintedDate {
    /// Whether both can be the same day, one told less exactly.
    pub(super) fn agrees(self, other: Self) -> bool {
        let same = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }

    /// Days since the year 0, roughly: months of 31 days are enough to tell days from months.
    pub(super) fn days(self) -> u32 {
        u32::from(self.year) * 372 + u32::from(self.month.unwrap_or(0)) * 31 + u32::from(self.day.unwrap_or(0))
    }
}

impl fmt::Display for PrintedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |m| write!(f, "-{m:02}"))?;
        self.day.map_or(Ok(()), |d| write!(f, "-{d:02}"))
    }
}

/// The dates of a line, with their byte ranges: 2024年8月11日, 2024-08-11, ２０２４．８, 二〇二四年八月十一日, 民国二十七年十月,
/// 2024年第3期. Blanks around the figures do not matter. A bare year counts only as the year of an issue.
pub(super) fn dates(line: &str) -> Vec<(PrintedDate, Range<usize>)> {
    let chars: Vec<(usize, char)> = line.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        // In the middle of a number no date begins.
        let inside = at.checked_sub(1).and_then(|p| chars.get(p)).is_some_and(|(_, c)| figure(*c).is_some());
        match (!inside).then(|| read(&chars, at)).flatten() {
            Some((date, end)) => {
                let from = chars.get(at).map_or(0, |(i, _)| *i);
                let to = chars.get(end - 1).map_or(line.len(), |(i, c)| i + c.len_utf8());
                out.push((date, from..to));
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// A date that begins at this character, and the character after it.
fn read(chars: &[(usize, char)], at: usize) -> Option<(PrintedDate, usize)> {
    let c = |i: usize| chars.get(i).map(|(_, c)| *c);
    let in_era = c(at) == Some('民') && matches!(c(at + 1), Some('国' | '國'));
    let (year, mut i) = number(chars, if in_era { at + 2 } else { at }, if in_era { 3 } else { 4 })?;
    let year = if in_era { year + 1911 } else { year };
    if !(1840..2100).contains(&year) || (!in_era && i - at != 4) {
        return None;
    }
    let mark = c(i).filter(|m| matches!(m, '年' | '-' | '－' | '.' | '．' | '/' | '／'))?;
    i += 1;
    let date = |month, day| PrintedDate { year, month, day };
    if mark == '年' && c(i) == Some('第') {
        // The number of an issue: 2024年第3期.
        let (_, end) = number(chars, i + 1, 3)?;
        return (c(end) == Some('期')).then(|| (date(None, None), i));
    }
    let (month, end) = number(chars, i, 2)?;
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let next = c(end);
    let parted = if mark == '年' { next == Some('月') } else { next == Some(mark) };
    if !parted {
        // 2023.09|基层: the month of an issue has two figures.
        let issue = mark != '年' && end - i == 2 && matches!(mark, '.' | '．');
        return issue.then(|| (date(Some(month), None), end));
    }
    let day = number(chars, end + 1, 3).and_then(|(day, after)| {
        let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        let marked = matches!(c(after), Some('日' | '号' | '號'));
        (mark != '年' || marked).then_some((day, after + usize::from(marked)))
    });
    match day {
        Some((day, after)) => Some((date(Some(month), Some(day)), after)),
        None if mark == '年' => Some((date(Some(month), None), end + 1)),
        None => None,
    }
}

/// A number of at most so many characters: figures of any width, 一九五一 digit by digit, or 二十一. With the character after it.
fn number(chars: &[(usize, char)], at: usize, most: usize) -> Option<(u16, usize)> {
    // A blank ends a number: 11 10:30 is a day and a time.
    let mut next = chars.get(at).map(|(i, _)| *i);
    let adjacent = chars.iter().skip(at).take(most).map_while(|(i, c)| {
        let here = next == Some(*i);
        next = Some(i + c.len_utf8());
        here.then(|| figure(*c)).flatten()
    });
    let run: Vec<Figure> = adjacent.collect();
    let tens = run.iter().position(|f| matches!(f, Figure::Ten));
    let digit = |f: Option<&Figure>| match f {
        Some(Figure::Digit(d)) => Some(*d),
        _ => None,
    };
    let value = match tens {
        None => run.iter().try_fold(0u16, |v, f| Some(v.checked_mul(10)? + digit(Some(f))?))?,
        Some(0) if run.len() <= 2 => 10 + digit(run.get(1)).unwrap_or(0),
        Some(1) if run.len() <= 3 => digit(run.first())? * 10 + digit(run.get(2)).unwrap_or(0),
        Some(_) => return None,
    };
    (!run.is_empty()).then_some((value, at + run.len()))
}

enum Figure {
    Digit(u16),
    Ten,
}

fn figure(c: char) -> Option<Figure> {
    const HAN: &[char] = &['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if c == '十' {
        return Some(Figure::Ten);
    }
    let c = if matches!(c, '零' | '○' | 'Ｏ') { '〇' } else { c };
    let ascii = c.to_digit(10).map(|d| d as u16);
    let wide = ('０'..='９').contains(&c).then(|| (c as u32 - '０' as u32) as u16);
    ascii.or(wide).or_else(|| HAN.iter().position(|h| *h == c).map(|d| d as u16)).map(Figure::Digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates() {
        let read = |line: &str| -> Vec<String> { dates(line).into_iter().map(|(d, _)| d.to_string()).collect() };
        for (line, found) in [
            ("某报 2024年8月11日 星期日", "2024-08-11"),
            ("2024-08-11 10:30", "2024-08-11"),
            ("２０２４年 ８ 月 １１ 日", "2024-08-11"),
            ("二〇二四年八月二十一日", "2024-08-21"),
            ("一九五一年十月十日", "1951-10-10"),
            ("中华民国二十七年十月十七日", "1938-10-17"),
            ("某刊2023.09|基层", "2023-09"),
            ("某刊 2024年第3期", "2024"),
            ("2024/8/1", "2024-08-01"),
            ("2024年8月号", "2024-08"),
        ] {
            assert_eq!(read(line), [found], "{line}");
        }
        for line in ["2024年是关键一年", "2.5亿元", "12024年1月1日", "3024年1月1日", "2024年13月", "1.2.3", "2023.9"]
        {
            assert_eq!(read(line), Vec::<String>::new(), "{line}");
        }
        let line = "某报 2024 年 8 月 11 日 第3版";
        assert_eq!(dates(line).first().map(|(_, r)| &line[r.clone()]), Some("2024 年 8 月 11 日"));
    }
}
