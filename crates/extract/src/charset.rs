//! Sets of characters that are asked once a character of a whole collection.

/// A set of characters of the basic plane: one bit each, 8 KiB.
#[derive(Debug)]
pub(crate) struct CharSet(Box<[u64; 1024]>);

impl CharSet {
    /// The characters of these texts.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut bits = Box::new([0u64; 1024]);
        for c in texts.into_iter().flat_map(str::chars) {
            if let Some(word) = bits.get_mut(c as usize >> 6) {
                *word |= 1 << (c as u32 & 63);
            }
        }
        Self(bits)
    }

    /// Whether the set holds `c`.
    pub(crate) fn has(&self, c: char) -> bool {
        self.0.get(c as usize >> 6).is_some_and(|word| word >> (c as u32 & 63) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_given() {
        let set = CharSet::of(["三四", "5"]);
        assert!(set.has('三') && set.has('四') && set.has('5'));
        assert!(!set.has('五') && !set.has('6') && !set.has('\u{20000}'));
    }
}
