//! Words before and behind a number that say how exactly it is meant.

use baokan_corpus_model::Approx;

use super::Dimension;
use crate::chars::Chars;

/// Words before a number that say how exactly it is meant; longer ones first.
const BEFORE: &[(&str, Approx)] = &[
    ("不低于", Approx::AtLeast),
    ("不少于", Approx::AtLeast),
    ("不小于", Approx::AtLeast),
    ("不超过", Approx::Under),
    ("不高于", Approx::Under),
    ("不多于", Approx::Under),
    ("不过", Approx::Under),
    ("至少", Approx::AtLeast),
    ("起码", Approx::AtLeast),
    ("起碼", Approx::AtLeast),
    ("最少", Approx::AtLeast),
    ("至多", Approx::Under),
    ("最多", Approx::Under),
    ("不足", Approx::Under),
    ("不到", Approx::Under),
    ("不满", Approx::Under),
    ("低于", Approx::Under),
    ("少于", Approx::Under),
    ("高于", Approx::Over),
    ("多于", Approx::Over),
    ("超过", Approx::Over),
    ("突破", Approx::Over),
    ("将近", Approx::Nearly),
    ("接近", Approx::Nearly),
    ("大约", Approx::About),
    ("约为", Approx::About),
    ("大概", Approx::About),
    ("约", Approx::About),
    ("近", Approx::Nearly),
    ("超", Approx::Over),
    ("逾", Approx::Over),
];

/// Start of the approximating word that ends at `i`, not before `floor`.
pub(super) fn prefix(cs: &Chars<'_>, i: usize, floor: usize) -> (usize, Option<Approx>) {
    for (word, approx) in BEFORE {
        if cs.ends(i, word) {
            let start = i - word.chars().count();
            // 最近3年, 附近, 签约, 合约, 高超 are other words.
            let other = match *word {
                "近" => matches!(cs.before(start), Some('最' | '附' | '邻' | '靠' | '临' | '新')),
                "约" => matches!(
                    cs.before(start),
                    Some('签' | '合' | '条' | '公' | '节' | '制' | '违' | '预' | '履' | '特')
                ),
                "超" => matches!(cs.before(start), Some('高' | '赶' | '反' | '英' | '中')),
                _ => false,
            };
            if start >= floor && !other {
                return (start, Some(*approx));
            }
        }
    }
    // 上万, 过半, 上百.
    let bare = matches!(cs.get(i), Some('百' | '千' | '万' | '亿'));
    if bare && i > floor && matches!(cs.before(i), Some('上' | '过' | '破')) {
        return (i - 1, Some(Approx::Over));
    }
    (i, None)
}

/// Words behind a quantity, with the position after them.
pub(super) fn suffix(cs: &Chars<'_>, i: usize, dimension: Dimension) -> Option<(usize, Approx)> {
    const BEHIND: &[(&str, Approx)] = &[
        ("及以上", Approx::AtLeast),
        ("及以下", Approx::Under),
        ("以上", Approx::AtLeast),
        ("以下", Approx::Under),
        ("以内", Approx::Under),
        ("之内", Approx::Under),
        ("左右", Approx::About),
        ("上下", Approx::About),
        ("开外", Approx::Over),
        ("有余", Approx::Over),
    ];
    let found = BEHIND.iter().find(|(word, _)| cs.at(i, word)).map(|(word, a)| (i + word.chars().count(), *a));
    found.or_else(|| {
        let many = matches!(cs.get(i), Some('多' | '余'))
            && matches!(dimension, Dimension::Time | Dimension::Age | Dimension::Factor);
        // 54%强, 三成弱.
        let rate = dimension == Dimension::Percent && !cs.get(i + 1).is_some_and(char::is_alphabetic);
        match cs.get(i) {
            Some('强') if rate => return Some((i + 1, Approx::Over)),
            Some('弱') if rate => return Some((i + 1, Approx::Nearly)),
            _ => {}
        }
        // 六成多.
        let many = many || dimension == Dimension::Percent && cs.get(i) == Some('多') && cs.before(i) == Some('成');
        (many && !cs.at(i, "多次") && !cs.at(i, "多来")).then_some((i + 1, Approx::Over))
    })
}
