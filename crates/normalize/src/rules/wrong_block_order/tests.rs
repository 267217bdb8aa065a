use std::sync::Arc;

use baokan_corpus_model::{Document, Source};

use crate::rules::BUILTIN;
use crate::{Options, Registry};

/// The lines after this rule alone, blank ones left out, and whether something was reported.
fn ordered(lines: &[&str]) -> (Vec<String>, bool) {
    let rule = BUILTIN.iter().find(|r| r.meta().name == "wrong-block-order").unwrap();
    let mut doc = Document::new(Arc::new(Source::from_text(lines.join("\n\n"), "page").unwrap()));
    Registry::default().with(*rule).repair(&mut doc, &Options::default());
    let reported = doc.diagnostics.iter().any(|d| d.code == "doubtful-block-order");
    let after = doc.text.as_str().lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    while doc.text.pop_layer().is_some() {}
    assert_eq!(doc.text.as_str(), lines.join("\n\n"));
    (after, reported)
}

const BOOKS: [&str; 5] = [
    "县城新建图书馆昨日开馆迎客",
    "本报讯（记者何大川）县图书馆新馆昨日正式开馆，当天接待读者三千多人次。",
    "新馆藏书达八十万册，设有少儿、视障等专门阅览室。读者凭身份证就可以办理各种手",
    "续，全年免费开放。馆长说，今后每个周末都要举办讲座。",
    "县里还打算在各乡镇设立分馆，方便农民群众看书学习。",
];

const BUSES: [&str; 5] = [
    "公交集团今日调整三条线路",
    "本报讯（记者李某某）公交集团今日起调整三条线路，方便学生和家长出行，沿线居民拍手称快。",
    "集团负责人介绍，首班车提前到五时三十分，末班车推迟到二十三时。高峰时段还要增加车",
    "辆，缩短发车间隔到六分钟。此外，还要新增二十个候车亭。",
    "记者了解到，新的线路图已经在各站点张贴。",
];

#[test]
fn columns_of_two_articles() {
    let page = [&BOOKS[..3], &BUSES[..3], &BOOKS[3..], &BUSES[3..]].concat();
    let (after, _) = ordered(&page);
    assert_eq!(after, [&BOOKS[..], &BUSES[..]].concat());
}

#[test]
fn an_article_between_the_halves_of_another() {
    let (after, _) = ordered(&[&BOOKS[..3], &BUSES[..], &BOOKS[3..]].concat());
    assert_eq!(after, [&BOOKS[..], &BUSES[..]].concat());
}

#[test]
fn a_tail_before_its_dateline() {
    let (after, _) = ordered(&[&BOOKS[..1], &BOOKS[3..], &BOOKS[1..3], &BUSES[..]].concat());
    assert_eq!(after, [&BOOKS[..], &BUSES[..]].concat());
}

#[test]
fn right_order_stays() {
    for page in [[&BOOKS[..], &BUSES[..]].concat(), [&BUSES[..], &BOOKS[..]].concat(), BOOKS.to_vec()] {
        assert_eq!(ordered(&page), (page.iter().map(|l| (*l).to_owned()).collect(), false));
    }
}

#[test]
fn what_would_leave_a_sentence_open_is_reported() {
    // The second half of the other article is missing.
    let page = [&BOOKS[..3], &BUSES[..3], &BOOKS[3..]].concat();
    let (after, reported) = ordered(&page);
    assert_eq!(after, page);
    assert!(reported);
}
