//! What becomes of whole texts.

use crate::rules::testing::{repaired, repaired_with, same, turns};
use crate::{Options, Target};

fn to(target: Target, before: &str) -> String {
    let options = Options { target, ..Options::default() };
    let once = repaired_with(before, &options).text.as_str().to_owned();
    assert_eq!(repaired_with(&once, &options).text.as_str(), once, "not stable");
    once
}

#[test]
fn traditional_copy() {
    turns("農業農村部發展鄉村產業,沿著既定標準推進。", "农业农村部发展乡村产业，沿着既定标准推进。");
}

#[test]
fn simplified_text_with_a_few_variants_stays() {
    same("中国农业科学院专家陶喆介绍，这一品种由著名学者乾隆年间后人培育，已经推广到十几个省份，农民增收显著。");
    let long = "我国粮食产量连续多年稳定增长，农民收入持续提高，这为经济发展提供了坚实基础。".repeat(3);
    same(&format!("{long}展览题为“漢字之美”。"));
}

#[test]
fn targets() {
    assert_eq!(to(Target::Keep, "農業農村發展"), "農業農村發展");
    assert_eq!(to(Target::Hant, "农业发展里程"), "農業發展里程");
    assert_eq!(to(Target::HantTw, "农村里的台湾产业为何"), "農村裡的臺灣產業為何");
    assert_eq!(to(Target::HantHk, "农村里的产业为何"), "農村裏的產業為何");
}

#[test]
fn the_script_of_the_original() {
    let taiwan = "里長表示，「推動垃圾分類，要靠居民配合。」縣政府計畫明年增設據點。";
    assert_eq!(to(Target::Auto, taiwan), taiwan);
    assert_eq!(to(Target::Auto, "國務院召開會議,部署“三農”工作。"), "国务院召开会议，部署“三农”工作。");
    assert_eq!(to(Target::Auto, "農業農村發展"), "农业农村发展");
}

#[test]
fn doubtful_characters_say_so() {
    let doc = repaired("農業發展了,乾");
    let least = doc.text.sites().iter().filter_map(|s| doc.text.edit(s.edit)).map(|e| e.confidence.get()).min();
    assert!(least < Some(900), "{least:?}");
}

#[test]
fn mixed_text_is_converted_where_it_is_traditional() {
    let hans = "我国粮食产量稳定增长，农民收入持续提高。";
    turns(&format!("{hans}\n農業發展為國家經濟奠定基礎。"), &format!("{hans}\n农业发展为国家经济奠定基础。"));
}

fn codes(target: Target, text: &str) -> Vec<String> {
    let options = Options { target, ..Options::default() };
    repaired_with(text, &options).diagnostics.into_iter().map(|d| format!("{} {}", d.code, d.message)).collect()
}

/// A Simplified document, so that one line more does not make it mixed.
fn simplified() -> String {
    "我国粮食产量连续多年稳定增长，农民收入持续提高，这为经济发展提供了坚实基础。记者了解到，毛泽东同志也这样说过。\n"
        .repeat(4)
}

#[test]
fn many_to_one_characters_by_phrase() {
    for (hans, hant) in [
        ("头发和发展", "頭髮和發展"),
        ("皇后以后的后代", "皇后以後的後代"),
        ("干部在干燥的地方干涉", "幹部在乾燥的地方干涉"),
        ("村里的里程碑，公里", "村裏的里程碑，公里"),
        ("吃面的方面，面粉", "喫麪的方面，麪粉"),
        ("一只手，只有三只羊", "一隻手，只有三隻羊"),
        ("恢复、复杂、答复、反复", "恢復、複雜、答覆、反覆"),
        ("关系、联系、系统", "關係、聯繫、系統"),
        ("历史和农历", "歷史和農曆"),
        ("钟表和钟情", "鐘錶和鍾情"),
        ("松树放松", "松樹放鬆"),
        ("山谷的谷物", "山谷的穀物"),
        ("北斗战斗", "北斗戰鬥"),
        ("征收、象征、长征", "徵收、象徵、長征"),
        ("白云和人云亦云", "白雲和人云亦云"),
        ("丑陋的小丑", "醜陋的小丑"),
        ("肉鸡60只，20里路，12周，70周年", "肉雞60隻，20里路，12週，70週年"),
    ] {
        assert_eq!(to(Target::Hant, &format!("我们发现：{hans}。")), format!("我們發現：{hant}。"));
    }
}

#[test]
fn traditional_text_keeps_every_character_but_simplified_strays() {
    let text =
        "鄰里干預，里長與皇后乾隆，范先生、余小姐於十餘公里外徵詢，瞭解著名藉口。松樹、山谷、長征、答覆，我們發展。";
    for target in [Target::Hant, Target::Keep, Target::Auto] {
        assert_eq!(to(target, &format!("「{text}」里長說，立法院")), format!("「{text}」里長說，立法院"), "{target:?}");
    }
    assert_eq!(
        to(Target::Hant, "這些农村的頭发髮型都很時髦，乾隆皇后並無異議。"),
        "這些農村的頭髮髮型都很時髦，乾隆皇后並無異議。"
    );
}

#[test]
fn a_traditional_text_of_its_own_press_is_kept_and_says_so() {
    let taiwan = "里長表示，「推動垃圾分類，要靠居民配合。」縣政府計畫明年增設據點。";
    let found = codes(Target::Auto, taiwan);
    assert!(
        found.len() == 1 && found[0].starts_with("traditional-original") && found[0].contains("里長 × 1"),
        "{found:?}"
    );
    // One such article among Simplified ones is kept as well.
    let page = format!("{}{taiwan}\n", simplified());
    assert_eq!(to(Target::Auto, &page), page);
    assert!(to(Target::Hans, &page).ends_with("县政府计划明年增设据点。\n"));
}

#[test]
fn a_traditional_article_in_a_simplified_page_is_converted() {
    let page = format!("{}農業農村部印發通知，要求沿著既定目標推進鄉村產業發展。\n", simplified());
    assert!(to(Target::Auto, &page).ends_with("农业农村部印发通知，要求沿着既定目标推进乡村产业发展。\n"));
}

#[test]
fn quoted_titles_stay_in_simplified_text() {
    let page = format!("{}他研究《紅樓夢學刊》和“中華書畫協會”的来历。\n", simplified());
    assert_eq!(to(Target::Auto, &page), page);
    let found = codes(Target::Auto, &page);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("foreign-script-quotation 紅樓夢學刊"), "{found:?}");
    // The same title stands in Simplified elsewhere: a slip, no citation.
    let page = format!("{}《红楼梦》第一回。他说《紅樓夢》写得好。\n", simplified());
    assert!(to(Target::Auto, &page).ends_with("他说《红楼梦》写得好。\n"));
    // The other way round.
    let text = "他們讀過《红楼梦研究》，說這個結論對，也说對。";
    assert_eq!(to(Target::Hant, text), "他們讀過《红楼梦研究》，說這個結論對，也說對。");
    assert!(codes(Target::Hant, text)[0].starts_with("foreign-script-quotation 红楼梦研究"));
    // In a Traditional copy titles are converted with the text.
    assert_eq!(to(Target::Hans, "他們讀《紅樓夢》，說這個結論對。"), "他们读《红楼梦》，说这个结论对。");
}

#[test]
fn single_characters_need_evidence() {
    let with =
        |line: &str| to(Target::Auto, &format!("{}{line}\n", simplified())).lines().last().unwrap_or("").to_owned();
    assert_eq!(with("毛澤东同志强调了这一点。"), "毛泽东同志强调了这一点。");
    assert_eq!(with("他们在会議上讨论。"), "他们在会议上讨论。");
    assert_eq!(with("沿海电杆首当其衝。"), "沿海电杆首当其冲。");
    // Names keep characters that no other word has.
    assert_eq!(with("运动员王濛说这很好。"), "运动员王濛说这很好。");
    let found = codes(Target::Auto, &format!("{}运动员王濛说这很好。\n", simplified()));
    assert!(found.len() == 1 && found[0].starts_with("stray-script 濛"), "{found:?}");
}

#[test]
fn surnames_keep_their_form() {
    let text = "记者余晓东报道，局长范志刚介绍，岳先生说，局长于海涛说，本报记者 于洋 摄。剩余范围由于山岳。";
    assert_eq!(
        to(Target::Hant, text),
        "記者余曉東報道，局長范志剛介紹，岳先生說，局長于海濤說，本報記者 于洋 攝。剩餘範圍由於山嶽。"
    );
    assert_eq!(to(Target::Hans, "主任常乾棟，把糧食曬乾，氣候乾燥。"), "主任常乾栋，把粮食晒干，气候干燥。");
}

#[test]
fn what_no_phrase_decides_is_reported_once() {
    let found = codes(Target::Hans, "農業發展，乾；這個說法，乾！還沒有乾？");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("undecided-script 乾: no phrase decides between 干 or 乾; 干 was taken (3 times): "));
    assert!(codes(Target::Hans, "農業發展，由於剩餘勞動力，甚麼乾燥的餅乾。").is_empty());
    let found = codes(Target::Hant, "我们说：发。");
    assert!(found.len() == 1 && found[0].contains("發 or 髮"), "{found:?}");
}

#[test]
fn zhe_follows_the_copy() {
    // No 着 anywhere: 著 behind a verb is the particle.
    assert_eq!(to(Target::Hans, "他們瞧著遠處的農場，過著好日子。"), "他们瞧着远处的农场，过着好日子。");
    // A copy that writes 着 knows the difference.
    let text = "他們沿着河走，李維著序言。";
    assert_eq!(to(Target::Hans, text), "他们沿着河走，李维著序言。");
}

#[test]
fn japanese_and_korean_stay() {
    for text in [
        "新しいシステムの開発は来年から始まる予定です。国際会議で発表されました。",
        "교육공무원의 休職期間은 任用權者가 정한다.",
    ] {
        assert_eq!(to(Target::Auto, text), text);
    }
}

/// An engine trained on Simplified print reads a Traditional page: its own characters are set right, and forms of older
/// print with them, since it takes them for any other. Nothing is turned to Simplified, whoever the paper speaks for.
#[test]
fn a_traditional_page_read_by_a_simplified_engine() {
    let page = "社員大会昨日在縣城召開，选出理事九人，监事三人。合作社今年收購稻谷二千石，减輕了農民的運費負担，社員都說合作好。\n國務院的通知已經传到各鄉。";
    let meant = "社員大會昨日在縣城召開，選出理事九人，監事三人。合作社今年收購稻穀二千石，減輕了農民的運費負擔，社員都說合作好。\n國務院的通知已經傳到各鄉。";
    let read = |lines: &str| {
        let lines: Vec<([i32; 4], String)> =
            lines.lines().zip(0..).map(|(l, n)| ([0, 40 * n, 900, 40 * n + 30], l.to_owned())).collect();
        let mut doc = crate::rules::interleaved_columns::tests::boxed(&lines);
        crate::Registry::builtin().normalize(&mut doc, &Options::default());
        doc
    };
    let doc = read(page);
    assert_eq!(doc.text.as_str().trim_end(), meant);
    assert!(doc.diagnostics.iter().any(|d| d.code == "traditional-original"));
    // A Simplified page stays one.
    let hans = "社员大会昨日在县城召开，选出理事九人。\n国务院的通知已经传到各乡。";
    assert_eq!(read(hans).text.as_str().trim_end(), hans);
}

/// Engines part all characters of some pages by spaces. Such a page was read from print, and has no signs to be found.
#[test]
fn a_traditional_page_with_spaces_between_its_characters() {
    let page = "中 華 民 國 二 十 六 年 九 月 三 日\n\n各 界 慰 勞 將 士 大 會，昨 日 上 午 九 時 在 縣 城 舉 行，到 會 代 表 八 百 餘 人。\n";
    let meant = "中 華 民 國 二 十 六 年 九 月 三 日\n\n各界慰勞將士大會，昨日上午九時在縣城舉行，到會代表八百餘人。\n";
    assert_eq!(to(Target::Auto, page), meant);
}
