//! Laws of the word segmenter, its model file, and a floor under its accuracy.

// Helpers of tests may fail a test.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use baokan_segment::words::train::{Options, Trainer};
use baokan_segment::words::{Agreement, Linear, Model, ModelError, UserDictionary, WordSegmenter, parse_line};
use proptest::prelude::*;

static SHIPPED: LazyLock<Linear> = LazyLock::new(|| Linear::shipped().unwrap());

fn spans(segmenter: &Linear, text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    segmenter.cut(text, &mut words);
    words
}

fn cut<'a>(segmenter: &Linear, text: &'a str) -> Vec<&'a str> {
    spans(segmenter, text).into_iter().map(|w| &text[w]).collect()
}

/// A model of a few words, small enough to be damaged in every byte.
fn small_model() -> Vec<u8> {
    let mut trainer = Trainer::new({
        let mut options = Options::default();
        options.table_bytes = 4096;
        options
    });
    for line in ["人民 生活 水平", "生活 的 水平 提高 了", "人民 的 生活 提高 了"] {
        trainer.sentence(line.split(' '));
    }
    trainer.train(|_, _| ()).unwrap().0.to_bytes()
}

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(small_model);

/// Sentences cut by hand: at least this share of words must be found, whatever model is shipped.
#[test]
fn floor_of_accuracy() {
    let mut score = Agreement::default();
    for line in include_str!("words.txt").lines().filter(|l| !l.is_empty()) {
        let (mut text, mut expected) = (String::new(), Vec::new());
        for word in parse_line(line, false) {
            let start = text.len();
            text.push_str(word.word);
            expected.push(start..text.len());
        }
        score += Agreement::of(&expected, &spans(&SHIPPED, &text));
    }
    assert!(score.f1() > 0.93, "F1 {:.4}: {score:?}", score.f1());
}

#[test]
fn names_that_records_need_stay_whole() {
    for (text, word) in [
        ("公安部部长王小洪出席会议并讲话。", "王小洪"),
        ("公安部部长王小洪出席会议并讲话。", "公安部"),
        ("他到派出所报了案。", "派出所"),
        ("記者從公安部獲悉，國務院日前發出通知。", "國務院"),
        ("中共中央总书记习近平发表重要讲话。", "习近平"),
        ("２０２４年５月１日起施行。", "２０２４年"),
    ] {
        assert!(cut(&SHIPPED, text).contains(&word), "{:?}", cut(&SHIPPED, text));
    }
}

#[test]
fn rules_of_marks_digits_and_letters() {
    assert_eq!(cut(&SHIPPED, "“好！”"), ["“", "好", "！", "”"]);
    assert_eq!(cut(&SHIPPED, "——……"), ["——", "……"]);
    assert_eq!(cut(&SHIPPED, " 123 abc\t\n"), ["123", "abc"]);
    assert_eq!(cut(&SHIPPED, ""), [""; 0]);
    assert_eq!(cut(&SHIPPED, "　\n \n"), [""; 0]);
}

#[test]
fn scripts_and_widths_are_cut_alike() {
    let simplified = "全国人民代表大会听取了国务院总理的报告，GDP增长5.2%";
    let traditional = "全國人民代表大會聽取了國務院總理的報告，ＧＤＰ增長５．２％";
    let lengths = |text| cut(&SHIPPED, text).iter().map(|w| w.chars().count()).collect::<Vec<_>>();
    assert_eq!(lengths(simplified), lengths(traditional));
}

#[test]
fn words_of_users_are_kept_whole() {
    let text = "实施雪亮工程，建设平安乡村。";
    let words = UserDictionary::parse("雪亮工程 10 nz\n平安乡村\n").unwrap();
    let segmenter = SHIPPED.clone().with_dictionary(words);
    assert_eq!(cut(&segmenter, text), ["实施", "雪亮工程", "，", "建设", "平安乡村", "。"]);
}

#[test]
fn a_model_survives_its_file() {
    let model = Model::from_bytes(&SMALL).unwrap();
    assert_eq!(&model.to_bytes(), &*SMALL);
    assert_eq!(cut(&Linear::new(Arc::new(model)), "人民的水平提高了"), ["人民", "的", "水平", "提高", "了"]);
    let shipped = Model::from_bytes(Linear::SHIPPED_MODEL).unwrap();
    assert_eq!(shipped.to_bytes(), Linear::SHIPPED_MODEL);
    assert!(Linear::SHIPPED_MODEL.len() <= 5_000_000, "the shipped model is too large");
}

#[test]
fn other_files_are_no_models() {
    let error = |bytes: &[u8]| Model::from_bytes(bytes).map(|_| ()).unwrap_err();
    assert_eq!(error(b""), ModelError::NotAModel);
    assert_eq!(error("人民 生活".as_bytes()), ModelError::NotAModel);
    let mut newer = SMALL.clone();
    newer[8] = 9;
    assert_eq!(error(&newer), ModelError::Version(9));
    // Sizes that would not fit into memory are not believed.
    let mut absurd = SMALL.clone();
    absurd[20..24].fill(0xFF);
    assert_eq!(error(&absurd), ModelError::Content("absurd sizes"));
    assert!(error(&SMALL[..SMALL.len() / 2]).to_string().contains("cut off"));
}

proptest! {
    #[test]
    fn words_are_the_text_without_white_space(
        text in "([人民公安部派出所的在一二十万年月日王小洪國務院]|[0-9０-９a-zＡ]|[，。！“”《》—…%．]|[ \\n　\\t]|\\PC){0,80}",
    ) {
        let words = spans(&SHIPPED, &text);
        let mut end = 0;
        for word in &words {
            prop_assert!(word.start >= end && word.start < word.end);
            prop_assert!(text[end..word.start].chars().all(char::is_whitespace));
            prop_assert!(!text[word.clone()].contains(char::is_whitespace));
            end = word.end;
        }
        prop_assert!(text[end..].chars().all(char::is_whitespace));
        prop_assert_eq!(words, spans(&SHIPPED, &text));
    }

    #[test]
    fn lines_are_cut_by_themselves(lines in prop::collection::vec("[人民公安部派出所的在 ，。2年]{0,20}", 0..5)) {
        let text = lines.join("\n");
        let whole: Vec<&str> = cut(&SHIPPED, &text);
        let single: Vec<&str> = lines.iter().flat_map(|l| cut(&SHIPPED, l)).collect();
        prop_assert_eq!(whole, single);
    }

    #[test]
    fn words_of_a_dictionary_that_stand_alone_are_whole(word in "[人民公安部派出所的在一二]{2,6}") {
        let segmenter = SHIPPED.clone().with_dictionary(UserDictionary::parse(&word).unwrap());
        let text = format!("，{word}。");
        prop_assert_eq!(cut(&segmenter, &text), ["，", word.as_str(), "。"]);
    }

    #[test]
    fn damaged_models_are_refused(at in any::<prop::sample::Index>(), flip in 1u8..) {
        let mut bytes = SMALL.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert!(Model::from_bytes(&bytes).is_err(), "a change at {} was not seen", at);
    }

    #[test]
    fn models_cut_off_or_grown_are_refused(at in any::<prop::sample::Index>(), more in prop::collection::vec(any::<u8>(), 1..9)) {
        let at = at.index(SMALL.len());
        prop_assert!(Model::from_bytes(&SMALL[..at]).is_err());
        let grown: Vec<u8> = SMALL.iter().copied().chain(more).collect();
        prop_assert!(Model::from_bytes(&grown).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut model = SMALL[..12].to_vec();
        model.extend(bytes);
        prop_assert!(Model::from_bytes(&model).is_err());
    }

    #[test]
    fn user_dictionaries_are_read_without_harm(text in "(\\PC{0,6}[ \\t\\n]){0,12}") {
        let _ = UserDictionary::parse(&text);
    }
}
