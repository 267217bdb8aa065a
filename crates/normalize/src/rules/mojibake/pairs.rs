//! GBK and Big5 read as one another or as Windows-1252, and GBK from which a byte is missing.

use std::ops::Range;

use crate::chars;
use crate::encodings::{Bytes, Charset, cost, cost_of};
use crate::lexicon::is_word;

/// A stretch that reads better in another way.
#[derive(Debug)]
pub(super) struct Found {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What the bytes say.
    pub(super) text: String,
    /// What the bytes are in, and how they were read.
    pub(super) why: &'static str,
    /// Enough of it to be changed without being asked.
    pub(super) sure: bool,
    /// All bytes are there.
    pub(super) exact: bool,
}

/// Of the letters of Windows-1252 that stand together from the start of `text` on: pairs of GBK or Big5.
/// Also says how far it looked.
pub(super) fn latin_pairs(text: &str, start: usize) -> (Option<Found>, usize) {
    let rest = text.get(start..).unwrap_or("");
    let mut best: Option<(i32, Found)> = None;
    let mut seen = start;
    let readings = [(Charset::Gbk, "GBK read as Windows-1252"), (Charset::Big5, "Big5 read as Windows-1252")];
    for (inner, why) in readings {
        let (mut out, mut end, mut at, mut lead) = (String::new(), start, start, None);
        for c in rest.chars() {
            let byte = match (Charset::Latin.bytes(c), lead) {
                (Some(Bytes::One(b)), _) => b,
                // The second byte of a pair may look like ASCII; a capital or a mark there is likelier a letter of a word.
                (_, Some(_)) if matches!(c, '@'..='~') => c as u8,
                _ => break,
            };
            at += c.len_utf8();
            match lead.take() {
                None => lead = Some(byte),
                Some(first) => match inner.pair(first, byte) {
                    Some(han) => {
                        out.push(han);
                        end = at;
                    }
                    None => break,
                },
            }
        }
        seen = seen.max(at);
        let raw = text.get(start..end).unwrap_or("");
        let ((before, _), (after, count)) = (cost_of(raw), cost_of(&out));
        let sure = count >= 2;
        let enough = if sure { before - after >= 120 && after <= 85 * count } else { after <= 80 * count };
        // assiégée: letters with accents inside a word, whose second bytes would be its plain letters.
        let word = chars::before(text, start).is_some_and(|c| c.is_ascii_alphabetic())
            && raw.contains(|c: char| c.is_ascii_alphabetic());
        let good = !word && count >= 1 && before - after >= 100 && enough && !out.contains(is_private);
        if good && best.as_ref().is_none_or(|(cost, found)| (found.range.end, -cost) < (end, -after)) {
            best = Some((after, Found { range: start..end, text: out, why, sure, exact: true }));
        }
    }
    (best.map(|(_, found)| found), seen)
}

/// Where a stretch of such pairs may begin that holds the letter at `at`: the second byte of a pair may look like ASCII.
pub(super) fn latin_start(text: &str, at: usize, from: usize) -> usize {
    let is_high = |c: char| Charset::Latin.bytes(c).is_some();
    let (mut start, mut skipped) = (at, 0);
    for c in text.get(from..at).unwrap_or("").chars().rev() {
        match c {
            _ if is_high(c) => {
                start -= c.len_utf8() + skipped;
                skipped = 0;
            }
            '@'..='~' if skipped == 0 => skipped = 1,
            _ => break,
        }
    }
    start
}

/// Stretches of a line in which every character read as `outer` is better read as `inner`.
pub(super) fn misread(line: &str, offset: usize, outer: Charset, inner: Charset, out: &mut Vec<Found>) {
    /// So much likelier must the whole be.
    const ENOUGH: i32 = 200;
    /// Bytes beside a run that may belong to it; where there are more, the run ends by itself.
    const EDGE: usize = 120;
    const HALF: usize = 4;
    let why = if inner == Charset::Big5 { "Big5 read as GBK" } else { "GBK read as Big5" };
    let mut close = |start: usize, end: (usize, usize), text: &str| {
        let (raw, decoded) = (line.get(start..end.0).unwrap_or(""), text.get(..end.1).unwrap_or(""));
        let wide = |t: &str| t.chars().filter(|c| !c.is_ascii()).fold((0, 0), |(s, n), c| (s + cost(c), n + 1));
        let ((before, count), (after, _)) = (wide(raw), wide(decoded));
        if count < 4 || before - after < ENOUGH || before < 92 * count || decoded.contains(is_private) {
            return;
        }
        // Common words; ASCII within the stretch costs nothing here.
        let with_words: i32 = decoded.split(|c: char| c.is_ascii()).map(|t| cost_of(t).0).sum();
        if with_words < after && with_words <= 82 * count {
            // What stands between the run and ASCII or the end of the line was read with it, if that reads no worse.
            let (mut range, mut text) = (start..end.0, decoded.to_owned());
            let stretch = |part: &str| -> Option<String> {
                let read = part.chars().map(|c| match outer.bytes(c) {
                    Some(Bytes::Two(a, b)) => inner.pair(a, b),
                    _ => None,
                });
                let read: String = read.collect::<Option<_>>()?;
                (wide(&read).0 <= wide(part).0 + 60 && wide(&read).0 <= 95 * wide(&read).1).then_some(read)
            };
            let near = chars::tail(line.get(..range.start).unwrap_or(""), EDGE);
            let head = near.get(near.rfind(|c: char| c.is_ascii()).map_or(0, |at| at + 1)..).unwrap_or("");
            let head = if head.len() + HALF > EDGE { "" } else { head };
            if let Some(read) = stretch(head) {
                range.start -= head.len();
                text.insert_str(0, &read);
            }
            let near = chars::head(line.get(range.end..).unwrap_or(""), EDGE);
            let tail = near.get(..near.find(|c: char| c.is_ascii()).unwrap_or(near.len())).unwrap_or("");
            let tail = if tail.len() + HALF > EDGE { "" } else { tail };
            if let Some(read) = stretch(tail) {
                range.end += tail.len();
                text.push_str(&read);
            }
            let range = offset + range.start..offset + range.end;
            out.push(Found { range, text, why, sure: true, exact: true });
        }
    };
    // Runs of greatest gain: a run begins where the sum rises above nothing, and ends where it was greatest. Kana and
    // their like are dear here and cheap above: they may be part of a run and do not make one.
    let (mut sum, mut best, mut start, mut text, mut end) = (0, 0, 0, String::new(), (0, 0));
    for (at, c) in line.char_indices() {
        let read = match outer.bytes(c) {
            Some(Bytes::Two(a, b)) => inner.pair(a, b),
            _ => None,
        };
        let dear =
            if matches!(c, '\u{370}'..='\u{52F}' | '\u{2460}'..='\u{257F}' | '\u{3041}'..='\u{312F}') { 45 } else { 0 };
        let gain = match read {
            _ if c.is_ascii() => 0,
            Some(r) => cost(c) + dear - cost(r),
            None => -300,
        };
        if sum + gain <= 0 {
            close(start, end, &text);
            (sum, best, end) = (0, 0, (0, 0));
            text.clear();
            continue;
        }
        if sum == 0 {
            start = at;
        }
        sum += gain;
        text.push(read.unwrap_or(c));
        if sum >= best && !c.is_ascii() {
            best = sum;
            end = (at + c.len_utf8(), text.len());
        }
    }
    close(start, end, &text);
}

/// A stretch of GBK from which a byte is missing: from there to the next ASCII character the pairs are read wrongly.
pub(super) fn shifted(line: &str, offset: usize, out: &mut Vec<Found>) {
    let mut start = 0;
    for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
        if Charset::Gbk.bytes(c).is_none() {
            // A few characters are reported only beside what stands for a lost byte.
            let gone = |c: char| matches!(c, '?' | '\u{FFFD}');
            let beside = gone(c) || chars::before(line, start).is_some_and(gone);
            let found = shifted_stretch(line.get(start..at).unwrap_or(""), offset + start);
            out.extend(found.filter(|f| f.sure || beside));
            start = at + c.len_utf8();
        }
    }
}

fn shifted_stretch(text: &str, offset: usize) -> Option<Found> {
    let chars: Vec<(usize, char, u8, u8)> = text
        .char_indices()
        .map(|(at, c)| match Charset::Gbk.bytes(c) {
            Some(Bytes::Two(a, b)) => Some((at, c, a, b)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    // From the end: what a break right before each character would gain, common words of two characters included.
    let reading = |i: usize| Charset::Gbk.pair(chars.get(i)?.3, chars.get(i + 1)?.2);
    let raw = |i: usize| chars.get(i).map(|c| c.1);
    let word = |a: Option<char>, b: Option<char>| i32::from(a.zip(b).is_some_and(|(a, b)| is_word(a, b))) * 25;
    let (mut gain, mut best, mut first) = (0, 0, None);
    for i in (0..chars.len().saturating_sub(1)).rev() {
        gain += match (raw(i), reading(i)) {
            (Some(c), Some(read)) => cost(c) - cost(read),
            _ => -300,
        };
        gain += word(reading(i), reading(i + 1)) - word(raw(i), raw(i + 1));
        let torn = i.checked_sub(1).map_or(0, |before| word(raw(before), raw(i)));
        if gain - torn >= best {
            (best, first) = (gain - torn, Some(i));
        }
    }
    let first = first?;
    let run = chars.get(first..)?;
    let mut decoded: String = run.windows(2).filter_map(|p| Charset::Gbk.pair(p.first()?.3, p.get(1)?.2)).collect();
    let raw = text.get(run.first()?.0..)?;
    let ((before, n), (after, count)) = (cost_of(raw), cost_of(&decoded));
    // Right text that ends in a few rare characters gains nothing; what lost pairs as well reads badly after the gap.
    if n < 4 || before < 92 * n || after > 84 * count || before - after < 150 || decoded.contains(is_private) {
        return None;
    }
    let last = run.last()?.3;
    decoded.insert(0, '\u{FFFD}');
    decoded.push(if last < 0x80 { char::from(last) } else { '\u{FFFD}' });
    let start = run.first()?.0;
    let sure = count >= 6 && after <= 78 * count;
    let range = offset + start..offset + text.len();
    Some(Found { range, text: decoded, why: "GBK read one byte off", sure, exact: false })
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')
}
