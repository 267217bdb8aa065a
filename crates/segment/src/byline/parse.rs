//! Reads a byline from its words.

use std::ops::Range;

use baokan_corpus_model::Role;

use super::Entry;
use super::lex::{Gap, Kind, Word, lex};
use super::words::{Side, Work};

/// What a line says about who made the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The persons named, in order.
    pub entries: Vec<Entry>,
    /// Whether every word of the line was understood, so that it is a byline and nothing else.
    pub whole: bool,
    /// Whether the line says itself that it is a byline: □, 记者, 摄, 责任编辑.
    pub marked: bool,
    /// A post or body without a name behind it; the name is to be looked for on the next line.
    pub open_post: Option<Range<usize>>,
}

/// Signs that open a byline.
const MARKS: &[char] = &[
    '□', '■', '◎', '●', '◆', '▲', '▼', '★', '☆', '○', '◇', '△', '▪', '▶', '►', '※', '⊙', '☉', '▣', '◤', '◢', '▢', '◼',
    '✍',
];

/// Reads a byline or credit: □ 本报记者 甲 乙 通讯员 丙; 责任编辑 丁; 图/戊; 某省某市市长 己.
///
/// Names are two to four Han characters beginning with a known family name, or in parts with a middle dot; behind 记者 and the
/// like any two to four; characters spread by spaces (郑 艺) are put together. Linear in the length of the line; reads nothing
/// beyond it. A line that is no byline gives entries only by accident: look at `whole` and `marked`.
#[must_use]
pub fn parse(line: &str) -> Byline {
    let (range, mut marked) = strip_marks(line);
    if is_interview(&line[range.clone()]) {
        return Byline::default();
    }
    let mut words = lex(&line[range.clone()], range.start);
    strip_stray(line, &mut words);
    let mut reader = Reader::new(line);
    for (k, word) in words.iter().enumerate() {
        reader.read(word, words.get(k + 1));
    }
    marked |= reader.marked;
    let open_post = reader.post.take().filter(|p| !p.used).map(|p| p.range);
    let whole = !reader.lost && (!reader.entries.is_empty() || open_post.is_some());
    Byline { entries: reader.entries, whole, marked, open_post }
}

/// 访某县县长 甲, 专访某大学教授 甲: who answers, in a line below the title.
fn is_interview(line: &str) -> bool {
    ["访", "訪", "专访", "專訪", "对话", "對話"].iter().any(|w| line.starts_with(w))
}

/// 本报记者 甲 呈: takes away a sign or two that an engine made of dirt or of 摄, behind 记者 and a name that are read well.
fn strip_stray(line: &str, words: &mut Vec<Word>) {
    const STRAY: usize = 2;
    let Some((last, before)) = words.split_last() else { return };
    let stray = last.kind == Kind::Unknown
        && last.gap != Gap::None
        && line[last.range.clone()].chars().count() <= STRAY
        && matches!(before.last(), Some(Word { kind: Kind::Name(_), .. }))
        && matches!(before.first(), Some(Word { kind: Kind::Work { house: Some(_), .. } | Kind::House, .. }))
        && before.iter().all(|w| !matches!(w.kind, Kind::Unknown));
    if stray {
        words.pop();
    }
}

/// A signed author at the end of a title line: 标题 标题 某市市长 甲. The byte where the signature begins, and what it says.
/// The signature is parted by white space or a mark, has a post or a word of work, and names somebody.
#[must_use]
pub fn signed_suffix(line: &str) -> Option<(usize, Byline)> {
    let mut tried = 0;
    for (i, c) in line.char_indices().skip(4) {
        let before_space = line[..i].ends_with(char::is_whitespace);
        if c.is_whitespace() || !(before_space || MARKS.contains(&c)) {
            continue;
        }
        tried += 1;
        if tried > 24 {
            return None;
        }
        let byline = parse(&line[i..]);
        let posted = byline.entries.iter().any(|e| e.position.is_some());
        if byline.whole && !byline.entries.is_empty() && byline.open_post.is_none() && (byline.marked || posted) {
            return Some((i, byline.shifted(i)));
        }
    }
    None
}

impl Byline {
    /// The same with all ranges moved right.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        for e in &mut self.entries {
            e.name_range = e.name_range.start + by..e.name_range.end + by;
            e.range = e.range.start + by..e.range.end + by;
        }
        self.open_post = self.open_post.map(|r| r.start + by..r.end + by);
        self
    }
}

/// The line without opening signs, dashes and outer brackets, and whether there was a sign.
fn strip_marks(line: &str) -> (Range<usize>, bool) {
    let lead = |s: &str| line.len() - s.len();
    let mut marked = false;
    let mut rest = line.trim_start();
    loop {
        let next = rest.trim_start_matches(MARKS);
        marked |= next.len() < rest.len();
        let next = next.trim_start_matches(['—', '-', '–', '•', '·', '*']).trim_start();
        // □ read as the character 口.
        let next = match next.strip_prefix('口') {
            Some(r) if r.starts_with(char::is_whitespace) || r.starts_with("本报") || r.starts_with("记者") => {
                marked = true;
                r.trim_start()
            }
            _ => next,
        };
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    let start = lead(rest);
    let trimmed = rest.trim_end_matches(['。', '.', '—', '·']).trim_end();
    let inner = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')]
        .iter()
        .find_map(|(o, c)| trimmed.strip_prefix(*o)?.strip_suffix(*c))
        .filter(|inner| !inner.contains(['（', '(', '【']));
    match inner {
        Some(inner) => {
            let at = start + trimmed.find(inner).unwrap_or(0);
            (at..at + inner.len(), marked)
        }
        None => (start..start + trimmed.len(), marked),
    }
}

/// The word of work that names fall under.
#[derive(Clone, Debug)]
struct Current {
    work: &'static Work,
    position: Option<String>,
    house: Option<String>,
    start: usize,
    used: bool,
}

/// A post that names fall under.
#[derive(Clone, Debug)]
struct Post {
    range: Range<usize>,
    /// As printed; a break behind the name of a body is closed (某某局 局长).
    text: String,
    /// Ends in a post, not only in the name of a body.
    is_post: bool,
    used: bool,
}

struct Reader<'a> {
    line: &'a str,
    entries: Vec<Entry>,
    /// 记者 or 通讯员 as printed, for each entry that stands under such a word.
    trades: Vec<Option<&'static str>>,
    /// First entry that a word of work behind the names would speak of.
    group: usize,
    current: Option<Current>,
    house: Option<(String, usize)>,
    post: Option<Post>,
    marked: bool,
    lost: bool,
    /// After a word that was not understood, names are not believed until the next word of work.
    deaf: bool,
    last_was_name: bool,
}

impl<'a> Reader<'a> {
    fn new(line: &'a str) -> Self {
        Self {
            line,
            entries: Vec::new(),
            trades: Vec::new(),
            group: 0,
            current: None,
            house: None,
            post: None,
            marked: false,
            lost: false,
            deaf: false,
            last_was_name: false,
        }
    }

    fn read(&mut self, word: &Word, next: Option<&Word>) {
        match &word.kind {
            Kind::House => self.house = Some((self.line[word.range.clone()].to_owned(), word.range.start)),
            Kind::Work { work, position, house } => {
                self.marked = true;
                self.deaf = false;
                let named = self.entries.len() > self.group;
                let in_bracket = word.gap == Gap::Bracket && self.last_was_name && work.side == Side::Before;
                let names_follow =
                    next.is_some_and(|n| matches!(n.kind, Kind::Name(_) | Kind::House | Kind::Work { .. }));
                if in_bracket && !next.is_some_and(|n| matches!(n.kind, Kind::Name(_)) && n.gap != Gap::Bracket) {
                    if let Some(e) = self.entries.last_mut() {
                        e.position = Some(self.line[word.range.clone()].to_owned());
                    }
                } else if named && self.speaks_backward(work, word, next, names_follow) {
                    self.apply_behind(work, position.as_deref());
                } else {
                    self.lead(work, position.clone(), house.clone(), word.range.start);
                }
            }
            Kind::Name(name) if !self.deaf => self.name(name.clone(), word),
            Kind::Name(_) => {}
            Kind::Post | Kind::Body => self.post(word),
            Kind::Idle => {}
            Kind::Unknown => {
                (self.lost, self.deaf) = (true, true);
                self.current = None;
            }
        }
        self.last_was_name = matches!(word.kind, Kind::Name(_));
    }

    /// Whether a word of work speaks of the names before it.
    fn speaks_backward(&self, work: &Work, word: &Word, next: Option<&Word>, names_follow: bool) -> bool {
        if work.side == Side::Before {
            return false;
        }
        if word.gap == Gap::None || (word.gap == Gap::Slash && self.last_was_name) {
            return true;
        }
        if next.is_some_and(|n| matches!(n.gap, Gap::Colon | Gap::Slash) && matches!(n.kind, Kind::Name(_))) {
            return false;
        }
        !names_follow || self.current.as_ref().is_none_or(|c| c.work.side == Side::Before)
    }

    /// 甲 乙 摄: the names before it did that.
    fn apply_behind(&mut self, work: &Work, position: Option<&str>) {
        let mut seconds = Vec::new();
        for (e, trade) in self.entries[self.group..].iter_mut().zip(&self.trades[self.group..]) {
            // One who took pictures or wrote down keeps 记者 as a position.
            let trade = e.position.clone().or_else(|| trade.map(str::to_owned));
            let reports = matches!(e.role, Role::Reporter | Role::Correspondent);
            let keeps = reports && matches!(work.role, Role::Author | Role::Reporter);
            if let Some(also) = work.also {
                seconds.push(Entry { role: also, position: trade.clone(), ..e.clone() });
            }
            if keeps {
                continue;
            }
            if reports {
                e.position = trade;
            } else if let Some(p) = position {
                e.position.get_or_insert_with(|| p.to_owned());
            }
            e.role = work.role;
        }
        self.trades.resize(self.entries.len() + seconds.len(), None);
        self.entries.append(&mut seconds);
        self.group = self.entries.len();
    }

    /// 记者 甲 乙: the names that follow are or did that.
    fn lead(&mut self, work: &'static Work, position: Option<String>, house: Option<String>, start: usize) {
        if !matches!(work.role, Role::Reporter | Role::Correspondent) {
            self.group = self.entries.len();
        }
        let (house, start) = match (house, self.house.take()) {
            (Some(h), _) => (Some(h), start),
            (None, Some((h, s))) => (Some(h), s),
            (None, None) => (None, start),
        };
        self.post = None;
        self.current = Some(Current { work, position, house, start, used: false });
    }

    fn name(&mut self, name: String, word: &Word) {
        let mut start = word.range.start;
        let mut entry = Entry {
            name,
            name_range: word.range.clone(),
            role: Role::Author,
            affiliation: self.house.take().map(|(h, _)| h),
            position: None,
            range: word.range.clone(),
        };
        let (mut also, mut trade) = (None, None);
        if let Some(c) = &mut self.current {
            if !c.used {
                start = start.min(c.start);
            }
            c.used = true;
            entry.role = c.work.role;
            entry.position.clone_from(&c.position);
            if c.house.is_some() {
                entry.affiliation.clone_from(&c.house);
            }
            also = c.work.also;
            trade = matches!(c.work.role, Role::Reporter | Role::Correspondent).then_some(c.work.word);
        }
        if let Some(p) = &mut self.post {
            if !p.used {
                start = start.min(p.range.start);
            }
            p.used = true;
            let text = p.text.clone();
            if p.is_post {
                entry.position.get_or_insert(text);
            } else {
                entry.affiliation.get_or_insert(text);
            }
        }
        entry.range.start = start;
        let second = also.map(|role| Entry { role, ..entry.clone() });
        for e in std::iter::once(entry).chain(second) {
            self.entries.push(e);
            self.trades.push(trade);
        }
    }

    fn post(&mut self, word: &Word) {
        let is_post = word.kind == Kind::Post;
        // 甲（某协会会长）: said of the name before it.
        if word.gap == Gap::Bracket && self.last_was_name {
            if let Some(e) = self.entries.last_mut() {
                let slot = if is_post { &mut e.position } else { &mut e.affiliation };
                slot.get_or_insert_with(|| self.line[word.range.clone()].to_owned());
            }
            return;
        }
        if let Some(p) = &mut self.post
            && !p.used
        {
            let from = if word.gap == Gap::Space && !p.is_post { word.range.start } else { p.range.end };
            p.text.push_str(&self.line[from..word.range.end]);
            p.range.end = word.range.end;
            p.is_post |= is_post;
            return;
        }
        if self.current.as_ref().is_some_and(|c| c.used) {
            self.current = None;
        }
        let text = self.line[word.range.clone()].to_owned();
        self.post = Some(Post { range: word.range.clone(), text, is_post, used: false });
    }
}
