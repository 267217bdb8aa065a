//! Lines to paragraphs, parts to articles.

use super::cut::Part;
use super::item::{DASHES, Item, Scale};
use super::{Block, Role};

/// Lines on either side that show where a column's edges are.
const REACH: usize = 10;

/// Groups parts: large lines above columns begin an article, which goes on to the next.
pub(super) fn articles(parts: Vec<Part>, scale: &Scale) -> Vec<Vec<Block>> {
    let mut out: Vec<Article> = Vec::new();
    for part in parts {
        match part {
            Part::Head(lines) => {
                let titled = lines.iter().any(|i| scale.may_be_tall(i));
                if titled || out.is_empty() {
                    out.push(Article::default());
                }
                if let Some(article) = out.last_mut() {
                    article.head(&lines, scale);
                }
            }
            Part::Column(lines, top) => {
                if out.is_empty() {
                    out.push(Article::default());
                }
                if let Some(article) = out.last_mut() {
                    article.column(&lines, top, scale);
                }
            }
        }
    }
    out.into_iter().map(Article::finish).filter(|a| !a.is_empty()).collect()
}

#[derive(Default)]
struct Article {
    blocks: Vec<Block>,
    captions: Vec<Block>,
    /// The last line of text goes on in the next.
    open: bool,
}

impl Article {
    fn finish(mut self) -> Vec<Block> {
        self.blocks.append(&mut self.captions);
        self.blocks
    }

    fn begin(&mut self, role: Role, i: &Item) {
        self.blocks.push(Block { role, pieces: vec![i.piece()] });
    }

    /// Lines of a title of one size are one title; what stands above and below the largest is a block each.
    fn head(&mut self, lines: &[Item], scale: &Scale) {
        let large = |i: &Item| if scale.may_be_tall(i) { scale.size(i) } else { 0 };
        let most = lines.iter().map(large).max().unwrap_or(0);
        let main = |i: &Item| most > 0 && 4 * large(i) >= 3 * most;
        let first = lines.iter().position(main);
        let mut last: Option<Role> = None;
        for (n, i) in lines.iter().enumerate() {
            let role = match first {
                Some(_) if main(i) => Role::Headline,
                Some(first) if n < first => Role::Kicker,
                _ if large(i) > 0 || DASHES.contains(i.first) || scale.size(i) >= 116 => Role::Subheadline,
                _ => Role::Centred,
            };
            // A title goes on while nothing else stood between.
            match self.blocks.last_mut() {
                Some(block) if last == Some(role) && role != Role::Centred => block.pieces.push(i.piece()),
                _ => self.begin(role, i),
            }
            last = Some(role);
        }
        self.open = false;
    }

    fn column(&mut self, lines: &[Item], top: i32, scale: &Scale) {
        let edges = edges(lines);
        let mut end = top;
        let mut n = 0;
        while let Some(i) = lines.get(n) {
            // A sentence that breaks off at the foot of a column goes on at the top of the next, whatever is above it.
            let goes_on = n == 0 && self.open && !is_small(i, scale) && edges[0].0 + scale.em > i.left;
            if i.top - end >= 5 * scale.height / 2 && !goes_on {
                let caption = caption(&lines[n..], &edges[n..], scale);
                if caption > 0 {
                    let pieces = lines[n..n + caption].iter().map(Item::piece).collect();
                    self.captions.push(Block { role: Role::Caption, pieces });
                    n += caption;
                    end = lines[n - 1].bottom;
                    continue;
                }
            }
            end = end.max(i.bottom);
            let shape = Shape::of(i, edges[n], scale);
            match self.blocks.last_mut() {
                Some(last) if self.open && !shape.begins => last.pieces.push(i.piece()),
                _ if shape.centred => self.begin(Role::Section, i),
                _ => self.begin(Role::Body, i),
            }
            self.open = !shape.ends;
            n += 1;
        }
    }
}

/// What a line's place in its column says.
struct Shape {
    /// A paragraph begins with it.
    begins: bool,
    /// A paragraph ends with it.
    ends: bool,
    /// Set in from both sides.
    centred: bool,
}

/// Ends of sentences.
const STOPS: &str = "。！？…”」』）!?.)·";

impl Shape {
    fn of(i: &Item, (left, right): (i32, i32), scale: &Scale) -> Self {
        // Where we cut a line, its edges tell nothing.
        let before = if i.cut_left() { 0 } else { i.left - left };
        let after = if i.cut_right() { 0 } else { right - i.right };
        let em = scale.em;
        let set_in = 5 * before >= 4 * em;
        // A mark at the end of a full line leaves half its width white.
        let short = if STOPS.contains(i.last) { 10 * after >= 12 * em } else { 2 * after >= 5 * em };
        let centred = set_in && 5 * after >= 4 * em && (before - after).abs() <= em + before.min(after) / 2;
        Self { begins: set_in, ends: short || centred, centred }
    }
}

/// Left and right edge of the column at each line. Boxes lean and pages are skewed: the edges are those of the neighbours.
fn edges(lines: &[Item]) -> Vec<(i32, i32)> {
    (0..lines.len())
        .map(|n| {
            let near = &lines[n.saturating_sub(REACH)..(n + REACH + 1).min(lines.len())];
            let mut lefts: Vec<i32> = near.iter().filter(|i| !i.cut_left()).map(|i| i.left).collect();
            let mut rights: Vec<i32> = near.iter().filter(|i| !i.cut_right()).map(|i| i.right).collect();
            if lefts.is_empty() {
                lefts.extend(near.iter().map(|i| i.left));
            }
            if rights.is_empty() {
                rights.extend(near.iter().map(|i| i.right));
            }
            lefts.sort_unstable();
            rights.sort_unstable();
            (lefts[lefts.len() / 5], rights[rights.len() - 1 - rights.len() / 5])
        })
        .collect()
}

/// Whether a line is set in smaller type.
fn is_small(i: &Item, scale: &Scale) -> bool {
    i.units >= 16 && 200 * i.width() / i.units / scale.em < 93
}

/// How many lines at the beginning are a caption: they stand below white that a picture fills, and end before a
/// paragraph begins, where the type grows, or at another gap. 0 when they look like running text.
fn caption(lines: &[Item], edges: &[(i32, i32)], scale: &Scale) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let pitch = |i: &Item| 200 * i.width() / i.units.max(1) / scale.em;
    let small = |i: &Item| is_small(i, scale);
    let is_small = small(first);
    for (n, i) in lines.iter().enumerate().skip(1) {
        let gap = i.top - lines[n - 1].bottom;
        let grown = is_small && i.units >= 20 && pitch(i) > 96;
        let set_in = edges.get(n).is_some_and(|e| 5 * (i.left - e.0) >= 4 * scale.em);
        // One short sentence, and running text right below it.
        let column = edges.get(n).map_or(0, |e| e.1 - e.0);
        let over = Shape::of(&lines[n - 1], edges[n - 1], scale).ends && !small(i) && 2 * i.width() > column;
        if set_in || over || grown || gap > scale.height * 9 / 10 {
            return n;
        }
        if n >= 4 || (n >= 3 && !is_small) {
            return 0;
        }
    }
    lines.len()
}
