use super::*;

/// Every calendar expression of `text` with its value against `reference`.
#[track_caller]
fn check(reference: &str, text: &str, expect: &[(&str, &str)]) {
    let reference = PartialDate::parse(reference);
    let found: Vec<(&str, String)> = timexes(text)
        .into_iter()
        .filter(|t| t.expression.is_calendar())
        .map(|t| {
            let value = resolve(&t.expression, reference, None).value;
            (&text[t.range.clone()], value.unwrap_or_else(|| "?".to_owned()))
        })
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn years_and_days() {
    check("2024", "2019年5月，全会召开", &[("2019年5月", "2019-05")]);
    check("2024", "二〇二四年三月一日", &[("二〇二四年三月一日", "2024-03-01")]);
    check("1955", "一九五五年三月", &[("一九五五年三月", "1955-03")]);
    check("2024-02", "6月12日", &[("6月12日", "2023-06-12")]);
    check("2024", "6月12日", &[("6月12日", "2024-06-12")]);
    check("", "6月12日", &[("6月12日", "?")]);
    check("2024-05", "2024-05-14发布", &[("2024-05-14", "2024-05-14")]);
}

#[test]
fn relative_years() {
    check("2024-05", "去年粮食丰收，今年形势更好", &[("去年", "2023"), ("今年", "2024")]);
    check("2024-05", "去年8月以来", &[("去年8月以来", "2023-08/2024-05")]);
    check("2024-10", "今年以来", &[("今年以来", "2024")]);
    check("2024-10", "2023年以来", &[("2023年以来", "2023/2024")]);
    check(
        "2024-10",
        "今年1月-9月和今年1至9月",
        &[("今年1月-9月", "2024-01/2024-09"), ("今年1至9月", "2024-01/2024-09")],
    );
    check("2024-10", "过去一年，5年来", &[("过去一年", "2023"), ("5年来", "2019/2024")]);
    check("2024-01", "岁末年初", &[("岁末年初", "2023-12/2024-01")]);
}

#[test]
fn parts_of_the_year() {
    check("2024", "截至2023年底", &[("2023年底", "2023-12-31")]);
    check("2024-10", "10月中旬", &[("10月中旬", "2024-10-11/2024-10-20")]);
    check("2024-10", "2024年上半年，为下半年", &[("2024年上半年", "2024-01/2024-06"), ("下半年", "2024-07/2024-12")]);
    check("2024-10", "前三季度", &[("前三季度", "2024-01/2024-09")]);
    check("2024-06", "今年前5个月", &[("今年前5个月", "2024-01/2024-05")]);
    check("2024-03", "本月10日和上月", &[("本月10日", "2024-03-10"), ("上月", "2024-02")]);
    check("2024", "今明两年", &[("今明两年", "2024/2025")]);
    check("2023", "2月下旬", &[("2月下旬", "2023-02-21/2023-02-28")]);
}

#[test]
fn ranges_and_decades() {
    check("2024", "2019—2023年", &[("2019—2023年", "2019/2023")]);
    check("2024", "3月1日至5日", &[("3月1日至5日", "2024-03-01/2024-03-05")]);
    check("2024", "20世纪80年代", &[("20世纪80年代", "1980/1989")]);
    check("2024", "上世纪九十年代初", &[("上世纪九十年代初", "1990/1999")]);
    check("2024", "“十四五”时期", &[("“十四五”时期", "2021/2025")]);
    check("2024-03", "党的十八大以来", &[("党的十八大以来", "2012-11/2024-03")]);
    check("2024-03-01", "昨日", &[("昨日", "2024-02-29")]);
}

#[test]
fn no_dates() {
    check("2024", "1949起", &[]);
    check("2024", "专项行动三年计划，3年总体规划，两年以上经历", &[]);
    check("2024", "代号1·23，第5日，每月27日，近年来，日前", &[]);
    check("2024", "如今年轻人文明年会，过去年代", &[]);
    check("2024", "一时之间，一月有余", &[("一月", "2024-01")]);
    check("2024", "“十四五”规划，三月三歌会", &[]);
}

#[test]
fn the_last_date_of_a_text_dates_it() {
    let infer = |s: &str| infer_reference(&[(s, &timexes(s))]).map(|(d, ..)| d.to_string());
    assert_eq!(
        infer("2023年，全省增产。2024年是关键一年。1月30日，会议召开。到2035年基本实现").as_deref(),
        Some("2024-01")
    );
    assert_eq!(infer("2023年4月14日，2024年5月14日").as_deref(), Some("2024-05"));
    // An aim among the years that are told of, and a gap that is none.
    let plan = "1996年增产，1997年继续增产。实施2010年远景目标纲要，1997年开局，1996年打下基础，1997年要巩固。";
    assert_eq!(infer(plan).as_deref(), Some("1997"));
    assert_eq!(infer("2019年开工，2024年竣工").as_deref(), Some("2024"));
    assert_eq!(infer("没有日期"), None);
    // When something began does not say when it is told.
    assert_eq!(infer("渔港始建于1958年，三年前重修，去年捕鱼两万吨"), None);
    assert_eq!(infer("學校創立於1921年，2019年遷址").as_deref(), Some("2019"));
}

proptest::proptest! {
    /// Expressions are ordered, disjoint and on character boundaries, and resolving never fails hard.
    #[test]
    fn expressions_are_sound(text in "[0-9一二三四五九十〇年月日今去上下半季度底初以来至\\-—过近世纪代“”\\PC]{0,50}") {
        let mut last = 0;
        for t in timexes(&text) {
            assert!(t.range.start >= last && t.range.end > t.range.start);
            assert!(text.get(t.range.clone()).is_some());
            last = t.range.end;
            for reference in [None, PartialDate::parse("2024"), PartialDate::parse("2024-02-29")] {
                let _ = resolve(&t.expression, reference, None);
            }
        }
    }
}

#[test]
fn quarters_plans_and_loose_months() {
    let values = |text: &str| -> Vec<String> {
        timexes(text)
            .iter()
            .filter(|t| t.expression.is_calendar())
            .filter_map(|t| resolve(&t.expression, PartialDate::parse("2021-08"), None).value)
            .collect()
    };
    assert_eq!(values("截至一季度末，六五计划期间"), ["2021-03-31", "1981/1985"]);
    assert!(values("每到三四月间").is_empty());
}
