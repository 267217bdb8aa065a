use super::*;

#[track_caller]
fn check(text: &str, expect: &[(&str, f64)]) {
    let found: Vec<(&str, f64)> = numerals(text)
        .into_iter()
        .map(|n| (&text[n.range.clone()], n.value.map_or(f64::NAN, Rational::to_f64)))
        .collect();
    let same = found.len() == expect.len()
        && found.iter().zip(expect).all(|(a, b)| a.0 == b.0 && (a.1 == b.1 || a.1.is_nan() && b.1.is_nan()));
    assert!(same, "{text}: {found:?}, not {expect:?}");
}

#[test]
fn arabic() {
    check("粮食产量1.39万亿斤", &[("1.39万亿", 1.39e12)]);
    check("约65,320余人次", &[("65,320余", 65320.0)]);
    check("900余万人、2300多亿元", &[("900余万", 9e6), ("2300多亿", 2.3e11)]);
    check("1亿5000万户", &[("1亿5000万", 1.5e8)]);
    check("３５．５公里", &[("３５．５", 35.5)]);
    check("装机5千瓦", &[("5", 5.0)]);
    check("3千万元", &[("3千万", 3e7)]);
    check("-3.8%", &[("-3.8", -3.8)]);
    check("1/3的村", &[("1/3", 1.0 / 3.0)]);
}

#[test]
fn codes_are_no_numerals() {
    check("PM2.5、A320、H7N9", &[]);
    check("1.2.3节", &[]);
    check(&"9".repeat(400), &[]);
}

#[test]
fn han() {
    check("三千二百一十五", &[("三千二百一十五", 3215.0)]);
    check("一百零八将", &[("一百零八", 108.0)]);
    check("十五亿零三万", &[("十五亿零三万", 1_500_030_000.0)]);
    check("壹佰贰拾万元", &[("壹佰贰拾万", 1_200_000.0)]);
    check("廿三日", &[("廿三", 23.0)]);
    check("零点五个", &[("零点五", 0.5)]);
    check("三点五亿", &[("三点五亿", 350_000_000.0)]);
    check("两百多名、十几个", &[("两百多", 200.0), ("十几", 10.0)]);
    check("一百二", &[("一百二", 120.0)]);
    check("近百项", &[("百", 100.0)]);
    check("数十家", &[("数十", f64::NAN)]);
    check("十余万册", &[("十余万", 100_000.0)]);
}

#[test]
fn fractions() {
    check("三分之一", &[("三分之一", 1.0 / 3.0)]);
    check("百分之五点二", &[("百分之五点二", 5.2)]);
    check("百分之百", &[("百分之百", 100.0)]);
    check("下降千分之三", &[("千分之三", 3.0)]);
}

#[test]
fn rows_and_neighbours() {
    check("一九五五年", &[("一九五五", 1955.0)]);
    check("二〇二四年", &[("二〇二四", 2024.0)]);
    let n = numerals("七八十人");
    assert_eq!(n[0].upper, Some(Rational::integer(80)));
    assert_eq!(n[0].approx, Approx::About);
}

#[test]
fn words_are_no_numerals() {
    check("四川队伍一定统一，百姓万众一心", &[]);
    check("九江、六安、三峡、登陆", &[]);
}

proptest::proptest! {
    /// Ranges are on character boundaries, ordered and disjoint, whatever the text.
    #[test]
    fn ranges_are_sound(text in "[0-9０-９零一二三两四五六七八九十百千万亿几多余点分之/.,%个名\\PC]{0,60}") {
        let mut last = 0;
        for n in numerals(&text) {
            assert!(n.range.start >= last && n.range.end > n.range.start);
            assert!(text.get(n.range.clone()).is_some());
            last = n.range.end;
        }
    }
}
