//! Whether the engine's order is visibly broken.

use super::item::{Item, Scale};

/// How many lines below are looked at.
const REACH: usize = 48;

/// An engine that reads columns goes from a line to the one directly below it. One that reads rows goes to the right, over
/// the gutter, although the column goes on below. A few such steps are captions and boxes; many are a broken order.
pub(super) fn is_broken(items: &[Item], scale: &Scale, vertical: bool) -> bool {
    let mut by_top: Vec<&Item> = items.iter().collect();
    by_top.sort_by_key(|i| i.top);
    let body: Vec<&Item> = items.iter().filter(|i| !scale.is_tall(i)).collect();
    let steps = body.windows(2).filter(|pair| {
        let [a, b] = pair else { return false };
        let aside = a.same_row(b) && (b.left > a.right - scale.em || a.left > b.right - scale.em);
        // On vertical pages an engine that reads horizontally goes from left to right: against the lines.
        let against = vertical && b.bottom <= a.top + scale.height / 4 && b.shares(a.left, a.right) > 0;
        (aside && goes_on_below(a, &by_top, scale)) || against
    });
    let steps = steps.count();
    // An engine that goes back to the top of a column knows columns: it must be wrong often to be wrong.
    let back = body.windows(2).filter(|pair| pair[1].bottom < pair[0].top - 2 * scale.height).count();
    let rows = vertical || back * 50 <= body.len();
    steps >= 3 && if rows { steps * 12 >= body.len() } else { steps * 3 >= body.len() }
}

fn goes_on_below(a: &Item, by_top: &[&Item], scale: &Scale) -> bool {
    let first = by_top.partition_point(|i| i.top < a.bottom - scale.height / 2);
    by_top[first..].iter().take(REACH).take_while(|i| i.top < a.bottom + scale.height * 5 / 4).any(|i| {
        let wide = i.width().min(a.width());
        (i.left - a.left).abs() < 3 * scale.em && 2 * i.shares(a.left, a.right) > wide
    })
}
