use std::time::{Duration, Instant};

use super::*;

/// The text of the blocks of each article.
fn texts(lines: &[PrintedLine<'_>], order: &PageOrder) -> Vec<Vec<(Role, String)>> {
    let text = |b: &Block| b.pieces.iter().map(|p| &lines[p.line].text[p.from..p.to]).collect::<String>();
    order.articles.iter().map(|a| a.iter().map(|b| (b.role, text(b))).collect()).collect()
}

mod grid;
mod scored;
mod simulator;
mod spread;

const fn line(bbox: [i32; 4], text: &str) -> PrintedLine<'_> {
    PrintedLine { bbox, text }
}

#[test]
fn a_title_over_columns_parts_two_articles() {
    let lines = [
        line([200, 100, 560, 160], "全县春耕全面展开"),
        line([120, 200, 340, 220], "入冬以来，县里的水利工"),
        line([420, 200, 680, 220], "五万亩，改善灌溉面积十二万"),
        line([80, 230, 340, 250], "地上机器轰鸣，三千多名干部"),
        line([420, 230, 680, 250], "亩，受益的有七个乡镇、六十"),
        line([80, 260, 340, 280], "群众清理干渠，可以新增灌溉"),
        line([420, 260, 520, 280], "八个村。"),
        line([200, 330, 560, 390], "图书馆新馆昨日开"),
        line([120, 420, 340, 440], "市图书馆新馆昨日开馆，"),
        line([420, 420, 680, 440], "专门阅览室，全年免费开放，"),
        line([80, 450, 340, 470], "藏书八十万册，设有少儿、视"),
        line([420, 450, 680, 470], "读者凭证即可借阅，每次五册"),
        line([80, 480, 340, 500], "障以及地方文献、报刊等多个"),
        line([420, 480, 480, 500], "为限。"),
    ];
    let order = read(&lines).unwrap();
    let body = |s: &str| (Role::Body, s.to_owned());
    assert_eq!(
        texts(&lines, &order),
        [
            [
                (Role::Headline, "全县春耕全面展开".to_owned()),
                body(
                    "入冬以来，县里的水利工地上机器轰鸣，三千多名干部群众清理干渠，可以新增灌溉五万亩，改善灌溉面积十二万亩，受益的有七个乡镇、六十八个村。"
                )
            ],
            [
                (Role::Headline, "图书馆新馆昨日开".to_owned()),
                body(
                    "市图书馆新馆昨日开馆，藏书八十万册，设有少儿、视障以及地方文献、报刊等多个专门阅览室，全年免费开放，读者凭证即可借阅，每次五册为限。"
                )
            ],
        ]
    );
}

#[test]
fn vertical_pages_are_read_from_right_to_left() {
    // Two tiers of four lines each; the engine gave the lines from left to right.
    let tiers = [
        ["縣裡的水利工地上機器轟", "鳴三千多名幹部群眾正在", "清理幹渠可以新增灌溉面", "積五萬畝。"],
        ["圖書館新館昨日開館藏書", "八十萬冊設有少兒等專門", "閱覽室讀者憑證即可借閱", "每次五冊。"],
    ];
    let mut lines = Vec::new();
    for (t, tier) in tiers.iter().enumerate() {
        for (n, text) in tier.iter().enumerate() {
            let (right, top) = (400 - 30 * n as i32, 100 + 260 * t as i32);
            lines.push(line([right - 20, top, right, top + 20 * text.chars().count() as i32], text));
        }
    }
    lines.sort_by_key(|l| l.bbox[0]);
    let order = read(&lines).unwrap();
    assert!(order.vertical);
    let read: String = texts(&lines, &order).concat().into_iter().map(|(_, t)| t).collect();
    assert_eq!(read, tiers.concat().concat());
}

#[test]
fn absurd_pages_take_bounded_time() {
    let mut seed = 7u64;
    let mut random = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) % n) as i32
    };
    let text = "一二三四五六七八九十。";
    let all_over: Vec<[i32; 4]> = (0..10_000)
        .map(|_| {
            let (x, y) = (random(4000) - 100, random(6000) - 100);
            [x, y, x + random(2000) - 20, y + random(60) - 5]
        })
        .collect();
    let one_place = vec![[10, 10, 400, 30]; 10_000];
    let ladder: Vec<[i32; 4]> = (0..10_000).map(|n| [40 * n, 25 * n, 40 * n + 300, 25 * n + 20]).collect();
    let grid: Vec<[i32; 4]> =
        (0..10_000).map(|n| [300 * (n % 100), 30 * (n / 100), 300 * (n % 100) + 250, 30 * (n / 100) + 20]).collect();
    let huge = vec![[i32::MIN, i32::MIN, i32::MAX, i32::MAX]; 100];
    for page in [all_over, one_place, ladder, grid, huge, Vec::new()] {
        let lines: Vec<PrintedLine<'_>> = page.into_iter().map(|bbox| line(bbox, text)).collect();
        let start = Instant::now();
        let order = read_anew(&lines);
        let _ = read(&lines);
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        let pieces = order.articles.iter().flatten().chain(&order.furniture).flat_map(|b| &b.pieces);
        let bytes: usize = pieces.map(|p| p.to - p.from).sum();
        assert_eq!(bytes, lines.len() * text.len());
    }
}
