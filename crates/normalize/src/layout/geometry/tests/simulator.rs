//! Pages set by a small typesetter, so that the order in which their lines are meant to be read is known.
//!
//! A page is cut into rectangles of whole columns, each holds an article: headlines over all of its columns or some of
//! them, kickers, subheadlines, bylines, paragraphs set in by two characters, section titles, pictures with captions, and
//! now and then another article in a corner. Everything is in pixels; an em is the width of a character.

use super::super::{Mark, MarkKind, PrintedLine, Role};

/// A line with what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Printed {
    pub(super) bbox: [i32; 4],
    pub(super) text: String,
    /// Article, block in the article, line in the block, for each stretch of the text: its byte length comes first.
    pub(super) parts: Vec<(usize, Known)>,
}

/// What is known of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Known {
    pub(super) article: usize,
    pub(super) block: usize,
    pub(super) line: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Kicker,
    Headline,
    Subheadline,
    Byline,
    Section,
    Body,
    Caption,
    Furniture,
}

impl Kind {
    pub(super) fn is(self, role: Role) -> bool {
        match self {
            Self::Kicker => role == Role::Kicker,
            Self::Headline => role == Role::Headline,
            Self::Subheadline => role == Role::Subheadline,
            Self::Byline => matches!(role, Role::Centred | Role::Section),
            Self::Section => matches!(role, Role::Section | Role::Centred),
            Self::Body => role == Role::Body,
            Self::Caption => role == Role::Caption,
            Self::Furniture => role == Role::Furniture,
        }
    }
}

/// What may happen on a page, each in per cent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) columns: i32,
    /// In tenths of an em.
    pub(super) gutter: i32,
    pub(super) kickers: i32,
    pub(super) pictures: i32,
    pub(super) sections: i32,
    /// Headlines over some of an article's columns.
    pub(super) partial: i32,
    /// Articles in the corner of others.
    pub(super) corners: i32,
    /// Headlines across the direction of the text, in a strip before it.
    pub(super) strips: i32,
    pub(super) rules: i32,
    pub(super) furniture: i32,
    pub(super) vertical: bool,
    /// How many rows of articles at most.
    pub(super) rows: i32,
}

impl Style {
    pub(super) const PLAIN: Self = Self {
        columns: 4,
        gutter: 20,
        kickers: 30,
        pictures: 40,
        sections: 20,
        partial: 0,
        corners: 0,
        strips: 0,
        rules: 50,
        furniture: 80,
        vertical: false,
        rows: 3,
    };
}

/// What an engine does to a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noise {
    /// Each edge of a box is off by so many pixels at most.
    pub(super) jitter: i32,
    /// In thousandths: a page leans by so much.
    pub(super) skew: i32,
    /// Lines side by side that are fused, per cent.
    pub(super) fused: i32,
}

pub(super) struct Page {
    pub(super) lines: Vec<Printed>,
    pub(super) marks: Vec<Mark>,
}

impl Page {
    pub(super) fn printed(&self) -> Vec<PrintedLine<'_>> {
        self.lines.iter().map(|l| PrintedLine { bbox: l.bbox, text: &l.text }).collect()
    }
}

/// Numbers that look random and are the same every time.
pub(super) struct Dice(pub u64);

impl Dice {
    pub(super) fn below(&mut self, n: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n.max(1) as u64) as i32
    }
    pub(super) fn between(&mut self, from: i32, to: i32) -> i32 {
        from + self.below(to - from + 1)
    }
    pub(super) fn chance(&mut self, per_cent: i32) -> bool {
        self.below(100) < per_cent
    }
}

const EM: i32 = 30;
/// From line to line.
const PITCH: i32 = 44;

#[derive(Clone, Copy)]
struct Area {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

struct Setter<'d> {
    dice: &'d mut Dice,
    style: Style,
    lines: Vec<(Known, [i32; 4], String)>,
    marks: Vec<Mark>,
    articles: usize,
}

/// A page in the order of its boxes from top to bottom, as engines that sort rows give it.
pub(super) fn page(dice: &mut Dice, style: Style, noise: Noise) -> Page {
    let column = dice.between(11, 16) * EM;
    let gutter = style.gutter * EM / 10;
    let width = style.columns * (column + gutter) - gutter;
    let height = width * 14 / 10;
    let mut setter = Setter { dice, style, lines: Vec::new(), marks: Vec::new(), articles: 1 };
    if setter.dice.chance(style.furniture) {
        setter.furniture(width);
    }
    let sheet = Area { left: 100, top: 260, right: 100 + width, bottom: 260 + height };
    let rows = setter.dice.between(1, style.rows);
    setter.fill(sheet, style.columns, rows);
    let Setter { mut lines, mut marks, dice, .. } = setter;
    fuse(&mut lines, dice, style, noise)
        .map_boxes(&mut marks, |b, is_line| {
            let mut b = b;
            // The page leans.
            let drop = (b[0] + b[2]) / 2 * noise.skew / 1000;
            let shift = -((b[1] + b[3]) / 2) * noise.skew / 1000;
            let taller = (b[2] - b[0]) * noise.skew.abs() / 1000;
            b = [b[0] + shift, b[1] + drop - taller / 2, b[2] + shift, b[3] + drop + taller / 2];
            if is_line {
                b.iter_mut().for_each(|v| *v += dice.between(-noise.jitter, noise.jitter));
            }
            if style.vertical { [20_000 - b[3], b[0], 20_000 - b[1], b[2]] } else { b }
        })
        .in_rows(marks)
}

struct Fused(Vec<Printed>);

impl Fused {
    fn map_boxes(mut self, marks: &mut [Mark], mut f: impl FnMut([i32; 4], bool) -> [i32; 4]) -> Self {
        self.0.iter_mut().for_each(|l| l.bbox = f(l.bbox, true));
        marks.iter_mut().for_each(|m| m.bbox = f(m.bbox, false));
        self
    }

    fn in_rows(mut self, marks: Vec<Mark>) -> Page {
        self.0.sort_by_key(|l| (l.bbox[1], l.bbox[0]));
        // Rows: what begins within ten pixels of the line before, from left to right.
        let mut at = 0;
        while at + 1 < self.0.len() {
            let (a, b) = (self.0[at].bbox, self.0[at + 1].bbox);
            if (b[1] - a[1]).abs() < 10 && b[0] < a[0] {
                self.0.swap(at, at + 1);
                at = at.saturating_sub(1);
            } else {
                at += 1;
            }
        }
        Page { lines: self.0, marks }
    }
}

/// Lines side by side become one.
fn fuse(lines: &mut Vec<(Known, [i32; 4], String)>, dice: &mut Dice, style: Style, noise: Noise) -> Fused {
    lines.sort_by_key(|(_, b, _)| (b[1] / 8, b[0]));
    let mut out: Vec<Printed> = Vec::new();
    for (known, bbox, text) in lines.drain(..) {
        if let Some(last) = out.last_mut()
            && last.parts.iter().all(|p| p.1.kind == Kind::Body)
            && known.kind == Kind::Body
            && (last.bbox[1] - bbox[1]).abs() < 8
            && (0..EM * 5 / 2).contains(&(bbox[0] - last.bbox[2]))
            && !style.vertical
            && dice.chance(noise.fused)
        {
            last.bbox[2] = bbox[2];
            last.bbox[1] = last.bbox[1].min(bbox[1]);
            last.bbox[3] = last.bbox[3].max(bbox[3]);
            last.parts.push((text.len(), known));
            last.text.push_str(&text);
            continue;
        }
        out.push(Printed { bbox, parts: vec![(text.len(), known)], text });
    }
    Fused(out)
}

impl Setter<'_> {
    fn text(&mut self, chars: i32) -> String {
        let mut out = String::new();
        for n in 0..chars {
            let mark = n > 3 && n + 1 < chars && self.dice.chance(8);
            out.push(if mark {
                ['，', '、', '。', '；'][self.dice.below(4) as usize]
            } else {
                char::from_u32(0x4e00 + self.dice.below(6000) as u32).unwrap_or('一')
            });
        }
        out
    }

    fn put(&mut self, known: Known, left: i32, top: i32, size: i32, text: String) {
        let width: i32 = size * text.chars().count() as i32;
        let white = if text.ends_with('。') { size / 2 } else { 0 };
        let pad = size / 16;
        self.lines.push((known, [left, top - pad, left + width - white, top + size + pad], text));
    }

    fn furniture(&mut self, width: i32) {
        let known = |line| Known { article: usize::MAX, block: 0, line, kind: Kind::Furniture };
        for (n, (x, chars)) in [(0, 3), (width / 2 - 30, 2), (width - 12 * EM, 12)].into_iter().enumerate() {
            let text = self.text(chars);
            self.put(known(n), 100 + x, 150, EM, text);
        }
        self.marks.push(Mark { bbox: [100, 200, 100 + width, 202], kind: MarkKind::Rule });
    }

    fn gutter(&self) -> i32 {
        self.style.gutter * EM / 10
    }

    /// Cuts an area into articles.
    fn fill(&mut self, area: Area, columns: i32, rows: i32) {
        let height = area.bottom - area.top;
        if rows > 1 && height > 30 * PITCH {
            let mid = area.top + height * self.dice.between(40, 60) / 100;
            let gap = self.dice.between(35, 80);
            if self.dice.chance(self.style.rules) {
                self.marks.push(Mark {
                    bbox: [area.left, mid + gap / 2, area.right, mid + gap / 2 + 2],
                    kind: MarkKind::Rule,
                });
            }
            self.fill(Area { bottom: mid, ..area }, columns, rows - 1);
            self.fill(Area { top: mid + gap, ..area }, columns, rows - 1);
        } else if columns > 2 && self.dice.chance(60) {
            let left = self.dice.between(1, columns - 1);
            let each = (area.right - area.left + self.gutter()) / columns;
            let edge = area.left + left * each;
            if self.dice.chance(self.style.rules) {
                let x = edge - self.gutter() / 2;
                self.marks.push(Mark { bbox: [x, area.top, x + 2, area.bottom], kind: MarkKind::Rule });
            }
            self.fill(Area { right: edge - self.gutter(), ..area }, left, rows - 1);
            self.fill(Area { left: edge, ..area }, columns - left, rows - 1);
        } else {
            self.article(area, columns);
        }
    }

    fn headline(&mut self, area: Area, article: usize, block: &mut usize) -> i32 {
        let mut top = area.top;
        let middle = (area.left + area.right) / 2;
        let room = area.right - area.left;
        let big = if room > 24 * EM { self.dice.between(50, 84) } else { self.dice.between(42, 54) };
        let mut line = |this: &mut Self, kind: Kind, size: i32, dash: bool, share: i32| {
            let mut chars = (room * share / 100 / size).max(3);
            chars = chars.min(room / size).min(20);
            let mut text = this.text(chars - 2 * i32::from(dash));
            if dash {
                text.insert_str(0, "——");
            }
            let left = middle - size * text.chars().count() as i32 / 2;
            this.put(Known { article, block: *block, line: 0, kind }, left, top, size, text);
            *block += 1;
            top += size + EM / 2;
        };
        if self.dice.chance(self.style.kickers) {
            line(self, Kind::Kicker, (big * 6 / 10).max(EM * 11 / 10), false, 60);
        }
        let share = self.dice.between(60, 98);
        line(self, Kind::Headline, big, false, share);
        if self.dice.chance(self.style.kickers) {
            line(self, Kind::Subheadline, EM * 12 / 10, true, 65);
        }
        if self.dice.chance(50) {
            line(self, Kind::Byline, EM, false, 40);
        }
        top + self.dice.between(4, EM / 2)
    }

    fn article(&mut self, area: Area, columns: i32) {
        let article = self.articles;
        self.articles += 1;
        let mut block = 0;
        let gutter = self.gutter();
        let each = (area.right - area.left + gutter) / columns;
        let mut area = area;
        let strip = self.dice.chance(self.style.strips);
        if strip {
            // A headline across the direction of the text.
            let size = self.dice.between(48, 80);
            let chars = ((area.bottom - area.top) / size * self.dice.between(50, 95) / 100).clamp(3, 12);
            let top = (area.top + area.bottom - chars * size) / 2;
            let known = Known { article, block, line: 0, kind: Kind::Headline };
            let text = self.text(chars);
            self.lines.push((known, [area.left, top, area.left + size, top + chars * size], text));
            block += 1;
            area.left += size + EM;
        }
        let mut free: Vec<Area> = (0..columns)
            .map(|n| {
                let left = if strip && n == 0 { area.left } else { area.right + gutter - (columns - n) * each };
                Area { left, right: area.right + gutter - (columns - n - 1) * each - gutter, ..area }
            })
            .collect();
        if !strip {
            let over = if columns > 1 && self.dice.chance(self.style.partial) {
                self.dice.between(1, columns - 1)
            } else {
                columns
            };
            let right = free[over as usize - 1].right;
            let top = self.headline(Area { right, ..area }, article, &mut block);
            free.iter_mut().take(over as usize).for_each(|f| f.top = top);
        }
        if columns > 2 && area.bottom - area.top > 30 * PITCH && self.dice.chance(self.style.corners) {
            self.corner(area, &mut free, columns);
        }
        if self.dice.chance(self.style.pictures) {
            self.picture(&mut free, article);
        }
        self.paragraphs(&free, article, block);
    }

    /// Another article in a lower corner.
    fn corner(&mut self, area: Area, free: &mut [Area], columns: i32) {
        let n = self.dice.between(1, columns - 1) as usize;
        let begin = if self.dice.chance(70) { columns as usize - n } else { 0 };
        let inner = &mut free[begin..begin + n];
        let top = area.bottom - (area.bottom - area.top) * self.dice.between(35, 50) / 100;
        let place = Area { left: inner[0].left, right: inner[n - 1].right, top: top + EM * 3 / 2, bottom: area.bottom };
        inner.iter_mut().for_each(|f| f.bottom = top);
        if self.dice.chance(self.style.rules) {
            self.marks
                .push(Mark { bbox: [place.left, top + EM / 2, place.right, top + EM / 2 + 2], kind: MarkKind::Rule });
        }
        let style = self.style;
        self.style = Style { corners: 0, partial: 0, ..style };
        self.article(place, n as i32);
        self.style = style;
    }

    /// A picture with its caption at the top or foot of a column.
    fn picture(&mut self, free: &mut [Area], article: usize) {
        let n = self.dice.below(free.len() as i32) as usize;
        let column = &mut free[n];
        let (width, height) = (column.right - column.left, self.dice.between(6, 10) * EM);
        if column.bottom - column.top < height + 12 * PITCH {
            return;
        }
        let size = EM * 9 / 10;
        let rows = self.dice.between(1, 2);
        let taken = height + EM / 3 + rows * size * 5 / 4 + EM;
        let top = if self.dice.chance(60) { column.top } else { column.bottom - taken };
        if top == column.top {
            column.top += taken;
        } else {
            column.bottom -= taken + EM / 2;
        }
        let left = column.left;
        self.marks.push(Mark { bbox: [left, top, left + width, top + height], kind: MarkKind::Picture });
        for row in 0..rows {
            let full = width / size;
            let chars = if row + 1 < rows { full } else { self.dice.between(full / 2, full - 1) };
            let mut text = self.text(chars - 1);
            text.push(if row + 1 < rows { '图' } else { '。' });
            let known = Known { article, block: 1000, line: row as usize, kind: Kind::Caption };
            self.put(known, left, top + height + EM / 3 + row * size * 5 / 4, size, text);
        }
    }

    /// Paragraphs until the columns are full.
    fn paragraphs(&mut self, free: &[Area], article: usize, mut block: usize) {
        let mut paragraph: Vec<char> = Vec::new();
        let mut line = 0;
        let rooms: Vec<(i32, i32, i32)> = free
            .iter()
            .flat_map(|f| (0..(f.bottom - f.top) / PITCH).map(|n| (f.left, f.right, f.top + n * PITCH)))
            .collect();
        let mut n = 0;
        while let Some(&(left, right, top)) = rooms.get(n) {
            n += 1;
            let full = (right - left) / EM;
            let mut indent = 0;
            if paragraph.is_empty() {
                // Not in the last lines: an article ends with a paragraph.
                if rooms.len() - n < 2 {
                    break;
                }
                let next = rooms.get(n).is_some_and(|r| r.2 > top);
                if line > 0 && next && self.dice.chance(self.style.sections) {
                    let text = self.text((full - 6).max(4));
                    let at = (left + right) / 2 - EM * text.chars().count() as i32 / 2;
                    self.put(Known { article, block, line: 0, kind: Kind::Section }, at, top, EM, text);
                    block += 1;
                    line = 0;
                    continue;
                }
                let chars = self.dice.between(20, 130);
                paragraph = self.text(chars).chars().collect();
                paragraph.push('。');
                paragraph.reverse();
                indent = 2;
                line = 0;
            }
            let mut text = String::new();
            for _ in indent..full {
                text.extend(paragraph.pop());
            }
            // A mark hangs over the edge rather than begin a line.
            if paragraph.len() == 1 || paragraph.last().is_some_and(|c| "，、。；".contains(*c)) {
                text.pop().into_iter().for_each(|c| paragraph.push(c));
            }
            if n == rooms.len() && !paragraph.is_empty() {
                text.pop();
                text.push('。');
                paragraph.clear();
            }
            self.put(Known { article, block, line, kind: Kind::Body }, left + indent * EM, top, EM, text);
            line += 1;
            if paragraph.is_empty() {
                block += 1;
            }
        }
    }
}
