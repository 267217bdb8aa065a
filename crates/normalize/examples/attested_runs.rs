//! Makes `data/runs/runs.bin`: words, pairs and runs of four characters that Chinese text is known to have.
//!
//! `cargo run --release -p baokan-normalize --example attested_runs -- DICT OUT FILES…` where DICT is jieba's `dict.txt`
//! and FILES are official texts. Of every six statutes and every five reports one is held out for measuring: give only
//! the others.
#![allow(clippy::print_stdout)]

#[path = "../src/rules/misread_glyph/hash.rs"]
mod hash;

use std::collections::HashMap;

/// Least counts: pairs and fours in the texts, words of two, three and four characters in the dictionary.
const PAIRS: u32 = 2;
const FOURS: u32 = 4;
const WORDS: [u32; 5] = [0, 0, 5, 5, 3];

fn is_han(c: char) -> bool {
    matches!(c as u32, 0x4E00..=0x9FFF)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (dict, out) = (args.next().ok_or("DICT?")?, args.next().ok_or("OUT?")?);
    let (mut pairs, mut fours): (HashMap<u32, u32>, HashMap<u32, u32>) = Default::default();
    for file in args {
        let text: Vec<char> = std::fs::read_to_string(file)?.chars().collect();
        for run in text.split(|c| !is_han(*c)) {
            run.windows(2).for_each(|w| *pairs.entry(hash::hash(w)).or_default() += 1);
            run.windows(4).for_each(|w| *fours.entry(hash::hash(w)).or_default() += 1);
        }
    }
    pairs.retain(|_, n| *n >= PAIRS);
    fours.retain(|_, n| *n >= FOURS);
    let mut words: HashMap<u32, u32> = HashMap::new();
    for line in std::fs::read_to_string(dict)?.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(count), Some(tag)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let (word, count): (Vec<char>, u32) = (word.chars().collect(), count.parse()?);
        if word.len() < 2 || !word.iter().all(|c| is_han(*c)) {
            continue;
        }
        word.windows(2).for_each(|w| *pairs.entry(hash::hash(w)).or_default() += 1);
        // Names of persons prove nothing.
        if !tag.starts_with("nr") && WORDS.get(word.len()).is_some_and(|least| count >= *least) {
            words.insert(hash::hash(&word), 1);
        }
    }
    let mut bytes = Vec::new();
    for table in [words, pairs, fours] {
        let mut keys: Vec<u32> = table.into_keys().collect();
        keys.sort_unstable();
        println!("{} keys", keys.len());
        bytes.extend((keys.len() as u32).to_le_bytes());
        let mut last = 0;
        for key in keys {
            let mut delta = key - last;
            last = key;
            while delta >= 0x80 {
                bytes.push(delta as u8 | 0x80);
                delta >>= 7;
            }
            bytes.push(delta as u8);
        }
    }
    std::fs::write(out, bytes)?;
    Ok(())
}
