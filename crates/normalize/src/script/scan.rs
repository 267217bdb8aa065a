//! The walk over a text: what a group of dictionaries does, from left to right.

use super::ids;
use super::matcher::{AMBIGUOUS, CHANGE, Found, IDS, KEY, LONG, Matcher, TIER_SHIFT, VALUE, character};
use super::window::{Run, WIDTH, Window};

/// What a dictionary does at one place of the text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Hit<'a> {
    /// One character becomes another one.
    Char {
        /// The replacement.
        to: char,
        /// Other replacements are possible; see [`super::ambiguity`].
        ambiguous: bool,
    },
    /// A key of two characters becomes two others, of which one may be as before.
    Pair {
        /// The key.
        from: [char; 2],
        /// The replacement.
        to: [char; 2],
    },
    /// A key of the dictionaries is replaced as a whole.
    Phrase {
        /// The replacement.
        to: &'a str,
        /// Both sides have the same number of characters, which correspond one to one.
        aligned: bool,
    },
    /// Several characters of which some change, by themselves or by keys that keep their number.
    Run(Run<'a>),
    /// A key of the first tier, whatever becomes of it: a segment.
    Segment,
}

/// What [`Matcher::scan`] reports: whatever changes, each by itself.
pub(super) const CHANGES: u8 = 0;
/// Whatever changes; where many characters do, all of them in runs, because writing them all is
/// cheaper than guessing which.
pub(super) const RUNS: u8 = 1;
/// The keys of the first tier of two characters and more, as the segmentation of a text.
pub(super) const SEGMENTS: u8 = 2;

/// Changed characters in a window from which on it is reported in runs.
const MANY: u32 = 5;

impl Matcher {
    /// Calls `hit(start, end, what)` for each key found in `text`, from left to right; `REPORT` is
    /// one of [`CHANGES`], [`RUNS`], [`SEGMENTS`]. Ranges are bytes of `text`.
    #[inline(always)]
    pub(super) fn scan<const REPORT: u8>(
        &self,
        text: &str,
        window: &mut Window,
        mut hit: impl FnMut(usize, usize, Hit<'_>),
    ) {
        let bytes = text.as_bytes();
        // Up to `done` a phrase has taken the text; it may end behind its window.
        let (mut at, mut done) = (0, 0);
        while at < bytes.len() {
            if self.ascii_is_idle && bytes.get(at..at + WIDTH).is_some_and(<[u8]>::is_ascii) {
                at += WIDTH;
                continue;
            }
            let size = window.read(self, bytes, at);
            let first = if done > at { window.reach(0, done - at) } else { 0 };
            if let Some(end) = self.walk::<REPORT>(text, at, window, first, &mut hit) {
                done = end;
            }
            at += size;
        }
    }

    /// Reports what is found in a window from its character `first` on; the end of a phrase that
    /// goes beyond it.
    #[inline(always)]
    fn walk<const REPORT: u8>(
        &self,
        text: &str,
        at: usize,
        window: &mut Window,
        first: usize,
        hit: &mut impl FnMut(usize, usize, Hit<'_>),
    ) -> Option<usize> {
        let live = u64::MAX.checked_shl(first as u32).unwrap_or(0);
        let asks = (window.opens | window.special) & live;
        let changes = window.changes & live;
        let runs = REPORT == RUNS && changes.count_ones() >= MANY;
        let mut acts = if REPORT == SEGMENTS || runs { asks } else { asks | changes };
        if runs {
            window.convert();
        }
        // The first character that no run has reported yet.
        let mut open = first;
        while acts != 0 {
            let i = acts.trailing_zeros() as usize % WIDTH;
            acts &= acts - 1;
            let (start, end, entry) = (at + window.start(i), at + window.start(i + 1), window.entry(i));
            let found = match asks >> i & 1 {
                0 => None,
                _ => self.find(text, start, window, i).filter(|f| entry & KEY == 0 || f.tier() <= entry >> TIER_SHIFT),
            };
            let end = match found {
                None if entry & IDS != 0 => match ids::sequence_len(&text[start..]) {
                    Some(length) => start + length,
                    None => continue,
                },
                None if entry & LONG == 0 => {
                    if !runs && REPORT != SEGMENTS && entry & CHANGE != 0 {
                        hit(start, end, Hit::Char { to: character(entry & VALUE), ambiguous: entry & AMBIGUOUS != 0 });
                    }
                    continue;
                }
                None => end,
                Some(Found::Pair(_)) => start + window.pair_len(i),
                Some(Found::Phrase(phrase)) => start + usize::from(phrase.key_len),
            };
            if runs
                && i + 1 < window.len
                && let Some(Found::Pair(two)) = found
            {
                window.put_pair(i, pair(two));
                acts &= (u64::MAX << 1) << (i + 1);
                continue;
            }
            if runs
                && let Some(Found::Phrase(phrase)) = found
                && phrase.is_aligned()
            {
                let next = window.reach(i + 2, end - at);
                if next < window.len {
                    window.put(i, next, self.output(phrase));
                    acts &= u64::MAX << next;
                    continue;
                }
            }
            if runs && open < i {
                hit(at + window.start(open), start, Hit::Run(window.run(open, i)));
            }
            match found {
                None if REPORT == SEGMENTS || entry & IDS != 0 => {}
                None => hit(start, end, self.replacement(self.longs[(entry & VALUE) as usize])),
                Some(ref found) if REPORT == SEGMENTS => {
                    if found.tier() == 0 {
                        hit(start, end, Hit::Segment);
                    }
                }
                Some(found @ Found::Pair(two)) if runs || !found.is_same() => {
                    let (first, second) = window.pair(i);
                    let from = [character(first), character(second)];
                    hit(start, end, Hit::Pair { from, to: pair(two).map(character) });
                }
                Some(found @ Found::Phrase(phrase)) if !found.is_same() => hit(start, end, self.replacement(phrase)),
                Some(_) => {}
            }
            open = window.reach(i + 1, end - at);
            if open == window.len {
                return Some(end);
            }
            acts &= u64::MAX << (open % WIDTH);
        }
        if runs {
            let end = window.len;
            hit(at + window.start(open), at + window.start(end), Hit::Run(window.run(open, end)));
        }
        None
    }
}

/// The two characters of [`super::matcher::Slot::two`].
#[inline(always)]
fn pair(two: u64) -> [u32; 2] {
    [two as u32 & VALUE, (two >> 21) as u32 & VALUE]
}
