//! Photo credits at the end of captions.

use baokan_corpus_model::Role;

use super::Entry;
use super::parse::{Byline, parse};

/// Longest credit looked at, in bytes.
const CREDIT_MAX: usize = 120;

/// Who took the picture, as the caption's end or a bracket in it says: 新华社记者 甲 摄; 新华社发（甲 摄）; 甲 乙/摄; 摄影：甲.
/// Ranges are bytes of `caption`. Only photographers and makers of graphics are given; words of the caption itself never are.
#[must_use]
pub fn photo_credits(caption: &str) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut from = 0;
    for (i, c) in caption.char_indices() {
        if !matches!(c, '。' | '！' | '？' | '；' | '\n' | '）' | ')' | '”') && i + c.len_utf8() != caption.len()
        {
            continue;
        }
        let end = if i + c.len_utf8() == caption.len() && !matches!(c, '。' | '；' | '\n' | '）' | ')') {
            caption.len()
        } else {
            i
        };
        if end > from {
            take(caption, from, end, &mut out);
        }
        from = i + c.len_utf8();
    }
    out
}

/// Reads the credit in `caption[from..end]`, which may have words of the caption before it.
fn take(caption: &str, from: usize, end: usize, out: &mut Vec<Entry>) {
    let piece = &caption[from..end];
    if !piece.contains(['摄', '攝', '图', '圖', '绘', '拍', '影']) {
        return;
    }
    // The bracket opens a credit of its own: 新华社发（甲 摄.
    let from =
        piece.rfind(['（', '(']).map_or(from, |p| from + p + piece[p..].chars().next().map_or(1, char::len_utf8));
    let piece = &caption[from..end];
    let mut starts: Vec<usize> = vec![0];
    starts.extend(piece.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8()));
    for start in starts {
        if piece.len() - start > CREDIT_MAX {
            continue;
        }
        let byline = parse(&piece[start..]);
        if is_credit(&byline) {
            out.extend(byline.shifted(from + start).entries);
            return;
        }
    }
}

fn is_credit(b: &Byline) -> bool {
    b.whole
        && b.marked
        && b.open_post.is_none()
        && !b.entries.is_empty()
        && b.entries.iter().any(|e| matches!(e.role, Role::Photographer | Role::Graphics))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credits(caption: &str) -> Vec<(String, Role, Option<String>, Option<String>)> {
        photo_credits(caption)
            .into_iter()
            .map(|e| {
                assert_eq!(caption[e.name_range.clone()].replace([' ', '　'], ""), e.name);
                (e.name, e.role, e.affiliation, e.position)
            })
            .collect()
    }

    fn by(name: &str, house: Option<&str>, post: Option<&str>) -> (String, Role, Option<String>, Option<String>) {
        (name.into(), Role::Photographer, house.map(Into::into), post.map(Into::into))
    }

    #[test]
    fn credits_at_the_end_of_captions() {
        assert_eq!(credits("3月2日，果农在剪枝。新华社记者 何大川 摄"), [by("何大川", Some("新华社"), Some("记者"))]);
        assert_eq!(credits("果农在剪枝。新华社发（何 川 摄）"), [by("何川", None, None)]);
        assert_eq!(credits("果农在剪枝。 何大川 李三 摄"), [by("何大川", None, None), by("李三", None, None)]);
        assert_eq!(credits("图为果园一角。本报通讯员 何大川摄"), [by("何大川", Some("本报"), Some("通讯员"))]);
        assert_eq!(credits("果园一角 何大川/摄"), [by("何大川", None, None)]);
        assert_eq!(credits("果农在剪枝（何大川 摄）。"), [by("何大川", None, None)]);
        assert_eq!(credits("果园一角。摄影：何大川"), [by("何大川", None, None)]);
    }

    #[test]
    fn captions_without_a_credit() {
        assert!(credits("果农在剪枝。").is_empty());
        assert!(credits("摄影爱好者在拍摄日出。").is_empty());
        assert!(credits("果农在剪枝。新华社发").is_empty());
    }
}
