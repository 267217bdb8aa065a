//! Lines that the engine read straight over a gutter.

use super::PrintedLine;
use super::item::{Item, Scale, units};

/// Neighbours looked at on either side.
const REACH: usize = 64;

/// Splits them; returns how many were split.
///
/// A line is fused where its neighbours above and below leave a gutter inside it, and where it begins like a line of the
/// column on the left. Titles over several columns begin elsewhere, or are larger.
pub(super) fn split(items: &mut Vec<Item>, lines: &[PrintedLine<'_>], scale: &Scale) -> usize {
    let mut sorted: Vec<Item> = items.iter().filter(|i| !scale.is_tall(i)).copied().collect();
    sorted.sort_by_key(Item::mid_y);
    let mut out = Vec::with_capacity(items.len());
    let mut count = 0;
    for item in items.iter() {
        let gutters = if item.width() > 8 * scale.em && !scale.may_be_tall(item) {
            gutters(item, &sorted, scale)
        } else {
            Vec::new()
        };
        let text = lines.get(item.line).map_or("", |l| l.text);
        let before = out.len();
        parts(item, &gutters, text, &mut out);
        count += usize::from(out.len() > before + 1);
    }
    *items = out;
    count
}

/// Gutters inside a line, from left to right.
fn gutters(item: &Item, sorted: &[Item], scale: &Scale) -> Vec<(i32, i32)> {
    let y = item.mid_y();
    let far = 14 * scale.height;
    let at = sorted.partition_point(|i| i.mid_y() < y);
    let above = sorted[..at].iter().rev().take(REACH).take_while(|i| i.mid_y() >= y - far);
    let below = sorted[at..].iter().take(REACH).take_while(|i| i.mid_y() <= y + far);
    let near: Vec<&Item> = above
        .chain(below)
        .filter(|i| i.line != item.line && i.shares(item.left, item.right) > 0 && i.width() > 2 * scale.em)
        .collect();
    if near.len() < 4 {
        return Vec::new();
    }
    let bin = (scale.height / 8).max(1);
    let bins = (item.width() / bin) as usize;
    if bins > 1024 {
        return Vec::new();
    }
    let mut steps = vec![0i32; bins + 2];
    for i in &near {
        let from = ((i.left - item.left).max(0) / bin) as usize;
        let to = ((i.right - item.left).clamp(0, item.width()) / bin) as usize;
        steps[from.min(bins)] += 1;
        steps[to.min(bins) + 1] -= 1;
    }
    let cover: Vec<i32> = steps
        .iter()
        .scan(0, |sum, s| {
            *sum += s;
            Some(*sum)
        })
        .collect();
    let reach = (8 * scale.em / bin).min(96) as usize;
    let mut found: Vec<(i32, i32)> = Vec::new();
    let mut at = 0;
    while at < bins {
        if 5 * cover[at] as usize > 2 * near.len() {
            at += 1;
            continue;
        }
        let left = cover[at.saturating_sub(reach)..at].iter().max().copied().unwrap_or(0);
        let right = cover[at..(at + reach).min(bins)].iter().max().copied().unwrap_or(0);
        let low = 2 * left.min(right) / 5;
        let run = cover[at..bins].iter().take_while(|c| **c <= low).count();
        if left < 2 || right < 2 || run == 0 {
            at += 1;
            continue;
        }
        let (from, to) = (item.left + at as i32 * bin, item.left + (at + run) as i32 * bin);
        at += run;
        let wide = to - from;
        let inside = from - item.left > 2 * scale.em && item.right - to > 2 * scale.em;
        if inside && 3 * wide >= scale.height && wide < 6 * scale.em && both_sides(item, &near, from, to, scale) {
            found.push((from, to));
        }
    }
    if found.is_empty() || !begins_a_column(item, &near, found[0].0, scale) { Vec::new() } else { found }
}

/// Whether lines end before the gutter and others begin behind it.
fn both_sides(item: &Item, near: &[&Item], from: i32, to: i32, scale: &Scale) -> bool {
    let slack = scale.em;
    let ends = near.iter().filter(|i| i.right > item.left && (i.right - from).abs() <= 2 * slack).count();
    let begins = near.iter().filter(|i| i.left < item.right && (i.left - to).abs() <= 3 * slack).count();
    ends >= 2 && begins >= 2
}

/// Whether the line begins where its column begins, or is set in by two characters.
fn begins_a_column(item: &Item, near: &[&Item], gutter: i32, scale: &Scale) -> bool {
    let mut lefts: Vec<i32> = near
        .iter()
        .filter(|i| (item.left..gutter).contains(&i.mid_x()) && i.right <= gutter + 2 * scale.em)
        .map(|i| i.left)
        .collect();
    lefts.sort_unstable();
    let Some(edge) = lefts.get(lefts.len() / 5) else { return false };
    let set_in = item.left - edge;
    set_in < scale.em || (3 * scale.em / 2..3 * scale.em).contains(&set_in)
}

/// Marks that begin no line.
const CLOSING: &str = "，。、；：！？”’」』）》】〉·,.;:!?)%％";
/// Marks that end no line.
const OPENING: &str = "“‘「『（《【〈(";

/// Cuts a line in proportion to its width, and never where no printer would break it.
fn parts(item: &Item, gutters: &[(i32, i32)], text: &str, out: &mut Vec<Item>) {
    let mut rest = *item;
    // The white of the gutters holds no characters.
    let mut ink: i32 = item.width() - gutters.iter().map(|(a, b)| b - a).sum::<i32>();
    for &(from, to) in gutters {
        let share = from - rest.left;
        let Some(at) = cut_at(text, &rest, share, ink.max(1)) else { continue };
        let mut head = rest;
        (head.to, head.right) = (at, from);
        measure(&mut head, text);
        out.push(head);
        (rest.from, rest.left) = (at, to);
        measure(&mut rest, text);
        ink -= share;
    }
    out.push(rest);
}

fn measure(item: &mut Item, text: &str) {
    let words = text.get(item.from..item.to).unwrap_or("");
    item.units = words.chars().map(units).sum();
    item.last = words.trim_end().chars().next_back().unwrap_or(' ');
}

/// The byte at which `share` of `ink` is used up.
fn cut_at(text: &str, rest: &Item, share: i32, ink: i32) -> Option<usize> {
    let words = text.get(rest.from..rest.to)?;
    let wanted = i64::from(rest.units) * i64::from(share) / i64::from(ink);
    let mut seen = 0;
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    let mut n = chars.iter().take_while(|(_, c)| {
        let half = i64::from(units(*c));
        seen += half;
        seen - half / 2 <= wanted
    });
    let mut n = n.by_ref().count();
    let closing = |c: &(usize, char)| CLOSING.contains(c.1);
    // At most two marks hang over the edge.
    for _ in 0..2 {
        n += usize::from(chars.get(n).is_some_and(closing));
    }
    n -= usize::from(n > 0 && chars.get(n - 1).is_some_and(|c| OPENING.contains(c.1)));
    let at = chars.get(n)?.0;
    (n > 0).then_some(rest.from + at)
}
