//! Marks at the ends of printed lines, where neither the sentence nor the rules of typesetting let them stand.

use super::Piece;
use super::page::{Page, Row, before_gap, behind_gap, is_awaited, will_close};
use crate::chars::{self, is_gap, is_han};
use crate::lexicon::is_word;

/// Marks that no Chinese text has at the ends of its lines.
const DUST: &str = "|¦_~^\\`′";
/// Marks that close or part: typesetters never let them begin a line.
const NEVER_FIRST: &str = "、，。；：？！”’」』》）";
/// A gap so wide parts columns.
const COLUMNS: usize = 3;

/// How the page uses marks.
struct Habits {
    /// `,` for ，: a comma behind a gap is a comma.
    ascii_commas: bool,
    /// `.` for 。
    ascii_stops: bool,
    /// Lines begin with commas all over the page: no typesetter set it.
    unset: bool,
    /// `-` or `*` begin the items of lists.
    items: bool,
    /// Wide gaps inside lines all over the page: columns of a table.
    tables: bool,
    /// Quotations stand in 「」, as in Traditional papers.
    corners: bool,
}

impl Habits {
    fn read(page: &Page<'_>) -> Self {
        let count = |f: &dyn Fn(&str) -> bool| page.rows.iter().filter(|r| f(page.words(r))).count();
        let after_han = |mark: char| {
            let ends =
                page.text.match_indices(mark).filter(|(at, _)| chars::before(page.text, *at).is_some_and(is_han));
            ends.count()
        };
        let dots = after_han('.');
        // Where a program wraps text, a comma begins a line as often as it ends one.
        let leading = count(&|w| w.starts_with(['，', '、']) && !behind_first_gap(w));
        let trailing = count(&|w| w.ends_with(['，', '、']));
        Self {
            ascii_commas: after_han(',') > 3,
            ascii_stops: dots * 2 >= page.text.matches('。').count(),
            unset: leading > 3 && leading > trailing,
            items: count(&|w| w.starts_with(['-', '*'])) > 2,
            corners: page.text.matches('「').count() >= 3.max(page.text.matches('”').count() * 2),
            tables: count(&|w| w.contains("   ") || w.contains('\t')) > page.rows.len() / 6,
        }
    }
}

/// A gap follows the first character.
fn behind_first_gap(words: &str) -> bool {
    words.chars().nth(1).is_some_and(is_gap)
}

/// Finds the marks at both ends of every line that is text.
pub(super) fn find(page: &Page<'_>, noise: &[u16], out: &mut Vec<Piece>) {
    let habits = Habits::read(page);
    let is_text = |i: &usize| noise.get(*i) == Some(&0);
    let text_rows: Vec<usize> = (0..page.rows.len()).filter(is_text).collect();
    for (k, i) in text_rows.iter().enumerate() {
        let Some(row) = page.rows.get(*i).filter(|r| r.han > 0) else { continue };
        let at = |n: Option<usize>| n.and_then(|n| text_rows.get(n)).and_then(|i| page.rows.get(*i));
        let place = Place { page, habits: &habits, row, above: at(k.checked_sub(1)), below: at(Some(k + 1)) };
        let (lead, sure) = place.leading();
        if lead > 0 {
            let stop = words_begin_with_stop(page.words(row));
            let piece = Piece::new(row.start, row.start + lead, sure, "a mark that begins no line");
            out.push(Piece { proves: !stop, ..piece });
        }
        let (trail, sure) = place.trailing(lead);
        if trail > 0 {
            out.push(Piece::new(row.end - trail, row.end, sure, "a mark that ends no line"));
        }
    }
}

/// Text that a program wrapped has stops there too: they prove no noise.
fn words_begin_with_stop(words: &str) -> bool {
    words.starts_with(|c| NEVER_FIRST.contains(c) || matches!(c, ',' | '“' | '-' | '*' | '\''))
}

struct Place<'p> {
    page: &'p Page<'p>,
    habits: &'p Habits,
    row: &'p Row,
    above: Option<&'p Row>,
    below: Option<&'p Row>,
}

impl Place<'_> {
    /// Bytes of noise at the beginning of the line, and how sure.
    fn leading(&self) -> (usize, u16) {
        let words = self.page.words(self.row);
        let (mut cut, mut sure) = (0, 0);
        while let Some(rest) = words.get(cut..) {
            let Some(c) = rest.chars().next() else { break };
            let tail = rest.get(c.len_utf8()..).unwrap_or("");
            let text = behind_gap(tail);
            let Some(next) = text.chars().next() else { return (0, 0) };
            let one = self.first(c, next, tail.len() > text.len(), cut > 0);
            if one == 0 {
                break;
            }
            sure = sure.max(one);
            cut = words.len() - text.len();
        }
        (cut, sure)
    }

    /// How sure the first mark of the line is noise. `gap`: white space follows it; `more`: it stands behind noise.
    fn first(&self, c: char, next: char, gap: bool, more: bool) -> u16 {
        let text = is_han(next) || chars::is_opening(next) || next.is_ascii_alphanumeric();
        let above = self.above.map(|r| self.page.words(r)).unwrap_or("");
        let last = above.chars().next_back();
        let open = self.above.is_some_and(|r| self.page.is_open(r));
        match c {
            // [^1] marks a note.
            '^' if next == '[' => 0,
            _ if DUST.contains(c) => 950,
            '.' if text && !next.is_ascii_digit() => 900,
            '.' if next.is_ascii_digit() && last.is_some_and(|l| !l.is_ascii_digit()) => 850,
            '.' if NEVER_FIRST.contains(next) => 850,
            '\'' if !self.page.words(self.row).get(1..).unwrap_or("").contains(['\'', '’']) => 850,
            ',' if gap || open => 850,
            '-' | '*' if is_han(next) && open && !self.habits.items => 850,
            '」' | '”' | '’' | '』' | '》' | '）' if !self.habits.unset => {
                let head = self.page.text.get(..self.row.start).unwrap_or("");
                if is_awaited(head, partner(c), c) { 0 } else { 850 }
            }
            '“' if self.habits.corners => 800,
            '“' if open && (self.row.blank == 0 || more) => {
                let tail = self.page.text.get(self.row.start + 3..).unwrap_or("");
                if will_close(tail, '“', '”') { 0 } else { 800 }
            }
            // The end of a quotation that was cut off.
            _ if NEVER_FIRST.contains(next)
                && is_awaited(self.page.text.get(..self.row.start).unwrap_or(""), partner(next), next) =>
            {
                0
            }
            _ if NEVER_FIRST.contains(c) => {
                let doubled = last.is_none_or(|l| chars::is_stop(l) || chars::ends_sentence(l));
                let inside = last.is_some_and(|l| is_word(l, next));
                match () {
                    () if gap || more => 850,
                    () if self.habits.unset => 0,
                    () if doubled || inside => 850,
                    () => 800,
                }
            }
            _ => 0,
        }
    }

    /// Bytes of noise at the end of the line, and how sure.
    fn trailing(&self, lead: usize) -> (usize, u16) {
        let words = self.page.words(self.row).get(lead..).unwrap_or("");
        let (mut keep, mut sure) = (words.len(), 0);
        while let Some(head) = words.get(..keep) {
            let Some((at, c)) = head.char_indices().next_back() else { break };
            let text = before_gap(head.get(..at).unwrap_or(""));
            let Some(last) = text.chars().next_back() else { break };
            let gap = text.len() < at;
            let one = self.last(c, last, gap);
            if one > 0 {
                sure = sure.max(one);
                keep = text.len();
                continue;
            }
            // A character or two behind a wide gap come from the next column.
            let token_at = head
                .rfind(is_gap)
                .map_or(0, |g| g + head.get(g..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
            let token = head.get(token_at..).unwrap_or("");
            let text = before_gap(head.get(..token_at).unwrap_or(""));
            let gap = head.get(text.len()..token_at).unwrap_or("");
            let wide = if gap.bytes().all(|b| b == b' ') { gap.len() } else { 0 };
            let latin = token.len() <= 3 && token.chars().all(|c| c.is_ascii_alphanumeric());
            let single = token.chars().count() == 1 && token.chars().all(is_han);
            let from_beside = wide >= COLUMNS && (latin || single) && !self.habits.tables;
            let below = self.below.and_then(|r| self.page.words(r).chars().next());
            let word = token.chars().next_back().zip(below).is_some_and(|(a, b)| is_word(a, b));
            if !from_beside || word || text.chars().count() < 4 {
                break;
            }
            sure = sure.max(800);
            keep = text.len();
        }
        (words.len() - keep, sure)
    }

    /// How sure the last mark of the line is noise. `gap`: white space stands before it.
    fn last(&self, c: char, before: char, gap: bool) -> u16 {
        let below = self.below.map(|r| self.page.words(r)).unwrap_or("");
        let next = below.chars().next();
        let goes_on = is_han(before) && next.is_some_and(is_han);
        let inside = next.is_some_and(|n| is_word(before, n));
        let end = self.row.end;
        let stopped = chars::is_stop(before) || chars::ends_sentence(before);
        match c {
            _ if DUST.contains(c) => 950,
            '.' | '\'' | '*' | '-' if stopped => 850,
            '.' if inside || (goes_on && !self.habits.ascii_stops && (gap || self.row.chars > 8)) => 800,
            '\'' | '*' | '-' if goes_on && (gap || c == '-') => 800,
            ':' | ';' if stopped && gap => 850,
            '，' | '、' | '；' | ',' if stopped && gap => 850,
            '，' | '、' if inside && gap => 800,
            ',' if inside && gap && !self.habits.ascii_commas => 800,
            '“' | '「' => {
                let tail = self.page.text.get(end..).unwrap_or("");
                if will_close(tail, c, partner(c)) { 0 } else { 850 }
            }
            '”' | '」'
                if gap && !is_awaited(self.page.text.get(..end.saturating_sub(3)).unwrap_or(""), partner(c), c) =>
            {
                850
            }
            _ => 0,
        }
    }
}

/// The other mark of a pair.
fn partner(c: char) -> char {
    match c {
        '”' => '“',
        '“' => '”',
        '’' => '‘',
        '」' => '「',
        '「' => '」',
        '』' => '『',
        '》' => '《',
        _ => '（',
    }
}
