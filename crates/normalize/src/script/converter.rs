//! Conversion of a text, plain or with the list of its changes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use super::alignment::{Piece, compose, differing_pair, differing_runs, pair_piece};
use super::compile::compile;
use super::config::Config;
use super::dictionary::{PRESS, PRESS_HANT};
use super::matcher::Matcher;
use super::scan::{CHANGES, Hit, RUNS, SEGMENTS};
use super::window::Window;

/// One replaced stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// First byte of the replaced stretch in the input.
    pub start: u32,
    /// End of it, exclusive; both stand on character boundaries.
    pub end: u32,
    /// What stands there in the output; never equal to the input.
    pub to: &'a str,
    /// A phrase of the dictionaries decided, not a table of single characters.
    pub phrase: bool,
    /// A single character with several possible replacements, of which this is the default one.
    pub ambiguous: bool,
}

/// One replaced stretch of a text that was converted as a whole, in bytes on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligned {
    /// What was replaced, in the input.
    pub from: Range<usize>,
    /// What stands for it, in the output.
    pub to: Range<usize>,
    /// See [`Change::phrase`].
    pub phrase: bool,
    /// See [`Change::ambiguous`].
    pub ambiguous: bool,
}

impl From<Piece> for Aligned {
    fn from(piece: Piece) -> Aligned {
        let Piece { from, to, phrase, ambiguous } = piece;
        Aligned { from: from.0..from.1, to: to.0..to.1, phrase, ambiguous }
    }
}

/// A conversion between scripts: OpenCC's dictionaries and longest-match rules, with alignment.
///
/// Converters are built once a process, when first asked for, and shared between threads.
#[derive(Debug)]
pub struct Converter {
    normalize: Option<Arc<Matcher>>,
    segment: Option<Arc<Matcher>>,
    chain: Vec<Arc<Matcher>>,
}

/// Buffers of one conversion, reused from segment to segment.
struct Scratch {
    window: Window,
    text: String,
    next: String,
    pieces: Vec<Piece>,
    step: Vec<Piece>,
    composed: Vec<Piece>,
}

impl Scratch {
    fn new() -> Scratch {
        Scratch {
            window: Window::new(),
            text: String::new(),
            next: String::new(),
            pieces: Vec::new(),
            step: Vec::new(),
            composed: Vec::new(),
        }
    }
}

impl Converter {
    /// One of OpenCC's conversions, with its output to the letter.
    pub fn builtin(config: Config) -> &'static Converter {
        static BUILT: [OnceLock<Converter>; Config::ALL.len()] = [const { OnceLock::new() }; Config::ALL.len()];
        BUILT[config as usize].get_or_init(|| {
            let steps = config.steps();
            Converter::from_groups(steps.normalize, steps.segment, &steps.convert)
        })
    }

    /// Traditional to Simplified for press text: OpenCC's `t2s` with our phrases on top.
    ///
    /// Copies of mainland texts write 著 for the particle 着 as well (`沿著`), which `t2s` leaves
    /// alone; `data/baokan_phrases.tsv` says where it turns into 着 and where it stays (`顯著`).
    pub fn press_to_simplified() -> &'static Converter {
        static BUILT: LazyLock<Converter> = LazyLock::new(|| {
            let steps = Config::T2s.steps();
            let chain: Vec<String> = steps.convert.iter().map(|group| format!("{PRESS}+{group}")).collect();
            let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
            Converter::from_groups(steps.normalize, steps.segment, &chain)
        });
        &BUILT
    }

    /// Simplified to Traditional for press text: one of OpenCC's `s2t`, `s2tw`, `s2hk` with our phrases on top, which
    /// keep its phrases from reaching across words (`擅自发布`). Any other conversion is OpenCC's own.
    pub fn press_to_traditional(config: Config) -> &'static Converter {
        static BUILT: [OnceLock<Converter>; 3] = [const { OnceLock::new() }; 3];
        let place = match config {
            Config::S2t => 0,
            Config::S2tw => 1,
            Config::S2hk => 2,
            other => return Converter::builtin(other),
        };
        BUILT[place].get_or_init(|| {
            let steps = config.steps();
            // The phrases join the first tier, which is also the segmentation where there is one.
            let ours = |group: &&str| format!("{PRESS_HANT}+{group}");
            let segment = steps.segment.as_ref().map(ours);
            let mut chain: Vec<String> = steps.convert.iter().map(|group| (*group).to_owned()).collect();
            if let Some(first) = chain.first_mut() {
                *first = ours(&first.as_str());
            }
            let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
            Converter::from_groups(steps.normalize, segment.as_deref(), &chain)
        })
    }

    fn from_groups(normalize: Option<&str>, segment: Option<&str>, chain: &[&str]) -> Converter {
        // In all of OpenCC's conversions the segmentation is the first tier of a step of the chain.
        let first_tier = |segment: &str| chain.iter().copied().find(|group| group.split('|').next() == Some(segment));
        Converter {
            normalize: normalize.map(shared),
            segment: segment.map(|segment| shared(first_tier(segment).unwrap_or(segment))),
            chain: chain.iter().map(|group| shared(group)).collect(),
        }
    }

    /// Bytes of the tables that this converter uses, the text of the dictionaries left out.
    pub fn table_bytes(&self) -> usize {
        let steps = self.normalize.iter().chain(&self.chain);
        steps.map(|matcher| matcher.table_bytes()).sum()
    }

    /// The converted text.
    pub fn convert(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        let mut copied = 0;
        let mut replace = |start: usize, end: usize, hit: Hit<'_>| {
            if copied < start {
                out.push_str(&text[copied..start]);
            }
            match hit {
                Hit::Char { to, .. } => out.push(to),
                Hit::Pair { to: [a, b], .. } => {
                    out.push(a);
                    out.push(b);
                }
                Hit::Phrase { to, .. } => out.push_str(to),
                Hit::Run(run) => run.converted().for_each(|c| out.push(c)),
                Hit::Segment => out.push_str(&text[start..end]),
            }
            copied = end;
        };
        match self.single_step(text) {
            Some(matcher) => matcher.scan::<RUNS>(text, &mut Window::new(), replace),
            None => {
                self.long_edits(text, |start, end, to, _, _| replace(start, end, Hit::Phrase { to, aligned: false }))
            }
        }
        out.push_str(&text[copied..]);
        out
    }

    /// Appends the converted text to `out` and reports every changed stretch from left to right, with
    /// its place in the text and in `out`. What lies between two stretches is equal in both.
    ///
    /// The changes are those of [`Self::edits`]; this is the faster way to have them and the text.
    pub fn convert_aligned(&self, text: &str, out: &mut String, mut sink: impl FnMut(Aligned)) {
        out.reserve(text.len() + text.len() / 8);
        let mut copied = 0;
        let Some(matcher) = self.single_step(text) else {
            self.long_edits(text, |start, end, to, phrase, ambiguous| {
                out.push_str(&text[copied..start]);
                copied = end;
                let at = out.len();
                out.push_str(to);
                sink(Aligned { from: start..end, to: at..out.len(), phrase, ambiguous });
            });
            return out.push_str(&text[copied..]);
        };
        matcher.scan::<RUNS>(text, &mut Window::new(), |start, end, hit| {
            if copied < start {
                out.push_str(&text[copied..start]);
            }
            copied = end;
            let at = out.len();
            match hit {
                Hit::Char { to, ambiguous } => {
                    out.push(to);
                    sink(Aligned { from: start..end, to: at..out.len(), phrase: false, ambiguous });
                }
                Hit::Pair { from, to } => {
                    out.push(to[0]);
                    out.push(to[1]);
                    if from != to {
                        let piece = pair_piece((start, end), (at, out.len()), from, to);
                        sink(Aligned::from(piece));
                    }
                }
                Hit::Phrase { to, aligned: true } => {
                    out.push_str(to);
                    differing_runs(&text[start..end], to, |from, range| {
                        let (from, to) = (start + from.0..start + from.1, at + range.0..at + range.1);
                        sink(Aligned { from, to, phrase: true, ambiguous: false });
                    });
                }
                Hit::Phrase { to, aligned: false } => {
                    out.push_str(to);
                    sink(Aligned { from: start..end, to: at..out.len(), phrase: true, ambiguous: false });
                }
                Hit::Run(run) => {
                    run.converted().for_each(|c| out.push(c));
                    // Behind the last change both texts run in parallel.
                    let (mut from_end, mut to_end) = (start, at);
                    run.changes(|change| {
                        let from = start + run.start(change.from)..start + run.start(change.to);
                        let to = to_end + (from.start - from_end);
                        (from_end, to_end) = (from.end, to + change.bytes);
                        sink(Aligned { from, to: to..to_end, phrase: change.phrase, ambiguous: change.ambiguous });
                    });
                }
                Hit::Segment => {}
            }
        });
        out.push_str(&text[copied..]);
    }

    /// Reports every change from left to right; putting them into `text` gives [`Self::convert`].
    ///
    /// Ranges are sorted, disjoint, not empty, and on character boundaries. A phrase whose output
    /// has as many characters as its key is cut down to the characters that differ, one change a
    /// run; any other phrase is one change. Offsets are `u32`, as everywhere in baokan, whose
    /// texts are shorter than 4 GiB; what lies beyond is not looked at.
    pub fn edits(&self, text: &str, mut sink: impl FnMut(Change<'_>)) {
        let text = addressable(text);
        let mut report = |start: usize, end: usize, to: &str, phrase, ambiguous| {
            sink(Change { start: start as u32, end: end as u32, to, phrase, ambiguous });
        };
        match self.single_step(text) {
            Some(matcher) => matcher.scan::<CHANGES>(text, &mut Window::new(), |start, end, hit| match hit {
                Hit::Char { to, ambiguous } => {
                    report(start, end, to.encode_utf8(&mut [0; 4]), false, ambiguous);
                }
                Hit::Pair { from, to } => {
                    let mut buffer = [0; 8];
                    let (skip, cut, to) = differing_pair(from, to, &mut buffer);
                    report(start + skip, end - cut, to, true, false);
                }
                Hit::Phrase { to, aligned: true } => {
                    differing_runs(&text[start..end], to, |from, range| {
                        report(start + from.0, start + from.1, &to[range.0..range.1], true, false);
                    });
                }
                Hit::Phrase { to, aligned: false } => report(start, end, to, true, false),
                Hit::Run(_) | Hit::Segment => {}
            }),
            None => self.long_edits(text, report),
        }
    }

    /// The only step that this text needs, if it is only one.
    fn single_step(&self, text: &str) -> Option<&Matcher> {
        match (&self.segment, self.chain.as_slice()) {
            (None, [only]) if self.normalize.is_none() || !may_need_normalization(text) => Some(only),
            _ => None,
        }
    }

    /// All steps one after the other: `report(start, end, to, phrase, ambiguous)`.
    fn long_edits(&self, text: &str, mut report: impl FnMut(usize, usize, &str, bool, bool)) {
        let mut scratch = Scratch::new();
        let mut first = Vec::new();
        let mut normalized = String::new();
        if let Some(matcher) = self.normalize.as_deref().filter(|_| may_need_normalization(text)) {
            apply(matcher, text, &mut scratch.window, &mut normalized, &mut first);
        } else {
            normalized.push_str(text);
        }
        // Pieces of `first` are taken as the segments reach them; a segment that normalization
        // reached into starts where the parallel texts have run to.
        let mut first = first.as_slice();
        let mut origin = Origin { text: 0, normalized: 0 };
        let mut convert = |start: usize, end: usize| {
            if start == end {
                return;
            }
            let taken = first.partition_point(|piece| piece.to.0 < end);
            let (pieces, rest) = first.split_at(taken);
            first = rest;
            let base = origin.text + (start - origin.normalized);
            self.chain_edits(text, base, &normalized[start..end], start, pieces, &mut scratch, &mut report);
            if let Some(last) = pieces.last() {
                origin = Origin { text: last.from.1, normalized: last.to.1 };
            }
        };
        let mut done = 0;
        if let Some(segmenter) = &self.segment {
            segmenter.scan::<SEGMENTS>(&normalized, &mut Window::new(), |start, end, _| {
                convert(done, start);
                convert(start, end);
                done = end;
            });
        }
        convert(done, normalized.len());
    }

    /// Converts one segment: `segment` starts at `start` in the normalized text, at `base` in the
    /// original one; `normal` are the pieces of normalization inside it.
    #[allow(clippy::too_many_arguments)]
    fn chain_edits(
        &self,
        text: &str,
        base: usize,
        segment: &str,
        start: usize,
        normal: &[Piece],
        scratch: &mut Scratch,
        report: &mut impl FnMut(usize, usize, &str, bool, bool),
    ) {
        let Scratch { window, text: current, next, pieces, step, composed } = scratch;
        current.clear();
        current.push_str(segment);
        pieces.clear();
        pieces.extend(normal.iter().map(|piece| Piece {
            from: (piece.from.0 - base, piece.from.1 - base),
            to: (piece.to.0 - start, piece.to.1 - start),
            ..*piece
        }));
        for matcher in &self.chain {
            step.clear();
            next.clear();
            apply(matcher, current, window, next, step);
            if step.is_empty() {
                continue;
            }
            std::mem::swap(current, next);
            if pieces.is_empty() {
                std::mem::swap(pieces, step);
            } else {
                compose(pieces, step, composed);
                std::mem::swap(pieces, composed);
            }
        }
        for piece in pieces.iter() {
            let (from, to) = ((base + piece.from.0, base + piece.from.1), &current[piece.to.0..piece.to.1]);
            // One step may undo what another did.
            if &text[from.0..from.1] != to {
                report(from.0, from.1, to, piece.phrase, piece.ambiguous && !piece.phrase);
            }
        }
    }
}

/// The part of a text that `u32` offsets reach: all of it below 4 GiB.
fn addressable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where the original and the normalized text last ran in parallel.
struct Origin {
    text: usize,
    normalized: usize,
}

/// Runs one step over `text`: appends the output and the pieces that it replaced.
fn apply(matcher: &Matcher, text: &str, window: &mut Window, out: &mut String, pieces: &mut Vec<Piece>) {
    let mut copied = 0;
    matcher.scan::<CHANGES>(text, window, |start, end, hit| {
        out.push_str(&text[copied..start]);
        copied = end;
        let to_start = out.len();
        match hit {
            Hit::Char { to, ambiguous } => {
                out.push(to);
                pieces.push(Piece { from: (start, end), to: (to_start, out.len()), phrase: false, ambiguous });
            }
            Hit::Pair { from, to } => {
                out.push(to[0]);
                out.push(to[1]);
                pieces.push(pair_piece((start, end), (to_start, out.len()), from, to));
            }
            Hit::Phrase { to, aligned: true } => {
                out.push_str(to);
                differing_runs(&text[start..end], to, |from, range| {
                    pieces.push(Piece {
                        from: (start + from.0, start + from.1),
                        to: (to_start + range.0, to_start + range.1),
                        phrase: true,
                        ambiguous: false,
                    });
                });
            }
            Hit::Phrase { to, aligned: false } => {
                out.push_str(to);
                pieces.push(Piece { from: (start, end), to: (to_start, out.len()), phrase: true, ambiguous: false });
            }
            Hit::Run(_) | Hit::Segment => copied = start,
        }
    });
    out.push_str(&text[copied..]);
}

/// Whether a compatibility ideograph may occur: U+F900–FAFF, or the plane-2 block from U+2F800.
///
/// Looks at pairs of bytes without branches, so that the compiler can use wide registers; the
/// answer may be a false alarm, which costs time and nothing else.
fn may_need_normalization(text: &str) -> bool {
    let bytes = text.as_bytes();
    let suspicious = |a: u8, b: u8| {
        u8::from(a == 0xEF) & u8::from((0xA4..=0xAB).contains(&b)) | u8::from(a == 0xF0) & u8::from(b == 0xAF)
    };
    const BLOCK: usize = 4096;
    (0..bytes.len()).step_by(BLOCK).any(|start| {
        let end = bytes.len().min(start + BLOCK + 1);
        let block = &bytes[start..end];
        let pairs = block.iter().zip(block.iter().skip(1));
        pairs.fold(0, |found, (&a, &b)| found | suspicious(a, b)) != 0
    })
}

/// Compiled groups are shared between conversions.
fn shared(group: &str) -> Arc<Matcher> {
    static GROUPS: Mutex<BTreeMap<String, Arc<Matcher>>> = Mutex::new(BTreeMap::new());
    let mut groups = GROUPS.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(groups.entry(group.to_owned()).or_insert_with(|| Arc::new(compile(group))))
}
