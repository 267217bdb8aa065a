//! Reading order from the boxes of printed lines.
//!
//! Boxes and texts in, articles, paragraphs and order out: no document, no rule, no file. Two facing pages in one image are
//! parted and read one after the other ([`spread`]). The steps, each one walk or one
//! sort over the lines (sizes are relative to the page's own median line):
//!
//! 1. pages set vertically are turned, so that what follows knows one direction only ([`item`]), and pages that lie askew
//!    are straightened ([`tilt`]);
//! 2. lines read straight over a gutter or a printed rule are split there, by the width of their characters ([`fused`]);
//!    where most rows are, the grid of the page or of an area shows the gutters ([`grid`]);
//! 3. mastheads, page heads and feet are put aside; the page is cut recursively along white space, below lines that span
//!    columns first (XY-cut; [`cut`]), and articles that lie around others are joined again ([`join`]);
//! 4. captions leave the columns; lines become paragraphs by indentation and by short last lines ([`paragraph`]).
//!
//! An engine's own order stays unless it is visibly broken ([`broken`]): [`read`] and [`read_with`] then say nothing, and
//! [`places`] still tells what each line is.
//!
//! Method: recursive XY-cut (Nagy and Seth 1984; Meunier 2005), with titles as separators.

mod broken;
mod cut;
mod fused;
mod grid;
mod item;
mod join;
mod paragraph;
mod spread;
mod tilt;

use item::{Item, Scale};

/// A line as it was printed.
#[derive(Clone, Copy, Debug)]
pub struct PrintedLine<'t> {
    /// Left, top, right, bottom; y grows downwards. Any unit.
    pub bbox: [i32; 4],
    /// What the engine read.
    pub text: &'t str,
}

/// What stands on a page beside its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Left, top, right, bottom, in the unit of the lines.
    pub bbox: [i32; 4],
    /// What it is.
    pub kind: MarkKind,
}

/// Kinds of [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A printed rule, or a frame when it is wide and high: no line goes over it.
    Rule,
    /// A picture.
    Picture,
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
    /// Above a headline and smaller than it (引题).
    Kicker,
    /// Below a headline and smaller than it, larger than running text or opened by a dash (副题).
    Subheadline,
    /// Below a headline, of the size of running text and set in from both sides: a byline above all.
    Centred,
    /// In a column, set in from both sides: a section's title.
    Section,
    /// Running text.
    Body,
    /// Beside a picture.
    Caption,
    /// Page head or foot.
    Furniture,
}

/// What a line is by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the article on its page, from 0 in reading order. `None` for furniture, and where boxes do not prove it.
    pub article: Option<usize>,
    /// What it is.
    pub role: Role,
    /// It begins a block of its article.
    pub begins: bool,
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
    places(lines, &[]).into_iter().map(|place| place.map(|p| p.role)).collect()
}

/// What each line is and to which article it belongs, whatever the order; `None` for lines without a usable box.
///
/// A line read over a gutter stands where its first piece stands. Where the engine's order stays ([`read`] has nothing
/// to say), an article is proven when the engine too gave its lines one after the other.
#[must_use]
pub fn places(lines: &[PrintedLine<'_>], marks: &[Mark]) -> Vec<Option<Place>> {
    let (order, stays) = match read_with(lines, marks) {
        Some(order) => (order, false),
        None => (read_anew_with(lines, marks), true),
    };
    let mut out = vec![None; lines.len()];
    let blocks = order.furniture.iter().map(|b| (None, b));
    let articles = order.articles.iter().enumerate().flat_map(|(n, a)| a.iter().map(move |b| (Some(n), b)));
    for (article, block) in blocks.chain(articles) {
        for (n, piece) in block.pieces.iter().enumerate().filter(|(_, p)| p.from == 0) {
            if let (Some(slot), Some(true)) = (out.get_mut(piece.line), lines.get(piece.line).map(item::is_usable)) {
                *slot = Some(Place { article, role: block.role, begins: n == 0 });
            }
        }
    }
    if stays {
        keep_proven(&mut out, order.articles.len());
    }
    out
}

/// Takes the articles away whose lines do not follow each other.
fn keep_proven(places: &mut [Option<Place>], articles: usize) {
    let mut runs = vec![0usize; articles];
    let mut last = None;
    for article in
        places.iter().flatten().filter(|p| !matches!(p.role, Role::Furniture | Role::Caption)).map(|p| p.article)
    {
        if article != last
            && let Some(n) = article.and_then(|n| runs.get_mut(n))
        {
            *n += 1;
        }
        last = article;
    }
    for place in places.iter_mut().flatten() {
        place.article = place.article.filter(|n| runs.get(*n) == Some(&1));
    }
}

/// Reads a page whose boxes show that the engine's order is broken.
///
/// `None`: nothing shows that the engine went astray, so its order stays.
#[must_use]
pub fn read(lines: &[PrintedLine<'_>]) -> Option<PageOrder> {
    read_with(lines, &[])
}

/// [`read`], with the rules and pictures of the page.
#[must_use]
pub fn read_with(lines: &[PrintedLine<'_>], marks: &[Mark]) -> Option<PageOrder> {
    let mut page = Page::of(lines, marks)?;
    let halves = spread::halves(&page, lines, marks);
    fused::split(&mut page.items, lines, &page.marks, &page.scale);
    let broken = broken::is_broken(&page.items, &page.scale, page.vertical);
    if let Some(halves) = halves {
        let (order, either) = spread::read(&halves, page.vertical);
        return (broken || either).then_some(order);
    }
    broken.then(|| page.order(lines))
}

/// Puts lines in order whatever the engine's order was.
#[must_use]
pub fn read_anew(lines: &[PrintedLine<'_>]) -> PageOrder {
    read_anew_with(lines, &[])
}

/// [`read_anew`], with the rules and pictures of the page.
#[must_use]
pub fn read_anew_with(lines: &[PrintedLine<'_>], marks: &[Mark]) -> PageOrder {
    let halves = Page::of(lines, marks).and_then(|p| spread::halves(&p, lines, marks).map(|h| (h, p.vertical)));
    match halves {
        Some((halves, vertical)) => spread::read(&halves, vertical).0,
        None => read_part(lines, marks).0,
    }
}

/// Reads one page, and tells whether the engine's order is visibly broken on it.
fn read_part(lines: &[PrintedLine<'_>], marks: &[Mark]) -> (PageOrder, bool) {
    let Some(mut page) = Page::of(lines, marks) else {
        let (items, vertical) = item::of_lines(lines);
        return (Page { items, marks: Vec::new(), scale: Scale::UNKNOWN, vertical }.order(lines), false);
    };
    fused::split(&mut page.items, lines, &page.marks, &page.scale);
    let broken = broken::is_broken(&page.items, &page.scale, page.vertical);
    (page.order(lines), broken)
}

/// A page on its way: turned so that text runs from left to right, and straight.
struct Page {
    items: Vec<Item>,
    marks: Vec<Mark>,
    scale: Scale,
    vertical: bool,
}

impl Page {
    fn of(lines: &[PrintedLine<'_>], marks: &[Mark]) -> Option<Self> {
        let (mut items, vertical) = item::of_lines(lines);
        let mut marks = item::of_marks(marks, vertical);
        let scale = Scale::of(&items)?;
        let angle = tilt::of(&items, &scale);
        if angle.abs() < STRAIGHT {
            return Some(Self { items, marks, scale, vertical });
        }
        for i in &mut items {
            let mut bbox = i.bbox();
            tilt::straighten(&mut bbox, angle);
            i.set_bbox(bbox);
        }
        for m in &mut marks {
            tilt::straighten(&mut m.bbox, angle);
        }
        let scale = Scale::of(&items)?;
        Some(Self { items, marks, scale, vertical })
    }

    fn order(self, lines: &[PrintedLine<'_>]) -> PageOrder {
        let Self { items, scale, vertical, .. } = self;
        let (furniture, body) = cut::furniture(items, lines, &scale);
        let furniture = furniture.iter().map(|i| Block { role: Role::Furniture, pieces: vec![i.piece()] }).collect();
        let mut articles = paragraph::articles(cut::parts(body, &scale), &scale);
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
}

/// Less than this, in ten-thousandths, is no lean.
const STRAIGHT: i32 = 20;

#[cfg(test)]
mod tests;
