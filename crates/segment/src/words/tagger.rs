//! Parts of speech of words, from left to right.
//!
//! A multinomial logistic regression over the word, its edges, its neighbours and the two tags before it (Ratnaparkhi 1996,
//! with the likeliest tag taken at once). Its features are hashed into one table of rows, a weight of eight bits for each
//! tag (feature hashing, Weinberger et al. 2009); features that share a row share its weights in training as well.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::alphabet::{Alphabet, Code, FIRST_FREE, Kind, NUMBERS, OUTSIDE, kind};
use super::checksum::crc32;
use super::model::{ENTRY_BYTES, HEADER_BYTES, ModelError, content, header, read_entries};
use super::tag::Tag;
use super::user::UserDictionary;
use super::{Linear, WordSegmenter};

/// The first bytes of a tagger's file.
const MAGIC: [u8; 8] = *b"baokanT\0";
/// The version of the format; others are refused.
const VERSION: u32 = 1;
/// Weights of a row.
const TAGS: usize = Tag::ALL.len();
/// Rows of a trained table.
const ROWS: usize = 58_000;
/// No tagger needs more rows.
const MOST_ROWS: usize = 1 << 20;
/// Features of a word.
const FEATURES: usize = 14;
/// What stands for the tag before the first word.
const NO_TAG: u64 = TAGS as u64;

/// The rows of a word's features.
type Rows = [u32; FEATURES];

/// Gives each word its part of speech.
#[derive(Clone, Debug)]
pub struct Tagger {
    alphabet: Arc<Alphabet>,
    weights: Arc<[[i8; TAGS]]>,
    user: Option<Arc<UserDictionary>>,
}

impl Tagger {
    /// The file of the model that is shipped.
    pub const SHIPPED_MODEL: &'static [u8] = include_bytes!("../../data/tags.model");

    /// A tagger with the model that is shipped, which is read at the first call.
    ///
    /// # Errors
    /// When that model cannot be read.
    pub fn shipped() -> Result<Self, ModelError> {
        static SHIPPED: OnceLock<Result<Tagger, ModelError>> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::from_bytes(Self::SHIPPED_MODEL)).clone()
    }

    /// The same tagger, but words to which this dictionary gives a tag have that one.
    #[must_use]
    pub fn with_dictionary(mut self, words: UserDictionary) -> Self {
        self.user = Some(Arc::new(words));
        self
    }

    /// Appends the tag of each of `words` to `out`. `words` are byte ranges into `text` in order, as a
    /// [`WordSegmenter`] gives them; one that is no range of `text` counts as empty.
    pub fn tag(&self, text: &str, words: &[Range<usize>], out: &mut Vec<Tag>) {
        let table = self.weights.as_ref();
        let mut before = [NO_TAG; 2];
        out.reserve(words.len());
        contexts(&self.alphabet, text, words, |range, context| {
            if context.first {
                before = [NO_TAG; 2];
            }
            let word = || text.get(range.clone()).unwrap_or("");
            let tag = match self.user.as_ref().and_then(|u| u.tag(word())) {
                Some(tag) => tag,
                None if context.mark => Tag::Punctuation,
                None => {
                    let mut sums = [0i16; TAGS];
                    for row in context.rows(before, table.len()) {
                        let Some(row) = table.get(row as usize) else { continue };
                        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i16::from(*weight));
                    }
                    best(&sums)
                }
            };
            before = [tag as u64, before[0]];
            out.push(tag);
        });
    }

    /// Reads a tagger.
    ///
    /// # Errors
    /// When the bytes are not exactly what [`to_bytes`](Self::to_bytes) wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let [entries, tags, rows] = header(bytes, MAGIC, VERSION)?;
        if entries > 1 << 16 || tags != TAGS || !(1..=MOST_ROWS).contains(&rows) {
            return Err(ModelError::Content("absurd sizes"));
        }
        let content = content(bytes, HEADER_BYTES + entries * ENTRY_BYTES + rows * TAGS + 4)?;
        let (entries, weights) = content.split_at_checked(entries * ENTRY_BYTES).unwrap_or((content, &[]));
        let rows = weights.as_chunks::<TAGS>().0.iter().map(|row| row.map(|w| w as i8));
        Ok(Self {
            alphabet: Arc::new(Alphabet::new(read_entries(entries, NUMBERS)?)),
            weights: rows.collect(),
            user: None,
        })
    }

    /// The bytes of the tagger's file: a header, the characters with their numbers, the rows, and a CRC-32 of all before
    /// it; little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let entries = self.alphabet.entries();
        let mut out = Vec::from(MAGIC);
        for field in [VERSION, entries.len() as u32, TAGS as u32, self.weights.len() as u32, 0] {
            out.extend(field.to_le_bytes());
        }
        for (c, number) in entries {
            out.extend((*c as u32).to_le_bytes());
            out.extend(number.to_le_bytes());
        }
        out.extend(self.weights.iter().flatten().map(|w| *w as u8));
        let checksum = crc32(&out);
        out.extend(checksum.to_le_bytes());
        out
    }
}

/// The tag with the greatest sum; of several the first.
fn best<T: PartialOrd + Copy>(sums: &[T; TAGS]) -> Tag {
    let [first, ..] = *sums;
    let most = sums.iter().fold(first, |most, sum| if *sum > most { *sum } else { most });
    let at = sums.iter().position(|sum| *sum >= most);
    at.and_then(|at| Tag::ALL.get(at).copied()).unwrap_or(Tag::Noun)
}

/// What is known of a word without its neighbours.
#[derive(Clone, Copy)]
struct Shape {
    /// A hash of the whole word.
    whole: u64,
    /// Its first two and last two characters.
    first: [Code; 2],
    last: [Code; 2],
    /// In characters, at most seven.
    length: u64,
    /// Whether a sentence ends with it.
    stop: bool,
}

impl Shape {
    const OUTSIDE: Self = Self { whole: 0, first: [OUTSIDE; 2], last: [OUTSIDE; 2], length: 0, stop: true };

    fn of(alphabet: &Alphabet, word: &str) -> Self {
        let mut shape = Self { stop: matches!(word, "。" | "！" | "？" | "；"), ..Self::OUTSIDE };
        for c in word.chars() {
            let code = alphabet.code(c);
            shape.whole = mix(shape.whole, u64::from(code));
            if let Some(cell) = shape.first.get_mut(shape.length as usize) {
                *cell = code;
            }
            shape.last = [shape.last[1], code];
            shape.length = (shape.length + 1).min(7);
        }
        shape
    }
}

/// A word between its neighbours.
struct Context {
    before: Shape,
    word: Shape,
    after: Shape,
    /// Whether a sentence or a line begins with it.
    first: bool,
    /// Whether it is a mark, whose tag needs no model.
    mark: bool,
}

impl Context {
    /// The rows of the features, given the tags of the word before and the one before that.
    #[inline]
    fn rows(&self, [tag, earlier]: [u64; 2], rows: usize) -> Rows {
        let Self { before, word, after, .. } = self;
        let pair = |[a, b]: [Code; 2]| u64::from(a) << 16 | u64::from(b);
        let form = u64::from(kind(word.first[0]) << 3 | kind(word.last[1])) << 3 | word.length;
        let features: [u64; FEATURES] = [
            word.whole,
            u64::from(word.first[0]) << 3 | word.length,
            u64::from(word.last[1]) << 3 | word.length,
            pair(word.first),
            pair(word.last),
            form << 5 | tag,
            tag << 5 | earlier,
            word.whole ^ (tag + 1) << 56,
            before.whole,
            after.whole,
            u64::from(before.last[1]),
            u64::from(after.first[0]),
            u64::from(after.first[0]) << 20 | u64::from(word.last[1]),
            u64::from(before.last[1]) << 20 | u64::from(word.first[0]),
        ];
        let mut seed = 0;
        features.map(|feature| {
            seed += 1;
            // The upper half of the hash as a fraction of the rows.
            (((mix(seed, feature) >> 32) * rows as u64) >> 32) as u32
        })
    }
}

/// A hash of two numbers (multiply and fold).
#[inline]
fn mix(state: u64, value: u64) -> u64 {
    let product = u128::from(state ^ 0x9E37_79B9_7F4A_7C15) * u128::from(value ^ 0xD6E8_FEB8_6659_FD93);
    (product as u64 ^ (product >> 64) as u64).wrapping_mul(0xA24B_AED4_963E_E407)
}

/// Calls `visit` with every word in its context. Nothing is seen across the end of a line or a sentence.
fn contexts(alphabet: &Alphabet, text: &str, words: &[Range<usize>], mut visit: impl FnMut(&Range<usize>, &Context)) {
    let shape = |range: &Range<usize>| Shape::of(alphabet, text.get(range.clone()).unwrap_or(""));
    let mut before = Shape::OUTSIDE;
    let mut word = words.first().map_or(Shape::OUTSIDE, shape);
    for (i, range) in words.iter().enumerate() {
        let next = words.get(i + 1);
        let after = next.map_or(Shape::OUTSIDE, shape);
        let gap = next.and_then(|n| text.get(range.end..n.start)).unwrap_or("");
        let ends = word.stop || gap.contains('\n');
        let seen = if ends { Shape::OUTSIDE } else { after };
        let mark = kind(word.last[1]) == Kind::Mark as u16;
        visit(range, &Context { before, word, after: seen, first: before.length == 0, mark });
        before = if ends { Shape::OUTSIDE } else { word };
        word = after;
    }
}

/// Learns a [`Tagger`] from tagged text.
///
/// The words of the tagged text need not be those of the segmenter that is shipped: the text is cut by that one, and each
/// of its words has the tag of the word that covers most of it. Fitted by stochastic gradient descent with a rate of its
/// own for each weight (AdaGrad, Duchi et al. 2011); deterministic.
#[derive(Debug)]
pub struct TagTrainer {
    segmenter: Linear,
    alphabet: Arc<Alphabet>,
    sentences: Vec<(String, Vec<Range<usize>>, Vec<Tag>)>,
}

impl TagTrainer {
    /// A trainer for the words of the segmenter that is shipped.
    ///
    /// # Errors
    /// When the model of that segmenter cannot be read.
    pub fn new() -> Result<Self, ModelError> {
        let segmenter = Linear::shipped()?;
        let entries = segmenter.alphabet().entries().iter().copied();
        let alphabet = Alphabet::new(entries.filter(|(_, n)| *n >= FIRST_FREE).collect());
        Ok(Self { segmenter, alphabet: Arc::new(alphabet), sentences: Vec::new() })
    }

    /// A text from words with their tags, cut by the shipped segmenter: the text, its words, and their tags. Words whose
    /// tag is not known are left out of the text.
    pub fn align<'a>(
        &self,
        tagged: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (String, Vec<Range<usize>>, Vec<Tag>) {
        let (mut text, mut theirs, mut words) = (String::new(), Vec::new(), Vec::new());
        for (word, tag) in tagged {
            let Some(tag) = Tag::parse(tag) else { continue };
            let start = text.len();
            text.push_str(word);
            theirs.push((start..text.len(), tag));
        }
        self.segmenter.cut(&text, &mut words);
        let mut from = 0;
        let tags = words.iter().map(|ours| {
            while theirs.get(from).is_some_and(|(t, _)| t.end <= ours.start) {
                from += 1;
            }
            let shared = |t: &Range<usize>| t.end.min(ours.end).saturating_sub(t.start.max(ours.start));
            let near = theirs.iter().skip(from).take_while(|(t, _)| t.start < ours.end);
            // Of words that cover the same, the last: it has the head.
            near.max_by_key(|(t, _)| shared(t)).map_or(Tag::Noun, |(_, tag)| *tag)
        });
        let tags = tags.collect();
        (text, words, tags)
    }

    /// Adds a sentence: words with their tags.
    pub fn sentence<'a>(&mut self, tagged: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let sentence = self.align(tagged);
        self.sentences.push(sentence);
    }

    /// Goes through the sentences `epochs` times with steps of `rate`; calls `report` with the round and its share of wrong
    /// tags, each counted before it was learnt from.
    #[must_use]
    pub fn train(&self, epochs: usize, rate: f32, mut report: impl FnMut(usize, f64)) -> Tagger {
        let mut weights = vec![[0f32; TAGS]; ROWS];
        let mut squares = vec![[1e-4f32; TAGS]; ROWS];
        for epoch in 1..=epochs {
            let (mut wrong, mut seen) = (0usize, 0usize);
            for (text, words, tags) in &self.sentences {
                let (mut before, mut tags) = ([NO_TAG; 2], tags.iter());
                contexts(&self.alphabet, text, words, |_, context| {
                    let Some(&right) = tags.next() else { return };
                    if context.first {
                        before = [NO_TAG; 2];
                    }
                    let mut given = right;
                    if !context.mark {
                        let rows = context.rows(before, ROWS);
                        given = learn(&mut weights, &mut squares, rows, right, rate);
                        seen += 1;
                        wrong += usize::from(given != right);
                    }
                    // Later rounds see the tags as they will be given.
                    let tag = if epoch == 1 { right } else { given };
                    before = [tag as u64, before[0]];
                });
            }
            report(epoch, wrong as f64 / seen.max(1) as f64);
        }
        let most = weights.iter().flatten().fold(1e-6f32, |m, w| m.max(w.abs()));
        // Steps of a sixteenth; finer when all weights are small.
        let scale = 16f32.max(127.0 / most);
        let round = |w: f32| (w * scale).round().clamp(-127.0, 127.0) as i8;
        Tagger {
            alphabet: Arc::clone(&self.alphabet),
            weights: weights.iter().map(|row| row.map(round)).collect(),
            user: None,
        }
    }
}

/// One step towards the right tag; returns the tag that was given before it.
fn learn(weights: &mut [[f32; TAGS]], squares: &mut [[f32; TAGS]], rows: Rows, right: Tag, rate: f32) -> Tag {
    let mut sums = [0f32; TAGS];
    for row in rows {
        let Some(row) = weights.get(row as usize) else { continue };
        sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
    }
    let most = sums.iter().fold(f32::MIN, |m, s| m.max(*s));
    let powers = sums.map(|s| (s - most).exp());
    let total: f32 = powers.iter().sum();
    let mut errors = powers.map(|p| p / total);
    if let Some(error) = errors.get_mut(right as usize) {
        *error -= 1.0;
    }
    for row in rows {
        let (Some(row), Some(squares)) = (weights.get_mut(row as usize), squares.get_mut(row as usize)) else {
            continue;
        };
        for ((weight, square), error) in row.iter_mut().zip(squares).zip(errors) {
            *square += error * error;
            *weight -= rate * error / square.sqrt();
        }
    }
    best(&sums)
}
