//! Reading order from the boxes of printed lines.
//!
//! Boxes and texts in, articles, paragraphs and order out: no document, no rule, no file. The steps, each one walk or one
//! sort over the lines (sizes are relative to the page's own median line):
//!
//! 1. lines read straight over a gutter are split where the gutter is ([`fused`]);
//! 2. pages set vertically are turned, so that what follows knows one direction only ([`item`]);
//! 3. the page is cut recursively along white space, below lines that span columns first (XY-cut; [`cut`]);
//! 4. captions leave the columns; lines become paragraphs by indentation and by short last lines ([`paragraph`]).
//!
//! Method: recursive XY-cut (Nagy and Seth 1984; Meunier 2005), with titles as separators.

mod broken;
mod cut;
mod fused;
mod item;
mod paragraph;

use item::{Item, Scale};

/// A line as it was printed.
#[derive(Clone, Copy, Debug)]
pub struct PrintedLine<'t> {
    /// Left, top, right, bottom; y grows downwards. Any unit.
    pub bbox: [i32; 4],
    /// What the engine read.
    pub text: &'t str,
}

/// A stretch of a line: the whole of it, unless the line was read over a gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Number of the line, from 0.
    pub line: usize,
    /// First byte in the line's text.
    pub from: usize,
    /// Byte after the last one.
    pub to: usize,
}

/// What a block is by its place and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Much larger than running text.
    Headline,
    /// Below or above a headline, set in from both sides: a subtitle, a byline.
    Centred,
    /// In a column, set in from both sides: a section's title.
    Section,
    /// Running text.
    Body,
    /// Below a picture.
    Caption,
    /// Page head or foot.
    Furniture,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Its lines in order.
    pub pieces: Vec<Piece>,
}

/// A page in reading order. Every line stands in it exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOrder {
    /// Page heads and feet.
    pub furniture: Vec<Block>,
    /// Articles: each begins with its headline where it has one.
    pub articles: Vec<Vec<Block>>,
    /// Whether the page is set vertically.
    pub vertical: bool,
}

/// What each line is by its place and size, whatever the order; `None` for lines without a usable box.
#[must_use]
pub fn roles(lines: &[PrintedLine<'_>]) -> Vec<Option<Role>> {
    let order = read_anew(lines);
    let mut out = vec![None; lines.len()];
    for block in order.articles.iter().flatten().chain(&order.furniture) {
        for piece in block.pieces.iter().filter(|p| p.from == 0) {
            if let (Some(slot), Some(true)) = (out.get_mut(piece.line), lines.get(piece.line).map(item::is_usable)) {
                *slot = Some(block.role);
            }
        }
    }
    out
}

/// Reads a page whose boxes show that the engine's order is broken.
///
/// `None`: nothing shows that the engine went astray, so its order stays.
#[must_use]
pub fn read(lines: &[PrintedLine<'_>]) -> Option<PageOrder> {
    let (mut items, vertical) = item::of_lines(lines);
    let scale = Scale::of(&items)?;
    let fused = fused::split(&mut items, lines, &scale);
    if fused == 0 && !broken::is_broken(&items, &scale, vertical) {
        return None;
    }
    Some(order(lines, items, &scale, vertical))
}

/// Puts lines in order whatever the engine's order was.
#[must_use]
pub fn read_anew(lines: &[PrintedLine<'_>]) -> PageOrder {
    let (mut items, vertical) = item::of_lines(lines);
    let Some(scale) = Scale::of(&items) else { return order(lines, items, &Scale::UNKNOWN, vertical) };
    fused::split(&mut items, lines, &scale);
    order(lines, items, &scale, vertical)
}

fn order(lines: &[PrintedLine<'_>], items: Vec<Item>, scale: &Scale, vertical: bool) -> PageOrder {
    let (furniture, body) = cut::furniture(items, scale);
    let furniture = furniture.iter().map(|i| Block { role: Role::Furniture, pieces: vec![i.piece()] }).collect();
    let mut articles = paragraph::articles(cut::parts(body, scale), scale);
    // Lines without a box that can be used.
    let left_over: Vec<Block> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| !item::is_usable(l))
        .map(|(line, l)| Block { role: Role::Body, pieces: vec![Piece { line, from: 0, to: l.text.len() }] })
        .collect();
    if !left_over.is_empty() {
        articles.push(left_over);
    }
    PageOrder { furniture, articles, vertical }
}

#[cfg(test)]
mod tests;
