//! Articles that go on on another page: jump lines (下转第4版, 上接第1版) and the titles that are repeated there.

use baokan_corpus_model::BlockKind;

use super::key::folded;
use super::{Line, Maybe};

/// Whether a jump line points to where the article goes on, or to where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// 下转第4版
    On,
    /// 上接第1版
    Back,
}

/// What a jump line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Jump {
    pub(crate) way: Way,
    /// 4, A1: in ASCII, without leading zeros.
    pub(crate) page: String,
}

/// Longest jump line, in characters.
const LONGEST: u32 = 20;
/// Words that point on and back, the longest first.
const ON: &[&str] = &["紧接下转", "文字下转", "全文下转", "下转", "紧转", "文转", "下接", "紧接", "续转", "转"];
const BACK: &[&str] = &["紧接上接", "文字上接", "上接", "上续", "文接", "续接", "承接", "接"];
/// Titles with so many pairs of characters in common, in hundredths of the shorter one, are one title.
pub(crate) const ALIKE: usize = 60;
/// A repeated title is looked for among so many titles above: more than an issue has, and no more work for a longer text.
const TITLES_ABOVE: usize = 300;

/// So many lines at most stand between the halves of an article: two jumps, a repeated title, heads of pages.
const BETWEEN: usize = 8;

/// Reads a line that is nothing but a jump.
pub(crate) fn jump(line: &str) -> Option<Jump> {
    if line.len() > LONGEST as usize * 4 {
        return None;
    }
    read(&folded(line))
}

fn read(key: &str) -> Option<Jump> {
    let arrow = key.starts_with(['▶', '►', '→', '⇒', '》', '>']) || key.ends_with(['▶', '►', '→', '⇒']);
    let core = key.trim_matches(|c: char| "()[]【】▲▼→←▶◀►◄⇒>< 。.《》↑↓★●■◆".contains(c)).replace(' ', "");
    let on = ON.iter().find_map(|w| core.strip_prefix(w)).map(|rest| (Way::On, rest));
    let back = || BACK.iter().find_map(|w| core.strip_prefix(w)).map(|rest| (Way::Back, rest));
    let (way, rest) = on.or_else(back).or_else(|| arrow.then_some((Way::On, core.as_str())))?;
    let page = rest.strip_prefix('第').unwrap_or(rest);
    let (page, numbered) = page.strip_suffix('版').map_or((page, false), |p| (p, true));
    // 文接B2: without 版 only a page with the letter of its section.
    if !numbered && !page.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    Some(Jump { way, page: number(page)? })
}

/// 04, 四, A1, 十二 as 4, 4, A1, 12.
fn number(page: &str) -> Option<String> {
    let letter: String = page.chars().take_while(char::is_ascii_uppercase).collect();
    let rest = page.get(letter.len()..)?;
    if letter.len() > 1 || rest.is_empty() || rest.chars().count() > 3 {
        return None;
    }
    let value = if rest.bytes().all(|b| b.is_ascii_digit()) { rest.parse().ok()? } else { han_number(rest)? };
    Some(format!("{letter}{value}"))
}

fn han_number(text: &str) -> Option<u32> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32);
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (if tens.is_empty() { Some(1) } else { one(tens).and_then(digit) }, ones),
        None => (Some(0), text),
    };
    let ones = if ones.is_empty() && text.contains('十') { Some(0) } else { one(ones).and_then(digit) };
    Some(tens? * 10 + ones?)
}

fn one(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The page that a page head names: 第4版, 04版：要闻, A3.
pub(crate) fn page_number(head: &str) -> Option<String> {
    let key = folded(head);
    key.split(|c: char| " |:·,、()".contains(c)).find_map(|token| {
        let token = token.strip_prefix('第').unwrap_or(token);
        let core = token.split('版').next().filter(|_| token.contains('版'));
        core.and_then(number)
    })
}

/// A jump in brackets at the end of a paragraph: where it begins.
pub(crate) fn at_end(line: &str) -> Option<(usize, Jump)> {
    if !line.ends_with(['）', ')', '】', '版', ']']) {
        return None;
    }
    let (from, _) = line.char_indices().rev().nth(14).unwrap_or((0, ' '));
    let tail = line.get(from..)?;
    let at = tail.rfind(['（', '(', '【', '[']).or_else(|| tail.rfind("下转").or_else(|| tail.rfind("下轉")))?;
    if from + at == 0 {
        return None;
    }
    jump(tail.get(at..)?).map(|j| (from + at, j))
}

/// A jump in brackets at the beginning of a paragraph: where it ends.
pub(crate) fn at_start(line: &str) -> Option<(usize, Jump)> {
    if !line.starts_with(['（', '(', '【', '[', '▲', '▼', '◀', '◄', '上']) {
        return None;
    }
    let head: usize = line.chars().take(14).map(char::len_utf8).sum();
    let head = line.get(..head)?;
    let close = head
        .find(['）', ')', '】', ']'])
        .map(|i| i + head.get(i..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
    let end = close.or_else(|| head.find('版').map(|i| i + '版'.len_utf8()))?;
    if end >= line.len() {
        return None;
    }
    jump(head.get(..end)?).filter(|j| j.way == Way::Back).map(|j| (end, j))
}

/// Jump lines are furniture.
pub(super) fn jumps(text: &str, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|l| l.facts.chars <= LONGEST && l.facts.stops == 0 && l.facts.commas == 0) {
        let words = text.get(line.range.as_usize()).unwrap_or("");
        let may = words.contains(['转', '轉', '接', '▶', '►', '→', '⇒', '续', '續']);
        if may && jump(words).is_some() {
            line.set(BlockKind::Furniture, 950, "jump-line");
        }
    }
}

/// The title that is repeated above or below 上接第1版 belongs to the page, not to the text.
pub(super) fn titles(text: &str, lines: &mut [Line]) {
    if !lines.iter().any(|l| l.rule == "jump-line") {
        return;
    }
    let words = |l: &Line| text.get(l.range.as_usize()).unwrap_or("");
    let title = |l: &Line| l.kind == BlockKind::Heading || (l.flows() && matches!(l.maybe, Maybe::Title(_)));
    let titles: Vec<(usize, Vec<Pair>)> =
        lines.iter().enumerate().filter(|(_, l)| title(l)).map(|(i, l)| (i, pairs(words(l)))).collect();
    let place = |i: usize| titles.partition_point(|(k, _)| *k < i);
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let back = line.rule == "jump-line" && jump(words(line)).is_some_and(|j| j.way == Way::Back);
        if !back {
            continue;
        }
        let above = (0..i).rev().take(3).take_while(|k| lines.get(*k).is_some_and(title));
        let below = (i + 1..lines.len()).take(3).take_while(|k| lines.get(*k).is_some_and(title));
        let near: Vec<usize> = above.chain(below).collect();
        let first = place(near.iter().min().copied().unwrap_or(i).min(i));
        let earlier = titles.get(first.saturating_sub(TITLES_ABOVE)..first).unwrap_or_default();
        for k in near {
            let own = titles.get(place(k)).map_or(&[][..], |(_, own)| own);
            if earlier.iter().any(|(_, other)| common(other, own) >= ALIKE) {
                found.push(k);
            }
        }
    }
    for k in found {
        if let Some(line) = lines.get_mut(k) {
            line.set(BlockKind::Furniture, 850, "repeated-title");
        }
    }
}

/// Whether both jump lines and nothing but furniture stand between a line and the next running text: the halves of an
/// article, brought together.
pub(super) fn jumps_over(lines: &[Line], i: usize) -> bool {
    let flows = |l: &Line| l.flows() && !l.full;
    let between = || lines.iter().skip(i + 1).take(BETWEEN).take_while(|l| l.interrupts());
    lines.get(i).is_some_and(flows)
        && between().filter(|l| l.rule == "jump-line").count() == 2
        && lines.get(i + 1 + between().count()).is_some_and(flows)
}

/// Two characters that stand side by side.
type Pair = (char, char);

/// How many pairs of characters two titles have in common, in hundredths of the shorter one.
pub(crate) fn likeness(a: &str, b: &str) -> usize {
    common(&pairs(a), &pairs(b))
}

/// The pairs of a title, each once, in the order of the characters.
fn pairs(title: &str) -> Vec<Pair> {
    let chars: Vec<char> = folded(title).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Vec<Pair> = chars.iter().copied().zip(chars.iter().copied().skip(1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn common(a: &[Pair], b: &[Pair]) -> usize {
    let shorter = a.len().min(b.len());
    if shorter < 2 {
        return 0;
    }
    let both = a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    both * 100 / shorter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jump_lines() {
        for (line, way, page) in [
            ("（下转第4版）", Way::On, "4"),
            ("下转第四版", Way::On, "4"),
            ("（紧接第二版）", Way::On, "2"),
            ("▶▶▶2版", Way::On, "2"),
            ("轉第四版", Way::On, "4"),
            ("上接第1版", Way::Back, "1"),
            ("（上接第一版）", Way::Back, "1"),
            ("【上接A1版】", Way::Back, "A1"),
            ("文接B2", Way::Back, "B2"),
            ("▲上接01版", Way::Back, "1"),
            ("（下转第十二版）", Way::On, "12"),
        ] {
            assert_eq!(jump(line), Some(Jump { way, page: page.into() }), "{line}");
        }
        for line in ["接2个电话", "转型升级", "第4版", "转第4版面", "接待", "4版", "", "转", "上接"]
        {
            assert_eq!(jump(line), None, "{line}");
        }
    }

    #[test]
    fn jumps_in_paragraphs_and_page_heads() {
        assert_eq!(at_end("抓好农田水利（下转第4版）").map(|(i, j)| (i / 3, j.page)), Some((6, "4".into())));
        assert_eq!(at_end("抓好农田水利（见第4版）"), None);
        assert_eq!(at_start("（上接第一版）建设，确保丰收。").map(|(i, j)| (i / 3, j.page)), Some((7, "1".into())));
        assert_eq!(at_start("（一）建设"), None);
        assert_eq!(page_number("04版：要闻"), Some("4".into()));
        assert_eq!(page_number("某某日报 2024年1月5日 星期五 第4版"), Some("4".into()));
        assert_eq!(page_number("某某日报 2024年1月5日"), None);
    }
}
