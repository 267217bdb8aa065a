//! Lines that the engine read straight over a gutter.

use super::item::{Item, Scale, units};
use super::{Mark, MarkKind, PrintedLine, grid};

/// Neighbours looked at on either side.
const REACH: usize = 64;
/// So often lines are looked at again after some were split.
const ROUNDS: usize = 6;
/// So many rules are looked at.
const RULES: usize = 64;

/// Splits them; returns how many were split.
///
/// A line is fused where lines above and below it end and begin inside it, and where it begins like a line of the column
/// on the left. Titles over several columns begin elsewhere, or are larger; lines of a wide column have their like as
/// neighbours.
pub(super) fn split(items: &mut Vec<Item>, lines: &[PrintedLine<'_>], marks: &[Mark], scale: &Scale) -> usize {
    let mut count = at_rules(items, lines, marks, scale);
    count += on_grid(items, lines, scale);
    // Pieces of one line show where the next one is to be cut.
    for _ in 0..ROUNDS {
        let found = split_once(items, lines, scale);
        count += found;
        if found == 0 {
            break;
        }
    }
    count
}

/// No line goes over a printed rule.
fn at_rules(items: &mut Vec<Item>, lines: &[PrintedLine<'_>], marks: &[Mark], scale: &Scale) -> usize {
    let upright = |m: &&Mark| {
        let [left, top, right, bottom] = m.bbox;
        m.kind == MarkKind::Rule && right - left < scale.em && bottom - top > 3 * scale.height
    };
    let rules: Vec<[i32; 4]> = marks.iter().filter(upright).map(|m| m.bbox).take(RULES).collect();
    if rules.is_empty() {
        return 0;
    }
    let mut out = Vec::with_capacity(items.len());
    let mut count = 0;
    for item in items.iter() {
        let over = |r: &&[i32; 4]| {
            let inside = item.left + 2 * scale.em < r[0] && r[2] + scale.em < item.right;
            inside && r[1] < item.mid_y() && item.mid_y() < r[3] && item.height() < 2 * scale.height
        };
        let mut gutters: Vec<(i32, i32)> =
            rules.iter().filter(over).map(|r| (r[0] - scale.em / 3, r[2] + scale.em / 3)).collect();
        gutters.sort_unstable();
        gutters.dedup_by(|b, a| b.0 - a.1 < 2 * scale.em);
        let before = out.len();
        parts(item, &gutters, lines.get(item.line).map_or("", |l| l.text), scale, &mut out);
        count += usize::from(out.len() > before + 1);
    }
    *items = out;
    count
}

/// Splits what goes over the gutters of the page's grid.
fn on_grid(items: &mut Vec<Item>, lines: &[PrintedLine<'_>], scale: &Scale) -> usize {
    let gutters = grid::gutters(items, scale);
    if gutters.iter().all(Vec::is_empty) {
        return 0;
    }
    let mut sorted: Vec<Item> = items.iter().filter(|i| !scale.is_tall(i)).copied().collect();
    sorted.sort_by_key(Item::mid_y);
    let mut out = Vec::with_capacity(items.len());
    let mut count = 0;
    for (item, gutters) in items.iter().zip(gutters) {
        let gutters = if is_caption(item, &sorted, scale) { &[] } else { gutters.as_slice() };
        let before = out.len();
        parts(item, gutters, lines.get(item.line).map_or("", |l| l.text), scale, &mut out);
        count += usize::from(out.len() > before + 1);
    }
    *items = out;
    count
}

fn split_once(items: &mut Vec<Item>, lines: &[PrintedLine<'_>], scale: &Scale) -> usize {
    let (mut titles, mut sorted): (Vec<Item>, Vec<Item>) = items.iter().partition(|i| scale.is_tall(i));
    sorted.sort_by_key(Item::mid_y);
    titles.sort_by_key(Item::mid_y);
    let mut out = Vec::with_capacity(items.len());
    let mut count = 0;
    for item in items.iter() {
        let gutters = if item.width() > 10 * scale.em
            && !is_caption(item, &sorted, scale)
            && !scale.is_over_columns(item)
            && !is_wide_text(item, &sorted, scale)
        {
            gutters(item, &sorted, &titles, scale)
        } else {
            Vec::new()
        };
        let text = lines.get(item.line).map_or("", |l| l.text);
        let before = out.len();
        parts(item, &gutters, text, scale, &mut out);
        count += usize::from(out.len() > before + 1);
    }
    *items = out;
    count
}

/// Whether a line is set in smaller type below white that a picture fills. A line with a gutter in it is wider than its
/// characters, never narrower.
fn is_caption(item: &Item, sorted: &[Item], scale: &Scale) -> bool {
    let at = sorted.partition_point(|i| i.mid_y() < item.mid_y());
    let far = item.top - 5 * scale.height / 2;
    200 * item.width() < 94 * scale.em * item.units.max(1)
        && !sorted[..at]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|i| i.mid_y() > far)
            .any(|i| i.shares(item.left, item.right) > 0 && i.bottom < item.mid_y())
}

/// Whether a line and those like it directly above and below, two at least, are no wider than their characters: there is
/// no room for a gutter in them.
fn is_wide_text(item: &Item, sorted: &[Item], scale: &Scale) -> bool {
    let full = |i: &Item| 2 * i.width() <= scale.em * i.units;
    if !full(item) {
        return false;
    }
    let at = sorted.partition_point(|i| i.mid_y() < item.mid_y());
    let far = 4 * scale.height;
    let alike = |i: &&Item| (i.left - item.left).abs() <= scale.em && (i.right - item.right).abs() <= scale.em;
    let above = sorted[..at].iter().rev().take(REACH).take_while(|i| i.mid_y() > item.mid_y() - far);
    let below = sorted[at..].iter().take(REACH).take_while(|i| i.mid_y() < item.mid_y() + far);
    let (mut like, mut whole) = (0, 0);
    for i in above.chain(below).filter(|i| i.line != item.line).filter(alike) {
        like += 1;
        whole += usize::from(full(i));
    }
    whole >= 2 && whole == like
}

/// Gutters inside a line, from left to right: where the column before ends and the next begins.
fn gutters(item: &Item, sorted: &[Item], titles: &[Item], scale: &Scale) -> Vec<(i32, i32)> {
    let y = item.mid_y();
    let em = scale.em;
    let far = 14 * scale.height;
    // What stands beyond a title is another article, with other columns.
    let over = |t: &&Item| t.shares(item.left, item.right) > 2 * em && t.units >= 6;
    let at = titles.partition_point(|t| t.mid_y() < y);
    let first = titles[..at].iter().rev().take(REACH).take_while(|t| t.mid_y() >= y - far).find(over);
    let last = titles[at..].iter().take(REACH).take_while(|t| t.mid_y() <= y + far).find(over);
    let (first, last) = (first.map_or(y - far, Item::mid_y), last.map_or(y + far, Item::mid_y));
    let at = sorted.partition_point(|i| i.mid_y() < y);
    let above = sorted[..at].iter().rev().take(REACH).take_while(|i| i.mid_y() >= first);
    let below = sorted[at..].iter().take(REACH).take_while(|i| i.mid_y() <= last);
    let near: Vec<&Item> =
        above.chain(below).filter(|i| i.line != item.line && i.shares(item.left, item.right) > 0).collect();
    let inside = item.left + 5 * em..item.right - em;
    let mut lefts: Vec<i32> = near.iter().map(|i| i.left).filter(|l| inside.contains(l)).collect();
    lefts.sort_unstable();
    // Where most begin first: a loose box beside them is no column.
    let mut clusters: Vec<(usize, i32)> =
        lefts.chunk_by(|a, b| 3 * (b - a) <= em).map(|c| (c.len(), c[c.len() / 4])).collect();
    clusters.sort_unstable_by(|a, b| b.cmp(a));
    let mut found: Vec<(i32, i32)> = Vec::new();
    for (_, to) in clusters {
        let start = found.iter().map(|f| f.1).filter(|f| *f <= to).max().unwrap_or(item.left);
        if found.iter().all(|f| (f.1 - to).abs() > 5 * em)
            && let Some(gutter) = gutter_at(item, &near, start, to, scale)
        {
            found.push(gutter);
        }
    }
    found.sort_unstable();
    if found.is_empty() || !begins_a_column(item, &near, found[0].0, scale) { Vec::new() } else { found }
}

/// The gutter between a column that begins at `start` and one that begins at `to`, when neighbours prove it.
fn gutter_at(item: &Item, near: &[&Item], start: i32, to: i32, scale: &Scale) -> Option<(i32, i32)> {
    let em = scale.em;
    let rights: Vec<i32> = near.iter().map(|i| i.right).filter(|r| (to - 4 * em..=to + em / 3).contains(r)).collect();
    // Where many end; the outermost such place, since lines that end with a mark seem shorter.
    let alike = |r: &i32| rights.iter().filter(|o| 2 * (*o - r).abs() <= em).count();
    let most = rights.iter().map(alike).max()?;
    let from = rights.iter().copied().filter(|r| 2 * alike(r) >= most).max()?.min(to);
    let y = item.mid_y();
    let mut up = Side::default();
    let mut down = Side::default();
    for i in near {
        let off = i.mid_y() - y;
        let side = if off < 0 { &mut up } else { &mut down };
        let off = off.abs();
        // On its own row: a line of a third column.
        if 2 * off < scale.height {
            continue;
        }
        let begins = 2 * (i.left - to).abs() <= em || 2 * (i.left - to - 2 * em).abs() <= em;
        let ends = i.right <= to + em / 3 && from - i.right <= 4 * em / 5;
        // Not what is centred over columns.
        let over =
            i.left < from - em && i.right > to + em && (i.left <= start + 3 * em || i.left <= item.left + 3 * em);
        if begins {
            side.begins.push(off);
            // Beside a line of the column before: no title inside a column does that.
            let beside = |a: &&Item| {
                a.right <= i.left + em / 3
                    && a.mid_x() < to
                    && a.left > start - 3 * em
                    && a.same_row(i)
                    && a.right > start
            };
            if near.iter().copied().any(|a| beside(&a)) {
                side.pairs.push(off);
            }
        }
        if ends {
            side.ends.push(off);
        }
        if over {
            side.over.push(off);
        }
    }
    for side in [&mut up, &mut down] {
        side.over.sort_unstable();
    }
    let total = |f: fn(&Side) -> usize| f(&up) + f(&down);
    let (begin, end, over) = (total(|s| s.begins.len()), total(|s| s.ends.len()), total(|s| s.over.len()));
    let row = scale.height * 3 / 2;
    let proven = |side: &Side, rows: i32| side.proven().is_some_and(|d| d <= rows * row);
    let pairs = total(|s| s.pairs.len());
    let next = proven(&up, 1) || proven(&down, 1);
    let sure = pairs > 0 && over <= 9 * pairs + 3;
    if begin.min(end) == 0 || (begin + end < 3 && !next) || !(sure || over <= 2 * begin.min(end) + 2) {
        return None;
    }
    let runs = up.run(row) + down.run(row);
    let both = proven(&up, 8) && proven(&down, 8) && runs <= if sure { 9 } else { 5 };
    let one = (proven(&up, 5) || proven(&down, 5)) && runs <= if sure { 5 } else { 3 };
    // Nothing but the first line of a paragraph begins here.
    let set_in = (23 * em / 10..=18 * em / 5).contains(&(to - from));
    (both || one).then_some((from, if set_in { to - 2 * em } else { to }))
}

/// What stands above or below a line at one place, by its distance.
#[derive(Default)]
struct Side {
    begins: Vec<i32>,
    /// Lines that begin there beside one of the column before.
    pairs: Vec<i32>,
    ends: Vec<i32>,
    /// Lines that go over the place too, the nearest first.
    over: Vec<i32>,
}

impl Side {
    /// How far off a line ends and another begins here.
    fn proven(&self) -> Option<i32> {
        let pair = self.pairs.iter().min().copied();
        let both = || Some((*self.begins.iter().min()?).max(*self.ends.iter().min()?));
        pair.into_iter().chain(both()).min()
    }

    /// How many lines follow each other over the place before one proves that there is a gutter.
    fn run(&self, row: i32) -> usize {
        let end = self.proven().unwrap_or(i32::MAX);
        let mut last = 0;
        let near = self.over.iter().take_while(|off| {
            let next = **off < end && **off - last <= row * 3 / 2;
            last = **off;
            next
        });
        near.count()
    }
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
/// Marks that end a sentence, or close one that has ended.
const STOPS: &str = "。！？”」』";

/// Cuts a line at its gutters by the printed width of its characters.
fn parts(item: &Item, gutters: &[(i32, i32)], text: &str, scale: &Scale, out: &mut Vec<Item>) {
    let mut rest = *item;
    // The white of the gutters holds no characters.
    let mut ink: i32 = item.width() - gutters.iter().map(|(a, b)| b - a).sum::<i32>();
    for &(from, to) in gutters {
        let share = from - rest.left;
        let Some(at) = cut_at(text, &rest, share, ink.max(1)) else { continue };
        let mut head = rest;
        (head.to, head.right) = (at, from.max(head.left + scale.em / 2));
        measure(&mut head, text);
        out.push(head);
        (rest.from, rest.left) = (at, to.min(rest.right - 1));
        measure(&mut rest, text);
        ink -= share;
    }
    out.push(rest);
}

fn measure(item: &mut Item, text: &str) {
    let words = text.get(item.from..item.to).unwrap_or("");
    item.units = words.chars().map(units).sum();
    item.first = words.trim_start().chars().next().unwrap_or(' ');
    item.last = words.trim_end().chars().next_back().unwrap_or(' ');
}

/// The byte at which `share` of `ink` is used up, or one nearby that is a better place: none that no printer would choose
/// (before a closing mark, behind an opening one, inside a number), rather one behind a sentence.
fn cut_at(text: &str, rest: &Item, share: i32, ink: i32) -> Option<usize> {
    let words = text.get(rest.from..rest.to)?;
    let wanted = 16 * i64::from(rest.units) * i64::from(share) / i64::from(ink);
    let mut seen = 0;
    let mut before = ' ';
    let mut best: Option<(i64, usize)> = None;
    for (at, c) in words.char_indices() {
        let off = (16 * seen - wanted).abs() / 4;
        if at > 0 && off <= 24 {
            let number = |c: char| c.is_ascii_alphanumeric();
            let inner = |c: char| number(c) || c == '.';
            let mut cost = off;
            if CLOSING.contains(c) || OPENING.contains(before) {
                cost += 14;
            } else if inner(before) && inner(c) && (number(before) || number(c)) {
                cost += 12;
            }
            if STOPS.contains(before) {
                cost -= 3;
            }
            if best.is_none_or(|b| cost < b.0) {
                best = Some((cost, at));
            }
        }
        seen += i64::from(units(c));
        before = c;
    }
    best.map(|(_, at)| rest.from + at)
}
