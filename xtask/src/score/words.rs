//! Words against the sentences cut by hand in `crates/segment/tests/gold/words.txt`.

use std::collections::HashSet;
use std::ops::Range;

use baokan::segment::words::WordSegmenter;

use super::Figure;

/// What a segmenter got right on a set of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    gold: usize,
    found: usize,
    right: usize,
    sentences: usize,
    whole: usize,
}

/// Precision, recall and F1 over words, and the share of sentences without an error. A word is right when both its ends
/// are. `gold` has one sentence a line, words parted by blanks.
pub(crate) fn words(gold: &str, segmenter: &dyn WordSegmenter) -> Vec<Figure> {
    let mut counts = Counts::default();
    for line in gold.lines().filter(|l| !l.trim().is_empty()) {
        counts.add(line, segmenter);
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(counts.right, counts.found), share(counts.right, counts.gold));
    let f1 = share(2 * counts.right, counts.found + counts.gold);
    let figures = [
        ("f1", f1),
        ("precision", precision),
        ("recall", recall),
        ("sentences", share(counts.whole, counts.sentences)),
    ];
    figures.map(|(name, value)| Figure { name: name.to_owned(), value }).to_vec()
}

impl Counts {
    fn add(&mut self, line: &str, segmenter: &dyn WordSegmenter) {
        let (mut text, mut gold) = (String::new(), HashSet::new());
        for word in line.split_whitespace() {
            let start = text.len();
            text.push_str(word);
            gold.insert(start..text.len());
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        segmenter.cut(&text, &mut found);
        let right = found.iter().filter(|w| gold.contains(w)).count();
        self.gold += gold.len();
        self.found += found.len();
        self.right += right;
        self.sentences += 1;
        self.whole += usize::from(right == gold.len() && right == found.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts after every second character of Han.
    struct Twos;

    impl WordSegmenter for Twos {
        fn cut(&self, text: &str, out: &mut Vec<Range<usize>>) {
            out.extend((0..text.len()).step_by(6).map(|at| at..(at + 6).min(text.len())));
        }
    }

    #[test]
    fn a_word_is_right_when_both_ends_are() {
        // Cut as 春耕|生产|忙了 and 抓春|耕.
        let got: Vec<f64> = words("春耕 生产 忙 了\n抓 春耕\n", &Twos).iter().map(|f| f.value).collect();
        assert_eq!(got, [4.0 / 11.0, 2.0 / 5.0, 2.0 / 6.0, 0.0]);
        assert_eq!(words("春耕 生产", &Twos)[3].value, 1.0);
    }
}
