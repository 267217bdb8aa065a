//! Spaces as printed, from the boxes of words.
//!
//! Engines draw the boxes of Han characters too narrow by up to half a character, so that a gap alone proves little. In
//! a line of running text only a gap wider than the line is high is a space; in a short line (a title, a byline, a
//! credit) one that stands out from the others, too, and in a longer one without a comma one that nearly is.

/// A line of so many characters may be set for itself.
const SHORT: usize = 12;
/// One of so many, too, when it has no mark that parts clauses: the names of several reporters, a caption.
const LONGER: usize = 24;
/// Least width of a space in lines of either kind, in heights of the line. Measured on pages of tesseract against the
/// spaces in its own text.
const SHARES: (f64, f64) = (0.6, 0.8);

/// The words of one line.
#[derive(Default)]
pub(crate) struct Words {
    gaps: Vec<f64>,
    chars: usize,
    clauses: bool,
    /// Right end of the last word.
    right: Option<f64>,
}

impl Words {
    /// Adds a word by its left and right end.
    pub(crate) fn word(&mut self, left: f64, right: f64) {
        self.gaps.extend(self.right.map(|last| left - last).filter(|gap| gap.is_finite()));
        self.right = Some(right);
    }

    /// Adds characters.
    pub(crate) fn chars(&mut self, text: &str) {
        self.chars += text.chars().filter(|c| !c.is_whitespace()).count();
        self.clauses |= text.contains(['，', ',', '；', '、']);
    }

    /// A gap wider than this is a space, in a line of this height.
    pub(crate) fn limit(mut self, height: i32) -> i32 {
        let share = match self.chars {
            0..=SHORT => SHARES.0,
            n if n <= LONGER && !self.clauses => SHARES.1,
            _ => return height,
        };
        if self.gaps.is_empty() {
            return height;
        }
        self.gaps.sort_by(f64::total_cmp);
        // Of two gaps the narrower one is the ordinary one.
        let middle = if self.gaps.len() == 2 { 0 } else { self.gaps.len() / 2 };
        let median = self.gaps.get(middle).copied().unwrap_or(0.0);
        let height = f64::from(height);
        (share * height).max(median + 0.3 * height).min(height).round() as i32
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
                words.word(left, right);
            }
            words.limit(30)
        };
        assert_eq!(line("本报记者 张三"), 18);
        assert_eq!(line("一二三四五六七八九十一二三"), 24);
        let mut words = Words::default();
        words.chars("本报记者张三");
        (0..5).for_each(|i| words.word(f64::from(i) * 32.0, f64::from(i) * 32.0 + 30.0));
        words.word(180.0, 210.0);
        assert_eq!(words.limit(30), 18);
        let reporters = |chars: &str| {
            let mut words = Words::default();
            words.chars(chars);
            (0..13).for_each(|i| words.word(f64::from(i) * 32.0, f64::from(i) * 32.0 + 30.0));
            words.limit(30)
        };
        assert_eq!(reporters("本报记者李四王五通讯员赵六"), 24);
        assert_eq!(reporters("本报记者李四、王五通讯员赵六"), 30);
    }
}
