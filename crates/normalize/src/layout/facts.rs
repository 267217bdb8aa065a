//! What can be counted in a line without understanding it.

use baokan_corpus_model::TextRange;

use crate::chars::is_han;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tail {
    /// 。！？…… —— or one of them inside closing marks.
    Stop,
    /// ：；
    Colon,
    /// A closing mark without a stop inside: ” ）》.
    Closer,
    /// A letter, a figure, or anything else that ends nothing.
    Bare,
    /// ，、
    Comma,
    /// An opening mark, or a mark that joins what stands on both sides: 《“（ · /.
    Opening,
}

/// Marks that come in pairs. The order is that of [`Facts::opened`].
const PAIRS: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('「', '」'), ('【', '】')];

/// Counts of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Characters, white space not counted.
    pub(crate) chars: u32,
    /// Printed width in half-widths: 2 a Han character, 1 a Latin one.
    pub(crate) width: u32,
    /// Han characters.
    pub(crate) han: u32,
    /// Latin letters.
    latin: u32,
    /// Ends of sentences inside the line.
    pub(crate) stops: u32,
    /// ，
    pub(crate) commas: u32,
    /// 、
    pub(crate) pauses: u32,
    /// ：；
    pub(crate) colons: u32,
    /// Gaps between words: runs of white space with text on both sides.
    pub(crate) gaps: u32,
    /// First character.
    pub(crate) first: char,
    /// Last character.
    pub(crate) last: char,
    /// How it ends.
    pub(crate) tail: Tail,
    /// Line breaks since the line before: 1 when it stands directly below. 0 for the first line.
    pub(crate) breaks: u16,
    /// The line begins with two or more spaces' width of white space.
    pub(crate) indent: bool,
    /// How many marks of each kind in [`PAIRS`] are open at the end of the line.
    opened: [u8; PAIRS.len()],
    /// Bit for each kind in [`PAIRS`] that the line closes before it opens it.
    closes: u8,
}

/// Ends of sentences. The points . and ． are one at the end of a line only: elsewhere they stand in figures.
const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// Marks that close, and so may follow a stop.
pub(crate) const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '〉' | '〕' | ']' | '"' | '\'' | '］')
}

/// Marks that open.
pub(crate) const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '(' | '【' | '《' | '〈' | '〔' | '[' | '［')
}

fn tail(last: char, core: Option<char>, before: Option<char>) -> Tail {
    if is_opener(last) {
        // ：（ is a face that somebody pulls.
        let face = matches!(last, '（' | '(') && matches!(before, Some('：' | ':'));
        return if face { Tail::Stop } else { Tail::Opening };
    }
    match core {
        Some(c) if is_stop(c) || c == '…' => Tail::Stop,
        Some('—') if before == Some('—') => Tail::Stop,
        // ——－, ---, //: typed for a dash, or for nothing.
        Some('-' | '－' | '/') if core == Some(last) && matches!(before, Some('-' | '－' | '—' | '/')) => {
            Tail::Stop
        }
        Some('.' | '．') if before.is_none_or(|b| !b.is_ascii_digit()) => Tail::Stop,
        Some('：' | '；' | ':' | ';') if core == Some(last) => Tail::Colon,
        Some('，' | '、' | ',' | '､') if core == Some(last) => Tail::Comma,
        // 真好～: a drawl. 3月～ joins.
        Some('～' | '~') if !before.is_some_and(is_measured) => Tail::Stop,
        Some('·' | '・' | '—' | '-' | '/' | '～' | '~' | '－' | '＋' | '+') if core == Some(last) => {
            Tail::Opening
        }
        _ if core != Some(last) => Tail::Closer,
        _ => Tail::Bare,
    }
}

/// What stands before a mark between two figures.
fn is_measured(c: char) -> bool {
    c.is_ascii_digit() || "年月日时点分号期版页岁元度%％℃".contains(c)
}

impl Facts {
    /// Counts a line. `line` has no white space at either end and is not empty.
    pub(crate) fn of(line: &str, breaks: u16, indent: bool) -> Self {
        let mut f = Self {
            chars: 0,
            width: 0,
            han: 0,
            latin: 0,
            stops: 0,
            commas: 0,
            pauses: 0,
            colons: 0,
            gaps: 0,
            first: line.chars().next().unwrap_or(' '),
            last: ' ',
            tail: Tail::Bare,
            breaks,
            indent,
            opened: [0; PAIRS.len()],
            closes: 0,
        };
        // The last character that closes nothing, and the one before it.
        let (mut core, mut before) = (None, None);
        let (mut stopped, mut gap) = (false, false);
        let mut rest = line;
        loop {
            // Most of a line are runs of Han characters, of which only the last two matter.
            let run = han_run(rest);
            if run > 0 {
                let (han, after) = rest.split_at_checked(run).unwrap_or((rest, ""));
                let n = (run / 3) as u32;
                f.chars += n;
                f.width += 2 * n;
                f.han += n;
                f.stops += u32::from(stopped);
                f.gaps += u32::from(gap);
                (stopped, gap) = (false, false);
                let mut back = han.chars().rev();
                let last = back.next();
                before = if n > 1 { back.next() } else { core };
                core = last;
                f.last = last.unwrap_or(f.last);
                rest = after;
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            rest = chars.as_str();
            if c.is_whitespace() {
                gap = true;
                f.width += if c == '\u{3000}' { 2 } else { 1 };
                continue;
            }
            f.chars += 1;
            f.gaps += u32::from(gap);
            gap = false;
            f.width += if c.is_ascii() { 1 } else { 2 };
            f.latin += u32::from(c.is_ascii_alphabetic());
            f.last = c;
            if f.bracket(c) || is_closer(c) {
                continue;
            }
            f.stops += u32::from(stopped);
            stopped = is_stop(c);
            match c {
                '，' | ',' => f.commas += 1,
                '、' => f.pauses += 1,
                '：' | '；' | ':' | ';' => f.colons += 1,
                _ if is_han(c) => f.han += 1,
                _ => {}
            }
            before = core;
            core = Some(c);
        }
        f.tail = tail(f.last, core, before);
        f
    }

    /// Whether a quotation is closed that the line did not open.
    pub(crate) const fn closes_quote(&self) -> bool {
        self.closes & 1 == 1
    }

    /// Keeps the account of paired marks. Whether `c` closes something.
    fn bracket(&mut self, c: char) -> bool {
        let c = match c {
            '(' => '（',
            ')' => '）',
            c => c,
        };
        for (i, (open, close)) in PAIRS.iter().enumerate() {
            let Some(n) = self.opened.get_mut(i) else { continue };
            if c == *open {
                *n = n.saturating_add(1);
                return false;
            }
            if c == *close {
                if *n == 0 {
                    self.closes |= 1 << i;
                }
                *n = n.saturating_sub(1);
                return true;
            }
        }
        false
    }

    /// Whether `next` closes a mark that is open at the end of this line.
    pub(crate) fn closed_by(&self, next: &Self) -> bool {
        self.opened.iter().enumerate().any(|(i, n)| *n > 0 && next.closes & (1 << i) != 0)
    }

    /// Whether a bracket 《 or （ is open at the end: these never stay open on purpose.
    pub(crate) fn in_bracket(&self) -> bool {
        [2, 3, 5].iter().any(|i| self.opened.get(*i).is_some_and(|n| *n > 0))
    }

    /// Whether any mark is open at the end.
    pub(crate) fn is_open(&self) -> bool {
        self.opened.iter().any(|n| *n > 0)
    }

    /// Whether the words of the line are Chinese, figures and marks aside.
    pub(crate) fn is_chinese(&self) -> bool {
        self.han > 0 && self.latin <= self.han
    }

    /// Whether it ends as a sentence or an introduction does.
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.tail, Tail::Stop | Tail::Colon | Tail::Closer)
    }

    /// Whether no mark parts it: no stop, comma or colon. 、 may stand inside.
    pub(crate) fn is_one_phrase(&self) -> bool {
        self.stops == 0 && self.commas == 0 && self.colons == 0
    }
}

/// Bytes of the run of Han characters of the basic block, U+4E00 to U+9FFF, at the beginning.
fn han_run(text: &str) -> usize {
    let han = |c: &[u8]| matches!(c, [0xE5..=0xE9, ..] | [0xE4, 0xB8..=0xFF, _]);
    text.as_bytes().chunks_exact(3).take_while(|c| han(c)).count() * 3
}

/// The lines of a text with their counts, blank ones left out.
pub(crate) fn scan(text: &str) -> impl Iterator<Item = (TextRange, Facts)> {
    let mut at = 0usize;
    let mut breaks = 0u16;
    text.split_inclusive('\n').filter_map(move |raw| {
        let from = at;
        at += raw.len();
        let line = raw.trim();
        let above = breaks;
        breaks = if line.is_empty() { breaks.saturating_add(1) } else { 1 };
        if line.is_empty() {
            return None;
        }
        let lead = raw.len() - raw.trim_start().len();
        let start = from + lead;
        let indent = lead >= 2;
        Some((TextRange::new(start as u32, (start + line.len()) as u32), Facts::of(line, above, indent)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Facts {
        Facts::of(line, 2, false)
    }

    #[test]
    fn tails() {
        for (line, tail) in [
            ("春耕开始了。", Tail::Stop),
            ("他说：“春耕开始了。”", Tail::Stop),
            ("他说：“春耕开始了”。", Tail::Stop),
            ("一起来看——", Tail::Stop),
            ("一起来看——－", Tail::Stop),
            ("唉---", Tail::Stop),
            ("值得一看~", Tail::Stop),
            ("从3月～", Tail::Opening),
            ("可惜没买到：（", Tail::Stop),
            ("说来话长……", Tail::Stop),
            ("The end.", Tail::Stop),
            ("增长2.", Tail::Bare),
            ("具体如下：", Tail::Colon),
            ("发布“十条”", Tail::Closer),
            ("发布《条例》", Tail::Closer),
            ("（以下简称条例）", Tail::Closer),
            ("春耕开始", Tail::Bare),
            ("春耕开始，", Tail::Comma),
            ("春耕、", Tail::Comma),
            ("根据《", Tail::Opening),
            ("所谓“", Tail::Opening),
        ] {
            assert_eq!(of(line).tail, tail, "{line}");
        }
    }

    #[test]
    fn counts() {
        let f = of("会议指出，“要春耕。”各县、各乡（镇）： 动员");
        assert_eq!((f.stops, f.commas, f.pauses, f.colons, f.gaps), (1, 1, 1, 1, 1));
        assert_eq!(of("春耕。秋收。").stops, 1);
        assert!(of("牵头“城").closed_by(&of("市基础设施”建设。")));
        assert!(!of("牵头“城").closed_by(&of("市“基础设施”建设。")));
        assert!(of("全县（含五乡").in_bracket());
        assert_eq!((of("abc中文 d").width, of("abc中文 d").chars), (9, 6));
    }

    #[test]
    fn lines_and_the_breaks_before_them() {
        let text = "标题\n\n\u{3000}\u{3000}正文\r\n续行\n\n\n尾";
        let found: Vec<_> = scan(text).map(|(r, f)| (&text[r.as_usize()], f.breaks, f.indent)).collect();
        assert_eq!(found, [("标题", 0, false), ("正文", 2, true), ("续行", 1, false), ("尾", 3, false)]);
    }
}
