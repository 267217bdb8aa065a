//! Pages that lie askew.

use super::item::{Item, Scale};

/// How many lines below are looked at for the next line of a column.
const REACH: usize = 48;
/// Lines of a column over which a slope is measured.
const SPAN: usize = 10;
/// So much is believed, in thousandths (about four degrees).
const MOST: i32 = 70;

/// The angle of a page in ten-thousandths, clockwise: how far lines fall on their way to the right.
///
/// Columns have straight edges. On a page askew their lines begin a little further to one side, line by line. The slope is
/// the median over stretches of up to ten lines; 0 when there are too few of them or they differ much.
pub(super) fn of(items: &[Item], scale: &Scale) -> i32 {
    let mut order: Vec<&Item> = items.iter().filter(|i| i.units >= 8 && !scale.is_tall(i)).collect();
    order.sort_by_key(|i| (i.mid_y(), i.left));
    // The line below each, where it begins below.
    let below: Vec<Option<usize>> = (0..order.len())
        .map(|n| {
            let a = order[n];
            let far = a.mid_y() + 2 * scale.height;
            let mut near = order[n + 1..].iter().take(REACH).take_while(|i| i.mid_y() <= far).enumerate();
            let next =
                near.find(|(_, i)| (i.left - a.left).abs() * 3 < scale.em && i.mid_y() - a.mid_y() > scale.height / 2);
            next.map(|(k, _)| n + 1 + k)
        })
        .collect();
    let mut slopes: Vec<i32> = Vec::new();
    for n in 0..order.len() {
        let (mut at, mut steps) = (n, 0);
        while steps < SPAN
            && let Some(next) = below[at]
        {
            at = next;
            steps += 1;
        }
        let rise = order[at].mid_y() - order[n].mid_y();
        if steps >= SPAN / 2 && rise > 0 {
            slopes.push(((order[n].left - order[at].left) as i64 * 10_000 / i64::from(rise)) as i32);
        }
    }
    if slopes.len() < 12 {
        return 0;
    }
    slopes.sort_unstable();
    let (low, mid, high) = (slopes[slopes.len() / 4], slopes[slopes.len() / 2], slopes[slopes.len() * 3 / 4]);
    let sure = high - low <= 60 + mid.abs() / 2;
    if sure && mid.abs() <= 10 * MOST { mid } else { 0 }
}

/// Turns a box back by an angle in ten-thousandths. A box around a leaning line is too high: it gets its height back.
pub(super) fn straighten(bbox: &mut [i32; 4], angle: i32) {
    let along = |v: i32| (i64::from(v) * i64::from(angle) / 10_000) as i32;
    let [left, top, right, bottom] = *bbox;
    let (x, y) = ((left + right) / 2, (top + bottom) / 2);
    // Never less than half: the box may have been tight already.
    let (wide, high) = (right - left, bottom - top);
    let lower = along(wide).abs().min(high / 2) / 2;
    let narrower = along(high).abs().min(wide / 2) / 2;
    let (dx, dy) = (along(y), -along(x));
    *bbox = [left + dx + narrower, top + dy + lower, right + dx - narrower, bottom + dy - lower];
}
