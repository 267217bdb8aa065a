//! Fitting the weights, and rounding them.

use super::features::{Corpus, Dictionary};
use crate::words::alphabet::{Code, NUMBERS, OUTSIDE, kind, number};
use crate::words::model::{KINDS, kinds_at};
use crate::words::table::{LINE_BYTES, Row, Sums, Table, WIDTH};

/// A weight and the sum of the squares of its gradients.
#[derive(Clone, Copy)]
struct Weight {
    value: f32,
    squares: f32,
}

/// No weight of one feature grows beyond this, so that eight bits are enough for all.
const LARGEST: f32 = 6.0;

const FRESH: Weight = Weight { value: 0.0, squares: 1.0 };

impl Weight {
    fn descend(&mut self, gradient: f32, rate: f32) {
        self.squares += gradient * gradient;
        self.value = (self.value - rate * gradient / self.squares.sqrt()).clamp(-LARGEST, LARGEST);
    }
}

type Weights6 = [Weight; WIDTH];

/// All weights of a model in training.
pub(super) struct Weights {
    bias: Weight,
    kinds: Vec<Weight>,
    characters: Vec<Weights6>,
    grams: Vec<Weights6>,
    classes: Vec<Weights6>,
    classes_of: Vec<u8>,
}

/// A small generator of numbers that look random (xorshift64, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// One in so many occurrences of a dictionary word is learnt from as if the word were unknown to the corpus.
const UNSEEN: u64 = 16;

impl Weights {
    pub(super) fn new(corpus: &Corpus, _: &Dictionary) -> Self {
        Self {
            bias: FRESH,
            kinds: vec![FRESH; KINDS],
            characters: vec![[FRESH; WIDTH]; NUMBERS],
            grams: vec![[FRESH; WIDTH]; corpus.known.len()],
            classes: vec![[FRESH; WIDTH]; Dictionary::CLASSES],
            classes_of: corpus.known.iter().map(|(_, _, class)| *class).collect(),
        }
    }

    /// Goes through the corpus once, in an order that depends on the number of the round. Returns the share of gaps
    /// that the weights had wrong when they came to them.
    pub(super) fn round(&mut self, corpus: &Corpus, round: u64, rate: f32) -> f64 {
        let mut random = Random(round.wrapping_add(1).wrapping_mul(0x2545_F491_4F6C_DD1D));
        let mut order: Vec<usize> = (0..corpus.sentences.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, (random.next() % (i as u64 + 1)) as usize);
        }
        let (mut gaps, mut wrong) = (0usize, 0usize);
        let mut sentence = Sentence::default();
        for at in order {
            let Some(&(start, end)) = corpus.sentences.get(at) else { continue };
            sentence.fill(corpus, start, end, &self.classes_of, &mut random);
            for gap in 1..sentence.codes.len() {
                let (left, right) = (kind(sentence.codes[gap - 1]), kind(sentence.codes[gap]));
                if crate::words::linear::rule(left, right).is_some() {
                    continue;
                }
                gaps += 1;
                let score = self.score(&sentence, gap);
                let target = sentence.starts[gap];
                wrong += usize::from((score > 0.0) != target);
                let gradient = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(target));
                // What is decided well already teaches little and costs as much.
                if gradient.abs() > 0.01 {
                    self.learn(&sentence, gap, gradient, rate);
                }
            }
        }
        wrong as f64 / gaps.max(1) as f64
    }

    fn score(&self, sentence: &Sentence, gap: usize) -> f32 {
        let mut sum = self.bias.value + self.kinds[sentence.kinds(gap)].value;
        for at in gap.saturating_sub(3)..(gap + 3).min(sentence.codes.len()) {
            sum += self.characters[number(sentence.codes[at]) as usize][gap + 2 - at].value;
        }
        for at in gap.saturating_sub(4)..(gap + 2).min(sentence.codes.len()) {
            let offset = gap + 1 - at;
            for (id, class) in sentence.rows[at] {
                sum += self.grams[id as usize][offset].value + self.classes[usize::from(class)][offset].value;
            }
        }
        sum
    }

    fn learn(&mut self, sentence: &Sentence, gap: usize, gradient: f32, rate: f32) {
        self.bias.descend(gradient, rate);
        self.kinds[sentence.kinds(gap)].descend(gradient, rate);
        for at in gap.saturating_sub(3)..(gap + 3).min(sentence.codes.len()) {
            self.characters[number(sentence.codes[at]) as usize][gap + 2 - at].descend(gradient, rate);
        }
        for at in gap.saturating_sub(4)..(gap + 2).min(sentence.codes.len()) {
            let offset = gap + 1 - at;
            for (id, class) in sentence.rows[at] {
                if id != 0 {
                    self.grams[id as usize][offset].descend(gradient, rate);
                }
                if class != 0 {
                    self.classes[usize::from(class)][offset].descend(gradient, rate);
                }
            }
        }
    }

    /// The weights as a model holds them: of characters, of kinds, and of n-grams in a table of so many bytes; and how
    /// many n-grams that has no place for.
    pub(super) fn quantise(
        &self,
        corpus: &Corpus,
        _: &Dictionary,
        table_bytes: usize,
    ) -> (Vec<Sums>, Vec<i16>, Table, usize) {
        let rows = self.grams.iter().zip(&corpus.known).skip(1).map(|(weights, (gram, count, class))| {
            let shared = &self.classes[usize::from(*class)];
            let sums: [f32; WIDTH] = std::array::from_fn(|i| weights[i].value + shared[i].value);
            (*gram, *count, sums)
        });
        let rows: Vec<_> = rows.collect();
        // The step of the rounding follows from the largest weight, which is bounded in training: a weight that was cut
        // off here would leave those that it was fitted together with out of balance.
        let sizes = rows.iter().flat_map(|(_, _, sums)| sums.map(f32::abs));
        let scale = 127.0 / sizes.fold(0.1, f32::max);
        let wide = |value: f32| (value * scale).round().clamp(-32_000.0, 32_000.0) as i16;
        let mut kept: Vec<(_, _, Row)> = rows
            .into_iter()
            .map(|(gram, count, sums)| (gram, count, sums.map(|s| (s * scale).round().clamp(-127.0, 127.0) as i8)))
            .filter(|(_, _, row)| row.iter().any(|w| *w != 0))
            .collect();
        // What weighs much and occurs often comes first.
        let merit = |count: u32, row: &Row| {
            let weight: f32 = row.iter().map(|w| f32::from(*w).abs()).sum();
            weight * (2.0 + count as f32).ln()
        };
        kept.sort_by(|a, b| merit(b.1, &b.2).total_cmp(&merit(a.1, &a.2)).then(a.0.cmp(&b.0)));
        let characters = self.characters.iter().map(|row| Sums::of(row.map(|w| wide(w.value))));
        let kinds = self.kinds.iter().map(|w| wide(w.value + self.bias.value));
        let grams = kept.into_iter().map(|(gram, _, row)| (gram, row));
        let (table, lost) = Table::new(table_bytes / LINE_BYTES, grams);
        (characters.collect(), kinds.collect(), table, lost)
    }
}

/// A sentence at hand.
#[derive(Default)]
struct Sentence {
    codes: Vec<Code>,
    starts: Vec<bool>,
    /// Of each position, the n-grams that begin there and their classes.
    rows: Vec<[(u32, u8); 2]>,
}

impl Sentence {
    fn fill(&mut self, corpus: &Corpus, start: usize, end: usize, classes: &[u8], random: &mut Random) {
        self.codes.clear();
        self.starts.clear();
        self.rows.clear();
        self.codes.extend_from_slice(&corpus.codes[start..end]);
        self.starts.extend_from_slice(&corpus.starts[start..end]);
        self.rows.extend(corpus.ids[start..end].iter().map(|ids| {
            ids.map(|id| {
                let class = classes[id as usize];
                let unseen = class != 0 && random.next().is_multiple_of(UNSEEN);
                (if unseen { 0 } else { id }, class)
            })
        }));
    }

    fn kinds(&self, gap: usize) -> usize {
        let code = |at: Option<usize>| at.and_then(|at| self.codes.get(at)).copied().unwrap_or(OUTSIDE);
        kinds_at([gap.checked_sub(2), gap.checked_sub(1), Some(gap), Some(gap + 1)].map(code))
    }
}
