//! Topics, comparisons and verbs that hold for a run of clauses, and lengths of time that measure something.

use super::*;

fn told(text: &str) -> Vec<Figure> {
    figures(text, PartialDate::parse("1983-05"))
}

/// Indicator and value of every figure.
#[track_caller]
fn check(text: &str, expect: &[(&str, f64)]) {
    let found = told(text);
    let found: Vec<(&str, f64)> = found.iter().filter_map(|f| Some((f.indicator.as_str(), f.value?))).collect();
    assert_eq!(found, expect, "{text}");
}

/// Basis of every figure.
#[track_caller]
fn bases(text: &str, expect: &[Option<&str>]) {
    let found = told(text);
    let found: Vec<Option<&str>> = found.iter().map(|f| f.basis.as_deref()).collect();
    assert_eq!(found, expect, "{text}");
}

/// Direction of every figure.
#[track_caller]
fn directions(text: &str, expect: &[Option<Direction>]) {
    let found: Vec<Option<Direction>> = told(text).iter().map(|f| f.direction).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn a_topic_set_off_by_a_comma_holds_until_the_next() {
    let text =
        "全省的农村卫生员，一九五五年有三万人，到一九六〇年已经有七万人，即增加一倍多。乡村医院，一九五五年有八十所。";
    check(text, &[("农村卫生员", 3e4), ("农村卫生员", 7e4), ("农村卫生员", 1.0), ("乡村医院", 80.0)]);
    bases(text, &[None, None, Some("since:1955"), None]);
}

#[test]
fn adverbials_are_no_topics() {
    check("总的来看，1980年有工人三万人。", &[("工人", 3e4)]);
    check("在这个时期里，1980年为三万人。", &[]);
}

#[test]
fn a_comparison_at_the_head_holds_for_the_list() {
    let text = "1982年同1979年相比，水泥增长31%，玻璃增长24%。";
    bases(text, &[Some("since:1979"), Some("since:1979")]);
    let text = "1982年比1979年水泥增长31%，玻璃增长24%。";
    check(text, &[("水泥", 31.0), ("玻璃", 24.0)]);
    bases(text, &[Some("since:1979"), Some("since:1979")]);
}

#[test]
fn yardsticks_are_no_things() {
    let text = "1982年盐税收入12亿元，比1981年决算数增长9%，比1980年只增长了6%。";
    check(text, &[("盐税收入", 12e8), ("盐税收入", 9.0), ("盐税收入", 6.0)]);
    bases(text, &[None, Some("since:1981"), Some("since:1980")]);
}

#[test]
fn yearly_rates_have_no_basis_of_their_own() {
    let text = "茶叶产量1978年为26万吨，1982年为39万吨，平均每年增长10.7%。";
    bases(text, &[None, None, None]);
}

#[test]
fn lengths_of_time_that_measure() {
    check("库存粮食够吃三年。", &[("库存粮食够吃", 3.0)]);
    check("大坝工程设计工期五年。", &[("大坝工程设计工期", 5.0)]);
    check("消防队15分钟内调集车辆30台。", &[("消防队15分钟内调集车辆", 30.0)]);
    check("15分钟内调集车辆30台。", &[("调集车辆", 15.0), ("调集车辆", 30.0)]);
    check("24小时内降雨量达100毫米。", &[("降雨量", 100.0)]);
    check("库存连续3个月下降，比上年减少5万吨。", &[("库存", 3.0), ("库存", 5e4)]);
    check("蔬菜价格持续上涨近4个月。", &[("上涨", 4.0)]);
}

#[test]
fn verbs_that_tell_the_way_by_themselves() {
    use Direction::{Decrease, Increase};
    directions("办理时间压缩至3天。", &[Some(Decrease)]);
    directions("合格率由71%跃升到93%。", &[None, Some(Increase)]);
    directions("每头利润从80元收窄到20元至30元。", &[None, Some(Decrease), Some(Decrease)]);
    directions("机构人员精简幅度在百分之二十左右。", &[Some(Decrease)]);
    directions("拖拉机站增加到二百三十个。", &[None]);
}

#[test]
fn what_a_number_measures() {
    check("东、西两县受灾人口分别为3万人和2万人。", &[("受灾人口", 3e4), ("受灾人口", 2e4)]);
    check("全年完成320户、1100人搬迁。", &[("搬迁", 320.0), ("搬迁", 1100.0)]);
    check("公路翻越海拔三千二百米的山口。", &[("海拔", 3200.0)]);
    check("三连创造了单班进尺九十米的最高纪录。", &[("单班进尺", 90.0)]);
    let measures = |text: &str| told(text).iter().map(|f| f.measure).collect::<Vec<_>>();
    assert_eq!(measures("每千人口护士数达到2.1人。"), [Measure::Level]);
    assert_eq!(measures("城镇和农村人口分别占42%和58%。"), [Measure::Share, Measure::Share]);
}
