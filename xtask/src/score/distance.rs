//! Edit distance of long texts.

/// Levenshtein distance in characters. Looks only at a band around the diagonal and widens it until the distance fits:
/// time is the product of length and distance.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut band = (b.len() - a.len()).max(32);
    loop {
        if let Some(d) = within(&a, &b, band) {
            return d;
        }
        band *= 2;
    }
}

/// The distance if it is at most `band`. `a` is not longer than `b`.
fn within(a: &[char], b: &[char], band: usize) -> Option<usize> {
    const FAR: usize = usize::MAX / 2;
    let mut before: Vec<usize> = (0..=b.len()).map(|j| if j <= band { j } else { FAR }).collect();
    let mut row = vec![FAR; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let i = i + 1;
        let (from, to) = (i.saturating_sub(band), (i + band).min(b.len()));
        row[from] = if from == 0 { i } else { FAR };
        for j in from.max(1)..=to {
            let left = if j > from { row[j - 1] + 1 } else { FAR };
            let above = before[j] + 1;
            row[j] = (before[j - 1] + usize::from(*x != b[j - 1])).min(left).min(above);
        }
        if to < b.len() {
            row[to + 1] = FAR;
        }
        if from > 0 {
            row[from - 1] = FAR;
        }
        std::mem::swap(&mut before, &mut row);
    }
    let found = before[b.len()];
    // A path that left the band would cost more than the band is wide.
    (found <= band || band >= b.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook table.
    fn plain(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut corner = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let next = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                corner = row[j + 1];
                row[j + 1] = next;
            }
        }
        row[b.len()]
    }

    #[test]
    fn bands_agree_with_the_whole_table() {
        // A linear congruence gives texts that are alike in parts.
        let mut seed = 7u64;
        let mut next = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        for round in 0..60 {
            let a: Vec<char> = (0..next(120)).map(|_| char::from(b'a' + next(4) as u8)).collect();
            let mut b = a.clone();
            for _ in 0..round {
                let at = next(b.len() as u64 + 1) as usize;
                if next(2) == 0 || b.is_empty() {
                    b.insert(at, 'x');
                } else {
                    b.remove(at.min(b.len() - 1));
                }
            }
            let (s, t): (String, String) = (a.iter().collect(), b.iter().collect());
            assert_eq!(distance(&s, &t), plain(&a, &b), "{s} {t}");
        }
        assert_eq!(distance("", "报刊"), 2);
    }
}
