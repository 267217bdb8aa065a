//! Tables in HTML inside of another format: rows become lines, cells stand apart by a space.

use std::ops::Range;

use baokan_corpus_model::RegionKind;

use crate::extraction::{Extraction, Gap};
use crate::references::unescape;

/// No tag of a table is longer, in bytes.
const LONGEST_TAG: usize = 200;

/// Takes the words of a table from characters with their places. Tags are dropped; what is no tag stays.
pub(crate) fn read(chars: &[(char, Range<usize>)], bbox: Option<[i32; 4]>, out: &mut Extraction<'_>) {
    // The characters as a text of their own, in which tags and references are found.
    let text: String = chars.iter().map(|(c, _)| *c).collect();
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let place = |at: &Range<usize>| {
        let from = starts.binary_search(&at.start).ok().and_then(|i| chars.get(i))?;
        let to = starts.binary_search(&at.end).ok().and_then(|i| chars.get(i.checked_sub(1)?))?;
        Some(from.1.start..to.1.end)
    };
    let mut rest = 0;
    while let Some(piece) = text.get(rest..).filter(|piece| !piece.is_empty()) {
        // A tag is short: the end is not looked for behind every `<` to the end of the file.
        let head = piece.as_bytes().get(..piece.len().min(LONGEST_TAG)).unwrap_or(&[]);
        let tag =
            if head.starts_with(b"<") { memchr::memchr(b'>', head).and_then(|end| piece.get(1..end)) } else { None };
        let tag = tag.filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        if let Some(tag) = tag {
            match tag.trim_start_matches('/').split_ascii_whitespace().next().unwrap_or("") {
                "tr" | "table" | "caption" => {
                    out.close(RegionKind::TableRow, bbox, None);
                    out.gap(Gap::Line);
                }
                "td" | "th" | "br" | "br/" => out.gap(Gap::Space),
                _ => {}
            }
            rest += tag.len() + 2;
            continue;
        }
        let next = piece.char_indices().skip(1).find(|(_, c)| *c == '<');
        let len = next.map_or(piece.len(), |(i, _)| i);
        let words = unescape(&text, rest..rest + len, &mut |at| {
            if let Some(at) = place(&at) {
                out.bad_escape(at);
            }
        });
        out.flowing(words.into_iter().filter_map(|(c, at)| Some((c, place(&at)?))));
        rest += len;
    }
    out.close(RegionKind::TableRow, bbox, None);
}
