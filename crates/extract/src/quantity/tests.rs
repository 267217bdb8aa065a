use super::*;

/// value, unit and precision of every quantity with a unit.
#[track_caller]
fn check(text: &str, expect: &[(f64, &str, Approx)]) {
    let found: Vec<(f64, String, Approx)> = quantities(text)
        .into_iter()
        .filter(|q| !q.unit.is_empty())
        .map(|q| (q.value.map_or(-1.0, Rational::to_f64), q.unit, q.approx))
        .collect();
    let same =
        found.len() == expect.len() && found.iter().zip(expect).all(|(a, b)| a.0 == b.0 && a.1 == b.1 && a.2 == b.2);
    assert!(same, "{text}: {found:?}, not {expect:?}");
}

#[test]
fn units_and_precision() {
    check("治理河道1.5亿米", &[(1.5e8, "米", Approx::Exact)]);
    check("服务65320余人次", &[(65320.0, "人次", Approx::Over)]);
    check(
        "近百项、约3000台、不低于2.8万元",
        &[(100.0, "项", Approx::Nearly), (3000.0, "台", Approx::About), (28000.0, "元", Approx::AtLeast)],
    );
    check(
        "5人以上、60岁左右、7年多",
        &[(5.0, "人", Approx::AtLeast), (60.0, "岁", Approx::About), (7.0, "年", Approx::Over)],
    );
    check("发电5.3亿千瓦时", &[(5.3e8, "千瓦时", Approx::Exact)]);
    check("增长百分之五点三，提高2个百分点", &[(5.3, "%", Approx::Exact), (2.0, "个百分点", Approx::Exact)]);
    check("近七成", &[(70.0, "%", Approx::Nearly)]);
    check("30微克/立方米", &[(30.0, "微克/立方米", Approx::Exact)]);
    check("上万名学生", &[(10000.0, "名", Approx::Over)]);
}

#[test]
fn a_word_is_no_unit() {
    check("16万家庭、1.4亿人口、5部门", &[]);
}

#[test]
fn ranges_are_two() {
    check("选3-5个", &[(3.0, "个", Approx::AtLeast), (5.0, "个", Approx::Exact)]);
    check("3—5万元", &[(30000.0, "元", Approx::AtLeast), (50000.0, "元", Approx::Exact)]);
    check("10%至15%", &[(10.0, "%", Approx::AtLeast), (15.0, "%", Approx::Exact)]);
    check("七八十人", &[(70.0, "人", Approx::AtLeast), (80.0, "人", Approx::Exact)]);
    check("代号2023-525", &[]);
}
