//! Lines that hold little else than advertising.

use baokan_corpus_model::TextRange;

use super::Hit;
use super::table::Class;
use crate::chars;
use crate::engine::Proposals;

/// So many lexemes make a line of advertising,
const LEXEMES: usize = 3;
/// so many when it also names a way to answer.
const WITH_CONTACT: usize = 2;
/// This share of its letters belongs to lexemes, in tenths.
const COVERED: usize = 6;
/// An invitation is not longer, in characters.
const INVITATION: usize = 60;

/// Ways to answer an advertisement; numbers of this many digits are one, too.
const CONTACTS: [&str; 14] =
    ["微信", "VX", "vx", "V信", "QQ", "电报", "電報", "Telegram", "http", "www.", ".com", ".cc", ".vip", ".net"];
const DIGITS: usize = 6;

/// Takes such lines out of the text, and their hits out of the list. Lines of sentences never are.
pub(super) fn advertising(text: &str, hits: &mut Vec<Hit>, out: &mut Proposals) {
    let mut kept = Vec::with_capacity(hits.len());
    let mut rest = hits.drain(..).peekable();
    while let Some(first) = rest.next() {
        let line = chars::line_at(text, first.start);
        let mut here = vec![first];
        while let Some(hit) = rest.next_if(|h| h.end <= line.end) {
            here.push(hit);
        }
        let whole = text.get(line.clone()).unwrap_or("");
        let range = (line.end - whole.trim_start().len(), line.start + whole.trim_end().len());
        let range = TextRange::new(range.0 as u32, range.1 as u32);
        let goods = here.iter().filter(|h| h.class != Class::Call).count();
        let calls = here.len() - goods;
        // 。 and ，belong to sentences, which advertising lines are not.
        let sentence = whole.contains(['。', '，', '“', '「']);
        if !sentence && goods > 0 && is_covered(whole, text, &here) {
            out.edit(940, "a line of advertising words").replace(range, "").done();
        } else if !sentence && calls > 0 && whole.chars().count() <= INVITATION {
            let family = here.iter().find(|h| h.class != Class::Call).map_or("", |h| h.family);
            let of = if family.is_empty() { "an invitation".to_owned() } else { format!("an invitation ({family})") };
            out.flag("possible-spam", range, format!("the line “{}” is {of}, or page furniture", whole.trim()));
        } else {
            kept.extend(here.into_iter().filter(|h| h.class != Class::Call));
        }
    }
    drop(rest);
    *hits = kept;
}

/// The lexemes are nearly all of the line; where it names a way to answer, that belongs to them.
fn is_covered(line: &str, text: &str, hits: &[Hit]) -> bool {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
    let contact = has_contact(line);
    let needed = if contact { WITH_CONTACT } else { LEXEMES };
    let mut covered: usize = hits.iter().map(|h| letters(text.get(h.start..h.end).unwrap_or(""))).sum();
    if contact {
        let rest =
            hits.iter().fold(line.to_owned(), |line, h| line.replace(text.get(h.start..h.end).unwrap_or("\0"), ""));
        covered += rest.chars().filter(char::is_ascii_alphanumeric).count();
    }
    hits.len() >= needed && covered * 10 >= letters(line) * COVERED
}

fn has_contact(line: &str) -> bool {
    let mut run = 0;
    let digits = line.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= DIGITS
    });
    digits || CONTACTS.iter().any(|c| line.contains(c))
}
