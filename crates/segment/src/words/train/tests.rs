use std::ops::Range;
use std::sync::Arc;

use super::*;
use crate::words::{Linear, WordSegmenter};

/// A small language: its words, in sentences in which every word meets every other.
fn corpus() -> Vec<Vec<&'static str>> {
    let words = ["人民", "大会堂", "的", "生活", "我们", "在", "派出所", "公安部", "提高", "了", "水平", "一", "个"];
    let mut sentences = Vec::new();
    for (i, _) in words.iter().enumerate() {
        for step in 1..words.len() {
            sentences.push((0..6).map(|k| words[(i + k * step) % words.len()]).chain(["。"]).collect());
        }
    }
    sentences
}

fn trained(options: Options) -> (Model, Summary) {
    let mut trainer = Trainer::new(options);
    for sentence in corpus() {
        trainer.sentence(sentence);
    }
    trainer.dictionary_word("雪亮工程", 100, "nz");
    trainer.dictionary_word("大队长", 100, "n");
    trainer.train(|_, _| ()).unwrap()
}

fn small() -> Options {
    Options { table_bytes: 1 << 16, ..Options::default() }
}

fn cut<'a>(segmenter: &Linear, text: &'a str) -> Vec<&'a str> {
    let mut words: Vec<Range<usize>> = Vec::new();
    segmenter.cut(text, &mut words);
    words.into_iter().map(|w| &text[w]).collect()
}

#[test]
fn what_was_learnt_is_known() {
    let (model, summary) = trained(small());
    assert!(summary.wrong < 0.1, "{summary:?}");
    assert_eq!(summary.lost, 0);
    let segmenter = Linear::new(Arc::new(model));
    for sentence in corpus() {
        assert_eq!(cut(&segmenter, &sentence.concat()), sentence);
    }
    assert_eq!(cut(&segmenter, "我們的生活水平提高了。"), ["我們", "的", "生活", "水平", "提高", "了", "。"]);
}

#[test]
fn training_is_deterministic() {
    assert_eq!(trained(small()).0.to_bytes(), trained(small()).0.to_bytes());
}

#[test]
fn a_table_too_small_loses_n_grams_and_still_works() {
    let (model, summary) = trained(Options { table_bytes: 256, ..Options::default() });
    assert!(summary.lost > 0);
    assert_eq!(cut(&Linear::new(Arc::new(model)), "人民 。").last(), Some(&"。"));
}

#[test]
fn no_corpus_no_model() {
    let train = |sentences: &[&[&str]]| {
        let mut trainer = Trainer::new(Options::default());
        sentences.iter().for_each(|s| trainer.sentence(s.iter().copied()));
        trainer.train(|_, _| ()).map(|_| ())
    };
    assert_eq!(train(&[]), Err(TrainError::NotSegmented));
    assert_eq!(train(&[&["没有分词的一行"], &["又一行"]]), Err(TrainError::NotSegmented));
    assert_eq!(train(&[&["一", "字", "一", "字"]]), Err(TrainError::NotSegmented));
    assert_eq!(train(&[&[" ", "　"], &["人民", "生活"]]), Ok(()));
}
