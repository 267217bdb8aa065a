//! Stretches of lines in one script.

use super::quotes::quoted;
use crate::script::{Detection, detect};

/// Neighbouring lines of one script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'t> {
    /// Its first byte in the text.
    pub(super) start: u32,
    /// The lines with their ends.
    pub(super) text: &'t str,
    /// What its characters say.
    pub(super) found: Detection,
    /// Whether its lines are Traditional; `None` when none of them says.
    hant: Option<bool>,
}

impl<'t> Stretch<'t> {
    /// One line by itself.
    pub(super) fn line(start: u32, text: &'t str) -> Self {
        Self { start, text, found: detect(text), hant: None }
    }

    /// Lines of which each has at least as many Traditional as Simplified characters.
    pub(super) fn is_hant(&self) -> bool {
        self.hant == Some(true)
    }
}

/// The stretches of a text, in order; together they are the text. A line that says nothing goes with the line before it.
pub(super) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut out: Vec<Stretch<'_>> = Vec::new();
    let mut at = 0usize;
    for line in text.split_inclusive('\n') {
        let found = detect(line);
        let end = at + line.len();
        let next = Stretch { start: at as u32, text: line, found, hant: verdict(line, found) };
        match out.last_mut() {
            Some(last) if last.hant.is_none() || next.hant.is_none() || last.hant == next.hant => {
                last.text = text.get(last.start as usize..end).unwrap_or(last.text);
                last.found += found;
                last.hant = last.hant.or(next.hant);
            }
            _ => out.push(next),
        }
        at = end;
    }
    out
}

/// Whether a line is Traditional. Quoted words do not count against the words around them.
fn verdict(line: &str, found: Detection) -> Option<bool> {
    if found.hant < found.hans {
        return Some(false);
    }
    if found.hant == 0 {
        return None;
    }
    let (quotes, rest) = quoted(line, 0, line.len());
    if quotes.is_empty() {
        return Some(true);
    }
    let mut around = Detection::default();
    rest.into_iter().filter_map(|r| line.get(r)).for_each(|part| around += detect(part));
    match (around.hans, around.hant) {
        (0, 0) => None,
        (hans, hant) => Some(hant >= hans),
    }
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn lines_of_one_script_go_together_and_make_up_the_text() {
        let text = "一千人\n我们发展\n\n农业\n國家發展\n三人\n農業和农\n这个";
        let found = stretches(text);
        let parts: Vec<(&str, bool)> = found.iter().map(|s| (s.text, s.is_hant())).collect();
        assert_eq!(
            parts,
            [("一千人\n我们发展\n\n农业\n", false), ("國家發展\n三人\n農業和农\n", true), ("这个", false)]
        );
        assert_eq!(found.iter().map(|s| s.text).collect::<String>(), text);
        assert!(found.iter().all(|s| text[s.start as usize..].starts_with(s.text)));
        assert!(stretches("").is_empty());
    }
}
