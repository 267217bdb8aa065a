//! Traditional text to Simplified.

use baokan_corpus_model::{Safety, TextRange};

use super::origin::Origin;
use super::quotes::{Quoted, quoted};
use super::report::{Kind, Report};
use super::strays::{self, Stray};
use super::stretches::Stretch;
use super::{grade, names};
use crate::encodings::is_cut_sequence;
use crate::engine::Proposals;
use crate::lexicon;
use crate::script::{Change, Converter, Detection, Tells, choices, detect, hant_spans, tells};

/// Characters whose second form is a rare one of names or learned words: the default is not worth a question.
const SETTLED: &[char] = &[
    '於', '餘', '麼', '麽', '託', '祕', '諮', '昇', '陞', '蒐', '逕', '釐', '鍾', '鉅', '谿', '脩', '颺', '訢', '讎',
    '貲', '扞', '椏', '頫',
];

/// Traditional characters in lines without Simplified ones that make them a text.
const ENOUGH: usize = 10;

/// So sure at most is a change of Traditional words among Simplified ones.
const AMONG_SIMPLIFIED: u16 = 940;

pub(super) struct ToSimplified<'t> {
    text: &'t str,
    /// The target is the script of the original.
    auto: bool,
    found: Detection,
    report: Report,
    strays: Vec<Stray>,
    /// Quotations that are Traditional in a Simplified sentence.
    quoted: Vec<Quoted<'t>>,
    /// Traditional characters of Simplified sentences outside of quotations.
    outside: usize,
    /// The Traditional lines have a 着 of their own: what they write 著 is not the particle.
    has_zhe: bool,
    /// Stretches of the Traditional press, which stay.
    kept: Vec<(TextRange, Origin)>,
}

impl<'t> ToSimplified<'t> {
    pub(super) fn new(text: &'t str, found: Detection, auto: bool) -> Self {
        Self {
            text,
            auto,
            found,
            report: Report::default(),
            strays: Vec::new(),
            quoted: Vec::new(),
            outside: 0,
            has_zhe: false,
            kept: Vec::new(),
        }
    }

    pub(super) fn propose(mut self, stretches: Vec<Stretch<'t>>, out: &mut Proposals) {
        let zhe = |s: &Stretch<'_>| s.is_hant() && memchr::memmem::find(s.text.as_bytes(), "着".as_bytes()).is_some();
        self.has_zhe = stretches.iter().any(zhe);
        for stretch in stretches {
            if stretch.found.hant == 0 {
                continue;
            }
            let alone = self.found.hans >= self.found.hant && stretch.found.hant < 2;
            if stretch.is_hant() && !alone {
                self.whole(&stretch, out);
            } else {
                self.parts(&stretch, out);
            }
        }
        self.quotations(out);
        strays::settle(self.text, &self.strays, &mut self.report, out);
        self.report.hand_in(out);
        if let Some((range, origin)) = self.kept.first() {
            super::kept(*range, &origin.evidence(), self.kept.len(), out);
        }
    }

    /// Lines in Traditional.
    fn whole(&mut self, stretch: &Stretch<'t>, out: &mut Proposals) {
        // In a Simplified document: an article of the Traditional press among others.
        if self.auto && self.found.hans > self.found.hant {
            let origin = Origin::of(stretch.text);
            if origin.is_traditional() {
                let range = TextRange::new(stretch.start, stretch.start + stretch.text.len() as u32);
                self.kept.push((range, origin));
                return;
            }
        }
        // Lines wholly in Traditional are as safe in a Simplified document as by themselves; a few characters are not.
        let safe = self.found.hant > self.found.hans || stretch.found.hant >= ENOUGH;
        self.convert(stretch.text, stretch.start, safe, out);
    }

    /// Simplified lines with Traditional words in them.
    fn parts(&mut self, stretch: &Stretch<'t>, out: &mut Proposals) {
        let mut start = stretch.start;
        for line in stretch.text.split_inclusive('\n') {
            // Most lines of a Simplified text have none.
            if detect(line).hant > 0 {
                self.parts_of_line(line, start, out);
            }
            start += line.len() as u32;
        }
    }

    fn parts_of_line(&mut self, line: &'t str, start: u32, out: &mut Proposals) {
        let converter = Converter::press_to_simplified();
        for span in hant_spans(line) {
            let (from, to) = (span.start as usize, span.end as usize);
            let (quotes, rest) = quoted(line, from, to);
            let cited = quotes.into_iter().filter(|q| detect(q.words).hant > 0);
            self.quoted.extend(cited.map(|q| q.moved(start)));
            for range in rest {
                let Some(words) = line.get(range.clone()) else { continue };
                let base = start + range.start as u32;
                let hant = detect(words).hant;
                self.outside += hant;
                match hant {
                    0 => {}
                    1 => {
                        converter.edits(words, |change| {
                            if !is_cut_sequence(words, change.end as usize) {
                                self.strays.extend(Stray::of(self.text, base, &change));
                            }
                        });
                    }
                    _ => self.convert(words, base, false, out),
                }
            }
        }
    }

    /// Quotations: citations in the script of their source, unless the document mixes scripts everywhere.
    fn quotations(&mut self, out: &mut Proposals) {
        let inside: usize = self.quoted.iter().map(|q| detect(q.words).hant).sum();
        let mixes = self.outside > 2.max(inside / 2);
        let quoted = std::mem::take(&mut self.quoted);
        let converter = Converter::press_to_simplified();
        let simple: Vec<String> = quoted.iter().map(|q| converter.convert(q.words)).collect();
        let elsewhere = strays::which_occur(self.text, &simple);
        for (quote, elsewhere) in quoted.into_iter().zip(elsewhere) {
            if mixes || elsewhere {
                self.convert(quote.words, quote.start, false, out);
            } else {
                let what = format!("{}: Traditional words quoted in Simplified text, kept", quote.words);
                self.report.note(Kind::Quotation, &what, self.text, quote.range());
            }
        }
    }

    /// Proposes each change of Traditional words that begin at `base`.
    fn convert(&mut self, words: &str, base: u32, safe: bool, out: &mut Proposals) {
        Converter::press_to_simplified().edits(words, |change| {
            let before = words.get(change.start as usize..change.end as usize).unwrap_or("");
            let range = TextRange::new(base + change.start, base + change.end);
            let spared = change.ambiguous && self.stays(&change, before, words, range);
            if spared || is_cut_sequence(words, change.end as usize) {
                return;
            }
            let open = change.ambiguous && self.is_open(&change, before, words);
            if open {
                self.undecided(before, change.to, range);
            }
            let (mut certainty, mut safety, why) = grade(&change, before, true, open);
            if !safe {
                (certainty, safety) = (certainty.min(AMONG_SIMPLIFIED), Safety::Unsafe);
            }
            out.edit(certainty, why).safety(safety).replace(range, change.to).done();
        });
    }

    /// 乾 in a name, 著 where the particle is written 着.
    fn stays(&mut self, change: &Change<'_>, before: &str, words: &str, range: TextRange) -> bool {
        let what = match before {
            "乾" if names::is_given_qian(words, change.start as usize) => "乾: kept, it seems to be part of a name",
            "著" if self.has_zhe => "著: kept, since the copy writes the particle 着",
            _ => return false,
        };
        self.report.note(Kind::Undecided, what, self.text, range);
        true
    }

    /// Whether the choice that the dictionary left open is open for a reader, too.
    fn is_open(&self, change: &Change<'_>, before: &str, words: &str) -> bool {
        if before.chars().all(|c| SETTLED.contains(&c)) {
            return false;
        }
        let prev = words.get(..change.start as usize).and_then(|t| t.chars().next_back());
        let next = words.get(change.end as usize..).and_then(|t| t.chars().next());
        let to = change.to.chars().next();
        if before == "著" {
            // Between two other characters the particle is certain enough: the credits of authors are phrases.
            let han = |c: Option<char>| c.is_some_and(|c| tells(c) != Tells::NotHan);
            return !(han(prev) && han(next));
        }
        !lexicon::is_word_in_either(prev, to) && !lexicon::is_word_in_either(to, next)
    }

    fn undecided(&mut self, from: &str, to: &str, range: TextRange) {
        let choices = from.chars().next().and_then(|c| choices(c, true)).unwrap_or("着 著").replace(' ', " or ");
        let what = format!("{from}: no phrase decides between {choices}; {to} was taken");
        self.report.note(Kind::Undecided, &what, self.text, range);
    }
}
