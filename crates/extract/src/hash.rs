//! Maps and sets for tables that are asked once a character. The hash of the standard library withstands keys that somebody
//! chose to collide; ours are words of our own tables, and the document's, whose number is bounded by its length.

use std::hash::{BuildHasherDefault, Hasher};

/// A map with the quick hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Mix>>;
/// A set with the quick hash.
pub(crate) type HashSet<K> = std::collections::HashSet<K, BuildHasherDefault<Mix>>;

/// Multiplies and rotates, eight bytes at a time.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mix(u64);

impl Mix {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b)));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            self.add(rest.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b)));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.add(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.add(n.into());
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }

    /// The upper bits are the well mixed ones; tables take the lower ones for the place and the uppermost for the tag.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spread_and_found() {
        let words: Vec<String> = ('一'..'龥').map(|c| format!("{c}县")).collect();
        let map: HashMap<&str, usize> = words.iter().enumerate().map(|(i, w)| (w.as_str(), i)).collect();
        assert!(words.iter().enumerate().all(|(i, w)| map.get(w.as_str()) == Some(&i)));
        let hash = |w: &String| {
            let mut mix = Mix::default();
            mix.write(w.as_bytes());
            mix.finish()
        };
        // No more than a few share the lower sixteen bits, and all tags occur.
        let mut places = vec![0u8; 1 << 16];
        words.iter().for_each(|w| places[hash(w) as usize & 0xFFFF] += 1);
        assert!(places.iter().all(|n| *n < 10));
        let tags: HashSet<u64> = words.iter().map(|w| hash(w) >> 57).collect();
        assert_eq!(tags.len(), 128);
    }
}
