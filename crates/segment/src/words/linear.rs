//! Cutting text with a model.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::alphabet::{Code, FIRST_FREE, Kind, OUTSIDE, kind, number};
use super::model::{KINDS, Model, ModelError};
use super::table::{Rows, Sums};
use super::user::UserDictionary;
use super::{WordSegmenter, alphabet};

/// Outweighs every sum of weights.
const CERTAIN: i32 = 1 << 24;

/// Cuts text with a linear model, and keeps the words of a dictionary whole.
///
/// White space, punctuation and runs of digits, of Latin letters and of one repeated sign are cut by rule; the model decides
/// on every other gap. Time is linear in the length of the text, memory in that of its longest line.
#[derive(Clone, Debug)]
pub struct Linear {
    model: Arc<Model>,
    /// The weights of kinds, with the rules among them.
    kinds: Arc<[i32]>,
    user: Option<Arc<UserDictionary>>,
}

impl Linear {
    /// A segmenter with this model.
    #[must_use]
    pub fn new(model: Arc<Model>) -> Self {
        let kinds = (0..KINDS).map(|at| {
            let learnt = model.kinds.get(at).copied().map_or(0, i32::from);
            rule(at as u16 >> 6 & 7, at as u16 >> 3 & 7).unwrap_or(learnt)
        });
        Self { kinds: kinds.collect(), model, user: None }
    }

    /// A segmenter with the model that is shipped, which is read at the first call.
    ///
    /// # Errors
    /// When that model cannot be read.
    pub fn shipped() -> Result<Self, ModelError> {
        static SHIPPED: OnceLock<Result<Linear, ModelError>> = OnceLock::new();
        SHIPPED.get_or_init(|| Model::from_bytes(Self::SHIPPED_MODEL).map(|m| Self::new(Arc::new(m)))).clone()
    }

    /// The file of the model that is shipped.
    pub const SHIPPED_MODEL: &'static [u8] = include_bytes!("../../data/words.model");

    /// The characters that the model tells apart.
    pub(super) fn alphabet(&self) -> &alphabet::Alphabet {
        &self.model.alphabet
    }

    /// The same segmenter with the words of this dictionary kept whole.
    #[must_use]
    pub fn with_dictionary(mut self, words: UserDictionary) -> Self {
        self.user = Some(Arc::new(words));
        self
    }

    /// Decides on every gap of `scratch.codes`.
    fn decide(&self, scratch: &mut Scratch) {
        let Scratch { codes, hashes, rows, cuts, .. } = scratch;
        rows.clear();
        self.model.table.look_up(codes, hashes, rows);
        // Sums of the gaps from two before the character at hand on; the first is complete with it.
        let mut sums = Sums::start();
        let (mut kinds, mut left, mut right, mut next) = (0usize, OUTSIDE, OUTSIDE, OUTSIDE);
        let (characters, kind_weights) = (&*self.model.characters, &*self.kinds);
        cuts.clear();
        cuts.extend(codes.iter().zip(rows).map(|(&code, rows)| {
            let character = characters.get(number(code) as usize).copied().unwrap_or_default();
            let total = sums.next(character, *rows) + kind_weights.get(kinds).copied().unwrap_or(0);
            let repeated = left == right && kind(left) == Kind::Sign as u16 && number(left) >= u64::from(FIRST_FREE);
            kinds = (kinds << 3 | usize::from(kind(code))) & (KINDS - 1);
            (left, right, next) = (right, next, code);
            (total > 0) & !repeated
        }));
    }
}

/// What two neighbouring kinds decide by themselves.
pub(super) fn rule(left: u16, right: u16) -> Option<i32> {
    let alone = |k: u16| k == Kind::Blank as u16 || k == Kind::Mark as u16;
    if alone(left) || alone(right) {
        return Some(CERTAIN);
    }
    let run = left == right && (left == Kind::Digit as u16 || left == Kind::Latin as u16);
    run.then_some(-CERTAIN)
}

/// What one line is worked on with.
#[derive(Default)]
struct Scratch {
    /// The codes of the characters, and [`AFTER`] times [`OUTSIDE`].
    codes: Vec<Code>,
    /// Where each character begins, and the end of the line.
    offsets: Vec<usize>,
    /// Of each character, the hashes of the n-grams that it begins, and the sum of their weights.
    hashes: Vec<[u64; 2]>,
    rows: Vec<Rows>,
    /// At `i + 2`: whether a word ends before character `i`.
    cuts: Vec<bool>,
    /// Characters that words begin with, and the number of characters.
    edges: Vec<usize>,
}

/// Codes after the last character: so many that every gap is complete.
const AFTER: usize = 6;

impl WordSegmenter for Linear {
    fn cut(&self, text: &str, out: &mut Vec<Range<usize>>) {
        let mut scratch = Scratch::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            self.cut_line(line, start, &mut scratch, out);
            start += line.len();
        }
    }
}

impl Linear {
    fn cut_line(&self, line: &str, start: usize, scratch: &mut Scratch, out: &mut Vec<Range<usize>>) {
        let alphabet: &alphabet::Alphabet = &self.model.alphabet;
        scratch.codes.clear();
        scratch.offsets.clear();
        for (at, c) in line.char_indices() {
            scratch.codes.push(alphabet.code(c));
            scratch.offsets.push(start + at);
        }
        let length = scratch.codes.len();
        scratch.offsets.push(start + line.len());
        scratch.codes.resize(length + AFTER, OUTSIDE);
        self.decide(scratch);
        let Scratch { codes, offsets, cuts, edges, .. } = scratch;
        let Some(cuts) = cuts.get_mut(2..2 + length + 1) else { return };
        if let Some(user) = &self.user {
            user.keep_whole(line, cuts);
        }
        // Without branches, since whether a word ends is what cannot be foretold.
        edges.clear();
        edges.resize(length + 2, 0);
        let mut count = 0;
        for (i, cut) in cuts.iter().enumerate() {
            if let Some(edge) = edges.get_mut(count) {
                *edge = i;
            }
            count += usize::from(*cut || i == 0 || i == length);
        }
        edges.truncate(count);
        out.extend(edges.windows(2).filter_map(|edge| {
            let [from, to] = edge else { return None };
            let blank = codes.get(*from).is_none_or(|code| kind(*code) == Kind::Blank as u16);
            if blank { None } else { Some(*offsets.get(*from)?..*offsets.get(*to)?) }
        }));
    }
}
