//! Cuts a page along its white space: recursive XY-cut with titles as separators.

use super::PrintedLine;
use super::item::{DASHES, Item, Scale};
use super::join;

/// A part of the page that is read from top to bottom.
#[derive(Debug)]
pub(super) enum Part {
    /// Lines that stand above columns, titles first of all.
    Head(Vec<Item>),
    /// A column, with the top of the region that it stands in.
    Column(Vec<Item>, i32),
}

/// So often a region is cut within a region.
const DEPTH: usize = 24;

/// Takes page heads and feet away: a row apart from the text, of small pieces spread over the width of the page or with a
/// date, a page number in it.
pub(super) fn furniture(items: Vec<Item>, lines: &[PrintedLine<'_>], scale: &Scale) -> (Vec<Item>, Vec<Item>) {
    let (Some(left), Some(right)) = (items.iter().map(|i| i.left).min(), items.iter().map(|i| i.right).max()) else {
        return (Vec::new(), items);
    };
    if items.len() < 8 {
        return (Vec::new(), items);
    }
    let page = i64::from(right) - i64::from(left);
    // Last lines of paragraphs side by side are no page foot: it must stand further away than lines do.
    let is_row = |row: &[Item], gap: i32, apart: i32| {
        let ink: i64 = row.iter().map(|i| i64::from(i.width())).sum();
        let small = row.iter().all(|i| scale.size(i) < 220 && i.units <= 48);
        let spread = i64::from(row.iter().map(|i| i.right).max().unwrap_or(0))
            - i64::from(row.iter().map(|i| i.left).min().unwrap_or(0));
        let dated = row.iter().any(|i| is_page_head(lines.get(i.line).map_or("", |l| l.text)));
        let wide = row.len() >= 2 && 10 * spread > 6 * page;
        // A title may hold a date.
        let dated = dated && (row.len() >= 2 || row.iter().all(|i| !scale.may_be_tall(i)));
        small && gap * 10 >= scale.height * apart && 2 * ink < page && (wide || dated)
    };
    // Far apart on a skewed page.
    let level = |a: &Item, b: &Item| 5 * (a.mid_y() - b.mid_y()).abs() < 4 * scale.height;
    let mut sorted = items;
    sorted.sort_by_key(|i| (i.top, i.left));
    let mut found = Vec::new();
    if let Some(n) = masthead(&sorted, lines, scale) {
        found.extend(sorted.drain(..n));
    }
    let Some(first) = sorted.first().copied() else { return (found, sorted) };
    let n = sorted.iter().take_while(|i| level(i, &first)).count();
    let (head, below) = sorted.split_at(n);
    let end = head.iter().map(|i| i.bottom).max().unwrap_or(0);
    let gap = below.iter().map(|i| i.top).min().unwrap_or(end) - end;
    if is_row(head, gap, 3) {
        found.extend_from_slice(head);
        sorted.drain(..n);
    }
    sorted.sort_by_key(|i| (i.bottom, i.left));
    if let Some(last) = sorted.last().copied() {
        let n = sorted.iter().rev().take_while(|i| level(i, &last)).count();
        let (above, foot) = sorted.split_at(sorted.len() - n);
        let begin = foot.iter().map(|i| i.top).min().unwrap_or(0);
        let gap = begin - above.iter().map(|i| i.bottom).max().unwrap_or(begin);
        if is_row(foot, gap, 8) {
            found.extend_from_slice(foot);
            sorted.truncate(sorted.len() - n);
        }
    }
    found.sort_by_key(|i| i.line);
    (found, sorted)
}

/// How many lines at the top are the name of a paper, and the date and numbers beside it.
fn masthead(sorted: &[Item], lines: &[PrintedLine<'_>], scale: &Scale) -> Option<usize> {
    let text = |i: &Item| lines.get(i.line).map_or("", |l| l.text.trim());
    let is_name = |i: &&Item| text(i).ends_with(['报', '報']) && (4..=20).contains(&i.units) && scale.size(i) >= 180;
    let name = sorted.iter().take(6).find(is_name)?;
    let n = sorted.iter().take_while(|i| i.mid_y() <= name.bottom + scale.height / 2).count();
    let beside = || sorted[..n].iter().filter(|i| i.line != name.line);
    let small = n <= 12 && beside().all(|i| i.units <= 60 && scale.size(i) < 200);
    (small && beside().any(|i| is_page_head(text(i)))).then_some(n)
}

/// Whether a short line has what page heads and feet have: a page's number, a date with the day.
fn is_page_head(text: &str) -> bool {
    let text = text.trim();
    let chars = text.chars().count();
    let digit = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c);
    let number = |s: &str| !s.is_empty() && s.chars().all(|c| digit(c) || " ·-—第".contains(c));
    let numbered = chars <= 6 && (number(text) || text.strip_suffix(['版', '頁', '页']).is_some_and(number));
    let day = ["年", "月", "日"].iter().all(|mark| text.contains(mark)) || text.contains("星期");
    // 2023.09, the number of a magazine.
    let bytes = text.as_bytes();
    let month = bytes
        .windows(6)
        .any(|w| w[..4].iter().all(u8::is_ascii_digit) && b"./-".contains(&w[4]) && w[5].is_ascii_digit());
    numbered
        || (month && chars <= 24)
        || (day && chars <= 40 && text.chars().any(digit) && !text.contains(['。', '，', ',']))
}

/// The parts of a page in reading order.
pub(super) fn parts(items: Vec<Item>, scale: &Scale) -> Vec<Part> {
    let mut out = Vec::new();
    let top = items.iter().map(|i| i.top).min().unwrap_or(0);
    cut(items, top, scale, DEPTH, &mut out);
    out
}

fn cut(items: Vec<Item>, top: i32, scale: &Scale, depth: usize, out: &mut Vec<Part>) {
    if items.is_empty() {
        return;
    }
    if depth == 0 || items.len() == 1 {
        return leaf(items, top, scale, out);
    }
    let top = top.min(items.iter().map(|i| i.top).min().unwrap_or(top));
    let columns = columns(&items, scale);
    let items = match at_heads(items, &columns, top, scale, depth, out) {
        Some(items) => items,
        None => return,
    };
    if !columns.is_empty() {
        let items = match at_band(items, &columns, top, scale, depth, out) {
            Some(items) => items,
            None => return,
        };
        side_by_side(deal(items, &columns), top, scale, depth, out);
        return;
    }
    let items = match at_gap(items, top, scale, depth, out) {
        Some(items) => items,
        None => return,
    };
    let items = match at_spans(items, top, scale, depth, out) {
        Some(items) => items,
        None => return,
    };
    leaf(items, top, scale, out);
}

fn side_by_side(groups: Vec<Vec<Item>>, top: i32, scale: &Scale, depth: usize, out: &mut Vec<Part>) {
    let read = |items| {
        let mut parts = Vec::new();
        cut(items, top, scale, depth - 1, &mut parts);
        parts
    };
    join::columns(groups.into_iter().map(read).collect(), scale, out);
}

/// Deals items to the stretches between edges, by their middle.
fn deal(items: Vec<Item>, edges: &[i32]) -> Vec<Vec<Item>> {
    let mut out = vec![Vec::new(); edges.len() + 1];
    for i in items {
        out[edges.partition_point(|e| *e <= i.mid_x())].push(i);
    }
    out
}

/// Middles of the white stretches from top to bottom of a region.
///
/// Boxes are loose: a line may stand over the edge of its column by half a character. What counts is where most lines of
/// the columns on either side end and begin.
fn columns(items: &[Item], scale: &Scale) -> Vec<i32> {
    let mut spans: Vec<(i32, i32)> = items.iter().map(|i| core(i, scale)).collect();
    spans.sort_unstable();
    let mut out = Vec::new();
    let mut end = spans.first().map_or(0, |s| s.1);
    for (left, right) in spans {
        // Half of that is a touch of loose boxes.
        if 2 * (left - end) >= scale.em {
            out.extend(gutter(items, (end, left), scale));
        }
        end = end.max(right);
    }
    out
}

/// A line without the half character at either end that its box may have too much, or more where we cut it.
fn core(i: &Item, scale: &Scale) -> (i32, i32) {
    let less = |cut: bool| if cut { scale.em } else { scale.em / 2 };
    (i.left + less(i.cut_left()).min(i.width() / 4), i.right - less(i.cut_right()).min(i.width() / 4))
}

/// The middle of the gutter in a stretch that no core covers, or hardly any: most lines before it end, and most behind it
/// begin, with white between them.
fn gutter(items: &[Item], (from, to): (i32, i32), scale: &Scale) -> Option<i32> {
    let slack = scale.em / 2;
    let near = 6 * scale.em;
    // Outliers: none of a few, one line in twelve of many.
    let off = |n: usize| if n >= 6 { 1 + n / 12 } else { 0 };
    let middle = (from + to) / 2;
    let (before, behind): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|i| i.mid_x() < middle);
    // Edges where we cut lines count only when there are hardly any others.
    let edges = |near: &[(i32, bool)]| {
        let sure = near.iter().filter(|e| !e.1).count() >= 3;
        let mut at: Vec<i32> = near.iter().filter(|e| !sure || !e.1).map(|e| e.0).collect();
        at.sort_unstable();
        at
    };
    let ends = before.iter().filter(|i| i.right <= to + slack && i.right > from - near);
    let ends = edges(&ends.map(|i| (i.right, i.cut_right())).collect::<Vec<_>>());
    let begins = behind.iter().filter(|i| i.left >= from - slack && i.left < to + near);
    let begins = edges(&begins.map(|i| (i.left, i.cut_left())).collect::<Vec<_>>());
    let end = ends.len().checked_sub(1 + off(ends.len())).and_then(|n| ends.get(n));
    let begin = begins.get(off(begins.len()));
    let white = match (end, begin) {
        (Some(end), Some(begin)) => begin - end,
        _ => to - from - 2 * slack,
    };
    // Four rows and more that nothing goes over are columns, however loose their boxes are.
    let rows = before.len().min(behind.len());
    let many = rows >= 8 || (rows >= 4 && 2 * white > -scale.em);
    (many || 3 * white >= scale.height).then_some(middle)
}

/// Cuts above each run of large lines that stand alone in their rows. Gives the items back when there is none.
///
/// Where clear gutters part the region (`edges`), only titles that stand over all of it count.
fn at_heads(
    mut items: Vec<Item>,
    edges: &[i32],
    top: i32,
    scale: &Scale,
    depth: usize,
    out: &mut Vec<Part>,
) -> Option<Vec<Item>> {
    if !items.iter().any(|i| scale.may_be_tall(i)) {
        return Some(items);
    }
    let stretches = Stretches::of(&items, edges);
    items.sort_by_key(|i| (i.top, i.left));
    // Where a region begins: the first of a run of large lines, with clear white above it.
    let mut starts = Vec::new();
    let mut end = i32::MIN;
    let mut in_run = false;
    for (n, i) in items.iter().enumerate() {
        let tall = scale.is_tall(i) || ((n == 0 || in_run) && scale.may_be_tall(i));
        let clear = end <= i.top + scale.height / 4;
        let mut next = items[n + 1..].iter().take(4).filter(|o| o.top < i.mid_y());
        let beside = if edges.is_empty() {
            next.any(|o| !scale.is_tall(o))
        } else {
            next.next().is_some() || !stretches.over_all(i, scale)
        };
        if tall && clear && !in_run && !beside {
            starts.push(n - kickers(&items[..n], i, starts.last().map_or(0, |s| s + 1), scale));
        }
        in_run = tall && (in_run || (clear && !beside));
        end = end.max(i.bottom);
    }
    if starts.is_empty() {
        return Some(items);
    }
    let mut bands = Vec::new();
    for start in starts.into_iter().rev() {
        bands.push(items.split_off(start));
    }
    cut(items, top, scale, depth - 1, out);
    for band in bands.into_iter().rev() {
        // Titles side by side stand above articles side by side.
        let first = band.first().copied();
        let pair = band.get(1).is_some_and(|b| first.is_some_and(|a| a.same_row(b) && b.left > a.right + scale.em / 2));
        let edges = if pair { between(&band, scale) } else { Vec::new() };
        if !edges.is_empty() {
            let top = first.map_or(top, |i| i.top);
            side_by_side(deal(band, &edges), top, scale, depth, out);
            continue;
        }
        let (head, rest) = head_of(band, scale);
        out.push(Part::Head(head));
        let top = rest.iter().map(|i| i.top).min().unwrap_or(0);
        cut(rest, top, scale, depth - 1, out);
    }
    None
}

/// How many lines at the end of `above` belong to a title below them: small lines over it, alone in their rows, set in
/// the middle or at the beginning of it, with more white above than below.
pub(super) fn kickers(above: &[Item], title: &Item, from: usize, scale: &Scale) -> usize {
    let mut n = 0;
    let mut below = *title;
    while n < 2
        && above.len() > from + n
        && let Some(i) = above.get(above.len() - 1 - n)
    {
        let before = &above[..above.len() - 1 - n];
        let alone = !before.iter().rev().take(8).any(|o| o.same_row(i));
        // In columns side by side the lines of the next column are nearer than those above.
        let end = before.iter().rev().take(24).filter(|o| o.shares(i.left, i.right) > 0).map(|o| o.bottom).max();
        let gap = below.top - i.bottom;
        let apart = end.is_none_or(|end| i.top - end > gap.max(scale.height / 3));
        let middle = (i.mid_x() - title.mid_x()).abs() <= 3 * scale.em / 2;
        let flush = (i.left - title.left).abs() <= scale.em;
        let closed = "。，、；：！？”」』…".contains(i.last);
        let fits = alone && apart && (middle || flush) && !closed && i.width() < title.width().max(12 * scale.em);
        if !fits || gap > 3 * scale.height / 2 || scale.is_tall(i) {
            break;
        }
        below = *i;
        n += 1;
    }
    n
}

/// The gutters between the titles that begin a band side by side: clear ones, or some that a few lines cross. One between
/// two titles: the one that leaves them in the middle of what stands below them.
fn between(band: &[Item], scale: &Scale) -> Vec<i32> {
    let clear = columns(band, scale);
    let mut titles: Vec<&Item> = band.iter().take_while(|i| band.first().is_some_and(|a| a.same_row(i))).collect();
    titles.sort_by_key(|i| i.left);
    let gutters = if clear.is_empty() { crossed_gutters(band, scale) } else { clear };
    let (Some(mut left), Some(right)) = (band.iter().map(|i| i.left).min(), band.iter().map(|i| i.right).max()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (n, pair) in titles.windows(2).enumerate() {
        let end = titles.get(n + 2).map_or(right, |t| t.left);
        let off = |edge: &&i32| {
            let middle = |i: &Item, from: i32, to: i32| (i.mid_x() - (from + to) / 2).abs();
            middle(pair[0], left, **edge) + middle(pair[1], **edge, end)
        };
        let parting = gutters.iter().filter(|edge| pair[0].right <= **edge && **edge <= pair[1].left);
        if let Some(edge) = parting.min_by_key(off) {
            out.push(*edge);
            left = *edge;
        }
    }
    out
}

/// Where a region and the columns in it begin and end.
struct Stretches<'e> {
    edges: &'e [i32],
    all: (i32, i32),
    each: Vec<(i32, i32)>,
}

impl<'e> Stretches<'e> {
    fn of(items: &[Item], edges: &'e [i32]) -> Self {
        let mut out = Self { edges, all: (i32::MAX, i32::MIN), each: vec![(i32::MAX, i32::MIN); edges.len() + 1] };
        for i in items {
            let each = &mut out.each[edges.partition_point(|e| *e <= i.mid_x())];
            for span in [each, &mut out.all] {
                *span = (span.0.min(i.left), span.1.max(i.right));
            }
        }
        out
    }

    /// Whether a title is centred over the region rather than over its own column.
    fn over_all(&self, i: &Item, scale: &Scale) -> bool {
        let off = |span: &(i32, i32)| (i.mid_x() - (span.0 + span.1) / 2).abs();
        let each = self.each.get(self.edges.partition_point(|e| *e <= i.mid_x()));
        each.is_none_or(|each| off(&self.all) <= off(each) + scale.em)
    }
}

/// The large lines at the beginning of a band, and the lines below that are centred like them (subtitle, byline).
fn head_of(band: Vec<Item>, scale: &Scale) -> (Vec<Item>, Vec<Item>) {
    let left = band.iter().map(|i| i.left).min().unwrap_or(0);
    let right = band.iter().map(|i| i.right).max().unwrap_or(0);
    let middle = (left + right) / 2;
    let mut n = 0;
    let mut end = i32::MIN;
    while let Some(i) = band.get(n) {
        let near = n == 0 || i.top - end < 2 * scale.height;
        let alone = band.get(n + 1).is_none_or(|next| !next.same_row(i));
        let narrow = i.left - left > scale.em * 4 / 5 && right - i.right > scale.em * 4 / 5;
        let head_middle = band.first().map_or(middle, Item::mid_x);
        let off = (i.mid_x() - middle).abs().min((i.mid_x() - head_middle).abs());
        let centred = alone && narrow && off < 3 * scale.em / 2;
        let over = band.iter().skip(n + 1).take(2).any(|o| scale.is_tall(o)) && alone;
        let sub = n > 0 && alone && DASHES.contains(i.first);
        if !(near && (scale.may_be_tall(i) || centred || over || sub)) {
            break;
        }
        end = end.max(i.bottom);
        n += 1;
    }
    let mut head = band;
    let rest = head.split_off(n.max(1).min(head.len()));
    (head, rest)
}

/// Cuts columns side by side at a white stripe that goes through all of them, when an article begins below it over some
/// and goes on in others.
fn at_band(
    mut items: Vec<Item>,
    edges: &[i32],
    top: i32,
    scale: &Scale,
    depth: usize,
    out: &mut Vec<Part>,
) -> Option<Vec<Item>> {
    items.sort_by_key(|i| (i.top, i.left));
    // The usual white between lines.
    let mut ends: Vec<Option<i32>> = vec![None; edges.len() + 1];
    let mut whites = Vec::new();
    let mut stripes = Vec::new();
    let mut end = items.first().map_or(0, |i| i.bottom);
    for (n, i) in items.iter().enumerate() {
        let slot = &mut ends[edges.partition_point(|e| *e <= i.mid_x())];
        whites.extend(slot.map(|end| i.top - end).filter(|white| *white > -scale.height / 2));
        *slot = Some(i.bottom.max(slot.unwrap_or(i.bottom)));
        stripes.push((i.top - end, n));
        end = end.max(i.bottom);
    }
    whites.sort_unstable();
    let usual = whites.get(whites.len() / 2).copied().unwrap_or(0);
    let wide = (9 * scale.height / 10).max(17 * usual / 10);
    let found = stripes.into_iter().filter(|(white, _)| *white >= wide).map(|(_, n)| n).find(|n| {
        let (above, below) = items.split_at(*n);
        let begin = below.first().map_or(0, |i| i.top);
        let near = |i: &&Item| i.top < begin + 8 * scale.height;
        let column = |i: &Item| edges.partition_point(|e| *e <= i.mid_x());
        let mut titled = vec![false; edges.len() + 1];
        let mut taken = vec![false; edges.len() + 1];
        for i in below.iter().take_while(near) {
            taken[column(i)] = true;
            titled[column(i)] |= scale.is_tall(i);
        }
        let over = |i: &Item| below.iter().take_while(near).any(|t| scale.is_tall(t) && t.shares(i.left, i.right) > 0);
        let untitled = below.iter().take_while(near).any(|i| !titled[column(i)] && !over(i) && i.units >= 8);
        let above_all = (0..=edges.len()).all(|c| !taken[c] || above.iter().any(|i| column(i) == c));
        titled.contains(&true) && untitled && above_all
    });
    let Some(n) = found else { return Some(items) };
    let below = items.split_off(n);
    cut(items, top, scale, depth - 1, out);
    let top = below.first().map_or(top, |i| i.top);
    cut(below, top, scale, depth - 1, out);
    None
}

/// Cuts at a wide white stripe when what stands above or below it falls into columns then.
fn at_gap(mut items: Vec<Item>, top: i32, scale: &Scale, depth: usize, out: &mut Vec<Part>) -> Option<Vec<Item>> {
    items.sort_by_key(|i| (i.top, i.left));
    let mut gaps = Vec::new();
    let mut end = items.first().map_or(0, |i| i.bottom);
    for (n, i) in items.iter().enumerate() {
        if 10 * (i.top - end) >= 9 * scale.height {
            gaps.push((i.top - end, n));
        }
        end = end.max(i.bottom);
    }
    gaps.sort_unstable_by(|a, b| b.cmp(a));
    let good = gaps.iter().take(6).find(|(_, n)| {
        let (above, below) = items.split_at(*n);
        !columns(above, scale).is_empty() || !columns(below, scale).is_empty()
    });
    let Some(&(_, n)) = good else { return Some(items) };
    let below = items.split_off(n);
    cut(items, top, scale, depth - 1, out);
    let top = below.first().map_or(top, |i| i.top);
    cut(below, top, scale, depth - 1, out);
    None
}

/// Cuts along gutters that a few lines cross. A line that crosses one alone in its row parts the columns above it from
/// those below; any other was misplaced by the engine and goes where its middle is.
fn at_spans(items: Vec<Item>, top: i32, scale: &Scale, depth: usize, out: &mut Vec<Part>) -> Option<Vec<Item>> {
    let gutters = crossed_gutters(&items, scale);
    if gutters.is_empty() {
        return Some(items);
    }
    let mut sorted = items;
    sorted.sort_by_key(|i| (i.top, i.left));
    let crosses = |i: &Item| gutters.iter().any(|g| i.left < g - scale.em / 2 && i.right > g + scale.em / 2);
    let mut bands: Vec<(bool, Vec<Item>)> = Vec::new();
    let mut end = i32::MIN;
    for (n, i) in sorted.iter().enumerate() {
        let above = end <= i.top + scale.height / 3;
        let below = sorted.get(n + 1).is_none_or(|o| !o.same_row(i));
        let parts = crosses(i) && above && below;
        end = end.max(i.bottom);
        match bands.last_mut() {
            Some((kind, band)) if *kind == parts => band.push(*i),
            _ => bands.push((parts, vec![*i])),
        }
    }
    for (parts, band) in bands {
        let first = band.first().map_or(top, |i| i.top);
        if parts {
            out.push(Part::Head(band));
        } else {
            side_by_side(deal(band, &gutters), first, scale, depth, out);
        }
    }
    None
}

/// Middles of gutters that hardly any line crosses.
fn crossed_gutters(items: &[Item], scale: &Scale) -> Vec<i32> {
    let left = items.iter().map(|i| i.left).min().unwrap_or(0);
    let right = items.iter().map(|i| i.right).max().unwrap_or(0);
    let bin = (scale.height / 8).max(1).max((right - left) / 4096);
    let bins = ((right - left) / bin) as usize + 1;
    if items.len() < 6 || bins < 8 {
        return Vec::new();
    }
    let mut steps = vec![0i32; bins + 2];
    for i in items {
        let (from, to) = core(i, scale);
        steps[((from - left) / bin) as usize] += 1;
        steps[((to - left) / bin) as usize + 1] -= 1;
    }
    let cover: Vec<i32> = steps
        .iter()
        .take(bins)
        .scan(0, |sum, s| {
            *sum += s;
            Some(*sum)
        })
        .collect();
    // Highest cover so far from either side.
    let peaks = |it: &mut dyn Iterator<Item = &i32>| -> Vec<i32> {
        it.scan(0, |peak, c| {
            *peak = (*peak).max(*c);
            Some(*peak)
        })
        .collect()
    };
    let from_left = peaks(&mut cover.iter());
    let mut from_right = peaks(&mut cover.iter().rev());
    from_right.reverse();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bins {
        let low = from_left[at].min(from_right[at]);
        let run = cover[at..].iter().take_while(|c| low >= 3 && 6 * **c <= low).count();
        let from = left + at as i32 * bin;
        let to = from + run as i32 * bin;
        if 4 * (to - from) >= scale.em {
            out.extend(gutter(items, (from, to), scale));
        }
        at += run.max(1);
    }
    out
}

/// A single column: rows from top to bottom; large lines in it begin something new.
fn leaf(mut items: Vec<Item>, top: i32, scale: &Scale, out: &mut Vec<Part>) {
    items.sort_by_key(|i| (i.mid_y(), i.left));
    let mut rows: Vec<Item> = Vec::with_capacity(items.len());
    let mut begin = 0;
    for i in items {
        if rows.get(begin).is_none_or(|first| i.mid_y() - first.mid_y() > scale.height * 2 / 5) {
            rows[begin..].sort_by_key(|i| i.left);
            begin = rows.len();
        }
        rows.push(i);
    }
    rows[begin..].sort_by_key(|i| i.left);
    let mut column = Vec::new();
    let mut head = Vec::new();
    let mut top = top;
    for i in rows {
        let first = column.is_empty() && top >= i.top;
        if scale.is_tall(&i) || (first && scale.may_be_tall(&i)) {
            if !column.is_empty() {
                let over = kickers(&column, &i, 0, scale);
                head.extend(column.split_off(column.len() - over));
            }
            if !column.is_empty() {
                out.push(Part::Column(std::mem::take(&mut column), top));
            }
            head.push(i);
        } else {
            if !head.is_empty() {
                out.push(Part::Head(std::mem::take(&mut head)));
                top = i.top;
            }
            column.push(i);
        }
    }
    if !head.is_empty() {
        out.push(Part::Head(head));
    }
    if !column.is_empty() {
        out.push(Part::Column(column, top));
    }
}
