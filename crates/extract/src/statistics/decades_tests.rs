//! Sentences of seven decades of the press, each of which once stood wrong.

use super::*;

/// indicator, value and unit of every figure.
#[track_caller]
fn check(reference: &str, text: &str, expect: &[(&str, f64, &str)]) {
    let found = figures(text, PartialDate::parse(reference));
    let found: Vec<(&str, f64, &str)> = found
        .iter()
        .map(|f| (f.indicator.as_str(), f.value.unwrap_or(f64::NAN), f.unit.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(found, expect, "{text}");
}

/// One field of every figure.
#[track_caller]
fn field<T: PartialEq + std::fmt::Debug>(text: &str, of: impl Fn(&Figure) -> T, expect: &[T]) {
    let found: Vec<T> = figures(text, PartialDate::parse("2023-08")).iter().map(of).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn changes_without_a_figure() {
    let told = |f: &Figure| (f.indicator.clone(), f.value, f.direction, f.basis.clone());
    let fell = |name: &str| (name.to_owned(), None, Some(Direction::Decrease), Some("year_on_year".to_owned()));
    field("去年全市盗窃案件、火灾起数同比分别下降。", told, &[fell("盗窃案件"), fell("火灾起数")]);
    field("出口增速与上年同期相比明显回落。", told, &[fell("出口增速")]);
    field("工业增加值、固定资产投资同比均呈下降趋势。", told, &[fell("工业增加值"), fell("固定资产投资")]);
    for text in [
        "进一步提高资金使用效率，降低企业融资成本。",
        "群众满意度明显提升。",
        "招生计划与去年相比基本持平。",
        "确保事故起数同比下降。",
        "服务质量比上年提高。",
        "投诉量同比没有下降。",
    ] {
        field(text, |f| f.indicator.clone(), &[]);
    }
}

#[test]
fn doublings_and_multiples() {
    check("1980", "到本世纪末，工农业年总产值翻两番。", &[("工农业年总产值", 2.0, "番")]);
    field("该厂利税总额比2014年翻了一番。", |f| (f.value, f.basis.clone()), &[(Some(1.0), Some("since:2014".into()))]);
    let grown = |f: &Figure| (f.value, f.measure, f.direction);
    field("化肥产量增长一倍。", grown, &[(Some(1.0), Measure::Change, Some(Direction::Increase))]);
    field("棉花总产是1998年的4.2倍。", grown, &[(Some(4.2), Measure::Change, Some(Direction::Increase))]);
    field("人均收入是全省平均水平的2.3倍。", grown, &[(Some(2.3), Measure::Level, None)]);
    check("1978", "商品粮比现在增加两、三倍。", &[("商品粮", 2.0, "倍"), ("商品粮", 3.0, "倍")]);
    check("1959", "这个社花一番力气，开荒三十亩。", &[("开荒", 30.0, "亩")]);
}

#[test]
fn old_ways_of_writing_numbers() {
    check(
        "1954",
        "全县棉田１２，３５０亩，比去年增加１，５００亩。",
        &[("棉田", 12350.0, "亩"), ("棉田", 1500.0, "亩")],
    );
    check(
        "1956",
        "煤炭产量１１，３１０万吨，占计划的１０４％。",
        &[("煤炭产量", 113_100_000.0, "吨"), ("煤炭产量占计划", 104.0, "%")],
    );
    check("1951", "每户分得土地三亩二分。", &[("每户分得土地", 3.2, "亩")]);
    check("1962", "劳动日分值由四角二分提高到六角。", &[("劳动日分值", 4.2, "角"), ("劳动日分值", 6.0, "角")]);
    check("1965", "已偿还借款三亿八千万新卢布。", &[("偿还借款", 3.8e8, "新卢布")]);
    check("1966", "修渠道三百五十六条。", &[("修渠道", 356.0, "条")]);
    check("1978", "千百万知识青年上山下乡。", &[]);
}

#[test]
fn states_reached_by_a_change() {
    let told = |f: &Figure| (f.indicator.clone(), f.direction);
    field("现在科室精简为11个。", told, &[("科室".into(), None)]);
    field("停留时间延长至240小时。", told, &[("停留时间".into(), None)]);
    let up = Some(Direction::Increase);
    field("全厂二十六个科室精简为十四个。", told, &[("科室".into(), None), ("科室".into(), Some(Direction::Decrease))]);
    field("会员由七万人发展到十九万人。", told, &[("会员".into(), None), ("会员".into(), up)]);
    field("粮食产量从3496亿斤，增加到5401亿斤。", told, &[("粮食产量".into(), None), ("粮食产量".into(), up)]);
    field("基本建设投资多了十五亿元。", told, &[("基本建设投资".into(), up)]);
    field("党员比上年净增252万名。", told, &[("党员".into(), up)]);
}

#[test]
fn measured_from_another_figure() {
    check(
        "1956",
        "本年收入29亿元，比预算数28亿元多1亿元。",
        &[("本年收入", 29e8, "元"), ("本年收入", 28e8, "元"), ("本年收入", 1e8, "元")],
    );
    field(
        "棉花产量3556万担，比原定3270万担的水平超过286万担。",
        |f| (f.measure, f.direction, f.approx),
        &[
            (Measure::Count, None, Approx::Exact),
            (Measure::Count, None, Approx::Exact),
            (Measure::Change, Some(Direction::Increase), Approx::Exact),
        ],
    );
}

#[test]
fn differences_from_others_are_no_changes() {
    let told = |f: &Figure| (f.measure, f.direction);
    field("增速高于城镇居民4.1个百分点。", told, &[(Measure::Level, None)]);
    field("办理时间比全国平均水平快2个工作日。", told, &[(Measure::Duration, None)]);
    field("水位比历史最高水位高出0.45米。", told, &[(Measure::Change, Some(Direction::Increase))]);
    field("科室比现有的86个减少27个。", |f| f.direction, &[None, Some(Direction::Decrease)]);
}

#[test]
fn places_in_an_order() {
    check("2013", "进出口总额从世界第三位提升到第二位。", &[("进出口总额", 3.0, "位"), ("进出口总额", 2.0, "位")]);
    check("2013", "人工林面积居世界首位。", &[("人工林面积", 1.0, "位")]);
    check("1997", "综合效益进入全国同行业前10名。", &[("综合效益", 10.0, "名")]);
    field("质效指数在全省22个法院中排名第3位。", |f| f.indicator.clone(), &["法院".to_owned(), "质效指数".to_owned()]);
    check("2012", "把质量摆在首位。", &[]);
}

#[test]
fn amounts_named_without_a_figure() {
    check("1956", "各部门的投资额，按可比部分计算，只比1954年增加了9%。", &[("各部门的投资额", 9.0, "%")]);
    check("2023", "占总人口比重（常住人口城镇化率）为63.2%。", &[("占总人口比重", 63.2, "%")]);
    check(
        "1995",
        "农民人均纯收入1220元，扣除物价因素增长5%。",
        &[("农民人均纯收入", 1220.0, "元"), ("农民人均纯收入", 5.0, "%")],
    );
    check("1957", "就需要增加两千万匹棉布供应。", &[("棉布供应", 2e7, "匹")]);
}

#[test]
fn numbers_that_belong_to_a_name_or_class() {
    check("2005", "煤矿百万吨死亡率下降26.1%。", &[("煤矿百万吨死亡率", 26.1, "%")]);
    check(
        "2014",
        "收入10万元以上的村由36个增加到142个。",
        &[("收入10万元以上的村", 36.0, "个"), ("收入10万元以上的村", 142.0, "个")],
    );
    check("2004", "城乡居民收入之比为3.1∶1。", &[("城乡居民收入之比", 3.1, "")]);
    check("2009", "市里对1200余户困难家庭发放慰问金。", &[("困难家庭发放慰问金", 1200.0, "户")]);
    check("2008", "牢记十六字方针。", &[]);
    check("1951", "分到田七亩半、水牛和农具。", &[("分到田", 7.5, "亩")]);
    check("1988", "军队裁员100万的任务已经完成。", &[("军队裁员", 1e6, "")]);
    check("1981", "用二十年时间使工农业总产值翻两番。", &[("工农业总产值", 2.0, "番")]);
}
