//! Readings of press prose of many kinds: budgets, harvests, bulletins, courts, sport, old reports.

use super::*;

/// indicator, value and unit of every figure.
#[track_caller]
fn check(text: &str, expect: &[(&str, f64, &str)]) {
    let found = figures(text, PartialDate::parse("2021-08"));
    let found: Vec<(&str, f64, &str)> =
        found.iter().map(|f| (f.indicator.as_str(), f.value.unwrap(), f.unit.as_deref().unwrap_or(""))).collect();
    assert_eq!(found, expect, "{text}");
}

/// One field of every figure.
#[track_caller]
fn field<T: PartialEq + std::fmt::Debug>(text: &str, of: impl Fn(&Figure) -> T, expect: &[T]) {
    let found: Vec<T> = figures(text, PartialDate::parse("2021-08")).iter().map(of).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn kinds_of_zones_are_counted_and_are_no_places() {
    check("全省外贸额2893亿元；跨境电商综试区达12个", &[("外贸额", 2893e8, "元"), ("跨境电商综试区", 12.0, "个")]);
    check("全县造林3万亩，自然保护区达5处", &[("造林", 3e4, "亩"), ("自然保护区", 5.0, "处")]);
}

#[test]
fn a_pair_without_a_name_takes_the_topic_before() {
    let told = "县级财政支出稳步增长，从2016年的12亿元增加到2020年的17亿元。";
    check(told, &[("县级财政支出", 1.2e9, "元"), ("县级财政支出", 1.7e9, "元")]);
    let period = |f: &Figure| f.period.as_ref().map(|p| p.0.clone());
    field(told, period, &[Some("2016".into()), Some("2020".into())]);
}

#[test]
fn levels_told_against_another_time() {
    let told = "景区接待量恢复到上年同期的92.3%，门票收入是2010年的3倍，客运量恢复至2019年同期的八成以上。";
    check(told, &[("景区接待量", 92.3, "%"), ("门票收入", 3.0, "倍"), ("客运量", 80.0, "%")]);
    let basis = |f: &Figure| f.basis.clone();
    field(told, basis, &[Some("year_on_year".into()), Some("since:2010".into()), Some("since:2019".into())]);
    let told = "与上年相比，火灾起数下降1.2%，死亡人数下降0.8%。";
    field(told, basis, &[Some("since:2020".into()), Some("since:2020".into())]);
}

#[test]
fn harvests() {
    check("3万亩玉米平均亩产超过600公斤", &[("玉米", 30000.0, "亩"), ("玉米平均亩产", 600.0, "公斤")]);
    check("大豆单产每亩186.5公斤", &[("大豆单产", 186.5, "公斤")]);
    check("预计亩产可达180公斤，总产量有望突破2万吨", &[("亩产", 180.0, "公斤"), ("总产量", 20000.0, "吨")]);
    check(
        "全省大豆总产量达75万吨，连续9年稳定在70万吨以上",
        &[("大豆总产量", 750_000.0, "吨"), ("大豆总产量", 9.0, "年"), ("大豆总产量", 700_000.0, "吨")],
    );
    let told = "今年计划新建高标准农田12万亩，改造提升28万亩，目前已建成3万亩。";
    field(told, |f| f.modality, &[Modality::Target, Modality::Target, Modality::Reported]);
    field(told, |f| f.direction, &[None, None, None]);
}

#[test]
fn health_bulletins() {
    check(
        "31个省（自治区、直辖市）和新疆生产建设兵团报告新增确诊病例98例，其中境外输入病例37例（云南25例，上海12例）",
        &[
            ("省（自治区、直辖市）和新疆生产建设兵团", 31.0, "个"),
            ("新增确诊病例", 98.0, "例"),
            ("境外输入病例", 37.0, "例"),
            ("境外输入病例", 25.0, "例"),
            ("境外输入病例", 12.0, "例"),
        ],
    );
    check("孕产妇死亡率下降到16.9/10万", &[("孕产妇死亡率", 16.9, "/10万")]);
    check("全市已累计接种疫苗125.3万剂次", &[("接种疫苗", 1_253_000.0, "剂次")]);
    field("人均预期寿命提高到77.9岁，儿童计划免疫接种率达90%", |f| f.modality, &[Modality::Reported; 2]);
}

#[test]
fn words_around_the_number_are_no_indicator() {
    check("沪指收于3458.23点", &[("沪指", 3458.23, "点")]);
    check("高新技术企业力争突破1500家", &[("高新技术企业", 1500.0, "家")]);
    check("学校现有教职工310人", &[("教职工", 310.0, "人")]);
    check("车站预计发送旅客23万人次", &[("发送旅客", 230_000.0, "人次")]);
    check("项目计划总投资12亿元", &[("总投资", 1.2e9, "元")]);
    check("县里组织农技人员300名下乡指导", &[("农技人员", 300.0, "名")]);
    check("产品出口到46个国家和地区", &[("国家和地区", 46.0, "个")]);
    check("为企业减负12.6亿元", &[("企业减负", 1.26e9, "元")]);
    check("台州、温州等地降水量达200毫米，局地超过300毫米", &[("降水量", 200.0, "毫米"), ("降水量", 300.0, "毫米")]);
    field("完成全年目标任务的63.5%", |f| f.modality, &[Modality::Reported]);
}

#[test]
fn sport_and_codes_are_no_statistics() {
    for text in [
        "姚明得到28分、12个篮板和3次助攻，球队以98：89获胜",
        "她跳出了6米72的好成绩，以9秒83打破纪录",
        "在距球门20米处远射破门，将比分扩大为2比0",
        "住3号楼502房间，车牌号为京A12345，电话0571-88886666",
    ] {
        check(text, &[]);
    }
    check("中国队在男子100米决赛中名列第三名", &[("中国队", 3.0, "名")]);
}

#[test]
fn reports_in_chinese_numerals() {
    check(
        "工业总产值完成十二亿三千万元，比去年同期增长百分之十八点四",
        &[("工业总产值", 1.23e9, "元"), ("工业总产值", 18.4, "%")],
    );
    check("粮食总产量预计达到三千九百亿斤", &[("粮食总产量", 3.9e11, "斤")]);
    check(
        "高等学校学生达到四十四万一千人，为一九四九年的三点八倍",
        &[("高等学校学生", 441_000.0, "人"), ("高等学校学生", 3.8, "倍")],
    );
}

#[test]
fn changes_measured_from_a_figure() {
    let told = "1959年铁路货运量将达到5.2亿吨，比1958年的3.8亿吨增长36%。";
    check(told, &[("铁路货运量", 5.2e8, "吨"), ("铁路货运量", 3.8e8, "吨"), ("铁路货运量", 36.0, "%")]);
    let told_when = |f: &Figure| (f.period.as_ref().map(|p| p.0.clone()), f.basis.clone());
    let year = |y: &str| Some(y.to_owned());
    field(told, told_when, &[(year("1959"), None), (year("1958"), None), (year("1959"), year("since:1958"))]);
    check("客运量完成4.2亿人次，恢复到2019年的63.3%", &[("客运量", 4.2e8, "人次"), ("客运量", 63.3, "%")]);
    check("收入比值由上年同期的2.68缩小至2.61", &[("收入比值", 2.68, ""), ("收入比值", 2.61, "")]);
    // Without a name before it a pair counts nothing.
    check("已经由二十个增加到三十三个", &[]);
}

#[test]
fn points_share_their_unit() {
    let told = "货币余额增速分别比上月末和上年同期低0.3个和2.4个百分点";
    check(told, &[("货币余额增速", 0.3, "个百分点"), ("货币余额增速", 2.4, "个百分点")]);
    field(told, |f| f.direction, &[Some(Direction::Decrease); 2]);
}

#[test]
fn results_of_a_firm_and_a_part_of_a_whole() {
    check("公司实现营业收入36.5亿元", &[("营业收入", 3.65e9, "元")]);
    check("通车里程密度达到每百平方公里4.2公里", &[("通车里程密度", 4.2, "公里")]);
    check("五年内新建项目690个，其中595个已经建成投产", &[("新建项目", 690.0, "个"), ("新建项目", 595.0, "个")]);
    field("百分之九十六的农户参加了合作社", |f| f.measure, &[Measure::Share]);
    field("产值占年计划的百分之五十二", |f| f.modality, &[Modality::Reported]);
}

#[test]
fn prices_plans_and_averages() {
    check("小麦最低收购价为每50公斤113元", &[("小麦最低收购价", 113.0, "元")]);
    check("今年完成造林12万亩，为年计划的108%", &[("完成造林", 120_000.0, "亩"), ("完成造林", 108.0, "%")]);
    check("公路总里程6100公里，五年新增2600公里", &[("公路总里程", 6100.0, "公里"), ("公路总里程", 2600.0, "公里")]);
    let told = "升学率为98.4%，高于全省平均水平3.2个百分点";
    check(told, &[("升学率", 98.4, "%"), ("升学率", 3.2, "个百分点")]);
    // Told beside the province, not beside another time.
    field(told, |f| (f.measure, f.direction), &[(Measure::Level, None), (Measure::Level, None)]);
    check("小山村走出了46名大学生", &[("大学生", 46.0, "名")]);
}

#[test]
fn the_time_of_a_source_dates_its_figure_only() {
    let told = "2020年，接种率由年初的12%上升到80%，接种人数超过600万。";
    let period = |f: &Figure| f.period.as_ref().map(|p| p.0.clone());
    field(told, period, &[Some("2020-01".into()), Some("2020".into()), Some("2020".into())]);
    check(
        "钢材产量165万吨，完成计划104%，比去年增加23万吨",
        &[("钢材产量", 1.65e6, "吨"), ("完成计划", 104.0, "%"), ("钢材产量", 230_000.0, "吨")],
    );
}

/// The period of every figure in a paper of August 2021.
#[track_caller]
fn periods(text: &str, expect: &[Option<&str>]) {
    let found = figures(text, PartialDate::parse("2021-08"));
    let found: Vec<Option<&str>> = found.iter().map(|f| f.period.as_ref().map(|p| p.0.as_str())).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn each_figure_of_a_pair_has_its_own_time() {
    let told = "2011年到2020年的婴儿死亡率，甲省由13‰降到5‰，乙市由8‰降到3‰。";
    periods(told, &[Some("2011"), Some("2020"), Some("2011"), Some("2020")]);
    let told = "2020年同2015年相比，粮食产量由300万吨增加到380万吨，增长26.7%。";
    periods(told, &[Some("2015"), Some("2020"), Some("2020")]);
    let told = "2020年，事故由上年的52起减少到31起，死亡人数下降两成。";
    periods(told, &[Some("2019"), Some("2020"), Some("2020")]);
    let told = "上半年，投诉由上年同期的60件降为45件。";
    periods(told, &[Some("2020-01/2020-06"), Some("2021-01/2021-06")]);
    let told = "出口从2015年的12亿元上升到2020年的30亿元，年均增长20.1%。";
    periods(told, &[Some("2015"), Some("2020"), Some("2015/2020")]);
    let told = "截至2020年底，危房由2014年的3万户减少到200户，发生率从12%降至0.1%。";
    periods(told, &[Some("2014"), Some("2020-12-31"), Some("2014"), Some("2020-12-31")]);
}

#[test]
fn a_year_that_something_is_measured_by_is_not_its_time() {
    let told = "2020年棉花产量达到500万吨，比规划原定2018年480万吨的水平超过20万吨。农场增加到15个。";
    periods(told, &[Some("2020"), Some("2018"), Some("2020"), Some("2020")]);
}

#[test]
fn times_of_other_things_are_no_periods() {
    periods("针对6月下旬的两场暴雨，全县出动机械400台。", &[None]);
    periods("今年春天，全县造林3万亩；五年累计修路90公里。", &[Some("2021"), Some("2016/2020")]);
    periods("“十四五”期间，林地面积由现在的820万亩扩大到1000万亩。", &[None, Some("2021/2025")]);
}

#[test]
fn where_a_period_ends() {
    let told = "今年以来抓三件事：一是去年兑现补贴300万元；二是建立服务站15个。";
    periods(told, &[Some("2020"), None]);
    periods("他说：“今年1月至5月，货运量增长12%。”该市发动群众3万人。", &[Some("2021-01/2021-05"), None]);
    periods("厂里2018年底有职工900人。按照方案筹集资金600万元。", &[Some("2018-12-31"), None]);
    periods("到今年3月底，全县修路90公里。全县架桥12座。", &[Some("2021-03-31"), Some("2021-03-31")]);
    periods("去年交粮300万斤，过去每年吃返销粮80万斤。", &[Some("2020"), None]);
}

#[test]
fn periods_of_many_kinds() {
    let half = Some("2021-01/2021-06");
    let told = "上半年，全市生产总值3200亿元，同比增长8.1%。其中，第一产业增加值210亿元，第二产业增加值1500亿元。";
    periods(told, &[half, half, half, half]);
    let told = "2020年，全省粮食产量700亿斤，比上年增长2%；棉花产量30万吨。今年夏粮播种面积4000万亩。";
    periods(told, &[Some("2020"), Some("2020"), Some("2020"), Some("2021")]);
    periods("截至7月底，贷款余额9800亿元，比年初增加600亿元。", &[Some("2021-07-31"), Some("2021-07-31")]);
    let told = "“十三五”期间，脱贫人口120万人。2020年人均纯收入1.2万元，是2015年的2.1倍。";
    periods(told, &[Some("2016/2020"), Some("2020"), Some("2020")]);
    periods("该校建于1956年，现有学生3200人。", &[None]);
    periods("近三年来，全县新建学校40所；目前在校生9万人。", &[Some("2018/2021"), None]);
    let told = "1978年全县人均收入只有76元，1990年达到580元，2000年突破2000元。";
    periods(told, &[Some("1978"), Some("1990"), Some("2000")]);
    periods("从1月到7月，接待游客120万人次。", &[Some("2021-01/2021-07")]);
    periods("到2025年，森林覆盖率达到24%，湿地保护率达到55%。", &[Some("2025"), Some("2025")]);
    let told = "7月份，居民消费价格上涨1.0%。其中，食品价格下降3.7%。1—7月，物价平均上涨0.6%。";
    periods(told, &[Some("2021-07"), Some("2021-07"), Some("2021-01/2021-07")]);
    periods("2015年建厂，当年产值800万元，次年产值1500万元。", &[Some("2015"), Some("2016")]);
    periods(
        "2018年、2019年、2020年，出口额分别为12亿元、15亿元、18亿元。",
        &[Some("2018"), Some("2019"), Some("2020")],
    );
    periods("据统计，到目前为止，全省接种疫苗1900万剂次。", &[None]);
    periods("1949年全国钢产量15.8万吨，如今年产钢10亿吨。", &[Some("1949"), None]);
    periods(
        "今年前5个月，进出口总值14.8万亿元，比去年同期增长28.2%，比2019年同期增长21.6%。",
        &[Some("2021-01/2021-05"); 3],
    );
    periods("这座水库1958年动工，1960年竣工，库容2.1亿立方米。", &[None]);
}
