//! Sentences of our own, after the press of several decades, that once were read wrongly.

use crate::names::testing::extracted;

#[track_caller]
fn check(line: &str, want: &[(&str, &[&str])]) {
    let doc = extracted("2022", &[line]);
    let found: Vec<(&str, Vec<&str>)> = doc
        .records
        .people
        .iter()
        .map(|r| (r.fact.name.as_str(), r.fact.positions.iter().map(|p| p.value.as_str()).collect()))
        .collect();
    let want: Vec<(&str, Vec<&str>)> = want.iter().map(|(n, p)| (*n, p.to_vec())).collect();
    assert_eq!(found, want, "{line}");
}

#[test]
fn foreign_posts() {
    check("美国总统里根二十六日在京会见。", &[("里根", &["美国总统"])]);
    check("日本首相田中角荣和外务大臣大平正芳一行来访。", &[("田中角荣", &["日本首相"]), ("大平正芳", &["外务大臣"])]);
    check(
        "世界贸易组织前总干事素帕猜、欧盟委员会主席冯德莱恩发表讲话。",
        &[("素帕猜", &["世界贸易组织前总干事"]), ("冯德莱恩", &["欧盟委员会主席"])],
    );
    check("联合国秘书长安南为首的小组。", &[("安南", &["联合国秘书长"])]);
}

#[test]
fn names_of_other_forms() {
    check(
        "农民买买提·吐尔逊种植核桃，村民阿依古丽·艾合买提也种了。",
        &[("买买提·吐尔逊", &[]), ("阿依古丽·艾合买提", &["村民"])],
    );
    check("牧民次仁多吉家有牦牛，牧民巴图苏和养羊。", &[("次仁多吉", &[]), ("巴图苏和", &[])]);
    check("社员杜有田家六口人，县医院护士侯 振 清说。", &[("杜有田", &[]), ("侯振清", &["县医院护士"])]);
}

#[test]
fn lists() {
    check(
        "主教练蔡斌宣布，朱婷、袁心玥、张常宁等选手入选。",
        &[("蔡斌", &["主教练"]), ("朱婷", &[]), ("袁心玥", &[]), ("张常宁", &[])],
    );
    check("发展高粱、马铃薯、黄豆等作物，方向、时间等问题。", &[]);
}

#[test]
fn posts_named_from_the_seat() {
    check("山东省东明县面貌大变。县委书记侯振清介绍。", &[("侯振清", &["山东省东明县委书记"])]);
    check("英德市委书记、市人大常委会主任彭剑锋陪同。", &[("彭剑锋", &["英德市委书记", "英德市人大常委会主任"])]);
    check("以外贸部副部长陆德明为团长。", &[("陆德明", &["外贸部副部长"])]);
}

#[test]
fn a_verb_of_speaking_ends_a_name() {
    check("村支书左文学说，今年丰收。", &[("左文学", &["村支书"])]);
    check("总局局长沈图同日本客人会谈。", &[("沈图", &["总局局长"])]);
    check("支援国家工程建设。", &[]);
}
