//! The laws of conversion as property tests, against a plain reading of OpenCC's rules.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::config::{Config, Steps};
use super::converter::Converter;
use super::{dictionary, ids};

/// A group of dictionaries as maps: tiers in order, each a union.
struct Group(Vec<BTreeMap<&'static str, &'static str>>);

impl Group {
    fn read(group: &str) -> Group {
        let tier = |union: &str| {
            let mut map = BTreeMap::new();
            for row in union.split('+').flat_map(dictionary::rows) {
                map.entry(row.key).or_insert(row.default());
            }
            map
        };
        Group(group.split('|').map(tier).collect())
    }

    /// Longest key at the start of `text` in the first tier that has one.
    fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(20).collect();
        let longest = |tier: &BTreeMap<&str, &'static str>| {
            ends.iter().rev().find_map(|&end| tier.get(&text[..end]).map(|&to| (end, to)))
        };
        self.0.iter().find_map(longest)
    }

    /// The text in tokens: length, and the output where a key was found.
    fn tokens(&self, text: &str) -> Vec<(usize, Option<&'static str>)> {
        let (mut at, mut tokens) = (0, Vec::new());
        while let Some(c) = text[at..].chars().next() {
            let token = match self.find(&text[at..]) {
                Some((length, to)) => (length, Some(to)),
                None => (ids::sequence_len(&text[at..]).unwrap_or(c.len_utf8()), None),
            };
            tokens.push(token);
            at += token.0;
        }
        tokens
    }

    fn convert(&self, text: &str) -> String {
        let (mut at, mut out) = (0, String::new());
        for (length, to) in self.tokens(text) {
            out.push_str(to.unwrap_or(&text[at..at + length]));
            at += length;
        }
        out
    }
}

fn reference(steps: &Steps, text: &str) -> String {
    let text = steps.normalize.map_or(text.to_owned(), |group| Group::read(group).convert(text));
    let chain: Vec<Group> = steps.convert.iter().map(|group| Group::read(group)).collect();
    let through = |segment: &str| chain.iter().fold(segment.to_owned(), |text, group| group.convert(&text));
    let Some(segmenter) = steps.segment.map(Group::read) else { return through(&text) };
    let (mut at, mut start, mut out) = (0, 0, String::new());
    for (length, key) in segmenter.tokens(&text) {
        if key.is_some() {
            out.push_str(&through(&text[start..at]));
            out.push_str(&through(&text[at..at + length]));
            start = at + length;
        }
        at += length;
    }
    out + &through(&text[start..])
}

/// Checks the form of the changes and returns the text with them applied.
fn apply(converter: &Converter, text: &str) -> String {
    let (mut out, mut done) = (String::new(), 0);
    converter.edits(text, |change| {
        let (start, end) = (change.start as usize, change.end as usize);
        assert!(done <= start && start < end, "{text:?}: {change:?} after {done}");
        assert_ne!(&text[start..end], change.to, "{text:?}: a change that changes nothing");
        assert!(!(change.phrase && change.ambiguous), "{change:?}");
        out.push_str(&text[done..start]);
        out.push_str(change.to);
        done = end;
    });
    out + &text[done..]
}

/// The changes of both doors, as input range, replacement and grounds.
type Grounds = (usize, usize, String, bool, bool);

fn edits(converter: &Converter, text: &str) -> Vec<Grounds> {
    let mut found = Vec::new();
    converter.edits(text, |c| found.push((c.start as usize, c.end as usize, c.to.to_owned(), c.phrase, c.ambiguous)));
    found
}

fn aligned(converter: &Converter, text: &str) -> (String, Vec<Grounds>) {
    // What stands in the buffer stays there, and counts.
    let (mut out, mut pieces) = ("前".to_owned(), Vec::new());
    converter.convert_aligned(text, &mut out, |piece| pieces.push(piece));
    let found = pieces.iter().map(|p| (p.from.start, p.from.end, out[p.to.clone()].to_owned(), p.phrase, p.ambiguous));
    let found = found.collect();
    (out.strip_prefix('前').unwrap().to_owned(), found)
}

/// Keys, outputs and parts of keys from all dictionaries, with characters that the rules treat
/// specially between them.
fn texts() -> impl Strategy<Value = String> {
    let names = [
        "STPhrases",
        "STCharacters",
        "TSPhrases",
        "TSCharacters",
        "TSCharactersExt",
        "TWPhrases",
        "TWPhrasesRev",
        "TWVariantsRevPhrases",
        "HKVariantsPhrases",
        "HKPhrasesRev",
        "JPShinjitaiPhrases",
        "CJK_Compatibility_Ideographs",
        dictionary::PRESS,
    ];
    let rows: Vec<Vec<dictionary::Row>> = names.iter().map(|name| dictionary::rows(name).collect()).collect();
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4usize).prop_map(move |(i, j, cut)| {
        let row = j.get(i.get(&rows[..]).as_slice());
        match cut {
            0 => row.default().to_owned(),
            1 => row.key.chars().take(row.key.chars().count().div_ceil(2)).collect(),
            _ => row.key.to_owned(),
        }
    });
    let special = prop::sample::select(vec![
        "⿰",
        "⿳",
        "⿾",
        "\u{FE00}",
        "\u{E0100}",
        "，",
        "\n",
        " ",
        "a",
        "SQL",
        "é",
        "😀",
        "\u{F900}",
        "\u{2F800}",
        "著",
        "著名",
        "乾",
        "𠀀",
        "於",
    ]);
    let any_char = any::<char>().prop_map(String::from);
    let part = prop_oneof![6 => piece, 2 => special.prop_map(str::to_owned), 1 => any_char];
    prop::collection::vec(part, 0..10).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changes_applied_give_the_converted_text(text in texts()) {
        for config in Config::ALL {
            let converter = Converter::builtin(config);
            prop_assert_eq!(apply(converter, &text), converter.convert(&text), "{}", config);
        }
        let press = Converter::press_to_simplified();
        prop_assert_eq!(apply(press, &text), press.convert(&text), "press");
        let press = Converter::press_to_traditional(Config::S2hk);
        prop_assert_eq!(apply(press, &text), press.convert(&text), "press to Traditional");
    }

    #[test]
    fn both_doors_report_the_same_changes(text in texts(), times in 1..30usize) {
        // Repeated, so that windows fill and keys lie across their borders.
        let text = text.repeat(times);
        let press = [Converter::press_to_simplified()];
        for converter in [Config::S2t, Config::T2s, Config::T2hk, Config::Tw2sp].map(Converter::builtin).iter().chain(&press) {
            let (out, pieces) = aligned(converter, &text);
            prop_assert_eq!(&out, &converter.convert(&text));
            prop_assert_eq!(pieces, edits(converter, &text));
        }
    }

    #[test]
    fn detection_counts_each_character_once(text in texts()) {
        let found = super::detect(&text);
        prop_assert!(found.hans + found.hant <= found.han && found.han <= text.chars().count());
        let spans = super::hant_spans(&text);
        prop_assert!(spans.iter().all(|s| text.get(s.start as usize..s.end as usize).is_some() && s.start < s.end));
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        prop_assert_eq!(spans.iter().map(|s| s.hant as usize).sum::<usize>(), found.hant);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_engine_follows_the_rules(texts in prop::collection::vec(texts(), 8), config in 0..Config::ALL.len()) {
        let config = Config::ALL[config];
        let steps = config.steps();
        let text = texts.join("\n");
        prop_assert_eq!(Converter::builtin(config).convert(&text), reference(&steps, &text), "{}", config);
    }
}

#[test]
fn every_row_of_a_dictionary_is_found() {
    for config in [Config::S2t, Config::T2s, Config::T2hk, Config::Tw2t, Config::T2jp, Config::Jp2t] {
        let converter = Converter::builtin(config);
        for group in config.steps().convert.iter().map(|group| Group::read(group)) {
            for key in group.0.iter().flat_map(BTreeMap::keys) {
                assert_eq!(converter.convert(key), group.convert(key), "{config}: {key}");
            }
        }
    }
}

#[test]
fn unchanged_characters_of_a_phrase_stay_out_of_its_changes() {
    let changes = |config, text: &str| {
        let mut found = Vec::new();
        Converter::builtin(config)
            .edits(text, |c| found.push((c.start, c.end, c.to.to_owned(), c.phrase, c.ambiguous)));
        found
    };
    // One key of four characters, of which the second and the fourth change; then two single ones.
    assert_eq!(
        changes(Config::S2t, "理发师发"),
        [(3, 9, "髮師".to_owned(), true, false), (9, 12, "發".to_owned(), false, true)]
    );
    // A phrase of another length is one change; the steps behind it compose with it.
    assert_eq!(
        changes(Config::S2twp, "用鼠标点"),
        [(3, 9, "滑鼠".to_owned(), true, false), (9, 12, "點".to_owned(), false, false)]
    );
    assert_eq!(changes(Config::Tw2sp, "伺服器"), [(0, 6, "服务".to_owned(), true, false)]);
    // A compatibility ideograph is normalized on the way; offsets are those of the original text.
    assert_eq!(
        changes(Config::T2s, "a\u{F901}車輛"),
        [
            (1, 4, "更".to_owned(), false, false),
            (4, 7, "车".to_owned(), false, false),
            (7, 10, "辆".to_owned(), false, false),
        ]
    );
}

#[test]
fn press_text_settles_zhe() {
    let press = Converter::press_to_simplified();
    for (from, to) in [
        ("成效顯著，著力推進，沿著河岸走", "成效显著，着力推进，沿着河岸走"),
        ("激勵著一代人，以治水著稱的名著", "激励着一代人，以治水著称的名著"),
        ("存在著名的古蹟，等著名學者的著作", "存在著名的古迹，等著名学者的著作"),
        ("學生著作，先生專著，信封上寫著名字", "学生著作，先生专著，信封上写着名字"),
        ("（李某著）李某著《水利史》，他讀著《水利史》", "（李某著）李某著《水利史》，他读着《水利史》"),
        ("结合著两种成效显著的办法", "结合着两种成效显著的办法"),
        ("甚麼時候規畫，保衞水庫", "什么时候规划，保卫水库"),
    ] {
        assert_eq!(press.convert(from), to);
        assert_eq!(press.convert(to), to, "again");
    }
}

#[test]
fn press_text_keeps_its_words_on_the_way_to_traditional() {
    for row in dictionary::rows(dictionary::PRESS_HANT) {
        assert_eq!(row.key.chars().count(), row.default().chars().count(), "{}", row.key);
        assert_eq!(Converter::press_to_traditional(Config::S2t).convert(row.key), row.default());
    }
    for (config, from, to) in [
        (Config::S2t, "擅自发布，踏上新征程，免签入境，标签", "擅自發佈，踏上新征程，免簽入境，標籤"),
        (Config::S2tw, "海关征收关税，这里的干部", "海關徵收關稅，這裡的幹部"),
        (Config::S2hk, "按时足额发放，这里的发展", "按時足額發放，這裏的發展"),
    ] {
        assert_eq!(Converter::press_to_traditional(config).convert(from), to);
    }
}

#[test]
fn rows_of_our_phrases_are_well_formed() {
    let mut guards = std::collections::BTreeSet::new();
    let mut keys = std::collections::BTreeSet::new();
    for row in dictionary::rows(dictionary::PRESS) {
        assert!(keys.insert(row.key), "{} stands twice", row.key);
        assert_eq!(row.key.chars().count(), row.default().chars().count(), "{}", row.key);
        guards.insert(row.not_before);
    }
    guards.remove("");
    assert_eq!(guards.len(), 1, "a compiled group holds one set: {guards:?}");
    // On Simplified text they do nothing but what the key says.
    let press = Converter::press_to_simplified();
    for text in ["显著着力", "着重看着", "编著者", "坐标", "什么", "干部"] {
        assert_eq!(press.convert(text), text);
    }
}
