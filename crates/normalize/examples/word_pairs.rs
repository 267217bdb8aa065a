//! Makes `data/words/pairs.txt` from the dictionary of jieba (MIT):
//! `cargo run -p baokan-normalize --example word_pairs -- path/to/jieba/dict.txt > crates/normalize/data/words/pairs.txt`
//!
//! Kept are words of two Han characters that the dictionary counts at least 20 times and that are no personal names.
//! One line a first character: that character, then all second characters, both in code point order.
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "dict.txt".into());
    let mut pairs: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let mut columns = line.split(' ');
        let (Some(word), Some(count), Some(tag)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let mut chars = word.chars();
        let (Some(a), Some(b), None) = (chars.next(), chars.next(), chars.next()) else { continue };
        let han = |c: char| ('\u{4E00}'..='\u{9FA5}').contains(&c);
        if han(a) && han(b) && count.parse::<u64>().is_ok_and(|n| n >= 20) && !tag.starts_with("nr") {
            pairs.entry(a).or_default().insert(b);
        }
    }
    for (a, seconds) in pairs {
        println!("{a}{}", seconds.into_iter().collect::<String>());
    }
    Ok(())
}
