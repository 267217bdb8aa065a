//! What the commands that count share: which blocks, which units, which group a document belongs to.

use std::path::Path;

use baokan_corpus_model::{BlockKind, Document, Meta, MetaOrigin, TextRange};
use baokan_ingest::Published;
use baokan_normalize::script::{Config, Converter};
use baokan_segment::counts::{By, Token, Within, units};
use baokan_segment::words::WordSegmenter;
use clap::{Args, ValueEnum};

use crate::error::CliError;
use crate::words::segmenter;

/// What is counted.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Counting")]
pub(crate) struct CountArgs {
    /// Count characters or words.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) unit: Unit,
    /// The kinds of block that are read: paragraph, heading, list_item, caption, editor_note, author_note, byline, credit,
    /// furniture, or `all`.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = parse_kinds,
          default_value = "paragraph,list_item,editor_note")]
    pub(crate) blocks: Vec<Kinds>,
    /// Count Traditional forms with their Simplified ones (發展 with 发展), character by character. The text itself stays
    /// as it is; `--script hans` would convert it.
    #[arg(long)]
    pub(crate) fold: bool,
    /// Take the date of a document that has none from its name: 1954.txt, rmrb-1957-06-08.txt, 19570608_2.txt.
    #[arg(long)]
    pub(crate) date_from_name: bool,
}

/// Characters or words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// Characters: each letter and digit, marks and spaces left out.
    #[default]
    Char,
    /// Words, as the segmenter of this program cuts them.
    Word,
}

/// A kind of block, or all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kinds(Option<BlockKind>);

fn parse_kinds(value: &str) -> Result<Kinds, String> {
    if value == "all" {
        return Ok(Kinds(None));
    }
    value.parse().map(|k| Kinds(Some(k))).map_err(|_| {
        let names: Vec<&str> = BlockKind::ALL.iter().map(|k| k.as_str()).collect();
        format!("`{value}` is no kind of block: all, {}", names.join(", "))
    })
}

/// What a stretch of text may be compared or broken off by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bounds {
    /// Marks and spaces.
    #[default]
    Run,
    /// Ends of sentences; marks inside are passed over.
    Sentence,
    /// Ends of blocks.
    Block,
}

impl Bounds {
    pub(crate) const fn within(self) -> Within {
        match self {
            Self::Run => Within::Run,
            Self::Sentence => Within::Sentence,
            Self::Block => Within::Block,
        }
    }
}

/// The arguments, ready for work.
pub(crate) struct Counting {
    kinds: Option<Vec<BlockKind>>,
    words: Option<Box<dyn WordSegmenter>>,
    fold: Option<Fold>,
    date_from_name: bool,
}

impl CountArgs {
    /// Loads what the arguments ask for.
    ///
    /// # Errors
    /// When words are wanted and there is no segmenter.
    pub(crate) fn ready(&self) -> Result<Counting, CliError> {
        Ok(Counting {
            kinds: self.blocks.iter().map(|k| k.0).collect(),
            words: if self.unit == Unit::Word { Some(segmenter()?) } else { None },
            fold: self.fold.then(Fold::new),
            date_from_name: self.date_from_name,
        })
    }
}

impl Counting {
    /// Work in characters over blocks of these kinds.
    pub(crate) fn of_blocks(kinds: &[BlockKind], fold: bool, date_from_name: bool) -> Self {
        Self { kinds: Some(kinds.to_vec()), words: None, fold: fold.then(Fold::new), date_from_name }
    }

    /// What a unit is.
    pub(crate) fn by(&self) -> By<'_> {
        self.words.as_deref().map_or(By::Characters, By::Words)
    }

    /// What stands between units when they are printed.
    pub(crate) fn glue(&self) -> &'static str {
        if self.words.is_some() { " " } else { "" }
    }

    /// The text as it is compared: of the same length, with every character where it was.
    pub(crate) fn folded(&self, text: &str) -> String {
        self.fold.as_ref().map_or_else(|| text.to_owned(), |f| f.text(text))
    }

    /// The blocks that are read, in text order; a block that holds others is left to them.
    pub(crate) fn blocks(&self, doc: &Document) -> Vec<TextRange> {
        let wanted = |kind: BlockKind| self.kinds.as_ref().is_none_or(|k| k.contains(&kind));
        let next = doc.blocks.iter().skip(1).map(|(r, _)| Some(r)).chain([None]);
        let leaf = |range: TextRange, next: Option<TextRange>| next.is_none_or(|n| !range.contains(n));
        let pairs = doc.blocks.iter().zip(next);
        pairs.filter(|((r, b), next)| wanted(b.kind) && leaf(*r, *next)).map(|((r, _), _)| r).collect()
    }

    /// The units of a document and the text that they are cut from. Words are cut before the text is folded.
    pub(crate) fn units(&self, doc: &Document, within: Within) -> (String, Vec<Token>) {
        let text = doc.text.as_str();
        let mut out = Vec::new();
        for block in self.blocks(doc) {
            units(text, block.as_usize(), self.by(), within, &mut out);
        }
        (self.folded(text), out)
    }

    /// What is done to a document before it is repaired.
    pub(crate) fn before(&self, doc: &mut Document) {
        if self.date_from_name && doc.meta.published.is_none() {
            let name = Path::new(doc.source().origin()).file_name().unwrap_or_default();
            let origin = MetaOrigin::Inferred("the name of the file".to_owned());
            doc.meta.published = date_in(&name.to_string_lossy()).map(|value| Meta { value, origin });
        }
    }
}

/// The first date in a name: `YYYY`, or with month and day after it, parted by one of `-_.` or by nothing.
fn date_in(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let digits = |at: usize, n: usize| {
        let part = name.get(at..at + n)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(part)
    };
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in 0..bytes.len() {
        if at > 0 && is_digit(at - 1) {
            continue;
        }
        let Some(year) = digits(at, 4).filter(|y| ("1800".."2100").contains(y)) else { continue };
        let joint = usize::from(matches!(bytes.get(at + 4), Some(b'-' | b'_' | b'.')));
        let (month, day) = (at + 4 + joint, at + 6 + 2 * joint);
        let two = |at: usize, most: &str| digits(at, 2).filter(|d| ("01"..=most).contains(d));
        if let (Some(month), Some(day)) = (two(month, "12"), two(day, "31"))
            && !is_digit(at + 8 + 2 * joint)
            && (joint == 0 || bytes.get(at + 4) == bytes.get(at + 7))
        {
            let date = format!("{year}-{month}-{day}");
            if date.parse::<Published>().is_ok() {
                return Some(date);
            }
        }
        // A number that goes on is no year.
        if !is_digit(at + 4) {
            return Some(year.to_owned());
        }
    }
    None
}

/// By what documents are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Column {
    /// The document.
    Document,
    /// The year it was published.
    Year,
    /// Year and month.
    Month,
    /// The paper.
    Publication,
}

impl Column {
    /// Its name in a table.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Year => "year",
            Self::Month => "month",
            Self::Publication => "publication",
        }
    }

    /// What a document has in it; empty when it is not known.
    pub(crate) fn of(self, doc: &Document) -> String {
        let of = |meta: &Option<Meta>| meta.as_ref().map_or("", |m| m.value.as_str()).to_owned();
        let date = of(&doc.meta.published);
        match self {
            Self::Document => doc.source().origin().to_owned(),
            Self::Year => date.get(..4).unwrap_or("").to_owned(),
            Self::Month => date.get(..7).unwrap_or("").to_owned(),
            Self::Publication => of(&doc.meta.publication),
        }
    }
}

/// Simplified forms of single characters, those of the same length in bytes.
pub(crate) struct Fold(Vec<char>);

/// What the table of forms covers: CJK ideographs and extension A, all of three bytes.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

impl Fold {
    pub(crate) fn new() -> Self {
        let converter = Converter::builtin(Config::T2s);
        let simplified = |c: char| {
            let mut found = converter.convert(c.encode_utf8(&mut [0; 4])).chars().collect::<Vec<_>>();
            match (found.pop(), found.is_empty()) {
                (Some(s), true) if s.len_utf8() == c.len_utf8() => s,
                _ => c,
            }
        };
        Self((FIRST..=LAST).filter_map(char::from_u32).map(simplified).collect())
    }

    fn char(&self, c: char) -> char {
        let at = (c as u32).checked_sub(FIRST);
        at.and_then(|at| self.0.get(at as usize)).copied().unwrap_or(c)
    }

    pub(crate) fn text(&self, text: &str) -> String {
        text.chars().map(|c| self.char(c)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_names() {
        let cases = [
            ("1954.txt", Some("1954")),
            ("rmrb-1957-06-08.txt", Some("1957-06-08")),
            ("19570608_2.txt", Some("1957-06-08")),
            ("1957_06_08.txt", Some("1957-06-08")),
            ("page2021.md", Some("2021")),
            ("papers2020.jsonl:12", Some("2020")),
            ("1957-13-40.txt", Some("1957")),
            ("00.txt", None),
            ("report-123456.txt", None),
            ("報1999", Some("1999")),
        ];
        for (name, date) in cases {
            assert_eq!(date_in(name).as_deref(), date, "{name}");
        }
    }

    #[test]
    fn folding_keeps_every_byte_in_its_place() {
        let fold = Fold::new();
        let text = "發展農業、乾部𠀾abc着著";
        let folded = fold.text(text);
        assert!(folded.starts_with("发展农业、"));
        assert_eq!(folded.len(), text.len());
        assert!(text.char_indices().map(|(i, _)| i).eq(folded.char_indices().map(|(i, _)| i)));
    }
}
