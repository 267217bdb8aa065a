//! Measure words behind figures, for which the dictionaries have phrases with numerals (三只) and none with digits (60只).

/// The Traditional form of a Simplified character behind a digit, where it is a measure word; `None` where it is not, or
/// where its common form is right.
pub(super) fn behind_digit(before: char, c: char, next: Option<char>) -> Option<char> {
    let (form, not_before) = match c {
        '只' => ('隻', "有能是要会需占用把在为限可好对"),
        '里' => ('里', "面边头"),
        '周' => ('週', "年岁边围末期"),
        '斗' => ('斗', "争志"),
        _ => return None,
    };
    let digit = before.is_ascii_digit() || ('０'..='９').contains(&before);
    (digit && next.is_none_or(|n| !not_before.contains(n))).then_some(form)
}

/// The places of a text where such a character stands, as byte and form.
pub(super) fn measures(text: &str) -> Vec<(u32, char)> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Nothing but a digit asks for a look.
        if before.is_ascii_digit() || ('０'..='９').contains(&before) {
            let next = chars.peek().map(|(_, c)| *c);
            found.extend(behind_digit(before, c, next).map(|form| (at as u32, form)));
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::measures;

    #[test]
    fn measure_words_behind_digits() {
        let found = |text: &str| measures(text).into_iter().map(|(_, c)| c).collect::<String>();
        assert_eq!(found("养羊60只，走了5里路，持续12周，借粮3斗"), "隻里週斗");
        assert_eq!(found("2020只有，70周年，10里面，几只"), "");
    }
}
