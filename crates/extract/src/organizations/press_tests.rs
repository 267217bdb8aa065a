//! Sentences of our own, after the press of several decades, that once were read wrongly.

use crate::names::testing::extracted;

#[track_caller]
fn check(line: &str, want: &[&str]) {
    let doc = extracted("2022", &[line]);
    let found: Vec<&str> = doc.records.organizations.iter().map(|r| r.fact.name.as_str()).collect();
    assert_eq!(found, want, "{line}");
}

#[test]
fn firms_and_works() {
    check("江苏恒远集团股份有限公司董事长周雪松到会。", &["江苏恒远集团股份有限公司"]);
    check("长春第一汽车制造厂和上海机床厂领先。", &["长春第一汽车制造厂", "上海机床厂"]);
    check("上海国棉十七厂、申新九厂的女工来了。", &["上海国棉十七厂", "申新九厂"]);
    check("贵州茅台酒厂（集团）有限责任公司获奖。", &["贵州茅台酒厂（集团）有限责任公司"]);
    check("中铁十二局集团有限公司承建。", &["中铁十二局集团有限公司"]);
    check("吉林化学工业公司染料厂超产。", &["吉林化学工业公司染料厂"]);
}

#[test]
fn collectives() {
    check("甘肃省定西县青岚公社大坪大队的社员分粮。", &["甘肃省定西县青岚公社大坪大队"]);
    check("曙光渔业社连年增产，办好农业社，各公社都有信用社。", &["曙光渔业社"]);
    check("春耕前互助组要发展到二千个，全县有先进大队三十个。", &[]);
}

#[test]
fn bodies_of_the_state() {
    check("浙江省民政厅社会救助处处长和绍兴市财政局局长。", &["浙江省民政厅社会救助处", "绍兴市财政局"]);
    check("中国疾病预防控制中心和中国民用航空总局。", &["中国疾病预防控制中心", "中国民用航空总局"]);
    check("四川省成都市公安局刑侦支队联合青羊区公安分局破案。", &["四川省成都市公安局刑侦支队", "青羊区公安分局"]);
    check("武警四川省总队成都支队赶到。", &["武警四川省总队成都支队"]);
    check("陕西省委宣传部、教育部党组发文，水利部党组书记到会。", &["陕西省委宣传部", "教育部党组", "水利部"]);
    check("埃及外交部长访华。", &["埃及外交部"]);
    check("据专署文教局统计。", &["专署文教局"]);
}

#[test]
fn delegations_and_parties() {
    check("苏联政府经济代表团到达，中美友好协会来访。", &["苏联政府经济代表团", "中美友好协会"]);
    check("朝鲜劳动党中央委员会致电。", &["朝鲜劳动党中央委员会"]);
    check("达赖集团、南斯拉夫修正主义集团和巴格达条约集团。", &[]);
}

#[test]
fn titles_name_who_gives_them() {
    check("落实《海关总署关于推进开放的措施》。", &["海关总署"]);
    check("学习《财政部部长的一天》。", &[]);
}

#[test]
fn bodies_read_from_their_seat_go_on() {
    check(
        "湖南省衡阳市去年受旱，市公安局刑侦支队和省委宣传部派人，省委要求落实。",
        &["湖南省衡阳市公安局刑侦支队", "湖南省委宣传部", "湖南省委"],
    );
}
