//! The words around a match.

use std::ops::Range;

use super::{By, Within, units};

/// How much to show on each side.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// In what.
    pub by: By<'a>,
    /// How many; marks between them come along and are not counted.
    pub size: usize,
}

/// A match with what stands around it, as bytes of the text. The three adjoin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Before.
    pub left: Range<usize>,
    /// The match.
    pub node: Range<usize>,
    /// Behind.
    pub right: Range<usize>,
}

/// The context of a match within a block, or within another stretch that the match lies in. `None` when the match is not
/// inside, or one of the two cuts a character.
///
/// In characters, marks count as well: what is asked for is a width. In words, so many words are taken on each side, with the
/// marks up to them.
#[must_use]
pub fn context(text: &str, block: Range<usize>, node: Range<usize>, reach: Reach<'_>) -> Option<Context> {
    if node.start < block.start || block.end < node.end {
        return None;
    }
    let (before, after) = (text.get(block.start..node.start)?, text.get(node.end..block.end)?);
    text.get(node.clone())?;
    let (left, right) = match reach.by {
        _ if reach.size == 0 => (node.start, node.end),
        By::Characters => {
            let left = before.char_indices().rev().nth(reach.size - 1).map_or(0, |(i, _)| i);
            let right = after.char_indices().nth(reach.size).map_or(after.len(), |(i, _)| i);
            (block.start + left, node.end + right)
        }
        By::Words(_) => {
            let mut words = Vec::new();
            units(before, 0..before.len(), reach.by, Within::Block, &mut words);
            let left = words.iter().rev().nth(reach.size - 1).map_or(0, |w| w.start as usize);
            words.clear();
            units(after, 0..after.len(), reach.by, Within::Block, &mut words);
            let right = words.get(reach.size - 1).map_or(after.len(), |w| w.end as usize);
            (block.start + left, node.end + right)
        }
    };
    Some(Context { left: left..node.start, right: node.end..right, node })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::units::tests::Twos;
    use super::*;

    fn shown(text: &str, node: &str, reach: Reach<'_>) -> [String; 3] {
        let at = text.find(node).unwrap();
        let c = context(text, 0..text.len(), at..at + node.len(), reach).unwrap();
        [c.left, c.node, c.right].map(|r| text[r].to_owned())
    }

    #[test]
    fn characters_and_words() {
        let text = "各地，抓紧春耕，不误农时。";
        assert_eq!(shown(text, "春耕", Reach { by: By::Characters, size: 3 }), ["，抓紧", "春耕", "，不误"]);
        assert_eq!(shown(text, "春耕", Reach { by: By::Words(&Twos), size: 2 }), ["各地，抓紧", "春耕", "，不误农时"]);
        assert_eq!(shown(text, "春耕", Reach { by: By::Words(&Twos), size: 9 })[2], "，不误农时。");
        assert_eq!(shown(text, "春耕", Reach { by: By::Characters, size: 0 }), ["", "春耕", ""]);
    }

    proptest! {
        /// The three adjoin, stay in the block, and no bounds make it panic.
        #[test]
        fn adjoining(text in "[春耕，a ]{0,20}", b in 0usize..70, c in 0usize..70, d in 0usize..70, size in 0usize..9) {
            for by in [By::Characters, By::Words(&Twos)] {
                if let Some(found) = context(&text, b.min(c)..d, c..d, Reach { by, size }) {
                    prop_assert_eq!((found.left.end, found.right.start), (found.node.start, found.node.end));
                    prop_assert!(found.left.start >= b.min(c) && found.right.end <= d);
                    prop_assert!(text.get(found.left).is_some() && text.get(found.right).is_some());
                }
            }
        }
    }
}
