//! Blocks as the grouping of articles sees them.

use baokan_corpus_model::{Block, BlockKind, Document, Role, TextRange};

use crate::byline::{self, Byline};
use crate::sentence::{is_han, is_numeral};

/// Longest line that may be a byline or title, in characters.
const SHORT: usize = 80;

/// What a line does for the structure of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A line that may be a title; sure when the block is a heading.
    Title {
        /// Said by the kind of the block, not only by its form.
        sure: bool,
    },
    /// Running text, list items, and heads within the text.
    Body,
    /// A note of the editors.
    EditorNote,
    /// ——编者.
    EditorSign,
    /// A note on the author.
    AuthorNote,
    /// Photo credits, makers of the page.
    Credit,
    /// Words under a picture.
    Caption,
    /// Running heads and the like.
    Furniture,
    /// A line that names who wrote.
    Signature,
}

/// A block with what can be said of it by itself.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) index: usize,
    pub(super) range: TextRange,
    pub(super) text: &'a str,
    pub(super) kind: BlockKind,
    pub(super) level: u8,
    /// The article that it belongs to by its place on the page, where boxes prove it.
    pub(super) group: Option<u32>,
    /// A section's title by its place: never a line of the headline above it.
    pub(super) section: bool,
    /// 停水公告: an announcement that names its kind.
    pub(super) notice: bool,
    /// 今日谈: the name of a column, above a title.
    pub(super) rubric: bool,
    pub(super) chars: usize,
    /// Read as a byline; empty for long lines.
    pub(super) byline: Byline,
    pub(super) part: Part,
}

impl<'a> Line<'a> {
    pub(super) fn all(doc: &'a Document) -> Vec<Self> {
        doc.blocks
            .iter()
            .enumerate()
            .map(|(i, (range, block))| Self::new(i, range, block, doc.text.slice(range)))
            .collect()
    }

    fn new(index: usize, range: TextRange, block: &Block, text: &'a str) -> Self {
        // Counting stops where a line is long anyway.
        let chars = text.chars().take(SHORT * 8).count();
        let byline = if chars <= SHORT { byline::parse(text) } else { Byline::default() };
        let mut line = Self {
            index,
            range,
            text,
            kind: block.kind,
            level: block.level,
            group: block.group,
            section: block.kind == BlockKind::Heading && block.rule == "section-by-place",
            notice: block.kind == BlockKind::Heading && block.rule == "notice",
            rubric: block.kind == BlockKind::Heading && block.rule == "rubric",
            chars,
            byline,
            part: Part::Body,
        };
        line.part = line.judge();
        line
    }

    fn judge(&self) -> Part {
        if self.kind == BlockKind::Furniture {
            return Part::Furniture;
        }
        if is_editor_sign(self.text) {
            return Part::EditorSign;
        }
        if self.kind == BlockKind::AuthorNote || (self.chars <= SHORT * 3 && self.opens_author_note()) {
            return Part::AuthorNote;
        }
        if self.kind == BlockKind::EditorNote || opens_editor_note(self.text) {
            return Part::EditorNote;
        }
        if self.kind == BlockKind::Caption || self.ends_in_photo_credit() {
            return if self.is_credit() { Part::Credit } else { Part::Caption };
        }
        if self.is_credit() || self.is_source_line() {
            return Part::Credit;
        }
        if self.is_signature() {
            return Part::Signature;
        }
        let torn = self.text.starts_with(['”', '’', '」', '』', '）', '》']);
        // A torn credit; a title with its byline behind it is none.
        let names = self.byline.marked && !self.byline.entries.is_empty() && byline::signed_suffix(self.text).is_none();
        match self.kind {
            BlockKind::Heading if torn || names || self.heads_report() => Part::Body,
            BlockKind::Heading => Part::Title { sure: true },
            BlockKind::Byline => Part::Signature,
            BlockKind::Paragraph if self.has_form_of_title() => Part::Title { sure: false },
            _ => Part::Body,
        }
    }

    /// Whether a writer signs here beyond doubt: by 记者 or a sign, or by post and name.
    fn is_signature(&self) -> bool {
        let b = &self.byline;
        let writes = b.entries.iter().any(|e| !matches!(e.role, Role::Editor | Role::Photographer | Role::Graphics));
        let posted = b.entries.iter().any(|e| e.position.is_some());
        let named = b.whole && b.open_post.is_none() && writes && (b.marked || posted);
        named || (self.kind == BlockKind::Byline && writes)
    }

    /// Names and nothing else: a signature under a title, and nowhere else.
    pub(super) fn is_bare_names(&self) -> bool {
        let b = &self.byline;
        b.whole
            && !b.marked
            && b.open_post.is_none()
            && (1..=6).contains(&b.entries.len())
            && b.entries.iter().all(|e| e.position.is_none())
            && !self.is_ended()
    }

    /// A post whose holder stands on the next line.
    pub(super) fn is_open_post(&self) -> bool {
        self.byline.whole && self.byline.entries.is_empty() && self.byline.open_post.is_some()
    }

    fn is_credit(&self) -> bool {
        let b = &self.byline;
        let others = b
            .entries
            .iter()
            .all(|e| matches!(e.role, Role::Editor | Role::Photographer | Role::Graphics | Role::Compiler));
        let made = b.marked && !b.entries.is_empty() && (others || self.is_label());
        (self.kind == BlockKind::Credit && self.chars <= SHORT * 3) || (made && b.whole && !self.text.contains('□'))
    }

    /// 文字记者：某某. Under a title it is a byline, elsewhere one of the makers' lines.
    fn is_label(&self) -> bool {
        self.text.chars().take(8).any(|c| matches!(c, '：' | ':'))
    }

    /// A line of makers that names a writer.
    pub(super) fn labels_writer(&self) -> bool {
        let writes = |e: &byline::Entry| matches!(e.role, Role::Reporter | Role::Correspondent | Role::Author);
        self.part == Part::Credit && self.byline.whole && self.is_label() && self.byline.entries.iter().all(writes)
    }

    fn opens_author_note(&self) -> bool {
        let bare = self.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '【' | '*'));
        bare.len() < self.text.len() && byline::author_note(self.text).is_some()
    }

    fn ends_in_photo_credit(&self) -> bool {
        let end = self.text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '）' | ')' | '。'));
        let signed = end.ends_with(['摄', '攝']) || end.ends_with("摄影") || end.ends_with("供图");
        signed && self.chars <= 240 && !byline::photo_credits(self.text).is_empty()
    }

    /// Whether the line closes a sentence.
    pub(super) fn is_ended(&self) -> bool {
        let end = self.text.trim_end().trim_end_matches(['”', '’', '」', '』', '）', ')', '"']);
        end.ends_with(['。', '！', '？', '；', '…', '.', '!', '?', ';'])
    }

    /// 一、 （二） 3. 第四章: a head within a text.
    pub(super) fn is_numbered(&self) -> bool {
        let bare = self.text.trim_start_matches(['（', '(']);
        let digits: usize = bare.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
        let after = bare[digits..].chars().next();
        let years = bare[..digits].chars().count() >= 4;
        digits > 0
            && !years
            && (matches!(after, Some('、' | '.' | '．' | '章' | '节' | '条' | '編' | '编' | '部' | '篇' | '，' | '：'))
                || bare[..digits].ends_with(['）', ')'])
                || bare.starts_with(|c| matches!(c, '①'..='⑳')))
    }

    /// 来源：某某网 2024-05-16: the head of a web page.
    fn is_source_line(&self) -> bool {
        let words =
            ["来源：", "来源:", "稿源：", "发布时间：", "发布时间:", "发表时间：", "发稿时间：", "時間：", "來源："];
        self.chars <= SHORT && words.iter().any(|w| self.text.contains(w)) && !self.text.contains(['。', '，'])
    }

    /// Short, open at its end, mostly Han, no list number: a title by its form. Whether it is one, the neighbours say.
    fn has_form_of_title(&self) -> bool {
        if !(4..=60).contains(&self.chars) {
            return false;
        }
        let han = self.text.chars().filter(|c| is_han(*c)).count();
        let commas = self.text.matches(['，', ',', '；', '：']).count();
        han * 2 >= self.chars
            && (commas == 0 || (commas <= 2 && self.chars <= 34))
            && !self.is_numbered()
            && !self.text.trim_end().ends_with(['。', '！', '；', '：', '，', '、', '…', '—', ':', ',', ';', '.'])
            && !self.text.contains('。')
            && !self.is_running_head()
    }

    /// A paper's name, a page's number, a date: what stands at the top of a page.
    pub(super) fn is_running_head(&self) -> bool {
        if self.chars > 40 {
            return false;
        }
        let dated = ["年", "月", "日"].iter().all(|u| self.text.contains(u))
            && self.text.contains(|c: char| c.is_ascii_digit());
        let names =
            ["日报", "晚报", "时报", "周报", "日報", "晚報", "時報", "週報", "周刊", "版", "星期", "责编", "第"];
        dated && names.iter().any(|w| self.text.contains(w)) && !self.text.contains(['会', '會'])
    }

    /// Whether nothing else can be meant: 讯 or 电 stands by itself behind the house, a place and a date.
    pub(super) fn heads_report(&self) -> bool {
        let alone = |at: usize| {
            let after = self.text.get(at..).and_then(|t| t.chars().nth(1));
            after.is_some_and(|c| !is_han(c) || matches!(c, '记' | '記' | '通'))
        };
        self.opens_report() && self.text.find(['讯', '訊', '电', '電']).is_some_and(alone)
    }

    /// Whether the line opens with 本报讯, 新华社…电 and the like.
    pub(super) fn opens_report(&self) -> bool {
        const HOUSES: &[&str] =
            &["本报", "本報", "本台", "本网", "新华社", "新華社", "中新社", "中新网", "人民网", "新华网", "据新华社"];
        let head = self.text.trim_start_matches(['【', '（', '(', '[']);
        let Some(rest) = HOUSES.iter().find_map(|h| head.strip_prefix(h)) else { return false };
        let opening: String = rest.chars().take(24).take_while(|c| !matches!(c, '，' | '。' | '“')).collect();
        opening.contains(['讯', '訊', '电', '電']) && self.chars > 20
    }
}

/// ——编者 and its variants, by itself on a line.
fn is_editor_sign(text: &str) -> bool {
    const WHO: &[&str] = &["编者", "編者", "编辑部", "編輯部", "本刊编辑部", "本报编辑部", "本版编辑部", "编者按语"];
    let dashed = text.trim_start().starts_with(['—', '-', '–', '（', '(', '─', '一']);
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '—' | '-' | '–' | '─' | '（' | '）' | '(' | ')'))
        .collect();
    let bare = bare.strip_prefix("一一").unwrap_or(&bare);
    dashed && WHO.contains(&bare)
}

/// 编者按 and its kin at the beginning.
fn opens_editor_note(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "编者按",
        "編者按",
        "编者的话",
        "編者的話",
        "编者语",
        "编前语",
        "编前",
        "编后",
        "开栏的话",
        "开栏语",
        "主持人语",
        "本刊按",
        "编辑手记",
        "按语",
        "编者寄语",
        "卷首语",
    ];
    let head = text.trim_start().trim_start_matches(['【', '[', '［', '■', '□', '◆', '●', '〔']);
    let Some(rest) = WORDS.iter().find_map(|w| head.strip_prefix(w)) else { return false };
    rest.is_empty()
        || rest
            .starts_with(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '】' | ']' | '］' | '〕' | '|' | '丨'))
}
