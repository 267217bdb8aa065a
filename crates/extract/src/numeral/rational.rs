//! Exact values: `1.038亿` is 103 800 000 and not a float near it.

/// A reduced fraction with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: i128,
    denominator: i128,
}

impl Rational {
    /// A whole number.
    #[must_use]
    pub const fn integer(n: i128) -> Self {
        Self { numerator: n, denominator: 1 }
    }

    /// `n / d` in lowest terms; `None` when `d` is zero or a sign cannot be kept.
    #[must_use]
    pub fn new(n: i128, d: i128) -> Option<Self> {
        if d == 0 {
            return None;
        }
        let g = gcd(n.unsigned_abs(), d.unsigned_abs());
        let g = i128::try_from(g).ok()?.max(1);
        let (mut n, mut d) = (n / g, d / g);
        if d < 0 {
            n = n.checked_neg()?;
            d = d.checked_neg()?;
        }
        Some(Self { numerator: n, denominator: d })
    }

    /// The numerator in lowest terms.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator in lowest terms, always positive.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether the value is a whole number.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.denominator == 1
    }

    /// The value as a whole number that fits `u32`, if it is one (years, list lengths).
    #[must_use]
    pub fn to_u32(self) -> Option<u32> {
        if self.is_integer() { u32::try_from(self.numerator).ok() } else { None }
    }

    /// The greatest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// The nearest `f64`; exact for every value that a newspaper prints (both parts below 2^53).
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Product, or `None` on overflow.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.numerator)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Sum, or `None` on overflow.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let a = self.numerator.checked_mul(other.denominator)?;
        let b = other.numerator.checked_mul(self.denominator)?;
        Self::new(a.checked_add(b)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Quotient, or `None` on overflow or division by zero.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.denominator)?, self.denominator.checked_mul(other.numerator)?)
    }

    /// The value with the other sign.
    #[must_use]
    pub fn negate(self) -> Self {
        Self { numerator: self.numerator.saturating_neg(), denominator: self.denominator }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        let a = self.numerator.checked_mul(other.denominator)?;
        let b = other.numerator.checked_mul(self.denominator)?;
        Some(a.cmp(&b))
    }
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lowest_terms() {
        let x = Rational::new(-6, -4).unwrap();
        assert_eq!((x.numerator(), x.denominator()), (3, 2));
        assert_eq!(Rational::new(1, 0), None);
    }

    #[test]
    fn decimals_stay_exact() {
        let x = Rational::new(1038, 1000).unwrap().checked_mul(Rational::integer(100_000_000)).unwrap();
        assert_eq!(x.to_u32(), Some(103_800_000));
        assert!((Rational::new(53, 10).unwrap().to_f64() - 5.3).abs() < f64::EPSILON);
    }

    #[test]
    fn overflow_is_none() {
        let big = Rational::integer(i128::MAX);
        assert_eq!(big.checked_mul(Rational::integer(2)), None);
        assert_eq!(big.checked_add(Rational::integer(1)), None);
    }
}
