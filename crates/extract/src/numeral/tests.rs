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

#[test]
fn everything_reads_what_people_type() {
    let options = Options { scope: Scope::Everything, collectives: Collectives::Dozens };
    let value = |text: &str| {
        let found = numerals_with(text, options);
        let whole = found.len() == 1 && found[0].range == (0..text.len());
        whole.then(|| found[0].value.map(Rational::to_f64)).flatten()
    };
    for (text, expect) in [
        ("二 十 三 万", 230_000.0),
        ("7百 20", 720.0),
        ("12k", 12_000.0),
        ("3e4", 30_000.0),
        ("2^10", 1024.0),
        (".25", 0.25),
        ("2 1/4", 2.25),
        ("千七", 1700.0),
        ("半百", 50.0),
        ("四打", 48.0),
        ("１２，３４５", 12_345.0),
    ] {
        assert_eq!(value(text), Some(expect), "{text}");
    }
    // None of them is one number to the press.
    assert_eq!(numerals("12k").len(), 1);
    assert_eq!(numerals("12k")[0].value, Some(Rational::integer(12)));
    assert!(numerals("千七").iter().all(|n| n.value != Some(Rational::integer(1700))));
}

#[test]
fn whole_strings() {
    let strict = |s: &str| parse(s, Strictness::Strict).map(Rational::to_f64);
    let lenient = |s: &str| parse(s, Strictness::Lenient).map(Rational::to_f64);
    assert_eq!(strict("叁仟零伍拾元整"), Some(3050.0));
    assert_eq!(strict("柒元贰角伍分"), Some(7.25));
    assert_eq!((strict("三百二"), lenient("三百二")), (None, Some(320.0)));
    assert_eq!((strict("四五六"), lenient("四五六")), (None, Some(456.0)));
    assert_eq!((strict("十几"), lenient("几百")), (None, None));
    assert_eq!((strict("元整"), lenient("三个")), (None, None));
    assert_eq!(digits("零二七").as_deref(), Some("027"));
    assert_eq!(digits("二点五").as_deref(), Some("2.5"));
    assert_eq!(digits("二十"), None);
}

proptest::proptest! {
    /// Under every option ranges are on character boundaries, ordered and disjoint, and nothing panics.
    #[test]
    fn all_scopes_are_sound(text in "[0-9０-９零〇一二三两五七九十百千万亿几多余点分之又半对打双折成/.,，^eEkM%个名 负\\-\\PC]{0,60}") {
        for collectives in [Collectives::Units, Collectives::All] {
            let options = Options { scope: Scope::Everything, collectives };
            let mut last = 0;
            for n in numerals_with(&text, options) {
                assert!(n.range.start >= last && n.range.end > n.range.start);
                assert!(text.get(n.range.clone()).is_some());
                last = n.range.end;
            }
            for q in crate::quantity::quantities_with(&text, options) {
                for range in [&q.range, &q.amount, &q.numeral] {
                    assert!(text.get(range.clone()).is_some());
                }
            }
        }
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            let _ = parse(&text, strictness);
        }
    }

    /// What is written with places is read back.
    #[test]
    fn written_numbers_are_read_back(n in 1u64..1_000_000_000_000) {
        assert_eq!(parse(&spell(n), Strictness::Strict), Some(Rational::integer(i128::from(n))));
    }
}

/// The number in Chinese characters, with each digit in its place.
fn spell(n: u64) -> String {
    fn section(n: u64) -> String {
        let mut out = String::new();
        let mut zero = false;
        for (place, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let d = n / place % 10;
            if d == 0 {
                zero = !out.is_empty();
                continue;
            }
            if zero {
                out.push('零');
                zero = false;
            }
            out.extend("零一二三四五六七八九".chars().nth(usize::try_from(d).unwrap()));
            out.push_str(unit);
        }
        out
    }
    let mut out = String::new();
    let mut zero = false;
    for (myriad, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = n / myriad % 10_000;
        if part == 0 {
            zero = !out.is_empty();
            continue;
        }
        if !out.is_empty() && (zero || part < 1000) {
            out.push('零');
        }
        zero = false;
        out.push_str(&section(part));
        out.push_str(unit);
    }
    out
}

/// A text twice as long takes about twice the time, whatever it is made of.
#[test]
fn time_is_linear() {
    for unit in [
        "一",
        "万",
        "1",
        "1,",
        "1.",
        "十",
        "零",
        "半",
        "三分之",
        "1/",
        "一又",
        "-",
        "5元",
        "百",
        "对折",
        "2^",
        "1 ",
        "分半",
        "两年零",
    ] {
        let text = unit.repeat(20_000);
        let start = std::time::Instant::now();
        for scope in [Scope::Press, Scope::Everything] {
            let options = Options { scope, collectives: Collectives::All };
            let _ = crate::quantity::quantities_with(&text, options);
            let times = crate::timex::Options { scope, ..Default::default() };
            let _ = crate::timex::resolve_text(&text, None, times);
            let _ = crate::timex::durations_with(&text, times);
            let _ = crate::timex::clocks(&text);
        }
        // Quadratic time would take minutes.
        assert!(start.elapsed().as_secs() < 20, "{unit}: {:?}", start.elapsed());
    }
}
