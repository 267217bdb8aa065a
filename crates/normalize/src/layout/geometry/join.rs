//! Columns side by side: which article goes on at the top of the next column.

use super::cut::Part;
use super::item::{Item, Scale};

/// Marks that end a sentence, or close one that has ended.
const STOPS: &str = "。！？…”」』）!?)";

/// Puts the parts of columns side by side in order: column by column, except that
///
/// * what stands at the top of a column without a title goes on the article above another one, where that one breaks off
///   in mid-sentence or lies over several columns (an article around another);
/// * a title in the middle of the columns, or over some of them, goes before the text beside it when that text begins
///   without any.
pub(super) fn columns(groups: Vec<Vec<Part>>, scale: &Scale, out: &mut Vec<Part>) {
    // Parts from one title to the next.
    let mut stories: Vec<Vec<Part>> = vec![Vec::new()];
    // The story at the top of the column before.
    let mut top = 0;
    for (n, group) in groups.into_iter().enumerate() {
        let mut parts = group.into_iter().peekable();
        let mut lead = Vec::new();
        while let Some(part) = parts.next_if(|p| !p.is_titled(scale)) {
            lead.push(part);
        }
        let last = stories.len() - 1;
        if !lead.is_empty() {
            let around = n > 0 && top < last && goes_around(&stories[top], &stories[last], &lead, scale);
            let at = if around { top } else { last };
            stories[at].append(&mut lead);
            top = at;
        }
        let begins_titled = parts.peek().is_some() && top_of(&stories, last);
        let mut first = None;
        for part in parts {
            if part.is_titled(scale) && !(stories.len() == 1 && stories[0].is_empty()) {
                stories.push(Vec::new());
                first = first.or(Some(stories.len() - 1));
            }
            if let Some(story) = stories.last_mut() {
                story.push(part);
            }
        }
        if begins_titled && let Some(first) = first {
            top = first;
        }
    }
    bring_title_forward(&mut stories, scale, out);
    out.extend(stories.into_iter().flatten());
}

/// Whether nothing was led into a column: its first title stands at its top.
fn top_of(stories: &[Vec<Part>], last: usize) -> bool {
    stories.len() - 1 == last
}

/// Whether the text at the top of a column belongs to the story at the top of the column before, not to the one below it.
fn goes_around(above: &[Part], below: &[Part], lead: &[Part], scale: &Scale) -> bool {
    let (Some(a), Some(b)) =
        (above.iter().rev().find_map(Part::last_line), below.iter().rev().find_map(Part::last_line))
    else {
        return false;
    };
    let open = |i: &Item| !STOPS.contains(i.last);
    let set_in = lead.first().is_some_and(|p| p.begins_set_in(scale));
    match (open(a), open(b)) {
        (true, false) => !set_in,
        (false, true) => set_in,
        (true, true) => false,
        // Both have ended: an article over several columns is a block of its own.
        (false, false) => set_in && below.iter().filter(|p| matches!(p, Part::Column(..))).count() > 1,
    }
}

/// Text that begins without a title, beside or around the first title of the region: the title is its own.
fn bring_title_forward(stories: &mut Vec<Vec<Part>>, scale: &Scale, out: &[Part]) {
    let [first, second, ..] = stories.as_mut_slice() else { return };
    let Some(Part::Column(lines, _)) = first.first() else { return };
    let (Some(begin), Some(Part::Head(title))) = (lines.first(), second.first()) else { return };
    let Some(head) = title.iter().find(|i| scale.may_be_tall(i)) else { return };
    if first[0].is_titled(scale) || !first[0].begins_set_in(scale) {
        return;
    }
    let untitled = !out.iter().any(|p| p.is_titled(scale));
    let level = (head.top - begin.top).abs() < 5 * scale.height / 2;
    let closed = out.iter().rev().find_map(Part::last_line).is_none_or(|i| STOPS.contains(i.last));
    if !(untitled || (level && closed)) || title.iter().map(|i| i.right).max() <= lines.iter().map(|i| i.right).max() {
        return;
    }
    let mut joined = vec![second.remove(0)];
    joined.append(first);
    for part in second.drain(..) {
        // A column goes on below the title.
        let above = joined.iter().rposition(|p| p.is_same_column(&part, scale)).filter(|_| !level);
        let at = above.map_or(joined.len(), |n| n + 1);
        joined.insert(at, part);
    }
    *second = joined;
    stories.remove(0);
}

impl Part {
    /// Whether it begins an article.
    pub(super) fn is_titled(&self, scale: &Scale) -> bool {
        matches!(self, Self::Head(lines) if lines.iter().any(|i| scale.may_be_tall(i)))
    }

    fn last_line(&self) -> Option<&Item> {
        match self {
            Self::Column(lines, _) => lines.last(),
            Self::Head(_) => None,
        }
    }

    /// Whether its first line begins a paragraph.
    fn begins_set_in(&self, scale: &Scale) -> bool {
        let Self::Column(lines, _) = self else { return false };
        let near = &lines[..lines.len().min(12)];
        let left = near.iter().filter(|i| !i.cut_left()).map(|i| i.left).min();
        left.is_some_and(|left| near.first().is_some_and(|i| 5 * (i.left - left) >= 4 * scale.em))
    }

    fn is_same_column(&self, other: &Self, scale: &Scale) -> bool {
        let (Self::Column(a, _), Self::Column(b, _)) = (self, other) else { return false };
        let left = |lines: &[Item]| lines.iter().map(|i| i.left).min();
        let right = |lines: &[Item]| lines.iter().map(|i| i.right).max();
        let near = |a: Option<i32>, b: Option<i32>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() < 3 * scale.em);
        near(left(a), left(b)) && near(right(a), right(b))
    }
}
