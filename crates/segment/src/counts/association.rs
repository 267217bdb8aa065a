//! Measures of association, all from one table of two by two.
//!
//! | | with the collocate | without | |
//! |---|---|---|---|
//! | **with the node** | o11 | o12 | r1 |
//! | **without** | o21 | o22 | r2 |
//! | | c1 | c2 | n |
//!
//! Expected, were the two independent: e_ij = r_i · c_j / n. Sources: G² is Dunning (1993), “Accurate methods for the statistics
//! of surprise and coincidence”; PMI is Church and Hanks (1990); t-score is Church, Gale, Hanks and Hindle (1991); MI³ is Daille
//! (1994); logDice is Rychlý (2008), “A lexicographer-friendly association score”; ΔP is Allan (1980), for collocations Gries
//! (2013), “50-something years of work on collocations”. Tables as in Evert (2008), “Corpora and collocations”.

/// A contingency table by its margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Both together.
    pub o11: u64,
    /// The node in all.
    pub r1: u64,
    /// The collocate in all.
    pub c1: u64,
    /// Everything.
    pub n: u64,
}

/// A measure of association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// G² = 2 Σ o_ij ln(o_ij / e_ij). How sure: grows with frequency.
    LogLikelihood,
    /// log₂(o11 / e11). How exclusive: favours what is rare.
    Pmi,
    /// (o11 − e11) / √o11. How sure: favours what is frequent.
    TScore,
    /// 14 + log₂(2 · o11 / (r1 + c1)). How exclusive; does not depend on the size of the collection.
    LogDice,
    /// log₂(o11³ / e11).
    Mi3,
    /// ΔP of the collocate given the node: o11 / r1 − o21 / r2.
    DeltaPCollocate,
    /// ΔP of the node given the collocate: o11 / c1 − o12 / c2.
    DeltaPNode,
}

impl Measure {
    /// All, in the order of columns.
    pub const ALL: [Self; 7] = [
        Self::LogLikelihood,
        Self::Pmi,
        Self::TScore,
        Self::LogDice,
        Self::Mi3,
        Self::DeltaPCollocate,
        Self::DeltaPNode,
    ];

    /// The name of its column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LogLikelihood => "log_likelihood",
            Self::Pmi => "pmi",
            Self::TScore => "t_score",
            Self::LogDice => "log_dice",
            Self::Mi3 => "mi3",
            Self::DeltaPCollocate => "delta_p_collocate",
            Self::DeltaPNode => "delta_p_node",
        }
    }
}

impl Table {
    /// What o11 would be if node and collocate were independent; 0 for an empty table.
    #[must_use]
    pub fn expected(&self) -> f64 {
        if self.n == 0 { 0.0 } else { self.r1 as f64 * self.c1 as f64 / self.n as f64 }
    }

    /// The value of a measure. Without any occurrence together it is 0 for G², −∞ for the logarithms and the t-score;
    /// never NaN.
    #[must_use]
    pub fn score(&self, measure: Measure) -> f64 {
        let (o11, e11) = (self.o11 as f64, self.expected());
        let log = |ratio: f64| if ratio > 0.0 { ratio.log2() } else { f64::NEG_INFINITY };
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let (r1, c1, n) = (self.r1 as f64, self.c1 as f64, self.n as f64);
        match measure {
            Measure::LogLikelihood => self.log_likelihood(),
            Measure::Pmi => log(share(o11, e11)),
            Measure::TScore if self.o11 == 0 => f64::NEG_INFINITY,
            Measure::TScore => (o11 - e11) / o11.sqrt(),
            Measure::LogDice => 14.0 + log(share(2.0 * o11, r1 + c1)),
            Measure::Mi3 => log(share(o11 * o11 * o11, e11)),
            Measure::DeltaPCollocate => share(o11, r1) - share(c1 - o11, n - r1),
            Measure::DeltaPNode => share(o11, c1) - share(r1 - o11, n - c1),
        }
    }

    /// Whether node and collocate stand together more often than by chance.
    #[must_use]
    pub fn attracted(&self) -> bool {
        // o11 > r1 · c1 / n, without rounding.
        u128::from(self.o11) * u128::from(self.n) > u128::from(self.r1) * u128::from(self.c1)
    }

    fn log_likelihood(&self) -> f64 {
        let n = self.n as f64;
        let (r, c) = ([self.r1, self.n.saturating_sub(self.r1)], [self.c1, self.n.saturating_sub(self.c1)]);
        let o12 = self.r1.saturating_sub(self.o11);
        let o21 = self.c1.saturating_sub(self.o11);
        let o22 = r[1].saturating_sub(o21);
        let mut sum = 0.0;
        for (o, r, c) in [(self.o11, r[0], c[0]), (o12, r[0], c[1]), (o21, r[1], c[0]), (o22, r[1], c[1])] {
            // The limit of x ln x at 0 is 0.
            if o > 0 && r > 0 && c > 0 {
                sum += o as f64 * (o as f64 * n / (r as f64 * c as f64)).ln();
            }
        }
        (2.0 * sum).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(got: f64, want: f64) {
        assert!((got - want).abs() < 1e-4, "{got} is not {want}");
    }

    /// o11 10, o12 20, o21 30, o22 940; e11 = 30 · 40 / 1000 = 1.2. Worked out by hand.
    const BY_HAND: Table = Table { o11: 10, r1: 30, c1: 40, n: 1000 };

    #[test]
    fn values_by_hand() {
        near(BY_HAND.expected(), 1.2);
        // 2 (10 ln(10/1.2) + 20 ln(20/28.8) + 30 ln(30/38.8) + 940 ln(940/931.2))
        let g2 = 2.0
            * (10.0 * (10.0f64 / 1.2).ln()
                + 20.0 * (20.0f64 / 28.8).ln()
                + 30.0 * (30.0f64 / 38.8).ln()
                + 940.0 * (940.0f64 / 931.2).ln());
        near(BY_HAND.score(Measure::LogLikelihood), g2);
        near(g2, 30.069_075);
        near(BY_HAND.score(Measure::Pmi), 3.058_894);
        near(BY_HAND.score(Measure::TScore), 2.782_804);
        near(BY_HAND.score(Measure::LogDice), 12.192_645);
        near(BY_HAND.score(Measure::Mi3), 9.702_750);
        near(BY_HAND.score(Measure::DeltaPCollocate), 10.0 / 30.0 - 30.0 / 970.0);
        near(BY_HAND.score(Measure::DeltaPNode), 10.0 / 40.0 - 20.0 / 960.0);
        assert!(BY_HAND.attracted());
    }

    #[test]
    fn independence_is_zero() {
        let table = Table { o11: 6, r1: 20, c1: 30, n: 100 };
        for measure in [Measure::LogLikelihood, Measure::Pmi, Measure::TScore, Measure::DeltaPNode] {
            near(table.score(measure), 0.0);
        }
        assert!(!table.attracted());
    }

    proptest! {
        #[test]
        fn never_not_a_number(a in 0u64..50, b in 0u64..50, c in 0u64..50, d in 0u64..50) {
            let table = Table { o11: a, r1: a + b, c1: a + c, n: a + b + c + d };
            for measure in Measure::ALL {
                prop_assert!(!table.score(measure).is_nan(), "{measure:?}");
            }
            prop_assert!(table.score(Measure::LogLikelihood) >= 0.0);
            // Turning the table over changes the ΔP into each other and nothing else.
            let turned = Table { r1: table.c1, c1: table.r1, ..table };
            prop_assert!((table.score(Measure::DeltaPNode) - turned.score(Measure::DeltaPCollocate)).abs() < 1e-12);
            prop_assert!((table.score(Measure::LogLikelihood) - turned.score(Measure::LogLikelihood)).abs() < 1e-9);
        }
    }
}
