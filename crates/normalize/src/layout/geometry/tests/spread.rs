use super::*;

/// Two facing pages, each of three columns of ten characters that end at other heights, in rows from left to right.
/// Their lines are not level; the right page has no head.
fn spread(rows: usize) -> Vec<([i32; 4], String)> {
    const TEXT: &str = "春耕时节各村农机手忙着检修机具";
    let chars: Vec<char> = TEXT.chars().collect();
    let mut out = Vec::new();
    for row in 0..rows {
        for column in 0..6usize {
            let page = (column / 3) as i32;
            let (left, top) = (100 + 220 * column as i32 + 120 * page, 100 + 30 * row as i32 + 4 * page);
            let text: String = (0..10).map(|n| chars[(7 * row + 3 * column + n) % 15]).collect();
            let bbox = [left, top, left + 200, top + 20];
            out.push((bbox, text));
        }
    }
    out
}

fn read_pages(page: &[([i32; 4], String)]) -> Vec<[i32; 4]> {
    let lines: Vec<PrintedLine<'_>> = page.iter().map(|(bbox, text)| PrintedLine { bbox: *bbox, text }).collect();
    let order = read(&lines).unwrap();
    let pieces = order.articles.iter().flatten().chain(&order.furniture).flat_map(|b| &b.pieces);
    pieces.map(|p| lines[p.line].bbox).collect()
}

#[test]
fn facing_pages_are_read_one_after_the_other() {
    // A title on each page, at one height: the pages' titles are no line, their columns no region.
    let mut page = spread(24);
    page.insert(0, ([200, 20, 600, 70], "全县春耕全面展开".into()));
    page.insert(1, ([1000, 30, 1400, 80], "图书馆新馆昨日开".into()));
    let read = read_pages(&page);
    assert_eq!(read.len(), page.len());
    let left = read.iter().take_while(|b| b[2] < 800).count();
    assert_eq!(left, 24 * 3 + 1);
    assert!(read[left..].iter().all(|b| b[0] > 800));
    for page in [&read[1..left], &read[left + 1..]] {
        assert!(page.chunks(24).all(|column| column.is_sorted_by_key(|b| b[1])));
    }
}

#[test]
fn vertical_facing_pages_begin_on_the_right() {
    // Lines run down; two pages side by side, each of two tiers.
    let text = "春耕時節各村農機手忙";
    let mut page = Vec::new();
    for n in 0..40 {
        for tier in 0..2 {
            let left = 100 + 30 * n + if n >= 20 { 160 } else { 0 };
            page.push(([left, 100 + 240 * tier, left + 20, 300 + 240 * tier], text.to_owned()));
        }
    }
    let read = read_pages(&page);
    assert!(read[..40].iter().all(|b| b[0] > 800), "{read:?}");
    assert!(read[40..].iter().all(|b| b[2] < 800));
}
