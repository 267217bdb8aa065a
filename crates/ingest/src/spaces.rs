//! Spaces as printed, from the boxes of words.
//!
//! Engines draw the boxes of Han characters too narrow by up to half a character, so that a gap alone proves little. In
//! a line of running text only a gap wider than the line is high is a space; in a short line (a title, a byline, a
//! credit) one that stands out from the others, too, and in a longer one without a comma one that nearly is.
//!
//! A gap much wider than that is no space between words: what stands behind it is another column, or dust. It is kept as
//! several blanks, so that later stages can tell.

use crate::extraction::{Gap, is_wide};

/// A line of so many characters may be set for itself.
const SHORT: usize = 12;
/// One of so many, too, when it has no mark that parts clauses: the names of several reporters, a caption.
const LONGER: usize = 24;
/// Least width of a space in lines of either kind, in heights of the line. Measured on pages of tesseract against the
/// spaces in its own text.
const SHARES: (f64, f64) = (0.6, 0.8);

/// Least width of a gap that parts, in heights of a word: the line's own box is too high where dust or two lines were
/// taken into it. Measured against the several blanks that tesseract writes into its text there.
const PARTS: f64 = 2.5;
/// A line of Latin words is justified by its spaces, which may be that wide: there a gap parts only where it is so many
/// times as wide as the others, or so many heights of a word, which no line of running text needs.
const STANDS_OUT: f64 = 3.0;
const PARTS_ANYHOW: f64 = 8.0;

/// The words of one line.
#[derive(Default)]
pub(crate) struct Words {
    gaps: Vec<f64>,
    heights: Vec<f64>,
    chars: usize,
    latin: usize,
    clauses: bool,
    /// Right end of the last word.
    right: Option<f64>,
}

impl Words {
    /// Adds a word by its left and right end, and its height if known.
    pub(crate) fn word(&mut self, left: f64, right: f64, height: Option<f64>) {
        self.gaps.extend(self.right.map(|last| left - last).filter(|gap| gap.is_finite()));
        self.heights.extend(height.filter(|h| h.is_finite() && *h > 0.0));
        self.right = Some(right);
    }

    /// Adds characters.
    pub(crate) fn chars(&mut self, text: &str) {
        self.chars += text.chars().filter(|c| !c.is_whitespace()).count();
        self.latin += text.chars().filter(|c| c.is_alphabetic() && !is_wide(*c)).count();
        self.clauses |= text.contains(['，', ',', '；', '、']);
    }

    /// How wide a gap must be, in a line of this height; without a height any width tells nothing.
    pub(crate) fn limits(mut self, height: i32) -> Limits {
        if height <= 0 {
            return Limits::default();
        }
        let height = f64::from(height);
        let word = median(&mut self.heights).unwrap_or(height);
        let wide = match median(&mut self.gaps).filter(|_| 2 * self.latin > self.chars) {
            Some(gap) => (STANDS_OUT * gap).min(PARTS_ANYHOW * word).max(PARTS * word),
            None => PARTS * word,
        };
        Limits { space: self.space(height), wide }
    }

    fn space(&mut self, height: f64) -> f64 {
        let share = match self.chars {
            0..=SHORT => SHARES.0,
            n if n <= LONGER && !self.clauses => SHARES.1,
            _ => return height,
        };
        let Some(median) = median(&mut self.gaps) else { return height };
        (share * height).max(median + 0.3 * height).min(height).round()
    }
}

/// The middle of the numbers, of two the smaller one: of two gaps the narrower is the ordinary one.
fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = if numbers.len() == 2 { 0 } else { numbers.len() / 2 };
    numbers.get(middle).copied()
}

/// Widths above which a gap is a space, and above which it parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    space: f64,
    wide: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { space: f64::INFINITY, wide: f64::INFINITY }
    }
}

impl Limits {
    /// What a gap of this width is.
    pub(crate) fn gap(self, width: f64) -> Gap {
        // A wide gap in a line whose box is too high is one all the same.
        match width {
            w if w > self.wide => Gap::Wide,
            w if w > self.space => Gap::Space,
            _ => Gap::Soft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_are_looked_at_more_closely() {
        let line = |chars: &str| {
            let mut words = Words::default();
            words.chars(chars);
            for (left, right) in [(0.0, 90.0), (95.0, 120.0), (145.0, 200.0)] {
                words.word(left, right, None);
            }
            words.limits(30).space
        };
        assert_eq!(line("本报记者 张三"), 18.0);
        assert_eq!(line("一二三四五六七八九十一二三"), 24.0);
        let mut words = Words::default();
        words.chars("本报记者张三");
        (0..5).for_each(|i| words.word(f64::from(i) * 32.0, f64::from(i) * 32.0 + 30.0, Some(30.0)));
        words.word(180.0, 210.0, None);
        assert_eq!(words.limits(30).space, 18.0);
        let reporters = |chars: &str| {
            let mut words = Words::default();
            words.chars(chars);
            (0..13).for_each(|i| words.word(f64::from(i) * 32.0, f64::from(i) * 32.0 + 30.0, Some(30.0)));
            words.limits(30).space
        };
        assert_eq!(reporters("本报记者李四王五通讯员赵六"), 24.0);
        assert_eq!(reporters("本报记者李四、王五通讯员赵六"), 30.0);
    }

    #[test]
    fn what_stands_far_away_is_parted() {
        let mut words = Words::default();
        words.chars("水库去年冬天开工，今年春天就放水SS");
        (0..16).for_each(|i| words.word(f64::from(i) * 32.0, f64::from(i) * 32.0 + 28.0, Some(26.0)));
        let line = words.limits(60);
        assert_eq!(
            [4.0, 61.0, 64.0, 66.0, 300.0].map(|w| line.gap(w)),
            [Gap::Soft, Gap::Space, Gap::Space, Gap::Wide, Gap::Wide]
        );
        assert_eq!(Words::default().limits(0).gap(1e6), Gap::Soft);
    }

    #[test]
    fn justified_english_is_not_parted() {
        let line = |text: &str, gaps: &[f64]| {
            let mut words = Words::default();
            words.chars(text);
            let mut right = 0.0;
            for gap in gaps.iter().chain(&[0.0]) {
                words.word(right, right + 50.0, Some(16.0));
                right += 50.0 + gap;
            }
            let limits = words.limits(20);
            gaps.iter().map(|gap| limits.gap(*gap)).collect::<Vec<_>>()
        };
        assert_eq!(line("The county library", &[52.0, 52.0]), [Gap::Space; 2]);
        assert_eq!(line("announced yesterday", &[90.0]), [Gap::Space]);
        // Two columns, cells of a table, and the same widths in a line of Han.
        let columns = line("the new reading room opens at eight", &[20.0, 20.0, 70.0, 20.0, 20.0, 20.0]);
        assert_eq!(columns.iter().filter(|gap| **gap == Gap::Wide).count(), 1);
        assert_eq!(line("Name Place Year", &[200.0, 210.0]), [Gap::Wide; 2]);
        assert_eq!(line("县图书馆", &[52.0, 52.0]), [Gap::Wide; 2]);
        assert_eq!(line("12 34 56", &[52.0, 52.0]), [Gap::Wide; 2]);
    }
}
