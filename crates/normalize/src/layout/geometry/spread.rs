//! Two facing pages in one image.
//!
//! Each page has its own heads, its own grid and its own lean, so that a spread is parted before anything else is measured.
//! Only the gutter between the pages goes from top to foot, is wide, and stands in the middle of an image that is wider
//! than high.

use super::item::{Item, Scale};
use super::{Mark, Page, PageOrder, PrintedLine, read_part};

/// White between facing pages, in characters, at least.
const GUTTER: i32 = 3;
/// Lines of a page at least.
const FEWEST: usize = 8;

/// The lines of a page, with their numbers in the spread, and its marks.
pub(super) struct Half<'t> {
    numbers: Vec<usize>,
    lines: Vec<PrintedLine<'t>>,
    marks: Vec<Mark>,
}

/// The two pages of a spread in reading order: the left one first, or the right one where text is set vertically.
/// Lines without a usable box are the second one's. `None`: the image shows one page.
pub(super) fn halves<'t>(page: &Page, lines: &[PrintedLine<'t>], marks: &[Mark]) -> Option<[Half<'t>; 2]> {
    // Turned pages have their gutter from side to side; what is read first stands above it.
    let along = |i: &Item| if page.vertical { (i.top, i.bottom) } else { (i.left, i.right) };
    let across = |i: &Item| if page.vertical { (i.left, i.right) } else { (i.top, i.bottom) };
    let gutter = gutter(&page.items, &page.scale, along, across)?;
    let mut second = vec![true; lines.len()];
    for i in &page.items {
        let (from, to) = along(i);
        if let Some(slot) = second.get_mut(i.line) {
            *slot = (from + to) / 2 > gutter;
        }
    }
    // Marks stand where the image has them: the outermost lines of either page tell where that is.
    let edge = |of_second: bool, right: bool| {
        let usable = page.items.iter().filter(|i| second.get(i.line) == Some(&of_second));
        let boxes = usable.filter_map(|i| lines.get(i.line)).map(|l| l.bbox);
        if right { boxes.map(|b| b[2]).max() } else { boxes.map(|b| b[0]).min() }
    };
    let middle = (edge(page.vertical, true)? + edge(!page.vertical, false)?) / 2;
    let half = |of_second: bool| {
        let numbers: Vec<usize> = (0..lines.len()).filter(|n| second.get(*n) == Some(&of_second)).collect();
        let own = numbers.iter().filter_map(|n| lines.get(*n)).copied().collect();
        // A rule over both pages is a rule of each, as far as it goes.
        let on_right = of_second != page.vertical;
        let marks = marks.iter().filter_map(|m| {
            let [left, top, right, bottom] = m.bbox;
            let (left, right) = if on_right { (left.max(middle), right) } else { (left, right.min(middle)) };
            (left <= right).then_some(Mark { bbox: [left, top, right, bottom], ..*m })
        });
        Half { numbers, lines: own, marks: marks.collect() }
    };
    Some([half(false), half(true)])
}

/// The middle of the gutter between facing pages.
fn gutter(
    items: &[Item],
    scale: &Scale,
    along: impl Fn(&Item) -> (i32, i32),
    across: impl Fn(&Item) -> (i32, i32),
) -> Option<i32> {
    let extent = |items: &[Item], span: &dyn Fn(&Item) -> (i32, i32)| {
        let from = items.iter().map(|i| span(i).0).min()?;
        Some((from, items.iter().map(|i| span(i).1).max()?))
    };
    let (left, right) = extent(items, &along)?;
    let (top, bottom) = extent(items, &across)?;
    let (width, height) = (right - left, bottom - top);
    if i64::from(width) * 10 < i64::from(height) * 11 {
        return None;
    }
    let mut sorted = items.to_vec();
    sorted.sort_by_key(|i| along(i).0);
    let mut end = left;
    let mut best: Option<(i32, usize, i32)> = None;
    for (n, i) in sorted.iter().enumerate() {
        let (from, to) = along(i);
        let (white, middle) = (from - end, (from + end) / 2);
        let central = (2 * middle - left - right).abs() <= width / 5;
        if central && white >= GUTTER * scale.em.max(1) && best.is_none_or(|b| white > b.0) {
            best = Some((white, n, middle));
        }
        end = end.max(to);
    }
    let (_, n, middle) = best?;
    // Both pages are full: of some lines each, and nearly as high as the image.
    let (first, second) = sorted.split_at(n);
    let full = |half: &[Item]| {
        let high = extent(half, &across).is_some_and(|(from, to)| 4 * i64::from(to - from) >= 3 * i64::from(height));
        let running = half.iter().filter(|i| i.units >= 8 && !scale.may_be_tall(i)).count();
        high && running >= FEWEST
    };
    (full(first) && full(second)).then_some(middle)
}

/// Reads both pages, one after the other; also tells whether the engine's order is broken on either.
pub(super) fn read(halves: &[Half<'_>; 2], vertical: bool) -> (PageOrder, bool) {
    let mut out = PageOrder { furniture: Vec::new(), articles: Vec::new(), vertical };
    let mut any = false;
    for half in halves {
        let (mut order, broken) = read_part(&half.lines, &half.marks);
        any |= broken;
        for piece in order.furniture.iter_mut().chain(order.articles.iter_mut().flatten()).flat_map(|b| &mut b.pieces) {
            piece.line = half.numbers.get(piece.line).copied().unwrap_or(piece.line);
        }
        out.furniture.append(&mut order.furniture);
        out.articles.append(&mut order.articles);
    }
    (out, any)
}
