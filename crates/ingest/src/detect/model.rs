//! How unlikely a character is in Chinese press text: a model of single characters, in eighths of a nat.
//!
//! The classes and their shares are estimates for Chinese press prose with some English in it. Only the large differences
//! count: a common Han character is several hundred times as likely as a rare one, and text read in the wrong encoding
//! consists of rare ones.

use std::sync::LazyLock;

use super::frequent::{COMMON, COMMONEST, TRADITIONAL};

/// A cost in eighths of a nat: −8 ln P.
pub(super) type Cost = u32;

/// A sequence of bytes that gives no character: one in ten thousand, any of 256 values.
pub(super) const FAULT: Cost = nats(14.8);
/// The same at the very end of the file, where a cut in mid-character is common.
pub(super) const CUT: Cost = nats(8.0);

const fn nats(n: f32) -> Cost {
    (n * 8.0) as Cost
}

/// Cost of every character of the Basic Multilingual Plane.
static BMP: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table: Box<[u8]> = (0..=u16::MAX).map(|c| to_byte(by_block(c))).collect();
    let mut set = |c: char, cost: f32| {
        if let Some(slot) = table.get_mut(c as usize) {
            *slot = to_byte(nats(cost));
        }
    };
    // The frequently used planes of the two national standards, as the standards' own row numbers give them.
    let gb2312_level_1 = (0xB0..=0xD7).flat_map(|lead| (0xA1..=0xFE).map(move |trail| [lead, trail]));
    let big5_level_1 = (0xA4..=0xC6).flat_map(|lead| (0x40..=0x7E).chain(0xA1..=0xFE).map(move |trail| [lead, trail]));
    for (codes, encoding) in
        [(gb2312_level_1.collect::<Vec<[u8; 2]>>(), encoding_rs::GB18030), (big5_level_1.collect(), encoding_rs::BIG5)]
    {
        let (text, _) = encoding.decode_without_bom_handling(codes.as_flattened());
        text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).for_each(|c| set(c, 11.5));
    }
    COMMON.chars().for_each(|c| set(c, 7.8));
    COMMONEST.chars().for_each(|c| set(c, 6.2));
    let mut forms = TRADITIONAL.chars();
    while let (Some(simplified), Some(traditional)) = (forms.next(), forms.next()) {
        set(traditional, if COMMONEST.contains(simplified) { 6.2 } else { 7.8 });
    }
    "，。、：；？！“”《》（）　".chars().for_each(|c| set(c, 5.0));
    "‘’—…·「」『』〈〉【】〔〕□■●○◆◇▲△★☆※→〇％".chars().for_each(|c| set(c, 8.0));
    table
});

fn to_byte(cost: Cost) -> u8 {
    u8::try_from(cost).unwrap_or(u8::MAX)
}

/// What the block alone tells.
fn by_block(c: u16) -> Cost {
    nats(match c {
        0x0A | 0x0D | 0x20 | 0x30..=0x39 | 0x61..=0x7A => 5.0,
        0x09 | 0x0C | 0x21..=0x7E => 7.0,
        0x1A => 10.0,
        0x00..=0x1F | 0x7F..=0x9F => 15.0, // controls
        0xC0..=0xFF => 9.5,                // letters of Latin-1
        0xA0..=0xBF => 11.0,
        0x0100..=0x05FF => 11.5,
        0x200B..=0x200F | 0x2028..=0x202F | 0xFEFF => 12.0,
        0x2010..=0x203F => 7.0,  // dashes, quotation marks, bullets
        0x2040..=0x2BFF => 11.0, // symbols, arrows, frames
        0x3000..=0x303F => 11.0,
        0x3040..=0x312F => 12.0, // kana, bopomofo
        0x3200..=0x33FF => 12.0,
        0x3400..=0x4DBF => 17.0, // Han, extension A
        0x4E00..=0x9FFF => 15.0, // Han beyond the national standards' first planes
        0xAC00..=0xD7AF => 16.0, // Hangul
        0xE000..=0xF8FF => 17.0, // private use
        0xF900..=0xFAFF => 16.0,
        0xFE30..=0xFE6F => 11.0,
        0xFF01..=0xFF5E => 9.0, // full-width letters and digits
        0xFFFD => 13.0,
        0xFFFE.. => 20.0,
        _ => 15.0,
    })
}

/// The cost of one character.
pub(super) fn cost(c: char) -> Cost {
    match BMP.get(c as usize) {
        Some(&cost) => Cost::from(cost),
        None => match c as u32 {
            0x1F000..=0x1FAFF => nats(12.0), // pictographs
            0x20000..=0x3FFFF => nats(17.0), // Han, further extensions
            _ => nats(20.0),
        },
    }
}
