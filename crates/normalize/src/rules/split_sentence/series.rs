//! Cuts at the end of a sentence, where only a series shows that the paragraph goes on.

use baokan_corpus_model::{BlockKind, Safety};

use super::gap;
use crate::engine::{Proposals, RuleContext};
use crate::layout::{Line, Tail, folded, is_ordinal};

/// So many items make a list whose form can be trusted.
const ITEMS: usize = 4;

pub(super) fn propose(cx: &RuleContext<'_>, out: &mut Proposals) {
    for (i, pair) in cx.lines.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if b.kind != BlockKind::Paragraph || !b.flows() || a.facts.tail != Tail::Stop || a.full || b.full {
            continue;
        }
        let words = |l: &Line| cx.text.get(l.range.as_usize()).unwrap_or("");
        let proof = match a.kind {
            BlockKind::ListItem if is_stray(cx.lines, i + 1) && parallel(words(a), words(b)) => {
                "the only unmarked block of a list, built like the sentences of the item before it"
            }
            BlockKind::Paragraph if head_alone(words(a), words(b)) => {
                "the last member of a series is a head without its text, which the next block holds"
            }
            _ => continue,
        };
        out.edit(800, proof).safety(Safety::Unsafe).replace(gap(a, b), "").done();
    }
}

/// Whether line `i` is the only one without a mark in a list of dashes, and stands inside it.
fn is_stray(lines: &[Line], i: usize) -> bool {
    let item = |l: &Line| l.kind == BlockKind::ListItem;
    let before = lines.iter().take(i).rev().take_while(|l| item(l)).count();
    let after = lines.iter().skip(i + 1).take_while(|l| item(l)).count();
    before >= 1 && after >= 1 && before + after >= ITEMS
}

/// Whether the first clause of `b` has the frame of a clause in `a`: 在“甲”上出实招 and 在“乙”上出新招.
fn parallel(a: &str, b: &str) -> bool {
    let Some(head) = clauses(b).next() else { return false };
    let frame: Vec<char> = head.chars().collect();
    if !(5..=24).contains(&frame.len()) {
        return false;
    }
    clauses(a).any(|c| {
        let other: Vec<char> = c.chars().collect();
        let shorter = frame.len().min(other.len());
        // The same word opens both, and what is common comes to more than half of the shorter one.
        other.len() <= 30 && frame.first() == other.first() && common(&frame, &other) * 5 >= shorter * 3
    })
}

/// Clauses that begin a sentence.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '！', '？', '；'])
        .filter_map(|s| s.split(['，', '：', ',', ':']).next())
        .filter(|c| !c.is_empty())
}

/// Length of the longest common subsequence; both are short.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let left = row.get(j).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = if x == y { diagonal + 1 } else { above.max(left) };
            }
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether `a` ends in a member of a series that is a head only (二要学好本领。), while the member before it has text
/// after its head in the same paragraph, and `b` takes up the words of the head.
fn head_alone(a: &str, b: &str) -> bool {
    let mut sentences = a.split_inclusive('。').rev().filter(|s| !s.trim().is_empty());
    let Some(last) = sentences.next() else { return false };
    let head = folded(last);
    let chars = head.chars().count();
    let Some(rank) = rank(&head) else { return false };
    if rank < 2 || chars > 30 || head.contains(',') || is_ordinal(&folded(&b.chars().take(8).collect::<String>())) {
        return false;
    }
    // How many sentences the member before it has.
    let mut own = 0;
    let mut found = false;
    for s in sentences {
        own += 1;
        if self::rank(&folded(s)) == Some(rank - 1) {
            found = true;
            break;
        }
    }
    found && own >= 2 && takes_up(last, b)
}

/// The number of a member of a series: 二要 is 2.
fn rank(sentence: &str) -> Option<usize> {
    if !is_ordinal(sentence) {
        return None;
    }
    let sentence = sentence.strip_prefix('第').unwrap_or(sentence);
    let first = sentence.chars().next()?;
    "一二三四五六七八九十".chars().position(|c| c == first).map(|p| p + 1)
}

/// Whether the first clause of `b` repeats four characters in a row of the head.
fn takes_up(head: &str, b: &str) -> bool {
    let chars: Vec<char> = head.chars().collect();
    let opening: String = b.chars().take(20).collect();
    chars.windows(4).any(|w| opening.contains(&w.iter().collect::<String>()))
}
