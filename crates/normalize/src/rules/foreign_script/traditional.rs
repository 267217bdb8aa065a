//! Simplified text to Traditional.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use baokan_corpus_model::{Safety, TextRange};

use super::measures::measures;
use super::quotes::quoted;
use super::report::{Kind, Report};
use super::stretches::{Stretch, stretches};
use super::{grade, names};
use crate::encodings::is_cut_sequence;
use crate::engine::Proposals;
use crate::lexicon;
use crate::script::{Config, Converter, Tells, choices, detect, tells};

/// Characters with several counterparts of which the others are rare variants of the first: no question to a reader.
const SETTLED: &str = "万个于亘仆价佣党凄凶别勋厂叶叹吃咨哗唇啮埙娴尝尸岩帘并广径愿挂据摆极枪杠柜毁涌滟炼熏皂确种筑绱绷膻艳荐荫虫蚝蜡蝎袅裥\
谥赝跖迹鉴钥钫铲链锄锫镋镎镢镰鹇雇夸坝恶夹宁弥录赞辟适证药闲团苏烟参钻胜针荡腊术当汇获划占准须伙签采后";

/// Forms of older print that Traditional text has as well: no strays.
const OLD_PRINT: &str = "决况减凑凉净准凛凄够强却届群峰床脚";

/// Characters of both scripts that a Simplified engine prints for another of the page: 后 for 後.
const SHARED: &str = "后游面制松干谷斗只";

/// Simplified characters that show quoted words to be a citation and no slip.
const QUOTED: usize = 2;

/// So many Simplified characters in a Traditional page, and at least one for so many Traditional ones, are no slips: the
/// engine knows no better.
const MIXED: usize = 5;
const MIXED_SHARE: usize = 50;

pub(super) struct ToTraditional<'t> {
    text: &'t str,
    /// From Simplified.
    config: Config,
    /// From Traditional to the forms of the region.
    regional: Option<Config>,
    report: Report,
    /// An engine mixed the scripts: no form of old print, no quoted words in the script of their source.
    mixed: bool,
    /// What [`Self::form`] has found.
    forms: BTreeMap<char, String>,
}

impl<'t> ToTraditional<'t> {
    pub(super) fn new(text: &'t str, config: Config, regional: Option<Config>) -> Self {
        Self { text, config, regional, report: Report::default(), mixed: false, forms: BTreeMap::new() }
    }

    pub(super) fn propose(mut self, out: &mut Proposals) {
        for stretch in stretches(self.text) {
            if stretch.is_hant() {
                if stretch.found.hans > 0 {
                    self.strays(&stretch, out);
                }
                if let Some(config) = self.regional {
                    self.regional(&stretch, config, out);
                }
            } else if stretch.found.hans > 0 {
                self.whole(&stretch, out);
            }
        }
        self.report.hand_in(out);
    }

    /// Only the strays: the text is Traditional as a whole, even where a line of it has more Simplified characters.
    pub(super) fn propose_strays(mut self, out: &mut Proposals) {
        let found = detect(self.text);
        self.mixed = found.hans >= MIXED && found.hans * MIXED_SHARE >= found.hant;
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let line = Stretch::line(start, line);
            start += line.text.len() as u32;
            if line.found.hans > 0 {
                self.strays(&line, out);
            }
        }
        self.report.hand_in(out);
    }

    /// Lines in Simplified.
    fn whole(&mut self, stretch: &Stretch<'t>, out: &mut Proposals) {
        let measures = measures(stretch.text);
        Converter::press_to_traditional(self.config).edits(stretch.text, |change| {
            let at = change.start as usize;
            let before = stretch.text.get(at..change.end as usize).unwrap_or("");
            let to = with_surnames(stretch.text, at, before, change.to);
            let is_measure = measures.binary_search_by_key(&change.start, |(at, _)| *at).is_ok();
            let cut = is_cut_sequence(stretch.text, change.end as usize);
            if to == before || (is_measure && !change.phrase) || cut {
                return;
            }
            let range = TextRange::new(stretch.start + change.start, stretch.start + change.end);
            let open = change.ambiguous && !SETTLED.contains(before);
            // As a surname 钟 is 鍾, which is taken anyway.
            let open = open && !(before == "钟" && names::is_surname(stretch.text, at));
            if open {
                self.undecided(before, change.to, range);
            }
            let (certainty, safety, why) = grade(&change, before, false, open);
            out.edit(certainty, why).safety(safety).replace(range, &to).done();
        });
        for (at, form) in measures {
            let from = stretch.start + at;
            let Some(c) = self.text.get(from as usize..).and_then(|t| t.chars().next()).filter(|c| *c != form) else {
                continue;
            };
            let range = TextRange::new(from, from + c.len_utf8() as u32);
            let why = "measure word behind a figure";
            out.edit(900, why).safety(Safety::Unsafe).replace(range, form.encode_utf8(&mut [0; 4])).done();
        }
    }

    /// Regional forms of Traditional lines.
    fn regional(&self, stretch: &Stretch<'t>, config: Config, out: &mut Proposals) {
        Converter::builtin(config).edits(stretch.text, |change| {
            let at = change.start as usize..change.end as usize;
            let before = stretch.text.get(at).unwrap_or("");
            // A Simplified character in it is a stray; once it is Traditional the next round sees it.
            if before.chars().any(|c| tells(c) == Tells::Hans) {
                return;
            }
            let (certainty, safety, why) = grade(&change, before, false, false);
            let range = TextRange::new(stretch.start + change.start, stretch.start + change.end);
            out.edit(certainty, why).safety(safety).replace(range, change.to).done();
        });
    }

    /// Characters that only Simplified text has, in Traditional lines. Every other character stays.
    ///
    /// A phrase must be Simplified as a whole to be found: so the lines are converted there and back, and the strays
    /// take what comes back in their places.
    fn strays(&mut self, stretch: &Stretch<'t>, out: &mut Proposals) {
        let hans = Converter::builtin(Config::T2s).convert(stretch.text);
        let back = Converter::press_to_traditional(self.config).convert(&hans);
        if stretch.text.chars().count() != back.chars().count() {
            return;
        }
        let quotations = if self.mixed { Vec::new() } else { self.quotations(stretch) };
        let phrases = if self.mixed { self.by_phrase(&hans) } else { BTreeSet::new() };
        let (mut prev, mut number) = (None, 0);
        let mut both = stretch.text.char_indices().zip(back.chars()).peekable();
        while let Some(((at, c), to)) = both.next() {
            let next = both.peek().map(|((_, c), _)| *c);
            let from = stretch.start + at as u32;
            let quoted = || {
                let next = quotations.partition_point(|q| q.end() <= from);
                quotations.get(next).is_some_and(|q| q.start() <= from)
            };
            if tells(c) == Tells::Hans && c != to && (self.mixed || !OLD_PRINT.contains(c)) && !quoted() {
                let range = TextRange::new(from, from + c.len_utf8() as u32);
                let to = self.form(to);
                let several = choices(c, false).is_some() && !SETTLED.contains(c);
                let word = lexicon::is_word_in_either(prev, Some(c)) || lexicon::is_word_in_either(Some(c), next);
                if several && !word {
                    self.undecided(c.encode_utf8(&mut [0; 4]), &to, range);
                }
                let certainty = if several { 800 } else { 950 };
                let why = "a Simplified character in Traditional lines";
                out.edit(certainty, why).safety(Safety::Unsafe).replace(range, &to).done();
            }
            if c != to && SHARED.contains(c) && phrases.contains(&number) {
                let range = TextRange::new(from, from + c.len_utf8() as u32);
                let why = "a phrase has another character, on a page whose engine mixes the scripts";
                out.edit(850, why).safety(Safety::Unsafe).replace(range, &self.form(to)).done();
            }
            number += 1;
            prev = Some(c);
        }
    }

    /// Numbers of the characters of a Simplified line that a phrase turns into Traditional.
    fn by_phrase(&self, line: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let (mut at, mut number) = (0, 0);
        Converter::press_to_traditional(self.config).edits(line, |change| {
            let mut count = |to: u32| {
                let chars = line.get(at..to as usize).map_or(0, |t| t.chars().count());
                (at, number) = (to as usize, number + chars);
                number
            };
            let (from, to) = (count(change.start), count(change.end));
            if change.phrase {
                found.extend(from..to);
            }
        });
        found
    }

    /// Titles and quotations in Traditional lines that are Simplified as a whole: citations in the script of their
    /// source.
    fn quotations(&mut self, stretch: &Stretch<'t>) -> Vec<TextRange> {
        let mut kept = Vec::new();
        let mut at = stretch.start;
        for line in stretch.text.split_inclusive('\n') {
            for quote in quoted(line, 0, line.len()).0 {
                let found = detect(quote.words);
                if found.hans >= QUOTED && found.hant == 0 {
                    let range = quote.moved(at).range();
                    let what = format!("{}: Simplified words quoted in Traditional text, kept", quote.words);
                    self.report.note(Kind::Quotation, &what, self.text, range);
                    kept.push(range);
                }
            }
            at += line.len() as u32;
        }
        kept
    }

    /// The character in the form that the document writes: 為 where it has no 爲.
    fn form(&mut self, c: char) -> String {
        let text = self.text;
        let form = self.forms.entry(c).or_insert_with(|| {
            let mut forms = vec![c.to_string()];
            forms.extend([Config::T2tw, Config::T2hk].map(|region| Converter::builtin(region).convert(&forms[0])));
            let written = |form: &&String| memchr::memmem::find(text.as_bytes(), form.as_bytes()).is_some();
            // What Taiwan and Hong Kong both print is the form of the press: 為, 麵.
            let common = if forms[1] == forms[2] { &forms[1] } else { &forms[0] };
            forms.iter().find(written).unwrap_or(common).clone()
        });
        form.clone()
    }

    fn undecided(&mut self, from: &str, to: &str, range: TextRange) {
        let choices = from.chars().next().and_then(|c| choices(c, false)).unwrap_or(to).replace(' ', " or ");
        let what = format!("{from}: no phrase decides between {choices}; {to} was taken");
        self.report.note(Kind::Undecided, &what, self.text, range);
    }
}

/// What becomes of `before`, which stands at byte `at` of a Simplified text: `to`, with surnames that keep their form.
fn with_surnames<'a>(text: &str, at: usize, before: &str, to: &'a str) -> Cow<'a, str> {
    if !before.contains(names::keeps_its_form) || before.chars().count() != to.chars().count() {
        return to.into();
    }
    let keep = |(i, c): (usize, char)| names::keeps_its_form(c) && names::is_surname(text, at + i);
    let both = before.char_indices().zip(to.chars());
    both.map(|((i, c), to)| if c != to && keep((i, c)) { c } else { to }).collect()
}
