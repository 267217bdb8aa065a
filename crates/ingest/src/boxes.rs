//! Boxes JSON: what rapidocr, PaddleOCR and their relatives write. One line of text for each box, in the engine's order.
//!
//! There is no one form, so lines are found by shape: an object with a text and a box, `[box, text, score]`,
//! `[box, [text, score]]`, or an object with parallel lists of texts, scores and boxes. Boxes are four corners or left,
//! top, right and bottom.

use std::ops::Range;

use baokan_corpus_model::RegionKind;

use crate::extraction::{Extraction, Gap, Mean};
use crate::json::{Value, unescape};

/// Keys under which engines keep the words of a line, a box, and a score.
const TEXT: &[&str] = &["text", "transcription", "rec_text", "txt", "words", "label"];
const BOX: &[&str] = &["box", "bbox", "points", "poly", "polygon", "dt_poly", "rec_poly", "text_region", "text_box"];
/// Of these, the keys that mean words beside lines even where there is no box.
const WORDS: &[&str] = &["text", "transcription", "rec_text", "txt"];
const SCORE: &[&str] = &["score", "confidence", "conf", "rec_score", "prob"];
/// The same as parallel lists.
const TEXTS: &[&str] = &["rec_texts", "txts", "texts"];
const BOXES: &[&str] = &["rec_polys", "rec_boxes", "dt_polys", "dt_boxes", "boxes"];
const SCORES: &[&str] = &["rec_scores", "scores"];
/// Keys for the number of a page, and whether it counts from 0.
const PAGE: &[(&str, bool)] = &[("page_index", true), ("page_idx", true), ("page", false), ("page_no", false)];

/// A line as the engine gives it.
struct Line<'v> {
    /// Where its words stand: one stretch, but for lists of words.
    text: Vec<Range<usize>>,
    bbox: Option<&'v Value>,
    score: Option<f64>,
    page: Option<u32>,
}

/// Whether there is a line with a box in it.
pub(crate) fn is_boxes(text: &str, value: &Value) -> bool {
    let mut lines = Walk { text, lines: Vec::new(), page: None, enough: 1 };
    lines.walk(value);
    !lines.lines.is_empty()
}

/// Takes the lines.
pub(crate) fn read(value: &Value, out: &mut Extraction<'_>) {
    let text = out.file();
    let mut walk = Walk { text, lines: Vec::new(), page: None, enough: usize::MAX };
    walk.walk(value);
    for line in walk.lines {
        if let Some(page) = line.page {
            out.page_once(page);
        }
        out.gap(Gap::Line);
        for piece in &line.text {
            out.gap(Gap::Soft);
            let chars = unescape(text, piece.clone(), &mut |at| out.bad_escape(at));
            out.text(chars);
        }
        let place = line.text.first().cloned().unwrap_or_default();
        let bbox = out.bbox(line.bbox.map_or([f64::NAN; 4], corners), place);
        let mut mean = Mean::default();
        mean.add(line.score, 1);
        out.close(RegionKind::Line, bbox, mean.get());
    }
}

/// Left, top, right, bottom of a box in any of its forms; NaN when it has none of them.
pub(crate) fn corners(value: &Value) -> [f64; 4] {
    let bad = [f64::NAN; 4];
    let Some(items) = value.array() else { return bad };
    let numbers: Vec<f64> = items.iter().filter_map(Value::number).collect();
    match (numbers.as_slice(), items.len()) {
        ([left, top, right, bottom], 4) => [*left, *top, *right, *bottom],
        // Eight numbers: four corners without brackets.
        (flat, 8) if flat.len() == 8 => hull(flat.chunks(2).map(|p| (p.first().copied(), p.get(1).copied()))),
        (_, 2..) => hull(items.iter().map(|p| {
            let at = |i: usize| p.array().and_then(|p| p.get(i)).and_then(Value::number);
            (at(0), at(1))
        })),
        _ => bad,
    }
}

/// The box around points.
pub(crate) fn hull(points: impl Iterator<Item = (Option<f64>, Option<f64>)>) -> [f64; 4] {
    let mut hull = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for (x, y) in points {
        let (Some(x), Some(y)) = (x.filter(|x| x.is_finite()), y.filter(|y| y.is_finite())) else {
            return [f64::NAN; 4];
        };
        hull = [hull[0].min(x), hull[1].min(y), hull[2].max(x), hull[3].max(y)];
    }
    hull
}

/// A list of numbers or of points.
fn is_box(value: &Value) -> bool {
    let Some(items) = value.array() else { return false };
    let numbers = |items: &[Value]| items.iter().all(|v| v.number().is_some());
    match items.len() {
        4 | 8 if numbers(items) => true,
        2.. => items.iter().all(|p| p.array().is_some_and(|p| p.len() == 2 && numbers(p))),
        _ => false,
    }
}

/// The places of the words of a line: of a string, of a number as it is written, or of a list of both. Anything else in
/// it shows that it is no line.
fn pieces(value: &Value) -> Option<Vec<Range<usize>>> {
    match value {
        Value::String(at) | Value::Number(_, at) => Some(vec![at.clone()]),
        Value::Array(items) => {
            let found: Vec<_> = items.iter().map(pieces).collect::<Option<_>>()?;
            (!found.is_empty()).then(|| found.concat())
        }
        Value::Word | Value::Object(_) => None,
    }
}

struct Walk<'v> {
    text: &'v str,
    lines: Vec<Line<'v>>,
    page: Option<u32>,
    /// Stops when it has so many.
    enough: usize,
}

impl<'v> Walk<'v> {
    fn key(&self, value: &'v Value, keys: &[&str]) -> Option<&'v Value> {
        keys.iter().find_map(|key| value.get(self.text, key))
    }

    fn walk(&mut self, value: &'v Value) {
        if self.lines.len() >= self.enough {
            return;
        }
        match value {
            Value::Object(fields) => {
                let number = |(key, from0): &(&str, bool)| {
                    let n = value.get(self.text, key)?.number().filter(|n| (0.0..1e6).contains(n))?;
                    Some(n as u32 + u32::from(*from0))
                };
                self.page = PAGE.iter().find_map(number).or(self.page);
                if !self.object(value) {
                    for (_, field) in fields {
                        self.walk(field);
                    }
                }
            }
            Value::Array(items) => {
                if self.tuple(items) {
                    return;
                }
                // A list of lists of lines, without numbers: pages, when there are several.
                let pages = items.len() > 1 && items.iter().all(|item| self.is_page(item));
                // Words without a box in a list of lines are kept; elsewhere they may be anything.
                let lines = self.enough > 1 && items.iter().any(|item| self.is_line(item));
                for (i, item) in items.iter().enumerate() {
                    if pages {
                        self.page = u32::try_from(i + 1).ok();
                    }
                    match self.words(item).filter(|_| lines) {
                        Some(text) => self.lines.push(Line { text, bbox: None, score: None, page: self.page }),
                        None => self.walk(item),
                    }
                }
            }
            _ => {}
        }
    }

    fn is_page(&self, value: &'v Value) -> bool {
        let lines = |items: &'v [Value]| items.first().is_none_or(|first| self.is_line(first));
        value.array().is_some_and(|items| !is_box(value) && lines(items))
    }

    fn is_line(&self, value: &'v Value) -> bool {
        let mut look = Walk { text: self.text, lines: Vec::new(), page: None, enough: 1 };
        if let Value::Array(items) = value { look.tuple(items) } else { look.object(value) }
    }

    /// The words of a bare string, or of an object with a text and no box.
    fn words(&self, value: &'v Value) -> Option<Vec<Range<usize>>> {
        if matches!(value, Value::Object(_)) && self.key(value, BOX).is_none() {
            return self.key(value, WORDS).and_then(pieces);
        }
        value.string().map(|text| vec![text])
    }

    /// An object that is a line or holds parallel lists.
    fn object(&mut self, value: &'v Value) -> bool {
        let string = self.key(value, TEXT).and_then(Value::string).map(|text| vec![text]);
        // A number under `label` is a class of boxes; under `text` it is a line of digits.
        let text = string.or_else(|| self.key(value, WORDS).and_then(pieces));
        if let (Some(text), Some(bbox)) = (text, self.key(value, BOX)) {
            let score = self.key(value, SCORE).and_then(Value::number);
            self.lines.push(Line { text, bbox: Some(bbox), score, page: self.page });
            return true;
        }
        let Some(texts) = self.key(value, TEXTS).and_then(Value::array) else { return false };
        let fits = |l: &&[Value]| l.len() == texts.len();
        // Boxes that are not as many as the texts tell nothing of either.
        let boxes = BOXES.iter().find_map(|key| value.get(self.text, key).and_then(Value::array).filter(fits));
        let Some(boxes) = boxes else { return false };
        let scores = self.key(value, SCORES).and_then(Value::array).filter(fits);
        for (i, text) in texts.iter().enumerate() {
            let Some(text) = pieces(text) else { continue };
            let score = scores.and_then(|s| s.get(i)).and_then(Value::number);
            self.lines.push(Line { text, bbox: boxes.get(i), score, page: self.page });
        }
        true
    }

    /// `[box, text, score]` or `[box, [text, score]]`.
    fn tuple(&mut self, items: &'v [Value]) -> bool {
        let [bbox, words, rest @ ..] = items else { return false };
        if !is_box(bbox) {
            return false;
        }
        let (text, score) = match words {
            Value::String(text) => (vec![text.clone()], rest.first()),
            Value::Array(pair) => match pair.as_slice() {
                [text @ Value::String(_), score @ (Value::Number(..) | Value::Word)] => {
                    (pieces(text).unwrap_or_default(), Some(score))
                }
                // Several words for one box.
                strings if strings.iter().all(|word| word.string().is_some()) => match pieces(words) {
                    Some(text) => (text, rest.first()),
                    None => return false,
                },
                _ => return false,
            },
            _ => return false,
        };
        self.lines.push(Line { text, bbox: Some(bbox), score: score.and_then(Value::number), page: self.page });
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, read_bytes};

    #[test]
    fn words_without_a_box_among_lines_are_kept() {
        let file =
            r#"[{"box":[[1,1],[90,1],[90,9],[1,9]],"text":"甲行"},{"text":"乙行"},"丙行",{"box":null,"text":"丁行"}]"#;
        let read = read_bytes(file.into(), "p.json", &ReadOptions::default()).map(|r| r.source.body().to_owned());
        assert_eq!(read.unwrap_or_default(), "甲行\n乙行\n丙行\n丁行");
    }

    #[test]
    fn numbers_and_lists_of_words_are_text() {
        let body = |file: &str| {
            let read = read_bytes(file.into(), "p.json", &ReadOptions::default());
            read.map(|r| r.source.body().to_owned()).unwrap_or_default()
        };
        let file = r#"[{"box":[1,1,90,9],"text":"甲行"},{"box":[1,20,90,29],"text":12345},
            {"box":[1,40,90,49],"text":["乙","行",1.50,"of","it"]},{"box":[1,60,90,69],"label":3},{"text":-7}]"#;
        assert_eq!(body(file), "甲行\n12345\n乙行1.50 of it\n-7");
        assert_eq!(body(r#"[[[1,1,90,9],["甲","行"]],[[1,20,90,29],["乙行",0.9]]]"#), "甲行\n乙行");
        assert_eq!(body(r#"{"rec_texts":["甲行",1958],"rec_boxes":[[1,1,90,9],[1,20,90,29]]}"#), "甲行\n1958");
    }

    #[test]
    fn strings_elsewhere_are_no_lines() {
        let file = r#"{"files":["a.png"],"lines":[{"box":[1,1,90,9],"text":"甲行"}]}"#;
        let read = read_bytes(file.into(), "p.json", &ReadOptions::default()).map(|r| r.source.body().to_owned());
        assert_eq!(read.unwrap_or_default(), "甲行");
    }
}
