//! A line while the page is being read, and the measures of the page.

use super::{Mark, Piece, PrintedLine};

/// A line or a part of one, with its box: turned, so that text runs from left to right and lines from top to bottom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) line: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Bytes of the whole line.
    pub(super) len: usize,
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
    /// Printed width of the text in half-widths.
    pub(super) units: i32,
    /// First character.
    pub(super) first: char,
    /// Last character.
    pub(super) last: char,
}

impl Item {
    pub(super) fn piece(&self) -> Piece {
        Piece { line: self.line, from: self.from, to: self.to }
    }
    /// Its left edge is where we cut a line, and may be off by a character.
    pub(super) fn cut_left(&self) -> bool {
        self.from > 0
    }
    /// The same of its right edge.
    pub(super) fn cut_right(&self) -> bool {
        self.to < self.len
    }
    pub(super) fn bbox(&self) -> [i32; 4] {
        [self.left, self.top, self.right, self.bottom]
    }
    pub(super) fn set_bbox(&mut self, bbox: [i32; 4]) {
        [self.left, self.top, self.right, self.bottom] = bbox;
    }
    pub(super) fn width(&self) -> i32 {
        self.right - self.left
    }
    pub(super) fn height(&self) -> i32 {
        self.bottom - self.top
    }
    pub(super) fn mid_x(&self) -> i32 {
        (self.left + self.right) / 2
    }
    pub(super) fn mid_y(&self) -> i32 {
        (self.top + self.bottom) / 2
    }
    /// Whether the two stand side by side on one row.
    pub(super) fn same_row(&self, other: &Self) -> bool {
        let shared = self.bottom.min(other.bottom) - self.top.max(other.top);
        2 * shared > self.height().min(other.height())
    }
    /// Shared width with a stretch.
    pub(super) fn shares(&self, left: i32, right: i32) -> i32 {
        self.right.min(right) - self.left.max(left)
    }
}

/// Measures of running text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Height of a line's box.
    pub(super) height: i32,
    /// Width of a character.
    pub(super) em: i32,
}

impl Scale {
    pub(super) const UNKNOWN: Self = Self { height: 1, em: 1 };

    /// Medians, each line with the weight of its characters. `None` when there is nothing to measure.
    pub(super) fn of(items: &[Item]) -> Option<Self> {
        let text = items.iter().filter(|i| i.units >= 8);
        let mut sizes: Vec<(i32, i32)> = text.clone().map(|i| (i.height(), i.units)).collect();
        let mut pitches: Vec<(i32, i32)> = text.map(|i| (2 * i.width() / i.units, i.units)).collect();
        if sizes.len() < 3 {
            return None;
        }
        Some(Self { height: median(&mut sizes)?.max(1), em: median(&mut pitches)?.max(1) })
    }

    /// How large the characters are beside running text, per cent. Both the box and the pitch must be large: boxes are
    /// loose, and a pitch is too large where characters were not read.
    pub(super) fn size(&self, i: &Item) -> i32 {
        // Set across the direction of the page: a title at the side of its article.
        if i.units >= 6 && i.height() > 2 * i.width() {
            return 100 * i.width() / self.height;
        }
        let by_height = 100 * i.height() / self.height;
        if i.units < 6 { by_height } else { by_height.min(200 * i.width() / i.units / self.em) }
    }

    /// Whether a line is a title by its size.
    pub(super) fn is_tall(&self, i: &Item) -> bool {
        self.size(i) >= TALL
    }

    /// Whether a line stands over columns as a title does: by its size, or opened by a dash and a little larger than text.
    pub(super) fn is_over_columns(&self, i: &Item) -> bool {
        self.may_be_tall(i) || (DASHES.contains(i.first) && self.size(i) >= 110)
    }

    /// Whether a line may be a title by its size when it also stands at the top of a region or below a title. Boxes of
    /// running text are too high on a skewed page, so that the height of titles shows less.
    pub(super) fn may_be_tall(&self, i: &Item) -> bool {
        self.is_tall(i)
            || (i.units >= 6
                && 800 * i.height() / self.height / 7 >= TALL
                && 200 * i.width() / i.units / self.em >= TALL)
    }
}

/// What opens a subheadline.
pub(super) const DASHES: &str = "—―─－-";

/// Titles are larger than running text by so much, per cent.
const TALL: i32 = 128;

/// Weighted median.
fn median(values: &mut [(i32, i32)]) -> Option<i32> {
    values.sort_unstable();
    let all: i64 = values.iter().map(|v| i64::from(v.1)).sum();
    let mut seen = 0;
    let found = values.iter().find(|v| {
        seen += 2 * i64::from(v.1);
        seen >= all
    });
    found.map(|v| v.0)
}

/// Half-widths of a character.
pub(super) fn units(c: char) -> i32 {
    if c.is_ascii() { 1 } else { 2 }
}

/// Beyond this, coordinates are rubbish; within it, nothing overflows.
const FAR: i32 = 1 << 24;

/// Whether a line has text and a box with an area.
pub(super) fn is_usable(l: &PrintedLine<'_>) -> bool {
    let [left, top, right, bottom] = l.bbox;
    left < right && top < bottom && l.bbox.iter().all(|v| (-FAR..FAR).contains(v)) && !l.text.trim().is_empty()
}

/// The usable lines, and whether the page is set vertically. Such a page is turned: its columns become rows.
pub(super) fn of_lines(lines: &[PrintedLine<'_>]) -> (Vec<Item>, bool) {
    let mut items: Vec<Item> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| is_usable(l))
        .map(|(line, l)| Item {
            line,
            from: 0,
            to: l.text.len(),
            len: l.text.len(),
            left: l.bbox[0],
            top: l.bbox[1],
            right: l.bbox[2],
            bottom: l.bbox[3],
            units: l.text.chars().map(units).sum(),
            first: l.text.trim_start().chars().next().unwrap_or(' '),
            last: l.text.trim_end().chars().next_back().unwrap_or(' '),
        })
        .collect();
    let long = items.iter().filter(|i| i.units >= 6);
    let (tall, wide) =
        long.fold(
            (0, 0),
            |(tall, wide), i| {
                if i.height() > i.width() { (tall + i.units, wide) } else { (tall, wide + i.units) }
            },
        );
    let vertical = tall > wide;
    if vertical {
        for i in &mut items {
            i.set_bbox(turned(i.bbox()));
        }
    }
    (items, vertical)
}

/// Marks with a usable place, turned like the lines.
pub(super) fn of_marks(marks: &[Mark], vertical: bool) -> Vec<Mark> {
    let usable = |m: &&Mark| {
        let [left, top, right, bottom] = m.bbox;
        left <= right && top <= bottom && m.bbox.iter().all(|v| (-FAR..FAR).contains(v))
    };
    let turn = |m: &Mark| if vertical { Mark { bbox: turned(m.bbox), ..*m } } else { *m };
    marks.iter().filter(usable).map(turn).collect()
}

/// A quarter turn: what ran from the top down runs to the right, what stood on the right stands on top.
fn turned([left, top, right, bottom]: [i32; 4]) -> [i32; 4] {
    [top, -right, bottom, -left]
}
