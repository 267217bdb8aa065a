//! UTF-8 that was read as GBK, Big5 or Windows-1252: the bytes are put together again and read as what they are.

use std::ops::Range;

use crate::chars::{self, is_han};
use crate::encodings::{Bytes, Charset, cost_of};

/// Text is taken for undone when it is so much likelier, in tenths of a nat.
const MARGIN: i32 = 80;

/// Mean cost of a character above which a text is no prose.
const PROSE: i32 = 96;

/// After a look of so many bytes that found nothing the next one begins where it ended.
pub(super) const SHORT: usize = 12;

/// How often text may have been read wrongly in a row.
const DEPTH: usize = 3;

/// A stretch whose bytes are UTF-8.
#[derive(Debug)]
pub(super) struct Run {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What the bytes say.
    pub(super) text: String,
    /// All bytes were there.
    pub(super) exact: bool,
    /// How often it was read wrongly.
    pub(super) depth: usize,
}

/// Bytes of one UTF-8 character so far.
#[derive(Clone, Copy, Default)]
struct Pending {
    bytes: [u8; 4],
    len: usize,
}

impl Pending {
    fn get(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }

    /// GBK has € twice, as 80 and as A2 E3: the one after which the next byte, which goes on with a character or begins
    /// one, fits.
    fn euro(self, next_goes_on: bool) -> Bytes {
        let with = |byte| {
            let mut copy = self;
            copy.push(byte).map(|c| c.is_some())
        };
        let single = matches!(with(0x80), Ok(complete) if complete != next_goes_on);
        let pair = with(0xA2) == Ok(true) && next_goes_on;
        if pair && !single { Bytes::Two(0xA2, 0xE3) } else { Bytes::One(0x80) }
    }

    /// Takes the next byte. `Err` when it does not fit, `Ok(Some)` when a character is complete.
    fn push(&mut self, byte: u8) -> Result<Option<char>, ()> {
        if self.len == 0 && byte < 0x80 {
            return Ok(Some(char::from(byte)));
        }
        let slot = self.bytes.get_mut(self.len).ok_or(())?;
        *slot = byte;
        self.len += 1;
        match std::str::from_utf8(self.get()) {
            Ok(text) => {
                let c = text.chars().next();
                *self = Self::default();
                Ok(c)
            }
            Err(e) if e.error_len().is_none() => Ok(None),
            Err(_) => {
                self.len -= 1;
                Err(())
            }
        }
    }
}

/// Puts the bytes of the characters from `start` on together, as far as they are UTF-8 and no further than the line.
/// Also says where the look ended, so that no character is looked at twice.
fn read(text: &str, start: usize, outer: Charset) -> (Option<Run>, usize) {
    let mut out = String::new();
    let mut pending = Pending::default();
    // The last place where both a character of the text and one of UTF-8 end.
    let mut good = (start, 0);
    let mut at = start;
    let mut broken = false;
    let mut rest = text.get(start..).unwrap_or("").chars();
    while let Some(c) = rest.next() {
        // A no-break space, the byte A0, is often turned into a space afterwards.
        let bytes = match outer.bytes(c) {
            None if outer == Charset::Latin && c == ' ' && pending.len > 0 && pending.get() != [0xE2, 0x80] => {
                Some(Bytes::One(0xA0))
            }
            Some(Bytes::One(0x80)) if outer == Charset::Gbk => {
                let next = rest.clone().next().and_then(|c| outer.bytes(c));
                Some(pending.euro(matches!(next, Some(Bytes::One(0x80..=0xBF) | Bytes::Two(0x80..=0xBF, _)))))
            }
            bytes => bytes,
        };
        let fits = match bytes {
            None => break,
            Some(Bytes::One(b)) => pending.push(b).map(|c| out.extend(c)),
            Some(Bytes::Two(a, b)) => {
                let before = pending;
                let len = out.len();
                let done = pending.push(a).and_then(|first| {
                    out.extend(first);
                    pending.push(b).map(|second| out.extend(second))
                });
                if done.is_err() {
                    pending = before;
                    out.truncate(len);
                }
                done
            }
        };
        if fits.is_err() {
            broken = true;
            break;
        }
        at += c.len_utf8();
        if pending.len == 0 {
            good = (at, out.len());
        }
    }
    let next = chars::after(text, at);
    let exact = Run { range: start..good.0, text: out.get(..good.1).unwrap_or("").to_owned(), exact: true, depth: 1 };
    let cut = !broken && next.is_none_or(|c| c.is_ascii() || c == '\u{FFFD}');
    if pending.len > 0 && cut {
        if outer == Charset::Latin && pending.get() == [0xE2, 0x80] {
            // ” is the one mark whose last byte, 9D, Windows-1252 lacks.
            let text = out + "”";
            return (Some(Run { range: start..at, text, exact: false, depth: 1 }), at);
        }
        if out.len() > good.1 {
            let rest = match *pending.get() {
                [a, b] => outer.pair(a, b).unwrap_or('\u{FFFD}'),
                _ => '\u{FFFD}',
            };
            // The replacement character that stands there says already that something is lost.
            if rest != '\u{FFFD}' || next != Some(rest) {
                out.push(rest);
            }
            return (Some(Run { range: start..at, text: out, exact: false, depth: 1 }), at);
        }
    }
    ((good.0 > start).then_some(exact), at.max(good.0))
}

/// The run from `start` on, if it reads better so, and where the look ended.
pub(super) fn run(text: &str, start: usize, outer: Charset) -> (Option<Run>, usize) {
    let (run, end) = read(text, start, outer);
    let better = run.and_then(|run| improve(text.get(run.range.clone()).unwrap_or(""), run, 1));
    (better, end)
}

/// Accepts what reads as prose, at once or after being undone again.
fn improve(raw: &str, run: Run, depth: usize) -> Option<Run> {
    if is_better(raw, &run.text, run.exact) {
        return Some(Run { depth, ..run });
    }
    if depth >= DEPTH || run.text.contains('\u{FFFD}') {
        return None;
    }
    let (again, _) = undo(&run.text, depth + 1);
    let (text, exact, depth) = again?;
    is_better(raw, &text, exact).then_some(Run { text, exact: exact && run.exact, depth, ..run })
}

/// Undoes all runs of a text that came out of bytes; the text, whether all bytes were there, and how deep it went.
fn undo(text: &str, depth: usize) -> (Option<(String, bool, usize)>, usize) {
    let (mut out, mut at, mut found, mut exact, mut deepest) = (String::new(), 0, false, true, depth);
    while let Some(c) = chars::after(text, at) {
        let outer = [Charset::Gbk, Charset::Latin].into_iter().find(|outer| starts(*outer, c));
        let (run, seen) = outer.map_or((None, at), |outer| read(text, at, outer));
        let better = run.and_then(|run| improve(text.get(run.range.clone()).unwrap_or(""), run, depth));
        if let Some(run) = better {
            out.push_str(&run.text);
            (found, exact, deepest) = (true, exact && run.exact, deepest.max(run.depth));
            at = run.range.end;
        } else {
            // A short look may have ended where another one begins; a long one is not repeated.
            let next = if seen > at + SHORT { seen } else { at + c.len_utf8() };
            out.push_str(text.get(at..next).unwrap_or(""));
            at = next;
        }
    }
    (found.then_some((out, exact, deepest)), at)
}

/// Whether a run may begin with this character.
pub(super) fn starts(outer: Charset, c: char) -> bool {
    match outer {
        Charset::Latin => matches!(c, '\u{C2}'..='\u{F4}'),
        _ => match outer.bytes(c) {
            Some(Bytes::Two(0xE2..=0xE9 | 0xEF, trail)) => (0x80..=0xBF).contains(&trail),
            Some(Bytes::Two(0xF0, trail)) => (0x90..=0xBF).contains(&trail),
            _ => false,
        },
    }
}

/// Whether the text is likelier than what stood there, and prose.
fn is_better(raw: &str, text: &str, exact: bool) -> bool {
    let strange = |c: char| match c {
        '\u{FFFD}' => exact,
        '\u{FEFF}' | '\t' => false,
        // Wrongly put together bytes make letters of these scripts.
        '\u{100}'..='\u{1FFF}' | '\u{2C00}'..='\u{2E7F}' | '\u{A000}'..='\u{ABFF}' => true,
        _ => c.is_control() || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..),
    };
    if text.is_ascii() || text.contains(strange) {
        return false;
    }
    let ((before, _), (after, count)) = (cost_of(raw), cost_of(text.trim_start_matches('\u{FEFF}')));
    // Two rare characters may hold one common character and a letter by chance.
    let latin = |c: char| c.is_ascii();
    let korean = |c: char| matches!(c, '\u{AC00}'..='\u{D7A3}');
    if count < 4 && text.contains(|c| latin(c) || korean(c)) && text.contains(is_han) {
        return false;
    }
    before - after >= MARGIN && after <= PROSE * count
}

#[cfg(test)]
mod tests {
    use super::{Charset, run};

    fn read(text: &str, outer: Charset) -> Option<String> {
        run(text, 0, outer).0.map(|r| r.text)
    }

    #[test]
    fn runs() {
        assert_eq!(read("鍏ㄥ競鏄ュ皬楹﹂暱鍔胯壇濂姐€?", Charset::Gbk).as_deref(), Some("全市春小麦长势良好銆"));
        assert_eq!(read("鈥檚 plan", Charset::Gbk).as_deref(), Some("’s"));
        assert_eq!(read("ä¸\u{AD}å›½", Charset::Latin).as_deref(), Some("中国"));
        assert_eq!(read("â€", Charset::Latin).as_deref(), Some("”"));
        assert_eq!(read("涓涓细流", Charset::Gbk), None);
        // Three characters of a poem that hold a Han character and a Korean syllable.
        assert_eq!(read("濡轨，", Charset::Gbk), None);
        assert_eq!(read("楹奠，", Charset::Gbk), None);
        assert_eq!(read("éà la", Charset::Latin), None);
    }
}
