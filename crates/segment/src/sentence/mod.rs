//! Sentences of Chinese prose.
//!
//! One left-to-right scan with a stack of open quotation marks and brackets. End marks are candidates at first; a candidate
//! inside a title or a bracket falls away when the pair closes, one inside a quotation falls away when the quotation turns out
//! to be a part of the sentence around it. A pair that never closes takes nothing away, so that one lost mark does not glue a
//! paragraph together.
//!
//! What ends a sentence: 。！？ in runs, with the closers behind them; …… and —— where nothing carries on; an empty line; the
//! end of the block. What does not: a semicolon, a colon, a hard line break, an end mark before ，、；, a list number's dot, a
//! decimal point, a dot in an address, a quotation followed by the clause that says who spoke.

mod attribution;
mod marks;

use std::ops::Range;

use marks::{Mark, Pair, is_inner, is_picture, is_superscript, mark};
pub(crate) use marks::{is_digit, is_han, is_numeral};

/// A bracketed passage longer than this many bytes is taken for a damaged pair; its inner end marks count.
const BRACKET_MAX: usize = 450;
/// A quotation longer than this many bytes is a speech, however it is embedded; its inner end marks count.
const EMBEDDED_MAX: usize = 120;
/// How deep an open pair is looked for; no prose nests deeper, and it keeps the scan linear.
const DEPTH_MAX: usize = 8;
/// Longest list before …… that may be the subject of what follows, in characters.
const LIST_MAX: usize = 30;
/// Longest note mark looked for, in characters.
const NOTE_MAX: usize = 10;
/// A title in < > longer than this many bytes is none.
const LESS_MAX: usize = 90;
/// Bytes that must stand before …… in a sentence for it to be an end and not a hesitation.
const ELLIPSIS_MIN: usize = 24;

/// The sentences of one block of `text`, as byte ranges into `text`.
///
/// Ranges are in order, disjoint, trimmed of white space, never empty, on character boundaries, and leave out nothing but white
/// space. A `block` that is out of bounds or cuts a character has no sentences. Linear in the length of the block.
#[must_use]
pub fn sentences(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let Some(slice) = text.get(block.clone()) else { return Vec::new() };
    let mut scan = Scan::new(slice);
    scan.run();
    let mut out = Vec::with_capacity(scan.ends.len() + 1);
    let mut start = 0;
    for end in scan.ends.iter().copied().chain([slice.len()]) {
        let piece = &slice[start..end];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let at = block.start + start + (piece.len() - piece.trim_start().len());
            out.push(at..at + trimmed.len());
        }
        start = end;
    }
    out
}

/// An open pair.
#[derive(Clone, Copy, Debug)]
struct Frame {
    pair: Pair,
    /// Where its opener stands.
    open: usize,
    /// How many candidates there were before it.
    mark: usize,
    /// A quotation that stands alone: after a colon or comma or at the start of a sentence.
    alone: bool,
    /// Whether a sentence may begin with it.
    starts: bool,
    /// A quotation behind a colon: who speaks has been said.
    introduced: bool,
}

/// Quotations side by side: “去吗？”“去哪儿？”
#[derive(Clone, Copy, Debug)]
struct Row {
    /// How many candidates there were before the first of them.
    mark: usize,
    /// Where the last of them ends.
    end: usize,
}

/// What a run of end marks was made of.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    full_stop: bool,
    bang: bool,
    ellipsis: bool,
    /// The outermost quotation that closed within the run.
    quote: Option<Frame>,
    /// The outermost bracket that closed within the run.
    bracket: Option<Frame>,
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    frames: Vec<Frame>,
    ends: Vec<usize>,
    row: Option<Row>,
    /// Whether the block writes `.` for 。: settled when first asked.
    dots_are_stops: Option<bool>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), frames: Vec::new(), ends: Vec::new(), row: None, dots_are_stops: None }
    }

    fn run(&mut self) {
        let mut i = 0;
        while let Some(&b) = self.bytes.get(i) {
            // Han, which no mark shares a lead byte with.
            if (0xE4..=0xE9).contains(&b) {
                i += 3;
                continue;
            }
            let (found, len) = mark(self.bytes, i);
            i = match found {
                Mark::Other => i + len,
                Mark::Newline => self.newline(i),
                // Only before Han, in one piece: else it is less than.
                Mark::Open(Pair::Less) if !self.text[i + 1..].starts_with(is_han) => i + len,
                Mark::Open(pair) => self.open(pair, i, len),
                Mark::Close(pair) => self.close_plain(pair, i + len),
                Mark::Straight if self.is_open(Pair::Straight) => self.close_plain(Pair::Straight, i + len),
                Mark::Straight => self.open(Pair::Straight, i, len),
                Mark::Apostrophe => self.apostrophe(i),
                Mark::Stop | Mark::Ellipsis => self.end_run(i),
                Mark::Dash if self.interrupted(i) => self.end_run(i),
                Mark::Dash => i + len,
                Mark::Bang if self.bang_ends(i) => self.end_run(i),
                Mark::Bang => i + len,
                Mark::Dot if self.bytes[i..].starts_with(b"..") => self.end_run(i),
                Mark::Dot if self.dot_ends(i, len) => self.end_run(i),
                Mark::Dot => i + len,
            };
        }
    }

    /// A line break is a space; an empty line ends whatever was open.
    fn newline(&mut self, i: usize) -> usize {
        let mut j = i + 1;
        let mut empty_line = false;
        while let Some(c) = self.text[j..].chars().next().filter(|c| c.is_whitespace()) {
            empty_line |= c == '\n';
            j += c.len_utf8();
        }
        if empty_line {
            self.ends.push(j);
            self.frames.clear();
        }
        j
    }

    fn open(&mut self, pair: Pair, i: usize, len: usize) -> usize {
        // A second “ before any ” means that the ” was lost: the first opener takes nothing away.
        if pair.is_quote() {
            while self.is_open(pair) {
                self.frames.pop();
            }
        }
        let before = self.text[..i].trim_end();
        let alone =
            before.len() <= self.last_end() || before.ends_with([':', '：', '，', ',', '—', '“', '「', '‘', '『']);
        let starts = before.len() <= self.last_end();
        let introduced = before.ends_with([':', '：']);
        self.frames.push(Frame { pair, open: i, mark: self.ends.len(), alone, starts, introduced });
        i + len
    }

    /// A straight single mark. Between letters it is an apostrophe, behind one it can only close.
    fn apostrophe(&mut self, i: usize) -> usize {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let (before, after) = (letter(self.text[..i].chars().next_back()), letter(self.text[i + 1..].chars().next()));
        if before && after {
            i + 1
        } else if self.is_open(Pair::Apostrophe) {
            self.close_plain(Pair::Apostrophe, i + 1)
        } else if before {
            i + 1
        } else {
            self.open(Pair::Apostrophe, i, 1)
        }
    }

    /// Whether the innermost pair of this kind is open, with nothing but quotations opened inside it.
    fn is_open(&self, pair: Pair) -> bool {
        self.frames.iter().rev().take(DEPTH_MAX).any(|f| f.pair == pair)
    }

    /// Closes the nearest open pair of this kind. Pairs opened inside it and never closed are forgotten.
    fn close(&mut self, pair: Pair) -> Option<Frame> {
        let from = self.frames.len().saturating_sub(DEPTH_MAX);
        let at = from + self.frames[from..].iter().rposition(|f| f.pair == pair)?;
        let frame = self.frames[at];
        self.frames.truncate(at);
        Some(frame)
    }

    fn last_end(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Takes a run of end marks and the closers behind it, decides, and gives the place after it.
    fn end_run(&mut self, first: usize) -> usize {
        let mut run = Run::default();
        let mut j = first;
        while j < self.bytes.len() {
            let (found, len) = mark(self.bytes, j);
            // A mark behind a closer is the outer sentence's own.
            if matches!(found, Mark::Stop | Mark::Bang | Mark::Ellipsis | Mark::Dot) {
                (run.quote, run.bracket) = (None, None);
            }
            match found {
                Mark::Stop => {
                    if ["。", "｡", "︒"].iter().any(|m| self.bytes[j..].starts_with(m.as_bytes())) {
                        run.full_stop = true;
                    } else {
                        run.bang = true;
                    }
                }
                Mark::Bang => run.bang = true,
                Mark::Ellipsis => run.ellipsis = true,
                // A dash is taken only where the run began with one; else it opens what follows.
                Mark::Dash if self.text[first..j].chars().all(|c| c == '—') => run.ellipsis = true,
                Mark::Dot if j > first || self.bytes[j..].starts_with(b"..") => run.ellipsis = true,
                Mark::Dot => run.full_stop = true,
                Mark::Close(Pair::Less) if !self.is_open(Pair::Less) => break,
                Mark::Close(pair) => self.close_in_run(pair, j + len, &mut run),
                Mark::Straight if self.is_open(Pair::Straight) => self.close_in_run(Pair::Straight, j + len, &mut run),
                Mark::Apostrophe if self.is_open(Pair::Apostrophe) => {
                    self.close_in_run(Pair::Apostrophe, j + len, &mut run);
                }
                // An opener with nothing behind it is a closer that faces the wrong way.
                Mark::Open(pair)
                    if pair.is_quote() && self.is_open(pair) && self.text[j + len..].trim_start().is_empty() =>
                {
                    self.close_in_run(pair, j + len, &mut run);
                }
                // A stray space before the closer: 。 ”
                Mark::Other | Mark::Newline if self.closer_after_space(j).is_some() => {
                    j = self.closer_after_space(j).unwrap_or(j);
                    continue;
                }
                _ => break,
            }
            j += len;
        }
        j = self.note_mark(j);
        let row = self.row_mark(j, &run);
        if self.is_end(first, j, &run, row) {
            self.ends.push(j);
        }
        j
    }

    /// Notes that a quotation ends at `j`, and gives the number of candidates before the row that it stands in, if there is
    /// one before it.
    fn row_mark(&mut self, j: usize, run: &Run) -> Option<usize> {
        let quote = run.quote?;
        let row = self.row.filter(|r| r.end <= quote.open && self.text[r.end..quote.open].trim().is_empty());
        self.row = Some(Row { mark: row.map_or(quote.mark, |r| r.mark), end: j });
        row.map(|r| r.mark)
    }

    /// A closer without an end mark before it.
    fn close_plain(&mut self, pair: Pair, after: usize) -> usize {
        if let Some(frame) = self.close(pair) {
            self.drop_inner(frame, after);
            if self.is_direction(frame, after) {
                self.ends.push(after);
            }
        }
        after
    }

    /// Whether a bracket between two sentences stands for itself: 。（热烈鼓掌）现在. Not a number, which opens what follows.
    fn is_direction(&self, frame: Frame, after: usize) -> bool {
        let Some(inner) = self.text.get(frame.open..after) else { return false };
        let Some(next) = self.text[after..].trim_start().chars().next() else { return false };
        frame.pair == Pair::Round
            && frame.starts
            && frame.mark > 0
            && self.frames.is_empty()
            && inner.chars().filter(|c| is_han(*c)).count() > 1
            && inner.chars().any(|c| !is_numeral(c))
            && (is_han(next) || matches!(next, '“' | '「' | '《'))
    }

    fn close_in_run(&mut self, pair: Pair, after: usize, run: &mut Run) {
        let Some(frame) = self.close(pair) else { return };
        let slot = if pair.is_quote() { &mut run.quote } else { &mut run.bracket };
        *slot = Some(frame);
        // A bracket that stands between sentences keeps its own.
        if !(frame.pair == Pair::Round && frame.starts) {
            self.drop_inner(frame, after);
        }
    }

    /// Takes back the candidates inside a pair that has just closed, where they were not ends.
    fn drop_inner(&mut self, frame: Frame, after: usize) {
        let len = after - frame.open;
        let inside = match frame.pair {
            pair if pair.is_quote() => {
                len <= EMBEDDED_MAX && (!frame.alone || attribution::carries_on(&self.text[after..]))
            }
            Pair::Less => len <= LESS_MAX,
            _ => len <= BRACKET_MAX,
        };
        if inside {
            self.ends.truncate(frame.mark);
        }
    }

    /// The place of a closing quotation mark parted from the end mark by spaces or one line break only.
    fn closer_after_space(&self, j: usize) -> Option<usize> {
        let spaces = [' ', '\u{3000}'];
        let rest = &self.text[j..];
        let behind = rest.trim_start_matches(spaces);
        let behind = behind.strip_prefix('\n').map_or(behind, |line| line.trim_start_matches(spaces));
        let space = rest.len() - behind.len();
        if space == 0 {
            return None;
        }
        match mark(self.bytes, j + space).0 {
            Mark::Close(pair) if self.is_open(pair) => Some(j + space),
            Mark::Straight if self.is_open(Pair::Straight) => Some(j + space),
            _ => None,
        }
    }

    /// Steps over what belongs to the sentence before it though it stands behind its end mark: a note mark ([3], ［12］, ²,
    /// ① at the end of the block), a picture sign.
    fn note_mark(&self, j: usize) -> usize {
        let rest = &self.text[j..];
        for (open, close) in [('[', ']'), ('［', '］'), ('〔', '〕')] {
            if let Some(inner) = rest.strip_prefix(open)
                && let Some(end) = inner.char_indices().take(NOTE_MAX).find(|(_, c)| *c == close).map(|(i, _)| i)
                && inner.starts_with(is_digit)
                && inner[..end]
                    .chars()
                    .all(|c| is_digit(c) || matches!(c, ',' | '，' | '、' | '-' | '–' | '—' | '～' | '~'))
            {
                return j + open.len_utf8() + end + close.len_utf8();
            }
        }
        let signs = rest.trim_start_matches(|c| is_superscript(c) || is_picture(c));
        let last = signs.trim_start_matches(|c| matches!(c, '①'..='⑳'));
        rest.len() - if last.trim().is_empty() { last.len() } else { signs.len() } + j
    }

    /// Whether a sentence ends at `j`, behind the run of end marks that began at `first`.
    ///
    /// `row` is the number of candidates before the row of quotations that ends here; they fall away when the row is a part
    /// of the sentence around it.
    fn is_end(&mut self, first: usize, j: usize, run: &Run, row: Option<usize>) -> bool {
        let rest = self.text[j..].trim_start();
        let Some(next) = rest.chars().next() else { return true };
        if is_inner(next) {
            return false;
        }
        // Two line breaks: the empty line settles it.
        if self.text[j..j + (self.text[j..].len() - rest.len())].matches('\n').count() > 1 {
            return true;
        }
        if let Some(bracket) = run.bracket.filter(|b| run.quote.is_none_or(|q| b.open < q.open)) {
            // Whole sentences in brackets stand for themselves; an aside does not end the sentence around it, nor does a title.
            return matches!(bracket.pair, Pair::Round | Pair::Square | Pair::Shell)
                && (bracket.starts || self.text[..bracket.open].trim_end().len() <= self.last_end())
                && self.frames.is_empty();
        }
        if let Some(quote) = run.quote {
            let adjacent = matches!(next, '“' | '「' | '『' | '‘') && !quote.alone;
            if adjacent || (!quote.introduced && attribution::reports(rest)) {
                return false;
            }
            let broken_off = run.ellipsis && !run.full_stop && !run.bang && attribution::breaks_off(rest);
            let subject = !run.full_stop && attribution::predicates(rest);
            if attribution::carries_on(rest) || subject {
                row.inspect(|mark| self.ends.truncate(*mark));
                return false;
            }
            return !broken_off && (run.full_stop || quote.alone);
        }
        if run.ellipsis && !run.full_stop && !run.bang {
            return self.ellipsis_ends(first, rest);
        }
        !(run.full_stop && !run.bang && self.is_list_number(first))
    }

    /// …… ends a sentence that has said something and is not taken up again.
    fn ellipsis_ends(&self, first: usize, rest: &str) -> bool {
        let since = self.frames.last().map_or(0, |f| f.open).max(self.last_end());
        let before = self.text[since..first].trim();
        let taken_up = ["到", "至", "直到", "的", "等", "和", "与", "及", "或", "而", "但", "却", "都", "也", "就"]
            .iter()
            .any(|w| rest.starts_with(w));
        let stammer = before.chars().next_back() == rest.chars().next();
        // A short list of names is a subject; a row of whole clauses is a sentence, whatever sums it up behind it.
        let list = before.char_indices().nth(LIST_MAX).is_none()
            && (before.contains('、') || before.ends_with(['”', '》', '」']));
        let summed_up = list && attribution::sums_up(rest);
        before.len() >= ELLIPSIS_MIN && !taken_up && !stammer && !summed_up
    }

    /// A dash right before the closer of a quotation: somebody was cut short.
    fn interrupted(&self, i: usize) -> bool {
        let rest = self.text[i..].trim_start_matches('—');
        let Some(frame) = self.frames.last() else { return false };
        frame.alone
            && matches!((mark(rest.as_bytes(), 0).0, frame.pair), (Mark::Close(p), q) if p == q && q.is_quote() && !rest.is_empty())
    }

    /// Half-width ! and ?: an end in Chinese, part of a name or an address elsewhere.
    fn bang_ends(&self, i: usize) -> bool {
        let next = self.text[i + 1..].chars().next();
        match self.text[..i].chars().next_back() {
            Some(c) if c.is_ascii_alphanumeric() => match next {
                None => true,
                Some(n) => {
                    n.is_whitespace()
                        || matches!(mark(self.bytes, i + 1).0, Mark::Close(_) | Mark::Bang | Mark::Straight)
                }
            },
            Some(_) => !next
                .is_some_and(|n| n.is_ascii_alphanumeric() && self.text[i..].starts_with('?') && self.in_address(i)),
            None => false,
        }
    }

    /// Whether an address (http://…) runs up to `i` without a break.
    fn in_address(&self, i: usize) -> bool {
        self.text[..i].chars().rev().take(200).take_while(|c| c.is_ascii_graphic()).any(|c| c == '/')
    }

    /// Whether the dot at `i` is a full stop.
    fn dot_ends(&mut self, i: usize, len: usize) -> bool {
        let rest = &self.text[i + len..];
        let Some(before) = self.text[..i].chars().next_back() else { return false };
        let next = rest.chars().next();
        let at_end = rest.trim_start().is_empty();
        if is_han(before) || matches!(before, '）' | '》' | '”' | '」' | '%' | '％') {
            if self.is_list_number(i) {
                return false;
            }
            let Some(next) = next else { return true };
            at_end || next.is_whitespace() || self.closes_quote(i + len) || (is_han(next) && self.dots_are_stops())
        } else if is_digit(before) {
            at_end
                || (next.is_some_and(char::is_whitespace)
                    && rest.trim_start().starts_with(is_han)
                    && !self.is_list_number(i))
        } else {
            before.is_ascii_lowercase() && (at_end || self.english_ends(i, rest))
        }
    }

    /// Whether a closing quotation mark stands at `j`.
    fn closes_quote(&self, j: usize) -> bool {
        match mark(self.bytes, j).0 {
            Mark::Close(pair) => pair.is_quote(),
            Mark::Straight => self.is_open(Pair::Straight),
            Mark::Apostrophe => self.is_open(Pair::Apostrophe),
            _ => false,
        }
    }

    /// Han.Han is a full stop where the block knows no 。 and itself ends with a dot; else a foreign name (约翰.李).
    fn dots_are_stops(&mut self) -> bool {
        let text = self.text;
        *self.dots_are_stops.get_or_insert_with(|| text.trim_end().ends_with(['.', '．']) && !text.contains('。'))
    }

    /// An English sentence ends before a space and a capital or Han, not behind an abbreviation.
    fn english_ends(&self, i: usize, rest: &str) -> bool {
        const ABBREVIATIONS: &[&str] = &[
            "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "co", "ltd", "inc", "no", "vol", "fig", "al", "e.g",
            "i.e", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "gen", "col",
            "gov", "sen", "mt", "ave", "rd", "jr", "sr", "dept", "est", "approx", "ca", "cf", "pp", "p", "capt", "lt",
            "maj", "hon", "rev", "ed", "eds",
        ];
        let closes = self.closes_quote(i + 1);
        if !closes && !rest.starts_with(char::is_whitespace) {
            return false;
        }
        let next = rest.trim_start().chars().next();
        let word_start = self.text[..i]
            .rfind(|c: char| !c.is_ascii_alphabetic() && c != '.')
            .map_or(0, |p| p + self.text[p..].chars().next().map_or(1, char::len_utf8));
        let word = self.text[word_start..i].to_ascii_lowercase();
        (closes || next.is_some_and(|c| c.is_uppercase() || is_han(c))) && !ABBREVIATIONS.contains(&word.as_str())
    }

    /// Whether nothing but a number stands between the last break and `i`: 1. 二。 （3）． 第一。
    fn is_list_number(&self, i: usize) -> bool {
        let since = &self.text[self.last_end()..i];
        let (mut count, mut digits) = (0, 0);
        let mut chars = since.chars().rev().peekable();
        while let Some(c) = chars.next() {
            if is_numeral(c) {
                count += 1;
                digits += usize::from(!matches!(c, '（' | '）' | '(' | ')' | '第'));
                if count > 5 {
                    return false;
                }
            } else {
                // 3:2。 is a score.
                if c.is_ascii_punctuation() && chars.peek().copied().is_some_and(is_digit) {
                    return false;
                }
                let broken = c.is_whitespace() || is_inner(c) || matches!(c, '“' | '「' | '—' | '…');
                return digits > 0 && broken;
            }
        }
        digits > 0
    }
}

#[cfg(test)]
mod tests;
