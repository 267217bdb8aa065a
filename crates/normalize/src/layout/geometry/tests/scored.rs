//! How well simulated pages are read.

use super::super::{PageOrder, read_anew_with};
use super::simulator::{Dice, Kind, Known, Noise, Page, Style, page};

/// Hits and misses.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Lines of one article that follow each other, of those that should.
    flow: (usize, usize),
    /// Articles that begin where one begins: right, given, wanted.
    articles: [usize; 3],
    /// Blocks likewise.
    blocks: [usize; 3],
    roles: (usize, usize),
    /// Fused lines cut at the right character.
    cuts: (usize, usize),
    /// Pieces of lines that were not fused.
    torn: usize,
}

fn f1([right, given, wanted]: [usize; 3]) -> f64 {
    2.0 * right as f64 / (given + wanted).max(1) as f64
}

fn share((right, all): (usize, usize)) -> f64 {
    right as f64 / all.max(1) as f64
}

impl Score {
    fn add(&mut self, page: &Page, order: &PageOrder) {
        // What is known of a stretch: the line that most of it is.
        let known = |line: usize, from: usize, to: usize| -> Option<(Known, bool)> {
            let mut at = 0;
            let mut best: Option<(usize, Known, bool)> = None;
            for (len, known) in &page.lines[line].parts {
                let shared = to.min(at + len).saturating_sub(from.max(at));
                if best.is_none_or(|b| shared > b.0) {
                    best = Some((shared, *known, (from, to) == (at, at + len)));
                }
                at += len;
            }
            best.map(|b| (b.1, b.2))
        };
        let mut sequence = Vec::new();
        let blocks = order.furniture.iter().map(|b| (usize::MAX, b));
        let articles = order.articles.iter().enumerate().flat_map(|(n, a)| a.iter().map(move |b| (n, b)));
        for (article, block) in blocks.chain(articles) {
            for (n, piece) in block.pieces.iter().enumerate() {
                let Some((k, whole)) = known(piece.line, piece.from, piece.to) else { continue };
                if page.lines[piece.line].parts.len() > 1 && piece.from == 0 {
                    self.cuts.1 += 1;
                    self.cuts.0 += usize::from(whole);
                }
                if page.lines[piece.line].parts.len() == 1 && !whole {
                    self.torn += 1;
                }
                self.roles.1 += 1;
                self.roles.0 += usize::from(k.kind.is(block.role));
                if matches!(k.kind, Kind::Caption | Kind::Furniture) {
                    continue;
                }
                sequence.push((article, n == 0, k));
            }
        }
        let mut begun = std::collections::HashSet::new();
        let mut last = None;
        for (n, (article, begins, k)) in sequence.iter().enumerate() {
            if last != Some(*article) {
                self.articles[1] += 1;
                let first = k.block == 0 || (k.block == 1 && k.line == 0);
                self.articles[0] += usize::from(first && begun.insert(k.article));
                last = Some(*article);
            } else if *begins && n > 0 {
                self.blocks[1] += 1;
                self.blocks[0] += usize::from(k.line == 0);
            }
        }
        let mut all: Vec<Known> = page.lines.iter().flat_map(|l| l.parts.iter().map(|p| p.1)).collect();
        all.retain(|k| !matches!(k.kind, Kind::Caption | Kind::Furniture));
        all.sort_unstable();
        self.blocks[2] += all.iter().filter(|k| k.line == 0 && k.block > 0).count();
        self.articles[2] += all.chunk_by(|a, b| a.article == b.article).count();
        let next: std::collections::HashMap<Known, Known> =
            all.windows(2).filter(|w| w[0].article == w[1].article).map(|w| (w[0], w[1])).collect();
        self.flow.1 += next.len();
        self.flow.0 += sequence.windows(2).filter(|w| next.get(&w[0].2) == Some(&w[1].2)).count();
    }

    fn of(style: Style, noise: Noise, pages: u64) -> Self {
        let mut score = Self::default();
        for seed in 0..pages {
            let page = page(&mut Dice(seed * 7919 + 1), style, noise);
            score.add(&page, &read_anew_with(&page.printed(), &page.marks));
        }
        score
    }
}

const STYLES: &[(&str, Style)] = &[
    ("plain", Style::PLAIN),
    ("three columns", Style { columns: 3, ..Style::PLAIN }),
    ("six narrow", Style { columns: 6, gutter: 12, rows: 4, ..Style::PLAIN }),
    ("narrow gutters", Style { gutter: 9, ..Style::PLAIN }),
    ("one column", Style { columns: 1, rows: 2, ..Style::PLAIN }),
    ("partial heads", Style { partial: 60, ..Style::PLAIN }),
    ("corners", Style { corners: 70, columns: 5, rows: 2, ..Style::PLAIN }),
    ("strips", Style { strips: 50, ..Style::PLAIN }),
    ("vertical", Style { vertical: true, furniture: 0, ..Style::PLAIN }),
    ("vertical strips", Style { vertical: true, furniture: 0, strips: 70, ..Style::PLAIN }),
    ("no rules", Style { rules: 0, partial: 20, corners: 20, columns: 5, ..Style::PLAIN }),
];

const NOISES: &[(&str, Noise)] = &[
    ("exact", Noise { jitter: 0, skew: 0, fused: 0 }),
    ("jitter", Noise { jitter: 3, skew: 0, fused: 0 }),
    ("fused", Noise { jitter: 2, skew: 0, fused: 15 }),
    ("skew", Noise { jitter: 2, skew: 17, fused: 5 }),
    ("skew-", Noise { jitter: 2, skew: -30, fused: 0 }),
];

#[test]
fn simulated_pages_are_read() {
    let mut worst = [1.0f64; 4];
    for (name, style) in STYLES {
        for (noise_name, noise) in NOISES {
            let s = Score::of(*style, *noise, 16);
            let flow = share(s.flow);
            let now = [flow, f1(s.blocks), share(s.roles), f1(s.articles)];
            worst.iter_mut().zip(now).for_each(|(w, n)| *w = w.min(n));
            println!(
                "{name:16} {noise_name:7} flow {:.4} articles {:.3} blocks {:.3} roles {:.3} cuts {:.3} of {}, torn {}",
                flow,
                f1(s.articles),
                f1(s.blocks),
                share(s.roles),
                share(s.cuts),
                s.cuts.1,
                s.torn,
            );
        }
    }
    // Floors: where the worst kind of page stands now.
    let floors = [0.98, 0.94, 0.75, 0.88];
    for (worst, floor) in worst.iter().zip(floors) {
        assert!(worst >= &floor, "{worst} < {floor}");
    }
}
