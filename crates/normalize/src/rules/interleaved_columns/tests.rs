use std::sync::Arc;

use baokan_corpus_model::{Document, Region, RegionKind, Source, SourceRange};
use proptest::prelude::*;

use crate::{Options, Registry};

/// A document of lines with boxes.
pub(crate) fn boxed(lines: &[([i32; 4], String)]) -> Document {
    let text: String = lines.iter().map(|(_, t)| format!("{t}\n")).collect();
    let mut doc = Document::new(Arc::new(Source::from_text(text, "boxes").unwrap()));
    let mut at = 0;
    for (bbox, t) in lines {
        let source = SourceRange::new(at, at + t.len() as u32);
        at = source.end() + 1;
        doc.regions.push(Region { source, kind: RegionKind::Line, page: Some(1), bbox: Some(*bbox), confidence: None });
    }
    doc
}

/// Two columns of six rows each, read across; `fused` rows are one line, with `gutter` in it.
fn page(fused: &[usize], gutter: &str) -> Vec<([i32; 4], String)> {
    let left = [
        "　入冬以来，县里的水利工地上机",
        "器轰鸣，三千多名干部群众正在清理",
        "干渠。今年计划改造渠道六十公里，",
        "新建泵站十三座，可以新增灌溉面积",
        "五万亩，改善灌溉面积十二万亩，全",
        "县都要用上。",
    ];
    let right = [
        "　县图书馆新馆昨日开馆，藏书达",
        "八十万册，设有少儿、视障等专门阅",
        "览室，全年免费开放。读者凭证件即",
        "可借阅，每次五册，为期三十天，到",
        "期可以续借一次，也可以在各乡镇的",
        "分馆归还。",
    ];
    let mut out = Vec::new();
    for row in 0..6 {
        let y = 100 + 40 * row as i32;
        let width = |s: &str| 30 * s.trim().chars().count() as i32;
        let indent = if row == 0 { 60 } else { 0 };
        let (l, r) = (left[row].trim(), right[row].trim());
        let (a, b) = (
            [100 + indent, y, 100 + indent + width(l), y + 30],
            [612 + indent, y + 2, 612 + indent + width(r), y + 32],
        );
        if fused.contains(&row) {
            out.push(([a[0], a[1], b[2], b[3]], format!("{l}{gutter}{r}")));
        } else {
            out.push((a, l.to_owned()));
            out.push((b, r.to_owned()));
        }
    }
    out
}

const MEANT: &str = "入冬以来，县里的水利工地上机器轰鸣，三千多名干部群众正在清理干渠。今年计划改造渠道六十公里，新建泵站十三座，可以新增灌溉面积五万亩，改善灌溉面积十二万亩，全县都要用上。\n县图书馆新馆昨日开馆，藏书达八十万册，设有少儿、视障等专门阅览室，全年免费开放。读者凭证件即可借阅，每次五册，为期三十天，到期可以续借一次，也可以在各乡镇的分馆归还。\n";

#[test]
fn columns_read_across_are_parted() {
    for (fused, gutter) in [(&[][..], ""), (&[2], ""), (&[1, 4], ""), (&[1, 4], " "), (&[2], "   ")] {
        let mut doc = boxed(&page(fused, gutter));
        let printed = doc.text.as_str().to_owned();
        Registry::builtin().normalize(&mut doc, &Options::default());
        assert_eq!(doc.text.as_str(), MEANT, "{fused:?} {gutter:?}");
        while doc.text.pop_layer().is_some() {}
        assert_eq!(doc.text.as_str(), printed);
    }
}

#[test]
fn what_is_in_order_stays() {
    let mut lines = page(&[], "");
    lines.sort_by_key(|(b, _)| (b[0] / 500, b[1]));
    let mut doc = boxed(&lines);
    Registry::default().with(&super::InterleavedColumns).repair(&mut doc, &Options::default());
    assert_eq!(doc.text.layers(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// No line is lost, doubled or changed by any boxes, but for blanks at a cut, and the edit can be taken back.
    #[test]
    fn every_line_stays_once(
        rows in proptest::collection::vec(
            (any::<[i16; 2]>(), -3i32..900, -3i32..60, "[一-十，。“a1 ]{1,20}"), 2..60,
        ),
    ) {
        let lines: Vec<([i32; 4], String)> = rows
            .into_iter()
            .map(|([x, y], w, h, t)| {
                let (x, y) = (i32::from(x) % 1200, i32::from(y) % 900);
                ([x, y, x + w, y + h], format!("字{}", t.trim()))
            })
            .collect();
        let mut doc = boxed(&lines);
        let printed = doc.text.as_str().to_owned();
        Registry::default().with(&super::InterleavedColumns).repair(&mut doc, &Options::default());
        prop_assert!(!doc.diagnostics.iter().any(|d| d.code == "bad-proposal" || d.code == "no-fixed-point"));
        let sorted = |s: &str| {
            let mut chars: Vec<char> = s.chars().filter(|c| !matches!(c, '\n' | ' ')).collect();
            chars.sort_unstable();
            chars
        };
        prop_assert_eq!(sorted(doc.text.as_str()), sorted(&printed));
        doc.text.pop_layer();
        prop_assert_eq!(doc.text.as_str(), printed);
    }
}
