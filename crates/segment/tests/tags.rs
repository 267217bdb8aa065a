//! Laws of the tagger, its model file, and what it must know.

// Helpers of tests may fail a test.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use baokan_segment::words::{Linear, ModelError, Tag, Tagger, UserDictionary, WordSegmenter};
use proptest::prelude::*;

static SHIPPED: LazyLock<Tagger> = LazyLock::new(|| Tagger::shipped().unwrap());
static WORDS: LazyLock<Linear> = LazyLock::new(|| Linear::shipped().unwrap());

fn tagged(text: &str) -> Vec<(&str, &'static str)> {
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    WORDS.cut(text, &mut words);
    SHIPPED.tag(text, &words, &mut tags);
    assert_eq!(words.len(), tags.len());
    words.into_iter().zip(tags).map(|(w, t)| (&text[w], t.name())).collect()
}

#[test]
fn plain_sentences_in_both_scripts() {
    for text in ["我们的人民在北京工作。", "我們的人民在北京工作。"] {
        let tags: Vec<_> = tagged(text).into_iter().map(|(_, tag)| tag).collect();
        assert_eq!(tags.len(), 7, "{text}");
        assert_eq!(tags[..5], ["r", "u", "n", "p", "LOC"], "{text}");
        assert_eq!(tags[6], "w");
    }
    let found = tagged("公安部部长王小洪出席会议，并讲话。");
    for (word, tag) in [("公安部", "ORG"), ("王小洪", "PER"), ("出席", "v"), ("会议", "n"), ("并", "c")] {
        assert!(found.contains(&(word, tag)), "{word}/{tag} is not in {found:?}");
    }
}

#[test]
fn tags_are_read_as_they_are_written() {
    for tag in Tag::ALL {
        assert_eq!(Tag::parse(tag.name()), Some(*tag));
    }
    assert_eq!(Tag::parse("nr"), Some(Tag::Person));
    assert_eq!(Tag::parse("N"), None);
}

#[test]
fn tags_of_users_come_first() {
    let words = UserDictionary::parse("人民 5 nz\n生活 5\n").unwrap();
    let tagger = SHIPPED.clone().with_dictionary(words);
    let mut tags = Vec::new();
    tagger.tag("人民的生活", &[0..6, 6..9, 9..15], &mut tags);
    assert_eq!(tags[..2], [Tag::ProperNoun, Tag::Particle]);
    assert_ne!(tags[2], Tag::ProperNoun);
}

#[test]
fn ranges_of_another_text_do_no_harm() {
    let mut tags = Vec::new();
    SHIPPED.tag("人民", &[0..1, 5..90, 3..6], &mut tags);
    assert_eq!(tags.len(), 3);
}

#[test]
fn the_shipped_model_survives_its_file() {
    let bytes = Tagger::SHIPPED_MODEL;
    assert!(bytes.len() <= 1_500_000, "the shipped model is too large");
    assert_eq!(Tagger::from_bytes(bytes).unwrap().to_bytes(), bytes);
}

#[test]
fn other_files_are_no_models() {
    let error = |bytes: &[u8]| Tagger::from_bytes(bytes).map(|_| ()).unwrap_err();
    assert_eq!(error(b""), ModelError::NotAModel);
    assert_eq!(error(Linear::SHIPPED_MODEL), ModelError::NotAModel);
    let mut newer = Tagger::SHIPPED_MODEL.to_vec();
    newer[8] = 9;
    assert_eq!(error(&newer), ModelError::Version(9));
    let mut absurd = Tagger::SHIPPED_MODEL.to_vec();
    absurd[20..24].fill(0xFF);
    assert_eq!(error(&absurd), ModelError::Content("absurd sizes"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn damaged_models_are_refused(at in any::<prop::sample::Index>(), flip in 1u8..) {
        let mut bytes = Tagger::SHIPPED_MODEL.to_vec();
        // A reserved field of the header is under the checksum too.
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert!(Tagger::from_bytes(&bytes).is_err(), "a change at {} was not seen", at);
    }

    #[test]
    fn models_cut_off_or_grown_are_refused(at in any::<prop::sample::Index>(), more in prop::collection::vec(any::<u8>(), 1..9)) {
        let bytes = Tagger::SHIPPED_MODEL;
        prop_assert!(Tagger::from_bytes(&bytes[..at.index(bytes.len())]).is_err());
        prop_assert!(Tagger::from_bytes(&[bytes, &more].concat()).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Tagger::from_bytes(&[&Tagger::SHIPPED_MODEL[..12], &bytes].concat()).is_err());
    }

    #[test]
    fn every_word_has_a_tag_and_lines_are_tagged_by_themselves(
        lines in prop::collection::vec("[人民公安部派出所的在一二年王，。2a ]{0,20}|\\PC{0,12}", 0..5),
    ) {
        let text = lines.join("\n");
        let single: Vec<_> = lines.iter().flat_map(|l| tagged(l)).collect();
        prop_assert_eq!(tagged(&text), single);
    }
}
