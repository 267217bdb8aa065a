//! The grid of a page: columns of one width side by side, and what was read over their gutters.
//!
//! A page is set on a grid: its columns are equally wide, whatever article stands in them. Where most rows were read over
//! the gutters, the few lines that were not still begin and end on the grid, and that shows where the gutters are of the
//! rows that have none of their own to show.

use super::item::{Item, Scale};

/// Columns on a page at most.
const COLUMNS: i32 = 12;
/// Lines that may show a grid at least.
const FEWEST: usize = 8;
/// Lines that a grid is measured by.
const MOST: usize = 400;
/// Neighbours looked at on either side.
const REACH: usize = 24;
/// A grid of so many columns is no chance.
const SURE: i32 = 4;
/// Of so many lines over a gutter, one more begins or ends there.
const SHARE: i64 = 5;
/// So often an area is looked for within an area.
const DEPTH: usize = 8;
/// Lines of a run that are measured together, on either side.
const NEAR: usize = 3;
/// So many rows above and below, a line that keeps to its column shows the gutter.
const FAR: i32 = 12;

/// Trims lines to the grid; returns the gutters inside each line that was read over them, in the order of the items.
///
/// The page as a whole has a grid, or each of its areas has one.
pub(super) fn gutters(items: &mut [Item], scale: &Scale) -> Vec<Vec<(i32, i32)>> {
    let mut grids = Vec::new();
    let mut of = vec![None; items.len()];
    find((0..items.len()).collect(), items, None, DEPTH, scale, &mut grids, &mut of);
    let mut areas = vec![Vec::new(); grids.len()];
    for (n, grid) in of.iter().enumerate() {
        if let Some(area) = grid.and_then(|g: usize| areas.get_mut(g)) {
            area.push(n);
        }
    }
    for (grid, area) in grids.iter().zip(&areas) {
        grid.trim(items, area, scale);
    }
    let mut out = vec![Vec::new(); items.len()];
    // The page's lines tell the width of a character where an area has none that keep to their column.
    let pitches: Vec<Vec<i32>> = grids.iter().zip(&areas).map(|(g, area)| g.pitches(items, area, scale)).collect();
    let usual = median(pitches.concat()).unwrap_or(scale.em);
    for ((grid, area), own) in grids.iter().zip(&areas).zip(pitches) {
        grid.cross(items, area, median(own).unwrap_or(usual), scale, &mut out);
    }
    out
}

/// Finds the grid of an area and of the areas in it. An area keeps the grid of the one around it unless its own fits
/// clearly better.
fn find(
    mut area: Vec<usize>,
    items: &[Item],
    around: Option<usize>,
    depth: usize,
    scale: &Scale,
    grids: &mut Vec<Grid>,
    of: &mut [Option<usize>],
) {
    let body: Vec<&Item> = area.iter().map(|n| &items[*n]).filter(|i| i.units >= 8 && !scale.may_be_tall(i)).collect();
    // Some hundred lines tell as much as some thousand.
    let body: Vec<&Item> = body.iter().step_by(body.len() / MOST + 1).copied().collect();
    let mut grid = around;
    if let Some((score, own)) = Grid::of(&body, scale.em) {
        let kept = around.and_then(|g| grids.get(g)).map(|g| g.score(&body, scale.em).0);
        if kept.is_none_or(|kept| 5 * kept < 4 * score) {
            grid = Some(grids.len());
            grids.push(own);
        }
    }
    for n in &area {
        of[*n] = grid;
    }
    if depth == 0 || body.len() < FEWEST {
        return;
    }
    // White from side to side, or else from top to bottom.
    area.sort_by_key(|n| items[*n].top);
    let mut parts = apart(&area, |n| (items[n].top, items[n].bottom), 9 * scale.height / 10);
    if parts.len() == 1 {
        area.sort_by_key(|n| items[*n].left);
        parts = apart(&area, |n| (items[n].left, items[n].right), scale.em);
    }
    if parts.len() > 1 {
        for part in parts {
            find(part, items, grid, depth - 1, scale, grids, of);
        }
    }
}

/// Parts sorted items where nothing stands over a stretch.
fn apart(area: &[usize], span: impl Fn(usize) -> (i32, i32), white: i32) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut end = i32::MAX;
    for &n in area {
        let (from, to) = span(n);
        match out.last_mut() {
            Some(part) if from.saturating_sub(end) < white => part.push(n),
            _ => out.push(vec![n]),
        }
        end = if end == i32::MAX { to } else { end.max(to) };
    }
    out
}

/// Columns of one width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    left: i32,
    /// Width of all columns and gutters, with one gutter more.
    all: i32,
    columns: i32,
    gutter: i32,
}

impl Grid {
    /// The left edge of a column.
    fn begin(&self, column: i32) -> i32 {
        self.left + (i64::from(self.all) * i64::from(column) / i64::from(self.columns)) as i32
    }

    /// Gutter before a column: where the column before ends and this one begins.
    fn before(&self, column: i32) -> (i32, i32) {
        let to = self.begin(column);
        (to - self.gutter, to)
    }

    /// The column that begins nearest to a place, and how far the place is behind it.
    fn nearest(&self, x: i32) -> (i32, i32) {
        let width = (self.all / self.columns).max(1);
        let column = (x - self.left + width / 2).div_euclid(width).clamp(0, self.columns);
        (column, x - self.begin(column))
    }

    /// The column that a line begins, at its edge or set in by two characters.
    fn begun(&self, left: i32, em: i32) -> Option<i32> {
        let near = |x: i32| Some(self.nearest(x)).filter(|(_, off)| 2 * off.abs() <= em).map(|n| n.0);
        near(left).or_else(|| near(left - 2 * em))
    }

    /// The column before whose gutter a line ends; marks at its end leave white.
    fn ended(&self, right: i32, em: i32) -> Option<i32> {
        let (column, off) = self.nearest(right + self.gutter);
        (-4 * em / 5..=em / 3).contains(&off).then_some(column)
    }

    /// The grid on which most lines begin and end, with how well they do.
    fn of(body: &[&Item], em: i32) -> Option<(i64, Self)> {
        if body.len() < FEWEST {
            return None;
        }
        let left = outermost(body.iter().map(|i| i.left), em)?;
        let right = -outermost(body.iter().map(|i| -i.right), em)?;
        let mut best: Option<(i64, Self)> = None;
        for columns in 2..=COLUMNS {
            for quarters in 3..=12 {
                let gutter = em * quarters / 4;
                let grid = Self { left, all: right - left + gutter, columns, gutter };
                if grid.all / columns - gutter < 5 * em {
                    break;
                }
                let (score, proven) = grid.score(body, em);
                if proven && best.as_ref().is_none_or(|b| score > b.0) {
                    best = Some((score, grid));
                }
            }
        }
        best.map(|(score, grid)| (score, grid.widened(body)))
    }

    /// With the columns on either side that too few lines show.
    fn widened(mut self, body: &[&Item]) -> Self {
        let left = body.iter().map(|i| i.left).min().unwrap_or(0);
        let right = body.iter().map(|i| i.right).max().unwrap_or(0);
        let width = (self.all / self.columns).max(1);
        let whole = |white: i32| ((white + width / 2) / width).clamp(0, COLUMNS);
        let before = whole(self.left - left);
        let more = before + whole(right - self.left + self.gutter - self.all);
        let wide = |n: i32| (i64::from(self.all) * i64::from(n) / i64::from(self.columns)) as i32;
        (self.left, self.all) = (self.left - wide(before), self.all + wide(more));
        self.columns += more;
        self
    }

    /// How much better lines fit than they would by chance, and whether they prove the grid.
    fn score(&self, body: &[&Item], em: i32) -> (i64, bool) {
        let tight = |off: i32| 3 * off.abs() <= em;
        let mut begun = vec![0i64; self.columns as usize + 1];
        let (mut inside, mut hits, mut ends) = (0i64, 0i64, 0i64);
        for i in body {
            let first = i.left - self.left;
            if first > -em && !(tight(first) || tight(first - 2 * em)) {
                let (column, off) = self.nearest(i.left);
                let (indented, set_in) = self.nearest(i.left - 2 * em);
                if let Some(column) = [(column, off), (indented, set_in)].iter().find(|c| tight(c.1)).map(|c| c.0) {
                    hits += 1;
                    inside += 1;
                    begun[column as usize] += 1;
                } else {
                    // Titles in a column and boxes over its edge tell nothing.
                    let short = 2 * i.width() < self.all / self.columns;
                    let loose = self.is_before(off, em) && self.ended(i.right, em).is_some();
                    inside += i64::from(!short && !loose);
                }
            }
            let (column, off) = self.nearest(i.right + self.gutter);
            if column < self.columns && (-em / 3..=em / 4).contains(&off) {
                ends += 1;
                begun[column as usize] += 1;
            }
        }
        // A gutter that only some loose ends of many lines show is none.
        let (mut over, mut shown, mut all) = (0i64, 0i64, 0i64);
        for column in 1..self.columns {
            let (from, to) = self.before(column);
            let crossed = body.iter().filter(|i| i.left < from - em && i.right > to + em).count() as i64;
            let n = begun[column as usize];
            shown += i64::from(n > 0 && 3 * SHARE * n >= crossed);
            over += crossed;
            all += n;
        }
        let gutters = i64::from(self.columns) - 1;
        // Halves of an area are no guess.
        let enough = if gutters == 1 && hits == inside { 2 } else { (2 * gutters).max(4) };
        let proven =
            hits > 0 && 5 * hits >= 3 * inside && hits + ends >= enough && shown >= gutters && SHARE * all >= over;
        // Of what begins and ends inside, so much would fit by chance, per mille.
        let width = i64::from(self.all / self.columns).max(1);
        let chance = (1900 * i64::from(em) / width).min(900);
        (1000 * (hits + ends) - chance * inside, proven)
    }

    /// Whether a box that begins so far off has a character of the column before, or the white of a gutter.
    fn is_before(&self, off: i32, em: i32) -> bool {
        (-3 * em / 2 - self.gutter / 2..0).contains(&off)
    }

    /// Boxes that overlap have a character of the next column, or the white of a gutter: takes that away.
    fn trim(&self, items: &mut [Item], area: &[usize], scale: &Scale) {
        let em = scale.em;
        let mut rows: Vec<usize> = area.iter().copied().filter(|n| items[*n].units >= 4).collect();
        rows.sort_by_key(|n| items[*n].mid_y());
        for (at, &n) in rows.iter().enumerate() {
            let item = items[n];
            if item.units < 10 || scale.is_over_columns(&item) {
                continue;
            }
            let near = rows[at.saturating_sub(REACH)..(at + REACH + 1).min(rows.len())].iter().map(|n| &items[*n]);
            let mut beside = near.filter(|o| o.line != item.line && o.same_row(&item));
            // Its other end is on the grid: it is no line of another column.
            let (begun, left) = self.nearest(item.left);
            let (ended, right) = self.nearest(item.right + self.gutter);
            let inside = |column: i32| (1..self.columns).contains(&column);
            let over = ended > begun + 1;
            let mut bbox = item.bbox();
            let behind = |o: &Item| o.mid_x() < item.left && 4 * (item.left - o.right) < em;
            let ahead = |o: &Item| o.mid_x() > item.right && 4 * (o.left - item.right) < em;
            let is_late = self.is_before(-right, em) && self.begun(item.left, em).is_some();
            let is_early = self.is_before(left, em) && self.ended(item.right, em).is_some();
            if inside(begun) && is_early && (over || beside.clone().any(behind)) {
                bbox[0] -= left;
            }
            if inside(ended) && is_late && (over || beside.any(ahead)) {
                bbox[2] -= right;
            }
            items[n].set_bbox(bbox);
        }
    }

    /// Adds the gutters inside each of the lines of its area that was read over them.
    fn cross(&self, items: &[Item], area: &[usize], pitch: i32, scale: &Scale, out: &mut [Vec<(i32, i32)>]) {
        let em = scale.em;
        let mut rows: Vec<usize> = area.to_vec();
        rows.sort_by_key(|n| items[*n].mid_y());
        for column in 1..self.columns {
            let (from, to) = self.before(column);
            let mut run = Run::default();
            for &n in &rows {
                let i = &items[n];
                let over = i.left < from - em && i.right > to + em;
                if over && i.units >= 6 && scale.is_over_columns(i) {
                    run.close(out, (from, to), self.columns >= SURE, scale);
                    run.titled = true;
                } else if over && self.begun(i.left, em).is_some() && !scale.may_be_tall(i) {
                    let gutters = (1..self.columns).map(|c| self.before(c));
                    let count = gutters.filter(|g| i.left < g.0 - em && i.right > g.1 + em).count() as i32;
                    let excess = (i.width() - pitch * i.units / 2) / count.max(1);
                    run.over.push(Over { item: n, y: i.mid_y(), excess });
                } else if over {
                    // Centred over columns, or of another grid: what is beyond it shows nothing here.
                    run.close(out, (from, to), self.columns >= SURE, scale);
                } else if i.units >= 6
                    && (self.begun(i.left, em) == Some(column) || self.ended(i.right, em) == Some(column))
                {
                    run.shown.push(i.mid_y());
                }
            }
            run.close(out, (from, to), self.columns >= SURE, scale);
        }
    }

    /// Printed widths of a character in the lines that keep to their column.
    fn pitches(&self, items: &[Item], area: &[usize], scale: &Scale) -> Vec<i32> {
        let width = self.all / self.columns - self.gutter;
        let full = area.iter().map(|n| &items[*n]).filter(|i| {
            i.units >= 10 && !scale.may_be_tall(i) && i.width() < width + scale.em && 4 * i.width() > 3 * width
        });
        full.map(|i| 2 * i.width() / i.units).collect()
    }
}

/// The middle of them when they are some.
fn median(mut values: Vec<i32>) -> Option<i32> {
    values.sort_unstable();
    values.get(values.len() / 2).copied().filter(|_| values.len() >= 5)
}

/// A line over a gutter.
struct Over {
    item: usize,
    y: i32,
    /// How much wider it is than its characters, for each gutter that it goes over.
    excess: i32,
}

/// Lines over a gutter and lines that show it, from the top down, with no title between them.
#[derive(Default)]
struct Run {
    /// It begins below a title.
    titled: bool,
    over: Vec<Over>,
    shown: Vec<i32>,
}

impl Run {
    /// Lines are cut where others near them show the gutter and the line itself is as much wider than its characters.
    fn close(&mut self, out: &mut [Vec<(i32, i32)>], gutter: (i32, i32), sure: bool, scale: &Scale) {
        let white = gutter.1 - gutter.0;
        for (n, line) in self.over.iter().enumerate() {
            // Alone below a title: a subheadline, whatever its size.
            let far = line.y + 19 * scale.height / 10;
            let next = self.over.get(n + 1).map(|o| o.y).into_iter().chain(self.shown.first().copied()).min();
            if self.titled && n == 0 && next.is_none_or(|y| y > far) {
                continue;
            }
            let at = self.shown.partition_point(|y| *y < line.y);
            let above = at.checked_sub(1).map(|n| line.y - self.shown[n]);
            let below = self.shown.get(at).map(|y| y - line.y);
            let off = above.into_iter().chain(below).min().filter(|off| *off <= FAR * scale.height * 3 / 2);
            let near = &self.over[n.saturating_sub(NEAR)..(n + NEAR + 1).min(self.over.len())];
            let mut excess: Vec<i32> = near.iter().map(|o| o.excess).collect();
            excess.sort_unstable();
            let wider = 20 * excess[excess.len() / 2] >= 11 * white;
            // On a grid of many columns a line that is as much wider shows them itself, when its neighbours are so too.
            if wider && (off.is_some() || (sure && near.len() > 1)) {
                out[line.item].push(gutter);
            }
        }
        *self = Self::default();
    }
}

/// The first of the smallest values that several share.
fn outermost(values: impl Iterator<Item = i32>, em: i32) -> Option<i32> {
    let mut values: Vec<i32> = values.collect();
    values.sort_unstable();
    let run = values.chunk_by(|a, b| 4 * (b - a) <= em).find(|run| run.len() >= 3)?;
    run.get(run.len() / 2).copied()
}
