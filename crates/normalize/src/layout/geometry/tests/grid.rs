use super::*;

/// A page of four columns of ten characters; rows are given as stretches of columns that were read as one line.
fn page(rows: &[&[(usize, usize)]], width: impl Fn(usize, usize) -> i32) -> Vec<([i32; 4], String)> {
    const TEXT: &str = "春耕时节各村农机手忙着检修机具";
    let chars: Vec<char> = TEXT.chars().collect();
    let mut out = Vec::new();
    for (row, spans) in rows.iter().enumerate() {
        for &(from, to) in *spans {
            let (left, top) = (100 + 220 * from as i32, 100 + 30 * row as i32);
            let text = (from..to).flat_map(|c| (0..10).map(move |n| (7 * row + 3 * c + n) % 15)).map(|n| chars[n]);
            out.push(([left, top, left + width(from, to), top + 20], text.collect()));
        }
    }
    out
}

fn lines(page: &[([i32; 4], String)]) -> Vec<PrintedLine<'_>> {
    page.iter().map(|(bbox, text)| PrintedLine { bbox: *bbox, text }).collect()
}

const FUSED: &[&[(usize, usize)]] = &[
    &[(0, 4)],
    &[(0, 1), (1, 4)],
    &[(0, 3), (3, 4)],
    &[(0, 4)],
    &[(0, 2), (2, 4)],
    &[(0, 4)],
    &[(0, 1), (1, 3), (3, 4)],
    &[(0, 4)],
    &[(0, 2), (2, 3), (3, 4)],
    &[(0, 4)],
];

#[test]
fn few_lines_of_their_own_show_the_gutters_of_all() {
    let page = page(FUSED, |from, to| 220 * (to - from) as i32 - 20);
    let lines = lines(&page);
    let order = read_anew(&lines);
    let pieces: Vec<Piece> = order.articles.iter().flatten().flat_map(|b| b.pieces.clone()).collect();
    assert_eq!(pieces.len(), 40);
    // Column by column: each piece is ten characters of three bytes.
    assert!(pieces.iter().all(|p| p.to - p.from == 30), "{pieces:?}");
    let tops: Vec<i32> = pieces.iter().map(|p| lines[p.line].bbox[1]).collect();
    assert!(tops.chunks(10).all(|column| column.is_sorted()), "{tops:?}");
}

#[test]
fn wide_lines_are_as_wide_as_their_characters_and_stay_whole() {
    // Three rows over two columns at the top hold characters where the gutter would be.
    let mut rows: Vec<&[(usize, usize)]> = vec![&[(0, 2), (2, 3), (3, 4)]; 3];
    rows.resize(11, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
    let mut page = page(&rows, |from, to| 220 * (to - from) as i32 - 20);
    for (_, text) in page.iter_mut().filter(|(bbox, _)| bbox[2] - bbox[0] > 400) {
        text.push('，');
    }
    let lines = lines(&page);
    let order = read_anew(&lines);
    assert_eq!(order.articles.iter().flatten().flat_map(|b| &b.pieces).count(), lines.len());
}
