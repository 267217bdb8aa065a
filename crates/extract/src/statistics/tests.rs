use super::*;

/// indicator, value and unit of every figure.
#[track_caller]
fn check(text: &str, expect: &[(&str, f64, &str)]) {
    let found = figures(text, PartialDate::parse("2024-05"));
    let found: Vec<(&str, f64, &str)> =
        found.iter().map(|f| (f.indicator.as_str(), f.value.unwrap(), f.unit.as_deref().unwrap_or(""))).collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn the_phrase_before() {
    check("全县职工总数为2582名。", &[("职工总数", 2582.0, "名")]);
    check("县医院共接诊患者4300余人次", &[("接诊患者", 4300.0, "人次")]);
    check("修建水渠214公里、泵站37座", &[("修建水渠", 214.0, "公里"), ("泵站", 37.0, "座")]);
    check("出生率仅为7.6‰", &[("出生率", 7.6, "‰")]);
    check("森林面积达到1.2亿亩", &[("森林面积", 1.2e8, "亩")]);
}

#[test]
fn the_noun_behind() {
    check("下辖6个采油厂", &[("采油厂", 6.0, "个")]);
    check("全国3.5万名教师赴乡村支教", &[("教师赴乡村支教", 35000.0, "名")]);
    check("剩余20个偏远村落", &[("偏远村落", 20.0, "个")]);
    check("符合条件的50个合作社全部入网", &[("符合条件的合作社", 50.0, "个")]);
    check("12万移民搬进新居", &[("移民搬进新居", 120_000.0, "")]);
}

#[test]
fn stacked_numbers_share_their_phrase() {
    check("9批410名医护人员轮休", &[("医护人员轮休", 9.0, "批"), ("医护人员轮休", 410.0, "名")]);
    check("制定两类22条任务清单", &[("任务清单", 2.0, "类"), ("任务清单", 22.0, "条")]);
}

#[test]
fn changes() {
    let found = figures("去年全市游客同比增长12.5%，旅馆入住率提高3个百分点。", PartialDate::parse("2024"));
    assert_eq!(found[0].indicator, "游客");
    assert_eq!(found[0].basis.as_deref(), Some("year_on_year"));
    assert_eq!((found[0].direction, found[0].measure), (Some(Direction::Increase), Measure::Change));
    assert_eq!((found[1].indicator.as_str(), found[1].unit.as_deref()), ("旅馆入住率", Some("个百分点")));
    let found = figures("审结案件220起，较2019年下降31.4%", PartialDate::parse("2024"));
    assert_eq!((found[1].indicator.as_str(), found[1].basis.as_deref()), ("审结案件", Some("since:2019")));
    assert_eq!(found[1].direction, Some(Direction::Decrease));
}

#[test]
fn from_to_is_two() {
    let found = figures("水费收取率由改革前的58%提高到97.4%", None);
    let told: Vec<_> = found.iter().map(|f| (f.indicator.as_str(), f.value.unwrap(), f.direction)).collect();
    assert_eq!(told, [("水费收取率", 58.0, None), ("水费收取率", 97.4, Some(Direction::Increase))]);
    let found = figures("工业产值比重由1949年的17%上升到1952年的26.7%", None);
    let told: Vec<_> = found.iter().map(|f| (f.value.unwrap(), f.period.as_ref().map(|p| p.0.as_str()))).collect();
    assert_eq!(told, [(17.0, Some("1949")), (26.7, Some("1952"))]);
}

#[test]
fn shares_lean_on_the_figure_before() {
    check(
        "其中女职工1085名，占比42%；技工596名，占职工总数的23%",
        &[("女职工", 1085.0, "名"), ("女职工占比", 42.0, "%"), ("技工", 596.0, "名"), ("技工占职工总数", 23.0, "%")],
    );
}

#[test]
fn series() {
    check("小麦、玉米分别增产3%、5%", &[("小麦", 3.0, "%"), ("玉米", 5.0, "%")]);
    let told = "城镇居民收入9422元，农村居民收入2936元，分别增长7.7%和6.8%";
    let found = figures(told, None);
    assert_eq!(found[3].indicator, "农村居民收入");
    assert_eq!(found[3].measure, Measure::Change);
}

#[test]
fn periods_carry_until_something_ends_them() {
    let periods = |s: &str| -> Vec<Option<String>> {
        figures(s, PartialDate::parse("2024-05")).into_iter().map(|f| f.period.map(|p| p.0)).collect()
    };
    let year = Some("2023".to_owned());
    assert_eq!(periods("2023年，新建水库3座。修渠5公里。"), [year.clone(), year.clone()]);
    assert_eq!(periods("2023年，新建水库3座。二是修渠5公里。"), [year.clone(), None]);
    assert_eq!(periods("2023年，新建水库3座。目前修渠5公里。"), [year.clone(), None]);
    assert_eq!(periods("仅2023年新建水库3座；修渠5公里。"), [year, None]);
    assert_eq!(periods("厂房建于1958年，占地5亩"), [None]);
}

#[test]
fn ranks_and_aims() {
    let found = figures("综合实力位居全省第3位，力争三年发展到3000人", PartialDate::parse("2024"));
    assert_eq!(
        (found[0].measure, found[0].value.unwrap(), found[0].indicator.as_str()),
        (Measure::Rank, 3.0, "综合实力")
    );
    assert_eq!(found[1].modality, Modality::Target);
    assert_eq!(found[1].period.as_ref().map(|p| p.0.as_str()), Some("2027"));
}

#[test]
fn impossible_figures_are_kept_and_flagged() {
    let found = figures("这5200万平方公里的土地", None);
    assert!(found[0].implausible.is_some());
}

#[test]
fn no_statistics() {
    for text in [
        "队伍建设、四川大学、一时之间、一系列举措、统一部署",
        "拨打110、12345热线，7×24小时值守，建立1+6+N体系",
        "“昆仑2023”行动，1·23专项，代号2023-525",
        "一是抓好落实，二要强化担当，（三）健全机制，第三条规定",
        "党的二十大、二十届三中全会、三农工作、9·11事件",
        "“两队一室”“五个现代化”“3个3”",
        "从六个方面入手，重点解决3个问题",
        "三年行动计划、24小时热线、5分钟内到场、3年以上的职工",
        "1949年起，4月5日，上午9时30分",
        "出台促进就业30条措施",
    ] {
        let found: Vec<String> =
            figures(text, None).into_iter().map(|f| format!("{} {}", f.indicator, f.value.unwrap())).collect();
        // 出台…30条措施 after a verb is a count; a name has a noun before it.
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

proptest::proptest! {
    /// Any text: ranges sound, in order, values finite.
    #[test]
    fn figures_are_sound(text in "[0-9一二三十百万亿个名元%年月日同比增长占由上升至，。、；“”（）共为达分别的全市\\PC]{0,80}") {
        for f in figures(&text, PartialDate::parse("2024-05")) {
            for r in [&f.clause, &f.number, &f.indicator_range] {
                assert!(text.get(r.clone()).is_some(), "{r:?}");
            }
            assert!(f.value.is_none_or(f64::is_finite) && !f.indicator.is_empty());
        }
    }
}

/// A document of one signed article with one paragraph; its places are those given.
fn document(byline: &str, paragraph: &str, places: &[(&str, &str)]) -> baokan_corpus_model::Document {
    use baokan_corpus_model::{
        Article, Block, BlockKind, BylineEntry, Confidence, Document, Place, Role, Source, TextRange,
    };
    let text = format!("{byline}\n{paragraph}");
    let mut doc = Document::new(std::sync::Arc::new(Source::from_text(text.clone(), "page.txt").unwrap()));
    let (cut, end) = (u32::try_from(byline.len()).unwrap(), u32::try_from(text.len()).unwrap());
    let (post, name) = byline.split_once(' ').unwrap();
    let range = TextRange::new(cut + 1, end);
    let block =
        |kind| Block { kind, level: 0, confidence: Confidence::per_mille(1000), rule: "test".into(), group: None };
    doc.blocks.push(TextRange::new(0, cut), block(BlockKind::Byline)).unwrap();
    doc.blocks.push(range, block(BlockKind::Paragraph)).unwrap();
    doc.articles.push(Article {
        byline: vec![BylineEntry {
            name: name.into(),
            role: Role::Author,
            affiliation: None,
            position: Some(post.into()),
            range: TextRange::new(0, cut),
        }],
        blocks: vec![0, 1],
        range: doc.text.range(),
        ..Article::default()
    });
    for (short, full) in places {
        let at = u32::try_from(text.find(short).unwrap()).unwrap();
        let fact = Place { name: (*full).into(), adcode: None, candidates: Vec::new() };
        let record = doc.record(0, TextRange::at(at, u32::try_from(short.len()).unwrap()), "places", fact);
        doc.records.places.push(record);
    }
    doc
}

#[test]
fn records_cite_their_bytes_and_say_where_fields_come_from() {
    use baokan_corpus_model::Origin;
    let told = "2023年，全市造林12.5万亩。代表团还到长春市考察了3个林场。5月3日，会议召开。";
    let mut doc =
        document("吉林省白山市市长 王一", told, &[("吉林省白山市", "吉林省白山市"), ("长春市", "吉林省长春市")]);
    crate::extract_with(&[&crate::Names, &crate::timex::Dates, &Statistics], &mut doc);
    let [a, b] = doc.records.statistics.as_slice() else { panic!("{:?}", doc.records.statistics) };
    assert_eq!((a.fact.indicator.value.as_str(), a.target.quote()), ("造林", "全市造林12.5万亩"));
    assert_eq!(a.fact.period.as_ref().map(|p| p.value.as_str()), Some("2023"));
    assert!(matches!(a.fact.period.as_ref().map(|p| &p.origin), Some(Origin::Inherited(_))));
    // Both belong to the author's city; the visited one never does.
    for r in [a, b] {
        assert_eq!(r.fact.place.as_ref().map(|p| p.value.as_str()), Some("吉林省白山市"));
        assert_eq!(r.target.verify(doc.source()), Ok(()));
    }
    let dates: Vec<_> = doc.records.dates.iter().map(|d| d.fact.value.as_ref().map(|v| v.value.as_str())).collect();
    assert_eq!(dates, [Some("2023"), Some("2023-05-03")]);
    assert!(matches!(doc.records.dates[1].fact.value.as_ref().map(|v| &v.origin), Some(Origin::Inherited(_))));
}

#[test]
fn plans_and_recent_years_are_periods() {
    let text = "1978年至1985年，全县植树造林9.3万亩。“十三五”时期累计脱贫4.2万人，近5年年均减少1.1万人。";
    let found = figures(text, PartialDate::parse("2021-02"));
    let told: Vec<_> = found.iter().map(|f| (f.value.unwrap(), f.period.as_ref().map(|p| p.0.as_str()))).collect();
    assert_eq!(told, [(93_000.0, Some("1978/1985")), (42_000.0, Some("2016/2020")), (11_000.0, Some("2016/2021"))]);
    assert!(!found[2].indicator.contains('年'), "{}", found[2].indicator);
}
