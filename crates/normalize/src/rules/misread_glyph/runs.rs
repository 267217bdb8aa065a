//! What Chinese text is known to have: words, pairs and runs of four characters, stored as hashes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::hash;

/// A sorted list of hashes with an index by their first sixteen bits. One in ten thousand strange runs is taken for a
/// known one: more than one run must speak for a repair anyway.
struct Set {
    keys: Vec<u32>,
    index: Vec<u32>,
    /// One bit for each value of the last bits: most strange runs are known by it.
    sieve: Vec<u64>,
}

impl Set {
    /// Reads the count and the differences of the sorted keys, in bytes of seven bits.
    fn read(bytes: &mut impl Iterator<Item = u8>) -> Self {
        let count = (0..4).fold(0u32, |n, i| n | u32::from(bytes.next().unwrap_or(0)) << (8 * i));
        let mut keys = Vec::with_capacity(count as usize);
        let mut key = 0u32;
        for _ in 0..count {
            let (mut delta, mut shift) = (0u32, 0);
            for byte in bytes.by_ref() {
                delta |= u32::from(byte & 0x7F) << shift;
                shift += 7;
                if byte < 0x80 || shift > 28 {
                    break;
                }
            }
            key = key.wrapping_add(delta);
            keys.push(key);
        }
        let mut index = vec![0u32; (1 << 16) + 1];
        for key in &keys {
            if let Some(n) = index.get_mut((*key >> 16) as usize + 1) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for n in &mut index {
            sum += *n;
            *n = sum;
        }
        let mut sieve = vec![0u64; (keys.len() / 8).next_power_of_two()];
        for key in &keys {
            let (word, bit) = Self::place(&sieve, *key);
            if let Some(word) = sieve.get_mut(word) {
                *word |= bit;
            }
        }
        Self { keys, index, sieve }
    }

    /// Where the bit of a key stands; the length of the sieve is a power of two.
    fn place(sieve: &[u64], key: u32) -> (usize, u64) {
        ((key >> 6) as usize & (sieve.len() - 1), 1 << (key & 63))
    }

    fn has(&self, run: &[char]) -> bool {
        let key = hash(run);
        let (word, bit) = Self::place(&self.sieve, key);
        if self.sieve.get(word).is_none_or(|w| w & bit == 0) {
            return false;
        }
        let at = (key >> 16) as usize;
        let (Some(from), Some(to)) = (self.index.get(at), self.index.get(at + 1)) else { return false };
        self.keys.get(*from as usize..*to as usize).is_some_and(|bucket| bucket.contains(&key))
    }
}

/// The tables of `data/runs`, in Simplified characters.
pub(super) struct Known {
    words: Set,
    pairs: Set,
    fours: Set,
    /// Characters that look alike.
    alike: Alike,
    /// The same for their Traditional forms.
    alike_hant: Alike,
}

type Alike = HashMap<char, &'static str>;

/// Each line is a character and those that look like it.
fn alike(table: &'static str) -> Alike {
    table.lines().filter_map(|l| l.chars().next().map(|c| (c, l.get(c.len_utf8()..).unwrap_or("")))).collect()
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut bytes = include_bytes!("../../../data/runs/runs.bin").iter().copied();
    let (words, pairs, fours) = (Set::read(&mut bytes), Set::read(&mut bytes), Set::read(&mut bytes));
    let (simplified, traditional) = (
        alike(include_str!("../../../data/runs/lookalikes.txt")),
        alike(include_str!("../../../data/runs/lookalikes_hant.txt")),
    );
    Known { words, pairs, fours, alike: simplified, alike_hant: traditional }
});

/// Characters that stand alone as words: nothing is proven by their standing alone.
const SINGLES: &str = include_str!("../../../data/runs/singles.txt");

/// Whether the character is a common word of its own.
pub(super) fn is_single(c: char) -> bool {
    /// One bit a character of the basic plane.
    static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let mut bits = vec![0; 1 << 10];
        for c in SINGLES.trim().chars() {
            if let Some(word) = bits.get_mut(c as usize >> 6) {
                *word |= 1 << (c as usize & 63);
            }
        }
        bits
    });
    BITS.get(c as usize >> 6).is_some_and(|word: &u64| word >> (c as usize & 63) & 1 == 1)
}

impl Known {
    /// The tables, read at first use.
    pub(super) fn get() -> &'static Self {
        &KNOWN
    }

    /// Length of the longest word of the dictionary over a character, or 0.
    pub(super) fn word_over(&self, run: &[char], i: usize) -> usize {
        [4, 3, 2].into_iter().find(|n| windows(run, i, *n).any(|w| self.words.has(w))).unwrap_or(0)
    }

    /// Whether any word or known run of four stands over a character. Pairs are asked first: they answer most often.
    pub(super) fn is_covered(&self, run: &[char], i: usize) -> bool {
        [2, 3, 4].into_iter().any(|n| windows(run, i, n).any(|w| self.words.has(w))) || self.fours_over(run, i) > 0
    }

    /// How many known runs of four stand over a character.
    pub(super) fn fours_over(&self, run: &[char], i: usize) -> usize {
        windows(run, i, 4).filter(|w| self.fours.has(w)).count()
    }

    /// Whether two characters are known side by side.
    pub(super) fn is_pair(&self, pair: &[char]) -> bool {
        self.pairs.has(pair)
    }

    /// Whether two characters, given in Simplified, look alike; `hant`: in Traditional print.
    pub(super) fn are_alike(&self, a: char, b: char, hant: bool) -> bool {
        let lists = |table: &Alike, a, b| table.get(&a).is_some_and(|list| list.contains(b));
        let either = |table| lists(table, a, b) || lists(table, b, a);
        either(&self.alike) || hant && either(&self.alike_hant)
    }
}

/// Whether a run of four characters over the seam between `a` and `b` is known from other texts. Both are Simplified.
///
/// About one in three seams inside a sentence has one, of seams between strangers about one in a thousand.
pub(crate) fn attested_over(a: [char; 3], b: [char; 3]) -> bool {
    let [a3, a2, a1] = a;
    let [b1, b2, b3] = b;
    let run = [a3, a2, a1, b1, b2, b3];
    run.windows(4).any(|four| KNOWN.fours.has(four))
}

/// The same, and more than a word beside one that stands beside any other: 的¶国务院 is known, and proves nothing.
pub(crate) fn attested_firmly(a: [char; 3], b: [char; 3]) -> bool {
    let ([a3, a2, a1], [b1, b2, b3]) = (a, b);
    let fours = |run: [char; 4]| KNOWN.fours.has(&run);
    fours([a2, a1, b1, b2])
        || !is_function(b1) && fours([a3, a2, a1, b1])
        || !is_function(a1) && fours([a1, b1, b2, b3])
}

/// Whether the character is a word that stands beside any other.
pub(crate) const fn is_function(c: char) -> bool {
    matches!(
        c,
        '的' | '和'
            | '与'
            | '及'
            | '或'
            | '把'
            | '被'
            | '并'
            | '使'
            | '从'
            | '而'
            | '于'
            | '对'
            | '为'
            | '由'
            | '以'
            | '在'
            | '将'
            | '向'
            | '到'
            | '是'
            | '有'
            | '等'
            | '也'
            | '就'
            | '都'
            | '了'
            | '着'
            | '过'
            | '来'
            | '去'
            | '又'
            | '不'
            | '可'
            | '要'
            | '会'
            | '能'
            | '更'
            | '最'
            | '很'
            | '这'
            | '那'
            | '此'
            | '其'
            | '之'
            | '所'
            | '各'
            | '每'
            | '再'
    )
}

/// All stretches of `n` characters that hold the character at `i`.
pub(super) fn windows(run: &[char], i: usize, n: usize) -> impl Iterator<Item = &[char]> {
    let from = (i + 1).saturating_sub(n);
    (from..=i).filter_map(move |at| run.get(at..at + n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn what_is_known() {
        let known = Known::get();
        assert_eq!(known.word_over(&chars("一片稻田里"), 2), 2);
        assert_eq!(known.word_over(&chars("一片称田里"), 2), 0);
        assert_eq!(known.word_over(&chars("持之以恒地"), 0), 4);
        assert!(known.is_pair(&chars("民政")) && !known.is_pair(&chars("罠政")));
        assert!(known.fours_over(&chars("各级人民政府应当"), 4) >= 2);
        assert!(known.are_alike('未', '末', false) && !known.are_alike('未', '府', true));
        // 態 and 熊.
        assert!(known.are_alike('态', '熊', true) && !known.are_alike('态', '熊', false));
        assert!(is_single('的') && !is_single('罠'));
    }

    #[test]
    fn stretches() {
        let run = chars("甲乙丙丁");
        let all: Vec<String> = windows(&run, 1, 2).map(|w| w.iter().collect()).collect();
        assert_eq!(all, ["甲乙", "乙丙"]);
        assert_eq!(windows(&run, 0, 4).count(), 1);
        assert_eq!(windows(&run, 0, 5).count(), 0);
    }
}
